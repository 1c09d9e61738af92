-- The extension is there for the tests that follow; each sets its own search_path.
SET client_min_messages = warning;
CREATE EXTENSION export_control;
SELECT extversion FROM pg_extension WHERE extname = 'export_control';

-- No body between BEGIN ATOMIC and END uses an operator of the extension's own types, or an index
-- method's support for them: pg_upgrade makes functions before operator classes.  src/guard.sql
-- says what to write instead.
SELECT p.oid::regprocedure AS cannot_be_upgraded,
       pg_describe_object(d.refclassid, d.refobjid, 0) AS uses
  FROM pg_proc AS p
  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
  JOIN pg_depend AS e ON e.classid = d.refclassid AND e.objid = d.refobjid
                     AND e.refclassid = 'pg_extension'::regclass
 WHERE p.prosqlbody IS NOT NULL
   AND d.refclassid IN ('pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass)
 ORDER BY p.oid::regprocedure::text COLLATE "C", 2;
