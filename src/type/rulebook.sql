-- The type rulebook.

CREATE TYPE rulebook;

CREATE FUNCTION rulebook_in(cstring) RETURNS rulebook
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_out(rulebook) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_recv(internal) RETURNS rulebook
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_send(rulebook) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE rulebook (
    INPUT = rulebook_in, OUTPUT = rulebook_out, RECEIVE = rulebook_recv, SEND = rulebook_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE rulebook IS
    'All rules, country groups and scenarios, and whom and what names mean, as one immutable '
    'value: canonical JSON and its SHA-256 digest. Equal rulebooks have equal digests. Errors: '
    '22P02, with the position.';

CREATE FUNCTION digest(rulebook) RETURNS bytea
    AS 'MODULE_PATHNAME', 'rulebook_digest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION digest(rulebook) IS 'SHA-256 of the canonical JSON text, 32 bytes';

CREATE FUNCTION rulebook(jsonb) RETURNS rulebook
    AS 'MODULE_PATHNAME', 'rulebook_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION jsonb(rulebook) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'rulebook_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE CAST (jsonb AS rulebook) WITH FUNCTION rulebook(jsonb);
CREATE CAST (rulebook AS jsonb) WITH FUNCTION jsonb(rulebook);
COMMENT ON FUNCTION rulebook(jsonb) IS 'a rulebook from jsonb, put in canonical order';
COMMENT ON FUNCTION jsonb(rulebook) IS 'a rulebook as jsonb';

CREATE FUNCTION rulebook_part(rulebook, key text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rulebook_part(rulebook, text) IS
    'internal: the value of one key of a rulebook, without reading the rest; NULL: there is none';

CREATE FUNCTION rulebook_faults(rulebook) RETURNS TABLE (severity text, fault text)
    AS 'MODULE_PATHNAME', 'rulebook_faults_by_severity'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION rulebook_faults(rulebook) IS
    'everything that makes a rulebook unfit to be published, with the severity error, and what is '
    'worth a warning, such as a rule without an example. Each row says where the fault is and what '
    'to write instead.';

CREATE FUNCTION rulebook_eq(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_ne(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_lt(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_le(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_ge(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_gt(rulebook, rulebook) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_cmp(rulebook, rulebook) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_hash(rulebook) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rulebook_hash_extended(rulebook, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Rulebooks are equal when their digests are.  Their order is arbitrary, and stable: it is there
-- for sorting and grouping.
CREATE OPERATOR = (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR >= (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = rulebook, RIGHTARG = rulebook, FUNCTION = rulebook_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR CLASS rulebook_ops DEFAULT FOR TYPE rulebook USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 rulebook_cmp(rulebook, rulebook);
COMMENT ON OPERATOR CLASS rulebook_ops USING btree IS
    'an arbitrary and stable order, for sorting and grouping: it says nothing of the rulebooks';
CREATE OPERATOR CLASS rulebook_ops DEFAULT FOR TYPE rulebook USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 rulebook_hash(rulebook), FUNCTION 2 rulebook_hash_extended(rulebook, bigint);
