-- Rules, scenarios, events, and what they cover.  Editors change these tables; nothing that users
-- see changes until publish().

CREATE TABLE rule (
    id        text NOT NULL,
    kind      rule_kind NOT NULL,
    rank      integer NOT NULL DEFAULT 100,
    condition condition NOT NULL,
    eccn      eccn,
    reason    text,
    exception text,
    overcomes text[],
    review    review_policy,
    in_force  daterange NOT NULL DEFAULT '(,)',
    known     daterange NOT NULL DEFAULT '(,)',
    title     text NOT NULL,
    citation  text NOT NULL,
    url       text,
    note      text,
    builtin   boolean NOT NULL DEFAULT false,
    when_unknown text CHECK (when_unknown = 'not_applied')
);
-- A version is found by when it became known: closing an open version leaves it the same row.
CREATE UNIQUE INDEX rule_version ON rule (id, (lower(known))) NULLS NOT DISTINCT;
COMMENT ON TABLE rule IS 'One row is one version of one rule.';
COMMENT ON COLUMN rule.id IS
    'name of the rule; its versions share it and must not overlap in known';
COMMENT ON COLUMN rule.kind IS 'stage at which it applies';
COMMENT ON COLUMN rule.rank IS
    'order within the kind, lowest first: the first classification that holds wins, and the first '
    'review';
COMMENT ON COLUMN rule.condition IS 'when it applies';
COMMENT ON COLUMN rule.eccn IS 'classification: what the item then is';
COMMENT ON COLUMN rule.reason IS 'requirement, prohibition: for what reason, such as RS';
COMMENT ON COLUMN rule.exception IS 'exception: its symbol, such as NAC';
COMMENT ON COLUMN rule.overcomes IS 'exception: the reasons that it overcomes';
COMMENT ON COLUMN rule.review IS 'review: the license review policy';
COMMENT ON COLUMN rule.in_force IS 'when it has legal effect; empty: never';
COMMENT ON COLUMN rule.known IS 'from the day this version was public until another superseded it';
COMMENT ON COLUMN rule.title IS 'what it does, in a sentence';
COMMENT ON COLUMN rule.citation IS 'where it is written';
COMMENT ON COLUMN rule.url IS 'where it can be read';
COMMENT ON COLUMN rule.note IS
    'doubts. Built-in rows begin with what they rest on: [V] the text itself, [V2] a secondary '
    'source, [R] recalled, [C] computed';

COMMENT ON COLUMN rule.when_unknown IS
    'requirement, prohibition: not_applied if the rule, where it is unknown whether it holds, is '
    'taken not to hold, for the reason that the note gives; NULL: an unknown is never a no';

