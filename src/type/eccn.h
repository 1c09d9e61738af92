/*
 * eccn.h
 *		The type eccn as a Datum: a varlena of the canonical text.
 *
 * 3A090.a is 33 41 30 39 30 2e 61, its characters.  A first byte below LEAST_CHARACTER would be
 * the version of another form, which export_control does not have yet.
 */
#ifndef EXPORT_CONTROL_ECCN_H
#define EXPORT_CONTROL_ECCN_H

#include "pg/binding.h"

#include "core/eccn.h"

/* The core reads NUL-terminated text; this copies out of the Datum, detoasted or not. */
static inline ec_eccn
DatumGetEccn(Datum d)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(d);
	Size length = VARSIZE_ANY_EXHDR(packed);
	ec_eccn eccn;

	memset(&eccn, 0, sizeof(eccn));
	memcpy(eccn.text, VARDATA_ANY(packed), Min(length, EC_ECCN_MAX_LENGTH));
	if (unlikely((unsigned char) eccn.text[0] < LEAST_CHARACTER))
		refuse_newer_value("eccn", eccn.text[0]);
	return eccn;
}

extern Datum EccnTextGetDatum(const char *canonical);

#endif /* EXPORT_CONTROL_ECCN_H */
