/*
 * test_chip.c
 *		Facts in, metrics out, and the canonical text.
 */
#include "json.h"

#include <math.h>

static const ec_facts *
chip_of(const char *text)
{
	size_t size;
	const ec_chip *chip = chip_of_size(memory(), text, &size);
	ec_facts *facts = ec_alloc(memory(), sizeof(ec_facts));

	if (chip == NULL)
	{
		note("%s: %s", text, last_error.message);
		ok(false, "a chip is read");
		exit(finish());
	}
	ec_chip_read(chip, facts);
	return facts;
}

static bool
is_interval(ec_interval got, double lo, double hi, const char *name)
{
	bool same = got.lo == lo && got.hi == hi;

	ok(same, "%s", name);
	if (!same)
		note("got [%.17g, %.17g], wanted [%.17g, %.17g]", got.lo, got.hi, lo, hi);
	return same;
}

/* One metric of a chip, as a point. */
static bool
is_metric(const char *chip, ec_fact metric, double wanted, const char *name)
{
	return is_interval(chip_of(chip)->number[metric], wanted, wanted, name);
}

static void
test_tpp(void)
{
	/*
	 * Technical Note 2 to 3A090.a and .b: 4800 is met with 600 tera operations at 8 bits, or 300 at
	 * 16
	 */
	is_metric("{\"rates\": {\"int8\": 600}}", EC_TPP, 4800,
	          "600 tera integer operations at 8 bits are 4800");
	is_metric("{\"rates\": {\"fp16\": 300}}", EC_TPP, 4800, "300 tera FLOPS at 16 bits are 4800");
	/* and: the highest value of several bit lengths counts */
	is_metric("{\"rates\": {\"fp16\": 148, \"int8\": 296, \"fp32\": 44}}", EC_TPP, 2368,
	          "the highest product counts");
	is_metric("{\"rates\": {\"fp64\": 67, \"int4\": 100}}", EC_TPP, 4288,
	          "which need not be that of the highest rate");
	is_metric("{\"rates\": {\"fp64\": 67, \"int4\": 100}}", EC_TOPS, 100,
	          "the highest rate is another fact");
	is_metric("{\"rates\": {\"fp6\": 100}}", EC_TPP, 600, "fp6 counts as 6 bits");
	is_metric("{\"rates\": {\"bf16\": 100}}", EC_TPP, 1600, "bf16 counts as 16 bits");
	is_metric("{\"rates\": {\"nvfp4\": {\"tops\": 100, \"bits\": 4}}}", EC_TPP, 400,
	          "a format of one's own counts by its bits");
	is_metric("{\"rates\": {\"int8\": 0}}", EC_TPP, 0, "a rate may be zero");
	is_metric("{\"rates\": {\"fp8\": 599.696}}", EC_TPP, 4797.568,
	          "a product of decimals is the decimal");
	is_metric("{\"rates\": {\"x\": {\"tops\": 0.1, \"bits\": 3}}}", EC_TPP, 0.3,
	          "three times a tenth is three tenths");
	is_metric("{\"rates\": {\"fp16\": 0.1}}", EC_TPP, 1.6, "a tenth of a TOPS at 16 bits is 1.6");
	is_interval(chip_of("{}")->number[EC_TPP], 0, INFINITY, "without rates it is unknown");
	is_interval(chip_of("{}")->number[EC_TOPS], 0, INFINITY, "and so is the rate");

	/* declared_tpp */
	is_metric("{\"declared_tpp\": 2368}", EC_TPP, 2368, "a declared TPP stands for itself");
	is_metric("{\"declared_tpp\": 2368, \"rates\": {\"int8\": 200}}", EC_TPP, 2368,
	          "it counts when it is the greater");
	is_metric("{\"declared_tpp\": 1000, \"rates\": {\"int8\": 200}}", EC_TPP, 1600,
	          "and not when it is the lesser");
	is_metric("{\"declared_tpp\": 0, \"rates\": {\"int8\": 200}}", EC_TPP, 1600,
	          "a declared zero lowers nothing");
	is_interval(chip_of("{\"declared_tpp\": 2368}")->number[EC_TOPS], 37, 2368,
	            "it bounds the rate: a format has 1 to 64 bits");
	is_interval(chip_of("{\"declared_tpp\": [1000, 2000]}")->number[EC_TPP], 1000, 2000,
	            "a declared interval is an interval");
	is_interval(
	    chip_of("{\"declared_tpp\": [1000, 2000], \"rates\": {\"int8\": 200}}")->number[EC_TPP],
	    1600, 2000, "the greater of an interval and a point");

	/* intervals */
	is_interval(chip_of("{\"rates\": {\"int8\": [500, 600]}}")->number[EC_TPP], 4000, 4800,
	            "a rate between bounds");
	is_interval(
	    chip_of("{\"rates\": {\"int8\": [100, 600], \"fp16\": [200, 250]}}")->number[EC_TPP], 3200,
	    4800, "the greatest of lower bounds and the greatest of upper bounds");
	is_interval(
	    chip_of("{\"rates\": {\"int8\": [100, 600], \"fp16\": [200, 250]}}")->number[EC_TOPS], 200,
	    600, "and so with rates");
}

