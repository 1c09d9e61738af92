/*
 * fact.h
 *		The one list of facts.  Whatever knows a fact by name or number takes it from here: the keys
 *		of a chip, the names in conditions and in messages, what a classification may test, what is
 *		missing when a metric is unknown, the SQL functions, and the tables of the documentation.
 */
#ifndef EC_FACT_H
#define EC_FACT_H

#include "core/base.h"

/*
 * FACT(number, symbol, name, kind, holder, unit, rests on, meaning, citation)
 *
 * number	stands in stored chips and conditions.  It is given once and never again: a new fact
 *			takes the next one, wherever in the list it stands, and the line of one that goes out of
 *			use stays, since values that have it are read for ever.
 * kind		what its values are, and how a condition tests it (ec_fact_kind).
 * holder	who tells it (ec_fact_holder).
 * rests on	of a metric: ALL_OF these facts must be known to know it; or the known ones of ANY_OF
 *			these count, and the first of the list is missing when none is.
 *
 * The keys of a chip are written in the order of the list, and metrics are computed in it: a metric
 * stands after those that it rests on.  A new key of a chip or a shipment is one line here, and
 * one in EC_DEFAULT_LIST where leaving it out does not mean that it is unknown.  A new metric is
 * one line and its formula, metric_NAME() in chip.c.
 */
