/*
 * test_evaluate.c
 *		The truth of conditions, what is missing to know it, and why it is so.
 */
#include "generate.h"

#include <float.h>
#include <math.h>

/* --- a world with two groups --- */

static bool
is_one_of(ec_country place, const char *codes)
{
	for (; codes[0] != '\0'; codes += 3)
		if (place == ec_country_make(codes[0], codes[1]))
			return true;
	return false;
}

/* D:5 and A:5 have members, every other group but "lost" is empty, and that one does not exist. */
static ec_truth
group_has(const char *group, ec_country place)
{
	if (strcmp(group, "lost") == 0)
		return EC_UNKNOWN;
	if (strcmp(group, "D:5") == 0)
		return is_one_of(place, "CN,MO,RU,") ? EC_TRUE : EC_FALSE;
	if (strcmp(group, "A:5") == 0)
		return is_one_of(place, "NL,JP,GB,") ? EC_TRUE : EC_FALSE;
	return EC_FALSE;
}

static ec_truth
place_test(const void *world, const ec_condition *c, const ec_node *in, ec_country place)
{
	ec_truth truth = EC_FALSE;

	(void) world;
	for (uint32_t i = 0; i < in->count; i++)
	{
		const ec_item *item = ec_condition_items(c) + in->a + i;
		ec_truth each;

		if (item->kind == EC_ITEM_COUNTRY)
			each = item->value == place ? EC_TRUE : EC_FALSE;
		else
			each = group_has(ec_condition_text(c, item->value), place);
		if (each > truth)
			truth = each;
	}
	return truth;
}

static ec_env
env_of(const ec_facts *facts)
{
	ec_env env = {.facts = *facts, .place_test = place_test};

	return env;
}

static ec_country
country(const char *code)
{
	return ec_country_make(code[0], code[1]);
}

static const char *
truth_name(ec_truth truth)
{
	return truth == EC_TRUE ? "true" : truth == EC_FALSE ? "false" : "unknown";
}

/* An item told by pairs: a number's key with its bounds. */
typedef struct told
{
	ec_fact key;
	const char *lo;
	const char *hi;
} told;

static ec_env
item(const told *numbers, int count)
{
	ec_chip_builder builder;
	ec_error error;
	size_t size;
	ec_facts facts;

	ec_chip_begin(&builder, memory());
	for (int i = 0; i < count; i++)
		must(ec_chip_set_number(&builder, numbers[i].key, numbers[i].lo,
		                        numbers[i].hi ? numbers[i].hi : numbers[i].lo, &error),
		     &error);
	ec_facts_forget_shipment(&facts);
	ec_chip_read(ec_chip_finish(&builder, &size), &facts);
	return env_of(&facts);
}

/* An item of which only the TPP is told. */
static ec_env
item_of_tpp(const char *lo, const char *hi)
{
	told tpp = {EC_DECLARED_TPP, lo, hi};

	return item(&tpp, lo ? 1 : 0);
}

static ec_truth
truth_of(const char *condition, const ec_env *env)
{
	return ec_evaluate(parse(memory(), condition), env);
}

static void
is_truth(const char *condition, const ec_env *env, ec_truth wanted, const char *where)
{
	ec_truth got = truth_of(condition, env);

	ok(got == wanted, "%s%s%s is %s", condition, where[0] ? ", " : "", where, truth_name(wanted));
	if (got != wanted)
		note("got %s", truth_name(got));
}

/* --- logic --- */

static void
test_kleene(void)
{
	/* rows: the left operand false, unknown, true; columns: the right one */
	static const char conjunction[] = "FFFFUUFUT";
	static const char disjunction[] = "FUTUUTTTT";
	static const char letters[] = "FUT";
	spec s = random_spec(1000);

	for (int a = EC_FALSE; a <= EC_TRUE; a++)
	{
		for (int b = EC_FALSE; b <= EC_TRUE; b++)
		{
			ec_facts facts;
			ec_env env;
			char where[60];

			s.flag[EC_HBM] = (ec_truth) a;
			s.flag[EC_DATACENTER] = (ec_truth) b;
			facts = spec_facts(memory(), &s);
			env = env_of(&facts);
			snprintf(where, sizeof(where), "%s, %s", truth_name((ec_truth) a),
			         truth_name((ec_truth) b));
			is_truth("hbm and datacenter", &env,
			         (ec_truth) (strchr(letters, conjunction[3 * a + b]) - letters), where);
			is_truth("hbm or datacenter", &env,
			         (ec_truth) (strchr(letters, disjunction[3 * a + b]) - letters), where);
			/* several operands, and De Morgan */
			is_truth("hbm and true and datacenter", &env, truth_of("hbm and datacenter", &env),
			         where);
			is_truth("hbm or false or datacenter", &env, truth_of("hbm or datacenter", &env),
			         where);
			is_truth("not (hbm and datacenter)", &env, truth_of("not hbm or not datacenter", &env),
			         where);
			is_truth("not (hbm or datacenter)", &env, truth_of("not hbm and not datacenter", &env),
			         where);
		}
		{
			ec_facts facts = spec_facts(memory(), &s);
			ec_env env = env_of(&facts);

			is_truth("hbm", &env, (ec_truth) a, truth_name((ec_truth) a));
			is_truth("not hbm", &env, (ec_truth) (EC_TRUE - a), truth_name((ec_truth) a));
			is_truth("not not hbm", &env, (ec_truth) a, truth_name((ec_truth) a));
			is_truth("hbm and false", &env, EC_FALSE, truth_name((ec_truth) a));
			is_truth("hbm or true", &env, EC_TRUE, truth_name((ec_truth) a));
			is_truth("true", &env, EC_TRUE, "");
			is_truth("false", &env, EC_FALSE, "");
		}
	}
}

/* --- numbers --- */

static bool
relation_holds(int relation, double x, double y)
{
	switch (relation)
	{
		case 0:
			return x < y;
		case 1:
			return x <= y;
		case 2:
			return x == y;
		case 3:
			return x != y;
		case 4:
			return x >= y;
		default:
			return x > y;
	}
}

