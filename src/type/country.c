/*
 * country.c
 *		The type country: two bytes by value.
 */
#include "pg/binding.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "core/country.h"
#include "type/country.h"

PG_FUNCTION_INFO_V1(country_in);
Datum
country_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	ec_country country;
	ec_error error;

	if (!ec_country_parse(text, strlen(text), &country, &error))
	{
		report_core_error(&error, NULL, fcinfo->context);
		PG_RETURN_NULL();
	}
	PG_RETURN_COUNTRY(country);
}

PG_FUNCTION_INFO_V1(country_out);
Datum
country_out(PG_FUNCTION_ARGS)
{
	char *text = palloc(3);

	ec_country_text(PG_GETARG_COUNTRY(0), text);
	PG_RETURN_CSTRING(text);
}

PG_FUNCTION_INFO_V1(country_recv);
Datum
country_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	const char *letters = pq_getmsgbytes(buffer, 2);
	ec_country country = ec_country_make(letters[0], letters[1]);

	if (!ec_country_is_assigned(country))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
		         errmsg("invalid binary representation of type country"),
		         errhint("Send the two upper-case letters of an ISO 3166-1 alpha-2 code.")));
	PG_RETURN_COUNTRY(country);
}

PG_FUNCTION_INFO_V1(country_send);
Datum
country_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;
	char text[3];

	ec_country_text(PG_GETARG_COUNTRY(0), text);
	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, text, 2);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

#define COUNTRY_COMPARISON(name, operator)                                  \
	PG_FUNCTION_INFO_V1(name);                                              \
	Datum name(PG_FUNCTION_ARGS)                                            \
	{                                                                       \
		PG_RETURN_BOOL(PG_GETARG_COUNTRY(0) operator PG_GETARG_COUNTRY(1)); \
	}

COUNTRY_COMPARISON(country_lt, <)
COUNTRY_COMPARISON(country_le, <=)
COUNTRY_COMPARISON(country_eq, ==)
COUNTRY_COMPARISON(country_ne, !=)
COUNTRY_COMPARISON(country_ge, >=)
COUNTRY_COMPARISON(country_gt, >)

PG_FUNCTION_INFO_V1(country_cmp);
Datum
country_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) PG_GETARG_COUNTRY(0) - (int32) PG_GETARG_COUNTRY(1));
}

PG_FUNCTION_INFO_V1(country_hash);
Datum
country_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32(PG_GETARG_COUNTRY(0));
}

PG_FUNCTION_INFO_V1(country_hash_extended);
Datum
country_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended(PG_GETARG_COUNTRY(0), (uint64) PG_GETARG_INT64(1));
}