/* clang-format off */
#define EC_FACT_LIST(FACT) \
	FACT(13, NAME, name, TEXT, ITEM, "", NOTHING, \
		 "what the item is called", "") \
	FACT(14, VENDOR, vendor, TEXT, ITEM, "", NOTHING, \
		 "who makes it", "") \
	FACT(15, FORM, form, FORM, ITEM, "ic, computer, hbm", NOTHING, \
		 "ic (the default), computer (a computer, assembly or component that contains ICs; the " \
		 "facts are those of its highest-rated IC) or hbm (a memory stack on its own)", "") \
	FACT(31, ICS, ics, NUMBER, ITEM, "circuits", NOTHING, \
		 "controlled circuits in one item, as licenses in TPP count them", "") \
	FACT(11, DATACENTER, datacenter, BOOLEAN, ITEM, "true, false", NOTHING, \
		 "designed or marketed for use in datacenters", "") \
	FACT(20, RATES, rates, RATES, ITEM, "TOPS or TFLOPS", NOTHING, \
		 "by number format, the peak dense rate of the whole package; one multiply-accumulate " \
		 "counts as two operations", "") \
	FACT(29, RATES_COMPLETE, rates_complete, BOOLEAN, ITEM, "true, false", NOTHING, \
		 "whether rates is the whole list", "") \
	FACT(9, DECLARED_TPP, declared_tpp, NUMBER, ITEM, "TOPS x bits", NOTHING, \
		 "the vendor's own published TPP; the greater of it and the computed one counts", "") \
	FACT(6, DIE_AREA, die_area, NUMBER, ITEM, "mm2", NOTHING, \
		 "'applicable die area': logic dies made with non-planar transistors; 0 when there is " \
		 "none", \
		 "Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1") \
	FACT(5, TRANSISTORS, transistors, NUMBER, ITEM, "billions", NOTHING, \
		 "transistors of the final package", "Note 1 to 3A090.a, 15 CFR 774 Supp. 1") \
	FACT(3, MEMORY_BANDWIDTH, memory_bandwidth, NUMBER, ITEM, "GB/s", NOTHING, \
		 "'total DRAM bandwidth'", "15 CFR 742.6(b)(10)(iii)(A)(1)") \
	FACT(12, HBM, hbm, BOOLEAN, ITEM, "true, false", NOTHING, \
		 "contains co-packaged HBM", "") \
	FACT(4, INTERCONNECT_BANDWIDTH, interconnect_bandwidth, NUMBER, ITEM, "GB/s", NOTHING, \
		 "aggregate bidirectional transfer rate over all inputs and outputs to circuits other " \
		 "than volatile memories", "ECCN 3A991.p.2, 15 CFR 774 Supp. 1") \
	FACT(7, PACKAGE_AREA, package_area, NUMBER, ITEM, "mm2", NOTHING, \
		 "area of the package or stack, for form hbm", \
		 "Technical Note 1 to 3A090.c, 15 CFR 774 Supp. 1") \
	FACT(30, STATED_ECCN, eccn, STATED_ECCN, ITEM, "", NOTHING, \
		 "the classification that its maker or a classification request states; the item is not " \
		 "classified by the other facts then", "") \
	FACT(0, TPP, tpp, NUMBER, METRIC, "TOPS x bits", ANY_OF(BIT(RATES) | BIT(DECLARED_TPP)), \
		 "'total processing performance': the greatest dense rate x bit length over the formats, " \
		 "or declared_tpp when that is greater", \
		 "Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1") \
	FACT(1, PERFORMANCE_DENSITY, performance_density, NUMBER, METRIC, "TOPS x bits per mm2", \
		 ALL_OF(BIT(TPP) | BIT(DIE_AREA)), \
		 "'performance density': tpp / die_area; 0 when die_area is 0 (no non-planar die)", \
		 "Technical Note 2 to 3A090.a and 3A090.b, 15 CFR 774 Supp. 1") \
	FACT(2, TOPS, tops, NUMBER, METRIC, "TOPS", ALL_OF(BIT(RATES)), \
		 "the highest dense rate over the formats", "ECCN 3A991.p.1, 15 CFR 774 Supp. 1") \
	FACT(8, MEMORY_BANDWIDTH_DENSITY, memory_bandwidth_density, NUMBER, METRIC, "GB/s per mm2", \
		 ALL_OF(BIT(MEMORY_BANDWIDTH) | BIT(PACKAGE_AREA)), \
		 "'memory bandwidth density': memory_bandwidth / package_area", \
		 "Technical Note 1 to 3A090.c, 15 CFR 774 Supp. 1") \
	FACT(26, MOVEMENT, movement, MOVEMENT, SHIPMENT, "export, reexport, transfer", NOTHING, \
		 "what moves the item: an export (out of the United States), a reexport (from one other " \
		 "country to another) or a transfer (within one other country)", \
		 "15 CFR 734.13, 734.14 and 734.16") \
	FACT(27, SHIPPED_FROM, shipped_from, COUNTRY, SHIPMENT, "ISO 3166-1 alpha-2", NOTHING, \
		 "the country that the item leaves", "") \
	FACT(28, REGION, region, REGION, SHIPMENT, "ISO 3166-2", NOTHING, \
		 "the part of the destination to which the item goes, such as UA-43", "15 CFR 746.6") \
	FACT(32, COVERED_REGION, covered_region, BOOLEAN, SHIPMENT, "true, false", NOTHING, \
		 "whether the place lies in the covered part of its region; it matters in regions that " \
		 "are covered in part, Donetsk (UA-14) and Luhansk (UA-09)", "15 CFR 746.6") \
	FACT(25, QUANTITY, quantity, NUMBER, SHIPMENT, "units", NOTHING, \
		 "how many units are shipped", "") \
	FACT(24, VALUE, value, NUMBER, SHIPMENT, "US dollars", NOTHING, \
		 "what the shipment is worth", "") \
	FACT(10, CONSIGNEE_TPP, consignee_tpp, NUMBER, SHIPMENT, "TOPS x bits", NOTHING, \
		 "TPP shipped by all exporters this calendar year to the ultimate parent of the ultimate " \
		 "consignee, this shipment included", "15 CFR 740.29(d), (h)(1)") \
	FACT(33, APPROVED_ENTITY, approved_entity, TEXT, SHIPMENT, "", NOTHING, \
		 "which entity of Supplement No. 8 to part 740 the ultimate consignee and every end user " \
		 "are, such as Microsoft; none where one of them is no such entity", \
		 "15 CFR 742.6(a)(6)(iii)(B), 740 Supp. 8") \
	FACT(34, CERTIFICATION, certification, TEXT, SHIPMENT, "dd, none", NOTHING, \
		 "the paragraph of Supplement No. 2 to part 748 whose certification the applicant for a " \
		 "license gives", "15 CFR 748 Supp. 2") \
	FACT(35, LETTER, letter, TEXT, SHIPMENT, "none, or which", NOTHING, \
		 "the letter by which BIS has told the exporter that a license is required to this " \
		 "customer or place", \
		 "15 CFR 744.21(b), 744.23(b)") \
	FACT(36, SUPERCOMPUTER_SITE, supercomputer_site, TEXT, SHIPMENT, "D:5, elsewhere", \
		 NOTHING, \
		 "where the supercomputer is, or is destined to, that the item goes into: D:5 for Macau " \
		 "or Country Group D:5", \
		 "15 CFR 744.23(a)(1)(ii)") \
	FACT(16, END_USE, end_use, TEXT, SHIPMENT, "", NOTHING, \
		 "what the item will be used for", "") \
	FACT(18, HEADQUARTERS, headquarters, COUNTRY, SHIPMENT, "ISO 3166-1 alpha-2", NOTHING, \
		 "where the ultimate parent of a party has its headquarters", "") \
	FACT(17, DESTINATION, destination, COUNTRY, PLACE, "ISO 3166-1 alpha-2", NOTHING, \
		 "where the item goes", "") \
	FACT(19, ECCN, eccn, ECCN, FOUND, "", NOTHING, \
		 "the item's classification, which is stated, or which the rules find", "") \
	FACT(21, MISSING_CHIP, chip, NONE, QUESTION, "", NOTHING, \
		 "any fact of the item", "") \
	FACT(22, MISSING_AS_OF, as_of, NONE, QUESTION, "", NOTHING, \
		 "the legal date", "") \
	FACT(23, MISSING_RULES, rules, NONE, QUESTION, "", NOTHING, \
		 "rules that speak for the date or the place", "")

