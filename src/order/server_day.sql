-- The day where the server is.

CREATE FUNCTION server_date() RETURNS date AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION server_date() IS
    'The day of the server''s clock in its log_timezone, which screen_order() and rescreen() take '
    'for today. It depends neither on the session''s time zone nor on when the transaction began.';
