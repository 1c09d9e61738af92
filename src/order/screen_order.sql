-- The trigger that screens orders.

-- What an order had drawn is given back first, so that it may draw another amount of the same
-- license.
CREATE FUNCTION settle_use(
    license         text,
    key             text,
    amount          numeric,
    consignee       text,
    used_on         date,
    earlier_license text,
    own             boolean,
    OUT fault       text,
    OUT hint        text,
    OUT code        text
)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier  export_control.license_use;
    standing export_control.license_use;
    named    export_control.license;
BEGIN
    -- Both are locked in one order, whichever is given back and whichever is drawn.
    PERFORM FROM export_control.license AS l
     WHERE l.id IN (settle_use.license, earlier_license) ORDER BY l.id FOR NO KEY UPDATE;
    SELECT * INTO named FROM export_control.license AS l WHERE l.id = settle_use.license;
    SELECT * INTO earlier FROM export_control.license_use AS u
     WHERE u.license = earlier_license AND u.key = settle_use.key AND u.reversed_at IS NULL;
    IF FOUND THEN
        IF ROW(earlier.license, earlier.amount, earlier.consignee, earlier.used_on)
           IS NOT DISTINCT FROM
           ROW(settle_use.license, settle_use.amount, settle_use.consignee, settle_use.used_on) THEN
            -- What an order has drawn carries it only as long as the license does.
            SELECT f.code, f.message, f.hint INTO code, fault, hint
              FROM export_control.license_fault(named, settle_use.consignee, settle_use.used_on, 0)
                   AS f;
            IF code IS NOT NULL THEN
                PERFORM export_control.reverse_use(earlier_license, settle_use.key);
            END IF;
            RETURN;
        END IF;
        PERFORM export_control.reverse_use(earlier_license, settle_use.key);
    END IF;
    IF settle_use.license IS NULL THEN
        RETURN;
    END IF;
    -- use_license() would count it once, whoever sends it.  But another order may rest on it.
    SELECT * INTO standing FROM export_control.license_use AS u
     WHERE u.license = settle_use.license AND u.key = settle_use.key AND u.reversed_at IS NULL;
    IF FOUND THEN
        IF NOT own THEN
            code := 'XC015';
            fault := format('license "%s" has already been used under this key, for something '
                            'other than this order',
                            settle_use.license);
            hint := format('Give the order another key. If what had this key was not shipped, an '
                           'officer can give the use back: SELECT export_control.reverse_use(%L, '
                           '%L). For INSERT ... ON CONFLICT, create the trigger AFTER.',
                           settle_use.license, settle_use.key);
        ELSIF ROW(standing.amount, standing.consignee, standing.used_on)
              IS DISTINCT FROM ROW(settle_use.amount, settle_use.consignee, settle_use.used_on) THEN
            code := 'XC015';
            fault := format('the order has used license "%s" for %s on %s, and that use stands',
                            settle_use.license, standing.amount, standing.used_on);
            hint := 'Enter what else is to be shipped as an order of its own.';
        END IF;
        RETURN;
    END IF;
    -- Catching a refusal takes a subtransaction, and thousands of these in one transaction make its
    -- every look at the total slow.  So only what no license could count is caught.
    IF named.id IS NOT NULL AND isfinite(settle_use.used_on)
       AND settle_use.amount > 0 AND settle_use.amount < 1e100 THEN
        SELECT f.code, f.message, f.hint INTO code, fault, hint
          FROM export_control.license_fault(named, settle_use.consignee, settle_use.used_on,
                                            settle_use.amount) AS f;
        IF code IS NULL THEN
            PERFORM export_control.use_license(settle_use.license, settle_use.key,
                                               settle_use.amount, settle_use.consignee,
                                               settle_use.used_on);
        END IF;
    ELSE
        BEGIN
            PERFORM export_control.use_license(settle_use.license, settle_use.key,
                                               settle_use.amount, settle_use.consignee,
                                               settle_use.used_on);
        EXCEPTION WHEN SQLSTATE 'XC010'
                       OR null_value_not_allowed OR invalid_parameter_value THEN
            GET STACKED DIAGNOSTICS fault = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
            code := SQLSTATE;
        END;
    END IF;
    IF code NOT LIKE 'XC%' THEN
        -- Its hint is for a caller that is not an order.
        IF code = '22023' THEN
            hint := 'Give the order a quantity and a value that are finite and greater than 0, and '
                    'a day of shipment.';
        END IF;
        code := 'XC016';
        fault := format('license "%s" cannot be used: %s', settle_use.license, fault);
    END IF;
END
$$;
COMMENT ON FUNCTION settle_use(text, text, numeric, text, date, text, boolean) IS
    'internal: brings the ledger of licenses in line with what an order is now. It gives back what '
    'the earlier version of the order drew, unless the use is the same, and uses the license '
    '(NULL: none). own: a use that already stands under the key is this order''s own, and counts '
    'once; otherwise it is another order''s, and a fault. A refused use is a fault with its '
    'SQLSTATE as code, not an error: XC010 to XC015, and XC016 where what is to be counted is '
    'unknown or no amount. Called by screen_order().';

