/*
 * condition_parse.c
 *		From text to a condition: a recursive-descent parser that says, when it fails, where,
 *		what it expected, and the nearest name it knows.
 */
#include "core/condition.h"

#include <stdio.h>
#include <stdlib.h>

/* What an expression denotes while it is being parsed. */
typedef enum operand_kind
{
	OPERAND_CONDITION,
	OPERAND_NUMBER,
	OPERAND_TEXT,  /* a text fact, waiting for =, != or in */
	OPERAND_PLACE, /* a country, likewise */
	OPERAND_ECCN
} operand_kind;

typedef struct operand
{
	operand_kind kind;
	uint32_t node;     /* for CONDITION and NUMBER */
	ec_fact fact;      /* for the others */
	const char *start; /* where it begins in the text */
} operand;

typedef struct parser
{
	const char *text;
	const char *end;
	const char *at; /* next character to read */
	const ec_memory *mem;
	ec_error *error;
	int depth;

	ec_node *node;
	size_t node_count, node_capacity;
	ec_item *item;
	size_t item_count, item_capacity;
	uint16_t *link;
	size_t link_count, link_capacity;
	ec_text texts;
} parser;

static bool parse_or(parser *p, operand *result);
static bool parse_factor(parser *p, operand *result);

/* --- errors --- */

static bool
fail_at(parser *p, const char *where, const char *message)
{
	ec_fail(p->error, EC_INVALID_TEXT, "%s at character %d of condition", message,
	        ec_character_position(p->text, (size_t) (where - p->text)));
	p->error->position = ec_character_position(p->text, (size_t) (where - p->text));
	return false;
}

static void
skip_space(parser *p)
{
	while (p->at < p->end && ec_is_space(*p->at))
		p->at++;
}

static bool
starts_word(char c)
{
	return ec_is_letter(c) || c == '_';
}

static bool
is_word(char c)
{
	return starts_word(c) || ec_is_digit(c);
}

/*
 * The length of what stands at `where`, to show it in a message: a word, a number or one character.
 */
static int
token_length(parser *p, const char *where)
{
	const char *q = where;

	if (q < p->end && (is_word(*q)))
	{
		while (q < p->end && (is_word(*q) || *q == '.' || *q == ':'))
			q++;
		return ec_quoted((size_t) (q - where));
	}
	if (q < p->end)
	{
		q++;
		while (q < p->end && ((unsigned char) *q & 0xC0) == 0x80)
			q++;
	}
	return (int) (q - where);
}

static bool
expected(parser *p, const char *what)
{
	char message[200];
	int length;

	skip_space(p);
	length = token_length(p, p->at);
	if (length == 0)
		fail_at(p, p->at, "syntax error at end of input");
	else
	{
		snprintf(message, sizeof(message), "syntax error at or near \"%.*s\"", length, p->at);
		fail_at(p, p->at, message);
	}
	ec_detail(p->error, "Expected %s.", what);
	return ec_hint(p->error,
	               "A condition looks like this: 2400 <= tpp < 4800 and datacenter and destination "
	               "in (D:1, MO).");
}

static bool
unknown_name(parser *p, const char *name, size_t length)
{
	char message[160];
	const char *nearest = ec_fact_nearest(name, length);

	snprintf(message, sizeof(message), "unknown fact \"%.*s\"", ec_quoted(length), name);
	fail_at(p, name, message);
	if (ec_fact_find_key(EC_HOLDER_ITEM, name, length) == EC_RATES)
		return ec_hint(p->error,
		               "Rates are tested through \"tpp\" (rate times bit length) or \"tops\" (the "
		               "highest dense rate).");
	if (nearest != NULL)
		return ec_hint(p->error, "Perhaps you meant \"%s\".", nearest);
	return ec_hint(p->error, "Facts: %s.", ec_fact_names());
}

static bool
too_deep(parser *p)
{
	ec_fail(p->error, EC_TOO_DEEP, "condition is nested too deeply");
	ec_detail(p->error, "The limit is %d levels.", EC_CONDITION_MAX_DEPTH);
	return ec_hint(p->error, "Split the rule into several rules, or remove parentheses.");
}

