-- Items that state their ECCN.
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '(null)'

-- A key as any other: read, written, compared, cast.
SELECT '{"eccn": "4a994.L", "form": "computer", "name": "X"}'::chip, '{"eccn": "3A090.a", "form": "ic"}'::chip AS its_form_is_written,
       '{"eccn": null}'::chip AS said_to_be_unknown;
SELECT '{"eccn": "EAR99"}'::chip = '{"eccn": "ear 99"}' AS same, '{"eccn": "EAR99"}'::chip = '{}' AS as_nothing,
       '{"eccn": "EAR99"}'::chip::jsonb AS jsonb, tpp('{"eccn": "EAR99", "rates": {"fp16": 100}}');

-- EAR99 waits for no facts of circuits; an embargo covers every item; facts beside a statement are used.
SELECT (classify_eccn('EAR99', 'CN')).outcome AS to_china, (classify_eccn('5A991.b.1', 'IR')).outcome AS to_iran;
SELECT classify('{"eccn":"4A994.l","vendor":"NVIDIA","form":"computer","memory_bandwidth":4000,"interconnect_bandwidth":900}', 'CN', '2025-06-01');

-- classify_eccn() and a chip that states nothing but its ECCN are one thing.
SELECT count(*) AS questions,
       count(*) FILTER (WHERE classify_eccn(e, c.code, d) IS DISTINCT FROM classify(jsonb_build_object('eccn', e)::chip, c.code, d)) AS classify_differs,
       count(*) FILTER (WHERE (classify_eccn(e, c.code, d)).outcome <> outcome(jsonb_build_object('eccn', e)::chip, c.code, d)) AS outcome_differs,
       count(DISTINCT (classify_eccn(e, c.code, d)).outcome) AS outcomes
  FROM destination AS c,
       unnest('{3A090,3A090.a,3A090.b,3A090.c,3A991,3A991.p,4A090.a,4A994.l,4E091,EAR99,5A992.z.1,5A002,0A501}'::eccn[]) AS e,
       unnest('{2022-11-01,2023-11-01,2024-06-01,2025-06-01,2026-06-01}'::date[]) AS d;
SELECT count(*) AS explanations_differ FROM (
    (SELECT * FROM explain_eccn('3A991.p', 'CN', '2025-06-01') EXCEPT ALL SELECT * FROM explain('{"eccn": "3A991.p"}', 'CN', '2025-06-01'))
    UNION ALL
    (SELECT * FROM explain('{"eccn": "3A991.p"}', 'CN', '2025-06-01') EXCEPT ALL SELECT * FROM explain_eccn('3A991.p', 'CN', '2025-06-01'))) AS d;

-- An item is what it states, and its facts count in the rules that follow; what is not told stays unknown.
SELECT nr, chip, (d).outcome, (d).eccn, (d).reasons, (d).exception, (d).rules, (d).missing
  FROM unnest(ARRAY[
           -- the letters: by the facts of a circuit, whatever its ECCN
           '{"eccn": "EAR99"}',
           '{"eccn": "EAR99", "name": "Cable", "vendor": "NVIDIA"}',
           '{"eccn": "EAR99", "form": "ic"}',
           '{"eccn": "EAR99", "vendor": "NVIDIA", "memory_bandwidth": 4000}',
           '{"eccn": "EAR99", "vendor": "NVIDIA", "memory_bandwidth": 4000, "form": "ic"}',
           '{"eccn": "EAR99", "vendor": "NVIDIA", "memory_bandwidth": 400, "interconnect_bandwidth": 64}',
           '{"eccn": "3A991.p"}',
           '{"eccn": "3A991"}',
           '{"eccn": "3A991.a"}',
           '{"eccn": "3A991.p", "vendor": "Qualcomm"}',
           '{"eccn": "4A994.l", "vendor": "NVIDIA", "form": "computer", "memory_bandwidth": 4000}',
           -- license exceptions ask for facts, too
           '{"eccn": "3A090.a"}',
           '{"eccn": "3A090.a", "datacenter": false, "declared_tpp": 5285}',
           '{"eccn": "3A090.b", "datacenter": true}',
           -- a stated ECCN stands against what the facts say
           '{"eccn": "3A991.p", "vendor": "Qualcomm", "datacenter": true, "declared_tpp": 15824, "die_area": 814}',
           -- the rules of other entries are not loaded
           '{"eccn": "5A002"}',
           '{"eccn": "5A992.z.1", "vendor": "NVIDIA", "form": "computer", "memory_bandwidth": 4000}'
       ]::chip[]) WITH ORDINALITY AS c(chip, nr)
 CROSS JOIN LATERAL (SELECT classify(chip, 'CN', '2025-06-01') AS d OFFSET 0) AS a ORDER BY nr;

-- What stops every item stops one whose rules are not loaded; nothing clears it, and no policy is told.
SELECT e, c, (d).outcome, (d).reasons, (d).review, (d).missing
  FROM unnest('{5A002,5A992.c,1A001}'::eccn[]) AS e, unnest('{IR,SY,RU,KP,CN,DE,US}'::country[]) AS c
 CROSS JOIN LATERAL (SELECT classify_eccn(e, c, '2026-06-01') AS d OFFSET 0) AS a ORDER BY e, c;

-- Conditions: eccn tests what is stated, as far as that goes; form is unknown, or unstated.
SELECT chip, holds('eccn in (3A090)', chip) AS in_3a090, holds('eccn in (3A090.a)', chip) AS in_3a090_a,
       holds('form = ''hbm''', chip) AS hbm, holds('form = ''unstated''', chip) AS unstated, holds('form in (''ic'', ''unstated'')', chip) AS either
  FROM unnest(ARRAY['{}', '{"eccn": "3A090"}', '{"eccn": "3A090.a.1"}', '{"eccn": "EAR99", "hbm": false}', '{"eccn": "EAR99", "form": "hbm"}']::chip[]) AS chip;
SELECT holds('eccn in (3A090)', '{"eccn": "EAR99"}', eccn => '3A090.a') AS the_argument_counts;

-- explain() says on what the ECCN rests.
SELECT chip, regexp_replace(e.because, '^.*nothing said of the shipment', '') AS because
  FROM unnest(ARRAY['{"form": "hbm", "memory_bandwidth": 1, "package_area": 100}', '{"eccn": "EAR99"}', '{"eccn": "3A991.p"}', '{"eccn": "5A002"}']::chip[])
       WITH ORDINALITY AS c(chip, nr)
 CROSS JOIN LATERAL (SELECT * FROM explain(chip, 'DE', '2026-06-01') LIMIT 1) AS e ORDER BY nr;
