-- Orders that state an ECCN beside a product or a chip.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

BEGIN;
CREATE TABLE public.by_product (id int PRIMARY KEY, sku text, class text, ship_to text, ship_on date, st text);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON by_product FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'eccn=class', 'destination=ship_to', 'as_of=ship_on', 'outcome=st', 'action=record');
CREATE TABLE public.by_chip (id int PRIMARY KEY, spec chip, class eccn, ship_to text, ship_on date, st text);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON by_chip FOR EACH ROW EXECUTE FUNCTION screen_order(
    'chip=spec', 'eccn=class', 'destination=ship_to', 'as_of=ship_on', 'outcome=st', 'action=record');

-- Stated, it counts, and the other facts do in the rules that follow; an empty column leaves the item what it is.
INSERT INTO by_product VALUES
    (1, 'H20 SXM', NULL,      'CN', '2024-06-01'),
    (2, 'H20 SXM', '3A090.b', 'CN', '2024-06-01'),
    (3, 'H20 SXM', '3a991p',  'CN', '2025-06-01'),
    (4, 'H20 SXM', 'EAR 99',  'CN', '2025-06-01'),
    (5, 'H20 SXM', '5A002',   'DE', '2025-06-01'),
    (6, 'H20 SXM', 'nonsense', 'CN', '2024-06-01');
INSERT INTO by_chip VALUES
    (1, '{"vendor": "NVIDIA", "form": "computer", "memory_bandwidth": 4000}', '4A994.l', 'CN', '2025-06-01'),
    (2, '{"eccn": "3A090.a"}', NULL, 'CN', '2025-06-01'),
    (3, '{"eccn": "3A090.a"}', 'EAR99', 'DE', '2025-06-01'),
    (4, NULL, 'EAR99', 'CN', '2025-06-01'),
    (5, NULL, NULL, 'CN', '2025-06-01');
SELECT relation, row_key, chip::jsonb ->> 'eccn' AS stated, eccn, (determination).outcome, (determination).eccn AS is, (determination).reasons,
       (determination).missing, replay(s) IS NOT DISTINCT FROM determination AS same
  FROM screening AS s WHERE relation ~ 'by_(product|chip)' ORDER BY relation, id;

-- Taking a statement back, or making another, is another order.
UPDATE by_product SET class = NULL WHERE id = 2;
UPDATE by_product SET class = '3A090.b' WHERE id = 1;
SELECT row_key, (determination).outcome, (determination).eccn FROM screening WHERE relation ~ 'by_product' ORDER BY id DESC LIMIT 2;
SELECT id, st FROM by_product ORDER BY id;
ROLLBACK;

-- One item is stated in one way.
\set SHOW_CONTEXT never
\set VERBOSITY default
CREATE TABLE public.wrong (id int PRIMARY KEY, sku text, spec chip, class eccn, ship_to text);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON wrong FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'chip=spec', 'eccn=class', 'destination=ship_to', 'action=record');
DROP TABLE wrong;
