-- From 0.1.0.  assemble.awk says how this becomes the update script.
-- remade: screening screening_default
-- there: destination
-- left out: install/initial_release

SET LOCAL search_path = pg_catalog, pg_temp;

-- ---- who, and for whom --------------------------------------------------------------------------

-- A schema for the time of the update: what is kept, and built-in rows as they are now.
CREATE SCHEMA export_control_update;

-- Whoever updates may be a superuser; what is made belongs to the owner of the tables.
CREATE TABLE export_control_update.of_owner AS
    SELECT pg_get_userbyid(c.relowner) AS name
      FROM pg_class AS c WHERE c.oid = 'export_control.release'::regclass;

CREATE FUNCTION export_control_update.run(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE replace(statement, '@owner@',
                    (SELECT quote_ident(o.name) FROM export_control_update.of_owner AS o));
END
$$;

-- This script runs as a superuser.  A trigger, a rule, a constraint or an index that the owner has
-- put on a table runs the owner's code, so rows of those tables are written with the owner's
-- rights, and no more.
CREATE FUNCTION export_control_update.run_as_owner(statement text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = export_control, pg_temp AS $$
BEGIN
    EXECUTE statement;
END
$$;
DO $$
BEGIN
    PERFORM export_control_update.run('GRANT USAGE ON SCHEMA export_control_update TO @owner@');
    PERFORM export_control_update.run('GRANT CREATE ON SCHEMA export_control_update TO @owner@');
    PERFORM export_control_update.run('ALTER FUNCTION export_control_update.run_as_owner(text)
                                       OWNER TO @owner@');
    PERFORM export_control_update.run('REVOKE CREATE ON SCHEMA export_control_update FROM @owner@');
END
$$;

-- Rows are carried over without triggers, which are then as they were.
CREATE TABLE export_control_update.silenced AS
    SELECT t.tgrelid AS relation, t.tgname AS name, t.tgenabled AS enabled
      FROM pg_trigger AS t WHERE false;
CREATE FUNCTION export_control_update.silence(table_name regclass) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO export_control_update.silenced
        SELECT t.tgrelid, t.tgname, t.tgenabled FROM pg_trigger AS t
         WHERE t.tgrelid = table_name AND NOT t.tgisinternal AND t.tgenabled <> 'D';
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', table_name);
END
$$;
CREATE FUNCTION export_control_update.awaken(table_name regclass) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    silenced record;
BEGIN
    FOR silenced IN
        DELETE FROM export_control_update.silenced AS s
         WHERE s.relation = table_name RETURNING s.name, s.enabled
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', table_name,
                       CASE silenced.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' END,
                       silenced.name);
    END LOOP;
END
$$;

-- Nobody reads or writes orders or licenses meanwhile; a lock that is not to be had is waited for
-- here, and not in the middle.
LOCK TABLE export_control.screening, export_control.license_use, export_control.license,
    export_control.seal IN ACCESS EXCLUSIVE MODE;

-- ---- what is in the way -------------------------------------------------------------------------

CREATE FUNCTION export_control_update.is_member(class oid, object oid) RETURNS boolean
    LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM pg_depend AS d
                    WHERE d.classid = class AND d.objid = object AND d.deptype = 'e'
                      AND d.refclassid = 'pg_extension'::regclass
                      AND d.refobjid = (SELECT e.oid FROM pg_extension AS e
                                         WHERE e.extname = 'export_control'))
$$;

-- Statements that follow look in the schema for functions and operators.  One that is not the
-- extension's could be found there.
DO $$
DECLARE
    strangers text;
BEGIN
    SELECT string_agg(d.name, E'\n' ORDER BY d.name COLLATE "C") INTO strangers
      FROM (SELECT 'pg_proc'::regclass::oid AS class, p.oid AS object, p.pronamespace AS schema
              FROM pg_proc AS p
             UNION ALL
            SELECT 'pg_operator'::regclass, o.oid, o.oprnamespace FROM pg_operator AS o
             UNION ALL
            SELECT 'pg_class'::regclass, c.oid, c.relnamespace FROM pg_class AS c
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S')
               AND c.relnamespace = 'export_control_ref'::regnamespace
             UNION ALL
            SELECT 'pg_type'::regclass, t.oid, t.typnamespace FROM pg_type AS t
             WHERE t.typtype NOT IN ('b', 'c') AND t.typelem = 0) AS s
     CROSS JOIN LATERAL pg_describe_object(s.class, s.object, 0) AS d(name)
     WHERE s.schema IN ('export_control'::regnamespace, 'export_control_ref'::regnamespace)
       AND NOT export_control_update.is_member(s.class, s.object);
    IF strangers IS NOT NULL THEN
        RAISE EXCEPTION 'the schemas of export_control have objects that are not the extension''s'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = strangers,
                  HINT = 'Move them to a schema of your own (ALTER ... SET SCHEMA), and update '
                         'again. Nothing has been changed.';
    END IF;
END
$$;

-- What is dropped: the log, which is made anew around its rows; the views; and functions that have
-- other arguments or another result now.  The rooms make all of it again.
CREATE TABLE export_control_update.dropped AS
    SELECT 'pg_class'::regclass::oid AS class, c.oid AS object
      FROM pg_class AS c
     WHERE c.oid = 'export_control.screening'::regclass
        OR c.oid = 'export_control.screening_default'::regclass
        OR c.relkind = 'v' AND export_control_update.is_member('pg_class'::regclass, c.oid)
     UNION ALL
    SELECT 'pg_proc'::regclass, p.oid
      FROM pg_proc AS p
     WHERE p.pronamespace = 'export_control'::regnamespace AND p.proname IN (
           -- [changed functions]
           );

-- With all that depends on it.
CREATE TABLE export_control_update.falls AS
    WITH RECURSIVE falls(class, object, kind) AS (
        SELECT d.class, d.object, 'n'::"char" FROM export_control_update.dropped AS d
         UNION
        -- A view is known by its rule.
        SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
               coalesce(r.ev_class, d.objid), d.deptype
          FROM falls AS f
          JOIN pg_depend AS d ON d.refclassid = f.class AND d.refobjid = f.object
                             AND d.deptype IN ('n', 'a', 'i')
          LEFT JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
         -- The log's sequence and its partitions stay.
         WHERE d.classid <> 'pg_class'::regclass
            OR d.objid <> 'export_control.screening_id'::regclass
               AND d.objid NOT IN (SELECT i.inhrelid FROM pg_inherits AS i
                                    WHERE i.inhparent = 'export_control.screening'::regclass)
    )
    SELECT f.class, f.object, bool_or(f.kind = 'n') AS normally
      FROM falls AS f GROUP BY f.class, f.object;

DO $$
DECLARE
    users text;
BEGIN
    SELECT string_agg(d.name, E'\n' ORDER BY d.name COLLATE "C") INTO users
      FROM export_control_update.falls AS f
     CROSS JOIN LATERAL pg_describe_object(f.class, f.object, 0) AS d(name)
      LEFT JOIN pg_index AS i ON f.class = 'pg_class'::regclass AND i.indexrelid = f.object
      LEFT JOIN pg_trigger AS t ON f.class = 'pg_trigger'::regclass AND t.oid = f.object
     WHERE NOT export_control_update.is_member(f.class, f.object)
       AND (f.normally AND f.class <> 'pg_type'::regclass
            -- What goes with the log, but was not made with it.
            OR f.class = 'pg_policy'::regclass
            OR i.indexrelid IS NOT NULL AND NOT i.indisprimary
               AND i.indexrelid <> 'export_control.screening_order'::regclass
            OR t.oid IS NOT NULL AND t.tgfoid <> 'export_control.refuse_change()'::regprocedure);
    IF users IS NOT NULL THEN
        RAISE EXCEPTION 'objects of yours depend on what the update of export_control makes anew'
            USING ERRCODE = 'dependent_objects_still_exist',
                  DETAIL = users,
                  HINT = 'Drop them, update, and create them again, as '
                         'doc/how-to/back-up-and-upgrade.md says. Nothing has been changed.';
    END IF;
END
$$;

DO $$
DECLARE
    uses text;
BEGIN
    SELECT string_agg(format('license %L, key %L, attempt %s: %s on %s',
                             u.license, u.key, u.attempt, u.amount, u.used_on), E'\n')
      INTO uses
      FROM export_control.license_use AS u WHERE u.amount >= 1e100 OR NOT isfinite(u.used_on);
    IF uses IS NOT NULL THEN
        RAISE EXCEPTION 'the ledger of licenses has uses that it can no longer hold'
            USING ERRCODE = 'check_violation',
                  DETAIL = uses,
                  HINT = 'An amount is below 1e100 now, and a day is a date. Their owner corrects '
                         'them, while the triggers of export_control.license_use are disabled. '
                         'Nothing has been changed.';
    END IF;
END
$$;

-- ---- what is kept aside -------------------------------------------------------------------------

-- Privileges on what is dropped.  What is made again in its place gets them.
CREATE TABLE export_control_update.privilege AS
    SELECT f.class, c.oid::regclass::text AS object, NULL::name AS "column", a.grantee,
           a.privilege_type, a.is_grantable
      FROM export_control_update.falls AS f
      JOIN pg_class AS c ON f.class = 'pg_class'::regclass AND c.oid = f.object,
           aclexplode(c.relacl) AS a
     WHERE c.relkind IN ('r', 'p', 'v') AND a.grantee <> c.relowner
     UNION ALL
    SELECT f.class, c.oid::regclass::text, t.attname, a.grantee, a.privilege_type, a.is_grantable
      FROM export_control_update.falls AS f
      JOIN pg_class AS c ON f.class = 'pg_class'::regclass AND c.oid = f.object
      JOIN pg_attribute AS t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped,
           aclexplode(t.attacl) AS a
     WHERE c.relkind IN ('r', 'p', 'v') AND a.grantee <> c.relowner
     UNION ALL
    SELECT f.class, p.proname, NULL, a.grantee, a.privilege_type, a.is_grantable
      FROM export_control_update.falls AS f
      JOIN pg_proc AS p ON f.class = 'pg_proc'::regclass AND p.oid = f.object,
           aclexplode(p.proacl) AS a
     WHERE a.grantee <> p.proowner
     UNION ALL
    -- A function is everybody's, unless that was taken away.
    SELECT f.class, p.proname, NULL, 0, 'NONE', false
      FROM export_control_update.falls AS f
      JOIN pg_proc AS p ON f.class = 'pg_proc'::regclass AND p.oid = f.object
     WHERE p.proacl IS NOT NULL
       AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) AS a WHERE a.grantee = 0);

