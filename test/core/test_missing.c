/*
 * test_missing.c
 *		What is named as missing leads to the answer.
 *
 *	  an answer is open ────► a set of facts is named
 *	                             │ values for them, at random
 *	                             ▼
 *	                          with some of them it is settled; with values for fewer facts, never
 *
 * Values come from one list of numbers around every limit, so that tests are met and missed; and
 * the words are those that tests name.  The engine's outcomes are right, as test_program.c shows.
 *
 * Arguments: the seed, and the number of rulebooks.
 */
#include "json.h"
#include "reference.h"

static const char *const values[] = {
    "0",    "1e-09", "0.25", "0.5",   "1",     "1.6",    "2",       "3",    "3.2",  "5",
    "5.92", "10",    "29.9", "30",    "31",    "49",     "50",      "60",   "100",  "200",
    "300",  "400",   "500",  "600",   "700",   "810.4",  "900",     "1000", "1399", "1400",
    "1500", "1600",  "1650", "1700",  "1800",  "2000",   "2400",    "3000", "3300", "4000",
    "4800", "5000",  "9000", "20000", "30000", "100000", "1000000", "1e12", "1e15",
};

/* What the search supposes. */
#define PLACES_AND_THE_LIKE (EC_PLACE_FACTS | EC_FACT_BIT(EC_ECCN) | EC_FACT_BIT(EC_MISSING_RULES))

static int
size_of(ec_fact_set facts)
{
	int size = 0;

	for (; facts != 0; facts &= facts - 1)
		size++;
	return size;
}

/* The metrics whose formulas the search follows, and what these are made of. */
static ec_fact_set
followed(void)
{
	ec_fact_set facts = 0;

#define FOLLOWED(product, factor, by) facts |= EC_FACT_BIT(product) | EC_FACT_BIT(factor);
	EC_PRODUCT_LIST(FOLLOWED)
	return facts;
}

/*
 * Every comparison is one of a fact with a constant, so that the search finds all cells; and no
 * metric has a formula that it only samples.
 */
static bool
is_simple(const ec_condition *c)
{
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);

		if ((ec_condition_facts(c) & ~followed() & EC_FACT_BIT(fact)) &&
		    ec_fact_holder_of(fact) == EC_HOLDER_METRIC)
			return false;
	}
	for (int i = 0; i < c->node_count; i++)
	{
		const ec_node *node = &c->node[i];

		if (node->op >= EC_OP_LT && node->op <= EC_OP_GT &&
		    c->node[node->a].op + c->node[node->b].op != EC_OP_FACT + EC_OP_NUMBER &&
		    (c->node[node->a].op != EC_OP_ADD || c->node[node->b].op != EC_OP_NUMBER))
			return false;
	}
	return true;
}

static bool
is_simple_book(const ec_rulebook *book)
{
	for (size_t r = 0; r < book->rule_count; r++)
		if (!is_simple(book->rule[r].condition))
			return false;
	return true;
}

static void
tell_number(const ec_memory *mem, spec_number *number)
{
	const char *value = PICK(values);
	char text[32];

	if (number->lo != NULL && strcmp(number->lo, number->hi) == 0)
		return;
	if (number->lo != NULL && one_in(4))
		value = one_in(2) ? number->lo : number->hi;
	else if (one_in(2))
	{
		snprintf(text, sizeof(text), "%de%d", 1 + random_below(9999), random_below(4) - 2);
		value = ec_copy_text(mem, text, strlen(text));
	}
	*number = (spec_number){value, value};
}

/*
 * Some value for the fact.  The rates are of three formats, of 4 to 16 bits; the search also thinks
 * of others.
 */
