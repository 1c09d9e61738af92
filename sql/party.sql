-- Parties: where the ultimate parent is.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;
BEGIN;

-- A chain, its tail sold; a parent in several pieces; a joint venture; circles; unknown facts.
INSERT INTO party (id, name, country) VALUES
    ('top',   'Top Holding',            'CN'),
    ('mid',   'Middle Ltd',             'HK'),
    ('sg',    'Singapore Pte',          'SG'),
    ('us',    'Buyer Inc',              'US'),
    ('left',  'Left arm of Top',        'SG'),
    ('right', 'Right arm of Top',       'AE'),
    ('arms',  'Owned through both arms','MY'),
    ('jv',    'Joint venture',          'SG'),
    ('jv_us', 'Joint venture at home',  'SG'),
    ('us2',   'Another American',       'US'),
    ('ring1', 'Ring, first',            'DE'),
    ('ring2', 'Ring, second',           'DE'),
    ('ring3', 'Ring, abroad',           'FR'),
    ('ring4', 'Ring, abroad again',     'IT'),
    ('ringed','Owned by a ring',        'SG'),
    ('taken', 'In a circle, but owned', 'DE'),
    ('child', 'Its child and part owner','DE'),
    ('lost',  'Nobody knows where',     NULL),
    ('below', 'Owned by who knows whom','SG'),
    ('dim',   'Share not known',        'SG'),
    ('clear', 'Share not known, small', 'SG'),
    ('sold',  'Mostly sold',            'SG');
INSERT INTO party_share (owner, owned, share, held) VALUES
    ('top', 'mid', 100, '[2020-01-01,)'), ('mid', 'sg', 50, '[2020-01-01,2025-07-01)'), ('us', 'sg', 49, '(,)'), ('us', 'mid', 0.5, '(,2020-01-01)'),
    ('top', 'left', 51, '(,)'), ('top', 'right', 80, '(,)'), ('left', 'arms', 24, '(,)'), ('right', 'arms', 26, '(,)'), ('us', 'arms', 50, '(,2024-01-01)'),
    ('us', 'jv', 50, '(,)'), ('top', 'jv', 50, '(,)'), ('us', 'jv_us', 50, '(,)'), ('us2', 'jv_us', 50, '(,)'),
    ('ring1', 'ring2', 60, '(,)'), ('ring2', 'ring1', 60, '(,)'), ('ring3', 'ring4', 60, '(,)'), ('ring4', 'ring3', 60, '(,)'), ('ring1', 'ringed', 100, '(,)'),
    ('us', 'taken', 30, '(,)'), ('child', 'taken', 20, '(,)'), ('taken', 'child', 100, '(,)'), ('us', 'child', NULL, '(,2020-01-01)'),
    ('lost', 'below', 50, '(,)'),
    ('top', 'dim', NULL, '(,)'), ('us', 'dim', 45, '(,)'),
    ('top', 'sold', 60, '(,2024-01-01)'), ('top', 'sold', 10, '[2024-01-01,)'),
    ('top', 'clear', NULL, '(,)'), ('us2', 'clear', 51, '(,)');
-- What is not stated does not matter here; sql/ownership.sql has what does.
UPDATE party SET rest_dispersed = true;

SELECT p.id, headquarters_of(p.id, '2025-01-01'), u.parents
  FROM party AS p
  LEFT JOIN LATERAL (SELECT string_agg(concat_ws(' ', u.parent, coalesce(u.country::text, '?'), CASE WHEN NOT u.certain THEN '(perhaps)' END), ', ') AS parents
                       FROM ultimate_parents(p.id, '2025-01-01') AS u) AS u ON true
 ORDER BY p.id COLLATE "C";

-- Half is enough, a little less is not; the day decides.
SELECT d, headquarters_of('sg', d) AS sg, headquarters_of('mid', d) AS mid, headquarters_of('arms', d) AS arms
  FROM unnest('{2019-12-31,2020-01-01,2023-12-31,2024-01-01,2025-06-30,2025-07-01}'::date[]) AS d;
UPDATE party_share SET share = 49.999999 WHERE owner = 'mid' AND owned = 'sg';
SELECT headquarters_of('sg', '2025-01-01');
UPDATE party_share SET share = 23.999999 WHERE owner = 'left' AND owned = 'arms';
SELECT headquarters_of('arms', '2025-01-01');

