/*
 * decide.c
 *		The stages of a determination.  See decide.h.
 *
 *		rules of a kind --sift, for an ECCN--> those that hold, those that may
 *		requirements and exceptions --weigh--> reasons, and what overcomes each
 *		all of it --judge--> what follows from one classification
 *		every possible classification --merge--> the decision
 *
 * Most possible classifications come to the same: what they are sifted into is one thing where it
 * is equal, and so what is weighed and judged of it is made once, however many classifications
 * share it.
 */
#include "core/decide.h"

#include "core/hash.h"
#include "core/table.h"

static const char *const outcome_names[EC_OUTCOMES] = {
    "no_license_required", "license_exception", "license_required", "prohibited", "indeterminate",
};

const char *
ec_outcome_name(ec_outcome outcome)
{
	return outcome_names[outcome];
}

/* Names, each once, in the order in which they come. */
typedef struct name_list
{
	ec_names names;
	ec_table seen; /* of the names */
} name_list;

typedef struct rule_list
{
	const ec_active_rule **rule;
	size_t count;
	size_t capacity;
} rule_list;

/* Rules of one kind, sorted by their truth. */
typedef struct sifted
{
	rule_list holding;
	rule_list open;
	const uint8_t *told; /* what it rests on: the truths of those that regard the ECCN */
	size_t told_count;
} sifted;

/* What is known of the rules of one kind, for all ECCNs. */
typedef struct stage
{
	uint8_t *truth;   /* by rule: truth + 1, for the last ECCN asked; 0: not asked yet */
	uint8_t *told;    /* while sifting */
	bool any_regards; /* does any regard the ECCN? */
	sifted *last;
	ec_table sifted; /* by what was told */
} stage;

/* What requirements and exceptions come to. */
typedef struct weighed
{
	const sifted *requirements;
	const sifted *exceptions; /* NULL: not asked for, as nothing is or may be required */
	ec_table overcoming;      /* by reason: the first exception that holds and overcomes it */
	name_list reasons;        /* that require a licence */
	bool unresolved;          /* nothing that holds overcomes one of them */
	bool openable;            /* but something that may hold does, for each of those */
} weighed;

/* What follows from a classification. */
typedef struct judgement
{
	const sifted *prohibitions;
	const weighed *weighed; /* NULL: prohibited */
	const sifted *reviews;  /* NULL: not asked for */
	ec_outcome outcome;
	ec_review review;
	ec_names reasons;
	ec_names exceptions;
	ec_names rules;
	rule_list open;
	rule_list open_by_eccn; /* of these, those that regard it */
	ec_fact_set missing;    /* besides what those lack */
	bool merged;            /* its names are in the decision */
	bool opened;            /* what leaves it open is there */
} judgement;

/* One decision in the making. */
typedef struct context
{
	const ec_memory *mem;
	const ec_active *active;
	ec_oracle *oracle;
	bool outcome_only;
	bool unlisted; /* no classification speaks of the ECCN that is given */
	stage stage[EC_RULE_KINDS];
	ec_table weighed;
	ec_table judgement;
} context;

static uint64_t
mix_pointer(uint64_t h, const void *pointer)
{
	return ec_hash_mix(h, (uintptr_t) pointer);
}

static bool
same_text(const void *item, const void *text)
{
	return strcmp(item, text) == 0;
}

static void
add_name(const context *ctx, name_list *list, const char *name)
{
	uint64_t hash;

	if (name == NULL)
		return;
	hash = ec_hash_text(name);
	if (ec_table_find(&list->seen, hash, same_text, name) != NULL)
		return;
	ec_table_add(ctx->mem, &list->seen, hash, (void *) name);
	list->names.name = ec_grow(ctx->mem, list->names.name, list->names.count, &list->names.capacity,
	                           sizeof(char *));
	list->names.name[list->names.count++] = name;
}

static void
add_names(const context *ctx, name_list *list, const ec_names *more)
{
	for (size_t i = 0; i < more->count; i++)
		add_name(ctx, list, more->name[i]);
}

/* Have two lists, each without doubles, the same names? */
static bool
same_names(const context *ctx, const ec_names *x, const ec_names *y)
{
	name_list both = {0};

	if (x->count != y->count)
		return false;
	add_names(ctx, &both, x);
	add_names(ctx, &both, y);
	return both.names.count == x->count;
}

