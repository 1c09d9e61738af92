/*
 * test_program.c
 *		The compiled programs against what they stand for.
 *
 * Random rulebooks are asked random questions, of the programs and of the reference (reference.h).
 *
 * Arguments: the seed, and the number of rulebooks.
 */
#include "reference.h"

static void
show_names(const char *what, const ec_names *names)
{
	printf("# %s", what);
	for (size_t i = 0; i < names->count; i++)
		printf(" %s", names->name[i]);
	putchar('\n');
}

static void
show_decision(const char *what, const ec_decision *d, ec_fact_set missing)
{
	note("%s: %s, eccn %s, review %d, missing %llx", what, ec_outcome_name(d->outcome),
	     d->eccn ? d->eccn : "NULL", (int) d->review, (unsigned long long) missing);
	show_names("  reasons", &d->reasons);
	show_names("  exceptions", &d->exceptions);
	show_names("  rules", &d->rules);
}

static void
show_question(const ec_memory *mem, const question *q)
{
	char places[2][3];
	ec_text text;

	ec_country_text(q->destination, places[0]);
	ec_country_text(q->headquarters, places[1]);
	note("scenario %s, as of %d, as known %d, to %s, headquarters %s, eccn %s, "
	     "end use %s, consignee tpp [%g, %g]",
	     q->scenario->name, q->as_of, q->as_known, places[0], places[1], q->eccn ? q->eccn : "NULL",
	     q->facts.text[EC_END_USE].text ? q->facts.text[EC_END_USE].text : "NULL",
	     q->facts.number[EC_CONSIGNEE_TPP].lo, q->facts.number[EC_CONSIGNEE_TPP].hi);
	ec_text_init(&text, mem);
	if (q->facts.form == EC_FORM_UNKNOWN)
		ec_text_add(&text, "of unknown form");
	else
		ec_chip_write(q->facts.chip, &text);
	show("item ", text.data);
	ec_text_init(&text, mem);
	ec_rulebook_write(q->book, &text);
	show("rules ", text.data);
}

/* --- the test --- */

#define SPECS 30
#define QUESTIONS 420

