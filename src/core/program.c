/*
 * program.c
 *		Folding rules into programs.  See program.h.
 */
#include "program.h"

#include <stdlib.h>

#include "hash.h"
#include "shortcut.h"

typedef struct epoch epoch;
typedef struct body body;

struct ec_engine
{
	ec_stock	stock;
	const ec_rulebook *book;
	ec_compiled_rule *rule;
	ec_place_lists places;
	ec_day	   *known_break;	/* where knowledge changes, ascending */
	size_t		known_break_count;
	ec_world  **world;
	size_t		world_count;
	size_t		world_capacity;
	body	  **body;
	size_t		body_count;
	size_t		body_capacity;
};

struct ec_world
{
	ec_engine  *engine;
	const ec_scenario *scenario;
	size_t		known_index;
	ec_day		as_known;		/* a day of the stretch of knowledge */
	bool		covered;
	ec_day	   *epoch_from;		/* apart from the epochs, so that a search finds them close together */
	epoch	   *epoch;
	size_t		epoch_count;

	/* by stretch of days, of which each has 1 << stretch_shift: the epoch that its first day is in */
	uint16_t   *stretch;
	size_t		stretch_count;
	int			stretch_shift;
	ec_day		stretch_from;	/* the first day of the first one */
};

struct epoch
{
	/* first what every row looks at */
	uint16_t   *own;			/* by country: 1 + index of the program with headquarters = destination; NULL: not built */
	ec_program **program;
	size_t		program_count;
	size_t		program_capacity;
	struct
	{
		ec_country	destination;
		ec_country	headquarters;
		ec_program *program;
	}		   *other;			/* the rest */
	size_t		other_count;
	size_t		other_capacity;
	ec_world   *world;
	ec_moment	moment;			/* its first day */
	bool		covered;
	ec_active	active;			/* test: ec_compiled_rule */
	uint32_t   *place;			/* numbers of the place lists that its rules use */
	size_t		place_count;
	size_t		place_capacity;
};

/*
 * The trees, shared by all programs of the engine that leave the same of the same rules: most changes of the law
 * change nothing for most places.
 */
struct body
{
	ec_fast_tree classify[2];	/* by outcome_only */
	ec_ground	ground;			/* of the program that was first; what another would tell is the same */
	uint64_t	hash;
	ec_active	active;			/* test: ec_residual */
	bool		headquarters_known;
	ec_fast_tree **other;		/* for given ECCNs */
	size_t		other_count;
	size_t		other_capacity;
};

struct ec_program
{
	body	   *body;			/* NULL: the rulebook does not cover the date */
	epoch	   *epoch;
	uint8_t    *signature;		/* what each place list of the epoch says of the two places */
	bool		headquarters_known;
};

/* --- where time changes anything --- */

typedef struct breaks
{
	const ec_memory *mem;
	ec_day	   *day;
	size_t		count;
	size_t		capacity;
} breaks;

static void
add_break(breaks *b, ec_day day)
{
	if (day == EC_DAY_FIRST || day == EC_DAY_LAST)
		return;
	b->day = ec_grow(b->mem, b->day, b->count, &b->capacity, sizeof(ec_day));
	b->day[b->count++] = day;
}

static void
add_breaks(breaks *b, ec_period period)
{
	if (ec_period_is_empty(period))
		return;
	add_break(b, period.from);
	add_break(b, period.until);
}

static int
compare_day(const void *a, const void *b)
{
	ec_day		x = *(const ec_day *) a;
	ec_day		y = *(const ec_day *) b;

	return (x > y) - (x < y);
}

static void
sort_breaks(breaks *b)
{
	size_t		unique = 0;

	if (b->count > 1)
		qsort(b->day, b->count, sizeof(ec_day), compare_day);
	for (size_t i = 0; i < b->count; i++)
		if (i == 0 || b->day[i] != b->day[unique - 1])
			b->day[unique++] = b->day[i];
	b->count = unique;
}

/* How many breaks lie at or before the day. */
static inline size_t
breaks_before(const ec_day *day, size_t count, ec_day when)
{
	size_t		low = 0;

	while (count > 0)
	{
		size_t		half = count / 2;

		if (day[low + half] <= when)
		{
			low += half + 1;
			count -= half + 1;
		}
		else
			count = half;
	}
	return low;
}

