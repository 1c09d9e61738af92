/*
 * test_stored.c
 *		Stored values are read for ever: the bytes that export_control 0.1.0 made, and those of
 *		today.
 */
#include "json.h"

#include "core/chip_renew.h"
#include "core/chip_v1.h"

typedef struct stored
{
	const char *text;
	const char *bytes; /* in hexadecimal, as 0.1.0 stored them behind the size word */
} stored;

static const stored chips[] = {
    {"{}",
     "010001010000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f00000000000000000000000000000000"},
    {"{\"name\": \"H20\", \"vendor\": \"NVIDIA\", \"datacenter\": true, "
     "\"rates\": {\"fp16\": 148, \"int8\": 296}, \"die_area\": 814, "
     "\"memory_bandwidth\": 4000, \"hbm\": true, "
     "\"interconnect_bandwidth\": 900}",
     "01000202000000000080a240000000000080a24046175d74d145074046175d74d145074000000000"
     "008072400000000000807240000000000040af40000000000040af400000000000208c4000000000"
     "00208c400000000000000000000000000000f07f0000000000708940000000000070894000000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07fe8000300eb00060002000000000000000000000000806240000000000080624010000000"
     "f10004000000000000807240000000000080724008000000f50004004832304e5649444941667031"
     "36696e7438"},
    {"{\"vendor\": \"SK hynix\", \"form\": \"hbm\", \"memory_bandwidth\": "
     "1229, \"package_area\": 121}",
     "010201010000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f00000000003493400000000000349340000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00405e400000000000405e406887c08d655024406887c08d65502440000000000000000000000000"
     "0000f07f00000000b80008000000000000000000534b2068796e6978"},
    {"{\"name\": \"Zürich \\\"7\\\"\", \"form\": \"computer\", \"datacenter\": "
     "false, \"rates\": {\"fp8\": [100, 599.696], \"mx9\": {\"tops\": [0, "
     "1500], \"bits\": 9}}, \"declared_tpp\": [1600, 2400], "
     "\"die_area\": [0, 810.4], \"transistors\": 208, \"hbm\": false}",
     "01010000000000000000994000000000005eca400000000000000000000000000000f07f00000000"
     "0000594000000000007097400000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000006a400000000000006a400000000000000000333333333353894000000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000994000000000"
     "00c0a240e8000b00000000000200000000000000000000000000594021b0726891bd824008000000"
     "f30003000000000000000000000000000070974009000000f60003005ac3bc726963682022372266"
     "70386d7839"},
    {"{\"name\": \"\", \"die_area\": 0}",
     "010001010000000000000000000000000000f07f0000000000000000000000000000000000000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000000000000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07fb8000000000000000000000000000000"},
    {"{\"rates\": {\"fp64\": 1, \"fp32\": 2, \"tf32\": 3, \"bf16\": 4, "
     "\"fp16\": 5, \"fp8\": 6, \"fp6\": 7, \"fp4\": 8, \"int32\": 9, "
     "\"int16\": 10, \"int8\": 11, \"int4\": 12}}",
     "01000101000000000000724000000000000072400000000000000000000000000000f07f00000000"
     "0000284000000000000028400000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f00000000000000000c00000000000000000000000000f03f000000000000f03f40000000"
     "d80104000000000000000040000000000000004020000000dc010400000000000000084000000000"
     "0000084020000000e00104000000000000001040000000000000104010000000e401040000000000"
     "00001440000000000000144010000000e80104000000000000001840000000000000184008000000"
     "ec0103000000000000001c400000000000001c4006000000ef010300000000000000204000000000"
     "0000204004000000f20103000000000000002240000000000000224020000000f501050000000000"
     "00002440000000000000244010000000fa0105000000000000002640000000000000264008000000"
     "ff010400000000000000284000000000000028400400000003020400667036346670333274663332"
     "6266313666703136667038667036667034696e743332696e743136696e7438696e7434"},
    /* metrics that other formulas give today */
    {"{\"rates\": {\"fp32\": 19.5}}",
     "01000101000000000080834000000000008083400000000000000000000000000000f07f00000000"
     "0080334000000000008033400000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f000000000000000001000000000000000000000000803340000000000080334020000000"
     "d000040066703332"},
    {"{\"declared_tpp\": 3200}",
     "01000101000000000000a940000000000000a9400000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000000000000000"
     "0000f07f0000000000000000000000000000f07f0000000000000000000000000000f07f00000000"
     "00000000000000000000f07f0000000000000000000000000000f07f000000000000a94000000000"
     "0000a94000000000000000000000000000000000"},
};

