/*
 * program.c
 *		Folding rules into programs.  See program.h.
 *
 *		ec_engine_world     scenario, date of knowledge --> world, with the breaks between epochs
 *		ec_world_program    date --> epoch             a table of stretches of days
 *		                    place --> its class        a table of all places
 *		                    two classes --> program    a table of pairs
 *		ec_program_answer   program --> shared trees --> answer
 *
 * Each of the tables is filled where a row first needs it: worlds, epochs, classes, programs and
 * trees that no row asks for are not made.
 */
#include "core/engine/program.h"

#include "core/engine/eccn_trees.h"
#include "core/hash.h"
#include "core/engine/shortcut.h"

typedef struct epoch epoch;
typedef struct shared_trees shared_trees;

struct ec_engine
{
	ec_shared shared;
	const ec_memory *source; /* whose memory the engine takes */
	ec_memory memory;        /* takes it there, and marks the engine meanwhile */
	bool whole;              /* false while it asks its owner for something */
	const ec_rulebook *book;
	ec_compiled_rule *rule;
	bool tests_shipped_from; /* does any rule? */
	ec_place_lists places;
	ec_day *known_break; /* where knowledge changes, ascending */
	size_t known_break_count;
	ec_table world;        /* by scenario and stretch of knowledge */
	ec_table shared_trees; /* by rules and what is left of them */
};

struct ec_world
{
	ec_engine *engine;
	const ec_scenario *scenario;
	size_t known_index;
	ec_day as_known; /* a day of the stretch of knowledge */
	bool covered;
	ec_day *epoch_from; /* apart from the epochs, so that a search has them close together */
	epoch *epoch;
	size_t epoch_count;

	/*
	 * by stretch of days, of which each has 1 << stretch_shift: the epoch that its first day is in
	 */
	uint16_t *stretch;
	size_t stretch_count;
	int stretch_shift;
	ec_day stretch_from; /* the first day of the first one */
};

/*
 * What the rules say of two places is what they say of each.  So places of which every list says
 * the same are of one class, and there is one program for each two classes that have met, however
 * many places there are.
 *
 * Where an item is shipped from is a third place.  Few rules ask for it and few rows tell it, so
 * programs that know it are looked up by hash, and the two tables are of those that do not.
 */
#define LETTERS 26
#define PLACES (LETTERS * LETTERS + 1) /* codes of two letters, and the unknown place */

struct epoch
{
	/* first what every row looks at */
	uint16_t *class_of; /* by place: 1 + its class, 0: not seen; NULL: not built yet */
	ec_program **own;   /* by 1 + class, of a place that is both; [0] is always NULL */
	ec_program **pair;  /* by class of the destination, then headquarters */
	ec_table shipped;   /* of programs that know where it is shipped from, by their classes */
	int pair_shift;     /* binary logarithm of how many classes there is room for */
	size_t own_capacity;
	uint8_t **signature; /* by class: what each list says of its places */
	size_t class_count;
	size_t class_capacity;
	size_t unknown_class; /* 1 + that of the unknown place, which no other is in; 0: not seen */
	ec_world *world;
	ec_moment moment; /* its first day */
	bool covered;
	ec_active active; /* test: ec_compiled_rule */
	uint32_t *list;   /* ids of the place lists that its rules use */
	size_t list_count;
	size_t list_capacity;
};

/*
 * The trees of all programs that leave the same residuals of the same rules.  Most changes of the
 * law change nothing for most places.
 */
struct shared_trees
{
	ec_fast_tree classify[2]; /* by outcome_only */
	ec_setting setting;  /* of the first of these programs: tree.c says why it is good for all */
	ec_active active;    /* test: ec_residual */
	ec_eccn_trees given; /* for items whose ECCN is stated */
};

struct ec_program
{
	shared_trees *shared_trees; /* NULL: the rulebook does not cover the date */
	epoch *epoch;
	size_t class[EC_ROLES]; /* of its places; of one in epoch.shipped */
};

/* --- breaks: days on which something changes --- */

typedef struct breaks
{
	const ec_memory *mem;
	ec_day *day;
	size_t count;
	size_t capacity;
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
	ec_day x = *(const ec_day *) a;
	ec_day y = *(const ec_day *) b;

	return (x > y) - (x < y);
}

