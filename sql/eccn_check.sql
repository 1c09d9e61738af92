-- Whether the ECCN that is stated is the one that the facts give.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

-- They agree where one is the other, or a paragraph of it; form, left out, is the one that fits.
SELECT nr, c.*
  FROM unnest(ARRAY[
           '{"eccn": "3A090.a", "form": "ic", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "3A090", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "3A090.a.1", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "4A090.a", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "3A090.c", "memory_bandwidth": 1000, "package_area": 100}',
           -- contradictions
           '{"eccn": "3A991.p", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "3A090.a", "form": "computer", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"eccn": "EAR99", "rates": {"fp16": 990}, "datacenter": true, "die_area": 814}',
           '{"eccn": "3A090.a", "rates": {"fp16": 10}, "interconnect_bandwidth": 64}',
           '{"eccn": "3A090.b", "form": "ic", "datacenter": false, "rates": {"fp16": 200}}',
           -- what cannot be told
           '{"eccn": "3A090.a", "form": "ic", "declared_tpp": [4000, 5000], "datacenter": false, "interconnect_bandwidth": 900}',
           '{"eccn": "3A991.p", "form": "ic", "declared_tpp": 3000, "die_area": 600, "interconnect_bandwidth": 900}',
           '{"eccn": "3A991.p", "name": "X"}',
           '{"eccn": "5A992.c", "form": "ic", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           '{"form": "ic", "datacenter": true, "declared_tpp": 15824, "die_area": 814}'
       ]::chip[]) WITH ORDINALITY AS t(chip, nr), eccn_check(chip, '2026-06-01') AS c ORDER BY nr;

-- The other arguments are those of classify().
SELECT d, c.computed, c.agrees, c.because
  FROM unnest('{2020-01-01,2022-11-01,2024-06-01,NULL}'::date[]) AS d,
       eccn_check('{"eccn": "3A991.p", "form": "ic", "datacenter": true, "declared_tpp": 4992, "die_area": 826, "interconnect_bandwidth": 400}', d) AS c;
SELECT c.computed, c.agrees FROM eccn_check('{"eccn": "3A090.c", "form": "hbm", "memory_bandwidth": 1000, "package_area": 100}', '2026-06-01', '2024-01-01') AS c;
SELECT c.agrees FROM eccn_check('{"eccn": "3A090.a", "form": "ic", "declared_tpp": 4800}', '2026-06-01', scenario => 'codified', rulebook => current_rulebook()) AS c;
SELECT eccn_check(NULL) IS NULL AS of_nothing, (eccn_check('{"eccn": "EAR99"}')).stated AS of_today;
\set VERBOSITY terse
SELECT eccn_check('{}', scenario => 'nonsense');

-- A product whose statement its own facts contradict is found by one query.
CREATE TEMPORARY TABLE mine AS
SELECT name, (chip::jsonb || '{"eccn": "3A991.p"}')::chip AS chip FROM product WHERE vendor IN ('NVIDIA', 'AMD') AND name !~ 'HBM';
SELECT c.agrees, count(*) FROM mine, eccn_check(chip, '2026-06-01') AS c GROUP BY 1 ORDER BY 1;
SELECT count(*) AS not_told_to_agree
  FROM product AS p, classify(p.chip, 'US', '2026-06-01') AS d, eccn_check((p.chip::jsonb || jsonb_build_object('eccn', d.eccn, 'form', coalesce(p.chip::jsonb ->> 'form', 'ic')))::chip, '2026-06-01') AS c
 WHERE d.eccn IS NOT NULL AND c.agrees IS NOT TRUE;
