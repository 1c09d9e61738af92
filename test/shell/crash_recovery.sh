#!/usr/bin/env bash
#
# A server is killed (kill -9, all its processes) in the middle of a load of orders, three times.  After each recovery what the
# clients saw accepted is there, and orders, log, ledger and seals say the same.
#
# The server is one of this test's own, durable as servers are, in a directory of its own, made by the programs in PATH.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

kills=3
clients=4
server=$SCRATCH/server
postmaster=
programs=$(dirname -- "$(command -v pg_ctl)")

# processes COLUMN VALUE: "pid state" of each process whose COLUMN (pid or ppid) is VALUE.  From /proc, where there is one,
# since a small machine need not have ps.
processes() {
	if [[ -r /proc/self/stat ]]; then
		# The name, in parentheses, may hold anything; behind it come the state and the parent.  A process may end
		# before cat comes to it.
		{ cat /proc/[0-9]*/stat 2> /dev/null || true; } | sed -n 's/^\([0-9]*\) (.*) \(.\) \([0-9]*\) .*/\1 \2 \3/p'
	else
		ps -A -o pid= -o stat= -o ppid=
	fi | awk -v column="$1" -v value="$2" '(column == "pid" ? $1 : $3) == value { print $1, $2 }'
}

alive() {
	[[ $(processes pid "$1") == *' '[!Z]* ]]
}

# The postmaster and its children, as of a moment at which it cannot make more of them; and no other process.
kill_server() {
	local pid pids tries
	[[ -n $postmaster ]] && alive "$postmaster" || return 0
	kill -STOP "$postmaster"
	pids=$(processes ppid "$postmaster" | cut -d ' ' -f 1)
	# shellcheck disable=SC2086
	kill -KILL "$postmaster" $pids 2> /dev/null || true
	for pid in $postmaster $pids; do
		for ((tries = 0; tries < 200; tries++)); do
			alive "$pid" || break
			sleep 0.05
		done
	done
	postmaster=
}

# Whatever happens, nothing that was started stays.
leave() {
	local status=$?
	set +e
	kill_server
	wait
	(exit "$status")
	clean_up
}
trap leave EXIT
trap 'exit 143' TERM HUP
trap 'exit 130' INT

own() {
	PGHOST=$server/socket PGPORT=5432 PGUSER=postgres sql "$@"
}

# Of a server that was killed the lock files are left, and their process ids may by now be others'.
start() {
	local tries
	rm -f "$server/data/postmaster.pid" "$server/socket/".s.*
	as_server_user "$programs/postgres" -D "$server/data" >> "$SCRATCH/server.log" 2>&1 < /dev/null &
	postmaster=$!
	disown "$postmaster"
	for ((tries = 0; tries < 300; tries++)); do
		alive "$postmaster" || break
		own postgres -c 'SELECT 1' > /dev/null 2>&1 && return
		sleep 0.1
	done
	echo "# the server does not start:"
	tail -n 20 "$SCRATCH/server.log"
	return 1
}

none() {
	local found
	found=$(own postgres -c "$2" 2>&1) || found="an error: $found"
	same "$1" '' "$(head -n 5 <<< "$found")"
}

make_server_directory "$server"
as_server_user "$programs/initdb" --pgdata="$server/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C > "$SCRATCH/initdb.log" 2>&1 ||
	{ cat "$SCRATCH/initdb.log"; exit 1; }
# shellcheck disable=SC2016
as_server_user sh -c 'mkdir -m 700 "$1/socket" && cat >> "$1/data/postgresql.conf"' sh "$server" <<- END
	listen_addresses = ''
	unix_socket_directories = '$server/socket'
	port = 5432
	fsync = on
	synchronous_commit = on
	full_page_writes = on
	max_connections = 20
	max_prepared_transactions = 5
	shared_buffers = 32MB
	max_wal_size = 32MB
END
check 'a server of its own starts' start
own postgres -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	INSERT INTO export_control.license (id, state) VALUES ('load', 'issued'), ('prepared', 'issued');
	CREATE TABLE sale (
	    id integer PRIMARY KEY, sku text NOT NULL DEFAULT 'H20 SXM', ship_to text NOT NULL DEFAULT 'CN', ship_date date NOT NULL DEFAULT '2026-03-01',
	    qty integer NOT NULL DEFAULT 1, license_no text NOT NULL DEFAULT 'load', cancelled boolean NOT NULL DEFAULT false, state export_control.screening_action
	);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'product=sku', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'cancelled=cancelled', 'disposition=state');
	-- What the clients were told.
	CREATE TABLE told (what text, id integer, PRIMARY KEY (what, id));
	-- Each row is a fault.
	CREATE VIEW fault AS
	    SELECT format('the client was told of %s %s, and the order is %s', t.what, t.id, s) AS fault
	      FROM told AS t LEFT JOIN sale AS s USING (id)
	     WHERE s.id IS NULL OR t.what = 'change' AND s.qty < 2 OR t.what = 'cancel' AND NOT s.cancelled
	    UNION ALL
	    SELECT format('order %s: %s %s, the ledger %s', s.id, s.state, s.qty, u.amount)
	      FROM sale AS s FULL JOIN (SELECT * FROM export_control.license_use WHERE reversed_at IS NULL) AS u ON u.key = (SELECT o.id || ' ' FROM export_control.order_table AS o) || s.id
	     WHERE s.id IS NULL OR u.amount IS DISTINCT FROM CASE WHEN NOT s.cancelled THEN s.qty END
	    UNION ALL
	    SELECT format('order %s: %s %s, the log %s %s %s', s.id, s.state, s.qty, e.action, e.quantity, e.license_amount)
	      FROM sale AS s FULL JOIN (SELECT DISTINCT ON (row_key) * FROM export_control.screening ORDER BY row_key, id DESC) AS e ON e.row_key = s.id::text
	     WHERE (s.state, s.qty, CASE WHEN NOT s.cancelled THEN s.qty END) IS DISTINCT FROM (e.action, e.quantity, e.license_amount)
	    UNION ALL
	    SELECT format('order %s has %s entries', s.id, (SELECT count(*) FROM export_control.screening AS e WHERE e.row_key = s.id::text))
	      FROM sale AS s
	     WHERE (SELECT count(*) FROM export_control.screening AS e WHERE e.row_key = s.id::text) <> 1 + (s.qty > 1)::integer + s.cancelled::integer
	    UNION ALL
	    SELECT format('entry %s is there %s times', e.id, count(*)) FROM export_control.screening AS e GROUP BY e.id HAVING count(*) > 1
	    UNION ALL
	    SELECT format('license %s: the total is %s, the ledger %s', t.license, t.used, sum(u.amount))
	      FROM export_control.license_total AS t LEFT JOIN export_control.license_use AS u ON u.license = t.license AND u.reversed_at IS NULL
	     GROUP BY t.license, t.used HAVING t.used <> coalesce(sum(u.amount), 0)
	    UNION ALL
	    SELECT format('seal %s, entry %s: %s', v.seal, v.entry, v.fault) FROM export_control.verify_seals() AS v;
