-- Orders that ON CONFLICT drops or updates, and tables of orders that are emptied or dropped.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\set VERBOSITY terse
\pset null '-'
SET client_min_messages = warning;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('OC', 'destination = CN', 'units', 100, '(,)', 'issued'),
    ('OD', 'destination = CN', 'units', 100, '(,)', 'issued'), ('OE', 'destination = CN', 'units', 100, '(,)', 'issued');
CREATE TABLE public.upsert (id int PRIMARY KEY, sku text, ship_to text, units int, lic text, sent boolean, ref text UNIQUE, st outcome, disp text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON upsert FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'quantity=units', 'license=lic', 'closed=sent', 'outcome=st', 'disposition=disp', 'action=hold');
SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'upsert'::regclass ORDER BY tgname COLLATE "C";
CREATE VIEW public.used AS
    SELECT license, regexp_replace(key, '^\d+', 'T') AS key, amount FROM license_use WHERE license IN ('OC', 'OD', 'OE') AND reversed_at IS NULL
     ORDER BY license, key COLLATE "C";
-- ---- DO NOTHING -----------------------------------------------------------------------------------------------------------------
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 60, 'OC', false, 'a') ON CONFLICT DO NOTHING RETURNING id, st, disp;
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 5, 'OD', false, 'b') ON CONFLICT DO NOTHING RETURNING id, st, disp;
INSERT INTO upsert VALUES (2, 'H100 SXM5 80GB', 'CN', 5, 'OD', false, 'a') ON CONFLICT DO NOTHING RETURNING id, st, disp;
-- Within one statement, and with the cap: the third does not suffice, and waits.
INSERT INTO upsert VALUES (3, 'H100 SXM5 80GB', 'CN', 30, 'OC', false, 'c'), (3, 'H100 SXM5 80GB', 'CN', 10, 'OC', false, 'd'),
    (4, 'H100 SXM5 80GB', 'CN', 20, 'OC', false, 'e'), (5, 'H100 SXM5 80GB', 'CN', 10, 'OC', false, 'f')
    ON CONFLICT DO NOTHING RETURNING id, st, disp;
SELECT row_key, action, license, license_amount FROM screening WHERE relation = 'public.upsert' ORDER BY id;
SELECT * FROM used;
-- ---- DO UPDATE: an upsert of an order that has drawn changes it --------------------------------------------------------------------
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 50, 'OC', false, 'a'), (4, 'H100 SXM5 80GB', 'CN', 10, 'OC', false, 'e'),
    (6, 'L4', 'UK', 1, NULL, false, 'g')
    ON CONFLICT (id) DO UPDATE SET units = excluded.units RETURNING id, units, st, disp;
SELECT row_key, action, license_amount FROM screening WHERE relation = 'public.upsert' ORDER BY id DESC LIMIT 3;
SELECT * FROM used;
-- One that has shipped is not refused for a row that is dropped, and not opened by one that is not.
UPDATE upsert SET sent = true WHERE id = 1;
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 50, 'OC', false, 'z') ON CONFLICT DO NOTHING;
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 50, 'OC', false, 'z') ON CONFLICT (id) DO UPDATE SET sent = excluded.sent;
INSERT INTO upsert VALUES (1, 'H100 SXM5 80GB', 'CN', 50, 'OC', false, 'z');
-- ---- subtransactions, and rows that a later trigger drops or renames ----------------------------------------------------------------
BEGIN;
SAVEPOINT a;
INSERT INTO upsert VALUES (20, 'L4', 'DE', 1, NULL, false, 'h');
SAVEPOINT b;
INSERT INTO upsert VALUES (21, 'L4', 'DE', 1, NULL, false, 'i');
RELEASE b;
INSERT INTO upsert VALUES (22, 'L4', 'DE', NULL, NULL, false, 'a');
ROLLBACK TO a;
INSERT INTO upsert VALUES (23, 'L4', 'DE', 1, NULL, false, 'j');
COMMIT;
CREATE FUNCTION public.meddle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ref = 'drop' THEN
        RETURN NULL;
    ELSIF NEW.ref = 'rename' THEN
        NEW.id := NEW.id + 1000;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zzz BEFORE INSERT ON upsert FOR EACH ROW EXECUTE FUNCTION meddle();