static void
tell_fact(const ec_memory *mem, spec *s, ec_fact fact)
{
	bool any = false;

	s->doubted &= ~EC_FACT_BIT(fact);
	switch (ec_fact_kind_of(fact))
	{
		case EC_KIND_NUMBER:
			tell_number(mem, &s->number[fact]);
			break;
		case EC_KIND_BOOLEAN:
			s->flag[fact] = one_in(2) ? EC_TRUE : EC_FALSE;
			break;
		case EC_KIND_FORM:
			s->form_unknown = false;
			s->form = PICK(form_items);
			break;
		case EC_KIND_RATES:
			for (int r = 0; r < SPEC_RATES; r++)
				any = any || s->rate[r].lo != NULL;
			for (int r = 0; r < SPEC_RATES; r++)
				if (s->rate[r].lo != NULL || (!any && !one_in(3)))
					tell_number(mem, &s->rate[r]);
			break;
		default:
			s->text[fact] = fact == EC_VENDOR && one_in(3)         ? "Any Maker" :
			    ec_fact_kind_of(fact) == EC_KIND_TEXT && one_in(3) ? "another" :
			                                                         random_text(fact);
	}
}

static spec
with_values(const ec_memory *mem, const spec *vague, ec_fact_set facts)
{
	spec sharp = *vague;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (facts >> ec_fact_at(i) & 1)
			tell_fact(mem, &sharp, ec_fact_at(i));
	return sharp;
}

/* Is it one of those that the vague item may turn out to be? */
static bool
is_consistent(const ec_facts *vague, const ec_facts *sharp)
{
	for (int f = 0; f < EC_FACT_END; f++)
		if (((EC_ITEM_NUMBERS | EC_SHIPMENT_NUMBERS) >> f & 1) &&
		    (sharp->number[f].lo < vague->number[f].lo ||
		     sharp->number[f].hi > vague->number[f].hi))
			return false;
	return !contradicts_itself(sharp);
}

/* May it turn out to declare a TPP that its rates cannot reach? */
static bool
may_contradict_itself(const ec_facts *facts)
{
	return (facts->known >> EC_RATES & 1) && !isinf(facts->number[EC_TPP].hi) &&
	    facts->number[EC_TPP].hi > EC_OPERAND_MOST_BITS * facts->number[EC_TOPS].lo;
}

/* Is there a value to be found out? */
static bool
is_open(const spec *s, ec_fact fact)
{
	switch (ec_fact_kind_of(fact))
	{
		case EC_KIND_NUMBER:
			return s->number[fact].lo == NULL ||
			    strcmp(s->number[fact].lo, s->number[fact].hi) != 0;
		case EC_KIND_BOOLEAN:
			return s->flag[fact] == EC_UNKNOWN;
		case EC_KIND_FORM:
			return s->form_unknown;
		case EC_KIND_RATES:
			return true; /* values beyond those told are not consistent */
		default:
			return s->text[fact] == NULL &&
			    ((s->doubted >> fact & 1) || !(EC_NONE_IF_LEFT_OUT >> fact & 1));
	}
}

/* A question, and its answer for any item. */
typedef struct asked
{
	ec_program *program;
	const char *eccn;
	const ec_answer *answer;
	spec vague;
	ec_facts facts;
} asked;

/*
 * `refuted`: that nothing is left that could open an exception, or change the policy, counts.
 */
static bool
settles(const asked *q, const ec_answer *then, bool refuted)
{
	if (q->answer->outcome == EC_INDETERMINATE)
		return then->outcome != EC_INDETERMINATE;
	if (then->outcome == EC_LICENSE_REQUIRED)
		return (q->answer->decision->review == EC_NO_REVIEW &&
		        then->decision->review != EC_NO_REVIEW) ||
		    (refuted && then->missing == 0);
	return then->outcome != EC_PROHIBITED;
}

/* Is it settled with some values of these facts?  Every answer on the way goes to `follows`. */
static bool
can_settle(const asked *q, ec_fact_set facts, int tries, claim *follows, arena *each)
{
	bool settled = false;

	for (int n = 0; n < tries && !settled; n++)
	{
		const ec_memory *mem = arena_memory(each);
		spec sharp = with_values(mem, &q->vague, facts);
		ec_facts then = spec_facts(mem, &sharp);

		state_in(&then, q->eccn);
		if (is_consistent(&q->facts, &then))
		{
			const ec_answer *answer = ec_program_answer(q->program, &then, false);

			if (follows != NULL)
				holds(follows, answer->outcome != EC_INDETERMINATE || answer->missing != 0, "%s",
				      chip_text(mem, then.chip));
			settled = settles(q, answer, follows != NULL);
		}
		arena_reset(each);
	}
	return settled;
}

