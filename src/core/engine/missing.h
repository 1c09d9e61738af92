/*
 * missing.h
 *		What to find out: a smallest set of facts that can settle an answer.
 *
 *		the facts that the item lacks, and tests ask for
 *		  sets of them, the smaller ones first
 *			for each fact of the set, one number or word out of each cell that the tests tell apart
 *			  the tree of the outcome: is it settled now?
 *
 * A fact of the item that is supposed takes the metrics with it that rest on it.  A set is named
 * when there are values of its facts, consistent with what is known, with which the answer is
 * settled: an indeterminate outcome is determined, an exception opens, or the review policy is
 * decided.  Nobody can promise more than that it can be, before the facts are found out.
 *
 * Of sets of one size, the first in the order of the list of facts is named; rates and a declared
 * TPP, which take more to find out than a fact that is measured or counted, come after the other
 * facts of the item, and those of the shipment come last.
 *
 * Places and ECCNs are not supposed, as they are settled before a row comes.  Where such a fact, or
 * something else that nobody can find out, is among what leaves an outcome indeterminate, a set is
 * named only if it is smaller than all of that; and where an exception or a policy is at stake,
 * all of it is named.  So it is where the search ends before it has found a set: it tries a
 * constant number of suppositions.
 */
#ifndef EC_MISSING_H
#define EC_MISSING_H

#include "core/engine/tree.h"

/*
 * The facts to find out, for an item whose facts lead to this leaf.  The leaf has no settled
 * answer.
 */
extern ec_fact_set ec_missing_at(ec_tree *tree, const ec_setting *setting, const ec_step *leaf,
                                 const ec_facts *facts);

#endif /* EC_MISSING_H */
