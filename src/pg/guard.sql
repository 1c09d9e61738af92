-- Guards that many tables share: rows of the user's and built-in ones, append-only tables, rows in
-- one's own name.

-- In place, because other rows may refer to it.
CREATE FUNCTION overwrite_builtin(relation regclass, same_key text, a_row anyelement)
    RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    columns constant text := (
        SELECT string_agg(quote_ident(c.attname), ', ' ORDER BY c.attnum)
          FROM pg_attribute AS c
         WHERE c.attrelid = relation AND c.attnum > 0 AND NOT c.attisdropped);
    taken   bigint;
BEGIN
    EXECUTE format('UPDATE %s AS r SET (%s) = (SELECT ($1).*) WHERE r.builtin AND %s',
                   relation, columns, replace(same_key, '($2).', 'r.'))
        USING a_row;
    GET DIAGNOSTICS taken = ROW_COUNT;
    RETURN taken > 0;
END
$$;
COMMENT ON FUNCTION overwrite_builtin(regclass, text, anyelement) IS
    'internal: puts a row into the place of the built-in row with the same key; false: there is '
    'none. Called by take_over_builtin().';

-- A row of yours takes the place of a built-in row with the same key, and a built-in row that you
-- change becomes yours.  So a dump, which holds only your rows, restores over the rows that CREATE
-- EXTENSION makes.
--
-- Its arguments name the key: columns, or expressions in terms of a row called r.
CREATE FUNCTION take_over_builtin() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    same_key constant text := (
        SELECT string_agg(format('%s IS NOT DISTINCT FROM %s',
                                 replace(a, 'r.', '($1).'), replace(a, 'r.', '($2).')), ' AND ')
          FROM unnest(TG_ARGV) AS a);
    same     boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.builtin THEN
            RAISE EXCEPTION 'a built-in row of %.% cannot be deleted',
                            TG_TABLE_SCHEMA, TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation',
                      DETAIL = 'A restore of the database would bring it back.',
                      HINT = 'Change it instead: a changed row is yours. To end a rule, close its '
                             'in_force, or override it in a scenario.';
        END IF;
        RETURN OLD;
    END IF;

    -- What is marked as shipped is not dumped: a row of the user's would be gone after a restore.
    IF NEW.builtin AND (TG_OP = 'INSERT' OR NOT OLD.builtin)
       AND NOT export_control.may_act_as_owner(TG_RELID) THEN
        RAISE EXCEPTION 'a row of %.% that is not shipped with the '
                        'extension cannot be marked as built-in', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'CREATE EXTENSION makes the built-in rows, and dumps do not hold them.',
                  HINT = 'Leave builtin out.';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.builtin AND NEW IS DISTINCT FROM OLD THEN
            EXECUTE 'SELECT ' || same_key INTO same USING OLD, NEW;
            IF NOT same THEN
                RAISE EXCEPTION 'the key of a built-in row of %.% cannot be changed',
                                TG_TABLE_SCHEMA, TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation',
                          DETAIL = 'A restore of the database would bring the row back as '
                                   'shipped.',
                          HINT = 'End this row by closing its known or in_force, and add one of '
                                 'your own.';
            END IF;
            NEW.builtin := false;
        END IF;
        RETURN NEW;
    END IF;

    IF NOT NEW.builtin AND export_control.overwrite_builtin(TG_RELID, same_key, NEW) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION take_over_builtin() IS
    'trigger: a row of yours takes the place of the built-in row with the same key, which counts '
    'as no row inserted; the key of a built-in row cannot change (23001)';

CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A release that CREATE EXTENSION has made gives way to that of a dump: take_over_release().
    IF TG_TABLE_NAME = 'release' AND TG_OP = 'UPDATE' THEN
        IF OLD.builtin AND NOT NEW.builtin AND OLD.id = NEW.id
           AND export_control.may_act_as_owner(TG_RELID) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '%.% is append-only: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation',
              DETAIL = 'What an old row decided must stay provable.',
              HINT = CASE TG_TABLE_NAME
                         WHEN 'release' THEN 'Add a new row: to take a rulebook back, restore the '
                                             'tables and publish again.'
                         ELSE 'Record the change as a new row.'
                     END;
END
$$;
COMMENT ON FUNCTION refuse_change() IS
    'trigger: keeps a table append-only (23001); a built-in release alone gives way to that of a '
    'dump';

-- A partition inherits the row trigger of the whole, but no statement trigger.
CREATE FUNCTION make_append_only(relation regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (SELECT c.relispartition FROM pg_class AS c WHERE c.oid = relation) THEN
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s'
                       ' FOR EACH ROW EXECUTE FUNCTION export_control.refuse_change()', relation);
    END IF;
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION export_control.refuse_change()', relation);
END
$$;
COMMENT ON FUNCTION make_append_only(regclass) IS
    'internal: gives a table the triggers that refuse UPDATE, DELETE and TRUNCATE';

-- Restoring a dump writes rows of all names; whoever owns a table could disable its triggers
-- anyway.
CREATE FUNCTION may_act_as_owner(relation regclass) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT pg_has_role(current_user, c.relowner, 'USAGE')
      FROM pg_class AS c WHERE c.oid = may_act_as_owner.relation;
END;
COMMENT ON FUNCTION may_act_as_owner(regclass) IS
    'internal: whether the current user has the rights of a table''s owner';

-- The name in a row is that of the session's user.  A function that runs with somebody else's
-- rights would put into that user's mouth what its owner wants said: so the rights must be the
-- user's own, or those of a role of the user's.
CREATE FUNCTION refuse_other_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.may_act_as_owner(TG_RELID) THEN
        RAISE EXCEPTION 'a row of %.% cannot be written in another user''s name',
                        TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = format('This session''s user is "%s", with the rights of "%s".',
                                  session_user, current_user),
                  HINT = format('Leave %s out, and write with your own rights.', TG_ARGV[0]);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_other_name() IS
    'trigger: refuses a row in the name of another user (42501), except from the owner of the '
    'table, who restores dumps';

-- At READ COMMITTED, to lock and then look is enough.  With a snapshot of the transaction the look
-- shows what had been committed when that was taken, and the lock helps nothing.
CREATE FUNCTION refuse_unseen(
    message text, hint text, query text, VARIADIC arguments text[]
) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
COMMENT ON FUNCTION refuse_unseen(text, text, text, text[]) IS
    'internal: the error (40001) when a query has a row by what is committed now. Called with a '
    'lock, by functions that have found no such row by the snapshot that they have. Does nothing '
    'where that is each statement''s own.';
