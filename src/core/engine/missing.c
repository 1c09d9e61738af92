/*
 * missing.c
 *		The search for what to find out.  See missing.h.
 *
 *		ec_missing_at     what leaves the answer open; found before? otherwise
 *		  search_sets       sets by size, each
 *		    can_settle        asks the tree; where it stays open, supposes a fact of the set that a
 *		                      test on the path asks for
 *		      suppose_...       each of its cells, and on with the rest of the set
 *
 * What is found depends on what the tests say of the row, on which facts it lacks, and on the
 * numbers that tests weigh against a fact that it lacks.  These make a key, by which findings are
 * kept, so that rows that are alike pay once.
 */
#include "core/engine/missing.h"

#include "core/hash.h"

#define EFFORT 400000 /* tests and rules asked in one search */
#define CUTS_MOST 64  /* numbers at which a fact is cut into cells */

#define GROUPS_MOST 16  /* of facts that one test weighs against each other */
#define KEY_MOST 20     /* words */
#define FINDINGS 512    /* kept, one for each place that their hash has */
#define TESTS_A_WORD 32 /* of two bits */

/* Facts of an item or a shipment, but no places and nothing that is found or computed. */
#define SUPPOSABLE ((EC_ITEM_FACTS | EC_SHIPMENT_FACTS | EC_FACT_BIT(EC_FORM)) & ~EC_PLACE_FACTS)

/* What a tree asks about suppositions. */
typedef struct ec_quest
{
	ec_tree outcome; /* of an indeterminate answer */
	ec_tree whole;   /* of any other, whose exceptions and review policy are looked at */
	uint32_t *atom;  /* the tests of the rules in force */
	size_t atom_count;
	size_t rule_count;
	ec_fact_set tested;              /* facts that they test */
	ec_fact_set behind[EC_FACT_END]; /* the keys on which each hangs */
	ec_fact_set group[GROUPS_MOST];  /* of numbers: by product, sum, or any other test */
	int group_count;                 /* GROUPS_MOST: there may be more */
	ec_fact_set weighed;             /* all of them */
} ec_quest;

typedef struct finding
{
	const ec_step *leaf; /* NULL: none */
	size_t count;
	uint64_t key[KEY_MOST];
	ec_fact_set missing;
} finding;

struct ec_findings
{
	finding at[FINDINGS];
};

typedef struct search
{
	ec_teller teller; /* first: tree.c hands it back */
	const ec_setting *setting;
	const ec_quest *quest;
	ec_tree *tree;
	const ec_decision *unsettled;
	ec_facts facts;       /* the row's, with what is supposed, but for */
	ec_fact_set supposed; /* flags, and texts that are known to be none that a test names */
	ec_truth flag[EC_FACT_END];
	ec_fact order[EC_FACT_COUNT]; /* the facts that may be found out */
	int count;
	ec_review policy;  /* that is hoped for; EC_NO_REVIEW: none, as it is decided */
	ec_fact_set asked; /* those that tests on the row's own path ask for */
	long effort;       /* that is left */
} search;

/* --- tests --- */

static ec_fact_set
facts_in(const ec_condition *c, uint32_t index)
{
	const ec_node *node = &c->node[index];

	if (node->op == EC_OP_NUMBER)
		return 0;
	if (node->op == EC_OP_FACT)
		return EC_FACT_BIT(node->fact);
	if (node->op == EC_OP_NEGATE)
		return facts_in(c, node->a);
	return facts_in(c, node->a) | facts_in(c, node->b);
}

static bool
is_bound(const ec_atom *a)
{
	return a->kind == EC_ATOM_AT_LEAST || a->kind == EC_ATOM_ABOVE;
}

static ec_fact_set
facts_of(const ec_atom *a)
{
	if (a->kind == EC_ATOM_SUM)
		return EC_FACT_BIT(a->fact) | EC_FACT_BIT(a->more);
	if (a->kind == EC_ATOM_NUMBER)
		return facts_in(a->condition, a->node->a) | facts_in(a->condition, a->node->b);
	return EC_FACT_BIT(a->fact);
}