/* A comparison is true when it is so for every number in the interval, false when for none. */
static void
test_comparisons(void)
{
	static const char *const relations[] = {"<", "<=", "=", "!=", ">=", ">"};
	static const char *const mirrored[] = {">", ">=", "=", "!=", "<=", "<"};
	static const char *const values[] = {"0", "4799.999999", "4800", "4800.000001", "1e15"};

	for (int lo = 0; lo < COUNT_OF(values); lo++)
		for (int hi = lo; hi < COUNT_OF(values); hi++)
		{
			ec_env env = item_of_tpp(values[lo], values[hi]);
			char where[60];

			snprintf(where, sizeof(where), "tpp in [%s, %s]", values[lo], values[hi]);
			for (int r = 0; r < COUNT_OF(relations); r++)
			{
				bool all = true;
				bool any = false;
				ec_truth wanted;
				char text[60];

				/* the values are on both sides of the limit and on it, so they stand for all */
				for (int v = lo; v <= hi; v++)
				{
					bool held = relation_holds(r, strtod(values[v], NULL), 4800);

					all = all && held;
					any = any || held;
				}
				wanted = all ? EC_TRUE : any ? EC_UNKNOWN : EC_FALSE;
				snprintf(text, sizeof(text), "tpp %s 4800", relations[r]);
				is_truth(text, &env, wanted, where);
				snprintf(text, sizeof(text), "4800 %s tpp", mirrored[r]);
				is_truth(text, &env, wanted, where);
				snprintf(text, sizeof(text), "tpp + 0 %s 4800", relations[r]);
				is_truth(text, &env, wanted, where);
			}
		}

	{
		ec_env unknown = item_of_tpp(NULL, NULL);
		ec_env on = item_of_tpp("4800", NULL);

		for (int r = 0; r < COUNT_OF(relations); r++)
		{
			char text[60];

			snprintf(text, sizeof(text), "tpp %s 4800", relations[r]);
			is_truth(text, &unknown, EC_UNKNOWN, "tpp unknown");
		}
		/* what is unknown is still not negative */
		is_truth("tpp >= 0", &unknown, EC_TRUE, "tpp unknown");
		is_truth("tpp < 0", &unknown, EC_FALSE, "tpp unknown");
		is_truth("tpp > 0", &unknown, EC_UNKNOWN, "tpp unknown");
		is_truth("tpp > -1", &unknown, EC_TRUE, "tpp unknown");
		is_truth("1600 <= tpp < 4800", &on, EC_FALSE, "tpp on the line");
		is_truth("1600 <= tpp <= 4800", &on, EC_TRUE, "tpp on the line");
		is_truth("4800 <= tpp < 4801", &on, EC_TRUE, "tpp on the line");
		is_truth("4800 < tpp < 4801", &on, EC_FALSE, "tpp on the line");
		/* a chain is the AND of its links */
		is_truth("1600 <= tpp < 4800", &unknown, EC_UNKNOWN, "tpp unknown");
		is_truth("0 <= tpp < tops", &unknown, EC_UNKNOWN, "tpp unknown");
		is_truth("5 < 4 < tpp", &unknown, EC_FALSE, "tpp unknown");
	}
}

