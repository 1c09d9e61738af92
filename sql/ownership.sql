-- Ownership: what is not stated, what cannot be meant, and what several owners hold together.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;
BEGIN;
INSERT INTO party (id, name, country) VALUES
    ('b1', 'Buyer', 'SG'), ('b2', 'Buyer', 'SG'), ('b3', 'Buyer', 'SG'), ('b4', 'Buyer', 'SG'),
    ('b5', 'Buyer', 'SG'),
    ('cn', 'Parent', 'CN'), ('cn2', 'Parent', 'CN'), ('us', 'Parent', 'US'), ('sg', 'Parent', 'SG'),
    ('mid', 'Middle', 'SG');

-- A share of 0.6 is 60 %, or is not: refused while nobody has 1 or more, in INSERT, UPDATE, COPY
-- and DELETE.
SAVEPOINT s;
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b1', 0.6);
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b1', 0.6), ('us', 'b1', 0.4);
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b1', 0.999999), ('us', 'b1', NULL);
ROLLBACK TO s;
COPY party_share (owner, owned, share) FROM stdin;
cn	b1	0.6
us	b1	0.4
\.
ROLLBACK TO s;
-- One statement states all of them, in any order; the day does not matter.
INSERT INTO party_share (owner, owned, share, held) VALUES ('cn', 'b1', 0.6, '(,)'),
    ('us', 'b1', 1, '(,2000-01-01)');
INSERT INTO party_share (owner, owned, share) VALUES ('sg', 'b1', 0.1);
SAVEPOINT t;
UPDATE party_share SET share = 0.9 WHERE owner = 'us';
ROLLBACK TO t;
DELETE FROM party_share WHERE owner = 'us';
ROLLBACK TO t;
UPDATE party_share SET owned = 'b2' WHERE owner = 'us';
ROLLBACK TO t;
DELETE FROM party_share WHERE owned = 'b1';
ROLLBACK TO s;

-- More than 100 % on any day is refused; 100 is not, and what ends on a day leaves room on that
-- day.
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b2', 40);
SAVEPOINT t;
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'b2', 80);
ROLLBACK TO t;
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'b2', 60.0000001);
ROLLBACK TO t;
INSERT INTO party_share (owner, owned, share, held)
  VALUES ('us', 'b2', 80, '[2030-01-01,2030-01-02)');
ROLLBACK TO t;
INSERT INTO party_share (owner, owned, share, held) VALUES ('us', 'b2', 60, '(,2026-01-01)'),
    ('sg', 'b2', 60, '[2026-01-01,)');
UPDATE party_share SET held = '(,2026-01-02)' WHERE owner = 'us';
ROLLBACK TO t;

-- 40 % with 60 % not stated is unknown; with 60, 51 or 50.000001 stated it is not.
SELECT headquarters_of('b2'), owned_by('b2', '{cn}'), owned_by('b2', '{us}'),
    owned_by('b2', '{cn,us}');
SELECT parent, country, certain FROM ultimate_parents('b2');
UPDATE party_share SET share = 50 WHERE owned = 'b2';
SELECT headquarters_of('b2'), owned_by('b2', '{cn}'), owned_by('b2', '{us}');
UPDATE party_share SET share = 50.000001 WHERE owned = 'b2';
SELECT headquarters_of('b2'), owned_by('b2', '{cn}'), owned_by('b2', '{us}');
ROLLBACK TO t;
-- The rest may be that of an owner who is stated.
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'b2', 45);
SELECT headquarters_of('b2'), owned_by('b2', '{cn}'), owned_by('b2', '{us}');
ROLLBACK TO t;
-- Nobody is stated for any day: the party's own.  Nobody for the day, but for another: unknown.
SELECT headquarters_of('b3'), owned_by('b3', '{cn}');
UPDATE party_share SET held = '(,2020-01-01)' WHERE owned = 'b2';
SELECT headquarters_of('b2', '2019-12-31') AS before, headquarters_of('b2', '2020-01-01') AS after,
    owned_by('b2', '{us}', '2020-01-01');
-- The rest is dispersed: nobody else has 50 %.
UPDATE party SET rest_dispersed = true WHERE id = 'b2';
SELECT headquarters_of('b2', '2019-12-31') AS before, headquarters_of('b2', '2020-01-01') AS after;
SELECT owned_by('b2', '{cn}', '2019-12-31') AS stated, owned_by('b2', '{us}', '2019-12-31') AS one,
       owned_by('b2', '{us,sg}', '2019-12-31') AS two,
       owned_by('b2', '{cn,us}', '2019-12-31') AS both,
       owned_by('b2', '{us}', '2020-01-01') AS after;
ROLLBACK TO t;
-- An unknown share may be all of the rest, dispersed or not.
UPDATE party SET rest_dispersed = true WHERE id = 'b2';
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'b2', NULL);
SELECT headquarters_of('b2'), owned_by('b2', '{us}'), owned_by('b2', '{cn}'),
    owned_by('b2', '{cn,us}');
