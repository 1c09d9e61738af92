/*
 * name.c
 *		The canonical form of a name, and how near two names are, as SQL has them.
 */
#include "pg/binding.h"

#include "mb/pg_wchar.h"

#include "core/name.h"

PG_FUNCTION_INFO_V1(name_similarity);
Datum
name_similarity(PG_FUNCTION_ARGS)
{
	text *asked = PG_GETARG_TEXT_PP(0);
	text *name = PG_GETARG_TEXT_PP(1);

	PG_RETURN_FLOAT8(ec_name_similarity(&current_memory, VARDATA_ANY(asked),
	                                    VARSIZE_ANY_EXHDR(asked), VARDATA_ANY(name),
	                                    VARSIZE_ANY_EXHDR(name)));
}

PG_FUNCTION_INFO_V1(canonical_name);
Datum
canonical_name(PG_FUNCTION_ARGS)
{
	text *name = PG_GETARG_TEXT_PP(0);
	Size length = VARSIZE_ANY_EXHDR(name);
	text *form = palloc(VARHDRSZ + length);

	/* In another encoding, bytes that look like UTF-8 may be halves of two characters. */
	if (GetDatabaseEncoding() == PG_UTF8)
		length = ec_name_canonical(VARDATA_ANY(name), length, VARDATA(form));
	else
		length = ec_name_canonical_bytes(VARDATA_ANY(name), length, VARDATA(form));
	if (length == 0)
		PG_RETURN_NULL();
	SET_VARSIZE(form, VARHDRSZ + length);
	PG_RETURN_TEXT_P(form);
}
