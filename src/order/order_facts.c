/*
 * order_facts.c
 *		What an order's row tells.  See order_facts.h.
 */
#include "order/order_facts.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/numeric.h"

#include "type/chip.h"
#include "type/country.h"
#include "type/eccn.h"
#include "pg/kept_query.h"
#include "order/server_day.h"

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
	static KeptQuery query = {.text =
	                              "SELECT p.name::pg_catalog.text"
	                              " FROM export_control.find_product_among($1, 1000) AS p LIMIT 1"};
	QueryArgument name = {TEXTOID, entry->value[SCREENING_PRODUCT], false};
	const char *product = TextDatumGetCString(name.value);
	QueryColumn nearest;

	if (found > 1)
	{
		add_doubt(doubts, "product", product, "several vendors have a product of this name",
		          "Say whose it is, in a column that the trigger's argument \"vendor\" names.");
		return;
	}
	found = run_kept_query(&query, &name, 1, &nearest, 1);
	add_doubt(doubts, "product", product,
	          entry->null[SCREENING_VENDOR] ? "no product has this name" :
	                                          psprintf("vendor \"%s\" has no product of this name",
	                                                   text_of(entry, SCREENING_VENDOR)),
	          found > 0 ?
	              psprintf("Perhaps you meant \"%s\".", TextDatumGetCString(nearest.value)) :
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
	/* Most orders name products as the table does, which costs less to find out. */
	static KeptQuery named = {
	    .text =
	        "SELECT p.chip::export_control.chip FROM export_control.product_named($1, $2) AS p"};
	QueryArgument arguments[] = {
	    {TEXTOID, entry->value[SCREENING_PRODUCT], false},
	    {TEXTOID, entry->value[SCREENING_VENDOR], entry->null[SCREENING_VENDOR]},
	};
	QueryColumn chip;
	uint64 found;

	if (entry->null[SCREENING_PRODUCT])
		return;
	found = run_kept_query(&query, arguments, lengthof(arguments), &chip, 1);
	if (found == 0)
		found = run_kept_query(&named, arguments, lengthof(arguments), &chip, 1);
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

void
tell_number(ec_shipment_builder *shipment, ec_fact fact, Datum number)
{
	const char *told = numeric_text(DatumGetNumeric(number));

	ec_shipment_set_number(shipment, fact, told, told);
}

/* What a column tells of the shipment: what nobody understands is stated there, and not known. */
static void
tell_fact(ec_shipment_builder *shipment, ec_fact fact, Datum value, Doubts *doubts)
{
	const char *told;

	switch (ec_fact_kind_of(fact))
	{
		case EC_KIND_NUMBER:
			tell_number(shipment, fact, value);
			break;
		case EC_KIND_BOOLEAN:
			ec_shipment_set_flag(shipment, fact, DatumGetBool(value));
			break;
		case EC_KIND_COUNTRY:
			shipment->place[fact] = DatumGetCountry(value);
			break;
		default:
			told = TextDatumGetCString(value);
			ec_shipment_set_text(shipment, fact, told, strlen(told));
			if (shipment->doubted[fact].text != NULL)
				add_doubt(doubts, ec_fact_name(fact), told,
				          psprintf("it should be %s", ec_fact_expected(fact)), NULL);
	}
}

/*
 * A quantity that no order has may hide any number.  One that is not stated is unknown, which waits
 * only where a rule or a license asks for it.
 */
static void
doubt_quantity(OrderFacts *order)
{
	const Screening *entry = &order->entry;
	Datum quantity = entry->value[SCREENING_QUANTITY];

	if (!entry->null[SCREENING_QUANTITY] && !is_quantity(quantity))
		add_doubt(&order->doubts, "quantity", numeric_text(DatumGetNumeric(quantity)),
		          "an order is of a finite quantity greater than 0",
		          "Correct the quantity. If this is a return, give the trigger "
		          "'returns=negative', or the column that says so: 'return=column'.");
}

/* What has shipped is between nothing and what is ordered. */
static void
doubt_shipped_quantity(OrderMapping *mapping, HeapTuple row, TupleDesc desc, OrderFacts *order)
{
	const Screening *entry = &order->entry;
	const char *fault = NULL;
	Datum shipped;

	if (!order_value(mapping, ORDER_SHIPPED_QUANTITY, row, desc, &shipped, &order->doubts) ||
	    compare_numbers(shipped, NumericGetDatum(int64_to_numeric(0))) == 0)
		return;
	if (!is_quantity(shipped))
		fault = "what has shipped is a finite quantity, and not less than 0";
	else if (entry->null[SCREENING_QUANTITY] ||
	         compare_numbers(shipped, entry->value[SCREENING_QUANTITY]) > 0)
		fault = "more has shipped than is ordered";
	if (fault != NULL)
		add_doubt(&order->doubts, "shipped_quantity", numeric_text(DatumGetNumeric(shipped)), fault,
		          "Correct it, or enter what else is to be shipped as an order of its own.");
}

/*
 * What a row tells of its shipment besides the headquarters and the end use.  A column that is
 * empty does not know what it is for: so says the shipment, where leaving it out would say more.
 */
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
	    {ORDER_COVERED_REGION, EC_COVERED_REGION},
	    {ORDER_APPROVED_ENTITY, EC_APPROVED_ENTITY},
	    {ORDER_CERTIFICATION, EC_CERTIFICATION},
	    {ORDER_LETTER, EC_LETTER},
	    {ORDER_SUPERCOMPUTER_SITE, EC_SUPERCOMPUTER_SITE},
	    {ORDER_CONSIGNEE_TPP, EC_CONSIGNEE_TPP},
	};
	const Screening *entry = &order->entry;
	ec_shipment_builder *shipment = &order->shipment;

	ec_shipment_begin(shipment, &current_memory);
	if (!entry->null[SCREENING_QUANTITY])
		tell_number(shipment, EC_QUANTITY, entry->value[SCREENING_QUANTITY]);
	if (!entry->null[SCREENING_VALUE])
		tell_number(shipment, EC_VALUE, entry->value[SCREENING_VALUE]);
	for (size_t i = 0; i < lengthof(told); i++)
	{
		bool mapped = mapping->fact[told[i].column].column != 0;
		Datum value;

		if (order_value(mapping, told[i].column, row, desc, &value, &order->doubts))
			tell_fact(shipment, told[i].fact, value, &order->doubts);
		else if (mapped && (EC_NONE_IF_LEFT_OUT >> told[i].fact & 1))
			ec_shipment_doubt(shipment, told[i].fact, "null", strlen("null"));
	}
}

