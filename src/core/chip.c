/*
 * chip.c
 *		Building a chip from its facts, computing its metrics, writing it as JSON.  See chip.h.
 */
#include "core/chip.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/unit.h"
#include "core/bounds.h"

#define STATED_BITS 0    /* in place of the number of a format */
#define IS_INTERVAL 0x80 /* beside the number of a format */

ec_fact
ec_chip_key_find(const char *key, size_t length, ec_error *error)
{
	return ec_fact_read_key(EC_HOLDER_ITEM, "a chip", key, length, error);
}

void
ec_chip_begin(ec_chip_builder *builder, const ec_memory *mem)
{
	memset(builder, 0, sizeof(*builder));
	builder->mem = mem;
	builder->form = EC_FORM_UNSTATED;
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
			return ec_hint(error, "Write true or false%s, or leave the key out when it is unknown.",
			               unquoted);
		case EC_KIND_NUMBER:
			return ec_hint(error,
			               "Write a number or an interval [lo, hi]; leave the key out when it is "
			               "unknown.");
		default:
			return ec_hint(error, "Write a string, or leave the key out when it is unknown.");
	}
}

static bool
set_stated_eccn(ec_chip_builder *builder, const char *text, size_t length, ec_error *error)
{
	ec_eccn eccn;

	if (!ec_eccn_parse(text, length, &eccn, error))
		return false;
	builder->text_length[EC_STATED_ECCN] = strlen(eccn.text);
	builder->text[EC_STATED_ECCN] =
	    ec_copy_text(builder->mem, eccn.text, builder->text_length[EC_STATED_ECCN]);
	return true;
}

