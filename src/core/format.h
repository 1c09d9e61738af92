/*
 * format.h
 *		Number formats whose bit length is known, and how people write their names.
 */
#ifndef EC_FORMAT_H
#define EC_FORMAT_H

#include "core/base.h"

/*
 * FORMAT(number, name, least, most), in canonical order
 *
 * number		stands in stored values and is given once, as those of facts are; 0 is a format of
 *				which the item states the bit length.
 * least, most	the bit length.  That of tf32 is disputed: it computes with 19 bits and is stored in
 *				32.  It is known as the interval.
 */
/* clang-format off */
#define EC_FORMAT_LIST(FORMAT) \
	FORMAT(1, fp64, 64, 64) \
	FORMAT(2, fp32, 32, 32) \
	FORMAT(3, tf32, 19, 32) \
	FORMAT(4, bf16, 16, 16) \
	FORMAT(5, fp16, 16, 16) \
	FORMAT(6, fp8, 8, 8) \
	FORMAT(7, fp6, 6, 6) \
	FORMAT(8, fp4, 4, 4) \
	FORMAT(9, int32, 32, 32) \
	FORMAT(10, int16, 16, 16) \
	FORMAT(11, int8, 8, 8) \
	FORMAT(12, int4, 4, 4)
/* clang-format on */

#define EC_FORMAT_ONE(...) +1
#define EC_FORMAT_COUNT (0 EC_FORMAT_LIST(EC_FORMAT_ONE))
#define EC_NO_FORMAT EC_FORMAT_COUNT /* one that is not in the list: it is sorted after those */
#define EC_FORMAT_NAME_MOST 32       /* bytes */

typedef struct ec_bits
{
	uint32_t least;
	uint32_t most;
} ec_bits;

typedef struct ec_format
{
	uint8_t number;
	const char *name;
	ec_bits bits;
} ec_format;

extern const ec_format ec_formats[EC_FORMAT_COUNT];

/* All of their names, with commas. */
extern const char *ec_format_names(void);

/* The format that has exactly this name; EC_NO_FORMAT when none has. */
extern int ec_format_find(const char *name, size_t length);

/*
 * The format that is meant: FP16, float16, half, "fp16 tensor core" and fp16_dense are one.
 * *sparse: the name says that the rate counts operands that are zero, and are skipped.
 */
extern int ec_format_read(const char *name, size_t length, bool *sparse);

/* The name that is nearest; NULL when none is near. */
extern const char *ec_format_nearest(const char *name, size_t length);

#endif /* EC_FORMAT_H */
