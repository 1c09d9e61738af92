-- The type chip.
SET search_path = export_control, public;

-- ---- literals ------------------------------------------------------------------------------------------------------

-- What is written, and its canonical form: keys and known formats in one order, other formats by name after them,
-- numbers as short as they can be, nothing that says nothing.
\pset format unaligned
SELECT given::chip AS canonical, given::chip::text::chip = given::chip AND given::chip::text = given::chip::text::chip::text AS stable
  FROM unnest(ARRAY[
        '{}', E' \n{ }\t', '{"form": "ic"}', '{"form": "computer"}', '{"form": "hbm"}',
        '{"name": null, "vendor": null, "form": null, "datacenter": null, "rates": null, "declared_tpp": null, "die_area": null,
          "transistors": null, "memory_bandwidth": null, "hbm": null, "interconnect_bandwidth": null, "package_area": null}',
        '{"rates": {}}', '{"rates": {"fp16": null}}', '{"name": "", "vendor": ""}',
        '{"package_area": 12, "interconnect_bandwidth": 11, "hbm": true, "memory_bandwidth": 10, "transistors": 9, "die_area": 8,
          "declared_tpp": 7, "rates": {"int4": 12, "int8": 11, "int16": 10, "int32": 9, "fp4": 8, "fp6": 7, "fp8": 6, "fp16": 5,
          "bf16": 4, "tf32": 3, "fp32": 2, "fp64": 1}, "datacenter": false, "form": "computer", "vendor": "V", "name": "N"}',
        '{"rates": {"z": {"bits": 1, "tops": 2}, "int8": [1, 2], "w4a16": {"tops": [3, 4], "bits": 16}, "w4": {"tops": 0, "bits": 64}, "fp64": 1.50}}',
        '{"die_area": [800, 800]}', '{"die_area": [0, 0.0]}', '{"die_area": -0.0}', '{"die_area": 8.14e2}', '{"die_area": 814.000}',
        '{"die_area": 0.1, "package_area": 0.30000000000000004, "transistors": 1e-9, "declared_tpp": 1e15, "memory_bandwidth": 999999999999999}',
        '{"die_area": 814.12345678901234567890, "transistors": 123456789012345.67}',
        '{"name": "tab\tquote\"backslash\\newline\nslash\/bell\u0007é\u00e9漢", "vendor": "😀"}'])
       WITH ORDINALITY AS l(given, n)
 ORDER BY n;
\pset format aligned
SELECT NULL::chip IS NULL AS null, ARRAY['{"die_area": 5}', NULL]::chip[];

-- names as long as they may be, and as many formats
SELECT length(format('{"name": "%s", "vendor": "%s"}', repeat('é', 500), repeat('v', 1000))::chip::text);
SELECT format('{"name": "%s"}', repeat('é', 500) || 'x')::chip;
SELECT format('{"vendor": "%s"}', repeat('v', 1001))::chip;
SELECT format('{"rates": {%s}}', string_agg(format('"q%s": {"tops": %s, "bits": 8}', n, n), ','))::chip::text LIKE '{"rates": {"q1": {"tops": 1,%' AS sixty_four
  FROM generate_series(1, 64) AS n;
SELECT format('{"rates": {%s}}', string_agg(format('"q%s": {"tops": %s, "bits": 8}', n, n), ','))::chip
  FROM generate_series(1, 65) AS n;
SELECT format('{"rates": {"%s": {"tops": 1, "bits": 8}}}', repeat('é', 16))::chip;
SELECT format('{"rates": {"%s": {"tops": 1, "bits": 8}}}', repeat('é', 16) || 'x')::chip;
SELECT '{"rates": {"": 5}}'::chip;

-- not a JSON object
SELECT '[]'::chip;
SELECT '[{}]'::chip;
SELECT '"H20"'::chip;
SELECT 'null'::chip;
SELECT '814'::chip;
-- not JSON: the words are PostgreSQL's, the hint is the chip's
SELECT literal, type_test.state_of('chip', literal), type_test.hint_of('chip', literal) = type_test.hint_of('chip', '[]') AS hinted
  FROM unnest(ARRAY['', ' ', 'H20', '{', '{"name": "H20"', '{"name": "H20",}', '{name: "H20"}', '{"name": "H20"} {}', '{"die_area": NaN}',
        '{"die_area": Infinity}', '{"die_area": .5}', '{"name": "\u0000"}', '{"name": "\ud800"}', '{"die_area": 1e200000}'])
       WITH ORDINALITY AS l(literal, n)
 ORDER BY n;

