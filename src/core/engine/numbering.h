/*
 * numbering.h
 *		Numbers for things that have a canonical text: equal texts, one number.
 */
#ifndef EC_NUMBERING_H
#define EC_NUMBERING_H

#include "core/table.h"

/* Zeros are a new one. */
typedef struct ec_numbering
{
	ec_table numbered;
} ec_numbering;

/* The number of `name`; when it is new, `next` becomes its number and *added is set. */
extern uint32_t ec_number_name(const ec_memory *mem, ec_numbering *numbering, const char *name,
                               size_t next, bool *added);

#endif /* EC_NUMBERING_H */
