/*
 * chip.c
 *		Building a chip from its facts, computing its metrics, writing it as JSON.  See chip.h.
 */
#include "chip.h"

#include <stdio.h>
#include <stdlib.h>

/* Number formats whose bit length is known.  tf32 counts as 32, the longest reading of its width. */
static const struct
{
	const char *name;
	uint32_t	bits;
}			formats[] = {
	{"fp64", 64}, {"fp32", 32}, {"tf32", 32}, {"bf16", 16}, {"fp16", 16}, {"fp8", 8}, {"fp6", 6},
	{"fp4", 4}, {"int32", 32}, {"int16", 16}, {"int8", 8}, {"int4", 4},
};

#define FORMAT_COUNT ((int) (sizeof(formats) / sizeof(formats[0])))

ec_fact
ec_chip_key_find(const char *key, size_t length, ec_error *error)
{
	ec_fact		found = ec_fact_find_key(key, length);
	const char *nearest;

	if (found != EC_NO_FACT)
		return found;
	ec_fail(error, EC_INVALID_TEXT, "unknown key \"%.*s\" in a chip", length > 60 ? 60 : (int) length, key);
	ec_detail(error, "Known keys: %s.", ec_fact_key_names());
	nearest = ec_fact_nearest_key(key, length);
	if (nearest != NULL)
		ec_hint(error, "Perhaps you meant \"%s\".", nearest);
	else
		ec_hint(error, "Leave the key out, or give the fact by one of the known keys.");
	return EC_NO_FACT;
}

void
ec_chip_begin(ec_chip_builder *builder, const ec_memory *mem)
{
	memset(builder, 0, sizeof(*builder));
	builder->mem = mem;
	builder->form = EC_FORM_IC;
	for (int f = 0; f < EC_FACT_END; f++)
	{
		builder->flag[f] = EC_UNKNOWN;
		builder->number[f] = EC_UNKNOWN_INTERVAL;
	}
}

/* The key's value is of a kind that it cannot have. */
static bool
fail_kind(ec_fact key, const char *found, ec_error *error)
{
	const char *unquoted = strcmp(found, "a string") == 0 ? " without quotation marks" : "";

	ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip must not be %s", ec_fact_name(key), found);
	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_RATES:
			return ec_hint(error, "Write an object such as {\"fp16\": 148, \"int8\": 296}.");
		case EC_KIND_BOOLEAN:
			return ec_hint(error, "Write true or false%s, or leave the key out when it is unknown.", unquoted);
		case EC_KIND_NUMBER:
			return ec_hint(error, "Write a number%s or an interval [lo, hi]; leave the key out when it is unknown.",
						   *unquoted ? " without quotation marks," : "");
		default:
			return ec_hint(error, "Write a string, or leave the key out when it is unknown.");
	}
}

bool
ec_chip_set_text(ec_chip_builder *builder, ec_fact key, const char *text, size_t length, ec_error *error)
{
	if (ec_fact_kind_of(key) == EC_KIND_FORM)
	{
		builder->form = ec_form_find(text, length);
		if (builder->form != EC_FORM_UNKNOWN)
			return true;
		ec_fail(error, EC_INVALID_TEXT, "invalid \"%s\" in a chip: \"%.*s\"", ec_fact_name(key),
				length > 60 ? 60 : (int) length, text);
		return ec_hint(error, "Write \"ic\" (an integrated circuit, the default), \"computer\" (a computer, "
					   "assembly or component that contains one) or \"hbm\" (a memory stack on its own).");
	}
	if (ec_fact_kind_of(key) != EC_KIND_TEXT)
		return fail_kind(key, "a string", error);
	if (length > EC_CHIP_MAX_TEXT)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip is too long: %zu bytes", ec_fact_name(key), length);
		return ec_hint(error, "Use at most %d bytes.", EC_CHIP_MAX_TEXT);
	}
	builder->text[key] = text;
	builder->text_length[key] = length;
	return true;
}

bool
ec_chip_set_flag(ec_chip_builder *builder, ec_fact key, bool value, ec_error *error)
{
	if (ec_fact_kind_of(key) != EC_KIND_BOOLEAN)
		return fail_kind(key, "true or false", error);
	builder->flag[key] = value ? EC_TRUE : EC_FALSE;
	return true;
}

