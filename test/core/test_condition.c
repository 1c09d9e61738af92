/*
 * test_condition.c
 *		From text to a condition and back; errors and their places; limits.
 */
#include "generate.h"

#define FORM_HINT \
	"A chip's form is 'ic', 'computer' or 'hbm'; it is 'unstated' where only an ECCN is."

/* The canonical text of a text, or the message why it has none. */
static const char *
canonical(const char *text)
{
	size_t size;
	ec_error error;
	ec_condition *c = ec_condition_parse(text, strlen(text), memory(), &size, &error);
	ec_text out;

	ec_text_init(&out, memory());
	if (c == NULL)
		ec_text_printf(&out, "error: %s", error.message);
	else
		ec_condition_write(c, &out);
	return out.data;
}

static void
test_canonical(void)
{
	static const struct
	{
		const char *text;
		const char *canonical; /* NULL: the same */
	} cases[] = {
	    /* the examples of the design */
	    {"tpp >= 4800 or (tpp >= 1600 and performance_density >= 5.92)",
	     "tpp >= 4800 or tpp >= 1600 and performance_density >= 5.92"},
	    {"2400 <= tpp < 4800 and 1.6 <= performance_density < 5.92", NULL},
	    {"eccn in (3A090.a, 4A090.a) and destination in (D:1, D:4, D:5, MO) and destination not in "
	     "(A:5, A:6)",
	     NULL},
	    {"headquarters in (D:5, MO)", NULL},
	    {"memory_bandwidth + interconnect_bandwidth >= 1700", NULL},
	    {"datacenter and vendor = 'NVIDIA'", NULL},
	    {"not datacenter", NULL},
	    {"form = 'hbm'", NULL},

	    /* constants, spaces, case */
	    {"true", NULL},
	    {"FALSE", "false"},
	    {"  TPP>=4800  ", "tpp >= 4800"},
	    {"\t\n\r\f\vtpp\n>=\t4800\v", "tpp >= 4800"},
	    {"NOT HBM AND DataCenter", "not hbm and datacenter"},
	    {"Vendor Not In('x')", "vendor not in ('x')"},
	    {"destination = cn", "destination = CN"},
	    {"destination in (cn,d:5)", "error: syntax error"},
	    {"eccn in (3a090.A.1, ear99)", "eccn in (3A090.a.1, EAR99)"},

	    /* relations */
	    {"tpp = 1", NULL},
	    {"tpp != 1", NULL},
	    {"tpp <> 1", "tpp != 1"},
	    {"tpp < 1", NULL},
	    {"tpp > 1", NULL},
	    {"tpp <= 1", NULL},
	    {"1600 <= tpp", NULL},
	    {"4800 > tpp >= 1600", NULL},
	    {"1 < tpp < tops < 3 < 4", NULL},
	    {"tpp + 1 < tops - 2 <= 3", NULL},
	    {"(1600) <= ((tpp)) < (4800)", "1600 <= tpp < 4800"},

	    /* numbers */
	    {"tpp >= 4800.0", "tpp >= 4800"},
	    {"tpp >= 4.8e3", "tpp >= 4800"},
	    {"tpp >= 4.8E+3", "tpp >= 4800"},
	    {"tpp >= 48000e-1", "tpp >= 4800"},
	    {"tpp >= 007", "tpp >= 7"},
	    {"tpp >= 5.", "tpp >= 5"},
	    {"tpp >= 0.1", NULL},
	    {"tpp >= 1e15", "tpp >= 1e+15"},
	    {"tpp >= 1e-9", "tpp >= 1e-09"},
	    {"tpp >= 5.9199999999999999", "tpp >= 5.92"},
	    {"tpp >= -1", NULL},
	    {"tpp >= --1", NULL},
	    {"tpp >= - - 1", "tpp >= --1"},

	    /* precedence */
	    {"hbm or datacenter and hbm", NULL},
	    {"(hbm or datacenter) and hbm", NULL},
	    {"hbm or (datacenter and hbm)", "hbm or datacenter and hbm"},
	    {"not (hbm)", "not hbm"},
	    {"not (hbm and datacenter)", NULL},
	    {"not (not hbm)", "not not hbm"},
	    {"not hbm and datacenter", NULL},
	    {"(not hbm) and datacenter", "not hbm and datacenter"},
	    {"not tpp >= 5", NULL},
	    {"not (tpp >= 5)", "not tpp >= 5"},
	    {"not vendor = 'x'", NULL},
	    {"not (1 < tpp < 5)", "not 1 < tpp < 5"},
	    {"tpp + 1 * 2 >= 3", NULL},
	    {"(tpp + 1) * 2 >= 3", NULL},
	    {"tpp + (1 * 2) >= 3", "tpp + 1 * 2 >= 3"},
	    {"tpp - 1 - 2 >= 3", NULL},
	    {"(tpp - 1) - 2 >= 3", "tpp - 1 - 2 >= 3"},
	    {"tpp - (1 - 2) >= 3", NULL},
	    {"tpp + (1 + 2) >= 3", NULL}, /* not the same in floating point */
	    {"tpp / 2 / 3 >= 1", NULL},
	    {"tpp / (2 / 3) >= 1", NULL},
	    {"tpp / (2 * 3) >= 1", NULL},
	    {"tpp * 2 / 3 >= 1", NULL},
	    {"-(tpp + 1) >= 3", NULL},
	    {"-tpp + 1 >= 3", NULL},
	    {"-(tpp) * 2 >= 3", "-tpp * 2 >= 3"},
	    {"tpp - -1 >= 3", NULL},

	    /* parentheses that change nothing */
	    {"((((tpp >= 4800))))", "tpp >= 4800"},
	    {"(hbm and datacenter) and hbm", "hbm and datacenter and hbm"},
	    {"hbm and (datacenter and hbm)", "hbm and datacenter and hbm"},
	    {"hbm or (datacenter or (hbm or datacenter))", "hbm or datacenter or hbm or datacenter"},
	    {"(1 < tpp < 5) and hbm", "1 < tpp < 5 and hbm"},
	    {"hbm and (1 < tpp < 5)", "hbm and 1 < tpp < 5"},
	    {"1 < tpp and tpp < 5", NULL}, /* not a chain, and not made one */

	    /* memberships */
	    {"destination in (CN)", NULL}, /* "=" is another way to say it, and stays another */
	    {"destination != CN", NULL},
	    {"destination <> CN", "destination != CN"},
	    {"headquarters not in (D:5,MO)", "headquarters not in (D:5, MO)"},
	    {"destination in (tier_2, AIA, D:1:a, Tier_2)", NULL},
	    {"destination in (CN, CN)", NULL},
	    {"eccn not in (EAR99)", NULL},
	    {"end_use = 'military'", NULL},
	    {"name in ('A100','H100')", "name in ('A100', 'H100')"},
	    {"vendor = ''", NULL},
	    {"vendor = 'it''s'", NULL},
	    {"vendor = ''''", NULL},
	    {"vendor = ' not tpp >= (5'", NULL},
	    {"vendor = 'Soci\xc3\xa9t\xc3\xa9'", NULL},
	    {"vendor = 'line\nbreak'", NULL},
	    {"form in ('ic', 'computer', 'hbm')", NULL},
	    {"form != 'hbm'", NULL},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		const char *wanted = cases[i].canonical ? cases[i].canonical : cases[i].text;
		const char *got = canonical(cases[i].text);
		char name[300];

		/* group names keep their case: d:5 is a legal name, and another one than D:5 */
		if (strcmp(cases[i].text, "destination in (cn,d:5)") == 0)
			wanted = "destination in (CN, d:5)";
		snprintf(name, sizeof(name), "%s", cases[i].text);
		for (char *p = name; *p != '\0'; p++)
			if (ec_is_space(*p))
				*p = ' ';
		is_text(got, wanted, name);
		snprintf(name, sizeof(name), "canonical text %d is its own canonical text", i);
		if (strcmp(canonical(got), got) != 0)
			is_text(canonical(got), got, name);
	}
}

