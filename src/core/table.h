/*
 * table.h
 *		A hash table of things that the caller owns: they are found again in constant time,
 *		however many there are.
 *
 * All zeros: an empty table.  Nothing is ever removed.  The caller hashes (hash.h) and says what
 * equal means; an item whose hash differs is never compared.
 */
#ifndef EC_TABLE_H
#define EC_TABLE_H

#include "core/base.h"

typedef struct ec_table_entry
{
	uint64_t hash;
	void *item; /* NULL: not in use */
} ec_table_entry;

typedef struct ec_table
{
	ec_table_entry *entry;
	size_t count;
	size_t capacity; /* a power of two, or nothing yet */
} ec_table;

/* Is the item the one wanted?  What is wanted need not be an item. */
typedef bool (*ec_table_same)(const void *item, const void *wanted);

/* The first item with this hash that is the one wanted, or NULL. */
static inline void *
ec_table_find(const ec_table *t, uint64_t hash, ec_table_same same, const void *wanted)
{
	if (t->count == 0)
		return NULL;
	for (size_t i = hash & (t->capacity - 1); t->entry[i].item != NULL;
	     i = (i + 1) & (t->capacity - 1))
		if (t->entry[i].hash == hash && same(t->entry[i].item, wanted))
			return t->entry[i].item;
	return NULL;
}

/* Adds an item.  The caller has made sure that it is not there. */
extern void ec_table_add(const ec_memory *mem, ec_table *t, uint64_t hash, void *item);

#endif /* EC_TABLE_H */
