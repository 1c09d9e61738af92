/*
 * chip_fault.c
 *		See chip_fault.h.
 *
 * A fact is implausible when no number that it may be lies within its bounds: an interval that is
 * partly plausible is not reported.  The bounds are far from everything that exists, and near to
 * what another unit, a thousand or a hundred times greater or less, makes of it.
 */
#include "core/chip_fault.h"

#include <stdio.h>

/* Of which items a bound speaks. */
typedef enum subject
{
	ANY_ITEM,
	WITH_HBM,      /* or a stack of it */
	OF_DATACENTER, /* or with HBM: an accelerator */
	HBM_STACK
} subject;

typedef struct bound
{
	ec_fact key; /* which is likely to be wrong */
	ec_fact number;
	ec_fact per; /* divided by it, unless EC_NO_FACT */
	subject subject;
	double least; /* 0 is plausible all the same: it says that there is none */
	double most;
	const char *reason;
} bound;

/*
 * What is plausible, and why; the first that is broken is reported.  A quotient is judged only
 * where nothing is wrong with either of its facts.  "Built-in" are the products of this extension.
 */
static const bound bounds[] = {
    {EC_MEMORY_BANDWIDTH, EC_MEMORY_BANDWIDTH, EC_NO_FACT, WITH_HBM, 100, 1e5,
     "One stack of the first HBM transfers 128 GB/s, and eight of HBM4 16384."},
    {EC_MEMORY_BANDWIDTH, EC_MEMORY_BANDWIDTH, EC_NO_FACT, ANY_ITEM, 0.1, 1e5,
     "One chip of DDR memory transfers more than 0.1 GB/s, and eight stacks of HBM4 16384."},
    {EC_INTERCONNECT_BANDWIDTH, EC_INTERCONNECT_BANDWIDTH, EC_NO_FACT, WITH_HBM, 8, 5e4,
     "Sixteen lanes of PCI Express 3.0 transfer 32 GB/s, and the fastest built-in product 2800."},
    {EC_INTERCONNECT_BANDWIDTH, EC_INTERCONNECT_BANDWIDTH, EC_NO_FACT, ANY_ITEM, 0.1, 5e4,
     "One lane of the first PCI Express transfers 0.5 GB/s, and the fastest built-in product "
     "2800."},
    {EC_DIE_AREA, EC_DIE_AREA, EC_NO_FACT, OF_DATACENTER, 20, 6e4,
     "One exposure is at most 858 mm2, a whole wafer is 46225, and the least built-in die is 105."},
    {EC_DIE_AREA, EC_DIE_AREA, EC_NO_FACT, ANY_ITEM, 0.1, 6e4,
     "One exposure is at most 858 mm2, and a whole wafer 46225."},
    {EC_TRANSISTORS, EC_TRANSISTORS, EC_NO_FACT, OF_DATACENTER, 0.5, 1e4,
     "Built-in products have 8.7 billion to 4000 billion, that of a whole wafer."},
    {EC_TRANSISTORS, EC_TRANSISTORS, EC_NO_FACT, ANY_ITEM, 1e-6, 1e4,
     "The greatest, a whole wafer, has 4000 billion."},
    {EC_PACKAGE_AREA, EC_PACKAGE_AREA, EC_NO_FACT, HBM_STACK, 20, 2000,
     "A stack of HBM covers 40 to 130 mm2."},
    {EC_RATES, EC_TPP, EC_NO_FACT, OF_DATACENTER, 30, 4e6,
     "The least built-in accelerator has a TPP of 128, and a whole wafer 2000000."},
    {EC_RATES, EC_TPP, EC_NO_FACT, ANY_ITEM, 0, 4e6, "A whole wafer has a TPP of 2000000."},
    {EC_DIE_AREA, EC_TPP, EC_DIE_AREA, ANY_ITEM, 0, 300,
     "The densest built-in product has 37 per mm2."},
    {EC_RATES, EC_TPP, EC_DIE_AREA, OF_DATACENTER, 0.1, 300,
     "The least dense built-in accelerator has 1.2 per mm2."},
    {EC_TRANSISTORS, EC_TRANSISTORS, EC_DIE_AREA, ANY_ITEM, 0.003, 1,
     "Built-in products have 0.025 to 0.13 billion per mm2."},
    {EC_MEMORY_BANDWIDTH, EC_TPP, EC_MEMORY_BANDWIDTH, ANY_ITEM, 0, 1000,
     "Built-in products have at most 22 per GB/s."},
    {EC_RATES, EC_TPP, EC_MEMORY_BANDWIDTH, WITH_HBM, 0.02, 1000,
     "Built-in products with HBM have at least 0.59 per GB/s."},
};

#define TOLERANCE 0.1 /* by which a vendor's TPP may differ from that of its data sheet */

/* Which facts have a fault already.  TPP is that of the rates, or the declared one. */
typedef struct search
{
	ec_facts facts;
	ec_fact_set faulty;
	ec_chip_fault_taker take;
	void *owner;
} search;

/* The key that a number comes from. */
static ec_fact
key_of(const search *s, ec_fact number)
{
	if (number != EC_TPP)
		return number;
	return s->facts.known >> EC_RATES & 1 ? EC_RATES : EC_DECLARED_TPP;
}

static bool
is_about(subject subject, const ec_facts *facts)
{
	bool stack = facts->form == EC_FORM_HBM;
	bool hbm = stack || ec_item_flag(facts, EC_HBM) == EC_TRUE;

	switch (subject)
	{
		case WITH_HBM:
			return hbm;
		case OF_DATACENTER:
			return !stack && (hbm || ec_item_flag(facts, EC_DATACENTER) == EC_TRUE);
		case HBM_STACK:
			return stack;
		default:
			return true;
	}
}

