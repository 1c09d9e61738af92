/*
 * shortcut.c
 *		Keys, and the tables that remember where they led.  See shortcut.h.
 */
#include "shortcut.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * The truths of all tests of the tree make a key.  A table remembers where each key led: not at once to a leaf,
 * as facts that have nothing to do with each other would make more keys than any table holds, but first to the
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
	struct slot
	{
		uint64_t	key;
		uintptr_t	way;		/* 0: not in use */
	}		   *slot;
} table;

/* A way from here is a settled answer or, with UNSETTLED added, a leaf. */
typedef struct ec_junction
{
	uint32_t	version;		/* of the key that its table is for */
	table		table;
} junction;

#define UNSETTLED 1				/* pointers are even */

typedef struct ec_shortcut
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
	const ec_atom *end_use[SHORTCUT_TESTS];
	const ec_atom *other[SHORTCUT_TESTS];

	uint32_t	version;		/* another one for each lay-out of the key */
	uint32_t	tests;
	uint32_t	number[SHORTCUT_TESTS]; /* their atoms */
	uint64_t	bits[SHORTCUT_TESTS];	/* and which bits of the key are theirs */
} shortcut;

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
			key = key << 2 | ec_atom_truth(s->end_use[i], facts);
	for (uint32_t i = 0; i < s->others; i++)
		key = key << 2 | ec_atom_truth(s->other[i], facts);
	return key << 6 | chip->form | (uint64_t) chip->datacenter << 2 | (uint64_t) chip->hbm << 4;
}

static size_t
offset_of(int number)
{
	return offsetof(ec_chip, number) + (size_t) number * sizeof(ec_interval);
}

