#!/usr/bin/env bash
#
# Many sessions take, change and give up orders that draw on one license, through the trigger: never over its cap, every order
# has its entry in the log and its draw-down, no draw-down lacks its order, no deadlock.
#
# ORDER_SECONDS is how long they do so (10 by default): let it run for hours with
# ORDER_SECONDS=36000 test/shell/order_concurrency.sh.  ORDER_CLIENTS is how many there are (8).
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

seconds=${ORDER_SECONDS:-10}
clients=${ORDER_CLIENTS:-8}
database=order_concurrency_test

# none WHAT QUERY: the query returns no rows
none() {
	local found
	found=$(sql "$database" -c "$2" 2>&1) || found="an error: $found"
	same "$1" '' "$(head -n 5 <<< "$found")"
}

# some WHAT QUERY: the number is above 0: what the test is worth shows in what happened while it ran
some() {
	local found
	found=$(sql "$database" -c "$2") || found=0
	echo "# $1: $found"
	check "$1" test "$found" -gt 0
}

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	INSERT INTO export_control.license (id, cap, state) VALUES ('tight', 5000, 'issued');
	CREATE TABLE sale (
	    id integer PRIMARY KEY, sku text NOT NULL, ship_to text NOT NULL, ship_date date NOT NULL DEFAULT '2026-03-01', qty integer NOT NULL,
	    license_no text, cancelled boolean NOT NULL DEFAULT false, outcome export_control.outcome, disposition export_control.screening_action
	);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'product=sku', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no', 'cancelled=cancelled',
	    'outcome=outcome', 'disposition=disposition');
	-- What became of each attempt.  That too little is left, or that the order is there already (XC015: and has drawn another
	-- amount), is expected; a deadlock, or any other error, is not caught.
	CREATE TABLE attempt (what text, answer text, at timestamptz DEFAULT clock_timestamp());
	CREATE FUNCTION attempt(what text, order_id integer, amount integer) RETURNS void LANGUAGE plpgsql AS $$
	DECLARE
	    touched integer;
	BEGIN
	    CASE what
	        WHEN 'insert' THEN INSERT INTO sale (id, sku, ship_to, qty, license_no) VALUES (order_id, 'H20 SXM', 'CN', amount, 'tight');
	        WHEN 'free' THEN INSERT INTO sale (id, sku, ship_to, qty, license_no) VALUES (order_id, 'H20 SXM', 'DE', amount, 'tight');
	        WHEN 'update' THEN UPDATE sale SET qty = amount, cancelled = false WHERE id = order_id;
	        WHEN 'turn' THEN UPDATE sale SET ship_to = CASE ship_to WHEN 'CN' THEN 'DE' ELSE 'CN' END WHERE id = order_id;
	        WHEN 'rename' THEN UPDATE sale SET id = amount + 2000 WHERE id = order_id;
	        WHEN 'cancel' THEN UPDATE sale SET cancelled = true WHERE id = order_id;
	        WHEN 'delete' THEN DELETE FROM sale WHERE id = order_id;
	    END CASE;
	    GET DIAGNOSTICS touched = ROW_COUNT;
	    INSERT INTO attempt VALUES (what, CASE touched WHEN 0 THEN 'none' ELSE 'done' END);
	EXCEPTION WHEN SQLSTATE 'XC014' OR SQLSTATE 'XC015' OR unique_violation THEN
	    INSERT INTO attempt VALUES (what, SQLSTATE);
	END
	$$;
	-- Any snapshot, at any time: each row is a fault.
	CREATE VIEW fault AS
	    SELECT 'over the cap: ' || t.used FROM export_control.license_total AS t JOIN export_control.license AS l ON l.id = t.license WHERE t.used > l.cap
	    UNION ALL
	    SELECT 'the total is ' || t.used || ', the ledger ' || coalesce(sum(u.amount), 0)
	      FROM export_control.license_total AS t LEFT JOIN export_control.license_use AS u ON u.license = t.license AND u.reversed_at IS NULL
	     GROUP BY t.license, t.used HAVING t.used <> coalesce(sum(u.amount), 0)
	    UNION ALL
	    SELECT format('order %s says %s %s, the ledger %s', s.id, s.disposition, s.qty, u.amount)
	      FROM sale AS s FULL JOIN (SELECT * FROM export_control.license_use WHERE reversed_at IS NULL) AS u ON u.key = (SELECT o.id || ' ' FROM export_control.order_table AS o) || s.id
	     WHERE u.amount IS DISTINCT FROM CASE WHEN s.disposition = 'licensed' THEN s.qty END OR s.id IS NULL
	    UNION ALL
	    SELECT format('order %s: %s %s, the log %s %s %s', s.id, s.disposition, s.qty, e.action, e.quantity, e.license_amount)
	      FROM sale AS s
	      FULL JOIN (SELECT DISTINCT ON (row_key) * FROM export_control.screening ORDER BY row_key, id DESC) AS e ON e.row_key = s.id::text
	     WHERE CASE WHEN s.id IS NULL THEN e.action <> 'cancelled'
	                -- given up and then renamed: there is nothing to screen
	                WHEN s.disposition = 'cancelled' AND e.id IS NULL THEN false
	                ELSE (e.action, e.license_amount) IS DISTINCT FROM (s.disposition, CASE WHEN s.disposition = 'licensed' THEN s.qty END)
	                     OR s.disposition <> 'cancelled' AND (e.quantity, e.destination::text) IS DISTINCT FROM (s.qty, s.ship_to) END;
