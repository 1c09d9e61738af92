-- Licenses: what they cover, drawing them down, giving back, refusals, the ledger.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

BEGIN;
INSERT INTO license (id, kind, symbol, scope, metric, cap, per, valid, state) VALUES
    ('D100', 'license', NULL, $$vendor = 'NVIDIA' and destination = VN and eccn in (3A090.a)$$, 'units', 100, 'license', '[2025-01-01,2027-01-01)', 'issued'),
    ('LPP', 'exception', 'LPP', 'consignee_tpp <= 1000 and headquarters not in (D:5, MO)', 'tpp', 1000, 'consignee_year', '(,)', 'issued'),
    ('OPEN', 'license', NULL, NULL, 'value', NULL, 'license', '(,)', 'issued'),
    ('PENNY', 'license', NULL, NULL, 'value', 1, 'license', '(,)', 'issued');

-- The errors that callers may rely on.
CREATE FUNCTION pg_temp.sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN '00000';
EXCEPTION WHEN OTHERS THEN
    RETURN sqlstate;
END
$$;

-- Counting down; the same key counts once.
SELECT license_balance('D100');
SELECT use_license('D100', 'o1', 60, 'acme', '2025-03-01');
SELECT use_license('D100', 'o1', 60, 'acme', '2025-03-01') AS again;
SELECT use_license('D100', 'o2', 40, 'acme', '2025-03-02') AS to_the_last;
SELECT license_used('D100'), license_balance('D100'), license_balance('D100', 'whoever', '1999-01-01') AS for_the_whole_license;
SAVEPOINT s;
SELECT use_license('D100', 'o3', 0.000001, 'acme', '2025-03-02');
ROLLBACK TO s;
SELECT use_license('D100', 'o1', 61, 'acme', '2025-03-01');
ROLLBACK TO s;
SELECT use_license('D100', 'o1', 60, NULL, '2025-03-01');
ROLLBACK TO s;
SELECT pg_temp.sqlstate_of($$SELECT use_license('D100', 'o1', 60, 'Acme', '2025-03-01')$$) AS consignee,
       pg_temp.sqlstate_of($$SELECT use_license('D100', 'o1', 60, 'acme', '2025-03-02')$$) AS day,
       pg_temp.sqlstate_of($$SELECT use_license('D100', 'o1', 60.0, 'acme', '2025-03-01')$$) AS equal_number;

-- Given back, once; then the key is free.
SELECT reverse_use('D100', 'o1');
SELECT reverse_use('D100', 'o1') AS again, reverse_use('D100', 'never used');
SELECT use_license('D100', 'o1', 10, 'acme', '2025-03-05') AS key_used_again;
SELECT reverse_use('D100', 'o1');
SELECT use_license('D100', 'o1', 5, 'acme', '2025-03-06') AS and_again;
SELECT key, attempt, consignee, used_on, amount, recorded_by = session_user AS by_me, reversed_at IS NOT NULL AS reversed
  FROM license_use WHERE license = 'D100' ORDER BY key, attempt;

-- For each consignee and calendar year.
SELECT use_license('LPP', 'a1', 700, 'acme', '2025-12-31') AS acme, use_license('LPP', 'b1', 900, 'bolt', '2025-12-31') AS bolt,
       use_license('LPP', 'a2', 800, 'acme', '2026-01-01') AS acme_next_year;
SELECT license_balance('LPP', 'acme', '2025-01-01') AS acme, license_balance('LPP', 'bolt', '2025-06-30') AS bolt,
       license_balance('LPP', 'acme', '2026-12-31') AS acme_next_year, license_balance('LPP', 'new', '2026-12-31') AS new;
SELECT reverse_use('LPP', 'a1') AS acme, reverse_use('LPP', 'never used') AS whose;
SAVEPOINT s;
SELECT use_license('LPP', 'b2', 101, 'bolt', '2025-02-01');
ROLLBACK TO s;
SELECT use_license('LPP', 'c1', 1, NULL, '2025-02-01');
ROLLBACK TO s;
SELECT license_balance('LPP');
ROLLBACK TO s;
SELECT license_used('LPP') AS used_by_whom;

