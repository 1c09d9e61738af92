/*
 * eccn.c
 *		Parsing, order and containment of ECCNs.  See eccn.h.
 */
#include "core/eccn.h"

#define ENTRY_LENGTH 5 /* 3A090: an entry of the list, before its paragraphs */
#define PARAGRAPH_DIGITS_MOST 4

/* A text being read, and the canonical one that it makes. */
typedef struct reader
{
	const char *text;
	size_t length;
	size_t at;
	char closing[2]; /* of the brackets around all of it, and around a paragraph; 0: none is open */
	ec_eccn *eccn;
	size_t written;
	ec_error *error;
} reader;

/* The text is none, as is seen at the character where the reader is. */
static bool
refuse(reader *r, const char *detail)
{
	const char *text = r->text;
	size_t length = r->length;
	int position = 1;

	for (size_t i = 0; i < r->at; i++)
		position += (text[i] & 0xC0) != 0x80;
	while (length > 0 && ec_is_space(text[0]))
		text++, length--;
	ec_fail(r->error, EC_INVALID_TEXT, "invalid input syntax for type %s: \"%.*s\"", "eccn",
	        ec_quoted(length), text);
	r->error->position = position;
	ec_detail(r->error, "%s", detail);
	return ec_hint(r->error,
	               "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99.");
}

/* The next character; 0 at the end. */
static char
next(const reader *r)
{
	return r->at < r->length ? r->text[r->at] : '\0';
}

static bool
is_at_end(const reader *r)
{
	return r->at == r->length;
}

static void
skip_space(reader *r)
{
	while (!is_at_end(r) && ec_is_space(next(r)))
		r->at++;
}

static bool
take(reader *r, char c)
{
	bool there = !is_at_end(r) && next(r) == c;

	r->at += there;
	return there;
}

/* Takes a word in capital letters, in any case. */
static bool
take_word(reader *r, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++)
		if (r->at + i >= r->length || ec_upper(r->text[r->at + i]) != word[i])
			return false;
	r->at += length;
	return true;
}

static bool
take_opening(reader *r, int level)
{
	if (r->closing[level] != '\0')
		return false;
	if (take(r, '('))
		r->closing[level] = ')';
	else if (take(r, '['))
		r->closing[level] = ']';
	return r->closing[level] != '\0';
}

static bool
take_closing(reader *r, int level)
{
	if (r->closing[level] == '\0' || !take(r, r->closing[level]))
		return false;
	r->closing[level] = '\0';
	return true;
}

static bool
put(reader *r, const char *text, size_t length)
{
	if (r->written + length > EC_ECCN_MAX_LENGTH)
		return refuse(r, "No ECCN is that long.");
	memcpy(r->eccn->text + r->written, text, length);
	r->written += length;
	return true;
}

/* The five characters of an entry. */
static bool
read_entry(reader *r)
{
	const char *text = r->text + r->at;
	char entry[ENTRY_LENGTH];

	if (r->length - r->at < ENTRY_LENGTH)
		return refuse(r, "An ECCN has five characters before its paragraphs.");
	if (!ec_is_digit(text[0]))
		return refuse(r, "An ECCN begins with its category, a digit from 0 to 9.");
	memcpy(entry, text, ENTRY_LENGTH);
	entry[1] = ec_upper(text[1]);
	r->at++;
	if (entry[1] < 'A' || entry[1] > 'E')
		return refuse(
		    r, "The second character of an ECCN is its product group, a letter from A to E.");
	for (int i = 2; i < ENTRY_LENGTH; i++)
	{
		r->at++;
		if (!ec_is_digit(text[i]))
			return refuse(
			    r, "The category and product group of an ECCN are followed by three digits.");
	}
	r->at++;
	return put(r, entry, ENTRY_LENGTH);
}

/* A paragraph: letters, or a number.  `set_off`: by a period or a bracket. */
static bool
read_paragraph(reader *r, bool set_off)
{
	size_t start = r->at;
	bool first = r->written == ENTRY_LENGTH;
	char letter;

	if (!put(r, ".", 1))
		return false;
	if (ec_is_digit(next(r)) && (set_off || !first))
	{
		if (next(r) == '0')
			return refuse(r, "A paragraph number does not begin with zero.");
		while (ec_is_digit(next(r)))
			r->at++;
		if (r->at - start > PARAGRAPH_DIGITS_MOST)
			return refuse(r, "A paragraph number has at most four digits.");
		return put(r, r->text + start, r->at - start);
	}
	for (; ec_is_letter(next(r)); r->at++)
	{
		letter = ec_lower(next(r));
		if (!put(r, &letter, 1))
			return false;
	}
	if (r->at == start)
		return refuse(r,
		              set_off ? "After a period comes a paragraph: letters, or a number." :
		                        "Each paragraph of an ECCN is set off by a period.");
	if (r->at - start > 1 && !set_off)
		return refuse(r, "Several letters that no period sets off may be one paragraph or more.");
	return true;
}

/*
 * The paragraphs.  What sets one off may be left out before a single letter, and between letters
 * and a number.
 */
static bool
read_paragraphs(reader *r)
{
	for (;;)
	{
		size_t end = r->at;
		bool set_off;

		skip_space(r);
		set_off = take(r, '.');
		skip_space(r);
		if (!set_off && take_closing(r, 1))
			continue;
		if (is_at_end(r) || (r->closing[0] != '\0' && next(r) == r->closing[0]))
			return r->closing[1] == '\0' || refuse(r, "A bracket is not closed.");
		set_off = take_opening(r, 1) || set_off;
		skip_space(r);
		/* A space sets off only the first. */
		if (!set_off && r->at > end && r->written > ENTRY_LENGTH)
			return refuse(r, "Each paragraph of an ECCN is set off by a period.");
		if (!read_paragraph(r, set_off))
			return false;
	}
}

/* EAR99, of which the EAR were taken. */
static bool
read_ear99(reader *r)
{
	skip_space(r);
	take(r, '-');
	skip_space(r);
	if (!take_word(r, "99"))
		return refuse(r, "Of what begins with EAR, only EAR99 is an ECCN.");
	take(r, '.');
	skip_space(r);
	if (!is_at_end(r) && next(r) != r->closing[0])
		return refuse(r, "EAR99 has no paragraphs.");
	return put(r, "EAR99", strlen("EAR99"));
}

bool
ec_eccn_parse(const char *text, size_t length, ec_eccn *eccn, ec_error *error)
{
	reader r = {.text = text, .length = length, .eccn = eccn, .error = error};

	memset(eccn, 0, sizeof(*eccn));
	while (r.length > 0 && ec_is_space(text[r.length - 1]))
		r.length--;
	skip_space(&r);
	if (is_at_end(&r))
		return refuse(&r, "The text is empty.");
	take_opening(&r, 0);
	skip_space(&r);
	if (take_word(&r, "ECCN"))
	{
		skip_space(&r);
		take(&r, ':');
		skip_space(&r);
		take_opening(&r, 0);
		skip_space(&r);
	}
	if (take_word(&r, "EAR") ? !read_ear99(&r) : !read_entry(&r) || !read_paragraphs(&r))
		return false;
	skip_space(&r);
	take_closing(&r, 0);
	skip_space(&r);
	if (r.closing[0] != '\0')
		return refuse(&r, "A bracket is not closed.");
	return is_at_end(&r) || refuse(&r, "After the ECCN comes nothing.");
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
