/*
 * test_eccn.c
 *		The grammar, order and containment of ECCNs.
 */
#include "harness.h"

#include "core/eccn.h"

static void
test_accepted(void)
{
	static const struct
	{
		const char *text;
		const char *canonical;
	} cases[] = {
	    {"3A090", "3A090"},
	    {"3a090", "3A090"},
	    {"3A090.a", "3A090.a"},
	    {"3A090.A.1", "3A090.a.1"},
	    {"3a090.a.1", "3A090.a.1"},
	    {"5A992.z.1", "5A992.z.1"},
	    {"3A001.b.4.a", "3A001.b.4.a"},
	    {"0A501.y.9999", "0A501.y.9999"},
	    {"9E003.a.6.B.iv", "9E003.a.6.b.iv"},
	    {"3A090.aa", "3A090.aa"},
	    {"3A090.1", "3A090.1"},
	    {"EAR99", "EAR99"},
	    {"ear99", "EAR99"},
	    {"Ear99", "EAR99"},
	    {"  4A090 ", "4A090"},

	    /* as vendors write them */
	    {"5A992.z.2.b1", "5A992.z.2.b.1"},
	    {"3A991.p.", "3A991.p"},
	    {"3A090.", "3A090"},
	    {"EAR99.", "EAR99"},
	    {"5a992c", "5A992.c"},
	    {"3A090a1", "3A090.a.1"},
	    {"3A090.a1", "3A090.a.1"},
	    {"3A090.1a", "3A090.1.a"},
	    {"3A001b4a2", "3A001.b.4.a.2"},
	    {"3A090 a", "3A090.a"},
	    {"3A090 a1", "3A090.a.1"},
	    {"3A090 .a . 1 .", "3A090.a.1"},
	    {"3A001(b)(4)", "3A001.b.4"},
	    {"3A001.b.(4)", "3A001.b.4"},
	    {"3A001 (b) (4) (iv)", "3A001.b.4.iv"},
	    {"3A001[b][4].a", "3A001.b.4.a"},
	    {"3A001(b)4", "3A001.b.4"},
	    {"3A001(b.4)", "3A001.b.4"},
	    {"(3A090)", "3A090"},
	    {" [ 3A090.a. ] ", "3A090.a"},
	    {"(3A090(a))", "3A090.a"},
	    {"(EAR99)", "EAR99"},
	    {"EAR 99", "EAR99"},
	    {"ear-99", "EAR99"},
	    {"ECCN 3A090", "3A090"},
	    {"ECCN: 3A090.a", "3A090.a"},
	    {"eccn5A992c", "5A992.c"},
	    {"[ECCN EAR 99]", "EAR99"},
	    {"\t\n3A090\r\v\f", "3A090"},
	    {"3A090.abcdefghijklmnopqrstuvwxyzabcdefgh",
	     "3A090.abcdefghijklmnopqrstuvwxyzabcdefgh"}, /* 40 */
	};
	ec_eccn eccn;
	ec_error error;

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		bool read = ec_eccn_parse(cases[i].text, strlen(cases[i].text), &eccn, &error);

		is_text(read ? eccn.text : error.detail, cases[i].canonical, cases[i].canonical);
	}
	ok(ec_eccn_parse("3A090.a", 5, &eccn, &error) && strcmp(eccn.text, "3A090") == 0,
	   "no more is read than the length");
}

