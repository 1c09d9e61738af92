/*
 * compat.h
 *		Every difference between the supported major versions of PostgreSQL, 15 to 18, in one place.
 */
#ifndef EXPORT_CONTROL_COMPAT_H
#define EXPORT_CONTROL_COMPAT_H

#include "postgres.h"

#include "access/genam.h"
#include "access/transam.h"
#include "catalog/pg_proc.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/rangetypes.h"

#if PG_VERSION_NUM < 150000
#error "export_control needs PostgreSQL 15 or later"
#endif

/* Soft errors came with 16: before, an input function can only raise. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define errsave(context, ...) ereport(ERROR, __VA_ARGS__)
#define ereturn(context, dummy, ...) \
	do                               \
	{                                \
		ereport(ERROR, __VA_ARGS__); \
		return dummy;                \
	} while (0)
#define SOFT_ERROR_OCCURRED(context) false
#endif

/* Reading JSON text may fail softly from 16 on. */
static inline bool
compat_jsonb_in(char *text, Node *escontext, Datum *jsonb)
{
#if PG_VERSION_NUM >= 160000
	return DirectInputFunctionCallSafe(jsonb_in, text, InvalidOid, -1, escontext, jsonb);
#else
	(void) escontext;
	*jsonb = DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
	return true;
#endif
}

/* Of a function that does not return, in front of its declaration. */
#if PG_VERSION_NUM >= 180000
#define COMPAT_NORETURN pg_noreturn
#else
#define COMPAT_NORETURN pg_attribute_noreturn()
#endif

/* The local transaction id moved with 17. */
#if PG_VERSION_NUM >= 170000
#define COMPAT_MY_LXID (MyProc->vxid.lxid)
#else
#define COMPAT_MY_LXID (MyProc->lxid)
#endif

/* Does this transaction hold the lock, in this very mode?  17 can ask for stronger ones, too. */
static inline bool
compat_lock_held_by_me(const LOCKTAG *tag, LOCKMODE mode)
{
#if PG_VERSION_NUM >= 170000
	return LockHeldByMe(tag, mode, false);
#else
	return LockHeldByMe(tag, mode);
#endif
}
/* How many transactions have ended, as snapshots count them; its place got another name with 17. */
#if PG_VERSION_NUM >= 170000
#define COMPAT_COMPLETIONS (TransamVariables->xactCompletionCount)
#else
#define COMPAT_COMPLETIONS (ShmemVariableCache->xactCompletionCount)
#endif

/*
 * From 17 on an index may keep pins from one insertion to the next, until it is told that there is
 * no next.
 */
static inline void
compat_index_insert_cleanup(Relation index, struct IndexInfo *info)
{
#if PG_VERSION_NUM >= 170000
	index_insert_cleanup(index, info);
#else
	(void) index;
	(void) info;
#endif
}

/*
 * May the current user call the function?  One look-up of privileges serves all objects from 16 on.
 */
static inline bool
compat_may_execute(Oid function)
{
#if PG_VERSION_NUM >= 160000
	return object_aclcheck(ProcedureRelationId, function, GetUserId(), ACL_EXECUTE) == ACLCHECK_OK;
#else
	return pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE) == ACLCHECK_OK;
#endif
}

static inline RangeType *
compat_make_range(TypeCacheEntry *type, RangeBound *lower, RangeBound *upper)
{
#if PG_VERSION_NUM >= 160000
	return make_range(type, lower, upper, false, NULL);
#else
	return make_range(type, lower, upper, false);
#endif
}

/*
 * Is there no row that one of these indexes keeps this one out by?  From 18 on it is told which row
 * not to look at.
 */
static inline bool
compat_check_index_constraints(ResultRelInfo *target, TupleTableSlot *slot, EState *estate,
                               ItemPointer other, List *indexes)
{
#if PG_VERSION_NUM >= 180000
	ItemPointerData none;

	ItemPointerSetInvalid(&none);
	return ExecCheckIndexConstraints(target, slot, estate, other, &none, indexes);
#else
	return ExecCheckIndexConstraints(target, slot, estate, other, indexes);
#endif
}

#if PG_VERSION_NUM >= 180000
#define COMPAT_MODULE_MAGIC \
	PG_MODULE_MAGIC_EXT(.name = "export_control", .version = EXPORT_CONTROL_VERSION)
#else
#define COMPAT_MODULE_MAGIC PG_MODULE_MAGIC
#endif

#endif /* EXPORT_CONTROL_COMPAT_H */
