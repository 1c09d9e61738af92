-- Countries and the groups they belong to.

CREATE TABLE destination (
    code        country PRIMARY KEY,
    name        text NOT NULL,
    governed_by country REFERENCES destination,
    citation    text,
    builtin     boolean NOT NULL DEFAULT false,
    CHECK (governed_by <> code),
    CHECK (governed_by IS NULL OR citation IS NOT NULL)
);
COMMENT ON TABLE destination IS
    'The places to which things go: the countries of ISO 3166-1, and XK (Kosovo).';
COMMENT ON COLUMN destination.name IS 'English short name';
COMMENT ON COLUMN destination.code IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN destination.governed_by IS
    'the destination whose controls a territory follows (15 CFR 738.3(b)); NULL: its own';
COMMENT ON COLUMN destination.citation IS 'source of governed_by';

CREATE TABLE country_group (
    name     text PRIMARY KEY,
    title    text NOT NULL,
    citation text NOT NULL,
    url      text,
    note     text,
    builtin  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE country_group IS
    'A named set of countries that conditions may test for: a Country Group, a tier, a supplement, '
    'a column of the Commerce Country Chart, or one of your own.';
COMMENT ON COLUMN country_group.name IS
    'as written in conditions: D:5, AIA, tier_2. A letter, then letters, digits, "_" or ":"; not '
    'two letters alone, which read as a country';
COMMENT ON COLUMN country_group.title IS 'what the group is';
COMMENT ON COLUMN country_group.citation IS 'where it is written';
COMMENT ON COLUMN country_group.url IS 'where it can be read';
COMMENT ON COLUMN country_group.note IS 'doubts';

CREATE TABLE country_group_member (
    country_group text NOT NULL REFERENCES country_group ON UPDATE CASCADE ON DELETE CASCADE,
    country       country NOT NULL REFERENCES destination,
    in_force      daterange NOT NULL DEFAULT '(,)',
    known         daterange NOT NULL DEFAULT '(,)',
    citation      text NOT NULL,
    builtin       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (country_group, country, in_force, known)
);
COMMENT ON TABLE country_group_member IS 'One country''s membership in one group, on both clocks.';
COMMENT ON COLUMN country_group_member.country_group IS 'the group';
COMMENT ON COLUMN country_group_member.country IS 'the member';
COMMENT ON COLUMN country_group_member.citation IS 'where it is written';
COMMENT ON COLUMN country_group_member.in_force IS 'legal dates of the membership';
COMMENT ON COLUMN country_group_member.known IS
    'from the day this row was public until another took its place';
