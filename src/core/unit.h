/*
 * unit.h
 *		Numbers as people write them, with a unit: "3.35 TB/s", "814 mm²", "80 billion".
 *
 * Every number of a chip arrives as text and comes through here, also one without a unit, which is
 * in the unit of its key.  Scaling is that of decimals, and exact: 2.039 TB/s are 2039 GB/s.  A
 * unit that does not fit the key, or that nobody can be sure of, is an error: a fact that is stated
 * and not understood must not be taken for another.
 */
#ifndef EC_UNIT_H
#define EC_UNIT_H

#include "core/base.h"

#define EC_UNIT_BITS "bits" /* the unit of a bit length, which is no fact by itself */

/*
 * The decimal text, in `unit`, which is as a fact names it, of the number that the text writes;
 * NULL, with an error, when it is not understood.  The number may still be one that no fact can
 * have: negative, or too great.  `what` begins the message: "die_area" of a chip.
 */
extern const char *ec_unit_read(const ec_memory *mem, const char *what, const char *unit,
                                const char *text, ec_error *error);

#endif /* EC_UNIT_H */
