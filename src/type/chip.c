/*
 * chip.c
 *		The type chip: from JSON to the core's chip and back, and its metrics as SQL functions.
 */
#include "type/chip.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "core/chip_renew.h"
#include "core/chip_v1.h"
#include "type/json_facts.h"

/* A chip that is being read, and where its faults go; NULL: the first one ends the reading. */
typedef struct Reading
{
	ec_chip_builder builder;
	ChipFaultTaker take;
	void *owner;
	ec_fact_set refused;
} Reading;

/* May reading go on after this? */
static bool
settle(Reading *reading, ec_fact key, const char *name, bool done, const ec_error *error)
{
	if (done)
		return true;
	if (reading->take == NULL)
		return false;
	reading->take(reading->owner, name, error);
	if (key != EC_NO_FACT)
		reading->refused |= EC_FACT_BIT(key);
	return true;
}

/* {"tops": ..., "bits": ...}: a number format that states its own bit length. */
static bool
read_stated_rate(ec_chip_builder *builder, const char *name, const JsonbValue *value,
                 ec_error *error)
{
	JsonbContainer *object = value->val.binary.data;
	JsonbValue tops;
	JsonbValue bits;
	char *lo;
	char *hi;
	char *stated;
	char what[80];

	if (JsonContainerSize(object) != 2 ||
	    getKeyJsonValueFromContainer(object, "tops", 4, &tops) == NULL ||
	    getKeyJsonValueFromContainer(object, "bits", 4, &bits) == NULL ||
	    (stated = json_number(&bits, true)) == NULL)
	{
		ec_fail(error, EC_INVALID_TEXT,
		        "number format \"%.40s\" in \"rates\" must have exactly \"tops\" and \"bits\"",
		        name);
		return ec_hint(error, "Write \"%.40s\": {\"tops\": ..., \"bits\": ...}.", name);
	}
	snprintf(what, sizeof(what), "rate \"%.40s\" of a chip", name);
	return json_bounds(what, &tops, true, &lo, &hi, error) &&
	    ec_chip_add_rate(builder, name, strlen(name), lo, hi, stated, error);
}

static bool
read_rate(ec_chip_builder *builder, const char *name, const JsonbValue *value, ec_error *error)
{
	char *lo;
	char *hi;
	char what[80];

	if (value->type == jbvNull)
		return true; /* unknown, as when the format is left out */
	if (json_is_object(value))
		return read_stated_rate(builder, name, value, error);
	snprintf(what, sizeof(what), "rate \"%.40s\" of a chip", name);
	return json_bounds(what, value, true, &lo, &hi, error) &&
	    ec_chip_add_rate(builder, name, strlen(name), lo, hi, NULL, error);
}

static bool
read_rates(Reading *reading, const JsonbValue *value, ec_error *error)
{
	JsonbIterator *it = JsonbIteratorInit(value->val.binary.data);
	JsonbIteratorToken token;
	JsonbValue each;
	char *name = NULL;

	JsonbIteratorNext(&it, &each, true);
	while ((token = JsonbIteratorNext(&it, &each, true)) != WJB_END_OBJECT)
	{
		if (token == WJB_KEY)
			name = json_string(&each);
		else if (!settle(reading, EC_RATES, ec_fact_name(EC_RATES),
		                 read_rate(&reading->builder, name, &each, error), error))
			return false;
	}
	return true;
}

static bool
read_key(Reading *reading, ec_fact key, const JsonbValue *value, ec_error *error)
{
	ec_chip_builder *builder = &reading->builder;
	ec_fact_kind kind = ec_fact_kind_of(key);
	char *lo;
	char *hi;
	char what[64];

	switch (value->type)
	{
		case jbvNull:
			return true; /* unknown, as when the key is left out */
		case jbvString:
			return ec_chip_set_text(builder, key, json_string(value), value->val.string.len, error);
		case jbvBool:
			return ec_chip_set_flag(builder, key, value->val.boolean, error);
		default:
			break;
	}
	if (kind == EC_KIND_RATES && json_is_object(value))
		return read_rates(reading, value, error);
	if (kind == EC_KIND_RATES || json_is_object(value) ||
	    (json_is_array(value) && kind != EC_KIND_NUMBER))
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip must not be %s", ec_fact_name(key),
		        json_kind(value));
		if (kind == EC_KIND_RATES)
			return ec_hint(error, "Write an object such as {\"fp16\": 148, \"int8\": 296}.");
		return ec_hint(error, "%s", CHIP_HINT);
	}
	snprintf(what, sizeof(what), "\"%s\" of a chip", ec_fact_name(key));
	return json_bounds(what, value, true, &lo, &hi, error) &&
	    ec_chip_set_number(builder, key, lo, hi, error);
}

