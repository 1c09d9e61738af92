/*
 * order_refusal.c
 *		Refusing an order.  See order_refusal.h.
 *
 * The error takes the order's transaction back, and with it whatever the log of screenings would
 * say. So that the attempt leaves a trace, one line goes to the server's log first: the words
 * "export_control blocked: " and a JSON object, whose keys are documented at screen_order().
 */
#include "order/order_refusal.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "type/chip.h"
#include "type/country.h"
#include "type/eccn.h"
#include "type/shipment.h"

#define ERRCODE_LICENSE_REQUIRED MAKE_SQLSTATE('X', 'C', '0', '0', '1')
#define ERRCODE_INDETERMINATE MAKE_SQLSTATE('X', 'C', '0', '0', '2')
#define ERRCODE_PROHIBITED MAKE_SQLSTATE('X', 'C', '0', '0', '3')

/* --- the facts of an entry, as text; NULL for NULL --- */

static const char *
text_in(const Screening *entry, ScreeningColumn column)
{
	return entry->null[column] ? NULL : TextDatumGetCString(entry->value[column]);
}

static const char *
country_in(const Screening *entry, ScreeningColumn column)
{
	char *code = palloc(3);

	if (entry->null[column])
		return NULL;
	ec_country_text(DatumGetCountry(entry->value[column]), code);
	return code;
}

/* As JSON writes it, which has no number for what is not one. */
static const char *
number_in(const Screening *entry, ScreeningColumn column)
{
	Numeric number;

	if (entry->null[column])
		return NULL;
	number = DatumGetNumeric(entry->value[column]);
	return psprintf(numeric_is_nan(number) || numeric_is_inf(number) ? "\"%s\"" : "%s",
	                numeric_text(number));
}

static const char *
date_in_entry(const Screening *entry, ScreeningColumn column)
{
	char text[MAXDATELEN + 1];

	if (entry->null[column])
		return NULL;
	JsonEncodeDateTime(text, entry->value[column], DATEOID, NULL);
	return pstrdup(text);
}

/* The item, as a person would call it. */
static const char *
item_in(const Screening *entry)
{
	const char *name = text_in(entry, SCREENING_PRODUCT);
	size_t length;

	if (name == NULL && !entry->null[SCREENING_CHIP])
	{
		const char *text =
		    ec_chip_text(DatumGetChip(entry->value[SCREENING_CHIP]), EC_NAME, &length);

		name = text ? pnstrdup(text, length) : NULL;
	}
	if (name == NULL && !entry->null[SCREENING_ECCN])
		name = psprintf("an item of ECCN %s", DatumGetEccn(entry->value[SCREENING_ECCN]).text);
	return name ? name : "an unnamed item";
}

/* --- the line in the server's log --- */

static void
add_key(ec_text *json, const char *key)
{
	ec_text_printf(json, "%s\"%s\": ", json->length > 1 ? ", " : "", key);
}

static void
add_string(ec_text *json, const char *key, const char *value)
{
	if (value == NULL)
		return;
	add_key(json, key);
	ec_text_json_string(json, value, strlen(value));
}

static void
add_raw(ec_text *json, const char *key, const char *value)
{
	if (value == NULL)
		return;
	add_key(json, key);
	ec_text_add(json, value);
}

static void
add_list(ec_text *json, const char *key, const char *const *names, size_t count)
{
	add_key(json, key);
	ec_text_add_char(json, '[');
	for (size_t i = 0; i < count; i++)
	{
		if (i > 0)
			ec_text_add(json, ", ");
		ec_text_json_string(json, names[i], strlen(names[i]));
	}
	ec_text_add_char(json, ']');
}

static size_t
missing_names(const ec_answer *answer, const char *names[EC_FACT_END])
{
	size_t count = 0;

	for (int f = 0; f < EC_FACT_END; f++)
		if (answer->missing & EC_FACT_BIT(f))
			names[count++] = ec_fact_name((ec_fact) f);
	return count;
}

