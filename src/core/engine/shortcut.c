/*
 * shortcut.c
 *		Keys, and the tables that remember where they led.  See shortcut.h.
 *
 * The truths of all tests of a tree make a key.  Here a tree tests two limits of tpp and a vendor,
 * and asks about an item with a tpp of 2400, of another vendor, known to be for datacenters:
 *
 *		limits, four at a time       sums  vendors  seldom    others  hbm  datacenter  form
 *		--  --  >= 1600  >= 4800      -    NVIDIA      -        -
 *		00  00    11       00                00                        00      11      000
 *		highest bits                                                            lowest bits
 *
 * A key leads to an answer in two steps: first to the end of the classification, then to the leaf.
 * (In one step, facts that have nothing to do with each other would make more keys than a table
 * holds.)
 *
 *		facts --shortcut_key--> key
 *		                         | masked, looked up in
 *		                         v
 *		                       table of the tree
 *		                         | entry
 *		          +--------------+---------------+-------------------+
 *		          v              v               v                   v
 *		       0: unknown    ec_answer    ec_step | UNSETTLED    junction | JUNCTION
 *		     walk the tree,                a leaf, where the         | the same key, masked,
 *		     and remember                  items may lack facts      v looked up in
 *		     the entry                                             table of the junction
 *		                                                             | entry
 *		                                                   0, ec_answer, or ec_step | UNSETTLED
 *
 *		a bucket, which is a line of the cache:  key key key key  entry entry entry entry
 *
 * Why that is right.  A table compares only the bits in its mask.  The mask includes the bits of
 * every test on every path whose end the table holds.  So rows with equal masked keys take the same
 * path through the tree.
 *
 * When a path has a test that is not in the key, the key is laid out again, with another version,
 * and all tables begin empty.  A tree whose tests do not all have room in a key loses its shortcut
 * for good, and answers by walking.
 */
#include "core/engine/shortcut.h"

#include "core/engine/missing.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Rows that walk down a tree before it has a shortcut, so that a few rows do not pay for one. */
#define SHORTCUT_AFTER 256

/* What the key is made of, from its highest bits to its lowest. */
typedef enum key_part
{
	LIMIT, /* a number compared with a limit */
	SUM,
	VENDOR,
	SELDOM, /* texts that most rows leave out: all of these are false then */
	OTHER,
	COUNTED_PARTS,
	FIXED = COUNTED_PARTS /* the form and two flags: in the key whether tested or not */
} key_part;

/* Each test has two bits, and so has each flag of the fixed part. */
#define TEST_BITS 2
#define TEST_MASK ((uint64_t) 3)
#define FORM_BITS 3
#define FORM_MASK ((uint64_t) 7)
#define DATACENTER_SHIFT FORM_BITS
#define HBM_SHIFT (DATACENTER_SHIFT + TEST_BITS)
#define FIXED_BITS (HBM_SHIFT + TEST_BITS)
#define SHORTCUT_TESTS ((64 - FIXED_BITS) / TEST_BITS)

_Static_assert(EC_FORM_END <= 1 << FORM_BITS, "a key has room for the form");

/* As many limits as there are in a register of 128 bits when each has been compared twice. */
#define GROUP 4
#define GROUP_BITS (GROUP * TEST_BITS)

#define BUCKET_ENTRIES 4
#define TABLE_LEAST_BITS 1 /* of the number of a table's buckets, at first */
#define TABLE_MOST_BITS 11 /* and at most: 128 kB */

typedef struct bucket
{
	uint64_t key[BUCKET_ENTRIES];
	uintptr_t entry[BUCKET_ENTRIES]; /* 0: not in use */
} bucket;

typedef struct table
{
	uint64_t mask;
	bucket *bucket;
	int shift;       /* 64 less the binary logarithm of their number */
	uint32_t misses; /* since it has this size */
} table;

/* Where a classification ends, and the tests of requirements and of what follows part its rows. */
typedef struct ec_junction
{
	table table;      /* no entry leads to another junction */
	uint32_t version; /* of the key that the table is for */
} junction;

