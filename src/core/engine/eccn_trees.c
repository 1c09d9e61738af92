/*
 * eccn_trees.c
 *		Classes of ECCNs.  See eccn_trees.h.
 */
#include "core/engine/eccn_trees.h"

#include "core/hash.h"

#define ATTACHMENT_LINES 5 /* most determinations, as tuples, have less than 320 bytes */

typedef struct eccn_class
{
	ec_fast_tree tree[2]; /* by outcome_only */
	const uint32_t *told; /* what the rules say of its ECCNs: see tell() */
	size_t told_count;
} eccn_class;

/* An ECCN that was asked about, and its own answers. */
typedef struct asked_eccn
{
	eccn_class *class;
	const ec_answer *of_class; /* what its class answered last, */
	ec_answer *own;            /* and this ECCN's own answer to that; NULL: not asked yet */
	ec_table answer;           /* all of them: own_answer, by the class's */
	char eccn[];
} asked_eccn;

typedef struct own_answer
{
	const ec_answer *of_class;
	ec_answer *own;
} own_answer;

/* --- what the rules say of an ECCN --- */

static void
collect_tests(const ec_memory *mem, ec_eccn_trees *t, const ec_residual *r)
{
	if (r->op == EC_RESIDUAL_ECCN)
	{
		t->test = ec_grow(mem, t->test, t->test_count, &t->test_capacity, sizeof(ec_residual *));
		t->test[t->test_count++] = r;
	}
	for (uint32_t i = 0; r->regards_eccn && i < r->count; i++)
		collect_tests(mem, t, r->child[i]);
}

static void
collect_all_tests(ec_eccn_trees *t, const ec_setting *setting)
{
	const ec_memory *mem = setting->shared->mem;

	t->test_capacity = 8;
	t->test = ec_alloc(mem, t->test_capacity * sizeof(ec_residual *));
	for (int k = 0; k < EC_RULE_KINDS; k++)
		for (size_t i = 0; i < setting->active->count[k]; i++)
		{
			ec_check_interrupt(mem);
			collect_tests(mem, t, setting->active->rule[k][i].test);
		}
}

/*
 * What the rules say of the ECCN: first whether any classification speaks of it, then what the
 * tests say.  Most tests say no, so only the others are in the list, by their index, each with what
 * it says.  The list is in scratch memory.
 */
static void
tell(const ec_eccn_trees *t, const ec_setting *setting, const char *eccn, eccn_class *told)
{
	const ec_memory *mem = ec_scratch_begin(&setting->shared->scratch);
	uint32_t *list = ec_alloc(mem, (t->test_count + 1) * sizeof(uint32_t));

	*told = (eccn_class){.told = list};
	list[told->told_count++] = ec_is_known_eccn(mem, setting->active, eccn);
	for (size_t i = 0; i < t->test_count; i++)
	{
		ec_truth truth = ec_eccn_test(eccn, t->test[i]->condition, t->test[i]->node);

		ec_check_interrupt(mem);
		if (truth != EC_FALSE)
			list[told->told_count++] = (uint32_t) i << 2 | truth;
	}
}

static bool
same_told(const void *item, const void *wanted)
{
	const eccn_class *a = item;
	const eccn_class *w = wanted;

	return a->told_count == w->told_count &&
	    memcmp(a->told, w->told, a->told_count * sizeof(uint32_t)) == 0;
}

/* The class of the ECCN, whose text must last as long as the class. */
static eccn_class *
class_of(ec_eccn_trees *t, const ec_setting *setting, const char *eccn)
{
	const ec_memory *mem = setting->shared->mem;
	uint64_t hash = 0;
	eccn_class told;
	eccn_class *class;
	uint32_t *list;

	tell(t, setting, eccn, &told);
	for (size_t i = 0; i < told.told_count; i++)
		hash = ec_hash_mix(hash, told.told[i]);
	class = ec_table_find(&t->class, hash, same_told, &told);
	if (class != NULL)
		return class;
	list = ec_alloc(mem, told.told_count * sizeof(uint32_t));
	memcpy(list, told.told, told.told_count * sizeof(uint32_t));
	class = ec_alloc(mem, sizeof(eccn_class));
	class->told = list;
	class->told_count = told.told_count;
	for (int brief = 0; brief < 2; brief++)
	{
		class->tree[brief].tree.eccn = eccn;
		class->tree[brief].tree.outcome_only = brief;
	}
	ec_table_add(mem, &t->class, hash, class);
	return class;
}

/* --- ECCNs --- */

static bool
is_about(const void *item, const void *eccn)
{
	return strcmp(((const asked_eccn *) item)->eccn, eccn) == 0;
}

static asked_eccn *
find_eccn(ec_eccn_trees *t, const ec_setting *setting, const char *eccn)
{
	const ec_memory *mem = setting->shared->mem;
	uint64_t hash = ec_hash_text(eccn);
	asked_eccn *asked = ec_table_find(&t->eccn, hash, is_about, eccn);
	size_t length;

	if (asked != NULL)
		return asked;
	if (t->test == NULL)
		collect_all_tests(t, setting);
	length = strlen(eccn);
	asked = ec_alloc(mem, sizeof(asked_eccn) + length + 1);
	memcpy(asked->eccn, eccn, length);
	asked->class = class_of(t, setting, asked->eccn);
	ec_table_add(mem, &t->eccn, hash, asked);
	return asked;
}

static bool
is_of(const void *item, const void *answer)
{
	return ((const own_answer *) item)->of_class == answer;
}

/* The class's answer, as one about this ECCN. */
static ec_answer *
make_own(const ec_setting *setting, asked_eccn *asked, const ec_answer *of_class)
{
	ec_shared *shared = setting->shared;
	uint64_t hash = ec_hash_mix(0, (uintptr_t) of_class);
	own_answer *own = ec_table_find(&asked->answer, hash, is_of, of_class);

	if (own == NULL)
	{
		ec_decision decision = *of_class->decision;

		decision.eccn = asked->eccn;
		own = ec_alloc(shared->mem, sizeof(own_answer));
		own->of_class = of_class;
		own->own =
		    ec_find_answer(shared->mem, ec_keep_decision(shared->mem, &shared->answers, &decision),
		                   of_class->missing);
		ec_table_add(shared->mem, &asked->answer, hash, own);
	}
	asked->of_class = of_class;
	asked->own = own->own;
	return own->own;
}

ec_answer *
ec_eccn_trees_answer(ec_eccn_trees *t, const ec_setting *setting, const ec_facts *facts,
                     const char *eccn, bool outcome_only)
{
	asked_eccn *asked = find_eccn(t, setting, eccn);
	ec_answer *of_class;

	/* Most likely it is the same answer as last time.  It is fetched while the tree is asked. */
	EC_PREFETCH(asked->own);
	of_class = ec_fast_tree_answer(&asked->class->tree[outcome_only], setting, facts);
	if (outcome_only)
		return of_class;
	if (asked->of_class != of_class)
		return make_own(setting, asked, of_class);
	/*
	 * So is what the caller attached to it, all lines at once: each ECCN has its own, which is
	 * rarely in the cache.  There may be nothing, and it may be shorter.
	 */
	for (uintptr_t line = 0; line < ATTACHMENT_LINES; line++)
		EC_PREFETCH((const void *) ((uintptr_t) asked->own->attachment + EC_CACHE_LINE * line));
	return asked->own;
}
