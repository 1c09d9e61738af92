/*
 * test_vocabulary.c
 *		Unit tests of what names mean in a rulebook, and of what follows from names that mean
 *		nothing.  The engine asks by numbers and the evaluator by names: test_program.c compares
 *		them.
 */
#include "reference.h"

#include "core/vocabulary.h"

static ec_rulebook *
book_of(const char *condition)
{
	static const char *const nvidia[] = {"NV", "Nvidia GPUs"};
	static const char *const military[] = {"Military end use", "army"};
	ec_rulebook *book = ec_rulebook_new(memory());
	ec_rule *rule = ec_rulebook_add_rule(book);
	ec_vendor *vendor = ec_rulebook_add_vendor(book);
	ec_end_use *use = ec_rulebook_add_end_use(book);

	*rule = (ec_rule){.id = "r",
	                  .kind = EC_REQUIREMENT,
	                  .condition = parse(memory(), condition),
	                  .reason = "RS",
	                  .review = EC_NO_REVIEW,
	                  .in_force = EC_ALWAYS,
	                  .known = EC_ALWAYS,
	                  .title = "A title",
	                  .citation = "A citation"};
	vendor->called = (ec_called){"NVIDIA", nvidia, 2};
	ec_rulebook_add_vendor(book)->called.name = "AMD";
	vendor = ec_rulebook_add_vendor(book);
	vendor->called.name = "Board House";
	vendor->makes_circuits = false;
	*use = (ec_end_use){{"military", military, 2}, "for armed forces", "a law", false};
	*ec_rulebook_add_end_use(book) =
	    (ec_end_use){{"supercomputer", NULL, 0}, "a fast machine", "a law", false};
	*ec_rulebook_add_end_use(book) =
	    (ec_end_use){{"civil", NULL, 0}, "for anything else", "a law", true};
	rule = ec_rulebook_add_rule(book);
	*rule = (ec_rule){.id = "c",
	                  .kind = EC_CLASSIFICATION,
	                  .condition = parse(memory(), "true"),
	                  .eccn = "3A090",
	                  .review = EC_NO_REVIEW,
	                  .in_force = EC_ALWAYS,
	                  .known = EC_ALWAYS,
	                  .title = "A title",
	                  .citation = "A citation"};
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	return book;
}

static ec_facts
facts_of(const char *name, const char *vendor, const char *end_use)
{
	spec s = random_spec(1000);
	ec_facts facts;

	s.text[EC_NAME] = name;
	s.text[EC_VENDOR] = vendor;
	s.text[EC_END_USE] = NULL;
	facts = spec_facts(memory(), &s);
	if (end_use != NULL)
		ec_facts_state_end_use(&facts, end_use, strlen(end_use));
	return facts;
}

/* What the rules say, by the evaluator and by the engine; the engine's answer. */
static const ec_answer *
answer_of(const ec_rulebook *book, const ec_facts *facts, const char *what)
{
	question q = {.book = book,
	              .scenario = &book->scenario[0],
	              .destination = country("CN"),
	              .headquarters = country("CN"),
	              .facts = *facts,
	              .vocabulary = ec_vocabulary_new(memory(), book)};
	ec_engine *engine = ec_engine_new(memory(), book);
	ec_program *program = ec_world_program(ec_engine_world(engine, q.scenario, 0), 0, q.destination,
	                                       q.headquarters, facts->place[EC_SHIPPED_FROM]);
	const ec_answer *answer = NULL;
	ec_active active;
	ec_decision wanted;
	ec_fact_set missing;
	bool same = true;

	reference_active(memory(), &q, &active);
	reference_answer(memory(), &q, &active, &wanted, &missing);
	/* so often that a shortcut answers, too */
	for (int i = 0; i < 600; i++)
	{
		answer = ec_program_answer(program, facts, false);
		same = same && same_answer(answer, &wanted, missing) &&
		    ec_program_answer(program, facts, true)->outcome == wanted.outcome;
	}
	ok(same, "engine and evaluator agree: %s", what);
	return answer;
}

