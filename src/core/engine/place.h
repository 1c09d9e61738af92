/*
 * place.h
 *		Places: which lists of countries and groups contain a country, at a moment of both clocks.
 *
 * Here a place is a country, as the destination or the headquarters.  Each list that conditions
 * test places against has an id, and equal lists have one.  So a place is tested against each list
 * once, however many rules name it.
 */
#ifndef EC_PLACE_H
#define EC_PLACE_H

#include "core/evaluate.h"
#include "core/engine/numbering.h"
#include "core/rulebook.h"
#include "core/engine/scratch.h"

/* A rulebook on a legal date, as it was known on a date of knowledge. */
typedef struct ec_moment
{
	const ec_rulebook *book;
	ec_day as_of;
	ec_day as_known;
} ec_moment;

/* An ec_place_test; its world is an ec_moment. */
extern ec_truth ec_place_truth(const void *moment, const ec_condition *c, const ec_node *in,
                               ec_country place);

typedef struct ec_place_list
{
	const ec_condition *condition;
	const ec_node *node;
} ec_place_list;

/* All place lists of a rulebook, by id. */
typedef struct ec_place_lists
{
	ec_place_list *list;
	size_t count;
	size_t capacity;
	ec_numbering numbering;
} ec_place_lists;

static inline bool
ec_is_place_test(const ec_node *node)
{
	return node->op == EC_OP_IN && (EC_PLACE_FACTS >> node->fact & 1);
}

/* The id of a place test's list.  The condition must outlive the lists. */
extern uint32_t ec_place_list_id(ec_scratch *scratch, ec_place_lists *lists, const ec_condition *c,
                                 const ec_node *node);

/* The places of a transaction, in the order in which what is found of them is kept. */
typedef enum ec_place_role
{
	EC_ROLE_DESTINATION,
	EC_ROLE_HEADQUARTERS,
	EC_ROLE_SHIPPED_FROM,
	EC_ROLES
} ec_place_role;

static inline ec_place_role
ec_role_of(ec_fact fact)
{
	return fact == EC_DESTINATION ? EC_ROLE_DESTINATION :
	    fact == EC_HEADQUARTERS   ? EC_ROLE_HEADQUARTERS :
	                                EC_ROLE_SHIPPED_FROM;
}

/* A role for each place: a new one must be folded, too. */
_Static_assert(EC_PLACE_FACTS ==
                   (EC_FACT_BIT(EC_DESTINATION) | EC_FACT_BIT(EC_HEADQUARTERS) |
                    EC_FACT_BIT(EC_SHIPPED_FROM)),
               "every place that conditions test has a role");

/* What a list says of the places of a transaction, in one byte. */
static inline uint8_t
ec_place_truths(const ec_truth truth[EC_ROLES])
{
	unsigned truths = 0;

	for (int r = 0; r < EC_ROLES; r++)
		truths |= (unsigned) truth[r] << 2 * r;
	return (uint8_t) truths;
}

static inline ec_truth
ec_truth_at_place(uint8_t truths, ec_fact fact)
{
	return (ec_truth) (truths >> 2 * ec_role_of(fact) & 3);
}

#endif /* EC_PLACE_H */
