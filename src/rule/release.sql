-- Edit, look, publish: the draft of a rulebook, its release, and what is current.

CREATE TABLE release (
    id           bigint PRIMARY KEY,
    rulebook     rulebook NOT NULL,
    digest       bytea NOT NULL GENERATED ALWAYS AS (digest(rulebook)) STORED,
    note         text NOT NULL,
    published_by name NOT NULL DEFAULT session_user,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    builtin      boolean NOT NULL DEFAULT false
);
CREATE INDEX release_digest ON release (digest);
COMMENT ON TABLE release IS
    'Published rulebooks, newest id last; the newest is current. Append-only.';
COMMENT ON COLUMN release.id IS '1, 2, 3, ... without gaps, in the order of publication';
COMMENT ON COLUMN release.rulebook IS 'what was published';
COMMENT ON COLUMN release.note IS 'what changed, in a sentence';
COMMENT ON COLUMN release.published_by IS 'who published it';
COMMENT ON COLUMN release.published_at IS 'when';
COMMENT ON COLUMN release.digest IS 'SHA-256 of the rulebook''s canonical text';
COMMENT ON COLUMN release.builtin IS
    'published by CREATE EXTENSION of this version, which makes it again when a dump is restored';

SELECT make_append_only('release');

-- A database that was updated keeps the release that its first version published, and decisions
-- that name it.  Its dump holds that release, and puts it into the place of the one that CREATE
-- EXTENSION publishes anew.
CREATE FUNCTION take_over_release() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.may_act_as_owner(TG_RELID) THEN
        RETURN NEW;
    END IF;
    UPDATE export_control.release AS r
       SET rulebook = NEW.rulebook, note = NEW.note, published_by = NEW.published_by,
           published_at = NEW.published_at, builtin = false
     WHERE r.id = NEW.id AND r.builtin;
    RETURN CASE WHEN NOT FOUND THEN NEW END;
END
$$;
COMMENT ON FUNCTION take_over_release() IS
    'trigger: a release that is restored takes the place of the built-in one with its number, '
    'which counts as no row inserted. Only the owner restores releases.';

CREATE TRIGGER take_over_release BEFORE INSERT ON release FOR EACH ROW
    WHEN (NOT NEW.builtin) EXECUTE FUNCTION take_over_release();

CREATE FUNCTION period_json(period daterange) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN isempty(period) THEN '[]'::jsonb
                ELSE jsonb_build_array(lower(period), upper(period)) END;
END;
COMMENT ON FUNCTION period_json(daterange) IS
    'internal: a period as a rulebook writes it: [from, until], null for no bound, [] for never';

CREATE FUNCTION draft() RETURNS rulebook
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT jsonb_build_object(
        'format', 1,
        'covered', (SELECT period_json(c.in_force) FROM covered_period AS c),
        'covered_known', (SELECT period_json(c.known) FROM covered_period AS c),
        'sources_read', (SELECT c.sources_read FROM covered_period AS c),
        'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'id', r.id, 'kind', r.kind, 'rank', r.rank, 'condition', r.condition::text,
                'eccn', r.eccn::text, 'reason', r.reason, 'exception', r.exception,
                'overcomes', r.overcomes, 'review', r.review,
                'in_force', period_json(r.in_force), 'known', period_json(r.known),
                'when_unknown', r.when_unknown, 'title', r.title, 'citation', r.citation,
                'url', r.url, 'note', r.note)), '[]')
            FROM rule AS r),
        'scenarios', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', s.name, 'description', s.description, 'citation', s.citation,
                'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'rule', o.rule, 'in_force', period_json(o.in_force), 'note', o.note)), '[]')
                    FROM scenario_rule AS o WHERE o.scenario = s.name))), '[]') FROM scenario AS s),
        'governed', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'country', c.code::text, 'by', c.governed_by::text, 'citation', c.citation)), '[]')
            FROM destination AS c WHERE c.governed_by IS NOT NULL),
        'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', g.name, 'title', g.title, 'citation', g.citation, 'url', g.url,
                'note', g.note,
                'members', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'country', m.country::text, 'in_force', period_json(m.in_force),
                        'known', period_json(m.known), 'citation', m.citation)), '[]')
                    FROM country_group_member AS m WHERE m.country_group = g.name))), '[]')
            FROM country_group AS g),
        'vendors', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', v.name, 'aliases', v.aliases, 'makes_circuits', v.makes_circuits,
                'note', v.note)), '[]')
            FROM vendor AS v),
        'end_uses', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', u.name, 'aliases', u.aliases, 'description', u.description,
                'citation', u.citation, 'ordinary', u.ordinary)), '[]')
            FROM end_use AS u),
        'examples', (SELECT coalesce(jsonb_agg(to_jsonb(e) - 'builtin'), '[]')
            FROM rule_example AS e)
    )::rulebook;
