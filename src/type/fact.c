/*
 * fact.c
 *		fact_list(): the list of facts as rows, from which SQL and documentation are made.
 */
#include "pg/binding.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "core/fact.h"

/* The columns of fact_list(), in order. */
enum
{
	COLUMN_NUMBER,
	COLUMN_NAME,
	COLUMN_KIND,
	COLUMN_HOLDER,
	COLUMN_UNIT,
	COLUMN_RESTS_ON,
	COLUMN_MEANING,
	COLUMN_CITATION,
	COLUMN_LEFT_OUT,
	COLUMN_COUNT
};

/* What a metric rests on, in the order of the list. */
static Datum
rests_on(ec_fact fact)
{
	Datum names[EC_FACT_COUNT];
	int count = 0;
	bool any;
	ec_fact_set facts = ec_fact_rests_on(fact, &any);

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (facts & EC_FACT_BIT(ec_fact_at(i)))
			names[count++] = CStringGetTextDatum(ec_fact_name(ec_fact_at(i)));
	return PointerGetDatum(construct_array(names, count, TEXTOID, -1, false, TYPALIGN_INT));
}

static void
set_text(int column, const char *text, Datum *values, bool *nulls)
{
	nulls[column] = text[0] == '\0';
	values[column] = CStringGetTextDatum(text);
}

PG_FUNCTION_INFO_V1(fact_list);
Datum
fact_list(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);
		Datum values[COLUMN_COUNT];
		bool nulls[COLUMN_COUNT] = {false};

		values[COLUMN_NUMBER] = Int32GetDatum(fact);
		set_text(COLUMN_NAME, ec_fact_name(fact), values, nulls);
		set_text(COLUMN_KIND, ec_fact_kind_name(ec_fact_kind_of(fact)), values, nulls);
		set_text(COLUMN_HOLDER, ec_fact_holder_name(ec_fact_holder_of(fact)), values, nulls);
		set_text(COLUMN_UNIT, ec_fact_unit(fact), values, nulls);
		values[COLUMN_RESTS_ON] = rests_on(fact);
		set_text(COLUMN_MEANING, ec_fact_meaning(fact), values, nulls);
		set_text(COLUMN_CITATION, ec_fact_citation(fact), values, nulls);
		set_text(COLUMN_LEFT_OUT, ec_fact_left_out(fact), values, nulls);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