/* The rule every number of a chip obeys, whatever literal, cast or wire format it came by. */
static bool
read_number(const char *what, const char *text, double *value, ec_error *error)
{
	*value = strtod(text, NULL) + 0.0;	/* no negative zero */
	if (!(*value >= 0.0))
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s of a chip must not be negative: %.40s", what, text);
		return ec_hint(error, "Write a number from 0 upward; leave the key out when the value is unknown.");
	}
	if (*value > EC_CHIP_MAX_NUMBER)
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s of a chip is out of range: %.40s%s", what, text, strlen(text) > 40 ? "..." : "");
		ec_detail(error, "The greatest value allowed is 1e15.");
		return ec_hint(error, "Check the unit: rates are in TOPS, bandwidths in GB/s, areas in mm^2, transistors in billions.");
	}
	/* A number too small for a double reads as 0, and is not 0. */
	if (*value < EC_CHIP_MIN_NUMBER && (*value > 0.0 || strpbrk(text, "123456789") != NULL))
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s of a chip is out of range: %.40s%s", what, text, strlen(text) > 40 ? "..." : "");
		ec_detail(error, "The least value allowed, apart from 0, is 1e-9.");
		return ec_hint(error, "Check the unit: rates are in TOPS, bandwidths in GB/s, areas in mm^2, transistors in billions.");
	}
	return true;
}

static bool
read_interval(const char *what, const char *lo, const char *hi, ec_interval *value, ec_error *error)
{
	if (!read_number(what, lo, &value->lo, error) || !read_number(what, hi, &value->hi, error))
		return false;
	if (value->lo > value->hi)
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s of a chip is an interval with its bounds reversed: [%.40s, %.40s]", what, lo, hi);
		return ec_hint(error, "Write the lower bound first: [%.40s, %.40s].", hi, lo);
	}
	return true;
}

bool
ec_chip_set_number(ec_chip_builder *builder, ec_fact key, const char *lo, const char *hi, ec_error *error)
{
	char		what[64];

	if (ec_fact_kind_of(key) != EC_KIND_NUMBER)
		return fail_kind(key, "a number", error);
	snprintf(what, sizeof(what), "\"%s\"", ec_fact_name(key));
	return read_interval(what, lo, hi, &builder->number[key], error);
}

bool
ec_chip_add_rate(ec_chip_builder *builder, const char *name, size_t length,
				 const char *lo, const char *hi, const char *bits, ec_error *error)
{
	char		what[80];
	int			order = FORMAT_COUNT;
	double		width;
	int			n = builder->rate_count;

	for (int f = 0; f < FORMAT_COUNT; f++)
		if (strlen(formats[f].name) == length && memcmp(formats[f].name, name, length) == 0)
			order = f;

	if (length == 0 || length > 32)
	{
		ec_fail(error, EC_INVALID_TEXT, "invalid number format \"%.*s\" in \"rates\"", length > 60 ? 60 : (int) length, name);
		return ec_hint(error, "The name of a number format has 1 to 32 bytes.");
	}
	if (order == FORMAT_COUNT && bits == NULL)
	{
		const char *known[sizeof(formats) / sizeof(formats[0])];
		const char *nearest;

		for (int f = 0; f < FORMAT_COUNT; f++)
			known[f] = formats[f].name;
		nearest = ec_nearest(name, length, known, FORMAT_COUNT);
		ec_fail(error, EC_INVALID_TEXT, "unknown number format \"%.*s\" in \"rates\"", (int) length, name);
		ec_detail(error, "Its bit length is not known. Known formats: fp64, fp32, tf32, bf16, fp16, fp8, fp6, fp4, int32, int16, int8, int4.");
		if (nearest != NULL)
			return ec_hint(error, "Perhaps you meant \"%s\"; or give the bit length: \"%.*s\": {\"tops\": %.20s, \"bits\": 8}.", nearest, (int) length, name, lo);
		return ec_hint(error, "Give the bit length: \"%.*s\": {\"tops\": %.20s, \"bits\": 8}.", (int) length, name, lo);
	}
	if (order < FORMAT_COUNT && bits != NULL)
	{
		ec_fail(error, EC_INVALID_TEXT, "number format \"%.*s\" in \"rates\" has a known bit length", (int) length, name);
		return ec_hint(error, "Write the rate alone, \"%.*s\": %.20s, or choose another name for a format of another length.", (int) length, name, lo);
	}
	if (n == EC_CHIP_MAX_RATES)
	{
		ec_fail(error, EC_INVALID_TEXT, "too many number formats in \"rates\"");
		return ec_hint(error, "Give at most %d, the ones with the highest rate times bit length.", EC_CHIP_MAX_RATES);
	}

	strcpy(what, "rate \"");
	strncat(what, name, length);
	strcat(what, "\"");
	if (!read_interval(what, lo, hi, &builder->rate[n].rate, error))
		return false;
	if (bits == NULL)
		builder->rate[n].bits = formats[order].bits;
	else
	{
		width = strtod(bits, NULL);
		if (!(width >= 1 && width <= EC_CHIP_MAX_BITS) || width != (double) (uint32_t) width)
		{
			ec_fail(error, EC_OUT_OF_RANGE, "\"bits\" of number format \"%.*s\" is out of range: %.40s", (int) length, name, bits);
			return ec_hint(error, "Write the bit length of the longer input to the multiplication, a whole number from 1 to %d.", EC_CHIP_MAX_BITS);
		}
		builder->rate[n].bits = (uint32_t) width;
	}
	builder->rate[n].name = name;
	builder->rate[n].length = length;
	builder->rate[n].order = order;
	builder->rate_count++;
	return true;
}

