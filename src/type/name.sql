-- Names: when two of them are one name.

CREATE FUNCTION canonical_name(name text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION canonical_name(text) IS
    'The form by which names of vendors, end uses and products are compared: without case, '
    'accents, spaces, punctuation and a legal form such as Inc at the end. Two digits keep a space '
    'or a point between them. NULL for a name of nothing but blanks.';

CREATE FUNCTION name_similarity(asked text, name text) RETURNS float8
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION name_similarity(text, text) IS
    'How near a name is to what was asked for, from 0 (nothing in common) to 1 (the same words): '
    'mostly how much of what was asked is in the name.';
