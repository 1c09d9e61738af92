-- The type country, and what the tests of the other types share with this one.
SET search_path = export_control, public;

-- ---- shared with the tests that follow -----------------------------------------------------------------------------

CREATE SCHEMA type_test;

-- What becomes of a literal: 'accepted', or the SQLSTATE of its refusal.
CREATE FUNCTION type_test.state_of(type regtype, literal text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT $1::%s', type) USING literal;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;

-- The hint that comes with its refusal.
CREATE FUNCTION type_test.hint_of(type regtype, literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE format('SELECT $1::%s', type) USING literal;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN hint;
END
$$;

-- Throws mutations of valid literals at a type.  Each must be refused with one of the SQLSTATEs that the type promises,
-- or be accepted and then survive output and input.  The numbers come from a generator of our own, so that every server
-- tries the same mutations: a failure can be repeated.
CREATE FUNCTION type_test.mutate(type regtype, seeds text[], alphabet text, tries integer, promised text[],
    OUT accepts_some boolean, OUT refuses_some boolean, OUT bad_sqlstates text, OUT not_round_tripped text)
LANGUAGE plpgsql AS $$
DECLARE
    random   bigint := 1;
    literal  text;
    other    text;
    place    integer;
    intact   boolean;
    accepted integer := 0;
    refused  integer := 0;
BEGIN
    FOR i IN 1 .. tries LOOP
        random := (random * 1103515245 + 12345) % 2147483648;
        literal := seeds[1 + (random >> 8) % cardinality(seeds)];
        FOR j IN 0 .. (random >> 20) % 3 LOOP
            random := (random * 1103515245 + 12345) % 2147483648;
            place := 1 + (random >> 8) % (length(literal) + 1);
            random := (random * 1103515245 + 12345) % 2147483648;
            other := substr(alphabet, 1 + ((random >> 8) % length(alphabet))::integer, 1);
            literal := CASE (random >> 20) % 7
                WHEN 0 THEN overlay(literal PLACING '' FROM place FOR 1)
                WHEN 1 THEN overlay(literal PLACING other FROM place FOR 0)
                WHEN 2 THEN overlay(literal PLACING other FROM place FOR 1)
                WHEN 3 THEN overlay(literal PLACING reverse(substr(literal, place, 2)) FROM place FOR 2)
                WHEN 4 THEN left(literal, place)
                WHEN 5 THEN overlay(literal PLACING substr(literal, 1 + length(literal) - place, 9) FROM place FOR 0)
                ELSE overlay(literal PLACING substr(seeds[1 + (random >> 12) % cardinality(seeds)], place, 9) FROM place FOR 2)
            END;
        END LOOP;
        BEGIN
            EXECUTE format('SELECT x = x::text::%1$s AND x::text = x::text::%1$s::text AND %2$s(x) = %2$s(x::text::%1$s)
                              FROM (SELECT $1::%1$s AS x) AS once', type,
                           (SELECT t.typsend FROM pg_type AS t WHERE t.oid = type))
                INTO intact USING literal;
            accepted := accepted + 1;
            IF intact IS NOT TRUE THEN
                not_round_tripped := concat_ws(E'\n', not_round_tripped, literal);
            END IF;
        EXCEPTION WHEN OTHERS THEN
            refused := refused + 1;
            IF SQLSTATE <> ALL (promised) THEN
                bad_sqlstates := concat_ws(E'\n', bad_sqlstates, SQLSTATE || ' for ' || literal);
            END IF;
        END;
    END LOOP;
    accepts_some := accepted > tries / 50;
    refuses_some := refused > tries / 50;
    bad_sqlstates := coalesce(bad_sqlstates, 'none');
    not_round_tripped := coalesce(not_round_tripped, 'none');
END
$$;

-- Whether the plan of a query has a node of that name.
CREATE FUNCTION type_test.plan_has(query text, node text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line LIKE '%' || node || '%' THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

-- Over all pairs of a table's values: for how many the operators and the comparison of their type
-- do not say what those of a key say.
CREATE FUNCTION type_test.disordered(type regtype, relation regclass, value name, key text)
    RETURNS TABLE (pairs boolean, wrong bigint)
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($q$
        SELECT count(*) > 0, count(*) FILTER (WHERE
                   ROW(a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v)
                   IS DISTINCT FROM
                   ROW(a.k < b.k, a.k <= b.k, a.k = b.k, a.k <> b.k, a.k >= b.k, a.k > b.k)
                   OR sign(%1$s_cmp(a.v, b.v)) <> (a.k > b.k)::integer - (a.k < b.k)::integer)
          FROM (SELECT %2$I AS v, %3$s AS k FROM %4$s) AS a,
               (SELECT %2$I AS v, %3$s AS k FROM %4$s) AS b$q$,
        type, value, key, relation);
END
$$;

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
