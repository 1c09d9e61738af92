/*
 * json.h
 *		Chips from JSON text, and back.
 */
#ifndef JSON_H
#define JSON_H

#include "generate.h"

/*
 * Reads a chip from JSON, for the tests: as much of JSON as the canonical text uses, and white
 * space. (The server's binding reads chips through jsonb.)  NULL when the core refused it.
 */
typedef struct json
{
	const char *at;
	const ec_memory *mem;
	ec_chip_builder builder;
	ec_error error;
} json;

static inline void
skip_space(json *j)
{
	while (ec_is_space(*j->at))
		j->at++;
}

static inline bool
take(json *j, char c)
{
	skip_space(j);
	if (*j->at != c)
		return false;
	j->at++;
	return true;
}

static inline void
expect(json *j, char c)
{
	if (!take(j, c))
	{
		fprintf(stderr, "a test's JSON is wrong at: %s\n", j->at);
		abort();
	}
}

static inline const char *
take_string(json *j, size_t *length)
{
	static const char escapes[][2] = {
	    {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}};
	ec_text text;

	ec_text_init(&text, j->mem);
	expect(j, '"');
	while (*j->at != '"')
	{
		char c = *j->at++;

		if (c == '\\')
		{
			c = *j->at++;
			if (c == 'u')
			{
				c = (char) strtol((char[]){j->at[2], j->at[3], '\0'}, NULL, 16);
				j->at += 4;
			}
			else
				for (int i = 0; i < COUNT_OF(escapes); i++)
					if (c == escapes[i][0])
					{
						c = escapes[i][1];
						break;
					}
		}
		ec_text_add_char(&text, c);
	}
	j->at++;
	*length = text.length;
	return text.data;
}

static inline const char *
take_number(json *j)
{
	size_t length;

	skip_space(j);
	length = strspn(j->at, "+-.0123456789eE");
	j->at += length;
	return ec_copy_text(j->mem, j->at - length, length);
}

static inline void
take_bounds(json *j, const char **lo, const char **hi)
{
	if (take(j, '['))
	{
		*lo = take_number(j);
		expect(j, ',');
		*hi = take_number(j);
		expect(j, ']');
	}
	else
		*lo = *hi = take_number(j);
}

static inline bool
take_rates(json *j)
{
	expect(j, '{');
	while (!take(j, '}'))
	{
		size_t length;
		size_t ignored;
		const char *name = take_string(j, &length);
		const char *lo;
		const char *hi;
		const char *bits = NULL;

		expect(j, ':');
		if (take(j, '{'))
		{
			take_string(j, &ignored);
			expect(j, ':');
			take_bounds(j, &lo, &hi);
			expect(j, ',');
			take_string(j, &ignored);
			expect(j, ':');
			bits = take_number(j);
			expect(j, '}');
		}
		else
			take_bounds(j, &lo, &hi);
		if (!ec_chip_add_rate(&j->builder, name, length, lo, hi, bits, &j->error))
			return false;
		take(j, ',');
	}
	return true;
}

static inline const ec_chip *
read_json(json *j, size_t *size)
{
	ec_chip_begin(&j->builder, j->mem);
	expect(j, '{');
	while (!take(j, '}'))
	{
		size_t length;
		const char *name = take_string(j, &length);
		ec_fact key = ec_chip_key_find(name, length, &j->error);
		bool done;

		if (key == EC_NO_FACT)
			return NULL;
		expect(j, ':');
		skip_space(j);
		if (*j->at == '"')
		{
			const char *text = take_string(j, &length);

			done = ec_chip_set_text(&j->builder, key, text, length, &j->error);
		}
		else if (*j->at == '{')
			done = take_rates(j);
		else if (*j->at == 't' || *j->at == 'f')
		{
			done = ec_chip_set_flag(&j->builder, key, *j->at == 't', &j->error);
			j->at += *j->at == 't' ? 4 : 5;
		}
		else
		{
			const char *lo;
			const char *hi;

			take_bounds(j, &lo, &hi);
			done = ec_chip_set_number(&j->builder, key, lo, hi, &j->error);
		}
		if (!done)
			return NULL;
		take(j, ',');
	}
	return ec_chip_finish(&j->builder, size);
}

static ec_error last_error;

static inline const ec_chip *
chip_of_size(const ec_memory *mem, const char *text, size_t *size)
{
	json j = {.at = text, .mem = mem};
	const ec_chip *chip = read_json(&j, size);

	last_error = j.error;
	return chip;
}

static inline const char *
chip_text(const ec_memory *mem, const ec_chip *chip)
{
	ec_text text;

	ec_text_init(&text, mem);
	ec_chip_write(chip, &text);
	return text.data;
}

#endif /* JSON_H */
