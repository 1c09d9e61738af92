-- Time: when determinations change, what was foreseen, and what came instead.

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
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text, review review_policy,
        rules text[], missing text[], because text[], events text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT b.passed, b.book, b.world, b.knowledge, b.json -> 'governed' AS governed, json_period(b.json -> 'covered') AS covered
          FROM (SELECT a.passed, coalesce(a.passed, current_rulebook()) AS book,
                       coalesce(a.passed, current_rulebook())::jsonb AS json,
                       coalesce(timeline.scenario, current_setting('export_control.scenario')) AS world,
                       coalesce(timeline.as_known, CURRENT_DATE) AS knowledge
                  -- found once: an argument such as draft() would be computed wherever it is
                  -- written
                  FROM (SELECT timeline.rulebook AS passed OFFSET 0) AS a
                OFFSET 0) AS b
    ), answers AS (
        SELECT d.day, classify(timeline.chip, timeline.destination, d.day, q.knowledge, timeline.headquarters,
                               timeline.end_use, q.world, q.passed, timeline.shipment) AS answer
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         WHERE d.clock = 'in_force' AND q.covered @> d.day
    ), compared AS (
        SELECT a.day, a.answer, lag(a.answer) OVER w AS previous, row_number() OVER w = 1 AS first
          FROM answers AS a
        WINDOW w AS (ORDER BY a.day)
    ), periods AS (
        SELECT daterange(c.day, lead(c.day) OVER (ORDER BY c.day)) AS period, c.day, c.answer, c.previous, c.first
          FROM compared AS c
         WHERE c.first OR c.answer IS DISTINCT FROM c.previous
    ), live_rules AS (
        SELECT r.id, r.in_force
          FROM question AS q CROSS JOIN LATERAL rulebook_rules(q.book, q.world) AS r
         WHERE r.known @> q.knowledge
    ), live_members AS (
        SELECT m.country_group, m.country, m.in_force
          FROM question AS q CROSS JOIN LATERAL rulebook_members(q.book) AS m
         WHERE m.known @> q.knowledge
           AND m.country::text IN (
               SELECT p.place::text FROM unnest(ARRAY[timeline.destination, timeline.headquarters]) AS p(place)
               UNION ALL
               SELECT g.value ->> 'by' FROM jsonb_array_elements(q.governed) AS g
                WHERE g.value ->> 'country' IN (timeline.destination::text, timeline.headquarters::text))
    )
    SELECT p.period, (p.answer).outcome, (p.answer).eccn, (p.answer).reasons, (p.answer).exception,
           (p.answer).review, (p.answer).rules, (p.answer).missing,
           CASE WHEN p.first THEN ARRAY['the rules begin'] ELSE coalesce(cause.list, changed.list) END,
           happened.list
      FROM periods AS p
     CROSS JOIN LATERAL (
           SELECT array_agg(c.what ORDER BY c.nr, c.what) AS list
             FROM (SELECT DISTINCT 1 AS nr, r.id || ' ends' AS what
                     FROM live_rules AS r
                    WHERE upper(r.in_force) = p.day AND r.id = ANY ((p.previous).rules) AND r.id <> ALL ((p.answer).rules)
                   UNION
                   SELECT 2, r.id || ' begins'
                     FROM live_rules AS r
                    WHERE lower(r.in_force) = p.day AND r.id = ANY ((p.answer).rules) AND r.id <> ALL ((p.previous).rules)
                   UNION
                   SELECT 3, m.country || ' leaves ' || m.country_group FROM live_members AS m WHERE upper(m.in_force) = p.day
                   UNION
                   SELECT 4, m.country || ' joins ' || m.country_group FROM live_members AS m WHERE lower(m.in_force) = p.day
                  ) AS c
           ) AS cause
     CROSS JOIN LATERAL (
           -- a rule may bear on the answer without being one of its rules: then every change of the
           -- day is named
           SELECT array_agg(r.id || CASE WHEN lower(r.in_force) = p.day THEN ' begins' ELSE ' ends' END ORDER BY r.id) AS list
             FROM live_rules AS r
            WHERE p.day IN (lower(r.in_force), upper(r.in_force))
           ) AS changed
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(e.id ORDER BY e.id), '{}') AS list
             FROM policy_event AS e
            WHERE e.happened = p.day
              AND e.rules && ((p.answer).rules || coalesce((p.previous).rules, '{}'))
           ) AS happened
     ORDER BY p.day;
