/*
 * numbering.h
 *		Ids for things that have a canonical text: equal texts have one id, counted from 0.
 */
#ifndef EC_NUMBERING_H
#define EC_NUMBERING_H

#include "core/table.h"

/* All zeros: a new one. */
typedef struct ec_numbering
{
	ec_table names;
} ec_numbering;

/* The id of `name`.  A new name gets the id `next`, and sets *added. */
extern uint32_t ec_id_of_name(const ec_memory *mem, ec_numbering *numbering, const char *name,
                              size_t next, bool *added);

#endif /* EC_NUMBERING_H */
