-- Who is meant by a vendor's name.
SET search_path = public, export_control;
\set QUIET on
\pset format unaligned
-- The letter to NVIDIA of 2025-04-09 meets its H20, however the name is written.
CREATE FUNCTION pg_temp.h20(vendor text) RETURNS chip LANGUAGE sql AS $$
    SELECT jsonb_build_object('vendor', vendor, 'datacenter', true, 'rates', jsonb_build_object('fp8', 296), 'die_area', 814,
                              'memory_bandwidth', 4000, 'interconnect_bandwidth', 900)::chip
$$;
SELECT v AS vendor, (d).outcome, (d).reasons, (d).missing
  FROM unnest(ARRAY['NVIDIA', 'Nvidia', 'nvidia', 'NVIDIA Corporation', 'NVIDIA ', U&'\00A0nvidia®', 'n-vidia, Inc.', 'AMD', 'Advanced Micro Devices',
                    'Groq', 'Unheard Of Silicon', 'Nvidai', 'ASUS', 'asustek computer inc', 'Super-Micro', '', ' ', NULL]) AS v
 CROSS JOIN LATERAL (SELECT classify(pg_temp.h20(v), 'CN', '2025-06-01') AS d OFFSET 0) AS a;
-- What is stated stays as it is written.
SELECT pg_temp.h20(' nVidia Corp. ')::jsonb ->> 'vendor' AS vendor;
SELECT pg_temp.h20('NVIDIA') = pg_temp.h20('Nvidia') AS equal;
-- explain() names the nearest.
SELECT rule, holds, because FROM explain(pg_temp.h20('Nvidai'), 'CN', '2025-06-01') WHERE because ~ 'vendor';
SELECT rule, because FROM explain(pg_temp.h20('ASUS'), 'CN', '2025-06-01') WHERE rule = 'LETTER.nvidia/2025';
SELECT holds($$vendor = 'nvidia'$$, '{"vendor": "NVIDIA Corp."}') AS one, holds($$vendor in ('AMD', 'Groq')$$, '{"vendor": "NVIDIA"}') AS another,
       holds($$vendor = 'NVIDIA'$$, '{"vendor": "Nvidai"}') AS unknown, holds($$vendor = 'NVIDIA'$$, '{"vendor": "Gigabyte"}') AS board,
       holds($$name = 'h100 sxm'$$, '{"name": "H100-SXM"}') AS name, holds($$name = 'H100'$$, '{"name": "H200"}') AS other_name;
-- Names in rules are read in the same way.
SELECT (d).outcome, (d).rules
  FROM (SELECT classify('{"name": "a100 sxm4 80 gb", "vendor": "nvidia", "datacenter": false, "rates": {"int8": 1}, "interconnect_bandwidth": 1,
                          "memory_bandwidth": 1}', 'CN', '2023-11-01') AS d OFFSET 0) AS a;

-- Users add theirs in one INSERT, and publish.
BEGIN;
INSERT INTO vendor (name, aliases) VALUES ('Unheard Of Silicon', '{UOS}');
SELECT outcome(pg_temp.h20('UOS'), 'CN', '2025-06-01') AS draft;
SELECT part, name, change, new FROM rulebook_changes(current_rulebook(), draft());
SELECT publish('a vendor of ours');
SELECT outcome(pg_temp.h20('UOS'), 'CN', '2025-06-01'), outcome(pg_temp.h20('unheard-of silicon ltd'), 'CN', '2025-06-01') AS alias;
-- So a rule may name it.
INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
VALUES ('HOUSE', 'requirement', 500, $$vendor = 'uos' and destination = DE$$, 'HOUSE', 'Ask first.', 'ours');
SELECT publish('a rule of ours');
SELECT (classify(pg_temp.h20(v), 'DE', '2025-06-01')).reasons FROM unnest('{UOS,Groq}'::text[]) AS v;
-- A pack carries them.
CREATE TEMPORARY TABLE pack AS SELECT export_rulebook() AS book;
DELETE FROM rule WHERE id = 'HOUSE';
DELETE FROM vendor WHERE name = 'Unheard Of Silicon';
UPDATE vendor SET note = 'ours' WHERE name = 'AMD';
SELECT i.part, i.name, i.change FROM pack AS p, import_rulebook(p.book) AS i;
SELECT digest(draft()) = digest(p.book::rulebook) AS same, count(*) FILTER (WHERE NOT v.builtin) AS ours FROM pack AS p, vendor AS v GROUP BY 1;
ROLLBACK;

-- What publish() refuses: a vendor without a row, one that makes no circuits, and two rows that claim one name.
BEGIN;
INSERT INTO rule (id, kind, rank, condition, reason, title, citation) VALUES
    ('HOUSE', 'requirement', 500, $$vendor in ('NVIDIA', 'Nvidai', 'It''s') and destination = DE$$, 'HOUSE', 'Ask first.', 'ours'),
    ('HOUSE/2', 'requirement', 500, $$vendor = 'ASUS' and destination = DE$$, 'HOUSE', 'Ask first.', 'ours');
INSERT INTO vendor (name, aliases) VALUES ('nVidia Inc.', '{}'), ('Fabless', '{amd,FABLESS Ltd}'), (' ', '{}'), ('X', '{" "}');
SELECT f.fault FROM rulebook_faults(draft()) AS f WHERE f.severity = 'error';
\set VERBOSITY terse
SELECT publish('refused');
\set VERBOSITY default
ROLLBACK;

-- A rulebook of 0.1.0 has none: it keeps its digest and what it means, byte by byte.
CREATE TEMPORARY TABLE old AS
    SELECT (current_rulebook()::jsonb - 'vendors' - 'end_uses')::rulebook AS book;
SELECT book::text ~ '"(vendors|end_uses)": ' AS names_them, digest(book) = sha256(convert_to(book::text, 'UTF8')) AS digest FROM old;
SELECT outcome(pg_temp.h20(v), 'CN', '2025-06-01', rulebook => book) FROM old, unnest('{NVIDIA,Nvidia}'::text[]) AS v;
-- The built-in rows are as a rulebook has them, and each is found by its names.
SELECT count(*) FILTER (WHERE v.aliases <> ARRAY(SELECT a FROM unnest(v.aliases) AS a ORDER BY a COLLATE "C")) AS unsorted,
       count(*) FILTER (WHERE NOT v.builtin) AS not_built_in
  FROM (SELECT aliases, builtin FROM vendor UNION ALL SELECT aliases, builtin FROM end_use) AS v;
SELECT p.vendor FROM product AS p WHERE canonical_name(p.vendor) NOT IN (SELECT canonical_name(v.name) FROM vendor AS v);