static void
log_refusal(const OrderMapping *mapping, const Refusal *refusal)
{
	const Screening *entry = refusal->entry;
	const ec_answer *answer = refusal->answer;
	const ec_decision *d = answer->decision;
	const char *missing[EC_FACT_END];
	bytea *digest = DatumGetByteaPP(entry->value[SCREENING_DIGEST]);
	char hex[2 * DIGEST_SIZE + 1];
	char now[MAXDATELEN + 1];
	Datum at = TimestampTzGetDatum(GetCurrentTimestamp());
	int utc = 0;
	ec_text json;

	hex_encode(VARDATA_ANY(digest), DIGEST_SIZE, hex);
	hex[2 * DIGEST_SIZE] = '\0';
	JsonEncodeDateTime(now, at, TIMESTAMPTZOID, &utc);

	ec_text_init(&json, &current_memory);
	ec_text_add_char(&json, '{');
	add_string(&json, "at", now);
	add_string(&json, "by", GetUserNameFromId(GetSessionUserId(), false));
	add_string(&json, "relation", mapping->relation);
	add_string(&json, "row_key", text_in(entry, SCREENING_ROW_KEY));
	add_string(&json, "outcome", ec_outcome_name(d->outcome));
	add_string(&json, "eccn", d->eccn);
	add_list(&json, "reasons", d->reasons.name, d->reasons.count);
	add_string(&json, "review", d->review == EC_NO_REVIEW ? NULL : ec_review_name(d->review));
	add_list(&json, "rules", d->rules.name, d->rules.count);
	add_list(&json, "missing", missing, missing_names(answer, missing));
	add_string(&json, "item", item_in(entry));
	add_string(&json, "destination", country_in(entry, SCREENING_DESTINATION));
	add_string(&json, "as_of", date_in_entry(entry, SCREENING_AS_OF));
	add_string(&json, "headquarters", country_in(entry, SCREENING_HEADQUARTERS));
	add_string(&json, "end_use", text_in(entry, SCREENING_END_USE));
	add_string(&json, "end_user", text_in(entry, SCREENING_END_USER));
	add_string(&json, "consignee", text_in(entry, SCREENING_CONSIGNEE));
	if (!entry->null[SCREENING_SHIPMENT])
		add_raw(&json, "shipment",
		        shipment_text(DatumGetShipment(entry->value[SCREENING_SHIPMENT])));
	add_raw(&json, "quantity", number_in(entry, SCREENING_QUANTITY));
	add_raw(&json, "value", number_in(entry, SCREENING_VALUE));
	add_string(&json, "license", text_in(entry, SCREENING_LICENSE));
	add_string(&json, "license_fault", refusal->fault->message);
	if (!entry->null[SCREENING_NOT_UNDERSTOOD])
		add_raw(&json, "not_understood",
		        DatumGetCString(
		            DirectFunctionCall1(jsonb_out, entry->value[SCREENING_NOT_UNDERSTOOD])));
	add_string(&json, "scenario", mapping->scenario);
	add_raw(&json, "release",
	        psprintf(INT64_FORMAT, DatumGetInt64(entry->value[SCREENING_RELEASE])));
	add_string(&json, "digest", hex);
	ec_text_add_char(&json, '}');
	ereport(LOG_SERVER_ONLY,
	        (errmsg_internal("export_control blocked: %s", json.data), errhidestmt(true),
	         errhidecontext(true)));
}

/* --- the error --- */

static void
add_joined(ec_text *out, const char *const *names, size_t count, const char *last)
{
	for (size_t i = 0; i < count; i++)
		ec_text_printf(out, "%s%s", i == 0 ? "" : i + 1 == count ? last : ", ", names[i]);
}

static const ec_rule *
find_rule(const ec_active *active, const char *id)
{
	for (int k = 0; active != NULL && k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < active->count[k]; i++)
			if (strcmp(active->rule[k][i].rule->id, id) == 0)
				return active->rule[k][i].rule;
	return NULL;
}

/* What was found, and each rule that says so, with its citation. */
static const char *
detail_of(const Question *question, const ec_answer *answer)
{
	const ec_decision *d = answer->decision;
	const ec_active *active = question->program ? ec_program_active(question->program) : NULL;
	ec_text detail;

	ec_text_init(&detail, &current_memory);
	ec_text_printf(&detail, "Outcome: %s.", ec_outcome_name(d->outcome));
	if (d->eccn != NULL)
		ec_text_printf(&detail, " ECCN %s.", d->eccn);
	if (d->reasons.count > 0)
	{
		ec_text_add(&detail, " Reasons for control: ");
		add_joined(&detail, d->reasons.name, d->reasons.count, ", ");
		ec_text_add_char(&detail, '.');
	}
	if (d->review != EC_NO_REVIEW)
		ec_text_printf(&detail, " License review policy: %s.", ec_review_name(d->review));
	for (size_t i = 0; i < d->rules.count; i++)
	{
		const ec_rule *rule = find_rule(active, d->rules.name[i]);

		ec_text_printf(&detail, "%s%s", i == 0 ? " Rules: " : "; ", d->rules.name[i]);
		if (rule != NULL)
			ec_text_printf(&detail, " (%s)", rule->citation);
	}
	if (d->rules.count > 0)
		ec_text_add_char(&detail, '.');
	return detail.data;
}

/* What to find out, in words, for an answer that is not certain. */
static const char *
missing_words(const ec_answer *answer)
{
	const char *names[EC_FACT_END];
	size_t count = missing_names(answer, names);
	ec_text words;

	ec_text_init(&words, &current_memory);
	add_joined(&words, names, count, count == 2 ? " and " : ", and ");
	return words.data;
}