ROLLBACK TO s;

-- 25 % each of two who are asked about make 50 %, though neither is the parent.
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b3', 25), ('cn2', 'b3', 25),
    ('us', 'b3', 50);
SELECT headquarters_of('b3'), owned_by('b3', '{cn}'), owned_by('b3', '{cn,cn2}'),
    owned_by('b3', '{cn,cn,NULL,cn2,nobody}');
-- Through a party of which they own 50 % all of its stake counts, and through another none.
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'mid', 25), ('cn2', 'mid', 25),
    ('us', 'mid', 50), ('mid', 'b4', 30), ('us', 'b4', 50), ('cn', 'b4', 20);
SELECT owned_by('b4', '{cn}') AS one, owned_by('b4', '{cn,cn2}') AS two,
    owned_by('b4', '{mid}') AS mid, owned_by('b4', '{us}') AS us, owned_by('mid', '{us}');
-- What a circle owns of itself is nobody's, however much of it that is.
INSERT INTO party_share (owner, owned, share) VALUES ('b4', 'b5', 60);
DELETE FROM party_share WHERE owned = 'b4';
INSERT INTO party_share (owner, owned, share) VALUES ('b5', 'b4', 60), ('cn', 'b4', 20),
    ('us', 'b4', 20);
SELECT owned_by('b4', '{cn}'), owned_by('b4', '{cn,us}'), owned_by('b4', '{b5}'),
    owned_by('b5', '{b4}');
UPDATE party_share SET share = 100 WHERE owned = 'b5';
SELECT owned_by('b4', '{cn}'), owned_by('b4', '{cn,us}');
-- Its own, nobody, and what is not known.
SELECT owned_by('b4', '{b4}') AS own, owned_by('b4', '{}') AS none,
       owned_by('nobody', '{cn}') AS nobody,
       owned_by('b4', NULL) AS no_parties, owned_by('b4', '{cn}', NULL) AS no_day,
       owned_by(NULL, '{cn}') AS no_party;
ROLLBACK TO s;

-- Rows that came without triggers and cannot be meant are listed, and read as unknown.
SET LOCAL session_replication_role = replica;
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b1', 0.6), ('cn', 'b2', 40),
    ('us', 'b2', 80);
SET LOCAL session_replication_role = origin;
UPDATE party SET rest_dispersed = true;
SELECT * FROM party_share_fault ORDER BY owned;
SELECT headquarters_of('b1') AS b1, headquarters_of('b2') AS b2, owned_by('b1', '{cn}'),
    owned_by('b2', '{us}');
ROLLBACK TO s;

-- An order whose end user's headquarters are unknown is indeterminate, and is not taken for one to
-- its destination.
CREATE TABLE o (id integer PRIMARY KEY, sku text, ship_to text, buyer text, st text);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON o FOR EACH ROW
  EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'end_user=buyer', 'outcome=st', 'action=hold');
INSERT INTO party_share (owner, owned, share) VALUES ('cn', 'b2', 40);
INSERT INTO o VALUES (1, 'H100 SXM5 80GB', 'SG', 'b2');
UPDATE party SET rest_dispersed = true WHERE id = 'b2';
INSERT INTO o VALUES (2, 'H100 SXM5 80GB', 'SG', 'b2');
SELECT o.id, st, (e.determination).missing, e.headquarters FROM o
  JOIN open_order AS e ON e.row_key = o.id::text AND e.relation = 'export_control.o' ORDER BY o.id;
-- A license that is for some headquarters does not cover an order of unknown ones.
INSERT INTO license (id, scope, cap, state) VALUES ('HQ', 'headquarters = SG', 10, 'issued');
UPDATE party SET rest_dispersed = false WHERE id = 'b2';
SELECT license_covers('HQ', p.chip, 'SG', '2026-06-01', headquarters_of('b2'), NULL, NULL)
           AS unknown,
       license_covers('HQ', p.chip, 'SG', '2026-06-01', headquarters_of('b3'), NULL, NULL) AS known
  FROM product AS p WHERE p.name = 'H100 SXM5 80GB';

-- Long chains end; so does a circle of many.
INSERT INTO party SELECT 'chain' || i, 'link', CASE i WHEN 100 THEN 'KP' ELSE 'SG' END::country
  FROM generate_series(1, 100) AS i;
INSERT INTO party_share SELECT 'chain' || i + 1, 'chain' || i, 60 FROM generate_series(1, 99) AS i;
SELECT headquarters_of('chain1'), owned_by('chain1', '{chain100}'), owned_by('chain99', '{chain1}');
INSERT INTO party_share SELECT 'chain1', 'chain100', 40;
SELECT headquarters_of('chain1'), owned_by('chain1', '{chain100}'), owned_by('chain99', '{chain1}');
ROLLBACK;