static void
is_answer(const char *condition, const char *name, const char *vendor, const char *end_use,
          ec_outcome outcome, ec_fact_set missing)
{
	ec_facts facts = facts_of(name, vendor, end_use);
	ec_text what;
	const ec_answer *answer;

	ec_text_init(&what, memory());
	ec_text_printf(&what, "%s of %s, %s, %s", condition, name ? name : "-", vendor ? vendor : "-",
	               end_use ? end_use : "-");
	answer = answer_of(book_of(condition), &facts, what.data);
	is_text(ec_outcome_name(answer->outcome), ec_outcome_name(outcome), what.data);
	ok(answer->missing == missing, "what it lacks: %s", what.data);
}

static void
test_vendors(void)
{
	static const char *const same[] = {"NVIDIA",   "nvidia",      " Nvidia ", "NVIDIA Corporation",
	                                   "N.VIDIA,", "nvidia gpus", "nv"};
	static const char *const unknown[] = {
	    "Nvidai", "NVIDIA Japan", "Board House", "board-house Inc", "", "  "};
	const ec_fact_set missing = EC_FACT_BIT(EC_VENDOR);

	for (int i = 0; i < COUNT_OF(same); i++)
	{
		is_answer("vendor = 'Nvidia'", "x", same[i], NULL, EC_LICENSE_REQUIRED, 0);
		is_answer("vendor in ('AMD', 'Nvidia')", "x", same[i], NULL, EC_LICENSE_REQUIRED, 0);
		is_answer("vendor != 'NV'", "x", same[i], NULL, EC_NO_LICENSE_REQUIRED, 0);
		is_answer("vendor = 'AMD'", "x", same[i], NULL, EC_NO_LICENSE_REQUIRED, 0);
	}
	for (int i = 0; i < COUNT_OF(unknown); i++)
	{
		is_answer("vendor = 'NVIDIA'", "x", unknown[i], NULL, EC_INDETERMINATE, missing);
		is_answer("vendor not in ('AMD', 'NVIDIA')", "x", unknown[i], NULL, EC_INDETERMINATE,
		          missing);
		is_answer("hbm and not hbm", "x", unknown[i], NULL, EC_NO_LICENSE_REQUIRED, 0);
	}
	is_answer("vendor = 'NVIDIA'", "x", NULL, NULL, EC_INDETERMINATE, missing);
}

static void
test_names(void)
{
	is_answer("name in ('A100', 'H 20')", "h-20", "AMD", NULL, EC_LICENSE_REQUIRED, 0);
	is_answer("name in ('A100', 'H 20')", "H200", "AMD", NULL, EC_NO_LICENSE_REQUIRED, 0);
	is_answer("name = 'A100'", NULL, "AMD", NULL, EC_INDETERMINATE, EC_FACT_BIT(EC_NAME));
	is_answer("name = 'A100'", " ", "AMD", NULL, EC_INDETERMINATE, EC_FACT_BIT(EC_NAME));
}

