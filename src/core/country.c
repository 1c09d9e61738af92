/*
 * country.c
 *		Which two-letter codes are countries.  Source: ISO 3166-1, 249 officially assigned alpha-2
 *		codes, and XK.
 */
#include "core/country.h"

/* Letters that may follow each first letter, in order. */
static const char *const assigned[26] = {
    "DEFGILMOQRSTUWXZ",        /* A */
    "ABDEFGHIJLMNOQRSTVWYZ",   /* B */
    "ACDFGHIKLMNORUVWXYZ",     /* C */
    "EJKMOZ",                  /* D */
    "CEGHRST",                 /* E */
    "IJKMOR",                  /* F */
    "ABDEFGHILMNPQRSTUWY",     /* G */
    "KMNRTU",                  /* H */
    "DELMNOQRST",              /* I */
    "EMOP",                    /* J */
    "EGHIMNPRWYZ",             /* K */
    "ABCIKRSTUVY",             /* L */
    "ACDEFGHKLMNOPQRSTUVWXYZ", /* M */
    "ACEFGILOPRUZ",            /* N */
    "M",                       /* O */
    "AEFGHKLMNRSTWY",          /* P */
    "A",                       /* Q */
    "EOSUW",                   /* R */
    "ABCDEGHIJKLMNORSTVXYZ",   /* S */
    "CDFGHJKLMNORTVWZ",        /* T */
    "AGMSYZ",                  /* U */
    "ACEGINU",                 /* V */
    "FS",                      /* W */
    "K",                       /* X: only Kosovo */
    "ET",                      /* Y */
    "AMW",                     /* Z */
};

bool
ec_country_is_assigned(ec_country country)
{
	unsigned first = country >> 8;
	unsigned second = country & 0xFF;

	return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z' &&
	    strchr(assigned[first - 'A'], (int) second) != NULL;
}

bool
ec_country_parse(const char *text, size_t length, ec_country *country, ec_error *error)
{
	while (length > 0 && ec_is_space(text[0]))
		text++, length--;
	while (length > 0 && ec_is_space(text[length - 1]))
		length--;

	if (length != 2 || !ec_is_letter(text[0]) || !ec_is_letter(text[1]))
	{
		ec_fail(error, EC_INVALID_TEXT, "invalid input syntax for type %s: \"%.*s\"", "country",
		        ec_quoted(length), text);
		ec_detail(error, "A country is written with two letters.");
		return ec_hint(error,
		               "Use the ISO 3166-1 alpha-2 code, for example 'CN' for China or 'GB' for "
		               "the United Kingdom.");
	}
	*country = ec_country_make(ec_upper(text[0]), ec_upper(text[1]));
	if (!ec_country_is_assigned(*country))
	{
		ec_fail(error, EC_INVALID_TEXT, "invalid input syntax for type %s: \"%.2s\"", "country",
		        text);
		ec_detail(error, "ISO 3166-1 does not assign the code \"%c%c\" to any country.",
		          ec_upper(text[0]), ec_upper(text[1]));
		if (*country == ec_country_make('U', 'K'))
			return ec_hint(error, "The United Kingdom is 'GB'.");
		if (*country == ec_country_make('E', 'U'))
			return ec_hint(error, "The European Union is not a country; name the member state.");
		return ec_hint(error, "Look the code up in the table export_control.destination.");
	}
	return true;
}

bool
ec_region_parse(const char *text, size_t length, char out[EC_REGION_SIZE], ec_error *error)
{
	bool fits;

	while (length > 0 && ec_is_space(text[0]))
		text++, length--;
	while (length > 0 && ec_is_space(text[length - 1]))
		length--;
	fits = length >= 4 && length < EC_REGION_SIZE && text[2] == '-';

	for (size_t i = 0; fits && i < length; i++)
	{
		fits = ec_is_letter(text[i]) || (i > 2 && ec_is_digit(text[i])) || i == 2;
		out[i] = ec_upper(text[i]);
	}
	if (fits && ec_country_is_assigned(ec_country_make(out[0], out[1])))
	{
		out[length] = '\0';
		return true;
	}
	ec_fail(error, EC_INVALID_TEXT, "invalid region \"%.*s\"", length > 60 ? 60 : (int) length,
	        text);
	return ec_hint(error,
	               "Write the ISO 3166-2 code: the country, a hyphen and one to three letters or "
	               "digits, such as UA-43 for Crimea.");
}

bool
ec_region_lies_in(const char *region, size_t length, ec_country country)
{
	static const char *const states[] = {"CN", "FI", "FR", "NL", "US"}; /* with such parts */
	char code[3];

	ec_country_text(country, code);
	if (memcmp(region, code, 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (memcmp(region, states[i], 2) == 0)
			return length == 5 && memcmp(region + 3, code, 2) == 0;
	return false;
}
