/*
 * question.c
 *		Reading the arguments of classify() and its family.  See question.h.
 */
#include "ask/question.h"

#include "access/detoast.h"
#include "access/xact.h"
#include "nodes/primnodes.h"
#include "pgtime.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "type/chip.h"
#include "type/country.h"
#include "type/eccn.h"
#include "type/shipment.h"

/*
 * Which statement this is, as far as visibility goes.  Two statements with equal identity see the
 * same rows of the table of releases.
 */
typedef struct StatementIdentity
{
	LocalTransactionId transaction;
	SubTransactionId subtransaction;
	CommandId command;
	TransactionId xmin;
	TransactionId xmax;
	uint32 running;
	uint64 completions;
} StatementIdentity;

/* What is kept from row to row. */
typedef struct Kept
{
	Question question; /* the last row's; its program is NULL when there was none */
	void *attachment;  /* the caller's */

	/*
	 * Has the last row been read to its end?  An error may have ended that half-way, and the
	 * expression may be evaluated again all the same, as PL/pgSQL does after an exception.  Then
	 * nothing else here counts.
	 */
	bool whole;

	/*
	 * The scenario and the rulebook are constants of the expression, the latter NULL.  Then, as
	 * long as the statement, its time zone, the setting of the scenario and the engines stay the
	 * same, so do today, the engine and the scenario.
	 */
	bool unchanging;

	/*
	 * So are all arguments after as_of.  Then, when a row has been read whole and has settled it,
	 * the next one's question differs in its item, destination and date alone.
	 */
	bool settles;
	bool settled;

	/* on what they rest */
	StatementIdentity statement;
	pg_tz *timezone;
	uint32 setting;    /* scenario_setting */
	uint64 generation; /* engine_generation */

	DateADT today;
	ec_world *world; /* of the last row that had a program */

	/* the rulebook: of this statement, or the one passed */
	bool has_digest;
	bool passed; /* as an argument */
	uint8 digest[DIGEST_SIZE];
	varatt_external pointer; /* of a passed rulebook that lies out of line */

	/* the scenario */
	char scenario_name[NAMEDATALEN * 4];
	const ec_scenario *scenario;
} Kept;

static inline Kept *
kept_by(FunctionCallInfo fcinfo)
{
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
		fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Kept));
	return fcinfo->flinfo->fn_extra;
}

/* Does a value of variable length lie where its Datum points, whole? */
static bool
is_in_place(Datum value)
{
	const void *bytes = DatumGetPointer(value);

	return !VARATT_IS_EXTERNAL(bytes) && !VARATT_IS_COMPRESSED(bytes);
}

/* A function may leave the last arguments out: then they have their defaults, as_of being today. */
static inline bool
has_argument(FunctionCallInfo fcinfo, int argument)
{
	return argument < fcinfo->nargs;
}

static inline bool
is_given(FunctionCallInfo fcinfo, int argument)
{
	return has_argument(fcinfo, argument) && !PG_ARGISNULL(argument);
}

/*
 * Is the argument a constant of the expression?  Only a Const is: a parameter may change from one
 * row to the next, as in PL/pgSQL's simple expressions.  A caller that is no expression has no
 * constants.
 */
static bool
is_constant(FunctionCallInfo fcinfo, int argument)
{
	FuncExpr *call = (FuncExpr *) fcinfo->flinfo->fn_expr;

	if (!has_argument(fcinfo, argument))
		return true;
	return call != NULL && IsA(call, FuncExpr) && call->funcid == fcinfo->flinfo->fn_oid &&
	    list_length(call->args) == fcinfo->nargs && IsA(list_nth(call->args, argument), Const);
}

void **
question_attachment(FunctionCallInfo fcinfo)
{
	return &kept_by(fcinfo)->attachment;
}

/* Is this another statement than the one remembered?  Remembers it.  Asked for every row. */
static inline bool
is_new_statement(StatementIdentity *last)
{
	Snapshot snapshot = GetActiveSnapshot();
	StatementIdentity now = {
	    .transaction = COMPAT_MY_LXID,
	    .subtransaction = GetCurrentSubTransactionId(),
	    .command = snapshot->curcid,
	    .xmin = snapshot->xmin,
	    .xmax = snapshot->xmax,
	    .running = snapshot->xcnt,
	    .completions = snapshot->snapXactCompletionCount,
	};

	/* They are in registers, and memory that was just written is slow to compare. */
	if (likely(((now.transaction ^ last->transaction) |
	            (now.subtransaction ^ last->subtransaction) | (now.command ^ last->command) |
	            (now.xmin ^ last->xmin) | (now.xmax ^ last->xmax) |
	            (now.running ^ last->running)) == 0 &&
	           now.completions == last->completions))
		return false;
	*last = now;
	return true;
}