/* --- engines and worlds --- */

ec_engine *
ec_engine_new(const ec_memory *mem, const ec_rulebook *book)
{
	ec_engine  *engine = ec_alloc(mem, sizeof(ec_engine));
	breaks		known = {.mem = mem};

	engine->stock.mem = mem;
	engine->book = book;
	engine->rule = ec_alloc(mem, book->rule_count * sizeof(ec_compiled_rule));
	add_breaks(&known, book->covered_known);
	for (size_t r = 0; r < book->rule_count; r++)
	{
		ec_compile_rule(mem, &engine->stock.scratch, &engine->stock.atoms, &engine->places, &book->rule[r], &engine->rule[r]);
		add_breaks(&known, book->rule[r].known);
	}
	for (size_t g = 0; g < book->group_count; g++)
		for (size_t m = 0; m < book->group[g].member_count; m++)
			add_breaks(&known, book->group[g].member[m].known);
	sort_breaks(&known);
	engine->known_break = known.day;
	engine->known_break_count = known.count;
	return engine;
}

/* When the rule is in force in this world: as its row says, unless the scenario says otherwise. */
static ec_period
in_force(const ec_world *world, const ec_rule *rule)
{
	const ec_scenario *scenario = world->scenario;

	for (size_t o = 0; o < scenario->override_count; o++)
		if (strcmp(scenario->override[o].rule, rule->id) == 0)
			return scenario->override[o].in_force;
	return rule->in_force;
}

#define STRETCHES 2048			/* at most: a few years of single days, or of as many weeks or months as it takes */

/* Makes the table of stretches, from the first break to the last. */
static void
index_epochs(ec_world *world)
{
	size_t		last = world->epoch_count - 1;
	size_t		e = 0;

	world->stretch_from = world->epoch_from[last > 0 ? 1 : 0];
	while (((int64_t) world->epoch_from[last] - world->stretch_from) >> world->stretch_shift >= STRETCHES)
		world->stretch_shift++;
	world->stretch_count = (size_t) (((int64_t) world->epoch_from[last] - world->stretch_from) >> world->stretch_shift) + 1;
	world->stretch = ec_alloc(world->engine->stock.mem, world->stretch_count * sizeof(uint16_t));
	for (size_t i = 0; i < world->stretch_count; i++)
	{
		int64_t		from = world->stretch_from + ((int64_t) i << world->stretch_shift);

		while (e < last && world->epoch_from[e + 1] <= from)
			e++;
		world->stretch[i] = (uint16_t) (e < UINT16_MAX ? e : UINT16_MAX);	/* whoever looks goes on from there */
	}
}

static void
plan_epochs(ec_world *world)
{
	ec_engine  *engine = world->engine;
	const ec_rulebook *book = engine->book;
	breaks		legal = {.mem = ec_scratch_begin(&engine->stock.scratch, engine->stock.mem)};

	add_breaks(&legal, book->covered);
	for (size_t r = 0; r < book->rule_count; r++)
		if (ec_period_contains(book->rule[r].known, world->as_known))
			add_breaks(&legal, in_force(world, &book->rule[r]));
	for (size_t g = 0; g < book->group_count; g++)
		for (size_t m = 0; m < book->group[g].member_count; m++)
			if (ec_period_contains(book->group[g].member[m].known, world->as_known))
				add_breaks(&legal, book->group[g].member[m].in_force);
	sort_breaks(&legal);

	world->epoch_count = legal.count + 1;
	world->epoch = ec_alloc(engine->stock.mem, world->epoch_count * sizeof(epoch));
	world->epoch_from = ec_alloc(engine->stock.mem, world->epoch_count * sizeof(ec_day));
	for (size_t e = 0; e < world->epoch_count; e++)
	{
		ec_day		from = e == 0 ? EC_DAY_FIRST : legal.day[e - 1];

		world->epoch_from[e] = from;
		world->epoch[e].world = world;
		world->epoch[e].moment = (ec_moment) {book, from, world->as_known};
		world->epoch[e].covered = world->covered && ec_period_contains(book->covered, from);
	}
	index_epochs(world);
}

