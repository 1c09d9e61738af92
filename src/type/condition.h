/*
 * condition.h
 *		The type condition as a Datum.
 */
#ifndef EXPORT_CONTROL_CONDITION_H
#define EXPORT_CONTROL_CONDITION_H

#include "pg/binding.h"

#include "core/condition.h"

/*
 * A stored condition begins with the core's struct, which needs alignment: a short varlena header,
 * which small conditions get on a heap page, is expanded by detoasting.
 */
static inline const ec_condition *
DatumGetCondition(Datum d)
{
	const ec_condition *c = (const ec_condition *) PG_DETOAST_DATUM(d);

	if (unlikely(!ec_condition_is_current(c)))
		refuse_newer_value("condition", c->version);
	return c;
}

#define PG_GETARG_CONDITION(n) DatumGetCondition(PG_GETARG_DATUM(n))

#endif /* EXPORT_CONTROL_CONDITION_H */
