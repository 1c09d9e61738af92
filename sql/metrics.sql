-- The metrics of chips; and, at the end, what holds for every function, operator and table of the extension.
SET search_path = export_control, public;

-- ---- total processing performance ----------------------------------------------------------------------------------

-- The two examples of Technical Note 2 to 3A090.a and .b: 600 tera integer operations at 8 bits, or 300 tera FLOPS at 16
-- bits, meet the threshold of 4800, exactly.
SELECT tpp('{"rates": {"int8": 600}}') AS int8, tpp('{"rates": {"fp16": 300}}') AS fp16, tpp('{"rates": {"int8": 600, "fp16": 300}}') AS both;
SELECT tpp('{"rates": {"int8": 600}}') = 4800 AS int8, tpp('{"rates": {"fp16": 300}}') = 4800 AS fp16, tpp_range('{"rates": {"int8": 600}}') = '[4800,4800]' AS range;

-- the bit length of each known format
SELECT format, tpp_range(format('{"rates": {"%s": 1}, "rates_complete": true}', format)::chip) AS bits
  FROM unnest('{fp64,fp32,tf32,bf16,fp16,fp8,fp6,fp4,int32,int16,int8,int4}'::text[]) WITH ORDINALITY AS f(format, n) ORDER BY n;
-- a format of another length, and the limits of lengths
SELECT tpp('{"rates": {"w4a16": {"tops": 3000, "bits": 16}}}'), tpp('{"rates": {"binary": {"tops": 3000, "bits": 1}}}') AS one, tpp('{"rates": {"wide": {"tops": 2, "bits": 64}}, "rates_complete": true}') AS longest;

-- The highest over the formats counts, wherever it stands; tops has its own highest.
SELECT tpp(c), tops(c)
  FROM (VALUES (1, '{"rates": {"fp64": 30, "fp16": 100, "int8": 150, "int4": 300}}'::chip), (2, '{"rates": {"fp64": 10, "fp16": 100, "int8": 250}}'),
               (3, '{"rates": {"fp16": 100, "int8": 200, "odd": {"tops": 1, "bits": 64}}}'), (4, '{"rates": {"fp16": 0}}')) AS v(n, c)
 ORDER BY n;

-- Declared against computed: the greater, when both are given.
SELECT c, tpp(c), tpp_range(c)
  FROM (VALUES (1, '{"declared_tpp": 4799}'::chip), (2, '{"declared_tpp": 4799, "rates": {"int8": 600}}'), (3, '{"declared_tpp": 4801, "rates": {"int8": 600}}'),
               (4, '{"declared_tpp": 4800, "rates": {"int8": 600}}'), (5, '{"declared_tpp": [4700, 4900], "rates": {"int8": 600}}'), (6, '{"declared_tpp": [4700, 4750], "rates": {"int8": 600}}'),
               (7, '{"declared_tpp": [4700, 4900], "rates": {"int8": [590, 610]}}'), (8, '{"declared_tpp": [4700, 4900]}'), (9, '{"declared_tpp": 0, "rates": {"int8": [0, 610]}}'),
               (10, '{"declared_tpp": 0}')) AS v(n, c)
 ORDER BY n;

-- ---- points, intervals, unknowns -----------------------------------------------------------------------------------

-- Every metric of a chip of which all is known, of one of which all is known within limits, and of one of which nothing is.
CREATE TEMP TABLE known AS
    SELECT n, c::chip AS c
      FROM (VALUES (1, '{"rates": {"fp16": 300, "int8": 600}, "die_area": 800, "transistors": 80, "memory_bandwidth": 4000, "interconnect_bandwidth": 900, "package_area": 1000}'),
                   (2, '{"rates": {"fp16": [290, 310], "int8": 600}, "die_area": [750, 800], "transistors": [79.5, 80.5], "memory_bandwidth": [3900, 4100], "interconnect_bandwidth": [0, 900], "package_area": [1000, 1250]}'),
                   (3, '{}')) AS v(n, c);
SELECT n, tpp(c), performance_density(c), tops(c), memory_bandwidth(c), interconnect_bandwidth(c), transistors(c), die_area(c), memory_bandwidth_density(c) FROM known ORDER BY n;
\x on
SELECT n, tpp_range(c), performance_density_range(c), tops_range(c), memory_bandwidth_range(c), interconnect_bandwidth_range(c), transistors_range(c), die_area_range(c), memory_bandwidth_density_range(c)
  FROM known ORDER BY n;
