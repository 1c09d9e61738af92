/*
 * program.c
 *		Folding rules into programs, and answering with them.  See program.h.
 */
#include "program.h"

#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* --- tests of the item and the transaction: what remains when places and dates are settled --- */

typedef enum atom_kind
{
	ATOM_AT_LEAST,				/* number >= limit */
	ATOM_ABOVE,					/* number > limit */
	ATOM_SUM,					/* number + number >= limit */
	ATOM_FLAG,
	ATOM_FORM,					/* form in a set of forms */
	ATOM_VENDOR,				/* vendor = a text */
	ATOM_TEXT,					/* any other test of a text */
	ATOM_NUMBER					/* any other comparison of numbers */
} atom_kind;

typedef struct atom
{
	uint8_t		kind;			/* atom_kind */
	uint8_t		fact;			/* ec_fact */
	uint8_t		forms;			/* bits of ec_form */
	uint8_t		more;			/* ec_fact, of SUM */
	bool		negated;		/* of SUM */
	uint16_t	length;			/* of the vendor's text */
	union
	{
		double		limit;
		const char *vendor;
	};
	const ec_condition *condition;	/* of TEXT and NUMBER */
	const ec_node *node;
} atom;

static inline ec_truth
vendor_truth(const atom *a, const ec_chip *chip)
{
	size_t		length;
	const char *vendor = ec_chip_text(chip, EC_VENDOR, &length);

	if (vendor == NULL)
		return EC_UNKNOWN;
	return length == a->length && memcmp(vendor, a->vendor, length) == 0 ? EC_TRUE : EC_FALSE;
}

static inline ec_interval
sum_of(const ec_chip *chip, int a, int b)
{
	return (ec_interval) {chip->number[a].lo + chip->number[b].lo, chip->number[a].hi + chip->number[b].hi};
}

static inline ec_truth
atom_truth(const atom *a, const ec_facts *facts)
{
	switch ((atom_kind) a->kind)
	{
		case ATOM_AT_LEAST:
			return ec_at_least(ec_number_of(facts, (ec_fact) a->fact), a->limit);
		case ATOM_ABOVE:
			return ec_above(ec_number_of(facts, (ec_fact) a->fact), a->limit);
		case ATOM_SUM:
			{
				ec_truth	truth = ec_at_least(sum_of(facts->chip, a->fact, a->more), a->limit);

				return a->negated ? ec_truth_not(truth) : truth;
			}
		case ATOM_FLAG:
			return ec_flag_of(facts, (ec_fact) a->fact);
		case ATOM_FORM:
			if (facts->chip->form == EC_FORM_COUNT)
				return EC_UNKNOWN;
			return (a->forms >> facts->chip->form) & 1 ? EC_TRUE : EC_FALSE;
		case ATOM_VENDOR:
			return vendor_truth(a, facts->chip);
		case ATOM_TEXT:
			return ec_text_test(facts, a->condition, a->node);
		case ATOM_NUMBER:
			break;
	}
	return ec_number_test(facts, a->condition, a->node);
}

/* --- the parts of an engine --- */

/* A rule, with the number of the atom or place list that each node of its condition stands for. */
typedef struct compiled_rule
{
	const ec_rule *rule;
	uint32_t   *number;			/* by node */
} compiled_rule;

/* A list of countries and groups that some condition tests a place against. */
typedef struct place_list
{
	const ec_condition *condition;
	const ec_node *node;
} place_list;

typedef struct name_entry
{
	const char *name;			/* canonical text of what is numbered */
	uint32_t	number;
} name_entry;

/* Numbers things by their canonical text. */
typedef struct numbering
{
	name_entry *entry;
	size_t		capacity;		/* a power of two */
	size_t		count;
} numbering;

/* Memory for one decision at a time, used again for the next. */
typedef struct scratch
{
	const ec_memory *source;
	ec_memory	memory;
	char	   *block;
	size_t		size;
	size_t		used;
} scratch;

/* A decision that some leaf has come to, made once for all leaves that come to it, with its answers. */
typedef struct kept_answer
{
	ec_answer	answer;
	struct kept_answer *next;
} kept_answer;

typedef struct kept_decision
{
	ec_decision decision;
	uint64_t	hash;
	kept_answer *answer;		/* one for each set of missing facts met */
} kept_decision;

struct ec_engine
{
	const ec_memory *mem;
	const ec_rulebook *book;
	compiled_rule *rule;
	atom	   *atom;
	size_t		atom_count;
	size_t		atom_capacity;
	uint8_t    *known_truth;	/* by atom, while a path is replayed: truth + 1, or 0 */
	size_t		known_capacity;
	numbering	atoms;
	place_list *place;
	size_t		place_count;
	size_t		place_capacity;
	numbering	places;
	ec_day	   *known_break;	/* where knowledge changes, ascending */
	size_t		known_break_count;
	ec_world  **world;
	size_t		world_count;
	size_t		world_capacity;
	struct body **body;
	size_t		body_count;
	size_t		body_capacity;
	kept_decision **decision;	/* by their contents: a hash table */
	size_t		decision_count;
	size_t		decision_capacity;	/* a power of two */
	ec_answer  *outcome[EC_OUTCOMES];	/* for who reads only the outcome: one for all leaves */
	scratch		scratch;
};

/* What a rule is tested with, folded for one program. */
typedef enum residual_op
{
	RESIDUAL_CONSTANT,
	RESIDUAL_ATOM,
	RESIDUAL_ECCN,
	RESIDUAL_AND,
	RESIDUAL_OR
} residual_op;

typedef struct residual
{
	uint8_t		op;
	uint8_t		negated;
	uint8_t		constant;		/* ec_truth */
	uint32_t	atom;
	uint32_t	count;
	const struct residual **child;
	const ec_condition *condition;	/* of ECCN */
	const ec_node *node;
} residual;

/*
 * A step of a decision tree: a test with its three ways on, or, without one, a leaf.
 */
typedef struct step
{
	uint32_t	number;			/* of the test's atom, or LEAF */
	uint8_t		branch;			/* by which way it was reached from its parent */
	bool		classifying;	/* a test that the classification asks for, before any other rule */
	struct step *parent;
	struct junction *junction;	/* where it is the first step that is not classifying: made for shortcuts */
	union
	{
		struct step *next[3];	/* by truth */
		struct
		{
			ec_answer  *settled;	/* the answer, when it does not depend on what is missing */
			kept_decision *decision;	/* otherwise */
			ec_open_tests *open;	/* what tells which facts are missing */
		};
	};
} step;

#define LEAF UINT32_MAX

/*
 * A shortcut past the tests of a tree that many rows ask.  The truths of all its tests are computed at once,
 * none waiting for another, and make a key.  A table remembers where each key led: not at once to a leaf, as
 * facts that have nothing to do with each other would make more keys than any table holds, but first to the
 * end of the classification, the junction, and from there, by a table of its own, to the leaf.
 *
 * Why that is right: of the key a table looks only at the bits in its mask, and those of every test on every
 * way that it remembers are among them.  So a row with the same bits takes the same way.
 */
#define SHORTCUT_TESTS 29		/* two bits each, and six for the form and the flags */
#define SHORTCUT_AFTER 256		/* walks down the tree, so that a few rows do not pay for it */
#define TABLE_LEAST 3			/* binary logarithm of the size of a table, at first */
#define TABLE_MOST 13			/* and at most */

typedef struct table
{
	uint64_t	mask;
	int			shift;			/* 64 less the binary logarithm of the size */
	uint32_t	misses;			/* since it has this size */
	struct place
	{
		uint64_t	key;
		uintptr_t	way;		/* 0: not in use */
	}		   *place;
} table;

/* A way from here is a settled answer or, with UNSETTLED added, a leaf. */
typedef struct junction
{
	uint32_t	version;		/* of the key that its table is for */
	table		table;
} junction;