static void
test_against_reference(int books)
{
	claim same = CLAIM("a program answers what the rules say");
	claim outcome = CLAIM("asked for the outcome only, it gives the same");
	claim once = CLAIM("a question asked again gets the very same answer");
	claim active = CLAIM("the rules in force are those that the dates and the scenario leave");
	claim explained = CLAIM("an explanation finds each rule as true as it is");
	claim covered = CLAIM("there are rules in force exactly where the rulebook covers the date");
	long seen[EC_OUTCOMES] = {0};
	long named = 0;
	arena book_arena = {0};
	arena each = {0};
	bool shown = false;

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book = random_book(mem);
		ec_engine *engine = ec_engine_new(mem, book);
		ec_facts facts[SPECS];

		for (int s = 0; s < SPECS; s++)
		{
			/* from items of which everything is known to those of which little is */
			spec item = random_spec(s % 2 == 0 ? 1000 : 2 + s % 9);

			facts[s] = spec_facts(mem, &item);
		}
		for (int n = 0; n < QUESTIONS; n++)
		{
			const ec_memory *scratch = arena_memory(&each);
			static const ec_day far[] = {EC_DAY_FIRST, EC_DAY_LAST, -1000, 100000};
			question q = {.book = book,
			              .vocabulary = ec_engine_vocabulary(engine),
			              .scenario = &book->scenario[random_below((int) book->scenario_count)]};
			const char *stated;
			char eccn[EC_ECCN_MAX_LENGTH + 1];
			ec_program *program;
			ec_answer *answer;
			ec_answer *brief;
			ec_decision wanted;
			ec_fact_set missing;
			ec_active wanted_active;
			const ec_active *got_active;
			bool brief_first = one_in(2);

			q.as_of = one_in(10) ? PICK(far) : random_below(26) - 1;
			q.as_known = one_in(10) ? PICK(far) : one_in(3) ? 12 : random_below(26) - 1;
			q.destination = one_in(20) ? country("FR") : country(PICK(country_items));
			q.headquarters = one_in(2) ? q.destination :
			    one_in(8)              ? EC_NO_COUNTRY :
			                             country(PICK(country_items));
			q.facts = facts[random_below(SPECS)];
			if (one_in(3))
			{
				stated = one_in(10) ? "9A001" : PICK(eccn_items);
				/* the item need not outlive the call */
				strcpy(eccn, stated);
				state_eccn(&q, eccn);
				if (one_in(2))
					q.facts.form = one_in(2) ? EC_FORM_UNKNOWN : EC_FORM_UNSTATED;
			}

			program =
			    ec_world_program(ec_engine_world(engine, q.scenario, q.as_known), q.as_of,
			                     q.destination, q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
			brief = brief_first ? ec_program_answer(program, &q.facts, true) : NULL;
			answer = ec_program_answer(program, &q.facts, false);
			if (!brief_first)
				brief = ec_program_answer(program, &q.facts, true);
			memset(eccn, 'x', sizeof(eccn) - 1);
			if (q.eccn != NULL)
				state_eccn(&q, stated);

			reference_active(scratch, &q, &wanted_active);
			reference_answer(scratch, &q, &wanted_active, &wanted, &missing);
			seen[wanted.outcome]++;
			named += missing != 0;
			if (!holds(&same, same_answer(answer, &wanted, missing), "rulebook %d, question %d", b,
			           n) &&
			    !shown)
			{
				shown = true;
				show_decision("got", answer->decision, answer->missing);
				show_decision("wanted", &wanted, missing);
				show_question(scratch, &q);
			}
			if (!holds(&outcome, brief->decision->outcome == wanted.outcome,
			           "rulebook %d, question %d: %s, not %s", b, n,
			           ec_outcome_name(brief->decision->outcome),
			           ec_outcome_name(wanted.outcome)) &&
			    !shown)
			{
				shown = true;
				show_question(scratch, &q);
			}

			got_active = ec_program_active(program);
			holds(&covered, (got_active != NULL) == is_covered(&q), "rulebook %d, question %d", b,
			      n);
			if (got_active != NULL && n % 7 == 0)
				for (int k = 0; k < EC_RULE_KINDS; k++)
				{
					bool alike = got_active->count[k] == wanted_active.count[k];

					for (size_t i = 0; alike && i < got_active->count[k]; i++)
					{
						const ec_condition *c = got_active->rule[k][i].rule->condition;
						ec_env env = ec_program_env(program, &q.facts, q.destination,
						                            q.headquarters, wanted.eccn);
						ec_env wanted_env = reference_env(&q, wanted.eccn);

						alike = got_active->rule[k][i].rule == wanted_active.rule[k][i].rule;
						holds(&explained, ec_evaluate(c, &env) == ec_evaluate(c, &wanted_env),
						      "rulebook %d, question %d", b, n);
					}
					holds(&active, alike, "rulebook %d, question %d, kind %d", b, n, k);
				}
			if (n % 7 == 0)
			{
				/* by the same way or another: from the engine down */
				program =
				    ec_world_program(ec_engine_world(engine, q.scenario, q.as_known), q.as_of,
				                     q.destination, q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
				holds(&once, ec_program_answer(program, &q.facts, false) == answer,
				      "rulebook %d, question %d", b, n);
			}
			arena_reset(&each);
		}
		arena_reset(&book_arena);
	}
	settle(&same);
	settle(&outcome);
	settle(&once);
	settle(&active);
	settle(&explained);
	settle(&covered);
	note("%ld no licence, %ld exception, %ld licence, %ld prohibited, %ld indeterminate; %ld with "
	     "something missing",
	     seen[0], seen[1], seen[2], seen[3], seen[4], named);
	/* the random rulebooks would be no test if they all came to the same */
	for (int o = 0; o < EC_OUTCOMES; o++)
		ok(seen[o] * 100 > same.tried, "at least one in a hundred answers is %s",
		   ec_outcome_name((ec_outcome) o));
	arena_drop(&book_arena);
	arena_drop(&each);
}

/*
 * Programs that many rows ask, so that shortcuts past the tests are taken: as many rows as it takes
 * to have one, and then enough to come by each way again.
 */
static void
test_many_rows(int books)
{
	claim same = CLAIM("a program that many rows ask answers what the rules say");
	claim outcome = CLAIM("asked for the outcome only, it gives the same to each");
	arena book_arena = {0};
	arena each = {0};

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		const ec_rulebook *book = random_book(mem);
		ec_engine *engine = ec_engine_new(mem, book);
		question asked = {.book = book,
		                  .vocabulary = ec_engine_vocabulary(engine),
		                  .scenario = &book->scenario[0],
		                  .as_of = random_day(),
		                  .as_known = random_day()};
		ec_facts facts[100];
		ec_country shipped_from = one_in(2) ? EC_NO_COUNTRY : country(PICK(country_items));
		ec_program *program;

		asked.destination = country(PICK(country_items));
		asked.headquarters = one_in(2) ? asked.destination : country(PICK(country_items));
		asked.eccn = one_in(4) ? PICK(eccn_items) : NULL;
		program =
		    ec_world_program(ec_engine_world(engine, asked.scenario, asked.as_known), asked.as_of,
		                     asked.destination, asked.headquarters, shipped_from);
		for (int s = 0; s < COUNT_OF(facts); s++)
		{
			spec item = random_spec(s % 2 == 0 ? 1000 : 2 + s % 9);

			facts[s] = spec_facts(mem, &item);
			facts[s].place[EC_SHIPPED_FROM] = shipped_from;
		}
		for (int n = 0; n < 900; n++)
		{
			const ec_memory *scratch = arena_memory(&each);
			question q = asked;
			ec_answer *answer;
			ec_decision wanted;
			ec_fact_set missing;
			ec_active active;

			/* from few items to all of them, so that new ones come while there is a shortcut */
			q.facts = facts[random_below(n < 600 ? 1 + n / 6 : COUNT_OF(facts))];
			state_eccn(&q, q.eccn);
			answer = ec_program_answer(program, &q.facts, false);
			reference_active(scratch, &q, &active);
			reference_answer(scratch, &q, &active, &wanted, &missing);
			holds(&same, same_answer(answer, &wanted, missing), "rulebook %d, row %d", b, n);
			holds(&outcome,
			      ec_program_answer(program, &q.facts, true)->decision->outcome == wanted.outcome,
			      "rulebook %d, row %d", b, n);
			arena_reset(&each);
		}
		arena_reset(&book_arena);
	}
	settle(&same);
	settle(&outcome);
	arena_drop(&book_arena);
	arena_drop(&each);
}

