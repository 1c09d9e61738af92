/*
 * order_flag.h
 *		Columns that say yes or no of an order: that it is given up, or that it has shipped.
 *
 *		'cancelled=cancelled'				a boolean: true means it
 *		'closed=shipped_on'					a day: a row that has one means it
 *		'cancelled=status:VOID,"NO, SIR"'	anything else that is written in one way: these values
 *											mean it, and no other does
 */
#ifndef EXPORT_CONTROL_ORDER_FLAG_H
#define EXPORT_CONTROL_ORDER_FLAG_H

#include "pg/binding.h"

#include "access/htup.h"
#include "utils/date.h"
#include "utils/rel.h"

typedef enum FlagKind
{
	FLAG_BOOLEAN,
	FLAG_DAY,
	FLAG_VALUES
} FlagKind;

typedef struct OrderFlag
{
	AttrNumber column; /* 0: nothing is mapped */
	FlagKind kind;
	bool waits; /* a day that is still to come does not mean it yet */
	Oid type;   /* the column's, below its domains */
	FmgrInfo output;
	int count;
	char **value; /* the texts of the values that mean it */
} OrderFlag;

/*
 * Splits what an argument is into the column and, after a colon, the list of values: *values is
 * NULL where there is none.  A column that is called like the whole has none.
 */
extern AttrNumber split_flag(Relation relation, const char *text, const char **values);

/*
 * Fills the flag in, whose column is known.  Any fault is an error that says what to write instead.
 */
extern void read_flag(OrderFlag *flag, Relation relation, const char *argument, const char *values);

/* An error if one value is to mean both. */
extern void check_flags_differ(const OrderFlag *one, const char *argument, const OrderFlag *other,
                               const char *other_argument, Relation relation);

/* Does the row say yes? */
extern bool flag_is_set(const OrderFlag *flag, HeapTuple row, TupleDesc desc);

/* The day that the row has in a column of the kind FLAG_DAY; false where there is none. */
extern bool flag_day(const OrderFlag *flag, HeapTuple row, TupleDesc desc, DateADT *day);

#endif /* EXPORT_CONTROL_ORDER_FLAG_H */