#define UNSETTLED 1				/* pointers are even */

typedef struct shortcut
{
	table		table;			/* a way from here is a junction */

	/* what the key is made of, in this order */
	uint32_t	limits;			/* numbers compared with a limit; a multiple of four */
	uint32_t	sums;
	uint32_t	vendors;
	uint32_t	end_uses;		/* tests of the end use, which in most rows is not stated: all false */
	uint32_t	others;
	struct
	{
		double		limit;
		size_t		offset;		/* of the number in the chip */
	}			limit[SHORTCUT_TESTS + 3];
	struct
	{
		double		limit;
		size_t		offset[2];
	}			sum[SHORTCUT_TESTS];
	struct
	{
		uint64_t	word;		/* of the last eight bytes */
		size_t		length;
		const char *text;
	}			vendor[SHORTCUT_TESTS];
	const atom *end_use[SHORTCUT_TESTS];
	const atom *other[SHORTCUT_TESTS];

	uint32_t	version;		/* another one for each lay-out of the key */
	uint32_t	tests;
	uint32_t	number[SHORTCUT_TESTS]; /* their atoms */
	uint64_t	bits[SHORTCUT_TESTS];	/* and which bits of the key are theirs */
} shortcut;

typedef struct tree
{
	step	   *first;
	shortcut   *shortcut;		/* NULL: not worth it, or not possible */
	uint32_t	walks;			/* counted until the shortcut is made */
} tree;

typedef struct root
{
	const char *eccn;
	bool		outcome_only;
	tree		tree;
} root;

typedef struct epoch
{
	ec_world   *world;
	ec_day		from;
	bool		covered;
	bool		built;
	ec_active	active;			/* test: compiled_rule */
	uint32_t   *place;			/* numbers of the place lists that its rules use */
	size_t		place_count;
	size_t		place_capacity;
	ec_program **program;
	size_t		program_count;
	size_t		program_capacity;
	uint16_t   *own;			/* by country: 1 + index of the program with headquarters = destination */
	struct
	{
		ec_country	destination;
		ec_country	headquarters;
		ec_program *program;
	}		   *other;			/* the rest */
	size_t		other_count;
	size_t		other_capacity;
} epoch;

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
};

/*
 * The trees, shared by all programs of the engine that leave the same of the same rules: most changes of the law
 * change nothing for most places.
 */
typedef struct body
{
	uint64_t	hash;
	ec_active	active;			/* test: residual */
	bool		headquarters_known;
	tree		classify[2];	/* by outcome_only */
	root	  **root;			/* for given ECCNs */
	size_t		root_count;
	size_t		root_capacity;
} body;

struct ec_program
{
	epoch	   *epoch;
	ec_country	destination;	/* of the first question; every sharer's places test the same */
	ec_country	headquarters;
	uint8_t    *signature;		/* truth of every place list, for the destination and headquarters */
	bool		covered;
	body	   *body;
};

/* --- scratch memory --- */

static void *
scratch_alloc(void *owner, size_t size)
{
	scratch    *s = owner;
	char	   *p;

	size = (size + 15) & ~(size_t) 15;
	if (s->used + size > s->size)
	{
		s->size = (s->size + size) * 2;
		s->block = s->source->alloc(s->source->owner, s->size);
		s->used = 0;
	}
	p = s->block + s->used;
	s->used += size;
	return p;
}

static const ec_memory *
fresh_scratch(ec_engine *engine)
{
	scratch    *s = &engine->scratch;

	s->source = engine->mem;
	s->memory = (ec_memory) {scratch_alloc, s};
	s->used = 0;
	return &s->memory;
}

/* --- numbering by canonical text --- */

static uint64_t
hash_text(const char *text)
{
	uint64_t	h = 1469598103934665603u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char) *text) * 1099511628211u;
	return h ^ (h >> 29);
}

static name_entry *
numbering_slot(const numbering *n, const char *name)
{
	size_t		i = hash_text(name) & (n->capacity - 1);

	while (n->entry[i].name != NULL && strcmp(n->entry[i].name, name) != 0)
		i = (i + 1) & (n->capacity - 1);
	return &n->entry[i];
}

/* The number of `name`; when it is new, `next` becomes its number and *added is set. */
static uint32_t
number_of(ec_engine *engine, numbering *n, const char *name, size_t next, bool *added)
{
	name_entry *slot;

	if (2 * (n->count + 1) > n->capacity)
	{
		numbering	larger = {.capacity = n->capacity ? n->capacity * 2 : 64,.count = n->count};

		larger.entry = ec_alloc(engine->mem, larger.capacity * sizeof(name_entry));
		for (size_t i = 0; i < n->capacity; i++)
			if (n->entry[i].name != NULL)
				*numbering_slot(&larger, n->entry[i].name) = n->entry[i];
		*n = larger;
	}
	slot = numbering_slot(n, name);
	*added = slot->name == NULL;
	if (*added)
	{
		slot->name = ec_copy_text(engine->mem, name, strlen(name));
		slot->number = (uint32_t) next;
		n->count++;
	}
	return slot->number;
}

/* --- compiling the conditions of rules --- */

static uint32_t
add_atom(ec_engine *engine, const atom *a, const char *name)
{
	bool		added;
	uint32_t	number = number_of(engine, &engine->atoms, name, engine->atom_count, &added);

	if (added)
	{
		engine->atom = ec_grow(engine->mem, engine->atom, engine->atom_count, &engine->atom_capacity, sizeof(atom));
		engine->atom[engine->atom_count++] = *a;
	}
	return number;
}

/* The text of a membership test without its "not", so that a test and its negation are one atom. */
static void
write_plain_in(const ec_condition *c, const ec_node *in, bool with_fact, ec_text *out)
{
	if (with_fact)
		ec_text_add(out, ec_fact_name((ec_fact) in->fact));
	for (uint32_t i = 0; i < in->count; i++)
	{
		ec_text_add(out, i > 0 ? "," : "(");
		ec_condition_write_item(c, ec_condition_items(c) + in->a + i, out);
	}
}

/*
 * A comparison of the sum of two numbers of the chip with a constant, such as a total bandwidth.  They are
 * not negative and their lower bounds are finite, so the sum is that of the bounds.
 */
static void
read_sum(const ec_condition *c, const ec_node *node, atom *a)
{
	bool		swapped = c->node[node->a].op == EC_OP_NUMBER;
	const ec_node *sum = &c->node[swapped ? node->b : node->a];
	const ec_node *number = &c->node[swapped ? node->a : node->b];
	bool		greater = (node->op == EC_OP_GE || node->op == EC_OP_GT) != swapped;
	bool		or_equal = node->op == EC_OP_GE || node->op == EC_OP_LE;

	if (node->op == EC_OP_EQ || node->op == EC_OP_NE || sum->op != EC_OP_ADD || number->op != EC_OP_NUMBER ||
		c->node[sum->a].op != EC_OP_FACT || c->node[sum->b].op != EC_OP_FACT ||
		c->node[sum->a].fact >= EC_CHIP_NUMBERS || c->node[sum->b].fact >= EC_CHIP_NUMBERS)
		return;
	a->kind = ATOM_SUM;
	a->fact = c->node[sum->a].fact;
	a->more = c->node[sum->b].fact;
	/* x < y is the negation of x >= y */
	a->negated = !greater;
	a->limit = ec_condition_threshold(number->number, greater != or_equal);
}

