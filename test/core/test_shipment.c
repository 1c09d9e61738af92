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
	size_t size;
	const ec_shipment *shipment;

	ec_shipment_begin(&builder, memory());
	ec_shipment_set_text(&builder, EC_MOVEMENT, "export", 6);
	ec_shipment_set_text(&builder, EC_SHIPPED_FROM, "us", 2);
	ec_shipment_set_number(&builder, EC_VALUE, "40000", "50000");
	shipment = ec_shipment_finish(&builder, &size);
	ok(size == sizeof(wanted) && memcmp(shipment, wanted, size) == 0,
	   "the example of shipment.h has the bytes that are drawn there");
	is_text(shipment_text(memory(), (const ec_shipment *) wanted),
	        "{\"movement\": \"export\", \"shipped_from\": \"US\", \"value\": [40000, 50000]}",
	        "and these bytes say the same");
	ok(!ec_shipment_is_empty(shipment), "something is known of it");
	ec_shipment_begin(&builder, memory());
	shipment = ec_shipment_finish(&builder, &size);
	is_text(shipment_text(memory(), shipment), "{}", "nothing is known of an empty one");
	ok(ec_shipment_is_empty(shipment) && size == sizeof(ec_shipment), "which takes its head alone");
}

/* The other example: what is stated and not known. */
static void
test_doubt_bytes(void)
{
	static const unsigned char wanted[] = {
	    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00,
	    0x00, 0x00, 0x00, 0x08, 0x00, '"',  'C',  'r',  'i',  'm',  'e',  'a',  '"',
	};
	ec_shipment_builder builder;
	ec_words doubted[EC_FACT_END];
	ec_facts facts;
	size_t size;
	const ec_shipment *shipment;

	ec_shipment_begin(&builder, memory());
	ec_shipment_set_text(&builder, EC_REGION, "Crimea", 6);
	shipment = ec_shipment_finish(&builder, &size);
	ok(size == sizeof(wanted) && memcmp(shipment, wanted, size) == 0,
	   "a region that is none has the bytes that are drawn in shipment.h");
	is_text(shipment_text(memory(), (const ec_shipment *) wanted), "{\"region\": \"Crimea\"}",
	        "and is written as it was said");
	ok(!ec_shipment_is_empty(shipment), "something is stated of it");
	ec_shipment_read(shipment, &facts);
	ok(facts.text[EC_REGION].text == NULL && !ec_leaves_out(&facts, EC_FACT_BIT(EC_REGION)) &&
	       ec_leaves_out(&facts, EC_FACT_BIT(EC_END_USE)),
	   "the region is not known, and not left out");
	ec_shipment_doubts(shipment, doubted);
	ok(doubted[EC_REGION].length == 8 && doubted[EC_END_USE].text == NULL,
	   "it alone is stated and not known");
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
			else if (ec_fact_kind_of(f) == EC_KIND_BOOLEAN)
			{
				same = ec_flag_of(&facts, f) == s.flag[f];
				met |= s.flag[f] != EC_UNKNOWN ? EC_FACT_BIT(f) : 0;
			}
			else
			{
				same = (facts.text[f].text == NULL) == (s.text[f] == NULL) &&
				    (s.text[f] == NULL ||
				     (facts.text[f].length == strlen(s.text[f]) &&
				      memcmp(facts.text[f].text, s.text[f], facts.text[f].length) == 0));
				met |= s.text[f] != NULL ? EC_FACT_BIT(f) : 0;
			}
			same = same &&
			    ec_leaves_out(&facts, EC_FACT_BIT(f)) ==
			        (s.text[f] == NULL && s.number[f].lo == NULL && s.flag[f] == EC_UNKNOWN &&
			         !(s.doubted >> f & 1));
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

/* What is told of one key, as it is written: as it was said, or canonically. */
static void
is_read(const ec_shipment_builder *builder, ec_fact key, const char *wanted, bool known)
{
	size_t size;
	const ec_shipment *shipment = ec_shipment_finish(builder, &size);
	ec_words doubted[EC_FACT_END];
	char json[80];

	snprintf(json, sizeof(json), "{\"%s\": %s}", ec_fact_name(key), wanted);
	is_text(shipment_text(memory(), shipment), json, json);
	ec_shipment_doubts(shipment, doubted);
	ok((doubted[key].text == NULL) == known, "and is %s", known ? "known" : "not known");
}

/* What is understood, and what is stated and not known. */
static void
test_words(void)
{
	static const struct
	{
		ec_fact key;
		const char *text;
		const char *wanted; /* NULL: it is not known, and written as it was said */
	} cases[] = {
	    {EC_MOVEMENT, "export", "\"export\""},
	    {EC_MOVEMENT, "Re-Export ", "\"reexport\""},
	    {EC_MOVEMENT, "TRANSFER", "\"transfer\""},
	    {EC_MOVEMENT, "", NULL},
	    {EC_MOVEMENT, "exports", NULL},
	    {EC_MOVEMENT, "export export export export export export export", NULL},
	    {EC_REGION, "UA-43", "\"UA-43\""},
	    {EC_REGION, " gb-eng", "\"GB-ENG\""},
	    {EC_REGION, "AD-0", "\"AD-0\""},
	    {EC_REGION, "UA-", NULL},
	    {EC_REGION, "UA", NULL},
	    {EC_REGION, "UA43", NULL},
	    {EC_REGION, "UA-4321", NULL},
	    {EC_REGION, "XX-43", NULL},
	    {EC_REGION, "1A-43", NULL},
	    {EC_REGION, "UA-4-", NULL},
	    {EC_REGION, "", NULL},
	    {EC_SHIPPED_FROM, "us", "\"US\""},
	    {EC_SHIPPED_FROM, "UK", NULL},
	    {EC_SHIPPED_FROM, "", NULL},
	    {EC_HEADQUARTERS, "CN", "\"CN\""},
	    {EC_VALUE, "5", NULL},
	    {EC_COVERED_REGION, "yes", NULL},
	};
	static const struct
	{
		ec_fact key;
		const char *lo;
		const char *hi;
		const char *wanted;
		bool known;
	} numbers[] = {
	    {EC_VALUE, "0", "0", "0", true},
	    {EC_VALUE, "1e15", "1e15", "1e+15", true},
	    {EC_VALUE, "4", "5", "[4, 5]", true},
	    {EC_VALUE, "-1", "-1", "-1", false},
	    {EC_VALUE, "NaN", "NaN", "\"NaN\"", false},
	    {EC_VALUE, "-Infinity", "-Infinity", "\"-Infinity\"", false},
	    {EC_VALUE, "5", "4", "[5, 4]", false},
	    {EC_QUANTITY, "0.0000000001", "1", "[0.0000000001, 1]", false},
	    {EC_MOVEMENT, "1", "1", "1", false},
	    {EC_SHIPPED_FROM, "1", "1", "1", false},
	};
	ec_shipment_builder builder;
	ec_error error;
	char quoted[80];
	char *text = ec_alloc(memory(), EC_SHIPMENT_MAX_TEXT + 2);

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		snprintf(quoted, sizeof(quoted), "\"%s\"", cases[i].text);
		ec_shipment_begin(&builder, memory());
		ec_shipment_set_text(&builder, cases[i].key, cases[i].text, strlen(cases[i].text));
		is_read(&builder, cases[i].key, cases[i].wanted ? cases[i].wanted : quoted,
		        cases[i].wanted != NULL);
	}
	for (int i = 0; i < COUNT_OF(numbers); i++)
	{
		ec_shipment_begin(&builder, memory());
		ec_shipment_set_number(&builder, numbers[i].key, numbers[i].lo, numbers[i].hi);
		is_read(&builder, numbers[i].key, numbers[i].wanted, numbers[i].known);
	}
	ec_shipment_begin(&builder, memory());
	ec_shipment_set_flag(&builder, EC_COVERED_REGION, false);
	is_read(&builder, EC_COVERED_REGION, "false", true);
	ec_shipment_begin(&builder, memory());
	ec_shipment_set_flag(&builder, EC_REGION, true);
	is_read(&builder, EC_REGION, "true", false);
	ec_shipment_begin(&builder, memory());
	ec_shipment_set_text(&builder, EC_REGION, "UA-43", 5);
	ec_shipment_doubt(&builder, EC_REGION, "null", 4);
	is_read(&builder, EC_REGION, "null", false);
	memset(text, 'x', EC_SHIPMENT_MAX_TEXT + 1);
	ec_shipment_begin(&builder, memory());
	ec_shipment_set_text(&builder, EC_END_USE, text, EC_SHIPMENT_MAX_TEXT);
	ok(builder.text[EC_END_USE].length == EC_SHIPMENT_MAX_TEXT,
	   "a text may be as long as the limit");
	ec_shipment_begin(&builder, memory());
	ec_shipment_set_text(&builder, EC_END_USE, text, EC_SHIPMENT_MAX_TEXT + 1);
	is_read(&builder, EC_END_USE, "null", false);
	is_integer(ec_shipment_key_find("value", 5, &error), EC_VALUE, "a key is found");
	is_integer(ec_shipment_key_find("tpp", 3, &error), EC_NO_FACT, "what is an item's is none");
	is_text(error.message, "unknown key \"tpp\" in a shipment", "and the message says so");
}

