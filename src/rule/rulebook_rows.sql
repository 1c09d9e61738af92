-- A rulebook as rows: its rules, its members of groups, the days on which it changes.

CREATE FUNCTION json_period(period jsonb) RETURNS daterange
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE jsonb_array_length(period) WHEN 0 THEN 'empty'::daterange
        ELSE daterange((period ->> 0)::date, (period ->> 1)::date) END;
END;
COMMENT ON FUNCTION json_period(jsonb) IS
    'internal: the period that a rulebook writes as [from, until]; the opposite of period_json()';

CREATE FUNCTION rulebook_rules(rulebook rulebook, scenario text)
    RETURNS TABLE (
        id text, kind rule_kind, rank integer, condition condition, eccn eccn, reason text,
        exception text, overcomes text[], review review_policy, in_force daterange,
        known daterange, title text, citation text, url text, note text, when_unknown text
    )
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT r.value ->> 'id', (r.value ->> 'kind')::rule_kind, (r.value ->> 'rank')::integer,
           (r.value ->> 'condition')::condition, (r.value ->> 'eccn')::eccn, r.value ->> 'reason',
           r.value ->> 'exception',
           (SELECT array_agg(o.value)
              FROM jsonb_array_elements_text(r.value -> 'overcomes') AS o),
           (r.value ->> 'review')::review_policy,
           coalesce(json_period(s.value -> 'in_force'), json_period(r.value -> 'in_force')),
           json_period(r.value -> 'known'), r.value ->> 'title', r.value ->> 'citation',
           r.value ->> 'url', r.value ->> 'note', r.value ->> 'when_unknown'
      FROM jsonb_array_elements(rulebook_part(rulebook, 'rules')) AS r
      LEFT JOIN jsonb_array_elements(
                    jsonb_path_query_first(rulebook_part(rulebook, 'scenarios'),
                                           '$[*] ? (@.name == $name).rules',
                                           jsonb_build_object('name', scenario))) AS s
        ON s.value ->> 'rule' = r.value ->> 'id';
END;
COMMENT ON FUNCTION rulebook_rules(rulebook, text) IS
    'the rules of a rulebook as rows, with in_force as the scenario has it; one row is one version '
    'of one rule';

CREATE FUNCTION rulebook_members(rulebook rulebook)
    RETURNS TABLE (
        country_group text, country country, in_force daterange, known daterange, citation text
    )
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 500
BEGIN ATOMIC
    SELECT g.value ->> 'name', (m.value ->> 'country')::country, json_period(m.value -> 'in_force'),
           json_period(m.value -> 'known'), m.value ->> 'citation'
      FROM jsonb_array_elements(rulebook_part(rulebook, 'groups')) AS g
     CROSS JOIN jsonb_array_elements(g.value -> 'members') AS m;
END;
COMMENT ON FUNCTION rulebook_members(rulebook) IS
    'the memberships of a rulebook''s country groups as rows';

CREATE FUNCTION rulebook_examples(rulebook rulebook)
    RETURNS TABLE (
        id text, title text, chip chip, eccn eccn, destination country, as_of date, as_known date,
        shipment shipment, scenario text, outcome outcome, classification eccn, reasons text[],
        exception text, review review_policy, rules text[], source text
    )
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 200
BEGIN ATOMIC
    SELECT e.value ->> 'id', e.value ->> 'title', (e.value ->> 'chip')::chip,
           (e.value ->> 'eccn')::eccn, (e.value ->> 'destination')::country,
           (e.value ->> 'as_of')::date, (e.value ->> 'as_known')::date,
           (e.value ->> 'shipment')::shipment, e.value ->> 'scenario',
           (e.value ->> 'outcome')::outcome, (e.value ->> 'classification')::eccn,
           (SELECT array_agg(r.value) FROM jsonb_array_elements_text(e.value -> 'reasons') AS r),
           e.value ->> 'exception', (e.value ->> 'review')::review_policy,
           (SELECT array_agg(r.value) FROM jsonb_array_elements_text(e.value -> 'rules') AS r),
           e.value ->> 'source'
      FROM jsonb_array_elements(rulebook_part(rulebook, 'examples')) AS e;
END;
COMMENT ON FUNCTION rulebook_examples(rulebook) IS
    'the examples of a rulebook, which are part of it, as rows of rule_example';

CREATE FUNCTION rules_in_force(
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL,
    rulebook rulebook DEFAULT NULL
) RETURNS TABLE (
        id text, kind rule_kind, rank integer, condition condition, eccn eccn, reason text,
        exception text, overcomes text[], review review_policy, in_force daterange,
        known daterange, title text, citation text, url text, note text, when_unknown text
    )
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 50
BEGIN ATOMIC
    SELECT r.*
      FROM rulebook_rules(coalesce(rules_in_force.rulebook, current_rulebook()),
                          coalesce(rules_in_force.scenario,
                                   current_setting('export_control.scenario'))) AS r
     WHERE r.in_force @> rules_in_force.as_of
       AND r.known @> coalesce(rules_in_force.as_known, CURRENT_DATE)
     ORDER BY r.kind, r.rank, r.id;
END;
COMMENT ON FUNCTION rules_in_force(date, date, text, rulebook) IS
    'the rules in force on one date, as known on another, in a scenario, in the order in which '
    'they are applied';

-- Every day on which something may change: bounds of rules and memberships, on either clock.
CREATE FUNCTION rulebook_days(rulebook rulebook, scenario text)
    RETURNS TABLE (clock text, day date)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    WITH periods AS (
        SELECT r.in_force, r.known FROM rulebook_rules(rulebook, scenario) AS r
        UNION ALL
        SELECT m.in_force, m.known FROM rulebook_members(rulebook) AS m
        UNION ALL
        SELECT json_period(rulebook_part(rulebook, 'covered')),
               json_period(rulebook_part(rulebook, 'covered_known'))
    )
    SELECT d.clock, d.day
      FROM periods AS p
     CROSS JOIN LATERAL (VALUES ('in_force', lower(p.in_force)), ('in_force', upper(p.in_force)),
                                ('known', lower(p.known)), ('known', upper(p.known))
                        ) AS d(clock, day)
     WHERE d.day IS NOT NULL
     GROUP BY d.clock, d.day
     ORDER BY d.clock, d.day;
END;
COMMENT ON FUNCTION rulebook_days(rulebook, text) IS
    'every day on which a rulebook changes anything, on the clock in_force or known';

-- No function that returns a set, so that it is not put in the place of its call: an argument such
-- as draft(), which reads all rules, is computed once.
CREATE FUNCTION asked(
    rulebook          rulebook,
    scenario          text,
    as_known          date,
    OUT book          rulebook,
    OUT world         text,
    OUT knowledge     date,
    OUT governed      jsonb,
    OUT covered       daterange,
    OUT covered_known daterange
)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT b.book, coalesce(asked.scenario, current_setting('export_control.scenario')),
           coalesce(asked.as_known, CURRENT_DATE), rulebook_part(b.book, 'governed'),
           json_period(rulebook_part(b.book, 'covered')),
           json_period(rulebook_part(b.book, 'covered_known'))
      FROM (SELECT coalesce(asked.rulebook, current_rulebook()) AS book OFFSET 0) AS b;
END;
COMMENT ON FUNCTION asked(rulebook, text, date) IS
    'internal: the arguments of a question with their defaults in place, and the parts of the '
    'rulebook that answers about days rest on';