typedef struct claims
{
	claim named;
	claim can;
	claim opens;
	claim smallest;
	claim follows;
	claim again;
} claims;

static void
show_question(const asked *q, const ec_memory *mem, const ec_rulebook *book)
{
	ec_text text;

	ec_text_init(&text, mem);
	ec_chip_write(q->facts.chip, &text);
	show("item ", text.data);
	ec_text_init(&text, mem);
	ec_rulebook_write(book, &text);
	show("rules ", text.data);
	note("eccn %s, %s", q->eccn ? q->eccn : "NULL", ec_outcome_name(q->answer->outcome));
}

static void
test_one(claims *c, const asked *q, const ec_memory *mem, const ec_rulebook *book, bool simple,
         arena *each)
{
	ec_fact_set missing = q->answer->missing;
	bool open = q->answer->outcome == EC_INDETERMINATE;
	int size = size_of(missing);
	ec_fact_set all = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (is_told(ec_fact_at(i)) && is_open(&q->vague, ec_fact_at(i)))
			all |= EC_FACT_BIT(ec_fact_at(i)) & ~PLACES_AND_THE_LIKE;
	if (open)
		holds(&c->named, missing != 0, "%s", chip_text(mem, q->facts.chip));
	/* A memory stack without an area has no density, whatever is found out. */
	if (missing == 0 || !simple || (missing & PLACES_AND_THE_LIKE) ||
	    may_contradict_itself(&q->facts) || q->facts.number[EC_PACKAGE_AREA].hi == 0)
		return;
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if ((missing >> ec_fact_at(i) & 1) && !is_open(&q->vague, ec_fact_at(i)))
			return; /* told, and in doubt: a division by zero */
	/*
	 * Where nothing that can be supposed settles it, all that leaves it open is named.  And rates
	 * of other formats may settle it than the three that the values are of.
	 */
	if (!can_settle(q, missing, 2000, &c->follows, each) &&
	    ((missing >> EC_RATES & 1) || !can_settle(q, all, 2000, NULL, each)))
		return;
	if (!holds(open ? &c->can : &c->opens, can_settle(q, missing, 20000, &c->follows, each),
	           "missing %llx", (unsigned long long) missing))
		show_question(q, mem, book);
	/* An exception opens, or the most favourable policy; a lesser one may take fewer facts. */
	if (size == 1 || (!open && q->answer->decision->review == EC_NO_REVIEW))
		return;
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact alone = ec_fact_at(i);

		if (is_told(alone) && !(PLACES_AND_THE_LIKE >> alone & 1) && is_open(&q->vague, alone) &&
		    !holds(&c->smallest, !can_settle(q, EC_FACT_BIT(alone), 60, NULL, each),
		           "missing %llx, and %s alone can settle it", (unsigned long long) missing,
		           ec_fact_name(alone)))
			show_question(q, mem, book);
	}
	if (size == 2)
		return;
	for (int n = 0; n < 40; n++)
	{
		ec_fact pair[2] = {ec_fact_at(random_below(EC_FACT_COUNT)),
		                   ec_fact_at(random_below(EC_FACT_COUNT))};

		if (is_told(pair[0]) && is_told(pair[1]) && is_open(&q->vague, pair[0]) &&
		    is_open(&q->vague, pair[1]) &&
		    ((EC_FACT_BIT(pair[0]) | EC_FACT_BIT(pair[1])) & PLACES_AND_THE_LIKE) == 0)
			holds(&c->smallest,
			      !can_settle(q, EC_FACT_BIT(pair[0]) | EC_FACT_BIT(pair[1]), 30, NULL, each),
			      "missing %llx, and %s and %s can settle it", (unsigned long long) missing,
			      ec_fact_name(pair[0]), ec_fact_name(pair[1]));
	}
}

/* --- rulebooks of which every test is weighed --- */

