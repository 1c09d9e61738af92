-- Edit, look, publish.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

-- As installed: what is published is what the tables say, and has no faults.
SELECT count(*) AS releases, bool_and(builtin) AS builtin FROM release;
SELECT digest(draft()) = digest(current_rulebook()) AS tables_are_published, draft() = current_rulebook() AS equal;
SELECT * FROM rulebook_faults(draft());
SELECT publish('nothing new');

-- A user's rule changes answers, but only once it is published.
CREATE TEMPORARY TABLE before AS SELECT current_rulebook() AS book;
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE.mars', 'requirement', 500, $$vendor = 'Groq' and destination in (D:4) and tpp > 100$$, 'HOUSE',
        'Our own policy: ask before shipping Groq parts to D:4.', 'Company policy 7');
SELECT outcome('{"vendor": "Groq", "datacenter": false, "rates": {"int8": 50}}', 'EG', '2024-06-01');
SELECT part, name, change, old, new - 'citation' AS new FROM rulebook_changes(current_rulebook(), draft());
SELECT publish('our own policy for Groq');
SELECT classify('{"vendor": "Groq", "datacenter": false, "rates": {"int8": 50}}', 'EG', '2024-06-01');
SELECT outcome('{"vendor": "Groq", "datacenter": false, "rates": {"int8": 50}}', 'EG', '2024-06-01', rulebook => book) AS as_before FROM before;
SELECT part, name, change FROM before, rulebook_changes(book, current_rulebook());
SELECT id, regexp_replace(note, '\d+[.]\d+[.]\d+$', 'VERSION') AS note, builtin, digest = digest(rulebook) AS digest_fits FROM release ORDER BY id;
ROLLBACK;
SELECT outcome('{"vendor": "Groq", "datacenter": false, "rates": {"int8": 50}}', 'EG', '2024-06-01');

-- A change and a removal show as such.
BEGIN;
UPDATE rule SET rank = 501 WHERE id = 'AT';
SELECT id, rank, builtin FROM rule WHERE id = 'AT';
DELETE FROM rule WHERE id = 'AT';
UPDATE country_group_member SET in_force = 'empty' WHERE country_group = 'D:5' AND country = 'ZW';
INSERT INTO country_group_member VALUES ('D:5', 'ZW', '[2030-01-01,)', '[2026-01-01,)', 'x');
UPDATE scenario SET description = 'x' WHERE name = 'h20_stays';
UPDATE destination SET governed_by = NULL WHERE code = 'HK';
UPDATE country_group SET title = 'x' WHERE name = 'B';
UPDATE covered_period SET in_force = '[2023-01-01,)';
SELECT part, name, change FROM rulebook_changes(current_rulebook(), draft());
ROLLBACK;

-- Refused when written: a misspelt fact, an unknown country.
INSERT INTO rule (id, kind, condition, reason, title, citation)
VALUES ('X', 'requirement', 'perfomance_density >= 3', 'X', 'x', 'x');
INSERT INTO rule (id, kind, condition, reason, title, citation)
VALUES ('X', 'requirement', 'destination in (D:1, ZZ)', 'X', 'x', 'x');

-- Refused when published, all faults at once, and nothing is changed by it.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, eccn, reason, exception, overcomes, review, in_force, known, title, citation) VALUES
    ('X.group',     'requirement', 1, 'destination in (D:6, E1)', NULL, 'X', NULL, NULL, NULL, '(,)', '(,)', 'x', 'x'),
    ('X.eccn',      'requirement', 1, 'eccn in (3A001.z, 9A999)', NULL, 'X', NULL, NULL, NULL, '(,)', '(,)', 'x', 'x'),
    ('X.version',   'requirement', 1, 'true', NULL, 'X', NULL, NULL, NULL, '(,)', '[2024-01-01,)', 'x', 'x'),
    ('X.version',   'requirement', 1, 'false', NULL, 'X', NULL, NULL, NULL, '(,)', '[2025-01-01,)', 'x', 'x'),
    ('X.overcomes', 'exception', 1, 'true', NULL, NULL, 'XXX', '{RS,NP}', NULL, '(,)', '(,)', 'x', 'x'),
    ('X.finding',   'requirement', 1, 'true', '3A090.a', NULL, NULL, NULL, NULL, '(,)', '(,)', 'x', 'x'),
    ('X.review',    'review', 1, 'true', NULL, NULL, NULL, NULL, NULL, '(,)', '(,)', 'x', 'x'),
    ('X.classify',  'classification', 1, 'destination = CN and tpp > 1', '3A090.a', NULL, NULL, NULL, NULL, '(,)', '(,)', 'x', 'x'),
    ('X.cite',      'prohibition', 1, 'false', NULL, 'X', NULL, NULL, NULL, '(,)', 'empty', ' ', '');
