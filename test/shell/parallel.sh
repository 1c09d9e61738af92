#!/usr/bin/env bash
#
# Parallel workers answer as the leader does: they use the same rulebook, also when it is one that this
# transaction has published, and the same settings.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=parallel_test

# The leader reads no rows itself, so every answer is a worker's.
parallel='
	SET max_parallel_workers_per_gather = 4; SET parallel_leader_participation = off;
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;'
serial='SET max_parallel_workers_per_gather = 0;'

# An order-insensitive digest of the rows that "SELECT ... FROM ..." gives.
digest_of() {
	echo "SELECT count(*), sum(hashtextextended(q::text, 0)::numeric) FROM (SELECT $1 OFFSET 0) AS q;"
}

# session NAME BEFORE QUERY: runs BEFORE and then the query serially and in parallel, in one session; sets
# ANSWER to the serial answer
session() {
	local name=$1 launched output
	output=$(sql "$database" 2>&1 <<- END
		SET search_path = export_control, public;
		\o /dev/null
		$2
		\o
		$serial
		$(digest_of "$3")
		$parallel
		$(digest_of "$3")
		SELECT public.workers(\$query\$ $(digest_of "$3") \$query\$);
	END
	) || true
	{ IFS= read -r ANSWER; IFS= read -r answer; IFS= read -r launched; } <<< "$output"$'\n\n' || true
	if [[ $ANSWER == [1-9]*\|* && $launched =~ ^[1-9][0-9]*$ ]]; then
		same "$name" "$ANSWER" "$answer"
	else
		same "$name: runs, with workers" 'an answer, the same answer, and the number of workers' "$output"
	fi
}

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	CREATE TABLE public.asked AS
		SELECT row_number() OVER () AS id, p.chip, c.code AS destination, d.day
		  FROM product AS p CROSS JOIN destination AS c CROSS JOIN (VALUES (date '2023-06-01'), ('2025-05-20')) AS d(day);
	INSERT INTO public.asked
		SELECT -row_number() OVER (), '{"vendor": "Groq", "datacenter": false, "declared_tpp": 400}', code, '2025-01-01' FROM destination;
	ALTER TABLE public.asked SET (parallel_workers = 4);
	ANALYZE public.asked;
	CREATE TABLE public.book (id integer, rulebook rulebook);
	INSERT INTO public.book SELECT 1, current_rulebook();
	INSERT INTO rule (id, kind, condition, reason, title, citation)
	VALUES ('HOUSE', 'requirement', $$vendor = 'Groq'$$, 'HOUSE', 'ours', 'ours');
	INSERT INTO public.book SELECT 2, draft();
	-- How many workers a query has had.
	CREATE FUNCTION public.workers(query text) RETURNS integer LANGUAGE plpgsql AS $$
	DECLARE
		plan jsonb;
	BEGIN
		EXECUTE 'EXPLAIN (ANALYZE, FORMAT JSON) ' || query INTO plan;
		RETURN (SELECT coalesce(sum(w.value::integer), 0) FROM jsonb_path_query(plan, '$.**."Workers Launched"') AS w(value));
	END $$;
SQL

all='id, classify(chip, destination, day) FROM public.asked'
acme='id, outcome(chip, destination, day) FROM public.asked WHERE id < 0'

# ---- the current release -------------------------------------------------------------------------

session 'classify()' '' "$all"
before=$ANSWER
session 'classify(), today' '' 'id, classify(chip, destination) FROM public.asked'
session 'outcome() and license_required()' '' 'id, outcome(chip, destination, day), license_required(chip, destination, day) FROM public.asked'
session 'classify_eccn()' '' "id, classify_eccn('4A090.a', destination, day) FROM public.asked"
session 'holds()' '' "id, holds('destination in (D:5) and tpp > 4800', chip, destination, day) FROM public.asked"
session 'a shipment that is a column, and one that is not' '' "id, classify(chip, destination, day, shipment => CASE id % 3 WHEN 0 THEN NULL WHEN 1 THEN '{\"consignee_tpp\": 20000000}' ELSE shipment(consignee_tpp => abs(id), shipped_from => 'US') END, scenario => 'codified'), classify(chip, destination, day, shipment => '{\"consignee_tpp\": 20000000}', scenario => 'codified') FROM public.asked"
session 'explain()' '' "s.id, e FROM public.asked AS s, explain(s.chip, s.destination, s.day) AS e WHERE s.id % 100 = 0"
session 'a scenario that is set' "SET export_control.scenario = 'codified';" "$all"
check 'which differs' test "$ANSWER" != "$before"
session 'with little memory' "SET export_control.cache_memory = '1MB';" "$all"
same 'which makes no difference' "$before" "$ANSWER"