static void
test_end_uses(void)
{
	static const char *const same[] = {"supercomputer", "Supercomputer", "super computer",
	                                   "SUPER-COMPUTER"};
	const char *ruled = "end_use = 'super computer'";

	for (int i = 0; i < COUNT_OF(same); i++)
	{
		is_answer(ruled, "x", "AMD", same[i], EC_LICENSE_REQUIRED, 0);
		is_answer("end_use = 'Supercomputer' and hbm and not hbm", "x", "AMD", same[i],
		          EC_NO_LICENSE_REQUIRED, 0);
		is_answer("end_use = 'military'", "x", "AMD", same[i], EC_INDETERMINATE,
		          EC_FACT_BIT(EC_MISSING_RULES));
	}
	/* nothing stated, and what is ordinary */
	is_answer(ruled, "x", "AMD", NULL, EC_NO_LICENSE_REQUIRED, 0);
	is_answer(ruled, "x", "AMD", "  ", EC_NO_LICENSE_REQUIRED, 0);
	is_answer(ruled, "x", "AMD", "Civil", EC_NO_LICENSE_REQUIRED, 0);
	/* known, and no rule speaks of it; by any of its names */
	is_answer(ruled, "x", "AMD", "military", EC_INDETERMINATE, EC_FACT_BIT(EC_MISSING_RULES));
	is_answer(ruled, "x", "AMD", "Army", EC_INDETERMINATE, EC_FACT_BIT(EC_MISSING_RULES));
	is_answer("end_use = 'army'", "x", "AMD", "MILITARY END-USE", EC_LICENSE_REQUIRED, 0);
	/* not understood, whether a rule tests it or not */
	is_answer(ruled, "x", "AMD", "weaving", EC_INDETERMINATE, EC_FACT_BIT(EC_END_USE));
	is_answer("hbm and not hbm", "x", "AMD", "weaving", EC_INDETERMINATE, EC_FACT_BIT(EC_END_USE));
	is_answer("end_use != 'civil'", "x", "AMD", "weaving", EC_INDETERMINATE,
	          EC_FACT_BIT(EC_END_USE));
	/* but what is required anyway stays so */
	is_answer("true", "x", "AMD", "weaving", EC_LICENSE_REQUIRED, 0);
	is_answer("true", "x", "AMD", "military", EC_LICENSE_REQUIRED, 0);
}

/* A rulebook without vocabulary means what it meant to 0.1.0. */
static void
test_none(void)
{
	ec_rulebook *book = book_of("vendor = 'NVIDIA' or end_use = 'supercomputer' or name = 'A100'");
	static const char *const others[][3] = {{"a100", "nvidia", "Supercomputer"},
	                                        {"A 100", "Nvidai", "weaving"},
	                                        {"", "", NULL}};
	ec_facts facts;

	book->vendor_count = 0;
	book->end_use_count = 0;
	for (int i = 0; i < COUNT_OF(others); i++)
	{
		facts = facts_of(others[i][0], others[i][1], others[i][2]);
		ok(answer_of(book, &facts, "no vocabulary")->outcome == EC_NO_LICENSE_REQUIRED,
		   "other bytes are other names");
	}
	facts = facts_of("A100", "x", NULL);
	ok(answer_of(book, &facts, "a name")->outcome == EC_LICENSE_REQUIRED, "the same name is one");
	facts = facts_of("x", "NVIDIA", NULL);
	ok(answer_of(book, &facts, "a vendor")->outcome == EC_LICENSE_REQUIRED,
	   "the same vendor is one");
	facts = facts_of("x", "x", "supercomputer");
	ok(answer_of(book, &facts, "an end use")->outcome == EC_LICENSE_REQUIRED,
	   "the same end use is one");
}

static void
test_faults(void)
{
	ec_rulebook *book = book_of("true");
	const ec_vocabulary *v = ec_vocabulary_new(memory(), book);
	ec_facts facts = facts_of("x", "Nvidai", "supercomputers");

	is_text(ec_meaning_fault(memory(), v, &facts, EC_VENDOR),
	        "is not understood: the nearest name is 'NVIDIA'", "a vendor that nobody knows");
	is_text(ec_meaning_fault(memory(), v, &facts, EC_END_USE),
	        "is not understood: the nearest name is 'supercomputer'", "an end use");
	facts = facts_of("x", "board house", "entirely unheard of");
	is_text(ec_meaning_fault(memory(), v, &facts, EC_VENDOR),
	        "makes no circuits: who made them is unknown", "a maker of boards");
	is_text(ec_meaning_fault(memory(), v, &facts, EC_END_USE),
	        "is not understood: no row has that name", "nothing is near");
	facts = facts_of("x", "amd", "CIVIL");
	is_text(ec_meaning_fault(memory(), v, &facts, EC_VENDOR), NULL, "nothing is wrong");
	is_text(ec_meaning_fault(memory(), v, &facts, EC_END_USE), NULL, "nothing is wrong");
	is_text(ec_meaning_fault(memory(), NULL, &facts, EC_VENDOR), NULL, "nor without vocabulary");
	facts = facts_of(NULL, NULL, NULL);
	is_text(ec_meaning_fault(memory(), v, &facts, EC_VENDOR), NULL, "nor where nothing is stated");
}

