/*
 * fuzz_condition.c
 *		Any bytes are a condition or an error; a condition's canonical text is read as the same
 *		bytes, and it can be evaluated and explained.
 *
 * With clang and its libFuzzer:
 *
 *		make fuzz
 *		build/fuzz/fuzz_condition -max_total_time=600 -dict=test/fuzz/condition.dict
 *
 * A directory named last on the command line keeps what was found worth trying, for the next time.
 * A failure is kept in a file crash-...; the program runs it again when that file is its argument.
 *
 * Bytes changed at random are hardly ever a condition.  So now and then a part of the text gives
 * way to a condition that the core's tests would make.
 */
#include "generate.h"

#include "fuzz.h"

static ec_truth
place_test(const void *world, const ec_condition *c, const ec_node *in, ec_country place)
{
	const ec_item *items = ec_condition_items(c) + in->a;

	(void) world;
	for (uint32_t i = 0; i < in->count; i++)
		if (items[i].kind == EC_ITEM_COUNTRY && items[i].value == place)
			return EC_TRUE;
	return EC_UNKNOWN;
}

/* A condition is true, false or unknown of an item of which nothing is known, never an error. */
static void
evaluate(const ec_condition *c)
{
	ec_chip_builder builder;
	size_t size;
	ec_env env = {.place_test = place_test,
	              .destination = ec_country_make('C', 'N'),
	              .eccn = "3A090"};
	ec_text because;
	ec_truth truth;

	ec_chip_begin(&builder, &fuzz_memory);
	ec_facts_forget_shipment(&env.facts);
	ec_chip_read(ec_chip_finish(&builder, &size), &env.facts);
	truth = ec_evaluate(c, &env);
	insist(truth == EC_TRUE || truth == EC_FALSE || truth == EC_UNKNOWN,
	       "the truth is none of the three");
	insist(truth == EC_UNKNOWN || missing_facts(&fuzz_memory, c, &env) == 0,
	       "something is missing although the truth is known");
	ec_text_init(&because, &fuzz_memory);
	ec_because(c, &env, &because);
	insist(because.length > 0, "there is no reason");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	ec_error error;
	size_t size = 0;
	ec_condition *c = ec_condition_parse((const char *) data, length, &fuzz_memory, &size, &error);

	if (c == NULL)
	{
		/* a position has to be one of the text, whose characters are at most its bytes */
		insist(error.code != EC_OK && error.message[0] != '\0' && error.hint[0] != '\0',
		       "an error says nothing");
		insist(error.position >= (error.code == EC_INVALID_TEXT || error.code == EC_OUT_OF_RANGE) &&
		           (size_t) error.position <= length + 1,
		       "an error points beyond the text");
	}
	else if (memchr(data, '\0', length) == NULL)
	{
		ec_text text;
		size_t again_size = 0;
		ec_condition *again;

		ec_text_init(&text, &fuzz_memory);
		ec_condition_write(c, &text);
		again = ec_condition_parse(text.data, text.length, &fuzz_memory, &again_size, &error);
		insist(again != NULL, "a canonical text is refused");
		insist(again_size == size && memcmp(again, c, size) == 0,
		       "a canonical text is read as something else");
		evaluate(c);
	}
	fuzz_forget();
	return 0;
}

extern size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t length, size_t most, unsigned int seed);

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t length, size_t most, unsigned int seed)
{
	const char *text;
	size_t size;
	size_t from;
	size_t until;

	random_state = seed;
	if (!one_in(4))
		return LLVMFuzzerMutate(data, length, most);
	text = expr_text(&fuzz_memory, random_condition(&fuzz_memory, ALL_FACTS, random_below(4)),
	                 one_in(2));
	size = strlen(text);
	from = (size_t) random_below((int) length + 1);
	until = from + (size_t) random_below((int) (length - from) + 1);
	if (length - (until - from) + size <= most)
	{
		memmove(data + from + size, data + until, length - until);
		memcpy(data + from, text, size);
		length = length - (until - from) + size;
	}
	fuzz_forget();
	return length;
}
