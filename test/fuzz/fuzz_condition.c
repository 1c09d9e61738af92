/*
 * fuzz_condition.c
 *		Any bytes are a condition or an error; a condition's canonical text is read as the same bytes, and
 *		it can be evaluated and explained.
 *
 * With clang and its libFuzzer:
 *
 *		make fuzz
 *		build/fuzz/fuzz_condition -max_total_time=600 -dict=test/fuzz/condition.dict
 *
 * A directory named last on the command line keeps what was found worth trying, for the next time.  A
 * failure is kept in a file crash-...; the program runs it again when that file is its argument.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "evaluate.h"

static void *kept[1 << 18];
static size_t kept_count;

static void *
keep(void *owner, size_t size)
{
	void	   *p = malloc(size);

	(void) owner;
	if (p == NULL || kept_count == sizeof(kept) / sizeof(kept[0]))
		abort();
	memset(p, 0xA5, size);
	return kept[kept_count++] = p;
}

static const ec_memory memory = {keep, NULL};

static void
must(int held, const char *what)
{
	if (held)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

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
	size_t		size;
	ec_env		env = {.place_test = place_test,.destination = ec_country_make('C', 'N'),.eccn = "3A090"};
	ec_text		because;
	ec_truth	truth;

	ec_chip_begin(&builder, &memory);
	ec_facts_forget_shipment(&env.facts);
	ec_chip_read(ec_chip_finish(&builder, &size), &env.facts);
	truth = ec_evaluate(c, &env);
	must(truth == EC_TRUE || truth == EC_FALSE || truth == EC_UNKNOWN, "the truth is none of the three");
	must(truth == EC_UNKNOWN || ec_missing(c, &env) == 0, "something is missing although the truth is known");
	ec_text_init(&because, &memory);
	ec_because(c, &env, &because);
	must(because.length > 0, "there is no reason");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	ec_error	error;
	size_t		size = 0;
	ec_condition *c = ec_condition_parse((const char *) data, length, &memory, &size, &error);

	if (c == NULL)
	{
		/* a position has to be one of the text, whose characters are at most its bytes */
		must(error.code != EC_OK && error.message[0] != '\0' && error.hint[0] != '\0', "an error says nothing");
		must(error.position >= (error.code == EC_INVALID_TEXT || error.code == EC_OUT_OF_RANGE) && (size_t) error.position <= length + 1, "an error points beyond the text");
	}
	else if (memchr(data, '\0', length) == NULL)
	{
		ec_text		text;
		size_t		again_size = 0;
		ec_condition *again;

		ec_text_init(&text, &memory);
		ec_condition_write(c, &text);
		again = ec_condition_parse(text.data, text.length, &memory, &again_size, &error);
		must(again != NULL, "a canonical text is refused");
		must(again_size == size && memcmp(again, c, size) == 0, "a canonical text is read as something else");
		evaluate(c);
	}
	while (kept_count > 0)
		free(kept[--kept_count]);
	return 0;
}
