/*
 * server_day.h
 *		The day where the server is: of its clock, or of a point in time.
 *
 * That is in log_timezone.  The session's time zone is for its user to choose, and shifts the day
 * by up to a week; and so is when the transaction began.
 */
#ifndef EXPORT_CONTROL_SERVER_DAY_H
#define EXPORT_CONTROL_SERVER_DAY_H

#include "pg/binding.h"

#include "datatype/timestamp.h"
#include "utils/date.h"

/* Today, by the clock. */
extern DateADT server_day(void);

/* False for a time that is too near the ends of all time to have a day there. */
extern bool server_day_of(TimestampTz time, DateADT *day);

#endif /* EXPORT_CONTROL_SERVER_DAY_H */