static void
add_rule(const context *ctx, rule_list *list, const ec_active_rule *rule)
{
	list->rule =
	    ec_grow(ctx->mem, list->rule, list->count, &list->capacity, sizeof(ec_active_rule *));
	list->rule[list->count++] = rule;
}

/* --- sifting --- */

static bool
regards_eccn(const context *ctx, const ec_active_rule *rule)
{
	return ctx->oracle->regards_eccn == NULL || ctx->oracle->regards_eccn(rule);
}

static bool
same_told(const void *item, const void *wanted)
{
	const sifted *a = item;
	const sifted *s = wanted;

	return a->told_count == s->told_count &&
	    (a->told_count == 0 || memcmp(a->told, s->told, a->told_count) == 0);
}

/* An unknown is never a no, unless the rule says so for itself. */
static ec_truth
truth_of(const context *ctx, const ec_active_rule *rule, const char *eccn)
{
	ec_truth truth = ctx->oracle->truth(ctx->oracle, rule, eccn);

	return truth == EC_UNKNOWN && rule->rule->not_applied ? EC_FALSE : truth;
}

static sifted *
sort_by_truth(const context *ctx, ec_rule_kind kind, const stage *s, size_t asked,
              const sifted *told)
{
	sifted *fresh = ec_alloc(ctx->mem, sizeof(sifted));

	for (size_t i = 0; i < asked; i++)
	{
		const ec_active_rule *rule = &ctx->active->rule[kind][i];

		if (s->truth[i] == EC_TRUE + 1)
			add_rule(ctx, &fresh->holding, rule);
		else if (s->truth[i] == EC_UNKNOWN + 1)
			add_rule(ctx, &fresh->open, rule);
	}
	fresh->told =
	    (const uint8_t *) ec_copy_text(ctx->mem, (const char *) told->told, told->told_count);
	fresh->told_count = told->told_count;
	return fresh;
}

/*
 * Sorts the rules of a kind into those that hold and those that may.  `first`: only as far as the
 * first one that holds.  ECCNs for which the rules that regard the ECCN have the same truths share
 * one result, as the other rules have the same truth for every ECCN.
 */
static const sifted *
sift(context *ctx, ec_rule_kind kind, const char *eccn, bool first)
{
	stage *s = &ctx->stage[kind];
	size_t count = ctx->active->count[kind];
	size_t asked = 0;
	sifted told = {0};
	uint64_t hash = 0;

	ec_check_interrupt(ctx->mem);
	if (s->last != NULL && !s->any_regards)
		return s->last;
	if (s->truth == NULL)
	{
		s->truth = ec_alloc(ctx->mem, count);
		s->told = ec_alloc(ctx->mem, count);
	}
	for (bool found = false; asked < count && !found; asked++)
	{
		const ec_active_rule *rule = &ctx->active->rule[kind][asked];
		bool regards = regards_eccn(ctx, rule);

		if (regards || s->truth[asked] == 0)
		{
			ec_check_interrupt(ctx->mem);
			s->truth[asked] = (uint8_t) (truth_of(ctx, rule, eccn) + 1);
		}
		if (regards)
		{
			s->any_regards = true;
			s->told[told.told_count++] = s->truth[asked];
			hash = ec_hash_mix(hash, s->truth[asked]);
		}
		found = first && s->truth[asked] == EC_TRUE + 1;
	}
	told.told = s->told;
	s->last = ec_table_find(&s->sifted, hash, same_told, &told);
	if (s->last == NULL)
	{
		s->last = sort_by_truth(ctx, kind, s, asked, &told);
		ec_table_add(ctx->mem, &s->sifted, hash, s->last);
	}
	return s->last;
}

/* --- weighing --- */

/* That an exception overcomes a reason. */
typedef struct overcoming
{
	const char *reason;
	const ec_rule *exception;
} overcoming;

static bool
overcomes_reason(const void *item, const void *reason)
{
	return strcmp(((const overcoming *) item)->reason, reason) == 0;
}

/* The first exception of those entered that overcomes the reason, or NULL. */
static const ec_rule *
exception_of(const ec_table *exceptions, const char *reason)
{
	const overcoming *found =
	    ec_table_find(exceptions, ec_hash_text(reason), overcomes_reason, reason);

	return found ? found->exception : NULL;
}

