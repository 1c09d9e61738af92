/*
 * reference.h
 *		Random rulebooks, random questions, and the answers that they must have.
 *
 * The reference is made of the parts that are written to be read: ec_decide() over the rules that
 * the dates leave active, each tested with ec_evaluate().  Which rules are active, and who is a
 * member of what, is found anew by going through the rulebook from its first row to its last.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "generate.h"

#include "core/decide.h"
#include "core/engine/program.h"

/* --- a random rulebook --- */

static const char *const reasons[] = {"RS", "NS", "AT", "MT"};
static const char *const exceptions[] = {"NAC", "LPP", "HBM"};
static const char *const rule_ids[] = {"r0", "r1", "r2", "r3", "r4",  "r5",
                                       "r6", "r7", "r8", "r9", "r10", "r11"};
static const char *const scenario_names[] = {"codified", "enforced", "h20_pause"};

static inline ec_country
country(const char *code)
{
	return ec_country_make(code[0], code[1]);
}

static inline ec_day
random_day(void)
{
	return random_below(24);
}

/* Of any shape: bounded or not, empty, a single day. */
static inline ec_period
random_period(int always_in)
{
	ec_period p = {random_day(), random_day()};

	if (!one_in(always_in))
		return EC_ALWAYS;
	if (one_in(3))
		p.from = EC_DAY_FIRST;
	if (one_in(3))
		p.until = EC_DAY_LAST;
	if (one_in(6))
		p.until = p.from == EC_DAY_FIRST ? EC_DAY_FIRST + 1 : p.from + 1;
	return p;
}

static inline void
random_rule(ec_rulebook *book, ec_rule_kind kind)
{
	ec_rule *rule = ec_rulebook_add_rule(book);
	/* classifications look at the item only, and are simple and telling, as they are in life */
	const expr *x = random_condition(book->mem, kind == EC_CLASSIFICATION ? ITEM_FACTS : ALL_FACTS,
	                                 random_below(kind == EC_CLASSIFICATION ? 2 : 4));

	rule->id = PICK(rule_ids);
	rule->kind = kind;
	rule->rank = random_below(6);
	rule->condition =
	    parse(book->mem, expr_text(book->mem, one_in(12) ? expr_new(book->mem, X_TRUE) : x, false));
	rule->in_force = random_period(2);
	rule->known = random_period(3);
	rule->title = "A title";
	rule->citation = "A citation";
	switch (kind)
	{
		case EC_CLASSIFICATION:
			rule->eccn = PICK(eccn_items);
			break;
		case EC_EXCEPTION:
		{
			int count = 1 + random_below(COUNT_OF(reasons));
			const char **list = ec_alloc(book->mem, sizeof(char *) * (size_t) count);

			for (int i = 0; i < count; i++)
				list[i] = PICK(reasons);
			rule->exception = PICK(exceptions);
			rule->overcomes = list;
			rule->overcome_count = count;
			break;
		}
		case EC_REVIEW:
			rule->review = (ec_review) random_below(EC_REVIEWS);
			break;
		default:
			rule->reason = PICK(reasons);
	}
}

/* Some know these vendors and end uses, others know nobody. */
static inline void
random_vocabulary(ec_rulebook *book)
{
	static const char *const vendors[] = {"NVIDIA", "AMD", "Board House", "Any Maker"};
	static const char *const end_uses[] = {"military", "supercomputer", "civil"};
	static const char *const aliases[] = {"A. M. D."};

	for (int i = 0; i < COUNT_OF(vendors); i++)
	{
		ec_vendor *vendor = ec_rulebook_add_vendor(book);

		vendor->called = (ec_called){vendors[i], aliases, i == 1};
		vendor->makes_circuits = i != 2;
	}
	for (int i = 0; i < COUNT_OF(end_uses); i++)
	{
		ec_end_use *use = ec_rulebook_add_end_use(book);

		use->called = (ec_called){end_uses[i], NULL, 0};
		use->description = "A description";
		use->citation = "A citation";
		use->ordinary = i == 2 || one_in(4);
	}
}

