-- Time: when determinations change, what was foreseen, and what came instead.

-- What the groups of a country say holds for those whose controls follow it, too.
CREATE FUNCTION law_changes(
    rulebook     rulebook,
    scenario     text,
    as_known     date,
    destination  country,
    headquarters country
) RETURNS TABLE (day date, nr integer, rule text, what text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
BEGIN ATOMIC
    WITH place AS MATERIALIZED (
        SELECT p.code FROM (VALUES (law_changes.destination::text),
                                   (law_changes.headquarters::text)) AS p(code)
        UNION ALL
        SELECT g.value ->> 'by' FROM jsonb_array_elements(rulebook_part(rulebook, 'governed')) AS g
         WHERE g.value ->> 'country' IN (law_changes.destination::text,
                                         law_changes.headquarters::text)
    )
    SELECT c.day, c.nr, r.id, r.id || c.verb
      FROM rulebook_rules(rulebook, scenario) AS r
     CROSS JOIN LATERAL (VALUES (upper(r.in_force), 1, ' ends'),
                                (lower(r.in_force), 2, ' begins')) AS c(day, nr, verb)
     WHERE r.known @> law_changes.as_known
     UNION
    SELECT c.day, c.nr, NULL, m.country || c.verb || m.country_group
      FROM rulebook_members(rulebook) AS m
     CROSS JOIN LATERAL (VALUES (upper(m.in_force), 3, ' leaves '),
                                (lower(m.in_force), 4, ' joins ')) AS c(day, nr, verb)
     WHERE m.known @> law_changes.as_known AND m.country::text IN (SELECT p.code FROM place AS p);
END;
COMMENT ON FUNCTION law_changes(rulebook, text, date, country, country) IS
    'internal: every day on which a rule, or the membership of a destination or headquarters in a '
    'country group, ends or begins';

CREATE FUNCTION events_of(day date, rules text[]) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(e.id ORDER BY e.id), '{}')
      FROM policy_event AS e WHERE e.happened = events_of.day AND e.rules && events_of.rules;
END;
COMMENT ON FUNCTION events_of(date, text[]) IS
    'internal: ids of the policy events of a day that touch any of these rules';

CREATE FUNCTION timeline(
    chip          chip,
    destination   country,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
) RETURNS TABLE (
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text,
        review review_policy, rules text[], missing text[], because text[], events text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM asked(timeline.rulebook, timeline.scenario, timeline.as_known)
    ), answers AS (
        SELECT d.day, classify(timeline.chip, timeline.destination, d.day, q.knowledge,
                               timeline.headquarters, timeline.end_use, q.world, q.book,
                               timeline.shipment) AS answer
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         WHERE d.clock = 'in_force' AND q.covered @> d.day
    ), compared AS (
        SELECT a.day, a.answer, lag(a.answer) OVER w AS previous, row_number() OVER w = 1 AS first
          FROM answers AS a
        WINDOW w AS (ORDER BY a.day)
    ), periods AS (
        SELECT daterange(c.day, lead(c.day) OVER (ORDER BY c.day)) AS period,
               c.day, c.answer, c.previous, c.first
          FROM compared AS c
         WHERE c.first OR c.answer IS DISTINCT FROM c.previous
    ), changes AS MATERIALIZED (
        SELECT c.day, c.nr, c.rule, c.what
          FROM question AS q
         CROSS JOIN LATERAL law_changes(q.book, q.world, q.knowledge, timeline.destination,
                                        timeline.headquarters) AS c
    )
    SELECT p.period, (p.answer).*,
           CASE WHEN p.first THEN ARRAY['the rules begin'] ELSE coalesce(cause.near, cause.any) END,
           events_of(p.day, (p.answer).rules || coalesce((p.previous).rules, '{}'))
      FROM periods AS p
     CROSS JOIN LATERAL (
           -- A rule may bear on the answer without being one of its rules.  Then every rule that
           -- changes on the day is named.
           SELECT array_agg(c.what ORDER BY c.nr, c.what) FILTER (WHERE
                      CASE c.nr
                          WHEN 1 THEN c.rule = ANY ((p.previous).rules)
                                      AND c.rule <> ALL ((p.answer).rules)
                          WHEN 2 THEN c.rule = ANY ((p.answer).rules)
                                      AND c.rule <> ALL ((p.previous).rules)
                          ELSE true
                      END) AS near,
                  array_agg(c.what ORDER BY c.rule) FILTER (WHERE c.rule IS NOT NULL) AS any
             FROM changes AS c
            WHERE c.day = p.day
           ) AS cause
     ORDER BY p.day;
END;
COMMENT ON FUNCTION timeline(chip, country, date, country, text, text, rulebook, shipment) IS
    'The determination for an item and a destination over all dates: one row for each period in '
    'which it is constant, without gaps, from the first rule to the open future. because: the '
    'rules and memberships whose begin or end ended the previous period; events: ids of the policy '
    'events of that day that touch its rules. The other arguments are those of classify().';