static void
enter_exceptions(const context *ctx, ec_table *table, const rule_list *exceptions)
{
	for (size_t i = 0; i < exceptions->count; i++)
	{
		const ec_rule *rule = exceptions->rule[i]->rule;

		for (int k = 0; k < rule->overcome_count; k++)
		{
			overcoming *fresh;

			if (exception_of(table, rule->overcomes[k]) != NULL)
				continue;
			fresh = ec_alloc(ctx->mem, sizeof(overcoming));
			*fresh = (overcoming){rule->overcomes[k], rule};
			ec_table_add(ctx->mem, table, ec_hash_text(fresh->reason), fresh);
		}
	}
}

static bool
same_weighed(const void *item, const void *wanted)
{
	const weighed *a = item;
	const weighed *w = wanted;

	return a->requirements == w->requirements && a->exceptions == w->exceptions;
}

/* What they come to; made once for each two.  `exceptions` NULL: there is nothing to overcome. */
static weighed *
weigh(context *ctx, const sifted *requirements, const sifted *exceptions)
{
	weighed wanted = {.requirements = requirements, .exceptions = exceptions, .openable = true};
	uint64_t hash = mix_pointer(mix_pointer(0, requirements), exceptions);
	weighed *w = ec_table_find(&ctx->weighed, hash, same_weighed, &wanted);
	ec_table may_overcome = {0};

	if (w != NULL)
		return w;
	w = ec_alloc(ctx->mem, sizeof(weighed));
	*w = wanted;
	for (size_t i = 0; i < requirements->holding.count; i++)
		add_name(ctx, &w->reasons, requirements->holding.rule[i]->rule->reason);
	if (exceptions != NULL)
	{
		enter_exceptions(ctx, &w->overcoming, &exceptions->holding);
		enter_exceptions(ctx, &may_overcome, &exceptions->open);
	}
	for (size_t i = 0; i < w->reasons.names.count; i++)
	{
		const char *reason = w->reasons.names.name[i];

		if (exception_of(&w->overcoming, reason) != NULL)
			continue;
		w->unresolved = true;
		if (exception_of(&may_overcome, reason) == NULL)
			w->openable = false;
	}
	ec_table_add(ctx->mem, &ctx->weighed, hash, w);
	return w;
}

/* Does the exception overcome a reason that stands, as nothing that holds overcomes it? */
static bool
would_open(const weighed *w, const ec_rule *exception)
{
	for (int k = 0; k < exception->overcome_count; k++)
	{
		const char *reason = exception->overcomes[k];

		if (ec_table_find(&w->reasons.seen, ec_hash_text(reason), same_text, reason) != NULL &&
		    exception_of(&w->overcoming, reason) == NULL)
			return true;
	}
	return false;
}

/* --- judging --- */

static void
add_open(const context *ctx, judgement *j, const ec_active_rule *rule)
{
	if (ctx->outcome_only)
		return;
	add_rule(ctx, &j->open, rule);
	if (regards_eccn(ctx, rule))
		add_rule(ctx, &j->open_by_eccn, rule);
}

/*
 * The review policy: the lowest rank that holds.  When a rule above it may hold and says otherwise,
 * the policy is undecided, and that rule is what to look into.
 */
static void
review(const context *ctx, judgement *j, name_list *rules)
{
	const rule_list *open = &j->reviews->open;

	if (j->reviews->holding.count > 0)
	{
		const ec_rule *rule = j->reviews->holding.rule[0]->rule;

		j->review = rule->review;
		for (size_t k = 0; k < open->count; k++)
			if (open->rule[k]->rule->review != rule->review)
				j->review = EC_NO_REVIEW;
		if (j->review != EC_NO_REVIEW)
		{
			add_name(ctx, rules, rule->id);
			return;
		}
	}
	for (size_t k = 0; k < open->count; k++)
		add_open(ctx, j, open->rule[k]);
}

static void
judge_prohibited(const context *ctx, judgement *j)
{
	const rule_list *prohibiting = &j->prohibitions->holding;
	name_list reasons = {0};
	name_list rules = {0};

	j->outcome = EC_PROHIBITED;
	for (size_t i = 0; i < prohibiting->count; i++)
	{
		add_name(ctx, &reasons, prohibiting->rule[i]->rule->reason);
		add_name(ctx, &rules, prohibiting->rule[i]->rule->id);
	}
	j->reasons = reasons.names;
	j->rules = rules.names;
}

/* The judgement where a reason stands that no exception overcomes. */
static void
judge_required(const context *ctx, judgement *j, name_list *rules)
{
	const weighed *w = j->weighed;

	j->outcome = EC_LICENSE_REQUIRED;
	/* An exception that may apply is not applied; what would open it is worth finding out. */
	if (w->openable)
		for (size_t k = 0; k < w->exceptions->open.count; k++)
			if (would_open(w, w->exceptions->open.rule[k]->rule))
				add_open(ctx, j, w->exceptions->open.rule[k]);
	if (j->reviews != NULL)
		review(ctx, j, rules);
}

