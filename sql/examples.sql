-- Rules are held to their examples, which are part of the rulebook.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

-- As installed: none fails, every rule has one, and they come and go with the rulebook.
SELECT count(*) FROM check_examples();
SELECT * FROM rulebook_faults(current_rulebook());
SELECT count(*) = (SELECT count(*) FROM rule_example) AS all_of_them FROM rulebook_examples(current_rulebook());
SELECT count(*) AS others FROM rulebook_examples(current_rulebook()) AS e
  FULL JOIN rule_example AS t ON to_jsonb(e) = to_jsonb(t) - 'builtin' WHERE e.id IS NULL OR t.id IS NULL;
SELECT string_agg(e.outcome || ' ' || e.count, ', ' ORDER BY e.outcome) FROM (SELECT outcome, count(*) FROM rule_example GROUP BY outcome) AS e;

-- An example of yours that your rules do not answer is refused: with what came, by which rules.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE.in', 'requirement', 500, $$vendor = 'Google' and destination = BR$$, 'HOUSE', 'We ask before Brazil.', 'Company policy 7');
SELECT * FROM rulebook_faults(draft());
INSERT INTO rule_example (id, title, chip, destination, as_of, outcome, reasons, rules, source)
VALUES ('ours', 'We ask before Brazil.', '{"vendor": "Google", "form": "ic", "datacenter": false, "rates": {"FP16": 1}, "die_area": 600,
        "memory_bandwidth": 0, "interconnect_bandwidth": 0}', 'BR', '2026-11-01', 'license_required', '{HOUSE}', '{HOUSE.in}', 'Company policy 7'),
       ('not ours', 'We do not ask before Chile.', '{"vendor": "Google", "datacenter": false, "rates": {"fp16": 1}, "die_area": 600,
        "memory_bandwidth": 0, "interconnect_bandwidth": 0}', 'CL', '2026-11-01', 'no_license_required', NULL, '{HOUSE.in}', 'Company policy 7');
SELECT * FROM rulebook_faults(draft());
SELECT * FROM check_examples(draft());
SAVEPOINT good;
UPDATE rule SET condition = $$vendor = 'Google' and destination = CL$$ WHERE id = 'HOUSE.in';
SELECT publish('broken');
ROLLBACK TO good;
UPDATE rule SET condition = $$vendor = 'Google' and destination = CL$$ WHERE id = 'HOUSE.in';
SELECT approve('broken');
ROLLBACK TO good;
SELECT publish('our policy') > 1 AS published;
SELECT part, name, change FROM rulebook_changes((SELECT rulebook FROM release ORDER BY id LIMIT 1), current_rulebook());
-- As a text, and back: the form of an item does not matter.
SELECT export_rulebook() ~ '"id": "ours", "title"' AS in_the_pack;
CREATE TEMPORARY TABLE pack AS SELECT replace(export_rulebook(), '\"fp16\": 1}', '\"FP16\" : 1.0}') AS text;
DELETE FROM rule_example WHERE id = 'ours';
SELECT part, name, change FROM pack, import_rulebook(text);
SELECT id, chip, builtin FROM rule_example WHERE id LIKE '%ours' ORDER BY id;
SELECT digest(draft()) = digest(current_rulebook()) AS the_same;
ROLLBACK;

-- A rule of yours that makes the built-in examples come out otherwise is said, and not refused; those of a built-in rule
-- that you change are out of force.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE.my', 'requirement', 500, 'destination = MY and eccn in (3A090)', 'HOUSE', 'We ask before Malaysia.', 'Company policy 7');
SELECT publish('we ask before Malaysia') > 1 AS published;
UPDATE rule SET condition = 'false' WHERE id = 'GP10.prc/2025';
DELETE FROM rule WHERE id = 'HOUSE.my';
SELECT publish('we do not presume') > 1 AS published;
SELECT count(*) AS fail_all_the_same FROM check_examples();
ROLLBACK;

-- What is no example.
BEGIN;
SAVEPOINT s;
INSERT INTO rule_example (id, title, destination, as_of, outcome, rules, source) VALUES ('x', 'x', 'CN', '2026-01-01', 'prohibited', '{AT}', 'x');
ROLLBACK TO s;
INSERT INTO rule_example (id, title, eccn, destination, as_of, scenario, outcome, rules, source)
VALUES ('x', ' ', 'EAR99', 'CN', '2026-01-01', 'no such world', 'prohibited', '{NO.such.rule}', '');
SELECT publish('x');
ROLLBACK TO s;
SELECT jsonb_set(jsonb(current_rulebook()), '{examples,0,outcome}', '"refused"')::rulebook IS NULL;
ROLLBACK TO s;
SELECT jsonb_set(jsonb(current_rulebook()), '{examples,0,chip}', '"{\"tpp\": 1}"')::rulebook IS NULL;
ROLLBACK TO s;
SELECT jsonb_set(jsonb(current_rulebook()), '{examples,0,as_of}', 'null')::rulebook IS NULL;
ROLLBACK;

-- Where it is unknown, a rule that says so is not applied, and explain() says so.
SELECT outcome('{"datacenter": true, "rates": {"int8": 640}, "die_area": 600, "memory_bandwidth": 0, "interconnect_bandwidth": 0}', 'MY', '2026-11-01'),
       outcome('{"vendor": "Huawei", "datacenter": true, "rates": {"int8": 640}, "die_area": 600, "memory_bandwidth": 0, "interconnect_bandwidth": 0}',
               'MY', '2026-11-01');
SELECT rule, holds, because
  FROM explain('{"datacenter": true, "rates": {"int8": 640}, "die_area": 600, "memory_bandwidth": 0, "interconnect_bandwidth": 0}', 'MY', '2026-11-01')
 WHERE rule LIKE 'GP10%';
SELECT name, outcome(chip, 'MY', '2026-11-01') FROM product WHERE vendor = 'Huawei' ORDER BY name;
BEGIN;
UPDATE rule SET when_unknown = 'not_applied' WHERE id IN ('HBM/2024', 'GP10.prc/2025');
UPDATE rule SET note = ' ' WHERE id = 'GP10.prc/2025';
SELECT fault FROM rulebook_faults(draft()) WHERE severity = 'error' ORDER BY fault;
UPDATE rule SET when_unknown = 'guess' WHERE id = 'GP10.prc/2025';
ROLLBACK;