void
set_shipment(Screening *entry, const ec_shipment_builder *shipment)
{
	Datum value = shipment_datum(shipment);

	if (ec_shipment_is_empty(DatumGetShipment(value)))
		return;
	set_screening(entry, SCREENING_SHIPMENT, value);
}

Datum
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

/* An ECCN beside an item is what the item states, whatever its own facts state. */
static void
state_eccn(Screening *entry)
{
	ec_eccn eccn;

	if (entry->null[SCREENING_CHIP] || entry->null[SCREENING_ECCN])
		return;
	eccn = DatumGetEccn(entry->value[SCREENING_ECCN]);
	set_screening(entry, SCREENING_CHIP, chip_stating(entry->value[SCREENING_CHIP], &eccn));
	entry->null[SCREENING_ECCN] = true;
}

void
read_order(OrderMapping *mapping, int64 order_table, HeapTuple row, TupleDesc desc,
           OrderFacts *order)
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
	Screening *entry = &order->entry;
	Doubts *doubts = &order->doubts;
	Datum day = DateADTGetDatum(server_day());

	clear_screening(entry);
	doubts->count = 0;
	set_screening(entry, SCREENING_ORDER_TABLE, Int64GetDatum(order_table));
	set_screening(entry, SCREENING_RELATION, text_datum(mapping->relation));
	set_screening(entry, SCREENING_ROW_KEY, text_datum(order_key(mapping, row, desc)));
	set_screening(entry, SCREENING_AS_KNOWN, day);
	set_screening(entry, SCREENING_SCENARIO, text_datum(mapping->scenario));
	for (size_t i = 0; i < lengthof(plain); i++)
	{
		Datum value;

		if (order_value(mapping, plain[i].fact, row, desc, &value, doubts))
			set_screening(entry, plain[i].column, value);
	}
	if (!order->progress.returned)
	{
		doubt_quantity(order);
		doubt_shipped_quantity(mapping, row, desc, order);
	}
	find_day(mapping, row, desc, order);
	read_shipment(mapping, row, desc, order);
	if (mapping->fact[ORDER_PRODUCT].column != 0)
		find_product(entry, doubts);
	state_eccn(entry);
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
