-- Regions of Ukraine: 15 CFR 746.6.  Crimea with Sevastopol, and the covered parts of Donetsk and Luhansk.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

SELECT outcome('{"vendor":"NVIDIA","datacenter":false,"rates":{"fp16":10}}', 'UA', '2026-01-01', shipment => '{"region":"UA-43"}');
CREATE TEMPORARY TABLE bound (n serial, s shipment);
INSERT INTO bound (s) VALUES
    (NULL), ('{}'), ('{"region": "UA-43"}'), ('{"region": "ua-40"}'), ('{"region": "UA-43", "covered_region": false}'),
    ('{"region": "UA-14"}'), ('{"region": "UA-09"}'), ('{"region": "UA-14", "covered_region": null}'), ('{"region": "UA-14", "covered_region": "partly"}'),
    ('{"region": "UA-14", "covered_region": true}'), ('{"region": "UA-09", "covered_region": true}'),
    ('{"region": "UA-14", "covered_region": false}'), ('{"region": "UA-09", "covered_region": false}'),
    ('{"region": "UA-30"}'), ('{"region": "UA-23", "covered_region": true}'), ('{"covered_region": false}');
SELECT s AS shipment, (d).outcome, (d).reasons, (d).review, (d).rules, (d).missing
  FROM bound, LATERAL (SELECT classify_eccn('EAR99', 'UA', '2026-01-01', shipment => s) AS d OFFSET 0) AS found ORDER BY n;
-- Whatever the item: what is more severe stays so.
SELECT p.name, (classify(p.chip, 'UA', '2026-01-01')).outcome AS nowhere, (classify(p.chip, 'UA', '2026-01-01', shipment => '{"region": "UA-43"}')).outcome AS crimea,
       (classify(p.chip, 'UA', '2026-01-01', shipment => '{"region": "UA-14"}')).outcome AS donetsk
  FROM product AS p WHERE p.name IN ('H100 SXM5 80GB', 'L4', 'A30') ORDER BY 1;
-- Stated and not known: a region that nobody understands, one of another country, and none although the place is covered.
SELECT s AS shipment, (d).outcome, 'region' = ANY ((d).missing) AS region_is_missing
  FROM unnest('{"{\"region\": null}","{\"region\": \"Crimea\"}","{\"region\": \"RU-MOW\"}","{\"covered_region\": true}"}'::shipment[]) AS s,
       LATERAL (SELECT classify_eccn('EAR99', 'UA', '2026-01-01', shipment => s) AS d OFFSET 0) AS found;
-- No other destination depends on any of it.
SELECT count(*) AS asked, count(*) FILTER (WHERE classify_eccn('EAR99', d.code, '2026-01-01', shipment => b.s) IS DISTINCT FROM classify_eccn('EAR99', d.code, '2026-01-01')) AS different
  FROM destination AS d, (SELECT s FROM bound UNION ALL VALUES ('{"region": null}'::shipment), ('{"region": "Crimea"}'), ('{"region": "RU-MOW"}')) AS b(s) WHERE d.code <> 'UA';
-- One constant shipment, and many destinations: each is asked whether the region lies in it.
SELECT d, license_required(c, d, '2026-01-01', shipment => '{"region": "UA-43"}'), outcome(c, d, '2026-01-01', shipment => '{"region": "PL-14"}') AS of_poland
  FROM (VALUES ('{"vendor": "Intel", "datacenter": false, "declared_tpp": 1, "rates": {"fp16": 1}, "die_area": 100, "memory_bandwidth": 1, "interconnect_bandwidth": 1, "hbm": false}'::chip)) AS x(c),
       unnest('{PL,UA,PL,UA,UA,PL}'::country[]) WITH ORDINALITY AS t(d, n) ORDER BY n;
-- A territory has codes of two kinds.
SELECT holds('region = ''CN-HK''', '{}', d, shipment => '{"region": "CN-HK"}') AS of_hong_kong, d FROM unnest('{HK,CN,MO}'::country[]) AS d;
SELECT holds('region = ''UA-43''', '{}', shipment => '{"region": "UA-43"}') AS without_destination,
       holds('region = ''UA-43'' and shipped_from = US', '{}', shipment => '{"region": "UA-43", "shipped_from": "US"}') AS with_another_place;

-- The days on which they begin.
SELECT id, in_force, citation FROM rule WHERE citation LIKE '%746.6%' ORDER BY id;
SELECT t.day, (SELECT array_agg(r.id ORDER BY r.id) FROM rules_in_force(t.day, '2026-11-01') AS r WHERE r.id IN ('EMBARGO.crimea', 'EMBARGO.donbas', 'REVIEW.ukraine')) AS rules
  FROM unnest('{2015-01-28,2015-01-29,2022-02-23,2022-02-24}'::date[]) AS t(day);

-- explain() says what was assumed, for Ukraine alone, and why a region is not known.
SELECT d, s, because FROM (VALUES (1, 'UA'::country, NULL::shipment), (2, 'PL', NULL), (3, 'UA', '{"region": "UA-43"}'), (4, 'UA', '{"region": "RU-MOW"}'), (5, 'UA', '{"covered_region": true}')) AS q(n, d, s),
       explain_eccn('EAR99', d, '2026-01-01', '2026-11-01', shipment => s) WHERE kind IS NULL ORDER BY n;
SELECT rule, holds, because FROM explain_eccn('EAR99', 'UA', '2026-01-01', '2026-11-01', shipment => '{"region": "UA-14"}') WHERE rule ~ '^(EMBARGO|REVIEW.ukraine)';

-- Orders: a column that is mapped and empty is unknown, as is one that nobody understands.
BEGIN;
CREATE TABLE public.to_ukraine (id integer PRIMARY KEY, item text, to_country text, part text, covered boolean, state outcome);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON to_ukraine FOR EACH ROW EXECUTE FUNCTION screen_order(
    'eccn=item', 'destination=to_country', 'region=part', 'covered_region=covered', 'outcome=state', 'action=record');
INSERT INTO to_ukraine (id, item, to_country, part, covered) VALUES
    (1, 'EAR99', 'UA', 'UA-43', NULL), (2, 'EAR99', 'UA', NULL, NULL), (3, 'EAR99', 'UA', 'Crimea', NULL), (4, 'EAR99', 'UA', 'ua-30', NULL),
    (5, 'EAR99', 'UA', 'UA-14', NULL), (6, 'EAR99', 'UA', 'UA-14', true), (7, 'EAR99', 'UA', 'UA-14', false), (8, 'EAR99', 'PL', NULL, NULL), (9, 'EAR99', 'PL', 'UA-43', true);
SELECT o.id, o.state, s.shipment, 'region' = ANY ((s.determination).missing) AS region_is_missing
  FROM to_ukraine AS o JOIN screening AS s ON s.relation = 'public.to_ukraine' AND s.row_key = o.id::text ORDER BY 1;
SELECT bool_and(replay(s) = s.determination) AS the_log_gives_the_same FROM screening AS s WHERE s.relation = 'public.to_ukraine';
ROLLBACK;
