-- The type shipment: the facts of one shipment, and what is asked with them.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

-- Every key, in any order; canonical out.
SELECT '{"headquarters": "cn", "end_use": "hbm-packaging", "consignee_tpp": [1, 2], "value": 40000.50, "quantity": 8,
         "region": "ua-43", "shipped_from": "us", "movement": "export"}'::shipment;
SELECT '{}'::shipment AS nothing, '{"value": null, "movement": null}'::shipment AS said_to_be_unknown, '{"value": 0}'::shipment AS zero;
SELECT shipment(value => 40000, movement => 'reexport', shipped_from => 'SG') AS made,
       shipment() AS of_nothing, shipment(value => NULL, movement => NULL) AS of_nulls,
       shipment(region => 'ua-43', quantity => 8, consignee_tpp => 1, end_use => 'x', headquarters => 'CN') AS the_others;
SELECT pg_get_function_arguments(oid) FROM pg_proc WHERE proname = 'shipment' AND pronargs > 1;

-- A key that there is not, and what is no object.
\set VERBOSITY default
SELECT '{"valeu": 1}'::shipment;
SELECT '{"name": "H20"}'::shipment;
SELECT '[]'::shipment;
SELECT '5'::jsonb::shipment;
SELECT 'value'::shipment;
\set VERBOSITY terse

-- Casts, operators, indexes.
SELECT '{"value": 1}'::shipment::jsonb, jsonb_build_object('value', 1)::shipment, shipment('{"value": 2}'::jsonb),
       '{"value": 1}'::shipment::text::shipment = '{"value": 1.0}' AS round_trip;
SELECT a.s = b.s AS equal, a.s <> b.s AS different, shipment_hash(a.s) = shipment_hash(b.s) AS same_hash,
       shipment_hash_extended(a.s, 7) = shipment_hash_extended(b.s, 7) AS same_long_hash
  FROM (VALUES ('{"value": 1, "movement": "export"}'::shipment)) AS a(s),
       (VALUES ('{"movement": "export", "value": 1.00}'::shipment), ('{"value": 1}'), ('{"value": [1, 2], "movement": "export"}')) AS b(s);
SELECT count(*) AS rows, count(DISTINCT s) AS kinds, min(s::text) AS least
  FROM (SELECT shipment(value => i % 7, movement => (ARRAY['export', 'transfer'])[1 + i % 2]) AS s FROM generate_series(1, 100) AS i) AS t;
SELECT s < t AS lt, s <= t AS le, s >= t AS ge, s > t AS gt, sign(shipment_cmp(s, t)) AS cmp, shipment_cmp(t, t) AS same
  FROM (VALUES ('{"quantity": 1}'::shipment, '{"value": 1}'::shipment)) AS v(s, t);
CREATE TEMPORARY TABLE kept (id integer, s shipment);
INSERT INTO kept SELECT i, shipment(value => i, movement => 'export', end_use => repeat(md5(i::text), 20)) FROM generate_series(1, 200) AS i;
INSERT INTO kept VALUES (0, NULL);
CREATE INDEX ON kept (s);
CREATE INDEX ON kept USING hash (s);
SET enable_seqscan = off;
SELECT id FROM kept WHERE s = (SELECT s FROM kept WHERE id = 50);
RESET enable_seqscan;
SELECT substr(shipment_send('{"value": 5}'), 1, 1) AS version, convert_from(substr(shipment_send('{"value": 5}'), 2), 'UTF8') AS text,
       pg_column_size(shipment(value => 40000, movement => 'export')) AS bytes;

-- In conditions.
SELECT c, holds(c, '{}', 'UA', shipment => shipment(value => 2500, quantity => 3, movement => 'export', shipped_from => 'US', region => 'UA-43')) AS told,
       holds(c, '{}', 'UA') AS untold
  FROM unnest(ARRAY[
    'value >= 2500', 'value < 2500', 'quantity = 3', 'value / quantity > 800', 'movement = ''export''', 'movement != ''export''',
    'movement in (''reexport'', ''transfer'')', 'region in (''UA-43'', ''UA-14'')', 'region = ''ua-43''', 'not region = ''UA-40''',
    'shipped_from = US', 'shipped_from in (US)', 'shipped_from in (D:5)', 'shipped_from not in (D:5)', 'shipped_from in (NO_SUCH)']::condition[])
       WITH ORDINALITY AS t(c, n) ORDER BY n;
