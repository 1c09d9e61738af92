#!/usr/bin/env bash
#
# A dump holds what is the user's, and restoring it gives the same tables, the same rulebook and the same
# answers; and creating the extension anew, in a session that has used it before, starts afresh.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

fresh=dump_test_fresh
origin=dump_test
restored=dump_test_restored

# What must be the same.  When and by whom a built-in release was published is when and by whom the
# extension was created.
contents() {
	sql "$1" <<- 'END'
		SET search_path = export_control, public;
		SELECT 'destination', t FROM destination AS t ORDER BY t::text COLLATE "C";
		SELECT 'country_group', t FROM country_group AS t ORDER BY t::text COLLATE "C";
		SELECT 'country_group_member', t FROM country_group_member AS t ORDER BY t::text COLLATE "C";
		SELECT 'rule', t FROM rule AS t ORDER BY t::text COLLATE "C";
		SELECT 'scenario', t FROM scenario AS t ORDER BY t::text COLLATE "C";
		SELECT 'scenario_rule', t FROM scenario_rule AS t ORDER BY t::text COLLATE "C";
		SELECT 'policy_event', t FROM policy_event AS t ORDER BY t::text COLLATE "C";
		SELECT 'covered_period', t FROM covered_period AS t;
		SELECT 'rule_example', t FROM rule_example AS t ORDER BY t::text COLLATE "C";
		SELECT 'coverage', t FROM coverage AS t ORDER BY t::text COLLATE "C";
		SELECT 'foundry_presumption', t FROM foundry_presumption AS t ORDER BY t::text COLLATE "C";
		SELECT 'tariff_band', t FROM tariff_band AS t ORDER BY t::text COLLATE "C";
		SELECT 'tier', t FROM tier AS t ORDER BY t::text COLLATE "C";
		SELECT 'vendor', t FROM vendor AS t ORDER BY t::text COLLATE "C";
		SELECT 'end_use', t FROM end_use AS t ORDER BY t::text COLLATE "C";
		SELECT 'product', t FROM product AS t ORDER BY t::text COLLATE "C";
		SELECT 'product_alias', t FROM product_alias AS t ORDER BY t::text COLLATE "C";
		SELECT 'party', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM party AS t;
		SELECT 'party_share', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM party_share AS t;
		SELECT 'license', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM license AS t;
		SELECT 'license_use', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM license_use AS t;
		SELECT 'license_total', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM license_total AS t;
		SELECT 'inventory', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM inventory AS t;
		SELECT 'screening_default', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM screening AS t;
		SELECT 'order_table', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM order_table AS t
		 WHERE t.relation IN (SELECT c.oid FROM pg_class AS c WHERE c.relpersistence <> 't');
		SELECT 'shipped_order', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM shipped_order AS t;
		SELECT 'seal', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM seal AS t;
		SELECT 'release', id, digest, digest(rulebook), note, builtin,
		       CASE WHEN NOT builtin THEN published_by END, CASE WHEN NOT builtin THEN published_at END
		  FROM release ORDER BY id;
		SELECT 'approval', count(*), string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C") FROM approval AS t;
		SELECT 'current', digest(current_rulebook()), 'draft', digest(draft());
	END
}

# Every table that the extension has: contents() must not overlook one.
tables() {
	sql "$1" <<- 'END'
		SELECT c.relname
		  FROM pg_class AS c
		  JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
		  JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'export_control'
		 WHERE c.relkind = 'r' ORDER BY c.relname
	END
}

answers() {
	sql "$1" <<- 'END'
		SET search_path = export_control, public;
		SELECT d.day, count(*), sha256(string_agg((p.vendor, p.name, c.code, classify(p.chip, c.code, d.day, '2026-10-01'))::text, E'\n'
		                                          ORDER BY p.vendor, p.name, c.code)::bytea)
		  FROM product AS p CROSS JOIN destination AS c CROSS JOIN (VALUES (date '2023-06-01'), ('2025-05-20'), ('2026-06-01')) AS d(day)
		 GROUP BY d.day ORDER BY d.day;
	END
}

