-- The ids of the log of screenings, and up to which id the log is final: src/order/screening_id.c
-- says why.

CREATE SEQUENCE screening_id;
COMMENT ON SEQUENCE screening_id IS
    'ids of the log, which next_screening_id() draws. Never cached: seal() relies on a lower id '
    'having been drawn earlier';

CREATE FUNCTION next_screening_id() RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION next_screening_id() IS
    'internal: draws the id of an entry of the log. The transaction first announces the lowest id '
    'that it may write, for screening_writers() and seal().';

CREATE FUNCTION last_screening_id() RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION last_screening_id() IS
    'internal: the last id of the log that was drawn. Until the transaction ends, others that call '
    'it wait; orders do not. Called by await_screenings(). Errors: 25000 in a transaction that is '
    'not READ COMMITTED, 25006 on a standby, 42501.';

CREATE FUNCTION await_screening_writer(first_entry bigint) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION await_screening_writer(bigint) IS
    'internal: waits for the end of one transaction that may write entries from this one on, if '
    'there is one. Called by await_screenings().';

-- 17731 is BOUND_CLASS of src/order/screening_id.c.  Of a prepared transaction pg_locks knows no
-- process. But it also holds its own transaction id, which leads to its name.
CREATE FUNCTION screening_writers()
    RETURNS TABLE (pid integer, prepared text, "user" name, since timestamptz, first_entry bigint)
    LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
    WITH held AS MATERIALIZED (
        SELECT l.* FROM pg_locks AS l WHERE l.granted
    )
    SELECT w.pid, p.gid, coalesce(a.usename, p.owner), coalesce(a.xact_start, p.prepared),
           (w.classid::bigint << 32) | w.objid::bigint AS first
      FROM held AS w
      LEFT JOIN pg_stat_activity AS a ON a.pid = w.pid
      LEFT JOIN held AS x ON w.pid IS NULL AND x.pid IS NULL AND x.locktype = 'transactionid'
                         AND x.virtualtransaction = w.virtualtransaction
      LEFT JOIN pg_prepared_xacts AS p ON p.transaction = x.transactionid
     WHERE w.locktype = 'advisory' AND w.objsubid = 17731
       AND w.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
     ORDER BY first, w.pid;
END;
COMMENT ON FUNCTION screening_writers() IS
    'Transactions that have written to the log and are still open, the lowest first_entry first: '
    'the process, or the name of a prepared transaction; its user; since when it has been open '
    '(NULL without GRANT pg_read_all_stats); and first_entry, the lowest id that an entry of it '
    'may have, before which seal() stops. On a standby: none.';

CREATE FUNCTION await_screenings(
    wait      interval DEFAULT '10 seconds',
    OUT final bigint,
    OUT last  bigint
)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    SET lock_timeout = 0
AS $$
DECLARE
    until  timestamptz;
    oldest bigint;
BEGIN
    IF wait IS NULL OR wait NOT BETWEEN interval '0' AND interval '24 days' THEN
        RAISE EXCEPTION 'cannot wait for screenings for %', coalesce(wait::text, 'an unknown time')
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give a time from 0 to 24 days, such as wait => ''1 minute'', or leave it '
                         'out for 10 seconds.';
    END IF;
    until := clock_timestamp() + wait;
    BEGIN
        PERFORM set_config('lock_timeout', export_control.milliseconds_until(until), true);
        last := export_control.last_screening_id();
    EXCEPTION WHEN lock_not_available THEN
        RAISE EXCEPTION 'somebody else is sealing or re-screening'
            USING ERRCODE = 'lock_not_available',
                  DETAIL = 'Only one transaction at a time can do that.',
                  HINT = 'Try again later, or with a longer wait. SELECT * FROM pg_locks WHERE '
                         'relation = ''export_control.screening''::regclass AND mode = '
                         '''ShareUpdateExclusiveLock'' shows which process it is.';
    END;
    LOOP
        SELECT min(w.first_entry) INTO oldest
          FROM export_control.screening_writers() AS w
         WHERE w.pid IS DISTINCT FROM pg_backend_pid() AND w.first_entry <= last;
        EXIT WHEN oldest IS NULL OR clock_timestamp() >= until;
        BEGIN
            PERFORM set_config('lock_timeout', export_control.milliseconds_until(until), true);
            PERFORM export_control.await_screening_writer(oldest);
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            -- A deadlock: it waits for what this transaction holds, so it will not end before.
            EXIT;
        END;
    END LOOP;
    final := least(last, oldest - 1);
END
$$;
COMMENT ON FUNCTION await_screenings(interval) IS
    'internal: waits for the transactions that are writing to the log, at most as long as it is '
    'told, and returns up to which id the log is final: the statements that follow see every entry '
    'up to it that there will ever be. last: the last id drawn when it was called. final is less '
    'than last when transactions are still open, which screening_writers() lists. Until the '
    'transaction ends, others that call it wait; orders do not. Needs SELECT on screening. Errors: '
    '25000 in a transaction that is not READ COMMITTED, 25006 on a standby, 55P03 somebody else '
    'holds the log, 22023, 42501.';

CREATE FUNCTION milliseconds_until(moment timestamptz) RETURNS text
    LANGUAGE sql VOLATILE
BEGIN ATOMIC
    SELECT greatest(1, ceil(extract(epoch FROM moment - clock_timestamp()) * 1000))::bigint::text;
END;
COMMENT ON FUNCTION milliseconds_until(timestamptz) IS
    'internal: the time until a moment, as the setting lock_timeout takes it; at least 1, as 0 '
    'means for ever';

CREATE FUNCTION warn_of_writers(message text, last bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    writers text;
BEGIN
    -- pg_stat_activity shows a transaction what it has shown it before.
    PERFORM pg_stat_clear_snapshot();
    SELECT string_agg(format('%s of user %s%s may write entries from %s on',
                             coalesce('process ' || w.pid,
                                      format('prepared transaction %L', w.prepared)),
                             coalesce(quote_ident(w."user"), 'unknown'),
                             coalesce(', open since ' || w.since, ''),
                             w.first_entry), '; ' ORDER BY w.first_entry, w.pid)
      INTO writers
      FROM (SELECT * FROM export_control.screening_writers() AS w
             WHERE w.first_entry <= warn_of_writers.last AND w.pid IS DISTINCT FROM pg_backend_pid()
             LIMIT 10) AS w;
    RAISE WARNING USING MESSAGE = message,
        DETAIL = coalesce(format('The first of them: %s.', writers), 'They have ended in the '
                                                                     'meantime.'),
        HINT = 'Try again when they have ended. SELECT * FROM export_control.screening_writers() '
               'lists them. pg_terminate_backend(pid) or ROLLBACK PREPARED ends one; '
               'idle_in_transaction_session_timeout ends those that are idle.';
END
$$;
COMMENT ON FUNCTION warn_of_writers(text, bigint) IS
    'internal: warns of the transactions that may still write entries of the log up to an id. '
    'Called by seal() and rescreen().';
