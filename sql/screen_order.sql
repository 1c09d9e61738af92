-- The trigger that screens orders: what it lets in, holds and refuses, and what it writes down.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never

-- Its arguments are checked when the trigger is created.
CREATE TABLE public.sale (
    order_id integer, line integer, item chip, sku text, maker text, ship_to country, ship_date date, parent country, usage text,
    end_user text, qty integer, amount numeric(12, 2), license_no varchar(20), export_status outcome, disposition screening_action,
    cancelled boolean, shipped_on date, twice numeric GENERATED ALWAYS AS (qty * 2) STORED
);
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to');
ALTER TABLE public.sale ADD PRIMARY KEY (order_id, line);
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order();
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'product=sku', 'destination=ship_to');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'vendor=maker', 'destination=ship_to');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=shipto');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destinaton=ship_to');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=qty');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'outcome=qty');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'quantity=twice');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'order');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'chip=item');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'action=stop');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'action=hold');
CREATE TRIGGER t AFTER INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to', 'outcome=export_status');
CREATE TRIGGER t BEFORE INSERT ON sale FOR EACH STATEMENT EXECUTE FUNCTION screen_order('chip=item', 'destination=ship_to');
SELECT screen_order();
SELECT tgname FROM pg_trigger WHERE tgrelid = 'sale'::regclass;

-- Blocking.  The story of the H20: free in 2024, a license from April 2025 on.
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'vendor=maker', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'value=amount', 'license=license_no',
    'outcome=export_status', 'disposition=disposition', 'cancelled=cancelled', 'closed=shipped_on', 'action=block');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, amount) VALUES (1, 1, 'H20 SXM', 'CN', '2024-06-01', 10, 120000)
RETURNING order_id, export_status, disposition;
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty) VALUES (2, 1, 'H20 SXM', 'CN', '2025-05-01', 10);
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty) VALUES (2, 1, 'H20 SXM', 'HK', '2025-05-01', 10);
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty) VALUES (2, 1, 'H200 SXM', 'DE', '2026-05-01', 10)
RETURNING order_id, export_status, disposition;
-- An outcome written in by hand: the trigger writes what it finds.
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, export_status) VALUES (3, 1, 'GeForce RTX 4090', 'CN', '2026-05-01', 1, 'no_license_required')
RETURNING order_id, export_status, disposition;
-- Unknowns are never a no: a product that is not known, a name that two vendors have, no date, no destination.
INSERT INTO sale (order_id, line, sku, ship_to, ship_date) VALUES (4, 1, 'H2O', 'DE', '2026-05-01');
INSERT INTO product (vendor, name, chip, sources) VALUES ('ACME', 'H20 SXM', '{"vendor": "ACME"}', 'a test');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date) VALUES (4, 1, 'H20 SXM', 'CN', '2024-06-01');
INSERT INTO sale (order_id, line, sku, maker, ship_to, ship_date) VALUES (4, 1, 'H20 SXM', 'NVIDIA', 'CN', '2024-06-01')
RETURNING order_id, export_status, disposition;
INSERT INTO sale (order_id, line, sku, maker, ship_to, ship_date) VALUES (5, 1, 'H20 SXM', 'ACME', 'CN', '2024-06-01');
DELETE FROM product WHERE vendor = 'ACME';
INSERT INTO sale (order_id, line, sku, ship_to) VALUES (5, 1, 'H20 SXM', 'DE');
INSERT INTO sale (order_id, line, sku, ship_date) VALUES (5, 1, 'H20 SXM', '2026-05-01');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date) VALUES (5, 1, 'H20 SXM', 'DE', '2019-05-01');
-- The user's setting does not decide for orders.
SET export_control.scenario = 'h20_pause';
SELECT outcome(chip, 'CN', '2025-05-01') FROM product WHERE name = 'H20 SXM';
INSERT INTO sale (order_id, line, sku, ship_to, ship_date) VALUES (5, 1, 'H20 SXM', 'CN', '2025-05-01');
RESET export_control.scenario;