static const stored conditions[] = {
    {"tpp >= 4800 and destination in (D:5)",
     "0100050001000200040000000e0000010000000000000000000000000d0000010000000000000000"
     "00c0b2400a0000020000000000000000010000000c11000101000000000000000000000004000003"
     "020000000000000000000000010000000000000002000300443a3500"},
    {"2400 <= tpp < 4800 and 1.6 <= performance_density < 5.92 or "
     "not datacenter",
     "01001000000008000f0000000d000001000000000000000000c0a2400e0000010000000000000000"
     "00000000070000020000000000000000010000000d000001000000000000000000c0b24006000002"
     "000000000100000003000000040004030200000000000000000000000d000001000000009a999999"
     "9999f93f0e010001000000000000000000000000070000020000000006000000070000000d000001"
     "00000000ae47e17a14ae174006000002000000000700000009000000040004030200000002000000"
     "0000000004000004020000000400000000000000020b000100000000000000000000000003000002"
     "000000000d00000000000000050000050200000006000000000000000200040008000a0005000b00"
     "0c000e00"},
    {"end_use = 'military' and headquarters not in (D:5, MO) and "
     "destination != US",
     "0100040004000300030000000c1002010100000000000000000000000c1201010200000001000000"
     "000000000c1103010100000003000000000000000400000203000000000000000000000003000000"
     "000000000100000009000000000000004f4d000000000000535500000000010002006d696c697461"
     "727900443a3500"},
    {"eccn in (3A090.a, 4A090) or form in ('ic', 'hbm') or name "
     "in ('it''s') or vendor = 'NVIDIA' or true or false",
     "0100070006000600060000000c1300010200000000000000000000000c0f00010200000002000000"
     "000000000c0d00010100000004000000000000000c0e020101000000050000000000000001000001"
     "00000000000000000000000000000001000000000000000000000000050000020600000000000000"
     "00000000020000000000000002000000080000000400000000000000040000000200000003000000"
     "0e000000030000001300000000000100020003000400050033413039302e61003441303930006974"
     "2773004e564944494100"},
    {"(memory_bandwidth + interconnect_bandwidth) * 2 - "
     "transistors / die_area >= -5 and hbm and consignee_tpp < "
     "26900000",
     "0100110000000300100000000e0300010000000000000000000000000e0400010000000000000000"
     "00000000100000020000000000000000010000000d00000100000000000000000000004012000003"
     "0000000002000000030000000e0500010000000000000000000000000e0600010000000000000000"
     "0000000013000002000000000500000006000000110000040000000004000000070000000d000001"
     "0000000000000000000014400f0000020000000009000000000000000a0000050000000008000000"
     "0a000000020c00010000000000000000000000000e0a00010000000000000000000000000d000001"
     "000000000000000062a7794106000002000000000d0000000e000000040000060300000000000000"
     "000000000b000c000f00"},
    {"tops > 1 and package_area != 3 and memory_bandwidth_density "
     "<= 2 and declared_tpp = 5",
     "01000d00000004000c0000000e0200010000000000000000000000000d0000010000000000000000"
     "0000f03f0b0000020000000000000000010000000e0700010000000000000000000000000d000001"
     "000000000000000000000840090000020000000003000000040000000e0800010000000000000000"
     "000000000d000001000000000000000000000040070000020000000006000000070000000e090001"
     "0000000000000000000000000d000001000000000000000000001440080000020000000009000000"
     "0a000000040000030400000000000000000000000200050008000b00"},
};

/* The names that 0.1.0 has for its facts, by number. */
static const char *const names[] = {
    "tpp",
    "performance_density",
    "tops",
    "memory_bandwidth",
    "interconnect_bandwidth",
    "transistors",
    "die_area",
    "package_area",
    "memory_bandwidth_density",
    "declared_tpp",
    "consignee_tpp",
    "datacenter",
    "hbm",
    "name",
    "vendor",
    "form",
    "end_use",
    "destination",
    "headquarters",
    "eccn",
    "rates",
    "chip",
    "as_of",
    "rules",
};

