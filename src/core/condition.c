/*
 * condition.c
 *		Writing conditions as canonical text, and their arithmetic.  The parser is in
 *		condition_parse.c; see condition.h for the form of the value.
 */
#include "core/condition.h"

#include <float.h>

ec_fact_set
ec_condition_facts(const ec_condition *c)
{
	ec_fact_set facts = 0;

	for (int i = 0; i < c->node_count; i++)
		if (c->node[i].op == EC_OP_FLAG || c->node[i].op == EC_OP_IN || c->node[i].op == EC_OP_FACT)
			facts |= EC_FACT_BIT(c->node[i].fact);
	return facts;
}

/*
 * Binding strength, weakest first; a child is parenthesised when it binds less tightly than its
 * place asks for.
 */
enum
{
	BIND_OR,
	BIND_AND,
	BIND_NOT,
	BIND_COMPARE,
	BIND_SUM,
	BIND_PRODUCT,
	BIND_FACTOR
};

static int
binding(const ec_node *node)
{
	switch (node->op)
	{
		case EC_OP_OR:
			return BIND_OR;
		case EC_OP_AND:
			return (node->flags & EC_NODE_CHAIN) ? BIND_COMPARE : BIND_AND;
		case EC_OP_NOT:
			return BIND_NOT;
		case EC_OP_LT:
		case EC_OP_LE:
		case EC_OP_EQ:
		case EC_OP_NE:
		case EC_OP_GE:
		case EC_OP_GT:
		case EC_OP_IN:
			return BIND_COMPARE;
		case EC_OP_ADD:
		case EC_OP_SUBTRACT:
			return BIND_SUM;
		case EC_OP_MULTIPLY:
		case EC_OP_DIVIDE:
			return BIND_PRODUCT;
		default:
			return BIND_FACTOR;
	}
}

static const char *
relation_text(ec_op op)
{
	switch (op)
	{
		case EC_OP_LT:
			return " < ";
		case EC_OP_LE:
			return " <= ";
		case EC_OP_EQ:
			return " = ";
		case EC_OP_NE:
			return " != ";
		case EC_OP_GE:
			return " >= ";
		default:
			return " > ";
	}
}

void
ec_condition_write_item(const ec_condition *c, const ec_item *item, ec_text *out)
{
	switch ((ec_item_kind) item->kind)
	{
		case EC_ITEM_COUNTRY:
		{
			char code[3];

			ec_country_text((ec_country) item->value, code);
			ec_text_add(out, code);
			break;
		}
		case EC_ITEM_GROUP:
		case EC_ITEM_ECCN:
			ec_text_add(out, ec_condition_text(c, item->value));
			break;
		case EC_ITEM_FORM:
			ec_text_printf(out, "'%s'", ec_form_name((ec_form) item->value));
			break;
		case EC_ITEM_TEXT:
			ec_text_add_char(out, '\'');
			for (const char *p = ec_condition_text(c, item->value); *p != '\0'; p++)
			{
				if (*p == '\'')
					ec_text_add_char(out, '\'');
				ec_text_add_char(out, *p);
			}
			ec_text_add_char(out, '\'');
			break;
	}
}

void
ec_condition_write_items(const ec_condition *c, const ec_node *in, ec_text *out)
{
	ec_text_add_char(out, '(');
	for (uint32_t i = 0; i < in->count; i++)
	{
		if (i > 0)
			ec_text_add(out, ", ");
		ec_condition_write_item(c, ec_condition_items(c) + in->a + i, out);
	}
	ec_text_add_char(out, ')');
}

static void
write_in(const ec_condition *c, const ec_node *node, ec_text *out)
{
	const ec_item *items = ec_condition_items(c) + node->a;

	ec_text_add(out, ec_fact_name((ec_fact) node->fact));
	if (node->flags & EC_NODE_EQUALS)
	{
		ec_text_add(out, (node->flags & EC_NODE_NEGATED) ? " != " : " = ");
		ec_condition_write_item(c, items, out);
		return;
	}
	ec_text_add(out, (node->flags & EC_NODE_NEGATED) ? " not in " : " in ");
	ec_condition_write_items(c, node, out);
}

