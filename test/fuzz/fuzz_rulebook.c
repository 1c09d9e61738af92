/*
 * fuzz_rulebook.c
 *		A rulebook of any texts is written, and its faults are found; the canonical text of a
 *		rulebook without faults does not depend on the order in which its rows came.  What is
 *		written reads back as it was, and where bytes of it are others, it is refused or is
 *		another rulebook.
 *
 * The fuzzer's bytes are the dice of what makes rulebooks for test_program.c, and then texts that
 * take the place of some of its words.  See fuzz_condition.c for how to run it.
 */
#define main test_program_main
#include "../core/test_program.c"
#undef main

#include "fuzz.h"

/* Some bytes as a text, which has no NUL within. */
static const char *
any_text(void)
{
	char text[64];
	size_t length = (size_t) random_below(sizeof(text));

	for (size_t i = 0; i < length; i++)
		text[i] = (char) (1 + random_below(255));
	return ec_copy_text(&fuzz_memory, text, length);
}

/* Texts that a reader may find where the rulebook's form asks for one; of some, none at all. */
static void
spoil(ec_rule *rule)
{
	if (one_in(8))
		rule->id = any_text();
	if (one_in(8))
		rule->title = any_text();
	if (one_in(8))
		rule->citation = any_text();
	if (one_in(8))
		rule->reason = one_in(2) ? NULL : any_text();
	if (one_in(8))
		rule->exception = one_in(2) ? NULL : any_text();
	if (one_in(8))
		rule->note = any_text();
	if (one_in(8))
		rule->eccn = NULL;
	if (one_in(8))
		rule->overcome_count = 0;
}

/* A period without a day that can be written is []. */
static void
settle_period(ec_period *period)
{
	if (ec_period_is_empty(*period) || period->until == EC_DAY_FIRST + 1)
		*period = EC_NEVER;
}

static ec_rulebook *
book_of(const uint8_t *data, size_t length)
{
	ec_rulebook *book;

	random_bytes = data;
	random_bytes_left = length;
	random_state = 0;
	book = (ec_rulebook *) random_book(&fuzz_memory);
	for (size_t i = 0; i < book->group_count; i++)
	{
		book->group[i].title = book->group[i].citation = "A group";
		for (size_t m = 0; m < book->group[i].member_count; m++)
		{
			book->group[i].member[m].citation = "A citation";
			settle_period(&book->group[i].member[m].in_force);
			settle_period(&book->group[i].member[m].known);
		}
	}
	for (size_t i = 0; i < book->governed_count; i++)
		book->governed[i].citation = "A citation";
	for (size_t i = 0; i < book->scenario_count; i++)
	{
		book->scenario[i].description = one_in(4) ? any_text() : "A scenario";
		for (size_t o = 0; o < book->scenario[i].override_count; o++)
			settle_period(&book->scenario[i].override[o].in_force);
	}
	settle_period(&book->covered);
	settle_period(&book->covered_known);
	for (size_t i = 0; i < book->rule_count; i++)
	{
		ec_rule *rule = (ec_rule *) &book->rule[i];

		/* of most rulebooks, ids of their own: versions of one rule that overlap are a fault */
		if (!one_in(3))
		{
			ec_text id;

			ec_text_init(&id, &fuzz_memory);
			ec_text_printf(&id, "rule %d", (int) i);
			rule->id = id.data;
		}
		rule->title = "A rule";
		rule->citation = "A citation";
		settle_period(&rule->in_force);
		settle_period(&rule->known);
		spoil(rule);
	}
	return book;
}

static const char *
text_of(ec_rulebook *book)
{
	ec_text text;

	ec_rulebook_sort(book);
	ec_text_init(&text, &fuzz_memory);
	ec_rulebook_write(book, &text);
	insist(strlen(text.data) == text.length, "a rulebook's text has a NUL");
	return text.data;
}

static void
read_back(const char *text)
{
	ec_rulebook *book;
	ec_error error;

	if (!ec_rulebook_read(text, strlen(text), &fuzz_memory, &fuzz_memory, &book, &error))
		insist(false, error.message);
	insist(strcmp(text, text_of(book)) == 0,
	       "a rulebook that is read is not the one that was written");
}

static void
read_bent(const char *text)
{
	size_t length = strlen(text);
	ec_rulebook *book;
	ec_error error;
	char *bent;

	/* of its exact length, so that the sanitizer sees who reads on */
	bent = fuzz_keep(NULL, length);
	memcpy(bent, text, length);
	for (int i = random_below(4); i > 0; i--)
		bent[random_below((int) length)] = (char) random_below(256);
	if (ec_rulebook_read(bent, length - (size_t) random_below(2), &fuzz_memory, &fuzz_memory, &book,
	                     &error))
		read_back(text_of(book));
	else
		insist(error.message[0] != '\0' && error.hint[0] != '\0',
		       "a rulebook is refused without a word");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	ec_rulebook *book = book_of(data, length);
	const char *text = text_of(book);
	ec_faults faults = {.mem = &fuzz_memory};

	insist(strcmp(text, text_of(book)) == 0,
	       "a rulebook that is in order changes when it is put in order");
	for (size_t i = ec_rulebook_faults(book, &faults); i > 0; i--)
		insist(faults.errors.message[i - 1][0] != '\0', "a fault says nothing");
	if (faults.errors.count == 0)
	{
		for (size_t i = 0; i < book->rule_count / 2; i++)
		{
			ec_rule rule = book->rule[i];

			book->rule[i] = book->rule[book->rule_count - 1 - i];
			book->rule[book->rule_count - 1 - i] = rule;
		}
		insist(strcmp(text, text_of(book)) == 0,
		       "a rulebook's text depends on the order of its rules");
	}
	read_back(text);
	read_bent(text);
	/* nothing in it may be what happened to be in memory */
	fuzz_rubbish = 0x5A;
	insist(strcmp(text, text_of(book_of(data, length))) == 0,
	       "a rulebook's text depends on fresh memory");
	fuzz_rubbish = 0xA5;
	fuzz_forget();
	return 0;
}
