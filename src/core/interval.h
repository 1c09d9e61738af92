/*
 * interval.h
 *		Every numeric fact is a closed interval of non-negative numbers.
 *
 * A point is lo = hi; unknown is the widest interval, [0, infinity].  An infinite upper bound can
 * only come from something unknown, because literals refuse infinities.  Comparisons answer true or
 * false only when they do so for every number in the interval; otherwise the answer is unknown.
 */
#ifndef EC_INTERVAL_H
#define EC_INTERVAL_H

#include <math.h>

#include "core/base.h"

typedef struct ec_interval
{
	double lo;
	double hi;
} ec_interval;

#define EC_MAX_NUMBER 1e15 /* greatest number that a chip or a shipment tells */
#define EC_MIN_NUMBER 1e-9 /* least one that is not zero: keeps every quotient finite */

#define EC_UNKNOWN_INTERVAL ((ec_interval){0.0, INFINITY})

static inline ec_interval
ec_point(double value)
{
	return (ec_interval){value, value};
}

static inline bool
ec_is_point(ec_interval x)
{
	return x.lo == x.hi;
}

static inline bool
ec_is_unknown(ec_interval x)
{
	return x.lo == 0.0 && isinf(x.hi);
}

/*
 * x >= limit, and x > limit.  Every comparison with a constant is one of these or its negation.  As
 * lo <= hi, the number of bounds that pass is the truth: none, FALSE; only hi, UNKNOWN; both, TRUE.
 * They are counted and not branched on, since the facts of one row say little about those of the
 * next.
 */
static inline ec_truth
ec_at_least(ec_interval x, double limit)
{
	return (ec_truth) ((x.lo >= limit) + (x.hi >= limit));
}

static inline ec_truth
ec_above(ec_interval x, double limit)
{
	return (ec_truth) ((x.lo > limit) + (x.hi > limit));
}

/*
 * Products and quotients of decimals, as the nearest double.  Computing in extended precision, then
 * rounding once, gives exactly the double that the decimal literal of the true result has, so that
 * a performance density of "5.92 on the line" compares equal to the 5.92 of the rule.  Of two
 * results, the greater never becomes the less.
 */
extern double ec_decimal_product(double a, double b);
extern double ec_decimal_quotient(double dividend, double divisor);

/* Of two intervals; nothing is known of a quotient by what may be 0 but need not be. */
extern ec_interval ec_product(ec_interval x, ec_interval y);
extern ec_interval ec_quotient(ec_interval x, ec_interval y);

/* As literals write it: a number, or "[lo, hi]".  Neither bound may be infinite. */
extern void ec_text_interval(ec_text *out, ec_interval x);
/*
 * Reads the numbers that a chip or a shipment tells: the rule that every one of them obeys,
 * whatever literal, cast or wire format it came by.  They arrive as decimal text, so that reading
 * them is exact and in one place.  `what` begins the messages: "die_area" of a chip; `units` is the
 * hint for numbers out of range.
 */
extern bool ec_interval_read(const char *what, const char *units, const char *lo, const char *hi,
                             ec_interval *value, ec_error *error);

#endif /* EC_INTERVAL_H */
