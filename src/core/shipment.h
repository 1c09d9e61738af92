/*
 * shipment.h
 *		The facts of one shipment.
 *
 * The stored form is packed as a chip's is (chip.h), and read without parsing:
 *
 *		+------------------------------------------------------------------+
 *		| version                                        one byte          |
 *		| known:  a bit for each fact that is known      eight bytes       |
 *		| marked: known numbers that are intervals,                        |
 *		|         known booleans that are true,                            |
 *		|         facts that are stated and not known    eight bytes       |
 *		+------------------------------------------------------------------+
 *		| known numbers, by number of the fact:                            |
 *		|         a double, or two for an interval                         |
 *		+------------------------------------------------------------------+
 *		| known texts, by number of the fact:                              |
 *		|         length in two bytes, bytes                               |
 *		+------------------------------------------------------------------+
 *		| known countries, by number of the fact: two bytes                |
 *		+------------------------------------------------------------------+
 *		| what is stated and not known, by number of the fact:             |
 *		|         length in two bytes, JSON                                |
 *		+------------------------------------------------------------------+
 *
 * {"movement": "export", "shipped_from": "US", "value": [40000, 50000]} is, in hexadecimal,
 *
 *		01                         version 1
 *		00 00 00 0d 00 00 00 00    known: value, movement, shipped_from (24, 26, 27)
 *		00 00 00 01 00 00 00 00    marked: value (24)
 *		00 00 00 00 00 88 e3 40    value 40000,
 *		00 00 00 00 00 6a e8 40        ... to 50000
 *		06 00 65 78 70 6f 72 74    movement, 6 bytes: export
 *		53 55                      shipped_from US
 *
 * on a machine that puts the lowest byte first.
 *
 * What is left out is not what is stated and not known.  A key that is left out has its default
 * (EC_DEFAULT_LIST), or is unknown if it has none.  A key that is null is unknown whatever its
 * default is, as is one whose value nobody understands: a column of an order that is empty, a
 * region that is none.  Such a value is kept as it was said, as JSON, so that it can be written
 * again and named.  {"region": "Crimea"} has no known fact, and region (28) is marked:
 *
 *		00 00 00 10 00 00 00 00    marked
 *		08 00 22 43 ... 61 22      region, 8 bytes: "Crimea"
 *
 * Equal facts give equal bytes.  Nothing is computed from other facts, so there is no edition: what
 * a value is too old to have is left out.
 */
#ifndef EC_SHIPMENT_H
#define EC_SHIPMENT_H

#include "core/facts.h"

#define EC_SHIPMENT_VERSION 1
#define EC_SHIPMENT_MAX_TEXT 1000 /* bytes in a text */
#define EC_SHIPMENT_MAX_DOUBT 100 /* bytes of what nobody understands that are kept */

typedef struct ec_shipment
{
	uint8_t version;
	uint8_t known[sizeof(ec_fact_set)];
	uint8_t marked[sizeof(ec_fact_set)];
	uint8_t rest[];
} ec_shipment;

/* A key of a shipment; EC_NO_FACT, with an error that suggests the nearest one, for any other. */
extern ec_fact ec_shipment_key_find(const char *key, size_t length, ec_error *error);

/*
 * A shipment being read: what is told of each key.  Texts given to it must outlive it.
 *
 * What is told is never refused.  What nobody understands is stated, and not known.
 */
typedef struct ec_shipment_builder
{
	const ec_memory *mem;
	ec_words text[EC_FACT_END]; /* NULL: not told, as are those below where they are unknown */
	ec_interval number[EC_FACT_END];
	ec_country place[EC_FACT_END];
	ec_truth flag[EC_FACT_END];
	ec_words doubted[EC_FACT_END]; /* JSON; whatever the above say of the key */
} ec_shipment_builder;

extern void ec_shipment_begin(ec_shipment_builder *builder, const ec_memory *mem);

/* A text, or a word, a region or a country, as the key has it. */
extern void ec_shipment_set_text(ec_shipment_builder *builder, ec_fact key, const char *text,
                                 size_t length);

/* Numbers arrive as decimal text, as those of a chip do. */
extern void ec_shipment_set_number(ec_shipment_builder *builder, ec_fact key, const char *lo,
                                   const char *hi);

extern void ec_shipment_set_flag(ec_shipment_builder *builder, ec_fact key, bool value);

/* Stated, and not known: null, or a JSON value that the key cannot have. */
extern void ec_shipment_doubt(ec_shipment_builder *builder, ec_fact key, const char *json,
                              size_t length);

/* Lays the value out; *size is its length in bytes. */
extern ec_shipment *ec_shipment_finish(const ec_shipment_builder *builder, size_t *size);

/* Canonical JSON text. */
extern void ec_shipment_write(const ec_shipment *shipment, ec_text *out);

/* The facts that it states, known or not. */
static inline ec_fact_set
ec_shipment_stated(const ec_shipment *shipment)
{
	ec_fact_set known;
	ec_fact_set marked;

	memcpy(&known, shipment->known, sizeof(known));
	memcpy(&marked, shipment->marked, sizeof(marked));
	return known | marked;
}

/* Is nothing stated? */
static inline bool
ec_shipment_is_empty(const ec_shipment *shipment)
{
	return ec_shipment_stated(shipment) == 0;
}

/* Are these bytes as they are made today?  Only then may they be read. */
static inline bool
ec_shipment_is_current(const ec_shipment *shipment)
{
	return shipment->version == EC_SHIPMENT_VERSION &&
	    (ec_shipment_stated(shipment) & ~EC_SHIPMENT_FACTS) == 0;
}

/* The error for bytes that are not: of a newer library, or damaged. */
extern bool ec_shipment_fail_old(const void *bytes, size_t length, ec_error *error);

/* Lays the shipment's facts out, and leaves those of the item. */
extern void ec_shipment_read(const ec_shipment *shipment, ec_facts *facts);

/* What is stated and not known, by fact, as JSON; NULL for every other fact. */
extern void ec_shipment_doubts(const ec_shipment *shipment, ec_words doubted[EC_FACT_END]);

/*
 * What a destination says of the region.  One that does not lie in it contradicts it, and which of
 * the two is wrong nobody knows.  A place that is said to lie in the covered part of a region lies
 * in some region, even where that is left out.  Either way the region is stated, and not known.
 */
extern void ec_facts_settle_region(ec_facts *facts, ec_country destination);

#endif /* EC_SHIPMENT_H */
