-- chip_faults() and try_chip(): what is wrong in the facts of a chip, and never an error.
SET search_path = export_control, public;
\pset format unaligned

-- ---- errors ------------------------------------------------------------------

-- every one of a chip, by its key
SELECT * FROM chip_faults('{"die_aera": 814, "die_area": "big", "hbm": "yes", "form": "gpu",
    "transistors": -1, "memory_bandwidth": "3.35 TFLOPS", "package_area": [2, 1],
    "rates": {"fp16": "fast", "fp7": 5, "FP8": {"tops": 1, "bits": 16}, "int8_sparse": 1, "int8": 1},
    "vendor": true, "name": 5, "rates_complete": 1, "declared_tpp": "1,000"}'::jsonb);
-- the same, when each of them is the only one, is what a cast refuses
SELECT count(*) AS faults, bool_and(type_test.state_of('chip', literal) <> 'accepted') AS refused,
       bool_and(try_chip(literal) IS NULL AND try_chip(literal::jsonb) IS NULL) AS none
  FROM unnest(ARRAY['{"die_aera": 814}', '{"die_area": "big"}', '{"hbm": "yes"}', '{"form": "gpu"}',
        '{"transistors": -1}', '{"memory_bandwidth": "3.35 TFLOPS"}', '{"package_area": [2, 1]}',
        '{"rates": {"fp16": "fast"}}', '{"rates": {"fp7": 5}}', '{"rates": {"int8_sparse": 1}}',
        '{"rates": {"FP8": {"tops": 1, "bits": 16}}}', '{"rates": [1]}', '{"vendor": true}', '[]',
        '"H20"', 'null']) AS literal, chip_faults(literal) AS f
 WHERE f.severity = 'error';
-- text that is no JSON, and keys that are given twice, which jsonb no longer shows
SELECT literal, f.*
  FROM unnest(ARRAY['', 'H20', '{"die_area": 814', '{"name": "\u0000"}', '{"die_area": 1e200000}', '[]',
        '{"die_area": 814, "die_area": 81.4}', '{"rates": {"fp16": 1, "fp8": 2, "fp16": 3}}',
        '{"name": "\"die_area\":{", "die_area": 814}', '{"n\u0061me": "x", "name": "y"}',
        '{"rates": {"mx9": {"tops": 1, "bits": 9, "bits": 6}}}'])
       WITH ORDINALITY AS l(literal, n), chip_faults(literal) AS f
 ORDER BY n;
SELECT try_chip('{"die_area": 814, "die_area": 81.4}'), try_chip('H20') IS NULL AS none,
       try_chip('{"die_area": "8.14 cm2"}') AS text, try_chip('{"die_area": 5}'::jsonb) AS jsonb;
SELECT '{"die_area": 814, "die_area": 81.4}'::chip;
SELECT '{"rates": {"fp16": 1, "fp16": 2}}'::chip;
-- no rows: unknown, or nothing is wrong
SELECT count(*) FROM chip_faults(NULL::jsonb);
SELECT count(*) FROM chip_faults(NULL::text);
SELECT count(*) FROM chip_faults('{}');
SELECT try_chip(NULL::text) IS NULL AND try_chip(NULL::jsonb) IS NULL AS none;
SELECT count(*) AS deep, min(left(fault, 20)) FROM chip_faults(repeat('[', 1000000));
SELECT count(*) AS keys FROM chip_faults((SELECT '{' || string_agg(format('"k%s": 1', n), ',') || '}' FROM generate_series(1, 1000) AS n));

-- ---- warnings ----------------------------------------------------------------

-- A good data sheet, in other units than those of its keys; one warning each.
\set sheet '{"vendor": "V", "datacenter": true, "rates": {"fp16": 989.5, "fp8": 1979}, "die_area": 814, "transistors": 80, "memory_bandwidth": 3350, "hbm": true, "interconnect_bandwidth": 900}'
SELECT * FROM chip_faults(:'sheet');
SELECT changed, f.*
  FROM unnest(ARRAY['{"memory_bandwidth": 3.35}', '{"memory_bandwidth": 3350000}', '{"die_area": 8.14}',
        '{"die_area": 81400}', '{"die_area": 814000000}', '{"transistors": 80000}', '{"transistors": 80000000000}',
        '{"transistors": 0.08}', '{"interconnect_bandwidth": 0.9}', '{"interconnect_bandwidth": 900000}',
        '{"rates": {"fp16": 0.9895, "fp8": 1.979}}', '{"rates": {"fp16": 989500, "fp8": 1979000}}',
        '{"rates": {"fp16": 1979000000}}', '{"declared_tpp": 1583}', '{"declared_tpp": 31664}',
        '{"memory_bandwidth": [3.3, 3.4]}', '{"declared_tpp": [1000, 1583]}'])
       WITH ORDINALITY AS c(changed, n), chip_faults(:'sheet'::jsonb || changed::jsonb) AS f
 ORDER BY n;
SELECT f.* FROM chip_faults('{"hbm":true,"memory_bandwidth":3.35,"die_area":814,"rates":{"fp8":1979}}'::jsonb) AS f;
SELECT f.* FROM chip_faults('{"form":"hbm","memory_bandwidth":819,"package_area":1.21}') AS f;
SELECT f.* FROM chip_faults('{"rates":{"fp16":330.3,"fp8":660.6},"memory_bandwidth":1.008}') AS f;
SELECT f.* FROM chip_faults('{"datacenter":true,"declared_tpp":15}') AS f;
-- What may be plausible is not warned of: intervals, bounds, what is 0 because there is none.
SELECT count(*)
  FROM unnest(ARRAY['{"hbm": true, "memory_bandwidth": [3.35, 3350]}', '{"hbm": true, "memory_bandwidth": 0}',
        '{"datacenter": true, "rates": {"fp32": 0.5}}', '{"die_area": 0, "rates": {"fp8": 1979}}',
        '{"rates": {"fp32": 19.5}, "declared_tpp": 4992}', '{"interconnect_bandwidth": [0, 1000000]}',
        '{"datacenter": true, "declared_tpp": [0, 2399]}']) AS c, chip_faults(c) AS f;
-- nor of anything beside a key that could not be read
SELECT f.* FROM chip_faults('{"rates": {"fp16": "989.5 GB/s", "fp8": 1}, "die_area": 814, "declared_tpp": 15832, "datacenter": true}') AS f;

-- ---- built-in products -------------------------------------------------------

-- Each warning has a reason.
SELECT p.name, f.* FROM product AS p, chip_faults(p.chip::jsonb) AS f WHERE p.builtin ORDER BY 1, 2;

-- ---- a load ------------------------------------------------------------------

CREATE TEMP TABLE staging AS
    SELECT format('SKU-%s', n) AS sku,
           CASE WHEN n % 1000 = 1 THEN '{"die_area": "n/a"}'
                WHEN n % 1000 = 2 THEN '{"hbm": true, "memory_bandwidth": 3.35}'
                WHEN n % 1000 = 3 THEN 'see data sheet'
                ELSE :'sheet' END AS spec
      FROM generate_series(1, 10000) AS n;
SELECT severity, key, count(*), min(s.sku), max(s.sku)
  FROM staging AS s, chip_faults(s.spec) AS f GROUP BY 1, 2 ORDER BY 1, 2;
SELECT count(*) AS rows, count(try_chip(spec)) AS chips FROM staging;