static void
test_arithmetic(void)
{
	static const told bandwidths[] = {{EC_MEMORY_BANDWIDTH, "1399.9", NULL},
	                                  {EC_INTERCONNECT_BANDWIDTH, "300.1", NULL}};
	static const told ranges[] = {
	    {EC_MEMORY_BANDWIDTH, "2", "3"},
	    {EC_INTERCONNECT_BANDWIDTH, "4", "5"},
	    {EC_DIE_AREA, "0", "10"},
	    {EC_TRANSISTORS, "0", NULL},
	};
	ec_env env = item(bandwidths, COUNT_OF(bandwidths));
	ec_env range = item(ranges, COUNT_OF(ranges));

	/* in binary 1399.9 + 300.1 is a little less than 1700, 0.1 + 0.2 a little more than 0.3 */
	is_truth("memory_bandwidth + interconnect_bandwidth >= 1700", &env, EC_TRUE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth < 1700", &env, EC_FALSE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth > 1700", &env, EC_FALSE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth <= 1700", &env, EC_TRUE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth = 1700", &env, EC_TRUE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth != 1700", &env, EC_FALSE, "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth >= 1700.0000001", &env, EC_FALSE,
	         "1399.9 + 300.1");
	is_truth("memory_bandwidth + interconnect_bandwidth > 1699.9999999", &env, EC_TRUE,
	         "1399.9 + 300.1");
	is_truth("0.1 + 0.2 = 0.3", &env, EC_TRUE, "");
	is_truth("0.1 + 0.2 <= 0.3", &env, EC_TRUE, "");
	is_truth("0.1 * 3 > 0.3", &env, EC_FALSE, "");
	is_truth("1 - 0.9 = 0.1", &env, EC_TRUE, "");
	/* a fact against a constant is exact: the number next to the limit is not the limit */
	{
		ec_env next = item_of_tpp("4800.000000000001", NULL);
		ec_env before = item_of_tpp("4799.999999999999", NULL);

		is_truth("tpp > 4800", &next, EC_TRUE, "one step above");
		is_truth("tpp = 4800", &next, EC_FALSE, "one step above");
		is_truth("tpp >= 4800", &before, EC_FALSE, "one step below");
		is_truth("4800 = tpp", &before, EC_FALSE, "one step below");
	}

	is_truth("2 + 3 * 4 = 14", &env, EC_TRUE, "");
	is_truth("(2 + 3) * 4 = 20", &env, EC_TRUE, "");
	is_truth("10 - 3 - 2 = 5", &env, EC_TRUE, "");
	is_truth("10 - (3 - 2) = 9", &env, EC_TRUE, "");
	is_truth("12 / 3 / 2 = 2", &env, EC_TRUE, "");
	is_truth("12 / (3 / 2) = 8", &env, EC_TRUE, "");
	is_truth("-2 * -3 = 6", &env, EC_TRUE, "");
	is_truth("--2 = 2", &env, EC_TRUE, "");
	is_truth("-2 < -1", &env, EC_TRUE, "");

	/* division by zero is unknown, and so is whatever may be one */
	is_truth("1 / 0 > 5", &env, EC_UNKNOWN, "");
	is_truth("1 / (2 - 2) > 5", &env, EC_UNKNOWN, "");
	is_truth("0 / 0 = 0", &env, EC_UNKNOWN, "");
	is_truth("1 / transistors > 5", &range, EC_UNKNOWN, "0");
	is_truth("1 / die_area > 0", &range, EC_UNKNOWN, "[0, 10]");

	/* [2, 3] and [4, 5] */
	is_truth("memory_bandwidth + interconnect_bandwidth >= 6", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("memory_bandwidth + interconnect_bandwidth > 6", &range, EC_UNKNOWN, "[2, 3], [4, 5]");
	is_truth("memory_bandwidth + interconnect_bandwidth > 8", &range, EC_FALSE, "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth - memory_bandwidth >= 1", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth - memory_bandwidth <= 3", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("memory_bandwidth * interconnect_bandwidth >= 8", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("memory_bandwidth * interconnect_bandwidth > 15", &range, EC_FALSE, "[2, 3], [4, 5]");
	is_truth("-memory_bandwidth * interconnect_bandwidth <= -8", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth / memory_bandwidth <= 2.5", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth / -memory_bandwidth >= -2.5", &range, EC_TRUE,
	         "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth > memory_bandwidth", &range, EC_TRUE, "[2, 3], [4, 5]");
	is_truth("interconnect_bandwidth = memory_bandwidth", &range, EC_FALSE, "[2, 3], [4, 5]");
	/* nothing is known of the difference of two uncertain facts but what their bounds say */
	is_truth("memory_bandwidth - memory_bandwidth = 0", &range, EC_UNKNOWN, "[2, 3]");

	/* unknown facts in arithmetic: not negative, and not infinite */
	is_truth("tpp + 1 >= 1", &range, EC_TRUE, "tpp unknown");
	is_truth("tpp + 1 > 1", &range, EC_UNKNOWN, "tpp unknown");
	is_truth("0 * tpp = 0", &range, EC_TRUE, "tpp unknown");
	is_truth("0 * (1e308 * 10) = 0", &range, EC_TRUE, "beyond all doubles");
	is_truth("tpp - tops > 0", &range, EC_UNKNOWN, "both unknown");
	is_truth("1 / (tpp + 1) <= 1", &range, EC_TRUE, "tpp unknown");
	is_truth("1 / (tpp + 1) >= 0", &range, EC_TRUE, "tpp unknown");
	is_truth("tpp / tops > 1", &range, EC_UNKNOWN, "both unknown");
	is_truth("tpp = tpp", &range, EC_UNKNOWN, "tpp unknown");
	is_truth("consignee_tpp >= 0", &range, EC_TRUE, "unknown");
	is_truth("consignee_tpp < 26900000", &range, EC_UNKNOWN, "unknown");
	range.facts.number[EC_CONSIGNEE_TPP] = ec_point(26900000);
	is_truth("consignee_tpp < 26900000", &range, EC_FALSE, "26900000");
	is_truth("consignee_tpp + tpp >= 26900000", &range, EC_TRUE, "26900000 and unknown");
}

static void
test_bounds(void)
{
	static const struct
	{
		const char *text;
		ec_bound_test test;
	} cases[] = {
	    {"tpp >= 5", {EC_TPP, 5, false, false}},
	    {"tpp > 5", {EC_TPP, 5, true, false}},
	    {"tpp < 5", {EC_TPP, 5, false, true}},
	    {"tpp <= 5", {EC_TPP, 5, true, true}},
	    {"5 <= tops", {EC_TOPS, 5, false, false}},
	    {"5 < tops", {EC_TOPS, 5, true, false}},
	    {"5 > tops", {EC_TOPS, 5, false, true}},
	    {"5 >= tops", {EC_TOPS, 5, true, true}},
	    {"consignee_tpp >= 5", {EC_CONSIGNEE_TPP, 5, false, false}},
	};
	static const char *const others[] = {"tpp = 5",     "tpp != 5", "5 = tpp",  "tpp > tops",
	                                     "tpp + 1 > 5", "1 > 5",    "tpp > -5", "tpp > 2 * 3"};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		const ec_condition *c = parse(memory(), cases[i].text);
		ec_bound_test test;

		ok(ec_bound_test_of(c, &c->node[c->root], &test) && test.fact == cases[i].test.fact &&
		       test.limit == cases[i].test.limit && test.strict == cases[i].test.strict &&
		       test.negated == cases[i].test.negated,
		   "%s is a bound", cases[i].text);
	}
	for (int i = 0; i < COUNT_OF(others); i++)
	{
		const ec_condition *c = parse(memory(), others[i]);
		ec_bound_test test;

		ok(!ec_bound_test_of(c, &c->node[c->root], &test), "%s is not", others[i]);
	}
}

/* --- text, places, ECCNs --- */

static void
test_text(void)
{
	spec s = random_spec(1000);
	ec_facts facts;
	ec_env env;

	s.text[EC_NAME] = "H20";
	s.text[EC_VENDOR] = NULL;
	s.form = "computer";
	s.form_unknown = false;
	s.text[EC_END_USE] = NULL;
	s.doubted = 0;
	facts = spec_facts(memory(), &s);
	env = env_of(&facts);
	is_truth("name = 'H20'", &env, EC_TRUE, "H20");
	is_truth("name != 'H20'", &env, EC_FALSE, "H20");
	is_truth("name = 'h20'", &env, EC_FALSE, "H20");
	is_truth("name = 'H2'", &env, EC_FALSE, "H20");
	is_truth("name = 'H200'", &env, EC_FALSE, "H20");
	is_truth("name = ''", &env, EC_FALSE, "H20");
	is_truth("name in ('A100', 'H20')", &env, EC_TRUE, "H20");
	is_truth("name in ('A100', 'H100')", &env, EC_FALSE, "H20");
	is_truth("name not in ('A100', 'H20')", &env, EC_FALSE, "H20");
	is_truth("vendor = 'NVIDIA'", &env, EC_UNKNOWN, "vendor unknown");
	is_truth("vendor != 'NVIDIA'", &env, EC_UNKNOWN, "vendor unknown");
	is_truth("vendor not in ('a', 'b')", &env, EC_UNKNOWN, "vendor unknown");
	is_truth("form = 'computer'", &env, EC_TRUE, "computer");
	is_truth("form != 'computer'", &env, EC_FALSE, "computer");
	is_truth("form in ('ic', 'hbm')", &env, EC_FALSE, "computer");
	is_truth("form not in ('ic', 'hbm')", &env, EC_TRUE, "computer");
	/* no end use stated is known to be none */
	is_truth("end_use = 'military'", &env, EC_FALSE, "none stated");
	is_truth("end_use != 'military'", &env, EC_TRUE, "none stated");
	is_truth("end_use = ''", &env, EC_FALSE, "none stated");
	/* what is stated and not known may be anything */
	doubt_fact(&s, EC_END_USE);
	env.facts = spec_facts(memory(), &s);
	is_truth("end_use = 'military'", &env, EC_UNKNOWN, "stated and not known");
	is_truth("end_use != 'military'", &env, EC_UNKNOWN, "stated and not known");
	ec_facts_state_end_use(&env.facts, "military", 8);
	is_truth("end_use = 'military'", &env, EC_TRUE, "military");
	is_truth("end_use in ('x', 'military')", &env, EC_TRUE, "military");
	ec_facts_state_end_use(&env.facts, "mil", 3);
	is_truth("end_use = 'military'", &env, EC_FALSE, "mil");
	is_truth("end_use = 'mil'", &env, EC_TRUE, "mil");
	s.form_unknown = true;
	s.text[EC_VENDOR] = "";
	facts = spec_facts(memory(), &s);
	env = env_of(&facts);
	is_truth("form = 'computer'", &env, EC_UNKNOWN, "form unknown");
	is_truth("form not in ('ic', 'computer', 'hbm')", &env, EC_UNKNOWN, "form unknown");
	is_truth("vendor = ''", &env, EC_TRUE, "vendor empty");
}

static void
test_places(void)
{
	ec_env env = item_of_tpp(NULL, NULL);

	env.destination = country("CN");
	env.headquarters = country("NL");
	is_truth("destination = CN", &env, EC_TRUE, "CN");
	is_truth("destination != CN", &env, EC_FALSE, "CN");
	is_truth("destination in (US, CN)", &env, EC_TRUE, "CN");
	is_truth("destination not in (US, CN)", &env, EC_FALSE, "CN");
	is_truth("destination in (D:5)", &env, EC_TRUE, "CN");
	is_truth("destination in (A:5)", &env, EC_FALSE, "CN");
	is_truth("destination not in (A:5)", &env, EC_TRUE, "CN");
	is_truth("headquarters in (A:5)", &env, EC_TRUE, "NL");
	is_truth("headquarters in (D:5, NL)", &env, EC_TRUE, "NL");
	is_truth("headquarters = CN", &env, EC_FALSE, "NL");
	is_truth("destination in (lost)", &env, EC_UNKNOWN, "no such group");
	is_truth("destination not in (lost)", &env, EC_UNKNOWN, "no such group");
	is_truth("destination in (lost, D:5)", &env, EC_TRUE, "no such group");
	env.destination = EC_NO_COUNTRY;
	is_truth("destination = CN", &env, EC_UNKNOWN, "unknown");
	is_truth("destination != CN", &env, EC_UNKNOWN, "unknown");
	is_truth("destination in (D:5)", &env, EC_UNKNOWN, "unknown");
}

static void
test_eccns(void)
{
	static const struct
	{
		const char *eccn;
		const char *text;
		ec_truth truth;
	} cases[] = {
	    {"3A090.a.1", "eccn in (3A090.a.1)", EC_TRUE},
	    {"3A090.a.1", "eccn in (3A090.a)", EC_TRUE},
	    {"3A090.a.1", "eccn in (3A090)", EC_TRUE},
	    {"3A090.a.1", "eccn in (3A090.b)", EC_FALSE},
	    {"3A090.a.1", "eccn in (3A090.a.10)", EC_FALSE},
	    {"3A090.a.1", "eccn in (3A090.b, 3A090.a)", EC_TRUE},
	    {"3A090.a.1", "eccn not in (3A090)", EC_FALSE},
	    {"3A090.a.1", "eccn not in (4A090, EAR99)", EC_TRUE},
	    /* what is only known to be 3A090 may be 3A090.a, or not */
	    {"3A090", "eccn in (3A090.a)", EC_UNKNOWN},
	    {"3A090", "eccn not in (3A090.a)", EC_UNKNOWN},
	    {"3A090", "eccn in (3A090.a, 3A090)", EC_TRUE},
	    {"3A090", "eccn in (4A090.a)", EC_FALSE},
	    {"EAR99", "eccn in (3A090, EAR99)", EC_TRUE},
	    {"EAR99", "eccn in (3A090)", EC_FALSE},
	    {NULL, "eccn in (3A090)", EC_UNKNOWN},
	    {NULL, "eccn not in (3A090)", EC_UNKNOWN},
	};
	ec_env env = item_of_tpp(NULL, NULL);

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		env.eccn = cases[i].eccn;
		is_truth(cases[i].text, &env, cases[i].truth, cases[i].eccn ? cases[i].eccn : "undecided");
	}
}

