/*
 * json_facts.c
 *		Facts as a JSON object tells them.  See json_facts.h.
 */
#include "type/json_facts.h"

char *
json_string(const JsonbValue *value)
{
	return pnstrdup(value->val.string.val, value->val.string.len);
}

const char *
json_kind(const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			return "a string";
		case jbvNumeric:
			return "a number";
		case jbvBool:
			return "true or false";
		case jbvNull:
			return "null";
		default:
			return JsonContainerIsArray(value->val.binary.data) ? "an array" : "an object";
	}
}

bool
json_is_array(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data) &&
	    !JsonContainerIsScalar(value->val.binary.data);
}

bool
json_is_object(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data);
}

char *
json_number(const JsonbValue *value, bool strings)
{
	if (value->type == jbvNumeric)
		return numeric_text(value->val.numeric);
	return strings && value->type == jbvString ? json_string(value) : NULL;
}

bool
json_bounds(const char *what, const JsonbValue *value, bool strings, char **lo, char **hi,
            ec_error *error)
{
	*lo = *hi = json_number(value, strings);
	if (*lo != NULL)
		return true;
	if (json_is_array(value))
	{
		JsonbContainer *array = value->val.binary.data;

		if (JsonContainerSize(array) == 2)
		{
			*lo = json_number(getIthJsonbValueFromContainer(array, 0), strings);
			*hi = json_number(getIthJsonbValueFromContainer(array, 1), strings);
			if (*lo != NULL && *hi != NULL)
				return true;
		}
		ec_fail(error, EC_INVALID_TEXT, "%s must be a number or an interval of two numbers", what);
		return ec_hint(error, "Write an interval as [lower, upper], for example [300, 330].");
	}
	ec_fail(error, EC_INVALID_TEXT, "%s must be a number, not %s", what, json_kind(value));
	return ec_hint(
	    error,
	    "Write a number or an interval [lower, upper]; leave the key out when it is unknown.");
}

bool
json_facts(Jsonb *json, const char *type, const char *hint, json_fact_reader read, void *builder,
           ec_error *error)
{
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue each;
	JsonbValue key = {0};

	if (!JB_ROOT_IS_OBJECT(json))
	{
		ec_fail(error, EC_INVALID_TEXT, "invalid input syntax for type %s: not a JSON object",
		        type);
		return ec_hint(error, "%s", hint);
	}
	it = JsonbIteratorInit(&json->root);
	JsonbIteratorNext(&it, &each, false);
	while ((token = JsonbIteratorNext(&it, &each, true)) != WJB_END_OBJECT)
	{
		if (token == WJB_KEY)
			key = each;
		else if (!read(builder, &key, &each, error))
			return false;
	}
	return true;
}

/* --- keys that are given twice --- */

typedef struct Key
{
	int object; /* which of the text's, counted as they begin */
	const char *name;
	size_t length;
} Key;

/* Behind the string that begins here, in text that is known to be JSON. */
static const char *
skip_string(const char *at)
{
	for (at++; *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at + 1;
}

/* How many keys the text has: as many as it has colons. */
static int64
count_keys(const char *at)
{
	int64 count = 0;

	while (*at != '\0')
		if (*at == '"')
			at = skip_string(at);
		else
			count += *at++ == ':';
	return count;
}

static int64
count_kept_keys(Jsonb *json)
{
	JsonbIterator *it = JsonbIteratorInit(&json->root);
	JsonbIteratorToken token;
	JsonbValue each;
	int64 count = 0;

	while ((token = JsonbIteratorNext(&it, &each, false)) != WJB_DONE)
		count += token == WJB_KEY;
	return count;
}

static int
compare_keys(const void *a, const void *b)
{
	const Key *x = a;
	const Key *y = b;

	if (x->object != y->object)
		return x->object < y->object ? -1 : 1;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->name, y->name, x->length);
}

/* The objects around a place in the text, the innermost last; 0 is an array. */
static void
list_keys(const char *text, Key *keys)
{
	List *around = NIL;
	int objects = 0;

	for (const char *at = text; *at != '\0';)
	{
		const char *string = at;

		CHECK_FOR_INTERRUPTS();
		if (*at == '{' || *at == '[')
			around = lappend_int(around, *at == '{' ? ++objects : 0);
		else if (*at == '}' || *at == ']')
			around = list_delete_last(around);
		if (*at++ != '"')
			continue;
		at = skip_string(string);
		while (ec_is_space(*at))
			at++;
		if (*at == ':')
		{
			const char *end = skip_string(string);

			*keys++ = (Key){llast_int(around), string + 1, (size_t) (end - string) - 2};
		}
	}
}

bool
json_keys_are_unique(const char *text, Jsonb *json, const char *of, const char **key,
                     ec_error *error)
{
	int64 count = count_keys(text);
	Key *keys;

	if (count == count_kept_keys(json))
		return true;
	*key = NULL;
	keys = palloc_extended((Size) count * sizeof(Key), MCXT_ALLOC_HUGE);
	list_keys(text, keys);
	qsort(keys, (size_t) count, sizeof(Key), compare_keys);
	for (int64 i = 1; i < count && *key == NULL; i++)
		if (compare_keys(&keys[i - 1], &keys[i]) == 0)
			*key = pnstrdup(keys[i].name, keys[i].length);
	ec_fail(error, EC_INVALID_TEXT, "a key in %s is given twice%s%.60s%s", of,
	        *key == NULL ? "" : ": \"", *key == NULL ? "" : *key, *key == NULL ? "" : "\"");
	return ec_hint(error, "Leave one of its values out, or write an interval [lo, hi] of both.");
}
