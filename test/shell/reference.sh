#!/usr/bin/env bash
#
# doc/reference/interface.md is what script/reference makes of the comments in the database.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

make_database reference_test
export PGDATABASE=reference_test
sql "$PGDATABASE" -c 'CREATE EXTENSION export_control'

if difference=$(diff -u doc/reference/interface.md <(script/reference)); then
	echo 'ok - doc/reference/interface.md is up to date'
else
	echo 'not ok - doc/reference/interface.md is up to date: run script/reference > doc/reference/interface.md'
	head -40 <<< "$difference"
fi