/* --- against a simpler evaluator --- */

/* The value of arithmetic when every fact is a point; NaN is unknown. */
static double
simple_number(const expr *x, const double *numbers)
{
	double a;
	double b;

	switch (x->kind)
	{
		case X_NUMBER:
			return strtod(x->written, NULL);
		case X_FACT:
			return numbers[x->fact];
		case X_NEGATE:
			return -simple_number(x->child[0], numbers);
		default:
			break;
	}
	a = simple_number(x->child[0], numbers);
	b = simple_number(x->child[1], numbers);
	switch (x->kind)
	{
		case X_ADD:
			return a + b;
		case X_SUBTRACT:
			return a - b;
		case X_MULTIPLY:
			return a == 0 || b == 0 ? 0 : a * b; /* whatever the other is, it is finite */
		default:
			return b == 0 ? NAN : a / b;
	}
}

static ec_truth
simple_relation(const expr *x, const expr *y, ec_op op, const double *numbers)
{
	double a = simple_number(x, numbers);
	double b = simple_number(y, numbers);
	bool exact =
	    (x->kind == X_FACT && y->kind == X_NUMBER) || (x->kind == X_NUMBER && y->kind == X_FACT);

	if (isnan(a) || isnan(b))
		return EC_UNKNOWN;
	if (!exact && fabs(a - b) <= 4 * DBL_EPSILON * fmax(fabs(a), fabs(b)))
		b = a;
	return relation_holds(op - EC_OP_LT, a, b) ? EC_TRUE : EC_FALSE;
}

