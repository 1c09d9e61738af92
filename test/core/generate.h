/*
 * generate.h
 *		Random conditions and random items, for tests that compare the core with something simpler.
 *
 * A condition is made as a tree of its own, from which its text is written twice: canonically, and
 * loosely, as a person might write it who likes parentheses, white space and capitals.  Numbers
 * come from short lists, by fact, so that items often lie exactly on a limit.
 */
#ifndef GENERATE_H
#define GENERATE_H

#include "harness.h"

#include "core/chip.h"
#include "core/condition.h"
#include "core/evaluate.h"
#include "core/shipment.h"
#include "missing.h"

/* --- conditions --- */

typedef enum expr_kind
{
	X_FALSE,
	X_TRUE,
	X_FLAG,
	X_NOT,
	X_AND,
	X_OR,
	X_COMPARE, /* a chain of one or more relations */
	X_IN,
	X_NUMBER,
	X_FACT,
	X_NEGATE,
	X_ADD,
	X_SUBTRACT,
	X_MULTIPLY,
	X_DIVIDE
} expr_kind;

#define EXPR_MOST 5

typedef struct expr
{
	expr_kind kind;
	ec_fact fact;
	bool negated; /* IN: not in, != */
	bool equals;  /* IN: = or != */
	int count;    /* of children, or items */
	const struct expr *child[EXPR_MOST];
	ec_op relation[EXPR_MOST];   /* after each child but the last */
	const char *item[EXPR_MOST]; /* canonical; texts without quotation marks */
	const char *written;         /* NUMBER: one way to write it */
	const char *canonical;
} expr;

typedef struct number_spelling
{
	const char *canonical;
	const char *other;
} number_spelling;

static const number_spelling tpp_limits[] = {
    {"1600", "1.6e3"},  {"2400", "2400.0"}, {"4800", "4.8E+3"},
    {"4800", "004800"}, {"20000", "2e4"},   {"0", "0.000"},
};
static const number_spelling density_limits[] = {
    {"1.6", "1.600"}, {"3.2", "32e-1"}, {"5.92", "5.9200"}, {"2", "2."}, {"0", "0"},
};
static const number_spelling bandwidth_limits[] = {
    {"600", "0.6e3"}, {"1400", "1400."}, {"1700", "17E2"}, {"3.3", "3.30"}, {"400", "4e+02"},
};
static const number_spelling other_limits[] = {
    {"30", "30.00"},
    {"50", "5e1"},
    {"810.4", "8.104e2"},
    {"0.5", "0.50"},
    {"1e+15", "1000000000000000"},
    {"1e-09", "0.000000001"},
};

static const char *const text_items[][3] = {
    {"A100", "H20", "it's a chip"},                                               /* name */
    {"NVIDIA", "AMD", "Soci\xc3\xa9t\xc3\xa9 \xe2\x82\xac (and) or \"not\", ''"}, /* vendor */
    {"military", "supercomputer", ""},                                            /* end_use */
};
/* The same as people write them, and what nobody understands. */
static const char *const text_spellings[][4] = {
    {"A-100", "h20", "It's a chip (TM)", "A10O"},
    {"nvidia Corp.", "Nvidai", "Board House", "A.M.D."},
    {"Military", "super computer", "weaving", "civil"},
};
static const char *const movement_items[] = {"export", "reexport", "transfer"};
static const char *const region_items[] = {"UA-43", "UA-14", "CN-SH", "US-CA", "GB-ENG", "JP-13"};
static const char *const form_items[] = {"ic", "computer", "hbm"};
static const char *const tested_forms[] = {"ic", "computer", "hbm", "unstated"};
static const char *const country_items[] = {"CN", "HK", "MO", "US", "NL", "JP",
                                            "RU", "IR", "AE", "SG", "GB", "TW"};
static const char *const group_items[] = {"D:1", "D:4", "D:5",    "A:5",
                                          "A:6", "AIA", "tier_2", "E:1"};
static const char *const eccn_items[] = {
    "3A090", "3A090.a", "3A090.a.1", "3A090.b", "3A090.b.10",
    "4A090", "4A090.a", "5A992.z.1", "EAR99",
};