/*
 * An entry is a pointer to a settled answer or, as its lowest bits say, which are 0 in every
 * pointer:
 */
#define UNSETTLED 1 /* to a leaf that has no settled answer */
#define JUNCTION 2  /* to a junction */

typedef struct ec_shortcut
{
	table table;

	/* what the key is made of */
	uint32_t groups; /* of limits */
	uint32_t count[COUNTED_PARTS];
	struct
	{
		double limit[GROUP][2]; /* each twice, for both bounds of the number */
		uint32_t offset[GROUP]; /* of the numbers in the facts */
	} limit[SHORTCUT_TESTS / GROUP + 1];
	struct
	{
		double limit;
		uint32_t offset[2];
	} sum[SHORTCUT_TESTS];
	uint64_t vendor[SHORTCUT_TESTS]; /* what its name means */
	const ec_vocabulary *vocabulary; /* in which the vendors' names mean that */
	const ec_atom *seldom[SHORTCUT_TESTS];
	const ec_atom *other[SHORTCUT_TESTS];

	uint32_t version; /* another one for each layout of the key */
	uint32_t tests;
	uint32_t atom[SHORTCUT_TESTS]; /* their ids */
	uint64_t bits[SHORTCUT_TESTS]; /* and the two bits of each in the key */
} shortcut;

/* --- the key of a row --- */

static inline const double *
number_at(const ec_facts *facts, uint32_t offset)
{
	return &((const ec_interval *) ((const char *) facts + offset))->lo;
}

#ifdef __SSE2__
/* All ones for each bound of the number that reaches the limit, which is given twice. */
static inline __m128i
reached(const ec_facts *facts, uint32_t offset, const double limit[2])
{
	return _mm_castpd_si128(
	    _mm_cmple_pd(_mm_loadu_pd(limit), _mm_loadu_pd(number_at(facts, offset))));
}
#endif

/*
 * Which bounds of four numbers reach their limits.  Each number has two bits, the first number the
 * lowest two; and of the two, the lower one is for the lower bound.
 */
static inline uint64_t
bounds_reached(const ec_facts *facts, const uint32_t offset[GROUP], const double limit[GROUP][2])
{
#ifdef __SSE2__
	__m128i low =
	    _mm_packs_epi32(reached(facts, offset[0], limit[0]), reached(facts, offset[1], limit[1]));
	__m128i high =
	    _mm_packs_epi32(reached(facts, offset[2], limit[2]), reached(facts, offset[3], limit[3]));

	/* All ones or all zeros, however wide: narrowed until each is a byte of one register. */
	return (uint64_t) _mm_movemask_epi8(
	    _mm_packs_epi16(_mm_packs_epi32(low, high), _mm_setzero_si128()));
#else
	uint64_t bits = 0;

	for (int i = 0; i < GROUP; i++)
		for (int bound = 0; bound < 2; bound++)
			bits |= (uint64_t) (number_at(facts, offset[i])[bound] >= limit[i][bound])
			    << (2 * i + bound);
	return bits;
#endif
}

static inline uint64_t
sum_bounds_reached(const ec_facts *facts, const uint32_t offset[2], double limit)
{
	const double *x = number_at(facts, offset[0]);
	const double *y = number_at(facts, offset[1]);

#ifdef __SSE2__
	return (uint64_t) _mm_movemask_pd(
	    _mm_cmple_pd(_mm_set1_pd(limit), _mm_add_pd(_mm_loadu_pd(x), _mm_loadu_pd(y))));
#else
	return (uint64_t) (x[0] + y[0] >= limit) | (uint64_t) (x[1] + y[1] >= limit) << 1;
#endif
}