static void write_node(const ec_condition *c, uint32_t index, int at_least, ec_text *out);

static const char *
operator_text(ec_op op)
{
	switch (op)
	{
		case EC_OP_ADD:
			return " + ";
		case EC_OP_SUBTRACT:
			return " - ";
		case EC_OP_MULTIPLY:
			return " * ";
		case EC_OP_DIVIDE:
			return " / ";
		default:
			return relation_text(op);
	}
}

/* A chain is written as one: a < b < c. */
static void
write_operands(const ec_condition *c, const ec_node *node, ec_text *out)
{
	const uint16_t *links = ec_condition_links(c) + node->a;

	for (uint32_t i = 0; i < node->count; i++)
	{
		if (node->flags & EC_NODE_CHAIN)
		{
			const ec_node *link = &c->node[links[i]];

			if (i == 0)
				write_node(c, link->a, BIND_SUM, out);
			ec_text_add(out, relation_text((ec_op) link->op));
			write_node(c, link->b, BIND_SUM, out);
			continue;
		}
		if (i > 0)
			ec_text_add(out, node->op == EC_OP_AND ? " and " : " or ");
		write_node(c, links[i], binding(node) + 1, out);
	}
}

/*
 * Writes what parses to this node again, in parentheses if it binds less than `at_least`.  Depth is
 * bounded by EC_CONDITION_MAX_DEPTH, which the parser enforces.
 */
static void
write_node(const ec_condition *c, uint32_t index, int at_least, ec_text *out)
{
	const ec_node *node = &c->node[index];
	int own = binding(node);
	bool wrapped = own < at_least;

	if (wrapped)
		ec_text_add_char(out, '(');
	switch ((ec_op) node->op)
	{
		case EC_OP_FALSE:
			ec_text_add(out, "false");
			break;
		case EC_OP_TRUE:
			ec_text_add(out, "true");
			break;
		case EC_OP_FLAG:
		case EC_OP_FACT:
			ec_text_add(out, ec_fact_name((ec_fact) node->fact));
			break;
		case EC_OP_NUMBER:
			ec_text_number(out, node->number);
			break;
		case EC_OP_NOT:
			ec_text_add(out, "not ");
			write_node(c, node->a, BIND_NOT, out);
			break;
		case EC_OP_NEGATE:
			ec_text_add_char(out, '-');
			write_node(c, node->a, BIND_FACTOR, out);
			break;
		case EC_OP_IN:
			write_in(c, node, out);
			break;
		case EC_OP_AND:
		case EC_OP_OR:
			write_operands(c, node, out);
			break;
		default: /* comparisons and arithmetic on two operands */
		{
			bool compares = own == BIND_COMPARE;

			write_node(c, node->a, compares ? BIND_SUM : own, out);
			ec_text_add(out, operator_text((ec_op) node->op));
			write_node(c, node->b, compares ? BIND_SUM : own + 1, out);
		}
	}
	if (wrapped)
		ec_text_add_char(out, ')');
}

void
ec_condition_write_node(const ec_condition *c, uint32_t node, ec_text *out)
{
	write_node(c, node, BIND_OR, out);
}

void
ec_condition_write(const ec_condition *c, ec_text *out)
{
	ec_condition_write_node(c, c->root, out);
}

/* Bounds that arithmetic on infinities leaves undefined are as wide as can be. */
static ec_interval
bounds(double lo, double hi)
{
	return (ec_interval){isnan(lo) ? -INFINITY : lo, isnan(hi) ? INFINITY : hi};
}

static ec_interval
multiply(ec_interval x, ec_interval y)
{
	double p[4] = {x.lo * y.lo, x.lo * y.hi, x.hi * y.lo, x.hi * y.hi};
	ec_interval r = {INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++)
	{
		/* 0 times something unbounded: 0, because every actual number is finite */
		if (isnan(p[i]))
			p[i] = 0.0;
		r.lo = fmin(r.lo, p[i]);
		r.hi = fmax(r.hi, p[i]);
	}
	return r;
}

