-- What the planner makes of the functions: cheap filters before dear ones, parallel plans, and a call about
-- today without its defaults.
SET search_path = export_control, public;
SET datestyle = ISO;

CREATE TEMPORARY TABLE small AS SELECT row_number() OVER ()::int AS id, chip, 'CN'::country AS destination FROM product;
ANALYZE small;

-- However it is written, the column is looked at first, and the metric before the rules.
EXPLAIN (COSTS OFF) SELECT id FROM small WHERE license_required(chip, 'CN') AND id = 5;
EXPLAIN (COSTS OFF) SELECT id FROM small WHERE (classify(chip, 'CN', '2025-01-01')).eccn = '3A090.a' AND tpp(chip) >= 4800 AND id < 50;
EXPLAIN (COSTS OFF) SELECT id FROM small WHERE outcome(chip, 'CN', '2025-01-01') = 'license_required' AND id < 50;
EXPLAIN (COSTS OFF) SELECT id FROM small WHERE holds('tpp >= 4800', chip) AND id < 50;

-- A table of some size is read by several processes, with the settings a server comes with.
CREATE TABLE public.large AS SELECT row_number() OVER ()::int AS id, chip, 'CN'::country AS destination FROM product, generate_series(1, 500);
ANALYZE public.large;
RESET max_parallel_workers_per_gather;
EXPLAIN (COSTS OFF) SELECT count(*) FROM public.large WHERE license_required(chip, destination);
EXPLAIN (COSTS OFF) SELECT count(*) FROM public.large WHERE (classify(chip, destination, '2025-01-01')).eccn = '3A090.a';
EXPLAIN (COSTS OFF) SELECT id FROM public.large WHERE holds('tpp >= 4800 and destination in (D:5)', chip, destination) AND id % 1000 = 0;
SET max_parallel_workers_per_gather = 0;

-- About today, with all other arguments left out: the planner puts a function of two arguments in.
CREATE FUNCTION pg_temp.planned(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) SELECT ' || call || ' FROM small' LOOP
        IF line LIKE '  Output:%' THEN
            RETURN substring(line FROM '[a-z_]+\(chip');
        END IF;
    END LOOP;
END $$;
SELECT call, pg_temp.planned(call)
  FROM unnest(ARRAY[
    'license_required(chip, ''CN'')', 'outcome(chip, destination)', 'classify(destination => destination, chip => chip)',
    'license_required(chip, ''CN'', CURRENT_DATE)', 'license_required(chip, ''CN'', CURRENT_DATE, NULL, NULL, NULL, NULL, NULL, NULL)',
    'license_required(chip, ''CN'', ''2025-01-01'')', 'license_required(chip, ''CN'', now()::date)', 'license_required(chip, ''CN'', NULL)',
    'license_required(chip, ''CN'', as_known => ''2025-01-01'')', 'license_required(chip, ''CN'', headquarters => ''US'')',
    'license_required(chip, ''CN'', end_use => ''x'')', 'license_required(chip, ''CN'', scenario => ''codified'')',
    'license_required(chip, ''CN'', shipment => shipment(value => 1))', 'license_required(chip, ''CN'', rulebook => current_rulebook())']) AS call;

-- It answers the same.
SELECT count(*) AS asked,
       count(*) FILTER (WHERE classify(chip, c.code) IS DISTINCT FROM classify(chip, c.code, now()::date)
                           OR outcome(chip, c.code) IS DISTINCT FROM outcome(chip, c.code, now()::date)
                           OR license_required(chip, c.code) IS DISTINCT FROM license_required(chip, c.code, now()::date)) AS differ
  FROM small, (SELECT code FROM destination UNION ALL SELECT NULL) AS c;
-- What a session sets counts, also from one row to the next, and today is where the session is.
SET export_control.scenario = 'codified';
SELECT count(*) FILTER (WHERE classify(chip, 'CN') IS DISTINCT FROM classify(chip, 'CN', scenario => 'codified')) AS differ,
       count(*) FILTER (WHERE classify(chip, 'CN') IS DISTINCT FROM classify(chip, 'CN', scenario => 'enforced')) > 0 AS enforced_differs
  FROM small;
RESET export_control.scenario;
SELECT count(DISTINCT a.scenario) AS scenarios, count(*) FILTER (WHERE a.answer IS DISTINCT FROM classify(a.chip, 'CN', scenario => a.scenario)) AS differ
  FROM (SELECT s.chip, set_config('export_control.scenario', n.scenario, true) AS scenario, classify(s.chip, 'CN') AS answer
          FROM small AS s, unnest('{enforced,codified}'::text[]) AS n(scenario) OFFSET 0) AS a;
DO $$
DECLARE
    wrong int := 0;
    zone text;
BEGIN
    -- one of these is a day ahead of the other
    FOREACH zone IN ARRAY '{Etc/GMT+12,Etc/GMT-14,Etc/GMT+12}'::text[] LOOP
        PERFORM set_config('TimeZone', zone, true);
        wrong := wrong + (SELECT count(*) FILTER (WHERE classify(chip, 'CN') IS DISTINCT FROM classify(chip, 'CN', CURRENT_DATE, CURRENT_DATE)) FROM small);
    END LOOP;
    RAISE NOTICE '% differ', wrong;
END $$;

-- Whoever may not call a function does not come to call it by way of another.
CREATE ROLE plans_outsider;
GRANT USAGE ON SCHEMA export_control TO plans_outsider;
REVOKE EXECUTE ON FUNCTION license_required(chip, country, date, date, country, text, text, rulebook, numeric) FROM PUBLIC;
SET ROLE plans_outsider;
SELECT license_required(NULL, 'CN');
RESET ROLE;
GRANT EXECUTE ON FUNCTION license_required(chip, country, date, date, country, text, text, rulebook, numeric) TO PUBLIC;
REVOKE USAGE ON SCHEMA export_control FROM plans_outsider;
DROP ROLE plans_outsider;
DROP TABLE public.large;
