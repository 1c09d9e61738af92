/*
 * screening.c
 *		The log of screenings: judging the facts of an entry, writing it, and judging it again.
 *
 * Entries are written here, below the executor.  So anyone who writes orders needs no right to
 * write the log, and has none; and a row of the log costs little more than its insertion.  (With
 * an INSERT through SPI, as the log's owner, an order was measured to take 1.7 times as long.)
 */
#include "order/screening.h"

#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/genam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/index.h"
#include "catalog/namespace.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "partitioning/partbounds.h"
#include "partitioning/partdesc.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/typcache.h"

#include "type/country.h"
#include "pg/guard.h"
#include "pg/kept_query.h"
#include "order/doubt.h"
#include "order/screening_id.h"

void
clear_screening(Screening *entry)
{
	memset(entry->value, 0, sizeof(entry->value));
	memset(entry->null, true, sizeof(entry->null));
}

void
set_screening(Screening *entry, ScreeningColumn column, Datum value)
{
	entry->value[column] = value;
	entry->null[column] = false;
}

/*
 * Most often no transaction has ended since the statement's snapshot was taken, nor a command of
 * our own: then it shows the same, and what rests on it need not be looked up again.
 */
void
push_newest_snapshot(void)
{
	Snapshot active = GetActiveSnapshot();

	if (active->snapXactCompletionCount == COMPAT_COMPLETIONS &&
	    active->curcid == GetCurrentCommandId(false))
		PushActiveSnapshot(active);
	else
		PushActiveSnapshot(GetLatestSnapshot());
}

/* --- judging --- */

/* classify() or classify_eccn(), ready to be called. */
typedef struct CallFrame
{
	FmgrInfo function;
	FunctionCallInfo call;
} CallFrame;

struct Judge
{
	CallFrame chip;
	CallFrame eccn;
};

static void
prepare_question(CallFrame *frame, const char *name, const char *item_type, MemoryContext context)
{
	Oid country = extension_type("country");
	Oid types[ARG_COUNT] = {
	    [ARG_ITEM] = extension_type(item_type),
	    [ARG_DESTINATION] = country,
	    [ARG_AS_OF] = DATEOID,
	    [ARG_AS_KNOWN] = DATEOID,
	    [ARG_HEADQUARTERS] = country,
	    [ARG_END_USE] = TEXTOID,
	    [ARG_SCENARIO] = TEXTOID,
	    [ARG_RULEBOOK] = extension_type("rulebook"),
	    [ARG_SHIPMENT] = extension_type("shipment"),
	};

	fmgr_info_cxt(extension_function(name, ARG_COUNT, types), &frame->function, context);
	frame->call = MemoryContextAllocZero(context, SizeForFunctionCallInfo(ARG_COUNT));
	InitFunctionCallInfoData(*frame->call, &frame->function, ARG_COUNT, InvalidOid, NULL, NULL);
}

Judge *
make_judge(MemoryContext context)
{
	Judge *judge = MemoryContextAllocZero(context, sizeof(Judge));

	prepare_question(&judge->chip, "classify", "chip", context);
	prepare_question(&judge->eccn, "classify_eccn", "eccn", context);
	return judge;
}

/*
 * What is not understood may be anything.  What is found without it stands where it stops the
 * order; but it clears nothing.
 */
static void
doubt_answer(FunctionCallInfo call, Screening *entry, const Question *asked, ec_answer **answer)
{
	ec_fact_set unknown;

	if (entry->null[SCREENING_NOT_UNDERSTOOD])
		return;
	unknown = doubted_facts(DatumGetJsonbP(entry->value[SCREENING_NOT_UNDERSTOOD]));
	if ((*answer)->outcome != EC_NO_LICENSE_REQUIRED && (*answer)->outcome != EC_LICENSE_EXCEPTION)
		return;
	*answer = ec_engine_indeterminate(asked->engine->engine, unknown);
	set_screening(entry, SCREENING_DETERMINATION, determination_of(call, asked, *answer));
}

