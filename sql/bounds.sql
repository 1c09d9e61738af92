-- What one fact says of another is used.
SET search_path = export_control, public;
SET datestyle = ISO;

-- A declared TPP says how fast the item is at least: no format has more than 64 bits.  On the line of 8 TOPS in 3A991.p.1
-- and 4A994.l.1, and a step below and above.
SELECT d.tpp, f.form, tops_range(c), (a).eccn, (a).outcome, (a).missing
  FROM (VALUES (0), (511.99), (512), (512.01), (1500)) AS d(tpp)
 CROSS JOIN (VALUES ('ic'), ('computer')) AS f(form)
 CROSS JOIN LATERAL (SELECT jsonb_build_object('form', f.form, 'vendor', 'x', 'datacenter', false, 'declared_tpp', d.tpp,
                                               'die_area', 800, 'memory_bandwidth', 100,
                                               'interconnect_bandwidth', 10)::chip) AS c(c)
 CROSS JOIN LATERAL (SELECT classify(c, 'RU', '2026-11-01', '2026-11-01')) AS a(a)
 ORDER BY f.form, d.tpp;
SELECT tops('{"declared_tpp": 3200}'), tops_range('{"declared_tpp": 3200}'),
       tops_range('{"declared_tpp": [3200, 6400]}');

-- A TPP that may be any greater bounds no rate from above.
SELECT tpp_range(c), tops_range(c)
  FROM (VALUES ('{"rates": {"fp32": 19.5}}'::chip), ('{"rates": {"fp16": 10}, "rates_complete": false}')) AS v(c);

-- Facts that contradict each other widen what hangs on both.
SELECT tpp_range(c), tops_range(c), holds('tops >= 8', c)
  FROM (VALUES ('{"rates": {"int8": 5}, "declared_tpp": 500}'::chip)) AS v(c);

-- A key is what the item says: it is written as it was read.
SELECT '{"rates": {"fp16": 10}, "declared_tpp": [100, 10000]}'::chip;