/*
 * Random trees, written canonically and loosely: both texts are read as the same bytes, and written
 * as the canonical text, which another writer than the core's made.
 */
static void
test_random(void)
{
	claim same_text = CLAIM("the canonical text of a random condition is written back unchanged");
	claim same_bytes = CLAIM("a text and its canonical text are read as the same bytes");
	claim facts = CLAIM("the facts a condition mentions are those in its tree");
	arena each = {0};

	for (int i = 0; i < 6000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		const expr *x = random_condition(mem, ALL_FACTS, random_below(6));
		const char *tidy = expr_text(mem, x, false);
		const char *loose = expr_text(mem, x, true);
		size_t tidy_size = 0;
		size_t loose_size = 0;
		ec_error error;
		ec_condition *from_tidy = ec_condition_parse(tidy, strlen(tidy), mem, &tidy_size, &error);
		ec_condition *from_loose;
		ec_text out;
		ec_fact_set used = 0;

		if (!holds(&same_text, from_tidy != NULL, "%s: %s", tidy, error.message))
			continue;
		from_loose = ec_condition_parse(loose, strlen(loose), mem, &loose_size, &error);
		if (!holds(&same_bytes, from_loose != NULL, "%s: %s", loose, error.message))
			continue;
		ec_text_init(&out, mem);
		ec_condition_write(from_loose, &out);
		holds(&same_text, strcmp(out.data, tidy) == 0, "%s\n#   is written %s\n#   instead of %s",
		      loose, out.data, tidy);
		holds(&same_bytes, tidy_size == loose_size && memcmp(from_tidy, from_loose, tidy_size) == 0,
		      "%s", loose);
		for (int i = 0; i < EC_FACT_COUNT; i++)
		{
			ec_fact f = ec_fact_at(i);
			const char *found = tidy;
			size_t length = strlen(ec_fact_name(f));

			if (!is_tested(f))
				continue;
			while ((found = strstr(found, ec_fact_name(f))) != NULL)
			{
				bool begins = found == tidy || strchr(" (-", found[-1]) != NULL;
				bool ends = found[length] == '\0' || strchr(" )", found[length]) != NULL;

				if (begins && ends)
					used |= EC_FACT_BIT(f);
				found++;
			}
		}
		holds(&facts, ec_condition_facts(from_tidy) == used, "%s: %llx, not %llx", tidy,
		      (unsigned long long) ec_condition_facts(from_tidy), (unsigned long long) used);
		arena_reset(&each);
	}
	settle(&same_text);
	settle(&same_bytes);
	settle(&facts);
	arena_drop(&each);
}

