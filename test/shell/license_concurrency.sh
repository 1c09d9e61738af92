#!/usr/bin/env bash
#
# Many sessions on one license: never over its cap, nothing lost, nothing counted twice, no deadlock.
#
# LICENSE_SECONDS is how long the sessions draw on it (10 by default): let it run for hours with
# LICENSE_SECONDS=36000 test/shell/license_concurrency.sh.  LICENSE_CLIENTS is how many there are (8).
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

seconds=${LICENSE_SECONDS:-10}
clients=${LICENSE_CLIENTS:-8}
database=license_concurrency_test
restored=license_concurrency_restored

# Whatever draws in the background ends first.
trap 'status=$?; touch "$SCRATCH/stop"; wait; clean_up "$status"' EXIT
trap 'exit 143' TERM HUP

# equal WHAT EXPECTED QUERY
equal() {
	local found
	found=$(sql "$database" -c "$3") || found="(an error)"
	[[ $found == "$2" ]] || echo "# $1: expected $2, found $found"
	check "$1" test "$found" = "$2"
}

# above WHAT LIMIT QUERY: what a test is worth shows in what happened while it ran
above() {
	local found
	found=$(sql "$database" -c "$3") || found=0
	echo "# $1: $found"
	check "$1" test "$found" -gt "$2"
}

# draw LOG SCRIPT OPTION...: pgbench stops a client at any error that the script does not expect.
draw() {
	local log=$1 script=$2
	shift 2
	pgbench -n -c "$clients" -j 2 -f "$script" "$@" "$database" > "$log" 2>&1 && ! grep -qi 'aborted\|error' "$log" && return
	cat "$log"
	return 1
}

for program in psql pgbench createdb dropdb pg_dump; do
	command -v "$program" > /dev/null || { echo "not ok - $program is not installed"; exit 1; }
done
make_database "$database"
sql "$database" <<- 'SQL'
	SET client_min_messages = warning;
	CREATE EXTENSION export_control;
	INSERT INTO export_control.license (id, cap, state) VALUES ('tight', 10000, 'issued'), ('once', 1000000, 'issued'), ('snapshots', 1000000, 'issued');
	INSERT INTO export_control.license (id, kind, symbol, metric, cap, per, state)
	VALUES ('LPP', 'exception', 'LPP', 'tpp', 1000, 'consignee_year', 'issued');

	-- What became of each attempt.  Refusals are expected; a deadlock, or any other error, is not caught.
	CREATE TABLE attempt (license text, what text, answer text, at timestamptz DEFAULT clock_timestamp());
	CREATE FUNCTION attempt(license text, key text, amount numeric, consignee text, reverse boolean) RETURNS void
	    LANGUAGE plpgsql AS $$
	DECLARE
	    answer text;
	BEGIN
	    IF reverse THEN
	        answer := export_control.reverse_use(license, key);
	    ELSE
	        answer := export_control.use_license(license, key, amount, consignee, '2026-03-01');
	    END IF;
	    INSERT INTO attempt VALUES (license, CASE WHEN reverse THEN 'reverse' ELSE 'use' END, CASE WHEN answer::numeric < 0 THEN 'overdrawn' ELSE 'done' END);
	EXCEPTION WHEN SQLSTATE 'XC011' OR SQLSTATE 'XC014' THEN
	    INSERT INTO attempt VALUES (license, 'use', SQLSTATE);
	END
	$$;
	-- Any snapshot, at any time: the totals are what the ledger adds up to, and none is over its cap.
	CREATE FUNCTION faults() RETURNS bigint LANGUAGE sql AS $$
	    SELECT count(*)
	      FROM (SELECT u.license, CASE l.per WHEN 'license' THEN '' ELSE u.consignee END AS consignee,
	                   coalesce(sum(u.amount) FILTER (WHERE u.reversed_at IS NULL), 0) AS used
	              FROM export_control.license_use AS u JOIN export_control.license AS l ON l.id = u.license GROUP BY 1, 2) AS ledger
	      FULL JOIN export_control.license_total AS t USING (license, consignee)
	      JOIN export_control.license AS l ON l.id = coalesce(ledger.license, t.license)
	     WHERE ledger.used IS DISTINCT FROM t.used OR t.used > l.cap
	$$;
SQL

# 1. Uses and reversals of random keys, in short transactions and longer ones, near the cap of one
# license and of one with a cap for each consignee; meanwhile an officer suspends and releases it.
cat > "$SCRATCH/mixed.sql" << 'END'
\set key random(1, 2000)
\set reverse random(1, 100)
\set longer random(1, 10)
BEGIN;
SELECT attempt('tight', 'k' || :key, 1 + :key % 50, NULL, :reverse <= 30);
\if :longer = 1
SELECT attempt('tight', 'k' || (:key + 1), 1 + (:key + 1) % 50, NULL, false);
\sleep 5 ms
\endif
COMMIT;
END
cat > "$SCRATCH/consignee.sql" << 'END'
\set key random(1, 2000)
\set reverse random(1, 100)
SELECT attempt('LPP', 'k' || :key, 1 + :key % 50, 'consignee ' || :key % 5, :reverse <= 30);
END

