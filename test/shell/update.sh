#!/usr/bin/env bash
#
# ALTER EXTENSION UPDATE: a database of the version released before becomes what CREATE EXTENSION makes today, keeps
# what is the user's, and goes on.  test/upgrade/data-0.1.0.sql is such a database, as pg_dump wrote it.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

here=$(dirname -- "${BASH_SOURCE[0]}")/../upgrade
was=0.1.0
fresh=update_test_fresh
updated=update_test
restored=update_test_restored
for role in update_owner update_officer update_clerk update_auditor; do
	make_role "$role"
done

# make_update_database DATABASE: where update_owner may create the extension
make_update_database() {
	make_database "$1"
	sql "$1" -c "GRANT CREATE ON DATABASE $1 TO update_owner" -c 'GRANT CREATE ON SCHEMA public TO update_owner'
}

# create DATABASE [VERSION]: creates the extension, as a user who is no superuser
create() {
	make_update_database "$1"
	sql "$1" -c 'SET SESSION AUTHORIZATION update_owner' -c "CREATE EXTENSION export_control ${2:+VERSION '$2'}"
}

fill() {
	make_update_database "$1"
	sql "$1" -o /dev/null -f "$here/data-$was.sql"
}

update() {
	sql "$1" -c "SET SESSION AUTHORIZATION ${2:-update_owner}" -c 'ALTER EXTENSION export_control UPDATE'
}

catalog() {
	sql "$1" -f "$here/catalog.sql"
}

built_in_rows() {
	local table
	for table in destination country_group country_group_member rule scenario scenario_rule policy_event covered_period \
		coverage foundry_presumption tariff_band tier vendor end_use rule_example product product_alias; do
		sql "$1" -c "SELECT '$table', t FROM export_control.$table AS t ORDER BY t::text COLLATE \"C\""
	done
	sql "$1" -c 'SELECT export_control.digest(export_control.draft())'
}

# ---- with nothing in it ------------------------------------------------------------------------------

create "$fresh"
create "$updated" "$was"
update "$updated"
same 'the catalogue is that of a new database' "$(catalog "$fresh")" "$(catalog "$updated")"
same 'so are the built-in rows, and the draft' "$(built_in_rows "$fresh")" "$(built_in_rows "$updated")"

create "$updated" "$was"
update "$updated" "$PGUSER"
same 'if a superuser updates, all still belongs to the owner' "$(catalog "$fresh")" "$(catalog "$updated")"

# ---- what is in the way ------------------------------------------------------------------------------

fill "$updated"
# refused NAME SQLSTATE DETAIL, with what has been made there
refused() {
	local output
	output=$(sql "$updated" -v VERBOSITY=verbose -c 'ALTER EXTENSION export_control UPDATE' 2>&1 || true)
	same "$1" "$2
$3" "$(sed -n 's/^ERROR:  \([0-9A-Z]*\):.*/\1/p' <<< "$output")
$(sed -n '/^DETAIL: /,/^HINT: /{s/^DETAIL:  //;/^HINT: /d;p}' <<< "$output")"
	same "$1: nothing has changed" "$was" "$(sql "$updated" -c "SELECT extversion FROM pg_extension WHERE extname = 'export_control'")"
}

sql "$updated" <<- 'SQL'
	CREATE VIEW of_log AS SELECT s.id, s.relation FROM export_control.screening AS s;
	CREATE VIEW of_view AS SELECT * FROM of_log;
	CREATE VIEW of_open_orders AS SELECT o.relation, o.row_key FROM export_control.open_order AS o;
	CREATE FUNCTION sealing() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM export_control.seal(5); END;
	CREATE FUNCTION of_entry(export_control.screening) RETURNS text LANGUAGE sql AS 'SELECT 1';
	CREATE VIEW of_answers AS SELECT export_control.classify('{"declared_tpp": 5000}', 'CN', '2026-01-01') AS answer;
	CREATE VIEW of_timeline AS SELECT t.* FROM export_control.timeline('{"declared_tpp": 5000}', 'CN') AS t;
	CREATE TABLE checked (item export_control.chip, CONSTRAINT allowed CHECK (export_control.outcome(item, 'CN', '2026-01-01') < 'prohibited'));
	CREATE INDEX by_license ON export_control.screening_default (license);
	CREATE POLICY only_some ON export_control.screening USING (true);
