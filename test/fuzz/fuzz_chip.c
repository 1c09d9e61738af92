/*
 * fuzz_chip.c
 *		Any facts make a chip or an error; a chip's metrics are intervals, its text is JSON's, each
 *		key has one fault at most, every condition is true, false or unknown of it, and the same
 *		facts make the same bytes.
 *
 * The input is text: a line is one fact, KEY=VALUE, and a number may be LO,HI.  A line
 * rates.FORMAT=VALUE, or rates.FORMAT.BITS=VALUE, is a rate.  The reader of a chip's JSON is the
 * server's, and not here.
 *
 *		build/fuzz/fuzz_chip -max_total_time=600 -dict=test/fuzz/chip.dict test/fuzz/corpus/chip
 */
#include "core/chip.h"
#include "core/chip_fault.h"
#include "core/evaluate.h"

#include "fuzz.h"
#include "missing.h"

static const char *
cut(const char **from, const char *end, char at)
{
	const char *stop = memchr(*from, at, (size_t) (end - *from));
	const char *piece = ec_copy_text(&fuzz_memory, *from, (size_t) ((stop ? stop : end) - *from));

	*from = stop ? stop + 1 : end;
	return piece;
}

/* Reads one line; what it says wrongly, an error says. */
static bool
add_fact(ec_chip_builder *builder, const char *line)
{
	const char *end = line + strlen(line);
	const char *name = cut(&line, end, '=');
	const char *lo = cut(&line, end, ',');
	const char *hi = line < end ? cut(&line, end, ',') : lo;
	const char *dot = strchr(name, '.');
	ec_error error = {0};
	ec_fact key;
	bool done;

	key = ec_chip_key_find(name, dot ? (size_t) (dot - name) : strlen(name), &error);
	if (key == EC_NO_FACT)
		done = false;
	else if (key == EC_RATES)
	{
		const char *format = dot ? dot + 1 : "";
		const char *bits = strchr(format, '.');

		done = ec_chip_add_rate(builder, format, bits ? (size_t) (bits - format) : strlen(format),
		                        lo, hi, bits ? bits + 1 : NULL, &error);
	}
	else if (ec_fact_kind_of(key) == EC_KIND_TEXT || ec_fact_kind_of(key) == EC_KIND_FORM)
		done = ec_chip_set_text(builder, key, lo, strlen(lo), &error);
	else if (ec_fact_kind_of(key) == EC_KIND_BOOLEAN)
		done = ec_chip_set_flag(builder, key, lo[0] == 't', &error);
	else
		done = ec_chip_set_number(builder, key, lo, hi, &error);
	insist(done || (error.code != EC_OK && error.message[0] != '\0' && error.hint[0] != '\0'),
	       "an error says nothing");
	return done;
}

/* NULL after an error, after which nothing is made of a builder. */
static ec_chip *
chip_of(const uint8_t *data, size_t length, size_t *size)
{
	const char *text = (const char *) data;
	const char *end = text + length;
	ec_chip_builder builder;

	ec_chip_begin(&builder, &fuzz_memory);
	while (text < end)
		if (!add_fact(&builder, cut(&text, end, '\n')))
			return NULL;
	return ec_chip_finish(&builder, size);
}

static void
evaluate(const ec_facts *facts)
{
	static const char *const conditions[] = {
	    "tpp >= 4800 or (tpp >= 1600 and performance_density >= 5.92)",
	    "memory_bandwidth + interconnect_bandwidth >= 1700 and not (tpp / die_area < 3.2)",
	    "datacenter and vendor = 'NVIDIA' or form = 'hbm' and memory_bandwidth_density > 3.3",
	};

	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++)
	{
		size_t size;
		ec_error error;
		ec_condition *c =
		    ec_condition_parse(conditions[i], strlen(conditions[i]), &fuzz_memory, &size, &error);
		ec_env env = {.facts = *facts};
		ec_truth truth = ec_evaluate(c, &env);
		ec_text because;

		insist(truth == EC_TRUE || truth == EC_FALSE || truth == EC_UNKNOWN,
		       "the truth is none of the three");
		insist((truth == EC_UNKNOWN) == (missing_facts(&fuzz_memory, c, &env) != 0),
		       "something is missing, or nothing is, against the truth");
		ec_text_init(&because, &fuzz_memory);
		ec_because(c, &env, &because);
		insist(because.length > 0, "there is no reason");
	}
}

static void
take_fault(void *owner, ec_fact key, const ec_error *fault)
{
	ec_fact_set *keys = owner;

	insist((*keys >> key & 1) == 0, "a key has two faults");
	insist(fault->message[0] != '\0' && fault->hint[0] != '\0', "a fault says nothing");
	*keys |= EC_FACT_BIT(key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	size_t size;
	size_t again_size;
	ec_chip *chip = chip_of(data, length, &size);
	ec_chip *again;
	ec_facts facts;
	ec_text text;
	ec_fact_set faults = 0;

	if (chip == NULL)
	{
		fuzz_forget();
		return 0;
	}
	ec_facts_forget_shipment(&facts);
	ec_chip_read(chip, &facts);
	for (int f = 0; f < EC_FACT_END; f++)
	{
		if ((EC_ITEM_NUMBERS & EC_FACT_BIT(f)) == 0)
			continue;
		insist(facts.number[f].lo >= 0 && facts.number[f].lo <= facts.number[f].hi,
		       "a number is no interval");
		insist(!ec_is_point(facts.number[f]) || ec_chip_uncertain(&facts, (ec_fact) f) == 0,
		       "a point is uncertain");
	}
	if (ec_is_point(facts.number[EC_DIE_AREA]) && facts.number[EC_DIE_AREA].lo == 0)
		insist(facts.number[EC_PERFORMANCE_DENSITY].hi == 0, "without a die there is a density");
	ec_text_init(&text, &fuzz_memory);
	ec_chip_write(chip, &text);
	insist(text.length >= 2 && text.data[0] == '{' && text.data[text.length - 1] == '}',
	       "a chip's text is no object");
	for (size_t i = 0; i < text.length; i++)
		insist((unsigned char) text.data[i] >= ' ', "a control character is written as it is");
	evaluate(&facts);
	ec_chip_find_faults(chip, 0, take_fault, &faults);

	fuzz_rubbish = 0x5A;
	again = chip_of(data, length, &again_size);
	fuzz_rubbish = 0xA5;
	insist(again_size == size && memcmp(again, chip, size) == 0,
	       "a chip's bytes depend on fresh memory");
	fuzz_forget();
	return 0;
}