SQL

cat > "$SCRATCH/orders.sql" << 'END'
\set id random(1, 1000)
\set other random(1, 1000)
\set qty random(1, 60)
\set what random(1, 100)
\if :what <= 35
SELECT attempt('insert', :id, :qty);
\elif :what <= 40
SELECT attempt('free', :id, :qty);
\elif :what <= 60
SELECT attempt('update', :id, :qty);
\elif :what <= 65
SELECT attempt('turn', :id, :qty);
\elif :what <= 70
SELECT attempt('rename', :id, :qty);
\elif :what <= 80
SELECT attempt('cancel', :id, :qty);
\elif :what <= 90
SELECT attempt('delete', :id, :qty);
\elif :what <= 95
BEGIN;
SELECT attempt('insert', :id, :qty);
SELECT attempt('cancel', :id, :qty);
ROLLBACK;
\else
BEGIN;
SELECT attempt('insert', 3000 + :client_id, :qty);
\sleep 2 ms
SELECT attempt('update', 3000 + :client_id, :qty + 1);
COMMIT;
\endif
END

# Meanwhile an auditor looks, at one snapshot a time.
audit() {
	while sleep 1 && [[ ! -e $SCRATCH/stop ]]; do
		sql "$database" -c "INSERT INTO attempt SELECT 'audit', CASE count(*) WHEN 0 THEN 'balanced' ELSE 'faults' END FROM fault"
	done
}
audit &
auditor=$!
draw() {
	pgbench -n -c "$clients" -j 2 -f "$SCRATCH/orders.sql" -T "$seconds" "$database" > "$SCRATCH/log" 2>&1 &&
		! grep -qi 'aborted\|error' "$SCRATCH/log" && return
	tail -n 20 "$SCRATCH/log"
	return 1
}
check "$clients sessions take, change and give up orders for $seconds s, without an error" draw
touch "$SCRATCH/stop"
wait "$auditor"

none 'ledger, orders and log agree, within the cap' 'SELECT * FROM fault'
none 'at all times' "SELECT * FROM attempt WHERE answer = 'faults'"
same 'license_balance() is the cap less the orders' t "$(sql "$database" -c "
	SELECT export_control.license_balance('tight') = 5000 - sum(qty) FROM sale WHERE disposition = 'licensed'")"
# The log of an order tells its story: what one entry drew is given back before another is drawn.
none 'of a reversed use there is an entry, and one of its end' "
	SELECT u.key
	  FROM export_control.license_use AS u
	  LEFT JOIN (SELECT order_table || ' ' || row_key AS key, count(*) FILTER (WHERE action = 'licensed') AS drawn, count(*) AS entries
	               FROM export_control.screening GROUP BY 1) AS e USING (key)
	 WHERE coalesce(e.drawn, 0) = 0 OR u.reversed_at IS NOT NULL AND e.entries < 2"
for what in insert free update turn rename cancel delete; do
	some "done: $what" "SELECT count(*) FROM attempt WHERE what = '$what' AND answer = 'done'"
done
some 'refusals at the cap' "SELECT count(*) FROM attempt WHERE answer = 'XC014'"
some 'balanced audits' "SELECT count(*) FROM attempt WHERE answer = 'balanced'"
same 'no deadlock' 0 "$(sql "$database" -c "SELECT deadlocks FROM pg_stat_database WHERE datname = '$database'")"
finish