END;
COMMENT ON FUNCTION draft() IS
    'the rulebook that the tables would make now; nothing uses it before publish()';

CREATE FUNCTION current_rulebook() RETURNS rulebook
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.rulebook FROM release AS r ORDER BY r.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION current_rulebook() IS 'the rulebook in use: that of the newest release';

CREATE FUNCTION refuse_unfit(book rulebook, deed text, done text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    faults text[];
BEGIN
    SELECT array_agg(f.fault) INTO faults
      FROM export_control.rulebook_faults(book) AS f WHERE f.severity = 'error';
    IF faults IS NOT NULL THEN
        RAISE EXCEPTION 'the rulebook has % and was not %',
                CASE cardinality(faults) WHEN 1 THEN 'a fault'
                     ELSE cardinality(faults) || ' faults' END, done
            USING ERRCODE = 'check_violation',
                  DETAIL = array_to_string(faults, E'\n'),
                  HINT = format('Correct the tables and %s again; '
                                'export_control.rulebook_faults(export_control.draft()) lists what '
                                'is left.', deed);
    END IF;
END
$$;
COMMENT ON FUNCTION refuse_unfit(rulebook, text, text) IS
    'internal: the error (23514) that lists the faults of a rulebook, if it has any; deed and done '
    'name what was to be done with it';

CREATE FUNCTION fit_draft(deed text, done text) RETURNS rulebook
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book constant export_control.rulebook := export_control.draft();
BEGIN
    PERFORM export_control.refuse_unfit(book, deed, done);
    RETURN book;
END
$$;
COMMENT ON FUNCTION fit_draft(text, text) IS
    'internal: the draft, or the error that lists its faults (23514); deed and done name what was '
    'to be done with it';

CREATE FUNCTION rulebook_changes(before rulebook, after rulebook)
    RETURNS TABLE (part text, name text, change text, old jsonb, new jsonb)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    WITH sides AS (
        SELECT 'old' AS side, before::jsonb AS book
        UNION ALL
        SELECT 'new', after::jsonb
    ), items AS (
        SELECT s.side, 'rule' AS part, r.value ->> 'id' AS name,
               r.value #>> '{known,0}' AS version, r.value AS item
          FROM sides AS s, jsonb_array_elements(s.book -> 'rules') AS r
        UNION ALL
        SELECT s.side, 'scenario', c.value ->> 'name', NULL, c.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'scenarios') AS c
        UNION ALL
        SELECT s.side, 'governed', g.value ->> 'country', NULL, g.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'governed') AS g
        UNION ALL
        SELECT s.side, 'group', g.value ->> 'name', NULL, g.value - 'members'
          FROM sides AS s, jsonb_array_elements(s.book -> 'groups') AS g
        UNION ALL
        SELECT s.side, 'member', (g.value ->> 'name') || ' ' || (m.value ->> 'country'),
               concat_ws(' ', m.value #>> '{known,0}', m.value #>> '{in_force,0}'), m.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'groups') AS g,
               jsonb_array_elements(g.value -> 'members') AS m
        UNION ALL
        SELECT s.side, 'vendor', v.value ->> 'name', NULL, v.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'vendors') AS v
        UNION ALL
        SELECT s.side, 'end use', u.value ->> 'name', NULL, u.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'end_uses') AS u
        UNION ALL
        SELECT s.side, 'example', e.value ->> 'id', NULL, e.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'examples') AS e
        UNION ALL
        SELECT s.side, 'covered', k.key, NULL, s.book -> k.key
          FROM sides AS s, unnest(ARRAY['covered', 'covered_known', 'sources_read']) AS k(key)
    )
    SELECT coalesce(o.part, n.part), coalesce(o.name, n.name),
           CASE WHEN o.item IS NULL THEN 'added'
                WHEN n.item IS NULL THEN 'removed'
                ELSE 'changed' END,
           o.item, n.item
      FROM (SELECT * FROM items AS i WHERE i.side = 'old') AS o
      FULL JOIN (SELECT * FROM items AS i WHERE i.side = 'new') AS n
        ON concat_ws('/', o.part, o.name, coalesce(o.version, ''))
           = concat_ws('/', n.part, n.name, coalesce(n.version, ''))
     WHERE o.item IS DISTINCT FROM n.item
     ORDER BY array_position(ARRAY['covered', 'rule', 'scenario', 'group', 'member', 'governed',
                                   'vendor', 'end use', 'example'], coalesce(o.part, n.part)),
              coalesce(o.name, n.name), coalesce(o.version, n.version);
END;
COMMENT ON FUNCTION rulebook_changes(rulebook, rulebook) IS
    'the differences between two rulebooks: what was added, removed or changed, with the old and '
    'the new text. A version of a rule is identified by the rule''s id and the day on which it '
    'became known.';
