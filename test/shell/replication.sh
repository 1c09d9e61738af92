#!/usr/bin/env bash
#
# What holds of the ledger where rows come otherwise than by its functions: restored with triggers disabled, and by logical
# replication, which counts each use once; and of seals on a hot standby, which can verify and not seal, and with prepared
# transactions, which are waited for by name.
#
# The servers are this test's own, with the settings that this needs, in a directory of its own, made by the programs in PATH.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

primary=$SCRATCH/primary
standby=$SCRATCH/standby
programs=$(dirname -- "$(command -v pg_ctl)")

# PostgreSQL refuses to run as root: then it runs as the one who runs the server that other tests use.
become=()
if [[ $EUID -eq 0 ]]; then
	data=$(sql postgres -c 'SHOW data_directory')
	become=(setpriv "--reuid=$(stat -c %u "$data")" "--regid=$(stat -c %g "$data")" --clear-groups --)
fi

as_server_user() {
	(cd / && exec "${become[@]}" env -i PATH="$PATH" HOME=/ LC_ALL=C TZ=UTC "$@")
}

start() {
	as_server_user "$programs/pg_ctl" --pgdata="$1/data" --log="$1/log" --wait --timeout=60 --silent start > /dev/null < /dev/null ||
		{ tail -n 20 "$1/log"; return 1; }
}

# Whatever happens, nothing that was started stays.
leave() {
	local status=$? server
	for server in "$standby" "$primary"; do
		[[ ! -e $server/data/postmaster.pid ]] ||
			as_server_user "$programs/pg_ctl" --pgdata="$server/data" --mode=immediate --silent stop > /dev/null 2>&1 || true
	done
	(exit "$status")
	clean_up
}
trap leave EXIT
trap 'exit 143' TERM HUP
trap 'exit 130' INT

chmod 711 "$SCRATCH"
for server in "$primary" "$standby"; do
	mkdir "$server"
	[[ $EUID -ne 0 ]] || chown "$(stat -c %u:%g "$data")" "$server"
	as_server_user mkdir -m 700 "$server/socket"
done
as_server_user "$programs/initdb" --pgdata="$primary/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync \
	> "$SCRATCH/initdb.log" 2>&1 || { cat "$SCRATCH/initdb.log"; exit 1; }
# shellcheck disable=SC2016
as_server_user sh -c 'cat >> "$1/data/postgresql.conf"' sh "$primary" <<- END
	listen_addresses = ''
	unix_socket_directories = '$primary/socket'
	port = 5432
	fsync = off
	wal_level = logical
	max_prepared_transactions = 5
	max_connections = 30
	shared_buffers = 32MB
END
check 'a server of its own starts' start "$primary"
export PGHOST=$primary/socket PGPORT=5432 PGUSER=postgres

# ledger DATABASE: every use as it is, what the totals say and what is left
ledger() {
	sql "$1" <<- 'END'
		SELECT * FROM export_control.license_use ORDER BY license, key, attempt;
		SELECT l.id, coalesce(u.consignee, 'x'), export_control.license_balance(l.id, coalesce(u.consignee, 'x'), coalesce(u.used_on, '2026-05-01'))
		  FROM export_control.license AS l LEFT JOIN export_control.license_use AS u ON u.license = l.id
		 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
	END
}

totals_that_differ() {
	sql "$1" -c 'SELECT * FROM export_control.license_total WHERE used <> export_control.ledger_sum(license, consignee, year)'
}

# eventually QUERY DATABASE: waits until the query gives t
eventually() {
	local tries
	for ((tries = 0; tries < 600; tries++)); do
		[[ $(sql "$2" -c "$1" 2> /dev/null) != t ]] || return 0
		sleep 0.1
	done
	echo "# never became true: $1"
	return 1
}

createdb origin
sql origin -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	INSERT INTO license (id, metric, cap, per, state) VALUES
	    ('R1', 'units', 100, 'license', 'issued'), ('RY', 'units', 100, 'consignee_year', 'issued'), ('RO', 'units', 10, 'license', 'issued');
	SELECT use_license('R1', 'a', 60, NULL, '2026-01-01'), use_license('R1', 'b', 10, NULL, '2026-01-01'), reverse_use('R1', 'b'),
	       use_license('R1', 'b', 20, NULL, '2026-01-02');
	SELECT use_license('RY', 'a', 99, 'x', '2026-01-01'), use_license('RY', 'b', 5, 'y', '2025-01-01');