-- Without a cap nothing remains to be said; decimals are exact.
SELECT use_license('OPEN', 'k', 1e30);
SELECT license_used('OPEN'), license_balance('OPEN');
SELECT use_license('PENNY', 'p' || i, 0.1) AS what_floats_cannot FROM generate_series(1, 10) AS i;
SELECT license_used('PENNY') = 1 AS exact;

-- Refusals.
SELECT use_license('D1OO', 'k', 1);
ROLLBACK TO s;
SELECT use_license(NULL, 'k', 1);
ROLLBACK TO s;
SELECT use_license('D100', ' ', 1);
ROLLBACK TO s;
SELECT use_license('D100', 'k', NULL);
ROLLBACK TO s;
SELECT use_license('D100', 'k', -1);
ROLLBACK TO s;
SELECT use_license('D100', 'k', 1, 'acme', 'infinity');
ROLLBACK TO s;
SELECT use_license('D100', 'k', 1, 'acme', '2027-01-01');
ROLLBACK TO s;
SELECT use_license('D100', 'k', 1, 'acme', '2024-12-31');
ROLLBACK TO s;
SELECT call, pg_temp.sqlstate_of('SELECT ' || call)
  FROM unnest(ARRAY[
       $$use_license('D100', 'k', 'NaN')$$, $$use_license('D100', 'k', 'Infinity')$$, $$use_license('D100', 'k', 0)$$,
       $$use_license('D100', NULL, 1)$$, $$use_license('D100', 'k', 1, NULL, NULL)$$,
       $$use_license('LPP', 'k', 1, ' ')$$, $$use_license('D100', 'k', 1, NULL, '2026-12-31')$$, $$use_license('D100', 'k2', 96, NULL, '2026-12-31')$$,
       $$reverse_use('nothing', 'k')$$, $$reverse_use(NULL, 'k')$$, $$reverse_use('D100', NULL)$$,
       $$license_balance('nothing')$$, $$license_balance(NULL)$$]) AS call;

-- Only an issued license may be used; what was counted stays counted, and may be given back.
SELECT use_license('D100', 'before', 1, NULL, '2025-04-01');
UPDATE license SET state = 'draft' WHERE id = 'D100';
SAVEPOINT s;
SELECT use_license('D100', 'k3', 1, NULL, '2025-04-01');
ROLLBACK TO s;
UPDATE license SET state = 'suspended' WHERE id = 'D100';
SAVEPOINT s;
SELECT use_license('D100', 'k3', 1, NULL, '2025-04-01');
ROLLBACK TO s;
SELECT use_license('D100', 'before', 1, NULL, '2025-04-01') AS sent_again;
SELECT reverse_use('D100', 'before') AS given_back;
SELECT pg_temp.sqlstate_of($$SELECT use_license('D100', 'before', 1, NULL, '2025-04-01')$$) AS not_again;
UPDATE license SET state = 'revoked' WHERE id = 'D100';
SAVEPOINT s;
SELECT use_license('D100', 'k3', 1, NULL, '2025-04-01');
ROLLBACK TO s;

-- A cap may be raised and lowered; below what was used, nothing is left.
UPDATE license SET state = 'issued', cap = 30 WHERE id = 'D100';
SELECT license_balance('D100');
SELECT pg_temp.sqlstate_of($$SELECT use_license('D100', 'k3', 1, NULL, '2025-04-01')$$);
UPDATE license SET cap = 200 WHERE id = 'D100';
SELECT use_license('D100', 'k3', 1, NULL, '2025-04-01');
-- But what it counts stays.
SAVEPOINT s;
UPDATE license SET metric = 'tpp' WHERE id = 'D100';
ROLLBACK TO s;
UPDATE license SET per = 'consignee_year' WHERE id = 'D100';
ROLLBACK TO s;
DELETE FROM license WHERE id = 'D100';
ROLLBACK TO s;

