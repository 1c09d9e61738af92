/*
 * chip.c
 *		Building a chip from its facts, computing its metrics, writing it as JSON.  See chip.h.
 */
#include "chip.h"

#include <stdlib.h>

static const char *const key_names[EC_KEY_COUNT] = {
	"name", "vendor", "form", "datacenter", "rates", "declared_tpp", "die_area", "transistors",
	"memory_bandwidth", "hbm", "interconnect_bandwidth", "package_area",
};

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

const char *
ec_chip_key_name(ec_chip_key key)
{
	return key_names[key];
}

ec_chip_key
ec_chip_key_find(const char *key, size_t length, ec_error *error)
{
	const char *nearest;

	for (int k = 0; k < EC_KEY_COUNT; k++)
		if (strlen(key_names[k]) == length && memcmp(key_names[k], key, length) == 0)
			return (ec_chip_key) k;

	ec_fail(error, EC_INVALID_TEXT, "unknown key \"%.*s\" in a chip", length > 60 ? 60 : (int) length, key);
	ec_detail(error, "Known keys: name, vendor, form, datacenter, rates, declared_tpp, die_area, transistors, "
			  "memory_bandwidth, hbm, interconnect_bandwidth, package_area.");
	nearest = ec_nearest(key, length, key_names, EC_KEY_COUNT);
	if (nearest != NULL)
		ec_hint(error, "Perhaps you meant \"%s\".", nearest);
	else
		ec_hint(error, "Leave the key out, or give the fact by one of the known keys.");
	return EC_KEY_COUNT;
}

void
ec_chip_begin(ec_chip_builder *builder, const ec_memory *mem)
{
	memset(builder, 0, sizeof(*builder));
	builder->mem = mem;
	builder->form = EC_FORM_IC;
	builder->flag[0] = builder->flag[1] = EC_UNKNOWN;
	for (int k = 0; k < EC_KEY_COUNT; k++)
		builder->number[k] = EC_UNKNOWN_INTERVAL;
}

bool
ec_chip_set_text(ec_chip_builder *builder, ec_chip_key key, const char *text, size_t length, ec_error *error)
{
	if (key == EC_KEY_FORM)
	{
		builder->form = ec_form_find(text, length);
		if (builder->form == EC_FORM_COUNT)
		{
			ec_fail(error, EC_INVALID_TEXT, "invalid \"form\" in a chip: \"%.*s\"", length > 60 ? 60 : (int) length, text);
			return ec_hint(error, "Write \"ic\" (an integrated circuit, the default), \"computer\" (a computer, assembly or component that contains one) or \"hbm\" (a memory stack on its own).");
		}
		return true;
	}
	if (key != EC_KEY_NAME && key != EC_KEY_VENDOR)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip must not be a string", key_names[key]);
		if (key == EC_KEY_DATACENTER || key == EC_KEY_HBM)
			return ec_hint(error, "Write true or false without quotation marks, or leave the key out when it is unknown.");
		if (key == EC_KEY_RATES)
			return ec_hint(error, "Write an object such as {\"fp16\": 148, \"int8\": 296}.");
		return ec_hint(error, "Write a number without quotation marks, or an interval [lo, hi]; leave the key out when it is unknown.");
	}
	if (length > EC_CHIP_MAX_TEXT)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip is too long: %zu bytes", key_names[key], length);
		return ec_hint(error, "Use at most %d bytes.", EC_CHIP_MAX_TEXT);
	}
	builder->text[key == EC_KEY_VENDOR] = text;
	builder->text_length[key == EC_KEY_VENDOR] = length;
	return true;
}

