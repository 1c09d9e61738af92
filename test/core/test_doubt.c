/*
 * test_doubt.c
 *		The less is known of an item and its shipment, the less they are cleared.
 *
 *	  what is known	 ────► answer
 *		   │ take some of it back
 *		   ▼
 *	  less is known  ────► the same, or indeterminate, or a license in place of an exception
 *
 * A fact is taken back by leaving it out or by widening its interval.  What is left out and has a
 * default is a statement of its own.  So such facts of an item are only widened (DEFAULTED), and
 * such texts of a shipment are stated and not known.  A rate is left out only of a list that says
 * that it is not whole: of a whole list, that would claim that there is no such rate.  A declared
 * TPP is left out only beside such a list, for a whole one proves the TPP.
 *
 * Arguments: the seed, and the number of trials.
 */
#include "reference.h"

/* Left out, these mean something: an ic, a list that is what it shows, one circuit. */
#define DEFAULTED (EC_FACT_BIT(EC_FORM) | EC_FACT_BIT(EC_RATES_COMPLETE) | EC_FACT_BIT(EC_ICS))

/* All is known, but whether the rates are the whole list; and no rate belies the declared TPP. */
static spec
known_spec(void)
{
	static const double bits[SPEC_RATES] = {8, 16, 4}; /* of spec_formats */
	spec s = random_spec(1000000);

	s.flag[EC_RATES_COMPLETE] = one_in(2) ? EC_TRUE : EC_FALSE;
	for (int r = 0; r < SPEC_RATES; r++)
		if (s.rate[r].lo != NULL && s.number[EC_DECLARED_TPP].lo != NULL &&
		    strtod(s.rate[r].hi, NULL) * bits[r] > strtod(s.number[EC_DECLARED_TPP].lo, NULL))
			s.number[EC_DECLARED_TPP] = (spec_number){NULL, NULL};
	return s;
}

static const char *
random_value_upto(const char *most, const char *const *values, int count)
{
	double limit = strtod(most, NULL);
	int n = 1;

	while (n < count && strtod(values[n], NULL) <= limit)
		n++;
	return values[random_below(n)];
}

static const char *
random_value_from(const char *least, const char *const *values, int count)
{
	double limit = strtod(least, NULL);
	int first = count - 1;

	while (first > 0 && strtod(values[first - 1], NULL) >= limit)
		first--;
	return values[first + random_below(count - first)];
}

/* An interval that contains what was known; the lists of values begin with the least. */
static spec_number
widened(spec_number known, const char *const *values, int count)
{
	if (one_in(2))
		known.lo = random_value_upto(known.lo, values, count);
	if (one_in(2) || strtod(known.lo, NULL) > strtod(known.hi, NULL))
		known.hi = random_value_from(known.hi, values, count);
	return known;
}

/* Takes something of one fact back; false where there is nothing to take. */
static bool
take_back(spec *s, ec_fact fact)
{
	ec_fact_kind kind = ec_fact_kind_of(fact);
	bool whole = s->flag[EC_RATES_COMPLETE] == EC_TRUE;
	bool defaulted = (DEFAULTED | (whole ? EC_FACT_BIT(EC_DECLARED_TPP) : 0)) >> fact & 1;

	if (kind == EC_KIND_RATES)
	{
		spec_number *rate = &s->rate[random_below(SPEC_RATES)];

		if (rate->lo == NULL)
			return false;
		if (!whole && one_in(2))
			*rate = (spec_number){NULL, NULL};
		else
			*rate = widened(*rate, rate_values, COUNT_OF(rate_values));
		return true;
	}
	if (kind == EC_KIND_NUMBER)
	{
		if (s->number[fact].lo == NULL)
			return false;
		if (!defaulted && one_in(2))
			s->number[fact] = (spec_number){NULL, NULL};
		else
			s->number[fact] = widened(s->number[fact], spec_values(fact), SPEC_VALUES);
		return true;
	}
	if (defaulted ||
	    (kind == EC_KIND_BOOLEAN ? s->flag[fact] == EC_UNKNOWN : s->text[fact] == NULL))
		return false;
	s->flag[fact] = EC_UNKNOWN;
	s->text[fact] = NULL;
	if (EC_NONE_IF_LEFT_OUT >> fact & 1)
		doubt_fact(s, fact);
	return true;
}

