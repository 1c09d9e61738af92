/*
 * order_refusal.h
 *		Refusing an order: a message that a clerk understands, and a line in the server's log.
 */
#ifndef EXPORT_CONTROL_ORDER_REFUSAL_H
#define EXPORT_CONTROL_ORDER_REFUSAL_H

#include "order/order_mapping.h"
#include "order/screening.h"

/*
 * Why the license that an order names does not help; `message` NULL when it does, or none is named.
 */
typedef struct LicenseFault
{
	const char *message;
	const char *hint;
	int code; /* SQLSTATE */
} LicenseFault;

/* Does not return.  `license_column` NULL: the table has none for licenses. */
extern _Noreturn void refuse_order(const OrderMapping *mapping, const Screening *entry,
                                   const char *license_column, const Question *question,
                                   const ec_answer *answer, const LicenseFault *fault);

#endif /* EXPORT_CONTROL_ORDER_REFUSAL_H */
