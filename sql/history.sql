-- Two clocks and other worlds.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

-- H20 to China, in four worlds.
SELECT s.world, t.period, t.outcome, t.eccn, t.reasons, t.review, t.because, t.events
  FROM product AS p, unnest('{enforced,h20_pause,h20_stays,diffusion}'::text[]) WITH ORDINALITY AS s(world, nr),
       timeline(p.chip, 'CN', '2026-11-01', scenario => s.world) AS t
 WHERE p.name = 'H20 SXM' ORDER BY s.nr, t.period;

-- A100, A800 and H800 to China: by rule, by letter, by rule.
SELECT p.name, t.period, t.outcome, t.eccn, t.reasons, t.review, t.because
  FROM product AS p, timeline(p.chip, 'CN', '2026-11-01') AS t
 WHERE p.name IN ('A100 SXM4 80GB', 'A800 SXM4 80GB', 'H800 SXM5 80GB') ORDER BY p.name, t.period;
SELECT p.name, d.day, (classify(p.chip, 'CN', d.day)).outcome, (classify(p.chip, 'CN', d.day)).reasons
  FROM product AS p, unnest('{2022-10-21,2023-10-01,2023-10-24,2023-11-17}'::date[]) AS d(day)
 WHERE p.name IN ('A100 SXM4 80GB', 'A800 SXM4 80GB', 'H800 SXM5 80GB') ORDER BY p.name, d.day;

-- A timeline has no holes and no two equal neighbours, and says what classify() says on its days.
SELECT count(*) AS periods,
       count(*) FILTER (WHERE lower(t.period) IS DISTINCT FROM t.previous_end AND NOT t.first) AS holes,
       count(*) FILTER (WHERE NOT t.first AND t.because IS NULL) AS changes_without_cause,
       count(*) FILTER (WHERE t.answer IS NOT DISTINCT FROM t.previous) AS not_merged,
       count(*) FILTER (WHERE t.answer IS DISTINCT FROM classify(t.chip, t.code, lower(t.period))) AS wrong_at_begin,
       count(*) FILTER (WHERE NOT upper_inf(t.period) AND t.answer IS DISTINCT FROM classify(t.chip, t.code, upper(t.period) - 1)) AS wrong_at_end
  FROM (SELECT p.chip, c.code, t.period, t.because, lag(upper(t.period)) OVER w AS previous_end, row_number() OVER w = 1 AS first,
               a.answer, lag(a.answer) OVER w AS previous
          FROM (SELECT * FROM product ORDER BY vendor, name LIMIT 40) AS p, unnest('{CN,AE,KH,NI,DE,HK,SY}'::country[]) AS c(code), timeline(p.chip, c.code) AS t,
               LATERAL (SELECT ROW(t.outcome, t.eccn, t.reasons, t.exception, t.review, t.rules, t.missing)::determination AS answer) AS a
        WINDOW w AS (PARTITION BY p.vendor, p.name, c.code ORDER BY t.period)) AS t;

-- Cambodia, Nicaragua and the Emirates change exactly on their dates.
SELECT t.code, d.day, t.group_name, holds(('destination in (' || t.group_name || ')')::condition, '{}', t.code, d.day)
  FROM (VALUES ('KH'::country, 'D:5', '2025-11-07'::date), ('NI', 'D:5', '2024-03-15'), ('NI', 'D:1', '2024-03-15'), ('NI', 'B', '2024-03-15'),
               ('AE', 'D:4', '2026-07-10'), ('AE', 'A:5', '2026-07-10')) AS t(code, group_name, change),
       LATERAL (VALUES (t.change - 1), (t.change)) AS d(day);
SELECT c.code, t.period, t.outcome, t.review, t.because
  FROM product AS p, unnest('{KH,NI,AE}'::country[]) AS c(code), timeline(p.chip, c.code, '2026-11-01') AS t
 WHERE p.name = 'H100 SXM5 80GB' ORDER BY c.code, t.period;

-- H100 to India: printed, enforced, and as known on other days.
SELECT s.world, k.as_known, k.consignee_tpp, (d).outcome, (d).exception, (d).missing
  FROM product AS p, unnest('{codified,enforced}'::text[]) AS s(world),
       (VALUES (NULL::date, NULL::numeric), (NULL, 20000000), (NULL, 27000000), ('2025-03-01', NULL), ('2025-05-12', NULL), ('2025-05-14', NULL)) AS k(as_known, consignee_tpp),
       LATERAL (SELECT classify(p.chip, 'IN', '2025-06-01', k.as_known, scenario => s.world, shipment => shipment(consignee_tpp => k.consignee_tpp)) AS d OFFSET 0) AS a
 WHERE p.name = 'H100 SXM5 80GB';

