/*
 * chip_fault.h
 *		What is implausible in a chip: facts that can be read, and are most likely in another unit.
 */
#ifndef EC_CHIP_FAULT_H
#define EC_CHIP_FAULT_H

#include "core/chip.h"

/* Takes one fault: the key that is the most likely to be wrong, what is wrong, and what to do. */
typedef void (*ec_chip_fault_taker)(void *owner, ec_fact key, const ec_error *fault);

/*
 * Gives the taker what is implausible, at most one fault for each key.  `refused`: keys with values
 * that could not be read, on which no other fact is judged.
 */
extern void ec_chip_find_faults(const ec_chip *chip, ec_fact_set refused, ec_chip_fault_taker take,
                                void *owner);

#endif /* EC_CHIP_FAULT_H */