SQL
refused 'what depends on the old catalogue is named' 2BP01 'constraint allowed on table public.checked
function public.of_entry(export_control.screening)
function public.sealing()
index export_control.by_license
policy only_some on table export_control.screening
view public.of_answers
view public.of_log
view public.of_open_orders
view public.of_timeline
view public.of_view'
sql "$updated" -c 'DROP VIEW of_view, of_log, of_open_orders, of_answers, of_timeline' -c 'DROP TABLE checked' -c 'DROP FUNCTION sealing, of_entry' \
	-c 'DROP INDEX export_control.by_license' -c 'DROP POLICY only_some ON export_control.screening'

# The script runs as a superuser, with the schema in its search path.
sql "$updated" -c "CREATE FUNCTION export_control.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT 1::text'"
refused 'nothing of others is in its schema' 55000 'function export_control.format(text,name)'
sql "$updated" -c 'DROP FUNCTION export_control.format(text, name)'

sql "$updated" -c "INSERT INTO export_control.license_use (license, key, used_on, amount) VALUES ('NAC', 'huge', '2026-05-01', 1)" \
	-c 'ALTER TABLE export_control.license DISABLE TRIGGER USER' -c 'ALTER TABLE export_control.license_use DISABLE TRIGGER USER' \
	-c "UPDATE export_control.license_use SET amount = 2e100 WHERE key = 'huge'"
refused 'a use that the ledger cannot hold is named' 23514 \
	"$(printf "license 'NAC', key 'huge', attempt 1: 2%0100d on 2026-05-01" 0)"

# ---- a database in use -------------------------------------------------------------------------------

