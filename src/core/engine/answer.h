/*
 * answer.h
 *		Finished answers, each made once for all rows that come to it.
 *
 *		decision --its contents--> kept decision --missing facts--> answer
 *
 * A decision (decide.h) is what the rules come to.  An answer is a decision with the facts that an
 * item lacks.  A caller may attach to an answer what it has made of it, so as to make that once,
 * too.
 */
#ifndef EC_ANSWER_H
#define EC_ANSWER_H

#include "core/decide.h"
#include "core/table.h"

typedef struct ec_answer
{
	ec_outcome outcome; /* the decision's, for callers that read nothing else of it */
	ec_fact_set missing;
	const ec_decision *decision;
	void *attachment; /* the caller's; NULL until it attaches something */
} ec_answer;

/* A decision, kept with its answers. */
typedef struct ec_kept_decision ec_kept_decision;

typedef struct ec_answers
{
	ec_table decision;               /* of ec_kept_decision, by their contents */
	ec_answer *outcome[EC_OUTCOMES]; /* for callers that read only the outcome */
} ec_answers;

/*
 * Keeps a decision; equal ones are kept once.  Its lists are copied, and its texts must outlive it.
 * The rules that leave it open are not kept, as they differ between decisions that are otherwise
 * equal.
 */
extern ec_kept_decision *ec_keep_decision(const ec_memory *mem, ec_answers *answers,
                                          const ec_decision *decision);

extern const ec_decision *ec_kept_contents(const ec_kept_decision *kept);

/* The decision, with these facts missing. */
extern ec_answer *ec_find_answer(const ec_memory *mem, ec_kept_decision *decision,
                                 ec_fact_set missing);

/* An answer of which only the outcome may be read. */
extern ec_answer *ec_outcome_answer(const ec_memory *mem, ec_answers *answers, ec_outcome outcome);

#endif /* EC_ANSWER_H */