SQL

# What a client sends: an order, that it is changed, every second one that it is given up; and what it notes once it has been told
# that this was done.
orders() {
	awk -v first="$1" 'BEGIN {
		for (i = first; i < first + 100000; i++) {
			printf "INSERT INTO sale (id) VALUES (%d);\n\\echo insert %d\nUPDATE sale SET qty = 2 WHERE id = %d;\n\\echo change %d\n", i, i, i, i
			if (i % 2 == 0)
				printf "UPDATE sale SET cancelled = true WHERE id = %d;\n\\echo cancel %d\n", i, i
		}
	}'
}

for ((round = 1; round <= kills; round++)); do
	running=()
	for ((client = 0; client < clients; client++)); do
		orders $(((round * clients + client) * 1000000)) > "$SCRATCH/orders$client"
		own postgres -f "$SCRATCH/orders$client" > "$SCRATCH/told$client" 2> "$SCRATCH/error$client" &
		running+=($!)
	done
	prepared=$((round * 10))
	own postgres <<- END
		BEGIN; INSERT INTO sale (id, license_no) VALUES ($prepared, 'prepared'); PREPARE TRANSACTION 'kept $round';
		BEGIN; INSERT INTO sale (id) VALUES ($((prepared + 1))); ROLLBACK;
	END
	sleep 1.5
	kill_server
	ended=0
	for client in "${running[@]}"; do
		wait "$client" || ended=$((ended + 1))
	done
	same "kill $round: in the middle of what all $clients clients do" "$clients" "$ended"
	told=$(cat "$SCRATCH/told"[0-9]*)
	echo "# they were told of $(wc -l <<< "$told")"
	check "kill $round: and each had been told of something" test "$(grep -c insert <<< "$told")" -ge "$clients"

	check "kill $round: the server recovers" start
	check "kill $round: and had not been shut down" grep -q 'database system was not properly shut down' "$SCRATCH/server.log"
	: > "$SCRATCH/server.log"
	own postgres -c "\\copy told from pstdin with (delimiter ' ')" <<< "$told"
	none "kill $round: what clients were told is there, and orders, log, ledger and seals agree" 'TABLE fault'
	# At most the one statement of each client whose answer was lost.
	same "kill $round: and hardly more than that is there" t "$(own postgres -c "
		SELECT (SELECT sum(1 + (qty > 1)::integer + cancelled::integer) FROM sale WHERE license_no = 'load' AND id >= $((round * clients)) * 1000000)
		       - (SELECT count(*) FROM told WHERE id >= $((round * clients)) * 1000000) BETWEEN 0 AND $clients")"
	same "kill $round: an order in a prepared transaction is not there yet" 0 "$(own postgres -c "SELECT count(*) FROM sale WHERE license_no = 'prepared' AND id >= $prepared")"
	same "kill $round: which is known to hold up the log's end" "kept $round" "$(own postgres -c 'SELECT prepared FROM export_control.screening_writers()')"
	same "kill $round: the log is sealed up to what it may write, and no further" '00000|t' "$(PGHOST=$server/socket sqlstate postgres \
		"SET statement_timeout = '60s'; SET client_min_messages = error; SELECT export_control.seal(wait => '0')")|$(own postgres -c "
		SELECT coalesce((SELECT max(last_entry) FROM export_control.seal) < first_entry, true) FROM export_control.screening_writers()")"
	if ((round % 2)); then
		own postgres -c "COMMIT PREPARED 'kept $round'"
	else
		own postgres -c "ROLLBACK PREPARED 'kept $round'"
	fi
	same "kill $round: and is then, or is not, as that is decided" "$((round % 2))" \
		"$(own postgres -c "SELECT count(*) FROM sale WHERE license_no = 'prepared' AND id >= $prepared")"
	check "kill $round: the log can be sealed" own postgres -o /dev/null -c 'SELECT export_control.seal()'
	none "kill $round: and all agrees" 'TABLE fault'
done
same 'nothing of the log is unsealed' 0 "$(own postgres -c 'SELECT export_control.unsealed()')"
check 'nothing crashed but what was killed' bash -c "! grep -E 'PANIC|TRAP: |terminated by signal' '$SCRATCH/server.log'"
finish
