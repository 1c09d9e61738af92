/*
 * scratch.c
 *		Memory that is used again.  See scratch.h.
 */
#include "core/engine/scratch.h"

#define ALIGNMENT 16 /* what any value may need */

/* When the block is full, a larger one follows it; what lies in the old one stays as it is. */
static void *
scratch_alloc(void *owner, size_t size)
{
	ec_scratch *s = owner;
	char *p;

	size = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
	if (s->used + size > s->size)
	{
		size_t larger = (s->size + size) * 2;

		s->block = s->lasting->alloc(s->lasting->owner, larger);
		s->size = larger;
		s->used = 0;
	}
	p = s->block + s->used;
	s->used += size;
	return p;
}

static void
scratch_interrupt(void *owner)
{
	ec_check_interrupt(((ec_scratch *) owner)->lasting);
}

void
ec_scratch_init(ec_scratch *s, const ec_memory *lasting)
{
	*s = (ec_scratch){
	    .memory = {scratch_alloc, scratch_interrupt, s},
	    .lasting = lasting,
	};
}

const ec_memory *
ec_scratch_begin(ec_scratch *s)
{
	s->used = 0;
	return &s->memory;
}
