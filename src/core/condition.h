/*
 * condition.h
 *		A boolean expression over facts: its stored form, its text, the arithmetic of its
 *		comparisons.
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
 *		| size word (the database's) | version | counts | root | newest fact      |
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
 * tpp >= 4800 and destination in (D:5) is, in hexadecimal and behind the size word,
 *
 *		01 00  05 00  01 00  02 00    version 1; 5 nodes, 1 item, 2 links
 *		04 00  00 00                  root: node 4; no fact newer than version 1
 *		0e 00 00 01  00 00 00 00      node 0: FACT tpp (0), height 1
 *		    00 00 00 00  00 00 00 00
 *		0d 00 00 01  00 00 00 00      node 1: NUMBER
 *		    00 00 00 00 00 c0 b2 40       4800
 *		0a 00 00 02  00 00 00 00      node 2: GE, height 2
 *		    00 00 00 00  01 00 00 00      of nodes 0 and 1
 *		0c 11 00 01  01 00 00 00      node 3: IN, fact destination (17), one item
 *		    00 00 00 00  00 00 00 00      from item 0 on
 *		04 00 00 03  02 00 00 00      node 4: AND, height 3, two links
 *		    00 00 00 00  00 00 00 00      from link 0 on
 *		01 00 00 00  00 00 00 00      item 0: a group, whose name is at text 0
 *		02 00  03 00                  links: nodes 2 and 3
 *		44 3a 35 00                   "D:5"
 *
 * on a machine that puts the lowest byte first.  Facts stand by their numbers, which are given
 * once, so a value of export_control 0.1.0, which is of this version, is read as it is.  A reader
 * looks at the version, and at the newest fact: the greatest number of a fact that it names, or 0
 * when 0.1.0 has all of them.
 *
 * The text written from a stored form is canonical: it parses to the same bytes.
 */
#ifndef EC_CONDITION_H
#define EC_CONDITION_H

#include "core/country.h"
#include "core/eccn.h"
#include "core/fact.h"
#include "core/interval.h"

#define EC_CONDITION_VERSION 1
#define EC_CONDITION_OLD_FACTS 24     /* numbers below this are those of export_control 0.1.0 */
#define EC_CONDITION_MAX_LENGTH 65536 /* bytes of text; beyond: EC_TOO_LONG */
#define EC_CONDITION_MAX_NODES 8192   /* nodes, items or links; beyond: EC_TOO_LONG */
#define EC_CONDITION_MAX_DEPTH 100    /* nesting; beyond: EC_TOO_DEEP */

/* The numbers stand in stored values: they are given once, as those of facts are. */
typedef enum ec_op
{
	EC_OP_FALSE = 0,
	EC_OP_TRUE = 1,
	EC_OP_FLAG = 2, /* a boolean fact */
	EC_OP_NOT = 3,
	EC_OP_AND = 4, /* links; EC_NODE_CHAIN when written a < b < c */
	EC_OP_OR = 5,
	EC_OP_LT = 6, /* comparisons of two numbers */
	EC_OP_LE = 7,
	EC_OP_EQ = 8,
	EC_OP_NE = 9,
	EC_OP_GE = 10,
	EC_OP_GT = 11,
	EC_OP_IN = 12, /* fact in items; EC_NODE_NEGATED, EC_NODE_EQUALS for = and != */
	EC_OP_NUMBER = 13,
	EC_OP_FACT = 14, /* a numeric fact */
	EC_OP_NEGATE = 15,
	EC_OP_ADD = 16,
	EC_OP_SUBTRACT = 17,
	EC_OP_MULTIPLY = 18,
	EC_OP_DIVIDE = 19
} ec_op;

#define EC_NODE_NEGATED 1
#define EC_NODE_EQUALS 2
#define EC_NODE_CHAIN 4

typedef struct ec_node
{
	uint8_t op;   /* ec_op */
	uint8_t fact; /* ec_fact, for FLAG, IN, FACT */
	uint8_t flags;
	uint8_t height; /* of the tree below, at most EC_CONDITION_MAX_DEPTH */
	uint32_t count; /* of links or items */
	union
	{
		struct
		{
			uint32_t a; /* left operand, or first link or item */
			uint32_t b; /* right operand */
		};
		double number;
	};
} ec_node;

/* And so do these. */
typedef enum ec_item_kind
{
	EC_ITEM_COUNTRY = 0, /* value: ec_country */
	EC_ITEM_GROUP = 1,   /* value: offset of the text */
	EC_ITEM_ECCN = 2,
	EC_ITEM_TEXT = 3,
	EC_ITEM_FORM = 4 /* value: ec_form */
} ec_item_kind;

typedef struct ec_item
{
	uint32_t kind;
	uint32_t value;
} ec_item;

typedef struct ec_condition
{
	int32_t size_word; /* belongs to the database; the core leaves it zero */
	uint16_t version;
	uint16_t node_count;
	uint16_t item_count;
	uint16_t link_count;
	uint16_t root;
	uint16_t newest_fact; /* 0: none that export_control 0.1.0 does not have */
	ec_node node[];
} ec_condition;

/* Can this library read it? */
static inline bool
ec_condition_is_current(const ec_condition *c)
{
	return c->version == EC_CONDITION_VERSION && c->newest_fact < EC_FACT_END;
}

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
ec_condition_text(const ec_condition *c, uint32_t offset)
{
	return (const char *) (ec_condition_links(c) + c->link_count) + offset;
}

/*
 * Parses; NULL with an error whose position counts characters from 1.  *size is the value's length.
 */
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
extern ec_interval ec_condition_number(const ec_condition *c, uint32_t node,
                                       const ec_interval *numbers);
extern ec_truth ec_condition_compare(ec_op op, ec_interval a, ec_interval b);

/*
 * The least number that ec_condition_compare() takes for at least the limit (`strict`: above it): x
 * >= limit and x >= ec_condition_threshold(limit, false) are the same test, the second one without
 * tolerance.
 */
extern double ec_condition_threshold(double limit, bool strict);

/* True for a name that may stand for a country group in a condition: D:5, AIA, tier_2. */
extern bool ec_group_name_is_valid(const char *name, size_t length);

#endif /* EC_CONDITION_H */