-- Changes.  Nothing that is screened: no entry.  What is: a new one.  The outcome cannot be written by hand.
SELECT count(*) FROM screening;
UPDATE sale SET usage = 'games' WHERE order_id = 1;
UPDATE sale SET qty = qty WHERE order_id = 1;
SELECT count(*) FROM screening;
UPDATE sale SET ship_date = '2025-05-01' WHERE order_id = 1;
UPDATE sale SET export_status = 'license_exception', disposition = 'licensed' WHERE order_id = 1 RETURNING export_status, disposition;
UPDATE sale SET export_status = NULL WHERE order_id = 1 RETURNING export_status, disposition;
UPDATE sale SET order_id = 11 WHERE order_id = 1 RETURNING export_status, disposition;

-- A license releases an order, as far as it goes; it is given back when the order is reduced, cancelled or deleted.
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES
    ('D1', $$name = 'H20 SXM' and destination in (CN)$$, 'units', 100, '[2025-01-01,2030-01-01)', 'issued'),
    ('D2', $$tpp < 21000 and destination in (CN)$$, 'value', 1000000, '[2025-01-01,2030-01-01)', 'issued'),
    ('D3', $$headquarters in (DE)$$, 'units', 100, '[2025-01-01,2030-01-01)', 'suspended');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 1, 'H20 SXM', 'CN', '2025-05-01', 60, 'D1')
RETURNING export_status, disposition;
SELECT license_balance('D1');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 2, 'H20 SXM', 'CN', '2025-05-01', 41, 'D1');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 2, 'H20 SXM', 'CN', '2025-05-01', NULL, 'D1');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 2, 'H20 SXM', 'CN', '2025-05-01', 1, 'D9');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 2, 'H20 SXM', 'VN', '2025-05-01', 1, 'D1')
RETURNING export_status, disposition;
SELECT license_balance('D1') AS not_needed_and_not_used;
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 3, 'H200 SXM', 'CN', '2026-05-01', 1, 'D1');
UPDATE license SET scope = NULL WHERE id = 'D3';
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 3, 'H200 SXM', 'CN', '2026-05-01', 1, 'D3');
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (20, 3, 'H20 SXM', 'CN', '2031-05-01', 1, 'D1');
SELECT license_balance('D1');
UPDATE sale SET qty = 100 WHERE order_id = 20 AND line = 1 RETURNING disposition;
SELECT license_balance('D1');
UPDATE sale SET qty = 30 WHERE order_id = 20 AND line = 1 RETURNING disposition;
SELECT license_balance('D1');
UPDATE sale SET license_no = 'D2', amount = 999999.99 WHERE order_id = 20 AND line = 1 RETURNING disposition;
SELECT license_balance('D1'), license_balance('D2');
UPDATE sale SET cancelled = true WHERE order_id = 20 AND line = 1 RETURNING export_status, disposition;
SELECT license_balance('D1'), license_balance('D2');
UPDATE sale SET cancelled = false, license_no = 'D1' WHERE order_id = 20 AND line = 1 RETURNING export_status, disposition;
DELETE FROM sale WHERE order_id = 20 AND line = 1;
SELECT license_balance('D1'), license_balance('D2');
-- Shipped: looked at a last time; then it is closed, and what it drew stays drawn when its record goes.
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (21, 1, 'H20 SXM', 'CN', '2025-05-01', 5, 'D1');
UPDATE license SET state = 'suspended' WHERE id = 'D1';
-- What it drew does not carry it any longer, neither out nor when it is looked at again.
UPDATE sale SET shipped_on = '2025-05-02' WHERE order_id = 21;
UPDATE sale SET export_status = NULL WHERE order_id = 21;
UPDATE license SET state = 'issued', valid = '[2025-05-03,)' WHERE id = 'D1';
UPDATE sale SET shipped_on = '2025-05-02' WHERE order_id = 21;
UPDATE license SET valid = '(,)', cap = 4 WHERE id = 'D1';
UPDATE sale SET shipped_on = '2025-05-02' WHERE order_id = 21;
UPDATE license SET cap = 100 WHERE id = 'D1';
UPDATE sale SET shipped_on = '2025-05-02' WHERE order_id = 21 RETURNING disposition AS drawn_already;
UPDATE license SET state = 'suspended' WHERE id = 'D1';
UPDATE sale SET shipped_on = NULL WHERE order_id = 21;
UPDATE sale SET cancelled = true WHERE order_id = 21;
UPDATE sale SET line = 2 WHERE order_id = 21;
UPDATE sale SET qty = 1 WHERE order_id = 21;
UPDATE sale SET usage = 'games' WHERE order_id = 21;
DELETE FROM sale WHERE order_id = 21;
UPDATE license SET state = 'issued' WHERE id = 'D1';
SELECT license_balance('D1');
-- An undone transaction leaves neither an entry nor a use.
SELECT count(*) AS entries FROM screening \gset
BEGIN;
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (22, 1, 'H20 SXM', 'CN', '2025-05-01', 5, 'D1');
SAVEPOINT s;
INSERT INTO sale (order_id, line, sku, ship_to, ship_date, qty, license_no) VALUES (22, 2, 'H20 SXM', 'CN', '2025-05-01', 5, 'D1');
ROLLBACK TO s;
SELECT count(*) - :entries AS entries, license_balance('D1') FROM screening;
ROLLBACK;
SELECT count(*) - :entries AS entries, license_balance('D1') FROM screening;

