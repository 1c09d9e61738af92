-- The log's seals: what they cover, every way to tamper with the log, the partitions of the log, who may do what.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;
SET timezone = 'UTC';

-- A seal waits for others, so it cannot be made with a snapshot from before they ended.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT seal();
ROLLBACK;
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT await_screenings();
ROLLBACK;
-- Nor for ever.
SELECT seal(wait => '25 days');
SELECT seal(wait => '-1 second');
SELECT rescreen(wait => NULL);

BEGIN;
CREATE FUNCTION pg_temp.sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN '00000';
EXCEPTION WHEN OTHERS THEN
    RETURN sqlstate;
END
$$;
-- Enters orders from..to, with ids counted from the test's beginning.
CREATE FUNCTION pg_temp.enter(first integer, last integer, at timestamptz DEFAULT '2030-01-15') RETURNS void LANGUAGE sql AS $$
    INSERT INTO screening (screened_at, order_table, relation, row_key, action, chip, destination, as_known, scenario, quantity, release, digest, determination)
    SELECT at, 1, 'public.orders', i, 'passed', format('{"vendor": "ACME", "die_area": %s}', i)::chip, 'DE', '2026-11-01', 'enforced', i, 1, '\xabcd',
           ROW('no_license_required', '3A991.p', '{}', NULL, NULL, ARRAY['rule ' || i], '{}')::determination
      FROM generate_series(first, last) AS i
$$;
-- Whatever other tests have left is sealed first, and then counted from there.
SELECT pg_temp.enter(0, 0);
SELECT count(*) > 0 AS sealed FROM seal();
SELECT max(id) AS seals, max(last_entry) AS base FROM seal \gset
CREATE TEMP TABLE began AS SELECT max(id) AS seals, max(last_entry) AS base FROM seal;
CREATE FUNCTION pg_temp.faults(from_seal bigint DEFAULT 0, expected bytea DEFAULT NULL, most_faults integer DEFAULT 100)
    RETURNS TABLE (seal bigint, entry bigint, fault text, detail text) LANGUAGE sql AS $$
    SELECT f.seal - b.seals, f.entry - b.base, f.fault, regexp_replace(f.detail, 'seal [0-9]+:', 'seal N:')
      FROM began AS b, verify_seals(b.seals + from_seal, expected, most_faults) AS f
$$;
SELECT * FROM verify_seals();

-- ---- sealing -------------------------------------------------------------------------------------------------------

SELECT * FROM seal() AS nothing_new;
SELECT pg_temp.enter(1, 5);
SELECT unsealed();
SELECT seal - :seals AS seal, entries, last_entry - :base AS last_entry, octet_length(digest) AS bytes FROM seal(2);
SELECT unsealed();
-- Ids that no entry got; a seal ends at the last id drawn.
SELECT nextval('screening_id') - :base AS rolled_back;
SELECT pg_temp.enter(7, 8);
SELECT nextval('screening_id') - :base AS rolled_back;
SELECT seal - :seals AS seal, entries, last_entry - :base AS last_entry FROM seal();
SELECT pg_temp.enter(10, 10);
SELECT seal - :seals AS seal, entries, last_entry - :base AS last_entry FROM seal();
SELECT s.id - :seals AS id, s.sealed_by = session_user AS by_me, s.previous = p.digest AS chained, s.after_entry - :base AS after_entry, s.last_entry - :base AS last_entry,
       (SELECT array_agg(e - :base) FROM unnest(s.entries) AS e) AS entries, octet_length(s.hashes) AS bytes
  FROM seal AS s LEFT JOIN seal AS p ON p.id = s.id - 1 WHERE s.id > :seals ORDER BY s.id;