fill "$updated"
# The owner's code is run with the owner's rights: what is checked when rows are written or tables are changed.
sql "$updated" <<- 'SQL'
	SET SESSION AUTHORIZATION update_owner;
	CREATE FUNCTION by_owner() RETURNS boolean LANGUAGE plpgsql AS $$
	BEGIN
	    IF current_user <> 'update_owner' THEN
	        RAISE EXCEPTION 'the owner''s code runs as %', current_user;
	    END IF;
	    RETURN true;
	END
	$$;
	CREATE FUNCTION by_owner_trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.by_owner(); RETURN NEW; END $$;
	CREATE FUNCTION by_owner_index(text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN public.by_owner(); END $$;
	ALTER TABLE export_control.license_use ADD CONSTRAINT ours CHECK (attempt IS NOT NULL AND public.by_owner());
	CREATE INDEX ON export_control.license_use (public.by_owner_index(key));
	CREATE TRIGGER zz_ours BEFORE UPDATE ON export_control.license_use FOR EACH ROW EXECUTE FUNCTION by_owner_trigger();
	ALTER TABLE export_control.license_use ENABLE ALWAYS TRIGGER zz_ours;
	ALTER TABLE export_control.license_total ADD CHECK (public.by_owner());
	CREATE TRIGGER zz_ours BEFORE UPDATE ON export_control.license_total FOR EACH STATEMENT EXECUTE FUNCTION by_owner_trigger();
	CREATE TRIGGER zz_ours BEFORE UPDATE ON export_control.rule FOR EACH ROW EXECUTE FUNCTION by_owner_trigger();
	ALTER TABLE export_control.rule DISABLE TRIGGER zz_ours;
	CREATE INDEX ON export_control.rule (public.by_owner_index(id));
	-- A built-in row of another version: its text is another, one has gone, and one is no longer there.
	ALTER TABLE export_control.rule DISABLE TRIGGER take_over_builtin;
	UPDATE export_control.rule SET note = 'as it was' WHERE id = (SELECT min(id) FROM export_control.rule WHERE builtin);
	DELETE FROM export_control.rule WHERE id = (SELECT max(id) FROM export_control.rule WHERE builtin);
	INSERT INTO export_control.rule (id, kind, rank, condition, reason, title, citation, builtin)
	VALUES ('OLD', 'requirement', 900, 'destination = CN', 'RS', 'old', 'old', true);
	ALTER TABLE export_control.rule ENABLE TRIGGER take_over_builtin;
SQL

# Numbers that no shipment can have, in an entry that is not sealed yet.
sql "$updated" <<- 'SQL'
	SET session_replication_role = replica;
	UPDATE export_control.screening SET consignee_tpp = 'NaN', quantity = 7, value = -5 WHERE id = 74;
SQL

# What is the user's, where it has not changed.
rows() {
	sql "$1" <<- SQL
		SET timezone = 'UTC';
		SET search_path = export_control, public;
		SELECT 'destination', t::text FROM $2 AS t ORDER BY t::text COLLATE "C";
		SELECT 'group', t::text FROM country_group AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'member', t::text FROM country_group_member AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'rule', to_jsonb(t) - 'when_unknown' FROM rule AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'scenario', t::text FROM scenario AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'scenario rule', t::text FROM scenario_rule AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'event', t::text FROM policy_event AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'coverage', t::text FROM coverage AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'product', t::text FROM product AS t WHERE NOT builtin ORDER BY t::text COLLATE "C";
		SELECT 'release', id, rulebook, digest, note, published_by, published_at FROM release ORDER BY id;
		SELECT 'approval', t::text FROM approval AS t ORDER BY t::text COLLATE "C";
		SELECT 'party', ROW(t.id, t.name, t.country, t.note)::text FROM party AS t ORDER BY t.id COLLATE "C";
		SELECT 'share', t::text FROM party_share AS t ORDER BY t::text COLLATE "C";
		SELECT 'license', t::text FROM license AS t ORDER BY t::text COLLATE "C";
		SELECT 'total', t::text FROM license_total AS t ORDER BY t::text COLLATE "C";
		SELECT 'balance', license_balance('UNITS'), license_balance('NAC'), license_balance('YEAR', 'SG1', '2026-05-01');
		SELECT 'use', license, consignee, used_on, amount, recorded_by, recorded_at, reversed_by, reversed_at FROM license_use ORDER BY recorded_at, license, amount;
		SELECT 'stock', t::text FROM inventory AS t ORDER BY t::text COLLATE "C";
		SELECT 'entry', id, screened_at, screened_by, relation, row_key, action, rescreens, product, vendor, chip, eccn, destination, as_of, as_known,
		       headquarters, end_use, end_user, consignee, consignee_tpp, scenario, quantity, value, license, license_amount, license_fault, release, digest, determination
		  FROM screening ORDER BY id;
		SELECT 'cut off', id, screened_at, relation, row_key, chip, determination FROM screening_2031_03;
		SELECT 'open', id, standing FROM open_order ORDER BY id;
		SELECT 'seal', id, sealed_at, sealed_by, previous, after_entry, last_entry, entries, hashes, digest FROM seal ORDER BY id;
		SELECT 'faults', v FROM verify_seals() AS v;
		SELECT 'sequence', last_value, is_called FROM screening_id;
		SELECT 'type', t::text FROM every_type AS t ORDER BY id;
		SELECT 'order', t::text FROM order_item AS t ORDER BY order_id, line;
		SELECT 'sample', t::text FROM sample AS t ORDER BY id;
		SELECT 'service', t::text FROM "of services" AS t ORDER BY id;
		SELECT 'answers', t FROM answers AS t ORDER BY id;
		SELECT 'places', t FROM places AS t ORDER BY code;
		SELECT 'answer', answer('{"declared_tpp": 5000, "datacenter": true, "die_area": 800}', 'CN');
		SET enable_seqscan = off;
		SELECT 'hashed', id FROM every_type WHERE chip = (SELECT e.chip FROM every_type AS e WHERE id = 1);
	SQL
}
before=$(rows "$updated" export_control_ref.country)
check 'the database has what is to be kept' test "$(wc -l <<< "$before")" -gt 700
same 'an order cannot be entered before the update' 55000 \
	"$(sqlstate "$updated" "INSERT INTO order_item (order_id, line, sku, ship_to) VALUES (70, 1, 'H20 SXM', 'DE')")"
same 'nor is what is no more called' 55000 "$(sqlstate "$updated" 'SELECT export_control.await_screenings()')"

update "$updated"
same 'rows, balances, seals and answers are as they were' "$before" "$(rows "$updated" destination)"
same 'a trigger that was off or always on is so' 'license_total O
license_use A
rule D' "$(sql "$updated" -c "SELECT concat_ws(' ', c.relname, t.tgenabled) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid WHERE t.tgname = 'zz_ours' ORDER BY 1")"
same 'built-in rows that are not the user'\''s are those of today' \
	"$(sql "$fresh" -c 'SELECT t FROM export_control.rule AS t ORDER BY t::text COLLATE "C"')" \
	"$(sql "$updated" -c 'SELECT t FROM export_control.rule AS t WHERE builtin ORDER BY t::text COLLATE "C"')"
same 'and so are built-in products, but for the one that the user has edited' "$(sql "$fresh" -c "
	SELECT t FROM export_control.product AS t WHERE name <> 'H20 SXM' ORDER BY t::text COLLATE \"C\"")" \
	"$(sql "$updated" -c 'SELECT t FROM export_control.product AS t WHERE builtin ORDER BY t::text COLLATE "C"')"