static ec_truth
simple_truth(const expr *x, const spec *s, const ec_env *env, const double *numbers)
{
	ec_truth truth;
	const char *text;

	switch (x->kind)
	{
		case X_TRUE:
			return EC_TRUE;
		case X_FALSE:
			return EC_FALSE;
		case X_FLAG:
			return s->flag[x->fact];
		case X_NOT:
			return ec_truth_not(simple_truth(x->child[0], s, env, numbers));
		case X_AND:
		case X_OR:
			truth = simple_truth(x->child[0], s, env, numbers);
			for (int i = 1; i < x->count; i++)
			{
				ec_truth next = simple_truth(x->child[i], s, env, numbers);

				if (x->kind == X_AND ? next < truth : next > truth)
					truth = next;
			}
			return truth;
		case X_COMPARE:
			truth = EC_TRUE;
			for (int i = 0; i + 1 < x->count; i++)
			{
				ec_truth next =
				    simple_relation(x->child[i], x->child[i + 1], x->relation[i], numbers);

				truth = next < truth ? next : truth;
			}
			return truth;
		default:
			break;
	}

	/* IN */
	truth = EC_FALSE;
	for (int i = 0; i < x->count; i++)
	{
		ec_truth each = EC_UNKNOWN;

		switch (x->fact)
		{
			case EC_DESTINATION:
			case EC_HEADQUARTERS:
			case EC_SHIPPED_FROM:
			{
				ec_country place = x->fact == EC_DESTINATION ? env->destination :
				    x->fact == EC_HEADQUARTERS               ? env->headquarters :
				    s->text[x->fact] == NULL                 ? EC_NO_COUNTRY :
				                                               country(s->text[x->fact]);

				if (place != EC_NO_COUNTRY)
					each = strlen(x->item[i]) == 2 ?
					    (place == country(x->item[i]) ? EC_TRUE : EC_FALSE) :
					    group_has(x->item[i], place);
				break;
			}
			case EC_ECCN:
				if (env->eccn == NULL)
					break;
				if (strcmp(x->item[i], env->eccn) == 0)
					each = EC_TRUE;
				else if (strstr(env->eccn, x->item[i]) == env->eccn &&
				         env->eccn[strlen(x->item[i])] == '.')
					each = EC_TRUE;
				else if (strstr(x->item[i], env->eccn) != x->item[i] ||
				         x->item[i][strlen(env->eccn)] != '.')
					each = EC_FALSE;
				break;
			default:
				text = x->fact != EC_FORM ? s->text[x->fact] : s->form_unknown ? NULL : s->form;
				/* a form that is unknown is none that is unstated */
				if (x->fact == EC_FORM && strcmp(x->item[i], "unstated") == 0)
					each = EC_FALSE;
				else if (text != NULL)
					each = strcmp(text, x->item[i]) == 0 ? EC_TRUE : EC_FALSE;
				else if (is_left_none(s, x->fact))
					each = EC_FALSE;
		}
		if (each > truth)
			truth = each;
	}
	return x->negated ? ec_truth_not(truth) : truth;
}

static ec_env
random_env(const ec_facts *facts, int doubt)
{
	ec_env env = env_of(facts);

	env.destination = one_in(doubt) ? EC_NO_COUNTRY : country(PICK(country_items));
	env.headquarters = one_in(doubt) ? EC_NO_COUNTRY : country(PICK(country_items));
	env.eccn = one_in(doubt) ? NULL : PICK(eccn_items);
	return env;
}

static void
make_point(spec_number *number, const char *const *values, int count)
{
	if (number->lo == NULL)
		number->lo = values[random_below(count)];
	else if (one_in(2))
		number->lo = number->hi;
	number->hi = number->lo;
}

static bool
has_rates(const spec *s)
{
	for (int r = 0; r < SPEC_RATES; r++)
		if (s->rate[r].lo != NULL)
			return true;
	return false;
}

static bool
is_area(ec_fact fact)
{
	return fact == EC_DIE_AREA || fact == EC_PACKAGE_AREA;
}

static bool
is_zero(spec_number number)
{
	return number.lo != NULL && strcmp(number.lo, "0") == 0;
}

/*
 * The facts that `which` names become certain, to some value that they may have.  Rates that a
 * declared TPP stands in for are not found out: with them the TPP would be another one.
 */
static spec
settled(const spec *s, ec_fact_set which)
{
	spec sharp = *s;

	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if (!is_told(f) || (which & EC_FACT_BIT(f)) == 0)
			continue;
		/* an item's area that turns out to be 0 would leave a density unknown */
		if (ec_fact_kind_of(f) == EC_KIND_NUMBER)
			make_point(&sharp.number[f], spec_values(f) + is_area(f), SPEC_VALUES - is_area(f));
		if (ec_fact_kind_of(f) == EC_KIND_BOOLEAN && s->flag[f] == EC_UNKNOWN)
			sharp.flag[f] = one_in(2) ? EC_TRUE : EC_FALSE;
		if (is_words(f) && s->text[f] == NULL && !is_left_none(s, f))
			sharp.text[f] = random_text(f);
		if (ec_fact_kind_of(f) == EC_KIND_COUNTRY && s->text[f] == NULL)
			sharp.text[f] = PICK(country_items);
		sharp.doubted &= ~EC_FACT_BIT(f);
	}
	if (which & EC_FACT_BIT(EC_RATES))
		for (int r = 0; r < SPEC_RATES; r++)
			if (s->rate[r].lo != NULL ||
			    (r == 0 && !has_rates(s) && s->number[EC_DECLARED_TPP].lo == NULL))
				make_point(&sharp.rate[r], rate_values, COUNT_OF(rate_values));
	if (which & EC_FACT_BIT(EC_FORM))
		sharp.form_unknown = false;
	return sharp;
}

