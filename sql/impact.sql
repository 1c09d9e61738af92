-- What a rule change does before it is published, and what a scenario would cost.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
BEGIN;

-- A log of our own, whatever other tests have left in theirs.
ALTER TABLE screening DETACH PARTITION screening_default;
CREATE TABLE public.impact_log PARTITION OF screening DEFAULT;

-- Without orders, stock or changes there is nothing to say.
SELECT * FROM impact(current_rulebook(), draft());
SELECT * FROM impact();
SELECT * FROM impacted_orders();
SELECT * FROM exposure();

-- Orders, as if they had been screened on 2026-10-15 by the rules as installed.
CREATE FUNCTION pg_temp.log(row_key text, action screening_action, product text, destination country, as_of date, quantity numeric, value numeric,
                            headquarters country, chip chip DEFAULT NULL, eccn eccn DEFAULT NULL, scenario text DEFAULT 'enforced', relation text DEFAULT 'public.orders')
    RETURNS void LANGUAGE sql AS $$
    INSERT INTO export_control.screening (order_table, relation, row_key, action, product, vendor, chip, eccn, destination, as_of, as_known, headquarters,
                                          scenario, quantity, value, license, release, digest, determination)
    SELECT hashtext(relation), relation, row_key, action, product, p.vendor, coalesce(log.chip, p.chip), eccn, destination, as_of, '2026-10-15', headquarters,
           scenario, quantity, value, CASE action WHEN 'licensed' THEN 'IMPACT-1' END, r.id, r.digest, '(indeterminate,,{},,,{},{})'
      FROM (SELECT * FROM export_control.release ORDER BY id DESC LIMIT 1) AS r
      LEFT JOIN export_control.product AS p ON p.name = log.product
$$;
INSERT INTO license (id, valid, state) VALUES ('IMPACT-1', '[2026-01-01,2028-01-01)', 'issued');
SELECT pg_temp.log(o.row_key, o.action::screening_action, o.product, o.destination, o.as_of, o.quantity, o.value, o.headquarters)
  FROM (VALUES ('IN-1', 'passed',   'H100 SXM5 80GB',   'IN'::country, '2026-12-15'::date, 10,   300000, 'IN'::country),
               ('IN-2', 'passed',   'H100 SXM5 80GB',   'IN',          '2027-02-01',       20,   600000, 'US'),
               ('IN-3', 'passed',   'H100 SXM5 80GB',   'IN',          '2027-02-01',       5,    NULL,   'IN'),
               ('IN-4', 'passed',   'H100 SXM5 80GB',   'IN',          '2027-02-01',       NULL, 100.10, 'IN'),
               ('IN-5', 'held',     'H100 SXM5 80GB',   'IN',          '2027-02-01',       7,    210000, NULL),     -- of whom, nobody knows
               ('IN-6', 'held',     'H101 (unheard of)', 'IN',         '2027-02-01',       8,    250000, 'IN'),     -- without a chip
               ('IN-7', 'closed',   'H100 SXM5 80GB',   'IN',          '2027-02-01',       100,  3000000, 'IN'),
               ('IN-8', 'held',     'H100 SXM5 80GB',   'IN',          NULL,               9,    270000, 'IN'),     -- when, nobody knows
               ('CN-1', 'licensed', 'H20 SXM',          'CN',          '2026-11-20',       50,   600000, 'CN'),
               ('CN-2', 'passed',   'GeForce RTX 4090', 'CN',          '2026-11-20',       1000, 1600000, 'CN')) AS o(row_key, action, product, destination, as_of, quantity, value, headquarters);
-- an order that states an ECCN and no chip; one that was cancelled; one that was screened again
SELECT pg_temp.log('IN-9', 'passed', NULL, 'IN', '2027-02-01', 2, 50000, 'IN', eccn => '3A090.a', relation => 'public."Parts"');
SELECT pg_temp.log('IN-10', 'passed', 'H100 SXM5 80GB', 'IN', '2027-02-01', 100, 3000000, 'IN'),
       pg_temp.log('IN-10', 'cancelled', 'H100 SXM5 80GB', 'IN', '2027-02-01', 100, 3000000, 'IN');
