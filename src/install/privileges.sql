-- Who owns what, who may use what, and what a dump holds.

-- A trusted extension's script runs as a superuser; what it made belongs to whoever created the
-- extension.
DO $$
DECLARE
    object regclass;
BEGIN
    FOR object IN
        SELECT d.objid::regclass
          FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid
         WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
           AND d.classid = 'pg_class'::regclass
           AND d.refobjid = (SELECT e.oid FROM pg_extension AS e WHERE e.extname = 'export_control')
           AND c.relkind IN ('r', 'p', 'v')
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO @extowner@', object);
    END LOOP;
END
$$;

-- Rules are there to be read: anyone may classify.  Products are yours to grant.
GRANT USAGE ON SCHEMA export_control TO PUBLIC;
GRANT SELECT ON destination, country_group, country_group_member, rule, scenario, scenario_rule,
    rule_example, policy_event, covered_period, coverage, foundry_presumption, tariff_band, tier,
    vendor, end_use, release TO PUBLIC;

-- What is attached to a table writes the log for whoever writes the table, and re-screening writes
-- it, too: neither is for everyone.
REVOKE EXECUTE ON FUNCTION screen_order(), record_rescreening(bigint, date, date) FROM PUBLIC;
-- Whoever draws an id keeps seals from going further until the transaction ends.
REVOKE EXECUTE ON FUNCTION next_screening_id() FROM PUBLIC;
ALTER FUNCTION screen_order() OWNER TO @extowner@;
ALTER FUNCTION record_rescreening(bigint, date, date) OWNER TO @extowner@;
ALTER FUNCTION next_screening_id() OWNER TO @extowner@;

-- A dump holds the rows that are yours; CREATE EXTENSION makes the rest.
DO $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN
        SELECT t.tgrelid::regclass FROM pg_trigger AS t
         WHERE t.tgfoid = 'take_over_builtin()'::regprocedure
         ORDER BY t.tgrelid
    LOOP
        PERFORM pg_extension_config_dump(relation, 'WHERE NOT builtin');
        EXECUTE format('COMMENT ON COLUMN %s.builtin IS %L', relation,
                       'shipped with the extension; a row that you change becomes yours');
    END LOOP;
END
$$;
SELECT pg_extension_config_dump('release', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('approval', '');
SELECT pg_extension_config_dump('party', '');
-- Shares under 1 come after those that vouch for them, also in a dump of INSERTs.
SELECT pg_extension_config_dump('party_share', 'ORDER BY share DESC NULLS LAST');
SELECT pg_extension_config_dump('license', '');
-- license_total is not: restoring the ledger makes it.
SELECT pg_extension_config_dump('license_use', '');
-- regclass is a name in a dump.  What is dropped has none, and a temporary table is in no dump.
SELECT pg_extension_config_dump('order_table',
    'WHERE relation IN (SELECT c.oid FROM pg_catalog.pg_class AS c
                         WHERE c.relpersistence <> ''t'')');
SELECT pg_extension_config_dump('order_table_id', '');
SELECT pg_extension_config_dump('shipped_order', '');
SELECT pg_extension_config_dump('screening_default', '');
SELECT pg_extension_config_dump('screening_id', '');
SELECT pg_extension_config_dump('seal', '');
SELECT pg_extension_config_dump('inventory', '');