/*
 * Does the value lie out of line, where the last one did?  Then it is the same value, and need not
 * be fetched to be compared.  Remembers where it lies.
 */
static bool
is_same_pointer(Datum value, varatt_external *last)
{
	varatt_external pointer = {0};
	bool same;

	if (VARATT_IS_EXTERNAL_ONDISK(DatumGetPointer(value)))
		VARATT_EXTERNAL_GET_POINTER(pointer, (struct varlena *) DatumGetPointer(value));
	same = pointer.va_valueid != InvalidOid && memcmp(&pointer, last, sizeof(pointer)) == 0;
	*last = pointer;
	return same;
}

/* The engine for this row: of the rulebook passed, or of the statement's current release. */
static void
find_engine(FunctionCallInfo fcinfo, int first, Kept *kept, bool new_statement)
{
	bool passed = is_given(fcinfo, first + ARG_RULEBOOK);

	if (new_statement)
		kept->has_digest = kept->has_digest && kept->passed;
	if (new_statement || kept->timezone != session_timezone)
	{
		kept->today = GetSQLCurrentDate();
		kept->timezone = session_timezone;
	}
	if (passed)
	{
		bool same;

		kept->question.release = 0;
		same = is_same_pointer(PG_GETARG_DATUM(first + ARG_RULEBOOK), &kept->pointer);

		if (!same || !kept->has_digest || !kept->passed)
		{
			uint8 digest[DIGEST_SIZE];

			rulebook_digest_of(PG_GETARG_DATUM(first + ARG_RULEBOOK), digest);
			if (!kept->has_digest || memcmp(digest, kept->digest, DIGEST_SIZE) != 0)
			{
				memcpy(kept->digest, digest, DIGEST_SIZE);
				kept->question.engine = NULL;
			}
		}
	}
	else
	{
		memset(&kept->pointer, 0, sizeof(kept->pointer));
		if (!kept->has_digest || kept->passed)
		{
			kept->question.release = current_release(kept->digest);
			kept->question.engine = NULL;
		}
	}
	kept->has_digest = true;
	kept->passed = passed;

	if (kept->question.engine != NULL && kept->generation == engine_generation)
		return;
	kept->question.engine = passed ?
	    engine_of_rulebook(PG_GETARG_DATUM(first + ARG_RULEBOOK), kept->digest) :
	    engine_of_release(kept->digest);
	kept->generation = engine_generation;
	kept->scenario = NULL;
	kept->world = NULL;
}

static void
unknown_scenario(const ec_rulebook *book, const char *name)
{
	ec_text list;
	const char **names = palloc(sizeof(char *) * (book->scenario_count + 1));

	ec_text_init(&list, &current_memory);
	for (size_t s = 0; s < book->scenario_count; s++)
	{
		names[s] = book->scenario[s].name;
		ec_text_printf(&list, "%s%s", s > 0 ? ", " : "", names[s]);
	}
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("unknown scenario \"%s\"", name),
	         errdetail("The rulebook has these scenarios: %s.", list.data),
	         hint_nearest(names, (int) book->scenario_count, name,
	                      "Name one of these, or add a scenario and publish it.")));
}

static void
find_scenario(FunctionCallInfo fcinfo, int first, Kept *kept)
{
	const char *name = default_scenario;
	Size length;

	if (is_given(fcinfo, first + ARG_SCENARIO))
	{
		text *argument = PG_GETARG_TEXT_PP(first + ARG_SCENARIO);

		name = VARDATA_ANY(argument);
		length = VARSIZE_ANY_EXHDR(argument);
	}
	else if (kept->scenario != NULL && strcmp(kept->scenario_name, name) == 0)
		return;
	else
		length = strlen(name);

	if (kept->scenario != NULL && strlen(kept->scenario_name) == length &&
	    memcmp(kept->scenario_name, name, length) == 0)
		return;
	if (length < sizeof(kept->scenario_name))
	{
		memcpy(kept->scenario_name, name, length);
		kept->scenario_name[length] = '\0';
		kept->scenario = ec_rulebook_scenario(kept->question.engine->book, kept->scenario_name);
	}
	else
		kept->scenario = NULL;
	if (kept->scenario == NULL)
		unknown_scenario(kept->question.engine->book, pnstrdup(name, length));
	kept->world = NULL;
}