-- The partitions of the log, but for the default one.
CREATE TABLE export_control_update.partition AS
    SELECT c.oid::regclass AS relation, pg_get_expr(c.relpartbound, c.oid) AS bounds
      FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'export_control.screening'::regclass
       AND c.oid <> 'export_control.screening_default'::regclass;

-- ---- away, and changed --------------------------------------------------------------------------

DROP EVENT TRIGGER export_control_check_new_trigger;

DO $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN SELECT p.relation FROM export_control_update.partition AS p LOOP
        EXECUTE format('ALTER TABLE export_control.screening DETACH PARTITION %s', relation);
    END LOOP;
END
$$;

-- The views and functions, and then the log, whose rows are needed still.  Nothing but the
-- extension's own depends on these: that was asked for above.
DO $$
DECLARE
    drops text[];
    drop  text;
BEGIN
    -- Their names, as long as there are all of them.  One may go with another.
    SELECT array_agg(CASE WHEN f.class = 'pg_proc'::regclass
                          THEN format('DROP FUNCTION IF EXISTS %s CASCADE', f.object::regprocedure)
                          ELSE format('DROP VIEW IF EXISTS %s CASCADE', f.object::regclass) END)
      INTO drops
      FROM export_control_update.falls AS f
     WHERE f.class = 'pg_proc'::regclass
        OR f.class = 'pg_class'::regclass
           AND f.object IN (SELECT c.oid FROM pg_class AS c WHERE c.relkind = 'v');
    FOREACH drop IN ARRAY drops LOOP
        EXECUTE drop;
    END LOOP;
