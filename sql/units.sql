-- Bit lengths of number formats, and numbers that are written with a unit.
SET search_path = export_control, public;

-- ---- bit lengths -----------------------------------------------------------

-- The length of TF32 is disputed, unless it is stated.  Nothing else is.
SELECT rates, tpp_range(c), c
  FROM unnest(ARRAY[
        '{"tf32": 190, "fp16": 1}', '{"TF32": [180, 190], "fp16": 1}', '{"tf32": 190, "fp16": 380}',
        '{"tf32": {"tops": 190, "bits": 19}, "fp16": 1}',
        '{"TF32": {"tops": 190, "bits": 32}, "fp16": 1}',
        '{"tf32": 190}', '{"tf32": {"tops": 190, "bits": 19}}', '{"FP16": {"tops": 312, "bits": 16}}']) WITH ORDINALITY AS r(rates, n),
       LATERAL (SELECT format('{"rates": %s}', rates)::chip AS c) AS chip
 ORDER BY n;
SELECT '{"rates": {"tf32": {"tops": 190, "bits": 19}}}'::chip
     = '{"rates": {"tf32": {"tops": 190, "bits": 19}}}'::chip::text::chip AS same,
       '{"rates": {"fp16": {"tops": 190, "bits": 16}}}'::chip = '{"rates": {"fp16": 190}}' AS equal;
SELECT '{"rates": {"FP16": {"tops": 312, "bits": 8}}}'::chip;
SELECT '{"rates": {"tf32": {"tops": 190, "bits": 16}}}'::chip;
SELECT '{"rates": {"fp16_sparse": {"tops": 624, "bits": 16}}}'::chip;
SELECT '{"rates": {"mx9": {"tops": 624, "bits": 65}}}'::chip;

-- The products of which TPP rests on it, and what their notes say.
SELECT name, tpp_range(chip), note FROM product
 WHERE builtin AND tpp(chip) IS NULL
   AND tpp(jsonb_set(chip::jsonb, '{rates,tf32}', '0', false)::chip) IS NOT NULL
 ORDER BY name COLLATE "C";
SELECT DISTINCT tpp_range(chip), (classify(chip, 'CN', '2026-03-18')).review,
       (classify(chip, 'CN', '2026-03-18')).missing
  FROM product WHERE name IN ('Trainium2', 'Trainium3') ORDER BY 1;

-- ---- numbers with a unit -----------------------------------------------------

-- In text and in jsonb, alone and in intervals; the output is in the unit of the key.
SELECT given::chip AS canonical, given::jsonb::chip = given::chip AS by_jsonb
  FROM unnest(ARRAY[
        '{"memory_bandwidth": "3.35 TB/s"}', '{"memory_bandwidth": "2.039 TB/s"}',
        '{"memory_bandwidth": "819 GiB/s"}', '{"interconnect_bandwidth": "900 Gb/s"}',
        '{"interconnect_bandwidth": ["900 GB/s", "1.8 TB/s"]}',
        '{"die_area": "8.14 cm²"}', '{"die_area": ["800 mm2", 814]}', '{"die_area": "814"}',
        '{"transistors": "80B"}', '{"transistors": "80000 million"}',
        '{"declared_tpp": "15832"}', '{"package_area": "1.21 cm^2"}',
        '{"rates": {"fp16": "312 TFLOPS", "int8": ["0.6 POPS", "624 TOPS"]}}',
        '{"rates": {"mx9": {"tops": "1.5 PFLOPS", "bits": "9 bits"}, "fp16": 1}}'])
       WITH ORDINALITY AS g(given, n)
 ORDER BY n;
SELECT memory_bandwidth('{"memory_bandwidth":"3.35 TB/s"}'), die_area('{"die_area":"8.14 cm2"}'),
       tpp('{"rates": {"fp16": "312 TFLOPS"}}');
-- columns of text, as a load of CSV has them
SELECT jsonb_build_object('die_area', area, 'memory_bandwidth', bandwidth)::chip
  FROM (VALUES ('814', '3.35 TB/s'), ('826 mm2', '2039')) AS load(area, bandwidth);

-- What does not fit the key, or could be read in two ways, is an error.
SELECT '{"memory_bandwidth": "3.35 TFLOPS"}'::chip;
SELECT '{"memory_bandwidth": "900 gbps"}'::chip;
SELECT '{"die_area": "29 mm"}'::chip;
SELECT '{"die_area": "1,628 mm2"}'::chip;
SELECT '{"transistors": "80 GB/s"}'::chip;
SELECT '{"declared_tpp": "15832 TOPS"}'::chip;
SELECT '{"rates": {"fp16": "624 TFLOPS with sparsity"}}'::chip;
SELECT '{"rates": {"mx9": {"tops": 1, "bits": "9 bytes"}}}'::chip;
SELECT '{"die_area": ""}'::chip;
SELECT '{"die_area": "-1 mm2"}'::chip;
SELECT '{"die_area": "NaN"}'::chip;
SELECT '{"die_area": "1e999999999999 mm2"}'::chip;
SELECT '{"die_area": ["2 cm2", "100 mm2"]}'::chip;
