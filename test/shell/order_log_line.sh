#!/usr/bin/env bash
#
# A blocked order leaves one line in the server's log, "export_control blocked: " and a JSON object, with the documented keys and
# the order's values, whatever is in its texts and numbers; and nothing of it goes to the client.  An order that is let in, held
# or recorded leaves none.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=order_log_line_test
clerk=order_log_line_clerk
log=$(server_log)

if [[ ! -r $log ]]; then
	check "the server's log can be read" false
	finish
fi

# attempt ARGUMENT...: has psql send something, and sets OUTPUT to what the client saw, and ENTRIES to what came into the log of it
attempt() {
	local size
	size=$(wc -c < "$log")
	OUTPUT=$(sql "$database" "$@" 2>&1) || true
	# What has a tab before it is not a line's beginning: it is in a statement, or in another message.
	ENTRIES=$(tail -c +$((size + 1)) "$log" | grep -a -v $'^\t' | grep -a 'LOG:  export_control blocked: .*"relation": "public.attempted"' || true)
}

blocked() {
	grep -c . <<< "$ENTRIES" || true
}

# field EXPRESSION: of the line's JSON, as PostgreSQL reads it
field() {
	local json
	json=$(sed 's/^[^{]*LOG:  export_control blocked: //' <<< "$ENTRIES")
	sql "$database" -v json="$json" <<< "SELECT $1 FROM (SELECT :'json'::jsonb AS j) AS line"
}

make_database "$database"
make_role "$clerk"
sql "$database" -o /dev/null <<- SQL
	CREATE EXTENSION export_control;
	CREATE TABLE attempted (
	    id text PRIMARY KEY, item export_control.chip, class export_control.eccn, ship_to export_control.country, ship_date date, parent export_control.country,
	    usage text, end_user text, buyer text, qty numeric, amount numeric, license_no text, done boolean, state text
	);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON attempted FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'chip=item', 'destination=ship_to', 'as_of=ship_date', 'headquarters=parent', 'end_use=usage', 'end_user=end_user',
	    'consignee=buyer', 'quantity=qty', 'value=amount', 'license=license_no', 'closed=done', 'outcome=state');
	GRANT INSERT ON attempted TO $clerk;
	GRANT SELECT ON export_control.party, export_control.party_share, export_control.license, export_control.license_use, export_control.license_total TO $clerk;
	GRANT UPDATE (note) ON export_control.license TO $clerk;
	GRANT INSERT, UPDATE ON export_control.license_use, export_control.license_total TO $clerk;
	INSERT INTO export_control.license (id, state) VALUES ('S', 'suspended');
SQL
item='{"name": "X1", "vendor": "ACME", "datacenter": true, "declared_tpp": 9600, "die_area": 800, "memory_bandwidth": 4000, "interconnect_bandwidth": 900}'

# ---- all keys, with the right values -------------------------------------------------------------

attempt -U "$clerk" -c "INSERT INTO attempted VALUES ('A-1', '$item', NULL, 'CN', '2025-12-01', 'HK', 'research', 'U1', 'C1', 12.50, 1e20, 'S')"
same 'a blocked order leaves one line' 1 "$(blocked)"
same 'which has all keys' \
	'as_of at by consignee destination digest eccn end_use end_user headquarters item license license_fault missing outcome quantity reasons relation release review row_key rules scenario shipment value' \
	"$(field "(SELECT string_agg(k, ' ' ORDER BY k COLLATE \"C\") FROM jsonb_object_keys(j) AS k)")"
same 'and their values' \
	"$clerk public.attempted A-1 license_required 3A090.a [\"RS\"] [] X1 CN 2025-12-01 HK research U1 C1 12.50 100000000000000000000 S enforced" \
	"$(field "concat_ws(' ', j->>'by', j->>'relation', j->>'row_key', j->>'outcome', j->>'eccn', j->>'reasons', j->>'missing', j->>'item', j->>'destination', j->>'as_of',
		j->>'headquarters', j->>'end_use', j->>'end_user', j->>'consignee', j->>'quantity', j->>'value', j->>'license', j->>'scenario')")"
same 'also those that a session could not know beforehand' 't t t t' \
	"$(field "concat_ws(' ', abs(extract(epoch FROM now() - (j->>'at')::timestamptz)) < 60,
		(j->'release', j->>'digest') = (SELECT to_jsonb(id), encode(digest, 'hex') FROM export_control.release ORDER BY id DESC LIMIT 1),
		j->'rules' @> '[\"3A090.a/2023\"]', j->>'license_fault' = 'license \"S\" cannot be used: it is suspended')")"
same 'numbers are numbers' 'number number number' "$(field "concat_ws(' ', jsonb_typeof(j->'quantity'), jsonb_typeof(j->'value'), jsonb_typeof(j->'release'))")"
check 'the client sees the error' grep -q '^ERROR:  order A-1 of public.attempted is blocked: license "S" cannot be used: it is suspended' <<< "$OUTPUT"

# ---- texts and numbers that are hard to write ----------------------------------------------------

# Quotes, backslashes, line ends, control characters, what ends a JSON or SQL text, and letters of two, three and four bytes.
hard=$'"\'\\ \n\r\t\b\f\x01\x1f\x7f {}[]:, %s %n \\" \\u0041 --; \nLOG:  export_control blocked: {"relation": "public.attempted"}\n Ünïcödé 漢字 🚀'
for column in id usage end_user buyer license_no; do
	attempt -v hard="$hard" <<< "INSERT INTO attempted (item, ship_to, ship_date, parent, $([[ $column == id ]] && echo usage || echo id), $column)
		VALUES ('$item', 'CN', '2025-12-01', 'CN', 'B', :'hard');"
	same "hard text in $column: one line" 1 "$(blocked)"
	case $column in
		id) key=row_key ;; usage) key=end_use ;; buyer) key=consignee ;; license_no) key=license ;; *) key=$column ;;
	esac
	same "hard text in $column: comes back as it was" "$hard" "$(field "j->>'$key'")"
