-- What an order has drawn that has shipped stays drawn, unless an officer gives it back.
--
-- Clerks may reverse uses, as the trigger of orders does that in their name.  Whoever may change a
-- license may also reverse what has shipped under it.

CREATE FUNCTION is_shipped_use(key text) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
COMMENT ON FUNCTION is_shipped_use(text) IS
    'internal: whether a key of the ledger is that of an order that has shipped, in whole or in '
    'part; false while screen_order() gives back what an order has drawn';

CREATE FUNCTION keep_shipped_use() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT has_column_privilege('export_control.license', 'state', 'UPDATE')
       AND export_control.is_shipped_use(OLD.key) THEN
        RAISE EXCEPTION 'key "%" of license "%" is that of an order that has shipped',
                        OLD.key, OLD.license
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = 'What has shipped under a license has been used.',
                  HINT = 'If it has not shipped after all, have an officer, who may change '
                         'licenses, call export_control.reverse_use().';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_shipped_use() IS
    'trigger: only who may change licenses gives back what an order has drawn that has shipped '
    '(42501)';

CREATE TRIGGER keep_shipped_use BEFORE UPDATE ON license_use FOR EACH ROW
    WHEN (OLD.reversed_at IS NULL AND NEW.reversed_by IS NOT NULL)
    EXECUTE FUNCTION keep_shipped_use();
