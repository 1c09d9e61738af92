/*
 * shipment.c
 *		The type shipment: from JSON, or from arguments, to the core's shipment and back.
 */
#include "type/shipment.h"

#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "type/country.h"
#include "type/json_facts.h"

#define SHIPMENT_HINT                                                              \
	"Write a shipment as a JSON object, for example {\"movement\": \"reexport\", " \
	"\"shipped_from\": \"SG\", \"value\": 40000}; or make one with shipment(value => 40000)."

/* What JSON says of a key: whatever it is, it is stated. */
static bool
read_fact(void *builder, const JsonbValue *name, const JsonbValue *value, ec_error *error)
{
	ec_fact key = ec_shipment_key_find(name->val.string.val, name->val.string.len, error);
	ec_error ignored;
	char *lo;
	char *hi;
	char *json;

	if (key == EC_NO_FACT)
		return false;
	if (value->type == jbvNull)
		ec_shipment_doubt(builder, key, "null", strlen("null"));
	else if (value->type == jbvBool)
		ec_shipment_set_flag(builder, key, value->val.boolean);
	else if (value->type == jbvString)
		ec_shipment_set_text(builder, key, json_string(value), value->val.string.len);
	else if (json_bounds("", value, false, &lo, &hi, &ignored))
		ec_shipment_set_number(builder, key, lo, hi);
	else
	{
		json = JsonbToCString(NULL, value->val.binary.data, value->val.binary.len);
		ec_shipment_doubt(builder, key, json, strlen(json));
	}
	return true;
}

Datum
shipment_datum(const ec_shipment_builder *builder)
{
	size_t size;
	const ec_shipment *shipment = ec_shipment_finish(builder, &size);
	struct varlena *stored = palloc(VARHDRSZ + size);

	SET_VARSIZE(stored, VARHDRSZ + size);
	memcpy(VARDATA(stored), shipment, size);
	return PointerGetDatum(stored);
}

static bool
shipment_of_jsonb(Jsonb *json, Node *escontext, Datum *shipment)
{
	ec_shipment_builder builder;
	ec_error error;

	ec_shipment_begin(&builder, &current_memory);
	if (!json_facts(json, "shipment", SHIPMENT_HINT, read_fact, &builder, &error))
	{
		report_core_error(&error, NULL, escontext);
		return false;
	}
	*shipment = shipment_datum(&builder);
	return true;
}

static bool
shipment_of_text(char *text, Node *escontext, Datum *shipment)
{
	Datum json;

	return read_json(text, SHIPMENT_HINT, escontext, &json) &&
	    shipment_of_jsonb(DatumGetJsonbP(json), escontext, shipment);
}

const ec_shipment *
shipment_apart(Datum d, Size *size)
{
	struct varlena *value = pg_detoast_datum_packed((struct varlena *) DatumGetPointer(d));
	const ec_shipment *shipment = (const ec_shipment *) VARDATA_ANY(value);
	ec_error error;

	*size = VARSIZE_ANY_EXHDR(value);
	if (*size >= sizeof(ec_shipment) && ec_shipment_is_current(shipment))
		return shipment;
	ec_shipment_fail_old(shipment, *size, &error);
	report_core_error(&error, NULL, NULL);
	pg_unreachable();
}

char *
shipment_text(const ec_shipment *shipment)
{
	ec_text text;

	ec_text_init(&text, &current_memory);
	ec_shipment_write(shipment, &text);
	return text.data;
}

PG_FUNCTION_INFO_V1(shipment_in);
Datum
shipment_in(PG_FUNCTION_ARGS)
{
	Datum shipment;

	if (!shipment_of_text(PG_GETARG_CSTRING(0), fcinfo->context, &shipment))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(shipment);
}

PG_FUNCTION_INFO_V1(shipment_out);
Datum
shipment_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(shipment_text(PG_GETARG_SHIPMENT(0)));
}

PG_FUNCTION_INFO_V1(shipment_recv);
Datum
shipment_recv(PG_FUNCTION_ARGS)
{
	Datum shipment;

	shipment_of_text(receive_versioned_text((StringInfo) PG_GETARG_POINTER(0), "shipment"), NULL,
	                 &shipment);
	PG_RETURN_DATUM(shipment);
}

