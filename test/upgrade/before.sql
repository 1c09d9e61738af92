-- A database in use, as pg_upgrade finds it: data of every type, rules and products of the user's
-- own, releases, parties, licenses that have been used, orders of three tables with the log that
-- they wrote, and seals over it.  after.sql goes on from here.
SET client_min_messages = warning;
CREATE ROLE upgrade_owner LOGIN;
CREATE ROLE upgrade_clerk LOGIN;
SELECT format('GRANT CREATE ON DATABASE %I TO upgrade_owner', current_database())
\gexec
GRANT CREATE ON SCHEMA public TO upgrade_owner;
ALTER ROLE upgrade_owner SET search_path = public, export_control;

SET SESSION AUTHORIZATION upgrade_owner;
CREATE EXTENSION export_control;
SET search_path = public, export_control;
SELECT grant_roles(clerk => 'upgrade_clerk');

-- ---- every type, as a column, in arrays, ranges, domains and rows, indexed and computed ---------

CREATE DOMAIN near_country AS country CHECK (VALUE::text <> 'XK');
CREATE TYPE found AS (chip chip, rules condition[]);
CREATE TABLE every_type (
    id            integer PRIMARY KEY,
    country       country,
    near          near_country,
    eccn          eccn,
    chip          chip,
    condition     condition,
    rulebook      rulebook,
    outcome       outcome,
    kind          rule_kind,
    review        review_policy,
    action        screening_action,
    determination determination,
    countries     country[],
    found         found,
    tpp           double precision GENERATED ALWAYS AS (tpp(chip)) STORED,
    CHECK (tpp(chip) IS NULL OR tpp(chip) >= 0)
);
CREATE UNIQUE INDEX ON every_type (country, eccn, id);
CREATE INDEX ON every_type USING hash (chip);
CREATE INDEX ON every_type USING hash (condition);
CREATE INDEX ON every_type (chip, condition);
CREATE INDEX ON every_type (performance_density(chip));
INSERT INTO every_type
VALUES (1, 'CN', 'DE', '3A090.a.1',
        '{"name": "One", "vendor": "ACME", "rates": {"fp16": 150}, "die_area": [300, 330]}',
        'tpp >= 4800 or destination in (D:1, MO)', current_rulebook(), 'prohibited', 'review',
        'case_by_case', 'held',
        classify('{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN',
                 '2025-01-01', '2026-01-01'),
        '{CN,MO,NULL}', ROW('{"form": "hbm", "package_area": 100}', '{"datacenter",NULL}')),
       (2, NULL, NULL, NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL),
       (3, 'XK', 'ZW', 'EAR99', '{"rates": {"mx9": {"tops": 900, "bits": 9}}}', 'true', draft(),
        'indeterminate', 'exception', 'policy_of_denial', 'licensed', NULL, NULL, ROW(NULL, '{}'));
CREATE VIEW answers AS
    SELECT p.vendor, p.name, c.code, classify(p.chip, c.code, '2025-06-01', '2026-10-01') AS answer,
           outcome(p.chip, c.code, '2025-06-01', '2026-10-01', scenario => 'codified') AS printed
      FROM product AS p CROSS JOIN destination AS c WHERE c.code IN ('CN', 'IN', 'DE', 'AE');
CREATE MATERIALIZED VIEW kept_answers AS SELECT * FROM answers;

-- ---- rules, groups, worlds and products of the user's own; releases -----------------------------

INSERT INTO rule (id, kind, rank, condition, reason, title, citation, note)
VALUES ('HOUSE', 'requirement', 500, $$vendor = 'ACME' and destination in (D:4, HOUSE)$$, 'HOUSE',
        'ours', 'ours', E'a tab:\t, a line\nbreak');
INSERT INTO country_group VALUES ('HOUSE', 'Ours', 'Company policy 7');
INSERT INTO country_group_member
VALUES ('HOUSE', 'FR', DEFAULT, DEFAULT, 'ours'), ('D:4', 'FR', '[2025-01-01,)', '(,)', 'ours');
UPDATE country_group_member SET in_force = daterange(lower(in_force), '2026-01-01')
 WHERE country_group = 'D:5' AND country = 'ZW';
UPDATE destination SET name = 'x' WHERE code = 'HK';
INSERT INTO product (vendor, name, chip, sources)
VALUES ('ACME', 'One',
        '{"vendor": "ACME", "datacenter": true, "rates": {"fp16": 150}, "die_area": [300, 330]}',
        'ours'),
       ('ACME', 'Two',
        '{"vendor": "ACME", "form": "computer", "rates": {"mx9": {"tops": 900, "bits": 9}}}',
        'ours');
UPDATE product SET note = 'measured' WHERE name = 'H20 SXM';
SELECT create_scenario('ours', 'x', 'codified');
INSERT INTO scenario_rule VALUES ('ours', 'HOUSE', 'empty');
UPDATE policy_event SET title = 'ours' WHERE id = (SELECT min(id) FROM policy_event);
UPDATE coverage SET detail = 'ours' WHERE subject = 'Other ECCNs';
INSERT INTO vendor (name, note) VALUES ('ACME', 'ours');
SELECT approve('ours');
SELECT publish('ours');

