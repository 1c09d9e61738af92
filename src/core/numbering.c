/*
 * numbering.c
 *		Numbering by canonical text.  See numbering.h.
 */
#include "numbering.h"

#include "hash.h"

static ec_numbered *
slot_of(const ec_numbering *n, const char *name)
{
	size_t		i = ec_hash_text(name) & (n->capacity - 1);

	while (n->entry[i].name != NULL && strcmp(n->entry[i].name, name) != 0)
		i = (i + 1) & (n->capacity - 1);
	return &n->entry[i];
}

uint32_t
ec_number_name(const ec_memory *mem, ec_numbering *n, const char *name, size_t next, bool *added)
{
	ec_numbered *slot;

	if (2 * (n->count + 1) > n->capacity)
	{
		ec_numbering larger = {.capacity = n->capacity ? n->capacity * 2 : 64,.count = n->count};

		larger.entry = ec_alloc(mem, larger.capacity * sizeof(ec_numbered));
		for (size_t i = 0; i < n->capacity; i++)
			if (n->entry[i].name != NULL)
				*slot_of(&larger, n->entry[i].name) = n->entry[i];
		*n = larger;
	}
	slot = slot_of(n, name);
	*added = slot->name == NULL;
	if (*added)
	{
		slot->name = ec_copy_text(mem, name, strlen(name));
		slot->number = (uint32_t) next;
		n->count++;
	}
	return slot->number;
}
