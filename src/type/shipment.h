/*
 * shipment.h
 *		The type shipment as a Datum.
 */
#ifndef EXPORT_CONTROL_SHIPMENT_H
#define EXPORT_CONTROL_SHIPMENT_H

#include "pg/binding.h"

#include "core/shipment.h"

/* The shipment of a value that must be detoasted, or that this library cannot read: an error. */
extern const ec_shipment *shipment_apart(Datum d, Size *size);

/* Nothing in a shipment is aligned, so what comes from a heap page is used in place. */
static inline const ec_shipment *
DatumGetShipment(Datum d)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(d);
	const ec_shipment *shipment = (const ec_shipment *) VARDATA_ANY(value);
	Size size;

	if (likely(!VARATT_IS_EXTERNAL(value) && !VARATT_IS_COMPRESSED(value) &&
	           ec_shipment_is_current(shipment)))
		return shipment;
	return shipment_apart(d, &size);
}

#define PG_GETARG_SHIPMENT(n) DatumGetShipment(PG_GETARG_DATUM(n))

/* A builder's shipment as a value of the type. */
extern Datum shipment_datum(const ec_shipment_builder *builder);

extern Datum shipment_in(PG_FUNCTION_ARGS);
extern Datum shipment_out(PG_FUNCTION_ARGS);

/* Canonical JSON text. */
extern char *shipment_text(const ec_shipment *shipment);

#endif /* EXPORT_CONTROL_SHIPMENT_H */
