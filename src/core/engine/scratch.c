/*
 * scratch.c
 *		Memory that is used again.  See scratch.h.
 */
#include "core/engine/scratch.h"

static void *
scratch_alloc(void *owner, size_t size)
{
	ec_scratch *s = owner;
	char *p;

	size = (size + 15) & ~(size_t) 15;
	if (s->used + size > s->size)
	{
		size_t larger = (s->size + size) * 2;

		s->block = s->source->alloc(s->source->owner, larger);
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
	ec_check_interrupt(((ec_scratch *) owner)->source);
}

const ec_memory *
ec_scratch_begin(ec_scratch *s, const ec_memory *source)
{
	s->source = source;
	s->memory = (ec_memory){scratch_alloc, scratch_interrupt, s};
	s->used = 0;
	return &s->memory;
}