static const ec_atom *
atom_at(const search *s, size_t i)
{
	return &s->setting->shared->atoms.atom[s->quest->atom[i]];
}

/* --- quests --- */

static void
add_atom(const ec_memory *mem, uint32_t atom, bool *seen, ec_quest *q, size_t *room)
{
	if (seen[atom])
		return;
	seen[atom] = true;
	q->atom = ec_grow(mem, q->atom, q->atom_count, room, sizeof(uint32_t));
	q->atom[q->atom_count++] = atom;
}

static void
collect_atoms(const ec_memory *mem, const ec_residual *test, bool *seen, ec_quest *q, size_t *room)
{
	ec_check_interrupt(mem);
	for (uint32_t i = 0; i < test->count; i++)
		collect_atoms(mem, test->child[i], seen, q, room);
	if (test->op == EC_RESIDUAL_ATOM)
		add_atom(mem, test->atom, seen, q, room);
}

static void
add_group(ec_quest *q, ec_fact_set group)
{
	for (int i = 0; i < q->group_count; i++)
		if (q->group[i] == group)
			return;
	q->weighed |= group;
	if (q->group_count < GROUPS_MOST)
		q->group[q->group_count++] = group;
}

static ec_quest *
make_quest(const ec_tree *tree, const ec_setting *setting)
{
	const ec_shared *shared = setting->shared;
	const ec_memory *mem = shared->mem;
	ec_quest *q = ec_alloc(mem, sizeof(ec_quest));
	bool *seen = ec_alloc(ec_scratch_begin(&setting->shared->scratch), shared->atoms.count);
	size_t room = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		q->behind[ec_fact_at(i)] = ec_fact_behind(ec_fact_at(i));
	q->outcome = (ec_tree){.eccn = tree->eccn, .outcome_only = true, .supposes = true};
	q->whole = (ec_tree){.eccn = tree->eccn, .supposes = true};
	for (int k = tree->eccn ? EC_REQUIREMENT : EC_CLASSIFICATION; k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < setting->active->count[k]; i++, q->rule_count++)
			collect_atoms(mem, setting->active->rule[k][i].test, seen, q, &room);
	if (shared->unruled != EC_NO_ATOM)
		add_atom(mem, shared->unruled, seen, q, &room);
	for (size_t i = 0; i < q->atom_count; i++)
	{
		const ec_atom *a = &shared->atoms.atom[q->atom[i]];

		q->tested |= facts_of(a);
		if (a->kind == EC_ATOM_SUM || a->kind == EC_ATOM_NUMBER)
			add_group(q, facts_of(a));
	}
#define ADD_PRODUCT(product, factor, by) \
	if (q->tested & EC_FACT_BIT(factor)) \
		add_group(q,                     \
		          EC_FACT_BIT(product) | \
		              EC_FACT_BIT((by) == (int) EC_NO_FACT ? (int) (factor) : (int) (by)));
	EC_PRODUCT_LIST(ADD_PRODUCT)
	return q;
}

/* --- asking --- */

static ec_truth
supposed_truth(const ec_teller *teller, const ec_atom *a)
{
	const search *s = (const search *) teller;

	if ((s->supposed >> a->fact & 1) == 0)
		return ec_atom_truth(a, &s->facts);
	return a->kind == EC_ATOM_FLAG ? s->flag[a->fact] : EC_FALSE;
}

static ec_fact_set
keys_of(const ec_quest *q, const ec_atom *a)
{
	ec_fact_set keys = 0;
	ec_fact_set facts;

	if (a->kind == EC_ATOM_SUM)
		return q->behind[a->fact] | q->behind[a->more];
	if (a->kind != EC_ATOM_NUMBER)
		return q->behind[a->fact];
	facts = facts_of(a);
	for (int f = 0; f < EC_FACT_END; f++)
		if (facts >> f & 1)
			keys |= q->behind[f];
	return keys;
}

