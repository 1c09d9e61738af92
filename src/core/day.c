/*
 * day.c
 *		Days as text.  The calendar is the proleptic Gregorian one.  See day.h.
 */
#include "core/day.h"

#include <stdio.h>

/*
 * Days from 2000-01-01 to the first of March of year y, the start of the year that ends in
 * February.
 */
static int64_t
march_first(int64_t year)
{
	return year * 365 + year / 4 - year / 100 + year / 400 - 730425;
}

static int
march_based_days(int month)
{
	return (153 * month + 2) / 5; /* month 0 is March */
}

static int64_t
day_number(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int m = month <= 2 ? month + 9 : month - 3;

	return march_first(y) + march_based_days(m) + (day - 1);
}

void
ec_day_text(ec_day day, char out[EC_DAY_SIZE])
{
	int64_t year = ((int64_t) day + 730425) * 400 / 146097;
	int of_year;
	int m;

	while (march_first(year) > day)
		year--;
	while (march_first(year + 1) <= day)
		year++;
	of_year = (int) (day - march_first(year));
	m = (5 * of_year + 2) / 153;
	snprintf(out, EC_DAY_SIZE, "%04d-%02d-%02d", (int) (m >= 10 ? year + 1 : year) % 10000,
	         m >= 10 ? m - 9 : m + 3, of_year - march_based_days(m) + 1);
}

bool
ec_day_parse(const char *text, size_t length, ec_day *day)
{
	int part[3] = {0, 0, 0};
	char again[EC_DAY_SIZE];

	if (length != 10 || text[4] != '-' || text[7] != '-')
		return false;
	for (int i = 0; i < 10; i++)
	{
		if (i == 4 || i == 7)
			continue;
		if (!ec_is_digit(text[i]))
			return false;
		part[i < 4 ? 0 : (i < 7 ? 1 : 2)] =
		    part[i < 4 ? 0 : (i < 7 ? 1 : 2)] * 10 + (text[i] - '0');
	}
	if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31)
		return false;
	*day = (ec_day) day_number(part[0], part[1], part[2]);
	/* A day that the month does not have comes back as another one. */
	ec_day_text(*day, again);
	return memcmp(again, text, 10) == 0;
}