static const char *
random_test(const ec_memory *mem)
{
	static const char *const tests[] = {
	    "tpp >= 4800",
	    "tpp >= 1600",
	    "tpp < 2400",
	    "performance_density >= 5.92",
	    "performance_density < 1.6",
	    "performance_density >= 3.2",
	    "tops >= 300",
	    "die_area > 1000",
	    "memory_bandwidth >= 1400",
	    "memory_bandwidth + interconnect_bandwidth >= 1700",
	    "interconnect_bandwidth < 600",
	    "memory_bandwidth_density > 2",
	    "transistors >= 50",
	    "datacenter",
	    "hbm",
	    "vendor = 'NVIDIA'",
	    "vendor in ('AMD', 'NVIDIA')",
	    "name = 'H20'",
	    "consignee_tpp <= 20000",
	    "quantity <= 30",
	    "movement = 'export'",
	};
	const char *test = PICK(tests);
	ec_text text;

	ec_text_init(&text, mem);
	ec_text_printf(&text, one_in(3) ? "not (%s)" : "(%s)", test);
	return text.data;
}

static const char *
random_tests(const ec_memory *mem)
{
	int count = 1 + random_below(4);
	ec_text text;

	ec_text_init(&text, mem);
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
			ec_text_add(&text, one_in(3) ? " or " : " and ");
		ec_text_add(&text, random_test(mem));
	}
	return text.data;
}

static void
add_weighed(ec_rulebook *book, ec_rule_kind kind, int rank)
{
	static const char *const overcome[] = {"RS", "NS"};
	ec_rule *rule = ec_rulebook_add_rule(book);

	*rule = (ec_rule){.id = rule_ids[rank],
	                  .kind = kind,
	                  .rank = rank,
	                  .review = EC_NO_REVIEW,
	                  .in_force = EC_ALWAYS,
	                  .known = EC_ALWAYS,
	                  .title = "A title"};
	rule->citation = "A citation";
	rule->condition = parse(book->mem, random_tests(book->mem));
	if (kind == EC_CLASSIFICATION)
		rule->eccn = PICK(eccn_items);
	if (kind == EC_REQUIREMENT)
		rule->reason = PICK(overcome);
	if (kind == EC_EXCEPTION)
	{
		rule->exception = PICK(exceptions);
		rule->overcomes = overcome;
		rule->overcome_count = 1 + random_below(2);
	}
	if (kind == EC_REVIEW)
		rule->review = (ec_review) random_below(EC_REVIEWS);
}

static const ec_rulebook *
weighed_book(const ec_memory *mem)
{
	static const int most[] = {4, 4, 3, 3};
	ec_rulebook *book = ec_rulebook_new(mem);

	for (int k = 0; k < COUNT_OF(most); k++)
		for (int i = random_below(most[k]); i >= 0; i--)
			add_weighed(book, (ec_rule_kind) k, i);
	add_weighed(book, EC_CLASSIFICATION, 7);
	book->rule[book->rule_count - 1].condition = parse(mem, "true");
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	return book;
}

#define QUESTIONS 60

static void
test_smallest(int books)
{
	claims c = {
	    .named = CLAIM("something is named wherever the outcome is indeterminate"),
	    .can = CLAIM("what is named can settle an indeterminate outcome"),
	    .opens = CLAIM("what is named can open an exception, or decide the policy"),
	    .smallest = CLAIM("nothing smaller can"),
	    .follows = CLAIM("whatever is found out of it, the outcome is known or more is named"),
	    .again = CLAIM("a new engine names the same, whatever the other one was asked before"),
	};
	int sizes[5] = {0};
	arena book_arena = {0};
	arena each = {0};

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book = b % 2 == 0 ? random_book(mem) : weighed_book(mem);
		bool simple = is_simple_book(book);
		ec_engine *engine = ec_engine_new(mem, book);

		for (int n = 0; n < QUESTIONS; n++)
		{
			ec_day day = random_day();
			ec_country place = country(PICK(country_items));
			const ec_scenario *scenario = &book->scenario[random_below((int) book->scenario_count)];
			asked q = {.vague = random_spec(2 + random_below(6)),
			           .eccn = one_in(4) ? PICK(eccn_items) : NULL};
			ec_engine *other;

			q.facts = spec_facts(mem, &q.vague);
			state_in(&q.facts, q.eccn);
			q.program = ec_world_program(ec_engine_world(engine, scenario, day), day, place, place,
			                             q.facts.place[EC_SHIPPED_FROM]);
			q.answer = ec_program_answer(q.program, &q.facts, false);
			sizes[size_of(q.answer->missing) < 4 ? size_of(q.answer->missing) : 4]++;
			test_one(&c, &q, mem, book, simple, &each);
			if (n % 10 != 0)
				continue;
			other = ec_engine_new(mem, book);
			holds(&c.again,
			      ec_program_answer(ec_world_program(ec_engine_world(other, scenario, day), day,
			                                         place, place, q.facts.place[EC_SHIPPED_FROM]),
			                        &q.facts, false)
			              ->missing == q.answer->missing,
			      "rulebook %d, question %d", b, n);
		}
		arena_reset(&book_arena);
	}
	settle(&c.named);
	settle(&c.can);
	settle(&c.opens);
	settle(&c.smallest);
	settle(&c.follows);
	settle(&c.again);
	note("sets of 0, 1, 2, 3 and more facts: %d %d %d %d %d", sizes[0], sizes[1], sizes[2],
	     sizes[3], sizes[4]);
	ok(sizes[1] > 0 && sizes[2] > 0 && sizes[3] > 0, "sets of every size are named");
	arena_drop(&book_arena);
	arena_drop(&each);
}

