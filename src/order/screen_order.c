/*
 * screen_order.c
 *		screen_order(), the trigger that screens orders.
 *
 * A row goes one way: its columns become the facts of an entry (order_mapping.c), the facts are
 * judged (screening.c), a license that it names is drawn down, and then the row is let in, held
 * or refused (order_refusal.c) and the entry written.  All of that is part of the order's own
 * transaction.
 *
 * But anyone who holds a transaction open, or a COPY, must not thereby choose the day or the law.
 * So each order is judged by the day of the clock, and with a snapshot of its own, which shows
 * the newest release and what else has been committed by then, at every isolation level.  Only
 * the ledger is written with the transaction's snapshot: there, an old one is a serialization
 * failure.
 */
#include "order/screening.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/partcache.h"
#include "utils/snapmgr.h"

#include "type/condition.h"
#include "type/country.h"
#include "type/shipment.h"
#include "pg/kept_query.h"
#include "order/order_mapping.h"
#include "order/order_refusal.h"
#include "order/order_table.h"
#include "order/server_day.h"

/* What is kept from row to row of a statement. */
typedef struct Screener
{
	OrderMapping *mapping;
	OrderTable table;
	Judge *judge;
	Datum scenario;
	Oid chip_type;
} Screener;

/* What there is of an order before this version of its row. */
typedef struct Past
{
	bool is_new;         /* nothing: it is new under its key */
	const char *license; /* that the version before named, and may have drawn; NULL: none */
	bool own;            /* what stands under its key, a use or a shipment, is its own */
	bool was_closed;     /* it has shipped */
} Past;

/* The license that an order names, as it stands. */
typedef struct NamedLicense
{
	const char *id; /* NULL: none is named */
	bool exists;
	const char *symbol;        /* of a license exception; NULL: a license */
	const ec_condition *scope; /* NULL: anything */
	Datum amount;              /* that the order counts */
	bool amount_unknown;
} NamedLicense;

/* What an order tells of itself, and what of that is not understood. */
typedef struct OrderFacts
{
	bool ships;       /* it is closed now; the reader is told this */
	bool has_shipped; /* it was closed before; likewise */
	Screening entry;
	ec_shipment_builder shipment;
	Doubts doubts;
} OrderFacts;

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

/* --- the facts of an order --- */

/* The nearest of the names that a query finds, for a hint; NULL: none is near. */
static const char *
nearest_name(KeptQuery *query, Datum name)
{
	QueryArgument argument = {TEXTOID, name, false};
	const char *stated = TextDatumGetCString(name);
	QueryColumn found;
	Datum *values;
	const char **names;
	int count;

	run_kept_query(query, &argument, 1, &found, 1);
	if (found.null)
		return NULL;
	deconstruct_array(DatumGetArrayTypeP(found.value), TEXTOID, -1, false, TYPALIGN_INT, &values,
	                  NULL, &count);
	names = palloc(sizeof(char *) * (count + 1));
	for (int i = 0; i < count; i++)
		names[i] = TextDatumGetCString(values[i]);
	return ec_nearest(stated, strlen(stated), names, count);
}

static void
doubt_product(const Screening *entry, uint64 found, Doubts *doubts)
{
	static KeptQuery query = {
	    .text = "SELECT pg_catalog.array_agg(p.name)::text[] FROM (SELECT DISTINCT"
	            " p.name FROM export_control.product AS p"
	            " WHERE pg_catalog.lower(pg_catalog.left(p.name, 1))"
	            " OPERATOR(pg_catalog.=) pg_catalog.lower(pg_catalog.left($1, 1))"
	            " ORDER BY p.name LIMIT 1000) AS p"};
	Datum name = entry->value[SCREENING_PRODUCT];
	const char *product = TextDatumGetCString(name);
	const char *nearest;

	if (found > 1)
	{
		add_doubt(doubts, "product", product, "several vendors have a product of this name",
		          "Say whose it is, in a column that the trigger's argument \"vendor\" names.");
		return;
	}
	nearest = nearest_name(&query, name);
	add_doubt(doubts, "product", product,
	          entry->null[SCREENING_VENDOR] ? "no product has this name" :
	                                          psprintf("vendor \"%s\" has no product of this name",
	                                                   text_of(entry, SCREENING_VENDOR)),
	          nearest ? psprintf("Perhaps you meant \"%s\".", nearest) :
	                    "Give the name of a product in export_control.product, or add it there.");
}