/* --- what the random rulebooks do not show --- */

static ec_rule *
add_rule(ec_rulebook *book, ec_rule_kind kind, int rank, const char *id, const char *text)
{
	ec_rule *rule = ec_rulebook_add_rule(book);

	rule->kind = kind;
	rule->rank = rank;
	rule->id = id;
	rule->condition = parse(book->mem, text);
	rule->in_force = EC_ALWAYS;
	rule->known = EC_ALWAYS;
	return rule;
}

static void
test_sharing(void)
{
	ec_rulebook *book = ec_rulebook_new(memory());
	ec_rule *late;
	ec_engine *engine;
	ec_world *world;
	spec known = random_spec(1000);
	spec bare = bare_spec("ic");
	ec_facts facts;
	ec_facts vague;
	ec_answer *answer;
	ec_program *china;

	add_rule(book, EC_CLASSIFICATION, 1, "c1", "hbm")->eccn = "3A090";
	add_rule(book, EC_CLASSIFICATION, 2, "c2", "true")->eccn = "EAR99";
	add_rule(book, EC_REQUIREMENT, 1, "q1", "destination = CN and eccn in (3A090)")->reason = "RS";
	late = add_rule(book, EC_REQUIREMENT, 2, "q2", "destination in (CN, RU)");
	late->reason = "AT";
	late->in_force.from = 100;
	late->known.from = 50;
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	engine = ec_engine_new(memory(), book);
	world = ec_engine_world(engine, &book->scenario[0], 10);
	known.flag[EC_HBM] = EC_TRUE;
	facts = spec_facts(memory(), &known);
	vague = spec_facts(memory(), &bare);

	ok(ec_engine_world(engine, &book->scenario[0], 49) == world,
	   "between two changes of knowledge there is one world");
	ok(ec_engine_world(engine, &book->scenario[0], 50) != world, "and after a change another");
	china = ec_world_program(world, 0, country("CN"), country("CN"), EC_NO_COUNTRY);
	ok(ec_world_program(world, 99, country("CN"), country("CN"), EC_NO_COUNTRY) == china,
	   "between two changes of law there is one program");
	/* q2 is not known yet, so nothing changes on day 100 */
	ok(ec_world_program(world, 200, country("CN"), country("CN"), EC_NO_COUNTRY) == china,
	   "a rule that is not known yet changes nothing");
	ok(ec_world_program(world, 0, country("NL"), country("NL"), EC_NO_COUNTRY) ==
	       ec_world_program(world, 0, country("RU"), country("JP"), EC_NO_COUNTRY),
	   "places that no rule tells apart share a program");
	ok(ec_world_program(world, 0, country("NL"), country("NL"), EC_NO_COUNTRY) != china,
	   "those that a rule tells apart do not");
	world = ec_engine_world(engine, &book->scenario[0], 60);
	ok(ec_world_program(world, 99, country("RU"), country("RU"), EC_NO_COUNTRY) !=
	       ec_world_program(world, 100, country("RU"), country("RU"), EC_NO_COUNTRY),
	   "a rule known and not yet in force begins on its day");
	answer =
	    ec_program_answer(ec_world_program(world, 99, country("RU"), country("RU"), EC_NO_COUNTRY),
	                      &facts, false);
	ok(answer->decision->outcome == EC_NO_LICENSE_REQUIRED, "the day before");
	answer =
	    ec_program_answer(ec_world_program(world, 100, country("RU"), country("RU"), EC_NO_COUNTRY),
	                      &facts, false);
	ok(answer->decision->outcome == EC_LICENSE_REQUIRED, "and the day itself");

	/* one leaf, several sets of missing facts */
	answer = ec_program_answer(china, &vague, false);
	ok(answer->decision->outcome == EC_INDETERMINATE && answer->missing == EC_FACT_BIT(EC_HBM),
	   "the memory decides, and is unknown");
	ok(answer->attachment == NULL, "an answer is made without an attachment");
	answer->attachment = &engine;
	ok(ec_program_answer(china, &vague, false)->attachment == &engine,
	   "and keeps the one it is given");
	ok(ec_program_answer(china, &facts, false)->decision->outcome == EC_LICENSE_REQUIRED,
	   "known memory asks for a licence");

	/* questions that lack something before any rule is asked */
	answer =
	    ec_engine_indeterminate(engine, EC_FACT_BIT(EC_MISSING_CHIP) | EC_FACT_BIT(EC_DESTINATION));
	ok(answer->decision->outcome == EC_INDETERMINATE && answer->decision->review == EC_NO_REVIEW &&
	       answer->missing == (EC_FACT_BIT(EC_MISSING_CHIP) | EC_FACT_BIT(EC_DESTINATION)),
	   "an answer that no rule was asked for");
	ok(ec_engine_indeterminate(engine, answer->missing) == answer, "is made once");
	ok(ec_engine_indeterminate(engine, EC_FACT_BIT(EC_MISSING_AS_OF)) != answer,
	   "for each thing that lacks");
}

