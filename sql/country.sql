-- The type country.
SET search_path = export_control, public;

-- ---- literals ------------------------------------------------------------------------------------------------------

SELECT 'CN'::country, 'cn'::country, 'Cn'::country, E' \t\n\r\f\x0bcn \t\n\r\f\x0b'::country AS spaced, 'XK'::country, NULL::country IS NULL AS null;
SELECT '{CN,us,NULL,"gb"}'::country[];

-- too short, too long, not letters
SELECT ''::country;
SELECT '  '::country;
SELECT 'C'::country;
SELECT 'CHN'::country;
SELECT 'C N'::country;
SELECT 'C1'::country;
SELECT '中国'::country;
SELECT 'É'::country;
-- not assigned
SELECT 'ZZ'::country;
SELECT 'xx'::country;
SELECT 'uk'::country;
SELECT 'EU'::country;
-- A long literal is shown in part, and never in part of a character.
SELECT rpad('x', 61, 'y')::country;
SELECT ('x' || repeat('é', 60))::country;

SELECT literal, type_test.state_of('country', literal)
  FROM unnest(ARRAY['', ' ', 'C', 'CHN', 'C1', 'ZZ', 'UK', 'EU', 'é', repeat('C', 1000000)]) WITH ORDINALITY AS l(given, n),
       left(given, 10) AS literal
 ORDER BY n;

-- Of all pairs of letters exactly the codes of the table of countries are accepted: the 249 of ISO 3166-1, and XK.
CREATE TEMP TABLE pair AS
    SELECT chr(a) || chr(b) AS code FROM generate_series(65, 90) AS a, generate_series(65, 90) AS b;
CREATE TEMP TABLE assigned AS
    SELECT code::country AS code FROM pair WHERE type_test.state_of('country', code) = 'accepted';
SELECT (SELECT count(*) FROM pair) AS pairs, count(*) AS assigned FROM assigned;
SELECT code FROM (TABLE assigned EXCEPT SELECT code FROM destination) AS missing;
SELECT code FROM (SELECT code FROM destination EXCEPT TABLE assigned) AS superfluous;
SELECT count(*) AS differently_in_lower_case FROM pair
 WHERE type_test.state_of('country', lower(code)) <> type_test.state_of('country', code);

-- input(output(x)) = x, and the output is the code
SELECT count(*) FROM assigned WHERE code::text::country = code AND code::text ~ '^[A-Z]{2}$';

-- ---- storage and the wire ------------------------------------------------------------------------------------------

SELECT typlen, typbyval, typalign, typstorage, typcategory FROM pg_type WHERE oid = 'country'::regtype;
SELECT encode(country_send('cn'), 'escape') AS sent;
SELECT count(*) FROM assigned WHERE convert_from(country_send(code), 'UTF8') = code::text;

-- ---- operators -----------------------------------------------------------------------------------------------------

SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(country_cmp(a, b)) AS cmp
  FROM (VALUES ('CN'::country, 'CN'::country), ('CN', 'US'), ('US', 'CN'), ('AD', 'AE'), ('AZ', 'BA'), ('CN', NULL)) AS v(a, b);
-- The order is that of the codes, in every pair.
SELECT count(*) AS pairs,
       count(*) FILTER (WHERE (a.code < b.code) = (a.code::text COLLATE "C" < b.code::text)
                          AND (a.code <= b.code) = (a.code::text COLLATE "C" <= b.code::text)
                          AND (a.code = b.code) = (a.code::text = b.code::text)
                          AND (a.code <> b.code) = (a.code::text <> b.code::text)
                          AND (a.code >= b.code) = (a.code::text COLLATE "C" >= b.code::text)
                          AND (a.code > b.code) = (a.code::text COLLATE "C" > b.code::text)
                          AND sign(country_cmp(a.code, b.code)) = (a.code > b.code)::integer - (a.code < b.code)::integer) AS right
  FROM assigned AS a, assigned AS b;

SELECT array_agg(code ORDER BY code) FROM assigned WHERE code <= 'AR';
SELECT array_agg(code ORDER BY code DESC) FROM assigned WHERE code > 'VN';
SELECT code, count(*) FROM unnest('{CN,US,CN,MO,cn}'::country[]) AS code GROUP BY code ORDER BY code;
SELECT DISTINCT code FROM unnest('{CN,US,CN,MO,cn}'::country[]) AS code ORDER BY code;
SELECT 'cn' = ANY ('{US,CN}'::country[]) AS any, 'CN'::country IN ('US', 'MO') AS in;