CREATE FUNCTION decision_matrix(
    as_of        date DEFAULT CURRENT_DATE,
    as_known     date DEFAULT NULL,
    scenario     text DEFAULT NULL,
    rulebook     rulebook DEFAULT NULL,
    destinations country[] DEFAULT NULL
) RETURNS TABLE (
        vendor text, name text, destination country, outcome outcome, eccn eccn, reasons text[],
        exception text, review review_policy, rules text[], missing text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 30000
BEGIN ATOMIC
    -- Arguments are found once: one such as draft() would be computed for every row.
    WITH question AS MATERIALIZED (
        SELECT decision_matrix.as_of AS day, decision_matrix.as_known AS knowledge,
               decision_matrix.scenario AS world, decision_matrix.rulebook AS book
    )
    SELECT m.vendor, m.name, m.code, (m.d).outcome, (m.d).eccn, (m.d).reasons, (m.d).exception,
           (m.d).review, (m.d).rules, (m.d).missing
      FROM (SELECT p.vendor, p.name, c.code,
                   classify(p.chip, c.code, (SELECT q.day FROM question AS q),
                            (SELECT q.knowledge FROM question AS q), NULL, NULL,
                            (SELECT q.world FROM question AS q),
                            (SELECT q.book FROM question AS q)) AS d
              FROM product AS p CROSS JOIN destination AS c
             WHERE decision_matrix.destinations IS NULL
                OR c.code::text = ANY (decision_matrix.destinations::text[])
            OFFSET 0) AS m;
END;
COMMENT ON FUNCTION decision_matrix(date, date, text, rulebook, country[]) IS
    'the determination for every product and destination (all, or those listed) on a date';

CREATE FUNCTION horizon_end(as_known date, horizon interval) RETURNS date
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    until constant date := as_known + horizon;
BEGIN
    IF until < as_known THEN
        RAISE EXCEPTION 'the horizon must not be negative: %', horizon
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give the time to look ahead, such as ''1 year'', or NULL for no end.';
    END IF;
    RETURN until;
END
$$;
COMMENT ON FUNCTION horizon_end(date, interval) IS
    'internal: the day on which a horizon ends, counted from the day as_known. Errors: 22023 that '
    'is an earlier day.';

CREATE FUNCTION foresight(
    chip          chip,
    destination   country,
    as_known      date,
    horizon       interval DEFAULT '1 year',
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
) RETURNS TABLE (
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text,
        review review_policy, rules text[], missing text[], because text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 2000000 ROWS 5
BEGIN ATOMIC
    SELECT t.period * h.ahead, t.outcome, t.eccn, t.reasons, t.exception, t.review, t.rules,
           t.missing,
           CASE WHEN lower(t.period) > foresight.as_known THEN t.because ELSE '{}' END
      FROM (SELECT daterange(foresight.as_known,
                             horizon_end(foresight.as_known, foresight.horizon)) AS ahead) AS h
     CROSS JOIN LATERAL timeline(foresight.chip, foresight.destination, foresight.as_known,
                                 foresight.headquarters, foresight.end_use, foresight.scenario,
                                 foresight.rulebook, foresight.shipment) AS t
     WHERE t.period && h.ahead
     ORDER BY t.period;
END;
COMMENT ON FUNCTION
    foresight(chip, country, date, interval, country, text, text, rulebook, shipment) IS
    'What the rules announced by the day as_known promised for that day and each later one, up to '
    'the horizon (NULL: without end). Errors: 22023 a horizon before that day.';

CREATE FUNCTION surprises(
    chip          chip,
    destination   country,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL,
    days_before   integer[] DEFAULT '{30,90,180}',
    until         date DEFAULT CURRENT_DATE
) RETURNS TABLE (days_before integer, period daterange, announced determination, came determination)
    LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT * FROM asked(surprises.rulebook, surprises.scenario, NULL)
    ), days AS (
        -- what was announced changes when the law does, and so many days after knowledge did
        SELECT DISTINCT l.lead, d.day + CASE d.clock WHEN 'known' THEN l.lead ELSE 0 END AS day
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         CROSS JOIN unnest(surprises.days_before) AS l(lead)
    ), answers AS (
        SELECT d.lead, d.day,
               classify(surprises.chip, surprises.destination, d.day, d.day - d.lead,
                        surprises.headquarters, surprises.end_use, q.world, q.book,
                        surprises.shipment) AS announced,
               classify(surprises.chip, surprises.destination, d.day, NULL,
                        surprises.headquarters, surprises.end_use, q.world, q.book,
                        surprises.shipment) AS came
          FROM days AS d CROSS JOIN question AS q
         WHERE q.covered @> d.day
           AND q.covered_known @> (d.day - d.lead)
           AND d.day <= surprises.until
    ), compared AS (
        SELECT a.*,
               ROW(a.announced, a.came) IS DISTINCT FROM lag(ROW(a.announced, a.came)) OVER w
               AS changed
          FROM answers AS a
        WINDOW w AS (PARTITION BY a.lead ORDER BY a.day)
    ), periods AS (
        SELECT c.lead,
               daterange(c.day, lead(c.day) OVER (PARTITION BY c.lead ORDER BY c.day)) AS period,
               c.announced, c.came
          FROM compared AS c
         WHERE c.changed
    )
    SELECT p.lead, p.period, p.announced, p.came
      FROM periods AS p
     WHERE ROW((p.announced).outcome, (p.announced).eccn::text, (p.announced).reasons,
               (p.announced).exception, (p.announced).review)
           IS DISTINCT FROM
           ROW((p.came).outcome, (p.came).eccn::text, (p.came).reasons,
               (p.came).exception, (p.came).review)
     ORDER BY p.lead, p.period;
END;
COMMENT ON FUNCTION
    surprises(chip, country, country, text, text, rulebook, shipment, integer[], date) IS
    'Periods in which what came (as known today) differs from what had been announced so many days '
    'before: in outcome, classification, reasons, exception or review policy. Leaves out days '
    'whose announcement would lie before the covered period.';
