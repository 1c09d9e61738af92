\echo Use "CREATE EXTENSION export_control" to load this file. \quit

-- src/guard.sql

-- Before anything else: the schema, made here and now.
--
-- A schema that was there before, or that CREATE EXTENSION had to find, could hold functions and operators of
-- whoever made it, committed or about to be, which this script, running as a superuser, would call.  One that the
-- script makes itself nobody else can have seen.  So the control file names pg_catalog, where nothing is put.

CREATE SCHEMA export_control AUTHORIZATION @extowner@;
COMMENT ON SCHEMA export_control IS 'Types, functions and tables of the extension export_control.';
SET LOCAL search_path = export_control, pg_temp;

-- src/country.sql

-- The type country.

CREATE TYPE country;

CREATE FUNCTION country_in(cstring) RETURNS country AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_out(country) RETURNS cstring AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_recv(internal) RETURNS country AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_send(country) RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE country (
    INPUT = country_in, OUTPUT = country_out, RECEIVE = country_recv, SEND = country_send,
    INTERNALLENGTH = 2, PASSEDBYVALUE, ALIGNMENT = int2
);
COMMENT ON TYPE country IS
    'ISO 3166-1 alpha-2 country code: two letters, any case in, upper case out. XK (Kosovo) is accepted; a code that ISO does not assign is an error (22P02).';

CREATE FUNCTION country_lt(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_le(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_eq(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_ne(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_ge(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_gt(country, country) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_cmp(country, country) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_hash(country) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_hash_extended(country, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR < (LEFTARG = country, RIGHTARG = country, FUNCTION = country_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = country, RIGHTARG = country, FUNCTION = country_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR = (LEFTARG = country, RIGHTARG = country, FUNCTION = country_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = country, RIGHTARG = country, FUNCTION = country_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR >= (LEFTARG = country, RIGHTARG = country, FUNCTION = country_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = country, RIGHTARG = country, FUNCTION = country_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);

CREATE OPERATOR CLASS country_ops DEFAULT FOR TYPE country USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 country_cmp(country, country);
CREATE OPERATOR CLASS country_ops DEFAULT FOR TYPE country USING hash AS
    OPERATOR 1 =, FUNCTION 1 country_hash(country), FUNCTION 2 country_hash_extended(country, bigint);

-- src/eccn.sql

-- The type eccn.

CREATE TYPE eccn;

CREATE FUNCTION eccn_in(cstring) RETURNS eccn AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_out(eccn) RETURNS cstring AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_recv(internal) RETURNS eccn AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_send(eccn) RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE eccn (
    INPUT = eccn_in, OUTPUT = eccn_out, RECEIVE = eccn_recv, SEND = eccn_send,
    INTERNALLENGTH = VARIABLE, STORAGE = main
);
COMMENT ON TYPE eccn IS
    'Export Control Classification Number with its paragraphs, such as 3A090.a.1, or EAR99. Canonical case; natural order (.a.2 before .a.10). Form: 15 CFR 738.2(d).';

CREATE FUNCTION eccn_lt(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_le(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_eq(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_ne(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_ge(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_gt(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_cmp(eccn, eccn) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_hash(eccn) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_hash_extended(eccn, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR < (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR = (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR >= (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);

CREATE OPERATOR CLASS eccn_ops DEFAULT FOR TYPE eccn USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 eccn_cmp(eccn, eccn);
CREATE OPERATOR CLASS eccn_ops DEFAULT FOR TYPE eccn USING hash AS
    OPERATOR 1 =, FUNCTION 1 eccn_hash(eccn), FUNCTION 2 eccn_hash_extended(eccn, bigint);

CREATE FUNCTION eccn_contains(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_contained(eccn, eccn) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR @> (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_contains,
    COMMUTATOR = <@, RESTRICT = contsel, JOIN = contjoinsel);
CREATE OPERATOR <@ (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_contained,
    COMMUTATOR = @>, RESTRICT = contsel, JOIN = contjoinsel);
COMMENT ON OPERATOR @> (eccn, eccn) IS 'the right entry is the left one or one of its paragraphs';
COMMENT ON OPERATOR <@ (eccn, eccn) IS 'the left entry is the right one or one of its paragraphs';

-- src/outcome.sql

-- The words of an answer: outcome, kinds of rule, review policies, and the determination that holds them.

CREATE TYPE outcome AS ENUM (
    'no_license_required', 'license_exception', 'license_required', 'prohibited', 'indeterminate'
);
COMMENT ON TYPE outcome IS
    'The outcome of a determination, in order of severity. no_license_required is the field''s "NLR": no rule of the rulebook asks for a license. indeterminate: something unknown could change the outcome.';

CREATE TYPE rule_kind AS ENUM ('classification', 'requirement', 'exception', 'review', 'prohibition');
COMMENT ON TYPE rule_kind IS 'The kinds of rule, in the order in which they are applied.';

CREATE TYPE review_policy AS ENUM (
    'presumption_of_approval', 'case_by_case', 'presumption_of_denial', 'policy_of_denial'
);
COMMENT ON TYPE review_policy IS 'How BIS reviews a license application (15 CFR 742.6(b), 744, 746).';

CREATE TYPE determination AS (
    outcome   outcome,
    eccn      eccn,
    reasons   text[],
    exception text,
    review    review_policy,
    rules     text[],
    missing   text[]
);
COMMENT ON TYPE determination IS 'The answer of classify(): what applies to an item, a destination and a date, and which rules say so.';
COMMENT ON COLUMN determination.outcome IS 'what follows; never "cleared", only that no rule asks for a license';
COMMENT ON COLUMN determination.eccn IS 'the classification; NULL when undecided';
COMMENT ON COLUMN determination.reasons IS 'reasons for which a license is required, such as RS or AT';
COMMENT ON COLUMN determination.exception IS 'symbol of the license exception that overcomes the reasons, such as NAC';
COMMENT ON COLUMN determination.review IS 'license review policy; NULL when none is stated or it is undecided';
COMMENT ON COLUMN determination.rules IS 'ids of the rules that decided, or that leave it undecided';
COMMENT ON COLUMN determination.missing IS 'facts that would settle an indeterminate outcome, or could open an exception';

-- src/chip.sql

-- The type chip and its metrics.

CREATE TYPE chip;

CREATE FUNCTION chip_in(cstring) RETURNS chip AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_out(chip) RETURNS cstring AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_recv(internal) RETURNS chip AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_send(chip) RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE chip (
    INPUT = chip_in, OUTPUT = chip_out, RECEIVE = chip_recv, SEND = chip_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE chip IS
    'Technical facts of one item, as a JSON object. Keys: name, vendor, form (ic, computer, hbm), datacenter, rates (format: dense TOPS), declared_tpp, die_area (mm2), transistors (billions), memory_bandwidth (GB/s), hbm, interconnect_bandwidth (GB/s), package_area (mm2). A number may be an interval [lo, hi]; a missing key is unknown. Errors: 22P02, 22003.';

CREATE FUNCTION chip(jsonb) RETURNS chip AS 'MODULE_PATHNAME', 'chip_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION jsonb(chip) RETURNS jsonb AS 'MODULE_PATHNAME', 'chip_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE CAST (jsonb AS chip) WITH FUNCTION chip(jsonb) AS ASSIGNMENT;
CREATE CAST (chip AS jsonb) WITH FUNCTION jsonb(chip) AS ASSIGNMENT;
COMMENT ON FUNCTION chip(jsonb) IS 'a chip from its facts as jsonb';
COMMENT ON FUNCTION jsonb(chip) IS 'the facts of a chip as jsonb; unknown ones are absent';

CREATE FUNCTION chip_eq(chip, chip) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_ne(chip, chip) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_hash(chip) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_hash_extended(chip, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Chips are equal when all their facts are; they have no order.
CREATE OPERATOR = (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR <> (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR CLASS chip_ops DEFAULT FOR TYPE chip USING hash AS
    OPERATOR 1 =, FUNCTION 1 chip_hash(chip), FUNCTION 2 chip_hash_extended(chip, bigint);

-- Metrics: the value when it is known as a point, else NULL; and its interval, [0,) when nothing is known.

CREATE FUNCTION tpp(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_tpp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION tpp_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_tpp_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tpp(chip) IS '''total processing performance'': the greatest dense rate x bit length over the formats, or declared_tpp when that is greater; TOPS x bits; NULL when unknown or only an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION tpp_range(chip) IS '''total processing performance'': the greatest dense rate x bit length over the formats, or declared_tpp when that is greater; TOPS x bits; as an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';

CREATE FUNCTION performance_density(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_performance_density' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION performance_density_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_performance_density_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION performance_density(chip) IS '''performance density'': tpp / die_area, per mm2; 0 when die_area is 0 (no non-planar die); NULL when unknown or only an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION performance_density_range(chip) IS '''performance density'': tpp / die_area, per mm2; 0 when die_area is 0 (no non-planar die); as an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';

CREATE FUNCTION tops(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_tops' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION tops_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_tops_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tops(chip) IS 'the highest dense rate over the formats, TOPS; NULL when unknown or only an interval. ECCN 3A991.p.1, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION tops_range(chip) IS 'the highest dense rate over the formats, TOPS; as an interval. ECCN 3A991.p.1, 15 CFR 774 Supp. 1';

CREATE FUNCTION memory_bandwidth(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_memory_bandwidth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION memory_bandwidth_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_memory_bandwidth_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION memory_bandwidth(chip) IS '''total DRAM bandwidth'', GB/s; NULL when unknown or only an interval. 15 CFR 742.6(b)(10)(iii)(A)(1)';
COMMENT ON FUNCTION memory_bandwidth_range(chip) IS '''total DRAM bandwidth'', GB/s; as an interval. 15 CFR 742.6(b)(10)(iii)(A)(1)';

CREATE FUNCTION interconnect_bandwidth(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_interconnect_bandwidth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION interconnect_bandwidth_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_interconnect_bandwidth_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interconnect_bandwidth(chip) IS 'aggregate bidirectional transfer rate over all inputs and outputs to circuits other than volatile memories, GB/s; NULL when unknown or only an interval. ECCN 3A991.p.2, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION interconnect_bandwidth_range(chip) IS 'aggregate bidirectional transfer rate over all inputs and outputs to circuits other than volatile memories, GB/s; as an interval. ECCN 3A991.p.2, 15 CFR 774 Supp. 1';

CREATE FUNCTION transistors(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_transistors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION transistors_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_transistors_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transistors(chip) IS 'transistors of the final package, billions; NULL when unknown or only an interval. Note 1 to 3A090.a, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION transistors_range(chip) IS 'transistors of the final package, billions; as an interval. Note 1 to 3A090.a, 15 CFR 774 Supp. 1';

CREATE FUNCTION die_area(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_die_area' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION die_area_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_die_area_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION die_area(chip) IS '''applicable die area'': logic dies made with non-planar transistors, mm2; NULL when unknown or only an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION die_area_range(chip) IS '''applicable die area'': logic dies made with non-planar transistors, mm2; as an interval. Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1';

CREATE FUNCTION memory_bandwidth_density(chip) RETURNS double precision AS 'MODULE_PATHNAME', 'chip_memory_bandwidth_density' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION memory_bandwidth_density_range(chip) RETURNS numrange AS 'MODULE_PATHNAME', 'chip_memory_bandwidth_density_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION memory_bandwidth_density(chip) IS '''memory bandwidth density'': memory_bandwidth / package_area, GB/s per mm2; NULL when unknown or only an interval. Technical Note 1 to 3A090.c, 15 CFR 774 Supp. 1';
COMMENT ON FUNCTION memory_bandwidth_density_range(chip) IS '''memory bandwidth density'': memory_bandwidth / package_area, GB/s per mm2; as an interval. Technical Note 1 to 3A090.c, 15 CFR 774 Supp. 1';

-- src/condition.sql

-- The type condition.

CREATE TYPE condition;

CREATE FUNCTION condition_in(cstring) RETURNS condition AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_out(condition) RETURNS cstring AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_recv(internal) RETURNS condition AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_send(condition) RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE condition (
    INPUT = condition_in, OUTPUT = condition_out, RECEIVE = condition_recv, SEND = condition_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE condition IS
    'A boolean expression over facts, such as: 2400 <= tpp < 4800 and datacenter and destination in (D:1, MO). Compiled at input, canonical at output, three-valued when evaluated. Errors: 22P02 with the position, 54000 beyond 65536 bytes or 8192 nodes, 54001 beyond 100 levels.';

CREATE FUNCTION condition_eq(condition, condition) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_ne(condition, condition) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_hash(condition) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_hash_extended(condition, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Conditions are equal when their canonical texts are; they have no order.
CREATE OPERATOR = (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR <> (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR CLASS condition_ops DEFAULT FOR TYPE condition USING hash AS
    OPERATOR 1 =, FUNCTION 1 condition_hash(condition), FUNCTION 2 condition_hash_extended(condition, bigint);

-- src/rulebook.sql

-- The type rulebook.

CREATE TYPE rulebook;

CREATE FUNCTION rulebook_in(cstring) RETURNS rulebook AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_out(rulebook) RETURNS cstring AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_recv(internal) RETURNS rulebook AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_send(rulebook) RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE rulebook (
    INPUT = rulebook_in, OUTPUT = rulebook_out, RECEIVE = rulebook_recv, SEND = rulebook_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE rulebook IS
    'All rules, country groups and scenarios as one immutable value: canonical JSON and its SHA-256 digest. Equal rulebooks have equal digests. Errors: 22P02 that names the place.';

CREATE FUNCTION digest(rulebook) RETURNS bytea AS 'MODULE_PATHNAME', 'rulebook_digest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION digest(rulebook) IS 'SHA-256 of the canonical JSON text, 32 bytes';

CREATE FUNCTION rulebook(jsonb) RETURNS rulebook AS 'MODULE_PATHNAME', 'rulebook_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION jsonb(rulebook) RETURNS jsonb AS 'MODULE_PATHNAME', 'rulebook_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE CAST (jsonb AS rulebook) WITH FUNCTION rulebook(jsonb);
CREATE CAST (rulebook AS jsonb) WITH FUNCTION jsonb(rulebook);
COMMENT ON FUNCTION rulebook(jsonb) IS 'a rulebook from jsonb, put in canonical order';
COMMENT ON FUNCTION jsonb(rulebook) IS 'a rulebook as jsonb';

CREATE FUNCTION rulebook_faults(rulebook) RETURNS SETOF text AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION rulebook_faults(rulebook) IS
    'everything that makes a rulebook unfit to be published, one row a fault, each saying where and what to write instead';

CREATE FUNCTION rulebook_eq(rulebook, rulebook) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_ne(rulebook, rulebook) RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_hash(rulebook) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_hash_extended(rulebook, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Rulebooks are equal when their digests are; they have no order.
CREATE OPERATOR = (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR <> (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR CLASS rulebook_ops DEFAULT FOR TYPE rulebook USING hash AS
    OPERATOR 1 =, FUNCTION 1 rulebook_hash(rulebook), FUNCTION 2 rulebook_hash_extended(rulebook, bigint);

-- src/country_tables.sql

-- Countries and the groups they belong to.

-- The row type of a table takes the table's name, so a table and a type of one name cannot share a schema.
-- The type country stays with its functions; the table of countries has a schema of its own.
CREATE SCHEMA export_control_ref;
COMMENT ON SCHEMA export_control_ref IS 'The table of countries of the extension export_control.';

CREATE TABLE export_control_ref.country (
    code        country PRIMARY KEY,
    name        text NOT NULL,
    governed_by country REFERENCES export_control_ref.country,
    citation    text,
    builtin     boolean NOT NULL DEFAULT false,
    CHECK (governed_by <> code),
    CHECK (governed_by IS NULL OR citation IS NOT NULL)
);
COMMENT ON TABLE export_control_ref.country IS 'The countries of ISO 3166-1, and XK. In its own schema because a type named country exists in export_control.';
COMMENT ON COLUMN export_control_ref.country.name IS 'English short name';
COMMENT ON COLUMN export_control_ref.country.code IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN export_control_ref.country.governed_by IS 'the destination whose controls a territory follows (15 CFR 738.3(b)); NULL: its own';
COMMENT ON COLUMN export_control_ref.country.citation IS 'source of governed_by';
COMMENT ON COLUMN export_control_ref.country.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE country_group (
    name     text PRIMARY KEY,
    title    text NOT NULL,
    citation text NOT NULL,
    url      text,
    note     text,
    builtin  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE country_group IS 'A named set of countries that conditions may test for: a Country Group, a tier, a supplement, a column of the Commerce Country Chart, or one of your own.';
COMMENT ON COLUMN country_group.name IS 'as written in conditions: D:5, AIA, tier_2. A letter, then letters, digits, "_" or ":"; not two letters alone, which read as a country';
COMMENT ON COLUMN country_group.title IS 'what the group is';
COMMENT ON COLUMN country_group.citation IS 'where it is written';
COMMENT ON COLUMN country_group.url IS 'where it can be read';
COMMENT ON COLUMN country_group.note IS 'doubts';
COMMENT ON COLUMN country_group.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE country_group_member (
    country_group text NOT NULL REFERENCES country_group ON UPDATE CASCADE ON DELETE CASCADE,
    country       country NOT NULL REFERENCES export_control_ref.country,
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
COMMENT ON COLUMN country_group_member.builtin IS 'shipped with the extension; a row that you change becomes yours';
COMMENT ON COLUMN country_group_member.in_force IS 'legal dates of the membership';
COMMENT ON COLUMN country_group_member.known IS 'from the day this row was public until another took its place';

-- src/rule_tables.sql

-- Rules, scenarios, events, and what they cover.  Editors change these tables; nothing that users see changes until
-- publish().

CREATE TABLE rule (
    id        text NOT NULL,
    kind      rule_kind NOT NULL,
    rank      integer NOT NULL DEFAULT 100,
    condition condition NOT NULL,
    eccn      eccn,
    reason    text,
    exception text,
    overcomes text[],
    review    review_policy,
    in_force  daterange NOT NULL DEFAULT '(,)',
    known     daterange NOT NULL DEFAULT '(,)',
    title     text NOT NULL,
    citation  text NOT NULL,
    url       text,
    note      text,
    builtin   boolean NOT NULL DEFAULT false
);
-- A version is found by when it became known: closing an open version leaves it the same row.
CREATE UNIQUE INDEX rule_version ON rule (id, (lower(known))) NULLS NOT DISTINCT;
COMMENT ON TABLE rule IS 'One row is one version of one rule.';
COMMENT ON COLUMN rule.id IS 'name of the rule; its versions share it and must not overlap in known';
COMMENT ON COLUMN rule.kind IS 'stage at which it applies';
COMMENT ON COLUMN rule.rank IS 'order within the kind, lowest first: the first classification, and the first review, that holds wins';
COMMENT ON COLUMN rule.condition IS 'when it applies';
COMMENT ON COLUMN rule.eccn IS 'classification: what the item then is';
COMMENT ON COLUMN rule.reason IS 'requirement, prohibition: for what reason, such as RS';
COMMENT ON COLUMN rule.exception IS 'exception: its symbol, such as NAC';
COMMENT ON COLUMN rule.overcomes IS 'exception: the reasons that it overcomes';
COMMENT ON COLUMN rule.review IS 'review: the license review policy';
COMMENT ON COLUMN rule.in_force IS 'legal effect; empty: never';
COMMENT ON COLUMN rule.known IS 'from the day this version was public until another superseded it';
COMMENT ON COLUMN rule.title IS 'what it does, in a sentence';
COMMENT ON COLUMN rule.citation IS 'where it is written';
COMMENT ON COLUMN rule.url IS 'where it can be read';
COMMENT ON COLUMN rule.note IS 'doubts. Built-in rows begin with what they rest on: [V] the text itself, [V2] a secondary source, [R] recalled, [C] computed';
COMMENT ON COLUMN rule.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE scenario (
    name        text PRIMARY KEY,
    description text NOT NULL,
    citation    text,
    builtin     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE scenario IS 'A named alternative world. enforced, the default: what the regulator enforces.';
COMMENT ON COLUMN scenario.name IS 'as passed to classify() or set in export_control.scenario';
COMMENT ON COLUMN scenario.description IS 'what is different in this world';
COMMENT ON COLUMN scenario.citation IS 'where it comes from';
COMMENT ON COLUMN scenario.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE scenario_rule (
    scenario text NOT NULL REFERENCES scenario ON UPDATE CASCADE ON DELETE CASCADE,
    rule     text NOT NULL,
    in_force daterange NOT NULL,
    note     text,
    builtin  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (scenario, rule)
);
COMMENT ON TABLE scenario_rule IS 'What a scenario changes: when a rule is in force in it. All versions of the rule that are known at a date share it; empty: never.';
COMMENT ON COLUMN scenario_rule.scenario IS 'the scenario';
COMMENT ON COLUMN scenario_rule.rule IS 'id of the rule';
COMMENT ON COLUMN scenario_rule.in_force IS 'when the rule is in force in this scenario; empty: never';
COMMENT ON COLUMN scenario_rule.note IS 'why';
COMMENT ON COLUMN scenario_rule.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE policy_event (
    id          text PRIMARY KEY,
    happened    date NOT NULL,
    kind        text NOT NULL,
    title       text NOT NULL,
    description text NOT NULL,
    source      text NOT NULL,
    url         text,
    confidence  text NOT NULL,
    rules       text[] NOT NULL DEFAULT '{}',
    builtin     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE policy_event IS 'A dated event: an announcement, a letter, a pause, a reversal, a rescission; with its source.';
COMMENT ON COLUMN policy_event.id IS 'date and a word';
COMMENT ON COLUMN policy_event.happened IS 'the day';
COMMENT ON COLUMN policy_event.kind IS 'such as rule, letter, report, announcement';
COMMENT ON COLUMN policy_event.title IS 'what happened, in a sentence';
COMMENT ON COLUMN policy_event.description IS 'what it meant';
COMMENT ON COLUMN policy_event.source IS 'who says so';
COMMENT ON COLUMN policy_event.url IS 'where it can be read';
COMMENT ON COLUMN policy_event.builtin IS 'shipped with the extension; a row that you change becomes yours';
COMMENT ON COLUMN policy_event.confidence IS 'what it rests on: [V] the text itself, [V2] a secondary source, [R] recalled';
COMMENT ON COLUMN policy_event.rules IS 'ids of the rules it touches';

CREATE TABLE covered_period (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    in_force  daterange NOT NULL,
    known     daterange NOT NULL,
    note      text NOT NULL,
    builtin   boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE covered_period IS 'The one period that the rules speak for, on both clocks. Any other date is indeterminate.';
COMMENT ON COLUMN covered_period.in_force IS 'legal dates for which the rules are complete';
COMMENT ON COLUMN covered_period.known IS 'dates of knowledge for which they are';
COMMENT ON COLUMN covered_period.singleton IS 'keeps the table to one row';
COMMENT ON COLUMN covered_period.note IS 'why then';
COMMENT ON COLUMN covered_period.builtin IS 'shipped with the extension; a row that you change becomes yours';

CREATE TABLE coverage (
    subject  text PRIMARY KEY,
    modelled boolean NOT NULL,
    detail   text NOT NULL,
    citation text NOT NULL,
    builtin  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE coverage IS 'What of the law the built-in rules model, and what they do not. The README has the same list.';
COMMENT ON COLUMN coverage.subject IS 'part of the law';
COMMENT ON COLUMN coverage.modelled IS 'whether the built-in rules answer for it';
COMMENT ON COLUMN coverage.detail IS 'how far';
COMMENT ON COLUMN coverage.citation IS 'where it is written';
COMMENT ON COLUMN coverage.builtin IS 'shipped with the extension; a row that you change becomes yours';

-- A row of yours takes the place of a built-in row with the same key, and a built-in row that you change becomes
-- yours.  So a dump, which holds only your rows, restores over the rows that CREATE EXTENSION makes.
CREATE FUNCTION take_over_builtin() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    same_key text;
    same     boolean;
    columns  text;
    taken    bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.builtin THEN
            RAISE EXCEPTION 'a built-in row of %.% cannot be deleted', TG_TABLE_SCHEMA, TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation',
                      DETAIL = 'It would come back when the database is restored.',
                      HINT = 'Change it instead: a changed row is yours. To end a rule, close its in_force, or override it in a scenario.';
        END IF;
        RETURN OLD;
    END IF;

    -- TG_ARGV names the key: columns, or expressions in terms of a row called r.
    SELECT string_agg(format('%s IS NOT DISTINCT FROM %s', replace(a, 'r.', '($1).'), replace(a, 'r.', '($2).')), ' AND ')
      INTO same_key FROM unnest(TG_ARGV) AS a;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.builtin AND NEW IS DISTINCT FROM OLD THEN
            EXECUTE 'SELECT ' || same_key INTO same USING OLD, NEW;
            IF NOT same THEN
                RAISE EXCEPTION 'a built-in row of %.% cannot get another key', TG_TABLE_SCHEMA, TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation',
                          DETAIL = 'The row as shipped would come back when the database is restored.',
                          HINT = 'End this row, by closing its known or in_force, and add one of your own.';
            END IF;
            NEW.builtin := false;
        END IF;
        RETURN NEW;
    END IF;

    IF NOT NEW.builtin THEN
        -- In place, because other rows may refer to it.
        SELECT string_agg(quote_ident(c.attname), ', ') INTO columns
          FROM pg_attribute AS c WHERE c.attrelid = TG_RELID AND c.attnum > 0 AND NOT c.attisdropped;
        EXECUTE format('UPDATE %I.%I AS r SET (%s) = (SELECT ($1).*) WHERE r.builtin AND %s', TG_TABLE_SCHEMA, TG_TABLE_NAME, columns,
                       replace(same_key, '($2).', 'r.'))
            USING NEW;
        GET DIAGNOSTICS taken = ROW_COUNT;
        IF taken > 0 THEN
            RETURN NULL;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION take_over_builtin() IS 'trigger: a row of the user''s takes the place of the built-in row with the same key (which counts as no row inserted); the key of a built-in row stays (23001)';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON rule
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id', 'pg_catalog.lower(r.known)');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON export_control_ref.country
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.code::pg_catalog.text');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON country_group
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON country_group_member
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.country_group', 'r.country::pg_catalog.text',
        'pg_catalog.lower(r.known)', 'pg_catalog.lower(r.in_force)');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON scenario
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.name');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON scenario_rule
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.scenario', 'r.rule');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON policy_event
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON covered_period
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.singleton');
CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON coverage
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.subject');

-- src/product.sql

-- Products: the chips that are sold.

CREATE TABLE product (
    name     text NOT NULL,
    vendor   text NOT NULL,
    chip     chip NOT NULL,
    released date,
    sources  text NOT NULL,
    note     text,
    builtin  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (vendor, name)
);
COMMENT ON TABLE product IS 'Chips on the market, with the sources of their facts. Add your own, or classify a table of yours.';
COMMENT ON COLUMN product.name IS 'product name';
COMMENT ON COLUMN product.vendor IS 'who makes it';
COMMENT ON COLUMN product.chip IS 'its facts';
COMMENT ON COLUMN product.sources IS 'who says so';
COMMENT ON COLUMN product.builtin IS 'shipped with the extension; a row that you change becomes yours';
COMMENT ON COLUMN product.released IS 'release or announcement; NULL when not sourced';
COMMENT ON COLUMN product.note IS 'doubts about the facts, and why one is an interval or missing';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON product
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.vendor', 'r.name');

-- src/release.sql

-- Edit, look, publish: the draft of a rulebook, its release, and what is current.

CREATE TABLE release (
    id           bigint PRIMARY KEY,
    rulebook     rulebook NOT NULL,
    digest       bytea NOT NULL GENERATED ALWAYS AS (digest(rulebook)) STORED,
    note         text NOT NULL,
    published_by name NOT NULL DEFAULT session_user,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    builtin      boolean NOT NULL DEFAULT false
);
CREATE INDEX release_digest ON release (digest);
COMMENT ON TABLE release IS 'Published rulebooks, newest id last; the newest is current. Append-only.';
COMMENT ON COLUMN release.id IS '1, 2, 3, ... without gaps, in the order of publication';
COMMENT ON COLUMN release.rulebook IS 'what was published';
COMMENT ON COLUMN release.note IS 'what changed, in a sentence';
COMMENT ON COLUMN release.published_by IS 'who published it';
COMMENT ON COLUMN release.published_at IS 'when';
COMMENT ON COLUMN release.digest IS 'SHA-256 of the rulebook''s canonical text';
COMMENT ON COLUMN release.builtin IS 'published by CREATE EXTENSION or ALTER EXTENSION UPDATE';

CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation',
              DETAIL = 'What was decided with an old row must stay provable.',
              HINT = CASE TG_TABLE_NAME
                         WHEN 'release' THEN 'Add a new row: to take a rulebook back, restore the tables and publish again.'
                         ELSE 'What has come to be otherwise since is a row of its own.'
                     END;
END
$$;
COMMENT ON FUNCTION refuse_change() IS 'trigger: keeps a table append-only';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON release FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON release FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION period_json(period daterange) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN isempty(period) THEN '[]'::jsonb ELSE jsonb_build_array(lower(period), upper(period)) END;
END;
COMMENT ON FUNCTION period_json(daterange) IS 'a period as a rulebook writes it: [from, until], null for no bound, [] for never';

CREATE FUNCTION draft() RETURNS rulebook
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT jsonb_build_object(
        'format', 1,
        'covered', (SELECT period_json(c.in_force) FROM covered_period AS c),
        'covered_known', (SELECT period_json(c.known) FROM covered_period AS c),
        'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'id', r.id, 'kind', r.kind, 'rank', r.rank, 'condition', r.condition::text, 'eccn', r.eccn::text,
                'reason', r.reason, 'exception', r.exception, 'overcomes', r.overcomes, 'review', r.review,
                'in_force', period_json(r.in_force), 'known', period_json(r.known),
                'title', r.title, 'citation', r.citation, 'url', r.url, 'note', r.note)), '[]') FROM rule AS r),
        'scenarios', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', s.name, 'description', s.description, 'citation', s.citation,
                'rules', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'rule', o.rule, 'in_force', period_json(o.in_force), 'note', o.note)), '[]')
                    FROM scenario_rule AS o WHERE o.scenario = s.name))), '[]') FROM scenario AS s),
        'governed', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'country', c.code::text, 'by', c.governed_by::text, 'citation', c.citation)), '[]')
            FROM export_control_ref.country AS c WHERE c.governed_by IS NOT NULL),
        'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', g.name, 'title', g.title, 'citation', g.citation, 'url', g.url, 'note', g.note,
                'members', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'country', m.country::text, 'in_force', period_json(m.in_force),
                        'known', period_json(m.known), 'citation', m.citation)), '[]')
                    FROM country_group_member AS m WHERE m.country_group = g.name))), '[]') FROM country_group AS g)
    )::rulebook;
END;
COMMENT ON FUNCTION draft() IS 'the rulebook that the tables would make now; nothing uses it until publish()';

CREATE FUNCTION current_rulebook() RETURNS rulebook
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.rulebook FROM release AS r ORDER BY r.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION current_rulebook() IS 'the rulebook in use: that of the newest release';

CREATE FUNCTION fit_draft(deed text, done text) RETURNS rulebook
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book   constant export_control.rulebook := export_control.draft();
    faults text[];
BEGIN
    SELECT array_agg(f) INTO faults FROM export_control.rulebook_faults(book) AS f;
    IF faults IS NOT NULL THEN
        RAISE EXCEPTION 'the rulebook has % and was not %',
                CASE cardinality(faults) WHEN 1 THEN 'a fault' ELSE cardinality(faults) || ' faults' END, done
            USING ERRCODE = 'check_violation',
                  DETAIL = array_to_string(faults, E'\n'),
                  HINT = format('Mend the tables and %s again; export_control.rulebook_faults(export_control.draft()) lists what is left.', deed);
    END IF;
    RETURN book;
END
$$;
COMMENT ON FUNCTION fit_draft(text, text) IS
    'the draft, if it is fit for use; if not, the error that lists its faults (23514), in the words given for what was to be done';

CREATE FUNCTION publish(note text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book   export_control.rulebook;
    newest record;
BEGIN
    IF note IS NULL OR note !~ '\S' THEN
        RAISE EXCEPTION 'a release needs a note'
            USING ERRCODE = 'null_value_not_allowed', HINT = 'Say in a sentence what changes: publish(''adds the rule of 12 May'').';
    END IF;
    -- One at a time, so that ids follow commits; readers are not disturbed.
    LOCK TABLE export_control.release IN SHARE ROW EXCLUSIVE MODE;
    book := export_control.fit_draft('publish', 'published');
    SELECT r.id, r.digest INTO newest FROM export_control.release AS r ORDER BY r.id DESC LIMIT 1;
    IF newest.digest = export_control.digest(book) THEN
        RAISE NOTICE 'nothing has changed since release %', newest.id;
        RETURN newest.id;
    END IF;
    PERFORM export_control.require_approval(coalesce(newest.id, 0) + 1, export_control.digest(book));
    BEGIN
        INSERT INTO export_control.release (id, rulebook, note) VALUES (coalesce(newest.id, 0) + 1, book, publish.note);
    EXCEPTION WHEN unique_violation THEN
        -- A snapshot older than the newest release would publish over it unseen.
        RAISE EXCEPTION 'could not publish: another release was published after this transaction began'
            USING ERRCODE = 'serialization_failure', HINT = 'Roll back, look at rulebook_changes(current_rulebook(), draft()), and publish again.';
    END;
    RETURN coalesce(newest.id, 0) + 1;
END
$$;
COMMENT ON FUNCTION publish(text) IS
    'publishes the tables'' rules as the new current rulebook and returns the release''s id. Refuses, with all faults listed (23514), a rulebook unfit for use; and, when export_control.four_eyes is on, a draft that nobody else has approved by approve() (XC030).';

CREATE FUNCTION rulebook_changes(before rulebook, after rulebook)
    RETURNS TABLE (part text, name text, change text, old jsonb, new jsonb)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    WITH sides AS (
        SELECT 'old' AS side, before::jsonb AS book
        UNION ALL
        SELECT 'new', after::jsonb
    ), items AS (
        SELECT s.side, 'rule' AS part, r.value ->> 'id' AS name, r.value #>> '{known,0}' AS version, r.value AS item
          FROM sides AS s, jsonb_array_elements(s.book -> 'rules') AS r
        UNION ALL
        SELECT s.side, 'scenario', c.value ->> 'name', NULL, c.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'scenarios') AS c
        UNION ALL
        SELECT s.side, 'governed', g.value ->> 'country', NULL, g.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'governed') AS g
        UNION ALL
        SELECT s.side, 'group', g.value ->> 'name', NULL, g.value - 'members'
          FROM sides AS s, jsonb_array_elements(s.book -> 'groups') AS g
        UNION ALL
        SELECT s.side, 'member', (g.value ->> 'name') || ' ' || (m.value ->> 'country'),
               concat_ws(' ', m.value #>> '{known,0}', m.value #>> '{in_force,0}'), m.value
          FROM sides AS s, jsonb_array_elements(s.book -> 'groups') AS g, jsonb_array_elements(g.value -> 'members') AS m
        UNION ALL
        SELECT s.side, 'covered', k.key, NULL, s.book -> k.key
          FROM sides AS s, unnest(ARRAY['covered', 'covered_known']) AS k(key)
    )
    SELECT coalesce(o.part, n.part), coalesce(o.name, n.name),
           CASE WHEN o.item IS NULL THEN 'added' WHEN n.item IS NULL THEN 'removed' ELSE 'changed' END,
           o.item, n.item
      FROM (SELECT * FROM items AS i WHERE i.side = 'old') AS o
      FULL JOIN (SELECT * FROM items AS i WHERE i.side = 'new') AS n
        ON concat_ws('/', o.part, o.name, coalesce(o.version, '')) = concat_ws('/', n.part, n.name, coalesce(n.version, ''))
     WHERE o.item IS DISTINCT FROM n.item
     ORDER BY array_position(ARRAY['covered', 'rule', 'scenario', 'group', 'member', 'governed'], coalesce(o.part, n.part)),
              coalesce(o.name, n.name), coalesce(o.version, n.version);
END;
COMMENT ON FUNCTION rulebook_changes(rulebook, rulebook) IS
    'the differences between two rulebooks: what was added, removed or changed, with both texts. A rule''s version is found by its id and the day it became known.';

-- src/approval.sql

-- Four eyes: a draft is published only after another person has approved it.

CREATE FUNCTION four_eyes() RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION four_eyes() IS
    'the setting export_control.four_eyes, whatever a session wrote under that name before the extension was loaded into it';

-- The release that an approval names is the next one, so an approval is good for one publication: a draft that was
-- approved, published and superseded needs another to come back.
CREATE TABLE approval (
    release     bigint NOT NULL CHECK (release > 0),
    digest      bytea NOT NULL CHECK (octet_length(digest) = 32),
    approved_by name NOT NULL DEFAULT session_user,
    approved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    note        text NOT NULL CHECK (note ~ '\S'),
    PRIMARY KEY (release, digest, approved_by)
);
COMMENT ON TABLE approval IS 'Who has approved which draft, by approve(). Append-only, and each in one''s own name.';
COMMENT ON COLUMN approval.release IS 'id of the release that the draft was to become: the next one at that time';
COMMENT ON COLUMN approval.digest IS 'SHA-256 of the draft''s canonical text; a changed draft has another';
COMMENT ON COLUMN approval.approved_by IS 'the session''s user';
COMMENT ON COLUMN approval.approved_at IS 'when';
COMMENT ON COLUMN approval.note IS 'what was looked at, in a sentence';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Restoring a dump writes rows of all names; whoever owns a table could disable its triggers anyway.
CREATE FUNCTION may_act_as_owner(relation regclass) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class AS c WHERE c.oid = may_act_as_owner.relation;
END;
COMMENT ON FUNCTION may_act_as_owner(regclass) IS 'whether the current user has the rights of a table''s owner';

-- The name in a row is that of the session's user.  A function that runs with somebody else's rights would put into
-- that user's mouth what its owner wants said: so the rights must be the user's own, or those of a role of the user's.
CREATE FUNCTION refuse_other_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.may_act_as_owner(TG_RELID) THEN
        RAISE EXCEPTION 'a row of %.% is written in one''s own name', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = format('This session''s user is "%s", with the rights of "%s".', session_user, current_user),
                  HINT = format('Leave %s out, and write with your own rights.', TG_ARGV[0]);
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_other_name() IS 'trigger: refuses a row in the name of another user (42501), but for the table''s owner, who restores dumps';

CREATE TRIGGER own_name BEFORE INSERT ON approval FOR EACH ROW
    WHEN (NEW.approved_by <> session_user OR NOT pg_has_role(session_user, current_user, 'MEMBER'))
    EXECUTE FUNCTION refuse_other_name('approved_by');
CREATE TRIGGER own_name BEFORE INSERT ON release FOR EACH ROW
    WHEN (NEW.published_by <> session_user)
    EXECUTE FUNCTION refuse_other_name('published_by');

CREATE FUNCTION require_approval(release bigint, digest bytea) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    approved text;
BEGIN
    IF NOT export_control.four_eyes() THEN
        RETURN;
    ELSIF NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE EXCEPTION 'publishing is not done with the rights of another'
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = format('This session''s user is "%s", with the rights of "%s".', session_user, current_user),
                  HINT = 'While export_control.four_eyes is on, call publish() yourself and not through a SECURITY DEFINER function.';
    ELSIF EXISTS (SELECT FROM export_control.approval AS a
                   WHERE a.release = require_approval.release AND a.digest = require_approval.digest
                     AND a.approved_by <> session_user) THEN
        RETURN;
    END IF;
    SELECT string_agg(format('"%s" approved %s', a.approved_by,
                             CASE WHEN a.digest <> require_approval.digest THEN encode(a.digest, 'hex')
                                  ELSE 'it, but publishes it as well' END), '; ' ORDER BY a.approved_at)
      INTO approved FROM export_control.approval AS a WHERE a.release = require_approval.release;
    RAISE EXCEPTION 'nobody else has approved this draft'
        USING ERRCODE = 'XC030',
              DETAIL = format('The draft of release %s is %s. %s.', require_approval.release, encode(require_approval.digest, 'hex'),
                              coalesce('Of that release ' || approved, 'No draft of that release was approved')),
              HINT = 'Have another person look at export_control.rulebook_changes(export_control.current_rulebook(), export_control.draft()) and call export_control.approve(note); then publish this same draft.';
END
$$;
COMMENT ON FUNCTION require_approval(bigint, bytea) IS
    'the error (XC030) when export_control.four_eyes is on and nobody but this session''s user has approved the rulebook of that digest as that release';

-- Who may write releases need not call publish().  The owner does, or restores a dump.
CREATE FUNCTION keep_four_eyes() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.may_act_as_owner(TG_RELID) THEN
        PERFORM export_control.require_approval(NEW.id, export_control.digest(NEW.rulebook));
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_four_eyes() IS 'trigger: what publish() asks for is asked for without it, too (XC030)';

CREATE TRIGGER keep_four_eyes BEFORE INSERT ON release FOR EACH ROW EXECUTE FUNCTION keep_four_eyes();

CREATE FUNCTION approve(note text) RETURNS bytea
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    book   export_control.rulebook;
    newest record;
BEGIN
    IF note IS NULL OR note !~ '\S' THEN
        RAISE EXCEPTION 'an approval needs a note'
            USING ERRCODE = 'null_value_not_allowed', HINT = 'Say in a sentence what was looked at: approve(''compared with the notice of 12 May'').';
    END IF;
    book := export_control.fit_draft('approve', 'approved');
    SELECT r.id, r.digest INTO newest FROM export_control.release AS r ORDER BY r.id DESC LIMIT 1;
    IF newest.digest = export_control.digest(book) THEN
        RAISE NOTICE 'nothing has changed since release %, so there is nothing to approve', newest.id;
        RETURN newest.digest;
    END IF;
    INSERT INTO export_control.approval (release, digest, note)
    VALUES (coalesce(newest.id, 0) + 1, export_control.digest(book), approve.note)
    ON CONFLICT DO NOTHING;
    RETURN export_control.digest(book);
END
$$;
COMMENT ON FUNCTION approve(text) IS
    'approves the draft as it is now, as the next release, in the name of the session''s user, and returns its digest. A draft that changes afterwards, or that another release comes before, needs a new approval. Refuses, with all faults listed (23514), a rulebook unfit for use.';

-- src/classify.sql

-- The questions users ask.
--
-- The most frequent one is about today, with all other arguments left out.  It has functions of its own, of two
-- arguments, which the planner puts in the place of the others: a row is then spared the date, which would be an
-- argument to be computed.

CREATE FUNCTION today_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION today_support(internal) IS
    'Planner support: classify(chip, destination) with every other argument left out is planned as classify_today(chip, destination), and likewise outcome() and license_required().';

CREATE FUNCTION classify(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20
    SUPPORT today_support;
CREATE FUNCTION classify_today(chip chip, destination country) RETURNS determination
    AS 'MODULE_PATHNAME', 'classify' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION classify_today(chip, country) IS
    'classify() with as_of today and every other argument left out.';
COMMENT ON FUNCTION classify(chip, country, date, date, country, text, text, rulebook, numeric) IS
    'The license determination for an item, a destination and a date, with its reasons. headquarters (of the ultimate parent of any party): NULL means in the destination. end_use: NULL means none stated. as_known: NULL means everything known today. scenario: NULL means the setting export_control.scenario. rulebook: NULL means the current release. consignee_tpp: TPP shipped to the ultimate consignee this calendar year, this shipment included; NULL means unknown. A NULL chip, destination or as_of is indeterminate. Errors: 22023 unknown scenario, 55000 nothing published.';

CREATE FUNCTION classify_eccn(
    eccn          eccn,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION classify_eccn(eccn, country, date, date, country, text, text, rulebook, numeric) IS
    'As classify(), for an item whose ECCN is already known: its other facts are all unknown, and classification rules are not applied. An ECCN that no classification rule in force gives is indeterminate: the rulebook does not speak for it.';

CREATE FUNCTION outcome(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS outcome
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15
    SUPPORT today_support;
CREATE FUNCTION outcome_today(chip chip, destination country) RETURNS outcome
    AS 'MODULE_PATHNAME', 'outcome' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION outcome_today(chip, country) IS
    'outcome() with as_of today and every other argument left out.';
COMMENT ON FUNCTION outcome(chip, country, date, date, country, text, text, rulebook, numeric) IS
    'The outcome of classify() alone, found with fewer tests.';

CREATE FUNCTION license_required(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15
    SUPPORT today_support;
CREATE FUNCTION license_required_today(chip chip, destination country) RETURNS boolean
    AS 'MODULE_PATHNAME', 'license_required' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION license_required_today(chip, country) IS
    'license_required() with as_of today and every other argument left out.';
COMMENT ON FUNCTION license_required(chip, country, date, date, country, text, text, rulebook, numeric) IS
    'True when a license is required or the transaction is prohibited; false when none is required or a license exception overcomes every reason; NULL when indeterminate.';

-- src/explain.sql

-- Why an answer is what it is.

CREATE FUNCTION explain(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS TABLE (
    rank      integer,
    kind      rule_kind,
    rule      text,
    condition condition,
    holds     boolean,
    because   text,
    citation  text
)
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20000 ROWS 30;
COMMENT ON FUNCTION explain(chip, country, date, date, country, text, text, rulebook, numeric) IS
    'Why classify() answers as it does: first what was asked, with every default spelt out; then each rule in force, in the order applied, whether it holds (NULL: unknown) and because of which facts. Classifications after the one that holds are not reached and not shown.';

CREATE FUNCTION explain_eccn(
    eccn          eccn,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS TABLE (
    rank      integer,
    kind      rule_kind,
    rule      text,
    condition condition,
    holds     boolean,
    because   text,
    citation  text
)
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20000 ROWS 30;
COMMENT ON FUNCTION explain_eccn(eccn, country, date, date, country, text, text, rulebook, numeric) IS 'Why classify_eccn() answers as it does.';

CREATE FUNCTION holds(
    condition     condition,
    chip          chip,
    destination   country DEFAULT NULL,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL,
    eccn          eccn DEFAULT NULL
) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION holds(condition, chip, country, date, date, country, text, text, rulebook, numeric, eccn) IS
    'Whether a condition holds for a chip: true, false, or NULL when unknown. A destination or headquarters is looked up in the country groups of the rulebook, at as_of and as_known.';

-- src/cache.sql

-- What a session has compiled.

CREATE FUNCTION engine_cache(OUT digest bytea, OUT rulebook_bytes bigint, OUT program_bytes bigint) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL RESTRICTED ROWS 2;
COMMENT ON FUNCTION engine_cache() IS
    'The rulebooks this session has compiled: bytes for the rulebook itself, and for the programs made from it, which export_control.cache_memory bounds.';

-- src/history.sql

-- Time: when determinations change, what was foreseen, and what came instead.

CREATE FUNCTION json_period(period jsonb) RETURNS daterange
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE jsonb_array_length(period) WHEN 0 THEN 'empty'::daterange
        ELSE daterange((period ->> 0)::date, (period ->> 1)::date) END;
END;
COMMENT ON FUNCTION json_period(jsonb) IS 'the period that a rulebook writes as [from, until]; the opposite of period_json()';

CREATE FUNCTION rulebook_rules(rulebook rulebook, scenario text)
    RETURNS TABLE (
        id text, kind rule_kind, rank integer, condition condition, eccn eccn, reason text, exception text,
        overcomes text[], review review_policy, in_force daterange, known daterange,
        title text, citation text, url text, note text
    )
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT r.value ->> 'id', (r.value ->> 'kind')::rule_kind, (r.value ->> 'rank')::integer,
           (r.value ->> 'condition')::condition, (r.value ->> 'eccn')::eccn, r.value ->> 'reason',
           r.value ->> 'exception', (SELECT array_agg(o.value) FROM jsonb_array_elements_text(r.value -> 'overcomes') AS o),
           (r.value ->> 'review')::review_policy,
           coalesce(json_period(s.value -> 'in_force'), json_period(r.value -> 'in_force')),
           json_period(r.value -> 'known'), r.value ->> 'title', r.value ->> 'citation', r.value ->> 'url', r.value ->> 'note'
      FROM (SELECT rulebook::jsonb AS book OFFSET 0) AS b
     CROSS JOIN jsonb_array_elements(b.book -> 'rules') AS r
      LEFT JOIN jsonb_array_elements(jsonb_path_query_first(b.book, '$.scenarios[*] ? (@.name == $name).rules',
                                                            jsonb_build_object('name', scenario))) AS s
        ON s.value ->> 'rule' = r.value ->> 'id';
END;
COMMENT ON FUNCTION rulebook_rules(rulebook, text) IS
    'the rules of a rulebook as rows, with in_force as a scenario has it; one row is one version of one rule';

CREATE FUNCTION rulebook_members(rulebook rulebook)
    RETURNS TABLE (country_group text, country country, in_force daterange, known daterange, citation text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 500
BEGIN ATOMIC
    SELECT g.value ->> 'name', (m.value ->> 'country')::country, json_period(m.value -> 'in_force'),
           json_period(m.value -> 'known'), m.value ->> 'citation'
      FROM (SELECT rulebook::jsonb AS book OFFSET 0) AS b
     CROSS JOIN jsonb_array_elements(b.book -> 'groups') AS g
     CROSS JOIN jsonb_array_elements(g.value -> 'members') AS m;
END;
COMMENT ON FUNCTION rulebook_members(rulebook) IS 'the memberships of a rulebook''s country groups as rows';

CREATE FUNCTION rules_in_force(
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL,
    rulebook rulebook DEFAULT NULL
) RETURNS TABLE (
        id text, kind rule_kind, rank integer, condition condition, eccn eccn, reason text, exception text,
        overcomes text[], review review_policy, in_force daterange, known daterange,
        title text, citation text, url text, note text
    )
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 50
BEGIN ATOMIC
    SELECT r.*
      FROM rulebook_rules(coalesce(rules_in_force.rulebook, current_rulebook()),
                          coalesce(rules_in_force.scenario, current_setting('export_control.scenario'))) AS r
     WHERE r.in_force @> rules_in_force.as_of
       AND r.known @> coalesce(rules_in_force.as_known, CURRENT_DATE)
     ORDER BY r.kind, r.rank, r.id;
END;
COMMENT ON FUNCTION rules_in_force(date, date, text, rulebook) IS
    'the rules in force on a date, as known on another, in a scenario; in the order they are applied';

-- Every day on which something may change: bounds of rules and memberships, on either clock.
CREATE FUNCTION rulebook_days(rulebook rulebook, scenario text)
    RETURNS TABLE (clock text, day date)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    WITH periods AS (
        SELECT r.in_force, r.known FROM rulebook_rules(rulebook, scenario) AS r
        UNION ALL
        SELECT m.in_force, m.known FROM rulebook_members(rulebook) AS m
        UNION ALL
        SELECT json_period(b.book -> 'covered'), json_period(b.book -> 'covered_known')
          FROM (SELECT rulebook::jsonb AS book OFFSET 0) AS b
    )
    SELECT d.clock, d.day
      FROM periods AS p
     CROSS JOIN LATERAL (VALUES ('in_force', lower(p.in_force)), ('in_force', upper(p.in_force)),
                                ('known', lower(p.known)), ('known', upper(p.known))) AS d(clock, day)
     WHERE d.day IS NOT NULL
     GROUP BY d.clock, d.day
     ORDER BY d.clock, d.day;
END;
COMMENT ON FUNCTION rulebook_days(rulebook, text) IS 'every day on which a rulebook changes anything, on the clock in_force or known';

CREATE FUNCTION timeline(
    chip          chip,
    destination   country,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS TABLE (
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text, review review_policy,
        rules text[], missing text[], because text[], events text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT b.passed, b.book, b.world, b.knowledge, b.json -> 'governed' AS governed, json_period(b.json -> 'covered') AS covered
          FROM (SELECT a.passed, coalesce(a.passed, current_rulebook()) AS book,
                       coalesce(a.passed, current_rulebook())::jsonb AS json,
                       coalesce(timeline.scenario, current_setting('export_control.scenario')) AS world,
                       coalesce(timeline.as_known, CURRENT_DATE) AS knowledge
                  -- found once: an argument such as draft() would be computed wherever it is written
                  FROM (SELECT timeline.rulebook AS passed OFFSET 0) AS a
                OFFSET 0) AS b
    ), answers AS (
        SELECT d.day, classify(timeline.chip, timeline.destination, d.day, q.knowledge, timeline.headquarters,
                               timeline.end_use, q.world, q.passed, timeline.consignee_tpp) AS answer
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         WHERE d.clock = 'in_force' AND q.covered @> d.day
    ), compared AS (
        SELECT a.day, a.answer, lag(a.answer) OVER w AS previous, row_number() OVER w = 1 AS first
          FROM answers AS a
        WINDOW w AS (ORDER BY a.day)
    ), periods AS (
        SELECT daterange(c.day, lead(c.day) OVER (ORDER BY c.day)) AS period, c.day, c.answer, c.previous, c.first
          FROM compared AS c
         WHERE c.first OR c.answer IS DISTINCT FROM c.previous
    ), live_rules AS (
        SELECT r.id, r.in_force
          FROM question AS q CROSS JOIN LATERAL rulebook_rules(q.book, q.world) AS r
         WHERE r.known @> q.knowledge
    ), live_members AS (
        SELECT m.country_group, m.country, m.in_force
          FROM question AS q CROSS JOIN LATERAL rulebook_members(q.book) AS m
         WHERE m.known @> q.knowledge
           AND m.country::text IN (
               SELECT p.place::text FROM unnest(ARRAY[timeline.destination, timeline.headquarters]) AS p(place)
               UNION ALL
               SELECT g.value ->> 'by' FROM jsonb_array_elements(q.governed) AS g
                WHERE g.value ->> 'country' IN (timeline.destination::text, timeline.headquarters::text))
    )
    SELECT p.period, (p.answer).outcome, (p.answer).eccn, (p.answer).reasons, (p.answer).exception,
           (p.answer).review, (p.answer).rules, (p.answer).missing,
           CASE WHEN p.first THEN ARRAY['the rules begin'] ELSE coalesce(cause.list, changed.list) END,
           happened.list
      FROM periods AS p
     CROSS JOIN LATERAL (
           SELECT array_agg(c.what ORDER BY c.nr, c.what) AS list
             FROM (SELECT DISTINCT 1 AS nr, r.id || ' ends' AS what
                     FROM live_rules AS r
                    WHERE upper(r.in_force) = p.day AND r.id = ANY ((p.previous).rules) AND r.id <> ALL ((p.answer).rules)
                   UNION
                   SELECT 2, r.id || ' begins'
                     FROM live_rules AS r
                    WHERE lower(r.in_force) = p.day AND r.id = ANY ((p.answer).rules) AND r.id <> ALL ((p.previous).rules)
                   UNION
                   SELECT 3, m.country || ' leaves ' || m.country_group FROM live_members AS m WHERE upper(m.in_force) = p.day
                   UNION
                   SELECT 4, m.country || ' joins ' || m.country_group FROM live_members AS m WHERE lower(m.in_force) = p.day
                  ) AS c
           ) AS cause
     CROSS JOIN LATERAL (
           -- a rule may bear on the answer without being one of its rules: then every change of the day is named
           SELECT array_agg(r.id || CASE WHEN lower(r.in_force) = p.day THEN ' begins' ELSE ' ends' END ORDER BY r.id) AS list
             FROM live_rules AS r
            WHERE p.day IN (lower(r.in_force), upper(r.in_force))
           ) AS changed
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(e.id ORDER BY e.id), '{}') AS list
             FROM policy_event AS e
            WHERE e.happened = p.day
              AND e.rules && ((p.answer).rules || coalesce((p.previous).rules, '{}'))
           ) AS happened
     ORDER BY p.day;
END;
COMMENT ON FUNCTION timeline(chip, country, date, country, text, text, rulebook, numeric) IS
    'The determination for an item and a destination over all dates: one row for each period in which it is constant, contiguous, from the first rule to the open future. because: the rules and memberships whose begin or end ended the previous period; events: ids of policy events of that day that touch them. The other arguments are those of classify().';

CREATE FUNCTION decision_matrix(
    as_of        date DEFAULT CURRENT_DATE,
    as_known     date DEFAULT NULL,
    scenario     text DEFAULT NULL,
    rulebook     rulebook DEFAULT NULL,
    destinations country[] DEFAULT NULL
) RETURNS TABLE (
        vendor text, name text, destination country, outcome outcome, eccn eccn, reasons text[],
        exception text, review review_policy, rules text[], missing text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 30000
BEGIN ATOMIC
    -- Arguments are found once: one such as draft() would be computed for every row.
    WITH question AS MATERIALIZED (
        SELECT decision_matrix.as_of AS day, decision_matrix.as_known AS knowledge, decision_matrix.scenario AS world,
               decision_matrix.rulebook AS book
    )
    SELECT m.vendor, m.name, m.code, (m.d).outcome, (m.d).eccn, (m.d).reasons, (m.d).exception, (m.d).review,
           (m.d).rules, (m.d).missing
      FROM (SELECT p.vendor, p.name, c.code,
                   classify(p.chip, c.code, (SELECT q.day FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                            (SELECT q.world FROM question AS q), (SELECT q.book FROM question AS q)) AS d
              FROM product AS p CROSS JOIN export_control_ref.country AS c
             WHERE decision_matrix.destinations IS NULL OR c.code = ANY (decision_matrix.destinations)
            OFFSET 0) AS m;
END;
COMMENT ON FUNCTION decision_matrix(date, date, text, rulebook, country[]) IS
    'the determination for every product and destination (all, or those listed) on a date';

CREATE FUNCTION foresight(
    chip          chip,
    destination   country,
    as_known      date,
    horizon       interval DEFAULT '1 year',
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL
) RETURNS TABLE (
        period daterange, outcome outcome, eccn eccn, reasons text[], exception text, review review_policy,
        rules text[], missing text[], because text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 2000000 ROWS 5
BEGIN ATOMIC
    SELECT t.period * h.ahead, t.outcome, t.eccn, t.reasons, t.exception, t.review, t.rules, t.missing,
           CASE WHEN lower(t.period) > foresight.as_known THEN t.because ELSE '{}' END
      FROM (SELECT daterange(foresight.as_known, (foresight.as_known + foresight.horizon)::date) AS ahead) AS h
     CROSS JOIN LATERAL timeline(foresight.chip, foresight.destination, foresight.as_known, foresight.headquarters,
                                 foresight.end_use, foresight.scenario, foresight.rulebook, foresight.consignee_tpp) AS t
     WHERE t.period && h.ahead
     ORDER BY t.period;
END;
COMMENT ON FUNCTION foresight(chip, country, date, interval, country, text, text, rulebook, numeric) IS
    'What, on the day as_known, the rules announced by then promised for that day and each later one, up to the horizon.';

CREATE FUNCTION surprises(
    chip          chip,
    destination   country,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    consignee_tpp numeric DEFAULT NULL,
    days_before   integer[] DEFAULT '{30,90,180}',
    until         date DEFAULT CURRENT_DATE
) RETURNS TABLE (days_before integer, period daterange, announced determination, came determination)
    LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 10
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT b.passed, b.book, b.world, json_period(b.json -> 'covered') AS covered, json_period(b.json -> 'covered_known') AS covered_known
          FROM (SELECT a.passed, coalesce(a.passed, current_rulebook()) AS book,
                       coalesce(a.passed, current_rulebook())::jsonb AS json,
                       coalesce(surprises.scenario, current_setting('export_control.scenario')) AS world
                  FROM (SELECT surprises.rulebook AS passed OFFSET 0) AS a
                OFFSET 0) AS b
    ), days AS (
        -- what was announced changes when the law does, and so many days after knowledge did
        SELECT DISTINCT l.lead, d.day + CASE d.clock WHEN 'known' THEN l.lead ELSE 0 END AS day
          FROM question AS q
         CROSS JOIN LATERAL rulebook_days(q.book, q.world) AS d
         CROSS JOIN unnest(surprises.days_before) AS l(lead)
    ), answers AS (
        SELECT d.lead, d.day,
               classify(surprises.chip, surprises.destination, d.day, d.day - d.lead, surprises.headquarters,
                        surprises.end_use, q.world, q.passed, surprises.consignee_tpp) AS announced,
               classify(surprises.chip, surprises.destination, d.day, NULL, surprises.headquarters,
                        surprises.end_use, q.world, q.passed, surprises.consignee_tpp) AS came
          FROM days AS d CROSS JOIN question AS q
         WHERE q.covered @> d.day
           AND q.covered_known @> (d.day - d.lead)
           AND d.day <= surprises.until
    ), compared AS (
        SELECT a.*, ROW(a.announced, a.came) IS DISTINCT FROM lag(ROW(a.announced, a.came)) OVER w AS changed
          FROM answers AS a
        WINDOW w AS (PARTITION BY a.lead ORDER BY a.day)
    ), periods AS (
        SELECT c.lead, daterange(c.day, lead(c.day) OVER (PARTITION BY c.lead ORDER BY c.day)) AS period, c.announced, c.came
          FROM compared AS c
         WHERE c.changed
    )
    SELECT p.lead, p.period, p.announced, p.came
      FROM periods AS p
     WHERE ROW((p.announced).outcome, (p.announced).eccn, (p.announced).reasons, (p.announced).exception, (p.announced).review)
           IS DISTINCT FROM ROW((p.came).outcome, (p.came).eccn, (p.came).reasons, (p.came).exception, (p.came).review)
     ORDER BY p.lead, p.period;
END;
COMMENT ON FUNCTION surprises(chip, country, country, text, text, rulebook, numeric, integer[], date) IS
    'Periods for which what came (as known today) differs from what had been announced so many days before: outcome, classification, reasons, exception or review policy. Days whose announcement would lie before the covered period are left out.';

-- src/scenario.sql

-- Worlds of the user's own.

CREATE FUNCTION create_scenario(name text, description text, based_on text DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF based_on IS NOT NULL AND NOT EXISTS (SELECT FROM export_control.scenario AS s WHERE s.name = based_on) THEN
        RAISE EXCEPTION 'scenario "%" does not exist', based_on
            USING ERRCODE = 'undefined_object', HINT = 'SELECT name FROM export_control.scenario lists those that do.';
    END IF;
    INSERT INTO export_control.scenario (name, description) VALUES (create_scenario.name, create_scenario.description);
    INSERT INTO export_control.scenario_rule (scenario, rule, in_force, note)
    SELECT create_scenario.name, o.rule, o.in_force, o.note FROM export_control.scenario_rule AS o WHERE o.scenario = based_on;
END
$$;
COMMENT ON FUNCTION create_scenario(text, text, text) IS
    'adds a scenario, with the overrides of the one it is based on if any. Override rules by rows of scenario_rule, then publish().';

-- src/rulepack.sql

-- Keeping current: rulebooks as files, and how old the rules are.

CREATE FUNCTION export_rulebook(rulebook rulebook DEFAULT NULL) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(export_rulebook.rulebook, current_rulebook())::text;
END;
COMMENT ON FUNCTION export_rulebook(rulebook) IS
    'a rulebook (NULL: the current one) as canonical JSON text, one rule a line, for a file and a diff tool';

CREATE FUNCTION import_rulebook(pack text, preview boolean DEFAULT false)
    RETURNS TABLE (part text, name text, change text, old jsonb, new jsonb)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    book    export_control.rulebook := pack::export_control.rulebook;
    faults  text[];
    part_of text;
    tables  constant jsonb := '{"rule": "rule", "group": "country_group", "member": "country_group_member",
                                "scenario": "scenario", "override": "scenario_rule"}';
BEGIN
    SELECT array_agg(f) INTO faults FROM export_control.rulebook_faults(book) AS f;
    IF faults IS NOT NULL THEN
        RAISE EXCEPTION 'the rule pack has % and was not imported',
                CASE cardinality(faults) WHEN 1 THEN 'a fault' ELSE cardinality(faults) || ' faults' END
            USING ERRCODE = 'check_violation',
                  DETAIL = array_to_string(faults, E'\n'),
                  HINT = 'Mend the pack and import it again; nothing was changed.';
    END IF;
    IF book IS NULL THEN
        RAISE EXCEPTION 'there is no rule pack'
            USING ERRCODE = 'null_value_not_allowed', HINT = 'Pass the text that export_rulebook() gave.';
    END IF;
    RETURN QUERY SELECT c.part, c.name, c.change, c.old, c.new
                   FROM export_control.rulebook_changes(export_control.draft(), book) AS c;
    IF preview OR NOT FOUND THEN
        RETURN;
    END IF;

    -- Rows that the pack has just so stay.  The others go: a built-in one is taken over first, since only a row of
    -- the user's can be deleted.  Then what the pack has and the tables lack comes in.
    UPDATE export_control.covered_period AS p
       SET in_force = export_control.json_period(jsonb_object_field(book::jsonb, 'covered')),
           known = export_control.json_period(jsonb_object_field(book::jsonb, 'covered_known'));
    UPDATE export_control_ref.country AS c
       SET governed_by = (g.value ->> 'by')::export_control.country, citation = g.value ->> 'citation'
      FROM export_control_ref.country AS k
      LEFT JOIN jsonb_array_elements(book::jsonb -> 'governed') AS g ON g.value ->> 'country' = k.code::text
     WHERE k.code::text = c.code::text
       AND (c.governed_by::text IS DISTINCT FROM g.value ->> 'by'
            OR (c.governed_by IS NOT NULL AND c.citation IS DISTINCT FROM g.value ->> 'citation'));

    CREATE TEMPORARY TABLE pg_temp.export_control_pack ON COMMIT DROP AS
        SELECT 'rule' AS part, to_jsonb(r) AS item FROM export_control.rulebook_rules(book, NULL) AS r
        UNION ALL
        SELECT 'group', g.value - 'members' FROM jsonb_array_elements(book::jsonb -> 'groups') AS g
        UNION ALL
        SELECT 'member', to_jsonb(m) FROM export_control.rulebook_members(book) AS m
        UNION ALL
        SELECT 'scenario', s.value - 'rules' FROM jsonb_array_elements(book::jsonb -> 'scenarios') AS s
        UNION ALL
        SELECT 'override', jsonb_build_object('scenario', s.value -> 'name', 'rule', o.value -> 'rule', 'note', o.value -> 'note',
                                              'in_force', export_control.json_period(o.value -> 'in_force'))
          FROM jsonb_array_elements(book::jsonb -> 'scenarios') AS s, jsonb_array_elements(s.value -> 'rules') AS o;
    UPDATE pg_temp.export_control_pack AS p SET item = jsonb_strip_nulls(p.item);

    -- Groups and scenarios before what refers to them; a group that stays keeps its members.
    FOREACH part_of IN ARRAY ARRAY['rule', 'group', 'member', 'scenario', 'override'] LOOP
        EXECUTE format($sql$
            UPDATE export_control.%1$I AS t SET builtin = false
             WHERE t.builtin AND jsonb_strip_nulls(to_jsonb(t) - 'builtin') NOT IN (SELECT p.item FROM pg_temp.export_control_pack AS p WHERE p.part = %2$L)
            $sql$, tables ->> part_of, part_of);
    END LOOP;
    FOREACH part_of IN ARRAY ARRAY['rule', 'override', 'scenario', 'member', 'group'] LOOP
        EXECUTE format($sql$
            DELETE FROM export_control.%1$I AS t
             WHERE jsonb_strip_nulls(to_jsonb(t) - 'builtin') NOT IN (SELECT p.item FROM pg_temp.export_control_pack AS p WHERE p.part = %2$L)
            $sql$, tables ->> part_of, part_of);
    END LOOP;
    FOREACH part_of IN ARRAY ARRAY['rule', 'group', 'member', 'scenario', 'override'] LOOP
        EXECUTE format($sql$
            INSERT INTO export_control.%1$I
            SELECT n.* FROM pg_temp.export_control_pack AS p, jsonb_populate_record(NULL::export_control.%1$I, p.item || '{"builtin": false}') AS n
             WHERE p.part = %2$L
               AND p.item NOT IN (SELECT jsonb_strip_nulls(to_jsonb(t) - 'builtin') FROM export_control.%1$I AS t)
            $sql$, tables ->> part_of, part_of);
    END LOOP;
    DROP TABLE pg_temp.export_control_pack;
    IF export_control.digest(export_control.draft()) <> export_control.digest(book) THEN
        RAISE EXCEPTION 'the tables do not hold the rule pack after importing it'
            USING ERRCODE = 'internal_error', DETAIL = (SELECT string_agg(c::text, E'\n') FROM export_control.rulebook_changes(export_control.draft(), book) AS c);
    END IF;
END
$$;
COMMENT ON FUNCTION import_rulebook(text, boolean) IS
    'makes the editing tables hold the rules of a rule pack, the text that export_rulebook() gives, and returns what that changes; with preview, changes nothing. A pack with faults is refused whole, with all of them listed (23514); a text that is no rulebook, with the place (22P02). To use the rules, publish().';

CREATE FUNCTION rulebook_staleness(rulebook rulebook DEFAULT NULL, as_of date DEFAULT CURRENT_DATE, soon interval DEFAULT '180 days')
    RETURNS TABLE (finding text, subject text, day date, days integer, detail text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
    WITH rules AS (
        SELECT r.id, r.title, r.citation, r.in_force, r.known,
               greatest(lower(r.in_force), lower(r.known), CASE WHEN upper(r.in_force) <= rulebook_staleness.as_of THEN upper(r.in_force) END) AS newest,
               CASE WHEN r.reason = 'IS-INFORMED' THEN 'letters of BIS to single firms'
                    WHEN r.citation ~ '\m\d+ FR \d+' THEN 'Federal Register'
                    WHEN r.citation ~ '\m15 CFR' THEN 'Code of Federal Regulations'
                    ELSE 'other' END AS source
          FROM rulebook_rules(coalesce(rulebook_staleness.rulebook, current_rulebook()), 'enforced') AS r
         WHERE r.known @> rulebook_staleness.as_of AND NOT isempty(r.in_force)
    ), members AS (
        SELECT m.country_group, m.country, m.in_force, greatest(lower(m.in_force), lower(m.known)) AS newest
          FROM rulebook_members(coalesce(rulebook_staleness.rulebook, current_rulebook())) AS m
         WHERE m.known @> rulebook_staleness.as_of
    ), newest AS (
        SELECT DISTINCT ON (r.source) r.source, r.newest, r.id || ': ' || r.title AS detail
          FROM rules AS r WHERE r.newest IS NOT NULL ORDER BY r.source, r.newest DESC, r.id
    ), newest_member AS (
        SELECT m.newest, m.country || ' in ' || m.country_group AS detail
          FROM members AS m WHERE m.newest IS NOT NULL ORDER BY m.newest DESC, m.country_group, m.country LIMIT 1
    )
    SELECT f.finding, f.subject, f.day, f.days, f.detail
      FROM (
            SELECT 1 AS nr, 'newest date of a source' AS finding, n.source AS subject, n.newest AS day,
                   rulebook_staleness.as_of - n.newest AS days, n.detail
              FROM newest AS n
            UNION ALL
            SELECT 1, 'newest date of a source', 'country groups', m.newest, rulebook_staleness.as_of - m.newest, m.detail
              FROM newest_member AS m
            UNION ALL
            SELECT 2, 'ends soon', r.id, upper(r.in_force), upper(r.in_force) - rulebook_staleness.as_of, r.title
              FROM rules AS r
             WHERE upper(r.in_force) > rulebook_staleness.as_of
               AND upper(r.in_force) <= (rulebook_staleness.as_of + rulebook_staleness.soon)::date
            UNION ALL
            SELECT 3, 'has a sunset', r.id, upper(r.in_force), upper(r.in_force) - rulebook_staleness.as_of, r.title
              FROM rules AS r
             WHERE upper(r.in_force) > (rulebook_staleness.as_of + rulebook_staleness.soon)::date
            UNION ALL
            SELECT 2, 'ends soon', m.country || ' in ' || m.country_group, upper(m.in_force), upper(m.in_force) - rulebook_staleness.as_of, 'membership of a country group'
              FROM members AS m
             WHERE upper(m.in_force) > rulebook_staleness.as_of
           ) AS f
     ORDER BY f.nr, f.day DESC, f.subject;
END;
COMMENT ON FUNCTION rulebook_staleness(rulebook, date, interval) IS
    'how old a rulebook (NULL: the current one) is: per source the newest regulatory date in it and the days since; then the rules and memberships that end soon, and those with a later fixed end. The facts cannot tell of a rule that nobody has loaded: an old newest date is the sign.';

-- src/party.sql

-- Parties, who owns them, and where their ultimate parent is headquartered.

CREATE TABLE party (
    id      text PRIMARY KEY CHECK (id ~ '\S'),
    name    text NOT NULL,
    country country,
    note    text
);
COMMENT ON TABLE party IS 'A party to a transaction, or an owner of one: consignee, end user, parent company, person.';
COMMENT ON COLUMN party.id IS 'as orders name it: your customer number, a register''s number, an LEI';
COMMENT ON COLUMN party.name IS 'name';
COMMENT ON COLUMN party.country IS 'where the party itself is headquartered; NULL: unknown. An owner that nobody has found out about is a party without a country';
COMMENT ON COLUMN party.note IS 'doubts';

CREATE TABLE party_share (
    owner    text NOT NULL REFERENCES party ON UPDATE CASCADE,
    owned    text NOT NULL REFERENCES party ON UPDATE CASCADE,
    share    numeric CHECK (share > 0 AND share <= 100),
    held     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(held)),
    citation text,
    PRIMARY KEY (owned, owner, held)
);
CREATE INDEX party_share_owner ON party_share (owner);
COMMENT ON TABLE party_share IS 'What one party owns of another, directly, and from when to when. What an owner holds through others is their rows.';
COMMENT ON COLUMN party_share.owner IS 'who owns';
COMMENT ON COLUMN party_share.owned IS 'what is owned';
COMMENT ON COLUMN party_share.share IS 'per cent of what is outstanding, 0 to 100; NULL: unknown, anything up to what the other owners leave';
COMMENT ON COLUMN party_share.held IS 'from the first day of the holding until the day it had ended or changed';
COMMENT ON COLUMN party_share.citation IS 'where this is known from';

-- An exclusion constraint would need the extension btree_gist, for equality of texts.
CREATE FUNCTION refuse_overlapping_share() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    other record;
BEGIN
    -- One at a time for one owned party, or two sessions would not see each other's rows.
    PERFORM FROM export_control.party AS p WHERE p.id = NEW.owned FOR NO KEY UPDATE;
    SELECT s.share, s.held INTO other
      FROM export_control.party_share AS s
     WHERE s.owned = NEW.owned AND s.owner = NEW.owner AND s.held && NEW.held
       AND NOT (TG_OP = 'UPDATE' AND s.owned = OLD.owned AND s.owner = OLD.owner AND s.held = OLD.held)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'what "%" owns of "%" is already stated for some of %', NEW.owner, NEW.owned, NEW.held
            USING ERRCODE = 'exclusion_violation',
                  DETAIL = format('There is a row with a share of %s for %s.', coalesce(other.share::text, 'NULL'), other.held),
                  HINT = 'End that row first, by an upper bound of its held; one row states the whole share of one owner.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_overlapping_share() IS 'trigger: a share is counted once, so its periods do not overlap (23P01)';

CREATE TRIGGER refuse_overlapping_share BEFORE INSERT OR UPDATE ON party_share
    FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_share();

-- A party controls another when it and the parties it controls together own 50 per cent or more of it.  That is a
-- least fixed point: begin with every party controlling itself, and add until nothing is added.  What is added stays,
-- so it ends, cycles or not; and a cycle alone gives nobody control, because control must begin somewhere.
--
-- A share that is unknown counts for nothing in what is known (control is at least that), and for all that the other
-- owners leave in what is possible (control is at most that).  The ultimate parents that are possible are those that
-- may control the party and are not known to be controlled by one that they cannot control in turn.
CREATE FUNCTION ultimate_parents(party text, as_of date DEFAULT CURRENT_DATE)
    RETURNS TABLE (parent text, country country, certain boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    above              text[];      -- the party, its owners, theirs, ...
    unknown_shares     boolean;
    counting_possible  boolean := false;
    -- pairs, by position: the party and who controls it
    controlled         text[];
    controller         text[];
    known_controlled   text[];
    known_controller   text[];
    before             integer;
BEGIN
    WITH RECURSIVE owner(id) AS (
        SELECT p.id FROM export_control.party AS p WHERE p.id = ultimate_parents.party AND ultimate_parents.as_of IS NOT NULL
        UNION
        SELECT s.owner FROM owner AS o JOIN export_control.party_share AS s ON s.owned = o.id
         WHERE s.held @> ultimate_parents.as_of
    )
    SELECT array_agg(o.id) INTO above FROM owner AS o;
    SELECT coalesce(bool_or(s.share IS NULL), false) INTO unknown_shares
      FROM export_control.party_share AS s WHERE s.owned = ANY (above) AND s.held @> ultimate_parents.as_of;

    controlled := above;
    controller := above;
    LOOP
        before := cardinality(controlled);
        WITH stake AS MATERIALIZED (
            SELECT s.owned, s.owner, s.share,
                   greatest(100 - coalesce(sum(s.share) OVER (PARTITION BY s.owned), 0), 0) AS rest
              FROM export_control.party_share AS s
             WHERE s.owned = ANY (above) AND s.held @> ultimate_parents.as_of
        ), pair AS (
            SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent)
            UNION
            SELECT s.owned, c.parent
              FROM unnest(controlled, controller) AS c(party, parent) JOIN stake AS s ON s.owner = c.party
             GROUP BY s.owned, c.parent
            HAVING coalesce(sum(s.share), 0)
                   + CASE WHEN counting_possible AND bool_or(s.share IS NULL) THEN max(s.rest) ELSE 0 END >= 50
        )
        SELECT array_agg(p.party), array_agg(p.parent) INTO controlled, controller FROM pair AS p;
        CONTINUE WHEN cardinality(controlled) > before;
        IF NOT counting_possible THEN
            known_controlled := controlled;
            known_controller := controller;
        END IF;
        EXIT WHEN counting_possible OR NOT unknown_shares;
        counting_possible := true;      -- what is known is possible: go on from there
    END LOOP;

    RETURN QUERY
        WITH known AS MATERIALIZED (
            SELECT k.party, k.parent FROM unnest(known_controlled, known_controller) AS k(party, parent)
        ), possible AS MATERIALIZED (
            SELECT c.party, c.parent FROM unnest(controlled, controller) AS c(party, parent)
        )
        SELECT c.parent, p.country, EXISTS (SELECT FROM known AS k WHERE k.party = c.party AND k.parent = c.parent)
          FROM possible AS c JOIN export_control.party AS p ON p.id = c.parent
         WHERE c.party = ultimate_parents.party
           AND NOT EXISTS (SELECT FROM known AS k
                            WHERE k.party = c.parent AND k.parent <> c.parent
                              AND NOT EXISTS (SELECT FROM possible AS back
                                               WHERE back.party = k.parent AND back.parent = c.parent))
         ORDER BY c.parent;
END
$$;
COMMENT ON FUNCTION ultimate_parents(text, date) IS
    'Who may be the ultimate parent of a party on a day, from the shares stated: a parent owns 50 % and more, shares of owners that it controls added to its own. Several rows: a joint venture of equals, owners in a circle, or a share that is unknown; certain is false for one that only may control it. Owners that are not stated are taken to hold too little to matter. No row: the party is unknown.';

CREATE FUNCTION headquarters_of(party text, as_of date DEFAULT CURRENT_DATE) RETURNS country
    LANGUAGE sql STABLE PARALLEL SAFE COST 25000
BEGIN ATOMIC
    SELECT CASE WHEN count(u.country) = count(*) AND count(DISTINCT u.country) = 1 THEN min(u.country::text)::country END
      FROM ultimate_parents(headquarters_of.party, headquarters_of.as_of) AS u;
END;
COMMENT ON FUNCTION headquarters_of(text, date) IS
    'The country where the ultimate parent of a party is headquartered on a day (see ultimate_parents()). NULL when it is unknown: the party, a country or a share that matters is, or the ultimate parents are in several countries. That NULL is not the default of classify(), which takes the headquarters to be in the destination: ask first.';

-- src/license.sql

-- Licenses and capped license exceptions: what may be shipped under them, and what has been.

CREATE TYPE license_kind AS ENUM ('license', 'exception');
COMMENT ON TYPE license_kind IS 'An authorization: a license that was applied for, or a license exception that is used.';
CREATE TYPE license_metric AS ENUM ('units', 'value', 'tpp');
COMMENT ON TYPE license_metric IS 'What is counted against a cap: units shipped, their value in US dollars, or their total processing performance.';
CREATE TYPE license_span AS ENUM ('license', 'consignee_year');
COMMENT ON TYPE license_span IS 'For what a cap holds: for the whole license, or anew for each consignee and calendar year.';
CREATE TYPE license_state AS ENUM ('draft', 'issued', 'suspended', 'revoked', 'exhausted', 'expired');
COMMENT ON TYPE license_state IS 'Where a license stands. Only an issued one may be used.';

CREATE TABLE license (
    id       text PRIMARY KEY CHECK (id ~ '\S'),
    kind     license_kind NOT NULL DEFAULT 'license',
    symbol   text,
    scope    condition,
    metric   license_metric NOT NULL DEFAULT 'units',
    cap      numeric CHECK (cap >= 0 AND cap < 'Infinity'),
    per      license_span NOT NULL DEFAULT 'license',
    valid    daterange NOT NULL DEFAULT '(,)',
    state    license_state NOT NULL DEFAULT 'draft',
    citation text,
    note     text,
    CHECK (kind <> 'exception' OR (symbol IS NOT NULL AND symbol ~ '\S'))
);
COMMENT ON TABLE license IS 'An authorization to ship: a license, a license exception with a cap, an allocation. Suspend one by its state: that waits for uses under way.';
COMMENT ON COLUMN license.id IS 'as orders name it: the license''s number';
COMMENT ON COLUMN license.kind IS 'a license that was applied for, or an exception that is used';
COMMENT ON COLUMN license.symbol IS 'of a license exception: LPP';
COMMENT ON COLUMN license.scope IS 'what it authorizes, as a condition on the item, the destination and the parties; NULL: anything';
COMMENT ON COLUMN license.metric IS 'what is counted';
COMMENT ON COLUMN license.cap IS 'how much may be shipped, in the metric; NULL: no limit';
COMMENT ON COLUMN license.per IS 'for what the cap holds';
COMMENT ON COLUMN license.valid IS 'the days on which it may be used';
COMMENT ON COLUMN license.state IS 'exhausted and expired are for closing the books: a cap that is used up and a day outside valid are refused in any case';
COMMENT ON COLUMN license.citation IS 'where it is written';
COMMENT ON COLUMN license.note IS 'conditions that nothing here checks, and doubts';

CREATE TABLE license_use (
    license     text NOT NULL REFERENCES license,
    key         text NOT NULL CHECK (key ~ '\S'),
    attempt     integer NOT NULL DEFAULT 1,
    consignee   text,
    used_on     date NOT NULL,
    amount      numeric NOT NULL CHECK (amount > 0 AND amount < 'Infinity'),
    recorded_by name NOT NULL DEFAULT session_user,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reversed_by name,
    reversed_at timestamptz,
    PRIMARY KEY (license, key, attempt),
    CHECK ((reversed_by IS NULL) = (reversed_at IS NULL))
);
-- What makes a key count once, whoever writes.
CREATE UNIQUE INDEX license_use_key ON license_use (license, key) WHERE reversed_at IS NULL;
COMMENT ON TABLE license_use IS 'The ledger of licenses. A row is written by use_license() and may then only be reversed, once, by reverse_use().';
COMMENT ON COLUMN license_use.license IS 'what was used';
COMMENT ON COLUMN license_use.key IS 'the caller''s name for this use, such as the order line: counted once however often it is sent';
COMMENT ON COLUMN license_use.attempt IS '1, and one more each time a key is used again after a reversal';
COMMENT ON COLUMN license_use.consignee IS 'the ultimate consignee';
COMMENT ON COLUMN license_use.used_on IS 'the day of the shipment';
COMMENT ON COLUMN license_use.amount IS 'in the license''s metric';
COMMENT ON COLUMN license_use.recorded_by IS 'the session''s user';
COMMENT ON COLUMN license_use.recorded_at IS 'when it was counted';
COMMENT ON COLUMN license_use.reversed_by IS 'the user of the session that gave it back';
COMMENT ON COLUMN license_use.reversed_at IS 'when it was given back; NULL: it counts';

CREATE TABLE license_total (
    license   text NOT NULL REFERENCES license,
    consignee text NOT NULL,
    year      integer NOT NULL,
    used      numeric NOT NULL CHECK (used >= 0),
    PRIMARY KEY (license, consignee, year)
);
COMMENT ON TABLE license_total IS 'What the ledger adds up to, kept by its trigger. So a use need not read the ledger; and as every use changes this row, a transaction whose snapshot is older than another''s use fails (40001) instead of overdrawing. Not in dumps: restoring the ledger makes it.';
COMMENT ON COLUMN license_total.license IS 'the license';
COMMENT ON COLUMN license_total.consignee IS 'empty where the cap holds for the whole license';
COMMENT ON COLUMN license_total.year IS '0 where the cap holds for the whole license';
COMMENT ON COLUMN license_total.used IS 'in the license''s metric';

-- BEFORE, so that of two writers with the same key and old snapshots the second fails at the total, which says
-- "serialization failure", and not at the key, which would say that the caller did wrong.
CREATE FUNCTION keep_license_total() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l               export_control.license;
    by_year         boolean;
    total_consignee text;
    total_year      integer;
    counted         numeric;
    total           numeric;
BEGIN
    IF TG_OP = 'INSERT' THEN
        counted := CASE WHEN NEW.reversed_at IS NULL THEN NEW.amount ELSE 0 END;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.reversed_at IS NULL AND NEW.reversed_at IS NOT NULL
           AND ROW(NEW.license, NEW.key, NEW.attempt, NEW.consignee, NEW.used_on, NEW.amount, NEW.recorded_by, NEW.recorded_at)
               IS NOT DISTINCT FROM
               ROW(OLD.license, OLD.key, OLD.attempt, OLD.consignee, OLD.used_on, OLD.amount, OLD.recorded_by, OLD.recorded_at)
        THEN
            counted := -NEW.amount;
        END IF;
    END IF;
    IF counted IS NULL THEN
        RAISE EXCEPTION '%.% is a ledger: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'A row may only be reversed, once.',
                  HINT = 'Give a use back by export_control.reverse_use(license, key), and use the license again for another amount.';
    END IF;
    SELECT * INTO l FROM export_control.license AS r WHERE r.id = NEW.license FOR NO KEY UPDATE;
    by_year := l.per = 'consignee_year';
    total_consignee := CASE WHEN by_year THEN NEW.consignee ELSE '' END;
    total_year := CASE WHEN by_year THEN extract(year FROM NEW.used_on) ELSE 0 END;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO export_control.license_total AS t (license, consignee, year, used)
        VALUES (NEW.license, total_consignee, total_year, counted)
        ON CONFLICT ON CONSTRAINT license_total_pkey DO UPDATE SET used = t.used + EXCLUDED.used
        RETURNING t.used INTO total;
        -- Who may write the ledger need not call use_license().  The owner restores dumps, whatever a license is by now.
        IF (l.state <> 'issued' OR NOT l.valid @> NEW.used_on OR total > l.cap) AND NOT export_control.may_act_as_owner(TG_RELID) THEN
            RAISE EXCEPTION 'license "%" cannot be used so: use_license() would refuse it', l.id
                USING ERRCODE = 'restrict_violation',
                      DETAIL = format('Its state is %s, its period %s and its cap %s, of which %s would be used.',
                                      l.state, l.valid, coalesce(l.cap::text, 'none'), total),
                      HINT = 'Use licenses by export_control.use_license(), which says what is wrong.';
        END IF;
    ELSE
        UPDATE export_control.license_total AS t SET used = t.used + counted
         WHERE t.license = NEW.license AND t.consignee = total_consignee AND t.year = total_year;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_license_total() IS 'trigger: keeps license_total equal to what the ledger adds up to, and the ledger a ledger, within what the license allows (23001)';

CREATE FUNCTION write_ledger() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION write_ledger() IS 'trigger of license_use: calls keep_license_total(), and while that runs license_total may be written';
CREATE FUNCTION ledger_is_writing() RETURNS boolean AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION ledger_is_writing() IS 'whether write_ledger() is running';

CREATE TRIGGER keep_license_total BEFORE INSERT OR UPDATE OR DELETE ON license_use
    FOR EACH ROW EXECUTE FUNCTION write_ledger();
CREATE TRIGGER keep_license_total_truncate BEFORE TRUNCATE ON license_use
    FOR EACH STATEMENT EXECUTE FUNCTION keep_license_total();

-- Who uses licenses must be allowed to write the totals, as no function here runs with another's rights.
CREATE FUNCTION refuse_direct_total() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT export_control.ledger_is_writing() THEN
        RAISE EXCEPTION '%.% is what the ledger adds up to: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation',
                  DETAIL = 'The trigger of license_use keeps it.',
                  HINT = 'Use licenses by export_control.use_license() and reverse_use(); to allow more, raise the license''s cap.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_direct_total() IS 'trigger: totals are changed by the ledger only (23001)';

CREATE TRIGGER refuse_direct_total BEFORE INSERT OR UPDATE OR DELETE ON license_total
    FOR EACH ROW EXECUTE FUNCTION refuse_direct_total();
CREATE TRIGGER refuse_direct_total_truncate BEFORE TRUNCATE ON license_total
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_total();

CREATE FUNCTION keep_license_metric() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (NEW.metric <> OLD.metric OR NEW.per <> OLD.per)
       AND EXISTS (SELECT FROM export_control.license_use AS u WHERE u.license = OLD.id) THEN
        RAISE EXCEPTION 'license "%" has been used: what it counts cannot be changed', OLD.id
            USING ERRCODE = 'restrict_violation',
                  DETAIL = format('Its ledger is in %s per %s.', OLD.metric, OLD.per),
                  HINT = 'Close this license by its state, and add another under a new id.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION keep_license_metric() IS 'trigger: the amounts in a ledger keep their meaning (23001)';

CREATE TRIGGER keep_license_metric BEFORE UPDATE ON license FOR EACH ROW EXECUTE FUNCTION keep_license_metric();

CREATE FUNCTION license_covers(
    license       text,
    chip          chip,
    destination   country,
    as_of         date,
    headquarters  country,
    end_use       text,
    consignee_tpp numeric
) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
               WHEN l.scope IS NULL THEN true
               -- holds() takes a headquarters that is not stated to be in the destination.  Here it is unknown, and the
               -- answer is the one that is the same wherever the headquarters may be.
               WHEN license_covers.headquarters IS NULL AND l.scope::text LIKE '%headquarters%'
               THEN (SELECT CASE WHEN every(h.covered IS TRUE) THEN true WHEN every(h.covered IS FALSE) THEN false END
                       FROM (SELECT holds(l.scope, license_covers.chip, license_covers.destination, license_covers.as_of,
                                          NULL, c.code, license_covers.end_use, NULL, NULL,
                                          license_covers.consignee_tpp, item.eccn) AS covered
                               FROM export_control_ref.country AS c) AS h)
               ELSE holds(l.scope, license_covers.chip, license_covers.destination, license_covers.as_of,
                          NULL, license_covers.headquarters, license_covers.end_use, NULL, NULL,
                          license_covers.consignee_tpp, item.eccn)
           END
      FROM license AS l
     CROSS JOIN LATERAL (
           SELECT (classify(license_covers.chip, license_covers.destination, license_covers.as_of, NULL,
                            license_covers.headquarters, license_covers.end_use, NULL, NULL, license_covers.consignee_tpp)).eccn
           ) AS item
     WHERE l.id = license_covers.license;
END;
COMMENT ON FUNCTION license_covers(text, chip, country, date, country, text, numeric) IS
    'Whether a shipment is within the scope of a license: true, false, or NULL when that is unknown, which is not covered. A license without a scope covers everything; of a license that does not exist nothing is known. A headquarters of NULL is unknown here, not in the destination. State, period and cap are looked at by use_license(). The ECCN that a scope tests for is that of classify().';

CREATE FUNCTION license_amount(license text, chip chip, quantity numeric, value numeric DEFAULT NULL) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE l.metric
               WHEN 'units' THEN license_amount.quantity
               WHEN 'value' THEN license_amount.value
               WHEN 'tpp' THEN license_amount.quantity * upper(tpp_range(license_amount.chip))
           END
      FROM license AS l WHERE l.id = license_amount.license;
END;
COMMENT ON FUNCTION license_amount(text, chip, numeric, numeric) IS
    'What a shipment counts against a license, in its metric; NULL when unknown. A TPP that is known as an interval counts with its upper bound. Of computers, the quantity is that of the integrated circuits in them.';

CREATE FUNCTION license_used(license text, consignee text DEFAULT NULL, day date DEFAULT CURRENT_DATE) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
               WHEN l.per = 'consignee_year' AND (license_used.consignee IS NULL OR license_used.day IS NULL) THEN NULL
               ELSE coalesce((SELECT t.used FROM license_total AS t
                               WHERE t.license = l.id
                                 AND t.consignee = CASE l.per WHEN 'consignee_year' THEN license_used.consignee ELSE '' END
                                 AND t.year = CASE l.per WHEN 'consignee_year' THEN extract(year FROM license_used.day) ELSE 0 END),
                             0)
           END
      FROM license AS l WHERE l.id = license_used.license;
END;
COMMENT ON FUNCTION license_used(text, text, date) IS
    'What has been used of a license, reversed uses apart: in all, or by a consignee in the calendar year of a day, as its cap is. NULL: no such license, or the consignee that matters is not given.';

CREATE FUNCTION refuse_unknown_license(license text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF license IS NULL THEN
        RAISE EXCEPTION 'no license is named'
            USING ERRCODE = 'null_value_not_allowed', HINT = 'Give the id of a row of export_control.license.';
    END IF;
    RAISE EXCEPTION 'license "%" is unknown', license
        USING ERRCODE = 'XC010', HINT = 'SELECT id, state FROM export_control.license lists those that are known.';
END
$$;
COMMENT ON FUNCTION refuse_unknown_license(text) IS 'the error for a license that is not there (XC010)';

CREATE FUNCTION refuse_unknown_consignee(license text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the consignee is not given'
        USING ERRCODE = 'null_value_not_allowed',
              DETAIL = format('The cap of license "%s" holds for each consignee and calendar year.', license),
              HINT = 'Give the ultimate consignee, always by the same name: two names would have two caps.';
END
$$;
COMMENT ON FUNCTION refuse_unknown_consignee(text) IS 'the error for a consignee that is needed and not given (22004)';

CREATE FUNCTION license_balance(license text, consignee text DEFAULT NULL, day date DEFAULT CURRENT_DATE) RETURNS numeric
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_license export_control.license;
BEGIN
    SELECT * INTO found_license FROM export_control.license AS l WHERE l.id = license_balance.license;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(license_balance.license);
    ELSIF found_license.per = 'consignee_year' AND coalesce(license_balance.consignee, '') !~ '\S' THEN
        PERFORM export_control.refuse_unknown_consignee(license_balance.license);
    END IF;
    RETURN found_license.cap - export_control.license_used(license_balance.license, license_balance.consignee, license_balance.day);
END
$$;
COMMENT ON FUNCTION license_balance(text, text, date) IS
    'What remains of a license: of its cap, or of a consignee''s cap in the calendar year of a day. NULL: no cap. Below zero when the cap was lowered under what had been used. Errors: XC010 unknown license, 22004 no consignee.';

-- One license is used by one transaction at a time: its row is locked before anything is read of what is left.  So the
-- sum never exceeds the cap, a change of the license's state waits for the uses under way and is seen by all later ones,
-- and there is one lock to take, hence nothing to deadlock on.  (Locking only a consignee's total would let consignees
-- pass each other, but then a steady stream of uses could keep a suspension waiting for ever.)
CREATE FUNCTION use_license(
    license   text,
    key       text,
    amount    numeric,
    consignee text DEFAULT NULL,
    used_on   date DEFAULT CURRENT_DATE
) RETURNS numeric
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l         export_control.license;
    earlier   export_control.license_use;
    used      numeric;
    attempt   integer;
BEGIN
    IF use_license.key IS NULL OR use_license.key !~ '\S' THEN
        RAISE EXCEPTION 'a use of a license needs a key'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Give what names the use, such as the order line: it counts once however often it is sent.';
    ELSIF use_license.amount IS NULL THEN
        RAISE EXCEPTION 'the amount is unknown'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Find it out first; export_control.license_amount() says what a shipment counts.';
    ELSIF NOT (use_license.amount > 0 AND use_license.amount < 'Infinity') THEN
        RAISE EXCEPTION 'the amount must be greater than 0 and finite, not %', use_license.amount
            USING ERRCODE = 'invalid_parameter_value', HINT = 'To give back what was used, call export_control.reverse_use().';
    ELSIF use_license.used_on IS NULL OR NOT isfinite(use_license.used_on) THEN
        RAISE EXCEPTION 'the day of use must be a date'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give the day of the shipment; left out, it is today.';
    END IF;

    SELECT * INTO l FROM export_control.license AS r WHERE r.id = use_license.license FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(use_license.license);
    END IF;

    -- What is counted already needs no permission any more.
    SELECT * INTO earlier FROM export_control.license_use AS u
     WHERE u.license = l.id AND u.key = use_license.key AND u.reversed_at IS NULL;
    IF FOUND THEN
        IF ROW(earlier.amount, earlier.consignee, earlier.used_on)
           IS DISTINCT FROM ROW(use_license.amount, use_license.consignee, use_license.used_on) THEN
            RAISE EXCEPTION 'key "%" of license "%" already stands for another use', use_license.key, l.id
                USING ERRCODE = 'XC015',
                      DETAIL = format('It stands for %s for consignee %L on %s; now it was sent for %s for consignee %L on %s.',
                                      earlier.amount, earlier.consignee, earlier.used_on,
                                      use_license.amount, use_license.consignee, use_license.used_on),
                      HINT = 'Send a use again with the same arguments (used_on too: left out, it is another day tomorrow). For another use choose another key, or call export_control.reverse_use() first.';
        END IF;
        RETURN l.cap - export_control.license_used(l.id, use_license.consignee, use_license.used_on);
    END IF;

    IF l.state <> 'issued' THEN
        RAISE EXCEPTION 'license "%" cannot be used: it is %', l.id,
                CASE l.state WHEN 'draft' THEN 'a draft' ELSE l.state::text END
            USING ERRCODE = 'XC011',
                  HINT = CASE l.state
                             WHEN 'draft' THEN 'Set its state to issued once it has been.'
                             WHEN 'suspended' THEN 'Hold the order until the license is issued again, or name another license.'
                             ELSE 'Name another license, or apply for one.'
                         END;
    ELSIF NOT l.valid @> use_license.used_on THEN
        RAISE EXCEPTION 'license "%" is not valid on %', l.id, use_license.used_on
            USING ERRCODE = 'XC012',
                  DETAIL = format('Its period is %s.', l.valid),
                  HINT = 'Name a license that is valid on the day of the shipment, or apply for one.';
    ELSIF l.per = 'consignee_year' AND coalesce(use_license.consignee, '') !~ '\S' THEN
        PERFORM export_control.refuse_unknown_consignee(l.id);
    END IF;

    used := export_control.license_used(l.id, use_license.consignee, use_license.used_on);
    IF used + use_license.amount > l.cap THEN
        RAISE EXCEPTION 'license "%" does not suffice: % needed, % left', l.id, use_license.amount, l.cap - used
            USING ERRCODE = 'XC014',
                  DETAIL = format('Its cap is %s %s%s, of which %s are used.', l.cap, CASE l.metric WHEN 'tpp' THEN 'TPP' ELSE l.metric::text END,
                                  CASE l.per WHEN 'consignee_year'
                                       THEN format(' for consignee %L in %s', use_license.consignee, extract(year FROM use_license.used_on)) END,
                                  used),
                  HINT = 'Ship no more than what is left, or name another license.';
    END IF;

    SELECT coalesce(max(u.attempt), 0) + 1 INTO attempt
      FROM export_control.license_use AS u WHERE u.license = l.id AND u.key = use_license.key;
    INSERT INTO export_control.license_use (license, key, attempt, consignee, used_on, amount)
    VALUES (l.id, use_license.key, attempt, use_license.consignee, use_license.used_on, use_license.amount);
    RETURN l.cap - used - use_license.amount;
END
$$;
COMMENT ON FUNCTION use_license(text, text, numeric, text, date) IS
    'Counts an amount against a license and returns what remains (NULL: no cap). The key names the use: sent again with the same arguments it counts once, in whatever state the license is by then; a key that was reversed is free again. Other transactions that use the license wait until this one ends. Whether the license covers the shipment is asked by license_covers(). Errors: XC010 unknown license, XC011 not issued, XC012 not valid on the day, XC014 not enough left, XC015 the key stands for another use, 22004, 22023.';

CREATE FUNCTION reverse_use(license text, key text) RETURNS numeric
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    l    export_control.license;
    last export_control.license_use;
BEGIN
    SELECT * INTO l FROM export_control.license AS r WHERE r.id = reverse_use.license FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM export_control.refuse_unknown_license(reverse_use.license);
    END IF;
    UPDATE export_control.license_use AS u SET reversed_by = session_user, reversed_at = clock_timestamp()
     WHERE u.license = l.id AND u.key = reverse_use.key AND u.reversed_at IS NULL;
    SELECT * INTO last FROM export_control.license_use AS u
     WHERE u.license = l.id AND u.key = reverse_use.key ORDER BY u.attempt DESC LIMIT 1;
    -- Of a key that was never used, the consignee is not known, nor what remains for it.
    RETURN l.cap - export_control.license_used(l.id, last.consignee, last.used_on);
END
$$;
COMMENT ON FUNCTION reverse_use(text, text) IS
    'Gives back what a key had used of a license, whatever the license''s state, and returns what remains (NULL: no cap, or a cap by consignee and a key that was never used). A key that counts nothing, because it was reversed before or never used, changes nothing. Errors: XC010 unknown license, 22004.';

-- src/screening.sql

-- The log of screenings: every decision on an order, with all that it was made from.

CREATE TYPE screening_action AS ENUM ('passed', 'licensed', 'held', 'recorded', 'rescreened', 'closed', 'cancelled');
COMMENT ON TYPE screening_action IS
    'What became of an order. passed: no license is required, or a license exception applies. licensed: the license that it names covers it and was drawn down. held, recorded: it was let in although neither is so, to wait or just on record. rescreened: looked at again, by rescreen(). closed: shipped or otherwise done. cancelled: given up or deleted. An order that was blocked is not in the log, but in the server''s log.';

CREATE SEQUENCE screening_id;
COMMENT ON SEQUENCE screening_id IS 'ids of the log. Never cached: seal() relies on a session''s ids not being older than its lock on the log.';

-- Written by the trigger itself, as part of the order's transaction, and by nobody else: who may write orders needs no
-- right to write here.
CREATE TABLE screening (
    id             bigint NOT NULL DEFAULT nextval('screening_id'),
    screened_at    timestamptz NOT NULL DEFAULT transaction_timestamp(),
    screened_by    name NOT NULL DEFAULT session_user,
    relation       text NOT NULL,
    row_key        text NOT NULL,
    action         screening_action NOT NULL,
    rescreens      bigint,
    product        text,
    vendor         text,
    chip           chip,
    eccn           eccn,
    destination    country,
    as_of          date,
    as_known       date NOT NULL,
    headquarters   country,
    end_use        text,
    end_user       text,
    consignee      text,
    consignee_tpp  numeric,
    scenario       text NOT NULL,
    quantity       numeric,
    value          numeric,
    license        text,
    license_amount numeric,
    license_fault  text,
    release        bigint NOT NULL,
    digest         bytea NOT NULL,
    determination  determination
) PARTITION BY RANGE (screened_at);
-- Indexes are of each partition, and not of the whole: attaching a partition would make those of the whole, and then a dump,
-- which says nothing of an extension's tables but much of their partitions, could not be restored: it makes them again.
CREATE TABLE screening_default PARTITION OF screening (PRIMARY KEY (id, screened_at)) DEFAULT;
ALTER SEQUENCE screening_id OWNED BY screening.id;
CREATE INDEX screening_order ON screening_default (relation, row_key, id);
COMMENT ON TABLE screening IS 'The log of screenings, newest id last. Append-only; written by screen_order() and rescreen(), without firing triggers. Partitioned by screened_at: add_screening_partition() makes a month''s partition, and what falls in none is in screening_default.';
COMMENT ON COLUMN screening.id IS 'in the order in which the screenings began';
COMMENT ON COLUMN screening.screened_at IS 'when the transaction began';
COMMENT ON COLUMN screening.screened_by IS 'the session''s user';
COMMENT ON COLUMN screening.relation IS 'table of the order, with its schema';
COMMENT ON COLUMN screening.row_key IS 'the order: text of its key columns, in the order of the key, whatever the session''s settings. Of several columns, they are separated by /, and a / or \ within one has a \ before it';
COMMENT ON COLUMN screening.action IS 'what became of it';
COMMENT ON COLUMN screening.rescreens IS 'the entry that was looked at again; NULL: this one is of the order itself';
COMMENT ON COLUMN screening.product IS 'the product, as the order calls it';
COMMENT ON COLUMN screening.vendor IS 'who makes it, as the order says';
COMMENT ON COLUMN screening.chip IS 'the item''s facts at that time';
COMMENT ON COLUMN screening.eccn IS 'the item''s ECCN, if the order states one instead';
COMMENT ON COLUMN screening.destination IS 'destination';
COMMENT ON COLUMN screening.as_of IS 'legal date: the day of the shipment';
COMMENT ON COLUMN screening.as_known IS 'date of knowledge: the day of the screening';
COMMENT ON COLUMN screening.headquarters IS 'where the ultimate parent is headquartered; NULL: unknown. Of an order table that does not say, the destination';
COMMENT ON COLUMN screening.end_use IS 'end use; NULL: none stated';
COMMENT ON COLUMN screening.end_user IS 'id of the party that is the end user';
COMMENT ON COLUMN screening.consignee IS 'the ultimate consignee, as licenses count it';
COMMENT ON COLUMN screening.consignee_tpp IS 'TPP shipped to the ultimate consignee in the calendar year, this order included; NULL: unknown';
COMMENT ON COLUMN screening.scenario IS 'scenario';
COMMENT ON COLUMN screening.quantity IS 'units ordered';
COMMENT ON COLUMN screening.value IS 'what they cost';
COMMENT ON COLUMN screening.license IS 'the license that the order names';
COMMENT ON COLUMN screening.license_amount IS 'what was drawn down, in the license''s metric; NULL: nothing';
COMMENT ON COLUMN screening.license_fault IS 'why the license named does not help';
COMMENT ON COLUMN screening.release IS 'id of the release that decided';
COMMENT ON COLUMN screening.digest IS 'digest of its rulebook';
COMMENT ON COLUMN screening.determination IS 'what classify() answered; NULL for cancelled';
COMMENT ON TABLE screening_default IS 'Screenings of all times that no other partition holds.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON screening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON screening FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Statement triggers are not inherited by partitions.
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON screening_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();


CREATE VIEW open_order AS
    SELECT e.*, coalesce(again.determination, e.determination) AS standing
      FROM (SELECT DISTINCT ON (s.relation, s.row_key) s.*
              FROM screening AS s
             WHERE s.rescreens IS NULL
             ORDER BY s.relation, s.row_key, s.id DESC) AS e
      LEFT JOIN (SELECT DISTINCT ON (r.relation, r.row_key, r.rescreens) r.relation, r.row_key, r.rescreens, r.determination
                   FROM screening AS r
                  WHERE r.rescreens IS NOT NULL
                  ORDER BY r.relation, r.row_key, r.rescreens, r.id DESC) AS again
        ON again.relation = e.relation AND again.row_key = e.row_key AND again.rescreens = e.id
     WHERE e.action NOT IN ('closed', 'cancelled');
COMMENT ON VIEW open_order IS 'Orders that are neither closed nor cancelled: the newest entry of each, and how it stands by the newest look at it.';
-- Its other columns, and those of a partition, are the log's.
DO $$
DECLARE
    comment record;
BEGIN
    FOR comment IN
        SELECT c.attrelid::regclass AS relation, c.attname, col_description(l.attrelid, l.attnum) AS text
          FROM pg_attribute AS c JOIN pg_attribute AS l ON l.attname = c.attname AND l.attrelid = 'screening'::regclass AND l.attnum > 0
         WHERE c.attrelid IN ('open_order'::regclass, 'screening_default'::regclass)
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', comment.relation, comment.attname, comment.text);
    END LOOP;
END
$$;
COMMENT ON COLUMN open_order.standing IS 'the determination of the newest re-screening of this entry, or of the entry itself';

CREATE FUNCTION add_screening_partition(month date) RETURNS regclass
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
    SET timezone = 'UTC'
AS $$
DECLARE
    first constant timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    until constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
    name  constant text := 'screening_' || to_char(month, 'YYYY_MM');
BEGIN
    IF month IS NULL OR NOT isfinite(month) THEN
        RAISE EXCEPTION 'the month is not given'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give any day of it: add_screening_partition(''2027-01-01'').';
    ELSIF to_regclass(format('export_control.%I', name)) IS NOT NULL THEN
        RAISE EXCEPTION 'relation "%" already exists', name
            USING ERRCODE = 'duplicate_table',
                  HINT = 'A month has one partition. One that was detached is attached again by ALTER TABLE export_control.screening ATTACH PARTITION.';
    ELSIF EXISTS (SELECT FROM export_control.screening_default AS s WHERE s.screened_at >= first AND s.screened_at < until) THEN
        RAISE EXCEPTION 'there are screenings of % already', to_char(month, 'YYYY-MM')
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = 'They are in export_control.screening_default, which an append-only log cannot give away.',
                  HINT = 'Make partitions for months to come, before they come.';
    END IF;
    EXECUTE format('CREATE TABLE export_control.%I PARTITION OF export_control.screening (PRIMARY KEY (id, screened_at))
                    FOR VALUES FROM (%L) TO (%L)', name, first, until);
    EXECUTE format('CREATE INDEX ON export_control.%I (relation, row_key, id)', name);
    EXECUTE format('ALTER TABLE export_control.%I OWNER TO %I', name,
                   (SELECT pg_get_userbyid(c.relowner) FROM pg_class AS c WHERE c.oid = 'export_control.screening'::regclass));
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON export_control.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION export_control.refuse_change()', name);
    RETURN format('export_control.%I', name)::regclass;
END
$$;
COMMENT ON FUNCTION add_screening_partition(date) IS
    'Makes the partition of the log for a month (of UTC), and returns it. Privileges on it are yours to grant; whoever reads the log reads screening. Errors: 55000 there are screenings of that month already, 42P07 the partition is there.';

CREATE FUNCTION replay(entry screening, rulebook rulebook DEFAULT NULL, as_of date DEFAULT NULL, as_known date DEFAULT NULL)
    RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION replay(screening, rulebook, date, date) IS
    'Determines an entry of the log again, from the facts in it. With the entry alone: by the rulebook that decided it, which gives the same determination for ever. With a rulebook or dates: as it would be by these. NULL for an entry without a determination. Errors: 55000 the entry''s rulebook is not among the releases.';

CREATE FUNCTION record_rescreening(entry bigint, as_of date, as_known date) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION record_rescreening(bigint, date, date) IS
    'Determines an entry again, by the current release and on these dates (as_of NULL: unknown), and logs that; returns the id of the new entry. Called by rescreen(). Errors: P0002 no such entry, 22004.';

-- src/await_screenings.sql

-- How far the log is final.

CREATE FUNCTION await_screenings() RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION await_screenings() IS
    'Waits for the transactions that are writing to the log, and returns the last id drawn so far: the statements that follow see every entry up to it that there will ever be. Until the transaction ends, others that call it wait; orders do not. Needs SELECT on screening. Errors: 25000 in a transaction that is not READ COMMITTED, 42501.';

-- src/screen_order.sql

-- The trigger that screens orders.

-- What an order had drawn is given back first, so that it may draw another amount of the same license.
CREATE FUNCTION settle_use(
    license         text,
    key             text,
    amount          numeric,
    consignee       text,
    used_on         date,
    earlier_license text,
    OUT fault       text,
    OUT hint        text,
    OUT code        text
)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier export_control.license_use;
BEGIN
    -- Both are locked in one order, whichever is given back and whichever is drawn.
    PERFORM FROM export_control.license AS l WHERE l.id IN (settle_use.license, earlier_license) ORDER BY l.id FOR NO KEY UPDATE;
    SELECT * INTO earlier FROM export_control.license_use AS u
     WHERE u.license = earlier_license AND u.key = settle_use.key AND u.reversed_at IS NULL;
    IF FOUND THEN
        IF ROW(earlier.license, earlier.amount, earlier.consignee, earlier.used_on)
           IS NOT DISTINCT FROM
           ROW(settle_use.license, settle_use.amount, settle_use.consignee, settle_use.used_on) THEN
            RETURN;
        END IF;
        PERFORM export_control.reverse_use(earlier_license, settle_use.key);
    END IF;
    IF settle_use.license IS NULL THEN
        RETURN;
    END IF;
    -- Catching a refusal takes a subtransaction, and thousands of these in one transaction make its every look at the total
    -- slow.  So what will not be refused goes without.
    IF (SELECT l.state = 'issued' AND l.valid @> settle_use.used_on AND isfinite(settle_use.used_on)
               AND settle_use.amount > 0 AND settle_use.amount < 'Infinity'
               AND (l.per = 'license' OR settle_use.consignee ~ '\S')
               AND (l.cap IS NULL OR export_control.license_used(l.id, settle_use.consignee, settle_use.used_on) + settle_use.amount <= l.cap)
               AND NOT EXISTS (SELECT FROM export_control.license_use AS u
                                WHERE u.license = l.id AND u.key = settle_use.key AND u.reversed_at IS NULL)
          FROM export_control.license AS l WHERE l.id = settle_use.license) THEN
        PERFORM export_control.use_license(settle_use.license, settle_use.key, settle_use.amount, settle_use.consignee, settle_use.used_on);
    ELSE
        BEGIN
            PERFORM export_control.use_license(settle_use.license, settle_use.key, settle_use.amount, settle_use.consignee, settle_use.used_on);
        EXCEPTION WHEN SQLSTATE 'XC010' OR SQLSTATE 'XC011' OR SQLSTATE 'XC012' OR SQLSTATE 'XC014' OR SQLSTATE 'XC015'
                       OR null_value_not_allowed OR invalid_parameter_value THEN
            GET STACKED DIAGNOSTICS fault = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
            code := SQLSTATE;
            fault := CASE WHEN code LIKE 'XC%' THEN fault ELSE format('license "%s" cannot be used: %s', settle_use.license, fault) END;
        END;
    END IF;
END
$$;
COMMENT ON FUNCTION settle_use(text, text, numeric, text, date, text) IS
    'Brings the ledger of licenses to what an order is now: gives back what its earlier version had drawn, unless it is the same use, and uses the license (NULL: none). A use that is refused is a fault with its SQLSTATE as code, not an error. Called by screen_order().';

CREATE FUNCTION screen_order() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION screen_order() IS
$$Trigger: screens the orders of a table. CREATE TRIGGER ... BEFORE INSERT OR UPDATE OR DELETE ON ... FOR EACH ROW EXECUTE FUNCTION export_control.screen_order('name=column', ...).

The item, one of: chip (its facts), product (its name in the table product; vendor where several have that name), eccn. Then destination; as_of (day of shipment; left out: today, in the server's log_timezone and not in the session's time zone), headquarters, end_use, end_user (a party, whose headquarters_of() counts), consignee (left out: end_user), consignee_tpp, quantity, value, license (drawn down in the order's own transaction, and given back when the order is cancelled, deleted or reduced), cancelled and closed (a boolean, or anything that is not NULL: the order is given up; it is shipped, and then not given up, whatever cancelled says), order (columns that identify it, separated by commas; left out: the primary key). Written by the trigger: outcome, disposition (a screening_action). Not columns: scenario (left out: enforced; the setting export_control.scenario is not used), action.

action=block, the default, refuses a row that may not pass; hold lets it in with its outcome in a column, and refuses to close it; record only logs it. An order may pass when no license is required, when a license exception applies, or when a license is required and the one it names covers it and suffices. A column that is mapped and NULL is unknown, also headquarters and end_user. A row in which nothing mapped has changed is not screened again; setting its outcome to NULL has it screened.

A blocked order's transaction is rolled back, and its entry in the log with it; one line stays in the server's log: export_control blocked: and a JSON object with at, by, relation, row_key, outcome, eccn, reasons, review, rules, missing, item, destination, as_of, headquarters, end_use, end_user, consignee, quantity, value, license, license_fault, scenario, release, digest (keys without a value are left out). Use hold where attempts belong in the log.

Name the trigger so that it fires last (triggers fire in the order of their names): it sees what triggers before it have made of the row, and not what later ones do. Created AFTER INSERT OR UPDATE OR DELETE it sees the row as it is stored, and cannot write columns. For tables that are written by INSERT ... ON CONFLICT create it AFTER: PostgreSQL fires BEFORE INSERT also for a row that is then not inserted, and what that has logged and drawn stays. Children by INHERITS need a trigger of their own; TRUNCATE fires none, and gives nothing back.

An order that is closed keeps what it drew: it cannot be opened again or renamed (XC004), and cancelling or deleting it gives nothing back.

Errors: XC001 a license is required, XC002 indeterminate, XC003 prohibited, XC004 closed, XC010 to XC015 the license named; 22023, 42703, 42804 wrong arguments, at CREATE TRIGGER.$$;

CREATE FUNCTION check_screen_order(relation oid, trigger oid) RETURNS void AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
COMMENT ON FUNCTION check_screen_order(oid, oid) IS 'an error when the arguments of a trigger that calls screen_order() do not fit its table. Needs TRIGGER on the table. Errors: 42501.';

CREATE FUNCTION check_new_trigger() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM export_control.check_screen_order(t.tgrelid, t.oid)
       FROM pg_event_trigger_ddl_commands() AS c
       JOIN pg_trigger AS t ON t.oid = c.objid
      WHERE c.classid = 'pg_trigger'::regclass
        AND t.tgfoid = 'export_control.screen_order()'::regprocedure;
END
$$;
COMMENT ON FUNCTION check_new_trigger() IS 'event trigger: the arguments of screen_order() are checked when a trigger is created, and not at the first order';

CREATE EVENT TRIGGER export_control_check_new_trigger ON ddl_command_end
    WHEN TAG IN ('CREATE TRIGGER')
    EXECUTE FUNCTION check_new_trigger();
COMMENT ON EVENT TRIGGER export_control_check_new_trigger IS 'checks the arguments of screen_order() at CREATE TRIGGER';

-- src/rescreen.sql

-- Looking at open orders again, when the rules or the days have changed.

CREATE FUNCTION rescreen(orders regclass DEFAULT NULL)
    RETURNS TABLE (
        relation text, row_key text, product text, destination country, quantity numeric, value numeric,
        was determination, becomes determination, entry bigint
    )
    LANGUAGE plpgsql ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    book  export_control.rulebook;
    named text;
BEGIN
    -- What is being screened now may still be by an older release; what comes later is by this one.  Nobody waits
    -- for us, and one is re-screening at a time.
    PERFORM export_control.await_screenings();
    book := export_control.current_rulebook();
    SELECT format('%I.%I', n.nspname, c.relname) INTO named
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = coalesce(pg_partition_root(rescreen.orders), rescreen.orders);
    RETURN QUERY
        WITH again AS MATERIALIZED (
            SELECT s.id, o.standing, d.day, export_control.replay(s, book, d.day, CURRENT_DATE) AS now
              FROM export_control.open_order AS o
              JOIN export_control.screening AS s ON s.id = o.id AND s.screened_at = o.screened_at
             -- a day that is unknown stays so
             CROSS JOIN LATERAL (SELECT CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, CURRENT_DATE) END AS day) AS d
             WHERE rescreen.orders IS NULL OR o.relation = named
        )
        SELECT s.relation, s.row_key, coalesce(s.product, s.chip::jsonb ->> 'name'), s.destination, s.quantity, s.value,
               a.standing, a.now, export_control.record_rescreening(a.id, a.day, CURRENT_DATE)
          FROM again AS a JOIN export_control.screening AS s ON s.id = a.id
         WHERE ROW((a.now).outcome, (a.now).exception) IS DISTINCT FROM ROW((a.standing).outcome, (a.standing).exception)
         ORDER BY a.id;
END
$$;
COMMENT ON FUNCTION rescreen(regclass) IS
    'Determines every open order again (of one table, or NULL: of all), by the current release and for today, or for its day of shipment where that is still to come. Where the outcome, or the license exception that it rests on, has changed, that is logged as a new entry and returned. The orders'' own rows are not touched: where they have a column for the outcome, setting it to NULL has the trigger screen them. Waits for screenings under way; does not keep new ones waiting. Errors: 25000 in a transaction with an old snapshot.';

-- src/impact.sql

-- What a rule change does before it is published, and what a scenario would cost.

-- An order is judged by replay(), which knows that a headquarters may be unknown, and takes a row of the log.
CREATE FUNCTION entry_of(an_order open_order, scenario text) RETURNS screening
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT ROW((an_order).id, (an_order).screened_at, (an_order).screened_by, (an_order).relation, (an_order).row_key,
               (an_order).action, (an_order).rescreens, (an_order).product, (an_order).vendor, (an_order).chip,
               (an_order).eccn, (an_order).destination, (an_order).as_of, (an_order).as_known, (an_order).headquarters,
               (an_order).end_use, (an_order).end_user, (an_order).consignee, (an_order).consignee_tpp,
               coalesce(entry_of.scenario, (an_order).scenario), (an_order).quantity, (an_order).value,
               (an_order).license, (an_order).license_amount, (an_order).license_fault, (an_order).release,
               (an_order).digest, (an_order).determination)::screening;
END;
COMMENT ON FUNCTION entry_of(open_order, text) IS
    'the entry of an open order as a row of the log, in another scenario; NULL: in its own';

-- ---- the impact of a rule change ---------------------------------------------------------------------------------

-- The rulebooks are found once: an argument that is written where rows are judged would be computed for each of them,
-- and draft() reads all rules.
CREATE FUNCTION impacted_orders(
    before   rulebook DEFAULT NULL,
    after    rulebook DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL
) RETURNS TABLE (
        relation text, row_key text, action screening_action, vendor text, product text, destination country, as_of date,
        quantity numeric, value numeric, was determination, becomes determination
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 100
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT coalesce(impacted_orders.before, current_rulebook()) AS was,
               coalesce(impacted_orders.after, draft()) AS becomes,
               coalesce(impacted_orders.as_of, CURRENT_DATE) AS today,
               coalesce(impacted_orders.as_known, CURRENT_DATE) AS knowledge
    )
    SELECT j.relation, j.row_key, j.action, j.vendor, j.product, j.destination, j.day, j.quantity, j.value, j.was, j.becomes
      FROM (SELECT e.*,
                   replay(e.entry, (SELECT q.was FROM question AS q), e.day, (SELECT q.knowledge FROM question AS q)) AS was,
                   replay(e.entry, (SELECT q.becomes FROM question AS q), e.day, (SELECT q.knowledge FROM question AS q)) AS becomes
              FROM (SELECT o.relation, o.row_key, o.action, o.destination, o.quantity, o.value,
                           coalesce(o.vendor, o.chip::jsonb ->> 'vendor') AS vendor,
                           coalesce(o.product, o.chip::jsonb ->> 'name') AS product,
                           -- a day that is not known stays unknown
                           CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, (SELECT q.today FROM question AS q)) END AS day,
                           entry_of(o, impacted_orders.scenario) AS entry
                      FROM open_order AS o
                    OFFSET 0) AS e
             WHERE (SELECT q.was <> q.becomes FROM question AS q)
            OFFSET 0) AS j
     WHERE ROW((j.was).outcome, (j.was).exception, (j.was).review)
           IS DISTINCT FROM ROW((j.becomes).outcome, (j.becomes).exception, (j.becomes).review)
     ORDER BY j.value DESC NULLS LAST, j.relation COLLATE "C", j.row_key COLLATE "C";
END;
COMMENT ON FUNCTION impacted_orders(rulebook, rulebook, date, date, text) IS
    'The open orders whose outcome, license exception or review policy differs between two rulebooks, the greatest value first, those without a value last. before NULL: the current rulebook; after NULL: the draft. An order has not shipped, so it is judged on its day of shipment or on as_of, whichever is later (the column as_of); by what is known on as_known (NULL: today); in its own scenario, unless one is given; with all else as it is in the log, where a headquarters of NULL is unknown. was: by the rulebook before, on that day, which need not be what was decided when the order came. An order that is indeterminate by both is not here, though nobody knows: exposure() has it. Errors: 22023 a rulebook without the scenario.';

CREATE FUNCTION impact(
    before   rulebook DEFAULT NULL,
    after    rulebook DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL
) RETURNS TABLE (
        part text, was outcome, becomes outcome, exception_was text, exception_becomes text,
        review_was review_policy, review_becomes review_policy,
        count bigint, quantity numeric, value numeric, unstated bigint, examples text[]
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 10
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT coalesce(impact.before, current_rulebook()) AS was,
               coalesce(impact.after, draft()) AS becomes,
               coalesce(impact.as_of, CURRENT_DATE) AS today,
               coalesce(impact.as_known, CURRENT_DATE) AS knowledge
    ), changes AS (
        SELECT 1 AS nr, 'products' AS part, j.was, j.becomes, NULL::numeric AS quantity, NULL::numeric AS value, false AS unstated,
               j.vendor || ' ' || j.name || ' to ' || j.code AS example,
               row_number() OVER (ORDER BY j.vendor COLLATE "C", j.name COLLATE "C", j.code) AS place
          FROM (SELECT p.vendor, p.name, c.code,
                       classify(p.chip, c.code, (SELECT q.today FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                                impact.scenario, (SELECT q.was FROM question AS q)) AS was,
                       classify(p.chip, c.code, (SELECT q.today FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                                impact.scenario, (SELECT q.becomes FROM question AS q)) AS becomes
                  FROM product AS p CROSS JOIN export_control_ref.country AS c
                 WHERE (SELECT q.was <> q.becomes FROM question AS q)
                OFFSET 0) AS j
         WHERE ROW((j.was).outcome, (j.was).exception, (j.was).review)
               IS DISTINCT FROM ROW((j.becomes).outcome, (j.becomes).exception, (j.becomes).review)
        UNION ALL
        SELECT 2, 'orders', o.was, o.becomes, o.quantity, o.value, o.quantity IS NULL OR o.value IS NULL,
               o.relation || ' ' || o.row_key,
               row_number() OVER (ORDER BY o.value DESC NULLS LAST, o.relation COLLATE "C", o.row_key COLLATE "C")
          FROM impacted_orders((SELECT q.was FROM question AS q), (SELECT q.becomes FROM question AS q),
                               (SELECT q.today FROM question AS q), (SELECT q.knowledge FROM question AS q), impact.scenario) AS o
    )
    SELECT c.part, (c.was).outcome, (c.becomes).outcome, (c.was).exception, (c.becomes).exception,
           (c.was).review, (c.becomes).review, count(*), sum(c.quantity), sum(c.value),
           count(*) FILTER (WHERE c.unstated), (array_agg(c.example ORDER BY c.place))[1:3]
      FROM changes AS c
     GROUP BY c.nr, c.part, (c.was).outcome, (c.becomes).outcome, (c.was).exception, (c.becomes).exception, (c.was).review, (c.becomes).review
     ORDER BY c.nr, (c.becomes).outcome DESC, (c.was).outcome, (c.becomes).review DESC, (c.was).review,
              (c.becomes).exception COLLATE "C", (c.was).exception COLLATE "C";
END;
COMMENT ON FUNCTION impact(rulebook, rulebook, date, date, text) IS
    'What a rule change does, before it is published: how many products for how many destinations (part products: one counts each pair), and how many open orders (part orders), change from what to what. A change of outcome, license exception or review policy counts; other rules for the same answer do not; equal rulebooks give no row. before NULL: the current rulebook; after NULL: the draft. Products are judged on as_of, by what is known on as_known (NULL: today), for parties headquartered in the destination, in the scenario or that of the setting. Orders are judged as impacted_orders() says, which lists them. quantity and value are sums over the orders that state them (NULL: none does), and unstated counts the orders that leave out one or both. examples: the first three by vendor, name and destination, and of orders the three of greatest value.';

-- ---- stock on hand ------------------------------------------------------------------------------------------------

-- No foreign key to product: stock counts even if nobody has described the product yet.
CREATE TABLE inventory (
    vendor      text NOT NULL,
    name        text NOT NULL,
    destination country,
    quantity    numeric CHECK (quantity >= 0 AND quantity < 'Infinity'),
    value       numeric CHECK (value >= 0 AND value < 'Infinity'),
    as_counted  date NOT NULL DEFAULT CURRENT_DATE,
    note        text,
    UNIQUE NULLS NOT DISTINCT (vendor, name, destination)
);
COMMENT ON TABLE inventory IS 'Stock on hand, by product and the market it is meant for; exposure() adds it up. A product that the table product does not have is indeterminate.';
COMMENT ON COLUMN inventory.vendor IS 'who makes it, as in product';
COMMENT ON COLUMN inventory.name IS 'product name, as in product';
COMMENT ON COLUMN inventory.destination IS 'the market it is meant for; NULL: none yet, and what follows is indeterminate';
COMMENT ON COLUMN inventory.quantity IS 'units; NULL: not counted';
COMMENT ON COLUMN inventory.value IS 'what they are worth, in the currency that orders are in; NULL: unknown';
COMMENT ON COLUMN inventory.as_counted IS 'the day of the count';
COMMENT ON COLUMN inventory.note IS 'where it lies, and doubts';

-- ---- what is at risk ----------------------------------------------------------------------------------------------

CREATE FUNCTION exposure(
    scenario text DEFAULT NULL,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    rulebook rulebook DEFAULT NULL
) RETURNS TABLE (
        vendor text, product text, destination country, licensed boolean,
        at_risk boolean, outcome outcome, exception text, review review_policy,
        enforced outcome, enforced_review review_policy,
        orders bigint, order_quantity numeric, order_value numeric, stock numeric, stock_value numeric,
        value numeric, unstated bigint
    )
    LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 100
    SET jit = off
BEGIN ATOMIC
    WITH question AS MATERIALIZED (
        SELECT coalesce(exposure.rulebook, current_rulebook()) AS book,
               coalesce(exposure.scenario, current_setting('export_control.scenario')) AS world,
               coalesce(exposure.as_of, CURRENT_DATE) AS today,
               coalesce(exposure.as_known, CURRENT_DATE) AS knowledge
    ), judged AS (
        SELECT * FROM (
            SELECT e.vendor, e.product, e.destination, true AS is_order, e.quantity, e.value,
                   coalesce(e.drawn AND e.valid @> e.day, false) AS licensed,
                   replay(e.there, (SELECT q.book FROM question AS q), e.day, (SELECT q.knowledge FROM question AS q)) AS there,
                   replay(e.here, (SELECT q.book FROM question AS q), e.day, (SELECT q.knowledge FROM question AS q)) AS here
              FROM (SELECT coalesce(o.vendor, o.chip::jsonb ->> 'vendor') AS vendor,
                           coalesce(o.product, o.chip::jsonb ->> 'name') AS product,
                           o.destination, o.quantity, o.value,
                           -- an exhausted license still covers what has been drawn
                           o.action = 'licensed' AND l.state IN ('issued', 'exhausted') AS drawn, l.valid,
                           -- a day that is not known stays unknown
                           CASE WHEN o.as_of IS NOT NULL THEN greatest(o.as_of, (SELECT q.today FROM question AS q)) END AS day,
                           entry_of(o, (SELECT q.world FROM question AS q)) AS there, entry_of(o, 'enforced') AS here
                      FROM open_order AS o LEFT JOIN license AS l ON l.id = o.license
                    OFFSET 0) AS e
            OFFSET 0) AS of_orders
        UNION ALL
        SELECT * FROM (
            SELECT i.vendor, i.name, i.destination, false, i.quantity, i.value, false,
                   classify(p.chip, i.destination, (SELECT q.today FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                            (SELECT q.world FROM question AS q), (SELECT q.book FROM question AS q)),
                   classify(p.chip, i.destination, (SELECT q.today FROM question AS q), (SELECT q.knowledge FROM question AS q), NULL, NULL,
                            'enforced', (SELECT q.book FROM question AS q))
              FROM inventory AS i LEFT JOIN product AS p ON p.vendor = i.vendor AND p.name = i.name
            OFFSET 0) AS of_stock
    ), weighed AS (
        SELECT j.vendor, j.product, j.destination, j.licensed, j.is_order, j.quantity, j.value,
               coalesce((j.there).outcome, 'indeterminate') AS outcome, (j.there).exception, (j.there).review,
               coalesce((j.here).outcome, 'indeterminate') AS enforced, (j.here).review AS enforced_review
          FROM judged AS j
    )
    SELECT w.vendor, w.product, w.destination, w.licensed,
           w.outcome >= 'license_required' AND NOT (w.licensed AND w.outcome = 'license_required'),
           w.outcome, w.exception, w.review, w.enforced, w.enforced_review,
           count(*) FILTER (WHERE w.is_order),
           CASE WHEN bool_or(w.is_order) THEN sum(w.quantity) FILTER (WHERE w.is_order) ELSE 0 END,
           CASE WHEN bool_or(w.is_order) THEN sum(w.value) FILTER (WHERE w.is_order) ELSE 0 END,
           CASE WHEN bool_and(w.is_order) THEN 0 ELSE sum(w.quantity) FILTER (WHERE NOT w.is_order) END,
           CASE WHEN bool_and(w.is_order) THEN 0 ELSE sum(w.value) FILTER (WHERE NOT w.is_order) END,
           sum(w.value), count(*) FILTER (WHERE w.quantity IS NULL OR w.value IS NULL)
      FROM weighed AS w
     WHERE w.outcome >= 'license_required' OR w.enforced >= 'license_required'
     GROUP BY w.vendor, w.product, w.destination, w.licensed, w.outcome, w.exception, w.review, w.enforced, w.enforced_review
     ORDER BY sum(w.value) DESC NULLS LAST, w.vendor COLLATE "C", w.product COLLATE "C", w.destination, w.licensed,
              w.outcome DESC, w.enforced DESC, w.review DESC, w.enforced_review DESC, w.exception COLLATE "C";
END;
COMMENT ON FUNCTION exposure(text, date, date, rulebook) IS
    'Open orders and stock on hand that a scenario puts at risk, by product and destination, and what they are as enforced. One row is all of a product for a destination with the same answer; those are shown for which a license is required, which are prohibited, or about which something is unknown (an unknown is never a no), in the scenario or as enforced. at_risk: so in the scenario. licensed: orders that have drawn down a license which is still good on their day of shipment (not suspended, revoked or expired); these are apart, and not at risk where a license is required, but at risk where the scenario prohibits or does not know. scenario NULL: that of the setting, whatever scenario an order was screened in. Orders are judged on their day of shipment or on as_of, whichever is later; stock on as_of, for parties headquartered in its market, whenever it was counted; both by what is known on as_known (NULL: today). The product of an order is what the order calls it, else the chip''s own name. Sums are over what is stated, 0 where there is nothing and NULL where nothing is stated; value is that of orders and stock together; unstated counts the orders and rows of stock that leave out quantity or value. Errors: 22023 unknown scenario.';

-- src/seal.sql

-- Seals: a chain of digests over the log, so that what is altered, removed or inserted afterwards is found and named.
--
-- The triggers that keep the log append-only stop everybody but a superuser, who can switch them off, and whoever gets at
-- the files.  A seal does not stop them, but they cannot make it good: each seal has the hashes of its entries and the
-- digest of the seal before it, so that to hide one change takes forging all seals since, and the newest digest of those
-- that were kept elsewhere tells that from inside, too.

CREATE TABLE seal (
    id          bigint PRIMARY KEY,
    sealed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    sealed_by   name NOT NULL DEFAULT session_user,
    previous    bytea,
    after_entry bigint NOT NULL,
    last_entry  bigint NOT NULL,
    entries     bigint[] NOT NULL,
    hashes      bytea NOT NULL,
    digest      bytea NOT NULL
);
-- Hashes cannot be compressed: do not try.
ALTER TABLE seal ALTER hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE seal IS 'Seals of the log of screenings, made by seal() and checked by verify_seals(). Append-only.';
COMMENT ON COLUMN seal.id IS '1, 2, 3, ... without gaps';
COMMENT ON COLUMN seal.sealed_at IS 'when';
COMMENT ON COLUMN seal.sealed_by IS 'the session''s user';
COMMENT ON COLUMN seal.previous IS 'digest of the seal before; NULL: this is the first';
COMMENT ON COLUMN seal.after_entry IS 'covers the ids from here, exclusive: the last_entry of the seal before';
COMMENT ON COLUMN seal.last_entry IS 'to here, inclusive';
COMMENT ON COLUMN seal.entries IS 'ids of the entries, ascending; any other id in between belongs to no entry, for ever';
COMMENT ON COLUMN seal.hashes IS 'entry_hash() of each, 32 bytes, one after the other';
COMMENT ON COLUMN seal.digest IS 'seal_digest() of all the columns before';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- NULLs are left out, so that a column which a later version adds changes no hash of an entry that has nothing in it.
CREATE FUNCTION entry_hash(entry screening) RETURNS bytea
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET datestyle = ISO
    SET intervalstyle = postgres
    SET bytea_output = hex
    SET extra_float_digits = 1
AS $$
BEGIN
    RETURN sha256(convert_to(jsonb_strip_nulls(to_jsonb(entry))::text, 'UTF8'));
END
$$;
COMMENT ON FUNCTION entry_hash(screening) IS
    'SHA-256 of an entry of the log: of the text of jsonb_strip_nulls(to_jsonb(entry)), in UTF-8, with timestamps in UTC and bytea in hex, whatever the session''s settings.';

CREATE FUNCTION seal_digest(seal seal) RETURNS bytea
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
    SET datestyle = ISO
    SET intervalstyle = postgres
    SET bytea_output = hex
    SET extra_float_digits = 1
AS $$
BEGIN
    RETURN sha256(convert_to(jsonb_strip_nulls(to_jsonb(seal) - 'digest')::text, 'UTF8'));
END
$$;
COMMENT ON FUNCTION seal_digest(seal) IS
    'SHA-256 of a seal: of the text of jsonb_strip_nulls(to_jsonb(seal) - ''digest''), as entry_hash() makes that of an entry.';

CREATE FUNCTION seal(most_entries integer DEFAULT 100000)
    RETURNS TABLE (seal bigint, entries bigint, last_entry bigint, digest bytea)
    LANGUAGE plpgsql ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    final bigint;
    last  export_control.seal;
    made  export_control.seal;
BEGIN
    IF most_entries IS NULL OR most_entries NOT BETWEEN 1 AND 1000000 THEN
        RAISE EXCEPTION 'a seal cannot have % entries', coalesce(most_entries::text, 'an unknown number of')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give a number from 1 to 1000000; left out, it is 100000.';
    END IF;
    -- One seal() at a time from here on.
    final := export_control.await_screenings();
    SELECT s.id, s.last_entry, s.digest INTO last.id, last.last_entry, last.digest
      FROM export_control.seal AS s ORDER BY s.id DESC LIMIT 1;
    LOOP
        made.id := coalesce(last.id, 0) + 1;
        made.sealed_at := clock_timestamp();
        made.sealed_by := session_user;
        made.previous := last.digest;
        -- There is no id before 1, but what is put there must be found.
        made.after_entry := coalesce(last.last_entry, -9223372036854775808);
        SELECT array_agg(e.id ORDER BY e.id, e.hash), string_agg(e.hash, '' ORDER BY e.id, e.hash)
          INTO made.entries, made.hashes
          FROM (SELECT s.id, export_control.entry_hash(s) AS hash
                  FROM export_control.screening AS s
                 WHERE s.id > made.after_entry AND s.id <= final
                 ORDER BY s.id
                 FETCH FIRST (most_entries) ROWS WITH TIES) AS e;
        EXIT WHEN made.entries IS NULL;
        made.last_entry := CASE WHEN cardinality(made.entries) < most_entries THEN final
                                ELSE made.entries[cardinality(made.entries)] END;
        made.digest := export_control.seal_digest(made);
        INSERT INTO export_control.seal SELECT (made).*;
        RETURN QUERY SELECT made.id, cardinality(made.entries)::bigint, made.last_entry, made.digest;
        last := made;
    END LOOP;
END
$$;
COMMENT ON FUNCTION seal(integer) IS
    'Seals what has come to the log since the last seal, and returns the seals made: one for every 100000 entries, or as many as you say; none when there is nothing new. Keep the newest digest elsewhere. Waits for the orders under way, and for another seal(); orders do not wait for it. Needs INSERT and SELECT on seal, and SELECT on screening. Errors: 25000 in a transaction that is not READ COMMITTED, 22023, 42501.';

CREATE FUNCTION unsealed() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT count(*) FROM screening AS s
     WHERE s.id > coalesce((SELECT l.last_entry FROM seal AS l ORDER BY l.id DESC LIMIT 1), -9223372036854775808);
END;
COMMENT ON FUNCTION unsealed() IS 'how many entries of the log came after the last seal, so that nothing protects them yet';

CREATE FUNCTION seal_faults(seal seal)
    RETURNS TABLE (entry bigint, fault text, detail text)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- As multisets: an id may be there twice, if somebody wrote it so.
    WITH sealed AS MATERIALIZED (
        SELECT e.id, substr((seal).hashes, 32 * (e.n::integer - 1) + 1, 32) AS hash
          FROM unnest((seal).entries) WITH ORDINALITY AS e(id, n)
    ), found AS MATERIALIZED (
        SELECT s.id, entry_hash(s) AS hash, s.relation || ' ' || s.row_key AS "order"
          FROM screening AS s WHERE s.id > (seal).after_entry AND s.id <= (seal).last_entry
    ), missing AS (
        SELECT m.id, row_number() OVER (PARTITION BY m.id) AS n
          FROM (SELECT s.id, s.hash FROM sealed AS s EXCEPT ALL SELECT f.id, f.hash FROM found AS f) AS m
    ), extra AS (
        SELECT x.id, x.hash, row_number() OVER (PARTITION BY x.id) AS n
          FROM (SELECT f.id, f.hash FROM found AS f EXCEPT ALL SELECT s.id, s.hash FROM sealed AS s) AS x
    )
    SELECT coalesce(m.id, x.id),
           CASE WHEN x.id IS NULL THEN 'removed' WHEN m.id IS NULL THEN 'inserted' ELSE 'altered' END,
           CASE WHEN x.id IS NULL THEN 'was sealed, and is not there'
                WHEN m.id IS NULL THEN 'order ' || o."order" || ': is there, and was not when this was sealed'
                ELSE 'order ' || o."order" || ': is not as it was sealed' END
      FROM missing AS m FULL JOIN extra AS x ON x.id = m.id AND x.n = m.n
      LEFT JOIN LATERAL (SELECT f."order" FROM found AS f WHERE f.id = x.id AND f.hash = x.hash LIMIT 1) AS o ON true
     ORDER BY 1, 2;
END;
COMMENT ON FUNCTION seal_faults(seal) IS 'what verify_seals() says of the entries of a seal that does not fit them';

CREATE FUNCTION verify_seals(from_seal bigint DEFAULT 1, expected bytea DEFAULT NULL, most_faults integer DEFAULT 100)
    RETURNS TABLE (seal bigint, entry bigint, fault text, detail text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    s        export_control.seal;
    last     export_control.seal;
    genuine  boolean;
    kept     boolean := verify_seals.expected IS NULL;
    broken   text;
    rest     integer := coalesce(most_faults, 2147483647);
    returned integer;
BEGIN
    IF from_seal IS NULL OR most_faults < 1 THEN
        RAISE EXCEPTION '%', CASE WHEN from_seal IS NULL THEN 'the seal to begin with is not given' ELSE 'no fault could be returned' END
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'verify_seals() begins with the first seal and returns at most 100 faults.';
    END IF;
    FOR s IN SELECT * FROM export_control.seal AS r ORDER BY r.id LOOP
        EXIT WHEN rest < 1;
        -- The chain is looked at from its beginning, whatever entries are.
        IF s.id > coalesce(last.id, 0) + 1 THEN
            RETURN QUERY SELECT coalesce(last.id, 0) + 1, NULL::bigint, 'removed',
                                CASE WHEN s.id > coalesce(last.id, 0) + 2 THEN format('this seal is not there, nor are those up to %s', s.id - 1)
                                     ELSE 'this seal is not there' END;
            rest := rest - 1;
            EXIT WHEN rest < 1;
        END IF;
        broken := CASE
            WHEN s.digest IS DISTINCT FROM export_control.seal_digest(s) THEN 'its digest is not that of its content'
            WHEN s.id < 1 THEN 'no seal has this number'
            WHEN octet_length(s.hashes) <> 32 * cardinality(s.entries)
                THEN 'it has another number of hashes than of entries'
            -- Of two seals, each whole, that do not fit, the later one holds what the earlier one was.
            WHEN s.id = coalesce(last.id, 0) + 1 AND genuine IS NOT FALSE
                 AND ROW(s.previous, s.after_entry) IS DISTINCT FROM ROW(last.digest, coalesce(last.last_entry, -9223372036854775808))
                THEN format('it does not follow seal %s: that one was exchanged, or this one was not made by seal()', coalesce(last.id, 0))
        END;
        genuine := broken IS NULL;
        IF NOT genuine THEN
            RETURN QUERY SELECT s.id, NULL::bigint, 'altered', broken;
            rest := rest - 1;
            EXIT WHEN rest < 1;
        ELSIF s.digest = verify_seals.expected THEN
            kept := true;
        END IF;
        IF s.id >= from_seal AND NOT EXISTS (
            SELECT
              FROM (SELECT array_agg(e.id ORDER BY e.id, e.hash) AS entries, string_agg(e.hash, '' ORDER BY e.id, e.hash) AS hashes
                      FROM (SELECT t.id, export_control.entry_hash(t) AS hash
                              FROM export_control.screening AS t
                             WHERE t.id > s.after_entry AND t.id <= s.last_entry
                             ORDER BY t.id) AS e) AS now
             WHERE now.entries = s.entries AND now.hashes = s.hashes)
        THEN
            RETURN QUERY SELECT s.id, f.entry, f.fault, f.detail FROM export_control.seal_faults(s) AS f LIMIT rest;
            GET DIAGNOSTICS returned = ROW_COUNT;
            rest := rest - returned;
        END IF;
        last := s;
    END LOOP;
    IF NOT kept AND rest > 0 THEN
        RETURN QUERY SELECT coalesce(last.id, 0) + 1, NULL::bigint, 'removed', 'no seal has the digest expected: the end of the chain was cut off, or made anew';
    END IF;
END
$$;
COMMENT ON FUNCTION verify_seals(bigint, bytea, integer) IS
    'Compares the log with its seals and returns what does not fit, the first first: seal; entry (NULL: the seal itself); fault: altered, removed or inserted. No row: every entry sealed is as it was. expected: the digest of a seal, kept elsewhere, that must be among them; without it, a chain that was cut off at its end or made anew as a whole is not seen. from_seal: entries of earlier seals are not looked at, since they have been archived. What unsealed() counts is not protected yet. Where a seal is altered, faults of its entries are what that seal says. Needs SELECT on seal and screening. Errors: 22023, 42501.';

-- src/country_data.sql

-- Countries: ISO 3166-1 alpha-2, plus XK (Kosovo), which the EAR lists and ISO does not assign.
--
-- Names are those of the Commerce Country Chart (15 CFR 738 Supp. 1) without its misprints; a
-- territory that the chart does not list has its usual English name. They are in ASCII, so that any
-- database encoding can hold them.
--
-- governed_by: 15 CFR 738.3(b). A destination that the chart does not list and that is a territory,
-- possession, dependency or department of a country that it does list is governed by the controls
-- of that country. A territory with an entry of its own (Aruba, Curacao, Macau, Sint Maarten, ...)
-- is therefore never governed by another. Some entries rest on a text of their own: Hong Kong,
-- which the chart listed until 2020-12-23; Liechtenstein, for which the chart refers to
-- Switzerland; Bonaire, Sint Eustatius and Saba, which the rule on the end of the Netherlands
-- Antilles puts with the Netherlands; the territories of the United States, which 772.1 counts as
-- the United States.
--
-- BIS prints no list of the territories. Where sovereignty is contested, being transferred or
-- recognised as the territory's own (AQ, CK, FK, GS, IO, NU, PS), governed_by stays NULL: such a
-- destination is evaluated as itself.

INSERT INTO export_control_ref.country (code, name, governed_by, citation, builtin) VALUES
	('AD', 'Andorra', NULL, NULL, true),
	('AE', 'United Arab Emirates', NULL, NULL, true),
	('AF', 'Afghanistan', NULL, NULL, true),
	('AG', 'Antigua and Barbuda', NULL, NULL, true),
	('AI', 'Anguilla', 'GB', '15 CFR 738.3(b)', true),
	('AL', 'Albania', NULL, NULL, true),
	('AM', 'Armenia', NULL, NULL, true),
	('AO', 'Angola', NULL, NULL, true),
	('AQ', 'Antarctica', NULL, NULL, true),
	('AR', 'Argentina', NULL, NULL, true),
	('AS', 'American Samoa', 'US', '15 CFR 772.1, "United States"', true),
	('AT', 'Austria', NULL, NULL, true),
	('AU', 'Australia', NULL, NULL, true),
	('AW', 'Aruba', NULL, NULL, true),
	('AX', 'Aland Islands', 'FI', '15 CFR 738.3(b)', true),
	('AZ', 'Azerbaijan', NULL, NULL, true),
	('BA', 'Bosnia and Herzegovina', NULL, NULL, true),
	('BB', 'Barbados', NULL, NULL, true),
	('BD', 'Bangladesh', NULL, NULL, true),
	('BE', 'Belgium', NULL, NULL, true),
	('BF', 'Burkina Faso', NULL, NULL, true),
	('BG', 'Bulgaria', NULL, NULL, true),
	('BH', 'Bahrain', NULL, NULL, true),
	('BI', 'Burundi', NULL, NULL, true),
	('BJ', 'Benin', NULL, NULL, true),
	('BL', 'Saint Barthelemy', 'FR', '15 CFR 738.3(b)', true),
	('BM', 'Bermuda', 'GB', '15 CFR 738.3(b)', true),
	('BN', 'Brunei', NULL, NULL, true),
	('BO', 'Bolivia', NULL, NULL, true),
	('BQ', 'Bonaire, Sint Eustatius and Saba', 'NL', '15 CFR 738.3(b); BIS rule of 2011-09-06', true),
	('BR', 'Brazil', NULL, NULL, true),
	('BS', 'Bahamas, The', NULL, NULL, true),
	('BT', 'Bhutan', NULL, NULL, true),
	('BV', 'Bouvet Island', 'NO', '15 CFR 738.3(b)', true),
	('BW', 'Botswana', NULL, NULL, true),
	('BY', 'Belarus', NULL, NULL, true),
	('BZ', 'Belize', NULL, NULL, true),
	('CA', 'Canada', NULL, NULL, true),
	('CC', 'Cocos (Keeling) Islands', 'AU', '15 CFR 738.3(b)', true),
	('CD', 'Congo (Democratic Republic of the)', NULL, NULL, true),
	('CF', 'Central African Republic', NULL, NULL, true),
	('CG', 'Congo (Republic of the)', NULL, NULL, true),
	('CH', 'Switzerland', NULL, NULL, true),
	('CI', 'Cote d''Ivoire', NULL, NULL, true),
	('CK', 'Cook Islands', NULL, NULL, true),
	('CL', 'Chile', NULL, NULL, true),
	('CM', 'Cameroon', NULL, NULL, true),
	('CN', 'China', NULL, NULL, true),
	('CO', 'Colombia', NULL, NULL, true),
	('CR', 'Costa Rica', NULL, NULL, true),
	('CU', 'Cuba', NULL, NULL, true),
	('CV', 'Cape Verde', NULL, NULL, true),
	('CW', 'Curacao', NULL, NULL, true),
	('CX', 'Christmas Island', 'AU', '15 CFR 738.3(b)', true),
	('CY', 'Cyprus', NULL, NULL, true),
	('CZ', 'Czech Republic', NULL, NULL, true),
	('DE', 'Germany', NULL, NULL, true),
	('DJ', 'Djibouti', NULL, NULL, true),
	('DK', 'Denmark', NULL, NULL, true),
	('DM', 'Dominica', NULL, NULL, true),
	('DO', 'Dominican Republic', NULL, NULL, true),
	('DZ', 'Algeria', NULL, NULL, true),
	('EC', 'Ecuador', NULL, NULL, true),
	('EE', 'Estonia', NULL, NULL, true),
	('EG', 'Egypt', NULL, NULL, true),
	('EH', 'Western Sahara', NULL, NULL, true),
	('ER', 'Eritrea', NULL, NULL, true),
	('ES', 'Spain', NULL, NULL, true),
	('ET', 'Ethiopia', NULL, NULL, true),
	('FI', 'Finland', NULL, NULL, true),
	('FJ', 'Fiji', NULL, NULL, true),
	('FK', 'Falkland Islands', NULL, NULL, true),
	('FM', 'Micronesia (Federated States of)', NULL, NULL, true),
	('FO', 'Faroe Islands', 'DK', '15 CFR 738.3(b)', true),
	('FR', 'France', NULL, NULL, true),
	('GA', 'Gabon', NULL, NULL, true),
	('GB', 'United Kingdom', NULL, NULL, true),
	('GD', 'Grenada', NULL, NULL, true),
	('GE', 'Georgia', NULL, NULL, true),
	('GF', 'French Guiana', 'FR', '15 CFR 738.3(b)', true),
	('GG', 'Guernsey', 'GB', '15 CFR 738.3(b)', true),
	('GH', 'Ghana', NULL, NULL, true),
	('GI', 'Gibraltar', 'GB', '15 CFR 738.3(b)', true),
	('GL', 'Greenland', 'DK', '15 CFR 738.3(b)', true),
	('GM', 'Gambia, The', NULL, NULL, true),
	('GN', 'Guinea', NULL, NULL, true),
	('GP', 'Guadeloupe', 'FR', '15 CFR 738.3(b)', true),
	('GQ', 'Equatorial Guinea', NULL, NULL, true),
	('GR', 'Greece', NULL, NULL, true),
	('GS', 'South Georgia and the South Sandwich Islands', NULL, NULL, true),
	('GT', 'Guatemala', NULL, NULL, true),
	('GU', 'Guam', 'US', '15 CFR 772.1, "United States"', true),
	('GW', 'Guinea-Bissau', NULL, NULL, true),
	('GY', 'Guyana', NULL, NULL, true),
	('HK', 'Hong Kong', 'CN', 'FR Doc 2020-28101 (2020-12-23)', true),
	('HM', 'Heard Island and McDonald Islands', 'AU', '15 CFR 738.3(b)', true),
	('HN', 'Honduras', NULL, NULL, true),
	('HR', 'Croatia', NULL, NULL, true),
	('HT', 'Haiti', NULL, NULL, true),
	('HU', 'Hungary', NULL, NULL, true),
	('ID', 'Indonesia', NULL, NULL, true),
	('IE', 'Ireland', NULL, NULL, true),
	('IL', 'Israel', NULL, NULL, true),
	('IM', 'Isle of Man', 'GB', '15 CFR 738.3(b)', true),
	('IN', 'India', NULL, NULL, true),
	('IO', 'British Indian Ocean Territory', NULL, NULL, true),
	('IQ', 'Iraq', NULL, NULL, true),
	('IR', 'Iran', NULL, NULL, true),
	('IS', 'Iceland', NULL, NULL, true),
	('IT', 'Italy', NULL, NULL, true),
	('JE', 'Jersey', 'GB', '15 CFR 738.3(b)', true),
	('JM', 'Jamaica', NULL, NULL, true),
	('JO', 'Jordan', NULL, NULL, true),
	('JP', 'Japan', NULL, NULL, true),
	('KE', 'Kenya', NULL, NULL, true),
	('KG', 'Kyrgyzstan', NULL, NULL, true),
	('KH', 'Cambodia', NULL, NULL, true),
	('KI', 'Kiribati', NULL, NULL, true),
	('KM', 'Comoros', NULL, NULL, true),
	('KN', 'St. Kitts and Nevis', NULL, NULL, true),
	('KP', 'Korea, North', NULL, NULL, true),
	('KR', 'Korea, South', NULL, NULL, true),
	('KW', 'Kuwait', NULL, NULL, true),
	('KY', 'Cayman Islands', 'GB', '15 CFR 738.3(b)', true),
	('KZ', 'Kazakhstan', NULL, NULL, true),
	('LA', 'Laos', NULL, NULL, true),
	('LB', 'Lebanon', NULL, NULL, true),
	('LC', 'St. Lucia', NULL, NULL, true),
	('LI', 'Liechtenstein', 'CH', '15 CFR 738 Supp. 1, footnote 5', true),
	('LK', 'Sri Lanka', NULL, NULL, true),
	('LR', 'Liberia', NULL, NULL, true),
	('LS', 'Lesotho', NULL, NULL, true),
	('LT', 'Lithuania', NULL, NULL, true),
	('LU', 'Luxembourg', NULL, NULL, true),
	('LV', 'Latvia', NULL, NULL, true),
	('LY', 'Libya', NULL, NULL, true),
	('MA', 'Morocco', NULL, NULL, true),
	('MC', 'Monaco', NULL, NULL, true),
	('MD', 'Moldova', NULL, NULL, true),
	('ME', 'Montenegro', NULL, NULL, true),
	('MF', 'Saint Martin (French part)', 'FR', '15 CFR 738.3(b)', true),
	('MG', 'Madagascar', NULL, NULL, true),
	('MH', 'Marshall Islands', NULL, NULL, true),
	('MK', 'North Macedonia', NULL, NULL, true),
	('ML', 'Mali', NULL, NULL, true),
	('MM', 'Burma', NULL, NULL, true),
	('MN', 'Mongolia', NULL, NULL, true),
	('MO', 'Macau', NULL, NULL, true),
	('MP', 'Northern Mariana Islands', 'US', '15 CFR 772.1, "United States"', true),
	('MQ', 'Martinique', 'FR', '15 CFR 738.3(b)', true),
	('MR', 'Mauritania', NULL, NULL, true),
	('MS', 'Montserrat', 'GB', '15 CFR 738.3(b)', true),
	('MT', 'Malta', NULL, NULL, true),
	('MU', 'Mauritius', NULL, NULL, true),
	('MV', 'Maldives', NULL, NULL, true),
	('MW', 'Malawi', NULL, NULL, true),
	('MX', 'Mexico', NULL, NULL, true),
	('MY', 'Malaysia', NULL, NULL, true),
	('MZ', 'Mozambique', NULL, NULL, true),
	('NA', 'Namibia', NULL, NULL, true),
	('NC', 'New Caledonia', 'FR', '15 CFR 738.3(b)', true),
	('NE', 'Niger', NULL, NULL, true),
	('NF', 'Norfolk Island', 'AU', '15 CFR 738.3(b)', true),
	('NG', 'Nigeria', NULL, NULL, true),
	('NI', 'Nicaragua', NULL, NULL, true),
	('NL', 'Netherlands', NULL, NULL, true),
	('NO', 'Norway', NULL, NULL, true),
	('NP', 'Nepal', NULL, NULL, true),
	('NR', 'Nauru', NULL, NULL, true),
	('NU', 'Niue', NULL, NULL, true),
	('NZ', 'New Zealand', NULL, NULL, true),
	('OM', 'Oman', NULL, NULL, true),
	('PA', 'Panama', NULL, NULL, true),
	('PE', 'Peru', NULL, NULL, true),
	('PF', 'French Polynesia', 'FR', '15 CFR 738.3(b)', true),
	('PG', 'Papua New Guinea', NULL, NULL, true),
	('PH', 'Philippines', NULL, NULL, true),
	('PK', 'Pakistan', NULL, NULL, true),
	('PL', 'Poland', NULL, NULL, true),
	('PM', 'Saint Pierre and Miquelon', 'FR', '15 CFR 738.3(b)', true),
	('PN', 'Pitcairn Islands', 'GB', '15 CFR 738.3(b)', true),
	('PR', 'Puerto Rico', 'US', '15 CFR 772.1, "United States"', true),
	('PS', 'Palestine, State of', NULL, NULL, true),
	('PT', 'Portugal', NULL, NULL, true),
	('PW', 'Palau', NULL, NULL, true),
	('PY', 'Paraguay', NULL, NULL, true),
	('QA', 'Qatar', NULL, NULL, true),
	('RE', 'Reunion', 'FR', '15 CFR 738.3(b)', true),
	('RO', 'Romania', NULL, NULL, true),
	('RS', 'Serbia', NULL, NULL, true),
	('RU', 'Russia', NULL, NULL, true),
	('RW', 'Rwanda', NULL, NULL, true),
	('SA', 'Saudi Arabia', NULL, NULL, true),
	('SB', 'Solomon Islands', NULL, NULL, true),
	('SC', 'Seychelles', NULL, NULL, true),
	('SD', 'Sudan', NULL, NULL, true),
	('SE', 'Sweden', NULL, NULL, true),
	('SG', 'Singapore', NULL, NULL, true),
	('SH', 'Saint Helena, Ascension and Tristan da Cunha', 'GB', '15 CFR 738.3(b)', true),
	('SI', 'Slovenia', NULL, NULL, true),
	('SJ', 'Svalbard and Jan Mayen', 'NO', '15 CFR 738.3(b)', true),
	('SK', 'Slovakia', NULL, NULL, true),
	('SL', 'Sierra Leone', NULL, NULL, true),
	('SM', 'San Marino', NULL, NULL, true),
	('SN', 'Senegal', NULL, NULL, true),
	('SO', 'Somalia', NULL, NULL, true),
	('SR', 'Suriname', NULL, NULL, true),
	('SS', 'South Sudan', NULL, NULL, true),
	('ST', 'Sao Tome and Principe', NULL, NULL, true),
	('SV', 'El Salvador', NULL, NULL, true),
	('SX', 'Sint Maarten', NULL, NULL, true),
	('SY', 'Syria', NULL, NULL, true),
	('SZ', 'Eswatini', NULL, NULL, true),
	('TC', 'Turks and Caicos Islands', 'GB', '15 CFR 738.3(b)', true),
	('TD', 'Chad', NULL, NULL, true),
	('TF', 'French Southern Territories', 'FR', '15 CFR 738.3(b)', true),
	('TG', 'Togo', NULL, NULL, true),
	('TH', 'Thailand', NULL, NULL, true),
	('TJ', 'Tajikistan', NULL, NULL, true),
	('TK', 'Tokelau', 'NZ', '15 CFR 738.3(b)', true),
	('TL', 'Timor-Leste', NULL, NULL, true),
	('TM', 'Turkmenistan', NULL, NULL, true),
	('TN', 'Tunisia', NULL, NULL, true),
	('TO', 'Tonga', NULL, NULL, true),
	('TR', 'Turkiye', NULL, NULL, true),
	('TT', 'Trinidad and Tobago', NULL, NULL, true),
	('TV', 'Tuvalu', NULL, NULL, true),
	('TW', 'Taiwan', NULL, NULL, true),
	('TZ', 'Tanzania', NULL, NULL, true),
	('UA', 'Ukraine', NULL, NULL, true),
	('UG', 'Uganda', NULL, NULL, true),
	('UM', 'U.S. Minor Outlying Islands', 'US', '15 CFR 772.1, "United States"', true),
	('US', 'United States', NULL, NULL, true),
	('UY', 'Uruguay', NULL, NULL, true),
	('UZ', 'Uzbekistan', NULL, NULL, true),
	('VA', 'Vatican City', NULL, NULL, true),
	('VC', 'St. Vincent and the Grenadines', NULL, NULL, true),
	('VE', 'Venezuela', NULL, NULL, true),
	('VG', 'British Virgin Islands', 'GB', '15 CFR 738.3(b)', true),
	('VI', 'U.S. Virgin Islands', 'US', '15 CFR 772.1, "United States"', true),
	('VN', 'Vietnam', NULL, NULL, true),
	('VU', 'Vanuatu', NULL, NULL, true),
	('WF', 'Wallis and Futuna', 'FR', '15 CFR 738.3(b)', true),
	('WS', 'Samoa', NULL, NULL, true),
	('XK', 'Kosovo', NULL, NULL, true),
	('YE', 'Yemen', NULL, NULL, true),
	('YT', 'Mayotte', 'FR', '15 CFR 738.3(b)', true),
	('ZA', 'South Africa', NULL, NULL, true),
	('ZM', 'Zambia', NULL, NULL, true),
	('ZW', 'Zimbabwe', NULL, NULL, true);

-- src/country_group_data.sql

-- Country groups: Supplement No. 1 to Part 740, and the destinations of Supplement No. 5(a)
-- (AI Diffusion).
--
-- Both clocks are kept. A membership without dates is one that no rule is known to have changed in
-- the period that the rules cover: in force and known without bounds. A membership that a rule
-- ended has two rows: one open-ended, known until that rule was public, and one that ends, known
-- since.

INSERT INTO country_group (name, title, citation, url, note, builtin)
SELECT name, title, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)',
	   'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20740',
	   note, true
FROM (VALUES
	('A:1', 'Wassenaar Arrangement participating states', NULL),
	('A:2', 'Missile Technology Control Regime', NULL),
	('A:3', 'Australia Group', NULL),
	('A:4', 'Nuclear Suppliers Group', NULL),
	('A:5', 'STA-eligible (Tier 1) destinations',
	 'The United Arab Emirates, listed since 2026-07-10, is eligible for STA only as to '
	 'approved entities.'),
	('A:6', 'Additional STA-eligible destinations', NULL),
	('B', 'Country Group B', NULL),
	('D:1', 'National Security concern', NULL),
	('D:2', 'Nuclear concern', NULL),
	('D:3', 'Chemical & Biological concern', NULL),
	('D:4', 'Missile Technology concern', NULL),
	('D:5', 'U.S. arms-embargoed countries',
	 'Drawn from 22 CFR 126.1; where the two differ, the State Department''s list controls '
	 '(note to Country Group D:5).'),
	('E:1', 'Terrorist supporting countries / comprehensive embargo', NULL),
	('E:2', 'Unilateral embargo', NULL)) AS supplement_1 (name, title, note);

INSERT INTO country_group (name, title, citation, url, note, builtin) VALUES
	('AIA', 'AI Diffusion: destinations of Supplement No. 5 to Part 740, paragraph (a) ("tier 1")',
	 '15 CFR 740 Supp. 5(a) (90 FR 4544)',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%205%20to%20Part%20740',
	 'Paragraph (b) of the supplement is blank. "Tier 1" is an informal name.', true);

-- A:1: Wassenaar participating states
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IN,
             IS,IT,JP,KR,LT,LU,LV,MX,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR,US,ZA}'::country[]) AS member;

-- A:2: Missile Technology Control Regime
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,BR,CA,CH,CZ,DE,DK,ES,FI,FR,GB,GR,HU,IE,IN,IS,
             IT,JP,KR,LU,NL,NO,NZ,PL,PT,SE,TR,UA,US,ZA}'::country[]) AS member;

-- A:3: Australia Group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:3', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,
             IN,IS,IT,JP,KR,LT,LU,LV,MT,MX,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR,
             UA,US}'::country[]) AS member;

-- A:4: Nuclear Suppliers Group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:4', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,BR,CA,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,
             IE,IS,IT,JP,KR,KZ,LT,LU,LV,MT,MX,NL,NO,NZ,PL,PT,RO,RS,SE,SI,
             SK,TR,UA,US,ZA}'::country[]) AS member;

-- A:5: License Exception STA, first group; the United Arab Emirates below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:5', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IN,
             IS,IT,JP,KR,LT,LU,LV,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR}'::country[]) AS member;

-- A:6: License Exception STA, second group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:6', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AL,CY,IL,MT,MX,SG,TW,ZA}'::country[]) AS member;

-- B; Nicaragua, until 2024, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'B', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AD,AE,AF,AG,AL,AO,AR,AT,AU,AW,BA,BB,BD,BE,BF,BG,BH,BI,BJ,BN,
             BO,BR,BS,BT,BW,BZ,CA,CD,CF,CG,CH,CI,CL,CM,CO,CR,CV,CW,CY,CZ,
             DE,DJ,DK,DM,DO,DZ,EC,EE,EG,EH,ER,ES,ET,FI,FJ,FM,FR,GA,GB,GD,
             GH,GM,GN,GQ,GR,GT,GW,GY,HN,HR,HT,HU,ID,IE,IL,IN,IS,IT,JM,JO,
             JP,KE,KI,KM,KN,KR,KW,LB,LC,LK,LR,LS,LT,LU,LV,MA,MC,ME,MG,MH,
             MK,ML,MR,MT,MU,MV,MW,MX,MY,MZ,NA,NE,NG,NL,NO,NP,NR,NZ,OM,PA,
             PE,PG,PH,PK,PL,PT,PW,PY,QA,RO,RS,RW,SA,SB,SC,SD,SE,SG,SI,SK,
             SL,SM,SN,SO,SR,SS,ST,SV,SX,SZ,TD,TG,TH,TL,TN,TO,TR,TT,TV,TW,
             TZ,UA,UG,US,UY,VA,VC,VU,WS,XK,ZA,ZM,ZW}'::country[]) AS member;

-- D:1: national security; Nicaragua below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AM,AZ,BY,CN,GE,IQ,KG,KH,KP,KZ,LA,LY,MD,MM,MN,MO,RU,TJ,TM,UZ,
             VE,VN,YE}'::country[]) AS member;

-- D:2: nuclear
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{BY,CU,IL,IQ,IR,KP,LY,PK,RU,VE}'::country[]) AS member;

-- D:3: chemical and biological; the United Arab Emirates, until 2026, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:3', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AF,AM,AZ,BH,BY,CN,CU,EG,GE,IL,IQ,IR,JO,KG,KP,KW,KZ,LB,LY,MD,
             MM,MN,MO,OM,PK,QA,RU,SA,SY,TJ,TM,TW,UZ,VE,VN,YE}'::country[]) AS member;

-- D:4: missile technology; the United Arab Emirates, until 2026, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:4', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{BH,BY,CN,EG,IL,IQ,IR,JO,KP,KW,LB,LY,MO,OM,PK,QA,RU,SA,SY,VE,
             YE}'::country[]) AS member;

-- D:5: U.S. arms embargoes; Nicaragua and Cambodia below.
-- Cyprus is not loaded: it was counted in D:5 in December 2023 and is not listed in 2026, but
-- the dates between were not found. As a destination it is outside the chip rules all the same,
-- because A:6 lists it; as the seat of an ultimate parent it would have counted while listed.
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:5', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AF,BY,CD,CF,CN,CU,ER,HT,IQ,IR,KP,LB,LY,MM,RU,SD,SO,SS,SY,VE,
             ZW}'::country[]) AS member;

-- E:1: terrorist-supporting countries
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'E:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{IR,KP,SY}'::country[]) AS member;

-- E:2: unilateral embargo
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'E:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{CU}'::country[]) AS member;

-- AIA: destinations of Supplement No. 5(a), since AI Diffusion took effect
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin)
SELECT 'AIA', member, '[2025-01-13,)', '[2025-01-13,)', '15 CFR 740 Supp. 5(a) (90 FR 4544)', true
FROM unnest('{AU,BE,CA,DE,DK,ES,FI,FR,GB,IE,IT,JP,KR,NL,NO,NZ,SE,TW,US}'::country[]) AS member;

-- Memberships that a rule began or ended. `known` turns on the effective date: none of these rules
-- is known to have been public before it.
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin) VALUES
	-- Nicaragua: from B into D:1 and D:5 on 2024-03-15, the day the rule was published.
	('B', 'NI', '(,)', '(,2024-03-15)', '15 CFR 740 Supp. 1, before 89 FR 18780', true),
	('B', 'NI', '(,2024-03-15)', '[2024-03-15,)', '89 FR 18780', true),
	('D:1', 'NI', '[2024-03-15,)', '[2024-03-15,)', '89 FR 18780', true),
	('D:5', 'NI', '[2024-03-15,)', '[2024-03-15,)', '89 FR 18780', true),
	-- Cambodia: in D:5 from 2021-12-09 until 2026-02-03; it stays in D:1.
	('D:5', 'KH', '[2021-12-09,)', '[2021-12-09,2026-02-03)', '86 FR 70015', true),
	('D:5', 'KH', '[2021-12-09,2026-02-03)', '[2026-02-03,)',
	 '86 FR 70015; removed by RIN 0694-AK41', true),
	-- United Arab Emirates: from D:3 and D:4 into A:5 on 2026-07-10; it stays in B.
	-- The rule was published on 2026-07-14.
	('D:3', 'AE', '(,)', '(,2026-07-10)', '15 CFR 740 Supp. 1, before 91 FR 43034', true),
	('D:3', 'AE', '(,2026-07-10)', '[2026-07-10,)', '91 FR 43034', true),
	('D:4', 'AE', '(,)', '(,2026-07-10)', '15 CFR 740 Supp. 1, before 91 FR 43034', true),
	('D:4', 'AE', '(,2026-07-10)', '[2026-07-10,)', '91 FR 43034', true),
	('A:5', 'AE', '[2026-07-10,)', '[2026-07-10,)', '91 FR 43034', true);

-- src/rule_us.sql

-- Rules of the United States for advanced computing chips: the Export Administration Regulations
-- (EAR, 15 CFR 730-774) since 2022-10-07, the letters that BIS sent to single firms, and the
-- guidance that turns on what the item is.
--
-- Both clocks are kept. in_force is legal effect (for texts with a later compliance date: from that
-- date); known is from the day the text was public until another version of the same id took its
-- place. A text that a later one ended has two versions: one known before that was announced, with
-- in_force open, and one known since, with in_force closed. AI Diffusion, withdrawn before it had
-- to be complied with, has a second version that is never in force.
--
-- An id is the paragraph or the subject, then the year its text took effect: '3A090.a/2022' and
-- '3A090.a/2023' are two texts that followed one another. Rules without a year are older than the
-- period covered.
--
-- A note begins with what the row rests on:
--     [V]  the text of the rule or filing was read          [R]  recalled, no source at hand
--     [V2] a secondary source was read: law firm, press     [C]  computed from such
--
-- What no rule here can see, and must be checked apart: Entity List and other list-based controls,
-- military end uses and end users (744.21), foreign direct product rules (734.9), the .z
-- paragraphs, deemed exports, validated end users.

-- 1. Classification: what the item is -------------------------------------------------------------
--
-- The facts of a computer are those of the highest-rated circuit in it, so each 4A entry repeats a
-- 3A entry. Note 2 of 2023 is folded into .a and .b: an item that is neither for datacenters nor at
-- 4800 is not 3A090.

-- 1.1 The interim final rule of October 2022 (87 FR 62186): transfer rate and performance, both
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('3A090.a/2022', 'classification', 10,
	 $$form = 'ic' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '3A090.a', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Integrated circuits that transfer 600 GB/s or more to and from other circuits and have a '
	 'total processing performance of 4800 or more are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Both tests had to be met; parts held to 400 GB/s (A800, H800) met one. The text says '
	 'TOPS times bit length, read as TPP. That only dense rates count is written since 2023, for '
	 '2022 it is [R]. That the entry took effect on 2022-10-21, not on 2022-10-07, is [R].',
	 true),
	('3A090.a/2022', 'classification', 10,
	 $$form = 'ic' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '3A090.a', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Integrated circuits that transfer 600 GB/s or more to and from other circuits and have a '
	 'total processing performance of 4800 or more are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text without a transfer rate.',
	 true),
	('4A090.a/2022', 'classification', 20,
	 $$form = 'computer' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '4A090.a', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Computers, electronic assemblies and components that contain a circuit of 3A090.a are '
	 '4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] for the entry and its subject; its wording of 2022 and its effective date of 2022-10-21 '
	 'are [R].',
	 true),
	('4A090.a/2022', 'classification', 20,
	 $$form = 'computer' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '4A090.a', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Computers, electronic assemblies and components that contain a circuit of 3A090.a are '
	 '4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 with 3A090.a.',
	 true);

-- 1.2 The interim final rule of October 2023 (88 FR 73458): performance and performance density
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('3A090.a/2023', 'classification', 10,
	 $$form = 'ic' and (tpp >= 4800 or (datacenter and tpp >= 1600
	   and performance_density >= 5.92))$$,
	 '3A090.a', '[2023-11-17,)', '[2023-10-17,)',
	 'Integrated circuits with a total processing performance of 4800 or more, or of 1600 or more '
	 'and a performance density of 5.92 or more, are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a.1, a.2 and Note 2; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Unchanged in the CFR of 2026-09-24. Note 2 takes items out that are neither designed or '
	 'marketed for datacenters nor at 4800. The foundry presumption of Note 1 binds fabricators '
	 'and packagers only; see foundry_presumption.',
	 true),
	('4A090.a/2023', 'classification', 20,
	 $$form = 'computer' and (tpp >= 4800 or (datacenter and tpp >= 1600
	   and performance_density >= 5.92))$$,
	 '4A090.a', '[2023-11-17,)', '[2023-10-17,)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.a are 4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a and Note 4 to 3A090; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Note 4 to 3A090: a circuit that Note 2 excludes from 3A090 does not make its computer '
	 '4A090 either. Whether the computer or the circuit is for datacenters is one fact here.',
	 true),
	('3A090.b/2023', 'classification', 30,
	 $$form = 'ic' and datacenter and ((2400 <= tpp < 4800 and 1.6 <= performance_density < 5.92)
	   or (tpp >= 1600 and 3.2 <= performance_density < 5.92))$$,
	 '3A090.b', '[2023-11-17,)', '[2023-10-17,)',
	 'Integrated circuits for datacenters with a total processing performance from 2400 to below '
	 '4800 and a performance density from 1.6 to below 5.92, or of 1600 or more and a density '
	 'from 3.2 to below 5.92, are 3A090.b.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.b.1, b.2 and Note 2; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Lower bounds are inclusive, upper bounds exclusive. The text of b.2 has no upper bound '
	 'of performance; what reaches 4800 is 3A090.a first.',
	 true),
	('3A991.p', 'classification', 60,
	 $$form = 'ic' and (tops >= 8 or interconnect_bandwidth >= 150)$$,
	 '3A991.p', '[2022-10-21,)', '[2022-10-07,)',
	 'Other integrated circuits of 8 TOPS or more, or that transfer 150 GB/s or more to and from '
	 'other circuits, are 3A991.p.',
	 '15 CFR 774 Supp. 1, ECCN 3A991.p.1, p.2; 87 FR 62186',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] for the text of today; that the rule of October 2022 created it, effective 2022-10-21, '
	 'is [R].',
	 true),
	('4A994.l', 'classification', 70,
	 $$form = 'computer' and (tops >= 8 or interconnect_bandwidth >= 150)$$,
	 '4A994.l', '[2022-10-21,)', '[2022-10-07,)',
	 'Other computers, electronic assemblies and components that contain a circuit meeting or '
	 'exceeding 3A991.p are 4A994.l.',
	 '15 CFR 774 Supp. 1, ECCN 4A994.l; 87 FR 62186',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] for the text of today; that the rule of October 2022 created it, effective 2022-10-21, '
	 'is [R].',
	 true);

-- 1.3 Corrections of April 2024 (89 FR 23876), memory of December 2024 (89 FR 96790), and the rest
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('4A090.b/2024', 'classification', 40,
	 $$form = 'computer' and datacenter and ((2400 <= tpp < 4800
	   and 1.6 <= performance_density < 5.92) or (tpp >= 1600
	   and 3.2 <= performance_density < 5.92))$$,
	 '4A090.b', '[2024-04-04,)', '[2024-03-29,)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.b are 4A090.b.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.b; 89 FR 23876',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] for the text of today. The paragraph was reserved from 2023-11-17 ([V2], BIS FAQs of '
	 '2023-12-29, which treat such computers as 4A090 all the same); that the corrections of '
	 'April 2024 filled it is [R].',
	 true),
	('3A090.c/2024', 'classification', 50,
	 $$form = 'hbm' and memory_bandwidth_density > 2$$,
	 '3A090.c', '[2024-12-02,)', '[2024-12-02,)',
	 'High bandwidth memory with a memory bandwidth density greater than 2 gigabytes per second '
	 'per square millimeter is 3A090.c.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.c and Technical Note 1; 89 FR 96790',
	 'https://www.federalregister.gov/citation/89-FR-96790',
	 '[V] Strictly greater. Memory packaged together with a processor whose dominant function is '
	 'processing is not 3A090.c. License requirements had to be met from 2024-12-31.',
	 true),
	('4E091/2025', 'classification', 900,
	 $$false$$,
	 '4E091', '[2025-01-13,)', '[2025-01-13,)',
	 'Parameters of an AI model trained with 10^26 or more operations are 4E091.',
	 '15 CFR 774 Supp. 1, ECCN 4E091; 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] No fact of a chip tells it, so no chip is ever classified so; ask classify_eccn(). Weights that are '
	 'published, and models less capable than the most advanced published one, are outside it.',
	 true),
	('EAR99', 'classification', 1000,
	 $$true$$,
	 'EAR99', '[2022-10-07,)', '(,)',
	 'An item that no entry above describes is taken to be EAR99.',
	 '15 CFR 734.3(c), 774 Supp. 1', 'https://www.ecfr.gov/current/title-15/section-734.3',
	 '[R] A reading of this rulebook, not a finding about the item: entries that are not loaded '
	 '(3A001, 4A003, 5A002, 5A992 and others) may describe it. The basket is older than the '
	 'period covered.',
	 true);

-- 2. Requirements: when a license is needed, and for what reason ----------------------------------
--
-- Reasons: RS regional stability (742.6), AT anti-terrorism, 744.23(a)(1) supercomputers,
-- 744.23(a)(3) advanced computing items for entities headquartered in Macau or Country Group D:5,
-- IS-INFORMED letters under 744.23(b) and the like, EMBARGO and RUSSIA part 746. They are kept
-- apart because license exceptions overcome some and not others.

-- 2.1 Regional stability, 742.6(a)(6)
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('RS.a/2022', 'requirement', 10,
	 $$eccn in (3A090, 4A090) and destination = CN$$,
	 'RS', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'A license is required for 3A090 and 4A090 to or within China.',
	 '15 CFR 742.6(a)(6)(i) (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] The rule of October 2022 named China alone; Macau was added on 2023-01-17. A letter of '
	 '2022-08-26 had already told NVIDIA that A100 and H100 needed a license to China and Russia '
	 '[V2]; it precedes the period covered and is not loaded, so dates before 2022-10-21 show no '
	 'such requirement.',
	 true),
	('RS.a/2022', 'requirement', 10,
	 $$eccn in (3A090, 4A090) and destination = CN$$,
	 'RS', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'A license is required for 3A090 and 4A090 to or within China.',
	 '15 CFR 742.6(a)(6)(i) (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a requirement for Country Groups D:1, D:4 and D:5.',
	 true),
	('RS.a.macau/2023', 'requirement', 11,
	 $$eccn in (3A090, 4A090) and destination = MO$$,
	 'RS', '[2023-01-17,)', '[2023-01-17,2023-10-17)',
	 'A license is required for 3A090 and 4A090 to or within Macau.',
	 '15 CFR 742.6(a)(6)(i); 88 FR 2821', 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Text read as amended. The rule was published on 2023-01-18 and took effect on '
	 '2023-01-17 [V2].',
	 true),
	('RS.a.macau/2023', 'requirement', 11,
	 $$eccn in (3A090, 4A090) and destination = MO$$,
	 'RS', '[2023-01-17,2023-11-17)', '[2023-10-17,)',
	 'A license is required for 3A090 and 4A090 to or within Macau.',
	 '15 CFR 742.6(a)(6)(i); 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Replaced on 2023-11-17: Macau is in Country Groups D:1 and D:4.',
	 true),
	('RS.a/2023', 'requirement', 20,
	 $$eccn in (3A090.a, 4A090.a) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,)', '[2023-10-17,)',
	 'A license is required for 3A090.a and 4A090.a to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023); 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The CFR has printed a worldwide requirement instead since 2025-01-13 (DIFFUSION.rs.a), '
	 'which BIS does not enforce; this scope is the one enforced ([V2], BIS guidance of '
	 '2026-05-31). Never closed, because the worldwide text includes it.',
	 true),
	('RS.a.uae/2026', 'requirement', 21,
	 $$eccn in (3A090.a, 4A090.a) and destination = AE$$,
	 'RS', '[2026-07-10,)', '[2026-07-10,)',
	 'A license is taken to be required for 3A090.a and 4A090.a to or within the United Arab '
	 'Emirates.',
	 '15 CFR 742.6(a)(6)(iii)(A), 740 Supp. 8; 91 FR 43034',
	 'https://www.federalregister.gov/citation/91-FR-43034',
	 '[C] The cautious reading of an open question. On 2026-07-10 the Emirates left D:4 for A:5, '
	 'and so the scope that BIS enforces for .a items; only the unenforced worldwide text still '
	 'covers them, while .b items name them expressly. A press summary of the rule reads it as '
	 'keeping the requirement for both [V2]. Entities of Supplement No. 8 need no license; not '
	 'modelled: a license is asked. No review policy was found.',
	 true),
	('RS.b/2023', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,)', '[2023-10-17,2026-07-10)',
	 'A license is required for 3A090.b and 4A090.b to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023), (iii)(B) since 2025; 88 FR 73458, 90 FR 4544',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The scope stayed the same when AI Diffusion moved it to (iii)(B).',
	 true),
	('RS.b/2023', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,2026-07-10)', '[2026-07-10,)',
	 'A license is required for 3A090.b and 4A090.b to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023), (iii)(B) since 2025; 88 FR 73458, 90 FR 4544, ended by 91 '
	 'FR 43034',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Replaced on 2026-07-10 by a text that names the United Arab Emirates.',
	 true),
	('RS.b/2026', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b) and (destination = AE or (destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)))$$,
	 'RS', '[2026-07-10,)', '[2026-07-10,)',
	 'A license is required for 3A090.b and 4A090.b to or within the United Arab Emirates, and to '
	 'or within Country Groups D:1, D:4 and D:5 unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii)(B); 91 FR 43034',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] No license is needed when the ultimate consignee and all end users are entities of '
	 'Supplement No. 8 to part 740 in the Emirates (G42 and Core42 until 2027-04-06, among '
	 'others); not modelled: a license is asked. Published on 2026-07-14; that it was public on '
	 'its effective date is [R].',
	 true),
	('RS.c/2024', 'requirement', 40,
	 $$eccn in (3A090.c) and destination in (D:5, MO)$$,
	 'RS', '[2024-12-31,)', '[2024-12-02,)',
	 'A license is required for 3A090.c to or within Macau and Country Group D:5.',
	 '15 CFR 742.6(a)(6)(i)(B); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Effective 2024-12-02, to be complied with from 2024-12-31.',
	 true);

-- 2.2 The worldwide requirement of AI Diffusion (90 FR 4544)
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('DIFFUSION.rs.a', 'requirement', 50,
	 $$eccn in (3A090.a, 4A090.a) and destination != US$$,
	 'RS', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'A license is required for 3A090.a and 4A090.a to or within every destination.',
	 '15 CFR 742.6(a)(6)(iii)(A); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Effective 2025-01-13, published 2025-01-15, to be complied with from 2025-05-15 [V2].',
	 true),
	('DIFFUSION.rs.a', 'requirement', 50,
	 $$eccn in (3A090.a, 4A090.a) and destination != US$$,
	 'RS', 'empty', '[2025-05-13,)',
	 'A license is required for 3A090.a and 4A090.a to or within every destination.',
	 '15 CFR 742.6(a)(6)(iii)(A); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Two days before it had to be complied with, BIS announced that it would rescind and not '
	 'enforce it. No rescission was published; the CFR of 2026-09-24 still prints it. In force in '
	 'the scenarios codified and diffusion.',
	 true),
	('DIFFUSION.rs.4E091', 'requirement', 51,
	 $$eccn in (4E091) and destination != US$$,
	 'RS', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'A license is required for 4E091 to or within every destination.',
	 '15 CFR 742.6(a)(13); 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Effective 2025-01-13, to be complied with from 2025-05-15 [V2].',
	 true),
	('DIFFUSION.rs.4E091', 'requirement', 51,
	 $$eccn in (4E091) and destination != US$$,
	 'RS', 'empty', '[2025-05-13,)',
	 'A license is required for 4E091 to or within every destination.',
	 '15 CFR 742.6(a)(13); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed and not enforced, as DIFFUSION.rs.a.',
	 true);

-- 2.3 End users and end uses, 744.23
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('HQ.ab/2023', 'requirement', 60,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and headquarters in (D:5, MO)
	   and destination != US and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5,
	   A:6))$$,
	 '744.23(a)(3)', '[2023-11-17,)', '[2023-10-17,)',
	 'A license is required for 3A090.a, 3A090.b and 4A090 to other destinations too, when for an '
	 'entity that is headquartered, or whose ultimate parent is headquartered, in Macau or '
	 'Country Group D:5.',
	 '15 CFR 744.23(a)(3)(i), 742.6(a)(6)(iii)(A) for .a items since 2025; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] The paragraph excludes the destinations of 742.6(a)(6)(iii), where RS already asks for '
	 'a license. AI Diffusion moved the part for .a items to 742.6; BIS enforces it there for all '
	 'destinations outside the United States ([V2], guidance of 2026-05-31), and it is kept under '
	 'this reason so that one rule says it.',
	 true),
	('HQ.c/2024', 'requirement', 61,
	 $$eccn in (3A090.c) and headquarters in (D:5, MO) and destination not in (D:5, MO, US)$$,
	 '744.23(a)(3)', '[2024-12-31,)', '[2024-12-02,)',
	 'A license is required for 3A090.c to destinations outside Macau and Country Group D:5, when '
	 'for an entity that is headquartered, or whose ultimate parent is headquartered, there.',
	 '15 CFR 744.23(a)(3)(i)(B); 89 FR 96790',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] To be complied with from 2024-12-31.',
	 true),
	('SUPERCOMPUTER/2022', 'requirement', 70,
	 $$end_use = 'supercomputer' and eccn in (3A090, 3A991, 4A090, 4A994) and destination = CN$$,
	 '744.23(a)(1)', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'A license is required for integrated circuits and computers for a supercomputer in China.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii) (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] The section lists 3A991 and 4A994 among others, not 3A090 and 4A090, which need a '
	 'license for RS in any case; they are included so that no license exception is read to reach '
	 'this end use.',
	 true),
	('SUPERCOMPUTER/2022', 'requirement', 70,
	 $$end_use = 'supercomputer' and eccn in (3A090, 3A991, 4A090, 4A994) and destination = CN$$,
	 '744.23(a)(1)', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer in China.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii) (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('SUPERCOMPUTER.macau/2023', 'requirement', 71,
	 $$end_use = 'supercomputer' and eccn in (3A090, 3A991, 4A090, 4A994) and destination = MO$$,
	 '744.23(a)(1)', '[2023-01-17,)', '[2023-01-17,2023-10-17)',
	 'A license is required for integrated circuits and computers for a supercomputer in Macau.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii); 88 FR 2821',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Text read as amended.',
	 true),
	('SUPERCOMPUTER.macau/2023', 'requirement', 71,
	 $$end_use = 'supercomputer' and eccn in (3A090, 3A991, 4A090, 4A994) and destination = MO$$,
	 '744.23(a)(1)', '[2023-01-17,2023-11-17)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer in Macau.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii); 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('SUPERCOMPUTER/2023', 'requirement', 72,
	 $$end_use = 'supercomputer' and eccn in (3A090, 3A991, 4A090, 4A994)
	   and destination in (D:5, MO)$$,
	 '744.23(a)(1)', '[2023-11-17,)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer in Macau or '
	 'Country Group D:5.',
	 '15 CFR 744.23(a)(1); 88 FR 73458', 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] The user states the end use. The section lists 3A991 and 4A994 among others, not 3A090 '
	 'and 4A090, which need a license for RS in any case; they are included so that no license '
	 'exception is read to reach this end use. A supercomputer elsewhere that is destined to '
	 'Macau or D:5 is covered by the text and not by this row.',
	 true);

-- 2.4 Letters to single firms
--
-- Unpublished: what they say is known from what the firms filed and what was reported. They bind
-- the firm they are addressed to, which is why vendor is among the facts.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('LETTER.nvidia/2023', 'requirement', 80,
	 $$vendor = 'NVIDIA' and name in ('A100', 'A100 SXM4 40GB', 'A100 SXM4 80GB',
	   'A100 PCIe 40GB', 'A100 PCIe 80GB', 'A800', 'A800 SXM4 80GB', 'A800 PCIe 40GB',
	   'A800 PCIe 80GB', 'H100', 'H100 SXM5 80GB', 'H100 PCIe 80GB', 'H100 NVL 94GB', 'H800',
	   'H800 SXM5 80GB', 'H800 PCIe 80GB', 'L40S') and ((destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)) or (headquarters in (D:5, MO) and destination != US))$$,
	 'IS-INFORMED', '[2023-10-23,2023-11-17)', '[2023-10-24,)',
	 'NVIDIA was told that the rule of October 2023 applied at once to its A100, A800, H100, H800 '
	 'and L40S.',
	 'BIS letter to NVIDIA of 2023-10-23; NVIDIA Corporation, Form 8-K of 2023-10-24; 88 FR 73458',
	 NULL,
	 '[V2] The letter brought forward the requirements of the rule, so destinations and entities '
	 'are those of the rule. The five names are those reported from the filing; that it speaks of '
	 'datacenter items of 4800 or more, and so of more than the five, is [R]. Systems that '
	 'contain them are not in this row. The rule itself applies from 2023-11-17.',
	 true),
	('LETTER.nvidia/2025', 'requirement', 81,
	 $$vendor = 'NVIDIA' and form in ('ic', 'computer') and (memory_bandwidth >= 1400
	   or interconnect_bandwidth >= 1100 or memory_bandwidth + interconnect_bandwidth >= 1700)
	   and destination != US and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'IS-INFORMED', '[2025-04-09,)', '[2025-04-15,)',
	 'NVIDIA needs a license for H20 and any other circuit that achieves its memory bandwidth, '
	 'interconnect bandwidth, or a combination of them, to Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 'BIS letter to NVIDIA of 2025-04-09; NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 '[V] for destinations and wording, quoted from the filing; on 2025-04-14 BIS said the '
	 'requirement holds for the indefinite future. The figures are [V2]: 1,400 GB/s of total DRAM '
	 'bandwidth, 1,100 GB/s of input and output, or 1,700 GB/s of both, as Reuters and the '
	 'Financial Times reported from an Intel e-mail. The letter''s review policy is not public. '
	 'Still asked for today.',
	 true),
	('LETTER.amd/2025', 'requirement', 82,
	 $$vendor = 'AMD' and form in ('ic', 'computer') and (memory_bandwidth >= 1400
	   or interconnect_bandwidth >= 1100 or memory_bandwidth + interconnect_bandwidth >= 1700)
	   and destination != US and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'IS-INFORMED', '[2025-04-16,)', '[2025-04-16,)',
	 'AMD needs a license for MI308 and like products to Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 'BIS letter to AMD, April 2025; Advanced Micro Devices, Form 8-K of 2025-04-16, as reported',
	 NULL,
	 '[V2] The filing names MI308; that the thresholds are those reported for NVIDIA and Intel is '
	 'assumed. The day of the letter is not public: the day of the filing is taken. Still asked '
	 'for today.',
	 true);

-- 2.5 Anti-terrorism and part 746
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('AT', 'requirement', 90,
	 $$eccn in (3A090, 3A991, 4A090, 4A994, 4E091) and destination in (E:1)$$,
	 'AT', '(,)', '(,)',
	 'A license is required for items under anti-terrorism controls to Country Group E:1.',
	 '15 CFR 742.8, 742.9, 742.19; AT Column 1 in ECCNs 3A090, 3A991, 4A090, 4A994 and 4E091',
	 'https://www.ecfr.gov/current/title-15/section-742.19',
	 '[V] for AT Column 1 in the entries, and for Iran (746.7) and North Korea (742.19); for '
	 'Syria [V2]. Older than the period covered; it bites as soon as an item has one of these '
	 'ECCNs.',
	 true),
	('EMBARGO', 'requirement', 91,
	 $$destination in (E:1, E:2)$$,
	 'EMBARGO', '(,)', '(,)',
	 'A license is required for every item subject to the EAR to Cuba, Iran, North Korea and '
	 'Syria.',
	 '15 CFR 746.2 (Cuba), 746.4 (North Korea), 746.7 (Iran), 746.9 (Syria)',
	 'https://www.ecfr.gov/current/title-15/part-746',
	 '[V] For Iran the EAR ask for a license for items with a reason for control and those of '
	 'Supplement No. 7; the rest is under the embargo of 31 CFR 560, which the EAR enforce '
	 '(746.7(e)). The narrow license exceptions of part 746 (news media, governments, consumer '
	 'devices) are not modelled, nor is SPP (740.5), which since 2025-09-02 opens EAR99 items to '
	 'Syria [V2]: EAR99 here may only mean that no entry is loaded. Older than the period '
	 'covered.',
	 true),
	('RUSSIA.ccl', 'requirement', 92,
	 $$eccn not in (EAR99) and destination in (RU, BY)$$,
	 'RUSSIA', '[2022-04-08,)', '(,)',
	 'A license is required for every item on the Commerce Control List to or within Russia and '
	 'Belarus.',
	 '15 CFR 746.8(a)(1); 87 FR 22132', 'https://www.ecfr.gov/current/title-15/section-746.8',
	 '[V] Text read as amended through 89 FR 4811; the day of effect, 2022-04-08, is [R]. '
	 'Categories 3 to 9, which hold every entry here, were covered from 2022-02-24 (Russia) and '
	 '2022-03-02 (Belarus) [R]. Carve-outs for partner countries and for 5A991, 5A992.c to '
	 'certain civil end users are not modelled.',
	 true),
	('RUSSIA.ear99', 'requirement', 93,
	 $$eccn in (EAR99) and destination in (RU, BY)$$,
	 'RUSSIA', '[2023-05-19,)', '[2023-05-19,)',
	 'A license is required for EAR99 chips and computers to or within Russia and Belarus.',
	 '15 CFR 746.5(a)(1)(ii), 746 Supp. 4; 88 FR 33422',
	 'https://www.federalregister.gov/citation/88-FR-33422',
	 '[R] The paragraph and the date were read; that Supplement No. 4 then took in the whole of '
	 'HTS chapters 84, 85 and 90, and so every chip and computer, is recalled. Some were listed '
	 'earlier (Supplements No. 4 and 7); not modelled.',
	 true);

-- 3. License exceptions: what overcomes which reasons ---------------------------------------------
--
-- An exception is available only with all its terms met. The rows test what the item, the
-- destination, the parties and the stated end use show; purchase orders, notifications,
-- certifications and reports are the exporter's to keep.

-- 3.1 740.8: Notified Advanced Computing, and since April 2024 Advanced Computing Authorized
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('NAC/2023', 'exception', 10,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and (destination in (D:1, D:4, D:5, MO) or headquarters in (D:5,
	   MO))$$,
	 'NAC', '{RS,744.23(a)(3)}', '[2023-11-17,)', '[2023-10-17,2024-03-29)',
	 'License Exception NAC authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a.',
	 '15 CFR 740.8 (2023); 88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] To Macau, D:5 and entities headquartered there with 25 days'' notice to BIS; to D:1 and '
	 'D:4 without. Not for military end uses or end users; not against parts 744 and 746 but for '
	 '744.23(a)(3). On that point 744.23(c), as first printed, allowed no exception at all; it '
	 'was corrected on 2024-04-04.',
	 true),
	('NAC/2023', 'exception', 10,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and (destination in (D:1, D:4, D:5, MO) or headquarters in (D:5,
	   MO))$$,
	 'NAC', '{RS,744.23(a)(3)}', '[2023-11-17,2024-04-04)', '[2024-03-29,)',
	 'License Exception NAC authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a.',
	 '15 CFR 740.8 (2023); 88 FR 73458, ended by 89 FR 23876',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Split on 2024-04-04 into NAC, with notice, and ACA, without.',
	 true),
	('NAC/2024', 'exception', 11,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'NAC', '{RS,744.23(a)(3)}', '[2024-04-04,)', '[2024-03-29,)',
	 'License Exception NAC authorizes, after notice, 3A090 and 4A090 items other than datacenter '
	 'items that meet 3A090.a to Macau, Country Group D:5 and entities headquartered there.',
	 '15 CFR 740.8(a), (b), (c); 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-740.8',
	 '[V] At least 25 calendar days'' notice, a written purchase order, and a confirmation number '
	 'from BIS, which may say instead that a license is required. Transfers within a country of '
	 'D:5 fall under ACA and are not modelled. Not against parts 744 and 746 but for '
	 '744.23(a)(3).',
	 true),
	('ACA/2024', 'exception', 20,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and destination in (D:1, D:4) and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'ACA', '{RS}', '[2024-04-04,)', '[2024-03-29,2025-01-13)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to Country Groups D:1 and D:4, except Macau, D:5 and entities headquartered '
	 'there.',
	 '15 CFR 740.8(a), (b) (2024); 89 FR 23876',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] A written purchase order is needed; no notice. Also for transfers within Macau and D:5; '
	 'not modelled.',
	 true),
	('ACA/2024', 'exception', 20,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and destination in (D:1, D:4) and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'ACA', '{RS}', '[2024-04-04,2025-01-13)', '[2025-01-13,)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to Country Groups D:1 and D:4, except Macau, D:5 and entities headquartered '
	 'there.',
	 '15 CFR 740.8(a), (b) (2024); 89 FR 23876, ended by 90 FR 4544',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] for the text; that AI Diffusion replaced it on 2025-01-13 is [R].',
	 true),
	('ACA/2025', 'exception', 21,
	 $$((eccn in (3A090.a, 4A090.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b,
	   4A090.b) and datacenter)) and destination not in (D:5, MO) and headquarters not in (D:5,
	   MO)$$,
	 'ACA', '{RS}', '[2025-01-13,)', '[2025-01-13,)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to every destination, except Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 '15 CFR 740.8(a), (b); 90 FR 4544', 'https://www.ecfr.gov/current/title-15/section-740.8',
	 '[V] for the text of today; that the word worldwide came with AI Diffusion on 2025-01-13 is '
	 '[R]. Where only the scope of 2023 is enforced, it reaches no further than the text of 2024, '
	 'but for the United Arab Emirates since 2026-07-10.',
	 true);

-- 3.2 740.25: High Bandwidth Memory
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('HBM/2024', 'exception', 30,
	 $$eccn in (3A090.c) and memory_bandwidth_density < 3.3 and end_use = 'hbm-packaging'$$,
	 'HBM', '{RS,744.23(a)(3)}', '[2024-12-02,)', '[2024-12-02,)',
	 'License Exception HBM authorizes 3A090.c below 3.3 gigabytes per second per square '
	 'millimeter, sent straight to the site that packages it for the designer who bought it.',
	 '15 CFR 740.25; 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-740.25',
	 '[V] Who states the end use hbm-packaging asserts the terms that no fact of the item shows: '
	 'an exporter headquartered in the United States or A:5 without a parent in Macau or D:5; '
	 'purchase by the designer of the co-packaged commodity; shipment to the packaging site, not '
	 'to distributors or to a site that produces advanced-node circuits in Macau or D:5; return '
	 'or confirmation of the finished parts, below 3A090.a and .b; a report of discrepancies '
	 'above 1 percent.',
	 true);

-- 3.3 740.27 to 740.29: the exceptions of AI Diffusion
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('AIA/2025', 'exception', 40,
	 $$eccn in (3A090.a, 4A090.a) and destination in (AIA) and headquarters in (AIA)$$,
	 'AIA', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception AIA authorizes 3A090.a and 4A090.a to entities located, and headquartered '
	 'with their ultimate parent, in a destination of Supplement No. 5(a).',
	 '15 CFR 740.27, 740 Supp. 5(a); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] A certification of the ultimate consignee is needed, to be sent to BIS where it '
	 'receives 253,000,000 TPP in all. 3A090.a must be designed by an approved or authorized '
	 'designer, which no fact of the item shows.',
	 true),
	('AIA/2025', 'exception', 40,
	 $$eccn in (3A090.a, 4A090.a) and destination in (AIA) and headquarters in (AIA)$$,
	 'AIA', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception AIA authorizes 3A090.a and 4A090.a to entities located, and headquartered '
	 'with their ultimate parent, in a destination of Supplement No. 5(a).',
	 '15 CFR 740.27, 740 Supp. 5(a); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.27',
	 '[V] Printed, not needed: the requirement that it overcomes is not enforced.',
	 true),
	('ACM/2025', 'exception', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and end_use = 'acm'
	   and destination not in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'ACM', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception ACM authorizes 3A090 and 4A090 items to private sector end users that '
	 'develop, produce or store such items, outside Macau and Country Group D:5.',
	 '15 CFR 740.28; 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Who states the end use acm (advanced compute manufacturing) asserts that the end user '
	 'is private, that the items go on to customers outside Macau and D:5, and that the facility '
	 'accounts for them.',
	 true),
	('ACM/2025', 'exception', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and end_use = 'acm'
	   and destination not in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'ACM', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception ACM authorizes 3A090 and 4A090 items to private sector end users that '
	 'develop, produce or store such items, outside Macau and Country Group D:5.',
	 '15 CFR 740.28; 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.28',
	 '[V] Printed; whether BIS lets it be used while AI Diffusion is not enforced was not found, '
	 'so it is not offered.',
	 true),
	('LPP/2025', 'exception', 60,
	 $$eccn in (3A090.a, 4A090.a) and consignee_tpp <= 26900000 and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'LPP', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception LPP authorizes 3A090.a and 4A090.a up to 26,900,000 TPP in a calendar '
	 'year to one ultimate consignee, outside Macau and Country Group D:5.',
	 '15 CFR 740.29; 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] About 1,700 H100. Direct exports only, no transfers within a country; shipments of '
	 '3,200,000 TPP or more must be notified. Without consignee_tpp it is unknown, and so not '
	 'applied.',
	 true),
	('LPP/2025', 'exception', 60,
	 $$eccn in (3A090.a, 4A090.a) and consignee_tpp <= 26900000 and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'LPP', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception LPP authorizes 3A090.a and 4A090.a up to 26,900,000 TPP in a calendar '
	 'year to one ultimate consignee, outside Macau and Country Group D:5.',
	 '15 CFR 740.29; 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.29',
	 '[V] Printed; whether BIS lets it be used while AI Diffusion is not enforced was not found, '
	 'so it is not offered.',
	 true);

-- 4. Reviews: the policy under which an application is decided ------------------------------------
--
-- The lowest rank that holds wins, so the policy that prevails by its own words comes first:
-- embargoes, then the window of January 2026 ("if the license application meets the criteria of
-- more than one licensing policy, then this ..."), then what is presumed denied, then the rest.

-- 4.1 Embargoed destinations
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.embargo', 'review', 10,
	 $$destination in (CU, IR, KP)$$,
	 'policy_of_denial', '(,)', '(,)',
	 'Applications for Cuba, Iran and North Korea are generally denied.',
	 '15 CFR 746.2(b), 746.7(b), 742.19(b)(1)', 'https://www.ecfr.gov/current/title-15/part-746',
	 '[V] For North Korea 742.19(b)(1) denies computers and microprocessors far below the chips '
	 'of today, while 746.4(b) reviews other items case by case. Humanitarian and safety '
	 'exceptions are not modelled.',
	 true),
	('REVIEW.syria', 'review', 11,
	 $$destination = SY$$,
	 'policy_of_denial', '(,)', '(,2025-08-28)',
	 'Applications for Syria are generally denied.',
	 '15 CFR 746.9(c)(1) as it stood before 2025',
	 'https://www.ecfr.gov/current/title-15/section-746.9',
	 '[V] Text read as amended through 79 FR 32625.',
	 true),
	('REVIEW.syria', 'review', 11,
	 $$destination = SY$$,
	 'policy_of_denial', '(,2025-09-02)', '[2025-08-28,)',
	 'Applications for Syria are generally denied.',
	 '15 CFR 746.9(c)(1) as it stood before 2025, ended by 90 FR 42315',
	 'https://www.federalregister.gov/citation/90-FR-42315',
	 '[V2] for its end on 2025-09-02, announced on 2025-08-28.',
	 true),
	('REVIEW.russia', 'review', 12,
	 $$destination in (RU, BY)$$,
	 'policy_of_denial', '[2022-04-08,)', '(,)',
	 'Applications for Russia and Belarus are denied.',
	 '15 CFR 746.8(b)(1), 746.5(b)(2)', 'https://www.ecfr.gov/current/title-15/section-746.8',
	 '[V] Some applications (safety of flight, humanitarian needs, subsidiaries of '
	 'partner-country firms) are reviewed case by case; not modelled.',
	 true);

-- 4.2 The window of January 2026 (91 FR 1684)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.cbc/2026', 'review', 20,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and tpp < 21000 and memory_bandwidth < 6500
	   and destination in (CN, MO)$$,
	 'case_by_case', '[2026-01-15,)', '[2026-01-13,)',
	 'Applications to export commodities below 21,000 TPP and below 6,500 GB/s of total DRAM '
	 'bandwidth to end users in China or Macau are reviewed case by case.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1), 744.23(d)(3), 748 Supp. 2 paragraph (dd); 91 FR 1684',
	 'https://www.federalregister.gov/citation/91-FR-1684',
	 '[V] Both limits are strict. Exports from the United States only: reexports and transfers '
	 'stay under a presumption of denial. The applicant must show, among other things, supply and '
	 'commercial availability in the United States, shipments of at most half the volume shipped '
	 'there, know-your-customer procedures and a test of every shipment by a laboratory there. '
	 'Released 2026-01-13 [V2].',
	 true);

-- 4.3 Supercomputers, 744.23(d)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.supercomputer/2022', 'review', 30,
	 $$end_use = 'supercomputer' and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Applications for a supercomputer in China or Macau are presumed to be denied.',
	 '15 CFR 744.23(d) (2022); 87 FR 62186, 88 FR 2821',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] For Macau there is something to apply for since 2023-01-17.',
	 true),
	('REVIEW.supercomputer/2022', 'review', 30,
	 $$end_use = 'supercomputer' and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Applications for a supercomputer in China or Macau are presumed to be denied.',
	 '15 CFR 744.23(d) (2022); 87 FR 62186, 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('REVIEW.supercomputer/2023', 'review', 30,
	 $$end_use = 'supercomputer' and destination in (D:5, MO)$$,
	 'presumption_of_denial', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for a supercomputer in Macau or Country Group D:5 are presumed to be denied.',
	 '15 CFR 744.23(d), (d)(1) since 2024; 88 FR 73458, 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] A presumption of approval for end users headquartered in the United States, A:5 or A:6 '
	 '(744.23(d)(2)) turns on who owns them and is not modelled.',
	 true);

-- 4.4 AI Diffusion, 742.6(b)(10)(iii)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('DIFFUSION.review.d5', 'review', 40,
	 $$eccn in (3A090.a, 4A090.a) and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'presumption_of_denial', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to Macau, Country Group D:5 and entities headquartered '
	 'there are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.d5', 'review', 40,
	 $$eccn in (3A090.a, 4A090.a) and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'presumption_of_denial', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to Macau, Country Group D:5 and entities headquartered '
	 'there are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] While AI Diffusion is not enforced, the same policy holds by the texts of 2023 and 2024 '
	 '(REVIEW.d5/2023, REVIEW.hq/2024).',
	 true),
	('DIFFUSION.review.4E091', 'review', 41,
	 $$eccn in (4E091) and headquarters not in (AIA)$$,
	 'presumption_of_denial', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 4E091 for end users headquartered outside the destinations of Supplement No. 5(a) are '
	 'presumed to be denied.',
	 '15 CFR 742.6(b)(14); 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.4E091', 'review', 41,
	 $$eccn in (4E091) and headquarters not in (AIA)$$,
	 'presumption_of_denial', 'empty', '[2025-05-13,)',
	 'Applications for 4E091 for end users headquartered outside the destinations of Supplement No. 5(a) are '
	 'presumed to be denied.',
	 '15 CFR 742.6(b)(14); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed and not enforced, as DIFFUSION.rs.a.',
	 true),
	('DIFFUSION.review.aia', 'review', 80,
	 $$eccn in (3A090.a, 4A090.a) and (destination in (AIA) or headquarters in (AIA))$$,
	 'presumption_of_approval', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to destinations of Supplement No. 5(a), or entities '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(iii)(A)(2); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.aia', 'review', 80,
	 $$eccn in (3A090.a, 4A090.a) and (destination in (AIA) or headquarters in (AIA))$$,
	 'presumption_of_approval', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to destinations of Supplement No. 5(a), or entities '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(iii)(A)(2); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed, not enforced.',
	 true),
	('DIFFUSION.review.allocation', 'review', 81,
	 $$eccn in (3A090.a, 4A090.a) and destination not in (AIA, D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to any other destination are presumed to be approved '
	 'until the country''s allocation of 790,000,000 TPP is used up.',
	 '15 CFR 742.6(b)(10)(iii)(B); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] For 2025 to 2027, cumulative; beyond it a policy of denial. What of an allocation is '
	 'left is known to BIS alone and cannot be tested; Supplement No. 5(b), for allocations '
	 'raised by up to 100 percent, is blank.',
	 true),
	('DIFFUSION.review.allocation', 'review', 81,
	 $$eccn in (3A090.a, 4A090.a) and destination not in (AIA, D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to any other destination are presumed to be approved '
	 'until the country''s allocation of 790,000,000 TPP is used up.',
	 '15 CFR 742.6(b)(10)(iii)(B); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed, not enforced.',
	 true);

-- 4.5 3A090.a, 3A090.b and 4A090
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.d5/2022', 'review', 50,
	 $$eccn in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Applications for 3A090 and 4A090 to China or Macau are presumed to be denied.',
	 '15 CFR 742.6(b)(10) (2022); 87 FR 62186, 88 FR 2821',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Text read as amended through 88 FR 2821. Case-by-case review for end users '
	 'headquartered in the United States, A:5 or A:6 was for semiconductor manufacturing items '
	 'only.',
	 true),
	('REVIEW.d5/2022', 'review', 50,
	 $$eccn in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Applications for 3A090 and 4A090 to China or Macau are presumed to be denied.',
	 '15 CFR 742.6(b)(10) (2022); 87 FR 62186, 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('REVIEW.d5/2023', 'review', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and (destination in (D:5, MO)
	   or (headquarters in (D:5, MO) and destination in (D:1, D:4) and destination not in (A:5,
	   A:6)))$$,
	 'presumption_of_denial', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to Macau or Country Group D:5, or within D:1 '
	 'and D:4 for entities headquartered there, are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(ii) (2023), (iii) and (iv) since 2025; 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] In the CFR since 2025 as (b)(10)(iii)(A)(1) for .a items and (iv)(B) for .b items.',
	 true),
	('REVIEW.hq/2023', 'review', 51,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2023-11-17,)', '[2023-10-17,2024-03-29)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to other destinations for entities '
	 'headquartered in Macau or Country Group D:5 are reviewed case by case.',
	 '15 CFR 744.23(d) (2023); 88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The presumption of denial of the first text was for destinations, not for entities; '
	 'CSET''s matrix reads it so too [V2].',
	 true),
	('REVIEW.hq/2023', 'review', 51,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2023-11-17,2024-04-04)', '[2024-03-29,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to other destinations for entities '
	 'headquartered in Macau or Country Group D:5 are reviewed case by case.',
	 '15 CFR 744.23(d) (2023); 88 FR 73458, ended by 89 FR 23876',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Replaced on 2024-04-04.',
	 true),
	('REVIEW.hq/2024', 'review', 52,
	 $$eccn in (3A090.a, 4A090.a) and datacenter and headquarters in (D:5, MO)$$,
	 'presumption_of_denial', '[2024-04-04,)', '[2024-03-29,)',
	 'Applications for datacenter items that meet 3A090.a, for entities headquartered in Macau or '
	 'Country Group D:5 wherever located, are presumed to be denied.',
	 '15 CFR 744.23(d)(1) and (3)(i), 742.6(b)(10)(iii)(A)(1) since 2025; 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] CSET''s matrix of the rule of 2023 says case by case; since these corrections the text '
	 'says denial. In the CFR since 2025 it covers every .a item; those that are not for '
	 'datacenters are eligible for NAC.',
	 true),
	('REVIEW.hq.other/2024', 'review', 53,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2024-04-04,)', '[2024-03-29,)',
	 'Applications for other 3A090.a, 3A090.b and 4A090 items, for entities headquartered in '
	 'Macau or Country Group D:5 and located elsewhere, are reviewed case by case.',
	 '15 CFR 744.23(d)(3)(i); 89 FR 23876', 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] Such items are eligible for NAC; the policy is for applications made all the same.',
	 true),
	('REVIEW.approval/2023', 'review', 60,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b) and destination in (D:1, D:4)
	   and destination not in (A:5, A:6, D:5, MO) and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to Country Groups D:1 and D:4, but for Macau, '
	 'D:5 and entities headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(ii) (2023); 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] For .a items the CFR prints the allocations of AI Diffusion instead since 2025-01-13, '
	 'which BIS does not enforce.',
	 true),
	('REVIEW.approval.b/2025', 'review', 61,
	 $$eccn in (3A090.b, 4A090.b) and destination not in (D:5, MO) and headquarters not in (D:5,
	   MO)$$,
	 'presumption_of_approval', '[2025-01-13,)', '[2025-01-13,)',
	 'Applications for 3A090.b and 4A090.b to destinations outside Macau and Country Group D:5, '
	 'but for entities headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(iv)(A); 90 FR 4544',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Same as before, in words that reach the United Arab Emirates after they left D:4.',
	 true);

-- 4.6 3A090.c, 742.6(b)(10)(ii)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.hbm.approval/2024', 'review', 70,
	 $$eccn in (3A090.c) and destination in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2024-12-31,)', '[2024-12-02,)',
	 'Applications for 3A090.c to or within Macau or Country Group D:5, for entities not '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(ii); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V]',
	 true),
	('REVIEW.hbm.denial/2024', 'review', 71,
	 $$eccn in (3A090.c)$$,
	 'presumption_of_denial', '[2024-12-31,)', '[2024-12-02,)',
	 'All other applications for 3A090.c are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(ii); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V]',
	 true);

-- 4.7 Syria since September 2025, and the assurances of July 2025
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.assurance.nvidia/2025', 'review', 90,
	 $$vendor = 'NVIDIA' and eccn not in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_approval', '[2025-07-14,)', '[2025-07-14,)',
	 'NVIDIA has been assured that licenses for H20 to China will be granted.',
	 'NVIDIA Corporation, statement of 2025-07-14', NULL,
	 '[V2] An assurance, not a license, and no rule: BIS has published nothing. It names H20; the '
	 'row covers every circuit of NVIDIA that only the letter of April 2025 catches, because what '
	 'the letter covers is stated by performance and not by name. Licenses were reported to be '
	 'issued from 2025-08-08 on terms of a 15 percent share of revenue.',
	 true),
	('REVIEW.assurance.amd/2025', 'review', 91,
	 $$vendor = 'AMD' and eccn not in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_approval', '[2025-07-14,)', '[2025-07-14,)',
	 'AMD has been assured that licenses for MI308 to China will be granted.',
	 'Advanced Micro Devices, statement of 2025-07-14 or 15, as reported', NULL,
	 '[V2] An assurance, not a license, and no rule: BIS has published nothing. Reported for '
	 '2025-07-14 or 15; the earlier day is taken. It names MI308; the row covers every circuit of '
	 'AMD that only the letter of April 2025 catches.',
	 true),
	('REVIEW.syria/2025', 'review', 100,
	 $$destination = SY$$,
	 'case_by_case', '[2025-09-02,)', '[2025-08-28,)',
	 'Applications for Syria are reviewed case by case, unless a stricter policy applies to the '
	 'item.',
	 '15 CFR 746.9(c); 90 FR 42315', 'https://www.federalregister.gov/citation/90-FR-42315',
	 '[V2] Commercial end uses that support the Syrian people are presumed to be approved; the '
	 'row states the stricter half. 3A090 and 4A090 stay presumed denied, because Syria is in '
	 'Country Group D:5.',
	 true);

-- 5. Prohibitions: none is built in.  General Prohibition Ten (736.2(b)(10)) turns on how the item was
-- made, which no fact of the chip tells; the guidance of 2025-05-13 on Ascend is in policy_event.

-- src/scenario_us.sql

-- Scenarios for the rules of the United States: what is enforced, what is printed, and what might
-- have been.
--
-- A scenario overrides when a rule is in force, by id; what a rule says, and since when it is
-- known, stays the same.

INSERT INTO scenario (name, description, citation, builtin) VALUES
	('enforced',
	 'What the regulator enforces. No overrides: the rules as loaded.',
	 'BIS press release of 2025-05-13; BIS guidance of 2026-05-31', true),
	('codified',
	 'What the Code of Federal Regulations prints. It differs from enforced where a text is '
	 'printed and not enforced: the worldwide requirement of AI Diffusion, its license exceptions '
	 'and its review policies.',
	 '15 CFR 742.6(a)(6)(iii)(A), (b)(10)(iii), 740.27 to 740.29 as of 2026-09-24; '
	 'GAO B-337935 of 2026-05-12', true),
	('diffusion',
	 'AI Diffusion enforced from its compliance date of 2025-05-15, as was expected until '
	 '2025-05-13.',
	 '90 FR 4544', true),
	('h20_pause',
	 'The license requirement of April 2025 for H20 and its like never imposed, as was reported '
	 'on 2025-04-09 after a dinner at Mar-a-Lago.',
	 'NPR, 2025-04-09', true),
	('h20_stays',
	 'The license requirement of April 2025 for H20 and its like never relaxed: no assurance of '
	 'July 2025.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', true);

-- AI Diffusion, in the two worlds where it must be complied with from 2025-05-15
INSERT INTO scenario_rule (scenario, rule, in_force, note, builtin)
SELECT scenario.name, diffusion.rule, '[2025-05-15,)', diffusion.note, true
FROM (VALUES ('codified'), ('diffusion')) AS scenario (name),
	 (VALUES
		('DIFFUSION.rs.a',              'The worldwide requirement for .a items.'),
		('DIFFUSION.rs.4E091',          'The worldwide requirement for model weights.'),
		('AIA/2025',                    'License Exception AIA.'),
		('ACM/2025',                    'License Exception ACM.'),
		('LPP/2025',                    'License Exception LPP.'),
		('DIFFUSION.review.d5',         'Presumption of denial for Macau and Country Group D:5.'),
		('DIFFUSION.review.4E091',      'Presumption of denial for model weights.'),
		('DIFFUSION.review.aia',        'Presumption of approval for Supplement No. 5(a).'),
		('DIFFUSION.review.allocation', 'Presumption of approval within a country''s allocation.'))
		AS diffusion (rule, note);

-- The letters of April 2025 and what was said of them in July
INSERT INTO scenario_rule (scenario, rule, in_force, note, builtin) VALUES
	('h20_pause', 'LETTER.nvidia/2025',           'empty',
	 'The pause that was reported, made lasting.', true),
	('h20_pause', 'LETTER.amd/2025',              'empty',
	 'The same measure to AMD; the report speaks of H20.', true),
	('h20_pause', 'REVIEW.assurance.nvidia/2025', 'empty',
	 'Without the requirement there is nothing to assure.', true),
	('h20_pause', 'REVIEW.assurance.amd/2025',    'empty',
	 'Without the requirement there is nothing to assure.', true),
	('h20_stays', 'REVIEW.assurance.nvidia/2025', 'empty', 'No assurance to NVIDIA.', true),
	('h20_stays', 'REVIEW.assurance.amd/2025',    'empty', 'No assurance to AMD.', true);

-- src/policy_event_us.sql

-- Policy events: what happened, when, and by which source, with the rules that each touches.
--
-- kind is one of
--     rule             a rule released, taking effect, or to be complied with
--     letter           BIS to a single firm
--     filing           a company to its investors
--     announcement     of the government or of a company
--     guidance         of BIS on rules in force
--     proclamation     of the President
--     stay             a rule suspended, or the end of that
--     listing          names added to a list
--     decision         of an oversight body
--     report           of the press, or of what was compared with these rules
--     foreign_measure  of another government
--     bill             a step in Congress
--
-- confidence is V where the text itself was read, V2 where a secondary source was, R where the fact
-- is recalled. Bills whose date was not found are not listed.

-- Before the period covered, and the rule of October 2022
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2022-08-26-nvidia-letter', '2022-08-26', 'letter',
	 'BIS tells NVIDIA that A100 and H100 need a license to China and Russia.',
	 'Effective at once, for A100, the coming H100, systems that contain them, and any circuit '
	 'about as fast in both performance and chip-to-chip transfer. Made public by a filing of '
	 '2022-08-31. It precedes the period covered and is not among the rules.',
	 'NVIDIA Corporation, Form 8-K of 2022-08-31, as quoted by Shacknews',
	 'https://shacknews.com/article/132106/nvidia-exports-us-government-license-requirements-china-hong-kong',
	 'V2', '{}', true),
	('2022-10-07-rule-released', '2022-10-07', 'rule',
	 'BIS releases the interim final rule on advanced computing and semiconductor manufacturing.',
	 'Creates 3A090 and 4A090 (600 GB/s and 4800, both) and the supercomputer end use control of '
	 '744.23, for China. Published on 2022-10-13. Parts take effect on 2022-10-07 and 2022-10-12, '
	 'advanced computing on 2022-10-21; which entries fall on which day is recalled.',
	 '87 FR 62186; FR Doc 2022-21658', 'https://www.federalregister.gov/citation/87-FR-62186',
	 'V',
	 '{3A090.a/2022,4A090.a/2022,3A991.p,4A994.l,RS.a/2022,SUPERCOMPUTER/2022,REVIEW.d5/2022,
	   REVIEW.supercomputer/2022}', true),
	('2022-10-21-rule-effective', '2022-10-21', 'rule',
	 'The advanced computing parts of the rule of October 2022 take effect.',
	 'From this day 3A090 and 4A090 need a license to China, with a presumption of denial. Parts '
	 'with transfer rates held to 400 GB/s (A800, later H800) stay outside.',
	 '87 FR 62186', 'https://www.federalregister.gov/citation/87-FR-62186',
	 'V', '{3A090.a/2022,4A090.a/2022,RS.a/2022}', true),
	('2023-01-17-macau', '2023-01-17', 'rule',
	 'The controls of October 2022 are extended to Macau.',
	 'Adds Macau to the regional stability requirement, to the end uses of 744.23 and to the '
	 'foreign direct product rules. Effective on 2023-01-17, published on 2023-01-18.',
	 '88 FR 2821; FR Doc 2023-00888', 'https://www.federalregister.gov/citation/88-FR-2821',
	 'V2', '{RS.a.macau/2023,SUPERCOMPUTER.macau/2023,REVIEW.d5/2022}', true),
	('2023-05-19-russia-hts', '2023-05-19', 'rule',
	 'EAR99 industrial goods for Russia and Belarus are widened.',
	 'Supplement No. 4 to part 746 is extended; that it then holds the whole of HTS chapters 84, '
	 '85 and 90 is recalled.',
	 '88 FR 33422; FR Doc 2023-10774', 'https://www.federalregister.gov/citation/88-FR-33422',
	 'R', '{RUSSIA.ear99}', true);

-- The rules of October 2023 and their corrections
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2023-10-17-rule-released', '2023-10-17', 'rule',
	 'BIS releases the advanced computing and supercomputing interim final rule.',
	 'Drops the transfer rate; total processing performance and performance density decide. '
	 'Paragraphs .a and .b, Country Groups D:1, D:4 and D:5 less A:5 and A:6, License Exception '
	 'NAC, entities headquartered in Macau or D:5. Published on 2023-10-25.',
	 '88 FR 73458; FR Doc 2023-23055', 'https://www.federalregister.gov/citation/88-FR-73458',
	 'V',
	 '{3A090.a/2022,4A090.a/2022,3A090.a/2023,4A090.a/2023,3A090.b/2023,RS.a/2022,RS.a.macau/2023,
	   RS.a/2023,RS.b/2023,HQ.ab/2023,SUPERCOMPUTER/2023,NAC/2023,REVIEW.d5/2023,REVIEW.hq/2023,
	   REVIEW.approval/2023,REVIEW.supercomputer/2023}', true),
	('2023-10-17-nvidia-8k', '2023-10-17', 'filing',
	 'NVIDIA names the products that the new rule affects.',
	 'A100, A800, H100, H800, L40, L40S and GeForce RTX 4090, among others.',
	 'NVIDIA Corporation, Form 8-K of 2023-10-17',
	 'https://www.sec.gov/Archives/edgar/data/1045810/000104581023000217/0001045810-23-000217.txt',
	 'V2', '{3A090.a/2023}', true),
	('2023-10-17-entity-list', '2023-10-17', 'listing',
	 'Thirteen Chinese entities that design AI chips are put on the Entity List.',
	 'With footnote 4 and a presumption of denial; recalled to be the groups of Biren and Moore '
	 'Threads. Reported for October 2023, the day is recalled.',
	 'Thompson Hine, note on the rules of October 2023', NULL,
	 'V2', '{}', true),
	('2023-10-23-nvidia-letter', '2023-10-23', 'letter',
	 'BIS tells NVIDIA that the new rule applies to five of its products at once.',
	 'A100, A800, H100, H800 and L40S, 25 days before the rule takes effect.',
	 'BIS letter to NVIDIA, reported in its Form 8-K of 2023-10-24', NULL,
	 'V2', '{LETTER.nvidia/2023}', true),
	('2023-10-24-nvidia-8k', '2023-10-24', 'filing',
	 'NVIDIA makes the letter of the day before public.',
	 'From this day an exporter could know of the requirement.',
	 'NVIDIA Corporation, Form 8-K of 2023-10-24', NULL,
	 'V2', '{LETTER.nvidia/2023}', true),
	('2023-11-17-rule-effective', '2023-11-17', 'rule',
	 'The rule of October 2023 takes effect.',
	 'A800, H800 and L40S are 3A090.a; what is neither for datacenters nor at 4800 is not 3A090 '
	 'at all.',
	 '88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 'V',
	 '{3A090.a/2023,3A090.b/2023,RS.a/2023,RS.b/2023,HQ.ab/2023,NAC/2023,
	   LETTER.nvidia/2023}', true),
	('2023-12-29-bis-faqs', '2023-12-29', 'guidance',
	 'BIS answers questions on the rule of October 2023.',
	 'Among others: 4A090.b is reserved for now and will be revised; NAC covers 4A090 items that '
	 'are not 4A090.a; a notification does not make approval routine.',
	 'BIS FAQs of 2023-12-29, as reported by Kelley Drye',
	 'https://www.kelleydrye.com/viewpoints/blogs/trade-and-manufacturing-monitor/bis-clarifies-notification-and-licensing-requirements-for-updated-semiconductor-advanced-computing-export-controls',
	 'V2', '{NAC/2023,4A090.b/2024}', true),
	('2024-03-29-corrections-released', '2024-03-29', 'rule',
	 'BIS releases corrections and clarifications of the rules of October 2023.',
	 'Splits License Exception NAC into NAC and ACA and revises the review standards of '
	 '744.23(d). That it fills 4A090.b is recalled. Published and effective on 2024-04-04.',
	 '89 FR 23876; FR Doc 2024-07004', 'https://www.federalregister.gov/citation/89-FR-23876',
	 'V2',
	 '{NAC/2023,NAC/2024,ACA/2024,4A090.b/2024,REVIEW.hq/2023,REVIEW.hq/2024,
	   REVIEW.hq.other/2024}', true),
	('2024-04-04-corrections-effective', '2024-04-04', 'rule',
	 'The corrections of the rules of October 2023 take effect.',
	 'From this day exporters report NAC and ACA under codes of their own (CBP CSMS 61882672).',
	 '89 FR 23876', 'https://www.federalregister.gov/citation/89-FR-23876',
	 'V2', '{NAC/2024,ACA/2024,4A090.b/2024}', true),
	('2024-10-02-datacenter-veu', '2024-10-02', 'rule',
	 'A validated end user authorization for data centers is created.',
	 'Section 748.15. It authorizes named end users and is not among the rules.',
	 '89 FR 80080; FR Doc 2024-22587', 'https://www.federalregister.gov/citation/89-FR-80080',
	 'V2', '{}', true),
	('2024-12-02-hbm-rule', '2024-12-02', 'rule',
	 'BIS controls high bandwidth memory and widens the foreign direct product rules.',
	 'Adds 3A090.c and License Exception HBM; requirements to be complied with from 2024-12-31. '
	 'BIS: all HBM stacks then in production exceed the threshold. Published on 2024-12-05.',
	 '89 FR 96790; FR Doc 2024-28270', 'https://www.federalregister.gov/citation/89-FR-96790',
	 'V',
	 '{3A090.c/2024,RS.c/2024,HQ.c/2024,HBM/2024,REVIEW.hbm.approval/2024,
	   REVIEW.hbm.denial/2024}', true),
	('2024-12-02-entity-list', '2024-12-02', 'listing',
	 'About 140 entities are added to the Entity List.',
	 'The companion rule of the controls on memory; with footnote 5 for semiconductor '
	 'manufacturing equipment. That both took effect on one day is recalled.',
	 'CSIS, on the controls of December 2024', NULL,
	 'V2', '{}', true),
	('2024-12-31-hbm-compliance', '2024-12-31', 'rule',
	 'The requirements for high bandwidth memory have to be complied with.',
	 'The compliance date of the rule of 2024-12-02 for 3A090.c.',
	 '89 FR 96790', 'https://www.federalregister.gov/citation/89-FR-96790',
	 'V', '{RS.c/2024,HQ.c/2024}', true);

-- AI Diffusion and the foundry rule
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-01-13-diffusion', '2025-01-13', 'rule',
	 'BIS issues the Framework for Artificial Intelligence Diffusion.',
	 'A worldwide license requirement for 3A090.a and 4A090.a with License Exceptions AIA, ACM '
	 'and LPP, allocations of 790,000,000 TPP a country, and 4E091, a new entry for the weights '
	 'of models trained with 10^26 operations or more, which cannot be reached from the facts of '
	 'a chip. Published on 2025-01-15, to be complied with from 2025-05-15.',
	 '90 FR 4544; FR Doc 2025-00636', 'https://www.federalregister.gov/citation/90-FR-4544',
	 'V2',
	 '{DIFFUSION.rs.a,AIA/2025,ACM/2025,LPP/2025,ACA/2025,DIFFUSION.review.d5,DIFFUSION.review.aia,
	   DIFFUSION.review.allocation,REVIEW.approval.b/2025}', true),
	('2025-01-16-foundry-rule', '2025-01-16', 'rule',
	 'BIS asks for due diligence of foundries and packagers.',
	 'Note 1 to 3A090.a presumes that an advanced logic circuit is 3A090.a and for datacenters, '
	 'unless an approved or authorized designer, or an attestation of transistor counts, says '
	 'otherwise. To be complied with from 2025-01-31.',
	 '90 FR 5298; FR Doc 2025-00711', 'https://www.federalregister.gov/citation/90-FR-5298',
	 'V2', '{3A090.a/2023}', true),
	('2025-02-11-correction', '2025-02-11', 'rule',
	 'The license requirement text of 3A090 is corrected.',
	 'A correction of the rules of January 2025.',
	 '90 FR 9604; FR Doc 2025-02655', 'https://www.federalregister.gov/citation/90-FR-9604',
	 'V2', '{DIFFUSION.rs.a,RS.b/2023}', true),
	('2025-05-13-diffusion-rescission', '2025-05-13', 'announcement',
	 'BIS announces that it rescinds AI Diffusion and will not enforce it.',
	 'A press release, two days before the compliance date. No rescission has been published in '
	 'the Federal Register, and the CFR still prints the text on 2026-09-24.',
	 'BIS press release of 2025-05-13', NULL,
	 'V',
	 '{DIFFUSION.rs.a,AIA/2025,ACM/2025,LPP/2025,DIFFUSION.review.d5,DIFFUSION.review.aia,
	   DIFFUSION.review.allocation}', true),
	('2025-05-13-gp10-guidance', '2025-05-13', 'guidance',
	 'BIS warns that dealing in Huawei Ascend chips may violate General Prohibition Ten.',
	 'Ascend 910B, 910C and 910D, as examples of 3A090 circuits designed in the PRC, are presumed '
	 'to need, or to have needed, BIS authorization; technical analysis is excepted. A first '
	 'press release said that their use anywhere in the world violates the controls; those words '
	 'were soon taken out.',
	 'BIS guidance of 2025-05-13, as reported by Freshfields, Crowell and Export Compliance Daily',
	 'https://blog.freshfields.us/post/102ksla/bis-guidance-targets-prc-advanced-computing-integrated-circuits-in-high-probabil',
	 'V2', '{}', true),
	('2025-05-13-diversion-guidance', '2025-05-13', 'guidance',
	 'BIS lists red flags of diversion for the industry.',
	 'Due diligence for transactions in advanced computing circuits.',
	 'BIS industry guidance of 2025-05-13, as reported by Crowell',
	 'https://www.crowell.com/en/insights/client-alerts/us-department-of-commerce-rescinds-biden-administrations-ai-diffusion-export-control-rule-and-issues-new-guidance-on-huawei-chips-for-ai-purposes-and-diligence-expectations',
	 'V2', '{}', true),
	('2025-05-13-training-policy', '2025-05-13', 'guidance',
	 'BIS states its policy on the training of AI models for parties in Macau or Country Group '
	 'D:5.',
	 'Exports, and support by U.S. persons, with knowledge that a model is trained for such '
	 'parties may need a license; it reaches infrastructure as a service.',
	 'BIS policy statement of 2025-05-13, as reported by Arnold & Porter',
	 'https://www.arnoldporter.com/en/perspectives/advisories/2025/05/commerce-new-guidance-curb-adversaries-access-to-advanced-ai-tech',
	 'V2', '{}', true),
	('2025-05-15-diffusion-compliance', '2025-05-15', 'rule',
	 'The compliance date of AI Diffusion passes without enforcement.',
	 'Controls stand as in December 2024.',
	 '90 FR 4544; BIS press release of 2025-05-13', NULL,
	 'V2', '{DIFFUSION.rs.a}', true);

-- H20 and its like
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-04-04-mar-a-lago-dinner', '2025-04-04', 'report',
	 'The chief executive of NVIDIA attends a dinner at Mar-a-Lago.',
	 'One million dollars a head. The report of 2025-04-09 says last Friday, from which the day '
	 'is computed.',
	 'NPR, 2025-04-09', NULL,
	 'V2', '{}', true),
	('2025-04-09-pause-reported', '2025-04-09', 'report',
	 'NPR reports that planned curbs on H20 are put on hold.',
	 'After the dinner at Mar-a-Lago and a promise of investment in the United States. On the '
	 'same day, by its own filing, NVIDIA was told that H20 needs a license.',
	 'NPR, 2025-04-09', NULL,
	 'V2', '{LETTER.nvidia/2025}', true),
	('2025-04-09-nvidia-letter', '2025-04-09', 'letter',
	 'BIS tells NVIDIA that H20 and its like need a license.',
	 'To China with Hong Kong and Macau, to Country Group D:5, and to companies headquartered or '
	 'with an ultimate parent there: H20 and any other circuit that achieves its memory '
	 'bandwidth, interconnect bandwidth, or a combination of them.',
	 'BIS letter to NVIDIA, quoted in its Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-14-nvidia-indefinite', '2025-04-14', 'letter',
	 'BIS tells NVIDIA that the requirement holds for the indefinite future.',
	 'Because the products may be used in, or diverted to, a supercomputer in China.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-15-nvidia-8k', '2025-04-15', 'filing',
	 'NVIDIA makes the letter public and expects charges of up to 5.5 billion dollars.',
	 'From this day an exporter could know of the requirement.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-16-amd-8k', '2025-04-16', 'filing',
	 'AMD reports a license requirement for MI308 and expects charges of about 800 million '
	 'dollars.',
	 'For China, Hong Kong, Macau, Country Group D:5 and companies headquartered there. The day '
	 'of the letter is not public.',
	 'Advanced Micro Devices, Form 8-K of 2025-04-16, as reported', NULL,
	 'V2', '{LETTER.amd/2025}', true),
	('2025-04-16-thresholds-reported', '2025-04-16', 'report',
	 'The thresholds of the letters are reported.',
	 'From an Intel e-mail to customers: total DRAM bandwidth of 1,400 GB/s or more, input and '
	 'output of 1,100 GB/s or more, or both together of 1,700 GB/s or more. The letters '
	 'themselves are unpublished.',
	 'Financial Times and Reuters, as reported by Silicon UK and TrendForce',
	 'https://www.silicon.co.uk/cloud/ai/intel-china-ai-609032/amp',
	 'V2', '{LETTER.nvidia/2025,LETTER.amd/2025}', true),
	('2025-05-28-nvidia-charge', '2025-05-28', 'filing',
	 'NVIDIA books a charge of 4.5 billion dollars on H20.',
	 'After 4.6 billion dollars of H20 sales in the quarter.',
	 'NVIDIA Corporation, results of the first quarter of fiscal 2026', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-07-14-nvidia-assurance', '2025-07-14', 'announcement',
	 'NVIDIA says that it has been assured licenses for H20.',
	 'An assurance, not a license; the requirement stands.',
	 'NVIDIA Corporation, statement of 2025-07-14', NULL,
	 'V2', '{REVIEW.assurance.nvidia/2025}', true),
	('2025-07-15-amd-assurance', '2025-07-15', 'announcement',
	 'AMD says that its applications for MI308 will go forward.',
	 'Reported for 2025-07-14 or 15. An assurance, not a license; the requirement stands.',
	 'Advanced Micro Devices, as reported', NULL,
	 'V2', '{REVIEW.assurance.amd/2025}', true),
	('2025-08-08-first-licenses', '2025-08-08', 'report',
	 'The Department of Commerce is reported to begin issuing licenses for H20.',
	 'Two days after the chief executive of NVIDIA met the President.',
	 'Reuters and Financial Times, as reported by the Hindustan Times',
	 'https://www.hindustantimes.com/world-news/trump-administration-to-take-15-cut-of-nvidia-and-amd-chip-sales-to-china-101754906444895.html',
	 'V2', '{REVIEW.assurance.nvidia/2025}', true),
	('2025-08-11-revenue-share', '2025-08-11', 'announcement',
	 'The President confirms a 15 percent share of revenue on H20 and MI308 sold to China.',
	 'No official text has been found.',
	 'Press reports of 2025-08-11', NULL,
	 'V2', '{REVIEW.assurance.nvidia/2025,REVIEW.assurance.amd/2025}', true),
	('2025-11-05-prc-datacenters', '2025-11-05', 'foreign_measure',
	 'China is reported to tell state-funded data centers to use domestic chips only.',
	 'A measure of the buyer''s government; it changes no rule here.',
	 'Reuters, 2025-11-05', NULL,
	 'V2', '{}', true);

-- H200 and later
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-12-08-h200-announcement', '2025-12-08', 'announcement',
	 'The President announces that H200 may be sold to approved customers in China for 25 percent.',
	 'Carried out by the rule and the proclamation of January 2026.',
	 'Press reports of 2025-12-08', NULL,
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-01-13-h200-rule-released', '2026-01-13', 'rule',
	 'BIS revises the review policy for advanced computing commodities to China and Macau.',
	 'From a presumption of denial to case by case, for exports below 21,000 TPP and below 6,500 '
	 'GB/s of total DRAM bandwidth, on conditions of supply, volume, know-your-customer '
	 'procedures and testing. Reexports and transfers stay presumed denied.',
	 'BIS press release of 2026-01-13; 91 FR 1684',
	 'https://www.bis.gov/press-release/department-commerce-revises-license-review-policy-semiconductors-exported-china',
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-01-14-proclamation-11002', '2026-01-14', 'proclamation',
	 'Proclamation 11002 puts a duty of 25 percent on certain advanced computing chips.',
	 'Under Section 232, from 12:01 a.m. on 2026-01-15, in two bands of performance and memory '
	 'bandwidth; see tariff_band.',
	 'Proclamation 11002; CBP CSMS 67400472',
	 'https://www.whitehouse.gov/presidential-actions/2026/01/adjusting-imports-of-semiconductors-semiconductor-manufacturing-equipment-and-their-derivative-products-into-the-united-states/',
	 'V2', '{}', true),
	('2026-01-14-prc-customs', '2026-01-14', 'foreign_measure',
	 'Chinese customs officers are reported to be told that H200 is not permitted.',
	 'A measure of the buyer''s government; it changes no rule here.',
	 'Reuters, 2026-01-14', NULL,
	 'V2', '{}', true),
	('2026-01-15-h200-rule-effective', '2026-01-15', 'rule',
	 'The revised review policy is published and takes effect.',
	 'H200 (15,840 TPP, 4,800 GB/s) and MI325X (20,919 TPP, 6,000 GB/s) are below the limits, '
	 'B200 is not.',
	 '91 FR 1684; FR Doc 2026-00789',
	 'https://www.govinfo.gov/content/pkg/FR-2026-01-15/html/2026-00789.htm',
	 'V', '{REVIEW.cbc/2026}', true),
	('2026-02-03-cambodia', '2026-02-03', 'rule',
	 'Cambodia leaves Country Group D:5.',
	 'It stays in D:1.',
	 'BIS rule, RIN 0694-AK41', NULL,
	 'V2', '{RS.a/2023,RS.b/2023}', true),
	('2026-03-01-h200-cap-considered', '2026-03-01', 'report',
	 'A cap of 75,000 H200 for each Chinese customer is reported to be under consideration.',
	 'Reported in March 2026; the day is not known and the first of the month stands for it.',
	 'Bloomberg, March 2026', NULL,
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-04-07-foundry-extension', '2026-04-07', 'rule',
	 'The date for authorized designers in the foundry rule moves to 2026-12-31.',
	 'From 2026-04-13, for the status of authorized designer and for applications to become an '
	 'approved one. Published on 2026-04-09.',
	 '91 FR 17851; FR Doc 2026-06851',
	 'https://www.govinfo.gov/content/pkg/FR-2026-04-09/html/2026-06851.htm',
	 'V', '{3A090.a/2023}', true),
	('2026-04-26-nvidia-10q', '2026-04-26', 'filing',
	 'NVIDIA reports licenses for small amounts of H200 and no revenue from them.',
	 'The filing is for the quarter that ended on this day. Licenses have been granted since '
	 'February 2026; no Hopper datacenter products were shipped to China.',
	 'NVIDIA Corporation, Form 10-Q for the quarter ended 2026-04-26', NULL,
	 'V', '{REVIEW.cbc/2026}', true),
	('2026-05-12-gao-diffusion', '2026-05-12', 'decision',
	 'The GAO holds that the press release on AI Diffusion is a rule.',
	 'For the purposes of the Congressional Review Act. AI Diffusion, by one reading, remains '
	 'legally in effect.',
	 'GAO B-337935; Pillsbury', 'https://www.gao.gov/products/b-337935',
	 'V2', '{DIFFUSION.rs.a}', true),
	('2026-05-31-headquarters-guidance', '2026-05-31', 'guidance',
	 'BIS says that the requirement for entities headquartered in Macau or D:5 is enforced '
	 'everywhere.',
	 'The policy of not enforcing AI Diffusion does not reach it: 3A090.a, 3A090.b, 4A090 and the '
	 'like need a license to every destination outside the United States when for such entities. '
	 'Bona fide operators of data centers need not cease to use, store, dispose of or service '
	 'what they have, until further notice.',
	 'BIS guidance of 2026-05-31',
	 'https://www.bis.gov/media/documents/bis-guidance-may-31-2026.pdf',
	 'V2', '{HQ.ab/2023,DIFFUSION.rs.a}', true),
	('2026-07-10-uae', '2026-07-10', 'rule',
	 'The United Arab Emirates move from Country Groups D:3 and D:4 to A:5.',
	 'Paragraph .b names them expressly; entities of Supplement No. 8 need no license (G42 and '
	 'Core42 until 2027-04-06). What holds for .a items while the worldwide text is not enforced '
	 'is an open question. Published on 2026-07-14.',
	 '91 FR 43034; FR Doc 2026-14132', 'https://www.federalregister.gov/citation/91-FR-43034',
	 'V', '{RS.b/2023,RS.b/2026,RS.a.uae/2026,REVIEW.approval.b/2025}', true),
	('2026-07-14-h200-shipments', '2026-07-14', 'report',
	 'The Under Secretary for Industry and Security says that very few H200 have been shipped to '
	 'China.',
	 'Testimony in Congress.',
	 'CNBC, 2026-07-14', 'https://www.cnbc.com/2026/07/14/nvidia-h200-ai-chips-china.html',
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-07-23-rs-amendment', '2026-07-23', 'rule',
	 'An amendment that touches 742.6 is published.',
	 'The CFR of September 2026 points to it. Two public readings take it to be about firearms '
	 'and silencers, effective 2026-11-20, and not about chips; the text itself was not found.',
	 '91 FR 46252, 91 FR 46260', NULL,
	 'V2', '{}', true),
	('2026-08-07-offshore-review', '2026-08-07', 'report',
	 'The United States are reported to review Chinese access to chips abroad.',
	 'Reported on 2026-08-07 and 2026-08-19.',
	 'Bloomberg and CNBC, August 2026', NULL,
	 'V2', '{HQ.ab/2023}', true),
	('2026-09-24-last-text', '2026-09-24', 'report',
	 'The last text of the CFR that these rules were compared with.',
	 'Of 38 documents of BIS published from 2026-01-16 to 2026-09-19, none but those listed here '
	 'changes what 3A090 asks for China. Nothing later than 2026-09-29 was read.',
	 'eCFR, title 15, as of 2026-09-24', NULL,
	 'V', '{}', true);

-- Other rules that bear on the same transactions
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-09-02-syria', '2025-09-02', 'rule',
	 'Export controls for Syria are relaxed.',
	 'All items still need a license; the policy of denial ends and License Exception SPP opens '
	 'EAR99 items. Released on 2025-08-28.',
	 '90 FR 42315; FR Doc 2025-16724', 'https://www.federalregister.gov/citation/90-FR-42315',
	 'V2', '{EMBARGO,REVIEW.syria,REVIEW.syria/2025}', true),
	('2025-09-29-affiliates-rule', '2025-09-29', 'rule',
	 'The Affiliates rule extends list-based controls to entities that listed ones own by half or '
	 'more.',
	 'Entity List, Military End-User List and certain SDN parties (744.8(a)(1)), with Red Flag '
	 '29. It turns on who owns the parties, which no rule here can see. Published on 2025-09-30.',
	 '90 FR 47201; FR Doc 2025-19001',
	 'https://www.federalregister.gov/documents/2025/09/30/2025-19001',
	 'V2', '{}', true),
	('2025-11-10-affiliates-stay', '2025-11-10', 'stay',
	 'The Affiliates rule is stayed for a year.',
	 'From 2025-11-10 to 2026-11-09, after talks with China. Published on 2025-11-12.',
	 '90 FR 50857; FR Doc 2025-19846',
	 'https://www.federalregister.gov/documents/2025/11/12/2025-19846',
	 'V2', '{}', true),
	('2026-11-10-affiliates-return', '2026-11-10', 'stay',
	 'The stay of the Affiliates rule was to end on 2026-11-09 and the rule to apply again from '
	 'this day.',
	 'Scheduled in the rule that stayed it. No extension was found, and no source read is newer '
	 'than 2026-09-29: whether it happened is not verified.',
	 '90 FR 50857; Skadden, Bass Berry',
	 'https://www.federalregister.gov/documents/2025/11/12/2025-19846',
	 'V2', '{}', true);

-- Bills: none was found to be enacted
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2026-01-12-remote-access-bill', '2026-01-12', 'bill',
	 'The House passes the Remote Access Security Act.',
	 'H.R. 2683, 369 to 22; remote access to controlled items. Pending in the Senate.',
	 'H.R. 2683', NULL,
	 'V2', '{}', true),
	('2026-03-26-chip-security-bill', '2026-03-26', 'bill',
	 'The House Foreign Affairs Committee reports the Chip Security Act.',
	 'H.R. 3447 and S. 1705, 42 to 0; location verification for 3A090, 3A001.z, 4A090, 4A003.z '
	 'and their successors.',
	 'H.R. 3447; S. 1705', NULL,
	 'V2', '{}', true),
	('2026-04-30-overwatch-bill', '2026-04-30', 'bill',
	 'The AI OVERWATCH Act is introduced in the Senate.',
	 'S. 4456, after H.R. 6875. Restricted: 21,000 TPP or more, or 1,600 TPP or more with a '
	 'performance density of 21 or more, and parts first marketed after 2026-01-01 at the levels '
	 'of 3A090; datacenter circuits only.',
	 'S. 4456; H.R. 6875', NULL,
	 'V2', '{}', true);

-- src/foundry_us.sql

-- The foundry presumption: Note 1 to 3A090.a (90 FR 5298).
--
-- A front-end fabricator or OSAT company that exports an applicable advanced logic integrated
-- circuit (16/14 nm or below, or non-planar transistors) must presume that it is 3A090.a and
-- designed or marketed for datacenters. Among the ways to overcome the presumption is an
-- attestation, by the fabricator that packages the die outside Macau and Country Group D:5 or by an
-- approved OSAT company, that the packaged circuit has fewer transistors than a number that depends
-- on the year. The presumption binds fabricators and OSAT companies only, so it is not a rule about
-- the item: the numbers stand in a table of their own.

CREATE TABLE foundry_presumption (
	in_force          daterange PRIMARY KEY,
	without_hbm_below numeric NOT NULL,
	any_below         numeric NOT NULL,
	known             daterange NOT NULL,
	citation          text NOT NULL,
	note              text NOT NULL,
	builtin           boolean NOT NULL DEFAULT false,
	CONSTRAINT foundry_presumption_periods_stated
		CHECK (NOT isempty(in_force) AND NOT isempty(known)),
	CONSTRAINT foundry_presumption_counts_positive
		CHECK (any_below > 0 AND without_hbm_below >= any_below)
);

COMMENT ON TABLE foundry_presumption IS
	'Transistor counts below which an attestation overcomes the presumption that an advanced '
	'logic circuit is 3A090.a (Note 1 to 3A090.a), by year of export';
COMMENT ON COLUMN foundry_presumption.in_force IS
	'when the export, reexport or transfer is completed';
COMMENT ON COLUMN foundry_presumption.without_hbm_below IS
	'for a packaged circuit without high bandwidth memory: aggregated approximated transistor '
	'count below this many billions';
COMMENT ON COLUMN foundry_presumption.any_below IS
	'for any packaged circuit, with or without high bandwidth memory: aggregated approximated '
	'transistor count below this many billions';
COMMENT ON COLUMN foundry_presumption.known IS
	'from when the text was public until another took its place';
COMMENT ON COLUMN foundry_presumption.citation IS 'source';
COMMENT ON COLUMN foundry_presumption.note IS 'confidence, and doubts';
COMMENT ON COLUMN foundry_presumption.builtin IS 'shipped with the extension';

INSERT INTO foundry_presumption
	(in_force, without_hbm_below, any_below, known, citation, note, builtin)
VALUES
	('[2025-01-31,2027-01-01)', 30, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] Before 2027 there is one limit, whatever the memory. Effective 2025-01-16, to be '
	 'complied with from 2025-01-31 [V2].',
	 true),
	('[2027-01-01,2028-01-01)', 35, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] "35 billion transistors for any exports, reexports, or transfers (in-country) completed '
	 'in 2027".',
	 true),
	('[2028-01-01,2029-01-01)', 30, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] The text states no higher limit for 2028, so what is left is the limit without a year. '
	 'The preamble is recalled to read 35 billion for 2027 and later [R]; between 30 and 35 '
	 'billion, ask.',
	 true),
	('[2029-01-01,)', 40, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] "40 billion ... completed in 2029 or thereafter".',
	 true);

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON foundry_presumption
	FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.in_force');

-- src/tariff_us.sql

-- The Section 232 duty on certain advanced computing chips (Proclamation 11002, heading
-- 9903.79.01).
--
-- An import duty and no export control; it is here because the review policy of January 2026 goes
-- with it: a chip made abroad that is to be exported to China from the United States comes into the
-- United States first.

CREATE TABLE tariff_band (
	id        text PRIMARY KEY,
	condition condition NOT NULL,
	rate      numeric NOT NULL,
	in_force  daterange NOT NULL,
	known     daterange NOT NULL,
	title     text NOT NULL,
	citation  text NOT NULL,
	note      text,
	builtin   boolean NOT NULL DEFAULT false,
	CONSTRAINT tariff_band_rate_not_negative CHECK (rate >= 0),
	CONSTRAINT tariff_band_known_stated CHECK (NOT isempty(known))
);

COMMENT ON TABLE tariff_band IS
	'Bands of performance and memory bandwidth in which an imported chip bears the Section 232 '
	'duty';
COMMENT ON COLUMN tariff_band.id IS 'heading of the tariff schedule and number of the band';
COMMENT ON COLUMN tariff_band.condition IS 'the band, a condition on facts of the chip';
COMMENT ON COLUMN tariff_band.rate IS 'duty as a fraction of customs value: 0.25 is 25 percent';
COMMENT ON COLUMN tariff_band.in_force IS 'when goods are entered for consumption';
COMMENT ON COLUMN tariff_band.known IS 'from when the text was public until another took its place';
COMMENT ON COLUMN tariff_band.title IS 'what the band is, in a sentence';
COMMENT ON COLUMN tariff_band.citation IS 'source';
COMMENT ON COLUMN tariff_band.note IS 'confidence, and doubts';
COMMENT ON COLUMN tariff_band.builtin IS 'shipped with the extension';

INSERT INTO tariff_band
	(id, condition, rate, in_force, known, title, citation, note, builtin)
VALUES
	('9903.79.01/1',
	 $$14000 < tpp < 17500 and 4500 < memory_bandwidth < 5000$$,
	 0.25, '[2026-01-15,)', '[2026-01-14,)',
	 'Chips like the NVIDIA H200 bear a duty of 25 percent.',
	 'Proclamation 11002 of 2026-01-14; HTS 9903.79.01; CBP CSMS 67400472',
	 '[V2] From 12:01 a.m. eastern standard time on 2026-01-15, on goods of 8471.50, 8471.80 and '
	 '8473.30. Exempt by use, and not modelled: datacenters, repair, research and development and '
	 'start-ups in the United States, consumer and civil industrial goods that are not for '
	 'datacenters, the public sector, other uses that the Department of Commerce approves. The '
	 'annex itself was not read.',
	 true),
	('9903.79.01/2',
	 $$20800 < tpp < 21100 and 5800 < memory_bandwidth < 6200$$,
	 0.25, '[2026-01-15,)', '[2026-01-14,)',
	 'Chips like the AMD MI325X bear a duty of 25 percent.',
	 'Proclamation 11002 of 2026-01-14; HTS 9903.79.01',
	 '[V2] Two secondary sources agree on this band; the annex itself was not read. Goods, date '
	 'and exemptions as for the first band.',
	 true);

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON tariff_band
	FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id');

-- src/product_data.sql

-- Products: integrated circuits for computing and stacks of high bandwidth memory, as public
-- sources describe them.
--
-- A key that is missing was not sourced: it is unknown, never zero. An interval covers readings
-- between which the sources do not decide, and the note says which; a fact whose sources give no
-- usable bound is left out.
--
-- datacenter: as the vendor markets the part; unknown for edge and embedded parts.
--
-- rates: dense; the tensor or matrix rate where there is one. GeForce FP16 and FP8 accumulate in
-- FP16, the faster way, BF16 in FP32. Where only the shader rates of a part with matrix units are
-- known, and no declared TPP, rates are left out: the TPP they give would be too low.
--
-- declared_tpp: the vendor's own figure, which differs from data-sheet arithmetic by up to 6 %.
--
-- die_area: third-party figures; every logic die here is made with non-planar transistors. The two
-- dies of a Blackwell GPU are read as 800 or 814 mm2 each. Readings of 530 and 400 mm2 are not
-- covered: they would put 196 and 260 million transistors in a mm2, where an H100 on the same class
-- of node has 98.
--
-- memory_bandwidth: to DRAM. Parts that compute from on-chip SRAM have no figure here.
--
-- interconnect_bandwidth: the accelerator links, both ways. A PCIe x16 board without NVLink is
-- bounded by 200 GB/s: PCIe 5.0 x16 moves at most 128 GB/s both ways, and display outputs come on
-- top.
--
-- [recalled] marks a statement of common knowledge for which no source was at hand.

-- NVIDIA
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('NVIDIA', 'Tesla V100 SXM2 16GB',
	 '{"name": "Tesla V100 SXM2 16GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.8, "fp32": 15.7, "fp16": 125},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 897, "hbm": true,
	   "interconnect_bandwidth": 300}',
	 '2017-06-21',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100 SXM2 32GB',
	 '{"name": "Tesla V100 SXM2 32GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.8, "fp32": 15.7, "fp16": 125},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 898, "hbm": true,
	   "interconnect_bandwidth": 300}',
	 '2018-03-27',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100 PCIe 16GB',
	 '{"name": "Tesla V100 PCIe 16GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.07, "fp32": 14.13, "fp16": 112},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 897, "hbm": true}',
	 '2017-06-21',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100S PCIe 32GB',
	 '{"name": "Tesla V100S PCIe 32GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 8.2, "fp32": 16.35, "fp16": 130},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 1134, "hbm": true}',
	 '2019-11-26',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); gmasse/gpu-specs',
	 NULL, true),
	('NVIDIA', 'Tesla T4',
	 '{"name": "Tesla T4", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.25, "fp32": 8.1, "fp16": 65, "int8": 130, "int4": 260},
	   "die_area": 545, "transistors": 13.6, "memory_bandwidth": 320, "hbm": false}',
	 '2018-09-13',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs; hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'A100 SXM4 40GB',
	 '{"name": "A100 SXM4 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1555, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-05-14',
	 'Epoch AI, Machine Learning Hardware; airensurzyn/export-control-threshold-analysis; '
	 'hmc-tech.com',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 SXM4 80GB',
	 '{"name": "A100 SXM4 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-11-16',
	 'Epoch AI, Machine Learning Hardware; airensurzyn/export-control-threshold-analysis; '
	 'hmc-tech.com',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 PCIe 40GB',
	 '{"name": "A100 PCIe 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1555, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-06-22',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 PCIe 80GB',
	 '{"name": "A100 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1935, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2021-06-28',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs; '
	 's-w-kelly/chip-export-controls',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A800 SXM4 80GB',
	 '{"name": "A800 SXM4 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-08-11',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis; hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'A800 PCIe 80GB',
	 '{"name": "A800 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1940, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-11-08',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 NULL, true),
	('NVIDIA', 'A800 PCIe 40GB',
	 '{"name": "A800 PCIe 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1560, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-11-08',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'A30',
	 '{"name": "A30", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 10.3, "fp32": 10.3, "tf32": 82, "fp16": 165, "bf16": 165,
	             "int8": 330, "int4": 661},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 933, "hbm": true}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); tensor rates derived: SM count '
	 'x operations per clock x boost clock',
	 'An NVLink bridge (200 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'A40',
	 '{"name": "A40", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.58, "fp32": 37.4, "tf32": 74.8, "fp16": 149.7, "bf16": 149.7,
	             "int8": 299.3, "int4": 598.7},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 696, "hbm": false,
	   "interconnect_bandwidth": 112.5}',
	 '2020-10-05',
	 'Epoch AI, Machine Learning Hardware; hmc-tech.com; NVIDIA A40 product page, as '
	 'quoted',
	 NULL, true),
	('NVIDIA', 'A10',
	 '{"name": "A10", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.98, "fp32": 31.2, "tf32": 62.5, "fp16": 125, "bf16": 125,
	             "int8": 250, "int4": 500},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 600, "hbm": false}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs',
	 NULL, true),
	('NVIDIA', 'A16 (per GPU; board carries 4)',
	 '{"name": "A16 (per GPU; board carries 4)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 4.5, "tf32": 9, "fp16": 17.9, "bf16": 17.9, "int8": 35.9, "int4": 71.8},
	   "die_area": 200, "transistors": 8.7, "memory_bandwidth": 200, "hbm": false}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com; tensor rates '
	 'derived: SM count x operations per clock x boost clock',
	 'Facts are those of one of the four GPUs; BIS reads TPP and performance density at up '
	 'to board level.', true),
	('NVIDIA', 'A2',
	 '{"name": "A2", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.07, "fp32": 4.5, "tf32": 9, "fp16": 18, "bf16": 18,
	             "int8": 36, "int4": 72},
	   "die_area": 200, "transistors": 8.7, "memory_bandwidth": 200, "hbm": false}',
	 '2021-11-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'H100 SXM5 80GB',
	 '{"name": "H100 SXM5 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.7, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "declared_tpp": 15840, "die_area": 814, "transistors": 80, "memory_bandwidth": 3350,
	   "hbm": true, "interconnect_bandwidth": 900}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 15832.', true),
	('NVIDIA', 'H100 PCIe 80GB',
	 '{"name": "H100 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 51, "fp32": 51, "tf32": 378, "fp16": 756.5, "bf16": 756.5,
	             "fp8": 1513, "int8": 1513},
	   "declared_tpp": 12224, "die_area": 814, "transistors": 80, "memory_bandwidth": 2039,
	   "hbm": true, "interconnect_bandwidth": 600}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'gmasse/gpu-specs; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 12104.', true),
	('NVIDIA', 'H100 NVL 94GB',
	 '{"name": "H100 NVL 94GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 60, "fp32": 60, "tf32": 417.5, "fp16": 835.5, "bf16": 835.5,
	             "fp8": 1670.5, "int8": 1670.5},
	   "declared_tpp": 14144, "die_area": 814, "transistors": 80, "memory_bandwidth": 3938,
	   "hbm": true, "interconnect_bandwidth": 600}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database); NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 13368.', true),
	('NVIDIA', 'H800 SXM5 80GB',
	 '{"name": "H800 SXM5 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 3350, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis',
	 'FP64 is capped and its rate was not found.', true),
	('NVIDIA', 'H800 PCIe 80GB',
	 '{"name": "H800 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 51, "tf32": 378, "fp16": 756.5, "bf16": 756.5, "fp8": 1513, "int8": 1513},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2023-03-21',
	 's-w-kelly/chip-export-controls; TechPowerUp GPU database (via RightNow GPU Database)',
	 'FP64 is capped and its rate was not found.', true),
	('NVIDIA', 'H20 SXM',
	 '{"name": "H20 SXM", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1, "fp32": 44, "tf32": 74, "fp16": 148, "bf16": 148,
	             "fp8": 296, "int8": 296},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4000, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2024-01-01',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; Tom''s Hardware '
	 'on H20, L20 and L2; airensurzyn/export-control-threshold-analysis',
	 'The release date is known to the month only.', true),
	('NVIDIA', 'H200 SXM',
	 '{"name": "H200 SXM", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "declared_tpp": 15840, "die_area": 814, "transistors": 80, "memory_bandwidth": 4800,
	   "hbm": true, "interconnect_bandwidth": 900}',
	 '2024-11-18',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 15832.', true),
	('NVIDIA', 'H200 NVL',
	 '{"name": "H200 NVL", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 60, "fp32": 60, "tf32": 417.5, "fp16": 835.5, "bf16": 835.5,
	             "fp8": 1670.5, "int8": 1670.5},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4800, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2024-11-18',
	 's-w-kelly/chip-export-controls; gmasse/gpu-specs; TechPowerUp GPU database (via '
	 'RightNow GPU Database)',
	 NULL, true),
	('NVIDIA', 'GH200 (GPU) 144GB HBM3e',
	 '{"name": "GH200 (GPU) 144GB HBM3e", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4900, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2023-08-08',
	 'Epoch AI, Machine Learning Hardware',
	 'Facts of the GPU alone; the Grace CPU die is not counted.', true),
	('NVIDIA', 'L40',
	 '{"name": "L40", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.41, "fp32": 90.5, "tf32": 90.5, "fp16": 181, "bf16": 181,
	             "fp8": 362, "int8": 362, "int4": 724},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-10-13',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); NVIDIA L40 and L40S data sheets (via mullet.se)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L40S',
	 '{"name": "L40S", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.43, "fp32": 91.6, "tf32": 183, "fp16": 362, "bf16": 362,
	             "fp8": 733, "int8": 733, "int4": 733},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 NULL,
	 'gmasse/gpu-specs; TechPowerUp GPU database (via RightNow GPU Database); NVIDIA L40 '
	 'and L40S data sheets (via mullet.se)',
	 'The release date was not settled. Interconnect is a bound, not a measured figure: '
	 'PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L4',
	 '{"name": "L4", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.47, "fp32": 30.3, "tf32": 60, "fp16": 121, "bf16": 121,
	             "fp8": 242, "int8": 242, "int4": 484},
	   "die_area": 294, "transistors": 35.8, "memory_bandwidth": 300, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs; TechPowerUp GPU database (via '
	 'RightNow GPU Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L20',
	 '{"name": "L20", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.93, "fp32": 59.8, "tf32": 59.8, "fp16": 119.5, "bf16": 119.5,
	             "fp8": 239, "int8": 239},
	   "die_area": 609, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-11-16',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on H20, L20 and L2; TechPowerUp '
	 'GPU database (via RightNow GPU Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L2',
	 '{"name": "L2", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 24.1, "tf32": 48.3, "fp16": 96.5, "bf16": 96.5, "fp8": 193, "int8": 193},
	   "memory_bandwidth": 300, "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2023-11-09',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on H20, L20 and L2',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'B100',
	 '{"name": "B100", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"tf32": 900, "fp16": 1750, "bf16": 1750, "fp8": 3500, "int8": 3500, "fp4": 7000},
	   "die_area": [1600, 1628], "transistors": 208, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1800}',
	 '2024-03-18',
	 's-w-kelly/chip-export-controls',
	 'Die area: two dies, each read as 800 or 814 mm2 by third parties. The release date '
	 'is that of the announcement. TPP follows from TF32 read as 32 bits (28800); read as '
	 '19 bits it would be 28000, from FP16.', true),
	('NVIDIA', 'B200',
	 '{"name": "B200", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 37, "fp32": 75, "tf32": 1125, "fp16": 2250, "bf16": 2250,
	             "fp8": 4500, "int8": 4500, "fp4": 9000},
	   "declared_tpp": 37248, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 7700, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2024-11-15',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; glennklockwood.com; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 36000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties.', true),
	('NVIDIA', 'B300',
	 '{"name": "B300", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.2, "fp32": 75, "tf32": 1125, "fp16": 2250, "bf16": 2250,
	             "fp8": 4500, "fp4": [13500, 15000]},
	   "declared_tpp": 55432, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 7700, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2025-08-22',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; NVIDIA (declared TPP)',
	 'FP4: sources give 13500, 14000 and 15000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties. INT8 (157.5) is left out: one source calls it erroneous.', true),
	('NVIDIA', 'GB200 (per GPU)',
	 '{"name": "GB200 (per GPU)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": [40, 45], "fp32": [80, 90], "tf32": 1250, "fp16": 2500, "bf16": 2500,
	             "fp8": 5000, "int8": 5000, "fp4": 10000},
	   "die_area": [1600, 1628], "transistors": 208, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1800}',
	 '2025-02-15',
	 'Epoch AI, Machine Learning Hardware',
	 'FP64 and FP32: 45 and 90 at first, 40 and 80 as revised. Die area: two dies, each '
	 'read as 800 or 814 mm2 by third parties.', true),
	('NVIDIA', 'GB300 (per GPU)',
	 '{"name": "GB300 (per GPU)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.3, "fp32": 80, "tf32": 1250, "fp16": 2500, "bf16": 2500,
	             "fp8": 5000, "fp4": 15000},
	   "declared_tpp": 58484, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 8000, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2025-08-22',
	 'Epoch AI, Machine Learning Hardware; realliujiaxu/ai-chip-spec-visualizer; NVIDIA '
	 '(declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 60000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties. INT8 (165) is left out: one source calls it erroneous.', true),
	('NVIDIA', 'B30A (unreleased; estimate)',
	 '{"name": "B30A (unreleased; estimate)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"tf32": 550, "fp16": 1125, "bf16": 1125, "fp8": 2250, "fp4": 7000},
	   "die_area": [800, 814], "transistors": 104, "hbm": true, "interconnect_bandwidth": 900}',
	 NULL,
	 's-w-kelly/chip-export-controls (an IFP estimate: half of a B300)',
	 'Not released; every fact is an estimate, half of a B300. Die area: one die, read as '
	 '800 or 814 mm2.', true),
	('NVIDIA', 'RTX 6000D / B40 (China)',
	 '{"name": "RTX 6000D / B40 (China)", "vendor": "NVIDIA", "datacenter": true,
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1570, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database); overclockers.ru',
	 'The tensor rates are unpublished, so rates are left out (shader FP32 97, FP64 1.52) '
	 'and TPP is unknown. Interconnect is a bound, not a measured figure: PCIe only, no '
	 'NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 3090',
	 '{"name": "GeForce RTX 3090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.56, "fp32": 35.6, "tf32": 35.6, "fp16": 142.3, "bf16": 71.2,
	             "int8": 284, "int4": 568},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 936, "hbm": false}',
	 '2020-09-01',
	 'Epoch AI, Machine Learning Hardware; rhkb.cn; tensor rates derived: SM count x '
	 'operations per clock x boost clock',
	 'An NVLink bridge (112.5 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'GeForce RTX 4070',
	 '{"name": "GeForce RTX 4070", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.46, "fp32": 29.15, "tf32": 29.2, "fp16": 116.6, "bf16": 58.3,
	             "fp8": 233.2, "int8": 233, "int4": 466.3},
	   "die_area": 294, "transistors": 35.8, "memory_bandwidth": 504, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-04-12',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4080',
	 '{"name": "GeForce RTX 4080", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.76, "fp32": 48.7, "tf32": 48.7, "fp16": 194.9, "bf16": 97.5,
	             "fp8": 389.9, "int8": 390, "int4": 779.8},
	   "die_area": 379, "transistors": 45.9, "memory_bandwidth": 717, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); hmc-tech.com; tensor rates derived: SM count x operations per clock x '
	 'boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4090',
	 '{"name": "GeForce RTX 4090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.29, "fp32": 82.6, "tf32": 82.6, "fp16": 330.3, "bf16": 165.2,
	             "fp8": 660.6, "int8": 660.6, "int4": 1321.2},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 1008, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs; hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4090 D',
	 '{"name": "GeForce RTX 4090 D", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.15, "fp32": 73.5, "tf32": 73.5, "fp16": 294.2, "bf16": 147.1,
	             "fp8": 588.4, "int8": 588.4, "int4": 1176.7},
	   "die_area": 609, "transistors": 76.3, "memory_bandwidth": 1008, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-12-28',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5080',
	 '{"name": "GeForce RTX 5080", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.88, "fp32": 56.3, "tf32": 56.3, "fp16": 225.1, "bf16": 112.6,
	             "fp8": 450.2, "int8": 450.2, "fp4": 900.4},
	   "die_area": 378, "transistors": 45.6, "memory_bandwidth": 960, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com; tensor rates '
	 'derived: SM count x operations per clock x boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090',
	 '{"name": "GeForce RTX 5090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "tf32": 104.8, "fp16": 419, "bf16": 209.5,
	             "fp8": 838, "int8": 838, "fp4": 1676},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); Spheron RTX 5090 data sheet; '
	 'hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090 D',
	 '{"name": "GeForce RTX 5090 D", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "fp4": 1187.5},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com (2375 AI TOPS, '
	 'which is sparse FP4)',
	 'Tensor rates are capped; only FP4 is published (TPP 4750). Interconnect is a bound, '
	 'not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090 D V2',
	 '{"name": "GeForce RTX 5090 D V2", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "fp4": 1187.5},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1344, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-08-15',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com (2375 AI TOPS, '
	 'which is sparse FP4)',
	 'Tensor rates are capped; only FP4 is published (TPP 4750). Interconnect is a bound, '
	 'not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX A6000',
	 '{"name": "RTX A6000", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.21, "fp32": 38.7, "tf32": 77.4, "fp16": 154.8, "bf16": 154.8,
	             "int8": 309.7, "int4": 619.3},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 768, "hbm": false}',
	 '2020-10-05',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); tensor rates derived: SM count x operations per clock x boost clock',
	 'An NVLink bridge (112.5 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'RTX 6000 Ada',
	 '{"name": "RTX 6000 Ada", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.42, "fp32": 91.1, "tf32": 182.1, "fp16": 364.2, "bf16": 364.2,
	             "fp8": 728.5, "int8": 728.5, "int4": 1457},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 960, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-12-03',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); tensor rates derived: SM count x operations per clock x boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Workstation',
	 '{"name": "RTX PRO 6000 Blackwell Workstation", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.97, "fp32": 126, "fp16": 503.8, "bf16": 503.8,
	             "fp8": 1007.6, "int8": 1007.6, "fp4": 2015.2},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Max-Q',
	 '{"name": "RTX PRO 6000 Blackwell Max-Q", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.72, "fp32": 109.7},
	   "declared_tpp": 7024, "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792,
	   "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database), with the declared TPP',
	 'Tensor rates were not found; the declared TPP stands for them. Interconnect is a '
	 'bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Server',
	 '{"name": "RTX PRO 6000 Blackwell Server", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.97, "fp32": 126},
	   "declared_tpp": 7488, "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792,
	   "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database), with the declared TPP',
	 'Tensor rates were not found; the declared TPP stands for them. Interconnect is a '
	 'bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'Jetson AGX Orin 64GB',
	 '{"name": "Jetson AGX Orin 64GB", "vendor": "NVIDIA",
	   "rates": {"fp32": 5.3, "int8": 85},
	   "transistors": 17, "memory_bandwidth": 204.8, "hbm": false}',
	 '2023-03-01',
	 'TechPowerUp GPU database (via RightNow GPU Database); NVIDIA Jetson AGX Orin '
	 'technical brief (via mzph.cn); svethardware.cz',
	 'INT8 is the GPU alone, half of 170 sparse; the accelerators beside it (105 sparse) '
	 'are not counted. datacenter is left unknown: an embedded module.', true);

-- AMD
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('AMD', 'Instinct MI100',
	 '{"name": "Instinct MI100", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 11.5, "fp32": 46.1, "fp16": 184.6, "bf16": 92.3, "int8": 184.6},
	   "die_area": 750, "transistors": 25.6, "memory_bandwidth": 1228, "hbm": true,
	   "interconnect_bandwidth": 276}',
	 '2020-11-16',
	 'AMD ROCm documentation; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Interconnect derived: 3 links x 92 GB/s.', true),
	('AMD', 'Instinct MI210',
	 '{"name": "Instinct MI210", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 45.3, "fp32": 45.3, "fp16": 181, "bf16": 181, "int8": 181},
	   "die_area": 724, "transistors": 29.1, "memory_bandwidth": 1638, "hbm": true}',
	 '2021-12-01',
	 'TechPowerUp GPU database (via RightNow GPU Database); '
	 's-w-kelly/chip-export-controls; hmc-tech.com',
	 'Bridge links (300 GB/s) exist; no citation was seen, so the interconnect is left '
	 'out.', true),
	('AMD', 'Instinct MI250',
	 '{"name": "Instinct MI250", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 90.5, "fp32": 90.5, "fp16": 362.1, "bf16": 362.1, "int8": 362.1},
	   "die_area": [1448, 1580], "transistors": 58.2, "memory_bandwidth": 3277, "hbm": true}',
	 '2021-11-08',
	 'AMD ROCm documentation; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area: two compute dies of 724 mm2, or about 1580 mm2 in another reading.', true),
	('AMD', 'Instinct MI250X',
	 '{"name": "Instinct MI250X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 95.7, "fp32": 95.7, "fp16": 383, "bf16": 383, "int8": 383},
	   "die_area": [1448, 1580], "transistors": 58.2, "memory_bandwidth": 3277, "hbm": true,
	   "interconnect_bandwidth": 800}',
	 '2021-11-08',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Die area: two compute dies of 724 mm2, or about 1580 mm2 in another reading. '
	 'Interconnect: one source counts a single link (100).', true),
	('AMD', 'Instinct MI300A',
	 '{"name": "Instinct MI300A", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 122.6, "fp32": 122.6, "tf32": 490.3, "fp16": 980.6, "bf16": 980.6,
	             "fp8": 1961.2, "int8": 1961.2},
	   "die_area": [1017, 2400], "transistors": 146, "memory_bandwidth": 5300, "hbm": true}',
	 '2023-12-06',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; evokernel-spec',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate. Interconnect is left out: sources give 512 and 768.', true),
	('AMD', 'Instinct MI300X',
	 '{"name": "Instinct MI300X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 163.4, "fp32": 163.4, "tf32": 653.7, "fp16": 1307.4, "bf16": 1307.4,
	             "fp8": 2614.9, "int8": 2614.9},
	   "die_area": [1017, 2400], "transistors": 153, "memory_bandwidth": 5300, "hbm": true,
	   "interconnect_bandwidth": 896}',
	 '2023-12-06',
	 'AMD ROCm documentation; Epoch AI, Machine Learning Hardware; '
	 's-w-kelly/chip-export-controls; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate.', true),
	('AMD', 'Instinct MI308X (China)',
	 '{"name": "Instinct MI308X (China)", "vendor": "AMD", "datacenter": true,
	   "die_area": [1017, 2400], "transistors": 153, "hbm": true}',
	 '2023-12-06',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); s-w-kelly/chip-export-controls',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate. Die area and transistors are those listed for the MI300X. Compute is '
	 'unpublished, so TPP is unknown. memory_bandwidth is left out: the listed 10300 is '
	 'wrong.', true),
	('AMD', 'Instinct MI325X',
	 '{"name": "Instinct MI325X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 163.4, "fp32": 163.4, "tf32": 653.7, "fp16": 1307.4, "bf16": 1307.4,
	             "fp8": 2614.9, "int8": 2614.9},
	   "die_area": [1017, 2400], "transistors": 153, "memory_bandwidth": 6000, "hbm": true,
	   "interconnect_bandwidth": 896}',
	 '2024-10-10',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate.', true),
	('AMD', 'Instinct MI350X',
	 '{"name": "Instinct MI350X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 72.1, "fp16": 2309.6, "bf16": 2309.6,
	             "fp8": 4614, "int8": 4614, "fp4": 9227.5},
	   "transistors": 185, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1075.2}',
	 '2025-06-12',
	 's-w-kelly/chip-export-controls; techaiapp on MI350X at Hot Chips; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Interconnect: 7 links x 153.6 GB/s. Die area is left out: that of the I/O dies was '
	 'not found. Another source gives an interconnect of 896.', true),
	('AMD', 'Instinct MI355X',
	 '{"name": "Instinct MI355X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 78.6, "fp16": 2516.6, "bf16": 2516.6,
	             "fp8": 5033.2, "int8": 5033.2, "fp4": 10066.3},
	   "transistors": 185, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1075.2}',
	 '2025-06-12',
	 's-w-kelly/chip-export-controls; techaiapp on MI350X at Hot Chips; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Interconnect: 7 links x 153.6 GB/s. Die area is left out: that of the I/O dies was '
	 'not found.', true),
	('AMD', 'Radeon RX 7900 XTX',
	 '{"name": "Radeon RX 7900 XTX", "vendor": "AMD", "datacenter": false,
	   "rates": {"fp64": 1.92, "fp32": 61.4, "fp16": 122.8, "bf16": 122.8},
	   "die_area": 529, "transistors": 57.7, "memory_bandwidth": 960, "hbm": false}',
	 '2022-11-03',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 'Die area includes the N6 memory-cache dies.', true),
	('AMD', 'Radeon PRO W7900',
	 '{"name": "Radeon PRO W7900", "vendor": "AMD", "datacenter": false,
	   "rates": {"fp64": 1.92, "fp32": 61.3, "fp16": 122.6, "bf16": 122.6},
	   "die_area": 529, "transistors": 57.7, "memory_bandwidth": 864, "hbm": false}',
	 '2023-04-13',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area includes the N6 memory-cache dies.', true);

-- Intel
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Intel', 'Gaudi 2',
	 '{"name": "Gaudi 2", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp16": 432, "bf16": [432, 450], "fp8": 865},
	   "memory_bandwidth": 2450, "hbm": true, "interconnect_bandwidth": 600}',
	 '2022-05-10',
	 'Epoch AI, Machine Learning Hardware; Intel, Hot Chips 2024; pcguia.pt on Gaudi 3',
	 'BF16: 432 from Intel, 450 from Epoch AI. Die area is left out: the listed 826 mm2 is '
	 'unverified, and equal to that of an A100.', true),
	('Intel', 'Gaudi 3 (OAM)',
	 '{"name": "Gaudi 3 (OAM)", "vendor": "Intel", "datacenter": true,
	   "rates": {"bf16": [1678, 1835], "fp8": 1835},
	   "memory_bandwidth": 3670, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2024-09-24',
	 'Intel, Hot Chips 2024; pcguia.pt on Gaudi 3; IEEE Spectrum on Gaudi 3; Epoch AI, '
	 'Machine Learning Hardware (BF16)',
	 'BF16: 1835 from Intel, 1678 from Epoch AI.', true),
	('Intel', 'Data Center GPU Max 1550',
	 '{"name": "Data Center GPU Max 1550", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 52.4, "fp32": 52.4, "tf32": 419.4, "fp16": 838.9, "bf16": 838.9,
	             "int8": 1677.7},
	   "transistors": 100, "memory_bandwidth": 3277, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp); ServeTheHome',
	 'Die area is left out: the listed 1280 mm2 is unverified.', true),
	('Intel', 'Data Center GPU Max 1350',
	 '{"name": "Data Center GPU Max 1350", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 44.4, "fp32": 44.4, "tf32": 355.5, "fp16": 711.1, "bf16": 711.1,
	             "int8": 1422.1},
	   "transistors": 100, "memory_bandwidth": 2460, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp)',
	 'Die area is left out: the listed 1280 mm2 is unverified. Cancelled in April 2023.', true),
	('Intel', 'Data Center GPU Max 1100',
	 '{"name": "Data Center GPU Max 1100", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 22.2, "fp32": 22.2, "tf32": 177.8, "fp16": 355.5, "bf16": 355.5,
	             "int8": 711.1},
	   "transistors": 100, "memory_bandwidth": 1229, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp)',
	 'Die area is left out: the listed 1280 mm2 is unverified.', true),
	('Intel', 'Data Center GPU Flex 170',
	 '{"name": "Data Center GPU Flex 170", "vendor": "Intel", "datacenter": true,
	   "die_area": 406, "transistors": 21.7, "memory_bandwidth": 512, "hbm": false}',
	 '2022-08-24',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'The matrix (XMX) rates were not found, so rates are left out (vector FP32 16.8) and '
	 'TPP is unknown.', true),
	('Intel', 'Arc A770',
	 '{"name": "Arc A770", "vendor": "Intel", "datacenter": false,
	   "rates": {"fp32": 19.7, "int8": 262},
	   "die_area": 406, "transistors": 21.7, "memory_bandwidth": [512, 560], "hbm": false}',
	 '2022-10-12',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'Memory bandwidth: sources give 512 and 560.', true);

-- Google
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Google', 'TPU v2',
	 '{"name": "TPU v2", "vendor": "Google", "datacenter": true,
	   "rates": {"fp32": 3, "bf16": 46},
	   "hbm": true}',
	 '2017-05-01',
	 'Epoch AI, Machine Learning Hardware',
	 'memory_bandwidth is left out: sources give 600 and 700.', true),
	('Google', 'TPU v3',
	 '{"name": "TPU v3", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 123},
	   "transistors": 10, "memory_bandwidth": 900, "hbm": true, "interconnect_bandwidth": 560}',
	 '2018-05-18',
	 'Epoch AI, Machine Learning Hardware; Jouppi et al., TPU v4, ISCA 2023, table 4',
	 'Interconnect derived: 4 links x 70 GB/s each way. Die area is published only as less '
	 'than 700 mm2.', true),
	('Google', 'TPU v4i',
	 '{"name": "TPU v4i", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 138},
	   "die_area": [160, 400], "transistors": 16, "memory_bandwidth": 614, "hbm": true}',
	 '2020-01-01',
	 'Epoch AI, Machine Learning Hardware',
	 'Die area is published only as less than 400 mm2; the lower end, 100 million '
	 'transistors per mm2, is beyond its 7 nm node [recalled].', true),
	('Google', 'TPU v4',
	 '{"name": "TPU v4", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 275, "int8": 275},
	   "transistors": 22, "memory_bandwidth": 1200, "hbm": true, "interconnect_bandwidth": 600}',
	 '2021-05-20',
	 'Google Cloud TPU documentation; Jouppi et al., TPU v4, ISCA 2023, table 4',
	 'Interconnect derived: 6 links x 50 GB/s each way. Die area is published only as less '
	 'than 600 mm2.', true),
	('Google', 'TPU v5e',
	 '{"name": "TPU v5e", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 197, "int8": 393},
	   "memory_bandwidth": 819, "hbm": true, "interconnect_bandwidth": 400}',
	 '2023-08-29',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 'Die area is left out: the listed 325 mm2 is an estimate.', true),
	('Google', 'TPU v5p',
	 '{"name": "TPU v5p", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 459, "fp8": 459, "int8": 918},
	   "memory_bandwidth": 2765, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2023-12-06',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Google', 'TPU v6e Trillium',
	 '{"name": "TPU v6e Trillium", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 918, "fp8": 918, "int8": 1836},
	   "memory_bandwidth": 1638, "hbm": true, "interconnect_bandwidth": 800}',
	 '2024-05-14',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Google', 'TPU v7 Ironwood (TPU7x)',
	 '{"name": "TPU v7 Ironwood (TPU7x)", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 2307, "fp8": 4614},
	   "memory_bandwidth": 7380, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2025-11-06',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true);

-- AWS
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('AWS', 'Trainium1',
	 '{"name": "Trainium1", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 47.5, "tf32": 190, "fp16": 190, "bf16": 190, "fp8": 190, "int8": 380},
	   "memory_bandwidth": 820, "hbm": true}',
	 '2022-10-15',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware',
	 'TPP follows from TF32 read as 32 bits (6080); read as 19 bits it would be 3610.', true),
	('AWS', 'Inferentia2',
	 '{"name": "Inferentia2", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 47.5, "tf32": 190, "fp16": 190, "bf16": 190, "fp8": 190, "int8": 380},
	   "memory_bandwidth": 820, "hbm": true}',
	 '2023-04-13',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware',
	 'TPP follows from TF32 read as 32 bits (6080); read as 19 bits it would be 3610.', true),
	('AWS', 'Trainium2',
	 '{"name": "Trainium2", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 181, "tf32": 667, "fp16": 667, "bf16": 667, "fp8": 1299},
	   "memory_bandwidth": 2900, "hbm": true, "interconnect_bandwidth": 1280}',
	 '2024-12-03',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware; Tom''s Hardware on '
	 'Trainium2',
	 'TPP follows from TF32 read as 32 bits (21344); read as 19 bits it would be 12673.', true),
	('AWS', 'Trainium3',
	 '{"name": "Trainium3", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 183, "tf32": 671, "fp16": 671, "bf16": 671, "fp8": 2517, "fp4": 2517},
	   "memory_bandwidth": 4900, "hbm": true, "interconnect_bandwidth": 2560}',
	 '2025-12-02',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware; Tom''s Hardware on '
	 'Trainium3',
	 'TPP follows from TF32 read as 32 bits (21472); read as 19 bits it would be 20136, '
	 'from FP8.', true);

-- Microsoft
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Microsoft', 'Maia 100',
	 '{"name": "Maia 100", "vendor": "Microsoft", "datacenter": true,
	   "rates": {"bf16": 800, "mx6": {"tops": 3000, "bits": 6}, "mx9": {"tops": 1500, "bits": 9}},
	   "die_area": 820, "transistors": 105, "memory_bandwidth": 1800, "hbm": true,
	   "interconnect_bandwidth": 1200}',
	 '2024-08-27',
	 'Epoch AI, Machine Learning Hardware; EEWorld on Maia 100 at Hot Chips 2024; '
	 'glennklockwood.com',
	 'TPP follows from the 6-bit format. Interconnect derived: 12 x 400 Gb/s Ethernet, '
	 'both ways.', true),
	('Microsoft', 'Maia 200',
	 '{"name": "Maia 200", "vendor": "Microsoft", "datacenter": true,
	   "rates": {"bf16": 1268, "fp8": 5072, "fp4": 10145},
	   "transistors": 140, "memory_bandwidth": 7000, "hbm": true, "interconnect_bandwidth": 2800}',
	 '2026-01-26',
	 'Epoch AI, Machine Learning Hardware; Reportify on Maia 200',
	 NULL, true);

-- Meta
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Meta', 'MTIA v1 (MTIA 100)',
	 '{"name": "MTIA v1 (MTIA 100)", "vendor": "Meta", "datacenter": true,
	   "rates": {"fp32": 1.6, "fp16": 51.2, "bf16": 51.2, "int8": 102.4},
	   "die_area": 373, "hbm": false}',
	 '2023-05-18',
	 'Epoch AI, Machine Learning Hardware; eeNews Europe on MTIA v2',
	 'The published 800 GB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true),
	('Meta', 'MTIA v2 (MTIA 200)',
	 '{"name": "MTIA v2 (MTIA 200)", "vendor": "Meta", "datacenter": true,
	   "rates": {"fp32": 2.76, "fp16": 177, "bf16": 177, "int8": 354},
	   "die_area": 421, "hbm": false}',
	 '2024-04-10',
	 'Epoch AI, Machine Learning Hardware; eeNews Europe on MTIA v2; TechPowerUp on MTIA '
	 'v2',
	 'The published 1000 GB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Huawei
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Huawei', 'Ascend 310',
	 '{"name": "Ascend 310", "vendor": "Huawei",
	   "rates": {"fp16": 8, "int8": 16},
	   "die_area": 105, "memory_bandwidth": 51.2}',
	 '2018-10-10',
	 'Epoch AI, Machine Learning Hardware',
	 'datacenter is left unknown: an edge part.', true),
	('Huawei', 'Ascend 910 (2019)',
	 '{"name": "Ascend 910 (2019)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 256, "int8": 512},
	   "die_area": [456.25, 1228], "hbm": true}',
	 '2019-08-23',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica); Hot Chips 2019 '
	 '(via vengineer)',
	 'Die area: 456.25 mm2 is the compute die alone; 1228 mm2 is all silicon in the '
	 'package, HBM included. memory_bandwidth is left out: the listed 1288 is probably a '
	 'misprint.', true),
	('Huawei', 'Ascend 910B (B2)',
	 '{"name": "Ascend 910B (B2)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 94, "fp16": 376},
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B1',
	 '{"name": "Ascend 910B1", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 400},
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B3',
	 '{"name": "Ascend 910B3", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 313},
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B4',
	 '{"name": "Ascend 910B4", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 72, "fp16": 280},
	   "die_area": 665.61, "memory_bandwidth": 800, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910C',
	 '{"name": "Ascend 910C", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": [780, 800], "int8": 1504},
	   "die_area": 1331.2, "memory_bandwidth": 3200, "hbm": true, "interconnect_bandwidth": 784}',
	 '2024-10-15',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica), twice the 910B '
	 'die; SemiAnalysis (FP16)',
	 'FP16: 800 from Epoch AI, 780 from SemiAnalysis.', true),
	('Huawei', 'Ascend 950DT (36-core)',
	 '{"name": "Ascend 950DT (36-core)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 30, "tf32": 243, "fp16": 486, "bf16": 486, "fp8": 973, "fp4": 1946},
	   "memory_bandwidth": 4000}',
	 NULL,
	 'Huawei Ascend 950 white paper (via realliujiaxu/ai-chip-spec-visualizer)',
	 'Rates of the matrix (cube) unit alone; with the vector unit FP4 2007, FP8 1034, FP16 '
	 '547.', true);

-- Cambricon
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Cambricon', 'MLU290-M5',
	 '{"name": "MLU290-M5", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"int8": 512, "int4": 1024},
	   "die_area": 560, "transistors": 46, "memory_bandwidth": 1228, "hbm": true}',
	 '2021-01-21',
	 'Epoch AI, Machine Learning Hardware; appsbuilders on MLU290',
	 NULL, true),
	('Cambricon', 'MLU370-X8',
	 '{"name": "MLU370-X8", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp32": 24, "fp16": 96, "int8": 256},
	   "memory_bandwidth": 614.4, "hbm": false}',
	 '2022-03-21',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Cambricon', 'MLU370-X4',
	 '{"name": "MLU370-X4", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp32": 24, "fp16": 96, "int8": 256},
	   "memory_bandwidth": 307.2, "hbm": false}',
	 '2021-11-03',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Cambricon', 'MLU590 (Siyuan 590)',
	 '{"name": "MLU590 (Siyuan 590)", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp16": [256, 345], "int8": 512}}',
	 '2024-10-31',
	 'Epoch AI, Machine Learning Hardware (from a photo of a keynote slide)',
	 'FP16: 345 on the slide, 256 announced earlier.', true);

-- Biren
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Biren', 'BR100',
	 '{"name": "BR100", "vendor": "Biren", "datacenter": true,
	   "rates": {"fp32": 256, "tf32": 512, "fp16": 1024, "bf16": 1024, "int8": 2048},
	   "die_area": 1074, "transistors": 77, "memory_bandwidth": 1640, "hbm": true,
	   "interconnect_bandwidth": [412, 512]}',
	 '2022-08-22',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware, SimmTester and TechPowerUp on '
	 'BR100; Reuther et al. 2023; evokernel-spec (interconnect)',
	 'Facts as launched; what shipped was cut to stay within the export controls. '
	 'Interconnect: sources give 412 and 512.', true),
	('Biren', 'BR104',
	 '{"name": "BR104", "vendor": "Biren", "datacenter": true,
	   "rates": {"fp32": 128, "tf32": 256, "fp16": 512, "bf16": 512, "int8": 1024},
	   "die_area": 537, "memory_bandwidth": 819, "hbm": true}',
	 '2022-08-22',
	 'Tom''s Hardware, SimmTester and TechPowerUp on BR100; Reuther et al. 2023',
	 'Facts as launched; what shipped was cut to stay within the export controls.', true);

-- Moore Threads
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Moore Threads', 'MTT S4000',
	 '{"name": "MTT S4000", "vendor": "Moore Threads", "datacenter": true,
	   "rates": {"fp32": 25, "tf32": 50, "fp16": 100, "bf16": 100, "int8": 200},
	   "memory_bandwidth": 768, "hbm": false, "interconnect_bandwidth": 240}',
	 '2023-12-19',
	 'Epoch AI, Machine Learning Hardware; io-tech.fi on MTT S4000',
	 NULL, true);

-- MetaX
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('MetaX', 'MXC500 (OAM)',
	 '{"name": "MXC500 (OAM)", "vendor": "MetaX", "datacenter": true,
	   "rates": {"fp32": 18, "tf32": 140, "fp16": 280, "int8": 560},
	   "hbm": true}',
	 '2023-01-01',
	 'Epoch AI, Machine Learning Hardware',
	 'memory_bandwidth is left out: the published 18000 is wrong.', true);

-- Baidu
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Baidu', 'Kunlun II',
	 '{"name": "Kunlun II", "vendor": "Baidu", "datacenter": true,
	   "rates": {"fp16": 128, "int8": 256},
	   "memory_bandwidth": 512, "hbm": false}',
	 '2021-08-18',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true);

-- Cerebras
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Cerebras', 'WSE-2',
	 '{"name": "WSE-2", "vendor": "Cerebras", "datacenter": true,
	   "die_area": 46225, "transistors": 2600, "hbm": false}',
	 '2021-04-20',
	 'aiwiki on WSE-3; Reuther et al. 2023',
	 'No dense rate is published, so TPP is unknown. The published 20 PB/s is on-chip '
	 'SRAM, not DRAM, so memory_bandwidth is left out.', true),
	('Cerebras', 'WSE-3',
	 '{"name": "WSE-3", "vendor": "Cerebras", "datacenter": true,
	   "die_area": 46225, "transistors": 4000, "hbm": false}',
	 '2024-03-13',
	 'aiwiki on WSE-3; awesomeagents on WSE-3; Yobitel on WSE-3',
	 'No dense rate is published, so TPP is unknown: 125 PFLOPS FP16 is sparse. The '
	 'published 21 PB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Graphcore
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Graphcore', 'Colossus MK2 GC200',
	 '{"name": "Colossus MK2 GC200", "vendor": "Graphcore", "datacenter": true,
	   "rates": {"fp16": 250},
	   "die_area": 823, "transistors": 59.4, "hbm": false}',
	 '2020-07-15',
	 'Converge Digest and projects-raspberry on GC200',
	 'IPU-Link (320 GB/s) exists; no citation was seen, so the interconnect is left out.', true);

-- Groq
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Groq', 'GroqChip LPU v1',
	 '{"name": "GroqChip LPU v1", "vendor": "Groq", "datacenter": true,
	   "rates": {"fp16": 188, "int8": 750},
	   "die_area": 725, "transistors": 26.8, "hbm": false, "interconnect_bandwidth": 480}',
	 '2022-10-15',
	 'Epoch AI, Machine Learning Hardware; Linley Newsletter',
	 'The published 80 TB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- SambaNova
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('SambaNova', 'SN40L',
	 '{"name": "SN40L", "vendor": "SambaNova", "datacenter": true,
	   "rates": {"bf16": 638},
	   "transistors": 102, "memory_bandwidth": [1600, 2000], "hbm": true}',
	 '2023-09-19',
	 'SambaNova, Hot Chips 2024; aiwiki',
	 'Memory bandwidth: 25.6 TB/s over 16 sockets is 1600 each, the paper says 2000.', true);

-- Tenstorrent
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Tenstorrent', 'Wormhole n150',
	 '{"name": "Wormhole n150", "vendor": "Tenstorrent", "datacenter": true,
	   "rates": {"fp16": 74, "fp8": 262},
	   "die_area": 670, "memory_bandwidth": 288, "hbm": false}',
	 NULL,
	 'Tenstorrent documentation',
	 'Also BFP8, a block format, at 148.', true),
	('Tenstorrent', 'Wormhole n300',
	 '{"name": "Wormhole n300", "vendor": "Tenstorrent", "datacenter": true,
	   "rates": {"fp16": 131, "fp8": 466},
	   "die_area": 1340, "memory_bandwidth": 576, "hbm": false}',
	 NULL,
	 'Tenstorrent documentation',
	 'Also BFP8, a block format, at 262.', true);

-- Tesla
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Tesla', 'D1 (Dojo)',
	 '{"name": "D1 (Dojo)", "vendor": "Tesla", "datacenter": true,
	   "rates": {"fp32": 22.6, "bf16": 362, "fp8": 362},
	   "die_area": 645, "transistors": 50, "hbm": false}',
	 '2021-08-21',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on Dojo D1',
	 'The published 10 TB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Apple
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Apple', 'M2 Ultra',
	 '{"name": "M2 Ultra", "vendor": "Apple", "datacenter": false,
	   "transistors": 134, "memory_bandwidth": 800, "hbm": false}',
	 '2023-06-05',
	 'Beebom and Meterpreter on M2 Ultra',
	 'No rates: the Neural Engine figure (31.6 TOPS) has no stated precision, so TPP is '
	 'unknown.', true);

-- Qualcomm
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Qualcomm', 'Cloud AI 100 Pro',
	 '{"name": "Cloud AI 100 Pro", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 125, "int8": 375},
	   "memory_bandwidth": 137, "hbm": false}',
	 '2021-03-01',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true),
	('Qualcomm', 'Cloud AI 100 Standard',
	 '{"name": "Cloud AI 100 Standard", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 110, "int8": 325},
	   "memory_bandwidth": 137, "hbm": false}',
	 '2021-03-01',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true),
	('Qualcomm', 'Cloud AI 100 Ultra (4 SoCs)',
	 '{"name": "Cloud AI 100 Ultra (4 SoCs)", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 290, "int8": 870},
	   "memory_bandwidth": 548, "hbm": false}',
	 '2023-11-13',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true);

-- High bandwidth memory as a part of its own (3A090.c). The density test needs the area of the
-- package or stack.
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('JEDEC', 'JESD235 HBM2 2.0 Gb/s',
	 '{"name": "JESD235 HBM2 2.0 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 256}',
	 NULL,
	 'arithmetic: 1024 pins x 2.0 Gb/s / 8',
	 'Package area was not found.', true),
	('JEDEC', 'JESD235B HBM2 2.4 Gb/s',
	 '{"name": "JESD235B HBM2 2.4 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 307.2}',
	 NULL,
	 'gamepc.com.au on the JEDEC update',
	 'Package area was not found.', true),
	('Samsung', 'Flashbolt HBM2E 3.2 Gb/s',
	 '{"name": "Flashbolt HBM2E 3.2 Gb/s", "vendor": "Samsung", "form": "hbm",
	   "memory_bandwidth": 410}',
	 NULL,
	 'eeNews Europe on Flashbolt',
	 'Package area was not found.', true),
	('SK hynix', 'HBM2E 3.6 Gb/s',
	 '{"name": "HBM2E 3.6 Gb/s", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 460}',
	 NULL,
	 'Hardware Chatter on SK hynix HBM2E',
	 'Package area was not found.', true),
	('SK hynix', 'HBM3 6.4 Gb/s',
	 '{"name": "HBM3 6.4 Gb/s", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 819.2, "package_area": 121}',
	 NULL,
	 'Tom''s Hardware on SK hynix 24 GB HBM3; Tom''s Hardware on Micron HBM3 Gen2 '
	 '(footprint)',
	 'Package area is the reported footprint, 11 x 11 mm.', true),
	('Micron', 'HBM3E 9.2 Gb/s',
	 '{"name": "HBM3E 9.2 Gb/s", "vendor": "Micron", "form": "hbm",
	   "memory_bandwidth": 1177.6, "package_area": 121}',
	 NULL,
	 'Tom''s Hardware on Micron HBM3 Gen2; Tweakers',
	 'Package area is the reported footprint, 11 x 11 mm.', true),
	('SK hynix', 'HBM3E 1.18 TB/s 12-high',
	 '{"name": "HBM3E 1.18 TB/s 12-high", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 1180}',
	 NULL,
	 'eeNews Europe on SK hynix HBM3E',
	 'Package area is left out: 121 mm2 would be the footprint of other HBM3E, assumed for '
	 'this part.', true),
	('JEDEC', 'JESD270-4 HBM4 8 Gb/s',
	 '{"name": "JESD270-4 HBM4 8 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 2048}',
	 NULL,
	 'vlsi.kr and TrendForce on HBM4',
	 'Package area was not found.', true);

-- src/covered_data.sql

-- What the built-in rules speak for.

INSERT INTO covered_period (in_force, known, note, builtin) VALUES
    ('[2022-10-21,)', '[2022-10-07,)',
     'From the interim final rule of October 2022 (87 FR 62186), the first on advanced computing chips: its entries took effect on 2022-10-21, and it was public from 2022-10-07.',
     true);

-- src/coverage_data.sql

-- What of the law the built-in rules model, and what they do not.  The README prints this list, and a test compares.

INSERT INTO coverage (subject, modelled, detail, citation, builtin) VALUES
    ('3A090.a, 3A090.b, 4A090.a, 4A090.b', true,
     'The parameters of 2022 and of 2023, with the datacenter test of Note 2; paragraphs .a and .b are not split further.',
     '15 CFR 774 Supp. 1; 87 FR 62186; 88 FR 73458', true),
    ('3A090.c', true,
     'High bandwidth memory on its own, by memory bandwidth density.',
     '15 CFR 774 Supp. 1; 89 FR 96790', true),
    ('3A991.p, 4A994.l', true,
     'By processing performance or transfer rate. What no entry describes is EAR99.',
     '15 CFR 774 Supp. 1', true),
    ('4E091', true,
     'As data: a requirement on an item whose ECCN is stated, in the scenarios codified and diffusion.',
     '15 CFR 742.6(a)(13); 90 FR 4544', true),
    ('Regional stability (RS)', true,
     'By destination and date, with the UAE of 2026 read cautiously.',
     '15 CFR 742.6(a)(6)', true),
    ('Headquartered-in rule', true,
     'Entities headquartered in Macau or Country Group D:5 anywhere, from the headquarters you state.',
     '15 CFR 744.23(a)(3)', true),
    ('Supercomputer end use', true,
     'When you state end_use supercomputer.',
     '15 CFR 744.23(a)(1)', true),
    ('Anti-terrorism (AT)', true,
     'Country Group E:1, for the ECCNs above.',
     '15 CFR 742.8, 742.9, 742.19', true),
    ('Embargoes', true,
     'Cuba, Iran, North Korea and Syria, all items.',
     '15 CFR 746.2, 746.4, 746.7, 746.9', true),
    ('Russia and Belarus', true,
     'All items.',
     '15 CFR 746.5, 746.8', true),
    ('Is-informed letters', true,
     'To NVIDIA (2023, 2025) and AMD (2025): unpublished, with the thresholds that were reported.',
     'NVIDIA Forms 8-K; press reports', true),
    ('License Exceptions NAC and ACA', true,
     'What item, to where, for whom. The notice of 25 days and the purchase order are yours to see to.',
     '15 CFR 740.8', true),
    ('License Exception HBM', true,
     'When you state end_use hbm-packaging, which asserts its conditions on the parties.',
     '15 CFR 740.25', true),
    ('AI Diffusion: AIA, ACM, LPP', true,
     'Printed and not enforced: in the scenarios codified and diffusion, or as known before 2025-05-13.',
     '15 CFR 740.27 to 740.29; 90 FR 4544', true),
    ('License review policies', true,
     'By item, destination and headquarters, with the case-by-case window of January 2026. Its conditions on the applicant are not checked.',
     '15 CFR 742.6(b)(10), 744.23(d); 91 FR 1684', true),
    ('Country Groups and territories', true,
     'Supplements No. 1 and No. 5(a) to part 740, dated; territories follow the state that governs them.',
     '15 CFR 738.3(b); 15 CFR 740 Supp. 1, Supp. 5', true),
    ('Foundry presumption', true,
     'As a table, foundry_presumption, of transistor counts by year.',
     'Note 1 to 3A090.a; 90 FR 5298', true),
    ('Section 232 tariff', true,
     'As a table, tariff_band, of conditions and rates; exemptions are not modelled.',
     'Proclamation 11002', true),
    ('Other ECCNs', false,
     'The .z paragraphs (3A001.z, 4A003.z, 5A992.z and the rest), 3A001, 5A002 and every other entry: ask for them and the answer is indeterminate.',
     '15 CFR 774 Supp. 1', true),
    ('Technology and software', false,
     '3D001, 3E001, 4D090 and the like; deemed exports.',
     '15 CFR 734.13, 742.6(a)(6)(iv)', true),
    ('Lists of parties', false,
     'Entity List, Military End-User List, SDN List, and the Affiliates rule on those they own.',
     '15 CFR 744.8, 744.11; 90 FR 47201', true),
    ('End uses and end users', false,
     'Military, weapons of mass destruction, semiconductor manufacturing and other end uses of part 744 but the one above.',
     '15 CFR 744', true),
    ('Foreign direct product rules', false,
     'Whether a foreign-made item is subject to the EAR at all.',
     '15 CFR 734.9', true),
    ('General Prohibition Ten', false,
     'Items made in violation of the EAR, such as the guidance of 2025-05-13 presumes of Ascend 910B, 910C and 910D.',
     '15 CFR 736.2(b)(10)', true),
    ('Validated end users', false,
     'Data center VEU, UVEU and NVEU.',
     '15 CFR 748.15', true),
    ('UAE approved entities', false,
     'Supplement No. 8 to part 740: for them, too, the answer is that a license is required.',
     '91 FR 43034', true),
    ('Country allocations', false,
     '790,000,000 TPP a country, and the volume condition of January 2026. An example keeps both as licenses.',
     '15 CFR 742.6(b)(10)(iii)', true),
    ('Other license exceptions', false,
     'TMP, RPL, GOV, TSU, STA and the rest.',
     '15 CFR 740', true),
    ('The letters of August 2022', false,
     'To NVIDIA and AMD, before the period covered.',
     'NVIDIA Form 8-K of 2022-08-31', true),
    ('Other law', false,
     'OFAC sanctions, ITAR, customs, and the law of every other country.',
     '31 CFR 500 to 599; 22 CFR 120 to 130', true);

-- src/initial_release.sql

-- The built-in rules, published: classify() works from the start.

-- Whoever creates the extension has nobody to ask, and it changes nobody's rules.  Holds until the script ends.
SET LOCAL export_control.four_eyes = off;
SELECT publish('built-in rules of export_control 0.1.0');
ALTER TABLE release DISABLE TRIGGER append_only;
UPDATE release SET builtin = true;
ALTER TABLE release ENABLE TRIGGER append_only;

-- src/roles.sql

-- Who works with this: officers keep the rules, clerks enter orders, auditors look.

CREATE VIEW my_screening WITH (security_barrier = true) AS
    SELECT s.id, s.screened_at, s.relation, s.row_key, s.action, s.rescreens, s.product, s.destination,
           s.license, s.license_amount, s.license_fault, s.release, s.determination
      FROM screening AS s
     WHERE EXISTS (SELECT FROM screening AS o WHERE o.id = coalesce(s.rescreens, s.id) AND o.screened_by = session_user);
COMMENT ON VIEW my_screening IS 'What became of the orders that the session''s user entered: those entries of the log, and later looks at them.';
-- Its columns are the log's.
DO $$
DECLARE
    comment record;
BEGIN
    FOR comment IN
        SELECT c.attname, col_description(l.attrelid, l.attnum) AS text
          FROM pg_attribute AS c JOIN pg_attribute AS l ON l.attname = c.attname AND l.attrelid = 'screening'::regclass
         WHERE c.attrelid = 'my_screening'::regclass AND c.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN my_screening.%I IS %L', comment.attname, comment.text);
    END LOOP;
END
$$;

-- To lock a license takes UPDATE on a column of it, any column.  Clerks have it on note; this makes it a right to lock
-- and to nothing else.
CREATE FUNCTION refuse_note_of_license() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT has_table_privilege(current_user, TG_RELID, 'UPDATE') THEN
        RAISE EXCEPTION 'permission denied to change the note of license "%"', OLD.id
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = 'UPDATE on the column alone is for the lock that use_license() takes.',
                  HINT = 'Ask for UPDATE on the table export_control.license, which officers have.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_note_of_license() IS 'trigger: the note of a license is changed by those who may change the whole of it (42501)';

CREATE TRIGGER refuse_note_of_license BEFORE UPDATE ON license FOR EACH ROW
    WHEN (NEW.note IS DISTINCT FROM OLD.note) EXECUTE FUNCTION refuse_note_of_license();

-- Who uses licenses writes the ledger, so that it says who did must not be left to them.
CREATE TRIGGER own_name BEFORE INSERT ON license_use FOR EACH ROW
    WHEN (NEW.recorded_by <> session_user OR NEW.reversed_by <> session_user)
    EXECUTE FUNCTION refuse_other_name('recorded_by');
CREATE TRIGGER own_name_reversing BEFORE UPDATE ON license_use FOR EACH ROW
    WHEN (NEW.reversed_by <> session_user AND NEW.reversed_by IS DISTINCT FROM OLD.reversed_by)
    EXECUTE FUNCTION refuse_other_name('reversed_by');

CREATE FUNCTION grant_roles(officer name DEFAULT NULL, clerk name DEFAULT NULL, auditor name DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unknown text;
    object  record;
BEGIN
    IF NOT export_control.may_act_as_owner('export_control.release') THEN
        RAISE EXCEPTION 'permission denied to grant rights on export_control'
            USING ERRCODE = 'insufficient_privilege', HINT = 'Whoever owns the extension calls grant_roles().';
    END IF;
    SELECT string_agg(format('"%s"', r.role), ', ') INTO unknown
      FROM (SELECT DISTINCT unnest(ARRAY[officer, clerk, auditor])) AS r(role)
     WHERE r.role IS NOT NULL AND NOT EXISTS (SELECT FROM pg_roles AS p WHERE p.rolname = r.role);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'there is no role %', unknown
            USING ERRCODE = 'undefined_object',
                  HINT = 'CREATE ROLE first, best as a group (NOLOGIN) that you grant to people; give NULL for a role that you do not want.';
    END IF;

    FOR object IN
        SELECT g.role, g.what
          FROM (VALUES
            -- Everyone here: find the objects, and ask by the current release.
            (officer, 1, 'USAGE ON SCHEMA export_control, export_control_ref'),
            (clerk,   1, 'USAGE ON SCHEMA export_control, export_control_ref'),
            (auditor, 1, 'USAGE ON SCHEMA export_control, export_control_ref'),
            -- Clerks: what screen_order() reads for them, and license_covers().
            (clerk,   2, 'SELECT ON export_control.release, export_control_ref.country, export_control.product'),
            (clerk,   2, 'SELECT ON export_control.party, export_control.party_share'),
            (clerk,   2, 'SELECT ON export_control.license, export_control.license_use, export_control.license_total'),
            (clerk,   2, 'SELECT ON export_control.my_screening'),
            -- Officers: edit.
            (officer, 3, 'INSERT, UPDATE, DELETE ON export_control_ref.country, export_control.country_group, export_control.country_group_member'),
            (officer, 3, 'INSERT, UPDATE, DELETE ON export_control.rule, export_control.scenario, export_control.scenario_rule'),
            (officer, 3, 'INSERT, UPDATE, DELETE ON export_control.covered_period, export_control.policy_event, export_control.coverage'),
            (officer, 3, 'INSERT, UPDATE, DELETE ON export_control.foundry_presumption, export_control.tariff_band, export_control.product'),
            (officer, 3, 'INSERT, UPDATE, DELETE ON export_control.party, export_control.party_share, export_control.license, export_control.inventory'),
            -- Officers: publish and approve, in their own name.  UPDATE is for the lock that publish() takes; the
            -- table is append-only.
            (officer, 4, 'INSERT (id, rulebook, note), UPDATE ON export_control.release'),
            (officer, 4, 'INSERT (release, digest, note) ON export_control.approval')
          ) AS g(role, step, what)
         UNION ALL
        -- Both: use licenses.  The columns are those that use_license(), reverse_use() and the ledger's trigger write.
        SELECT r.role, u.what
          FROM unnest(ARRAY[officer, clerk]) AS r(role),
               unnest(ARRAY['UPDATE (note) ON export_control.license',
                            'INSERT (license, key, attempt, consignee, used_on, amount), UPDATE (reversed_by, reversed_at) ON export_control.license_use',
                            'INSERT, UPDATE (used) ON export_control.license_total']) AS u(what)
         UNION ALL
        -- Officers and auditors: read everything there is now.
        SELECT r.role, format('SELECT ON %I.%I', n.nspname, c.relname)
          FROM unnest(ARRAY[officer, auditor]) AS r(role), pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('export_control', 'export_control_ref') AND c.relkind IN ('r', 'p', 'v', 'm')
           AND export_control.may_act_as_owner(c.oid)
         UNION ALL
        -- Officers: seal, attach the trigger, re-screen.
        SELECT officer, t.what
          FROM (VALUES ('INSERT ON export_control.seal'),
                       ('EXECUTE ON FUNCTION export_control.screen_order(), export_control.record_rescreening(bigint, date, date)')) AS t(what)
    LOOP
        CONTINUE WHEN object.role IS NULL;
        EXECUTE format('GRANT %s TO %I', object.what, object.role);
    END LOOP;
END
$$;
COMMENT ON FUNCTION grant_roles(name, name, name) IS
    'Grants roles what officers, clerks and auditors need, and takes nothing away; NULL: no such role. Officers edit the rules, products, parties and licenses, publish, approve, attach screen_order(), and read everything. Clerks enter orders: they classify, read products, parties and licenses, use licenses, and see what became of their own orders (my_screening). Auditors read everything. Tables that are added later are not included: call it again. For the owner of the extension. Errors: 42704 no such role, 42501.';

-- src/privileges.sql

-- Who owns what, who may use what, and what a dump holds.

-- A trusted extension's script runs as a superuser; what it made belongs to whoever created the extension.
DO $$
DECLARE
    object regclass;
BEGIN
    FOR object IN
        SELECT d.objid::regclass
          FROM pg_depend AS d JOIN pg_class AS c ON c.oid = d.objid
         WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND d.classid = 'pg_class'::regclass
           AND d.refobjid = (SELECT e.oid FROM pg_extension AS e WHERE e.extname = 'export_control')
           AND c.relkind IN ('r', 'p', 'v')
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO @extowner@', object);
    END LOOP;
    ALTER SCHEMA export_control_ref OWNER TO @extowner@;
END
$$;

-- Rules are there to be read: anyone may classify.  Products are yours to grant.
GRANT USAGE ON SCHEMA export_control, export_control_ref TO PUBLIC;
GRANT SELECT ON export_control_ref.country, country_group, country_group_member, rule, scenario, scenario_rule,
    policy_event, covered_period, coverage, foundry_presumption, tariff_band, release TO PUBLIC;

-- What is attached to a table writes the log for whoever writes the table, and re-screening writes it, too: neither is
-- for everyone.
REVOKE EXECUTE ON FUNCTION screen_order(), record_rescreening(bigint, date, date) FROM PUBLIC;
ALTER FUNCTION screen_order() OWNER TO @extowner@;
ALTER FUNCTION record_rescreening(bigint, date, date) OWNER TO @extowner@;

-- A dump holds the rows that are yours; CREATE EXTENSION makes the rest.
SELECT pg_extension_config_dump('export_control_ref.country', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('country_group', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('country_group_member', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('rule', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('scenario', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('scenario_rule', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('policy_event', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('covered_period', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('coverage', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('foundry_presumption', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('tariff_band', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('product', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('release', 'WHERE NOT builtin');
SELECT pg_extension_config_dump('approval', '');
SELECT pg_extension_config_dump('party', '');
SELECT pg_extension_config_dump('party_share', '');
SELECT pg_extension_config_dump('license', '');
-- license_total is not: restoring the ledger makes it.
SELECT pg_extension_config_dump('license_use', '');
SELECT pg_extension_config_dump('screening_default', '');
SELECT pg_extension_config_dump('screening_id', '');
SELECT pg_extension_config_dump('seal', '');
SELECT pg_extension_config_dump('inventory', '');