-- Two who only together own half have no parent between them: nobody controls both.
SELECT parent, country, certain FROM ultimate_parents('taken', '2025-01-01');
UPDATE party_share SET share = 50 WHERE owner = 'us' AND owned = 'taken';
SELECT parent, country, certain FROM ultimate_parents('child', '2025-01-01');

-- What is not known is not clear: no such party, no day, no country, a share that could matter.
SELECT headquarters_of('nobody') AS nobody, headquarters_of(NULL) AS null_party, headquarters_of('top', NULL) AS null_day;
SELECT parent, country, certain FROM ultimate_parents('dim', '2025-01-01');
-- What is left for the unknown share may be too little to matter; or not, with what its owner controls.
UPDATE party_share SET share = 51 WHERE owner = 'us' AND owned = 'dim';
SELECT headquarters_of('dim', '2025-01-01');
INSERT INTO party_share (owner, owned, share) VALUES ('right', 'dim', 10);
UPDATE party_share SET share = 40 WHERE owner = 'us' AND owned = 'dim';
SELECT headquarters_of('dim', '2025-01-01');
-- An owner whose own owners are unknown.
INSERT INTO party_share (owner, owned, share) VALUES ('lost', 'us2', NULL);
SELECT headquarters_of('clear', '2025-01-01');
-- A ring that may be one, through a share that is not known.
UPDATE party_share SET share = NULL WHERE owner = 'ring4' AND owned = 'ring3';
SELECT parent, country, certain FROM ultimate_parents('ring4', '2025-01-01');

-- It is what classify() asks for.
SELECT outcome(chip, 'SG', '2025-01-01', headquarters => headquarters_of('jv_us', '2025-01-01')) AS american,
       outcome(chip, 'SG', '2025-01-01', headquarters => headquarters_of('left', '2025-01-01')) AS chinese
  FROM product WHERE name = 'H100 SXM5 80GB';

-- Long chains and many owners end, too.
INSERT INTO party SELECT 'chain' || i, 'link', CASE i WHEN 60 THEN 'KP' ELSE 'SG' END::country FROM generate_series(1, 60) AS i;
INSERT INTO party_share SELECT 'chain' || i + 1, 'chain' || i, 50 FROM generate_series(1, 59) AS i;
INSERT INTO party_share SELECT 'chain1', 'chain60', 10;
INSERT INTO party SELECT 'fund' || i, 'fund', 'US' FROM generate_series(1, 500) AS i;
INSERT INTO party VALUES ('public', 'held by many', 'SG');
INSERT INTO party_share SELECT 'fund' || i, 'public', CASE i WHEN 1 THEN 1 ELSE 0.1 END FROM generate_series(1, 500) AS i;
INSERT INTO party_share SELECT 'chain60', 'fund' || i, 100 FROM generate_series(1, 500) AS i;
UPDATE party SET rest_dispersed = true;
SELECT headquarters_of('chain1') AS chain, headquarters_of('public') AS public;

-- Refused.
SAVEPOINT s;
INSERT INTO party_share (owner, owned, share, held) VALUES ('mid', 'sg', 10, '[2025-06-30,)');
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share, held) VALUES ('mid', 'sg', 10, '[2025-07-01,)');
UPDATE party_share SET held = '[2025-06-30,)' WHERE owner = 'mid' AND owned = 'sg' AND share = 10;
ROLLBACK TO s;
UPDATE party_share SET held = '[2020-01-01,2025-08-01)' WHERE owner = 'mid' AND owned = 'sg';
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'top', 0);
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'top', 101);
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'top', 'NaN');
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share, held) VALUES ('us', 'top', 1, 'empty');
ROLLBACK TO s;
INSERT INTO party_share (owner, owned, share) VALUES ('us', 'nobody', 10);
ROLLBACK TO s;
INSERT INTO party (id, name, country) VALUES (' ', 'x', 'US');
ROLLBACK TO s;

-- Whom you deal with is not for everyone to read.
SELECT c.relname, has_table_privilege('pg_read_all_settings', c.oid, 'SELECT') AS public_may_read
  FROM pg_class AS c
 WHERE c.relname IN ('party', 'party_share', 'license', 'license_use', 'license_total') AND c.relnamespace = 'export_control'::regnamespace
 ORDER BY c.relname;
ROLLBACK;