/* A list that leaves something out gives lower bounds. */
static void
test_complete(void)
{
	static const struct
	{
		const char *chip;
		double lo;
		bool open;
	} cases[] = {
	    {"{\"rates\": {\"fp32\": 19.5}}", 624, true},
	    {"{\"rates\": {\"fp32\": 19.5, \"tf32\": 156}}", 2964, true},
	    {"{\"rates\": {\"fp32\": 19.5}, \"rates_complete\": true}", 624, false},
	    {"{\"rates\": {\"fp8\": 100}, \"rates_complete\": false}", 800, true},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 77.9}}", 1246.4, true},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 78}}", 1248, true},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 78.1}}", 1249.6, false},
	    {"{\"rates\": {\"fp32\": 67, \"fp16\": 134}}", 2144, true},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 78, \"int8\": 1}}", 1248, false},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 78, \"x\": {\"tops\": 1, \"bits\": 8}}}", 1248,
	     false},
	    {"{\"rates\": {\"fp32\": 19.5, \"fp16\": 78, \"x\": {\"tops\": 1, \"bits\": 9}}}", 1248,
	     true},
	    {"{\"rates\": {\"x\": {\"tops\": 1, \"bits\": 16}}}", 16, false},
	    {"{\"rates\": {\"x\": {\"tops\": 1, \"bits\": 17}}}", 17, true},
	    {"{\"rates\": {\"fp16\": 78}}", 1248, false},
	    {"{\"rates\": {\"tf32\": 190}}", 3610, true},
	    {"{\"rates\": {\"tf32\": {\"tops\": 190, \"bits\": 19}}}", 3610, false},
	    {"{\"rates\": {\"TF32\": {\"tops\": 190, \"bits\": 32}}}", 6080, false},
	    {"{\"rates\": {\"tf32\": {\"tops\": 190, \"bits\": 19}, \"fp32\": 1}}", 3610, true},
	    {"{\"rates\": {\"tf32\": {\"tops\": 190, \"bits\": 19}}, \"rates_complete\": false}", 3610,
	     true},
	    {"{\"rates\": {\"fp32\": 126}, \"declared_tpp\": 7488}", 7488, false},
	    {"{\"rates\": {\"fp32\": 126}, \"declared_tpp\": 1}", 4032, true},
	    {"{\"rates\": {\"FP16\": 312, \"fp16\": 100}}", 4992, false},
	    {"{\"rates\": {\"fp16_tensor\": 312}}", 4992, false},
	    {"{\"rates\": {\"FP16 Tensor Core\": 312}}", 4992, false},
	    {"{\"rates\": {\"tensor-fp16\": 312}}", 4992, false},
	    {"{\"rates\": {\"half\": 312}}", 4992, false},
	    {"{\"rates\": {\"BFloat16\": 312}}", 4992, false},
	    {"{\"rates\": {\"FP8 (E4M3) dense\": 100}}", 800, false},
	    {"{\"rates\": {\"mxfp8\": 100, \"E5M2\": 90}}", 800, false},
	    {"{\"rates\": {\"NVFP4\": 100}}", 400, false},
	    {"{\"rates\": {\"MXFP6\": 100}}", 600, false},
	    {"{\"rates\": {\"INT8 TOPS\": 100}}", 800, false},
	    {"{\"rates\": {\"Double\": 100}, \"rates_complete\": true}", 6400, false},
	    {"{\"rates\": {\"FP32\": {\"tops\": 19.5, \"bits\": 32}, \"fp16\": 78}}", 1248, true},
	    {"{\"rates\": {\"Single\": {\"tops\": 19.5, \"bits\": 32}, \"fp16\": 78}}", 1248, true},
	    {"{\"rates\": {\"FP32\": {\"tops\": 19.5, \"bits\": 32}, \"fp16\": 78.1}}", 1249.6, false},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		const ec_facts *facts = chip_of(cases[i].chip);

		is_interval(facts->number[EC_TPP], cases[i].lo, cases[i].open ? INFINITY : cases[i].lo,
		            cases[i].chip);
		if (cases[i].open)
			is_integer(ec_chip_uncertain(facts, EC_TPP) & EC_FACT_BIT(EC_RATES),
			           EC_FACT_BIT(EC_RATES), "the rates are missing");
	}
}

static void
test_density(void)
{
	is_metric("{\"rates\": {\"int8\": 600}, \"die_area\": 800}", EC_PERFORMANCE_DENSITY, 6,
	          "TPP by die area");
	is_metric("{\"rates\": {\"int8\": 600}, \"die_area\": 0}", EC_PERFORMANCE_DENSITY, 0,
	          "no non-planar die: no density");
	is_metric("{\"die_area\": 0}", EC_PERFORMANCE_DENSITY, 0, "whatever the rate may be");
	is_interval(chip_of("{\"die_area\": 800}")->number[EC_PERFORMANCE_DENSITY], 0, INFINITY,
	            "no rate: unknown");
	is_interval(chip_of("{\"rates\": {\"int8\": 600}}")->number[EC_PERFORMANCE_DENSITY], 0,
	            INFINITY, "no area: unknown");
	is_metric("{\"rates\": {\"int8\": 0}, \"die_area\": 800}", EC_PERFORMANCE_DENSITY, 0,
	          "nothing by something is nothing");
	is_interval(chip_of("{\"rates\": {\"int8\": [300, 600]}, \"die_area\": [400, 800]}")
	                ->number[EC_PERFORMANCE_DENSITY],
	            3, 12, "the least by the greatest, and the greatest by the least");
	is_interval(chip_of("{\"rates\": {\"int8\": 600}, \"die_area\": [0, 800]}")
	                ->number[EC_PERFORMANCE_DENSITY],
	            0, INFINITY, "an area that may be zero: anything");

	is_metric("{\"memory_bandwidth\": 1229, \"package_area\": 121}", EC_MEMORY_BANDWIDTH_DENSITY,
	          1229.0 / 121.0, "bandwidth by package area");
	is_metric("{\"memory_bandwidth\": 242, \"package_area\": 121}", EC_MEMORY_BANDWIDTH_DENSITY, 2,
	          "exactly 2 GB/s by mm^2");
	is_interval(chip_of("{\"memory_bandwidth\": [121, 242], \"package_area\": [121, 242]}")
	                ->number[EC_MEMORY_BANDWIDTH_DENSITY],
	            0.5, 2, "of intervals");
	is_interval(chip_of("{\"memory_bandwidth\": 242}")->number[EC_MEMORY_BANDWIDTH_DENSITY], 0,
	            INFINITY, "no area: unknown");
	is_interval(chip_of("{\"memory_bandwidth\": 242, \"package_area\": 0}")
	                ->number[EC_MEMORY_BANDWIDTH_DENSITY],
	            0, INFINITY, "by no area: unknown");
}

/* A chip that lies on the line lies on it, although no double is 5.92, 3.2 or 810.4. */
static void
test_on_the_line(void)
{
	static const struct
	{
		const char *chip;
		double density;
		const char *name;
	} cases[] = {
	    {"{\"declared_tpp\": 4797.568, \"die_area\": 810.4}", 5.92, "4797.568 / 810.4 is 5.92"},
	    {"{\"rates\": {\"fp8\": 599.696}, \"die_area\": 810.4}", 5.92,
	     "599.696 * 8 / 810.4 is 5.92"},
	    {"{\"declared_tpp\": 4818.88, \"die_area\": 814}", 5.92, "4818.88 / 814 is 5.92"},
	    {"{\"declared_tpp\": 2593.28, \"die_area\": 810.4}", 3.2, "2593.28 / 810.4 is 3.2"},
	    {"{\"declared_tpp\": 1296.64, \"die_area\": 810.4}", 1.6, "1296.64 / 810.4 is 1.6"},
	    {"{\"declared_tpp\": 0.16, \"die_area\": 0.1}", 1.6, "0.16 / 0.1 is 1.6"},
	    {"{\"declared_tpp\": 0.3, \"die_area\": 0.1}", 3, "0.3 / 0.1 is 3"},
	};
	static const struct
	{
		const char *text;
		int hundredths;
	} lines[] = {{"5.92", 592}, {"3.2", 320}, {"1.6", 160}, {"2", 200}, {"2.25", 225}};
	claim exact = CLAIM("an item exactly on a line of density has that density");
	claim product = CLAIM("a product of decimals is the decimal, whatever the bit length");
	claim below = CLAIM("an item just below a line is below it, and just above it above");
	arena each = {0};

	for (int i = 0; i < COUNT_OF(cases); i++)
		is_metric(cases[i].chip, EC_PERFORMANCE_DENSITY, cases[i].density, cases[i].name);

	for (int i = 0; i < 10000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		int line = random_below(COUNT_OF(lines));
		int area = 1 + random_below(one_in(2) ? 20000 : 2000000); /* thousandths of mm^2 */
		double limit = strtod(lines[line].text, NULL);

		for (int slip = -1; slip <= 1; slip++)
		{
			long long tpp =
			    (long long) area * lines[line].hundredths + slip; /* hundred thousandths */
			ec_text text;
			size_t size;
			double density;

			if (tpp <= 0)
				continue;
			ec_text_init(&text, mem);
			ec_text_printf(&text, "{\"declared_tpp\": %lld.%05lld, \"die_area\": %d.%03d}",
			               tpp / 100000, tpp % 100000, area / 1000, area % 1000);
			density =
			    ec_chip_number(chip_of_size(mem, text.data, &size), EC_PERFORMANCE_DENSITY).lo;
			if (slip == 0)
				holds(&exact, density == limit, "%s has %.17g", text.data, density);
			else
				holds(&below, slip < 0 ? density < limit : density > limit, "%s has %.17g",
				      text.data, density);
		}
		/* by rates: tpp = rate * 8 */
		{
			long long rate =
			    (long long) area * lines[line].hundredths; /* hundred thousandths, of area * 8 */
			ec_text text;
			size_t size;
			double density;

			ec_text_init(&text, mem);
			ec_text_printf(&text, "{\"rates\": {\"fp8\": %lld.%05lld}, \"die_area\": %d.%03d}",
			               rate / 100000, rate % 100000, area * 8 / 1000, area * 8 % 1000);
			density =
			    ec_chip_number(chip_of_size(mem, text.data, &size), EC_PERFORMANCE_DENSITY).lo;
			holds(&exact, density == limit, "%s has %.17g", text.data, density);
		}
		{
			int rate = 1 + random_below(1000000); /* hundredths */
			int bits = 1 + random_below(EC_CHIP_MAX_BITS);
			long long tpp = (long long) rate * bits;
			ec_text text;
			ec_text wanted;
			size_t size;
			double got;

			ec_text_init(&text, mem);
			ec_text_printf(&text, "{\"rates\": {\"x\": {\"tops\": %d.%02d, \"bits\": %d}}}",
			               rate / 100, rate % 100, bits);
			ec_text_init(&wanted, mem);
			ec_text_printf(&wanted, "%lld.%02lld", tpp / 100, tpp % 100);
			got = ec_chip_number(chip_of_size(mem, text.data, &size), EC_TPP).lo;
			holds(&product, got == strtod(wanted.data, NULL), "%s has %.17g, not %s", text.data,
			      got, wanted.data);
		}
		arena_reset(&each);
	}
	settle(&exact);
	settle(&product);
	settle(&below);
	arena_drop(&each);
}

