/*
 * shipment.c
 *		Building a shipment from its facts, reading it, writing it as JSON.  See shipment.h.
 */
#include "core/shipment.h"

#include <stdio.h>

#define IS_AMONG(facts, f) ((facts) >> (f) &1)

ec_fact
ec_shipment_key_find(const char *key, size_t length, ec_error *error)
{
	return ec_fact_read_key(EC_HOLDER_SHIPMENT, "a shipment", key, length, error);
}

void
ec_shipment_begin(ec_shipment_builder *builder, const ec_memory *mem)
{
	memset(builder, 0, sizeof(*builder));
	builder->mem = mem;
	for (int f = 0; f < EC_FACT_END; f++)
	{
		builder->number[f] = EC_UNKNOWN_INTERVAL;
		builder->flag[f] = EC_UNKNOWN;
	}
}

void
ec_shipment_doubt(ec_shipment_builder *builder, ec_fact key, const char *json, size_t length)
{
	static const char null[] = "null";

	if (length > EC_SHIPMENT_MAX_DOUBT) /* that it was stated is kept */
	{
		json = null;
		length = strlen(null);
	}
	builder->doubted[key] = (ec_words){json, length};
}

static void
doubt_text(ec_shipment_builder *builder, ec_fact key, const char *text, size_t length)
{
	ec_text json;

	ec_text_init(&json, builder->mem);
	ec_text_json_string(&json, text, length);
	ec_shipment_doubt(builder, key, json.data, json.length);
}

void
ec_shipment_set_text(ec_shipment_builder *builder, ec_fact key, const char *text, size_t length)
{
	const char *movement;
	char region[EC_REGION_SIZE];
	ec_error error;

	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_MOVEMENT:
			movement = ec_movement_find(text, length);
			if (movement == NULL)
				break;
			builder->text[key] = (ec_words){movement, strlen(movement)};
			return;
		case EC_KIND_REGION:
			if (!ec_region_parse(text, length, region, &error))
				break;
			length = strlen(region);
			builder->text[key] = (ec_words){ec_copy_text(builder->mem, region, length), length};
			return;
		case EC_KIND_COUNTRY:
			if (!ec_country_parse(text, length, &builder->place[key], &error))
				break;
			return;
		case EC_KIND_TEXT:
			if (ec_name_hash(text, length) == EC_NO_NAME)
				return; /* blank text states nothing */
			if (length > EC_SHIPMENT_MAX_TEXT)
				break;
			builder->text[key] = (ec_words){text, length};
			return;
		default:
			break;
	}
	doubt_text(builder, key, text, length);
}

/* Decimal text that JSON can write as a number, which NaN and infinities are not. */
static void
write_decimal(ec_text *json, const char *decimal)
{
	bool is_number = ec_is_digit(decimal[decimal[0] == '-' ? 1 : 0]);

	if (is_number)
		ec_text_add(json, decimal);
	else
		ec_text_json_string(json, decimal, strlen(decimal));
}

void
ec_shipment_set_number(ec_shipment_builder *builder, ec_fact key, const char *lo, const char *hi)
{
	ec_interval value;
	ec_error error;
	ec_text json;

	if (ec_fact_kind_of(key) == EC_KIND_NUMBER && ec_interval_read("", "", lo, hi, &value, &error))
	{
		builder->number[key] = value;
		return;
	}
	ec_text_init(&json, builder->mem);
	if (strcmp(lo, hi) == 0)
		write_decimal(&json, lo);
	else
	{
		ec_text_add_char(&json, '[');
		write_decimal(&json, lo);
		ec_text_add(&json, ", ");
		write_decimal(&json, hi);
		ec_text_add_char(&json, ']');
	}
	ec_shipment_doubt(builder, key, json.data, json.length);
}

void
ec_shipment_set_flag(ec_shipment_builder *builder, ec_fact key, bool value)
{
	const char *json = value ? "true" : "false";

	if (ec_fact_kind_of(key) == EC_KIND_BOOLEAN)
		builder->flag[key] = value ? EC_TRUE : EC_FALSE;
	else
		ec_shipment_doubt(builder, key, json, strlen(json));
}