same 'nothing was published, and a dump holds every release' '3|f' \
	"$(sql "$updated" -c 'SELECT count(*), bool_or(builtin) FROM export_control.release')"

# What the owner has added is not in a new database.
sql "$updated" -o /dev/null <<- 'SQL'
	SET SESSION AUTHORIZATION update_owner;
	DROP TRIGGER zz_ours ON export_control.license_use;
	DROP TRIGGER zz_ours ON export_control.license_total;
	DROP TRIGGER zz_ours ON export_control.rule;
	DROP FUNCTION by_owner_index, by_owner_trigger, by_owner CASCADE;
SQL
same 'but for privileges that were granted, the catalogue is that of a new database' \
	"$(catalog "$fresh" | grep -v '^privilege|')" "$(catalog "$updated" | grep -v '^privilege|')"
# What was granted on what is made anew.
granted() {
	catalog "$1" | sed -nE 's/^privilege\|export_control\.(my_screening|open_order|screening[a-z_.]*|seal\(.*|screen_order.*)\|(.*update_(officer|clerk|auditor))$/\1 \2/p'
}
same 'what is made anew has the privileges that were granted on it' 'my_screening SELECT|f|update_auditor
my_screening SELECT|f|update_clerk
my_screening SELECT|f|update_officer
open_order SELECT|f|update_auditor
open_order SELECT|f|update_officer
screen_order()|EXECUTE|f update_officer
screening SELECT|f|update_auditor
screening SELECT|f|update_officer
screening.action SELECT|t|update_clerk
screening.id SELECT|t|update_clerk
screening.relation SELECT|t|update_clerk
screening_default SELECT|f|update_auditor
screening_default SELECT|f|update_officer
seal(integer,interval)|EXECUTE|f update_officer' "$(granted "$updated")"
same 'and what was taken from everybody is so' '' "$(catalog "$updated" | grep '^privilege|export_control.seal(.*everybody')"

# ---- the log -------------------------------------------------------------------------------------------

# in_use DATABASE [ARGUMENT...]: the statements of standard input, as the owner
in_use() {
	sql "$1" -c 'SET SESSION AUTHORIZATION update_owner' -c 'SET search_path = public, export_control' "${@:2}" -f -
}

same 'an entry is judged as it was, and lacks no other facts' '' "$(sql "$updated" -c "
	SELECT s.id, r, s.determination
	  FROM export_control.screening AS s CROSS JOIN LATERAL export_control.replay(s) AS r
	 WHERE s.determination IS NOT NULL
	   AND (ROW(r.outcome, r.eccn::text, r.reasons, r.exception, r.review, r.rules)::text
	        IS DISTINCT FROM ROW((s.determination).outcome, (s.determination).eccn::text, (s.determination).reasons,
	                             (s.determination).exception, (s.determination).review, (s.determination).rules)::text
	        OR NOT r.missing <@ (s.determination).missing)")"