/* However close or far the days on which the law changes, each begins on its day. */
static void
test_days(const char *what, const ec_day *day, size_t count)
{
	static const char *const reason[] = {"R0", "R1", "R2", "R3", "R4",
	                                     "R5", "R6", "R7", "R8", "R9"};
	ec_rulebook *book = ec_rulebook_new(memory());
	spec bare = bare_spec("ic");
	ec_facts facts = spec_facts(memory(), &bare);
	ec_world *world;
	int wrong = 0;

	add_rule(book, EC_CLASSIFICATION, 1, "c", "true")->eccn = "EAR99";
	for (size_t i = 0; i < count; i++)
	{
		ec_rule *rule = add_rule(book, EC_REQUIREMENT, (int) i + 1, reason[i], "destination = CN");

		rule->reason = reason[i];
		rule->in_force.from = day[i];
	}
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	world = ec_engine_world(ec_engine_new(memory(), book), &book->scenario[0], 0);
	for (size_t i = 0; i <= count + 1; i++)
		for (int step = -1; step <= 1; step++)
		{
			ec_day when = i < count ? day[i] + step : i == count ? EC_DAY_FIRST : EC_DAY_LAST;
			size_t expected = 0;
			ec_answer *answer = ec_program_answer(ec_world_program(world, when, country("CN"),
			                                                       country("CN"), EC_NO_COUNTRY),
			                                      &facts, false);

			for (size_t k = 0; k < count; k++)
				expected += day[k] <= when;
			wrong += answer->decision->reasons.count != expected;
		}
	ok(wrong == 0, "%s: each change of law begins on its day", what);
}

static void
test_all_days(void)
{
	static const ec_day close[] = {-1, 0, 1, 40, 41};
	static const ec_day table[] = {7, 2000, 7 + 2047, 7 + 2048, 7 + 2049};
	static const ec_day far[] = {-2000000000, -1, 0, 1, 2, 5000, 90000, 90001, 2000000000};

	test_days("no days", close, 0);
	test_days("one day", close, 1);
	test_days("close together", close, COUNT_OF(close));
	test_days("years apart", table, COUNT_OF(table));
	test_days("ages apart", far, COUNT_OF(far));
}

/* One leaf is reached with different facts missing: the answers differ in that alone. */
static void
test_missing_of_a_leaf(void)
{
	ec_rulebook *book = ec_rulebook_new(memory());
	ec_engine *engine;
	ec_program *program;
	spec first = bare_spec("ic");
	spec second = first;
	ec_facts facts;
	ec_answer *a;
	ec_answer *b;

	add_rule(book, EC_CLASSIFICATION, 1, "c1", "true")->eccn = "3A090";
	add_rule(book, EC_REQUIREMENT, 1, "q1", "performance_density >= 5.92")->reason = "RS";
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	engine = ec_engine_new(memory(), book);
	program = ec_world_program(ec_engine_world(engine, &book->scenario[0], 0), 0, country("CN"),
	                           country("CN"), EC_NO_COUNTRY);
	first.number[EC_DIE_AREA] = (spec_number){"800", "800"};
	facts = spec_facts(memory(), &first);
	a = ec_program_answer(program, &facts, false);
	second.rate[0] = (spec_number){"600", "600"};
	facts = spec_facts(memory(), &second);
	b = ec_program_answer(program, &facts, false);
	ok(a->decision == b->decision && a != b,
	   "two items that leave the same rule open share a decision, not an answer");
	ok(a->missing == EC_FACT_BIT(EC_RATES) && b->missing == EC_FACT_BIT(EC_DIE_AREA),
	   "each is told what is missing of it");
	facts = spec_facts(memory(), &first);
	ok(ec_program_answer(program, &facts, false) == a, "and told so again");
}

