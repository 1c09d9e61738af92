/*
 * rulebook_json.c
 *		Reading a rulebook from JSON.
 *
 * Each kind of object is described by a table of its keys; one reader walks them all.  An unknown key
 * is an error, so that a misspelt one is never silently dropped.
 */
#include "rulebook.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

typedef struct reader
{
	const ec_memory *mem;
	ec_rulebook *book;
	ec_error   *error;
	StringInfoData where;		/* for messages: rulebook.rules[3] */
} reader;

typedef bool (*value_reader) (reader *r, const JsonbValue *value, void *place);

typedef struct key
{
	const char *name;
	value_reader read;
	size_t		offset;			/* of the place in the struct that is filled */
	bool		required;
} key;

/* --- errors --- */

static bool
fail(reader *r, const char *message, const char *hint)
{
	ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s %s", r->where.data, message);
	return ec_hint(r->error, "%s", hint);
}

/* --- simple values --- */

static bool
read_text(reader *r, const JsonbValue *value, void *place)
{
	if (value->type != jbvString)
		return fail(r, "must be a string", "Write it in double quotation marks, or leave the key out.");
	*(const char **) place = ec_copy_text(r->mem, value->val.string.val, value->val.string.len);
	return true;
}

static bool
read_rank(reader *r, const JsonbValue *value, void *place)
{
	long		rank;
	char	   *end;

	if (value->type != jbvNumeric)
		return fail(r, "must be a whole number", "Rules of one kind are applied in order of rank, the lowest first.");
	errno = 0;
	rank = strtol(numeric_text(value->val.numeric), &end, 10);
	if (*end != '\0' || errno != 0 || rank < INT32_MIN || rank > INT32_MAX)
		return fail(r, "must be a whole number of 32 bits", "Rules of one kind are applied in order of rank, the lowest first.");
	*(int32_t *) place = (int32_t) rank;
	return true;
}

static bool
read_kind(reader *r, const JsonbValue *value, void *place)
{
	const char *name = NULL;

	if (!read_text(r, value, &name))
		return false;
	*(ec_rule_kind *) place = ec_rule_kind_find(name);
	if (*(ec_rule_kind *) place == EC_RULE_KINDS)
		return fail(r, "is not a kind of rule", "Write classification, requirement, exception, review or prohibition.");
	return true;
}

static bool
read_review(reader *r, const JsonbValue *value, void *place)
{
	const char *name = NULL;

	if (!read_text(r, value, &name))
		return false;
	*(ec_review *) place = ec_review_find(name);
	if (*(ec_review *) place == EC_NO_REVIEW)
		return fail(r, "is not a review policy", "Write presumption_of_approval, case_by_case, presumption_of_denial or policy_of_denial.");
	return true;
}

static bool
read_country(reader *r, const JsonbValue *value, void *place)
{
	const char *code = NULL;
	ec_error	error;

	if (!read_text(r, value, &code))
		return false;
	if (!ec_country_parse(code, strlen(code), (ec_country *) place, &error))
		return fail(r, "is not a country", error.hint);
	return true;
}

static bool
read_eccn(reader *r, const JsonbValue *value, void *place)
{
	const char *text = NULL;
	ec_eccn		eccn;
	ec_error	error;

	if (!read_text(r, value, &text))
		return false;
	if (!ec_eccn_parse(text, strlen(text), &eccn, &error))
		return fail(r, "is not an ECCN", error.hint);
	*(const char **) place = ec_copy_text(r->mem, eccn.text, strlen(eccn.text));
	return true;
}

static bool
read_condition(reader *r, const JsonbValue *value, void *place)
{
	const char *text = NULL;
	size_t		size;
	ec_error	error;
	const ec_condition *c;

	if (!read_text(r, value, &text))
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
	*(const ec_condition **) place = c;
	return true;
}

static bool
read_day(reader *r, const JsonbValue *value, ec_day unbounded, ec_day *day)
{
	if (value->type == jbvNull)
	{
		*day = unbounded;
		return true;
	}
	if (value->type != jbvString || !ec_day_parse(value->val.string.val, value->val.string.len, day))
		return fail(r, "has a bound that is not a date", "Write dates as \"YYYY-MM-DD\", and null for no bound.");
	return true;
}