/* The facts of the one product of that name; NULL, and a doubt, when there is none, or several. */
static void
find_product(Screening *entry, Doubts *doubts)
{
	static KeptQuery query = {
	    .text = "SELECT p.chip::export_control.chip FROM export_control.product AS p"
	            " WHERE p.name OPERATOR(pg_catalog.=) $1"
	            " AND ($2 IS NULL OR p.vendor OPERATOR(pg_catalog.=) $2)"};
	QueryArgument arguments[] = {
	    {TEXTOID, entry->value[SCREENING_PRODUCT], false},
	    {TEXTOID, entry->value[SCREENING_VENDOR], entry->null[SCREENING_VENDOR]},
	};
	QueryColumn chip;
	uint64 found;

	if (entry->null[SCREENING_PRODUCT])
		return;
	found = run_kept_query(&query, arguments, lengthof(arguments), &chip, 1);
	if (found == 1 && !chip.null)
		set_screening(entry, SCREENING_CHIP, chip.value);
	if (found != 1)
		doubt_product(entry, found, doubts);
}

/* A party whose headquarters are not known is known all the same; is this one? */
static void
doubt_party(const Screening *entry, Doubts *doubts)
{
	static KeptQuery known = {
	    .text = "SELECT true FROM export_control.party AS p WHERE p.id OPERATOR(pg_catalog.=) $1"};
	static KeptQuery query = {.text =
	                              "SELECT pg_catalog.array_agg(p.id)::text[] FROM (SELECT p.id"
	                              " FROM export_control.party AS p"
	                              " WHERE pg_catalog.lower(pg_catalog.left(p.id, 1))"
	                              " OPERATOR(pg_catalog.=) pg_catalog.lower(pg_catalog.left($1, 1))"
	                              " ORDER BY p.id LIMIT 1000) AS p"};
	QueryArgument id = {TEXTOID, entry->value[SCREENING_END_USER], false};
	const char *nearest;

	if (run_kept_query(&known, &id, 1, NULL, 0) > 0)
		return;
	nearest = nearest_name(&query, id.value);
	add_doubt(doubts, "end_user", TextDatumGetCString(id.value), "no party has this id",
	          nearest ? psprintf("Perhaps you meant \"%s\".", nearest) :
	                    "Give the id of a party in export_control.party, or add it there.");
}

/*
 * Where the end user's ultimate parent is headquartered on the day; stays NULL when that is
 * unknown.
 */
static void
find_headquarters(Screening *entry, Doubts *doubts)
{
	static KeptQuery query = {
	    .text = "SELECT export_control.headquarters_of($1, $2)::export_control.country"};
	QueryArgument arguments[] = {
	    {TEXTOID, entry->value[SCREENING_END_USER], false},
	    {DATEOID, entry->value[SCREENING_AS_OF], false},
	};
	QueryColumn country;

	if (entry->null[SCREENING_END_USER])
		return;
	country.null = true;
	if (!entry->null[SCREENING_AS_OF])
		run_kept_query(&query, arguments, lengthof(arguments), &country, 1);
	if (country.null)
		doubt_party(entry, doubts);
	else
		set_screening(entry, SCREENING_HEADQUARTERS, country.value);
}

/* A number that no shipment can have is as good as unknown; licenses judge it for themselves. */
static void
tell_number(ec_shipment_builder *shipment, ec_fact fact, Datum number)
{
	const char *text = numeric_text(DatumGetNumeric(number));
	ec_error error;

	if (numeric_is_nan(DatumGetNumeric(number)) || numeric_is_inf(DatumGetNumeric(number)))
		return;
	if (!ec_shipment_set_number(shipment, fact, text, text, &error))
		shipment->number[fact] = EC_UNKNOWN_INTERVAL;
}

static void
tell_text(ec_shipment_builder *shipment, ec_fact fact, const char *text, Doubts *doubts)
{
	ec_error error;

	if (!ec_shipment_set_text(shipment, fact, text, strlen(text), &error))
		add_doubt(doubts, ec_fact_name(fact), text, pstrdup(error.message), pstrdup(error.hint));
}