END;
COMMENT ON FUNCTION timeline(chip, country, date, country, text, text, rulebook, shipment) IS
    'The determination for an item and a destination over all dates: one row for each period in '
    'which it is constant, contiguous, from the first rule to the open future. because: the rules '
    'and memberships whose begin or end ended the previous period; events: ids of policy events of '
    'that day that touch them. The other arguments are those of classify().';

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
        SELECT decision_matrix.as_of AS day, decision_matrix.as_known AS knowledge, decision_matrix.scenario AS world,
               decision_matrix.rulebook AS book
    )
    SELECT m.vendor, m.name, m.code, (m.d).outcome, (m.d).eccn, (m.d).reasons, (m.d).exception, (m.d).review,
           (m.d).rules, (m.d).missing
      FROM (SELECT p.vendor, p.name, c.code,
                   classify(p.chip, c.code, (SELECT q.day FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                            (SELECT q.world FROM question AS q), (SELECT q.book FROM question AS q)) AS d
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
        RAISE EXCEPTION 'the horizon must not be negative, and is %', horizon
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give how far to look ahead, such as ''1 year''; NULL: without end.';
    END IF;
    RETURN until;
END
$$;
COMMENT ON FUNCTION horizon_end(date, interval) IS
    'the day on which a horizon ends, counted from the day as_known. Errors: 22023 it lies before '
    'that day.';

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
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text, review review_policy,
        rules text[], missing text[], because text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 2000000 ROWS 5
BEGIN ATOMIC
    SELECT t.period * h.ahead, t.outcome, t.eccn, t.reasons, t.exception, t.review, t.rules, t.missing,
           CASE WHEN lower(t.period) > foresight.as_known THEN t.because ELSE '{}' END
      FROM (SELECT daterange(foresight.as_known,
                             horizon_end(foresight.as_known, foresight.horizon)) AS ahead) AS h
     CROSS JOIN LATERAL timeline(foresight.chip, foresight.destination, foresight.as_known, foresight.headquarters,
                                 foresight.end_use, foresight.scenario, foresight.rulebook, foresight.shipment) AS t
     WHERE t.period && h.ahead
     ORDER BY t.period;
END;
COMMENT ON FUNCTION foresight(chip, country, date, interval, country, text, text, rulebook, shipment) IS
    'What, on the day as_known, the rules announced by then promised for that day and each later '
    'one, up to the horizon (NULL: without end). Errors: 22023 a horizon before that day.';

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
        SELECT b.passed, b.book, b.world, json_period(b.json -> 'covered') AS covered, json_period(b.json -> 'covered_known') AS covered_known
          FROM (SELECT a.passed, coalesce(a.passed, current_rulebook()) AS book,
                       coalesce(a.passed, current_rulebook())::jsonb AS json,
                       coalesce(surprises.scenario, current_setting('export_control.scenario')) AS world
                  FROM (SELECT surprises.rulebook AS passed OFFSET 0) AS a
                OFFSET 0) AS b
    ), days AS (
        -- what was announced changes when the law does, and so many days after knowledge did
        SELECT DISTINCT l.lead, d.day + CASE d.clock WHEN 'known' THEN l.lead ELSE 0 END AS day
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         CROSS JOIN unnest(surprises.days_before) AS l(lead)
    ), answers AS (
        SELECT d.lead, d.day,
               classify(surprises.chip, surprises.destination, d.day, d.day - d.lead, surprises.headquarters,
                        surprises.end_use, q.world, q.passed, surprises.shipment) AS announced,
               classify(surprises.chip, surprises.destination, d.day, NULL, surprises.headquarters,
                        surprises.end_use, q.world, q.passed, surprises.shipment) AS came
          FROM days AS d CROSS JOIN question AS q
         WHERE q.covered @> d.day
           AND q.covered_known @> (d.day - d.lead)
           AND d.day <= surprises.until
    ), compared AS (
        SELECT a.*, ROW(a.announced, a.came) IS DISTINCT FROM lag(ROW(a.announced, a.came)) OVER w AS changed
          FROM answers AS a
        WINDOW w AS (PARTITION BY a.lead ORDER BY a.day)
    ), periods AS (
        SELECT c.lead, daterange(c.day, lead(c.day) OVER (PARTITION BY c.lead ORDER BY c.day)) AS period, c.announced, c.came
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
COMMENT ON FUNCTION surprises(chip, country, country, text, text, rulebook, shipment, integer[], date) IS
    'Periods for which what came (as known today) differs from what had been announced so many '
    'days before: outcome, classification, reasons, exception or review policy. Days whose '
    'announcement would lie before the covered period are left out.';
