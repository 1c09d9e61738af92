/*
 * unit.c
 *		See unit.h.
 *
 *		text --> decimal number, unit --spelt in one way--> prefix, spelling --> the exact decimal
 */
#include "core/unit.h"

#include <stdlib.h>

#define UNIT_MOST 40 /* bytes of a unit, without spaces */

typedef enum letters
{
	EXACT, /* b is a bit and B a byte */
	ANY_CASE
} letters;

typedef enum prefixes
{
	ALONE,
	DECIMAL,
	BINARY /* or decimal */
} prefixes;

/* One of it is factor x 10^power of the key's unit. */
typedef struct spelling
{
	const char *unit; /* of the key */
	const char *name;
	letters letters;
	prefixes prefixes;
	uint64_t factor;
	int power;
} spelling;

static const spelling spellings[] = {
    {"GB/s", "B/s", EXACT, BINARY, 1, -9},
    {"GB/s", "Bps", EXACT, BINARY, 1, -9},
    {"GB/s", "byte/s", ANY_CASE, BINARY, 1, -9},
    {"GB/s", "bytes/s", ANY_CASE, BINARY, 1, -9},
    {"GB/s", "b/s", EXACT, BINARY, 125, -12}, /* an eighth of a byte */
    {"GB/s", "bps", EXACT, BINARY, 125, -12},
    {"GB/s", "bit/s", ANY_CASE, BINARY, 125, -12},
    {"GB/s", "bits/s", ANY_CASE, BINARY, 125, -12},
    {"TOPS or TFLOPS", "OPS", ANY_CASE, DECIMAL, 1, -12},
    {"TOPS or TFLOPS", "OP/s", ANY_CASE, DECIMAL, 1, -12},
    {"TOPS or TFLOPS", "FLOPS", ANY_CASE, DECIMAL, 1, -12},
    {"TOPS or TFLOPS", "FLOP/s", ANY_CASE, DECIMAL, 1, -12},
    {"TOPS or TFLOPS", "TF", EXACT, ALONE, 1, 0},
    {"TOPS or TFLOPS", "PF", EXACT, ALONE, 1, 3},
    {"TOPS or TFLOPS", "MACS", ANY_CASE, DECIMAL, 2, -12}, /* a multiplication and an addition */
    {"TOPS or TFLOPS", "MAC/s", ANY_CASE, DECIMAL, 2, -12},
    {"mm2", "mm2", ANY_CASE, ALONE, 1, 0},
    {"mm2", "cm2", ANY_CASE, ALONE, 1, 2},
    {"mm2", "um2", ANY_CASE, ALONE, 1, -6},
    {"mm2", "m2", ANY_CASE, ALONE, 1, 6},
    {"billions", "billions", ANY_CASE, ALONE, 1, 0},
    {"billions", "billion", ANY_CASE, ALONE, 1, 0},
    {"billions", "bn", ANY_CASE, ALONE, 1, 0},
    {"billions", "b", ANY_CASE, ALONE, 1, 0},
    {"billions", "g", ANY_CASE, ALONE, 1, 0},
    {"billions", "trillion", ANY_CASE, ALONE, 1, 3},
    {"billions", "trillions", ANY_CASE, ALONE, 1, 3},
    {"billions", "million", ANY_CASE, ALONE, 1, -3},
    {"billions", "millions", ANY_CASE, ALONE, 1, -3},
    {"billions", "mn", ANY_CASE, ALONE, 1, -3},
    {"billions", "m", ANY_CASE, ALONE, 1, -3},
    {"billions", "transistors", ANY_CASE, ALONE, 1, -9},
    {"TOPS x bits", "TPP", ANY_CASE, ALONE, 1, 0},
    {"TOPS x bits", "TOPSxbits", ANY_CASE, ALONE, 1, 0},
    {EC_UNIT_BITS, "bits", ANY_CASE, ALONE, 1, 0},
    {EC_UNIT_BITS, "bit", ANY_CASE, ALONE, 1, 0},
};

typedef struct prefix
{
	const char *name;
	letters letters;
	prefixes kind;
	uint64_t factor;
	int power;
} prefix;