/* What a row tells of its shipment besides the headquarters and the end use. */
static void
read_shipment(OrderMapping *mapping, HeapTuple row, TupleDesc desc, OrderFacts *order)
{
	static const struct
	{
		OrderFact column;
		ec_fact fact;
	} told[] = {
	    {ORDER_MOVEMENT, EC_MOVEMENT},
	    {ORDER_SHIPPED_FROM, EC_SHIPPED_FROM},
	    {ORDER_REGION, EC_REGION},
	    {ORDER_APPROVED_ENTITY, EC_APPROVED_ENTITY},
	    {ORDER_CERTIFICATION, EC_CERTIFICATION},
	    {ORDER_LETTER, EC_LETTER},
	    {ORDER_SUPERCOMPUTER_SITE, EC_SUPERCOMPUTER_SITE},
	    {ORDER_CONSIGNEE_TPP, EC_CONSIGNEE_TPP},
	};
	const Screening *entry = &order->entry;
	ec_shipment_builder *shipment = &order->shipment;
	Doubts *doubts = &order->doubts;

	ec_shipment_begin(shipment, &current_memory);
	if (!entry->null[SCREENING_QUANTITY])
		tell_number(shipment, EC_QUANTITY, entry->value[SCREENING_QUANTITY]);
	if (!entry->null[SCREENING_VALUE])
		tell_number(shipment, EC_VALUE, entry->value[SCREENING_VALUE]);
	for (size_t i = 0; i < lengthof(told); i++)
	{
		Datum value;

		if (!order_value(mapping, told[i].column, row, desc, &value, doubts))
			continue;
		switch (ec_fact_kind_of(told[i].fact))
		{
			case EC_KIND_NUMBER:
				tell_number(shipment, told[i].fact, value);
				break;
			case EC_KIND_COUNTRY:
				shipment->place[told[i].fact] = DatumGetCountry(value);
				break;
			default:
				tell_text(shipment, told[i].fact, TextDatumGetCString(value), doubts);
		}
	}
}

/* NULL where nothing is known of it. */
static void
set_shipment(Screening *entry, const ec_shipment_builder *shipment)
{
	Datum value = shipment_datum(shipment);

	if (ec_shipment_is_empty(DatumGetShipment(value)))
		return;
	set_screening(entry, SCREENING_SHIPMENT, value);
}

/* The name under which an order's use of a license is in the ledger. */
static Datum
use_key(const Screening *entry)
{
	int64 table = DatumGetInt64(entry->value[SCREENING_ORDER_TABLE]);

	return text_datum(psprintf(INT64_FORMAT " %s", table, text_of(entry, SCREENING_ROW_KEY)));
}

/* The day on which an order that has shipped counts in the ledger; false where it does not. */
static bool
find_day_of_use(const Screening *entry, Datum *day)
{
	static KeptQuery query = {
	    .text = "SELECT u.used_on::pg_catalog.date FROM export_control.license_use AS u"
	            " WHERE u.license OPERATOR(pg_catalog.=) $1 AND u.key OPERATOR(pg_catalog.=) $2"
	            " AND u.reversed_at IS NULL"};
	QueryArgument arguments[] = {
	    {TEXTOID, entry->value[SCREENING_LICENSE], false},
	    {TEXTOID, use_key(entry), false},
	};
	QueryColumn found;

	if (entry->null[SCREENING_LICENSE] ||
	    run_kept_query(&query, arguments, lengthof(arguments), &found, 1) == 0)
		return false;
	*day = found.value;
	return true;
}

/*
 * The day of shipment.  Until an order ships, that is what the row plans.  It ships today, whatever
 * it had planned, or on a day that has been and that says so; and from then on, on that day.
 */
static void
find_day(OrderMapping *mapping, HeapTuple row, TupleDesc desc, OrderFacts *order)
{
	Screening *entry = &order->entry;
	DateADT today = server_day();
	DateADT shipped;
	Datum day;

	if (mapping->fact[ORDER_AS_OF].column == 0)
		set_screening(entry, SCREENING_AS_OF, DateADTGetDatum(today));
	if (!order->ships && !order->has_shipped)
		return;
	if (flag_day(&mapping->closed, row, desc, &shipped))
		set_screening(entry, SCREENING_AS_OF, DateADTGetDatum(Min(shipped, today)));
	else if (order->ships)
		set_screening(entry, SCREENING_AS_OF, DateADTGetDatum(today));
	else if (find_day_of_use(entry, &day))
		set_screening(entry, SCREENING_AS_OF, day);
}

