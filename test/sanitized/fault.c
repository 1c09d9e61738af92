/*
 * fault.c
 *		Two deliberate faults, which the sanitizers of script/test sanitized must report.
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(shift);
PG_FUNCTION_INFO_V1(write_beyond);

Datum
shift(PG_FUNCTION_ARGS)
{
	int n = PG_GETARG_INT32(0);

	PG_RETURN_INT32(1 << n);
}

Datum
write_beyond(PG_FUNCTION_ARGS)
{
	int n = PG_GETARG_INT32(0);
	volatile char *p = malloc(n);

	p[n] = 1;
	PG_RETURN_INT32(p[n]);
}
