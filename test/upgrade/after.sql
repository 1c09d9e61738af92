-- The database of before.sql goes on: orders, licenses, reports, releases and seals.  No statement
-- fails that should not.
SET client_min_messages = warning;
\pset format unaligned
\pset tuples_only on
\set VERBOSITY sqlstate
\set ON_ERROR_STOP off
SET SESSION AUTHORIZATION upgrade_owner;
SET search_path = public, export_control;

-- Indexes find what is there, in its order.
SET enable_seqscan = off;
SELECT 'by index', count(*) FROM every_type AS a JOIN every_type AS b ON a.chip = b.chip;
SELECT 'by index', id, country, eccn FROM every_type ORDER BY country, eccn, id;
SELECT 'by index', id FROM every_type WHERE condition = 'true';
RESET enable_seqscan;

SELECT 'replayed', count(*) > 5,
       count(*) FILTER (WHERE replay(s) IS DISTINCT FROM s.determination) FROM screening AS s;

-- An order that may pass, one that draws a license, one that the license does not cover, and those
-- of the old cluster.
INSERT INTO order_item VALUES (9, 1, 'H20 SXM', 'DE', '2026-12-01', 'SG2', 1, 1)
RETURNING 'order', export_status, disposition;
INSERT INTO order_item VALUES (9, 2, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 8, 1, 'UNITS')
RETURNING 'order', export_status, disposition;
INSERT INTO order_item VALUES (9, 3, 'H100 SXM5 80GB', 'CN', '2026-12-01', 'CN1', 8, 1)
RETURNING 'order', export_status, disposition;
UPDATE order_item SET shipped = true WHERE order_id = 9 AND line = 3;           -- XC001
UPDATE order_item SET shipped = false WHERE order_id = 2 AND line = 1;          -- XC004
UPDATE order_item SET cancelled = true WHERE order_id = 2 AND line = 2
RETURNING 'order', disposition;
SELECT 'balance', license_balance('UNITS');
SELECT 'total', t FROM license_total AS t ORDER BY t::text COLLATE "C";
INSERT INTO sample VALUES (3, '{}', 'DE');
INSERT INTO service VALUES ('d', '3A090.a', 'CN');
SELECT 'log', relation, row_key, action, license, license_amount, (determination).outcome
  FROM screening WHERE id > (SELECT max(last_entry) FROM seal) ORDER BY id;

-- What is append-only stays so.
UPDATE screening SET value = 1;                                                 -- 23001
DELETE FROM license_use;                                                        -- 23001
UPDATE release SET note = 'x';                                                  -- 23001

-- A trigger whose arguments do not fit is still refused at CREATE TRIGGER.
CREATE TRIGGER zz_wrong BEFORE INSERT ON sample
    FOR EACH ROW EXECUTE FUNCTION screen_order('chip=none');                    -- 22023

-- The reports, among them those that compare and sort values of the extension's types.
-- DE1 had an owner until 2024, and who bought the share is not stated.
SELECT 'headquarters', headquarters_of('SG1'), headquarters_of('DE1', '2026-01-01');
SELECT 'exposure', e.product, e.destination, e.outcome, e.orders
  FROM exposure(as_of => '2026-12-01', as_known => '2026-12-01') AS e
 ORDER BY e::text COLLATE "C";
UPDATE rule SET condition = $$vendor = 'NVIDIA' and destination in (HOUSE)$$ WHERE id = 'HOUSE';
SELECT 'impact', i.part, i.was, i.becomes, i.count > 0
  FROM impact(as_of => '2026-12-01', as_known => '2026-12-01') AS i;
SELECT 'stale', count(*) > 0 FROM rulebook_staleness(as_of => '2026-12-01');
SELECT 'surprises', count(*) > 0
  FROM product AS p, surprises(p.chip, 'CN') WHERE p.name = 'H20 SXM';
SELECT 'matrix', count(*) > 10 FROM decision_matrix('2026-12-01', destinations => '{CN,DE}');
SELECT 'same answers', count(*) FROM answers AS a JOIN kept_answers AS k USING (vendor, name, code)
 WHERE a.answer IS DISTINCT FROM k.answer OR a.printed IS DISTINCT FROM k.printed;

SELECT 'published', publish('after the upgrade');
SELECT 'rescreened', count(*) FROM rescreen();
SELECT 'sealed', seal, entries FROM seal();
SELECT 'faults', v FROM verify_seals() AS v;

-- It can be left and entered anew.
RESET SESSION AUTHORIZATION;
TRUNCATE order_item, sample, service;
DROP TABLE order_item, sample, service;
DROP EXTENSION export_control CASCADE;
CREATE EXTENSION export_control;
SELECT 'new', export_control.outcome('{"declared_tpp": 5000, "datacenter": true, "die_area": 800}',
                                     'CN', '2025-06-01');
