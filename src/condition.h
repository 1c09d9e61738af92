/*
 * condition.h
 *		The type condition as a Datum.
 */
#ifndef EXPORT_CONTROL_CONDITION_H
#define EXPORT_CONTROL_CONDITION_H

#include "binding.h"

#include "core/condition.h"

/*
 * A stored condition begins with the core's struct, which needs alignment: a short varlena header,
 * which small conditions get on a heap page, is expanded by detoasting.
 */
static inline const ec_condition *
DatumGetCondition(Datum d)
{
	return (const ec_condition *) PG_DETOAST_DATUM(d);
}

#define PG_GETARG_CONDITION(n) DatumGetCondition(PG_GETARG_DATUM(n))

#endif							/* EXPORT_CONTROL_CONDITION_H */
