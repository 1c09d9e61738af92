-- The law as it stands: the questions by which the loaded rules were found wrong, with the right answers.
-- Each comment says what the answer has to be, and by which text.  (eCFR: title 15, as of 2026-09-24.)
SET search_path = export_control, public;
SET datestyle = ISO;

-- ask(question...): one line, as known on 2026-11-24.
CREATE FUNCTION pg_temp.told(d determination) RETURNS text LANGUAGE sql
    RETURN concat_ws(' ', (d).outcome, (d).eccn, nullif((d).reasons, '{}')::text, (d).exception, (d).review,
                     'missing ' || nullif((d).missing, '{}')::text);
CREATE FUNCTION pg_temp.ask(product text, destination country, as_of date, shipment shipment DEFAULT NULL, scenario text DEFAULT NULL)
    RETURNS text LANGUAGE sql
    RETURN (SELECT pg_temp.told(classify(p.chip, destination, as_of, '2026-11-24', shipment => shipment, scenario => scenario))
              FROM product AS p WHERE p.name = product);
CREATE FUNCTION pg_temp.ask(chip chip, destination country, as_of date, shipment shipment DEFAULT NULL, scenario text DEFAULT NULL)
    RETURNS text LANGUAGE sql
    RETURN pg_temp.told(classify(chip, destination, as_of, '2026-11-24', shipment => shipment, scenario => scenario));
CREATE FUNCTION pg_temp.ask(eccn eccn, destination country, as_of date, shipment shipment DEFAULT NULL)
    RETURNS text LANGUAGE sql
    RETURN pg_temp.told(classify_eccn(eccn, destination, as_of, '2026-11-24', shipment => shipment));

-- 1. An end use counts by what it means: military ones by 744.21(a)(1), (a)(2), 744.17 and 744.22; nuclear, missile, chemical
-- and biological ones by 744.2 to 744.4. A word that nobody knows, or of which no rule speaks, never clears.
SELECT e.end_use, c.place, pg_temp.ask('H20 SXM', c.place, '2024-06-01', shipment(end_use => e.end_use))
  FROM (VALUES (1, 'military'), (2, 'Military End-Use'), (3, 'military-intelligence'), (4, 'nuclear weapons'), (5, 'missiles'), (6, 'WMD'),
               (7, 'civil'), (8, 'weaving'), (9, 'AI training')) AS e(nr, end_use),
       unnest('{CN,VN,DE,RU}'::country[]) AS c(place)
 ORDER BY e.nr, c.place;
SELECT c.place, d.day, pg_temp.ask('{"vendor": "Google", "form": "computer", "datacenter": false, "rates": {"fp16": 100}, "die_area": 900, "memory_bandwidth": 0,
                                     "interconnect_bandwidth": 0}'::chip, c.place, d.day, shipment(end_use => 'military'))
  FROM unnest('{MM,KH,NI,VE,MO}'::country[]) AS c(place), unnest('{2024-03-14,2024-03-15}'::date[]) AS d(day) ORDER BY c.place, d.day;
-- NAC and ACA are not open to military end uses.
SELECT e.end_use, pg_temp.ask('GeForce RTX 4090', 'CN', '2024-06-01', shipment(end_use => e.end_use)) AS nac,
       pg_temp.ask('GeForce RTX 4090', 'VN', '2025-06-01', shipment(end_use => e.end_use)) AS aca
  FROM (VALUES ('military'), ('gaming')) AS e(end_use);

-- 2. General Prohibition Ten: circuits of 3A090 that firms of China have designed, anywhere, since 2025-05-13 (BIS guidance); no
-- exception applies (740.1(a)). Of an anonymous circuit nothing is presumed.
SELECT p.vendor, p.name, c.place, d.day, pg_temp.ask(p.name, c.place, d.day)
  FROM product AS p, unnest('{MY,US}'::country[]) AS c(place), unnest('{2025-05-12,2025-05-13}'::date[]) AS d(day)
 WHERE p.name IN ('Ascend 910C', 'BR100', 'Ascend 310') ORDER BY p.name, c.place, d.day;
SELECT pg_temp.ask('{"datacenter": true, "rates": {"int8": 640}, "die_area": 600, "memory_bandwidth": 0, "interconnect_bandwidth": 0}'::chip, 'MY', '2025-06-01');

-- 3. Supplement No. 8 to part 740, with 742.6(a)(6)(iii)(A) and (B): approved entities are free, everybody else needs a
-- license for .a items in the Emirates, too.  Until it is known who receives, the license is required.
SELECT w.entity, pg_temp.ask('H100 SXM5 80GB', 'AE', '2026-07-10', shipment(approved_entity => w.entity, headquarters => 'US'))
  FROM (VALUES (1, NULL), (2, 'Microsoft'), (3, 'UAE government'), (4, 'another'), (5, 'none')) AS w(nr, entity)
 ORDER BY w.nr;
