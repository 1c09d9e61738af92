#!/usr/bin/env bash
#
# Officers, clerks and auditors as people who log in, where the extension belongs to somebody who is no superuser;
# four eyes, and what could get by them; and all of it after a dump and a restore.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=roles_test
moved=roles_test_moved
owner=roles_owner
officer='Roles Officer-1'		# a name that needs quoting
other=roles_officer_2
clerk=roles_clerk
auditor=roles_auditor

# state ROLE STATEMENTS: the code of the first error
state() {
	sqlstate "$database" "$2" -U "$1"
}

for role in "$owner" "$officer" "$other" "$clerk" "$auditor"; do
	make_role "$role"
done
make_database "$database"
sql "$database" -c "GRANT CREATE ON DATABASE $database TO $owner"
same 'who is no superuser installs' 00000 "$(state "$owner" 'CREATE EXTENSION export_control')"

sql "$database" <<- 'SQL'
	CREATE SCHEMA shop;
	GRANT ALL ON SCHEMA shop TO PUBLIC;
SQL

# ---- granting ------------------------------------------------------------------------------------

grant="SELECT export_control.grant_roles('$officer', '$clerk', '$auditor'), export_control.grant_roles('$other')"
for role in "$officer" "$clerk" "$auditor"; do
	same "$role does not grant" 42501 "$(state "$role" "$grant")"
done
same 'the owner grants' 00000 "$(state "$owner" "$grant")"
acl() {
	sql "$1" <<- 'END'
		SELECT c.oid::regclass, a.grantee::regrole, a.privilege_type
		  FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a WHERE c.relnamespace::regnamespace::text LIKE 'export\_control%' AND a.grantee <> 0
		 UNION ALL
		SELECT t.attrelid::regclass, a.grantee::regrole, a.privilege_type || ' ' || t.attname
		  FROM pg_attribute AS t CROSS JOIN LATERAL aclexplode(t.attacl) AS a JOIN pg_class AS c ON c.oid = t.attrelid
		 WHERE c.relnamespace::regnamespace::text LIKE 'export\_control%'
		 ORDER BY 1, 2, 3
	END
}
before=$(acl "$database")
same 'and grants again' 00000 "$(state "$owner" "$grant")"
same 'which changes nothing' "$before" "$(acl "$database")"
same 'a role that does not exist is an error' 42704 "$(state "$owner" "SELECT export_control.grant_roles('roles_nobody')")"

attach="CREATE TABLE shop.orders (id int PRIMARY KEY, item text, ship_to text, customer text, units int, license_no text);
	CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON shop.orders FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(
		'product=item', 'destination=ship_to', 'end_user=customer', 'quantity=units', 'license=license_no')"
same 'officers attach screen_order() to tables of theirs; clerks and auditors do not' '00000 42501 42501' \
	"$(state "$officer" "BEGIN; $attach; ROLLBACK") $(state "$clerk" "BEGIN; $attach; ROLLBACK") $(state "$auditor" "BEGIN; $attach; ROLLBACK")"

# ---- working -------------------------------------------------------------------------------------

same 'an officer edits' 00000 "$(state "$officer" "
	INSERT INTO export_control.license (id, state, cap, note) VALUES ('D1', 'issued', 100, 'as written');
	INSERT INTO export_control.party (id, name, country) VALUES ('C1', 'Buyer', 'SG');
	UPDATE export_control.rule SET rank = 501 WHERE id = 'AT'")"
same 'an officer has orders screened' 00000 "$(state "$officer" "$attach; GRANT SELECT, INSERT, UPDATE, DELETE ON shop.orders TO $clerk")"
order="INSERT INTO shop.orders VALUES (1, 'H200 SXM', 'SG', 'C1', 5, NULL), (2, 'H20 SXM', 'CN', 'C1', 5, 'D1')"
same 'a clerk enters orders, of which one draws down a license' "passed licensed" \
	"$(sql "$database" -U "$clerk" -c "$order" -c "SELECT string_agg(action::text, ' ' ORDER BY id) FROM export_control.my_screening")"
same 'which is given back by the clerk, too' 100 \
	"$(sql "$database" -U "$clerk" -c 'DELETE FROM shop.orders WHERE id = 2' -c "SELECT export_control.license_balance('D1')")"
same 'a clerk is refused an order that needs a license' XC001 "$(state "$clerk" "INSERT INTO shop.orders VALUES (3, 'H20 SXM', 'CN', 'C1', 5, NULL)")"
for statement in 'TABLE export_control.screening' 'INSERT INTO export_control.screening DEFAULT VALUES' 'SELECT export_control.rescreen()' \
	'SELECT export_control.seal()' "SELECT export_control.record_rescreening(1, NULL, '2026-01-01')"; do
	same "a clerk does not: $statement" 42501 "$(state "$clerk" "$statement")"
