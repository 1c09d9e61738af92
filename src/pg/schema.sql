-- Before anything else: the schema, made here and now.
--
-- A schema that was there before, or that CREATE EXTENSION had to find, could hold functions and
-- operators of whoever made it, committed or about to be, which this script, running as a
-- superuser, would call.  One that the script makes itself nobody else can have seen.  So the
-- control file names pg_catalog, where nothing is put.

CREATE SCHEMA export_control AUTHORIZATION @extowner@;
COMMENT ON SCHEMA export_control IS 'Types, functions and tables of the extension export_control.';
SET LOCAL search_path = export_control, pg_temp;

-- A rule for every function that follows: a body between BEGIN ATOMIC and END compares, sorts and
-- groups no value of the extension's own types (country, eccn, chip, condition, rulebook) as such.
-- It takes its text instead, with COLLATE "C" where order matters, or the digest of a rulebook.
-- pg_upgrade is the reason.  It makes the members of the extension one by one, functions before
-- operator classes, and such a body is read when it is made: there is no order yet to sort by, and
-- an operator that has no name in the text, as in IS DISTINCT FROM, is looked for in pg_catalog
-- alone.  Bodies in quotes, such as those in PL/pgSQL, are not read then, and may do as they
-- please.