-- Paragraph (b) of it: G42 and Core42 expire on 2027-04-06.
SELECT d.day, pg_temp.ask('H100 SXM5 80GB', 'AE', d.day, shipment(approved_entity => 'G42', headquarters => 'AE')) AS g42,
       pg_temp.ask('H100 SXM5 80GB', 'AE', d.day, shipment(approved_entity => 'Oracle', headquarters => 'US')) AS oracle
  FROM unnest('{2026-07-09,2026-07-10,2027-04-05,2027-04-06}'::date[]) AS d(day) ORDER BY d.day;
-- It names no one elsewhere, and no one of Macau or Country Group D:5.
SELECT pg_temp.ask('H100 SXM5 80GB', 'SA', '2026-08-01', shipment(approved_entity => 'Microsoft', headquarters => 'US')) AS elsewhere,
       pg_temp.ask('H100 SXM5 80GB', 'AE', '2026-08-01', shipment(approved_entity => 'Microsoft', headquarters => 'CN')) AS of_china;

-- 4. Letters.  Intel, April 2025 (its e-mail to customers): 1,400, 1,100 and 1,700 GB/s; the day of the report and the day before.
SELECT t.memory, t.io, d.day,
       pg_temp.ask(jsonb_build_object('vendor', 'Intel', 'datacenter', true, 'rates', '{"int8": 287.5}'::jsonb, 'die_area', 2000,
                                      'memory_bandwidth', t.memory, 'interconnect_bandwidth', t.io)::chip, 'CN', d.day)
  FROM (VALUES (3700, 0), (1400, 0), (1399, 0), (0, 1100), (0, 1099), (1000, 700), (1000, 699)) AS t(memory, io),
       unnest('{2025-04-15,2025-04-16}'::date[]) AS d(day)
 ORDER BY t.memory DESC, t.io DESC, d.day;
SELECT outcome('{"vendor": "Intel", "rates": {"int8": 100}, "datacenter": true, "memory_bandwidth": 3700, "interconnect_bandwidth": 0}',
               'CN', '2025-05-01', '2026-11-24', scenario => 'h20_pause') AS in_the_pause;
-- NVIDIA, 2022-08-26 (Form 8-K of 2022-08-31; later Forms 10-Q say "including Hong Kong and Macau"): in force in the period
-- covered, until the rule of October 2023.
SELECT c.place, d.day, pg_temp.ask('A100 SXM4 80GB', c.place, d.day) AS a100, pg_temp.ask('A800 SXM4 80GB', c.place, d.day) AS a800
  FROM unnest('{HK,MO}'::country[]) AS c(place), unnest('{2022-10-21,2023-01-16,2023-01-17,2023-11-16,2023-11-17}'::date[]) AS d(day)
 ORDER BY c.place, d.day;
SELECT t.tpp, t.io, pg_temp.ask(jsonb_build_object('vendor', 'NVIDIA', 'datacenter', true, 'rates', jsonb_build_object('int8', t.tpp / 8.0),
                                                   'interconnect_bandwidth', t.io, 'memory_bandwidth', 0)::chip, 'MO', '2022-12-01')
  FROM (VALUES (4800, 600), (4799, 600), (4800, 599)) AS t(tpp, io);
-- AMD, August 2022 (The Register, 2022-09-01): MI250 to China.
SELECT (classify(p.chip, 'CN', '2022-12-01', '2026-11-24')).reasons FROM product AS p WHERE p.name = 'Instinct MI250X';
-- NVIDIA and AMD, July 2023 (Form 10-Q of 2023-08-28; Reuters): "some countries in the Middle East", which are not published.
SELECT p.name, c.place, d.day, pg_temp.ask(p.name, c.place, d.day)
  FROM unnest('{H100 SXM5 80GB,Instinct MI250X}'::text[]) AS p(name), unnest('{SA,AE,DE}'::country[]) AS c(place),
       unnest('{2023-06-30,2023-07-01,2023-11-16}'::date[]) AS d(day)
 ORDER BY p.name, c.place, d.day;
SELECT l.letter, pg_temp.ask('H100 SXM5 80GB', 'SA', '2023-09-01', shipment(letter => l.letter))
  FROM (VALUES ('none'), ('of July 2023')) AS l(letter);
