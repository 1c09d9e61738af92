/*
 * rulebook_json.c
 *		Reading a rulebook from its JSON, which ec_rulebook_write() writes.
 *
 * The text is read from its first byte to its last, each value where it stands.  It is one that the
 * server or the core has written: a user's text has become jsonb before, and text again, so what is
 * wrong here is only what a rulebook is not.
 *
 * Each kind of object is described by a table of its keys; one reader walks them all.  An unknown
 * key is an error, so that a misspelt one is never silently dropped.
 *
 * Text that is no JSON, which only damaged storage can hold, is noted and ends the reading at once:
 * from then on the reader stands at the end of the text, where there is no next value.
 */
#include "core/rulebook.h"

#include <errno.h>
#include <stdlib.h>

typedef enum value_kind
{
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_NUMBER,
	VALUE_STRING,
	VALUE_ARRAY,
	VALUE_OBJECT
} value_kind;

/*
 * A value, and where the reader stands: behind it or, of an array or object, behind the opening
 * bracket.
 */
typedef struct value
{
	value_kind kind;
	const char *text; /* of a string, what it says; of a number, its digits */
	int length;
} value;

typedef struct reader
{
	const char *at;
	const char *end;
	const ec_memory *mem;     /* for what the rulebook keeps */
	const ec_memory *scratch; /* for what only the reading needs */
	ec_rulebook *book;
	ec_error *error;
	ec_text where; /* for messages: rulebook.rules[3] */
	bool damaged;
} reader;

/* Puts the value, if it is a right one, into its target: a field or a list of the rulebook. */
typedef bool (*value_reader)(reader *r, const value *v, void *target);

typedef struct key
{
	const char *name;
	value_reader read;
	size_t offset; /* of its target in the struct that is filled */
	bool required;
} key;

#define MOST_KEYS 32 /* of one kind of object */

/* --- errors --- */

static bool
fail(reader *r, const char *message, const char *hint)
{
	ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s %s", r->where.data, message);
	return ec_hint(r->error, "%s", hint);
}

/* --- the text --- */

static void
note_damage(reader *r)
{
	r->damaged = true;
	r->at = r->end;
}

static inline void
skip_space(reader *r)
{
	while (r->at < r->end && ec_is_space(*r->at))
		r->at++;
}

static void
expect(reader *r, char c)
{
	skip_space(r);
	if (r->at >= r->end || *r->at != c)
		note_damage(r);
	else
		r->at++;
}

/*
 * Is there another value before the closing bracket?  Passes the comma before it, or the bracket.
 */
static bool
next_value(reader *r, char closing)
{
	skip_space(r);
	if (r->at >= r->end)
	{
		note_damage(r);
		return false;
	}
	if (*r->at == closing)
	{
		r->at++;
		return false;
	}
	if (*r->at == ',')
		r->at++;
	return true;
}

/* Behind "\u".  Only control characters are written so; anything else is damage. */
static char
read_code(reader *r)
{
	char digits[5] = {0};
	char c;

	if (r->end - r->at < 4)
	{
		note_damage(r);
		return '\0';
	}
	memcpy(digits, r->at, 4);
	r->at += 4;
	c = (char) strtol(digits, NULL, 16);
	if (strncmp(digits, "00", 2) != 0 || c <= 0)
		note_damage(r);
	return c;
}

/* Behind a backslash: the character that it and what follows stand for. */
static char
read_escape(reader *r)
{
	static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t"; /* what follows, what it means */

	if (r->at < r->end && *r->at == 'u')
	{
		r->at++;
		return read_code(r);
	}
	for (int i = 0; r->at < r->end && escapes[i] != '\0'; i += 2)
		if (escapes[i] == *r->at)
		{
			r->at++;
			return escapes[i + 1];
		}
	note_damage(r);
	return '\0';
}

/*
 * Behind the opening quotation mark.  A string without escapes is read where it stands, others into
 * scratch memory.
 */
