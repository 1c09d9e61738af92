-- Rows and arrays that no table would hold, as arguments of every function that takes one: an
-- answer or an error with a code of its own, and never a crash or an internal error (class XX).
\set VERBOSITY terse
SET client_min_messages = warning;
SET search_path = public, export_control;
BEGIN;
CREATE SCHEMA hostile;

-- One genuine row of each type, to be spoilt column by column.
CREATE TABLE hostile.sale (id integer PRIMARY KEY, facts chip, place country, units numeric);
CREATE TRIGGER zz_screen BEFORE INSERT ON hostile.sale FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=facts', 'destination=place', 'quantity=units', 'action=record');
INSERT INTO hostile.sale
VALUES (1, '{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN', 1);
INSERT INTO license (id, state) VALUES ('hostile', 'issued');
SELECT use_license('hostile', 'key', 1) IS NULL AS no_cap;
CREATE TABLE hostile.genuine AS
    SELECT 'license'::regtype AS type, to_jsonb(l) AS value FROM license AS l WHERE l.id = 'hostile'
    UNION ALL
    SELECT 'license_use'::regtype, to_jsonb(u) FROM license_use AS u WHERE u.license = 'hostile'
    UNION ALL
    SELECT 'screening'::regtype, to_jsonb(s)
      FROM screening AS s WHERE s.relation = 'hostile.sale'
    UNION ALL
    SELECT 'open_order'::regtype, to_jsonb(o) FROM open_order AS o WHERE o.relation = 'hostile.sale'
    UNION ALL
    SELECT 'seal'::regtype,
           jsonb_build_object('id', 1, 'sealed_at', now(), 'sealed_by', 'x', 'after_entry', 0,
                              'last_entry', 9, 'entries', '[1, 2]'::jsonb,
                              'hashes', '\x' || repeat('00', 64), 'digest', '\x00');
-- What a column is made to hold, by its type.
CREATE TABLE hostile.odd AS
    SELECT t.type::regtype AS type, v.value
      FROM (VALUES ('date'), ('timestamptz')) AS t(type),
           (VALUES ('"infinity"'::jsonb), ('"-infinity"'), ('"4713-01-01 BC"'), ('"0001-01-01"'),
                   ('"9999-12-31"')) AS v(value)
    UNION ALL
    SELECT 'numeric', v.value
      FROM (VALUES ('"NaN"'::jsonb), ('"Infinity"'), ('"-Infinity"'), ('-1'), ('0'), ('1e400'),
                   ('1e-400')) AS v(value)
    UNION ALL
    SELECT 'bigint', v.value
      FROM (VALUES ('0'::jsonb), ('-1'), ('9223372036854775807'),
                   ('-9223372036854775808')) AS v(value)
    UNION ALL
    SELECT 'bytea', to_jsonb(v.value)
      FROM (VALUES ('\x'), ('\x00'), ('\x' || repeat('00', 31)), ('\x' || repeat('00', 32)),
                   ('\x' || repeat('ff', 33)), ('\x' || repeat('00', 1000000))) AS v(value)
    UNION ALL
    SELECT t.type::regtype, to_jsonb(v.value)
      FROM (VALUES ('text'), ('name')) AS t(type),
           (VALUES (''), (' '), ('none such'), (E'\\/\t\n'), (repeat('é', 100000))) AS v(value)
    UNION ALL
    SELECT 'chip', to_jsonb(v.value)
      FROM (VALUES ('{}'), ('{"rates": {"x": {"tops": [0, 9e9], "bits": 1}}}')) AS v(value)
    UNION ALL
    SELECT 'shipment', v.value::jsonb
      FROM (VALUES ('{}'), ('{"value": [0, 1e15], "quantity": 1e-9, "movement": "transfer"}'),
                   ('{"headquarters": "FR", "end_use": "x"}'),
                   ('{"shipped_from": "AQ", "region": "AQ-000"}')) AS v(value)
    UNION ALL
    SELECT 'eccn', v.value FROM (VALUES ('"EAR99"'::jsonb), ('"3A090.a.1.b.2"')) AS v(value)
    UNION ALL
    SELECT 'country', v.value FROM (VALUES ('"XK"'::jsonb), ('"AQ"'), ('"HK"')) AS v(value)
    UNION ALL
    SELECT 'determination', v.value
      FROM (VALUES ('{}'::jsonb), ('{"outcome": "prohibited", "rules": [null]}')) AS v(value)
    UNION ALL
    SELECT 'bigint[]', v.value
      FROM (VALUES ('[]'::jsonb), ('[null]'), ('[null, 1]'), ('[[1, 2], [3, 4]]'),
                   ('"[5:6]={1,2}"'), ('[1, 1, 1]')) AS v(value)
    UNION ALL
    SELECT e.enumtypid, to_jsonb(e.enumlabel)
      FROM pg_enum AS e WHERE e.enumtypid = 'screening_action'::regtype;

