/*
 * table.c
 *		Adding to hash tables.  See table.h.
 */
#include "core/table.h"

static ec_table_entry *
free_entry(const ec_table *t, uint64_t hash)
{
	size_t i = hash & (t->capacity - 1);

	while (t->entry[i].item != NULL)
		i = (i + 1) & (t->capacity - 1);
	return &t->entry[i];
}

void
ec_table_add(const ec_memory *mem, ec_table *t, uint64_t hash, void *item)
{
	/* Half of it stays free, so that runs of entries in use stay short. */
	if (2 * (t->count + 1) > t->capacity)
	{
		ec_table larger = {.count = t->count, .capacity = t->capacity ? t->capacity * 2 : 4};

		larger.entry = ec_alloc(mem, larger.capacity * sizeof(ec_table_entry));
		for (size_t i = 0; i < t->capacity; i++)
			if (t->entry[i].item != NULL)
				*free_entry(&larger, t->entry[i].hash) = t->entry[i];
		*t = larger;
	}
	*free_entry(t, hash) = (ec_table_entry){hash, item};
	t->count++;
}
