-- Whom the names of vendors mean, and what the names of end uses mean: part of the rulebook.

CREATE TABLE vendor (
    name           text PRIMARY KEY,
    aliases        text[] NOT NULL DEFAULT '{}',
    makes_circuits boolean NOT NULL DEFAULT true,
    note           text,
    builtin        boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE vendor IS
    'Who is meant by a vendor''s name, which is compared by its canonical_name(). A vendor that is '
    'in no row, or makes no circuits, leaves every rule that names a vendor unknown.';
COMMENT ON COLUMN vendor.name IS 'what the vendor is called';
COMMENT ON COLUMN vendor.aliases IS
    'other names; case, spaces, punctuation and a legal form at the end make no difference';
COMMENT ON COLUMN vendor.makes_circuits IS
    'whether it makes circuits; false: boards or systems, with circuits that others make';
COMMENT ON COLUMN vendor.note IS 'doubts';

CREATE TABLE end_use (
    name        text PRIMARY KEY,
    aliases     text[] NOT NULL DEFAULT '{}',
    description text NOT NULL,
    citation    text NOT NULL,
    ordinary    boolean NOT NULL DEFAULT false,
    builtin     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE end_use IS
    'What is meant by the name of an end use, which is compared by its canonical_name(). An end '
    'use that is stated and in no row is not understood, so that it never reads as clear.';
COMMENT ON COLUMN end_use.name IS 'what it is called, in conditions, too';
COMMENT ON COLUMN end_use.aliases IS
    'other names; case, spaces and punctuation make no difference';
COMMENT ON COLUMN end_use.description IS 'what it is';
COMMENT ON COLUMN end_use.citation IS 'where it is written';
COMMENT ON COLUMN end_use.ordinary IS
    'whether it clears where no rule names it; any other end use that no rule names is '
    'indeterminate, missing {rules}';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON vendor
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON end_use
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