/* The tests that need the slow ways of atom.h. */
EC_NOINLINE static uint64_t
add_others(const shortcut *s, const ec_facts *facts, uint64_t key)
{
	if (ec_leaves_out(facts, EC_NONE_IF_LEFT_OUT))
		key <<= TEST_BITS * s->count[SELDOM];
	else
		for (uint32_t i = 0; i < s->count[SELDOM]; i++)
			key = key << TEST_BITS | ec_atom_truth(s->seldom[i], facts);
	for (uint32_t i = 0; i < s->count[OTHER]; i++)
		key = key << TEST_BITS | ec_atom_truth(s->other[i], facts);
	return key;
}

/* The name is looked up once for all vendors. */
EC_INLINE uint64_t
add_vendors(const shortcut *s, const ec_facts *facts, uint64_t key)
{
	uint64_t vendor = ec_meaning_of(s->vocabulary, EC_VENDOR, facts->vendor);

	for (uint32_t i = 0; i < s->count[VENDOR]; i++)
		key = key << TEST_BITS | (vendor == EC_NO_NAME) | (uint64_t) (vendor == s->vendor[i]) << 1;
	return key;
}

/* Two bits: is it known, is it so? */
EC_INLINE uint64_t
flag_bits(const ec_facts *facts, ec_fact flag)
{
	return (facts->known >> flag & 1) | (facts->marked >> flag & 1) << 1;
}

/* The truths of all tests of the tree, in one number: no branch and no test waits for another. */
EC_INLINE uint64_t
shortcut_key(const shortcut *s, const ec_facts *facts)
{
	uint64_t key = 0;

	for (uint32_t i = 0; i < s->groups; i++)
		key = key << GROUP_BITS | bounds_reached(facts, s->limit[i].offset, s->limit[i].limit);
	for (uint32_t i = 0; i < s->count[SUM]; i++)
		key = key << TEST_BITS | sum_bounds_reached(facts, s->sum[i].offset, s->sum[i].limit);
	if (s->count[VENDOR] > 0)
		key = add_vendors(s, facts, key);
	if (s->count[OTHER] > 0 || !ec_leaves_out(facts, EC_NONE_IF_LEFT_OUT))
		key = add_others(s, facts, key);
	else
		key <<= TEST_BITS * s->count[SELDOM];
	return key << FIXED_BITS | facts->form | flag_bits(facts, EC_DATACENTER) << DATACENTER_SHIFT |
	    flag_bits(facts, EC_HBM) << HBM_SHIFT;
}

/* --- the layout of the key --- */

static key_part
part_of(const ec_atom *a)
{
	switch ((ec_atom_kind) a->kind)
	{
		case EC_ATOM_AT_LEAST:
		case EC_ATOM_ABOVE:
			return LIMIT;
		case EC_ATOM_SUM:
			return SUM;
		case EC_ATOM_MEANING:
			return EC_NONE_IF_LEFT_OUT >> a->fact & 1 ? SELDOM :
			    a->fact == EC_VENDOR && a->count == 1 ? VENDOR :
			                                            OTHER;
		case EC_ATOM_UNRULED:
			return SELDOM;
		case EC_ATOM_TEXT:
			return EC_NONE_IF_LEFT_OUT >> a->fact & 1 ? SELDOM : OTHER;
		case EC_ATOM_FLAG:
			return a->fact == EC_DATACENTER || a->fact == EC_HBM ? FIXED : OTHER;
		case EC_ATOM_FORM:
			return FIXED;
		case EC_ATOM_NUMBER:
			break;
	}
	return OTHER;
}

static uint32_t
offset_of(int number)
{
	return (uint32_t) (offsetof(ec_facts, number) + (size_t) number * sizeof(ec_interval));
}

static void
lay_limit(shortcut *s, uint32_t index, double limit, int number)
{
	double *twice = s->limit[index / GROUP].limit[index % GROUP];

	twice[0] = twice[1] = limit;
	s->limit[index / GROUP].offset[index % GROUP] = offset_of(number);
}

/* The last group is filled up with limits that no number reaches, not even infinity. */
static void
fill_last_group(shortcut *s)
{
	s->groups = (s->count[LIMIT] + GROUP - 1) / GROUP;
	for (uint32_t i = s->count[LIMIT]; i < s->groups * GROUP; i++)
		lay_limit(s, i, NAN, EC_TPP);
}

