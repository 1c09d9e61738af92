/*
 * order_table.c
 *		The tables order_table and shipped_order.  See order_table.h.
 *
 * Both are read and written below the executor, so that anyone who writes orders needs no right to
 * them.  They are read as they are committed now: a transaction with an old snapshot must neither
 * give a table a second id nor ship an order again.
 */
#include "order/order_table.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/partition.h"
#include "commands/sequence.h"
#include "executor/executor.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* The columns of order_table. */
enum
{
	TABLE_ID = 1,
	TABLE_RELATION,
	TABLE_PART_OF,
	TABLE_COLUMNS = TABLE_PART_OF
};

/* The columns of shipped_order. */
enum
{
	SHIPPED_TABLE = 1,
	SHIPPED_ROW_KEY,
	SHIPPED_COLUMNS = SHIPPED_ROW_KEY
};

/* Inserts a row into a table of ours, and into whatever indexes it has.  No trigger fires. */
static void
insert_row(Relation table, int columns, const Datum *values, const bool *nulls)
{
	EState *estate = CreateExecutorState();
	ResultRelInfo *target = makeNode(ResultRelInfo);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsVirtual);

	if (RelationGetDescr(table)->natts != columns)
		elog(ERROR, "table %s has %d columns instead of %d", RelationGetRelationName(table),
		     RelationGetDescr(table)->natts, columns);
	InitResultRelInfo(target, table, 0, NULL, 0);
	target->ri_TrigDesc = NULL;
	ExecOpenIndices(target, false);
	memcpy(slot->tts_values, values, sizeof(Datum) * columns);
	memcpy(slot->tts_isnull, nulls, sizeof(bool) * columns);
	ExecStoreVirtualTuple(slot);
	ExecSimpleRelationInsert(target, estate, slot);
	ExecCloseIndices(target);
	ExecDropSingleTupleTableSlot(slot);
	FreeExecutorState(estate);
}

/* --- ids --- */

Oid
order_root(Relation relation)
{
	Oid oid = RelationGetRelid(relation);

	return relation->rd_rel->relispartition ? llast_oid(get_partition_ancestors(oid)) : oid;
}

/* By which the orders of a relation are known; 0 when it has no row. */
static int64
known_id(Relation table, Oid relation)
{
	Oid index = extension_relation("order_table_relation_key");
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple row;
	int64 id = 0;

	ScanKeyInit(&key, TABLE_RELATION, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relation));
	scan = systable_beginscan(table, index, true, SnapshotSelf, 1, &key);
	row = systable_getnext(scan);
	if (row != NULL)
	{
		TupleDesc desc = RelationGetDescr(table);
		bool null;
		Datum value = heap_getattr(row, TABLE_PART_OF, desc, &null);

		if (null)
			value = heap_getattr(row, TABLE_ID, desc, &null);
		id = DatumGetInt64(value);
	}
	systable_endscan(scan);
	return id;
}

/* Returns the new row's own id.  `part_of` 0: of no other table. */
static int64
add_order_table(Relation table, Oid relation, int64 part_of)
{
	int64 id = nextval_internal(extension_relation("order_table_id"), false);
	Datum values[TABLE_COLUMNS] = {Int64GetDatum(id), ObjectIdGetDatum(relation),
	                               Int64GetDatum(part_of)};
	bool nulls[TABLE_COLUMNS] = {false, false, part_of == 0};

	insert_row(table, TABLE_COLUMNS, values, nulls);
	return id;
}

/* An oid may come again, after four billion others.  So what was dropped does not stay here. */
static void
forget_dropped(Relation table)
{
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, SnapshotSelf, 0, NULL);
	HeapTuple row;

	while ((row = systable_getnext(scan)) != NULL)
	{
		bool null;
		Datum relation = heap_getattr(row, TABLE_RELATION, RelationGetDescr(table), &null);
		TM_FailureData failure;

		/* Another session that is doing the same need not be waited for. */
		if (!SearchSysCacheExists1(RELOID, relation))
			table_tuple_delete(table, &row->t_self, GetCurrentCommandId(true), SnapshotSelf,
			                   InvalidSnapshot, false, &failure, false);
	}
	systable_endscan(scan);
}

/* Is nobody else giving the relation a row?  Then nobody will until this transaction ends. */
static bool
may_give(Relation table, Oid relation, bool wait)
{
	LOCKTAG tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, RelationGetRelid(table), relation, 0);
	return LockAcquire(&tag, ExclusiveLock, false, !wait) != LOCKACQUIRE_NOT_AVAIL;
}

/*
 * Of the nearest table above a partition that has an id: the one at the top, unless one with
 * orders of its own was attached.
 */
static int64
id_from_above(Relation table, Relation relation)
{
	ListCell *each;

	if (relation->rd_rel->relispartition)
		foreach (each, get_partition_ancestors(RelationGetRelid(relation)))
		{
			int64 id = known_id(table, lfirst_oid(each));

			if (id != 0)
				return id;
		}
	return 0;
}

static List *
add_id(List *ids, int64 id)
{
	ListCell *each;
	int64 *added;

	foreach (each, ids)
		if (*(int64 *) lfirst(each) == id)
			return ids;
	added = palloc(sizeof(int64));
	*added = id;
	return lappend(ids, added);
}

