-- Seals: a chain of digests over the log, so that what is altered, removed or inserted afterwards
-- is found and named.
--
-- The triggers that keep the log append-only stop everybody but a superuser, who can switch them
-- off, and whoever gets at the files.  A seal does not stop them, but they cannot make it good:
-- each seal has the hashes of its entries and the digest of the seal before it, so that to hide one
-- change takes forging all seals since, and the newest digest of those that were kept elsewhere
-- tells that from inside, too.
--
-- What an entry's hash is made of is its form, and each seal says which form its hashes have.  A
-- seal that was made stays good only as long as its form can still be computed, so a form is never
-- changed: a log that gets another column, or another way to write one, gets a form more.
--
--	1	0.1.0: an entry as it was before it had order_table and shipment.  Its seals have NULL for
--		the form.
--	2	every column of an entry
--
-- The seals of an older form do not protect what their form leaves out.  So the first seal of a
-- form begins with the first entry of the log again, and those after it go on from there: once
-- seal() has been called after an update, every entry is sealed in both.

CREATE TABLE seal (
    id          bigint PRIMARY KEY,
    sealed_at   timestamptz NOT NULL,
    sealed_by   name NOT NULL,
    previous    bytea,
    after_entry bigint NOT NULL,
    last_entry  bigint NOT NULL,
    entries     bigint[] NOT NULL,
    hashes      bytea NOT NULL,
    digest      bytea NOT NULL,
    form        integer
);
-- Hashes cannot be compressed: do not try.
ALTER TABLE seal ALTER hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE seal IS
    'Seals of the log of screenings, made by seal() and checked by verify_seals(). Append-only.';
COMMENT ON COLUMN seal.id IS '1, 2, 3, ... without gaps';
COMMENT ON COLUMN seal.sealed_at IS 'when';
COMMENT ON COLUMN seal.sealed_by IS 'the session''s user';
COMMENT ON COLUMN seal.previous IS 'digest of the seal before; NULL: this is the first';
COMMENT ON COLUMN seal.after_entry IS
    'the seal covers the ids above this one: the last_entry of the seal before, or, if this is the '
    'first seal of its form, the lowest number there is';
COMMENT ON COLUMN seal.last_entry IS 'the seal covers the ids up to this one';
COMMENT ON COLUMN seal.entries IS
    'ids of the entries, ascending; no other id in this range will ever belong to an entry';
COMMENT ON COLUMN seal.hashes IS 'entry_hash() of each, 32 bytes, one after the other';
COMMENT ON COLUMN seal.digest IS 'seal_digest() of all the other columns';
COMMENT ON COLUMN seal.form IS
    'what the hashes are made of: entry_hash() has the forms. NULL: form 1, as 0.1.0 made it';

SELECT make_append_only('seal');

-- NULLs are left out, so that a column which a later version adds changes no hash of a row that has
-- nothing in it.  The settings are all those on which the text of a value rests.
CREATE FUNCTION canonical_json(a_row anyelement) RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET datestyle = ISO
    SET intervalstyle = postgres
    SET bytea_output = hex
    SET extra_float_digits = 1
AS $$
BEGIN
    RETURN jsonb_strip_nulls(to_jsonb(a_row));
END
$$;
COMMENT ON FUNCTION canonical_json(anyelement) IS
    'internal: a row as JSON, the same whatever the session''s settings are';

CREATE FUNCTION newest_form() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 2;
END;
COMMENT ON FUNCTION newest_form() IS 'the form of the seals that are made now';

CREATE FUNCTION entry_hash(entry screening, form integer DEFAULT newest_form()) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT sha256(convert_to(
        CASE coalesce(entry_hash.form, 1)
            WHEN 1 THEN canonical_json(entry) - 'order_table' - 'shipment'
            WHEN 2 THEN canonical_json(entry)
        END::text, 'UTF8'));
END;
COMMENT ON FUNCTION entry_hash(screening, integer) IS
    'SHA-256 of an entry of the log: of the text of jsonb_strip_nulls(to_jsonb(entry)), in UTF-8, '
    'with timestamps in UTC and bytea in hex, whatever the session''s settings. That is form 2. '
    'Form 1, or NULL, is that of the seals of 0.1.0: without order_table and shipment. NULL for a '
    'form that is not known.';

CREATE FUNCTION seal_digest(seal seal) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT sha256(convert_to((canonical_json(seal) - 'digest')::text, 'UTF8'));
END;
COMMENT ON FUNCTION seal_digest(seal) IS
    'SHA-256 of a seal: of the text of jsonb_strip_nulls(to_jsonb(seal) - ''digest''), made as '
    'entry_hash() makes that of an entry.';

