/*
 * test_chip_fault.c
 *		Unit tests of what is implausible in a chip.
 */
#include "json.h"

#include "core/chip_fault.h"

typedef struct faults
{
	ec_fact_set keys;
	int count;
	bool silent; /* one of them says nothing */
} faults;

static void
take_fault(void *owner, ec_fact key, const ec_error *fault)
{
	faults *f = owner;

	f->keys |= EC_FACT_BIT(key);
	f->count++;
	f->silent |= fault->message[0] == '\0' || fault->hint[0] == '\0';
}

static faults
faults_of(const ec_chip *chip, ec_fact_set refused)
{
	faults found = {0};

	ec_chip_find_faults(chip, refused, take_fault, &found);
	return found;
}

#define NONE EC_NO_FACT

/* On the line a number is plausible, and beside it no more; nothing else has a fault. */
static void
test_lines(void)
{
	static const struct
	{
		const char *chip;
		ec_fact key;
	} cases[] = {
	    {"{}", NONE},
	    {"{\"hbm\": true, \"memory_bandwidth\": 100}", NONE},
	    {"{\"hbm\": true, \"memory_bandwidth\": 99.9}", EC_MEMORY_BANDWIDTH},
	    {"{\"form\": \"hbm\", \"memory_bandwidth\": 99.9}", EC_MEMORY_BANDWIDTH},
	    {"{\"hbm\": true, \"memory_bandwidth\": [99, 100]}", NONE},
	    {"{\"hbm\": true, \"memory_bandwidth\": 100000}", NONE},
	    {"{\"hbm\": true, \"memory_bandwidth\": 100001}", EC_MEMORY_BANDWIDTH},
	    {"{\"hbm\": true, \"memory_bandwidth\": 0}", NONE},
	    {"{\"hbm\": false, \"memory_bandwidth\": 99.9}", NONE},
	    {"{\"memory_bandwidth\": 0.09}", EC_MEMORY_BANDWIDTH},
	    {"{\"memory_bandwidth\": 100001}", EC_MEMORY_BANDWIDTH},
	    {"{\"hbm\": true, \"interconnect_bandwidth\": 8}", NONE},
	    {"{\"hbm\": true, \"interconnect_bandwidth\": 7.9}", EC_INTERCONNECT_BANDWIDTH},
	    {"{\"interconnect_bandwidth\": 7.9}", NONE},
	    {"{\"interconnect_bandwidth\": 50001}", EC_INTERCONNECT_BANDWIDTH},
	    {"{\"datacenter\": true, \"die_area\": 20}", NONE},
	    {"{\"datacenter\": true, \"die_area\": 19.9}", EC_DIE_AREA},
	    {"{\"die_area\": 19.9}", NONE},
	    {"{\"die_area\": 60001}", EC_DIE_AREA},
	    {"{\"datacenter\": true, \"transistors\": 0.4}", EC_TRANSISTORS},
	    {"{\"transistors\": 0.4}", NONE},
	    {"{\"transistors\": 10001}", EC_TRANSISTORS},
	    {"{\"form\": \"hbm\", \"package_area\": 20}", NONE},
	    {"{\"form\": \"hbm\", \"package_area\": 19}", EC_PACKAGE_AREA},
	    {"{\"form\": \"hbm\", \"package_area\": 2001}", EC_PACKAGE_AREA},
	    {"{\"package_area\": 19}", NONE},
	    {"{\"datacenter\": true, \"rates\": {\"int8\": 3.75}}", NONE},
	    {"{\"datacenter\": true, \"rates\": {\"int8\": 3.7}}", EC_RATES},
	    {"{\"datacenter\": true, \"rates\": {\"fp32\": 0.1}}", NONE}, /* a lower bound */
	    {"{\"datacenter\": true, \"declared_tpp\": 29}", EC_DECLARED_TPP},
	    {"{\"rates\": {\"int8\": 3.7}}", NONE},
	    {"{\"rates\": {\"int8\": 500001}}", EC_RATES},
	    {"{\"rates\": {\"int8\": 3000}, \"die_area\": 80}", NONE},
	    {"{\"rates\": {\"int8\": 3001}, \"die_area\": 80}", EC_DIE_AREA},
	    {"{\"datacenter\": true, \"rates\": {\"int8\": 10}, \"die_area\": 801}", EC_RATES},
	    {"{\"transistors\": 80, \"die_area\": 80}", NONE},
	    {"{\"transistors\": 81, \"die_area\": 80}", EC_TRANSISTORS},
	    {"{\"transistors\": 2, \"die_area\": 800}", EC_TRANSISTORS},
	    {"{\"transistors\": 2, \"die_area\": [600, 800]}", NONE},
	    {"{\"rates\": {\"int8\": 125}, \"memory_bandwidth\": 1}", NONE},
	    {"{\"rates\": {\"int8\": 126}, \"memory_bandwidth\": 1}", EC_MEMORY_BANDWIDTH},
	    {"{\"hbm\": true, \"rates\": {\"int8\": 5}, \"memory_bandwidth\": 2001}", EC_RATES},
	    /* a quotient says nothing where a part of it is wrong */
	    {"{\"transistors\": 80000, \"die_area\": 800}", EC_TRANSISTORS},
	    {"{\"datacenter\": true, \"transistors\": 80, \"die_area\": 8.14}", EC_DIE_AREA},
	    /* what is declared, within a tenth of what is shown */
	    {"{\"rates\": {\"int8\": 100}, \"declared_tpp\": 720}", NONE},
	    {"{\"rates\": {\"int8\": 100}, \"declared_tpp\": 719}", EC_DECLARED_TPP},
	    {"{\"rates\": {\"int8\": 100}, \"declared_tpp\": 880}", NONE},
	    {"{\"rates\": {\"int8\": 100}, \"declared_tpp\": 881}", EC_DECLARED_TPP},
	    {"{\"rates\": {\"tf32\": 190, \"fp16\": 1}, \"declared_tpp\": 3610}", NONE},
	    {"{\"rates\": {\"tf32\": 190, \"fp16\": 1}, \"declared_tpp\": 3200}", EC_DECLARED_TPP},
	    {"{\"rates\": {\"fp32\": 19.5}, \"declared_tpp\": 4992}", NONE}, /* of what is left out */
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		size_t size;
		faults found = faults_of(chip_of_size(memory(), cases[i].chip, &size), 0);

		is_integer(found.keys, cases[i].key == NONE ? 0 : EC_FACT_BIT(cases[i].key), cases[i].chip);
	}
}

/* Of any chip: at most one fault for each key, none of a key that was refused, and each speaks. */
static void
test_random_chips(void)
{
	claim once = CLAIM("each key has at most one fault, which says what to do");
	claim refused = CLAIM("a key that was refused has none");
	arena each = {0};

	for (int i = 0; i < 5000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec s = random_spec(2 + random_below(5));
		ec_chip_builder builder;
		size_t size;
		const ec_chip *chip;
		faults found;
		ec_fact_set keys = (ec_fact_set) random_bits();

		ec_chip_begin(&builder, mem);
		for (int f = 0; f < EC_FACT_COUNT; f++)
			if (is_key(ec_fact_at(f)))
				tell_key(&builder, &s, ec_fact_at(f));
		chip = ec_chip_finish(&builder, &size);
		found = faults_of(chip, 0);
		holds(&once, found.count == __builtin_popcountll(found.keys) && !found.silent, "%s",
		      chip_text(mem, chip));
		found = faults_of(chip, keys);
		holds(&refused, (found.keys & keys) == 0, "%s", chip_text(mem, chip));
		arena_reset(&each);
	}
	settle(&once);
	settle(&refused);
	arena_drop(&each);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_lines();
	test_random_chips();
	return finish();
}
