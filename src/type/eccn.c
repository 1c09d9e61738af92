/*
 * eccn.c
 *		The type eccn: an Export Control Classification Number with its paragraphs.
 */
#include "type/eccn.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

Datum
EccnTextGetDatum(const char *canonical)
{
	return PointerGetDatum(cstring_to_text(canonical));
}

static bool
parse(const char *text, Node *escontext, Datum *eccn)
{
	ec_eccn parsed;
	ec_error error;

	if (!ec_eccn_parse(text, strlen(text), &parsed, &error))
	{
		report_core_error(&error, text, escontext);
		return false;
	}
	*eccn = EccnTextGetDatum(parsed.text);
	return true;
}

PG_FUNCTION_INFO_V1(eccn_in);
Datum
eccn_in(PG_FUNCTION_ARGS)
{
	Datum eccn;

	if (!parse(PG_GETARG_CSTRING(0), fcinfo->context, &eccn))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(eccn);
}

PG_FUNCTION_INFO_V1(eccn_out);
Datum
eccn_out(PG_FUNCTION_ARGS)
{
	ec_eccn eccn = DatumGetEccn(PG_GETARG_DATUM(0));

	PG_RETURN_CSTRING(pstrdup(eccn.text));
}

PG_FUNCTION_INFO_V1(eccn_recv);
Datum
eccn_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int length;
	char *text = pq_getmsgtext(buffer, buffer->len - buffer->cursor, &length);
	Datum eccn;

	parse(text, NULL, &eccn);
	PG_RETURN_DATUM(eccn);
}

PG_FUNCTION_INFO_V1(eccn_send);
Datum
eccn_send(PG_FUNCTION_ARGS)
{
	ec_eccn eccn = DatumGetEccn(PG_GETARG_DATUM(0));
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendtext(&buffer, eccn.text, strlen(eccn.text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

static int
compare(FunctionCallInfo fcinfo)
{
	ec_eccn a = DatumGetEccn(PG_GETARG_DATUM(0));
	ec_eccn b = DatumGetEccn(PG_GETARG_DATUM(1));

	return ec_eccn_compare(a.text, b.text);
}

#define ECCN_COMPARISON(name, relation)             \
	PG_FUNCTION_INFO_V1(name);                      \
	Datum name(PG_FUNCTION_ARGS)                    \
	{                                               \
		PG_RETURN_BOOL(compare(fcinfo) relation 0); \
	}

ECCN_COMPARISON(eccn_lt, <)
ECCN_COMPARISON(eccn_le, <=)
ECCN_COMPARISON(eccn_eq, ==)
ECCN_COMPARISON(eccn_ne, !=)
ECCN_COMPARISON(eccn_ge, >=)
ECCN_COMPARISON(eccn_gt, >)

PG_FUNCTION_INFO_V1(eccn_cmp);
Datum
eccn_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

PG_FUNCTION_INFO_V1(eccn_hash);
Datum
eccn_hash(PG_FUNCTION_ARGS)
{
	ec_eccn eccn = DatumGetEccn(PG_GETARG_DATUM(0));

	return hash_any((unsigned char *) eccn.text, (int) strlen(eccn.text));
}

PG_FUNCTION_INFO_V1(eccn_hash_extended);
Datum
eccn_hash_extended(PG_FUNCTION_ARGS)
{
	ec_eccn eccn = DatumGetEccn(PG_GETARG_DATUM(0));

	return hash_any_extended((unsigned char *) eccn.text, (int) strlen(eccn.text),
	                         (uint64) PG_GETARG_INT64(1));
}

PG_FUNCTION_INFO_V1(eccn_contains);
Datum
eccn_contains(PG_FUNCTION_ARGS)
{
	ec_eccn outer = DatumGetEccn(PG_GETARG_DATUM(0));
	ec_eccn inner = DatumGetEccn(PG_GETARG_DATUM(1));

	PG_RETURN_BOOL(ec_eccn_contains(outer.text, inner.text));
}

PG_FUNCTION_INFO_V1(eccn_contained);
Datum
eccn_contained(PG_FUNCTION_ARGS)
{
	ec_eccn inner = DatumGetEccn(PG_GETARG_DATUM(0));
	ec_eccn outer = DatumGetEccn(PG_GETARG_DATUM(1));

	PG_RETURN_BOOL(ec_eccn_contains(outer.text, inner.text));
}