-- The ledger is one, and the totals are its sums, whoever writes.
UPDATE license_use SET amount = 1 WHERE license = 'LPP';
ROLLBACK TO s;
UPDATE license_use SET reversed_at = NULL, reversed_by = NULL WHERE license = 'D100' AND key = 'o1';
ROLLBACK TO s;
UPDATE license_use SET reversed_at = now(), reversed_by = 'me', consignee = 'other' WHERE license = 'LPP' AND key = 'b1';
ROLLBACK TO s;
DELETE FROM license_use;
ROLLBACK TO s;
TRUNCATE license_use;
ROLLBACK TO s;
UPDATE license_total SET used = 0;
ROLLBACK TO s;
SELECT pg_temp.sqlstate_of('DELETE FROM license_total') AS delete, pg_temp.sqlstate_of('TRUNCATE license_total') AS truncate,
       pg_temp.sqlstate_of($$INSERT INTO license_total VALUES ('OPEN', 'x', 2026, 0)$$) AS insert;
INSERT INTO license_use (license, key, attempt, used_on, amount) VALUES ('D100', 'o2', 2, '2025-03-02', 1);
ROLLBACK TO s;
INSERT INTO license_use (license, key, used_on, amount) VALUES ('D100', 'by hand', '2025-03-02', 1);
INSERT INTO license_use (license, key, used_on, amount, reversed_by, reversed_at) VALUES ('D100', 'restored', '2025-03-02', 7, 'x', '2025-03-03');
CREATE FUNCTION pg_temp.books_differ() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*)
      FROM (SELECT l.id AS license, CASE l.per WHEN 'license' THEN '' ELSE u.consignee END AS consignee,
                   CASE l.per WHEN 'license' THEN 0 ELSE extract(year FROM u.used_on) END AS year,
                   coalesce(sum(u.amount) FILTER (WHERE u.reversed_at IS NULL), 0) AS used
              FROM license AS l JOIN license_use AS u ON u.license = l.id GROUP BY 1, 2, 3) AS ledger
      FULL JOIN license_total AS t USING (license, consignee, year)
     WHERE t.used IS DISTINCT FROM ledger.used
$$;
SELECT pg_temp.books_differ();

-- Refused when written.
SELECT pg_temp.sqlstate_of(statement), statement
  FROM unnest(ARRAY[
       $$INSERT INTO license (id, cap) VALUES ('X', -1)$$, $$INSERT INTO license (id, cap) VALUES ('X', 'NaN')$$,
       $$INSERT INTO license (id, cap) VALUES ('X', 'Infinity')$$, $$INSERT INTO license (id, kind) VALUES ('X', 'exception')$$,
       $$INSERT INTO license (id, scope) VALUES ('X', 'destinaton = CN')$$, $$INSERT INTO license (id) VALUES ('')$$,
       $$INSERT INTO license (id, kind, symbol) VALUES ('X', 'exception', ' ')$$, $$INSERT INTO license (id) VALUES ('X')$$]) AS statement;

-- What a license covers: true, false, or unknown, which is not covered.
CREATE FUNCTION pg_temp.h100() RETURNS chip LANGUAGE sql AS $$ SELECT chip FROM product WHERE name = 'H100 SXM5 80GB' $$;
SELECT license_covers('D100', pg_temp.h100(), 'VN', '2026-02-01', NULL, NULL, NULL) AS covered,
       license_covers('D100', pg_temp.h100(), 'CN', '2026-02-01', NULL, NULL, NULL) AS elsewhere,
       license_covers('D100', pg_temp.h100(), NULL, '2026-02-01', NULL, NULL, NULL) AS where_to,
       license_covers('D100', '{"vendor": "NVIDIA", "datacenter": true}', 'VN', '2026-02-01', NULL, NULL, NULL) AS which_eccn,
       license_covers('D100', '{"vendor": "AMD", "datacenter": true}', 'VN', '2026-02-01', NULL, NULL, NULL) AS other_vendor,
       license_covers('D100', NULL, 'VN', '2026-02-01', NULL, NULL, NULL) AS no_chip,
       license_covers('OPEN', NULL, NULL, NULL, NULL, NULL, NULL) AS no_scope,
       license_covers('nothing', pg_temp.h100(), 'VN', '2026-02-01', NULL, NULL, NULL) AS no_license;
-- A headquarters that is not stated is not taken to be in the destination.
SELECT license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', 'US', NULL, '{"consignee_tpp": 1000}') AS stated,
       license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', NULL, NULL, '{"consignee_tpp": 1000}') AS not_stated,
       license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', 'CN', NULL, '{"consignee_tpp": 1000}') AS chinese,
       license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', 'HK', NULL, '{"consignee_tpp": 1000}') AS of_a_territory,
       license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', NULL, NULL, '{"consignee_tpp": 1001}') AS too_much_in_any_case,
       license_covers('LPP', pg_temp.h100(), 'VN', '2026-02-01', 'US', NULL, NULL) AS how_much;
