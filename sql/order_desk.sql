-- The demo's order desk says what it says.  (By its relative name, as errors name the file.)
\set ON_ERROR_ROLLBACK on
BEGIN;
\i test/demo/order_desk.sql
ROLLBACK;
