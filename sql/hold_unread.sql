-- Orders that state what cannot be read: held, refused or recorded, with what was read and why.
SET search_path = export_control, public;
SET datestyle = ISO;
\set SHOW_CONTEXT never
\pset null '-'
SET client_min_messages = warning;

INSERT INTO party (id, name, country) VALUES ('buyer', 'Buyer Pte', 'SG'), ('whose', 'Nobody knows whose', NULL);
CREATE TABLE public.unread (id int PRIMARY KEY, sku text, maker text, ship_to text, ship_on text, usage text, movement text, out_of text, part text,
                            units text, price text, customer text, st text, disp text, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON unread FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'vendor=maker', 'destination=ship_to', 'as_of=ship_on', 'end_use=usage', 'movement=movement', 'shipped_from=out_of', 'region=part',
    'quantity=units', 'value=price', 'end_user=customer', 'outcome=st', 'disposition=disp', 'reason=why', 'action=hold');

-- ---- one fact of each is not understood, and a few rows have none such ---------------------------------------------------

INSERT INTO unread (id, sku, ship_to, ship_on, units, price, customer, movement, out_of, part, maker) VALUES
    ( 1, 'L4',             'DE', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 2, 'L4',             'UK', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 3, 'L44',            'DE', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 4, 'H20 SMX',        'DE', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 5, 'L4',             'DE', 'next week',  '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 6, 'L4',             'DE', '2026-12-01', 'ten', '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    ( 7, 'L4',             'DE', '2026-12-01', '1',   'a lot', 'buyer',  NULL,   NULL, NULL,     NULL),
    ( 8, 'L4',             'DE', '2026-12-01', '1',   '1',     'buyr',   NULL,   NULL, NULL,     NULL),
    ( 9, 'L4',             'DE', '2026-12-01', '1',   '1',     'buyer',  'sale', NULL, NULL,     NULL),
    (10, 'L4',             'DE', '2026-12-01', '1',   '1',     'buyer',  NULL,   'EU', NULL,     NULL),
    (11, 'L4',             'UA', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, 'Crimea', NULL),
    (12, 'L4',             'DE', '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     'ACME'),
    (13, 'L4',             'UK', 'soon',       'ten', '1',     'nobody', NULL,   NULL, NULL,     NULL),
    (14, 'H100 SXM5 80GB', 'CN', '2026-12-01', 'ten', '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    (15, 'L4',             ' ',  '2026-12-01', '1',   '1',     'buyer',  NULL,   NULL, NULL,     NULL),
    (16, 'L4',             'DE', '2026-12-01', ' ',   '',      'buyer',  '',     ' ',  '',       ''),
    (17, 'L4',             'DE', '2026-12-01', '1',   '1',     'whose',  NULL,   NULL, NULL,     NULL);
SELECT id, st, disp, why FROM unread ORDER BY id;
SELECT row_key, destination, as_of, quantity, headquarters, (determination).outcome, (determination).missing, not_understood
  FROM screening WHERE relation = 'public.unread' AND not_understood IS NOT NULL ORDER BY id;
-- What was read is unknown whenever it is judged again.
SELECT count(*) AS entries, bool_and(replay(s) = determination) AS the_same,
       bool_and((replay(s, current_rulebook(), '2027-01-01')).outcome = 'indeterminate') AS later
  FROM screening AS s WHERE relation = 'public.unread' AND not_understood IS NOT NULL AND (determination).outcome = 'indeterminate';
SELECT count(*) FROM rescreen('unread');
SELECT count(*) AS open, bool_and(replay(entry_of(o, NULL)) = o.determination) AS the_same FROM open_order AS o WHERE relation = 'public.unread';
-- So are an entry's doubts that name no fact, which the trigger does not write.
SELECT (replay(jsonb_populate_record(s, '{"not_understood": {"colour": {}}}'))).outcome, (replay(jsonb_populate_record(s, '{"not_understood": 1}'))).missing
  FROM screening AS s WHERE relation = 'public.unread' AND row_key = '1' LIMIT 1;

-- ---- corrected, it passes; and it cannot be let through otherwise ----------------------------------------------------------

UPDATE unread SET ship_to = 'GB' WHERE id = 2 RETURNING st, disp, why;
UPDATE unread SET st = 'no_license_required', disp = 'passed', why = NULL WHERE id = 9 RETURNING st, disp, why;
UPDATE unread SET why = 'never mind' WHERE id = 1 RETURNING st, disp, why;

-- A license is not drawn by an order that is not understood, and what one had drawn is given back.
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('HU', 'destination = CN', 'units', 100, '(,)', 'issued');
CREATE TABLE public.under (id int PRIMARY KEY, sku text, ship_to text, units text, lic text, sent boolean, st outcome, why varchar(20));
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON under FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'quantity=units', 'license=lic', 'closed=sent', 'outcome=st', 'reason=why', 'action=hold');
INSERT INTO under VALUES (1, 'H100 SXM5 80GB', 'CN', '5', 'HU') RETURNING st, why;
SELECT license_balance('HU');
UPDATE under SET units = 'five' RETURNING st, why;
SELECT license_balance('HU');
UPDATE under SET sent = true;
UPDATE under SET units = '6' RETURNING st, why;
SELECT license_balance('HU');

-- ---- a chip, an ECCN, headquarters and an amount that cannot be read -------------------------------------------------------

CREATE TABLE public.item (id int PRIMARY KEY, facts jsonb, ship_to text, parent text, tpp text, st text, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON item FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=facts', 'destination=ship_to', 'headquarters=parent', 'consignee_tpp=tpp', 'outcome=st', 'reason=why', 'action=hold');
INSERT INTO item VALUES (1, '{"vendor": "ACME", "die_aera": 814}', 'DE', 'DE', '1'), (2, '[1]', 'DE', 'DE', '1'),
    (3, '{"vendor": "ACME"}', 'DE', 'XX', '1'), (4, '{"vendor": "ACME"}', 'DE', 'DE', 'much'),
    (5, jsonb_build_object('name', repeat('longé ', 1000), 'no', 1), 'DE', 'DE', '1');
SELECT i.id, i.st, i.why, octet_length(s.not_understood -> 'chip' ->> 'read') AS read
  FROM item AS i JOIN screening AS s ON s.relation = 'public.item' AND s.row_key = i.id::text ORDER BY i.id;
CREATE TABLE public.classed (id int PRIMARY KEY, class text, ship_to text, st text, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON classed FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=class', 'destination=ship_to', 'outcome=st', 'reason=why', 'action=hold');
INSERT INTO classed VALUES (1, 'EAR99', 'DE'), (2, 'free', 'DE') RETURNING st, why;

-- ---- refused, with the text; and recorded ------------------------------------------------------------------------------------

CREATE TABLE public.strict (id int PRIMARY KEY, sku text, ship_to text, customer text, part text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON strict FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'end_user=customer', 'region=part');
INSERT INTO strict VALUES (1, 'L4', 'UK', 'buyer');
\echo :SQLSTATE
INSERT INTO strict VALUES (1, 'H20 SMX', 'DE', 'buyer');
INSERT INTO strict VALUES (1, 'L4', 'DE', 'buyr');
INSERT INTO strict VALUES (1, 'L4', 'UA', 'buyer', 'Crimea');
INSERT INTO strict VALUES (1, 'H100 SXM5 80GB', 'SG', 'whose');
INSERT INTO strict VALUES (1, 'X9000', 'UK', 'nobody', 'Crimea');
DROP TRIGGER zz ON strict;
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON strict FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'end_user=customer', 'region=part', 'action=record');
INSERT INTO strict VALUES (1, 'L4', 'UK', 'buyer');
SELECT action, not_understood FROM screening WHERE relation = 'public.strict';

-- ---- the column of the reason ------------------------------------------------------------------------------------------------

CREATE TABLE public.wrong (id int PRIMARY KEY, sku text, ship_to text, why screening_action, st text, other int);
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'outcome=st', 'reason=why');
CREATE TRIGGER zz BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'outcome=st', 'reason=other');
CREATE TRIGGER zz AFTER INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'reason=st');

-- A cast of the user's may fail in any way that is about the value, and leaves nothing behind.  What is not about the value stays
-- an error.
CREATE TYPE public.amount AS (n text);
CREATE FUNCTION public.to_number(amount) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
    IF ($1).n = 'denied' THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN ($1).n::numeric;
END $$;
CREATE CAST (amount AS numeric) WITH FUNCTION public.to_number(amount) AS ASSIGNMENT;
CREATE TABLE public.cast_one (id int PRIMARY KEY, sku text, ship_to text, units amount, st text, why text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON cast_one FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'quantity=units', 'outcome=st', 'reason=why', 'action=hold');
INSERT INTO cast_one VALUES (1, 'L4', 'DE', '(5)'), (2, 'L4', 'DE', '(five)') RETURNING st, why;
INSERT INTO cast_one VALUES (3, 'L4', 'DE', '(denied)');

TRUNCATE under;
DROP TABLE unread, under, item, classed, strict, wrong, cast_one;
DROP TYPE amount CASCADE;