static void
sort_breaks(breaks *b)
{
	size_t unique = 0;

	ec_sort(b->mem, b->day, b->count, sizeof(ec_day), compare_day);
	for (size_t i = 0; i < b->count; i++)
		if (i == 0 || b->day[i] != b->day[unique - 1])
			b->day[unique++] = b->day[i];
	b->count = unique;
}

/* How many breaks lie at or before the day. */
static inline size_t
breaks_before(const ec_day *day, size_t count, ec_day when)
{
	size_t low = 0;

	while (count > 0)
	{
		size_t half = count / 2;

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

/*
 * Whenever the engine asks its owner for something, it may be half-way through a change.  If the
 * owner does not return, the mark stays.
 */
static void *
engine_alloc(void *owner, size_t size)
{
	ec_engine *engine = owner;
	void *p;

	engine->whole = false;
	p = engine->source->alloc(engine->source->owner, size);
	engine->whole = true;
	return p;
}

static void
engine_interrupt(void *owner)
{
	ec_engine *engine = owner;

	engine->whole = false;
	ec_check_interrupt(engine->source);
	engine->whole = true;
}

bool
ec_engine_is_whole(const ec_engine *engine)
{
	return engine->whole;
}

ec_engine *
ec_engine_new(const ec_memory *source, const ec_rulebook *book)
{
	ec_engine *engine = ec_alloc(source, sizeof(ec_engine));
	const ec_memory *mem = &engine->memory;
	breaks known = {.mem = mem};

	engine->source = source;
	engine->memory = (ec_memory){engine_alloc, engine_interrupt, engine};
	engine->shared.mem = mem;
	ec_scratch_init(&engine->shared.scratch, mem);
	engine->book = book;
	engine->shared.atoms.vocabulary = ec_vocabulary_new(mem, book);
	engine->shared.unruled = book->end_use_count == 0 ?
	    EC_NO_ATOM :
	    ec_unruled_atom_id(&engine->shared.scratch, &engine->shared.atoms);
	engine->rule = ec_alloc(mem, book->rule_count * sizeof(ec_compiled_rule));
	add_breaks(&known, book->covered_known);
	for (size_t r = 0; r < book->rule_count; r++)
	{
		ec_check_interrupt(mem);
		ec_compile_rule(&engine->shared.scratch, &engine->shared.atoms, &engine->places,
		                &book->rule[r], &engine->rule[r]);
		add_breaks(&known, book->rule[r].known);
		if (ec_condition_facts(book->rule[r].condition) & EC_FACT_BIT(EC_SHIPPED_FROM))
			engine->tests_shipped_from = true;
	}
	for (size_t g = 0; g < book->group_count; g++)
		for (size_t m = 0; m < book->group[g].member_count; m++)
			add_breaks(&known, book->group[g].member[m].known);
	sort_breaks(&known);
	engine->known_break = known.day;
	engine->known_break_count = known.count;
	engine->whole = true;
	return engine;
}

/* When the rule is in force in this world: as its row says, unless the scenario says otherwise. */
static ec_period
in_force(const ec_world *world, const ec_rule *rule)
{
	const ec_override *override = ec_scenario_override(world->scenario, rule->id);

	ec_check_interrupt(world->engine->shared.mem);
	return override ? override->in_force : rule->in_force;
}

/*
 * At most so many stretches in a table, of 4 kB: a few years of single days, or longer stretches
 * where the first break and the last are farther apart.
 */
#define STRETCHES_MOST 2048

/* Makes the table of stretches, from the first break to the last. */
static void
index_epochs(ec_world *world)
{
	size_t last = world->epoch_count - 1;
	size_t e = 0;

	world->stretch_from = world->epoch_from[last > 0 ? 1 : 0];
	while (((int64_t) world->epoch_from[last] - world->stretch_from) >> world->stretch_shift >=
	       STRETCHES_MOST)
		world->stretch_shift++;
	world->stretch_count = (size_t) (((int64_t) world->epoch_from[last] - world->stretch_from) >>
	                                 world->stretch_shift) +
	    1;
	world->stretch = ec_alloc(world->engine->shared.mem, world->stretch_count * sizeof(uint16_t));
	for (size_t i = 0; i < world->stretch_count; i++)
	{
		int64_t from = world->stretch_from + ((int64_t) i << world->stretch_shift);

		while (e < last && world->epoch_from[e + 1] <= from)
			e++;
		/* An epoch before the right one will do: epoch_index() goes on from there. */
		world->stretch[i] = (uint16_t) (e < UINT16_MAX ? e : UINT16_MAX);
	}
}

static void
plan_epochs(ec_world *world)
{
	ec_engine *engine = world->engine;
	const ec_rulebook *book = engine->book;
	breaks legal = {.mem = ec_scratch_begin(&engine->shared.scratch)};

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
	world->epoch = ec_alloc(engine->shared.mem, world->epoch_count * sizeof(epoch));
	world->epoch_from = ec_alloc(engine->shared.mem, world->epoch_count * sizeof(ec_day));
	for (size_t e = 0; e < world->epoch_count; e++)
	{
		ec_day from = e == 0 ? EC_DAY_FIRST : legal.day[e - 1];

		world->epoch_from[e] = from;
		world->epoch[e].world = world;
		world->epoch[e].moment = (ec_moment){book, from, world->as_known};
		world->epoch[e].covered = world->covered && ec_period_contains(book->covered, from);
	}
	index_epochs(world);
}

static bool
same_world(const void *item, const void *wanted)
{
	const ec_world *a = item;
	const ec_world *w = wanted;

	return a->scenario == w->scenario && a->known_index == w->known_index;
}

ec_world *
ec_engine_world(ec_engine *engine, const ec_scenario *scenario, ec_day as_known)
{
	ec_world wanted = {
	    .scenario = scenario,
	    .known_index = breaks_before(engine->known_break, engine->known_break_count, as_known),
	};
	uint64_t hash = ec_hash_mix(ec_hash_mix(0, (uintptr_t) scenario), wanted.known_index);
	ec_world *world = ec_table_find(&engine->world, hash, same_world, &wanted);

	if (world != NULL)
		return world;
	world = ec_alloc(engine->shared.mem, sizeof(ec_world));
	world->engine = engine;
	world->scenario = scenario;
	world->known_index = wanted.known_index;
	world->as_known =
	    world->known_index == 0 ? EC_DAY_FIRST : engine->known_break[world->known_index - 1];
	world->covered = ec_period_contains(engine->book->covered_known, world->as_known);
	plan_epochs(world);
	ec_table_add(engine->shared.mem, &engine->world, hash, world);
	return world;
}

/* --- epochs --- */

static void
use_places(ec_engine *engine, epoch *e, const ec_compiled_rule *rule, bool *used)
{
	const ec_condition *c = rule->rule->condition;

	for (int i = 0; i < c->node_count; i++)
	{
		uint32_t id = rule->id[i];

		if (!ec_is_place_test(&c->node[i]) || used[id])
			continue;
		used[id] = true;
		e->list = ec_grow(engine->shared.mem, e->list, e->list_count, &e->list_capacity,
		                  sizeof(uint32_t));
		e->list[e->list_count++] = id;
	}
}

static void
build_epoch(epoch *e)
{
	ec_world *world = e->world;
	ec_engine *engine = world->engine;
	const ec_memory *mem = engine->shared.mem;
	const ec_memory *scratch = ec_scratch_begin(&engine->shared.scratch);
	const ec_rulebook *book = engine->book;
	bool *used = ec_alloc(scratch, engine->places.count * sizeof(bool));
	bool *live = ec_alloc(scratch, book->rule_count * sizeof(bool));
	size_t count[EC_RULE_KINDS] = {0};

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
		e->active.rule[kind][e->active.count[kind]++] =
		    (ec_active_rule){&book->rule[r], &engine->rule[r]};
		use_places(engine, e, &engine->rule[r], used);
	}
	e->own = ec_grow(mem, NULL, 0, &e->own_capacity, sizeof(ec_program *));
	e->class_of = ec_alloc(mem, PLACES * sizeof(uint16_t));
}

/* --- shared trees: the trees of programs --- */

/* What a tree rests on besides the residuals: which places are known. */
static uint64_t
known_places(const ec_setting *setting)
{
	return (uint64_t) (setting->headquarters != EC_NO_COUNTRY) |
	    (uint64_t) (setting->shipped_from != EC_NO_COUNTRY) << 1;
}

/* Have the trees these rules, with equal residuals, and are the same places known? */
static bool
same_trees(const void *item, const void *wanted)
{
	const shared_trees *b = item;
	const ec_setting *setting = wanted;

	if (known_places(&b->setting) != known_places(setting))
		return false;
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		const ec_active_rule *x = b->active.rule[k];
		const ec_active_rule *y = setting->active->rule[k];

		if (b->active.count[k] != setting->active->count[k])
			return false;
		for (size_t i = 0; i < b->active.count[k]; i++)
			if (x[i].rule != y[i].rule || !ec_residual_equal(x[i].test, y[i].test))
				return false;
	}
	return true;
}