# edit: runs the statements of standard input in a new database that has the extension
edit() {
	make_database "$origin" "$fresh"
	sql "$origin" -o /dev/null -c 'SET search_path = export_control, public' -f -
}

# restore FORMAT [OPTION...]: the dump into the database $restored; stops at the first error
restore() {
	if [[ $1 == plain ]]; then
		sql "$restored" -o /dev/null -f "$SCRATCH/dump"
	else
		pg_restore --dbname="$restored" --exit-on-error "${@:2}" "$SCRATCH/dump"
	fi
}

# survives NAME [FORMAT [OPTION...]]: dumps the origin, restores it, and compares
survives() {
	local name=$1 format=${2:-custom} output
	rm -rf "$SCRATCH/dump"
	if ! output=$(pg_dump --format="$format" --file="$SCRATCH/dump" "$origin" 2>&1); then
		same "$name: is dumped" '' "$output"
		return
	fi
	make_database "$restored"
	if ! output=$(restore "$format" "${@:3}" 2>&1); then
		same "$name: is restored" '' "$output"
		return
	fi
	same "$name" "$(contents "$origin")" "$(contents "$restored")"
}

same_answers() {
	same "$1: same answers" "$(answers "$origin")" "$(answers "$restored")"
}

# ---- a database in use ---------------------------------------------------------------------------

make_database "$fresh"
sql "$fresh" -c 'CREATE EXTENSION export_control'
same 'every table is compared' "$(tables "$fresh")" "$(contents "$fresh" | sed -n 's/^\([a-z_]*\)|.*/\1/p' | sort -u | grep -v '^current$')"