static bool
is_told(const search *s, ec_fact number)
{
	ec_fact_set faulty = s->faulty & (EC_FACT_BIT(key_of(s, number)) | EC_FACT_BIT(number));

	return !ec_is_unknown(s->facts.number[number]) && faulty == 0;
}

static void
report(search *s, ec_fact key, ec_error *fault)
{
	s->faulty |= EC_FACT_BIT(key);
	s->take(s->owner, key, fault);
}

static void
hint_unit(ec_fact key, ec_fact other, ec_error *fault)
{
	if (other == EC_NO_FACT || other == key)
		ec_hint(fault, "Check the unit: \"%s\" is in %s.", ec_fact_name(key), ec_fact_unit(key));
	else
		ec_hint(fault, "Check the units: \"%s\" is in %s, and \"%s\" in %s.", ec_fact_name(key),
		        ec_fact_unit(key), ec_fact_name(other), ec_fact_unit(other));
}

/* The number, or the quotient, of which the bound speaks; what it may be at the least and most. */
static ec_interval
judged(const bound *b, const ec_facts *facts)
{
	ec_interval x = facts->number[b->number];
	ec_interval y;

	if (b->per == EC_NO_FACT)
		return x;
	y = facts->number[b->per];
	if (y.lo <= 0 || isinf(y.hi))
		return EC_UNKNOWN_INTERVAL;
	return (ec_interval){x.lo / y.hi, x.hi / y.lo};
}

static void
judge(search *s, const bound *b)
{
	ec_interval x;
	ec_fact key = b->key == EC_RATES ? key_of(s, EC_TPP) : b->key;
	ec_error fault = {0};
	char judged_text[EC_NUMBER_SIZE];
	bool above;

	if (!is_about(b->subject, &s->facts) || !is_told(s, b->number) ||
	    (b->per != EC_NO_FACT && !is_told(s, b->per)))
		return;
	x = judged(b, &s->facts);
	if (x.lo <= b->most && (x.hi >= b->least || x.hi == 0))
		return;
	above = x.lo > b->most;
	if (b->per == EC_NO_FACT)
		ec_number_text(above ? x.lo : x.hi, judged_text);
	else
		snprintf(judged_text, sizeof(judged_text), "%.4g", above ? x.lo : x.hi);
	ec_fail(&fault, EC_OUT_OF_RANGE, "\"%s\" of a chip is implausible: %s%s%s is %s, %s than %.15g",
	        ec_fact_name(key),
	        b->number == key && b->per == EC_NO_FACT ? "it" : ec_fact_name(b->number),
	        b->per == EC_NO_FACT ? "" : " / ", b->per == EC_NO_FACT ? "" : ec_fact_name(b->per),
	        judged_text, above ? "more" : "less", above ? b->most : b->least);
	ec_detail(&fault, "%s", b->reason);
	hint_unit(key,
	          b->per == EC_NO_FACT ? EC_NO_FACT :
	              b->per == key    ? key_of(s, EC_TPP) :
	                                 b->per,
	          &fault);
	report(s, key, &fault);
}

/* What the rates show without a declared TPP beside them. */
static ec_interval
tpp_of_rates(const ec_chip *chip)
{
	ec_chip_rate rate;
	ec_interval tpp = {0, 0};

	ec_chip_begin_rates(chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		double lo = rate.rate.lo * rate.bits.least;
		double hi = rate.rate.hi * rate.bits.most;

		tpp.lo = lo > tpp.lo ? lo : tpp.lo;
		tpp.hi = hi > tpp.hi ? hi : tpp.hi;
	}
	return tpp;
}

/* A declared TPP and rates that contradict each other, so that one of them is wrong. */
static void
judge_declared(search *s)
{
	ec_interval declared = s->facts.number[EC_DECLARED_TPP];
	ec_interval shown = tpp_of_rates(s->facts.chip);
	ec_error fault = {0};

	if (!is_told(s, EC_DECLARED_TPP) || !is_told(s, EC_TPP) || shown.hi == 0)
		return;
	if (declared.hi < shown.lo * (1 - TOLERANCE))
	{
		ec_fail(&fault, EC_OUT_OF_RANGE,
		        "\"declared_tpp\" of a chip, %.6g, is less than its rates show: %.6g", declared.hi,
		        shown.lo);
		ec_hint(&fault,
		        "Check whether a rate is a sparse one, or in another unit than TOPS. Until "
		        "then the greater TPP counts.");
		report(s, EC_DECLARED_TPP, &fault);
	}
	else if (declared.lo > shown.hi * (1 + TOLERANCE) && ec_chip_rates_are_complete(&s->facts))
	{
		ec_fail(&fault, EC_OUT_OF_RANGE,
		        "\"declared_tpp\" of a chip, %.6g, is more than its rates show: %.6g", declared.lo,
		        shown.hi);
		ec_hint(&fault,
		        "Check whether \"rates\" leaves a format out, or the declared TPP counts "
		        "sparse rates. Until then the greater TPP counts.");
		report(s, EC_DECLARED_TPP, &fault);
	}
}

void
ec_chip_find_faults(const ec_chip *chip, ec_fact_set refused, ec_chip_fault_taker take, void *owner)
{
	search s = {.faulty = refused, .take = take, .owner = owner};

	ec_facts_forget_shipment(&s.facts);
	ec_chip_read(chip, &s.facts);
	for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++)
		judge(&s, &bounds[i]);
	judge_declared(&s);
}