void
judge_screening(Judge *judge, Screening *entry, Datum rulebook, Question *question,
                ec_answer **answer)
{
	static const ScreeningColumn column_of[ARG_COUNT] = {
	    [ARG_ITEM] = SCREENING_CHIP,
	    [ARG_DESTINATION] = SCREENING_DESTINATION,
	    [ARG_AS_OF] = SCREENING_AS_OF,
	    [ARG_AS_KNOWN] = SCREENING_AS_KNOWN,
	    [ARG_HEADQUARTERS] = SCREENING_HEADQUARTERS,
	    [ARG_END_USE] = SCREENING_END_USE,
	    [ARG_SCENARIO] = SCREENING_SCENARIO,
	    [ARG_SHIPMENT] = SCREENING_SHIPMENT,
	};
	bool item_is_eccn = !entry->null[SCREENING_ECCN];
	FunctionCallInfo call = item_is_eccn ? judge->eccn.call : judge->chip.call;
	const Question *asked;

	for (int a = 0; a < ARG_COUNT; a++)
	{
		ScreeningColumn column = a == ARG_ITEM && item_is_eccn ? SCREENING_ECCN : column_of[a];

		call->args[a].value = entry->value[column];
		call->args[a].isnull = entry->null[column];
	}
	if (entry->null[SCREENING_HEADQUARTERS])
	{
		/* A NULL would say "in the destination". */
		call->args[ARG_HEADQUARTERS].value = UInt16GetDatum(EC_NO_COUNTRY);
		call->args[ARG_HEADQUARTERS].isnull = false;
	}
	call->args[ARG_RULEBOOK].value = rulebook;
	call->args[ARG_RULEBOOK].isnull = rulebook == (Datum) 0;

	set_screening(entry, SCREENING_DETERMINATION, determine(call, item_is_eccn, &asked, answer));
	doubt_answer(call, entry, asked, answer);
	*question = *asked; /* which another order's trigger may overwrite before this one is done */
	set_screening(entry, SCREENING_DIGEST, digest_datum(question->engine->digest));
	if (question->release != 0)
		set_screening(entry, SCREENING_RELEASE, Int64GetDatum(question->release));
}

/* --- writing --- */

/*
 * The partition that entries go to, and its indexes.  What is known of it is good until the clock
 * leaves its period, or some relation changes.  Then it is found again, which is cheap enough to be
 * done for a change of any relation.
 */
typedef struct Period
{
	TimestampTz from;
	TimestampTz until; /* exclusive */
} Period;

static struct
{
	bool good;
	uint64 changes; /* that had been seen */
	Period period;  /* in which entries go there */
	Oid root;
	Oid sequence; /* of the entries' ids */
	Oid relation;
	MemoryContext context;
	int index_count;
	Oid *index;
	IndexInfo **info;

	/* the transaction that locked all of it last, and holds the locks while it is at work */
	LocalTransactionId transaction;
	SubTransactionId subtransaction;
} log_partition;

static uint64 changes = 0; /* of any relation, since this session watches them */

static void
note_change(Datum argument, Oid relation)
{
	(void) argument;
	(void) relation;
	changes++;
}

#define PARTITION_HINT \
	"Detach it, and make partitions with export_control.add_screening_partition()."

/* Narrows a period to what lies between a bound and the next one; bound -1 is before all. */
static void
narrow(Period *period, PartitionBoundInfo bounds, int bound)
{
	int next = bound + 1;

	if (bound >= 0 && bounds->kind[bound][0] == PARTITION_RANGE_DATUM_VALUE)
		period->from = Max(period->from, DatumGetTimestampTz(bounds->datums[bound][0]));
	if (next < bounds->ndatums && bounds->kind[next][0] == PARTITION_RANGE_DATUM_VALUE)
		period->until = Min(period->until, DatumGetTimestampTz(bounds->datums[next][0]));
}