/* What one metric says of another. */
static void
test_bounds(void)
{
	static const struct
	{
		const char *chip;
		ec_fact metric;
		double lo;
		double hi;
		const char *name;
	} cases[] = {
	    {"{\"declared_tpp\": 3200}", EC_TOPS, 50, 3200,
	     "a TPP of 3200 is at least 50 TOPS, and at most 3200"},
	    {"{\"declared_tpp\": 512}", EC_TOPS, 8, 512, "on the line of 3A991.p.1 the rate is on it"},
	    {"{\"declared_tpp\": 511.99}", EC_TOPS, 511.99 / 64, 511.99, "and below the line below"},
	    {"{\"declared_tpp\": [640, 1280]}", EC_TOPS, 10, 1280, "an interval bounds an interval"},
	    {"{\"declared_tpp\": 0}", EC_TOPS, 0, 0, "no performance, no rate"},
	    {"{\"rates\": {\"fp32\": 19.5}}", EC_TOPS, 19.5, INFINITY,
	     "a TPP that may be any greater bounds no rate from above"},
	    {"{\"rates\": {\"fp32\": 1}, \"declared_tpp\": 4800}", EC_TOPS, 75, 4800,
	     "a list that leaves something out leaves the rest to the TPP"},
	    {"{\"rates\": {\"fp16\": 10}, \"declared_tpp\": [100, 640]}", EC_TOPS, 10, 10,
	     "ten TOPS can be any TPP up to 640"},
	    {"{\"rates\": {\"fp16\": 10}, \"declared_tpp\": [100, 10000]}", EC_TOPS, 10, 10000,
	     "and not one of 10000, which it may be"},
	    {"{\"rates\": {\"fp16\": 10}, \"declared_tpp\": 640}", EC_TOPS, 10, 10,
	     "ten TOPS can be a TPP of 640"},
	    {"{\"rates\": {\"fp16\": 10}, \"declared_tpp\": 641}", EC_TOPS, 10, 641,
	     "and not of 641: one of the two is wrong, so the rate may be more"},
	    {"{\"rates\": {\"fp16\": 10}, \"declared_tpp\": 641}", EC_TPP, 641, 641,
	     "while the TPP is the greater"},
	    {"{\"declared_tpp\": 4800, \"die_area\": 0}", EC_TPP, 4800, 4800,
	     "no density where there is no die, and its TPP all the same"},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
		is_interval(chip_of(cases[i].chip)->number[cases[i].metric], cases[i].lo, cases[i].hi,
		            cases[i].name);
}

/* Of a chip whose facts are all known, and of which some are then forgotten. */
static void
test_forgetting(void)
{
	claim kept = CLAIM("what is known of a chip of which facts are left out has the truth in it");
	claim point = CLAIM("a metric that all facts tell is a point");
	long bounded = 0;
	arena each = {0};

	for (int i = 0; i < 20000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		const char *formats[] = {"fp64", "fp32", "int32", "fp16", "fp8", "int4"};
		static const int lengths[] = {64, 32, 32, 16, 8, 4};
		int rate[COUNT_OF(formats)]; /* tenths */
		long long tpp = 0;           /* tenths */
		double area = (1 + random_below(9999)) / 10.0;
		ec_text whole;
		ec_text less;
		size_t size;
		ec_facts all;
		ec_facts some;

		ec_text_init(&whole, mem);
		ec_text_add(&whole, "{\"rates_complete\": true, \"rates\": {");
		for (int f = 0; f < COUNT_OF(formats); f++)
		{
			rate[f] = one_in(3) ? 0 : random_below(20000);
			tpp = tpp > (long long) rate[f] * lengths[f] ? tpp : (long long) rate[f] * lengths[f];
			ec_text_printf(&whole, "%s\"%s\": %d.%d", f ? ", " : "", formats[f], rate[f] / 10,
			               rate[f] % 10);
		}
		ec_text_printf(&whole, "}, \"die_area\": %.1f}", area);
		ec_chip_read(chip_of_size(mem, whole.data, &size), &all);

		ec_text_init(&less, mem);
		ec_text_printf(&less, "{\"declared_tpp\": %lld.%lld", tpp / 10, tpp % 10);
		if (one_in(2)) /* a list that shows that it leaves something out */
			ec_text_printf(&less, ", \"rates\": {\"fp64\": %d.%d}", rate[0] / 10, rate[0] % 10);
		if (one_in(2))
			ec_text_printf(&less, ", \"die_area\": %.1f", area);
		ec_text_add_char(&less, '}');
		ec_chip_read(chip_of_size(mem, less.data, &size), &some);
		for (int f = 0; f < EC_FACT_END; f++)
			if ((EC_ITEM_NUMBERS >> f & 1) && ec_fact_holder_of((ec_fact) f) == EC_HOLDER_METRIC)
			{
				ec_interval truth = all.number[f];

				holds(&kept, some.number[f].lo <= truth.lo && truth.hi <= some.number[f].hi,
				      "%s of %s and of %s", ec_fact_name((ec_fact) f), whole.data, less.data);
				if (f == EC_TPP || f == EC_TOPS || f == EC_PERFORMANCE_DENSITY)
					holds(&point, ec_is_point(truth), "%s of %s", ec_fact_name((ec_fact) f),
					      whole.data);
			}
		bounded += !ec_is_unknown(some.number[EC_TOPS]);
		arena_reset(&each);
	}
	settle(&kept);
	settle(&point);
	ok(bounded > 19000, "the rate is hardly ever wholly unknown");
	arena_drop(&each);
}

/* The metrics of an uncertain chip contain those of every chip that it may turn out to be. */
static void
test_containment(void)
{
	claim contained = CLAIM("what a chip may turn out to be lies within its intervals");
	claim alike = CLAIM("a number read alone is the number read with the others");
	arena each = {0};

	for (int i = 0; i < 3000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec vague = random_spec(2);
		ec_facts whole;

		vague.form_unknown = false; /* cannot be written */
		whole = spec_facts(mem, &vague);
		for (int k = 0; k < 5; k++)
		{
			spec sharp = vague;
			ec_facts facts;

			for (int i = 0; i < EC_FACT_COUNT; i++)
			{
				ec_fact n = ec_fact_at(i);

				if (!is_told(n) || ec_fact_kind_of(n) != EC_KIND_NUMBER)
					continue;
				if (vague.number[n].lo != NULL)
					sharp.number[n].lo = sharp.number[n].hi =
					    one_in(2) ? vague.number[n].lo : vague.number[n].hi;
				else if (n != EC_DECLARED_TPP || one_in(2)) /* a TPP need not be declared */
					sharp.number[n].lo = sharp.number[n].hi =
					    spec_values(n)[random_below(SPEC_VALUES)];
			}
			for (int n = 0; n < SPEC_RATES; n++)
				if (vague.rate[n].lo != NULL)
					sharp.rate[n].lo = sharp.rate[n].hi =
					    one_in(2) ? vague.rate[n].lo : vague.rate[n].hi;
			/*
			 * a declaration that the vague chip does not have would be a new fact, not a sharper
			 * one
			 */
			if (vague.number[EC_DECLARED_TPP].lo == NULL && (whole.known & EC_FACT_BIT(EC_RATES)))
				sharp.number[EC_DECLARED_TPP] = vague.number[EC_DECLARED_TPP];
			facts = spec_facts(mem, &sharp);
			if (contradicts_itself(&facts))
				continue; /* widened, for what the vague one need not have in it */
			for (int f = 0; f < EC_FACT_END; f++)
				if (EC_ITEM_NUMBERS >> f & 1)
				{
					ec_interval alone = ec_chip_number(facts.chip, (ec_fact) f);

					holds(&alike, memcmp(&alone, &facts.number[f], sizeof(alone)) == 0, "%s of %s",
					      ec_fact_name((ec_fact) f), chip_text(mem, facts.chip));
					holds(&contained,
					      whole.number[f].lo <= facts.number[f].lo &&
					          facts.number[f].hi <= whole.number[f].hi,
					      "%s of %s and of %s", ec_fact_name((ec_fact) f),
					      chip_text(mem, whole.chip), chip_text(mem, facts.chip));
				}
		}
		arena_reset(&each);
	}
	settle(&contained);
	settle(&alike);
	arena_drop(&each);
}

/* --- text --- */

static void
test_canonical(void)
{
	static const struct
	{
		const char *text;
		const char *canonical; /* NULL: the same */
	} cases[] = {
	    {"{}", NULL},
	    {"{\"name\": \"\"}", NULL},
	    {"{\"vendor\": \"NVIDIA\", \"name\": \"H20\"}",
	     "{\"name\": \"H20\", \"vendor\": \"NVIDIA\"}"},
	    {"{\"form\": \"ic\"}", "{}"},
	    {"{\"form\": \"computer\"}", NULL},
	    {"{\"eccn\": \"3a090.A.1\"}", "{\"eccn\": \"3A090.a.1\"}"},
	    {"{\"eccn\": \"ear99\", \"form\": \"ic\", \"name\": \"H20\"}",
	     "{\"name\": \"H20\", \"form\": \"ic\", \"eccn\": \"EAR99\"}"},
	    {"{\"eccn\": \"4A994.l\", \"form\": \"computer\", \"memory_bandwidth\": 4000}",
	     "{\"form\": \"computer\", \"memory_bandwidth\": 4000, \"eccn\": \"4A994.l\"}"},
	    {"{\"form\": \"hbm\"}", NULL},
	    {"{\"datacenter\": false, \"hbm\": true}", NULL},
	    {"{\"hbm\": false, \"datacenter\": true}", "{\"datacenter\": true, \"hbm\": false}"},
	    {"{\"rates\": {}}", "{}"},
	    {"{\"rates\": {\"int4\": 1, \"int8\": 2, \"int16\": 3, \"int32\": 4, \"fp4\": 5, \"fp6\": "
	     "6, \"fp8\": 7, \"fp16\": 8, "
	     "\"bf16\": 9, \"tf32\": 10, \"fp32\": 11, \"fp64\": 12}}",
	     "{\"rates\": {\"fp64\": 12, \"fp32\": 11, \"tf32\": 10, \"bf16\": 9, \"fp16\": 8, "
	     "\"fp8\": 7, \"fp6\": 6, \"fp4\": 5, "
	     "\"int32\": 4, \"int16\": 3, \"int8\": 2, \"int4\": 1}}"},
	    {"{\"rates\": {\"zz\": {\"tops\": 1, \"bits\": 2}, \"z\": {\"tops\": 1, \"bits\": 3}, "
	     "\"a\": {\"tops\": [1, 2], \"bits\": 64}, \"int4\": 1}}",
	     "{\"rates\": {\"int4\": 1, \"a\": {\"tops\": [1, 2], \"bits\": 64}, \"z\": {\"tops\": "
	     "1, \"bits\": 3}, \"zz\": {\"tops\": 1, \"bits\": 2}}}"},
	    {"{\"package_area\": 1, \"interconnect_bandwidth\": 2, \"memory_bandwidth\": 3, "
	     "\"transistors\": 4, \"die_area\": 5, \"declared_tpp\": 6}",
	     "{\"declared_tpp\": 6, \"die_area\": 5, \"transistors\": 4, \"memory_bandwidth\": 3, "
	     "\"interconnect_bandwidth\": 2, \"package_area\": 1}"},
	    {"{\"die_area\": [814, 814.0]}", "{\"die_area\": 814}"},
	    {"{\"die_area\": [0, 814]}", NULL},
	    {"{\"die_area\": 8.140e2}", "{\"die_area\": 814}"},
	    {"{\"die_area\": 0.000}", "{\"die_area\": 0}"},
	    {"{\"die_area\": 810.400}", "{\"die_area\": 810.4}"},
	    {"{\"die_area\": 1000000000000000}", "{\"die_area\": 1e+15}"},
	    {"{\"die_area\": 0.000000001}", "{\"die_area\": 1e-09}"},
	    {"{\"name\": \"a\\\"b\\\\c\\n\\u0001 \xc3\xa9\"}", NULL},
	};
	claim fixpoint = CLAIM("a chip's text is read as the same bytes");
	claim order = CLAIM("the order in which facts are told leaves no trace");
	arena each = {0};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char name[30];

		snprintf(name, sizeof(name), "canonical text of chip %d", i);
		is_text(chip_text(memory(), chip_of(cases[i].text)->chip),
		        cases[i].canonical ? cases[i].canonical : cases[i].text, name);
	}

	for (int i = 0; i < 5000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		spec s = random_spec(3);
		const char *text;
		const ec_chip *chip;
		const ec_chip *again;
		size_t size = 0;
		size_t again_size = 0;

		s.form_unknown = false; /* cannot be written */
		text = chip_text(mem, spec_chip(mem, &s));
		chip = chip_of_size(mem, text, &size);
		if (holds(&fixpoint, chip != NULL, "%s: %s", text, last_error.message))
		{
			again = chip_of_size(mem, chip_text(mem, chip), &again_size);
			holds(&fixpoint,
			      again != NULL && size == again_size && memcmp(chip, again, size) == 0 &&
			          strcmp(chip_text(mem, chip), text) == 0,
			      "%s", text);
		}
		arena_reset(&each);
	}

	/* rates in any order give the same bytes */
	for (int i = 0; i < 1000; i++)
	{
		static const char *const pieces[] = {
		    "\"fp8\": 600",
		    "\"int4\": [1, 2]",
		    "\"fp64\": 3",
		    "\"x\": {\"tops\": 1, \"bits\": 9}",
		    "\"xx\": {\"tops\": 2, \"bits\": 8}",
		    "\"w\": {\"tops\": 3, \"bits\": 7}",
		    "\"bf16\": 0.5",
		};
		const ec_memory *mem = arena_memory(&each);
		int place[COUNT_OF(pieces)];
		const ec_chip *chip[2];
		size_t size[2] = {0, 0};

		for (int k = 0; k < 2; k++)
		{
			ec_text text;

			for (int n = 0; n < COUNT_OF(pieces); n++)
			{
				int other = k == 0 ? n : random_below(n + 1);

				place[n] = place[other];
				place[other] = n;
			}
			ec_text_init(&text, mem);
			for (int n = 0; n < COUNT_OF(pieces); n++)
				ec_text_printf(&text, "%s%s", n > 0 ? ", " : "{\"rates\": {", pieces[place[n]]);
			ec_text_add(&text, "}}");
			chip[k] = chip_of_size(mem, text.data, &size[k]);
		}
		holds(&order, size[0] == size[1] && memcmp(chip[0], chip[1], size[0]) == 0, "%s",
		      chip_text(mem, chip[1]));
		arena_reset(&each);
	}
	settle(&fixpoint);
	settle(&order);
	arena_drop(&each);
}

