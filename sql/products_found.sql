-- Products by the names that people write.
SET search_path = public, export_control;
\set QUIET on
\pset format unaligned
-- The best first.
SELECT w.wanted, f.vendor, f.name, round(f.similarity::numeric, 3) AS similarity
  FROM unnest('{H20,rtx 4090,h100 sxm,H100,nvidia h200,mi300x,Insinct MI300X,trainium 2,gaudi3,Ascend 910,wse3,tpu v7,GeForce 5090}'::text[]) WITH ORDINALITY AS w(wanted, nr)
 CROSS JOIN LATERAL (SELECT * FROM find_product(w.wanted) LIMIT 2) AS f ORDER BY w.nr, f.similarity DESC, length(f.name);
SELECT count(*) AS of_nothing FROM unnest(ARRAY['', ' ', '???', 'weaving loom', NULL, repeat('x', 100000)]) AS w, find_product(w);
SELECT name_similarity('a b', 'B, A') AS words, name_similarity('H100SXM5', 'h100 sxm5') AS spaces, name_similarity('H20', 'H200') < name_similarity('H20', 'H20 SXM') AS digits,
       name_similarity('', 'x') AS blank, name_similarity('x', NULL) IS NULL AS of_null, name_similarity(repeat('ab1', 30000), repeat('ab1', 30000)) AS long;
-- Exact names and aliases only, however they are written.
SELECT w AS wanted, array_agg(p.name) FROM unnest('{H20,h-20,"H20 SXM",h20sxm,rtx4090,RTX 4090 D,H100,H100 SXM,"RTX  A6000",H10}'::text[]) AS w
  LEFT JOIN LATERAL product_named(w) AS p ON true GROUP BY w ORDER BY w;
SELECT v AS vendor, (SELECT count(*) FROM product_named('mi300x', v)) FROM unnest('{AMD,amd,"Advanced Micro Devices, Inc.",NVIDIA,NULL}'::text[]) AS v;
-- What README asks for, with a name that people use.
SELECT p.name, (classify(p.chip, 'CN', '2025-06-01')).outcome FROM product_named('h20') AS p;
-- Each alias leads to one product, and names no other.
SELECT a.alias FROM product_alias AS a WHERE (SELECT count(*) FROM product_named(a.alias)) <> 1;
SELECT a.alias FROM product_alias AS a LEFT JOIN product AS p ON p.vendor = a.vendor AND p.name = a.product WHERE p.name IS NULL;

-- Users add theirs; one of theirs takes the place of a built-in one.
BEGIN;
INSERT INTO product (vendor, name, chip, sources) VALUES ('ACME', 'One', '{"name": "One", "vendor": "ACME"}', 'ours'), ('Groq', 'One', '{"name": "One"}', 'ours');
INSERT INTO product_alias VALUES ('The first', 'ACME', 'One'), ('h-20', 'NVIDIA', 'H200 SXM');
SELECT w AS wanted, p.vendor, p.name FROM unnest('{first the,the FIRST,one,ONE,H20}'::text[]) AS w LEFT JOIN LATERAL product_named(w) AS p ON true ORDER BY 1, 2;
SELECT alias, product, builtin FROM product_alias WHERE canonical_name(alias) = 'h20';
INSERT INTO product_alias VALUES ('the FIRST ', 'Groq', 'One');
ROLLBACK;

-- Orders: exact names and aliases pass; the hint has the nearest.
BEGIN;
CREATE TABLE ordered (id int PRIMARY KEY, sku text, maker text, ship_to text, st text);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON ordered FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=sku', 'vendor=maker', 'destination=ship_to', 'outcome=st', 'action=hold');
INSERT INTO ordered VALUES (1, 'H20', NULL, 'CN'), (2, 'h20 sxm', 'nvidia', 'CN'), (3, 'H20 SXM', 'NVIDIA', 'CN'), (4, 'rtx 4090', 'NVIDIA Corp.', 'DE'),
    (5, 'H100', NULL, 'DE'), (6, 'h10 sxm', NULL, 'DE'), (7, 'weaving loom', NULL, 'DE');
SELECT o.id, o.sku, o.st, s.chip IS NOT NULL AS found, s.not_understood #>> '{product,hint}' AS hint
  FROM ordered AS o JOIN screening AS s ON s.relation = 'public.ordered' AND s.row_key = o.id::text ORDER BY o.id;
ROLLBACK;
