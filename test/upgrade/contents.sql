-- All that an upgrade must not change, one line a fact: the rows of every table and view,
-- sequences, what belongs to the extension, and who may do what.
SET client_min_messages = warning;
SET search_path = pg_catalog;
SET timezone = 'UTC';
\pset format unaligned
\pset tuples_only on

SELECT format(CASE c.relkind WHEN 'S' THEN 'SELECT %L, last_value, is_called FROM %s'
                             ELSE 'SELECT %L, t FROM %s AS t ORDER BY t::text COLLATE "C"' END,
              c.oid::regclass, c.oid::regclass)
  FROM pg_class AS c
 WHERE c.relnamespace::regnamespace::text ~ '^(export_control|public)'
   AND c.relkind IN ('r', 'v', 'm', 'S')
 ORDER BY c.oid::regclass::text COLLATE "C"
\gexec

-- Without the types that come with another: from 17 on PostgreSQL counts these as members, too.
SELECT 'member', m.name
  FROM (SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS name
          FROM pg_depend AS d
          JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'export_control'
         WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
           AND NOT EXISTS (SELECT FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
                            WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid
                              AND (t.typcategory = 'A' OR c.relkind <> 'c'))) AS m
 ORDER BY m.name COLLATE "C";
-- Not its owner: PostgreSQL keeps that of no extension, neither in a dump nor in an upgrade.
SELECT 'extension', e.extname, e.extversion, c.relation::regclass, e.extcondition[c.nr]
  FROM pg_extension AS e CROSS JOIN LATERAL unnest(e.extconfig) WITH ORDINALITY AS c(relation, nr)
 WHERE e.extname = 'export_control'
 ORDER BY c.relation::regclass::text COLLATE "C";

-- An owner's privileges have one more in 17: MAINTAIN.
SELECT 'relation', c.oid::regclass, pg_get_userbyid(c.relowner), obj_description(c.oid, 'pg_class'),
       replace(c.relacl::text, '=arwdDxtm/', '=arwdDxt/'),
       (SELECT string_agg(format('%s %s', t.tgname, t.tgenabled), ', ' ORDER BY t.tgname)
          FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
       (SELECT string_agg(format('%s %s', a.attname, a.attacl), ', ' ORDER BY a.attname)
          FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
  FROM pg_class AS c
 WHERE c.relnamespace::regnamespace::text ~ '^(export_control|public)'
 ORDER BY c.oid::regclass::text COLLATE "C";
SELECT 'function', p.oid::regprocedure, pg_get_userbyid(p.proowner), p.proacl::text,
       p.proconfig::text, p.procost, p.prorows, p.provolatile, p.proparallel, md5(p.prosrc),
       obj_description(p.oid, 'pg_proc')
  FROM pg_proc AS p
 WHERE p.pronamespace::regnamespace::text ~ '^(export_control|public)'
 ORDER BY p.oid::regprocedure::text COLLATE "C";
SELECT 'event trigger', e.evtname, e.evtevent, e.evtenabled, e.evtfoid::regproc
  FROM pg_event_trigger AS e ORDER BY e.evtname;

-- What is judged again is judged as it was.
SELECT 'replay', s.id, export_control.replay(s), s.determination
  FROM export_control.screening AS s ORDER BY s.id;
SELECT 'seals', v FROM export_control.verify_seals() AS v;
SELECT 'unsealed', export_control.unsealed();
SELECT 'draft', export_control.digest(export_control.draft()),
       export_control.digest(export_control.current_rulebook());
