-- The trigger that screens orders, where tables, sessions and roles are not as one would wish.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
INSERT INTO license (id, cap, state) VALUES ('E1', 100, 'issued'), ('E2', 100, 'issued');
-- What stands in the ledger, and what the newest entries say.
CREATE VIEW public.drawn AS
    SELECT u.license, coalesce(o.relation::text || substr(u.key, strpos(u.key, ' ')), u.key) AS key, u.amount
      FROM license_use AS u LEFT JOIN order_table AS o ON o.id::text = split_part(u.key, ' ', 1)
     WHERE u.reversed_at IS NULL AND u.license LIKE 'E_';
-- What an officer gives back: the use of a license that an order of the table drew.
CREATE FUNCTION public.give_back(license text, orders regclass, row_key text) RETURNS numeric LANGUAGE sql AS $$
    SELECT reverse_use(give_back.license, o.id || ' ' || give_back.row_key) FROM order_table AS o WHERE o.relation = give_back.orders
$$;
CREATE VIEW public.logged AS SELECT s.id, relation, row_key, action, product, destination, quantity, value, license, license_amount FROM screening AS s;
SELECT coalesce(max(id), 0) AS before FROM screening \gset

-- Names that are keywords, or have quotes, capitals, spaces, = and , in them; columns that are gone.
CREATE TABLE public."Or""der =, 'x'" (
    gone1 integer, "select" text, "Ship=To" text, gone2 chip, "Sh,ip ""Date""" date, "ÄnzahL" integer, " " text, "ke,y" integer PRIMARY KEY, "table" text
);
ALTER TABLE "Or""der =, 'x'" DROP gone1, DROP gone2;
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON "Or""der =, 'x'" FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=select', 'destination=Ship=To', 'as_of=Sh,ip "Date"', 'quantity=ÄnzahL', 'license= ', 'outcome=table');
INSERT INTO "Or""der =, 'x'" VALUES ('H20 SXM', 'CN', '2025-05-01', 10, 'E1', 7) RETURNING "ke,y", "table";
-- A column added, one dropped and one of another type, between statements of one session.
ALTER TABLE "Or""der =, 'x'" ADD extra text, DROP "table", ALTER "ÄnzahL" TYPE money USING "ÄnzahL"::money, ADD "table" outcome;
UPDATE "Or""der =, 'x'" SET "ÄnzahL" = 12.34 RETURNING "table";
DELETE FROM "Or""der =, 'x'";
SELECT relation, row_key, action, destination, quantity, license_amount FROM logged WHERE id > :before ORDER BY id;
-- A column with a comma cannot be named among several, and that is said.
CREATE TRIGGER again BEFORE INSERT ON "Or""der =, 'x'" FOR EACH ROW EXECUTE FUNCTION screen_order('product=select', 'destination=Ship=To', 'order=ke,y');
DROP TABLE "Or""der =, 'x'";

