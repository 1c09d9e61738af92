/*
 * tree.h
 *		Decision trees that grow as rows need them.
 *
 * Each step is one test of the item or the transaction; each leaf is a finished decision.
 *
 *		tpp >= 4800                             a step
 *		  true:    datacenter                   a step
 *		             true:  license_required    a leaf
 *		             false: (new)               no row has come this way yet
 *		  unknown: (new)
 *		  false:   performance_density >= 5.92  ...
 *
 * A row whose path is known costs the tests on that path and nothing else.  Where its path is new,
 * the tree grows: decide.c makes the decision once, for this row, and asks for the truth of one
 * test after another.  Tests that are on the path already have told theirs.  Any other is put to
 * the row and becomes the next step; and the decision becomes the leaf.
 *
 * So the tree asks the tests that the decision asks, in the same order.  It asks none twice and
 * none that earlier answers imply.  Growing costs one decision, however many steps are new.
 */
#ifndef EC_TREE_H
#define EC_TREE_H

#include "core/engine/answer.h"
#include "core/engine/residual.h"

/* What the trees of one engine have in common. */
typedef struct ec_shared
{
	const ec_memory *mem;
	ec_scratch scratch;
	ec_atoms atoms;
	uint32_t unruled; /* id of the atom that asks for the end use, or EC_NO_ATOM */
	ec_answers answers;
	uint8_t *known_truth; /* by atom, while a path grows: truth + 1, or 0; otherwise all 0 */
	size_t known_capacity;
	struct ec_findings *findings; /* of missing.c; NULL: none yet */
} ec_shared;

/*
 * What a tree grows from: the rules in force, with places and dates settled.  The residuals no
 * longer name the places and the date, and missing facts are looked for in the whole conditions,
 * so the setting keeps them.
 */
typedef struct ec_setting
{
	ec_shared *shared;
	const ec_active *active; /* test: ec_residual */
	const ec_moment *moment;
	ec_country destination;
	ec_country headquarters;
	ec_country shipped_from;
} ec_setting;

/* A test, with a next step for each of its three truths; or a leaf. */
typedef struct ec_step
{
	uint32_t atom;    /* id of the test, or EC_LEAF */
	uint8_t branch;   /* ec_truth of the parent's test on the way here */
	bool classifying; /* a test that the classification asks for, before any other rule */
	struct ec_step *parent;
	struct ec_junction *junction; /* of shortcut.c, at a step where the classification has ended */
	union
	{
		struct ec_step *next[3]; /* by truth */
		struct
		{
			ec_answer *settled;         /* the answer, where no item that comes here lacks a fact */
			ec_kept_decision *decision; /* otherwise: the decision, */
			ec_open_tests *open;        /* and what tells which facts an item lacks */
		};
	};
} ec_step;

#define EC_LEAF UINT32_MAX
#define EC_NO_ATOM UINT32_MAX

/*
 * Every question that one tree answers is about the same ECCN, or about none, and asks for as much
 * of the answer.
 */
typedef struct ec_tree
{
	ec_step *first;         /* NULL: no row has asked yet */
	const char *eccn;       /* NULL: classify */
	bool outcome_only;      /* leave out whatever does not bear on the outcome */
	bool supposes;          /* asked about suppositions: its answers do not say what is missing */
	size_t steps;           /* kept */
	struct ec_quest *quest; /* of missing.c; NULL: none of its answers has lacked a fact yet */
} ec_tree;

/* The leaf that the facts lead to.  Grows the tree where no row has led there before. */
extern ec_step *ec_tree_walk(ec_tree *tree, const ec_setting *setting, const ec_facts *facts);

/* Who tells the truth of a test: a row, or a supposition. */
typedef struct ec_teller
{
	ec_truth (*truth)(const struct ec_teller *teller, const ec_atom *atom);
} ec_teller;

/*
 * The same for a supposition, in a tree that `supposes`.  Such a tree is kept only up to a size: a
 * leaf beyond is good until the scratch memory is used again.
 */
extern ec_step *ec_tree_walk_told(ec_tree *tree, const ec_setting *setting,
                                  const ec_teller *teller);

#endif /* EC_TREE_H */