SQL

# ---- restored --------------------------------------------------------------------------------------------------------

# (It warns of what is not of interest here.)
pg_dump --format=custom --file="$SCRATCH/dump" origin 2> "$SCRATCH/warning"
for how in 'in one go' 'data only' 'data only, triggers disabled'; do
	dropdb --if-exists restored
	createdb restored
	if [[ $how == 'in one go' ]]; then
		check "$how: is restored" pg_restore --exit-on-error --dbname=restored "$SCRATCH/dump"
	else
		sql restored -c 'CREATE EXTENSION export_control'
		options=(--data-only)
		[[ $how != *disabled ]] || options+=(--disable-triggers)
		check "$how: is restored" pg_restore --exit-on-error "${options[@]}" --dbname=restored "$SCRATCH/dump"
	fi
	same "$how: the ledger is as it was, and as much is left" "$(ledger origin)" "$(ledger restored)"
	same "$how: the caps hold" 'XC014 XC014' "$(sqlstate restored "SELECT export_control.use_license('R1', 'c', 21, NULL, '2026-01-01')") $(
		sqlstate restored "SELECT export_control.use_license('RY', 'c', 2, 'x', '2026-01-01')")"
	sql restored -o /dev/null -c "SELECT export_control.use_license('R1', 'c', 20, NULL, '2026-01-01'), export_control.reverse_use('RY', 'a')"
	same "$how: and go on" '0|100' "$(sql restored -c "SELECT export_control.license_balance('R1'), export_control.license_balance('RY', 'x', '2026-01-01')")"
	same "$how: the totals are those of the ledger" '' "$(totals_that_differ restored)"
	same "$how: and need no mending" 0 "$(sql restored -c 'SELECT export_control.guard_ledger()')"
done

# ---- logical replication ---------------------------------------------------------------------------------------------

# The subscriber screens the orders that come, with licenses of which only it knows uses; and it gets the ledger of the others.
createdb subscriber
for database in origin subscriber; do
	sql "$database" -c "CREATE EXTENSION IF NOT EXISTS export_control" \
		-c "CREATE TABLE sale (id integer PRIMARY KEY, sku text, ship_to text, ship_on date, units integer, license text, outcome text, disposition text)"
done
sql subscriber -c "CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
		'product=sku', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'license=license', 'outcome=outcome', 'disposition=disposition', 'action=hold')" \
	-c 'ALTER TABLE sale ENABLE ALWAYS TRIGGER zz_screen'
# The totals are among the tables, as they are in a publication of all tables.
sql origin -o /dev/null -c "CREATE PUBLICATION books FOR TABLE export_control.license, export_control.license_use, export_control.license_total, sale" \
	-c "SELECT pg_create_logical_replication_slot('books', 'pgoutput')"
# In one server the slot must be there before.
sql subscriber -c "CREATE SUBSCRIPTION books CONNECTION 'host=$primary/socket port=5432 user=postgres dbname=origin' PUBLICATION books
	WITH (create_slot = false, slot_name = 'books')"
check 'what there is is copied' eventually "SELECT count(*) = 4 AND bool_and(srsubstate = 'r') FROM pg_subscription_rel" subscriber
same 'copied: each use is there once, as it was' "$(ledger origin)" "$(ledger subscriber)"
same 'copied: the totals are those of the ledger' '' "$(totals_that_differ subscriber)"

sql origin -o /dev/null <<- 'SQL'
	SET search_path = export_control, public;
	SELECT use_license('R1', 'd', 15, NULL, '2026-01-01'), reverse_use('R1', 'a'), reverse_use('RY', 'a'), use_license('RY', 'a', 50, 'x', '2026-01-01');
	BEGIN; SELECT use_license('R1', 'e', 1, NULL, '2026-01-01'); ROLLBACK;
	INSERT INTO sale VALUES (1, 'H20 SXM', 'CN', '2026-03-01', 7, 'RO'), (2, 'H20 SXM', 'CN', '2026-03-01', 4, 'RO'), (3, 'H20 SXM', 'DE', '2026-03-01', 4, NULL);
	UPDATE sale SET units = 6 WHERE id = 1;
	UPDATE sale SET units = 3 WHERE id = 2;
	INSERT INTO license (id, state, cap) VALUES ('last', 'issued', 1);