static void
settle_env(ec_env *env, ec_fact_set which)
{
	static const char *const leaves[] = {"3A090.a.1", "3A090.b.10", "4A090.a", "5A992.z.1",
	                                     "EAR99"};

	if ((which & EC_FACT_BIT(EC_DESTINATION)) && env->destination == EC_NO_COUNTRY)
		env->destination = country(PICK(country_items));
	if ((which & EC_FACT_BIT(EC_HEADQUARTERS)) && env->headquarters == EC_NO_COUNTRY)
		env->headquarters = country(PICK(country_items));
	if (which & EC_FACT_BIT(EC_ECCN))
	{
		const char *leaf;

		/* a paragraph of what it is known to be */
		do
			leaf = PICK(leaves);
		while (env->eccn != NULL && !ec_eccn_contains(env->eccn, leaf));
		env->eccn = leaf;
	}
}

static void
test_random(void)
{
	claim simple =
	    CLAIM("with certain numbers, a condition has the truth that a simpler evaluator finds");
	claim sound =
	    CLAIM("what is true or false of an uncertain item stays so when it becomes certain");
	claim named = CLAIM("something is missing when, and only when, the truth is unknown");
	claim tellable = CLAIM("what is missing can be found out");
	claim enough = CLAIM("when everything missing is found out, the truth is known");
	claim reason = CLAIM("there is always a reason");
	int seen[3] = {0, 0, 0};
	arena each = {0};

	for (int i = 0; i < 20000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		const expr *x = random_condition(mem, ALL_FACTS, random_below(5));
		const char *text = expr_text(mem, x, false);
		const ec_condition *c = parse(mem, text);
		spec vague = random_spec(2 + random_below(5));
		spec sharp;
		ec_facts facts;
		ec_env env;
		ec_truth truth;
		ec_fact_set missing;
		ec_text because;

		if (c == NULL)
		{
			holds(&simple, false, "%s is refused", text);
			continue;
		}

		/* certain numbers, uncertain words and places */
		sharp = vague;
		for (int n = 0; n < EC_FACT_COUNT; n++)
			if (is_told(ec_fact_at(n)) && ec_fact_kind_of(ec_fact_at(n)) == EC_KIND_NUMBER)
			{
				make_point(&sharp.number[ec_fact_at(n)], spec_values(ec_fact_at(n)), SPEC_VALUES);
				sharp.doubted &= ~EC_FACT_BIT(ec_fact_at(n));
			}
		if (is_zero(sharp.number[EC_PACKAGE_AREA]))
			sharp.number[EC_PACKAGE_AREA] =
			    (spec_number){"121", "121"}; /* 0 leaves a density unknown */
		for (int r = 0; r < SPEC_RATES; r++)
			make_point(&sharp.rate[r], rate_values, COUNT_OF(rate_values));
		facts = spec_facts(mem, &sharp);
		env = random_env(&facts, 6);
		if (!contradicts_itself(&facts))
		{
			double numbers[EC_FACT_END];
			ec_truth wanted;

			for (int f = 0; f < EC_FACT_END; f++)
				if (ec_fact_name((ec_fact) f) != NULL &&
				    ec_fact_kind_of((ec_fact) f) == EC_KIND_NUMBER)
					numbers[f] = ec_number_of(&facts, (ec_fact) f).lo;
			wanted = simple_truth(x, &sharp, &env, numbers);
			holds(&simple, ec_evaluate(c, &env) == wanted,
			      "%s of an item with tpp %g, density %g is %s, not %s", text, numbers[EC_TPP],
			      numbers[EC_PERFORMANCE_DENSITY], truth_name(ec_evaluate(c, &env)),
			      truth_name(wanted));
			seen[wanted]++;
		}

		/* uncertain everything */
		facts = spec_facts(mem, &vague);
		env = random_env(&facts, 4);
		truth = ec_evaluate(c, &env);
		missing = missing_facts(mem, c, &env);
		/* 1 / 0 is unknown, and nothing can be found out about it */
		if (truth != EC_UNKNOWN || strchr(text, '/') == NULL)
			holds(&named, (missing != 0) == (truth == EC_UNKNOWN), "%s is %s, missing %llx", text,
			      truth_name(truth), (unsigned long long) missing);
		ec_text_init(&because, mem);
		ec_because(c, &env, &because);
		holds(&reason, because.length > 0, "%s", text);
		for (int k = 0; k < 3; k++)
		{
			ec_fact_set tell = k == 0 ? (ec_fact_set) -1 : (ec_fact_set) random_bits();
			ec_facts sharper;
			ec_env then = env;

			/* a TPP that nobody declared is not a fact that was unknown */
			if (vague.number[EC_DECLARED_TPP].lo == NULL)
				tell &= ~EC_FACT_BIT(EC_DECLARED_TPP);
			sharp = settled(&vague, tell);
			sharper = spec_facts(mem, &sharp);
			then.facts = sharper;
			settle_env(&then, tell);
			if (truth != EC_UNKNOWN && !contradicts_itself(&sharper))
				holds(&sound, ec_evaluate(c, &then) == truth, "%s was %s, and became %s", text,
				      truth_name(truth), truth_name(ec_evaluate(c, &then)));
		}

		/*
		 * A division by zero stays unknown whatever is found out, a memory stack without an area
		 * has no density, and rates and a declared TPP stand in for each other.
		 */
		if (truth != EC_UNKNOWN || strchr(text, '/') != NULL ||
		    is_zero(vague.number[EC_PACKAGE_AREA]) ||
		    ((missing & EC_FACT_BIT(EC_RATES)) && vague.number[EC_DECLARED_TPP].lo != NULL &&
		     !has_rates(&vague)) ||
		    ((missing & EC_FACT_BIT(EC_DECLARED_TPP)) && vague.number[EC_DECLARED_TPP].lo == NULL &&
		     has_rates(&vague)))
			continue;
		holds(&tellable,
		      (missing &
		       (facts_held_by(1 << EC_HOLDER_METRIC) | (EC_NONE_IF_LEFT_OUT & ~vague.doubted))) ==
		          0,
		      "%s: %llx", text, (unsigned long long) missing);
		{
			ec_facts sharper;
			ec_env then = env;

			sharp = settled(&vague, missing);
			sharper = spec_facts(mem, &sharp);
			then.facts = sharper;
			settle_env(&then, missing);
			holds(&enough, ec_evaluate(c, &then) != EC_UNKNOWN || contradicts_itself(&sharper),
			      "%s: %llx leaves %llx", text, (unsigned long long) missing,
			      (unsigned long long) missing_facts(mem, c, &then));
		}
		arena_reset(&each);
	}
	settle(&simple);
	settle(&sound);
	settle(&named);
	settle(&tellable);
	settle(&enough);
	settle(&reason);
	ok(seen[EC_FALSE] > 1000 && seen[EC_UNKNOWN] > 1000 && seen[EC_TRUE] > 1000,
	   "the random conditions are of every truth");
	arena_drop(&each);
}

