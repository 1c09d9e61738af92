/*
 * chip.h
 *		The type chip as a Datum.
 */
#ifndef EXPORT_CONTROL_CHIP_H
#define EXPORT_CONTROL_CHIP_H

#include "pg/binding.h"

#include "core/chip.h"

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

#define PG_GETARG_CHIP(n) DatumGetChip(PG_GETARG_DATUM(n))

#endif /* EXPORT_CONTROL_CHIP_H */