SQL
check 'what comes is applied' eventually "SELECT count(*) = 1 FROM export_control.license WHERE id = 'last'" subscriber
same 'applied: each use is there once, as it was' "$(ledger origin | grep -v '^RO|')" "$(ledger subscriber | grep -v '^RO|')"
same 'applied: the totals are those of the ledger' '' "$(totals_that_differ subscriber)"
same 'applied: orders are screened, and draw within the cap' '1|6|licensed 2|3|licensed 3|4|passed 1' \
	"$(sql subscriber -c 'SELECT id, units, disposition FROM sale ORDER BY id' -c "SELECT export_control.license_balance('RO')" | paste -s -d ' ')"
same 'applied: the log has them' '1|licensed 1|licensed 2|held 2|licensed 3|passed' \
	"$(sql subscriber -c 'SELECT row_key, action FROM export_control.screening ORDER BY row_key, id' | paste -s -d ' ')"
same 'the subscriber can seal its log' 5 "$(sql subscriber -c 'SELECT entries FROM export_control.seal()')"
same 'and the caps hold there' XC014 "$(sqlstate subscriber "SELECT export_control.use_license('R1', 'f', 66, NULL, '2026-01-01')")"
sql subscriber -c 'ALTER SUBSCRIPTION books DISABLE' -c 'ALTER SUBSCRIPTION books SET (slot_name = NONE)' -c 'DROP SUBSCRIPTION books'
sql origin -o /dev/null -c "SELECT pg_drop_replication_slot('books')"

# ---- prepared transactions -------------------------------------------------------------------------------------------

# One holds the log up, under its name, also when the server has been started again; what is older is sealed.
sql subscriber <<- 'SQL'
	INSERT INTO sale VALUES (11, 'H20 SXM', 'DE', '2026-03-01', 1);
	BEGIN; INSERT INTO sale VALUES (12, 'H20 SXM', 'DE', '2026-03-01', 1); PREPARE TRANSACTION 'order 12';
	INSERT INTO sale VALUES (13, 'H20 SXM', 'DE', '2026-03-01', 1);
SQL
waited_for() {
	sql subscriber -F ' ' -c 'SELECT pid IS NULL, prepared, "user" = session_user, since < now() FROM export_control.screening_writers()'
}
same 'a prepared transaction is waited for by name' 't order 12 t t' "$(waited_for)"
same 'what is before it is sealed' 1 "$(sql subscriber -c "SELECT entries FROM export_control.seal(wait => '0')" 2> "$SCRATCH/warning")"
check 'and the rest is left, with a warning' grep -q "^WARNING:  1 of the log's entries cannot be sealed yet" "$SCRATCH/warning"
check 'which names it' grep -q "^DETAIL:  The first of them: prepared transaction 'order 12' of user postgres, open since .* may write entries from [0-9]* on" "$SCRATCH/warning"
as_server_user "$programs/pg_ctl" --pgdata="$primary/data" --mode=fast --wait --silent stop
check 'the server starts again' start "$primary"
same 'and still waits for it' 't order 12 t t' "$(waited_for)"
same 'nothing more can be sealed' '' "$(sql subscriber -c "SELECT entries FROM export_control.seal(wait => '0')" 2> "$SCRATCH/warning")"
sql subscriber -c "COMMIT PREPARED 'order 12'"
same 'when it has ended, all is sealed' 2 "$(sql subscriber -c 'SELECT entries FROM export_control.seal()')"
same 'and verifies' '' "$(sql subscriber -c 'SELECT * FROM export_control.verify_seals()')"

# ---- a hot standby ---------------------------------------------------------------------------------------------------

as_server_user "$programs/pg_basebackup" --host="$primary/socket" --username=postgres --pgdata="$standby/data" --write-recovery-conf --checkpoint=fast --no-sync
# shellcheck disable=SC2016
as_server_user sh -c 'echo "unix_socket_directories = '"'"'$1/socket'"'"'" >> "$1/data/postgresql.conf"' sh "$standby"
check 'a standby starts' start "$standby"
sql subscriber -c "INSERT INTO sale VALUES (14, 'H20 SXM', 'DE', '2026-03-01', 1)"
export PGHOST=$standby/socket
check 'the standby has what comes' eventually "SELECT export_control.unsealed() = 1" subscriber
same 'it verifies' '' "$(sql subscriber -c 'SELECT * FROM export_control.verify_seals()')"
same 'and does not seal or re-screen' '25006 25006' "$(sqlstate subscriber 'SELECT export_control.seal()') $(sqlstate subscriber 'SELECT export_control.rescreen()')"
finish