/* Does the end use leave open whether a license is required, although no rule says so? */
static bool
is_open_by_end_use(const context *ctx, judgement *j)
{
	ec_oracle *oracle = ctx->oracle;
	ec_truth unruled =
	    oracle->end_use_is_unruled == NULL ? EC_FALSE : oracle->end_use_is_unruled(oracle);

	if (unruled == EC_FALSE)
		return false;
	j->missing |= EC_FACT_BIT(unruled == EC_TRUE ? EC_MISSING_RULES : EC_END_USE);
	return true;
}

/*
 * The judgement where none stands.  False when a requirement that may hold would change that, or
 * the end use might.
 */
static bool
judge_overcome(const context *ctx, judgement *j, name_list *rules)
{
	const weighed *w = j->weighed;
	bool required = w->requirements->holding.count > 0;
	bool decided = true;
	name_list exceptions = {0};

	j->outcome = required ? EC_LICENSE_EXCEPTION : EC_NO_LICENSE_REQUIRED;
	for (size_t i = 0; i < w->reasons.names.count; i++)
	{
		const ec_rule *exception = exception_of(&w->overcoming, w->reasons.names.name[i]);

		add_name(ctx, &exceptions, exception->exception);
		add_name(ctx, rules, exception->id);
	}
	j->exceptions = exceptions.names;
	/*
	 * A requirement that may hold changes the outcome unless its reason is overcome anyway and
	 * an exception is needed already.
	 */
	for (size_t k = 0; k < w->requirements->open.count; k++)
	{
		const ec_active_rule *rule = w->requirements->open.rule[k];

		if (required && exception_of(&w->overcoming, rule->rule->reason) != NULL)
			continue;
		decided = false;
		add_open(ctx, j, rule);
	}
	return !is_open_by_end_use(ctx, j) && decided;
}

static void
judge_not_prohibited(const context *ctx, judgement *j)
{
	const weighed *w = j->weighed;
	const rule_list *may_prohibit = &j->prohibitions->open;
	name_list rules = {0};
	bool decided = true;

	j->reasons = w->reasons.names;
	for (size_t i = 0; i < w->requirements->holding.count; i++)
		add_name(ctx, &rules, w->requirements->holding.rule[i]->rule->id);
	if (w->unresolved)
		judge_required(ctx, j, &rules);
	else
		decided = judge_overcome(ctx, j, &rules);
	for (size_t k = 0; k < may_prohibit->count; k++)
	{
		decided = false;
		add_open(ctx, j, may_prohibit->rule[k]);
	}
	if (!decided)
	{
		/* What leaves it undecided belongs to the rules that make the answer what it is. */
		for (size_t k = 0; k < j->open.count; k++)
			add_name(ctx, &rules, j->open.rule[k]->rule->id);
		j->outcome = EC_INDETERMINATE;
		j->exceptions.count = 0;
		j->review = EC_NO_REVIEW;
	}
	j->rules = rules.names;
}

static bool
same_judgement(const void *item, const void *wanted)
{
	const judgement *a = item;
	const judgement *j = wanted;

	return a->prohibitions == j->prohibitions && a->weighed == j->weighed &&
	    a->reviews == j->reviews;
}

/* Everything after classification, for one ECCN. */
static judgement *
judge(context *ctx, const char *eccn)
{
	judgement wanted = {.review = EC_NO_REVIEW};
	uint64_t hash;
	judgement *j;

	wanted.prohibitions = sift(ctx, EC_PROHIBITION, eccn, false);
	if (wanted.prohibitions->holding.count == 0)
	{
		const sifted *requirements = sift(ctx, EC_REQUIREMENT, eccn, false);
		const sifted *exceptions = NULL;

		if (requirements->holding.count + requirements->open.count > 0)
			exceptions = sift(ctx, EC_EXCEPTION, eccn, false);
		wanted.weighed = weigh(ctx, requirements, exceptions);
		if (wanted.weighed->unresolved && !ctx->outcome_only && !ctx->unlisted)
			wanted.reviews = sift(ctx, EC_REVIEW, eccn, true);
	}
	hash = mix_pointer(mix_pointer(mix_pointer(0, wanted.prohibitions), wanted.weighed),
	                   wanted.reviews);
	j = ec_table_find(&ctx->judgement, hash, same_judgement, &wanted);
	if (j != NULL)
		return j;
	j = ec_alloc(ctx->mem, sizeof(judgement));
	*j = wanted;
	if (j->weighed == NULL)
		judge_prohibited(ctx, j);
	else
		judge_not_prohibited(ctx, j);
	ec_table_add(ctx->mem, &ctx->judgement, hash, j);
	return j;
}