/*
 * The trees for these rules, which are made if they are new.
 *
 * Why programs that share them have the same answers: a decision is made of nothing but the rules
 * and their truths, and equal residuals have equal truths for every item.  Why they lack the same
 * facts, although these are found in the conditions: see keep_open_tests() in tree.c, which needs
 * the same places to be known to both.
 */
static shared_trees *
find_trees(ec_engine *engine, const ec_setting *setting)
{
	const ec_memory *mem = engine->shared.mem;
	const ec_active *active = setting->active;
	uint64_t hash = ec_hash_mix(0, known_places(setting));
	shared_trees *fresh;

	for (int k = 0; k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < active->count[k]; i++)
		{
			ec_check_interrupt(mem);
			hash = ec_hash_mix(hash, (uintptr_t) active->rule[k][i].rule);
			hash = ec_residual_hash(hash, active->rule[k][i].test);
		}
	fresh = ec_table_find(&engine->shared_trees, hash, same_trees, setting);
	if (fresh != NULL)
		return fresh;
	fresh = ec_alloc(mem, sizeof(shared_trees));
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		fresh->active.count[k] = active->count[k];
		fresh->active.rule[k] = ec_alloc(mem, active->count[k] * sizeof(ec_active_rule));
		if (active->count[k] > 0)
			memcpy(fresh->active.rule[k], active->rule[k],
			       active->count[k] * sizeof(ec_active_rule));
	}
	fresh->setting = *setting;
	fresh->setting.active = &fresh->active;
	fresh->classify[true].tree.outcome_only = true;
	ec_table_add(mem, &engine->shared_trees, hash, fresh);
	return fresh;
}