PG_FUNCTION_INFO_V1(shipment_send);
Datum
shipment_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(send_versioned_text(shipment_text(PG_GETARG_SHIPMENT(0))));
}

PG_FUNCTION_INFO_V1(shipment_from_jsonb);
Datum
shipment_from_jsonb(PG_FUNCTION_ARGS)
{
	Datum shipment;

	shipment_of_jsonb(PG_GETARG_JSONB_P(0), NULL, &shipment);
	PG_RETURN_DATUM(shipment);
}

PG_FUNCTION_INFO_V1(shipment_to_jsonb);
Datum
shipment_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(shipment_text(PG_GETARG_SHIPMENT(0))));
}

/* One argument of shipment(), of the type that the key's kind asks for. */
static void
read_argument(ec_shipment_builder *builder, ec_fact key, Datum value)
{
	char *told;

	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_COUNTRY:
			builder->place[key] = DatumGetCountry(value);
			break;
		case EC_KIND_BOOLEAN:
			ec_shipment_set_flag(builder, key, DatumGetBool(value));
			break;
		case EC_KIND_NUMBER:
			told = numeric_text(DatumGetNumeric(value));
			ec_shipment_set_number(builder, key, told, told);
			break;
		default:
			told = TextDatumGetCString(value);
			ec_shipment_set_text(builder, key, told, strlen(told));
	}
}

/*
 * shipment(movement, shipped_from, ...) → shipment: an argument for each key, in the order of the
 * list of facts, from which the declaration is made, too.
 */
PG_FUNCTION_INFO_V1(shipment_make);
Datum
shipment_make(PG_FUNCTION_ARGS)
{
	ec_shipment_builder builder;
	int argument = 0;

	ec_shipment_begin(&builder, &current_memory);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact key = ec_fact_at(i);

		if (ec_fact_holder_of(key) != EC_HOLDER_SHIPMENT)
			continue;
		/* An older declaration has fewer arguments: what it does not have is left out. */
		if (argument < PG_NARGS() && !PG_ARGISNULL(argument))
			read_argument(&builder, key, PG_GETARG_DATUM(argument));
		argument++;
	}
	PG_RETURN_DATUM(shipment_datum(&builder));
}

/* Equal facts give equal bytes. */
static bool
same_shipment(FunctionCallInfo fcinfo)
{
	Size size[2];
	const ec_shipment *a = shipment_apart(PG_GETARG_DATUM(0), &size[0]);
	const ec_shipment *b = shipment_apart(PG_GETARG_DATUM(1), &size[1]);

	return size[0] == size[1] && memcmp(a, b, size[0]) == 0;
}

PG_FUNCTION_INFO_V1(shipment_eq);
Datum
shipment_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_shipment(fcinfo));
}

PG_FUNCTION_INFO_V1(shipment_ne);
Datum
shipment_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_shipment(fcinfo));
}

/* That of the canonical texts, as a chip's is: it says nothing of the shipments, and stays. */
static int
shipment_compare(FunctionCallInfo fcinfo)
{
	char *a;
	char *b;
	int order;

	if (same_shipment(fcinfo))
		return 0;
	a = shipment_text(PG_GETARG_SHIPMENT(0));
	b = shipment_text(PG_GETARG_SHIPMENT(1));
	order = strcmp(a, b);
	pfree(a);
	pfree(b);
	return order;
}

TYPE_ORDER(shipment, shipment_compare)

/*
 * Of the canonical text, so that a hash that was stored stays right whatever the stored bytes are.
 */
PG_FUNCTION_INFO_V1(shipment_hash);
Datum
shipment_hash(PG_FUNCTION_ARGS)
{
	char *text = shipment_text(PG_GETARG_SHIPMENT(0));
	Datum hash = hash_any((unsigned char *) text, (int) strlen(text));

	pfree(text);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(shipment_hash_extended);
Datum
shipment_hash_extended(PG_FUNCTION_ARGS)
{
	char *text = shipment_text(PG_GETARG_SHIPMENT(0));
	Datum hash =
	    hash_any_extended((unsigned char *) text, (int) strlen(text), (uint64) PG_GETARG_INT64(1));

	pfree(text);
	PG_RETURN_DATUM(hash);
}