bool
ec_chip_set_flag(ec_chip_builder *builder, ec_chip_key key, bool value, ec_error *error)
{
	if (key != EC_KEY_DATACENTER && key != EC_KEY_HBM)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip must not be true or false", key_names[key]);
		if (key == EC_KEY_RATES)
			return ec_hint(error, "Write an object such as {\"fp16\": 148, \"int8\": 296}.");
		if (key == EC_KEY_NAME || key == EC_KEY_VENDOR || key == EC_KEY_FORM)
			return ec_hint(error, "Write a string, or leave the key out when it is unknown.");
		return ec_hint(error, "Write a number or an interval [lo, hi]; leave the key out when it is unknown.");
	}
	builder->flag[key == EC_KEY_HBM] = value ? EC_TRUE : EC_FALSE;
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
ec_chip_set_number(ec_chip_builder *builder, ec_chip_key key, const char *lo, const char *hi, ec_error *error)
{
	char		what[64] = "\"";

	if (key == EC_KEY_NAME || key == EC_KEY_VENDOR || key == EC_KEY_FORM ||
		key == EC_KEY_DATACENTER || key == EC_KEY_HBM || key == EC_KEY_RATES)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip must not be a number", key_names[key]);
		if (key == EC_KEY_RATES)
			return ec_hint(error, "Write an object such as {\"fp16\": 148, \"int8\": 296}.");
		if (key == EC_KEY_DATACENTER || key == EC_KEY_HBM)
			return ec_hint(error, "Write true or false, or leave the key out when it is unknown.");
		return ec_hint(error, "Write a string, or leave the key out when it is unknown.");
	}
	strcat(what, key_names[key]);
	strcat(what, "\"");
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

