/*
 * screen_order.c
 *		screen_order(), the trigger that screens orders.
 *
 * A row goes one way: its columns become the facts of an entry (order_mapping.c), the facts are
 * judged (screening.c), a license that it names is drawn down, and then the row is let in, held
 * or refused (order_refusal.c) and the entry written.  All of that is part of the order's own
 * transaction.
 *
 * But anyone who holds a transaction open, or a COPY, must not thereby choose the day or the law.
 * So each order is judged by the day of the clock, and with a snapshot of its own, which shows
 * the newest release and what else has been committed by then, at every isolation level.  Only
 * the ledger is written with the transaction's snapshot: there, an old one is a serialization
 * failure.
 */
#include "order/order_facts.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/partcache.h"
#include "utils/snapmgr.h"

#include "order/order_insertion.h"
#include "order/order_license.h"
#include "order/order_refusal.h"
#include "order/order_table.h"

/* What is kept from row to row of a statement. */
typedef struct Screener
{
	OrderMapping *mapping;
	OrderTable table;
	Judge *judge;
} Screener;

/* What there is of an order before this version of its row. */
typedef struct Past
{
	bool is_new;            /* nothing: it is new under its key */
	const char *license;    /* that the version before named, and may have drawn; NULL: none */
	bool own;               /* what stands under its key, a use or a shipment, is its own */
	OrderProgress progress; /* of the version before */
} Past;

static Datum
text_datum(const char *text)
{
	return CStringGetTextDatum(text);
}

static const char *
text_of(const Screening *entry, ScreeningColumn column)
{
	return entry->null[column] ? NULL : TextDatumGetCString(entry->value[column]);
}

/* The license that a row names; NULL when it names none.  A text is always understood. */
static const char *
license_of(OrderMapping *mapping, HeapTuple row, TupleDesc desc)
{
	Doubts none = {0};
	Datum license;

	return order_value(mapping, ORDER_LICENSE, row, desc, &license, &none) ?
	    TextDatumGetCString(license) :
	    NULL;
}

/* --- the trigger --- */

/* In the current memory context. */
static Screener *
make_screener(Relation relation, const Trigger *trigger)
{
	Screener *screener = palloc0(sizeof(Screener));

	screener->mapping = read_order_mapping(relation, trigger);
	find_order_table(relation, &screener->table);
	screener->judge = make_judge(CurrentMemoryContext);
	return screener;
}

static Screener *
screener_of(FunctionCallInfo fcinfo, const TriggerData *trigger)
{
	Screener *screener = fcinfo->flinfo->fn_extra;
	MemoryContext caller;

	if (screener != NULL)
		return screener;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	screener = make_screener(trigger->tg_relation, trigger->tg_trigger);
	MemoryContextSwitchTo(caller);
	fcinfo->flinfo->fn_extra = screener;
	return screener;
}

static void
refuse_kind_of_trigger(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
	         errmsg("screen_order() must be fired for each row of a table"),
	         errhint(
	             "Create the trigger with BEFORE INSERT OR UPDATE OR DELETE ... FOR EACH ROW.")));
}

static void
check_call(FunctionCallInfo fcinfo)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
		        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
		         errmsg("screen_order() was not called by the trigger manager"),
		         errhint("Use it in CREATE TRIGGER ... BEFORE INSERT OR UPDATE OR DELETE ... FOR "
		                 "EACH ROW EXECUTE FUNCTION export_control.screen_order(...).")));
	if (!TRIGGER_FIRED_FOR_ROW(trigger->tg_event) || TRIGGER_FIRED_INSTEAD(trigger->tg_event))
		refuse_kind_of_trigger();
}

/* Where an order ships in parts, an entry tells of the units between two quantities. */
static void
tell_units(Screening *entry, const OrderProgress *progress, Datum from, Datum until)
{
	Datum *value = &entry->value[SCREENING_VALUE];

	set_screening(entry, SCREENING_QUANTITY, DirectFunctionCall2(numeric_sub, until, from));
	if (!entry->null[SCREENING_VALUE])
		*value = amount_between(progress, *value, from, until);
}