static void
test_many_names(void)
{
	ec_rulebook *book = ec_rulebook_new(memory());
	const ec_vocabulary *v;
	claim found = CLAIM("each of many names means its row");
	char(*name)[2][16] = malloc(3000 * sizeof(*name));

	for (int i = 0; i < 3000; i++)
	{
		const char **alias = ec_alloc(memory(), sizeof(char *));

		snprintf(name[i][0], sizeof(name[i][0]), "Vendor %d", i);
		snprintf(name[i][1], sizeof(name[i][1]), "Alias %d", i);
		*alias = name[i][1];
		ec_rulebook_add_vendor(book)->called = (ec_called){name[i][0], alias, 1};
	}
	v = ec_vocabulary_new(memory(), book);
	for (int i = 0; i < 3000; i++)
	{
		uint64_t own = ec_name_hash(name[i][0], strlen(name[i][0]));
		uint64_t alias = ec_name_hash(name[i][1], strlen(name[i][1]));

		holds(&found,
		      ec_meaning_of(v, EC_VENDOR, own) == own && ec_meaning_of(v, EC_VENDOR, alias) == own,
		      "%s", name[i][0]);
		holds(&found, ec_meaning_of(v, EC_VENDOR, own + 1) == EC_NO_NAME, "beside %s", name[i][0]);
	}
	settle(&found);
	free(name);
}

/* No name that nobody understands gets a less severe outcome than any that is understood. */
static void
test_severity(int books)
{
	claim safe = CLAIM("a name that is not understood never makes an outcome less severe");
	arena book_arena = {0};

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book;
		ec_engine *engine;

		do
			book = random_book(mem);
		while (book->vendor_count == 0);
		engine = ec_engine_new(mem, book);
		for (int n = 0; n < 200; n++)
		{
			spec s = random_spec(one_in(2) ? 1000 : 20);
			ec_facts facts;
			ec_program *program;
			ec_outcome before;
			ec_outcome after;
			ec_country destination = country(PICK(country_items));

			s.text[EC_VENDOR] = one_in(2) ? "NVIDIA" : "AMD";
			s.text[EC_END_USE] = one_in(2) ? NULL : one_in(2) ? "military" : "supercomputer";
			facts = spec_facts(mem, &s);
			program = ec_world_program(
			    ec_engine_world(engine, &book->scenario[random_below((int) book->scenario_count)],
			                    random_day()),
			    random_day(), destination, destination, facts.place[EC_SHIPPED_FROM]);
			before = ec_program_answer(program, &facts, true)->outcome;
			if (one_in(2))
				s.text[EC_VENDOR] = PICK(((const char *const[]){"Nvidai", "Board House", " "}));
			else
				s.text[EC_END_USE] = PICK(((const char *const[]){"weaving", "militray", "acm"}));
			facts = spec_facts(mem, &s);
			after = ec_program_answer(program, &facts, true)->outcome;
			holds(&safe,
			      before == EC_INDETERMINATE ? after >= EC_LICENSE_EXCEPTION : after >= before,
			      "rulebook %d, row %d: %s, then %s", b, n, ec_outcome_name(before),
			      ec_outcome_name(after));
		}
		arena_reset(&book_arena);
	}
	settle(&safe);
	arena_drop(&book_arena);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_vendors();
	test_names();
	test_end_uses();
	test_none();
	test_faults();
	test_many_names();
	test_severity(1000);
	return finish();
}
