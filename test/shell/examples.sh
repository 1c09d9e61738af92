#!/usr/bin/env bash
#
# The examples of the built-in rules hold the rules to their sources: they are all answered as they say; and whichever
# rule is broken, one of the examples that name it notices.  A rule is broken in two ways: it never applies, with its
# overrides gone from the scenarios, or it always does.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=examples_test
make_database "$database"
sql "$database" -c 'CREATE EXTENSION export_control'

same 'all examples are answered' '' "$(sql "$database" -c 'SELECT c FROM export_control.check_examples() AS c')"
same 'every rule has one' '' "$(sql "$database" -c 'SELECT f FROM export_control.rulebook_faults(export_control.current_rulebook()) AS f')"
check 'there are 150 of them, and more' test "$(sql "$database" -c 'SELECT count(*) FROM export_control.rule_example')" -ge 150

sql "$database" <<- 'SQL'
	SET search_path = public, export_control;
	CREATE FUNCTION broken(book jsonb, id text, way text) RETURNS rulebook LANGUAGE sql
	    RETURN jsonb_set(jsonb_set(book, '{rules}', (
	        SELECT jsonb_agg(CASE WHEN r ->> 'id' = id THEN jsonb_set(r, '{condition}', '"true"') ELSE r END)
	          FROM jsonb_array_elements(book -> 'rules') AS r WHERE way = 'always' OR r ->> 'id' <> id)), '{scenarios}', (
	        SELECT jsonb_agg(jsonb_set(s, '{rules}', coalesce((
	                   SELECT jsonb_agg(o) FROM jsonb_array_elements(s -> 'rules') AS o WHERE way = 'always' OR o ->> 'rule' <> id), '[]')))
	          FROM jsonb_array_elements(book -> 'scenarios') AS s))::rulebook;
	CREATE TABLE noticed AS
	SELECT r.id, w.way, count(c.example) FILTER (WHERE r.id = ANY (c.rules)) AS examples
	  FROM (SELECT current_rulebook()::jsonb AS book) AS b
	 CROSS JOIN (SELECT id, bool_and(condition::text = 'true') AS always FROM rule GROUP BY id) AS r
	 CROSS JOIN unnest('{never,always}'::text[]) AS w(way)
	  LEFT JOIN LATERAL check_examples(broken(b.book, r.id, w.way)) AS c ON true
	 WHERE NOT (r.always AND w.way = 'always')
	 GROUP BY r.id, w.way;
SQL
# unnoticed WAY
unnoticed() {
	sql "$database" -c "SELECT id FROM noticed WHERE way = '$1' AND examples = 0 ORDER BY id"
}
check 'every rule was broken' test "$(sql "$database" -c 'SELECT count(DISTINCT id) FROM noticed')" = \
	"$(sql "$database" -c 'SELECT count(DISTINCT id) FROM export_control.rule')"
# What DIFFUSION.review.d5 says of D:5, REVIEW.d5/2023 and REVIEW.hq.a/2025 say as well, wherever it holds: the paragraph is one.
same 'of each rule that never applies, its examples notice it' DIFFUSION.review.d5 "$(unnoticed never)"
# Of ENC, its condition says no more than which reasons it overcomes: nothing else is of NS or EI, and who else is under
# E:1 or E:2 is under an embargo, which ENC does not overcome.
same 'of each rule that always applies, too' ENC "$(unnoticed always)"

finish