static ec_interval
divide(ec_interval x, ec_interval y)
{
	if (y.lo <= 0.0 && y.hi >= 0.0)
		return (ec_interval){-INFINITY, INFINITY};
	if (isinf(y.hi) || isinf(y.lo))
	{
		/* 1/y lies between 0 and the reciprocal of the finite bound */
		ec_interval inverse =
		    isinf(y.hi) ? (ec_interval){0.0, 1.0 / y.lo} : (ec_interval){1.0 / y.hi, 0.0};

		return multiply(x, inverse);
	}
	{
		double q[4] = {x.lo / y.lo, x.lo / y.hi, x.hi / y.lo, x.hi / y.hi};
		ec_interval r = {q[0], q[0]};

		for (int i = 1; i < 4; i++)
		{
			r.lo = fmin(r.lo, q[i]);
			r.hi = fmax(r.hi, q[i]);
		}
		return r;
	}
}

ec_interval
ec_condition_number(const ec_condition *c, uint32_t index, const ec_interval *numbers)
{
	const ec_node *node = &c->node[index];
	ec_interval a;
	ec_interval b;

	if (node->op == EC_OP_NUMBER)
		return ec_point(node->number);
	if (node->op == EC_OP_FACT)
		return numbers[node->fact];

	a = ec_condition_number(c, node->a, numbers);
	if (node->op == EC_OP_NEGATE)
		return (ec_interval){-a.hi, -a.lo};
	b = ec_condition_number(c, node->b, numbers);
	switch ((ec_op) node->op)
	{
		case EC_OP_ADD:
			return bounds(a.lo + b.lo, a.hi + b.hi);
		case EC_OP_SUBTRACT:
			return bounds(a.lo - b.hi, a.hi - b.lo);
		case EC_OP_MULTIPLY:
			return multiply(a, b);
		default:
			return divide(a, b);
	}
}

/* -1, 0 or 1; 0 within 4 units in the last place. */
static int
order(double x, double y)
{
	if (x == y)
		return 0;
	if (!isinf(x) && !isinf(y) && fabs(x - y) <= 4 * DBL_EPSILON * fmax(fabs(x), fabs(y)))
		return 0;
	return x < y ? -1 : 1;
}

ec_truth
ec_condition_compare(ec_op op, ec_interval a, ec_interval b)
{
	switch (op)
	{
		case EC_OP_GE:
			return order(a.lo, b.hi) >= 0 ? EC_TRUE :
			                                (order(a.hi, b.lo) < 0 ? EC_FALSE : EC_UNKNOWN);
		case EC_OP_GT:
			return order(a.lo, b.hi) > 0 ? EC_TRUE :
			                               (order(a.hi, b.lo) <= 0 ? EC_FALSE : EC_UNKNOWN);
		case EC_OP_LT:
			return ec_truth_not(ec_condition_compare(EC_OP_GE, a, b));
		case EC_OP_LE:
			return ec_truth_not(ec_condition_compare(EC_OP_GT, a, b));
		case EC_OP_NE:
			return ec_truth_not(ec_condition_compare(EC_OP_EQ, a, b));
		default:
			if (order(a.hi, b.lo) < 0 || order(a.lo, b.hi) > 0)
				return EC_FALSE;
			return ec_is_point(a) && ec_is_point(b) ? EC_TRUE : EC_UNKNOWN;
	}
}

/* order() never falls as its first argument grows, and is 0 within a few numbers of the limit. */
double
ec_condition_threshold(double limit, bool strict)
{
	double threshold = limit;

	if (strict)
		while (order(threshold, limit) <= 0)
			threshold = nextafter(threshold, INFINITY);
	else
		while (order(nextafter(threshold, -INFINITY), limit) >= 0)
			threshold = nextafter(threshold, -INFINITY);
	return threshold;
}
