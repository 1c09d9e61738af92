/*
 * fact.c
 *		What the list of facts says of each.  See fact.h.
 */
#include "core/fact.h"

#include "core/name.h"

typedef struct fact_entry
{
	const char *name; /* NULL: no fact has this number */
	ec_fact_kind kind;
	ec_fact_holder holder;
	const char *unit;
	struct
	{
		ec_fact_set facts;
		bool any;
	} rests_on;
	const char *meaning;
	const char *citation;
} fact_entry;

#define LEFT_OUT(symbol, how, meaning) [EC_##symbol] = meaning,
static const char *const left_out[EC_FACT_END] = {EC_DEFAULT_LIST(LEFT_OUT)};

#define BIT(symbol) EC_FACT_BIT(EC_##symbol)
#define NOTHING  \
	{            \
		0, false \
	}
#define ALL_OF(set) \
	{               \
		set, false  \
	}
#define ANY_OF(set) \
	{               \
		set, true   \
	}
#define ENTRY(number, symbol, name, kind, holder, unit, rests_on, meaning, citation) \
	[EC_##symbol] = {#name, EC_KIND_##kind, EC_HOLDER_##holder, unit, rests_on, meaning, citation},

static const fact_entry facts[EC_FACT_END] = {EC_FACT_LIST(ENTRY)};

#define SYMBOL(number, symbol, ...) EC_##symbol,
static const uint8_t list[EC_FACT_COUNT] = {EC_FACT_LIST(SYMBOL)};

/* Names joined when this is compiled, so that they cannot fail to fit where they are shown. */
#define ITEM_OF_ITEM(name) ", " #name
#define ITEM_OF_METRIC(name) ""
#define ITEM_OF_SHIPMENT(name) ""
#define ITEM_OF_PLACE(name) ""
#define ITEM_OF_FOUND(name) ""
#define ITEM_OF_QUESTION(name) ""
#define ITEM_NAME(number, symbol, name, kind, holder, ...) ITEM_OF_##holder(name)
static const char item_names[] = EC_FACT_LIST(ITEM_NAME);

#define SHIPMENT_OF_ITEM(name) ""
#define SHIPMENT_OF_METRIC(name) ""
#define SHIPMENT_OF_SHIPMENT(name) ", " #name
#define SHIPMENT_OF_PLACE(name) ""
#define SHIPMENT_OF_FOUND(name) ""
#define SHIPMENT_OF_QUESTION(name) ""
#define SHIPMENT_NAME(number, symbol, name, kind, holder, ...) SHIPMENT_OF_##holder(name)
static const char shipment_names[] = EC_FACT_LIST(SHIPMENT_NAME);

#define NAME_IF_NUMBER(name) ", " #name
#define NAME_IF_BOOLEAN(name) ", " #name
#define NAME_IF_TEXT(name) ", " #name
#define NAME_IF_FORM(name) ", " #name
#define NAME_IF_MOVEMENT(name) ", " #name
#define NAME_IF_REGION(name) ", " #name
#define NAME_IF_COUNTRY(name) ", " #name
#define NAME_IF_ECCN(name) ", " #name
#define NAME_IF_STATED_ECCN(name) "" /* its name is there already */
#define NAME_IF_RATES(name) ""
#define NAME_IF_NONE(name) ""
#define FACT_NAME(number, symbol, name, kind, ...) NAME_IF_##kind(name)
static const char fact_names[] = EC_FACT_LIST(FACT_NAME);

#define ROOM_FOR_WORDS 32 /* "Known keys: ", and the like */
_Static_assert(sizeof(item_names) + ROOM_FOR_WORDS < sizeof(((ec_error *) 0)->detail),
               "a message can list all keys of a chip");
_Static_assert(sizeof(shipment_names) + ROOM_FOR_WORDS < sizeof(((ec_error *) 0)->detail),
               "a message can list all keys of a shipment");
_Static_assert(sizeof(fact_names) + ROOM_FOR_WORDS < sizeof(((ec_error *) 0)->hint),
               "a message can list all facts");

static const char *const kinds[] = {
    [EC_KIND_NUMBER] = "number",   [EC_KIND_BOOLEAN] = "boolean",   [EC_KIND_TEXT] = "text",
    [EC_KIND_FORM] = "form",       [EC_KIND_MOVEMENT] = "movement", [EC_KIND_REGION] = "region",
    [EC_KIND_COUNTRY] = "country", [EC_KIND_ECCN] = "eccn",         [EC_KIND_STATED_ECCN] = "eccn",
    [EC_KIND_RATES] = "rates",     [EC_KIND_NONE] = "none",
};

static const char *const holders[] = {
    [EC_HOLDER_ITEM] = "item",   [EC_HOLDER_METRIC] = "metric", [EC_HOLDER_SHIPMENT] = "shipment",
    [EC_HOLDER_PLACE] = "place", [EC_HOLDER_FOUND] = "found",   [EC_HOLDER_QUESTION] = "question",
};

static const char *const forms[EC_FORM_END] = {
    [EC_FORM_IC] = "ic",           [EC_FORM_COMPUTER] = "computer", [EC_FORM_HBM] = "hbm",
    [EC_FORM_UNKNOWN] = "unknown", [EC_FORM_UNSTATED] = "unstated",
};

static const char *const movements[] = {"export", "reexport", "transfer"};
#define MOVEMENT_MOST 40 /* bytes in which one is written */

static const char *const expected[] = {
    [EC_KIND_NUMBER] = "a number from 0 to 1e15, without quotation marks, or an interval [lo, hi]",
    [EC_KIND_BOOLEAN] = "true or false, without quotation marks",
    [EC_KIND_TEXT] = "a text of at most 1000 bytes",
    [EC_KIND_FORM] = "ic, computer or hbm",
    [EC_KIND_MOVEMENT] = "export, reexport or transfer",
    [EC_KIND_REGION] = "an ISO 3166-2 code, such as UA-43 for Crimea",
    [EC_KIND_COUNTRY] = "an ISO 3166-1 alpha-2 code, such as CN",
    [EC_KIND_ECCN] = "an ECCN, such as 3A090.a",
    [EC_KIND_RATES] = "rates by number format",
    [EC_KIND_NONE] = "nothing",
};

ec_fact
ec_fact_at(int i)
{
	return (ec_fact) list[i];
}

const char *
ec_fact_name(ec_fact fact)
{
	return facts[fact].name;
}

ec_fact_kind
ec_fact_kind_of(ec_fact fact)
{
	return facts[fact].kind;
}

ec_fact_holder
ec_fact_holder_of(ec_fact fact)
{
	return facts[fact].holder;
}

const char *
ec_fact_kind_name(ec_fact_kind kind)
{
	return kinds[kind];
}

const char *
ec_fact_holder_name(ec_fact_holder holder)
{
	return holders[holder];
}

const char *
ec_fact_unit(ec_fact fact)
{
	return facts[fact].unit;
}

const char *
ec_fact_meaning(ec_fact fact)
{
	return facts[fact].meaning;
}

const char *
ec_fact_citation(ec_fact fact)
{
	return facts[fact].citation;
}

const char *
ec_fact_expected(ec_fact fact)
{
	return expected[facts[fact].kind];
}

const char *
ec_fact_left_out(ec_fact fact)
{
	if (left_out[fact] != NULL)
		return left_out[fact];
	return facts[fact].holder == EC_HOLDER_ITEM || facts[fact].holder == EC_HOLDER_SHIPMENT ?
	    "unknown" :
	    "";
}

ec_fact_set
ec_fact_rests_on(ec_fact fact, bool *any)
{
	*any = facts[fact].rests_on.any;
	return facts[fact].rests_on.facts;
}

ec_fact_set
ec_fact_behind(ec_fact fact)
{
	ec_fact_set behind = 0;

	if (facts[fact].holder != EC_HOLDER_METRIC)
		return EC_FACT_BIT(fact);
	for (int f = 0; f < EC_FACT_END; f++)
		if (facts[fact].rests_on.facts >> f & 1)
			behind |= ec_fact_behind((ec_fact) f);
#define BEHIND_PRODUCT(product, factor, by) \
	behind |= fact == (factor) ? ec_fact_behind(product) : 0;
	EC_PRODUCT_LIST(BEHIND_PRODUCT)
	return behind;
}

static bool
is_testable(ec_fact fact)
{
	return facts[fact].kind != EC_KIND_RATES && facts[fact].kind != EC_KIND_STATED_ECCN &&
	    facts[fact].kind != EC_KIND_NONE;
}

static bool
same_word(const char *word, size_t length, const char *name)
{
	if (strlen(name) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (ec_lower(word[i]) != name[i])
			return false;
	return true;
}

ec_fact
ec_fact_find(const char *name, size_t length)
{
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (is_testable(ec_fact_at(i)) && same_word(name, length, ec_fact_name(ec_fact_at(i))))
			return ec_fact_at(i);
	return EC_NO_FACT;
}

ec_fact
ec_fact_find_key(ec_fact_holder holder, const char *name, size_t length)
{
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		const char *key = ec_fact_name(ec_fact_at(i));

		if (ec_fact_holder_of(ec_fact_at(i)) == holder && strlen(key) == length &&
		    memcmp(key, name, length) == 0)
			return ec_fact_at(i);
	}
	return EC_NO_FACT;
}

ec_fact
ec_fact_read_key(ec_fact_holder holder, const char *of, const char *name, size_t length,
                 ec_error *error)
{
	ec_fact found = ec_fact_find_key(holder, name, length);
	const char *names[EC_FACT_COUNT];
	const char *nearest;
	int count = 0;

	if (found != EC_NO_FACT)
		return found;
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (ec_fact_holder_of(ec_fact_at(i)) == holder)
			names[count++] = ec_fact_name(ec_fact_at(i));
	nearest = ec_nearest(name, length, names, count);
	ec_fail(error, EC_INVALID_TEXT, "unknown key \"%.*s\" in %s", length > 60 ? 60 : (int) length,
	        name, of);
	ec_detail(error, "Known keys: %s.", ec_fact_key_names(holder));
	if (nearest != NULL)
		ec_hint(error, "Perhaps you meant \"%s\".", nearest);
	else
		ec_hint(error, "Leave the key out, or give the fact by one of the known keys.");
	return EC_NO_FACT;
}

const char *
ec_fact_nearest(const char *name, size_t length)
{
	const char *names[EC_FACT_COUNT];
	int count = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (is_testable(ec_fact_at(i)))
			names[count++] = ec_fact_name(ec_fact_at(i));
	return ec_nearest(name, length, names, count);
}

const char *
ec_fact_names(void)
{
	return fact_names + strlen(", ");
}

const char *
ec_fact_key_names(ec_fact_holder holder)
{
	return (holder == EC_HOLDER_ITEM ? item_names : shipment_names) + strlen(", ");
}

const char *
ec_form_name(ec_form form)
{
	return forms[form];
}

ec_form
ec_form_find(const char *name, size_t length)
{
	for (int f = 0; f < EC_FORM_COUNT; f++)
		if (strlen(forms[f]) == length && memcmp(forms[f], name, length) == 0)
			return (ec_form) f;
	return EC_FORM_UNKNOWN;
}

const char *
ec_movement_find(const char *word, size_t length)
{
	char canonical[MOVEMENT_MOST];

	if (length > sizeof(canonical))
		return NULL;
	length = ec_name_canonical(word, length, canonical);
	for (size_t m = 0; m < sizeof(movements) / sizeof(movements[0]); m++)
		if (strlen(movements[m]) == length && memcmp(movements[m], canonical, length) == 0)
			return movements[m];
	return NULL;
}

bool
ec_movement_hint(ec_error *error)
{
	return ec_hint(error,
	               "A movement is 'export' (out of the United States), 'reexport' (from one other "
	               "country to another) or 'transfer' (within one other country).");
}