static bool
read_fact(void *owner, const JsonbValue *key, const JsonbValue *value, ec_error *error)
{
	Reading *reading = owner;
	ec_fact found = ec_chip_key_find(key->val.string.val, key->val.string.len, error);
	bool done = found != EC_NO_FACT && read_key(reading, found, value, error);

	return done || settle(reading, found, json_string(key), false, error);
}

bool
read_chip(Jsonb *json, Datum *chip, ec_error *error)
{
	Reading reading = {.take = NULL};
	ec_chip *value;
	struct varlena *stored;
	size_t size;

	ec_chip_begin(&reading.builder, &current_memory);
	if (!json_facts(json, "chip", CHIP_HINT, read_fact, &reading, error))
		return false;
	value = ec_chip_finish(&reading.builder, &size);
	stored = palloc(VARHDRSZ + size);
	SET_VARSIZE(stored, VARHDRSZ + size);
	memcpy(VARDATA(stored), value, size);
	*chip = PointerGetDatum(stored);
	return true;
}

const ec_chip *
read_faulty_chip(Jsonb *json, ChipFaultTaker take, void *owner, ec_fact_set *refused)
{
	Reading reading = {.take = take, .owner = owner};
	ec_error error;
	size_t size;

	ec_chip_begin(&reading.builder, &current_memory);
	if (!json_facts(json, "chip", CHIP_HINT, read_fact, &reading, &error))
	{
		take(owner, NULL, &error);
		return NULL;
	}
	*refused = reading.refused;
	return ec_chip_finish(&reading.builder, &size);
}

static bool
chip_of_jsonb(Jsonb *json, Node *escontext, Datum *chip)
{
	ec_error error;

	if (read_chip(json, chip, &error))
		return true;
	report_core_error(&error, NULL, escontext);
	return false;
}

Datum
chip_stating(Datum d, const ec_eccn *eccn)
{
	Size size;
	const ec_chip *chip = chip_apart(d, &size);
	const ec_chip *stating = ec_chip_stating(chip, eccn, &current_memory, &size);
	struct varlena *stored = palloc(VARHDRSZ + size);

	SET_VARSIZE(stored, VARHDRSZ + size);
	memcpy(VARDATA(stored), stating, size);
	return PointerGetDatum(stored);
}

static bool
chip_of_text(char *text, Node *escontext, Datum *chip)
{
	Datum json;
	const char *key;
	ec_error error;

	if (!read_json(text, CHIP_HINT, escontext, &json))
		return false;
	if (json_keys_are_unique(text, DatumGetJsonbP(json), "a chip", &key, &error))
		return chip_of_jsonb(DatumGetJsonbP(json), escontext, chip);
	report_core_error(&error, NULL, escontext);
	return false;
}

const ec_chip *
chip_apart(Datum d, Size *size)
{
	struct varlena *value = pg_detoast_datum_packed((struct varlena *) DatumGetPointer(d));
	const ec_chip *chip = (const ec_chip *) VARDATA_ANY(value);
	ec_error error;

	*size = VARSIZE_ANY_EXHDR(value);
	if (*size >= sizeof(ec_chip) && ec_chip_is_current(chip))
		return chip;
	chip = ec_chip_renew(chip, *size, &current_memory, size, &error);
	if (chip == NULL)
		report_core_error(&error, NULL, NULL);
	return chip;
}

static char *
text_of_chip(const ec_chip *chip)
{
	ec_text text;

	ec_text_init(&text, &current_memory);
	ec_chip_write(chip, &text);
	return text.data;
}

PG_FUNCTION_INFO_V1(chip_in);
Datum
chip_in(PG_FUNCTION_ARGS)
{
	Datum chip;

	if (!chip_of_text(PG_GETARG_CSTRING(0), fcinfo->context, &chip))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(chip);
}

PG_FUNCTION_INFO_V1(chip_out);
Datum
chip_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(text_of_chip(PG_GETARG_CHIP(0)));
}

PG_FUNCTION_INFO_V1(chip_recv);
Datum
chip_recv(PG_FUNCTION_ARGS)
{
	Datum chip;

	chip_of_text(receive_versioned_text((StringInfo) PG_GETARG_POINTER(0), "chip"), NULL, &chip);
	PG_RETURN_DATUM(chip);
}

PG_FUNCTION_INFO_V1(chip_send);
Datum
chip_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(send_versioned_text(text_of_chip(PG_GETARG_CHIP(0))));
}

PG_FUNCTION_INFO_V1(chip_from_jsonb);
Datum
chip_from_jsonb(PG_FUNCTION_ARGS)
{
	Datum chip;

	chip_of_jsonb(PG_GETARG_JSONB_P(0), NULL, &chip);
	PG_RETURN_DATUM(chip);
}

PG_FUNCTION_INFO_V1(chip_to_jsonb);
Datum
chip_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text_of_chip(PG_GETARG_CHIP(0))));
}