ec_world *
ec_engine_world(ec_engine *engine, const ec_scenario *scenario, ec_day as_known)
{
	size_t		known_index = breaks_before(engine->known_break, engine->known_break_count, as_known);
	ec_world   *world;

	for (size_t w = 0; w < engine->world_count; w++)
		if (engine->world[w]->scenario == scenario && engine->world[w]->known_index == known_index)
			return engine->world[w];

	world = ec_alloc(engine->stock.mem, sizeof(ec_world));
	world->engine = engine;
	world->scenario = scenario;
	world->known_index = known_index;
	world->as_known = known_index == 0 ? EC_DAY_FIRST : engine->known_break[known_index - 1];
	world->covered = ec_period_contains(engine->book->covered_known, world->as_known);
	plan_epochs(world);
	engine->world = ec_grow(engine->stock.mem, engine->world, engine->world_count, &engine->world_capacity, sizeof(ec_world *));
	engine->world[engine->world_count++] = world;
	return world;
}

/* --- epochs --- */

static void
use_places(ec_engine *engine, epoch *e, const ec_compiled_rule *rule, bool *used)
{
	const ec_condition *c = rule->rule->condition;

	for (int i = 0; i < c->node_count; i++)
	{
		uint32_t	number = rule->number[i];

		if (!ec_is_place_test(&c->node[i]) || used[number])
			continue;
		used[number] = true;
		e->place = ec_grow(engine->stock.mem, e->place, e->place_count, &e->place_capacity, sizeof(uint32_t));
		e->place[e->place_count++] = number;
	}
}

static void
build_epoch(epoch *e)
{
	ec_world   *world = e->world;
	ec_engine  *engine = world->engine;
	const ec_memory *mem = engine->stock.mem;
	const ec_memory *scratch = ec_scratch_begin(&engine->stock.scratch, mem);
	const ec_rulebook *book = engine->book;
	bool	   *used = ec_alloc(scratch, engine->places.count * sizeof(bool));
	bool	   *live = ec_alloc(scratch, book->rule_count * sizeof(bool));
	size_t		count[EC_RULE_KINDS] = {0};

	for (size_t r = 0; r < book->rule_count; r++)
	{
		live[r] = ec_period_contains(book->rule[r].known, world->as_known) &&
			ec_period_contains(in_force(world, &book->rule[r]), e->moment.as_of);
		if (live[r])
			count[book->rule[r].kind]++;
	}
	for (int k = 0; k < EC_RULE_KINDS; k++)
		e->active.rule[k] = ec_alloc(mem, count[k] * sizeof(ec_active_rule));
	/* The rulebook is sorted by kind and rank, and so the active rules are. */
	for (size_t r = 0; r < book->rule_count; r++)
	{
		ec_rule_kind kind = book->rule[r].kind;

		if (!live[r])
			continue;
		e->active.rule[kind][e->active.count[kind]++] = (ec_active_rule) {&book->rule[r], &engine->rule[r]};
		use_places(engine, e, &engine->rule[r], used);
	}
	e->own = ec_alloc(mem, 26 * 26 * sizeof(uint16_t));
}

/* --- bodies: the trees of programs --- */

static bool
same_active(const ec_active *a, const ec_active *b)
{
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		if (a->count[k] != b->count[k])
			return false;
		for (size_t i = 0; i < a->count[k]; i++)
			if (a->rule[k][i].rule != b->rule[k][i].rule || !ec_residual_equal(a->rule[k][i].test, b->rule[k][i].test))
				return false;
	}
	return true;
}

/*
 * The body for these rules, or a new one.  Why programs that share one have the same answers: a decision is made
 * of nothing but the rules and their truths, and equal residuals have equal truths for every item.  Why the same
 * facts are missing of them, which are told by the conditions themselves, is said in tree.c; there it matters
 * whether the headquarters are known.
 */
