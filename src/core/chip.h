/*
 * chip.h
 *		One item's technical facts and the metrics computed from them.
 *
 * The stored form is packed, since a scan pays for each of its bytes, and is read without parsing:
 *
 *		+------------------------------------------------------------------+
 *		| version | edition | form                       one byte each     |
 *		| known:  a bit for each fact that is known      eight bytes       |
 *		| marked: numbers that are intervals, booleans                     |
 *		|         that are true                          eight bytes       |
 *		+------------------------------------------------------------------+
 *		| known numbers, keys and metrics, by number of the fact:          |
 *		|         a double, or two for an interval                         |
 *		+------------------------------------------------------------------+
 *		| the hash of the vendor's name (name.h), if it is known           |
 *		|                                                eight bytes       |
 *		+------------------------------------------------------------------+
 *		| known texts, by number of the fact:                              |
 *		|         length in two bytes, bytes                               |
 *		+------------------------------------------------------------------+
 *		| rates, if known: how many, in one byte, and for each             |
 *		|         its format in one byte, plus 128 for an interval,        |
 *		|         where the item states the bit length: that in two bytes, |
 *		|             length of the format's name in one, name as written  |
 *		|         a double, or two for an interval                         |
 *		+------------------------------------------------------------------+
 *
 * {"name": "H20", "datacenter": true, "rates": {"fp16": 148}, "die_area": [800, 814]} is, in
 * hexadecimal,
 *
 *		02 06 00                   version 2, edition 6, form ic
 *		47 28 10 00 00 00 00 00    known: tpp, performance_density, tops, die_area (0, 1, 2, 6),
 *		                               datacenter, name, rates (11, 13, 20)
 *		42 08 00 00 00 00 00 00    marked: performance_density, die_area, datacenter (1, 6, 11)
 *		00 00 00 00 00 80 a2 40    tpp 2368
 *		46 17 5d 74 d1 45 07 40    performance_density 2.909,
 *		ae 47 e1 7a 14 ae 07 40        ... to 2.96
 *		00 00 00 00 00 80 62 40    tops 148
 *		00 00 00 00 00 00 89 40    die_area 800,
 *		00 00 00 00 00 70 89 40        ... to 814
 *		03 00 48 32 30             name, 3 bytes: H20
 *		01 05                      one rate: fp16
 *		00 00 00 00 00 80 62 40    148
 *
 * on a machine that puts the lowest byte first: stored values belong to one machine, as
 * PostgreSQL's do.  Nothing is aligned, so a short chip is read where it lies, behind a header
 * of one byte.
 *
 * Equal facts give equal bytes: unknown numbers have none, and rates are in canonical order.
 * A vendor is kept as it is written; its hash says who is meant, so that no row compares texts.
 *
 * A value of another version, or of another edition, which has other metrics, is renewed before
 * it is read (ec_chip_renew): a fact that it is too old to have is unknown, and its metrics are
 * computed again.  Version 1 is that of export_control 0.1.0; see chip_v1.h.
 *
 * Metrics follow Technical Note 2 to ECCN 3A090.a and .b (Supplement No. 1 to 15 CFR part 774):
 * 'total processing performance' is 2 x MacTOPS x bit length, that is a datasheet's dense rate
 * times the bit length, at the format where that is highest; 'performance density' is that divided
 * by the applicable die area.  Technical Note 1 to 3A090.c: 'memory bandwidth density' is bandwidth
 * divided by the area of the package or stack.
 */
#ifndef EC_CHIP_H
#define EC_CHIP_H

#include "core/eccn.h"
#include "core/facts.h"
#include "core/format.h"

#define EC_CHIP_VERSION 2
#define EC_CHIP_MAX_TEXT 1000 /* bytes in a name or vendor */
#define EC_CHIP_MAX_RATES 64
#define EC_CHIP_MAX_BITS EC_OPERAND_MOST_BITS

/*
 * Which metrics a value has, and by which formulas.  A new metric is a new edition by itself;
 * raise this number when the formula of one changes, or one goes.
 */
#define EC_FORMULA_CHANGES 2