static void
refuse_two(const char *name)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("%s is given twice, and differently", name),
	         errdetail("The argument \"%s\" says one thing, and the shipment another.", name),
	         errhint("Say it once: leave it out of the shipment, or leave the argument out.")));
}

/*
 * What is said about the transaction, besides destination and dates.  The headquarters and the end
 * use may be said as arguments or in the shipment.
 */
static void
read_transaction(FunctionCallInfo fcinfo, int first, ec_facts *facts)
{
	ec_country *headquarters = &facts->place[EC_HEADQUARTERS];

	if (is_given(fcinfo, first + ARG_SHIPMENT))
		ec_shipment_read(PG_GETARG_SHIPMENT(first + ARG_SHIPMENT), facts);
	else
		ec_facts_forget_shipment(facts);
	if (is_given(fcinfo, first + ARG_END_USE))
	{
		text *argument = PG_GETARG_TEXT_PP(first + ARG_END_USE);
		uint64_t stated = facts->end_use;

		ec_facts_state_end_use(facts, VARDATA_ANY(argument), VARSIZE_ANY_EXHDR(argument));
		if (stated != EC_NO_NAME && stated != facts->end_use)
			refuse_two("end_use");
	}
	if (is_given(fcinfo, first + ARG_HEADQUARTERS))
	{
		ec_country country = PG_GETARG_COUNTRY(first + ARG_HEADQUARTERS);

		/* The log has none for one that is unknown; then the shipment may know it. */
		if (country != EC_NO_COUNTRY && *headquarters != EC_NO_COUNTRY && *headquarters != country)
			refuse_two("headquarters");
		if (country != EC_NO_COUNTRY)
			*headquarters = country;
	}
	if (is_given(fcinfo, first + ARG_DESTINATION))
		ec_facts_settle_region(facts, PG_GETARG_COUNTRY(first + ARG_DESTINATION));
}

/* This is for every row. */
static inline void
read_item(const ec_chip *chip, ec_facts *facts)
{
	ec_chip_read(chip, facts);
	ec_chip_assume(facts);
}

void
read_facts(FunctionCallInfo fcinfo, int first, ec_facts *facts)
{
	read_item(PG_GETARG_CHIP(first + ARG_ITEM), facts);
	read_transaction(fcinfo, first, facts);
}

/*
 * Are all arguments after as_of constants, which can be read once for all rows?  A constant lies in
 * the plan, whole, for as long as the expression does.
 */
static bool
is_settled(FunctionCallInfo fcinfo, int first)
{
	for (int argument = ARG_AS_OF + 1; argument < ARG_COUNT; argument++)
		if (!is_constant(fcinfo, first + argument))
			return false;
	return (!is_given(fcinfo, first + ARG_END_USE) ||
	        is_in_place(PG_GETARG_DATUM(first + ARG_END_USE))) &&
	    (!is_given(fcinfo, first + ARG_SHIPMENT) ||
	     is_in_place(PG_GETARG_DATUM(first + ARG_SHIPMENT)));
}

/* Is all that is kept still good, as far as it does not rest on the statement? */
static inline bool
is_current(const Kept *kept)
{
	return kept->timezone == session_timezone && kept->setting == scenario_setting &&
	    kept->generation == engine_generation;
}

