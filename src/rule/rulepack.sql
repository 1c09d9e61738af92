-- Keeping current: rulebooks as files, and how old the rules are.

CREATE FUNCTION export_rulebook(rulebook rulebook DEFAULT NULL) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(export_rulebook.rulebook, current_rulebook())::text;
END;
COMMENT ON FUNCTION export_rulebook(rulebook) IS
    'a rulebook (NULL: the current one) as canonical JSON text with one rule a line, for files and '
    'diff tools';

-- An item is a row of its table as JSON, without builtin and without what is NULL.
CREATE FUNCTION rulebook_items(rulebook rulebook) RETURNS TABLE (part text, item jsonb)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    WITH book AS MATERIALIZED (SELECT rulebook::jsonb AS json)
    SELECT i.part, jsonb_strip_nulls(i.item)
      FROM (SELECT 'rule' AS part, to_jsonb(r) AS item FROM rulebook_rules(rulebook, NULL) AS r
            UNION ALL
            SELECT 'group', g.value - 'members'
              FROM book AS b, jsonb_array_elements(b.json -> 'groups') AS g
            UNION ALL
            SELECT 'member', to_jsonb(m) FROM rulebook_members(rulebook) AS m
            UNION ALL
            SELECT 'scenario', s.value - 'rules'
              FROM book AS b, jsonb_array_elements(b.json -> 'scenarios') AS s
            UNION ALL
            SELECT 'override',
                   jsonb_build_object('scenario', s.value -> 'name', 'rule', o.value -> 'rule',
                                      'in_force', json_period(o.value -> 'in_force'),
                                      'note', o.value -> 'note')
              FROM book AS b, jsonb_array_elements(b.json -> 'scenarios') AS s,
                   jsonb_array_elements(s.value -> 'rules') AS o
            UNION ALL
            SELECT 'vendor', v.value
              FROM book AS b, jsonb_array_elements(b.json -> 'vendors') AS v
            UNION ALL
            SELECT 'end use', u.value
              FROM book AS b, jsonb_array_elements(b.json -> 'end_uses') AS u
            UNION ALL
            SELECT 'example', to_jsonb(e) FROM rulebook_examples(rulebook) AS e) AS i;
END;
COMMENT ON FUNCTION rulebook_items(rulebook) IS
    'internal: the rows that the editing tables have when they hold a rulebook, as JSON';

-- Rows that the rulebook has just so stay.  The others go: a built-in one is taken over first,
-- since only a row of the user's can be deleted.  Then what the rulebook has and the tables lack
-- comes in.
CREATE FUNCTION load_rulebook(book rulebook) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part   text;
    tables constant jsonb := '{"rule": "rule", "group": "country_group",
                               "member": "country_group_member", "scenario": "scenario",
                               "override": "scenario_rule", "vendor": "vendor",
                               "end use": "end_use", "example": "rule_example"}';