/* What is missing, and what the order says of it where that is not enough. */
static const char *
missing_of(const Refusal *refusal)
{
	const char *end_user = text_in(refusal->entry, SCREENING_END_USER);
	const char *end_use = text_in(refusal->entry, SCREENING_END_USE);
	const char *words = missing_words(refusal->answer);

	if ((refusal->answer->missing & EC_FACT_BIT(EC_HEADQUARTERS)) && end_user != NULL)
		words = psprintf("%s (it is not known who controls end user \"%s\")", words, end_user);
	if ((refusal->answer->missing & EC_FACT_BIT(EC_END_USE)) && end_use != NULL)
		words = psprintf("%s (the rulebook does not know the end use \"%s\")", words, end_use);
	return words;
}

static void
explain_doubts(Refusal *refusal)
{
	ec_text words;

	ec_text_init(&words, &current_memory);
	for (int i = 0; i < refusal->doubts->count; i++)
		ec_text_printf(&words, "%s%s", i > 0 ? "; " : "", doubt_words(&refusal->doubts->doubt[i]));
	refusal->code = ERRCODE_INDETERMINATE;
	refusal->message = words.data;
	refusal->hint = refusal->doubts->doubt[0].hint;
	if (refusal->hint == NULL || refusal->hint[0] == '\0')
		refusal->hint = "Correct the order.";
}

/* Nothing says whether it may pass. */
static void
explain_indeterminate(Refusal *refusal, const char *item, const char *to)
{
	const ec_answer *answer = refusal->answer;

	refusal->code = ERRCODE_INDETERMINATE;
	if (answer->missing & EC_FACT_BIT(EC_MISSING_RULES))
	{
		refusal->message = psprintf("the rules do not say whether %s may go to %s", item, to);
		refusal->hint = "The rulebook does not cover the item or the date. Refer the order to your "
		                "export compliance officer.";
	}
	else if (answer->missing & EC_FACT_BIT(EC_MISSING_CHIP))
	{
		refusal->message = psprintf("nothing is known of %s", item);
		refusal->hint = "Give the item's facts: the name of one product in export_control.product "
		                "(and its vendor, where several have that name), or a chip.";
	}
	else
	{
		refusal->message = psprintf("whether %s may go to %s is unknown without %s", item, to,
		                            missing_of(refusal));
		refusal->hint = "Find out and record what is missing; export_control.explain() shows what "
		                "depends on it.";
	}
}

static void
explain_license(Refusal *refusal, const char *item, const char *to)
{
	const LicenseFault *fault = refusal->fault;

	if (fault->message != NULL)
	{
		refusal->code = fault->code;
		refusal->message = fault->message;
		refusal->hint = fault->hint ? fault->hint : "Name another license, or change the order.";
		return;
	}
	refusal->code = ERRCODE_LICENSE_REQUIRED;
	refusal->message = psprintf("a license is required to ship %s to %s", item, to);
	if (refusal->answer->missing != 0)
		refusal->hint =
		    psprintf("A license exception may apply: find out %s.", missing_of(refusal));
	else if (refusal->license_column != NULL)
		refusal->hint = psprintf("Name an issued license that covers the order in column \"%s\", "
		                         "or change the order.",
		                         refusal->license_column);
	else
		refusal->hint = "Do not ship without a license. For orders under a license to pass, give "
		                "the trigger the column that names it: 'license=column'.";
}

void
explain_refusal(Refusal *refusal)
{
	const char *item = item_in(refusal->entry);
	const char *to = country_in(refusal->entry, SCREENING_DESTINATION);

	if (to == NULL)
		to = "an unknown destination";
	/* Nobody can tell more of an order before what it says is understood, unless it is stopped. */
	if (refusal->answer->outcome == EC_PROHIBITED)
	{
		refusal->code = ERRCODE_PROHIBITED;
		refusal->message = psprintf("%s may not go to %s", item, to);
		refusal->hint = "No license exception overcomes this. Cancel the order, and refer it to "
		                "your export compliance officer.";
	}
	else if (refusal->doubts->count > 0)
		explain_doubts(refusal);
	else if (refusal->answer->outcome == EC_INDETERMINATE)
		explain_indeterminate(refusal, item, to);
	else
		explain_license(refusal, item, to);
}

void
refuse_order(const OrderMapping *mapping, const Refusal *refusal, const Question *question)
{
	log_refusal(mapping, refusal);
	ereport(ERROR,
	        (errcode(refusal->code),
	         errmsg("order %s of %s is blocked: %s", text_in(refusal->entry, SCREENING_ROW_KEY),
	                mapping->relation, refusal->message),
	         errdetail_internal("%s", detail_of(question, refusal->answer)),
	         errhint("%s", refusal->hint)));
	pg_unreachable();
}
