/*
 * facts.h
 *		What one row brings: the facts of an item and of its shipment, each at its number, ready to
 *		be tested.
 *
 * A stored chip is packed; ec_chip_read() lays it out here.  Evaluation reads nothing else, so it
 * does not ask who holds a fact.
 */
#ifndef EC_FACTS_H
#define EC_FACTS_H

#include "core/country.h"
#include "core/fact.h"
#include "core/interval.h"
#include "core/name.h"

typedef struct ec_words
{
	const char *text; /* NULL: unknown, or left out (ec_leaves_out) */
	size_t length;
} ec_words;

typedef struct ec_facts
{
	const struct ec_chip *chip;  /* the item: its rates are read when they are asked for */
	ec_fact_set known;           /* facts of the item */
	ec_fact_set marked;          /* of these: numbers that are intervals, booleans that are true */
	ec_fact_set shipment_known;  /* the same of the shipment; what is marked and not known, it */
	ec_fact_set shipment_marked; /* states, and does not know */
	uint32_t form;               /* ec_form */
	ec_interval number[EC_FACT_END];
	ec_words text[EC_FACT_END];
	uint64_t vendor;               /* hash of its name; EC_NO_NAME: unknown */
	uint64_t end_use;              /* EC_NO_NAME: left out, or unknown */
	ec_country place[EC_FACT_END]; /* that the shipment tells; EC_NO_COUNTRY: unknown */
} ec_facts;

static inline ec_interval
ec_number_of(const ec_facts *facts, ec_fact fact)
{
	return facts->number[fact];
}

/* A known boolean is true where it is marked.  What is marked and not known is unknown. */
static inline ec_truth
ec_flag_in(ec_fact_set known, ec_fact_set marked, ec_fact fact)
{
	return (ec_truth) (1 - (known >> fact & 1) + 2 * ((known & marked) >> fact & 1));
}

/* A boolean of an item, also where nothing has been read of a shipment. */
static inline ec_truth
ec_item_flag(const ec_facts *facts, ec_fact fact)
{
	return ec_flag_in(facts->known, facts->marked, fact);
}

static inline ec_truth
ec_flag_of(const ec_facts *facts, ec_fact fact)
{
	return EC_SHIPMENT_BOOLEANS >> fact & 1 ?
	    ec_flag_in(facts->shipment_known, facts->shipment_marked, fact) :
	    ec_item_flag(facts, fact);
}

/* Does the shipment say nothing of these facts, not even that they are unknown? */
static inline bool
ec_leaves_out(const ec_facts *facts, ec_fact_set set)
{
	return ((facts->shipment_known | facts->shipment_marked) & set) == 0;
}

/* States an end use.  Blank text states none, and leaves what was stated before. */
static inline void
ec_facts_state_end_use(ec_facts *facts, const char *text, size_t length)
{
	uint64_t hash = ec_name_hash(text, length);

	if (hash == EC_NO_NAME)
		return;
	facts->end_use = hash;
	facts->text[EC_END_USE] = (ec_words){text, length};
	facts->shipment_known |= EC_FACT_BIT(EC_END_USE);
}

/* Nothing is said about the shipment. */
static inline void
ec_facts_forget_shipment(ec_facts *facts)
{
	facts->end_use = EC_NO_NAME;
	facts->shipment_known = 0;
	facts->shipment_marked = 0;
	EC_UNROLL
	for (int f = 0; f < EC_FACT_END; f++)
	{
		if (EC_SHIPMENT_NUMBERS >> f & 1)
			facts->number[f] = EC_UNKNOWN_INTERVAL;
		if (EC_SHIPMENT_TEXTS >> f & 1)
			facts->text[f] = (ec_words){NULL, 0};
		if (EC_SHIPMENT_PLACES >> f & 1)
			facts->place[f] = EC_NO_COUNTRY;
	}
}

#endif /* EC_FACTS_H */
