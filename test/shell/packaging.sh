#!/usr/bin/env bash
#
# What a packager does: builds outside of the sources, which stay as they were; installs into a directory of its own;
# removes what was installed.  And the version stands in one place, the control file.
set -euo pipefail
# shellcheck source=test/shell/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

sources=$SCRATCH/sources
outside=$SCRATCH/outside
destination=$SCRATCH/destination
mkdir "$sources" "$outside"
cp -R Makefile *.control README.md CHANGELOG.md CONTRIBUTING.md LICENSE doc src sql expected test "$sources"
before=$(cd "$sources" && find . -type f | sort | xargs sha256sum)

build() {
	make --no-print-directory -s -j "$(nproc)" -C "$outside" -f "$sources/Makefile" "$@" > "$SCRATCH/make.log" 2>&1 ||
		{ sed 's/^/# /' "$SCRATCH/make.log"; return 1; }
}

check 'it builds in another directory than its own' build all
same 'and leaves the sources as they were' "$before" "$(cd "$sources" && find . -type f | sort | xargs sha256sum)"
check 'it installs into DESTDIR' build install "DESTDIR=$destination"

version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" export_control.control)
installed=$(find "$destination" -type f | sed 's,.*/,,' | sort)
for file in export_control.so export_control.control "export_control--$version.sql" README.md; do
	check "$file is installed" grep -Fqx "$file" <<< "$installed"
done
linked=$(find "$destination" -name '*.md' -exec grep -Eo '\]\([^):#]+\.md' {} + | sed 's/:](/ /')
while read -r from to; do
	[[ -z $from ]] || [[ -f ${from%/*}/$to ]] || echo "$from links to $to"
done <<< "$linked" > "$SCRATCH/broken"
same 'installed documents lead to installed documents' '' "$(sed "s,$destination,," "$SCRATCH/broken")"

check 'it removes what it installed' build uninstall "DESTDIR=$destination"
same 'all of it' '' "$(find "$destination" -type f)"

same 'the version stands in the control file alone' 'export_control.control' \
	"$(grep -rlF "$version" Makefile ./*.control src --include=Makefile --include='*.control' --include='*.[ch]' --include='*.sql' | sed 's,^\./,,')"