/* The facts of an order: those of its columns, and those that follow from them. */
static void
read_order(Screener *screener, HeapTuple row, TupleDesc desc, OrderFacts *order)
{
	static const struct
	{
		OrderFact fact;
		ScreeningColumn column;
	} plain[] = {
	    {ORDER_CHIP, SCREENING_CHIP},
	    {ORDER_PRODUCT, SCREENING_PRODUCT},
	    {ORDER_VENDOR, SCREENING_VENDOR},
	    {ORDER_ECCN, SCREENING_ECCN},
	    {ORDER_DESTINATION, SCREENING_DESTINATION},
	    {ORDER_AS_OF, SCREENING_AS_OF},
	    {ORDER_HEADQUARTERS, SCREENING_HEADQUARTERS},
	    {ORDER_END_USE, SCREENING_END_USE},
	    {ORDER_END_USER, SCREENING_END_USER},
	    {ORDER_CONSIGNEE, SCREENING_CONSIGNEE},
	    {ORDER_QUANTITY, SCREENING_QUANTITY},
	    {ORDER_VALUE, SCREENING_VALUE},
	    {ORDER_LICENSE, SCREENING_LICENSE},
	};
	OrderMapping *mapping = screener->mapping;
	Screening *entry = &order->entry;
	Doubts *doubts = &order->doubts;
	Datum day = DateADTGetDatum(server_day());

	clear_screening(entry);
	doubts->count = 0;
	set_screening(entry, SCREENING_ORDER_TABLE, Int64GetDatum(screener->table.id));
	set_screening(entry, SCREENING_RELATION, text_datum(mapping->relation));
	set_screening(entry, SCREENING_ROW_KEY, text_datum(order_key(mapping, row, desc)));
	set_screening(entry, SCREENING_AS_KNOWN, day);
	set_screening(entry, SCREENING_SCENARIO, screener->scenario);
	for (size_t i = 0; i < lengthof(plain); i++)
	{
		Datum value;

		if (order_value(mapping, plain[i].fact, row, desc, &value, doubts))
			set_screening(entry, plain[i].column, value);
	}
	find_day(mapping, row, desc, order);
	read_shipment(mapping, row, desc, order);
	if (mapping->fact[ORDER_PRODUCT].column != 0)
		find_product(entry, doubts);
	if (mapping->fact[ORDER_CONSIGNEE].column == 0 && !entry->null[SCREENING_END_USER])
		set_screening(entry, SCREENING_CONSIGNEE, entry->value[SCREENING_END_USER]);

	/*
	 * A table that says nothing of headquarters means the destination, as classify() does.  One
	 * that has a column for it and nothing in it does not know.
	 */
	if (entry->null[SCREENING_HEADQUARTERS] && mapping->fact[ORDER_END_USER].column != 0)
		find_headquarters(entry, doubts);
	else if (mapping->fact[ORDER_HEADQUARTERS].column == 0 &&
	         mapping->fact[ORDER_END_USER].column == 0 && !entry->null[SCREENING_DESTINATION])
		set_screening(entry, SCREENING_HEADQUARTERS, entry->value[SCREENING_DESTINATION]);
	if (doubts->count > 0)
		set_screening(entry, SCREENING_NOT_UNDERSTOOD, doubts_json(doubts));
}

/* --- licenses --- */

/* The license that a row names; NULL when it names none.  A text is always understood. */
static const char *
license_of(OrderMapping *mapping, HeapTuple row, TupleDesc desc)
{
	Doubts none = {0};
	Datum license;

	return order_value(mapping, ORDER_LICENSE, row, desc, &license, &none) ?
	    TextDatumGetCString(license) :
	    NULL;
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

/*
 * Looks up the license that an order names.  Where it counts TPP by consignee and year, it knows
 * what classify() wants as consignee_tpp, unless the order says so itself.
 */
static void
look_up_license(Screener *screener, const Screening *entry, NamedLicense *license,
                ec_shipment_builder *shipment)
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
	    {screener->chip_type, entry->value[SCREENING_CHIP], entry->null[SCREENING_CHIP]},
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
	if (screener->mapping->fact[ORDER_CONSIGNEE_TPP].column == 0 && !found[3].null)
		tell_number(shipment, EC_CONSIGNEE_TPP, found[3].value);
}

static void
find_license(Screener *screener, const Screening *entry, NamedLicense *license,
             ec_shipment_builder *shipment)
{
	memset(license, 0, sizeof(*license));
	license->id = text_of(entry, SCREENING_LICENSE);
	if (license->id != NULL)
		look_up_license(screener, entry, license, shipment);
}