/* The facts that a condition can test, of the holders named by the bits of `holders`. */
static inline ec_fact_set
facts_held_by(unsigned holders)
{
	ec_fact_set facts = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if ((holders >> ec_fact_holder_of(f) & 1) && ec_fact_kind_of(f) != EC_KIND_NONE &&
		    ec_fact_kind_of(f) != EC_KIND_RATES && ec_fact_kind_of(f) != EC_KIND_STATED_ECCN)
			facts |= EC_FACT_BIT(f);
	}
	return facts;
}

#define ITEM_FACTS facts_held_by(1 << EC_HOLDER_ITEM | 1 << EC_HOLDER_METRIC)
#define ALL_FACTS facts_held_by((unsigned) -1)

static inline expr *
expr_new(const ec_memory *mem, expr_kind kind)
{
	expr *x = ec_alloc(mem, sizeof(expr));

	x->kind = kind;
	return x;
}

/* One of the facts of the set that are of one of the kinds. */
static inline ec_fact
random_fact(ec_fact_set allowed)
{
	for (;;)
	{
		ec_fact f = ec_fact_at(random_below(EC_FACT_COUNT));

		if (allowed & EC_FACT_BIT(f))
			return f;
	}
}

static inline ec_fact_set
facts_of_kind(ec_fact_set allowed, ec_fact_kind kind)
{
	ec_fact_set facts = 0;

	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (ec_fact_kind_of(ec_fact_at(i)) == kind)
			facts |= EC_FACT_BIT(ec_fact_at(i)) & allowed;
	return facts;
}

static inline const expr *
random_number(const ec_memory *mem, ec_fact near)
{
	expr *x = expr_new(mem, X_NUMBER);
	number_spelling number;

	switch (near)
	{
		case EC_TPP:
		case EC_DECLARED_TPP:
		case EC_CONSIGNEE_TPP:
			number = PICK(tpp_limits);
			break;
		case EC_PERFORMANCE_DENSITY:
		case EC_MEMORY_BANDWIDTH_DENSITY:
			number = PICK(density_limits);
			break;
		case EC_TOPS:
		case EC_MEMORY_BANDWIDTH:
		case EC_INTERCONNECT_BANDWIDTH:
			number = PICK(bandwidth_limits);
			break;
		default:
			number = PICK(other_limits);
	}
	x->canonical = number.canonical;
	x->written = one_in(3) ? number.other : number.canonical;
	return x;
}

static inline const expr *
random_arithmetic(const ec_memory *mem, ec_fact_set numbers, int depth)
{
	static const expr_kind operators[] = {X_ADD, X_SUBTRACT, X_MULTIPLY, X_DIVIDE};
	expr *x;

	if (depth <= 0 || one_in(3))
	{
		if (numbers == 0 || one_in(2))
			return random_number(mem, ec_fact_at(random_below(EC_FACT_COUNT)));
		x = expr_new(mem, X_FACT);
		x->fact = random_fact(numbers);
		return x;
	}
	if (one_in(6))
	{
		x = expr_new(mem, X_NEGATE);
		x->count = 1;
		x->child[0] = random_arithmetic(mem, numbers, depth - 1);
		return x;
	}
	x = expr_new(mem, PICK(operators));
	x->count = 2;
	x->child[0] = random_arithmetic(mem, numbers, depth - 1);
	x->child[1] = random_arithmetic(mem, numbers, depth - 1);
	return x;
}

static inline const expr *
random_comparison(const ec_memory *mem, ec_fact_set numbers)
{
	static const ec_op relations[] = {EC_OP_LT, EC_OP_LE, EC_OP_EQ, EC_OP_NE, EC_OP_GE, EC_OP_GT};
	expr *x = expr_new(mem, X_COMPARE);
	expr *fact = expr_new(mem, X_FACT);
	bool rising = one_in(2);

	fact->fact = random_fact(numbers);
	if (one_in(6))
	{
		/* anything against anything, in a chain of any length */
		x->count = 2 + random_below(EXPR_MOST - 1);
		for (int i = 0; i < x->count; i++)
			x->child[i] = random_arithmetic(mem, numbers, random_below(3));
	}
	else if (one_in(4))
	{
		x->count = 3;
		x->child[0] = random_number(mem, fact->fact);
		x->child[1] = fact;
		x->child[2] = random_number(mem, fact->fact);
	}
	else
	{
		x->count = 2;
		x->child[0] = fact;
		x->child[1] = random_number(mem, fact->fact);
		if (one_in(4))
		{
			x->child[0] = x->child[1];
			x->child[1] = fact;
		}
	}
	for (int i = 0; i + 1 < x->count; i++)
	{
		if (x->count > 2)
			x->relation[i] =
			    rising ? (one_in(2) ? EC_OP_LT : EC_OP_LE) : (one_in(2) ? EC_OP_GT : EC_OP_GE);
		else
			x->relation[i] = PICK(relations);
	}
	return x;
}

