#!/usr/bin/env bash
#
# Names mean what the author meant, whoever has put what where: when the extension is created, and when a
# superuser calls it with a search_path in which an attacker's look-alikes come first.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=hostile_test
attacker=hostile_attacker

# The look-alikes count in a sequence that they were run, as that survives a rollback, and then raise an
# error.  They claim to be immutable, so that they fit everywhere.
make_attacker() {
	make_database "$database"
	sql "$database" <<- END
		GRANT CREATE ON DATABASE $database TO $attacker;
		SET SESSION AUTHORIZATION $attacker;
		CREATE SCHEMA hostile;
		CREATE SEQUENCE hostile.sprung;
		GRANT USAGE ON SCHEMA hostile TO PUBLIC;
		GRANT ALL ON SEQUENCE hostile.sprung TO PUBLIC;
	END
}

sprung() {
	sql "$database" -c 'SELECT is_called FROM hostile.sprung'
}

# make_look_alikes SCHEMA OF_SCHEMA: in the first one, a look-alike of every function and every operator of
# the second.  It takes the same types; or, where the original is polymorphic or variadic, certain types,
# so that it is the better match even where the original comes first in the search_path; or texts, as
# literals of unknown type prefer those.
make_look_alikes() {
	sql "$database" -o /dev/null -v "schema=$1" -v "of_schema=$2" <<- END
		SET SESSION AUTHORIZATION $attacker;
		\set body 'BEGIN PERFORM pg_catalog.nextval(\'hostile.sprung\'); RAISE EXCEPTION \'attacker runs as %\', current_user; END'
		$(look_alikes_sql)
	END
}

look_alikes_sql() {
	cat <<- 'SQL'
		SET search_path = pg_catalog;
		SET check_function_bodies = off;
		CREATE FUNCTION pg_temp.concrete(type oid) RETURNS text LANGUAGE sql AS $$
			SELECT CASE
				WHEN type = 0 THEN NULL
				WHEN format_type(type, NULL) IN ('anyelement', 'anynonarray') THEN 'date'
				WHEN format_type(type, NULL) IN ('anyarray', 'anycompatiblearray') THEN 'text[]'
				WHEN format_type(type, NULL) IN ('anyrange', 'anycompatiblerange') THEN 'daterange'
				WHEN format_type(type, NULL) IN ('anymultirange', 'anycompatiblemultirange') THEN 'datemultirange'
				WHEN format_type(type, NULL) IN ('anycompatible', 'anycompatiblenonarray', '"any"') THEN 'text'
				ELSE (SELECT format_type(t.oid, NULL) FROM pg_type AS t WHERE t.oid = type AND t.typtype <> 'p')
			END
		$$;
		CREATE TEMPORARY TABLE look_alike AS
		WITH original AS (
			SELECT p.proname AS name, coalesce(pg_temp.concrete(p.prorettype), 'text') AS result, p.proargtypes, p.pronargs,
			       p.provariadic = '"any"'::regtype AS variadic
			  FROM pg_proc AS p
			 WHERE p.pronamespace = (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = :'of_schema')
		), same AS (
			SELECT o.name, o.result, (SELECT string_agg(pg_temp.concrete(a.type), ', ' ORDER BY a.nr)
			                            FROM unnest(o.proargtypes) WITH ORDINALITY AS a(type, nr)
			                          HAVING count(*) = count(pg_temp.concrete(a.type))) || repeat(', text', more) AS arguments
			  FROM original AS o CROSS JOIN LATERAL generate_series(0, CASE WHEN o.variadic THEN 6 ELSE 0 END) AS more
			 UNION ALL
			SELECT o.name, 'text', substr(repeat(', text', o.pronargs), 3) FROM original AS o WHERE o.pronargs BETWEEN 1 AND 4
			 UNION ALL
			SELECT * FROM (VALUES ('format', 'text', 'text, regclass, text'), ('jsonb_build_array', 'jsonb', 'date, date'),
			                      ('jsonb_agg', 'jsonb', 'jsonb')) AS handmade
			 WHERE :'of_schema' = 'pg_catalog'
		)
		SELECT s.name, s.arguments, min(s.result) AS result, NULL::text AS operator FROM same AS s
		 WHERE s.arguments IS NOT NULL GROUP BY s.name, s.arguments
		 UNION ALL
		SELECT 'operator_' || o.oid, concat_ws(', ', pg_temp.concrete(o.oprleft), pg_temp.concrete(o.oprright)),
		       coalesce(pg_temp.concrete(o.oprresult), 'boolean'),
		       o.oprname || format(' (%s rightarg = %s,', 'leftarg = ' || pg_temp.concrete(o.oprleft) || ',', pg_temp.concrete(o.oprright))
		  FROM pg_operator AS o
		 WHERE o.oprnamespace = (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = :'of_schema')
		   AND (o.oprleft = 0 OR pg_temp.concrete(o.oprleft) IS NOT NULL) AND pg_temp.concrete(o.oprright) IS NOT NULL
		 UNION ALL
		SELECT 'operator_oid_regclass', 'oid, regclass', 'boolean', '= (leftarg = oid, rightarg = regclass,'
		 WHERE :'of_schema' = 'pg_catalog';
		SELECT format('CREATE FUNCTION %I.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE AS %L', :'schema', name, arguments, result, :'body')
		  FROM look_alike \gexec
		-- Two originals that differ in pseudo-types only have one look-alike.
		SELECT DISTINCT ON (operator) format('CREATE OPERATOR %I.%s function = %I.%I)', :'schema', operator, :'schema', name)
		  FROM look_alike WHERE operator IS NOT NULL ORDER BY operator, name \gexec
	SQL
}

