/*
 * tree.c
 *		Growing decision trees, and walking them.  See tree.h.
 *
 *		growth_truth: decide.c asks for the truth of a rule
 *		  residual_truth: which is made of tests
 *		    atom_truth: one that the path implies, or else a new step
 */
#include "core/engine/tree.h"

#define SUPPOSED_STEPS_MOST 16384 /* of a tree that supposes: less than 1 MB */

/* fact >= limit or, where it is strict, fact > limit. */
typedef struct bound
{
	bool any; /* is there one? */
	double limit;
	bool strict;
} bound;

/* A path that grows, and what the tests on it have told. */
typedef struct growth
{
	ec_oracle oracle; /* first: decide.c hands it back */
	ec_shared *shared;
	const ec_memory *mem;    /* of the new steps */
	const ec_teller *teller; /* of their tests */
	ec_step *first;          /* of the new steps: nothing leads to it yet */
	ec_step *last;           /* of all steps */
	size_t count;            /* of the new steps */
	ec_truth branch;         /* of the last step: where the path goes on */
	bool classifying;        /* is the rule that is asked for a classification? */

	/* by fact: the hardest bound that a test found reached, the easiest that one found missed */
	bound reached[EC_FACT_END];
	bound missed[EC_FACT_END];
	uint8_t forms;   /* bits of those that it may have */
	uint64_t vendor; /* what its name means; EC_NO_NAME: not told */
	bool vendor_unknown;
} growth;

static bool
is_bound(const ec_atom *a)
{
	return a->kind == EC_ATOM_AT_LEAST || a->kind == EC_ATOM_ABOVE;
}

/* Is it a test for one vendor? */
static bool
is_vendor(const ec_atom *a)
{
	return a->kind == EC_ATOM_MEANING && a->fact == EC_VENDOR && a->count == 1;
}

static bound
bound_of(const ec_atom *a)
{
	return (bound){true, a->limit, a->kind == EC_ATOM_ABOVE};
}

/* Whatever meets x also meets y.  (x > 5 implies x >= 5.) */
static bool
implies(bound x, bound y)
{
	return x.limit > y.limit || (x.limit == y.limit && x.strict >= y.strict);
}

/* Of these forms, given as bits, those of which the atom has this truth. */
static uint8_t
forms_with(uint8_t forms, const ec_atom *a, ec_truth truth)
{
	for (int f = 0; f < EC_FORM_END; f++)
		if (ec_form_test((uint32_t) f, a->forms) != truth)
			forms &= (uint8_t) ~(1 << f);
	return forms;
}

/* Takes down what the truth of this atom says of other atoms.  See is_implied(). */
static void
note_answer(growth *g, const ec_atom *a, ec_truth truth)
{
	if (a->kind == EC_ATOM_FORM)
		g->forms = forms_with(g->forms, a, truth);
	if (is_vendor(a))
	{
		g->vendor_unknown = truth == EC_UNKNOWN;
		g->vendor = truth == EC_TRUE ? a->meaning[0] : g->vendor;
	}
	if (is_bound(a))
	{
		bound *reached = &g->reached[a->fact];
		bound *missed = &g->missed[a->fact];

		if (truth == EC_TRUE && (!reached->any || implies(bound_of(a), *reached)))
			*reached = bound_of(a);
		if (truth == EC_FALSE && (!missed->any || implies(*missed, bound_of(a))))
			*missed = bound_of(a);
	}
}

/* Do the tests on the path imply the truth of this atom?  Sets *truth if they do. */
static bool
is_implied(const growth *g, uint32_t atom, ec_truth *truth)
{
	const ec_atom *a = &g->shared->atoms.atom[atom];

	if (g->shared->known_truth[atom] != 0)
	{
		*truth = (ec_truth) (g->shared->known_truth[atom] - 1);
		return true;
	}
	if (is_bound(a))
	{
		*truth = EC_TRUE;
		if (g->reached[a->fact].any && implies(g->reached[a->fact], bound_of(a)))
			return true;
		*truth = EC_FALSE;
		return g->missed[a->fact].any && implies(bound_of(a), g->missed[a->fact]);
	}
	if (a->kind == EC_ATOM_FORM)
		for (*truth = EC_FALSE; *truth <= EC_TRUE; (*truth)++)
			if (forms_with(g->forms, a, *truth) == g->forms)
				return true;
	/* An item has one vendor; if one test finds it unknown, so does every other. */
	if (is_vendor(a) && (g->vendor_unknown || g->vendor != EC_NO_NAME))
	{
		*truth = g->vendor_unknown ? EC_UNKNOWN : g->vendor == a->meaning[0] ? EC_TRUE : EC_FALSE;
		return true;
	}
	return false;
}

/*
 * Adds a step to the end of the path.  The tree does not lead to the new steps until the path is
 * whole: see grow().
 */
