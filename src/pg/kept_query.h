/*
 * kept_query.h
 *		Questions that C code puts to tables again and again: one row each, planned once a session.
 */
#ifndef EXPORT_CONTROL_KEPT_QUERY_H
#define EXPORT_CONTROL_KEPT_QUERY_H

#include "pg/binding.h"

#include "executor/spi.h"

#define KEPT_QUERY_ARGUMENTS 8

/*
 * Filled statically with its text; the rest is ours.  The text casts each column that it returns to
 * the type that its caller reads it as: owners of tables may alter the types of columns.  What has
 * that type already costs nothing.
 */
typedef struct KeptQuery
{
	const char *text;
	bool
	    /* then it sees what was committed by now, and not what the calling statement sees */
	    writes;
	SPIPlanPtr plan;
	int argument_count;
	Oid type[KEPT_QUERY_ARGUMENTS];
} KeptQuery;

/*
 * Runs the query and copies the first `columns` columns of its first row into the current memory
 * context; false when there is no row.  *rows, unless NULL, becomes how many rows there were, 2
 * meaning more than one.
 */
extern bool run_kept_query(KeptQuery *query, int arguments, const Oid *types, const Datum *values,
                           const bool *nulls, int columns, Datum *result, bool *result_nulls,
                           uint64 *rows);

#endif /* EXPORT_CONTROL_KEPT_QUERY_H */
