/*
 * residual.h
 *		What is left of a rule's condition when its places are settled: tests of the item and of
 *		the ECCN.
 *
 *		condition
 *			--compile, once a rulebook--> numbers of its tests
 *			--fold, once a place and date--> residual
 *
 * A residual has the truth of its condition for every item, at all places and moments of which the
 * place lists say what it was folded with.  No AND or OR of it has an operand that is known; those
 * that are unknown for want of a place or a group stay, as they can matter.  Only tests are
 * negated.
 */
#ifndef EC_RESIDUAL_H
#define EC_RESIDUAL_H

#include "core/engine/atom.h"
#include "core/engine/place.h"

/* A rule, with the number of the atom or place list that each node of its condition stands for. */
typedef struct ec_compiled_rule
{
	const ec_rule *rule;
	uint32_t *number; /* by node */
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
	uint8_t op;
	uint8_t negated;
	uint8_t constant;  /* ec_truth */
	bool regards_eccn; /* does any test of it? */
	uint32_t atom;
	uint32_t count;
	const struct ec_residual **child;
	const ec_condition *condition; /* of ECCN */
	const ec_node *node;
} ec_residual;

/* The rule must outlive what is compiled of it, atoms and lists included. */
extern void ec_compile_rule(const ec_memory *mem, ec_scratch *scratch, ec_atoms *atoms,
                            ec_place_lists *lists, const ec_rule *rule, ec_compiled_rule *compiled);

/*
 * `truths`: by number of a place list, what it says of the places (ec_place_truths).  Uses the scratch that has
 * been begun.
 */
extern const ec_residual *ec_fold(const ec_memory *mem, ec_scratch *scratch,
                                  const ec_compiled_rule *rule, const uint8_t *truths);

/* Equal residuals have equal hashes. */
extern uint64_t ec_residual_hash(uint64_t h, const ec_residual *r);
extern bool ec_residual_equal(const ec_residual *a, const ec_residual *b);

#endif /* EC_RESIDUAL_H */