/* --- what is refused --- */

static void
is_refused(const char *chip, ec_error_code code, const char *message, const char *hint)
{
	size_t size;
	bool as_wanted = chip_of_size(memory(), chip, &size) == NULL && last_error.code == code &&
	    strcmp(last_error.message, message) == 0 && strcmp(last_error.hint, hint) == 0;

	ok(as_wanted, "refused: %.100s", chip);
	if (!as_wanted)
		note("%d: %s | %s | %s", (int) last_error.code, last_error.message, last_error.detail,
		     last_error.hint);
}

static void
test_numbers_refused(void)
{
	static const char unit[] = "Check the unit: rates are in TOPS, bandwidths in GB/s, areas in "
	                           "mm^2, transistors in billions.";
	static const char upward[] =
	    "Write a number from 0 upward; leave the key out when the value is unknown.";
	static const char *const nothing[] = {"1e-400", "1e-500"};
	size_t size;

	is_refused("{\"die_area\": -1}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip must not be negative: -1", upward);
	is_refused("{\"rates\": {\"fp8\": -0.5}}", EC_OUT_OF_RANGE,
	           "rate \"fp8\" of a chip must not be negative: -0.5", upward);
	is_refused("{\"die_area\": [-1, 5]}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip must not be negative: -1", upward);
	is_refused("{\"die_area\": 1000000000000001}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip is out of range: 1000000000000001", unit);
	is_refused("{\"die_area\": 1e400}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip is out of range: 1e400", unit);
	is_refused("{\"die_area\": 0.0000000009}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip is out of range: 0.0000000009", unit);
	is_refused("{\"die_area\": [5, 4]}", EC_OUT_OF_RANGE,
	           "\"die_area\" of a chip is an interval with its bounds reversed: [5, 4]",
	           "Write the lower bound first: [4, 5].");
	is_refused("{\"rates\": {\"fp8\": [5, 4]}}", EC_OUT_OF_RANGE,
	           "rate \"fp8\" of a chip is an interval with its bounds reversed: [5, 4]",
	           "Write the lower bound first: [4, 5].");
	ok(chip_of_size(memory(), "{\"die_area\": 1e15}", &size) != NULL &&
	       chip_of_size(memory(), "{\"die_area\": 1e-9}", &size) != NULL,
	   "the greatest and the least number are accepted");
	/*
	 * so little that a double cannot hold it is still not zero, and zero has a meaning of its own
	 */
	for (int i = 0; i < COUNT_OF(nothing); i++)
	{
		ec_text text;

		ec_text_init(&text, memory());
		ec_text_printf(&text, "{\"die_area\": %s}", nothing[i]);
		ok(chip_of_size(memory(), text.data, &size) == NULL, "%s is not zero", nothing[i]);
		ec_text_init(&text, memory());
		ec_text_printf(&text, "{\"die_area\": -%s}", nothing[i]);
		ok(chip_of_size(memory(), text.data, &size) == NULL, "-%s is negative", nothing[i]);
	}
	{
		ec_chip_builder builder[2];
		ec_error error;
		ec_chip *chip[2];
		static const char *const zero[] = {"0", "-0"};

		for (int i = 0; i < 2; i++)
		{
			ec_chip_begin(&builder[i], memory());
			ec_chip_set_number(&builder[i], EC_DIE_AREA, zero[i], zero[i], &error);
			chip[i] = ec_chip_finish(&builder[i], &size);
		}
		ok(memcmp(chip[0], chip[1], size) == 0, "minus zero is zero, to the byte");
		for (int i = 0; i < 3; i++)
		{
			static const char *const odd[] = {"nan", "inf", "-inf"};

			ok(!ec_chip_set_number(&builder[0], EC_DIE_AREA, odd[i], odd[i], &error) &&
			       error.code == EC_OUT_OF_RANGE,
			   "%s is refused", odd[i]);
		}
	}
}