/* --- programs --- */

/*
 * Folds the rules in force at the places, of which the signatures of their classes say all that
 * matters; both by role.  Without a signature a place is unknown.  A rule that is never true there
 * is left out.
 */
static shared_trees *
fold_rules(epoch *e, const ec_country place[EC_ROLES], const uint8_t *const signature[EC_ROLES])
{
	ec_engine *engine = e->world->engine;
	const ec_memory *mem = engine->shared.mem;
	const ec_memory *scratch = ec_scratch_begin(&engine->shared.scratch);
	uint8_t *truths = ec_alloc(scratch, engine->places.count); /* by id of the place list */
	ec_active active;
	ec_setting setting = {
	    .shared = &engine->shared,
	    .active = &active,
	    .moment = &e->moment,
	    .destination = place[EC_ROLE_DESTINATION],
	    .headquarters = place[EC_ROLE_HEADQUARTERS],
	    .shipped_from = place[EC_ROLE_SHIPPED_FROM],
	};

	for (size_t i = 0; i < e->list_count; i++)
	{
		ec_truth truth[EC_ROLES];

		for (int r = 0; r < EC_ROLES; r++)
			truth[r] = signature[r] == NULL ? EC_UNKNOWN : (ec_truth) signature[r][i];
		truths[e->list[i]] = ec_place_truths(truth);
	}
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		active.rule[k] = ec_alloc(scratch, e->active.count[k] * sizeof(ec_active_rule));
		active.count[k] = 0;
		for (size_t i = 0; i < e->active.count[k]; i++)
		{
			const ec_compiled_rule *rule = e->active.rule[k][i].test;
			const ec_residual *test;

			ec_check_interrupt(mem);
			test = ec_fold(&engine->shared.scratch, rule, truths);
			/* Classifications stay: they also say which ECCNs the rulebook speaks for. */
			if (k != EC_CLASSIFICATION && test->op == EC_RESIDUAL_CONSTANT &&
			    test->constant == EC_FALSE)
				continue;
			active.rule[k][active.count[k]++] = (ec_active_rule){rule->rule, test};
		}
	}
	return find_trees(engine, &setting);
}

static inline size_t
place_index(ec_country place)
{
	if (place == EC_NO_COUNTRY)
		return PLACES - 1;
	return (size_t) ((place >> 8) - 'A') * LETTERS + (size_t) ((place & 0xFF) - 'A');
}

