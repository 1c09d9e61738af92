-- What orders tell of their shipments, column by column.  Nothing of it stays.
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset null '(null)'
SET search_path = export_control, public;
SET client_min_messages = warning;
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation) VALUES
    ('TEST.movement', 'requirement', 9001, 'destination = BR and movement = ''reexport''', 'T1', 't', 'c'),
    ('TEST.from', 'requirement', 9002, 'destination = AR and shipped_from in (D:5, RU)', 'T2', 't', 'c'),
    ('TEST.region', 'requirement', 9003, 'destination = UA and region in (''UA-43'', ''UA-14'')', 'T3', 't', 'c'),
    ('TEST.value', 'requirement', 9004, 'destination = CL and value > 2500', 'T4', 't', 'c'),
    ('TEST.quantity', 'requirement', 9005, 'destination = PE and quantity > 10', 'T5', 't', 'c'),
    ('TEST.consignee', 'requirement', 9006, 'destination = MX and consignee_tpp > 100', 'T6', 't', 'c');
SELECT publish('facts of a shipment') > 0 AS published;

CREATE TABLE public.parcel (id integer PRIMARY KEY, item text, to_country text, how varchar, out_of character(2), part text,
                            units integer, price money, sum_tpp double precision, state outcome);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON parcel FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=item', 'destination=to_country', 'movement=how', 'shipped_from=out_of', 'region=part', 'quantity=units', 'value=price',
    'consignee_tpp=sum_tpp', 'outcome=state', 'action=record');
INSERT INTO parcel (id, item, to_country, how, out_of, part, units, price, sum_tpp) VALUES
    ( 1, 'EAR99', 'BR', 'reexport', NULL, NULL, NULL, NULL, NULL), ( 2, 'EAR99', 'BR', 'export', NULL, NULL, NULL, NULL, NULL),
    ( 3, 'EAR99', 'BR', NULL, 'US', NULL, NULL, NULL, NULL),
    ( 4, 'EAR99', 'AR', NULL, 'hk', NULL, NULL, NULL, NULL), ( 5, 'EAR99', 'AR', NULL, 'US', NULL, NULL, NULL, NULL),
    ( 6, 'EAR99', 'AR', 'export', NULL, NULL, NULL, NULL, NULL),
    ( 7, 'EAR99', 'UA', NULL, NULL, 'ua-43', NULL, NULL, NULL), ( 8, 'EAR99', 'UA', NULL, NULL, 'UA-30', NULL, NULL, NULL),
    ( 9, 'EAR99', 'UA', NULL, NULL, NULL, NULL, NULL, NULL),
    (10, 'EAR99', 'CL', NULL, NULL, NULL, NULL, 2501, NULL), (11, 'EAR99', 'CL', NULL, NULL, NULL, NULL, 2500, NULL),
    (12, 'EAR99', 'CL', NULL, NULL, NULL, NULL, -1, NULL),
    (13, 'EAR99', 'PE', NULL, NULL, NULL, 11, NULL, NULL), (14, 'EAR99', 'PE', NULL, NULL, NULL, -5, NULL, NULL),
    (15, 'EAR99', 'MX', NULL, NULL, NULL, NULL, NULL, 101), (16, 'EAR99', 'MX', NULL, NULL, NULL, NULL, NULL, 1e30),
    (17, 'EAR99', 'MX', NULL, NULL, NULL, NULL, NULL, 'NaN'), (18, 'EAR99', 'MX', 'transfer', 'DE', 'MX-AGU', 1, 2, 3);
SELECT s.row_key AS id, s.shipment, (s.determination).outcome, (s.determination).reasons, (s.determination).missing,
       s.quantity, s.value, s.headquarters
  FROM screening AS s WHERE s.relation = 'public.parcel' ORDER BY s.id;
-- The log says what was asked: it gives the same again, as an open order too, and with another rulebook.
SELECT count(*) AS entries, bool_and(replay(s) = s.determination) AS the_same,
       bool_and(replay(entry_of(o, NULL)) = s.determination AND o.shipment IS NOT DISTINCT FROM s.shipment) AS as_an_open_order
  FROM screening AS s JOIN open_order AS o ON o.id = s.id WHERE s.relation = 'public.parcel';
SELECT row_key, (was).reasons AS was, (becomes).reasons AS becomes
  FROM impacted_orders((SELECT rulebook FROM release ORDER BY id LIMIT 1), current_rulebook())
 WHERE relation = 'public.parcel' ORDER BY row_key::integer;
-- A change of a mapped fact screens again.
UPDATE parcel SET how = 'export' WHERE id = 1;
UPDATE parcel SET out_of = 'FR' WHERE id = 4;
SELECT p.id, p.state, (SELECT s.shipment FROM screening AS s WHERE s.relation = 'public.parcel' AND s.row_key = p.id::text ORDER BY s.id DESC LIMIT 1)
  FROM parcel AS p WHERE p.id IN (1, 4) ORDER BY 1;
-- What is not understood is on record.
SAVEPOINT s;
INSERT INTO parcel VALUES (20, 'EAR99', 'BR', 'sale', NULL, NULL), (21, 'EAR99', 'BR', NULL, 'UK', NULL), (22, 'EAR99', 'BR', NULL, NULL, 'Crimea');
SELECT row_key AS id, action, (determination).outcome, (determination).missing, not_understood FROM screening AS s
 WHERE s.relation = 'public.parcel' AND not_understood IS NOT NULL ORDER BY s.id;
ROLLBACK TO s;
-- Columns that cannot tell it, and an argument that there is not.
CREATE TABLE public.wrong (id integer PRIMARY KEY, item text, to_country text, how integer, flag boolean);
SAVEPOINT t;
CREATE TRIGGER zz_screen BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=to_country', 'shipped_from=how', 'action=record');
ROLLBACK TO t;
CREATE TRIGGER zz_screen BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=to_country', 'value=flag', 'action=record');
ROLLBACK TO t;
CREATE TRIGGER zz_screen BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=to_country', 'regoin=how', 'action=record');
ROLLBACK TO s;
-- A license whose scope asks for the shipment.
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('SMALL', 'movement = ''reexport'' and value <= 5000', 'value', 6000, '(,)', 'issued');
CREATE TABLE public.licensed (id integer PRIMARY KEY, item text, to_country text, how text, units numeric, price numeric, under text, state outcome);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON licensed FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=item', 'destination=to_country', 'movement=how', 'quantity=units', 'value=price', 'license=under', 'outcome=state', 'action=hold');
INSERT INTO licensed VALUES (1, 'EAR99', 'BR', 'reexport', 1, 4000, 'SMALL'), (2, 'EAR99', 'BR', 'reexport', 1, 5001, 'SMALL'),
                            (3, 'EAR99', 'BR', 'reexport', 1, 3000, 'SMALL');
SELECT row_key, action, shipment, license_amount, license_fault FROM screening WHERE relation = 'public.licensed' ORDER BY id;
-- An entry that contradicts itself, which no trigger writes, has no answer.
SELECT replay(jsonb_populate_record(s, '{"headquarters": "DE", "shipment": {"headquarters": "CN"}}'))
  FROM screening AS s WHERE s.relation = 'public.parcel' AND s.row_key = '1' LIMIT 1;
ROLLBACK;
