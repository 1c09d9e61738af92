-- The type shipment: the facts of one shipment.

CREATE TYPE shipment;

CREATE FUNCTION shipment_in(cstring) RETURNS shipment
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_out(shipment) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_recv(internal) RETURNS shipment
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_send(shipment) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE shipment (
    INPUT = shipment_in, OUTPUT = shipment_out, RECEIVE = shipment_recv, SEND = shipment_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
CREATE FUNCTION shipment(jsonb) RETURNS shipment
    AS 'MODULE_PATHNAME', 'shipment_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION jsonb(shipment) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'shipment_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE CAST (jsonb AS shipment) WITH FUNCTION shipment(jsonb) AS ASSIGNMENT;
CREATE CAST (shipment AS jsonb) WITH FUNCTION jsonb(shipment) AS ASSIGNMENT;
COMMENT ON FUNCTION shipment(jsonb) IS 'a shipment from its facts as jsonb';
COMMENT ON FUNCTION jsonb(shipment) IS
    'the facts of a shipment as jsonb, as they are stated; what is left out is absent';

CREATE FUNCTION shipment_eq(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_ne(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_lt(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_le(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_ge(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_gt(shipment, shipment) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_cmp(shipment, shipment) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_hash(shipment) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION shipment_hash_extended(shipment, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Shipments are equal when all their facts are.  Their order is arbitrary, and stable: it is there
-- for sorting and grouping.
CREATE OPERATOR = (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR >= (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR > (LEFTARG = shipment, RIGHTARG = shipment, FUNCTION = shipment_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR CLASS shipment_ops DEFAULT FOR TYPE shipment USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 shipment_cmp(shipment, shipment);
COMMENT ON OPERATOR CLASS shipment_ops USING btree IS
    'an arbitrary and stable order, for sorting and grouping: it says nothing of the shipments';
CREATE OPERATOR CLASS shipment_ops DEFAULT FOR TYPE shipment USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 shipment_hash(shipment),
    FUNCTION 2 shipment_hash_extended(shipment, bigint);

-- An argument for each key, and what the type says of them, are made from the list of facts.
DO $$
DECLARE
    arguments text;
    keys      text;
BEGIN
    SELECT string_agg(format('%I %s DEFAULT NULL', f.name,
                             CASE f.kind WHEN 'number' THEN 'numeric'
                                         WHEN 'country' THEN 'export_control.country'
                                         WHEN 'boolean' THEN 'boolean'
                                         ELSE 'text' END), ', '),
           string_agg(f.name || coalesce(' (' || f.unit || ')', ''), ', ')
      INTO arguments, keys
      FROM export_control.fact_list() AS f WHERE f.holder = 'shipment';
    EXECUTE format('CREATE FUNCTION export_control.shipment(%s) RETURNS export_control.shipment'
                   ' AS %L, %L LANGUAGE C IMMUTABLE PARALLEL SAFE',
                   arguments, 'MODULE_PATHNAME', 'shipment_make');
    EXECUTE format('COMMENT ON FUNCTION export_control.shipment(%s) IS %L',
                   regexp_replace(arguments, ' DEFAULT NULL', '', 'g'),
                   'A shipment from its facts. Name each that you state, as in shipment(value =>'
                   ' 40000, movement => ''reexport''): the order of the arguments may change.'
                   ' What is left out or NULL has its default, which fact_list() tells. What is'
                   ' stated and not understood, such as an unknown movement, is unknown.');
    EXECUTE format('COMMENT ON TYPE export_control.shipment IS %L', format(
        'Facts of one shipment, as a JSON object. Keys: %s. A number may be an interval [lo, hi].'
        ' A key that is null, or whose value is not understood, is unknown. One that is left out'
        ' has its default. fact_list() tells it, and what the keys mean. Errors: 22P02.',
        keys));
END
$$;
