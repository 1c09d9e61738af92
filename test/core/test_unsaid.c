/*
 * test_unsaid.c
 *		An unknown is never a no: what is left out of a chip, or is widened to an interval, never
 *		makes an outcome less severe; what is written in another way changes nothing; and what is
 *		misspelt makes no chip.
 *
 * Random rulebooks are asked about random chips of which everything is told, and about the same
 * chips of which less is told.  What remains proves a less severe outcome nowhere, since the whole
 * chip is one of those that the rest may be, with one exception: a declared TPP and rates stand in
 * for each other, so of a chip that tells both, one may say something else when the other is gone.
 * A list from which a rate is taken says that it is not complete, which is another answer to a rule
 * that asks just that.
 *
 * Arguments: the seed, and the number of trials.
 */
#include "json.h"
#include "reference.h"

#include "core/unit.h"

#define CHIPS_PER_BOOK 200

typedef enum way
{
	LEAVE_OUT,
	LEAVE_OUT_RATE,
	WIDEN,
	WIDEN_RATE,
	WAYS
} way;

static const char *const way_names[] = {"left out", "left out of rates", "widened",
                                        "widened in rates"};

static int
place_of(const char *value, const char *const *values, int count)
{
	int at = 0;

	while (at < count - 1 && strcmp(values[at], value) != 0)
		at++;
	return at;
}

/* An interval of values of the list that has all of what is told. */
static spec_number
widened(spec_number told, const char *const *values, int count)
{
	int lo = place_of(told.lo, values, count);
	int hi = place_of(told.hi, values, count);

	return (spec_number){values[random_below(lo + 1)], values[hi + random_below(count - hi)]};
}

static bool
leave_out(spec *s, ec_fact fact)
{
	bool told = s->number[fact].lo != NULL || s->flag[fact] != EC_UNKNOWN || s->text[fact] != NULL;

	if (fact == EC_RATES)
	{
		for (int r = 0; r < SPEC_RATES; r++)
		{
			told |= s->rate[r].lo != NULL;
			s->rate[r] = (spec_number){NULL, NULL};
		}
		s->flag[EC_RATES_COMPLETE] = EC_UNKNOWN;
		return told;
	}
	s->number[fact] = (spec_number){NULL, NULL};
	s->flag[fact] = EC_UNKNOWN;
	s->text[fact] = NULL;
	return told;
}

/* Tells less of it; false: it tells nothing of what was to be left out or widened. */
static bool
tell_less(spec *s, way how)
{
	ec_fact fact = ec_fact_at(random_below(EC_FACT_COUNT));
	int r = random_below(SPEC_RATES);

	/* A form that is left out is an integrated circuit; a stated ECCN is not what facts come to. */
	if (!is_key(fact) || fact == EC_FORM || fact == EC_STATED_ECCN)
		return false;
	switch (how)
	{
		case LEAVE_OUT:
			return leave_out(s, fact);
		case WIDEN:
			if (ec_fact_kind_of(fact) != EC_KIND_NUMBER || s->number[fact].lo == NULL)
				return false;
			s->number[fact] = widened(s->number[fact], spec_values(fact), SPEC_VALUES);
			return true;
		default:
			if (s->rate[r].lo == NULL)
				return false;
			if (how == WIDEN_RATE)
				s->rate[r] = widened(s->rate[r], rate_values, COUNT_OF(rate_values));
			else
			{
				s->rate[r] = (spec_number){NULL, NULL};
				s->flag[EC_RATES_COMPLETE] = EC_FALSE;
			}
			return true;
	}
}

static bool
is_narrower(ec_interval x, ec_interval than)
{
	return x.lo > than.lo || x.hi < than.hi;
}

/* Does a declared TPP, or do rates, stand in for what is gone, and say something else? */
static bool
is_stood_in_for(const spec *whole, const ec_facts *before, const ec_facts *after)
{
	return whole->number[EC_DECLARED_TPP].lo != NULL && (before->known >> EC_RATES & 1) != 0 &&
	    (is_narrower(after->number[EC_TPP], before->number[EC_TPP]) ||
	     is_narrower(after->number[EC_TOPS], before->number[EC_TOPS]));
}