-- Several columns make a key: no two orders have the same, whatever is in them.
CREATE TABLE public.line (a text, b text, n integer, item text, ship_to text, ship_date date, qty integer, license_no text, PRIMARY KEY (b, a));
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no');
INSERT INTO line VALUES ('a', 'b/c', 1, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1'), ('c/a', 'b', 2, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1'),
    ('', 'b\', 3, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1'), (E'\n', '\/', 4, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1');
SELECT * FROM drawn ORDER BY key COLLATE "C";
INSERT INTO line VALUES ('a', NULL, 5, 'H20 SXM', 'DE', '2025-05-01', 1);
DELETE FROM line;
SELECT count(*) FROM drawn;
DROP TABLE line;
-- And an order has one key, whatever the settings of the session that looks.
CREATE TABLE public.line (day date, at timestamptz, f numeric, b bytea, item text, ship_to text, qty integer, license_no text, UNIQUE (b, f, at, day));
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=day', 'quantity=qty', 'license=license_no', 'order=day,at,f,b');
SET datestyle = 'SQL, DMY'; SET timezone = 'Asia/Tokyo'; SET bytea_output = 'escape';
INSERT INTO line VALUES ('01/05/2025', '01/05/2025 12:00', 0.300, '\x00ff', 'H20 SXM', 'CN', 10, 'E1');
SHOW datestyle;
SET datestyle = ISO; SET timezone = 'UTC'; RESET bytea_output;
SELECT * FROM drawn;
DELETE FROM line;
SELECT count(*) FROM drawn;
DROP TABLE line;

-- Domains, a type that only has a cast, and numbers that are none.
CREATE DOMAIN public.part AS text CHECK (VALUE <> '');
CREATE DOMAIN public.place AS country;
CREATE DOMAIN public.verdict AS outcome CHECK (VALUE <> 'license_exception');
CREATE DOMAIN public.yes AS boolean;
CREATE TABLE public.line (id public.part PRIMARY KEY, item public.part, ship_to public.place, ship_date timestamptz, qty float4, price money, license_no name, state public.verdict, off public.yes);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'value=price', 'license=license_no', 'outcome=state', 'cancelled=off', 'action=hold');
INSERT INTO line VALUES ('1', 'H20 SXM', 'CN', '2025-05-01', 1234567, 1234.56, 'E1'), ('2', 'H20 SXM', 'CN', '2025-05-01', 'NaN', -1, 'E1'),
    ('3', 'H20 SXM', 'CN', '2025-05-01', '-Infinity', 0, 'E1'), ('4', 'H20 SXM', 'CN', 'infinity', 1, 0, 'E1'), ('5', 'H20 SXM', 'CN', '2025-05-01', 5, 0, 'E1');
UPDATE line SET off = true WHERE id = '5';
-- No setting of the session rounds what is counted, or moves the day.
SET extra_float_digits = -15; SET timezone = '-167';
INSERT INTO line VALUES ('6', 'H20 SXM', 'CN', '2025-05-01 00:00+00', 19, 1234.56, 'E1');
SET timezone = 'UTC'; RESET extra_float_digits;
SELECT * FROM drawn;
DELETE FROM line WHERE id = '6';
SELECT s.row_key, s.action, s.as_of, s.quantity, s.value, s.license_amount, s.license_fault FROM screening AS s WHERE s.relation = 'public.line' AND s.product = 'H20 SXM' AND s.value IS NOT NULL ORDER BY s.id;
DROP TABLE line;

-- What is closed is not given up: neither slips past by being cancelled, nor is its license free for another.
CREATE TABLE public.line (id integer PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01', qty integer DEFAULT 10,
    license_no text, off boolean, shipped boolean, state outcome, reason text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'cancelled=off', 'closed=shipped',
    'outcome=state', 'disposition=reason', 'action=hold');
SELECT max(id) AS before FROM screening \gset
INSERT INTO line (id, off, shipped) VALUES (1, true, true);
INSERT INTO line (id, off) VALUES (1, true) RETURNING reason;
UPDATE line SET shipped = true;
UPDATE line SET shipped = true, license_no = 'E1' RETURNING state, reason;
UPDATE line SET off = false RETURNING state, reason;
UPDATE line SET off = true RETURNING state, reason;
SELECT * FROM drawn;
UPDATE line SET shipped = false RETURNING state, reason;
SELECT count(*) FROM drawn;
-- Closed by mistake: deleted, and given back by an officer.
DELETE FROM line WHERE id = 1;
SELECT give_back('E1', 'line', '1');
SELECT row_key, action, license_amount FROM logged WHERE id > :before ORDER BY id;
-- What is known is what is known today; no session makes it last week by its time zone.
SET timezone = '-167';
INSERT INTO line (id, ship_to) VALUES (2, 'DE');
SELECT s.as_known = (s.screened_at AT TIME ZONE current_setting('log_timezone'))::date AS today, s.as_known = CURRENT_DATE AS of_session FROM screening AS s ORDER BY s.id DESC LIMIT 1;
SET timezone = 'UTC';
DROP TABLE line;

