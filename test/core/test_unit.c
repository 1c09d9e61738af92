/*
 * test_unit.c
 *		Unit tests of numbers that are written with a unit.
 */
#include "core/fact.h"
#include "core/unit.h"

#include "harness.h"

#include <stdlib.h>

#define BANDWIDTH "GB/s"
#define RATE "TOPS or TFLOPS"
#define AREA "mm2"
#define COUNT "billions"
#define TPP "TOPS x bits"

static ec_error error;

/* From memory that ends where the text does, so that a byte too many is seen. */
static const char *
read_text(const ec_memory *mem, const char *unit, const char *text)
{
	size_t size = strlen(text) + 1;
	char *exact = memcpy(malloc(size), text, size);
	const char *number = ec_unit_read(mem, "it", unit, exact, &error);
	const char *copy = number == NULL ? NULL : ec_copy_text(mem, number, strlen(number));

	free(exact);
	return copy;
}

static void
test_units(void)
{
	static const struct
	{
		const char *unit;
		const char *text;
		const char *number;
	} cases[] = {
	    {BANDWIDTH, "3.35 TB/s", "3350"},
	    {BANDWIDTH, "2.039 TB/s", "2039"},
	    {BANDWIDTH, "4000 GB/s", "4000"},
	    {BANDWIDTH, "4000GB/s", "4000"},
	    {BANDWIDTH, " 4000 GBps ", "4000"},
	    {BANDWIDTH, "4000 GB/sec", "4000"},
	    {BANDWIDTH, "4000 GB per second", "4000"},
	    {BANDWIDTH, "4 terabytes per second", "4000"},
	    {BANDWIDTH, "4 TBytes/s", "4000"},
	    {BANDWIDTH, "0.00335 PB/s", "3350"},
	    {BANDWIDTH, "512000 MB/s", "512"},
	    {BANDWIDTH, "5e11 B/s", "500"},
	    {BANDWIDTH, "900 Gb/s", "112.5"},
	    {BANDWIDTH, "900 Gbps", "112.5"},
	    {BANDWIDTH, "900 Gbit/s", "112.5"},
	    {BANDWIDTH, "900 gbit/s", "112.5"},
	    {BANDWIDTH, "900 gigabits per second", "112.5"},
	    {BANDWIDTH, "7.2 Tb/s", "900"},
	    {BANDWIDTH, "1 GiB/s", "1.073741824"},
	    {BANDWIDTH, "1 GiBps", "1.073741824"},
	    {BANDWIDTH, "8 Gibit/s", "1.073741824"},
	    {BANDWIDTH, "1 KiB/s", "0.000001024"},
	    {BANDWIDTH, "1.5 TiB/s", "1649.267441664"},
	    {RATE, "312 TFLOPS", "312"},
	    {RATE, "312 tflops", "312"},
	    {RATE, "312 TFLOP/s", "312"},
	    {RATE, "312 TFLOPS (dense)", "312"},
	    {RATE, "1.5 PFLOPS", "1500"},
	    {RATE, "1.5 PetaFLOPS", "1500"},
	    {RATE, "1.5 PF", "1500"},
	    {RATE, "989.5 TF", "989.5"},
	    {RATE, "1979 TOPS", "1979"},
	    {RATE, "4 POPS", "4000"},
	    {RATE, "19500 GFLOPS", "19.5"},
	    {RATE, "19500000 MFLOPS", "19.5"},
	    {RATE, "0.001 EFLOPS", "1000"},
	    {RATE, "100 TMACS", "200"},
	    {RATE, "100 TMAC/s", "200"},
	    {AREA, "814 mm2", "814"},
	    {AREA, "814 mm\xC2\xB2", "814"},
	    {AREA, "814\xC2\xA0mm^2", "814"},
	    {AREA, "814 sq mm", "814"},
	    {AREA, "814 sq. mm", "814"},
	    {AREA, "814 mm sq", "814"},
	    {AREA, "814 square millimetres", "814"},
	    {AREA, "814 MM2", "814"},
	    {AREA, "8.14 cm\xC2\xB2", "814"},
	    {AREA, "8.14cm2", "814"},
	    {AREA, "814000000 \xC2\xB5m2", "814"},
	    {AREA, "814000000 um^2", "814"},
	    {AREA, "0.000814 m2", "814"},
	    {COUNT, "80 billion", "80"},
	    {COUNT, "80B", "80"},
	    {COUNT, "80 bn", "80"},
	    {COUNT, "80 Billion transistors", "80"},
	    {COUNT, "80000 million", "80"},
	    {COUNT, "80000M", "80"},
	    {COUNT, "1.2 trillion", "1200"},
	    {COUNT, "80000000000 transistors", "80"},
	    {TPP, "15832", "15832"},
	    {TPP, "15832 TPP", "15832"},
	    {EC_UNIT_BITS, "6 bits", "6"},
	    {EC_UNIT_BITS, "6-bit", "6"},
	    /* without a unit, in that of the key, as loads of CSV have it */
	    {BANDWIDTH, "3350", "3350"},
	    {BANDWIDTH, "3350.50", "3350.5"},
	    {BANDWIDTH, "+3.35e3", "3350"},
	    {BANDWIDTH, " .5 ", "0.5"},
	    {BANDWIDTH, "5.", "5"},
	    {"dozens", "5", "5"},
	    /* borders */
	    {BANDWIDTH, "0 TB/s", "0"},
	    {BANDWIDTH, "-0.0", "0"},
	    {BANDWIDTH, "0e999999999999999999999", "0"},
	    {BANDWIDTH, "-3 TB/s", "-3000"},
	    {BANDWIDTH, "1e999999999999999999999 TB/s", "1e10000000000002"},
	    {BANDWIDTH, "1e-400", "1e-400"},
	    {BANDWIDTH, "0.1 EB/s", "100000000"},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		const char *number = read_text(memory(), cases[i].unit, cases[i].text);

		if (ok(number != NULL, "%s is understood", cases[i].text))
			is_text(number, cases[i].number, "as the same");
	}
}