/* By all of which an order of the relation has shipped. */
static List *
all_ids(Relation table, Relation relation, int64 id)
{
	List *ids = add_id(NIL, id);
	ListCell *each;

	if (relation->rd_rel->relispartition)
		foreach (each, get_partition_ancestors(RelationGetRelid(relation)))
		{
			int64 above = known_id(table, lfirst_oid(each));

			if (above != 0)
				ids = add_id(ids, above);
		}
	return ids;
}

void
find_order_table(Relation relation, OrderTable *order_table)
{
	Relation table = table_open(extension_relation("order_table"), RowExclusiveLock);
	Oid oid = RelationGetRelid(relation);
	Oid root = order_root(relation);
	int64 id = known_id(table, oid);

	if (id == 0)
	{
		id = id_from_above(table, relation);
		if (id == 0)
		{
			/* Not by CREATE TRIGGER, it seems: a transaction that is giving one is waited for. */
			may_give(table, root, true);
			id = known_id(table, root);
			if (id == 0)
			{
				forget_dropped(table);
				id = add_order_table(table, root, 0);
			}
		}
		/*
		 * Until the partition is detached it makes no difference whether it has a row.  So a
		 * transaction that is giving it one is not waited for.  If that is rolled back, the
		 * partition's next order does it.
		 */
		if (oid != root && may_give(table, oid, false) && known_id(table, oid) == 0)
			add_order_table(table, oid, id);
	}
	order_table->id = id;
	order_table->ids = all_ids(table, relation, id);
	table_close(table, NoLock);
	order_table->shipped = extension_relation("shipped_order");
	order_table->shipped_key = extension_relation("shipped_order_pkey");
	/* Until the transaction ends: then each order's lock and unlock are quick. */
	LockRelationOid(order_table->shipped, AccessShareLock);
	LockRelationOid(order_table->shipped_key, AccessShareLock);
}

int64
order_table_id(Oid relation)
{
	Relation table = table_open(extension_relation("order_table"), AccessShareLock);
	int64 id = known_id(table, relation);

	table_close(table, NoLock);
	return id;
}

List *
order_relations(int64 id)
{
	Relation table = table_open(extension_relation("order_table"), AccessShareLock);
	TupleDesc desc = RelationGetDescr(table);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, SnapshotSelf, 0, NULL);
	List *relations = NIL;
	HeapTuple row;

	while ((row = systable_getnext(scan)) != NULL)
	{
		bool null;
		Oid relation = DatumGetObjectId(heap_getattr(row, TABLE_RELATION, desc, &null));
		Datum known = heap_getattr(row, TABLE_PART_OF, desc, &null);

		if (null)
			known = heap_getattr(row, TABLE_ID, desc, &null);
		if (DatumGetInt64(known) == id && SearchSysCacheExists1(RELOID, ObjectIdGetDatum(relation)))
			relations = lappend_oid(relations, relation);
	}
	systable_endscan(scan);
	table_close(table, NoLock);
	return relations;
}

/* --- shipments --- */

static bool
has_shipped_as(const OrderTable *order_table, Relation table, int64 id, Datum row_key)
{
	bool found;
	bool again;

	do
	{
		ScanKeyData key[2];
		SnapshotData dirty;
		SysScanDesc scan;
		HeapTuple row;
		ItemPointerData place;

		/* In the order of the index.  The scan may change them. */
		ScanKeyInit(&key[0], SHIPPED_ROW_KEY, BTEqualStrategyNumber, F_TEXTEQ, row_key);
		ScanKeyInit(&key[1], SHIPPED_TABLE, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(id));
		InitDirtySnapshot(dirty);
		scan =
		    systable_beginscan(table, order_table->shipped_key, true, &dirty, lengthof(key), key);
		row = systable_getnext(scan);
		found = row != NULL;
		/* Another transaction is shipping it.  Whether it has will be known when that ends. */
		again = found && TransactionIdIsValid(dirty.xmin);
		if (again)
			place = row->t_self;
		systable_endscan(scan);
		if (again)
			XactLockTableWait(dirty.xmin, table, &place, XLTW_FetchUpdated);
	} while (again);
	return found;
}

bool
has_shipped(const OrderTable *order_table, Datum row_key)
{
	Relation table = table_open(order_table->shipped, AccessShareLock);
	bool found = false;
	ListCell *each;

	foreach (each, order_table->ids)
		found = found || has_shipped_as(order_table, table, *(int64 *) lfirst(each), row_key);
	table_close(table, NoLock);
	return found;
}

void
record_shipment(const OrderTable *order_table, Datum row_key)
{
	Relation table = table_open(order_table->shipped, RowExclusiveLock);
	bool nulls[SHIPPED_COLUMNS] = {false, false};
	ListCell *each;

	foreach (each, order_table->ids)
	{
		Datum values[SHIPPED_COLUMNS] = {Int64GetDatum(*(int64 *) lfirst(each)), row_key};

		insert_row(table, SHIPPED_COLUMNS, values, nulls);
	}
	table_close(table, NoLock);
}