/* A text that a fact may have, or a condition look for. */
static inline const char *
random_text(ec_fact fact)
{
	return ec_fact_kind_of(fact) == EC_KIND_MOVEMENT ? PICK(movement_items) :
	    ec_fact_kind_of(fact) == EC_KIND_REGION      ? PICK(region_items) :
	    fact == EC_VENDOR                            ? PICK(text_items[1]) :
	    fact == EC_END_USE                           ? PICK(text_items[2]) :
	                                                   PICK(text_items[0]);
}

/* A text that people may write for a fact.  A blank end use is none. */
static inline const char *
random_spelling(ec_fact fact)
{
	const char *text = random_text(fact);

	if (ec_fact_kind_of(fact) == EC_KIND_TEXT && one_in(3))
		text = PICK(text_spellings[fact == EC_VENDOR ? 1 : fact == EC_END_USE ? 2 : 0]);
	return fact == EC_END_USE && *text == '\0' ? NULL : text;
}

/* Is the fact told as a text, of whatever shape? */
static inline bool
is_words(ec_fact fact)
{
	return (EC_ITEM_TEXTS | EC_SHIPMENT_TEXTS) >> fact & 1;
}

static inline bool
is_quoted(ec_fact fact)
{
	return is_words(fact) || ec_fact_kind_of(fact) == EC_KIND_FORM;
}

static inline const expr *
random_membership(const ec_memory *mem, ec_fact_set allowed)
{
	expr *x = expr_new(mem, X_IN);

	x->fact = random_fact(allowed);
	x->negated = one_in(3);
	x->count = 1 + random_below(one_in(3) ? EXPR_MOST : 2);
	for (int i = 0; i < x->count; i++)
		switch (ec_fact_kind_of(x->fact))
		{
			case EC_KIND_TEXT:
			case EC_KIND_MOVEMENT:
			case EC_KIND_REGION:
				x->item[i] = random_text(x->fact);
				break;
			case EC_KIND_FORM:
				x->item[i] = PICK(tested_forms);
				break;
			case EC_KIND_ECCN:
				x->item[i] = PICK(eccn_items);
				break;
			default:
				x->item[i] = one_in(2) ? PICK(country_items) : PICK(group_items);
		}
	if (x->count == 1 && x->fact != EC_ECCN && one_in(2))
		x->equals = is_quoted(x->fact) || strlen(x->item[0]) == 2;
	return x;
}

/* The names of the facts that `wanted` holds for, as a message lists them. */
static inline const char *
listed(const char *words, bool (*wanted)(ec_fact fact))
{
	ec_text text;
	int count = 0;

	ec_text_init(&text, memory());
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (wanted(ec_fact_at(i)))
			ec_text_printf(&text, "%s%s", count++ == 0 ? words : ", ", ec_fact_name(ec_fact_at(i)));
	ec_text_add_char(&text, '.');
	return text.data;
}

static inline bool
is_tested(ec_fact fact)
{
	return ec_fact_kind_of(fact) != EC_KIND_NONE && ec_fact_kind_of(fact) != EC_KIND_RATES &&
	    ec_fact_kind_of(fact) != EC_KIND_STATED_ECCN;
}

static inline bool
is_key(ec_fact fact)
{
	return ec_fact_holder_of(fact) == EC_HOLDER_ITEM;
}

