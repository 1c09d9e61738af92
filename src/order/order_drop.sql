-- Tables of orders that are dropped, and their triggers.

CREATE FUNCTION refuse_orphans(dropped oid, name text) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
COMMENT ON FUNCTION refuse_orphans(oid, text) IS
    'internal: refuses that a table of orders is dropped while an order that would go with it has '
    'drawn a license and has not shipped (2BP01)';

CREATE FUNCTION check_dropped_orders() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    dropped record;
BEGIN
    -- This runs for whoever drops anything in the database, and they need have no right to the
    -- schema, nor need the library be there.  A table of orders is known by the trigger that goes
    -- with it.
    FOR dropped IN
        SELECT t.objid, t.object_identity
          FROM pg_event_trigger_dropped_objects() AS t
         WHERE t.object_type = 'table'
           AND EXISTS (SELECT FROM pg_event_trigger_dropped_objects() AS c
                        WHERE c.object_type = 'trigger' AND c.address_names[1:2] = t.address_names
                          AND c.address_names[3] LIKE '!truncate %')
    LOOP
        PERFORM export_control.refuse_orphans(dropped.objid, dropped.object_identity);
    END LOOP;
    -- Nor do they stay when the table's trigger goes.  A partition's go with its table's.
    FOR dropped IN
        WITH ours AS (
            SELECT t.*, p.proname
              FROM pg_trigger AS t
              JOIN pg_proc AS p ON p.oid = t.tgfoid
              JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE n.nspname = 'export_control'
        )
        SELECT DISTINCT o.oid, o.tgname AS name, o.tgrelid::regclass AS relation
          FROM pg_event_trigger_dropped_objects() AS t
          JOIN ours AS o
            ON o.tgrelid = to_regclass(format('%I.%I', t.address_names[1], t.address_names[2]))
         WHERE t.object_type = 'trigger' AND o.tgparentid = 0
           AND o.proname IN ('confirm_insertion', 'truncate_orders')
           AND NOT EXISTS (SELECT FROM ours AS s
                            WHERE s.tgrelid = o.tgrelid AND s.proname = 'screen_order')
    LOOP
        -- Dropping one comes back here.
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_trigger AS t WHERE t.oid = dropped.oid);
        EXECUTE format('DROP TRIGGER %I ON %s', dropped.name, dropped.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION check_dropped_orders() IS
    'event trigger: refuses that a table of orders is dropped while its orders have drawn '
    'licenses; and drops the triggers that stand beside that of screen_order() when it goes';

CREATE EVENT TRIGGER export_control_check_dropped_orders ON sql_drop
    EXECUTE FUNCTION check_dropped_orders();
COMMENT ON EVENT TRIGGER export_control_check_dropped_orders IS
    'refuses that a table of orders is dropped while its orders have drawn licenses, and drops '
    'what stands beside its trigger';