SELECT * FROM verify_seals();
SAVEPOINT s;
SELECT seal(0);
ROLLBACK TO s;
SELECT seal(NULL);
ROLLBACK TO s;
SELECT * FROM verify_seals(NULL);
ROLLBACK TO s;
SELECT pg_temp.sqlstate_of('SELECT seal(1000001)') AS seal, pg_temp.sqlstate_of('SELECT verify_seals(most_faults => 0)') AS verify_seals;

-- The hash is of the whole entry, whatever the settings: of a text that anybody can make.
SELECT bool_and(entry_hash(s) = sha256(convert_to(jsonb_strip_nulls(to_jsonb(s) || jsonb_build_object('screened_at', '2030-01-15T00:00:00+00:00', 'digest', '\xabcd'))::text, 'UTF8'))) AS made_by_hand
  FROM screening AS s WHERE s.id > :base;
CREATE TEMP TABLE hashes AS SELECT id, entry_hash(s) AS hash FROM screening AS s WHERE s.id > :base;
SET timezone = 'Asia/Kolkata';
SET datestyle = 'SQL, DMY';
SET bytea_output = escape;
SET intervalstyle = iso_8601;
SET extra_float_digits = -15;
SELECT count(*), bool_and(entry_hash(s) = h.hash) AS same FROM screening AS s JOIN hashes AS h USING (id);
SELECT * FROM verify_seals();
ROLLBACK TO s;

-- A column that a later version adds changes nothing while it is empty, and is sealed when it is not.
ALTER TABLE screening ADD COLUMN later text;
SELECT * FROM verify_seals();
SET session_replication_role = replica;
UPDATE screening SET later = 'x' WHERE id = :base + 4;
SELECT * FROM pg_temp.faults();
ROLLBACK TO s;

-- ---- append-only, for its owner too --------------------------------------------------------------------------------

CREATE ROLE regress_seal_owner;
GRANT USAGE, CREATE ON SCHEMA export_control TO regress_seal_owner;
ALTER TABLE screening OWNER TO regress_seal_owner;
ALTER TABLE screening_default OWNER TO regress_seal_owner;
ALTER TABLE seal OWNER TO regress_seal_owner;
GRANT EXECUTE ON FUNCTION next_screening_id() TO regress_seal_owner;
SET ROLE regress_seal_owner;
SAVEPOINT owner;
UPDATE screening SET quantity = 1;
ROLLBACK TO owner;
TRUNCATE seal;
ROLLBACK TO owner;
SELECT add_screening_partition('2031-02-10');
SELECT pg_temp.enter(11, 11, '2031-02-20');
SELECT relation, pg_temp.sqlstate_of(format('UPDATE %s SET id = id', relation)) AS update, pg_temp.sqlstate_of(format('DELETE FROM %s', relation)) AS delete,
       pg_temp.sqlstate_of(format('TRUNCATE %s', relation)) AS truncate
  FROM unnest('{screening,screening_default,screening_2031_02,seal}'::text[]) AS relation;
ROLLBACK TO s;

-- ---- tampering -----------------------------------------------------------------------------------------------------

