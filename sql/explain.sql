-- Why an answer is what it is.
SET search_path = export_control, public;
SET datestyle = ISO;

-- Every default is spelt out; every rule in force is shown with its reason.
SELECT e.rank, e.kind, e.rule, e.holds, e.because
  FROM product AS p, explain(p.chip, 'HK', '2025-05-01', '2026-11-01') AS e
 WHERE p.name = 'H20 SXM';

SELECT e.kind, e.rule, e.holds, e.because
  FROM product AS p, explain(p.chip, 'VN', '2024-06-01', '2026-11-01', 'CN', 'hbm-packaging', 'codified', shipment => shipment(consignee_tpp => 5, movement => 'reexport', shipped_from => 'HK')) AS e
 WHERE p.name = 'GeForce RTX 4090' AND (e.holds IS DISTINCT FROM false OR e.kind = 'exception');

-- Unknown facts are named.
SELECT e.kind, e.rule, e.holds, e.because
  FROM explain('{"datacenter": true, "rates": {"int8": [200, 300]}}', 'CN', '2024-06-01', '2026-11-01') AS e
 WHERE e.holds IS NOT FALSE;

SELECT e.kind, e.rule, e.holds, e.because FROM explain_eccn('3A090', 'CN', '2024-06-01', '2026-11-01') AS e WHERE e.holds IS NOT FALSE;

-- The rules of an answer are among those that hold.
SELECT count(*) AS answers, count(*) FILTER (WHERE NOT (a.d).rules <@ e.holding) AS not_explained
  FROM product AS p, unnest('{CN,VN,DE,RU,AE}'::country[]) AS c(code)
 CROSS JOIN LATERAL (SELECT classify(p.chip, c.code, '2026-08-01') AS d OFFSET 0) AS a
 CROSS JOIN LATERAL (SELECT array_agg(x.rule) FILTER (WHERE x.holds IS NOT FALSE) AS holding FROM explain(p.chip, c.code, '2026-08-01') AS x) AS e;

-- Outside the covered period there are no rules to show.
SELECT e.rule, e.because FROM explain('{}', 'CN', '2020-01-01', '2026-11-01') AS e;
SELECT count(*) FROM explain(NULL, 'CN');

-- One condition by itself.
SELECT holds('tpp >= 4800', '{"rates": {"int8": 600}}') AS yes,
       holds('tpp >= 4800', '{"rates": {"int8": 599}}') AS no,
       holds('tpp >= 4800', '{}') AS unknown,
       holds('tpp >= 4800', NULL) AS no_chip,
       holds('destination in (D:5)', '{}', 'CN') AS china,
       holds('destination in (D:5)', '{}', 'HK') AS hong_kong,
       holds('destination in (D:5)', '{}', 'MO') AS macau,
       holds('destination in (D:5)', '{}') AS no_destination,
       holds('headquarters in (D:5)', '{}', 'DE', headquarters => 'CN') AS parent,
       holds('headquarters in (D:5)', '{}', headquarters => 'CN') AS only_parent,
       holds('headquarters in (D:5) and destination in (D:5)', '{}', headquarters => 'CN') AS not_destination,
       holds('headquarters in (D:5) and destination in (D:5)', '{}', 'CN', NULL) AS no_date,
       holds('destination in (A:5)', '{}', 'AE', '2026-07-09') AS emirates_before,
       holds('destination in (A:5)', '{}', 'AE', '2026-07-10') AS emirates_after,
       holds('eccn in (3A090)', '{}', eccn => '3A090.a') AS descendant,
       holds('eccn in (3A090.a)', '{}', eccn => '3A090') AS not_precise,
       holds('eccn in (3A090.a)', '{}') AS no_eccn,
       holds($$end_use = 'acm'$$, '{}') AS none_stated,
       holds($$end_use = 'acm'$$, '{}', end_use => 'acm') AS stated,
       holds('consignee_tpp <= 5', '{}') AS no_sum,
       holds('consignee_tpp <= 5', '{}', shipment => '{"consignee_tpp": 5}') AS sum \gx
-- a destination that no row states stays unknown
SELECT h, holds('destination in (D:5)', '{}', headquarters => h) AS destination, holds('headquarters in (D:5)', '{}', headquarters => h)
  FROM unnest('{CN,DE,CN}'::country[]) AS h;
SELECT holds('destination in (NOWHERE)', '{}', 'CN') AS unknown_group;