/*
 * The partition of `table`, or of one of its partitions, that entries of that time go to.  Narrows
 * *period to one in which they all go there.
 */
static Oid
route(Relation table, TimestampTz at, Period *period)
{
	PartitionKey key;
	PartitionDesc partitions;
	PartitionBoundInfo bounds;
	Datum value = TimestampTzGetDatum(at);
	int found = -1;
	bool equal;
	Relation child;
	Oid leaf_partition;

	if (table->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		return RelationGetRelid(table);
	key = RelationGetPartitionKey(table);
	partitions = RelationGetPartitionDesc(table, true);
	bounds = partitions->boundinfo;
	if (key->strategy != PARTITION_STRATEGY_RANGE || key->partnatts != 1 ||
	    key->partattrs[0] != SCREENING_AT + 1)
		ereport(ERROR,
		        (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
		         errmsg("partition %s of the log of screenings is not partitioned by ranges of "
		                "screened_at",
		                RelationGetRelationName(table)),
		         errhint(PARTITION_HINT)));
	if (partitions->nparts > 0)
	{
		int bound = partition_range_datum_bsearch(key->partsupfunc, key->partcollation, bounds, 1,
		                                          &value, &equal);

		narrow(period, bounds, bound);
		found = bounds->indexes[bound + 1];
		if (found < 0)
			found = bounds->default_index;
	}
	if (found < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_CHECK_VIOLATION),
		         errmsg("the log of screenings has no partition for %s", timestamptz_to_str(at)),
		         errhint("Attach export_control.screening_default as its default partition again, "
		                 "or make one with export_control.add_screening_partition().")));
	if (partitions->is_leaf[found])
		return partitions->oids[found];
	child = table_open(partitions->oids[found], RowExclusiveLock);
	leaf_partition = route(child, at, period);
	table_close(child, NoLock);
	return leaf_partition;
}

/* A partition attached by hand may have its columns in another order. */
static void
check_columns(Relation partition, TupleDesc expected)
{
	TupleDesc found = RelationGetDescr(partition);
	bool same = found->natts == expected->natts;

	for (int i = 0; same && i < expected->natts; i++)
		same = TupleDescAttr(found, i)->atttypid == TupleDescAttr(expected, i)->atttypid &&
		    strcmp(NameStr(TupleDescAttr(found, i)->attname),
		           NameStr(TupleDescAttr(expected, i)->attname)) == 0;
	if (!same)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("partition %s of the log of screenings has other columns than the log",
		                RelationGetRelationName(partition)),
		         errhint(PARTITION_HINT)));
}

/*
 * Finds the partition for entries of that time, and what write_screening() needs of its indexes.
 * An error leaves nothing half found: log_partition.good is set last.
 */
