/*
 * test_base.c
 *		Number texts, nearest names, character positions, texts that grow, errors as values.
 */
#include "harness.h"

#include <float.h>
#include <math.h>

static const char *
number_text(double value)
{
	static char text[EC_NUMBER_SIZE];

	ec_number_text(value, text);
	return text;
}

static void
test_number_text(void)
{
	static const struct
	{
		double value;
		const char *text;
	} cases[] = {
	    {0, "0"},
	    {-0.0, "0"},
	    {1, "1"},
	    {-5, "-5"},
	    {4800, "4800"},
	    {5.92, "5.92"},
	    {3.2, "3.2"},
	    {1.6, "1.6"},
	    {4797.568, "4797.568"},
	    {0.1, "0.1"},
	    {-0.25, "-0.25"},
	    {0.1 + 0.2, "0.30000000000000004"},
	    {1.0 / 3.0, "0.3333333333333333"},
	    {26900000, "26900000"},
	    {123456789.125, "123456789.125"},
	    {999999999999999, "999999999999999"},
	    {-999999999999999, "-999999999999999"},
	    {1e15, "1e+15"},
	    {1e22, "1e+22"},
	    {1e-9, "1e-09"},
	    {DBL_MAX, "1.7976931348623157e+308"},
	    {-DBL_MAX, "-1.7976931348623157e+308"},
	    {DBL_MIN, "2.2250738585072014e-308"},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
		is_text(number_text(cases[i].value), cases[i].text, cases[i].text);
}

/* True when no decimal of fewer digits than the text has reads back as the value. */
static bool
is_shortest(double value, const char *text)
{
	char shorter[400];
	int digits = 0;

	for (const char *p = text; *p != '\0' && *p != 'e'; p++)
		if (ec_is_digit(*p) && (digits > 0 || *p != '0'))
			digits++;
	for (const char *p = text + strcspn(text, "e");
	     p > text && p[-1] == '0' && strchr(text, '.') == NULL;)
		p--, digits--; /* the zeros that end a whole number are not significant */
	for (int d = 1; d < digits; d++)
	{
		snprintf(shorter, sizeof(shorter), "%.*g", d, value);
		if (strtod(shorter, NULL) == value)
			return false;
	}
	return true;
}

static void
test_number_round_trip(void)
{
	claim round_trip = CLAIM("a number's text reads back as the same number");
	claim shortest = CLAIM("a number's text is the shortest that does");
	claim decimal = CLAIM("a decimal of up to 15 digits is written as it was");
	claim size = CLAIM("a number's text fits EC_NUMBER_SIZE");

	for (int i = 0; i < 60000; i++)
	{
		uint64_t bits = random_bits();
		double value;
		char text[EC_NUMBER_SIZE];

		/* every bit pattern, or numbers of the size that chips have */
		if (i % 3 == 0)
			memcpy(&value, &bits, sizeof(value));
		else if (i % 3 == 1)
			value = ldexp((double) (bits >> 11), -40 - (int) (bits & 15));
		else
			value = (double) (int64_t) (bits >> (bits & 31));
		if (isnan(value) || isinf(value))
			continue;
		ec_number_text(value, text);
		holds(&size, strlen(text) < EC_NUMBER_SIZE - 1, "%a", value);
		holds(&round_trip, strtod(text, NULL) == value, "%a is written %s", value, text);
		/* the claim is not made below DBL_MIN, where a double has fewer digits */
		if (i % 10 == 0 && fabs(value) >= DBL_MIN)
			holds(&shortest, is_shortest(value, text), "%a is written %s", value, text);
	}
	for (int i = 0; i < 20000; i++)
	{
		char wanted[40];
		int places = random_below(7);
		long long whole = random_below(1000000);
		long long fraction = 0;

		for (int k = 0; k < places; k++)
			fraction = fraction * 10 + (k == places - 1 ? 1 + random_below(9) : random_below(10));
		if (places == 0)
			snprintf(wanted, sizeof(wanted), "%lld", whole);
		else
			snprintf(wanted, sizeof(wanted), "%lld.%0*lld", whole, places, fraction);
		if (whole == 0 && fraction > 0 && fraction * 10000 < pow(10, places))
			continue; /* below 0.0001 an exponent is used */
		holds(&decimal, strcmp(number_text(strtod(wanted, NULL)), wanted) == 0, "%s is written %s",
		      wanted, number_text(strtod(wanted, NULL)));
	}
	settle(&round_trip);
	settle(&shortest);
	settle(&decimal);
	settle(&size);
}

static const char *const some_names[] = {
    "name",
    "vendor",
    "form",
    "datacenter",
    "rates",
    "declared_tpp",
    "die_area",
    "transistors",
    "memory_bandwidth",
    "hbm",
    "interconnect_bandwidth",
    "package_area",
};

static void
test_nearest(void)
{
	static const struct
	{
		const char *word;
		const char *nearest;
	} cases[] = {
	    {"die_area", "die_area"},
	    {"dye_area", "die_area"},
	    {"die_aera", "die_area"}, /* two letters exchanged are one slip */
	    {"DIE_AREA", "die_area"},
	    {"diearea", "die_area"},
	    {"vednor", "vendor"},
	    {"hmb", "hbm"},
	    {"hbmm", "hbm"},
	    {"nam", "name"},
	    {"rate", "rates"},
	    {"data_center", "datacenter"},
	    {"transistor", "transistors"},
	    {"memory", "memory_bandwidth"},
	    {"interconnect", "interconnect_bandwidth"},
	    {"memory_bandwith", "memory_bandwidth"},
	    {"xyzzy", NULL},
	    {"q", NULL},
	    {"", NULL},
	    {"completely_different_key_name", NULL},
	    {"a_word_that_is_much_longer_than_forty_letters", NULL},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char name[100];

		snprintf(name, sizeof(name), "nearest to \"%s\" is %s", cases[i].word,
		         cases[i].nearest ? cases[i].nearest : "nothing");
		is_text(ec_nearest(cases[i].word, strlen(cases[i].word), some_names, COUNT_OF(some_names)),
		        cases[i].nearest, name);
	}
	is_text(ec_nearest("die_areaXYZ", 8, some_names, COUNT_OF(some_names)), "die_area",
	        "nearest reads no further than the length");
	ok(ec_nearest("name", 4, some_names, 0) == NULL, "among no names there is no nearest");
}

static void
test_positions(void)
{
	static const struct
	{
		const char *text;
		size_t offset;
		int position;
	} cases[] = {
	    {"", 0, 1},
	    {"tpp", 0, 1},
	    {"tpp", 2, 3},
	    {"tpp", 3, 4},
	    {"\xc3\xa9tpp", 2, 2},         /* e acute: two bytes */
	    {"\xe2\x82\xactpp", 3, 2},     /* the euro sign: three */
	    {"\xf0\x9f\x92\xbetpp", 4, 2}, /* a floppy disk: four */
	    {"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\xbez", 10, 5},
	    {"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\xbez", 11, 6},
	    {"ab", 99, 3}, /* the text ends first */
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char name[80];

		snprintf(name, sizeof(name), "position of byte %zu in case %d", cases[i].offset, i);
		is_integer(ec_character_position(cases[i].text, cases[i].offset), cases[i].position, name);
	}
}

static void
test_texts(void)
{
	char long_text[2000];
	ec_text text;
	size_t capacity = 0;
	int *numbers = NULL;
	bool kept = true;

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';

	ec_text_init(&text, memory());
	is_text(text.data, "", "a new text is empty");
	for (int i = 0; i < 1000; i++)
		ec_text_add_char(&text, (char) ('a' + i % 26));
	ok(text.length == 1000 && strlen(text.data) == 1000, "a text grows and stays terminated");
	for (int i = 0; i < 1000; i++)
		kept = kept && text.data[i] == 'a' + i % 26;
	ok(kept, "a text keeps what it had when it grows");

	ec_text_init(&text, memory());
	ec_text_add_n(&text, NULL, 0);
	ec_text_printf(&text, "[%s]", long_text);
	ok(text.length == 2001 && text.data[0] == '[' && text.data[2000] == ']',
	   "printf of more than its buffer is whole");

	ec_text_init(&text, memory());
	ec_text_json_string(&text, "q\" b\\ \b\f\n\r\t \x01\x1f \x7f \xc3\xa9", 19);
	is_text(text.data, "\"q\\\" b\\\\ \\b\\f\\n\\r\\t \\u0001\\u001f \x7f \xc3\xa9\"",
	        "a JSON string escapes what it must");

	ec_text_init(&text, memory());
	ec_text_number(&text, 5.92);
	is_text(text.data, "5.92", "a number is added to a text");

	is_text(ec_copy_text(memory(), "copied text", 6), "copied", "a copy ends where it was told");
	is_text(ec_copy_text(memory(), NULL, 0), "", "a copy of nothing is empty");

	for (size_t i = 0; i < 1000; i++)
	{
		numbers = ec_grow(memory(), numbers, i, &capacity, sizeof(int));
		numbers[i] = (int) i;
	}
	kept = true;
	for (int i = 0; i < 1000; i++)
		kept = kept && numbers[i] == i;
	ok(kept && capacity >= 1000, "a growing array keeps its items");
	numbers = ec_alloc(memory(), 64);
	kept = true;
	for (int i = 0; i < 16; i++)
		kept = kept && numbers[i] == 0;
	ok(kept, "allocated memory is zero");
}

static void
test_errors(void)
{
	ec_error error;
	char long_text[1000];

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	memset(&error, 0x55, sizeof(error));
	ok(!ec_fail(&error, EC_OUT_OF_RANGE, "message %d", 1), "ec_fail() returns false");
	is_text(error.message, "message 1", "the message is formatted");
	ok(error.code == EC_OUT_OF_RANGE && error.position == 0 && error.detail[0] == '\0' &&
	       error.hint[0] == '\0',
	   "a new error has its code and nothing of an older one");
	ok(!ec_detail(&error, "detail %d", 2) && !ec_hint(&error, "hint %d", 3),
	   "ec_detail() and ec_hint() return false");
	ok(strcmp(error.detail, "detail 2") == 0 && strcmp(error.hint, "hint 3") == 0,
	   "detail and hint are formatted");
	ec_fail(&error, EC_INVALID_TEXT, "%s", long_text);
	ok(strlen(error.message) == sizeof(error.message) - 1, "a long message is cut to its place");
}

/* A message that a limit of length cuts is still valid text: no character of it is cut in two. */
static void
test_cut_characters(void)
{
	static const struct
	{
		const char *text;
		const char *whole;
	} cases[] = {
	    {"", ""},
	    {"abc", "abc"},
	    {"a\xc3\xa9z", "a\xc3\xa9z"},
	    {"a\xc3", "a"},
	    {"a\xe2\x82", "a"},
	    {"a\xe2", "a"},
	    {"a\xf0\x9f\x92", "a"},
	    {"\xe2\x82\xac\xf0\x9f\x92\xbe", "\xe2\x82\xac\xf0\x9f\x92\xbe"},
	    {"a\xe2\x82\" of", "a\" of"}, /* cut within a message */
	    {"\xc3\xc3\xa9", "\xc3\xa9"},
	};
	claim valid = CLAIM("a message cut anywhere holds no part of a character");

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char text[40];
		char name[40];

		strcpy(text, cases[i].text);
		ec_drop_cut_characters(text);
		snprintf(name, sizeof(name), "cut characters of text %d", i);
		is_text(text, cases[i].whole, name);
	}
	for (int before = 0; before < 4; before++)
		for (int cut = 0; cut < 20; cut++)
		{
			ec_error error;
			char text[800];
			int length = before;

			memset(text, 'x', sizeof(text));
			for (; length + 4 < (int) sizeof(text); length += 4)
				memcpy(text + length, "\xf0\x9f\x92\xbe", 4);
			text[length] = '\0';
			ec_fail(&error, EC_INVALID_TEXT, "\"%.*s\" is wrong", cut, text);
			ec_detail(&error, "%s", text);
			ec_hint(&error, "%s", text + 1);
			/* characters of four bytes only, and the letters before them */
			holds(&valid,
			      strlen(error.message) ==
			          strlen("\"\" is wrong") +
			              (size_t) (cut < before ? cut : before + (cut - before) / 4 * 4),
			      "%s", error.message);
			holds(&valid,
			      strlen(error.detail) < sizeof(error.detail) &&
			          (strlen(error.detail) - (size_t) before) % 4 == 0,
			      "%s", error.detail);
			if (before > 0)
				holds(&valid, (strlen(error.hint) - (size_t) before + 1) % 4 == 0, "%s",
				      error.hint);
		}
	settle(&valid);
}

static void
test_characters(void)
{
	int letters = 0;
	int digits = 0;
	int spaces = 0;
	bool cased = true;

	for (int c = 0; c < 256; c++)
	{
		letters += ec_is_letter((char) c);
		digits += ec_is_digit((char) c);
		spaces += ec_is_space((char) c);
		if (!ec_is_letter((char) c))
			cased = cased && ec_upper((char) c) == (char) c && ec_lower((char) c) == (char) c;
		else
			cased = cased && ec_lower(ec_upper((char) c)) == ec_lower((char) c) &&
			    ec_upper((char) c) != ec_lower((char) c);
	}
	is_integer(letters, 52, "there are 52 letters");
	is_integer(digits, 10, "there are 10 digits");
	is_integer(spaces, 6, "there are 6 kinds of white space");
	ok(cased, "case is that of ASCII");
	ok(ec_truth_not(EC_TRUE) == EC_FALSE && ec_truth_not(EC_FALSE) == EC_TRUE &&
	       ec_truth_not(EC_UNKNOWN) == EC_UNKNOWN,
	   "not unknown is unknown");
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_number_text();
	test_number_round_trip();
	test_nearest();
	test_positions();
	test_texts();
	test_errors();
	test_cut_characters();
	test_characters();
	return finish();
}