static void
test_refused(void)
{
	static const struct
	{
		const char *text;
		const char *detail;
		int position;
	} cases[] = {
	    {"", "The text is empty.", 1},
	    {"  ", "The text is empty.", 1},
	    {"3A09", "An ECCN has five characters before its paragraphs.", 1},
	    {"3A", "An ECCN has five characters before its paragraphs.", 1},
	    {"ECCN 3A", "An ECCN has five characters before its paragraphs.", 6},
	    {"AA090", "An ECCN begins with its category, a digit from 0 to 9.", 1},
	    {"\xc3\xa9"
	     "A090",
	     "An ECCN begins with its category, a digit from 0 to 9.", 1},
	    {"3F090", "The second character of an ECCN is its product group, a letter from A to E.", 2},
	    {"33090", "The second character of an ECCN is its product group, a letter from A to E.", 2},
	    {"3@090", "The second character of an ECCN is its product group, a letter from A to E.", 2},
	    {"3A0x0", "The category and product group of an ECCN are followed by three digits.", 4},
	    {"3A.90", "The category and product group of an ECCN are followed by three digits.", 3},
	    {"3A09.a", "The category and product group of an ECCN are followed by three digits.", 5},
	    {"3 A090", "The second character of an ECCN is its product group, a letter from A to E.",
	     2},
	    {"EAR98", "Of what begins with EAR, only EAR99 is an ECCN.", 4},
	    {"EAR", "Of what begins with EAR, only EAR99 is an ECCN.", 4},
	    {"EAR99.a", "EAR99 has no paragraphs.", 7},
	    {"EAR990", "EAR99 has no paragraphs.", 6},
	    {"3A0900", "Each paragraph of an ECCN is set off by a period.", 6},
	    {"3A090 1", "Each paragraph of an ECCN is set off by a period.", 7},
	    {"3A090.a b", "Each paragraph of an ECCN is set off by a period.", 9},
	    {"3A090.a 1", "Each paragraph of an ECCN is set off by a period.", 9},
	    {"3A090.a-1", "Each paragraph of an ECCN is set off by a period.", 8},
	    {"3A090.a, 3A090.b", "Each paragraph of an ECCN is set off by a period.", 8},
	    {"3A090/4A090", "Each paragraph of an ECCN is set off by a period.", 6},
	    {"3A090aa", "Several letters that no period sets off may be one paragraph or more.", 8},
	    {"3A001.b.4iv", "Several letters that no period sets off may be one paragraph or more.",
	     12},
	    {"3A090..a", "After a period comes a paragraph: letters, or a number.", 7},
	    {"3A090...", "After a period comes a paragraph: letters, or a number.", 7},
	    {"3A090.*", "After a period comes a paragraph: letters, or a number.", 7},
	    {"3A090()", "After a period comes a paragraph: letters, or a number.", 7},
	    {"3A090.\xc3\xa9", "After a period comes a paragraph: letters, or a number.", 7},
	    {"3A090.0", "A paragraph number does not begin with zero.", 7},
	    {"3A090.a.01", "A paragraph number does not begin with zero.", 9},
	    {"3A090.a01", "A paragraph number does not begin with zero.", 8},
	    {"3A090.12345", "A paragraph number has at most four digits.", 12},
	    {"(3A090", "A bracket is not closed.", 7},
	    {"3A001(b", "A bracket is not closed.", 8},
	    {"(3A001(b)", "A bracket is not closed.", 10},
	    {"(3A001]", "Each paragraph of an ECCN is set off by a period.", 7},
	    {"(3A090) x", "After the ECCN comes nothing.", 9},
	    {"3A090)", "Each paragraph of an ECCN is set off by a period.", 6},
	    {"3A090.abcdefghijklmnopqrstuvwxyzabcdefghi", "No ECCN is that long.", 41}, /* 41 */
	};
	ec_eccn eccn;
	ec_error error;

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char name[80];

		snprintf(name, sizeof(name), "\"%s\" is refused", cases[i].text);
		is_text(ec_eccn_parse(cases[i].text, strlen(cases[i].text), &eccn, &error) ? eccn.text :
		                                                                             error.detail,
		        cases[i].detail, name);
		is_integer(error.position, cases[i].position, "where that is seen");
	}
	ec_eccn_parse(" 3A09\t", 6, &eccn, &error);
	ok(error.code == EC_INVALID_TEXT && error.position == 2, "the error is one of text");
	is_text(error.message, "invalid input syntax for type eccn: \"3A09\"",
	        "the message shows the text");
	is_text(error.hint,
	        "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99.",
	        "the hint shows how to write it");
}