static void
find_log_partition(Relation root, TimestampTz at)
{
	Period period = {DT_NOBEGIN, DT_NOEND};
	Oid relation = route(root, at, &period);
	Relation partition;
	MemoryContext caller;
	List *indexes;
	ListCell *each;

	if (log_partition.context == NULL)
	{
		log_partition.context =
		    AllocSetContextCreate(TopMemoryContext, "export_control log", ALLOCSET_SMALL_SIZES);
		CacheRegisterRelcacheCallback(note_change, (Datum) 0);
	}
	if (log_partition.good && log_partition.changes == changes &&
	    log_partition.root == RelationGetRelid(root) && log_partition.relation == relation)
	{
		log_partition.period = period;
		return;
	}
	log_partition.good = false; /* until all of it is found */
	MemoryContextReset(log_partition.context);
	log_partition.changes = changes;
	log_partition.period = period;
	log_partition.root = RelationGetRelid(root);
	log_partition.sequence = extension_relation("screening_id");
	log_partition.relation = relation;

	partition = table_open(log_partition.relation, RowExclusiveLock);
	if (partition->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR,
		        (errcode(ERRCODE_WRONG_OBJECT_TYPE),
		         errmsg("partition %s of the log of screenings is not a plain table",
		                RelationGetRelationName(partition)),
		         errhint(PARTITION_HINT)));
	require_columns(RelationGetDescr(root), SCREENING_COLUMNS);
	check_columns(partition, RelationGetDescr(root));
	caller = MemoryContextSwitchTo(log_partition.context);
	indexes = RelationGetIndexList(partition);
	log_partition.index_count = 0;
	log_partition.index = palloc(sizeof(Oid) * (list_length(indexes) + 1));
	log_partition.info = palloc(sizeof(IndexInfo *) * (list_length(indexes) + 1));
	foreach (each, indexes)
	{
		Relation index = index_open(lfirst_oid(each), RowExclusiveLock);
		IndexInfo *info = BuildIndexInfo(index);

		if (info->ii_ExclusionOps != NULL)
			ereport(ERROR,
			        (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			         errmsg("exclusion constraint %s on the log of screenings is not supported",
			                RelationGetRelationName(index)),
			         errhint("Drop the constraint.")));
		if (info->ii_ReadyForInserts)
		{
			log_partition.index[log_partition.index_count] = RelationGetRelid(index);
			log_partition.info[log_partition.index_count++] = info;
		}
		index_close(index, NoLock);
	}
	MemoryContextSwitchTo(caller);
	table_close(partition, NoLock);
	log_partition.good = true;
}

/* Enters a row that was just inserted into an index of the partition. */
static void
insert_index_entry(Relation partition, Relation index, IndexInfo *info, TupleTableSlot *slot)
{
	Datum values[INDEX_MAX_KEYS];
	bool nulls[INDEX_MAX_KEYS];
	EState *estate = NULL;

	/*
	 * Ours are b-trees of columns.  For one that a DBA added: no memory of this row must outlive
	 * it.
	 */
	if (index->rd_rel->relam != BTREE_AM_OID || info->ii_Expressions != NIL ||
	    info->ii_Predicate != NIL)
		info = BuildIndexInfo(index);
	if (info->ii_Expressions != NIL || info->ii_Predicate != NIL)
	{
		estate = CreateExecutorState();
		GetPerTupleExprContext(estate)->ecxt_scantuple = slot;
		if (info->ii_Predicate != NIL &&
		    !ExecQual(ExecPrepareQual(info->ii_Predicate, estate), GetPerTupleExprContext(estate)))
		{
			FreeExecutorState(estate);
			return;
		}
	}
	FormIndexDatum(info, slot, estate, values, nulls);
	index_insert(index, values, nulls, &slot->tts_tid, partition,
	             info->ii_Unique ? UNIQUE_CHECK_YES : UNIQUE_CHECK_NO, false, info);
	compat_index_insert_cleanup(index, info);
	if (estate != NULL)
		FreeExecutorState(estate);
}