/* --- classifications --- */

/*
 * Does the rule speak of the ECCN?  One that no item is found to be, as its condition is false, is
 * there for what is stated: of the rest of an entry that contains it the rules say nothing.
 */
static bool
speaks_of(const ec_rule *rule, const char *eccn)
{
	const ec_condition *c = rule->condition;
	bool only_stated = c != NULL && c->node[c->root].op == EC_OP_FALSE;

	return ec_eccn_contains(rule->eccn, eccn) ||
	    (!only_stated && ec_eccn_contains(eccn, rule->eccn));
}

bool
ec_is_known_eccn(const ec_memory *mem, const ec_active *active, const char *eccn)
{
	for (size_t i = 0; i < active->count[EC_CLASSIFICATION]; i++)
	{
		ec_check_interrupt(mem);
		if (speaks_of(active->rule[EC_CLASSIFICATION][i].rule, eccn))
			return true;
	}
	return false;
}

/* One possible classification, and what follows. */
typedef struct candidate
{
	const ec_rule *rule; /* that gives it; NULL: it was given, or there is none */
	const char *eccn;
	judgement *judgement; /* NULL: there are no rules for it */
} candidate;

static bool
same_open(const void *item, const void *wanted)
{
	const ec_open_rule *a = item;
	const ec_open_rule *o = wanted;

	return a->rule == o->rule && a->eccn == o->eccn;
}

/*
 * Enters an open rule into the decision, once for each ECCN that it `regards`, or else once.
 * `seen`: what was entered before; a rule that does not regard the ECCN, with none.
 */
static void
enter_open(const context *ctx, ec_decision *d, ec_table *seen, ec_open_rule open, bool regards)
{
	ec_open_rule *entered = ec_alloc(ctx->mem, sizeof(ec_open_rule));
	uint64_t hash;

	*entered = (ec_open_rule){open.rule, regards ? open.eccn : NULL};
	hash = mix_pointer(mix_pointer(0, entered->rule), entered->eccn);
	if (ec_table_find(seen, hash, same_open, entered) != NULL)
		return;
	ec_table_add(ctx->mem, seen, hash, entered);
	d->open = ec_grow(ctx->mem, d->open, d->open_count, &d->open_capacity, sizeof(ec_open_rule));
	d->open[d->open_count++] = open;
}

/* Enters what leaves the decision open, where all classifications come to the same outcome. */
static void
merge_open(const context *ctx, const candidate *candidates, size_t count, ec_decision *d)
{
	ec_table seen = {0};

	for (size_t i = 0; i < count; i++)
	{
		const candidate *c = &candidates[i];
		const rule_list *open;

		ec_check_interrupt(ctx->mem);
		if (c->judgement == NULL || (ctx->unlisted && d->outcome != EC_PROHIBITED))
			d->missing |= EC_FACT_BIT(EC_MISSING_RULES);
		if (c->judgement == NULL)
			continue;
		d->missing |= c->judgement->missing;
		/* What does not regard the ECCN is there when another one came to the same. */
		open = c->judgement->opened ? &c->judgement->open_by_eccn : &c->judgement->open;
		c->judgement->opened = true;
		for (size_t k = 0; k < open->count; k++)
			enter_open(ctx, d, &seen, (ec_open_rule){open->rule[k]->rule, c->eccn},
			           regards_eccn(ctx, open->rule[k]));
	}
}

static ec_outcome
outcome_of(const candidate *c)
{
	return c->judgement ? c->judgement->outcome : EC_INDETERMINATE;
}

/* Where they do not: enters the classifications that make a difference to those after them. */
static void
enter_classifications(const context *ctx, const candidate *candidates, size_t count, ec_decision *d)
{
	ec_table seen = {0};
	bool mixed = false;

	for (size_t i = count - 1; i-- > 0 && !ctx->outcome_only;)
	{
		mixed = mixed || outcome_of(&candidates[i]) != outcome_of(&candidates[count - 1]);
		if (mixed)
			enter_open(ctx, d, &seen, (ec_open_rule){candidates[i].rule, NULL}, true);
	}
}