static void
compile_rule(ec_engine *engine, compiled_rule *compiled, const ec_rule *rule)
{
	const ec_condition *c = rule->condition;

	compiled->rule = rule;
	compiled->number = ec_alloc(engine->mem, c->node_count * sizeof(uint32_t));
	for (int i = 0; i < c->node_count; i++)
	{
		const ec_node *node = &c->node[i];
		atom		a = {.fact = node->fact,.condition = c,.node = node};
		ec_bound_test bound;
		ec_text		name;

		ec_text_init(&name, fresh_scratch(engine));
		switch ((ec_op) node->op)
		{
			case EC_OP_FLAG:
				a.kind = ATOM_FLAG;
				ec_text_add(&name, ec_fact_name((ec_fact) node->fact));
				break;
			case EC_OP_IN:
				if (node->fact == EC_ECCN)
					continue;
				if (node->fact == EC_DESTINATION || node->fact == EC_HEADQUARTERS)
				{
					bool		added;

					write_plain_in(c, node, false, &name);
					compiled->number[i] = number_of(engine, &engine->places, name.data, engine->place_count, &added);
					if (added)
					{
						engine->place = ec_grow(engine->mem, engine->place, engine->place_count, &engine->place_capacity, sizeof(place_list));
						engine->place[engine->place_count++] = (place_list) {c, node};
					}
					continue;
				}
				a.kind = node->fact == EC_FORM ? ATOM_FORM : ATOM_TEXT;
				for (uint32_t k = 0; k < node->count && a.kind == ATOM_FORM; k++)
					a.forms |= (uint8_t) (1 << ec_condition_items(c)[node->a + k].value);
				if (node->fact == EC_VENDOR && node->count == 1)
				{
					a.kind = ATOM_VENDOR;
					a.vendor = ec_condition_text(c, ec_condition_items(c)[node->a].value);
					a.length = (uint16_t) strlen(a.vendor);
				}
				write_plain_in(c, node, true, &name);
				break;
			case EC_OP_LT:
			case EC_OP_LE:
			case EC_OP_EQ:
			case EC_OP_NE:
			case EC_OP_GE:
			case EC_OP_GT:
				if (ec_bound_test_of(c, node, &bound))
				{
					a.kind = bound.strict ? ATOM_ABOVE : ATOM_AT_LEAST;
					a.fact = (uint8_t) bound.fact;
					a.limit = bound.limit;
					ec_text_printf(&name, "%s%s%a", ec_fact_name(bound.fact), bound.strict ? ">" : ">=", bound.limit);
				}
				else
				{
					a.kind = ATOM_NUMBER;
					read_sum(c, node, &a);
					ec_condition_write_node(c, (uint32_t) i, &name);
				}
				break;
			default:
				continue;
		}
		compiled->number[i] = add_atom(engine, &a, name.data);
	}
}

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