BEGIN
    UPDATE export_control.covered_period AS p
       SET in_force = export_control.json_period(jsonb_object_field(book::jsonb, 'covered')),
           known = export_control.json_period(jsonb_object_field(book::jsonb, 'covered_known')),
           sources_read = jsonb_object_field_text(book::jsonb, 'sources_read')::date;
    UPDATE export_control.destination AS c
       SET governed_by = (g.value ->> 'by')::export_control.country,
           citation = g.value ->> 'citation'
      FROM export_control.destination AS k
      LEFT JOIN jsonb_array_elements(book::jsonb -> 'governed') AS g
        ON g.value ->> 'country' = k.code::text
     WHERE k.code::text = c.code::text
       AND (c.governed_by::text IS DISTINCT FROM g.value ->> 'by'
            OR (c.governed_by IS NOT NULL AND c.citation IS DISTINCT FROM g.value ->> 'citation'));

    CREATE TEMPORARY TABLE pg_temp.export_control_pack ON COMMIT DROP AS
        SELECT i.part, i.item FROM export_control.rulebook_items(book) AS i;
    -- Groups and scenarios before what refers to them; a group that stays keeps its members.
    FOREACH part IN ARRAY ARRAY['rule', 'group', 'member', 'scenario', 'override', 'vendor',
                              'end use', 'example'] LOOP
        EXECUTE format($sql$
            UPDATE export_control.%1$I AS t SET builtin = false
             WHERE t.builtin
               AND jsonb_strip_nulls(to_jsonb(t) - 'builtin')
                   NOT IN (SELECT p.item FROM pg_temp.export_control_pack AS p WHERE p.part = %2$L)
            $sql$, tables ->> part, part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['rule', 'override', 'scenario', 'member', 'group', 'vendor',
                              'end use', 'example'] LOOP
        EXECUTE format($sql$
            DELETE FROM export_control.%1$I AS t
             WHERE jsonb_strip_nulls(to_jsonb(t) - 'builtin')
                   NOT IN (SELECT p.item FROM pg_temp.export_control_pack AS p WHERE p.part = %2$L)
            $sql$, tables ->> part, part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['rule', 'group', 'member', 'scenario', 'override', 'vendor',
                              'end use', 'example'] LOOP
        EXECUTE format($sql$
            INSERT INTO export_control.%1$I
            SELECT n.*
              FROM pg_temp.export_control_pack AS p,
                   jsonb_populate_record(NULL::export_control.%1$I,
                                         p.item || '{"builtin": false}') AS n
             WHERE p.part = %2$L
               AND p.item NOT IN (SELECT jsonb_strip_nulls(to_jsonb(t) - 'builtin')
                                    FROM export_control.%1$I AS t)
            $sql$, tables ->> part, part);
    END LOOP;
    DROP TABLE pg_temp.export_control_pack;
END
$$;
COMMENT ON FUNCTION load_rulebook(rulebook) IS
    'internal: makes the editing tables hold a rulebook. Called by import_rulebook().';

CREATE FUNCTION import_rulebook(pack text, preview boolean DEFAULT false)
    RETURNS TABLE (part text, name text, change text, old jsonb, new jsonb)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    book   export_control.rulebook := pack::export_control.rulebook;
    faults text[];
BEGIN
    SELECT array_agg(f.fault) INTO faults
      FROM export_control.rulebook_faults(book) AS f WHERE f.severity = 'error';
    IF faults IS NOT NULL THEN
        RAISE EXCEPTION 'the rule pack has % and was not imported',
                CASE cardinality(faults) WHEN 1 THEN 'a fault'
                     ELSE cardinality(faults) || ' faults' END
            USING ERRCODE = 'check_violation',
                  DETAIL = array_to_string(faults, E'\n'),
                  HINT = 'Correct the pack and import it again; nothing was changed.';
    END IF;
    IF book IS NULL THEN
        RAISE EXCEPTION 'there is no rule pack'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Pass the text that export_rulebook() returns.';
    END IF;
    RETURN QUERY SELECT c.part, c.name, c.change, c.old, c.new
                   FROM export_control.rulebook_changes(export_control.draft(), book) AS c;
    IF preview OR NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM export_control.load_rulebook(book);
    IF export_control.digest(export_control.draft()) <> export_control.digest(book) THEN
        RAISE EXCEPTION 'the tables do not hold the rule pack after importing it'
            USING ERRCODE = 'internal_error',
                  DETAIL = (SELECT string_agg(c::text, E'\n')
                              FROM export_control.rulebook_changes(export_control.draft(),
                                                                   book) AS c);
    END IF;
END
$$;
COMMENT ON FUNCTION import_rulebook(text, boolean) IS
    'Makes the editing tables hold the rules of a rule pack, the text that export_rulebook() '
    'gives, and returns what that changes; with preview, it changes nothing. It refuses a pack '
    'with faults whole and lists them all (23514), and a text that is no rulebook, with the '
    'position (22P02). To use the rules, call publish().';

CREATE FUNCTION rulebook_staleness(
    rulebook rulebook DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    soon     interval DEFAULT '180 days'
) RETURNS TABLE (finding text, subject text, day date, days integer, detail text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
    WITH read AS (
        SELECT (coalesce(rulebook_staleness.rulebook, current_rulebook())::jsonb
                ->> 'sources_read')::date AS day
    ), horizon AS (
        SELECT (rulebook_staleness.as_of + rulebook_staleness.soon)::date AS day
    ), rules AS (
        SELECT r.id, r.title, r.in_force,
               upper(r.in_force) - rulebook_staleness.as_of AS days_left,
               greatest(lower(r.in_force), lower(r.known),
                        CASE WHEN upper(r.in_force) <= rulebook_staleness.as_of
                             THEN upper(r.in_force) END) AS newest,
               CASE WHEN r.reason = 'IS-INFORMED' THEN 'letters of BIS to single firms'
                    WHEN r.citation ~ '\m\d+ FR \d+' THEN 'Federal Register'
                    WHEN r.citation ~ '\m15 CFR' THEN 'Code of Federal Regulations'
                    ELSE 'other' END AS source
          FROM rulebook_rules(coalesce(rulebook_staleness.rulebook, current_rulebook()),
                              'enforced') AS r
         WHERE r.known @> rulebook_staleness.as_of AND NOT isempty(r.in_force)
    ), members AS (
        SELECT m.country || ' in ' || m.country_group AS name, m.country_group, m.country,
               m.in_force, greatest(lower(m.in_force), lower(m.known)) AS newest
          FROM rulebook_members(coalesce(rulebook_staleness.rulebook, current_rulebook())) AS m
         WHERE m.known @> rulebook_staleness.as_of
    ), newest AS (
        SELECT DISTINCT ON (r.source) r.source, r.newest, r.id || ': ' || r.title AS detail
          FROM rules AS r WHERE r.newest IS NOT NULL ORDER BY r.source, r.newest DESC, r.id
    ), newest_member AS (
        SELECT m.newest, m.name AS detail
          FROM members AS m WHERE m.newest IS NOT NULL
         ORDER BY m.newest DESC, m.country_group, m.country::text COLLATE "C" LIMIT 1
    )
    SELECT f.finding, f.subject, f.day, f.days, f.detail
      FROM (
            SELECT 0 AS nr, 'sources were read until' AS finding, 'all' AS subject, r.day,
                   rulebook_staleness.as_of - r.day AS days,
                   'what has been published since is not in these rules' AS detail
              FROM read AS r WHERE r.day IS NOT NULL
            UNION ALL
            SELECT 1, 'newest date of a source', n.source, n.newest,
                   rulebook_staleness.as_of - n.newest, n.detail
              FROM newest AS n
            UNION ALL
            SELECT 1, 'newest date of a source', 'country groups', m.newest,
                   rulebook_staleness.as_of - m.newest, m.detail
              FROM newest_member AS m
            UNION ALL
            SELECT 2, 'ends soon', r.id, upper(r.in_force), r.days_left, r.title
              FROM rules AS r, horizon AS h
             WHERE upper(r.in_force) > rulebook_staleness.as_of AND upper(r.in_force) <= h.day
            UNION ALL
            SELECT 3, 'has a sunset', r.id, upper(r.in_force), r.days_left, r.title
              FROM rules AS r, horizon AS h
             WHERE upper(r.in_force) > h.day
            UNION ALL
            SELECT 2, 'ends soon', m.name, upper(m.in_force),
                   upper(m.in_force) - rulebook_staleness.as_of, 'membership of a country group'
              FROM members AS m
             WHERE upper(m.in_force) > rulebook_staleness.as_of
           ) AS f
     ORDER BY f.nr, f.day DESC, f.subject;
END;
COMMENT ON FUNCTION rulebook_staleness(rulebook, date, interval) IS
    'How old a rulebook is (NULL: the current one): until when its sources were read, and the days '
    'since then, which count; for each source the newest regulatory date in '
    'it and the days since then; the rules and memberships that end soon; and the rules with a '
    'later fixed end. It cannot tell of a rule that nobody has loaded: an old newest date is the '
    'sign.';
