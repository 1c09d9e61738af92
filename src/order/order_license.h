/*
 * order_license.h
 *		The license that an order names: whether it helps, and what the order draws of it.
 */
#ifndef EXPORT_CONTROL_ORDER_LICENSE_H
#define EXPORT_CONTROL_ORDER_LICENSE_H

#include "order/screening.h"

/*
 * Why the license that an order names does not help; `message` NULL when it does, or none is named.
 */
typedef struct LicenseFault
{
	const char *message;
	const char *hint;
	int code; /* SQLSTATE */
} LicenseFault;

/* The license that an order names, as it stands. */
typedef struct NamedLicense
{
	const char *id; /* NULL: none is named */
	bool exists;
	const char *symbol;        /* of a license exception; NULL: a license */
	const ec_condition *scope; /* NULL: anything */
	Datum amount;              /* that the order counts */
	bool amount_unknown;
	Datum consignee_tpp; /* with this order, where the license counts TPP by consignee and year */
	bool consignee_tpp_unknown;
} NamedLicense;

/* A use of a license as an order has it in the ledger. */
typedef struct OrderUse
{
	const char *license; /* NULL: none */
	Datum key;
	Datum amount;
	bool amount_unknown;
} OrderUse;

/* Looks up the license that an entry names. */
extern void find_license(const Screening *entry, NamedLicense *license);

/*
 * Is the named license to be drawn down?  A license where one is required, and a license exception
 * where that very exception applies.  If it does not help although something is required, says why.
 */
extern bool license_helps(const NamedLicense *license, const Question *question,
                          const ec_answer *answer, LicenseFault *fault);

/* Is settle_license() at work? */
extern bool is_settling(void);

/* Locks both, in one order; either may be NULL, or unknown. */
extern void lock_licenses(const char *one, const char *other);

/*
 * Brings the ledger to what the order is now: gives back what it had drawn of `earlier_license`
 * (NULL: nothing) under the key of `use`, unless that is the same use and the license still carries
 * it, and draws `use`.  `own`: a use that stands under the key is this order's.  False, with the
 * fault, when that fails.
 */
extern bool settle_license(const Screening *entry, const OrderUse *use, const char *earlier_license,
                           bool own, LicenseFault *fault);

#endif /* EXPORT_CONTROL_ORDER_LICENSE_H */