ec_engine *
ec_engine_new(const ec_memory *mem, const ec_rulebook *book)
{
	ec_engine  *engine = ec_alloc(mem, sizeof(ec_engine));
	breaks		known = {.mem = mem};

	engine->mem = mem;
	engine->book = book;
	engine->rule = ec_alloc(mem, book->rule_count * sizeof(compiled_rule));
	add_breaks(&known, book->covered_known);
	for (size_t r = 0; r < book->rule_count; r++)
	{
		compile_rule(engine, &engine->rule[r], &book->rule[r]);
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

static void
plan_epochs(ec_world *world)
{
	ec_engine  *engine = world->engine;
	const ec_rulebook *book = engine->book;
	breaks		legal = {.mem = fresh_scratch(engine)};

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
	world->epoch = ec_alloc(engine->mem, world->epoch_count * sizeof(epoch));
	world->epoch_from = ec_alloc(engine->mem, world->epoch_count * sizeof(ec_day));
	for (size_t e = 0; e < world->epoch_count; e++)
	{
		world->epoch[e].world = world;
		world->epoch_from[e] = world->epoch[e].from = e == 0 ? EC_DAY_FIRST : legal.day[e - 1];
		world->epoch[e].covered = world->covered && ec_period_contains(book->covered, world->epoch[e].from);
	}
}

ec_world *
ec_engine_world(ec_engine *engine, const ec_scenario *scenario, ec_day as_known)
{
	size_t		known_index = breaks_before(engine->known_break, engine->known_break_count, as_known);
	ec_world   *world;

	for (size_t w = 0; w < engine->world_count; w++)
		if (engine->world[w]->scenario == scenario && engine->world[w]->known_index == known_index)
			return engine->world[w];

	world = ec_alloc(engine->mem, sizeof(ec_world));
	world->engine = engine;
	world->scenario = scenario;
	world->known_index = known_index;
	world->as_known = known_index == 0 ? EC_DAY_FIRST : engine->known_break[known_index - 1];
	world->covered = ec_period_contains(engine->book->covered_known, world->as_known);
	plan_epochs(world);
	engine->world = ec_grow(engine->mem, engine->world, engine->world_count, &engine->world_capacity, sizeof(ec_world *));
	engine->world[engine->world_count++] = world;
	return world;
}

/* --- places --- */

static bool
is_member(const ec_group *group, ec_country country, ec_day as_of, ec_day as_known)
{
	size_t		low = 0;
	size_t		high = group->member_count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (group->member[middle].country < country)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < group->member_count && group->member[low].country == country; low++)
		if (ec_period_contains(group->member[low].known, as_known) && ec_period_contains(group->member[low].in_force, as_of))
			return true;
	return false;
}

/*
 * A territory counts as itself and as the state that governs its controls (15 CFR 738.3(b)).  A group
 * that the rulebook lacks leaves the answer open, and so does a place that is not known.
 */
static ec_truth
place_truth(const void *at, const ec_condition *c, const ec_node *in, ec_country place)
{
	const epoch *e = at;
	const ec_rulebook *book = e->world->engine->book;
	ec_country	governing = ec_rulebook_governing(book, place);
	ec_truth	truth = EC_FALSE;

	if (place == EC_NO_COUNTRY)
		return EC_UNKNOWN;
	for (uint32_t i = 0; i < in->count; i++)
	{
		const ec_item *item = ec_condition_items(c) + in->a + i;
		const ec_group *group;

		if (item->kind == EC_ITEM_COUNTRY)
		{
			if (item->value == place || item->value == governing)
				return EC_TRUE;
			continue;
		}
		group = ec_rulebook_group(book, ec_condition_text(c, item->value));
		if (group == NULL)
			truth = EC_UNKNOWN;
		else if (is_member(group, place, e->from, e->world->as_known) ||
				 (governing != place && is_member(group, governing, e->from, e->world->as_known)))
			return EC_TRUE;
	}
	return truth;
}

/* --- epochs --- */

static void
use_places(ec_engine *engine, epoch *e, const compiled_rule *rule, bool *used)
{
	const ec_condition *c = rule->rule->condition;

	for (int i = 0; i < c->node_count; i++)
	{
		const ec_node *node = &c->node[i];
		uint32_t	number = rule->number[i];

		if (node->op != EC_OP_IN || (node->fact != EC_DESTINATION && node->fact != EC_HEADQUARTERS) || used[number])
			continue;
		used[number] = true;
		e->place = ec_grow(engine->mem, e->place, e->place_count, &e->place_capacity, sizeof(uint32_t));
		e->place[e->place_count++] = number;
	}
}

static void
build_epoch(epoch *e)
{
	ec_world   *world = e->world;
	ec_engine  *engine = world->engine;
	const ec_rulebook *book = engine->book;
	bool	   *used = ec_alloc(fresh_scratch(engine), engine->place_count * sizeof(bool));
	bool	   *live = ec_alloc(&engine->scratch.memory, book->rule_count * sizeof(bool));
	size_t		count[EC_RULE_KINDS] = {0};

	for (size_t r = 0; r < book->rule_count; r++)
	{
		live[r] = ec_period_contains(book->rule[r].known, world->as_known) &&
			ec_period_contains(in_force(world, &book->rule[r]), e->from);
		if (live[r])
			count[book->rule[r].kind]++;
	}
	for (int k = 0; k < EC_RULE_KINDS; k++)
		e->active.rule[k] = ec_alloc(engine->mem, count[k] * sizeof(ec_active_rule));
	/* The rulebook is sorted by kind and rank, and so the active rules are. */
	for (size_t r = 0; r < book->rule_count; r++)
	{
		ec_rule_kind kind = book->rule[r].kind;

		if (!live[r])
			continue;
		e->active.rule[kind][e->active.count[kind]++] = (ec_active_rule) {&book->rule[r], &engine->rule[r]};
		use_places(engine, e, &engine->rule[r], used);
	}
	e->own = ec_alloc(engine->mem, 26 * 26 * sizeof(uint16_t));
	e->built = true;
}

/* --- folding --- */

static const residual constants[3] = {
	[EC_FALSE] = {.op = RESIDUAL_CONSTANT,.constant = EC_FALSE},
	[EC_UNKNOWN] = {.op = RESIDUAL_CONSTANT,.constant = EC_UNKNOWN},
	[EC_TRUE] = {.op = RESIDUAL_CONSTANT,.constant = EC_TRUE},
};

/* Which place it is, is kept apart: see same_residual(). */
static const residual unknown_places[2] = {
	{.op = RESIDUAL_CONSTANT,.constant = EC_UNKNOWN,.atom = 0},
	{.op = RESIDUAL_CONSTANT,.constant = EC_UNKNOWN,.atom = 1},
};

static ec_truth
signature_truth(const ec_program *program, uint32_t place, ec_fact fact)
{
	const epoch *e = program->epoch;

	for (size_t i = 0; i < e->place_count; i++)
		if (e->place[i] == place)
			return (ec_truth) ((program->signature[i] >> (fact == EC_DESTINATION ? 0 : 2)) & 3);
	return EC_UNKNOWN;
}

static const residual *
fold(ec_program *program, const compiled_rule *rule, const ec_node *node, bool negated)
{
	ec_engine  *engine = program->epoch->world->engine;
	const ec_condition *c = rule->rule->condition;
	uint32_t	number = rule->number[node - c->node];
	residual	result = {0};
	residual   *kept;
	const residual **children;
	ec_bound_test bound;

	switch ((ec_op) node->op)
	{
		case EC_OP_FALSE:
		case EC_OP_TRUE:
			return &constants[(node->op == EC_OP_TRUE) != negated ? EC_TRUE : EC_FALSE];
		case EC_OP_NOT:
			return fold(program, rule, &c->node[node->a], !negated);
		case EC_OP_AND:
		case EC_OP_OR:
			{
				/* De Morgan: a negated AND is an OR of negated operands. */
				bool		and = (node->op == EC_OP_AND) != negated;
				ec_truth	absorbing = and ? EC_FALSE : EC_TRUE;

				/* A place that settles it is looked for first, before work is done on the rest. */
				for (uint32_t i = 0; i < node->count; i++)
				{
					const ec_node *link = &c->node[ec_condition_links(c)[node->a + i]];

					if (link->op == EC_OP_IN && (link->fact == EC_DESTINATION || link->fact == EC_HEADQUARTERS) &&
						fold(program, rule, link, negated)->constant == absorbing)
						return &constants[absorbing];
				}
				result.op = and ? RESIDUAL_AND : RESIDUAL_OR;
				result.child = ec_alloc(&engine->scratch.memory, node->count * sizeof(residual *));
				for (uint32_t i = 0; i < node->count; i++)
				{
					const residual *child = fold(program, rule, &c->node[ec_condition_links(c)[node->a + i]], negated);

					if (child->op == RESIDUAL_CONSTANT && child->constant == absorbing)
						return child;
					if (child->op == RESIDUAL_CONSTANT && child->constant != EC_UNKNOWN)
						continue;
					result.child[result.count++] = child;
				}
				if (result.count == 0)
					return &constants[and ? EC_TRUE : EC_FALSE];
				if (result.count == 1)
					return result.child[0];
				children = ec_alloc(engine->mem, result.count * sizeof(residual *));
				memcpy(children, result.child, result.count * sizeof(residual *));
				result.child = children;
				break;
			}
		case EC_OP_IN:
			if (node->flags & EC_NODE_NEGATED)
				negated = !negated;
			if (node->fact == EC_DESTINATION || node->fact == EC_HEADQUARTERS)
			{
				ec_truth	truth = signature_truth(program, number, (ec_fact) node->fact);

				if (truth == EC_UNKNOWN)
					return &unknown_places[node->fact == EC_HEADQUARTERS];
				return &constants[negated ? ec_truth_not(truth) : truth];
			}
			if (node->fact == EC_ECCN)
			{
				result.op = RESIDUAL_ECCN;
				result.condition = c;
				result.node = node;
			}
			else
			{
				result.op = RESIDUAL_ATOM;
				result.atom = number;
			}
			result.negated = negated;
			break;
		default:
			result.op = RESIDUAL_ATOM;
			result.atom = number;
			result.negated = negated;
			if (node->op != EC_OP_FLAG && ec_bound_test_of(c, node, &bound) && bound.negated)
				result.negated = !negated;
	}
	kept = ec_alloc(engine->mem, sizeof(residual));
	*kept = result;
	return kept;
}

static uint64_t
mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * 0x9E3779B97F4A7C15u;
	return h ^ (h >> 29);
}

static uint64_t
hash_residual(uint64_t h, const residual *r)
{
	h = mix(h, (uint64_t) r->op | (uint64_t) r->negated << 8 | (uint64_t) r->constant << 16 | (uint64_t) r->count << 32);
	h = mix(h, r->op == RESIDUAL_ATOM ? r->atom : (uintptr_t) r->node);
	for (uint32_t i = 0; i < r->count; i++)
		h = hash_residual(h, r->child[i]);
	return h;
}

static bool
same_residual(const residual *a, const residual *b)
{
	if (a == b)
		return true;
	if (a->op != b->op || a->negated != b->negated || a->constant != b->constant || a->atom != b->atom ||
		a->node != b->node || a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!same_residual(a->child[i], b->child[i]))
			return false;
	return true;
}

static bool
same_active(const ec_active *a, const ec_active *b)
{
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		if (a->count[k] != b->count[k])
			return false;
		for (size_t i = 0; i < a->count[k]; i++)
			if (a->rule[k][i].rule != b->rule[k][i].rule || !same_residual(a->rule[k][i].test, b->rule[k][i].test))
				return false;
	}
	return true;
}

/*
 * The body for these rules, or a new one.  A test that is unknown for want of a place is another one than one
 * that is unknown for want of a group, as other facts are missing.
 */
static body *
find_body(ec_engine *engine, const ec_active *active, bool headquarters_known)
{
	uint64_t	hash = mix(0, headquarters_known);
	body	   *fresh;

	for (int k = 0; k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < active->count[k]; i++)
			hash = hash_residual(mix(hash, (uintptr_t) active->rule[k][i].rule), active->rule[k][i].test);
	for (size_t i = 0; i < engine->body_count; i++)
		if (engine->body[i]->hash == hash && engine->body[i]->headquarters_known == headquarters_known &&
			same_active(&engine->body[i]->active, active))
			return engine->body[i];
	fresh = ec_alloc(engine->mem, sizeof(body));
	fresh->hash = hash;
	fresh->active = *active;
	fresh->headquarters_known = headquarters_known;
	engine->body = ec_grow(engine->mem, engine->body, engine->body_count, &engine->body_capacity, sizeof(body *));
	engine->body[engine->body_count++] = fresh;
	return fresh;
}