# Types and relations named as ours and as those of pg_catalog.  A value that becomes one of these types runs
# the attacker's code; a table has none of the columns that anybody looks for.
make_look_alike_types() {
	sql "$database" <<- 'SQL'
		SET ROLE hostile_attacker;
		CREATE FUNCTION hostile.springs() RETURNS boolean LANGUAGE plpgsql AS
		    $$BEGIN PERFORM pg_catalog.nextval('hostile.sprung'); RAISE EXCEPTION 'attacker runs as %', current_user; END$$;
		SELECT format('CREATE DOMAIN hostile.%I AS %s CHECK (hostile.springs())', name,
		              coalesce(to_regtype('pg_catalog.' || name)::text, 'text'))
		  FROM unnest('{text,name,jsonb,date,daterange,numeric,regclass,oid,record,country,eccn,chip,condition,rulebook,determination,
		                outcome,rule_kind,review_policy}'::text[]) AS name
		 WHERE name <> 'record' \gexec
		SELECT format('CREATE TABLE hostile.%I ()', name)
		  FROM unnest('{pg_class,pg_depend,pg_extension,pg_namespace,pg_proc,pg_type,rule,release,country_group,country_group_member,
		                scenario,scenario_rule,covered_period,coverage,policy_event,product,foundry_presumption,tariff_band,tier,vendor,end_use,product_alias,rule_example}'::text[])
		       AS name \gexec
	SQL
}

# victim NAME STATEMENT: what a superuser does, who has got the attacker's schema into the search_path
victim() {
	local output
	if ! output=$(sql "$database" -o /dev/null -c 'SET search_path = hostile, pg_catalog, export_control, public' \
		-c "$2" 2>&1); then
		output+=$'\n'"in: $2"
	elif [[ $(sprung) == t ]]; then
		output="the attacker's code was run by: $2"
	fi
	same "$1" '' "$output"
	sql "$database" -c "ALTER SEQUENCE hostile.sprung RESTART"
}

# ---- the trap is set -----------------------------------------------------------------------------

make_role "$attacker"
make_attacker
make_look_alikes hostile pg_catalog
same 'the trap: a function is run where its name is not qualified' P0001 \
	"$(sqlstate "$database" "SET search_path = hostile, pg_catalog; SELECT lower('X')")"
same 'the trap: an operator is run where its name is not qualified' P0001 \
	"$(sqlstate "$database" "SET search_path = hostile, pg_catalog; SELECT 1 + 1")"
same 'the trap: a better match is run although pg_catalog comes first' P0001 \
	"$(sqlstate "$database" "SET search_path = pg_catalog, hostile; SELECT lower('[2020-01-01,)'::daterange)")"
make_look_alike_types
same 'the trap: a type is used where its name is not qualified' P0001 \
	"$(sqlstate "$database" "SET search_path = hostile, pg_catalog; SELECT CAST('CN' AS country)")"
same 'the trap: whether it sprang can be seen afterwards' t "$(sprung)"
sql "$database" -c "ALTER SEQUENCE hostile.sprung RESTART"

# ---- creating the extension, and using it, with a hostile search_path ----------------------------

# The temporary tables are the superuser's own, but who says that he knows the names.
victim 'the extension is created' '
	CREATE TEMPORARY TABLE rule (); CREATE TEMPORARY TABLE release (); CREATE TEMPORARY TABLE pg_extension ();
	CREATE EXTENSION export_control'
