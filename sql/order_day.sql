-- The day by which an order is judged: planned, until it ships; and then the day on which it does.  Nothing of it stays.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SET client_min_messages = warning;
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, in_force, title, citation) VALUES
    ('TEST.until', 'requirement', 9001, 'destination = BR', 'T1', '[2020-01-01,2090-01-01)', 't', 'c'),
    ('TEST.before', 'requirement', 9002, 'destination = AR', 'T2', '[2020-01-01,2025-01-01)', 't', 'c');
SELECT publish('days') > 0 AS published;
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES
    ('LATER', 'destination = BR', 'units', 100, '[2080-01-01,2090-01-01)', 'issued'), ('NOW', 'destination = BR', 'units', 100, '(,)', 'issued');

CREATE TABLE public.planned (id int PRIMARY KEY, class text, ship_to text, ship_on date, units int, lic text, st text, disp text, sent boolean DEFAULT false);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON planned FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=class', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'license=lic', 'outcome=st', 'disposition=disp', 'closed=sent', 'action=hold');
-- Dated after a rule has ended, it needs no license; but it does not ship without one as long as the rule stands.
INSERT INTO planned VALUES (1, 'EAR99', 'BR', '2095-01-01', 1, NULL), (2, 'EAR99', 'AR', '2024-01-01', 1, NULL),
    (3, 'EAR99', 'BR', '2085-01-01', 1, 'LATER'), (4, 'EAR99', 'BR', '2085-01-01', 1, 'NOW')
RETURNING id, st, disp;
SAVEPOINT s;
UPDATE planned SET sent = true WHERE id = 1;
\echo :SQLSTATE
ROLLBACK TO s;
INSERT INTO planned VALUES (5, 'EAR99', 'BR', '2095-01-01', 1, NULL, NULL, NULL, true);
\echo :SQLSTATE
ROLLBACK TO s;
-- Planned for a day that has passed, it ships by the rules of today, too.
UPDATE planned SET sent = true WHERE id = 2 RETURNING st, disp;
-- A license that is valid on the planned day alone carries no order today.
\set VERBOSITY sqlstate
UPDATE planned SET sent = true WHERE id = 3;
\set VERBOSITY terse
ROLLBACK TO s;
-- What it drew counts on the day on which it ships.
UPDATE planned SET sent = true WHERE id = 4 RETURNING st, disp;
SELECT u.used_on = server_date() AS today, u.amount FROM license_use AS u WHERE u.license = 'NOW' AND u.reversed_at IS NULL;
SELECT row_key, action, as_of = server_date() AS today, replay(s) = determination AS same FROM screening AS s WHERE relation = 'public.planned' AND action = 'closed' ORDER BY id;
-- It stays that day, whatever is planned afterwards.
UPDATE planned SET ship_on = '2095-01-01' WHERE id = 4 RETURNING st, disp;
SELECT count(*), bool_and(u.used_on = server_date()) AS today FROM license_use AS u WHERE u.license = 'NOW' AND u.reversed_at IS NULL;
\set VERBOSITY sqlstate
UPDATE planned SET units = 2 WHERE id = 4;
\set VERBOSITY terse
ROLLBACK TO s;

-- A column that has the day of shipment says the day, if that has been.
CREATE TABLE public.sent (id int PRIMARY KEY, class text, ship_to text, ship_on date, st text, sent_at timestamptz);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON sent FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=class', 'destination=ship_to', 'as_of=ship_on', 'outcome=st', 'closed=sent_at', 'action=record');
INSERT INTO sent VALUES (1, 'EAR99', 'AR', '2026-01-01', NULL, '2024-06-01 12:00+00'), (2, 'EAR99', 'AR', '2024-06-01', NULL, '2026-01-05 12:00+00'),
    (3, 'EAR99', 'BR', '2026-01-01', NULL, '2095-06-01 12:00+00'), (4, 'EAR99', 'BR', '2026-01-01', NULL, 'infinity') RETURNING id, st;
SELECT row_key, CASE WHEN as_of = server_date() THEN 'today' ELSE as_of::text END AS day FROM screening WHERE relation = 'public.sent' ORDER BY id;
ROLLBACK;
