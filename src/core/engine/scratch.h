/*
 * scratch.h
 *		Memory for one piece of work at a time, used again for the next.
 *
 * What must outlive the work is copied out of it before it ends.
 */
#ifndef EC_SCRATCH_H
#define EC_SCRATCH_H

#include "core/base.h"

typedef struct ec_scratch
{
	ec_memory memory; /* to allocate from in the work that goes on */
	const ec_memory *source;
	char *block;
	size_t size;
	size_t used;
} ec_scratch;

/*
 * Begins another piece of work: what was allocated for the last one is no more, also if that did
 * not end.
 */
extern const ec_memory *ec_scratch_begin(ec_scratch *scratch, const ec_memory *source);

#endif /* EC_SCRATCH_H */
