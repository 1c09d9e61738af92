-- What the tests of types share.
SET search_path = export_control, public;

CREATE SCHEMA type_test;

-- What becomes of a literal: 'accepted', or the SQLSTATE of its refusal.
CREATE FUNCTION type_test.state_of(type regtype, literal text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT $1::%s', type) USING literal;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;

-- The hint that comes with its refusal.
CREATE FUNCTION type_test.hint_of(type regtype, literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE format('SELECT $1::%s', type) USING literal;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN hint;
END
$$;

-- Throws mutations of valid literals at a type.  Each must be refused with one of the SQLSTATEs that the type promises,
-- or be accepted and then survive output and input.  The numbers come from a generator of our own, so that every server
-- tries the same mutations: a failure can be repeated.
CREATE FUNCTION type_test.mutate(type regtype, seeds text[], alphabet text, tries integer, promised text[],
    OUT accepts_some boolean, OUT refuses_some boolean, OUT bad_sqlstates text, OUT not_round_tripped text)
LANGUAGE plpgsql AS $$
DECLARE
    random   bigint := 1;
    literal  text;
    other    text;
    place    integer;
    intact   boolean;
    accepted integer := 0;
    refused  integer := 0;
BEGIN
    FOR i IN 1 .. tries LOOP
        random := (random * 1103515245 + 12345) % 2147483648;
        literal := seeds[1 + (random >> 8) % cardinality(seeds)];
        FOR j IN 0 .. (random >> 20) % 3 LOOP
            random := (random * 1103515245 + 12345) % 2147483648;
            place := 1 + (random >> 8) % (length(literal) + 1);
            random := (random * 1103515245 + 12345) % 2147483648;
            other := substr(alphabet, 1 + ((random >> 8) % length(alphabet))::integer, 1);
            literal := CASE (random >> 20) % 7
                WHEN 0 THEN overlay(literal PLACING '' FROM place FOR 1)
                WHEN 1 THEN overlay(literal PLACING other FROM place FOR 0)
                WHEN 2 THEN overlay(literal PLACING other FROM place FOR 1)
                WHEN 3 THEN overlay(literal PLACING reverse(substr(literal, place, 2)) FROM place FOR 2)
                WHEN 4 THEN left(literal, place)
                WHEN 5 THEN overlay(literal PLACING substr(literal, 1 + length(literal) - place, 9) FROM place FOR 0)
                ELSE overlay(literal PLACING substr(seeds[1 + (random >> 12) % cardinality(seeds)], place, 9) FROM place FOR 2)
            END;
        END LOOP;
        BEGIN
            EXECUTE format('SELECT x = x::text::%1$s AND x::text = x::text::%1$s::text AND %2$s(x) = %2$s(x::text::%1$s)
                              FROM (SELECT $1::%1$s AS x) AS once', type,
                           (SELECT t.typsend FROM pg_type AS t WHERE t.oid = type))
                INTO intact USING literal;
            accepted := accepted + 1;
            IF intact IS NOT TRUE THEN
                not_round_tripped := concat_ws(E'\n', not_round_tripped, literal);
            END IF;
        EXCEPTION WHEN OTHERS THEN
            refused := refused + 1;
            IF SQLSTATE <> ALL (promised) THEN
                bad_sqlstates := concat_ws(E'\n', bad_sqlstates, SQLSTATE || ' for ' || literal);
            END IF;
        END;
    END LOOP;
    accepts_some := accepted > tries / 50;
    refuses_some := refused > tries / 50;
    bad_sqlstates := coalesce(bad_sqlstates, 'none');
    not_round_tripped := coalesce(not_round_tripped, 'none');
END
$$;

-- Whether the plan of a query has a node of that name.
CREATE FUNCTION type_test.plan_has(query text, node text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line LIKE '%' || node || '%' THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

-- Over all pairs of a table's values: for how many the operators and the comparison of their type
-- do not say what those of a key say.
CREATE FUNCTION type_test.disordered(type regtype, relation regclass, value name, key text)
    RETURNS TABLE (pairs boolean, wrong bigint)
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($q$
        SELECT count(*) > 0, count(*) FILTER (WHERE
                   ROW(a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v)
                   IS DISTINCT FROM
                   ROW(a.k < b.k, a.k <= b.k, a.k = b.k, a.k <> b.k, a.k >= b.k, a.k > b.k)
                   OR sign(%1$s_cmp(a.v, b.v)) <> (a.k > b.k)::integer - (a.k < b.k)::integer)
          FROM (SELECT %2$I AS v, %3$s AS k FROM %4$s) AS a,
               (SELECT %2$I AS v, %3$s AS k FROM %4$s) AS b$q$,
        type, value, key, relation);
END
$$;