-- A row that moves to another partition: the license goes with it, and its key is one although the partition has it the
-- other way round.
CREATE TABLE public.line (region text, id integer, item text, ship_to text, ship_date date, qty integer, license_no text, shipped boolean, PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE public.line_a PARTITION OF line FOR VALUES IN ('a');
CREATE TABLE public.line_b (shipped boolean, license_no text, gone text, qty integer, ship_date date, ship_to text, item text, id integer, region text, PRIMARY KEY (region, id));
ALTER TABLE line_b DROP gone;
ALTER TABLE line ATTACH PARTITION line_b FOR VALUES IN ('b');
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'closed=shipped');
SELECT max(id) AS before FROM screening \gset
INSERT INTO line VALUES ('a', 1, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1'), ('b', 2, 'H20 SXM', 'CN', '2025-05-01', 20, 'E1');
SELECT * FROM drawn ORDER BY key, license;
UPDATE line SET region = 'b', qty = 30 WHERE id = 1;
UPDATE line SET region = 'a', license_no = 'E2' WHERE id = 2;
SELECT * FROM drawn ORDER BY key, license;
SELECT relation, row_key, action, license, license_amount FROM logged WHERE id > :before ORDER BY id;
UPDATE line SET shipped = true WHERE id = 1;
UPDATE line SET region = 'a' WHERE id = 1;
DELETE FROM line;
SELECT * FROM drawn ORDER BY key, license;
SELECT give_back('E1', 'line', 'b/1');
DROP TABLE line;

-- Without a trigger of their own, an inheritance child's rows are not screened.
CREATE TABLE public.line (id integer PRIMARY KEY, item text, ship_to text, ship_date date, qty integer, license_no text, note text);
CREATE TABLE public.line_child () INHERITS (line);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no');
SELECT max(id) AS before FROM screening \gset
INSERT INTO line_child VALUES (9, 'H20 SXM', 'CN', '2025-05-01', 1);
SELECT count(*) FROM logged WHERE id > :before;
DROP TABLE line_child;
-- Through views, MERGE and writes in WITH it is the table's trigger that counts.
CREATE VIEW public.desk AS SELECT id, item, ship_to, ship_date, qty, license_no FROM line;
INSERT INTO desk VALUES (1, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1');
INSERT INTO desk VALUES (2, 'H20 SXM', 'CN', '2025-05-01', 10, NULL);
MERGE INTO line AS l USING (VALUES (1, 20), (3, 5)) AS v(id, qty) ON l.id = v.id
    WHEN MATCHED THEN UPDATE SET qty = v.qty
    WHEN NOT MATCHED THEN INSERT VALUES (v.id, 'H20 SXM', 'CN', '2025-05-01', v.qty, 'E1');
MERGE INTO line AS l USING (VALUES (3)) AS v(id) ON l.id = v.id WHEN MATCHED THEN DELETE;
WITH w AS (UPDATE line SET qty = qty + 1 RETURNING id, qty) INSERT INTO line SELECT id + 10, 'H20 SXM', 'CN', '2025-05-01', qty, 'E1' FROM w;
SELECT * FROM drawn ORDER BY key, license;
SELECT relation, row_key, action, license_amount FROM logged WHERE id > :before ORDER BY id;
CREATE TRIGGER screen INSTEAD OF INSERT ON desk FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to');
-- INSERT ... ON CONFLICT fires BEFORE INSERT for rows that are not inserted after all.  These leave no trace.
SELECT max(id) AS before FROM screening \gset
\set VERBOSITY terse
INSERT INTO line VALUES (1, 'H20 SXM', 'CN', '2025-05-01', 30, 'E1') ON CONFLICT (id) DO UPDATE SET qty = EXCLUDED.qty;
\set VERBOSITY default
INSERT INTO line VALUES (1, 'H20 SXM', 'CN', '2025-05-01', 5, 'E2') ON CONFLICT (id) DO NOTHING;
SELECT relation, row_key, action, license, license_amount FROM logged WHERE id > :before ORDER BY id;
SELECT * FROM drawn ORDER BY key, license;
-- An AFTER trigger sees what was done, and nothing else.
DROP TRIGGER screen ON line;
CREATE TRIGGER screen AFTER INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no');
SELECT max(id) AS before FROM screening \gset
INSERT INTO line VALUES (1, 'H20 SXM', 'CN', '2025-05-01', 30, 'E1'), (4, 'H20 SXM', 'CN', '2025-05-01', 4, 'E1') ON CONFLICT (id) DO UPDATE SET qty = EXCLUDED.qty;
INSERT INTO line VALUES (1, 'H20 SXM', 'DE', '2025-05-01', 30, 'E1') ON CONFLICT (id) DO NOTHING;
INSERT INTO line VALUES (1, 'H20 SXM', 'CN', '2025-05-01', 99, 'E1') ON CONFLICT (id) DO UPDATE SET qty = EXCLUDED.qty;
SELECT relation, row_key, action, destination, license_amount FROM logged WHERE id > :before ORDER BY id;
SELECT * FROM drawn ORDER BY key, license;
DELETE FROM line;
SELECT count(*) FROM drawn;
DROP VIEW desk;
DROP TABLE line;

-- Triggers in the order of their names: one that fires later may still change the row.  Two of ours on one table use a
-- license once.  A key that a foreign key changes is another order.
CREATE TABLE public.head (no integer PRIMARY KEY);
CREATE TABLE public.line (no integer REFERENCES head ON UPDATE CASCADE ON DELETE CASCADE, n integer, item text, ship_to text, ship_date date, qty integer, license_no text, state text, PRIMARY KEY (no, n));
CREATE FUNCTION public.to_germany() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.ship_to := 'DE'; RETURN NEW; END $$;
CREATE TRIGGER a_change BEFORE INSERT ON line FOR EACH ROW WHEN (NEW.n = 1) EXECUTE FUNCTION to_germany();
CREATE TRIGGER m_screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'outcome=state', 'action=hold');
CREATE TRIGGER n_screen AFTER INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'action=record');
CREATE TRIGGER z_change BEFORE INSERT ON line FOR EACH ROW WHEN (NEW.n = 2) EXECUTE FUNCTION to_germany();
SELECT max(id) AS before FROM screening \gset
INSERT INTO head VALUES (1);
INSERT INTO line SELECT 1, n, 'H20 SXM', 'CN', '2025-05-01', 10, CASE n WHEN 3 THEN 'E1' END FROM generate_series(1, 3) AS n;
SELECT n, ship_to, state FROM line ORDER BY n;
SELECT row_key, action, destination, license_amount FROM logged WHERE id > :before ORDER BY id;
UPDATE head SET no = 2;
SELECT * FROM drawn;
DELETE FROM head;
SELECT count(*) FROM drawn;
SELECT row_key, action FROM logged WHERE id > :before AND row_key LIKE '%/3' ORDER BY id;
-- Where triggers do not fire, nothing is screened, unless the trigger is ENABLE ALWAYS.
INSERT INTO head VALUES (1);
SELECT max(id) AS before FROM screening \gset
SET session_replication_role = replica;
INSERT INTO line VALUES (1, 1, 'H20 SXM', 'CN', '2025-05-01', 10);
ALTER TABLE line ENABLE ALWAYS TRIGGER m_screen;
INSERT INTO line VALUES (1, 2, 'H20 SXM', 'CN', '2025-05-01', 10);
RESET session_replication_role;
SELECT row_key, action FROM logged WHERE id > :before ORDER BY id;
DROP TABLE line, head;
DROP FUNCTION to_germany();
-- Deferred to the end of the transaction.
CREATE TABLE public.line (id integer PRIMARY KEY, item text, ship_to text);
CREATE CONSTRAINT TRIGGER screen AFTER INSERT OR UPDATE OR DELETE ON line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to');
SELECT max(id) AS before FROM screening \gset
BEGIN;
INSERT INTO line VALUES (1, 'H20 SXM', 'DE'), (2, 'H20 SXM', 'KP');
SELECT count(*) FROM logged WHERE id > :before;
COMMIT;
INSERT INTO line VALUES (1, 'H20 SXM', 'DE');
SELECT count(*) FROM logged WHERE id > :before;
DROP TABLE line;

