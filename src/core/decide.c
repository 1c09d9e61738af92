/*
 * decide.c
 *		The stages of a determination.  See decide.h.
 */
#include "decide.h"

static const char *const outcome_names[EC_OUTCOMES] = {
	"no_license_required", "license_exception", "license_required", "prohibited", "indeterminate",
};

const char *
ec_outcome_name(ec_outcome outcome)
{
	return outcome_names[outcome];
}

/* One decision in the making. */
typedef struct bench
{
	const ec_memory *mem;
	const ec_active *active;
	ec_oracle  *oracle;
	bool		outcome_only;
} bench;

static bool
has_name(const ec_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return true;
	return false;
}

static void
add_name(const bench *b, ec_names *names, const char *name)
{
	if (name == NULL || has_name(names, name))
		return;
	names->name = ec_grow(b->mem, names->name, names->count, &names->capacity, sizeof(char *));
	names->name[names->count++] = name;
}

static void
add_names(const bench *b, ec_names *names, const ec_names *more)
{
	for (size_t i = 0; i < more->count; i++)
		add_name(b, names, more->name[i]);
}

static bool
same_names(const ec_names *a, const ec_names *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (!has_name(b, a->name[i]))
			return false;
	return a->count == b->count;
}

static void
add_open(const bench *b, ec_decision *d, const ec_rule *rule, const char *eccn)
{
	if (b->outcome_only)
		return;
	for (size_t i = 0; i < d->open_count; i++)
		if (d->open[i].rule == rule && d->open[i].eccn == eccn)
			return;
	d->open = ec_grow(b->mem, d->open, d->open_count, &d->open_capacity, sizeof(ec_open_rule));
	d->open[d->open_count++] = (ec_open_rule) {rule, eccn};
}

static ec_truth
ask(const bench *b, const ec_active_rule *rule, const char *eccn)
{
	return b->oracle->truth(b->oracle, rule, eccn);
}

/* Rules of one kind and one truth. */
typedef struct rule_list
{
	const ec_rule **rule;
	size_t		count;
	size_t		capacity;
} rule_list;

static void
add_rule(const bench *b, rule_list *list, const ec_rule *rule)
{
	list->rule = ec_grow(b->mem, list->rule, list->count, &list->capacity, sizeof(ec_rule *));
	list->rule[list->count++] = rule;
}

/* Sorts the rules of a kind into those that hold and those that may; false when stopped. */
static bool
sift(const bench *b, ec_rule_kind kind, const char *eccn, rule_list *holding, rule_list *open)
{
	for (size_t i = 0; i < b->active->count[kind]; i++)
	{
		const ec_active_rule *rule = &b->active->rule[kind][i];
		ec_truth	truth = ask(b, rule, eccn);

		if (b->oracle->stopped)
			return false;
		if (truth == EC_TRUE)
			add_rule(b, holding, rule->rule);
		else if (truth == EC_UNKNOWN)
			add_rule(b, open, rule->rule);
	}
	return true;
}

static bool
overcomes(const ec_rule *exception, const char *reason)
{
	for (int i = 0; i < exception->overcome_count; i++)
		if (strcmp(exception->overcomes[i], reason) == 0)
			return true;
	return false;
}

/* The first exception in the list that overcomes the reason, or NULL. */
static const ec_rule *
overcoming(const rule_list *exceptions, const char *reason)
{
	for (size_t i = 0; i < exceptions->count; i++)
		if (overcomes(exceptions->rule[i], reason))
			return exceptions->rule[i];
	return NULL;
}

/*
 * The review policy: the lowest rank that holds.  When a rule above it may hold and says otherwise,
 * the policy is undecided, and that rule is what to look into.
 */
static bool
review(const bench *b, const char *eccn, ec_decision *d)
{
	const ec_active *active = b->active;
	rule_list	open = {0};

	for (size_t i = 0; i < active->count[EC_REVIEW]; i++)
	{
		const ec_active_rule *rule = &active->rule[EC_REVIEW][i];
		ec_truth	truth = ask(b, rule, eccn);

		if (b->oracle->stopped)
			return false;
		if (truth == EC_UNKNOWN)
			add_rule(b, &open, rule->rule);
		if (truth != EC_TRUE)
			continue;
		d->review = rule->rule->review;
		for (size_t k = 0; k < open.count; k++)
			if (open.rule[k]->review != rule->rule->review)
				d->review = EC_NO_REVIEW;
		if (d->review != EC_NO_REVIEW)
		{
			add_name(b, &d->rules, rule->rule->id);
			return true;
		}
		break;
	}
	for (size_t k = 0; k < open.count; k++)
		add_open(b, d, open.rule[k], eccn);
	return true;
}

