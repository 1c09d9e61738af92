-- What belongs to the extension, one line a fact: every object with its definition, owner, privileges and comment.
-- Nothing in it depends on when or in which order the objects were made.
SET client_min_messages = warning;
SET search_path = pg_catalog;
\pset format unaligned
\pset tuples_only on

CREATE TEMP TABLE member AS
    SELECT d.classid, d.objid FROM pg_depend AS d
     WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
       AND d.refobjid = (SELECT e.oid FROM pg_extension AS e WHERE e.extname = 'export_control');

-- Without array types, and the types of tables: from 17 on PostgreSQL counts these as members, too.
SELECT pg_describe_object(m.classid, m.objid, 0), obj_description(m.objid, c.relname)
  FROM member AS m JOIN pg_class AS c ON c.oid = m.classid
  LEFT JOIN pg_type AS t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
  LEFT JOIN pg_class AS r ON r.oid = t.typrelid
 WHERE t.typcategory IS DISTINCT FROM 'A' AND coalesce(r.relkind, 'c') = 'c'
 ORDER BY pg_describe_object(m.classid, m.objid, 0) COLLATE "C";

SELECT p.oid::regprocedure, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), pg_get_userbyid(p.proowner),
       p.proconfig, p.procost, p.prorows, p.provolatile, p.proparallel, p.proisstrict,
       p.prosecdef, p.proleakproof, p.prosupport, l.lanname, p.prosrc, p.probin, pg_get_function_sqlbody(p.oid)
  FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
 WHERE p.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_proc'::regclass)
 ORDER BY p.oid::regprocedure::text COLLATE "C";

SELECT c.oid::regclass, c.relkind, c.relpersistence, c.relreplident, c.reloptions, pg_get_userbyid(c.relowner),
       pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid), CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END,
       a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attstorage, a.attcompression, a.attgenerated, a.attcollation::regcollation,
       pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)
  FROM pg_class AS c
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
 ORDER BY c.oid::regclass::text COLLATE "C", a.attnum;
SELECT c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid), c.convalidated
  FROM pg_constraint AS c
 WHERE c.conrelid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
 ORDER BY c.conrelid::regclass::text COLLATE "C", c.conname;
SELECT i.indrelid::regclass, pg_get_indexdef(i.indexrelid), i.indisvalid, obj_description(i.indexrelid, 'pg_class')
  FROM pg_index AS i
 WHERE i.indrelid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
 ORDER BY i.indrelid::regclass::text COLLATE "C", pg_get_indexdef(i.indexrelid);
SELECT t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled
  FROM pg_trigger AS t
 WHERE t.tgrelid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass) AND NOT t.tgisinternal
 ORDER BY t.tgrelid::regclass::text COLLATE "C", t.tgname;
SELECT s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
       d.refobjid::regclass, d.refobjsubid
  FROM pg_sequence AS s JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype = 'a'
 WHERE s.seqrelid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
 ORDER BY s.seqrelid::regclass::text COLLATE "C";
SELECT t.oid::regtype, pg_get_userbyid(t.typowner), t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred,
       t.typinput, t.typoutput, t.typreceive, t.typsend, t.typanalyze, t.typdelim,
       array(SELECT e.enumlabel FROM pg_enum AS e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
       array(SELECT concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), col_description(a.attrelid, a.attnum))
               FROM pg_attribute AS a WHERE a.attrelid = t.typrelid AND NOT a.attisdropped AND a.attnum > 0 ORDER BY a.attnum)
  FROM pg_type AS t
 WHERE t.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_type'::regclass)
   AND t.typcategory <> 'A' AND (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_class AS c WHERE c.oid = t.typrelid))
 ORDER BY t.oid::regtype::text COLLATE "C";
SELECT o.oid::regoperator, o.oprcode, o.oprrest, o.oprjoin, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprcanmerge, o.oprcanhash,
       pg_get_userbyid(o.oprowner)
  FROM pg_operator AS o WHERE o.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_operator'::regclass)
 ORDER BY o.oid::regoperator::text COLLATE "C";
SELECT f.opfname, m.amname, a.amopstrategy, a.amopopr::regoperator, NULL
  FROM pg_amop AS a JOIN pg_opfamily AS f ON f.oid = a.amopfamily JOIN pg_am AS m ON m.oid = f.opfmethod
 WHERE f.opfnamespace = 'export_control'::regnamespace
 UNION ALL
SELECT f.opfname, m.amname, a.amprocnum, NULL, a.amproc::regprocedure::text
  FROM pg_amproc AS a JOIN pg_opfamily AS f ON f.oid = a.amprocfamily JOIN pg_am AS m ON m.oid = f.opfmethod
 WHERE f.opfnamespace = 'export_control'::regnamespace
 ORDER BY 1, 2, 3, 5;
SELECT c.castsource::regtype, c.casttarget::regtype, c.castfunc::regprocedure, c.castcontext, c.castmethod
  FROM pg_cast AS c WHERE c.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_cast'::regclass)
 ORDER BY c.castsource::regtype::text COLLATE "C", c.casttarget::regtype::text COLLATE "C";
SELECT e.evtname, e.evtevent, e.evtenabled, e.evttags, e.evtfoid::regproc, pg_get_userbyid(e.evtowner) FROM pg_event_trigger AS e ORDER BY 1;
SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname ~ '^export_control' ORDER BY 1;
SELECT e.extversion, e.extnamespace::regnamespace, pg_get_userbyid(e.extowner), c.relation::regclass, e.extcondition[c.nr]
  FROM pg_extension AS e CROSS JOIN LATERAL unnest(e.extconfig) WITH ORDINALITY AS c(relation, nr)
 WHERE e.extname = 'export_control'
 ORDER BY c.relation::regclass::text COLLATE "C";
-- What a dump takes for granted.  Whoever grants to himself is the owner, if not of today.
SELECT pg_describe_object(i.classoid, i.objoid, i.objsubid), i.privtype, a.privilege_type,
       CASE a.grantee WHEN 0 THEN 'everybody' WHEN a.grantor THEN 'owner' ELSE a.grantee::regrole::text END
  FROM pg_init_privs AS i JOIN member AS m ON m.classid = i.classoid AND m.objid = i.objoid, aclexplode(i.initprivs) AS a
 ORDER BY 1, 3, 4;

SELECT 'privilege', p.object, a.privilege_type, a.is_grantable,
       CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END
  FROM (SELECT c.oid::regclass::text AS object, c.relacl AS acl FROM pg_class AS c
         WHERE c.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
         UNION ALL
        SELECT a.attrelid::regclass || '.' || a.attname, a.attacl FROM pg_attribute AS a
         WHERE a.attrelid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_class'::regclass)
         UNION ALL
        SELECT p.oid::regprocedure::text, p.proacl FROM pg_proc AS p
         WHERE p.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_proc'::regclass)
         UNION ALL
        SELECT t.oid::regtype::text, t.typacl FROM pg_type AS t
         WHERE t.oid IN (SELECT m.objid FROM member AS m WHERE m.classid = 'pg_type'::regclass)
         UNION ALL
        SELECT n.nspname, n.nspacl FROM pg_namespace AS n WHERE n.nspname ~ '^export_control') AS p,
       aclexplode(p.acl) AS a
 ORDER BY p.object COLLATE "C", 5, a.privilege_type;
