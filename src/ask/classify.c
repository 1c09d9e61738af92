/*
 * classify.c
 *		classify(), classify_eccn(), outcome(), license_required(): one answer a row, as SQL values.
 */
#include "ask/classify.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "type/eccn.h"
#include "pg/guard.h"

/* The columns of determination, in order. */
enum
{
	COLUMN_OUTCOME,
	COLUMN_ECCN,
	COLUMN_REASONS,
	COLUMN_EXCEPTION,
	COLUMN_REVIEW,
	COLUMN_RULES,
	COLUMN_MISSING,
	COLUMN_COUNT
};

/* A determination that is made once, and its type. */
typedef struct KeptTuple
{
	Oid type;
	uint32 length;
	char data[FLEXIBLE_ARRAY_MEMBER]; /* HeapTupleHeader */
} KeptTuple;

/* What is kept from row to row for the functions that return the enum. */
typedef struct KeptOutcomes
{
	Oid value[EC_OUTCOMES];
} KeptOutcomes;

static Datum
text_array(const char *const *names, size_t count)
{
	Datum *values = palloc(sizeof(Datum) * (count + 1));

	for (size_t i = 0; i < count; i++)
		values[i] = CStringGetTextDatum(names[i]);
	return PointerGetDatum(construct_array(values, (int) count, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
missing_array(ec_fact_set missing)
{
	const char *names[EC_FACT_END];
	size_t count = 0;

	for (int f = 0; f < EC_FACT_END; f++)
		if (missing & EC_FACT_BIT(f))
			names[count++] = ec_fact_name((ec_fact) f);
	return text_array(names, count);
}

/* Several exceptions, each overcoming another reason, are written "A, B". */
static Datum
joined_text(const ec_names *names)
{
	ec_text text;

	ec_text_init(&text, &current_memory);
	for (size_t i = 0; i < names->count; i++)
	{
		if (i > 0)
			ec_text_add(&text, ", ");
		ec_text_add(&text, names->name[i]);
	}
	return CStringGetTextDatum(text.data);
}

static HeapTuple
form_determination(TupleDesc desc, const ec_answer *answer)
{
	const ec_decision *d = answer->decision;
	Datum values[COLUMN_COUNT];
	bool nulls[COLUMN_COUNT] = {false};

	require_columns(desc, COLUMN_COUNT);
	values[COLUMN_OUTCOME] = ObjectIdGetDatum(
	    enum_value(TupleDescAttr(desc, COLUMN_OUTCOME)->atttypid, ec_outcome_name(d->outcome)));
	nulls[COLUMN_ECCN] = d->eccn == NULL;
	values[COLUMN_ECCN] = d->eccn ? EccnTextGetDatum(d->eccn) : (Datum) 0;
	values[COLUMN_REASONS] = text_array(d->reasons.name, d->reasons.count);
	nulls[COLUMN_EXCEPTION] = d->exceptions.count == 0;
	values[COLUMN_EXCEPTION] = d->exceptions.count > 0 ? joined_text(&d->exceptions) : (Datum) 0;
	nulls[COLUMN_REVIEW] = d->review == EC_NO_REVIEW;
	values[COLUMN_REVIEW] = d->review == EC_NO_REVIEW ?
	    (Datum) 0 :
	    ObjectIdGetDatum(
	        enum_value(TupleDescAttr(desc, COLUMN_REVIEW)->atttypid, ec_review_name(d->review)));
	values[COLUMN_RULES] = text_array(d->rules.name, d->rules.count);
	values[COLUMN_MISSING] = missing_array(answer->missing);
	return heap_form_tuple(desc, values, nulls);
}

/* Makes the answer's tuple and keeps it with the answer, in the engine's memory. */
static KeptTuple *
keep_tuple(FunctionCallInfo fcinfo, const Question *question, ec_answer *answer)
{
	TupleDesc desc;
	HeapTupleHeader tuple;
	KeptTuple *kept;
	uint32 length;

	/* It is declared to return one, and only a superuser could declare it again. */
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	desc = BlessTupleDesc(desc);
	tuple = (HeapTupleHeader) DatumGetPointer(
	    heap_copy_tuple_as_datum(form_determination(desc, answer), desc));
	length = HeapTupleHeaderGetDatumLength(tuple);
	kept = ec_alloc(&question->engine->memory, offsetof(KeptTuple, data) + length);
	kept->type = HeapTupleHeaderGetTypeId(tuple);
	kept->length = length;
	memcpy(kept->data, tuple, length);
	answer->attachment = kept;
	return kept;
}

/* Lines of the cache, after its first, in which a chip with most facts has its numbers. */
#define PREFETCHED_LINES 2

/*
 * Has the item's memory fetched while the rest of the question is read.  Any address may be given.
 */
static inline void
prefetch_item(FunctionCallInfo fcinfo)
{
	const char *item = DatumGetPointer(PG_GETARG_DATUM(ARG_ITEM));

	for (int line = 1; line <= PREFETCHED_LINES; line++)
		EC_PREFETCH(item + line * EC_CACHE_LINE);
}

/* The type of determinations that this function returns: looked up once. */
static inline Oid
result_type(FunctionCallInfo fcinfo)
{
	void **attachment = question_attachment(fcinfo);

	if (*attachment == NULL)
	{
		Oid *type = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Oid));

		*type = get_func_rettype(fcinfo->flinfo->fn_oid);
		*attachment = type;
	}
	return *(Oid *) *attachment;
}

/* Inline, as every row of classify() comes here. */
static inline Datum
copy_determination(FunctionCallInfo fcinfo, const Question *question, ec_answer *answer)
{
	KeptTuple *kept = answer->attachment;
	char *copy;

	/* Another incarnation of the extension has other types. */
	if (kept == NULL || kept->type != result_type(fcinfo))
		kept = keep_tuple(fcinfo, question, answer);
	copy = palloc(kept->length);
	memcpy(copy, kept->data, kept->length);
	PG_RETURN_POINTER(copy); /* whole: nothing in it lies out of line */
}

static inline Datum
determine_inline(FunctionCallInfo fcinfo, bool item_is_eccn, const Question **question,
                 ec_answer **answer)
{
	prefetch_item(fcinfo);
	*question = read_question(fcinfo, 0, item_is_eccn);
	*answer = answer_question(*question, false);
	return copy_determination(fcinfo, *question, *answer);
}

Datum
determine(FunctionCallInfo fcinfo, bool item_is_eccn, const Question **question, ec_answer **answer)
{
	return determine_inline(fcinfo, item_is_eccn, question, answer);
}

Datum
determination_of(FunctionCallInfo fcinfo, const Question *question, ec_answer *answer)
{
	return copy_determination(fcinfo, question, answer);
}

static Datum
determination(FunctionCallInfo fcinfo, bool item_is_eccn)
{
	const Question *question;
	ec_answer *answer;

	return determine_inline(fcinfo, item_is_eccn, &question, &answer);
}

static ec_outcome
outcome_only(FunctionCallInfo fcinfo, bool item_is_eccn)
{
	prefetch_item(fcinfo);
	return answer_question(read_question(fcinfo, 0, item_is_eccn), true)->outcome;
}

PG_FUNCTION_INFO_V1(classify);
Datum
classify(PG_FUNCTION_ARGS)
{
	return determination(fcinfo, false);
}

PG_FUNCTION_INFO_V1(classify_eccn);
Datum
classify_eccn(PG_FUNCTION_ARGS)
{
	return determination(fcinfo, true);
}

PG_FUNCTION_INFO_V1(outcome);
Datum
outcome(PG_FUNCTION_ARGS)
{
	ec_outcome found = outcome_only(fcinfo, false);
	void **attachment = question_attachment(fcinfo);
	KeptOutcomes *kept = *attachment;

	if (kept == NULL)
	{
		Oid type = get_func_rettype(fcinfo->flinfo->fn_oid);

		kept = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(KeptOutcomes));
		for (int o = 0; o < EC_OUTCOMES; o++)
			kept->value[o] = enum_value(type, ec_outcome_name((ec_outcome) o));
		*attachment = kept;
	}
	PG_RETURN_OID(kept->value[found]);
}

