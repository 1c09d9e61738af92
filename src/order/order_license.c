/*
 * order_license.c
 *		The license that an order names.  See order_license.h.
 *
 * What decides is read as it is committed now; what is counted is written by settle_use(), with the
 * transaction's snapshot.
 */
#include "order/order_license.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "pg/kept_query.h"
#include "type/condition.h"
#include "order/order_facts.h"

static Datum
text_datum(const char *text)
{
	return CStringGetTextDatum(text);
}

static const char *
text_of(const Screening *entry, ScreeningColumn column)
{
	return entry->null[column] ? NULL : TextDatumGetCString(entry->value[column]);
}

/* Not known, or a number so great that it cannot be meant, and arithmetic with it would fail. */
static bool
is_beyond_counting(const Screening *entry, ScreeningColumn column)
{
	Datum value = entry->value[column];
	Datum limit;

	if (entry->null[column])
		return true;
	if (numeric_is_nan(DatumGetNumeric(value)) || numeric_is_inf(DatumGetNumeric(value)))
		return false; /* which use_license() refuses by name */
	limit = DirectFunctionCall3(numeric_in, CStringGetDatum("1e100"), ObjectIdGetDatum(InvalidOid),
	                            Int32GetDatum(-1));
	value = DirectFunctionCall1(numeric_abs, value);
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, value, limit)) >= 0;
}

static void
look_up_license(const Screening *entry, NamedLicense *license)
{
	static KeptQuery query = {
	    .text = "SELECT coalesce(l.symbol::pg_catalog.text, ''), l.scope::export_control.condition,"
	            " export_control.license_amount(l.id, $2, $3, $4)::pg_catalog.numeric,"
	            " (CASE WHEN l.metric OPERATOR(pg_catalog.=) 'tpp'"
	            "  AND l.per OPERATOR(pg_catalog.=) 'consignee_year' THEN"
	            "  export_control.license_used(l.id, $5, $6)"
	            "  OPERATOR(pg_catalog.-) coalesce((SELECT u.amount FROM "
	            "export_control.license_use AS u"
	            "   WHERE u.license OPERATOR(pg_catalog.=) l.id AND u.key OPERATOR(pg_catalog.=) "
	            "$7 AND u.reversed_at IS NULL"
	            "    AND u.consignee OPERATOR(pg_catalog.=) $5"
	            "    AND pg_catalog.date_trunc('year', u.used_on::timestamp) "
	            "OPERATOR(pg_catalog.=) pg_catalog.date_trunc('year', $6::timestamp)), 0)"
	            "  OPERATOR(pg_catalog.+) export_control.license_amount(l.id, $2, $3, $4)"
	            "  END)::pg_catalog.numeric,"
	            " (l.kind OPERATOR(pg_catalog.=) 'exception') IS TRUE"
	            " FROM export_control.license AS l WHERE l.id OPERATOR(pg_catalog.=) $1",
	};
	QueryArgument arguments[] = {
	    {TEXTOID, entry->value[SCREENING_LICENSE], false},
	    {extension_type("chip"), entry->value[SCREENING_CHIP], entry->null[SCREENING_CHIP]},
	    {NUMERICOID, entry->value[SCREENING_QUANTITY],
	     is_beyond_counting(entry, SCREENING_QUANTITY)},
	    {NUMERICOID, entry->value[SCREENING_VALUE], is_beyond_counting(entry, SCREENING_VALUE)},
	    {TEXTOID, entry->value[SCREENING_CONSIGNEE], entry->null[SCREENING_CONSIGNEE]},
	    {DATEOID, entry->value[SCREENING_AS_OF], entry->null[SCREENING_AS_OF]},
	    {TEXTOID, use_key(entry), false},
	};
	QueryColumn found[5];

	license->exists =
	    run_kept_query(&query, arguments, lengthof(arguments), found, lengthof(found)) > 0;
	if (!license->exists)
		return;
	license->symbol = DatumGetBool(found[4].value) ? TextDatumGetCString(found[0].value) : NULL;
	license->scope = found[1].null ? NULL : DatumGetCondition(found[1].value);
	license->amount = found[2].value;
	license->amount_unknown = found[2].null;
	license->consignee_tpp = found[3].value;
	license->consignee_tpp_unknown = found[3].null;
}

void
find_license(const Screening *entry, NamedLicense *license)
{
	memset(license, 0, sizeof(*license));
	license->consignee_tpp_unknown = true;
	license->id = text_of(entry, SCREENING_LICENSE);
	if (license->id != NULL)
		look_up_license(entry, license);
}

static bool
applies(const ec_decision *d, const char *symbol)
{
	for (size_t i = 0; i < d->exceptions.count; i++)
		if (strcmp(d->exceptions.name[i], symbol) == 0)
			return true;
	return false;
}

