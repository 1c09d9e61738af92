/*
 * attempt.h
 *		Work on a value that may not be what it should be, after which the statement goes on.
 */
#ifndef EXPORT_CONTROL_ATTEMPT_H
#define EXPORT_CONTROL_ATTEMPT_H

#include "pg/binding.h"

typedef void (*AttemptedWork)(void *state);

/*
 * Runs the work in a subtransaction of its own.  Returns NULL when it is done; or what is wrong
 * with the value, in the current memory context: an error of the classes 22 (data exception), 23
 * (a domain refuses it) or 54 (too long, or nested too deeply).  Any other error goes on.
 */
extern ErrorData *attempt(AttemptedWork work, void *state);

/*
 * The same without a subtransaction, which costs as much as a third of an order: for work that
 * takes nothing but memory and writes nothing, as the input functions of types do.
 */
extern ErrorData *attempt_reading(AttemptedWork work, void *state);

#endif /* EXPORT_CONTROL_ATTEMPT_H */
