-- A database of 0.1.0 in use.  Run on a server with 0.1.0, as a superuser, in a database named update_origin:
-- what pg_dump then says of it is from-0.1.0.sql, but for the comments, and for VERSION '0.1.0' in CREATE EXTENSION.
SET client_min_messages = warning;
CREATE ROLE update_owner LOGIN;
CREATE ROLE update_officer;
CREATE ROLE update_clerk LOGIN;
CREATE ROLE update_auditor;
GRANT CREATE ON DATABASE update_origin TO update_owner;
GRANT CREATE ON SCHEMA public TO update_owner;

SET SESSION AUTHORIZATION update_owner;
CREATE EXTENSION export_control;
SET search_path = public, export_control;
SELECT grant_roles('update_officer', 'update_clerk', 'update_auditor');
GRANT SELECT (id, relation, action) ON screening TO update_clerk WITH GRANT OPTION;
RESET SESSION AUTHORIZATION;
REVOKE EXECUTE ON FUNCTION seal(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal(integer) TO update_officer;
SET SESSION AUTHORIZATION update_owner;

-- ---- columns of every type, indexed and computed -----------------------------------------------
CREATE DOMAIN near_country AS country CHECK (VALUE::text <> 'XK');
CREATE TYPE found AS (chip chip, rules condition[]);
CREATE TABLE every_type (
    id integer PRIMARY KEY, country country REFERENCES export_control_ref.country, near near_country, eccn eccn, chip chip, condition condition,
    rulebook rulebook, outcome outcome, kind rule_kind, review review_policy, action screening_action,
    determination determination, countries country[], found found,
    tpp double precision GENERATED ALWAYS AS (tpp(chip)) STORED,
    CHECK (tpp(chip) IS NULL OR tpp(chip) >= 0)
);
CREATE UNIQUE INDEX ON every_type (country, eccn, id);
CREATE INDEX ON every_type USING hash (chip);
CREATE INDEX ON every_type USING hash (condition);
CREATE INDEX ON every_type (performance_density(chip));
INSERT INTO every_type
VALUES (1, 'CN', 'DE', '3A090.a.1',
        '{"name": "One", "vendor": "ACME", "rates": {"fp16": 150}, "die_area": [300, 330]}',
        'tpp >= 4800 or destination in (D:1, MO)', '{"format": 1, "covered": ["2022-10-21", null], "covered_known": ["2022-10-07", null], "rules": [], "scenarios": [], "governed": [], "groups": []}', 'prohibited', 'review', 'case_by_case', 'held',
        classify('{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN', '2025-01-01', '2026-01-01'),
        '{CN,MO,NULL}', ROW('{"form": "hbm", "package_area": 100}', '{"datacenter",NULL}')),
       (2, NULL, NULL, NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL);
CREATE VIEW answers AS
    SELECT e.id, tpp(e.chip), e.chip = '{}' AS empty, e.condition::text FROM every_type AS e;
CREATE VIEW places AS SELECT c.code, c.name, c.governed_by FROM export_control_ref.country AS c;
CREATE FUNCTION answer(chip, country) RETURNS text LANGUAGE sql STABLE
    AS $$SELECT export_control.classify($1, $2, '2025-06-01', '2026-10-01')::text$$;

-- ---- rules, groups, worlds and products; releases ------------------------------------------------
INSERT INTO rule (id, kind, rank, condition, reason, title, citation, note)
VALUES ('HOUSE', 'requirement', 500, $$vendor = 'ACME' and destination in (D:4, HOUSE)$$, 'HOUSE', 'ours', 'ours', E'a tab:\t, a line\nbreak');
INSERT INTO country_group VALUES ('HOUSE', 'Ours', 'Company policy 7');
INSERT INTO country_group_member VALUES ('HOUSE', 'FR', DEFAULT, DEFAULT, 'ours'), ('D:4', 'FR', '[2025-01-01,)', '(,)', 'ours');
UPDATE country_group_member SET in_force = daterange(lower(in_force), '2026-01-01') WHERE country_group = 'D:5' AND country = 'ZW';
UPDATE export_control_ref.country SET name = 'x' WHERE code = 'HK';
INSERT INTO product (vendor, name, chip, sources)
VALUES ('ACME', 'One', '{"vendor": "ACME", "datacenter": true, "rates": {"fp16": 150}, "die_area": [300, 330]}', 'ours'),
       ('ACME', 'Two', '{"vendor": "ACME", "form": "computer", "rates": {"mx9": {"tops": 900, "bits": 9}}}', 'ours');
UPDATE product SET note = 'measured' WHERE name = 'H20 SXM';
SELECT create_scenario('ours', 'x', 'codified');
INSERT INTO scenario_rule VALUES ('ours', 'HOUSE', 'empty');
UPDATE policy_event SET title = 'ours' WHERE id = (SELECT min(id) FROM policy_event);
UPDATE coverage SET detail = 'ours' WHERE subject = 'Other ECCNs';
SELECT approve('ours');
SELECT publish('ours');

-- ---- parties, licenses, stock ---------------------------------------------------------------------
INSERT INTO party (id, name, country)
VALUES ('DE1', 'Rhein', 'DE'), ('SG1', 'Child', 'SG'), ('CN1', 'Parent', 'CN'), ('SG2', 'Lion', 'SG');
INSERT INTO party_share (owner, owned, share, held) VALUES ('CN1', 'SG1', 60, '(,)'), ('SG2', 'DE1', NULL, '[2020-01-01,2024-01-01)');
INSERT INTO license (id, state, metric, cap, per, scope) VALUES
    ('UNITS', 'issued', 'units', 100, 'license', 'destination in (SG, CN)'),
    ('YEAR', 'issued', 'tpp', 1e9, 'consignee_year', NULL),
    ('STOPPED', 'issued', 'value', NULL, 'license', NULL);
INSERT INTO license (id, state, kind, symbol, cap) VALUES ('NAC', 'issued', 'exception', 'NAC', 1000);
SELECT use_license('UNITS', 'by hand', 40), use_license('UNITS', 'given back', 10), reverse_use('UNITS', 'given back');
SELECT use_license('UNITS', 'given back', 5), use_license('YEAR', 'one', 1e6, 'SG1', '2026-05-01');
SELECT use_license('STOPPED', 'one', 7.50, 'DE1', '2026-05-01');
UPDATE license SET state = 'suspended' WHERE id = 'STOPPED';
-- A key that looks like those of 0.2.0, and attempts that leave no room for the next.
SELECT use_license('NAC', '1 1/1', 3), use_license('NAC', '3 x', 4);
INSERT INTO license_use (license, key, attempt, used_on, amount, reversed_by, reversed_at)
VALUES ('NAC', 'poisoned', 2147483647, '2026-05-01', 1, session_user, now()), ('NAC', 'poisoned', -5, '2026-05-01', 2, session_user, now()),
       ('NAC', 'poisoned', 0, '2026-05-01', 3, NULL, NULL);
INSERT INTO inventory (vendor, name, destination, quantity, value, as_counted)
VALUES ('ACME', 'One', 'CN', 10.5, 1000.10, '2026-10-01'), ('ACME', 'Ten', NULL, NULL, NULL, '2026-10-01');

-- ---- orders -----------------------------------------------------------------------------------------
CREATE TABLE order_item (
    order_id integer, line integer, sku text, ship_to country, ship_on date, customer text REFERENCES party, units integer,
    price numeric, license_no text, year_tpp numeric(20,2), export_status outcome, disposition screening_action,
    cancelled boolean DEFAULT false, shipped boolean DEFAULT false, PRIMARY KEY (order_id, line)
);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON order_item
    FOR EACH ROW EXECUTE FUNCTION screen_order(
        'product=sku', 'destination=ship_to', 'as_of=ship_on', 'end_user=customer', 'quantity=units', 'value=price',
        'license=license_no', 'consignee_tpp=year_tpp', 'outcome=export_status', 'disposition=disposition',
        'cancelled=cancelled', 'closed=shipped', 'action=hold');
GRANT SELECT, INSERT, UPDATE, DELETE ON order_item TO update_clerk;
CREATE TABLE sample (id integer PRIMARY KEY, facts chip, place country) PARTITION BY RANGE (id);
CREATE TABLE sample_1 PARTITION OF sample FOR VALUES FROM (0) TO (100);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON sample
    FOR EACH ROW EXECUTE FUNCTION screen_order('chip=facts', 'destination=place', 'action=record');
CREATE TABLE "of services" (id text PRIMARY KEY, item eccn, place character(2));
CREATE TRIGGER zz_screen AFTER INSERT OR UPDATE OR DELETE ON "of services"
    FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=place', 'action=record');
CREATE TABLE gone (LIKE order_item INCLUDING ALL);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON gone
    FOR EACH ROW EXECUTE FUNCTION screen_order(
        'product=sku', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'license=license_no',
        'outcome=export_status', 'cancelled=cancelled', 'closed=shipped', 'action=hold');
CREATE TABLE waiting (LIKE gone INCLUDING ALL);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON waiting
    FOR EACH ROW EXECUTE FUNCTION screen_order('product=sku', 'destination=ship_to', 'outcome=export_status', 'closed=shipped', 'action=hold');

INSERT INTO order_item (order_id, line, sku, ship_to, ship_on, customer, units, price, license_no, year_tpp) VALUES
    (1, 1, 'H20 SXM', 'DE', '2026-12-01', 'DE1', 1, 100, NULL, 1000.50),
    (2, 1, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 8, 240000, 'UNITS', 5.00),
    (2, 2, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 4, 120000, 'UNITS', NULL),
    (2, 3, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 500, 1, 'UNITS', NULL),
    (2, 4, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 2, 60000, 'UNITS', NULL),
    (3, 1, 'One', 'FR', '2026-12-01', NULL, 3, NULL, NULL, NULL);
UPDATE order_item SET shipped = true WHERE order_id = 2 AND line = 1;
UPDATE order_item SET units = 5 WHERE order_id = 2 AND line = 2;
UPDATE order_item SET cancelled = true WHERE order_id = 3;
INSERT INTO gone (order_id, line, sku, ship_to, ship_on, units, license_no)
VALUES (1, 1, 'H100 SXM5 80GB', 'SG', '2026-12-01', 6, 'UNITS'), (1, 2, 'H100 SXM5 80GB', 'SG', '2026-12-01', 1, 'UNITS');
UPDATE gone SET shipped = true WHERE line = 1;
DROP TABLE gone;
INSERT INTO sample VALUES (1, '{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN'), (2, '{}', NULL);
INSERT INTO "of services" VALUES ('a/b', '3A090.a', 'CN'), ('c', 'EAR99', 'DE');

-- ---- seals, and what has come since; two partitions of the log, of which one was cut off ------------
RESET SESSION AUTHORIZATION;
SET search_path = public, export_control;
SELECT seal(4);
SET SESSION AUTHORIZATION update_owner;
SET search_path = public, export_control;
SELECT add_screening_partition('2031-02-01');
SELECT add_screening_partition('2031-03-01');
RESET SESSION AUTHORIZATION;
SET search_path = public, export_control;
INSERT INTO screening SELECT (jsonb_populate_record(s, jsonb_build_object('id', nextval('screening_id'), 'screened_at', m.at, 'row_key', m.key))).*
  FROM screening AS s, (VALUES (timestamptz '2031-02-10 UTC', '90/1'), ('2031-03-10 UTC', '91/1')) AS m(at, key)
 WHERE s.action = 'closed' AND s.relation = 'public.order_item';
SELECT seal();
SET SESSION AUTHORIZATION update_owner;
SET search_path = public, export_control;
ALTER TABLE screening DETACH PARTITION screening_2031_03;
UPDATE rule SET condition = 'destination in (SG, CN)' WHERE id = 'HOUSE';
SELECT publish('again');
SELECT count(*) FROM rescreen();
UPDATE rule SET rank = 502 WHERE id = 'HOUSE';
DELETE FROM "of services" WHERE id = 'c';
