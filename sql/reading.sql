-- What data sheets say of rates: a list that leaves the matrix units out gives lower bounds.
SET search_path = export_control, public;
SET client_min_messages = warning;

-- An A100 known by its shader rate only: at least 624, and not 624.
SELECT tpp(c), tpp_range(c), tops_range(c), outcome(c, 'CN', '2024-06-01'),
    (classify(c, 'CN', '2024-06-01')).missing
  FROM (SELECT jsonb_build_object('vendor', 'NVIDIA', 'datacenter', true, 'die_area', 826,
                                  'rates', '{"fp32": 19.5}'::jsonb)::chip AS c) AS s;
-- Shader tables of an A100 and of an H100, and the same lists where they are said to be whole.
SELECT c, tpp_range(c) FROM (VALUES ('{"rates": {"fp32": 19.5, "fp16": 78}}'::chip),
    ('{"rates": {"fp32": 67, "fp16": 134}}'),
    ('{"rates": {"fp32": 67, "fp16": 134}, "rates_complete": true}'),
    ('{"rates": {"fp8": 1979}, "rates_complete": false}')) AS v(c);
-- Formats in any case; of two spellings the greater counts.
SELECT tpp(c), outcome(c, 'CN', '2024-06-01')
  FROM (SELECT jsonb_build_object('vendor', 'NVIDIA', 'datacenter', true, 'die_area', 826,
                                  'rates', '{"FP16": 312}'::jsonb)::chip AS c) AS s;
SELECT '{"rates": {"Fp16": 312, "fp16": [100, 400], "INT8": 624}}'::chip;
-- What is stated is written, and read again as the same; what is not stated is not written.
SELECT c::text::chip = c AS same, c FROM (VALUES ('{"rates": {"fp32": 1}}'::chip),
    ('{"rates": {"fp32": 1}, "rates_complete": false}')) AS v(c);
-- Every built-in list is whole, or says that it is not.
SELECT name, rates FROM (SELECT name, chip, jsonb(chip) -> 'rates' AS rates,
    jsonb(chip) -> 'rates_complete' AS stated FROM product) AS p
 WHERE rates IS NOT NULL AND stated IS DISTINCT FROM 'false' AND upper_inf(tops_range(chip));
SELECT name, jsonb(chip) -> 'rates_complete' AS rates_complete, tpp_range(chip), tops_range(chip)
  FROM product
 WHERE jsonb(chip) ? 'rates_complete' ORDER BY name;
-- No hint proposes a bit length.
SELECT '{"rates": {"fp17": 148}}'::chip;
