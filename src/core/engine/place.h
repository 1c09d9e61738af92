/*
 * place.h
 *		Places: which lists of countries and groups contain a country, at a moment of both clocks.
 *
 * The lists that conditions test places against are numbered, equal ones once, so that a place is
 * tested against each only once, however many rules name it.
 */
#ifndef EC_PLACE_H
#define EC_PLACE_H

#include "core/evaluate.h"
#include "core/engine/numbering.h"
#include "core/rulebook.h"
#include "core/engine/scratch.h"

/* A rulebook, on a legal date and a date of knowledge. */
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

/* The number of the list of a place test.  The condition must outlive the lists. */
extern uint32_t ec_place_list_number(const ec_memory *mem, ec_scratch *scratch,
                                     ec_place_lists *lists, const ec_condition *c,
                                     const ec_node *node);

/* What a list says of the two places of a transaction, in one byte. */
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
