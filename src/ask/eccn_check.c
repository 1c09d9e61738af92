/*
 * eccn_check.c
 *		eccn_check(): whether the ECCN that an item states is the one that its facts give.
 *
 *		facts, for each form that the item may have
 *		  --classification rules--> what they leave possible
 *		  --compared with what is stated--> it agrees, it does not, or that cannot be told
 */
#include "ask/question.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "type/chip.h"
#include "type/country.h"
#include "type/eccn.h"
#include "pg/guard.h"

enum
{
	COLUMN_STATED,
	COLUMN_COMPUTED,
	COLUMN_AGREES,
	COLUMN_BECAUSE,
	COLUMN_COUNT
};

/* The arguments after the chip, which all but the first are those of classify(). */
enum
{
	CHECK_CHIP,
	CHECK_AS_OF,
	CHECK_AS_KNOWN,
	CHECK_SCENARIO,
	CHECK_RULEBOOK
};

/* What the facts come to. */
typedef struct Check
{
	const char *computed; /* NULL: undecided */
	ec_truth agrees;
	ec_text because;
} Check;

/* Classifications do not regard the destination, but a question has one. */
static const Question *
ask(FunctionCallInfo fcinfo)
{
	static const int argument_of[ARG_COUNT] = {
	    [ARG_ITEM] = CHECK_CHIP,         [ARG_AS_OF] = CHECK_AS_OF,
	    [ARG_AS_KNOWN] = CHECK_AS_KNOWN, [ARG_SCENARIO] = CHECK_SCENARIO,
	    [ARG_RULEBOOK] = CHECK_RULEBOOK,
	};
	LOCAL_FCINFO(call, ARG_COUNT);

	InitFunctionCallInfoData(*call, fcinfo->flinfo, ARG_COUNT, fcinfo->fncollation, NULL, NULL);
	for (int a = 0; a < ARG_COUNT; a++)
	{
		call->args[a].isnull = true;
		if (a == ARG_ITEM || argument_of[a] != CHECK_CHIP)
			call->args[a] = fcinfo->args[argument_of[a]];
	}
	call->args[ARG_DESTINATION].value = UInt16GetDatum(ec_country_make('U', 'S'));
	call->args[ARG_DESTINATION].isnull = false;
	return read_question(call, 0, false);
}

static bool
is_related(const char *a, const char *b)
{
	return ec_eccn_contains(a, b) || ec_eccn_contains(b, a);
}

static void
add_reason(Check *check, const ec_rule *rule, const ec_env *env, const char *verb)
{
	if (check->because.length > 0)
		ec_text_add(&check->because, ". ");
	ec_text_printf(&check->because, "%s %s %s: ", rule->id, verb, rule->eccn);
	ec_because(rule->condition, env, &check->because);
}

/* Compares what is stated with what the classifications leave possible. */
static Check
check_as(const ec_active *active, const ec_env *env, const char *stated)
{
	Check check = {.agrees = EC_UNKNOWN};
	const char *first = NULL;
	bool one = true;
	bool fits = false;
	bool differs = false;
	bool decided = false;

	ec_text_init(&check.because, &current_memory);
	for (size_t i = 0; i < active->count[EC_CLASSIFICATION] && !decided; i++)
	{
		const ec_rule *rule = active->rule[EC_CLASSIFICATION][i].rule;
		ec_truth truth = ec_evaluate(rule->condition, env);
		bool related = stated != NULL && is_related(rule->eccn, stated);

		if (truth != EC_FALSE || related)
			add_reason(&check, rule, env,
			           truth == EC_TRUE      ? "gives" :
			               truth == EC_FALSE ? "does not give" :
			                                   "may give");
		if (truth == EC_FALSE)
			continue;
		decided = truth == EC_TRUE;
		if (first == NULL)
			first = rule->eccn;
		one = one && strcmp(first, rule->eccn) == 0;
		fits = fits || related;
		differs = differs || !related;
	}
	check.computed = decided && one ? first : NULL;
	if (decided && stated != NULL && fits != differs)
		check.agrees = fits ? EC_TRUE : EC_FALSE;
	return check;
}

static Check
undecided(const char *because)
{
	Check check = {.agrees = EC_UNKNOWN};

	ec_text_init(&check.because, &current_memory);
	ec_text_add(&check.because, because);
	return check;
}

/*
 * A form that is left out may be any that an item with these facts has.  The statement is taken at
 * its word: it agrees if it does for one form, and is contradicted only if it is for all.
 */
static Check
check_forms(const ec_active *active, ec_env *env, const char *stated)
{
	bool is_stack = env->facts.known >> EC_PACKAGE_AREA & 1;
	Check found = {.agrees = EC_FALSE};

	if (env->facts.form == EC_FORM_UNSTATED)
		return undecided("no fact is told by which the item could be classified");
	if (env->facts.form != EC_FORM_UNKNOWN)
		return check_as(active, env, stated);
	for (int form = 0; form < EC_FORM_COUNT; form++)
	{
		Check check;

		if (form == EC_FORM_HBM && !is_stack)
			continue;
		env->facts.form = (uint32_t) form;
		check = check_as(active, env, stated);
		if (form == 0 || check.agrees > found.agrees)
			found = check;
	}
	return found;
}

static Check
check_question(const Question *question, const char *stated)
{
	const ec_active *active = ec_program_active(question->program);
	Check check;
	ec_env env;

	if (active == NULL)
		return undecided("the rules do not speak for the date");
	env = ec_program_env(question->program, &question->facts, question->destination,
	                     question->headquarters, NULL);
	check = check_forms(active, &env, stated);
	if (stated != NULL && !ec_is_known_eccn(&current_memory, active, stated))
	{
		ec_text because;

		ec_text_init(&because, &current_memory);
		ec_text_printf(&because, "no rule that is loaded tells what is %s. %s", stated,
		               check.because.data);
		check.because = because;
		check.agrees = EC_UNKNOWN;
	}
	return check;
}

PG_FUNCTION_INFO_V1(eccn_check);
Datum
eccn_check(PG_FUNCTION_ARGS)
{
	const Question *question;
	TupleDesc desc;
	Datum values[COLUMN_COUNT];
	bool nulls[COLUMN_COUNT];
	ec_eccn copy;
	const char *stated;
	Check check;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	desc = BlessTupleDesc(desc);
	require_columns(desc, COLUMN_COUNT);
	memset(nulls, true, sizeof(nulls));
	question = ask(fcinfo);
	if (question->program != NULL)
	{
		stated = ec_stated_eccn(&question->facts, &copy);
		check = check_question(question, stated);
		nulls[COLUMN_STATED] = stated == NULL;
		values[COLUMN_STATED] = stated ? EccnTextGetDatum(stated) : (Datum) 0;
		nulls[COLUMN_COMPUTED] = check.computed == NULL;
		values[COLUMN_COMPUTED] = check.computed ? EccnTextGetDatum(check.computed) : (Datum) 0;
		nulls[COLUMN_AGREES] = check.agrees == EC_UNKNOWN;
		values[COLUMN_AGREES] = BoolGetDatum(check.agrees == EC_TRUE);
		nulls[COLUMN_BECAUSE] = false;
		values[COLUMN_BECAUSE] = CStringGetTextDatum(check.because.data);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}