/* --- what is missing --- */

static void
is_missing(const char *condition, const ec_env *env, ec_fact_set wanted)
{
	ec_fact_set got = missing_facts(memory(), parse(memory(), condition), env);

	ok(got == wanted, "missing for %s", condition);
	if (got != wanted)
		note("got %llx, wanted %llx", (unsigned long long) got, (unsigned long long) wanted);
}

/* Facts that are certain, and leave a metric uncertain, are named where a metric cannot be told. */
static void
test_in_doubt(void)
{
	spec s = bare_spec("ic");
	ec_facts facts;
	ec_env env;

	s.number[EC_PACKAGE_AREA] = (spec_number){"0", "0"};
	s.number[EC_MEMORY_BANDWIDTH] = (spec_number){"100", "100"};
	s.number[EC_DECLARED_TPP] = (spec_number){"20000", "20000"};
	s.rate[0] = (spec_number){"100", "100"};
	s.flag[EC_RATES_COMPLETE] = EC_TRUE;
	facts = spec_facts(memory(), &s);
	env = (ec_env){.facts = facts};
	is_missing("memory_bandwidth_density > 2", &env,
	           EC_FACT_BIT(EC_MEMORY_BANDWIDTH) | EC_FACT_BIT(EC_PACKAGE_AREA));
	is_missing("tops > 200", &env, EC_FACT_BIT(EC_RATES) | EC_FACT_BIT(EC_DECLARED_TPP));
}

static void
test_missing(void)
{
	static const told telling[] = {{EC_DIE_AREA, "800", NULL},
	                               {EC_MEMORY_BANDWIDTH, "1000", "2000"},
	                               {EC_TRANSISTORS, "0", NULL}};
	ec_env env = item(telling, COUNT_OF(telling));
	const ec_fact_set rates = EC_FACT_BIT(EC_RATES);

	env.destination = country("CN");
	is_missing("tpp >= 4800", &env, rates);
	is_missing("performance_density >= 5.92", &env, rates); /* the area is told */
	is_missing("tops >= 5", &env, rates);
	is_missing("memory_bandwidth >= 1500", &env, EC_FACT_BIT(EC_MEMORY_BANDWIDTH));
	is_missing("memory_bandwidth >= 1000", &env, 0); /* certain enough */
	is_missing("memory_bandwidth_density > 2", &env,
	           EC_FACT_BIT(EC_MEMORY_BANDWIDTH) | EC_FACT_BIT(EC_PACKAGE_AREA));
	is_missing("memory_bandwidth + interconnect_bandwidth >= 1700", &env,
	           EC_FACT_BIT(EC_MEMORY_BANDWIDTH) | EC_FACT_BIT(EC_INTERCONNECT_BANDWIDTH));
	is_missing("-memory_bandwidth < -1500", &env, EC_FACT_BIT(EC_MEMORY_BANDWIDTH));
	is_missing("die_area >= 5", &env, 0);
	is_missing("consignee_tpp < 5", &env, EC_FACT_BIT(EC_CONSIGNEE_TPP));
	is_missing("datacenter", &env, EC_FACT_BIT(EC_DATACENTER));
	is_missing("not hbm", &env, EC_FACT_BIT(EC_HBM));
	is_missing("name = 'x'", &env, EC_FACT_BIT(EC_NAME));
	is_missing("form = 'ic'", &env, 0);
	is_missing("end_use = 'x'", &env, 0);
	is_missing("destination = CN", &env, 0);
	is_missing("destination in (lost)", &env, EC_FACT_BIT(EC_MISSING_RULES));
	is_missing("headquarters in (lost)", &env, EC_FACT_BIT(EC_HEADQUARTERS));
	is_missing("eccn in (3A090)", &env, EC_FACT_BIT(EC_ECCN));
	/* only what could settle it */
	is_missing("tpp >= 4800 and datacenter", &env, rates | EC_FACT_BIT(EC_DATACENTER));
	is_missing("tpp >= 4800 and destination = US", &env, 0);
	is_missing("tpp >= 4800 or destination = CN", &env, 0);
	is_missing("tpp >= 4800 and destination = CN", &env, rates);
	is_missing("hbm or tpp >= 4800 and destination = US", &env, EC_FACT_BIT(EC_HBM));
	is_missing("not (hbm or datacenter)", &env, EC_FACT_BIT(EC_HBM) | EC_FACT_BIT(EC_DATACENTER));
	is_missing("1600 <= tpp < 4800", &env, rates);
	/* a division by zero: all its facts are in doubt */
	is_missing("die_area / transistors > 5", &env,
	           EC_FACT_BIT(EC_DIE_AREA) | EC_FACT_BIT(EC_TRANSISTORS));
	env.eccn = "3A090";
	is_missing("eccn in (3A090.a)", &env, EC_FACT_BIT(EC_ECCN));
	test_in_doubt();
}

/* --- why --- */

static void
is_because(const char *condition, const ec_env *env, const char *wanted)
{
	ec_text out;

	ec_text_init(&out, memory());
	ec_because(parse(memory(), condition), env, &out);
	is_text(out.data, wanted, condition);
}