/* The keys of which tests on the path to the leaf are unknown. */
static ec_fact_set
asked_on_path(const search *s, const ec_step *leaf)
{
	const ec_atom *atom = s->setting->shared->atoms.atom;
	ec_fact_set asked = 0;

	for (const ec_step *step = leaf; step->parent != NULL; step = step->parent)
		if (step->branch == EC_UNKNOWN)
			asked |= keys_of(s->quest, &atom[step->parent->atom]);
	return asked;
}

static long
length_of_path(const ec_step *leaf)
{
	long length = 0;

	for (; leaf->parent != NULL; leaf = leaf->parent)
		length++;
	return length;
}

/*
 * Is this what the search looks for?  Where a license is required, more knowledge leaves that only
 * by an exception that opens, and be it for one reason or one classification.
 */
static bool
is_settled(const search *s, const ec_answer *answer)
{
	if (s->unsettled->outcome == EC_INDETERMINATE)
		return answer->outcome != EC_INDETERMINATE;
	if (answer->outcome == EC_LICENSE_REQUIRED)
		return s->policy != EC_NO_REVIEW && answer->decision->review == s->policy;
	return answer->outcome != EC_PROHIBITED;
}

static bool suppose(search *s, ec_fact fact, ec_fact_set rest);

/*
 * Supposes one of these facts that is asked for.  Unless a fact changes that a test on the path
 * asks for, the path stays the same.
 */
static bool
go_on(search *s, ec_fact_set set, ec_fact_set asked)
{
	for (int i = 0; i < s->count; i++)
		if ((set & asked) >> s->order[i] & 1)
			return suppose(s, s->order[i], set & ~EC_FACT_BIT(s->order[i]));
	return false;
}

/* Are there values of these facts with which the answer is settled, as the others are now? */
static bool
can_settle(search *s, ec_fact_set set)
{
	const ec_step *leaf;

	if (s->effort <= 0)
		return false;
	ec_check_interrupt(s->setting->shared->mem);
	leaf = ec_tree_walk_told(s->tree, s->setting, &s->teller);
	s->effort -= (long) s->quest->rule_count + length_of_path(leaf);
	return is_settled(s, leaf->settled) || (set != 0 && go_on(s, set, asked_on_path(s, leaf)));
}

/* --- cells of a number --- */

/* Numbers at which tests cut a fact into cells, in ascending order. */
typedef struct cuts
{
	ec_interval range; /* in which they lie, its ends left out */
	double at[CUTS_MOST];
	int count;
} cuts;

static void
add_cut(search *s, cuts *c, double at)
{
	int i = c->count;

	if (!(at > c->range.lo && at < c->range.hi)) /* or not a number */
		return;
	while (i > 0 && c->at[i - 1] > at)
		i--;
	if (i > 0 && c->at[i - 1] == at)
		return;
	if (c->count == CUTS_MOST)
	{
		s->effort = 0;
		return;
	}
	memmove(&c->at[i + 1], &c->at[i], (size_t) (c->count++ - i) * sizeof(double));
	c->at[i] = at;
}

/*
 * Where a test of x against the limit cuts a fact, depends on another one: `cut` is where, for one
 * number of that.  These are the ends of what it may be, and where it is cut itself.
 */
typedef double (*cut_by)(double limit, double other);

static double
cut_of_product(double limit, double by)
{
	return limit * by;
}

static double
cut_of_divisor(double limit, double product)
{
	return product / limit;
}

static double
cut_of_sum(double limit, double other)
{
	return limit - other;
}

static void
add_cuts_by(search *s, cuts *c, double limit, ec_fact other, cut_by cut)
{
	ec_interval range = s->facts.number[other];

	add_cut(s, c, cut(limit, range.lo));
	add_cut(s, c, cut(limit, range.hi));
	if (ec_is_point(range))
		return;
	s->effort -= (long) s->quest->atom_count / 8;
	for (size_t i = 0; i < s->quest->atom_count; i++)
		if (is_bound(atom_at(s, i)) && atom_at(s, i)->fact == other)
			add_cut(s, c, cut(limit, atom_at(s, i)->limit));
}

