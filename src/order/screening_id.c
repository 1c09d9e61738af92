/*
 * screening_id.c
 *		The ids of the log of screenings: how they are drawn, and up to which id the log is final.
 *
 * The log is final up to an id when no entry can come any more with that id or a lower one.  A
 * transaction draws an id from the sequence long before others can see its entry, and it may stay
 * open for ever.  So each transaction announces, before it draws its first id, that its ids are not
 * below a bound:
 *
 *	1. It reads the last id drawn so far, by anybody, and adds 1: that is its bound.
 *	2. It locks the bound, a lock tag that nobody but us uses, in ShareLock, and keeps that lock
 *	   until it ends.  PREPARE TRANSACTION hands the lock on, also over a restart.
 *	3. It draws its ids.
 *
 * To find how far the log is final, a session reads the last id drawn, `last`, and only then looks
 * at the bounds that are locked.  The log is final up to `last`, or up to the id before the lowest
 * bound.  For take any id up to there:
 *
 *	- It has been drawn already, as the sequence only ever rises, so nobody draws it again.
 *	- If the transaction that drew it were still open, its bound would be locked: it locked the
 *	  bound before it drew, and it drew before `last` was read.  Its bound is not above its ids, so
 *	  the id would not be below the lowest bound.  Hence that transaction has ended.
 *	- A transaction gives up its locks only when others see what it has committed.  Hence a
 *	  snapshot that is taken after looking at the bounds shows the entry with that id, or there is
 *	  none.
 *
 * A savepoint that is rolled back gives up the bound that was locked since, together with the
 * entries that were written since; the next entry then announces a new bound.  What is drawn and
 * never written stays a gap.  An entry written with an id from elsewhere is not covered: restoring
 * a dump does that, and the owner of the log may.
 */
#include "order/screening_id.h"

#include "pg/binding.h"

#include "access/relation.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "commands/sequence.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(next_screening_id);
PG_FUNCTION_INFO_V1(last_screening_id);
PG_FUNCTION_INFO_V1(await_screening_writer);

/*
 * A bound is an advisory lock whose class SQL cannot make: there the class is 1 or 2.  The view
 * pg_locks shows it as objsubid, where screening_writers() looks for it.
 */
#define BOUND_CLASS 17731

static LOCKTAG bound; /* of the last transaction of this session that drew an id */

static void
set_bound(LOCKTAG *tag, int64 first)
{
	SET_LOCKTAG_ADVISORY(*tag, MyDatabaseId, (uint32) (first >> 32), (uint32) first, BOUND_CLASS);
}

/*
 * The last id drawn; 0 when none was.  The one row of a sequence is changed in place, so there is
 * one version of it, for all to see.
 */
static int64
last_id_drawn(Oid sequence)
{
	Relation relation = relation_open(sequence, AccessShareLock);
	TupleTableSlot *slot = table_slot_create(relation, NULL);
	TableScanDesc scan = table_beginscan(relation, SnapshotAny, 0, NULL);
	int64 last = 0;
	bool isnull;

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

int64
draw_screening_id(Oid sequence)
{
	/* Once a transaction, not once an entry or a savepoint: locks are few. */
	if (!compat_lock_held_by_me(&bound, ShareLock))
	{
		set_bound(&bound, last_id_drawn(sequence) + 1);
		(void) LockAcquire(&bound, ShareLock, false, false);
	}
	return nextval_internal(sequence, false);
}

/* next_screening_id() → bigint: for those who write the log by SQL. */
Datum
next_screening_id(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_INT64(draw_screening_id(extension_relation("screening_id")));
}

/*
 * last_screening_id() → bigint: the last id drawn so far.
 *
 * One session at a time asks, until the end of its transaction: the others wait here.
 */
Datum
last_screening_id(PG_FUNCTION_ARGS)
{
	Oid log = extension_relation("screening");

	(void) fcinfo;
	/* The lock keeps others waiting, so not everybody may have it. */
	if (pg_class_aclcheck(log, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		ereport(ERROR,
		        (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
		         errmsg("permission denied for table screening"),
		         errhint("Its owner can GRANT SELECT ON export_control.screening.")));
	if (RecoveryInProgress())
		ereport(ERROR,
		        (errcode(ERRCODE_READ_ONLY_SQL_TRANSACTION),
		         errmsg("cannot wait for screenings on a standby"),
		         errdetail("A standby does not know which transactions are open on the primary."),
		         errhint("Seal and re-screen on the primary; verify_seals() also works on a "
		                 "standby.")));
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_TRANSACTION_STATE),
		         errmsg("cannot wait for screenings in a transaction that is %s",
		                XactIsoLevel == XACT_SERIALIZABLE ? "SERIALIZABLE" : "REPEATABLE READ"),
		         errdetail("Such a transaction sees the log as it was when the transaction began."),
		         errhint("Use a transaction of its own, BEGIN ISOLATION LEVEL READ COMMITTED.")));
	/* Conflicts with itself and not with writers.  Held to the end of the transaction. */
	LockRelationOid(log, ShareUpdateExclusiveLock);
	PG_RETURN_INT64(last_id_drawn(extension_relation("screening_id")));
}

/*
 * await_screening_writer(first_entry bigint): waits for one transaction that has announced this
 * bound, if there is one.  It waits for the transaction and not for the bound, for which others
 * would have to wait behind it.
 */
Datum
await_screening_writer(PG_FUNCTION_ARGS)
{
	LOCKTAG tag;
	VirtualTransactionId *writers;
	int count;

	set_bound(&tag, PG_GETARG_INT64(0));
	writers = GetLockConflicts(&tag, ExclusiveLock, &count);
	if (count > 0)
		(void) VirtualXactLock(writers[0], true);
	PG_RETURN_VOID();
}