static void
test_order(void)
{
	/* ascending */
	static const char *const sorted[] = {
	    "0A501",      "1C999",        "3A001",       "3A001.a",     "3A001.b.2", "3A001.b.10",
	    "3A089.z",    "3A090",        "3A090.1",     "3A090.2",     "3A090.10",  "3A090.100",
	    "3A090.a",    "3A090.a.1",    "3A090.a.1.a", "3A090.a.1.b", "3A090.a.2", "3A090.a.9",
	    "3A090.a.10", "3A090.a.10.a", "3A090.a.11",  "3A090.a.a",   "3A090.a.b", "3A090.aa",
	    "3A090.ab",   "3A090.b",      "3A090.b.1",   "3A090.z",     "3A091",     "3B001",
	    "3E001",      "4A090",        "9A001",       "EAR99",
	};
	bool ascending = true;

	for (int i = 0; i < COUNT_OF(sorted); i++)
		for (int j = 0; j < COUNT_OF(sorted); j++)
			if (ec_eccn_compare(sorted[i], sorted[j]) != (i < j ? -1 : i > j))
			{
				note("%s against %s", sorted[i], sorted[j]);
				ascending = false;
			}
	ok(ascending,
	   "natural order: numbers by value, a paragraph after what contains it, EAR99 last");
}

static const char *
random_eccn(void)
{
	static const char *const stems[] = {"3A090", "3A091", "4A090", "EAR99"};
	static const char *const paragraphs[] = {".1", ".2", ".9",  ".10", ".11", ".100", ".a",
	                                         ".b", ".z", ".aa", ".ab", ".i",  ".ii"};
	char text[EC_ECCN_MAX_LENGTH + 1];
	int depth = random_below(4);

	strcpy(text, PICK(stems));
	for (int i = 0; i < depth && text[0] != 'E'; i++)
		strcat(text, PICK(paragraphs));
	return ec_copy_text(memory(), text, strlen(text));
}

static void
test_total_order(void)
{
	enum
	{
		MANY = 160
	};
	const char *eccn[MANY];
	claim legal = CLAIM("every generated ECCN is its own canonical text");
	claim reflexive = CLAIM("an ECCN compares equal to itself and to nothing else");
	claim antisymmetric = CLAIM("exchanging two ECCNs exchanges their order");
	claim transitive = CLAIM("the order is transitive");
	claim contained = CLAIM("containment is a prefix that ends at a paragraph");
	claim after = CLAIM("a paragraph comes after what contains it, and before what follows that");

	for (int i = 0; i < MANY; i++)
	{
		ec_eccn read;
		ec_error error;

		eccn[i] = random_eccn();
		holds(&legal,
		      ec_eccn_parse(eccn[i], strlen(eccn[i]), &read, &error) &&
		          strcmp(read.text, eccn[i]) == 0,
		      "%s", eccn[i]);
	}
	for (int i = 0; i < MANY; i++)
		for (int j = 0; j < MANY; j++)
		{
			int ij = ec_eccn_compare(eccn[i], eccn[j]);
			size_t length = strlen(eccn[i]);
			bool prefix = strlen(eccn[j]) >= length && memcmp(eccn[i], eccn[j], length) == 0 &&
			    (eccn[j][length] == '\0' || eccn[j][length] == '.');

			holds(&reflexive, (ij == 0) == (strcmp(eccn[i], eccn[j]) == 0), "%s, %s", eccn[i],
			      eccn[j]);
			holds(&antisymmetric, ij == -ec_eccn_compare(eccn[j], eccn[i]), "%s, %s", eccn[i],
			      eccn[j]);
			holds(&contained, ec_eccn_contains(eccn[i], eccn[j]) == prefix, "%s, %s", eccn[i],
			      eccn[j]);
			if (prefix)
				holds(&after, ij <= 0, "%s, %s", eccn[i], eccn[j]);
			for (int k = 0; k < MANY; k++)
			{
				int jk = ec_eccn_compare(eccn[j], eccn[k]);

				if (ij <= 0 && jk <= 0)
					holds(&transitive, ec_eccn_compare(eccn[i], eccn[k]) <= 0, "%s, %s, %s",
					      eccn[i], eccn[j], eccn[k]);
				/* what lies between a heading and one of its paragraphs belongs to the heading */
				if (ij <= 0 && jk <= 0 && ec_eccn_contains(eccn[i], eccn[k]))
					holds(&after, ec_eccn_contains(eccn[i], eccn[j]), "%s, %s, %s", eccn[i],
					      eccn[j], eccn[k]);
			}
		}
	settle(&legal);
	settle(&reflexive);
	settle(&antisymmetric);
	settle(&transitive);
	settle(&contained);
	settle(&after);
}