-- unknown keys, and the nearest known one
SELECT '{"die_aera": 814}'::chip;
SELECT '{"DIE_AREA": 814}'::chip;
SELECT '{"die": 814}'::chip;
SELECT '{"memory": 4000}'::chip;
SELECT '{"rate": {"fp16": 148}}'::chip;
SELECT '{"price": 12000}'::chip;
SELECT '{"": 1}'::chip;
SELECT format('{"%s": 1}', 'x' || repeat('é', 1000))::chip;

-- the wrong kind of value, for each kind of key
SELECT '{"name": 20}'::chip;
SELECT '{"vendor": true}'::chip;
SELECT '{"name": ["H20"]}'::chip;
SELECT '{"name": {}}'::chip;
SELECT '{"form": "IC"}'::chip;
SELECT format('{"form": "%s"}', 'x' || repeat('é', 1000))::chip;
SELECT '{"form": 1}'::chip;
SELECT '{"form": false}'::chip;
SELECT '{"datacenter": "true"}'::chip;
SELECT '{"datacenter": 1}'::chip;
SELECT '{"hbm": [true, false]}'::chip;
SELECT '{"rates": "fp16"}'::chip;
SELECT '{"rates": 148}'::chip;
SELECT '{"rates": true}'::chip;
SELECT '{"rates": [148]}'::chip;
SELECT '{"die_area": "large"}'::chip;
SELECT '{"die_area": true}'::chip;
SELECT '{"die_area": {"mm2": 814}}'::chip;

-- numbers and intervals
SELECT '{"die_area": -1}'::chip;
SELECT '{"die_area": [-1, 814]}'::chip;
SELECT '{"die_area": 1000000000000001}'::chip;
SELECT '{"die_area": 1e500}'::chip;
SELECT '{"die_area": [0, 1e16]}'::chip;
SELECT '{"die_area": 9e-10}'::chip;
SELECT '{"die_area": 1e-400}'::chip;
SELECT '{"die_area": [814, 800]}'::chip;
SELECT '{"die_area": []}'::chip;
SELECT '{"die_area": [814]}'::chip;
SELECT '{"die_area": [1, 2, 3]}'::chip;
SELECT '{"die_area": [null, 814]}'::chip;
SELECT '{"die_area": ["800", "large"]}'::chip;
SELECT '{"die_area": [[800], [814]]}'::chip;

-- rates
SELECT '{"rates": {"fp17": 148}}'::chip;
SELECT '{"rates": {"FP16": 148}}'::chip;
SELECT '{"rates": {"posit": [148, 150]}}'::chip;
SELECT '{"rates": {"fp16": "fast"}}'::chip;
SELECT '{"rates": {"fp16": true}}'::chip;
SELECT '{"rates": {"fp16": [148]}}'::chip;
SELECT '{"rates": {"fp16": -148}}'::chip;
SELECT '{"rates": {"fp16": 1e16}}'::chip;
SELECT '{"rates": {"fp16": 1e-10}}'::chip;
SELECT '{"rates": {"fp16": [150, 148]}}'::chip;
SELECT '{"rates": {"fp16": {"tops": 148, "bits": 16}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148}}}'::chip;
SELECT '{"rates": {"posit": {}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": 6, "sparse": true}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bit": 6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": "six"}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": [6, 8]}}}'::chip;
SELECT '{"rates": {"posit": {"tops": null, "bits": 6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": "fast", "bits": 6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": [1], "bits": 6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": -1, "bits": 6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": 0}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": 65}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": 6.5}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": -6}}}'::chip;
SELECT '{"rates": {"posit": {"tops": 148, "bits": 1e100}}}'::chip;
SELECT format('{"rates": {"%s": "148"}}', 'x' || repeat('é', 1000))::chip;
SELECT format('{"rates": {"%s": {}}}', 'x' || repeat('é', 1000))::chip;

-- the SQLSTATE of each kind of error
SELECT literal, type_test.state_of('chip', literal)
  FROM unnest(ARRAY['[]', '{"die": 1}', '{"name": 1}', '{"form": "x"}', '{"rates": []}', '{"die_area": []}', '{"rates": {"x": 1}}',
        '{"rates": {"x": {}}}', '{"rates": {"fp8": {"tops": 1, "bits": 8}}}', '{"die_area": -1}', '{"die_area": 1e16}', '{"die_area": 1e-10}',
        '{"die_area": 1e-400}', '{"die_area": [2, 1]}', '{"rates": {"fp8": -1}}', '{"rates": {"x": {"tops": 1, "bits": 0}}}'])
       WITH ORDINALITY AS l(literal, n)
 ORDER BY n;
