#!/usr/bin/env bash
#
# Many sessions publish and classify at once: releases follow one another without a gap, every answer is that
# of one whole release, and the only errors are serialization failures, where those are to be expected.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=concurrent_test
rounds=15

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	-- Two rules to which one edit gives reasons of one number; and rules that one session each edits.
	CREATE SEQUENCE public.edit;
	INSERT INTO rule (id, kind, condition, reason, title, citation)
	SELECT id, 'requirement', condition, reason, 'ours', 'ours'
	  FROM (VALUES ('PAIR.a', $$vendor = 'Groq' and destination in (D:4)$$::condition, 'A0'),
	               ('PAIR.b', $$vendor = 'Groq' and destination in (D:4)$$, 'B0'),
	               ('OWN.1', 'false', 'OWN'), ('OWN.2', 'false', 'OWN'), ('OWN.3', 'false', 'OWN')) AS r(id, condition, reason);
	SELECT publish('the pair');
	CREATE PROCEDURE public.edit_pair() LANGUAGE plpgsql AS $$
	DECLARE
		number bigint := nextval('public.edit');
	BEGIN
		UPDATE export_control.rule SET reason = 'A' || number WHERE id = 'PAIR.a';
		UPDATE export_control.rule SET reason = 'B' || number WHERE id = 'PAIR.b';
		PERFORM export_control.publish('edit ' || number);
	END $$;
	CREATE PROCEDURE public.edit_own(rule text) LANGUAGE plpgsql AS $$
	DECLARE
		number bigint := nextval('public.edit');
	BEGIN
		UPDATE export_control.rule SET title = 'edit ' || number WHERE id = edit_own.rule;
		PERFORM export_control.publish('edit ' || number);
	END $$;

	-- What was answered; the newest release that the same snapshot shows; or that an earlier one has shown.
	CREATE TABLE public.answer (nr bigint, session text, newest bigint, reasons text[], shown bigint);
	CREATE SEQUENCE public.nr;
	CREATE TABLE public.publishing AS SELECT;
	CREATE FUNCTION public.ask() RETURNS text[] LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT (classify('{"vendor": "Groq", "datacenter": false, "declared_tpp": 400}', 'EG', '2025-01-01')).reasons;
	END;
	-- Asks until nobody publishes any more, each time with a new snapshot, in one transaction or many; and
	-- notes what is not the same as the last time.
	CREATE PROCEDURE public.ask_on(session text, committing boolean) LANGUAGE plpgsql AS $$
	DECLARE
		reasons      text[];
		shown        bigint;
		last_reasons text[];
		last_shown   bigint;
	BEGIN
		WHILE EXISTS (SELECT FROM public.publishing) LOOP
			shown := (SELECT max(r.id) FROM export_control.release AS r);
			reasons := public.ask();
			IF ROW(reasons, shown) IS DISTINCT FROM ROW(last_reasons, last_shown) THEN
				INSERT INTO public.answer VALUES (nextval('public.nr'), session, NULL, reasons, shown);
				last_reasons := reasons;
				last_shown := shown;
			END IF;
			IF committing THEN
				COMMIT;
			END IF;
		END LOOP;
	END $$;
SQL

# start NAME [TIMES]: in the background, a session that runs standard input so many times and goes on after
# an error.  What it says goes to a file of that name.
start() {
	local statements i
	statements=$(cat)
	for ((i = 0; i < ${2:-1}; i++)); do
		printf '%s\n' "$statements"
	done > "$SCRATCH/$1.sql"
	PGOPTIONS+=' -c statement_timeout=300s' \
		psql -Xq -v VERBOSITY=verbose -d "$database" -o /dev/null -f "$SCRATCH/$1.sql" > "$SCRATCH/$1" 2>&1 &
	STARTED+=($!)
}

# wait_for PROCESS...: prints what became of those that did not come to their end
wait_for() {
	local process status
	for process; do
		status=0
		wait "$process" || status=$?
		((status == 0)) || echo "exit status $status"
	done
}

# errors NAME...: the codes of their errors
errors() {
	(cd "$SCRATCH" && cat "$@") | sed -n 's/^.*ERROR: *\([0-9A-Z]\{5\}\):.*/\1/p; /FATAL\|PANIC\|psql: error/p' | sort -u | xargs
}

rounds=15
STARTED=()
start reader.committing <<< "CALL public.ask_on('committing', true);"
start reader.one <<< "CALL public.ask_on('one transaction', false);"
start reader.replica <<< "SET session_replication_role = replica; CALL public.ask_on('replica', true);"
for level in 'read committed' 'repeatable read' serializable; do
	start "snapshot.$level" 5000 <<- END
		SELECT NOT EXISTS (SELECT FROM public.publishing) AS done \gset
		\if :done
		\q
		\endif
		BEGIN ISOLATION LEVEL $level;
		INSERT INTO public.answer SELECT nextval('public.nr'), '$level', max(r.id), public.ask() FROM export_control.release AS r;
		INSERT INTO public.answer SELECT nextval('public.nr'), '$level', max(r.id), public.ask() FROM export_control.release AS r;
		COMMIT;
	END