static ec_step *
add_step(growth *g)
{
	ec_step *fresh = ec_alloc(g->mem, sizeof(ec_step));

	g->count++;
	fresh->parent = g->last;
	fresh->branch = (uint8_t) g->branch;
	if (g->first == NULL)
		g->first = fresh;
	else
		g->last->next[g->branch] = fresh;
	g->last = fresh;
	return fresh;
}

static void
tell(growth *g, uint32_t atom, ec_truth truth)
{
	g->shared->known_truth[atom] = (uint8_t) (truth + 1);
	note_answer(g, &g->shared->atoms.atom[atom], truth);
}

/* Puts the test to the teller, as a new step, unless the path implies its truth. */
static ec_truth
atom_truth(growth *g, uint32_t atom)
{
	ec_truth truth;
	ec_step *step;

	if (is_implied(g, atom, &truth))
		return truth;
	truth = g->teller->truth(g->teller, &g->shared->atoms.atom[atom]);
	step = add_step(g);
	step->atom = atom;
	step->classifying = g->classifying;
	g->branch = truth;
	tell(g, atom, truth);
	return truth;
}

/* Stops asking where the truth of an AND or OR is settled.  keep_open_tests() rests on that. */
static ec_truth
residual_truth(growth *g, const ec_residual *test, const char *eccn)
{
	ec_truth truth;

	switch ((ec_residual_op) test->op)
	{
		case EC_RESIDUAL_CONSTANT:
			return (ec_truth) test->constant;
		case EC_RESIDUAL_ECCN:
			truth = ec_eccn_test(eccn, test->condition, test->node);
			break;
		case EC_RESIDUAL_ATOM:
			truth = atom_truth(g, test->atom);
			break;
		default:
		{
			bool conjunctive = test->op == EC_RESIDUAL_AND;

			truth = conjunctive ? EC_TRUE : EC_FALSE;
			/* Tests of the ECCN cost no step, so they are asked first. */
			for (int pass = 0; pass < 2; pass++)
				for (uint32_t i = 0; i < test->count; i++)
				{
					ec_truth child;

					if ((test->child[i]->op == EC_RESIDUAL_ECCN) != (pass == 0))
						continue;
					child = residual_truth(g, test->child[i], eccn);
					if (conjunctive ? child < truth : child > truth)
						truth = child;
					if (truth == (conjunctive ? EC_FALSE : EC_TRUE))
						return truth;
				}
			return truth;
		}
	}
	return test->negated ? ec_truth_not(truth) : truth;
}

static ec_truth
growth_truth(ec_oracle *oracle, const ec_active_rule *rule, const char *eccn)
{
	growth *g = (growth *) oracle;

	g->classifying = eccn == NULL;
	return residual_truth(g, rule->test, eccn);
}

static ec_truth
growth_end_use_is_unruled(ec_oracle *oracle)
{
	growth *g = (growth *) oracle;

	g->classifying = false;
	return g->shared->unruled == EC_NO_ATOM ? EC_FALSE : atom_truth(g, g->shared->unruled);
}

static bool
growth_regards_eccn(const ec_active_rule *rule)
{
	return ((const ec_residual *) rule->test)->regards_eccn;
}

/*
 * Records which facts are missing for items that reach this leaf: a few facts, and the comparisons
 * of which each item's numbers tell what is missing.
 *
 * It is found for the first item that comes here.  It is found in the conditions as they were
 * before they were folded, at the places and the date of the setting.  It holds for every item
 * that comes here, and for every other setting that shares the tree:
 *
 * Every item.  An open test of a condition is one that is reached from the top through nodes that
 * are unknown.  An AND or OR that is unknown has had every operand asked, since only an operand
 * that settles it ends the asking.  So everything that is looked at was told on the path, and all
 * items on the path have told the same.
 *
 * Every setting.  Settings share a tree when they leave equal residuals of the same rules.
 *   - Folding drops an operand only where it is known, and a known operand is not open.  An operand
 *     that settles an AND or OR leaves nothing of it open.  Every test that may be unknown stays,
 *     below nodes that stay with it.  So the open tests of a condition are those of its residual.
 *   - Equal residuals lack the same facts.  Atoms with one id test the same fact in the same way,
 *     even if the settings have them from two nodes of the condition.  Tests of the ECCN are equal
 *     only if they are one node.  A test of a place has become a constant: it lacks the place where
 *     that is unknown, and a group otherwise.  The constant says which place it was.  Settings that
 *     share a tree know the headquarters both or neither, and likewise the country from which the
 *     item is shipped; the destination is always known.
 */
