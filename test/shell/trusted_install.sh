#!/usr/bin/env bash
#
# Who may do what: a user who may create in a database installs the extension and owns its tables; everyone
# may classify; nobody may do more than that without a grant, and whoever has the grant need not own.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=trusted_test
owner=trusted_owner
odd_owner='Trusted Owner-2'		# a name that needs quoting
clerk=trusted_clerk
editor=trusted_editor
schemer=trusted_schemer

# as ROLE ARGUMENT...
as() {
	sql "$database" -U "$@"
}

# state ROLE STATEMENTS: the code of the first error
state() {
	sqlstate "$database" "$2" -U "$1"
}

install_for() {
	make_database "$database"
	sql "$database" -c "GRANT CREATE ON DATABASE $database TO \"$1\""
	state "$1" 'CREATE EXTENSION export_control'
}

# The owners of the extension's tables and schemas.
owners() {
	sql "$database" <<- 'END'
		SELECT DISTINCT pg_get_userbyid(o.owner)
		  FROM (SELECT c.relowner
		          FROM pg_class AS c
		          JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
		          JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'export_control'
		         WHERE c.relkind IN ('r', 'v', 'm', 'S')
		         UNION ALL
		        SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname LIKE 'export\_control%') AS o(owner)
	END
}

for role in "$owner" "$odd_owner" "$clerk" "$editor" "$schemer"; do
	make_role "$role"
done

# ---- installing ----------------------------------------------------------------------------------

same 'an owner whose name needs quoting: installs' 00000 "$(install_for "$odd_owner")"
same 'an owner whose name needs quoting: publishes' 00000 "$(state "$odd_owner" "
	UPDATE export_control.rule SET rank = 501 WHERE id = 'AT'; SELECT export_control.publish('ours')")"

# Whoever installs must not become a superuser by it: the script runs as one, in a schema that may have been
# there before, and may have been prepared: with functions that are better matches than those of pg_catalog.
cat > "$SCRATCH/scheme" <<- 'SQL'
	SET lock_timeout = '2s';
	CREATE FUNCTION export_control.scheme() RETURNS void LANGUAGE plpgsql AS
	    $$BEGIN EXECUTE 'ALTER ROLE trusted_schemer SUPERUSER'; EXCEPTION WHEN insufficient_privilege THEN END$$;
	CREATE FUNCTION export_control.format(text, regclass) RETURNS text LANGUAGE plpgsql AS
	    $$BEGIN PERFORM export_control.scheme(); RETURN pg_catalog.format($1, $2); END$$;
	CREATE FUNCTION export_control.format(text, regclass, text) RETURNS text LANGUAGE plpgsql AS
	    $$BEGIN PERFORM export_control.scheme(); RETURN pg_catalog.format($1, $2, $3); END$$;
	CREATE FUNCTION export_control.lower(daterange) RETURNS date LANGUAGE plpgsql IMMUTABLE AS
	    $$BEGIN PERFORM export_control.scheme(); RETURN pg_catalog.lower($1); END$$;
SQL