\x off
SELECT tpp(NULL) IS NULL AND tpp_range(NULL) IS NULL AND die_area(NULL) IS NULL AND die_area_range(NULL) IS NULL AS null;
-- A metric is NULL exactly when its interval is not a point, and otherwise is that point.
SELECT count(*) > 0 AS products,
       bool_and((tpp(chip) IS NULL) = (lower(tpp_range(chip)) IS DISTINCT FROM upper(tpp_range(chip)))) AS null_without_a_point,
       bool_and(tpp(chip) = lower(tpp_range(chip))::float8 AND tpp(chip) = upper(tpp_range(chip))::float8) AS the_point
  FROM product;

-- Performance density: 0 when the applicable die area is 0, whatever the rest; as wide as what it is computed from.
SELECT c, performance_density(c), performance_density_range(c)
  FROM (VALUES (1, '{"rates": {"fp16": 300}, "die_area": 0}'::chip), (2, '{"die_area": 0}'), (3, '{"rates": {"fp16": 300}}'), (4, '{"die_area": 800}'),
               (5, '{"rates": {"fp16": 300}, "die_area": [0, 800]}'), (6, '{"rates": {"fp16": 300}, "die_area": [600, 800]}'), (7, '{"rates": {"fp16": [200, 300]}, "die_area": [600, 800]}'),
               (8, '{"rates": {"fp16": [200, 300]}, "die_area": 800}'), (9, '{"rates": {"fp16": 0}, "die_area": 800}'), (10, '{"declared_tpp": 4800, "die_area": 800}')) AS v(n, c)
 ORDER BY n;
-- Memory bandwidth density likewise; an area of 0 is no area.
SELECT c, memory_bandwidth_density(c), memory_bandwidth_density_range(c)
  FROM (VALUES (1, '{"form": "hbm", "memory_bandwidth": 819.2, "package_area": 121}'::chip), (2, '{"memory_bandwidth": 819.2}'), (3, '{"package_area": 121}'),
               (4, '{"memory_bandwidth": [819.2, 1000], "package_area": [100, 125]}'), (5, '{"memory_bandwidth": 819.2, "package_area": 0}'), (6, '{"memory_bandwidth": 819.2, "package_area": [0, 121]}'),
               (7, '{"memory_bandwidth": 0, "package_area": 121}'), (8, '{"memory_bandwidth": 0}')) AS v(n, c)
 ORDER BY n;
-- Rates of which one is unknown, or known within limits, take the highest of either bound.
SELECT c, tpp_range(c), tops_range(c)
  FROM (VALUES (1, '{"rates": {"fp16": [100, 200], "int8": [150, 500]}}'::chip), (2, '{"rates": {"fp16": [0, 1], "int8": 600}}'), (3, '{"rates": {"fp16": null, "int8": 600}}'), (4, '{"rates": {"fp16": null}}')) AS v(n, c)
 ORDER BY n;

-- ---- exactness -----------------------------------------------------------------------------------------------------

-- A metric computed from decimals is the number that the decimal of the exact result reads as: on a rule's line is on it.
SELECT count(*) AS tried,
       count(*) FILTER (WHERE tpp(format('{"rates": {"x": {"tops": %s, "bits": %s}}, "rates_complete": true}', tops, bits)::chip) = (tops * bits)::float8) AS right
  FROM (SELECT n * 0.1 AS tops FROM generate_series(1, 2000) AS n) AS r, unnest('{3,4,6,8,16,32,64}'::integer[]) AS bits;
SELECT count(*) AS tried,
       count(*) FILTER (WHERE performance_density(format('{"declared_tpp": %s, "die_area": %s}', density * area, area)::chip) = density::float8) AS right
  FROM unnest('{1.6,3.2,5.92,2.4,0.1,0.3}'::numeric[]) AS density, (SELECT n * 0.7 AS area FROM generate_series(1, 2000) AS n) AS a;
SELECT count(*) AS tried,
       count(*) FILTER (WHERE memory_bandwidth_density(format('{"memory_bandwidth": %s, "package_area": %s}', density * area, area)::chip) = density::float8) AS right
  FROM unnest('{2,3.3,6.77}'::numeric[]) AS density, (SELECT n * 0.3 AS area FROM generate_series(1, 2000) AS n) AS a;