static value
read_string(reader *r)
{
	const char *begin = r->at;
	value v = {.kind = VALUE_STRING, .text = begin};
	const char *closing;
	char *out;

	while (r->at < r->end && *r->at != '"' && *r->at != '\\')
		r->at++;
	v.length = (int) (r->at - begin);
	if (r->at < r->end && *r->at == '"')
	{
		r->at++;
		return v;
	}
	/* It is no longer without its escapes than with them. */
	for (closing = r->at; closing < r->end && *closing != '"'; closing++)
		if (*closing == '\\' && closing + 1 < r->end)
			closing++;
	out = ec_alloc(r->scratch, (size_t) (closing - begin) + 1);
	memcpy(out, begin, (size_t) v.length);
	v.text = out;
	while (r->at < r->end && *r->at != '"')
	{
		char c = *r->at++;

		if (c == '\\')
			c = read_escape(r);
		if (r->damaged)
			return v;
		out[v.length++] = c;
	}
	expect(r, '"');
	return v;
}

static value
read_value(reader *r)
{
	value v = {.kind = VALUE_NUMBER};

	ec_check_interrupt(r->mem);
	skip_space(r);
	v.text = r->at;
	if (r->at >= r->end)
	{
		note_damage(r);
		return v;
	}
	switch (*r->at)
	{
		case '"':
			r->at++;
			return read_string(r);
		case '[':
		case '{':
			v.kind = *r->at++ == '[' ? VALUE_ARRAY : VALUE_OBJECT;
			return v;
	}
	while (r->at < r->end &&
	       (ec_is_letter(*r->at) || ec_is_digit(*r->at) || strchr("+-.", *r->at) != NULL))
		r->at++;
	v.length = (int) (r->at - v.text);
	if (v.length == 0)
		note_damage(r);
	else if (*v.text == 'n')
		v.kind = VALUE_NULL;
	else if (*v.text == 't' || *v.text == 'f')
		v.kind = VALUE_BOOLEAN;
	return v;
}

/* To behind the bracket that closes the array or object in which the reader stands. */
static void
skip_container(reader *r)
{
	for (int depth = 1; depth > 0;)
	{
		ec_check_interrupt(r->mem);
		if (r->at >= r->end)
		{
			note_damage(r);
			return;
		}
		switch (*r->at++)
		{
			case '"':
				read_string(r);
				break;
			case '[':
			case '{':
				depth++;
				break;
			case ']':
			case '}':
				depth--;
		}
	}
}

static char *
number_text(reader *r, const value *v)
{
	return ec_copy_text(r->scratch, v->text, (size_t) v->length);
}

/* --- simple values --- */

static bool
read_text(reader *r, const value *v, void *target)
{
	if (v->kind != VALUE_STRING)
		return fail(r, "must be a string",
		            "Write it in double quotation marks, or leave the key out.");
	*(const char **) target = ec_copy_text(r->mem, v->text, (size_t) v->length);
	return true;
}

static bool
read_flag(reader *r, const value *v, void *target)
{
	if (v->kind != VALUE_BOOLEAN)
		return fail(r, "must be true or false", "Write it without quotation marks.");
	*(bool *) target = *v->text == 't';
	return true;
}

static bool
read_rank(reader *r, const value *v, void *target)
{
	long rank;
	char *end;

	if (v->kind != VALUE_NUMBER)
		return fail(r, "must be a whole number",
		            "Rules of one kind are applied in order of rank, the lowest first.");
	errno = 0;
	rank = strtol(number_text(r, v), &end, 10);
	if (*end != '\0' || errno != 0 || rank < INT32_MIN || rank > INT32_MAX)
		return fail(r, "must be a whole number of 32 bits",
		            "Rules of one kind are applied in order of rank, the lowest first.");
	*(int32_t *) target = (int32_t) rank;
	return true;
}

static bool
read_kind(reader *r, const value *v, void *target)
{
	const char *name = NULL;

	if (!read_text(r, v, &name))
		return false;
	*(ec_rule_kind *) target = ec_rule_kind_find(name);
	if (*(ec_rule_kind *) target == EC_NO_RULE_KIND)
		return fail(r, "is not a kind of rule",
		            "Write classification, requirement, exception, review or prohibition.");
	return true;
}

