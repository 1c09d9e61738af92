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
		builder->number[f] = EC_UNKNOWN_INTERVAL;
}

bool
ec_shipment_fail_kind(ec_fact key, const char *found, ec_error *error)
{
	ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a shipment must not be %s", ec_fact_name(key),
	        found);
	if (ec_fact_kind_of(key) == EC_KIND_NUMBER)
		return ec_hint(error,
		               "Write a number%s or an interval [lo, hi]; leave the key out when it is "
		               "unknown.",
		               strcmp(found, "a string") == 0 ? " without quotation marks," : "");
	if (ec_fact_kind_of(key) == EC_KIND_MOVEMENT)
		return ec_movement_hint(error);
	return ec_hint(error, "Write a string, or leave the key out when it is unknown.");
}

bool
ec_shipment_set_text(ec_shipment_builder *builder, ec_fact key, const char *text, size_t length,
                     ec_error *error)
{
	char region[EC_REGION_SIZE];

	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_MOVEMENT:
			if (ec_movement_find(text, length) == NULL)
			{
				ec_fail(error, EC_INVALID_TEXT, "unknown movement \"%.*s\" in a shipment",
				        length > 60 ? 60 : (int) length, text);
				return ec_movement_hint(error);
			}
			break;
		case EC_KIND_REGION:
			if (!ec_region_parse(text, length, region, error))
				return false;
			text = ec_copy_text(builder->mem, region, length);
			break;
		case EC_KIND_COUNTRY:
			return ec_country_parse(text, length, &builder->place[key], error);
		case EC_KIND_TEXT:
			if (ec_name_hash(text, length) == EC_NO_NAME)
				return true; /* blank text states nothing */
			break;
		default:
			return ec_shipment_fail_kind(key, "a string", error);
	}
	if (length > EC_SHIPMENT_MAX_TEXT)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a shipment is too long: %zu bytes",
		        ec_fact_name(key), length);
		return ec_hint(error, "Use at most %d bytes.", EC_SHIPMENT_MAX_TEXT);
	}
	builder->text[key] = (ec_words){text, length};
	return true;
}

bool
ec_shipment_set_number(ec_shipment_builder *builder, ec_fact key, const char *lo, const char *hi,
                       ec_error *error)
{
	char what[80];

	if (ec_fact_kind_of(key) != EC_KIND_NUMBER)
		return ec_shipment_fail_kind(key, "a number", error);
	snprintf(what, sizeof(what), "\"%s\" of a shipment", ec_fact_name(key));
	return ec_interval_read(what, "Check the unit: a value is in US dollars, TPP in TOPS x bits.",
	                        lo, hi, &builder->number[key], error);
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

static size_t
most_bytes(const ec_shipment_builder *builder)
{
	size_t most = offsetof(ec_shipment, rest) + EC_FACT_END * sizeof(ec_interval);

	for (int f = 0; f < EC_FACT_END; f++)
		most += sizeof(uint16_t) + builder->text[f].length + sizeof(ec_country);
	return most;
}

ec_shipment *
ec_shipment_finish(const ec_shipment_builder *builder, size_t *size)
{
	ec_shipment *shipment = ec_alloc(builder->mem, most_bytes(builder));
	char *at = (char *) shipment->rest;
	ec_fact_set known = 0;
	ec_fact_set marked = 0;

	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_NUMBERS, f) && !ec_is_unknown(builder->number[f]))
		{
			known |= EC_FACT_BIT(f);
			put(&at, &builder->number[f].lo, sizeof(double));
			if (ec_is_point(builder->number[f]))
				continue;
			marked |= EC_FACT_BIT(f);
			put(&at, &builder->number[f].hi, sizeof(double));
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_TEXTS, f) && builder->text[f].text != NULL)
		{
			uint16_t length = (uint16_t) builder->text[f].length;

			known |= EC_FACT_BIT(f);
			put(&at, &length, sizeof(length));
			put(&at, builder->text[f].text, length);
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_PLACES, f) && builder->place[f] != EC_NO_COUNTRY)
		{
			known |= EC_FACT_BIT(f);
			put(&at, &builder->place[f], sizeof(ec_country));
		}
	shipment->version = EC_SHIPMENT_VERSION;
	memcpy(shipment->known, &known, sizeof(known));
	memcpy(shipment->marked, &marked, sizeof(marked));
	*size = (size_t) (at - (char *) shipment);
	return shipment;
}

void
ec_shipment_read(const ec_shipment *shipment, ec_facts *facts)
{
	const char *at = (const char *) shipment->rest;
	ec_fact_set known;
	ec_fact_set marked;

	memcpy(&known, shipment->known, sizeof(known));
	memcpy(&marked, shipment->marked, sizeof(marked));
	ec_facts_forget_shipment(facts);
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
			uint16_t length;

			take(&at, &length, sizeof(length));
			if (f == EC_END_USE)
				ec_facts_state_end_use(facts, at, length);
			else
				facts->text[f] = (ec_words){at, length};
			at += length;
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if (IS_AMONG(EC_SHIPMENT_PLACES & known, f))
			take(&at, &facts->place[f], sizeof(ec_country));
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

void
ec_shipment_write(const ec_shipment *shipment, ec_text *out)
{
	ec_facts facts;
	ec_fact_set known;
	const char *separator = "";

	memcpy(&known, shipment->known, sizeof(known));
	ec_shipment_read(shipment, &facts);
	ec_text_add_char(out, '{');
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);
		char code[3];

		if (!IS_AMONG(known, f))
			continue;
		ec_text_printf(out, "%s\"%s\": ", separator, ec_fact_name(f));
		separator = ", ";
		if (IS_AMONG(EC_SHIPMENT_NUMBERS, f))
			write_number(out, facts.number[f]);
		else if (IS_AMONG(EC_SHIPMENT_TEXTS, f))
			ec_text_json_string(out, facts.text[f].text, facts.text[f].length);
		else
		{
			ec_country_text(facts.place[f], code);
			ec_text_printf(out, "\"%s\"", code);
		}
	}
	ec_text_add_char(out, '}');
}