/*
 * Several classifications may be possible.  If they all lead to one outcome, that is the outcome;
 * otherwise it is indeterminate, and the classifications that make a difference are what to look
 * into.
 */
static void
merge(const context *ctx, const candidate *candidates, size_t count, ec_decision *d)
{
	static const ec_names no_names = {0};
	const candidate *last = &candidates[count - 1];
	name_list reasons = {0};
	name_list rules = {0};
	bool mixed = false;
	bool one_exception = true;

	d->outcome = outcome_of(last);
	d->eccn = last->eccn;
	d->review = last->judgement ? last->judgement->review : EC_NO_REVIEW;
	if (candidates[0].judgement != NULL)
		d->exceptions = candidates[0].judgement->exceptions;
	for (size_t i = 0; i < count; i++)
	{
		const candidate *c = &candidates[i];
		judgement *j = c->judgement;

		ec_check_interrupt(ctx->mem);
		mixed = mixed || outcome_of(c) != outcome_of(last);
		if (c->eccn == NULL || d->eccn == NULL || strcmp(c->eccn, d->eccn) != 0)
			d->eccn = NULL;
		if (c->rule != NULL)
			add_name(ctx, &rules, c->rule->id);
		if (j != NULL && j->merged)
			continue;
		if ((j ? j->review : EC_NO_REVIEW) != d->review)
			d->review = EC_NO_REVIEW;
		if (!same_names(ctx, j ? &j->exceptions : &no_names, &d->exceptions))
			one_exception = false;
		if (j == NULL)
			continue;
		add_names(ctx, &reasons, &j->reasons);
		add_names(ctx, &rules, &j->rules);
		j->merged = true;
	}
	d->reasons = reasons.names;
	d->rules = rules.names;
	if (mixed)
	{
		d->outcome = EC_INDETERMINATE;
		d->review = EC_NO_REVIEW;
		enter_classifications(ctx, candidates, count, d);
	}
	else
		merge_open(ctx, candidates, count, d);
	if (mixed || !one_exception)
		d->exceptions = no_names;
}

/*
 * The classifications that are possible, in order of rank; the last one may be that there is none.
 */
static candidate *
classify(const context *ctx, size_t *count)
{
	size_t rules = ctx->active->count[EC_CLASSIFICATION];
	candidate *candidates = ec_alloc(ctx->mem, (rules + 1) * sizeof(candidate));

	*count = 0;
	for (size_t i = 0; i < rules; i++)
	{
		const ec_active_rule *rule = &ctx->active->rule[EC_CLASSIFICATION][i];
		ec_truth truth;

		ec_check_interrupt(ctx->mem);
		truth = ctx->oracle->truth(ctx->oracle, rule, NULL);
		if (truth == EC_FALSE)
			continue;
		candidates[(*count)++] = (candidate){.rule = rule->rule, .eccn = rule->rule->eccn};
		if (truth == EC_TRUE)
			return candidates;
	}
	candidates[(*count)++] = (candidate){0};
	return candidates;
}

/*
 * What follows from a given ECCN.  Where no classification speaks of it, its entry is not loaded,
 * and neither are the rules that name it.  These may ask for more, and have another policy.  So
 * what stops the item stands, but nothing clears it.
 */
static judgement *
judge_given(context *ctx, const char *eccn)
{
	judgement *j = judge(ctx, eccn);

	if (ctx->unlisted && j->outcome != EC_LICENSE_REQUIRED && j->outcome != EC_PROHIBITED)
		return NULL;
	return j;
}

ec_decision
ec_decide(const ec_memory *mem, const ec_active *active, ec_oracle *oracle, const char *eccn,
          bool outcome_only)
{
	context ctx = {.mem = mem, .active = active, .oracle = oracle, .outcome_only = outcome_only};
	candidate given = {.eccn = eccn};
	candidate *candidates = &given;
	size_t count = 1;
	ec_decision decision = {0};

	if (eccn != NULL)
	{
		ctx.unlisted = !ec_is_known_eccn(mem, active, eccn);
		given.judgement = judge_given(&ctx, eccn);
	}
	else
		candidates = classify(&ctx, &count);
	for (size_t i = 0; eccn == NULL && i < count; i++)
		if (candidates[i].rule != NULL)
			candidates[i].judgement = judge(&ctx, candidates[i].eccn);
	merge(&ctx, candidates, count, &decision);
	return decision;
}
