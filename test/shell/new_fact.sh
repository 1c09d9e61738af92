#!/usr/bin/env bash
#
# What a new fact costs: a chip key is one line, and one for a unit that is new; a metric is one line
# and its formula.  Adds one of each in a copy of the tree, in the middle of the list, and shows that
# the copy passes its tests, and that its library reads every value that the library without them has
# stored.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=new_fact_test
tree=$SCRATCH/tree
chmod 755 "$SCRATCH"			# the server reads the library
mkdir "$tree"
tar -cf - --exclude=./build --exclude=./.git . | tar -xf - -C "$tree"

# ---- the new facts -------------------------------------------------------------------------------

list=$tree/src/core/fact.h
next=$(($(sed -nE 's/^\tFACT\(([0-9]+),.*/\1/p' "$list" | sort -n | tail -n 1) + 1))
number="FACT($next, POWER, power, NUMBER, ITEM, \"W\", NOTHING, \"power\", \"\") \\\\"
flag="FACT($((next + 2)), COOLED, cooled, BOOLEAN, ITEM, \"\", NOTHING, \"cooled\", \"\") \\\\"
text="FACT($((next + 3)), SERIES, series, TEXT, ITEM, \"\", NOTHING, \"series\", \"\") \\\\"
metric="FACT($((next + 1)), BANDWIDTH, bandwidth, NUMBER, METRIC, \"GB/s\", \
ALL_OF(BIT(MEMORY_BANDWIDTH) | BIT(INTERCONNECT_BANDWIDTH)), \"bandwidth\", \"\") \\\\"
sed -i -e "/^\tFACT([0-9]*, TRANSISTORS,/i\\\\t$number" -e "/^\tFACT([0-9]*, HBM,/i\\\\t$flag" \
	-e "/^\tFACT([0-9]*, VENDOR,/i\\\\t$text" -e "/^\tFACT([0-9]*, MEMORY_BANDWIDTH_DENSITY,/i\\\\t$metric" "$list"
sed -i '/^    {"mm2", "mm2",/i\    {"W", "W", EXACT, ALONE, 1, 0},' "$tree/src/core/unit.c"
cat > "$SCRATCH/formula" <<- 'END'
	static ec_interval
	metric_bandwidth(const ec_chip_builder *item, const ec_interval *number)
	{
		ec_interval memory = number[EC_MEMORY_BANDWIDTH];
		ec_interval others = number[EC_INTERCONNECT_BANDWIDTH];

		(void) item;
		return (ec_interval) {memory.lo + others.lo, memory.hi + others.hi};
	}

END
sed -i "/^\/\* The numbers of the keys, and the metrics/{
	r $SCRATCH/formula
	N
}" "$tree/src/core/chip.c"
same 'a line for each and a formula are added' 15 \
	"$(diff -r -x build -x .git . "$tree" | grep -c '^>' || true)"

# ---- the copy passes its tests -------------------------------------------------------------------

# Without sanitizers, which the core's own run has.
tests=$(cd "$tree" && make -s -j "$(nproc)" check-core CORE_CFLAGS='-std=c11 -Wall -Wextra -O1' 2>&1) || true
same "the copy's core passes its tests" "$(find test/core -name 'test_*.c' | wc -l) with none failed" \
	"$(grep -Ec '^[0-9]+ passed, 0 failed$' <<< "$tests" || true) with none failed"
grep -E -A 3 '^not ok|: error' <<< "$tests" | head -n 20 || true