-- Every call: the other arguments are NULL or, if there is a default, left out.
CREATE FUNCTION hostile.outcome_of(function oid, type regtype, value jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    arguments text;
BEGIN
    SELECT string_agg(format(CASE WHEN a.type = outcome_of.type
                                  THEN 'jsonb_populate_record(NULL::%s, $1)' ELSE 'NULL::%s' END,
                             a.type::regtype), ', ' ORDER BY a.nr) INTO arguments
      FROM pg_proc AS p CROSS JOIN LATERAL unnest(p.proargtypes) WITH ORDINALITY AS a(type, nr)
     WHERE p.oid = function
       AND (a.nr <= p.pronargs - p.pronargdefaults OR a.type = outcome_of.type);
    EXECUTE format('SELECT count(answer) FROM %s(%s) AS answer', function::regproc, arguments)
      USING value;
    RETURN 'answers';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
CREATE FUNCTION hostile.takes() RETURNS TABLE (function oid, type regtype) LANGUAGE sql AS $$
    SELECT DISTINCT p.oid, t.oid::regtype
      FROM pg_proc AS p
     CROSS JOIN LATERAL unnest(p.proargtypes) AS a(type)
      JOIN pg_type AS t ON t.oid = a.type
     WHERE p.pronamespace = 'export_control'::regnamespace AND t.typtype = 'c'
$$;
SELECT t.function::regprocedure, g.type IS NOT NULL AS has_a_genuine_row
  FROM hostile.takes() AS t LEFT JOIN hostile.genuine AS g USING (type)
 ORDER BY t.function::regprocedure::text COLLATE "C";
CREATE VIEW hostile.spoilt AS
    SELECT t.function, t.type, g.value, a.attname AS name, a.atttypid::regtype AS holds
      FROM hostile.takes() AS t
      JOIN hostile.genuine AS g USING (type)
      JOIN pg_type AS y ON y.oid = t.type
      JOIN pg_attribute AS a ON a.attrelid = y.typrelid AND a.attnum > 0;
CREATE TABLE hostile.call AS
    SELECT t.function, 'all' AS columns, 'genuine' AS value,
           hostile.outcome_of(t.function, t.type, g.value) AS outcome
      FROM hostile.takes() AS t JOIN hostile.genuine AS g USING (type)
    UNION ALL
    SELECT t.function, 'all', 'NULL', hostile.outcome_of(t.function, t.type, v.value)
      FROM hostile.takes() AS t, (VALUES ('{}'::jsonb), (NULL)) AS v(value)
    UNION ALL
    SELECT s.function, s.name, 'NULL',
           hostile.outcome_of(s.function, s.type, s.value || jsonb_build_object(s.name, NULL))
      FROM hostile.spoilt AS s
    UNION ALL
    SELECT s.function, 'all but ' || s.name, 'NULL',
           hostile.outcome_of(s.function, s.type, jsonb_build_object(s.name, s.value -> s.name))
      FROM hostile.spoilt AS s
    UNION ALL
    SELECT s.function, s.name, left(o.value::text, 20),
           hostile.outcome_of(s.function, s.type, s.value || jsonb_build_object(s.name, o.value))
      FROM hostile.spoilt AS s JOIN hostile.odd AS o ON o.type = s.holds;

-- Each column was spoilt.
SELECT c.function::regproc,
       count(DISTINCT c.columns) FILTER (WHERE c.value = 'NULL' AND c.columns !~ '^all') AS columns,
       count(*) FILTER (WHERE c.value NOT IN ('NULL', 'genuine')) > 20 AS oddly
  FROM hostile.call AS c GROUP BY 1 ORDER BY c.function::regproc::text COLLATE "C";
-- What is not answered, and why; but for what only refuses, and for a total that is to grow by an
-- amount of NULL.
SELECT c.function::regproc, c.outcome, c.value,
       string_agg(DISTINCT c.columns, ', ' ORDER BY c.columns) AS columns
  FROM hostile.call AS c
 WHERE c.outcome <> 'answers' AND c.function::regproc::text !~ '^(refuse_|add_to_total)'
 GROUP BY 1, 2, 3 ORDER BY c.function::regproc::text COLLATE "C", 2, c.value COLLATE "C";
-- Nothing is an internal error, and a genuine row is answered.
SELECT * FROM hostile.call AS c
 WHERE c.outcome LIKE 'XX%'
    OR (c.value = 'genuine' AND c.outcome <> 'answers'
        AND c.function::regproc::text !~ '^(refuse_|add_to_total)');
ROLLBACK;

-- Arrays with NULLs, of more dimensions, with odd bounds; days that cannot be.
SELECT d.destinations,
       (SELECT count(DISTINCT m.destination)
          FROM decision_matrix('2026-01-01', destinations => d.destinations) AS m)
  FROM (VALUES ('{}'::country[]), ('{NULL}'), ('{CN,NULL}'), ('{{CN,DE},{MO,HK}}'),
               ('[5:6]={CN,DE}')) AS d(destinations);
SELECT l.days,
       (SELECT count(*) > 0
          FROM surprises('{"declared_tpp": 2400, "vendor": "NVIDIA", "datacenter": true}', 'CN',
                         days_before => l.days) AS s) AS some
  FROM (VALUES (NULL::integer[]), ('{}'), ('{NULL}'), ('{{30,90},{NULL,180}}'), ('[5:6]={30,90}'),
               ('{-30}')) AS l(days);
SELECT count(*) FROM surprises('{}', 'CN', days_before => '{2147483647}');
SELECT count(*) FROM surprises('{}', 'CN', until => 'infinity');

-- Tables and types that their owner has altered: an answer, or an error that says so.  Each change
-- is taken back.
CREATE SCHEMA altered;
CREATE TABLE altered.sale (
    id integer PRIMARY KEY, facts chip, place country, units numeric, license text,
    outcome outcome, disposition screening_action
);
CREATE TRIGGER zz_screen BEFORE INSERT ON altered.sale FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=facts', 'destination=place', 'quantity=units', 'license=license', 'outcome=outcome',
    'disposition=disposition', 'action=hold');
