-- An order is known by its table and its key: whatever the table is called, whatever becomes of the row, and whoever comes with
-- that key again.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE VIEW public.drawn AS
    SELECT l.id AS license, coalesce(sum(u.amount), 0) AS drawn, count(u.key) AS uses
      FROM license AS l LEFT JOIN license_use AS u ON u.license = l.id AND u.reversed_at IS NULL
     WHERE l.id LIKE 'K_' GROUP BY l.id ORDER BY l.id;
-- Each order that was closed, once: what it shipped under a license.
CREATE VIEW public.shipped AS
    SELECT o.license, count(*) AS orders, sum(o.license_amount) AS amount
      FROM (SELECT DISTINCT ON (order_table, row_key) * FROM screening WHERE action = 'closed' AND license LIKE 'K_' ORDER BY order_table, row_key, id DESC) AS o
     GROUP BY o.license ORDER BY o.license;
INSERT INTO license (id, cap, state) VALUES ('K1', 10, 'issued'), ('K2', 10, 'issued'), ('K3', 100, 'issued');

-- ---- what has shipped does not come back -----------------------------------------------------------------------------

CREATE TABLE public.line (id integer PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01',
    qty numeric DEFAULT 8, license_no text DEFAULT 'K1', shipped boolean DEFAULT false, off boolean DEFAULT false, state outcome, reason text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'closed=shipped', 'cancelled=off',
    'outcome=state', 'disposition=reason');
