/*
 * base.c
 *		Memory, errors as values, text building.  See base.h.
 */
#include "core/base.h"

#include <stdio.h>
#include <stdlib.h>

void *
ec_alloc(const ec_memory *mem, size_t size)
{
	void *p;

	ec_check_interrupt(mem);
	p = mem->alloc(mem->owner, size ? size : 1);
	memset(p, 0, size ? size : 1);
	return p;
}

char *
ec_copy_text(const ec_memory *mem, const char *text, size_t length)
{
	char *copy = ec_alloc(mem, length + 1);

	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

void *
ec_grow(const ec_memory *mem, void *old, size_t used, size_t *capacity, size_t item)
{
	size_t larger = *capacity ? *capacity * 2 : 8;
	void *fresh;

	if (used < *capacity)
		return old;
	fresh = ec_alloc(mem, larger * item);
	if (used > 0)
		memcpy(fresh, old, used * item);
	*capacity = larger;
	return fresh;
}

/* Merges two sorted runs of `from`, which lie side by side, into one in `to`. */
static void
merge_runs(char *to, const char *from, size_t left, size_t right, size_t item,
           int (*compare)(const void *a, const void *b))
{
	const char *a = from;
	const char *b = from + left * item;

	while (left > 0 && right > 0)
	{
		bool second = compare(a, b) > 0;
		const char **least = second ? &b : &a;

		memcpy(to, *least, item);
		to += item;
		*least += item;
		*(second ? &right : &left) -= 1;
	}
	memcpy(to, left > 0 ? a : b, (left + right) * item);
}

void
ec_sort(const ec_memory *mem, void *array, size_t count, size_t item,
        int (*compare)(const void *a, const void *b))
{
	char *from = array;
	char *to;
	size_t sorted = 1;

	/* What was sorted before it was written is so when it is read, and then takes no memory. */
	while (sorted < count && compare(from + (sorted - 1) * item, from + sorted * item) <= 0)
		sorted++;
	if (sorted >= count)
		return;
	to = ec_alloc(mem, count * item);
	for (size_t width = 1; width < count; width *= 2)
	{
		char *merged = to;

		for (size_t i = 0; i < count; i += 2 * width)
		{
			size_t left = count - i < width ? count - i : width;
			size_t right = count - i - left < width ? count - i - left : width;

			ec_check_interrupt(mem);
			merge_runs(to + i * item, from + i * item, left, right, item, compare);
		}
		to = from;
		from = merged;
	}
	if (from != array)
		memcpy(array, from, count * item);
}

void
ec_drop_cut_characters(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0';)
	{
		unsigned char lead = (unsigned char) *from;
		int wanted = lead < 0xC0 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4));
		int length = 1;

		while (length < wanted && ((unsigned char) from[length] & 0xC0) == 0x80)
			length++;
		if (length == wanted)
		{
			memmove(to, from, (size_t) length);
			to += length;
		}
		from += length;
	}
	*to = '\0';
}

bool
ec_fail(ec_error *error, ec_error_code code, const char *format, ...)
{
	va_list args;

	memset(error, 0, sizeof(*error));
	error->code = code;
	va_start(args, format);
	vsnprintf(error->message, sizeof(error->message), format, args);
	va_end(args);
	ec_drop_cut_characters(error->message);
	return false;
}

bool
ec_detail(ec_error *error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(error->detail, sizeof(error->detail), format, args);
	va_end(args);
	ec_drop_cut_characters(error->detail);
	return false;
}

bool
ec_hint(ec_error *error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(error->hint, sizeof(error->hint), format, args);
	va_end(args);
	ec_drop_cut_characters(error->hint);
	return false;
}

void
ec_text_init(ec_text *text, const ec_memory *mem)
{
	text->mem = mem;
	text->capacity = 64;
	text->length = 0;
	text->data = ec_alloc(mem, text->capacity);
}

