/*
 * kept_query.h
 *		Questions that C code puts to tables again and again.
 *
 * Each is planned once a session, and the caller reads one row of the answer.
 */
#ifndef EXPORT_CONTROL_KEPT_QUERY_H
#define EXPORT_CONTROL_KEPT_QUERY_H

#include "pg/binding.h"

#include "executor/spi.h"

#define KEPT_QUERY_ARGUMENTS 8

/*
 * Callers set `text` and `writes` statically; the other members are private.  The text casts each
 * column that it returns to the type as which its caller reads it, as owners of tables may alter
 * the types of columns.  The cast costs nothing where the column has that type.
 */
typedef struct KeptQuery
{
	const char *text;
	bool writes; /* takes a fresh snapshot, and does not see as the calling statement sees */
	SPIPlanPtr plan;
	int argument_count;
	Oid type[KEPT_QUERY_ARGUMENTS];
} KeptQuery;

typedef struct QueryArgument
{
	Oid type;
	Datum value;
	bool null;
} QueryArgument;

typedef struct QueryColumn
{
	Datum value;
	bool null;
} QueryColumn;

/*
 * Runs the query, and copies the first columns of its first row into the current memory context.
 * Returns how many rows there are: 0, 1, or 2 for more than one.  Without a row, the columns are
 * NULL.
 */
extern uint64 run_kept_query(KeptQuery *query, const QueryArgument *arguments, int argument_count,
                             QueryColumn *columns, int column_count);

#endif /* EXPORT_CONTROL_KEPT_QUERY_H */
