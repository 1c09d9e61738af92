-- The built-in data: complete, cited, consistent.
SET search_path = export_control, public;
SET datestyle = ISO;

SELECT count(*) AS countries, count(governed_by) AS governed FROM destination;
SELECT string_agg(code::text, ' ' ORDER BY code) AS follow_another FROM destination WHERE governed_by IS NOT NULL;
SELECT count(*) AS products, count(*) FILTER (WHERE sources !~ '\S') AS without_source, min(released), max(released) FROM product;
SELECT country_group, count(DISTINCT country) FROM country_group_member GROUP BY 1 ORDER BY 1;

-- Every rule has a citation and says what it rests on.
SELECT id FROM rule WHERE citation !~ '\S' OR title !~ '\S' OR note !~ '^\[(V|V2|R|C)\]';
SELECT id FROM policy_event WHERE source !~ '\S' OR confidence !~ '^(V|V2|R|C)$';
SELECT country_group, country FROM country_group_member WHERE citation !~ '\S';

-- The versions of a rule follow each other without gap or overlap: what was once known stays known, until superseded.
SELECT id, known, next
  FROM (SELECT id, known, lead(known) OVER (PARTITION BY id ORDER BY known) AS next FROM rule) AS v
 WHERE next IS NOT NULL AND upper(known) IS DISTINCT FROM lower(next);
SELECT id FROM rule GROUP BY id HAVING NOT bool_or(upper_inf(known));
SELECT country_group, country, known, next
  FROM (SELECT country_group, country, known, lead(known) OVER (PARTITION BY country_group, country ORDER BY known) AS next FROM country_group_member) AS v
 WHERE next IS NOT NULL AND upper(known) IS DISTINCT FROM lower(next);

-- Events touch rules that exist.
SELECT e.id, r FROM policy_event AS e, unnest(e.rules) AS r WHERE r NOT IN (SELECT id FROM rule);
SELECT kind, count(*) FROM policy_event GROUP BY kind ORDER BY kind;

-- The scope of the advanced computing controls at three dates.
SELECT d.day, string_agg(c.code::text, ' ' ORDER BY c.code)
  FROM unnest('{2023-11-17,2024-03-15,2026-09-24}'::date[]) AS d(day), destination AS c
 WHERE c.governed_by IS NULL AND holds('destination in (D:1, D:4, D:5, MO) and destination not in (A:5, A:6)', '{}', c.code, d.day)
 GROUP BY d.day ORDER BY d.day;

-- A territory that follows another state answers as that state does.
SELECT count(*) AS different
  FROM product AS p, destination AS c
 WHERE c.governed_by IS NOT NULL AND classify(p.chip, c.code, '2026-08-01') <> classify(p.chip, c.governed_by, '2026-08-01');
