/*
 * order_refusal.h
 *		Refusing an order: a message that a clerk understands, and a line in the server's log.
 */
#ifndef EXPORT_CONTROL_ORDER_REFUSAL_H
#define EXPORT_CONTROL_ORDER_REFUSAL_H

#include "order/order_license.h"
#include "order/order_mapping.h"

/* Why an order may not pass. */
typedef struct Refusal
{
	const Screening *entry;
	const Doubts *doubts;
	const ec_answer *answer;
	const LicenseFault *fault;
	const char *license_column; /* in which an order names a license; NULL: there is none */

	int code; /* SQLSTATE; what follows is what explain_refusal() fills in */
	const char *message;
	const char *hint;
} Refusal;

/* Says why, in a sentence, and what to do. */
extern void explain_refusal(Refusal *refusal);

extern _Noreturn void refuse_order(const OrderMapping *mapping, const Refusal *refusal,
                                   const Question *question);

#endif /* EXPORT_CONTROL_ORDER_REFUSAL_H */
