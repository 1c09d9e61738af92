-- Looking at open orders again, when the rules or the days have changed.

CREATE FUNCTION rescreen(orders regclass DEFAULT NULL, wait interval DEFAULT '10 seconds')
    RETURNS TABLE (
        relation text, row_key text, product text, destination country, quantity numeric, value numeric,
        was determination, becomes determination, entry bigint
    )
    LANGUAGE plpgsql ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    book  export_control.rulebook;
    named text;
    final bigint;
    last  bigint;
BEGIN
    -- What is being screened now may still be by an older release; what comes later is by this one.  Nobody waits
    -- for us, and one is re-screening at a time.
    SELECT w.final, w.last INTO final, last FROM export_control.await_screenings(wait) AS w;
    IF final < last THEN
        PERFORM export_control.warn_of_writers('transactions are still open whose orders '
                                               'are not looked at again', last);
    END IF;
    book := export_control.current_rulebook();
    SELECT format('%I.%I', n.nspname, c.relname) INTO named
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = coalesce(pg_partition_root(rescreen.orders), rescreen.orders);
    RETURN QUERY
        WITH again AS MATERIALIZED (
            SELECT s.id, o.standing, d.day, export_control.replay(s, book, d.day, CURRENT_DATE) AS now
              FROM export_control.open_order AS o
              JOIN export_control.screening AS s ON s.id = o.id AND s.screened_at = o.screened_at
             -- a day that is unknown stays so
             CROSS JOIN LATERAL (SELECT CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, CURRENT_DATE) END AS day) AS d
             WHERE rescreen.orders IS NULL OR o.relation = named
        )
        SELECT s.relation, s.row_key, coalesce(s.product, s.chip::jsonb ->> 'name'), s.destination, s.quantity, s.value,
               a.standing, a.now, export_control.record_rescreening(a.id, a.day, CURRENT_DATE)
          FROM again AS a JOIN export_control.screening AS s ON s.id = a.id
         WHERE ROW((a.now).outcome, (a.now).exception) IS DISTINCT FROM ROW((a.standing).outcome, (a.standing).exception)
         ORDER BY a.id;
END
$$;
COMMENT ON FUNCTION rescreen(regclass, interval) IS
    'Determines every open order again (of one table, or NULL: of all), by the current release '
    'and for today, or for its day of shipment where that is still to come. Where the outcome, or '
    'the license exception that it rests on, has changed, that is logged as a new entry and '
    'returned. The orders'' own rows are not touched: where they have a column for the outcome, '
    'setting it to NULL has the trigger screen them. Waits for the transactions that are '
    'screening, 10 seconds at most, or as long as you say, and warns of those that are still open '
    'then: their orders are not looked at. Does not keep new ones waiting. Errors: 25000 in a '
    'transaction with an old snapshot, 55P03 somebody else is re-screening or sealing.';
