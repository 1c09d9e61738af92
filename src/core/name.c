/*
 * name.c
 *		Canonical forms of names.  See name.h.
 *
 *		bytes --read_character--> character --fold--> character, or a separator, or nothing
 *		      --put--> bytes of the canonical form, and their hash
 *		the end --> as far as the last word that is no legal form
 */
#include "core/name.h"

/* What a character becomes in a canonical form, besides another character. */
#define DROPPED 0          /* nothing: a point, an apostrophe, an accent by itself */
#define SEPARATOR 1        /* nothing, and it ends a word: a space, a hyphen, a comma */
#define POINT 2            /* nothing, but between digits it is decimal */
#define RAW_BYTE 0x1000000 /* plus a byte that is no part of a UTF-8 character */

#define LEGAL_MOST 12 /* bytes in the longest legal form */

/*
 * Legal forms of firms, in canonical form.  Not among them: SE, AS and LP, which end other names,
 * too.
 */
static const char *const legal_forms[] = {
    "inc",  "incorporated", "corp", "corporation", "co",       "company", "coltd", "ltd",
    "llc",  "limited",      "llp",  "plc",         "gmbh",     "mbh",     "ag",    "kg",
    "kgaa", "sa",           "sas",  "sarl",        "spa",      "srl",     "bv",    "nv",
    "kk",   "pte",          "pty",  "pvt",         "sdn",      "bhd",     "oy",    "oyj",
    "ab",   "asa",          "aps",  "holding",     "holdings",
};

/*
 * Latin-1 and Latin Extended-A from U+00C0 on, as the ASCII letters that they are with an accent or
 * a stroke.  '*': a letter of its own; '.': no letter.
 */
static const char latin[] = "aaaaaa*ceeeeiiii"
                            "*nooooo.ouuuuy**"
                            "aaaaaa*ceeeeiiii"
                            "*nooooo.ouuuuy*y"
                            "aaaaaaccccccccdd"
                            "ddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiii"
                            "ii**jjkk*lllllll"
                            "lllnnnnnnn**oooo"
                            "oo**rrrrrrssssss"
                            "ssttttttuuuuuuuu"
                            "uuuuwwyyyzzzzzzs";

#define LATIN_BEGIN 0xC0
#define LATIN_END (LATIN_BEGIN + sizeof(latin) - 1)

/* Accented letters of Greek and Cyrillic, and the letters that they are. */
static const struct
{
	uint16_t accented;
	uint16_t letter;
} accents[] = {
    {0x386, 0x3B1}, {0x388, 0x3B5}, {0x389, 0x3B7}, {0x38A, 0x3B9}, {0x38C, 0x3BF}, {0x38E, 0x3C5},
    {0x38F, 0x3C9}, {0x390, 0x3B9}, {0x3AA, 0x3B9}, {0x3AB, 0x3C5}, {0x3AC, 0x3B1}, {0x3AD, 0x3B5},
    {0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3B0, 0x3C5}, {0x3C2, 0x3C3}, {0x3CA, 0x3B9}, {0x3CB, 0x3C5},
    {0x3CC, 0x3BF}, {0x3CD, 0x3C5}, {0x3CE, 0x3C9}, {0x400, 0x435}, {0x401, 0x435}, {0x403, 0x433},
    {0x407, 0x456}, {0x40C, 0x43A}, {0x40D, 0x438}, {0x40E, 0x443}, {0x419, 0x438}, {0x439, 0x438},
    {0x450, 0x435}, {0x451, 0x435}, {0x453, 0x433}, {0x457, 0x456}, {0x45C, 0x43A}, {0x45D, 0x438},
    {0x45E, 0x443},
};

/* --- characters --- */

/* Reads one character of UTF-8, in its shortest form; 0 when there is none. */
static size_t
read_character(const unsigned char *at, size_t left, uint32_t *character)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char lead = at[0];
	size_t length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

	if (length == 0 || length > left || lead > 0xF4)
		return 0;
	*character = length == 1 ? lead : lead & (0x7Fu >> length);
	for (size_t i = 1; i < length; i++)
	{
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		*character = *character << 6 | (at[i] & 0x3F);
	}
	if (*character < least[length] || *character > 0x10FFFF ||
	    (*character >= 0xD800 && *character <= 0xDFFF))
		return 0;
	return length;
}