-- large and deep
SELECT type_test.state_of('chip', '{"name": "' || repeat('x', 1000000) || '"}') AS long_name,
       type_test.state_of('chip', '{"' || repeat('x', 1000000) || '": 1}') AS long_key,
       type_test.state_of('chip', '{"die_area": ' || repeat('9', 100000) || '}') AS many_digits,
       type_test.state_of('chip', '{"die_area": 0.' || repeat('0', 10000) || '1}') AS many_places,
       type_test.state_of('chip', '{"die_area": ' || repeat('[', 1000) || repeat(']', 1000) || '}') AS nested,
       type_test.state_of('chip', repeat('[', 1000000)) AS deeply_nested;

-- Nesting is too deep for the server, whatever the type: the hint is the server's.
SELECT type_test.hint_of('chip', repeat('[', 1000000)) = type_test.hint_of('jsonb', repeat('[', 1000000)) AS hint_of_the_server;

-- ---- casts ---------------------------------------------------------------------------------------------------------

SELECT '{"name": "N", "rates": {"fp16": [1, 2]}, "form": "ic"}'::jsonb::chip;
SELECT '{"name": "N", "rates": {"fp16": [1, 2]}, "hbm": false, "die_area": 1.50}'::chip::jsonb;
SELECT NULL::jsonb::chip IS NULL AND NULL::chip::jsonb IS NULL AS null;
SELECT 'null'::jsonb::chip;
SELECT '[]'::jsonb::chip;
SELECT '{"die_area": -1}'::jsonb::chip;
-- either cast is there for assignment
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
 WHERE 'chip'::regtype IN (castsource, casttarget) ORDER BY castsource::regtype::text COLLATE "C";
CREATE TEMP TABLE cast_both (c chip, j jsonb);
INSERT INTO cast_both VALUES ('{"die_area": 5}'::jsonb, '{"die_area": 6}'::chip);
UPDATE cast_both SET c = j, j = c;
TABLE cast_both;
-- products survive both ways
SELECT count(*) > 0 AS products, bool_and(chip::text::chip = chip) AS by_text, bool_and(chip::jsonb::chip = chip) AS by_jsonb,
       bool_and(chip::jsonb = chip::text::jsonb) AS same_json
  FROM product;

-- ---- storage and the wire ------------------------------------------------------------------------------------------

SELECT typlen, typbyval, typalign, typstorage, typcategory FROM pg_type WHERE oid = 'chip'::regtype;
SELECT encode(substr(chip_send('{"die_area": 5.0}'), 1, 1), 'hex') AS version, convert_from(substr(chip_send('{"die_area": 5.0}'), 2), 'UTF8') AS text;
SELECT bool_and(convert_from(substr(chip_send(chip), 2), 'UTF8') = chip::text) AS sent FROM product;
-- toasted and fetched again
CREATE TEMP TABLE large AS
    SELECT format('{"name": "%s", "vendor": "V", "rates": {%s}}', string_agg(md5(n::text), ''), string_agg(format('"%s": {"tops": %s, "bits": %s}', md5(n::text), n, n), ','))::chip AS c
      FROM generate_series(1, 31) AS n;
SELECT tpp(c), length(c::text), c::text::chip = c AS stable, length(jsonb(c) ->> 'name') AS name FROM large;

-- ---- equality ------------------------------------------------------------------------------------------------------

-- Chips are equal when all their facts are, however they are written; and only then.
CREATE TEMP TABLE variant AS
    SELECT n, c::chip AS c
      FROM unnest(ARRAY['{"name": "N", "rates": {"fp16": 148, "int8": 296}}', '{"rates": {"int8": 296.0, "fp16": [148, 148]}, "name": "N", "form": "ic", "hbm": null}',
            '{"name": "N", "rates": {"fp16": 148}}', '{"name": "n", "rates": {"fp16": 148, "int8": 296}}', '{"vendor": "N", "rates": {"fp16": 148, "int8": 296}}',
            '{"name": "N", "rates": {"bf16": 148, "int8": 296}}', '{"name": "N", "rates": {"fp16": [148, 149], "int8": 296}}',
            '{"name": "N", "rates": {"fp16": 148, "int8": 296}, "hbm": false}', '{"name": "N", "rates": {"fp16": 148, "int8": 296}, "datacenter": false}',
            '{"name": "N", "rates": {"fp16": 148, "int8": 296}, "form": "hbm"}', '{"name": "N", "rates": {"fp16": 148, "int8": 296}, "declared_tpp": 2368}',
            '{"name": "N", "vendor": "", "rates": {"fp16": 148, "int8": 296}}', '{"name": "", "vendor": "N", "rates": {"fp16": 148, "int8": 296}}',
            '{"name": "N", "rates": {"int8": 296, "posit": {"tops": 148, "bits": 16}}}', '{"name": "N", "rates": {"int8": 296, "posit": {"tops": 148, "bits": 8}}}',
            '{"name": "NV"}', '{"name": "N", "vendor": "V"}', '{"vendor": "NV"}', '{}', '{"die_area": 0}'])
           WITH ORDINALITY AS l(c, n);