/* Everything after classification, for one ECCN; false when stopped. */
static bool
judge(const bench *b, const char *eccn, ec_decision *d)
{
	rule_list	prohibiting = {0};
	rule_list	may_prohibit = {0};
	rule_list	requiring = {0};
	rule_list	may_require = {0};
	rule_list	excepting = {0};
	rule_list	may_except = {0};
	bool		unresolved = false;
	bool		openable = true;
	bool		undecided = false;

	if (!sift(b, EC_PROHIBITION, eccn, &prohibiting, &may_prohibit))
		return false;
	if (prohibiting.count > 0)
	{
		d->outcome = EC_PROHIBITED;
		for (size_t i = 0; i < prohibiting.count; i++)
		{
			add_name(b, &d->reasons, prohibiting.rule[i]->reason);
			add_name(b, &d->rules, prohibiting.rule[i]->id);
		}
		return true;
	}

	if (!sift(b, EC_REQUIREMENT, eccn, &requiring, &may_require))
		return false;
	for (size_t i = 0; i < requiring.count; i++)
	{
		add_name(b, &d->reasons, requiring.rule[i]->reason);
		add_name(b, &d->rules, requiring.rule[i]->id);
	}
	if (requiring.count + may_require.count > 0 && !sift(b, EC_EXCEPTION, eccn, &excepting, &may_except))
		return false;

	for (size_t i = 0; i < d->reasons.count; i++)
	{
		const ec_rule *exception = overcoming(&excepting, d->reasons.name[i]);

		if (exception != NULL)
			continue;
		unresolved = true;
		if (overcoming(&may_except, d->reasons.name[i]) == NULL)
			openable = false;
	}

	if (unresolved)
	{
		d->outcome = EC_LICENSE_REQUIRED;
		/* An exception that may apply is not applied; what would open it is worth finding out. */
		for (size_t k = 0; openable && k < may_except.count; k++)
			for (size_t i = 0; i < d->reasons.count; i++)
				if (overcoming(&excepting, d->reasons.name[i]) == NULL && overcomes(may_except.rule[k], d->reasons.name[i]))
					add_open(b, d, may_except.rule[k], eccn);
		if (!b->outcome_only && !review(b, eccn, d))
			return false;
	}
	else
	{
		d->outcome = requiring.count > 0 ? EC_LICENSE_EXCEPTION : EC_NO_LICENSE_REQUIRED;
		for (size_t i = 0; i < d->reasons.count; i++)
		{
			const ec_rule *exception = overcoming(&excepting, d->reasons.name[i]);

			add_name(b, &d->exceptions, exception->exception);
			add_name(b, &d->rules, exception->id);
		}
		/*
		 * A requirement that may hold changes the outcome unless its reason is overcome anyway and
		 * an exception is needed already.
		 */
		for (size_t k = 0; k < may_require.count; k++)
			if (requiring.count == 0 || overcoming(&excepting, may_require.rule[k]->reason) == NULL)
			{
				undecided = true;
				add_open(b, d, may_require.rule[k], eccn);
			}
	}
	for (size_t k = 0; k < may_prohibit.count; k++)
	{
		undecided = true;
		add_open(b, d, may_prohibit.rule[k], eccn);
	}
	if (undecided)
	{
		/* What leaves it undecided belongs to the rules that make the answer what it is. */
		for (size_t k = 0; k < d->open_count; k++)
			add_name(b, &d->rules, d->open[k].rule->id);
		d->outcome = EC_INDETERMINATE;
		d->exceptions.count = 0;
		d->review = EC_NO_REVIEW;
	}
	return true;
}

/* Is the ECCN one that classification can give, or part of one, or what contains one? */
static bool
is_known_eccn(const ec_active *active, const char *eccn)
{
	for (size_t i = 0; i < active->count[EC_CLASSIFICATION]; i++)
	{
		const char *given = active->rule[EC_CLASSIFICATION][i].rule->eccn;

		if (ec_eccn_contains(given, eccn) || ec_eccn_contains(eccn, given))
			return true;
	}
	return false;
}