static inline const ec_rulebook *
random_book(const ec_memory *mem)
{
	static const int most[EC_RULE_KINDS] = {6, 6, 7, 4, 2};
	ec_rulebook *book = ec_rulebook_new(mem);

	if (one_in(10))
		book->covered = random_period(1);
	if (one_in(10))
		book->covered_known = random_period(1);
	for (int k = 0; k < EC_RULE_KINDS; k++)
		for (int i = random_below(most[k]); i > 0; i--)
			random_rule(book, (ec_rule_kind) k);
	/* what is left over, as most rulebooks classify it */
	if (!one_in(3))
	{
		ec_rule *rest = ec_rulebook_add_rule(book);

		*rest =
		    (ec_rule){.id = "rest", .kind = EC_CLASSIFICATION, .rank = 7, .review = EC_NO_REVIEW};
		rest->eccn = PICK(eccn_items);
		rest->condition = parse(mem, "true");
		rest->in_force = EC_ALWAYS;
		rest->known = EC_ALWAYS;
	}
	for (int g = 0; g < COUNT_OF(group_items); g++)
	{
		ec_group *group;

		if (one_in(12))
			continue; /* a group that conditions name and the rulebook lacks */
		group = ec_rulebook_add_group(book);
		group->name = group_items[g];
		for (int m = random_below(8); m > 0; m--)
		{
			ec_member *member = ec_rulebook_add_member(book, group);

			member->country = country(PICK(country_items));
			member->in_force = random_period(3);
			member->known = random_period(4);
		}
	}
	if (!one_in(3))
		for (int i = 0; i < 2; i++)
		{
			ec_governed *governed = ec_rulebook_add_governed(book);

			governed->country = country(i == 0 ? "HK" : "MO");
			governed->by = country(one_in(4) ? "GB" : "CN");
		}
	for (int s = 0; s < COUNT_OF(scenario_names); s++)
	{
		ec_scenario *scenario = ec_rulebook_add_scenario(book);

		scenario->name = scenario_names[s];
		for (int r = 0; r < COUNT_OF(rule_ids); r++)
			if (s != 1 && one_in(4))
			{
				ec_override *override = ec_rulebook_add_override(book, scenario);

				override->rule = rule_ids[r];
				override->in_force = one_in(4) ? EC_NEVER : random_period(2);
			}
	}
	if (one_in(2))
		random_vocabulary(book);
	ec_rulebook_sort(book);
	return book;
}

/* --- the reference --- */

/* Without end means without end: the end of time is in it. */
static inline bool
day_is_in(ec_day day, ec_period p)
{
	if (p.from >= p.until || day < p.from)
		return false;
	return p.until == EC_DAY_LAST || day < p.until;
}

typedef struct question
{
	const ec_rulebook *book;
	const ec_scenario *scenario;
	ec_day as_of;
	ec_day as_known;
	ec_country destination;
	ec_country headquarters;
	const char *eccn; /* that the item states, or NULL */
	ec_facts facts;
	const ec_vocabulary *vocabulary;
} question;

/* Makes the item state this ECCN, or none.  The text must last as long as the facts. */
static inline void
state_in(ec_facts *facts, const char *eccn)
{
	facts->known &= ~EC_FACT_BIT(EC_STATED_ECCN);
	if (eccn == NULL)
		return;
	facts->known |= EC_FACT_BIT(EC_STATED_ECCN);
	facts->text[EC_STATED_ECCN] = (ec_words){eccn, strlen(eccn)};
}

static inline void
state_eccn(question *q, const char *eccn)
{
	q->eccn = eccn;
	state_in(&q->facts, eccn);
}

static inline bool
is_active(const question *q, const ec_rule *rule)
{
	ec_period in_force = rule->in_force;

	for (size_t o = 0; o < q->scenario->override_count; o++)
		if (strcmp(q->scenario->override[o].rule, rule->id) == 0)
			in_force = q->scenario->override[o].in_force;
	return day_is_in(q->as_known, rule->known) && day_is_in(q->as_of, in_force);
}

static inline bool
is_covered(const question *q)
{
	return day_is_in(q->as_of, q->book->covered) && day_is_in(q->as_known, q->book->covered_known);
}

static inline ec_truth
is_in_group(const question *q, const char *name, ec_country place)
{
	for (size_t g = 0; g < q->book->group_count; g++)
	{
		const ec_group *group = &q->book->group[g];

		if (strcmp(group->name, name) != 0)
			continue;
		for (size_t m = 0; m < group->member_count; m++)
			if (group->member[m].country == place &&
			    day_is_in(q->as_of, group->member[m].in_force) &&
			    day_is_in(q->as_known, group->member[m].known))
				return EC_TRUE;
		return EC_FALSE;
	}
	return EC_UNKNOWN;
}

/* A place counts as itself and as what governs it. */
static inline ec_truth
reference_place(const void *world, const ec_condition *c, const ec_node *in, ec_country place)
{
	const question *q = world;
	ec_country counts_as[2] = {place, place};
	ec_truth truth = EC_FALSE;

	for (size_t i = 0; i < q->book->governed_count; i++)
		if (q->book->governed[i].country == place)
			counts_as[1] = q->book->governed[i].by;
	for (uint32_t i = 0; i < in->count; i++)
		for (int k = 0; k < 2; k++)
		{
			const ec_item *item = ec_condition_items(c) + in->a + i;
			ec_truth each;

			if (item->kind == EC_ITEM_COUNTRY)
				each = item->value == counts_as[k] ? EC_TRUE : EC_FALSE;
			else
				each = is_in_group(q, ec_condition_text(c, item->value), counts_as[k]);
			truth = each > truth ? each : truth;
		}
	return truth;
}

static inline ec_env
reference_env(const question *q, const char *eccn)
{
	return (ec_env){
	    .facts = q->facts,
	    .destination = q->destination,
	    .headquarters = q->headquarters,
	    .eccn = eccn,
	    .place_test = reference_place,
	    .world = q,
	    .vocabulary = q->vocabulary,
	};
}