END
$$;
-- It is whose the table is, which for now is whoever runs this.
ALTER SEQUENCE export_control.screening_id OWNED BY NONE;
ALTER SEQUENCE export_control.screening_id OWNER TO CURRENT_USER;
-- Else the extension would go on naming it among the tables whose rows are dumped.
ALTER EXTENSION export_control DROP TABLE export_control.screening_default;
ALTER TABLE export_control.screening SET SCHEMA export_control_update;
ALTER TABLE export_control.screening_default SET SCHEMA export_control_update;

-- The table of countries.
ALTER TABLE export_control_ref.country RENAME TO destination;
ALTER TABLE export_control_ref.destination SET SCHEMA export_control;
ALTER TABLE export_control.destination RENAME CONSTRAINT country_pkey TO destination_pkey;
ALTER TABLE export_control.destination RENAME CONSTRAINT country_check TO destination_check;
ALTER TABLE export_control.destination RENAME CONSTRAINT country_check1 TO destination_check1;
ALTER TABLE export_control.destination
    RENAME CONSTRAINT country_governed_by_fkey TO destination_governed_by_fkey;
DROP SCHEMA export_control_ref;

-- The ledger.  What had been given to attempt by hand is counted through: the order stays.
SELECT export_control_update.silence('export_control.license_use');
SELECT export_control_update.run_as_owner($$
    ALTER TABLE license_use
        ALTER attempt TYPE bigint,
        ALTER attempt DROP DEFAULT,
        ALTER recorded_by DROP DEFAULT,
        ALTER recorded_at DROP DEFAULT,
        DROP CONSTRAINT license_use_amount_check,
        ADD CONSTRAINT license_use_amount_check CHECK (amount > 0 AND amount < 1e100),
        ADD CONSTRAINT license_use_used_on_check CHECK (isfinite(used_on))
$$);
SELECT export_control_update.run_as_owner($$
    UPDATE license_use AS u SET attempt = 1000000000000000000 + n.nr
      FROM (SELECT a.license, a.key, a.attempt,
                   row_number() OVER (PARTITION BY a.license, a.key ORDER BY a.attempt) AS nr
              FROM license_use AS a) AS n
     WHERE n.license = u.license AND n.key = u.key AND n.attempt = u.attempt AND n.nr <> n.attempt
$$);
SELECT export_control_update.run_as_owner($$
    UPDATE license_use AS u SET attempt = u.attempt - 1000000000000000000
     WHERE u.attempt > 1000000000000000000
$$);
SELECT export_control_update.run_as_owner($$
    ALTER TABLE license_use
        ADD CONSTRAINT license_use_attempt_check
        CHECK (attempt > 0 AND attempt < 1000000000000000000)
$$);
SELECT export_control_update.awaken('export_control.license_use');