static bool
applies(const ec_decision *d, const char *symbol)
{
	for (size_t i = 0; i < d->exceptions.count; i++)
		if (strcmp(d->exceptions.name[i], symbol) == 0)
			return true;
	return false;
}

/*
 * Is the named license to be drawn down?  A license where one is required, and a license exception
 * where that very exception applies.  If it does not help although something is required, says why.
 */
static bool
helps(const NamedLicense *license, const Question *question, const ec_answer *answer,
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

/*
 * Brings the ledger to what the order is now: gives back what an earlier version of it had drawn,
 * unless that is the same use, and draws down the license if `draws`.  False, with the fault, when
 * that fails.
 */
static bool
settle(const Screening *entry, const NamedLicense *license, bool draws, const Past *past,
       LicenseFault *fault)
{
	static KeptQuery query = {
	    .text = "SELECT s.fault::pg_catalog.text, s.hint::pg_catalog.text, s.code::pg_catalog.text"
	            " FROM export_control.settle_use($1, $2, $3, $4, $5, $6, $7) AS s",
	    .writes = true,
	};
	QueryArgument arguments[] = {
	    {TEXTOID, draws ? text_datum(license->id) : (Datum) 0, !draws},
	    {TEXTOID, use_key(entry), false},
	    {NUMERICOID, license->amount, !draws || license->amount_unknown},
	    {TEXTOID, entry->value[SCREENING_CONSIGNEE], entry->null[SCREENING_CONSIGNEE]},
	    {DATEOID, entry->value[SCREENING_AS_OF], entry->null[SCREENING_AS_OF]},
	    {TEXTOID, past->license ? text_datum(past->license) : (Datum) 0, past->license == NULL},
	    {BOOLOID, BoolGetDatum(past->own), false},
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

	if (run_kept_query(&query, arguments, lengthof(arguments), found, COLUMNS) == 0)
		elog(ERROR, "settle_use() returned nothing"); /* a function that returns one row */
	if (found[FAULT].null)
		return true;
	fault->message = TextDatumGetCString(found[FAULT].value);
	fault->hint = found[HINT].null ? NULL : TextDatumGetCString(found[HINT].value);
	code = TextDatumGetCString(found[CODE].value);
	fault->code = MAKE_SQLSTATE(code[0], code[1], code[2], code[3], code[4]);
	return false;
}

/* --- the trigger --- */

static Screener *
screener_of(FunctionCallInfo fcinfo, const TriggerData *trigger)
{
	Screener *screener = fcinfo->flinfo->fn_extra;
	MemoryContext caller;

	if (screener != NULL)
		return screener;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	screener = palloc0(sizeof(Screener));
	screener->mapping = read_order_mapping(trigger->tg_relation, trigger->tg_trigger);
	find_order_table(trigger->tg_relation, &screener->table);
	screener->judge = make_judge(fcinfo->flinfo->fn_mcxt);
	screener->scenario = text_datum(screener->mapping->scenario);
	screener->chip_type = extension_type("chip");
	MemoryContextSwitchTo(caller);
	fcinfo->flinfo->fn_extra = screener;
	return screener;
}

static void
refuse_kind_of_trigger(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
	         errmsg("screen_order() must be fired for each row of a table"),
	         errhint(
	             "Create the trigger with BEFORE INSERT OR UPDATE OR DELETE ... FOR EACH ROW.")));
}

static void
check_call(FunctionCallInfo fcinfo)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
		        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
		         errmsg("screen_order() was not called by the trigger manager"),
		         errhint("Use it in CREATE TRIGGER ... BEFORE INSERT OR UPDATE OR DELETE ... FOR "
		                 "EACH ROW EXECUTE FUNCTION export_control.screen_order(...).")));
	if (!TRIGGER_FIRED_FOR_ROW(trigger->tg_event) || TRIGGER_FIRED_INSTEAD(trigger->tg_event))
		refuse_kind_of_trigger();
}

/* What is shipped is not given up, whatever else the row says. */
static bool
given_up(const OrderMapping *mapping, HeapTuple row, TupleDesc desc)
{
	return flag_is_set(&mapping->cancelled, row, desc) && !flag_is_set(&mapping->closed, row, desc);
}

