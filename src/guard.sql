-- Before anything else: the schema, made here and now.
--
-- A schema that was there before, or that CREATE EXTENSION had to find, could hold functions and operators of
-- whoever made it, committed or about to be, which this script, running as a superuser, would call.  One that the
-- script makes itself nobody else can have seen.  So the control file names pg_catalog, where nothing is put.

CREATE SCHEMA export_control AUTHORIZATION @extowner@;
COMMENT ON SCHEMA export_control IS 'Types, functions and tables of the extension export_control.';
SET LOCAL search_path = export_control, pg_temp;
