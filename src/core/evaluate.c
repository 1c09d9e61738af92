/*
 * evaluate.c
 *		Kleene evaluation of conditions, with reasons.  See evaluate.h.
 *
 * Recursion is bounded: no condition is nested deeper than EC_CONDITION_MAX_DEPTH.
 */
#include "core/evaluate.h"

#include "core/hash.h"

static bool
is_place(const ec_node *in)
{
	return EC_PLACE_FACTS >> in->fact & 1;
}

/* Is it a test of a place that is known? */
static bool
has_place(const ec_node *in, const ec_env *env)
{
	return is_place(in) && ec_env_place(env, (ec_fact) in->fact) != EC_NO_COUNTRY;
}

static bool
is_comparison(const ec_node *node)
{
	return node->op >= EC_OP_LT && node->op <= EC_OP_GT;
}

bool
ec_bound_test_of(const ec_condition *c, const ec_node *node, ec_bound_test *test)
{
	const ec_node *a = &c->node[node->a];
	const ec_node *b = &c->node[node->b];
	ec_op op = (ec_op) node->op;

	if (op == EC_OP_EQ || op == EC_OP_NE)
		return false;
	if (a->op == EC_OP_NUMBER && b->op == EC_OP_FACT)
	{
		const ec_node *swap = a;

		a = b;
		b = swap;
		op = op == EC_OP_LT ? EC_OP_GT :
		    op == EC_OP_LE  ? EC_OP_GE :
		    op == EC_OP_GT  ? EC_OP_LT :
		                      EC_OP_LE;
	}
	if (a->op != EC_OP_FACT || b->op != EC_OP_NUMBER)
		return false;
	test->fact = (ec_fact) a->fact;
	test->limit = b->number;
	test->negated = op == EC_OP_LT || op == EC_OP_LE;
	test->strict = op == EC_OP_GT || op == EC_OP_LE;
	return true;
}

/* Is the text left out, and so known to be nothing that a rule names? */
static bool
is_none(const ec_facts *facts, ec_fact fact)
{
	ec_fact_set among = EC_NONE_IF_LEFT_OUT & EC_FACT_BIT(fact);

	return among != 0 && ec_leaves_out(facts, among);
}

ec_truth
ec_text_test(const ec_facts *facts, const ec_condition *c, const ec_node *in)
{
	const ec_item *items = ec_condition_items(c) + in->a;
	ec_words words;
	bool found = false;

	if (in->fact == EC_FORM)
	{
		uint32_t asked = 0;

		for (uint32_t i = 0; i < in->count; i++)
			asked |= 1u << items[i].value;
		return ec_form_test(facts->form, asked);
	}
	words = facts->text[in->fact];
	if (words.text == NULL) /* what is left out may be known to be none of these */
		return is_none(facts, (ec_fact) in->fact) ? EC_FALSE : EC_UNKNOWN;
	for (uint32_t i = 0; i < in->count; i++)
	{
		const char *item = ec_condition_text(c, items[i].value);

		found =
		    found || (strlen(item) == words.length && memcmp(item, words.text, words.length) == 0);
	}
	return found ? EC_TRUE : EC_FALSE;
}

/* The same by what the names mean in the rulebook. */
static ec_truth
meaning_test(const ec_env *env, const ec_condition *c, const ec_node *in)
{
	const ec_item *items = ec_condition_items(c) + in->a;
	ec_fact fact = (ec_fact) in->fact;
	ec_truth truth = ec_meaning_test(env->vocabulary, &env->facts, fact, NULL, 0);

	for (uint32_t i = 0; i < in->count && truth == EC_FALSE; i++)
	{
		const char *item = ec_condition_text(c, items[i].value);
		uint64_t meaning = ec_meaning_of(env->vocabulary, fact, ec_name_hash(item, strlen(item)));

		truth = ec_meaning_test(env->vocabulary, &env->facts, fact, &meaning, 1);
	}
	return truth;
}

/* An item classified only as 3A090 may or may not be 3A090.a: then the answer is unknown. */
ec_truth
ec_eccn_test(const char *eccn, const ec_condition *c, const ec_node *in)
{
	const ec_item *items = ec_condition_items(c) + in->a;
	ec_truth truth = EC_FALSE;

	if (eccn == NULL)
		return EC_UNKNOWN;
	for (uint32_t i = 0; i < in->count; i++)
	{
		const char *item = ec_condition_text(c, items[i].value);

		if (ec_eccn_contains(item, eccn))
			return EC_TRUE;
		if (ec_eccn_contains(eccn, item))
			truth = EC_UNKNOWN;
	}
	return truth;
}