-- There is no id before 1, but what is put there must be found.
CREATE FUNCTION sealed_up_to(seal seal, form integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN coalesce((seal).form, 1) = coalesce(sealed_up_to.form, 1)
                THEN coalesce((seal).last_entry, -9223372036854775808)
                ELSE -9223372036854775808 END;
END;
COMMENT ON FUNCTION sealed_up_to(seal, integer) IS
    'up to which entry a seal of this form finds the log sealed, if it follows the other (NULL: '
    'none)';

-- Whoever may seal says how far, and nothing else: else officers could write seals that are none,
-- such as one of all ids to come, after which nothing would be sealed again.  The owner restores
-- dumps.
CREATE FUNCTION make_seal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    final bigint;
    last  export_control.seal;
BEGIN
    IF num_nonnulls(NEW.id, NEW.sealed_at, NEW.sealed_by, NEW.previous,
                    NEW.after_entry, NEW.entries, NEW.hashes, NEW.digest, NEW.form) > 0 THEN
        IF export_control.may_act_as_owner(TG_RELID) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'only last_entry of a seal can be given'
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'The rest of a seal is made from the log.',
                  HINT = 'SELECT * FROM export_control.seal() seals the new entries of the log.';
    END IF;
    -- Looked at here: the writer may say less, and not more.  One at a time from here on.
    final := (export_control.await_screenings('0')).final;
    NEW.last_entry := least(NEW.last_entry, final);
    SELECT * INTO last FROM export_control.seal AS s ORDER BY s.id DESC LIMIT 1;
    NEW.form := export_control.newest_form();
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.sealed_at := clock_timestamp();
    NEW.sealed_by := session_user;
    NEW.previous := last.digest;
    NEW.after_entry := export_control.sealed_up_to(last, NEW.form);
    SELECT array_agg(e.id ORDER BY e.id, e.hash), string_agg(e.hash, '' ORDER BY e.id, e.hash)
      INTO NEW.entries, NEW.hashes
      FROM (SELECT s.id, export_control.entry_hash(s, NEW.form) AS hash
              FROM export_control.screening AS s
             WHERE s.id > NEW.after_entry AND s.id <= NEW.last_entry) AS e;
    IF NEW.entries IS NULL THEN
        RETURN NULL;
    END IF;
    NEW.digest := export_control.seal_digest(NEW);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION make_seal() IS
    'trigger: makes a seal of the entries up to its last_entry, or of fewer where other entries '
    'may still come before it; none if there is nothing to seal. Only the owner of the table, who '
    'restores dumps, may write its other columns (23001).';

CREATE TRIGGER make_seal BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION make_seal();

CREATE FUNCTION seal(most_entries integer DEFAULT 100000, wait interval DEFAULT '10 seconds')
    RETURNS TABLE (seal bigint, entries bigint, last_entry bigint, digest bytea)
    LANGUAGE plpgsql ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    final bigint;
    last  bigint;
    after bigint;
    upto  bigint;
    count bigint;
BEGIN
    IF most_entries IS NULL OR most_entries NOT BETWEEN 1 AND 1000000 THEN
        RAISE EXCEPTION 'a seal cannot have % entries',
                        coalesce(most_entries::text, 'an unknown number of')
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give a number from 1 to 1000000, or leave it out for 100000.';
    END IF;
    -- One seal() at a time from here on.
    SELECT w.final, w.last INTO final, last FROM export_control.await_screenings(wait) AS w;
    LOOP
        after := export_control.sealed_up_to(
            (SELECT s FROM export_control.seal AS s ORDER BY s.id DESC LIMIT 1),
            export_control.newest_form());
        SELECT max(e.id), count(*) INTO upto, count
          FROM (SELECT s.id FROM export_control.screening AS s
                 WHERE s.id > after AND s.id <= final
                 ORDER BY s.id
                 FETCH FIRST (most_entries) ROWS WITH TIES) AS e;
        EXIT WHEN count = 0;
        RETURN QUERY
            INSERT INTO export_control.seal AS s (last_entry)
            VALUES (CASE WHEN count < most_entries THEN final ELSE upto END)
            RETURNING s.id, cardinality(s.entries)::bigint, s.last_entry, s.digest;
        EXIT WHEN NOT FOUND;
    END LOOP;
    IF final < last THEN
        SELECT count(*) INTO count
          FROM export_control.screening AS s WHERE s.id > final AND s.id <= last;
        IF count > 0 THEN
            PERFORM export_control.warn_of_writers(
                format('%s of the log''s entries cannot be sealed yet: transactions that '
                       'are still open may write entries before them', count),
                last);
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION seal(integer, interval) IS
    'Seals the entries that have come to the log since the last seal, and returns the seals that '
    'it made: one for every 100000 entries, or for as many as you say; none when there is nothing '
    'new. Keep the newest digest elsewhere. It first waits for the transactions that are writing '
    'to the log, for 10 seconds or as long as you say. Then it seals up to the first entry that '
    'one of them may still write, and warns if entries are left; screening_writers() lists whom it '
    'waits for. Orders do not wait for it; another seal() does. Needs INSERT (last_entry) and '
    'SELECT on seal, and SELECT on screening. Errors: 25000 in a transaction that is not READ '
    'COMMITTED, 25006 on a standby, 55P03 somebody else is sealing, 22023, 42501.';

CREATE FUNCTION unsealed() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT count(*) FROM screening AS s
     WHERE s.id > sealed_up_to((SELECT l FROM seal AS l ORDER BY l.id DESC LIMIT 1), newest_form());
END;
COMMENT ON FUNCTION unsealed() IS
    'how many entries of the log came after the last seal; nothing protects them yet. After an '
    'update that brings a new form of seals: all, until seal() has sealed them anew';

CREATE FUNCTION seal_faults(seal seal)
    RETURNS TABLE (entry bigint, fault text, detail text)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- As multisets: an id may be there twice, if somebody wrote it so.
    WITH sealed AS MATERIALIZED (
        SELECT e.id, substr((seal).hashes, 32 * (e.n::integer - 1) + 1, 32) AS hash
          FROM unnest((seal).entries) WITH ORDINALITY AS e(id, n)
    ), found AS MATERIALIZED (
        SELECT s.id, entry_hash(s, (seal).form) AS hash, s.relation || ' ' || s.row_key AS "order"
          FROM screening AS s WHERE s.id > (seal).after_entry AND s.id <= (seal).last_entry
    ), missing AS (
        SELECT m.id, row_number() OVER (PARTITION BY m.id) AS n
          FROM (SELECT s.id, s.hash FROM sealed AS s
                EXCEPT ALL SELECT f.id, f.hash FROM found AS f) AS m
    ), extra AS (
        SELECT x.id, x.hash, row_number() OVER (PARTITION BY x.id) AS n
          FROM (SELECT f.id, f.hash FROM found AS f
                EXCEPT ALL SELECT s.id, s.hash FROM sealed AS s) AS x
    )
    SELECT coalesce(m.id, x.id),
           CASE WHEN x.id IS NULL THEN 'removed'
                WHEN m.id IS NULL THEN 'inserted'
                ELSE 'altered' END,
           CASE WHEN x.id IS NULL THEN 'was sealed, and is not there'
                ELSE format(CASE WHEN m.id IS NULL
                                 THEN 'order %s: is there, and was not when this was sealed'
                                 ELSE 'order %s: is not as it was sealed' END, o."order") END
      FROM missing AS m FULL JOIN extra AS x ON x.id = m.id AND x.n = m.n
      LEFT JOIN LATERAL (SELECT f."order" FROM found AS f
                          WHERE f.id = x.id AND f.hash = x.hash LIMIT 1) AS o ON true
     ORDER BY 1, 2;
END;
COMMENT ON FUNCTION seal_faults(seal) IS
    'internal: what verify_seals() says of the entries of a seal that does not fit them';

CREATE FUNCTION seal_flaw(seal seal, previous seal, previous_is_whole boolean) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
        WHEN (seal).digest IS DISTINCT FROM seal_digest(seal)
            THEN 'its digest is not that of its content'
        WHEN (seal).id < 1 THEN 'no seal has this number'
        WHEN (seal).form NOT BETWEEN 1 AND newest_form()
            THEN format('this version knows no form %s of seals', (seal).form)
        WHEN (seal).id = coalesce((previous).id, 0) + 1
             AND coalesce((seal).form, 1) < coalesce((previous).form, 1)
            THEN 'its form is older than that of the seal before'
        WHEN octet_length((seal).hashes) <> 32 * cardinality((seal).entries)
            THEN 'it has another number of hashes than of entries'
        -- Of two seals, each whole, that do not fit, the later one holds what the earlier one was.
        WHEN (seal).id = coalesce((previous).id, 0) + 1 AND previous_is_whole
             AND ((seal).previous IS DISTINCT FROM (previous).digest
                  OR (seal).after_entry IS DISTINCT FROM sealed_up_to(previous, (seal).form))
            THEN format('it does not follow seal %s: that one was exchanged, or this one was '
                        'not made by seal()', coalesce((previous).id, 0))
    END;
END;
COMMENT ON FUNCTION seal_flaw(seal, seal, boolean) IS
    'internal: why a seal is not whole, or does not follow the one before it; NULL: nothing is '
    'wrong with it';

CREATE FUNCTION seal_fits(seal seal) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT
          FROM (SELECT array_agg(e.id ORDER BY e.id, e.hash) AS entries,
                       string_agg(e.hash, '' ORDER BY e.id, e.hash) AS hashes
                  FROM (SELECT s.id, export_control.entry_hash(s, seal.form) AS hash
                          FROM export_control.screening AS s
                         WHERE s.id > seal.after_entry AND s.id <= seal.last_entry
                         ORDER BY s.id) AS e) AS now
         WHERE now.entries = seal.entries AND now.hashes = seal.hashes);