INSERT INTO line (id) VALUES (1);
UPDATE line SET shipped = true WHERE id = 1 RETURNING reason;
DELETE FROM line WHERE id = 1;
INSERT INTO line (id) VALUES (1);
\set VERBOSITY terse
INSERT INTO line (id, license_no) VALUES (1, 'K2');
INSERT INTO line (id, shipped) VALUES (1, true);
INSERT INTO line (id, ship_to) VALUES (1, 'DE');
INSERT INTO line (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET qty = 1;
COPY line (id) FROM stdin;
1
\.
INSERT INTO line (id, license_no) VALUES (2, 'K2');
UPDATE line SET id = 1 WHERE id = 2;
MERGE INTO line AS l USING (VALUES (1)) AS v(id) ON l.id = v.id WHEN NOT MATCHED THEN INSERT (id) VALUES (v.id);
SELECT * FROM drawn;
-- Neither does what is shipped and deleted in one transaction, in one statement, or rolled back to where it was not.
BEGIN;
UPDATE line SET shipped = true WHERE id = 2;
DELETE FROM line WHERE id = 2;
SAVEPOINT s;
INSERT INTO line (id, license_no) VALUES (2, 'K3');
ROLLBACK TO s;
INSERT INTO line (id, license_no) VALUES (3, 'K3');
SAVEPOINT s;
UPDATE line SET shipped = true WHERE id = 3;
DELETE FROM line WHERE id = 3;
ROLLBACK TO s;
UPDATE line SET shipped = true WHERE id = 3 RETURNING reason;
COMMIT;
WITH gone AS (DELETE FROM line WHERE id = 3 RETURNING id) INSERT INTO line (id, license_no) SELECT id, 'K3' FROM gone;
DELETE FROM line WHERE id = 3;
INSERT INTO line (id, license_no) VALUES (3, 'K3');
-- What has shipped without a license has shipped, too.
INSERT INTO line (id, ship_to, shipped) VALUES (4, 'DE', true) RETURNING reason;
DELETE FROM line WHERE id = 4;
INSERT INTO line (id, ship_to) VALUES (4, 'DE');
-- An order that was given up, or deleted, before it shipped may come again, and ships once.
INSERT INTO line (id, license_no) VALUES (5, 'K3');
UPDATE line SET off = true WHERE id = 5;
UPDATE line SET off = false WHERE id = 5 RETURNING reason;
DELETE FROM line WHERE id = 5;
INSERT INTO line (id, license_no) VALUES (5, 'K3') RETURNING reason;
UPDATE line SET shipped = true WHERE id = 5 RETURNING reason;
UPDATE line SET state = NULL WHERE id = 5 RETURNING state, reason;
UPDATE line SET off = true WHERE id = 5 RETURNING reason;
DELETE FROM line;
INSERT INTO line (id, license_no) VALUES (5, 'K3');
SELECT * FROM drawn;
SELECT * FROM shipped;
-- What stands in the ledger under an order's key, and is not the order's, is not shared.
INSERT INTO line (id, license_no) VALUES (6, 'K3');
ALTER TABLE line DISABLE TRIGGER "!truncate screen";
TRUNCATE line;
INSERT INTO line (id, license_no) VALUES (6, 'K3');
SELECT id AS line FROM order_table WHERE relation = 'line'::regclass \gset
SELECT reverse_use('K3', :line || ' 6');
INSERT INTO line (id, license_no) VALUES (6, 'K3') RETURNING reason;
SELECT use_license('K3', :line || ' 7', 8, NULL, '2025-05-01');
INSERT INTO line (id, ship_to, license_no) VALUES (7, 'DE', 'K2') RETURNING reason;
UPDATE line SET ship_to = 'CN', license_no = 'K3' WHERE id = 7;
SELECT reverse_use('K3', :line || ' 7');
DELETE FROM line;
SELECT * FROM drawn;

-- ---- amounts that are none -------------------------------------------------------------------------------------------

CREATE FUNCTION pg_temp.sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN '00000';
EXCEPTION WHEN OTHERS THEN
    RETURN sqlstate || ' ' || sqlerrm;
END
$$;
SELECT amount, pg_temp.sqlstate_of(format('INSERT INTO line (id, qty, license_no) VALUES (10, %L, ''K3'')', amount)) AS blocked
  FROM unnest(ARRAY['NaN', 'Infinity', '-Infinity', '-8', '0', NULL, '1e131071', '-1e131071']) AS amount;
SELECT day, pg_temp.sqlstate_of(format('INSERT INTO line (id, ship_date, license_no) VALUES (10, %L, ''K3'')', day)) AS blocked
  FROM unnest('{infinity,-infinity,NULL}'::text[]) AS day;
\set VERBOSITY default
INSERT INTO line (id, qty, license_no) VALUES (10, 'NaN', 'K3');
\set VERBOSITY terse
-- Held, and not closed.
INSERT INTO license (id, metric, cap, per, state) VALUES ('K4', 'tpp', 1000000, 'consignee_year', 'issued');
CREATE TABLE public.held (id integer PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01',
    qty float8, buyer text, tpp float8, license_no text DEFAULT 'K4', shipped boolean DEFAULT false, state outcome, reason text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON held FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'consignee=buyer', 'license=license_no', 'closed=shipped',
    'outcome=state', 'disposition=reason', 'action=hold');
INSERT INTO held (id, qty, buyer) VALUES (1, 'NaN', 'a'), (2, 'Infinity', 'a'), (3, -1, 'a'), (4, 0, 'a'), (5, NULL, 'a'), (6, 1, NULL), (7, 1, ' '), (8, 1, 'a'), (9, 1e308, 'a')
RETURNING id, state, reason;
SELECT s.row_key, left(s.quantity::text, 9) AS quantity, s.license_fault, s.shipment FROM screening AS s WHERE s.relation = 'public.held' ORDER BY s.id;
UPDATE held SET shipped = true WHERE id = 1;
UPDATE held SET shipped = true WHERE id = 6;
-- TPP that was shipped to the consignee, and cannot have been, is unknown.
CREATE TRIGGER screen_tpp BEFORE INSERT ON held FOR EACH ROW WHEN (NEW.tpp IS NOT NULL) EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'consignee_tpp=tpp', 'license=license_no', 'closed=shipped', 'outcome=state', 'action=hold');
INSERT INTO held (id, tpp, license_no) VALUES (11, 'NaN', NULL), (12, '-Infinity', NULL), (13, -1, NULL), (14, 'Infinity', NULL), (15, 0, NULL);
SELECT s.row_key, s.shipment FROM screening AS s WHERE s.relation = 'public.held' AND s.row_key > '10' AND s.quantity IS NULL ORDER BY s.id DESC LIMIT 5;
TRUNCATE held;
DROP TABLE held;