static void
test_containment(void)
{
	ok(ec_eccn_contains("3A090", "3A090"), "an ECCN contains itself");
	ok(ec_eccn_contains("3A090", "3A090.a.1"), "3A090 contains 3A090.a.1");
	ok(ec_eccn_contains("3A090.a", "3A090.a.1"), "3A090.a contains 3A090.a.1");
	ok(!ec_eccn_contains("3A090.a.1", "3A090.a"), "3A090.a.1 does not contain 3A090.a");
	ok(!ec_eccn_contains("3A090.a.1", "3A090.a.10"), "3A090.a.1 does not contain 3A090.a.10");
	ok(!ec_eccn_contains("3A090.a", "3A090.aa"), "3A090.a does not contain 3A090.aa");
	ok(!ec_eccn_contains("3A090", "3A091.a"), "3A090 does not contain 3A091.a");
	ok(!ec_eccn_contains("EAR99", "3A090") && !ec_eccn_contains("3A090", "EAR99"),
	   "EAR99 stands alone");
}

/* A text that is made of an ECCN by changing it somewhere is either refused or read canonically. */
static void
test_mutations(void)
{
	static const char alphabet[] = "0123456789ABCDEFabcdez. \t\0\xc3\xa9*-()[]:";
	claim sane =
	    CLAIM("a mutilated ECCN is refused with detail and hint, or read as a canonical one");

	for (int i = 0; i < 20000; i++)
	{
		char text[64];
		size_t length = strlen(strcpy(text, random_eccn()));
		ec_eccn eccn;
		ec_eccn again;
		ec_error error;

		for (int n = 1 + random_below(3); n > 0; n--)
		{
			size_t at = (size_t) random_below((int) length + 1);

			if (at < length && one_in(2))
				text[at] = alphabet[random_below((int) sizeof(alphabet))];
			else if (length + 1 < sizeof(text))
			{
				memmove(text + at + 1, text + at, length - at);
				text[at] = alphabet[random_below((int) sizeof(alphabet))];
				length++;
			}
		}
		{
			/* without a terminator, so that reading too far is seen */
			char *exact = memcpy(ec_alloc(memory(), length), text, length);

			if (ec_eccn_parse(exact, length, &eccn, &error))
				holds(&sane,
				      ec_eccn_parse(eccn.text, strlen(eccn.text), &again, &error) &&
				          strcmp(eccn.text, again.text) == 0,
				      "\"%.*s\" is read as %s", (int) length, text, eccn.text);
			else
				holds(&sane,
				      error.code == EC_INVALID_TEXT && error.detail[0] != '\0' &&
				          error.hint[0] != '\0',
				      "\"%.*s\"", (int) length, text);
		}
	}
	settle(&sane);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_accepted();
	test_refused();
	test_order();
	test_total_order();
	test_containment();
	test_mutations();
	return finish();
}