INSERT INTO license (id, scope) VALUES ('EITHER', 'destination = VN or headquarters = US');
SELECT license_covers('EITHER', '{}', 'VN', '2026-02-01', NULL, NULL, NULL) AS in_any_case,
       license_covers('EITHER', '{}', 'FR', '2026-02-01', NULL, NULL, NULL) AS not_known;

-- What a shipment counts.
SELECT license_amount('D100', pg_temp.h100(), 3) AS units, license_amount('LPP', pg_temp.h100(), 3) AS tpp,
       license_amount('OPEN', pg_temp.h100(), 3, 90000.10) AS value, license_amount('OPEN', pg_temp.h100(), 3) AS which_value,
       license_amount('LPP', '{"declared_tpp": [100, 110]}', 3) AS interval_tpp, license_amount('LPP', '{}', 3) AS which_tpp;

-- The least that a role needs to use licenses; it may not change them, what was used, or what that adds up to.
CREATE ROLE license_clerk;
INSERT INTO license (id, state) VALUES ('OFF', 'suspended');
GRANT SELECT ON license, license_use, license_total TO license_clerk;
GRANT UPDATE (note) ON license TO license_clerk;
GRANT INSERT, UPDATE (reversed_by, reversed_at) ON license_use TO license_clerk;
GRANT INSERT, UPDATE (used) ON license_total TO license_clerk;
SET ROLE license_clerk;
SELECT use_license('D100', 'clerk', 2, 'acme', '2025-05-01') AS used, reverse_use('D100', 'clerk') AS given_back,
       license_balance('D100') AS balance;
-- Nor may it write into the ledger what use_license() would refuse.
SELECT u.license, pg_temp.sqlstate_of(format($$INSERT INTO export_control.license_use (license, key, used_on, amount) VALUES (%L, 'by clerk', %L, %s)$$,
                                             u.license, u.used_on, u.amount)) AS written
  FROM (VALUES ('D100', '2025-05-01', 1), ('D100', '2025-05-01', 1000), ('D100', '2035-01-01', 1), ('OFF', '2025-05-01', 1)) AS u(license, used_on, amount);
SELECT pg_temp.sqlstate_of($$UPDATE export_control.license SET state = 'issued'$$) AS issue,
       pg_temp.sqlstate_of($$UPDATE export_control.license_total SET used = 0$$) AS total,
       pg_temp.sqlstate_of($$UPDATE export_control.license_use SET amount = 1$$) AS change;
-- A trigger of its own has the same rights and is as deep.
CREATE TEMPORARY TABLE own (license text, key text, attempt integer, consignee text, used_on date, amount numeric, recorded_by name, recorded_at timestamptz, reversed_by name, reversed_at timestamptz);
CREATE FUNCTION pg_temp.free() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE export_control.license_total SET used = 0; RETURN NEW; END';
CREATE TRIGGER t1 BEFORE INSERT ON own FOR EACH ROW WHEN (NEW.key = '1') EXECUTE FUNCTION pg_temp.free();
CREATE TRIGGER t2 BEFORE INSERT ON own FOR EACH ROW WHEN (NEW.key = '2') EXECUTE FUNCTION keep_license_total();
CREATE TRIGGER t3 BEFORE INSERT ON own FOR EACH ROW WHEN (NEW.key = '3') EXECUTE FUNCTION write_ledger();
SELECT k, pg_temp.sqlstate_of(format($$INSERT INTO pg_temp.own (license, key, used_on, amount) VALUES ('D100', %L, '2025-05-01', -1)$$, k)) AS freed
  FROM generate_series(1, 3) AS k;
-- Nor does a use that fails leave a door open.
SELECT pg_temp.sqlstate_of($$INSERT INTO export_control.license_use (license, key, used_on, amount) VALUES ('D100', 'too much', '2025-05-01', 1000)$$) AS used,
       pg_temp.sqlstate_of($$UPDATE export_control.license_total SET used = 0$$) AS total;
RESET ROLE;
ROLLBACK;
