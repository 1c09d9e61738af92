-- The ledger of licenses: what it writes itself, whoever writes; that it counts under the replica role, with its trigger
-- switched off, and before its license is there.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

BEGIN;
CREATE FUNCTION pg_temp.tried(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
-- What the totals say, beside what the ledger adds up to.
CREATE FUNCTION pg_temp.books() RETURNS TABLE (license text, consignee text, total numeric, ledger numeric) LANGUAGE sql AS $$
    SELECT t.license, t.consignee, t.used, ledger_sum(t.license, t.consignee, t.year) FROM license_total AS t ORDER BY 1, 2
$$;
INSERT INTO license (id, metric, cap, per, state) VALUES
    ('R1', 'units', 100, 'license', 'issued'), ('RY', 'tpp', 100, 'consignee_year', 'issued'), ('RN', 'units', NULL, 'license', 'issued');
CREATE ROLE regress_ledger_clerk;
GRANT SELECT ON license, license_use, license_total TO regress_ledger_clerk;
GRANT UPDATE (note) ON license TO regress_ledger_clerk;
GRANT INSERT, UPDATE ON license_use, license_total TO regress_ledger_clerk;
SAVEPOINT s;

-- ---- what the ledger writes itself ---------------------------------------------------------------------------------

SET ROLE regress_ledger_clerk;
SELECT use_license('R1', 'a', 10, NULL, '2026-01-01'), reverse_use('R1', 'a'), use_license('R1', 'a', 10, NULL, '2026-01-01');
SELECT statement, pg_temp.tried(statement) FROM unnest(ARRAY[
    -- a reversal before the use
    $$UPDATE license_use SET reversed_at = now() - interval '1 year', reversed_by = session_user WHERE key = 'a' AND reversed_at IS NULL$$,
    -- a key after whose attempt there is no next
    $$INSERT INTO license_use (license, key, attempt, used_on, amount) VALUES ('R1', 'b', 2147483647, '2026-01-01', 1)$$,
    $$INSERT INTO license_use (license, key, attempt, used_on, amount) VALUES ('R1', 'b', 0, '2026-01-01', 1)$$,
    $$INSERT INTO license_use (license, key, used_on, amount, recorded_at) VALUES ('R1', 'b', '2026-01-01', 1, '2020-01-01')$$,
    $$INSERT INTO license_use (license, key, used_on, amount, recorded_by) VALUES ('R1', 'b', '2026-01-01', 1, 'somebody')$$,
    $$INSERT INTO license_use (license, key, used_on, amount, reversed_by) VALUES ('R1', 'b', '2026-01-01', 1, session_user)$$,
    $$INSERT INTO license_use (license, key, used_on, amount, reversed_by, reversed_at) VALUES ('R1', 'b', '2026-01-01', 1, session_user, now())$$,
    -- what no total could hold
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('RN', 'b', '2026-01-01', 1e100)$$,
    $$SELECT use_license('RN', 'b', 1e100)$$,
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('RN', 'b', 'infinity', 1)$$,
    $$INSERT INTO license_use (license, key, consignee, used_on, amount) VALUES ('RY', 'b', 'x', 'infinity', 1)$$,
    $$INSERT INTO license_use (license, key, consignee, used_on, amount) VALUES ('RY', 'b', ' ', '2026-01-01', 1)$$,
    -- what is right
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('R1', 'c', '2026-01-01', 1)$$,
    $$UPDATE license_use SET reversed_by = session_user WHERE key = 'c'$$,
    $$INSERT INTO license_use (license, key, attempt, used_on, amount) VALUES ('R1', 'c', 2, '2026-01-01', 1)$$,
    $$INSERT INTO license_use (license, key, used_on, amount) SELECT 'RN', i, '2026-01-01', 9e99 FROM generate_series(1, 20) AS i$$
    ]) WITH ORDINALITY AS t(statement, n) ORDER BY n;
UPDATE license_use SET reversed_at = now() - interval '1 year', reversed_by = session_user WHERE key = 'c' AND reversed_at IS NULL;
ROLLBACK TO s;

-- A row is restored as it was, by the owner, also one that somebody wrote before this was looked after.
INSERT INTO license_use (license, key, attempt, used_on, amount, recorded_by, recorded_at, reversed_by, reversed_at) VALUES
    ('R1', 'old', 2147483647, '2020-01-01', 10, 'anna', '2020-01-02', 'bert', '2019-01-01'),
    ('R1', 'standing', 7, '2020-01-01', 20, 'anna', '2020-01-02', NULL, NULL);
SELECT use_license('R1', 'old', 5, NULL, '2026-01-01') AS left, reverse_use('R1', 'standing') AS more_left;
SELECT key, attempt, amount, CASE WHEN recorded_by = session_user THEN 'me' ELSE recorded_by END AS recorded_by, recorded_at < now() AS before,
       CASE WHEN reversed_by = session_user THEN 'me' ELSE reversed_by END AS reversed_by, reversed_at < recorded_at AS back_dated, reversed_at > now() AS reversed_now
  FROM license_use ORDER BY key, attempt;
SELECT * FROM pg_temp.books();
ROLLBACK TO s;

-- ---- the replica role ----------------------------------------------------------------------------------------------

SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
 WHERE t.tgrelid IN ('license_use'::regclass, 'license_total'::regclass) AND NOT t.tgisinternal ORDER BY 1, 2;
SET session_replication_role = replica;
SELECT use_license('R1', 'a', 60, NULL, '2026-01-01') AS a, use_license('R1', 'b', 30, NULL, '2026-01-01') AS b, reverse_use('R1', 'b') AS given_back,
       use_license('RY', 'a', 99, 'x', '2026-01-01') AS y;
SELECT statement, pg_temp.tried(statement) FROM unnest(ARRAY[
    $$SELECT use_license('R1', 'c', 41, NULL, '2026-01-01')$$,
    $$SELECT use_license('RY', 'c', 2, 'x', '2026-12-31')$$,
    $$UPDATE license_use SET amount = 1$$,
    $$DELETE FROM license_use$$,
    $$TRUNCATE license_use$$,
    $$UPDATE license_total SET used = 0$$,
    $$DELETE FROM license_total$$,
    $$TRUNCATE license_total$$,
    $$UPDATE license SET metric = 'tpp' WHERE id = 'R1'$$
    ]) WITH ORDINALITY AS t(statement, n) ORDER BY n;
SELECT * FROM pg_temp.books();
SELECT id, license_balance(id, 'x', '2026-01-01') FROM license WHERE id IN ('R1', 'RY') ORDER BY id;
RESET session_replication_role;

-- Orders: a trigger of screen_order() fires there where the table's owner has said so, ALWAYS or only there.
CREATE TABLE public.replica_order (id integer PRIMARY KEY, item chip, ship_to country, ship_on date, units integer, license text, outcome outcome, disposition text);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON public.replica_order FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
    'chip=item', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'license=license', 'outcome=outcome', 'disposition=disposition', 'action=hold');
