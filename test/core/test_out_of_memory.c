/*
 * test_out_of_memory.c
 *		An engine whose memory runs out, or whose work is interrupted, is right or gone.
 *
 * Rulebooks are compiled and asked with memory that fails at its n-th call, for every n, until n is
 * more than the work takes.  What fails does not return: it jumps out of the engine, as an error
 * does in a server.  After it, whoever owns the engine does what engine_cache.c does: an engine
 * that is not whole is dropped, and another one is made.  Then all questions are asked again, and
 * each answer must be the reference's.
 *
 * Arguments: the seed, and the number of rulebooks.
 */
#include "reference.h"

#include <setjmp.h>

#include "core/engine/numbering.h"
#include "core/engine/scratch.h"

/* --- memory that fails --- */

/* Which calls of the memory's owner count, and may fail. */
typedef enum failing
{
	ALLOCATIONS,
	INTERRUPTS
} failing;

typedef struct supply
{
	ec_memory memory;
	arena arena;
	failing failing;
	long calls;   /* of that kind */
	long fail_at; /* this one; 0: none */
	jmp_buf out;
} supply;

static void
count_call(supply *s, failing kind)
{
	if (s->failing == kind && ++s->calls == s->fail_at)
		longjmp(s->out, 1);
}

static void *
supply_alloc(void *owner, size_t size)
{
	count_call(owner, ALLOCATIONS);
	return arena_alloc(&((supply *) owner)->arena, size);
}

static void
supply_interrupt(void *owner)
{
	count_call(owner, INTERRUPTS);
}

static void
supply_begin(supply *s, failing kind, long fail_at)
{
	s->memory = (ec_memory){supply_alloc, supply_interrupt, s};
	s->failing = kind;
	s->calls = 0;
	s->fail_at = fail_at;
}

/* --- work that may fail --- */

typedef void (*work)(void *state);

/* Does the work; false when it has failed, and has jumped out of whatever it was in. */
static bool
try(supply *s, work work, void *state)
{
	if (setjmp(s->out) != 0)
	{
		s->fail_at = 0;
		return false;
	}
	work(state);
	s->fail_at = 0;
	return true;
}

/* --- engines --- */

#define QUESTIONS 15
#define ITEMS 12

typedef struct wanted
{
	question question;
	bool outcome_only;
	ec_decision decision;
	ec_fact_set missing;
} wanted;

typedef struct session
{
	supply supply;
	const ec_rulebook *book;
	ec_engine *engine; /* NULL: dropped, or not made yet */
	wanted wanted[QUESTIONS];
	int repeats; /* how often the questions are asked before any call may fail, */
	int tries;   /* and how often while one may */
	failing failing;
	long fail_at;
	claim *right;
} session;

static void
ask(session *s, const wanted *w)
{
	const question *q = &w->question;
	ec_world *world;
	ec_answer *answer;

	if (s->engine == NULL)
		s->engine = ec_engine_new(&s->supply.memory, s->book);
	world = ec_engine_world(s->engine, q->scenario, q->as_known);
	answer = ec_program_answer(ec_world_program(world, q->as_of, q->destination, q->headquarters,
	                                            q->facts.place[EC_SHIPPED_FROM]),
	                           &q->facts, w->outcome_only);
	holds(s->right,
	      w->outcome_only ? answer->outcome == w->decision.outcome :
	                        same_answer(answer, &w->decision, w->missing),
	      "call %ld, question %d", s->fail_at, (int) (w - s->wanted));
}

static void
ask_all(session *s)
{
	for (int n = 0; n < QUESTIONS; n++)
		ask(s, &s->wanted[n]);
}

static void
ask_with_failure(void *state)
{
	session *s = state;

	supply_begin(&s->supply, s->failing, 0);
	for (int r = 0; r < s->repeats; r++)
		ask_all(s);
	supply_begin(&s->supply, s->failing, s->fail_at);
	for (int t = 0; t < s->tries; t++)
		ask_all(s);
}

static void
ask_again(void *state)
{
	ask_all(state);
}

static void
drop(session *s)
{
	arena_reset(&s->supply.arena);
	s->engine = NULL;
}

/* `alike`: all questions are of one program, so that it is worth a shortcut. */
static void
make_questions(const ec_memory *mem, session *s, bool alike)
{
	ec_facts facts[ITEMS];

	for (int i = 0; i < ITEMS; i++)
	{
		spec item = random_spec(i % 2 == 0 ? 1000 : 2 + i % 9);

		facts[i] = spec_facts(mem, &item);
	}
	for (int n = 0; n < QUESTIONS; n++)
	{
		wanted *w = &s->wanted[n];
		question *q = &w->question;
		ec_active active;

		if (n > 0 && alike)
			*w = s->wanted[0];
		else
		{
			*q = (question){.book = s->book, .vocabulary = ec_vocabulary_new(mem, s->book)};
			q->scenario = &s->book->scenario[random_below((int) s->book->scenario_count)];
			q->as_of = random_day();
			q->as_known = one_in(3) ? 12 : random_day();
			q->destination = country(PICK(country_items));
			q->headquarters = one_in(2) ? q->destination :
			    one_in(8)               ? EC_NO_COUNTRY :
			                              country(PICK(country_items));
			q->eccn = one_in(4) ? PICK(eccn_items) : NULL;
			w->outcome_only = one_in(4);
		}
		q->facts = facts[random_below(ITEMS)];
		state_eccn(q, q->eccn);
		reference_active(mem, q, &active);
		reference_answer(mem, q, &active, &w->decision, &w->missing);
	}
}

