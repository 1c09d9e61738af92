/*
 * order_insertion.c
 *		Whether an order that is screened before it is inserted is inserted.  See order_insertion.h.
 */
#include "order/order_insertion.h"

#include "access/xact.h"
#include "catalog/pg_trigger.h"
#include "common/hashfn.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "order/order_mapping.h"

/*
 * The orders that were screened, less those that were inserted.  The sum of their hashes tells
 * which these are, so that a transaction may insert any number of orders.
 */
typedef struct Expected
{
	int64 count;
	uint64 sum;
} Expected;

/* What was expected before a subtransaction changed it, for when that is rolled back. */
typedef struct Saved
{
	int level;
	Expected before;
	struct Saved *outer;
} Saved;

static Expected expected;
static Saved *saved; /* in TopTransactionContext */

static void
refuse_other_orders(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
	         errmsg("the orders that were screened are not those that were inserted"),
	         errdetail("Another session has entered or deleted an order of the same key meanwhile, "
	                   "or a trigger that fires later has dropped a row or changed its key."),
	         errhint("Try the transaction again. If that does not help, name the trigger that "
	                 "screens the orders so that it fires last.")));
}

static void
end_transaction(XactEvent event, void *argument)
{
	(void) argument;
	switch (event)
	{
		case XACT_EVENT_PRE_COMMIT:
		case XACT_EVENT_PRE_PREPARE:
			if (expected.count != 0 || expected.sum != 0)
				refuse_other_orders();
			saved = NULL;
			break;
		case XACT_EVENT_ABORT:
			expected = (Expected){0, 0};
			saved = NULL;
			break;
		default:
			break;
	}
}

static void
end_subtransaction(SubXactEvent event, SubTransactionId mine, SubTransactionId parent,
                   void *argument)
{
	int level = GetCurrentTransactionNestLevel();

	(void) mine;
	(void) parent;
	(void) argument;
	if (saved == NULL || saved->level < level)
		return;
	if (event == SUBXACT_EVENT_ABORT_SUB)
	{
		expected = saved->before;
		saved = saved->outer;
	}
	/* The outer one is to be rolled back to what was before its own changes, if it had any. */
	else if (event == SUBXACT_EVENT_COMMIT_SUB)
	{
		if (saved->outer != NULL && saved->outer->level == level - 1)
			saved = saved->outer;
		else
			saved->level = level - 1;
	}
}

/* Before a change: what is rolled back must leave what was before. */
static void
save_expected(void)
{
	static bool watching = false;
	int level = GetCurrentTransactionNestLevel();
	Saved *before;

	if (!watching)
	{
		RegisterXactCallback(end_transaction, NULL);
		RegisterSubXactCallback(end_subtransaction, NULL);
		watching = true;
	}
	if (level <= 1 || (saved != NULL && saved->level == level))
		return;
	before = MemoryContextAlloc(TopTransactionContext, sizeof(Saved));
	*before = (Saved){level, expected, saved};
	saved = before;
}

static uint64
hash_of(Oid relation, const char *key)
{
	return DatumGetUInt64(
	    hash_any_extended((const unsigned char *) key, (int) strlen(key), relation));
}

void
expect_insertion(Oid relation, const char *key)
{
	save_expected();
	expected.count++;
	expected.sum += hash_of(relation, key);
}

/* --- the triggers of a table --- */

bool
is_enabled(const Trigger *trigger)
{
	char here = SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ?
	    TRIGGER_FIRES_ON_REPLICA :
	    TRIGGER_FIRES_ON_ORIGIN;

	return trigger->tgenabled == TRIGGER_FIRES_ALWAYS || trigger->tgenabled == here;
}

bool
always_fires(const Trigger *trigger, bool insertion)
{
	int16 type = trigger->tgtype;
	bool fires = insertion ? TRIGGER_FOR_INSERT(type) : TRIGGER_FOR_UPDATE(type);

	return fires && trigger->tgnattr == 0 && trigger->tgqual == NULL && TRIGGER_FOR_ROW(type) &&
	    is_enabled(trigger);
}