CREATE FUNCTION pg_temp.order(id integer, units integer) RETURNS text LANGUAGE sql AS $$
    INSERT INTO public.replica_order VALUES (id, (SELECT p.chip FROM product AS p WHERE p.name = 'H100 SXM5 80GB'), 'CN', '2026-12-20', units, 'R1', NULL, NULL)
    RETURNING coalesce(disposition, 'not screened')
$$;
SET session_replication_role = replica;
SELECT pg_temp.order(1, 10) AS enabled;
ALTER TABLE public.replica_order ENABLE ALWAYS TRIGGER zz_screen;
SELECT pg_temp.order(2, 10) AS always, pg_temp.order(3, 31) AS too_much;
ALTER TABLE public.replica_order ENABLE REPLICA TRIGGER zz_screen;
SELECT pg_temp.order(4, 20) AS replica;
SET session_replication_role = origin;
SELECT pg_temp.order(5, 10) AS replica_at_the_origin;
SELECT * FROM pg_temp.books();
ROLLBACK TO s;

-- ---- without the trigger -------------------------------------------------------------------------------------------

-- pg_restore --disable-triggers does this; the second statement does not make the trigger fire always again.
ALTER TABLE license_use DISABLE TRIGGER ALL;
INSERT INTO license_use (license, key, attempt, consignee, used_on, amount, recorded_by, recorded_at) VALUES
    ('R1', 'a', 1, NULL, '2026-01-01', 60, 'anna', '2026-01-01'), ('RY', 'a', 1, 'x', '2026-01-01', 99, 'anna', '2026-01-01'), ('RY', 'b', 1, 'x', '2025-01-01', 5, 'anna', '2026-01-01');