-- the greatest and the least that there can be
SELECT tpp(c), performance_density(c), tpp_range(c), performance_density_range(c)
  FROM (VALUES (1, '{"rates": {"wide": {"tops": 1e15, "bits": 64}}, "rates_complete": true, "die_area": 1e-9}'::chip), (2, '{"rates": {"binary": {"tops": 1e-9, "bits": 1}}, "die_area": 1e15}')) AS v(n, c)
 ORDER BY n;

-- A metric can be indexed, as it depends on nothing but the chip.
CREATE TEMP TABLE stock AS SELECT format('{"rates": {"fp16": %s}}', n)::chip AS c FROM generate_series(1, 1000) AS n;
CREATE INDEX ON stock (tpp(c));
CREATE INDEX ON stock USING gist (tpp_range(c));
SET enable_seqscan = off;
SELECT count(*) FROM stock WHERE tpp(c) >= 4800;
SELECT count(*) FROM stock WHERE tpp_range(c) && '[4800,)';
RESET enable_seqscan;

-- ---- the whole extension -------------------------------------------------------------------------------------------

CREATE TEMP VIEW own AS
    SELECT d.classid, d.objid FROM pg_depend AS d
     WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
       AND d.refobjid = (SELECT e.oid FROM pg_extension AS e WHERE e.extname = 'export_control');
-- functions that carry a type, an operator, a cast or an operator class
CREATE TEMP VIEW support AS
    SELECT unnest(ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend]::oid[]) AS oid FROM pg_type AS t JOIN own ON own.classid = 'pg_type'::regclass AND own.objid = t.oid WHERE t.typtype = 'b'
    UNION SELECT o.oprcode FROM pg_operator AS o JOIN own ON own.classid = 'pg_operator'::regclass AND own.objid = o.oid
    UNION SELECT p.amproc FROM pg_amproc AS p JOIN own ON own.classid = 'pg_opfamily'::regclass AND own.objid = p.amprocfamily;
SELECT count(*) FILTER (WHERE classid = 'pg_proc'::regclass) > 0 AS functions, count(*) FILTER (WHERE classid = 'pg_operator'::regclass) > 0 AS operators,
       count(*) FILTER (WHERE classid = 'pg_opclass'::regclass) > 0 AS operator_classes, (SELECT count(*) FROM support) > 0 AS support FROM own;

-- What carries a type, casts it, or measures a chip is IMMUTABLE, STRICT and PARALLEL SAFE.
SELECT p.oid::regprocedure FROM pg_proc AS p JOIN own ON own.classid = 'pg_proc'::regclass AND own.objid = p.oid
 WHERE (p.oid IN (TABLE support) OR p.oid IN (SELECT castfunc FROM pg_cast) OR p.pronargs = 1 AND p.proargtypes[0] = 'chip'::regtype)
   AND NOT (p.provolatile = 'i' AND p.proisstrict AND p.proparallel = 's');
-- The other functions that are not all three, and what they are instead.
SELECT p.proname, string_agg(concat_ws(', ', CASE p.provolatile WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile' END, CASE WHEN NOT p.proisstrict THEN 'not strict' END,
                                       CASE p.proparallel WHEN 'r' THEN 'parallel restricted' WHEN 'u' THEN 'parallel unsafe' END), '; ') AS is
  FROM pg_proc AS p JOIN own ON own.classid = 'pg_proc'::regclass AND own.objid = p.oid
 WHERE NOT (p.provolatile = 'i' AND p.proisstrict AND p.proparallel = 's')
 GROUP BY p.proname ORDER BY p.proname COLLATE "C";
-- None acts with another's rights, hides nothing as leakproof, and none that is written in SQL or PL/pgSQL depends on the caller's search_path.
SELECT p.oid::regprocedure FROM pg_proc AS p JOIN own ON own.classid = 'pg_proc'::regclass AND own.objid = p.oid
 WHERE p.prosecdef OR p.proleakproof
    OR p.prolang NOT IN (SELECT l.oid FROM pg_language AS l WHERE l.lanname IN ('c', 'internal'))
       AND p.prosqlbody IS NULL AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false);