# After the suspension has committed nothing is used until it is over: that shows in the ledger.
supervise() {
	while sleep 1 && [[ ! -e $SCRATCH/stop ]]; do
		sql "$database" <<- 'SQL'
			UPDATE export_control.license SET state = 'suspended' WHERE id = 'tight';
			CREATE TEMPORARY TABLE at_suspension AS SELECT count(*) AS uses FROM export_control.license_use WHERE license = 'tight';
			SELECT pg_sleep(0.3);
			INSERT INTO attempt
			SELECT 'tight', 'suspension', CASE WHEN count(*) = s.uses THEN 'kept' ELSE 'broken' END
			  FROM export_control.license_use, at_suspension AS s WHERE license = 'tight' GROUP BY s.uses;
			UPDATE export_control.license SET state = 'issued' WHERE id = 'tight';
			INSERT INTO attempt SELECT 'all', 'audit', CASE faults() WHEN 0 THEN 'balanced' ELSE 'faults' END;
		SQL
	done
}
supervise &
check "$clients sessions draw on two licenses for $seconds s, without an error" \
	draw "$SCRATCH/mixed.log" "$SCRATCH/mixed.sql@4" -f "$SCRATCH/consignee.sql@1" -T "$seconds"
touch "$SCRATCH/stop"
wait

equal 'no balance is ever below zero' 0 "SELECT count(*) FROM attempt WHERE answer = 'overdrawn'"
equal 'the ledger adds up to the totals, and these are within the caps' 0 'SELECT faults()'
equal 'at all times' 0 "SELECT count(*) FROM attempt WHERE answer = 'faults'"
equal 'license_balance() is the cap less the ledger' t "
	SELECT export_control.license_balance('tight') = 10000 - sum(amount)
	  FROM export_control.license_use WHERE license = 'tight' AND reversed_at IS NULL"
equal 'nothing is used under a suspension' 0 "SELECT count(*) FROM attempt WHERE answer = 'broken'"
above 'uses' 0 "SELECT count(*) FROM export_control.license_use"
above 'reversals' 0 "SELECT count(*) FROM export_control.license_use WHERE reversed_at IS NOT NULL"
above 'refusals at the cap of the license' 0 "SELECT count(*) FROM attempt WHERE license = 'tight' AND answer = 'XC014'"
above 'refusals at the cap of a consignee' 0 "SELECT count(*) FROM attempt WHERE license = 'LPP' AND answer = 'XC014'"
above 'suspensions kept' 0 "SELECT count(*) FROM attempt WHERE answer = 'kept'"

# 2. All sessions send the same 200 keys, many times: each counts once.
cat > "$SCRATCH/once.sql" << 'END'
\set key random(1, 200)
SELECT export_control.use_license('once', 'k' || :key, :key, 'acme', '2026-03-01');
END
check "$clients sessions send the same keys, without an error" draw "$SCRATCH/once.log" "$SCRATCH/once.sql" -t 1000
equal 'each key is in the ledger once' '200|200' \
	"SELECT count(*), count(DISTINCT key) FROM export_control.license_use WHERE license = 'once'"
equal 'and counted once' 20100 "SELECT export_control.license_used('once')"

# 3. Under REPEATABLE READ a transaction that saw an old balance is told so, and tries again.
cat > "$SCRATCH/snapshots.sql" << 'END'
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT export_control.use_license('snapshots', 'client ' || :client_id || ' ' || clock_timestamp(), 1, NULL, '2026-03-01');
COMMIT;
END
check 'REPEATABLE READ: serialization failures only, and all are retried' \
	draw "$SCRATCH/snapshots.log" "$SCRATCH/snapshots.sql" -t 50 --max-tries=1000
equal 'REPEATABLE READ: every use counts' $((clients * 50)) "SELECT export_control.license_used('snapshots')"

# 4. A dump holds the ledger, and restoring it makes the totals.
books="SELECT string_agg(t::text, ' ' ORDER BY t.license, t.consignee) FROM export_control.license_total AS t"
expected=$(sql "$database" -c "$books")
sql "$database" -c "UPDATE export_control.license SET state = 'suspended' WHERE id = 'tight'"
make_database "$restored"
check 'the ledger can be dumped and restored' bash -c \
	"set -o pipefail; pg_dump '$database' 2> '$SCRATCH/dump.log' | psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -d '$restored'"
database=$restored equal 'with the same totals' "$expected" "$books"

equal 'no deadlock' 0 "SELECT deadlocks FROM pg_stat_database WHERE datname = '$database'"
finish