same 'the numbers of an order are facts of its shipment, also in partitions; one that no shipment can have is unknown' \
	'1 1000.50 {"quantity": 1, "value": 100, "consignee_tpp": 1000.5}
6 {"quantity": 3}
15
17 5.00 {"quantity": 8, "value": 240000, "consignee_tpp": 5}
74 NaN {"quantity": 7, "value": -5, "consignee_tpp": "NaN"}
45 5.00 {"quantity": 8, "value": 240000, "consignee_tpp": 5}' \
	"$(in_use "$updated" <<< "SELECT concat_ws(' ', id, consignee_tpp, shipment) FROM screening WHERE id IN (1, 6, 15, 17, 74) ORDER BY id" &&
		in_use "$updated" <<< "SELECT concat_ws(' ', id, consignee_tpp, shipment) FROM screening_2031_03")"
same 'an order that comes in has them there alone' 't|t' \
	"$(in_use "$updated" <<< "BEGIN; INSERT INTO order_item (order_id, line, sku, ship_to, ship_on, units, year_tpp) VALUES (8, 1, 'H20 SXM', 'DE', '2026-12-01', 1, 5); SELECT consignee_tpp IS NULL, jsonb(shipment) = '{\"quantity\": 1, \"consignee_tpp\": 5}' FROM screening ORDER BY id DESC LIMIT 1; ROLLBACK")"
same 'orders are known by their table' '"of services"|public."of services"
-|public.gone
order_item|public.order_item
sample|public.sample' "$(in_use "$updated" <<< "SELECT DISTINCT coalesce(t.relation, 0), s.relation FROM screening AS s LEFT JOIN order_table AS t ON t.id = s.order_table ORDER BY 2" | sort)"
same 'also those that have no orders yet' 1 "$(in_use "$updated" <<< "SELECT count(*) FROM order_table WHERE relation = 'waiting'::regclass")"
same 'a table that is gone has an id that leads nowhere' 1 "$(in_use "$updated" <<< "SELECT count(DISTINCT order_table) FROM screening WHERE relation = 'public.gone'")"
same 'orders that have shipped are known, also those of tables that are gone, and of partitions' 'order_item 2/1
order_item 90/1
order_item 91/1
1/1' "$(in_use "$updated" <<< "SELECT concat_ws(' ', t.relation, s.row_key) FROM shipped_order AS s LEFT JOIN order_table AS t ON t.id = s.order_table ORDER BY t.relation, 1")"
same 'uses of licenses are known by the order; what was named by hand stays' 'NAC|1 1/1|1
NAC|3 x|1
NAC|poisoned|1
NAC|poisoned|2
NAC|poisoned|3
STOPPED|one|1
UNITS|by hand|1
UNITS|given back|1
UNITS|given back|2
UNITS|order_item 2/1|1
UNITS|order_item 2/2|1
UNITS|order_item 2/2|2
UNITS|order_item 2/4|1
YEAR|one|1' "$(in_use "$updated" <<< "SELECT u.license, coalesce(t.relation || substr(u.key, length(t.id::text) + 1), u.key) AS key, u.attempt FROM license_use AS u LEFT JOIN order_table AS t ON starts_with(u.key, t.id || ' ') ORDER BY u.license, key, u.attempt")"

# ---- it goes on ----------------------------------------------------------------------------------------