/* Puts what becomes of a row on record that is no export, or none any more. */
static void
record_only(Screener *screener, HeapTuple row, TupleDesc desc, const OrderProgress *progress,
            const char *action)
{
	LicenseFault fault = {0};
	OrderFacts order = {.progress = *progress};
	Screening *entry = &order.entry;
	const char *license;
	Question question;
	ec_answer *answer;

	push_newest_snapshot();
	read_order(screener->mapping, screener->table.id, row, desc, &order);
	set_shipment(entry, &order.shipment);
	judge_screening(screener->judge, entry, (Datum) 0, &question, &answer); /* for the release */
	PopActiveSnapshot();
	license = text_of(entry, SCREENING_LICENSE);
	/* What a return names, it has never drawn. */
	if (license != NULL && !progress->returned)
		settle_license(entry, &(OrderUse){.key = use_key(entry)}, license, false, &fault);
	entry->null[SCREENING_DETERMINATION] = true;
	if (has_shipped_part(progress) && !progress->ordered_unknown)
		tell_units(entry, progress, progress->shipped, progress->ordered);
	write_screening(entry, action);
}

static void
refuse_shipped(const OrderMapping *mapping, const Screening *entry)
{
	ereport(ERROR,
	        (errcode(MAKE_SQLSTATE('X', 'C', '0', '0', '4')),
	         errmsg("order %s of %s has shipped, so no other order can use its key",
	                text_of(entry, SCREENING_ROW_KEY), mapping->relation),
	         errdetail("A shipped order and what it drew of a license stay on record, even if its "
	                   "row is gone."),
	         errhint("Enter a return as an order of its own, under another key.")));
}

/*
 * Has the order shipped, in whole or in part?  An error where that was another order, which may be
 * since this one came.  Where nothing ships an order, none has.
 */
static bool
check_shipped(Screener *screener, const Screening *entry, const Past *past, bool ships)
{
	const OrderMapping *mapping = screener->mapping;
	bool may_ship =
	    mapping->closed.column != 0 || mapping->fact[ORDER_SHIPPED_QUANTITY].column != 0;
	bool shipped = ((past->is_new && may_ship) || ships) &&
	    has_shipped(&screener->table, entry->value[SCREENING_ROW_KEY]);

	if (shipped && !past->own)
		refuse_shipped(mapping, entry);
	return shipped;
}

/* What was found of an order, and what its license lets it do. */
typedef struct Finding
{
	NamedLicense license;
	LicenseFault fault;
	Question question;
	ec_answer *answer;
	bool draws;
	bool may_pass;
} Finding;

/* Judges an order.  The snapshot that shows what is committed now is pushed, and is popped here. */
static void
judge_order(Screener *screener, OrderFacts *order, Finding *finding)
{
	Screening *entry = &order->entry;
	NamedLicense *license = &finding->license;

	memset(&finding->fault, 0, sizeof(finding->fault));
	find_license(entry, license);
	/* A license that counts TPP by consignee knows it, unless the order says so itself. */
	if (screener->mapping->fact[ORDER_CONSIGNEE_TPP].column == 0 && !license->consignee_tpp_unknown)
		tell_number(&order->shipment, EC_CONSIGNEE_TPP, license->consignee_tpp);
	set_shipment(entry, &order->shipment);
	judge_screening(screener->judge, entry, (Datum) 0, &finding->question, &finding->answer);
	PopActiveSnapshot();
	/* An order that is not understood draws nothing. */
	finding->draws = order->doubts.count == 0 &&
	    license_helps(license, &finding->question, finding->answer, &finding->fault);
}

/* Draws what the order draws under this key, and gives back what it had drawn before. */
static void
draw(OrderFacts *order, Finding *finding, Datum key, const char *earlier_license, bool own)
{
	OrderUse use = {
	    .license = finding->draws ? finding->license.id : NULL,
	    .key = key,
	    .amount = finding->license.amount,
	    .amount_unknown = finding->license.amount_unknown,
	};

	if ((finding->draws || earlier_license != NULL) &&
	    !settle_license(&order->entry, &use, earlier_license, own, &finding->fault))
		finding->draws = false;
}

/*
 * May the order pass?  Otherwise it is refused: always, or if it `ships`, as what is held must not
 * be shipped.  Returns why it may not pass; NULL: it may.
 */