done
same 'an auditor reads the log, replays it and verifies its seals' 't 0' "$(sql "$database" -U "$auditor" -F ' ' -c "
	SELECT bool_and(export_control.replay(s) IS NOT DISTINCT FROM s.determination), (SELECT count(*) FROM export_control.verify_seals())
	  FROM export_control.screening AS s")"
for statement in 'SELECT export_control.rescreen()' 'SELECT export_control.seal()'; do
	same "an officer does: $statement" 00000 "$(state "$officer" "$statement")"
done
same 'an auditor does not re-screen' 42501 "$(state "$auditor" 'SELECT export_control.rescreen()')"
same 'an officer publishes' 2 "$(sql "$database" -U "$officer" -c "SELECT export_control.publish('ours')")"
same 'a clerk uses a license' 60 "$(sql "$database" -U "$clerk" -c "SELECT export_control.use_license('D1', 'order 1', 40)")"
for column in "state = 'issued'" 'cap = 1000' 'scope = NULL' "valid = '(,)'" "note = 'x'" "id = 'D2'" "metric = 'value'" "per = 'license'"; do
	same "a clerk does not change ${column%% *} of a license" 42501 "$(state "$clerk" "UPDATE export_control.license SET $column")"
done
for table in rule country_group country_group_member scenario scenario_rule covered_period policy_event coverage foundry_presumption \
	tariff_band tier vendor end_use rule_example product product_alias party party_share license release approval screening screening_default license_use license_total; do
	same "only officers delete from $table, and of ledgers not even they" "42501 42501 $(
		[[ $table =~ ^(release|approval|screening.*|license_.*)$ ]] && echo 42501 || echo 00000)" "$(
		for role in "$clerk" "$auditor" "$officer"; do
			state "$role" "DELETE FROM export_control.$table WHERE false"
		done | xargs)"
done

# ---- four eyes -----------------------------------------------------------------------------------

# A superuser turns it on; new sessions have it.
sql "$database" -c "ALTER DATABASE $database SET export_control.four_eyes = on"
edit="UPDATE export_control.rule SET rank = 502 WHERE id = 'AT'"
publish="SELECT export_control.publish('x')"
same 'an officer edits' 00000 "$(state "$officer" "$edit")"
same 'an officer does not publish alone' XC030 "$(state "$officer" "$publish")"
same 'nor does the owner' XC030 "$(state "$owner" "$publish")"
same 'nor with the own approval' XC030 "$(state "$officer" "SELECT export_control.approve('mine'); $publish")"

# Before the library is loaded, everyone may write anything under the setting's name.
off='SET export_control.four_eyes = off'
same 'the setting is not turned off before the library is loaded' XC030 "$(state "$officer" "$off; $publish")"
same 'nor for a transaction' XC030 "$(state "$officer" "BEGIN; SET LOCAL export_control.four_eyes = off; $publish; COMMIT")"
same 'nor in between' XC030 "$(state "$officer" "BEGIN; SAVEPOINT s; $off; RELEASE s; $publish; COMMIT")"
same 'nor by set_config()' XC030 "$(state "$officer" "SELECT set_config('export_control.four_eyes', 'off', false); $publish")"
same 'nor by the connection' XC030 "$(PGOPTIONS="$PGOPTIONS -c export_control.four_eyes=off" state "$officer" "$publish")"
same 'nor by the connection, and then RESET' 42501 "$(PGOPTIONS="$PGOPTIONS -c export_control.four_eyes=off" state "$officer" "LOAD 'export_control'; RESET export_control.four_eyes")"
same 'nor after it is loaded' 42501 "$(state "$officer" "LOAD 'export_control'; $off")"
same 'nor for the role' 42501 "$(state "$officer" "ALTER ROLE \"$officer\" SET export_control.four_eyes = off")"
same 'nor for a function' 42501 "$(state "$officer" "
	CREATE FUNCTION shop.quietly() RETURNS bigint LANGUAGE sql SET export_control.four_eyes = off AS \$\$$publish\$\$")"
same 'nor by the owner' 42501 "$(state "$owner" "LOAD 'export_control'; $off")"
same 'nor by the owner for the database' 42501 "$(state "$owner" "ALTER DATABASE $database SET export_control.four_eyes = off")"
same 'current_setting() can be fooled, four_eyes() not' 'off t' "$(sql "$database" -U "$officer" -c "$off" \
	-c "SELECT current_setting('export_control.four_eyes')" -c 'SELECT export_control.four_eyes()' 2>&1 | grep -v WARNING | xargs)"