static void
compute_metrics(const ec_chip_builder *builder, ec_interval *number)
{
	ec_interval declared = builder->number[EC_KEY_DECLARED_TPP];
	ec_interval die_area = builder->number[EC_KEY_DIE_AREA];
	ec_interval tpp = {0, 0};
	ec_interval tops = {0, 0};

	for (int i = 0; i < builder->rate_count; i++)
	{
		ec_interval rate = builder->rate[i].rate;

		tops.lo = greater(tops.lo, rate.lo);
		tops.hi = greater(tops.hi, rate.hi);
		tpp.lo = greater(tpp.lo, times(rate.lo, builder->rate[i].bits));
		tpp.hi = greater(tpp.hi, times(rate.hi, builder->rate[i].bits));
	}
	if (builder->rate_count == 0)
	{
		tops = EC_UNKNOWN_INTERVAL;
		tpp = declared;
	}
	else if (!ec_is_unknown(declared))
	{
		tpp.lo = greater(tpp.lo, declared.lo);
		tpp.hi = greater(tpp.hi, declared.hi);
	}

	number[EC_TPP] = tpp;
	number[EC_TOPS] = tops;
	number[EC_DECLARED_TPP] = declared;
	number[EC_DIE_AREA] = die_area;
	number[EC_TRANSISTORS] = builder->number[EC_KEY_TRANSISTORS];
	number[EC_MEMORY_BANDWIDTH] = builder->number[EC_KEY_MEMORY_BANDWIDTH];
	number[EC_INTERCONNECT_BANDWIDTH] = builder->number[EC_KEY_INTERCONNECT_BANDWIDTH];
	number[EC_PACKAGE_AREA] = builder->number[EC_KEY_PACKAGE_AREA];

	/* With no non-planar logic die the applicable die area is 0 and the density test cannot be met. */
	if (die_area.hi == 0.0)
		number[EC_PERFORMANCE_DENSITY] = ec_point(0.0);
	else
		number[EC_PERFORMANCE_DENSITY] = divide(tpp, die_area);
	number[EC_MEMORY_BANDWIDTH_DENSITY] = divide(number[EC_MEMORY_BANDWIDTH], number[EC_PACKAGE_AREA]);
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
	size_t		total = end + builder->text_length[0] + builder->text_length[1];
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
	chip->datacenter = (uint8_t) builder->flag[0];
	chip->hbm = (uint8_t) builder->flag[1];
	compute_metrics(builder, chip->number);
	chip->rate_count = (uint32_t) builder->rate_count;
	if (builder->text[0] != NULL)
	{
		chip->name_length = (uint16_t) builder->text_length[0];
		chip->name_offset = place_text(chip, &end, builder->text[0], builder->text_length[0]);
	}
	if (builder->text[1] != NULL)
	{
		chip->vendor_length = (uint16_t) builder->text_length[1];
		chip->vendor_offset = place_text(chip, &end, builder->text[1], builder->text_length[1]);
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
write_number(const ec_chip *chip, ec_chip_key key, ec_fact fact, ec_text *out)
{
	if (ec_is_unknown(chip->number[fact]))
		return;
	write_key(out, key_names[key]);
	write_interval(out, chip->number[fact]);
}

static void
write_flag(ec_chip_key key, ec_truth flag, ec_text *out)
{
	if (flag == EC_UNKNOWN)
		return;
	write_key(out, key_names[key]);
	ec_text_add(out, flag == EC_TRUE ? "true" : "false");
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

void
ec_chip_write(const ec_chip *chip, ec_text *out)
{
	size_t		length;
	const char *text;

	ec_text_add_char(out, '{');
	if ((text = ec_chip_text(chip, EC_NAME, &length)) != NULL)
	{
		write_key(out, "name");
		ec_text_json_string(out, text, length);
	}
	if ((text = ec_chip_text(chip, EC_VENDOR, &length)) != NULL)
	{
		write_key(out, "vendor");
		ec_text_json_string(out, text, length);
	}
	if (chip->form != EC_FORM_IC)
	{
		write_key(out, "form");
		ec_text_json_string(out, ec_form_name((ec_form) chip->form), strlen(ec_form_name((ec_form) chip->form)));
	}
	write_flag(EC_KEY_DATACENTER, (ec_truth) chip->datacenter, out);
	write_rates(chip, out);
	write_number(chip, EC_KEY_DECLARED_TPP, EC_DECLARED_TPP, out);
	write_number(chip, EC_KEY_DIE_AREA, EC_DIE_AREA, out);
	write_number(chip, EC_KEY_TRANSISTORS, EC_TRANSISTORS, out);
	write_number(chip, EC_KEY_MEMORY_BANDWIDTH, EC_MEMORY_BANDWIDTH, out);
	write_flag(EC_KEY_HBM, (ec_truth) chip->hbm, out);
	write_number(chip, EC_KEY_INTERCONNECT_BANDWIDTH, EC_INTERCONNECT_BANDWIDTH, out);
	write_number(chip, EC_KEY_PACKAGE_AREA, EC_PACKAGE_AREA, out);
	ec_text_add_char(out, '}');
}

static bool
rates_are_certain(const ec_chip *chip)
{
	for (uint32_t i = 0; i < chip->rate_count; i++)
		if (!ec_is_point(chip->rate[i].rate))
			return false;
	return chip->rate_count > 0;
}

ec_fact_set
ec_chip_uncertain(const ec_chip *chip, ec_fact number)
{
	ec_fact_set missing = 0;

	if (ec_is_point(chip->number[number]))
		return 0;
	switch (number)
	{
		case EC_TPP:
			if (!rates_are_certain(chip) && !(chip->rate_count == 0 && !ec_is_unknown(chip->number[EC_DECLARED_TPP])))
				missing |= EC_FACT_BIT(EC_RATES);
			if (!ec_is_unknown(chip->number[EC_DECLARED_TPP]) && !ec_is_point(chip->number[EC_DECLARED_TPP]))
				missing |= EC_FACT_BIT(EC_DECLARED_TPP);
			return missing;
		case EC_TOPS:
			return EC_FACT_BIT(EC_RATES);
		case EC_PERFORMANCE_DENSITY:
			return ec_chip_uncertain(chip, EC_TPP) | ec_chip_uncertain(chip, EC_DIE_AREA);
		case EC_MEMORY_BANDWIDTH_DENSITY:
			return ec_chip_uncertain(chip, EC_MEMORY_BANDWIDTH) | ec_chip_uncertain(chip, EC_PACKAGE_AREA);
		default:
			return EC_FACT_BIT(number);
	}
}