static const char *
let_pass(Screener *screener, TupleDesc desc, const OrderFacts *order, Finding *finding, bool ships)
{
	OrderMapping *mapping = screener->mapping;
	AttrNumber column = mapping->fact[ORDER_LICENSE].column;
	ec_outcome outcome = finding->answer->outcome;
	Refusal refusal = {
	    .entry = &order->entry,
	    .doubts = &order->doubts,
	    .answer = finding->answer,
	    .fault = &finding->fault,
	    .license_column = column ? NameStr(TupleDescAttr(desc, column - 1)->attname) : NULL,
	};

	finding->may_pass = order->doubts.count == 0 && finding->fault.message == NULL &&
	    (finding->draws || outcome == EC_NO_LICENSE_REQUIRED || outcome == EC_LICENSE_EXCEPTION);
	if (finding->may_pass)
		return NULL;
	explain_refusal(&refusal);
	if (mapping->policy == POLICY_BLOCK || (mapping->policy == POLICY_HOLD && ships))
		refuse_order(mapping, &refusal, &finding->question);
	return refusal.message;
}

static void
write_entry(Screening *entry, const Finding *finding, const char *action)
{
	if (finding->draws && !finding->license.amount_unknown)
		set_screening(entry, SCREENING_LICENSE_AMOUNT, finding->license.amount);
	if (finding->fault.message != NULL)
		set_screening(entry, SCREENING_LICENSE_FAULT, text_datum(finding->fault.message));
	write_screening(entry, action);
}

/* The name in the ledger of what ships in part: no order's own, as a colon follows the table. */
static Datum
part_key(const Screening *entry, Datum shipped)
{
	const char *until =
	    numeric_text(DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, shipped)));

	return text_datum(psprintf(INT64_FORMAT ":%s %s",
	                           DatumGetInt64(entry->value[SCREENING_ORDER_TABLE]), until,
	                           text_of(entry, SCREENING_ROW_KEY)));
}

/*
 * A part of an order ships: it is judged by today, and draws for good.  What the whole had drawn is
 * given back first; the rest draws again.
 */
static void
ship_part(Screener *screener, HeapTuple row, TupleDesc desc, Past *past, const OrderProgress *now)
{
	OrderFacts order = {.ships = true, .progress = *now};
	Screening *entry = &order.entry;
	LicenseFault none = {0};
	Finding finding;
	bool shipped;

	push_newest_snapshot();
	read_order(screener->mapping, screener->table.id, row, desc, &order);
	shipped = check_shipped(screener, entry, past, true);
	PopActiveSnapshot();
	if (past->license != NULL)
	{
		lock_licenses(past->license, text_of(entry, SCREENING_LICENSE));
		settle_license(entry, &(OrderUse){.key = use_key(entry)}, past->license, false, &none);
		past->license = NULL;
	}
	if (!now->ordered_unknown)
		tell_units(entry, now, past->progress.shipped, now->shipped);
	push_newest_snapshot();
	judge_order(screener, &order, &finding);
	draw(&order, &finding, part_key(entry, now->shipped), NULL, past->own);
	let_pass(screener, desc, &order, &finding, true);
	write_entry(entry, &finding, "part_shipped");
	if (!shipped)
		record_shipment(&screener->table, entry->value[SCREENING_ROW_KEY]);
	past->own = true;
}

/*
 * An order that is new, or has changed: what follows?  Of one that ships in parts, for what is left
 * now.  Returns the row as it is to be stored.
 */
static HeapTuple
screen(Screener *screener, HeapTuple row, TupleDesc desc, const Past *past,
       const OrderProgress *now)
{
	OrderMapping *mapping = screener->mapping;
	bool was_closed = past->progress.closed;
	bool in_parts = has_shipped_part(now);
	/* Nothing is left: it was reduced to what had shipped. */
	bool is_done = now->closed && in_parts && !was_closed &&
	    compare_numbers(now->shipped, past->progress.shipped) == 0 && !now->ordered_unknown &&
	    compare_numbers(now->shipped, now->ordered) == 0;
	OrderFacts order = {.ships = now->closed && !was_closed,
	                    .has_shipped = was_closed,
	                    .progress = *now};
	Screening *entry = &order.entry;
	Finding finding;
	bool shipped;
	OrderWords words = {0};

	push_newest_snapshot();
	read_order(mapping, screener->table.id, row, desc, &order);
	shipped = check_shipped(screener, entry, past, now->closed);
	if (in_parts && !was_closed && !now->ordered_unknown)
		tell_units(entry, now, now->closed ? past->progress.shipped : now->shipped, now->ordered);
	judge_order(screener, &order, &finding);
	/* What had shipped in parts has drawn all that it draws. */
	if (is_done)
		settle_license(entry, &(OrderUse){.key = use_key(entry)}, past->license, false,
		               &finding.fault);
	else if (!(in_parts && was_closed))
		draw(&order, &finding, use_key(entry), past->license, past->own);
	words.reason = let_pass(screener, desc, &order, &finding, now->closed && !is_done);
	words.outcome = ec_outcome_name(finding.answer->outcome);
	words.disposition = !finding.may_pass ? (mapping->policy == POLICY_HOLD ? "held" : "recorded") :
	    finding.draws                     ? "licensed" :
	                                        "passed";
	if (is_done || (in_parts && was_closed))
		finding.license.amount_unknown = true; /* nothing is drawn now */
	write_entry(entry, &finding, now->closed ? "closed" : words.disposition);
	if (now->closed && !shipped)
		record_shipment(&screener->table, entry->value[SCREENING_ROW_KEY]);
	return write_order(mapping, row, desc, &words);
}

