/*
 * country.h
 *		ISO 3166-1 alpha-2 country codes: two ASCII capitals packed into 16 bits.
 */
#ifndef EC_COUNTRY_H
#define EC_COUNTRY_H

#include "core/base.h"

typedef uint16_t ec_country; /* first letter in the high byte: numeric order is code order */

#define EC_NO_COUNTRY ((ec_country) 0)

static inline ec_country
ec_country_make(char first, char second)
{
	return (ec_country) (((unsigned char) first << 8) | (unsigned char) second);
}

static inline void
ec_country_text(ec_country country, char out[3])
{
	out[0] = (char) (country >> 8);
	out[1] = (char) (country & 0xFF);
	out[2] = '\0';
}

/* Assigned by ISO 3166-1, or XK (Kosovo, user-assigned but used by the EAR's Country Chart). */
extern bool ec_country_is_assigned(ec_country country);

/* Case-insensitive; surrounding white space is ignored.  Fails with EC_INVALID_TEXT. */
extern bool ec_country_parse(const char *text, size_t length, ec_country *country, ec_error *error);

/*
 * The code of a part of a country as ISO 3166-2 shapes it: a country's code, a hyphen, one to three
 * letters or digits, such as UA-43.  Which parts there are is not looked up.  Case-insensitive;
 * fails with EC_INVALID_TEXT.
 */
#define EC_REGION_SIZE 7 /* with its NUL */
extern bool ec_region_parse(const char *text, size_t length, char out[EC_REGION_SIZE],
                            ec_error *error);

/* Does it lie in the country; or is it the country itself, as a part of another (US-PR of PR)? */
extern bool ec_region_lies_in(const char *region, size_t length, ec_country country);

#endif /* EC_COUNTRY_H */