static void
test_kinds_refused(void)
{
	static const char rates[] = "Write an object such as {\"fp16\": 148, \"int8\": 296}.";
	static const char text[] = "Write a string, or leave the key out when it is unknown.";
	static const char flag[] = "Write true or false, or leave the key out when it is unknown.";

	is_refused("{\"name\": 5}", EC_INVALID_TEXT, "\"name\" of a chip must not be a number", text);
	is_refused("{\"form\": 5}", EC_INVALID_TEXT, "\"form\" of a chip must not be a number", text);
	is_refused("{\"hbm\": 1}", EC_INVALID_TEXT, "\"hbm\" of a chip must not be a number", flag);
	is_refused("{\"datacenter\": 1}", EC_INVALID_TEXT,
	           "\"datacenter\" of a chip must not be a number", flag);
	is_refused("{\"rates\": 600}", EC_INVALID_TEXT, "\"rates\" of a chip must not be a number",
	           rates);
	is_refused(
	    "{\"die_area\": \"large\"}", EC_INVALID_TEXT,
	    "\"die_area\" of a chip is not understood: \"large\"",
	    "Write a number in mm2, or with its unit: mm2, cm2, um2 or m2, without separators of "
	    "thousands, or an interval [lo, hi]; leave the key out when it is unknown.");
	is_refused(
	    "{\"hbm\": \"yes\"}", EC_INVALID_TEXT, "\"hbm\" of a chip must not be a string",
	    "Write true or false without quotation marks, or leave the key out when it is unknown.");
	is_refused("{\"rates\": \"fast\"}", EC_INVALID_TEXT, "\"rates\" of a chip must not be a string",
	           rates);
	is_refused("{\"vendor\": true}", EC_INVALID_TEXT,
	           "\"vendor\" of a chip must not be true or false", text);
	is_refused("{\"die_area\": true}", EC_INVALID_TEXT,
	           "\"die_area\" of a chip must not be true or false",
	           "Write a number or an interval [lo, hi]; leave the key out when it is unknown.");
	is_refused("{\"rates\": true}", EC_INVALID_TEXT,
	           "\"rates\" of a chip must not be true or false", rates);
	is_refused("{\"form\": \"gpu\"}", EC_INVALID_TEXT, "invalid \"form\" in a chip: \"gpu\"",
	           "Write \"ic\" (an integrated circuit, the default), \"computer\" (a computer, "
	           "assembly or component that contains one) "
	           "or \"hbm\" (a memory stack on its own).");
}

