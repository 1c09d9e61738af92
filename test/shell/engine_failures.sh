#!/usr/bin/env bash
#
# However a question ends, the next one of the session is answered right; and every question ends when it is told to,
# whatever rulebook it is asked with.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=engine_failures_test
path='SET search_path = export_control, public; SET jit = off; SET max_parallel_workers_per_gather = 0'
END=120						# seconds after which a session that does not end is given up

# session STATEMENT...: all in one session, which goes on after errors and shows only their codes
session() {
	local arguments=() statement
	for statement; do
		arguments+=(-c "$statement")
	done
	timeout "$END" psql -XAtq -v VERBOSITY=sqlstate -d "$database" -c "$path" "${arguments[@]}" 2>&1 || true
}

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	-- Rulebooks of as many classifications as requirements, in which %s is the number of the rule.
	CREATE FUNCTION public.many_rules(rules integer, requirement text) RETURNS rulebook LANGUAGE sql AS $$
		SELECT jsonb_build_object('format', 1, 'covered', '[null, null]'::jsonb, 'covered_known', '[null, null]'::jsonb,
			'governed', '[]'::jsonb, 'groups', '[]'::jsonb,
			'scenarios', '[{"name": "enforced", "description": "d", "rules": []}]'::jsonb,
			'rules', (
				SELECT jsonb_agg(jsonb_build_object('id', k.kind || n, 'kind', k.kind, 'rank', n, 'title', 't', 'citation', 'c',
						'in_force', '[null, null]'::jsonb, 'known', '[null, null]'::jsonb,
						'condition', replace(CASE k.kind WHEN 'requirement' THEN requirement ELSE 'tpp >= %s' END, '%s', n::text))
					|| CASE k.kind WHEN 'requirement' THEN jsonb_build_object('reason', 'R' || n)
						ELSE jsonb_build_object('eccn', '3A090.a.' || n) END)
				  FROM generate_series(1, rules) AS n, (VALUES ('classification'), ('requirement')) AS k(kind)))::rulebook
	$$;
	CREATE TABLE public.book (name text PRIMARY KEY, rulebook rulebook);
	INSERT INTO public.book VALUES
		('own', current_rulebook()),
		('large', public.many_rules(2000, 'die_area >= %s')),
		-- every classification may be right, and each comes to something of its own
		('endless', public.many_rules(9000, 'eccn in (3A090.a.%s) and die_area >= %s')),
		('wide', public.many_rules(300, 'eccn in (3A090.a.%s) or die_area >= %s'));
	CREATE VIEW public.question AS
		SELECT p.name, p.chip, c.code AS destination, h.code AS headquarters, d.day::date AS day
		  FROM (SELECT * FROM product ORDER BY hashtext(name) LIMIT 8) AS p
		 CROSS JOIN (SELECT code FROM destination ORDER BY hashtext(code::text) LIMIT 60) AS c
		 CROSS JOIN (VALUES ('CN'::country), ('US')) AS h(code)
		 CROSS JOIN generate_series(timestamp '2022-11-01', '2026-09-01', '3 months') AS d(day);
SQL
ask_large="SELECT concat(outcome, cardinality(rules)) FROM classify('{}', 'CN', '2024-06-01', '2024-06-01', rulebook => (SELECT rulebook FROM public.book WHERE name = 'large'))"
ask_endless="SET export_control.cache_memory = '2GB'; SELECT outcome FROM classify('{}', 'CN', '2024-06-01', '2024-06-01', rulebook => (SELECT rulebook FROM public.book WHERE name = 'endless'))"
ask_many="SELECT md5(string_agg(classify(chip, destination, day, headquarters => headquarters)::text, ',' ORDER BY name, destination, headquarters, day)) FROM public.question WHERE hashtext(destination::text) % 3 = 0"
grow="SELECT count(classify(chip, destination, day, headquarters => headquarters)) FROM public.question"
many=$(sql "$database" -c "$path" -c "$ask_many")

# ---- time ----------------------------------------------------------------------------------------

