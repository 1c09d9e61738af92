-- Officers, clerks and auditors; and four eyes.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET search_path = export_control, public;
CREATE ROLE regress_officers;
CREATE ROLE regress_clerks;
CREATE ROLE regress_auditors;
CREATE ROLE regress_alice IN ROLE regress_officers;
CREATE ROLE regress_bob IN ROLE regress_officers;
CREATE ROLE regress_carol IN ROLE regress_clerks;
CREATE ROLE regress_audrey IN ROLE regress_auditors;
CREATE ROLE regress_nobody;
BEGIN;

SELECT grant_roles('regress_officers', 'regress_clerks', 'regress_auditors');
SELECT grant_roles('regress_officers', 'regress_clerks', 'regress_auditors');
SELECT grant_roles();

-- What each has, beyond what everyone has: on tables, and on columns only.
SELECT c.oid::regclass AS relation, string_agg(r.role || ': ' || r.rights, '; ' ORDER BY r.role) AS rights
  FROM pg_class AS c
 CROSS JOIN LATERAL (
       SELECT a.grantee::regrole::text AS role, string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS rights
         FROM (SELECT x.grantee, x.privilege_type FROM aclexplode(c.relacl) AS x
                UNION ALL
               SELECT x.grantee, format('%s (%s)', x.privilege_type, string_agg(t.attname, ', ' ORDER BY t.attnum))
                 FROM pg_attribute AS t CROSS JOIN LATERAL aclexplode(t.attacl) AS x
                WHERE t.attrelid = c.oid GROUP BY x.grantee, x.privilege_type) AS a
        WHERE a.grantee::regrole::text LIKE 'regress%'
        GROUP BY a.grantee) AS r
 WHERE c.relnamespace IN ('export_control'::regnamespace::regnamespace)
   AND r.rights <> 'SELECT'
 GROUP BY c.oid ORDER BY c.oid::regclass::text COLLATE "C";
