-- Every boundary of the law, on the line and one step either side.
SET search_path = export_control, public;
SET datestyle = ISO;

-- A chip by its metrics: tpp through one 8-bit rate, performance density through the die area.
CREATE FUNCTION pg_temp.chip(tpp numeric, density numeric, datacenter boolean, more jsonb DEFAULT '{}') RETURNS chip
    LANGUAGE sql
AS $$
    SELECT (jsonb_build_object('vendor', 'Groq', 'datacenter', datacenter, 'rates', jsonb_build_object('int8', tpp / 8),
                               'die_area', CASE density WHEN 0 THEN 0 ELSE tpp / density END, 'interconnect_bandwidth', 0,
                               'memory_bandwidth', 0) || more)::chip
$$;

-- 3A090.a and .b, 4A090.a and .b: the corners of the figure that TPP and performance density span.
SELECT t.tpp, t.density,
       (classify(pg_temp.chip(t.tpp, t.density, true), 'CN', '2024-06-01')).eccn AS datacenter,
       (classify(pg_temp.chip(t.tpp, t.density, false), 'CN', '2024-06-01')).eccn AS not_datacenter,
       (classify(pg_temp.chip(t.tpp, t.density, true, '{"form": "computer"}'), 'CN', '2024-06-01')).eccn AS computer
  FROM (SELECT p.tpp, d.density
          FROM unnest('{1592,1599,1600,1601,2392,2399,2400,2401,4792,4799,4800,4801}'::numeric[]) AS p(tpp),
               unnest('{0,1.59,1.6,1.61,3.19,3.2,3.21,5.91,5.92,5.93}'::numeric[]) AS d(density)) AS t
 ORDER BY t.tpp, t.density;

-- On the line with numbers that binary fractions do not hold exactly: the decimal is what counts.
SELECT t.tpp, t.area, t.tpp / t.area AS density, performance_density(c.chip), (classify(c.chip, 'CN', '2024-06-01')).eccn
  FROM (VALUES (4797.568, 810.4), (4797.56, 810.4), (2593.28, 810.4), (2593.2, 810.4), (2401.6, 1501.0), (2401.5, 1501.0), (1776.592, 300.1), (1776.5, 300.1)) AS t(tpp, area),
       LATERAL (SELECT jsonb_build_object('vendor', 'Groq', 'datacenter', true, 'declared_tpp', t.tpp, 'die_area', t.area)::chip) AS c(chip);

-- 3A991.p: 8 TOPS, or 150 GB/s.
SELECT t.tops, t.io, (classify(jsonb_build_object('vendor', 'Groq', 'datacenter', false, 'rates', jsonb_build_object('fp16', t.tops),
                               'interconnect_bandwidth', t.io)::chip, 'CN', '2024-06-01')).eccn AS circuit,
       (classify(jsonb_build_object('form', 'computer', 'vendor', 'Groq', 'datacenter', false, 'rates', jsonb_build_object('fp16', t.tops),
                               'interconnect_bandwidth', t.io)::chip, 'CN', '2024-06-01')).eccn AS computer
  FROM (VALUES (7.99, 149.9), (8, 149.9), (8.01, 0), (7.99, 150), (0, 149.99), (0, 150.01)) AS t(tops, io);

-- 3A090.c: more than 2 GB/s per mm2, from 2024-12-02; required from 2024-12-31; License Exception HBM below 3.3.
SELECT t.bandwidth, memory_bandwidth_density(t.chip), d.day, (a.d).eccn, (a.d).outcome,
       (classify(t.chip, 'CN', d.day, end_use => 'hbm-packaging')).outcome AS packaged
  FROM (SELECT b.bandwidth, jsonb_build_object('form', 'hbm', 'memory_bandwidth', b.bandwidth, 'package_area', 100)::chip AS chip
          FROM unnest('{199,200,201,329,330,331}'::int[]) AS b(bandwidth)) AS t,
       unnest('{2024-12-01,2024-12-02,2024-12-30,2024-12-31}'::date[]) AS d(day),
       LATERAL (SELECT classify(t.chip, 'CN', d.day) AS d OFFSET 0) AS a
 ORDER BY t.bandwidth, d.day;

-- The rule of October 2022: 600 GB/s and 4800, both.
SELECT t.io, t.tpp, (classify(jsonb_build_object('vendor', 'Groq', 'datacenter', true, 'interconnect_bandwidth', t.io,
                               'rates', jsonb_build_object('int8', t.tpp / 8.0))::chip, 'CN', '2023-01-02')).eccn
  FROM unnest('{599,600,601}'::int[]) AS i(io), unnest('{4792,4799,4800,4801}'::int[]) AS p(tpp), LATERAL (SELECT i.io, p.tpp) AS t
 ORDER BY t.io, t.tpp;

-- The letters of April 2025, as reported: 1400 GB/s of memory, 1100 of interconnect, or 1700 together.
SELECT t.memory, t.io, v.vendor, outcome(jsonb_build_object('vendor', v.vendor, 'datacenter', true, 'rates', '{"int8": 100}'::jsonb,
                               'memory_bandwidth', t.memory, 'interconnect_bandwidth', t.io)::chip, 'CN', '2025-05-01')
  FROM (VALUES (1399, 0), (1400, 0), (1401, 0), (0, 1099), (0, 1100), (0, 1101), (1000, 699), (1000, 700), (1000, 701), (1399.9, 300.1), (1399.9, 300))
       AS t(memory, io), unnest('{AMD,NVIDIA,Groq}'::text[]) AS v(vendor)
 ORDER BY v.vendor, t.memory, t.io;

-- The review window of January 2026: TPP below 21000 and memory below 6500 GB/s.
SELECT t.tpp, t.memory, d.day, (classify(jsonb_build_object('vendor', 'Groq', 'datacenter', true, 'rates', jsonb_build_object('int8', t.tpp / 8.0),
                               'memory_bandwidth', t.memory, 'interconnect_bandwidth', 0)::chip, 'MO', d.day,
                               shipment => '{"movement": "export", "shipped_from": "US", "certification": "dd"}')).review
  FROM (VALUES (20999, 6499), (21000, 6499), (20999, 6500), (21001, 6501)) AS t(tpp, memory),
       unnest('{2026-01-14,2026-01-15}'::date[]) AS d(day)
 ORDER BY t.tpp, t.memory, d.day;

-- License Exception LPP: 26,900,000 TPP a consignee and calendar year.
SELECT t.tpp, (classify(p.chip, 'IN', '2025-06-01', scenario => 'codified', shipment => shipment(consignee_tpp => t.tpp))).exception
  FROM product AS p, unnest('{26899999,26900000,26900001}'::numeric[]) AS t(tpp)
 WHERE p.name = 'H100 SXM5 80GB' ORDER BY t.tpp;

-- The bands of Proclamation 11002: strict on every side.
SELECT t.tpp, t.memory, b.id
  FROM (VALUES (14000, 4800), (14001, 4800), (17499, 4800), (17500, 4800), (15000, 4500), (15000, 4501), (15000, 4999), (15000, 5000),
               (20800, 6000), (20801, 6000), (21099, 6000), (21100, 6000), (21000, 5800), (21000, 5801), (21000, 6199), (21000, 6200)) AS t(tpp, memory)
  LEFT JOIN tariff_band AS b ON holds(b.condition, jsonb_build_object('rates', jsonb_build_object('int8', t.tpp / 8.0), 'memory_bandwidth', t.memory)::chip)
 ORDER BY t.tpp, t.memory;