make_look_alikes hostile export_control

answer="SELECT export_control.classify(p.chip, c.code, '2025-05-01')::pg_catalog.text
	FROM export_control.product AS p CROSS JOIN export_control.destination AS c ORDER BY p.vendor, p.name, c.code"
expected=$(sql "$database" -c "$answer" | sha256sum)
same 'classify() answers as it does with any other search_path' "$expected" \
	"$(sql "$database" -c 'SET search_path = hostile, pg_catalog, export_control, public' -c "$answer" 2>&1 | sha256sum)"

insert="INSERT INTO export_control.rule (id, kind, condition, reason, title, citation)
	VALUES ('HOUSE', 'requirement', \$\$vendor = 'Groq' and destination in (D:4)\$\$, 'HOUSE', 'ours', 'ours');"
chip="FROM export_control.product AS p WHERE p.name OPERATOR(pg_catalog.=) 'H20 SXM'"
victim 'editing' "BEGIN; $insert
	UPDATE export_control.rule SET rank = 501 WHERE id OPERATOR(pg_catalog.=) 'AT';
	INSERT INTO export_control.rule (id, kind, condition, eccn, title, citation) VALUES ('EAR99', 'classification', 'true', 'EAR99', 'x', 'x');
	INSERT INTO export_control.country_group VALUES ('HOUSE', 'ours', 'ours');
	INSERT INTO export_control.country_group_member VALUES ('HOUSE', 'FR', DEFAULT, DEFAULT, 'ours');
	DELETE FROM export_control.rule WHERE id OPERATOR(pg_catalog.=) 'HOUSE';
	ROLLBACK"
victim 'draft()' 'SELECT export_control.draft()'
victim 'current_rulebook()' 'SELECT export_control.current_rulebook()'
victim 'rulebook_faults()' 'SELECT * FROM export_control.rulebook_faults(export_control.draft())'
victim 'rulebook_changes()' "BEGIN; $insert
	SELECT * FROM export_control.rulebook_changes(export_control.current_rulebook(), export_control.draft()); ROLLBACK"
victim 'publish()' "BEGIN; $insert SELECT export_control.publish('ours'); ROLLBACK"
victim 'classify()' "SELECT export_control.classify(p.chip, 'CN') $chip"
victim 'classify(), all of it' "SELECT export_control.classify(p.chip, 'CN', '2025-06-01', '2025-06-01', 'CN', 'x', 'codified', export_control.draft(), export_control.shipment(value => 5, shipped_from => 'US')) $chip"
victim 'classify_eccn()' "SELECT export_control.classify_eccn('3A090.a', 'CN')"
victim 'outcome() and license_required()' "SELECT export_control.outcome(p.chip, 'CN'), export_control.license_required(p.chip, 'CN') $chip"
victim 'explain()' "SELECT export_control.explain(p.chip, 'CN') $chip"
victim 'explain_eccn()' "SELECT export_control.explain_eccn('3A090.a', 'CN')"
victim 'holds()' "SELECT export_control.holds('destination in (D:5)', p.chip, 'CN') $chip"
victim 'timeline()' "SELECT export_control.timeline(p.chip, 'CN') $chip"
victim 'foresight()' "SELECT export_control.foresight(p.chip, 'IN', '2025-03-01') $chip"
victim 'surprises()' "SELECT export_control.surprises(p.chip, 'IN') $chip"
victim 'decision_matrix()' "SELECT export_control.decision_matrix('2025-05-01', NULL, NULL, NULL, '{CN,IN}')"
victim 'rules_in_force()' "SELECT export_control.rules_in_force()"
victim 'rulebook_staleness()' "SELECT export_control.rulebook_staleness()"
victim 'create_scenario()' "BEGIN; SELECT export_control.create_scenario('ours', 'x', 'codified'); ROLLBACK"
victim 'export_rulebook() and import_rulebook()' "BEGIN; $insert
	SELECT export_control.import_rulebook(export_control.export_rulebook(), true);
	SELECT export_control.import_rulebook(export_control.export_rulebook()); ROLLBACK"