-- The log so far; each determination can be made again.
SELECT relation, row_key, action, product, destination, as_of, quantity, value, license, license_amount, (determination).outcome,
       screened_by = session_user AS by_me,
       release = (SELECT max(id) FROM release) AND digest = (SELECT digest FROM release ORDER BY id DESC LIMIT 1) AS by_current,
       replay(s) IS NOT DISTINCT FROM determination AS same
  FROM screening AS s ORDER BY id;
SELECT row_key, action, (standing).outcome FROM open_order ORDER BY id;
DROP TABLE sale;

-- Holding: the order waits, with its outcome in a column, and cannot be closed before it may pass.
CREATE TABLE public.wish (
    id integer PRIMARY KEY, item jsonb, ship_to character(2), end_user text, license_no character(12), state text, reason varchar(16), done boolean, comment text
);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON wish FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=item', 'destination=ship_to', 'end_user=end_user', 'license=license_no', 'outcome=state', 'disposition=reason', 'closed=done', 'action=hold');
INSERT INTO party (id, name, country) VALUES ('sg', 'Buyer Pte', 'SG'), ('cn', 'Parent', 'CN'), ('free', 'Own Pte', 'SG'), ('who', 'Nobody knows', NULL);
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'sg', 60);
INSERT INTO wish (id, item, ship_to, end_user) VALUES
    (1, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 600}, "die_area": 800}', 'SG', 'free'),
    (2, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 600}, "die_area": 800}', 'SG', 'sg'),
    (3, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 600}, "die_area": 800}', 'SG', 'who'),
    (4, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 600}, "die_area": 800}', 'SG', NULL),
    (5, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 600}, "die_area": 800}', 'SG', 'nobody'),
    (6, '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 125}}', 'CN', 'cn'),
    (7, NULL, 'SG', 'free');
SELECT w.id, w.state, w.reason, s.headquarters, (s.determination).missing
  FROM wish AS w JOIN screening AS s ON s.relation = 'public.wish' AND s.row_key = w.id::text ORDER BY w.id;
UPDATE wish SET done = true WHERE id = 1 RETURNING state, reason;
UPDATE wish SET done = true WHERE id = 2;
UPDATE wish SET done = true WHERE id = 3;
UPDATE wish SET state = 'no_license_required', reason = 'passed' WHERE id = 2 RETURNING state, reason;
INSERT INTO license (id, scope, cap, state) VALUES ('D4', 'destination in (SG) and headquarters in (CN)', NULL, 'issued');
UPDATE wish SET license_no = 'D4' WHERE id = 2 RETURNING state, reason AS no_quantity;
SELECT license_fault FROM screening ORDER BY id DESC LIMIT 1;
-- Facts that were missing turn up.
UPDATE wish SET item = item || '{"die_area": 814}' WHERE id = 6 RETURNING state, reason;
UPDATE wish SET item = '{"rates": {"fp16": 1}, "memory_bandwidth": 1, "interconnect_bandwidth": 1, "datacenter": false, "vendor": "Groq", "die_area": 1}', ship_to = 'DE' WHERE id = 7 RETURNING state, reason;
UPDATE wish SET item = '{"die_aera": 1}' WHERE id = 7;
UPDATE wish SET ship_to = 'XX' WHERE id = 7;
SELECT row_key, action, (standing).outcome FROM open_order WHERE relation = 'public.wish' ORDER BY row_key;
DROP TABLE wish;