/*
 * DEFAULT(symbol, how, meaning)
 *
 * What it means that an item or a shipment leaves a fact out.  Any other fact that is left out is
 * unknown.  So is each of these where it is stated and not known: null, or not understood.
 *
 * how		NONE: it is known to be nothing that a rule names, so that tests of it are false.
 *			VALUE: it has a value, which whoever reads the item or the question puts in.
 */
#define EC_DEFAULT_LIST(DEFAULT) \
	DEFAULT(FORM, VALUE, "ic; unknown beside an eccn, and unstated while nothing but that, a " \
			"name and a vendor is told") \
	DEFAULT(ICS, VALUE, "1 for an ic, and unknown for anything else") \
	DEFAULT(RATES_COMPLETE, VALUE, \
			"true when rates has a format of 16 bits or fewer, and does not look like a table of " \
			"shader rates") \
	DEFAULT(REGION, NONE, "none of the regions that rules name") \
	DEFAULT(END_USE, NONE, "none of the end uses that rules name") \
	DEFAULT(HEADQUARTERS, VALUE, "in the destination")
/* clang-format on */

/*
 * PRODUCT(product, factor, by)
 *
 * How metrics hang together: the product is the factor times a fact, or times the bit length of a
 * format (EC_NO_FACT).  So the product says something of the factor: see bounds.h.
 */
/* clang-format off */
#define EC_PRODUCT_LIST(PRODUCT) \
	PRODUCT(EC_TPP, EC_TOPS, EC_NO_FACT) \
	PRODUCT(EC_TPP, EC_PERFORMANCE_DENSITY, EC_DIE_AREA) \
	PRODUCT(EC_MEMORY_BANDWIDTH, EC_MEMORY_BANDWIDTH_DENSITY, EC_PACKAGE_AREA)
/* clang-format on */

#define EC_OPERAND_LEAST_BITS 1 /* bit lengths that a format can have */
#define EC_OPERAND_MOST_BITS 64

typedef enum ec_fact_kind
{
	EC_KIND_NUMBER,
	EC_KIND_BOOLEAN,
	EC_KIND_TEXT,
	EC_KIND_FORM,     /* ec_form */
	EC_KIND_MOVEMENT, /* a text that ec_movement_find() knows */
	EC_KIND_REGION,   /* a text, as ec_region_parse() reads it */
	EC_KIND_COUNTRY,
	EC_KIND_ECCN,
	EC_KIND_STATED_ECCN, /* tested as the classification that it gives */
	EC_KIND_RATES,       /* tested through the metrics that are computed from them */
	EC_KIND_NONE         /* no fact of conditions: only named in `missing` */
} ec_fact_kind;

typedef enum ec_fact_holder
{
	EC_HOLDER_ITEM,     /* a key of a chip */
	EC_HOLDER_METRIC,   /* computed from such keys */
	EC_HOLDER_SHIPMENT, /* a key of a shipment */
	EC_HOLDER_PLACE,    /* argument of the question, like the date */
	EC_HOLDER_FOUND,    /* by the rules */
	EC_HOLDER_QUESTION  /* what a question can lack besides */
} ec_fact_holder;

/* One more than the greatest number.  One that is given twice is a member declared twice. */
#define EC_FACT_EXTENT(number, ...) char fact_##number[number + 1];
#define EC_FACT_NUMBER(number, symbol, ...) EC_##symbol = number,
typedef enum ec_fact
{
	EC_FACT_LIST(EC_FACT_NUMBER) EC_FACT_END = sizeof(union {EC_FACT_LIST(EC_FACT_EXTENT)}),
	EC_NO_FACT = EC_FACT_END /* from look-ups that find none */
} ec_fact;