static ec_program *
make_program(epoch *e, ec_country destination, ec_country headquarters, uint8_t *signature)
{
	ec_engine  *engine = e->world->engine;
	ec_program *program = ec_alloc(engine->mem, sizeof(ec_program));
	ec_active	active;

	program->epoch = e;
	program->covered = e->covered;
	program->destination = destination;
	program->headquarters = headquarters;
	program->signature = ec_alloc(engine->mem, e->place_count);
	if (e->place_count > 0)
		memcpy(program->signature, signature, e->place_count);
	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		ec_active_rule *kept = ec_alloc(fresh_scratch(engine), e->active.count[k] * sizeof(ec_active_rule));
		size_t		count = 0;

		for (size_t i = 0; i < e->active.count[k]; i++)
		{
			const compiled_rule *rule = e->active.rule[k][i].test;
			const residual *test = fold(program, rule, &rule->rule->condition->node[rule->rule->condition->root], false);

			/* Classifications stay: they also say which ECCNs the rulebook speaks for. */
			if (k != EC_CLASSIFICATION && test->op == RESIDUAL_CONSTANT && test->constant == EC_FALSE)
				continue;
			kept[count++] = (ec_active_rule) {rule->rule, test};
		}
		active.rule[k] = ec_alloc(engine->mem, count * sizeof(ec_active_rule));
		if (count > 0)
			memcpy(active.rule[k], kept, count * sizeof(ec_active_rule));
		active.count[k] = count;
	}
	program->body = find_body(engine, &active, headquarters != EC_NO_COUNTRY);
	e->program = ec_grow(engine->mem, e->program, e->program_count, &e->program_capacity, sizeof(ec_program *));
	e->program[e->program_count++] = program;
	return program;
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
	uint8_t    *signature = ec_alloc(fresh_scratch(engine), e->place_count);

	for (size_t i = 0; i < e->place_count; i++)
	{
		const place_list *list = &engine->place[e->place[i]];

		signature[i] = (uint8_t) (place_truth(e, list->condition, list->node, destination) |
								  place_truth(e, list->condition, list->node, headquarters) << 2);
	}
	/* A test of a place may be unknown for want of the place or of a group: not the same thing is missing. */
	for (size_t p = 0; p < e->program_count; p++)
		if ((e->place_count == 0 || memcmp(e->program[p]->signature, signature, e->place_count) == 0) &&
			(e->program[p]->destination == EC_NO_COUNTRY) == (destination == EC_NO_COUNTRY) &&
			(e->program[p]->headquarters == EC_NO_COUNTRY) == (headquarters == EC_NO_COUNTRY))
			return p;
	signature = (uint8_t *) ec_copy_text(engine->mem, (char *) signature, e->place_count);
	make_program(e, destination, headquarters, signature);
	return e->program_count - 1;
}

ec_program *
ec_world_program(ec_world *world, ec_day as_of, ec_country destination, ec_country headquarters)
{
	ec_engine  *engine = world->engine;
	epoch	   *e;
	size_t		found;
	const ec_day *from = world->epoch_from;

	/*
	 * The last epoch that begins at or before the day; the first begins before all.  Computed rather than
	 * branched on, since the date of one row says little about that of the next.
	 */
	for (size_t count = world->epoch_count; count > 1;)
	{
		size_t		half = count / 2;

		from += half * (size_t) (from[half] <= as_of);
		count -= half;
	}
	e = &world->epoch[from - world->epoch_from];
	if (!e->built)
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
	e->other = ec_grow(engine->mem, e->other, e->other_count, &e->other_capacity, sizeof(*e->other));
	e->other[e->other_count].destination = destination;
	e->other[e->other_count].headquarters = headquarters;
	e->other[e->other_count].program = e->program[found];
	return e->other[e->other_count++].program;
}

/* --- growing the decision tree --- */

/* What the tests on a path have told. */
typedef struct replay
{
	ec_oracle	oracle;			/* first: decide.c hands it back */
	ec_engine  *engine;
	uint32_t	needed;			/* the atom it stopped for */
	bool		classifying;	/* and whether while classifying */
	struct
	{
		bool		any;
		double		limit;
		bool		strict;
	}			reached[EC_CONSIGNEE_TPP + 1], missed[EC_CONSIGNEE_TPP + 1];	/* by number */
	bool		form_told;
	bool		form_unknown;
	uint8_t		forms;			/* otherwise: bits of those that it may have */
	const char *vendor;			/* NULL: not told */
	bool		vendor_unknown;
} replay;

/* Is the bound (limit, strict) at least as hard to meet as the other?  x > 5 is harder than x >= 5. */
static bool
harder(double limit, bool strict, double other_limit, bool other_strict)
{
	return limit > other_limit || (limit == other_limit && strict >= other_strict);
}

static void
note_answer(replay *r, const atom *a, ec_truth truth)
{
	bool		strict = a->kind == ATOM_ABOVE;

	if (a->kind == ATOM_FORM)
	{
		r->form_told = true;
		r->form_unknown = truth == EC_UNKNOWN;
		r->forms &= (uint8_t) (truth == EC_TRUE ? a->forms : ~a->forms);
	}
	if (a->kind == ATOM_VENDOR)
	{
		r->vendor_unknown = truth == EC_UNKNOWN;
		r->vendor = truth == EC_TRUE ? a->vendor : r->vendor;
	}
	if (a->kind != ATOM_AT_LEAST && a->kind != ATOM_ABOVE)
		return;
	if (truth == EC_TRUE && (!r->reached[a->fact].any || harder(a->limit, strict, r->reached[a->fact].limit, r->reached[a->fact].strict)))
	{
		r->reached[a->fact].any = true;
		r->reached[a->fact].limit = a->limit;
		r->reached[a->fact].strict = strict;
	}
	if (truth == EC_FALSE && (!r->missed[a->fact].any || !harder(a->limit, strict, r->missed[a->fact].limit, r->missed[a->fact].strict)))
	{
		r->missed[a->fact].any = true;
		r->missed[a->fact].limit = a->limit;
		r->missed[a->fact].strict = strict;
	}
}

static ec_truth
known_atom(replay *r, uint32_t number)
{
	const atom *a = &r->engine->atom[number];
	bool		strict = a->kind == ATOM_ABOVE;

	if (r->engine->known_truth[number] != 0)
		return (ec_truth) (r->engine->known_truth[number] - 1);
	if (a->kind == ATOM_AT_LEAST || a->kind == ATOM_ABOVE)
	{
		if (r->reached[a->fact].any && harder(r->reached[a->fact].limit, r->reached[a->fact].strict, a->limit, strict))
			return EC_TRUE;
		if (r->missed[a->fact].any && harder(a->limit, strict, r->missed[a->fact].limit, r->missed[a->fact].strict))
			return EC_FALSE;
	}
	/* One item has one form and one vendor, or one that is unknown: that, too, only a test can tell. */
	if (a->kind == ATOM_FORM && r->form_told)
	{
		if (r->form_unknown)
			return EC_UNKNOWN;
		if ((r->forms & ~a->forms) == 0)
			return EC_TRUE;
		if ((r->forms & a->forms) == 0)
			return EC_FALSE;
	}
	if (a->kind == ATOM_VENDOR)
	{
		if (r->vendor_unknown)
			return EC_UNKNOWN;
		if (r->vendor != NULL)
			return strcmp(r->vendor, a->vendor) == 0 ? EC_TRUE : EC_FALSE;
	}
	r->needed = number;
	r->oracle.stopped = true;
	return EC_UNKNOWN;
}

