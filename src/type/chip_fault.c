/*
 * chip_fault.c
 *		chip_faults() and try_chip(): what is wrong in the facts of a chip, without an error.
 */
#include "pg/attempt.h"
#include "type/chip.h"
#include "type/json_facts.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "core/chip_fault.h"

enum
{
	COLUMN_KEY,
	COLUMN_SEVERITY,
	COLUMN_FAULT,
	COLUMN_HINT,
	COLUMN_COUNT
};

static void
put_fault(FunctionCallInfo fcinfo, const char *key, const char *severity, const ec_error *fault)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const char *detail = fault->detail[0] != '\0' ? psprintf(". %s", fault->detail) : "";
	Datum values[COLUMN_COUNT];
	bool nulls[COLUMN_COUNT] = {false};

	nulls[COLUMN_KEY] = key == NULL;
	values[COLUMN_KEY] = key == NULL ? (Datum) 0 : CStringGetTextDatum(key);
	values[COLUMN_SEVERITY] = CStringGetTextDatum(severity);
	values[COLUMN_FAULT] = CStringGetTextDatum(psprintf("%s%s", fault->message, detail));
	nulls[COLUMN_HINT] = fault->hint[0] == '\0';
	values[COLUMN_HINT] = CStringGetTextDatum(fault->hint);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static void
put_error(void *owner, const char *key, const ec_error *fault)
{
	put_fault(owner, key, "error", fault);
}

static void
put_warning(void *owner, ec_fact key, const ec_error *fault)
{
	put_fault(owner, ec_fact_name(key), "warning", fault);
}

static void
put_faults(FunctionCallInfo fcinfo, Jsonb *json)
{
	ec_fact_set refused;
	const ec_chip *chip = read_faulty_chip(json, put_error, fcinfo, &refused);

	if (chip != NULL)
		ec_chip_find_faults(chip, refused, put_warning, fcinfo);
}

typedef struct Attempt
{
	char *text;
	Datum json;
} Attempt;

static void
read_text(void *state)
{
	Attempt *attempt = state;

	read_json(attempt->text, CHIP_HINT, NULL, &attempt->json);
}

PG_FUNCTION_INFO_V1(chip_faults);
Datum
chip_faults(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	put_faults(fcinfo, PG_GETARG_JSONB_P(0));
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(chip_faults_of_text);
Datum
chip_faults_of_text(PG_FUNCTION_ARGS)
{
	Attempt given = {.text = text_to_cstring(PG_GETARG_TEXT_PP(0))};
	ErrorData *error;
	ec_error fault = {0};
	const char *key;

	InitMaterializedSRF(fcinfo, 0);
	error = attempt_reading(read_text, &given);
	if (error != NULL)
	{
		ec_fail(&fault, EC_INVALID_TEXT, "%s", error->message);
		if (error->detail != NULL)
			ec_detail(&fault, "%s", error->detail);
		ec_hint(&fault, "%s", error->hint != NULL ? error->hint : CHIP_HINT);
		put_error(fcinfo, NULL, &fault);
		return (Datum) 0;
	}
	if (!json_keys_are_unique(given.text, DatumGetJsonbP(given.json), "a chip", &key, &fault))
		put_error(fcinfo, key, &fault);
	put_faults(fcinfo, DatumGetJsonbP(given.json));
	return (Datum) 0;
}

static Datum
chip_or_null(FunctionCallInfo fcinfo, Jsonb *json)
{
	Datum chip;
	ec_error error;

	if (!read_chip(json, &chip, &error))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(chip);
}

PG_FUNCTION_INFO_V1(try_chip);
Datum
try_chip(PG_FUNCTION_ARGS)
{
	return chip_or_null(fcinfo, PG_GETARG_JSONB_P(0));
}

PG_FUNCTION_INFO_V1(try_chip_of_text);
Datum
try_chip_of_text(PG_FUNCTION_ARGS)
{
	Attempt given = {.text = text_to_cstring(PG_GETARG_TEXT_PP(0))};
	ec_error fault;
	const char *key;

	if (attempt_reading(read_text, &given) != NULL ||
	    !json_keys_are_unique(given.text, DatumGetJsonbP(given.json), "a chip", &key, &fault))
		PG_RETURN_NULL();
	return chip_or_null(fcinfo, DatumGetJsonbP(given.json));
}
