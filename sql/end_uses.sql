-- What is meant by the name of an end use.
SET search_path = public, export_control;
SET datestyle = iso;
\set QUIET on
\pset format unaligned
CREATE FUNCTION pg_temp.small() RETURNS chip LANGUAGE sql AS $$
    SELECT '{"vendor":"NVIDIA","datacenter":true,"rates":{"fp16":100},"die_area":1000,"memory_bandwidth":1,"interconnect_bandwidth":1}'::chip
$$;
-- The first four are 744.23(a)(1), the next four 744.21, 744.17 and 744.2 to 744.4. No rule speaks of the next one, and nobody understands the two
-- after it. All that follow are ordinary.
SELECT e AS end_use, (d).outcome, (d).reasons, (d).missing
  FROM unnest(ARRAY['supercomputer', 'Supercomputer', 'super computer', 'SUPERCOMPUTERS', 'military', 'Military end-use', 'nuclear weapons', 'WMD', 'AI training',
                    'weaving', 'suprecomputer', 'civil', 'Data Centre', 'data-center', 'cloud service', 'Research', 'gaming', 'resale', '', '  ', NULL]) AS e
 CROSS JOIN LATERAL (SELECT classify(pg_temp.small(), 'CN', '2026-01-01', end_use => e) AS d OFFSET 0) AS a;
-- Also where no rule tests it; and an argument is read as a shipment is.
SELECT e AS end_use, outcome(pg_temp.small(), 'DE', '2026-01-01', end_use => e), license_required(pg_temp.small(), 'DE', '2026-01-01', end_use => e),
       outcome(pg_temp.small(), 'DE', '2026-01-01', shipment => shipment(end_use => e)) AS shipment,
       (classify_eccn('3A991.p', 'DE', '2026-01-01', end_use => e)).missing AS of_eccn
  FROM unnest('{supercomputer,military,AI training,weaving,civil,""}'::text[]) AS e;
-- What a license is required for anyway stays so.
SELECT (classify(chip, 'CN', '2026-01-01', end_use => e)).outcome, e AS end_use
  FROM product, unnest('{weaving,military,gaming}'::text[]) AS e WHERE name = 'H100 SXM5 80GB';
SELECT outcome(pg_temp.small(), 'IR', '2026-01-01', end_use => 'weaving') = outcome(pg_temp.small(), 'IR', '2026-01-01') AS embargo;
-- explain() names the nearest.
SELECT because FROM explain(pg_temp.small(), 'DE', '2026-01-01', '2026-01-01', end_use => 'suprecomputer') WHERE kind IS NULL;
SELECT because FROM explain(pg_temp.small(), 'DE', '2026-01-01', '2026-01-01', end_use => 'entirely unheard of') WHERE kind IS NULL;
SELECT because FROM explain(pg_temp.small(), 'DE', '2026-01-01', '2026-01-01', end_use => 'LLM Training') WHERE kind IS NULL;
SELECT rule, holds, because FROM explain(pg_temp.small(), 'CN', '2026-01-01', end_use => 'super compter') WHERE because ~ 'end_use' LIMIT 1;
-- Said twice in two spellings is said once; and blank says nothing.
SELECT outcome(pg_temp.small(), 'CN', '2026-01-01', end_use => 'Super-computer', shipment => '{"end_use": "supercomputer"}') AS one,
       outcome(pg_temp.small(), 'CN', '2026-01-01', end_use => ' ', shipment => '{"end_use": "supercomputer"}') AS blank;
SELECT outcome(pg_temp.small(), 'CN', '2026-01-01', end_use => 'gaming', shipment => '{"end_use": "supercomputer"}');
SELECT '{"end_use": "  "}'::shipment, '{"end_use": "Super  Computer"}'::shipment;

-- Users add theirs in one INSERT, and publish.
BEGIN;
INSERT INTO end_use (name, aliases, description, citation, ordinary) VALUES ('weaving', '{looms}', 'Textiles.', 'ours', true);
INSERT INTO end_use (name, description, citation) VALUES ('mining', 'Of coins.', 'ours');
SELECT publish('end uses of ours');
SELECT e, (classify(pg_temp.small(), 'DE', '2026-01-01', end_use => e)).missing FROM unnest('{Looms,MINING}'::text[]) AS e;
-- A rule that names it says what it means.
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE', 'requirement', 500, $$end_use = 'Mining' and destination = FR$$, 'HOUSE', 'Ask first.', 'ours');
SELECT publish('a rule of ours');
SELECT p, (classify(pg_temp.small(), p, '2026-01-01', end_use => 'mining')).outcome FROM unnest('{DE,FR}'::country[]) AS p;
-- A pack carries them.
CREATE TEMPORARY TABLE pack AS SELECT export_rulebook() AS book;
DELETE FROM rule WHERE id = 'HOUSE';
DELETE FROM end_use WHERE name = 'mining';
UPDATE end_use SET ordinary = true WHERE name = 'military';
SELECT i.part, i.name, i.change FROM pack AS p, import_rulebook(p.book) AS i;
SELECT digest(draft()) = digest(p.book::rulebook) AS same FROM pack AS p;
ROLLBACK;
-- What publish() refuses.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE', 'requirement', 500, $$end_use in ('militray', 'weaving') and destination = DE$$, 'HOUSE', 'Ask first.', 'ours');
INSERT INTO end_use (name, aliases, description, citation) VALUES ('Army', '{Armed-Forces}', ' ', '');
SELECT f.fault FROM rulebook_faults(draft()) AS f WHERE f.severity = 'error';
ROLLBACK;
-- A rulebook of 0.1.0 has none of it.
SELECT outcome(pg_temp.small(), 'CN', '2026-01-01', end_use => e, rulebook => (current_rulebook()::jsonb - 'end_uses')::rulebook)
  FROM unnest('{supercomputer,Supercomputer}'::text[]) AS e;
