/*
 * test_shipment.c
 *		Building shipments, reading their bytes, refusing what is not understood.
 */
#include "generate.h"

static const char *
shipment_text(const ec_memory *mem, const ec_shipment *shipment)
{
	ec_text text;

	ec_text_init(&text, mem);
	ec_shipment_write(shipment, &text);
	return text.data;
}

/* The example of shipment.h; from now on these bytes must be read. */
static void
test_bytes(void)
{
	static const unsigned char wanted[] = {
	    0x01, 0x00, 0x00, 0x00, 0x0d, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00,
	    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x88, 0xe3, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00,
	    0x6a, 0xe8, 0x40, 0x06, 0x00, 'e',  'x',  'p',  'o',  'r',  't',  'S',  'U',
	};
	ec_shipment_builder builder;
	ec_error error;
	size_t size;
	const ec_shipment *shipment;

	ec_shipment_begin(&builder, memory());
	ok(ec_shipment_set_text(&builder, EC_MOVEMENT, "export", 6, &error) &&
	       ec_shipment_set_text(&builder, EC_SHIPPED_FROM, "us", 2, &error) &&
	       ec_shipment_set_number(&builder, EC_VALUE, "40000", "50000", &error),
	   "the example of shipment.h is told");
	shipment = ec_shipment_finish(&builder, &size);
	ok(size == sizeof(wanted) && memcmp(shipment, wanted, size) == 0,
	   "it has the bytes that are drawn there");
	is_text(shipment_text(memory(), (const ec_shipment *) wanted),
	        "{\"movement\": \"export\", \"shipped_from\": \"US\", \"value\": [40000, 50000]}",
	        "and these bytes say the same");
	ok(!ec_shipment_is_empty(shipment), "something is known of it");
	ec_shipment_begin(&builder, memory());
	shipment = ec_shipment_finish(&builder, &size);
	is_text(shipment_text(memory(), shipment), "{}", "nothing is known of an empty one");
	ok(ec_shipment_is_empty(shipment) && size == sizeof(ec_shipment), "which takes its head alone");
}

/* Bytes of another version, or with facts that nobody knows, are not read. */
static void
test_age(void)
{
	unsigned char bytes[sizeof(ec_shipment)] = {EC_SHIPMENT_VERSION};
	const ec_shipment *shipment = (const ec_shipment *) bytes;
	ec_error error;

	ok(ec_shipment_is_current(shipment), "an empty shipment is of this version");
	bytes[8] = 0x80;
	ok(!ec_shipment_is_current(shipment), "one with a fact of the future is not");
	ec_shipment_fail_old(bytes, sizeof(bytes), &error);
	is_integer(error.code, EC_TOO_NEW, "it is too new");
	memset(bytes, 0, sizeof(bytes));
	bytes[1] = 1;
	bytes[0] = EC_SHIPMENT_VERSION;
	ok(!ec_shipment_is_current(shipment), "nor is one with a fact of an item");
	memset(bytes, 0, sizeof(bytes));
	bytes[0] = EC_SHIPMENT_VERSION + 1;
	ok(!ec_shipment_is_current(shipment), "nor one of a later version");
	ec_shipment_fail_old(bytes, 1, &error);
	is_integer(error.code, EC_TOO_NEW, "which is too new, however short");
	bytes[0] = 0;
	ec_shipment_fail_old(bytes, sizeof(bytes), &error);
	is_integer(error.code, EC_INVALID_BINARY, "version 0 is damage");
	ec_shipment_fail_old(bytes, 0, &error);
	is_integer(error.code, EC_INVALID_BINARY, "and so is nothing at all");
}

/* What is told is what is read, for every fact of the list. */
static void
test_random(void)
{
	claim there = CLAIM("what is told of a shipment is read from its bytes");
	claim once = CLAIM("equal facts have equal bytes");
	claim item = CLAIM("reading it leaves the facts of the item");
	ec_fact_set met = 0;
	arena each = {0};

	for (int i = 0; i < 5000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec s = random_spec(2 + random_below(5));
		size_t size;
		size_t again_size;
		const ec_shipment *shipment = spec_shipment(mem, &s, &size);
		const ec_shipment *again = spec_shipment(mem, &s, &again_size);
		ec_facts facts;
		ec_facts before;

		memset(&facts, 0xA5, sizeof(facts));
		before = facts;
		ec_shipment_read(shipment, &facts);
		for (int k = 0; k < EC_FACT_COUNT; k++)
		{
			ec_fact f = ec_fact_at(k);
			bool same;

			if (ec_fact_holder_of(f) != EC_HOLDER_SHIPMENT)
			{
				holds(&item,
				      memcmp(&facts.number[f], &before.number[f], sizeof(ec_interval)) == 0 &&
				          facts.text[f].text == before.text[f].text,
				      "%s", ec_fact_name(f));
				continue;
			}
			if (ec_fact_kind_of(f) == EC_KIND_NUMBER)
			{
				ec_interval wanted = spec_interval(s.number[f]);

				same = memcmp(&facts.number[f], &wanted, sizeof(wanted)) == 0;
				met |= s.number[f].lo != NULL ? EC_FACT_BIT(f) : 0;
			}
			else if (ec_fact_kind_of(f) == EC_KIND_COUNTRY)
			{
				char code[3] = "";

				if (facts.place[f] != EC_NO_COUNTRY)
					ec_country_text(facts.place[f], code);
				same = strcmp(code, s.text[f] ? s.text[f] : "") == 0;
				met |= s.text[f] != NULL ? EC_FACT_BIT(f) : 0;
			}
			else
			{
				same = (facts.text[f].text == NULL) == (s.text[f] == NULL) &&
				    (s.text[f] == NULL ||
				     (facts.text[f].length == strlen(s.text[f]) &&
				      memcmp(facts.text[f].text, s.text[f], facts.text[f].length) == 0));
				met |= s.text[f] != NULL ? EC_FACT_BIT(f) : 0;
			}
			holds(&there, same, "%s of %s", ec_fact_name(f), shipment_text(mem, shipment));
		}
		holds(&once, size == again_size && memcmp(shipment, again, size) == 0, "%s",
		      shipment_text(mem, shipment));
		arena_reset(&each);
	}
	settle(&there);
	settle(&once);
	settle(&item);
	ok(met == facts_held_by(1 << EC_HOLDER_SHIPMENT), "every fact of a shipment was met");
	arena_drop(&each);
}