done
readers=("${STARTED[@]}")
STARTED=()
# Each statement is long enough to see releases come.
start whole 20 <<< "INSERT INTO public.answer SELECT nextval('public.nr'), 'statement ' || nextval('public.nr'), (SELECT max(id) FROM export_control.release), q.reasons
	FROM (SELECT DISTINCT public.ask() AS reasons FROM generate_series(1, 50000)) AS q;"
start committed.pair.1 $rounds <<< 'CALL public.edit_pair();'
start committed.pair.2 $rounds <<< 'CALL public.edit_pair();'
start committed.own.1 $rounds <<< "CALL public.edit_own('OWN.1');"
start committed.own.2 $rounds <<< "CALL public.edit_own('OWN.2');"
start stale.1 $((3 * rounds)) <<- 'END'
	SET default_transaction_isolation = 'repeatable read';
	CALL public.edit_pair();
END
start stale.2 $((3 * rounds)) <<- 'END'
	SET default_transaction_isolation = 'serializable';
	CALL public.edit_own('OWN.3');
END
wait_for "${STARTED[@]}" > "$SCRATCH/ends"
same 'every session comes to its end' '' "$(< "$SCRATCH/ends")"
sql "$database" -c 'DELETE FROM public.publishing'
wait_for "${readers[@]}" > "$SCRATCH/ends"
same 'every reader comes to its end' '' "$(< "$SCRATCH/ends")"

# ---- what happened -------------------------------------------------------------------------------

same 'no error of those who ask' '' "$(errors reader.committing reader.one reader.replica 'snapshot.read committed' whole)"
same 'no error of those who publish what they see' '' "$(errors committed.pair.1 committed.pair.2 committed.own.1 committed.own.2)"
same 'no error of those who ask with one snapshot but serialization failures' '' \
	"$(errors 'snapshot.repeatable read' snapshot.serializable | sed 's/^40001$//')"
same 'no error of those who publish from an old snapshot but serialization failures' '' "$(errors stale.1 stale.2 | sed 's/^40001$//')"

same 'ids are gapless' t "$(sql "$database" -c 'SELECT min(id) = 1 AND max(id) = count(*) FROM export_control.release')"
same 'ids follow the clock' t "$(sql "$database" -c '
	SELECT bool_and(later) FROM (SELECT published_at > lag(published_at) OVER (ORDER BY id) AS later FROM export_control.release) AS r')"
same 'every edit that was committed is a release, and no other' t "$(sql "$database" -c "
	SELECT count(*) >= 2 + 4 * $rounds AND count(DISTINCT note) = count(*) FROM export_control.release")"
same 'each release is another rulebook' 0 "$(sql "$database" -c '
	SELECT count(*) FROM (SELECT digest = lag(digest) OVER (ORDER BY id) AS same FROM export_control.release) AS r WHERE same')"
same 'the newest release is what the tables say' t "$(sql "$database" -c '
	SELECT export_control.digest(export_control.draft()) = export_control.digest(export_control.current_rulebook())')"

# What each release answers, and from which to which release an answer is the same.
sql "$database" <<- 'SQL'
	SET search_path = export_control, public;
	CREATE TABLE public.truth AS
	SELECT r.id, (classify('{"vendor": "Groq", "datacenter": false, "declared_tpp": 400}', 'EG', '2025-01-01', rulebook => r.rulebook)).reasons
	  FROM release AS r;
	CREATE TABLE public.explained AS
	SELECT a.*, t.first, t.last
	  FROM public.answer AS a
	  LEFT JOIN (SELECT reasons, min(id) AS first, max(id) AS last FROM public.truth GROUP BY reasons) AS t ON t.reasons = a.reasons;
SQL
same 'an edit is published whole' 0 "$(sql "$database" -c "
	SELECT count(*) FROM public.truth WHERE id > 1 AND substr(reasons[1], 2) IS DISTINCT FROM substr(reasons[2], 2)")"
same 'an edit stays published until the next one' 0 "$(sql "$database" -c '
	SELECT count(*) FROM (SELECT reasons FROM public.truth GROUP BY reasons HAVING count(*) <> max(id) - min(id) + 1) AS t')"
same 'every answer is that of one whole release' 0 "$(sql "$database" -c 'SELECT count(*) FROM public.explained WHERE first IS NULL')"
same 'an answer is that of the newest release that its snapshot shows' 0 "$(sql "$database" -c '
	SELECT count(*) FROM public.explained AS e JOIN public.truth AS t ON t.id = e.newest WHERE t.reasons IS DISTINCT FROM e.reasons')"
same 'an answer is not older than what was shown before' 0 "$(sql "$database" -c 'SELECT count(*) FROM public.explained WHERE last < shown')"
same 'answers never go back' 0 "$(sql "$database" -c '
	SELECT count(*) FROM (SELECT last < max(first) OVER (PARTITION BY session ORDER BY nr) AS back FROM public.explained) AS e WHERE back')"
same 'all rows of a statement have one answer' 1 "$(sql "$database" -c "
	SELECT max(n) FROM (SELECT count(*) AS n FROM public.answer WHERE session LIKE 'statement%' GROUP BY session) AS s")"
# Otherwise nothing of this means anything.
same 'many releases were seen while they came' t "$(sql "$database" -c "
	SELECT bool_and(seen >= 5) AND count(*) = 6
	  FROM (SELECT count(DISTINCT first) AS seen FROM public.explained WHERE session NOT LIKE 'statement%' GROUP BY session) AS s")"
finish
