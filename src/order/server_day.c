/*
 * server_day.c
 *		See server_day.h.
 */
#include "order/server_day.h"

#include "pgtime.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

bool
server_day_of(TimestampTz time, DateADT *day)
{
	struct pg_tm tm;
	fsec_t fraction;
	int zone;

	if (timestamp2tm(time, &zone, &tm, &fraction, NULL, log_timezone) != 0)
		return false;
	*day = date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
	return true;
}

DateADT
server_day(void)
{
	DateADT day;

	if (!server_day_of(GetCurrentTimestamp(), &day))
		elog(ERROR, "the server's clock is out of range"); /* no clock gives such a time */
	return day;
}

/* server_date() → date */
PG_FUNCTION_INFO_V1(server_date);
Datum
server_date(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_DATEADT(server_day());
}