static bool
too_long(parser *p, const char *what, int limit)
{
	ec_fail(p->error, EC_TOO_LONG, "condition is too long");
	ec_detail(p->error, "The limit is %d %s.", limit, what);
	return ec_hint(p->error,
	               "Split the rule into several rules, or name a country group instead of listing "
	               "its members.");
}

/* --- building the tree --- */

static bool
add_node(parser *p, ec_node node, uint32_t *index)
{
	int height = 0;

	if (p->node_count >= EC_CONDITION_MAX_NODES)
		return too_long(p, "nodes", EC_CONDITION_MAX_NODES);
	if (node.op == EC_OP_AND || node.op == EC_OP_OR)
	{
		for (uint32_t i = 0; i < node.count; i++)
			if (p->node[p->link[node.a + i]].height > height)
				height = p->node[p->link[node.a + i]].height;
	}
	else if (node.op == EC_OP_NOT || node.op == EC_OP_NEGATE)
		height = p->node[node.a].height;
	else if ((node.op >= EC_OP_LT && node.op <= EC_OP_GT) || node.op >= EC_OP_ADD)
		height = p->node[node.a].height > p->node[node.b].height ? p->node[node.a].height :
		                                                           p->node[node.b].height;
	if (height + 1 > EC_CONDITION_MAX_DEPTH)
		return too_deep(p);
	node.height = (uint8_t) (height + 1);

	p->node = ec_grow(p->mem, p->node, p->node_count, &p->node_capacity, sizeof(ec_node));
	*index = (uint32_t) p->node_count;
	p->node[p->node_count++] = node;
	return true;
}

static bool
add_link(parser *p, uint32_t node)
{
	if (p->link_count >= EC_CONDITION_MAX_NODES)
		return too_long(p, "operands", EC_CONDITION_MAX_NODES);
	p->link = ec_grow(p->mem, p->link, p->link_count, &p->link_capacity, sizeof(uint16_t));
	p->link[p->link_count++] = (uint16_t) node;
	return true;
}

static bool
add_item(parser *p, ec_item_kind kind, uint32_t value)
{
	if (p->item_count >= EC_CONDITION_MAX_NODES)
		return too_long(p, "list members", EC_CONDITION_MAX_NODES);
	p->item = ec_grow(p->mem, p->item, p->item_count, &p->item_capacity, sizeof(ec_item));
	p->item[p->item_count++] = (ec_item){(uint32_t) kind, value};
	return true;
}

static uint32_t
add_text(parser *p, const char *text, size_t length)
{
	uint32_t place = (uint32_t) p->texts.length;

	ec_text_add_n(&p->texts, text, length);
	ec_text_add_char(&p->texts, '\0');
	return place;
}

/* --- reading --- */

/* A word that is the next token; its length, or 0.  Does not advance. */
static size_t
peek_word(parser *p)
{
	const char *q;

	skip_space(p);
	q = p->at;
	if (q < p->end && starts_word(*q))
		while (q < p->end && is_word(*q))
			q++;
	return (size_t) (q - p->at);
}

static bool
take_keyword(parser *p, const char *keyword)
{
	size_t length = peek_word(p);

	if (length != strlen(keyword))
		return false;
	for (size_t i = 0; i < length; i++)
		if (ec_lower(p->at[i]) != keyword[i])
			return false;
	p->at += length;
	return true;
}