# schemes BEFORE THEN: one session says what is BEFORE; another creates the extension, and once that waits for
# a lock or has ended, the first goes on with THEN.  Is the schemer a superuser afterwards?
schemes() {
	local installing
	make_database "$database"
	sql "$database" -c "GRANT CREATE ON DATABASE $database TO $schemer"
	coproc OTHER { psql -XAtq -d "$database" -U "$schemer" 2> "$SCRATCH/error"; }
	printf '%s\n' "$1" 'SELECT 1;' >&"${OTHER[1]}"
	read -r _ <&"${OTHER[0]}"
	as "$schemer" -c 'CREATE EXTENSION export_control' 2> "$SCRATCH/error.installing" &
	installing=$!
	while kill -0 "$installing" 2> /dev/null; do
		[[ $(sql "$database" -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = '$schemer'") == 0 ]] || break
	done
	printf '%s\n' "$2" '\q' >&"${OTHER[1]}"
	wait "$installing" || true
	sql "$database" -c "SELECT rolsuper FROM pg_roles WHERE rolname = '$schemer'"
	sql "$database" -c "ALTER ROLE $schemer NOSUPERUSER"
}
scheme="CREATE SCHEMA export_control; \\i $SCRATCH/scheme"
same 'installing into a prepared schema makes nobody a superuser' f "$(schemes "$scheme" '')"
# What the script is going to create, another session has created and not committed: so the script waits, for
# as long as it takes.
same 'nor does preparing the schema while the script runs' f "$(schemes 'BEGIN; CREATE SCHEMA export_control;' "
	\\i $SCRATCH/scheme
	COMMIT;")"
same 'nor having prepared it, and taking it back while the script runs' f "$(schemes "BEGIN; $scheme" 'ROLLBACK;')"

make_database "$database"
same 'who may not create in the database may not install' 42501 "$(state "$clerk" 'CREATE EXTENSION export_control')"
same 'who may create in the database installs' 00000 "$(install_for "$owner")"
same 'who installed owns the tables and the schemas' "$owner" "$(owners)"
same 'the built-in release works at once' no_license_required "$(as "$clerk" -c \
	"SELECT export_control.outcome('{\"form\": \"hbm\", \"memory_bandwidth\": 1, \"package_area\": 100}', 'FR', '2025-01-01')")"

# ---- the owner edits and publishes ---------------------------------------------------------------

acme=$(sql "$database" -c "SELECT quote_literal('{\"vendor\": \"Groq\", \"datacenter\": false, \"declared_tpp\": 400}')")
ask="SELECT export_control.outcome($acme, 'FR', '2025-01-01')"
same 'the owner edits and publishes' 2 "$(as "$owner" -c "
	INSERT INTO export_control.rule (id, kind, condition, reason, title, citation)
	VALUES ('HOUSE', 'requirement', \$\$vendor = 'Groq'\$\$, 'HOUSE', 'ours', 'ours');
	SELECT export_control.publish('ours')")"
same 'and is named as the publisher' "$owner" "$(as "$clerk" -c 'SELECT published_by FROM export_control.release WHERE id = 2')"
same 'the owner edits every table' 00000 "$(state "$owner" "
	BEGIN;
	UPDATE export_control.destination SET name = 'x' WHERE code::text = 'FR';
	INSERT INTO export_control.country_group VALUES ('HOUSE', 'x', 'x');
	INSERT INTO export_control.country_group_member VALUES ('HOUSE', 'FR', DEFAULT, DEFAULT, 'x');
	UPDATE export_control.covered_period SET note = 'x';
	UPDATE export_control.rule_example SET title = 'x';
	UPDATE export_control.coverage SET detail = 'x';
	UPDATE export_control.policy_event SET title = 'x';
	UPDATE export_control.product SET note = 'x';
	UPDATE export_control.foundry_presumption SET note = 'x';
	UPDATE export_control.tariff_band SET note = 'x';
	UPDATE export_control.tier SET note = 'x';
	SELECT export_control.create_scenario('ours', 'x', 'codified');
	SELECT export_control.import_rulebook(export_control.export_rulebook());
	ROLLBACK")"
same 'a release is append-only for its owner, too' 23001 "$(state "$owner" "UPDATE export_control.release SET note = 'x'")"

# ---- everybody else ------------------------------------------------------------------------------

same 'everyone classifies, with the current release' license_required "$(as "$clerk" -c "$ask")"
for call in "classify($acme, 'CN')" "license_required($acme, 'CN')" "classify_eccn('3A090.a', 'CN')" \
	"explain($acme, 'CN')" "explain_eccn('3A090.a', 'CN')" "holds('destination in (D:5)', $acme, 'CN')" \
	"timeline($acme, 'CN')" "foresight($acme, 'CN', '2025-03-01')" "surprises($acme, 'CN')" 'rules_in_force()' \
	'rulebook_staleness()' 'current_rulebook()' 'draft()' 'rulebook_faults(export_control.draft())' \
	'rulebook_changes(export_control.current_rulebook(), export_control.draft())' 'export_rulebook()' 'engine_cache()'; do
	same "everyone: ${call%%(*}()" 00000 "$(state "$clerk" "SELECT export_control.$call")"
done
for table in export_control.destination country_group country_group_member rule scenario scenario_rule policy_event \
	covered_period coverage foundry_presumption tariff_band tier vendor end_use rule_example release; do
	[[ $table == *.* ]] || table=export_control.$table
	same "everyone reads ${table#*.}" 00000 "$(state "$clerk" "SELECT count(*) FROM $table")"
	same "not everyone writes ${table#*.}" '42501 42501 42501 42501' "$(
		for statement in "INSERT INTO $table (builtin) VALUES (DEFAULT)" "UPDATE $table SET builtin = builtin" "DELETE FROM $table" \
			"TRUNCATE $table CASCADE"; do
			state "$clerk" "$statement"
		done | xargs
	)"
done
same 'not everyone publishes' 42501 "$(state "$clerk" "SELECT export_control.publish('theirs')")"
for table in product party party_share license license_use license_total; do
	same "not everyone reads $table" 42501 "$(state "$clerk" "SELECT count(*) FROM export_control.$table")"
done
for call in "decision_matrix('2025-01-01')" "ultimate_parents('x')" "headquarters_of('x')" "license_used('x')" "license_balance('x')" \
	"use_license('x', 'x', 1)" "reverse_use('x', 'x')"; do
	same "nor through ${call%%(*}()" 42501 "$(state "$clerk" "SELECT export_control.$call")"
done
same 'nor in parallel' 42501 "$(state "$clerk" "
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SELECT export_control.outcome(chip, 'CN') FROM export_control.product")"
same 'not everyone creates in the schema' 42501 "$(state "$clerk" 'CREATE TABLE export_control.x ()')"

# ---- who is asking changes within a session, whatever that session has cached ---------------------

switch() {
	sql "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate 2>&1 <<- END
		$ask;
		$1 $clerk;
		$ask;
		SELECT count(*) FROM export_control.product;
		SELECT export_control.publish('theirs');
		INSERT INTO export_control.release (id, rulebook, note) SELECT 9, rulebook, note FROM export_control.release;
		$2;
		SELECT count(*) > 0 FROM export_control.product;
		$1 $owner;
		$ask;
		SELECT export_control.publish('nothing new');
	END
}
expected='license_required license_required ERROR: 42501 ERROR: 42501 ERROR: 42501 t license_required 2'
same 'SET ROLE' "$expected" "$(switch 'SET ROLE' 'RESET ROLE' | xargs)"
same 'SET SESSION AUTHORIZATION' "$expected" "$(switch 'SET SESSION AUTHORIZATION' 'RESET SESSION AUTHORIZATION' | xargs)"
same 'a prepared statement asks for the one who executes it' 'license_required ERROR: 42501' "$(
	sql "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate 2>&1 <<- END | xargs
		PREPARE q AS $ask;
		EXECUTE q;
		REVOKE SELECT ON export_control.release FROM PUBLIC;
		SET ROLE $clerk;
		EXECUTE q;
		RESET ROLE;
		GRANT SELECT ON export_control.release TO PUBLIC;
	END
)"
same 'a security definer function asks for its owner' license_required "$(sql "$database" <<- END
	REVOKE SELECT ON export_control.release FROM PUBLIC;
	CREATE FUNCTION public.ask() RETURNS export_control.outcome LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC $ask; END;
	SET ROLE $clerk;
	SELECT public.ask();
	RESET ROLE;
	GRANT SELECT ON export_control.release TO PUBLIC;
	DROP FUNCTION public.ask();
END
)"

