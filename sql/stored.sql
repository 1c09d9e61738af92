-- Values that export_control 0.1.0 stored, as bytes: they are read for ever, and stored hashes stay right.
-- (The bytes are of machines that put the lowest byte first.)
SET search_path = export_control, export_control_ref, public;
SET client_min_messages = warning;

-- Types whose text is their bytes, and which the others may be taken for: nothing else than a superuser's cast lets
-- foreign bytes in.
CREATE SCHEMA stored_test;
CREATE TYPE stored_test.raw;
CREATE FUNCTION stored_test.raw_in(cstring) RETURNS stored_test.raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION stored_test.raw_out(stored_test.raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE stored_test.raw (
    INPUT = stored_test.raw_in, OUTPUT = stored_test.raw_out, ALIGNMENT = double, STORAGE = extended
);
CREATE TYPE stored_test.raw4;
CREATE FUNCTION stored_test.raw4_in(cstring) RETURNS stored_test.raw4 AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION stored_test.raw4_out(stored_test.raw4) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE stored_test.raw4 (
    INPUT = stored_test.raw4_in, OUTPUT = stored_test.raw4_out, ALIGNMENT = int4, STORAGE = extended
);
CREATE CAST (stored_test.raw AS chip) WITHOUT FUNCTION;
CREATE CAST (stored_test.raw AS condition) WITHOUT FUNCTION;
CREATE CAST (stored_test.raw4 AS eccn) WITHOUT FUNCTION;
CREATE CAST (stored_test.raw4 AS rulebook) WITHOUT FUNCTION;

-- ---- chips ---------------------------------------------------------------------------------------------------------

-- What is said, what 0.1.0 stored for it, and the hashes that it had.
CREATE TABLE stored_test.old_chip (n serial, said text, bytes stored_test.raw, hash integer, hash7 bigint);
INSERT INTO stored_test.old_chip (said, bytes, hash, hash7) VALUES
    ('{}',
     '\x010001010000000000000000000000000000f07f0000000000000000000000000000f07f0000000000'
     '000000000000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f0'
     '7f0000000000000000000000000000f07f0000000000000000000000000000f07f000000000000000000'
     '0000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f000000'
     '00000000000000000000000000',
     -520136164, 6083877893641583220),
    ('{"name": "H20", "vendor": "NVIDIA", "datacenter": true, "rates": {"fp16": 148, '
     '"int8": 296}, "die_area": 814, "memory_bandwidth": 4000, "hbm": true, '
     '"interconnect_bandwidth": 900}',
     '\x01000202000000000080a240000000000080a24046175d74d145074046175d74d14507400000000000'
     '8072400000000000807240000000000040af40000000000040af400000000000208c400000000000208c'
     '400000000000000000000000000000f07f00000000007089400000000000708940000000000000000000'
     '0000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f07fe80003'
     '00eb00060002000000000000000000000000806240000000000080624010000000f10004000000000000'
     '807240000000000080724008000000f50004004832304e564944494166703136696e7438',
     -1849465884, 2846634247592093887),
    ('{"vendor": "SK hynix", "form": "hbm", "memory_bandwidth": 1229, "package_area": 121}',
     '\x010201010000000000000000000000000000f07f0000000000000000000000000000f07f0000000000'
     '000000000000000000f07f000000000034934000000000003493400000000000000000000000000000f0'
     '7f0000000000000000000000000000f07f0000000000000000000000000000f07f0000000000405e4000'
     '00000000405e406887c08d655024406887c08d655024400000000000000000000000000000f07f000000'
     '00b80008000000000000000000534b2068796e6978',
     -713736007, 736757139147326156),
    ('{"name": "Zürich \"7\"", "form": "computer", "datacenter": false, "rates": {"fp8": '
     '[100, 599.696], "mx9": {"tops": [0, 1500], "bits": 9}}, "declared_tpp": [1600, '
     '2400], "die_area": [0, 810.4], "transistors": 208, "hbm": false}',
     '\x01010000000000000000994000000000005eca400000000000000000000000000000f07f0000000000'
     '00594000000000007097400000000000000000000000000000f07f0000000000000000000000000000f0'
     '7f0000000000006a400000000000006a4000000000000000003333333333538940000000000000000000'
     '0000000000f07f0000000000000000000000000000f07f00000000000099400000000000c0a240e8000b'
     '00000000000200000000000000000000000000594021b0726891bd824008000000f30003000000000000'
     '000000000000000070974009000000f60003005ac3bc72696368202237226670386d7839',
     532092710, 3221222867040938284),
    ('{"name": "", "die_area": 0}',
     '\x010001010000000000000000000000000000f07f000000000000000000000000000000000000000000'
     '000000000000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f0'
     '7f0000000000000000000000000000f07f00000000000000000000000000000000000000000000000000'
     '0000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f07fb80000'
     '00000000000000000000000000',
     -880126747, 8203721257578291345),
    ('{"rates": {"fp64": 1, "fp32": 2, "tf32": 3, "bf16": 4, "fp16": 5, "fp8": 6, "fp6": '
     '7, "fp4": 8, "int32": 9, "int16": 10, "int8": 11, "int4": 12}}',
     '\x01000101000000000000724000000000000072400000000000000000000000000000f07f0000000000'
     '00284000000000000028400000000000000000000000000000f07f0000000000000000000000000000f0'
     '7f0000000000000000000000000000f07f0000000000000000000000000000f07f000000000000000000'
     '0000000000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f000000'
     '00000000000c00000000000000000000000000f03f000000000000f03f40000000d80104000000000000'
     '000040000000000000004020000000dc0104000000000000000840000000000000084020000000e00104'
     '000000000000001040000000000000104010000000e40104000000000000001440000000000000144010'
     '000000e80104000000000000001840000000000000184008000000ec0103000000000000001c40000000'
     '0000001c4006000000ef0103000000000000002040000000000000204004000000f20103000000000000'
     '002240000000000000224020000000f50105000000000000002440000000000000244010000000fa0105'
     '000000000000002640000000000000264008000000ff0104000000000000002840000000000000284004'
     '000000030204006670363466703332746633326266313666703136667038667036667034696e74333269'
     '6e743136696e7438696e7434',
     -482093513, 6291238958529623366);

-- A table that 0.1.0 filled, with an index; the last row lies out of line.
CREATE TABLE stored_test.kept (n integer, c chip);
INSERT INTO stored_test.kept SELECT n, bytes::chip FROM stored_test.old_chip;
ALTER TABLE stored_test.kept ALTER c SET STORAGE external, SET (toast_tuple_target = 128);
INSERT INTO stored_test.kept SELECT 7, bytes::chip FROM stored_test.old_chip WHERE n = 6;
CREATE INDEX kept_hash ON stored_test.kept USING hash (c);

SELECT n, k.c::text = o.said AS same_text, k.c = o.said::chip AS equal, o.said::chip = k.c AS equal_too, k.c <> o.said::chip AS unequal,
       chip_hash(k.c) = hash AND chip_hash(said::chip) = hash AS hash,
       chip_hash_extended(k.c, 7) = hash7 AND chip_hash_extended(said::chip, 7) = hash7 AS hash7,
       pg_column_size(said::chip) < pg_column_size(k.c) AS smaller
  FROM stored_test.old_chip AS o JOIN stored_test.kept AS k USING (n) ORDER BY n;
SELECT n, tpp(c), performance_density_range(c), tops(c), memory_bandwidth(c), transistors(c), die_area_range(c),
       round(memory_bandwidth_density(c)::numeric, 4) AS memory_bandwidth_density
  FROM stored_test.kept ORDER BY n;
SELECT count(*) AS differs
  FROM stored_test.old_chip AS o JOIN stored_test.kept AS k USING (n), unnest('{CN,US,DE,RU,SA}'::country[]) AS d
 WHERE classify(k.c, d, '2025-06-01') IS DISTINCT FROM classify(o.said::chip, d, '2025-06-01')
    OR classify(k.c, d, '2025-06-01') IS NULL;
SET enable_seqscan = off; SET enable_bitmapscan = off;
SELECT o.n, (SELECT count(*) FROM stored_test.kept WHERE c = o.said::chip) AS found FROM stored_test.old_chip AS o ORDER BY n;
RESET enable_seqscan; RESET enable_bitmapscan;
SELECT count(*) AS chips, min(of_each), max(of_each)
  FROM (SELECT count(*) AS of_each
          FROM (SELECT bytes::chip AS c FROM stored_test.old_chip UNION ALL SELECT said::chip FROM stored_test.old_chip) AS both_of
         GROUP BY c) AS grouped;
CREATE TABLE stored_test.parted (c chip) PARTITION BY HASH (c);
CREATE TABLE stored_test.parted_0 PARTITION OF stored_test.parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE stored_test.parted_1 PARTITION OF stored_test.parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO stored_test.parted SELECT bytes::chip FROM stored_test.old_chip;
SELECT count(*) AS found FROM stored_test.old_chip AS o JOIN stored_test.parted AS p ON p.c = o.said::chip;
SELECT count(*) AS found, count(DISTINCT tableoid) AS partitions FROM stored_test.parted
 WHERE c IN ('{}', '{"name": "", "die_area": 0}', '{"form": "hbm", "vendor": "SK hynix", "memory_bandwidth": 1229, "package_area": 121}');

-- Written anew, they take less.
UPDATE stored_test.kept SET c = c::jsonb::chip;
SELECT bool_and(pg_column_size(c) < pg_column_size(bytes)) AS smaller, bool_and(k.c = o.bytes::chip) AS equal
  FROM stored_test.kept AS k JOIN stored_test.old_chip AS o USING (n);

-- ---- conditions ----------------------------------------------------------------------------------------------------

CREATE TABLE stored_test.old_condition (n serial, said text, bytes stored_test.raw, hash integer, hash7 bigint);
INSERT INTO stored_test.old_condition (said, bytes, hash, hash7) VALUES
    ('tpp >= 4800 and destination in (D:5)',
     '\x0100050001000200040000000e0000010000000000000000000000000d000001000000000000000000'
     'c0b2400a0000020000000000000000010000000c11000101000000000000000000000004000003020000'
     '000000000000000000010000000000000002000300443a3500',
     640414662, -6561254624880540914),
    ('2400 <= tpp < 4800 and 1.6 <= performance_density < 5.92 or not datacenter',
     '\x01001000000008000f0000000d000001000000000000000000c0a2400e000001000000000000000000'
     '000000070000020000000000000000010000000d000001000000000000000000c0b24006000002000000'
     '000100000003000000040004030200000000000000000000000d000001000000009a9999999999f93f0e'
     '010001000000000000000000000000070000020000000006000000070000000d00000100000000ae47e1'
     '7a14ae174006000002000000000700000009000000040004030200000002000000000000000400000402'
     '0000000400000000000000020b000100000000000000000000000003000002000000000d000000000000'
     '00050000050200000006000000000000000200040008000a0005000b000c000e00',
     871417994, -4776760738918005381),
    ('end_use = ''military'' and headquarters not in (D:5, MO) and destination != US',
     '\x0100040004000300030000000c1002010100000000000000000000000c120101020000000100000000'
     '0000000c1103010100000003000000000000000400000203000000000000000000000003000000000000'
     '000100000009000000000000004f4d000000000000535500000000010002006d696c697461727900443a'
     '3500',
     776249982, -9026280288492452267),
    ('eccn in (3A090.a, 4A090) or form in (''ic'', ''hbm'') or name in (''it''''s'') or vendor = '
     '''NVIDIA'' or true or false',
     '\x0100070006000600060000000c1300010200000000000000000000000c0f0001020000000200000000'
     '0000000c0d00010100000004000000000000000c0e020101000000050000000000000001000001000000'
     '000000000000000000000000010000000000000000000000000500000206000000000000000000000002'
     '00000000000000020000000800000004000000000000000400000002000000030000000e000000030000'
     '001300000000000100020003000400050033413039302e610034413039300069742773004e5649444941'
     '00',
     1401163443, 3641737273810534252),
    ('(memory_bandwidth + interconnect_bandwidth) * 2 - transistors / die_area >= -5 and '
     'hbm and consignee_tpp < 26900000',
     '\x0100110000000300100000000e0300010000000000000000000000000e040001000000000000000000'
     '000000100000020000000000000000010000000d00000100000000000000000000004012000003000000'
     '0002000000030000000e0500010000000000000000000000000e06000100000000000000000000000013'
     '000002000000000500000006000000110000040000000004000000070000000d00000100000000000000'
     '00000014400f0000020000000009000000000000000a00000500000000080000000a000000020c000100'
     '00000000000000000000000e0a00010000000000000000000000000d000001000000000000000062a779'
     '4106000002000000000d0000000e000000040000060300000000000000000000000b000c000f00',
     1020839244, -3922173593561798690),
    ('tops > 1 and package_area != 3 and memory_bandwidth_density <= 2 and declared_tpp = '
     '5',
     '\x01000d00000004000c0000000e0200010000000000000000000000000d000001000000000000000000'
     '00f03f0b0000020000000000000000010000000e0700010000000000000000000000000d000001000000'
     '000000000000000840090000020000000003000000040000000e0800010000000000000000000000000d'
     '000001000000000000000000000040070000020000000006000000070000000e09000100000000000000'
     '00000000000d0000010000000000000000000014400800000200000000090000000a0000000400000304'
     '00000000000000000000000200050008000b00',
     981253883, 6917468495595639038);
CREATE TABLE stored_test.kept_condition AS SELECT n, bytes::condition AS c FROM stored_test.old_condition;
SELECT n, k.c::text = o.said AS same_text, k.c = o.said::condition AS equal, condition_hash(k.c) = hash AS hash, condition_hash_extended(k.c, 7) = hash7 AS hash7,
       holds(k.c, p.chip, 'CN') IS NOT DISTINCT FROM holds(o.said::condition, p.chip, 'CN') AS same_truth
  FROM stored_test.old_condition AS o JOIN stored_test.kept_condition AS k USING (n), product AS p WHERE p.name = 'H20 SXM' ORDER BY n;

-- ---- ECCNs and rulebooks -------------------------------------------------------------------------------------------

SELECT bytes::eccn, bytes::eccn = said::eccn AS equal, eccn_hash(bytes::eccn) = hash AS hash
  FROM (VALUES ('3A090.a', '\x33413039302e61'::stored_test.raw4, -1018782517), ('EAR99', '\x4541523939', -22169272),
               ('5A992.z.1', '\x35413939322e7a2e31', 2047607784)) AS old (said, bytes, hash);

-- A rulebook is its digest and its text.
CREATE TABLE stored_test.old_rulebook AS
    SELECT '66a10442f503329689a7ed565b6d9cf9c3aaa642fde69df0f048a52ce02e95e2' AS digest, $${"format": 1, "covered": [null, null], "covered_known": [null, null],
 "rules": [
  {"id": "a", "kind": "classification", "rank": 1, "condition": "tpp >= 4800", "eccn": "3A090.a", "in_force": [null, null], "known": [null, null], "title": "t", "citation": "c"}],
 "scenarios": [
  {"name": "enforced", "description": "as it is", "rules": []}],
 "governed": [],
 "groups": []}
$$ AS said;
SELECT bytes::rulebook::text = said AS same_text, bytes::rulebook = said::rulebook AS equal,
       encode(digest(bytes::rulebook), 'hex') = digest AND encode(digest(said::rulebook), 'hex') = digest AS same_digest, rulebook_hash(bytes::rulebook) = 1422438415 AS hash,
       classify('{"declared_tpp": 5000}', 'CN', '2025-01-01', rulebook => bytes::rulebook)
  FROM (SELECT *, ('\x' || digest || encode(convert_to(said, 'UTF8'), 'hex'))::stored_test.raw4 AS bytes FROM stored_test.old_rulebook) AS r;

-- ---- what only a newer library can read ----------------------------------------------------------------------------

SELECT '\x030400000000000000000000000000000000000000'::stored_test.raw::chip;
SELECT '\x02ff00000000000000000000000000000000000000'::stored_test.raw::chip;
SELECT '\x020400000000000000008000000000000000000000'::stored_test.raw::chip;
SELECT '\x01'::stored_test.raw::chip;
SELECT ''::stored_test.raw::chip;
SELECT '\x02000100000000000000000001000001000000000000000000000000'::stored_test.raw::condition;
SELECT '\x0100010000000000000063000100000100000000000000000000000000000000'::stored_test.raw::condition;
SELECT '\x01334130393061'::stored_test.raw4::eccn;
SELECT ('\x' || repeat('00', 32) || '01')::stored_test.raw4::rulebook;

DROP SCHEMA stored_test CASCADE;