/* --- errors --- */

static void
test_errors(void)
{
	static const char usual[] = "A condition looks like this: 2400 <= tpp < 4800 and datacenter "
	                            "and destination in (D:1, MO).";
	const struct
	{
		const char *text;
		int position;
		const char *message; /* without " at character N of condition" */
		const char *detail;  /* NULL: empty */
		const char *hint;    /* NULL with a detail: the usual one; without a detail: any */
	} cases[] = {
	    {"", 1, "empty condition", NULL, "Write \"true\" for a rule that always applies."},
	    {"   ", 4, "empty condition", NULL, "Write \"true\" for a rule that always applies."},
	    {"tpp >= ", 8, "syntax error at end of input",
	     "Expected a fact, a number, \"not\" or \"(\".", NULL},
	    {"tpp >> 5", 6, "syntax error at or near \">\"",
	     "Expected a fact, a number, \"not\" or \"(\".", NULL},
	    {"tpp >= 4800 4", 13, "syntax error at or near \"4\"",
	     "Expected \"and\", \"or\" or the end.", NULL},
	    {"hbm datacenter", 5, "syntax error at or near \"datacenter\"",
	     "Expected \"and\", \"or\" or the end.", NULL},
	    {"tpp", 1, "syntax error at or near \"tpp\"", "Expected a condition.",
	     "A number becomes a condition by comparing it: tpp >= 4800."},
	    {"tpp 5", 5, "syntax error at or near \"5\"", "Expected a comparison.", NULL},
	    {"hbm and tpp", 9, "syntax error at or near \"tpp\"", "Expected a condition.",
	     "A number becomes a condition by comparing it: tpp >= 4800."},
	    {"not 5", 5, "syntax error at or near \"5\"", "Expected a condition.",
	     "A number becomes a condition by comparing it: tpp >= 4800."},
	    {"tpp >= hbm", 8, "syntax error at or near \"hbm\"", "Expected a number or a numeric fact.",
	     NULL},
	    {"tpp + hbm >= 1", 7, "syntax error at or near \"hbm\"",
	     "Expected a number or a numeric fact.", NULL},
	    {"hbm + 1 >= 1", 1, "syntax error at or near \"hbm\"",
	     "Expected a number or a numeric fact.", NULL},
	    {"-hbm", 2, "syntax error at or near \"hbm\"", "Expected a number after \"-\".", NULL},
	    {"tpp >= not hbm", 8, "syntax error at or near \"not\"",
	     "Expected a fact, a number or \"(\".", NULL},
	    {"and hbm", 1, "syntax error at or near \"and\"", "Expected a fact, a number or \"(\".",
	     NULL},
	    {"hbm or or hbm", 8, "syntax error at or near \"or\"",
	     "Expected a fact, a number or \"(\".", NULL},
	    {"(hbm", 5, "syntax error at end of input", "Expected \")\".", NULL},
	    {"(hbm]", 5, "syntax error at or near \"]\"", "Expected \")\".", NULL},
	    {"hbm)", 4, "syntax error at or near \")\"", "Expected \"and\", \"or\" or the end.", NULL},
	    {"()", 2, "syntax error at or near \")\"", "Expected a fact, a number, \"not\" or \"(\".",
	     NULL},
	    {"hbm >= 1", 5, "a comparison needs numbers on both sides", NULL,
	     "A boolean fact stands alone: write \"datacenter\" or \"not datacenter\"."},
	    {"(tpp > 1) > 0", 11, "a comparison needs numbers on both sides", NULL,
	     "A boolean fact stands alone: write \"datacenter\" or \"not datacenter\"."},
	    {"1 < tpp > 2", 9, "a chain of comparisons must run in one direction", NULL,
	     "Write 1600 <= tpp < 4800, or join two comparisons with \"and\"."},
	    {"1 = tpp = 2", 9, "a chain of comparisons must run in one direction", NULL,
	     "Write 1600 <= tpp < 4800, or join two comparisons with \"and\"."},
	    {"1 < tpp != 2", 9, "a chain of comparisons must run in one direction", NULL,
	     "Write 1600 <= tpp < 4800, or join two comparisons with \"and\"."},
	    {"tpp in (1)", 5, "\"in\" needs a text, a place or the eccn on its left", NULL,
	     "Numbers are compared: 1600 <= tpp < 4800."},
	    {"hbm in (true)", 5, "\"in\" needs a text, a place or the eccn on its left", NULL,
	     "Numbers are compared: 1600 <= tpp < 4800."},

	    {"vendr = 'x'", 1, "unknown fact \"vendr\"", NULL, "Perhaps you meant \"vendor\"."},
	    {"hbm and memory >= 5", 9, "unknown fact \"memory\"", NULL,
	     "Perhaps you meant \"memory_bandwidth\"."},
	    {"rates > 5", 1, "unknown fact \"rates\"", NULL,
	     "Rates are tested through \"tpp\" (rate times bit length) or \"tops\" (the highest dense "
	     "rate)."},
	    {"xyzzyplugh", 1, "unknown fact \"xyzzyplugh\"", NULL, listed("Facts: ", is_tested)},
	    {"'x' = vendor", 1, "text where a fact was expected", NULL,
	     "Write the fact on the left: vendor = 'NVIDIA'."},
	    {"vendor = NVIDIA", 10, "syntax error at or near \"NVIDIA\"",
	     "Expected text in single quotation marks.", NULL},
	    {"vendor = \"NVIDIA\"", 10, "syntax error at or near \"\"\"",
	     "Expected text in single quotation marks.", NULL},
	    {"vendor = 'NVIDIA", 10, "unterminated text", NULL,
	     "Close it with a single quotation mark; write a quotation mark inside it twice."},
	    {"vendor = 'a''", 10, "unterminated text", NULL,
	     "Close it with a single quotation mark; write a quotation mark inside it twice."},
	    {"vendor > 'a'", 8, "an order comparison needs numbers on both sides", NULL,
	     "Compare \"vendor\" with =, !=, in (...) or not in (...)."},
	    {"vendor", 7, "syntax error at end of input",
	     "Expected \"=\", \"!=\", \"in\" or \"not in\".", NULL},
	    {"vendor not 'x'", 12, "syntax error at or near \"'\"",
	     "Expected \"=\", \"!=\", \"in\" or \"not in\".", NULL},
	    {"vendor in 'x'", 11, "syntax error at or near \"'\"", "Expected \"(\" and a list.", NULL},
	    {"vendor in ()", 12, "syntax error at or near \")\"",
	     "Expected text in single quotation marks.", NULL},
	    {"vendor in ('x'", 15, "syntax error at end of input", "Expected \",\" or \")\".", NULL},
	    {"vendor in ('x',)", 16, "syntax error at or near \")\"",
	     "Expected text in single quotation marks.", NULL},
	    {"form = 'gpu'", 8, "unknown form", NULL, FORM_HINT},
	    {"form = 'IC'", 8, "unknown form", NULL, FORM_HINT},

	    {"destination in (ZZ)", 17, "unknown country \"ZZ\"",
	     "Two letters are read as an ISO 3166-1 country code; a country group has a longer name or "
	     "a colon.",
	     "Look the code up in the table export_control.destination."},
	    {"destination = UK", 15, "unknown country \"UK\"",
	     "Two letters are read as an ISO 3166-1 country code; a country group has a longer name or "
	     "a colon.",
	     "The United Kingdom is 'GB'."},
	    {"destination in (5D)", 17, "syntax error at or near \"5D\"",
	     "Expected a country such as CN or a country group such as D:5.", NULL},
	    {"destination in (D:)", 17, "syntax error at or near \"D:\"",
	     "Expected a country such as CN or a country group such as D:5.", NULL},
	    {"destination in ('CN')", 17, "syntax error at or near \"'\"",
	     "Expected a country such as CN or a country group such as D:5.", NULL},
	    {"destination = D:5", 13, "a country group is tested with \"in\", not with a comparison",
	     NULL, "Write destination in (D:5)."},
	    {"headquarters < CN", 14, "an order comparison needs numbers on both sides", NULL,
	     "Compare \"headquarters\" with =, !=, in (...) or not in (...)."},

	    {"eccn = 3A090", 6, "an ECCN is tested with \"in\", not with a comparison", NULL,
	     "Write eccn in (3A090.a): it holds for the paragraph and everything below it."},
	    {"eccn in (3A09)", 10, "invalid ECCN \"3A09\"",
	     "An ECCN has five characters before its paragraphs.",
	     "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99."},
	    {"eccn in (3A090..)", 10, "invalid ECCN \"3A090..\"",
	     "After a period comes a paragraph: letters, or a number.",
	     "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99."},
	    {"eccn in (*)", 10, "syntax error at or near \"*\"", "Expected an ECCN such as 3A090.a.",
	     NULL},
	    {"eccn 3A090", 6, "syntax error at or near \"3A090\"", "Expected \"in\" or \"not in\".",
	     NULL},
	    {"3A090", 1, "invalid number \"3A090\"", NULL,
	     "Write numbers like 4800 or 5.92; an ECCN can only stand in \"eccn in (...)\"."},
	    {"tpp > 5x", 7, "invalid number \"5x\"", NULL,
	     "Write numbers like 4800 or 5.92; an ECCN can only stand in \"eccn in (...)\"."},
	    {"tpp > 5e", 7, "invalid number \"5e\"", NULL,
	     "Write numbers like 4800 or 5.92; an ECCN can only stand in \"eccn in (...)\"."},
	    {"tpp > .5", 7, "syntax error at or near \".\"",
	     "Expected a fact, a number, \"not\" or \"(\".", NULL},
	    {"tpp > 1.2.3", 10, "syntax error at or near \".\"", "Expected \"and\", \"or\" or the end.",
	     NULL},

	    /* positions count characters, not bytes */
	    {"vendor = '\xc3\xa9\xe2\x82\xac' and foo", 19, "unknown fact \"foo\"", NULL, NULL},
	    {"\xc3\xa9", 1, "syntax error at or near \"\xc3\xa9\"",
	     "Expected a fact, a number, \"not\" or \"(\".", NULL},
	    {"tpp > \xe2\x82\xac"
	     "5",
	     7, "syntax error at or near \"\xe2\x82\xac\"",
	     "Expected a fact, a number, \"not\" or \"(\".", NULL},
	    {"tpp\n>=\nfoo", 8, "unknown fact \"foo\"", NULL, NULL},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		size_t size;
		ec_error error;
		ec_condition *c =
		    ec_condition_parse(cases[i].text, strlen(cases[i].text), memory(), &size, &error);
		char message[400];
		bool as_wanted;
		bool hinted;

		snprintf(message, sizeof(message), "%s at character %d of condition", cases[i].message,
		         cases[i].position);
		as_wanted = c == NULL && error.code == EC_INVALID_TEXT &&
		    error.position == cases[i].position && strcmp(error.message, message) == 0 &&
		    strcmp(error.detail, cases[i].detail ? cases[i].detail : "") == 0;
		if (cases[i].hint != NULL)
			hinted = c == NULL && strcmp(error.hint, cases[i].hint) == 0;
		else
			hinted = c == NULL &&
			    (cases[i].detail == NULL ? error.hint[0] != '\0' : strcmp(error.hint, usual) == 0);
		as_wanted = as_wanted && hinted;
		for (char *p = strcpy(message, cases[i].text); *p != '\0'; p++)
			if (*p == '\n')
				*p = ' ';
		ok(as_wanted, "refused: %s", message);
		if (as_wanted)
			continue;
		note("code %d, position %d", c == NULL ? (int) error.code : -1,
		     c == NULL ? error.position : -1);
		if (c == NULL)
			note("%s | %s | %s", error.message, error.detail, error.hint);
	}
}