SELECT k.day AS known, outcome(p.chip, 'SA', '2023-09-01', k.day)
  FROM product AS p, unnest('{2023-08-27,2023-08-28}'::date[]) AS k(day) WHERE p.name = 'H100 SXM5 80GB' ORDER BY k.day;

-- 5. Cambodia left Country Group D:5 on State's day, 2025-11-07 (note to D:5; 22 CFR 126.1), not when BIS conformed (2026-02-03).
SELECT d.day, pg_temp.ask('H100 SXM5 80GB', 'SG', d.day, shipment(headquarters => 'KH')) AS h100_to_its_firm,
       pg_temp.ask('H100 SXM5 80GB', 'KH', d.day) AS h100, pg_temp.ask('H20 SXM', 'KH', d.day) AS h20
  FROM unnest('{2025-11-06,2025-11-07,2026-02-02}'::date[]) AS d(day) ORDER BY d.day;

-- 6. Cyprus was in D:5 until 2024-05-30 at the latest (89 FR 40369): its firms elsewhere needed a license, 744.23(a)(3).
SELECT d.day, pg_temp.ask('H100 SXM5 80GB', 'DE', d.day, shipment(headquarters => 'CY')) AS to_its_firm,
       pg_temp.ask('H100 SXM5 80GB', 'CY', d.day, shipment(headquarters => 'US')) AS to_the_island
  FROM unnest('{2024-01-15,2024-05-29,2024-05-30}'::date[]) AS d(day) ORDER BY d.day;

-- 7. Case by case only for exports from the United States with the certification; all else is presumed denied:
-- 742.6(b)(10)(iii)(A)(1), 748 Supp. 2 (dd).  What is unknown is named.
SELECT t.shipment, d.day, pg_temp.ask('H200 SXM', 'CN', d.day, t.shipment)
  FROM (VALUES (1, '{"movement": "export", "shipped_from": "US", "certification": "dd"}'::shipment), (2, NULL),
               (3, '{"movement": "export", "shipped_from": "US"}'), (4, '{"movement": "export", "shipped_from": "US", "certification": "none"}'),
               (5, '{"movement": "reexport", "shipped_from": "TW", "certification": "dd"}'), (6, '{"movement": "transfer"}')) AS t(nr, shipment),
       unnest('{2026-01-14,2026-01-15}'::date[]) AS d(day)
 ORDER BY t.nr, d.day;
-- What exceeds a limit is presumed denied, whatever else is unknown.
SELECT pg_temp.ask('B200', 'CN', '2026-02-01') AS b200;

-- 8. Any .a item for a firm of Macau or D:5 is presumed denied since 2025-01-13 (742.6(b)(10)(iii)(A)(1)); 744.23(d)(3) is left to .b items.
SELECT pg_temp.ask('{"name": "gaming card", "vendor": "NVIDIA", "datacenter": false, "declared_tpp": 13400, "die_area": 750, "memory_bandwidth": 1792,
                     "interconnect_bandwidth": 128}'::chip, 'DE', '2025-06-01', shipment(headquarters => 'CN')) AS gaming_card;
SELECT d.day, (classify_eccn('3A090.a', 'DE', d.day, '2026-11-24', headquarters => 'CN')).review AS a,
       (classify_eccn('3A090.b', 'DE', d.day, '2026-11-24', headquarters => 'CN')).review AS b
  FROM unnest('{2025-01-12,2025-01-13}'::date[]) AS d(day) ORDER BY d.day;

-- 9. A supercomputer whose end user is headquartered in the United States, A:5 or A:6: presumption of approval, 744.23(d)(2).
SELECT h.hq, pg_temp.ask('L20', 'CN', '2023-11-17', shipment(end_use => 'supercomputer', headquarters => h.hq))
  FROM (VALUES (1, 'US'::country), (2, 'DE'), (3, 'TW'), (4, 'VN'), (5, 'CN'), (6, NULL)) AS h(nr, hq)
 ORDER BY h.nr;

-- 10. 744.23(a)(1)(i) does not name 3A090 and 4A090: NAC stays open; (ii): the machine may be "located in or destined to" Macau or D:5.
SELECT pg_temp.ask('GeForce RTX 4090', 'CN', '2024-06-01', shipment(end_use => 'supercomputer')) AS nac;
SELECT t.site, pg_temp.ask('H20 SXM', 'VN', '2024-06-01', shipment(end_use => 'supercomputer', supercomputer_site => t.site))
  FROM (VALUES ('D:5'), ('elsewhere'), (NULL)) AS t(site);