static bool
read_review(reader *r, const value *v, void *target)
{
	const char *name = NULL;

	if (!read_text(r, v, &name))
		return false;
	*(ec_review *) target = ec_review_find(name);
	if (*(ec_review *) target == EC_NO_REVIEW)
		return fail(r, "is not a review policy",
		            "Write presumption_of_approval, case_by_case, presumption_of_denial or "
		            "policy_of_denial.");
	return true;
}

static bool
read_country(reader *r, const value *v, void *target)
{
	const char *code = NULL;
	ec_error error;

	if (!read_text(r, v, &code))
		return false;
	if (!ec_country_parse(code, strlen(code), (ec_country *) target, &error))
		return fail(r, "is not a country", error.hint);
	return true;
}

static bool
read_eccn(reader *r, const value *v, void *target)
{
	const char *text = NULL;
	ec_eccn eccn;
	ec_error error;

	if (!read_text(r, v, &text))
		return false;
	if (!ec_eccn_parse(text, strlen(text), &eccn, &error))
		return fail(r, "is not an ECCN", error.hint);
	*(const char **) target = ec_copy_text(r->mem, eccn.text, strlen(eccn.text));
	return true;
}

static bool
read_condition(reader *r, const value *v, void *target)
{
	const char *text = NULL;
	size_t size;
	ec_error error;
	const ec_condition *c;

	if (!read_text(r, v, &text))
		return false;
	c = ec_condition_parse(text, strlen(text), r->mem, &size, &error);
	if (c == NULL)
	{
		*r->error = error;
		r->error->position = 0;
		ec_fail(r->error, error.code, "invalid rulebook: %s: %.200s", r->where.data, error.message);
		ec_detail(r->error, "%s", error.detail);
		return ec_hint(r->error, "%s", error.hint);
	}
	*(const ec_condition **) target = c;
	return true;
}

static bool
read_day(reader *r, const value *v, ec_day unbounded, ec_day *day)
{
	if (v->kind == VALUE_NULL)
	{
		*day = unbounded;
		return true;
	}
	if (v->kind != VALUE_STRING || !ec_day_parse(v->text, (size_t) v->length, day))
		return fail(r, "has a bound that is not a date",
		            "Write dates as \"YYYY-MM-DD\", and null for no bound.");
	return true;
}

static bool
read_date(reader *r, const value *v, void *target)
{
	ec_day *day = target;

	if (v->kind != VALUE_STRING || !ec_day_parse(v->text, (size_t) v->length, day))
		return fail(r, "is not a date", "Write dates as \"YYYY-MM-DD\".");
	return true;
}

/* [from, until], either null; [] for never. */
static bool
read_period(reader *r, const value *v, void *target)
{
	ec_period *period = target;
	value bound[2];
	int count = 0;

	if (v->kind == VALUE_ARRAY)
		while (next_value(r, ']'))
		{
			value each = read_value(r);

			if (count < 2)
				bound[count] = each;
			count++;
			if (each.kind >= VALUE_ARRAY)
				skip_container(r);
		}
	if (v->kind != VALUE_ARRAY || (count != 0 && count != 2))
		return fail(r, "is not a period",
		            "Write [\"from\", \"until\"], the second date excluded, null for no bound, or "
		            "[] for never.");
	if (count == 0)
	{
		*period = EC_NEVER;
		return true;
	}
	if (!read_day(r, &bound[0], EC_DAY_FIRST, &period->from) ||
	    !read_day(r, &bound[1], EC_DAY_LAST, &period->until))
		return false;
	if (ec_period_is_empty(*period))
		return fail(r, "does not end after it begins",
		            "Write the earlier date first, or [] for never.");
	return true;
}

/* --- objects and arrays --- */