-- Roles.  One that may write orders needs to read what they name, and cannot write the log.
CREATE ROLE regress_clerk;
CREATE TABLE public.line (id integer PRIMARY KEY, owner name DEFAULT current_user, item text, ship_to text, ship_date date, qty integer, license_no text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no');
ALTER TABLE line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON line USING (owner = current_user) WITH CHECK (owner = current_user);
GRANT INSERT ON line TO regress_clerk;
SET ROLE regress_clerk;
INSERT INTO line VALUES (1, DEFAULT, 'H20 SXM', 'DE', '2025-05-01');
RESET ROLE;
GRANT SELECT ON product TO regress_clerk;
SET ROLE regress_clerk;
SELECT nextval('screening_id') AS no_right;
INSERT INTO line VALUES (1, DEFAULT, 'H20 SXM', 'DE', '2025-05-01');
INSERT INTO line VALUES (2, 'postgres', 'H20 SXM', 'DE', '2025-05-01');
INSERT INTO line VALUES (2, DEFAULT, 'H20 SXM', 'CN', '2025-05-01');
INSERT INTO line VALUES (2, DEFAULT, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1');
SELECT count(*) FROM screening;
INSERT INTO screening SELECT * FROM screening;
DELETE FROM screening;
SELECT record_rescreening(1, '2025-01-01', '2025-01-01');
SELECT screen_order();
-- Who may not execute screen_order() may not make a trigger of it.
CREATE TEMPORARY TABLE mine (id integer PRIMARY KEY, item text, ship_to text);
CREATE TRIGGER screen BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to');
RESET ROLE;
GRANT SELECT, UPDATE (note) ON license TO regress_clerk;
GRANT SELECT, INSERT, UPDATE ON license_use, license_total TO regress_clerk;
SET ROLE regress_clerk;
INSERT INTO line VALUES (2, DEFAULT, 'H20 SXM', 'CN', '2025-05-01', 10, 'E1');
RESET ROLE;
SELECT s.row_key, s.action, s.license_amount, s.screened_by = session_user AS by_session FROM screening AS s ORDER BY s.id DESC LIMIT 2;
DELETE FROM line;
DROP TABLE line;
-- Not in a transaction that is read only, either: a temporary table could be written there.
CREATE TEMPORARY TABLE line (id integer PRIMARY KEY, item text, ship_to text);
CREATE TRIGGER screen BEFORE INSERT ON line FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to');
BEGIN READ ONLY;
INSERT INTO line VALUES (1, 'H20 SXM', 'DE');
ROLLBACK;
DROP TABLE line;
DROP OWNED BY regress_clerk;
DROP ROLE regress_clerk;

-- Indexes that a DBA adds to the log find its entries.
CREATE INDEX edge_expression ON screening_default (upper(product)) WHERE action = 'passed';
CREATE INDEX edge_brin ON screening_default USING brin (screened_at);
CREATE INDEX edge_hash ON screening_default USING hash (product);
CREATE INDEX edge_gin ON screening_default USING gin (to_tsvector('simple', product));
CREATE TABLE public.line (id integer PRIMARY KEY, item text, ship_to text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'action=record');
SELECT max(id) AS before FROM screening \gset
INSERT INTO line SELECT i, CASE i % 2 WHEN 0 THEN 'H20 SXM' ELSE 'H2O' END, 'DE' FROM generate_series(1, 1000) AS i;
SET enable_seqscan = off;
EXPLAIN (COSTS off) SELECT count(*) FROM screening_default WHERE upper(product) = 'H20 SXM' AND action = 'passed';
SELECT count(*) FROM screening_default WHERE upper(product) = 'H20 SXM' AND action = 'passed' AND id > :before;
SELECT count(*) FROM screening_default WHERE product = 'H2O' AND id > :before;
SELECT count(*) FROM screening_default WHERE to_tsvector('simple', product) @@ 'h2o' AND id > :before;
SELECT count(*) FROM screening_default WHERE screened_at > now() - interval '1 hour' AND id > :before;
RESET enable_seqscan;
-- One that is made, and one that is gone, after a savepoint was rolled back.
BEGIN;
SAVEPOINT s;
UPDATE line SET ship_to = 'FR' WHERE id = 1;
ROLLBACK TO s;
DROP INDEX edge_hash;
CREATE UNIQUE INDEX edge_unique ON screening_default (id);
UPDATE line SET ship_to = 'FR' WHERE id = 2;
COMMIT;
SET enable_seqscan = off;
SELECT row_key, destination FROM screening_default WHERE id = (SELECT max(id) FROM screening);
RESET enable_seqscan;
DROP INDEX edge_expression, edge_brin, edge_gin, edge_unique;
DROP TABLE line;

-- The session goes on when the extension goes and comes back: what it keeps is of the one that is gone.
BEGIN;
CREATE TABLE public.line (id integer PRIMARY KEY, item text, facts jsonb, ship_to text, ship_date date, qty integer, license_no text, buyer text);
CREATE FUNCTION public.screened() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
        'chip=facts', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'end_user=buyer');
    INSERT INTO export_control.license (id, cap, state) VALUES ('E9', 100, 'issued');
    INSERT INTO export_control.party (id, name, country) VALUES ('edge', 'Buyer', 'CN');
END $$;
SELECT screened();
PREPARE buy AS INSERT INTO line VALUES ($1, 'an item', '{"name": "X", "vendor": "NVIDIA", "datacenter": true, "rates": {"int8": 1000}, "die_area": 814}', 'CN', '2026-05-01', 10, 'E9', 'edge');
EXECUTE buy(1);
SELECT row_key, action FROM logged WHERE license = 'E9';
DROP VIEW drawn, logged;
DROP FUNCTION give_back;
SET client_min_messages = warning;
DROP EXTENSION export_control CASCADE;
CREATE EXTENSION export_control;
SELECT screened();
EXECUTE buy(2);
EXECUTE buy(3);
DELETE FROM line WHERE id = 1;
DELETE FROM line WHERE id = 2;
SELECT row_key, action, headquarters, license_amount, replay(s) IS NOT DISTINCT FROM determination AS same FROM screening AS s ORDER BY id;
SELECT license_balance('E9');
-- A partition of the log that was attached by hand: with the same columns it is one, in another order it is refused.
SAVEPOINT s;
DROP EXTENSION export_control CASCADE;
CREATE EXTENSION export_control;
SELECT screened();
CREATE TABLE export_control.screening_odd (LIKE screening);
ALTER TABLE screening ATTACH PARTITION export_control.screening_odd FOR VALUES FROM (now()) TO (now() + interval '1 hour');
EXECUTE buy(4);
SELECT tableoid::regclass, row_key, action FROM screening;
ALTER TABLE screening DETACH PARTITION export_control.screening_odd;
ALTER TABLE export_control.screening_odd DROP product, ADD product text;
ALTER TABLE screening ATTACH PARTITION export_control.screening_odd FOR VALUES FROM (now()) TO (now() + interval '1 hour');
EXECUTE buy(5);
ROLLBACK TO s;
-- Also when a query could not be prepared, the first time.
SAVEPOINT s;
DROP EXTENSION export_control CASCADE;
CREATE EXTENSION export_control;
SELECT screened();
ALTER TABLE license RENAME scope TO area;
SAVEPOINT t;
\set VERBOSITY terse
EXECUTE buy(4);
\set VERBOSITY default
ROLLBACK TO t;
ALTER TABLE license RENAME area TO scope;
EXECUTE buy(4);
SELECT row_key, action, license_amount FROM screening ORDER BY id;
ROLLBACK;
DROP VIEW drawn, logged;
DROP FUNCTION give_back;
DROP DOMAIN public.part, public.place, public.verdict, public.yes;