static void
lay_sum(shortcut *s, uint32_t index, const ec_atom *a)
{
	s->sum[index].limit = a->limit;
	s->sum[index].offset[0] = offset_of(a->fact);
	s->sum[index].offset[1] = offset_of(a->more);
}

/* Enters a test into its part of the key, as the one of that index. */
static void
lay_test(shortcut *s, key_part part, uint32_t index, const ec_atom *a)
{
	switch (part)
	{
		case LIMIT:
			/* x > limit is x >= the next number */
			lay_limit(s, index, a->kind == EC_ATOM_ABOVE ? nextafter(a->limit, INFINITY) : a->limit,
			          a->fact);
			break;
		case SUM:
			lay_sum(s, index, a);
			break;
		case VENDOR:
			s->vendor[index] = a->meaning[0];
			s->vocabulary = a->vocabulary;
			break;
		case SELDOM:
			s->seldom[index] = a;
			break;
		case OTHER:
			s->other[index] = a;
			break;
		case FIXED:
			break;
	}
}

/* The bits in the key of a test of the form or of one of the two flags. */
static uint64_t
fixed_bits(const ec_atom *a)
{
	if (a->kind == EC_ATOM_FORM)
		return FORM_MASK;
	return TEST_MASK << (a->fact == EC_DATACENTER ? DATACENTER_SHIFT : HBM_SHIFT);
}

/* How many tests come after those of the part, below them in the key, fixed ones aside. */
static uint32_t
tests_below(const shortcut *s, key_part part)
{
	uint32_t below = 0;

	for (int p = part + 1; p < COUNTED_PARTS; p++)
		below += s->count[p];
	return below;
}

/* The bits in the key of the test with that index in its part: see shortcut_key(). */
static uint64_t
counted_bits(const shortcut *s, key_part part, uint32_t index)
{
	uint32_t below = tests_below(s, part);

	/* Each test moves those before it up; but of a group of limits the first one is lowest. */
	if (part == LIMIT)
		below += (s->groups - 1 - index / GROUP) * GROUP + index % GROUP;
	else
		below += s->count[part] - 1 - index;
	return TEST_MASK << (FIXED_BITS + TEST_BITS * below);
}

/*
 * Lays the key out for the tests of the shortcut: what shortcut_key() computes, and which bits of
 * that are whose.  False when the key has no room for them.
 */
static bool
lay_key_out(const ec_shared *shared, shortcut *s)
{
	key_part part[SHORTCUT_TESTS];
	uint32_t index[SHORTCUT_TESTS]; /* in its part */

	memset(s->count, 0, sizeof(s->count));
	for (uint32_t i = 0; i < s->tests; i++)
	{
		const ec_atom *a = &shared->atoms.atom[s->atom[i]];

		part[i] = part_of(a);
		if (part[i] == FIXED)
			continue;
		index[i] = s->count[part[i]]++;
		lay_test(s, part[i], index[i], a);
	}
	fill_last_group(s);
	if (s->groups * GROUP + tests_below(s, LIMIT) > SHORTCUT_TESTS)
		return false;
	for (uint32_t i = 0; i < s->tests; i++)
		s->bits[i] = part[i] == FIXED ? fixed_bits(&shared->atoms.atom[s->atom[i]]) :
		                                counted_bits(s, part[i], index[i]);
	return true;
}

/* --- tables --- */

/* Gives the table 1 << bits buckets, each in a line of the cache. */
static void
size_table(const ec_memory *mem, table *t, int bits)
{
	uintptr_t memory = (uintptr_t) ec_alloc(mem, (sizeof(bucket) << bits) + EC_CACHE_LINE - 1);

	t->shift = 64 - bits;
	t->misses = 0;
	t->bucket = (bucket *) ((memory + EC_CACHE_LINE - 1) & ~(uintptr_t) (EC_CACHE_LINE - 1));
}

static void
empty_table(table *t)
{
	t->mask = 0;
	memset(t->bucket, 0, sizeof(bucket) << (64 - t->shift));
}

