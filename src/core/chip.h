/*
 * chip.h
 *		One item's technical facts and the metrics computed from them.
 *
 * The stored form, one block of memory, everything at fixed places so that evaluation never parses:
 *
 *		+------------------------------------------------------------------+
 *		| size word (the database's)  | version | form | datacenter | hbm  |
 *		+------------------------------------------------------------------+
 *		| number[EC_CHIP_NUMBERS]: intervals; metrics computed when made   |
 *		+------------------------------------------------------------------+
 *		| where name and vendor are | how many rates                       |
 *		+------------------------------------------------------------------+
 *		| rate[]: interval, bit length, where its name is                  |
 *		+------------------------------------------------------------------+
 *		| texts, one after another, no terminators                         |
 *		+------------------------------------------------------------------+
 *
 * Equal facts give equal bytes: padding is zero and rates are in canonical order.
 *
 * Metrics follow Technical Note 2 to ECCN 3A090.a and .b (Supplement No. 1 to 15 CFR part 774):
 * 'total processing performance' is 2 x MacTOPS x bit length, that is a datasheet's dense rate times
 * the bit length, at the format where that is highest; 'performance density' is that divided by the
 * applicable die area.  Technical Note 1 to 3A090.c: 'memory bandwidth density' is bandwidth divided
 * by the area of the package or stack.
 */
#ifndef EC_CHIP_H
#define EC_CHIP_H

#include "fact.h"
#include "interval.h"

#define EC_CHIP_VERSION 1
#define EC_CHIP_NUMBERS 10		/* facts below this number that the header has */
#define EC_CHIP_MAX_TEXT 1000		/* bytes in a name or vendor */
#define EC_CHIP_MAX_RATES 64
#define EC_CHIP_MAX_BITS 1024		/* longest operand */
#define EC_CHIP_MAX_NUMBER 1e15		/* greatest fact */
#define EC_CHIP_MIN_NUMBER 1e-9		/* least fact that is not zero: keeps every quotient finite */

typedef struct ec_chip_rate
{
	ec_interval rate;
	uint32_t	bits;
	uint16_t	name_offset;
	uint16_t	name_length;
} ec_chip_rate;

typedef struct ec_chip
{
	int32_t		size_word;		/* belongs to the database; the core leaves it zero */
	uint8_t		version;
	uint8_t		form;			/* ec_form */
	uint8_t		datacenter;		/* ec_truth */
	uint8_t		hbm;			/* ec_truth */
	ec_interval number[EC_CHIP_NUMBERS];	/* indexed by ec_fact */
	uint16_t	name_offset;	/* from the start of the struct; 0 when unknown */
	uint16_t	name_length;
	uint16_t	vendor_offset;
	uint16_t	vendor_length;
	uint32_t	rate_count;
	uint32_t	pad;
	ec_chip_rate rate[];
} ec_chip;

/* A key of a chip, EC_NO_FACT, with an error that suggests the nearest key, when there is no such key. */
extern ec_fact ec_chip_key_find(const char *key, size_t length, ec_error *error);

/* A chip being read: what is told of each key.  Texts given to it must outlive it. */
typedef struct ec_chip_builder
{
	const ec_memory *mem;
	const char *text[EC_FACT_END];	/* NULL: unknown */
	size_t		text_length[EC_FACT_END];
	ec_form		form;
	ec_truth	flag[EC_FACT_END];
	ec_interval number[EC_FACT_END];
	struct
	{
		const char *name;
		size_t		length;
		int			order;		/* place in canonical order among known formats, or after them */
		uint32_t	bits;
		ec_interval rate;
	}			rate[EC_CHIP_MAX_RATES];
	int			rate_count;
} ec_chip_builder;

extern void ec_chip_begin(ec_chip_builder *builder, const ec_memory *mem);
extern bool ec_chip_set_text(ec_chip_builder *builder, ec_fact key, const char *text, size_t length,
							 ec_error *error);
extern bool ec_chip_set_flag(ec_chip_builder *builder, ec_fact key, bool value, ec_error *error);

/* Numbers arrive as decimal text, so that reading them is exact and in one place. */
extern bool ec_chip_set_number(ec_chip_builder *builder, ec_fact key, const char *lo, const char *hi,
							   ec_error *error);

/* `bits` NULL: the format must be a known one.  Otherwise a format of the given bit length. */
extern bool ec_chip_add_rate(ec_chip_builder *builder, const char *name, size_t length,
							 const char *lo, const char *hi, const char *bits, ec_error *error);

/* Computes the metrics and lays the value out; *size is its length in bytes. */
extern ec_chip *ec_chip_finish(const ec_chip_builder *builder, size_t *size);

/* Canonical JSON text. */
extern void ec_chip_write(const ec_chip *chip, ec_text *out);

static inline const char *
ec_chip_text(const ec_chip *chip, ec_fact fact, size_t *length)
{
	uint16_t	offset = fact == EC_NAME ? chip->name_offset : chip->vendor_offset;

	*length = fact == EC_NAME ? chip->name_length : chip->vendor_length;
	return offset == 0 ? NULL : (const char *) chip + offset;
}

/*
 * Facts that, when found out, would make an uncertain number certain: a metric is traced back to the
 * keys it is computed from.
 */
extern ec_fact_set ec_chip_uncertain(const ec_chip *chip, ec_fact number);

#endif							/* EC_CHIP_H */
