/*
 * eccn.c
 *		Parsing, order and containment of ECCNs.  See eccn.h.
 */
#include "core/eccn.h"

#define ENTRY_LENGTH 5 /* 3A090: an entry of the list, before its paragraphs */
#define PARAGRAPH_DIGITS_MOST 4

static bool
bad_eccn(const char *text, size_t length, const char *detail, ec_error *error)
{
	ec_fail(error, EC_INVALID_TEXT, "invalid input syntax for type %s: \"%.*s\"", "eccn",
	        ec_quoted(length), text);
	ec_detail(error, "%s", detail);
	return ec_hint(error,
	               "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99.");
}

/* The paragraphs, each a period with letters or with a number; lower-cases the letters. */
static bool
parse_paragraphs(const char *text, size_t length, size_t i, ec_eccn *eccn, ec_error *error)
{
	while (i < length)
	{
		size_t start;

		if (text[i] != '.')
			return bad_eccn(text, length, "Each paragraph of an ECCN is set off by a period.",
			                error);
		start = ++i;
		if (i < length && ec_is_digit(text[i]))
		{
			if (text[i] == '0')
				return bad_eccn(text, length, "A paragraph number does not begin with zero.",
				                error);
			while (i < length && ec_is_digit(text[i]))
				i++;
			if (i - start > PARAGRAPH_DIGITS_MOST)
				return bad_eccn(text, length, "A paragraph number has at most four digits.", error);
		}
		else
			while (i < length && ec_is_letter(text[i]))
			{
				eccn->text[i] = ec_lower(text[i]);
				i++;
			}
		if (i == start)
			return bad_eccn(text, length, "After a period comes a paragraph: letters, or a number.",
			                error);
	}
	return true;
}

bool
ec_eccn_parse(const char *text, size_t length, ec_eccn *eccn, ec_error *error)
{
	while (length > 0 && ec_is_space(text[0]))
		text++, length--;
	while (length > 0 && ec_is_space(text[length - 1]))
		length--;

	memset(eccn, 0, sizeof(*eccn));
	if (length == 0)
		return bad_eccn(text, length, "The text is empty.", error);
	if (length > EC_ECCN_MAX_LENGTH)
		return bad_eccn(text, length, "No ECCN is that long.", error);
	for (size_t i = 0; i < length; i++)
		eccn->text[i] = ec_upper(text[i]);
	if (strcmp(eccn->text, "EAR99") == 0)
		return true;

	if (length < ENTRY_LENGTH)
		return bad_eccn(text, length, "An ECCN has five characters before its paragraphs.", error);
	if (!ec_is_digit(text[0]))
		return bad_eccn(text, length, "An ECCN begins with its category, a digit from 0 to 9.",
		                error);
	if (eccn->text[1] < 'A' || eccn->text[1] > 'E')
		return bad_eccn(
		    text, length,
		    "The second character of an ECCN is its product group, a letter from A to E.", error);
	if (!ec_is_digit(text[2]) || !ec_is_digit(text[3]) || !ec_is_digit(text[4]))
		return bad_eccn(text, length,
		                "The category and product group of an ECCN are followed by three digits.",
		                error);
	return parse_paragraphs(text, length, ENTRY_LENGTH, eccn, error);
}

/* Where the paragraph ends. */
static const char *
paragraph_end(const char *p)
{
	while (*p != '\0' && *p != '.')
		p++;
	return p;
}

int
ec_eccn_compare(const char *a, const char *b)
{
	for (;;)
	{
		const char *ea = paragraph_end(a);
		const char *eb = paragraph_end(b);
		size_t la = (size_t) (ea - a);
		size_t lb = (size_t) (eb - b);
		int order;

		/* Numbers have no leading zero, so the longer one is the greater one. */
		if (ec_is_digit(*a) && ec_is_digit(*b) && la != lb)
			return la < lb ? -1 : 1;
		order = memcmp(a, b, la < lb ? la : lb);
		if (order != 0)
			return order < 0 ? -1 : 1;
		if (la != lb)
			return la < lb ? -1 : 1;
		if (*ea == '\0' || *eb == '\0')
			return (*ea == '\0' ? 0 : 1) - (*eb == '\0' ? 0 : 1);
		a = ea + 1;
		b = eb + 1;
	}
}

bool
ec_eccn_contains(const char *outer, const char *inner)
{
	size_t length = strlen(outer);

	return strncmp(outer, inner, length) == 0 && (inner[length] == '\0' || inner[length] == '.');
}
