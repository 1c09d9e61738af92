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
	return node->op == EC_OP_IN && (node->fact == EC_DESTINATION || node->fact == EC_HEADQUARTERS);
}

/* The id of a place test's list.  The condition must outlive the lists. */
extern uint32_t ec_place_list_id(ec_scratch *scratch, ec_place_lists *lists, const ec_condition *c,
                                 const ec_node *node);

/*
 * What a list says of the two places of a transaction, in one byte: of the destination in bits 0
 * and 1, of the headquarters in bits 2 and 3.
 */
static inline uint8_t
ec_place_pair(ec_truth destination, ec_truth headquarters)
{
	return (uint8_t) (destination | headquarters << 2);
}

static inline ec_truth
ec_place_of_pair(uint8_t pair, ec_fact fact)
{
	return (ec_truth) ((pair >> (fact == EC_DESTINATION ? 0 : 2)) & 3);
}

#endif /* EC_PLACE_H */