PG_FUNCTION_INFO_V1(license_required);
Datum
license_required(PG_FUNCTION_ARGS)
{
	ec_outcome found = outcome_only(fcinfo, false);

	if (found == EC_INDETERMINATE)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(found == EC_LICENSE_REQUIRED || found == EC_PROHIBITED);
}

/*
 * today_support(internal): classify(chip, destination) with as_of CURRENT_DATE and every other
 * argument NULL is classify_today(chip, destination), in the same schema.
 */
PG_FUNCTION_INFO_V1(today_support);
Datum
today_support(PG_FUNCTION_ARGS)
{
	SupportRequestSimplify *request = (SupportRequestSimplify *) PG_GETARG_POINTER(0);
	FuncExpr *call;
	SQLValueFunction *as_of;
	char *name;
	Oid types[2];
	Oid today;
	FuncExpr *simple;

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	call = request->fcall;
	if (list_length(call->args) != ARG_COUNT)
		PG_RETURN_POINTER(NULL);
	as_of = list_nth(call->args, ARG_AS_OF);
	if (!IsA(as_of, SQLValueFunction) || as_of->op != SVFOP_CURRENT_DATE)
		PG_RETURN_POINTER(NULL);
	for (int i = ARG_AS_OF + 1; i < ARG_COUNT; i++)
	{
		Const *value = list_nth(call->args, i);

		if (!IsA(value, Const) || !value->constisnull)
			PG_RETURN_POINTER(NULL);
	}
	/* Anyone who may not call the one must not reach it through the other. */
	if (!compat_may_execute(call->funcid))
		PG_RETURN_POINTER(NULL);

	name = psprintf("%s_today", get_func_name(call->funcid));
	for (int i = 0; i < 2; i++)
		types[i] = exprType(list_nth(call->args, i));
	today = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
	                        PointerGetDatum(buildoidvector(types, 2)),
	                        ObjectIdGetDatum(get_func_namespace(call->funcid)));
	if (!OidIsValid(today) || !compat_may_execute(today))
		PG_RETURN_POINTER(NULL);
	simple = makeFuncExpr(today, call->funcresulttype,
	                      list_make2(linitial(call->args), lsecond(call->args)), call->funccollid,
	                      call->inputcollid, call->funcformat);
	simple->location = call->location;
	PG_RETURN_POINTER(simple);
}