/* More programs than any first allocation holds, while pairs of places are looked up. */
static void
test_many_places(void)
{
	ec_rulebook *book = ec_rulebook_new(memory());
	ec_engine *engine;
	ec_world *world;
	spec item = random_spec(1000);
	ec_facts facts = spec_facts(memory(), &item);
	claim right = CLAIM("each of many pairs of places has its own answer, first and later");
	char texts[COUNT_OF(country_items)][2][40];

	add_rule(book, EC_CLASSIFICATION, 1, "c1", "true")->eccn = "3A090";
	for (int i = 0; i < COUNT_OF(country_items); i++)
	{
		snprintf(texts[i][0], sizeof(texts[i][0]), "destination = %s", country_items[i]);
		snprintf(texts[i][1], sizeof(texts[i][1]), "headquarters = %s", country_items[i]);
		add_rule(book, EC_REQUIREMENT, 2 * i, texts[i][0], texts[i][0])->reason = texts[i][0];
		add_rule(book, EC_REQUIREMENT, 2 * i + 1, texts[i][1], texts[i][1])->reason = texts[i][1];
	}
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	engine = ec_engine_new(memory(), book);
	world = ec_engine_world(engine, &book->scenario[0], 0);
	for (int round = 0; round < 2; round++)
		for (int d = 0; d < COUNT_OF(country_items); d++)
			for (int h = 0; h < COUNT_OF(country_items); h++)
			{
				ec_program *program = ec_world_program(world, 0, country(country_items[d]),
				                                       country(country_items[h]), EC_NO_COUNTRY);
				const ec_decision *decision = ec_program_answer(program, &facts, false)->decision;
				bool found[2] = {false, false};

				for (size_t i = 0; i < decision->reasons.count; i++)
				{
					found[0] = found[0] || strcmp(decision->reasons.name[i], texts[d][0]) == 0;
					found[1] = found[1] || strcmp(decision->reasons.name[i], texts[h][1]) == 0;
				}
				holds(&right, decision->reasons.count == 2 && found[0] && found[1], "%s, %s",
				      country_items[d], country_items[h]);
			}
	settle(&right);
}

/*
 * More kinds of rows than tables of shortcuts hold, and in the second rulebook more tests than a
 * key holds: numbers on, around and between the limits of many rules, points, intervals and
 * unknowns.  Each rule is worked out here by itself.
 */
