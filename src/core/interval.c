/*
 * interval.c
 *		Intervals as text, and reading the numbers that a chip or a shipment tells.  See interval.h.
 */
#include "core/interval.h"

#include <stdlib.h>

static long double
decimal(double value)
{
	char text[EC_NUMBER_SIZE];

	ec_number_text(value, text);
	return strtold(text, NULL);
}

double
ec_decimal_product(double a, double b)
{
	return (double) (decimal(a) * decimal(b));
}

double
ec_decimal_quotient(double dividend, double divisor)
{
	return (double) (decimal(dividend) / decimal(divisor));
}

ec_interval
ec_product(ec_interval x, ec_interval y)
{
	ec_interval result = EC_UNKNOWN_INTERVAL;

	result.lo = ec_decimal_product(x.lo, y.lo);
	if (!isinf(x.hi) && !isinf(y.hi))
		result.hi = ec_decimal_product(x.hi, y.hi);
	return result;
}

ec_interval
ec_quotient(ec_interval x, ec_interval y)
{
	ec_interval result = EC_UNKNOWN_INTERVAL;

	if (y.lo > 0.0 && !isinf(x.hi))
		result.hi = ec_decimal_quotient(x.hi, y.lo);
	if (!isinf(y.hi) && y.lo > 0.0)
		result.lo = ec_decimal_quotient(x.lo, y.hi);
	return result;
}

static bool
fail_range(const char *what, const char *units, const char *text, const char *limit,
           ec_error *error)
{
	ec_fail(error, EC_OUT_OF_RANGE, "%s is out of range: %.40s%s", what, text,
	        strlen(text) > 40 ? "..." : "");
	ec_detail(error, "%s", limit);
	return ec_hint(error, "%s", units);
}

static bool
read_number(const char *what, const char *units, const char *text, double *value, ec_error *error)
{
	*value = strtod(text, NULL) + 0.0; /* no negative zero */
	if (isnan(*value))
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s is not a number: %.40s", what, text);
		return ec_hint(error, "Write a number from 0 upward, or NULL when the value is unknown.");
	}
	if (*value < 0.0)
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s must not be negative: %.40s", what, text);
		return ec_hint(
		    error, "Write a number from 0 upward; leave the key out when the value is unknown.");
	}
	if (*value > EC_MAX_NUMBER)
		return fail_range(what, units, text, "The greatest value allowed is 1e15.", error);
	/* A number too small for a double reads as 0, and is not 0. */
	if (*value < EC_MIN_NUMBER && (*value > 0.0 || strpbrk(text, "123456789") != NULL))
		return fail_range(what, units, text, "The least value allowed, apart from 0, is 1e-9.",
		                  error);
	return true;
}

bool
ec_interval_read(const char *what, const char *units, const char *lo, const char *hi,
                 ec_interval *value, ec_error *error)
{
	if (!read_number(what, units, lo, &value->lo, error) ||
	    !read_number(what, units, hi, &value->hi, error))
		return false;
	if (value->lo > value->hi)
	{
		ec_fail(error, EC_OUT_OF_RANGE,
		        "%s is an interval with its bounds reversed: [%.40s, %.40s]", what, lo, hi);
		return ec_hint(error, "Write the lower bound first: [%.40s, %.40s].", hi, lo);
	}
	return true;
}

void
ec_text_interval(ec_text *out, ec_interval x)
{
	if (ec_is_point(x))
	{
		ec_text_number(out, x.lo);
		return;
	}
	ec_text_add_char(out, '[');
	ec_text_number(out, x.lo);
	ec_text_add(out, ", ");
	ec_text_number(out, x.hi);
	ec_text_add_char(out, ']');
}
