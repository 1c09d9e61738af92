/*
 * country.h
 *		The type country as a Datum.
 */
#ifndef EXPORT_CONTROL_COUNTRY_H
#define EXPORT_CONTROL_COUNTRY_H

#include "core/country.h"

#define DatumGetCountry(d) ((ec_country) DatumGetUInt16(d))
#define PG_GETARG_COUNTRY(n) DatumGetCountry(PG_GETARG_DATUM(n))
#define PG_RETURN_COUNTRY(c) return UInt16GetDatum(c)

#endif /* EXPORT_CONTROL_COUNTRY_H */
