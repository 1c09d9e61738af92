#!/usr/bin/env bash
#
# What a session keeps stays within bounds, and is never seen in an answer.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=cache_test
path='SET search_path = export_control, public'
least="SET export_control.cache_memory = '1MB'"
most="SET export_control.cache_memory = '1GB'"

# session STATEMENT...: all in one session
session() {
	local arguments=() statement
	for statement; do
		arguments+=(-c "$statement")
	done
	sql "$database" -c "$path" "${arguments[@]}"
}

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	-- Questions that have little in common, in an order that goes back and forth between them.
	CREATE TABLE public.question AS
		SELECT row_number() OVER (ORDER BY hashtext(p.name || c.code || d.day || s.name)) AS id,
		       p.chip, c.code AS destination, h.code AS headquarters, d.day, d.day + 200 AS known, s.name AS scenario
		  FROM (SELECT * FROM product ORDER BY hashtext(name) LIMIT 12) AS p
		 CROSS JOIN (SELECT code FROM destination ORDER BY hashtext(code::text) LIMIT 40) AS c
		 CROSS JOIN (VALUES ('CN'::country), (NULL)) AS h(code)
		 CROSS JOIN generate_series(timestamp '2022-11-01', '2026-09-01', '8 months') AS g(day)
		 CROSS JOIN LATERAL (SELECT g.day::date) AS d(day)
		 CROSS JOIN scenario AS s;
	ALTER TABLE public.question ADD PRIMARY KEY (id);
	-- Rulebooks that differ in what they say of Groq's chips.
	CREATE TABLE public.book (id integer PRIMARY KEY, rulebook rulebook);
	INSERT INTO rule (id, kind, condition, reason, title, citation)
	VALUES ('HOUSE', 'requirement', $$vendor = 'Groq'$$, 'R0', 'ours', 'ours');
	DO $$BEGIN
		FOR i IN 1 .. 12 LOOP
			UPDATE rule SET reason = 'R' || i WHERE id = 'HOUSE';
			INSERT INTO public.book VALUES (i, draft());
		END LOOP;
	END$$;
	CREATE FUNCTION public.reasons(book rulebook) RETURNS text LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT array_to_string((classify('{"vendor": "Groq", "datacenter": false, "declared_tpp": 400}', 'FR', '2025-01-01', rulebook => book)).reasons, ',');
	END;
SQL

# ---- memory --------------------------------------------------------------------------------------

# Row by row: what a row begins with is within the bound, or is dropped; so what it ends with is at most the
# bound and what one row adds.  One row must not add much, or the bound would mean nothing.
bounded() {
	sql "$database" -o /dev/null -c "$path" -c 'SELECT classify(NULL, NULL)' -c "$1" -c "DO \$\$
		DECLARE
			bound   bigint := 1024 * (SELECT setting::bigint FROM pg_settings WHERE name = 'export_control.cache_memory');
			q       record;
			before  bigint := 0;
			after   bigint;
			row_adds bigint := 0;
			highest bigint := 0;
			drops   integer := 0;
		BEGIN
			FOR q IN SELECT * FROM public.question ORDER BY id LIMIT 3000 LOOP
				PERFORM $2;
				after := (SELECT sum(c.program_bytes) FROM engine_cache() AS c);
				row_adds := greatest(row_adds, after - CASE WHEN after < before THEN 0 ELSE before END);
				highest := greatest(highest, after);
				drops := drops + (after < before)::integer;
				before := after;
			END LOOP;
			RAISE WARNING '% %', CASE WHEN drops > 0 THEN 'drops' ELSE 'keeps' END,
				CASE WHEN highest <= bound + row_adds AND row_adds < bound / 4 THEN 'within the bound'
				     ELSE format('bound %s, a row adds %s, highest %s', bound, row_adds, highest) END;
		END\$\$" 2>&1 | sed 's/^WARNING: *//'
}
same 'with least memory: classify()' 'drops within the bound' \
	"$(bounded "$least" 'classify(q.chip, q.destination, q.day, q.known, q.headquarters, scenario => q.scenario)')"
