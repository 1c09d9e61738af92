# shellcheck shell=bash
#
# lib.sh
#		What script/demo, script/test and script/psql share: finding PostgreSQL, installing what is
#		missing, and private throw-away servers.
#
# Nothing here touches the machine's own PostgreSQL installation or its clusters.  PostgreSQL finds its
# libraries and extensions relative to its own executable, so a copy of that executable in a tree of
# symbolic links (the "private installation") sees everything the machine has and, beside it, this
# checkout's build of the extension.  So checkouts do not disturb each other, and no step but the
# installation of packages needs root.
#
# Sourced by bash, with `set -euo pipefail` on.

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
	echo "${0##*/}: this needs bash 4.4 or later, not $BASH_VERSION" >&2
	exit 1
fi

ASKED_PG_CONFIG=${PG_CONFIG:-}
CHECKOUT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
BUILD=$CHECKOUT/build
OLDEST_MAJOR=15

# A Unix socket's path has at most 107 bytes (on some systems 103); "/socket/.s.PGSQL.5432" takes 21.
SERVER_DIRECTORY_LIMIT=82

# Messages are compared and counted; they must not depend on who runs this, or where.
umask 022
export LC_ALL=C.UTF-8
unset LANGUAGE MAKEFLAGS MAKELEVEL CDPATH
for variable in "${!PG@}"; do
	[[ $variable == PG_CONFIG ]] || unset "$variable"
done
unset variable

# Everything said about the work goes to standard error; standard output is for results.
say() {
	printf '# %s\n' "$*" >&2
}