static bool
read_object(reader *r, const value *v, const key *keys, int count, void *target)
{
	bool seen[MOST_KEYS] = {false};
	size_t length = r->where.length;

	if (v->kind != VALUE_OBJECT)
		return fail(r, "must be an object", "Compare with the text of current_rulebook().");
	while (next_value(r, '}'))
	{
		value name = read_value(r);
		value each;
		const key *current = NULL;

		if (name.kind != VALUE_STRING)
		{
			note_damage(r);
			return false;
		}
		for (int k = 0; k < count && current == NULL; k++)
			if (strncmp(keys[k].name, name.text, (size_t) name.length) == 0 &&
			    keys[k].name[name.length] == '\0')
				current = &keys[k];
		if (current == NULL)
		{
			const char *names[MOST_KEYS];
			const char *nearest;

			for (int k = 0; k < count; k++)
				names[k] = keys[k].name;
			nearest = ec_nearest(name.text, (size_t) name.length, names, count);
			ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s has an unknown key \"%.*s\"",
			        r->where.data, ec_quoted((size_t) name.length), name.text);
			return nearest ? ec_hint(r->error, "Perhaps you meant \"%s\".", nearest) :
			                 ec_hint(r->error, "Compare with the text of current_rulebook().");
		}
		seen[current - keys] = true;
		expect(r, ':');
		each = read_value(r);
		if (each.kind == VALUE_NULL && !current->required)
			continue;
		ec_text_printf(&r->where, ".%s", current->name);
		if (!current->read(r, &each, (char *) target + current->offset))
			return false;
		ec_text_cut(&r->where, length);
	}
	for (int k = 0; k < count; k++)
		if (keys[k].required && !seen[k])
		{
			ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s lacks the key \"%s\"",
			        r->where.data, keys[k].name);
			return ec_hint(r->error, "Compare with the text of current_rulebook().");
		}
	return true;
}

/* Calls `element` for each element of an array. */
static bool
read_array(reader *r, const value *v, value_reader element, void *target)
{
	size_t length = r->where.length;
	int index = 0;

	if (v->kind != VALUE_ARRAY)
		return fail(r, "must be an array", "Compare with the text of current_rulebook().");
	while (next_value(r, ']'))
	{
		value each = read_value(r);

		ec_text_printf(&r->where, "[%d]", index++);
		if (!element(r, &each, target))
			return false;
		ec_text_cut(&r->where, length);
	}
	return true;
}

typedef struct names
{
	const char **name;
	size_t count;
	size_t capacity;
} names;

static bool
read_name(reader *r, const value *v, void *target)
{
	names *list = target;

	list->name = ec_grow(r->mem, list->name, list->count, &list->capacity, sizeof(char *));
	return read_text(r, v, &list->name[list->count++]);
}

static bool
read_names(reader *r, const value *v, void *target)
{
	names list = {0};

	if (!read_array(r, v, read_name, &list))
		return false;
	*(ec_name_list *) target = (ec_name_list){list.name, (int) list.count};
	return true;
}

static bool
read_overcomes(reader *r, const value *v, void *target)
{
	ec_rule *rule = (ec_rule *) ((char *) target - offsetof(ec_rule, overcomes));
	ec_name_list list;

	if (!read_names(r, v, &list))
		return false;
	rule->overcomes = list.name;
	rule->overcome_count = list.count;
	return true;
}

static bool
read_when_unknown(reader *r, const value *v, void *target)
{
	const char *word = NULL;

	if (!read_text(r, v, &word))
		return false;
	if (strcmp(word, "not_applied") != 0)
		return fail(r, "is not what a rule can do where it is unknown",
		            "Write not_applied, or leave it out: then an unknown is never a no.");
	*(bool *) target = true;
	return true;
}

static bool
read_aliases(reader *r, const value *v, void *target)
{
	ec_called *called = (ec_called *) ((char *) target - offsetof(ec_called, aliases));
	names list = {0};

	if (!read_array(r, v, read_name, &list))
		return false;
	called->aliases = list.name;
	called->alias_count = (int) list.count;
	return true;
}

/* No object has more keys than MOST_KEYS. */
#define KEYS(array) array, (int) (sizeof(array) / sizeof(array[0]))

