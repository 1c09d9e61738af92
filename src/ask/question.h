/*
 * question.h
 *		One call of classify() or a function like it: its arguments, and the program that answers.
 *
 * What stays the same from row to row (the rulebook, the scenario, the program for the last
 * destination and date) is kept with the calling expression, in fn_extra.
 */
#ifndef EXPORT_CONTROL_QUESTION_H
#define EXPORT_CONTROL_QUESTION_H

#include "ask/engine_cache.h"

#include "utils/date.h"

/*
 * Arguments, in the order that every function of the family takes them; it may leave the last ones
 * out.
 */
enum
{
	ARG_ITEM, /* a chip or an ECCN */
	ARG_DESTINATION,
	ARG_AS_OF,
	ARG_AS_KNOWN,
	ARG_HEADQUARTERS,
	ARG_END_USE,
	ARG_SCENARIO,
	ARG_RULEBOOK,
	ARG_SHIPMENT,
	ARG_COUNT
};

typedef struct Question
{
	Engine *engine;
	int64 release;       /* id of the current release; 0 when a rulebook was passed */
	ec_program *program; /* NULL: something is missing before any rule is asked */
	ec_fact_set missing; /* then: what */
	ec_facts facts;
	ec_country destination;
	ec_country headquarters;
	bool headquarters_stated; /* false: taken to be in the destination */
	ec_eccn eccn;             /* of an item that is given by its ECCN */
	DateADT as_of;
	DateADT as_known;
	const char *scenario;
} Question;

/*
 * Reads the arguments, which begin at argument `first`, and finds the program.  `item_is_eccn`: the
 * item is given by its ECCN.  The question is good until the next call of the same expression.
 */
extern const Question *read_question(FunctionCallInfo fcinfo, int first, bool item_is_eccn);

/*
 * Only the facts of the item and the transaction, the item being a chip that is not NULL.  Of its
 * places, facts->place tells the headquarters and those of the shipment, EC_NO_COUNTRY where that
 * is not said.
 */
extern void read_facts(FunctionCallInfo fcinfo, int first, ec_facts *facts);

/* The answer; valid until the next question is read. */
extern ec_answer *answer_question(const Question *question, bool outcome_only);

/* A place of the caller's own in what is kept from row to row; NULL at first. */
extern void **question_attachment(FunctionCallInfo fcinfo);

#endif /* EXPORT_CONTROL_QUESTION_H */
