#!/usr/bin/env bash
#
# pg_upgrade works for a cluster that uses the extension: here from a version to itself, which makes
# the objects of the extension one by one as any upgrade does.  script/upgrade-test does it from one
# major version to another.
set -euo pipefail
programs=$(dirname -- "$(command -v pg_ctl)")
exec "$(dirname -- "${BASH_SOURCE[0]}")/../upgrade/upgrade.sh" "$programs" "$programs"