/* Does a rule ask whether rates are the whole list? */
static bool
asks_for_whole_lists(const ec_memory *mem, const ec_rulebook *book)
{
	ec_text text;

	ec_text_init(&text, mem);
	ec_rulebook_write(book, &text);
	return strstr(text.data, ec_fact_name(EC_RATES_COMPLETE)) != NULL;
}

/* A question about the chip that is asked of the whole and of the rest. */
static ec_program *
random_program(ec_engine *engine, const ec_rulebook *book)
{
	const ec_scenario *scenario = &book->scenario[random_below((int) book->scenario_count)];
	ec_country destination = country(PICK(country_items));
	ec_country headquarters = one_in(2) ? destination : country(PICK(country_items));

	return ec_world_program(ec_engine_world(engine, scenario, random_below(26) - 1),
	                        random_below(26) - 1, destination, headquarters, EC_NO_COUNTRY);
}

/*
 * Is it no less severe?  An exception that is no longer known to hold is not applied.  So what was
 * open between an exception and a license may need the license, which is what it has at worst.
 */
static bool
is_as_severe(ec_outcome less, ec_outcome whole)
{
	return less >= whole || (whole == EC_INDETERMINATE && less == EC_LICENSE_REQUIRED);
}

static void
show_loss(const ec_memory *mem, const ec_rulebook *book, ec_outcome outcome, ec_outcome less)
{
	ec_text text;

	ec_text_init(&text, mem);
	ec_rulebook_write(book, &text);
	note("was %s, became %s, by %s", ec_outcome_name(outcome), ec_outcome_name(less), text.data);
}

static void
test_less(int trials)
{
	claim severe = CLAIM("no outcome is less severe for what is not told");
	long done[WAYS] = {0};
	long left_out = 0;
	long definite = 0;
	long undone = 0;
	arena book_arena = {0};
	arena each = {0};

	while (severe.tried < trials)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book = random_book(mem);
		ec_engine *engine = ec_engine_new(mem, book);
		bool whole_lists = asks_for_whole_lists(mem, book);

		for (int n = 0; n < CHIPS_PER_BOOK; n++)
		{
			const ec_memory *scratch = arena_memory(&each);
			ec_program *program = random_program(engine, book);
			spec whole = random_spec(1000);
			spec rest = whole;
			ec_facts before = spec_facts(scratch, &whole);
			ec_outcome outcome = ec_program_answer(program, &before, true)->outcome;
			way how = WAYS;

			for (int more = 1 + random_below(3); more > 0; more--)
			{
				way next = (way) random_below(WAYS);

				if ((next != LEAVE_OUT_RATE || !whole_lists) && tell_less(&rest, next))
					how = next;
			}
			if (how < WAYS)
			{
				ec_facts after = spec_facts(scratch, &rest);
				ec_outcome less = ec_program_answer(program, &after, true)->outcome;

				if (is_stood_in_for(&whole, &before, &after))
					left_out++;
				else if (!holds(&severe, is_as_severe(less, outcome), "%s, now %s: what is %s",
				                chip_text(scratch, before.chip), chip_text(scratch, after.chip),
				                way_names[how]))
					show_loss(scratch, book, outcome, less);
				done[how]++;
				definite += less != EC_INDETERMINATE;
				undone += less == EC_INDETERMINATE && outcome != EC_INDETERMINATE;
			}
			arena_reset(&each);
		}
		arena_reset(&book_arena);
	}
	settle(&severe);
	for (int w = 0; w < WAYS; w++)
		ok(done[w] * 50 > severe.tried, "often something is %s (%ld)", way_names[w], done[w]);
	ok(definite * 10 > severe.tried, "many outcomes stay definite (%ld)", definite);
	ok(undone * 100 > severe.tried, "and many do not (%ld)", undone);
	ok(left_out * 10 < severe.tried, "few have a TPP that stands in for another (%ld)", left_out);
	arena_drop(&book_arena);
	arena_drop(&each);
}

/* --- the same in other words --- */

/* The number in another unit of its key: what "%s" writes is the same number. */
static const char *const other_units[][6] = {
    {"GB/s", "%se-3 TB/s", "%se3 MB/s", "%s GBps", "%s gigabytes per second", "%se-6PB/s"},
    {"TOPS or TFLOPS", "%s TOPS", "%se-3 PFLOPS", "%se3 GFLOPS", "%s tflops", "%s TFLOP/s"},
    {"mm2", "%s mm2", "%se-2 cm\xC2\xB2", "%s sq mm", "%se6 um^2", "%se-6 m2"},
    {"billions", "%s billion", "%sB", "%se3 million", "%se9 transistors", "%se-3 trillion"},
    {"TOPS x bits", "%s", "%s TPP", "%se0", "+%s", " %s "},
};

