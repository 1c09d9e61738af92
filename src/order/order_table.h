/*
 * order_table.h
 *		Which table an order is in, whatever the table is called; and whether the order has shipped.
 *
 * An order is known by the id of its table and the text of its key.  A partition's orders are
 * those of the table that it is a partition of, or was when the first of them was screened: an
 * order stays the same when the partition is detached.  A table that takes the name of another
 * has another id.
 */
#ifndef EXPORT_CONTROL_ORDER_TABLE_H
#define EXPORT_CONTROL_ORDER_TABLE_H

#include "pg/binding.h"

#include "nodes/pg_list.h"
#include "utils/rel.h"

/*
 * A table that had orders of its own keeps its id when it is attached to another.  What ships there
 * from then on ships as an order of both, and as one of either it has shipped: a partition may
 * have taken the place of another.
 */
typedef struct OrderTable
{
	int64 id;
	List *ids;       /* its own, and those of the tables that it is a partition of; int64 * */
	Oid shipped;     /* the table shipped_order */
	Oid shipped_key; /* its primary key */
} OrderTable;

/* The relation itself; of a partition, the table at the top. */
extern Oid order_root(Relation relation);

/*
 * Finds the table's id.  One that has none is given it: by CREATE TRIGGER, where nobody is in the
 * way; or else by its first order, and others wait until that is committed.
 */
extern void find_order_table(Relation relation, OrderTable *table);

/* By which the orders of a relation are known, also of one that is gone; 0: it has had none. */
extern int64 order_table_id(Oid relation);

/* The relations that are there and whose orders are known by an id. */
extern List *order_relations(int64 id);

/*
 * Has an order with this key (a text) shipped?  Sees what has been committed by now, whatever the
 * transaction's snapshot, and waits for a transaction that is shipping one.
 */
extern bool has_shipped(const OrderTable *table, Datum row_key);

/* The order has shipped: no other order is to have its key. */
extern void record_shipment(const OrderTable *table, Datum row_key);

#endif /* EXPORT_CONTROL_ORDER_TABLE_H */