static const char *const form_names[] = {"ic", "computer", "hbm", "unknown", "unstated"};

static unsigned char *
bytes_of(const char *hex, size_t *length)
{
	unsigned char *bytes = ec_alloc(memory(), strlen(hex) / 2 + 1);

	*length = 0;
	for (; hex[0] != '\0'; hex += hex[0] == ' ' ? 1 : 2)
		if (hex[0] != ' ')
			bytes[(*length)++] = (unsigned char) strtol((char[]){hex[0], hex[1], '\0'}, NULL, 16);
	return bytes;
}

/* The same bytes in memory that ends where they do, so that a sanitizer sees who reads on. */
static void *
tight(const void *bytes, size_t length)
{
	return memcpy(malloc(length + (length == 0)), bytes, length);
}

static const ec_chip *
renewed(const void *bytes, size_t length, size_t *size, ec_error *error)
{
	void *copy = tight(bytes, length);
	const ec_chip *chip = ec_chip_renew(copy, length, memory(), size, error);

	free(copy);
	return chip;
}

static void
test_numbers(void)
{
	for (int f = 0; f < COUNT_OF(names); f++)
		is_text(ec_fact_name((ec_fact) f), names[f],
		        "a number means the fact that it has always meant");
	for (int f = 0; f < COUNT_OF(form_names); f++)
		is_text(ec_form_name((ec_form) f), form_names[f], "and the number of a form that form");
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact metric = ec_fact_at(i);
		bool any;
		ec_fact_set rests_on = ec_fact_rests_on(metric, &any);

		for (int k = 0; k < i; k++)
			rests_on &= ~EC_FACT_BIT(ec_fact_at(k));
		ok(rests_on == 0, "%s stands after what it rests on", ec_fact_name(metric));
		ok((ec_fact_holder_of(metric) == EC_HOLDER_METRIC) == (ec_fact_rests_on(metric, &any) != 0),
		   "and rests on something only if it is a metric");
	}
}

static void
test_chips_of_version_1(void)
{
	claim whole = CLAIM("what is cut off of a chip is noticed");

	for (int i = 0; i < COUNT_OF(chips); i++)
	{
		size_t length;
		size_t size;
		size_t made_size;
		size_t hashed_size;
		ec_error error;
		const unsigned char *bytes = bytes_of(chips[i].bytes, &length);
		const ec_chip *made = chip_of_size(memory(), chips[i].text, &made_size);
		const ec_chip *chip = renewed(bytes, length, &size, &error);
		const void *hashed = ec_chip_write_v1(made, memory(), &hashed_size);

		ok(!ec_chip_is_current((const ec_chip *) bytes), "these are bytes of another version");
		if (!ok(chip != NULL, "and are read: %s", chips[i].text))
			continue;
		ok(ec_chip_is_current(chip), "what was read is of this version");
		is_text(chip_text(memory(), chip), chip_text(memory(), made), "it says the same");
		ok(size == made_size && memcmp(chip, made, size) == 0,
		   "with the same bytes as one made today");
		ok(hashed_size == length && memcmp(hashed, bytes, length) == 0,
		   "whose hash is made of the old bytes");
		for (size_t cut = 0; cut < length; cut++)
		{
			const ec_chip *part = renewed(bytes, cut, &size, &error);

			holds(&whole, part == NULL && error.code == EC_INVALID_BINARY, "%zu of %zu bytes", cut,
			      length);
		}
	}
	settle(&whole);
}

/*
 * Version 1 took any length of up to 1024 bits for any name that it did not know.  What it took and
 * today's literals refuse is told in words that they accept, and counts for at least as much.
 */