/* A condition that uses no other facts than the allowed ones. */
static inline const expr *
random_condition(const ec_memory *mem, ec_fact_set allowed, int depth)
{
	ec_fact_set numbers = facts_of_kind(allowed, EC_KIND_NUMBER);
	ec_fact_set flags = facts_of_kind(allowed, EC_KIND_BOOLEAN);
	ec_fact_set members = allowed & ~numbers & ~flags;
	expr *x;

	if (depth > 0 && !one_in(4))
	{
		x = expr_new(mem, one_in(5) ? X_NOT : one_in(2) ? X_AND : X_OR);
		x->count = x->kind == X_NOT ? 1 : 2 + random_below(one_in(4) ? EXPR_MOST - 1 : 2);
		for (int i = 0; i < x->count; i++)
			x->child[i] = random_condition(mem, allowed, depth - 1);
		return x;
	}
	if (one_in(20))
		return expr_new(mem, one_in(2) ? X_TRUE : X_FALSE);
	if (flags != 0 && one_in(6))
	{
		x = expr_new(mem, X_FLAG);
		x->fact = random_fact(flags);
		return x;
	}
	if (members != 0 && (numbers == 0 || one_in(2)))
		return random_membership(mem, members);
	if (numbers != 0)
		return random_comparison(mem, numbers);
	return expr_new(mem, X_TRUE);
}

/* --- their text --- */

typedef struct expr_writer
{
	ec_text *out;
	bool loose;
} expr_writer;

static inline int
expr_binding(const expr *x)
{
	switch (x->kind)
	{
		case X_OR:
			return 1;
		case X_AND:
			return 2;
		case X_NOT:
			return 3;
		case X_COMPARE:
		case X_IN:
			return 4;
		case X_ADD:
		case X_SUBTRACT:
			return 5;
		case X_MULTIPLY:
		case X_DIVIDE:
			return 6;
		default:
			return 7;
	}
}

/* White space that must be there, or may be. */
static inline void
write_space(const expr_writer *w, bool needed)
{
	static const char *const spaces[] = {" ", "  ", "\n", "\t", " \r\n ", "\f", "\v"};

	if (!w->loose)
	{
		if (needed)
			ec_text_add_char(w->out, ' ');
		return;
	}
	if (needed || one_in(4))
		ec_text_add(w->out, one_in(2) ? " " : PICK(spaces));
}

/* A word whose case does not matter. */
static inline void
write_word(const expr_writer *w, const char *word)
{
	bool shout = w->loose && one_in(5);

	for (; *word != '\0'; word++)
		ec_text_add_char(w->out, shout || (w->loose && one_in(20)) ? ec_upper(*word) : *word);
}

/* A symbol, with the spaces that the canonical text has around it. */
static inline void
write_symbol(const expr_writer *w, const char *symbol)
{
	if (w->loose)
	{
		write_space(w, false);
		ec_text_add(w->out, symbol);
		write_space(w, false);
	}
	else
		ec_text_printf(w->out, " %s ", symbol);
}

static inline void
write_item_text(const expr_writer *w, const expr *x, const char *item)
{
	if (is_quoted(x->fact))
	{
		ec_text_add_char(w->out, '\'');
		for (; *item != '\0'; item++)
		{
			if (*item == '\'')
				ec_text_add_char(w->out, '\'');
			ec_text_add_char(w->out, *item);
		}
		ec_text_add_char(w->out, '\'');
	}
	else if (w->loose && (x->fact == EC_ECCN || strlen(item) == 2))
		for (bool lower = one_in(3); *item != '\0'; item++)
			ec_text_add_char(w->out, lower ? ec_lower(*item) : *item);
	else
		ec_text_add(w->out, item);
}