static const prefix prefix_list[] = {
    {"", EXACT, ALONE, 1, 0},
    {"k", EXACT, DECIMAL, 1, 3},
    {"K", EXACT, DECIMAL, 1, 3},
    {"M", EXACT, DECIMAL, 1, 6},
    {"G", EXACT, DECIMAL, 1, 9},
    {"T", EXACT, DECIMAL, 1, 12},
    {"P", EXACT, DECIMAL, 1, 15},
    {"E", EXACT, DECIMAL, 1, 18},
    {"kilo", ANY_CASE, DECIMAL, 1, 3},
    {"mega", ANY_CASE, DECIMAL, 1, 6},
    {"giga", ANY_CASE, DECIMAL, 1, 9},
    {"tera", ANY_CASE, DECIMAL, 1, 12},
    {"peta", ANY_CASE, DECIMAL, 1, 15},
    {"exa", ANY_CASE, DECIMAL, 1, 18},
    {"Ki", EXACT, BINARY, UINT64_C(1) << 10, 0},
    {"Mi", EXACT, BINARY, UINT64_C(1) << 20, 0},
    {"Gi", EXACT, BINARY, UINT64_C(1) << 30, 0},
    {"Ti", EXACT, BINARY, UINT64_C(1) << 40, 0},
    {"kibi", ANY_CASE, BINARY, UINT64_C(1) << 10, 0},
    {"mebi", ANY_CASE, BINARY, UINT64_C(1) << 20, 0},
    {"gibi", ANY_CASE, BINARY, UINT64_C(1) << 30, 0},
    {"tebi", ANY_CASE, BINARY, UINT64_C(1) << 40, 0},
};

/* What to write for a key of each unit. */
static const struct
{
	const char *unit;
	const char *accepted;
} accepted_list[] = {
    {"GB/s",
     "in GB/s, or with its unit: B is bytes and b bits, as in \"3.35 TB/s\", \"900 Gb/s\" "
     "or \"819 GiB/s\""},
    {"TOPS or TFLOPS",
     "in TOPS or TFLOPS, or with its unit, such as \"312 TFLOPS\" or \"1.5 PFLOPS\""},
    {"mm2", "in mm2, or with its unit: mm2, cm2, um2 or m2"},
    {"billions", "in billions, or with its unit, such as \"80 billion\" or \"80000 million\""},
};

static bool
fail_unit(const char *what, const char *unit, const char *text, ec_error *error)
{
	const char *accepted = "";

	for (size_t i = 0; i < sizeof(accepted_list) / sizeof(accepted_list[0]); i++)
		if (strcmp(accepted_list[i].unit, unit) == 0)
			accepted = accepted_list[i].accepted;
	ec_fail(error, EC_INVALID_TEXT, "%s is not understood: \"%.40s\"%s", what, text,
	        strlen(text) > 40 ? "..." : "");
	return ec_hint(error,
	               "Write a number%s%s, without separators of thousands, or an interval [lo, hi]; "
	               "leave the key out when it is unknown.",
	               *accepted != '\0' ? " " : "", accepted);
}

static bool
fail_sparse(const char *what, const char *text, ec_error *error)
{
	ec_fail(error, EC_INVALID_TEXT, "%s is a sparse one: \"%.40s\"", what, text);
	return ec_hint(error, "Give the dense rate of the format, which data sheets state beside it.");
}

/* --- the number --- */

/* digits x 10^power, negative or not; the digits are a whole number */
typedef struct decimal
{
	bool negative;
	char *digits;
	size_t count;
	int64_t power;
} decimal;

static void
take_digits(const char **at, decimal *number, bool fraction)
{
	for (; ec_is_digit(**at); (*at)++)
	{
		if (number->count > 0 || **at != '0')
			number->digits[number->count++] = **at;
		number->power -= fraction;
	}
}

/* The power of ten behind an e; far beyond what a number can have, it stays there. */
static void
take_exponent(const char **at, decimal *number)
{
	const char *digit = *at + 1;
	int64_t power = 0;
	bool negative;

	if (**at != 'e' && **at != 'E')
		return;
	negative = *digit == '-';
	digit += *digit == '-' || *digit == '+';
	if (!ec_is_digit(*digit))
		return;
	for (; ec_is_digit(*digit); digit++)
		if (power < INT64_C(1000000000000))
			power = power * 10 + (*digit - '0');
	number->power += negative ? -power : power;
	*at = digit;
}

/* Reads the number at the beginning of the text, and where it ends; false: there is none. */
static bool
take_decimal(const ec_memory *mem, const char **text, decimal *number)
{
	const char *at = *text;
	const char *begin;

	while (ec_is_space(*at))
		at++;
	*number = (decimal){.negative = *at == '-'};
	number->digits = ec_alloc(mem, strlen(at) + 1);
	at += *at == '-' || *at == '+';
	begin = at;
	take_digits(&at, number, false);
	if (*at == '.')
	{
		at++;
		take_digits(&at, number, true);
	}
	if (at == begin || (at == begin + 1 && *begin == '.'))
		return false;
	take_exponent(&at, number);
	*text = at;
	return true;
}