void
write_screening(Screening *entry, const char *action)
{
	bool known = log_partition.good && log_partition.changes == changes;
	bool locked = known && log_partition.transaction == COMPAT_MY_LXID &&
	    log_partition.subtransaction == GetCurrentSubTransactionId();
	LOCKMODE lock = locked ? NoLock : RowExclusiveLock;
	Relation root = table_open(known ? log_partition.root : extension_relation("screening"), lock);
	TimestampTz at = GetCurrentTimestamp();
	NameData user;
	TupleTableSlot *slot;
	Relation partition;

	if (!log_partition.good || log_partition.changes != changes ||
	    log_partition.root != RelationGetRelid(root) || at < log_partition.period.from ||
	    at >= log_partition.period.until)
	{
		find_log_partition(root, at);
		lock = RowExclusiveLock;
	}
	namestrcpy(&user, GetUserNameFromId(GetSessionUserId(), false));
	set_screening(entry, SCREENING_ID, Int64GetDatum(draw_screening_id(log_partition.sequence)));
	set_screening(entry, SCREENING_AT, TimestampTzGetDatum(at));
	set_screening(entry, SCREENING_BY, NameGetDatum(&user));
	set_screening(entry, SCREENING_ACTION,
	              ObjectIdGetDatum(
	                  enum_value(TupleDescAttr(RelationGetDescr(root), SCREENING_ACTION)->atttypid,
	                             action)));

	slot = MakeSingleTupleTableSlot(RelationGetDescr(root), &TTSOpsVirtual);
	memcpy(slot->tts_values, entry->value, sizeof(entry->value));
	memcpy(slot->tts_isnull, entry->null, sizeof(entry->null));
	ExecStoreVirtualTuple(slot);

	partition = table_open(log_partition.relation, lock);
	/*
	 * A savepoint that was rolled back has given up the lock, too: then the partition may have
	 * changed before we got it.
	 */
	if (log_partition.changes != changes)
	{
		table_close(partition, NoLock);
		find_log_partition(root, at);
		lock = RowExclusiveLock;
		partition = table_open(log_partition.relation, lock);
	}
	table_tuple_insert(partition, slot, GetCurrentCommandId(true), 0, NULL);
	for (int i = 0; i < log_partition.index_count; i++)
	{
		Relation index = index_open(log_partition.index[i], lock);

		insert_index_entry(partition, index, log_partition.info[i], slot);
		index_close(index, NoLock);
	}
	log_partition.transaction = COMPAT_MY_LXID;
	log_partition.subtransaction = GetCurrentSubTransactionId();
	ExecDropSingleTupleTableSlot(slot);
	/* Locks stay until the transaction ends. */
	table_close(partition, NoLock);
	table_close(root, NoLock);
}

/* --- judging again --- */

/* What replay() keeps from row to row. */
typedef struct Replayer
{
	MemoryContext context;
	Judge *judge;
	bool has_rulebook;
	uint8 digest[DIGEST_SIZE];
	Datum rulebook; /* of the release with that digest */
} Replayer;

static void
read_entry(HeapTupleHeader row, Screening *entry)
{
	TupleDesc desc =
	    lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(row), HeapTupleHeaderGetTypMod(row));
	HeapTupleData tuple = {.t_len = HeapTupleHeaderGetDatumLength(row), .t_data = row};

	require_columns(desc, SCREENING_COLUMNS);
	heap_deform_tuple(&tuple, desc, entry->value, entry->null);
	ReleaseTupleDesc(desc);
}

/* What the table demands of every entry, a row that comes as an argument may lack. */
static void
require_given(const Screening *entry, ScreeningColumn column, const char *name)
{
	if (entry->null[column])
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("the entry has no %s", name),
		         errhint("Every row of export_control.screening has one; pass such a row whole, "
		                 "as in SELECT replay(s) FROM export_control.screening AS s.")));
}

static Datum
rulebook_of_entry(Replayer *replayer, const Screening *entry)
{
	bytea *digest;
	MemoryContext caller;
	Datum found;
	bool exists;

	require_given(entry, SCREENING_ID, "id");
	require_given(entry, SCREENING_DIGEST, "digest");
	digest = DatumGetByteaPP(entry->value[SCREENING_DIGEST]);
	if (VARSIZE_ANY_EXHDR(digest) == DIGEST_SIZE && replayer->has_rulebook &&
	    memcmp(VARDATA_ANY(digest), replayer->digest, DIGEST_SIZE) == 0)
		return replayer->rulebook;
	caller = MemoryContextSwitchTo(replayer->context);
	exists = rulebook_of_digest(entry->value[SCREENING_DIGEST], &found);
	MemoryContextSwitchTo(caller);
	if (VARSIZE_ANY_EXHDR(digest) != DIGEST_SIZE || !exists)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("the rulebook that decided entry %lld is not among the releases",
		                (long long) DatumGetInt64(entry->value[SCREENING_ID])),
		         errhint("Restore the table export_control.release together with the log, or pass "
		                 "the rulebook.")));
	if (replayer->has_rulebook)
		pfree(DatumGetPointer(replayer->rulebook));
	replayer->rulebook = found;
	replayer->has_rulebook = true;
	memcpy(replayer->digest, VARDATA_ANY(digest), DIGEST_SIZE);
	return found;
}

