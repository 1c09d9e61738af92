#!/usr/bin/env bash
#
# The README tells the truth: its first session prints what it shows, its other statements run, and its
# list of what is modelled is the table coverage.
set -euo pipefail

database=readme_test
failed=0

check() {
	if "${@:2}"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
}

run() {
	psql -X -q -v ON_ERROR_STOP=1 -d "$database" "$@"
}

# contains FILE TEXT: the file has the text, whole, as consecutive lines
contains() {
	[[ $'\n'"$(< "$1")"$'\n' == *$'\n'"$2"$'\n'* ]]
}

# The statements in the README's ```sql blocks that come after a line matching $1.
statements_after() {
	awk -v start="$1" '
		$0 ~ start { found = 1 }
		/^```/ { if (inside) { exit } inside = found && /^```sql/; next }
		inside' README.md
}

dropdb --if-exists "$database" 2> /dev/null
createdb "$database"
trap 'dropdb --if-exists "$database" 2> /dev/null' EXIT
run -c 'SET client_min_messages = warning; CREATE EXTENSION export_control'
run -c "ALTER DATABASE $database SET search_path = public, export_control, export_control_ref"

check 'the first session prints what the README shows' \
	contains README.md "$(run -e -f test/demo/first_session.sql 2>&1)"

check 'the README lists what the table coverage holds' \
	contains README.md "$(run -A -t -c "
		SELECT CASE WHEN modelled THEN '| modelled | |' ELSE '| not modelled | |' END || E'\n|---|---|\n'
		       || string_agg(format('| %s | %s |', subject, detail), E'\n' ORDER BY subject COLLATE \"C\") || E'\n'
		  FROM coverage GROUP BY modelled ORDER BY modelled DESC")"

# table HOLDER FIRST: the facts of that holder, as a table whose first column is called so
table() {
	run -A -t -v holder="$1" -v first="$2" <<- 'END'
		SELECT format(E'| %s | meaning | unit |\n|---|---|---|\n', :'first')
		       || string_agg(format('| `%s` | %s | %s |', name, meaning, unit), E'\n' ORDER BY ordinality) || E'\n'
		  FROM fact_list() WITH ORDINALITY WHERE holder = :'holder';
	END
}
check 'the README shows the keys of a chip' contains README.md "$(table item key)"
check 'and its metrics' contains README.md "$(table metric metric)"

check 'adding a rule works as the README says' \
	run -o /dev/null -c "$(statements_after '^## Adding a rule')"
check 'classifying a table of one'\''s own works as the README says' \
	run -o /dev/null -c "$(statements_after '^## Your own products')"
check 'parties and licenses work as the README says' \
	run -o /dev/null -c "$(statements_after '^## Parties and licenses')"
check 'orders are screened as the README says' \
	run -o /dev/null -c "$(statements_after '^## Screening orders')"
order="INSERT INTO order_item VALUES (1, 1, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'C1', 8, 240000"
check 'an order is blocked as the README shows' \
	contains README.md "$order);"$'\n'"$(run -v VERBOSITY=terse -c "$order)" 2>&1)"
check 'and licensed' \
	contains README.md "$(run -c "$order, 'D7654321') RETURNING export_status, disposition")"
check 'and the log tells of them' \
	run -o /dev/null -c "$(statements_after '^### The log')"
check 'impact() is asked as the README says' \
	run -o /dev/null -c "$(statements_after '^### What a change would do')"

# Every condition shown parses.
conditions=$(awk '/^## The condition language/ { found = 1 } /^```/ { if (inside) exit; inside = found; next } inside' README.md |
	sed 's/   */\n/g')
while IFS= read -r condition; do
	[[ -n $condition ]] || continue
	check "condition: $condition" run -o /dev/null -v "condition=$condition" <<< "SELECT :'condition'::condition;"
done <<< "$conditions"
exit "$failed"