static void
test_not_understood(void)
{
	static const struct
	{
		const char *unit;
		const char *text;
	} cases[] = {
	    {BANDWIDTH, ""},
	    {BANDWIDTH, " "},
	    {BANDWIDTH, "unknown"},
	    {BANDWIDTH, "N/A"},
	    {BANDWIDTH, "."},
	    {BANDWIDTH, "-"},
	    {BANDWIDTH, "--5"},
	    {BANDWIDTH, "e5"},
	    {BANDWIDTH, "0x10"},
	    {BANDWIDTH, "3,35 TB/s"},
	    {BANDWIDTH, "3,350 GB/s"},
	    {BANDWIDTH, "1.2.3"},
	    {BANDWIDTH, "5 -"},
	    {BANDWIDTH, "5 ."},
	    {BANDWIDTH, "300-330"},
	    {BANDWIDTH, "300 to 330 GB/s"},
	    {BANDWIDTH, "~300 GB/s"},
	    {BANDWIDTH, "up to 300 GB/s"},
	    {BANDWIDTH, "300 GB/s GB/s"},
	    {BANDWIDTH, "900 gb/s"}, /* bits or bytes? */
	    {BANDWIDTH, "900 gbps"},
	    {BANDWIDTH, "900 GBPS"},
	    {BANDWIDTH, "900 GB/S"},
	    {BANDWIDTH, "900 GT/s"},
	    {BANDWIDTH, "900 GB"},
	    {BANDWIDTH, "900 mm2"},
	    {BANDWIDTH, "900 TFLOPS"},
	    {BANDWIDTH, "900 billion"},
	    {BANDWIDTH, "900 xB/s"},
	    {RATE, "900 GB/s"},
	    {RATE, "900 GiFLOPS"},
	    {RATE, "900 F"},
	    {AREA, "814 mm"},
	    {AREA, "814 km2"},
	    {AREA, "814 sq"},
	    {AREA, "814 mm2 dense"},
	    {AREA, "814 kmm2"},
	    {COUNT, "80 GB/s"},
	    {COUNT, "80 x"},
	    {TPP, "15832 TOPS"},
	    {EC_UNIT_BITS, "2 bytes"},
	    {EC_UNIT_BITS, "sixteen"},
	    {"dozens", "5 TB/s"},
	    {AREA, "814 mm\xC2\xB3"},
	    {AREA, "814 \xF0\x9F\x98\x80"},
	    {AREA, "814 \xFF\xFE"},
	    {AREA, "8\xC2\xB2"},
	    {BANDWIDTH, "1 GB/ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		error = (ec_error){0};
		ok(read_text(memory(), cases[i].unit, cases[i].text) == NULL &&
		       error.code == EC_INVALID_TEXT && error.message[0] != '\0' && error.hint[0] != '\0',
		   "for %s, this is not understood: %s", cases[i].unit, cases[i].text);
	}
	is_text(error.message, "it is not understood: \"1 GB/sssssssssssssssssssssssssssssssssss\"...",
	        "a message quotes the beginning");
	read_text(memory(), RATE, "624 TFLOPS with sparsity");
	is_text(error.message, "it is a sparse one: \"624 TFLOPS with sparsity\"",
	        "a sparse rate is called that");
}

/* Every unit that a number of an item has is known here, so that none is read without its unit. */
static bool
is_read_with(const char *unit)
{
	ec_text text;

	ec_text_init(&text, memory());
	ec_text_printf(&text, "5 %s", unit);
	return read_text(memory(), unit, text.data) != NULL;
}

static void
test_facts(void)
{
	static const char *const known[] = {BANDWIDTH, RATE, AREA, COUNT, TPP};

	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);
		bool found = fact == EC_ICS; /* a count, which has none */

		if (ec_fact_holder_of(fact) != EC_HOLDER_ITEM ||
		    (ec_fact_kind_of(fact) != EC_KIND_NUMBER && fact != EC_RATES))
			continue;
		for (int k = 0; k < COUNT_OF(known); k++)
			found |= strcmp(ec_fact_unit(fact), known[k]) == 0;
		found |= is_read_with(ec_fact_unit(fact));
		ok(found, "%s may be written with its unit", ec_fact_name(fact));
	}
}

