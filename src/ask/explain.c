/*
 * explain.c
 *		explain(): every rule in force, whether it holds, and why.  holds(): one condition by
 *		itself.
 */
#include "ask/question.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "type/chip.h"
#include "type/condition.h"
#include "type/country.h"
#include "type/eccn.h"
#include "type/shipment.h"
#include "pg/guard.h"

enum
{
	COLUMN_RANK,
	COLUMN_KIND,
	COLUMN_RULE,
	COLUMN_CONDITION,
	COLUMN_HOLDS,
	COLUMN_BECAUSE,
	COLUMN_CITATION,
	COLUMN_COUNT
};

static const char *
date_text(DateADT date)
{
	return DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(date)));
}

static void
describe_place(const Question *question, ec_country place, ec_text *out)
{
	ec_country governing = ec_rulebook_governing(question->engine->book, place);
	char code[3];

	if (place == EC_NO_COUNTRY)
	{
		ec_text_add(out, "unknown");
		return;
	}
	ec_country_text(place, code);
	ec_text_add(out, code);
	if (governing != place)
	{
		ec_country_text(governing, code);
		ec_text_printf(out, " (which follows the controls of %s)", code);
	}
}

/* The shipment as it is stated, and then what of it is not understood. */
static void
describe_shipment(const Question *question, const ec_shipment *shipment, ec_text *out)
{
	const ec_words region = question->facts.text[EC_REGION];
	bool region_stated = ec_shipment_stated(shipment) & EC_FACT_BIT(EC_REGION);
	ec_words doubted[EC_FACT_END];

	ec_text_printf(out, ", shipment %s", shipment_text(shipment));
	ec_shipment_doubts(shipment, doubted);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);
		ec_words said = doubted[fact];

		if (said.text != NULL && (said.length != 4 || memcmp(said.text, "null", 4) != 0))
			ec_text_printf(out, "; %s %.*s is not understood, and so unknown: it should be %s",
			               ec_fact_name(fact), (int) said.length, said.text,
			               ec_fact_expected(fact));
	}
	if (region_stated && region.text == NULL && doubted[EC_REGION].text == NULL)
		ec_text_add(out, "; the region does not lie in the destination, and so is unknown");
	if (!region_stated && !ec_leaves_out(&question->facts, EC_FACT_BIT(EC_REGION)))
		ec_text_add(out,
		            "; the region is left out, although the place is in its covered part, and "
		            "so is unknown");
}

/*
 * The facts that are left out, and so known to be nothing that a rule names, where that matters: if
 * they were unknown, some rule would not be as true or false as it is.  The end use is none of
 * them, as every explanation tells of it.
 */
static ec_fact_set
assumed_facts(const Question *question, const ec_active *active, const char *eccn)
{
	ec_fact_set assumed = 0;

	for (int f = 0; f < EC_FACT_END; f++)
	{
		ec_env env = ec_program_env(question->program, &question->facts, question->destination,
		                            question->headquarters, eccn);
		ec_env doubting = env;

		if (!(EC_NONE_IF_LEFT_OUT >> f & 1) || f == EC_END_USE ||
		    !ec_leaves_out(&question->facts, EC_FACT_BIT(f)))
			continue;
		doubting.facts.shipment_marked |= EC_FACT_BIT(f);
		for (int kind = EC_CLASSIFICATION + 1; kind < EC_RULE_KINDS; kind++)
			for (size_t i = 0; i < active->count[kind]; i++)
			{
				const ec_condition *c = active->rule[kind][i].rule->condition;

				if (ec_evaluate(c, &env) != ec_evaluate(c, &doubting))
					assumed |= EC_FACT_BIT(f);
			}
	}
	return assumed;
}

/* On what the item's ECCN rests, where that is not the rules alone.  `found`: by them, or NULL. */
static void
describe_eccn(const Question *question, const char *found, ec_text *out)
{
	const ec_active *active = ec_program_active(question->program);
	ec_eccn copy;
	const char *stated = ec_stated_eccn(&question->facts, &copy);

	if (stated != NULL)
		ec_text_printf(out, "; ECCN %s as stated, so the item is not classified by its facts",
		               stated);
	else if (found != NULL && strcmp(found, "EAR99") == 0)
		ec_text_add(out, "; EAR99 because no entry that is loaded describes the item");
	if (stated != NULL && strcmp(stated, "EAR99") == 0)
		ec_text_add(out, "; that no entry describes it rests on the statement alone");
	else if (stated != NULL && active != NULL && !ec_is_known_eccn(&current_memory, active, stated))
		ec_text_add(out,
		            "; the rules of this entry are not loaded, so those for every item may stop "
		            "it, and none clears it");
}

