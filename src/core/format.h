/*
 * format.h
 *		Number formats whose bit length is known, and how people write their names.
 */
#ifndef EC_FORMAT_H
#define EC_FORMAT_H

#include "core/base.h"

#define EC_FORMAT_COUNT 12
#define EC_NO_FORMAT EC_FORMAT_COUNT /* one that is not in the list: it is sorted after those */
#define EC_FORMAT_NAME_MOST 32       /* bytes */
#define EC_FORMAT_NAMES "fp64, fp32, tf32, bf16, fp16, fp8, fp6, fp4, int32, int16, int8, int4"

typedef struct ec_format
{
	uint8_t number; /* stands in stored values and is given once; 0 is a format of an item's own */
	const char *name;
	uint32_t bits;
} ec_format;

/* In canonical order.  tf32 counts as 32, the longest reading of its width. */
extern const ec_format ec_formats[EC_FORMAT_COUNT];

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
