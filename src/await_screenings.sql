-- How far the log is final.

CREATE FUNCTION await_screenings() RETURNS bigint AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION await_screenings() IS
    'Waits for the transactions that are writing to the log, and returns the last id drawn so far: the statements that follow see every entry up to it that there will ever be. Until the transaction ends, others that call it wait; orders do not. Needs SELECT on screening. Errors: 25000 in a transaction that is not READ COMMITTED, 42501.';