/* Makes room for the pairs of all classes. */
static void
make_room_for_pairs(epoch *e)
{
	size_t had = (size_t) 1 << e->pair_shift;
	int shift = e->pair_shift;
	ec_program **larger;

	while (e->class_count > (size_t) 1 << shift)
		shift++;
	if (e->pair != NULL && shift == e->pair_shift)
		return;
	larger = ec_alloc(e->world->engine->shared.mem, sizeof(ec_program *) << (2 * shift));
	for (size_t d = 0; e->pair != NULL && d < had; d++)
		memcpy(larger + (d << shift), e->pair + (d << e->pair_shift), had * sizeof(ec_program *));
	e->pair = larger;
	e->pair_shift = shift;
}

/* The class of the places of which the lists say this.  Makes it if it is new. */
static size_t
find_class(epoch *e, ec_country place, const uint8_t *signature)
{
	const ec_memory *mem = e->world->engine->shared.mem;

	/* Tests are unknown of an unknown place and of a missing group: not for the same want. */
	if (place != EC_NO_COUNTRY)
		for (size_t c = 0; c < e->class_count; c++)
			if (c + 1 != e->unknown_class &&
			    (e->list_count == 0 || memcmp(e->signature[c], signature, e->list_count) == 0))
				return c;
	e->own = ec_grow(mem, e->own, e->class_count + 1, &e->own_capacity, sizeof(ec_program *));
	e->signature =
	    ec_grow(mem, e->signature, e->class_count, &e->class_capacity, sizeof(uint8_t *));
	e->signature[e->class_count] =
	    (uint8_t *) ec_copy_text(mem, (const char *) signature, e->list_count);
	e->class_count++;
	if (place == EC_NO_COUNTRY)
		e->unknown_class = e->class_count;
	if (e->pair != NULL)
		make_room_for_pairs(e);
	return e->class_count - 1;
}

/* The place's class.  It is worked out once for each place. */
static size_t
class_of(epoch *e, ec_country place)
{
	ec_engine *engine = e->world->engine;
	uint16_t *known = &e->class_of[place_index(place)];
	uint8_t *signature;

	if (*known != 0)
		return *known - 1u;
	signature = ec_alloc(ec_scratch_begin(&engine->shared.scratch), e->list_count);
	for (size_t i = 0; i < e->list_count; i++)
	{
		const ec_place_list *list = &engine->places.list[e->list[i]];

		ec_check_interrupt(engine->shared.mem);
		signature[i] = (uint8_t) ec_place_truth(&e->moment, list->condition, list->node, place);
	}
	*known = (uint16_t) (find_class(e, place, signature) + 1);
	return *known - 1u;
}

/* The program for two places, by their classes.  Makes what there is not yet. */
EC_NOINLINE static ec_program *
find_program(epoch *e, ec_country destination, ec_country headquarters)
{
	size_t d = class_of(e, destination);
	size_t h = class_of(e, headquarters);
	ec_program **program = &e->own[d + 1];

	if (destination != headquarters)
	{
		make_room_for_pairs(e);
		program = &e->pair[(d << e->pair_shift) + h];
		/* Two places of one class have the program of one. */
		if (d == h)
			*program = find_program(e, destination, destination);
	}
	if (*program == NULL)
	{
		ec_program *fresh = ec_alloc(e->world->engine->shared.mem, sizeof(ec_program));

		fresh->epoch = e;
		if (e->covered)
			fresh->shared_trees =
			    fold_rules(e,
			               (const ec_country[EC_ROLES]){destination, headquarters, EC_NO_COUNTRY},
			               (const uint8_t *const[EC_ROLES]){e->signature[d], e->signature[h],
			                                                NULL});
		*program = fresh;
	}
	return *program;
}

static bool
has_classes(const void *program, const void *wanted)
{
	return memcmp(((const ec_program *) program)->class, ((const ec_program *) wanted)->class,
	              sizeof(((ec_program *) NULL)->class)) == 0;
}