/* The first row: what was asked, with every default spelt out that matters. */
static void
put_question(FunctionCallInfo fcinfo, const Question *question, const char *eccn,
             ec_fact_set assumed)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum values[COLUMN_COUNT] = {0};
	bool nulls[COLUMN_COUNT];
	ec_words end_use = question->facts.text[EC_END_USE];
	const ec_vocabulary *vocabulary = ec_engine_vocabulary(question->engine->engine);
	const char *fault;
	ec_text text;

	memset(nulls, true, sizeof(nulls));
	ec_text_init(&text, &current_memory);
	ec_text_add(&text, "asked for destination ");
	describe_place(question, question->destination, &text);
	ec_text_add(&text, ", headquarters ");
	describe_place(question, question->headquarters, &text);
	if (!question->headquarters_stated)
		ec_text_printf(&text, " (not stated: taken to be %s)", ec_fact_left_out(EC_HEADQUARTERS));
	ec_text_printf(&text, ", as of %s", date_text(question->as_of));
	ec_text_printf(&text, ", as known on %s", date_text(question->as_known));
	ec_text_printf(&text, ", scenario %s, end use ", question->scenario);
	if (end_use.text == NULL)
		ec_text_add(&text,
		            ec_leaves_out(&question->facts, EC_FACT_BIT(EC_END_USE)) ? "none stated" :
		                                                                       "unknown");
	else
		ec_text_printf(&text, "'%.*s'", (int) end_use.length, end_use.text);
	fault = ec_meaning_fault(&current_memory, vocabulary, &question->facts, EC_END_USE);
	if (fault != NULL)
		ec_text_printf(&text, ", which %s", fault);
	else if (ec_end_use_is_unruled(vocabulary, &question->facts) == EC_TRUE)
		ec_text_add(&text, ", of which no rule speaks");
	if (PG_ARGISNULL(ARG_SHIPMENT))
		ec_text_add(&text, ", nothing said of the shipment");
	else
		describe_shipment(question, PG_GETARG_SHIPMENT(ARG_SHIPMENT), &text);
	for (int f = 0; f < EC_FACT_END; f++)
		if (assumed >> f & 1)
			ec_text_printf(&text, "; %s is not stated: taken to be %s", ec_fact_name((ec_fact) f),
			               ec_fact_left_out((ec_fact) f));
	describe_eccn(question, eccn, &text);
	if (question->as_of > question->engine->book->sources_read)
		ec_text_printf(&text, "; the sources of the rules were read until %s, and nothing newer",
		               date_text(question->engine->book->sources_read));
	values[COLUMN_BECAUSE] = CStringGetTextDatum(text.data);
	nulls[COLUMN_BECAUSE] = false;
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static Datum
condition_datum(const ec_condition *c)
{
	/*
	 * Stored in the engine without a size word: write and parse, which gives the canonical bytes.
	 */
	ec_text text;
	ec_error error;
	size_t size;
	ec_condition *copy;

	ec_text_init(&text, &current_memory);
	ec_condition_write(c, &text);
	copy = ec_condition_parse(text.data, text.length, &current_memory, &size, &error);
	SET_VARSIZE(copy, size);
	return PointerGetDatum(copy);
}

static void
put_rule(FunctionCallInfo fcinfo, const ec_rule *rule, const ec_env *env, ec_truth truth)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid kind_type = TupleDescAttr(result->setDesc, COLUMN_KIND)->atttypid;
	Datum values[COLUMN_COUNT];
	bool nulls[COLUMN_COUNT] = {false};
	ec_text because;

	ec_text_init(&because, &current_memory);
	ec_because(rule->condition, env, &because);
	if (truth == EC_UNKNOWN && rule->not_applied)
		ec_text_add(&because, "; this is unknown, and then the rule is not applied (see its note)");
	values[COLUMN_RANK] = Int32GetDatum(rule->rank);
	values[COLUMN_KIND] = ObjectIdGetDatum(enum_value(kind_type, ec_rule_kind_name(rule->kind)));
	values[COLUMN_RULE] = CStringGetTextDatum(rule->id);
	values[COLUMN_CONDITION] = condition_datum(rule->condition);
	values[COLUMN_HOLDS] = BoolGetDatum(truth == EC_TRUE);
	nulls[COLUMN_HOLDS] = truth == EC_UNKNOWN;
	values[COLUMN_BECAUSE] = CStringGetTextDatum(because.data);
	values[COLUMN_CITATION] = CStringGetTextDatum(rule->citation);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static void
