#!/usr/bin/env bash
#
# From PostgreSQL 16 on an input function can report an error softly: pg_input_is_valid() says whether a literal is one,
# and pg_input_error_info() says why not, in the words and with the SQLSTATE of the hard error.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

version=$(sql postgres -c 'SHOW server_version_num')
if ((version < 160000)); then
	echo "ok - soft errors need PostgreSQL 16: not tested on $((version / 10000))"
	exit 0
fi

database=soft_errors_test

make_database "$database"
sql "$database" -c 'CREATE EXTENSION export_control'
sql "$database" -c "ALTER DATABASE $database SET search_path = export_control, public"
sql "$database" <<- 'SQL'
	CREATE FUNCTION hard_error(literal text, type text, OUT message text, OUT detail text, OUT hint text, OUT sql_error_code text)
	LANGUAGE plpgsql AS $$
	BEGIN
		EXECUTE format('SELECT $1::%s', type) USING literal;
	EXCEPTION WHEN OTHERS THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, sql_error_code = RETURNED_SQLSTATE;
		detail := nullif(detail, '');
		hint := nullif(hint, '');
	END
	$$;
SQL

good() {
	[[ $(sql "$database" -v "type=$1" -v "literal=$2" <<- 'SQL'
		SELECT pg_input_is_valid(:'literal', :'type') AND i IS NULL
		  FROM pg_input_error_info(:'literal', :'type') AS i;
	SQL
	) == t ]]
}

# bad TYPE SQLSTATE LITERAL: refused softly, and in the same words as hard.
bad() {
	local result
	result=$(sql "$database" -v "type=$1" -v "literal=$3" -v "state=$2" <<- 'SQL' 2>&1 || true
		SELECT CASE WHEN pg_input_is_valid(:'literal', :'type') THEN 'valid'
		            WHEN s.sql_error_code <> :'state' THEN s.sql_error_code
		            WHEN (s.message, s.detail, s.hint) IS NOT DISTINCT FROM (h.message, h.detail, h.hint) THEN 'as it should be'
		            ELSE format('%s where the hard error is %s', s, h) END
		  FROM pg_input_error_info(:'literal', :'type') AS s, hard_error(:'literal', :'type') AS h;
	SQL
	)
	[[ $result == 'as it should be' ]] || { echo "# $result"; return 1; }
}

# A table of literals: the type, the SQLSTATE or "good", and the literal.
while IFS=$'\t' read -r type state literal; do
	if [[ $state == good ]]; then
		check "$type: $literal is valid" good "$type" "$literal"
	else
		check "$type: $literal is not, $state" bad "$type" "$state" "$literal"
	fi
done <<- 'SQL'
	country	good	cn
	country	22P02	
	country	22P02	CHN
	country	22P02	UK
	country	22P02	ZZ
	country[]	good	{CN,US}
	country[]	22P02	{CN,ZZ}
	eccn	good	3a090.A
	eccn	22P02	
	eccn	22P02	3A09
	eccn	22P02	3F090
	eccn	22P02	3A090.01
	eccn	22P02	3A090.12345
	chip	good	{"die_area": [1, 2]}
	chip	22P02	[]
	chip	22P02	{"die": 1}
	chip	22P02	{"die_area": "1"}
	chip	22P02	{"rates": {"x": 1}}
	chip	22003	{"die_area": -1}
	chip	22003	{"die_area": 1e16}
	chip	22003	{"die_area": [2, 1]}
	chip	22003	{"rates": {"x": {"tops": 1, "bits": 0}}}
	shipment	good	{"value": [1, 2], "movement": "export"}
	shipment	22P02	[]
	shipment	22P02	{"movement": "sale"}
	shipment	22P02	{"region": "Crimea"}
	shipment	22P02	{"shipped_from": "UK"}
	shipment	22P02	{"value": "1"}
	shipment	22P02	{"valeu": 1}
	shipment	22003	{"value": -1}
	shipment	22003	{"value": [2, 1]}
	condition	good	tpp >= 4800 and destination in (D:5, MO)
	condition	22P02	
	condition	22P02	tpp
	condition	22P02	tpp >=
	condition	22P02	tp >= 4800
	condition	22P02	destination = XX
	condition	22P02	eccn in (3A09)
	condition	22P02	vendor = 'x
	condition	22003	tpp >= 1e400
	condition	54001	-----------------------------------------------------------------------------------------------------1 > 1
	rulebook	good	{"format": 1, "covered": [], "covered_known": [], "rules": [], "scenarios": [], "governed": [], "groups": []}
	rulebook	22P02	[]
	rulebook	22P02	{"format": 2}
	rulebook	22P02	{"format": 1, "rule": []}
	rulebook	22P02	{"covered": ["2025-02-29", null]}
	rulebook	22P02	{"rules": [{"condition": "tpp >="}]}
	rulebook	22003	{"rules": [{"condition": "tpp >= 1e400"}]}
SQL

# What is not JSON at all is JSON's to refuse, softly too.
for type in chip shipment rulebook; do
	for literal in '' '{' '{"name": }' '{"name": "\u0000"}'; do
		check "$type: not JSON: $literal" test f == "$(sql "$database" -v "type=$type" -v "literal=$literal" <<< "SELECT pg_input_is_valid(:'literal', :'type');")"
	done
done

# COPY can leave out rows that do not read, from 17 on.
if ((version >= 170000)); then
	sql "$database" -c 'CREATE TABLE received (n integer, c chip, r condition)'
	sql "$database" -c "COPY received FROM STDIN WITH (FORMAT csv, DELIMITER ';', QUOTE '|', ON_ERROR ignore)" 2> /dev/null <<- 'SQL' || true
		1;{"die_area": 1};tpp >= 4800
		2;{"die_area": -1};tpp >= 4800
		3;{"die_area": 1};tpp >=
		4;{};true
	SQL
	check 'COPY ... ON_ERROR ignore leaves out what does not read' test '1 4' == "$(sql "$database" -c "SELECT string_agg(n::text, ' ' ORDER BY n) FROM received")"
fi
finish