/* A bound of a factor cuts what it is computed from. */
static void
add_cuts_of_bound(search *s, cuts *c, ec_fact fact, const ec_atom *a)
{
	if (a->fact == fact)
		add_cut(s, c, a->limit);
#define ADD_CUTS(product, factor, by)                                \
	if (a->fact == (factor) && (by) == (int) EC_NO_FACT)             \
	{                                                                \
		if (fact == (product))                                       \
		{                                                            \
			add_cut(s, c, a->limit *EC_OPERAND_LEAST_BITS);          \
			add_cut(s, c, a->limit *EC_OPERAND_MOST_BITS);           \
		}                                                            \
	}                                                                \
	else if (a->fact == (factor) && fact == (product))               \
		add_cuts_by(s, c, a->limit, (ec_fact) (by), cut_of_product); \
	else if (a->fact == (factor) && (int) fact == (int) (by))        \
		add_cuts_by(s, c, a->limit, (product), cut_of_divisor);
	EC_PRODUCT_LIST(ADD_CUTS)
}

/* Of any other test there is no telling: the numbers in it and powers of ten do instead. */
static void
add_cuts_of_other(search *s, cuts *c, const ec_condition *condition, uint32_t index)
{
	const ec_node *node = &condition->node[index];

	if (node->op == EC_OP_NUMBER)
		add_cut(s, c, node->number);
	if (node->op == EC_OP_NUMBER || node->op == EC_OP_FACT)
		return;
	add_cuts_of_other(s, c, condition, node->a);
	if (node->op != EC_OP_NEGATE)
		add_cuts_of_other(s, c, condition, node->b);
}

static void
find_cuts(search *s, ec_fact fact, ec_interval range, cuts *c)
{
	*c = (cuts){.range = range};
	for (size_t i = 0; i < s->quest->atom_count; i++)
	{
		const ec_atom *a = atom_at(s, i);

		if (is_bound(a))
			add_cuts_of_bound(s, c, fact, a);
		else if (a->kind == EC_ATOM_SUM && a->fact == fact)
			add_cuts_by(s, c, a->limit, (ec_fact) a->more, cut_of_sum);
		else if (a->kind == EC_ATOM_SUM && a->more == fact)
			add_cuts_by(s, c, a->limit, (ec_fact) a->fact, cut_of_sum);
		else if (a->kind == EC_ATOM_NUMBER && (facts_of(a) >> fact & 1))
		{
			add_cuts_of_other(s, c, a->condition, (uint32_t) (a->node - a->condition->node));
			for (double ten = 1e-9; ten <= EC_MAX_NUMBER; ten *= 1000)
				add_cut(s, c, ten);
		}
	}
}

/* The numbers of a fact that are tried: in each cell one, and the cuts themselves. */
#define CELLS_MOST (2 * CUTS_MOST + 3)

static int
cells(const cuts *c, double at[CELLS_MOST])
{
	double last = c->range.lo;
	int count = 0;

	at[count++] = last;
	for (int i = 0; i < c->count; i++)
	{
		at[count++] = last + (c->at[i] - last) / 2;
		at[count++] = last = c->at[i];
	}
	if (isinf(c->range.hi))
		at[count++] = fmin(2 * last + 1, fmax(last, EC_MAX_NUMBER));
	else if (c->range.hi > last)
	{
		at[count++] = last + (c->range.hi - last) / 2;
		at[count++] = c->range.hi;
	}
	return count;
}

/* --- suppositions --- */

static ec_interval
both(ec_interval x, ec_interval y)
{
	ec_interval r = {fmax(x.lo, y.lo), fmin(x.hi, y.hi)};

	return r.lo <= r.hi ? r : y; /* rounding */
}

static ec_interval
ratio(ec_interval x, ec_interval y)
{
	return (ec_interval){x.lo / y.hi, x.hi / y.lo};
}