void
ec_text_add_n(ec_text *text, const char *piece, size_t length)
{
	if (text->length + length + 1 > text->capacity)
	{
		size_t capacity = text->capacity;
		char *fresh;

		while (text->length + length + 1 > capacity)
			capacity *= 2;
		fresh = text->mem->alloc(text->mem->owner, capacity);
		memcpy(fresh, text->data, text->length);
		text->data = fresh;
		text->capacity = capacity;
	}
	if (length > 0)
		memcpy(text->data + text->length, piece, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
ec_text_add(ec_text *text, const char *piece)
{
	ec_text_add_n(text, piece, strlen(piece));
}

void
ec_text_add_char(ec_text *text, char c)
{
	ec_text_add_n(text, &c, 1);
}

void
ec_text_printf(ec_text *text, const char *format, ...)
{
	char small[256];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (length < 0)
		return;
	if ((size_t) length < sizeof(small))
	{
		ec_text_add_n(text, small, (size_t) length);
		return;
	}
	{
		char *large = ec_alloc(text->mem, (size_t) length + 1);

		va_start(args, format);
		vsnprintf(large, (size_t) length + 1, format, args);
		va_end(args);
		ec_text_add_n(text, large, (size_t) length);
	}
}

void
ec_text_json_string(ec_text *text, const char *value, size_t length)
{
	ec_text_add_char(text, '"');
	for (size_t i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) value[i];

		switch (c)
		{
			case '"':
				ec_text_add(text, "\\\"");
				break;
			case '\\':
				ec_text_add(text, "\\\\");
				break;
			case '\b':
				ec_text_add(text, "\\b");
				break;
			case '\f':
				ec_text_add(text, "\\f");
				break;
			case '\n':
				ec_text_add(text, "\\n");
				break;
			case '\r':
				ec_text_add(text, "\\r");
				break;
			case '\t':
				ec_text_add(text, "\\t");
				break;
			default:
				if (c < 0x20)
					ec_text_printf(text, "\\u%04x", c);
				else
					ec_text_add_char(text, (char) c);
		}
	}
	ec_text_add_char(text, '"');
}

void
ec_number_text(double value, char out[EC_NUMBER_SIZE])
{
	/*
	 * Integers that a double holds exactly are written plainly: "26900000" is what a regulation
	 * prints, and "2.69e+07" is not.
	 */
	if (value > -1e15 && value < 1e15 && value == (double) (int64_t) value)
	{
		snprintf(out, EC_NUMBER_SIZE, "%lld", (long long) value);
		return;
	}
	for (int digits = 15; digits <= 17; digits++)
	{
		snprintf(out, EC_NUMBER_SIZE, "%.*g", digits, value);
		if (strtod(out, NULL) == value)
			return;
	}
}

void
ec_text_number(ec_text *text, double value)
{
	char number[EC_NUMBER_SIZE];

	ec_number_text(value, number);
	ec_text_add(text, number);
}

void
ec_text_cut(ec_text *text, size_t length)
{
	text->length = length;
	text->data[length] = '\0';
}

/* Edit distance of two short words, with adjacent transposition, ignoring ASCII case. */
static int
edit_distance(const char *a, size_t la, const char *b, size_t lb)
{
	enum
	{
		LONGEST = 40
	};
	int row[3][LONGEST + 1];

	if (la > LONGEST || lb > LONGEST)
		return 1000;
	for (size_t j = 0; j <= lb; j++)
		row[0][j] = (int) j;
	for (size_t i = 1; i <= la; i++)
	{
		int *now = row[i % 3];
		int *before = row[(i + 2) % 3];
		int *earlier = row[(i + 1) % 3];

		now[0] = (int) i;
		for (size_t j = 1; j <= lb; j++)
		{
			bool same = ec_lower(a[i - 1]) == ec_lower(b[j - 1]);
			int best = before[j - 1] + (same ? 0 : 1);

			if (before[j] + 1 < best)
				best = before[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && ec_lower(a[i - 1]) == ec_lower(b[j - 2]) &&
			    ec_lower(a[i - 2]) == ec_lower(b[j - 1]) && earlier[j - 2] + 1 < best)
				best = earlier[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[la % 3][lb];
}

const char *
ec_nearest(const char *word, size_t length, const char *const *names, int count)
{
	const char *nearest = NULL;
	int least = 1000;

	for (int i = 0; i < count; i++)
	{
		size_t candidate = strlen(names[i]);
		int distance = edit_distance(word, length, names[i], candidate);

		/* A name that begins with what was typed ("memory" for "memory_bandwidth") is near. */
		if (length >= 3 && candidate > length)
		{
			size_t k = 0;

			while (k < length && ec_lower(names[i][k]) == ec_lower(word[k]))
				k++;
			if (k == length && distance > 2)
				distance = 2;
		}
		if (distance < least)
		{
			least = distance;
			nearest = names[i];
		}
	}
	/*
	 * Up to a third of the longer word may differ, and always at least two letters of a long one.
	 */
	if (nearest != NULL)
	{
		size_t longer = strlen(nearest) > length ? strlen(nearest) : length;
		int allowed = (int) (longer / 3);

		if (allowed < 1)
			allowed = 1;
		if (least > allowed && !(least <= 3 && length >= 3 && longer > 6))
			return NULL;
	}
	return nearest;
}

int
ec_character_position(const char *text, size_t offset)
{
	int position = 1;

	for (size_t i = 0; i < offset && text[i] != '\0'; i++)
		if (((unsigned char) text[i] & 0xC0) != 0x80)
			position++;
	return position;
}