static void
test_numbers_out_of_range(void)
{
	size_t size;
	ec_error error;
	const char *text = "hbm and tpp > 1e400";

	ok(ec_condition_parse(text, strlen(text), memory(), &size, &error) == NULL &&
	       error.code == EC_OUT_OF_RANGE,
	   "a number beyond all numbers is out of range");
	is_text(error.message, "number is out of range at character 15 of condition",
	        "the message says where");
	is_integer(error.position, 15, "and so does the position");
	ok(parse(memory(), "tpp > 1.7976931348623157e308") != NULL, "the greatest number is a number");
	ok(parse(memory(), "tpp > 5e-324") != NULL && parse(memory(), "tpp > 0e-400") != NULL,
	   "so are the least ones, and zero");
	ok(ec_condition_parse("tpp > 1e-400", 12, memory(), &size, &error) == NULL &&
	       error.code == EC_OUT_OF_RANGE,
	   "a number too small for a double is not read as zero");
}

/* Any change to a legal text gives a legal one or an error that points into it. */
static void
test_mutations(void)
{
	static const char alphabet[] =
	    "()<>=!'+-*/., \t0123456789abcxyzEAND:_\xc3\xa9\xe2\x82\xac\xff\x80\"";
	static const char *const words[] = {
	    "and", "or", "not",  "in",      "true",  "tpp",  "vendor", "destination", "eccn",
	    "hbm", "CN", "D:5",  "3A090.a", "'x'",   "5.92", "(",      ")",           "<=",
	    "!=",  " ",  "form", "'ic'",    "EAR99", "e5",   "--",
	};
	claim placed =
	    CLAIM("an error in a mutilated condition has a message and a position within the text");
	claim fixpoint = CLAIM("a mutilated condition that is still one has a canonical text");
	arena each = {0};

	for (int i = 0; i < 15000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		const char *source =
		    expr_text(mem, random_condition(mem, ALL_FACTS, random_below(4)), one_in(2));
		ec_text text;
		size_t size;
		ec_error error;
		ec_condition *c;
		char *exact;

		ec_text_init(&text, mem);
		ec_text_add(&text, source);
		for (int n = 1 + random_below(4); n > 0; n--)
		{
			size_t at = (size_t) random_below((int) text.length + 1);
			size_t until = at + (size_t) random_below((int) (text.length - at) + 1);
			ec_text changed;

			ec_text_init(&changed, mem);
			ec_text_add_n(&changed, text.data, at);
			switch (random_below(6))
			{
				case 0: /* insert a character */
					ec_text_add_char(&changed, alphabet[random_below((int) sizeof(alphabet) - 1)]);
					until = at;
					break;
				case 1: /* replace one */
					ec_text_add_char(&changed, alphabet[random_below((int) sizeof(alphabet) - 1)]);
					until = at < text.length ? at + 1 : at;
					break;
				case 2: /* drop one */
					until = at < text.length ? at + 1 : at;
					break;
				case 3: /* insert a word */
					ec_text_add(&changed, PICK(words));
					until = at;
					break;
				case 4: /* drop a piece */
					break;
				default: /* say a piece twice */
					ec_text_add_n(&changed, text.data + at, until - at);
					until = at;
			}
			ec_text_add(&changed, text.data + until);
			text = changed;
		}
		/* without a terminator, so that the sanitizer sees it when reading goes too far */
		exact = memcpy(mem->alloc(mem->owner, text.length), text.data, text.length);
		c = ec_condition_parse(exact, text.length, mem, &size, &error);
		if (c == NULL)
			holds(&placed,
			      (error.code == EC_INVALID_TEXT || error.code == EC_OUT_OF_RANGE) &&
			          error.message[0] != '\0' && error.hint[0] != '\0' && error.position >= 1 &&
			          error.position <= ec_character_position(text.data, text.length),
			      "\"%s\": %s (%d)", text.data, error.message, error.position);
		else
		{
			ec_text out;
			size_t again_size = 0;
			ec_condition *again;

			ec_text_init(&out, mem);
			ec_condition_write(c, &out);
			again = ec_condition_parse(out.data, out.length, mem, &again_size, &error);
			holds(&fixpoint, again != NULL && again_size == size && memcmp(again, c, size) == 0,
			      "\"%s\" is written \"%s\"", text.data, out.data);
		}
		arena_reset(&each);
	}
	settle(&placed);
	settle(&fixpoint);
	arena_drop(&each);
}

