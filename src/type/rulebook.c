/*
 * rulebook.c
 *		The type rulebook: all rules, country groups and scenarios, and whom and what names mean,
 *		as one immutable value.
 *
 * Whatever JSON it is made from, the value holds the canonical text, so that equal rulebooks have
 * equal digests.
 */
#include "type/rulebook.h"

#include "core/decide.h"
#include "type/chip.h"
#include "type/shipment.h"

#include "access/detoast.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#define RULEBOOK_HINT "Write a rulebook as the JSON object that current_rulebook() shows."

static Rulebook *
make_rulebook(const ec_rulebook *book)
{
	ec_text text;
	bytea *content;
	bytea *digest;
	Rulebook *value;

	ec_text_init(&text, &current_memory);
	ec_rulebook_write(book, &text);
	content = (bytea *) cstring_to_text_with_len(text.data, (int) text.length);
	digest = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea, PointerGetDatum(content)));

	value = palloc(offsetof(Rulebook, json) + text.length);
	SET_VARSIZE(value, offsetof(Rulebook, json) + text.length);
	memcpy(value->digest, VARDATA_ANY(digest), DIGEST_SIZE);
	memcpy(value->json, text.data, text.length);
	return value;
}

/* Puts a text into the form that the type writes; NULL stays. */
static bool
settle(const char **text, PGFunction input, PGFunction output, Node *escontext)
{
	LOCAL_FCINFO(call, 1);
	Datum value;

	if (*text == NULL)
		return true;
	InitFunctionCallInfoData(*call, NULL, 1, InvalidOid, escontext, NULL);
	call->args[0].value = CStringGetDatum(*text);
	call->args[0].isnull = false;
	value = input(call);
	if (call->isnull)
		return false;
	*text = DatumGetCString(DirectFunctionCall1(output, value));
	return true;
}

static bool
fail_example(const ec_example *example, const char *what, const char *text, const char *hint,
             Node *escontext)
{
	ec_error error;

	ec_fail(&error, EC_INVALID_TEXT, "invalid rulebook: example \"%.60s\" has the %s \"%.60s\"",
	        example->id, what, text);
	ec_hint(&error, "%s", hint);
	report_core_error(&error, NULL, escontext);
	return false;
}

/* What the core has kept as text, as it does not know how items are written. */
static bool
settle_examples(ec_rulebook *book, Node *escontext)
{
	for (size_t i = 0; i < book->example_count; i++)
	{
		ec_example *example = &book->example[i];
		int outcome = 0;

		if (!settle(&example->chip, chip_in, chip_out, escontext) ||
		    !settle(&example->shipment, shipment_in, shipment_out, escontext))
			return false;
		while (outcome < EC_OUTCOMES && strcmp(ec_outcome_name(outcome), example->outcome) != 0)
			outcome++;
		if (outcome == EC_OUTCOMES)
			return fail_example(example, "outcome", example->outcome,
			                    "Write no_license_required, license_exception, license_required, "
			                    "prohibited or indeterminate.",
			                    escontext);
		if (example->review != NULL && ec_review_find(example->review) == EC_NO_REVIEW)
			return fail_example(example, "review", example->review,
			                    "Write presumption_of_approval, case_by_case, "
			                    "presumption_of_denial or policy_of_denial.",
			                    escontext);
	}
	return true;
}

static bool
rulebook_of_jsonb(Jsonb *json, Node *escontext, Datum *rulebook)
{
	ec_rulebook *book;
	ec_error error;
	char *text = JsonbToCString(NULL, &json->root, VARSIZE(json));

	if (!ec_rulebook_read(text, strlen(text), &current_memory, &current_memory, &book, &error))
	{
		report_core_error(&error, NULL, escontext);
		return false;
	}
	if (!settle_examples(book, escontext))
		return false;
	*rulebook = PointerGetDatum(make_rulebook(book));
	return true;
}

static bool
rulebook_of_text(char *text, Node *escontext, Datum *rulebook)
{
	Datum json;

	return read_json(text, RULEBOOK_HINT, escontext, &json) &&
	    rulebook_of_jsonb(DatumGetJsonbP(json), escontext, rulebook);
}

static char *
text_of_rulebook(const Rulebook *rulebook)
{
	return pnstrdup(rulebook->json, RULEBOOK_TEXT_LENGTH(rulebook));
}

ec_rulebook *
open_rulebook(const Rulebook *rulebook, const ec_memory *mem)
{
	ec_rulebook *book;
	ec_error error;

	if (!ec_rulebook_read(rulebook->json, RULEBOOK_TEXT_LENGTH(rulebook), mem, &current_memory,
	                      &book, &error))
		report_core_error(&error, NULL, NULL);
	return book;
}

void
rulebook_digest_of(Datum rulebook, uint8 digest[DIGEST_SIZE])
{
	struct varlena *slice = PG_DETOAST_DATUM_SLICE(rulebook, 0, DIGEST_SIZE);

	memcpy(digest, VARDATA_ANY(slice), DIGEST_SIZE);
}

PG_FUNCTION_INFO_V1(rulebook_in);
Datum
rulebook_in(PG_FUNCTION_ARGS)
{
	Datum rulebook;

	if (!rulebook_of_text(PG_GETARG_CSTRING(0), fcinfo->context, &rulebook))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(rulebook);
}

PG_FUNCTION_INFO_V1(rulebook_out);
Datum
rulebook_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(text_of_rulebook(PG_GETARG_RULEBOOK(0)));
}

PG_FUNCTION_INFO_V1(rulebook_recv);
Datum
rulebook_recv(PG_FUNCTION_ARGS)
{
	Datum rulebook;

	rulebook_of_text(receive_versioned_text((StringInfo) PG_GETARG_POINTER(0), "rulebook"), NULL,
	                 &rulebook);
	PG_RETURN_DATUM(rulebook);
}