static void
test_keys(void)
{
	ec_error error;

	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact fact = ec_fact_at(i);
		const char *name = ec_fact_name(fact);

		if (fact == EC_ECCN)
			ok(ec_chip_key_find(name, strlen(name), &error) == EC_STATED_ECCN,
			   "the key of a classification states it");
		else
			ok(ec_chip_key_find(name, strlen(name), &error) == (is_key(fact) ? fact : EC_NO_FACT),
			   "%s is %s", name, is_key(fact) ? "a key" : "no key");
	}
	is_refused("{\"dye_area\": 5}", EC_INVALID_TEXT, "unknown key \"dye_area\" in a chip",
	           "Perhaps you meant \"die_area\".");
	is_refused("{\"Name\": \"x\"}", EC_INVALID_TEXT, "unknown key \"Name\" in a chip",
	           "Perhaps you meant \"name\".");
	is_refused("{\"color\": \"x\"}", EC_INVALID_TEXT, "unknown key \"color\" in a chip",
	           "Leave the key out, or give the fact by one of the known keys.");
	is_refused("{\"\": 5}", EC_INVALID_TEXT, "unknown key \"\" in a chip",
	           "Leave the key out, or give the fact by one of the known keys.");
	is_text(last_error.detail, listed("Known keys: ", is_key), "the detail lists the known keys");
	/* metrics are computed, not told */
	is_refused("{\"tpp\": 4800}", EC_INVALID_TEXT, "unknown key \"tpp\" in a chip",
	           last_error.hint);
	is_refused("{\"performance_density\": 5}", EC_INVALID_TEXT,
	           "unknown key \"performance_density\" in a chip", last_error.hint);
}

/* A disputed length is an interval, which an item may settle; no other length is disputed. */
static void
test_lengths(void)
{
	static const struct
	{
		const char *rates;
		double lo;
		double hi;
	} cases[] = {
	    {"{\"tf32\": 190, \"fp16\": 1}", 3610, 6080},
	    {"{\"tf32\": [100, 190], \"fp16\": 1}", 1900, 6080},
	    {"{\"tensor float 32\": 190, \"fp16\": 1}", 3610, 6080},
	    {"{\"tf32\": 190, \"fp16\": 300}", 4800, 6080},
	    {"{\"tf32\": 190, \"fp16\": 380}", 6080, 6080},
	    {"{\"tf32\": {\"tops\": 190, \"bits\": 19}, \"fp16\": 1}", 3610, 3610},
	    {"{\"TF32\": {\"tops\": 190, \"bits\": 32}, \"fp16\": 1}", 6080, 6080},
	    {"{\"tf32\": {\"tops\": 100, \"bits\": 19}, \"TF32\": 100, \"fp16\": 1}", 1900, 3200},
	    {"{\"FP16\": {\"tops\": 312, \"bits\": 16}}", 4992, 4992},
	    {"{\"fp8\": {\"tops\": 312, \"bits\": 8}}", 2496, 2496},
	};
	static const struct
	{
		const char *rate;
		const char *message;
	} refused[] = {
	    {"\"FP16\": {\"tops\": 312, \"bits\": 8}",
	     "number format \"FP16\" in \"rates\" has 16 bits, not 8"},
	    {"\"fp8\": {\"tops\": 100, \"bits\": 9}",
	     "number format \"fp8\" in \"rates\" has 8 bits, not 9"},
	    {"\"int4 tensor\": {\"tops\": 100, \"bits\": 2}",
	     "number format \"int4 tensor\" in \"rates\" has 4 bits, not 2"},
	    {"\"tf32\": {\"tops\": 100, \"bits\": 18}",
	     "number format \"tf32\" in \"rates\" has 19 to 32 bits, not 18"},
	    {"\"TF32\": {\"tops\": 100, \"bits\": 33}",
	     "number format \"TF32\" in \"rates\" has 19 to 32 bits, not 33"},
	};
	ec_text text;

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		const ec_facts *facts;
		size_t size;

		ec_text_init(&text, memory());
		ec_text_printf(&text, "{\"rates\": %s}", cases[i].rates);
		facts = chip_of(text.data);
		is_interval(facts->number[EC_TPP], cases[i].lo, cases[i].hi, text.data);
		is_integer(ec_chip_uncertain(facts, EC_TPP),
		           cases[i].lo == cases[i].hi ? 0 : EC_FACT_BIT(EC_RATES), "and what is missing");
		is_text(chip_text(memory(),
		                  chip_of_size(memory(), chip_text(memory(), facts->chip), &size)),
		        chip_text(memory(), facts->chip), "what is stated is told apart");
	}
	for (int i = 0; i < COUNT_OF(refused); i++)
	{
		ec_text_init(&text, memory());
		ec_text_printf(&text, "{\"rates\": {%s}}", refused[i].rate);
		is_refused(text.data, EC_INVALID_TEXT, refused[i].message,
		           "Write the rate alone, or choose another name for a format of another length.");
	}
	is_refused("{\"rates\": {\"fp16_sparse\": {\"tops\": 624, \"bits\": 16}}}", EC_INVALID_TEXT,
	           "the rate \"fp16_sparse\" in \"rates\" is a sparse one",
	           "Give the dense rate of the format, which data sheets state beside it.");
}