-- Recording, AFTER: the row as it is stored, partitioned tables, an item by its ECCN, the key of a partition's row.
CREATE TABLE public.export_of (id integer, year integer, class eccn, ship_to text, ship_date date, qty numeric GENERATED ALWAYS AS (id * 2) STORED,
    PRIMARY KEY (year, id)) PARTITION BY LIST (year);
CREATE TABLE public.export_of_2025 PARTITION OF export_of FOR VALUES IN (2025);
CREATE TRIGGER screen AFTER INSERT OR UPDATE OR DELETE ON export_of FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=class', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'action=record');
INSERT INTO export_of VALUES (1, 2025, '3A090.a', 'cn', '2025-06-01'), (2, 2025, 'EAR99', 'cn', '2025-06-01'), (3, 2025, '3A001.z', 'cn', '2025-06-01');
INSERT INTO export_of VALUES (3, 2025, '3A001.z', 'cn', '2025-06-01') ON CONFLICT DO NOTHING;
DELETE FROM export_of WHERE id = 2;
SELECT relation, row_key, action, eccn, quantity, (determination).outcome, (determination).missing, replay(s) IS NOT DISTINCT FROM determination AS same
  FROM screening AS s WHERE relation = 'public.export_of' ORDER BY id;
DROP TABLE export_of;

-- A column that goes or changes its name: no order slips through.
CREATE TABLE public.sale (id integer PRIMARY KEY, sku text, ship_to country);
CREATE TRIGGER screen BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to');
INSERT INTO sale VALUES (1, 'H20 SXM', 'DE');
ALTER TABLE sale RENAME ship_to TO ship_where;
INSERT INTO sale VALUES (2, 'H20 SXM', 'DE');
DROP TABLE sale;

-- License Exception LPP, in the scenario where it applies: the ledger says what was shipped to the consignee this year.
CREATE TABLE public.sale (id integer PRIMARY KEY, sku text, ship_to country, ship_date date, buyer text, qty integer, license_no text, state text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'as_of=ship_date', 'consignee=buyer', 'quantity=qty', 'license=license_no', 'outcome=state', 'scenario=codified');
INSERT INTO license (id, kind, symbol, scope, metric, cap, per, valid, state, citation)
VALUES ('LPP', 'exception', 'LPP', 'eccn in (3A090.a, 4A090.a) and destination not in (D:5, MO) and headquarters not in (D:5, MO)',
        'tpp', 26900000, 'consignee_year', '[2025-05-15,)', 'issued', '15 CFR 740.29');
INSERT INTO sale VALUES (1, 'H100 SXM5 80GB', 'IN', '2026-03-02', 'delhi', 1000, 'LPP') RETURNING state;
INSERT INTO sale VALUES (2, 'H100 SXM5 80GB', 'IN', '2026-09-02', 'delhi', 1000, 'LPP');
INSERT INTO sale VALUES (2, 'H100 SXM5 80GB', 'IN', '2026-09-02', 'delhi', 699, 'LPP');
INSERT INTO sale VALUES (2, 'H100 SXM5 80GB', 'IN', '2026-09-02', 'delhi', 698, 'LPP') RETURNING state;
INSERT INTO sale VALUES (3, 'H100 SXM5 80GB', 'IN', '2027-01-02', 'delhi', 1000, 'LPP') RETURNING state;
INSERT INTO sale VALUES (4, 'H100 SXM5 80GB', 'IN', '2026-09-02', 'pune', 1000, NULL);
UPDATE sale SET qty = 1001 WHERE id = 1;
UPDATE sale SET qty = 900 WHERE id = 1;
UPDATE sale SET qty = 1000 WHERE id = 1;
SELECT row_key, action, license_amount, shipment, (determination).exception FROM screening WHERE relation = 'public.sale' AND scenario = 'codified' ORDER BY id;
TRUNCATE sale;
DROP TABLE sale;
DELETE FROM party_share;
DELETE FROM party;
