#!/usr/bin/env bash
#
# Today is the day of the clock, for whoever enters, closes or re-screens an order in a transaction that was begun yesterday; and
# an entry lies in the partition of the log that its own time belongs to.
#
# Nobody waits for midnight, but at most a minute: while the transaction is open, log_timezone becomes a zone whose midnight is the
# full minute that has come since it began.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=order_clock_test

put_clock_back() {
	psql -Xq -d postgres -c 'ALTER SYSTEM RESET log_timezone' -c 'SELECT pg_reload_conf()' -o /dev/null
}
trap 'status=$?; put_clock_back; (exit $status) || true; clean_up' EXIT

make_database "$database"
sql "$database" -o /dev/null <<- 'SQL'
	CREATE EXTENSION export_control;
	CREATE TABLE sale (id integer PRIMARY KEY, sku text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean DEFAULT false, note text);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON sale FOR EACH ROW EXECUTE FUNCTION
	    export_control.screen_order('product=sku', 'destination=ship_to', 'closed=shipped', 'action=record');
	INSERT INTO sale VALUES (1), (2);
	-- the zone whose midnight is then
	CREATE FUNCTION midnight_zone(at timestamptz) RETURNS text LANGUAGE sql AS $$
	    SELECT '<MID>-' || to_char(interval '24:00' - (at AT TIME ZONE 'UTC')::time, 'HH24:MI')
	$$;
SQL

# In one transaction: it begins, midnight comes, and the orders after that are of the new day.
answers=$(sql "$database" <<- 'SQL'
	BEGIN;
	SELECT date_trunc('minute', now()) + interval '1 minute' AS midnight \gset
	SELECT midnight_zone(:'midnight') AS zone \gset
	INSERT INTO sale VALUES (3);
	SELECT pg_sleep_until(timestamptz :'midnight' + interval '0.1 seconds') \g /dev/null
	\setenv ZONE :zone
	\! psql -Xq -d postgres -c "ALTER SYSTEM SET log_timezone = '$ZONE'" -c 'SELECT pg_reload_conf()' -o /dev/null
	-- A session learns of it between two statements.
	CREATE FUNCTION pg_temp.waits() RETURNS boolean LANGUAGE sql AS $$ SELECT current_setting('log_timezone') NOT LIKE '<MID>%' $$;
	SELECT pg_temp.waits() AS waits \gset
	\if :waits
	    SELECT pg_sleep(1) \g /dev/null
	    SELECT pg_temp.waits() AS waits \gset
	\endif
	\if :waits
	    SELECT pg_sleep(30) \g /dev/null
	    SELECT pg_temp.waits() AS waits \gset
	\endif
	SELECT (clock_timestamp() AT TIME ZONE :'zone')::date AS today, (now() AT TIME ZONE :'zone')::date AS yesterday \gset
	SELECT 'midnight has come', date :'today' - date :'yesterday';
	SELECT 'server_date()', export_control.server_date() - date :'today';
	SELECT max(id) AS last FROM export_control.screening \gset
	INSERT INTO sale VALUES (4);
	UPDATE sale SET shipped = true WHERE id = 1;
	DELETE FROM sale WHERE id = 2;
	SELECT row_key, action, as_of - date :'today', as_known - date :'today', screened_at >= :'midnight'
	  FROM export_control.screening WHERE id > :last ORDER BY id;
	INSERT INTO export_control.rule (id, kind, rank, condition, reason, title, citation) VALUES ('CLOCK', 'requirement', 500, 'destination = DE', 'HOUSE', 'x', 'x');
	SELECT 'published', export_control.publish('x') > 0;
	SELECT max(id) AS last FROM export_control.screening \gset
	SELECT 'rescreened', count(*) FROM export_control.rescreen();
	SELECT row_key, action, as_of - date :'today', as_known - date :'today' FROM export_control.screening WHERE id > :last ORDER BY id;
	COMMIT;
SQL
)
same 'today is the day of the clock, in a transaction that was begun yesterday' 'midnight has come|1
server_date()|0
4|passed|0|0|t
1|closed|0|0|t
2|cancelled|0|0|t
published|t
rescreened|2
3|rescreened|0|0
4|rescreened|0|0' "$answers"

# ---- the log's partitions ----------------------------------------------------------------------

answers=$(sql "$database" <<- 'SQL'
	SET search_path = export_control, public;
	BEGIN;
	SELECT clock_timestamp() + interval '2 seconds' AS until \gset
	CREATE TABLE early PARTITION OF screening FOR VALUES FROM (now()) TO (:'until');
	CREATE TABLE late PARTITION OF screening FOR VALUES FROM (:'until') TO ('infinity') PARTITION BY RANGE (screened_at);
	CREATE TABLE late_default PARTITION OF late DEFAULT;
	INSERT INTO sale SELECT i FROM generate_series(11, 20) AS i;
	-- one statement, from the one period into the other
	INSERT INTO sale SELECT i + length(pg_sleep(0.3)::text) FROM generate_series(21, 30) AS i;
	INSERT INTO sale VALUES (31);
	SELECT 'misplaced', count(*) FROM screening
	 WHERE row_key::integer > 10 AND tableoid <> CASE WHEN screened_at < :'until' THEN 'early'::regclass ELSE 'late_default' END;
	SELECT 'the last one', tableoid::regclass FROM screening WHERE row_key = '31';
	SELECT 'all', count(*) FROM screening WHERE row_key::integer > 10;
	ROLLBACK;
SQL
)
same 'an entry lies in the partition of its own time' 'misplaced|0
the last one|late_default
all|21' "$answers"
finish
