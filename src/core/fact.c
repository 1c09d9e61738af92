/*
 * fact.c
 *		What the list of facts says of each.  See fact.h.
 */
#include "core/fact.h"

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
#define NAME_OF_ITEM(name) ", " #name
#define NAME_OF_METRIC(name) ""
#define NAME_OF_SHIPMENT(name) ""
#define NAME_OF_PLACE(name) ""
#define NAME_OF_FOUND(name) ""
#define NAME_OF_QUESTION(name) ""
#define KEY_NAME(number, symbol, name, kind, holder, ...) NAME_OF_##holder(name)
static const char key_names[] = EC_FACT_LIST(KEY_NAME);

#define NAME_IF_NUMBER(name) ", " #name
#define NAME_IF_BOOLEAN(name) ", " #name
#define NAME_IF_TEXT(name) ", " #name
#define NAME_IF_FORM(name) ", " #name
#define NAME_IF_COUNTRY(name) ", " #name
#define NAME_IF_ECCN(name) ", " #name
#define NAME_IF_RATES(name) ""
#define NAME_IF_NONE(name) ""
#define FACT_NAME(number, symbol, name, kind, ...) NAME_IF_##kind(name)
static const char fact_names[] = EC_FACT_LIST(FACT_NAME);

#define ROOM_FOR_WORDS 32 /* "Known keys: ", and the like */
_Static_assert(sizeof(key_names) + ROOM_FOR_WORDS < sizeof(((ec_error *) 0)->detail),
               "a message can list all keys");
_Static_assert(sizeof(fact_names) + ROOM_FOR_WORDS < sizeof(((ec_error *) 0)->hint),
               "a message can list all facts");

static const char *const kinds[] = {
    [EC_KIND_NUMBER] = "number", [EC_KIND_BOOLEAN] = "boolean", [EC_KIND_TEXT] = "text",
    [EC_KIND_FORM] = "form",     [EC_KIND_COUNTRY] = "country", [EC_KIND_ECCN] = "eccn",
    [EC_KIND_RATES] = "rates",   [EC_KIND_NONE] = "none",
};

static const char *const holders[] = {
    [EC_HOLDER_ITEM] = "item",   [EC_HOLDER_METRIC] = "metric", [EC_HOLDER_SHIPMENT] = "shipment",
    [EC_HOLDER_PLACE] = "place", [EC_HOLDER_FOUND] = "found",   [EC_HOLDER_QUESTION] = "question",
};

static const char *const forms[EC_FORM_COUNT] = {
    [EC_FORM_IC] = "ic",
    [EC_FORM_COMPUTER] = "computer",
    [EC_FORM_HBM] = "hbm",
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

ec_fact_set
ec_fact_rests_on(ec_fact fact, bool *any)
{
	*any = facts[fact].rests_on.any;
	return facts[fact].rests_on.facts;
}

static bool
is_testable(ec_fact fact)
{
	return facts[fact].kind != EC_KIND_RATES && facts[fact].kind != EC_KIND_NONE;
}

static bool
is_key(ec_fact fact)
{
	return facts[fact].holder == EC_HOLDER_ITEM;
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
ec_fact_find_key(const char *name, size_t length)
{
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		const char *key = ec_fact_name(ec_fact_at(i));

		if (is_key(ec_fact_at(i)) && strlen(key) == length && memcmp(key, name, length) == 0)
			return ec_fact_at(i);
	}
	return EC_NO_FACT;
}

static const char *
nearest(const char *name, size_t length, bool (*wanted)(ec_fact fact))
{
	const char *names[EC_FACT_COUNT];
	int count = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (wanted(ec_fact_at(i)))
			names[count++] = ec_fact_name(ec_fact_at(i));
	return ec_nearest(name, length, names, count);
}

const char *
ec_fact_nearest(const char *name, size_t length)
{
	return nearest(name, length, is_testable);
}

const char *
ec_fact_nearest_key(const char *name, size_t length)
{
	return nearest(name, length, is_key);
}

const char *
ec_fact_names(void)
{
	return fact_names + strlen(", ");
}

const char *
ec_fact_key_names(void)
{
	return key_names + strlen(", ");
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