edit <<- 'END'
	-- an own rule, own chips, an own group and world; a built-in group with a member more, and one that ends
	INSERT INTO rule (id, kind, rank, condition, reason, title, citation, note)
	VALUES ('HOUSE', 'requirement', 500, $$vendor = 'Groq' and destination in (D:4, HOUSE)$$, 'HOUSE', 'ours', 'ours', E'a tab:\t, a line\nbreak');
	INSERT INTO country_group VALUES ('HOUSE', 'Ours', 'Company policy 7');
	INSERT INTO product_alias VALUES ('ours', 'NVIDIA', 'H20 SXM');
	INSERT INTO vendor (name, aliases) VALUES ('ACME', '{"ACME Silicon"}');
	UPDATE vendor SET aliases = aliases || 'our name for it'::text WHERE name = 'NVIDIA';
	INSERT INTO end_use (name, aliases, description, citation, ordinary) VALUES ('weather', '{}', 'Forecasts.', 'ours', true);
	INSERT INTO country_group_member VALUES ('HOUSE', 'FR', DEFAULT, DEFAULT, 'ours'), ('D:4', 'FR', '[2025-01-01,)', '(,)', 'ours');
	UPDATE country_group_member SET in_force = daterange(lower(in_force), '2026-01-01') WHERE country_group = 'D:5' AND country = 'ZW';
	INSERT INTO product (vendor, name, chip, sources)
	VALUES ('Groq', 'One', '{"vendor": "Groq", "datacenter": true, "rates": {"fp16": 150}, "die_area": [300, 330]}', 'ours'),
	       ('Groq', 'Two', '{"vendor": "Groq", "form": "computer", "rates": {"mx9": {"tops": 900, "bits": 9}}}', 'ours');
	UPDATE product SET note = 'measured' WHERE name = 'H20 SXM';
	SELECT create_scenario('ours', 'x', 'codified');
	INSERT INTO scenario_rule VALUES ('ours', 'HOUSE', 'empty');
	SELECT approve('ours');
	SELECT publish('ours');
	-- parties and licenses
	INSERT INTO party (id, name, country) VALUES ('parent', 'Parent', 'CN'), ('child', 'Child', 'SG');
	INSERT INTO party_share (owner, owned, share) VALUES ('parent', 'child', 60);
	INSERT INTO license (id, state, cap, scope) VALUES ('D1', 'issued', 100, 'destination in (D:4)');
	SELECT use_license('D1', 'order 1', 40), use_license('D1', 'order 2', 10), reverse_use('D1', 'order 2');
	-- orders: in a table that was renamed, in partitions, of which one was detached, and in a table that is gone
	INSERT INTO license (id, state, cap) VALUES ('D2', 'issued', 100);
	CREATE TABLE public.sale (id integer, region text, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01', qty integer DEFAULT 5,
	    license_no text DEFAULT 'D2', shipped boolean, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
	CREATE TABLE public.sale_a PARTITION OF public.sale FOR VALUES IN ('a');
	CREATE TABLE public.sale_b PARTITION OF public.sale FOR VALUES IN ('b');
	CREATE TABLE public.gone (LIKE public.sale INCLUDING ALL);
	CREATE TABLE public.plain (LIKE public.sale INCLUDING ALL);
	DO $$
	DECLARE
	    name text;
	BEGIN
	    FOREACH name IN ARRAY '{gone,sale,plain}'::text[] LOOP
	        EXECUTE format('CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION screen_order(
	            ''product=item'', ''destination=ship_to'', ''as_of=ship_date'', ''quantity=qty'', ''license=license_no'', ''closed=shipped'')', name);
	        EXECUTE format('INSERT INTO public.%I (id, region) VALUES (1, ''a''), (2, ''a''), (3, ''b'')', name);
	        EXECUTE format('UPDATE public.%I SET shipped = true WHERE id = 1', name);
	        EXECUTE format('DELETE FROM public.%I WHERE id = 1', name);
	    END LOOP;
	END $$;
	ALTER TABLE public.plain RENAME TO "pla in";
	ALTER TABLE public.sale DETACH PARTITION public.sale_b;
	TRUNCATE public.gone;
	DROP TABLE public.gone;
	CREATE TABLE public.gone (id integer);
	-- stock of what is a product and of what is none, and for no market yet
	INSERT INTO inventory (vendor, name, destination, quantity, value, as_counted) VALUES
	    ('Groq', 'One', 'CN', 10.5, 1000.10, '2026-10-01'), ('Groq', 'Ten', NULL, NULL, NULL, '2026-10-01');
	-- a built-in rule that another version supersedes
	UPDATE rule SET known = daterange(lower(known), '2026-05-01') WHERE id = '3A090.a/2023' AND upper_inf(known);
	INSERT INTO rule (id, kind, rank, condition, eccn, in_force, known, title, citation)
	SELECT id, kind, rank, 'datacenter and tpp >= 1000', eccn, in_force, '[2026-05-01,)', title, citation FROM rule WHERE id = '3A090.a/2023';
	UPDATE covered_period SET in_force = '[2022-10-21,2030-01-01)', note = 'ours';
	SELECT publish('a new text');
	-- edited and not yet published
	UPDATE rule SET rank = 501 WHERE id = 'HOUSE';
	UPDATE scenario_rule SET note = 'ours' WHERE scenario = 'h20_pause';
	UPDATE policy_event SET title = 'ours' WHERE id = (SELECT min(id) FROM policy_event);
	UPDATE coverage SET detail = 'ours' WHERE subject = 'Other ECCNs';
END
check 'the edits change answers' test "$(answers "$origin")" != "$(answers "$fresh")"
check 'the draft differs from what is published' test "$(sql "$origin" -c "
	SELECT count(*) FROM export_control.rulebook_changes(export_control.current_rulebook(), export_control.draft())")" -gt 0
survives 'in use, custom format'
same_answers 'in use, custom format'
# Orders are what they were: what has shipped does not come back, and what is open finds what it has drawn.
sql "$restored" <<- 'END'
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale_b FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'product=item', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'closed=shipped');
END
for table in '"pla in"' sale; do
	same "in use, orders of $table: a key that has shipped is refused" XC004 \
		"$(sqlstate "$restored" "INSERT INTO $table (id, region) VALUES (1, 'a')")"
done
for table in '"pla in"' sale sale_b; do
	same "in use, orders of $table: what an order had drawn is given back" '5 each' "$(sql "$restored" -c "
		CREATE TEMPORARY TABLE drawn AS SELECT export_control.license_used('D2') AS before, count(*) FROM $table; DELETE FROM $table;
		SELECT trim_scale((before - export_control.license_used('D2')) / count) || ' each' FROM drawn")"