static const char *const other_formats[SPEC_RATES][4] = {
    {"FP8", "e4m3", "fp8 Tensor Core", "MXFP8"},
    {"FP16", "half", "float16", "fp16_dense"},
    {"INT4", "int4 TOPS", "I4", "Int-4"},
};

static const char *
reworded(const ec_memory *mem, const char *unit, const char *number)
{
	ec_text text;

	ec_text_init(&text, mem);
	for (int u = 0; u < COUNT_OF(other_units); u++)
		if (strcmp(other_units[u][0], unit) == 0)
		{
			const char *at = other_units[u][1 + random_below(5)];

			for (; *at != '\0'; at++)
				if (at[0] == '%')
				{
					ec_text_add(&text, number);
					at++;
				}
				else
					ec_text_add_char(&text, *at);
			return text.data;
		}
	return number;
}

static const ec_chip *
reworded_chip(const ec_memory *mem, const spec *s, size_t *size)
{
	ec_chip_builder builder;
	ec_error error;

	ec_chip_begin(&builder, mem);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);
		const char *unit = ec_fact_unit(fact);

		if (!is_key(fact))
			continue;
		if (fact == EC_RATES)
			for (int r = 0; r < SPEC_RATES; r++)
			{
				const char *name = PICK(other_formats[r]);

				if (s->rate[r].lo != NULL)
					must(ec_chip_add_rate(&builder, name, strlen(name),
					                      reworded(mem, unit, s->rate[r].lo),
					                      reworded(mem, unit, s->rate[r].hi), NULL, &error),
					     &error);
			}
		else if (ec_fact_kind_of(fact) == EC_KIND_NUMBER && s->number[fact].lo != NULL)
			must(ec_chip_set_number(&builder, fact, reworded(mem, unit, s->number[fact].lo),
			                        reworded(mem, unit, s->number[fact].hi), &error),
			     &error);
		else
			tell_key(&builder, s, fact);
	}
	return ec_chip_finish(&builder, size);
}

/* One letter of what is understood, gone wrong. */
static const char *
misspelt(const ec_memory *mem, const char *word)
{
	size_t length = strlen(word);
	char *copy = ec_copy_text(mem, word, length);

	copy[random_below((int) length)] = "z~,;#"[random_below(5)];
	return copy;
}

static void
test_other_words(int trials)
{
	claim same = CLAIM("in other units, letters and spellings a chip is the same");
	claim refused = CLAIM("a number or a format that is misspelt is refused");
	arena each = {0};

	for (int n = 0; n < trials; n++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec s = random_spec(2 + random_below(5));
		const ec_chip *chip;
		const ec_chip *again;
		size_t size;
		ec_chip_builder builder;
		ec_error error = {0};
		const char *unit = PICK(other_units)[0];
		const char *number = misspelt(mem, reworded(mem, unit, PICK(rate_values)));
		const char *format = misspelt(mem, PICK(spec_formats));

		s.form_unknown = false;
		chip = spec_chip(mem, &s);
		again = reworded_chip(mem, &s, &size);
		holds(&same, memcmp(again, chip, size) == 0, "%s, not %s", chip_text(mem, again),
		      chip_text(mem, chip));

		ec_chip_begin(&builder, mem);
		holds(&refused,
		      !ec_chip_add_rate(&builder, format, strlen(format), "1", "1", NULL, &error) &&
		          error.hint[0] != '\0',
		      "the format %s", format);
		error = (ec_error){0};
		holds(&refused,
		      ec_unit_read(mem, "it", unit, number, &error) == NULL && error.hint[0] != '\0',
		      "the number %s", number);
		arena_reset(&each);
	}
	settle(&same);
	settle(&refused);
	arena_drop(&each);
}

int
main(int argc, char **argv)
{
	int trials = argc > 2 ? atoi(argv[2]) : 20000;

	random_begin(argc, argv);
	test_less(trials);
	test_other_words(trials / 10);
	return finish();
}
