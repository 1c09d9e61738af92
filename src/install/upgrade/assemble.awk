# assemble.awk: makes an update script, export_control--OLD--NEW.sql, from what the install script
# is made of.
#
#	awk -v old=OLD_SCRIPT -f assemble.awk HAND_WRITTEN ROOM.sql ...
#
# The hand-written file is in two parts, of which "-- [the rooms]" is the seam: what is to be done
# before the rooms' statements, and what after them.  It changes tables and types, and carries rows
# over.  In place of "-- [changed functions]" it gets the names of functions that have other
# arguments, or another result, than in the old script: these it has to drop.
#
# All else is replaceable, and is taken from the rooms as they are, so that a function, a view, a
# comment or a grant needs no line there when it changes:
#
#	CREATE FUNCTION, CREATE TRIGGER		become CREATE OR REPLACE
#	CREATE VIEW, CREATE EVENT TRIGGER	as they are: the first part drops those there are
#	what the old script makes, too		left out: a table, a type, an operator, an index ...
#	all else							as it is
#
# Built-in rows are filled into tables of the schema export_control_update, made as the rooms make
# them.  The second part compares them with the rows there are.  What runs code of the tables' owner
# runs with the owner's rights.  Rows of a table that the old script does not make go there at once.
#
# Three notes in the hand-written file tell what cannot be seen from the old script:
#
#	-- remade: NAME ...		tables that the first part takes away, and the rooms make anew
#	-- there: NAME ...		tables that the old script makes under another name
#	-- left out: ROOM ...	rooms of which nothing is taken

function fail(message) { print "assemble.awk: " message | "cat >&2"; failed = 1; exit 1 }

function read_file(file,    line, text) {
	while ((getline line < file) > 0)
		text = text line "\n"
	close(file)
	if (text == "")
		fail(file " is empty or not there")
	return text
}

# The end of the quoted text that begins at from, where its closing quote ends.
function end_of_quote(text, from, quote,    found) {
	found = index(substr(text, from + length(quote)), quote)
	if (found == 0)
		fail("a quote " quote " does not end")
	return from + length(quote) + found - 1 + length(quote)
}