INSERT INTO country_group VALUES ('CN', 'two letters', 'x');
INSERT INTO scenario_rule VALUES ('h20_stays', 'NO.such.rule', 'empty');
INSERT INTO country_group_member VALUES ('D:5', 'ZW', '[2020-01-01,)', '[2020-01-01,)', 'x');
SAVEPOINT faulty;
SELECT publish('faulty');
ROLLBACK TO faulty;
SELECT count(*) FROM release;
ROLLBACK;

-- A note is asked for.
SELECT publish('  ');
SELECT publish(NULL);

-- Releases are append-only, for their owner too.
UPDATE release SET note = 'x';
DELETE FROM release;
TRUNCATE release;

-- Built-in rows: changed they are the user's; they cannot be deleted unchanged; a row of the user's takes their place.
DELETE FROM rule WHERE id = 'EAR99';
UPDATE rule SET id = 'EAR.99' WHERE id = 'EAR99';
UPDATE country_group_member SET in_force = '[2030-01-01,)' WHERE country_group = 'D:5' AND country = 'ZW';
BEGIN;
INSERT INTO rule (id, kind, rank, condition, eccn, title, citation) VALUES ('EAR99', 'classification', 2000, 'true', 'EAR99', 'mine', 'x');
SELECT id, rank, title, builtin FROM rule WHERE id = 'EAR99';
INSERT INTO product (vendor, name, chip, sources) VALUES ('NVIDIA', 'H20 SXM', '{}', 'mine');
SELECT vendor, name, chip, builtin FROM product WHERE name = 'H20 SXM';
ROLLBACK;

-- Without a release there is no answer, but an error that says what to do; a rulebook passed needs none.
BEGIN;
ALTER TABLE release DISABLE TRIGGER append_only;
DELETE FROM release;
SELECT outcome('{"rates": {"int8": 700}, "datacenter": true}', 'CN', '2024-06-01', rulebook => book) FROM before;
SELECT classify('{}', 'CN');
ROLLBACK;

-- Within one statement the rulebook is one; within one function, a statement after publish() sees the new one.
BEGIN;
CREATE FUNCTION pg_temp.around_publish() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    seen text[];
    chip export_control.chip := '{"vendor": "Groq", "datacenter": false, "rates": {"int8": 50}}';
BEGIN
    FOR i IN 1..3 LOOP
        seen := seen || outcome(chip, 'EG', '2024-06-01')::text;
        IF i = 1 THEN
            INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
            VALUES ('HOUSE', 'requirement', 500, $c$vendor = 'Groq'$c$, 'HOUSE', 'x', 'x');
        ELSIF i = 2 THEN
            PERFORM publish('within a function');
        END IF;
    END LOOP;
    BEGIN
        UPDATE rule SET in_force = 'empty' WHERE id = 'HOUSE';
        PERFORM publish('taken back, and rolled back');
        seen := seen || outcome(chip, 'EG', '2024-06-01')::text;
        RAISE EXCEPTION 'roll back';
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
    RETURN seen || outcome(chip, 'EG', '2024-06-01')::text;
END
$$;
SELECT unnest(pg_temp.around_publish());
ROLLBACK;