-- ---- keys that are not one order's -----------------------------------------------------------------------------------

CREATE TABLE public.part (id integer, line integer, note text, item text, ship_to text, PRIMARY KEY (id, line));
\set create_trigger 'CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON part FOR EACH ROW EXECUTE FUNCTION screen_order(''product=item'', ''destination=ship_to'''
\set VERBOSITY default
:create_trigger, 'order=id');
\set VERBOSITY terse
:create_trigger, 'order=line,note');
CREATE UNIQUE INDEX part_where ON part (id) WHERE line > 0;
:create_trigger, 'order=id');
CREATE UNIQUE INDEX part_expression ON part ((id + 0));
:create_trigger, 'order=id');
ALTER TABLE part ADD CONSTRAINT part_late UNIQUE (id) DEFERRABLE;
:create_trigger, 'order=id');
ALTER TABLE part ADD CONSTRAINT part_gist EXCLUDE USING btree (id WITH =);
:create_trigger, 'order=id');
CREATE INDEX part_id ON part (id) INCLUDE (line);
:create_trigger, 'order=id');
-- More columns than make it unique are one order's; a NULL among them is refused for each row.
CREATE UNIQUE INDEX part_note ON part (note);
:create_trigger, 'order=id,note');
INSERT INTO part VALUES (1, 1, NULL, 'H20 SXM', 'DE');
INSERT INTO part VALUES (1, 1, 'a', 'H20 SXM', 'DE');
-- The index goes: so do orders.  It comes back.
DROP INDEX part_note;
INSERT INTO part VALUES (1, 2, 'b', 'H20 SXM', 'DE');
CREATE UNIQUE INDEX part_note ON part (id, note);
INSERT INTO part VALUES (2, 2, 'b', 'H20 SXM', 'DE');
DROP TABLE part;
-- A primary key that is looked at late.
CREATE TABLE public.part (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, item text, ship_to text);
:create_trigger);
DROP TABLE part;
-- An index of one partition says nothing of another.
CREATE TABLE public.part (id integer, region text, item text, ship_to text) PARTITION BY LIST (region);
CREATE TABLE public.part_a PARTITION OF part (PRIMARY KEY (id)) FOR VALUES IN ('a');
:create_trigger, 'order=id');
CREATE TRIGGER screen BEFORE INSERT ON part_a FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to');
ALTER TABLE part ADD UNIQUE (region, id);
:create_trigger, 'order=id');
:create_trigger, 'order=id,region');
DROP TABLE part;

-- ---- whatever the table is called ------------------------------------------------------------------------------------

INSERT INTO line (id, license_no) VALUES (20, 'K3'), (21, 'K3'), (22, 'K3'), (23, 'K3');
UPDATE line SET shipped = true WHERE id = 23;
ALTER TABLE line RENAME TO "li""ne";
CREATE SCHEMA regress_moved;
ALTER TABLE "li""ne" SET SCHEMA regress_moved;
SELECT relation, row_key, action, license_amount FROM open_order WHERE license = 'K3' ORDER BY id;
UPDATE regress_moved."li""ne" SET qty = 3 WHERE id = 20;
DELETE FROM regress_moved."li""ne" WHERE id IN (21, 23);
INSERT INTO regress_moved."li""ne" (id, license_no) VALUES (23, 'K3');
SELECT relation, row_key, action, license_amount FROM open_order WHERE license = 'K3' ORDER BY id;
SELECT id = :line AS same FROM order_table WHERE relation = 'regress_moved."li""ne"'::regclass;
-- rescreen() and impacted_orders() know it by what it is called now.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation) VALUES ('KEYS', 'prohibition', 1, 'destination = CN', 'KEYS', 'x', 'x');
SELECT relation, row_key, (becomes).outcome FROM impacted_orders() WHERE row_key IN ('20', '22') ORDER BY row_key;
SELECT publish('x') > 0 AS published;
SELECT relation, row_key, (becomes).outcome FROM rescreen('regress_moved."li""ne"') ORDER BY row_key;
ROLLBACK;
-- A new table that takes its old name is another, with orders of its own.
CREATE TABLE public.line (LIKE regress_moved."li""ne" INCLUDING ALL);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'closed=shipped', 'cancelled=off',
    'outcome=state', 'disposition=reason');