static void
test_formats_refused(void)
{
	static const char known[] = "Its bit length is not known. Known formats: fp64, fp32, tf32, "
	                            "bf16, fp16, fp8, fp6, fp4, int32, int16, int8, int4.";
	static const char bits[] = "Write the bit length of the longer input to the multiplication, a "
	                           "whole number from 1 to 64.";
	static const char *const sparse[] = {"fp16_sparse", "Sparse FP16", "fp16 with sparsity",
	                                     "FP8 2:4", "int8-tensor-sparse"};
	static const char *const bad_bits[] = {"0",   "65",  "1024",        "-8",
	                                       "8.5", "0.5", "10000000000", "1e400"};

	is_refused(
	    "{\"rates\": {\"fp7\": 100}}", EC_INVALID_TEXT,
	    "unknown number format \"fp7\" in \"rates\"",
	    "Perhaps you meant \"fp8\"; or state the bit length of the longer input, as the data "
	    "sheet has it: \"fp7\": {\"tops\": ..., \"bits\": ...}.");
	is_text(last_error.detail, known, "the detail lists the known formats");
	is_refused("{\"rates\": {\"microscaling\": 100}}", EC_INVALID_TEXT,
	           "unknown number format \"microscaling\" in \"rates\"",
	           "State the bit length of the longer input, as the data sheet has it: "
	           "\"microscaling\": {\"tops\": ..., \"bits\": ...}.");
	for (int i = 0; i < COUNT_OF(sparse); i++)
	{
		ec_text chip;
		ec_text message;

		ec_text_init(&chip, memory());
		ec_text_printf(&chip, "{\"rates\": {\"%s\": 624}}", sparse[i]);
		ec_text_init(&message, memory());
		ec_text_printf(&message, "the rate \"%s\" in \"rates\" is a sparse one", sparse[i]);
		is_refused(chip.data, EC_INVALID_TEXT, message.data,
		           "Give the dense rate of the format, which data sheets state beside it.");
	}
	is_refused("{\"rates\": {\"\": {\"tops\": 100, \"bits\": 9}}}", EC_INVALID_TEXT,
	           "invalid number format \"\" in \"rates\"",
	           "The name of a number format has 1 to 32 bytes.");
	is_refused("{\"rates\": {\"123456789012345678901234567890123\": {\"tops\": 100, \"bits\": 9}}}",
	           EC_INVALID_TEXT,
	           "invalid number format \"123456789012345678901234567890123\" in \"rates\"",
	           "The name of a number format has 1 to 32 bytes.");
	for (int i = 0; i < COUNT_OF(bad_bits); i++)
	{
		ec_text chip;
		ec_text message;

		ec_text_init(&chip, memory());
		ec_text_init(&message, memory());
		ec_text_printf(&chip, "{\"rates\": {\"x\": {\"tops\": 100, \"bits\": %s}}}", bad_bits[i]);
		ec_text_printf(&message, "\"bits\" of number format \"x\" is out of range: %s",
		               bad_bits[i]);
		is_refused(chip.data, EC_OUT_OF_RANGE, message.data, bits);
	}
	is_metric("{\"rates\": {\"x\": {\"tops\": 10, \"bits\": 1}}}", EC_TPP, 10, "one bit");
	is_metric("{\"rates\": {\"x\": {\"tops\": 10, \"bits\": 64}}, \"rates_complete\": true}",
	          EC_TPP, 640, "64 bits");
	is_metric("{\"rates\": {\"12345678901234567890123456789012\": {\"tops\": 1, \"bits\": 2}}}",
	          EC_TPP, 2, "a name of 32 bytes");
}

static void
test_limits(void)
{
	ec_text text;
	size_t size;

	for (int count = EC_CHIP_MAX_RATES; count <= EC_CHIP_MAX_RATES + 1; count++)
	{
		ec_text_init(&text, memory());
		for (int i = 0; i < count; i++)
			ec_text_printf(&text,
			               "%s\"a_rather_long_name_of_format_%03d\": {\"tops\": %d, \"bits\": 8}",
			               i > 0 ? ", " : "{\"rates\": {", count - i, i + 1);
		ec_text_add(&text, "}}");
		if (count == EC_CHIP_MAX_RATES)
			is_metric(text.data, EC_TPP, 8 * EC_CHIP_MAX_RATES, "64 formats");
		else
			is_refused(text.data, EC_INVALID_TEXT, "too many number formats in \"rates\"",
			           "Give at most 64, the ones with the highest rate times bit length.");
	}
	for (int length = EC_CHIP_MAX_TEXT; length <= EC_CHIP_MAX_TEXT + 1; length++)
	{
		ec_text_init(&text, memory());
		ec_text_add(&text, "{\"name\": \"");
		for (int i = 0; i < length; i++)
			ec_text_add_char(&text, 'x');
		ec_text_add(&text, "\"}");
		if (length == EC_CHIP_MAX_TEXT)
			ok(chip_of_size(memory(), text.data, &size) != NULL &&
			       strcmp(chip_text(memory(), chip_of(text.data)->chip), text.data) == 0,
			   "a name of 1000 bytes");
		else
			is_refused(text.data, EC_INVALID_TEXT, "\"name\" of a chip is too long: 1001 bytes",
			           "Use at most 1000 bytes.");
	}
}

static void
test_value(void)
{
	const ec_facts *chip = chip_of("{\"name\": \"\", \"rates\": {\"fp8\": 5}}");
	size_t length;

	ok(chip->chip->version == EC_CHIP_VERSION && ec_chip_is_current(chip->chip),
	   "a value has its version");
	ok(chip->form == EC_FORM_IC && ec_flag_of(chip, EC_DATACENTER) == EC_UNKNOWN &&
	       ec_flag_of(chip, EC_HBM) == EC_UNKNOWN,
	   "what is not told: an IC, and unknown");
	ok(chip->text[EC_NAME].text != NULL && chip->text[EC_NAME].length == 0,
	   "an empty name is a name");
	ok(chip->text[EC_VENDOR].text == NULL, "no vendor is none");
	chip = chip_of("{\"name\": \"H20\", \"vendor\": \"NVIDIA\", \"form\": \"computer\", "
	               "\"datacenter\": true, \"hbm\": false}");
	ok(memcmp(ec_chip_text(chip->chip, EC_NAME, &length), "H20", 3) == 0 && length == 3,
	   "the name is kept");
	ok(memcmp(ec_chip_text(chip->chip, EC_VENDOR, &length), "NVIDIA", 6) == 0 && length == 6,
	   "the vendor is kept");
	ok(chip->form == EC_FORM_COMPUTER && ec_flag_of(chip, EC_DATACENTER) == EC_TRUE &&
	       ec_flag_of(chip, EC_HBM) == EC_FALSE,
	   "form and flags are kept");
	for (int f = 0; f < EC_FORM_COUNT; f++)
		ok(ec_form_find(ec_form_name((ec_form) f), strlen(ec_form_name((ec_form) f))) ==
		       (ec_form) f,
		   "form %s is found", ec_form_name((ec_form) f));
	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if (f == EC_STATED_ECCN)
			ok(ec_fact_find("eccn", 4) == EC_ECCN,
			   "a condition tests the classification by the "
			   "name of the key that states it");
		else
			ok(ec_fact_find(ec_fact_name(f), strlen(ec_fact_name(f))) ==
			       (is_tested(f) ? f : EC_NO_FACT),
			   "fact %s is %s", ec_fact_name(f), is_tested(f) ? "found" : "for messages only");
	}
	ok(ec_fact_find("TPP", 3) == EC_TPP && ec_fact_find("tppx", 3) == EC_TPP &&
	       ec_fact_find("tp", 2) == EC_NO_FACT,
	   "facts are found by the whole name, in any case");
}

