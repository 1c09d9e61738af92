-- Real chips for real destinations on real dates.
SET search_path = export_control, public;
SET datestyle = ISO;

-- The cases that the project was founded on.
CREATE TEMPORARY TABLE expected (
    nr int, product text, destination country, headquarters country, as_of date,
    outcome outcome, eccn eccn, exception text, review review_policy, reason text
);
INSERT INTO expected VALUES
    ( 1, 'A100 SXM4 80GB',   'CN', NULL, '2024-06-01', 'license_required',    '3A090.a', NULL,  'presumption_of_denial', 'RS'),
    ( 2, 'H20 SXM',          'CN', NULL, '2024-06-01', 'no_license_required', '3A991.p', NULL,  NULL, NULL),
    ( 3, 'H20 SXM',          'CN', NULL, '2025-05-01', 'license_required',    '3A991.p', NULL,  NULL, 'IS-INFORMED'),
    ( 4, 'GeForce RTX 4090', 'CN', NULL, '2024-06-01', 'license_exception',   '3A090.a', 'NAC', NULL, 'RS'),
    ( 5, 'GeForce RTX 4090', 'VN', NULL, '2024-06-01', 'license_exception',   '3A090.a', 'ACA', NULL, 'RS'),
    ( 6, 'GeForce RTX 4090', 'VN', 'CN', '2024-06-01', 'license_exception',   '3A090.a', 'NAC', NULL, 'RS'),
    ( 7, 'H200 SXM',         'CN', NULL, '2025-06-01', 'license_required',    '3A090.a', NULL,  'presumption_of_denial', 'RS'),
    ( 8, 'H200 SXM',         'CN', NULL, '2026-02-01', 'license_required',    '3A090.a', NULL,  'case_by_case', 'RS'),
    ( 9, 'B200',             'CN', NULL, '2026-02-01', 'license_required',    '3A090.a', NULL,  'presumption_of_denial', 'RS'),
    (10, 'H100 SXM5 80GB',   'DE', NULL, '2024-06-01', 'no_license_required', '3A090.a', NULL,  NULL, NULL),
    (11, 'H100 SXM5 80GB',   'DE', 'CN', '2024-06-01', 'license_required',    '3A090.a', NULL,  'presumption_of_denial', '744.23(a)(3)'),
    (12, 'H100 SXM5 80GB',   'SA', NULL, '2024-06-01', 'license_required',    '3A090.a', NULL,  'presumption_of_approval', 'RS');

SELECT e.nr, e.product, e.destination, e.headquarters, e.as_of, (d).outcome, (d).eccn, (d).reasons, (d).exception, (d).review,
       (d).outcome = e.outcome AND (d).eccn = e.eccn AND (d).exception IS NOT DISTINCT FROM e.exception
       AND (d).review IS NOT DISTINCT FROM e.review AND (e.reason IS NULL OR e.reason = ANY ((d).reasons)) AS as_expected
  FROM expected AS e JOIN product AS p ON p.name = e.product
 CROSS JOIN LATERAL (SELECT classify(p.chip, e.destination, e.as_of, headquarters => e.headquarters,
                                    shipment => '{"movement": "export", "shipped_from": "US", "certification": "dd"}') AS d OFFSET 0) AS a
 ORDER BY e.nr;

-- Hong Kong answers as China does, whatever the product and the date; Macau and Taiwan do not.
SELECT c.code, count(*) FILTER (WHERE classify(p.chip, c.code, d.day::date) IS DISTINCT FROM classify(p.chip, 'CN', d.day::date)) > 0 AS differs_from_china
  FROM product AS p, destination AS c, generate_series('2022-11-01', '2026-11-01', interval '1 month') AS d(day)
 WHERE c.code IN ('CN', 'HK', 'MO', 'TW')
 GROUP BY c.code ORDER BY c.code;

-- The two examples of Technical Note 2 give exactly 4800, and exactly 4800 is controlled.
SELECT t.example, tpp(t.chip), (classify(t.chip, 'CN', '2024-06-01')).eccn, (classify(t.chip, 'CN', '2024-06-01')).outcome
  FROM (VALUES ('600 TOPS at 8 bits', '{"vendor": "x", "datacenter": true, "rates": {"int8": 600}}'::chip),
               ('300 TFLOPS at 16 bits', '{"vendor": "x", "datacenter": true, "rates": {"fp16": 300}}')) AS t(example, chip);

-- The same question with every argument given is a function of its arguments alone.
SELECT classify(p.chip, 'CN', '2026-02-01', '2026-11-01', 'CN', NULL, 'enforced', current_rulebook(), '{}')
     = classify(p.chip, 'CN', '2026-02-01', as_known => '2026-11-01') AS same
  FROM product AS p WHERE p.name = 'H200 SXM';

-- outcome() and license_required() agree with classify() on everything.
SELECT count(*) AS disagreements
  FROM product AS p, destination AS c
 WHERE outcome(p.chip, c.code, '2025-05-01') <> (classify(p.chip, c.code, '2025-05-01')).outcome
    OR license_required(p.chip, c.code, '2025-05-01') IS DISTINCT FROM
       CASE (classify(p.chip, c.code, '2025-05-01')).outcome
            WHEN 'indeterminate' THEN NULL
            WHEN 'license_required' THEN true WHEN 'prohibited' THEN true ELSE false END;

-- An item whose ECCN is known.
SELECT t.eccn, t.destination, classify_eccn(t.eccn, t.destination, '2024-06-01')
  FROM (VALUES (1, '3A090.a'::eccn, 'CN'::country), (2, '3A090.a.1', 'CN'), (3, '3A090.a', 'DE'), (4, '3A090', 'CN'), (5, '3A090', 'KP'),
               (6, '3A991.p', 'CN'), (7, '3A991.p', 'IR'), (8, 'EAR99', 'CU'), (9, 'EAR99', 'RU'), (10, '4A994.l', 'BY'),
               (11, '1A001', 'CN'), (12, NULL, 'CN')) AS t(nr, eccn, destination)
 ORDER BY t.nr;

-- A missing question is not an answer.
SELECT classify(NULL, 'CN', '2024-06-01'), classify('{}', NULL, '2024-06-01'), classify('{}', 'CN', NULL),
       license_required(NULL, 'CN'), outcome(NULL, NULL, NULL);

-- Errors that a caller can make.
SELECT classify('{}', 'CN', scenario => 'enforcd');
SELECT classify('{}', 'CN', scenario => 'a world of its own');
SET export_control.scenario = 'nonsense';
SELECT classify('{}', 'CN');
RESET export_control.scenario;

-- The setting chooses the scenario; the argument overrides it.
SET export_control.scenario = 'codified';
SELECT outcome(p.chip, 'IN', '2025-06-01'), outcome(p.chip, 'IN', '2025-06-01', scenario => 'enforced')
  FROM product AS p WHERE p.name = 'H100 SXM5 80GB';
RESET export_control.scenario;

-- Every product, every destination: how many of each.
SELECT d.outcome, count(*) FROM decision_matrix('2024-06-01', '2026-11-01') AS d GROUP BY d.outcome ORDER BY d.outcome;
