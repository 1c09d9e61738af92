/*
 * answer.c
 *		Keeping decisions and answers.  See answer.h.
 */
#include "core/engine/answer.h"

#include "core/hash.h"

struct ec_kept_decision
{
	ec_decision decision;
	ec_answer *last; /* that was found: most rows lack what the row before them lacked */
	ec_table answer; /* of ec_answer, one for each set of missing facts met */
};

#define DECISION_LISTS 3 /* of names */

static const ec_names *
names_of(const ec_decision *d, int i)
{
	return i == 0 ? &d->reasons : i == 1 ? &d->exceptions : &d->rules;
}

static uint64_t
hash_decision(const ec_decision *d)
{
	uint64_t h = ec_hash_mix(ec_hash_mix(d->outcome, d->review), d->missing);

	h = ec_hash_mix(h, d->eccn ? ec_hash_text(d->eccn) : 0);
	for (int i = 0; i < DECISION_LISTS; i++)
	{
		h = ec_hash_mix(h, names_of(d, i)->count);
		for (size_t k = 0; k < names_of(d, i)->count; k++)
			h = ec_hash_mix(h, ec_hash_text(names_of(d, i)->name[k]));
	}
	return h;
}

/* Is the kept decision this one? */
static bool
same_decision(const void *kept, const void *decision)
{
	const ec_decision *a = &((const ec_kept_decision *) kept)->decision;
	const ec_decision *b = decision;

	if (a->outcome != b->outcome || a->review != b->review || a->missing != b->missing ||
	    (a->eccn == NULL) != (b->eccn == NULL) ||
	    (a->eccn != NULL && strcmp(a->eccn, b->eccn) != 0))
		return false;
	for (int i = 0; i < DECISION_LISTS; i++)
	{
		if (names_of(a, i)->count != names_of(b, i)->count)
			return false;
		for (size_t k = 0; k < names_of(a, i)->count; k++)
			if (strcmp(names_of(a, i)->name[k], names_of(b, i)->name[k]) != 0)
				return false;
	}
	return true;
}

static void
keep_names(const ec_memory *mem, ec_names *names)
{
	const char **copy = NULL;

	if (names->count > 0)
	{
		copy = ec_alloc(mem, names->count * sizeof(char *));
		memcpy(copy, names->name, names->count * sizeof(char *));
	}
	names->name = copy;
	names->capacity = names->count;
}

ec_kept_decision *
ec_keep_decision(const ec_memory *mem, ec_answers *a, const ec_decision *d)
{
	uint64_t hash = hash_decision(d);
	ec_kept_decision *kept = ec_table_find(&a->decision, hash, same_decision, d);

	if (kept != NULL)
		return kept;
	kept = ec_alloc(mem, sizeof(ec_kept_decision));
	kept->decision = *d;
	kept->decision.open = NULL;
	kept->decision.open_count = 0;
	kept->decision.open_capacity = 0;
	keep_names(mem, &kept->decision.reasons);
	keep_names(mem, &kept->decision.exceptions);
	keep_names(mem, &kept->decision.rules);
	ec_table_add(mem, &a->decision, hash, kept);
	return kept;
}

const ec_decision *
ec_kept_contents(const ec_kept_decision *kept)
{
	return &kept->decision;
}

static bool
lacks(const void *answer, const void *missing)
{
	return ((const ec_answer *) answer)->missing == *(const ec_fact_set *) missing;
}

ec_answer *
ec_find_answer(const ec_memory *mem, ec_kept_decision *decision, ec_fact_set missing)
{
	uint64_t hash;
	ec_answer *answer = decision->last;

	if (answer != NULL && answer->missing == missing)
		return answer;
	hash = ec_hash_mix(0, missing);
	answer = ec_table_find(&decision->answer, hash, lacks, &missing);
	if (answer == NULL)
	{
		answer = ec_alloc(mem, sizeof(ec_answer));
		answer->decision = &decision->decision;
		answer->outcome = decision->decision.outcome;
		answer->missing = missing;
		ec_table_add(mem, &decision->answer, hash, answer);
	}
	decision->last = answer;
	return answer;
}

ec_answer *
ec_outcome_answer(const ec_memory *mem, ec_answers *answers, ec_outcome outcome)
{
	if (answers->outcome[outcome] == NULL)
	{
		ec_decision *decision = ec_alloc(mem, sizeof(ec_decision));
		ec_answer *answer = ec_alloc(mem, sizeof(ec_answer));

		decision->outcome = outcome;
		decision->review = EC_NO_REVIEW;
		answer->decision = decision;
		answer->outcome = outcome;
		answers->outcome[outcome] = answer;
	}
	return answers->outcome[outcome];
}