victim 'metrics and casts' "SELECT export_control.tpp(p.chip), export_control.tpp_range(p.chip), p.chip::pg_catalog.jsonb::export_control.chip $chip"
victim 'parties and licenses' "BEGIN;
	INSERT INTO export_control.party (id, name, country) VALUES ('p', 'x', 'CN'), ('c', 'x', 'SG');
	INSERT INTO export_control.party_share (owner, owned, share, held) VALUES ('p', 'c', 60, DEFAULT);
	SELECT export_control.ultimate_parents('c'), export_control.headquarters_of('c');
	INSERT INTO export_control.license (id, state, cap, per) VALUES ('D1', 'issued', 100, 'consignee_year');
	SELECT export_control.use_license('D1', 'x', 40, 'c');
	SELECT export_control.use_license('D1', 'x', 40, 'c');
	SELECT export_control.license_covers('D1', p.chip, 'CN', '2025-05-01', NULL, NULL, NULL), export_control.license_amount('D1', p.chip, 2) $chip;
	SELECT export_control.license_used('D1', 'c'), export_control.license_balance('D1', 'c');
	SELECT export_control.reverse_use('D1', 'x');
	UPDATE export_control.license SET state = 'suspended';
	ROLLBACK"
victim 'impact, exposure and stock' "BEGIN; $insert
	INSERT INTO export_control.inventory (vendor, name, destination, quantity, value) VALUES ('NVIDIA', 'H20 SXM', 'CN', 10, 120000);
	SELECT export_control.impact(export_control.current_rulebook(), export_control.draft());
	SELECT export_control.impacted_orders(); SELECT export_control.exposure('diffusion'); ROLLBACK"
victim 'engine_cache()' 'SELECT export_control.engine_cache()'

# What no call above happens to reach is seen in the catalogs.
same 'no function leaves its names to the search_path' none "$(sql "$database" -c "
	SELECT coalesce(string_agg(p.oid::regprocedure::text, E'\n'), 'none')
	  FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
	  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	  JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'export_control'
	 WHERE p.prosecdef
	    OR NOT (l.lanname = 'c' OR (l.lanname = 'sql' AND p.prosqlbody IS NOT NULL)
	            OR coalesce(p.proconfig, '{}') @> '{\"search_path=pg_catalog, pg_temp\"}')")"

# ---- the extension's schema is there already, and is the attacker's ------------------------------

# Whatever the script does not qualify would find a better match than pg_catalog's there, as would, for good,
# the bodies of functions.  Refusing to create the extension is one way to be safe.  One look-alike at a
# time, as several of them together would not fit one another.
preempt() {
	local name=$1 output
	output=$(sql "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=terse 2>&1 <<- END
		BEGIN;
		SET LOCAL SESSION AUTHORIZATION $attacker;
		CREATE SCHEMA export_control;
		CREATE FUNCTION export_control.$2 LANGUAGE plpgsql IMMUTABLE AS
		    \$\$BEGIN PERFORM pg_catalog.nextval('hostile.sprung'); RAISE EXCEPTION 'attacker runs as %', current_user; END\$\$;
		${3:-}
		SET LOCAL SESSION AUTHORIZATION DEFAULT;
		SAVEPOINT created;
		CREATE EXTENSION export_control;
		SELECT export_control.classify(p.chip, 'CN') IS NULL, export_control.timeline(p.chip, 'CN') IS NULL $chip;
		$insert
		SELECT export_control.rulebook_changes(export_control.current_rulebook(), export_control.draft()) IS NULL;
		SELECT export_control.publish('ours') IS NULL;
	END
	)
	[[ $(sprung) == t ]] && output=$(grep -m 1 '^ERROR' <<< "$output") || output=
	same "a schema made beforehand: $name" '' "$output"
	sql "$database" -c "ALTER SEQUENCE hostile.sprung RESTART"
}

make_attacker
preempt 'format()' 'format(text, regclass, text) RETURNS text'
preempt 'oid = regclass' 'f(oid, regclass) RETURNS boolean' \
	'CREATE OPERATOR export_control.= (leftarg = oid, rightarg = regclass, function = export_control.f);'
preempt 'lower()' 'lower(daterange) RETURNS date'
preempt 'isempty()' 'isempty(daterange) RETURNS boolean'
preempt 'jsonb_build_array()' 'jsonb_build_array(date, date) RETURNS jsonb'
preempt 'concat_ws()' 'concat_ws(text, text, text) RETURNS text'
preempt 'unnest()' 'unnest(text[]) RETURNS SETOF text'
preempt 'daterange @> date' 'f(daterange, date) RETURNS boolean' \
	'CREATE OPERATOR export_control.@> (leftarg = daterange, rightarg = date, function = export_control.f);'
preempt 'text[] && text[]' 'f(text[], text[]) RETURNS boolean' \
	'CREATE OPERATOR export_control.&& (leftarg = text[], rightarg = text[], function = export_control.f);'
finish