/* Cases that must be refused, or read so. */
static void
test_words(void)
{
	static const struct
	{
		ec_fact key;
		const char *text;
		ec_error_code code; /* EC_OK: read */
	} cases[] = {
	    {EC_MOVEMENT, "export", EC_OK},
	    {EC_MOVEMENT, "reexport", EC_OK},
	    {EC_MOVEMENT, "transfer", EC_OK},
	    {EC_MOVEMENT, "", EC_INVALID_TEXT},
	    {EC_MOVEMENT, "Export", EC_INVALID_TEXT},
	    {EC_MOVEMENT, "exports", EC_INVALID_TEXT},
	    {EC_REGION, "UA-43", EC_OK},
	    {EC_REGION, "gb-eng", EC_OK},
	    {EC_REGION, "AD-0", EC_OK},
	    {EC_REGION, "UA-", EC_INVALID_TEXT},
	    {EC_REGION, "UA", EC_INVALID_TEXT},
	    {EC_REGION, "UA43", EC_INVALID_TEXT},
	    {EC_REGION, "UA-4321", EC_INVALID_TEXT},
	    {EC_REGION, "XX-43", EC_INVALID_TEXT},
	    {EC_REGION, "1A-43", EC_INVALID_TEXT},
	    {EC_REGION, "UA-4 ", EC_INVALID_TEXT},
	    {EC_REGION, "UA-4-", EC_INVALID_TEXT},
	    {EC_REGION, "", EC_INVALID_TEXT},
	    {EC_SHIPPED_FROM, "us", EC_OK},
	    {EC_SHIPPED_FROM, "UK", EC_INVALID_TEXT},
	    {EC_SHIPPED_FROM, "", EC_INVALID_TEXT},
	    {EC_HEADQUARTERS, "CN", EC_OK},
	    {EC_END_USE, "", EC_OK},
	    {EC_VALUE, "5", EC_INVALID_TEXT},
	};
	static const struct
	{
		ec_fact key;
		const char *lo;
		const char *hi;
		ec_error_code code;
	} numbers[] = {
	    {EC_VALUE, "0", "0", EC_OK},
	    {EC_VALUE, "1e15", "1e15", EC_OK},
	    {EC_VALUE, "-1", "-1", EC_OUT_OF_RANGE},
	    {EC_VALUE, "NaN", "NaN", EC_OUT_OF_RANGE},
	    {EC_VALUE, "Infinity", "Infinity", EC_OUT_OF_RANGE},
	    {EC_VALUE, "5", "4", EC_OUT_OF_RANGE},
	    {EC_QUANTITY, "1e-400", "1", EC_OUT_OF_RANGE},
	    {EC_MOVEMENT, "1", "1", EC_INVALID_TEXT},
	    {EC_SHIPPED_FROM, "1", "1", EC_INVALID_TEXT},
	};
	ec_shipment_builder builder;
	ec_error error;
	char *text = ec_alloc(memory(), EC_SHIPMENT_MAX_TEXT + 2);

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		error = (ec_error){0};
		ec_shipment_begin(&builder, memory());
		ok(ec_shipment_set_text(&builder, cases[i].key, cases[i].text, strlen(cases[i].text),
		                        &error) == (cases[i].code == EC_OK) &&
		       error.code == cases[i].code && (error.code == EC_OK || error.hint[0] != '\0'),
		   "%s \"%s\" is %s", ec_fact_name(cases[i].key), cases[i].text,
		   cases[i].code == EC_OK ? "read" : "refused, with a hint");
	}
	for (int i = 0; i < COUNT_OF(numbers); i++)
	{
		error = (ec_error){0};
		ec_shipment_begin(&builder, memory());
		ok(ec_shipment_set_number(&builder, numbers[i].key, numbers[i].lo, numbers[i].hi, &error) ==
		           (numbers[i].code == EC_OK) &&
		       error.code == numbers[i].code && (error.code == EC_OK || error.hint[0] != '\0'),
		   "%s [%s, %s] is %s", ec_fact_name(numbers[i].key), numbers[i].lo, numbers[i].hi,
		   numbers[i].code == EC_OK ? "read" : "refused, with a hint");
	}
	memset(text, 'x', EC_SHIPMENT_MAX_TEXT + 1);
	ok(ec_shipment_set_text(&builder, EC_END_USE, text, EC_SHIPMENT_MAX_TEXT, &error),
	   "a text may be as long as the limit");
	ok(!ec_shipment_set_text(&builder, EC_END_USE, text, EC_SHIPMENT_MAX_TEXT + 1, &error),
	   "and not longer");
	is_integer(ec_shipment_key_find("value", 5, &error), EC_VALUE, "a key is found");
	is_integer(ec_shipment_key_find("tpp", 3, &error), EC_NO_FACT, "what is an item's is none");
	is_text(error.message, "unknown key \"tpp\" in a shipment", "and the message says so");
}

int
main(void)
{
	test_bytes();
	test_age();
	test_random();
	test_words();
	return finish();
}
