/*
 * shipment.h
 *		The facts of one shipment.
 *
 * The stored form is packed as a chip's is (chip.h), and read without parsing:
 *
 *		+------------------------------------------------------------------+
 *		| version                                        one byte          |
 *		| known:  a bit for each fact that is known      eight bytes       |
 *		| marked: numbers that are intervals             eight bytes       |
 *		+------------------------------------------------------------------+
 *		| known numbers, by number of the fact:                            |
 *		|         a double, or two for an interval                         |
 *		+------------------------------------------------------------------+
 *		| known texts, by number of the fact:                              |
 *		|         length in two bytes, bytes                               |
 *		+------------------------------------------------------------------+
 *		| known countries, by number of the fact: two bytes                |
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
 * on a machine that puts the lowest byte first.  Equal facts give equal bytes.  Nothing is computed
 * from other facts, so there is no edition: what a value is too old to have is unknown.
 */
#ifndef EC_SHIPMENT_H
#define EC_SHIPMENT_H

#include "core/facts.h"

#define EC_SHIPMENT_VERSION 1
#define EC_SHIPMENT_MAX_TEXT 1000 /* bytes in a text */

typedef struct ec_shipment
{
	uint8_t version;
	uint8_t known[sizeof(ec_fact_set)];
	uint8_t marked[sizeof(ec_fact_set)];
	uint8_t rest[];
} ec_shipment;

/* A key of a shipment; EC_NO_FACT, with an error that suggests the nearest one, for any other. */
extern ec_fact ec_shipment_key_find(const char *key, size_t length, ec_error *error);

/* A shipment being read: what is told of each key.  Texts given to it must outlive it. */
typedef struct ec_shipment_builder
{
	const ec_memory *mem;
	ec_words text[EC_FACT_END]; /* NULL: unknown */
	ec_interval number[EC_FACT_END];
	ec_country place[EC_FACT_END];
} ec_shipment_builder;

extern void ec_shipment_begin(ec_shipment_builder *builder, const ec_memory *mem);

/* A text, or a word, a region or a country, as the key has it. */
extern bool ec_shipment_set_text(ec_shipment_builder *builder, ec_fact key, const char *text,
                                 size_t length, ec_error *error);

/* Numbers arrive as decimal text, as those of a chip do. */
extern bool ec_shipment_set_number(ec_shipment_builder *builder, ec_fact key, const char *lo,
                                   const char *hi, ec_error *error);

/* The key's value is of a kind that it cannot have: "true or false", "an object". */
extern bool ec_shipment_fail_kind(ec_fact key, const char *found, ec_error *error);

/* Lays the value out; *size is its length in bytes. */
extern ec_shipment *ec_shipment_finish(const ec_shipment_builder *builder, size_t *size);

/* Canonical JSON text. */
extern void ec_shipment_write(const ec_shipment *shipment, ec_text *out);

/* Is nothing known? */
static inline bool
ec_shipment_is_empty(const ec_shipment *shipment)
{
	ec_fact_set known;

	memcpy(&known, shipment->known, sizeof(known));
	return known == 0;
}

/* Are these bytes as they are made today?  Only then may they be read. */
static inline bool
ec_shipment_is_current(const ec_shipment *shipment)
{
	ec_fact_set known;

	memcpy(&known, shipment->known, sizeof(known));
	return shipment->version == EC_SHIPMENT_VERSION && (known & ~EC_SHIPMENT_FACTS) == 0;
}

/* The error for bytes that are not: of a newer library, or damaged. */
extern bool ec_shipment_fail_old(const void *bytes, size_t length, ec_error *error);

/* Lays the shipment's facts out, and leaves those of the item. */
extern void ec_shipment_read(const ec_shipment *shipment, ec_facts *facts);

#endif /* EC_SHIPMENT_H */
