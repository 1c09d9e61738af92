/*
 * answer.c
 *		Keeping decisions and answers.  See answer.h.
 */
#include "answer.h"

#include "hash.h"

typedef struct kept_answer
{
	ec_answer	answer;
	struct kept_answer *next;
} kept_answer;

struct ec_kept_decision
{
	ec_decision decision;
	uint64_t	hash;
	kept_answer *answer;		/* one for each set of missing facts met */
};

static const ec_names *
names_of(const ec_decision *d, int i)
{
	return i == 0 ? &d->reasons : i == 1 ? &d->exceptions : &d->rules;
}

static uint64_t
hash_decision(const ec_decision *d)
{
	uint64_t	h = ec_hash_mix(ec_hash_mix(d->outcome, d->review), d->no_rules);

	h = ec_hash_mix(h, d->eccn ? ec_hash_text(d->eccn) : 0);
	for (int i = 0; i < 3; i++)
	{
		h = ec_hash_mix(h, names_of(d, i)->count);
		for (size_t k = 0; k < names_of(d, i)->count; k++)
			h = ec_hash_mix(h, ec_hash_text(names_of(d, i)->name[k]));
	}
	return h;
}

static bool
same_decision(const ec_decision *a, const ec_decision *b)
{
	if (a->outcome != b->outcome || a->review != b->review || a->no_rules != b->no_rules ||
		(a->eccn == NULL) != (b->eccn == NULL) || (a->eccn != NULL && strcmp(a->eccn, b->eccn) != 0))
		return false;
	for (int i = 0; i < 3; i++)
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
	uint64_t	hash = hash_decision(d);
	ec_kept_decision **slot;
	size_t		i;

	if (2 * (a->count + 1) > a->capacity)
	{
		size_t		capacity = a->capacity ? a->capacity * 2 : 64;
		ec_kept_decision **larger = ec_alloc(mem, capacity * sizeof(ec_kept_decision *));

		for (size_t k = 0; k < a->capacity; k++)
			if (a->decision[k] != NULL)
			{
				for (i = a->decision[k]->hash & (capacity - 1); larger[i] != NULL;)
					i = (i + 1) & (capacity - 1);
				larger[i] = a->decision[k];
			}
		a->decision = larger;
		a->capacity = capacity;
	}
	for (i = hash & (a->capacity - 1);; i = (i + 1) & (a->capacity - 1))
	{
		slot = &a->decision[i];
		if (*slot == NULL)
			break;
		if ((*slot)->hash == hash && same_decision(&(*slot)->decision, d))
			return *slot;
	}
	*slot = ec_alloc(mem, sizeof(ec_kept_decision));
	a->count++;
	(*slot)->hash = hash;
	(*slot)->decision = *d;
	(*slot)->decision.open = NULL;
	(*slot)->decision.open_count = 0;
	(*slot)->decision.open_capacity = 0;
	keep_names(mem, &(*slot)->decision.reasons);
	keep_names(mem, &(*slot)->decision.exceptions);
	keep_names(mem, &(*slot)->decision.rules);
	return *slot;
}

ec_answer *
ec_find_answer(const ec_memory *mem, ec_kept_decision *decision, ec_fact_set missing)
{
	kept_answer *answer;

	for (answer = decision->answer; answer != NULL; answer = answer->next)
		if (answer->answer.missing == missing)
			return &answer->answer;
	answer = ec_alloc(mem, sizeof(kept_answer));
	answer->answer.decision = &decision->decision;
	answer->answer.outcome = decision->decision.outcome;
	answer->answer.missing = missing;
	answer->next = decision->answer;
	decision->answer = answer;
	return &answer->answer;
}

ec_answer *
ec_outcome_answer(const ec_memory *mem, ec_answers *answers, ec_outcome outcome)
{
	ec_answer **answer = &answers->outcome[outcome];

	if (*answer == NULL)
	{
		ec_decision *decision = ec_alloc(mem, sizeof(ec_decision));

		decision->outcome = outcome;
		decision->review = EC_NO_REVIEW;
		*answer = ec_alloc(mem, sizeof(ec_answer));
		(*answer)->decision = decision;
		(*answer)->outcome = outcome;
	}
	return *answer;
}