PG_FUNCTION_INFO_V1(rulebook_send);
Datum
rulebook_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(send_versioned_text(text_of_rulebook(PG_GETARG_RULEBOOK(0))));
}

PG_FUNCTION_INFO_V1(rulebook_from_jsonb);
Datum
rulebook_from_jsonb(PG_FUNCTION_ARGS)
{
	Datum rulebook;

	rulebook_of_jsonb(PG_GETARG_JSONB_P(0), NULL, &rulebook);
	PG_RETURN_DATUM(rulebook);
}

PG_FUNCTION_INFO_V1(rulebook_to_jsonb);
Datum
rulebook_to_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(text_of_rulebook(PG_GETARG_RULEBOOK(0))));
}

/*
 * Where the value of a key begins in the canonical text, and how long it is.  The first line has
 * the periods, which hold no other list; each further key begins a line of its own, after one
 * blank.  No string of JSON has a line's end in it.
 */
static const char *
find_part(const char *text, const char *key, size_t *length)
{
	const char *line = strchr(text, '\n');
	const char *head = strstr(text, psprintf(", \"%s\": ", key));
	const char *part;
	const char *end;

	if (line == NULL)
		return NULL;
	if (head != NULL && head < line)
	{
		part = strchr(head, '[');
		*length = strchr(part, ']') + 1 - part;
		return part;
	}
	part = strstr(line, psprintf("\n \"%s\": ", key));
	if (part == NULL)
		return NULL;
	part = strchr(part, '[');
	end = strstr(part, ",\n \"");
	*length = (end != NULL ? end : strrchr(part, '}')) - part;
	return part;
}

/* rulebook_part(rulebook, key) → jsonb: without reading the rest; NULL when there is none. */
PG_FUNCTION_INFO_V1(rulebook_part);
Datum
rulebook_part(PG_FUNCTION_ARGS)
{
	size_t length = 0;
	const char *part = find_part(text_of_rulebook(PG_GETARG_RULEBOOK(0)),
	                             text_to_cstring(PG_GETARG_TEXT_PP(1)), &length);

	if (part == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(pnstrdup(part, length))));
}

PG_FUNCTION_INFO_V1(rulebook_digest);
Datum
rulebook_digest(PG_FUNCTION_ARGS)
{
	bytea *digest = palloc(VARHDRSZ + DIGEST_SIZE);

	SET_VARSIZE(digest, VARHDRSZ + DIGEST_SIZE);
	rulebook_digest_of(PG_GETARG_DATUM(0), (uint8 *) VARDATA(digest));
	PG_RETURN_BYTEA_P(digest);
}

/* A total order, as sorting and grouping need one: that of the digests. */
static int
rulebook_compare(FunctionCallInfo fcinfo)
{
	uint8 a[DIGEST_SIZE];
	uint8 b[DIGEST_SIZE];

	rulebook_digest_of(PG_GETARG_DATUM(0), a);
	rulebook_digest_of(PG_GETARG_DATUM(1), b);
	return memcmp(a, b, DIGEST_SIZE);
}

TYPE_ORDER(rulebook, rulebook_compare)

PG_FUNCTION_INFO_V1(rulebook_eq);
Datum
rulebook_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(rulebook_compare(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(rulebook_ne);
Datum
rulebook_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(rulebook_compare(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(rulebook_hash);
Datum
rulebook_hash(PG_FUNCTION_ARGS)
{
	uint8 digest[DIGEST_SIZE];

	rulebook_digest_of(PG_GETARG_DATUM(0), digest);
	return hash_any(digest, DIGEST_SIZE);
}

PG_FUNCTION_INFO_V1(rulebook_hash_extended);
Datum
rulebook_hash_extended(PG_FUNCTION_ARGS)
{
	uint8 digest[DIGEST_SIZE];

	rulebook_digest_of(PG_GETARG_DATUM(0), digest);
	return hash_any_extended(digest, DIGEST_SIZE, (uint64) PG_GETARG_INT64(1));
}

static void
put_messages(ReturnSetInfo *result, const char *severity, const ec_messages *list)
{
	for (size_t i = 0; i < list->count; i++)
	{
		Datum values[2] = {CStringGetTextDatum(severity), CStringGetTextDatum(list->message[i])};
		bool nulls[2] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
}

/* rulebook_faults(rulebook) → setof (severity, fault): errors are what publish() refuses. */
PG_FUNCTION_INFO_V1(rulebook_faults_by_severity);
Datum
rulebook_faults_by_severity(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	ec_faults faults = {.mem = &current_memory};

	ec_rulebook_faults(open_rulebook(PG_GETARG_RULEBOOK(0), &current_memory), &faults);
	InitMaterializedSRF(fcinfo, 0);
	put_messages(result, "error", &faults.errors);
	put_messages(result, "warning", &faults.warnings);
	return (Datum) 0;
}

/*
 * rulebook_faults(rulebook) → setof text: as the install script of 0.1.0 has it, which publishes
 * before it is updated.
 */
PG_FUNCTION_INFO_V1(rulebook_faults);
Datum
rulebook_faults(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	ec_faults faults = {.mem = &current_memory};

	ec_rulebook_faults(open_rulebook(PG_GETARG_RULEBOOK(0), &current_memory), &faults);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (size_t i = 0; i < faults.errors.count; i++)
	{
		Datum value = CStringGetTextDatum(faults.errors.message[i]);
		bool null = false;

		tuplestore_putvalues(result->setResult, result->setDesc, &value, &null);
	}
	return (Datum) 0;
}