static ec_truth
residual_truth(replay *r, const residual *test, const char *eccn)
{
	ec_truth	truth;

	switch ((residual_op) test->op)
	{
		case RESIDUAL_CONSTANT:
			return (ec_truth) test->constant;
		case RESIDUAL_ECCN:
			truth = ec_eccn_test(eccn, test->condition, test->node);
			break;
		case RESIDUAL_ATOM:
			truth = known_atom(r, test->atom);
			break;
		default:
			{
				bool		and = test->op == RESIDUAL_AND;

				truth = and ? EC_TRUE : EC_FALSE;
				/* What the ECCN settles needs no test of the item, so it is asked first. */
				for (int pass = 0; pass < 2; pass++)
					for (uint32_t i = 0; i < test->count; i++)
					{
						ec_truth	child;

						if ((test->child[i]->op == RESIDUAL_ECCN) != (pass == 0))
							continue;
						child = residual_truth(r, test->child[i], eccn);
						if (r->oracle.stopped)
							return EC_UNKNOWN;
						if (and ? child < truth : child > truth)
							truth = child;
						if (truth == (and ? EC_FALSE : EC_TRUE))
							return truth;
					}
				return truth;
			}
	}
	return test->negated ? ec_truth_not(truth) : truth;
}

static ec_truth
replay_truth(ec_oracle *oracle, const ec_active_rule *rule, const char *eccn)
{
	replay	   *r = (replay *) oracle;

	r->classifying = eccn == NULL;
	return residual_truth(r, rule->test, eccn);
}

/* --- decisions and answers, each made once --- */

static const ec_names *
names_of(const ec_decision *d, int i)
{
	return i == 0 ? &d->reasons : i == 1 ? &d->exceptions : &d->rules;
}