/* --- limits --- */

/* `count` times `piece`, with `between` between them. */
static const char *
repeat(const char *before, const char *piece, const char *between, int count, const char *after)
{
	ec_text text;

	ec_text_init(&text, memory());
	ec_text_add(&text, before);
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
			ec_text_add(&text, between);
		ec_text_add(&text, piece);
	}
	ec_text_add(&text, after);
	return text.data;
}

/* `piece` n times, the middle, and `after` n times. */
static const char *
nest(const char *before, int count, const char *middle, const char *after)
{
	return repeat(repeat("", before, "", count, middle), after, "", count, "");
}

static const char *
join(const char *a, const char *b)
{
	return repeat(a, b, "", 1, "");
}

static void
accepted(const char *text, const char *name)
{
	size_t size;
	size_t again_size;
	ec_error error;
	ec_condition *c = ec_condition_parse(text, strlen(text), memory(), &size, &error);
	ec_text out;

	if (c == NULL)
	{
		ok(false, "%s is accepted", name);
		note("%s: %s", error.message, error.detail);
		return;
	}
	ec_text_init(&out, memory());
	ec_condition_write(c, &out);
	c = ec_condition_parse(out.data, out.length, memory(), &again_size, &error);
	ok(c != NULL, "%s is accepted, and so is its canonical text", name);
	if (c == NULL)
		note("canonical text of %zu bytes: %s: %s", out.length, error.message, error.detail);
	ok(c != NULL && size == again_size, "%s has a canonical text of the same size", name);
}