/* Is the row, as it is about to be stored, one for another partition? */
static bool
leaves_partition(Relation relation, HeapTuple row)
{
	EState *estate;
	ExprContext *context;
	TupleTableSlot *slot;
	bool leaves;

	if (!relation->rd_rel->relispartition)
		return false;
	estate = CreateExecutorState();
	context = GetPerTupleExprContext(estate);
	slot = MakeSingleTupleTableSlot(RelationGetDescr(relation), &TTSOpsHeapTuple);
	ExecStoreHeapTuple(row, slot, false);
	context->ecxt_scantuple = slot;
	leaves = !ExecCheck(ExecPrepareCheck(RelationGetPartitionQual(relation), estate), context);
	ExecDropSingleTupleTableSlot(slot);
	FreeExecutorState(estate);
	return leaves;
}

/*
 * Has the table another trigger of this kind, which has screened the row just now, as BEFORE fires
 * before AFTER, and within these one name before another?  All are one screening of one order.
 */
static bool
is_second(const TriggerData *trigger)
{
	const TriggerDesc *all = trigger->tg_relation->trigdesc;
	const Trigger *mine = trigger->tg_trigger;

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *other = &all->triggers[i];
		bool same_time = TRIGGER_FOR_BEFORE(other->tgtype) == TRIGGER_FOR_BEFORE(mine->tgtype);
		bool earlier =
		    same_time ? strcmp(other->tgname, mine->tgname) < 0 : TRIGGER_FOR_BEFORE(other->tgtype);

		if (earlier && other->tgfoid == mine->tgfoid &&
		    always_fires(other, TRIGGER_FIRED_BY_INSERT(trigger->tg_event)))
			return true;
	}
	return false;
}

/* An order that is deleted, unless it is no order any more. */
static void
delete_order(Screener *screener, HeapTuple row, TupleDesc desc)
{
	OrderProgress progress;

	order_progress(screener->mapping, row, desc, &progress);
	/* The record of an order that was shipped may go; its shipment stays. */
	if (!progress.closed && !progress.given_up && !progress.returned)
		record_only(screener, row, desc, &progress, "cancelled");
}

/* A return: its row is put on record, and draws nothing. */
static HeapTuple
return_order(Screener *screener, HeapTuple row, TupleDesc desc, const Past *past,
             const OrderProgress *now)
{
	Datum key = text_datum(order_key(screener->mapping, row, desc));

	/* Under a shipped order's key, what that had drawn would be given back as the return's. */
	if (past->is_new && has_shipped(&screener->table, key))
	{
		Screening entry;

		clear_screening(&entry);
		set_screening(&entry, SCREENING_ROW_KEY, key);
		refuse_shipped(screener->mapping, &entry);
	}
	record_only(screener, row, desc, now, "returned");
	return write_order(screener->mapping, row, desc, &(OrderWords){.disposition = "returned"});
}

/* An order that is given up: what had not shipped will not. */
static HeapTuple
give_up_order(Screener *screener, HeapTuple before, HeapTuple row, TupleDesc desc, Past *past,
              const OrderProgress *now)
{
	bool stood = before != NULL && !past->progress.given_up && !past->progress.returned;

	if (ships_part(&past->progress, now))
	{
		ship_part(screener, row, desc, past, now);
		record_only(screener, row, desc, now, "cancelled");
	}
	else if (stood)
		record_only(screener, before, desc, &past->progress, "cancelled");
	return write_order(screener->mapping, row, desc, &(OrderWords){.disposition = "cancelled"});
}

