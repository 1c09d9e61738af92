/*
 * answer.h
 *		Finished answers, each made once for all rows that come to it.
 *
 * Equal decisions are one, and with equal missing facts they are one answer; so whoever hangs
 * something made of an answer on it makes that once, too.
 */
#ifndef EC_ANSWER_H
#define EC_ANSWER_H

#include "core/decide.h"
#include "core/table.h"

/* `attachment` belongs to the caller, who may hang a tuple on it. */
typedef struct ec_answer
{
	ec_outcome outcome; /* the decision's, for who reads nothing else of it */
	ec_fact_set missing;
	const ec_decision *decision;
	void *attachment;
} ec_answer;

/* A decision, kept with its answers. */
typedef struct ec_kept_decision ec_kept_decision;

typedef struct ec_answers
{
	ec_table decision;               /* of ec_kept_decision, by their contents */
	ec_answer *outcome[EC_OUTCOMES]; /* for who reads only the outcome */
} ec_answers;

/*
 * The kept one of a decision, whose lists are copied and whose texts must outlive it.  The rules
 * that leave it open are not kept: they differ between decisions that are otherwise equal.
 */
extern ec_kept_decision *ec_keep_decision(const ec_memory *mem, ec_answers *answers,
                                          const ec_decision *decision);

/* The answer of a decision to which these facts are missing. */
extern ec_answer *ec_find_answer(const ec_memory *mem, ec_kept_decision *decision,
                                 ec_fact_set missing);

/* The answer of which only the outcome is to be read. */
extern ec_answer *ec_outcome_answer(const ec_memory *mem, ec_answers *answers, ec_outcome outcome);

#endif /* EC_ANSWER_H */