-- The seals there are keep NULL: they have hashed entries as 0.1.0 did.
ALTER TABLE export_control.seal
    ALTER sealed_at DROP DEFAULT,
    ALTER sealed_by DROP DEFAULT,
    ADD COLUMN form integer;

-- Nobody has said yet of what party the rest is dispersed.
ALTER TABLE export_control.party ADD COLUMN rest_dispersed boolean NOT NULL DEFAULT false;

ALTER TYPE export_control.screening_action ADD VALUE 'returned';
ALTER TYPE export_control.screening_action ADD VALUE 'part_shipped';
-- Until when the sources were read, nobody has told.
ALTER TABLE export_control.covered_period
    ADD COLUMN sources_read date CHECK (isfinite(sources_read));

-- No rule goes without saying where it is unknown.
ALTER TABLE export_control.rule ADD COLUMN when_unknown text CHECK (when_unknown = 'not_applied');

-- Merge joins, for which there is an order now.
UPDATE pg_operator SET oprcanmerge = true
 WHERE oprname = '=' AND oprnamespace = 'export_control'::regnamespace
   AND oprleft = oprright
   AND oprleft IN ('export_control.chip'::regtype, 'export_control.condition'::regtype,
                   'export_control.rulebook'::regtype);

SET LOCAL search_path = export_control, pg_temp;

-- [the rooms]

SET LOCAL search_path = pg_catalog, pg_temp;

-- ---- the log ------------------------------------------------------------------------------------