explain_question(FunctionCallInfo fcinfo, bool item_is_eccn)
{
	const Question *question;
	const ec_active *active;
	const char *eccn;
	bool stated;

	InitMaterializedSRF(fcinfo, 0);
	question = read_question(fcinfo, 0, item_is_eccn);
	if (question->program == NULL)
		return;
	active = ec_program_active(question->program);
	if (active == NULL)
	{
		put_question(fcinfo, question, NULL, 0);
		return;
	}
	eccn = answer_question(question, false)->decision->eccn;
	put_question(fcinfo, question, eccn, assumed_facts(question, active, eccn));
	stated = question->facts.known >> EC_STATED_ECCN & 1;
	for (int kind = stated ? EC_REQUIREMENT : EC_CLASSIFICATION; kind < EC_RULE_KINDS; kind++)
	{
		ec_env env =
		    ec_program_env(question->program, &question->facts, question->destination,
		                   question->headquarters, kind == EC_CLASSIFICATION ? NULL : eccn);

		for (size_t i = 0; i < active->count[kind]; i++)
		{
			const ec_rule *rule = active->rule[kind][i].rule;
			ec_truth truth = ec_evaluate(rule->condition, &env);

			put_rule(fcinfo, rule, &env, truth);
			if (kind == EC_CLASSIFICATION && truth == EC_TRUE)
				break; /* later classifications are not reached */
		}
	}
}

PG_FUNCTION_INFO_V1(explain);
Datum
explain(PG_FUNCTION_ARGS)
{
	explain_question(fcinfo, false);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(explain_eccn);
Datum
explain_eccn(PG_FUNCTION_ARGS)
{
	explain_question(fcinfo, true);
	return (Datum) 0;
}

/* A place that is known, to lend the rules of the day where no destination is given. */
static ec_country
any_place(const ec_facts *facts)
{
	for (int f = 0; f < EC_FACT_END; f++)
		if ((EC_SHIPMENT_PLACES >> f & 1) && facts->place[f] != EC_NO_COUNTRY)
			return facts->place[f];
	return EC_NO_COUNTRY;
}

/* Facts whose values are names, which mean what the rulebook says. */
#define NAMES (EC_FACT_BIT(EC_NAME) | EC_FACT_BIT(EC_VENDOR) | EC_FACT_BIT(EC_END_USE))

/*
 * holds(condition, chip, destination, ..., shipment, eccn): from chip on as classify() has them.
 */
PG_FUNCTION_INFO_V1(holds);
Datum
holds(PG_FUNCTION_ARGS)
{
	const int first = 1;
	const int arg_eccn = first + ARG_COUNT;
	LOCAL_FCINFO(call, ARG_COUNT + 2);
	const ec_condition *c;
	bool no_destination = PG_ARGISNULL(first + ARG_DESTINATION);
	bool asks_places;
	bool asks_names;
	const Question *question = NULL;
	ec_env env = {0};
	ec_eccn eccn;
	ec_truth truth;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(first + ARG_ITEM))
		PG_RETURN_NULL();
	c = PG_GETARG_CONDITION(0);
	asks_places = (ec_condition_facts(c) & EC_PLACE_FACTS) != 0;
	asks_names = (ec_condition_facts(c) & NAMES) != 0;
	/*
	 * The question wants a destination.  Where none is given, another place lends it the rules of
	 * the day: in a copy of the arguments, as of ours those that are constants are not set anew for
	 * the next row.
	 */
	memcpy(call, fcinfo, SizeForFunctionCallInfo(arg_eccn + 1));
	if (asks_places && no_destination)
	{
		ec_country place;

		read_facts(fcinfo, first, &env.facts);
		place = any_place(&env.facts);
		call->args[first + ARG_DESTINATION].value = UInt16GetDatum(place);
		call->args[first + ARG_DESTINATION].isnull = place == EC_NO_COUNTRY;
	}
	if (asks_names || (asks_places && !call->args[first + ARG_DESTINATION].isnull))
		question = read_question(call, first, false);
	if (question != NULL && question->program != NULL)
		env = ec_program_env(question->program, &question->facts,
		                     no_destination ? EC_NO_COUNTRY : question->destination,
		                     no_destination && !question->headquarters_stated ?
		                         EC_NO_COUNTRY :
		                         question->headquarters,
		                     NULL);
	if (question == NULL || question->program == NULL || no_destination)
		read_facts(fcinfo, first, &env.facts); /* the lent place says nothing of the region */
	/* What names mean takes a rulebook alone. */
	if (question != NULL)
		env.vocabulary = ec_engine_vocabulary(question->engine->engine);
	if (!PG_ARGISNULL(arg_eccn))
	{
		eccn = DatumGetEccn(PG_GETARG_DATUM(arg_eccn));
		env.eccn = eccn.text;
	}
	else
		env.eccn = ec_stated_eccn(&env.facts, &eccn);
	truth = ec_evaluate(c, &env);
	if (truth == EC_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(truth == EC_TRUE);
}
