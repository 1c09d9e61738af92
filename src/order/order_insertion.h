/*
 * order_insertion.h
 *		Whether an order that is screened before it is inserted is inserted.
 *
 * PostgreSQL fires BEFORE INSERT also for a row that ON CONFLICT then drops.  Such an order must
 * leave neither an entry nor a draw.  So a row that is in conflict with one that is there is not
 * screened: it will be dropped, or its statement fails.  But another session may make a conflict,
 * or take one away, between the look and the insertion.  So each table has a second trigger, AFTER
 * INSERT, which says what was inserted.  A transaction whose orders were not the ones that were
 * screened does not commit.
 */
#ifndef EXPORT_CONTROL_ORDER_INSERTION_H
#define EXPORT_CONTROL_ORDER_INSERTION_H

#include "pg/binding.h"

#include "commands/trigger.h"

/* Is a trigger enabled, where this session applies what is replicated, or where it does not? */
extern bool is_enabled(const Trigger *trigger);

/* Does a trigger fire for an insertion, or for any update, whatever the row is? */
extern bool always_fires(const Trigger *trigger, bool insertion);

/*
 * Is it confirmed which orders of this table are inserted?  Then this is the trigger that screens
 * them before, and otherwise NULL.
 */
extern const Trigger *confirmed_trigger(Relation relation);

/* Is a row there, by now, that keeps this one from being inserted? */
extern bool has_conflict(Relation relation, HeapTuple row);

/* An order of a table whose insertions are confirmed has been screened, and is to be inserted. */
extern void expect_insertion(Oid relation, const char *key);

#endif /* EXPORT_CONTROL_ORDER_INSERTION_H */