static body *
find_body(ec_engine *engine, const ec_ground *ground)
{
	const ec_memory *mem = engine->stock.mem;
	const ec_active *active = ground->active;
	bool		headquarters_known = ground->headquarters != EC_NO_COUNTRY;
	uint64_t	hash = ec_hash_mix(0, headquarters_known);
	body	   *fresh;

	for (int k = 0; k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < active->count[k]; i++)
			hash = ec_residual_hash(ec_hash_mix(hash, (uintptr_t) active->rule[k][i].rule), active->rule[k][i].test);
	for (size_t i = 0; i < engine->body_count; i++)
		if (engine->body[i]->hash == hash && engine->body[i]->headquarters_known == headquarters_known &&
			same_active(&engine->body[i]->active, active))
			return engine->body[i];
	fresh = ec_alloc(mem, sizeof(body));
	fresh->hash = hash;
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		fresh->active.count[k] = active->count[k];
		fresh->active.rule[k] = ec_alloc(mem, active->count[k] * sizeof(ec_active_rule));
		if (active->count[k] > 0)
			memcpy(fresh->active.rule[k], active->rule[k], active->count[k] * sizeof(ec_active_rule));
	}
	fresh->headquarters_known = headquarters_known;
	fresh->ground = *ground;
	fresh->ground.active = &fresh->active;
	fresh->classify[true].tree.outcome_only = true;
	engine->body = ec_grow(mem, engine->body, engine->body_count, &engine->body_capacity, sizeof(body *));
	engine->body[engine->body_count++] = fresh;
	return fresh;
}

/* The tree for questions about an ECCN, which need not outlive the call. */
static ec_fast_tree *
tree_of_eccn(const ec_memory *mem, body *b, const char *eccn, bool outcome_only)
{
	ec_fast_tree *fresh;

	for (size_t i = 0; i < b->other_count; i++)
		if (b->other[i]->tree.outcome_only == outcome_only && strcmp(b->other[i]->tree.eccn, eccn) == 0)
			return b->other[i];
	fresh = ec_alloc(mem, sizeof(ec_fast_tree));
	fresh->tree.eccn = ec_copy_text(mem, eccn, strlen(eccn));
	fresh->tree.outcome_only = outcome_only;
	b->other = ec_grow(mem, b->other, b->other_count, &b->other_capacity, sizeof(ec_fast_tree *));
	b->other[b->other_count++] = fresh;
	return fresh;
}

/* --- programs --- */

/* The rules in force, as they are at the two places, of which `signature` says all that matters. */
static body *
fold_rules(epoch *e, ec_country destination, ec_country headquarters, const uint8_t *signature)
{
	ec_engine  *engine = e->world->engine;
	const ec_memory *mem = engine->stock.mem;
	const ec_memory *scratch = ec_scratch_begin(&engine->stock.scratch, mem);
	uint8_t    *pair = ec_alloc(scratch, engine->places.count);	/* by number of the place list */
	ec_active	active;
	ec_ground	ground = {&engine->stock, &active, &e->moment, destination, headquarters};

	for (size_t i = 0; i < e->place_count; i++)
		pair[e->place[i]] = signature[i];
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		active.rule[k] = ec_alloc(scratch, e->active.count[k] * sizeof(ec_active_rule));
		active.count[k] = 0;
		for (size_t i = 0; i < e->active.count[k]; i++)
		{
			const ec_compiled_rule *rule = e->active.rule[k][i].test;
			const ec_residual *test = ec_fold(mem, &engine->stock.scratch, rule, pair);

			/* Classifications stay: they also say which ECCNs the rulebook speaks for. */
			if (k != EC_CLASSIFICATION && test->op == EC_RESIDUAL_CONSTANT && test->constant == EC_FALSE)
				continue;
			active.rule[k][active.count[k]++] = (ec_active_rule) {rule->rule, test};
		}
	}
	return find_body(engine, &ground);
}

static size_t
country_index(ec_country country)
{
	return (size_t) ((country >> 8) - 'A') * 26 + (size_t) ((country & 0xFF) - 'A');
}

