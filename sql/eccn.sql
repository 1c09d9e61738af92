-- The type eccn.
SET search_path = export_control, public;

-- ---- literals ------------------------------------------------------------------------------------------------------

-- what is written, and its canonical form
SELECT given, given::eccn AS canonical, given::eccn::text::eccn = given::eccn AS stable
  FROM unnest(ARRAY['3A090', '3a090', '3A090.a', '3a090.A.1', '5A992.z.1', '4A003.Z', '0A501', '9E999', 'EAR99', 'ear99',
        '3A001.a.7', '3A001.a.14', '7A611.x', '3B001.c.1.a', '3A090.abc',
        '3A090.1', '3A090.9999', '3A090.1111.2222.3333.4444.5555.6666.7777']) WITH ORDINALITY AS l(given, n)
 ORDER BY n;
SELECT E' \t\n\r\f\x0b3A090.a \t\n\r\f\x0b'::eccn AS spaced, NULL::eccn IS NULL AS null, '{3a090.A,EAR99,NULL}'::eccn[];

SELECT ''::eccn;
SELECT E' \n '::eccn;
SELECT '3A090.1111.2222.3333.4444.5555.6666.77777'::eccn;
SELECT repeat('3A090.a', 20)::eccn;
SELECT '3A09'::eccn;
SELECT 'EAR9'::eccn;
SELECT 'A3090'::eccn;
SELECT 'EAR999'::eccn;
SELECT 'EAR99.a'::eccn;
SELECT '3F090'::eccn;
SELECT '33090'::eccn;
SELECT '3A09O'::eccn;
SELECT '3A 90.a'::eccn;
SELECT '3A0900'::eccn;
SELECT '3A090a'::eccn;
SELECT '3A090-a'::eccn;
SELECT '3A090 .a'::eccn;
SELECT '3A090.a1'::eccn;
SELECT '3A090.1a'::eccn;
SELECT '3A090.é'::eccn;
SELECT '3A090.0'::eccn;
SELECT '3A090.01'::eccn;
SELECT '3A090.12345'::eccn;
SELECT '3A090.'::eccn;
SELECT '3A090..a'::eccn;
SELECT '3A090. a'::eccn;
-- A long literal is shown in part, and never in part of a character.
SELECT ('x' || repeat('é', 60))::eccn;

SELECT given, type_test.state_of('eccn', given)
  FROM unnest(ARRAY['', '3A09', 'A3090', '3F090', '3A09O', '3A090a', '3A090.01', '3A090.12345', '3A090.', 'EAR99.a', '三A090'])
       WITH ORDINALITY AS l(given, n)
 ORDER BY n;
SELECT type_test.state_of('eccn', repeat('3', 1000000)) AS very_long;

-- ---- storage and the wire ------------------------------------------------------------------------------------------

SELECT typlen, typbyval, typstorage, typcategory FROM pg_type WHERE oid = 'eccn'::regtype;
SELECT encode(eccn_send('3a090.A.1'), 'escape') AS sent;

-- ---- order ---------------------------------------------------------------------------------------------------------

-- Written in the order that is right: numbers by value, what contains before what is contained, EAR99 last.
CREATE TEMP TABLE entry AS
    SELECT code::eccn AS code, n
      FROM unnest(ARRAY['0A501', '3A001', '3A001.a', '3A001.a.1', '3A001.a.1.a', '3A001.a.1.b', '3A001.a.2', '3A001.a.7',
            '3A001.a.10', '3A001.a.10.a', '3A001.a.14', '3A001.a.100', '3A001.b', '3A001.z', '3A001.z.1', '3A090', '3A090.1',
            '3A090.2', '3A090.10', '3A090.9999', '3A090.a', '3A090.a.1', '3A090.a.2', '3A090.ab', '3A090.ab.1', '3A090.b',
            '3A090.c', '3A091', '3A991.p', '3A991.p.1', '3A999', '3B001', '3E001', '4A003', '4A090', '5A002', '5A002.z.1',
            '5A992', '5A992.z', '9E999', 'EAR99']) WITH ORDINALITY AS l(code, n);
ANALYZE entry;
SELECT array_agg(code ORDER BY code) = array_agg(code ORDER BY n) AS in_order,
       array_agg(code ORDER BY code DESC) = array_agg(code ORDER BY n DESC) AS in_reverse,
       count(*)
  FROM entry;
SELECT code FROM entry WHERE code <@ '3A001.a' ORDER BY code;

-- Every operator agrees with that order, in every pair.
SELECT count(*) AS pairs,
       count(*) FILTER (WHERE (a.code < b.code) = (a.n < b.n) AND (a.code <= b.code) = (a.n <= b.n)
                          AND (a.code = b.code) = (a.n = b.n) AND (a.code <> b.code) = (a.n <> b.n)
                          AND (a.code >= b.code) = (a.n >= b.n) AND (a.code > b.code) = (a.n > b.n)
                          AND sign(eccn_cmp(a.code, b.code)) = sign(a.n - b.n)) AS right
  FROM entry AS a, entry AS b;
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, a @> b AS contains, a <@ b AS contained
  FROM (VALUES ('3A090.a.2'::eccn, '3A090.a.10'::eccn), ('3a090.A', '3A090.a'), ('3A090', '3A090.a.1'), ('3A090', NULL)) AS v(a, b);

-- ---- containment ---------------------------------------------------------------------------------------------------

