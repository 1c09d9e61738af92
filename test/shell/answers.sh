#!/usr/bin/env bash
#
# The built-in rulebook answers as it did, for every built-in product in every place on sixty days.
#
# test/answers/answers.txt is golden output: anyone who changes a rule, a product or the engine reads
# by eye what changed in it, and commits both together.  The file that the test makes is left in build/answers/.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
made=$here/../build/answers

make_database answers_test
sql answers_test -c 'CREATE EXTENSION export_control'
mkdir -p "$made"
sql answers_test -f "$here/answers/answers.sql" > "$made/answers.txt"
same "no answer has changed that test/answers/answers.txt holds" \
	"$(cat "$here/answers/answers.txt")" "$(cat "$made/answers.txt")"

finish
