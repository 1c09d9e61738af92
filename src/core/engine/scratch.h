/*
 * scratch.h
 *		Memory for one piece of work at a time, used again for the next.
 *
 * It stands beside the memory that lasts.  Whatever must outlive the work is copied there before
 * the next piece of work begins.
 */
#ifndef EC_SCRATCH_H
#define EC_SCRATCH_H

#include "core/base.h"

typedef struct ec_scratch
{
	ec_memory memory;         /* to allocate from until the next piece of work begins */
	const ec_memory *lasting; /* where its block comes from, and what outlives the work goes */
	char *block;
	size_t size;
	size_t used;
} ec_scratch;

/* Once, before the first piece of work; it allocates nothing yet. */
extern void ec_scratch_init(ec_scratch *scratch, const ec_memory *lasting);

/*
 * Begins another piece of work.  Whatever was allocated for the last one is no more, even if an
 * error ended that half-way.
 */
extern const ec_memory *ec_scratch_begin(ec_scratch *scratch);

#endif /* EC_SCRATCH_H */
