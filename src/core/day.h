/*
 * day.h
 *		Days and periods.  A day counts from 2000-01-01, as the server's date type does; a period is
 *		half-open, [from, until).
 */
#ifndef EC_DAY_H
#define EC_DAY_H

#include "core/base.h"

typedef int32_t ec_day;

#define EC_DAY_FIRST INT32_MIN /* unbounded below */
#define EC_DAY_LAST INT32_MAX  /* unbounded above */

typedef struct ec_period
{
	ec_day from;
	ec_day until;
} ec_period;

#define EC_ALWAYS ((ec_period){EC_DAY_FIRST, EC_DAY_LAST})
#define EC_NEVER ((ec_period){0, 0})

static inline bool
ec_period_is_empty(ec_period p)
{
	return p.from >= p.until;
}

/* EC_DAY_LAST stands for "the end of time", which an unbounded period contains. */
static inline bool
ec_period_contains(ec_period p, ec_day day)
{
	return p.from <= day && (day < p.until || (p.until == EC_DAY_LAST && !ec_period_is_empty(p)));
}

static inline bool
ec_periods_overlap(ec_period a, ec_period b)
{
	return !ec_period_is_empty(a) && !ec_period_is_empty(b) && a.from < b.until && b.from < a.until;
}

#define EC_DAY_SIZE 40
extern void ec_day_text(ec_day day, char out[EC_DAY_SIZE]); /* YYYY-MM-DD */
extern bool ec_day_parse(const char *text, size_t length, ec_day *day);

#endif /* EC_DAY_H */