/* An order that is given up, or deleted: what it had drawn is given back. */
static void
cancel_order(Screener *screener, HeapTuple row, TupleDesc desc)
{
	NamedLicense none = {0};
	LicenseFault fault = {0};
	Past past = {0};
	OrderFacts order = {0};
	Screening *entry = &order.entry;
	Question question;
	ec_answer *answer;

	push_newest_snapshot();
	read_order(screener, row, desc, &order);
	set_shipment(entry, &order.shipment);
	judge_screening(screener->judge, entry, (Datum) 0, &question, &answer); /* for the release */
	PopActiveSnapshot();
	past.license = text_of(entry, SCREENING_LICENSE);
	if (past.license != NULL)
		settle(entry, &none, false, &past, &fault);
	entry->null[SCREENING_DETERMINATION] = true;
	write_screening(entry, "cancelled");
}

static void
refuse_shipped(const OrderMapping *mapping, const Screening *entry)
{
	ereport(ERROR,
	        (errcode(MAKE_SQLSTATE('X', 'C', '0', '0', '4')),
	         errmsg("order %s of %s has shipped, so no other order can use its key",
	                text_of(entry, SCREENING_ROW_KEY), mapping->relation),
	         errdetail("A shipped order and what it drew of a license stay on record, even if its "
	                   "row is gone."),
	         errhint("Enter a return as an order of its own, under another key.")));
}

/*
 * An order that is new, or has changed: what follows?  Returns the row as it is to be stored.
 */
static HeapTuple
screen(Screener *screener, HeapTuple row, TupleDesc desc, const Past *past)
{
	OrderMapping *mapping = screener->mapping;
	bool closed = flag_is_set(&mapping->closed, row, desc);
	bool shipped;
	OrderFacts order = {.ships = closed && !past->was_closed, .has_shipped = past->was_closed};
	Screening *entry = &order.entry;
	NamedLicense license;
	LicenseFault fault = {0};
	Question question;
	ec_answer *answer;
	bool draws;
	bool may_pass;
	OrderWords words = {0};

	push_newest_snapshot();
	read_order(screener, row, desc, &order);
	/*
	 * Again when it is closed: another order may have been shipped under its key since it came.
	 * Where nothing closes an order, none is shipped.
	 */
	shipped = ((past->is_new && mapping->closed.column != 0) || closed) &&
	    has_shipped(&screener->table, entry->value[SCREENING_ROW_KEY]);
	if (shipped && !past->own)
		refuse_shipped(mapping, entry);
	find_license(screener, entry, &license, &order.shipment);
	set_shipment(entry, &order.shipment);
	judge_screening(screener->judge, entry, (Datum) 0, &question, &answer);
	PopActiveSnapshot();
	/* An order that is not understood draws nothing. */
	draws = order.doubts.count == 0 && helps(&license, &question, answer, &fault);
	if ((draws || past->license != NULL) && !settle(entry, &license, draws, past, &fault))
		draws = false;
	may_pass = order.doubts.count == 0 && fault.message == NULL &&
	    (draws || answer->outcome == EC_NO_LICENSE_REQUIRED ||
	     answer->outcome == EC_LICENSE_EXCEPTION);

	if (!may_pass)
	{
		AttrNumber column = mapping->fact[ORDER_LICENSE].column;
		Refusal refusal = {
		    .entry = entry,
		    .doubts = &order.doubts,
		    .answer = answer,
		    .fault = &fault,
		    .license_column = column ? NameStr(TupleDescAttr(desc, column - 1)->attname) : NULL,
		};

		explain_refusal(&refusal);
		/* What is held must not be shipped. */
		if (mapping->policy == POLICY_BLOCK || (mapping->policy == POLICY_HOLD && closed))
			refuse_order(mapping, &refusal, &question);
		words.reason = refusal.message;
	}
	words.outcome = ec_outcome_name(answer->outcome);
	words.disposition = !may_pass ? (mapping->policy == POLICY_HOLD ? "held" : "recorded") :
	    draws                     ? "licensed" :
	                                "passed";
	if (draws)
		set_screening(entry, SCREENING_LICENSE_AMOUNT, license.amount);
	if (fault.message != NULL)
		set_screening(entry, SCREENING_LICENSE_FAULT, text_datum(fault.message));
	write_screening(entry, closed ? "closed" : words.disposition);
	if (closed && !shipped)
		record_shipment(&screener->table, entry->value[SCREENING_ROW_KEY]);
	return write_order(mapping, row, desc, &words);
}

/*
 * What was shipped stays shipped: an order that could be opened or renamed afterwards would give
 * back what it had drawn, to be shipped once more.
 */
