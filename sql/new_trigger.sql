-- The event trigger that looks at new triggers: those of screen_order() it checks, and to all
-- others it does no harm.
\set VERBOSITY terse
SET client_min_messages = warning;
SET search_path = public, export_control;
CREATE ROLE new_trigger_stranger;
CREATE SCHEMA elsewhere AUTHORIZATION new_trigger_stranger;
\set ours 'FOR EACH ROW EXECUTE FUNCTION export_control.screen_order'
\set theirs 'FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()'

-- ---- whoever has no right to the schema ---------------------------------------------------------

BEGIN;
REVOKE USAGE ON SCHEMA export_control FROM PUBLIC;
SET LOCAL ROLE new_trigger_stranger;
CREATE TABLE elsewhere.plain (id integer);
CREATE TRIGGER a BEFORE UPDATE ON elsewhere.plain :theirs;
CREATE OR REPLACE TRIGGER a BEFORE UPDATE ON elsewhere.plain :theirs;
-- on a partitioned table, of which partitions get triggers later: made, attached, and made of an
-- attached one's
CREATE TABLE elsewhere.parts (id integer, area integer) PARTITION BY LIST (area);
CREATE TRIGGER a BEFORE UPDATE ON elsewhere.parts :theirs;
CREATE TABLE elsewhere.part_1 PARTITION OF elsewhere.parts FOR VALUES IN (1);
CREATE TABLE elsewhere.part_2 (area integer, id integer) PARTITION BY RANGE (id);
ALTER TABLE elsewhere.parts ATTACH PARTITION elsewhere.part_2 FOR VALUES IN (2);
CREATE TABLE elsewhere.part_2_1 PARTITION OF elsewhere.part_2 DEFAULT;
SELECT t.tgrelid::regclass, t.tgname
  FROM pg_trigger AS t WHERE t.tgrelid::regclass::text LIKE 'elsewhere.%' ORDER BY 1;
ROLLBACK;

-- ---- a library that is not there ----------------------------------------------------------------

BEGIN;
CREATE TABLE elsewhere.orders (id integer PRIMARY KEY, item eccn, place country)
    PARTITION BY RANGE (id);
CREATE TRIGGER zz_screen BEFORE INSERT ON elsewhere.orders
    :ours ('eccn=item', 'destination=place', 'action=record');
UPDATE pg_proc SET probin = '/none/such' WHERE probin = 'export_control';
CREATE TABLE elsewhere.plain (id integer);
CREATE TRIGGER a BEFORE UPDATE ON elsewhere.plain :theirs;
CREATE CONSTRAINT TRIGGER b AFTER UPDATE ON elsewhere.plain :theirs;
-- a trigger of ours is carried over to a partition without being called
CREATE TABLE elsewhere.orders_1 PARTITION OF elsewhere.orders FOR VALUES FROM (0) TO (10);
-- but none is made that cannot be checked
SAVEPOINT unchecked;
CREATE TRIGGER zz_screen_again BEFORE INSERT ON elsewhere.orders_1
    :ours ('eccn=item', 'destination=place', 'action=record');
ROLLBACK TO unchecked;
CREATE TRIGGER zz_other BEFORE UPDATE ON elsewhere.orders_1 :theirs;
-- leaving the extension takes no library
DROP EXTENSION export_control CASCADE;
CREATE TRIGGER c BEFORE UPDATE ON elsewhere.plain :theirs;
SELECT evtname FROM pg_event_trigger;
ROLLBACK;

-- ---- ours are checked, on whatever table --------------------------------------------------------

CREATE TABLE elsewhere.orders (id integer, item eccn, place country, PRIMARY KEY (id))
    PARTITION BY RANGE (id);
CREATE TRIGGER zz_screen BEFORE INSERT ON elsewhere.orders
    :ours ('eccn=item', 'destination=plaice', 'action=record');
CREATE TRIGGER zz_screen BEFORE INSERT ON elsewhere.orders
    :ours ('eccn=item', 'destination=place', 'action=record');
CREATE TABLE elsewhere.orders_1 PARTITION OF elsewhere.orders FOR VALUES FROM (0) TO (10);
-- one that has its columns in another order, and a key of its own
CREATE TABLE elsewhere.orders_2 (place country, id integer NOT NULL PRIMARY KEY, item eccn)
    PARTITION BY RANGE (id);
CREATE TABLE elsewhere.orders_2_1 PARTITION OF elsewhere.orders_2 DEFAULT;
ALTER TABLE elsewhere.orders ATTACH PARTITION elsewhere.orders_2 FOR VALUES FROM (10) TO (20);
INSERT INTO elsewhere.orders VALUES (1, '3A090.a', 'CN'), (11, 'EAR99', 'DE');
SELECT s.relation, s.row_key, s.eccn, s.destination, (s.determination).outcome
  FROM screening AS s WHERE s.relation LIKE 'elsewhere.%' ORDER BY s.row_key;
-- what no trigger screens is said, until one does
CREATE TABLE elsewhere.partly (id integer PRIMARY KEY, item eccn, place country);
\set VERBOSITY default
CREATE TRIGGER a BEFORE INSERT OR UPDATE OF item ON elsewhere.partly :ours ('eccn=item', 'destination=place');
\set VERBOSITY terse
CREATE TRIGGER b BEFORE UPDATE OR DELETE ON elsewhere.partly
    FOR EACH ROW WHEN (OLD.id > 0) EXECUTE FUNCTION export_control.screen_order('eccn=item', 'destination=place');
CREATE TRIGGER c BEFORE UPDATE OR DELETE ON elsewhere.partly :ours ('eccn=item', 'destination=place');
-- several in one statement, one of them wrong
CREATE SCHEMA several
    CREATE TABLE t (id integer PRIMARY KEY, item eccn)
    CREATE TRIGGER a BEFORE UPDATE ON t
        FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
    CREATE TRIGGER zz_screen BEFORE INSERT ON t
        FOR EACH ROW EXECUTE FUNCTION export_control.screen_order('eccn=item');

-- a trigger of another function gives its table no id, which every restore would ask for
CREATE TABLE elsewhere.mine (id integer PRIMARY KEY, item eccn, place country);
CREATE FUNCTION elsewhere.screen_order() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON elsewhere.mine
    FOR EACH ROW EXECUTE FUNCTION elsewhere.screen_order('eccn=item', 'destination=place');
SELECT check_screen_order(tgrelid, oid) FROM pg_trigger WHERE tgname = 'zz_screen' AND tgrelid = 'elsewhere.mine'::regclass;
SELECT count(*) FROM order_table WHERE relation = 'elsewhere.mine'::regclass;
DROP SCHEMA elsewhere CASCADE;
DROP ROLE new_trigger_stranger;