same 'many rules are many rules' 'indeterminate4000' "$(session "$ask_large")"
same 'a question ends at statement_timeout' "ERROR:  57014" "$(session "SET statement_timeout = '300ms'" "$ask_endless")"
same 'and the next one of the session is answered right' "$(printf '%s\n' 'ERROR:  57014' indeterminate4000 "$many")" \
	"$(session "SET statement_timeout = '300ms'" "$ask_endless" 'RESET statement_timeout' "$ask_large" "$ask_many")"

# in_background STATEMENT...: a session of which BACKGROUND is the process and whose output is in $SCRATCH/background;
# returns when its last statement has worked for a while
in_background() {
	PGAPPNAME=$database session "$@" > "$SCRATCH/background" &
	BACKGROUND=$!
	until [[ $(sql postgres -c "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$database'
			AND state = 'active' AND query LIKE '%endless%' AND query_start < clock_timestamp() - interval '300 ms'") == 1 ]]; do
		kill -0 "$BACKGROUND" 2> /dev/null || return
		sleep 0.05
	done
}
# signal FUNCTION: calls it for that session's server process, sets SIGNALLED to what it says, and waits for the end
signal() {
	SIGNALLED=$(sql postgres -c "SELECT $1(pid) FROM pg_stat_activity WHERE application_name = '$database'")
	wait "$BACKGROUND"
}
in_background "$ask_endless"
signal pg_cancel_backend
same 'a question is there to be cancelled' t "$SIGNALLED"
same 'and is cancelled' 'ERROR:  57014' "$(cat "$SCRATCH/background")"
in_background "$ask_endless"
signal pg_terminate_backend
same 'a question is there to be terminated' t "$SIGNALLED"
check 'and is terminated' grep -q 57P01 "$SCRATCH/background"
same 'nothing is left of it' 0 "$(sql postgres -c "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$database'")"

same 'finding faults ends, too' 'ERROR:  57014' "$(session "SET statement_timeout = '300ms'" \
	"SELECT count(*) FROM public.book, generate_series(1, 1000) AS n, rulebook_faults(rulebook) WHERE name = 'endless'")"

# Cancelled at many moments, from the first one on, while the rulebook is read, compiled and asked.  With the least memory,
# one question drops what is compiled, so that each time all of it is done again.
cancelled=()
expected=()
for ((ms = 1; ms <= 40; ms++)); do
	cancelled+=("SET export_control.cache_memory = '1MB'" "SELECT 'again ' || (classify(NULL, NULL)).outcome" 'RESET export_control.cache_memory'
		"SET statement_timeout = $ms" "$ask_large" 'RESET statement_timeout' "$ask_large")
	expected+=('again indeterminate' indeterminate4000)
done
session "${cancelled[@]}" "$ask_many" > "$SCRATCH/cancelled"
# a statement that was in time has answered, too: once where it was cancelled, twice where it was not
same 'a session that was cancelled at any moment answers the next question right' \
	"$(printf '%s\n' "${expected[@]}" "$many")" "$(grep -v 57014 "$SCRATCH/cancelled" | uniq)"
check "some were cancelled ($(grep -c 57014 "$SCRATCH/cancelled"))" grep -q 57014 "$SCRATCH/cancelled"

# ---- memory --------------------------------------------------------------------------------------

same 'a rulebook that takes more than its share is an error' 'ERROR:  53400' "$(session "SET export_control.cache_memory = '1MB'" "$ask_large")"
same 'so is a question' 'ERROR:  53400' "$(session "SET export_control.cache_memory = '1MB'" "${ask_large/large/wide}")"
same 'with more memory, both are answered' "$(printf '%s\n' indeterminate4000 indeterminate600)" "$(session "$ask_large" "${ask_large/large/wide}")"
same 'and the next question of the session is answered right' \
	"$(printf '%s\n' 'ERROR:  53400' 'ERROR:  53400' "$many" indeterminate600)" \
	"$(session "SET export_control.cache_memory = '1MB'" "$ask_large" "${ask_large/large/wide}" "$ask_many" \
		'RESET export_control.cache_memory' "${ask_large/large/wide}")"
same 'the error says what to do' 'HINT:  Raise export_control.cache_memory, or use a rulebook of fewer rules.' "$(
	sql "$database" -c "$path" -c "SET export_control.cache_memory = '1MB'" -c "$ask_large" 2>&1 | grep HINT)"
own=$(session "${ask_large/large/own}")
same 'an expression goes on after an error' "$own 53400 $own 53400 $own" "$(session "SET export_control.cache_memory = '1MB'" "DO \$\$
		DECLARE
			names   text[] := '{own,large,own,large,own}';
			book    rulebook;
			answers text[] := '{}';
		BEGIN
			FOR i IN 1 .. 5 LOOP
				book := (SELECT b.rulebook FROM public.book AS b WHERE b.name = names[i]);
				BEGIN
					answers := answers || (SELECT concat(outcome, cardinality(rules)) FROM classify('{}', 'CN', '2024-06-01', '2024-06-01', rulebook => book));
				EXCEPTION WHEN configuration_limit_exceeded THEN
					answers := answers || SQLSTATE;
				END;
			END LOOP;
			PERFORM set_config('test.answers', array_to_string(answers, ' '), false);
		END\$\$" "SELECT current_setting('test.answers')")"

# Out of memory: one backend's address space is limited while its engine grows, and then no more.
coproc SESSION { exec psql -XAtq -v VERBOSITY=verbose -d "$database" 2>&1; }
# Bash forgets SESSION and SESSION_PID as soon as the session ends; these stay.
session=$SESSION_PID
exec {asks}>&"${SESSION[1]}" {hears}<&"${SESSION[0]}" {SESSION[1]}>&-

# answer_of STATEMENT...: what the session answers; false when it is no more
answer_of() {
	local line
	printf '%s;\n' "$@" >&"$asks" 2> /dev/null || return 1
	printf '\\echo .\n' >&"$asks" 2> /dev/null || return 1
	while IFS= read -r -t "$END" line <&"$hears"; do
		[[ $line != . ]] || return 0
		printf '%s\n' "$line"
	done
	return 1
}

# limit BYTES: of the backend's address space.  Root may lack the right, which its own user has.
limit() {
	prlimit --pid "$backend" --as="$1:" 2> /dev/null ||
		setpriv --reuid="$(stat -c %u "/proc/$backend")" --regid="$(stat -c %g "/proc/$backend")" --clear-groups \
			prlimit --pid "$backend" --as="$1:"
}

answer_of "$path" "SET export_control.cache_memory = '1GB'" > /dev/null
backend=$(answer_of 'SELECT pg_backend_pid()')
# Under the address sanitizer no limit can be set, as its own memory is there from the start; the core's tests fail
# every allocation there.
if grep -q asan "/proc/$backend/maps"; then
	echo '# skipped: an address space under the address sanitizer has no limit'
else
	# What is needed besides the engine, the depth of the stack included, is there before.
	deep=$(printf '(1+%.0s' {1..400})1$(printf ')%.0s' {1..400})
	answer_of "$grow" "$ask_many" "$deep" "SELECT $deep" > /dev/null
	short=0
	wrong=0
	for ((slack = 0; slack <= 3000; slack += 150)); do
		answer_of "SET export_control.cache_memory = '1MB'" "$grow" "SET export_control.cache_memory = '1GB'" 'SELECT classify(NULL, NULL)' > /dev/null || break
		pages=$(cut -d ' ' -f 1 "/proc/$backend/statm") || break
		limit $((pages * $(getconf PAGESIZE) + slack * 1024)) || break
		output=$(answer_of "$grow; $ask_large") || break
		limit unlimited || break
		[[ $output != *53200* || $output != *export_control* ]] || short=$((short + 1))
		[[ $(answer_of "$ask_many") == "$many" && $(answer_of "$ask_large") == indeterminate4000 ]] || wrong=$((wrong + 1))
	done
	check 'a session outlives that it runs out of memory' test "$slack" -gt 3000
	check "an engine ran out of memory ($short times)" test "$short" -gt 0
	same 'and each time the next questions were answered right' 0 "$wrong"
fi
exec {asks}>&-
wait "$session" || true
finish