/* [from, until], either null; [] for never. */
static bool
read_period(reader *r, const JsonbValue *value, void *place)
{
	ec_period  *period = place;
	JsonbContainer *array = value->type == jbvBinary ? value->val.binary.data : NULL;

	if (array == NULL || !JsonContainerIsArray(array) || (JsonContainerSize(array) != 0 && JsonContainerSize(array) != 2))
		return fail(r, "is not a period", "Write [\"from\", \"until\"], the second date excluded, null for no bound, or [] for never.");
	if (JsonContainerSize(array) == 0)
	{
		*period = EC_NEVER;
		return true;
	}
	if (!read_day(r, getIthJsonbValueFromContainer(array, 0), EC_DAY_FIRST, &period->from) ||
		!read_day(r, getIthJsonbValueFromContainer(array, 1), EC_DAY_LAST, &period->until))
		return false;
	if (ec_period_is_empty(*period))
		return fail(r, "does not end after it begins", "Write the earlier date first, or [] for never.");
	return true;
}

/* --- objects and arrays --- */

static bool
read_object(reader *r, const JsonbValue *value, const key *keys, int count, void *target)
{
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	each;
	const key  *current = NULL;
	bool		seen[32] = {false};
	int			length = r->where.len;

	check_stack_depth();
	Assert(count <= (int) lengthof(seen));
	if (value->type != jbvBinary || !JsonContainerIsObject(value->val.binary.data))
		return fail(r, "must be an object", "Compare with the text of current_rulebook().");
	it = JsonbIteratorInit(value->val.binary.data);
	JsonbIteratorNext(&it, &each, true);
	while ((token = JsonbIteratorNext(&it, &each, true)) != WJB_END_OBJECT)
	{
		if (token == WJB_KEY)
		{
			const char *names[32];

			current = NULL;
			for (int k = 0; k < count; k++)
			{
				names[k] = keys[k].name;
				if ((int) strlen(keys[k].name) == each.val.string.len &&
					memcmp(keys[k].name, each.val.string.val, each.val.string.len) == 0)
					current = &keys[k];
			}
			if (current == NULL)
			{
				const char *nearest = ec_nearest(each.val.string.val, each.val.string.len, names, count);

				ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s has an unknown key \"%.*s\"",
						r->where.data, Min(each.val.string.len, 60), each.val.string.val);
				return nearest ? ec_hint(r->error, "Perhaps you meant \"%s\".", nearest)
					: ec_hint(r->error, "Compare with the text of current_rulebook().");
			}
			seen[current - keys] = true;
			continue;
		}
		if (each.type == jbvNull && !current->required)
			continue;
		appendStringInfo(&r->where, ".%s", current->name);
		if (!current->read(r, &each, (char *) target + current->offset))
			return false;
		r->where.len = length;
		r->where.data[length] = '\0';
	}
	for (int k = 0; k < count; k++)
		if (keys[k].required && !seen[k])
		{
			ec_fail(r->error, EC_INVALID_TEXT, "invalid rulebook: %s lacks the key \"%s\"", r->where.data, keys[k].name);
			return ec_hint(r->error, "Compare with the text of current_rulebook().");
		}
	return true;
}

/* Calls `element` for each element of an array. */
static bool
read_array(reader *r, const JsonbValue *value, value_reader element, void *place)
{
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	each;
	int			length = r->where.len;
	int			index = 0;

	if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data))
		return fail(r, "must be an array", "Compare with the text of current_rulebook().");
	it = JsonbIteratorInit(value->val.binary.data);
	JsonbIteratorNext(&it, &each, true);
	while ((token = JsonbIteratorNext(&it, &each, true)) != WJB_END_ARRAY)
	{
		appendStringInfo(&r->where, "[%d]", index++);
		if (!element(r, &each, place))
			return false;
		r->where.len = length;
		r->where.data[length] = '\0';
	}
	return true;
}

typedef struct names
{
	const char **name;
	size_t		count;
	size_t		capacity;
} names;

static bool
read_name(reader *r, const JsonbValue *value, void *place)
{
	names	   *list = place;

	list->name = ec_grow(r->mem, list->name, list->count, &list->capacity, sizeof(char *));
	return read_text(r, value, &list->name[list->count++]);
}

static bool
read_overcomes(reader *r, const JsonbValue *value, void *place)
{
	ec_rule    *rule = (ec_rule *) ((char *) place - offsetof(ec_rule, overcomes));
	names		list = {0};

	if (!read_array(r, value, read_name, &list))
		return false;
	rule->overcomes = list.name;
	rule->overcome_count = (int) list.count;
	return true;
}

#define KEYS(array) array, lengthof(array)

static bool
read_rule(reader *r, const JsonbValue *value, void *place)
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
		{"title", read_text, offsetof(ec_rule, title), true},
		{"citation", read_text, offsetof(ec_rule, citation), true},
		{"url", read_text, offsetof(ec_rule, url), false},
		{"note", read_text, offsetof(ec_rule, note), false},
	};

	(void) place;
	return read_object(r, value, KEYS(keys), ec_rulebook_add_rule(r->book));
}

