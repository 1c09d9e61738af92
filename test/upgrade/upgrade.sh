#!/usr/bin/env bash
#
# test/upgrade/upgrade.sh OLD NEW: does pg_upgrade carry a cluster that uses the extension over, and
# does it go on there?
#
# OLD and NEW are directories of PostgreSQL's programs; both installations have the extension.  They
# may be the same one: pg_upgrade dumps and restores the schema then, too, and that is where it can
# fail.  The clusters are this test's own. test/shell/binary_upgrade.sh runs it within one major,
# script/upgrade-test from one to another.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../shell/lib.sh"

old=$1
new=$2
scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
place=$SCRATCH/upgrade
running=		# programs and cluster of the server that runs

stop() {
	[[ -n $running ]] || return 0
	# shellcheck disable=SC2086
	set -- $running
	running=
	as_server_user "$1/pg_ctl" --pgdata="$place/$2" --mode=fast --wait --silent stop
}

leave() {
	local status=$?
	stop || status=1
	(exit "$status")
	clean_up
}
trap leave EXIT
trap 'exit 143' TERM HUP
trap 'exit 130' INT

# make_cluster PROGRAMS NAME
make_cluster() {
	as_server_user "$1/initdb" --pgdata="$place/$2" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
		--data-checksums --no-sync > "$SCRATCH/initdb.log" 2>&1 || { cat "$SCRATCH/initdb.log"; return 1; }
}

# start PROGRAMS NAME
start() {
	running="$1 $2"
	as_server_user "$1/pg_ctl" --pgdata="$place/$2" --log="$place/$2.log" --wait --silent start < /dev/null > /dev/null \
		--options="-c listen_addresses= -c unix_socket_directories=$place/socket -c port=5432 -c fsync=off" ||
		{ tail -n 20 "$place/$2.log"; return 1; }
}

# run PROGRAMS DATABASE ARGUMENT...: what psql says, errors among it
run() {
	PGHOST=$place/socket PGPORT=5432 PGUSER=postgres "$1/psql" -Xq -d "${@:2}" 2>&1
}

upgrade() {
	as_server_user "$new/pg_upgrade" --old-bindir="$old" --new-bindir="$new" --old-datadir="$place/old" --new-datadir="$place/new" \
		--username=postgres --socketdir="$place/socket" --link > "$SCRATCH/upgrade.log" 2>&1 && return
	tail -n 5 "$SCRATCH/upgrade.log"
	find "$place" -path '*pg_upgrade_output.d*' -name '*.log' -exec grep -A 3 -E 'error|ERROR' {} + | cut -c 1-300 | head -n 20
	return 1
}

make_server_directory "$place"
as_server_user mkdir -m 700 "$place/socket"
echo "# from $("$old/postgres" --version) to $("$new/postgres" --version)"
check 'a cluster of the old version' make_cluster "$old" old
check 'is started' start "$old" old
same 'is used' '' "$(run "$old" postgres -c 'CREATE DATABASE trade' &&
	run "$old" trade -v ON_ERROR_STOP=1 -o /dev/null -f "$scripts/before.sql")"
# A database in which nothing was done since CREATE EXTENSION, by a superuser.
same 'is used a little' '' "$(run "$old" postgres -c 'CREATE DATABASE bare' && run "$old" bare -c 'CREATE EXTENSION export_control')"
for database in trade bare; do
	run "$old" "$database" -f "$scripts/contents.sql" > "$SCRATCH/$database"
	same "$database: what it holds could be read" '' "$(grep ERROR "$SCRATCH/$database" || true)"
done
check 'is stopped' stop

check 'a cluster of the new version' make_cluster "$new" new
check 'takes over what the old one held: pg_upgrade' upgrade
((FAILED == 0)) || finish
check 'is started' start "$new" new
for database in trade bare; do
	same "$database: every row, object and privilege is as it was" "$(< "$SCRATCH/$database")" \
		"$(run "$new" "$database" -f "$scripts/contents.sql")"
done
same 'and goes on' "$(< "$scripts/after.out")" "$(run "$new" trade -f "$scripts/after.sql" | sed 's/^psql:[^ ]*: //')"
check 'and is stopped' stop
finish