/*
 * The nearest double of a quotient of decimals.  Dividing in extended precision, then rounding once,
 * gives exactly the double that the decimal literal of the true quotient has, so that a performance
 * density of "5.92 on the line" compares equal to the 5.92 of the rule.
 */
static long double
decimal(double value)
{
	char		text[EC_NUMBER_SIZE];

	ec_number_text(value, text);
	return strtold(text, NULL);
}

static double
times(double rate, uint32_t bits)
{
	return (double) (decimal(rate) * bits);
}

static double
quotient(double dividend, double divisor)
{
	return (double) (decimal(dividend) / decimal(divisor));
}

static double
greater(double a, double b)
{
	return a > b ? a : b;
}

/* x / y where both are known only as intervals; nothing is known when y may be 0 but need not be. */
static ec_interval
divide(ec_interval x, ec_interval y)
{
	ec_interval result = EC_UNKNOWN_INTERVAL;

	if (ec_is_unknown(x) && ec_is_unknown(y))
		return result;
	if (y.lo > 0.0 && !isinf(x.hi))
		result.hi = quotient(x.hi, y.lo);
	if (!isinf(y.hi))
		result.lo = y.hi > 0.0 && y.lo > 0.0 ? quotient(x.lo, y.hi) : 0.0;
	return result;
}

/*
 * The formulas of the metrics: metric_NAME(item, number), of what the item tells and of the numbers of its keys
 * and of the metrics before.
 */
static ec_interval
metric_tpp(const ec_chip_builder *item, const ec_interval *number)
{
	ec_interval declared = number[EC_DECLARED_TPP];
	ec_interval tpp = {0, 0};

	if (item->rate_count == 0)
		return declared;
	for (int i = 0; i < item->rate_count; i++)
	{
		tpp.lo = greater(tpp.lo, times(item->rate[i].rate.lo, item->rate[i].bits));
		tpp.hi = greater(tpp.hi, times(item->rate[i].rate.hi, item->rate[i].bits));
	}
	if (ec_is_unknown(declared))
		return tpp;
	return (ec_interval) {greater(tpp.lo, declared.lo), greater(tpp.hi, declared.hi)};
}

/* With no non-planar logic die the applicable die area is 0 and the density test cannot be met. */
static ec_interval
metric_performance_density(const ec_chip_builder *item, const ec_interval *number)
{
	(void) item;
	return number[EC_DIE_AREA].hi == 0.0 ? ec_point(0.0) : divide(number[EC_TPP], number[EC_DIE_AREA]);
}

static ec_interval
metric_tops(const ec_chip_builder *item, const ec_interval *number)
{
	ec_interval tops = {0, 0};

	(void) number;
	if (item->rate_count == 0)
		return EC_UNKNOWN_INTERVAL;
	for (int i = 0; i < item->rate_count; i++)
	{
		tops.lo = greater(tops.lo, item->rate[i].rate.lo);
		tops.hi = greater(tops.hi, item->rate[i].rate.hi);
	}
	return tops;
}