/* Of the triggers that call this function for every row that is inserted, the first to fire. */
static const Trigger *
first_trigger(Relation relation, const char *function, bool before)
{
	const TriggerDesc *all = relation->trigdesc;
	Oid oid = extension_function(function, 0, NULL);
	const Trigger *first = NULL;

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *each = &all->triggers[i];

		if (each->tgfoid == oid && always_fires(each, true) &&
		    (TRIGGER_FOR_BEFORE(each->tgtype) != 0) == before &&
		    (first == NULL || strcmp(each->tgname, first->tgname) < 0))
			first = each;
	}
	return first;
}

const Trigger *
confirmed_trigger(Relation relation)
{
	return first_trigger(relation, "confirm_insertion", false) != NULL ?
	    first_trigger(relation, "screen_order", true) :
	    NULL;
}

/* --- conflicts --- */

/* The indexes that may keep a row out, and by which ON CONFLICT may drop one. */
static List *
deciding_indexes(const ResultRelInfo *target)
{
	List *indexes = NIL;

	for (int i = 0; i < target->ri_NumIndices; i++)
	{
		Form_pg_index index = target->ri_IndexRelationDescs[i]->rd_index;

		if ((index->indisunique || index->indisexclusion) && index->indimmediate)
			indexes = lappend_oid(indexes, index->indexrelid);
	}
	return indexes;
}

bool
has_conflict(Relation relation, HeapTuple row)
{
	TupleDesc desc = RelationGetDescr(relation);
	EState *estate = CreateExecutorState();
	ResultRelInfo *target = makeNode(ResultRelInfo);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(desc, &TTSOpsHeapTuple);
	ItemPointerData other;
	List *indexes;
	bool found;

	InitResultRelInfo(target, relation, 0, NULL, 0);
	ExecOpenIndices(target, true);
	ExecStoreHeapTuple(row, slot, false);
	slot->tts_tableOid = RelationGetRelid(relation);
	if (desc->constr != NULL && desc->constr->has_generated_stored)
		ExecComputeStoredGenerated(target, estate, slot, CMD_INSERT);
	indexes = deciding_indexes(target);
	found =
	    indexes != NIL && !compat_check_index_constraints(target, slot, estate, &other, indexes);
	ExecCloseIndices(target);
	ExecDropSingleTupleTableSlot(slot);
	FreeExecutorState(estate);
	return found;
}

/* --- the second trigger --- */

/* confirm_insertion() → trigger: the row has been inserted. */
PG_FUNCTION_INFO_V1(confirm_insertion);
Datum
confirm_insertion(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	OrderMapping *mapping = fcinfo->flinfo->fn_extra;
	const Trigger *first;
	Relation relation;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(trigger->tg_event) ||
	    !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) || !TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
		ereport(ERROR,
		        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
		         errmsg("confirm_insertion() must be fired AFTER INSERT for each row of a table"),
		         errhint("CREATE TRIGGER of a trigger that calls screen_order() makes it.")));
	relation = trigger->tg_relation;
	first = confirmed_trigger(relation);
	/* A table that was attached to another may have two of us. */
	if (first == NULL ||
	    first_trigger(relation, "confirm_insertion", false)->tgoid != trigger->tg_trigger->tgoid)
		return PointerGetDatum(NULL);
	if (mapping == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		mapping = read_order_mapping(relation, first);
		MemoryContextSwitchTo(caller);
		fcinfo->flinfo->fn_extra = mapping;
	}
	save_expected();
	expected.count--;
	expected.sum -= hash_of(RelationGetRelid(relation),
	                        order_key(mapping, trigger->tg_trigtuple, RelationGetDescr(relation)));
	return PointerGetDatum(NULL);
}