-- What is found when a column of an entry is given another value, or a seal is changed; and it is undone.
CREATE FUNCTION pg_temp.tamper(attribute text, type oid, entry bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    -- NULL for what has a value, some value for what has none
    EXECUTE format('ALTER TABLE export_control.screening ALTER %I DROP NOT NULL', attribute);
    EXECUTE format('UPDATE export_control.screening SET %1$I = CASE WHEN %1$I IS NULL THEN %2$L::%3$s END WHERE id = %4$s', attribute,
                   CASE type WHEN 'text'::regtype THEN 'x' WHEN 'bigint'::regtype THEN '1' WHEN 'numeric'::regtype THEN '1' WHEN 'date'::regtype THEN '2026-01-01'
                             WHEN 'eccn'::regtype THEN 'EAR99' WHEN 'country'::regtype THEN 'FR' WHEN 'shipment'::regtype THEN '{"value": 1}'
                             WHEN 'jsonb'::regtype THEN '{"value": {}}' END, type::regtype, entry);
    SELECT string_agg(format('%s %s', f.entry, f.fault), ', ') INTO found FROM pg_temp.faults() AS f;
    RAISE EXCEPTION USING MESSAGE = coalesce(found, 'nothing'), ERRCODE = 'XX999';
EXCEPTION WHEN SQLSTATE 'XX999' THEN
    RETURN sqlerrm;
END
$$;
CREATE FUNCTION pg_temp.tamper(change text, seal bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    EXECUTE format('UPDATE export_control.seal SET %s WHERE id = %s', change, seal);
    SELECT format('seal %s %s', f.seal, f.fault) INTO found FROM pg_temp.faults() AS f WHERE f.entry IS NULL;
    RAISE EXCEPTION USING MESSAGE = coalesce(found, 'nothing'), ERRCODE = 'XX999';
EXCEPTION WHEN SQLSTATE 'XX999' THEN
    RETURN sqlerrm;
END
$$;
-- An entry like another.
CREATE FUNCTION pg_temp.copy(entry bigint, id bigint, row_key text, later interval DEFAULT '1 second') RETURNS void LANGUAGE sql AS $$
    INSERT INTO export_control.screening SELECT (jsonb_populate_record(s, jsonb_build_object('id', copy.id, 'row_key', copy.row_key, 'screened_at', s.screened_at + later))).*
      FROM export_control.screening AS s WHERE s.id = copy.entry
$$;
SELECT pg_temp.enter(11, 12);
SELECT count(*) FROM seal();
SELECT digest AS kept FROM seal ORDER BY id DESC LIMIT 1 \gset
SELECT * FROM verify_seals(expected => :'kept');
SET session_replication_role = replica;
SAVEPOINT s;
\set faults 'SELECT * FROM pg_temp.faults();'

-- every column by itself
SELECT pg_temp.tamper(a.attname, a.atttypid, :base + 4) AS found, count(*), string_agg(a.attname, ' ' ORDER BY a.attnum) AS columns
  FROM pg_attribute AS a WHERE a.attrelid = 'screening'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('id', 'screened_at') GROUP BY 1 ORDER BY 1;

-- one number, one microsecond, one rule of a determination, one letter of a chip, a digit that changes no value
UPDATE screening SET quantity = 3.0 WHERE id = :base + 3;
:faults
ROLLBACK TO s;
UPDATE screening SET screened_at = screened_at + interval '1 microsecond' WHERE id = :base + 3;
:faults
ROLLBACK TO s;
UPDATE screening SET determination = ROW('no_license_required', '3A991.p', '{}', NULL, NULL, '{rule 33}', '{}')::determination WHERE id = :base + 3;
:faults
ROLLBACK TO s;
UPDATE screening SET chip = '{"vendor": "ACMF", "die_area": 3}' WHERE id = :base + 3;
:faults
ROLLBACK TO s;
-- the determinations of two, the ids of two
UPDATE screening AS s SET determination = o.determination FROM screening AS o WHERE (s.id, o.id) IN ((:base + 2, :base + 7), (:base + 7, :base + 2));
:faults
ROLLBACK TO s;
ALTER TABLE screening_default DROP CONSTRAINT screening_default_pkey;
UPDATE screening SET id = CASE id WHEN :base + 1 THEN :base + 2 ELSE :base + 1 END WHERE id IN (:base + 1, :base + 2);
:faults
ROLLBACK TO s;
-- removed; moved to an id that no entry had; removed at the end
DELETE FROM screening WHERE id = :base + 5;
:faults
ROLLBACK TO s;
UPDATE screening SET id = :base + 6 WHERE id = :base + 5;
:faults
ROLLBACK TO s;
DELETE FROM screening WHERE id > :base + 9;
:faults
ROLLBACK TO s;
-- inserted where no entry was, beside one that is there, before all others
SELECT pg_temp.copy(:base + 8, :base + 9, 'forged');
:faults
ROLLBACK TO s;
SELECT pg_temp.copy(:base + 8, :base + 8, 'forged');
:faults
ROLLBACK TO s;
SELECT pg_temp.copy(:base + 8, -5, 'forged');
SELECT seal, entry, fault FROM verify_seals();
ROLLBACK TO s;
-- several: the first is named first, and no more than asked for
UPDATE screening SET quantity = 1000 WHERE id IN (:base + 4, :base + 8);
DELETE FROM screening WHERE id IN (:base + 2, :base + 11);
SELECT pg_temp.copy(:base + 7, :base + 6, 'forged');
SELECT seal, entry, fault FROM pg_temp.faults();
SELECT seal, entry, fault FROM pg_temp.faults(most_faults => 1);
SELECT seal, entry, fault FROM pg_temp.faults(most_faults => 3);
SELECT seal, entry, fault FROM pg_temp.faults(from_seal => 3);
ROLLBACK TO s;

-- An id that was there twice when it was sealed is no fault, and each of the two is looked after.
SET session_replication_role = origin;
SELECT pg_temp.copy(:base + 8, nextval('screening_id'), 'one'), pg_temp.copy(:base + 7, currval('screening_id'), 'two', '2 seconds');
SELECT entries FROM seal();
SELECT * FROM verify_seals();
SET session_replication_role = replica;
UPDATE screening SET quantity = 1000 WHERE row_key = 'one';
SELECT seal, entry, fault FROM pg_temp.faults();
DELETE FROM screening WHERE row_key = 'one';
SELECT seal, entry, fault FROM pg_temp.faults();
ROLLBACK TO s;

-- A seal: each column
SELECT pg_temp.tamper(change, :seals + 2) AS found, count(*)
  FROM unnest(ARRAY[
       $$sealed_at = sealed_at + interval '1 microsecond'$$, $$sealed_by = 'somebody'$$, $$previous = '\xab'$$, $$previous = NULL$$, 'last_entry = last_entry + 1',
       'after_entry = after_entry - 1', 'entries[1] = entries[1] - 1', $$hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)$$, $$hashes = ''$$,
       $$entries = '{}'$$, $$digest = sha256(digest)$$, 'form = 1', 'form = NULL']) AS change GROUP BY 1;
-- A form that is not known, and one that is older than that of the seal before, in a seal that is whole.
SAVEPOINT t;
UPDATE seal AS s SET form = 7 WHERE s.id = :seals + 2;
UPDATE seal AS s SET digest = seal_digest(s) WHERE s.id = :seals + 2;
SELECT fault, detail FROM pg_temp.faults() WHERE seal = 2 AND entry IS NULL;
UPDATE seal AS s SET form = NULL,
       hashes = (SELECT string_agg(entry_hash(e, NULL), '' ORDER BY e.id) FROM screening AS e WHERE e.id = ANY (s.entries)) WHERE s.id = :seals + 2;
UPDATE seal AS s SET digest = seal_digest(s) WHERE s.id = :seals + 2;
SELECT fault, detail FROM pg_temp.faults() WHERE seal = 2;
ROLLBACK TO t;
-- A seal forged whole does not fit the next; forged seals all the way do, but not the digest that was kept.
UPDATE screening SET quantity = 1000 WHERE id = :base + 3;
UPDATE seal AS s SET hashes = (SELECT string_agg(entry_hash(e), '' ORDER BY e.id) FROM screening AS e WHERE e.id = ANY (s.entries)) WHERE s.id = :seals + 2;
UPDATE seal AS s SET digest = seal_digest(s) WHERE s.id = :seals + 2;
:faults
SELECT pg_temp.sqlstate_of(format('UPDATE seal AS s SET previous = (SELECT p.digest FROM seal AS p WHERE p.id = s.id - 1) WHERE s.id = %s', i)),
       pg_temp.sqlstate_of(format('UPDATE seal AS s SET digest = seal_digest(s) WHERE s.id = %s', i)) FROM generate_series(:seals + 3, :seals + 6) AS i;
:faults
SELECT * FROM pg_temp.faults(expected => :'kept');
ROLLBACK TO s;
-- Seals removed: the first, several, the last, which only a digest kept elsewhere tells.
DELETE FROM seal WHERE id = 1;
SELECT * FROM verify_seals();
ROLLBACK TO s;
DELETE FROM seal WHERE id = :seals + 4;
:faults
ROLLBACK TO s;
DELETE FROM seal WHERE id IN (:seals + 3, :seals + 4);
SELECT seal, entry, fault FROM pg_temp.faults();
ROLLBACK TO s;
DELETE FROM seal WHERE id = :seals + 6;
:faults
SELECT * FROM pg_temp.faults(expected => :'kept');
-- Sealed again, it has another digest.
SET session_replication_role = origin;
SELECT seal - :seals AS seal FROM seal();
SELECT * FROM verify_seals();
SELECT * FROM pg_temp.faults(expected => :'kept');
ROLLBACK TO s;
-- A digest kept earlier is in the chain still.
SET session_replication_role = origin;
SELECT pg_temp.enter(13, 13);
SELECT seal - :seals AS seal FROM seal();
SELECT * FROM verify_seals(expected => :'kept');
-- A seal that somebody inserts, by hand.
SAVEPOINT t;
INSERT INTO seal SELECT s.id + 1, s.sealed_at, s.sealed_by, s.digest, s.last_entry + 10, s.last_entry + 20, '{}', '', '', s.form FROM seal AS s ORDER BY id DESC LIMIT 1;
SET session_replication_role = replica;
UPDATE seal AS s SET digest = seal_digest(s) WHERE digest = '';
:faults
ROLLBACK TO s;
SET session_replication_role = origin;

-- ---- partitions ----------------------------------------------------------------------------------------------------

SET timezone = 'America/New_York';
SAVEPOINT s;
SELECT add_screening_partition('2031-02-10');
SELECT add_screening_partition('2031-03-31');
SELECT add_screening_partition('infinity');
ROLLBACK TO s;
SELECT add_screening_partition('2031-02-10'), add_screening_partition('2031-03-31');
SAVEPOINT p;
SELECT add_screening_partition('2031-02-01');
ROLLBACK TO p;
SELECT add_screening_partition('2030-01-31');
ROLLBACK TO p;
SELECT pg_temp.sqlstate_of('SELECT add_screening_partition(NULL)'), pg_temp.sqlstate_of('SELECT add_screening_partition(''-infinity'')');
SET session_replication_role = origin;
SELECT pg_temp.enter(101, 101, '2031-02-01 00:00 UTC'), pg_temp.enter(102, 102, '2031-02-28 23:59:59.999999 UTC'), pg_temp.enter(103, 103, '2031-03-01 00:00 UTC'),
       pg_temp.enter(104, 104, '2031-03-31 23:59:59.999999 UTC'), pg_temp.enter(105, 105, '2031-04-01 00:00 UTC'), pg_temp.enter(106, 106, '2031-02-15');
SELECT tableoid::regclass AS partition, array_agg(row_key ORDER BY id) FROM screening WHERE relation = 'public.orders' AND row_key > '1' AND length(row_key) = 3 GROUP BY 1 ORDER BY 1;
-- each has its indexes, and refuses to be emptied
SELECT c.oid::regclass AS partition, (SELECT array_agg(pg_get_indexdef(i.indexrelid, 1, true) ORDER BY i.indisprimary) FROM pg_index AS i WHERE i.indrelid = c.oid) AS first_columns,
       (SELECT array_agg(t.tgname ORDER BY t.tgname) FROM pg_trigger AS t WHERE t.tgrelid = c.oid) AS triggers
  FROM pg_class AS c WHERE c.oid IN (SELECT i.inhrelid FROM pg_inherits AS i WHERE i.inhparent = 'screening'::regclass) ORDER BY 1;
TRUNCATE screening_2031_02;
ROLLBACK TO p;
SET session_replication_role = origin;
-- One seal covers several, and one after it those that stay.
SELECT pg_temp.enter(101, 101, '2031-02-01 00:00 UTC'), pg_temp.enter(102, 102, '2031-03-01 UTC'), pg_temp.enter(103, 103, '2031-02-02');
SELECT seal - :seals AS seal, entries FROM seal();
SELECT pg_temp.enter(104, 104, '2031-03-02'), pg_temp.enter(105, 105, '2031-04-02');
SELECT seal - :seals AS seal, entries FROM seal();
SELECT * FROM verify_seals();
ALTER TABLE screening DETACH PARTITION screening_2031_02;
SELECT max(id) + 1 - :seals AS from_seal FROM seal WHERE after_entry < (SELECT max(id) FROM screening_2031_02);
SELECT seal, fault, count(*) FROM pg_temp.faults() GROUP BY 1, 2;
SELECT * FROM pg_temp.faults(from_seal => 8);
-- What was archived stays append-only, can be looked at again, and verifies.
SELECT pg_temp.sqlstate_of('TRUNCATE screening_2031_02') AS truncate;
ALTER TABLE screening ATTACH PARTITION screening_2031_02 FOR VALUES FROM ('2031-02-01 UTC') TO ('2031-03-01 UTC');
SELECT * FROM verify_seals();
ROLLBACK TO s;
SET session_replication_role = origin;

-- ---- who may -------------------------------------------------------------------------------------------------------

CREATE ROLE regress_sealer;
SET ROLE regress_sealer;
SAVEPOINT r;
SELECT await_screenings();
ROLLBACK TO r;
SELECT call, pg_temp.sqlstate_of('SELECT ' || call) FROM unnest('{seal(),verify_seals(),unsealed()}'::text[]) AS call;
RESET ROLE;
GRANT SELECT ON seal, screening TO regress_sealer;
SET ROLE regress_sealer;
SELECT * FROM verify_seals();
SELECT unsealed(), pg_temp.sqlstate_of('SELECT seal()') AS nothing_to_seal;
RESET ROLE;
SELECT pg_temp.enter(13, 13);
SET ROLE regress_sealer;
SELECT unsealed(), pg_temp.sqlstate_of('SELECT seal()') AS seal;
RESET ROLE;
GRANT INSERT ON seal TO regress_sealer;
SET ROLE regress_sealer;
SELECT entries FROM seal();
SELECT unsealed();
-- Who may seal says how far, and that is never beyond what the log has; what is in a seal is not theirs to say.
INSERT INTO seal (sealed_by, last_entry) VALUES ('somebody', 9223372036854775807);
ROLLBACK TO s;
CREATE ROLE regress_sealer;
GRANT INSERT, SELECT ON seal TO regress_sealer;
GRANT SELECT ON screening TO regress_sealer;
SELECT pg_temp.enter(13, 14);
SET ROLE regress_sealer;
INSERT INTO seal (last_entry) VALUES (9223372036854775807) RETURNING cardinality(entries), last_entry - :base AS last_entry, sealed_by = session_user AS by_me;
INSERT INTO seal (last_entry) VALUES (9223372036854775807) RETURNING 'nothing to seal';
INSERT INTO seal (last_entry) VALUES (NULL) RETURNING 'nothing to seal';
SELECT * FROM verify_seals();
-- This transaction is one that writes; nobody else is.  Since when, pg_stat_activity does not tell everybody.
SELECT pid = pg_backend_pid() AS me, prepared, "user" = session_user AS mine, since, first_entry <= :base AS early FROM screening_writers();
RESET ROLE;
SELECT since = transaction_timestamp() AS since FROM screening_writers();
ROLLBACK;
