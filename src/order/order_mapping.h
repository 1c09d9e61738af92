/*
 * order_mapping.h
 *		How a table of orders tells its facts: the arguments of screen_order(), read and checked.
 */
#ifndef EXPORT_CONTROL_ORDER_MAPPING_H
#define EXPORT_CONTROL_ORDER_MAPPING_H

#include "order/doubt.h"
#include "order/order_flag.h"

#include "commands/trigger.h"

/* What a column may tell. */
typedef enum OrderFact
{
	ORDER_CHIP,
	ORDER_PRODUCT,
	ORDER_VENDOR,
	ORDER_ECCN,
	ORDER_DESTINATION,
	ORDER_AS_OF,
	ORDER_HEADQUARTERS,
	ORDER_END_USE,
	ORDER_END_USER,
	ORDER_CONSIGNEE,
	ORDER_MOVEMENT,
	ORDER_SHIPPED_FROM,
	ORDER_REGION,
	ORDER_COVERED_REGION,
	ORDER_APPROVED_ENTITY,
	ORDER_CERTIFICATION,
	ORDER_LETTER,
	ORDER_SUPERCOMPUTER_SITE,
	ORDER_QUANTITY,
	ORDER_SHIPPED_QUANTITY,
	ORDER_VALUE,
	ORDER_CONSIGNEE_TPP,
	ORDER_LICENSE,
	ORDER_FACTS
} OrderFact;

typedef enum OrderPolicy
{
	POLICY_BLOCK,
	POLICY_HOLD,
	POLICY_RECORD
} OrderPolicy;

/* A column that is read, and how its values become those of the fact's type. */
typedef struct ReadColumn
{
	AttrNumber column; /* 0: nothing is mapped */
	bool casts;        /* by a function */
	bool converts;     /* through text */
	bool padded;       /* of type character(n): the blanks at its end mean nothing */
	bool number;       /* a key of type numeric: the zeros at its end mean nothing */
	bool has_settings; /* what becomes of it depends on the session's settings */
	bool may_fail;     /* it has values that are none of the fact's type */
	bool runs_code;    /* of which nothing is known */
	bool is_text;      /* blanks alone say nothing */
	FmgrInfo cast;
	FmgrInfo output;
	FmgrInfo input;
	Oid input_type;
} ReadColumn;

/* A column that is written with a word. */
typedef struct WrittenColumn
{
	AttrNumber column;
	FmgrInfo input;
	Oid input_type;
	int32 typmod;
	int most; /* characters; -1: any number */
} WrittenColumn;

typedef struct OrderMapping
{
	OrderPolicy policy;
	const char *scenario;
	const char *relation; /* name with schema; of a partition, its root's */
	ReadColumn fact[ORDER_FACTS];
	OrderFlag cancelled; /* a day of cancellation that is still to come gives nothing up yet */
	OrderFlag closed;    /* any day of shipment closes */
	OrderFlag returned;
	bool negative_returns; /* an order of a negative quantity is a return */
	int key_count;
	bool key_has_settings; /* the text of a key depends on the session's settings */
	ReadColumn key[INDEX_MAX_KEYS];
	WrittenColumn outcome;
	WrittenColumn disposition;
	WrittenColumn reason;
} OrderMapping;

/*
 * Reads a trigger's arguments in the current memory context.  Any fault is an error that says what
 * to write instead.
 */
extern OrderMapping *read_order_mapping(Relation relation, const Trigger *trigger);

/*
 * The value that a row has for a fact; false for NULL, for a text of blanks, and for what is not
 * mapped.  False, and a doubt, for what cannot be read.
 */
extern bool order_value(OrderMapping *mapping, OrderFact fact, HeapTuple row, TupleDesc desc,
                        Datum *value, Doubts *doubts);

extern char *order_key(OrderMapping *mapping, HeapTuple row, TupleDesc desc);

/* Does nothing that is read, or written, differ between two versions of a row? */
extern bool same_order(const OrderMapping *mapping, HeapTuple before, HeapTuple after,
                       TupleDesc desc);

/* Has the row a column for the outcome, and none in it? */
extern bool lacks_outcome(const OrderMapping *mapping, HeapTuple row, TupleDesc desc);

/* What is written into an order's row; NULL for NULL. */
typedef struct OrderWords
{
	const char *outcome;
	const char *disposition;
	const char *reason; /* why the order may not pass */
} OrderWords;

/* A copy of the row with its written columns set. */
extern HeapTuple write_order(OrderMapping *mapping, HeapTuple row, TupleDesc desc,
                             const OrderWords *words);

#endif /* EXPORT_CONTROL_ORDER_MAPPING_H */