INSERT INTO upsert VALUES (30, 'L4', 'DE', 1, NULL, false, 'drop');
\echo :SQLSTATE
INSERT INTO upsert VALUES (30, 'L4', 'DE', 1, NULL, false, 'rename');
DO $$
BEGIN
    INSERT INTO upsert VALUES (31, 'L4', 'DE', 1, NULL, false, 'drop');
    RAISE EXCEPTION 'undone';
EXCEPTION WHEN raise_exception THEN
    INSERT INTO upsert VALUES (32, 'L4', 'DE', 1, NULL, false, 'k');
END $$;
DROP TRIGGER zzz ON upsert;
SELECT id, disp FROM upsert WHERE id > 20 ORDER BY id;
SELECT count(*) FROM screening WHERE relation = 'public.upsert' AND row_key::int > 20;
-- ---- a generated column that is unique, an exclusion, and a partitioned table --------------------------------------------------------
CREATE TABLE public.derived (id int PRIMARY KEY, item text, ship_to text, twice int GENERATED ALWAYS AS (id / 10) STORED UNIQUE, span int4range,
    EXCLUDE USING gist (span WITH &&));
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON derived FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=ship_to');
INSERT INTO derived (id, item, ship_to, span) VALUES (10, 'EAR99', 'DE', '[1,5)'), (11, 'EAR99', 'DE', '[5,9)'), (20, 'EAR99', 'DE', '[4,6)'),
    (30, 'EAR99', 'DE', '[6,7)') ON CONFLICT DO NOTHING RETURNING id;
