/*
 * fact.h
 *		The facts that rules may test: their names, kinds and what a person must find out when one
 *		is missing.  The one list; the parser, the chip type and the evaluator all read it.
 */
#ifndef EC_FACT_H
#define EC_FACT_H

#include "base.h"

typedef enum ec_fact
{
	/* numbers of the chip, in the order of its stored header */
	EC_TPP,
	EC_PERFORMANCE_DENSITY,
	EC_TOPS,
	EC_MEMORY_BANDWIDTH,
	EC_INTERCONNECT_BANDWIDTH,
	EC_TRANSISTORS,
	EC_DIE_AREA,
	EC_PACKAGE_AREA,
	EC_MEMORY_BANDWIDTH_DENSITY,
	EC_DECLARED_TPP,
	/* number of the transaction */
	EC_CONSIGNEE_TPP,
	/* booleans of the chip */
	EC_DATACENTER,
	EC_HBM,
	/* text of the chip, then of the transaction */
	EC_NAME,
	EC_VENDOR,
	EC_FORM,
	EC_END_USE,
	/* places of the transaction */
	EC_DESTINATION,
	EC_HEADQUARTERS,
	/* what classification finds */
	EC_ECCN,
	/* not facts of conditions; only named in `missing` */
	EC_RATES,
	EC_MISSING_CHIP,			/* no chip at all */
	EC_MISSING_AS_OF,			/* no date */
	EC_MISSING_RULES,			/* the rulebook does not speak for this date or item */
	EC_FACT_COUNT
} ec_fact;

#define EC_CHIP_NUMBERS EC_CONSIGNEE_TPP	/* facts below this one are the chip's numbers */

typedef enum ec_fact_kind
{
	EC_KIND_NUMBER,
	EC_KIND_BOOLEAN,
	EC_KIND_TEXT,
	EC_KIND_COUNTRY,
	EC_KIND_ECCN,
	EC_KIND_NONE
} ec_fact_kind;

extern const char *ec_fact_name(ec_fact fact);
extern ec_fact_kind ec_fact_kind_of(ec_fact fact);

/* Looks a name up, ignoring ASCII case; EC_FACT_COUNT when a condition cannot use it. */
extern ec_fact ec_fact_find(const char *name, size_t length);

/* The fact a condition can use whose name is nearest, or NULL. */
extern const char *ec_fact_nearest(const char *name, size_t length);

/* What a chip is: an integrated circuit, something that contains one, or a memory stack. */
typedef enum ec_form
{
	EC_FORM_IC,
	EC_FORM_COMPUTER,
	EC_FORM_HBM,
	EC_FORM_COUNT
} ec_form;

extern const char *ec_form_name(ec_form form);
extern ec_form ec_form_find(const char *name, size_t length);	/* EC_FORM_COUNT when unknown */

/* Sets of facts, to say what is missing. */
typedef uint32_t ec_fact_set;

#define EC_FACT_BIT(f) ((ec_fact_set) 1 << (f))

#endif							/* EC_FACT_H */
