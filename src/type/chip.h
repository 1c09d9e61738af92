/*
 * chip.h
 *		The type chip as a Datum.
 */
#ifndef EXPORT_CONTROL_CHIP_H
#define EXPORT_CONTROL_CHIP_H

#include "pg/binding.h"

#include "utils/jsonb.h"

#include "core/chip.h"

#define CHIP_HINT                                                                           \
	"Write a chip as a JSON object, for example {\"name\": \"H20\", \"datacenter\": true, " \
	"\"rates\": {\"fp16\": 148, \"int8\": 296}, \"die_area\": 814}."

/*
 * Takes a fault of a chip that is read, and its key, or NULL when there is none.  What the fault is
 * about counts as unknown, and reading goes on.
 */
typedef void (*ChipFaultTaker)(void *owner, const char *key, const ec_error *fault);

/*
 * The chip that an object tells, of which the faults are taken; *refused: the keys of which
 * something could not be read.  NULL: the JSON is no object.
 */
extern const ec_chip *read_faulty_chip(Jsonb *json, ChipFaultTaker take, void *owner,
                                       ec_fact_set *refused);

/* The chip that an object tells; false, with an error, when something in it is wrong. */
extern bool read_chip(Jsonb *json, Datum *chip, ec_error *error);

/* The chip of a value that is of an older version, or must be detoasted; *size is its length. */
extern const ec_chip *chip_apart(Datum d, Size *size);

/*
 * Nothing in a chip is aligned, so what comes from a heap page is used in place, without a copy,
 * unless it was compressed or moved out of line, or is of another version than this library's.
 */
static inline const ec_chip *
DatumGetChip(Datum d)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(d);
	const ec_chip *chip = (const ec_chip *) VARDATA_ANY(value);
	Size size;

	if (likely(!VARATT_IS_EXTERNAL(value) && !VARATT_IS_COMPRESSED(value) &&
	           ec_chip_is_current(chip)))
		return chip;
	return chip_apart(d, &size);
}

/* The same chip, but that it states this ECCN. */
extern Datum chip_stating(Datum d, const ec_eccn *eccn);

#define PG_GETARG_CHIP(n) DatumGetChip(PG_GETARG_DATUM(n))

extern Datum chip_in(PG_FUNCTION_ARGS);
extern Datum chip_out(PG_FUNCTION_ARGS);

#endif /* EXPORT_CONTROL_CHIP_H */
