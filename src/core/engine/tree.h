/*
 * tree.h
 *		Decision trees that grow as rows need them.
 *
 * Each step is one test of the item or the transaction; each leaf is a finished decision.  A row
 * whose path is known costs the tests on it and nothing else.  Where a path is new, the decision
 * (decide.c) is made once for the row, with the answers of the tests on the path as its knowledge.
 * Each test that it asks for beyond these is put to the row and becomes the next step, down to the
 * leaf.  So the tree asks exactly the tests that the decision asks, in its order, none twice, and
 * none that earlier answers imply; and to grow costs one decision, however many steps are new.
 */
#ifndef EC_TREE_H
#define EC_TREE_H

#include "core/engine/answer.h"
#include "core/engine/residual.h"

/* What the trees of one engine have in common. */
typedef struct ec_stock
{
	const ec_memory *mem;
	ec_scratch scratch;
	ec_atoms atoms;
	ec_answers answers;
	uint8_t *known_truth; /* by atom, while a path grows: truth + 1, or 0 */
	size_t known_capacity;
} ec_stock;

/*
 * What a tree grows from: the rules in force, with places and dates settled; and, as the residuals
 * no longer have them, where and when that was.
 */
typedef struct ec_ground
{
	ec_stock *stock;
	const ec_active *active; /* test: ec_residual */
	const ec_moment *moment;
	ec_country destination;
	ec_country headquarters;
	ec_country shipped_from;
} ec_ground;

/* A test with its three ways on, or, without one, a leaf. */
typedef struct ec_step
{
	uint32_t number;  /* of the test's atom, or EC_LEAF */
	uint8_t branch;   /* by which way it was reached from its parent */
	bool classifying; /* a test that the classification asks for, before any other rule */
	struct ec_step *parent;
	struct ec_junction *junction; /* for shortcut.c, of a step where the classification has ended */
	union
	{
		struct ec_step *next[3]; /* by truth */
		struct
		{
			ec_answer *settled;         /* the answer, when it does not depend on what is missing */
			ec_kept_decision *decision; /* otherwise */
			ec_open_tests *open;        /* what tells which facts are missing */
		};
	};
} ec_step;

#define EC_LEAF UINT32_MAX

/* Every question of one tree is about the same ECCN, or none, and about as much of the answer. */
typedef struct ec_tree
{
	ec_step *first;    /* NULL: nobody has asked yet */
	const char *eccn;  /* NULL: classify */
	bool outcome_only; /* leave out whatever does not bear on the outcome */
} ec_tree;

/* The leaf that the facts lead to, by the tests. */
extern ec_step *ec_tree_walk(ec_tree *tree, const ec_ground *ground, const ec_facts *facts);

/* The answer at the leaf for these facts, which lead there. */
static inline ec_answer *
ec_leaf_answer(const ec_step *leaf, const ec_ground *ground, const ec_facts *facts)
{
	if (leaf->settled != NULL)
		return leaf->settled;
	return ec_find_answer(ground->stock->mem, leaf->decision, ec_missing_in(leaf->open, facts));
}

#endif /* EC_TREE_H */
