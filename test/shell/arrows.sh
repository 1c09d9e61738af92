#!/usr/bin/env bash
#
# The floors hold: what a room uses stands before it in src/ROOMS, on its own floor or on one below; the core knows no
# PostgreSQL; every file has its room, and every room a file.  Needs no server.
#
# Looked at are the includes, and what the bodies of PL/pgSQL functions name, which is found only when they run.  What
# other SQL names CREATE EXTENSION finds, as it runs the rooms in this order.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# faults_of DIRECTORY: one line for each arrow that points up in DIRECTORY/src.
faults_of() (
	cd -- "$1"
	{
		awk -F: '/^[a-z]/ { n = split($2, room, " "); for (i = 1; i <= n; i++) print "room", $1, room[i] }' src/ROOMS
		# The scripts of older versions are not rooms.
		find src -path src/install/upgrade -prune -o \( -name '*.[ch]' -o -name '*.sql' \) -print | sort | sed 's/^/file /'
		grep -rHnE '^CREATE (FUNCTION|TABLE|VIEW|TYPE|SEQUENCE|AGGREGATE) ' src --include='*.sql' --exclude-dir=upgrade |
			sed -E 's/^([^:]*):([0-9]+):CREATE [A-Z]+ ([a-z0-9_]+).*/makes \1 \3/'
		grep -rHn '^#include' src --include='*.[ch]' | sed -E 's/^([^:]*):([0-9]+):#include +([<"][^>"]*).*/include \1 \2 \3/'
		# Messages may name what a user calls next, wherever that stands.
		grep -rHnoE '^.*export_control\.[a-z0-9_]+' src --include='*.sql' --exclude-dir=upgrade | grep -vE "^[^:]*:[0-9]+: *'|COMMENT ON|HINT|DETAIL|--" |
			sed -E 's/^([^:]*):([0-9]+):/\1 \2 /' | awk '{
				rest = $0
				while (match(rest, /export_control\.[a-z0-9_]+/)) {
					print "names", $1, $2, substr(rest, RSTART + 15, RLENGTH - 15)
					rest = substr(rest, RSTART + RLENGTH)
				}
			}'
	} | awk '
		function room_of(path) { sub(/^src\//, "", path); sub(/\.(c|h|sql)$/, "", path); return path }
		$1 == "room" { at[$2 "/" $3] = ++rooms; next }
		{ room = room_of($2); floor = room; sub(/\/[^\/]*$/, "", floor) }
		$1 == "file" && room != "module" {
			used[room] = 1
			if (!(room in at))
				print $2 ": no room of src/ROOMS"
		}
		$1 == "makes" && (!($3 in maker) || at[room] < at[maker[$3]]) { maker[$3] = room }
		$1 == "include" {
			where = $2 ":" $3 ": "; header = substr($4, 2); to = room_of(header)
			if (substr($4, 1, 1) == "<" || !(to in at)) {
				if (floor ~ /^core/ && $4 ~ /^"/)
					print where "the core includes " header ", which is not its own"
			} else if (room != "module" && at[to] > at[room])
				print where room " includes " to ", which stands above it"
		}
		$1 == "names" && ($4 in maker) && at[maker[$4]] > at[room] {
			print $2 ":" $3 ": " room " names " $4 ", which " maker[$4] " makes, above it"
		}
		END {
			for (r in at)
				if (!(r in used))
					print "src/ROOMS: the room " r " is empty"
		}'
)

same 'no arrow points up' '' "$(faults_of .)"

# The check itself: a copy of the tree with one fault in it, which must be named.
# mutant NAME FILE LINE FAULT: FAULT is told of a tree in which FILE has one more LINE.
mutant() {
	rm -rf "$SCRATCH/src"
	cp -R src "$SCRATCH/src"
	printf '%s\n' "$3" >> "$SCRATCH/$2"
	same "$1" "$4" "$(faults_of "$SCRATCH" | sed -E 's/:[0-9]+:/:/')"
}

mutant 'a floor does not include the one above it' src/core/chip.h '#include "type/chip.h"' \
	'src/core/chip.h: core/chip includes type/chip, which stands above it'
mutant 'nor a room one that comes after it' src/core/base.h '#include "core/fact.h"' \
	'src/core/base.h: core/base includes core/fact, which stands above it'
mutant 'the core includes no header of the server' src/core/eccn.c '#include "postgres.h"' \
	'src/core/eccn.c: the core includes postgres.h, which is not its own'
mutant 'a file has a room' src/order/stray.sql '-- stray' 'src/order/stray.sql: no room of src/ROOMS'
mutant 'a room has a file' src/ROOMS 'report: ghost' 'src/ROOMS: the room report/ghost is empty'
mutant 'a body names nothing that is made above it' src/rule/rule_tables.sql '    PERFORM export_control.impact();' \
	'src/rule/rule_tables.sql: rule/rule_tables names impact, which report/impact makes, above it'

finish