CREATE FUNCTION screen_order() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION screen_order() IS
$$The trigger that screens the orders of a table. CREATE TRIGGER ... BEFORE INSERT OR UPDATE OR
DELETE ON ... FOR EACH ROW EXECUTE FUNCTION export_control.screen_order('name=column', ...).

The item is given by one of: chip (its facts), product (its name in the table product; add vendor if
several products have that name), eccn. eccn beside chip or product is what the item states; where
it is NULL, the item is what its own facts say. Further columns: destination; as_of (the day of
shipment; left out: today by server_date(), which rests neither on the session's time zone nor on
when the transaction began; an order that is closed is judged by the day on which it ships: that in
closed, or today); headquarters; end_use; end_user (a party, whose headquarters_of() counts);
consignee (left out: end_user); the facts of the shipment: movement, shipped_from, region,
covered_region, quantity, value, consignee_tpp, approved_entity, certification, letter,
supercomputer_site; shipped_quantity (how much of the quantity has shipped: that part draws for
good, and the order is closed when all has); license (drawn down in the order's own transaction, and
given back when the order is cancelled, deleted or reduced); cancelled and closed (a boolean, a date
or a timestamp, or a column of another type with the values that mean it, as in
cancelled=status:VOID,CANCELLED: the order is given up, but not before the day has come; the order
has shipped, and then it is not given up, whatever cancelled says); return (written as closed is: a
return is no export, draws nothing and gives nothing back); order (the columns that identify it,
separated by commas; left out: the primary key. A unique index that is not deferrable, on these
columns or on some of them, must keep orders apart). The trigger writes outcome, disposition (a
screening_action) and reason (a text: why the order may not pass). Not columns: scenario (left out:
enforced; the setting export_control.scenario is not used), action, and returns=negative (an order
of a negative quantity is a return).

action=block, the default, refuses a row that may not pass. hold accepts it, with its outcome in a
column, and refuses to close it. record only logs it. An order may pass when no license is required,
when a license exception applies, or when a license is required and the one that it names covers it
and suffices. A mapped column that is NULL is unknown, also headquarters and end_user; a text of
blanks is NULL. What a row states and cannot be read, such as the destination UK, a product or a
party that there is not, a quantity of 0 or less, or a malformed chip, is unknown, and the order
never passes: it is refused (XC002), held or recorded, and not_understood in the log says what was
read and why it was not understood. A row in which no mapped column has changed is not screened
again, unless its outcome is set to NULL.

The transaction of a blocked order is rolled back, and its entry in the log with it. One line stays
in the server's log: export_control blocked: and a JSON object with at, by, relation, row_key,
outcome, eccn, reasons, review, rules, missing, item, destination, as_of, headquarters, end_use,
end_user, consignee, shipment (an object), quantity, value, license, license_fault, not_understood
(an object), scenario, release, digest (keys without a value are left out). Use hold if attempts
belong in the log.

Name the trigger so that it fires last (triggers fire in the order of their names): it sees what
earlier triggers have made of the row, and not what later ones do. Created AFTER INSERT OR UPDATE OR
DELETE, it sees the row as it is stored, and cannot write columns. CREATE TRIGGER makes two more
triggers beside it: one AFTER INSERT, so that a row that INSERT ... ON CONFLICT drops leaves neither
an entry nor a draw (where another session enters or deletes the same order at that moment, the
transaction does not commit: 40001); and one BEFORE TRUNCATE, which gives back what open orders have
drawn. A table is not dropped while it has such orders (2BP01). Children by INHERITS need a trigger
of their own.

A closed order keeps what it drew: it cannot be reopened or renamed (XC004), and cancelling or
deleting it gives nothing back. No other order can have its key, even if its row is gone (XC004).

Each order is judged by the day of the clock and by what is committed when its row comes, the
release first of all, at every isolation level. It is known by the id of its table in order_table,
whatever the table is called, and by its key. The orders of a partition are those of its table.

Errors: XC001 a license is required, XC002 indeterminate or not understood, XC003 prohibited, XC004
closed or shipped, XC010 to XC016 the license that the order names; at CREATE TRIGGER 22023, 42703,
42804 wrong arguments.$$;

CREATE FUNCTION check_screen_order(relation oid, trigger oid) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
COMMENT ON FUNCTION check_screen_order(oid, oid) IS
    'internal: checks the arguments of a trigger that calls screen_order(), and raises an error '
    'when they do not fit its table. Gives the table its row in order_table if it has none. Needs '
    'TRIGGER on the table. Errors: 42501.';

-- Beside each table's trigger there are two more, which make_companions() makes.  They are ordinary
-- triggers, so that a dump has them.  Their names sort before that of the other, so that a dump
-- makes them first: what is there is not made again.  They fire ALWAYS, and do nothing where the
-- table's own trigger does not fire.

CREATE FUNCTION confirm_insertion() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION confirm_insertion() IS
    'trigger: AFTER INSERT on tables of orders; which of the orders that screen_order() has '
    'screened were inserted. A transaction in which these are not the same does not commit '
    '(40001).';