static void
refused(const char *text, ec_error_code code, const char *detail, const char *name)
{
	size_t size;
	ec_error error;

	ok(ec_condition_parse(text, strlen(text), memory(), &size, &error) == NULL &&
	       error.code == code && strcmp(error.detail, detail) == 0 && error.hint[0] != '\0',
	   "%s is refused", name);
}

static void
test_depth(void)
{
	static const char levels[] = "The limit is 100 levels.";

	is_integer(EC_CONDITION_MAX_DEPTH, 100, "the depth limit is 100");
	accepted(nest("(", 100, "hbm", ")"), "100 parentheses");
	refused(nest("(", 101, "hbm", ")"), EC_TOO_DEEP, levels, "101 parentheses");
	accepted(join(nest("(", 100, "tpp", ")"), " > 5"), "100 parentheses about a number");
	refused(join(nest("(", 101, "tpp", ")"), " > 5"), EC_TOO_DEEP, levels,
	        "101 parentheses about a number");
	/* the fact is a level too */
	accepted(nest("not ", 99, "hbm", ""), "99 times not");
	refused(nest("not ", 100, "hbm", ""), EC_TOO_DEEP, levels, "100 times not");
	accepted(join(nest("-", 98, "tpp", ""), " > 5"), "98 times minus");
	refused(join(nest("-", 99, "tpp", ""), " > 5"), EC_TOO_DEEP, levels, "99 times minus");
	accepted(nest("(hbm or (hbm and ", 49, "datacenter", "))"),
	         "98 alternating levels of or and and");
	refused(nest("(hbm or (hbm and ", 50, "datacenter", "))"), EC_TOO_DEEP, levels,
	        "100 alternating levels of or and and");
	accepted(repeat("", "1", " + ", 99, " > tpp"), "a sum of 99 numbers");
	refused(repeat("", "1", " + ", 100, " > tpp"), EC_TOO_DEEP, levels, "a sum of 100 numbers");
	/* far beyond: nothing may recurse before the limit is looked at */
	refused(nest("(", 30000, "hbm", ")"), EC_TOO_DEEP, levels, "30000 parentheses");
	refused(nest("not ", 16000, "hbm", ""), EC_TOO_DEEP, levels, "16000 times not");
	refused(repeat("tpp > ", "-", "", 60000, "5"), EC_TOO_DEEP, levels, "60000 times minus");
	/* breadth is not depth */
	accepted(repeat("", "hbm", " and ", 1000, ""), "1000 operands of and");
	accepted(repeat("", "(hbm or datacenter)", " and ", 500, ""), "500 parentheses side by side");
	accepted(repeat("", "1", " < ", 500, ""), "a chain of 500 numbers");
}