typedef struct reference
{
	ec_oracle oracle; /* first */
	const question *question;
} reference;

static inline ec_truth
reference_truth(ec_oracle *oracle, const ec_active_rule *rule, const char *eccn)
{
	ec_env env = reference_env(((reference *) oracle)->question, eccn);

	return ec_evaluate(rule->rule->condition, &env);
}

/* Is it one of the row's names? */
static inline bool
is_called(const ec_called *called, const char *name, size_t length)
{
	for (int i = 0; i <= called->alias_count; i++)
	{
		const char *own = i == 0 ? called->name : called->aliases[i - 1];

		if (ec_name_hash(name, length) == ec_name_hash(own, strlen(own)))
			return true;
	}
	return false;
}

/* Does the condition look for the end use? */
static inline bool
names_end_use(const ec_condition *c, const ec_called *use)
{
	for (int n = 0; n < c->node_count; n++)
		for (uint32_t i = 0; c->node[n].op == EC_OP_IN && i < c->node[n].count; i++)
		{
			const char *item = ec_condition_text(c, ec_condition_items(c)[c->node[n].a + i].value);

			if (c->node[n].fact == EC_END_USE && is_called(use, item, strlen(item)))
				return true;
		}
	return false;
}

/* A stated end use that nobody knows, or of which no rule speaks and which is not ordinary. */
static inline ec_truth
reference_end_use(ec_oracle *oracle)
{
	const question *q = ((reference *) oracle)->question;
	ec_words stated = q->facts.text[EC_END_USE];

	if (q->book->end_use_count == 0 || ec_leaves_out(&q->facts, EC_FACT_BIT(EC_END_USE)))
		return EC_FALSE;
	if (stated.text == NULL)
		return EC_UNKNOWN;
	for (size_t i = 0; i < q->book->end_use_count; i++)
	{
		const ec_end_use *use = &q->book->end_use[i];

		if (!is_called(&use->called, stated.text, stated.length))
			continue;
		for (size_t r = 0; r < q->book->rule_count; r++)
			if (names_end_use(q->book->rule[r].condition, &use->called))
				return EC_FALSE;
		return use->ordinary ? EC_FALSE : EC_TRUE;
	}
	return EC_UNKNOWN;
}

static inline void
reference_active(const ec_memory *mem, const question *q, ec_active *active)
{
	memset(active, 0, sizeof(*active));
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		active->rule[k] = ec_alloc(mem, q->book->rule_count * sizeof(ec_active_rule));
		for (size_t r = 0; r < q->book->rule_count; r++)
			if (q->book->rule[r].kind == (ec_rule_kind) k && is_active(q, &q->book->rule[r]))
				active->rule[k][active->count[k]++].rule = &q->book->rule[r];
	}
}

static inline void
reference_answer(const ec_memory *mem, const question *q, const ec_active *active, ec_decision *d,
                 ec_fact_set *missing)
{
	reference r = {.oracle = {reference_truth, reference_end_use, NULL}, .question = q};

	if (!is_covered(q))
	{
		memset(d, 0, sizeof(*d));
		d->outcome = EC_INDETERMINATE;
		d->review = EC_NO_REVIEW;
		*missing = EC_FACT_BIT(EC_MISSING_RULES);
		return;
	}
	*d = ec_decide(mem, active, &r.oracle, q->eccn, false);
	*missing = d->missing;
	for (size_t i = 0; i < d->open_count; i++)
	{
		ec_env env = reference_env(q, d->open[i].eccn);

		*missing |= missing_facts(mem, d->open[i].rule->condition, &env);
	}
}

/* --- comparing --- */

static inline bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline bool
same_names(const ec_names *a, const ec_names *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = strcmp(a->name[i], b->name[i]) == 0;
	return same;
}

/*
 * Of what leaves an answer open, the engine names a smallest set that can settle it, or other facts
 * that can: which, test_missing.c tests.  Here something is named where something is to be named.
 */
static inline bool
names_what_can_be_told(ec_fact_set named, ec_fact_set open)
{
	ec_fact_set told =
	    facts_held_by(1 << EC_HOLDER_ITEM | 1 << EC_HOLDER_SHIPMENT) | EC_FACT_BIT(EC_RATES);

	return named == open || (named != 0 && open != 0 && (named & ~told) == 0);
}

static inline bool
same_answer(const ec_answer *answer, const ec_decision *wanted, ec_fact_set missing)
{
	const ec_decision *got = answer->decision;

	return got->outcome == wanted->outcome && same_text(got->eccn, wanted->eccn) &&
	    same_names(&got->reasons, &wanted->reasons) &&
	    same_names(&got->exceptions, &wanted->exceptions) && got->review == wanted->review &&
	    same_names(&got->rules, &wanted->rules) && names_what_can_be_told(answer->missing, missing);
}

#endif /* REFERENCE_H */
