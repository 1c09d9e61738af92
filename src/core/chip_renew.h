/*
 * chip_renew.h
 *		Chips that an older library has stored, made again: a fact that such a value is too old
 *		to have is unknown, and its metrics are computed again.
 */
#ifndef EC_CHIP_RENEW_H
#define EC_CHIP_RENEW_H

#include "core/chip.h"

/* The bytes of an older value as they are made today; NULL, with an error, when it is damaged. */
extern ec_chip *ec_chip_renew(const void *old, size_t length, const ec_memory *mem, size_t *size,
                              ec_error *error);

/* The same chip, but that it states this ECCN, which must outlive the call. */
extern ec_chip *ec_chip_stating(const ec_chip *chip, const ec_eccn *eccn, const ec_memory *mem,
                                size_t *size);

#endif /* EC_CHIP_RENEW_H */