CREATE TABLE scenario (
    name        text PRIMARY KEY,
    description text NOT NULL,
    citation    text,
    builtin     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE scenario IS
    'A named alternative world. enforced, the default: what the regulator enforces.';
COMMENT ON COLUMN scenario.name IS 'as passed to classify() or set in export_control.scenario';
COMMENT ON COLUMN scenario.description IS 'what is different in this world';
COMMENT ON COLUMN scenario.citation IS 'where it comes from';

CREATE TABLE scenario_rule (
    scenario text NOT NULL REFERENCES scenario ON UPDATE CASCADE ON DELETE CASCADE,
    rule     text NOT NULL,
    in_force daterange NOT NULL,
    note     text,
    builtin  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (scenario, rule)
);
COMMENT ON TABLE scenario_rule IS
    'What a scenario changes: when a rule is in force in it. All versions of the rule that are '
    'known at a date share it; empty: never.';
COMMENT ON COLUMN scenario_rule.scenario IS 'the scenario';
COMMENT ON COLUMN scenario_rule.rule IS 'id of the rule';
COMMENT ON COLUMN scenario_rule.in_force IS
    'when the rule is in force in this scenario; empty: never';
COMMENT ON COLUMN scenario_rule.note IS 'why';

CREATE TABLE policy_event (
    id          text PRIMARY KEY,
    happened    date NOT NULL,
    kind        text NOT NULL,
    title       text NOT NULL,
    description text NOT NULL,
    source      text NOT NULL,
    url         text,
    confidence  text NOT NULL,
    rules       text[] NOT NULL DEFAULT '{}',
    builtin     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE policy_event IS
    'A dated event: an announcement, a letter, a pause, a reversal, a rescission; with its source.';
COMMENT ON COLUMN policy_event.id IS 'date and a word';
COMMENT ON COLUMN policy_event.happened IS 'the day';
COMMENT ON COLUMN policy_event.kind IS 'such as rule, letter, report, announcement';
COMMENT ON COLUMN policy_event.title IS 'what happened, in a sentence';
COMMENT ON COLUMN policy_event.description IS 'what it meant';
COMMENT ON COLUMN policy_event.source IS 'who says so';
COMMENT ON COLUMN policy_event.url IS 'where it can be read';
COMMENT ON COLUMN policy_event.confidence IS
    'what it rests on: [V] the text itself, [V2] a secondary source, [R] recalled';
COMMENT ON COLUMN policy_event.rules IS 'ids of the rules it touches';

CREATE TABLE covered_period (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    in_force  daterange NOT NULL,
    known     daterange NOT NULL,
    note      text NOT NULL,
    builtin   boolean NOT NULL DEFAULT false,
    sources_read date CHECK (isfinite(sources_read))
);
COMMENT ON COLUMN covered_period.sources_read IS
    'until when the sources were read: of what was published since, the rules know nothing. A '
    'question about a later day is answered all the same, and explain() says so; NULL: not told';
COMMENT ON TABLE covered_period IS
    'The one period that the rules speak for, on both clocks. Any other date is indeterminate.';
COMMENT ON COLUMN covered_period.in_force IS 'legal dates for which the rules are complete';
COMMENT ON COLUMN covered_period.known IS 'dates of knowledge for which the rules are complete';
COMMENT ON COLUMN covered_period.singleton IS 'keeps the table to one row';
COMMENT ON COLUMN covered_period.note IS 'why this period';

CREATE TABLE coverage (
    subject  text PRIMARY KEY,
    modelled boolean NOT NULL,
    detail   text NOT NULL,
    citation text NOT NULL,
    builtin  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE coverage IS
    'What of the law the built-in rules model, and what they do not. doc/reference/coverage.md has '
    'the same list.';
COMMENT ON COLUMN coverage.subject IS 'part of the law';
COMMENT ON COLUMN coverage.modelled IS 'whether the built-in rules answer for it';
COMMENT ON COLUMN coverage.detail IS 'how far';
COMMENT ON COLUMN coverage.citation IS 'where it is written';

CREATE TABLE rule_example (
    id             text PRIMARY KEY,
    title          text NOT NULL,
    chip           chip,
    eccn           eccn,
    destination    country NOT NULL,
    as_of          date NOT NULL,
    as_known       date,
    shipment       shipment,
    scenario       text NOT NULL DEFAULT 'enforced',
    outcome        outcome NOT NULL,
    classification eccn,
    reasons        text[] CHECK (reasons <> '{}'),
    exception      text,
    review         review_policy,
    rules          text[] NOT NULL,
    source         text NOT NULL,
    builtin        boolean NOT NULL DEFAULT false,
    CHECK (num_nonnulls(chip, eccn) = 1)
);
COMMENT ON TABLE rule_example IS
    'A question and its right answer, as its source has it. publish() and approve() refuse rules '
    'that answer otherwise; check_examples() shows which those are.';
COMMENT ON COLUMN rule_example.id IS 'a word or two';
COMMENT ON COLUMN rule_example.title IS 'what it shows, in a sentence';
COMMENT ON COLUMN rule_example.chip IS 'the item: its facts';
COMMENT ON COLUMN rule_example.eccn IS 'or only its ECCN';
COMMENT ON COLUMN rule_example.destination IS 'where it goes';
COMMENT ON COLUMN rule_example.as_of IS 'the legal date';
COMMENT ON COLUMN rule_example.as_known IS 'the date of knowledge; NULL: all that the rules know';
COMMENT ON COLUMN rule_example.shipment IS
    'facts of the transaction, headquarters and end_use among them; NULL: nothing is said';
COMMENT ON COLUMN rule_example.scenario IS 'the world in which it is asked';
COMMENT ON COLUMN rule_example.outcome IS 'the right outcome';
COMMENT ON COLUMN rule_example.classification IS 'the right ECCN; NULL: any';
COMMENT ON COLUMN rule_example.reasons IS 'the right reasons for control, in any order; NULL: any';
COMMENT ON COLUMN rule_example.exception IS 'the symbol of the right exception; NULL: none';
COMMENT ON COLUMN rule_example.review IS 'the right review policy; NULL: none';
COMMENT ON COLUMN rule_example.rules IS
    'ids of the rules on which the answer turns: those that hold, and those that nearly do';
COMMENT ON COLUMN rule_example.source IS
    'where the answer comes from: the text, guidance, a filing, a published classification';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON rule_example
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON rule
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id', 'pg_catalog.lower(r.known)');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON destination
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.code::pg_catalog.text');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON country_group
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON country_group_member
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.country_group', 'r.country::pg_catalog.text',
        'pg_catalog.lower(r.known)', 'pg_catalog.lower(r.in_force)');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON scenario
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON scenario_rule
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.scenario', 'r.rule');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON policy_event
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON covered_period
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.singleton');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON coverage
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.subject');
