/*
 * eccn_trees.h
 *		Questions about items whose ECCN is given: one tree for all ECCNs that the rules do not
 *		tell apart.
 *
 *		ECCN --found by its text--> its class --> tree --> the class's answer --> the ECCN's own
 *
 * An ECCN bears on a decision by nothing but the tests that rules make of it, and by whether some
 * classification speaks of it.  ECCNs of which all these say the same are of one class.  Of its
 * first one the tree grows; what it answers is right for each, but for the ECCN that it names.
 */
#ifndef EC_ECCN_TREES_H
#define EC_ECCN_TREES_H

#include "core/engine/shortcut.h"

/* For one ground.  Zeros are new ones. */
typedef struct ec_eccn_trees
{
	ec_table eccn;            /* those asked about, by their text */
	ec_table class;           /* by what the tests say */
	const ec_residual **test; /* all tests of the ECCN in the rules; NULL: not collected yet */
	size_t test_count;
	size_t test_capacity;
} ec_eccn_trees;

/* The answer for one row; `eccn` need not outlive the call. */
extern ec_answer *ec_eccn_trees_answer(ec_eccn_trees *trees, const ec_ground *ground,
                                       const ec_facts *facts, const char *eccn, bool outcome_only);

#endif /* EC_ECCN_TREES_H */
