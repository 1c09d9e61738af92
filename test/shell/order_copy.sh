#!/usr/bin/env bash
#
# COPY of 100,000 order lines: held and recorded, they come out as classify() says, with one entry in the log each; blocked, one
# bad line keeps them all out.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=order_copy_test
rows=100000

# counts FROM: how many there are of each outcome
counts() {
	sql "$database" -c "SELECT o || ' ' || count(*) FROM $1 AS q(o) GROUP BY o ORDER BY o"
}

copy_in() {
	sql "$database" -c "\\copy $1 from '$SCRATCH/$2'"
}

make_database "$database"
sql "$database" -o /dev/null <<- SQL
	CREATE EXTENSION export_control;
	SET search_path = export_control, public;
	-- Every product, to many destinations, on many days; some lines know no product, or no destination.
	CREATE TABLE public.line AS
	    SELECT i AS id, CASE WHEN i % 101 > 0 THEN p.vendor END AS maker, CASE WHEN i % 101 > 0 THEN p.name END AS sku,
	           CASE WHEN i % 103 > 0 THEN c.code END AS ship_to, date '2022-11-01' + i % 1500 AS ship_date, 1 + i % 7 AS qty
	      FROM generate_series(1, $rows) AS i
	      JOIN (SELECT row_number() OVER (ORDER BY vendor, name) - 1 AS n, count(*) OVER () AS m, vendor, name FROM product) AS p ON p.n = i % p.m
	      JOIN (SELECT row_number() OVER (ORDER BY code) - 1 AS n, count(*) OVER () AS m, code FROM destination) AS c ON c.n = (i / 7) % c.m;
	CREATE TABLE public.expected AS
	    SELECT l.id, classify(p.chip, l.ship_to, l.ship_date, CURRENT_DATE, l.ship_to, scenario => 'enforced') AS said
	      FROM public.line AS l LEFT JOIN product AS p ON p.vendor = l.maker AND p.name = l.sku;
	CREATE TABLE public.held (id integer PRIMARY KEY, maker text, sku text, ship_to country, ship_date date, qty integer, state outcome);
	CREATE TABLE public.recorded (LIKE public.held INCLUDING ALL);
	CREATE TABLE public.blocked (LIKE public.held INCLUDING ALL);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON public.held FOR EACH ROW EXECUTE FUNCTION
	    screen_order('product=sku', 'vendor=maker', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'outcome=state', 'action=hold');
	CREATE TRIGGER screen AFTER INSERT OR UPDATE OR DELETE ON public.recorded FOR EACH ROW EXECUTE FUNCTION
	    screen_order('product=sku', 'vendor=maker', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'action=record');
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON public.blocked FOR EACH ROW EXECUTE FUNCTION
	    screen_order('product=sku', 'vendor=maker', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'outcome=state', 'action=block');
SQL
sql "$database" -c "\\copy (SELECT *, NULL FROM line ORDER BY id) to '$SCRATCH/lines'"
said=$(counts '(SELECT (said).outcome::text FROM expected)')
echo "# ${said//$'\n'/, }"
check 'there are lines of four outcomes and more' test "$(wc -l <<< "$said")" -ge 4

for way in held recorded; do
	check "COPY of $rows lines, $way" copy_in "$way" lines
	same "$way: all are there" "$rows" "$(sql "$database" -c "SELECT count(*) FROM $way")"
	same "$way: the log counts what classify() says" "$said" "$(counts "(SELECT (determination).outcome::text FROM export_control.screening WHERE relation = 'public.$way')")"
	same "$way: each line has one entry, and that is its determination" "$rows|$rows|$rows" "$(sql "$database" -c "
		SELECT count(*), count(DISTINCT s.row_key), count(*) FILTER (WHERE s.determination IS NOT DISTINCT FROM e.said)
		  FROM export_control.screening AS s JOIN expected AS e ON e.id::text = s.row_key WHERE s.relation = 'public.$way'")"