/* Reads all of it. */
static void
read_all(FunctionCallInfo fcinfo, int first, bool item_is_eccn, Kept *kept, bool new_statement)
{
	Question *question = &kept->question;
	DateADT as_known;

	question->program = NULL;
	kept->settled = false;
	if (!kept->unchanging || new_statement || !is_current(kept))
	{
		kept->unchanging = false;
		find_engine(fcinfo, first, kept, new_statement);
		find_scenario(fcinfo, first, kept);
		question->scenario = kept->scenario->name;
		kept->setting = scenario_setting;
		kept->unchanging = !kept->passed && is_constant(fcinfo, first + ARG_RULEBOOK) &&
		    is_constant(fcinfo, first + ARG_SCENARIO);
		kept->settles = kept->unchanging && !item_is_eccn && is_settled(fcinfo, first);
	}

	question->missing = 0;
	if (PG_ARGISNULL(first + ARG_ITEM))
		question->missing |= EC_FACT_BIT(item_is_eccn ? EC_ECCN : EC_MISSING_CHIP);
	if (PG_ARGISNULL(first + ARG_DESTINATION))
		question->missing |= EC_FACT_BIT(EC_DESTINATION);
	if (has_argument(fcinfo, first + ARG_AS_OF) && PG_ARGISNULL(first + ARG_AS_OF))
		question->missing |= EC_FACT_BIT(EC_MISSING_AS_OF);
	if (question->missing != 0)
		return;

	if (item_is_eccn)
	{
		question->eccn = DatumGetEccn(PG_GETARG_DATUM(first + ARG_ITEM));
		read_item(question->engine->eccn_chip, &question->facts);
		question->facts.text[EC_STATED_ECCN] =
		    (ec_words){question->eccn.text, strlen(question->eccn.text)};
	}
	else
		read_item(PG_GETARG_CHIP(first + ARG_ITEM), &question->facts);
	read_transaction(fcinfo, first, &question->facts);

	as_known = is_given(fcinfo, first + ARG_AS_KNOWN) ? PG_GETARG_DATEADT(first + ARG_AS_KNOWN) :
	                                                    kept->today;
	if (kept->world == NULL || as_known != question->as_known)
		kept->world = ec_engine_world(question->engine->engine, kept->scenario, as_known);
	question->as_known = as_known;
	question->as_of = has_argument(fcinfo, first + ARG_AS_OF) ?
	    PG_GETARG_DATEADT(first + ARG_AS_OF) :
	    kept->today;
	question->destination = PG_GETARG_COUNTRY(first + ARG_DESTINATION);
	question->headquarters = question->facts.place[EC_HEADQUARTERS];
	question->headquarters_stated = is_given(fcinfo, first + ARG_HEADQUARTERS) ||
	    !ec_leaves_out(&question->facts, EC_FACT_BIT(EC_HEADQUARTERS));
	if (!question->headquarters_stated)
		question->headquarters = question->destination;
	question->program =
	    ec_world_program(kept->world, question->as_of, question->destination,
	                     question->headquarters, question->facts.place[EC_SHIPPED_FROM]);
	/* Whether a region lies in the destination is asked again for every row. */
	kept->settled = kept->settles && ec_leaves_out(&question->facts, EC_FACT_BIT(EC_REGION));
}

/*
 * Reads what may differ from the last row's when all else is settled.  False: that is not enough.
 */
static inline bool
read_rest(FunctionCallInfo fcinfo, int first, Kept *kept)
{
	Question *question = &kept->question;
	bool has_as_of = has_argument(fcinfo, first + ARG_AS_OF);
	ec_country destination;
	DateADT as_of;

	if (PG_ARGISNULL(first + ARG_ITEM) || PG_ARGISNULL(first + ARG_DESTINATION) ||
	    (has_as_of && PG_ARGISNULL(first + ARG_AS_OF)))
		return false;
	destination = PG_GETARG_COUNTRY(first + ARG_DESTINATION);
	as_of = has_as_of ? PG_GETARG_DATEADT(first + ARG_AS_OF) : kept->today;
	if (destination != question->destination || as_of != question->as_of)
	{
		ec_country headquarters =
		    question->headquarters_stated ? question->headquarters : destination;

		/* The program first: without it, nothing has changed. */
		question->program = ec_world_program(kept->world, as_of, destination, headquarters,
		                                     question->facts.place[EC_SHIPPED_FROM]);
		question->headquarters = headquarters;
		question->destination = destination;
		question->as_of = as_of;
	}
	read_item(PG_GETARG_CHIP(first + ARG_ITEM), &question->facts);
	return true;
}

const Question *
read_question(FunctionCallInfo fcinfo, int first, bool item_is_eccn)
{
	Kept *kept = kept_by(fcinfo);
	bool new_statement;

	/*
	 * Each test is of something that rarely is so, and all are cheap: this is what every row pays.
	 */
	begin_row();
	new_statement = is_new_statement(&kept->statement);
	if (likely(!new_statement && kept->settled && is_current(kept)) &&
	    read_rest(fcinfo, first, kept))
		return &kept->question;
	if (!kept->whole)
	{
		*kept = (Kept){.attachment = kept->attachment};
		new_statement = is_new_statement(&kept->statement);
	}
	kept->whole = false;
	read_all(fcinfo, first, item_is_eccn, kept, new_statement);
	kept->whole = true;
	return &kept->question;
}

ec_answer *
answer_question(const Question *question, bool outcome_only)
{
	if (question->program == NULL)
		return ec_engine_indeterminate(question->engine->engine, question->missing);
	return ec_program_answer(question->program, &question->facts, outcome_only);
}