static bool
take_char(parser *p, char c)
{
	skip_space(p);
	if (p->at >= p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

static bool
take_relation(parser *p, ec_op *op)
{
	char c;
	char next;

	skip_space(p);
	if (p->at >= p->end)
		return false;
	c = *p->at;
	next = p->at + 1 < p->end ? p->at[1] : '\0';
	if (c == '<' && next == '=')
		*op = EC_OP_LE, p->at += 2;
	else if (c == '<' && next == '>')
		*op = EC_OP_NE, p->at += 2;
	else if (c == '<')
		*op = EC_OP_LT, p->at += 1;
	else if (c == '>' && next == '=')
		*op = EC_OP_GE, p->at += 2;
	else if (c == '>')
		*op = EC_OP_GT, p->at += 1;
	else if (c == '!' && next == '=')
		*op = EC_OP_NE, p->at += 2;
	else if (c == '=')
		*op = EC_OP_EQ, p->at += 1;
	else
		return false;
	return true;
}

static bool
parse_number(parser *p, operand *result)
{
	const char *q = p->at;
	char *copy;
	double value;

	while (q < p->end && ec_is_digit(*q))
		q++;
	if (q < p->end && *q == '.')
	{
		q++;
		while (q < p->end && ec_is_digit(*q))
			q++;
	}
	if (q < p->end && (*q == 'e' || *q == 'E'))
	{
		const char *r = q + 1;

		if (r < p->end && (*r == '+' || *r == '-'))
			r++;
		if (r < p->end && ec_is_digit(*r))
		{
			while (r < p->end && ec_is_digit(*r))
				r++;
			q = r;
		}
	}
	if (q < p->end && is_word(*q))
	{
		char message[120];

		snprintf(message, sizeof(message), "invalid number \"%.*s\"", token_length(p, p->at),
		         p->at);
		fail_at(p, p->at, message);
		return ec_hint(
		    p->error,
		    "Write numbers like 4800 or 5.92; an ECCN can only stand in \"eccn in (...)\".");
	}
	copy = ec_copy_text(p->mem, p->at, (size_t) (q - p->at));
	value = strtod(copy, NULL);
	/*
	 * A number too small for a double reads as 0, and is not 0: a digit before the exponent says
	 * so.
	 */
	if (isinf(value) || (value == 0.0 && strcspn(copy, "123456789") < strcspn(copy, "eE")))
	{
		fail_at(p, p->at, "number is out of range");
		p->error->code = EC_OUT_OF_RANGE;
		return ec_hint(p->error, "No chip comes near a number this %s; check the digits.",
		               isinf(value) ? "large" : "small");
	}
	result->kind = OPERAND_NUMBER;
	p->at = q;
	return add_node(p, (ec_node){.op = EC_OP_NUMBER, .number = value}, &result->node);
}

/* Behind the "-" of a number that begins at `start`. */
static bool
parse_negated(parser *p, operand *result, const char *start)
{
	if (++p->depth > EC_CONDITION_MAX_DEPTH)
		return too_deep(p);
	if (!parse_factor(p, result))
		return false;
	p->depth--;
	if (result->kind != OPERAND_NUMBER)
	{
		p->at = result->start;
		return expected(p, "a number after \"-\"");
	}
	result->start = start;
	return add_node(p, (ec_node){.op = EC_OP_NEGATE, .a = result->node}, &result->node);
}

/* Behind the "(" at `start`. */
static bool
parse_parenthesized(parser *p, operand *result, const char *start)
{
	if (++p->depth > EC_CONDITION_MAX_DEPTH)
		return too_deep(p);
	if (!parse_or(p, result))
		return false;
	p->depth--;
	if (!take_char(p, ')'))
		return expected(p, "\")\"");
	result->start = start;
	return true;
}

/* A name that is not a fact's: a keyword out of place, or a mistake. */
static bool
refuse_name(parser *p, size_t length)
{
	const char *start = p->at;

	if (take_keyword(p, "and") || take_keyword(p, "or") || take_keyword(p, "in") ||
	    take_keyword(p, "not"))
	{
		p->at = start;
		return expected(p, "a fact, a number or \"(\"");
	}
	return unknown_name(p, p->at, length);
}

/* The name of a fact.  Numbers and flags become nodes; the others wait for their list. */
static bool
parse_fact(parser *p, operand *result, size_t length)
{
	ec_fact fact = ec_fact_find(p->at, length);

	if (fact == EC_NO_FACT)
		return refuse_name(p, length);
	p->at += length;
	result->fact = fact;
	switch (ec_fact_kind_of(fact))
	{
		case EC_KIND_NUMBER:
			result->kind = OPERAND_NUMBER;
			return add_node(p, (ec_node){.op = EC_OP_FACT, .fact = (uint8_t) fact}, &result->node);
		case EC_KIND_BOOLEAN:
			result->kind = OPERAND_CONDITION;
			return add_node(p, (ec_node){.op = EC_OP_FLAG, .fact = (uint8_t) fact}, &result->node);
		case EC_KIND_TEXT:
		case EC_KIND_FORM:
		case EC_KIND_MOVEMENT:
		case EC_KIND_REGION:
			result->kind = OPERAND_TEXT;
			return true;
		case EC_KIND_COUNTRY:
			result->kind = OPERAND_PLACE;
			return true;
		default:
			result->kind = OPERAND_ECCN;
			return true;
	}
}

/* factor: number | - factor | ( or ) | true | false | fact */
static bool
parse_factor(parser *p, operand *result)
{
	size_t length;

	skip_space(p);
	result->start = p->at;
	if (p->at < p->end && ec_is_digit(*p->at))
		return parse_number(p, result);
	if (take_char(p, '-'))
		return parse_negated(p, result, result->start);
	if (take_char(p, '('))
		return parse_parenthesized(p, result, result->start);
	if (p->at < p->end && *p->at == '\'')
	{
		fail_at(p, p->at, "text where a fact was expected");
		return ec_hint(p->error, "Write the fact on the left: vendor = 'NVIDIA'.");
	}

	length = peek_word(p);
	if (length == 0)
		return expected(p, "a fact, a number, \"not\" or \"(\"");
	if (take_keyword(p, "true") || take_keyword(p, "false"))
	{
		result->kind = OPERAND_CONDITION;
		return add_node(p,
		                (ec_node){.op = ec_lower(*result->start) == 't' ? EC_OP_TRUE : EC_OP_FALSE},
		                &result->node);
	}
	return parse_fact(p, result, length);
}

static bool
require_number(parser *p, const operand *o)
{
	if (o->kind == OPERAND_NUMBER)
		return true;
	p->at = o->start;
	return expected(p, "a number or a numeric fact");
}

/* sum and product differ only in their operators and in what they are made of. */
static bool
parse_arithmetic(parser *p, operand *result, bool sum)
{
	if (!(sum ? parse_arithmetic(p, result, false) : parse_factor(p, result)))
		return false;
	for (;;)
	{
		operand right;
		ec_op op;

		skip_space(p);
		if (p->at >= p->end)
			return true;
		if (sum && *p->at == '+')
			op = EC_OP_ADD;
		else if (sum && *p->at == '-')
			op = EC_OP_SUBTRACT;
		else if (!sum && *p->at == '*')
			op = EC_OP_MULTIPLY;
		else if (!sum && *p->at == '/')
			op = EC_OP_DIVIDE;
		else
			return true;
		if (!require_number(p, result))
			return false;
		p->at++;
		if (!(sum ? parse_arithmetic(p, &right, false) : parse_factor(p, &right)) ||
		    !require_number(p, &right))
			return false;
		if (!add_node(p, (ec_node){.op = (uint8_t) op, .a = result->node, .b = right.node},
		              &result->node))
			return false;
	}
}

static bool
parse_text_item(parser *p, ec_fact fact)
{
	ec_text value;
	const char *start;

	skip_space(p);
	start = p->at;
	if (!take_char(p, '\''))
		return expected(p, "text in single quotation marks");
	ec_text_init(&value, p->mem);
	for (;;)
	{
		if (p->at >= p->end)
		{
			fail_at(p, start, "unterminated text");
			return ec_hint(
			    p->error,
			    "Close it with a single quotation mark; write a quotation mark inside it twice.");
		}
		if (*p->at == '\'')
		{
			p->at++;
			if (p->at >= p->end || *p->at != '\'')
				break;
		}
		ec_text_add_char(&value, *p->at++);
	}
	if (ec_fact_kind_of(fact) == EC_KIND_FORM)
	{
		ec_form form = ec_form_find(value.data, value.length);

		if (strcmp(value.data, ec_form_name(EC_FORM_UNSTATED)) == 0)
			form = EC_FORM_UNSTATED;
		if (form == EC_FORM_UNKNOWN)
		{
			fail_at(p, start, "unknown form");
			return ec_hint(p->error,
			               "A chip's form is 'ic', 'computer' or 'hbm'; it is 'unstated' where "
			               "only an ECCN is.");
		}
		return add_item(p, EC_ITEM_FORM, (uint32_t) form);
	}
	if (ec_fact_kind_of(fact) == EC_KIND_MOVEMENT)
	{
		const char *movement = ec_movement_find(value.data, value.length);

		if (movement == NULL)
		{
			fail_at(p, start, "unknown movement");
			return ec_movement_hint(p->error);
		}
		return add_item(p, EC_ITEM_TEXT, add_text(p, movement, strlen(movement)));
	}
	if (ec_fact_kind_of(fact) == EC_KIND_REGION)
	{
		char region[EC_REGION_SIZE];
		ec_error invalid;

		if (!ec_region_parse(value.data, value.length, region, &invalid))
		{
			fail_at(p, start, invalid.message);
			return ec_hint(p->error, "%s", invalid.hint);
		}
		return add_item(p, EC_ITEM_TEXT, add_text(p, region, strlen(region)));
	}
	return add_item(p, EC_ITEM_TEXT, add_text(p, value.data, value.length));
}

static bool
is_group_char(char c)
{
	return is_word(c) || c == ':';
}

#define GROUP_NAME_MOST 60

bool
ec_group_name_is_valid(const char *name, size_t length)
{
	if (length == 0 || length > GROUP_NAME_MOST || !ec_is_letter(name[0]) ||
	    name[length - 1] == ':')
		return false;
	if (length == 2 && ec_is_letter(name[1]))
		return false; /* reads as a country */
	for (size_t i = 0; i < length; i++)
		if (!is_group_char(name[i]))
			return false;
	return true;
}

static bool
parse_place_item(parser *p)
{
	const char *start;
	size_t length;

	skip_space(p);
	start = p->at;
	while (p->at < p->end && is_group_char(*p->at))
		p->at++;
	length = (size_t) (p->at - start);
	if (length == 2 && ec_is_letter(start[0]) && ec_is_letter(start[1]))
	{
		ec_country country;

		if (!ec_country_parse(start, length, &country, p->error))
		{
			char message[80];
			char hint[sizeof(p->error->hint)];

			snprintf(message, sizeof(message), "unknown country \"%.2s\"", start);
			memcpy(hint, p->error->hint, sizeof(hint));
			fail_at(p, start, message);
			ec_detail(p->error,
			          "Two letters are read as an ISO 3166-1 country code; a country group has a "
			          "longer name or a colon.");
			return ec_hint(p->error, "%s", hint);
		}
		return add_item(p, EC_ITEM_COUNTRY, country);
	}
	if (!ec_group_name_is_valid(start, length))
	{
		p->at = start;
		return expected(p, "a country such as CN or a country group such as D:5");
	}
	return add_item(p, EC_ITEM_GROUP, add_text(p, start, length));
}

static bool
parse_eccn_item(parser *p)
{
	const char *start;
	ec_eccn eccn;

	skip_space(p);
	start = p->at;
	while (p->at < p->end && (is_word(*p->at) || *p->at == '.'))
		p->at++;
	if (p->at == start)
		return expected(p, "an ECCN such as 3A090.a");
	if (!ec_eccn_parse(start, (size_t) (p->at - start), &eccn, p->error))
	{
		char message[120];
		char detail[sizeof(p->error->detail)];

		snprintf(message, sizeof(message), "invalid ECCN \"%.*s\"",
		         ec_quoted((size_t) (p->at - start)), start);
		memcpy(detail, p->error->detail, sizeof(detail));
		fail_at(p, start, message);
		ec_detail(p->error, "%s", detail);
		return ec_hint(
		    p->error,
		    "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99.");
	}
	return add_item(p, EC_ITEM_ECCN, add_text(p, eccn.text, strlen(eccn.text)));
}

static bool
parse_item(parser *p, const operand *left)
{
	if (left->kind == OPERAND_TEXT)
		return parse_text_item(p, left->fact);
	if (left->kind == OPERAND_PLACE)
		return parse_place_item(p);
	return parse_eccn_item(p);
}

/* Whatever follows a fact that is not a number: "in (...)", "not in (...)", "= x" or "!= x". */
static bool
parse_membership(parser *p, operand *left)
{
	ec_node node = {.op = EC_OP_IN, .fact = (uint8_t) left->fact};
	ec_op op;
	const char *after;

	skip_space(p);
	after = p->at;
	node.a = (uint32_t) p->item_count;
	if (take_relation(p, &op))
	{
		if (op != EC_OP_EQ && op != EC_OP_NE)
		{
			fail_at(p, after, "an order comparison needs numbers on both sides");
			return ec_hint(p->error, "Compare \"%s\" with =, !=, in (...) or not in (...).",
			               ec_fact_name(left->fact));
		}
		if (left->kind == OPERAND_ECCN)
		{
			fail_at(p, after, "an ECCN is tested with \"in\", not with a comparison");
			return ec_hint(
			    p->error,
			    "Write eccn in (3A090.a): it holds for the paragraph and everything below it.");
		}
		if (!parse_item(p, left))
			return false;
		if (p->item[node.a].kind == EC_ITEM_GROUP)
		{
			fail_at(p, after, "a country group is tested with \"in\", not with a comparison");
			return ec_hint(p->error, "Write %s %s (%s).", ec_fact_name(left->fact),
			               op == EC_OP_NE ? "not in" : "in", p->texts.data + p->item[node.a].value);
		}
		node.flags = EC_NODE_EQUALS | (op == EC_OP_NE ? EC_NODE_NEGATED : 0);
		node.count = 1;
	}
	else
	{
		if (take_keyword(p, "not"))
			node.flags = EC_NODE_NEGATED;
		if (!take_keyword(p, "in"))
			return expected(p,
			                left->kind == OPERAND_ECCN ? "\"in\" or \"not in\"" :
			                                             "\"=\", \"!=\", \"in\" or \"not in\"");
		if (!take_char(p, '('))
			return expected(p, "\"(\" and a list");
		do
		{
			if (!parse_item(p, left))
				return false;
			node.count++;
		} while (take_char(p, ','));
		if (!take_char(p, ')'))
			return expected(p, "\",\" or \")\"");
	}
	left->kind = OPERAND_CONDITION;
	return add_node(p, node, &left->node);
}

/*
 * comparison: sum | sum relation sum ... | fact membership
 *
 * A chain a < b < c is an AND of its links a < b and b < c, which share the node of b.  All
 * relations in a chain must run in one direction.
 */
static bool
parse_comparison(parser *p, operand *result)
{
	uint32_t links[2] = {0, 0};
	uint32_t first_link = 0;
	uint32_t count = 0;
	int direction = 0;
	operand left;
	ec_op op;

	if (!parse_arithmetic(p, result, true))
		return false;
	if (result->kind == OPERAND_TEXT || result->kind == OPERAND_PLACE ||
	    result->kind == OPERAND_ECCN)
		return parse_membership(p, result);

	left = *result;
	for (;;)
	{
		operand right;
		const char *where;
		int this_direction;

		skip_space(p);
		where = p->at;
		if (!take_relation(p, &op))
			break;
		if (left.kind == OPERAND_CONDITION)
		{
			fail_at(p, where, "a comparison needs numbers on both sides");
			return ec_hint(
			    p->error,
			    "A boolean fact stands alone: write \"datacenter\" or \"not datacenter\".");
		}
		if (!parse_arithmetic(p, &right, true) || !require_number(p, &right))
			return false;
		this_direction =
		    op == EC_OP_LT || op == EC_OP_LE ? -1 : (op == EC_OP_GT || op == EC_OP_GE ? 1 : 0);
		if (count > 0 && (this_direction == 0 || this_direction != direction))
		{
			fail_at(p, where, "a chain of comparisons must run in one direction");
			return ec_hint(p->error,
			               "Write 1600 <= tpp < 4800, or join two comparisons with \"and\".");
		}
		direction = this_direction;
		if (!add_node(p, (ec_node){.op = (uint8_t) op, .a = left.node, .b = right.node},
		              &links[count > 0]))
			return false;
		if (count == 1)
		{
			first_link = (uint32_t) p->link_count;
			if (!add_link(p, links[0]))
				return false;
		}
		if (count >= 1 && !add_link(p, links[1]))
			return false;
		count++;
		left = right;
	}
	if (count == 0)
	{
		/* A membership test after something else than a plain fact: say so here, not later. */
		if (take_keyword(p, "in"))
		{
			p->at -= 2;
			fail_at(p, p->at, "\"in\" needs a text, a place or the eccn on its left");
			return ec_hint(p->error, "Numbers are compared: 1600 <= tpp < 4800.");
		}
		return true;
	}
	result->kind = OPERAND_CONDITION;
	if (count == 1)
	{
		result->node = links[0];
		return true;
	}
	return add_node(
	    p, (ec_node){.op = EC_OP_AND, .flags = EC_NODE_CHAIN, .count = count, .a = first_link},
	    &result->node);
}

static bool
require_condition(parser *p, const operand *o)
{
	if (o->kind == OPERAND_CONDITION)
		return true;
	p->at = o->start;
	expected(p, "a condition");
	return ec_hint(p->error, "A number becomes a condition by comparing it: tpp >= 4800.");
}

static bool
parse_not(parser *p, operand *result)
{
	const char *start;

	skip_space(p);
	start = p->at;
	if (!take_keyword(p, "not"))
		return parse_comparison(p, result);
	if (++p->depth > EC_CONDITION_MAX_DEPTH)
		return too_deep(p);
	if (!parse_not(p, result) || !require_condition(p, result))
		return false;
	p->depth--;
	result->start = start;
	return add_node(p, (ec_node){.op = EC_OP_NOT, .a = result->node}, &result->node);
}

typedef struct node_list
{
	uint32_t *node;
	size_t count;
	size_t capacity;
} node_list;

static void
add_to_list(const parser *p, node_list *list, uint32_t node)
{
	list->node = ec_grow(p->mem, list->node, list->count, &list->capacity, sizeof(uint32_t));
	list->node[list->count++] = node;
}

/*
 * Adds an operand of AND or OR.  One that is itself such a list is spliced in, so that parentheses
 * that change nothing leave no trace.
 */
static void
gather(const parser *p, ec_op op, uint32_t operand_node, node_list *list)
{
	const ec_node *node = &p->node[operand_node];

	if (node->op != op || (node->flags & EC_NODE_CHAIN))
		add_to_list(p, list, operand_node);
	else
		for (uint32_t i = 0; i < node->count; i++)
			add_to_list(p, list, p->link[node->a + i]);
}

/* or: and "or" and ...; and: not "and" not ... */
static bool
parse_junction(parser *p, operand *result, ec_op op)
{
	const char *keyword = op == EC_OP_AND ? "and" : "or";
	node_list list = {0};
	uint32_t first;
	const char *start;

	if (!(op == EC_OP_AND ? parse_not(p, result) : parse_junction(p, result, EC_OP_AND)))
		return false;
	if (!take_keyword(p, keyword))
		return true;
	start = result->start;
	if (!require_condition(p, result))
		return false;
	gather(p, op, result->node, &list);
	do
	{
		if (!(op == EC_OP_AND ? parse_not(p, result) : parse_junction(p, result, EC_OP_AND)) ||
		    !require_condition(p, result))
			return false;
		gather(p, op, result->node, &list);
	} while (take_keyword(p, keyword));

	first = (uint32_t) p->link_count;
	for (size_t i = 0; i < list.count; i++)
		if (!add_link(p, list.node[i]))
			return false;
	result->start = start;
	return add_node(p, (ec_node){.op = (uint8_t) op, .count = (uint32_t) list.count, .a = first},
	                &result->node);
}

static bool
parse_or(parser *p, operand *result)
{
	return parse_junction(p, result, EC_OP_OR);
}

/* --- laying out --- */

/* The list of a membership, with its texts. */
static bool
copy_items(const parser *from, parser *to, ec_node *node)
{
	uint32_t a = node->a;

	node->a = (uint32_t) to->item_count;
	for (uint32_t i = 0; i < node->count; i++)
	{
		ec_item item = from->item[a + i];

		if (item.kind == EC_ITEM_GROUP || item.kind == EC_ITEM_ECCN || item.kind == EC_ITEM_TEXT)
		{
			const char *text = from->texts.data + item.value;

			item.value = add_text(to, text, strlen(text));
		}
		if (!add_item(to, (ec_item_kind) item.kind, item.value))
			return false;
	}
	return true;
}

/*
 * Copies the tree below a node into a fresh parser state, operands first.  So nodes that parsing
 * made and splicing dropped do not stay, and equal trees get equal bytes.
 */
static bool
copy_tree(const parser *from, parser *to, uint32_t index, uint32_t *copy)
{
	ec_node node = from->node[index];

	switch ((ec_op) node.op)
	{
		case EC_OP_AND:
		case EC_OP_OR:
		{
			uint32_t *children = ec_alloc(from->mem, node.count * sizeof(uint32_t));
			uint32_t a = node.a;

			for (uint32_t i = 0; i < node.count; i++)
			{
				/* links of a chain share the operand between them */
				if ((node.flags & EC_NODE_CHAIN) && i > 0)
				{
					ec_node link = from->node[from->link[a + i]];

					link.a = to->node[children[i - 1]].b;
					if (!copy_tree(from, to, link.b, &link.b) || !add_node(to, link, &children[i]))
						return false;
				}
				else if (!copy_tree(from, to, from->link[a + i], &children[i]))
					return false;
			}
			node.a = (uint32_t) to->link_count;
			for (uint32_t i = 0; i < node.count; i++)
				if (!add_link(to, children[i]))
					return false;
			break;
		}
		case EC_OP_NOT:
		case EC_OP_NEGATE:
			if (!copy_tree(from, to, node.a, &node.a))
				return false;
			break;
		case EC_OP_IN:
			if (!copy_items(from, to, &node))
				return false;
			break;
		case EC_OP_FALSE:
		case EC_OP_TRUE:
		case EC_OP_FLAG:
		case EC_OP_FACT:
		case EC_OP_NUMBER:
			break;
		default:
			if (!copy_tree(from, to, node.a, &node.a) || !copy_tree(from, to, node.b, &node.b))
				return false;
	}
	return add_node(to, node, copy);
}

static ec_condition *
lay_out(const parser *p, uint32_t root, size_t *size)
{
	size_t nodes = p->node_count * sizeof(ec_node);
	size_t items = p->item_count * sizeof(ec_item);
	size_t links = p->link_count * sizeof(uint16_t);
	ec_condition *c;
	char *at;

	*size = offsetof(ec_condition, node) + nodes + items + links + p->texts.length;
	c = ec_alloc(p->mem, *size);
	c->version = EC_CONDITION_VERSION;
	c->node_count = (uint16_t) p->node_count;
	c->item_count = (uint16_t) p->item_count;
	c->link_count = (uint16_t) p->link_count;
	c->root = (uint16_t) root;
	for (size_t i = 0; i < p->node_count; i++)
		if (p->node[i].fact >= EC_CONDITION_OLD_FACTS && p->node[i].fact > c->newest_fact)
			c->newest_fact = p->node[i].fact;
	at = (char *) c->node;
	memcpy(at, p->node, nodes);
	at += nodes;
	if (items > 0)
		memcpy(at, p->item, items);
	at += items;
	if (links > 0)
		memcpy(at, p->link, links);
	at += links;
	memcpy(at, p->texts.data, p->texts.length);
	return c;
}

ec_condition *
ec_condition_parse(const char *text, size_t length, const ec_memory *mem, size_t *size,
                   ec_error *error)
{
	parser p = {.text = text, .end = text + length, .at = text, .mem = mem, .error = error};
	parser tidy = {.mem = mem, .error = error};
	operand result;
	uint32_t root;
	ec_condition *c;
	ec_text canonical;

	if (length > EC_CONDITION_MAX_LENGTH)
	{
		too_long(&p, "bytes of text", EC_CONDITION_MAX_LENGTH);
		return NULL;
	}
	ec_text_init(&p.texts, mem);
	ec_text_init(&tidy.texts, mem);
	skip_space(&p);
	if (p.at == p.end)
	{
		fail_at(&p, p.at, "empty condition");
		ec_hint(error, "Write \"true\" for a rule that always applies.");
		return NULL;
	}
	if (!parse_or(&p, &result))
		return NULL;
	skip_space(&p);
	if (p.at < p.end)
	{
		expected(&p,
		         result.kind == OPERAND_CONDITION ? "\"and\", \"or\" or the end" : "a comparison");
		return NULL;
	}
	if (!require_condition(&p, &result))
		return NULL;
	if (!copy_tree(&p, &tidy, result.node, &root))
		return NULL;
	c = lay_out(&tidy, root, size);
	/* The canonical text can be longer than what was written, and must be readable too. */
	ec_text_init(&canonical, mem);
	ec_condition_write(c, &canonical);
	if (canonical.length > EC_CONDITION_MAX_LENGTH)
	{
		too_long(&p, "bytes of text, when written out", EC_CONDITION_MAX_LENGTH);
		return NULL;
	}
	return c;
}
