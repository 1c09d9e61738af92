/*
 * order_drop.c
 *		A table of orders is not dropped while it has open orders that have drawn licenses.
 *
 * When the event trigger runs, the table's rows cannot be read any more.  But what its orders have
 * drawn is in the ledger, under the table's id, and so is what those of other tables with that id
 * have drawn: the other partitions, and those that were detached.  So what no order that is left
 * has drawn would be lost.  All of it is read below SQL: anyone who drops a table need have no
 * right to the ledger.
 */
#include "pg/binding.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_inherits.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "order/order_mapping.h"
#include "order/order_table.h"

/* What an order has drawn of a license. */
typedef struct Draw
{
	uint64 hash; /* of the order's key */
	const char *key;
	const char *license;
} Draw;

static uint64
hash_of(const char *key)
{
	return DatumGetUInt64(hash_any_extended((const unsigned char *) key, (int) strlen(key), 0));
}

static Datum
column_of(Relation table, HeapTuple row, const char *name, bool *null)
{
	return heap_getattr(row, get_attnum(RelationGetRelid(table), name), RelationGetDescr(table),
	                    null);
}

/* What the orders of an id have drawn, and may give back. */
static HTAB *
open_draws(int64 id)
{
	HASHCTL settings = {.keysize = sizeof(uint64),
	                    .entrysize = sizeof(Draw),
	                    .hcxt = CurrentMemoryContext};
	HTAB *draws = hash_create("draws", 64, &settings, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	const char *prefix = psprintf(INT64_FORMAT " ", id);
	OrderTable orders = {
	    .id = id,
	    .ids = list_make1(&id),
	    .shipped = extension_relation("shipped_order"),
	    .shipped_key = extension_relation("shipped_order_pkey"),
	};
	Relation table = table_open(extension_relation("license_use"), AccessShareLock);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, GetLatestSnapshot(), 0, NULL);
	HeapTuple row;

	while ((row = systable_getnext(scan)) != NULL)
	{
		bool reversed_not;
		bool null;
		const char *key;
		uint64 hash;
		Draw *draw;

		column_of(table, row, "reversed_at", &reversed_not);
		key = TextDatumGetCString(column_of(table, row, "key", &null));
		if (!reversed_not || strncmp(key, prefix, strlen(prefix)) != 0)
			continue;
		key += strlen(prefix);
		if (has_shipped(&orders, CStringGetTextDatum(key)))
			continue;
		hash = hash_of(key);
		draw = hash_search(draws, &hash, HASH_ENTER, NULL);
		draw->key = key;
		draw->license = TextDatumGetCString(column_of(table, row, "license", &null));
	}
	systable_endscan(scan);
	table_close(table, NoLock);
	return draws;
}

static const Trigger *
screening_trigger(Relation relation)
{
	const TriggerDesc *all = relation->trigdesc;
	Oid ours = extension_function("screen_order", 0, NULL);

	for (int i = 0; all != NULL && i < all->numtriggers; i++)
		if (all->triggers[i].tgfoid == ours)
			return &all->triggers[i];
	return NULL;
}

/* What the orders of this table have drawn is not lost. */
static void
keep_draws_of(HTAB *draws, Relation relation)
{
	const Trigger *screens = screening_trigger(relation);
	OrderMapping *mapping;
	Snapshot snapshot;
	TupleTableSlot *slot;
	TableScanDesc scan;

	if (screens == NULL || relation->rd_rel->relkind != RELKIND_RELATION)
		return;
	mapping = read_order_mapping(relation, screens);
	snapshot = RegisterSnapshot(GetLatestSnapshot());
	slot = table_slot_create(relation, NULL);
	scan = table_beginscan(relation, snapshot, 0, NULL);
	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		bool copied;
		HeapTuple row = ExecFetchSlotHeapTuple(slot, false, &copied);
		char *key = order_key(mapping, row, RelationGetDescr(relation));
		uint64 hash = hash_of(key);

		hash_search(draws, &hash, HASH_REMOVE, NULL);
		pfree(key);
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
}

/* Those of an id, with their partitions; each is looked at once or more. */
static void
keep_draws_of_others(HTAB *draws, int64 id)
{
	ListCell *each;

	foreach (each, order_relations(id))
	{
		ListCell *part;

		foreach (part, find_all_inheritors(lfirst_oid(each), AccessShareLock, NULL))
		{
			Relation relation = table_open(lfirst_oid(part), NoLock);

			keep_draws_of(draws, relation);
			table_close(relation, NoLock);
		}
	}
}

/* refuse_orphans(dropped oid, name text) → void */
PG_FUNCTION_INFO_V1(refuse_orphans);
Datum
refuse_orphans(PG_FUNCTION_ARGS)
{
	int64 id = order_table_id(PG_GETARG_OID(0));
	HTAB *draws;
	HASH_SEQ_STATUS all;
	Draw *one;
	long count;

	if (id == 0)
		PG_RETURN_VOID();
	draws = open_draws(id);
	if (hash_get_num_entries(draws) > 0)
		keep_draws_of_others(draws, id);
	count = hash_get_num_entries(draws);
	if (count == 0)
		PG_RETURN_VOID();
	hash_seq_init(&all, draws);
	one = hash_seq_search(&all);
	hash_seq_term(&all);
	ereport(ERROR,
	        (errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
	         errmsg("table %s cannot be dropped, as it has open orders that have drawn licenses",
	                text_to_cstring(PG_GETARG_TEXT_PP(1))),
	         errdetail("Order %s has drawn license \"%s\". Such orders in all: %ld.", one->key,
	                   one->license, count),
	         errhint("Empty the table first: TRUNCATE and DELETE give back what open orders have "
	                 "drawn.")));
}
