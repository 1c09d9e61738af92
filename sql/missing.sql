-- What is named as missing is a smallest set of facts that can settle the answer.
SET search_path = export_control, public;
SET datestyle = ISO;

-- Die area and rates leave this one undecided, whatever they are; its memory bandwidth settles it.
CREATE TEMPORARY VIEW mi308x AS
SELECT (chip::jsonb - 'memory_bandwidth')::chip AS chip FROM product WHERE name = 'Instinct MI308X (China)';
SELECT (classify(chip, 'CN', '2025-06-01')).missing FROM mi308x;
SELECT b AS memory_bandwidth, (d).outcome, (d).missing
  FROM mi308x, unnest('{1000,1399,1400,5300}'::int[]) AS b,
       LATERAL classify((chip::jsonb || jsonb_build_object('memory_bandwidth', b))::chip, 'CN', '2025-06-01') AS d
 ORDER BY b;

-- Products of which one fact after the other is forgotten, all those before it, too.
SELECT p.name, f.forgotten[1:n] AS forgotten, (d).outcome, (d).missing
  FROM product AS p,
       (VALUES ('{memory_bandwidth,die_area,rates,declared_tpp,datacenter,interconnect_bandwidth,vendor}'::text[])) AS f(forgotten),
       generate_series(0, 7) AS n,
       LATERAL classify((p.chip::jsonb - f.forgotten[1:n])::chip, 'CN', '2025-06-01') AS d
 WHERE p.name IN ('H20 SXM', 'GeForce RTX 4090', 'L4', 'A100 SXM4 80GB', 'H100 SXM5 80GB')
 ORDER BY p.name, n;

-- Of sets of one size the first in the list of facts is named; rates come after what is measured, and a shipment's facts last.
SELECT (classify('{"vendor": "x", "form": "ic"}', 'CN', '2025-06-01')).missing,
       (classify('{"vendor": "x", "form": "ic", "datacenter": false}', 'CN', '2025-06-01')).missing;

-- Whoever follows what is named comes to an end.
CREATE FUNCTION pg_temp.follow(have jsonb, full_chip jsonb) RETURNS TABLE (step int, outcome outcome, missing text[])
LANGUAGE plpgsql AS $$
DECLARE
    d determination;
BEGIN
    FOR step IN 1 .. 10 LOOP
        d := classify(have::chip, 'CN', '2025-06-01');
        follow.step := step; outcome := d.outcome; missing := d.missing;
        RETURN NEXT;
        EXIT WHEN d.outcome <> 'indeterminate' OR NOT full_chip ?| d.missing;
        have := have || (SELECT jsonb_object_agg(k, full_chip -> k) FROM unnest(d.missing) AS k WHERE full_chip ? k);
    END LOOP;
END
$$;
SELECT p.name, f.* FROM product AS p, LATERAL pg_temp.follow('{}', p.chip::jsonb) AS f
 WHERE p.name IN ('H20 SXM', 'GeForce RTX 4090', 'L4') ORDER BY p.name, f.step;

-- What could open an exception is named whole: each of its facts is needed.
SELECT (d).outcome, (d).missing
  FROM classify('{"vendor": "x", "datacenter": true, "rates": {"fp16": 400}, "die_area": 800, "memory_bandwidth": 1000, "interconnect_bandwidth": 100}',
                'CN', '2026-01-15') AS d;
