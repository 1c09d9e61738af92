/*
 * test_country.c
 *		Which codes are countries.
 */
#include "harness.h"

#include "core/country.h"

/*
 * The officially assigned codes of ISO 3166-1, in the order of the countries' short English names
 * (as the standard lists them), so that this list is not the one under test written twice.
 */
static const char *const iso[] = {
    "AF", "AX", "AL", "DZ", "AS", "AD", "AO", "AI", "AQ", "AG", "AR", "AM", "AW", "AU", "AT", "AZ",
    "BS", "BH", "BD", "BB", "BY", "BE", "BZ", "BJ", "BM", "BT", "BO", "BQ", "BA", "BW", "BV", "BR",
    "IO", "BN", "BG", "BF", "BI", "CV", "KH", "CM", "CA", "KY", "CF", "TD", "CL", "CN", "CX", "CC",
    "CO", "KM", "CG", "CD", "CK", "CR", "CI", "HR", "CU", "CW", "CY", "CZ", "DK", "DJ", "DM", "DO",
    "EC", "EG", "SV", "GQ", "ER", "EE", "SZ", "ET", "FK", "FO", "FJ", "FI", "FR", "GF", "PF", "TF",
    "GA", "GM", "GE", "DE", "GH", "GI", "GR", "GL", "GD", "GP", "GU", "GT", "GG", "GN", "GW", "GY",
    "HT", "HM", "VA", "HN", "HK", "HU", "IS", "IN", "ID", "IR", "IQ", "IE", "IM", "IL", "IT", "JM",
    "JP", "JE", "JO", "KZ", "KE", "KI", "KP", "KR", "KW", "KG", "LA", "LV", "LB", "LS", "LR", "LY",
    "LI", "LT", "LU", "MO", "MG", "MW", "MY", "MV", "ML", "MT", "MH", "MQ", "MR", "MU", "YT", "MX",
    "FM", "MD", "MC", "MN", "ME", "MS", "MA", "MZ", "MM", "NA", "NR", "NP", "NL", "NC", "NZ", "NI",
    "NE", "NG", "NU", "NF", "MK", "MP", "NO", "OM", "PK", "PW", "PS", "PA", "PG", "PY", "PE", "PH",
    "PN", "PL", "PT", "PR", "QA", "RE", "RO", "RU", "RW", "BL", "SH", "KN", "LC", "MF", "PM", "VC",
    "WS", "SM", "ST", "SA", "SN", "RS", "SC", "SL", "SG", "SX", "SK", "SI", "SB", "SO", "ZA", "GS",
    "SS", "ES", "LK", "SD", "SR", "SJ", "SE", "CH", "SY", "TW", "TJ", "TZ", "TH", "TL", "TG", "TK",
    "TO", "TT", "TN", "TR", "TM", "TC", "TV", "UG", "UA", "AE", "GB", "US", "UM", "UY", "UZ", "VU",
    "VE", "VN", "VG", "VI", "WF", "EH", "YE", "ZM", "ZW",
};

static void
test_assigned(void)
{
	claim as_listed =
	    CLAIM("of all pairs of letters, exactly the 249 of ISO 3166-1 and XK are assigned");
	claim parsed = CLAIM("and exactly these can be written");
	int accepted = 0;

	is_integer(COUNT_OF(iso), 249, "ISO 3166-1 assigns 249 codes");
	for (char a = 'A'; a <= 'Z'; a++)
		for (char b = 'A'; b <= 'Z'; b++)
		{
			char code[3] = {a, b, '\0'};
			bool wanted = strcmp(code, "XK") == 0;
			ec_country country;
			ec_error error;

			for (int i = 0; i < COUNT_OF(iso); i++)
				wanted = wanted || strcmp(iso[i], code) == 0;
			holds(&as_listed, ec_country_is_assigned(ec_country_make(a, b)) == wanted, "%s", code);
			holds(&parsed,
			      ec_country_parse(code, 2, &country, &error) == wanted &&
			          (!wanted || country == ec_country_make(a, b)),
			      "%s", code);
			accepted += ec_country_is_assigned(ec_country_make(a, b));
		}
	settle(&as_listed);
	settle(&parsed);
	is_integer(accepted, 250, "250 codes are assigned");
}

static void
test_other_values(void)
{
	claim none = CLAIM("no other value of 16 bits is a country");

	for (int value = 0; value <= 0xFFFF; value++)
	{
		int a = value >> 8;
		int b = value & 0xFF;

		if (a < 'A' || a > 'Z' || b < 'A' || b > 'Z')
			holds(&none, !ec_country_is_assigned((ec_country) value), "%04x", value);
	}
	settle(&none);
	ok(!ec_country_is_assigned(EC_NO_COUNTRY), "no country is not a country");
}

static void
test_written(void)
{
	static const char *const spellings[] = {"CN", "cn", "Cn", "cN", " CN", "CN ", "\t\ncn\r\f\v "};
	ec_country country;
	ec_error error;
	char text[3];

	for (int i = 0; i < COUNT_OF(spellings); i++)
		ok(ec_country_parse(spellings[i], strlen(spellings[i]), &country, &error) &&
		       country == ec_country_make('C', 'N'),
		   "spelling %d of CN is read", i);
	ok(ec_country_parse("CNX", 2, &country, &error), "no more is read than the length");
	ec_country_text(ec_country_make('G', 'B'), text);
	is_text(text, "GB", "a country is written in capitals");
	ok(ec_country_make('A', 'Z') < ec_country_make('B', 'A') &&
	       ec_country_make('C', 'A') < ec_country_make('C', 'N'),
	   "numeric order is the order of codes");
}

static void
test_errors(void)
{
	static const char *const malformed[] = {"",         " ",  "C",    "CHN", "C N",
	                                        "C1",       "1C", "12",   "D:5", "C\xc3\x9c",
	                                        "\xc3\x9c", "??", "China"};
	ec_country country;
	ec_error error;

	for (int i = 0; i < COUNT_OF(malformed); i++)
	{
		bool refused = !ec_country_parse(malformed[i], strlen(malformed[i]), &country, &error);

		ok(refused && error.code == EC_INVALID_TEXT && error.hint[0] != '\0',
		   "\"%s\" is refused with a hint", malformed[i]);
	}
	ok(!ec_country_parse("C\0", 2, &country, &error), "a zero byte is refused");

	ec_country_parse("chn", 3, &country, &error);
	is_text(error.message, "invalid input syntax for type country: \"chn\"",
	        "the message shows the text");
	is_text(error.detail, "A country is written with two letters.",
	        "the detail says how a country is written");

	ec_country_parse(" zz ", 4, &country, &error);
	is_text(error.message, "invalid input syntax for type country: \"zz\"",
	        "the message shows the code as it was written");
	is_text(error.detail, "ISO 3166-1 does not assign the code \"ZZ\" to any country.",
	        "the detail names the code");
	is_text(error.hint, "Look the code up in the table export_control.destination.",
	        "the hint says where to look");

	ec_country_parse("uk", 2, &country, &error);
	is_text(error.hint, "The United Kingdom is 'GB'.", "UK is a slip of its own");
	ec_country_parse("EU", 2, &country, &error);
	is_text(error.hint, "The European Union is not a country; name the member state.",
	        "and so is EU");

	{
		char long_text[500];

		memset(long_text, 'x', sizeof(long_text));
		ec_country_parse(long_text, sizeof(long_text), &country, &error);
		ok(strlen(error.message) < 120, "a long text is cut in the message");
	}
}

int
main(void)
{
	test_assigned();
	test_other_values();
	test_written();
	test_errors();
	return finish();
}