/* Multiplies by a factor below 2^60, digit by digit. */
static void
multiply(const ec_memory *mem, decimal *number, uint64_t factor)
{
	enum
	{
		FACTOR_DIGITS = 20
	};
	char *product;
	uint64_t carry = 0;
	size_t at = number->count + FACTOR_DIGITS;

	if (factor == 1 || number->count == 0)
		return;
	product = ec_alloc(mem, at + 1);
	for (size_t i = number->count; i > 0 || carry > 0;)
	{
		if (i > 0)
			carry += factor * (uint64_t) (number->digits[--i] - '0');
		product[--at] = (char) ('0' + carry % 10);
		carry /= 10;
	}
	number->count = number->count + FACTOR_DIGITS - at;
	number->digits = product + at;
}

/* As a decimal, without an exponent if that is short, as messages quote it. */
static const char *
decimal_text(const ec_memory *mem, const decimal *number)
{
	enum
	{
		ZEROS_MOST = 20
	};
	int64_t point = (int64_t) number->count + number->power; /* where it stands in the digits */
	ec_text text;

	ec_text_init(&text, mem);
	if (number->count == 0)
		return "0";
	if (number->negative)
		ec_text_add_char(&text, '-');
	if (number->power > ZEROS_MOST || point < -ZEROS_MOST)
	{
		ec_text_add_n(&text, number->digits, number->count);
		ec_text_printf(&text, "e%lld", (long long) number->power);
		return text.data;
	}
	if (point <= 0)
		ec_text_add(&text, "0.");
	for (int64_t zeros = point; zeros < 0; zeros++)
		ec_text_add_char(&text, '0');
	for (size_t i = 0; i < number->count; i++)
	{
		if (i > 0 && (int64_t) i == point)
			ec_text_add_char(&text, '.');
		ec_text_add_char(&text, number->digits[i]);
	}
	for (int64_t zeros = 0; zeros < number->power; zeros++)
		ec_text_add_char(&text, '0');
	return text.data;
}

/* --- the unit --- */

/* Characters that are written in another way, or mean nothing. */
static const struct
{
	const char *written;
	const char *meant;
} characters[] = {
    {" ", ""},
    {"\t", ""},
    {".", ""},
    {"-", ""},
    {"^", ""},
    {"(", ""},
    {")", ""},
    {"\xC2\xA0", ""},
    {"\xC2\xB2", "2"} /* superscript 2 */,
    {"\xC2\xB5", "u"},
    {"\xCE\xBC", "u"} /* micro, mu */,
    {"\xE2\x80\xAF", ""} /* narrow spaces */,
    {"\xE2\x80\x89", ""},
};

static bool
is_word(const char *text, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (ec_lower(text[i]) != ec_lower(word[i]))
			return false;
	return true;
}

/* Takes a word off the end, if there is more than that. */
static bool
cut_end(char *unit, const char *word)
{
	size_t length = strlen(unit);
	size_t size = strlen(word);

	if (length <= size || !is_word(unit + length - size, word, size))
		return false;
	unit[length - size] = '\0';
	return true;
}

/* "square millimetres" to mm2, "GB per second" to GB/s, "billion transistors" to billion. */
static void
spell_unit(char *unit)
{
	static const char *const squares[] = {"square", "sq"};
	static const char *const lengths[][2] = {{"millimeters", "mm"}, {"millimetres", "mm"},
	                                         {"millimeter", "mm"},  {"millimetre", "mm"},
	                                         {"centimeters", "cm"}, {"centimetres", "cm"},
	                                         {"centimeter", "cm"},  {"centimetre", "cm"}};
	static const char *const seconds[] = {"persecond", "/second", "/sec", "persec"};
	bool square = false;

	for (int i = 0; i < 2 && !square; i++)
	{
		size_t size = strlen(squares[i]);

		square = cut_end(unit, squares[i]);
		if (!square && strlen(unit) > size && is_word(unit, squares[i], size))
		{
			memmove(unit, unit + size, strlen(unit + size) + 1);
			square = true;
		}
	}
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		if (square && strlen(unit) == strlen(lengths[i][0]) &&
		    is_word(unit, lengths[i][0], strlen(unit)))
			memcpy(unit, lengths[i][1], sizeof("mm"));
	if (square)
		memcpy(unit + strlen(unit), "2", sizeof("2"));
	for (size_t i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++)
		if (cut_end(unit, seconds[i]))
			memcpy(unit + strlen(unit), "/s", sizeof("/s"));
}

