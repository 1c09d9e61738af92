/*
 * vocabulary.h
 *		What the names that people write mean in a rulebook: which vendor, which end use.
 *
 * Names become numbers once, when a value is made (the hash of its canonical form, see name.h) or
 * when a rulebook is compiled; no row compares texts.
 *
 *		"Nvidia Corp."  --ec_name_hash--> hash --ec_meaning_of--> the hash of the row's "NVIDIA"
 *		"ASUS"          ----------------------------------------> EC_NO_NAME: makes no circuits
 *		"Nvidai"        ----------------------------------------> EC_NO_NAME: not understood
 *
 * A name that is stated and has no meaning leaves what tests it unknown.  An end use has one more
 * question to answer: may it clear where no rule in force tests it?  Only one that is ordinary may,
 * or one of which the rulebook speaks: some rule of it, of whatever day, names it.
 *
 * A rulebook without vendors has no vocabulary of vendors, and one without end uses none of these:
 * then texts are compared byte by byte, as in export_control 0.1.0.
 */
#ifndef EC_VOCABULARY_H
#define EC_VOCABULARY_H

#include "core/facts.h"
#include "core/rulebook.h"

typedef struct ec_meaning
{
	uint64_t hash; /* of a name; EC_NO_NAME: no entry */
	uint64_t
	    meaning; /* the hash of the name of its row; EC_NO_NAME: it is known, and means nobody */
	bool clear;  /* of an end use: see above */
} ec_meaning;

/* The names of one kind, by their hashes: a table of which at least half the entries are empty. */
typedef struct ec_lexicon
{
	ec_meaning *entry; /* NULL: there are none */
	size_t mask;
} ec_lexicon;

typedef struct ec_vocabulary
{
	const ec_rulebook *book;
	ec_lexicon vendor;
	ec_lexicon end_use;
} ec_vocabulary;

/* The rulebook must outlive it.  Of two rows that claim one name the first has it. */
extern ec_vocabulary *ec_vocabulary_new(const ec_memory *mem, const ec_rulebook *book);

/* The entry of a name, or an empty one. */
static inline const ec_meaning *
ec_lexicon_find(const ec_lexicon *lexicon, uint64_t hash)
{
	size_t i = hash & lexicon->mask;

	while (lexicon->entry[i].hash != hash && lexicon->entry[i].hash != EC_NO_NAME)
		i = (i + 1) & lexicon->mask;
	return &lexicon->entry[i];
}

/*
 * Are tests of the fact comparisons of meanings?  Names of items are compared by their canonical
 * form, where the rulebook has a vocabulary of anything; whoever has a name of his own is another
 * item.
 */
static inline bool
ec_has_meanings(const ec_vocabulary *v, ec_fact fact)
{
	if (v == NULL)
		return false;
	return fact == EC_VENDOR ? v->vendor.entry != NULL :
	    fact == EC_END_USE   ? v->end_use.entry != NULL :
	                           fact == EC_NAME &&
	        (v->vendor.entry != NULL || v->end_use.entry != NULL);
}

/* What a name means, of a fact that has meanings. */
static inline uint64_t
ec_meaning_of(const ec_vocabulary *v, ec_fact fact, uint64_t hash)
{
	return fact == EC_VENDOR ? ec_lexicon_find(&v->vendor, hash)->meaning :
	    fact == EC_END_USE   ? ec_lexicon_find(&v->end_use, hash)->meaning :
	                           hash;
}

/* What the facts state means; EC_NO_NAME: nothing is stated, or it is not understood. */
static inline uint64_t
ec_meaning_stated(const ec_vocabulary *v, const ec_facts *facts, ec_fact fact)
{
	if (fact == EC_NAME)
		return facts->text[fact].text == NULL ?
		    EC_NO_NAME :
		    ec_name_hash(facts->text[fact].text, facts->text[fact].length);
	return ec_meaning_of(v, fact, fact == EC_VENDOR ? facts->vendor : facts->end_use);
}

/* Is what the facts state among these meanings?  An end use that is left out is none of them. */
static inline ec_truth
ec_meaning_test(const ec_vocabulary *v, const ec_facts *facts, ec_fact fact,
                const uint64_t *meaning, size_t count)
{
	uint64_t stated;

	if (fact == EC_END_USE && ec_leaves_out(facts, EC_FACT_BIT(EC_END_USE)))
		return EC_FALSE;
	stated = ec_meaning_stated(v, facts, fact);
	if (stated == EC_NO_NAME)
		return EC_UNKNOWN;
	for (size_t i = 0; i < count; i++)
		if (meaning[i] == stated)
			return EC_TRUE;
	return EC_FALSE;
}

/* Has the end use that is stated consequences that no rule states?  Unknown: not known. */
static inline ec_truth
ec_end_use_is_unruled(const ec_vocabulary *v, const ec_facts *facts)
{
	const ec_meaning *entry;

	if (!ec_has_meanings(v, EC_END_USE) || ec_leaves_out(facts, EC_FACT_BIT(EC_END_USE)))
		return EC_FALSE;
	entry = ec_lexicon_find(&v->end_use, facts->end_use);
	return entry->hash == EC_NO_NAME ? EC_UNKNOWN : entry->clear ? EC_FALSE : EC_TRUE;
}

/* In words, why what is stated means nothing, such as "is not understood; ..."; else NULL. */
extern const char *ec_meaning_fault(const ec_memory *mem, const ec_vocabulary *v,
                                    const ec_facts *facts, ec_fact fact);

/* The name in the rulebook that is nearest, an alias or not; NULL when none is near. */
extern const char *ec_meaning_nearest(const ec_memory *mem, const ec_rulebook *book, ec_fact fact,
                                      const char *text, size_t length);

#endif /* EC_VOCABULARY_H */