static inline void
write_expr(const expr_writer *w, const expr *x, int at_least)
{
	static const char *const relations[] = {
	    [EC_OP_LT] = "<",  [EC_OP_LE] = "<=", [EC_OP_EQ] = "=",
	    [EC_OP_NE] = "!=", [EC_OP_GE] = ">=", [EC_OP_GT] = ">",
	};
	static const char operators[] = "+-*/";
	int own = expr_binding(x);
	bool wrapped = own < at_least;
	int extra = w->loose && one_in(5) ? 1 + random_below(2) : 0;

	for (int i = 0; i < wrapped + extra; i++)
	{
		ec_text_add_char(w->out, '(');
		write_space(w, false);
	}
	switch (x->kind)
	{
		case X_FALSE:
		case X_TRUE:
			write_word(w, x->kind == X_TRUE ? "true" : "false");
			break;
		case X_FLAG:
		case X_FACT:
			write_word(w, ec_fact_name(x->fact));
			break;
		case X_NUMBER:
			ec_text_add(w->out, w->loose ? x->written : x->canonical);
			break;
		case X_NOT:
			write_word(w, "not");
			write_space(w, true);
			write_expr(w, x->child[0], 3);
			break;
		case X_AND:
		case X_OR:
			/* an AND within an AND needs no parentheses, and leaves none */
			for (int i = 0; i < x->count; i++)
			{
				if (i > 0)
				{
					write_space(w, true);
					write_word(w, x->kind == X_AND ? "and" : "or");
					write_space(w, true);
				}
				write_expr(w, x->child[i], own);
			}
			break;
		case X_COMPARE:
			for (int i = 0; i < x->count; i++)
			{
				write_expr(w, x->child[i], 5);
				if (i + 1 < x->count)
					write_symbol(w,
					             w->loose && x->relation[i] == EC_OP_NE && one_in(2) ?
					                 "<>" :
					                 relations[x->relation[i]]);
			}
			break;
		case X_IN:
			write_word(w, ec_fact_name(x->fact));
			if (x->equals)
			{
				write_symbol(w, x->negated ? (w->loose && one_in(2) ? "<>" : "!=") : "=");
				write_item_text(w, x, x->item[0]);
				break;
			}
			write_space(w, true);
			if (x->negated)
			{
				write_word(w, "not");
				write_space(w, true);
			}
			write_word(w, "in");
			write_space(w, !w->loose);
			ec_text_add_char(w->out, '(');
			for (int i = 0; i < x->count; i++)
			{
				if (i > 0)
					ec_text_add(w->out, w->loose ? "," : ", ");
				if (w->loose)
					write_space(w, false);
				write_item_text(w, x, x->item[i]);
				write_space(w, false);
			}
			ec_text_add_char(w->out, ')');
			break;
		case X_NEGATE:
			ec_text_add_char(w->out, '-');
			write_space(w, false);
			write_expr(w, x->child[0], 7);
			break;
		default:
		{
			char symbol[2] = {operators[x->kind - X_ADD], '\0'};

			write_expr(w, x->child[0], own);
			write_symbol(w, symbol);
			write_expr(w, x->child[1], own + 1);
		}
	}
	for (int i = 0; i < wrapped + extra; i++)
	{
		write_space(w, false);
		ec_text_add_char(w->out, ')');
	}
}

static inline const char *
expr_text(const ec_memory *mem, const expr *x, bool loose)
{
	ec_text text;
	expr_writer w = {&text, loose};

	ec_text_init(&text, mem);
	write_expr(&w, x, 0);
	return text.data;
}

/* The condition that a text says; NULL, with the error printed, when it is refused. */
static inline const ec_condition *
parse(const ec_memory *mem, const char *text)
{
	size_t size;
	ec_error error;
	ec_condition *c = ec_condition_parse(text, strlen(text), mem, &size, &error);

	if (c == NULL)
		note("%s: %s", text, error.message);
	return c;
}

/* --- items --- */

#define SPEC_RATES 3
#define SPEC_VALUES 6

/* Values, ascending; 600 TOPS of fp8 on 1500 mm^2 are 4800 and 3.2, and so on. */
static const char *const rate_values[] = {"0", "100", "200", "300", "599.696", "600", "1400"};

static inline const char *const *
spec_values(ec_fact fact)
{
	static const char *const declared_tpp[SPEC_VALUES] = {"0",    "1600", "2399.9",
	                                                      "2400", "4800", "20000"};
	static const char *const die_area[SPEC_VALUES] = {"0", "400", "810.4", "1500", "2500", "3000"};
	static const char *const transistors[SPEC_VALUES] = {"29.9", "30", "30.1", "49.9", "50", "208"};
	static const char *const memory[SPEC_VALUES] = {"0", "1399.9", "1400", "1700", "3300", "4000"};
	static const char *const interconnect[SPEC_VALUES] = {"0",     "300.1", "400",
	                                                      "599.9", "600",   "900"};
	static const char *const package_area[SPEC_VALUES] = {"0",     "100",  "121",
	                                                      "810.4", "1000", "1400"};
	static const char *const consignee_tpp[SPEC_VALUES] = {"0",    "1600",  "2400",
	                                                       "4800", "20000", "26900000"};
	static const char *const any[SPEC_VALUES] = {"0", "0.5", "30", "600", "1700", "20000"};

	switch (fact)
	{
		case EC_DECLARED_TPP:
			return declared_tpp;
		case EC_DIE_AREA:
			return die_area;
		case EC_TRANSISTORS:
			return transistors;
		case EC_MEMORY_BANDWIDTH:
			return memory;
		case EC_INTERCONNECT_BANDWIDTH:
			return interconnect;
		case EC_PACKAGE_AREA:
			return package_area;
		case EC_CONSIGNEE_TPP:
			return consignee_tpp;
		default:
			return any;
	}
}

