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
    shipment      shipment DEFAULT NULL
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
COMMENT ON FUNCTION explain(chip, country, date, date, country, text, text, rulebook, shipment) IS
    'Why classify() answers as it does: first what was asked, with every default spelt out; then '
    'each rule in force, in the order applied, whether it holds (NULL: unknown) and because of '
    'which facts. Classifications after the one that holds are not reached and not shown.';

CREATE FUNCTION explain_eccn(
    eccn          eccn,
    destination   country,
    as_of         date DEFAULT CURRENT_DATE,
    as_known      date DEFAULT NULL,
    headquarters  country DEFAULT NULL,
    end_use       text DEFAULT NULL,
    scenario      text DEFAULT NULL,
    rulebook      rulebook DEFAULT NULL,
    shipment      shipment DEFAULT NULL
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
COMMENT ON FUNCTION
    explain_eccn(eccn, country, date, date, country, text, text, rulebook, shipment) IS
    'Why classify_eccn() answers as it does.';

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
    shipment      shipment DEFAULT NULL,
    eccn          eccn DEFAULT NULL
) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION
    holds(condition, chip, country, date, date, country, text, text, rulebook, shipment, eccn) IS
    'Whether a condition holds for a chip: true, false, or NULL when unknown. A destination or '
    'headquarters is looked up in the country groups of the rulebook, at as_of and as_known, and '
    'a name, a vendor or an end use in its vocabulary. eccn: the classification; NULL means the '
    'one that the chip states.';