/* What to find out, when a number is not certain. */
static void
test_uncertain(void)
{
	static const struct
	{
		const char *chip;
		ec_fact number;
		ec_fact_set missing;
	} cases[] = {
	    {"{}", EC_TPP, EC_FACT_BIT(EC_RATES)},
	    {"{\"rates\": {\"fp8\": 1}}", EC_TPP, 0},
	    {"{\"rates\": {\"fp8\": [1, 2]}}", EC_TPP, EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": [1, 2]}", EC_TPP, EC_FACT_BIT(EC_DECLARED_TPP)},
	    {"{\"declared_tpp\": [1, 20], \"rates\": {\"fp8\": 1}}", EC_TPP,
	     EC_FACT_BIT(EC_DECLARED_TPP)},
	    {"{\"declared_tpp\": [1, 20], \"rates\": {\"fp8\": [1, 2]}}", EC_TPP,
	     EC_FACT_BIT(EC_DECLARED_TPP) | EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": 5, \"rates\": {\"fp8\": [1, 2]}}", EC_TPP, EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": 500, \"rates\": {\"fp8\": [1, 2]}}", EC_TPP,
	     0}, /* the declared value decides */
	    {"{}", EC_TOPS, EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": 5}", EC_TOPS, EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": 0}", EC_TOPS, 0},
	    {"{}", EC_PERFORMANCE_DENSITY, EC_FACT_BIT(EC_RATES) | EC_FACT_BIT(EC_DIE_AREA)},
	    {"{\"die_area\": 0}", EC_PERFORMANCE_DENSITY, 0},
	    {"{\"die_area\": 5}", EC_PERFORMANCE_DENSITY, EC_FACT_BIT(EC_RATES)},
	    {"{\"declared_tpp\": 5}", EC_PERFORMANCE_DENSITY, EC_FACT_BIT(EC_DIE_AREA)},
	    {"{\"declared_tpp\": [4, 5], \"die_area\": 2}", EC_PERFORMANCE_DENSITY,
	     EC_FACT_BIT(EC_DECLARED_TPP)},
	    {"{}", EC_MEMORY_BANDWIDTH_DENSITY,
	     EC_FACT_BIT(EC_MEMORY_BANDWIDTH) | EC_FACT_BIT(EC_PACKAGE_AREA)},
	    {"{\"memory_bandwidth\": 5}", EC_MEMORY_BANDWIDTH_DENSITY, EC_FACT_BIT(EC_PACKAGE_AREA)},
	    {"{\"package_area\": 5}", EC_MEMORY_BANDWIDTH_DENSITY, EC_FACT_BIT(EC_MEMORY_BANDWIDTH)},
	    {"{\"memory_bandwidth\": 5, \"package_area\": 5}", EC_MEMORY_BANDWIDTH_DENSITY, 0},
	    {"{}", EC_TRANSISTORS, EC_FACT_BIT(EC_TRANSISTORS)},
	    {"{\"transistors\": [1, 2]}", EC_TRANSISTORS, EC_FACT_BIT(EC_TRANSISTORS)},
	    {"{\"transistors\": 2}", EC_TRANSISTORS, 0},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		char name[200];

		snprintf(name, sizeof(name), "%s of %s: what to find out", ec_fact_name(cases[i].number),
		         cases[i].chip);
		is_integer(ec_chip_uncertain(chip_of(cases[i].chip), cases[i].number), cases[i].missing,
		           name);
	}
}

/* A stated ECCN, and what it says of the form. */
static void
test_stated_eccn(void)
{
	static const struct
	{
		const char *chip;
		ec_form form;
	} cases[] = {
	    {"{}", EC_FORM_IC},
	    {"{\"name\": \"H20\", \"vendor\": \"NVIDIA\"}", EC_FORM_IC},
	    {"{\"eccn\": \"EAR99\"}", EC_FORM_UNSTATED},
	    {"{\"eccn\": \"3A090.a\", \"name\": \"H20\", \"vendor\": \"NVIDIA\"}", EC_FORM_UNSTATED},
	    {"{\"eccn\": \"EAR99\", \"form\": \"ic\"}", EC_FORM_IC},
	    {"{\"eccn\": \"EAR99\", \"form\": \"hbm\"}", EC_FORM_HBM},
	    {"{\"eccn\": \"EAR99\", \"memory_bandwidth\": 4000}", EC_FORM_UNKNOWN},
	    {"{\"eccn\": \"EAR99\", \"rates\": {\"fp16\": 1}}", EC_FORM_UNKNOWN},
	    {"{\"eccn\": \"EAR99\", \"datacenter\": false}", EC_FORM_UNKNOWN},
	    {"{\"eccn\": \"EAR99\", \"ics\": 8}", EC_FORM_UNKNOWN},
	};
	ec_eccn eccn;
	ec_words stated;

	for (int i = 0; i < COUNT_OF(cases); i++)
		is_integer(chip_of(cases[i].chip)->form, cases[i].form, cases[i].chip);
	stated = chip_of("{\"vendor\": \"AMD\", \"eccn\": \"5a992.Z\"}")->text[EC_STATED_ECCN];
	ok(stated.length == 7 && memcmp(stated.text, "5A992.z", 7) == 0, "its canonical text is kept");
	is_text(ec_stated_eccn(chip_of("{\"hbm\": true, \"eccn\": \"EAR99\"}"), &eccn), "EAR99",
	        "and copied out");
	ok(ec_stated_eccn(chip_of("{}"), &eccn) == NULL, "unless none is stated");
	is_refused("{\"eccn\": \"3A09\"}", EC_INVALID_TEXT,
	           "invalid input syntax for type eccn: \"3A09\"",
	           "Write a number such as 3A090, a paragraph of it such as 3A090.a.1, or EAR99.");
	is_refused("{\"eccn\": true}", EC_INVALID_TEXT, "\"eccn\" of a chip must not be true or false",
	           "Write a string, or leave the key out when it is unknown.");
	is_refused("{\"eccn\": 3}", EC_INVALID_TEXT, "\"eccn\" of a chip must not be a number",
	           "Write a string, or leave the key out when it is unknown.");
	is_refused("{\"form\": \"unstated\"}", EC_INVALID_TEXT,
	           "invalid \"form\" in a chip: \"unstated\"",
	           "Write \"ic\" (an integrated circuit, the default), \"computer\" (a computer, "
	           "assembly or component that contains one) "
	           "or \"hbm\" (a memory stack on its own).");
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_stated_eccn();
	test_tpp();
	test_complete();
	test_lengths();
	test_density();
	test_on_the_line();
	test_bounds();
	test_forgetting();
	test_containment();
	test_canonical();
	test_numbers_refused();
	test_kinds_refused();
	test_keys();
	test_formats_refused();
	test_limits();
	test_value();
	test_uncertain();
	return finish();
}