static void
test_length(void)
{
	static const char bytes[] = "The limit is 65536 bytes of text.";
	static const char nodes[] = "The limit is 8192 nodes.";
	static const char members[] = "The limit is 8192 list members.";
	const char *padded = repeat("hbm", " ", "", EC_CONDITION_MAX_LENGTH - 3, "");
	const char *text;

	is_integer(EC_CONDITION_MAX_LENGTH, 65536, "the length limit is 65536 bytes");
	is_integer(EC_CONDITION_MAX_NODES, 8192, "the node limit is 8192");
	is_integer((long long) strlen(padded), 65536, "a text of exactly 65536 bytes");
	ok(parse(memory(), padded) != NULL, "65536 bytes are accepted");
	refused(join(padded, " "), EC_TOO_LONG, bytes, "65537 bytes");
	text = repeat("vendor = '", "x", "", EC_CONDITION_MAX_LENGTH - 11, "'");
	is_integer((long long) strlen(text), 65536, "a text fact of exactly 65536 bytes");
	accepted(text, "a long text fact");

	/* 8191 facts and the OR over them */
	accepted(repeat("", "hbm", " or ", 8191, ""), "8192 nodes");
	refused(repeat("", "hbm", " or ", 8192, ""), EC_TOO_LONG, nodes, "8193 nodes");
	accepted(repeat("destination in (", "CN", ", ", 8192, ")"), "a list of 8192 members");
	refused(repeat("destination in (", "CN", ", ", 8193, ")"), EC_TOO_LONG, members,
	        "a list of 8193 members");
}

