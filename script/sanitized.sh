# shellcheck shell=bash
#
# sanitized.sh
#		A PostgreSQL built from Debian's source package under the address and the undefined-behaviour
#		sanitizers, with assertions, of the version that Debian has for the server installed.
#
# use_sanitized_server makes the scripts use it, and builds it first when it is not there: some ten
# minutes of two cores, once in a checkout.  It stays in build/sanitized/ until that is removed.  The
# extension is then built with the same flags, as pg_config tells them.
#
# Sourced after lib.sh.

SANITIZED=$BUILD/sanitized
SANITIZE=-fsanitize=address,undefined

use_sanitized_server() {
	choose_postgres
	if [[ ! -f $SANITIZED/complete ]]; then
		require_software
		take_lock "$BUILD/sanitized.lock" exclusive "another build of the sanitized server in this checkout"
		local lock=$LOCK
		[[ -f $SANITIZED/complete ]] || build_sanitized_server
		release_lock "$lock"
	fi
	ASKED_PG_CONFIG=$SANITIZED/postgres/bin/pg_config
}

# The source package of exactly that version, else the newest of that major version that can be had.
# A list of sources of our own: the machine's lists stay as they are.
fetch_server_source() {
	local state=$SANITIZED/apt version release
	# shellcheck source=/dev/null
	release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	[[ -f /usr/share/keyrings/debian-archive-keyring.gpg && -n $release ]] ||
		die "the sanitized server is built from Debian's source package, and this is not Debian"
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	local signed="[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org"
	printf 'deb-src %s %s main\n' "$signed/debian" "$release" "$signed/debian-security" "$release-security" \
		> "$state/sources.list"
	local options=(-o "Dir::Etc::SourceList=$state/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$state/lists"
		-o "Dir::Cache=$state/cache" -o APT::Sandbox::User=root)
	apt-get "${options[@]}" update >&2
	for version in "$(package_version "postgresql-$MAJOR" 2> /dev/null)" \
		$(apt-cache "${options[@]}" showsrc "postgresql-$MAJOR" | sed -n 's/^Version: //p' | sort --version-sort --reverse); do
		[[ -n $version ]] || continue
		(cd "$SANITIZED" && apt-get "${options[@]}" source --download-only "postgresql-$MAJOR=$version" >&2) && return
	done
	die "no source package of PostgreSQL $MAJOR can be had"
}

build_sanitized_server() {
	local log=$SANITIZED/build.log
	require_command bzip2 bzip2
	say "building PostgreSQL $MAJOR under the sanitizers, once: this takes ten minutes or more ($log)"
	rm -rf "$SANITIZED"
	mkdir -p "$SANITIZED/source"
	fetch_server_source > "$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
	tar --extract --file="$(echo "$SANITIZED/postgresql-$MAJOR"_*.orig.tar.bz2)" --directory="$SANITIZED/source" --strip-components=1
	(
		cd "$SANITIZED/source"
		# What the sanitizers shall do is part of every program, as tests start some in an empty environment.
		# Leaks are none: a server's process ends without giving back what it has.
		cat > options.c <<- 'END'
			const char *__asan_default_options(void);
			const char *__ubsan_default_options(void);
			const char *__asan_default_options(void) { return "detect_leaks=0:abort_on_error=1:print_stacktrace=1"; }
			const char *__ubsan_default_options(void) { return "print_stacktrace=1"; }
		END
		gcc -c options.c
		export ASAN_OPTIONS=detect_leaks=0
		./configure --prefix="$SANITIZED/postgres" --without-readline --without-zlib --enable-cassert --enable-debug \
			CC=gcc CFLAGS="-O1 -fno-omit-frame-pointer $SANITIZE" LDFLAGS_EX="$PWD/options.o"
		for target in "-s -j$(nproc)" "-s install" "-s -C src/test/regress install" "-s -C src/test/isolation install"; do
			# shellcheck disable=SC2086
			make $target
		done
	) >> "$log" 2>&1 || { tail -n 20 "$log" >&2; die "the sanitized server cannot be built"; }
	rm -rf "$SANITIZED/source" "$SANITIZED/apt" "$SANITIZED"/postgresql-*
	touch "$SANITIZED/complete"
}