INSERT INTO screening (order_table, relation, row_key, action, rescreens, product, vendor, chip, destination, as_of, as_known, scenario, quantity, value, release, digest, determination)
SELECT s.order_table, s.relation, s.row_key, 'rescreened', s.id, s.product, s.vendor, s.chip, s.destination, s.as_of, s.as_known, s.scenario, s.quantity, s.value, s.release, s.digest, s.determination
  FROM screening AS s WHERE s.row_key = 'IN-2';
SELECT count(*) FROM open_order;

-- ---- a rule change, looked at before it is published -------------------------------------------------------------

CREATE TEMP TABLE book AS SELECT current_rulebook() AS old;
SAVEPOINT unchanged;
INSERT INTO rule (id, kind, rank, condition, reason, in_force, title, citation)
VALUES ('HOUSE.in', 'requirement', 500, 'destination = IN and eccn in (3A090.a, 4A090.a)', 'HOUSE', '[2027-01-01,)',
        'From 2027 on we ask before shipping 3A090.a to India.', 'Company policy 8');

-- In November no product changes; but what ships later is hit already.  The value of one order and the quantity of another
-- are not stated.  IN-1 ships before the rule begins.  Of IN-6 and IN-8 too little is known, by either rulebook.
SELECT * FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
SELECT relation, row_key, action, vendor, product, destination, as_of, quantity, value, (was).outcome AS was, (was).missing, (becomes).outcome AS becomes, (becomes).reasons
  FROM impacted_orders(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
-- On the day on which it begins, whatever has not shipped by then is hit, and so are products.
SELECT part, was, becomes, count, quantity, value, unstated, examples FROM impact(current_rulebook(), draft(), '2027-01-01', '2026-11-01');
SELECT row_key, as_of FROM impacted_orders(current_rulebook(), draft(), '2027-01-01', '2026-11-01') WHERE as_of < '2027-02-01';
-- In a world where India needs a license anyway, it is one more reason, for the same outcome; but five products that go by a
-- license exception do so no more, as none overcomes a house rule.
SELECT part, was, becomes, count FROM impact(current_rulebook(), draft(), '2027-01-01', '2026-11-01', 'codified');
-- What is not given is the current rulebook, the draft, today.
SELECT count(*) FROM (SELECT * FROM impact(NULL, NULL, '2027-01-01', '2026-11-01') EXCEPT ALL SELECT * FROM impact(current_rulebook(), draft(), '2027-01-01', '2026-11-01')) AS d;
SELECT count(*) FROM (SELECT * FROM impact(as_of => NULL) EXCEPT ALL SELECT * FROM impact(current_rulebook(), draft(), CURRENT_DATE, CURRENT_DATE)) AS d;

-- Published, it is no change any more; and the two releases tell it again, in either direction.
SELECT publish('asks before shipping 3A090.a to India');
SELECT count(*) FROM impact(current_rulebook(), draft(), '2027-01-01', '2026-11-01');
SELECT part, was, becomes, count, value FROM book, impact(book.old, current_rulebook(), '2027-01-01', '2026-11-01');
SELECT part, was, becomes, count, value FROM book, impact(current_rulebook(), book.old, '2027-01-01', '2026-11-01');
-- It counts what the two matrices and the entries themselves tell.
SELECT (SELECT sum(i.count) FROM impact(book.old, current_rulebook(), '2027-01-01', '2026-11-01') AS i WHERE i.part = 'products')
     = (SELECT count(*)
          FROM decision_matrix('2027-01-01', '2026-11-01', rulebook => book.old) AS a
          JOIN decision_matrix('2027-01-01', '2026-11-01') AS b USING (vendor, name, destination)
         WHERE ROW(a.outcome, a.exception, a.review) IS DISTINCT FROM ROW(b.outcome, b.exception, b.review)) AS products,
       (SELECT sum(i.count) FROM impact(book.old, current_rulebook(), '2027-01-01', '2026-11-01') AS i WHERE i.part = 'orders')
     = (SELECT count(*)
          FROM open_order AS o JOIN screening AS s ON s.id = o.id
         WHERE s.as_of IS NOT NULL
           AND (replay(s, book.old, greatest(s.as_of, '2027-01-01'), '2026-11-01')).outcome
               IS DISTINCT FROM (replay(s, current_rulebook(), greatest(s.as_of, '2027-01-01'), '2026-11-01')).outcome) AS orders
  FROM book;
ROLLBACK TO unchanged;

-- Another rule for the same answer is no change; another exception, or another review policy, is one.
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
SELECT 'AGAIN', kind, rank + 1, condition, reason, title, citation FROM rule WHERE id = 'LETTER.nvidia/2025';
SELECT count(*) FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
SELECT name, change FROM rulebook_changes(current_rulebook(), draft());
ROLLBACK TO unchanged;
UPDATE rule SET exception = 'NAC2' WHERE exception = 'NAC';
SELECT part, was, becomes, exception_was, exception_becomes, count, examples FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
ROLLBACK TO unchanged;
UPDATE rule SET review = 'case_by_case' WHERE id = 'REVIEW.assurance.nvidia/2025';
SELECT part, was, becomes, review_was, review_becomes, count, quantity, value, examples FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
ROLLBACK TO unchanged;
-- So is not to know any more: what ships before 2027 would not be covered.
UPDATE covered_period SET in_force = '[2027-01-01,)';
SELECT part, was, becomes, count, value FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01') WHERE part = 'orders';
ROLLBACK TO unchanged;

-- An order is judged in its own scenario.
SELECT pg_temp.log('IN-11', 'held', 'H100 SXM5 80GB', 'IN', '2026-12-01', 1, 30000, 'IN', scenario => 'diffusion');
UPDATE scenario_rule SET in_force = 'empty' WHERE scenario = 'diffusion' AND rule = 'DIFFUSION.rs.a';
SELECT part, was, becomes, count, examples FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
-- Products have none: theirs is that of the setting.
SET LOCAL export_control.scenario = 'diffusion';
SELECT part, was, becomes, sum(count) AS count FROM impact(current_rulebook(), draft(), '2026-11-01', '2026-11-01') WHERE part = 'products' GROUP BY part, was, becomes ORDER BY was, becomes;
ROLLBACK TO unchanged;
-- A scenario that neither rulebook has.
INSERT INTO rule (id, kind, condition, reason, title, citation) VALUES ('X', 'requirement', 'tpp > 1', 'X', 'x', 'x');
SELECT * FROM impact(scenario => 'difusion');
ROLLBACK TO unchanged;

-- ---- exposure ------------------------------------------------------------------------------------------------------

-- What is open on 2026-11-01, by the rules as enforced.  CN-1 has its license and is apart; CN-2 goes by NAC; the rest needs none.
SELECT vendor, product, destination, licensed, at_risk, outcome, review, orders, order_quantity, order_value, stock, unstated
  FROM exposure('enforced', '2026-11-01', '2026-11-01');
-- A license that is suspended helps no more, nor one that has run out before the order ships; one that is used up does.
UPDATE license SET state = 'suspended' WHERE id = 'IMPACT-1';
SELECT licensed, at_risk, outcome FROM exposure('enforced', '2026-11-01', '2026-11-01') WHERE product = 'H20 SXM';
UPDATE license SET state = 'issued', valid = '[2026-01-01,2026-11-20)' WHERE id = 'IMPACT-1';
SELECT licensed, at_risk, outcome FROM exposure('enforced', '2026-11-01', '2026-11-01') WHERE product = 'H20 SXM';
UPDATE license SET state = 'exhausted', valid = '[2026-01-01,2026-11-21)' WHERE id = 'IMPACT-1';
SELECT licensed, at_risk, outcome FROM exposure('enforced', '2026-11-01', '2026-11-01') WHERE product = 'H20 SXM';
ROLLBACK TO unchanged;
-- A prohibition takes no notice of a license.
INSERT INTO rule (id, kind, condition, reason, title, citation) VALUES ('X', 'prohibition', 'destination = CN', 'X', 'x', 'x');
SELECT product, destination, licensed, at_risk, outcome, enforced, orders, order_value
  FROM exposure('enforced', '2026-11-01', '2026-11-01', draft()) WHERE destination = 'CN';
ROLLBACK TO unchanged;

-- H20 for China on 2025-04-15.  NVIDIA said on that day that it would be charged up to 5.5 billion dollars for inventory,
-- purchase commitments and related reserves; in the end it was 4.5 billion.  Quantities, and what is stock here and what orders, are made up.
SAVEPOINT april;
INSERT INTO inventory (vendor, name, destination, quantity, value, as_counted) VALUES
    ('NVIDIA', 'H20 SXM',        'CN', 250000, 3000000000, '2025-04-13'),
    ('NVIDIA', 'H20 SXM',        'JP', 1000,   12000000,   '2025-04-13'),
    ('NVIDIA', 'H20 SXM',        NULL, 10,     NULL,       '2025-04-13'),      -- for whom, nobody knows
    ('NVIDIA', 'B30 (rumoured)', 'CN', 5,      60000,      '2025-04-13');      -- not a product that anybody has described
SELECT pg_temp.log('A-1', 'passed', 'H20 SXM', 'CN', '2025-04-20', 120000, 1500000000, 'CN', relation => 'public.april'),
       pg_temp.log('A-2', 'passed', 'H20 SXM', 'CN', '2025-05-20', 80000, 1000000000, 'CN', relation => 'public.april'),
       pg_temp.log('A-3', 'held', 'H20 SXM', 'CN', '2025-04-20', 100, NULL, 'CN', relation => 'public.april');
SELECT w.world, e.vendor, e.product, e.destination, e.at_risk, e.outcome, e.review, e.enforced, e.orders, e.order_quantity, e.order_value, e.stock, e.stock_value, e.value, e.unstated
  FROM unnest('{enforced,h20_pause}'::text[]) WITH ORDINALITY AS w(world, nr), exposure(w.world, '2025-04-15', '2026-11-01') WITH ORDINALITY AS e
 WHERE e.vendor = 'NVIDIA' AND (e.product = 'H20 SXM' OR e.product LIKE 'B30 (%') AND NOT e.licensed ORDER BY w.nr, e.ordinality;
SELECT w.world, sum(e.value) AS at_risk
  FROM unnest('{enforced,h20_pause}'::text[]) AS w(world) LEFT JOIN exposure(w.world, '2025-04-15', '2026-11-01') AS e
    ON e.at_risk AND e.product = 'H20 SXM' AND e.destination = 'CN'
 GROUP BY w.world ORDER BY w.world;
-- The day before the letter, nothing was known of it; and the letter was known on 2025-04-15.
SELECT k.as_known, coalesce(sum(e.stock_value) FILTER (WHERE e.at_risk), 0) AS at_risk
  FROM unnest('{2025-04-14,2025-04-15}'::date[]) AS k(as_known) LEFT JOIN exposure(NULL, '2025-04-15', k.as_known) AS e ON e.product = 'H20 SXM' AND e.destination = 'CN'
 GROUP BY k.as_known ORDER BY k.as_known;
ROLLBACK TO april;

-- Orders to India on 2025-06-01, had AI Diffusion been enforced.  What the consignee was sent before is not known, so neither
-- is whether License Exception LPP would have helped.
SELECT pg_temp.log('D-1', 'passed', 'H100 SXM5 80GB', 'IN', '2025-06-01', 1000, 30000000, 'IN', relation => 'public.india'),
       pg_temp.log('D-2', 'passed', 'H200 SXM', 'IN', '2025-06-01', 500, 17500000, 'IN', relation => 'public.india'),
       pg_temp.log('D-3', 'passed', 'GeForce RTX 4090', 'IN', '2025-06-01', 500, 800000, 'IN', relation => 'public.india'),
       pg_temp.log('D-4', 'passed', NULL, 'IN', '2025-06-01', 3, 90000, 'IN', chip => (SELECT chip FROM product WHERE name = 'H100 SXM5 80GB'), relation => 'public.india');
INSERT INTO inventory (vendor, name, destination, quantity, value, as_counted) VALUES ('NVIDIA', 'H200 SXM', 'IN', 200, 7000000, '2025-05-31');
SELECT vendor, product, at_risk, outcome, exception, review, enforced, enforced_review, orders, order_quantity, order_value, stock, stock_value, unstated
  FROM exposure('diffusion', '2025-06-01', '2026-11-01') WHERE destination = 'IN' AND enforced = 'no_license_required';
-- Nothing is lost: what is shown and what is not add up to what is open.
SELECT (SELECT sum(orders) FROM exposure('diffusion', '2025-06-01', '2026-11-01')) AS shown,
       (SELECT count(*) FROM open_order) AS open, (SELECT count(*) FROM open_order WHERE product = 'GeForce RTX 4090') AS need_none;
SELECT * FROM exposure('difusion');
ROLLBACK TO april;

-- ---- orders as the trigger screens them -----------------------------------------------------------------------------

CREATE TABLE public.impact_sale (id text PRIMARY KEY, product text, destination country, units integer, price numeric, ships date, buyer text, outcome outcome);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON public.impact_sale FOR EACH ROW
    EXECUTE FUNCTION screen_order('product=product', 'destination=destination', 'quantity=units', 'value=price', 'as_of=ships',
                                  'end_user=buyer', 'outcome=outcome', 'action=hold');
INSERT INTO party (id, name, country) VALUES ('impact buyer', 'Buyer', 'DE');
INSERT INTO public.impact_sale (id, product, destination, units, price, ships, buyer)
VALUES ('S-1', 'H100 SXM5 80GB', 'DE', 8, 240000, '2099-01-01', 'impact buyer'), ('S-2', 'H100 SXM5 80GB', 'DE', 4, 120000, '2099-01-01', 'whom'), ('S-3', 'A30', 'DE', 4, 9000, '2099-01-01', 'impact buyer');
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE.de', 'requirement', 500, 'destination = DE and eccn in (3A090.a)', 'HOUSE', 'We ask before shipping 3A090.a to Germany.', 'Company policy 9');
SELECT relation, row_key, action, vendor, product, as_of, quantity, value, (was).outcome AS was, (becomes).outcome AS becomes
  FROM impacted_orders(current_rulebook(), draft(), '2026-11-01', '2026-11-01');
SELECT product, destination, at_risk, outcome, orders, order_value FROM exposure('enforced', '2026-11-01', '2026-11-01') WHERE destination = 'DE';
ROLLBACK TO april;

-- ---- stock ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION pg_temp.sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN '00000';
EXCEPTION WHEN OTHERS THEN
    RETURN sqlstate;
END
$$;
INSERT INTO inventory (vendor, name) VALUES ('NVIDIA', 'H20 SXM');
SELECT vendor, name, destination, quantity, value, as_counted = CURRENT_DATE AS today FROM inventory;
SELECT pg_temp.sqlstate_of(statement), statement
  FROM unnest(ARRAY[$$INSERT INTO inventory (vendor, name) VALUES ('NVIDIA', 'H20 SXM')$$,
                    $$INSERT INTO inventory (vendor, name, destination) VALUES ('NVIDIA', 'H20 SXM', 'CN')$$,
                    $$INSERT INTO inventory (vendor, name, quantity) VALUES ('NVIDIA', 'x', -1)$$,
                    $$INSERT INTO inventory (vendor, name, quantity) VALUES ('NVIDIA', 'x', 'NaN')$$,
                    $$INSERT INTO inventory (vendor, name, value) VALUES ('NVIDIA', 'x', 'Infinity')$$,
                    $$INSERT INTO inventory (vendor, name, destination) VALUES ('NVIDIA', 'x', 'ZZ')$$]) AS statement;
-- It is the owner's, as are orders; a dump holds it.
CREATE ROLE impact_nobody;
SET ROLE impact_nobody;
SELECT pg_temp.sqlstate_of('SELECT FROM export_control.inventory') AS inventory, pg_temp.sqlstate_of('SELECT * FROM export_control.exposure()') AS exposure,
       pg_temp.sqlstate_of('SELECT * FROM export_control.impact()') AS impact, pg_temp.sqlstate_of('SELECT * FROM export_control.impacted_orders()') AS impacted_orders;
RESET ROLE;
-- These rights are enough.
GRANT SELECT ON product, open_order, inventory, license TO impact_nobody;
SET ROLE impact_nobody;
SELECT count(*) > 0 AS exposure FROM export_control.exposure('enforced', '2026-11-01', '2026-11-01');
SELECT count(*) AS impact FROM export_control.impact();
RESET ROLE;
SELECT 'inventory'::regclass = ANY (extconfig) AS dumped FROM pg_extension WHERE extname = 'export_control';
ROLLBACK;