SELECT * FROM drawn WHERE license = 'K3';
INSERT INTO line (id, license_no) VALUES (20, 'K3'), (23, 'K3') RETURNING id, reason;
SELECT * FROM drawn WHERE license = 'K3';
SELECT relation, row_key, license_amount FROM open_order WHERE license = 'K3' ORDER BY id;
DELETE FROM regress_moved."li""ne";
SELECT * FROM drawn WHERE license = 'K3';
-- A table that has open orders which have drawn is not dropped; whatever is made under the name of one that is, is another table.
DROP TABLE line;
TRUNCATE line;
DROP TABLE line;
SELECT relation, row_key, license_amount FROM open_order WHERE license = 'K3' ORDER BY id;
SELECT * FROM drawn WHERE license = 'K3';
CREATE TABLE public.line (LIKE regress_moved."li""ne" INCLUDING ALL);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'closed=shipped');
INSERT INTO line (id, license_no) VALUES (20, 'K3') RETURNING id;
SELECT relation, row_key, count(*), count(DISTINCT order_table) AS tables FROM open_order WHERE license = 'K3' AND row_key = '20' GROUP BY 1, 2;
SELECT count(*) AS without_a_table FROM order_table AS o WHERE NOT EXISTS (SELECT FROM pg_class AS c WHERE c.oid = o.relation);
DELETE FROM line;
DROP TABLE line, regress_moved."li""ne";
DROP SCHEMA regress_moved;