same 'with least memory: explain()' 'drops within the bound' \
	"$(bounded "$least" '* FROM explain(q.chip, q.destination, q.day, q.known, q.headquarters, scenario => q.scenario)')"
same 'with least memory: several rulebooks' 'drops within the bound' "$(bounded "$least" "
	classify(q.chip, q.destination, q.day, q.known, q.headquarters, scenario => q.scenario,
	         rulebook => (SELECT b.rulebook FROM public.book AS b WHERE b.id = q.id % 3 + 1))")"
same 'with much memory' 'keeps within the bound' \
	"$(bounded "$most" 'classify(q.chip, q.destination, q.day, q.known, q.headquarters, scenario => q.scenario)')"

# Rows that have little in common, so that the tables of shortcuts grow, too.
rows="SELECT count(classify(format('{\"vendor\": \"%s\", \"datacenter\": %s, \"declared_tpp\": %s, \"memory_bandwidth\": %s, \"interconnect_bandwidth\": %s}',
	   (ARRAY['NVIDIA', 'AMD', 'Groq'])[1 + i % 3], (i % 2 = 0)::text, 100 * (i % 331), 50 * (i % 211), 10 * (i % 191))::chip, 'CN')) FROM generate_series(1, 50000) AS i"
check 'many different rows keep within the bound' test "$(
	session "$least" "$rows" 'SELECT classify(NULL, NULL) IS NULL' 'SELECT coalesce(sum(program_bytes), 0) FROM engine_cache()' | tail -n 1)" -le 1048576
check 'ten destinations at ten dates take less than a megabyte and a half' test "$(
	session "SELECT count(classify(p.chip, d.code, '2023-01-01'::date + 140 * n))
		  FROM product AS p, (SELECT code FROM destination WHERE code IN ('CN', 'HK', 'VN', 'RU', 'IR', 'SA', 'AE', 'IN', 'DE', 'US')) AS d,
		       generate_series(0, 9) AS n" "SELECT sum(program_bytes) FROM engine_cache()" | tail -n 1)" -lt 1572864

# In one statement, where nothing looks in between.
answers='SELECT count(*), sum(hashtextextended(q::text, 0)::numeric)
	FROM (SELECT id, classify(chip, destination, day, known, headquarters, scenario => scenario) FROM public.question WHERE id <= 8000 ORDER BY id) AS q'
bytes='SELECT sum(program_bytes) FROM engine_cache()'
small=$(session "$least" "$answers")
large=$(session "$most" "$answers")
same 'the answers do not depend on the memory' "$large" "$small"
same 'nor on what was asked before' "$large" "$(session "$least" 'SELECT count(classify(chip, destination)) FROM public.question' "$answers" | tail -n 1)"
check 'with much memory, programs outgrow the least' test "$(session "$most" "$answers" "$bytes" | tail -n 1)" -gt 1300000
check 'with least memory, they do not' test "$(session "$least" "$answers" "$bytes" | tail -n 1)" -lt 1200000
check 'less memory takes effect with the next question' test "$(
	session "$most" "$answers" "$least" "SELECT classify(chip, 'FR') IS NULL FROM public.question WHERE id = 1" "$bytes" | tail -n 1)" -lt 300000
same 'no less than that' 22023 "$(sqlstate "$database" "SELECT export_control.classify(NULL, NULL); SET export_control.cache_memory = '1kB'")"

# What the server counts, too; and failures leave nothing behind.
held="SELECT count(*) FILTER (WHERE m.name = 'export_control rulebook') = (SELECT count(*) FROM export_control.engine_cache()),
		count(*) FILTER (WHERE m.name LIKE 'export_control%' AND m.name <> 'export_control rulebook'),
		coalesce(sum(m.total_bytes) FILTER (WHERE m.name LIKE 'export_control%'), 0)
			<= (SELECT sum(2 * (e.rulebook_bytes + e.program_bytes) + 16384) FROM export_control.engine_cache() AS e)
	FROM pg_backend_memory_contexts AS m"