bool
license_helps(const NamedLicense *license, const Question *question, const ec_answer *answer,
              LicenseFault *fault)
{
	const ec_decision *d = answer->decision;
	ec_env env;

	if (license->id == NULL || question->program == NULL ||
	    (d->outcome != EC_LICENSE_REQUIRED && d->outcome != EC_LICENSE_EXCEPTION))
		return false;
	fault->code = MAKE_SQLSTATE('X', 'C', '0', '1', '3');
	if (!license->exists)
	{
		fault->code = MAKE_SQLSTATE('X', 'C', '0', '1', '0');
		fault->message = psprintf("license \"%s\" is unknown", license->id);
		fault->hint = "Name a license that is in export_control.license.";
	}
	else if (license->symbol != NULL && !applies(d, license->symbol))
	{
		if (d->outcome == EC_LICENSE_REQUIRED)
			fault->message = psprintf("License Exception %s does not apply", license->symbol);
	}
	else if (license->symbol == NULL && d->outcome == EC_LICENSE_EXCEPTION)
		return false; /* not needed, so not used up */
	else
	{
		env = ec_program_env(question->program, &question->facts, question->destination,
		                     question->headquarters, d->eccn);
		if (license->scope == NULL || ec_evaluate(license->scope, &env) == EC_TRUE)
			return true;
		fault->message = psprintf("license \"%s\" does not cover the order", license->id);
		fault->hint = "Name a license whose scope the order is in, or find out the facts that its "
		              "scope asks for.";
	}
	/* An exception applies by itself; a name that does not fit spoils nothing. */
	if (d->outcome == EC_LICENSE_EXCEPTION)
		fault->message = NULL;
	return false;
}

void
lock_licenses(const char *one, const char *other)
{
	static KeptQuery query = {
	    .text = "SELECT FROM export_control.license AS l"
	            " WHERE l.id OPERATOR(pg_catalog.=) $1 OR l.id OPERATOR(pg_catalog.=) $2"
	            " ORDER BY l.id FOR NO KEY UPDATE",
	    .writes = true,
	};
	QueryArgument arguments[] = {
	    {TEXTOID, one ? text_datum(one) : (Datum) 0, one == NULL},
	    {TEXTOID, other ? text_datum(other) : (Datum) 0, other == NULL},
	};

	run_kept_query(&query, arguments, lengthof(arguments), NULL, 0);
}

static bool settling = false;

bool
is_settling(void)
{
	return settling;
}

/* Marked, as what an order gives back itself nobody else may, once a part of it has shipped. */
static void
run_settling(KeptQuery *query, const QueryArgument *arguments, int count, QueryColumn *found,
             int columns)
{
	uint64 rows = 0;

	settling = true;
	PG_TRY();
	{
		rows = run_kept_query(query, arguments, count, found, columns);
	}
	PG_FINALLY();
	{
		settling = false;
	}
	PG_END_TRY();
	if (rows == 0)
		elog(ERROR, "settle_use() returned nothing"); /* a function that returns one row */
}

bool
settle_license(const Screening *entry, const OrderUse *use, const char *earlier_license, bool own,
               LicenseFault *fault)
{
	static KeptQuery query = {
	    .text = "SELECT s.fault::pg_catalog.text, s.hint::pg_catalog.text, s.code::pg_catalog.text"
	            " FROM export_control.settle_use($1, $2, $3, $4, $5, $6, $7) AS s",
	    .writes = true,
	};
	bool draws = use->license != NULL;
	QueryArgument arguments[] = {
	    {TEXTOID, draws ? text_datum(use->license) : (Datum) 0, !draws},
	    {TEXTOID, use->key, false},
	    {NUMERICOID, use->amount, !draws || use->amount_unknown},
	    {TEXTOID, entry->value[SCREENING_CONSIGNEE], entry->null[SCREENING_CONSIGNEE]},
	    {DATEOID, entry->value[SCREENING_AS_OF], entry->null[SCREENING_AS_OF]},
	    {TEXTOID, earlier_license ? text_datum(earlier_license) : (Datum) 0,
	     earlier_license == NULL},
	    {BOOLOID, BoolGetDatum(own), false},
	};
	enum
	{
		FAULT,
		HINT,
		CODE,
		COLUMNS
	};
	QueryColumn found[COLUMNS];
	const char *code;

	run_settling(&query, arguments, lengthof(arguments), found, COLUMNS);
	if (found[FAULT].null)
		return true;
	fault->message = TextDatumGetCString(found[FAULT].value);
	fault->hint = found[HINT].null ? NULL : TextDatumGetCString(found[HINT].value);
	code = TextDatumGetCString(found[CODE].value);
	fault->code = MAKE_SQLSTATE(code[0], code[1], code[2], code[3], code[4]);
	return false;
}
