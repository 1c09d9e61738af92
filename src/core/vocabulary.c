/*
 * vocabulary.c
 *		Making a vocabulary from a rulebook, and saying what it does not understand.  See
 *		vocabulary.h.
 */
#include "core/vocabulary.h"

#include "core/condition.h"

/* The rows of a kind, whatever else they have: ec_called comes first in each. */
typedef struct rows
{
	const char *first;
	size_t count;
	size_t size;
} rows;

static rows
rows_of(const ec_rulebook *book, ec_fact fact)
{
	return fact == EC_VENDOR ?
	    (rows){(const char *) book->vendor, book->vendor_count, sizeof(ec_vendor)} :
	    (rows){(const char *) book->end_use, book->end_use_count, sizeof(ec_end_use)};
}

static const ec_called *
row(const rows *r, size_t i)
{
	return (const ec_called *) (r->first + i * r->size);
}

/* The i-th of its names: first its own, then the aliases. */
static const char *
name_at(const ec_called *called, int i)
{
	return i == 0 ? called->name : called->aliases[i - 1];
}

static size_t
count_names(const rows *r)
{
	size_t names = 0;

	for (size_t i = 0; i < r->count; i++)
		names += 1 + (size_t) row(r, i)->alias_count;
	return names;
}

static uint64_t
hash_of(const char *name)
{
	return ec_name_hash(name, strlen(name));
}

static void
enter_names(ec_lexicon *lexicon, const ec_called *called, bool means_somebody, bool clear)
{
	uint64_t meaning = means_somebody ? hash_of(called->name) : EC_NO_NAME;

	for (int i = 0; i <= called->alias_count; i++)
	{
		uint64_t hash = hash_of(name_at(called, i));
		ec_meaning *entry = (ec_meaning *) ec_lexicon_find(lexicon, hash);

		if (hash != EC_NO_NAME && entry->hash == EC_NO_NAME)
			*entry = (ec_meaning){hash, meaning, clear};
	}
}

static void
make_lexicon(const ec_memory *mem, const ec_rulebook *book, ec_fact fact, ec_lexicon *lexicon)
{
	rows r = rows_of(book, fact);
	size_t capacity = 2;

	if (r.count == 0)
		return;
	while (capacity < 2 * (count_names(&r) + 1))
		capacity *= 2;
	lexicon->entry = ec_alloc(mem, capacity * sizeof(ec_meaning));
	lexicon->mask = capacity - 1;
	for (size_t i = 0; i < r.count; i++)
	{
		ec_check_interrupt(mem);
		enter_names(lexicon, row(&r, i), fact == EC_END_USE || book->vendor[i].makes_circuits,
		            fact == EC_END_USE && book->end_use[i].ordinary);
	}
}

/* The entry of the name of the row to which this entry belongs. */
static ec_meaning *
own_entry(const ec_lexicon *lexicon, const ec_meaning *entry)
{
	return (ec_meaning *) ec_lexicon_find(lexicon, entry->meaning);
}

/* Clears the end uses that the condition names: their own names, the aliases come after. */
static void
clear_named(ec_vocabulary *v, const ec_condition *c)
{
	for (int n = 0; n < c->node_count; n++)
	{
		const ec_node *in = &c->node[n];

		if (in->op != EC_OP_IN || in->fact != EC_END_USE)
			continue;
		for (uint32_t i = 0; i < in->count; i++)
		{
			const char *item = ec_condition_text(c, ec_condition_items(c)[in->a + i].value);
			const ec_meaning *entry = ec_lexicon_find(&v->end_use, hash_of(item));

			if (entry->hash != EC_NO_NAME)
				own_entry(&v->end_use, entry)->clear = true;
		}
	}
}

/* Clears the end uses of which some rule speaks, by whatever name. */
static void
clear_ruled(const ec_memory *mem, ec_vocabulary *v)
{
	const ec_rulebook *book = v->book;

	for (size_t r = 0; r < book->rule_count; r++)
	{
		ec_check_interrupt(mem);
		if (ec_condition_facts(book->rule[r].condition) & EC_FACT_BIT(EC_END_USE))
			clear_named(v, book->rule[r].condition);
	}
	for (size_t e = 0; e <= v->end_use.mask; e++)
		if (v->end_use.entry[e].hash != EC_NO_NAME)
			v->end_use.entry[e].clear = own_entry(&v->end_use, &v->end_use.entry[e])->clear;
}

ec_vocabulary *
ec_vocabulary_new(const ec_memory *mem, const ec_rulebook *book)
{
	ec_vocabulary *v = ec_alloc(mem, sizeof(ec_vocabulary));

	v->book = book;
	make_lexicon(mem, book, EC_VENDOR, &v->vendor);
	make_lexicon(mem, book, EC_END_USE, &v->end_use);
	if (v->end_use.entry != NULL)
		clear_ruled(mem, v);
	return v;
}

/* --- in words --- */

const char *
ec_meaning_nearest(const ec_memory *mem, const ec_rulebook *book, ec_fact fact, const char *text,
                   size_t length)
{
	rows r = rows_of(book, fact);
	const char **names = ec_alloc(mem, count_names(&r) * sizeof(char *));
	int count = 0;

	for (size_t i = 0; i < r.count; i++)
		for (int n = 0; n <= row(&r, i)->alias_count; n++)
			names[count++] = name_at(row(&r, i), n);
	return ec_name_nearest(mem, text, length, names, count);
}

const char *
ec_meaning_fault(const ec_memory *mem, const ec_vocabulary *v, const ec_facts *facts, ec_fact fact)
{
	ec_words words = facts->text[fact];
	const char *nearest;
	ec_text fault;

	if (fact == EC_NAME || words.text == NULL || !ec_has_meanings(v, fact) ||
	    ec_meaning_stated(v, facts, fact) != EC_NO_NAME)
		return NULL;
	if (fact == EC_VENDOR && ec_lexicon_find(&v->vendor, facts->vendor)->hash != EC_NO_NAME &&
	    facts->vendor != EC_NO_NAME)
		return "makes no circuits: who made them is unknown";
	nearest = ec_meaning_nearest(mem, v->book, fact, words.text, words.length);
	if (nearest == NULL)
		return "is not understood: no row has that name";
	ec_text_init(&fault, mem);
	ec_text_printf(&fault, "is not understood: the nearest name is '%s'", nearest);
	return fault.data;
}
