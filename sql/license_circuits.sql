-- A license in TPP counts each controlled circuit of an item.  On the code before `ics`, all of this fails, and a
-- computer counts as one circuit.
SET search_path = export_control, public;
\set SHOW_CONTEXT never
SELECT '{"ics": -1}'::chip;
SELECT '{"ics": "eight"}'::chip;

BEGIN;
INSERT INTO license (id, scope, metric, cap, per, valid, state) VALUES
    ('CI', 'destination = VN', 'tpp', 1000000, 'license', '[2026-01-01,2028-01-01)', 'issued'),
    ('CU', 'destination = VN', 'units', 1000, 'license', '[2026-01-01,2028-01-01)', 'issued');
CREATE FUNCTION pg_temp.dgx(ics text) RETURNS chip LANGUAGE sql AS $$
    SELECT (jsonb '{"vendor": "NVIDIA", "name": "DGX H100", "form": "computer", "datacenter": true, "declared_tpp": 15840}'
            || coalesce(jsonb_build_object('ics', ics::jsonb), '{}'))::chip $$;

-- Eight circuits; an interval counts with its upper bound; what is not said is unknown, and no 1.
SELECT n.ics, license_amount('CI', pg_temp.dgx(n.ics), 1) AS one, license_amount('CI', pg_temp.dgx(n.ics), 3) AS three,
       license_amount('CU', pg_temp.dgx(n.ics), 3) AS units
  FROM (VALUES ('8'), ('[4, 8]'), ('1'), ('0'), (NULL)) AS n(ics);
-- An integrated circuit is one, unless it says otherwise; a memory stack is none, and nothing is known of it.
SELECT c.chip, ics(c.chip), ics_range(c.chip), license_amount('CI', c.chip, 2) AS two
  FROM (VALUES ('{"declared_tpp": 100}'::chip), ('{"declared_tpp": 100, "ics": 1}'), ('{"declared_tpp": 100, "ics": 2}'),
               ('{"declared_tpp": [100, 150], "ics": [2, 4]}'), ('{"form": "hbm"}')) AS c(chip);
-- What is assumed is not written into the value, and conditions see it.
SELECT '{"ics": 1}'::chip = '{}'::chip AS same, holds('ics = 1', '{}') AS assumed, holds('ics = 1', '{"form": "computer"}') AS unknown,
       holds('ics = 8', pg_temp.dgx('8')) AS stated;

-- An order of computers draws all of their circuits; one of which nobody says how many it has cannot draw.
CREATE TABLE public.circuit_order (id integer PRIMARY KEY, item chip, ship_to country DEFAULT 'VN', units integer, license_no text DEFAULT 'CI', state text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON circuit_order FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=item', 'destination=ship_to', 'quantity=units', 'license=license_no', 'outcome=state', 'action=block');
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('CIRCUITS', 'requirement', 9001, $$destination = VN and form = 'computer'$$, 'CIR', 't', 'c');
SELECT publish('circuits') > 0 AS published;
INSERT INTO circuit_order (id, item, units) VALUES (1, pg_temp.dgx('8'), 2);
SELECT amount FROM license_use WHERE license = 'CI' AND reversed_at IS NULL;
\set VERBOSITY terse
SAVEPOINT s;
INSERT INTO circuit_order (id, item, units) VALUES (2, pg_temp.dgx(NULL), 2);
\echo :LAST_ERROR_SQLSTATE
ROLLBACK TO s;
INSERT INTO circuit_order (id, item, units) VALUES (3, pg_temp.dgx('8'), 6);
\echo :LAST_ERROR_SQLSTATE
\set VERBOSITY default
ROLLBACK;