END
$$;
COMMENT ON FUNCTION seal_fits(seal) IS
    'internal: whether the entries of the log are those that a seal has';

CREATE FUNCTION verify_seals(
    from_seal   bigint DEFAULT 1,
    expected    bytea DEFAULT NULL,
    most_faults integer DEFAULT 100
) RETURNS TABLE (seal bigint, entry bigint, fault text, detail text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    s        export_control.seal;
    last     export_control.seal;
    flaw     text;
    whole    boolean := true;
    kept     boolean := verify_seals.expected IS NULL;
    rest     integer := coalesce(most_faults, 2147483647);
    returned integer;
BEGIN
    IF from_seal IS NULL OR most_faults < 1 THEN
        RAISE EXCEPTION '%', CASE WHEN from_seal IS NULL THEN 'from_seal must not be NULL'
                                  ELSE 'most_faults must be at least 1' END
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Leave them out to begin with seal 1 and to return at most 100 faults.';
    END IF;
    FOR s IN SELECT * FROM export_control.seal AS r ORDER BY r.id LOOP
        EXIT WHEN rest < 1;
        -- The chain is looked at from its beginning, whatever entries are.
        IF s.id > coalesce(last.id, 0) + 1 THEN
            RETURN QUERY
                SELECT coalesce(last.id, 0) + 1, NULL::bigint, 'removed',
                       'this seal is not there'
                       || CASE WHEN s.id > coalesce(last.id, 0) + 2
                               THEN format(', nor are those up to %s', s.id - 1) ELSE '' END;
            rest := rest - 1;
            EXIT WHEN rest < 1;
        END IF;
        flaw := export_control.seal_flaw(s, last, whole);
        whole := flaw IS NULL;
        IF NOT whole THEN
            RETURN QUERY SELECT s.id, NULL::bigint, 'altered', flaw;
            rest := rest - 1;
            EXIT WHEN rest < 1;
        ELSIF s.digest = verify_seals.expected THEN
            kept := true;
        END IF;
        IF s.id >= from_seal AND NOT export_control.seal_fits(s) THEN
            RETURN QUERY SELECT s.id, f.entry, f.fault, f.detail
                           FROM export_control.seal_faults(s) AS f LIMIT rest;
            GET DIAGNOSTICS returned = ROW_COUNT;
            rest := rest - returned;
        END IF;
        last := s;
    END LOOP;
    IF NOT kept AND rest > 0 THEN
        RETURN QUERY SELECT coalesce(last.id, 0) + 1, NULL::bigint, 'removed',
                            'no seal has the digest expected: the end of the chain was cut off, '
                            'or made again';
    END IF;
END
$$;
COMMENT ON FUNCTION verify_seals(bigint, bytea, integer) IS
    'Compares the log with its seals and returns what does not fit, in the order of the seals. '
    'seal: its id; entry: NULL for the seal itself; fault: altered, removed or inserted. No row: '
    'every sealed entry is as it was. expected: the digest of a seal, kept elsewhere, that must be '
    'among the seals; without it, nobody can tell that the newest seals were removed with their '
    'entries, or that the whole chain was made again. from_seal: skips the entries of earlier '
    'seals, because they have been archived. Nothing protects yet what unsealed() counts. If a '
    'seal is altered, the faults of its entries rest on what that seal says. Needs SELECT on seal '
    'and screening. Errors: 22023, 42501.';
