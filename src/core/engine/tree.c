/*
 * tree.c
 *		Growing decision trees, and walking them.  See tree.h.
 */
#include "core/engine/tree.h"

/* A path that grows, and what the tests on it have told. */
typedef struct growth
{
	ec_oracle oracle; /* first: decide.c hands it back */
	ec_stock *stock;
	const ec_facts *facts; /* of the row that it grows for */
	ec_step *first;        /* new step: nothing leads to it yet */
	ec_step *last;         /* of all steps */
	ec_truth branch;       /* by which way it goes on from there */
	bool classifying;      /* is the rule that is asked for a classification? */
	struct
	{
		bool any;
		double limit;
		bool strict;
	} reached[EC_FACT_END], missed[EC_FACT_END]; /* by number */
	bool form_told;
	bool form_unknown;
	uint8_t forms;      /* otherwise: bits of those that it may have */
	const char *vendor; /* NULL: not told */
	bool vendor_unknown;
} growth;

/*
 * Is the bound (limit, strict) at least as hard to meet as the other?  x > 5 is harder than x >= 5.
 */
static bool
harder(double limit, bool strict, double other_limit, bool other_strict)
{
	return limit > other_limit || (limit == other_limit && strict >= other_strict);
}

static void
note_answer(growth *g, const ec_atom *a, ec_truth truth)
{
	bool strict = a->kind == EC_ATOM_ABOVE;

	if (a->kind == EC_ATOM_FORM)
	{
		g->form_told = true;
		g->form_unknown = truth == EC_UNKNOWN;
		g->forms &= (uint8_t) (truth == EC_TRUE ? a->forms : ~a->forms);
	}
	if (a->kind == EC_ATOM_VENDOR)
	{
		g->vendor_unknown = truth == EC_UNKNOWN;
		g->vendor = truth == EC_TRUE ? a->vendor : g->vendor;
	}
	if (a->kind != EC_ATOM_AT_LEAST && a->kind != EC_ATOM_ABOVE)
		return;
	if (truth == EC_TRUE &&
	    (!g->reached[a->fact].any ||
	     harder(a->limit, strict, g->reached[a->fact].limit, g->reached[a->fact].strict)))
	{
		g->reached[a->fact].any = true;
		g->reached[a->fact].limit = a->limit;
		g->reached[a->fact].strict = strict;
	}
	if (truth == EC_FALSE &&
	    (!g->missed[a->fact].any ||
	     !harder(a->limit, strict, g->missed[a->fact].limit, g->missed[a->fact].strict)))
	{
		g->missed[a->fact].any = true;
		g->missed[a->fact].limit = a->limit;
		g->missed[a->fact].strict = strict;
	}
}

/* The truth of the atom, as far as what was told implies it. */
static bool
is_implied(const growth *g, uint32_t number, ec_truth *truth)
{
	const ec_atom *a = &g->stock->atoms.atom[number];
	bool strict = a->kind == EC_ATOM_ABOVE;

	if (g->stock->known_truth[number] != 0)
	{
		*truth = (ec_truth) (g->stock->known_truth[number] - 1);
		return true;
	}
	if (a->kind == EC_ATOM_AT_LEAST || a->kind == EC_ATOM_ABOVE)
	{
		*truth = EC_TRUE;
		if (g->reached[a->fact].any &&
		    harder(g->reached[a->fact].limit, g->reached[a->fact].strict, a->limit, strict))
			return true;
		*truth = EC_FALSE;
		return g->missed[a->fact].any &&
		    harder(a->limit, strict, g->missed[a->fact].limit, g->missed[a->fact].strict);
	}
	/*
	 * One item has one form and one vendor, or one that is unknown: that, too, only a test can
	 * tell.
	 */
	if (a->kind == EC_ATOM_FORM && g->form_told)
	{
		*truth = g->form_unknown ? EC_UNKNOWN : (g->forms & a->forms) != 0 ? EC_TRUE : EC_FALSE;
		return g->form_unknown || (g->forms & ~a->forms) == 0 || (g->forms & a->forms) == 0;
	}
	if (a->kind == EC_ATOM_VENDOR && (g->vendor_unknown || g->vendor != NULL))
	{
		*truth = g->vendor_unknown            ? EC_UNKNOWN :
		    strcmp(g->vendor, a->vendor) == 0 ? EC_TRUE :
		                                        EC_FALSE;
		return true;
	}
	return false;
}