static void
test_because(void)
{
	ec_env env = item_of_tpp("2368", NULL);
	ec_env vague = item_of_tpp("4000", "5000");
	ec_env unknown = item_of_tpp(NULL, NULL);
	spec s = bare_spec("computer");
	ec_facts facts;
	ec_env words;

	s.text[EC_NAME] = "it's";
	s.flag[EC_DATACENTER] = EC_TRUE;
	s.number[EC_CONSIGNEE_TPP] = (spec_number){"5", "5"};
	facts = spec_facts(memory(), &s);
	words = env_of(&facts);
	words.destination = country("CN");
	words.eccn = "3A090";

	/* numbers, said from the fact's side */
	is_because("tpp >= 4800", &env, "tpp = 2368 is below 4800");
	is_because("tpp >= 2368", &env, "tpp = 2368 reaches 2368");
	is_because("tpp > 2368", &env, "tpp = 2368 is at most 2368");
	is_because("tpp > 1600", &env, "tpp = 2368 is above 1600");
	is_because("tpp < 4800", &env, "tpp = 2368 is below 4800");
	is_because("tpp < 1600", &env, "tpp = 2368 is not below 1600");
	is_because("tpp <= 4800", &env, "tpp = 2368 is at most 4800");
	is_because("tpp <= 1600", &env, "tpp = 2368 is above 1600");
	is_because("tpp = 2368", &env, "tpp = 2368 equals 2368");
	is_because("tpp = 5", &env, "tpp = 2368 does not equal 5");
	is_because("tpp != 5", &env, "tpp = 2368 does not equal 5");
	is_because("tpp != 2368", &env, "tpp = 2368 equals 2368");
	is_because("4800 <= tpp", &env, "tpp = 2368 is below 4800");
	is_because("1600 <= tpp", &env, "tpp = 2368 reaches 1600");
	is_because("1600 < tpp", &env, "tpp = 2368 is above 1600");
	is_because("4800 < tpp", &env, "tpp = 2368 is at most 4800");
	is_because("1600 > tpp", &env, "tpp = 2368 is not below 1600");
	is_because("1600 >= tpp", &env, "tpp = 2368 is above 1600");
	is_because("4800 >= tpp", &env, "tpp = 2368 is at most 4800");
	is_because("5 = tpp", &env, "tpp = 2368 does not equal 5");
	is_because("2400 <= tpp < 4800", &env, "tpp = 2368 is below 2400");
	is_because("1600 <= tpp < 4800", &env, "tpp = 2368 reaches 1600; tpp = 2368 is below 4800");
	is_because("tpp + 32 >= 2 * 1200", &env, "tpp + 32 = 2400 reaches 2 * 1200 = 2400");
	is_because("tpp >= declared_tpp", &env, "tpp = 2368 reaches declared_tpp = 2368");

	/* uncertain ones */
	is_because("tpp >= 4800", &vague, "tpp = [4000, 5000], so it cannot be compared with 4800");
	is_because("tpp >= 4000", &vague, "tpp = [4000, 5000] reaches 4000");
	is_because("tpp >= 4800", &unknown, "tpp = unknown, so it cannot be compared with 4800");
	is_because("4800 <= tpp", &unknown, "tpp = unknown, so it cannot be compared with 4800");
	is_because("tpp + 5 >= 4800", &unknown,
	           "tpp + 5 = at least 5, so it cannot be compared with 4800");

	/* words */
	is_because("datacenter", &words, "datacenter is true");
	is_because("not datacenter", &words, "datacenter is true");
	is_because("hbm", &words, "hbm is unknown");
	is_because("true", &words, "it always applies");
	is_because("not true", &words, "it always applies");
	is_because("false", &words, "it never applies");
	is_because("name = 'it''s'", &words, "name 'it's' is in 'it''s'");
	is_because("name != 'x'", &words, "name 'it's' is not in 'x'");
	is_because("name in ('x', 'y')", &words, "name 'it's' is in none of 'x', 'y'");
	is_because("vendor = 'x'", &words, "vendor is unknown");
	is_because("form = 'computer'", &words, "form computer is in 'computer'");
	is_because("form in ('ic', 'hbm')", &words, "form computer is in none of 'ic', 'hbm'");
	is_because("end_use = 'military'", &words, "end_use (none stated) is not in 'military'");

	/* places: of what contains it, only that */
	is_because("destination in (D:5, MO)", &words, "destination CN is in D:5");
	is_because("destination in (CN, D:5, A:5)", &words, "destination CN is in CN, D:5");
	is_because("destination not in (D:5, MO)", &words, "destination CN is in D:5");
	is_because("destination in (A:5, US)", &words, "destination CN is in none of A:5, US");
	is_because("destination not in (A:5)", &words, "destination CN is not in A:5");
	is_because("headquarters in (D:5)", &words, "headquarters is unknown");
	is_because("eccn in (3A090, 4A090)", &words, "eccn 3A090 is in 3A090");
	is_because("eccn in (4A090)", &words, "eccn 3A090 is not in 4A090");
	is_because("eccn in (3A090.a)", &words, "eccn 3A090 is not precise enough for 3A090.a");
	words.eccn = NULL;
	is_because("eccn in (3A090.a)", &words, "eccn is undecided");

	/* of several operands, those that decide */
	is_because("tpp >= 4800 and datacenter", &env, "tpp = 2368 is below 4800");
	is_because("datacenter and tpp >= 4800", &env, "tpp = 2368 is below 4800");
	is_because("tpp >= 4800 and tpp >= 5000", &env, "tpp = 2368 is below 4800");
	is_because("tpp >= 1600 or tpp >= 2000", &env, "tpp = 2368 reaches 1600");
	is_because("tpp >= 1600 and tpp < 4800", &env,
	           "tpp = 2368 reaches 1600; tpp = 2368 is below 4800");
	is_because("tpp >= 4800 or tpp < 1600", &env,
	           "tpp = 2368 is below 4800; tpp = 2368 is not below 1600");
	is_because("tpp >= 1600 and datacenter and hbm", &env, "datacenter is unknown; hbm is unknown");
	is_because("not (tpp >= 4800 or tpp < 1600)", &env,
	           "tpp = 2368 is below 4800; tpp = 2368 is not below 1600");
	is_because("destination = CN and (tpp < 5 or datacenter)", &words,
	           "destination CN is in CN; datacenter is true");

	{
		ec_text out;

		/* a group that the rules lack: the place alone is no reason */
		ec_text_init(&out, memory());
		ec_because(parse(memory(), "destination in (lost)"), &words, &out);
		ok(strcmp(out.data, "destination CN") != 0 && strstr(out.data, "lost") != NULL,
		   "a group that does not exist is named as the reason");
		ec_text_init(&out, memory());
		ec_text_add(&out, "so: ");
		ec_because(parse(memory(), "datacenter and destination = CN"), &words, &out);
		is_text(out.data, "so: datacenter is true; destination CN is in CN",
		        "reasons follow what is there");
	}
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_kleene();
	test_comparisons();
	test_arithmetic();
	test_bounds();
	test_text();
	test_places();
	test_eccns();
	test_random();
	test_missing();
	test_because();
	return finish();
}
