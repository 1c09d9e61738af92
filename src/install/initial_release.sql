-- The built-in rules, published: classify() works from the start.

-- Whoever creates the extension has nobody to ask, and it changes nobody's rules.  Holds until the
-- script ends.
SET LOCAL export_control.four_eyes = off;
SELECT publish('built-in rules of export_control ' || e.extversion)
  FROM pg_extension AS e WHERE e.extname = 'export_control';
ALTER TABLE release DISABLE TRIGGER append_only;
UPDATE release SET builtin = true;
ALTER TABLE release ENABLE TRIGGER append_only;