/* The metrics that are quotients, as the formulas have them, up to rounding. */
static void
derive(ec_interval *number)
{
#define DERIVE(product, factor, by)                                      \
	if ((by) != (int) EC_NO_FACT && number[(by) % EC_FACT_END].lo > 0.0) \
		number[factor] = both(number[factor], ratio(number[product], number[(by) % EC_FACT_END]));
	EC_PRODUCT_LIST(DERIVE)
	if (number[EC_DIE_AREA].hi == 0.0)
		number[EC_PERFORMANCE_DENSITY] = ec_point(0.0);
}

/* Supposes each number of a fact in turn, within the range; its metrics follow. */
static bool
suppose_number(search *s, ec_fact fact, ec_fact_set rest)
{
	ec_interval before[EC_FACT_END];
	double at[CELLS_MOST];
	bool settled = false;
	cuts c;
	int count;

	memcpy(before, s->facts.number, sizeof(before));
	find_cuts(s, fact, before[fact], &c);
	count = cells(&c, at);
	for (int i = 0; i < count && !settled && s->effort > 0; i++)
	{
		s->facts.number[fact] = ec_point(at[i]);
		derive(s->facts.number);
		settled = can_settle(s, rest);
		memcpy(s->facts.number, before, sizeof(before));
	}
	return settled;
}

/* The fastest rate, where TPP is given: any between what one bit and what 64 bits make of it. */
static bool
suppose_tops(search *s, ec_fact_set rest)
{
	if (ec_is_point(s->facts.number[EC_TOPS]) || !(s->quest->tested >> EC_TOPS & 1))
		return can_settle(s, rest);
	return suppose_number(s, EC_TOPS, rest);
}

/* The TPP that the rates make which are told. */
static ec_interval
rated_tpp(const ec_facts *facts)
{
	ec_interval tpp = {0.0, 0.0};
	ec_chip_rate rate;

	if ((facts->known >> EC_RATES & 1) == 0)
		return EC_UNKNOWN_INTERVAL;
	ec_chip_begin_rates(facts->chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		tpp.lo = fmax(tpp.lo, rate.rate.lo * rate.bits.least);
		tpp.hi = fmax(tpp.hi, rate.rate.hi * rate.bits.most);
	}
	return tpp;
}

/* TPP is the greater of two: of each number of the one within its range, and of the other. */
static bool
suppose_tpp(search *s, ec_fact fact, ec_interval range, ec_interval other, ec_fact_set rest)
{
	const ec_interval lengths = {EC_OPERAND_LEAST_BITS, EC_OPERAND_MOST_BITS};
	ec_interval before[EC_FACT_END];
	double at[CELLS_MOST];
	bool settled = false;
	cuts c;
	int count;

	memcpy(before, s->facts.number, sizeof(before));
	find_cuts(s, EC_TPP, range, &c);
	if (fact == EC_DECLARED_TPP)
		for (size_t i = 0; i < s->quest->atom_count; i++)
			if (is_bound(atom_at(s, i)) && atom_at(s, i)->fact == EC_DECLARED_TPP)
				add_cut(s, &c, atom_at(s, i)->limit);
	count = cells(&c, at);
	for (int i = 0; i < count && !settled && s->effort > 0; i++)
	{
		s->facts.number[EC_TPP] = (ec_interval){fmax(at[i], other.lo), fmax(at[i], other.hi)};
		if (fact == EC_DECLARED_TPP)
			s->facts.number[EC_DECLARED_TPP] = ec_point(at[i]);
		derive(s->facts.number);
		/* Rates that are told say what they say, whatever is declared. */
		if (fact == EC_RATES || !(s->facts.known >> EC_RATES & 1))
			s->facts.number[EC_TOPS] =
			    both(before[EC_TOPS], ratio(s->facts.number[EC_TPP], lengths));
		settled = fact == EC_RATES ? suppose_tops(s, rest) : can_settle(s, rest);
		memcpy(s->facts.number, before, sizeof(before));
	}
	return settled;
}