sql "$updated" -c 'SET SESSION AUTHORIZATION update_owner' -o /dev/null -c 'SELECT export_control.grant_roles('\''update_officer'\'', '\''update_clerk'\'', '\''update_auditor'\'')'
as_clerk() {
	sqlstate "$updated" "SET SESSION AUTHORIZATION update_clerk; SET search_path = public, export_control; $1"
}
same 'an order that has shipped stays so' XC004 "$(as_clerk "UPDATE order_item SET shipped = false WHERE order_id = 2 AND line = 1")"
same 'its key is no other order'\''s' XC004 "$(in_use "$updated" <<< "DELETE FROM order_item WHERE order_id = 2 AND line = 1" && as_clerk "INSERT INTO order_item (order_id, line, sku, ship_to) VALUES (2, 1, 'H20 SXM', 'DE')")"
same 'nor is one of a partition that was cut off' XC004 "$(as_clerk "INSERT INTO order_item (order_id, line, sku, ship_to) VALUES (91, 1, 'H20 SXM', 'DE')")"
same 'an open order is closed' 00000 "$(as_clerk "UPDATE order_item SET shipped = true WHERE order_id = 2 AND line = 2")"
same 'and one is cancelled, and gives back' '00000 42' "$(as_clerk "UPDATE order_item SET cancelled = true WHERE order_id = 2 AND line = 4") $(in_use "$updated" <<< "SELECT license_balance('UNITS')")"
same 'an order comes in and draws' '00000 41' "$(as_clerk "INSERT INTO order_item (order_id, line, sku, ship_to, ship_on, customer, units, price, license_no) VALUES (9, 1, 'H100 SXM5 80GB', 'SG', '2026-12-01', 'SG1', 1, 1, 'UNITS')") $(in_use "$updated" <<< "SELECT license_balance('UNITS')")"
same 'a key whose attempts had no room for the next is used again' '990 4' \
	"$(in_use "$updated" <<< "SELECT license_balance('NAC')") $(in_use "$updated" -o /dev/null <<< "SELECT reverse_use('NAC', 'poisoned'), use_license('NAC', 'poisoned', 3)" && in_use "$updated" <<< "SELECT max(attempt) FROM license_use WHERE key = 'poisoned'")"
same 'rules are published' 4 "$(in_use "$updated" <<< "SELECT publish('after the update')" 2>&1)"
same 'orders are looked at again, and none has changed' '' "$(in_use "$updated" <<< 'SELECT * FROM rescreen()' 2>&1)"

# ---- seals ---------------------------------------------------------------------------------------------

same 'every entry is to be sealed anew' t "$(in_use "$updated" <<< 'SELECT unsealed() = count(*) FROM screening')"
in_use "$updated" <<< "ALTER TABLE screening ATTACH PARTITION screening_2031_03 FOR VALUES FROM ('2031-03-01 UTC') TO ('2031-04-01 UTC')"
same 'with the partition back, all seals of before hold' '' "$(in_use "$updated" <<< 'SELECT * FROM verify_seals()')"
sql "$updated" -o /dev/null -c 'SELECT export_control.seal(7)'
same 'nothing is left to be sealed' '0|' "$(in_use "$updated" <<< 'SELECT unsealed(), (SELECT v FROM verify_seals() AS v)')"
sql "$updated" <<- 'SQL'
	SET session_replication_role = replica;
	UPDATE export_control.screening SET order_table = 99 WHERE id = 3;
	UPDATE export_control.screening SET quantity = 99 WHERE id = 5;
SQL
same 'an old entry that is given to another order is found, as is one that says something else' 'altered 2 5
altered 6 3
altered 6 5' "$(in_use "$updated" <<< "SELECT fault, seal, entry FROM verify_seals()" | tr '|' ' ')"
sql "$updated" <<- 'SQL'
	SET session_replication_role = replica;
	UPDATE export_control.screening SET order_table = (SELECT id FROM export_control.order_table WHERE relation = 'order_item'::regclass) WHERE id = 3;
	UPDATE export_control.screening SET quantity = 2 WHERE id = 5;
SQL
same 'as it was, it holds' '' "$(in_use "$updated" <<< 'SELECT * FROM verify_seals()')"

# ---- and is dumped -------------------------------------------------------------------------------------

make_update_database "$restored"
pg_dump --format=custom --file="$SCRATCH/dump" "$updated" 2> /dev/null
check 'the updated database is dumped and restored' pg_restore --exit-on-error --dbname="$restored" "$SCRATCH/dump"
same 'its rows, too' "$(rows "$updated" destination)" "$(rows "$restored" destination)"
same 'and privileges' "$(granted "$updated")" "$(granted "$restored")"

finish
