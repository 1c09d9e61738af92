/*
 * shipped_use.c
 *		Which use of a license is that of an order that has shipped.
 *
 * A use's key is the table's id, a space and the order's key; of a part that has shipped, a colon
 * and a quantity follow the id.
 */
#include "pg/binding.h"

#include "utils/builtins.h"

#include "order/order_license.h"
#include "order/order_table.h"

/* is_shipped_use(key text) → boolean; false while an order gives back what it has drawn itself */
PG_FUNCTION_INFO_V1(is_shipped_use);
Datum
is_shipped_use(PG_FUNCTION_ARGS)
{
	const char *key = text_to_cstring(PG_GETARG_TEXT_PP(0));
	const char *space = strchr(key, ' ');
	char *end;
	int64 id;
	OrderTable orders;

	if (is_settling() || space == NULL || key[0] < '0' || key[0] > '9')
		PG_RETURN_BOOL(false);
	errno = 0;
	id = strtoll(key, &end, 10);
	if (errno != 0 || (*end != ' ' && *end != ':'))
		PG_RETURN_BOOL(false);
	orders = (OrderTable){
	    .id = id,
	    .ids = list_make1(&id),
	    .shipped = extension_relation("shipped_order"),
	    .shipped_key = extension_relation("shipped_order_pkey"),
	};
	PG_RETURN_BOOL(has_shipped(&orders, CStringGetTextDatum(space + 1)));
}