ec_truth
ec_number_test(const ec_facts *facts, const ec_condition *c, const ec_node *node)
{
	const ec_node *a = &c->node[node->a];
	const ec_node *b = &c->node[node->b];

	/* A fact against a constant is exact. */
	if ((node->op == EC_OP_EQ || node->op == EC_OP_NE) &&
	    ((a->op == EC_OP_FACT && b->op == EC_OP_NUMBER) ||
	     (a->op == EC_OP_NUMBER && b->op == EC_OP_FACT)))
	{
		ec_interval x = ec_number_of(facts, (ec_fact) (a->op == EC_OP_FACT ? a : b)->fact);
		double limit = (a->op == EC_OP_FACT ? b : a)->number;
		ec_truth equal =
		    x.hi < limit || x.lo > limit ? EC_FALSE : (ec_is_point(x) ? EC_TRUE : EC_UNKNOWN);

		return node->op == EC_OP_EQ ? equal : ec_truth_not(equal);
	}
	return ec_condition_compare((ec_op) node->op, ec_condition_number(c, node->a, facts->number),
	                            ec_condition_number(c, node->b, facts->number));
}

static ec_truth
truth_of(const ec_condition *c, const ec_node *node, const ec_env *env)
{
	ec_truth truth;

	switch ((ec_op) node->op)
	{
		case EC_OP_FALSE:
			return EC_FALSE;
		case EC_OP_TRUE:
			return EC_TRUE;
		case EC_OP_FLAG:
			return ec_flag_of(&env->facts, (ec_fact) node->fact);
		case EC_OP_NOT:
			return ec_truth_not(truth_of(c, &c->node[node->a], env));
		case EC_OP_AND:
		case EC_OP_OR:
		{
			const uint16_t *links = ec_condition_links(c) + node->a;
			bool conjunctive = node->op == EC_OP_AND;

			truth = conjunctive ? EC_TRUE : EC_FALSE;
			for (uint32_t i = 0; i < node->count; i++)
			{
				ec_truth child = truth_of(c, &c->node[links[i]], env);

				if (conjunctive ? child < truth : child > truth)
					truth = child;
			}
			return truth;
		}
		case EC_OP_IN:
			if (node->fact == EC_ECCN)
				truth = ec_eccn_test(env->eccn, c, node);
			else if (is_place(node))
			{
				ec_country place = ec_env_place(env, (ec_fact) node->fact);

				truth = place == EC_NO_COUNTRY ? EC_UNKNOWN :
				                                 env->place_test(env->world, c, node, place);
			}
			else if (ec_has_meanings(env->vocabulary, (ec_fact) node->fact))
				truth = meaning_test(env, c, node);
			else
				truth = ec_text_test(&env->facts, c, node);
			return (node->flags & EC_NODE_NEGATED) ? ec_truth_not(truth) : truth;
		default:
		{
			ec_bound_test test;

			if (!ec_bound_test_of(c, node, &test))
				return ec_number_test(&env->facts, c, node);
			truth = test.strict ? ec_above(ec_number_of(&env->facts, test.fact), test.limit) :
			                      ec_at_least(ec_number_of(&env->facts, test.fact), test.limit);
			return test.negated ? ec_truth_not(truth) : truth;
		}
	}
}

ec_truth
ec_evaluate(const ec_condition *c, const ec_env *env)
{
	return truth_of(c, &c->node[c->root], env);
}

/* --- what is missing --- */

/* What is told of an item; and of a shipment everything, as its numbers are no metrics. */
static ec_fact_set
told(const ec_facts *facts)
{
	return facts->known | EC_SHIPMENT_FACTS;
}

/*
 * The facts in an expression that are not known exactly; or, of `all`, every key on which it hangs
 * and that is told.
 */
static ec_fact_set
uncertain_numbers(const ec_condition *c, const ec_node *node, const ec_facts *facts, bool all)
{
	if (node->op == EC_OP_NUMBER)
		return 0;
	if (node->op == EC_OP_FACT)
		return all ? ec_fact_behind((ec_fact) node->fact) & told(facts) :
		             ec_chip_uncertain(facts, (ec_fact) node->fact);
	if (node->op == EC_OP_NEGATE)
		return uncertain_numbers(c, &c->node[node->a], facts, all);
	return uncertain_numbers(c, &c->node[node->a], facts, all) |
	    uncertain_numbers(c, &c->node[node->b], facts, all);
}

static bool
is_node(const void *item, const void *node)
{
	return item == node;
}

static void
add_open_test(const ec_condition *c, const ec_node *node, ec_open_tests *open)
{
	uint64_t hash = ec_hash_mix(0, (uintptr_t) node);

	if (ec_table_find(&open->seen, hash, is_node, node) != NULL)
		return;
	ec_table_add(open->mem, &open->seen, hash, (void *) node);
	open->test = ec_grow(open->mem, open->test, open->count, &open->capacity, sizeof(ec_open_test));
	open->test[open->count++] = (ec_open_test){c, node};
}