#define EC_FACT_ONE(...) +1
#define EC_FACT_COUNT (0 EC_FACT_LIST(EC_FACT_ONE)) /* in the list; numbers may have gaps */

/* Sets of facts, by number. */
typedef uint64_t ec_fact_set;

#define EC_FACT_BIT(f) ((ec_fact_set) 1 << (f))

_Static_assert(EC_FACT_END <= 64, "a set of facts is 64 bits, as are the masks of a stored chip");

/* Sets of facts of one kind, as constants: what an item tells, metrics included, or a shipment. */
#define EC_FACT_IF(number, condition) | ((condition) ? EC_FACT_BIT(number) : 0)
#define EC_IS_OF_ITEM(holder) \
	(EC_HOLDER_##holder == EC_HOLDER_ITEM || EC_HOLDER_##holder == EC_HOLDER_METRIC)
#define EC_IS_OF_SHIPMENT(holder) (EC_HOLDER_##holder == EC_HOLDER_SHIPMENT)
#define EC_IS_WORDS(kind)                                                    \
	(EC_KIND_##kind == EC_KIND_TEXT || EC_KIND_##kind == EC_KIND_MOVEMENT || \
	 EC_KIND_##kind == EC_KIND_REGION || EC_KIND_##kind == EC_KIND_STATED_ECCN)

#define EC_ITEM_NUMBER(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_ITEM(holder) && EC_KIND_##kind == EC_KIND_NUMBER)
#define EC_ITEM_NUMBERS ((ec_fact_set) 0 EC_FACT_LIST(EC_ITEM_NUMBER))
#define EC_ITEM_TEXT(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_ITEM(holder) && EC_IS_WORDS(kind))
#define EC_ITEM_TEXTS ((ec_fact_set) 0 EC_FACT_LIST(EC_ITEM_TEXT))
#define EC_ITEM_BOOLEAN(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_ITEM(holder) && EC_KIND_##kind == EC_KIND_BOOLEAN)
#define EC_ITEM_BOOLEANS ((ec_fact_set) 0 EC_FACT_LIST(EC_ITEM_BOOLEAN))
#define EC_ITEM_FACTS (EC_ITEM_NUMBERS | EC_ITEM_TEXTS | EC_ITEM_BOOLEANS | EC_FACT_BIT(EC_RATES))

#define EC_SHIPMENT_NUMBER(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_SHIPMENT(holder) && EC_KIND_##kind == EC_KIND_NUMBER)
#define EC_SHIPMENT_NUMBERS ((ec_fact_set) 0 EC_FACT_LIST(EC_SHIPMENT_NUMBER))
#define EC_SHIPMENT_TEXT(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_SHIPMENT(holder) && EC_IS_WORDS(kind))
#define EC_SHIPMENT_TEXTS ((ec_fact_set) 0 EC_FACT_LIST(EC_SHIPMENT_TEXT))
#define EC_SHIPMENT_PLACE(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_SHIPMENT(holder) && EC_KIND_##kind == EC_KIND_COUNTRY)
#define EC_SHIPMENT_PLACES ((ec_fact_set) 0 EC_FACT_LIST(EC_SHIPMENT_PLACE))
#define EC_SHIPMENT_BOOLEAN(number, symbol, name, kind, holder, ...) \
	EC_FACT_IF(number, EC_IS_OF_SHIPMENT(holder) && EC_KIND_##kind == EC_KIND_BOOLEAN)
#define EC_SHIPMENT_BOOLEANS ((ec_fact_set) 0 EC_FACT_LIST(EC_SHIPMENT_BOOLEAN))
#define EC_SHIPMENT_FACTS \
	(EC_SHIPMENT_NUMBERS | EC_SHIPMENT_TEXTS | EC_SHIPMENT_PLACES | EC_SHIPMENT_BOOLEANS)

/* The places that conditions test, whoever tells them. */
#define EC_PLACE_FACT(number, symbol, name, kind, ...) \
	EC_FACT_IF(number, EC_KIND_##kind == EC_KIND_COUNTRY)
#define EC_PLACE_FACTS ((ec_fact_set) 0 EC_FACT_LIST(EC_PLACE_FACT))

/* Texts that are known to be none of what rules name, where they are left out. */
#define EC_DEFAULT_IS_NONE 1
#define EC_DEFAULT_IS_VALUE 0
#define EC_NONE_FACT(symbol, how, meaning) EC_FACT_IF(EC_##symbol, EC_DEFAULT_IS_##how)
#define EC_NONE_IF_LEFT_OUT ((ec_fact_set) 0 EC_DEFAULT_LIST(EC_NONE_FACT))

_Static_assert((EC_NONE_IF_LEFT_OUT & ~EC_SHIPMENT_TEXTS) == 0,
               "only texts of a shipment are known to be none");

/* The i-th fact of the list, i < EC_FACT_COUNT. */
extern ec_fact ec_fact_at(int i);

/* NULL for a number that no fact has. */
extern const char *ec_fact_name(ec_fact fact);

extern ec_fact_kind ec_fact_kind_of(ec_fact fact);
extern ec_fact_holder ec_fact_holder_of(ec_fact fact);
extern const char *ec_fact_kind_name(ec_fact_kind kind);
extern const char *ec_fact_holder_name(ec_fact_holder holder);
extern const char *ec_fact_unit(ec_fact fact);
extern const char *ec_fact_meaning(ec_fact fact);
extern const char *ec_fact_citation(ec_fact fact);

/* What may be stated of it, for a message: "export, reexport or transfer". */
extern const char *ec_fact_expected(ec_fact fact);

/* What it means that an item or a shipment leaves the fact out; empty where neither states it. */
extern const char *ec_fact_left_out(ec_fact fact);

/* Of a metric: what it rests on, and whether any of them does. */
extern ec_fact_set ec_fact_rests_on(ec_fact fact, bool *any);

/* The keys that it hangs on: of a metric, also by way of what bounds it; of any other, itself. */
extern ec_fact_set ec_fact_behind(ec_fact fact);

/* Looks up a fact that a condition can test, ignoring ASCII case; EC_NO_FACT when there is none. */
extern ec_fact ec_fact_find(const char *name, size_t length);

/*
 * Looks up a key of what the holder stands for, an item or a shipment; EC_NO_FACT when there is
 * none.
 */
extern ec_fact ec_fact_find_key(ec_fact_holder holder, const char *name, size_t length);

/* The same, with an error that suggests the nearest key; `of`: "a chip", "a shipment". */
extern ec_fact ec_fact_read_key(ec_fact_holder holder, const char *of, const char *name,
                                size_t length, ec_error *error);

/* The fact that a condition can test whose name is nearest; or NULL. */
extern const char *ec_fact_nearest(const char *name, size_t length);

/* All of their names, in the order of the list, with commas. */
extern const char *ec_fact_names(void);
extern const char *ec_fact_key_names(ec_fact_holder holder);

/*
 * What a chip is: an integrated circuit, something that contains one, or a memory stack.  Where an
 * ECCN is stated and the form is left out, it is unknown; and while no fact of a circuit is told
 * either, it is unstated.  The numbers stand in stored values, as those of facts do.
 */
typedef enum ec_form
{
	EC_FORM_IC = 0,
	EC_FORM_COMPUTER = 1,
	EC_FORM_HBM = 2,
	EC_FORM_COUNT, /* of those that an item may state */
	EC_FORM_UNKNOWN = 3,
	EC_FORM_UNSTATED = 4,
	EC_FORM_END
} ec_form;

extern const char *ec_form_name(ec_form form);

/* One that an item may state; EC_FORM_UNKNOWN when there is none. */
extern ec_form ec_form_find(const char *name, size_t length);

/*
 * The truth of a test that asks for one of these forms, given as bits.  A condition may ask for
 * EC_FORM_UNSTATED, and never for EC_FORM_UNKNOWN.  It is known whether a form is unstated; then no
 * other test of it is known.
 */
static inline ec_truth
ec_form_test(uint32_t form, uint32_t asked)
{
	if (asked >> form & 1)
		return EC_TRUE;
	return form < EC_FORM_COUNT || asked == 1 << EC_FORM_UNSTATED ? EC_FALSE : EC_UNKNOWN;
}

/* What moves an item, however it is spelt (name.h): the word as it is kept; NULL when none is. */
extern const char *ec_movement_find(const char *word, size_t length);

/* Which there are, as a hint; returns false, as ec_hint() does. */
extern bool ec_movement_hint(ec_error *error);

#endif /* EC_FACT_H */
