#!/usr/bin/env bash
#
# The documentation tells the truth.  In every page, in a database of its own:
#
#	```sql			runs; an error fails, unless the block of output below it shows one
#	```text			is what psql prints for the block of SQL right above it (but CONTEXT, which has line numbers of code)
#	```condition	holds conditions, a line each or three spaces apart, which parse
#	```sh, ```		are for people and are not run
#
# The database has the extension, and the search path that the README gives.  A block that begins with CREATE EXTENSION
# runs in an empty database, and the page goes on there.  A page that begins with "<!-- runs after PAGE -->" goes on
# where that page ends.
#
# Besides: every link leads somewhere, the README stays short, and the tables of keys, errors and coverage hold what the
# database and the sources hold.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=documents_test
empty=documents_test_empty
template=documents_template
shopt -s nullglob
PAGES=(README.md CONTRIBUTING.md doc/*.md doc/*/*.md)

# ---- running a page ------------------------------------------------------------------------------

# cut_page PAGE DIRECTORY: writes the blocks of SQL to sql.N, the output shown below them to shown.N, the conditions to
# conditions, and what is wrong with the page's blocks to faults.
cut_page() {
	rm -rf "$2"
	mkdir "$2"
	touch "$2/faults"
	awk -v to="$2" '
		/^```/ {
			if (inside) {
				inside = 0
				close(file)
				next
			}
			inside = NR
			kind = substr($0, 4)
			file = "/dev/null"
			if (kind == "sql") {
				file = to "/sql." ++blocks
				print "# " FILENAME " line " NR > (to "/where." blocks)
			} else if (kind == "text" && below) {
				file = to "/shown." blocks
				printf "" > file
			} else if (kind == "text")
				print "line " NR ": output without SQL above it" > (to "/faults")
			else if (kind == "condition")
				file = to "/conditions"
			else if (kind != "sh" && kind != "")
				print "line " NR ": unknown kind of block: " kind > (to "/faults")
			below = kind == "sql"
			next
		}
		inside { print > file; next }
		/[^ ]/ { below = 0 }
		END { if (inside) print "line " inside ": a block that does not end" > (to "/faults") }' "$1"
}

# The page that must have run before, if any.
page_before() {
	local name
	name=$(sed -n 's/^<!-- runs after \(.*\) -->$/\1/p' "$1")
	[[ -z $name ]] || echo "${1%/*}/$name"
}

# script_of DIRECTORY: the page's SQL.  An error ends the run, except in a block that shows one.
script_of() {
	local n stop
	echo '\set VERBOSITY default'
	for ((n = 1; ; n++)); do
		[[ -e $1/sql.$n ]] || break
		stop=1
		[[ ! -e $1/shown.$n ]] || ! grep -q '^ERROR: ' "$1/shown.$n" || stop=0
		printf '\\echo @@ %d\n\\set ON_ERROR_STOP %d\n' "$n" "$stop"
		[[ $(head -n 1 "$1/sql.$n") != 'CREATE EXTENSION'* ]] || printf '\\c %s\n' "$empty"
		cat "$1/sql.$n"
	done
	echo '\echo @@ end'
}

# script_before PAGE: the SQL of the pages that must have run before
script_before() {
	local before
	before=$(page_before "$1")
	[[ -n $before ]] || return 0
	script_before "$before"
	cut_page "$before" "$SCRATCH/before"
	script_of "$SCRATCH/before"
}

# without_trailing_space FILE: as Markdown does not show it
without_trailing_space() {
	awk '{ sub(/[ \t]+$/, ""); lines[NR] = $0; if ($0 != "") last = NR }
		END { for (i = 1; i <= last; i++) print lines[i] }' "$1"
}

try_page() {
	local page=$1 parts=$SCRATCH/page n condition
	cut_page "$page" "$parts"
	same "$page: its blocks are of a known kind" '' "$(< "$parts/faults")"
	[[ -e $parts/sql.1 || -e $parts/conditions ]] || return 0

	make_database "$empty"
	make_database "$database" "$template"
	sql postgres -c "ALTER DATABASE $database SET search_path = public, export_control"
	{
		script_before "$page"
		echo '\echo @@ begin'
		script_of "$parts"
	} > "$parts/script"
	psql -X -q -v SHOW_CONTEXT=never -d "$database" < "$parts/script" > "$parts/output" 2>&1 || true
	awk -v to="$parts" '
		/^@@ begin$/ { begun = 1 }
		!begun { next }
		/^@@ / { file = to "/printed." $2; printf "" > file; next }
		{ print > file }' "$parts/output"
	if [[ -e $parts/printed.end ]]; then
		echo "ok - $page: its SQL runs"
	else
		echo "not ok - $page: its SQL runs"
		FAILED=1
		if grep -qx '@@ begin' "$parts/output"; then
			cat "$parts/where.$(sed -n 's/^@@ //p' "$parts/output" | tail -n 1)"
		else
			echo "# the page that must run before does not"
		fi
		tail -n 5 "$parts/output"
	fi
	for ((n = 1; ; n++)); do
		[[ -e $parts/sql.$n ]] || break
		[[ -e $parts/shown.$n ]] || continue
		touch "$parts/printed.$n"
		same "$page, line $(sed 's/.* //' "$parts/where.$n"): prints what is shown" \
			"$(without_trailing_space "$parts/shown.$n")" "$(without_trailing_space "$parts/printed.$n")"
	done

	[[ -e $parts/conditions ]] || return 0
	while IFS= read -r condition; do
		[[ -n $condition ]] || continue
		check "$page: condition $condition" \
			sql "$database" -o /dev/null -v "condition=$condition" <<< "SELECT :'condition'::condition;"
	done < <(sed 's/   */\n/g' "$parts/conditions")
}

roles() {
	sql postgres -c 'SELECT rolname FROM pg_roles ORDER BY 1'
}

make_database "$template"
sql "$template" -c 'CREATE EXTENSION export_control'
known_roles=$(roles)
for page in "${PAGES[@]}"; do
	try_page "$page"
	# Databases go when the test ends; the roles that a page made, which other pages may make, too, go now.
	dropdb --if-exists --force "$database"
	while IFS= read -r role; do
		[[ -z $role ]] || dropuser "$role"
	done < <(comm -13 <(echo "$known_roles") <(roles))
done

# ---- links ---------------------------------------------------------------------------------------

# The anchors that a page's headings have.
anchors() {
	awk '/^```/ { inside = !inside } !inside && /^#+ / {
		sub(/^#+ /, ""); $0 = tolower($0); gsub(/[^a-z0-9 _-]/, ""); gsub(/ /, "-"); print }' "$1"
}

# dead_links PAGE: its links within the tree that lead nowhere
dead_links() {
	local link file anchor
	while IFS= read -r link; do
		[[ $link != *://* && $link != mailto:* ]] || continue
		file=${link%%#*}
		anchor=
		[[ $link != *'#'* ]] || anchor=${link#*#}
		if [[ -z $file ]]; then
			file=$1
		elif [[ $1 == */* ]]; then
			file=${1%/*}/$file
		fi
		if [[ ! -e $file ]]; then
			echo "$1: $link: there is no $file"
		elif [[ -n $anchor && $'\n'$(anchors "$file")$'\n' != *$'\n'"$anchor"$'\n'* ]]; then
			echo "$1: $link: $file has no such heading"
		fi
	done < <(awk '/^```/ { inside = !inside } !inside' "$1" | grep -o '\](\([^)]*\))' | sed 's/^](//; s/)$//')
}

same 'every link leads somewhere' '' "$(for page in "${PAGES[@]}" CHANGELOG.md; do dead_links "$page"; done)"

# Every page is in the index of its floor: the README leads to doc/README.md, and that to all of doc/.
same 'doc/README.md leads to every page' '' "$(
	for page in doc/*/*.md; do
		grep -Fq "](${page#doc/})" doc/README.md || echo "$page"
	done)"

# A reader sees at once whether a page is for them.
same 'every page begins with whom it is for' '' "$(
	for page in doc/*.md doc/*/*.md; do
		awk '/^<!--/ || /^#/ || !NF { next } !found { found = 1; if (!/^For /) print FILENAME }' "$page"
	done)"

# ---- form ----------------------------------------------------------------------------------------

# wide_lines FILE [all]: lines of more than 100 characters; without `all`, rows of tables and output may have them.
# doc/reference/interface.md is made by script/reference.
wide_lines() {
	local line number=0 output=no
	[[ $1 != doc/reference/interface.md ]] || return 0
	while IFS= read -r line; do
		number=$((number + 1))
		if [[ $line == '```'* ]]; then
			output=no
			[[ $line != '```text' ]] || output=yes
		fi
		((${#line} > 100)) || continue
		[[ ${2:-} == all || $output == no && $line != '|'* ]] || continue
		echo "$1:$number: ${#line} characters"
	done < "$1"
}

same 'prose has at most 100 columns' '' "$(
	for page in "${PAGES[@]}"; do
		wide_lines "$page"
	done)"
check 'the README has at most 200 lines' test "$(wc -l < README.md)" -le 200
same 'and at most 100 columns' '' "$(wide_lines README.md all)"

# ---- tables that must hold all there is ----------------------------------------------------------

# first_cells FILE HEADING: the codes in the first column of the table under a heading, one a line, sorted
first_cells() {
	awk -v heading="$2" '/^#/ { found = $0 == heading } found && /^\| `/ { split($0, cell, "|"); print cell[2] }' "$1" |
		grep -o '`[^`]*`' | tr -d '`' | sort -u
}

# table HOLDER FIRST: the facts of that holder, as the rows of a table whose first column is called so
table() {
	sql "$template" -v holder="$1" -v first="$2" <<- 'END'
		SELECT format('| %s | meaning | unit |', :'first');
		SELECT format('| `%s` | %s | %s |', name, meaning, unit)
		  FROM export_control.fact_list() WITH ORDINALITY WHERE holder = :'holder' ORDER BY ordinality;
	END
}

# rows PAGE FIRST: of the page's table whose first column is called so
rows() {
	awk -v first="| $2 |" 'index($0, first) == 1 { on = 1 } !/^\|/ { on = 0 } on && !/^\|-/' "doc/reference/$1"
}
same 'doc/reference/chip.md has every key of a chip' "$(table item key)" "$(rows chip.md key)"
same 'and every metric' "$(table metric metric)" "$(rows chip.md metric)"
same 'doc/reference/shipment.md has every key of a shipment' "$(table shipment key)" "$(rows shipment.md key)"


# left_out HOLDER: what it means that one of these facts is left out, where it does not mean that it is unknown
left_out() {
	sql "$template" -v holder="$1" <<- 'END'
		SELECT '| left out | taken to be |';
		SELECT format('| `%s` | %s |', name, left_out)
		  FROM export_control.fact_list() WITH ORDINALITY WHERE holder = :'holder' AND left_out <> 'unknown' ORDER BY ordinality;
	END
}
same 'and says what leaving one out means' "$(left_out shipment)" "$(rows shipment.md 'left out')"
same 'as does doc/reference/chip.md' "$(left_out item)" "$(rows chip.md 'left out')"

same 'doc/reference/errors.md has every SQLSTATE of export_control' \
	"$(grep -rhoE "\bXC[0-9]{3}\b|MAKE_SQLSTATE\('X', 'C', '[0-9]', '[0-9]', '[0-9]'\)" src | tr -cd 'XC0-9\n' | grep . | sort -u)" \
	"$(first_cells doc/reference/errors.md '## The extension'\''s own' | grep '^XC')"

same 'doc/reference/coverage.md has what the table coverage holds' \
	"$(sql "$template" -c "SELECT format('| %s | %s | %s |', subject, detail, citation) FROM export_control.coverage
		ORDER BY modelled DESC, subject COLLATE \"C\"")" \
	"$(grep '^| [^-]' doc/reference/coverage.md | grep -v '^| subject ')"
finish