/* What is accepted can be written and read again, or a dump of the database cannot be restored. */
static void
test_length_of_canonical_text(void)
{
	ec_text text;

	/* longer by a space after each comma */
	ec_text_init(&text, memory());
	ec_text_add(&text, repeat("eccn in (", "3A090.a.1.b.2.c.3.d.4.e.5.f.6.g.7.h", ",", 1800, ")"));
	ok(text.length <= EC_CONDITION_MAX_LENGTH, "a list without spaces of %zu bytes", text.length);
	refused(text.data, EC_TOO_LONG, "The limit is 65536 bytes of text, when written out.",
	        "a list that grows beyond the limit when it is written");

	ec_text_init(&text, memory());
	ec_text_add(&text, repeat("", "1e14", "<", 4000, ""));
	ok(text.length <= EC_CONDITION_MAX_LENGTH, "a chain of short numbers of %zu bytes",
	   text.length);
	refused(text.data, EC_TOO_LONG, "The limit is 65536 bytes of text, when written out.",
	        "a chain whose numbers grow beyond the limit when they are written");
}

static void
test_group_names(void)
{
	static const char *const good[] = {"D:5", "AIA", "tier_2", "D:5:a", "a:b", "NS:2",
	                                   "x1",  "A5",  "A_",     "abc",   "a"};
	static const char *const bad[] = {"",   "CN", "cn",  "zz",  "5D",  "_a",
	                                  ":a", "D:", "D 5", "D-5", "D.5", "\xc3\xa9t\xc3\xa9",
	                                  "a'b"};
	char long_name[70];

	for (int i = 0; i < COUNT_OF(good); i++)
	{
		const char *text = repeat("destination in (", good[i], "", 1, ")");

		ok(ec_group_name_is_valid(good[i], strlen(good[i])), "\"%s\" may name a group", good[i]);
		is_text(canonical(text), text, text);
	}
	for (int i = 0; i < COUNT_OF(bad); i++)
		ok(!ec_group_name_is_valid(bad[i], strlen(bad[i])), "\"%s\" may not name a group", bad[i]);
	memset(long_name, 'x', sizeof(long_name));
	ok(ec_group_name_is_valid(long_name, 60) && !ec_group_name_is_valid(long_name, 61),
	   "a name has at most 60 characters");
}

static void
test_value(void)
{
	const ec_condition *c =
	    parse(memory(), "1600 <= tpp < 4800 and destination in (D:1, MO) and not hbm");
	const ec_node *root = &c->node[c->root];
	const uint16_t *links = ec_condition_links(c) + root->a;
	const ec_node *chain = &c->node[links[0]];
	const ec_node *in = &c->node[links[1]];
	const ec_item *items = ec_condition_items(c) + in->a;
	bool ordered = true;

	ok(c->version == EC_CONDITION_VERSION && c->size_word == 0 && c->newest_fact == 0,
	   "a value has its version");
	ok(root->op == EC_OP_AND && root->count == 3 && !(root->flags & EC_NODE_CHAIN),
	   "its root is an AND of three");
	ok(chain->op == EC_OP_AND && (chain->flags & EC_NODE_CHAIN) && chain->count == 2,
	   "the first is a chain of two");
	ok(in->op == EC_OP_IN && in->fact == EC_DESTINATION && in->count == 2 && in->flags == 0,
	   "the second is a membership");
	ok(items[0].kind == EC_ITEM_GROUP && strcmp(ec_condition_text(c, items[0].value), "D:1") == 0 &&
	       items[1].kind == EC_ITEM_COUNTRY && items[1].value == ec_country_make('M', 'O'),
	   "its members are a group and a country");
	ok(c->node[links[2]].op == EC_OP_NOT, "the third is a NOT");
	for (int i = 0; i < c->node_count; i++)
		if (c->node[i].op == EC_OP_NOT)
			ordered = ordered && c->node[i].a < (uint32_t) i;
	for (int i = 0; i < c->link_count; i++)
		ordered = ordered && ec_condition_links(c)[i] < c->root;
	ok(ordered && c->root == c->node_count - 1, "operands come before what uses them");
	ok(root->height == 4 && chain->height == 3 && in->height == 1,
	   "each node knows the height of its tree");

	{
		ec_text out;

		ec_text_init(&out, memory());
		ec_condition_write_node(c, links[0], &out);
		is_text(out.data, "1600 <= tpp < 4800", "a part can be written by itself");
		ec_text_init(&out, memory());
		ec_condition_write_item(c, &items[1], &out);
		is_text(out.data, "MO", "and so can a member");
	}
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_canonical();
	test_random();
	test_errors();
	test_numbers_out_of_range();
	test_mutations();
	test_depth();
	test_length();
	test_length_of_canonical_text();
	test_group_names();
	test_value();
	return finish();
}
