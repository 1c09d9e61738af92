/*
 * eccn_trees.h
 *		Questions about items whose ECCN is given: one tree for all ECCNs that the rules do not
 *		tell apart.
 *
 *		ECCN --found by its text--> its class --> tree --> the class's answer --> the ECCN's own
 *
 * Two things about an ECCN bear on a decision: what the rules' tests of it say, and whether some
 * classification speaks of it.  ECCNs for which all of these are the same are of one class.  For
 * example, where the only test is `eccn in (3A090)`, 3A090.a and 3A090.b are of one class.  The
 * tree of a class grows for its first ECCN.  Its answers are right for every other one, except that
 * they name the first; so each ECCN has copies of its own.
 */
#ifndef EC_ECCN_TREES_H
#define EC_ECCN_TREES_H

#include "core/engine/shortcut.h"

/* For one setting.  All zeros: new ones. */
typedef struct ec_eccn_trees
{
	ec_table eccn;            /* those asked about, by their text */
	ec_table class;           /* by what the tests say */
	const ec_residual **test; /* all tests of the ECCN in the rules; NULL: not collected yet */
	size_t test_count;
	size_t test_capacity;
} ec_eccn_trees;

/* The answer for one row; `eccn` need not outlive the call. */
extern ec_answer *ec_eccn_trees_answer(ec_eccn_trees *trees, const ec_setting *setting,
                                       const ec_facts *facts, const char *eccn, bool outcome_only);

#endif /* EC_ECCN_TREES_H */
