/*
 * order_facts.h
 *		What an order's row tells: an entry of the log, ready to be judged.
 */
#ifndef EXPORT_CONTROL_ORDER_FACTS_H
#define EXPORT_CONTROL_ORDER_FACTS_H

#include "type/shipment.h"
#include "order/order_progress.h"
#include "order/screening.h"

/* What an order tells of itself, and what of that is not understood. */
typedef struct OrderFacts
{
	bool ships;             /* it is closed now; the reader is told this */
	bool has_shipped;       /* it was closed before; likewise */
	OrderProgress progress; /* likewise */
	Screening entry;
	ec_shipment_builder shipment;
	Doubts doubts;
} OrderFacts;

/*
 * Reads the facts of an order: those of its columns, and those that follow from them.  The shipment
 * is not yet in the entry.
 */
extern void read_order(OrderMapping *mapping, int64 order_table, HeapTuple row, TupleDesc desc,
                       OrderFacts *order);

/* A number that no shipment can have is stated, and not known; licenses judge it for themselves. */
extern void tell_number(ec_shipment_builder *shipment, ec_fact fact, Datum number);

/* Sets the shipment of an entry; NULL where nothing is stated of it. */
extern void set_shipment(Screening *entry, const ec_shipment_builder *shipment);

/* The name under which an order's use of a license is in the ledger. */
extern Datum use_key(const Screening *entry);

#endif /* EXPORT_CONTROL_ORDER_FACTS_H */
