/*
 * numbering.h
 *		Numbers for things that have a canonical text: equal texts, one number.
 */
#ifndef EC_NUMBERING_H
#define EC_NUMBERING_H

#include "base.h"

typedef struct ec_numbered
{
	const char *name;			/* NULL: not in use */
	uint32_t	number;
} ec_numbered;

typedef struct ec_numbering
{
	ec_numbered *entry;			/* a hash table */
	size_t		capacity;		/* a power of two, or nothing yet */
	size_t		count;
} ec_numbering;

/* The number of `name`; when it is new, `next` becomes its number and *added is set. */
extern uint32_t ec_number_name(const ec_memory *mem, ec_numbering *numbering, const char *name, size_t next, bool *added);

#endif							/* EC_NUMBERING_H */