each_book="SELECT string_agg(public.reasons(rulebook), ' ' ORDER BY id) FROM public.book"
same 'memory is what engine_cache() says' 't|0|t' "$(session "$least" "$answers" "$each_book" "$held" | tail -n 1)"
same 'failures leave nothing behind' 't|0|t' "$(session "$each_book" "DO \$\$BEGIN
		FOR i IN 1 .. 300 LOOP
			BEGIN
				PERFORM classify(NULL, NULL, scenario => 'none such', rulebook => b.rulebook) FROM public.book AS b;
			EXCEPTION WHEN invalid_parameter_value THEN NULL;
			END;
			BEGIN
				PERFORM '{\"format\": 1, \"rules\": 5}'::rulebook;
			EXCEPTION WHEN invalid_text_representation THEN NULL;
			END;
		END LOOP;
	END\$\$" "$held" | tail -n 1)"

# ---- many rulebooks ------------------------------------------------------------------------------

expected='R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12'
same 'a row, a rulebook' "$expected" "$(session "$each_book")"
same 'a row, a rulebook, and again' "$expected" "$(session "$each_book" "$each_book" | tail -n 1)"
kept="SELECT string_agg(b.id::text, ' ' ORDER BY b.id) FROM engine_cache() AS c JOIN public.book AS b ON digest(b.rulebook) = c.digest"
some_books() {
	echo "SELECT public.reasons(rulebook) FROM public.book WHERE id BETWEEN $1 AND $2 ORDER BY id"
}
same 'eight are kept' '8 8' "$(session "$each_book" \
	'SELECT count(*), count(DISTINCT digest) FROM engine_cache()' | tail -n 1 | tr '|' ' ')"
same 'they are those used last' '5 6 7 8 9 10 11 12' "$(session "$each_book" "$kept" | tail -n 1)"
same 'and not those made last' '1 6 7 8 9 10 11 12' \
	"$(session "$(some_books 1 8)" "$(some_books 1 1)" "$(some_books 9 12)" "$kept" | tail -n 1)"
same 'more of them in one row than are kept' "$(printf '%s\n' "$expected" "$expected" "$expected")" "$(
	calls=
	for i in {1..12}; do
		calls+=", public.reasons((SELECT rulebook FROM public.book WHERE id = $i))"
	done
	session "SELECT concat_ws(' '$calls) FROM generate_series(1, 3)"
)"

# in_turn BOOK...: one expression is passed these rulebooks, one row each; 0 is none, which is the release
in_turn() {
	session "SELECT string_agg(coalesce(nullif(public.reasons(rulebook), ''), 'none'), ' ' ORDER BY nr)
		FROM (SELECT b.rulebook, w.nr FROM unnest('{$1}'::integer[]) WITH ORDINALITY AS w(id, nr)
		      LEFT JOIN LATERAL (SELECT * FROM public.book AS b WHERE b.id = w.id OFFSET 0) AS b ON true OFFSET 0) AS q"
}
same 'in turn: the same' 'R1 R1 R1' "$(in_turn '1, 1, 1')"
same 'in turn: two' 'R1 R2 R1 R2 R2 R1 R1' "$(in_turn '1, 2, 1, 2, 2, 1, 1')"
same 'in turn: one and none' 'none R1 none none R1 R1 none R1' "$(in_turn '0, 1, 0, 0, 1, 1, 0, 1')"
same 'in turn: two and none' 'R1 R1 none R2 R1 R1 R2 none R1 R2' "$(in_turn '1, 1, 0, 2, 1, 1, 2, 0, 1, 2')"
same 'in turn: any of four, a thousand times' t "$(session "
	SELECT bool_and(public.reasons(b.rulebook) = CASE q.id WHEN 0 THEN '' ELSE 'R' || q.id END)
	  FROM (SELECT abs(hashint4(i)) % 4 AS id FROM generate_series(1, 1000) AS i OFFSET 0) AS q
	  LEFT JOIN LATERAL (SELECT * FROM public.book AS b WHERE b.id = q.id OFFSET 0) AS b ON true")"
finish