static void
refuse_to_open(OrderMapping *mapping, HeapTuple before, TupleDesc desc)
{
	ereport(ERROR,
	        (errcode(MAKE_SQLSTATE('X', 'C', '0', '0', '4')),
	         errmsg("order %s of %s is closed, so it cannot be reopened or renamed",
	                order_key(mapping, before, desc), mapping->relation),
	         errhint("Enter a return as an order of its own. If the order was closed by mistake, "
	                 "delete it, have an officer give back what it drew with "
	                 "export_control.reverse_use(), and enter it under another key.")));
}

/* Is the row, as it is about to be stored, one for another partition? */
static bool
leaves_partition(Relation relation, HeapTuple row)
{
	EState *estate;
	ExprContext *context;
	TupleTableSlot *slot;
	bool leaves;

	if (!relation->rd_rel->relispartition)
		return false;
	estate = CreateExecutorState();
	context = GetPerTupleExprContext(estate);
	slot = MakeSingleTupleTableSlot(RelationGetDescr(relation), &TTSOpsHeapTuple);
	ExecStoreHeapTuple(row, slot, false);
	context->ecxt_scantuple = slot;
	leaves = !ExecCheck(ExecPrepareCheck(RelationGetPartitionQual(relation), estate), context);
	ExecDropSingleTupleTableSlot(slot);
	FreeExecutorState(estate);
	return leaves;
}

/* Does a trigger fire for an insertion, or for any update, whatever the row is? */
static bool
always_fires(const Trigger *trigger, bool insertion)
{
	int16 type = trigger->tgtype;
	bool fires = insertion ? TRIGGER_FOR_INSERT(type) : TRIGGER_FOR_UPDATE(type);

	return fires && trigger->tgnattr == 0 && trigger->tgqual == NULL && TRIGGER_FOR_ROW(type) &&
	    (trigger->tgenabled == TRIGGER_FIRES_ALWAYS ||
	     (trigger->tgenabled == TRIGGER_FIRES_ON_ORIGIN &&
	      SessionReplicationRole != SESSION_REPLICATION_ROLE_REPLICA));
}

/*
 * Has the table another trigger of this kind, which has screened the row just now, as BEFORE fires
 * before AFTER, and within these one name before another?  All are one screening of one order.
 */
static bool
is_second(const TriggerData *trigger)
{
	const TriggerDesc *all = trigger->tg_relation->trigdesc;
	const Trigger *mine = trigger->tg_trigger;

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];
		bool same_time = TRIGGER_FOR_BEFORE(other->tgtype) == TRIGGER_FOR_BEFORE(mine->tgtype);
		bool earlier =
		    same_time ? strcmp(other->tgname, mine->tgname) < 0 : TRIGGER_FOR_BEFORE(other->tgtype);

		if (earlier && other->tgfoid == mine->tgfoid &&
		    always_fires(other, TRIGGER_FIRED_BY_INSERT(trigger->tg_event)))
			return true;
	}
	return false;
}

/*
 * The trigger.  It tells apart an order that is deleted or given up, one that is the same as
 * before, one that moves to another partition, and one that is new or has changed.  Only the last
 * is screened.
 */
