/*
 * numbering.c
 *		Numbering by canonical text.  See numbering.h.
 */
#include "core/engine/numbering.h"

#include "core/hash.h"

typedef struct numbered
{
	uint32_t id;
	char name[];
} numbered;

static bool
has_name(const void *item, const void *name)
{
	return strcmp(((const numbered *) item)->name, name) == 0;
}

uint32_t
ec_id_of_name(const ec_memory *mem, ec_numbering *n, const char *name, size_t next, bool *added)
{
	uint64_t hash = ec_hash_text(name);
	numbered *found = ec_table_find(&n->names, hash, has_name, name);

	*added = found == NULL;
	if (*added)
	{
		size_t length = strlen(name);

		found = ec_alloc(mem, sizeof(numbered) + length + 1);
		found->id = (uint32_t) next;
		memcpy(found->name, name, length);
		ec_table_add(mem, &n->names, hash, found);
	}
	return found->id;
}