static bool
is_utf8(const char *text, size_t length)
{
	uint32_t character;

	for (size_t step; length > 0; text += step, length -= step)
	{
		step = read_character((const unsigned char *) text, length, &character);
		if (step == 0)
			return false;
	}
	return true;
}

/* Does it show nothing?  Zero width, byte order marks and controls are blank. */
static bool
is_blank(uint32_t c)
{
	return c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 || c == 0x180E ||
	    (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
	    (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0x3164 || c == 0xFEFF;
}

static uint32_t
fold_ascii(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 'a';
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+')
		return c;
	if (c == '.')
		return POINT;
	return c == '\'' || c == '"' || c == '`' || c == 0 ? DROPPED : SEPARATOR;
}

/* Latin-1 and Latin Extended-A, from U+0080 on. */
static uint32_t
fold_latin(uint32_t c)
{
	if (c >= LATIN_BEGIN && latin[c - LATIN_BEGIN] == '.')
		return SEPARATOR;
	if (c >= LATIN_BEGIN && latin[c - LATIN_BEGIN] != '*')
		return (unsigned char) latin[c - LATIN_BEGIN];
	switch (c)
	{
		case 0xAA: /* the ordinal indicators, as in No. */
			return 'a';
		case 0xBA:
			return 'o';
		case 0xB2: /* superscripts */
		case 0xB3:
			return c - 0xB2 + '2';
		case 0xB9:
			return '1';
		case 0xB5: /* the micro sign is a mu */
			return 0x3BC;
		case 0xA8: /* accents, and marks such as (R) */
		case 0xA9:
		case 0xAD:
		case 0xAE:
		case 0xAF:
		case 0xB4:
		case 0xB8:
			return DROPPED;
		case 0xC6: /* letters of their own, and their small ones */
		case 0xD0:
		case 0xDE:
			return c + 0x20;
		case 0x132:
		case 0x14A:
		case 0x152:
			return c + 1;
		default:
			return c >= 0xBC && (c <= 0xBE || c >= LATIN_BEGIN) ? c : SEPARATOR;
	}
}

/* Greek and Cyrillic. */
static uint32_t
fold_greek_or_cyrillic(uint32_t c)
{
	for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++)
		if (accents[i].accented == c)
			return accents[i].letter;
	if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	if (c >= 0x483 && c <= 0x489)
		return DROPPED;
	if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F))
		return c | 1;
	return c == 0x37E || c == 0x384 || c == 0x385 || c == 0x387 ? SEPARATOR : c;
}

/* Characters beyond those scripts: spaces, marks and punctuation; everything else is a letter. */
static uint32_t
fold_other(uint32_t c)
{
	if ((c >= 0x2018 && c <= 0x201F) || (c >= 0x200B && c <= 0x200F) ||
	    (c >= 0x2060 && c <= 0x206F) || (c >= 0x300 && c <= 0x36F) ||
	    (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0x2120 || c == 0x2122)
		return DROPPED;
	if (is_blank(c) || (c >= 0x2010 && c <= 0x205E) || (c >= 0x2190 && c <= 0x23FF) ||
	    (c >= 0x2500 && c <= 0x27BF) || (c >= 0x3001 && c <= 0x3003) ||
	    (c >= 0x3008 && c <= 0x3020) || c == 0x3030 || c == 0x30FB || c == 0x2212)
		return SEPARATOR;
	return c;
}

static uint32_t
fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E) /* of full width */
		c -= 0xFF01 - '!';
	if (c < 0x80)
		return fold_ascii(c);
	if (c >= 0x80 && c < LATIN_END)
		return fold_latin(c);
	if (c >= 0x370 && c <= 0x52F)
		return fold_greek_or_cyrillic(c);
	return fold_other(c);
}

/* --- canonical forms --- */

