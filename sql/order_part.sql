-- Orders that ship in parts.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\pset null '-'
\set VERBOSITY terse
SET client_min_messages = warning;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('PU', 'destination = CN', 'units', 10, '(,)', 'issued'),
    ('PV', 'destination = CN', 'value', 100000, '(,)', 'issued'), ('PX', 'destination = CN', 'units', 10, '(,2026-01-01)', 'issued');
CREATE TABLE public.parted (id int PRIMARY KEY, sku text, ship_to text, ship_on date, units numeric, price numeric, sent numeric, done boolean, gone boolean,
                          lic text, st outcome, disp screening_action, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON parted FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'value=price', 'shipped_quantity=sent', 'closed=done', 'cancelled=gone',
    'license=lic', 'outcome=st', 'disposition=disp', 'reason=why', 'action=hold');
CREATE VIEW public.drawn AS
    SELECT license, regexp_replace(key, '^\d+', 'T') AS key, amount, reversed_at IS NULL AS counts, used_on = server_date() AS today
      FROM license_use WHERE license LIKE 'P_' ORDER BY recorded_at, key;
-- ---- the whole cap is ordered, and ships in three parts ----------------------------------------------------------------------
INSERT INTO parted (id, sku, ship_to, ship_on, units, price, lic) VALUES (1, 'H100 SXM5 80GB', 'CN', '2999-01-01', 10, 50000, 'PU') RETURNING st, disp;
UPDATE parted SET sent = 4 WHERE id = 1 RETURNING st, disp, why;
SELECT * FROM drawn WHERE counts;
SELECT action, quantity, value, license_amount, as_of = server_date() AS today FROM screening WHERE relation = 'public.parted' ORDER BY id;
SELECT quantity, value, action FROM open_order WHERE relation = 'public.parted';
UPDATE parted SET sent = 7 WHERE id = 1 RETURNING st, disp, why;
SELECT license_balance('PU');
-- ---- what has shipped stays shipped -------------------------------------------------------------------------------------------
UPDATE parted SET sent = 6 WHERE id = 1;
UPDATE parted SET sent = NULL WHERE id = 1;
UPDATE parted SET id = 2 WHERE id = 1;
UPDATE parted SET sent = 11 WHERE id = 1;
UPDATE parted SET sent = 'NaN' WHERE id = 1;
SELECT count(*) FILTER (WHERE counts), sum(amount) FILTER (WHERE counts) FROM drawn;
-- The last part closes it.
UPDATE parted SET sent = 10 WHERE id = 1 RETURNING st, disp, why;
SELECT * FROM drawn WHERE counts;
SELECT action, quantity, license_amount FROM screening WHERE relation = 'public.parted' ORDER BY id;
SELECT count(*) FROM open_order WHERE relation = 'public.parted';
UPDATE parted SET units = 11 WHERE id = 1;
UPDATE parted SET st = NULL WHERE id = 1 RETURNING st, disp, why;
UPDATE parted SET gone = true WHERE id = 1 RETURNING st, disp;
DELETE FROM parted WHERE id = 1;
SELECT license_balance('PU');
INSERT INTO parted (id, sku, ship_to, units) VALUES (1, 'L4', 'DE', 1);
-- ---- what is left is given back when its row goes, or the order is given up, and what shipped is not ----------------------------
INSERT INTO parted (id, sku, ship_to, ship_on, units, price, lic) VALUES (3, 'H100 SXM5 80GB', 'CN', '2026-11-01', 7, 1000, 'PV'),
    (4, 'H100 SXM5 80GB', 'CN', '2026-11-01', 7, 1000, 'PV');
UPDATE parted SET sent = 3 WHERE id IN (3, 4);
SELECT * FROM drawn WHERE counts AND license = 'PV';
DELETE FROM parted WHERE id = 3;
UPDATE parted SET gone = true WHERE id = 4 RETURNING st, disp;
SELECT * FROM drawn WHERE counts AND license = 'PV';
INSERT INTO parted (id, sku, ship_to, units) VALUES (3, 'L4', 'DE', 1);
UPDATE parted SET gone = false WHERE id = 4 RETURNING st, disp;
-- A part ships and the rest is given up, at once.
UPDATE parted SET gone = true, sent = 5 WHERE id = 4 RETURNING st, disp;
SELECT * FROM drawn WHERE counts AND license = 'PV';
SELECT action, quantity, value, license_amount FROM screening WHERE relation = 'public.parted' AND row_key = '4' ORDER BY id;
DELETE FROM parted WHERE id = 4;
SELECT count(*) FROM open_order WHERE relation = 'public.parted';
-- ---- reduced to what has shipped, it is done ------------------------------------------------------------------------------------
INSERT INTO parted (id, sku, ship_to, ship_on, units, price, sent, lic) VALUES (5, 'H100 SXM5 80GB', 'CN', '2026-11-01', 10, 1000, 2, 'PV') RETURNING st, disp;
UPDATE parted SET units = 2, price = 200 WHERE id = 5 RETURNING st, disp, why;
SELECT key, amount FROM drawn WHERE counts AND key LIKE '% 5';
SELECT action, quantity, license_amount FROM screening WHERE relation = 'public.parted' AND row_key = '5' ORDER BY id;
-- ---- a part is judged by today, and may not ship where the rest may only wait -----------------------------------------------------
INSERT INTO parted (id, sku, ship_to, ship_on, units, lic) VALUES (6, 'H100 SXM5 80GB', 'CN', '2025-12-01', 3, 'PX') RETURNING st, disp, why;
UPDATE parted SET sent = 1 WHERE id = 6;
\echo :SQLSTATE
INSERT INTO parted (id, sku, ship_to, units, sent) VALUES (7, 'H100 SXM5 80GB', 'CN', 3, 1);
\echo :SQLSTATE
-- Another license may carry the rest.
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('PW', 'destination = CN', 'units', 10, '(,)', 'issued');
UPDATE parted SET lic = 'PW', sent = 1 WHERE id = 6 RETURNING st, disp, why;
SELECT license, key, amount FROM drawn WHERE counts AND key LIKE '% 6';
UPDATE parted SET done = true WHERE id = 6 RETURNING st, disp;
SELECT license, key, amount FROM drawn WHERE counts AND key LIKE '% 6';
\set VERBOSITY default
-- ---- the arguments ----------------------------------------------------------------------------------------------------------------
CREATE TABLE public.wrong (id int PRIMARY KEY, sku text, ship_to text, sent int);
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'shipped_quantity=sent');
DROP VIEW drawn;
DROP TABLE parted, wrong;
