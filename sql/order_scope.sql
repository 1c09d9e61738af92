-- What a license no longer covers, and what nobody but an officer gives back.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\set VERBOSITY terse
\pset null '-'
SET client_min_messages = warning;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('SC', 'destination in (CN, VN)', 'units', 100, '(,)', 'issued'),
    ('SE', 'eccn in (3A090)', 'units', 100, '(,)', 'issued');
CREATE TABLE public.scoped (id int PRIMARY KEY, item text, ship_to text, units int, sent_units int, lic text, sent boolean);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON scoped FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=ship_to', 'quantity=units', 'shipped_quantity=sent_units', 'license=lic', 'closed=sent');
CREATE TABLE public.stated (id int PRIMARY KEY, class text, ship_to text, units int, lic text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON stated FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=class', 'destination=ship_to', 'quantity=units', 'license=lic');
INSERT INTO scoped (id, item, ship_to, units, lic) VALUES (1, 'H100 SXM5 80GB', 'CN', 1, 'SC'), (2, 'H100 SXM5 80GB', 'VN', 1, 'SC'),
    (3, 'H100 SXM5 80GB', 'CN', 1, 'SE'), (4, 'L4', 'DE', 1, 'SC');
INSERT INTO stated VALUES (1, '3A090.a', 'CN', 1, 'SC'), (2, '3A090.a', 'CN', 1, 'SE');
-- ---- a scope that is narrowed ---------------------------------------------------------------------------------------------------
SELECT relation, row_key, license_fault FROM rescreen('scoped') UNION ALL SELECT relation, row_key, license_fault FROM rescreen('stated');
UPDATE license SET scope = 'destination = VN' WHERE id = 'SC';
SELECT relation, row_key, (becomes).outcome, license_fault FROM rescreen('scoped');
SELECT relation, row_key, (becomes).outcome, license_fault FROM rescreen('stated');
UPDATE license SET scope = 'eccn in (4A090)' WHERE id = 'SE';
SELECT relation, row_key, license_fault FROM rescreen('scoped') WHERE row_key = '3';
SELECT relation, row_key, license_fault FROM rescreen('stated') WHERE row_key = '2';
-- A scope that asks for a headquarters which nobody knows.
UPDATE license SET scope = 'headquarters = CN' WHERE id = 'SC';
SELECT row_key, license_fault FROM rescreen('scoped') WHERE row_key IN ('1', '2');
UPDATE license SET scope = NULL WHERE id IN ('SC', 'SE');
SELECT count(*) FROM rescreen('scoped');
-- ---- a clerk gives back what is open, as the trigger does, and not what has shipped ---------------------------------------------
CREATE ROLE scope_officer;
CREATE ROLE scope_clerk;
CREATE ROLE scope_auditor;
SELECT grant_roles('scope_officer', 'scope_clerk', 'scope_auditor');
GRANT SELECT, INSERT, UPDATE, DELETE ON scoped TO scope_clerk;
SELECT id AS scoped FROM order_table WHERE relation = 'scoped'::regclass \gset
SET ROLE scope_clerk;
UPDATE scoped SET sent = true WHERE id = 1;
UPDATE scoped SET units = 5, sent_units = 2 WHERE id = 2;
\set VERBOSITY sqlstate
SELECT reverse_use('SC', :scoped || ' 1');
SELECT reverse_use('SC', :scoped || ':2 2');
UPDATE license_use SET reversed_by = session_user WHERE license = 'SC';
\set VERBOSITY terse
SELECT license_balance('SC');
-- The rest of an order that ships in parts is its own to give back.
UPDATE scoped SET sent_units = 3 WHERE id = 2;
DELETE FROM scoped WHERE id = 2;
SELECT license_balance('SC');
-- Keys that are no order's, or that nobody can read as one.
SELECT use_license('SE', 'by hand', 1, used_on => '2026-11-01'), use_license('SE', '99999999999999999999 1', 1, used_on => '2026-11-01'),
       use_license('SE', :scoped || 'x 1', 1, used_on => '2026-11-01'), use_license('SE', ' 1', 1, used_on => '2026-11-01');
SELECT reverse_use('SE', 'by hand'), reverse_use('SE', '99999999999999999999 1'), reverse_use('SE', :scoped || 'x 1'), reverse_use('SE', ' 1');
RESET ROLE;
SET ROLE scope_officer;
SELECT reverse_use('SC', :scoped || ' 1');
RESET ROLE;
TRUNCATE scoped, stated;
DROP TABLE scoped, stated;
DROP OWNED BY scope_officer, scope_clerk, scope_auditor;
DROP ROLE scope_officer, scope_clerk, scope_auditor;