/* Multiplication by 2^64 / the golden ratio: the highest bits depend on all bits of the key. */
static inline bucket *
bucket_of(const table *t, uint64_t key)
{
	return &t->bucket[(key * 0x9E3779B97F4A7C15u) >> t->shift];
}

/*
 * The entry at this place of the bucket if it is the key's; otherwise 0.  There is no branch, as it
 * would be guessed wrong.
 */
static inline uintptr_t
entry_at(const bucket *b, int i, uint64_t key)
{
	return b->entry[i] & -(uintptr_t) (b->key[i] == key);
}

/* Where the key leads; 0 when the table does not know. */
static inline uintptr_t
look_up(const table *t, uint64_t key)
{
	const bucket *b;

	key &= t->mask;
	b = bucket_of(t, key);
	return (entry_at(b, 0, key) | entry_at(b, 1, key)) |
	    (entry_at(b, 2, key) | entry_at(b, 3, key));
}

_Static_assert(BUCKET_ENTRIES == 4, "look_up() looks at four");
_Static_assert(sizeof(bucket) == EC_CACHE_LINE || sizeof(void *) != 8, "a bucket is a line");

/* Puts an entry that is not there into the bucket: where one is free, or where `victim` says. */
static void
put_entry(bucket *b, uint64_t key, uintptr_t entry, uint32_t victim)
{
	int i = 0;

	while (i < BUCKET_ENTRIES && b->entry[i] != 0)
		i++;
	if (i == BUCKET_ENTRIES)
		i = (int) (victim % BUCKET_ENTRIES);
	b->key[i] = key;
	b->entry[i] = entry;
}

static void
double_table(const ec_memory *mem, table *t)
{
	const bucket *old = t->bucket;
	size_t size = (size_t) 1 << (64 - t->shift);

	size_table(mem, t, 64 - t->shift + 1);
	for (size_t b = 0; b < size; b++)
		for (int i = 0; i < BUCKET_ENTRIES; i++)
			if (old[b].entry[i] != 0)
				put_entry(bucket_of(t, old[b].key[i]), old[b].key[i], old[b].entry[i], 0);
}

/* Adds an entry that the table does not have, and that depends on the tests of `bits`. */
static void
add_entry(const ec_memory *mem, table *t, uint64_t key, uint64_t bits, uintptr_t entry)
{
	/*
	 * With a wider mask, the entries that are there stay right: a key that leads to one has zeros
	 * in the new bits, and the entry does not depend on these.
	 */
	t->mask |= bits;
	/* Where keys drive each other out of the table, it is too small. */
	if (++t->misses > 2u * BUCKET_ENTRIES << (64 - t->shift) && 64 - t->shift < TABLE_MOST_BITS)
		double_table(mem, t);
	put_entry(bucket_of(t, key & t->mask), key & t->mask, entry, t->misses);
}

/* --- remembering where the tree led --- */

/* The index of the atom among the tests of the key; s->tests when it is not one of them. */
static uint32_t
find_test(const shortcut *s, uint32_t atom)
{
	uint32_t i = 0;

	while (i < s->tests && s->atom[i] != atom)
		i++;
	return i;
}

/* The bits of the tests on the path from one step down to another. */
static uint64_t
bits_of_path(const shortcut *s, const ec_step *from, const ec_step *to)
{
	uint64_t bits = 0;

	for (; to != from; to = to->parent)
		bits |= s->bits[find_test(s, to->parent->atom)];
	return bits;
}

/*
 * Makes the key have all tests on the path to the leaf.  False when it cannot have them: then the
 * shortcut is spoilt.
 */
static bool
add_tests(const ec_shared *shared, shortcut *s, const ec_step *leaf)
{
	uint32_t before = s->tests;

	for (; leaf->parent != NULL; leaf = leaf->parent)
		if (find_test(s, leaf->parent->atom) == s->tests)
		{
			if (s->tests == SHORTCUT_TESTS)
				return false;
			s->atom[s->tests++] = leaf->parent->atom;
		}
	if (s->tests == before)
		return true;
	/* The key is another one now, so all tables begin again, a junction's when it is next used. */
	s->version++;
	empty_table(&s->table);
	return lay_key_out(shared, s);
}