SELECT a.n, b.n, a.c = b.c AS eq, a.c <> b.c AS ne FROM variant AS a, variant AS b WHERE a.n < b.n AND (a.c = b.c OR NOT a.c <> b.c);
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a.c = b.c) = (a.c::text = b.c::text) AND (a.c <> b.c) = (a.c::text <> b.c::text)) AS right
  FROM variant AS a, variant AS b;
SELECT chip '{}' = NULL IS NULL AND NULL <> chip '{}' IS NULL AS null;
SELECT count(*), count(*) FILTER (WHERE copies = 2) AS twice FROM (SELECT count(*) AS copies FROM variant GROUP BY c) AS g;
SELECT count(*) FROM (SELECT DISTINCT c FROM variant) AS d;
SELECT count(*) FROM (SELECT c FROM variant UNION SELECT c FROM variant) AS u;
-- Their order is a total one, that of their canonical texts.
SELECT * FROM type_test.disordered('chip', 'variant', 'c', 'c::text COLLATE "C"');
-- So rows are grouped by them also where grouping has to sort, as it has to for a type that has no
-- hash.
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM variant) AS grouped
  FROM (SELECT c, count(DISTINCT n::bit(8)) FROM variant GROUP BY c) AS g;
SELECT oprname FROM pg_operator WHERE 'chip'::regtype IN (oprleft, oprright) ORDER BY 1;

-- ---- operator class ------------------------------------------------------------------------------------------------

SELECT am.amname, c.opcname, c.opcdefault, amvalidate(c.oid)
  FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
 WHERE c.opcintype = 'chip'::regtype ORDER BY 1;
-- Equal chips hash equal; seed 0 agrees with the plain hash, another seed does not; and the hashes spread.
SELECT count(DISTINCT chip_hash(c)) AS hashes,
       bool_and(chip_hash(c) = chip_hash(c::text::chip)) AS equal_alike,
       bool_and(chip_hash_extended(c, 0)::bit(32) = chip_hash(c)::bit(32)) AS seed_0_agrees,
       bool_or(chip_hash_extended(c, 1)::bit(32) = chip_hash(c)::bit(32)) AS seed_1_agrees
  FROM variant;

CREATE TEMP TABLE shelf AS SELECT i, v.n, v.c FROM generate_series(1, 100) AS i, variant AS v;
ANALYZE shelf;
ANALYZE variant;
SELECT type_test.plan_has('SELECT FROM shelf JOIN variant USING (c)', 'Hash Join') AS hash_join;
SELECT count(*), sum(i) FROM shelf JOIN variant USING (c);
SET enable_hashjoin = off; SET enable_nestloop = off;
SELECT type_test.plan_has('SELECT FROM shelf JOIN variant USING (c)', 'Merge Join') AS merge_join;
SELECT count(*), sum(i) FROM shelf JOIN variant USING (c);
SET enable_nestloop = on; SET enable_mergejoin = off;
SELECT type_test.plan_has('SELECT FROM shelf JOIN variant USING (c)', 'Nested Loop') AS nested_loop;
SELECT count(*), sum(i) FROM shelf JOIN variant USING (c);
RESET enable_hashjoin; RESET enable_mergejoin;
SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE INDEX shelf_hash ON shelf USING hash (c);
SELECT type_test.plan_has('SELECT i FROM shelf WHERE c = ''{}''', 'Index Scan using shelf_hash') AS by_hash;
SELECT count(*), array_agg(DISTINCT n) FROM shelf WHERE c = '{"rates": {"int8": 296, "fp16": 148}, "name": "N"}';
RESET enable_seqscan; RESET enable_bitmapscan;

CREATE TEMP TABLE parted (c chip) PARTITION BY HASH (c);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT c FROM variant;
SELECT count(*), count(DISTINCT tableoid) AS partitions FROM parted;
SELECT count(*) FROM parted WHERE c = '{"rates": {"int8": 296, "fp16": 148}, "name": "N"}';

-- ---- mutations -----------------------------------------------------------------------------------------------------

SELECT * FROM type_test.mutate('chip', ARRAY['{}', '{"die_area": 814}', '{"name": "H20", "datacenter": true, "rates": {"fp16": 148, "int8": [296, 300]}, "die_area": 814}',
        '{"rates":{"w4a16":{"tops":3000,"bits":6}}}', '{"form":"hbm","memory_bandwidth":[819.2,1e3],"package_area":121}',
        '{"vendor": "N\u0041\"\\\té漢", "hbm": null}'],
        E'0123456789.eE+-[]{}:,,""\\ut_nrefl \n\té漢😀', 10000, '{22P02,22003,22P05,54001}');
