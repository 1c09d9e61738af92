/*
 * classify.h
 *		A determination as an SQL value, for other rooms that ask: the log of screenings, and its
 *		trigger.
 */
#ifndef EXPORT_CONTROL_CLASSIFY_H
#define EXPORT_CONTROL_CLASSIFY_H

#include "ask/question.h"

/*
 * Answers a call of classify() or classify_eccn(), whose fcinfo it is, with a value of type
 * determination in the current memory context.  The question read and the answer found are handed
 * out, too; they are valid until the next call.
 */
extern Datum determine(FunctionCallInfo fcinfo, bool item_is_eccn, const Question **question,
                       ec_answer **answer);

/* The value for another answer to that question. */
extern Datum determination_of(FunctionCallInfo fcinfo, const Question *question, ec_answer *answer);

#endif /* EXPORT_CONTROL_CLASSIFY_H */