/* The same where it is known from which country it is shipped, and some rule asks for that. */
EC_NOINLINE static ec_program *
find_shipped(epoch *e, ec_country destination, ec_country headquarters, ec_country shipped_from)
{
	const ec_memory *mem = e->world->engine->shared.mem;
	size_t d = class_of(e, destination);
	size_t h = class_of(e, headquarters);
	size_t s = class_of(e, shipped_from);
	ec_program wanted = {.epoch = e, .class = {d, h, s}};
	uint64_t hash = ec_hash_mix(ec_hash_mix(ec_hash_mix(0, d), h), s);
	ec_program *program = ec_table_find(&e->shipped, hash, has_classes, &wanted);

	if (program != NULL)
		return program;
	program = ec_alloc(mem, sizeof(ec_program));
	*program = wanted;
	if (e->covered)
		program->shared_trees =
		    fold_rules(e, (const ec_country[EC_ROLES]){destination, headquarters, shipped_from},
		               (const uint8_t *const[EC_ROLES]){e->signature[d], e->signature[h],
		                                                e->signature[s]});
	ec_table_add(mem, &e->shipped, hash, program);
	return program;
}

/*
 * The last epoch that begins at or before the day; the first one begins before all days.  A binary
 * search would have its branches guessed wrong in every row, since the date of one row says little
 * about the date of the next.
 */
static inline size_t
epoch_index(const ec_world *world, ec_day day)
{
	int64_t stretch = ((int64_t) day - world->stretch_from) >> world->stretch_shift;
	size_t e;

	if (stretch < 0)
		return 0;
	e = world->stretch[stretch < (int64_t) world->stretch_count ? (size_t) stretch :
	                                                              world->stretch_count - 1];
	while (e + 1 < world->epoch_count && world->epoch_from[e + 1] <= day)
		e++;
	return e;
}

ec_program *
ec_world_program(ec_world *world, ec_day as_of, ec_country destination, ec_country headquarters,
                 ec_country shipped_from)
{
	epoch *e = &world->epoch[epoch_index(world, as_of)];
	ec_program *program = NULL;
	size_t d;
	size_t h;

	if (e->class_of == NULL)
		build_epoch(e);
	if (shipped_from != EC_NO_COUNTRY && world->engine->tests_shipped_from)
		return find_shipped(e, destination, headquarters, shipped_from);
	d = e->class_of[place_index(destination)];
	if (destination == headquarters)
		program = e->own[d];
	else
	{
		h = e->class_of[place_index(headquarters)];
		if (e->pair != NULL && d != 0 && h != 0)
			program = e->pair[((d - 1) << e->pair_shift) + (h - 1)];
	}
	return program != NULL ? program : find_program(e, destination, headquarters);
}

/* --- answering --- */

/* The answer to a question that few rows ask. */
EC_NOINLINE static ec_answer *
answer_other(ec_program *program, const ec_facts *facts, bool outcome_only)
{
	ec_engine *engine = program->epoch->world->engine;
	ec_eccn copy;
	const char *eccn = ec_stated_eccn(facts, &copy);

	if (program->shared_trees == NULL)
		return ec_engine_indeterminate(engine, EC_FACT_BIT(EC_MISSING_RULES));
	if (eccn == NULL) /* what is stated is no ECCN: the bytes are damaged */
		return ec_engine_indeterminate(engine, EC_FACT_BIT(EC_ECCN));
	return ec_eccn_trees_answer(&program->shared_trees->given, &program->shared_trees->setting,
	                            facts, eccn, outcome_only);
}

ec_answer *
ec_program_answer(ec_program *program, const ec_facts *facts, bool outcome_only)
{
	shared_trees *b = program->shared_trees;

	if ((facts->known >> EC_STATED_ECCN & 1) || b == NULL)
		return answer_other(program, facts, outcome_only);
	return ec_fast_tree_answer(&b->classify[outcome_only], &b->setting, facts);
}

ec_answer *
ec_engine_indeterminate(ec_engine *engine, ec_fact_set missing)
{
	ec_decision decision = {.outcome = EC_INDETERMINATE, .review = EC_NO_REVIEW};
	ec_shared *shared = &engine->shared;

	return ec_find_answer(shared->mem, ec_keep_decision(shared->mem, &shared->answers, &decision),
	                      missing);
}

const ec_vocabulary *
ec_engine_vocabulary(const ec_engine *engine)
{
	return engine->shared.atoms.vocabulary;
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
	return (ec_env){
	    .facts = *facts,
	    .destination = destination,
	    .headquarters = headquarters,
	    .eccn = eccn,
	    .place_test = ec_place_truth,
	    .world = &program->epoch->moment,
	    .vocabulary = ec_engine_vocabulary(program->epoch->world->engine),
	};
}
