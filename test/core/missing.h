/*
 * missing.h
 *		The facts that one condition lacks of one item.
 */
#ifndef MISSING_H
#define MISSING_H

#include "core/evaluate.h"

static inline ec_fact_set
missing_facts(const ec_memory *mem, const ec_condition *c, const ec_env *env)
{
	ec_open_tests open = {.mem = mem};

	ec_add_open_tests(c, env, &open);
	return ec_missing_in(&open, &env->facts);
}

#endif /* MISSING_H */
