/*
 * decide.h
 *		From the truth of rules to a licence determination: the order of stages, and what
 *		unknowns do.
 *
 *		            classification         by rank: the first that holds, and all above it that may
 *		                  |                                 each of these gives a possible ECCN
 *		                  v
 *		            prohibition?  --holds--> prohibited                 for each possible ECCN
 *		                  | no
 *		                  v
 *		            requirement?  --none---> no_license_required
 *		                  | reasons
 *		                  v
 *		            exception?    --overcomes every reason--> license_exception
 *		                  | a reason stands
 *		                  v
 *		            license_required, with the review policy
 *		                  |
 *		                  v
 *		            one outcome for all ECCNs, and no unknown that could change it;
 *		            otherwise indeterminate
 *
 * This room knows how rules combine.  It knows nothing of how their conditions are evaluated, and
 * asks an oracle.  It follows the law: a classification gives the ECCN; each reason for control
 * must be overcome separately (15 CFR 738.4); an exception applies only where its conditions are
 * met (15 CFR 740.2); nothing overcomes a prohibition.  It adds one principle: an unknown is never
 * a "no".  So an end use that the rulebook does not understand, or of which it says nothing, leaves
 * open whether it requires a license, as a requirement does that may hold.
 */
#ifndef EC_DECIDE_H
#define EC_DECIDE_H

#include "core/rulebook.h"

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
	size_t count[EC_RULE_KINDS];
} ec_active;

/*
 * Tells the truth of a rule for an item of the given ECCN (NULL while classifying).  Asked twice
 * about the same rule and ECCN, it must say the same.  It is asked only about what matters, in an
 * order that depends on nothing but its own answers.
 *
 * `end_use_is_unruled`, unless NULL, tells whether the end use that is stated has consequences that
 * no rule states.  Where nothing else requires a license, true and unknown leave that open.
 *
 * `regards_eccn`, unless NULL, says for which rules the ECCN makes any difference, to their truth
 * or to what leaves them unknown.  The other rules are asked once, however many classifications
 * are possible.
 */
typedef struct ec_oracle
{
	ec_truth (*truth)(struct ec_oracle *oracle, const ec_active_rule *rule, const char *eccn);
	ec_truth (*end_use_is_unruled)(struct ec_oracle *oracle);
	bool (*regards_eccn)(const ec_active_rule *rule);
} ec_oracle;

typedef struct ec_names
{
	const char **name;
	size_t count;
	size_t capacity;
} ec_names;

/*
 * A rule whose truth is unknown and would matter, with the ECCN about which it was asked.  Where
 * the rule does not regard the ECCN, that is any one of those.
 */
typedef struct ec_open_rule
{
	const ec_rule *rule;
	const char *eccn;
} ec_open_rule;

typedef struct ec_decision
{
	ec_outcome outcome;
	const char *eccn; /* NULL when undecided */
	ec_names reasons;
	ec_names exceptions;
	ec_review review;
	ec_names rules; /* ids of the rules that decided, or leave it undecided */
	ec_open_rule *open;
	size_t open_count;
	size_t open_capacity;
	ec_fact_set missing; /* besides what the open rules lack */
} ec_decision;

/*
 * Decides.  `eccn` NULL: classify first; otherwise the item's ECCN is known.  `outcome_only` leaves
 * out whatever does not bear on the outcome.  The lists of the decision lie in `mem`, and its texts
 * are those of the rules.
 *
 * The work grows with the number of rules and of possible classifications, and with their product
 * only for rules that regard the ECCN.
 */
extern ec_decision ec_decide(const ec_memory *mem, const ec_active *active, ec_oracle *oracle,
                             const char *eccn, bool outcome_only);

/*
 * Does any classification give the ECCN, or one that it contains, or one that contains it?  Where
 * its condition is false, it counts for what it contains alone.  A
 * decision about a given ECCN rests on this and on the truths of rules, and on nothing else.  `mem`
 * is asked only whether the work is interrupted.
 */
extern bool ec_is_known_eccn(const ec_memory *mem, const ec_active *active, const char *eccn);

#endif /* EC_DECIDE_H */
