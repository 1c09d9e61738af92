-- An unknown is never a "no".
SET search_path = export_control, public;
SET datestyle = ISO;

-- What is undecided says what to find out; an interval can be enough to decide.
SELECT t.nr, t.chip, (d).outcome, (d).eccn, (d).exception, (d).review, (d).missing
  FROM (VALUES
        (1, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": 250}}'::chip),
        (2, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": 250}, "die_area": [300, 330]}'),
        (3, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": 250}, "die_area": [330, 340]}'),
        (4, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": 250}, "die_area": [630, 900]}'),
        (5, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": 625}}'),
        (6, '{"vendor": "Groq", "datacenter": true, "rates": {"int8": [590, 610]}, "die_area": 0}'),
        (7, '{"vendor": "Groq", "rates": {"int8": 250}, "die_area": 300}'),
        (8, '{"vendor": "Groq", "rates": {"int8": 700}}'),
        (9, '{"vendor": "Groq", "datacenter": false}'),
        (10, '{"vendor": "Groq", "datacenter": true, "declared_tpp": 2000}'),
        (11, '{"vendor": "Groq", "datacenter": true, "die_area": 800}'),
        (12, '{"vendor": "Groq", "datacenter": true, "declared_tpp": [4000, 5000], "die_area": 0}'),
        (13, '{}'),
        (14, '{"form": "hbm", "memory_bandwidth": 1000}'),
        (15, '{"form": "hbm", "memory_bandwidth": 1000, "package_area": [100, 200]}')
       ) AS t(nr, chip)
 CROSS JOIN LATERAL (SELECT classify(t.chip, 'CN', CASE WHEN t.nr < 14 THEN '2024-06-01' ELSE '2025-02-01' END::date) AS d OFFSET 0) AS a
 ORDER BY t.nr;

-- The chip of the first row today, with no vendor stated: die_area is still the first thing to ask for.
SELECT (classify('{"datacenter": true, "rates": {"fp16": 125}}', 'CN', '2026-11-01', '2026-11-01')).missing,
       (classify('{"datacenter": true, "rates": {"fp16": 125}, "die_area": [300, 330]}', 'CN', '2026-11-01', '2026-11-01')).outcome,
       (classify('{"datacenter": true, "declared_tpp": 5000}', 'CN', '2026-11-01', '2026-11-01')).outcome;

-- A letter to one firm: an unnamed vendor could be that firm.
SELECT v.vendor, (d).outcome, (d).missing
  FROM (VALUES ('NVIDIA'), ('AMD'), ('x'), (NULL)) AS v(vendor)
 CROSS JOIN LATERAL (SELECT classify(jsonb_build_object('vendor', v.vendor, 'datacenter', true, 'rates', '{"int8": 100}'::jsonb,
                                     'interconnect_bandwidth', 0)::chip, 'CN', '2025-05-01') AS d OFFSET 0) AS a;

-- An unknown fact that cannot change the outcome is no matter.
SELECT (d).outcome, (d).missing FROM (SELECT classify('{"vendor": "Groq", "rates": {"int8": 250}}', 'FR', '2024-06-01') AS d OFFSET 0) AS a;
SELECT (d).outcome, (d).eccn, (d).missing FROM (SELECT classify('{}', 'CU', '2024-06-01') AS d OFFSET 0) AS a;

-- An exception applies only where its condition is known to hold; what could open it is named.
SELECT t.consignee_tpp, (d).outcome, (d).exception, (d).missing
  FROM product AS p, (VALUES (NULL), (20000000), (27000000)) AS t(consignee_tpp)
 CROSS JOIN LATERAL (SELECT classify(p.chip, 'IN', '2025-06-01', scenario => 'codified', shipment => shipment(consignee_tpp => t.consignee_tpp)) AS d OFFSET 0) AS a
 WHERE p.name = 'H100 SXM5 80GB';

-- Dates that the rulebook does not cover, on either clock.
SELECT d.as_of, d.as_known, classify('{"vendor": "Groq"}', 'CN', d.as_of, d.as_known)
  FROM (VALUES ('2022-10-20'::date, '2024-01-01'::date), ('2022-10-21', '2024-01-01'), ('-infinity', '2024-01-01'), ('2024-01-01', '2022-10-06'),
               ('2024-01-01', '2022-10-07'), ('infinity', 'infinity')) AS d(as_of, as_known);

-- Refining what is known never turns one decided outcome into another: what was decided with an interval stays.
WITH vague AS (
    SELECT jsonb_build_object('vendor', 'Groq', 'datacenter', true, 'rates', jsonb_build_object('int8', jsonb_build_array(lo, lo + w)),
                              'die_area', jsonb_build_array(area, area + 100), 'memory_bandwidth', jsonb_build_array(bw, bw + w),
                              'interconnect_bandwidth', 300) AS fuzzy, lo, w, area, bw
      FROM generate_series(100, 900, 50) AS lo, (VALUES (0), (10), (100)) AS w(w), generate_series(50, 900, 170) AS area, (VALUES (1000), (1350)) AS b(bw)
), sharp AS (
    SELECT v.fuzzy, v.fuzzy || jsonb_build_object('rates', jsonb_build_object('int8', v.lo + v.w * f.a), 'die_area', v.area + 100 * f.b,
                                                  'memory_bandwidth', v.bw + v.w * f.a) AS exact
      FROM vague AS v, (VALUES (0, 0), (0.5, 0.3), (1, 1), (1, 0), (0, 1)) AS f(a, b)
)
SELECT count(*) AS questions, count(*) FILTER (WHERE (c.f).outcome = 'indeterminate') AS undecided,
       count(*) FILTER (WHERE (c.f).outcome <> 'indeterminate' AND (c.f).outcome <> (c.e).outcome) AS contradictions,
       count(*) FILTER (WHERE (c.e).outcome = 'indeterminate') AS undecided_when_exact
  FROM sharp AS s, unnest('{CN,VN,DE,IR}'::country[]) AS d(place)
 CROSS JOIN LATERAL (SELECT classify(s.fuzzy::chip, d.place, '2025-05-01') AS f, classify(s.exact::chip, d.place, '2025-05-01') AS e OFFSET 0) AS c;
