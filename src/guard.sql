-- Before anything else: the schema is ours alone.
--
-- CREATE EXTENSION uses a schema that is there already.  Whoever made it could have put functions and operators
-- into it that this script, running as a superuser, would call; so it must be empty and its owner must be the
-- extension's.  Every name here is qualified, for the same reason.
--
-- Who installs a trusted extension owns its schema, and could put something there from another session while this
-- script runs: so nobody makes functions, operators or types until it has ended.  And an old snapshot would not show
-- what was put there before, though names are looked up in the newest.
LOCK TABLE pg_catalog.pg_proc, pg_catalog.pg_operator, pg_catalog.pg_type IN SHARE ROW EXCLUSIVE MODE;

DO $$
DECLARE
    ours pg_catalog.oid := pg_catalog.to_regnamespace('export_control');
BEGIN
    IF pg_catalog.current_setting('transaction_isolation') OPERATOR(pg_catalog.<>) 'read committed' THEN
        RAISE EXCEPTION 'CREATE EXTENSION export_control needs the isolation level READ COMMITTED'
            USING ERRCODE = 'invalid_transaction_state', HINT = 'Run it in a transaction of its own.';
    END IF;
    PERFORM FROM pg_catalog.pg_namespace AS n
      WHERE n.oid OPERATOR(pg_catalog.=) ours AND n.nspowner OPERATOR(pg_catalog.<>) '@extowner@'::pg_catalog.regrole;
    IF FOUND THEN
        RAISE EXCEPTION 'schema export_control belongs to another role'
            USING ERRCODE = 'insufficient_privilege', HINT = 'Drop the schema; CREATE EXTENSION makes it.';
    END IF;
    PERFORM FROM pg_catalog.pg_proc AS p WHERE p.pronamespace OPERATOR(pg_catalog.=) ours
      UNION ALL SELECT FROM pg_catalog.pg_operator AS o WHERE o.oprnamespace OPERATOR(pg_catalog.=) ours
      UNION ALL SELECT FROM pg_catalog.pg_type AS t WHERE t.typnamespace OPERATOR(pg_catalog.=) ours
      UNION ALL SELECT FROM pg_catalog.pg_class AS c WHERE c.relnamespace OPERATOR(pg_catalog.=) ours
      UNION ALL SELECT FROM pg_catalog.pg_collation AS l WHERE l.collnamespace OPERATOR(pg_catalog.=) ours
      UNION ALL SELECT FROM pg_catalog.pg_opclass AS k WHERE k.opcnamespace OPERATOR(pg_catalog.=) ours;
    IF FOUND THEN
        RAISE EXCEPTION 'schema export_control is not empty'
            USING ERRCODE = 'duplicate_schema', HINT = 'Drop the schema, or move what is in it; CREATE EXTENSION makes it anew.';
    END IF;
END
$$;
