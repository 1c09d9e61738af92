-- Bit lengths of number formats, and numbers that are written with a unit.
SET search_path = export_control, public;

-- ---- bit lengths -----------------------------------------------------------

-- The length of TF32 is disputed, unless it is stated.  Nothing else is.
SELECT rates, tpp_range(c), c
  FROM unnest(ARRAY[
        '{"tf32": 190, "fp16": 1}', '{"TF32": [180, 190], "fp16": 1}', '{"tf32": 190, "fp16": 380}',
        '{"tf32": {"tops": 190, "bits": 19}, "fp16": 1}',
        '{"TF32": {"tops": 190, "bits": 32}, "fp16": 1}',
        '{"tf32": 190}', '{"FP16": {"tops": 312, "bits": 16}}']) WITH ORDINALITY AS r(rates, n),
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
