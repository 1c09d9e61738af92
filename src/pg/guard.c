/*
 * guard.c
 *		What must hold before C code looks into a value that no constraint vouches for.  See
 *		guard.h.
 */
#include "pg/guard.h"

#include "access/xact.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"
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

/* refuse_unseen(message text, hint text, query text, arguments text[]) → void */
PG_FUNCTION_INFO_V1(refuse_unseen);
Datum
refuse_unseen(PG_FUNCTION_ARGS)
{
	Datum *values;
	bool *nulls;
	char *null_marks;
	Oid *types;
	int count;
	int result;

	if (!IsolationUsesXactSnapshot())
		PG_RETURN_VOID();
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(3), TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls,
	                  &count);
	types = palloc(sizeof(Oid) * (count + 1));
	null_marks = palloc(count + 1);
	for (int i = 0; i < count; i++)
	{
		types[i] = TEXTOID;
		null_marks[i] = nulls[i] ? 'n' : ' ';
	}
	SPI_connect();
	CommandCounterIncrement(); /* also what this transaction has done */
	PushActiveSnapshot(GetLatestSnapshot());
	/* "Read only": by the snapshot that is active. */
	result = SPI_execute_with_args(text_to_cstring(PG_GETARG_TEXT_PP(2)), count, types, values,
	                               null_marks, true, 1);
	if (result != SPI_OK_SELECT)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("refuse_unseen() takes a query, and got %s",
		                SPI_result_code_string(result)),
		         errhint("Write a SELECT.")));
	if (SPI_processed > 0)
		ereport(ERROR,
		        (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
		         errmsg_internal("%s", text_to_cstring(PG_GETARG_TEXT_PP(0))),
		         errhint("%s", text_to_cstring(PG_GETARG_TEXT_PP(1)))));
	PopActiveSnapshot();
	SPI_finish();
	PG_RETURN_VOID();
}
