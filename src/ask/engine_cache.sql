-- What a session has compiled.

CREATE FUNCTION engine_cache(OUT digest bytea, OUT rulebook_bytes bigint, OUT program_bytes bigint)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL RESTRICTED ROWS 2;
COMMENT ON FUNCTION engine_cache() IS
    'The rulebooks that this session has compiled: bytes for the rulebook itself, and for the '
    'programs made from it. export_control.cache_memory bounds the sum of each.';
