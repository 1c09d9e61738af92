/*
 * test_day.c
 *		Days as text, and periods.
 */
#include "harness.h"

#include "core/day.h"

static bool
parses(const char *text, ec_day *day)
{
	return ec_day_parse(text, strlen(text), day);
}

/* Counts the days with a calendar of its own, one after another. */
static void
test_every_day(void)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	claim read = CLAIM("every day from 1999 to 2101 is read as its number");
	claim written = CLAIM("every day from 1999 to 2101 is written as it was read");
	ec_day number = -365; /* 1999-01-01; 2000-01-01 is day 0 */

	for (int year = 1999; year <= 2101; year++)
		for (int month = 1; month <= 12; month++)
		{
			bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			int days = length[month - 1] + (month == 2 && leap ? 1 : 0);

			for (int day = 1; day <= days; day++, number++)
			{
				char text[20];
				char again[EC_DAY_SIZE];
				ec_day got = 0;

				snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
				holds(&read, parses(text, &got) && got == number, "%s is %d, not %d", text, number,
				      got);
				ec_day_text(number, again);
				holds(&written, strcmp(text, again) == 0, "%s is written %s", text, again);
			}
		}
	settle(&read);
	settle(&written);
}

static void
test_known_days(void)
{
	static const struct
	{
		const char *text;
		ec_day day;
	} cases[] = {
	    {"2000-01-01", 0},       {"2000-03-01", 60},     {"1999-12-31", -1},
	    {"1970-01-01", -10957},  {"2022-10-07", 8315},   {"2023-11-17", 8721},
	    {"1600-02-29", -146038}, {"2400-02-29", 146156}, {"0001-01-01", -730119},
	    {"9999-12-31", 2921939},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char text[EC_DAY_SIZE];
		char name[60];
		ec_day day = 1;

		snprintf(name, sizeof(name), "%s is day %d", cases[i].text, cases[i].day);
		ok(parses(cases[i].text, &day) && day == cases[i].day, "%s", name);
		ec_day_text(cases[i].day, text);
		snprintf(name, sizeof(name), "day %d is %s", cases[i].day, cases[i].text);
		is_text(text, cases[i].text, name);
	}
}

static void
test_bad_days(void)
{
	static const char *const bad[] = {
	    "",           "2024",        "2024-01",     "2024-01-1",   "2024-1-01",
	    "24-01-01",   "2024-01-01 ", " 2024-01-01", "2024-01-011", "2024/01/01",
	    "2024-01/01", "20240101",    "2024-01-01T", "-024-01-01",  "+024-01-01",
	    "2024-a1-01", "2024-01-0x",  "2024-00-01",  "2024-13-01",  "2024-99-01",
	    "2024-01-00", "2024-01-32",  "2024-04-31",  "2024-06-31",  "2024-09-31",
	    "2024-11-31", "2024-02-30",  "2023-02-29",  "1900-02-29",  "2100-02-29",
	    "2200-02-29", "0000-01-01",  "0000-00-00",  "today",       "infinity",
	    "2024-01--1", "2024--1-01",
	};
	static const char *const leap[] = {"2000-02-29", "2004-02-29", "2024-02-29",
	                                   "2096-02-29", "2104-02-29", "1996-02-29"};

	for (int i = 0; i < COUNT_OF(bad); i++)
	{
		ec_day day;

		ok(!parses(bad[i], &day), "\"%s\" is no day", bad[i]);
	}
	for (int i = 0; i < COUNT_OF(leap); i++)
	{
		ec_day day;

		ok(parses(leap[i], &day), "%s exists", leap[i]);
	}
	{
		ec_day day;

		ok(!ec_day_parse("2024-01-01", 9, &day), "no more is read than the length");
	}
}

static void
test_periods(void)
{
	static const ec_day days[] = {EC_DAY_FIRST, EC_DAY_FIRST + 1, -10,        -1, 0, 1, 2,
	                              10,           EC_DAY_LAST - 1,  EC_DAY_LAST};
	claim contains = CLAIM("a period contains its first day and not its last");
	claim unbounded = CLAIM("a period without end contains the end of time");
	claim overlap = CLAIM("two periods overlap when a day is in both");
	claim empty = CLAIM("an empty period contains nothing and overlaps nothing");

	for (int a = 0; a < COUNT_OF(days); a++)
		for (int b = 0; b < COUNT_OF(days); b++)
		{
			ec_period p = {days[a], days[b]};

			for (int d = 0; d < COUNT_OF(days); d++)
			{
				bool wanted = days[a] <= days[d] && days[d] < days[b];

				if (days[d] == EC_DAY_LAST)
					holds(&unbounded,
					      ec_period_contains(p, days[d]) == (days[b] == EC_DAY_LAST && a < b),
					      "[%d, %d)", p.from, p.until);
				else
					holds(&contains, ec_period_contains(p, days[d]) == wanted, "[%d, %d) and %d",
					      p.from, p.until, days[d]);
				if (a >= b)
					holds(&empty, ec_period_is_empty(p) && !ec_period_contains(p, days[d]),
					      "[%d, %d)", p.from, p.until);
			}
			for (int c = 0; c < COUNT_OF(days); c++)
				for (int e = 0; e < COUNT_OF(days); e++)
				{
					ec_period q = {days[c], days[e]};
					bool both = false;

					/* the first day of one of them is in both, if any is */
					both = ec_period_contains(p, q.from) && ec_period_contains(q, q.from);
					both = both || (ec_period_contains(q, p.from) && ec_period_contains(p, p.from));
					holds(&overlap, ec_periods_overlap(p, q) == both, "[%d, %d) and [%d, %d)",
					      p.from, p.until, q.from, q.until);
					if (ec_period_is_empty(p) || ec_period_is_empty(q))
						holds(&empty, !ec_periods_overlap(p, q), "[%d, %d) and [%d, %d)", p.from,
						      p.until, q.from, q.until);
				}
		}
	settle(&contains);
	settle(&unbounded);
	settle(&overlap);
	settle(&empty);
	ok(ec_period_contains(EC_ALWAYS, EC_DAY_FIRST) && ec_period_contains(EC_ALWAYS, EC_DAY_LAST) &&
	       ec_period_contains(EC_ALWAYS, 0),
	   "always contains every day");
	ok(ec_period_is_empty(EC_NEVER) && !ec_period_contains(EC_NEVER, 0), "never contains none");
}

int
main(void)
{
	test_every_day();
	test_known_days();
	test_bad_days();
	test_periods();
	return finish();
}
