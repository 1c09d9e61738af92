#!/usr/bin/env bash
#
# Sealing without waiting, while many transactions write orders, keep some of them for a while and undo others: no entry
# ever comes with an id that a seal has passed, every entry is sealed once all have ended, and in between a seal says
# what it leaves.
#
# SEAL_TRANSACTIONS is how many each of the six clients makes (300 by default).
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

transactions=${SEAL_TRANSACTIONS:-300}
database=seal_concurrency_test

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	CREATE TABLE sale (id bigserial PRIMARY KEY, sku text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE');
	CREATE TRIGGER screen BEFORE INSERT ON sale FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'product=sku', 'destination=ship_to', 'action=record');
SQL

# Each waits before its first entry, between two and before its end, and undoes some of what it wrote.
cat > "$SCRATCH/orders.sql" <<- 'END'
	\set before random(0, 2000)
	\set between random(0, 4000)
	\set undo random(0, 3)
	BEGIN;
	\sleep :before us
	\if :undo = 1
	SAVEPOINT s;
	INSERT INTO sale DEFAULT VALUES;
	\sleep :between us
	ROLLBACK TO s;
	\endif
	\if :undo = 2
	SAVEPOINT s;
	INSERT INTO sale DEFAULT VALUES;
	RELEASE s;
	\endif
	INSERT INTO sale DEFAULT VALUES;
	\sleep :between us
	INSERT INTO sale DEFAULT VALUES;
	\sleep :before us
	\if :undo = 3
	ROLLBACK;
	\else
	COMMIT;
	\endif
END

seal_until_told() {
	while [[ ! -e $SCRATCH/stop ]]; do
		echo "SELECT entries FROM export_control.seal(wait => '0');"
	done
}
# The warnings are not of interest, how many there are is.
seal_until_told | sql "$database" > "$SCRATCH/sealed" 2> "$SCRATCH/warned" &
sealer=$!

write() {
	pgbench -n -c 6 -j 2 -f "$SCRATCH/orders.sql" -t "$transactions" "$database" > "$SCRATCH/log" 2>&1 &&
		! grep -qi 'aborted\|error' "$SCRATCH/log" && return
	tail -n 20 "$SCRATCH/log"
	return 1
}
check 'six clients write, undo and wait, without an error' write
touch "$SCRATCH/stop"
check 'one seals all the time, without an error' wait "$sealer"

left=$(grep -c 'WARNING: .* entries cannot be sealed yet' "$SCRATCH/warned" || true)
echo "# $(wc -l < "$SCRATCH/sealed") seals while orders came; $left times something was left"
check 'seals are made while orders come' test "$(wc -l < "$SCRATCH/sealed")" -gt 5
check 'and something is left that may not be sealed yet' test "$left" -gt 5
check 'which says who is waited for' grep -Eq "^DETAIL:  The first of them: process [0-9]+ of user [^ ]+(, open since .*)? may write entries from [0-9]+ on" "$SCRATCH/warned"
sql "$database" -o /dev/null -c 'SELECT export_control.seal()'
same 'all is sealed in the end' 0 "$(sql "$database" -c 'SELECT export_control.unsealed()')"
same 'and nothing came where a seal had passed' '' "$(sql "$database" -c 'SELECT * FROM export_control.verify_seals()' | head -n 5)"
same 'nobody is writing any more' 0 "$(sql "$database" -c 'SELECT count(*) FROM export_control.screening_writers()')"

# A transaction with very many savepoints announces itself once, and not until there is no room for locks.
sql "$database" -o /dev/null -c "DO 'BEGIN FOR i IN 1..20000 LOOP BEGIN INSERT INTO sale DEFAULT VALUES; EXCEPTION WHEN division_by_zero THEN END; END LOOP;
	PERFORM set_config(''sale.writers'', (SELECT count(*)::text FROM export_control.screening_writers()), false); END'" \
	-c "\\o $SCRATCH/writers" -c "SHOW sale.writers"
same 'twenty thousand savepoints are one writer' 1 "$(< "$SCRATCH/writers")"
finish