static void
test_many_kinds(void)
{
	static const ec_fact numbers[] = {
	    EC_TPP,
	    EC_PERFORMANCE_DENSITY,
	    EC_TOPS,
	    EC_MEMORY_BANDWIDTH,
	    EC_INTERCONNECT_BANDWIDTH,
	    EC_TRANSISTORS,
	    EC_DIE_AREA,
	    EC_PACKAGE_AREA,
	};
	/* the first three are those that no rule names, of which the second is not known */
	static const char *const vendors[] = {NULL,        "A",        "YBCDEFGHI",
	                                      "AB",        "ABCDEFGH", "ABCDEFGHI",
	                                      "XBCDEFGHI", "Z",        "BCDEFGHI"};

	for (int limits = 2; limits <= 6; limits += 2)
	{
		ec_rulebook *book = ec_rulebook_new(memory());
		ec_engine *engine;
		ec_program *program;
		claim right = CLAIM("each of many rows has the reasons whose limits it reaches");
		claim brief = CLAIM("and the outcome that follows");
		char text[64][80];
		int rules = 0;

		add_rule(book, EC_CLASSIFICATION, 1, "c1", "tpp + memory_bandwidth > 7 and datacenter")
		    ->eccn = "3A090";
		add_rule(book, EC_CLASSIFICATION, 2, "c2", "true")->eccn = "EAR99";
		for (int f = 0; f < COUNT_OF(numbers); f++)
			for (int l = 1; l <= limits && f * limits + l < 46; l++, rules++)
			{
				snprintf(text[rules], sizeof(text[rules]), l % 2 ? "%s >= %d" : "%s > %d",
				         ec_fact_name(numbers[f]), l);
				add_rule(book, EC_REQUIREMENT, rules, text[rules], text[rules])->reason =
				    text[rules];
			}
		for (int v = 3; v < COUNT_OF(vendors); v++)
		{
			ec_rulebook_add_vendor(book)->called.name = vendors[v];
			snprintf(text[rules], sizeof(text[rules]), "vendor = '%s'", vendors[v]);
			add_rule(book, EC_REQUIREMENT, rules, text[rules], text[rules])->reason = text[rules];
			rules++;
		}
		ec_rulebook_add_vendor(book)->called.name = vendors[2];
		ec_rulebook_add_scenario(book)->name = "enforced";
		ec_rulebook_sort(book);
		engine = ec_engine_new(memory(), book);
		program = ec_world_program(ec_engine_world(engine, &book->scenario[0], 0), 0, country("CN"),
		                           country("CN"), EC_NO_COUNTRY);
		for (int n = 0; n < 30000; n++)
		{
			const char *vendor = PICK(vendors);
			ec_facts facts = {.known = 0};
			const ec_decision *decision;
			ec_truth sum;
			size_t holding = 0;
			size_t open = 0;
			bool found = true;

			ec_facts_forget_shipment(&facts);
			facts.form = (uint32_t) random_below(EC_FORM_COUNT);
			if (!one_in(3))
			{
				facts.known |= EC_FACT_BIT(EC_DATACENTER);
				facts.marked |= one_in(2) ? EC_FACT_BIT(EC_DATACENTER) : 0;
			}
			if (vendor != NULL)
			{
				facts.text[EC_VENDOR] = (ec_words){vendor, strlen(vendor)};
				facts.vendor = ec_name_hash(vendor, strlen(vendor));
			}
			for (int f = 0; f < EC_FACT_END; f++)
			{
				double lo = random_below(13) / 2.0;

				if (EC_ITEM_NUMBERS >> f & 1)
					facts.number[f] = one_in(20) ?
					    EC_UNKNOWN_INTERVAL :
					    (ec_interval){lo, one_in(10) ? lo + random_below(5) / 2.0 : lo};
			}
			decision = ec_program_answer(program, &facts, false)->decision;
			for (int f = 0, r = 0; f < COUNT_OF(numbers); f++)
				for (int l = 1; l <= limits && f * limits + l < 46; l++, r++)
				{
					ec_interval x = facts.number[numbers[f]];
					ec_truth truth = l % 2 ? ec_at_least(x, l) : ec_above(x, l);

					holding += truth == EC_TRUE;
					open += truth == EC_UNKNOWN;
				}
			for (int v = 3; v < COUNT_OF(vendors); v++)
			{
				holding += vendor != NULL && strcmp(vendor, vendors[v]) == 0;
				open += vendor == NULL || vendor == vendors[1];
			}
			sum = ec_above(
			    (ec_interval){facts.number[EC_TPP].lo + facts.number[EC_MEMORY_BANDWIDTH].lo,
			                  facts.number[EC_TPP].hi + facts.number[EC_MEMORY_BANDWIDTH].hi},
			    7);
			sum = sum < ec_flag_of(&facts, EC_DATACENTER) ? sum : ec_flag_of(&facts, EC_DATACENTER);
			found = sum == EC_UNKNOWN ? decision->eccn == NULL :
			                            decision->eccn != NULL &&
			        strcmp(decision->eccn, sum == EC_TRUE ? "3A090" : "EAR99") == 0;
			holds(&right, found && decision->reasons.count == holding,
			      "%d limits, row %d: %d reasons, not %d", limits, n, (int) decision->reasons.count,
			      (int) holding);
			holds(&brief,
			      ec_program_answer(program, &facts, true)->decision->outcome ==
			          (holding > 0  ? EC_LICENSE_REQUIRED :
			               open > 0 ? EC_INDETERMINATE :
			                          EC_NO_LICENSE_REQUIRED),
			      "%d limits, row %d", limits, n);
		}
		settle(&right);
		settle(&brief);
	}
}

/*
 * Many rows that state facts of a shipment, leave them out, or state them and do not know them, at
 * one program.  So the tree has a shortcut, whose keys must tell the three apart.
 */
