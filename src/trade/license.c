/*
 * license.c
 *		write_ledger(): only the ledger's own trigger changes what the ledger adds up to.
 *
 * Anyone who uses licenses has the right to write license_total, as the trigger that keeps it runs
 * with that user's rights.  A trigger of the user's own would run as deep, and with the same
 * rights.  But it cannot run inside this one.
 */
#include "pg/binding.h"

#include "commands/trigger.h"
#include "replication/logicalworker.h"
#include "utils/rel.h"

static bool writing = false;

/* The trigger of license_use: calls keep_license_total(), which does the work. */
PG_FUNCTION_INFO_V1(write_ledger);
Datum
write_ledger(PG_FUNCTION_ARGS)
{
	FmgrInfo *keep = fcinfo->flinfo->fn_extra;
	bool outer = writing;
	Datum row;
	LOCAL_FCINFO(call, 0);

	if (!CALLED_AS_TRIGGER(fcinfo) ||
	    RelationGetRelid(((TriggerData *) fcinfo->context)->tg_relation) !=
	        extension_relation("license_use"))
		ereport(ERROR,
		        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
		         errmsg("write_ledger() can only be called as the trigger of "
		                "export_control.license_use"),
		         errhint("Use licenses with export_control.use_license().")));
	if (keep == NULL)
	{
		keep = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(FmgrInfo));
		fmgr_info_cxt(extension_function("keep_license_total", 0, NULL), keep,
		              fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = keep;
	}
	InitFunctionCallInfoData(*call, keep, 0, InvalidOid, fcinfo->context, NULL);
	writing = true;
	PG_TRY();
	{
		row = FunctionCallInvoke(call);
	}
	PG_FINALLY();
	{
		writing = outer;
	}
	PG_END_TRY();
	fcinfo->isnull = call->isnull;
	return row;
}

/* ledger_is_writing() → boolean */
PG_FUNCTION_INFO_V1(ledger_is_writing);
Datum
ledger_is_writing(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(writing);
}

/* applies_replication() → boolean */
PG_FUNCTION_INFO_V1(applies_replication);
Datum
applies_replication(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(IsLogicalWorker());
}
