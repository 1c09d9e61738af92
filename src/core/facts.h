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
	const char *text; /* NULL: unknown; of the end use, none stated, which is known */
	size_t length;
} ec_words;

typedef struct ec_facts
{
	const struct ec_chip *chip; /* the item: its rates are read when they are asked for */
	ec_fact_set known;          /* facts of the item */
	ec_fact_set marked;         /* of these: numbers that are intervals, booleans that are true */
	uint32_t form;              /* ec_form */
	ec_interval number[EC_FACT_END];
	ec_words text[EC_FACT_END];
	uint64_t vendor;               /* hash of its name; EC_NO_NAME: unknown */
	uint64_t end_use;              /* EC_NO_NAME: none stated */
	ec_country place[EC_FACT_END]; /* that the shipment tells; EC_NO_COUNTRY: unknown */
} ec_facts;

static inline ec_interval
ec_number_of(const ec_facts *facts, ec_fact fact)
{
	return facts->number[fact];
}

/* A set bit of `known` makes unknown false, and one of `marked` makes that true. */
static inline ec_truth
ec_flag_of(const ec_facts *facts, ec_fact fact)
{
	return (ec_truth) (1 - (facts->known >> fact & 1) + 2 * (facts->marked >> fact & 1));
}

/* States an end use.  Blank text states none. */
static inline void
ec_facts_state_end_use(ec_facts *facts, const char *text, size_t length)
{
	facts->end_use = ec_name_hash(text, length);
	facts->text[EC_END_USE] =
	    facts->end_use == EC_NO_NAME ? (ec_words){NULL, 0} : (ec_words){text, length};
}

/* Nothing is said about the shipment. */
static inline void
ec_facts_forget_shipment(ec_facts *facts)
{
	facts->end_use = EC_NO_NAME;
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
