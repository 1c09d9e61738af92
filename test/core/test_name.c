/*
 * test_name.c
 *		Unit tests of canonical forms of names.
 */
#include "core/name.h"

#include "harness.h"

#define NBSP "\xc2\xa0"

static const char *
form_of(const char *text, size_t length)
{
	char *exact = malloc(length ? length : 1); /* so that a byte too many is seen */
	size_t size = ec_name_canonical(text, length, exact);
	const char *form = ec_copy_text(memory(), exact, size);

	free(exact);
	return form;
}

static void
test_forms(void)
{
	static const struct
	{
		const char *form;
		const char *text;
	} names[] = {
	    /* case, spaces, punctuation */
	    {"nvidia", "NVIDIA"},
	    {"nvidia", "Nvidia"},
	    {"nvidia", "  NVIDIA  "},
	    {"nvidia", "N V I D I A"},
	    {"nvidia", "n-v_i/d.i,a"},
	    {"nvidia", "NVIDIA" NBSP},
	    {"nvidia", "\xef\xbb\xbfNVIDIA\xe2\x80\x8b"}, /* byte order mark, zero width */
	    {"nvidia", "NVIDIA\xc2\xae"},                 /* (R) */
	    {"nvidia", "NVIDIA\xe2\x84\xa2"},             /* (TM) */
	    {"nvidia", "NVI\xc2\xad\x44IA"},              /* soft hyphen */
	    {"nvidia", "\xef\xbc\xae\xef\xbc\xb6\xef\xbc\xa9\xef\xbc\xa4IA"}, /* full width */
	    {"moorethreads", "Moore\tThreads\r\n"},
	    {"supercomputer", "super computer"},
	    {"supercomputer", "SUPER" NBSP "COMPUTER"},
	    {"att", "AT&T"},

	    /* legal forms */
	    {"nvidia", "NVIDIA Corporation"},
	    {"nvidia", "NVIDIA Corp."},
	    {"nvidia", "NVIDIA, Inc"},
	    {"huawei", "Huawei Co., Ltd."},
	    {"huawei", "HUAWEI Co.Ltd"},
	    {"hygon", "Hygon S.p.A."},
	    {"hygon", "Hygon GmbH & Co. KG"},
	    {"hygon", "Hygon (Holdings) Pte. Ltd."},
	    {"skhynix", "SK hynix Inc."},
	    {"skhynix", "SK-Hynix"},
	    {"cambricontechnologies", "Cambricon Technologies"},
	    {"holdingsabc", "Holdings ABC Inc"},
	    {"cox", "Cox"},
	    {"incat", "Incat"},
	    {"geforcese", "GeForce SE"},

	    /* but never so that nothing is left */
	    {"co", "Co., Ltd."},
	    {"company", "Company Limited"},
	    {"inc", "Inc"},

	    /* letters with accents, composed or not */
	    {"societegenerale", "Soci\xc3\xa9t\xc3\xa9 G\xc3\xa9n\xc3\xa9rale S.A."},
	    {"societegenerale", "Socie\xcc\x81te\xcc\x81 GE\xcc\x81NE\xcc\x81RALE"},
	    {"lodz", "\xc5\x81\xc3\x93\x44\xc5\xb9"},
	    {"stra\xc3\x9f\x65", "Stra\xc3\x9f\x65"},
	    {"\xc3\xa6ther", "\xc3\x86ther"},
	    {"ijssel", "IJssel"},
	    {"\xd0\xb1\xd0\xb8\xd0\xba\xd0\xb5\xd0\xbb", "\xd0\x91\xd0\x99\xd0\xba\xd0\x81\xd0\x9b"},
	    {"\xce\xbb\xce\xbf\xce\xb3\xce\xbf\xcf\x83", "\xce\x9b\xcf\x8c\xce\xb3\xce\xbf\xcf\x82"},
	    {"\xe5\x8d\x8e\xe4\xb8\xba", " \xe5\x8d\x8e \xe4\xb8\xba "}, /* Huawei */

	    /* digits */
	    {"h100sxm5 80gb", "H100 SXM5-80GB"},
	    {"h100sxm5 80gb", "h100 sxm5 80 gb"},
	    {"rtx4090", "RTX 4090"},
	    {"2.5gb", "2.5 GB"},
	    {"25gb", "25 GB"},
	    {"2 5", "2, 5"},
	    {"1.5", "1 . 5"},
	    {"a100+", "A100+"},

	    /* nothing but punctuation, and nothing at all */
	    {"???", " ? ? ? "},
	    {"-", "-"},
	    {"", ""},
	    {"", "   \t\n"},
	    {"", NBSP "\xe3\x80\x80\xe2\x80\x8b"},

	    /* bytes that are not UTF-8: LATIN1, and cut and overlong characters */
	    {"soci\xe9t\xe9", "SOCI\xe9T\xe9 S.A."},
	    {"a\xc3", "A\xc3"},
	    {"\xc0\x80", "\xc0\x80"},
	    {"\xed\xa0\x80", "\xed\xa0\x80"},
	    {"\xf5\x80\x80\x80", "\xf5\x80\x80\x80"},
	};

	for (int i = 0; i < COUNT_OF(names); i++)
		is_text(form_of(names[i].text, strlen(names[i].text)), names[i].form, names[i].text);
	is_text(form_of("NVIDIA Corp", 6), "nvidia", "only the bytes that are given count");
}