same 'writing releases without publish() is no way around' XC030 "$(state "$officer" "
	INSERT INTO export_control.release (id, rulebook, note) VALUES (3, export_control.draft(), 'x')")"
same 'writing approvals in another name is none' 42501 "$(state "$officer" "
	INSERT INTO export_control.approval (release, digest, note, approved_by) VALUES (3, export_control.digest(export_control.draft()), 'x', '$other')")"
same 'clerks and auditors do not approve' '42501 42501' \
	"$(state "$clerk" "SELECT export_control.approve('x')") $(state "$auditor" "SELECT export_control.approve('x')")"

# A draft that changes between the look and the publication, committed or in the publisher's own transaction.
approve="SELECT export_control.approve('seen')"
same 'another officer approves' 00000 "$(state "$other" "$approve")"
same 'another draft is not published on that' XC030 "$(state "$officer" "BEGIN; UPDATE export_control.rule SET rank = 503 WHERE id = 'AT'; $publish")"
same 'an approval that is not committed is none' XC030 "$(
	sql "$database" -U "$officer" -c "UPDATE export_control.rule SET rank = 503 WHERE id = 'AT'"
	coproc OTHER { psql -XAtq -d "$database" -U "$other" 2> "$SCRATCH/error"; }
	printf '%s\n' 'BEGIN;' "$approve;" >&"${OTHER[1]}"
	read -r _ <&"${OTHER[0]}"
	state "$officer" "$publish"
	printf '%s\n' 'ROLLBACK;' '\q' >&"${OTHER[1]}"
	wait
	sql "$database" -U "$officer" -c "$edit"
)"
# The publisher waits for a release under way, which takes the approval's place.
same 'an approval does not outlive a release that comes between' XC030 "$(
	coproc OTHER { psql -XAtq -d "$database" 2> "$SCRATCH/error"; }
	printf '%s\n' 'SET export_control.four_eyes = off;' 'BEGIN;' "UPDATE export_control.rule SET rank = 504 WHERE id = 'AT';" "$publish;" \
		"$edit;" >&"${OTHER[1]}"
	read -r _ <&"${OTHER[0]}"
	state "$officer" "$publish" > "$SCRATCH/state" &
	while kill -0 $! 2> /dev/null; do
		[[ $(sql "$database" -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = '$officer'") == 0 ]] || break
	done
	printf '%s\n' 'COMMIT;' '\q' >&"${OTHER[1]}"
	wait
	cat "$SCRATCH/state"
)"
same 'another officer approves again, and the officer publishes' 4 "$(sql "$database" -U "$other" -o /dev/null -c "$approve"
	sql "$database" -U "$officer" -c "$publish")"
same 'the publisher and who approved are on record' "$officer|$other" "$(sql "$database" -U "$auditor" -c "
	SELECT r.published_by, a.approved_by
	  FROM export_control.release AS r JOIN export_control.approval AS a ON a.release = r.id AND a.digest = r.digest WHERE r.id = 4")"

# ---- dumping and restoring -----------------------------------------------------------------------

rows() {
	sql "$1" -c 'TABLE export_control.approval; SELECT id, digest, published_by, published_at FROM export_control.release WHERE NOT builtin;
		TABLE export_control.license_use' | sort
}
sql "$database" -U "$officer" -c "UPDATE export_control.rule SET rank = 505 WHERE id = 'AT'"
sql "$database" -U "$other" -o /dev/null -c "$approve"
sql "$database" -c 'DROP SCHEMA shop CASCADE'		# which the owner may not read
for restorer in "$owner" "$PGUSER"; do
	make_database "$moved"
	sql "$moved" -c "GRANT CREATE ON DATABASE $moved TO $owner" -c "ALTER DATABASE $moved SET export_control.four_eyes = on"
	check "$restorer dumps" pg_dump -U "$restorer" --format=custom --extension=export_control --file="$SCRATCH/dump" "$database"
	check "$restorer restores, while four eyes are asked for" \
		pg_restore -U "$restorer" --no-owner --exit-on-error --dbname="$moved" "$SCRATCH/dump"
	same "$restorer: everything is there, in everybody's name" "$(rows "$database")" "$(rows "$moved")"
	same "$restorer: and what was approved is published" 5 "$(sql "$moved" -U "$officer" -c "$publish" 2>&1)"
done

finish
