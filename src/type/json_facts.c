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
