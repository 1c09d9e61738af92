/*
 * deprecated.c
 *		What functions of released versions were in this library, and are no more.
 *
 * A database keeps the functions of its version until ALTER EXTENSION UPDATE, and so does a dump of
 * it that pg_upgrade makes.  PostgreSQL looks each up in the library when it is made, so the names
 * stay.
 */
#include "postgres.h"

#include "fmgr.h"

static pg_noinline Datum
refuse(const char *name)
{
	ereport(ERROR,
	        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
	         errmsg("function %s is of an older version of export_control than the library", name),
	         errhint("ALTER EXTENSION export_control UPDATE.")));
}

#define DEPRECATED(name)         \
	PG_FUNCTION_INFO_V1(name);   \
	Datum name(PG_FUNCTION_ARGS) \
	{                            \
		(void) fcinfo;           \
		return refuse(#name);    \
	}                            \
	extern Datum name(PG_FUNCTION_ARGS)

/* 0.1.0 */
DEPRECATED(await_screenings);