static void
test_shipments(void)
{
	static const char *const conditions[] = {
	    "end_use = 'military'",
	    "region in ('UA-43', 'AD-0')",
	    "region not in ('UA-43') and tpp >= 4800",
	    "region = 'UA-14' and covered_region",
	    "not covered_region and datacenter",
	    "movement = 'export'",
	    "value > 30",
	};
	claim same =
	    CLAIM("a row has the answer of its rules, whatever its shipment states or leaves out");
	ec_rulebook *book = ec_rulebook_new(memory());
	question q = {.book = book, .destination = country("CN"), .headquarters = country("CN")};
	ec_active active;
	ec_program *program;
	arena each = {0};
	long lacking = 0;

	add_rule(book, EC_CLASSIFICATION, 1, "c1", "tpp >= 4800")->eccn = "3A090.a";
	add_rule(book, EC_CLASSIFICATION, 2, "c2", "true")->eccn = "EAR99";
	for (int r = 0; r < COUNT_OF(conditions); r++)
		add_rule(book, EC_REQUIREMENT, r, conditions[r], conditions[r])->reason = conditions[r];
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	q.scenario = &book->scenario[0];
	program = ec_world_program(ec_engine_world(ec_engine_new(memory(), book), q.scenario, 0), 0,
	                           q.destination, q.headquarters, EC_NO_COUNTRY);
	for (int n = 0; n < 20000; n++)
	{
		const ec_memory *scratch = arena_memory(&each);
		spec item = random_spec(2 + random_below(20));
		ec_decision wanted;
		ec_fact_set missing;

		q.facts = spec_facts(scratch, &item);
		q.facts.place[EC_SHIPPED_FROM] = EC_NO_COUNTRY;
		reference_active(scratch, &q, &active);
		reference_answer(scratch, &q, &active, &wanted, &missing);
		lacking += (missing & EC_NONE_IF_LEFT_OUT) != 0;
		holds(&same, same_answer(ec_program_answer(program, &q.facts, false), &wanted, missing),
		      "row %d: %d reasons wanted, and %llx missing", n, (int) wanted.reasons.count,
		      (unsigned long long) missing);
		arena_reset(&each);
	}
	settle(&same);
	ok(lacking * 100 > same.tried, "many of them lack what has a default (%ld)", lacking);
	arena_drop(&each);
}

/*
 * Rulebooks of conditions in which tests of places stand beside tests of the item, in all ways that
 * leave the same of them in one place as in another: for all pairs of places, dates, and items that
 * lack one thing or another. Each engine is asked in another order, so that each tree is grown now
 * by one program and now by another of those that share it.
 */