# ---- an editor who is granted the tables and owns nothing ----------------------------------------

sql "$database" <<- END
	GRANT INSERT, UPDATE, DELETE ON export_control.destination, export_control.country_group, export_control.country_group_member,
	    export_control.rule, export_control.scenario, export_control.scenario_rule, export_control.covered_period TO $editor;
END
same 'an editor edits, having been granted the tables' 00000 "$(state "$editor" "
	BEGIN; UPDATE export_control.rule SET rank = 502 WHERE id = 'AT';
	INSERT INTO export_control.rule (id, kind, condition, eccn, title, citation) VALUES ('EAR99', 'classification', 'true', 'EAR99', 'x', 'x');
	ROLLBACK")"
same 'an editor who may not write releases does not publish' 42501 "$(state "$editor" "
	BEGIN; UPDATE export_control.rule SET rank = 502 WHERE id = 'AT'; SELECT export_control.publish('theirs')")"
# UPDATE is for the lock that publish() takes; no row is ever updated.
sql "$database" -c "GRANT INSERT, UPDATE ON export_control.release TO $editor"
same 'an editor publishes, having been granted INSERT and UPDATE on releases' 3 "$(as "$editor" -c "
	UPDATE export_control.rule SET rank = 502 WHERE id = 'AT'; SELECT export_control.publish('theirs')" 2>&1)"
same 'and still cannot change what was published' 23001 "$(state "$editor" "UPDATE export_control.release SET note = 'x'")"
same 'an editor does not own' 42501 "$(state "$editor" 'ALTER TABLE export_control.release DISABLE TRIGGER ALL')"

# ---- dumping and restoring -----------------------------------------------------------------------

moved=trusted_test_moved
make_database "$moved"
sql "$moved" -c "GRANT CREATE ON DATABASE $moved TO $owner"
before="$(sql "$database" -c 'TABLE export_control.rule; SELECT digest FROM export_control.release' | sort)"
check 'the owner dumps' pg_dump -U "$owner" --format=custom --file="$SCRATCH/dump" "$database" 2> "$SCRATCH/error"
check 'the owner restores' pg_restore -U "$owner" --no-owner --exit-on-error --dbname="$moved" "$SCRATCH/dump"
same 'and has everything' "$before" "$(sql "$moved" -c 'TABLE export_control.rule; SELECT digest FROM export_control.release' | sort)"
same 'and everyone classifies' license_required "$(sql "$moved" -U "$clerk" -c "$ask")"
same 'and the editor publishes' 4 "$(sql "$moved" -U "$editor" -c "
	UPDATE export_control.rule SET rank = 503 WHERE id = 'AT'; SELECT export_control.publish('theirs')" 2>&1)"

# ---- leaving -------------------------------------------------------------------------------------

same 'only the owner drops the extension' '42501 00000' \
	"$(state "$editor" 'DROP EXTENSION export_control') $(state "$owner" 'DROP EXTENSION export_control')"
same 'nothing is left of it' 0 "$(sql "$database" -c "
	SELECT count(*) FROM pg_depend AS d JOIN pg_namespace AS n ON n.oid = d.refobjid
	 WHERE d.refclassid = 'pg_namespace'::regclass AND n.nspname LIKE 'export\_control%'")"
finish