-- Partitions that were cut off, and are here still, are the log's, too: they can be attached again.
INSERT INTO export_control_update.partition (relation)
    SELECT c.oid FROM pg_class AS c
     WHERE c.relkind = 'r' AND c.relnamespace = 'export_control'::regnamespace
       AND c.relname ~ '^screening_\d{4}_\d{2}$'
       AND c.oid <> ALL (SELECT p.relation FROM export_control_update.partition AS p);

-- 0.1.0 knew an order table by its name.  A name that leads to no table now gets an id, too, which
-- is no table's.
CREATE TABLE export_control_update.named (relation text PRIMARY KEY, order_table bigint);
DO $$
DECLARE
    part  regclass;
BEGIN
    FOR part IN
        SELECT 'export_control_update.screening_default'::regclass
         UNION ALL
        SELECT p.relation FROM export_control_update.partition AS p
    LOOP
        EXECUTE format('INSERT INTO export_control_update.named (relation)
                        SELECT DISTINCT s.relation FROM %s AS s ON CONFLICT DO NOTHING', part);
    END LOOP;
    INSERT INTO export_control_update.named (relation)
        SELECT DISTINCT format('%I.%I', n.nspname, c.relname)
          FROM pg_trigger AS t
          JOIN pg_class AS c ON c.oid = coalesce(pg_partition_root(t.tgrelid), t.tgrelid)
          JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE t.tgfoid = 'export_control.screen_order()'::regprocedure
            ON CONFLICT DO NOTHING;
END
$$;
SELECT export_control_update.run('GRANT SELECT ON export_control_update.named TO @owner@');
-- An id is passed over if a key that somebody gave by hand looks like one with it.
DO $$
DECLARE
    name  text;
    next  bigint;
BEGIN
    FOR name IN
        SELECT n.relation FROM export_control_update.named AS n ORDER BY n.relation COLLATE "C"
    LOOP
        LOOP
            next := nextval('export_control.order_table_id');
            EXIT WHEN NOT EXISTS (SELECT FROM export_control.license_use AS u
                                   WHERE u.key ~ ('^' || next || '[ :]'));
        END LOOP;
        UPDATE export_control_update.named AS n SET order_table = next WHERE n.relation = name;
    END LOOP;
END
$$;
INSERT INTO export_control.order_table (id, relation)
    SELECT n.order_table, c.oid
      FROM export_control_update.named AS n JOIN pg_class AS c ON c.oid = to_regclass(n.relation)
     WHERE c.relkind IN ('r', 'p', 'v', 'f');

-- The numbers of an order are facts of its shipment now.  A number that no shipment can have is
-- stated there, and not known.
CREATE FUNCTION export_control_update.shipment_of(
    consignee_tpp numeric, quantity numeric, value numeric
) RETURNS export_control.shipment LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN num_nonnulls($1, $2, $3) > 0
                THEN export_control.shipment(consignee_tpp => $1, quantity => $2, value => $3) END
$$;
DO $$
DECLARE
    columns text;
    part    record;
    index   regclass;
BEGIN
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns
      FROM pg_attribute AS a
     WHERE a.attrelid = 'export_control.screening'::regclass AND a.attnum > 0
       AND a.attname NOT IN ('order_table', 'shipment', 'not_understood');
    EXECUTE format('INSERT INTO export_control.screening_default (order_table, shipment, %s)
                    SELECT order_table,
                           export_control_update.shipment_of(consignee_tpp, quantity, value), %1$s
                      FROM export_control_update.screening_default AS s
                      JOIN export_control_update.named AS n USING (relation)', columns);
    FOR part IN SELECT p.relation, p.bounds FROM export_control_update.partition AS p LOOP
        PERFORM export_control_update.silence(part.relation);
        EXECUTE format('ALTER TABLE %s ADD COLUMN order_table bigint,
                        ADD COLUMN shipment export_control.shipment,
                        ADD COLUMN not_understood jsonb', part.relation);
        PERFORM export_control_update.run_as_owner(format(
            'UPDATE %s AS s
                SET order_table = n.order_table,
                    shipment = export_control_update.shipment_of(s.consignee_tpp, s.quantity,
                                                                 s.value)
               FROM export_control_update.named AS n WHERE n.relation = s.relation',
            part.relation));
        PERFORM export_control_update.awaken(part.relation);
        EXECUTE format('ALTER TABLE %s ALTER order_table SET NOT NULL,
                        ALTER id SET DEFAULT export_control.next_screening_id(),
                        ALTER screened_at SET DEFAULT clock_timestamp()', part.relation);
        FOR index IN
            SELECT i.indexrelid::regclass FROM pg_index AS i
             WHERE i.indrelid = part.relation
               AND pg_get_indexdef(i.indexrelid) LIKE '%(relation, row_key, id)'
        LOOP
            EXECUTE format('DROP INDEX %s', index);
        END LOOP;
        EXECUTE format('CREATE INDEX ON %s (order_table, row_key, id)', part.relation);
        IF part.bounds IS NOT NULL THEN
            EXECUTE format('ALTER TABLE export_control.screening ATTACH PARTITION %s %s',
                           part.relation, part.bounds);
        END IF;
    END LOOP;
END
$$;

-- Orders that have shipped.
INSERT INTO export_control.shipped_order
    SELECT DISTINCT s.order_table, s.row_key
      FROM export_control.screening AS s WHERE s.action = 'closed';
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN
        SELECT p.relation FROM export_control_update.partition AS p WHERE p.bounds IS NULL
    LOOP
        EXECUTE format('INSERT INTO export_control.shipped_order
                        SELECT s.order_table, s.row_key FROM %s AS s WHERE s.action = ''closed''
                            ON CONFLICT DO NOTHING', part);
    END LOOP;
END
$$;

-- ---- the ledger ---------------------------------------------------------------------------------

-- A use that is an order's is known by the order.
SELECT export_control_update.silence('export_control.license_use');
SELECT export_control_update.run_as_owner($$
    UPDATE license_use AS u SET key = n.order_table || substr(u.key, length(n.relation) + 1)
      FROM export_control_update.named AS n WHERE starts_with(u.key, n.relation || ' ')
$$);
SELECT export_control_update.awaken('export_control.license_use');
SELECT export_control_update.run_as_owner('SELECT guard_ledger()');

-- ---- shares -------------------------------------------------------------------------------------

-- Those that would be refused now stay as they are, and are read as unknown.  Who updates is told.
DO $$
DECLARE
    faults text;
BEGIN
    SELECT string_agg(f.fault, E'\n' ORDER BY f.owned COLLATE "C") INTO faults
      FROM export_control.party_share_fault AS f;
    IF faults IS NOT NULL THEN
        RAISE WARNING 'shares that cannot be meant are read as unknown from now on'
            USING DETAIL = faults,
                  HINT = 'Correct them: export_control.party_share_fault lists them. A dump that '
                         'holds them cannot be restored.';
    END IF;
END
$$;

-- ---- built-in rows ------------------------------------------------------------------------------

-- As they are now, unless they are the user's by now.  Nothing is published: what classify()
-- answers stays until somebody publishes.
DO $$
DECLARE
    this    record;
    columns text;
    key     text;
BEGIN
    FOR this IN
        -- Of two tables the one that the other refers to comes first.
        SELECT c.relname AS name, c.oid AS staged, r.oid::regclass AS relation
          FROM pg_class AS c
          JOIN pg_class AS r ON r.relname = c.relname
                            AND r.relnamespace = 'export_control'::regnamespace
          JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'builtin'
         WHERE c.relnamespace = 'export_control_update'::regnamespace AND c.relkind = 'r'
         ORDER BY c.oid
    LOOP
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns
          FROM pg_attribute AS a
         WHERE a.attrelid = this.staged AND a.attnum > 0 AND NOT a.attisdropped;
        -- What take_over_builtin() is told: columns, or expressions in terms of a row r.
        SELECT string_agg(format('%s IS NOT DISTINCT FROM %s',
                                 replace(k, 'r.', 'old.'), replace(k, 'r.', 'new.')), ' AND ')
          INTO key
          FROM pg_trigger AS t, unnest(string_to_array(encode(t.tgargs, 'escape'), '\000')) AS k
         WHERE t.tgrelid = this.relation AND t.tgname = 'take_over_builtin' AND k <> '';
        PERFORM export_control_update.silence(this.relation);
        PERFORM export_control_update.run(
            format('GRANT SELECT ON export_control_update.%I TO @owner@', this.name));
        PERFORM export_control_update.run_as_owner(format(
            'UPDATE export_control.%1$I AS old SET (%2$s) = (SELECT new.*)
               FROM export_control_update.%1$I AS new
              WHERE old.builtin AND %3$s AND old::text <> new::text', this.name, columns, key));
        PERFORM export_control_update.run_as_owner(format(
            'INSERT INTO export_control.%1$I (%2$s)
             SELECT new.* FROM export_control_update.%1$I AS new
              WHERE NOT EXISTS (SELECT FROM export_control.%1$I AS old WHERE %3$s)',
            this.name, columns, key));
        PERFORM export_control_update.run_as_owner(format(
            'DELETE FROM export_control.%1$I AS old
              WHERE old.builtin
                AND NOT EXISTS (SELECT FROM export_control_update.%1$I AS new WHERE %3$s)',
            this.name, columns, key));
        PERFORM export_control_update.awaken(this.relation);
    END LOOP;
END
$$;

-- The release of the old version stays, and so do the decisions that rest on it.  CREATE EXTENSION
-- makes another one now: so a dump has to hold this one.
SELECT export_control_update.silence('export_control.release');
SELECT export_control_update.run_as_owner('UPDATE release SET builtin = false WHERE builtin');
SELECT export_control_update.awaken('export_control.release');

-- ---- privileges ---------------------------------------------------------------------------------

-- As they were.
CREATE TABLE export_control_update.initial AS
    SELECT i.objoid, i.classoid, i.objsubid FROM pg_init_privs AS i;
DO $$
DECLARE
    this   record;
    object text;
BEGIN
    FOR this IN
        SELECT p.class, p.object, p.is_grantable,
               coalesce(quote_ident(a.rolname), 'PUBLIC') AS role,
               p.privilege_type || coalesce(' (' || quote_ident(p."column") || ')', '') AS privilege
          FROM export_control_update.privilege AS p LEFT JOIN pg_roles AS a ON a.oid = p.grantee
    LOOP
        -- A function of that name: its arguments may be others now.
        FOR object IN
            SELECT 'TABLE ' || this.object WHERE this.class = 'pg_class'::regclass
             UNION ALL
            SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc AS p
             WHERE this.class = 'pg_proc'::regclass AND p.proname = this.object
               AND p.pronamespace = 'export_control'::regnamespace
        LOOP
            IF this.privilege = 'NONE' THEN
                EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', object);
            ELSE
                EXECUTE format('GRANT %s ON %s TO %s%s', this.privilege, object, this.role,
                               CASE WHEN this.is_grantable THEN ' WITH GRANT OPTION' END);
            END IF;
        END LOOP;
    END LOOP;
END
$$;
-- PostgreSQL takes privileges for the extension's own when it sees them while this script runs, and
-- leaves them out of dumps.  But the extension grants only to everybody and to the owner.
DELETE FROM pg_init_privs AS i
 WHERE NOT EXISTS (SELECT FROM export_control_update.initial AS k
                    WHERE ROW(k.objoid, k.classoid, k.objsubid)
                          = ROW(i.objoid, i.classoid, i.objsubid));
UPDATE pg_init_privs AS i
   SET initprivs = array(SELECT p
                           FROM unnest(i.initprivs) WITH ORDINALITY AS p(p, nr),
                                aclexplode(ARRAY[p]) AS a
                          WHERE a.grantee IN (0, a.grantor) GROUP BY p, nr ORDER BY nr)
 WHERE export_control_update.is_member(i.classoid, i.objoid);
DELETE FROM pg_shdepend AS d
 WHERE d.deptype = 'i'
   AND d.dbid = (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database())
   AND export_control_update.is_member(d.classid, d.objid);

-- ---- the triggers beside those of tables of orders ----------------------------------------------

DO $$
DECLARE
    orders record;
BEGIN
    FOR orders IN
        SELECT DISTINCT t.tgrelid AS relation FROM pg_trigger AS t
         WHERE t.tgfoid = 'export_control.screen_order()'::regprocedure AND t.tgparentid = 0
    LOOP
        PERFORM export_control.make_companions(orders.relation);
    END LOOP;
END
$$;

DROP SCHEMA export_control_update CASCADE;