static bool
read_rule(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"id", read_text, offsetof(ec_rule, id), true},
	    {"kind", read_kind, offsetof(ec_rule, kind), true},
	    {"rank", read_rank, offsetof(ec_rule, rank), true},
	    {"condition", read_condition, offsetof(ec_rule, condition), true},
	    {"eccn", read_eccn, offsetof(ec_rule, eccn), false},
	    {"reason", read_text, offsetof(ec_rule, reason), false},
	    {"exception", read_text, offsetof(ec_rule, exception), false},
	    {"overcomes", read_overcomes, offsetof(ec_rule, overcomes), false},
	    {"review", read_review, offsetof(ec_rule, review), false},
	    {"in_force", read_period, offsetof(ec_rule, in_force), true},
	    {"known", read_period, offsetof(ec_rule, known), true},
	    {"when_unknown", read_when_unknown, offsetof(ec_rule, not_applied), false},
	    {"title", read_text, offsetof(ec_rule, title), true},
	    {"citation", read_text, offsetof(ec_rule, citation), true},
	    {"url", read_text, offsetof(ec_rule, url), false},
	    {"note", read_text, offsetof(ec_rule, note), false},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_rule(r->book));
}

static bool
read_member(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"country", read_country, offsetof(ec_member, country), true},
	    {"in_force", read_period, offsetof(ec_member, in_force), true},
	    {"known", read_period, offsetof(ec_member, known), true},
	    {"citation", read_text, offsetof(ec_member, citation), true},
	};

	return read_object(r, v, KEYS(keys), ec_rulebook_add_member(r->book, target));
}

static bool
read_members(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_member, (char *) target - offsetof(ec_group, member));
}

static bool
read_group(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"name", read_text, offsetof(ec_group, name), true},
	    {"title", read_text, offsetof(ec_group, title), true},
	    {"citation", read_text, offsetof(ec_group, citation), true},
	    {"url", read_text, offsetof(ec_group, url), false},
	    {"note", read_text, offsetof(ec_group, note), false},
	    {"members", read_members, offsetof(ec_group, member), true},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_group(r->book));
}

static bool
read_governed(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"country", read_country, offsetof(ec_governed, country), true},
	    {"by", read_country, offsetof(ec_governed, by), true},
	    {"citation", read_text, offsetof(ec_governed, citation), true},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_governed(r->book));
}

static bool
read_override(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"rule", read_text, offsetof(ec_override, rule), true},
	    {"in_force", read_period, offsetof(ec_override, in_force), true},
	    {"note", read_text, offsetof(ec_override, note), false},
	};

	return read_object(r, v, KEYS(keys), ec_rulebook_add_override(r->book, target));
}

static bool
read_overrides(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_override, (char *) target - offsetof(ec_scenario, override));
}

static bool
read_scenario(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"name", read_text, offsetof(ec_scenario, name), true},
	    {"description", read_text, offsetof(ec_scenario, description), true},
	    {"citation", read_text, offsetof(ec_scenario, citation), false},
	    {"rules", read_overrides, offsetof(ec_scenario, override), true},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_scenario(r->book));
}

static bool
read_vendor(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"name", read_text, offsetof(ec_vendor, called.name), true},
	    {"aliases", read_aliases, offsetof(ec_vendor, called.aliases), false},
	    {"makes_circuits", read_flag, offsetof(ec_vendor, makes_circuits), false},
	    {"note", read_text, offsetof(ec_vendor, note), false},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_vendor(r->book));
}

static bool
read_end_use(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"name", read_text, offsetof(ec_end_use, called.name), true},
	    {"aliases", read_aliases, offsetof(ec_end_use, called.aliases), false},
	    {"description", read_text, offsetof(ec_end_use, description), true},
	    {"citation", read_text, offsetof(ec_end_use, citation), true},
	    {"ordinary", read_flag, offsetof(ec_end_use, ordinary), false},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_end_use(r->book));
}