/* All rates are supposed to be known: the TPP that they make, and the fastest. */
static bool
suppose_rates(search *s, ec_fact_set rest)
{
	ec_interval tpp = s->facts.number[EC_TPP];
	ec_interval declared = s->facts.number[EC_DECLARED_TPP];
	ec_interval rated = rated_tpp(&s->facts);

	if (ec_is_point(tpp))
		return suppose_tops(s, rest);
	if (isinf(tpp.hi)) /* the list leaves something out */
		rated.hi = tpp.hi;
	if (ec_is_unknown(declared))
		declared = ec_point(0.0);
	rated.hi = fmin(rated.hi, tpp.hi);
	return suppose_tpp(s, EC_RATES, rated, declared, rest);
}

static bool
suppose_declared(search *s, ec_fact_set rest)
{
	ec_interval tpp = s->facts.number[EC_TPP];
	ec_interval declared = s->facts.number[EC_DECLARED_TPP];
	ec_interval rated = rated_tpp(&s->facts);

	declared.hi = fmax(declared.lo, fmin(declared.hi, tpp.hi));
	if (ec_is_unknown(rated))
		rated = ec_point(0.0);
	return suppose_tpp(s, EC_DECLARED_TPP, declared, rated, rest);
}

/* States a text as the row's facts have it. */
static void
state_text(ec_facts *facts, ec_fact fact, const char *text)
{
	size_t length = strlen(text);

	facts->text[fact] = (ec_words){text, length};
	if (fact == EC_VENDOR)
		facts->vendor = ec_name_hash(text, length);
	if (fact == EC_END_USE)
		ec_facts_state_end_use(facts, text, length);
}

static bool
names_texts(const ec_atom *a)
{
	return a->kind == EC_ATOM_MEANING || a->kind == EC_ATOM_TEXT;
}

/* A text that no test names, and each that one names. */
static bool
suppose_text(search *s, ec_fact fact, ec_fact_set rest)
{
	ec_words text = s->facts.text[fact];
	uint64_t vendor = s->facts.vendor;
	uint64_t end_use = s->facts.end_use;
	bool settled;

	s->supposed |= EC_FACT_BIT(fact);
	settled = can_settle(s, rest);
	s->supposed &= ~EC_FACT_BIT(fact);
	for (size_t i = 0; i < s->quest->atom_count && !settled && s->effort > 0; i++)
	{
		const ec_atom *a = atom_at(s, i);

		for (uint32_t k = 0; a->fact == fact && names_texts(a) && k < a->node->count; k++)
		{
			const ec_item *item = &ec_condition_items(a->condition)[a->node->a + k];

			state_text(&s->facts, fact, ec_condition_text(a->condition, item->value));
			settled = settled || can_settle(s, rest);
		}
	}
	s->facts.text[fact] = text;
	s->facts.vendor = vendor;
	s->facts.end_use = end_use;
	return settled;
}

static bool
suppose_flag(search *s, ec_fact fact, ec_fact_set rest)
{
	bool settled;

	s->supposed |= EC_FACT_BIT(fact);
	s->flag[fact] = EC_TRUE;
	settled = can_settle(s, rest);
	s->flag[fact] = EC_FALSE;
	settled = settled || can_settle(s, rest);
	s->supposed &= ~EC_FACT_BIT(fact);
	return settled;
}

static bool
suppose_form(search *s, ec_fact_set rest)
{
	bool settled = false;

	for (int f = 0; f < EC_FORM_COUNT && !settled; f++)
	{
		s->facts.form = (uint32_t) f;
		settled = can_settle(s, rest);
	}
	s->facts.form = EC_FORM_UNKNOWN;
	return settled;
}

/* Each cell of the fact: is the answer settled in one of them, the rest of the set taken in? */
static bool
suppose(search *s, ec_fact fact, ec_fact_set rest)
{
	if (fact == EC_DECLARED_TPP)
		return suppose_declared(s, rest);
	switch (ec_fact_kind_of(fact))
	{
		case EC_KIND_NUMBER:
			return suppose_number(s, fact, rest);
		case EC_KIND_RATES:
			return suppose_rates(s, rest);
		case EC_KIND_BOOLEAN:
			return suppose_flag(s, fact, rest);
		case EC_KIND_FORM:
			return suppose_form(s, rest);
		default:
			return suppose_text(s, fact, rest);
	}
}

