/*
 * kept_query.c
 *		Questions that C code puts to tables again and again.  See kept_query.h.
 */
#include "pg/kept_query.h"

#include "utils/datum.h"

/* Plans the query, unless it is planned for arguments of these types. */
static void
prepare(KeptQuery *query, const QueryArgument *arguments, int argument_count)
{
	SPIPlanPtr plan = query->plan;
	bool same = plan != NULL && query->argument_count == argument_count;

	/* The extension may have been dropped and made again: then its types have other ids. */
	for (int a = 0; same && a < argument_count; a++)
		same = query->type[a] == arguments[a].type;
	if (same)
		return;
	/* Preparing may fail, and then there is none. */
	query->plan = NULL;
	if (plan != NULL)
		SPI_freeplan(plan);
	for (int a = 0; a < argument_count; a++)
		query->type[a] = arguments[a].type;
	query->argument_count = argument_count;
	/* A wrong text raises an error of its own, so that what remains would be a fault of ours. */
	plan = SPI_prepare(query->text, argument_count, query->type);
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare \"%s\": %s", query->text,
		     SPI_result_code_string(SPI_result));
	query->plan = plan;
}

static Datum
copy_value(Datum value, Form_pg_attribute column)
{
	if (column->attlen == -1)
		return PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	return datumCopy(value, column->attbyval, column->attlen);
}

uint64
run_kept_query(KeptQuery *query, const QueryArgument *arguments, int argument_count,
               QueryColumn *columns, int column_count)
{
	MemoryContext caller = CurrentMemoryContext;
	Datum values[KEPT_QUERY_ARGUMENTS];
	char null_marks[KEPT_QUERY_ARGUMENTS];
	uint64 rows;

	Assert(argument_count <= KEPT_QUERY_ARGUMENTS);
	for (int a = 0; a < argument_count; a++)
	{
		values[a] = arguments[a].value;
		null_marks[a] = arguments[a].null ? 'n' : ' ';
	}
	SPI_connect();
	prepare(query, arguments, argument_count);
	if (SPI_execute_plan(query->plan, values, null_marks, !query->writes, 2) != SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", query->text);
	rows = SPI_processed;
	for (int c = 0; c < column_count; c++)
	{
		TupleDesc desc = SPI_tuptable->tupdesc;
		MemoryContext own;

		columns[c] = (QueryColumn){.null = true};
		if (rows == 0)
			continue;
		columns[c].value = SPI_getbinval(SPI_tuptable->vals[0], desc, c + 1, &columns[c].null);
		if (columns[c].null)
			continue;
		own = MemoryContextSwitchTo(caller);
		columns[c].value = copy_value(columns[c].value, TupleDescAttr(desc, c));
		MemoryContextSwitchTo(own);
	}
	SPI_finish();
	return rows;
}
