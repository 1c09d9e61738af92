-- Facts of a shipment that are stated and not known: null, or what nobody understands.  And what it
-- means that a fact is left out.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

-- Spelt as people write them.
SELECT s FROM unnest('{"{\"movement\": \"Export\"}","{\"movement\": \"re-export \"}","{\"movement\": \"TRANSFER\"}",
                       "{\"region\": \" ua-43 \"}","{\"shipped_from\": \" gb \"}"}'::shipment[]) AS s;
-- What nobody understands is no error.  It is kept as it was said, and is equal to itself alone.
CREATE TEMPORARY TABLE said (n serial, s jsonb);
INSERT INTO said (s) VALUES
    ('{"movement": "sale"}'), ('{"movement": ""}'), ('{"movement": true}'), ('{"movement": ["export"]}'),
    ('{"region": "Crimea"}'), ('{"region": "XX-43"}'), ('{"region": "UA-"}'), ('{"region": "UA-4321"}'), ('{"region": "UA-4_"}'), ('{"region": 43}'),
    ('{"shipped_from": "UK"}'), ('{"shipped_from": 5}'), ('{"headquarters": ""}'),
    ('{"covered_region": "yes"}'), ('{"covered_region": 1}'),
    ('{"value": "40000"}'), ('{"value": true}'), ('{"value": {}}'), ('{"value": [5]}'), ('{"value": [5, 4]}'), ('{"value": [1, "2"]}'),
    ('{"value": -1}'), ('{"value": 1e16}'), ('{"quantity": 1e-10}'), ('{"consignee_tpp": [-1, 5]}'),
    ('{"end_use": ["x", {"y": null}]}'), ('{"end_use": 5}'),
    ('{"movement": null}'), ('{"region": null}'), ('{"covered_region": null}'), ('{"value": null}'), ('{"end_use": null}'), ('{"headquarters": null}');
SELECT s::shipment AS kept FROM said ORDER BY n;
SELECT count(*) AS all_of_them, bool_and(s::shipment::jsonb = s) AS as_they_were_said, bool_and(s::shipment::text::shipment = s::shipment) AS read_again,
       bool_and(s::shipment <> '{}') AS none_is_nothing, count(DISTINCT s::shipment) AS different FROM said;
-- More than is kept of it is null.
SELECT ('{"movement": "' || repeat('x', 99) || '"}')::shipment, ('{"end_use": "' || repeat('x', 1001) || '"}')::shipment,
       length(('{"end_use": "' || repeat('x', 1000) || '"}')::shipment::text) AS not_too_long;
-- An argument of shipment() that is NULL is left out, and one that is not understood is stated.
SELECT shipment(value => NULL, movement => NULL) AS left_out, shipment(movement => 'sale', value => 'NaN', quantity => '-Infinity') AS stated,
       shipment(consignee_tpp => -1, region => 'UA43', covered_region => false) AS others;

-- Each is unknown where a rule tests it.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation) VALUES
    ('TEST.movement', 'requirement', 9001, 'destination = BR and movement = ''reexport''', 'T1', 't', 'c'),
    ('TEST.from', 'requirement', 9002, 'destination = AR and shipped_from in (D:5, RU)', 'T2', 't', 'c'),
    ('TEST.value', 'requirement', 9004, 'destination = CL and value > 2500', 'T4', 't', 'c'),
    ('TEST.end_use', 'requirement', 9005, 'destination = PE and end_use = ''supercomputer''', 'T5', 't', 'c'),
    ('TEST.headquarters', 'requirement', 9006, 'destination = MX and headquarters = CN', 'T6', 't', 'c');
CREATE TEMPORARY TABLE book AS SELECT draft() AS r;
SELECT q.d AS destination, q.s AS shipment, (a).outcome, ARRAY(SELECT m FROM unnest((a).missing) AS m WHERE q.s::jsonb ? m) AS missing_of_these
  FROM book, (VALUES (1, 'BR'::country, '{"movement": "sale"}'::shipment), (2, 'BR', '{"movement": null}'), (3, 'BR', '{"movement": "Re-Export"}'),
                     (4, 'AR', '{"shipped_from": "UK"}'), (5, 'CL', '{"value": -1}'), (6, 'CL', '{"value": "3000"}'),
                     (7, 'PE', '{"end_use": null}'), (8, 'PE', '{"end_use": 5}'), (9, 'PE', '{}'), (10, 'PE', '{"end_use": "research"}'),
                     (11, 'MX', '{"headquarters": null}'), (12, 'MX', '{"headquarters": "UK"}'), (13, 'MX', '{}'), (14, 'MX', '{"headquarters": "CN"}')) AS q(n, d, s),
       LATERAL (SELECT classify_eccn('EAR99', q.d, '2026-11-01', shipment => q.s, rulebook => r) AS a OFFSET 0) AS found
 ORDER BY q.n;
-- An argument that knows settles what the shipment does not know.
SELECT (classify_eccn('EAR99', 'PE', '2026-11-01', end_use => 'Supercomputer', shipment => '{"end_use": null}', rulebook => r)).reasons AS end_use,
       (classify_eccn('EAR99', 'MX', '2026-11-01', headquarters => 'CN', shipment => '{"headquarters": "?"}', rulebook => r)).reasons AS headquarters FROM book;
-- Explained: what was said, why it is not understood, and what was assumed.
SELECT e.rule, e.holds, e.because
  FROM book, explain_eccn('EAR99', 'BR', '2026-11-01', '2026-11-01', rulebook => r,
                          shipment => '{"movement": "sale", "value": -1, "end_use": null, "headquarters": "UK", "quantity": {"a": 1}, "covered_region": "yes"}') AS e
 WHERE e.kind IS NULL OR e.rule = 'TEST.movement' ORDER BY e.rule NULLS FIRST;
ROLLBACK;
-- By holds(), too: what is left out is none, and what is stated and not known is unknown.
SELECT holds('end_use = ''research''', '{}') AS left_out, holds('end_use = ''research''', '{}', shipment => '{"end_use": null}') AS not_known,
       holds('covered_region', '{}', shipment => '{"covered_region": true}') AS covered, holds('not covered_region', '{}') AS unsaid,
       holds('movement = ''Re-export''', '{}', shipment => '{"movement": "reexport"}') AS spelt;
SELECT 'movement = ''Re-export'' and region = '' ua-43 '''::condition;

-- The table of defaults.
SELECT name, holder, left_out FROM fact_list() WHERE left_out IS DISTINCT FROM 'unknown' AND holder IN ('item', 'shipment');
SELECT count(*) AS others, array_agg(DISTINCT left_out) AS of_them, array_agg(DISTINCT holder) AS who_holds_what_nobody_states
  FROM fact_list() WHERE holder NOT IN ('item', 'shipment');
