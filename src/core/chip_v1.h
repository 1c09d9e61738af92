/*
 * chip_v1.h
 *		Chips as version 1 stored them, that of export_control 0.1.0: read for ever, and written
 *		to be hashed.
 *
 * Hash indexes and hash partitions keep what a chip's hash was when they were made, so the hash
 * of a chip never changes: it is that of the bytes that version 1 has for it.  Facts that version
 * 1 does not have do not count.
 *
 *		+------------------------------------------------------------------+
 *		| version | form | datacenter | hbm              one byte each     |
 *		+------------------------------------------------------------------+
 *		| number[10]: intervals, [0, infinity] when unknown                |
 *		+------------------------------------------------------------------+
 *		| where name and vendor are | how many rates     24 bytes          |
 *		+------------------------------------------------------------------+
 *		| rate[]: interval, bit length, where its name is                  |
 *		+------------------------------------------------------------------+
 *		| texts, one after another, no terminators                         |
 *		+------------------------------------------------------------------+
 *
 * {} is 01 00 01 01, ten times 00 00 00 00 00 00 00 00  00 00 00 00 00 00 f0 7f, and sixteen zeros.
 */
#ifndef EC_CHIP_V1_H
#define EC_CHIP_V1_H

#include "core/chip.h"

/* Tells the builder what the value holds, and gives its numbers; false when it is damaged. */
extern bool ec_chip_read_v1(const void *bytes, size_t length, ec_chip_builder *builder,
                            ec_interval number[EC_FACT_END]);

/* The bytes that version 1 has for the chip. */
extern void *ec_chip_write_v1(const ec_chip *chip, const ec_memory *mem, size_t *size);

#endif /* EC_CHIP_V1_H */