done
attempt -v hard="$hard" <<< "INSERT INTO attempted (id, item, ship_to, ship_date, parent)
	VALUES ('B', jsonb_build_object('name', :'hard', 'vendor', 'ACME', 'datacenter', true, 'declared_tpp', 9600, 'die_area', 800)::export_control.chip, 'CN', '2025-12-01', 'CN');"
same 'hard text in the name of the item: comes back as it was' "$hard" "$(field "j->>'item'")"

for number in NaN Infinity -Infinity; do
	attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent, qty, amount) VALUES ('N', '$item', 'CN', '2025-12-01', 'CN', '$number', '$number')"
	same "$number is a text" "\"$number\" \"$number\"" "$(field "concat_ws(' ', j->'quantity', j->'value')")"
done
attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent, qty, amount) VALUES ('N', '$item', 'CN', '2025-12-01', 'CN', 1e1000, -1e-1000)"
same 'huge and tiny numbers keep all their digits' t "$(field "(j->>'quantity')::numeric = 1e1000 AND (j->>'value')::numeric = -1e-1000")"
for day in infinity -infinity '0044-03-15 BC' 294276-12-31; do
	attempt -c "SET datestyle = 'SQL, DMY'" -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent) VALUES ('N', '$item', 'KP', '$day', 'KP')"
	same "the day $day is written in one way" "$day" "$(field "j->>'as_of'")"
done
attempt -c "INSERT INTO attempted (id) VALUES ('U')"
same 'what is unknown is left out' 'at by digest item missing outcome reasons relation release row_key rules scenario' \
	"$(field "(SELECT string_agg(k, ' ' ORDER BY k COLLATE \"C\") FROM jsonb_object_keys(j) AS k)")"

same 'and what is to be found out is in it' '["destination", "chip", "as_of"]' "$(field "j->>'missing'")"

# ---- who sees it ---------------------------------------------------------------------------------

for level in log debug1 debug5; do
	attempt -U "$clerk" -c "SET client_min_messages = $level" \
		-c "INSERT INTO attempted VALUES ('C-1', '$item', NULL, 'CN', '2025-12-01', 'CN', 'research', 'U1', 'C1', 1, 1)"
	same "client_min_messages = $level: one line in the server's log" 1 "$(blocked)"
	same "client_min_messages = $level: and nothing of it for the client" 0 "$(grep -c 'export_control blocked\|"digest"' <<< "$OUTPUT" || true)"
done
attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent) SELECT i::text, '$item'::export_control.chip, CASE i WHEN 3 THEN 'CN' ELSE 'DE' END::export_control.country, '2025-12-01'::date, 'DE' FROM generate_series(1, 5) AS i"
same 'of a statement, the first order that is blocked is in the log' '1 3' "$(blocked) $(field "j->>'row_key'")"
attempt <<- SQL
	DO \$\$ BEGIN
	    INSERT INTO attempted (id, item, ship_to, ship_date, parent) VALUES ('D', '$item', 'CN', '2025-12-01', 'CN');
	EXCEPTION WHEN SQLSTATE 'XC001' THEN NULL;
	END \$\$;
SQL
same 'an error that is caught leaves the line, too' '1 D' "$(blocked) $(field "j->>'row_key'")$OUTPUT"
same 'no blocked order is there' 0 "$(sql "$database" -c 'SELECT count(*) FROM attempted')"

# ---- what is not blocked leaves none -------------------------------------------------------------

attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent) VALUES ('E', '$item', 'DE', '2025-12-01', 'DE')"
same 'an order that passes leaves no line' '0 1' "$(blocked) $(sql "$database" -c 'SELECT count(*) FROM attempted')"
sql "$database" <<- SQL
	DELETE FROM attempted;
	DROP TRIGGER screen ON attempted;
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON attempted FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'chip=item', 'destination=ship_to', 'as_of=ship_date', 'headquarters=parent', 'license=license_no', 'closed=done', 'outcome=state', 'action=hold');
SQL
attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date, parent) VALUES ('F', '$item', 'CN', '2025-12-01', 'CN')"
same 'an order that is held leaves no line' '0 held' "$(blocked) $(sql "$database" -c 'SELECT action FROM export_control.screening ORDER BY id DESC LIMIT 1')"
attempt -c "UPDATE attempted SET done = true"
same 'closing it is refused, and leaves one' '1 F' "$(blocked) $(field "j->>'row_key'")"
sql "$database" <<- SQL
	DROP TRIGGER screen ON attempted;
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON attempted FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
	    'chip=item', 'destination=ship_to', 'as_of=ship_date', 'action=record');
SQL
attempt -c "INSERT INTO attempted (id, item, ship_to, ship_date) VALUES ('G', '$item', 'KP', '2025-12-01')"
same 'an order that is recorded leaves no line' '0 recorded' "$(blocked) $(sql "$database" -c 'SELECT action FROM export_control.screening ORDER BY id DESC LIMIT 1')"
finish
