-- An order desk: what script/demo shows of the trigger that screens orders.  Run it in a database of your own, or in a
-- transaction that you roll back.
\set QUIET on
SET client_min_messages = warning;
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '-'
\pset footer off
\set SHOW_CONTEXT never

\echo
\echo 'The order desk.  A table of orders, and one trigger:'
\echo
CREATE TABLE public.order_line (
    id          integer PRIMARY KEY,
    customer    text NOT NULL REFERENCES party,
    product     text NOT NULL,
    ship_to     country NOT NULL,
    ship_on     date NOT NULL,
    units       integer NOT NULL,
    price       numeric NOT NULL,
    license     text,
    outcome     outcome,
    disposition screening_action,
    cancelled   boolean NOT NULL DEFAULT false,
    shipped     boolean NOT NULL DEFAULT false
);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON public.order_line
    FOR EACH ROW EXECUTE FUNCTION screen_order(
        'product=product', 'destination=ship_to', 'as_of=ship_on', 'end_user=customer', 'quantity=units', 'value=price',
        'license=license', 'outcome=outcome', 'disposition=disposition', 'cancelled=cancelled', 'closed=shipped');
\echo 'CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON order_line FOR EACH ROW EXECUTE FUNCTION screen_order('
\echo '    ''product=product'', ''destination=ship_to'', ''as_of=ship_on'', ''end_user=customer'', ''quantity=units'', ''value=price'','
\echo '    ''license=license'', ''outcome=outcome'', ''disposition=disposition'', ''cancelled=cancelled'', ''closed=shipped'');'

INSERT INTO party (id, name, country) VALUES
    ('rhein', 'Rhein Rechenzentrum GmbH', 'DE'), ('sakura', 'Sakura Cloud KK', 'JP'), ('tejas', 'Tejas Compute Ltd', 'IN'),
    ('lion', 'Lion City Hosting Pte', 'SG'), ('merlion', 'Merlion AI Pte', 'SG'), ('yangtze', 'Yangtze Intelligence Co', 'CN'),
    ('saigon', 'Saigon Digital JSC', 'VN'), ('riyadh', 'Riyadh Data Co', 'SA'), ('volga', 'Volga Systems OOO', 'RU');
-- Merlion is a company of Singapore; who owns it is not.
INSERT INTO party_share (owner, owned, share) VALUES ('yangtze', 'merlion', 70);
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES
    ('D1234567', $$name = 'H20 SXM' and destination in (CN)$$, 'units', 500, '[2026-01-01,2028-01-01)', 'issued');

\echo
\echo 'The catalogue:'
\echo
SELECT p.vendor, p.name AS product, tpp(p.chip), performance_density(p.chip)::numeric(6, 2) AS density,
       (classify(p.chip, 'CN', '2026-12-01')).eccn
  FROM product AS p
 WHERE p.name IN ('H20 SXM', 'H100 SXM5 80GB', 'H200 SXM', 'L20', 'GeForce RTX 4090', 'Gaudi 3 (OAM)')
 ORDER BY p.vendor COLLATE "C", p.name COLLATE "C";

