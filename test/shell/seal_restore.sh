#!/usr/bin/env bash
#
# Seals survive dump and restore, in every format and over partitions, and go on from there: they verify, whatever the
# settings of the session; a change in the restored database is found; and so is one in the dump itself.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

origin=seal_test
restored=seal_test_restored

faults() {
	sql "$1" -F ' ' -c "SELECT seal, entry, fault FROM export_control.verify_seals(${2:-})"
}

# enter DATABASE FIRST LAST MONTH: entries with every column that a session's settings could change, and with some NULL
enter() {
	sql "$1" <<- END
		SET search_path = export_control, public;
		INSERT INTO screening (screened_at, order_table, relation, row_key, action, product, vendor, chip, eccn, destination, as_of, as_known, headquarters, end_use,
		                       end_user, consignee, shipment, scenario, quantity, value, license, license_amount, license_fault, release, digest, determination)
		SELECT '$4-01'::timestamptz + i * interval '1.000001 seconds', 1, 'public."Täfel"', i || E'/\t\\\\', 'passed', p.name, p.vendor, p.chip, NULL, 'DE', '2026-11-01', '2026-11-01', 'DE', NULL,
		       'C' || i, 'Consignee "' || i || '"', shipment(consignee_tpp => 0.10 * i, value => 1e15, movement => 'export'), 'enforced', 1.00, 1e30 + i, NULL, NULL, NULL, r.id, r.digest, classify(p.chip, 'DE', '2026-11-01')
		  FROM generate_series($2, $3) AS i
		  JOIN (SELECT p.*, row_number() OVER (ORDER BY p.vendor, p.name) AS k FROM product AS p) AS p ON p.k = i,
		       (SELECT id, digest FROM release ORDER BY id DESC LIMIT 1) AS r;
	END
}

make_database "$origin"
sql "$origin" -c 'CREATE EXTENSION export_control' \
	-o /dev/null -c "SELECT export_control.add_screening_partition('2031-02-01'), export_control.add_screening_partition('2031-03-01')"
enter "$origin" 1 10 2031-02
sql "$origin" -o /dev/null -c 'SELECT export_control.seal(4)'
enter "$origin" 11 20 2031-03
enter "$origin" 21 30 2031-06
sql "$origin" -o /dev/null -c 'SELECT export_control.seal()'
enter "$origin" 31 32 2031-06
same 'the origin verifies' '' "$(faults "$origin")"
digest=$(sql "$origin" -c 'SELECT digest FROM export_control.seal ORDER BY id DESC LIMIT 1')

for format in custom plain; do
	pg_dump --format="$format" --file="$SCRATCH/$format" "$origin"
	make_database "$restored"
	if [[ $format == plain ]]; then
		check "$format: is restored" sql "$restored" -o /dev/null -f "$SCRATCH/plain"
	else
		check "$format: is restored" pg_restore --exit-on-error --dbname="$restored" "$SCRATCH/$format"
	fi
	same "$format: verifies, with the digest kept" '' "$(faults "$restored" "expected => '$digest'")"
	same "$format: as many entries, sealed and not" "$(sql "$origin" -c 'SELECT count(*), export_control.unsealed() FROM export_control.screening')" \
		"$(sql "$restored" -c 'SELECT count(*), export_control.unsealed() FROM export_control.screening')"
	same "$format: each in its partition" "$(sql "$origin" -c 'SELECT tableoid::regclass, count(*) FROM export_control.screening GROUP BY 1 ORDER BY 1')" \
		"$(sql "$restored" -c 'SELECT tableoid::regclass, count(*) FROM export_control.screening GROUP BY 1 ORDER BY 1')"
	for relation in screening screening_default screening_2031_02 seal; do
		same "$format: $relation is append-only" '23001 23001' \
			"$(sqlstate "$restored" "DELETE FROM export_control.$relation") $(sqlstate "$restored" "TRUNCATE export_control.$relation")"
	done
done

same 'the chain goes on' '5|2|32' "$(sql "$restored" -c 'SELECT seal, entries, last_entry FROM export_control.seal()')"
enter "$restored" 33 33 2031-02
same 'and so do the ids' '6|1|33' "$(sql "$restored" -c 'SELECT seal, entries, last_entry FROM export_control.seal()')"
same 'and verify' '' "$(faults "$restored")"

same 'whatever the settings' '' "$(PGOPTIONS="$PGOPTIONS -c timezone=Asia/Kolkata -c datestyle=SQL,DMY -c bytea_output=escape -c extra_float_digits=-5 -c intervalstyle=sql_standard -c search_path=pg_temp -c lc_numeric=C -c quote_all_identifiers=on" faults "$restored")"

sql "$restored" -c "SET session_replication_role = replica" -c "UPDATE export_control.screening SET value = value + 1 WHERE id = 15"
same 'a change after the restore is found' '4 15 altered' "$(faults "$restored")"

# What a text editor can do to a dump.
sed 's/Consignee "7"/Consignee "8"/' "$SCRATCH/plain" > "$SCRATCH/edited"
make_database "$restored"
sql "$restored" -o /dev/null -f "$SCRATCH/edited"
same 'a change in the dump is found' '2 7 altered' "$(faults "$restored")"

finish