CREATE FUNCTION truncate_orders() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION truncate_orders() IS
    'trigger: BEFORE TRUNCATE on tables of orders; what the open orders drew of licenses is given '
    'back, as when they are deleted.';

-- Its body looks names up only where there is something to make: whoever makes a partition of a
-- table of orders need have no right to the schema, and is then told.
CREATE FUNCTION make_companions(orders oid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    missing record;
BEGIN
    FOR missing IN
        WITH ours AS (
            SELECT t.*, p.proname
              FROM pg_trigger AS t
              JOIN pg_proc AS p ON p.oid = t.tgfoid
              JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE n.nspname = 'export_control'
        )
        SELECT DISTINCT ON (c.oid, w.function)
               c.oid::regclass AS relation, c.relowner AS owner, w.event, w.function,
               ('!' || split_part(w.function, '_', 1) || ' ' || s.tgname)::name AS name
          FROM (SELECT orders UNION SELECT p.relid FROM pg_partition_tree(orders) AS p) AS r (oid)
          JOIN pg_class AS c ON c.oid = r.oid
          JOIN ours AS s ON s.tgrelid = c.oid AND s.proname = 'screen_order'
         CROSS JOIN LATERAL (VALUES
               -- BEFORE INSERT, and not what a partition has from its table
               ('confirm_insertion', 'AFTER INSERT ON %s FOR EACH ROW',
                s.tgtype & 7 = 7 AND s.tgparentid = 0),
               -- DELETE; a partitioned table has no rows
               ('truncate_orders', 'BEFORE TRUNCATE ON %s FOR EACH STATEMENT',
                s.tgtype & 8 = 8 AND c.relkind = 'r')
               ) AS w (function, event, wanted)
         WHERE w.wanted
           AND NOT EXISTS (SELECT FROM ours AS o
                            WHERE o.tgrelid = c.oid AND o.proname = w.function)
         ORDER BY c.oid, w.function, s.tgname
    LOOP
        -- ENABLE ALWAYS, below, comes back here.
        CONTINUE WHEN EXISTS (SELECT FROM pg_trigger AS t
                               WHERE t.tgrelid = missing.relation AND t.tgname = missing.name);
        EXECUTE format('CREATE TRIGGER %I ' || missing.event ||
                       ' EXECUTE FUNCTION export_control.%I()',
                       missing.name, missing.relation, missing.function);
        -- A role that has been granted TRIGGER may do no more than that.
        IF pg_has_role(missing.owner, 'USAGE') THEN
            EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I',
                           missing.relation, missing.name);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION make_companions(oid) IS
    'internal: makes the triggers that stand beside that of screen_order() on a table and its '
    'partitions, where they are not there. Needs TRIGGER on the table.';

CREATE FUNCTION check_new_trigger() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ours record;
BEGIN
    -- This runs for whoever creates any trigger or table in the database, and they need have no
    -- right to the schema, nor need the library be there.  So a trigger is ours by its function's
    -- name in the catalogs, which everybody may read, and what follows is a statement of its own:
    -- PL/pgSQL looks its names up when it comes to it, and for other triggers never.
    --
    -- With --jobs, pg_restore may make a trigger before the key that identifies the table's orders,
    -- or before those that stand beside it.  What it makes has been checked before, and is checked
    -- again by the first order.
    IF current_setting('application_name') = 'pg_restore' THEN
        RETURN;
    END IF;
    FOR ours IN
        SELECT t.tgrelid AS relation, t.oid AS trigger, c.classid = 'pg_trigger'::regclass AS made
          FROM pg_event_trigger_ddl_commands() AS c
          JOIN pg_trigger AS t
            ON c.classid = 'pg_trigger'::regclass AND t.oid = c.objid
            -- A partition that is made or attached has the trigger of its table.
            OR c.classid = 'pg_class'::regclass
               AND t.tgrelid IN (SELECT c.objid UNION
                                 SELECT p.relid FROM pg_partition_tree(c.objid) AS p)
          JOIN pg_proc AS p ON p.oid = t.tgfoid
          JOIN pg_namespace AS n ON n.oid = p.pronamespace
         WHERE p.proname = 'screen_order' AND n.nspname = 'export_control'
    LOOP
        IF ours.made THEN
            PERFORM export_control.check_screen_order(ours.relation, ours.trigger);
        END IF;
        PERFORM export_control.make_companions(ours.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION check_new_trigger() IS
    'event trigger: checks the arguments of screen_order() when a trigger is created, and not at '
    'the first order; and makes the triggers that stand beside it, also on partitions';

-- CREATE SCHEMA may create triggers, too, and is then the only command that PostgreSQL tells of.
CREATE EVENT TRIGGER export_control_check_new_trigger ON ddl_command_end
    WHEN TAG IN ('CREATE TRIGGER', 'CREATE SCHEMA', 'CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION check_new_trigger();
COMMENT ON EVENT TRIGGER export_control_check_new_trigger IS
    'checks the arguments of screen_order() at CREATE TRIGGER';