\echo 'Twenty orders come in.  Those that must not ship are refused, with what the clerk can do about it:'
\echo
\set ON_ERROR_STOP off
INSERT INTO order_line VALUES (1, 'rhein', 'H100 SXM5 80GB', 'DE', '2026-12-01', 64, 1920000);
INSERT INTO order_line VALUES (2, 'rhein', 'H200 SXM', 'DE', '2026-12-01', 32, 1120000);
INSERT INTO order_line VALUES (3, 'sakura', 'H200 SXM', 'JP', '2026-12-02', 128, 4480000);
INSERT INTO order_line VALUES (4, 'sakura', 'GeForce RTX 4090', 'JP', '2026-12-02', 500, 900000);
INSERT INTO order_line VALUES (5, 'tejas', 'H100 SXM5 80GB', 'IN', '2026-12-03', 1000, 30000000);
INSERT INTO order_line VALUES (6, 'tejas', 'L20', 'IN', '2026-12-03', 200, 700000);
INSERT INTO order_line VALUES (7, 'lion', 'H100 SXM5 80GB', 'SG', '2026-12-04', 256, 7680000);
INSERT INTO order_line VALUES (8, 'merlion', 'H100 SXM5 80GB', 'SG', '2026-12-04', 256, 7680000);
INSERT INTO order_line VALUES (9, 'saigon', 'L20', 'VN', '2026-12-04', 50, 175000);
INSERT INTO order_line VALUES (10, 'saigon', 'H20 SXM', 'VN', '2026-12-04', 100, 1200000);
\set VERBOSITY terse
INSERT INTO order_line VALUES (11, 'yangtze', 'H20 SXM', 'CN', '2026-12-05', 300, 3600000);
INSERT INTO order_line VALUES (12, 'yangtze', 'H20 SXM', 'CN', '2026-12-05', 300, 3600000, 'D1234567');
INSERT INTO order_line VALUES (13, 'yangtze', 'H20 SXM', 'HK', '2026-12-05', 100, 1200000);
INSERT INTO order_line VALUES (14, 'yangtze', 'GeForce RTX 4090', 'CN', '2026-12-06', 100, 180000);
INSERT INTO order_line VALUES (15, 'yangtze', 'H20 SXM', 'CN', '2026-12-06', 300, 3600000, 'D1234567');
INSERT INTO order_line VALUES (16, 'yangtze', 'H200 SXM', 'CN', '2026-12-06', 10, 350000, 'D1234567');
INSERT INTO order_line VALUES (17, 'riyadh', 'H100 SXM5 80GB', 'SA', '2026-12-07', 64, 1920000);
INSERT INTO order_line VALUES (18, 'volga', 'L20', 'RU', '2026-12-07', 4, 14000);
INSERT INTO order_line VALUES (19, 'saigon', 'Gaudi 3 (OAM)', 'VN', '2026-12-08', 8, 125000);
INSERT INTO order_line VALUES (20, 'rhein', 'H10', 'DE', '2026-12-08', 8, 96000);
\set VERBOSITY default
\set ON_ERROR_STOP on

\echo
\echo 'What was let in.  Order 12 rests on a license, of which 300 units are drawn down:'
\echo
SELECT o.id, o.customer, o.product, o.ship_to, o.units, o.license, o.outcome, o.disposition FROM order_line AS o ORDER BY o.id;
SELECT l.id AS license, l.cap, license_balance(l.id) AS remains FROM license AS l WHERE l.id = 'D1234567';

\echo 'A new rule is announced: from 15 December 2026 a license for accelerators of 2,000 TPP and more to Vietnam and Singapore.'
\echo 'In the tables, not yet published.  What would it do?  SELECT ... FROM impact(current_rulebook(), draft())'
\echo
INSERT INTO rule (id, kind, rank, condition, reason, in_force, known, title, citation)
VALUES ('DEMO.sea', 'requirement', 900, 'tpp >= 2000 and datacenter and destination in (VN, SG)', 'DEMO', '[2026-12-15,)', '[2026-11-01,)',
        'A license is required for datacenter accelerators of 2,000 TPP and more to Vietnam and Singapore.', 'an invented rule');
UPDATE order_line SET ship_on = ship_on + 14 WHERE ship_to IN ('SG', 'VN');
SELECT i.part, i.was, i.becomes, i.count, i.quantity, i.value, i.examples
  FROM impact(current_rulebook(), draft(), as_of => '2026-12-15') AS i WHERE i.part = 'orders';

\echo 'It is published, and the open orders are looked at again:  SELECT publish(...);  SELECT ... FROM rescreen()'
\echo
SELECT publish('the rule of the demo') IS NOT NULL AS published;
SELECT r.relation, r.row_key, r.product, r.destination, r.value, (r.was).outcome AS was, (r.becomes).outcome AS becomes, (r.becomes).rules
  FROM rescreen('public.order_line') AS r;

\echo 'The log has every decision with all that it was made from, and replays it:'
\echo
SELECT s.row_key, s.action, s.destination, (s.determination).outcome, s.license_amount, replay(s) = s.determination AS same_again
  FROM screening AS s WHERE s.relation = 'public.order_line' AND s.destination IN ('CN', 'VN', 'SG') ORDER BY s.id;