static ec_interval
metric_memory_bandwidth_density(const ec_chip_builder *item, const ec_interval *number)
{
	(void) item;
	return divide(number[EC_MEMORY_BANDWIDTH], number[EC_PACKAGE_AREA]);
}

/* The numbers of the keys, and the metrics computed from them in the order of the list. */
static void
compute_numbers(const ec_chip_builder *item, ec_interval *number)
{
#define COMPUTE_ITEM(symbol, name)
#define COMPUTE_METRIC(symbol, name) number[EC_##symbol] = metric_##name(item, number);
#define COMPUTE_SHIPMENT(symbol, name)
#define COMPUTE_PLACE(symbol, name)
#define COMPUTE_FOUND(symbol, name)
#define COMPUTE_QUESTION(symbol, name)
#define COMPUTE(number, symbol, name, kind, holder, ...) COMPUTE_##holder(symbol, name)
	memcpy(number, item->number, sizeof(item->number));
	EC_FACT_LIST(COMPUTE)
}

static uint16_t
place_text(ec_chip *chip, size_t *end, const char *text, size_t length)
{
	size_t		offset = *end;

	memcpy((char *) chip + offset, text, length);
	*end += length;
	return (uint16_t) offset;
}

ec_chip *
ec_chip_finish(const ec_chip_builder *builder, size_t *size)
{
	int			order[EC_CHIP_MAX_RATES];
	size_t		end = offsetof(ec_chip, rate) + (size_t) builder->rate_count * sizeof(ec_chip_rate);
	size_t		total = end + builder->text_length[EC_NAME] + builder->text_length[EC_VENDOR];
	ec_interval number[EC_FACT_END];
	ec_chip    *chip;

	/* Canonical order of rates: known formats as listed, then the others by name. */
	for (int i = 0; i < builder->rate_count; i++)
	{
		int			j = i;

		while (j > 0)
		{
			int			a = order[j - 1];
			int			before = builder->rate[a].order - builder->rate[i].order;

			if (before == 0)
			{
				size_t		la = builder->rate[a].length;
				size_t		li = builder->rate[i].length;

				before = memcmp(builder->rate[a].name, builder->rate[i].name, la < li ? la : li);
				if (before == 0)
					before = la < li ? -1 : 1;
			}
			if (before < 0)
				break;
			order[j] = order[j - 1];
			j--;
		}
		order[j] = i;
		total += builder->rate[i].length;
	}

	chip = ec_alloc(builder->mem, total);
	chip->version = EC_CHIP_VERSION;
	chip->form = (uint8_t) builder->form;
	chip->datacenter = (uint8_t) builder->flag[EC_DATACENTER];
	chip->hbm = (uint8_t) builder->flag[EC_HBM];
	compute_numbers(builder, number);
	memcpy(chip->number, number, sizeof(chip->number));
	chip->rate_count = (uint32_t) builder->rate_count;
	if (builder->text[EC_NAME] != NULL)
	{
		chip->name_length = (uint16_t) builder->text_length[EC_NAME];
		chip->name_offset = place_text(chip, &end, builder->text[EC_NAME], builder->text_length[EC_NAME]);
	}
	if (builder->text[EC_VENDOR] != NULL)
	{
		chip->vendor_length = (uint16_t) builder->text_length[EC_VENDOR];
		chip->vendor_offset = place_text(chip, &end, builder->text[EC_VENDOR], builder->text_length[EC_VENDOR]);
	}
	for (int i = 0; i < builder->rate_count; i++)
	{
		int			from = order[i];

		chip->rate[i].rate = builder->rate[from].rate;
		chip->rate[i].bits = builder->rate[from].bits;
		chip->rate[i].name_length = (uint16_t) builder->rate[from].length;
		chip->rate[i].name_offset = place_text(chip, &end, builder->rate[from].name, builder->rate[from].length);
	}
	*size = total;
	return chip;
}

static void
write_key(ec_text *out, const char *key)
{
	if (out->data[out->length - 1] != '{')
		ec_text_add(out, ", ");
	ec_text_printf(out, "\"%s\": ", key);
}