done
survives 'in use, in one transaction' custom --single-transaction
# Another session's temporary table of orders is in no dump, and in nobody's way.
sql "$origin" -o /dev/null <<- 'END' 2> /dev/null &
	CREATE TEMPORARY TABLE passing (id integer PRIMARY KEY, item text, ship_to text);
	CREATE TRIGGER screen BEFORE INSERT ON passing FOR EACH ROW EXECUTE FUNCTION export_control.screen_order('product=item', 'destination=ship_to', 'action=record');
	INSERT INTO passing VALUES (1, 'H20 SXM', 'DE');
	SELECT pg_sleep(600);
END
until [[ $(sql "$origin" -c "SELECT count(*) FROM pg_stat_activity WHERE datname = '$origin' AND query LIKE 'SELECT pg_sleep(600)%'") -gt 0 ]]; do sleep 0.1; done
same 'the temporary table is an order table' 1 "$(sql "$origin" -c "SELECT count(*) FROM export_control.order_table AS o JOIN pg_class AS c ON c.oid = o.relation WHERE c.relpersistence = 't'")"
survives 'in use, beside a temporary table of orders'
sql "$origin" -o /dev/null -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$origin' AND query LIKE 'SELECT pg_sleep(600)%'"
wait || true
survives 'in use, plain text' plain
same_answers 'in use, plain text'

# Once more, over what is there: an error, and not a row changes.
before=$(contents "$restored")
if restore plain 2> "$SCRATCH/error"; then
	same 'restoring twice is an error' ERROR ''
else
	same 'restoring twice is an error' ERROR "$(grep -o -m 1 ERROR "$SCRATCH/error")"
fi
psql -Xq -d "$restored" -f "$SCRATCH/dump" > "$SCRATCH/output" 2>&1 || true
check 'restoring twice is an error for every statement' grep -q 'duplicate key value' "$SCRATCH/output"
same 'restoring twice changes nothing' "$before" "$(contents "$restored")"

# ---- one edit at a time --------------------------------------------------------------------------

edit <<< "UPDATE rule SET rank = 501, note = NULL WHERE id = 'AT'"
survives 'a built-in rule is changed'
edit <<< "INSERT INTO rule (id, kind, rank, condition, eccn, title, citation) VALUES ('EAR99', 'classification', 2000, 'true', 'EAR99', 'x', 'x')"
survives 'a row takes the place of a built-in rule'
edit <<< "UPDATE country_group SET title = 'x' WHERE name = 'D:5'"
survives 'a built-in group is changed'
edit <<< "UPDATE destination SET governed_by = NULL, citation = NULL WHERE code = 'HK'"
survives 'a built-in country is changed'
edit <<< "UPDATE destination SET name = 'x' WHERE code = 'CN'"
survives 'a built-in country that others follow is changed'
edit <<< "UPDATE scenario SET description = 'x' WHERE name = 'codified'"
survives 'a built-in scenario is changed'
edit <<< "UPDATE scenario_rule SET in_force = 'empty'"
survives 'built-in overrides are changed'
edit <<< "UPDATE tariff_band SET note = 'x'; UPDATE foundry_presumption SET note = 'x'; UPDATE tier SET note = 'x'"
survives 'built-in tariff bands, presumptions and tiers are changed'

# What could not survive is refused: the row as shipped would be there again, beside the changed one.
refused() {
	same "refused: $1" 23001 "$(sqlstate "$origin" "SET search_path = export_control, public; $1")"
}
refused "UPDATE country_group_member SET in_force = '[2030-01-01,)' WHERE country_group = 'D:5' AND country = 'ZW'"
refused "UPDATE rule SET known = '[2020-01-01,)' WHERE id = 'AT'"
refused "UPDATE rule SET id = 'AT/2020' WHERE id = 'AT'"
refused "DELETE FROM rule WHERE id = 'AT'"
refused "DELETE FROM product WHERE name = 'H20 SXM'"

# ---- one session, several incarnations of the extension ------------------------------------------