bool
ec_chip_set_text(ec_chip_builder *builder, ec_fact key, const char *text, size_t length,
                 ec_error *error)
{
	if (ec_fact_kind_of(key) == EC_KIND_FORM)
	{
		builder->form = ec_form_find(text, length);
		if (builder->form != EC_FORM_UNKNOWN)
			return true;
		ec_fail(error, EC_INVALID_TEXT, "invalid \"%s\" in a chip: \"%.*s\"", ec_fact_name(key),
		        ec_quoted(length), text);
		return ec_hint(error,
		               "Write \"ic\" (an integrated circuit, the default), \"computer\" (a "
		               "computer, assembly or component that contains one) or \"hbm\" (a memory "
		               "stack on its own).");
	}
	if (ec_fact_kind_of(key) == EC_KIND_STATED_ECCN)
		return set_stated_eccn(builder, text, length, error);
	if (ec_fact_kind_of(key) == EC_KIND_NUMBER)
	{
		text = ec_copy_text(builder->mem, text, length);
		return ec_chip_set_number(builder, key, text, text, error);
	}
	if (ec_fact_kind_of(key) != EC_KIND_TEXT)
		return fail_kind(key, "a string", error);
	if (length > EC_CHIP_MAX_TEXT)
	{
		ec_fail(error, EC_INVALID_TEXT, "\"%s\" of a chip is too long: %zu bytes",
		        ec_fact_name(key), length);
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

static bool
read_interval(const ec_memory *mem, const char *what, const char *unit, const char *lo,
              const char *hi, ec_interval *value, ec_error *error)
{
	bool point = lo == hi;

	lo = ec_unit_read(mem, what, unit, lo, error);
	hi = point || lo == NULL ? lo : ec_unit_read(mem, what, unit, hi, error);
	return hi != NULL &&
	    ec_interval_read(what,
	                     "Check the unit: rates are in TOPS, bandwidths in GB/s, areas in mm^2, "
	                     "transistors in billions.",
	                     lo, hi, value, error);
}

bool
ec_chip_set_number(ec_chip_builder *builder, ec_fact key, const char *lo, const char *hi,
                   ec_error *error)
{
	char what[64];

	if (ec_fact_kind_of(key) != EC_KIND_NUMBER)
		return fail_kind(key, "a number", error);
	snprintf(what, sizeof(what), "\"%s\" of a chip", ec_fact_name(key));
	return read_interval(builder->mem, what, ec_fact_unit(key), lo, hi, &builder->number[key],
	                     error);
}

/* The error for a format of which neither the list nor the text tells the bit length. */
static bool
refuse_format(const char *name, int length, ec_error *error)
{
	const char *nearest = ec_format_nearest(name, (size_t) length);
	bool near = nearest != NULL;

	ec_fail(error, EC_INVALID_TEXT, "unknown number format \"%.*s\" in \"rates\"", length, name);
	ec_detail(error, "Its bit length is not known. Known formats: %s.", ec_format_names());
	return ec_hint(error,
	               "%s%s%s the bit length of the longer input, as the data sheet has it: \"%.*s\": "
	               "{\"tops\": ..., \"bits\": ...}.",
	               near ? "Perhaps you meant \"" : "", near ? nearest : "",
	               near ? "\"; or state" : "State", length, name);
}

static bool
refuse_sparse(const char *name, int length, ec_error *error)
{
	ec_fail(error, EC_INVALID_TEXT, "the rate \"%.*s\" in \"rates\" is a sparse one", length, name);
	ec_detail(error,
	          "Rates are dense: operations on zeros that are skipped do not count. (Technical Note "
	          "2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1)");
	return ec_hint(error, "Give the dense rate of the format, which data sheets state beside it.");
}

static bool
hint_bits(ec_error *error)
{
	return ec_hint(error,
	               "Write the bit length of the longer input to the multiplication, a whole number "
	               "from 1 to %d.",
	               EC_CHIP_MAX_BITS);
}

static bool
read_bits(const ec_memory *mem, const char *name, int length, const char *text, uint32_t *bits,
          ec_error *error)
{
	char what[sizeof("\"bits\" of number format \"\"") + EC_FORMAT_NAME_MOST];
	double width;

	snprintf(what, sizeof(what), "\"bits\" of number format \"%.*s\"", length, name);
	text = ec_unit_read(mem, what, EC_UNIT_BITS, text, error);
	if (text == NULL)
		return hint_bits(error);
	width = strtod(text, NULL);
	if (!(width >= 1 && width <= EC_CHIP_MAX_BITS) || width != (double) (uint32_t) width)
	{
		ec_fail(error, EC_OUT_OF_RANGE, "%s is out of range: %.40s", what, text);
		return hint_bits(error);
	}
	*bits = (uint32_t) width;
	return true;
}

static double
greater(double a, double b)
{
	return a > b ? a : b;
}

/* Of two spellings of one format the greater counts; formats that state their length are apart. */
static bool
raise_rate(ec_chip_builder *builder, int order, ec_words name, ec_bits bits, ec_interval rate)
{
	for (int i = 0; i < builder->rate_count; i++)
	{
		ec_interval *told = &builder->rate[i].rate;

		if (builder->rate[i].order != order || builder->rate[i].length != name.length ||
		    memcmp(builder->rate[i].name, name.text, name.length) != 0)
			continue;
		if (bits.most > builder->rate[i].bits.most)
			builder->rate[i].bits = bits;
		*told = (ec_interval){greater(rate.lo, told->lo), greater(rate.hi, told->hi)};
		return true;
	}
	return false;
}

static void
add_rate(ec_chip_builder *builder, int order, ec_words name, ec_bits bits, ec_interval rate)
{
	int n = builder->rate_count++;

	builder->rate[n].name = name.text;
	builder->rate[n].length = name.length;
	builder->rate[n].order = order;
	builder->rate[n].bits = bits;
	builder->rate[n].rate = rate;
}

/*
 * A format of which the length is not disputed has that length, whatever the item states.  The hint
 * proposes no length: the wrong one would lower TPP.
 */
static bool
refuse_length(const char *name, int length, ec_bits own, uint32_t stated, ec_error *error)
{
	char other[16] = "";

	if (own.most != own.least)
		snprintf(other, sizeof(other), " to %u", own.most);
	ec_fail(error, EC_INVALID_TEXT, "number format \"%.*s\" in \"rates\" has %u%s bits, not %u",
	        length, name, own.least, other, stated);
	return ec_hint(error,
	               "Write the rate alone, or choose another name for a format of another length.");
}

/*
 * A format that the list knows has its bit length there, and its rate alone is given.  One that
 * states its length keeps the name that it has.  The name must outlive the builder.
 */
bool
ec_chip_add_rate(ec_chip_builder *builder, const char *name, size_t length, const char *lo,
                 const char *hi, const char *stated, ec_error *error)
{
	char what[sizeof("rate \"\" of a chip") + EC_FORMAT_NAME_MOST];
	ec_words words = {name, length};
	bool sparse;
	int order = ec_format_read(name, length, &sparse);
	ec_bits bits;
	ec_interval rate;

	if (length == 0 || length > EC_FORMAT_NAME_MOST)
	{
		ec_fail(error, EC_INVALID_TEXT, "invalid number format \"%.*s\" in \"rates\"",
		        ec_quoted(length), name);
		return ec_hint(error, "The name of a number format has 1 to %d bytes.",
		               EC_FORMAT_NAME_MOST);
	}
	if (sparse && order != EC_NO_FORMAT)
		return refuse_sparse(name, (int) length, error);
	if (order == EC_NO_FORMAT && stated == NULL)
		return refuse_format(name, (int) length, error);
	snprintf(what, sizeof(what), "rate \"%.*s\" of a chip", (int) length, name);
	if (!read_interval(builder->mem, what, ec_fact_unit(EC_RATES), lo, hi, &rate, error))
		return false;
	if (stated != NULL)
	{
		if (!read_bits(builder->mem, name, (int) length, stated, &bits.most, error))
			return false;
		bits.least = bits.most;
		if (order != EC_NO_FORMAT &&
		    (bits.most < ec_formats[order].bits.least || bits.most > ec_formats[order].bits.most))
			return refuse_length(name, (int) length, ec_formats[order].bits, bits.most, error);
		order = EC_NO_FORMAT;
	}
	else
	{
		bits = ec_formats[order].bits;
		words = (ec_words){ec_formats[order].name, strlen(ec_formats[order].name)};
	}
	if (raise_rate(builder, order, words, bits, rate))
		return true;
	if (builder->rate_count == EC_CHIP_MAX_RATES)
	{
		ec_fail(error, EC_INVALID_TEXT, "too many number formats in \"rates\"");
		return ec_hint(error, "Give at most %d, the ones with the highest rate times bit length.",
		               EC_CHIP_MAX_RATES);
	}
	add_rate(builder, order, words, bits, rate);
	return true;
}

/*
 * Do rates that say nothing of it make the whole list?  A list without a format of 16 bits or fewer
 * leaves out the matrix units.  So does a table of shader rates, in which 16 bits are at most four
 * times as fast as fp32, and nothing is shorter; where intervals leave that open, it may be one.
 * Of tf32 alone, whoever settles the length says by it what TPP rests on.
 * Four times a double is exact, so the line is where the decimals have it.
 */
#define SHADER_RATIO 4

typedef struct rate_extent
{
	bool any_short; /* a format of 8 bits or fewer */
	bool any_16;    /* one of 9 to 16 bits */
	bool any_fp32;
	double fastest_16; /* that may be assumed of it: the lower bound */
	double fp32;       /* the upper bound */
	bool any_settled;  /* tf32 with a stated length */
	bool any_other;    /* anything else */
} rate_extent;

static void
extend(rate_extent *extent, ec_words name, ec_bits bits, ec_interval rate)
{
	bool sparse;
	/* In any spelling: a format that states its length keeps the name that it was given. */
	int format = ec_format_read(name.text, name.length, &sparse);
	bool is_16 = bits.most > 8 && bits.most <= 16;
	bool is_fp32 = format != EC_NO_FORMAT && strcmp(ec_formats[format].name, "fp32") == 0;

	extent->any_short |= bits.most <= 8;
	extent->any_16 |= is_16;
	if (is_16)
		extent->fastest_16 = greater(extent->fastest_16, rate.lo);
	extent->any_fp32 |= is_fp32;
	if (is_fp32)
		extent->fp32 = greater(extent->fp32, rate.hi);
	if (format != EC_NO_FORMAT && ec_formats[format].bits.least < ec_formats[format].bits.most &&
	    bits.least == bits.most)
		extent->any_settled = true;
	else
		extent->any_other = true;
}

static bool
is_complete(const rate_extent *extent, ec_truth stated)
{
	if (stated != EC_UNKNOWN)
		return stated == EC_TRUE;
	if (extent->any_short || (extent->any_settled && !extent->any_other))
		return true;
	return extent->any_16 &&
	    !(extent->any_fp32 && extent->fastest_16 <= SHADER_RATIO * extent->fp32);
}

static bool
rates_are_complete(const ec_chip_builder *item)
{
	rate_extent extent = {0};

	for (int i = 0; i < item->rate_count; i++)
		extend(&extent, (ec_words){item->rate[i].name, item->rate[i].length}, item->rate[i].bits,
		       item->rate[i].rate);
	return is_complete(&extent, item->flag[EC_RATES_COMPLETE]);
}

/*
 * The formulas of the metrics: metric_NAME(item, number), of what the item tells and of the
 * numbers of its keys and of the metrics before.
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
		tpp.lo =
		    greater(tpp.lo, ec_decimal_product(item->rate[i].rate.lo, item->rate[i].bits.least));
		tpp.hi =
		    greater(tpp.hi, ec_decimal_product(item->rate[i].rate.hi, item->rate[i].bits.most));
	}
	/*
	 * A declared TPP stands for what an incomplete list leaves out, unless it may be less than what
	 * the list shows.
	 */
	if (!rates_are_complete(item) && (ec_is_unknown(declared) || declared.lo < tpp.hi))
		return (ec_interval){tpp.lo, INFINITY};
	if (ec_is_unknown(declared))
		return tpp;
	return (ec_interval){greater(tpp.lo, declared.lo), greater(tpp.hi, declared.hi)};
}

/* With no non-planar logic die the applicable die area is 0 and the density test cannot be met. */
static ec_interval
metric_performance_density(const ec_chip_builder *item, const ec_interval *number)
{
	(void) item;
	if (number[EC_DIE_AREA].hi == 0.0)
		return ec_point(0.0);
	return ec_quotient(number[EC_TPP], number[EC_DIE_AREA]);
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
	return rates_are_complete(item) ? tops : (ec_interval){tops.lo, INFINITY};
}

static ec_interval
metric_memory_bandwidth_density(const ec_chip_builder *item, const ec_interval *number)
{
	(void) item;
	return ec_quotient(number[EC_MEMORY_BANDWIDTH], number[EC_PACKAGE_AREA]);
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
	ec_bound_metrics(number); /* by each other, where formulas leave them open */
}

/* Canonical order of rates: known formats as listed, then the others by name. */
static bool
rate_comes_before(const ec_chip_builder *item, int a, int b)
{
	size_t la = item->rate[a].length;
	size_t lb = item->rate[b].length;
	int before = item->rate[a].order - item->rate[b].order;

	if (before == 0)
		before = memcmp(item->rate[a].name, item->rate[b].name, la < lb ? la : lb);
	return before < 0 || (before == 0 && la < lb);
}

static void
sort_rates(const ec_chip_builder *item, int order[EC_CHIP_MAX_RATES])
{
	for (int i = 0; i < item->rate_count; i++)
	{
		int j = i;

		for (; j > 0 && rate_comes_before(item, i, order[j - 1]); j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
}

/* --- bytes --- */

static void
put(char **at, const void *bytes, size_t length)
{
	memcpy(*at, bytes, length);
	*at += length;
}

static void
put_interval(char **at, ec_interval value)
{
	put(at, &value.lo, sizeof(double));
	if (!ec_is_point(value))
		put(at, &value.hi, sizeof(double));
}

static void
put_rate(char **at, const ec_chip_builder *item, int i)
{
	int order = item->rate[i].order;
	bool stated = order == EC_NO_FORMAT;
	uint8_t format = stated ? STATED_BITS : ec_formats[order].number;
	uint16_t bits = (uint16_t) item->rate[i].bits.most;
	uint8_t length = (uint8_t) item->rate[i].length;

	if (!ec_is_point(item->rate[i].rate))
		format |= IS_INTERVAL;
	put(at, &format, sizeof(format));
	if (stated)
	{
		put(at, &bits, sizeof(bits));
		put(at, &length, sizeof(length));
		put(at, item->rate[i].name, length);
	}
	put_interval(at, item->rate[i].rate);
}

static size_t
most_bytes(const ec_chip_builder *item)
{
	size_t most =
	    offsetof(ec_chip, rest) + EC_FACT_END * sizeof(ec_interval) + sizeof(uint64_t) + 1;

	for (int f = 0; f < EC_FACT_END; f++)
		most += sizeof(uint16_t) + item->text_length[f];
	for (int i = 0; i < item->rate_count; i++)
		most += sizeof(uint8_t) + sizeof(uint16_t) + sizeof(uint8_t) + item->rate[i].length +
		    sizeof(ec_interval);
	return most;
}

/*
 * The item's form.  Where it is left out, it is that of most items, an integrated circuit.  But an
 * item of which an ECCN is stated may be anything, and the law says what is taken for a circuit:
 * see the letters in rule_us.sql.
 */
static ec_form
form_of(const ec_chip_builder *item, ec_fact_set known)
{
	if (item->form != EC_FORM_UNSTATED)
		return item->form;
	if ((known & EC_FACT_BIT(EC_STATED_ECCN)) == 0)
		return EC_FORM_IC;
	return (known & EC_FACTS_OF_CIRCUITS) != 0 ? EC_FORM_UNKNOWN : EC_FORM_UNSTATED;
}

/* The value of what the builder was told, and of these numbers, of keys and metrics. */
ec_chip *
ec_chip_lay_out(const ec_chip_builder *item, const ec_interval *number, size_t *size)
{
	ec_chip *chip = ec_alloc(item->mem, most_bytes(item));
	char *at = (char *) chip->rest;
	ec_fact_set known = 0;
	ec_fact_set marked = 0;
	int order[EC_CHIP_MAX_RATES];

	for (int f = 0; f < EC_FACT_END; f++)
		if ((EC_ITEM_NUMBERS >> f & 1) && !ec_is_unknown(number[f]))
		{
			known |= EC_FACT_BIT(f);
			marked |= ec_is_point(number[f]) ? 0 : EC_FACT_BIT(f);
			put_interval(&at, number[f]);
		}
	if (item->text[EC_VENDOR] != NULL)
	{
		uint64_t hash = ec_name_hash(item->text[EC_VENDOR], item->text_length[EC_VENDOR]);

		put(&at, &hash, sizeof(hash));
	}
	for (int f = 0; f < EC_FACT_END; f++)
		if ((EC_ITEM_TEXTS >> f & 1) && item->text[f] != NULL)
		{
			uint16_t length = (uint16_t) item->text_length[f];

			known |= EC_FACT_BIT(f);
			put(&at, &length, sizeof(length));
			put(&at, item->text[f], length);
		}
	for (int f = 0; f < EC_FACT_END; f++)
		if ((EC_ITEM_BOOLEANS >> f & 1) && item->flag[f] != EC_UNKNOWN)
		{
			known |= EC_FACT_BIT(f);
			marked |= item->flag[f] == EC_TRUE ? EC_FACT_BIT(f) : 0;
		}
	if (item->rate_count > 0)
	{
		uint8_t count = (uint8_t) item->rate_count;

		known |= EC_FACT_BIT(EC_RATES);
		put(&at, &count, sizeof(count));
		sort_rates(item, order);
		for (int i = 0; i < item->rate_count; i++)
			put_rate(&at, item, order[i]);
	}

	chip->version = EC_CHIP_VERSION;
	chip->edition = EC_CHIP_EDITION;
	chip->form = (uint8_t) form_of(item, known);
	memcpy(chip->known, &known, sizeof(known));
	memcpy(chip->marked, &marked, sizeof(marked));
	*size = (size_t) (at - (char *) chip);
	return chip;
}

ec_chip *
ec_chip_finish(const ec_chip_builder *builder, size_t *size)
{
	ec_interval number[EC_FACT_END];

	compute_numbers(builder, number);
	return ec_chip_lay_out(builder, number, size);
}

static void
take(const char **at, void *bytes, size_t length)
{
	memcpy(bytes, *at, length);
	*at += length;
}

/* How many of the item's numbers are among these facts. */
static int
count_numbers(ec_fact_set facts)
{
	int count = 0;

	for (facts &= EC_ITEM_NUMBERS; facts != 0; facts &= facts - 1)
		count++;
	return count;
}

void
ec_chip_begin_rates(const ec_chip *chip, ec_chip_rate *rate)
{
	ec_facts facts;
	const char *at = (const char *) chip->rest;

	ec_chip_read(chip, &facts);
	at += (size_t) (count_numbers(facts.known) + count_numbers(facts.marked)) * sizeof(double);
	for (int f = 0; f < EC_FACT_END; f++)
		if ((EC_ITEM_TEXTS >> f & 1) && facts.text[f].text != NULL)
			at = facts.text[f].text + facts.text[f].length;
	*rate = (ec_chip_rate){.left = 0};
	if (facts.known >> EC_RATES & 1)
		take(&at, &rate->left, sizeof(rate->left));
	rate->next = at;
}

bool
ec_chip_next_rate(ec_chip_rate *rate)
{
	const char *at = rate->next;
	uint8_t format;

	if (rate->left == 0)
		return false;
	rate->left--;
	take(&at, &format, sizeof(format));
	rate->stated = (format & ~IS_INTERVAL) == STATED_BITS;
	if (rate->stated)
	{
		uint16_t bits;
		uint8_t length;

		take(&at, &bits, sizeof(bits));
		take(&at, &length, sizeof(length));
		rate->bits = (ec_bits){bits, bits};
		rate->name = (ec_words){at, length};
		at += length;
	}
	for (int f = 0; f < EC_FORMAT_COUNT; f++)
		if (ec_formats[f].number == (format & ~IS_INTERVAL))
		{
			rate->bits = ec_formats[f].bits;
			rate->name = (ec_words){ec_formats[f].name, strlen(ec_formats[f].name)};
		}
	take(&at, &rate->rate.lo, sizeof(double));
	rate->rate.hi = rate->rate.lo;
	if (format & IS_INTERVAL)
		take(&at, &rate->rate.hi, sizeof(double));
	rate->next = at;
	return true;
}

ec_interval
ec_chip_number(const ec_chip *chip, ec_fact fact)
{
	ec_fact_set before = EC_FACT_BIT(fact) - 1;
	ec_fact_set known;
	ec_fact_set marked;
	const char *at;
	ec_interval value;

	memcpy(&known, chip->known, sizeof(known));
	memcpy(&marked, chip->marked, sizeof(marked));
	if ((known >> fact & 1) == 0)
		return fact == EC_ICS && chip->form == EC_FORM_IC ? ec_point(1.0) : EC_UNKNOWN_INTERVAL;
	at = (const char *) chip->rest +
	    (size_t) (count_numbers(known & before) + count_numbers(marked & before)) * sizeof(double);
	take(&at, &value.lo, sizeof(double));
	value.hi = value.lo;
	if (marked >> fact & 1)
		take(&at, &value.hi, sizeof(double));
	return value;
}

const char *
ec_chip_text(const ec_chip *chip, ec_fact fact, size_t *length)
{
	ec_facts facts;

	ec_chip_read(chip, &facts);
	*length = facts.text[fact].length;
	return facts.text[fact].text;
}

const char *
ec_stated_eccn(const ec_facts *facts, ec_eccn *eccn)
{
	ec_words stated = facts->text[EC_STATED_ECCN];

	if ((facts->known >> EC_STATED_ECCN & 1) == 0 || stated.length > EC_ECCN_MAX_LENGTH)
		return NULL;
	memcpy(eccn->text, stated.text, stated.length);
	eccn->text[stated.length] = '\0';
	return eccn->text;
}

/* --- older bytes --- */

void
ec_chip_tell_rate(ec_chip_builder *builder, int order, ec_words name, uint32_t bits,
                  ec_interval rate)
{
	ec_bits length = order == EC_NO_FORMAT ? (ec_bits){bits, bits} : ec_formats[order].bits;

	if (!raise_rate(builder, order, name, length, rate))
		add_rate(builder, order, name, length, rate);
}

/* --- text --- */

static void
write_key(ec_text *out, const char *key)
{
	if (out->data[out->length - 1] != '{')
		ec_text_add(out, ", ");
	ec_text_printf(out, "\"%s\": ", key);
}

static void
write_rates(const ec_chip *chip, ec_text *out)
{
	ec_chip_rate rate;
	int count = 0;

	write_key(out, ec_fact_name(EC_RATES));
	ec_text_add_char(out, '{');
	ec_chip_begin_rates(chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		if (count++ > 0)
			ec_text_add(out, ", ");
		ec_text_json_string(out, rate.name.text, rate.name.length);
		ec_text_add(out, ": ");
		if (rate.stated)
			ec_text_add(out, "{\"tops\": ");
		ec_text_interval(out, rate.rate);
		if (rate.stated)
			ec_text_printf(out, ", \"bits\": %u}", rate.bits.most);
	}
	ec_text_add_char(out, '}');
}

static void
write_text(ec_text *out, ec_fact key, const char *text, size_t length)
{
	write_key(out, ec_fact_name(key));
	ec_text_json_string(out, text, length);
}

/* The form that an item has where that is left out is not written. */
static bool
is_form_written(const ec_facts *facts)
{
	bool eccn_stated = facts->known >> EC_STATED_ECCN & 1;

	return facts->form < EC_FORM_COUNT && (eccn_stated || facts->form != EC_FORM_IC);
}

/* The value of a key. */
static void
write_fact(const ec_facts *facts, ec_fact key, ec_text *out)
{
	const char *form;

	if (ec_fact_kind_of(key) == EC_KIND_FORM)
	{
		form = ec_form_name((ec_form) facts->form);
		if (is_form_written(facts))
			write_text(out, key, form, strlen(form));
		return;
	}
	if ((facts->known >> key & 1) == 0)
		return;
	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_TEXT:
		case EC_KIND_STATED_ECCN:
			write_text(out, key, facts->text[key].text, facts->text[key].length);
			break;
		case EC_KIND_NUMBER:
			write_key(out, ec_fact_name(key));
			ec_text_interval(out, facts->number[key]);
			break;
		case EC_KIND_BOOLEAN:
			write_key(out, ec_fact_name(key));
			ec_text_add(out, ec_item_flag(facts, key) == EC_TRUE ? "true" : "false");
			break;
		default:
			write_rates(facts->chip, out);
	}
}

void
ec_chip_write(const ec_chip *chip, ec_text *out)
{
	ec_facts facts;

	ec_chip_read(chip, &facts);
	ec_text_add_char(out, '{');
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (ec_fact_holder_of(ec_fact_at(i)) == EC_HOLDER_ITEM)
			write_fact(&facts, ec_fact_at(i), out);
	ec_text_add_char(out, '}');
}

bool
ec_chip_rates_are_complete(const ec_facts *facts)
{
	ec_chip_rate rate;
	rate_extent extent = {0};

	ec_chip_begin_rates(facts->chip, &rate);
	while (ec_chip_next_rate(&rate))
		extend(&extent, rate.name, rate.bits, rate.rate);
	return is_complete(&extent, ec_item_flag(facts, EC_RATES_COMPLETE));
}

/* All rates, and each of them exactly?  Then only a length that is disputed leaves TPP open. */
static bool
rates_are_certain(const ec_facts *facts)
{
	ec_chip_rate rate;
	ec_interval tpp = {0, 0};

	ec_chip_begin_rates(facts->chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		if (!ec_is_point(rate.rate))
			return false;
		tpp.lo = greater(tpp.lo, ec_decimal_product(rate.rate.lo, rate.bits.least));
		tpp.hi = greater(tpp.hi, ec_decimal_product(rate.rate.hi, rate.bits.most));
	}
	return ec_is_point(tpp) && ec_chip_rates_are_complete(facts);
}

ec_fact_set
ec_chip_uncertain(const ec_facts *facts, ec_fact fact)
{
	bool any;
	ec_fact_set rests_on = ec_fact_rests_on(fact, &any);
	ec_fact_set told = rests_on & facts->known;
	ec_fact_set missing = 0;

	if (fact == EC_RATES)
		return (facts->known >> fact & 1) && rates_are_certain(facts) ? 0 : EC_FACT_BIT(fact);
	if (ec_is_point(facts->number[fact]))
		return 0;
	if (rests_on == 0)
		return EC_FACT_BIT(fact);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact below = ec_fact_at(i);

		if (((any && told != 0 ? told : rests_on) & EC_FACT_BIT(below)) == 0)
			continue;
		missing |= ec_chip_uncertain(facts, below);
		if (any && told == 0)
			break; /* the first of them would do */
	}
	/* A product that may contradict what is told of its factor leaves that open, too. */
#define ADD_UNCERTAIN_PRODUCT(product, factor, by)                                   \
	if (fact == (factor) && told != 0 && (by) == (int) EC_NO_FACT &&                 \
	    facts->number[product].hi > facts->number[factor].lo * EC_OPERAND_MOST_BITS) \
		missing |= ec_chip_uncertain(facts, product);
	EC_PRODUCT_LIST(ADD_UNCERTAIN_PRODUCT)
	return missing;
}
