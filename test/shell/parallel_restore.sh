#!/usr/bin/env bash
#
# A database in use is restored by pg_restore --jobs, in the four steps that the README gives, by an
# owner who is no superuser.
#
# In one step it cannot be: the rows of the extension's tables refer to each other, and of dumps
# PostgreSQL keeps the order of such tables only for restoring one after the other.  What is
# restored in another order is an error, never less.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

origin=parallel_restore_test
restored=parallel_restore_test_restored
scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../upgrade" && pwd)
dump=$SCRATCH/dump

# What CREATE EXTENSION publishes, it publishes when it runs.
contents() {
	sql "$1" -c 'SET session_replication_role = replica' \
		-c "UPDATE export_control.release SET published_at = '2026-01-01' WHERE builtin"
	sql "$1" -v ON_ERROR_STOP=0 -f "$scripts/contents.sql" 2>&1
}

make_restored() {
	make_database "$restored"
	sql "$restored" -c "ALTER DATABASE $restored OWNER TO upgrade_owner"
}

restore() {
	pg_restore --username=upgrade_owner --dbname="$restored" "$@" "$dump"
}

ROLES+=(upgrade_owner upgrade_clerk)
dropdb --if-exists --force "$restored"
make_database "$origin"
for role in "${ROLES[@]}"; do
	dropuser --if-exists "$role"
done
sql "$origin" -o /dev/null -f "$scripts/before.sql"
expected=$(contents "$origin")
# It warns of the table of countries, which refers to itself.
pg_dump --format=directory --file="$dump" "$origin" 2> "$SCRATCH/warnings"

# ---- step by step, as the README says ------------------------------------------------------------

make_restored
ours=(export_control)
check 'pre-data' restore --exit-on-error --section=pre-data
check 'the data of the extension, in order' restore --exit-on-error --section=data "${ours[@]/#/--schema=}"
check 'all other data, in parallel' restore --exit-on-error --section=data --jobs=4 "${ours[@]/#/--exclude-schema=}"
check 'post-data, in parallel' restore --exit-on-error --section=post-data --jobs=4
same 'every row, object and privilege is as it was' "$expected" "$(contents "$restored")"
same 'and goes on' "$(< "$scripts/after.out")" \
	"$(psql -Xq -d "$restored" -f "$scripts/after.sql" 2>&1 | sed 's/^psql:[^ ]*: //')"

# Triggers before the keys that they need, as they may come in parallel.
pg_restore --list "$dump" > "$SCRATCH/list"
{ grep ' TRIGGER ' "$SCRATCH/list"; grep -v ' TRIGGER ' "$SCRATCH/list"; } > "$SCRATCH/triggers_first"
make_restored
restore --section=pre-data
restore --section=data
check 'a trigger before the key of its table' restore --exit-on-error --section=post-data --use-list="$SCRATCH/triggers_first"
same 'is as good as one after it' "$expected" "$(contents "$restored")"

# ---- in any other order --------------------------------------------------------------------------

{ grep 'TABLE DATA export_control' "$SCRATCH/list" | tac; } > "$SCRATCH/reversed"
make_restored
restore --section=pre-data
check 'the data in the opposite order: not without an error' \
	test "$(restore --section=data --use-list="$SCRATCH/reversed" 2>&1 | grep -c 'violates foreign key constraint')" -gt 0

make_restored
if restore --jobs=4 > "$SCRATCH/jobs" 2>&1; then
	same 'all in parallel, which went well this time' "$expected" "$(contents "$restored")"
else
	check 'all in parallel: an error that says why' grep -q 'violates foreign key constraint' "$SCRATCH/jobs"
fi
finish
