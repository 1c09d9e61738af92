/*
 * chip.h
 *		The type chip as a Datum.
 */
#ifndef EXPORT_CONTROL_CHIP_H
#define EXPORT_CONTROL_CHIP_H

#include "binding.h"

#include "core/chip.h"

/*
 * A stored chip is longer than any short varlena header can say, so what comes from a heap page is
 * used in place, aligned, without a copy, unless it was compressed or moved out of line.
 */
static inline const ec_chip *
DatumGetChip(Datum d)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(d);

	return (const ec_chip *) (VARATT_IS_EXTENDED(value) ? pg_detoast_datum(value) : value);
}

#define PG_GETARG_CHIP(n) DatumGetChip(PG_GETARG_DATUM(n))

#endif							/* EXPORT_CONTROL_CHIP_H */