# Those of the types, on a server of the copy's own.  They print what they list, and nothing else
# is different.
kept='install type_test country chip condition stored'
sed -i "/^REGRESS = /,/[^\\\\]\$/c REGRESS = $kept" "$tree/Makefile"
for file in "$tree"/sql/*.sql; do
	[[ " $kept " == *" $(basename "$file" .sql) "* ]] || rm "$file"
done
(cd "$tree" && env -u PGHOST -u PGPORT -u PGUSER -u PGOPTIONS script/test build regress) > "$SCRATCH/log" 2>&1 || true
check 'the copy builds without warnings' grep -q '^ok - builds without warnings' "$SCRATCH/log"
for name in $kept; do
	same "the copy's regression test $name prints the new names in lists, and else the same" "$(cat "expected/$name.out")" \
		"$(sed -e 's/, power,/,/; s/, bandwidth,/,/; s/, cooled,/,/; s/, series,/,/' "$tree/build/regress/results/$name.out" 2>&1)"
done
library=$tree/export_control.so

# ---- it reads what was stored before -------------------------------------------------------------

# All that is stored, as text, and what follows from it.
told() {
	sql "$database" <<- 'END'
		SELECT name, vendor, chip, tpp(chip), performance_density_range(chip) FROM product ORDER BY name, vendor;
		SELECT n, c, chip_hash(c) FROM kept ORDER BY n;
		SELECT id, condition, condition_hash(condition) FROM rule ORDER BY id, known;
		SELECT id, scope, license_balance(id) FROM license ORDER BY id;
		SELECT digest(current_rulebook()), digest(draft()), md5(current_rulebook()::text);
		SELECT name, d, classify(chip, d, '2025-06-01') FROM product, unnest('{CN,VN,DE}'::country[]) AS d ORDER BY name, vendor, d;
		SELECT id, chip, eccn, determination FROM screening ORDER BY id;
		SELECT * FROM verify_seals();
		SELECT status FROM ordered;
		SET enable_seqscan = off;
		SELECT count(*) FROM kept AS k JOIN product AS p ON k.c = p.chip;
		SELECT count(*) FROM kept WHERE c = '{"die_area": 814}';
	END
}

# use_library FILE: what the database's functions are in.  A session that has begun keeps the one
# it has.
use_library() {
	sql "$database" -v library="$1" -o /dev/null <<- 'END'
		UPDATE pg_proc SET probin = :'library'
		 WHERE probin IS NOT NULL AND oid IN (SELECT objid FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
		                                       WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e' AND e.extname = 'export_control');
	END
}

make_database "$database"
sql "$database" -o /dev/null <<- END
	CREATE EXTENSION export_control;
	ALTER DATABASE $database SET search_path = export_control, public;
	SET search_path = export_control, public;
	CREATE TABLE public.kept (n serial, c chip);
	INSERT INTO kept (c) SELECT chip FROM product;
	INSERT INTO kept (c) VALUES ('{}'), ('{"die_area": 814}'), ('{"name": "x", "rates": {"mx9": {"tops": [1, 2], "bits": 9}}}');
	CREATE INDEX ON kept USING hash (c);
	INSERT INTO license (id, scope, metric, cap, valid, state)
	VALUES ('L1', 'destination = SG and eccn in (3A090.a)', 'units', 1000, '[2026-01-01,2030-01-01)', 'issued');
	SELECT use_license('L1', 'order 17', 600, 'C1', '2026-03-01');
	CREATE TABLE public.ordered (id integer PRIMARY KEY, sku text, ship_to country, ship_on date, units integer, price numeric, status outcome);
	CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON ordered FOR EACH ROW EXECUTE FUNCTION screen_order(
	    'product=sku', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'value=price', 'outcome=status', 'action=record');
	INSERT INTO ordered VALUES (1, 'H100 SXM5 80GB', 'CN', '2026-12-01', 8, 240000), (2, 'H100 SXM5 80GB', 'DE', '2026-12-01', 8, 240000);
END
sql "$database" -o /dev/null -c 'SELECT seal()'

before=$(told)
use_library "$library"
same 'the copy'\''s library has the new facts' "$next,$((next + 1))" \
	"$(sql "$database" -c "SELECT string_agg(number::text, ',') FROM fact_list() WHERE name IN ('power', 'bandwidth')")"
same 'it reads every value as the older one did' "$before" "$(told)"
sql "$database" -o /dev/null <<- END
	CREATE FUNCTION bandwidth(chip) RETURNS double precision AS '$library', 'chip_bandwidth' LANGUAGE C IMMUTABLE STRICT;
	CREATE FUNCTION power(chip) RETURNS double precision AS '$library', 'chip_power' LANGUAGE C IMMUTABLE STRICT;
END
same 'a metric that a value is too old to have is computed' t "$(sql "$database" -c "
	SELECT count(*) > 20 AND bool_and(bandwidth(chip) = memory_bandwidth(chip) + interconnect_bandwidth(chip))
	  FROM product WHERE memory_bandwidth(chip) + interconnect_bandwidth(chip) IS NOT NULL")"
same 'a key that it is too old to have is unknown' 't|' "$(sql "$database" -c "
	SELECT bool_and(holds('power > 0', chip) IS NULL), max(power(chip)) FROM product")"
same 'and named when it is missing' '{power}' "$(sql "$database" -c "
	BEGIN;
	INSERT INTO rule (id, kind, rank, condition, reason, title, citation)
	VALUES ('HOUSE.power', 'requirement', 9000, 'destination = DE and power > 600', 'HOUSE', 't', 'c');
	SELECT (classify(chip, 'DE', rulebook => draft())).missing FROM product WHERE name = 'A30';
	ROLLBACK")"
same 'a value with the new key is equal to itself alone' 't|f|1' "$(sql "$database" -c "
	INSERT INTO kept (c) VALUES ('{\"die_area\": 814, \"power\": 700}');
	CREATE TABLE public.rules_kept (c condition);
	INSERT INTO rules_kept VALUES ('tpp >= 4800'), ('bandwidth > 5 or power < 700');
	SELECT c = '{\"power\": 700, \"die_area\": 814}', c = '{\"die_area\": 814}', (SELECT count(*) FROM kept AS o WHERE o.c = k.c)
	  FROM kept AS k WHERE power(c) = 700")"

# ---- and the older library refuses what only the newer one can read ------------------------------

use_library '$libdir/export_control'
same 'the older library refuses a newer chip' 0A000 "$(sqlstate "$database" 'SELECT c FROM kept')"
same 'and a newer condition' 0A000 "$(sqlstate "$database" 'SELECT c FROM rules_kept')"
same 'what has no new fact it reads' 'tpp >= 4800' "$(sql "$database" -c 'SELECT c FROM rules_kept LIMIT 1')"
finish