static bool
read_member(reader *r, const JsonbValue *value, void *place)
{
	static const key keys[] = {
		{"country", read_country, offsetof(ec_member, country), true},
		{"in_force", read_period, offsetof(ec_member, in_force), true},
		{"known", read_period, offsetof(ec_member, known), true},
		{"citation", read_text, offsetof(ec_member, citation), true},
	};

	return read_object(r, value, KEYS(keys), ec_rulebook_add_member(r->book, place));
}

static bool
read_members(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_member, (char *) place - offsetof(ec_group, member));
}

static bool
read_group(reader *r, const JsonbValue *value, void *place)
{
	static const key keys[] = {
		{"name", read_text, offsetof(ec_group, name), true},
		{"title", read_text, offsetof(ec_group, title), true},
		{"citation", read_text, offsetof(ec_group, citation), true},
		{"url", read_text, offsetof(ec_group, url), false},
		{"note", read_text, offsetof(ec_group, note), false},
		{"members", read_members, offsetof(ec_group, member), true},
	};

	(void) place;
	return read_object(r, value, KEYS(keys), ec_rulebook_add_group(r->book));
}

static bool
read_governed(reader *r, const JsonbValue *value, void *place)
{
	static const key keys[] = {
		{"country", read_country, offsetof(ec_governed, country), true},
		{"by", read_country, offsetof(ec_governed, by), true},
		{"citation", read_text, offsetof(ec_governed, citation), true},
	};

	(void) place;
	return read_object(r, value, KEYS(keys), ec_rulebook_add_governed(r->book));
}

static bool
read_override(reader *r, const JsonbValue *value, void *place)
{
	static const key keys[] = {
		{"rule", read_text, offsetof(ec_override, rule), true},
		{"in_force", read_period, offsetof(ec_override, in_force), true},
		{"note", read_text, offsetof(ec_override, note), false},
	};

	return read_object(r, value, KEYS(keys), ec_rulebook_add_override(r->book, place));
}

static bool
read_overrides(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_override, (char *) place - offsetof(ec_scenario, override));
}

static bool
read_scenario(reader *r, const JsonbValue *value, void *place)
{
	static const key keys[] = {
		{"name", read_text, offsetof(ec_scenario, name), true},
		{"description", read_text, offsetof(ec_scenario, description), true},
		{"citation", read_text, offsetof(ec_scenario, citation), false},
		{"rules", read_overrides, offsetof(ec_scenario, override), true},
	};

	(void) place;
	return read_object(r, value, KEYS(keys), ec_rulebook_add_scenario(r->book));
}

/* The arrays of a rulebook add to it by themselves. */
static bool
read_rules(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_rule, place);
}

static bool
read_groups(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_group, place);
}

static bool
read_all_governed(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_governed, place);
}

static bool
read_scenarios(reader *r, const JsonbValue *value, void *place)
{
	return read_array(r, value, read_scenario, place);
}

static bool
read_format(reader *r, const JsonbValue *value, void *place)
{
	(void) place;
	if (value->type != jbvNumeric || strcmp(numeric_text(value->val.numeric), "1") != 0)
		return fail(r, "is not a format this version reads", "This version of export_control reads format 1.");
	return true;
}

bool
read_rulebook(Jsonb *json, const ec_memory *mem, ec_rulebook **book, ec_error *error)
{
	static const key keys[] = {
		{"format", read_format, 0, true},
		{"covered", read_period, offsetof(ec_rulebook, covered), true},
		{"covered_known", read_period, offsetof(ec_rulebook, covered_known), true},
		{"rules", read_rules, 0, true},
		{"scenarios", read_scenarios, 0, true},
		{"governed", read_all_governed, 0, true},
		{"groups", read_groups, 0, true},
	};
	reader		r = {.mem = mem,.error = error};
	JsonbValue	root = {.type = jbvBinary};

	root.val.binary.data = &json->root;
	root.val.binary.len = VARSIZE(json) - VARHDRSZ;
	initStringInfo(&r.where);
	appendStringInfoString(&r.where, "rulebook");
	r.book = ec_rulebook_new(mem);
	/* The format comes first, as it says which keys there may be. */
	if (JsonContainerIsObject(root.val.binary.data))
	{
		JsonbValue	format;

		if (getKeyJsonValueFromContainer(root.val.binary.data, "format", 6, &format) != NULL)
		{
			appendStringInfoString(&r.where, ".format");
			if (!read_format(&r, &format, NULL))
				return false;
			resetStringInfo(&r.where);
			appendStringInfoString(&r.where, "rulebook");
		}
	}
	if (!read_object(&r, &root, KEYS(keys), r.book))
		return false;
	ec_rulebook_sort(r.book);
	*book = r.book;
	return true;
}
