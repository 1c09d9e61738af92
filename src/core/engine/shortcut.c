/*
 * shortcut.c
 *		Keys, and the tables that remember where they led.  See shortcut.h.
 */
#include "core/engine/shortcut.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * The truths of all tests of the tree make a key.  A table remembers where each key led: not at
 * once to a leaf, as facts that have nothing to do with each other would make more keys than any
 * table holds, but first to the end of the classification.  Where that is no leaf, it is a
 * junction, with a table of its own to the leaves.
 *
 * Why that is right: of the key a table looks only at the bits in its mask, and those of every test
 * on every way that it remembers are among them.  So a row with the same bits takes the same way.
 */
#define SHORTCUT_TESTS 29  /* two bits each, and six for the form and the flags */
#define SHORTCUT_AFTER 256 /* walks down the tree, so that a few rows do not pay for it */
#define WAYS 4             /* in a bucket, which a line of the cache holds */
#define LINE 64
#define TABLE_LEAST 1 /* binary logarithm of the number of buckets in a table, at first */
#define TABLE_MOST 11 /* and at most */

typedef struct bucket
{
	uint64_t key[WAYS];
	uintptr_t way[WAYS]; /* 0: not in use */
} bucket;

typedef struct table
{
	uint64_t mask;
	bucket *bucket;
	int shift;       /* 64 less the binary logarithm of their number */
	uint32_t misses; /* since it has this size */
} table;

/* Where tests of the requirements and what follows part the ways of one classification. */
typedef struct ec_junction
{
	table table;      /* no way from here leads to another junction */
	uint32_t version; /* of the key that the table is for */
} junction;

/*
 * A way leads to a settled answer or, as the lowest bits of the pointer say, which are not in use
 * otherwise:
 */
#define UNSETTLED 1 /* a leaf that has none */
#define JUNCTION 2

typedef struct ec_shortcut
{
	table table;

	/* what the key is made of, in this order */
	uint32_t limits; /* numbers compared with a limit; in groups of four */
	uint32_t sums;
	uint32_t vendors;
	uint32_t end_uses; /* tests of the end use, which in most rows is not stated: all false */
	uint32_t others;
	struct
	{
		double limit[4][2]; /* each twice, for both bounds */
		uint32_t offset[4]; /* of the numbers in the facts */
	} limit[SHORTCUT_TESTS / 4 + 1];
	struct
	{
		double limit;
		uint32_t offset[2];
	} sum[SHORTCUT_TESTS];
	struct
	{
		uint64_t word; /* the name, at the end of eight bytes */
		uint64_t mask; /* which of them it takes */
		uint64_t length;
	} vendor[SHORTCUT_TESTS];
	const ec_atom *end_use[SHORTCUT_TESTS];
	const ec_atom *other[SHORTCUT_TESTS];

	uint32_t version; /* another one for each lay-out of the key */
	uint32_t tests;
	uint32_t number[SHORTCUT_TESTS]; /* their atoms */
	uint64_t bits[SHORTCUT_TESTS];   /* and which bits of the key are theirs */
} shortcut;

#define VENDOR_MOST 8 /* bytes in a name that is compared at once */

_Static_assert(EC_FORM_UNKNOWN <= 3, "a key has two bits for the form");

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
 * Which bounds of four numbers reach their limits: two bits each, of each number the lower one's
 * first.
 */
