-- The demo's order desk says what it says.
\getenv checkout PG_ABS_SRCDIR
\set desk :checkout '/test/demo/order_desk.sql'
\set ON_ERROR_ROLLBACK on
BEGIN;
\i :desk
ROLLBACK;
