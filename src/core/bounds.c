/*
 * bounds.c
 *		Bounding metrics by each other.  See bounds.h.
 *
 * The bounds of a factor are quotients as formulas have them.  Rounding never makes the greater of
 * two results the less, so a factor that is told lies within the bounds that its product gives.
 */
#include "core/bounds.h"

/* The factor of which nothing but its product by `by` may be known. */
static void
bound(ec_interval *factor, ec_interval product, ec_interval by)
{
	ec_interval possible = ec_quotient(product, by);

	if (isinf(factor->hi))
		*factor = (ec_interval){fmax(factor->lo, possible.lo), possible.hi};
	else if (product.hi > factor->lo * by.hi)
		factor->hi = fmax(factor->hi, possible.hi);
}

void
ec_bound_metrics(ec_interval *number)
{
	const ec_interval lengths = {EC_OPERAND_LEAST_BITS, EC_OPERAND_MOST_BITS};

	/* A factor of a fact has the quotient for its formula, which leaves nothing to say. */
#define BOUND(product, factor, by) \
	if ((by) == (int) EC_NO_FACT)  \
		bound(&number[factor], number[product], lengths);
	EC_PRODUCT_LIST(BOUND)
}