/* Text of letters, punctuation, blanks and rubbish, of every script that is folded. */
static size_t
random_text(char *text, size_t most)
{
	static const char *const pieces[] = {
	    "a",
	    "B",
	    "z",
	    "9",
	    "0",
	    ".",
	    ",",
	    " ",
	    "-",
	    "+",
	    "?",
	    " Inc",
	    " Co. ",
	    " Ltd",
	    "\t",
	    NBSP,
	    "'",
	    "\xc3\x89",
	    "\xc3\x86",
	    "\xc5\xbf",
	    "\xc2\xb5",
	    "\xc2\xbd",
	    "\xc3",
	    "\xff",
	    "1 ",
	    "\xd0\x81",
	    "\xce\xa3",
	    "\xd2\x91",
	    "\xe5\x8d\x8e",
	    "\xef\xbc\x91",
	    "\xe2\x84\xa2",
	    "\xf0\x9f\x98\x80",
	    "\xe2\x80\x8b",
	};
	size_t length = 0;

	for (int n = random_below(12); n > 0; n--)
	{
		const char *piece = PICK(pieces);

		if (length + strlen(piece) > most)
			break;
		memcpy(text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	return length;
}

static void
test_properties(void)
{
	claim same = CLAIM("of a canonical form, the canonical form is the same");
	claim hashed = CLAIM("names have one hash just when they have one canonical form");
	claim none = CLAIM("only what has no canonical form has no hash");
	char text[2][100];

	for (int i = 0; i < 200000; i++)
	{
		size_t length[2] = {random_text(text[0], 100), random_text(text[1], 100)};
		const char *form[2];
		uint64_t hash[2];

		for (int k = 0; k < 2; k++)
		{
			form[k] = form_of(text[k], length[k]);
			hash[k] = ec_name_hash(text[k], length[k]);
		}
		holds(&same, strcmp(form_of(form[0], strlen(form[0])), form[0]) == 0, "%.*s -> %s",
		      (int) length[0], text[0], form[0]);
		holds(&hashed, (strcmp(form[0], form[1]) == 0) == (hash[0] == hash[1]), "%s, %s", form[0],
		      form[1]);
		holds(&none, (form[0][0] == '\0') == (hash[0] == EC_NO_NAME), "%s", form[0]);
		if (i % 1000 == 999)
			arena_reset(&main_arena);
	}
	settle(&same);
	settle(&hashed);
	settle(&none);
}

static double
similarity(const char *asked, const char *name)
{
	return ec_name_similarity(memory(), asked, strlen(asked), name, strlen(name));
}

/* Which of two names is nearer to what was asked. */
static void
is_nearer(const char *asked, const char *nearer, const char *other)
{
	ok(similarity(asked, nearer) > similarity(asked, other), "%s: %s before %s", asked, nearer,
	   other);
}

static void
test_similarity(void)
{
	claim sane = CLAIM("similarity is between 0 and 1, and 1 of a name with itself");
	char text[2][100];

	ok(similarity("H100 SXM5", "sxm-5 H100") == 1, "the order of words makes no difference");
	ok(similarity("RTX4090", "rtx 4090") == 1, "nor do spaces between letters and digits");
	ok(similarity("\xc3\x89tat", "etat") == 1, "nor accents");
	ok(similarity("", "x") == 0 && similarity("x", "") == 0 && similarity("", "") == 0,
	   "nothing is like nothing");
	ok(similarity("a", "b") == 0, "nor is what has nothing in common");
	is_nearer("H20", "H20 SXM", "H200 SXM");
	is_nearer("rtx 4090", "GeForce RTX 4090", "GeForce RTX 4090 D");
	is_nearer("rtx 4090", "GeForce RTX 4090 D", "GeForce RTX 3090");
	is_nearer("h100 sxm", "H100 SXM5 80GB", "A100 SXM4 80GB");
	is_nearer("h100 sxm", "H100 SXM5 80GB", "H100 PCIe 80GB");
	is_nearer("Insinct MI300X", "Instinct MI300X", "Instinct MI300A");
	for (int i = 0; i < 50000; i++)
	{
		size_t length[2] = {random_text(text[0], 100), random_text(text[1], 100)};
		double other = ec_name_similarity(memory(), text[0], length[0], text[1], length[1]);
		double own = ec_name_similarity(memory(), text[0], length[0], text[0], length[0]);

		holds(&sane, other >= 0 && other <= 1 && (own == 1 || own == 0), "%.*s, %.*s: %g, %g",
		      (int) length[0], text[0], (int) length[1], text[1], other, own);
		if (i % 1000 == 999)
			arena_reset(&main_arena);
	}
	settle(&sane);
}

static void
test_other(void)
{
	static const char *const vendors[] = {"NVIDIA", "AMD", "Huawei", "SK hynix"};
	static char long_name[10000];
	char form[8];

	memset(long_name, 'N', sizeof(long_name));
	ok(ec_name_hash(long_name, sizeof(long_name)) != ec_name_hash(long_name, 9999),
	   "a name of 10,000 bytes has a hash of its own");
	ok(ec_name_hash("NVIDIA", 6) == 0x56d86709e0a72977u,
	   "hashes stand in stored chips, so they stay as they are");
	ok(ec_name_equal(memory(), "nvidia", "NVIDIA Corp") && !ec_name_equal(memory(), "a", "b"),
	   "names are compared");
	is_text(ec_name_nearest(memory(), "Nvdia Corp.", 11, vendors, 4), "NVIDIA",
	        "the nearest is found past the legal form");
	is_text(ec_name_nearest(memory(), "hynix sk", 8, vendors, 4), NULL, "or none");
	is_text(ec_name_nearest(memory(), "x", 1, NULL, 0), NULL, "also where there are no names");
	form[ec_name_canonical_bytes("\xc3\x89 \xc2\xa0", 5, form)] = '\0';
	is_text(form, "\xc3\x89\xc2\xa0", "of another encoding, bytes beyond ASCII are letters");
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_forms();
	test_properties();
	test_similarity();
	test_other();
	return finish();
}
