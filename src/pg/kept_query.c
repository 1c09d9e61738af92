/*
 * kept_query.c
 *		Questions that C code puts to tables again and again.  See kept_query.h.
 */
#include "pg/kept_query.h"

#include "utils/datum.h"

static void
prepare(KeptQuery *query, int arguments, const Oid *types)
{
	SPIPlanPtr plan = query->plan;
	bool same = plan != NULL && query->argument_count == arguments;

	/* The extension may have been dropped and made again: then its types have other ids. */
	for (int a = 0; same && a < arguments; a++)
		same = query->type[a] == types[a];
	if (same)
		return;
	/* Preparing may fail, and then there is none. */
	query->plan = NULL;
	if (plan != NULL)
		SPI_freeplan(plan);
	for (int a = 0; a < arguments; a++)
		query->type[a] = types[a];
	query->argument_count = arguments;
	/* A wrong text raises an error of its own, so that what remains would be a fault of ours. */
	plan = SPI_prepare(query->text, arguments, query->type);
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "could not prepare \"%s\": %s", query->text,
		     SPI_result_code_string(SPI_result));
	query->plan = plan;
}

bool
run_kept_query(KeptQuery *query, int arguments, const Oid *types, const Datum *values,
               const bool *nulls, int columns, Datum *result, bool *result_nulls, uint64 *rows)
{
	MemoryContext caller = CurrentMemoryContext;
	char null_marks[KEPT_QUERY_ARGUMENTS];
	bool found;

	Assert(arguments <= KEPT_QUERY_ARGUMENTS);
	for (int a = 0; a < arguments; a++)
		null_marks[a] = nulls != NULL && nulls[a] ? 'n' : ' ';
	SPI_connect();
	prepare(query, arguments, types);
	if (SPI_execute_plan(query->plan, unconstify(Datum *, values), null_marks, !query->writes, 2) !=
	    SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", query->text);
	found = SPI_processed > 0;
	if (rows != NULL)
		*rows = SPI_processed;
	for (int c = 0; found && c < columns; c++)
	{
		Form_pg_attribute column = TupleDescAttr(SPI_tuptable->tupdesc, c);
		Datum value =
		    SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, c + 1, &result_nulls[c]);
		MemoryContext own = MemoryContextSwitchTo(caller);

		if (!result_nulls[c])
			result[c] = column->attlen == -1 ? PointerGetDatum(PG_DETOAST_DATUM_COPY(value)) :
			                                   datumCopy(value, column->attbyval, column->attlen);
		MemoryContextSwitchTo(own);
	}
	SPI_finish();
	return found;
}