/* Lays the key out.  False when it has not room for all tests. */
static bool
lay_key_out(const ec_stock *stock, shortcut *s)
{
	const uint32_t *count[] = {&s->limits, &s->sums, &s->vendors, &s->end_uses, &s->others};
	uint8_t		kind[SHORTCUT_TESTS];	/* which of these */
	uint32_t	index[SHORTCUT_TESTS];
	uint32_t	after[] = {0, 0, 0, 0, 0};	/* how many tests come after those of the kind */

	s->limits = s->sums = s->vendors = s->end_uses = s->others = 0;
	for (uint32_t i = 0; i < s->tests; i++)
	{
		const ec_atom *a = &stock->atoms.atom[s->number[i]];

		switch ((ec_atom_kind) a->kind)
		{
			case EC_ATOM_AT_LEAST:
			case EC_ATOM_ABOVE:
				if (a->fact >= EC_CHIP_NUMBERS)
					goto other;
				kind[i] = 0;
				index[i] = s->limits;
				/* x > limit is x >= the next number */
				s->limit[s->limits].limit = a->kind == EC_ATOM_ABOVE ? nextafter(a->limit, INFINITY) : a->limit;
				s->limit[s->limits++].offset = offset_of(a->fact);
				break;
			case EC_ATOM_SUM:
				kind[i] = 1;
				index[i] = s->sums;
				s->sum[s->sums].limit = a->limit;
				s->sum[s->sums].offset[0] = offset_of(a->fact);
				s->sum[s->sums++].offset[1] = offset_of(a->more);
				break;
			case EC_ATOM_VENDOR:
				kind[i] = 2;
				index[i] = s->vendors;
				s->vendor[s->vendors].word = last_bytes(a->vendor, a->length);
				s->vendor[s->vendors].length = a->length;
				s->vendor[s->vendors++].text = a->vendor;
				break;
			case EC_ATOM_FLAG:
			case EC_ATOM_FORM:
				kind[i] = UINT8_MAX;
				s->bits[i] = (uint64_t) 3 << (a->kind == EC_ATOM_FORM ? 0 : a->fact == EC_DATACENTER ? 2 : 4);
				break;
			case EC_ATOM_TEXT:
				if (a->fact != EC_END_USE)
					goto other;
				kind[i] = 3;
				index[i] = s->end_uses;
				s->end_use[s->end_uses++] = a;
				break;
			case EC_ATOM_NUMBER:
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
	t->slot = ec_alloc(mem, sizeof(*t->slot) << bits);
}

static void
empty_table(table *t)
{
	t->mask = 0;
	memset(t->slot, 0, sizeof(*t->slot) << (64 - t->shift));
}

static inline struct slot *
slot_of(const table *t, uint64_t key)
{
	return &t->slot[(key * 0x9E3779B97F4A7C15u) >> t->shift];
}

/* Where the key leads; 0 when the table does not know. */
static inline uintptr_t
look_up(const table *t, uint64_t key)
{
	const struct slot *slot;

	key &= t->mask;
	slot = slot_of(t, key);
	return slot->key == key ? slot->way : 0;
}

/* Adds a way that the table did not have, which depends on the tests of `bits`. */
static void
add_way(const ec_memory *mem, table *t, uint64_t key, uint64_t bits, uintptr_t way)
{
	struct slot *slot;

	/*
	 * With a wider mask, ways that are there stay right: a key that leads to one has zeros in the new bits,
	 * and the way does not depend on these.
	 */
	t->mask |= bits;
	/* Where keys drive each other out of the table, it is too small. */
	if (++t->misses > 2u << (64 - t->shift) && 64 - t->shift < TABLE_MOST)
	{
		const struct slot *old = t->slot;
		size_t		size = (size_t) 1 << (64 - t->shift);

		size_table(mem, t, 64 - t->shift + 1);
		for (size_t i = 0; i < size; i++)
			if (old[i].way != 0)
				*slot_of(t, old[i].key) = old[i];
	}
	slot = slot_of(t, key & t->mask);
	slot->key = key & t->mask;
	slot->way = way;
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
bits_of_path(const shortcut *s, const ec_step *from, const ec_step *to)
{
	uint64_t	bits = 0;

	for (; to != from; to = to->parent)
		bits |= s->bits[find_test(s, to->parent->number)];
	return bits;
}

/* Sees to it that the key has all tests on the path to the leaf.  False when it cannot have them. */
static bool
add_tests(const ec_stock *stock, shortcut *s, const ec_step *leaf)
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
	return lay_key_out(stock, s);
}

/* Remembers the way to this leaf. */
static void
add_shortcut(ec_stock *stock, ec_fast_tree *t, const ec_facts *facts, ec_step *leaf)
{
	shortcut   *s = t->shortcut;
	ec_step    *end = leaf;		/* of the classification */
	uint64_t	key;

	if (!add_tests(stock, s, leaf))
	{
		t->shortcut = NULL;
		t->walks = SHORTCUT_AFTER;
		return;
	}
	while (end->parent != NULL && !end->parent->classifying)
		end = end->parent;
	if (end->junction == NULL)
	{
		end->junction = ec_alloc(stock->mem, sizeof(junction));
		size_table(stock->mem, &end->junction->table, TABLE_LEAST);
	}
	if (end->junction->version != s->version)
		empty_table(&end->junction->table);
	end->junction->version = s->version;

	key = shortcut_key(s, facts);
	if (look_up(&s->table, key) == 0)
		add_way(stock->mem, &s->table, key, bits_of_path(s, t->tree.first, end), (uintptr_t) end->junction);
	if (look_up(&end->junction->table, key) == 0)
		add_way(stock->mem, &end->junction->table, key, bits_of_path(s, end, leaf),
				leaf->settled ? (uintptr_t) leaf->settled : (uintptr_t) leaf + UNSETTLED);
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
	ec_step    *leaf = ec_tree_walk(&t->tree, ground, facts);

	if (t->shortcut != NULL)
		add_shortcut(ground->stock, t, facts, leaf);
	else if (t->walks < SHORTCUT_AFTER && ++t->walks == SHORTCUT_AFTER)
		make_shortcut(ground->stock, t);
	return leaf;
}

ec_answer *
ec_fast_tree_answer(ec_fast_tree *t, const ec_ground *ground, const ec_facts *facts)
{
	ec_step    *leaf;

	if (t->shortcut != NULL)
	{
		uint64_t	key = shortcut_key(t->shortcut, facts);
		uintptr_t	way = look_up(&t->shortcut->table, key);

		if (way != 0)
			way = look_up(&((junction *) way)->table, key);
		if (way != 0 && (way & UNSETTLED) == 0)
			return (ec_answer *) way;
		leaf = way != 0 ? (ec_step *) (way - UNSETTLED) : find_leaf(t, ground, facts);
	}
	else
		leaf = find_leaf(t, ground, facts);
	return ec_leaf_answer(leaf, ground, facts);
}