SELECT a, b, a::eccn @> b::eccn AS contains, a::eccn <@ b::eccn AS contained
  FROM (VALUES ('3A090', '3A090'), ('3A090', '3A090.a'), ('3A090', '3A090.a.1'), ('3a090.A', '3A090.a.1'), ('3A090.a', '3A090'),
               ('3A090.a', '3A090.b'), ('3A090.a', '3A090.ab'), ('3A090.1', '3A090.10'), ('EAR99', 'EAR99'),
               ('EAR99', '3A090'), ('3A090', '3A091')) AS v(a, b);
-- It is containment of the text, paragraph by paragraph; and what an entry contains follows it in one run.
SELECT count(*) AS pairs,
       count(*) FILTER (WHERE (a.code @> b.code) = (b.code::text || '.' LIKE a.code::text || '.%')
                          AND (b.code <@ a.code) = (a.code @> b.code)) AS right
  FROM entry AS a, entry AS b;
SELECT a.code, b.code, c.code FROM entry AS a, entry AS b, entry AS c
 WHERE a.code < b.code AND b.code < c.code AND a.code @> c.code AND NOT a.code @> b.code;
-- the planner's estimates for @> and <@ exist
SELECT count(*) FROM entry AS a JOIN entry AS b ON a.code @> b.code WHERE b.code <@ '3A090';

-- ---- operator classes ----------------------------------------------------------------------------------------------

SELECT am.amname, c.opcname, c.opcdefault, amvalidate(c.oid)
  FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
 WHERE c.opcintype = 'eccn'::regtype ORDER BY 1;
-- Equal entries hash equal; seed 0 agrees with the plain hash, another seed does not; and the hashes spread.
SELECT count(DISTINCT eccn_hash(code)) AS hashes,
       bool_and(eccn_hash(code) = eccn_hash(lower(code::text)::eccn)) AS equal_alike,
       bool_and(eccn_hash_extended(code, 0)::bit(32) = eccn_hash(code)::bit(32)) AS seed_0_agrees,
       bool_or(eccn_hash_extended(code, 1)::bit(32) = eccn_hash(code)::bit(32)) AS seed_1_agrees
  FROM entry;

SELECT DISTINCT code FROM unnest('{3A090.a,EAR99,3a090.A,3A090}'::eccn[]) AS code ORDER BY code;
SELECT code, count(*) FROM unnest('{3A090.a,EAR99,3a090.A,3A090}'::eccn[]) AS code GROUP BY code ORDER BY code;

CREATE TEMP TABLE item AS SELECT i, e.code FROM generate_series(1, 50) AS i, entry AS e;
ANALYZE item;

-- the same join in three ways
SET enable_mergejoin = off; SET enable_nestloop = off;
SELECT type_test.plan_has('SELECT FROM item JOIN entry USING (code)', 'Hash Join') AS hash_join;
SELECT count(*), sum(i * n) FROM item JOIN entry USING (code);
SET enable_mergejoin = on; SET enable_hashjoin = off;
SELECT type_test.plan_has('SELECT FROM item JOIN entry USING (code)', 'Merge Join') AS merge_join;
SELECT count(*), sum(i * n) FROM item JOIN entry USING (code);
SET enable_nestloop = on; SET enable_mergejoin = off;
SELECT type_test.plan_has('SELECT FROM item JOIN entry USING (code)', 'Nested Loop') AS nested_loop;
SELECT count(*), sum(i * n) FROM item JOIN entry USING (code);
RESET enable_hashjoin; RESET enable_mergejoin;

-- grouping by hash and by sort
SET enable_sort = off;
SELECT type_test.plan_has('SELECT code FROM item GROUP BY code', 'HashAggregate') AS hashed;
SELECT count(*), min(c), max(c) FROM (SELECT count(*) AS c FROM item GROUP BY code) AS g;
RESET enable_sort; SET enable_hashagg = off;
SELECT type_test.plan_has('SELECT code FROM item GROUP BY code', 'Sort') AS sorted;
SELECT count(*), min(c), max(c) FROM (SELECT count(*) AS c FROM item GROUP BY code) AS g;
RESET enable_hashagg;

-- indexes
SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE INDEX item_btree ON item (code);
SELECT type_test.plan_has('SELECT i FROM item WHERE code BETWEEN ''3A090.a'' AND ''3A090.b''', 'Index Scan using item_btree') AS by_btree;
SELECT count(*), array_agg(DISTINCT code) FROM item WHERE code BETWEEN '3A090.a' AND '3A090.b';
SELECT type_test.plan_has('SELECT code FROM item ORDER BY code', 'using item_btree') AS ordered_by_btree;
SELECT array_agg(code) = (SELECT array_agg(code ORDER BY n) FROM entry) AS in_order
  FROM (SELECT code FROM item WHERE i = 1 ORDER BY code) AS o;
DROP INDEX item_btree;
CREATE INDEX item_hash ON item USING hash (code);
SELECT type_test.plan_has('SELECT i FROM item WHERE code = ''3A090.a''', 'Index Scan using item_hash') AS by_hash;
SELECT count(*) FROM item WHERE code = '3a090.A';
RESET enable_seqscan; RESET enable_bitmapscan;

-- hash partitions, which use the extended hash
CREATE TEMP TABLE parted (code eccn) PARTITION BY HASH (code);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT code FROM entry;
SELECT count(*), count(DISTINCT tableoid) AS partitions FROM parted;
SELECT count(*) FROM parted WHERE code = '3a090.A';

-- ---- mutations -----------------------------------------------------------------------------------------------------

SELECT * FROM type_test.mutate('eccn', '{3A090,3A090.a.1,5a992.Z.1,EAR99,3A001.a.14,"  4a090.B "}', E'0123459ABEFZabexz..  -_\t\n''"é漢', 5000, '{22P02}');