static void
test_lengths_of_version_1(void)
{
	static const struct
	{
		const char *name; /* as long as the placeholder */
		uint32_t bits;
		const char *said;
		double lo;
		bool open;
	} cases[] = {
	    {"FP16", 8, "{\"rates\": {\"fp16\": 312}}", 4992, false},
	    {"FP16", 16, "{\"rates\": {\"FP16\": {\"tops\": 312, \"bits\": 16}}}", 4992, false},
	    {"TF32", 19, "{\"rates\": {\"TF32\": {\"tops\": 312, \"bits\": 19}}}", 5928, false},
	    {"e4m3", 16, "{\"rates\": {\"fp8 of 16 bits\": {\"tops\": 312, \"bits\": 16}}}", 4992,
	     false},
	    {"fp8 sparse", 8, "{\"rates\": {\"fp8 of 8 bits\": {\"tops\": 312, \"bits\": 8}}}", 2496,
	     false},
	    {"wide", 1024,
	     "{\"rates\": {\"wide\": {\"tops\": 312, \"bits\": 64}}, \"rates_complete\": false}", 19968,
	     true},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		static const char placeholder[] = "abcdefghijklmnop";
		int letters = (int) strlen(cases[i].name);
		uint32_t bits = 33;
		ec_text text;
		size_t size;
		ec_error error;
		unsigned char *bytes;
		const ec_chip *chip;

		ec_text_init(&text, memory());
		ec_text_printf(&text, "{\"rates\": {\"%.*s\": {\"tops\": 312, \"bits\": %u}}}", letters,
		               placeholder, bits);
		bytes = ec_chip_write_v1(chip_of_size(memory(), text.data, &size), memory(), &size);
		memcpy(bytes + size - letters, cases[i].name, (size_t) letters);
		for (size_t at = 0; at + sizeof(bits) <= size; at++)
			if (memcmp(bytes + at, &bits, sizeof(bits)) == 0)
				memcpy(bytes + at, &cases[i].bits, sizeof(bits));
		chip = renewed(bytes, size, &size, &error);
		if (!ok(chip != NULL, "%s of %u bits is read", cases[i].name, cases[i].bits))
			continue;
		is_text(chip_text(memory(), chip), cases[i].said, "and says what it counts as");
		ok(ec_chip_number(chip, EC_TPP).lo == cases[i].lo &&
		       isinf(ec_chip_number(chip, EC_TPP).hi) == cases[i].open,
		   "its TPP is not less");
		ok(chip_of_size(memory(), cases[i].said, &size) != NULL, "which today's literals accept");
	}
}

static void
test_random_chips(void)
{
	claim there = CLAIM("a chip is read from the bytes that version 1 has for it");
	claim later = CLAIM("and from an older edition, whose metrics are computed again");
	arena each = {0};

	for (int i = 0; i < 3000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec s = random_spec(2 + random_below(5));
		ec_chip_builder builder;
		ec_error error;
		size_t size;
		size_t old_size;
		size_t again_size;
		const ec_chip *chip;
		const void *old;
		const ec_chip *again;
		ec_chip *edition;

		/* only facts that version 1 has */
		ec_chip_begin(&builder, mem);
		for (int k = 0; k < COUNT_OF(names); k++)
			if (ec_fact_name((ec_fact) k) != NULL && is_key((ec_fact) k) && k != EC_FORM)
				tell_key(&builder, &s, (ec_fact) k);
		chip = ec_chip_finish(&builder, &size);
		old = ec_chip_write_v1(chip, mem, &old_size);
		again = ec_chip_renew(old, old_size, mem, &again_size, &error);
		holds(&there, again != NULL && again_size == size && memcmp(again, chip, size) == 0, "%s",
		      chip_text(mem, chip));

		/* an edition without metrics: none is known, and their doubles are not there */
		edition = ec_alloc(mem, size);
		{
			ec_fact_set known;
			ec_fact_set marked;
			char *at = (char *) edition->rest;
			const char *from = (const char *) chip->rest;

			*edition = *chip;
			edition->edition = 0;
			memcpy(&known, chip->known, sizeof(known));
			memcpy(&marked, chip->marked, sizeof(marked));
			for (int f = 0; f < EC_FACT_END; f++)
			{
				size_t length = (EC_ITEM_NUMBERS >> f & 1) *
				    ((known >> f & 1) + (marked >> f & 1)) * sizeof(double);

				if (length > 0 && ec_fact_holder_of((ec_fact) f) != EC_HOLDER_METRIC)
				{
					memcpy(at, from, length);
					at += length;
				}
				from += length;
			}
			memcpy(at, from, size - (size_t) (from - (const char *) chip));
			at += size - (size_t) (from - (const char *) chip);
			known &= ~facts_held_by(1 << EC_HOLDER_METRIC);
			marked &= ~facts_held_by(1 << EC_HOLDER_METRIC);
			memcpy(edition->known, &known, sizeof(known));
			memcpy(edition->marked, &marked, sizeof(marked));
			again =
			    ec_chip_renew(edition, (size_t) (at - (char *) edition), mem, &again_size, &error);
		}
		holds(&later, again != NULL && again_size == size && memcmp(again, chip, size) == 0, "%s",
		      chip_text(mem, chip));
		arena_reset(&each);
	}
	settle(&there);
	settle(&later);
	arena_drop(&each);
}