SELECT holds('shipped_from in (A:5)', '{}', shipment => '{"shipped_from": "JP"}') AS without_destination,
       holds('shipped_from in (A:5) and headquarters = JP', '{}', shipment => '{"shipped_from": "JP"}') AS whose_headquarters,
       holds('headquarters = CN', '{}', shipment => '{"headquarters": "CN"}') AS said_in_the_shipment,
       holds('end_use = ''acm''', '{}', shipment => '{"end_use": "ACM"}') AS and_what_for,
       holds('value > 5', '{}', shipment => '{"value": [5, 6]}') AS an_interval;
\set VERBOSITY default
SELECT 'movement = ''sale'''::condition;
SELECT 'region = ''Crimea'''::condition;
SELECT 'movement > ''export'''::condition;
SELECT 'shipped_from = ''US'''::condition;
SELECT 'shiped_from = US'::condition;
\set VERBOSITY terse

-- Rules on each fact: what is not said is missing, whatever else is known.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation) VALUES
    ('TEST.movement', 'requirement', 9001, 'destination = BR and movement = ''reexport''', 'T1', 't', 'c'),
    ('TEST.from', 'requirement', 9002, 'destination = AR and shipped_from in (D:5, RU)', 'T2', 't', 'c'),
    ('TEST.region', 'requirement', 9003, 'destination = UA and region in (''UA-43'', ''UA-14'', ''UA-09'')', 'T3', 't', 'c'),
    ('TEST.value', 'requirement', 9004, 'destination = CL and value > 2500', 'T4', 't', 'c'),
    ('TEST.quantity', 'requirement', 9005, 'destination = PE and quantity > 10', 'T5', 't', 'c');
CREATE TEMPORARY TABLE book AS SELECT draft() AS r;
SELECT a.destination, a.s, (d).outcome, (d).reasons, (d).missing
  FROM (VALUES (1, 'BR', NULL), (2, 'BR', '{}'), (3, 'BR', '{"movement": "reexport"}'), (4, 'BR', '{"movement": "export"}'),
               (5, 'AR', NULL), (6, 'AR', '{"shipped_from": "CN"}'), (7, 'AR', '{"shipped_from": "HK"}'), (8, 'AR', '{"shipped_from": "US"}'),
               (9, 'UA', '{"value": 1}'), (10, 'UA', '{"region": "UA-43"}'), (11, 'UA', '{"region": "UA-30"}'),
               (12, 'CL', '{"value": [2000, 3000]}'), (13, 'CL', '{"value": 3000}'), (14, 'CL', '{"value": 2500}'),
               (15, 'PE', '{"quantity": 11}'), (16, 'PE', '{"value": 11}')) AS a(n, destination, s)
 CROSS JOIN LATERAL (SELECT classify_eccn('EAR99', a.destination::country, '2026-11-01', shipment => a.s::shipment, rulebook => r) AS d FROM book OFFSET 0) AS q
 ORDER BY a.n;
-- The same by outcome(), license_required() and a chip; a column, a constant, and both kinds one after another.
SELECT n, outcome(c, 'AR', '2026-11-01', shipment => s, rulebook => r), license_required(c, 'AR', '2026-11-01', shipment => s, rulebook => r),
       (classify(c, 'AR', '2026-11-01', shipment => s, rulebook => r)).missing,
       (classify(c, 'AR', '2026-11-01', shipment => '{"shipped_from": "RU"}', rulebook => r)).reasons AS always_from_russia
  FROM book, (VALUES ('{"rates": {"fp16": 1}, "die_area": 100, "memory_bandwidth": 1, "transistors": 0.1, "interconnect_bandwidth": 1, "datacenter": false, "hbm": false}'::chip)) AS x(c),
       (VALUES (1, '{"shipped_from": "RU"}'::shipment), (2, NULL), (3, '{"shipped_from": "FR"}'), (4, '{}')) AS v(n, s) ORDER BY n;
SELECT e.holds, e.because FROM book, explain_eccn('EAR99', 'AR', '2026-11-01', '2026-11-01', shipment => shipment(shipped_from => 'HK', value => 5), rulebook => r) AS e
 WHERE e.kind IS NULL OR e.rule LIKE 'TEST.%' ORDER BY e.rule NULLS FIRST;