/*
 * Adds what leaves a node unknown.  The truths of the tests below it decide which nodes are looked
 * at; the values of numbers decide nothing here, so that one list does for all items with these
 * truths.
 */
static void
add_open_below(const ec_condition *c, const ec_node *node, const ec_env *env, ec_open_tests *open)
{
	if (truth_of(c, node, env) != EC_UNKNOWN)
		return;
	switch ((ec_op) node->op)
	{
		case EC_OP_FLAG:
			open->missing |= EC_FACT_BIT(node->fact);
			break;
		case EC_OP_IN:
			/* A place that is known and cannot be tested: the rulebook lacks a group. */
			if (has_place(node, env))
				open->missing |= EC_FACT_BIT(EC_MISSING_RULES);
			else
				open->missing |= EC_FACT_BIT(node->fact);
			break;
		case EC_OP_NOT:
			add_open_below(c, &c->node[node->a], env, open);
			break;
		case EC_OP_AND:
		case EC_OP_OR:
			for (uint32_t i = 0; i < node->count; i++)
				add_open_below(c, &c->node[ec_condition_links(c)[node->a + i]], env, open);
			break;
		default:
			add_open_test(c, node, open);
	}
}

void
ec_add_open_tests(const ec_condition *c, const ec_env *env, ec_open_tests *open)
{
	add_open_below(c, &c->node[c->root], env, open);
}

ec_fact_set
ec_missing_in(const ec_open_tests *open, const ec_facts *facts)
{
	ec_fact_set missing = open->missing;

	for (size_t i = 0; i < open->count; i++)
	{
		const ec_condition *c = open->test[i].condition;
		ec_fact_set here = uncertain_numbers(c, open->test[i].node, facts, false);

		/*
		 * Unknown although every fact is certain (a division by zero, or facts that contradict each
		 * other): all of them are in doubt.
		 */
		missing |= here != 0 ? here : uncertain_numbers(c, open->test[i].node, facts, true);
	}
	return missing;
}

/* --- why --- */

static void
begin_reason(ec_text *out)
{
	if (out->length > 0)
		ec_text_add(out, "; ");
}

static void
write_value(ec_text *out, ec_interval x)
{
	if (ec_is_unknown(x))
		ec_text_add(out, "unknown");
	else if (isinf(x.hi))
	{
		ec_text_add(out, "at least ");
		ec_text_number(out, x.lo);
	}
	else
		ec_text_interval(out, x);
}

static void
write_operand(const ec_condition *c, uint32_t index, const ec_env *env, ec_text *out)
{
	const ec_node *node = &c->node[index];

	if (node->op == EC_OP_NUMBER)
	{
		ec_text_number(out, node->number);
		return;
	}
	if (node->op == EC_OP_FACT)
		ec_text_add(out, ec_fact_name((ec_fact) node->fact));
	else
		ec_condition_write_node(c, index, out);
	ec_text_add(out, " = ");
	write_value(out, ec_condition_number(c, index, env->facts.number));
}

static void
because_comparison(const ec_condition *c, const ec_node *node, const ec_env *env, ec_truth truth,
                   ec_text *out)
{
	static const char *const words[][2] = {
	    {"is below", "is not below"}, {"is at most", "is above"}, {"equals", "does not equal"},
	    {"does not equal", "equals"}, {"reaches", "is below"},    {"is above", "is at most"},
	};
	static const int mirrored[] = {5, 4, 2, 3, 1, 0}; /* a < b is b > a */
	uint32_t a = node->a;
	uint32_t b = node->b;
	int relation = node->op - EC_OP_LT;

	/* Say it from the fact's side: "tpp = 2368 is below 2400", not "2400 is above tpp". */
	if (c->node[a].op == EC_OP_NUMBER)
	{
		a = node->b;
		b = node->a;
		relation = mirrored[relation];
	}
	write_operand(c, a, env, out);
	if (truth == EC_UNKNOWN)
	{
		ec_text_add(out, ", so it cannot be compared with ");
		write_operand(c, b, env, out);
		return;
	}
	ec_text_printf(out, " %s ", words[relation][truth == EC_TRUE ? 0 : 1]);
	write_operand(c, b, env, out);
}

/* Does the i-th member of a list contain the place or the ECCN?  Of other facts, all count. */
static bool
contains(const ec_condition *c, const ec_node *node, uint32_t i, const ec_env *env)
{
	ec_node single = *node;

	single.a = node->a + i;
	single.count = 1;
	if (is_place(node))
		return env->place_test(env->world, c, &single, ec_env_place(env, (ec_fact) node->fact)) ==
		    EC_TRUE;
	return node->fact != EC_ECCN || ec_eccn_test(env->eccn, c, &single) == EC_TRUE;
}

