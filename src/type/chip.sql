-- The type chip and its metrics.

CREATE TYPE chip;

CREATE FUNCTION chip_in(cstring) RETURNS chip
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_out(chip) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_recv(internal) RETURNS chip
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_send(chip) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE chip (
    INPUT = chip_in, OUTPUT = chip_out, RECEIVE = chip_recv, SEND = chip_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
CREATE FUNCTION chip(jsonb) RETURNS chip
    AS 'MODULE_PATHNAME', 'chip_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION jsonb(chip) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'chip_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE CAST (jsonb AS chip) WITH FUNCTION chip(jsonb) AS ASSIGNMENT;
CREATE CAST (chip AS jsonb) WITH FUNCTION jsonb(chip) AS ASSIGNMENT;
COMMENT ON FUNCTION chip(jsonb) IS 'a chip from its facts as jsonb';
COMMENT ON FUNCTION jsonb(chip) IS 'the facts of a chip as jsonb; unknown ones are absent';

CREATE FUNCTION chip_eq(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_ne(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_lt(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_le(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_ge(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_gt(chip, chip) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_cmp(chip, chip) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_hash(chip) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_hash_extended(chip, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Chips are equal when all their facts are.  Their order is arbitrary, and stable: it is there for
-- sorting and grouping.
CREATE OPERATOR = (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR >= (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = chip, RIGHTARG = chip, FUNCTION = chip_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR CLASS chip_ops DEFAULT FOR TYPE chip USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 chip_cmp(chip, chip);
COMMENT ON OPERATOR CLASS chip_ops USING btree IS
    'an arbitrary and stable order, for sorting and grouping: it says nothing of the chips';
CREATE OPERATOR CLASS chip_ops DEFAULT FOR TYPE chip USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 chip_hash(chip), FUNCTION 2 chip_hash_extended(chip, bigint);

-- Of each number, key or metric: the value when it is known as a point, else NULL; and its
-- interval, [0,) when nothing is known.  They are made from the list of facts, as is what the
-- type says of its keys.
DO $$
DECLARE
    fact record;
    said text;
BEGIN
    FOR fact IN
        SELECT * FROM export_control.fact_list() AS f
         WHERE f.kind = 'number' AND f.holder IN ('item', 'metric')
    LOOP
        EXECUTE format('CREATE FUNCTION export_control.%I(export_control.chip)'
                       ' RETURNS double precision AS %L, %L'
                       ' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE',
                       fact.name, 'MODULE_PATHNAME', 'chip_' || fact.name);
        EXECUTE format('CREATE FUNCTION export_control.%I(export_control.chip)'
                       ' RETURNS numrange AS %L, %L LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE',
                       fact.name || '_range', 'MODULE_PATHNAME', 'chip_' || fact.name || '_range');
        said := concat_ws('; in ', fact.meaning, fact.unit);
        EXECUTE format('COMMENT ON FUNCTION export_control.%I(export_control.chip) IS %L',
                       fact.name,
                       concat_ws('. ', said || '; NULL when unknown or only an interval',
                                 fact.citation));
        EXECUTE format('COMMENT ON FUNCTION export_control.%I(export_control.chip) IS %L',
                       fact.name || '_range',
                       concat_ws('. ', said || '; as an interval', fact.citation));
    END LOOP;
    EXECUTE format('COMMENT ON TYPE export_control.chip IS %L', (
        SELECT format('Technical facts of one item, as a JSON object. Keys: %s. A number may be an'
                      ' interval [lo, hi]; a missing key is unknown. fact_list() says what they'
                      ' mean. Errors: 22P02, 22003.',
                      string_agg(f.name || coalesce(' (' || f.unit || ')', ''), ', '))
          FROM export_control.fact_list() AS f WHERE f.holder = 'item'));
END
$$;