PG_FUNCTION_INFO_V1(screen_order);
Datum
screen_order(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Screener *screener;
	OrderMapping *mapping;
	TupleDesc desc;
	HeapTuple before = NULL;
	HeapTuple row;
	Past past = {0};
	bool was_closed = false;
	bool renamed = false;

	check_call(fcinfo);
	screener = screener_of(fcinfo, trigger);
	mapping = screener->mapping;
	desc = RelationGetDescr(trigger->tg_relation);
	row = trigger->tg_trigtuple;
	if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
	{
		/* The record of an order that was shipped may go; its shipment stays. */
		if (!flag_is_set(&mapping->cancelled, row, desc) &&
		    !flag_is_set(&mapping->closed, row, desc))
			cancel_order(screener, row, desc);
		return PointerGetDatum(row);
	}
	if (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
	{
		before = trigger->tg_trigtuple;
		row = trigger->tg_newtuple;
		if (same_order(mapping, before, row, desc))
			return PointerGetDatum(row);
		renamed = strcmp(order_key(mapping, before, desc), order_key(mapping, row, desc)) != 0;
		was_closed = flag_is_set(&mapping->closed, before, desc);
		if (was_closed && (renamed || !flag_is_set(&mapping->closed, row, desc)))
			refuse_to_open(mapping, before, desc);
		/*
		 * The partition key is in the order's.  A row that moves will be deleted here and
		 * inserted there, and is screened by that.
		 */
		if (renamed && TRIGGER_FIRED_BEFORE(trigger->tg_event) &&
		    leaves_partition(trigger->tg_relation, row))
			return PointerGetDatum(row);
		/* What was given up has given back already. */
		if (given_up(mapping, before, desc))
			before = NULL;
	}
	if (given_up(mapping, row, desc))
	{
		if (before != NULL)
			cancel_order(screener, before, desc);
		return PointerGetDatum(
		    write_order(mapping, row, desc, &(OrderWords){.disposition = "cancelled"}));
	}
	past.was_closed = was_closed;
	past.own = was_closed || is_second(trigger);
	/* Under another key it is another order. */
	past.is_new = before == NULL || renamed;
	if (before != NULL && renamed)
		cancel_order(screener, before, desc);
	else if (before != NULL && !was_closed)
		past.license = license_of(mapping, before, desc);
	return PointerGetDatum(screen(screener, row, desc, &past));
}

/*
 * A table may have reason to screen less than everything.  But nobody should find that out from an
 * order that was changed after it had passed.
 */
static void
warn_of_gaps(Relation relation)
{
	const TriggerDesc *all = relation->trigdesc;
	Oid ours = extension_function("screen_order", 0, NULL);
	bool insertions = false;
	bool updates = false;
	bool deletions = false;

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *each = &all->triggers[i];

		if (each->tgfoid != ours || each->tgqual != NULL)
			continue;
		insertions |= TRIGGER_FOR_INSERT(each->tgtype);
		updates |= TRIGGER_FOR_UPDATE(each->tgtype) && each->tgnattr == 0;
		deletions |= TRIGGER_FOR_DELETE(each->tgtype);
	}
	if (insertions && updates && deletions)
		return;
	ereport(
	    WARNING,
	    (errmsg("not every change of table \"%s\" is screened", RelationGetRelationName(relation)),
	     errdetail("No trigger that calls screen_order(), and has neither OF nor WHEN, fires "
	               "for:%s%s%s.",
	               insertions ? "" : " INSERT", updates ? "" : " UPDATE",
	               deletions ? "" : " DELETE"),
	     errhint("Create the trigger BEFORE INSERT OR UPDATE OR DELETE, without OF and WHEN.")));
}

/*
 * check_screen_order(table oid, trigger oid) → void: an error when the trigger's arguments do not
 * fit its table; and the table is given its id.
 */
PG_FUNCTION_INFO_V1(check_screen_order);
Datum
check_screen_order(PG_FUNCTION_ARGS)
{
	Oid relation_oid = PG_GETARG_OID(0);
	Oid trigger_oid = PG_GETARG_OID(1);
	OrderTable table;
	Relation relation;

	/* The lock keeps others waiting, so it is for those who may create triggers there. */
	if (pg_class_aclcheck(relation_oid, GetUserId(), ACL_TRIGGER) != ACLCHECK_OK)
		ereport(ERROR,
		        (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
		         errmsg("permission denied to create triggers on relation \"%s\"",
		                get_rel_name(relation_oid)),
		         errhint("Its owner can GRANT TRIGGER on it.")));
	relation = table_open(relation_oid, AccessShareLock);
	for (int i = 0; relation->trigdesc != NULL && i < relation->trigdesc->numtriggers; i++)
	{
		const Trigger *trigger = &relation->trigdesc->triggers[i];

		if (trigger->tgoid != trigger_oid)
			continue;
		/* Anyone may call this, and a table that has an id must be in every restore. */
		if (trigger->tgfoid != extension_function("screen_order", 0, NULL))
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("trigger \"%s\" does not call screen_order()", trigger->tgname),
			         errhint("CREATE TRIGGER checks those that do.")));
		if (!TRIGGER_FOR_ROW(trigger->tgtype) || TRIGGER_FOR_INSTEAD(trigger->tgtype))
			refuse_kind_of_trigger();
		read_order_mapping(relation, trigger);
		/* A dump of an older version is restored as that version, and then updated. */
		if (extension_is_current())
			find_order_table(relation, &table);
		warn_of_gaps(relation);
	}
	table_close(relation, NoLock);
	PG_RETURN_VOID();
}