SELECT d.day, pg_temp.ask('H20 SXM', 'AF', d.day, shipment(end_use => 'supercomputer', supercomputer_site => 'elsewhere'))
  FROM unnest('{2023-11-16,2023-11-17}'::date[]) AS d(day) ORDER BY d.day;

-- 11. License Exception SPP opens items that are EAR99 to Syria: 740.5, 746.9(b)(1); 90 FR 42315.
SELECT d.day, pg_temp.ask('EAR99'::eccn, 'SY', d.day) AS ear99, pg_temp.ask('3A991.p'::eccn, 'SY', d.day) AS other
  FROM unnest('{2025-09-01,2025-09-02}'::date[]) AS d(day) ORDER BY d.day;

-- 12. RTX 6000D has about 1,398 GB/s, and NVIDIA lists it as 4A994.l; MI308X is what the letter to AMD is about.
SELECT p.name, pg_temp.ask(p.name, 'CN', '2025-10-01')
  FROM unnest('{RTX 6000D / B40 (China),Instinct MI308X (China)}'::text[]) AS p(name) ORDER BY p.name;

-- 13. A computer with a 3A090.b circuit was 4A090 from 2023-11-17, with NAC, although 4A090.b was reserved (BIS FAQs of 2023-12-29).
SELECT d.day, pg_temp.ask('{"form": "computer", "vendor": "Groq", "datacenter": true, "declared_tpp": 2912, "die_area": 608,
                            "memory_bandwidth": 864, "interconnect_bandwidth": 64}'::chip, 'CN', d.day)
  FROM unnest('{2023-11-16,2023-11-17,2023-12-15,2024-04-03,2024-04-04}'::date[]) AS d(day) ORDER BY d.day;

-- 14. LPP is not among what 740.2(a)(9)(ii) leaves open to D:1, D:4 and D:5, unless A:5 or A:6 has the place.
SELECT c.place, pg_temp.ask('H100 SXM5 80GB', c.place, '2025-06-01', shipment(consignee_tpp => 1000000), 'codified')
  FROM unnest('{VN,SA,AE,IN,IL,CN}'::country[]) AS c(place) ORDER BY c.place;

-- 15. A processor of 5 GFLOPS is 3A991.a.1, and a computer of 0.0128 WT 4A994.b; neither is EAR99.
SELECT t.form, t.tops, (classify(jsonb_build_object('form', t.form, 'vendor', 'Groq', 'datacenter', false, 'interconnect_bandwidth', 0, 'memory_bandwidth', 0,
                                                    'rates', jsonb_build_object('fp16', t.tops))::chip, 'SY', '2026-01-02', '2026-11-24')).*
  FROM (VALUES ('ic', 2), ('ic', 0.005), ('ic', 0.0049), ('computer', 2), ('computer', 0.0142), ('computer', 0.0141)) AS t(form, tops);

-- 16. Citations: 746.8(a)(5); 742.6(b)(10) has no (iv), so that .b items outside D:5 are under (b)(1)(i)(B), case by case.
SELECT id, citation FROM rule WHERE id IN ('RUSSIA.ear99', 'REVIEW.russia', 'REVIEW.d5/2023', 'REVIEW.b/2025') ORDER BY id;
SELECT id FROM rule WHERE citation LIKE '%(b)(10)(iv)%' OR citation LIKE '%746.5%';
SELECT d.day, pg_temp.ask('3A090.b'::eccn, 'VN', d.day) FROM unnest('{2025-01-12,2025-01-13}'::date[]) AS d(day) ORDER BY d.day;

-- 17. Coverage says what there is, and what there is not: occupied regions of Ukraine (746.6), microprocessors (744.17), Ethiopia.
SELECT subject, modelled, citation FROM coverage
 WHERE concat_ws(' ', subject, detail, citation) ~ '746\.6|744\.17|Ethiopia|Supplement No\. 8|NVIDIA \(2022' ORDER BY subject;

-- 18. The policy of 2022 is doubtful: the stricter of two readings, and said so.
SELECT (classify(p.chip, 'CN', '2023-03-01', '2026-11-24')).review, r.note
  FROM product AS p, rule AS r WHERE p.name = 'A100 SXM4 80GB' AND r.id = 'REVIEW.d5/2022' AND lower(r.known) = '2022-10-07';

-- The reason for .a items to firms of Macau and D:5 is RS, 742.6(a)(6)(iii)(A), since 2025-01-13; for .b items 744.23(a)(3).
SELECT d.day, (classify_eccn('3A090.a', 'DE', d.day, '2026-11-24', headquarters => 'CN')).reasons AS a,
       (classify_eccn('3A090.b', 'DE', d.day, '2026-11-24', headquarters => 'CN')).reasons AS b
  FROM unnest('{2025-01-12,2025-01-13}'::date[]) AS d(day) ORDER BY d.day;

