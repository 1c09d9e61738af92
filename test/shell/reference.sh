#!/usr/bin/env bash
#
# doc/reference/interface.md is what script/reference makes of the comments in the database.
set -euo pipefail

database=reference_test
dropdb --if-exists "$database" 2> /dev/null
createdb "$database"
trap 'dropdb --if-exists "$database" 2> /dev/null' EXIT
export PGDATABASE=$database
psql -X -q -v ON_ERROR_STOP=1 -c 'SET client_min_messages = warning; CREATE EXTENSION export_control'

if difference=$(diff -u doc/reference/interface.md <(script/reference)); then
	echo 'ok - doc/reference/interface.md is up to date'
else
	echo 'not ok - doc/reference/interface.md is up to date: run script/reference > doc/reference/interface.md'
	head -40 <<< "$difference"
fi
