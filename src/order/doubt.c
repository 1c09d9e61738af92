/*
 * doubt.c
 *		See doubt.h.
 */
#include "order/doubt.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#define MOST_READ 200 /* bytes of what was read */

/* Which fact is unknown when an argument of the trigger is not understood. */
static const struct
{
	const char *about;
	ec_fact fact;
} doubted[] = {
    {"chip", EC_MISSING_CHIP},
    {"product", EC_MISSING_CHIP},
    {"eccn", EC_ECCN},
    {"destination", EC_DESTINATION},
    {"as_of", EC_MISSING_AS_OF},
    {"headquarters", EC_HEADQUARTERS},
    {"end_user", EC_HEADQUARTERS},
    {"movement", EC_MOVEMENT},
    {"shipped_from", EC_SHIPPED_FROM},
    {"region", EC_REGION},
    {"covered_region", EC_COVERED_REGION},
    {"approved_entity", EC_APPROVED_ENTITY},
    {"certification", EC_CERTIFICATION},
    {"letter", EC_LETTER},
    {"supercomputer_site", EC_SUPERCOMPUTER_SITE},
    {"quantity", EC_QUANTITY},
    {"shipped_quantity", EC_QUANTITY},
    {"value", EC_VALUE},
    {"consignee_tpp", EC_CONSIGNEE_TPP},
};

static const char *
beginning(const char *text)
{
	int length = (int) strlen(text);

	if (length <= MOST_READ)
		return text;
	return psprintf("%s...", pnstrdup(text, pg_mbcliplen(text, length, MOST_READ)));
}

void
add_doubt(Doubts *doubts, const char *about, const char *read, const char *fault, const char *hint)
{
	Assert(doubts->count < MOST_DOUBTS);
	doubts->doubt[doubts->count++] = (Doubt){
	    .about = about,
	    .read = beginning(read),
	    .fault = fault,
	    .hint = hint,
	};
}

const char *
doubt_words(const Doubt *doubt)
{
	return psprintf("%s \"%s\" is not understood: %s", doubt->about, doubt->read, doubt->fault);
}

static void
add_member(ec_text *json, const char *key, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	ec_text_printf(json, ", \"%s\": ", key);
	ec_text_json_string(json, value, strlen(value));
}

Datum
doubts_json(const Doubts *doubts)
{
	ec_text json;

	ec_text_init(&json, &current_memory);
	ec_text_add_char(&json, '{');
	for (int i = 0; i < doubts->count; i++)
	{
		const Doubt *doubt = &doubts->doubt[i];

		ec_text_printf(&json, "%s\"%s\": {\"read\": ", i > 0 ? ", " : "", doubt->about);
		ec_text_json_string(&json, doubt->read, strlen(doubt->read));
		add_member(&json, "fault", doubt->fault);
		add_member(&json, "hint", doubt->hint);
		ec_text_add_char(&json, '}');
	}
	ec_text_add_char(&json, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json.data));
}

ec_fact_set
doubted_facts(Jsonb *doubts)
{
	ec_fact_set facts = 0;

	for (size_t i = 0; JB_ROOT_IS_OBJECT(doubts) && i < lengthof(doubted); i++)
	{
		const char *about = doubted[i].about;
		JsonbValue *found =
		    getKeyJsonValueFromContainer(&doubts->root, about, (int) strlen(about), NULL);

		if (found != NULL)
			facts |= EC_FACT_BIT(doubted[i].fact);
	}
	/* An entry that comes as an argument may hold anything: then nothing says which fact. */
	return facts != 0 ? facts : EC_FACT_BIT(EC_MISSING_CHIP);
}
