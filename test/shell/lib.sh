# shellcheck shell=bash
#
# What the shell tests share.  Sourced, with `set -euo pipefail` on, by tests that find psql in PATH and a
# server, whose superuser they are, through PGHOST, PGPORT and PGUSER.
#
# Databases and roles belong to the cluster, so every test names its own after itself.

export PGOPTIONS='-c client_min_messages=warning'
FAILED=0
DATABASES=()
ROLES=()
SCRATCH=$(mktemp -d)

# clean_up [STATUS]: for a trap that does something first, with the status that it was called with
clean_up() {
	local status=${1:-$?} name
	trap - EXIT
	for name in "${DATABASES[@]}"; do
		dropdb --if-exists --force "$name" || status=1
	done
	for name in "${ROLES[@]}"; do
		dropuser --if-exists "$name" || status=1
	done
	rm -rf "$SCRATCH"
	exit "$status"
}
trap clean_up EXIT

# What a run that was killed has left is in the way.
make_database() {
	dropdb --if-exists --force "$1"
	createdb --template="${2:-template0}" "$1"
	DATABASES+=("$1")
}

make_role() {
	dropuser --if-exists "$1"
	createuser --no-superuser --no-createdb --no-createrole --login "$1"
	ROLES+=("$1")
}

# sql DATABASE [ARGUMENT...]: psql that stops at the first error and prints bare values
sql() {
	psql -XAtq -v ON_ERROR_STOP=1 -d "$@"
}

# sqlstate DATABASE STATEMENTS [ARGUMENT...]: the code of the first error, 00000 when there is none
sqlstate() {
	local output
	if output=$(sql "$1" -v VERBOSITY=sqlstate -o /dev/null "${@:3}" -c "$2" 2>&1); then
		echo 00000
	else
		sed -n 's/^ERROR: *\([0-9A-Z]\{5\}\)$/\1/p' <<< "$output" | grep -m 1 . || printf '%s\n' "$output"
	fi
}

# check NAME COMMAND...: passes when the command succeeds
check() {
	if "${@:2}"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		FAILED=1
	fi
}

# same NAME EXPECTED ACTUAL
same() {
	if [[ $2 == "$3" ]]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		diff --label expected --label actual -U 0 <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -n 20 | cut -c 1-300 || true
		FAILED=1
	fi
}

# server_log: the file that the server logs to: its collector's, or where script/test has it, beside the data
server_log() {
	sql postgres -c "
		SELECT CASE WHEN pg_current_logfile() LIKE '/%' THEN pg_current_logfile()
		            WHEN pg_current_logfile() IS NOT NULL THEN current_setting('data_directory') || '/' || pg_current_logfile()
		            ELSE regexp_replace(current_setting('data_directory'), '/[^/]*$', '/log') END"
}

# ---- servers of a test's own ---------------------------------------------------------------------

# Whose they are: PostgreSQL refuses to run as root.  Then they are those of whoever runs the server
# that the other tests use; where there is none, of the user whom the packages made for it.
server_user() {
	if [[ $EUID -ne 0 ]]; then
		echo "$(id -u):$(id -g)"
	elif [[ -n ${PGHOST:-} ]]; then
		stat -c %u:%g "$(sql postgres -c 'SHOW data_directory')"
	else
		echo "$(id -u postgres):$(id -g postgres)"
	fi
}

# make_server_directory DIRECTORY: in $SCRATCH, for what as_server_user does
make_server_directory() {
	SERVER_USER=$(server_user)
	chmod 711 "$SCRATCH"
	mkdir "$1"
	[[ $EUID -ne 0 ]] || chown "$SERVER_USER" "$1"
	SERVER_DIRECTORY=$1
}

# as_server_user PROGRAM...: in that directory, and in an environment that holds no surprises
as_server_user() {
	local become=()
	[[ $EUID -ne 0 ]] ||
		become=(setpriv "--reuid=${SERVER_USER%:*}" "--regid=${SERVER_USER#*:}" --clear-groups --)
	(cd "$SERVER_DIRECTORY" && exec "${become[@]}" env -i PATH="$PATH" HOME=/ LC_ALL=C TZ=UTC "$@")
}

# The last command of a test.
finish() {
	exit "$FAILED"
}