static void
no_rules(ec_decision *d)
{
	d->outcome = EC_INDETERMINATE;
	d->review = EC_NO_REVIEW;
	d->no_rules = true;
}

/* One possible classification: the rule that gives it (NULL for none), and what would follow. */
typedef struct candidate
{
	const ec_rule *rule;
	ec_decision decision;
} candidate;

/*
 * Several classifications are possible.  If they all lead to one outcome, that is the outcome;
 * otherwise it is indeterminate, and the classifications that make a difference are what to look into.
 */
static void
merge(const bench *b, const candidate *candidates, size_t count, ec_decision *d)
{
	const candidate *last = &candidates[count - 1];
	ec_outcome	below = last->decision.outcome;
	bool		mixed = false;

	d->outcome = last->decision.outcome;
	d->eccn = last->decision.eccn;
	d->review = last->decision.review;
	for (size_t i = 0; i < count; i++)
	{
		const ec_decision *each = &candidates[i].decision;

		if (each->outcome != d->outcome)
			d->outcome = EC_INDETERMINATE;
		if (each->eccn == NULL || d->eccn == NULL || strcmp(each->eccn, d->eccn) != 0)
			d->eccn = NULL;
		if (each->review != d->review)
			d->review = EC_NO_REVIEW;
		add_names(b, &d->reasons, &each->reasons);
		add_names(b, &d->rules, &each->rules);
		if (i == 0)
			add_names(b, &d->exceptions, &each->exceptions);
		else if (!same_names(&each->exceptions, &d->exceptions))
			d->exceptions.count = 0;
	}
	for (size_t i = count - 1; i-- > 0;)
	{
		if (candidates[i].decision.outcome != below)
			mixed = true;
		if (mixed)
			add_open(b, d, candidates[i].rule, NULL);
	}
	if (mixed)
	{
		d->exceptions.count = 0;
		d->review = EC_NO_REVIEW;
		return;
	}
	for (size_t i = 0; i < count; i++)
	{
		for (size_t k = 0; k < candidates[i].decision.open_count; k++)
			add_open(b, d, candidates[i].decision.open[k].rule, candidates[i].decision.open[k].eccn);
		d->no_rules = d->no_rules || candidates[i].decision.no_rules;
	}
}

bool
ec_decide(const ec_memory *mem, const ec_active *active, ec_oracle *oracle,
		  const char *eccn, bool outcome_only, ec_decision *decision)
{
	bench		b = {mem, active, oracle, outcome_only};
	candidate  *candidates;
	size_t		count = 0;
	bool		settled = false;

	memset(decision, 0, sizeof(*decision));
	decision->review = EC_NO_REVIEW;

	if (eccn != NULL)
	{
		decision->eccn = eccn;
		if (!is_known_eccn(active, eccn))
		{
			no_rules(decision);
			return true;
		}
		return judge(&b, eccn, decision);
	}

	candidates = ec_alloc(mem, (active->count[EC_CLASSIFICATION] + 1) * sizeof(candidate));
	for (size_t i = 0; i < active->count[EC_CLASSIFICATION] && !settled; i++)
	{
		const ec_active_rule *rule = &active->rule[EC_CLASSIFICATION][i];
		ec_truth	truth = ask(&b, rule, NULL);

		if (oracle->stopped)
			return false;
		if (truth == EC_FALSE)
			continue;
		candidates[count++].rule = rule->rule;
		settled = truth == EC_TRUE;
	}
	if (!settled)
		candidates[count++].rule = NULL;

	for (size_t i = 0; i < count; i++)
	{
		const ec_rule *rule = candidates[i].rule;
		ec_decision *d = &candidates[i].decision;

		d->review = EC_NO_REVIEW;
		if (rule == NULL)
		{
			no_rules(d);
			continue;
		}
		d->eccn = rule->eccn;
		add_name(&b, &d->rules, rule->id);
		if (!judge(&b, rule->eccn, d))
			return false;
	}
	if (count == 1)
		*decision = candidates[0].decision;
	else
		merge(&b, candidates, count, decision);
	return true;
}