-- Tiers of AI Diffusion (90 FR 4544): 19 destinations of Supplement No. 5(a), the rest, Macau and D:5.
SELECT t.tier, count(*), t.citation
  FROM tier AS t JOIN destination AS c ON country_tier(c.code, '2025-01-13', '2026-11-24') = t.tier
 WHERE c.governed_by IS NULL GROUP BY t.tier ORDER BY t.tier;
SELECT c.place, country_tier(c.place, '2025-01-12', '2026-11-24') AS the_day_before, country_tier(c.place, '2025-01-13', '2026-11-24') AS that_day,
       country_tier(c.place, '2025-03-01', '2025-03-01', 'h20_pause') AS as_known, country_tier(c.place, '2025-03-01', '2025-01-12') AS before_it_was_known,
       country_tier(c.place, '2025-11-07', '2026-11-24', 'diffusion') AS november, country_tier(c.place, '2025-11-07', '2025-11-06') AS as_known_before
  FROM unnest('{US,DE,TW,HK,PR,SG,IN,AE,KH,MO,CN,NI}'::country[]) AS c(place);
SELECT country_tier('CN', scenario => 'no such world');
SELECT country_tier(NULL), holds('destination in (TIER:2) and destination not in (TIER:1, TIER:3)', '{}', 'IN', '2025-06-01') AS in_a_condition;
-- Each country is in one tier, on every day that the groups change.
SELECT d.day, count(*) FILTER (WHERE n.tiers <> 1) AS in_none_or_two
  FROM (SELECT DISTINCT lower(in_force) AS day FROM country_group_member WHERE country_group LIKE 'TIER:%' AND lower(in_force) IS NOT NULL) AS d, destination AS c
 CROSS JOIN LATERAL (SELECT holds('destination in (TIER:1)', '{}', c.code, d.day, '2026-11-24')::int
                          + holds('destination in (TIER:2)', '{}', c.code, d.day, '2026-11-24')::int
                          + holds('destination in (TIER:3)', '{}', c.code, d.day, '2026-11-24')::int AS tiers) AS n
 GROUP BY d.day ORDER BY d.day;

-- The .z paragraphs and their neighbours, as makers state them: .a as 3A090.a, .b as 3A090.b (742.6(a)(6)(iii)), NS 1 and EI with ENC
-- beside (740.8(a)(3), 740.17), and anti-terrorism alone for 5A992.c, 5A991, 3A992. What of an entry is not loaded is not cleared.
SELECT e.eccn, c.place, pg_temp.ask(e.eccn::eccn, c.place, '2026-06-01')
  FROM unnest('{5A992.c,5A991,3A992,5A992.z.1,5A992.z.2,5A002.z.1.a,5A004.z.1.b,5A002.z,5A002,5A992,3A001}'::text[]) AS e(eccn),
       unnest('{DE,VN,PK,IR}'::country[]) AS c(place)
 ORDER BY e.eccn, c.place;

-- Orders state such facts in columns of their own.
BEGIN;
CREATE TABLE public.consignment (id integer PRIMARY KEY, item text, to_country text, day date, head text, entity text, cert text, told text,
                                 site text, how text, origin text, state outcome);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON consignment FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=to_country', 'as_of=day', 'headquarters=head', 'approved_entity=entity', 'certification=cert', 'letter=told',
    'supercomputer_site=site', 'movement=how', 'shipped_from=origin', 'outcome=state', 'action=record');
INSERT INTO consignment VALUES
    (1, 'H100 SXM5 80GB', 'AE', '2026-12-01', 'US', 'Microsoft', NULL, NULL, NULL, NULL, NULL),
    (2, 'H100 SXM5 80GB', 'AE', '2026-12-01', 'US', NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 'H200 SXM', 'CN', '2026-12-01', 'CN', NULL, 'dd', NULL, NULL, 'export', 'US'),
    (4, 'H200 SXM', 'CN', '2026-12-01', 'CN', NULL, 'none', NULL, NULL, 'export', 'US'),
    (5, 'H100 SXM5 80GB', 'SA', '2023-09-01', 'SA', NULL, NULL, 'none', NULL, NULL, NULL),
    (6, 'H100 SXM5 80GB', 'SA', '2023-09-01', 'SA', NULL, NULL, repeat('x', 2000), NULL, NULL, NULL);
SELECT s.row_key, pg_temp.told(s.determination), s.shipment FROM screening AS s WHERE s.relation = 'public.consignment' ORDER BY s.id;
ROLLBACK;