/* replay(entry screening, rulebook rulebook, as_of date, as_known date) → determination */
PG_FUNCTION_INFO_V1(replay);
Datum
replay(PG_FUNCTION_ARGS)
{
	Replayer *replayer = fcinfo->flinfo->fn_extra;
	Screening entry;
	Question question;
	ec_answer *answer;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (replayer == NULL)
	{
		replayer = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Replayer));
		replayer->context = fcinfo->flinfo->fn_mcxt;
		replayer->judge = make_judge(fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = replayer;
	}
	read_entry(PG_GETARG_HEAPTUPLEHEADER(0), &entry);
	if (entry.null[SCREENING_DETERMINATION])
		PG_RETURN_NULL(); /* nothing was determined */
	if (!PG_ARGISNULL(2))
		set_screening(&entry, SCREENING_AS_OF, PG_GETARG_DATUM(2));
	if (!PG_ARGISNULL(3))
		set_screening(&entry, SCREENING_AS_KNOWN, PG_GETARG_DATUM(3));
	/* Without these the answer would be that of another day or setting. */
	require_given(&entry, SCREENING_AS_KNOWN, "as_known");
	require_given(&entry, SCREENING_SCENARIO, "scenario");
	judge_screening(replayer->judge, &entry,
	                PG_ARGISNULL(1) ? rulebook_of_entry(replayer, &entry) : PG_GETARG_DATUM(1),
	                &question, &answer);
	PG_RETURN_DATUM(entry.value[SCREENING_DETERMINATION]);
}

/* record_rescreening(entry bigint, as_of date, as_known date) → bigint: the id of the new entry. */
PG_FUNCTION_INFO_V1(record_rescreening);
Datum
record_rescreening(PG_FUNCTION_ARGS)
{
	static KeptQuery query = {
	    .text = "SELECT s::export_control.screening FROM export_control.screening AS s"
	            " WHERE s.id OPERATOR(pg_catalog.=) $1"};
	Screening entry;
	Question question;
	ec_answer *answer;
	QueryArgument id = {INT8OID, PG_GETARG_DATUM(0), false};
	QueryColumn row;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("the entry and the date of knowledge must be given"),
		         errhint("SELECT export_control.rescreen() does this for all open orders.")));
	if (run_kept_query(&query, &id, 1, &row, 1) == 0)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_NO_DATA_FOUND),
		     errmsg("the log of screenings has no entry %lld", (long long) PG_GETARG_INT64(0)),
		     errhint(
		         "SELECT id FROM export_control.open_order lists the entries of open orders.")));
	read_entry(DatumGetHeapTupleHeader(row.value), &entry);
	/* It is written below the executor, which would check this. */
	require_given(&entry, SCREENING_RELATION, "relation");
	require_given(&entry, SCREENING_ROW_KEY, "row_key");
	require_given(&entry, SCREENING_SCENARIO, "scenario");
	set_screening(&entry, SCREENING_RESCREENS, PG_GETARG_DATUM(0));
	entry.null[SCREENING_AS_OF] = PG_ARGISNULL(1);
	entry.value[SCREENING_AS_OF] = PG_GETARG_DATUM(1);
	set_screening(&entry, SCREENING_AS_KNOWN, PG_GETARG_DATUM(2));
	/* By the newest release, as orders are judged. */
	push_newest_snapshot();
	judge_screening(make_judge(CurrentMemoryContext), &entry, (Datum) 0, &question, &answer);
	PopActiveSnapshot();
	write_screening(&entry, "rescreened");
	PG_RETURN_DATUM(entry.value[SCREENING_ID]);
}