-- ---- parties, licenses, stock -------------------------------------------------------------------

INSERT INTO party (id, name, country)
VALUES ('DE1', 'Rhein', 'DE'), ('SG1', 'Child', 'SG'), ('CN1', 'Parent', 'CN'),
       ('SG2', 'Lion', 'SG');
INSERT INTO party_share (owner, owned, share, held)
VALUES ('CN1', 'SG1', 60, '(,)'), ('SG2', 'DE1', NULL, '[2020-01-01,2024-01-01)');
INSERT INTO license (id, state, metric, cap, per, scope) VALUES
    ('UNITS', 'issued', 'units', 100, 'license', 'destination in (SG, CN)'),
    ('YEAR', 'issued', 'tpp', 1e9, 'consignee_year', NULL),
    ('STOPPED', 'issued', 'value', NULL, 'license', NULL);
INSERT INTO license (id, state, kind, symbol, cap)
VALUES ('NAC', 'issued', 'exception', 'NAC', 1000);
SELECT use_license('UNITS', 'by hand', 40), use_license('UNITS', 'given back', 10),
       reverse_use('UNITS', 'given back');
SELECT use_license('UNITS', 'given back', 5), use_license('YEAR', 'one', 1e6, 'SG1', '2026-05-01');
SELECT use_license('STOPPED', 'one', 7.50, 'DE1', '2026-05-01');
UPDATE license SET state = 'suspended' WHERE id = 'STOPPED';
INSERT INTO inventory (vendor, name, destination, quantity, value, as_counted)
VALUES ('ACME', 'One', 'CN', 10.5, 1000.10, '2026-10-01'),
       ('ACME', 'Ten', NULL, NULL, NULL, '2026-10-01');

-- ---- orders: a table by name, one by facts that is partitioned, one that is screened afterwards -

CREATE TABLE order_item (
    order_id integer, line integer, sku text, ship_to country, ship_on date,
    customer text REFERENCES party, units integer, price numeric, license_no text,
    export_status outcome, disposition screening_action, cancelled boolean DEFAULT false,
    shipped boolean DEFAULT false, PRIMARY KEY (order_id, line)
);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON order_item
    FOR EACH ROW EXECUTE FUNCTION screen_order(
        'product=sku', 'destination=ship_to', 'as_of=ship_on', 'end_user=customer',
        'quantity=units', 'value=price', 'license=license_no', 'outcome=export_status', 'disposition=disposition',
        'cancelled=cancelled', 'closed=shipped', 'action=hold');
CREATE TABLE sample (id integer PRIMARY KEY, facts chip, place country) PARTITION BY RANGE (id);
CREATE TABLE sample_1 PARTITION OF sample FOR VALUES FROM (0) TO (100);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON sample
    FOR EACH ROW EXECUTE FUNCTION screen_order('chip=facts', 'destination=place', 'action=record');
CREATE TABLE service (id text PRIMARY KEY, item eccn, place character(2));
CREATE TRIGGER zz_screen AFTER INSERT OR UPDATE OR DELETE ON service
    FOR EACH ROW EXECUTE FUNCTION screen_order('eccn=item', 'destination=place', 'action=record');
GRANT SELECT, INSERT, UPDATE, DELETE ON order_item TO upgrade_clerk;

INSERT INTO order_item VALUES
    (1, 1, 'H20 SXM', 'DE', '2026-12-01', 'DE1', 1, 100, NULL),
    (2, 1, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 8, 240000, 'UNITS'),
    (2, 2, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 4, 120000, 'UNITS'),
    (2, 3, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 500, 1, 'UNITS'),
    (3, 1, 'One', 'FR', '2026-12-01', NULL, 3, NULL, NULL);
UPDATE order_item SET shipped = true WHERE order_id = 2 AND line = 1;
UPDATE order_item SET units = 5 WHERE order_id = 2 AND line = 2;
UPDATE order_item SET cancelled = true WHERE order_id = 3;
INSERT INTO sample
VALUES (1, '{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN'), (2, '{}', NULL);
INSERT INTO service VALUES ('a/b', '3A090.a', 'CN'), ('c', 'EAR99', 'DE');

-- ---- seals, and what has come since; a partition of the log, and one that was cut off -----------

SELECT seal(4);
SELECT add_screening_partition('2031-02-01');
SELECT add_screening_partition('2031-03-01');
ALTER TABLE screening DETACH PARTITION screening_2031_03;
UPDATE rule SET rank = 501 WHERE id = 'HOUSE';
SELECT publish('again');
UPDATE rule SET rank = 502 WHERE id = 'HOUSE';
DELETE FROM service WHERE id = 'c';
REFRESH MATERIALIZED VIEW kept_answers;
RESET SESSION AUTHORIZATION;