-- Every function has a comment, but for those that carry a type, an operator or an operator class.
SELECT p.oid::regprocedure AS without_comment FROM pg_proc AS p JOIN own ON own.classid = 'pg_proc'::regclass AND own.objid = p.oid
 WHERE p.oid NOT IN (TABLE support) AND obj_description(p.oid, 'pg_proc') IS NULL ORDER BY p.oid::regprocedure::text COLLATE "C";
-- Of a trigger function it says that first, so that the reference leaves it out; users attach one alone.
SELECT p.oid::regprocedure AS does_not_say_trigger FROM pg_proc AS p JOIN own ON own.classid = 'pg_proc'::regclass AND own.objid = p.oid
 WHERE p.prorettype IN ('trigger'::regtype, 'event_trigger'::regtype) AND p.proname <> 'screen_order'
   AND obj_description(p.oid, 'pg_proc') !~ '^(event )?trigger:';
-- Every type, schema and table has one.
SELECT pg_describe_object(own.classid, own.objid, 0) AS without_comment FROM own
 WHERE own.classid IN ('pg_type'::regclass, 'pg_class'::regclass, 'pg_namespace'::regclass)
   -- from 18 on, the array and row types that come with others are members too
   AND (own.classid <> 'pg_type'::regclass
        OR own.objid IN (SELECT t.oid FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid WHERE t.typcategory <> 'A' AND coalesce(c.relkind, 'c') = 'c'))
   AND NOT EXISTS (SELECT FROM pg_description AS d WHERE d.classoid = own.classid AND d.objoid = own.objid AND d.objsubid = 0) ORDER BY pg_describe_object(own.classid, own.objid, 0) COLLATE "C";
-- Every column of every table has one.
SELECT a.attrelid::regclass AS relation, a.attname AS without_comment
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN own ON own.classid = 'pg_class'::regclass AND own.objid = c.oid
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND col_description(a.attrelid, a.attnum) IS NULL
 ORDER BY a.attrelid::regclass::text, a.attnum;
-- None is blank.
SELECT pg_describe_object(d.classoid, d.objoid, d.objsubid) AS blank_comment FROM pg_description AS d JOIN own ON own.classid = d.classoid AND own.objid = d.objoid WHERE d.description !~ '\S';

-- Every operator class is valid, and every base type has one by default for hash, so that it can be grouped and joined.
SELECT am.amname, c.opcname FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod JOIN own ON own.classid = 'pg_opclass'::regclass AND own.objid = c.oid WHERE NOT amvalidate(c.oid);
SELECT t.oid::regtype AS not_hashable FROM pg_type AS t JOIN own ON own.classid = 'pg_type'::regclass AND own.objid = t.oid
 WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND NOT EXISTS (SELECT FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod WHERE am.amname = 'hash' AND c.opcintype = t.oid AND c.opcdefault);
-- Operators: each has its selectivity estimators; commutators and negators are mutual; = that says HASHES or MERGES is in an operator class for it.
SELECT o.oid::regoperator AS wanting FROM pg_operator AS o JOIN own ON own.classid = 'pg_operator'::regclass AND own.objid = o.oid
 WHERE o.oprrest = 0 OR o.oprjoin = 0 OR o.oprcom = 0
    OR EXISTS (SELECT FROM pg_operator AS c WHERE c.oid = o.oprcom AND c.oprcom <> o.oid)
    OR EXISTS (SELECT FROM pg_operator AS n WHERE n.oid = o.oprnegate AND n.oprnegate <> o.oid)
    OR o.oprcanhash <> EXISTS (SELECT FROM pg_amop AS a JOIN pg_am AS am ON am.oid = a.amopmethod WHERE a.amopopr = o.oid AND am.amname = 'hash' AND a.amopstrategy = 1)
    OR o.oprcanmerge <> EXISTS (SELECT FROM pg_amop AS a JOIN pg_am AS am ON am.oid = a.amopmethod WHERE a.amopopr = o.oid AND am.amname = 'btree' AND a.amopstrategy = 3);
-- Types: those that are passed by reference may be toasted, and each goes over the wire in binary.
SELECT t.oid::regtype AS wanting FROM pg_type AS t JOIN own ON own.classid = 'pg_type'::regclass AND own.objid = t.oid
 WHERE t.typtype = 'b' AND (t.typreceive = 0 OR t.typsend = 0 OR t.typlen = -1 AND t.typstorage = 'p');