done
same 'held: the outcome is in its column' "$said" "$(counts '(SELECT state::text FROM held)')"
same 'held: what may pass has passed' t "$(sql "$database" -c "
	SELECT bool_and((s.action = 'passed') = ((s.determination).outcome IN ('no_license_required', 'license_exception')) AND s.action IN ('passed', 'held'))
	  FROM export_control.screening AS s WHERE s.relation = 'public.held'")"

# ---- licensed: thousands of draw-downs of one license in one transaction -------------------------

sql "$database" -o /dev/null <<- 'SQL'
	INSERT INTO export_control.license (id, cap, state) VALUES ('many', 10000, 'issued');
	CREATE TABLE licensed (id integer PRIMARY KEY, sku text, ship_to text, ship_date date, qty integer, license_no text);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON licensed FOR EACH ROW EXECUTE FUNCTION
	    export_control.screen_order('product=sku', 'destination=ship_to', 'as_of=ship_date', 'quantity=qty', 'license=license_no');
SQL
sql "$database" -c "\\copy (SELECT i, 'H20 SXM', 'CN', date '2025-05-01', 1, 'many' FROM generate_series(1, 10001) AS i) to '$SCRATCH/over'"
head -n 10000 "$SCRATCH/over" > "$SCRATCH/licensed"
same 'COPY of 10,001 lines that draw on a license of 10,000 fails' XC014 "$(sqlstate "$database" "\\copy licensed from '$SCRATCH/over'")"
same 'and leaves nothing drawn' 10000 "$(sql "$database" -c "SELECT export_control.license_balance('many')")"
sql "$database" -c "\\copy licensed from '$SCRATCH/licensed'"
same 'COPY of 10,000 draws all of it' '0 10000 10000' "$(sql "$database" -F ' ' -c "
	SELECT export_control.license_balance('many'), count(*), count(u.key)
	  FROM licensed AS l LEFT JOIN export_control.license_use AS u ON u.key = (SELECT o.id || ' ' FROM export_control.order_table AS o WHERE o.relation = 'licensed'::regclass) || l.id AND u.amount = 1 AND u.reversed_at IS NULL")"

# ---- blocked: all of them, or none ---------------------------------------------------------------

log=$(server_log)
good=$(sql "$database" -c "SELECT count(*) FROM expected WHERE (said).outcome IN ('no_license_required', 'license_exception')")
sql "$database" -c "\\copy (SELECT l.*, NULL FROM line AS l JOIN expected AS e USING (id) WHERE (e.said).outcome IN ('no_license_required', 'license_exception') ORDER BY id) to '$SCRATCH/good'"
{ cat "$SCRATCH/good" && printf '%s\tNVIDIA\tH20 SXM\tKP\t2026-05-01\t1\t\\N\n' $((rows + 1)); } > "$SCRATCH/bad"
before=$(sql "$database" -c 'SELECT count(*) FROM export_control.screening')
size=$(wc -c < "$log" 2> /dev/null || echo none)
same 'COPY with one line that is blocked, the last, fails' XC001 "$(sqlstate "$database" "\\copy blocked from '$SCRATCH/bad'")"
same 'and nothing of it is there, nor in the log of screenings' "0 $before" \
	"$(sql "$database" -F ' ' -c 'SELECT (SELECT count(*) FROM blocked), (SELECT count(*) FROM export_control.screening)')"
if [[ $size == none ]]; then
	check "the server's log can be read" false
else
	same "and the server's log has one line of it" 1 "$(tail -c +$((size + 1)) "$log" | grep -c "export_control blocked: .*\"relation\": \"public.blocked\", \"row_key\": \"$((rows + 1))\"")"
fi
check 'COPY without that line' copy_in blocked good
same 'is all there' "$good $good" "$(sql "$database" -F ' ' -c "
	SELECT (SELECT count(*) FROM blocked), (SELECT count(*) FROM export_control.screening WHERE relation = 'public.blocked' AND action = 'passed')")"
finish