/* The example of chip.h; from now on these bytes must be read, too. */
static void
test_chip_of_version_2(void)
{
	static const char text[] =
	    "{\"name\": \"H20\", \"datacenter\": true, \"rates\": {\"fp16\": 148}, "
	    "\"die_area\": [800, 814]}";
	static const char hex[] = "02 04 00 4728100000000000 4208000000000000"
	                          "000000000080a240 46175d74d1450740 ae47e17a14ae0740"
	                          "0000000000806240 0000000000008940 0000000000708940"
	                          "0300483230 0105 0000000000806240";
	size_t length;
	size_t size;
	ec_error error;
	unsigned char *bytes = bytes_of(hex, &length);
	const ec_chip *made = chip_of_size(memory(), text, &size);
	const ec_chip *chip = (const ec_chip *) bytes;

	if (EC_CHIP_EDITION != EC_CHIP_EDITION_1)
		chip = renewed(bytes, length, &length, &error);
	ok(chip != NULL && length == size &&
	       memcmp((const char *) chip + 2, (const char *) made + 2, size - 2) == 0,
	   "the bytes are those that the header shows");
	is_text(chip_text(memory(), made), text, "and say what it says");

	/* what a newer library may have stored */
	chip = made;
	for (int i = 0; i < 4; i++)
	{
		ec_chip *newer = tight(chip, size);
		const char *whats[] = {"a version", "an edition", "a fact", "a version and more facts"};

		newer->version += i == 0 || i == 3;
		newer->edition += i == 1;
		newer->known[7] |= i >= 2 ? 0x80 : 0;
		ok(!ec_chip_is_current(newer), "%s of a newer library is noticed", whats[i]);
		ok(ec_chip_renew(newer, size, memory(), &length, &error) == NULL &&
		       error.code == EC_TOO_NEW,
		   "and refused");
		free(newer);
	}
	ok(ec_chip_renew("", 0, memory(), &length, &error) == NULL && error.code == EC_INVALID_BINARY,
	   "nothing is no chip");
}

static void
test_conditions(void)
{
	for (int i = 0; i < COUNT_OF(conditions); i++)
	{
		size_t length;
		size_t size;
		ec_error error;
		const unsigned char *bytes = bytes_of(conditions[i].bytes, &length);
		const ec_condition *made =
		    ec_condition_parse(conditions[i].text, strlen(conditions[i].text), memory(), &size,
		                       &error);
		ec_condition *c = ec_alloc(memory(), length + sizeof(c->size_word));
		ec_text text;

		memcpy((char *) c + sizeof(c->size_word), bytes, length);
		ok(ec_condition_is_current(c), "this library reads them");
		ec_text_init(&text, memory());
		ec_condition_write(c, &text);
		is_text(text.data, conditions[i].text, "a condition is read");
		ok(size == length + sizeof(c->size_word) && memcmp(c, made, size) == 0,
		   "and has the bytes of one made today");
		c->newest_fact = EC_FACT_END;
		ok(!ec_condition_is_current(c), "a newer fact is noticed");
		c->newest_fact = 0;
		c->version++;
		ok(!ec_condition_is_current(c), "and so is a newer version");
	}
}

int
main(int argc, char **argv)
{
	const uint16_t one = 1;

	random_begin(argc, argv);
	test_numbers();
	test_lengths_of_version_1();
	test_random_chips();
	/* the bytes that are kept here are of machines that put the lowest one first */
	if (*(const uint8_t *) &one == 1)
	{
		test_chips_of_version_1();
		test_chip_of_version_2();
		test_conditions();
	}
	return finish();
}