/* A canonical form while it is made: its bytes, where they are wanted, and its hash. */
typedef struct canonical
{
	char *out; /* NULL: only the hash is wanted */
	size_t length;
	uint64_t hash;
	size_t kept; /* as far as the last word that is no legal form */
	uint64_t kept_hash;
	char word[LEGAL_MOST];
	size_t word_length; /* of the word so far, also where it is longer than a legal form is */
	uint32_t last;      /* character */
	uint32_t between;   /* what has come since, of the three */
} canonical;

#define HASH_BEGIN 14695981039346656037u

static void
put_byte(canonical *c, unsigned char byte)
{
	if (c->out != NULL)
		c->out[c->length] = (char) byte;
	c->length++;
	c->hash = (c->hash ^ byte) * 1099511628211u;
	if (c->word_length < LEGAL_MOST)
		c->word[c->word_length] = (char) byte;
	c->word_length++;
}

static void
put_character(canonical *c, uint32_t character)
{
	if (character >= RAW_BYTE)
		put_byte(c, (unsigned char) (character - RAW_BYTE));
	else if (character < 0x80)
		put_byte(c, (unsigned char) character);
	else
	{
		int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;

		put_byte(c, (unsigned char) ((0xFF00u >> (more + 1)) | character >> 6 * more));
		while (more-- > 0)
			put_byte(c, (unsigned char) (0x80 | (character >> 6 * more & 0x3F)));
	}
}

static bool
is_legal_form(const canonical *c)
{
	for (size_t i = 0; i < sizeof(legal_forms) / sizeof(legal_forms[0]); i++)
		if (strlen(legal_forms[i]) == c->word_length &&
		    memcmp(legal_forms[i], c->word, c->word_length) == 0)
			return true;
	return false;
}

static void
end_word(canonical *c)
{
	if (c->word_length > 0 && (c->kept == 0 || !is_legal_form(c)))
	{
		c->kept = c->length;
		c->kept_hash = c->hash;
	}
	c->word_length = 0;
}

static bool
is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

static void
put(canonical *c, uint32_t folded)
{
	if (folded <= POINT)
	{
		if (folded == SEPARATOR)
			end_word(c);
		if (folded > DROPPED && c->between != POINT)
			c->between = folded;
		return;
	}
	if (c->between != DROPPED && is_digit(c->last) && is_digit(folded))
		put_byte(c, c->between == POINT ? '.' : ' ');
	c->between = DROPPED;
	c->last = folded;
	put_character(c, folded);
}

/* What the text has for characters: those of UTF-8, or ASCII and bytes. */
static size_t
next_character(const char *text, size_t length, bool utf8, uint32_t *character)
{
	unsigned char byte = (unsigned char) *text;

	if (utf8)
		return read_character((const unsigned char *) text, length, character);
	*character = byte < 0x80 ? byte : RAW_BYTE + byte;
	return 1;
}

/* All of it; `as_it_is`: without its blanks, and nothing else folded. */
static void
put_all(canonical *c, const char *text, size_t length, bool utf8, bool as_it_is)
{
	uint32_t character;

	for (size_t step; length > 0; text += step, length -= step)
	{
		step = next_character(text, length, utf8, &character);
		if (as_it_is && !is_blank(character))
			put_character(c, character);
		else if (!as_it_is)
			put(c, character >= RAW_BYTE ? character : fold(character));
	}
	end_word(c);
}

static canonical
make(const char *text, size_t length, bool utf8, char *out)
{
	canonical c = {.out = out, .hash = HASH_BEGIN};

	put_all(&c, text, length, utf8, false);
	if (c.kept == 0)
		put_all(&c, text, length, utf8, true);
	return c;
}

size_t
ec_name_canonical(const char *text, size_t length, char *out)
{
	return make(text, length, is_utf8(text, length), out).kept;
}

size_t
ec_name_canonical_bytes(const char *text, size_t length, char *out)
{
	return make(text, length, false, out).kept;
}

uint64_t
ec_name_hash(const char *text, size_t length)
{
	canonical c = make(text, length, is_utf8(text, length), NULL);
	uint64_t hash = c.kept_hash ^ c.kept_hash >> 32;

	if (c.kept == 0)
		return EC_NO_NAME;
	return hash == EC_NO_NAME ? 1 : hash;
}