# ---- a release of this transaction ---------------------------------------------------------------

session 'before publishing' '' "$acme"
old=$ANSWER
session 'in the transaction that publishes' "BEGIN; SELECT publish('ours');" "$acme"
new=$ANSWER
check 'which sees what it has published' test "$new" != "$old"
session 'in the transaction that publishes, having asked before' "BEGIN; $(digest_of "$acme") SELECT publish('ours');" "$acme"
same 'sees it, too' "$new" "$ANSWER"
session 'in a subtransaction that publishes' "BEGIN; SAVEPOINT one; SELECT publish('ours');" "$acme"
same 'sees it, too' "$new" "$ANSWER"
session 'after a subtransaction that published was rolled back' "
	BEGIN; SAVEPOINT one; SELECT publish('ours'); $parallel $(digest_of "$acme") ROLLBACK TO one;" "$acme"
same 'sees the release before' "$old" "$ANSWER"
session 'after a transaction that published was rolled back' "
	BEGIN; SELECT publish('ours'); $parallel $(digest_of "$acme") ROLLBACK;" "$acme"
same 'sees the release before' "$old" "$ANSWER"
session 'published by another session' "$parallel $(digest_of "$acme")
	\\! psql -Xq -d $database -o /dev/null -c \"SELECT export_control.publish('ours')\"" "$acme"
same 'is seen by the next statement' "$new" "$ANSWER"
sql "$database" -o /dev/null -c "UPDATE export_control.rule SET in_force = 'empty' WHERE id = 'HOUSE'; SELECT export_control.publish('no more')"
session 'published by another session while a snapshot is kept' "BEGIN ISOLATION LEVEL REPEATABLE READ; $parallel $(digest_of "$acme")
	\\! psql -Xq -d $database -o /dev/null -c \"UPDATE export_control.rule SET in_force = '(,)' WHERE id = 'HOUSE'; SELECT export_control.publish('again')\"" "$acme"
same 'is not seen' "$old" "$ANSWER"

# ---- a rulebook that is passed -------------------------------------------------------------------

passed() {
	echo "id, outcome(chip, destination, day, rulebook => $1) FROM public.asked WHERE id < 0"
}
session 'passed by a subquery' '' "$(passed '(SELECT rulebook FROM public.book WHERE book.id = 2)')"
same 'is the one that is used' "$new" "$ANSWER"
session 'passed by a subquery, an older one' '' "$(passed '(SELECT rulebook FROM public.book WHERE book.id = 1)')"
same 'is the one that is used' "$old" "$ANSWER"
session 'passed as a column, several in turn' '' "s.id, b.id AS book, classify(s.chip, s.destination, s.day, rulebook => b.rulebook)
	FROM public.asked AS s CROSS JOIN public.book AS b WHERE s.id % 100 = 0 OR s.id < 0"
session 'passed as it is drafted' "BEGIN; UPDATE rule SET in_force = 'empty' WHERE id = 'HOUSE';" "$(passed '(SELECT draft())')"
same 'is the one that is used' "$old" "$ANSWER"

# ---- a query without a table, in a worker nevertheless -------------------------------------------

setting=$(sql "$database" -c "SELECT name FROM pg_settings WHERE name IN ('debug_parallel_query', 'force_parallel_mode')")
question="SELECT classify('{\"vendor\": \"Groq\", \"datacenter\": false, \"declared_tpp\": 400}', 'FR', '2025-01-01')"
path='SET search_path = export_control, public'
same "$setting" "$(sql "$database" -c "$path" -c "$question")" "$(sql "$database" -c "$path" -c "SET $setting = on" -c "$question")"
check 'and that is in a worker' grep -q Gather <<< "$(sql "$database" -c "$path" -c "SET $setting = on" -c "EXPLAIN $question")"
same 'an error is the same' 22023 "$(sqlstate "$database" "
	$path; SET $setting = on; SELECT classify(NULL, 'FR', '2025-01-01', scenario => 'none such')")"
same 'a rulebook passed as a parameter of a prepared statement' 'license_required no_license_required license_required' "$(
	sql "$database" <<- END | xargs
		$path;
		SET $setting = on;
		SET plan_cache_mode = force_generic_plan;
		PREPARE q (rulebook) AS
			SELECT outcome('{"vendor": "Groq", "datacenter": false, "declared_tpp": 400}', 'FR', '2025-01-01', rulebook => \$1);
		SELECT format('EXECUTE q(%L)', rulebook) FROM public.book, generate_series(1, 2) AS nr WHERE id = 2 OR nr = 1
		 ORDER BY nr, id DESC \gexec
	END
)"
finish