static uint64_t
hash_decision(const ec_decision *d)
{
	uint64_t	h = mix(mix(d->outcome, d->review), d->no_rules);

	h = mix(h, d->eccn ? hash_text(d->eccn) : 0);
	for (int i = 0; i < 3; i++)
	{
		h = mix(h, names_of(d, i)->count);
		for (size_t k = 0; k < names_of(d, i)->count; k++)
			h = mix(h, hash_text(names_of(d, i)->name[k]));
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

/*
 * The kept one of a decision in scratch memory.  The rules that leave it open are not kept: they differ
 * between decisions that are otherwise equal, and belong to the leaf.
 */
static kept_decision *
keep_decision(ec_engine *engine, const ec_decision *d)
{
	uint64_t	hash = hash_decision(d);
	kept_decision **slot;
	size_t		i;

	if (2 * (engine->decision_count + 1) > engine->decision_capacity)
	{
		size_t		capacity = engine->decision_capacity ? engine->decision_capacity * 2 : 64;
		kept_decision **larger = ec_alloc(engine->mem, capacity * sizeof(kept_decision *));

		for (size_t k = 0; k < engine->decision_capacity; k++)
			if (engine->decision[k] != NULL)
			{
				for (i = engine->decision[k]->hash & (capacity - 1); larger[i] != NULL;)
					i = (i + 1) & (capacity - 1);
				larger[i] = engine->decision[k];
			}
		engine->decision = larger;
		engine->decision_capacity = capacity;
	}
	for (i = hash & (engine->decision_capacity - 1);; i = (i + 1) & (engine->decision_capacity - 1))
	{
		slot = &engine->decision[i];
		if (*slot == NULL)
			break;
		if ((*slot)->hash == hash && same_decision(&(*slot)->decision, d))
			return *slot;
	}
	*slot = ec_alloc(engine->mem, sizeof(kept_decision));
	engine->decision_count++;
	(*slot)->hash = hash;
	(*slot)->decision = *d;
	(*slot)->decision.open = NULL;
	(*slot)->decision.open_count = 0;
	(*slot)->decision.open_capacity = 0;
	keep_names(engine->mem, &(*slot)->decision.reasons);
	keep_names(engine->mem, &(*slot)->decision.exceptions);
	keep_names(engine->mem, &(*slot)->decision.rules);
	return *slot;
}

static ec_answer *
find_answer(ec_engine *engine, kept_decision *decision, ec_fact_set missing)
{
	kept_answer *answer;

	for (answer = decision->answer; answer != NULL; answer = answer->next)
		if (answer->answer.missing == missing)
			return &answer->answer;
	answer = ec_alloc(engine->mem, sizeof(kept_answer));
	answer->answer.decision = &decision->decision;
	answer->answer.missing = missing;
	answer->next = decision->answer;
	decision->answer = answer;
	return &answer->answer;
}

static ec_answer *
outcome_answer(ec_engine *engine, ec_outcome outcome)
{
	ec_answer **answer = &engine->outcome[outcome];

	if (*answer == NULL)
	{
		ec_decision *decision = ec_alloc(engine->mem, sizeof(ec_decision));

		decision->outcome = outcome;
		decision->review = EC_NO_REVIEW;
		*answer = ec_alloc(engine->mem, sizeof(ec_answer));
		(*answer)->decision = decision;
	}
	return *answer;
}

/* What tells which facts the items that come to this leaf lack. */
static ec_open_tests *
keep_open_tests(ec_program *program, const ec_decision *d, const ec_facts *facts)
{
	ec_engine  *engine = program->epoch->world->engine;
	ec_open_tests found = {.mem = &engine->scratch.memory};
	ec_open_tests *kept = ec_alloc(engine->mem, sizeof(ec_open_tests));

	if (d->no_rules)
		found.missing = EC_FACT_BIT(EC_MISSING_RULES);
	for (size_t i = 0; i < d->open_count; i++)
	{
		ec_env		env = ec_program_env(program, facts, program->destination, program->headquarters, d->open[i].eccn);

		ec_add_open_tests(d->open[i].rule->condition, &env, &found);
	}
	*kept = found;
	kept->mem = engine->mem;
	kept->capacity = found.count;
	kept->test = NULL;
	if (found.count > 0)
	{
		kept->test = ec_alloc(engine->mem, found.count * sizeof(ec_open_test));
		memcpy(kept->test, found.test, found.count * sizeof(ec_open_test));
	}
	return kept;
}

/* --- the shortcut --- */

/*
 * The last eight bytes of a text, or all of it: a number that tells short texts apart, given their lengths.
 * Eight bytes before the end of the text must be readable.
 */
static inline uint64_t
last_bytes(const char *text, size_t length)
{
	uint64_t	word;
	const uint16_t one = 1;
	int			drop = length < 8 ? 8 * (int) (8 - length) : 0;

	memcpy(&word, text + length - 8, 8);
	if (drop == 64)
		return 0;
	/* what comes before the text is in the low bits where the low byte comes first */
	return *(const uint8_t *) &one ? word >> drop : word & (UINT64_MAX >> drop);
}

static inline const double *
number_at(const ec_chip *chip, size_t offset)
{
	return &((const ec_interval *) ((const char *) chip + offset))->lo;
}

/* Which bounds of a number reach the limit: bit 0 for the lower, bit 1 for the upper. */
static inline uint64_t
bounds_reached(const ec_chip *chip, size_t offset, double limit)
{
	const double *x = number_at(chip, offset);

#ifdef __SSE2__
	return (uint64_t) _mm_movemask_pd(_mm_cmple_pd(_mm_set1_pd(limit), _mm_loadu_pd(x)));
#else
	return (uint64_t) (x[0] >= limit) | (uint64_t) (x[1] >= limit) << 1;
#endif
}

static inline uint64_t
sum_bounds_reached(const ec_chip *chip, const size_t offset[2], double limit)
{
	const double *x = number_at(chip, offset[0]);
	const double *y = number_at(chip, offset[1]);

#ifdef __SSE2__
	return (uint64_t) _mm_movemask_pd(_mm_cmple_pd(_mm_set1_pd(limit), _mm_add_pd(_mm_loadu_pd(x), _mm_loadu_pd(y))));
#else
	return (uint64_t) (x[0] + y[0] >= limit) | (uint64_t) (x[1] + y[1] >= limit) << 1;
#endif
}

/* The truths of all tests of the tree, in one number: no branch and no test waits for another. */
static inline uint64_t
shortcut_key(const shortcut *s, const ec_facts *facts)
{
	const ec_chip *chip = facts->chip;
	uint64_t	key = 0;

	for (uint32_t i = 0; i < s->limits; i += 4)
		key = key << 8 |
			bounds_reached(chip, s->limit[i].offset, s->limit[i].limit) |
			bounds_reached(chip, s->limit[i + 1].offset, s->limit[i + 1].limit) << 2 |
			bounds_reached(chip, s->limit[i + 2].offset, s->limit[i + 2].limit) << 4 |
			bounds_reached(chip, s->limit[i + 3].offset, s->limit[i + 3].limit) << 6;
	for (uint32_t i = 0; i < s->sums; i++)
		key = key << 2 | sum_bounds_reached(chip, s->sum[i].offset, s->sum[i].limit);
	if (s->vendors > 0)
	{
		/* Of unknown vendor: any eight bytes of the chip will do. */
		size_t		length = chip->vendor_length;
		const char *vendor = (const char *) chip + (chip->vendor_offset ? chip->vendor_offset : 8);
		uint64_t	word = last_bytes(vendor, length);
		uint64_t	unknown = chip->vendor_offset == 0;

		for (uint32_t i = 0; i < s->vendors; i++)
		{
			uint64_t	same = (word == s->vendor[i].word) & (length == s->vendor[i].length);

			if (s->vendor[i].length > 8)
				same = same && memcmp(vendor, s->vendor[i].text, length) == 0;
			key = key << 2 | unknown | same << 1;
		}
	}
	if (facts->end_use == NULL)
		key <<= 2 * s->end_uses;
	else
		for (uint32_t i = 0; i < s->end_uses; i++)
			key = key << 2 | atom_truth(s->end_use[i], facts);
	for (uint32_t i = 0; i < s->others; i++)
		key = key << 2 | atom_truth(s->other[i], facts);
	return key << 6 | chip->form | (uint64_t) chip->datacenter << 2 | (uint64_t) chip->hbm << 4;
}

static size_t
offset_of(int number)
{
	return offsetof(ec_chip, number) + (size_t) number * sizeof(ec_interval);
}

/* Lays the key out.  False when it has not room for all tests. */
static bool
lay_key_out(const ec_engine *engine, shortcut *s)
{
	const uint32_t *count[] = {&s->limits, &s->sums, &s->vendors, &s->end_uses, &s->others};
	uint8_t		kind[SHORTCUT_TESTS];	/* which of these */
	uint32_t	index[SHORTCUT_TESTS];
	uint32_t	after[] = {0, 0, 0, 0, 0};	/* how many tests come after those of the kind */

	s->limits = s->sums = s->vendors = s->end_uses = s->others = 0;
	for (uint32_t i = 0; i < s->tests; i++)
	{
		const atom *a = &engine->atom[s->number[i]];

		switch ((atom_kind) a->kind)
		{
			case ATOM_AT_LEAST:
			case ATOM_ABOVE:
				if (a->fact >= EC_CHIP_NUMBERS)
					goto other;
				kind[i] = 0;
				index[i] = s->limits;
				/* x > limit is x >= the next number */
				s->limit[s->limits].limit = a->kind == ATOM_ABOVE ? nextafter(a->limit, INFINITY) : a->limit;
				s->limit[s->limits++].offset = offset_of(a->fact);
				break;
			case ATOM_SUM:
				kind[i] = 1;
				index[i] = s->sums;
				s->sum[s->sums].limit = a->limit;
				s->sum[s->sums].offset[0] = offset_of(a->fact);
				s->sum[s->sums++].offset[1] = offset_of(a->more);
				break;
			case ATOM_VENDOR:
				kind[i] = 2;
				index[i] = s->vendors;
				s->vendor[s->vendors].word = last_bytes(a->vendor, a->length);
				s->vendor[s->vendors].length = a->length;
				s->vendor[s->vendors++].text = a->vendor;
				break;
			case ATOM_FLAG:
			case ATOM_FORM:
				kind[i] = UINT8_MAX;
				s->bits[i] = (uint64_t) 3 << (a->kind == ATOM_FORM ? 0 : a->fact == EC_DATACENTER ? 2 : 4);
				break;
			case ATOM_TEXT:
				if (a->fact != EC_END_USE)
					goto other;
				kind[i] = 3;
				index[i] = s->end_uses;
				s->end_use[s->end_uses++] = a;
				break;
			case ATOM_NUMBER:
		other:
				kind[i] = 4;
				index[i] = s->others;
				s->other[s->others++] = a;
		}
	}
	for (; s->limits % 4 != 0; s->limits++)
	{
		/* never reached, not by infinity either */
		s->limit[s->limits].limit = NAN;
		s->limit[s->limits].offset = offset_of(EC_TPP);
	}
	for (int k = 3; k >= 0; k--)
		after[k] = after[k + 1] + *count[k + 1];
	if (after[0] + s->limits > SHORTCUT_TESTS)
		return false;
	for (uint32_t i = 0; i < s->tests; i++)
	{
		/* limits come in groups of four, of each the first one lowest */
		if (kind[i] == 0)
			s->bits[i] = (uint64_t) 3 << (6 + 2 * (after[0] + s->limits - 4 - index[i] / 4 * 4 + index[i] % 4));
		else if (kind[i] != UINT8_MAX)
			s->bits[i] = (uint64_t) 3 << (6 + 2 * (after[kind[i]] + *count[kind[i]] - 1 - index[i]));
	}
	return true;
}

static void
size_table(const ec_memory *mem, table *t, int bits)
{
	t->shift = 64 - bits;
	t->misses = 0;
	t->place = ec_alloc(mem, sizeof(*t->place) << bits);
}

static void
empty_table(table *t)
{
	t->mask = 0;
	memset(t->place, 0, sizeof(*t->place) << (64 - t->shift));
}

static inline struct place *
place_of(const table *t, uint64_t key)
{
	return &t->place[(key * 0x9E3779B97F4A7C15u) >> t->shift];
}

/* Where the key leads; 0 when the table does not know. */
static inline uintptr_t
look_up(const table *t, uint64_t key)
{
	const struct place *place;

	key &= t->mask;
	place = place_of(t, key);
	return place->key == key ? place->way : 0;
}

/* Adds a way that the table did not have, which depends on the tests of `bits`. */
static void
add_way(const ec_memory *mem, table *t, uint64_t key, uint64_t bits, uintptr_t way)
{
	struct place *place;

	/*
	 * With a wider mask, ways that are there stay right: a key that leads to one has zeros in the new bits,
	 * and the way does not depend on these.
	 */
	t->mask |= bits;
	/* Where keys drive each other out of the table, it is too small. */
	if (++t->misses > 2u << (64 - t->shift) && 64 - t->shift < TABLE_MOST)
	{
		const struct place *old = t->place;
		size_t		size = (size_t) 1 << (64 - t->shift);

		size_table(mem, t, 64 - t->shift + 1);
		for (size_t i = 0; i < size; i++)
			if (old[i].way != 0)
				*place_of(t, old[i].key) = old[i];
	}
	place = place_of(t, key & t->mask);
	place->key = key & t->mask;
	place->way = way;
}

/* The number of the atom's test in the key; s->tests when it has none. */
static uint32_t
find_test(const shortcut *s, uint32_t number)
{
	uint32_t	i = 0;

	while (i < s->tests && s->number[i] != number)
		i++;
	return i;
}

/* The bits of the tests on the path from one step down to another. */
static uint64_t
bits_of_path(const shortcut *s, const step *from, const step *to)
{
	uint64_t	bits = 0;

	for (; to != from; to = to->parent)
		bits |= s->bits[find_test(s, to->parent->number)];
	return bits;
}

/* Sees to it that the key has all tests on the path to the leaf.  False when it cannot have them. */
static bool
add_tests(const ec_engine *engine, shortcut *s, const step *leaf)
{
	uint32_t	before = s->tests;

	for (; leaf->parent != NULL; leaf = leaf->parent)
		if (find_test(s, leaf->parent->number) == s->tests)
		{
			if (s->tests == SHORTCUT_TESTS)
				return false;
			s->number[s->tests++] = leaf->parent->number;
		}
	if (s->tests == before)
		return true;
	/* The key is another one now: all tables begin anew. */
	s->version++;
	empty_table(&s->table);
	return lay_key_out(engine, s);
}

/* Remembers the way to this leaf. */
static void
add_shortcut(ec_engine *engine, tree *t, const ec_facts *facts, step *leaf)
{
	shortcut   *s = t->shortcut;
	step	   *end = leaf;		/* of the classification */
	uint64_t	key;

	if (!add_tests(engine, s, leaf))
	{
		t->shortcut = NULL;
		t->walks = SHORTCUT_AFTER;
		return;
	}
	while (end->parent != NULL && !end->parent->classifying)
		end = end->parent;
	if (end->junction == NULL)
	{
		end->junction = ec_alloc(engine->mem, sizeof(junction));
		size_table(engine->mem, &end->junction->table, TABLE_LEAST);
	}
	if (end->junction->version != s->version)
		empty_table(&end->junction->table);
	end->junction->version = s->version;

	key = shortcut_key(s, facts);
	if (look_up(&s->table, key) == 0)
		add_way(engine->mem, &s->table, key, bits_of_path(s, t->first, end), (uintptr_t) end->junction);
	if (look_up(&end->junction->table, key) == 0)
		add_way(engine->mem, &end->junction->table, key, bits_of_path(s, end, leaf),
				leaf->settled ? (uintptr_t) leaf->settled : (uintptr_t) leaf + UNSETTLED);
}

static void
make_shortcut(ec_engine *engine, tree *t)
{
	t->shortcut = ec_alloc(engine->mem, sizeof(shortcut));
	size_table(engine->mem, &t->shortcut->table, TABLE_LEAST);
}

/* --- growing the tree, and walking down --- */

/* The step that follows `from` (NULL: the first one) by the way `branch`, which these facts take. */
static step *
grow(ec_program *program, tree *t, step *from, ec_truth branch, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	ec_engine  *engine = program->epoch->world->engine;
	replay		r = {.oracle = {.truth = replay_truth},.engine = engine,.forms = (1 << EC_FORM_COUNT) - 1};
	step	   *fresh = ec_alloc(engine->mem, sizeof(step));
	ec_decision decision;

	fresh->parent = from;
	fresh->branch = (uint8_t) branch;
	if (engine->known_capacity < engine->atom_count)
	{
		engine->known_truth = ec_alloc(engine->mem, engine->atom_count);
		engine->known_capacity = engine->atom_count;
	}
	for (step *s = fresh; s->parent != NULL; s = s->parent)
	{
		engine->known_truth[s->parent->number] = (uint8_t) (s->branch + 1);
		note_answer(&r, &engine->atom[s->parent->number], (ec_truth) s->branch);
	}
	if (ec_decide(fresh_scratch(engine), &program->body->active, &r.oracle, eccn, outcome_only, &decision))
	{
		fresh->number = LEAF;
		if (outcome_only)
			fresh->settled = outcome_answer(engine, decision.outcome);
		else
		{
			fresh->decision = keep_decision(engine, &decision);
			if (decision.open_count == 0 && !decision.no_rules)
				fresh->settled = find_answer(engine, fresh->decision, 0);
			else
				fresh->open = keep_open_tests(program, &decision, facts);
		}
	}
	else
	{
		fresh->number = r.needed;
		fresh->classifying = r.classifying;
	}
	for (step *s = fresh; s->parent != NULL; s = s->parent)
		engine->known_truth[s->parent->number] = 0;
	if (from != NULL)
		from->next[branch] = fresh;
	else
		t->first = fresh;
	return fresh;
}

/* The leaf that the facts lead to, by the tests. */
static step *
walk(ec_program *program, tree *t, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	const ec_engine *engine = program->epoch->world->engine;
	step	   *s = t->first;

	if (s == NULL)
		s = grow(program, t, NULL, EC_FALSE, facts, eccn, outcome_only);
	while (s->number != LEAF)
	{
		ec_truth	truth = atom_truth(&engine->atom[s->number], facts);
		step	   *next = s->next[truth];

		s = next ? next : grow(program, t, s, truth, facts, eccn, outcome_only);
	}
	return s;
}

/* The tree for questions about an ECCN.  The text that outlives the call becomes *eccn. */
static tree *
tree_of_eccn(ec_program *program, const char **eccn, bool outcome_only)
{
	ec_engine  *engine = program->epoch->world->engine;
	root	   *fresh;

	for (size_t i = 0; i < program->body->root_count; i++)
		if (program->body->root[i]->outcome_only == outcome_only && strcmp(program->body->root[i]->eccn, *eccn) == 0)
		{
			*eccn = program->body->root[i]->eccn;
			return &program->body->root[i]->tree;
		}
	program->body->root = ec_grow(engine->mem, program->body->root, program->body->root_count, &program->body->root_capacity, sizeof(root *));
	fresh = ec_alloc(engine->mem, sizeof(root));
	fresh->eccn = ec_copy_text(engine->mem, *eccn, strlen(*eccn));
	fresh->outcome_only = outcome_only;
	program->body->root[program->body->root_count++] = fresh;
	*eccn = fresh->eccn;
	return &fresh->tree;
}

/* --- answering --- */

/* Where no shortcut leads, or none yet. */
static step *
find_leaf(ec_program *program, tree *t, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	ec_engine  *engine = program->epoch->world->engine;
	step	   *leaf = walk(program, t, facts, eccn, outcome_only);

	if (t->shortcut != NULL)
		add_shortcut(engine, t, facts, leaf);
	else if (t->walks < SHORTCUT_AFTER && ++t->walks == SHORTCUT_AFTER)
		make_shortcut(engine, t);
	return leaf;
}

ec_answer *
ec_program_answer(ec_program *program, const ec_facts *facts, const char *eccn, bool outcome_only)
{
	tree	   *t;
	step	   *leaf;

	if (!program->covered)
		return ec_engine_indeterminate(program->epoch->world->engine, EC_FACT_BIT(EC_MISSING_RULES));
	t = eccn == NULL ? &program->body->classify[outcome_only] : tree_of_eccn(program, &eccn, outcome_only);
	if (t->shortcut != NULL)
	{
		uint64_t	key = shortcut_key(t->shortcut, facts);
		uintptr_t	way = look_up(&t->shortcut->table, key);

		if (way != 0)
			way = look_up(&((junction *) way)->table, key);
		if (way != 0 && (way & UNSETTLED) == 0)
			return (ec_answer *) way;
		leaf = way != 0 ? (step *) (way - UNSETTLED) : find_leaf(program, t, facts, eccn, outcome_only);
	}
	else
		leaf = find_leaf(program, t, facts, eccn, outcome_only);
	if (leaf->settled != NULL)
		return leaf->settled;
	return find_answer(program->epoch->world->engine, leaf->decision, ec_missing_in(leaf->open, facts));
}

ec_answer *
ec_engine_indeterminate(ec_engine *engine, ec_fact_set missing)
{
	ec_decision decision = {.outcome = EC_INDETERMINATE,.review = EC_NO_REVIEW};

	return find_answer(engine, keep_decision(engine, &decision), missing);
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
	ec_env		env = {.facts = *facts,.destination = destination,.headquarters = headquarters,.eccn = eccn};

	env.place_test = place_truth;
	env.world = program->epoch;
	return env;
}
