/*
 * residual.h
 *		What is left of a rule's condition when its places are settled: tests of the item and of
 *		the ECCN.
 *
 *		condition
 *			--compile, once a rulebook--> the id of each of its tests
 *			--fold, once for a pair of places and a date--> residual
 *
 * An example.  The condition is
 *
 *		(tpp >= 4800 or datacenter) and eccn in (3A090.a) and destination not in (A:5, A:6)
 *
 * It is compiled into a tree of nodes, and each node that is a test has an id: tpp >= 4800 is atom
 * 0, datacenter is atom 1, and (A:5, A:6) is place list 0.  Folded, it becomes
 *
 *		for CN, which is in neither       AND
 *		                                    OR
 *		                                      ATOM 0
 *		                                      ATOM 1
 *		                                    ECCN in (3A090.a)
 *
 *		for JP, which is in A:5           CONSTANT false
 *
 *		for SA, where the rulebook        AND
 *		has no group A:6                    OR
 *		                                      ATOM 0
 *		                                      ATOM 1
 *		                                    ECCN in (3A090.a)
 *		                                    CONSTANT unknown
 *
 * A residual is equivalent to its condition: they have the same truth for every item, at every
 * pair of places and every date for which the place lists say what they said when it was folded.
 * No operand of an AND or OR is a known constant.  Operands that are unknown, because a place is or
 * a group is missing, stay: they can matter.  Only tests are negated: NOT is pushed down to them.
 */
#ifndef EC_RESIDUAL_H
#define EC_RESIDUAL_H

#include "core/engine/atom.h"
#include "core/engine/place.h"

/* A rule, with the id of the atom or place list that each node of its condition tests. */
typedef struct ec_compiled_rule
{
	const ec_rule *rule;
	uint32_t *id; /* by node; of nodes that are not such a test, it means nothing */
} ec_compiled_rule;

typedef enum ec_residual_op
{
	EC_RESIDUAL_CONSTANT,
	EC_RESIDUAL_ATOM,
	EC_RESIDUAL_ECCN,
	EC_RESIDUAL_AND,
	EC_RESIDUAL_OR
} ec_residual_op;

typedef struct ec_residual
{
	uint8_t op;        /* ec_residual_op */
	uint8_t negated;   /* of ATOM and ECCN */
	uint8_t constant;  /* ec_truth, of CONSTANT */
	bool regards_eccn; /* does any test in it? */
	uint32_t atom;     /* of ATOM: its id; of an unknown CONSTANT: see unknown_places */
	uint32_t count;    /* of AND and OR: their operands */
	const struct ec_residual **child;
	const ec_condition *condition; /* of ECCN: the test */
	const ec_node *node;
} ec_residual;

/*
 * Adds the tests of the rule to the atoms and the lists.  The rule must outlive all three.  What is
 * compiled lies in the memory that lasts.
 */
extern void ec_compile_rule(ec_scratch *scratch, ec_atoms *atoms, ec_place_lists *lists,
                            const ec_rule *rule, ec_compiled_rule *compiled);

/*
 * `truths`: by id of a place list, what it says of the places (ec_place_truths).  The residual lies
 * in the memory that lasts.  The caller has begun a piece of work in the scratch memory, and this
 * goes on with it, as `truths` lies there.
 */
extern const ec_residual *ec_fold(ec_scratch *scratch, const ec_compiled_rule *rule,
                                  const uint8_t *truths);

/*
 * Equal residuals have the same truth for every item, and lack the same facts where it is unknown.
 * They have equal hashes.
 */
extern uint64_t ec_residual_hash(uint64_t h, const ec_residual *r);
extern bool ec_residual_equal(const ec_residual *a, const ec_residual *b);

#endif /* EC_RESIDUAL_H */