SELECT row_key FROM screening WHERE relation = 'public.derived' ORDER BY id;
CREATE TABLE public.area (id int, area int, item text, ship_to text, units int, lic text, PRIMARY KEY (id, area)) PARTITION BY LIST (area);
CREATE TABLE public.area_1 PARTITION OF area FOR VALUES IN (1);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON area FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'quantity=units', 'license=lic');
CREATE TABLE public.area_2 PARTITION OF area FOR VALUES IN (2);
CREATE TABLE public.area_3 (LIKE area INCLUDING ALL);
ALTER TABLE area ATTACH PARTITION area_3 FOR VALUES IN (3);
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'area%' ORDER BY tgrelid, tgname COLLATE "C";
INSERT INTO area SELECT n, n % 3 + 1, 'H100 SXM5 80GB', 'CN', 1, 'OD' FROM generate_series(1, 9) AS n ON CONFLICT DO NOTHING;
INSERT INTO area SELECT n, n % 3 + 1, 'H100 SXM5 80GB', 'CN', 1, 'OE' FROM generate_series(7, 10) AS n ON CONFLICT DO NOTHING;
SELECT license, count(*) FROM used GROUP BY license ORDER BY license;
UPDATE area SET area = 1 WHERE id = 10;
SELECT license, count(*) FROM used GROUP BY license ORDER BY license;
-- ---- the replica role -------------------------------------------------------------------------------------------------------------------
SET session_replication_role = replica;
INSERT INTO upsert VALUES (40, 'L4', 'DE', 1, NULL, false, 'l');
RESET session_replication_role;
ALTER TABLE upsert ENABLE ALWAYS TRIGGER zz;
SET session_replication_role = replica;
INSERT INTO upsert VALUES (41, 'L4', 'DE', 1, NULL, false, 'm'), (41, 'L4', 'DE', 1, NULL, false, 'm') ON CONFLICT DO NOTHING;
RESET session_replication_role;
ALTER TABLE upsert DISABLE TRIGGER zz;
INSERT INTO upsert VALUES (42, 'L4', 'DE', 1, NULL, false, 'n'), (42, 'L4', 'DE', 1, NULL, false, 'n') ON CONFLICT DO NOTHING;
ALTER TABLE upsert ENABLE TRIGGER zz;
SELECT row_key, count(*) FROM screening WHERE relation = 'public.upsert' AND row_key IN ('40', '41', '42') GROUP BY row_key;
-- ---- TRUNCATE: what is open gives back, what has shipped does not ---------------------------------------------------------------------
SELECT * FROM used WHERE license = 'OC';
TRUNCATE upsert;
SELECT * FROM used WHERE license = 'OC';
SELECT row_key, action FROM screening WHERE relation = 'public.upsert' AND action = 'cancelled' ORDER BY row_key::int;
TRUNCATE area_3;
SELECT count(*) FROM used WHERE license = 'OD';
TRUNCATE area;
SELECT * FROM used;
SELECT count(*) FROM open_order WHERE relation ~ 'upsert|area';
-- A table that refers to it, by CASCADE.
CREATE TABLE public.head (id int PRIMARY KEY);
CREATE TABLE public.child (id int PRIMARY KEY REFERENCES head, item text, ship_to text, units int, lic text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON child FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'quantity=units', 'license=lic');
INSERT INTO head VALUES (1);
INSERT INTO child VALUES (1, 'H100 SXM5 80GB', 'CN', 7, 'OD');
BEGIN;
TRUNCATE head CASCADE;
SELECT license_balance('OD');
ROLLBACK;
SELECT license_balance('OD');
-- ---- DROP: not with open orders that have drawn ----------------------------------------------------------------------------------------
\set VERBOSITY default
DROP TABLE child;
\set VERBOSITY terse
\echo :SQLSTATE
INSERT INTO area VALUES (1, 1, 'H100 SXM5 80GB', 'CN', 1, 'OD'), (2, 2, 'H100 SXM5 80GB', 'CN', 1, 'OD'), (3, 3, 'L4', 'DE', 1, NULL);
-- The orders of the other partitions are not in question, nor are those of one that is detached.
DROP TABLE area_3;
DROP TABLE area_1;
ALTER TABLE area DETACH PARTITION area_2;
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON area_2 FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'quantity=units', 'license=lic');
DROP TABLE area;
DELETE FROM area_1;
DROP TABLE area;
DROP TABLE area_2;
TRUNCATE area_2;
DROP TABLE area_2;
-- What has shipped is on record without its table; and the schema does not go with what is open.
CREATE SCHEMA shop;
CREATE TABLE shop.goods (id int PRIMARY KEY, item text, ship_to text, units int, lic text, sent boolean);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON shop.goods FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'quantity=units', 'license=lic', 'closed=sent');
INSERT INTO shop.goods VALUES (1, 'H100 SXM5 80GB', 'CN', 7, 'OD');
DROP SCHEMA shop CASCADE;
UPDATE shop.goods SET sent = true;
DROP SCHEMA shop CASCADE;
TRUNCATE child;
-- The triggers beside the table's own go with it.
DROP TRIGGER zz ON upsert;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'upsert'::regclass;
CREATE TABLE public.half (id int, item text, ship_to text, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE public.half_1 PARTITION OF half FOR VALUES FROM (0) TO (10);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON half FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=ship_to');
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'half%' ORDER BY tgrelid, tgname COLLATE "C";
ALTER TABLE half DETACH PARTITION half_1;
ALTER TABLE half ATTACH PARTITION half_1 FOR VALUES FROM (0) TO (10);
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'half%' ORDER BY tgrelid, tgname COLLATE "C";
DROP TRIGGER zz ON half;
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'half%';
DROP TABLE half;
DROP TABLE head, child, upsert, derived;
DROP VIEW used;
DROP FUNCTION meddle();