static inline uint64_t
bounds_reached(const ec_facts *facts, const uint32_t offset[4], const double limit[4][2])
{
#ifdef __SSE2__
	__m128i low =
	    _mm_packs_epi32(reached(facts, offset[0], limit[0]), reached(facts, offset[1], limit[1]));
	__m128i high =
	    _mm_packs_epi32(reached(facts, offset[2], limit[2]), reached(facts, offset[3], limit[3]));

	/* all ones or zeros, however wide: narrowed until all are bytes of one register */
	return (uint64_t) _mm_movemask_epi8(
	    _mm_packs_epi16(_mm_packs_epi32(low, high), _mm_setzero_si128()));
#else
	uint64_t bits = 0;

	for (int i = 0; i < 4; i++)
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

/* Adds the tests to the key that are like no others. */
EC_APART static uint64_t
add_others(const shortcut *s, const ec_facts *facts, uint64_t key)
{
	if (facts->text[EC_END_USE].text == NULL)
		key <<= 2 * s->end_uses;
	else
		for (uint32_t i = 0; i < s->end_uses; i++)
			key = key << 2 | ec_atom_truth(s->end_use[i], facts);
	for (uint32_t i = 0; i < s->others; i++)
		key = key << 2 | ec_atom_truth(s->other[i], facts);
	return key;
}

/* The truths of all tests of the tree, in one number: no branch and no test waits for another. */
EC_INLINE uint64_t
shortcut_key(const shortcut *s, const ec_facts *facts)
{
	uint64_t key = 0;

	for (uint32_t i = 0; i < s->limits; i++)
		key = key << 8 | bounds_reached(facts, s->limit[i].offset, s->limit[i].limit);
	for (uint32_t i = 0; i < s->sums; i++)
		key = key << 2 | sum_bounds_reached(facts, s->sum[i].offset, s->sum[i].limit);
	if (s->vendors > 0)
	{
		/*
		 * The eight bytes before its end, whatever they are; those before the name itself do not
		 * count.
		 */
		ec_words vendor = facts->text[EC_VENDOR];
		size_t length = vendor.length;
		uint64_t unknown = vendor.text == NULL;
		const char *end = (unknown ? (const char *) (facts + 1) : vendor.text) + length;
		uint64_t word;

		memcpy(&word, end - VENDOR_MOST, VENDOR_MOST);
		for (uint32_t i = 0; i < s->vendors; i++)
		{
			uint64_t differs =
			    ((word ^ s->vendor[i].word) & s->vendor[i].mask) | (length ^ s->vendor[i].length);

			key = key << 2 | unknown | (uint64_t) (differs == 0) << 1;
		}
	}
	if (s->others > 0 || facts->text[EC_END_USE].text != NULL)
		key = add_others(s, facts, key);
	else
		key <<= 2 * s->end_uses;
	return key << 6 | facts->form | (facts->known >> EC_DATACENTER & 1) << 2 |
	    (facts->marked >> EC_DATACENTER & 1) << 3 | (facts->known >> EC_HBM & 1) << 4 |
	    (facts->marked >> EC_HBM & 1) << 5;
}

static uint32_t
offset_of(int number)
{
	return (uint32_t) (offsetof(ec_facts, number) + (size_t) number * sizeof(ec_interval));
}

static void
set_limit(shortcut *s, uint32_t number, double limit, int of)
{
	s->limit[number / 4].limit[number % 4][0] = s->limit[number / 4].limit[number % 4][1] = limit;
	s->limit[number / 4].offset[number % 4] = offset_of(of);
}

/* Lays the key out.  False when it has not room for all tests. */
static bool
lay_key_out(const ec_stock *stock, shortcut *s)
{
	enum
	{
		LIMIT,
		SUM,
		VENDOR,
		END_USE,
		OTHER,
		KINDS,
		FLAG
	};
	uint32_t count[KINDS] = {0};
	uint8_t kind[SHORTCUT_TESTS];
	uint32_t index[SHORTCUT_TESTS]; /* among those of its kind */
	uint32_t after[KINDS] = {0};    /* how many tests come after those of the kind */
	uint32_t limits;                /* with what fills the last group */

	for (uint32_t i = 0; i < s->tests; i++)
	{
		const ec_atom *a = &stock->atoms.atom[s->number[i]];

		kind[i] = OTHER;
		switch ((ec_atom_kind) a->kind)
		{
			case EC_ATOM_AT_LEAST:
			case EC_ATOM_ABOVE:
				kind[i] = LIMIT;
				break;
			case EC_ATOM_SUM:
				kind[i] = SUM;
				break;
			case EC_ATOM_VENDOR:
				if (a->length <= VENDOR_MOST)
					kind[i] = VENDOR;
				break;
			case EC_ATOM_TEXT:
				if (a->fact == EC_END_USE)
					kind[i] = END_USE;
				break;
			case EC_ATOM_FLAG:
				if (a->fact != EC_DATACENTER && a->fact != EC_HBM)
					break;
				/* FALLTHROUGH */
			case EC_ATOM_FORM:
				kind[i] = FLAG;
				s->bits[i] = (uint64_t) 3 << (a->kind == EC_ATOM_FORM      ? 0 :
				                                  a->fact == EC_DATACENTER ? 2 :
				                                                             4);
				continue;
			case EC_ATOM_NUMBER:
				break;
		}
		index[i] = count[kind[i]]++;
		switch (kind[i])
		{
			case LIMIT:
				/* x > limit is x >= the next number */
				set_limit(s, index[i],
				          a->kind == EC_ATOM_ABOVE ? nextafter(a->limit, INFINITY) : a->limit,
				          a->fact);
				break;
			case SUM:
				s->sum[index[i]].limit = a->limit;
				s->sum[index[i]].offset[0] = offset_of(a->fact);
				s->sum[index[i]].offset[1] = offset_of(a->more);
				break;
			case VENDOR:
			{
				char word[VENDOR_MOST] = {0};
				char mask[VENDOR_MOST] = {0};

				memcpy(word + VENDOR_MOST - a->length, a->vendor, a->length);
				memset(mask + VENDOR_MOST - a->length, -1, a->length);
				memcpy(&s->vendor[index[i]].word, word, VENDOR_MOST);
				memcpy(&s->vendor[index[i]].mask, mask, VENDOR_MOST);
				s->vendor[index[i]].length = a->length;
				break;
			}
			case END_USE:
				s->end_use[index[i]] = a;
				break;
			case OTHER:
				s->other[index[i]] = a;
				break;
		}
	}
	s->limits = (count[LIMIT] + 3) / 4;
	limits = 4 * s->limits;
	for (uint32_t i = count[LIMIT]; i < limits; i++)
		set_limit(s, i, NAN, EC_TPP); /* never reached, not by infinity either */
	s->sums = count[SUM];
	s->vendors = count[VENDOR];
	s->end_uses = count[END_USE];
	s->others = count[OTHER];

	for (int k = OTHER - 1; k >= LIMIT; k--)
		after[k] = after[k + 1] + count[k + 1];
	if (after[LIMIT] + limits > SHORTCUT_TESTS)
		return false;
	for (uint32_t i = 0; i < s->tests; i++)
	{
		/* limits come in groups of four, of each the first one lowest */
		if (kind[i] == LIMIT)
			s->bits[i] = (uint64_t) 3
			    << (6 + 2 * (after[LIMIT] + limits - 4 - index[i] / 4 * 4 + index[i] % 4));
		else if (kind[i] != FLAG)
			s->bits[i] = (uint64_t) 3 << (6 + 2 * (after[kind[i]] + count[kind[i]] - 1 - index[i]));
	}
	return true;
}

static void
size_table(const ec_memory *mem, table *t, int bits)
{
	uintptr_t memory = (uintptr_t) ec_alloc(mem, (sizeof(bucket) << bits) + LINE - 1);

	t->shift = 64 - bits;
	t->misses = 0;
	t->bucket = (bucket *) ((memory + LINE - 1) & ~(uintptr_t) (LINE - 1));
}

static void
empty_table(table *t)
{
	t->mask = 0;
	memset(t->bucket, 0, sizeof(bucket) << (64 - t->shift));
}

static inline bucket *
bucket_of(const table *t, uint64_t key)
{
	return &t->bucket[(key * 0x9E3779B97F4A7C15u) >> t->shift];
}

/*
 * The way in this place of the bucket, if it is the key's; else 0.  Without a branch, which would
 * be guessed wrong.
 */
static inline uintptr_t
way_at(const bucket *b, int i, uint64_t key)
{
	return b->way[i] & -(uintptr_t) (b->key[i] == key);
}

/* Where the key leads; 0 when the table does not know. */
static inline uintptr_t
look_up(const table *t, uint64_t key)
{
	const bucket *b;

	key &= t->mask;
	b = bucket_of(t, key);
	return (way_at(b, 0, key) | way_at(b, 1, key)) | (way_at(b, 2, key) | way_at(b, 3, key));
}

/* Puts a way that is not there into the bucket: in a free place, or where `victim` says. */
static void
put_way(bucket *b, uint64_t key, uintptr_t way, uint32_t victim)
{
	int i = 0;

	while (i < WAYS && b->way[i] != 0)
		i++;
	if (i == WAYS)
		i = (int) (victim % WAYS);
	b->key[i] = key;
	b->way[i] = way;
}

/* Adds a way that the table did not have, which depends on the tests of `bits`. */
static void
add_way(const ec_memory *mem, table *t, uint64_t key, uint64_t bits, uintptr_t way)
{
	/*
	 * With a wider mask, ways that are there stay right: a key that leads to one has zeros in the
	 * new bits, and the way does not depend on these.
	 */
	t->mask |= bits;
	/* Where keys drive each other out of the table, it is too small. */
	if (++t->misses > 2u * WAYS << (64 - t->shift) && 64 - t->shift < TABLE_MOST)
	{
		const bucket *old = t->bucket;
		size_t size = (size_t) 1 << (64 - t->shift);

		size_table(mem, t, 64 - t->shift + 1);
		for (size_t b = 0; b < size; b++)
			for (int i = 0; i < WAYS; i++)
				if (old[b].way[i] != 0)
					put_way(bucket_of(t, old[b].key[i]), old[b].key[i], old[b].way[i], 0);
	}
	put_way(bucket_of(t, key & t->mask), key & t->mask, way, t->misses);
}

/* The number of the atom's test in the key; s->tests when it has none. */
static uint32_t
find_test(const shortcut *s, uint32_t number)
{
	uint32_t i = 0;

	while (i < s->tests && s->number[i] != number)
		i++;
	return i;
}

/* The bits of the tests on the path from one step down to another. */
static uint64_t
bits_of_path(const shortcut *s, const ec_step *from, const ec_step *to)
{
	uint64_t bits = 0;

	for (; to != from; to = to->parent)
		bits |= s->bits[find_test(s, to->parent->number)];
	return bits;
}

/*
 * Sees to it that the key has all tests on the path to the leaf.  False when it cannot have them.
 */
static bool
add_tests(const ec_stock *stock, shortcut *s, const ec_step *leaf)
{
	uint32_t before = s->tests;

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
	return lay_key_out(stock, s);
}

/* The junction at this step, good for the key as it now is. */
static junction *
junction_at(const ec_memory *mem, const shortcut *s, ec_step *step)
{
	if (step->junction == NULL)
	{
		step->junction = ec_alloc(mem, sizeof(junction));
		size_table(mem, &step->junction->table, TABLE_LEAST);
	}
	if (step->junction->version != s->version)
		empty_table(&step->junction->table);
	step->junction->version = s->version;
	return step->junction;
}

/* Remembers the way to this leaf. */
static void
add_shortcut(ec_stock *stock, ec_fast_tree *t, const ec_facts *facts, ec_step *leaf)
{
	shortcut *s = t->shortcut;
	ec_step *end = leaf; /* of the classification */
	uint64_t key;
	uintptr_t way;

	if (!add_tests(stock, s, leaf))
	{
		t->shortcut = NULL;
		t->walks = SHORTCUT_AFTER;
		return;
	}
	while (end->parent != NULL && !end->parent->classifying)
		end = end->parent;
	key = shortcut_key(s, facts);
	way = leaf->settled ? (uintptr_t) leaf->settled : (uintptr_t) leaf | UNSETTLED;
	if (end != leaf)
	{
		junction *j = junction_at(stock->mem, s, end);

		if (look_up(&j->table, key) == 0)
			add_way(stock->mem, &j->table, key, bits_of_path(s, end, leaf), way);
		way = (uintptr_t) j | JUNCTION;
	}
	if (look_up(&s->table, key) == 0)
		add_way(stock->mem, &s->table, key, bits_of_path(s, t->tree.first, end), way);
}

static void
make_shortcut(ec_stock *stock, ec_fast_tree *t)
{
	t->shortcut = ec_alloc(stock->mem, sizeof(shortcut));
	size_table(stock->mem, &t->shortcut->table, TABLE_LEAST);
}

/* Where no shortcut leads, or none yet. */
static ec_step *
find_leaf(ec_fast_tree *t, const ec_ground *ground, const ec_facts *facts)
{
	ec_step *leaf = ec_tree_walk(&t->tree, ground, facts);

	if (t->shortcut != NULL)
		add_shortcut(ground->stock, t, facts, leaf);
	else if (t->walks < SHORTCUT_AFTER && ++t->walks == SHORTCUT_AFTER)
		make_shortcut(ground->stock, t);
	return leaf;
}

/* The answer of a way that is none yet, or that leads to a leaf without a settled one. */
EC_APART static ec_answer *
answer_apart(ec_fast_tree *t, const ec_ground *ground, const ec_facts *facts, uintptr_t way)
{
	const ec_step *leaf =
	    way != 0 ? (ec_step *) (way & ~(uintptr_t) UNSETTLED) : find_leaf(t, ground, facts);

	return ec_leaf_answer(leaf, ground, facts);
}

ec_answer *
ec_fast_tree_answer(ec_fast_tree *t, const ec_ground *ground, const ec_facts *facts)
{
	uintptr_t way = 0;

	if (t->shortcut != NULL)
	{
		uint64_t key = shortcut_key(t->shortcut, facts);

		way = look_up(&t->shortcut->table, key);
		if (way & JUNCTION)
			way = look_up(&((junction *) (way & ~(uintptr_t) JUNCTION))->table, key);
	}
	if (way == 0 || (way & UNSETTLED))
		return answer_apart(t, ground, facts, way);
	return (ec_answer *) way;
}