CREATE FUNCTION altered.after(change text, question text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    item   constant text := '{"declared_tpp": 5000, "datacenter": true, "die_area": 800}';
    entry  constant text :=
        '{"id": 1, "scenario": "enforced", "as_known": "2026-01-01", "determination": {}}';
    hint   text;
    answer text;
BEGIN
    EXECUTE change;
    EXECUTE format(CASE question
        WHEN 'classify' THEN 'SELECT classify(%1$L, ''CN'', ''2025-06-01'')'
        WHEN 'outcome' THEN 'SELECT outcome(%1$L, ''CN'', ''2025-06-01'')'
        WHEN 'explain' THEN 'SELECT count(e) FROM explain(%1$L, ''CN'', ''2025-06-01'') AS e'
        WHEN 'replay' THEN 'SELECT outcome
            FROM replay(jsonb_populate_record(NULL::screening, %2$L), current_rulebook())'
        WHEN 'rescreen' THEN 'SELECT record_rescreening(max(id), NULL, ''2026-01-01'') > 0
            FROM screening'
        WHEN 'order' THEN 'INSERT INTO altered.sale VALUES (1, %1$L, ''CN'', 1, ''X'')
            RETURNING outcome::text || '' '' || disposition::text'
        END, item, entry) INTO answer;
    RAISE EXCEPTION USING MESSAGE = coalesce(answer, 'NULL'), ERRCODE = 'YY000';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', nullif(SQLSTATE, 'YY000'), SQLERRM, nullif(hint, ''));
END
$$;
\set path 'SET search_path = public, export_control;'
\pset tuples_only on
\pset format unaligned
\c -
:path
SELECT altered.after('SELECT', 'order');
SELECT altered.after('SELECT', 'replay');
\c -
:path
SELECT altered.after($$ALTER TYPE outcome RENAME VALUE 'license_required' TO 'x'$$, 'classify');
SELECT altered.after($$ALTER TYPE outcome RENAME VALUE 'license_required' TO 'x'$$, 'outcome');
SELECT altered.after($$ALTER TYPE outcome RENAME VALUE 'license_required' TO 'x'$$, 'order');
SELECT altered.after($$ALTER TYPE review_policy RENAME VALUE 'presumption_of_denial' TO 'x'$$,
                     'classify');
SELECT altered.after($$ALTER TYPE rule_kind RENAME VALUE 'classification' TO 'x'$$, 'explain');
SELECT altered.after($$ALTER TYPE screening_action RENAME VALUE 'held' TO 'x'$$, 'order');
\c -
:path
SELECT altered.after('ALTER TYPE determination ADD ATTRIBUTE x text', 'classify');
SELECT altered.after('ALTER TYPE determination ADD ATTRIBUTE x text', 'order');
SELECT altered.after('ALTER TABLE screening ADD COLUMN x text', 'order');
SELECT altered.after('ALTER TABLE screening ADD COLUMN x text', 'replay');
SELECT altered.after('ALTER TABLE screening RENAME TO x', 'order');
SELECT altered.after('ALTER SEQUENCE screening_id RENAME TO x', 'order');
SELECT altered.after('ALTER TYPE eccn RENAME TO x', 'order');
SELECT altered.after('ALTER SCHEMA export_control RENAME TO x; SET LOCAL search_path = x',
                     'classify');
-- Columns that C code reads: of another type, or NULL where they were not.
SELECT altered.after($$ALTER TABLE release ALTER digest DROP EXPRESSION;
                       ALTER TABLE release ALTER digest TYPE boolean USING true$$, 'classify');
SELECT altered.after($$ALTER TABLE release ALTER digest DROP EXPRESSION;
                       ALTER TABLE release ALTER digest DROP NOT NULL;
                       SET LOCAL session_replication_role = replica;
                       UPDATE release SET digest = NULL$$, 'classify');
SELECT altered.after($$ALTER TABLE release ALTER digest DROP EXPRESSION;
                       SET LOCAL session_replication_role = replica;
                       UPDATE release SET digest = '\x00'$$, 'classify');
SELECT altered.after($$ALTER TABLE release ALTER digest DROP EXPRESSION;
                       SET LOCAL session_replication_role = replica;
                       UPDATE release SET digest = sha256('')$$, 'classify');
SELECT altered.after($$ALTER TABLE license DROP CONSTRAINT license_check;
                       ALTER TABLE license ALTER symbol TYPE integer USING 7;
                       INSERT INTO license (id, kind, symbol, state)
                       VALUES ('X', 'exception', 7, 'issued')$$, 'order');
SELECT altered.after($$ALTER TABLE license DROP CONSTRAINT license_check;
                       INSERT INTO license (id, kind, state)
                       VALUES ('X', 'exception', 'issued')$$, 'order');
SELECT altered.after($$ALTER TABLE license ALTER kind DROP NOT NULL;
                       INSERT INTO license (id, kind, state)
                       VALUES ('X', NULL, 'issued')$$, 'order');
INSERT INTO altered.sale VALUES (2, '{}', 'CN', 1, NULL);
SELECT altered.after('SELECT', 'rescreen');
SELECT altered.after($$ALTER TABLE screening ALTER row_key DROP NOT NULL;
                       SET LOCAL session_replication_role = replica;
                       UPDATE screening SET row_key = NULL$$, 'rescreen');
SET client_min_messages = warning;
DROP SCHEMA altered CASCADE;