/* --- many rules --- */

static void
count_interrupt(void *owner)
{
	(*(long *) owner)++;
}

static void *
take_memory(void *owner, size_t size)
{
	(void) owner;
	return ec_alloc(memory(), size);
}

/*
 * Each rule weighs three facts against each other, so that nothing less than all three settles
 * anything, and there are as many cells of each as there are rules.
 */
static void
test_effort(void)
{
	ec_fact_set all =
	    EC_FACT_BIT(EC_MEMORY_BANDWIDTH) | EC_FACT_BIT(EC_TRANSISTORS) | EC_FACT_BIT(EC_QUANTITY);
	long before = 0;

	for (int rules = 60; rules <= 480; rules *= 2)
	{
		ec_rulebook *book = ec_rulebook_new(memory());
		long interrupts = 0;
		ec_memory mem = {take_memory, count_interrupt, &interrupts};
		spec bare = bare_spec("ic");
		ec_facts facts = spec_facts(memory(), &bare);
		ec_engine *engine;
		ec_answer *answer;

		for (int r = 1; r <= rules; r++)
		{
			ec_rule *rule = ec_rulebook_add_rule(book);
			ec_text text;

			ec_text_init(&text, memory());
			/* an odd number of them reaches the limit */
			ec_text_printf(&text,
			               "memory_bandwidth >= %d and transistors < %d and quantity < %d or "
			               "memory_bandwidth < %d and transistors >= %d and quantity < %d or "
			               "memory_bandwidth < %d and transistors < %d and quantity >= %d or "
			               "memory_bandwidth >= %d and transistors >= %d and quantity >= %d",
			               r, r, r, r, r, r, r, r, r, r, r, r);
			*rule = (ec_rule){.id = "r",
			                  .kind = EC_REQUIREMENT,
			                  .rank = r,
			                  .reason = "RS",
			                  .review = EC_NO_REVIEW,
			                  .in_force = EC_ALWAYS,
			                  .known = EC_ALWAYS,
			                  .title = "A title",
			                  .citation = "A citation"};
			rule->condition = parse(memory(), text.data);
		}
		add_weighed(book, EC_CLASSIFICATION, 7);
		book->rule[book->rule_count - 1].condition = parse(memory(), "true");
		ec_rulebook_add_scenario(book)->name = "enforced";
		ec_rulebook_sort(book);
		engine = ec_engine_new(&mem, book);
		answer = ec_program_answer(ec_world_program(ec_engine_world(engine, &book->scenario[0], 0),
		                                            0, country("CN"), country("CN"), EC_NO_COUNTRY),
		                           &facts, false);
		ok(answer->outcome == EC_INDETERMINATE && answer->missing == all,
		   "%d rules: a search that is too long names what leaves the answer open", rules);
		ok(before == 0 || interrupts < 3 * before,
		   "and its work does not grow faster than the rules do");
		note("%ld times it asked for leave to go on", interrupts);
		before = interrupts;
	}
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_smallest(argc > 2 ? atoi(argv[2]) : 60);
	test_effort();
	return finish();
}
