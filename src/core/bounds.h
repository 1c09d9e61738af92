/*
 * bounds.h
 *		What one metric says of another.
 *
 * A formula says what a metric is when the facts below it are known.  Where they are not, another
 * metric may still bound it: EC_PRODUCT_LIST in fact.h has how they hang together.  A TPP of 3200
 * is at least 50 TOPS, whatever the format, since no format is longer than 64 bits.
 *
 * A key of an item is what the item says, and is never bounded: only metrics are.
 */
#ifndef EC_BOUNDS_H
#define EC_BOUNDS_H

#include "core/fact.h"
#include "core/interval.h"

/*
 * Bounds the metrics among these numbers, by fact: what no formula tells becomes what the others
 * leave possible.
 *
 * What a formula tells is never narrowed.  Where the metrics may contradict each other, nothing
 * says which facts are wrong, so it is widened, to have in it what either says.
 */
extern void ec_bound_metrics(ec_interval *number);

#endif /* EC_BOUNDS_H */
