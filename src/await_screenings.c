/*
 * await_screenings.c
 *		await_screenings(): how far the log of screenings is final.
 *
 * An entry's id is drawn from the sequence screening_id by a transaction that holds, by then, a
 * RowExclusiveLock on the table screening, and holds it until its end.  So when every transaction that
 * holds such a lock now has ended, no entry can come any more with an id that has been drawn by now.
 * Transactions that begin meanwhile draw later ids; nobody waits for them, and they do not wait.
 */
#include "binding.h"

#include "access/relation.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "commands/sequence.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(await_screenings);

/* The last id drawn; 0 when none was.  The one row of a sequence is changed in place, and visible to all. */
static int64
last_id_drawn(Oid sequence)
{
	Relation	relation = relation_open(sequence, AccessShareLock);
	TupleTableSlot *slot = table_slot_create(relation, NULL);
	TableScanDesc scan = table_beginscan(relation, GetActiveSnapshot(), 0, NULL);
	int64		last = 0;
	bool		isnull;

	if (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		last = DatumGetInt64(slot_getattr(slot, SEQ_COL_LASTVAL, &isnull));
		if (!DatumGetBool(slot_getattr(slot, SEQ_COL_CALLED, &isnull)))
			last--;
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	relation_close(relation, AccessShareLock);
	return last;
}

Datum
await_screenings(PG_FUNCTION_ARGS)
{
	Oid			log = extension_relation("screening");
	Oid			ids = extension_relation("screening_id");
	LOCKTAG		tag;
	int64		last;

	(void) fcinfo;
	/* The lock keeps others waiting, so not everybody may have it. */
	if (pg_class_aclcheck(log, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for table screening"),
				 errhint("Its owner may GRANT SELECT ON export_control.screening.")));
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TRANSACTION_STATE),
				 errmsg("cannot wait for screenings in a transaction that is %s",
						XactIsoLevel == XACT_SERIALIZABLE ? "SERIALIZABLE" : "REPEATABLE READ"),
				 errdetail("It goes on seeing the log as it was when the transaction began."),
				 errhint("Use a transaction of its own, BEGIN ISOLATION LEVEL READ COMMITTED.")));

	/* Conflicts with itself and not with writers.  Held to the end of the transaction. */
	LockRelationOid(log, ShareUpdateExclusiveLock);
	last = last_id_drawn(ids);
	SET_LOCKTAG_RELATION(tag, MyDatabaseId, log);
	WaitForLockers(tag, ShareLock, false);
	PG_RETURN_INT64(last);
}
