/*
 * order_progress.h
 *		What an order's row says has become of it: shipped in whole or in part, given up, or a
 *		return.
 */
#ifndef EXPORT_CONTROL_ORDER_PROGRESS_H
#define EXPORT_CONTROL_ORDER_PROGRESS_H

#include "order/order_mapping.h"

typedef struct OrderProgress
{
	bool returned; /* what is ordered comes back, so it is no export */
	bool closed;   /* all of it has shipped */
	bool given_up; /* what has not shipped will not */
	Datum shipped; /* how much has shipped, a numeric; 0 where nothing says how much */
	Datum ordered; /* of how much, a numeric */
	bool ordered_unknown;
} OrderProgress;

/* What the row says.  A quantity that no order can have counts as not stated. */
extern void order_progress(OrderMapping *mapping, HeapTuple row, TupleDesc desc,
                           OrderProgress *progress);

/* Of an order that there was not before. */
extern void no_progress(OrderProgress *progress);

/* As numeric_cmp() does. */
extern int compare_numbers(Datum a, Datum b);

/* Is it a number of units that can be shipped: finite and greater than 0? */
extern bool is_quantity(Datum number);

/* Has a part of it shipped? */
extern bool has_shipped_part(const OrderProgress *progress);

/* Does more of it ship now than had shipped before, but not all? */
extern bool ships_part(const OrderProgress *before, const OrderProgress *now);

/*
 * What has shipped stays shipped, under its key: anything else is an error (XC004).  `key` is the
 * order's key before.
 */
extern void check_progress(const OrderMapping *mapping, const char *key, bool renamed,
                           const OrderProgress *before, const OrderProgress *now);

/*
 * Of an amount of the whole order, of which the quantity must be known: what falls on the units
 * between two quantities.  The parts of an order add up to the whole, however each is rounded.
 */
extern Datum amount_between(const OrderProgress *progress, Datum amount, Datum from, Datum until);

#endif /* EXPORT_CONTROL_ORDER_PROGRESS_H */