/* --- bytes --- */

static void
put(char **at, const void *bytes, size_t length)
{
	memcpy(*at, bytes, length);
	*at += length;
}

static void
take(const char **at, void *bytes, size_t length)
{
	memcpy(bytes, *at, length);
	*at += length;
}

static void
put_words(char **at, ec_words words)
{
	uint16_t length = (uint16_t) words.length;

	put(at, &length, sizeof(length));
	put(at, words.text, length);
}

static ec_words
take_words(const char **at)
{
	uint16_t length;
	ec_words words;

	take(at, &length, sizeof(length));
	words = (ec_words){*at, length};
	*at += length;
	return words;
}

static size_t
most_bytes(const ec_shipment_builder *builder)
{
	size_t most = offsetof(ec_shipment, rest) + EC_FACT_END * sizeof(ec_interval);

	for (int f = 0; f < EC_FACT_END; f++)
		most += 2 * sizeof(uint16_t) + builder->text[f].length + builder->doubted[f].length +
		    sizeof(ec_country);
	return most;
}

/* What is known, as the bytes have it after their head; and which facts are known and marked. */
static void
put_known(const ec_shipment_builder *builder, ec_fact_set known, ec_fact_set *marked, char **at)
{
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_NUMBERS & known, f))
		{
			put(at, &builder->number[f].lo, sizeof(double));
			if (ec_is_point(builder->number[f]))
				continue;
			*marked |= EC_FACT_BIT(f);
			put(at, &builder->number[f].hi, sizeof(double));
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_TEXTS & known, f))
			put_words(at, builder->text[f]);
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_PLACES & known, f))
			put(at, &builder->place[f], sizeof(ec_country));
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_BOOLEANS & known, f) && builder->flag[f] == EC_TRUE)
			*marked |= EC_FACT_BIT(f);
}

ec_shipment *
ec_shipment_finish(const ec_shipment_builder *builder, size_t *size)
{
	ec_shipment *shipment = ec_alloc(builder->mem, most_bytes(builder));
	char *at = (char *) shipment->rest;
	ec_fact_set known = 0;
	ec_fact_set marked = 0;

	for (int f = 0; f < EC_FACT_END; f++)
		if (builder->doubted[f].text != NULL)
			marked |= EC_FACT_BIT(f);
		else if (!ec_is_unknown(builder->number[f]) || builder->text[f].text != NULL ||
		         builder->place[f] != EC_NO_COUNTRY || builder->flag[f] != EC_UNKNOWN)
			known |= EC_FACT_BIT(f);
	put_known(builder, known, &marked, &at);
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(marked & ~known, f))
			put_words(&at, builder->doubted[f]);
	shipment->version = EC_SHIPMENT_VERSION;
	memcpy(shipment->known, &known, sizeof(known));
	memcpy(shipment->marked, &marked, sizeof(marked));
	*size = (size_t) (at - (char *) shipment);
	return shipment;
}

/* Lays out what is known; what is stated and not known lies where the result points. */
static const char *
take_known(const ec_shipment *shipment, ec_facts *facts)
{
	const char *at = (const char *) shipment->rest;
	ec_fact_set known;
	ec_fact_set marked;

	memcpy(&known, shipment->known, sizeof(known));
	memcpy(&marked, shipment->marked, sizeof(marked));
	ec_facts_forget_shipment(facts);
	facts->shipment_known = known & ~EC_FACT_BIT(EC_END_USE); /* which may be blank */
	facts->shipment_marked = marked;
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_NUMBERS & known, f))
		{
			take(&at, &facts->number[f].lo, sizeof(double));
			facts->number[f].hi = facts->number[f].lo;
			if (IS_AMONG(marked, f))
				take(&at, &facts->number[f].hi, sizeof(double));
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_TEXTS & known, f))
		{
			ec_words words = take_words(&at);

			if (f == EC_END_USE)
				ec_facts_state_end_use(facts, words.text, words.length);
			else
				facts->text[f] = words;
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_PLACES & known, f))
			take(&at, &facts->place[f], sizeof(ec_country));
	return at;
}