/* Words behind a unit that leave it what it is. */
static void
cut_empty_words(const char *key_unit, char *unit)
{
	static const char *const words[][2] = {{"TOPS or TFLOPS", "dense"},
	                                       {"TOPS or TFLOPS", "peak"},
	                                       {"billions", "transistors"},
	                                       {"billions", "transistor"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], key_unit) == 0)
			cut_end(unit, words[i][1]);
}

/* The unit without what means nothing; false: it is none that anybody writes, or only that. */
static bool
copy_unit(const char *text, char unit[UNIT_MOST + 1])
{
	const size_t count = sizeof(characters) / sizeof(characters[0]);
	size_t size = 0;
	bool any = false;

	while (*text != '\0')
	{
		size_t c = 0;

		while (c < count &&
		       strncmp(text, characters[c].written, strlen(characters[c].written)) != 0)
			c++;
		if (size == UNIT_MOST)
			return false;
		any |= !ec_is_space(*text);
		if (c == count)
			unit[size++] = *text++;
		else
		{
			if (characters[c].meant[0] != '\0')
				unit[size++] = characters[c].meant[0];
			text += strlen(characters[c].written);
		}
	}
	unit[size] = '\0';
	return size > 0 || !any;
}

static bool
is_spelt(const char *text, size_t length, const char *name, letters letters)
{
	return strlen(name) == length &&
	    (letters == EXACT ? memcmp(text, name, length) == 0 : is_word(text, name, length));
}

/* What one of it is of the key's unit: a spelling, with a prefix that it can have. */
static bool
find_unit(const char *key_unit, const char *unit, prefix *scale)
{
	for (size_t s = 0; s < sizeof(spellings) / sizeof(spellings[0]); s++)
	{
		const spelling *each = &spellings[s];
		size_t name = strlen(each->name);
		size_t before = strlen(unit) - name;

		if (strcmp(each->unit, key_unit) != 0 || strlen(unit) < name ||
		    !is_spelt(unit + before, name, each->name, each->letters))
			continue;
		for (size_t p = 0; p < sizeof(prefix_list) / sizeof(prefix_list[0]); p++)
			if (prefix_list[p].kind <= each->prefixes &&
			    is_spelt(unit, before, prefix_list[p].name,
			             each->letters == ANY_CASE ? ANY_CASE : prefix_list[p].letters))
			{
				*scale = prefix_list[p];
				scale->factor *= each->factor;
				scale->power += each->power;
				return true;
			}
	}
	return false;
}

/* "NaN" and "Infinity" are no numbers of a chip, which another room says of all of them. */
static bool
is_no_number(const char *text)
{
	static const char *const words[] = {"nan", "inf", "infinity"};

	text += *text == '-' || *text == '+';
	for (int i = 0; i < 3; i++)
		if (is_spelt(text, strlen(text), words[i], ANY_CASE))
			return true;
	return false;
}

const char *
ec_unit_read(const ec_memory *mem, const char *what, const char *unit, const char *text,
             ec_error *error)
{
	const char *at = text;
	decimal number;
	char written[UNIT_MOST + 2]; /* a square has one more */
	prefix scale = {.factor = 1};

	/* as most are written */
	if (*text != '\0' && text[strspn(text, "0123456789")] == '\0')
		return text;
	if (is_no_number(text))
		return text;
	if (!take_decimal(mem, &at, &number) || !copy_unit(at, written))
	{
		fail_unit(what, unit, text, error);
		return NULL;
	}
	if (written[0] != '\0')
	{
		if (strcmp(unit, "TOPS or TFLOPS") == 0 && strstr(written, "spars") != NULL)
		{
			fail_sparse(what, text, error);
			return NULL;
		}
		spell_unit(written);
		cut_empty_words(unit, written);
		if (!find_unit(unit, written, &scale))
		{
			fail_unit(what, unit, text, error);
			return NULL;
		}
	}
	multiply(mem, &number, scale.factor);
	number.power += scale.power;
	for (; number.power < 0 && number.count > 0 && number.digits[number.count - 1] == '0';
	     number.count--)
		number.power++;
	return decimal_text(mem, &number);
}
