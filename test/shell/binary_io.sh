#!/usr/bin/env bash
#
# Values of every type survive COPY in binary, out to a file and in from it, and what is not a value of the type is
# refused with the SQLSTATE promised.  This is the only way to the receive functions: SQL cannot call them.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

database=binary_io_test
file=$SCRATCH/copy

make_database "$database"
sql "$database" -c 'SET client_min_messages = warning; CREATE EXTENSION export_control'
sql "$database" -c "ALTER DATABASE $database SET search_path = export_control, public"

# ---- out and in again ----------------------------------------------------------------------------

# survives TYPE QUERY: the query's values, some of them NULL, come back as they went out.
survives() {
	sql "$database" -c 'SET client_min_messages = warning; DROP TABLE IF EXISTS sent, received' || return 1
	sql "$database" <<- END || return 1
		CREATE TABLE sent (n serial, x $1);
		CREATE TABLE received (LIKE sent);
		INSERT INTO sent (x) $2;
		INSERT INTO sent (x) VALUES (NULL);
		\\copy sent TO '$file' WITH (FORMAT binary)
		\\copy received FROM '$file' WITH (FORMAT binary)
	END
	[[ $(sql "$database" -c "
		SELECT count(*) > 1 AND count(*) FILTER (WHERE s.x IS NULL) >= 1
		       AND bool_and(s.x IS NOT DISTINCT FROM r.x AND s.x::text IS NOT DISTINCT FROM r.x::text)
		  FROM sent AS s FULL JOIN received AS r USING (n)") == t ]]
}

check 'country: all of them' survives country 'SELECT code FROM destination'
check 'eccn: of the rules, and one of every shape' survives eccn \
	"SELECT eccn FROM rule UNION ALL VALUES ('EAR99'::eccn), ('3a090.A.1'), ('3A090.1111.2222.3333.4444.5555.6666.7777')"
check 'chip: all products, and extremes' survives chip \
	"SELECT chip FROM product UNION ALL VALUES ('{}'::chip), ('{\"name\": \"\\u0001\\\"é漢\", \"die_area\": [1e-9, 1e15], \"rates\": {\"ä\": {\"tops\": 0.1, \"bits\": 3}}}')"
check 'shipment: nothing, and everything' survives shipment \
	"VALUES ('{}'::shipment), ('{\"movement\": \"transfer\", \"region\": \"UA-43\", \"shipped_from\": \"US\", \"value\": [1e-9, 1e15], \"end_use\": \"\\u0001\\\"é漢\"}')"
check 'condition: of all rules, and a long one' survives condition \
	"SELECT condition FROM rule UNION ALL VALUES ('true'::condition), ('vendor = ''é''''漢'''), (('name in (''' || repeat('x', 60000) || ''')')::condition)"
check 'rulebook: the current one, and its draft' survives rulebook 'SELECT current_rulebook() UNION ALL SELECT draft()'
check 'determination: of products, of which some lack a part' survives determination \
	"SELECT classify(chip, d, '2025-06-01') FROM product, unnest('{CN,US,GB}'::country[]) AS d UNION ALL SELECT classify(NULL, 'CN', '2025-06-01')"
check 'arrays of each type' survives 'country[]' "VALUES ('{CN,NULL,US}'::country[]), ('{}')"

# ---- what is not a value -------------------------------------------------------------------------

# Writes a number of 32 bits, of 16 bits, as the network has them.
int32() {
	# shellcheck disable=SC2059
	printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)))"
}
int16() {
	# shellcheck disable=SC2059
	printf "$(printf '\\x%02x\\x%02x' $(($1 >> 8 & 255)) $(($1 & 255)))"
}

# Writes a COPY file of one row of one column, whose bytes are printf's reading of $1.
copy_file() {
	local value=$SCRATCH/value
	# shellcheck disable=SC2059
	printf "$1" > "$value"
	printf 'PGCOPY\n\377\r\n\0'
	int32 0
	int32 0
	int16 1
	int32 "$(wc -c < "$value")"
	cat "$value"
	int16 -1
}

# reads_as TYPE BYTES RESULT: what comes of receiving the bytes, the text of the value or the SQLSTATE of an error.
reads_as() {
	local result
	copy_file "$2" > "$file"
	result=$(sql "$database" -v VERBOSITY=sqlstate 2>&1 <<- END || true
		CREATE TEMP TABLE received (x $1);
		\\copy received FROM '$file' WITH (FORMAT binary)
		TABLE received;
	END
	)
	result=${result##*ERROR:  }
	[[ $result == "$3" ]] || { echo "# $1 from '$2' gave $result, not $3"; return 1; }
}

check 'country: two capital letters' reads_as country 'CN' CN
check 'country: small letters are refused' reads_as country 'cn' 22P03
check 'country: an unassigned code is refused' reads_as country 'ZZ' 22P03
check 'country: bytes that are not letters are refused' reads_as country '\377\000' 22P03
check 'country: no second letter' reads_as country 'A\000' 22P03
check 'country: one byte is too few' reads_as country 'C' 08P01
check 'country: nothing is too little' reads_as country '' 08P01
check 'country: three bytes are too many' reads_as country 'CNA' 22P03

check 'eccn: text' reads_as eccn '3A090.a' 3A090.a
check 'eccn: text that is not canonical' reads_as eccn ' 3a090.A' 3A090.a
check 'eccn: text that is no ECCN' reads_as eccn '3A09' 22P02
check 'eccn: no text' reads_as eccn '' 22P02
check 'eccn: bytes that are no text' reads_as eccn '3A090.\377' 22021
check 'eccn: a zero byte' reads_as eccn '3A090\000' 22021

check 'chip: version and text' reads_as chip '\001{"die_area": 5.0}' '{"die_area": 5}'
check 'condition: version and text' reads_as condition '\001tpp>=4800' 'tpp >= 4800'
check 'shipment: version and text' reads_as shipment '\001{"value": 5.0}' '{"value": 5}'
for type in chip shipment condition rulebook; do
	check "$type: an unknown version is refused" reads_as "$type" '\002{}' 22P03
	check "$type: text without a version is refused" reads_as "$type" '{}' 22P03
	check "$type: nothing is too little" reads_as "$type" '' 08P01
	check "$type: a version without text" reads_as "$type" '\001' 22P02
	check "$type: text that is none of that type" reads_as "$type" '\001[]' 22P02
	check "$type: bytes that are no text" reads_as "$type" '\001{"\377": 1}' 22021
	check "$type: a zero byte" reads_as "$type" '\001{}\000' 22021
done
check 'chip: a number out of range' reads_as chip '\001{"die_area": -1}' 22003
check 'condition: nested too deeply' reads_as condition "\\001$(printf '(%.0s' {1..101})" 54001
check 'condition: too long' reads_as condition "\\001true$(printf '%65536s' '')" 54000

# A message says which version the other side speaks of, and what to do.
copy_file '\002{}' > "$file"
message=$(sql "$database" -c 'CREATE TEMP TABLE received (x chip)' -c "\\copy received FROM '$file' WITH (FORMAT binary)" 2>&1 || true)
check 'the error of an unknown version names it and helps' test -n "$(
	grep -Fx 'ERROR:  unsupported version 2 of the binary format of type chip' <<< "$message" &&
	grep -Fx 'HINT:  This version of export_control reads version 1; send text, or update the sender.' <<< "$message")"
finish
