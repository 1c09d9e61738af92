-- The examples of test/demo/licenses.sql do what they say.
SET search_path = export_control, public;
SET datestyle = ISO;
\getenv checkout PG_ABS_SRCDIR
\set examples :checkout '/test/demo/licenses.sql'
BEGIN;
\i :examples
ROLLBACK;