/* The decimal of a whole number of up to 128 bits, and a power of ten. */
static double
decimal_of(unsigned __int128 whole, int power)
{
	char text[80];
	char *at = text + 50;

	*at = '\0';
	do
		*--at = (char) ('0' + (int) (whole % 10));
	while ((whole /= 10) > 0);
	snprintf(text + 50, 30, "e%d", power);
	return strtod(at, NULL);
}

/* Scaling is that of decimals: the double is the nearest to the true number, whatever the unit. */
static void
test_exact(void)
{
	static const struct
	{
		const char *name;
		const char *unit;
		uint64_t factor;
		int power;
	} units[] = {
	    {"TB/s", BANDWIDTH, 1, 3},
	    {"MB/s", BANDWIDTH, 1, -3},
	    {"Gbit/s", BANDWIDTH, 125, -3},
	    {"KiB/s", BANDWIDTH, 1024, -9},
	    {"TiB/s", BANDWIDTH, UINT64_C(1) << 40, -9},
	    {"Tibit/s", BANDWIDTH, (UINT64_C(1) << 40) * 125, -12},
	    {"PFLOPS", RATE, 1, 3},
	    {"GMACS", RATE, 2, -3},
	    {"cm2", AREA, 1, 2},
	    {"million", COUNT, 1, -3},
	};
	claim exact = CLAIM("a number in another unit is exactly that number");
	arena each = {0};

	for (int i = 0; i < 20000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		int u = random_below(COUNT_OF(units));
		uint64_t digits = random_bits() >> (8 + random_below(50));
		int places = random_below(12);
		double wanted =
		    decimal_of((unsigned __int128) digits * units[u].factor, units[u].power - places);
		ec_text text;
		const char *number;

		ec_text_init(&text, mem);
		ec_text_printf(&text, "%llue-%d %s", (unsigned long long) digits, places, units[u].name);
		number = read_text(mem, units[u].unit, text.data);
		holds(&exact, number != NULL && strtod(number, NULL) == wanted, "%s is read as %s",
		      text.data, number == NULL ? "nothing" : number);
		arena_reset(&each);
	}
	settle(&exact);
	arena_drop(&each);
}

/* Whatever the text is, it is a number or an error; and long ones are read, too. */
static void
test_hostile(void)
{
	static const char pieces[][12] = {"1",  "0",    ".",  "e",   "-",       "9", " ", "TB/s",
	                                  "mm", "\xC2", "^2", "sq ", "billion", "G", "b", "/s"};
	claim either = CLAIM("any text is a number, or is not understood");
	arena each = {0};
	ec_text text;

	for (int i = 0; i < 20000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		const char *number;

		ec_text_init(&text, mem);
		for (int n = random_below(8); n > 0; n--)
			ec_text_add(&text, PICK(pieces));
		error = (ec_error){0};
		number = read_text(mem, i % 2 ? AREA : BANDWIDTH, text.data);
		holds(&either, (number == NULL) == (error.code == EC_INVALID_TEXT), "%s", text.data);
		arena_reset(&each);
	}
	settle(&either);

	ec_text_init(&text, memory());
	for (int i = 0; i < 100000; i++)
		ec_text_add_char(&text, '9');
	ec_text_add(&text, " TiB/s");
	ok(read_text(memory(), BANDWIDTH, text.data) != NULL, "a hundred thousand digits are read");
	ec_text_cut(&text, 0);
	ec_text_add(&text, "0.");
	for (int i = 0; i < 100000; i++)
		ec_text_add_char(&text, '0');
	ec_text_add(&text, "1e100001 TB/s");
	is_text(read_text(memory(), BANDWIDTH, text.data), "1000", "and as many places");
	arena_drop(&each);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_units();
	test_not_understood();
	test_facts();
	test_exact();
	test_hostile();
	return finish();
}