/* An update of a row, or an insertion. */
static HeapTuple
change_order(Screener *screener, const TriggerData *trigger, HeapTuple before, HeapTuple row)
{
	OrderMapping *mapping = screener->mapping;
	TupleDesc desc = RelationGetDescr(trigger->tg_relation);
	OrderProgress now;
	Past past = {0};
	bool renamed = false;
	bool stood; /* it was an order, and had not been given up */

	order_progress(mapping, row, desc, &now);
	no_progress(&past.progress);
	if (before != NULL)
	{
		const char *key;

		if (same_order(mapping, before, row, desc) &&
		    (now.given_up || now.returned || !lacks_outcome(mapping, row, desc)))
			return row;
		key = order_key(mapping, before, desc);
		renamed = strcmp(key, order_key(mapping, row, desc)) != 0;
		order_progress(mapping, before, desc, &past.progress);
		check_progress(mapping, key, renamed, &past.progress, &now);
		/*
		 * The partition key is in the order's.  A row that moves will be deleted here and
		 * inserted there, and is screened by that.
		 */
		if (renamed && TRIGGER_FIRED_BEFORE(trigger->tg_event) &&
		    leaves_partition(trigger->tg_relation, row))
			return row;
	}
	/* What was given up has given back already, and a return had drawn nothing. */
	stood = before != NULL && !past.progress.given_up && !past.progress.returned;
	past.own = past.progress.closed || has_shipped_part(&past.progress) || is_second(trigger);
	/* Under another key it is another order. */
	past.is_new = !stood || renamed;
	if (stood && (renamed || now.returned))
		record_only(screener, before, desc, &past.progress, "cancelled");
	else if (stood && !past.progress.closed)
		past.license = license_of(mapping, before, desc);
	if (now.returned)
		return return_order(screener, row, desc, &past, &now);
	if (now.given_up)
		return give_up_order(screener, renamed ? NULL : before, row, desc, &past, &now);
	if (ships_part(&past.progress, &now))
		ship_part(screener, row, desc, &past, &now);
	return screen(screener, row, desc, &past, &now);
}

/*
 * An order that is about to be inserted, unless something keeps it out: then it leaves no trace, or
 * its statement fails.
 */
static HeapTuple
insert_order(Screener *screener, const TriggerData *trigger, HeapTuple row)
{
	Relation relation = trigger->tg_relation;
	const Trigger *first =
	    TRIGGER_FIRED_BEFORE(trigger->tg_event) ? confirmed_trigger(relation) : NULL;

	if (first != NULL)
	{
		if (has_conflict(relation, row))
			return row;
		if (first->tgoid == trigger->tg_trigger->tgoid)
			expect_insertion(RelationGetRelid(relation),
			                 order_key(screener->mapping, row, RelationGetDescr(relation)));
	}
	return change_order(screener, trigger, NULL, row);
}

/*
 * The trigger.  It tells apart an order that is deleted or given up, a return, an order that is the
 * same as before, one that moves to another partition, and one that is new or has changed.  Only
 * the last is screened.
 */
PG_FUNCTION_INFO_V1(screen_order);
Datum
screen_order(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	Screener *screener;
	HeapTuple row;

	check_call(fcinfo);
	screener = screener_of(fcinfo, trigger);
	row = trigger->tg_trigtuple;
	if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
		delete_order(screener, row, RelationGetDescr(trigger->tg_relation));
	else if (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		row = change_order(screener, trigger, row, trigger->tg_newtuple);
	else
		row = insert_order(screener, trigger, row);
	return PointerGetDatum(row);
}

/* The trigger that screens what is deleted; NULL: there is none, or it does not fire here. */
static const Trigger *
deletion_trigger(Relation relation)
{
	const TriggerDesc *all = relation->trigdesc;
	Oid ours = extension_function("screen_order", 0, NULL);

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *each = &all->triggers[i];

		if (each->tgfoid == ours && TRIGGER_FOR_ROW(each->tgtype) &&
		    TRIGGER_FOR_DELETE(each->tgtype) && each->tgqual == NULL && is_enabled(each))
			return each;
	}
	return NULL;
}

/* Each row of the table as if it were deleted. */
static void
delete_all_orders(Relation relation, const Trigger *trigger)
{
	Screener *screener = make_screener(relation, trigger);
	MemoryContext each_row =
	    AllocSetContextCreate(CurrentMemoryContext, "export_control order", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = CurrentMemoryContext;
	Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());
	TupleTableSlot *slot = table_slot_create(relation, NULL);
	TableScanDesc scan = table_beginscan(relation, snapshot, 0, NULL);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		bool copied;

		MemoryContextSwitchTo(each_row);
		delete_order(screener, ExecFetchSlotHeapTuple(slot, false, &copied),
		             RelationGetDescr(relation));
		MemoryContextSwitchTo(caller);
		MemoryContextReset(each_row);
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
	MemoryContextDelete(each_row);
}