-- Officers and auditors read all there is; clerks only some.
SELECT c.relname AS not_read FROM pg_class AS c
 WHERE c.relnamespace IN ('export_control'::regnamespace::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm')
   AND NOT (has_table_privilege('regress_audrey', c.oid, 'SELECT') AND has_table_privilege('regress_alice', c.oid, 'SELECT'));
SELECT c.oid::regclass AS closed_to_clerks FROM pg_class AS c
 WHERE c.relnamespace IN ('export_control'::regnamespace::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm')
   AND NOT has_table_privilege('regress_carol', c.oid, 'SELECT')
 ORDER BY c.relname COLLATE "C";
-- Auditors and clerks write nothing in any table, but for what the list above says.
SELECT c.relname, p.privilege FROM pg_class AS c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p(privilege)
 WHERE c.relnamespace IN ('export_control'::regnamespace::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm')
   AND (has_table_privilege('regress_audrey', c.oid, p.privilege)
        OR has_table_privilege('regress_carol', c.oid, p.privilege) AND (c.relname, p.privilege) <> ('license_total', 'INSERT'));
-- Nobody writes the log, or empties a table, or attaches triggers to one.
SELECT c.relname, p.privilege, r.role
  FROM pg_class AS c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p(privilege),
       unnest(ARRAY['regress_alice', 'regress_carol', 'regress_audrey']) AS r(role)
 WHERE c.relnamespace = 'export_control'::regnamespace AND c.relkind IN ('r', 'p')
   AND (c.relname LIKE 'screening%' OR p.privilege IN ('TRUNCATE', 'TRIGGER')) AND has_table_privilege(r.role, c.oid, p.privilege);

-- The state of the first error in what a user does, undone afterwards.
CREATE FUNCTION public.tried(role name, statements text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', role);
    BEGIN
        EXECUTE statements;
        RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION WHEN OTHERS THEN
        RESET SESSION AUTHORIZATION;
        RETURN CASE SQLSTATE WHEN 'ZZ000' THEN 'done' ELSE SQLSTATE || ' ' || regexp_replace(SQLERRM, '[0-9a-f]{64}', '<digest>', 'g') END;
    END;
END
$$;
INSERT INTO party VALUES ('c', 'Consignee', 'SG'), ('p', 'Parent', 'CN');
INSERT INTO party_share (owner, owned, share) VALUES ('p', 'c', 60);
INSERT INTO license (id, state, cap, note) VALUES ('D1', 'issued', 100, 'as written');
SELECT use_license('D1', 'order 0', 10);
UPDATE rule SET rank = 502 WHERE id = 'AT';

-- Clerks.
SELECT t.statement, tried('regress_carol', t.statement) AS carol FROM unnest(ARRAY[
    $$SELECT classify(p.chip, 'CN') FROM product AS p$$,
    $$SELECT headquarters_of('c')$$,
    $$SELECT license_covers('D1', '{"declared_tpp": 1}', 'FR', '2026-03-01', 'FR', NULL, NULL)$$,
    $$SELECT use_license('D1', 'order 1', 90), use_license('D1', 'order 1', 90), reverse_use('D1', 'order 1'), license_balance('D1')$$,
    $$SELECT * FROM my_screening$$,
    $$SELECT use_license('D1', 'order 1', 91)$$,
    $$UPDATE license SET state = 'issued'$$,
    $$UPDATE license SET cap = 1000$$,
    $$UPDATE license SET scope = NULL$$,
    $$UPDATE license SET valid = '(,)'$$,
    $$UPDATE license SET note = 'no conditions'$$,
    $$UPDATE license SET note = note$$,
    $$INSERT INTO license (id) VALUES ('D2')$$,
    $$DELETE FROM license$$,
    $$INSERT INTO license_use (license, key, used_on, amount, recorded_by) VALUES ('D1', 'x', '2026-01-01', 1, 'regress_bob')$$,
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('D1', 'x', '2026-01-01', 91)$$,
    $$UPDATE license_use SET amount = 1$$,
    $$UPDATE license_use SET reversed_by = 'regress_bob'$$,
    $$DELETE FROM license_use$$,
    $$UPDATE license_use SET reversed_by = session_user, reversed_at = now() - interval '1 year'$$,
    $$INSERT INTO license_use (license, key, attempt, used_on, amount) VALUES ('D1', 'x', 2147483647, '2026-01-01', 1)$$,
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('D1', 'x', 'infinity', 1)$$,
    $$INSERT INTO license_use (license, key, used_on, amount) VALUES ('D1', 'x', '2026-01-01', 1e100)$$,
    $$UPDATE license_total SET used = 0$$,
    $$INSERT INTO seal (last_entry) VALUES (9223372036854775807)$$,
    $$SELECT next_screening_id()$$,
    $$UPDATE rule SET rank = 1$$,
    $$INSERT INTO country_group VALUES ('X', 'x', 'x')$$,
    $$UPDATE product SET note = 'x'$$,
    $$UPDATE party SET country = 'FR'$$,
    $$SELECT publish('x')$$,
    $$SELECT approve('x')$$,
    $$INSERT INTO release (id, rulebook, note) SELECT 99, rulebook, 'x' FROM release$$,
    $$SELECT * FROM screening$$,
    $$SELECT * FROM open_order$$,
    $$INSERT INTO screening DEFAULT VALUES$$,
    $$UPDATE screening SET relation = 'x'$$,
    $$DELETE FROM screening$$,
    $$TRUNCATE screening$$,
    $$DELETE FROM screening_default$$,
    $$SELECT nextval('screening_id')$$,
    $$SELECT check_screen_order('screening'::regclass, 0)$$,
    $$SELECT grant_roles(clerk => 'regress_carol')$$
    ]) WITH ORDINALITY AS t(statement, n) ORDER BY n;
-- Officers.
SELECT t.statement, tried('regress_alice', t.statement) AS alice FROM unnest(ARRAY[
    $$UPDATE rule SET rank = 501 WHERE id = 'AT'; SELECT publish('x')$$,
    $$UPDATE rule SET rank = 501 WHERE id = 'AT'; SELECT approve('x')$$,
    $$INSERT INTO country_group VALUES ('X', 'x', 'x'); INSERT INTO country_group_member VALUES ('X', 'FR', DEFAULT, DEFAULT, 'x'); DELETE FROM country_group_member WHERE country_group = 'X'; DELETE FROM country_group WHERE name = 'X'$$,
    $$UPDATE destination SET governed_by = NULL WHERE code = 'HK'$$,
    $$UPDATE covered_period SET note = 'x'; UPDATE coverage SET detail = 'x'; UPDATE policy_event SET title = 'x'; UPDATE foundry_presumption SET note = 'x'; UPDATE tariff_band SET note = 'x'$$,
    $$INSERT INTO product (vendor, name, chip, sources) VALUES ('ACME', 'One', '{}', 'x'); DELETE FROM product WHERE vendor = 'ACME'$$,
    $$SELECT create_scenario('ours', 'x', 'codified'); DELETE FROM scenario_rule WHERE scenario = 'ours'; DELETE FROM scenario WHERE name = 'ours'$$,
    $$UPDATE rule SET rank = 501 WHERE id = 'AT'; SELECT import_rulebook(export_rulebook())$$,
    $$INSERT INTO party VALUES ('x', 'x'); INSERT INTO party_share (owner, owned) VALUES ('p', 'x'); DELETE FROM party_share WHERE owned = 'x'; DELETE FROM party WHERE id = 'x'$$,
    $$INSERT INTO license (id) VALUES ('D2'); UPDATE license SET state = 'suspended', cap = 1, scope = 'true', valid = '(,)', note = 'x'; DELETE FROM license WHERE id = 'D2'$$,
    $$SELECT use_license('D1', 'order 1', 90), reverse_use('D1', 'order 1')$$,
    $$SELECT * FROM screening, open_order$$,
    $$INSERT INTO release (id, rulebook, note, published_by) SELECT 99, rulebook, 'x', 'regress_bob' FROM release$$,
    $$INSERT INTO release (id, rulebook, note) SELECT 9223372036854775807, rulebook, 'x' FROM release$$,
    $$INSERT INTO release (id, rulebook, note) SELECT 2, r, 'x' FROM (SELECT jsonb_set(rulebook::jsonb, '{rules,0,condition}', '"destination in (NOWHERE)"')::rulebook FROM release) AS b(r)$$,
    $$INSERT INTO release (id, rulebook, note) SELECT 2, rulebook, 'x' FROM release$$,
    $$UPDATE release SET note = 'x'$$,
    $$INSERT INTO approval (release, digest, note) SELECT 1000, digest, 'x' FROM release$$,
    $$INSERT INTO seal (id, sealed_by, after_entry, last_entry, entries, hashes, digest) VALUES (1000, 'regress_bob', 0, 9223372036854775807, '{}', '', '')$$,
    $$INSERT INTO seal (last_entry) VALUES (9223372036854775807)$$,
    $$INSERT INTO rule (id, kind, condition, eccn, title, citation, builtin) VALUES ('X', 'classification', 'true', 'EAR99', 'x', 'x', true)$$,
    $$INSERT INTO country_group VALUES ('X', 'x', 'x'); UPDATE country_group SET builtin = true WHERE name = 'X'$$,
    $$INSERT INTO approval (release, digest, note, approved_by) SELECT 2, digest, 'x', 'regress_bob' FROM release$$,
    $$UPDATE approval SET note = 'x'$$,
    $$DELETE FROM approval$$,
    $$INSERT INTO screening DEFAULT VALUES$$,
    $$UPDATE screening SET relation = 'x'$$,
    $$DELETE FROM screening$$,
    $$DELETE FROM license_use$$,
    $$UPDATE license_use SET reversed_by = 'regress_bob'$$,
    $$ALTER TABLE release DISABLE TRIGGER ALL$$,
    $$SET export_control.four_eyes = off$$,
    $$SELECT grant_roles(clerk => 'regress_carol')$$
    ]) WITH ORDINALITY AS t(statement, n) ORDER BY n;
-- Auditors.
SELECT t.statement, tried('regress_audrey', t.statement) AS audrey FROM unnest(ARRAY[
    $$SELECT * FROM screening, open_order, license_use, approval$$,
    $$SELECT decision_matrix('2025-01-01')$$,
    $$SELECT use_license('D1', 'order 1', 1)$$,
    $$SELECT publish('x')$$,
    $$SELECT approve('x')$$
    ]) WITH ORDINALITY AS t(statement, n) ORDER BY n;
-- Everyone else is as before.
SELECT tried('regress_nobody', 'SELECT * FROM product'), tried('regress_nobody', 'SELECT * FROM approval'), tried('regress_nobody', 'SELECT * FROM my_screening');

-- A clerk sees what became of the clerk's own orders.
INSERT INTO screening (screened_by, order_table, relation, row_key, action, rescreens, as_known, scenario, release, digest)
VALUES ('regress_carol', 1, 'public.orders', '1', 'held', NULL, '2026-01-01', 'enforced', 1, ''),
       ('regress_alice', 1, 'public.orders', '1', 'rescreened', currval('screening_id'), '2026-01-02', 'enforced', 1, ''),
       ('regress_alice', 1, 'public.orders', '2', 'passed', NULL, '2026-01-02', 'enforced', 1, '');
SET LOCAL SESSION AUTHORIZATION regress_carol;
SELECT relation, row_key, action FROM my_screening ORDER BY id;
RESET SESSION AUTHORIZATION;

-- screen_order() is not everyone's, once it is there.
SELECT DISTINCT has_function_privilege('regress_alice', p.oid, 'EXECUTE') AS officer, has_function_privilege('regress_carol', p.oid, 'EXECUTE') AS clerk
  FROM pg_proc AS p WHERE p.oid = to_regprocedure('export_control.screen_order()') AND NOT (has_function_privilege('regress_alice', p.oid, 'EXECUTE') AND NOT has_function_privilege('regress_carol', p.oid, 'EXECUTE'));
ROLLBACK;

-- A role that is not there.
SELECT grant_roles('regress_officers', clerk => 'regress_missing', auditor => 'regress_lost');

-- ---- four eyes
SELECT grant_roles('regress_officers', 'regress_clerks', 'regress_auditors');
CREATE FUNCTION public.masked(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
    more text;
BEGIN
    EXECUTE statement INTO said;
    RETURN regexp_replace(said, '[0-9a-f]{64}', '<digest>', 'g');
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL, more = PG_EXCEPTION_HINT;
    RETURN regexp_replace(concat_ws(E'\n', SQLSTATE || ': ' || SQLERRM, said, more), '[0-9a-f]{64}', '<digest>', 'g');
END
$$;
LOAD 'export_control';
\pset format unaligned
\pset tuples_only on
SHOW export_control.four_eyes;
BEGIN;
SET LOCAL export_control.four_eyes = on;
SELECT four_eyes();
-- the superuser, too
UPDATE rule SET rank = 501 WHERE id = 'AT';
SELECT masked($$SELECT publish('x')$$);
SET SESSION AUTHORIZATION regress_alice;
SELECT masked($$SELECT publish('x')$$);
SELECT masked($$INSERT INTO release (id, rulebook, note) VALUES (2, draft(), 'x')$$);
SELECT masked($$SELECT approve(' ')$$);
SELECT masked($$SELECT approve('mine')$$);
SELECT masked($$SELECT approve('mine, again')$$);
-- one's own approval does not count, whatever role one has taken
SELECT masked($$SELECT publish('x')$$);
SET ROLE regress_officers;
SELECT masked($$SELECT publish('x')$$);
RESET ROLE;
SAVEPOINT approved;
-- another's does, but of this draft only
SET SESSION AUTHORIZATION regress_bob;
SELECT masked($$SELECT approve('seen')$$);
UPDATE rule SET rank = 502 WHERE id = 'AT';
SET SESSION AUTHORIZATION regress_alice;
SELECT masked($$SELECT publish('x')$$);
UPDATE rule SET rank = 501 WHERE id = 'AT';
SELECT publish('x');
SELECT release, approved_by, note FROM approval ORDER BY approved_at;
SELECT published_by FROM release WHERE id = 2;
-- once: the same rulebook another time needs another approval
UPDATE rule SET rank = 500 WHERE id = 'AT';
SET SESSION AUTHORIZATION regress_bob;
SELECT masked($$SELECT approve('back again')$$);
SET SESSION AUTHORIZATION regress_alice;
SELECT publish('back');
UPDATE rule SET rank = 501 WHERE id = 'AT';
SELECT masked($$SELECT publish('x')$$);
ROLLBACK TO approved;
-- who may write what is approved may do so without publish(), which comes to the same
SET SESSION AUTHORIZATION regress_bob;
SELECT masked($$SELECT approve('seen')$$);
SET SESSION AUTHORIZATION regress_alice;
SELECT masked($$INSERT INTO release (id, rulebook, note) VALUES (3, draft(), 'x')$$);
SELECT masked($$INSERT INTO release (id, rulebook, note) VALUES (2, draft(), 'x') RETURNING id$$);
ROLLBACK TO approved;
-- another's name is not written, having been granted all of the columns
RESET SESSION AUTHORIZATION;
GRANT INSERT ON approval, release TO regress_alice;
SET SESSION AUTHORIZATION regress_alice;
SELECT masked($$INSERT INTO approval (release, digest, note, approved_by) VALUES (2, digest(draft()), 'x', 'regress_bob')$$);
-- nor has another's session it written for one
RESET SESSION AUTHORIZATION;
CREATE FUNCTION public.trap(deed text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN EXECUTE deed INTO deed; RETURN deed; END$$;
ALTER FUNCTION public.trap(text) OWNER TO regress_alice;
SET SESSION AUTHORIZATION regress_carol;
SELECT masked($$SELECT public.trap('SELECT export_control.approve(''x'')')$$);
SELECT masked($$SELECT public.trap('SELECT export_control.publish(''x'')')$$);
ROLLBACK TO approved;
-- a draft with faults is not approved
SET SESSION AUTHORIZATION regress_bob;
INSERT INTO rule (id, kind, condition, reason, title, citation) VALUES ('X', 'requirement', 'destination in (E1)', 'X', 'x', 'x');
SELECT masked($$SELECT approve('x')$$);
-- and there is nothing to approve when nothing has changed
ROLLBACK TO approved;
SET SESSION AUTHORIZATION regress_bob;
UPDATE rule SET rank = (SELECT r.rank FROM rulebook_rules(current_rulebook(), 'enforced') AS r WHERE r.id = 'AT') WHERE id = 'AT';
SET client_min_messages = notice;
SELECT masked($$SELECT approve('x')$$);
SET client_min_messages = warning;
-- approvals are kept, by their owner, too
RESET SESSION AUTHORIZATION;
SELECT masked('UPDATE approval SET note = note');
SELECT masked('DELETE FROM approval');
SELECT masked('TRUNCATE approval');
-- the setting is out of officers' reach
SET SESSION AUTHORIZATION regress_alice;
SELECT masked('SET export_control.four_eyes = off');
SELECT masked($$SELECT set_config('export_control.four_eyes', 'off', false)$$);
SELECT masked('ALTER ROLE regress_alice SET export_control.four_eyes = off');
SELECT four_eyes();
ROLLBACK;
SELECT four_eyes(), count(*) FROM approval;
-- Off, nobody is asked.
BEGIN;
SET SESSION AUTHORIZATION regress_alice;
UPDATE rule SET rank = 501 WHERE id = 'AT';
SELECT publish('x');
RESET SESSION AUTHORIZATION;
GRANT INSERT ON release TO regress_alice;
SET SESSION AUTHORIZATION regress_alice;
SELECT masked($$INSERT INTO release (id, rulebook, note, published_by) VALUES (3, draft(), 'x', 'regress_bob')$$);
ROLLBACK;

RESET SESSION AUTHORIZATION;
DROP FUNCTION public.masked;
DROP OWNED BY regress_officers, regress_clerks, regress_auditors;
DROP ROLE regress_alice, regress_bob, regress_carol, regress_audrey, regress_nobody, regress_officers, regress_clerks, regress_auditors;
