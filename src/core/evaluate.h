/*
 * evaluate.h
 *		The truth of a condition, given facts; why it is so; and what is missing when it is unknown.
 *
 * This is the meaning of the condition language, written to be read.  The programs of program.c
 * give the same answers faster and are tested against it.
 */
#ifndef EC_EVALUATE_H
#define EC_EVALUATE_H

#include "core/chip.h"
#include "core/condition.h"
#include "core/table.h"
#include "core/vocabulary.h"

/* Whether a list of countries and groups contains a place. */
typedef ec_truth (*ec_place_test)(const void *world, const ec_condition *c, const ec_node *in,
                                  ec_country place);

typedef struct ec_env
{
	ec_facts facts;
	ec_country destination; /* EC_NO_COUNTRY: unknown */
	ec_country headquarters;
	const char *eccn; /* NULL: unknown */
	ec_place_test place_test;
	const void *world;
	const ec_vocabulary *vocabulary; /* NULL: texts are compared byte by byte */
} ec_env;

/* The place that a condition tests by this name: other places than these two are the shipment's. */
static inline ec_country
ec_env_place(const ec_env *env, ec_fact fact)
{
	return fact == EC_DESTINATION ? env->destination :
	    fact == EC_HEADQUARTERS   ? env->headquarters :
	                                env->facts.place[fact];
}

/*
 * A comparison between one numeric fact and a constant, brought to the form: fact >= limit, or
 * fact > limit, or the negation of one.  False for every other comparison, and for = and !=.
 */
typedef struct ec_bound_test
{
	ec_fact fact;
	double limit;
	bool strict; /* fact > limit */
	bool negated;
} ec_bound_test;

extern bool ec_bound_test_of(const ec_condition *c, const ec_node *comparison, ec_bound_test *test);

/* Single tests, which the programs put, too.  Texts are compared byte by byte. */
extern ec_truth ec_text_test(const ec_facts *facts, const ec_condition *c, const ec_node *in);
extern ec_truth ec_eccn_test(const char *eccn, const ec_condition *c, const ec_node *in);
extern ec_truth ec_number_test(const ec_facts *facts, const ec_condition *c,
                               const ec_node *comparison);

extern ec_truth ec_evaluate(const ec_condition *c, const ec_env *env);

/*
 * The facts that, once found out, could settle conditions that are unknown.  They are found in two
 * steps.  First, the truths of the tests tell what leaves a condition unknown: some facts, and some
 * comparisons.  Then each item's numbers tell which facts of these comparisons are missing.
 */
typedef struct ec_open_test
{
	const ec_condition *condition;
	const ec_node *node;
} ec_open_test;

typedef struct ec_open_tests
{
	const ec_memory *mem;
	ec_fact_set missing;
	ec_open_test *test;
	size_t count;
	size_t capacity;
	ec_table seen; /* of their nodes, while they are added */
} ec_open_tests;

/* Adds nothing for a condition whose truth is known. */
extern void ec_add_open_tests(const ec_condition *c, const ec_env *env, ec_open_tests *open);
extern ec_fact_set ec_missing_in(const ec_open_tests *open, const ec_facts *facts);

/* The tests that decide it, in words: "tpp = 2368 is below 4800; destination CN is in D:5". */
extern void ec_because(const ec_condition *c, const ec_env *env, ec_text *out);

#endif /* EC_EVALUATE_H */
