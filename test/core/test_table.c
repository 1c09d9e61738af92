/*
 * test_table.c
 *		Hash tables: what was added is found, nothing else is, and few items are looked at for it.
 */
#include "harness.h"

#include "core/hash.h"
#include "core/table.h"

typedef struct thing
{
	int key;
} thing;

static long compared;

static bool
has_key(const void *item, const void *key)
{
	compared++;
	return ((const thing *) item)->key == *(const int *) key;
}

#define THINGS 20000

/* `hashes`: how many different hashes the things have. */
static void
test_finding(const char *what, int count, uint64_t hashes, long comparisons)
{
	thing *things = ec_alloc(memory(), THINGS * sizeof(thing));
	ec_table table = {0};
	bool found = true;
	bool absent = true;

	for (int key = 0; key < count; key++)
	{
		uint64_t hash = ec_hash_mix(0, (uint64_t) key % hashes);

		absent = absent && ec_table_find(&table, hash, has_key, &key) == NULL;
		things[key].key = key;
		ec_table_add(memory(), &table, hash, &things[key]);
	}
	compared = 0;
	for (int key = 0; key < count; key++)
		found = found &&
		    ec_table_find(&table, ec_hash_mix(0, (uint64_t) key % hashes), has_key, &key) ==
		        &things[key];
	ok(absent, "%s: what was not added is not found", what);
	ok(found, "%s: what was added is found", what);
	ok(table.count == (size_t) count, "%s: all are counted", what);
	ok(compared <= comparisons, "%s: %ld comparisons find them", what, compared);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_finding("none", 0, 1, 0);
	test_finding("one", 1, 1, 1);
	/* an item is compared only when its hash is the one looked for */
	test_finding("many", THINGS, UINT64_MAX, THINGS);
	test_finding("two of each hash", THINGS, THINGS / 2, THINGS + THINGS / 2);
	test_finding("all of one hash", 100, 1, 100 * 101 / 2);
	return finish();
}