# Cuts a script into statements: fills statement[1..], and returns how many there are.  The comments
# before a statement are no part of it.
function cut(text,    n, at, from, rest, atomic, c) {
	n = 0; from = at = 1; atomic = 0
	while (at <= length(text)) {
		rest = substr(text, at, 80)
		# On to the next character that may mean something.
		if (!match(rest, /[-$'"B\n;]/)) {
			at += length(rest)
			continue
		}
		at += RSTART - 1
		rest = substr(text, at, 80)
		c = substr(rest, 1, 1)
		if (rest ~ /^--/) {
			c = substr(text, at)
			at += index(c, "\n") - 1
			if (substr(text, from, at - from) ~ /^[ \t\n]*--/)
				from = at + 1
		} else if (match(rest, /^\$[A-Za-z_]*\$/))
			at = end_of_quote(text, at, substr(rest, 1, RLENGTH))
		else if (c == "'" || c == "\"")
			at = end_of_quote(text, at, c)
		else {
			if (rest ~ /^BEGIN ATOMIC/)
				atomic = 1
			else if (rest ~ /^\nEND;/)
				atomic = 0
			at++
			if (c == ";" && !atomic) {
				statement[++n] = substr(text, from, at - from)
				sub(/^[ \t\n]+/, "", statement[n])
				from = at
			}
		}
	}
	if (substr(text, from) ~ /[^ \t\n]/)
		fail("the text after the last statement is none: " substr(text, from, 60))
	return n
}

# What a statement makes, in a word or two; nothing for one that makes nothing.
function made_by(text,    word, words, i, name) {
	gsub(/[ \t\n]+/, " ", text)
	if (text !~ /^CREATE /)
		return ""
	words = split(text, word, /[ (;]/)
	i = word[2] == "UNIQUE" ? 3 : 2
	if (word[i] == "OPERATOR" && word[i + 1] == "CLASS")
		return match(text, / USING [a-z]+/) \
			? "OPERATOR CLASS " word[4] substr(text, RSTART, RLENGTH) : fail(text)
	if (word[i] == "OPERATOR")
		return match(text, /LEFTARG = [a-z]+, RIGHTARG = [a-z]+/) \
			? "OPERATOR " word[3] " " substr(text, RSTART, RLENGTH) : fail("of one side: " text)
	if (word[i] == "CAST")
		return match(text, /\([^)]*\)/) ? "CAST " substr(text, RSTART, RLENGTH) : fail(text)
	if (word[i] == "EVENT")
		return "EVENT TRIGGER " word[i + 2]
	name = word[i + 1]
	return word[i] " " name
}

# What CREATE OR REPLACE cannot change of a function: its arguments, but for their defaults, and its
# result.
function signature(text) {
	gsub(/--[^\n]*/, "", text)
	gsub(/[ \t\n]+/, " ", text)
	sub(/ (AS|LANGUAGE) .*/, "", text)
	gsub(/ DEFAULT ('[^']*'|[^,)]*)/, "", text)
	gsub(/\( /, "(", text)
	gsub(/ \)/, ")", text)
	return text
}

# The table of CREATE INDEX or CREATE TRIGGER.
function table_of(text) {
	gsub(/[ \t\n]+/, " ", text)
	if (!match(text, / ON [a-z_.]+/))
		fail("no table in " text)
	return substr(text, RSTART + 4, RLENGTH - 4)
}

function with_path(path, text) {
	return "SET LOCAL search_path = " path ";\n" text \
		"\nSET LOCAL search_path = export_control, pg_temp;"
}

# As it is; but whoever updates need not be the extension's owner.  The first part makes run().
function as_updater(text) {
	if (text !~ /@extowner@/)
		return text
	gsub(/@extowner@/, "@owner@", text)
	return "SELECT export_control_update.run($update$" text "$update$);"
}

function put(text) { print text "\n" }

function replace(text,    what, kind, name) {
	what = made_by(text)
	kind = what; sub(/ .*/, "", kind)
	name = what; sub(/^[A-Z]+ /, "", name)
	if (kind == "FUNCTION" || kind == "TRIGGER") {
		sub(/^CREATE /, "CREATE OR REPLACE ", text)
		put(text)
	} else if (kind == "EVENT" || kind == "VIEW")
		put(text)
	else if (kind == "TABLE" && ((what in there) || (name in known)) && !(name in remade)) {
		if (text ~ /\n[ \t]+builtin / && name != "release") {
			staged[name] = 1
			put(with_path("export_control_update, export_control, pg_temp", text))
		}
	} else if (kind == "TABLE" && !(what in there)) {
		fresh[name] = 1
		put(as_updater(text))
	} else if ((what in there) && kind != "TABLE" &&
	           !(kind == "INDEX" && (table_of(text) in remade)))
		return
	else if (text ~ /^INSERT INTO /) {
		name = text; sub(/^INSERT INTO /, "", name); sub(/[^a-z_].*/, "", name)
		if (name in fresh) {
			put(text)
			return
		}
		if (!(name in staged))
			fail("rows of " name ", which has no column builtin")
		put(with_path("export_control_update, export_control, pg_temp", text))
	} else if (text ~ /^DO /) {
		gsub(/'CREATE FUNCTION /, "'CREATE OR REPLACE FUNCTION ", text)
		put(as_updater(text))
	} else if (text ~ /^SELECT make_append_only\(/) {
		# What it makes is there already, but for tables that are made now.
		name = text; sub(/^[^']*'/, "", name); sub(/'.*/, "", name)
		if (!(("TABLE " name) in there) || (name in remade))
			put(text)
	} else if (text ~ /^SELECT / && text !~ /^SELECT pg_extension_config_dump\(/)
		put("SELECT export_control_update.run_as_owner($update$" text "$update$);")
	else
		put(as_updater(text))
}

function note(text, title, into,    list, n, word) {
	if (!match(text, "\n-- " title ": [^\n]*"))
		return
	list = substr(text, RSTART, RLENGTH)
	sub(/^[^:]*: /, "", list)
	for (n = split(list, word, " "); n > 0; n--)
		into[word[n]] = 1
}

BEGIN {
	text = read_file(old)
	sub(/^\\[^\n]*\n/, "", text)
	n = cut(text)
	for (i = 1; i <= n; i++) {
		if ((what = made_by(statement[i])) != "")
			there[what] = 1
		if (what ~ /^FUNCTION /) {
			old_name[++functions] = substr(what, 10)
			old_signature[functions] = signature(statement[i])
		}
	}

	hand = read_file(ARGV[1])
	note(hand, "remade", remade)
	note(hand, "there", known)
	note(hand, "left out", left_out)

	for (a = 2; a < ARGC; a++) {
		room = ARGV[a]
		sub(/^.*src\//, "", room); sub(/\.sql$/, "", room)
		if (room in left_out)
			continue
		now[++total] = "-- src/" room ".sql"
		n = cut(read_file(ARGV[a]))
		for (i = 1; i <= n; i++) {
			now[++total] = statement[i]
			if ((what = made_by(statement[i])) ~ /^FUNCTION /) {
				new_signature[signature(statement[i])] = 1
				made[substr(what, 10)] = 1
			}
		}
	}

	# One that is made no more by a statement of its own may be made by another, as the metrics
	# are.  What is made by none is for the first part to drop.
	names = "''"
	for (i = 1; i <= functions; i++)
		if (!(old_signature[i] in new_signature) && (old_name[i] in made) &&
		    !(old_name[i] in changed)) {
			changed[old_name[i]] = 1
			names = names ", '" old_name[i] "'"
		}
	if (!sub(/-- \[changed functions\]/, names, hand))
		fail(ARGV[1] " has no place for \"-- [changed functions]\"")
	seam = index(hand, "\n-- [the rooms]\n")
	if (seam == 0)
		fail(ARGV[1] " has no line \"-- [the rooms]\"")

	print "\\echo Use \"ALTER EXTENSION export_control UPDATE\" to load this file. \\quit\n"
	print substr(hand, 1, seam)
	for (i = 1; i <= total; i++)
		if (now[i] ~ /^-- src\//)
			put(now[i])
		else
			replace(now[i])
	print substr(hand, seam + 1)
	exit 0
}

END { exit failed }