/* Adds a step to the end of the path. */
static ec_step *
add_step(growth *g)
{
	ec_step *fresh = ec_alloc(g->stock->mem, sizeof(ec_step));

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
tell(growth *g, uint32_t number, ec_truth truth)
{
	g->stock->known_truth[number] = (uint8_t) (truth + 1);
	note_answer(g, &g->stock->atoms.atom[number], truth);
}

static ec_truth
atom_truth(growth *g, uint32_t number)
{
	ec_truth truth;
	ec_step *step;

	if (is_implied(g, number, &truth))
		return truth;
	truth = ec_atom_truth(&g->stock->atoms.atom[number], g->facts);
	step = add_step(g);
	step->number = number;
	step->classifying = g->classifying;
	g->branch = truth;
	tell(g, number, truth);
	return truth;
}

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
			/* What the ECCN settles needs no test of the item, so it is asked first. */
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

static bool
growth_regards_eccn(const ec_active_rule *rule)
{
	return ((const ec_residual *) rule->test)->regards_eccn;
}

/*
 * What tells which facts the items that come to this leaf lack.
 *
 * It is found for the first item that comes, in its conditions as they were before they were
 * folded, at the places and the moment of the ground; and is right for every item that comes, and
 * for every other ground that shares the tree:
 *
 * What is open in a condition is reached from its top by way of nodes that are unknown.  Of an AND
 * or OR that is unknown every operand was asked, as only what settles it would have ended the
 * asking.  So all that is looked at was told on the path, and is the same for all items.
 *
 * Grounds share a tree when they leave equal residuals of the same rules.  Folding drops operands
 * only where they are known, and these are never open; and what settles an AND or OR leaves nothing
 * of it to be open. Every test that may be unknown stays, in its place below nodes that stay with
 * it.  So the open tests of a condition are those of its residual, and there equal ones lack the
 * same facts: atoms of one number test the same facts in the same way, though two grounds may have
 * left them of two nodes of the condition; tests of an ECCN are equal only if they are one node;
 * and a test of a place, of which a constant remains, lacks the place if that is unknown, and
 * otherwise a group.  The constant says which place it was, and shared trees have a headquarters,
 * and a country that it is shipped from, that are known to both or to neither; the destination is
 * always known.
 */
static ec_open_tests *
keep_open_tests(const ec_ground *ground, const ec_decision *d, const ec_facts *facts)
{
	ec_stock *stock = ground->stock;
	ec_open_tests found = {.mem = &stock->scratch.memory};
	ec_open_tests *kept = ec_alloc(stock->mem, sizeof(ec_open_tests));

	if (d->no_rules)
		found.missing = EC_FACT_BIT(EC_MISSING_RULES);
	for (size_t i = 0; i < d->open_count; i++)
	{
		ec_env env;

		ec_check_interrupt(stock->mem);
		env = (ec_env){
		    .facts = *facts,
		    .destination = ground->destination,
		    .headquarters = ground->headquarters,
		    .eccn = d->open[i].eccn,
		    .place_test = ec_place_truth,
		    .world = ground->moment,
		};

		env.facts.place[EC_SHIPPED_FROM] = ground->shipped_from; /* the row's may be another */
		ec_add_open_tests(d->open[i].rule->condition, &env, &found);
	}
	*kept = found;
	kept->mem = stock->mem;
	kept->capacity = found.count;
	kept->seen = (ec_table){0};
	kept->test = NULL;
	if (found.count > 0)
	{
		kept->test = ec_alloc(stock->mem, found.count * sizeof(ec_open_test));
		memcpy(kept->test, found.test, found.count * sizeof(ec_open_test));
	}
	return kept;
}

/* The leaf's answer, from the decision that its path leads to, which is in scratch memory. */
static void
finish_leaf(ec_step *leaf, const ec_tree *tree, const ec_ground *ground,
            const ec_decision *decision, const ec_facts *facts)
{
	ec_stock *stock = ground->stock;

	leaf->number = EC_LEAF;
	if (tree->outcome_only)
	{
		leaf->settled = ec_outcome_answer(stock->mem, &stock->answers, decision->outcome);
		return;
	}
	leaf->decision = ec_keep_decision(stock->mem, &stock->answers, decision);
	if (decision->open_count == 0 && !decision->no_rules)
		leaf->settled = ec_find_answer(stock->mem, leaf->decision, 0);
	else
		leaf->open = keep_open_tests(ground, decision, facts);
}

/*
 * Has the path that leads `from` a step (NULL: to the first one) by the way `branch` grow for a
 * row: its leaf.
 */
static ec_step *
grow(ec_tree *tree, const ec_ground *ground, ec_step *from, ec_truth branch, const ec_facts *facts)
{
	ec_stock *stock = ground->stock;
	growth g = {
	    .oracle = {growth_truth, growth_regards_eccn},
	    .stock = stock,
	    .facts = facts,
	    .last = from,
	    .branch = branch,
	    .forms = (1 << EC_FORM_COUNT) - 1,
	};
	ec_decision decision;
	ec_step *leaf;

	if (stock->known_capacity < stock->atoms.count)
	{
		stock->known_truth = ec_alloc(stock->mem, stock->atoms.count);
		stock->known_capacity = stock->atoms.count;
	}
	for (const ec_step *s = from; s != NULL; branch = (ec_truth) s->branch, s = s->parent)
		tell(&g, s->number, branch);
	ec_decide(ec_scratch_begin(&stock->scratch, stock->mem), ground->active, &g.oracle, tree->eccn,
	          tree->outcome_only, &decision);
	leaf = add_step(&g);
	finish_leaf(leaf, tree, ground, &decision, facts);
	for (const ec_step *s = leaf->parent; s != NULL; s = s->parent)
		stock->known_truth[s->number] = 0;
	if (from != NULL)
		from->next[g.first->branch] = g.first;
	else
		tree->first = g.first;
	return leaf;
}

ec_step *
ec_tree_walk(ec_tree *tree, const ec_ground *ground, const ec_facts *facts)
{
	const ec_atom *atom = ground->stock->atoms.atom;
	ec_step *s = tree->first;

	if (s == NULL)
		s = grow(tree, ground, NULL, EC_FALSE, facts);
	while (s->number != EC_LEAF)
	{
		ec_truth truth = ec_atom_truth(&atom[s->number], facts);
		ec_step *next = s->next[truth];

		s = next ? next : grow(tree, ground, s, truth, facts);
	}
	return s;
}
