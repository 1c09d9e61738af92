-- Returns, and quantities that no order has.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\pset null '-'
\set VERBOSITY terse
SET client_min_messages = warning;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('RT', 'destination = CN', 'units', 100, '(,)', 'issued');
CREATE TABLE public.back (id int PRIMARY KEY, sku text, ship_to text, units numeric, lic text, sent boolean, gone boolean, st outcome, disp screening_action, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON back FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'quantity=units', 'license=lic', 'closed=sent', 'cancelled=gone', 'outcome=st', 'disposition=disp',
    'reason=why', 'returns=negative', 'action=hold');
-- ---- a negative quantity is a return: not drawn, not closed, on record ----------------------------------------------------
INSERT INTO back (id, sku, ship_to, units, lic) VALUES (1, 'H100 SXM5 80GB', 'CN', 10, 'RT'), (2, 'H100 SXM5 80GB', 'CN', -4, 'RT')
    RETURNING id, st, disp, why;
SELECT license_balance('RT');
UPDATE back SET sent = true WHERE id IN (1, 2) RETURNING id, st, disp;
SELECT row_key, action, quantity, license_amount, (determination).outcome FROM screening WHERE relation = 'public.back' ORDER BY id;
SELECT row_key FROM shipped_order WHERE order_table = (SELECT id FROM order_table WHERE relation = 'back'::regclass);
SELECT license_balance('RT');
SELECT count(*) FROM open_order WHERE relation = 'public.back';
-- Nothing that is not mapped, or has not changed, puts it on record again; and to be deleted takes nothing back.
UPDATE back SET units = units WHERE id = 2;
DELETE FROM back WHERE id = 2;
SELECT count(*) FROM screening WHERE relation = 'public.back' AND row_key = '2';
-- ---- what has shipped does not become a return, and no return has its key ---------------------------------------------------
UPDATE back SET units = -10 WHERE id = 1;
DELETE FROM back WHERE id = 1;
INSERT INTO back (id, sku, ship_to, units, lic) VALUES (1, 'H100 SXM5 80GB', 'CN', -10, 'RT');
SELECT license_balance('RT');
-- ---- an order that becomes a return gives back what it drew; one that was a return is screened ------------------------------
INSERT INTO back (id, sku, ship_to, units, lic) VALUES (3, 'H100 SXM5 80GB', 'CN', 7, 'RT') RETURNING disp;
SELECT license_balance('RT');
UPDATE back SET units = -7 WHERE id = 3 RETURNING st, disp;
SELECT license_balance('RT');
UPDATE back SET units = 8 WHERE id = 3 RETURNING st, disp;
SELECT license_balance('RT');
UPDATE back SET units = -8, gone = true WHERE id = 3 RETURNING st, disp;
UPDATE back SET units = 9 WHERE id = 3 RETURNING st, disp;
UPDATE back SET gone = false WHERE id = 3 RETURNING st, disp;
SELECT license_balance('RT');
SELECT row_key, action, quantity FROM screening WHERE relation = 'public.back' AND row_key = '3' ORDER BY id;
-- ---- 0, NaN and an infinity are no quantity, and wait; one that is not stated waits where something asks for it --------------
INSERT INTO back (id, sku, ship_to, units) VALUES (10, 'L4', 'DE', 0), (11, 'L4', 'DE', 'NaN'), (12, 'L4', 'DE', 'Infinity'), (13, 'L4', 'DE', '-Infinity'),
    (14, 'L4', 'DE', NULL), (15, 'L4', 'DE', 0.5) RETURNING id, st, disp, why;
SELECT row_key, (determination).missing, not_understood FROM screening WHERE relation = 'public.back' AND row_key IN ('10', '14') ORDER BY id;
-- ---- a column that says so; and a trigger that is told nothing refuses ---------------------------------------------------------
CREATE TABLE public.credit (id int PRIMARY KEY, sku text, ship_to text, units int, kind text, st text, disp text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON credit FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'quantity=units', 'return=kind:RMA,CREDIT', 'outcome=st', 'disposition=disp');
INSERT INTO credit VALUES (1, 'H100 SXM5 80GB', 'CN', 5, 'RMA'), (2, 'H100 SXM5 80GB', 'CN', -5, 'CREDIT') RETURNING id, st, disp;
INSERT INTO credit VALUES (3, 'H100 SXM5 80GB', 'CN', 5, NULL);
INSERT INTO credit VALUES (3, 'L4', 'DE', -5, 'SALE');
INSERT INTO credit VALUES (3, 'L4', 'DE', 0, 'SALE');
INSERT INTO credit VALUES (3, 'L4', 'DE', NULL, 'SALE');
\set VERBOSITY default
-- ---- the arguments ------------------------------------------------------------------------------------------------------------
CREATE TABLE public.wrong (id int PRIMARY KEY, sku text, ship_to text, units int, kind text);
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'returns=negative');
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'quantity=units', 'returns=some');
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'return=kind');
TRUNCATE back;
DROP TABLE back, credit, wrong;