ALTER TABLE license_use ENABLE TRIGGER ALL;
SELECT * FROM pg_temp.books();
-- A total that is not there is what the ledger says.
SELECT license_balance('R1'), license_balance('RY', 'x', '2026-05-01') AS x, license_balance('RY', 'x', '2025-05-01') AS x_before, license_balance('RY', 'y', '2026-05-01') AS y,
       license_used('RY', 'x', 'infinity') AS at_no_time;
SELECT pg_temp.tried($$SELECT use_license('R1', 'b', 41, NULL, '2026-01-01')$$), pg_temp.tried($$SELECT use_license('RY', 'c', 2, 'x', '2026-01-01')$$);
SET ROLE regress_ledger_clerk;
SELECT pg_temp.tried($$INSERT INTO license_use (license, key, used_on, amount) VALUES ('R1', 'b', '2026-01-01', 41)$$);
RESET ROLE;
SELECT use_license('R1', 'b', 40, NULL, '2026-01-01') AS the_rest, reverse_use('RY', 'a') AS given_back;
SELECT * FROM pg_temp.books();
-- One that is there, and no more right, is set right, and to nothing else.
ALTER TABLE license_use DISABLE TRIGGER ALL;
INSERT INTO license_use (license, key, attempt, used_on, amount, recorded_by, recorded_at) VALUES ('R1', 'c', 1, '2026-01-01', 7, 'anna', '2026-01-01');
ALTER TABLE license_use ENABLE TRIGGER ALL;
SELECT pg_temp.tried('UPDATE license_total SET used = used + 1'), pg_temp.tried($$UPDATE license_total SET consignee = 'z', used = 0$$);
UPDATE license_total SET used = ledger_sum(license, consignee, year) WHERE used <> ledger_sum(license, consignee, year);
SELECT * FROM pg_temp.books();
-- So does its owner's call, which has the triggers fire always again.
ALTER TABLE license_use DISABLE TRIGGER ALL;
UPDATE license_use SET reversed_by = 'anna', reversed_at = '2026-01-03' WHERE key = 'c';
ALTER TABLE license_use ENABLE TRIGGER ALL;
SAVEPOINT before;
SELECT guard_ledger() AS mended;
SELECT guard_ledger() AS mended;
SELECT * FROM pg_temp.books();
SELECT count(*) FROM pg_trigger AS t WHERE t.tgrelid IN ('license_use'::regclass, 'license_total'::regclass) AND NOT t.tgisinternal AND t.tgenabled NOT IN ('A', 'R');
SET ROLE regress_ledger_clerk;
SELECT pg_temp.tried('SELECT guard_ledger()');
RESET ROLE;
ROLLBACK TO before;
-- Where the trigger does not fire, nothing is used, rather than used and not counted.
SET session_replication_role = replica;
SELECT pg_temp.tried($$SELECT use_license('RN', 'a', 1, NULL, '2026-01-01')$$) AS used, pg_temp.tried($$SELECT reverse_use('R1', 'a')$$) AS given_back;
SELECT guard_ledger() AS mended;
SELECT pg_temp.tried($$SELECT use_license('RN', 'a', 1, NULL, '2026-01-01')$$) AS used, pg_temp.tried($$SELECT reverse_use('R1', 'a')$$) AS given_back;
SELECT * FROM pg_temp.books();
ROLLBACK TO s;

-- A use that comes before its license, as replication may bring it, counts in what the license turns out to count.
SET session_replication_role = replica;
INSERT INTO license_use (license, key, consignee, used_on, amount) VALUES ('late', 'a', 'x', '2026-01-01', 5), ('late', 'b', 'y', '2026-01-01', 6);
INSERT INTO license (id, metric, cap, per, state) VALUES ('late', 'units', 10, 'consignee_year', 'issued');
INSERT INTO license_use (license, key, consignee, used_on, amount) VALUES ('late', 'c', 'x', '2026-01-02', 1);
SELECT license_balance('late', 'x', '2026-01-01') AS x, license_balance('late', 'y', '2026-01-01') AS y;
SELECT * FROM pg_temp.books();
ROLLBACK;
