-- Looking at open orders again, when the rules or the days have changed.

CREATE FUNCTION standing_license_fault(
    l        license,
    entry    screening,
    outcome  outcome,
    eccn     eccn,
    rulebook rulebook,
    as_of    date,
    as_known date
) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- An entry that has an ECCN has no chip.
    chip    constant export_control.chip := coalesce(entry.chip, '{}');
    covered boolean := true;
BEGIN
    IF l.id IS NULL THEN
        RETURN NULL;
    ELSIF l.scope IS NOT NULL AND outcome IN ('license_required', 'license_exception') THEN
        -- A headquarters that is unknown may be anywhere.
        covered := CASE
            WHEN entry.headquarters IS NULL AND l.scope::text ~ 'headquarters'
            THEN export_control.license_covers(l.id, chip, entry.destination, as_of, NULL,
                                               entry.end_use, entry.shipment)
            ELSE export_control.holds(l.scope, chip, entry.destination, as_of, as_known,
                                      entry.headquarters, entry.end_use, entry.scenario, rulebook,
                                      entry.shipment, eccn)
        END;
    END IF;
    IF covered IS NOT TRUE THEN
        RETURN format('license "%s" no longer covers the order', l.id);
    END IF;
    RETURN (export_control.license_fault(l, entry.consignee, as_of, 0)).message;
END
$$;
COMMENT ON FUNCTION
    standing_license_fault(license, screening, outcome, eccn, rulebook, date, date) IS
    'internal: why a license no longer carries the order of an entry that has drawn it, by the '
    'outcome and the ECCN that are found now; NULL: it does, or there is none';

CREATE FUNCTION rescreen(orders regclass DEFAULT NULL, wait interval DEFAULT '10 seconds')
    RETURNS TABLE (
        relation text, row_key text, product text, destination country, quantity numeric,
        value numeric, was determination, becomes determination, entry bigint,
        license_fault text
    )
    LANGUAGE plpgsql ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    book  export_control.rulebook;
    final bigint;
    last  bigint;
    today date;
    ids   bigint[];
BEGIN
    -- What is being screened now may still be by an older release; what comes later is by this one.
    -- Nobody waits for us, and one is re-screening at a time.
    SELECT w.final, w.last INTO final, last FROM export_control.await_screenings(wait) AS w;
    IF final < last THEN
        PERFORM export_control.warn_of_writers('transactions are still open whose orders '
                                               'are not looked at again', last);
    END IF;
    book := export_control.current_rulebook();
    today := export_control.server_date();
    -- A table attached to another has an id of its own, if it had orders before.
    SELECT array_agg(coalesce(t.part_of, t.id)) INTO ids
      FROM export_control.order_table AS t
     WHERE t.relation = rescreen.orders
        OR t.relation IN (SELECT p.relid
                            FROM pg_partition_tree(pg_partition_root(rescreen.orders)) AS p);
    RETURN QUERY
        WITH again AS MATERIALIZED (
            SELECT s.id, o.relation, o.standing, d.day, s.license, o.action,
                   export_control.replay(s, book, d.day, today) AS now
              FROM export_control.open_order AS o
              JOIN export_control.screening AS s ON s.id = o.id AND s.screened_at = o.screened_at
             -- a day that is unknown stays so
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, today) END AS day
                   ) AS d
             WHERE rescreen.orders IS NULL OR o.order_table = ANY (ids)
        ), carried AS MATERIALIZED (
            -- What it drew carries it only as long as the license does.
            SELECT a.*, export_control.standing_license_fault(
                       l, s, (a.now).outcome, (a.now).eccn, book, a.day, today) AS fault
              FROM again AS a
              JOIN export_control.screening AS s ON s.id = a.id
              LEFT JOIN export_control.license AS l
                ON l.id = a.license AND a.action = 'licensed'
        )
        SELECT a.relation, s.row_key, coalesce(s.product, s.chip::jsonb ->> 'name'), s.destination,
               s.quantity, s.value,
               a.standing, a.now, export_control.record_rescreening(a.id, a.day, today), a.fault
          FROM carried AS a JOIN export_control.screening AS s ON s.id = a.id
         WHERE ROW((a.now).outcome, (a.now).exception)
               IS DISTINCT FROM ROW((a.standing).outcome, (a.standing).exception)
            OR a.fault IS NOT NULL
         ORDER BY a.id;
END
$$;
COMMENT ON FUNCTION rescreen(regclass, interval) IS
    'Determines every open order again (orders: of one table; NULL: of all), by the current '
    'release, for today (server_date()) or for its day of shipment if that is later. Where the '
    'outcome has changed, or the license exception that it rests on, or where the license that it'
    ' has drawn no longer carries or covers it (license_fault says why), rescreen() logs that as '
    'a new entry and returns it. It does not touch the rows of the orders: if they have a column '
    'for the outcome, set it to NULL and the trigger screens them. It first waits for the '
    'transactions that are screening, for 10 seconds or as long as you say, and warns of those '
    'that are still open then, as it does not see their orders. New transactions do not wait for '
    'it. Errors: 25000 in a transaction with an old snapshot, 55P03 somebody else is re-screening'
    ' or sealing.';