#define EC_FACT_IS_METRIC(number, symbol, name, kind, holder, ...) \
	+(EC_HOLDER_##holder == EC_HOLDER_METRIC)
#define EC_CHIP_EDITION (EC_FORMULA_CHANGES EC_FACT_LIST(EC_FACT_IS_METRIC))

_Static_assert(EC_CHIP_EDITION <= UINT8_MAX, "the edition is one byte");

#define EC_CHIP_VERSION_1 1 /* that of export_control 0.1.0 */
#define EC_CHIP_EDITION_1 4 /* whose metrics it has */

/* Of these, one that is told shows that an item is a circuit, or has one. */
#define EC_FACTS_OF_CIRCUITS (EC_ITEM_NUMBERS | EC_ITEM_BOOLEANS | EC_FACT_BIT(EC_RATES))

typedef struct ec_chip
{
	uint8_t version;
	uint8_t edition;
	uint8_t form; /* ec_form */
	uint8_t known[sizeof(ec_fact_set)];
	uint8_t marked[sizeof(ec_fact_set)];
	uint8_t rest[];
} ec_chip;

/* A key of a chip; EC_NO_FACT, with an error that suggests the nearest one, when there is none. */
extern ec_fact ec_chip_key_find(const char *key, size_t length, ec_error *error);

/* A chip being read: what is told of each key.  Texts given to it must outlive it. */
typedef struct ec_chip_builder
{
	const ec_memory *mem;
	const char *text[EC_FACT_END]; /* NULL: unknown */
	size_t text_length[EC_FACT_END];
	ec_form form; /* EC_FORM_UNSTATED: left out */
	ec_truth flag[EC_FACT_END];
	ec_interval number[EC_FACT_END];
	struct
	{
		const char *name;
		size_t length;
		int order; /* place in canonical order among known formats, or after them: it states bits */
		ec_bits bits;
		ec_interval rate;
	} rate[EC_CHIP_MAX_RATES];
	int rate_count;
} ec_chip_builder;

extern void ec_chip_begin(ec_chip_builder *builder, const ec_memory *mem);
extern bool ec_chip_set_text(ec_chip_builder *builder, ec_fact key, const char *text, size_t length,
                             ec_error *error);
extern bool ec_chip_set_flag(ec_chip_builder *builder, ec_fact key, bool value, ec_error *error);

/* Numbers arrive as text, so that reading them, with their unit, is exact and in one place. */
extern bool ec_chip_set_number(ec_chip_builder *builder, ec_fact key, const char *lo,
                               const char *hi, ec_error *error);

/* `bits` NULL: the format must be a known one.  Otherwise the item states its bit length. */
extern bool ec_chip_add_rate(ec_chip_builder *builder, const char *name, size_t length,
                             const char *lo, const char *hi, const char *bits, ec_error *error);

/* Computes the metrics and lays the value out; *size is its length in bytes. */
extern ec_chip *ec_chip_finish(const ec_chip_builder *builder, size_t *size);

/*
 * One number, assumed as by ec_chip_assume() where the item does not say; or one text, NULL when it
 * is unknown.  To read several, lay the chip out.
 */
extern ec_interval ec_chip_number(const ec_chip *chip, ec_fact fact);
extern const char *ec_chip_text(const ec_chip *chip, ec_fact fact, size_t *length);

/* The ECCN that is stated, which it copies; or NULL. */
extern const char *ec_stated_eccn(const ec_facts *facts, ec_eccn *eccn);

/* The rates of a chip, one after another. */
typedef struct ec_chip_rate
{
	ec_interval rate;
	ec_bits bits;
	ec_words name;
	bool stated;      /* the item states the bit length */
	uint8_t left;     /* how many come after it */
	const char *next; /* and where */
} ec_chip_rate;

extern void ec_chip_begin_rates(const ec_chip *chip, ec_chip_rate *rate);
extern bool ec_chip_next_rate(ec_chip_rate *rate); /* false: there is none */

/* Lays out a value of which all numbers, metrics too, are known already. */
extern ec_chip *ec_chip_lay_out(const ec_chip_builder *builder, const ec_interval *number,
                                size_t *size);

/*
 * Tells the builder a rate that was read before: of a known format, by its place in the list, or,
 * with EC_NO_FORMAT, of one that states its bit length.
 */
extern void ec_chip_tell_rate(ec_chip_builder *builder, int order, ec_words name, uint32_t bits,
                              ec_interval rate);

/* Canonical JSON text. */
extern void ec_chip_write(const ec_chip *chip, ec_text *out);

/* Does it tell of facts that this library does not know? */
EC_INLINE bool
ec_chip_has_new_facts(const ec_chip *chip)
{
	ec_fact_set known;

	memcpy(&known, chip->known, sizeof(known));
	return (known & ~EC_ITEM_FACTS) != 0;
}

/* Are these bytes as they are made today?  Only then may they be read. */
EC_INLINE bool
ec_chip_is_current(const ec_chip *chip)
{
	return chip->version == EC_CHIP_VERSION && chip->edition == EC_CHIP_EDITION &&
	    !ec_chip_has_new_facts(chip);
}

/*
 * Lays the item's facts out, and leaves those of the shipment.  This is for every row, so it does
 * not branch on what is known, which says little about the next row: it steps on by what there
 * is, loads, and masks.  What is loaded for an unknown number is whatever stands before, the
 * masks at first.
 */
EC_INLINE void
ec_chip_read(const ec_chip *chip, ec_facts *facts)
{
	static const uint64_t infinity_unless[2] = {0x7FF0000000000000, 0}; /* of a double */
	const char *at = (const char *) chip + offsetof(ec_chip, rest) - sizeof(double);
	uint64_t lo;
	uint64_t hi;

	facts->chip = chip;
	memcpy(&facts->known, chip->known, sizeof(facts->known));
	memcpy(&facts->marked, chip->marked, sizeof(facts->marked));
	facts->form = chip->form;

	if ((facts->marked & EC_ITEM_NUMBERS) == 0)
	{
		EC_UNROLL
		for (int f = 0; f < EC_FACT_END; f++)
			if (EC_ITEM_NUMBERS >> f & 1)
			{
				uint64_t known = facts->known >> f & 1;

				at += known * sizeof(double);
				memcpy(&lo, at, sizeof(double));
				lo &= -known;
				hi = lo | infinity_unless[known];
				memcpy(&facts->number[f].lo, &lo, sizeof(double));
				memcpy(&facts->number[f].hi, &hi, sizeof(double));
			}
	}
	else
	{
		EC_UNROLL
		for (int f = 0; f < EC_FACT_END; f++)
			if (EC_ITEM_NUMBERS >> f & 1)
			{
				uint64_t known = facts->known >> f & 1;
				uint64_t interval = facts->marked >> f & 1;

				at += known * sizeof(double);
				memcpy(&lo, at, sizeof(double));
				at += interval * sizeof(double);
				memcpy(&hi, at, sizeof(double));
				lo &= -known;
				hi = (hi & -known) | infinity_unless[known];
				memcpy(&facts->number[f].lo, &lo, sizeof(double));
				memcpy(&facts->number[f].hi, &hi, sizeof(double));
			}
	}
	/* The hash of the vendor is read in the same way. */
	at += (facts->known >> EC_VENDOR & 1) * sizeof(uint64_t);
	memcpy(&lo, at, sizeof(uint64_t));
	facts->vendor = lo & -(facts->known >> EC_VENDOR & 1);
	at += sizeof(uint64_t);

	/* Most items have a name and a vendor, so here a branch is cheap. */
	EC_UNROLL
	for (int f = 0; f < EC_FACT_END; f++)
		if (EC_ITEM_TEXTS >> f & 1)
		{
			uint16_t length;

			facts->text[f] = (ec_words){NULL, 0};
			if ((facts->known >> f & 1) == 0)
				continue;
			memcpy(&length, at, sizeof(length));
			facts->text[f] = (ec_words){at + sizeof(length), length};
			at += sizeof(length) + length;
		}
}

/* What an item has that does not say so: an integrated circuit is one. */
EC_INLINE void
ec_chip_assume(ec_facts *facts)
{
	if (facts->form == EC_FORM_IC && (facts->known >> EC_ICS & 1) == 0)
		facts->number[EC_ICS] = ec_point(1.0);
}

/* Are the rates the whole list, as they say or show? */
extern bool ec_chip_rates_are_complete(const ec_facts *facts);

/*
 * Facts that, when found out, would make an uncertain number certain: a metric is traced back to
 * the keys it is computed from.
 */
extern ec_fact_set ec_chip_uncertain(const ec_facts *facts, ec_fact number);

#endif /* EC_CHIP_H */