static bool
read_example(reader *r, const value *v, void *target)
{
	static const key keys[] = {
	    {"id", read_text, offsetof(ec_example, id), true},
	    {"title", read_text, offsetof(ec_example, title), true},
	    {"chip", read_text, offsetof(ec_example, chip), false},
	    {"eccn", read_eccn, offsetof(ec_example, eccn), false},
	    {"destination", read_country, offsetof(ec_example, destination), true},
	    {"as_of", read_date, offsetof(ec_example, as_of), true},
	    {"as_known", read_date, offsetof(ec_example, as_known), false},
	    {"shipment", read_text, offsetof(ec_example, shipment), false},
	    {"scenario", read_text, offsetof(ec_example, scenario), true},
	    {"outcome", read_text, offsetof(ec_example, outcome), true},
	    {"classification", read_eccn, offsetof(ec_example, classification), false},
	    {"reasons", read_names, offsetof(ec_example, reasons), false},
	    {"exception", read_text, offsetof(ec_example, exception), false},
	    {"review", read_text, offsetof(ec_example, review), false},
	    {"rules", read_names, offsetof(ec_example, rules), true},
	    {"source", read_text, offsetof(ec_example, source), true},
	};

	(void) target;
	return read_object(r, v, KEYS(keys), ec_rulebook_add_example(r->book));
}

/* The arrays of a rulebook add to it by themselves. */
static bool
read_rules(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_rule, target);
}

static bool
read_groups(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_group, target);
}

static bool
read_all_governed(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_governed, target);
}

static bool
read_scenarios(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_scenario, target);
}

static bool
read_vendors(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_vendor, target);
}

static bool
read_end_uses(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_end_use, target);
}

static bool
read_examples(reader *r, const value *v, void *target)
{
	return read_array(r, v, read_example, target);
}

static bool
read_format(reader *r, const value *v, void *target)
{
	(void) target;
	if (v->kind != VALUE_NUMBER || strcmp(number_text(r, v), "1") != 0)
		return fail(r, "is not a format this version reads",
		            "This version of export_control reads format 1.");
	return true;
}

/* The format is looked at first, wherever it stands, as it says which keys there may be. */
static bool
read_format_ahead(reader *r)
{
	const char *begin = r->at;
	size_t length = r->where.length;

	while (next_value(r, '}'))
	{
		value name = read_value(r);
		value each;

		expect(r, ':');
		each = read_value(r);
		if (name.length == 6 && memcmp(name.text, "format", 6) == 0)
		{
			ec_text_add(&r->where, ".format");
			if (!read_format(r, &each, NULL))
				return false;
			ec_text_cut(&r->where, length);
			break;
		}
		if (each.kind >= VALUE_ARRAY)
			skip_container(r);
	}
	if (r->damaged)
		return false;
	r->at = begin;
	return true;
}

static bool
read_root(reader *r, const key *keys, int count)
{
	value root = read_value(r);

	if (root.kind == VALUE_OBJECT && !read_format_ahead(r))
		return false;
	return read_object(r, &root, keys, count, r->book);
}

bool
ec_rulebook_read(const char *json, size_t length, const ec_memory *mem, const ec_memory *scratch,
                 ec_rulebook **book, ec_error *error)
{
	static const key keys[] = {
	    {"format", read_format, 0, true},
	    {"covered", read_period, offsetof(ec_rulebook, covered), true},
	    {"covered_known", read_period, offsetof(ec_rulebook, covered_known), true},
	    {"sources_read", read_date, offsetof(ec_rulebook, sources_read), false},
	    {"rules", read_rules, 0, true},
	    {"scenarios", read_scenarios, 0, true},
	    {"governed", read_all_governed, 0, true},
	    {"groups", read_groups, 0, true},
	    {"vendors", read_vendors, 0, false},
	    {"end_uses", read_end_uses, 0, false},
	    {"examples", read_examples, 0, false},
	};
	reader r = {.at = json, .end = json + length, .mem = mem, .scratch = scratch, .error = error};
	bool read;

	ec_text_init(&r.where, scratch);
	ec_text_add(&r.where, "rulebook");
	r.book = ec_rulebook_new(mem);
	read = read_root(&r, KEYS(keys));
	if (r.damaged)
	{
		ec_fail(error, EC_DAMAGED, "the text of a rulebook is damaged");
		return ec_hint(error,
		               "Restore the release from a backup, or publish the tables' rules again.");
	}
	if (!read)
		return false;
	ec_rulebook_sort(r.book);
	*book = r.book;
	return true;
}
