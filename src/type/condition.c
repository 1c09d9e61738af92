/*
 * condition.c
 *		The type condition: compiled at input, canonical at output.
 */
#include "type/condition.h"

#include "common/hashfn.h"

static bool
parse(const char *text, Node *escontext, Datum *condition)
{
	ec_error error;
	size_t size;
	ec_condition *c = ec_condition_parse(text, strlen(text), &current_memory, &size, &error);

	if (c == NULL)
	{
		report_core_error(&error, text, escontext);
		return false;
	}
	SET_VARSIZE(c, size);
	*condition = PointerGetDatum(c);
	return true;
}

static char *
text_of_condition(const ec_condition *c)
{
	ec_text text;

	ec_text_init(&text, &current_memory);
	ec_condition_write(c, &text);
	return text.data;
}

PG_FUNCTION_INFO_V1(condition_in);
Datum
condition_in(PG_FUNCTION_ARGS)
{
	Datum condition;

	if (!parse(PG_GETARG_CSTRING(0), fcinfo->context, &condition))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(condition);
}

PG_FUNCTION_INFO_V1(condition_out);
Datum
condition_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(text_of_condition(PG_GETARG_CONDITION(0)));
}

PG_FUNCTION_INFO_V1(condition_recv);
Datum
condition_recv(PG_FUNCTION_ARGS)
{
	Datum condition;

	parse(receive_versioned_text((StringInfo) PG_GETARG_POINTER(0), "condition"), NULL, &condition);
	PG_RETURN_DATUM(condition);
}

PG_FUNCTION_INFO_V1(condition_send);
Datum
condition_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(send_versioned_text(text_of_condition(PG_GETARG_CONDITION(0))));
}

/* Equal text, once canonical, gives equal bytes. */
static bool
same_condition(FunctionCallInfo fcinfo)
{
	const ec_condition *a = PG_GETARG_CONDITION(0);
	const ec_condition *b = PG_GETARG_CONDITION(1);

	return VARSIZE(a) == VARSIZE(b) && memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ) == 0;
}

PG_FUNCTION_INFO_V1(condition_eq);
Datum
condition_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_condition(fcinfo));
}

PG_FUNCTION_INFO_V1(condition_ne);
Datum
condition_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_condition(fcinfo));
}

/* A total order, as sorting and grouping need one: that of the canonical texts, as for chips. */
static int
condition_compare(FunctionCallInfo fcinfo)
{
	char *a;
	char *b;
	int order;

	if (same_condition(fcinfo))
		return 0;
	a = text_of_condition(PG_GETARG_CONDITION(0));
	b = text_of_condition(PG_GETARG_CONDITION(1));
	order = strcmp(a, b);
	pfree(a);
	pfree(b);
	return order;
}

TYPE_ORDER(condition, condition_compare)

PG_FUNCTION_INFO_V1(condition_hash);
Datum
condition_hash(PG_FUNCTION_ARGS)
{
	const ec_condition *c = PG_GETARG_CONDITION(0);

	return hash_any((const unsigned char *) VARDATA(c), VARSIZE(c) - VARHDRSZ);
}

PG_FUNCTION_INFO_V1(condition_hash_extended);
Datum
condition_hash_extended(PG_FUNCTION_ARGS)
{
	const ec_condition *c = PG_GETARG_CONDITION(0);

	return hash_any_extended((const unsigned char *) VARDATA(c), VARSIZE(c) - VARHDRSZ,
	                         (uint64) PG_GETARG_INT64(1));
}