/* --- sets --- */

/* Those of this size that have the chosen facts, and others from the i-th on; 0: none. */
static ec_fact_set
search_sets(search *s, int i, int size, ec_fact_set chosen)
{
	ec_fact_set found = 0;

	if (size == 0)
		return go_on(s, chosen, s->asked) ? chosen : 0;
	for (; i + size <= s->count && found == 0 && s->effort > 0; i++)
		found = search_sets(s, i + 1, size - 1, chosen | EC_FACT_BIT(s->order[i]));
	return found;
}

/* What is easier to find out comes first. */
static int
trouble(ec_fact fact)
{
	if (fact == EC_RATES || fact == EC_DECLARED_TPP)
		return 1;
	return ec_fact_holder_of(fact) == EC_HOLDER_ITEM ? 0 : 2;
}

static void
put_in_order(search *s, ec_fact_set facts)
{
	for (int t = 0; t <= 2; t++)
		for (int i = 0; i < EC_FACT_COUNT; i++)
			if ((facts >> ec_fact_at(i) & 1) && trouble(ec_fact_at(i)) == t)
				s->order[s->count++] = ec_fact_at(i);
}

static int
count_of(ec_fact_set facts)
{
	int count = 0;

	for (; facts != 0; facts &= facts - 1)
		count++;
	return count;
}

/* The most favourable review policy that these facts can bring, unless they open an exception. */
static void
hope(search *s, ec_fact_set lacked)
{
	for (s->policy = 0; s->policy != EC_NO_REVIEW && !can_settle(s, lacked); s->policy++)
		;
}

/* The smallest set of these facts; 0 when there is none of at most `most`, or none was found. */
static ec_fact_set
search_for(ec_quest *q, const ec_setting *setting, const ec_decision *unsettled,
           const ec_facts *facts, ec_fact_set lacked, int most)
{
	search s = {
	    .teller = {supposed_truth},
	    .setting = setting,
	    .quest = q,
	    .tree = unsettled->outcome == EC_INDETERMINATE ? &q->outcome : &q->whole,
	    .unsettled = unsettled,
	    .facts = *facts,
	    .policy = EC_NO_REVIEW,
	    .effort = EFFORT,
	};
	ec_fact_set found = 0;

	put_in_order(&s, lacked);
	s.asked = asked_on_path(&s, ec_tree_walk_told(s.tree, setting, &s.teller));
	if (unsettled->outcome != EC_INDETERMINATE && unsettled->review == EC_NO_REVIEW)
		hope(&s, lacked);
	for (int size = 1; size <= most && size <= s.count && found == 0 && s.effort > 0; size++)
		found = search_sets(&s, 0, size, 0);
	return found;
}

/* --- findings --- */

/* Numbers that tests weigh against a fact that is not known exactly. */
static ec_fact_set
weighed_numbers(const ec_quest *q, const ec_facts *facts)
{
	ec_fact_set inexact = 0;
	ec_fact_set weighed = 0;

	for (int f = 0; f < EC_FACT_END; f++)
		if ((q->weighed >> f & 1) && !ec_is_point(facts->number[f]))
			inexact |= EC_FACT_BIT(f);
	for (int i = 0; i < q->group_count; i++)
		if (q->group[i] & inexact)
			weighed |= q->group[i];
	/* which a declared interval bounds */
	if ((weighed >> EC_TPP & 1) && (facts->marked >> EC_DECLARED_TPP & 1))
		weighed |= EC_FACT_BIT(EC_DECLARED_TPP);
	return weighed;
}

/*
 * Finds what the row lacks of what the tests ask for, and writes the key, also of what leaves it
 * open; a row whose key has no room has a count of 0.
 */
