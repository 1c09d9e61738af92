/*
 * test_work.c
 *		How the engine's work grows with what it is given, counted and not timed.
 *
 * What counts as work is whatever the engine asks of the owner of its memory: each allocation, each
 * byte, and each time it asks for leave to go on, which every loop over rules does.
 */
#include "reference.h"

typedef struct counted
{
	ec_memory memory;
	arena arena;
	long allocations;
	long bytes;
	long interrupts;
} counted;

static void *
counted_alloc(void *owner, size_t size)
{
	counted *c = owner;

	c->allocations++;
	c->bytes += (long) size;
	return arena_alloc(&c->arena, size);
}

static void
counted_interrupt(void *owner)
{
	((counted *) owner)->interrupts++;
}

static const ec_memory *
counted_memory(counted *c)
{
	c->memory = (ec_memory){counted_alloc, counted_interrupt, c};
	return &c->memory;
}

/* --- many rules --- */

static ec_rule *
add_rule(ec_rulebook *book, ec_rule_kind kind, int rank, const char *text)
{
	ec_rule *rule = ec_rulebook_add_rule(book);

	rule->kind = kind;
	rule->rank = rank;
	rule->condition = parse(book->mem, text);
	rule->in_force = EC_ALWAYS;
	rule->known = EC_ALWAYS;
	return rule;
}

static const char *
numbered(const ec_memory *mem, const char *format, int number)
{
	char text[80];

	snprintf(text, sizeof(text), format, number);
	return ec_copy_text(mem, text, strlen(text));
}

/* The formats of the rules' texts, each with the rule's number. */
typedef struct kind_of_book
{
	const char *name;
	const char *classification;
	const char *requirement;
	const char *exception; /* NULL: none */
	const char *reason;
} kind_of_book;

static const ec_rulebook *
make_book(const ec_memory *mem, const kind_of_book *kind, int rules)
{
	ec_rulebook *book = ec_rulebook_new(mem);

	for (int i = 1; i <= rules; i++)
	{
		ec_rule *rule =
		    add_rule(book, EC_CLASSIFICATION, i, numbered(mem, kind->classification, i));

		rule->id = numbered(mem, "c%d", i);
		rule->eccn = numbered(mem, "3A090.a.%d", i);
		rule = add_rule(book, EC_REQUIREMENT, i, numbered(mem, kind->requirement, i));
		rule->id = numbered(mem, "q%d", i);
		rule->reason = numbered(mem, kind->reason, i);
		if (kind->exception != NULL)
		{
			const char **overcomes = ec_alloc(mem, sizeof(char *));

			rule = add_rule(book, EC_EXCEPTION, i, numbered(mem, kind->exception, i));
			rule->id = numbered(mem, "x%d", i);
			rule->exception = numbered(mem, "X%d", i);
			*overcomes = numbered(mem, kind->reason, i);
			rule->overcomes = overcomes;
			rule->overcome_count = 1;
		}
	}
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	return book;
}

static ec_facts
make_item(const ec_memory *mem, const char *declared_tpp[2], const char *die_area[2])
{
	ec_chip_builder builder;
	ec_error error;
	size_t size;
	ec_facts facts;

	ec_chip_begin(&builder, mem);
	if (declared_tpp[0] != NULL)
		must(ec_chip_set_number(&builder, EC_DECLARED_TPP, declared_tpp[0], declared_tpp[1],
		                        &error),
		     &error);
	if (die_area[0] != NULL)
		must(ec_chip_set_number(&builder, EC_DIE_AREA, die_area[0], die_area[1], &error), &error);
	ec_facts_forget_shipment(&facts);
	ec_chip_read(ec_chip_finish(&builder, &size), &facts);
	return facts;
}

/*
 * How often twice the rules may be the work, at most: a little more than twice, as hash tables are
 * filled unevenly.
 */
#define GROWTH 3.0