static const char *const spec_formats[] = {"fp8", "fp16", "int4"};

/* A number as it is told: unknown when `lo` is NULL. */
typedef struct spec_number
{
	const char *lo;
	const char *hi;
} spec_number;

/* What is told of an item and a shipment, by fact. */
typedef struct spec
{
	spec_number number[EC_FACT_END];
	spec_number rate[SPEC_RATES];
	ec_truth flag[EC_FACT_END];
	const char *text[EC_FACT_END]; /* NULL: not told; or a country */
	ec_fact_set doubted;           /* of the shipment: stated, and not known */
	const char *form;
	bool form_unknown;
} spec;

/* Is the fact told, and not computed or found? */
static inline bool
is_told(ec_fact fact)
{
	return ec_fact_holder_of(fact) == EC_HOLDER_ITEM ||
	    ec_fact_holder_of(fact) == EC_HOLDER_SHIPMENT;
}

/* An item of which only the form is told. */
static inline spec
bare_spec(const char *form)
{
	spec s = {.form = form};

	for (int f = 0; f < EC_FACT_END; f++)
		s.flag[f] = EC_UNKNOWN;
	return s;
}

static inline spec_number
random_spec_number(const char *const *values, int count, int unknown_in, int interval_in)
{
	int lo = random_below(count);
	int hi = lo;

	if (one_in(unknown_in))
		return (spec_number){NULL, NULL};
	if (one_in(interval_in))
		hi = lo + random_below(count - lo);
	return (spec_number){values[lo], values[hi]};
}

/* A fact of the shipment that is stated, and not known. */
static inline void
doubt_fact(spec *s, ec_fact fact)
{
	s->doubted |= EC_FACT_BIT(fact);
	s->text[fact] = NULL;
	s->number[fact] = (spec_number){NULL, NULL};
	s->flag[fact] = EC_UNKNOWN;
}

/* Is the text left out, and so known to be nothing that a condition names? */
static inline bool
is_left_none(const spec *s, ec_fact fact)
{
	return (EC_NONE_IF_LEFT_OUT >> fact & 1) && s->text[fact] == NULL && !(s->doubted >> fact & 1);
}

/* `doubt`: one in how many facts is not known, or not exactly. */
static inline spec
random_spec(int doubt)
{
	spec s = bare_spec(PICK(form_items));

	for (int r = 0; r < SPEC_RATES; r++)
		s.rate[r] = random_spec_number(rate_values, COUNT_OF(rate_values), 2, doubt);
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if (!is_told(f))
			continue;
		if (ec_fact_kind_of(f) == EC_KIND_NUMBER)
			s.number[f] = random_spec_number(spec_values(f), SPEC_VALUES,
			                                 f == EC_DECLARED_TPP ? 2 : doubt, doubt);
		if (ec_fact_kind_of(f) == EC_KIND_BOOLEAN)
			s.flag[f] = one_in(doubt) ? EC_UNKNOWN : one_in(2) ? EC_TRUE : EC_FALSE;
		if (is_words(f))
			s.text[f] =
			    one_in(EC_NONE_IF_LEFT_OUT >> f & 1 ? 2 : doubt) ? NULL : random_spelling(f);
		if (ec_fact_kind_of(f) == EC_KIND_COUNTRY)
			s.text[f] = one_in(doubt) ? NULL : PICK(country_items);
		if (ec_fact_holder_of(f) == EC_HOLDER_SHIPMENT && one_in(2 * doubt))
			doubt_fact(&s, f);
	}
	/* Saying that a list leaves something out undoes a reading, so it is no gain: see test_chip. */
	s.flag[EC_RATES_COMPLETE] = EC_TRUE;
	s.form_unknown = one_in(4 * doubt);
	return s;
}

static inline void
must(bool done, const ec_error *error)
{
	if (!done)
	{
		fprintf(stderr, "a generated item was refused: %s\n", error->message);
		abort();
	}
}