-- codified differs from enforced only through rules that are printed and not enforced.
SELECT DISTINCT unnest((a.codified).rules) AS rule
  FROM (SELECT classify(p.chip, c.code, d.day, scenario => 'codified') AS codified, classify(p.chip, c.code, d.day, scenario => 'enforced') AS enforced
          FROM product AS p, destination AS c, unnest('{2022-11-01,2024-06-01,2025-05-14,2025-06-01,2026-11-01}'::date[]) AS d(day) OFFSET 0) AS a
 WHERE a.codified IS DISTINCT FROM a.enforced
EXCEPT
SELECT DISTINCT unnest((a.enforced).rules)
  FROM (SELECT classify(p.chip, c.code, d.day, scenario => 'enforced') AS enforced
          FROM product AS p, destination AS c, unnest('{2025-06-01,2026-11-01}'::date[]) AS d(day) OFFSET 0) AS a
ORDER BY 1;

-- Foresight and surprise.
SELECT f.period, f.outcome, f.reasons, f.because
  FROM product AS p, foresight(p.chip, 'IN', '2025-03-01') AS f WHERE p.name = 'H100 SXM5 80GB';
SELECT f.period, f.outcome, f.because
  FROM product AS p, foresight(p.chip, 'CN', '2023-10-18', '90 days') AS f WHERE p.name = 'A800 SXM4 80GB';
-- Without end, not at all, for some hours of that day; and backwards.
SELECT h.horizon, count(f.period), max(upper(f.period)), bool_or(upper_inf(f.period)) AS without_end
  FROM product AS p
 CROSS JOIN (VALUES (NULL::interval), ('0'), ('20 hours'), ('90 days')) AS h(horizon)
  LEFT JOIN LATERAL foresight(p.chip, 'CN', '2023-10-18', h.horizon) AS f ON true
 WHERE p.name = 'A800 SXM4 80GB' GROUP BY h.horizon ORDER BY h.horizon;
SELECT count(*) FROM foresight('{}', 'CN', '2023-10-18', '-1 day');
SELECT count(*) FROM foresight('{}', 'CN', '2023-10-18', '-1 hour');
SELECT s.days_before, s.period, (s.announced).outcome AS announced, (s.came).outcome AS came, (s.announced).review, (s.came).review
  FROM product AS p, surprises(p.chip, 'IN', until => '2026-11-01') AS s WHERE p.name = 'H100 SXM5 80GB';
SELECT s.days_before, s.period, (s.announced).outcome AS announced, (s.came).outcome AS came, (s.announced).review, (s.came).review
  FROM product AS p, surprises(p.chip, 'CN', until => '2026-11-01') AS s WHERE p.name = 'H20 SXM';

-- Rules in force, and what explain() shows of them.
SELECT kind, rank, id FROM rules_in_force('2022-11-01', '2026-11-01');
SELECT count(*) AS different
  FROM (SELECT (SELECT array_agg(r.id ORDER BY r.id) FROM rules_in_force(d.day, '2026-11-01', s.world) AS r WHERE r.kind <> 'classification') AS listed,
               (SELECT array_agg(e.rule ORDER BY e.rule) FROM explain('{}', 'FR', d.day, '2026-11-01', scenario => s.world) AS e WHERE e.kind <> 'classification') AS explained
          FROM unnest('{2022-11-01,2023-12-01,2025-06-01,2026-11-01}'::date[]) AS d(day), unnest('{enforced,codified,h20_pause}'::text[]) AS s(world)) AS t
 WHERE t.listed IS DISTINCT FROM t.explained;

-- A world of the user's.
BEGIN;
SELECT create_scenario('no_nac', 'License Exception NAC withdrawn in 2027', 'codified');
INSERT INTO scenario_rule VALUES ('no_nac', 'NAC/2024', '[2024-04-04,2027-01-01)');
SELECT outcome('{}', 'CN', scenario => 'no_nac');
ROLLBACK;
BEGIN;
SELECT create_scenario('no_nac', 'License Exception NAC withdrawn in 2027');
INSERT INTO scenario_rule VALUES ('no_nac', 'NAC/2024', '[2024-04-04,2027-01-01)');
SELECT publish('a world without NAC');
SELECT d.day, outcome(p.chip, 'CN', d.day, scenario => 'no_nac'), outcome(p.chip, 'CN', d.day)
  FROM product AS p, unnest('{2026-12-31,2027-01-01}'::date[]) AS d(day) WHERE p.name = 'GeForce RTX 4090';
ROLLBACK;
SELECT create_scenario('x', 'x', 'no such world');

-- Thresholds of the foundry presumption by year, and the tariff.
SELECT in_force, without_hbm_below, any_below FROM foundry_presumption ORDER BY in_force;
SELECT p.name, b.id, b.rate FROM product AS p JOIN tariff_band AS b ON holds(b.condition, p.chip) ORDER BY p.name;
