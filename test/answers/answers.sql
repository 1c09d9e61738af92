-- What the built-in rulebook says of every built-in product in every place on sixty days, folded: places
-- that always get the same answers for a product stand together, and so do products that are treated alike.
-- test/shell/answers.sh compares it with what a person has read.
SET search_path = export_control, public;
SET max_parallel_workers_per_gather = 0;

-- Fixed, so that a rule that is added changes answers here, and not the question: the days on which the law
-- changed and the days before, and others between.
CREATE TEMP TABLE day AS
SELECT day, row_number() OVER (ORDER BY day) AS nth
  FROM unnest('{
           2022-10-06, 2022-10-07, 2022-10-20, 2022-10-21, 2022-12-01, 2023-01-16, 2023-01-17, 2023-03-15,
           2023-05-18, 2023-05-19, 2023-07-11, 2023-08-28, 2023-10-17, 2023-10-22, 2023-10-23, 2023-11-16,
           2023-11-17, 2024-01-15, 2024-04-03, 2024-04-04, 2024-05-29, 2024-05-30, 2024-09-06, 2024-12-01,
           2024-12-02, 2024-12-30, 2024-12-31, 2025-01-12, 2025-01-13, 2025-01-30, 2025-01-31, 2025-03-01,
           2025-04-08, 2025-04-09, 2025-04-15, 2025-04-16, 2025-05-12, 2025-05-14, 2025-05-15, 2025-06-15,
           2025-07-13, 2025-07-14, 2025-08-11, 2025-09-01, 2025-09-02, 2025-09-29, 2025-11-06, 2025-11-07,
           2025-11-10, 2025-12-15, 2026-01-14, 2026-01-15, 2026-03-18, 2026-05-01, 2026-07-09, 2026-07-10,
           2026-08-13, 2026-09-24, 2026-11-10, 2026-11-24}'::date[]) AS day;

CREATE TEMP TABLE answer AS
SELECT p.name AS product, c.code AS place, d.nth, d.day,
       concat_ws(' ', a.outcome, a.eccn, a.reasons, a.exception, a.review, a.rules,
                 'missing ' || nullif(a.missing, '{}')::text)
           AS answer
  FROM product AS p CROSS JOIN destination AS c CROSS JOIN day AS d
 CROSS JOIN LATERAL classify(p.chip, c.code, d.day, date '2026-11-24') AS a;

-- Of one product and place, all days: a line wherever the answer changes.
CREATE TEMP TABLE history AS
SELECT c.product, c.place, string_agg(c.day || ' ' || c.answer, E'\n' ORDER BY c.day) AS history
  FROM (SELECT *, lag(a.answer) OVER (PARTITION BY a.product, a.place ORDER BY a.nth) AS before
          FROM answer AS a) AS c
 WHERE c.answer IS DISTINCT FROM c.before
 GROUP BY c.product, c.place;

CREATE TEMP TABLE folded AS
SELECT s.places, s.history, string_agg(s.product, ', ' ORDER BY s.product COLLATE "C") AS products
  FROM (SELECT h.product, h.history, string_agg(h.place::text, ' ' ORDER BY h.place) AS places
          FROM history AS h GROUP BY h.product, h.history) AS s
 GROUP BY s.places, s.history;

SELECT 'products: ' || f.products || E'\nplaces: ' || f.places || E'\n' || f.history || E'\n'
  FROM folded AS f
 ORDER BY f.products COLLATE "C", f.places COLLATE "C", f.history COLLATE "C";

-- The other functions that answer the same question do not differ.
SELECT 'outcome(), license_required() and classify() differ: ' || p.name || ' ' || c.code || ' ' || d.day
  FROM product AS p CROSS JOIN destination AS c CROSS JOIN day AS d
 CROSS JOIN LATERAL outcome(p.chip, c.code, d.day, date '2026-11-24') AS o
 CROSS JOIN LATERAL license_required(p.chip, c.code, d.day, date '2026-11-24') AS l
  JOIN answer AS a ON a.product = p.name AND a.place = c.code AND a.nth = d.nth
 WHERE split_part(a.answer, ' ', 1) <> o::text
    OR l IS DISTINCT FROM CASE WHEN o <> 'indeterminate' THEN o >= 'license_required' END;

SELECT p.name, tpp_range(p.chip), performance_density_range(p.chip), tops_range(p.chip),
       memory_bandwidth_range(p.chip), interconnect_bandwidth_range(p.chip), die_area_range(p.chip),
       transistors_range(p.chip), memory_bandwidth_density_range(p.chip)
  FROM product AS p ORDER BY p.name COLLATE "C";