/* Finds the program for two places by what the rules can tell of them, or makes it. */
static size_t
program_index(epoch *e, ec_country destination, ec_country headquarters)
{
	ec_engine  *engine = e->world->engine;
	const ec_memory *mem = engine->stock.mem;
	uint8_t    *signature = ec_alloc(ec_scratch_begin(&engine->stock.scratch, mem), e->place_count);
	ec_program *program;

	for (size_t i = 0; i < e->place_count; i++)
	{
		const ec_place_list *list = &engine->places.list[e->place[i]];

		signature[i] = ec_place_pair(ec_place_truth(&e->moment, list->condition, list->node, destination),
									 ec_place_truth(&e->moment, list->condition, list->node, headquarters));
	}
	/* A test of a place may be unknown for want of the place or of a group: not the same thing is missing. */
	for (size_t p = 0; p < e->program_count; p++)
		if ((e->place_count == 0 || memcmp(e->program[p]->signature, signature, e->place_count) == 0) &&
			e->program[p]->headquarters_known == (headquarters != EC_NO_COUNTRY))
			return p;
	program = ec_alloc(mem, sizeof(ec_program));
	program->epoch = e;
	program->signature = (uint8_t *) ec_copy_text(mem, (char *) signature, e->place_count);
	program->headquarters_known = headquarters != EC_NO_COUNTRY;
	program->body = e->covered ? fold_rules(e, destination, headquarters, program->signature) : NULL;
	e->program = ec_grow(mem, e->program, e->program_count, &e->program_capacity, sizeof(ec_program *));
	e->program[e->program_count] = program;
	return e->program_count++;
}

/*
 * The last epoch that begins at or before the day; the first begins before all.  A search would have to guess its
 * way in every row, since the date of one says little about that of the next.
 */
static inline size_t
epoch_index(const ec_world *world, ec_day day)
{
	int64_t		stretch = ((int64_t) day - world->stretch_from) >> world->stretch_shift;
	size_t		e;

	if (stretch < 0)
		return 0;
	e = world->stretch[stretch < (int64_t) world->stretch_count ? (size_t) stretch : world->stretch_count - 1];
	while (e + 1 < world->epoch_count && world->epoch_from[e + 1] <= day)
		e++;
	return e;
}

ec_program *
ec_world_program(ec_world *world, ec_day as_of, ec_country destination, ec_country headquarters)
{
	ec_engine  *engine = world->engine;
	epoch	   *e;
	size_t		found;

	e = &world->epoch[epoch_index(world, as_of)];
	if (e->own == NULL)
		build_epoch(e);

	if (destination == headquarters)
	{
		uint16_t   *own = &e->own[country_index(destination)];

		if (*own == 0)
			*own = (uint16_t) (program_index(e, destination, headquarters) + 1);
		return e->program[*own - 1];
	}
	for (size_t i = 0; i < e->other_count; i++)
		if (e->other[i].destination == destination && e->other[i].headquarters == headquarters)
			return e->other[i].program;
	found = program_index(e, destination, headquarters);	/* it may move e->program */
	e->other = ec_grow(engine->stock.mem, e->other, e->other_count, &e->other_capacity, sizeof(*e->other));
	e->other[e->other_count].destination = destination;
	e->other[e->other_count].headquarters = headquarters;
	e->other[e->other_count].program = e->program[found];
	return e->other[e->other_count++].program;
}

/* --- answering --- */

/* An answer to another question than most rows ask. */
EC_APART static ec_answer *
answer_other(ec_program *program, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	ec_engine  *engine = program->epoch->world->engine;

	if (program->body == NULL)
		return ec_engine_indeterminate(engine, EC_FACT_BIT(EC_MISSING_RULES));
	return ec_fast_tree_answer(tree_of_eccn(engine->stock.mem, program->body, eccn, outcome_only), &program->body->ground, facts);
}

ec_answer *
ec_program_answer(ec_program *program, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	body	   *b = program->body;

	if (eccn != NULL || b == NULL)
		return answer_other(program, facts, eccn, outcome_only);
	return ec_fast_tree_answer(&b->classify[outcome_only], &b->ground, facts);
}

ec_answer *
ec_engine_indeterminate(ec_engine *engine, ec_fact_set missing)
{
	ec_decision decision = {.outcome = EC_INDETERMINATE,.review = EC_NO_REVIEW};
	ec_stock   *stock = &engine->stock;

	return ec_find_answer(stock->mem, ec_keep_decision(stock->mem, &stock->answers, &decision), missing);
}

const ec_active *
ec_program_active(const ec_program *program)
{
	return program->epoch->covered ? &program->epoch->active : NULL;
}

ec_env
ec_program_env(const ec_program *program, const ec_facts *facts, ec_country destination,
			   ec_country headquarters, const char *eccn)
{
	return (ec_env) {
		.facts = *facts,.destination = destination,.headquarters = headquarters,.eccn = eccn,
		.place_test = ec_place_truth,.world = &program->epoch->moment,
	};
}