static void
test_engines(failing kind, int books, bool alike)
{
	const char *what = kind == ALLOCATIONS ? "out of memory" : "interrupted";
	claim right = CLAIM("before and after a failure, every answer is the reference's");
	claim marked = CLAIM("an engine that a failure leaves behind is not whole");
	claim whole = CLAIM("one that has never failed is whole");
	arena book_arena = {0};
	long failures = 0;

	for (int b = 0; b < books; b++)
	{
		const ec_memory *mem = arena_memory(&book_arena);
		session *s = ec_alloc(mem, sizeof(session));
		bool done = false;

		s->book = random_book(mem);
		s->failing = kind;
		/* so that the shortcut, which takes 256 rows, is made and used while calls may fail */
		s->repeats = alike ? 250 / QUESTIONS : 0;
		s->tries = alike ? 5 : 1;
		s->right = &right;
		make_questions(mem, s, alike);
		for (s->fail_at = 1; !done; s->fail_at++)
		{
			done = try(&s->supply, ask_with_failure, s);
			if (s->engine != NULL)
				holds(done ? &whole : &marked, ec_engine_is_whole(s->engine) == done,
				      "rulebook %d, call %ld", b, s->fail_at);
			failures += !done;
			if (s->engine != NULL && !ec_engine_is_whole(s->engine))
				drop(s);
			try(&s->supply, ask_again, s);
			drop(s);
		}
		arena_drop(&s->supply.arena);
		arena_reset(&book_arena);
	}
	note("%s%s: %ld failures", what, alike ? ", in a program that many rows ask" : "", failures);
	ok(failures > books, "%s: it happens at many calls", what);
	settle(&right);
	settle(&marked);
	settle(&whole);
	arena_drop(&book_arena);
}

/* --- what everything is made of is as it was --- */

typedef struct tools
{
	supply supply;
	int *array;
	size_t array_count;
	size_t array_capacity;
	ec_text text;
	size_t text_length; /* of what was added whole */
	ec_numbering numbering;
	size_t numbered;
	ec_scratch scratch;
} tools;

#define PIECE "a piece, "

static void
use_tools(void *state)
{
	tools *t = state;
	const ec_memory *mem = &t->supply.memory;

	if (t->text.data == NULL)
	{
		ec_text_init(&t->text, mem);
		ec_scratch_init(&t->scratch, mem);
	}
	while (t->array_count < 200)
	{
		char name[20];
		char *scratch;
		bool added;

		t->array = ec_grow(mem, t->array, t->array_count, &t->array_capacity, sizeof(int));
		t->array[t->array_count] = (int) t->array_count;
		ec_text_add(&t->text, PIECE);
		t->text_length = t->text.length;
		snprintf(name, sizeof(name), "%d", (int) t->array_count);
		ec_id_of_name(mem, &t->numbering, name, t->array_count, &added);
		t->numbered = t->array_count + 1;
		scratch = ec_alloc(ec_scratch_begin(&t->scratch), t->array_count * 10);
		memset(scratch, 1, t->array_count * 10);
		t->array_count++;
	}
}

/* What was put in is there, and nothing else but what the call that failed had put in. */
static bool
tools_are_right(tools *t)
{
	size_t pieces = t->text.length / strlen(PIECE);
	bool right = t->text_length <= t->text.length;

	for (size_t i = 0; i < t->array_count; i++)
		right = right && t->array[i] == (int) i;
	for (size_t i = 0; right && i < pieces; i++)
		right = memcmp(t->text.data + i * strlen(PIECE), PIECE, strlen(PIECE)) == 0;
	right = right && (t->text.data == NULL || strlen(t->text.data) == t->text.length);
	for (size_t i = 0; right && i < t->numbered; i++)
	{
		char name[20];
		bool added;

		snprintf(name, sizeof(name), "%d", (int) i);
		right = ec_id_of_name(&t->supply.memory, &t->numbering, name, 9999, &added) == i && !added;
	}
	return right;
}

static void
test_tools(void)
{
	claim right = CLAIM("an array, text, numbering or scratch that cannot grow is as it was");
	bool done = false;

	for (long n = 1; !done; n++)
	{
		tools t = {0};

		supply_begin(&t.supply, ALLOCATIONS, n);
		done = try(&t.supply, use_tools, &t);
		holds(&right, tools_are_right(&t), "call %ld", n);
		try(&t.supply, use_tools, &t);
		holds(&right, tools_are_right(&t) && t.array_count == 200, "call %ld, then again", n);
		arena_drop(&t.supply.arena);
	}
	settle(&right);
}

int
main(int argc, char **argv)
{
	int books = argc > 2 ? atoi(argv[2]) : 6;

	random_begin(argc, argv);
	test_tools();
	test_engines(ALLOCATIONS, books, false);
	test_engines(ALLOCATIONS, 3 * books, true);
	test_engines(INTERRUPTS, books / 3, false);
	return finish();
}