-- Partitions are one order table, also when they are detached, and attached again.
CREATE TABLE public.line (region text, id integer, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01',
    qty integer DEFAULT 5, license_no text DEFAULT 'K2', shipped boolean, PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE public.line_a PARTITION OF line FOR VALUES IN ('a');
CREATE TABLE public.line_b PARTITION OF line FOR VALUES IN ('b') PARTITION BY LIST (region);
CREATE TABLE public.line_b1 PARTITION OF line_b FOR VALUES IN ('b');
UPDATE license SET cap = 100 WHERE id = 'K2';
\set arguments '''product=item'', ''destination=ship_to'', ''as_of=ship_date'', ''quantity=qty'', ''license=license_no'', ''closed=shipped'');'
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(:arguments
SELECT drawn AS before FROM drawn WHERE license = 'K2' \gset
INSERT INTO line (region, id) VALUES ('a', 1), ('b', 2);
INSERT INTO line_b1 (region, id) VALUES ('b', 3);
SELECT o.relation, o.part_of = r.id AS of_line FROM order_table AS o, order_table AS r WHERE o.relation::text LIKE 'line%' AND r.relation = 'line'::regclass ORDER BY 1;
SELECT count(*), sum(license_amount) FROM open_order WHERE order_table = (SELECT id FROM order_table WHERE relation = 'line'::regclass);
-- A row that moves is cancelled there and comes here, once; what has shipped does not move to where it would be new.
SELECT max(id) AS last FROM screening \gset
UPDATE line SET region = 'b', qty = 6 WHERE id = 1;
SELECT row_key, action, license_amount FROM screening WHERE id > :last ORDER BY id;
UPDATE line SET shipped = true WHERE id = 1;
UPDATE line SET region = 'a' WHERE id = 1;
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
ALTER TABLE line DETACH PARTITION line_b;
SELECT relation, row_key FROM open_order WHERE license = 'K2' AND license_amount > 0 ORDER BY id;
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line_b FOR EACH ROW EXECUTE FUNCTION screen_order(:arguments
UPDATE line_b SET qty = 4 WHERE id = 2;
DELETE FROM line_b WHERE id IN (1, 3);
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
INSERT INTO line_b (region, id) VALUES ('b', 1);
-- Its successor is the same order table still.
CREATE TABLE public.line_c PARTITION OF line FOR VALUES IN ('b');
INSERT INTO line (region, id) VALUES ('b', 1);
INSERT INTO line (region, id) VALUES ('b', 2);
DROP TABLE line_c;
DROP TRIGGER screen ON line_b;
ALTER TABLE line ATTACH PARTITION line_b FOR VALUES IN ('b');
UPDATE line SET qty = 7 WHERE id = 2;
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
-- A table with orders of its own, attached: they stay what they are.
CREATE TABLE public.line_d (LIKE line INCLUDING ALL);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON line_d FOR EACH ROW EXECUTE FUNCTION screen_order(:arguments
INSERT INTO line_d (region, id) VALUES ('d', 1), ('d', 2);
UPDATE line_d SET shipped = true WHERE id = 1;
DROP TRIGGER screen ON line_d;
ALTER TABLE line ATTACH PARTITION line_d FOR VALUES IN ('d');
UPDATE line SET qty = 1 WHERE region = 'd' AND id = 2;
DELETE FROM line WHERE region = 'd' AND id = 1;
INSERT INTO line (region, id) VALUES ('d', 1);
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
SELECT relation, row_key, license_amount FROM open_order WHERE license = 'K2' AND relation LIKE 'public.line%' ORDER BY id;
DELETE FROM line;
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
DROP TABLE line;
-- Two triggers, one BEFORE and one AFTER, are one screening, also of what ships at once.
CREATE TABLE public.line (id integer PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01',
    qty integer DEFAULT 1, license_no text DEFAULT 'K2', shipped boolean);
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(:arguments
CREATE TRIGGER b AFTER INSERT OR UPDATE OR DELETE ON line FOR EACH ROW EXECUTE FUNCTION screen_order(:arguments
SELECT drawn AS before FROM drawn WHERE license = 'K2' \gset
INSERT INTO line (id, shipped) VALUES (1, true), (2, NULL);
UPDATE line SET shipped = true, license_no = 'K3' WHERE id = 2;
UPDATE line SET item = 'H20 SXM' WHERE id = 1;
SELECT drawn - :before AS drawn FROM drawn WHERE license = 'K2';
DELETE FROM line;
INSERT INTO line (id) VALUES (1);
INSERT INTO line (id) VALUES (2);
DROP TABLE line;

-- ---- who may write these tables --------------------------------------------------------------------------------------

INSERT INTO shipped_order SELECT * FROM shipped_order LIMIT 1;
UPDATE order_table SET relation = 'product';
DELETE FROM order_table;
TRUNCATE order_table;
UPDATE shipped_order SET row_key = 'x';
DELETE FROM shipped_order;
TRUNCATE shipped_order;
-- Indexes that a DBA adds find their rows.
CREATE INDEX regress_expression ON shipped_order (upper(row_key)) WHERE order_table > 0;
CREATE TABLE public.line (id text PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean DEFAULT true);
CREATE TRIGGER screen BEFORE INSERT ON line FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'closed=shipped');
INSERT INTO line (id) VALUES ('added');
SET enable_seqscan = off;
SELECT row_key FROM shipped_order WHERE upper(row_key) = 'ADDED' AND order_table > 0;
RESET enable_seqscan;
DROP INDEX regress_expression;
DROP TABLE line;
DROP VIEW drawn, shipped;