static void
test_sharing_of_trees(int books)
{
	/* P: a list of places; T: a test of the item; S: one and the same test; E: an ECCN */
	static const char *const patterns[] = {
	    "destination in P or T",
	    "destination not in P or T",
	    "destination in P and T",
	    "destination not in P and T",
	    "(destination in P and T) or (headquarters in P and T)",
	    "(destination in P and T) or (destination not in P and T)",
	    "(destination in P or T) and (headquarters in P or T)",
	    "not (destination in P and T) and T",
	    "not (headquarters in P or not T)",
	    "headquarters not in P and (destination in P or T)",
	    "destination in P",
	    "headquarters not in P",
	    "(destination in P and S) or (destination not in P and headquarters in P and S)",
	    "(destination in P or S) and (headquarters in P or S)",
	    "eccn in (E) and (destination in P or T)",
	    "(eccn in (E) and headquarters in P) or (eccn in (E) and destination in P)",
	};
	static const char *const tests[] = {
	    "tpp >= 4800",
	    "4800 <= tpp",
	    "not tpp < 4800",
	    "tpp < 4800",
	    "performance_density > 5.92",
	    "memory_bandwidth + interconnect_bandwidth >= 1700",
	    "tpp / die_area > 2",
	    "datacenter",
	    "vendor = 'NVIDIA'",
	    "form = 'hbm'",
	    "consignee_tpp < 30",
	    "end_use = 'military'",
	    "region = 'UA-43'",
	    "covered_region",
	};
	/* NO:1 is a group that the rulebook lacks */
	static const char *const lists[] = {
	    "(D:1)", "(D:5)", "(NO:1)",     "(CN, NO:1)", "(D:1, NO:1)",
	    "(RU)",  "(CN)",  "(D:1, D:5)", "(HK)",
	};
	static const char *const places[] = {"CN", "HK", "RU",
	                                     "NL", "US", NULL}; /* NULL: unknown, of headquarters */
	claim same =
	    CLAIM("programs that share a tree answer what their own rules say, missing facts included");
	long named = 0;
	long lacking = 0;
	bool shown = false;
	arena book_arena = {0};
	arena each = {0};

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		ec_rulebook *book = ec_rulebook_new(mem);
		ec_engine *engine;
		spec item[12];
		ec_facts facts[COUNT_OF(item)];
		int first = random_below(COUNT_OF(places));
		int direction = one_in(2) ? 1 : COUNT_OF(places) - 1;

		add_rule(book, EC_CLASSIFICATION, 1, "c1", PICK(tests))->eccn = "3A090.a";
		add_rule(book, EC_CLASSIFICATION, 2, "c2", "true")->eccn = PICK(eccn_items);
		for (int r = 0; r < 4; r++)
		{
			static const ec_rule_kind kinds[] = {EC_REQUIREMENT, EC_REQUIREMENT, EC_PROHIBITION,
			                                     EC_REVIEW};
			const char *test = PICK(tests);
			ec_text text;
			ec_rule *rule;

			ec_text_init(&text, mem);
			for (const char *p = PICK(patterns); *p != '\0'; p++)
				if (*p == 'P')
					ec_text_add(&text, PICK(lists));
				else if (*p == 'T')
					ec_text_add(&text, PICK(tests));
				else if (*p == 'S')
					ec_text_add(&text, test);
				else if (*p == 'E')
					ec_text_add(&text, PICK(eccn_items));
				else
					ec_text_add_char(&text, *p);
			rule = add_rule(book, kinds[r], r, rule_ids[r], text.data);
			rule->reason = kinds[r] == EC_REVIEW ? NULL : reasons[r];
			rule->review = kinds[r] == EC_REVIEW ? EC_POLICY_OF_DENIAL : EC_NO_REVIEW;
			if (one_in(3))
				rule->in_force.from = 10;
		}
		for (int g = 0; g < 2; g++)
		{
			ec_group *group = ec_rulebook_add_group(book);

			group->name = g == 0 ? "D:1" : "D:5";
			for (int m = 0; m < 2; m++)
			{
				ec_member *member = ec_rulebook_add_member(book, group);

				member->country = country(places[(g + 2 * m) % 4]);
				member->in_force = (ec_period){one_in(2) ? EC_DAY_FIRST : 10, EC_DAY_LAST};
				member->known = EC_ALWAYS;
			}
		}
		*ec_rulebook_add_governed(book) =
		    (ec_governed){.country = country("HK"), .by = country("CN")};
		ec_rulebook_add_scenario(book)->name = "enforced";
		ec_rulebook_sort(book);
		engine = ec_engine_new(mem, book);
		for (int s = 0; s < COUNT_OF(item); s++)
		{
			item[s] = random_spec(s % 3 == 0 ? 1000 : 2 + s % 3);
			facts[s] = spec_facts(mem, &item[s]);
		}

		for (int round = 0; round < 2; round++)
			for (int n = 0; n < 2 * COUNT_OF(places) * COUNT_OF(places); n++)
			{
				int d = (first + direction * n) % COUNT_OF(places);
				int h = (first + direction * (n / COUNT_OF(places))) % COUNT_OF(places);
				question q = {.book = book,
				              .vocabulary = ec_engine_vocabulary(engine),
				              .scenario = &book->scenario[0],
				              .as_of = n < COUNT_OF(places) * COUNT_OF(places) ? 0 : 20};
				ec_program *program;

				if (places[d] == NULL)
					continue;
				q.destination = country(places[d]);
				q.headquarters = places[h] == NULL ? EC_NO_COUNTRY : country(places[h]);
				program =
				    ec_world_program(ec_engine_world(engine, q.scenario, 0), q.as_of, q.destination,
				                     q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
				for (int s = 0; s < COUNT_OF(item); s++)
				{
					const ec_memory *scratch = arena_memory(&each);
					ec_decision wanted;
					ec_fact_set missing;
					ec_active active;
					ec_answer *answer;

					q.facts = facts[(s + n) % COUNT_OF(item)];
					state_eccn(&q, s == 0 ? "3A090" : NULL);
					answer = ec_program_answer(program, &q.facts, false);
					reference_active(scratch, &q, &active);
					reference_answer(scratch, &q, &active, &wanted, &missing);
					named += (missing & EC_FACT_BIT(EC_HEADQUARTERS)) != 0;
					lacking += (missing & EC_FACT_BIT(EC_MISSING_RULES)) != 0;
					if (!holds(&same, same_answer(answer, &wanted, missing),
					           "rulebook %d, question %d, item %d", b, n, s) &&
					    !shown)
					{
						shown = true;
						show_decision("got", answer->decision, answer->missing);
						show_decision("wanted", &wanted, missing);
						show_question(scratch, &q);
					}
					arena_reset(&each);
				}
			}
		arena_reset(&book_arena);
	}
	settle(&same);
	ok(named * 100 > same.tried && lacking * 100 > same.tried,
	   "many of them lack the headquarters (%ld) or a group (%ld)", named, lacking);
	arena_drop(&book_arena);
	arena_drop(&each);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_sharing();
	test_all_days();
	test_missing_of_a_leaf();
	test_many_places();
	test_many_kinds();
	test_shipments();
	test_sharing_of_trees(argc > 2 ? atoi(argv[2]) / 5 : 100);
	test_many_rows(argc > 2 ? atoi(argv[2]) / 5 : 100);
	test_against_reference(argc > 2 ? atoi(argv[2]) : 500);
	return finish();
}
