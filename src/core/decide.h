/*
 * decide.h
 *		From the truth of rules to a licence determination: the order of stages, and what unknowns do.
 *
 * This room knows how rules combine, and nothing of how their conditions are evaluated: it asks an
 * oracle.  The law it follows: a classification gives the ECCN; each reason for control must be
 * overcome separately (15 CFR 738.4); an exception applies only where its conditions are met
 * (15 CFR 740.2); a prohibition is not overcome at all.  And the one it adds: an unknown is never
 * a "no".
 */
#ifndef EC_DECIDE_H
#define EC_DECIDE_H

#include "rulebook.h"

/* In order of severity. */
typedef enum ec_outcome
{
	EC_NO_LICENSE_REQUIRED,
	EC_LICENSE_EXCEPTION,
	EC_LICENSE_REQUIRED,
	EC_PROHIBITED,
	EC_INDETERMINATE,
	EC_OUTCOMES
} ec_outcome;

extern const char *ec_outcome_name(ec_outcome outcome);

/* A rule in force, with whatever its oracle needs to find its truth. */
typedef struct ec_active_rule
{
	const ec_rule *rule;
	const void *test;
} ec_active_rule;

/* The rules in force, by kind, each kind in order of rank. */
typedef struct ec_active
{
	ec_active_rule *rule[EC_RULE_KINDS];
	size_t		count[EC_RULE_KINDS];
} ec_active;

/*
 * Tells the truth of a rule, for an item of the given ECCN (NULL while classifying).  It may set
 * `stopped` to break the decision off, when it cannot answer yet.
 */
typedef struct ec_oracle
{
	ec_truth	(*truth) (struct ec_oracle *oracle, const ec_active_rule *rule, const char *eccn);
	bool		stopped;
} ec_oracle;

typedef struct ec_names
{
	const char **name;
	size_t		count;
	size_t		capacity;
} ec_names;

/* A rule whose truth is unknown and would matter, with the ECCN it was asked for. */
typedef struct ec_open_rule
{
	const ec_rule *rule;
	const char *eccn;
} ec_open_rule;

typedef struct ec_decision
{
	ec_outcome	outcome;
	const char *eccn;			/* NULL when undecided */
	ec_names	reasons;
	ec_names	exceptions;
	ec_review	review;
	ec_names	rules;			/* ids of the rules that decided, or leave it undecided */
	ec_open_rule *open;
	size_t		open_count;
	size_t		open_capacity;
	bool		no_rules;		/* the rulebook has no rule for such an item */
} ec_decision;

/*
 * Decides.  `eccn` NULL: classify first; otherwise the item's ECCN is known.  `outcome_only` leaves
 * out whatever does not bear on the outcome.  False when the oracle stopped it.
 */
extern bool ec_decide(const ec_memory *mem, const ec_active *active, ec_oracle *oracle,
					  const char *eccn, bool outcome_only, ec_decision *decision);

#endif							/* EC_DECIDE_H */