static void
write_interval(ec_text *out, ec_interval value)
{
	if (ec_is_point(value))
		ec_text_number(out, value.lo);
	else
	{
		ec_text_add_char(out, '[');
		ec_text_number(out, value.lo);
		ec_text_add(out, ", ");
		ec_text_number(out, value.hi);
		ec_text_add_char(out, ']');
	}
}

static void
write_rates(const ec_chip *chip, ec_text *out)
{
	if (chip->rate_count == 0)
		return;
	write_key(out, "rates");
	ec_text_add_char(out, '{');
	for (uint32_t i = 0; i < chip->rate_count; i++)
	{
		const ec_chip_rate *rate = &chip->rate[i];
		const char *name = (const char *) chip + rate->name_offset;
		bool		known = false;

		for (int f = 0; f < FORMAT_COUNT; f++)
			if (strlen(formats[f].name) == rate->name_length && memcmp(formats[f].name, name, rate->name_length) == 0)
				known = true;
		if (i > 0)
			ec_text_add(out, ", ");
		ec_text_json_string(out, name, rate->name_length);
		ec_text_add(out, ": ");
		if (known)
			write_interval(out, rate->rate);
		else
		{
			ec_text_add(out, "{\"tops\": ");
			write_interval(out, rate->rate);
			ec_text_printf(out, ", \"bits\": %u}", rate->bits);
		}
	}
	ec_text_add_char(out, '}');
}

/* The value of a key that is known; nothing when it is not, and for the form that is the default. */
static void
write_fact(const ec_chip *chip, ec_fact key, ec_text *out)
{
	const char *text = NULL;
	size_t		length = 0;
	ec_truth	flag;

	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_FORM:
			if (chip->form != EC_FORM_IC)
				text = ec_form_name((ec_form) chip->form);
			length = text != NULL ? strlen(text) : 0;
			break;
		case EC_KIND_TEXT:
			text = ec_chip_text(chip, key, &length);
			break;
		case EC_KIND_NUMBER:
			if (ec_is_unknown(chip->number[key]))
				return;
			write_key(out, ec_fact_name(key));
			write_interval(out, chip->number[key]);
			return;
		case EC_KIND_BOOLEAN:
			flag = (ec_truth) (key == EC_DATACENTER ? chip->datacenter : chip->hbm);
			if (flag == EC_UNKNOWN)
				return;
			write_key(out, ec_fact_name(key));
			ec_text_add(out, flag == EC_TRUE ? "true" : "false");
			return;
		default:
			write_rates(chip, out);
			return;
	}
	if (text == NULL)
		return;
	write_key(out, ec_fact_name(key));
	ec_text_json_string(out, text, length);
}

void
ec_chip_write(const ec_chip *chip, ec_text *out)
{
	ec_text_add_char(out, '{');
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (ec_fact_holder_of(ec_fact_at(i)) == EC_HOLDER_ITEM)
			write_fact(chip, ec_fact_at(i), out);
	ec_text_add_char(out, '}');
}

static bool
rates_are_points(const ec_chip *chip)
{
	for (uint32_t i = 0; i < chip->rate_count; i++)
		if (!ec_is_point(chip->rate[i].rate))
			return false;
	return true;
}

static bool
is_stated(const ec_chip *chip, ec_fact fact)
{
	return fact == EC_RATES ? chip->rate_count > 0 : !ec_is_unknown(chip->number[fact]);
}

ec_fact_set
ec_chip_uncertain(const ec_chip *chip, ec_fact fact)
{
	bool		any;
	ec_fact_set rests_on = ec_fact_rests_on(fact, &any);
	ec_fact		first = EC_NO_FACT;
	ec_fact_set missing = 0;
	bool		stated = false;

	if (fact == EC_RATES)
		return chip->rate_count > 0 && rates_are_points(chip) ? 0 : EC_FACT_BIT(EC_RATES);
	if (ec_is_point(chip->number[fact]))
		return 0;
	if (rests_on == 0)
		return EC_FACT_BIT(fact);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact		below = ec_fact_at(i);

		if ((rests_on & EC_FACT_BIT(below)) == 0)
			continue;
		if (first == EC_NO_FACT)
			first = below;
		stated = stated || is_stated(chip, below);
		if (!any || is_stated(chip, below))
			missing |= ec_chip_uncertain(chip, below);
	}
	return any && !stated ? ec_chip_uncertain(chip, first) : missing;
}