-- ---- operator classes ----------------------------------------------------------------------------------------------

SELECT am.amname, c.opcname, c.opcdefault, amvalidate(c.oid)
  FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
 WHERE c.opcintype = 'country'::regtype ORDER BY 1;

-- Equal countries hash equal; seed 0 agrees with the plain hash, another seed does not; and the hashes spread.
SELECT count(DISTINCT country_hash(code)) AS hashes,
       bool_and(country_hash(code) = country_hash(lower(code::text)::country)) AS equal_alike,
       bool_and(country_hash_extended(code, 0)::bit(32) = country_hash(code)::bit(32)) AS seed_0_agrees,
       bool_or(country_hash_extended(code, 1)::bit(32) = country_hash(code)::bit(32)) AS seed_1_agrees
  FROM assigned;

CREATE TEMP TABLE shipment AS
    SELECT n, (SELECT code FROM assigned ORDER BY code OFFSET n % 250 LIMIT 1) AS destination FROM generate_series(0, 2499) AS n;
ANALYZE shipment;
ANALYZE assigned;

-- the same join in three ways
SET enable_mergejoin = off; SET enable_nestloop = off;
SELECT type_test.plan_has('SELECT FROM shipment JOIN assigned ON destination = code', 'Hash Join') AS hash_join;
SELECT count(*), sum(n) FROM shipment JOIN assigned ON destination = code;
SET enable_mergejoin = on; SET enable_hashjoin = off;
SELECT type_test.plan_has('SELECT FROM shipment JOIN assigned ON destination = code', 'Merge Join') AS merge_join;
SELECT count(*), sum(n) FROM shipment JOIN assigned ON destination = code;
SET enable_nestloop = on; SET enable_mergejoin = off;
SELECT type_test.plan_has('SELECT FROM shipment JOIN assigned ON destination = code', 'Nested Loop') AS nested_loop;
SELECT count(*), sum(n) FROM shipment JOIN assigned ON destination = code;
RESET enable_hashjoin; RESET enable_mergejoin;

-- grouping by hash and by sort
SET enable_sort = off;
SELECT type_test.plan_has('SELECT destination FROM shipment GROUP BY destination', 'HashAggregate') AS hashed;
SELECT count(*), min(c), max(c) FROM (SELECT count(*) AS c FROM shipment GROUP BY destination) AS g;
RESET enable_sort; SET enable_hashagg = off;
SELECT type_test.plan_has('SELECT destination FROM shipment GROUP BY destination', 'Sort') AS sorted;
SELECT count(*), min(c), max(c) FROM (SELECT count(*) AS c FROM shipment GROUP BY destination) AS g;
RESET enable_hashagg;

-- indexes
SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE INDEX shipment_btree ON shipment (destination);
SELECT type_test.plan_has('SELECT n FROM shipment WHERE destination BETWEEN ''CN'' AND ''CZ''', 'Index Scan using shipment_btree') AS by_btree;
SELECT count(*), array_agg(DISTINCT destination) FROM shipment WHERE destination BETWEEN 'CN' AND 'CZ';
SELECT type_test.plan_has('SELECT destination FROM shipment ORDER BY destination DESC', 'Backward using shipment_btree') AS ordered_by_btree;
DROP INDEX shipment_btree;
CREATE INDEX shipment_hash ON shipment USING hash (destination);
SELECT type_test.plan_has('SELECT n FROM shipment WHERE destination = ''CN''', 'Index Scan using shipment_hash') AS by_hash;
SELECT count(*) FROM shipment WHERE destination = 'CN';
RESET enable_seqscan; RESET enable_bitmapscan;

-- hash partitions, which use the extended hash
CREATE TEMP TABLE parted (destination country) PARTITION BY HASH (destination);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted TABLE assigned;
SELECT count(*), count(DISTINCT tableoid) AS partitions FROM parted;
SELECT count(*) FROM parted WHERE destination = 'CN';

CREATE TEMP TABLE one_each (code country UNIQUE);
INSERT INTO one_each VALUES ('CN'), ('US');
INSERT INTO one_each VALUES ('cn');

-- ---- mutations -----------------------------------------------------------------------------------------------------

SELECT * FROM type_test.mutate('country', '{CN,US,gb,HK,"  mo ",Tw}', E'ABCKNSUXZabcknsuxz 019-_\t\n''"é漢', 5000, '{22P02}');