/* "destination CN is in D:5", "eccn is undecided", "vendor 'amd' is not in 'nvidia'". */
static void
because_membership(const ec_condition *c, const ec_node *node, const ec_env *env, ec_truth truth,
                   ec_text *out)
{
	bool in = (truth == EC_TRUE) != ((node->flags & EC_NODE_NEGATED) != 0);
	const ec_item *items = ec_condition_items(c) + node->a;
	ec_text list;

	ec_text_add(out, ec_fact_name((ec_fact) node->fact));
	ec_text_add_char(out, ' ');
	if (is_place(node))
	{
		ec_country place = ec_env_place(env, (ec_fact) node->fact);
		char code[3];

		ec_country_text(place, code);
		ec_text_add(out, place == EC_NO_COUNTRY ? "is unknown" : code);
	}
	else if (node->fact == EC_ECCN)
		ec_text_add(out, env->eccn ? env->eccn : "is undecided");
	else if (node->fact == EC_FORM)
		ec_text_printf(out, "%s%s", env->facts.form < EC_FORM_COUNT ? "" : "is ",
		               ec_form_name((ec_form) env->facts.form));
	else
	{
		ec_words words = env->facts.text[node->fact];

		const char *fault =
		    ec_meaning_fault(out->mem, env->vocabulary, &env->facts, (ec_fact) node->fact);

		if (words.text != NULL)
			ec_text_printf(out, "'%.*s'", (int) words.length, words.text);
		else
			ec_text_add(out,
			            is_none(&env->facts, (ec_fact) node->fact) ? "(none stated)" :
			                                                         "is unknown");
		if (fault != NULL)
			ec_text_printf(out, " %s", fault);
	}
	if (truth == EC_UNKNOWN)
	{
		if (node->fact == EC_ECCN && env->eccn != NULL)
			ec_text_add(out, " is not precise enough for ");
		else if (has_place(node, env))
			ec_text_add(out, " cannot be tested, because the rules lack a group of ");
		else
			return;
	}

	/* Of the list, only the members that matter: for what is in it, those that contain it. */
	ec_text_init(&list, out->mem);
	for (uint32_t i = 0; i < node->count; i++)
	{
		if (in && truth != EC_UNKNOWN && !contains(c, node, i, env))
			continue;
		if (list.length > 0)
			ec_text_add(&list, ", ");
		ec_condition_write_item(c, &items[i], &list);
	}
	if (truth != EC_UNKNOWN)
		ec_text_add(out, in ? " is in " : (node->count > 1 ? " is in none of " : " is not in "));
	ec_text_add(out, list.data);
}

static void
because_below(const ec_condition *c, const ec_node *node, const ec_env *env, ec_text *out)
{
	ec_truth truth = truth_of(c, node, env);

	switch ((ec_op) node->op)
	{
		case EC_OP_AND:
		case EC_OP_OR:
		{
			/*
			 * One operand decides a false AND or a true OR; otherwise those of the same truth do.
			 */
			bool one = (node->op == EC_OP_AND) == (truth == EC_FALSE) && truth != EC_UNKNOWN;
			const uint16_t *links = ec_condition_links(c) + node->a;

			for (uint32_t i = 0; i < node->count; i++)
			{
				if (truth_of(c, &c->node[links[i]], env) != truth)
					continue;
				because_below(c, &c->node[links[i]], env, out);
				if (one)
					return;
			}
			return;
		}
		case EC_OP_NOT:
			because_below(c, &c->node[node->a], env, out);
			return;
		case EC_OP_FALSE:
		case EC_OP_TRUE:
			begin_reason(out);
			ec_text_add(out, node->op == EC_OP_TRUE ? "it always applies" : "it never applies");
			return;
		case EC_OP_FLAG:
			begin_reason(out);
			ec_text_printf(out, "%s is %s", ec_fact_name((ec_fact) node->fact),
			               truth == EC_TRUE      ? "true" :
			                   truth == EC_FALSE ? "false" :
			                                       "unknown");
			return;
		case EC_OP_IN:
			begin_reason(out);
			because_membership(c, node, env, truth, out);
			return;
		default:
			if (is_comparison(node))
			{
				begin_reason(out);
				because_comparison(c, node, env, truth, out);
			}
	}
}

void
ec_because(const ec_condition *c, const ec_env *env, ec_text *out)
{
	ec_text reasons;

	ec_text_init(&reasons, out->mem);
	because_below(c, &c->node[c->root], env, &reasons);
	ec_text_add(out, reasons.data);
}