static ec_fact_set
read_row(const ec_quest *q, const ec_setting *setting, const ec_facts *facts, finding *row)
{
	ec_fact_set open = 0; /* facts of tests that are unknown */
	ec_fact_set lacked = 0;
	ec_fact_set weighed;
	size_t words = (q->atom_count + TESTS_A_WORD - 1) / TESTS_A_WORD;
	bool room = words + 2 < KEY_MOST && q->group_count < GROUPS_MOST;

	for (size_t i = 0; i < q->atom_count; i++)
	{
		const ec_atom *a = &setting->shared->atoms.atom[q->atom[i]];
		ec_truth truth = ec_atom_truth(a, facts);

		if (truth == EC_UNKNOWN)
			open |= facts_of(a);
		if (room)
			row->key[i / TESTS_A_WORD] |= (uint64_t) truth << 2 * (i % TESTS_A_WORD);
	}
	for (int f = 0; f < EC_FACT_END; f++)
		if (open >> f & 1)
			lacked |= ec_fact_kind_of((ec_fact) f) == EC_KIND_NUMBER ?
			    ec_chip_uncertain(facts, (ec_fact) f) :
			    EC_FACT_BIT(f);
	if (!room)
		return lacked;
	row->key[words++] = lacked;
	row->key[words++] = row->missing;
	weighed = weighed_numbers(q, facts);
	for (int f = 0; f < EC_FACT_END; f++)
	{
		if ((weighed >> f & 1) == 0)
			continue;
		if (words + 2 > KEY_MOST)
			return lacked;
		memcpy(&row->key[words], &facts->number[f], sizeof(ec_interval));
		words += 2;
	}
	row->count = words;
	return lacked;
}

/* Where the finding for this row is kept, or would be. */
static finding *
place_of(const ec_setting *setting, const finding *row)
{
	ec_shared *shared = setting->shared;
	uint64_t hash = ec_hash_mix(0, (uintptr_t) row->leaf);

	for (size_t i = 0; i < row->count; i++)
		hash = ec_hash_mix(hash, row->key[i]);
	if (shared->findings == NULL)
		shared->findings = ec_alloc(shared->mem, sizeof(struct ec_findings));
	return &shared->findings->at[hash % FINDINGS];
}

static bool
same_row(const finding *kept, const finding *row)
{
	return kept->leaf == row->leaf && kept->count == row->count &&
	    memcmp(kept->key, row->key, row->count * sizeof(uint64_t)) == 0;
}

ec_fact_set
ec_missing_at(ec_tree *tree, const ec_setting *setting, const ec_step *leaf, const ec_facts *facts)
{
	const ec_decision *unsettled = ec_kept_contents(leaf->decision);
	ec_fact_set open = ec_missing_in(leaf->open, facts);
	finding row = {.leaf = leaf, .missing = open};
	finding *kept = NULL;
	ec_fact_set lacked;
	ec_fact_set found;
	bool others; /* does something leave it open that is not supposed? */

	/* An exception opens by what its condition asks for, and by nothing else. */
	if (unsettled->outcome != EC_INDETERMINATE &&
	    ((open & ~SUPPOSABLE) != 0 || count_of(open) == 1))
		return open;
	if (tree->quest == NULL)
		tree->quest = make_quest(tree, setting);
	lacked = read_row(tree->quest, setting, facts, &row);
	others = (open & ~lacked) != 0;
	if (unsettled->outcome != EC_INDETERMINATE)
	{
		if (others)
			return open;
		lacked &= open;
	}
	if (open == lacked && count_of(open) == 1)
		return open;
	if (row.count > 0)
		kept = place_of(setting, &row);
	if (kept != NULL && same_row(kept, &row))
		return kept->missing;
	found = search_for(tree->quest, setting, unsettled, facts, lacked,
	                   others ? count_of(open) - 1 : EC_FACT_COUNT);
	if (found != 0)
		row.missing = found;
	if (kept != NULL)
		*kept = row;
	return row.missing;
}