static const char *
canonical_text(const ec_memory *mem, const char *text, size_t length)
{
	char *form = ec_alloc(mem, length + 1);

	form[ec_name_canonical(text, length, form)] = '\0';
	return form;
}

bool
ec_name_equal(const ec_memory *mem, const char *a, const char *b)
{
	return strcmp(canonical_text(mem, a, strlen(a)), canonical_text(mem, b, strlen(b))) == 0;
}

const char *
ec_name_nearest(const ec_memory *mem, const char *text, size_t length, const char *const *names,
                int count)
{
	const char **forms = ec_alloc(mem, (size_t) count * sizeof(char *));
	const char *form = canonical_text(mem, text, length);
	const char *nearest;

	for (int i = 0; i < count; i++)
		forms[i] = canonical_text(mem, names[i], strlen(names[i]));
	nearest = ec_nearest(form, strlen(form), forms, count);
	for (int i = 0; i < count; i++)
		if (forms[i] == nearest)
			return names[i];
	return NULL;
}

/* --- similarity --- */

#define CHARACTER_BITS 21
#define CHARACTER_MASK (((uint64_t) 1 << CHARACTER_BITS) - 1)
#define TRIGRAM_MASK (((uint64_t) 1 << 3 * CHARACTER_BITS) - 1)
#define BYTE_CHARACTER 0x110000 /* plus a byte: beyond all characters, and within the bits of one */

/*
 * Adds the trigrams of the text's words to a set: a word is a run of letters or of digits, with two
 * blanks before it and one behind.  So what is added or left out beside a word changes few of them.
 */
static size_t
add_trigrams(const char *text, size_t length, uint64_t *trigram)
{
	bool utf8 = is_utf8(text, length);
	uint64_t last = 0; /* the last two characters, 0 for a blank */
	size_t count = 0;
	uint32_t character;

	for (size_t step; length > 0; text += step, length -= step)
	{
		uint32_t before = (uint32_t) (last & CHARACTER_MASK);

		step = next_character(text, length, utf8, &character);
		character = character < RAW_BYTE ? fold(character) : BYTE_CHARACTER + character - RAW_BYTE;
		if (character == DROPPED)
			continue;
		if (before != 0 && (character <= POINT || is_digit(before) != is_digit(character)))
		{
			trigram[count++] = (last << CHARACTER_BITS) & TRIGRAM_MASK;
			last = 0;
		}
		if (character <= POINT)
			continue;
		last = (last << CHARACTER_BITS | character) & TRIGRAM_MASK;
		trigram[count++] = last;
	}
	if ((last & CHARACTER_MASK) != 0)
		trigram[count++] = (last << CHARACTER_BITS) & TRIGRAM_MASK;
	return count;
}

static int
compare_trigrams(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *) a;
	uint64_t y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/* Sorted, each once. */
static uint64_t *
trigrams_of(const ec_memory *mem, const char *text, size_t length, size_t *count)
{
	uint64_t *trigram = ec_alloc(mem, (2 * length + 1) * sizeof(uint64_t));
	size_t all = add_trigrams(text, length, trigram);

	ec_sort(mem, trigram, all, sizeof(uint64_t), compare_trigrams);
	*count = 0;
	for (size_t i = 0; i < all; i++)
		if (i == 0 || trigram[i] != trigram[i - 1])
			trigram[(*count)++] = trigram[i];
	return trigram;
}

double
ec_name_similarity(const ec_memory *mem, const char *asked, size_t asked_length, const char *name,
                   size_t name_length)
{
	size_t in_asked;
	size_t in_name;
	size_t in_both = 0;
	const uint64_t *a = trigrams_of(mem, asked, asked_length, &in_asked);
	const uint64_t *b = trigrams_of(mem, name, name_length, &in_name);

	for (size_t i = 0, k = 0; i < in_asked && k < in_name;)
	{
		in_both += a[i] == b[k];
		if (a[i] <= b[k])
			i++;
		else
			k++;
	}
	if (in_both == 0)
		return 0;
	return (3.0 * (double) in_both / (double) in_asked + (double) in_both / (double) in_name) / 4;
}