/* What the destination says of the region. */
static void
test_region(void)
{
	static const struct
	{
		const char *region; /* NULL: left out */
		ec_truth covered;
		const char *destination;
		bool known; /* afterwards: the region is what it was */
	} cases[] = {
	    {"UA-43", EC_UNKNOWN, "UA", true},   {"UA-43", EC_UNKNOWN, "CN", false},
	    {"RU-MOW", EC_UNKNOWN, "UA", false}, {"XK-UA", EC_UNKNOWN, "UA", false},
	    {"CN-HK", EC_UNKNOWN, "HK", true},   {"CN-HK", EC_UNKNOWN, "CN", true},
	    {"CN-HK", EC_UNKNOWN, "MO", false},  {"UA-14", EC_TRUE, "UA", true},
	    {NULL, EC_UNKNOWN, "UA", true},      {NULL, EC_FALSE, "UA", true},
	    {NULL, EC_TRUE, "UA", false},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		spec s = bare_spec("ic");
		ec_facts facts;
		ec_env env;

		s.text[EC_REGION] = cases[i].region;
		s.flag[EC_COVERED_REGION] = cases[i].covered;
		facts = spec_facts(memory(), &s);
		ec_facts_settle_region(&facts,
		                       ec_country_make(cases[i].destination[0], cases[i].destination[1]));
		env = (ec_env){.facts = facts};
		ok((ec_evaluate(parse(memory(), "region in ('AD-0')"), &env) != EC_UNKNOWN) ==
		       cases[i].known,
		   "to %s, region %s is %s", cases[i].destination,
		   cases[i].region ? cases[i].region : "left out", cases[i].known ? "known" : "unknown");
	}
}

int
main(void)
{
	test_bytes();
	test_doubt_bytes();
	test_age();
	test_random();
	test_words();
	test_region();
	return finish();
}
