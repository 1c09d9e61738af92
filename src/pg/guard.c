/*
 * guard.c
 *		What must hold before C code looks into a value that no constraint vouches for.  See
 *		guard.h.
 */
#include "pg/guard.h"

#include "catalog/pg_enum.h"
#include "utils/builtins.h"
#include "utils/syscache.h"


void
require_columns(TupleDesc desc, int count)
{
	int found = 0;

	for (int i = 0; i < desc->natts; i++)
		if (!TupleDescAttr(desc, i)->attisdropped)
			found++;
	if (desc->natts != count || found != count)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("type %s has been altered: it has %d columns instead of %d",
		                format_type_be(desc->tdtypeid), found, count),
		         errhint("Move what you added to a table or type of your own. If that is no longer "
		                 "possible, restore a dump.")));
}

const uint8 *
require_digest(Datum digest, bool isnull, const char *whose)
{
	if (isnull || VARSIZE_ANY_EXHDR(DatumGetPointer(digest)) != DIGEST_SIZE)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("the digest of %s does not have %d bytes", whose, DIGEST_SIZE),
		         errhint("It has been altered by hand; digest(rulebook) computes it again.")));
	return (const uint8 *) VARDATA_ANY(DatumGetPointer(digest));
}

Oid
enum_value(Oid type, const char *label)
{
	Oid value = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid, ObjectIdGetDatum(type),
	                            CStringGetDatum(label));

	if (!OidIsValid(value))
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("type %s has been altered: it has no label \"%s\"", format_type_be(type),
		                label),
		         errhint("Rename the label back with ALTER TYPE ... RENAME VALUE.")));
	return value;
}