/* truncate_orders() → trigger: what is open gives back what it drew, as when it is deleted. */
PG_FUNCTION_INFO_V1(truncate_orders);
Datum
truncate_orders(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	const Trigger *screens;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigger->tg_event) ||
	    !TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
		ereport(ERROR,
		        (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
		         errmsg("truncate_orders() must be fired BEFORE TRUNCATE of a table"),
		         errhint("CREATE TRIGGER of a trigger that calls screen_order() makes it.")));
	screens = deletion_trigger(trigger->tg_relation);
	/* A partitioned table has no rows; each of its partitions has a trigger like this one. */
	if (screens != NULL && trigger->tg_relation->rd_rel->relkind == RELKIND_RELATION)
		delete_all_orders(trigger->tg_relation, screens);
	return PointerGetDatum(NULL);
}

/*
 * A table may have reason to screen less than everything.  But nobody should find that out from an
 * order that was changed after it had passed.
 */
static void
warn_of_gaps(Relation relation)
{
	const TriggerDesc *all = relation->trigdesc;
	Oid ours = extension_function("screen_order", 0, NULL);
	bool insertions = false;
	bool updates = false;
	bool deletions = false;

	for (int i = 0; i < all->numtriggers; i++)
	{
		const Trigger *each = &all->triggers[i];

		if (each->tgfoid != ours || each->tgqual != NULL)
			continue;
		insertions |= TRIGGER_FOR_INSERT(each->tgtype);
		updates |= TRIGGER_FOR_UPDATE(each->tgtype) && each->tgnattr == 0;
		deletions |= TRIGGER_FOR_DELETE(each->tgtype);
	}
	if (insertions && updates && deletions)
		return;
	ereport(
	    WARNING,
	    (errmsg("not every change of table \"%s\" is screened", RelationGetRelationName(relation)),
	     errdetail("No trigger that calls screen_order(), and has neither OF nor WHEN, fires "
	               "for:%s%s%s.",
	               insertions ? "" : " INSERT", updates ? "" : " UPDATE",
	               deletions ? "" : " DELETE"),
	     errhint("Create the trigger BEFORE INSERT OR UPDATE OR DELETE, without OF and WHEN.")));
}

/*
 * check_screen_order(table oid, trigger oid) → void: an error when the trigger's arguments do not
 * fit its table; and the table is given its id.
 */
PG_FUNCTION_INFO_V1(check_screen_order);
Datum
check_screen_order(PG_FUNCTION_ARGS)
{
	Oid relation_oid = PG_GETARG_OID(0);
	Oid trigger_oid = PG_GETARG_OID(1);
	OrderTable table;
	Relation relation;

	/* The lock keeps others waiting, so it is for those who may create triggers there. */
	if (pg_class_aclcheck(relation_oid, GetUserId(), ACL_TRIGGER) != ACLCHECK_OK)
		ereport(ERROR,
		        (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
		         errmsg("permission denied to create triggers on relation \"%s\"",
		                get_rel_name(relation_oid)),
		         errhint("Its owner can GRANT TRIGGER on it.")));
	relation = table_open(relation_oid, AccessShareLock);
	for (int i = 0; relation->trigdesc != NULL && i < relation->trigdesc->numtriggers; i++)
	{
		const Trigger *trigger = &relation->trigdesc->triggers[i];

		if (trigger->tgoid != trigger_oid)
			continue;
		/* Anyone may call this, and a table that has an id must be in every restore. */
		if (trigger->tgfoid != extension_function("screen_order", 0, NULL))
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("trigger \"%s\" does not call screen_order()", trigger->tgname),
			         errhint("CREATE TRIGGER checks those that do.")));
		if (!TRIGGER_FOR_ROW(trigger->tgtype) || TRIGGER_FOR_INSTEAD(trigger->tgtype))
			refuse_kind_of_trigger();
		read_order_mapping(relation, trigger);
		/* A dump of an older version is restored as that version, and then updated. */
		if (extension_is_current())
			find_order_table(relation, &table);
		warn_of_gaps(relation);
	}
	table_close(relation, NoLock);
	PG_RETURN_VOID();
}
