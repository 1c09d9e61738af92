/*
 * order_progress.c
 *		What has become of an order.  See order_progress.h.
 */
#include "order/order_progress.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#define ERRCODE_SHIPPED MAKE_SQLSTATE('X', 'C', '0', '0', '4')

int
compare_numbers(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

/* -1, 0 or 1; of what is no number, 0. */
static int
sign_of(Datum number)
{
	Numeric value = DatumGetNumeric(number);

	if (numeric_is_nan(value) || numeric_is_inf(value))
		return 0;
	return compare_numbers(number, NumericGetDatum(int64_to_numeric(0)));
}

bool
is_quantity(Datum number)
{
	return sign_of(number) > 0;
}

void
no_progress(OrderProgress *progress)
{
	memset(progress, 0, sizeof(*progress));
	progress->shipped = NumericGetDatum(int64_to_numeric(0));
	progress->ordered_unknown = true;
}

/* False where it is not stated, or not understood, which read_order() doubts. */
static bool
number_in(OrderMapping *mapping, OrderFact fact, HeapTuple row, TupleDesc desc, Datum *number)
{
	Doubts doubts = {0};

	return order_value(mapping, fact, row, desc, number, &doubts);
}

void
order_progress(OrderMapping *mapping, HeapTuple row, TupleDesc desc, OrderProgress *progress)
{
	Datum number;
	bool known;

	no_progress(progress);
	known = (mapping->negative_returns || mapping->fact[ORDER_SHIPPED_QUANTITY].column != 0) &&
	    number_in(mapping, ORDER_QUANTITY, row, desc, &number);
	progress->returned = flag_is_set(&mapping->returned, row, desc) ||
	    (mapping->negative_returns && known && sign_of(number) < 0);
	if (progress->returned)
	{
		progress->given_up = flag_is_set(&mapping->cancelled, row, desc);
		return;
	}
	progress->ordered_unknown = !known || !is_quantity(number);
	if (!progress->ordered_unknown)
		progress->ordered = number;
	if (number_in(mapping, ORDER_SHIPPED_QUANTITY, row, desc, &number) && is_quantity(number))
		progress->shipped = number;
	progress->closed = flag_is_set(&mapping->closed, row, desc) ||
	    (has_shipped_part(progress) && !progress->ordered_unknown &&
	     compare_numbers(progress->shipped, progress->ordered) == 0);
	/* What is shipped is not given up, whatever else the row says. */
	progress->given_up = !progress->closed && flag_is_set(&mapping->cancelled, row, desc);
}

bool
has_shipped_part(const OrderProgress *progress)
{
	return sign_of(progress->shipped) > 0;
}

bool
ships_part(const OrderProgress *before, const OrderProgress *now)
{
	return !now->closed && compare_numbers(now->shipped, before->shipped) > 0;
}

/* Does a row that had shipped, in whole or in part, say less of it now? */
static bool
takes_back(const OrderProgress *before, const OrderProgress *now)
{
	if (!has_shipped_part(before))
		return false;
	if (compare_numbers(now->shipped, before->shipped) < 0)
		return true;
	return before->closed &&
	    (compare_numbers(now->shipped, before->shipped) != 0 || before->ordered_unknown ||
	     now->ordered_unknown || compare_numbers(now->ordered, before->ordered) != 0);
}

void
check_progress(const OrderMapping *mapping, const char *key, bool renamed,
               const OrderProgress *before, const OrderProgress *now)
{
	bool parted = has_shipped_part(before);

	if ((before->closed && (renamed || !now->closed)) || (parted && (renamed || now->returned)))
		ereport(ERROR,
		        (errcode(ERRCODE_SHIPPED),
		         errmsg("order %s of %s %s, so it cannot be reopened or renamed", key,
		                mapping->relation, before->closed ? "is closed" : "has shipped in part"),
		         errhint("Enter a return as an order of its own. If the order was closed by "
		                 "mistake, delete it, have an officer give back what it drew with "
		                 "export_control.reverse_use(), and enter it under another key.")));
	if (takes_back(before, now))
		ereport(ERROR,
		        (errcode(ERRCODE_SHIPPED),
		         errmsg("of order %s of %s, a quantity of %s has shipped, and stays shipped", key,
		                mapping->relation, numeric_text(DatumGetNumeric(before->shipped))),
		         errhint("Enter a return, or what else is to be shipped, as an order of its "
		                 "own.")));
}

/* Of an amount of the whole order: what falls on its first units.  0 and the whole are exact. */
static Datum
amount_of_first(const OrderProgress *progress, Datum amount, Datum units)
{
	if (compare_numbers(units, progress->ordered) == 0)
		return amount;
	amount = DirectFunctionCall2(numeric_mul, amount, units);
	return DirectFunctionCall1(numeric_trim_scale,
	                           DirectFunctionCall2(numeric_div, amount, progress->ordered));
}

Datum
amount_between(const OrderProgress *progress, Datum amount, Datum from, Datum until)
{
	return DirectFunctionCall2(numeric_sub, amount_of_first(progress, amount, until),
	                           amount_of_first(progress, amount, from));
}
