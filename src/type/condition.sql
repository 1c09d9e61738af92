-- The type condition.

CREATE TYPE condition;

CREATE FUNCTION condition_in(cstring) RETURNS condition
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_out(condition) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_recv(internal) RETURNS condition
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_send(condition) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE condition (
    INPUT = condition_in, OUTPUT = condition_out, RECEIVE = condition_recv, SEND = condition_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE condition IS
    'A boolean expression over facts, such as: 2400 <= tpp < 4800 and datacenter and destination '
    'in (D:1, MO). It is compiled at input, canonical at output, and three-valued when evaluated. '
    'Errors: 22P02 with the position, 54000 beyond 65536 bytes or 8192 nodes, 54001 beyond 100 '
    'levels.';

CREATE FUNCTION condition_eq(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_ne(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_lt(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_le(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_ge(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_gt(condition, condition) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_cmp(condition, condition) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_hash(condition) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION condition_hash_extended(condition, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Conditions are equal when their canonical texts are.  Their order is arbitrary, and stable: it is
-- there for sorting and grouping.
CREATE OPERATOR = (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR >= (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = condition, RIGHTARG = condition, FUNCTION = condition_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR CLASS condition_ops DEFAULT FOR TYPE condition USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 condition_cmp(condition, condition);
COMMENT ON OPERATOR CLASS condition_ops USING btree IS
    'an arbitrary and stable order, for sorting and grouping: it says nothing of the conditions';
CREATE OPERATOR CLASS condition_ops DEFAULT FOR TYPE condition USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 condition_hash(condition), FUNCTION 2 condition_hash_extended(condition, bigint);