SELECT e.holds, e.because FROM book, explain_eccn('EAR99', 'BR', '2026-11-01', '2026-11-01', rulebook => r) AS e
 WHERE e.kind IS NULL OR e.rule LIKE 'TEST.%' ORDER BY e.rule NULLS FIRST;
ROLLBACK;
-- A classification looks at the item alone.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, eccn, title, citation)
VALUES ('TEST.item', 'classification', 0, 'value > 5 and movement = ''export'' and shipped_from = US and region = ''UA-43'' and quantity > 1', '3A090.a', 't', 'c');
SELECT f.fault FROM rulebook_faults(draft()) AS f WHERE f.fault LIKE '%TEST.item%' AND f.severity = 'error' ORDER BY 1;
ROLLBACK;

-- Said twice: the same is no harm, something else is an error.
SELECT (classify_eccn('3A090.a', 'SG', '2026-11-01', headquarters => 'CN', shipment => '{"headquarters": "CN"}')).outcome AS the_same,
       classify_eccn('3A090.a', 'SG', '2026-11-01', shipment => '{"headquarters": "CN"}')
       = classify_eccn('3A090.a', 'SG', '2026-11-01', headquarters => 'CN') AS headquarters,
       classify_eccn('3A090.a', 'SG', '2026-11-01', shipment => '{"end_use": "x"}')
       = classify_eccn('3A090.a', 'SG', '2026-11-01', end_use => 'x') AS end_use;
\set VERBOSITY default
SELECT classify_eccn('3A090.a', 'SG', headquarters => 'SG', shipment => '{"headquarters": "CN"}');
SELECT license_required('{}', 'SG', end_use => 'x', shipment => '{"end_use": "y"}');
\set VERBOSITY terse
-- After an error half-way, the same expression answers rightly again.
DO $$
DECLARE
    said shipment[] := ARRAY['{"headquarters": "CN"}', '{"headquarters": "SG"}', NULL];
    found text := '';
BEGIN
    FOR i IN 1 .. 3 LOOP
        BEGIN
            found := concat_ws(' ', found, outcome('{"declared_tpp": 20000, "datacenter": true, "die_area": 800}', 'SG', '2026-11-01',
                                                   headquarters => 'SG', shipment => said[i]));
        EXCEPTION WHEN invalid_parameter_value THEN
            found := concat_ws(' ', found, 'twice');
        END;
    END LOOP;
    RAISE NOTICE '%', found;
END
$$;
-- What license_covers() is told of a shipment counts, its headquarters too.
BEGIN;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES
    ('SMALL', 'value <= 5000 and movement = ''export''', 'units', 10, '(,)', 'issued'),
    ('NOT CN', 'headquarters not in (CN)', 'units', 10, '(,)', 'issued');
SELECT license_covers('SMALL', '{}', 'SG', '2026-11-01', NULL, NULL, '{"value": 5000, "movement": "export"}') AS small,
       license_covers('SMALL', '{}', 'SG', '2026-11-01', NULL, NULL, '{"value": 5001}') AS great,
       license_covers('SMALL', '{}', 'SG', '2026-11-01', NULL, NULL, '{"value": 5000}') AS how,
       license_covers('NOT CN', '{}', 'SG', '2026-11-01', NULL, NULL, '{"headquarters": "CN"}') AS chinese,
       license_covers('NOT CN', '{}', 'SG', '2026-11-01', NULL, NULL, '{"headquarters": "SG"}') AS of_singapore,
       license_covers('NOT CN', '{}', 'SG', '2026-11-01', NULL, NULL, NULL) AS unknown;
ROLLBACK;
-- Reports take a shipment as classify() does.
SELECT DISTINCT exception FROM product AS p, timeline(p.chip, 'IN', scenario => 'codified', shipment => '{"consignee_tpp": 20000000}')
 WHERE p.name = 'H100 SXM5 80GB' AND exception LIKE '%LPP%';
SELECT count(*) AS not_without_it FROM product AS p, timeline(p.chip, 'IN', scenario => 'codified')
 WHERE p.name = 'H100 SXM5 80GB' AND exception LIKE '%LPP%';