static void
test_many_rules(void)
{
	static const kind_of_book kinds[] = {
	    {"numbers", "tpp >= %d", "die_area >= %d", NULL, "R%d"},
	    {"numbers, backwards", "tpp < %d", "die_area < %d", NULL, "R%d"},
	    {"texts", "name = 'N%d'", "name = 'R%d'", "vendor = 'V%d'", "R%d"},
	    {"exceptions", "tpp >= %d", "die_area >= %d", "memory_bandwidth >= %d", "R%d"},
	    {"exceptions that hold", "tpp >= %d", "die_area >= %d",
	     "interconnect_bandwidth >= 0 or tpp >= %d", "R%d"},
	    {"one reason", "tpp >= %d", "die_area >= %d", "memory_bandwidth >= %d", "RS"},
	};
	static const struct
	{
		const char *name;
		const char *declared_tpp[2];
		const char *die_area[2];
	} items[] = {
	    {"nothing known", {NULL, NULL}, {NULL, NULL}},
	    {"one number known", {NULL, NULL}, {"50", "50"}},
	    {"another known", {"50", "50"}, {NULL, NULL}},
	    {"intervals", {"20", "90"}, {"30", "100000"}},
	};

	for (int k = 0; k < COUNT_OF(kinds); k++)
		for (int i = 0; i < COUNT_OF(items); i++)
		{
			double before[3] = {0};
			double worst[3] = {0};
			bool right = true;

			for (int rules = 100; rules <= 800; rules *= 2)
			{
				arena book_arena = {0};
				counted work = {0};
				const ec_memory *mem = arena_memory(&book_arena);
				question q = {.book = make_book(mem, &kinds[k], rules),
				              .destination = country("CN"),
				              .headquarters = country("CN")};
				ec_engine *engine = ec_engine_new(counted_memory(&work), q.book);
				ec_program *program;
				ec_answer *answer;
				double now[3];

				q.scenario = &q.book->scenario[0];
				q.facts = make_item(mem, (const char **) items[i].declared_tpp,
				                    (const char **) items[i].die_area);
				program = ec_world_program(ec_engine_world(engine, q.scenario, 0), 0, q.destination,
				                           q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
				answer = ec_program_answer(program, &q.facts, false);
				now[0] = (double) work.allocations;
				now[1] = (double) work.bytes;
				now[2] = (double) work.interrupts;
				for (int w = 0; w < 3; w++)
				{
					if (rules > 100 && now[w] / before[w] > worst[w])
						worst[w] = now[w] / before[w];
					before[w] = now[w];
				}
				if (rules == 100)
				{
					ec_active active;
					ec_decision decision;
					ec_fact_set missing;

					reference_active(mem, &q, &active);
					reference_answer(mem, &q, &active, &decision, &missing);
					right = same_answer(answer, &decision, missing);
				}
				arena_drop(&work.arena);
				arena_drop(&book_arena);
			}
			ok(right, "%s, %s: the answer is the reference's", kinds[k].name, items[i].name);
			ok(worst[0] <= GROWTH && worst[1] <= GROWTH && worst[2] <= GROWTH,
			   "%s, %s: the work grows as the rules do", kinds[k].name, items[i].name);
			note("twice the rules: %.2f times the allocations, %.2f the bytes, %.2f the loops",
			     worst[0], worst[1], worst[2]);
		}
}

/* --- many places --- */

static void
test_many_pairs(void)
{
	static const char *const rules[] = {"destination = CN", "headquarters in (RU, BY)",
	                                    "destination in (RU) and headquarters = CN", "tpp >= 4800"};
	ec_rulebook *book = ec_rulebook_new(memory());
	counted work = {0};
	ec_engine *engine;
	ec_world *world;
	ec_program *elsewhere;
	claim same = CLAIM("places that no rule tells apart share the programs of all their pairs");
	long before;

	for (int r = 0; r < COUNT_OF(rules); r++)
	{
		ec_rule *rule = add_rule(book, r == 3 ? EC_CLASSIFICATION : EC_REQUIREMENT, r, rules[r]);

		rule->id = rules[r];
		rule->reason = r == 3 ? NULL : rules[r];
		rule->eccn = r == 3 ? "3A090" : NULL;
	}
	ec_rulebook_add_scenario(book)->name = "enforced";
	ec_rulebook_sort(book);
	engine = ec_engine_new(counted_memory(&work), book);
	world = ec_engine_world(engine, &book->scenario[0], 0);

	/* each place once; and each pair of those that a rule tells apart */
	for (int p = 0; p < 26 * 26; p++)
	{
		ec_country place = ec_country_make((char) ('A' + p / 26), (char) ('A' + p % 26));

		ec_world_program(world, 0, place, country("ZZ"), EC_NO_COUNTRY);
	}
	for (int p = 0; p < 16; p++)
	{
		static const char *const classes[] = {"CN", "RU", "BY", "ZZ"};

		ec_world_program(world, 0, country(classes[p / 4]), country(classes[p % 4]), EC_NO_COUNTRY);
	}
	elsewhere = ec_world_program(world, 0, country("ZZ"), country("ZZ"), EC_NO_COUNTRY);
	before = work.allocations + work.interrupts;
	for (int d = 0; d < 26 * 26; d++)
		for (int h = 0; h < 26 * 26; h++)
		{
			char destination[] = {(char) ('A' + d / 26), (char) ('A' + d % 26), '\0'};
			char headquarters[] = {(char) ('A' + h / 26), (char) ('A' + h % 26), '\0'};
			bool told_apart =
			    strstr("CN RU BY", destination) != NULL || strstr("CN RU BY", headquarters) != NULL;
			ec_program *program = ec_world_program(world, 0, country(destination),
			                                       country(headquarters), EC_NO_COUNTRY);

			if (!told_apart)
				holds(&same, program == elsewhere, "%s, %s", destination, headquarters);
		}
	settle(&same);
	is_integer(work.allocations + work.interrupts - before, 0,
	           "and finding them, all 456,976, takes no work once each place was seen");
	arena_drop(&work.arena);
}

/* --- many ECCNs --- */

#define ECCNS 1600

static void
test_many_eccns(void)
{
	static const kind_of_book kind = {"", "tpp >= %d",
	                                  "die_area >= %d and eccn in (3A090.a, 4A090)",
	                                  "memory_bandwidth >= %d", "R%d"};
	const char *nothing[2] = {NULL, NULL};
	const char *some[2] = {"20", "20"};
	counted work = {0};
	question q = {.book = make_book(memory(), &kind, 60),
	              .destination = country("CN"),
	              .headquarters = country("CN")};
	ec_engine *engine = ec_engine_new(counted_memory(&work), q.book);
	ec_facts facts[2] = {make_item(memory(), nothing, nothing), make_item(memory(), nothing, some)};
	ec_program *program;
	ec_answer *answers[ECCNS][2];
	claim right = CLAIM("each of many ECCNs has its own answer, which is the reference's");
	claim again = CLAIM("and the very same one when it is asked about again");
	long first = 0;
	long later = 0;

	q.scenario = &q.book->scenario[0];
	program = ec_world_program(ec_engine_world(engine, q.scenario, 0), 0, q.destination,
	                           q.headquarters, q.facts.place[EC_SHIPPED_FROM]);
	for (int round = 0; round < 2; round++)
		for (int e = 0; e < ECCNS; e++)
			for (int f = 0; f < 2; f++)
			{
				ec_active active;
				ec_decision decision;
				ec_fact_set missing;
				ec_answer *answer;

				q.facts = facts[f];
				state_eccn(&q,
				           numbered(memory(),
				                    e % 3 == 0     ? "3A090.a.7.a.%d" :
				                        e % 3 == 1 ? "3A090.a.8.b.%d" :
				                                     "4A090.%d",
				                    e + 1));
				if (round == 0 && e == 3 && f == 0)
					first = work.allocations;
				answer = ec_program_answer(program, &q.facts, false);
				if (round == 0)
					later = work.allocations;
				else
					holds(&again, answer == answers[e][f], "%s", q.eccn);
				answers[e][f] = answer;
				if (round == 1 || e % 40 > 2)
					continue;
				q.facts = facts[f];
				reference_active(memory(), &q, &active);
				reference_answer(memory(), &q, &active, &decision, &missing);
				holds(&right, same_answer(answer, &decision, missing), "%s", q.eccn);
			}
	settle(&right);
	settle(&again);
	/*
	 * an entry; and for each of two answers, its decision with two lists of names and a table, and
	 * room in tables
	 */
	ok(later - first <= ECCNS * 20,
	   "one that no rule tells from those before does not grow a tree");
	note("%.1f allocations for each", (double) (later - first) / ECCNS);
	arena_drop(&work.arena);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_many_rules();
	test_many_eccns();
	test_many_pairs();
	return finish();
}