static spec
doubted(spec s)
{
	for (int taken = 0; taken < 8;)
	{
		ec_fact fact = ec_fact_at(random_below(EC_FACT_COUNT));

		if (!is_told(fact) || !take_back(&s, fact))
			continue;
		taken++;
		if (one_in(4))
			break;
	}
	return s;
}

/* --- the question --- */

static ec_decision
answer(const question *q, ec_engine *engine, const ec_facts *facts)
{
	ec_world *world = ec_engine_world(engine, q->scenario, q->as_known);
	ec_program *program = ec_world_program(world, q->as_of, q->destination, q->headquarters,
	                                       facts->place[EC_SHIPPED_FROM]);

	question asked = *q;

	asked.facts = *facts;
	state_eccn(&asked, q->eccn);
	return *ec_program_answer(program, &asked.facts, false)->decision;
}

static question
random_question(const ec_rulebook *book)
{
	question q = {.book = book,
	              .scenario = &book->scenario[random_below((int) book->scenario_count)],
	              .as_of = random_below(26) - 1,
	              .as_known = one_in(2) ? 12 : random_below(26) - 1,
	              .destination = country(PICK(country_items)),
	              .eccn = one_in(5) ? PICK(eccn_items) : NULL};

	q.headquarters = one_in(2) ? q.destination : country(PICK(country_items));
	return q;
}

static bool
is_as_careful(ec_outcome known, ec_outcome doubtful)
{
	/* an exception that may not apply is not applied */
	bool lost = known == EC_LICENSE_EXCEPTION || known == EC_INDETERMINATE;

	return doubtful == known || doubtful == EC_INDETERMINATE ||
	    (lost && doubtful == EC_LICENSE_REQUIRED);
}

#define SPECS 25
#define QUESTIONS 20

int
main(int argc, char **argv)
{
	claim same = CLAIM("a doubt about facts leaves an answer as it is, makes it indeterminate, or "
	                   "takes an exception away");
	arena book_arena = {0};
	arena each = {0};
	long trials;
	long doubtful = 0;

	random_begin(argc, argv);
	trials = argc > 2 ? atol(argv[2]) : 1000000;
	while (same.tried < trials)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book = random_book(mem);
		ec_engine *engine = ec_engine_new(mem, book);

		for (int s = 0; s < SPECS; s++)
		{
			const ec_memory *scratch = arena_memory(&each);
			spec whole = known_spec();
			spec less = doubted(whole);
			ec_facts whole_facts = spec_facts(scratch, &whole);
			ec_facts less_facts = spec_facts(scratch, &less);

			for (int n = 0; n < QUESTIONS; n++)
			{
				question q = random_question(book);
				ec_outcome known = answer(&q, engine, &whole_facts).outcome;
				ec_outcome then = answer(&q, engine, &less_facts).outcome;
				ec_text text;

				doubtful += then != known;
				if (holds(&same, is_as_careful(known, then), "%s, then %s", ec_outcome_name(known),
				          ec_outcome_name(then)) ||
				    same.failed > 1)
					continue;
				note("as of %d, known %d, scenario %s", q.as_of, q.as_known, q.scenario->name);
				ec_text_init(&text, scratch);
				ec_chip_write(whole_facts.chip, &text);
				ec_text_add(&text, "\n");
				ec_chip_write(less_facts.chip, &text);
				ec_text_add(&text, "\n");
				ec_rulebook_write(book, &text);
				show("known, doubtful, rules ", text.data);
			}
			arena_reset(&each);
		}
		arena_reset(&book_arena);
	}
	settle(&same);
	ok(doubtful * 50 > same.tried, "in %ld of %ld trials the doubt made a difference", doubtful,
	   same.tried);
	arena_drop(&book_arena);
	arena_drop(&each);
	return finish();
}