# Everything that keeps something from call to call.
cat > "$SCRATCH/questions" <<- 'END'
	SET search_path = export_control, public;
	SELECT count(*), sha256(string_agg((vendor, name, classify(chip, 'CN', '2025-05-01'), outcome(chip, 'IN', '2025-05-01'),
	                                    license_required(chip, 'AE', '2025-05-01'), to_jsonb(classify_eccn('4A090.a', 'VN', '2025-05-01')),
	                                    holds('destination in (D:5)', chip, 'CN', '2025-05-01'))::text, E'\n' ORDER BY vendor, name)::bytea)
	  FROM product;
	SELECT (classify(chip, 'CN', '2025-05-01')).*, pg_typeof((classify(chip, 'CN')).review), e.*
	  FROM product, explain(chip, 'CN', '2025-05-01') AS e WHERE product.name = 'H20 SXM';
	SELECT t.* FROM product, timeline(chip, 'CN', '2026-07-01') AS t WHERE name = 'H20 SXM';
	SELECT ask('{"declared_tpp": 5000, "datacenter": true, "die_area": 800}');
	EXECUTE q;
END
cat > "$SCRATCH/keep" <<- 'SQL'
	SET search_path = export_control, public;
	PREPARE q AS SELECT outcome(chip, 'CN', '2025-05-01')::text, to_jsonb(classify(chip, 'CN', '2025-05-01')) FROM product WHERE name = 'H20 SXM';
	CREATE FUNCTION public.ask(facts text) RETURNS text LANGUAGE plpgsql AS $$
	BEGIN
		RETURN classify(facts::chip, 'CN', '2025-05-01')::text ||
		       (SELECT string_agg(e::text, '') FROM explain(facts::chip, 'CN', '2025-05-01') AS e);
	END $$;
SQL
drop_and_create='DROP EXTENSION export_control CASCADE; CREATE EXTENSION export_control;'
ask="\\i $SCRATCH/questions"

# starts_afresh NAME: runs the lines of standard input; all answers in it must be those of a new session.
starts_afresh() {
	local expected actual times
	make_database "$origin"
	expected=$(sql "$origin" -c 'CREATE EXTENSION export_control' -f "$SCRATCH/keep" -f "$SCRATCH/questions")
	make_database "$origin"
	cat > "$SCRATCH/session"
	times=$(grep -c '^\\i .*/questions$' "$SCRATCH/session")
	actual=$(sql "$origin" -f "$SCRATCH/session" 2>&1) || true
	same "$1" "$(for ((; times > 0; times--)); do printf '%s\n' "$expected"; done)" "$actual"
}

starts_afresh 'dropped and created anew' <<- END
	CREATE EXTENSION export_control;
	\i $SCRATCH/keep
	$ask
	$drop_and_create
	$ask
	$drop_and_create
	$ask
END
starts_afresh 'created in a transaction that is rolled back, then again' <<- END
	BEGIN;
	CREATE EXTENSION export_control;
	\i $SCRATCH/keep
	$ask
	ROLLBACK;
	DEALLOCATE q;
	CREATE EXTENSION export_control;
	\i $SCRATCH/keep
	$ask
END
starts_afresh 'dropped and created anew in a transaction that is rolled back' <<- END
	CREATE EXTENSION export_control;
	\i $SCRATCH/keep
	$ask
	BEGIN;
	$drop_and_create
	$ask
	ROLLBACK;
	$ask
	BEGIN;
	SAVEPOINT one;
	$drop_and_create
	$ask
	ROLLBACK TO one;
	$ask
	COMMIT;
	$ask
END
starts_afresh 'asked in a transaction that fails, then dropped and created' <<- END
	CREATE EXTENSION export_control;
	\i $SCRATCH/keep
	BEGIN;
	$ask
	\set ON_ERROR_STOP 0
	\o /dev/null
	\set VERBOSITY sqlstate
	DO \$\$BEGIN PERFORM export_control.classify(NULL, NULL, scenario => 'none such'); EXCEPTION WHEN invalid_parameter_value THEN END\$\$;
	\o
	\set ON_ERROR_STOP 1
	ROLLBACK;
	$drop_and_create
	$ask
END
finish