/* Tells the builder one key of the item. */
static inline void
tell_key(ec_chip_builder *builder, const spec *s, ec_fact key)
{
	ec_error error;

	switch (ec_fact_kind_of(key))
	{
		case EC_KIND_NUMBER:
			if (s->number[key].lo != NULL)
				must(ec_chip_set_number(builder, key, s->number[key].lo, s->number[key].hi, &error),
				     &error);
			break;
		case EC_KIND_BOOLEAN:
			if (s->flag[key] != EC_UNKNOWN)
				must(ec_chip_set_flag(builder, key, s->flag[key] == EC_TRUE, &error), &error);
			break;
		case EC_KIND_TEXT:
			if (s->text[key] != NULL)
				must(ec_chip_set_text(builder, key, s->text[key], strlen(s->text[key]), &error),
				     &error);
			break;
		case EC_KIND_FORM:
			must(ec_chip_set_text(builder, key, s->form, strlen(s->form), &error), &error);
			break;
		default:
			for (int r = 0; r < SPEC_RATES; r++)
				if (s->rate[r].lo != NULL)
					must(ec_chip_add_rate(builder, spec_formats[r], strlen(spec_formats[r]),
					                      s->rate[r].lo, s->rate[r].hi, NULL, &error),
					     &error);
	}
}

static inline ec_interval
spec_interval(spec_number told)
{
	return told.lo == NULL ? EC_UNKNOWN_INTERVAL :
	                         (ec_interval){strtod(told.lo, NULL), strtod(told.hi, NULL)};
}

/* The item's bytes. */
static inline const ec_chip *
spec_chip(const ec_memory *mem, const spec *s)
{
	ec_chip_builder builder;
	size_t size;

	ec_chip_begin(&builder, mem);
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (is_key(ec_fact_at(i)))
			tell_key(&builder, s, ec_fact_at(i));
	if (s->form_unknown)
		builder.form = EC_FORM_UNKNOWN; /* as that of an item that states an ECCN may be */
	return ec_chip_finish(&builder, &size);
}

/* Tells the builder one key of the shipment. */
static inline void
tell_shipment(ec_shipment_builder *builder, const spec *s, ec_fact key)
{
	if (s->number[key].lo != NULL)
		ec_shipment_set_number(builder, key, s->number[key].lo, s->number[key].hi);
	if (s->text[key] != NULL)
		ec_shipment_set_text(builder, key, s->text[key], strlen(s->text[key]));
	if (s->flag[key] != EC_UNKNOWN)
		ec_shipment_set_flag(builder, key, s->flag[key] == EC_TRUE);
	if (s->doubted >> key & 1)
		ec_shipment_doubt(builder, key, "null", strlen("null"));
}

/* The shipment's bytes. */
static inline const ec_shipment *
spec_shipment(const ec_memory *mem, const spec *s, size_t *size)
{
	ec_shipment_builder builder;

	ec_shipment_begin(&builder, mem);
	for (int i = 0; i < EC_FACT_COUNT; i++)
		if (ec_fact_holder_of(ec_fact_at(i)) == EC_HOLDER_SHIPMENT)
			tell_shipment(&builder, s, ec_fact_at(i));
	return ec_shipment_finish(&builder, size);
}

static inline ec_facts
spec_facts(const ec_memory *mem, const spec *s)
{
	ec_facts facts;
	size_t size;

	memset(&facts, 0xA5, sizeof(facts)); /* nothing may rest on what was there before */
	ec_shipment_read(spec_shipment(mem, s, &size), &facts);
	ec_chip_read(spec_chip(mem, s), &facts);
	return facts;
}

/*
 * Does it declare a TPP that all its rates cannot reach, whatever the format?  Then either may be
 * wrong, and a metric that hangs on both is uncertain although they are certain.
 */
static inline bool
contradicts_itself(const ec_facts *facts)
{
	ec_chip_rate rate;
	double fastest = 0;

	if (ec_chip_uncertain(facts, EC_RATES) != 0)
		return false;
	ec_chip_begin_rates(facts->chip, &rate);
	while (ec_chip_next_rate(&rate))
		fastest = rate.rate.hi > fastest ? rate.rate.hi : fastest;
	return facts->number[EC_TPP].lo > EC_OPERAND_MOST_BITS * fastest;
}

#endif /* GENERATE_H */