die() {
	printf '%s: %s\n' "${0##*/}" "$1" >&2
	shift
	[[ $# -eq 0 ]] || printf '  %s\n' "$@" >&2
	exit 1
}

have() {
	command -v "$1" > /dev/null 2>&1
}

# build/ is git-ignored; it is the only directory in the checkout that is written to.
open_build_directory() {
	if ! mkdir -p "$BUILD" 2> /dev/null || [[ ! -w $BUILD || ! -x $BUILD ]]; then
		die "$(id -un) cannot write to $BUILD" \
			"Run this as the owner of the checkout.  If an earlier run by another user made that directory, remove it."
	fi
	if [[ $EUID -ne 0 && -n $(find "$BUILD" ! -user "$EUID" -print -quit 2> /dev/null) ]]; then
		die "$BUILD has files of another user, from an earlier run (as root?)" "Remove that directory."
	fi
}

# ---- locks ---------------------------------------------------------------------------------------

# Descriptors of the locks held.  A server outlives the script if that is killed, so it must not inherit
# them; the other children do, and so hold up the next run until they have ended, too.
LOCKS=()

# take_lock FILE shared|exclusive WHAT: waits, and says so.  Sets LOCK to the descriptor.
take_lock() {
	exec {LOCK}>> "$1" || die "cannot open the lock $1"
	LOCKS+=("$LOCK")
	flock --nonblock "--$2" "$LOCK" && return
	say "waiting for $3"
	flock "--$2" "$LOCK"
}

release_lock() {
	local lock=$1 held=() other
	flock --unlock "$lock"
	exec {lock}>&-
	for other in "${LOCKS[@]}"; do
		[[ $other == "$1" ]] || held+=("$other")
	done
	LOCKS=("${held[@]}")
}

without_locks() (
	for lock in "${LOCKS[@]}"; do
		exec {lock}>&-
	done
	"$@"
)

# ---- PostgreSQL on this machine ------------------------------------------------------------------

# Sets MAJOR, BINDIR and PG_CONFIG: those of $PG_CONFIG if given, else of the newest server installed.
# MAJOR is 0 when there is none.
choose_postgres() {
	local bin major
	MAJOR=0
	if [[ -n $ASKED_PG_CONFIG ]]; then
		have "$ASKED_PG_CONFIG" || die "PG_CONFIG=$ASKED_PG_CONFIG is not a program"
		PG_CONFIG=$(command -v "$ASKED_PG_CONFIG")
		[[ $PG_CONFIG == /* ]] || PG_CONFIG=$PWD/$PG_CONFIG
		BINDIR=$("$PG_CONFIG" --bindir)
		MAJOR=$("$PG_CONFIG" --version | sed 's/^PostgreSQL \([0-9]*\).*/\1/')
	else
		for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(pg_config --bindir 2> /dev/null || true)"; do
			[[ -x $bin/postgres ]] || continue
			major=$("$bin/postgres" --version | sed 's/^.*PostgreSQL) \([0-9]*\).*/\1/')
			((major > MAJOR)) || continue
			MAJOR=$major
			BINDIR=$bin
		done
		((MAJOR == 0 || MAJOR >= OLDEST_MAJOR)) || MAJOR=0
		((MAJOR == 0)) || PG_CONFIG=$BINDIR/pg_config
	fi
	((MAJOR == 0 || MAJOR >= OLDEST_MAJOR)) ||
		die "PostgreSQL $MAJOR is too old; export_control needs $OLDEST_MAJOR or later"
	export PG_CONFIG
}

# The compiler that PostgreSQL was built with builds the extension; cc builds the core's unit tests.
have_compiler() {
	local compiler=gcc
	[[ ! -x ${PG_CONFIG:-} ]] || compiler=$("$PG_CONFIG" --cc 2> /dev/null | awk '{ print $1 }') || true
	have cc && have "${compiler:-gcc}" && echo '#include <stdio.h>' | cc -E - > /dev/null 2>&1
}

have_server() {
	((MAJOR > 0)) && [[ -x $BINDIR/postgres && -x $BINDIR/initdb && -x $BINDIR/psql ]]
}

# Headers and pg_regress, of the same major version as the server.
have_server_development() {
	local pgxs
	((MAJOR > 0)) && [[ -x ${PG_CONFIG:-} ]] || return 1
	pgxs=$("$PG_CONFIG" --pgxs) && [[ -f $pgxs ]] || return 1
	[[ -f $("$PG_CONFIG" --includedir-server)/postgres.h ]] || return 1
	[[ -x $(dirname -- "$pgxs")/../test/regress/pg_regress ]] || return 1
	[[ -x $(dirname -- "$pgxs")/../test/isolation/pg_isolation_regress ]]
}

# Prints one line for each thing that is missing.
missing_software() {
	have_compiler || echo "a C compiler with its headers"
	have make || echo "make"
	have flock || echo "flock (util-linux)"
	have_server || echo "a PostgreSQL server, version $OLDEST_MAJOR or later"
	have_server_development ||
		echo "the server's development files: pg_config, headers, pg_regress, pg_isolation_regress"
}

# The one step that changes the machine.  Afterwards everything that building and testing need is there.
require_software() {
	local missing
	choose_postgres
	missing=$(missing_software)
	[[ -n $missing ]] || return 0
	say "missing: ${missing//$'\n'/; }"
	have apt-get || die "this is not Debian or Ubuntu, so please install by hand: ${missing//$'\n'/; }" \
		"Then run this again, with PG_CONFIG=/path/to/pg_config if PostgreSQL is not found by itself."
	install_packages
	choose_postgres
	missing=$(missing_software)
	[[ -z $missing ]] || die "still missing after the installation of packages: ${missing//$'\n'/; }"
}

# ---- packages (Debian, Ubuntu) -------------------------------------------------------------------

# The command that makes the following one run as root.
become_root() {
	AS_ROOT=()
	[[ $EUID -ne 0 ]] || return 0
	if have sudo && sudo --non-interactive true 2> /dev/null; then
		AS_ROOT=(sudo --non-interactive)
	elif have sudo && [[ -t 0 ]]; then
		AS_ROOT=(sudo)
	else
		die "root is needed to install packages, and there is no sudo that would not ask" \
			"Run as root: apt-get install gcc libc6-dev make postgresql-NN postgresql-server-dev-NN" \
			"where NN is $OLDEST_MAJOR or later."
	fi
}

# needrestart (Ubuntu) would restart services, other people's servers among them: only list them.
# What apt says is of interest only if it fails.
apt_get() {
	say "apt-get $*"
	"${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
		apt-get --quiet --quiet --yes --no-install-recommends -o DPkg::Lock::Timeout=600 \
		-o Dpkg::Use-Pty=0 "$@" > "$BUILD/apt.log" 2>&1 < /dev/null || { cat "$BUILD/apt.log" >&2; return 1; }
}

package_installed() {
	[[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null) == installed ]]
}

package_version() {
	dpkg-query --show --showformat='${Version}' "$1"
}

install_packages() {
	local lock packages=()
	become_root
	# Two checkouts must not run apt-get update at the same time: it does not wait for its lock.  The
	# directory itself is the lock, as every user can open it and nobody can leave it behind.
	if have flock; then
		exec {lock}< /var/lib/dpkg
		flock --exclusive "$lock"
		choose_postgres
		[[ -n $(missing_software) ]] || { exec {lock}<&-; return 0; }
	fi

	apt_get update || say "apt-get update failed; going on with the package lists there are"
	have_compiler || packages+=(gcc libc6-dev)
	have make || packages+=(make)
	have flock || packages+=(util-linux)
	if ((${#packages[@]})); then
		apt_get install "${packages[@]}" || die "could not install ${packages[*]}"
	fi
	have_server || install_server
	choose_postgres
	have_server_development || install_server_development
	[[ -z ${lock:-} ]] || exec {lock}<&-
}

# require_command COMMAND PACKAGE: what only some scripts need.
require_command() {
	! have "$1" || return 0
	have apt-get || die "$1 is missing" "Install it and run this again."
	become_root
	apt_get update || say "apt-get update failed; going on with the package lists there are"
	apt_get install "$2" || die "could not install $2"
}

# The client library: the one that the system finds, else the server's own.
libpq() {
	if PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -Fq 'libpq.so.5 '; then
		echo libpq.so.5
	else
		echo "$("$PG_CONFIG" --libdir)/libpq.so.5"
	fi
}

# The version that `apt-get install postgresql` would install; nothing when there is none.
packaged_major() {
	apt-cache --no-all-versions show postgresql 2> /dev/null |
		sed -n 's/^Depends:.*\bpostgresql-\([0-9][0-9]*\)\b.*/\1/p' | head -n 1
}

install_server() {
	local major=$MAJOR
	((major > 0)) || major=$(packaged_major)
	[[ $major =~ ^[0-9]+$ ]] || die "apt knows no package named postgresql"
	((major >= OLDEST_MAJOR)) ||
		die "this distribution's PostgreSQL is version $major; export_control needs $OLDEST_MAJOR or later" \
			"The PostgreSQL project's own packages have it.  As root:" \
			"  apt-get install postgresql-common && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y" \
			"  apt-get install postgresql-NN postgresql-server-dev-NN"
	# The package would make and start a cluster of its own, which nobody asked for.
	local directory=/etc/postgresql-common/createcluster.d status=0
	local setting=$directory/export_control.conf
	"${AS_ROOT[@]}" sh -c "mkdir -p $directory && echo 'create_main_cluster = false' > $setting"
	apt_get install "postgresql-$major" || status=$?
	"${AS_ROOT[@]}" rm -f "$setting"
	((status == 0)) || die "could not install postgresql-$major"
}

# If the archive still has the development files of exactly the installed server, the server stays as it
# is.  Otherwise it is upgraded with them, which would restart a cluster that is running.
install_server_development() {
	local package=postgresql-server-dev-$MAJOR version
	if package_installed "postgresql-$MAJOR"; then
		version=$(package_version "postgresql-$MAJOR")
		if apt-get --simulate install "$package=$version" > /dev/null 2>&1; then
			apt_get install "$package=$version" || die "could not install $package"
			return
		fi
		if have pg_lsclusters && pg_lsclusters --no-header | grep -Eq "^$MAJOR +[^ ]+ +[0-9]+ +online"; then
			if apt-get --simulate install "$package" | grep -q "^Inst postgresql-$MAJOR "; then
				die "installing $package would upgrade and restart the PostgreSQL $MAJOR server that is running here" \
					"When that is convenient, run as root: apt-get install $package"
			fi
		fi
	fi
	apt_get install "$package" || die "could not install $package" "On Ubuntu it is in the universe component."
}

# ---- the user who runs the server ----------------------------------------------------------------

# PostgreSQL refuses to run as root.
choose_server_user() {
	SERVER_USER=$(id -un)
	[[ $EUID -eq 0 ]] || return 0
	SERVER_USER=postgres
	id -u "$SERVER_USER" > /dev/null 2>&1 || SERVER_USER=nobody
}

# Runs a program as the server's user, in a directory and an environment that hold no surprises.
as_server_user() (
	local become=()
	if [[ $EUID -eq 0 ]]; then
		become=(setpriv "--reuid=$(id -u "$SERVER_USER")" "--regid=$(id -g "$SERVER_USER")" --clear-groups --)
	fi
	cd /
	exec "${become[@]}" env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/ LC_ALL=C.UTF-8 TZ=UTC "$@"
)

# ---- places --------------------------------------------------------------------------------------
#
# A place is the directory of one throw-away server:
#
#	place/checkout		the checkout that it belongs to
#	place/bindir		where PostgreSQL's programs are within pg/
#	place/pg/			the private installation
#	place/server/		the server's user's own, closed to others: data/, socket/, log
#
# It is build/NAME/run if the server's user can work there.  If not (the path is too long for a socket,
# or unusual, or leads through a directory that is closed to that user, such as root's home), it is a
# new directory in /tmp.  build/NAME/place says which.

# find_place NAME: sets PLACE if the server called NAME has a place; false if it has none.
find_place() {
	local note=$BUILD/$1/place
	PLACE=
	[[ -f $note ]] || return 1
	PLACE=$(< "$note")
	# A checkout that was copied with its build/ has the note of the original's place.
	if [[ ! -d $PLACE || $(cat "$PLACE/checkout" 2> /dev/null) != "$CHECKOUT" ]]; then
		PLACE=
		return 1
	fi
	[[ -O $PLACE ]] || die "$PLACE is another user's" "Run this as $(stat -c %U "$PLACE")."
}

# Can the server's user write, run programs and open sockets there?  Tried, not guessed; except that a
# path that needs quoting is not worth the risk, as it passes through makefiles and several shells.
place_works() {
	local server=$1/server
	[[ $server =~ ^[A-Za-z0-9_./@+=-]+$ ]] || return 1
	((${#server} <= SERVER_DIRECTORY_LIMIT)) || return 1
	mkdir -p "$server"
	[[ $EUID -ne 0 ]] || chown "$(id -u "$SERVER_USER"):$(id -g "$SERVER_USER")" "$server"
	chmod 700 "$server"
	# shellcheck disable=SC2016
	as_server_user sh -c 'cd "$1" && echo "#!/bin/sh" > probe && chmod +x probe && ./probe && rm probe' \
		sh "$server" 2> /dev/null
}

# new_place NAME: sets PLACE, an empty place; the one there was, and its server, are gone.
new_place() {
	local parent
	discard_place "$1"
	mkdir -p "$BUILD/$1"
	for parent in "$BUILD/$1" /tmp /var/tmp; do
		if [[ $parent == "$BUILD/$1" ]]; then
			PLACE=$parent/run
			rm -rf "$PLACE"
			mkdir "$PLACE"
		else
			PLACE=$(mktemp -d "$parent/export_control.XXXXXX") || continue
			[[ $EUID -ne 0 ]] || chmod 755 "$PLACE"
		fi
		printf '%s\n' "$PLACE" > "$BUILD/$1/place"
		printf '%s\n' "$CHECKOUT" > "$PLACE/checkout"
		if place_works "$PLACE"; then
			[[ $parent == "$BUILD/$1" ]] || say "the server runs in $PLACE:" \
				"$BUILD has too long or too unusual a path, or is closed to user $SERVER_USER"
			return 0
		fi
		rm -rf "$PLACE" "$BUILD/$1/place"
	done
	die "user $SERVER_USER cannot run a server in $BUILD, in /tmp or in /var/tmp"
}

discard_place() {
	if find_place "$1"; then
		stop_server immediate
		rm -rf "$PLACE"
	fi
	rm -f "$BUILD/$1/place"
}

# ---- building and the private installation -------------------------------------------------------

# One make at a time in one checkout.
locked_make() {
	take_lock "$BUILD/make.lock" exclusive "another build in this checkout"
	local lock=$LOCK status=0
	make --no-print-directory -C "$CHECKOUT" -j "$(nproc 2> /dev/null || echo 1)" "$@" || status=$?
	release_lock "$lock"
	return "$status"
}

link_entries() {
	local from=$1 to=$2
	shift 2
	find "$from/" -mindepth 1 -maxdepth 1 "$@" -exec ln -s -t "$to" {} +
}

# Builds the extension and makes place/pg: copies of the programs that find their files relative to
# themselves, links to everything else, and the extension.
make_private_installation() {
	local pg=$PLACE/pg bin library share
	bin=$pg$BINDIR
	library=$("$PG_CONFIG" --pkglibdir)
	share=$("$PG_CONFIG" --sharedir)
	mkdir -p "$bin" "$pg$library" "$pg$share/extension" || return 1
	cp "$BINDIR/postgres" "$BINDIR/initdb" "$BINDIR/pg_ctl" "$bin/" || return 1
	link_entries "$BINDIR" "$bin" ! -name postgres ! -name initdb ! -name pg_ctl || return 1
	link_entries "$library" "$pg$library" ! -name 'export_control*' || return 1
	link_entries "$share" "$pg$share" ! -name extension || return 1
	link_entries "$share/extension" "$pg$share/extension" ! -name 'export_control*' || return 1
	printf '%s\n' "$bin" > "$PLACE/bindir"
	locked_make all >&2 || return 1
	locked_make install DESTDIR="$pg" > /dev/null
}

# ---- the server ----------------------------------------------------------------------------------

# make_cluster NAME: a new cluster in PLACE.  Nothing in it matters, so it need not survive a crash.
make_cluster() {
	local server=$PLACE/server log=$BUILD/$1/initdb.log
	as_server_user "$(< "$PLACE/bindir")/initdb" --pgdata="$server/data" --username=postgres --auth=trust \
		--encoding=UTF8 --locale=C.UTF-8 --no-sync > "$log" 2>&1 || { cat "$log" >&2; return 1; }
	# shellcheck disable=SC2016
	as_server_user sh -c 'mkdir -m 700 "$1/socket" && cat >> "$1/data/postgresql.conf"' sh "$server" <<- END

		# a throw-away server: reached through its socket only, and fast rather than durable
		listen_addresses = ''
		unix_socket_directories = '$server/socket'
		port = 5432
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		timezone = 'UTC'
		log_timezone = 'UTC'
	END
}

# The process id of PLACE's server, if it runs.  After a crash the file may name a process that has
# nothing to do with us; the server's program is the one in our own place, which no other process runs.
own_server() {
	local pid program
	pid=$(head -n 1 "$PLACE/server/data/postmaster.pid" 2> /dev/null) || return 1
	[[ $pid =~ ^[0-9]+$ ]] || return 1
	if [[ -r /proc/$pid/cmdline ]]; then
		IFS= read -r -d '' program < "/proc/$pid/cmdline" || return 1
	else
		program=$(ps -o comm= -p "$pid" 2> /dev/null) || return 1
	fi
	[[ $program == "$PLACE/pg/"*/postgres ]] && printf '%s\n' "$pid"
}

# start_server: starts PLACE's server if it does not run, and points psql and libpq at it.
start_server() {
	local server=$PLACE/server bin
	bin=$(< "$PLACE/bindir")
	export PGHOST=$server/socket PGPORT=5432 PGUSER=postgres
	PATH=$bin:$PATH
	own_server > /dev/null && return
	# What a server that was killed has left.  Its process id may by now be another program's.
	# shellcheck disable=SC2016
	as_server_user sh -c 'rm -f "$1/data/postmaster.pid" "$1/socket/".s.*' sh "$server"
	if ! without_locks as_server_user "$bin/pg_ctl" --pgdata="$server/data" --log="$server/log" \
		--wait --timeout=120 --silent start < /dev/null > /dev/null; then
		say "the server did not start:"
		tail -n 30 "$server/log" >&2
		return 1
	fi
	# All of this rests on the server finding the private installation and no other.
	local share
	share=$(psql -XAtq -d postgres -c "SELECT setting FROM pg_config() WHERE name = 'SHAREDIR'") || return 1
	[[ $share == "$PLACE/pg/"* ]] || { say "the server uses $share, outside of $PLACE"; return 1; }
}

# stop_server fast|immediate: stops PLACE's server, and no other.
stop_server() {
	local pid signal=INT tries
	[[ $1 == fast ]] || signal=QUIT
	pid=$(own_server) || return 0
	kill "-$signal" "$pid" 2> /dev/null || return 0
	for ((tries = 0; tries < 600; tries++)); do
		own_server > /dev/null || return 0
		sleep 0.1
	done
	die "the server in $PLACE (process $pid) does not stop"
}
