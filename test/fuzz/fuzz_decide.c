/*
 * fuzz_decide.c
 *		The engine's fast answers against plain evaluation: a rulebook, items and questions are made
 *		from the fuzzer's bytes by what makes them for test_program.c, and answered by its
 *		reference.
 *
 * Each byte is one throw of that dice, so every input is a rulebook without faults of form, and
 * what the fuzzer learns to change are rules, periods, facts and the order of questions.  See
 * fuzz_condition.c for how to run it.
 */
#define main test_program_main
#include "../core/test_program.c"
#undef main

#include "fuzz.h"

#define FUZZ_SPECS 8
#define FUZZ_QUESTIONS 120

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	const ec_rulebook *book;
	ec_engine *engine;
	ec_facts facts[FUZZ_SPECS];

	random_bytes = data;
	random_bytes_left = length;
	random_state = 0;
	book = random_book(&fuzz_memory);
	engine = ec_engine_new(&fuzz_memory, book);
	for (int s = 0; s < FUZZ_SPECS; s++)
	{
		spec item = random_spec(s % 2 == 0 ? 1000 : 2 + s % 9);

		facts[s] = spec_facts(&fuzz_memory, &item);
	}
	for (int n = 0; n < FUZZ_QUESTIONS; n++)
	{
		question q = {.book = book,
		              .vocabulary = ec_engine_vocabulary(engine),
		              .scenario = &book->scenario[random_below((int) book->scenario_count)]};
		bool brief = one_in(3);
		ec_program *program;
		ec_answer *answer;
		ec_active active;
		ec_decision wanted;
		ec_fact_set missing;

		q.as_of = random_below(26) - 1;
		q.as_known = one_in(3) ? 12 : random_below(26) - 1;
		q.destination = country(PICK(country_items));
		q.headquarters = one_in(2) ? q.destination :
		    one_in(8)              ? EC_NO_COUNTRY :
		                             country(PICK(country_items));
		q.facts = facts[random_below(FUZZ_SPECS)];
		if (one_in(3))
			state_eccn(&q, PICK(eccn_items));

		program = ec_world_program(ec_engine_world(engine, q.scenario, q.as_known), q.as_of,
		                           q.destination, q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
		answer = ec_program_answer(program, &q.facts, brief);
		reference_active(&fuzz_memory, &q, &active);
		reference_answer(&fuzz_memory, &q, &active, &wanted, &missing);
		if (brief)
			insist(answer->decision->outcome == wanted.outcome,
			       "the engine's outcome is not what the rules say");
		else if (!same_answer(answer, &wanted, missing))
		{
			show_decision("got", answer->decision, answer->missing);
			show_decision("wanted", &wanted, missing);
			show_question(&fuzz_memory, &q);
			insist(false, "the engine's answer is not what the rules say");
		}
	}
	fuzz_forget();
	return 0;
}