void
ec_shipment_read(const ec_shipment *shipment, ec_facts *facts)
{
	take_known(shipment, facts);
}

void
ec_shipment_doubts(const ec_shipment *shipment, ec_words doubted[EC_FACT_END])
{
	ec_facts facts;
	const char *at = take_known(shipment, &facts);

	for (int f = 0; f < EC_FACT_END; f++)
		doubted[f] = IS_AMONG(facts.shipment_marked & ~facts.shipment_known, f) ?
		    take_words(&at) :
		    (ec_words){NULL, 0};
}

void
ec_facts_settle_region(ec_facts *facts, ec_country destination)
{
	ec_words region = facts->text[EC_REGION];
	bool contradicts =
	    region.text != NULL && !ec_region_lies_in(region.text, region.length, destination);
	bool lacks = ec_leaves_out(facts, EC_FACT_BIT(EC_REGION)) &&
	    ec_flag_of(facts, EC_COVERED_REGION) == EC_TRUE;

	if (!contradicts && !lacks)
		return;
	facts->text[EC_REGION] = (ec_words){NULL, 0};
	facts->shipment_known &= ~EC_FACT_BIT(EC_REGION);
	facts->shipment_marked |= EC_FACT_BIT(EC_REGION);
}

bool
ec_shipment_fail_old(const void *bytes, size_t length, ec_error *error)
{
	const ec_shipment *shipment = bytes;

	if (length > 0 && shipment->version >= EC_SHIPMENT_VERSION &&
	    (length >= sizeof(ec_shipment) || shipment->version > EC_SHIPMENT_VERSION))
	{
		ec_fail(error, EC_TOO_NEW, "a newer version of export_control has stored this shipment");
		ec_detail(error,
		          "It has version %d of the format, or facts that this library does not know.",
		          shipment->version);
		return ec_hint(error, "Install the newer library again.");
	}
	ec_fail(error, EC_INVALID_BINARY, "the bytes of a stored shipment are damaged");
	return ec_hint(error, "Restore the row from a backup.");
}

/* --- text --- */

static void
write_number(ec_text *out, ec_interval value)
{
	if (!ec_is_point(value))
		ec_text_add_char(out, '[');
	ec_text_number(out, value.lo);
	if (ec_is_point(value))
		return;
	ec_text_add(out, ", ");
	ec_text_number(out, value.hi);
	ec_text_add_char(out, ']');
}

static void
write_known(ec_text *out, const ec_facts *facts, ec_fact f)
{
	char code[3];

	if (IS_AMONG(EC_SHIPMENT_NUMBERS, f))
		write_number(out, facts->number[f]);
	else if (IS_AMONG(EC_SHIPMENT_BOOLEANS, f))
		ec_text_add(out, ec_flag_of(facts, f) == EC_TRUE ? "true" : "false");
	else if (IS_AMONG(EC_SHIPMENT_TEXTS, f))
		ec_text_json_string(out, facts->text[f].text, facts->text[f].length);
	else
	{
		ec_country_text(facts->place[f], code);
		ec_text_printf(out, "\"%s\"", code);
	}
}

void
ec_shipment_write(const ec_shipment *shipment, ec_text *out)
{
	ec_facts facts;
	ec_words doubted[EC_FACT_END];
	const char *separator = "";

	ec_shipment_read(shipment, &facts);
	ec_shipment_doubts(shipment, doubted);
	ec_text_add_char(out, '{');
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if (!IS_AMONG(ec_shipment_stated(shipment), f))
			continue;
		ec_text_printf(out, "%s\"%s\": ", separator, ec_fact_name(f));
		separator = ", ";
		if (doubted[f].text != NULL)
			ec_text_printf(out, "%.*s", (int) doubted[f].length, doubted[f].text);
		else
			write_known(out, &facts, f);
	}
	ec_text_add_char(out, '}');
}