/* The junction at this step, with a table for the key as it now is. */
static junction *
junction_at(const ec_memory *mem, const shortcut *s, ec_step *step)
{
	if (step->junction == NULL)
	{
		step->junction = ec_alloc(mem, sizeof(junction));
		size_table(mem, &step->junction->table, TABLE_LEAST_BITS);
	}
	if (step->junction->version != s->version)
		empty_table(&step->junction->table);
	step->junction->version = s->version;
	return step->junction;
}

/*
 * Remembers that these facts lead to this leaf.  The tree loses its shortcut when there is no room
 * for a test on the path.
 */
static void
add_shortcut(ec_shared *shared, ec_fast_tree *t, const ec_facts *facts, ec_step *leaf)
{
	shortcut *s = t->shortcut;
	ec_step *end = leaf; /* of the classification */
	uint64_t key;
	uintptr_t entry;

	if (!add_tests(shared, s, leaf))
	{
		t->shortcut = NULL;
		t->walks = SHORTCUT_AFTER;
		return;
	}
	while (end->parent != NULL && !end->parent->classifying)
		end = end->parent;
	key = shortcut_key(s, facts);
	entry = leaf->settled ? (uintptr_t) leaf->settled : (uintptr_t) leaf | UNSETTLED;
	if (end != leaf)
	{
		junction *j = junction_at(shared->mem, s, end);

		if (look_up(&j->table, key) == 0)
			add_entry(shared->mem, &j->table, key, bits_of_path(s, end, leaf), entry);
		entry = (uintptr_t) j | JUNCTION;
	}
	if (look_up(&s->table, key) == 0)
		add_entry(shared->mem, &s->table, key, bits_of_path(s, t->tree.first, end), entry);
}

static void
make_shortcut(ec_shared *shared, ec_fast_tree *t)
{
	t->shortcut = ec_alloc(shared->mem, sizeof(shortcut));
	size_table(shared->mem, &t->shortcut->table, TABLE_LEAST_BITS);
}

/* Walks the tree, for a row that no shortcut leads on, or none yet. */
static ec_step *
find_leaf(ec_fast_tree *t, const ec_setting *setting, const ec_facts *facts)
{
	ec_step *leaf = ec_tree_walk(&t->tree, setting, facts);

	if (t->shortcut != NULL)
		add_shortcut(setting->shared, t, facts, leaf);
	else if (t->walks < SHORTCUT_AFTER && ++t->walks == SHORTCUT_AFTER)
		make_shortcut(setting->shared, t);
	return leaf;
}

/* The answer where the entry is 0, or leads to a leaf that has no settled one. */
EC_NOINLINE static ec_answer *
answer_slowly(ec_fast_tree *t, const ec_setting *setting, const ec_facts *facts, uintptr_t entry)
{
	const ec_step *leaf =
	    entry != 0 ? (ec_step *) (entry & ~(uintptr_t) UNSETTLED) : find_leaf(t, setting, facts);

	if (leaf->settled != NULL)
		return leaf->settled;
	return ec_find_answer(setting->shared->mem, leaf->decision,
	                      ec_missing_at(&t->tree, setting, leaf, facts));
}

ec_answer *
ec_fast_tree_answer(ec_fast_tree *t, const ec_setting *setting, const ec_facts *facts)
{
	uintptr_t entry = 0;

	if (t->shortcut != NULL)
	{
		uint64_t key = shortcut_key(t->shortcut, facts);

		entry = look_up(&t->shortcut->table, key);
		if (entry & JUNCTION)
			entry = look_up(&((junction *) (entry & ~(uintptr_t) JUNCTION))->table, key);
	}
	if (entry == 0 || (entry & UNSETTLED))
		return answer_slowly(t, setting, facts, entry);
	return (ec_answer *) entry;
}
