-- The list of facts: core/fact.h as rows.

CREATE FUNCTION fact_list(
    OUT number integer, OUT name text, OUT kind text, OUT holder text, OUT unit text,
    OUT rests_on text[], OUT meaning text, OUT citation text, OUT left_out text)
    RETURNS SETOF record AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 30;
COMMENT ON FUNCTION fact_list() IS
    'the facts that rules can test and answers can miss, in the order in which they are written: '
    'the number that stands in stored values, the name, the kind of its values, who holds it '
    '(item: a key of a chip; metric: computed from keys; shipment: a key of a shipment; place: an '
    'argument of the question; found: by the rules; question: what a question can lack besides), '
    'its unit, what a metric rests on, what it means, where the law says so, and what it means '
    'that a chip or a shipment leaves it out';
