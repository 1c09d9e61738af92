-- The questions users ask.
--
-- The most frequent one is about today, with all other arguments left out.  It has functions of its
-- own, of two arguments, which the planner puts in the place of the others: a row is then spared
-- the date, which would be an argument to be computed.

CREATE FUNCTION today_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION today_support(internal) IS
    'internal: planner support: classify(chip, destination) with every other argument left out is '
    'planned as classify_today(chip, destination), and likewise outcome() and license_required().';

CREATE FUNCTION classify(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
) RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20
    SUPPORT today_support;
CREATE FUNCTION classify_today(chip chip, destination country) RETURNS determination
    AS 'MODULE_PATHNAME', 'classify' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION classify_today(chip, country) IS
    'internal: classify() with as_of today and every other argument left out.';
COMMENT ON FUNCTION classify(chip, country, date, date, country, text, text, rulebook, shipment) IS
    'The license determination for an item, a destination and a date, with its reasons. '
    'headquarters (of the ultimate parent of any party): NULL means in the destination. end_use: '
    'NULL means none stated. as_known: NULL means everything known today. scenario: NULL means the '
    'setting export_control.scenario. rulebook: NULL means the current release. Anyone may pass a '
    'rulebook of their own: export_control.cache_memory bounds what it takes, and a cancel or a '
    'time-out ends it. shipment: the facts of the shipment; NULL means nothing is said of it, so '
    'all of them are unknown. It may also state headquarters and end_use, but not otherwise than '
    'the arguments do. A NULL chip, destination or as_of is indeterminate. Errors: 22023 unknown '
    'scenario, or something said twice and differently; 53400 the rules take more than '
    'export_control.cache_memory; 55000 nothing published.';

CREATE FUNCTION classify_eccn(
    eccn          eccn,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
) RETURNS determination
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION
    classify_eccn(eccn, country, date, date, country, text, text, rulebook, shipment) IS
    'As classify(), for a chip that states this ECCN and nothing else: its other facts are all '
    'unknown, and classification rules are not applied. Of an ECCN that no classification rule in '
    'force gives, the rules are not loaded: what asks for a license or prohibits stands, but '
    'nothing clears the item, and missing is {rules}.';

CREATE FUNCTION outcome(
    chip          chip,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
) RETURNS outcome
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15
    SUPPORT today_support;
CREATE FUNCTION outcome_today(chip chip, destination country) RETURNS outcome
    AS 'MODULE_PATHNAME', 'outcome' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION outcome_today(chip, country) IS
    'internal: outcome() with as_of today and every other argument left out.';
COMMENT ON FUNCTION outcome(chip, country, date, date, country, text, text, rulebook, shipment) IS
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
    shipment      shipment DEFAULT NULL
) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15
    SUPPORT today_support;
CREATE FUNCTION license_required_today(chip chip, destination country) RETURNS boolean
    AS 'MODULE_PATHNAME', 'license_required' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION license_required_today(chip, country) IS
    'internal: license_required() with as_of today and every other argument left out.';
COMMENT ON FUNCTION
    license_required(chip, country, date, date, country, text, text, rulebook, shipment) IS
    'True when a license is required or the transaction is prohibited; false when none is required '
    'or a license exception overcomes every reason; NULL when indeterminate.';
