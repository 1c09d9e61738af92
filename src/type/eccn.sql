-- The type eccn.

CREATE TYPE eccn;

CREATE FUNCTION eccn_in(cstring) RETURNS eccn
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_out(eccn) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_recv(internal) RETURNS eccn
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_send(eccn) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE eccn (
    INPUT = eccn_in, OUTPUT = eccn_out, RECEIVE = eccn_recv, SEND = eccn_send,
    INTERNALLENGTH = VARIABLE, STORAGE = main
);
COMMENT ON TYPE eccn IS
    'Export Control Classification Number with its paragraphs, such as 3A090.a.1, or EAR99. '
    'Written in canonical case, in natural order (.a.2 before .a.10). Form: 15 CFR 738.2(d). The '
    'spellings of vendors are read, such as 5a992c, 3A991.p., 3A001(b)(4) and EAR 99; a text that '
    'can be read in two ways is not. Error: 22P02.';

CREATE FUNCTION eccn_lt(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_le(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_eq(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_ne(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_ge(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_gt(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_cmp(eccn, eccn) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_hash(eccn) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_hash_extended(eccn, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

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
    OPERATOR 1 =,
    FUNCTION 1 eccn_hash(eccn), FUNCTION 2 eccn_hash_extended(eccn, bigint);

CREATE FUNCTION eccn_contains(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION eccn_contained(eccn, eccn) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR @> (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_contains,
    COMMUTATOR = <@, RESTRICT = contsel, JOIN = contjoinsel);
CREATE OPERATOR <@ (LEFTARG = eccn, RIGHTARG = eccn, FUNCTION = eccn_contained,
    COMMUTATOR = @>, RESTRICT = contsel, JOIN = contjoinsel);
COMMENT ON OPERATOR @> (eccn, eccn) IS 'the right entry is the left one or one of its paragraphs';
COMMENT ON OPERATOR <@ (eccn, eccn) IS 'the left entry is the right one or one of its paragraphs';
