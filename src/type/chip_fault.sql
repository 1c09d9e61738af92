-- What is wrong in the facts of a chip, for loads of many rows: no call of these raises an error.

CREATE FUNCTION chip_faults(jsonb, OUT key text, OUT severity text, OUT fault text, OUT hint text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'chip_faults' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION chip_faults(jsonb) IS
    'what is wrong in the facts of a chip, one row each: error, what a cast to chip refuses, every '
    'one of it; warning, what is implausible and most likely in another unit. No rows: nothing is '
    'wrong. It raises no error';

CREATE FUNCTION chip_faults(text, OUT key text, OUT severity text, OUT fault text, OUT hint text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'chip_faults_of_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION chip_faults(text) IS
    'the same of the text of a chip, which may be no JSON at all, or have a key twice';

CREATE FUNCTION try_chip(jsonb) RETURNS chip
    AS 'MODULE_PATHNAME', 'try_chip' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_chip(jsonb) IS
    'the chip, or NULL where a cast to chip is an error; chip_faults() says why';

CREATE FUNCTION try_chip(text) RETURNS chip
    AS 'MODULE_PATHNAME', 'try_chip_of_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_chip(text) IS
    'the chip, or NULL where the literal is an error; chip_faults() says why';