static ec_open_tests *
keep_open_tests(const ec_setting *setting, const ec_decision *d, const ec_facts *facts)
{
	ec_shared *shared = setting->shared;
	ec_open_tests found = {.mem = &shared->scratch.memory};
	ec_open_tests *kept = ec_alloc(shared->mem, sizeof(ec_open_tests));

	found.missing = d->missing;
	for (size_t i = 0; i < d->open_count; i++)
	{
		ec_env env;

		ec_check_interrupt(shared->mem);
		env = (ec_env){
		    .facts = *facts,
		    .destination = setting->destination,
		    .headquarters = setting->headquarters,
		    .eccn = d->open[i].eccn,
		    .place_test = ec_place_truth,
		    .world = setting->moment,
		    .vocabulary = shared->atoms.vocabulary,
		};

		env.facts.place[EC_SHIPPED_FROM] = setting->shipped_from; /* the row's may be another */
		ec_add_open_tests(d->open[i].rule->condition, &env, &found);
	}
	*kept = found;
	kept->mem = shared->mem;
	kept->capacity = found.count;
	kept->seen = (ec_table){0};
	kept->test = NULL;
	if (found.count > 0)
	{
		kept->test = ec_alloc(shared->mem, found.count * sizeof(ec_open_test));
		memcpy(kept->test, found.test, found.count * sizeof(ec_open_test));
	}
	return kept;
}

/* A row, as the teller of its tests.  Only rows ask a tree that does not suppose. */
typedef struct row
{
	ec_teller teller; /* first */
	const ec_facts *facts;
} row;

static ec_truth
row_truth(const ec_teller *teller, const ec_atom *atom)
{
	return ec_atom_truth(atom, ((const row *) teller)->facts);
}

/* Makes the leaf of the decision to which its path leads, and which is in scratch memory. */
static void
finish_leaf(ec_step *leaf, const ec_tree *tree, const ec_setting *setting,
            const ec_decision *decision, const ec_teller *teller)
{
	ec_shared *shared = setting->shared;

	leaf->atom = EC_LEAF;
	if (tree->outcome_only)
	{
		leaf->settled = ec_outcome_answer(shared->mem, &shared->answers, decision->outcome);
		return;
	}
	leaf->decision = ec_keep_decision(shared->mem, &shared->answers, decision);
	if ((decision->open_count == 0 && decision->missing == 0) || tree->supposes)
		leaf->settled = ec_find_answer(shared->mem, leaf->decision, 0);
	else
		leaf->open = keep_open_tests(setting, decision, ((const row *) teller)->facts);
}

/*
 * Grows the tree for a row, or a supposition, whose path ends at the branch `branch` of the step
 * `from` (NULL: at the root).  Returns the leaf.  The tree is changed last, by one pointer.
 */
static ec_step *
grow(ec_tree *tree, const ec_setting *setting, ec_step *from, ec_truth branch,
     const ec_teller *teller)
{
	ec_shared *shared = setting->shared;
	bool kept = !tree->supposes || tree->steps < SUPPOSED_STEPS_MOST;
	growth g = {
	    .oracle = {growth_truth, growth_end_use_is_unruled, growth_regards_eccn},
	    .shared = shared,
	    .mem = kept ? shared->mem : &shared->scratch.memory,
	    .teller = teller,
	    .last = from,
	    .branch = branch,
	    .forms = (1 << EC_FORM_END) - 1,
	};
	ec_decision decision;
	ec_step *leaf;
	const ec_memory *scratch = ec_scratch_begin(&shared->scratch);

	if (shared->known_capacity < shared->atoms.count)
	{
		shared->known_truth = ec_alloc(shared->mem, shared->atoms.count);
		shared->known_capacity = shared->atoms.count;
	}
	for (const ec_step *s = from; s != NULL; branch = (ec_truth) s->branch, s = s->parent)
		tell(&g, s->atom, branch);
	decision = ec_decide(scratch, setting->active, &g.oracle, tree->eccn, tree->outcome_only);
	leaf = add_step(&g);
	finish_leaf(leaf, tree, setting, &decision, teller);
	for (const ec_step *s = leaf->parent; s != NULL; s = s->parent)
		shared->known_truth[s->atom] = 0;
	if (!kept)
		return leaf;
	tree->steps += g.count;
	if (from != NULL)
		from->next[g.first->branch] = g.first;
	else
		tree->first = g.first;
	return leaf;
}

ec_step *
ec_tree_walk(ec_tree *tree, const ec_setting *setting, const ec_facts *facts)
{
	const ec_atom *atom = setting->shared->atoms.atom;
	row asks = {{row_truth}, facts};
	ec_step *s = tree->first;

	if (s == NULL)
		s = grow(tree, setting, NULL, EC_FALSE, &asks.teller);
	while (s->atom != EC_LEAF)
	{
		ec_truth truth = ec_atom_truth(&atom[s->atom], facts);
		ec_step *next = s->next[truth];

		s = next ? next : grow(tree, setting, s, truth, &asks.teller);
	}
	return s;
}

ec_step *
ec_tree_walk_told(ec_tree *tree, const ec_setting *setting, const ec_teller *teller)
{
	const ec_atom *atom = setting->shared->atoms.atom;
	ec_step *s = tree->first;

	if (s == NULL)
		s = grow(tree, setting, NULL, EC_FALSE, teller);
	while (s->atom != EC_LEAF)
	{
		ec_truth truth = teller->truth(teller, &atom[s->atom]);
		ec_step *next = s->next[truth];

		s = next ? next : grow(tree, setting, s, truth, teller);
	}
	return s;
}
