/*
 * condition.h
 *		A boolean expression over facts: its stored form, its text, the arithmetic of its comparisons.
 *
 *		condition  := conjunction { OR conjunction }
 *		conjunction:= negation { AND negation }
 *		negation   := NOT negation | comparison
 *		comparison := sum [ relation sum { relation sum } ] | fact [NOT] IN ( item {, item} )
 *		sum        := product { (+|-) product }
 *		product    := factor { (*|/) factor }
 *		factor     := - factor | number | fact | TRUE | FALSE | ( condition )
 *		relation   := = | != | <> | < | <= | > | >=
 *		item       := country | country group | ECCN | 'text', as the fact on the left requires
 *
 * The stored form is one block; every link is an index of fixed width, so nothing needs relocating:
 *
 *		+-------------------------------------------------------------------------+
 *		| size word (the database's) | version | counts | root                    |
 *		+-------------------------------------------------------------------------+
 *		| node[]: 16 bytes each      operands before what uses them               |
 *		+-------------------------------------------------------------------------+
 *		| item[]: 8 bytes each       members of IN lists                          |
 *		+-------------------------------------------------------------------------+
 *		| link[]: 2 bytes each       operands of AND and OR                       |
 *		+-------------------------------------------------------------------------+
 *		| texts, each followed by NUL                                             |
 *		+-------------------------------------------------------------------------+
 *
 * The text written from a stored form is canonical: it parses to the same bytes.
 */
#ifndef EC_CONDITION_H
#define EC_CONDITION_H

#include "country.h"
#include "eccn.h"
#include "fact.h"
#include "interval.h"

#define EC_CONDITION_VERSION 1
#define EC_CONDITION_MAX_LENGTH 65536	/* bytes of text; beyond: EC_TOO_LONG */
#define EC_CONDITION_MAX_NODES 8192		/* nodes, items or links; beyond: EC_TOO_LONG */
#define EC_CONDITION_MAX_DEPTH 100		/* nesting; beyond: EC_TOO_DEEP */

typedef enum ec_op
{
	EC_OP_FALSE,
	EC_OP_TRUE,
	EC_OP_FLAG,					/* a boolean fact */
	EC_OP_NOT,
	EC_OP_AND,					/* links; EC_NODE_CHAIN when written a < b < c */
	EC_OP_OR,
	EC_OP_LT,					/* comparisons of two numbers */
	EC_OP_LE,
	EC_OP_EQ,
	EC_OP_NE,
	EC_OP_GE,
	EC_OP_GT,
	EC_OP_IN,					/* fact in items; EC_NODE_NEGATED, EC_NODE_EQUALS for = and != */
	EC_OP_NUMBER,
	EC_OP_FACT,					/* a numeric fact */
	EC_OP_NEGATE,
	EC_OP_ADD,
	EC_OP_SUBTRACT,
	EC_OP_MULTIPLY,
	EC_OP_DIVIDE
} ec_op;

#define EC_NODE_NEGATED 1
#define EC_NODE_EQUALS 2
#define EC_NODE_CHAIN 4

typedef struct ec_node
{
	uint8_t		op;				/* ec_op */
	uint8_t		fact;			/* ec_fact, for FLAG, IN, FACT */
	uint8_t		flags;
	uint8_t		height;			/* of the tree below, at most EC_CONDITION_MAX_DEPTH */
	uint32_t	count;			/* of links or items */
	union
	{
		struct
		{
			uint32_t	a;		/* left operand, or first link or item */
			uint32_t	b;		/* right operand */
		};
		double		number;
	};
} ec_node;

typedef enum ec_item_kind
{
	EC_ITEM_COUNTRY,			/* value: ec_country */
	EC_ITEM_GROUP,				/* value: place of the text */
	EC_ITEM_ECCN,
	EC_ITEM_TEXT,
	EC_ITEM_FORM				/* value: ec_form */
} ec_item_kind;

typedef struct ec_item
{
	uint32_t	kind;
	uint32_t	value;
} ec_item;

typedef struct ec_condition
{
	int32_t		size_word;		/* belongs to the database; the core leaves it zero */
	uint16_t	version;
	uint16_t	node_count;
	uint16_t	item_count;
	uint16_t	link_count;
	uint16_t	root;
	uint16_t	pad;
	ec_node		node[];
} ec_condition;

static inline const ec_item *
ec_condition_items(const ec_condition *c)
{
	return (const ec_item *) (c->node + c->node_count);
}

static inline const uint16_t *
ec_condition_links(const ec_condition *c)
{
	return (const uint16_t *) (ec_condition_items(c) + c->item_count);
}

static inline const char *
ec_condition_text(const ec_condition *c, uint32_t place)
{
	return (const char *) (ec_condition_links(c) + c->link_count) + place;
}

/* Parses; NULL with an error whose position counts characters from 1.  *size is the value's length. */
extern ec_condition *ec_condition_parse(const char *text, size_t length, const ec_memory *mem,
										size_t *size, ec_error *error);

/* Writes the canonical text. */
extern void ec_condition_write(const ec_condition *c, ec_text *out);
extern void ec_condition_write_node(const ec_condition *c, uint32_t node, ec_text *out);
extern void ec_condition_write_item(const ec_condition *c, const ec_item *item, ec_text *out);
extern void ec_condition_write_items(const ec_condition *c, const ec_node *in, ec_text *out);

/* Which facts the condition mentions. */
extern ec_fact_set ec_condition_facts(const ec_condition *c);

/*
 * The value of an arithmetic node, given the numbers of the facts; and the truth of a comparison of
 * two such values.  Sums and products of binary approximations of decimals may differ in the last
 * place from the decimal a person computes, so values that agree to within 4 units in the last
 * place are equal here; a fact compared with a constant never comes this way and is exact.
 */
extern ec_interval ec_condition_number(const ec_condition *c, uint32_t node, const ec_interval *numbers);
extern ec_truth ec_condition_compare(ec_op op, ec_interval a, ec_interval b);

/*
 * The least number that ec_condition_compare() takes for at least the limit (`strict`: above it): x >= limit
 * and x >= ec_condition_threshold(limit, false) are the same test, the second one without tolerance.
 */
extern double ec_condition_threshold(double limit, bool strict);

/* True for a name that may stand for a country group in a condition: D:5, AIA, tier_2. */
extern bool ec_group_name_is_valid(const char *name, size_t length);

#endif							/* EC_CONDITION_H */
