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
CREATE FUNCTION chip_hash(chip) RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION chip_hash_extended(chip, bigint) RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

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