/* Equal facts give equal bytes, once both are of one version. */
static bool
same_chip(FunctionCallInfo fcinfo)
{
	Size size[2];
	const ec_chip *a = chip_apart(PG_GETARG_DATUM(0), &size[0]);
	const ec_chip *b = chip_apart(PG_GETARG_DATUM(1), &size[1]);

	return size[0] == size[1] && memcmp(a, b, size[0]) == 0;
}

PG_FUNCTION_INFO_V1(chip_eq);
Datum
chip_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_chip(fcinfo));
}

PG_FUNCTION_INFO_V1(chip_ne);
Datum
chip_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_chip(fcinfo));
}

/*
 * A total order, as sorting and grouping need one: that of the canonical texts.  It says nothing of
 * the chips, but it stays the same, whatever the stored bytes are, as indexes rely on it.
 */
static int
chip_compare(FunctionCallInfo fcinfo)
{
	char *a;
	char *b;
	int order;

	if (same_chip(fcinfo))
		return 0;
	a = text_of_chip(PG_GETARG_CHIP(0));
	b = text_of_chip(PG_GETARG_CHIP(1));
	order = strcmp(a, b);
	pfree(a);
	pfree(b);
	return order;
}

TYPE_ORDER(chip, chip_compare)

/* Of the bytes that version 1 has for the chip, so that a hash that was stored stays right. */
PG_FUNCTION_INFO_V1(chip_hash);
Datum
chip_hash(PG_FUNCTION_ARGS)
{
	size_t size;
	unsigned char *bytes = ec_chip_write_v1(PG_GETARG_CHIP(0), &current_memory, &size);
	Datum hash = hash_any(bytes, (int) size);

	pfree(bytes);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(chip_hash_extended);
Datum
chip_hash_extended(PG_FUNCTION_ARGS)
{
	size_t size;
	unsigned char *bytes = ec_chip_write_v1(PG_GETARG_CHIP(0), &current_memory, &size);
	Datum hash = hash_any_extended(bytes, (int) size, (uint64) PG_GETARG_INT64(1));

	pfree(bytes);
	PG_RETURN_DATUM(hash);
}

/* --- metrics --- */

static Datum
numeric_of(double value)
{
	char text[EC_NUMBER_SIZE];

	ec_number_text(value, text);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
	                           Int32GetDatum(-1));
}

static Datum
metric_point(FunctionCallInfo fcinfo, ec_fact fact)
{
	ec_interval value = ec_chip_number(PG_GETARG_CHIP(0), fact);

	if (!ec_is_point(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value.lo);
}

static Datum
metric_range(FunctionCallInfo fcinfo, ec_fact fact)
{
	ec_interval value = ec_chip_number(PG_GETARG_CHIP(0), fact);
	bool bounded = !isinf(value.hi);
	RangeBound lower = {.val = numeric_of(value.lo), .inclusive = true, .lower = true};
	RangeBound upper = {.val = bounded ? numeric_of(value.hi) : (Datum) 0,
	                    .infinite = !bounded,
	                    .inclusive = bounded};

	PG_RETURN_RANGE_P(
	    compat_make_range(lookup_type_cache(NUMRANGEOID, TYPECACHE_RANGE_INFO), &lower, &upper));
}

#define METRIC(name, fact)                      \
	PG_FUNCTION_INFO_V1(chip_##name);           \
	Datum chip_##name(PG_FUNCTION_ARGS)         \
	{                                           \
		return metric_point(fcinfo, fact);      \
	}                                           \
	PG_FUNCTION_INFO_V1(chip_##name##_range);   \
	Datum chip_##name##_range(PG_FUNCTION_ARGS) \
	{                                           \
		return metric_range(fcinfo, fact);      \
	}

/* Numbers of an item have functions; nothing else does. */
#define FUNCTIONS_OF_ITEM_NUMBER(name, symbol) METRIC(name, EC_##symbol)
#define FUNCTIONS_OF_METRIC_NUMBER(name, symbol) METRIC(name, EC_##symbol)
#define FUNCTIONS_OF_ITEM_BOOLEAN(name, symbol)
#define FUNCTIONS_OF_ITEM_TEXT(name, symbol)
#define FUNCTIONS_OF_ITEM_FORM(name, symbol)
#define FUNCTIONS_OF_ITEM_RATES(name, symbol)
#define FUNCTIONS_OF_ITEM_STATED_ECCN(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_NUMBER(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_BOOLEAN(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_TEXT(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_MOVEMENT(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_REGION(name, symbol)
#define FUNCTIONS_OF_SHIPMENT_COUNTRY(name, symbol)
#define FUNCTIONS_OF_PLACE_COUNTRY(name, symbol)
#define FUNCTIONS_OF_FOUND_ECCN(name, symbol)
#define FUNCTIONS_OF_QUESTION_NONE(name, symbol)
#define FUNCTIONS(number, symbol, name, kind, holder, ...) \
	FUNCTIONS_OF_##holder##_##kind(name, symbol)

EC_FACT_LIST(FUNCTIONS)
