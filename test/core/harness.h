/*
 * harness.h
 *		What every unit test of the core needs: ok(), memory, random numbers.
 *
 * A test program prints "ok - name" and "not ok - name" lines, "# ..." lines that explain, and last
 * "N passed, N failed".  Its exit status is 0 only when something passed and nothing failed.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base.h"

/* --- results --- */

static int passed_count;
static int failed_count;

static inline bool ok(bool passed, const char *name, ...) EC_PRINTF(2, 3);
static inline void note(const char *format, ...) EC_PRINTF(1, 2);

static inline bool
ok(bool passed, const char *name, ...)
{
	va_list args;

	if (passed)
		passed_count++;
	else
		failed_count++;
	printf("%s - ", passed ? "ok" : "not ok");
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	putchar('\n');
	fflush(stdout); /* before a sanitizer stops the program */
	return passed;
}

static inline void
note(const char *format, ...)
{
	va_list args;

	fputs("# ", stdout);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

/* A text of several lines stays a comment. */
static inline void
show(const char *what, const char *text)
{
	printf("# %s", what);
	for (const char *p = text ? text : "NULL"; *p != '\0'; p++)
	{
		putchar(*p);
		if (*p == '\n')
			fputs("#        ", stdout);
	}
	putchar('\n');
	fflush(stdout);
}

/* Compares texts, NULL included, and shows both when they differ. */
static inline bool
is_text(const char *got, const char *wanted, const char *name)
{
	bool same = got && wanted ? strcmp(got, wanted) == 0 : got == wanted;

	ok(same, "%s", name);
	if (!same)
	{
		show("got    ", got);
		show("wanted ", wanted);
	}
	return same;
}

static inline bool
is_integer(long long got, long long wanted, const char *name)
{
	ok(got == wanted, "%s", name);
	if (got != wanted)
		note("got %lld, wanted %lld", got, wanted);
	return got == wanted;
}

/*
 * A claim is one statement about many cases: it is reported once, when it is settled, and only its
 * first counterexamples are shown.  A claim that was never tried has failed.
 */
typedef struct claim
{
	const char *name;
	long tried;
	long failed;
} claim;

#define CLAIM(text)    \
	{                  \
		.name = (text) \
	}

static inline bool holds(claim *c, bool held, const char *format, ...) EC_PRINTF(3, 4);

static inline bool
holds(claim *c, bool held, const char *format, ...)
{
	c->tried++;
	if (held)
		return true;
	if (c->failed++ < 3)
	{
		va_list args;

		printf("# counterexample to \"%s\": ", c->name);
		va_start(args, format);
		vprintf(format, args);
		va_end(args);
		putchar('\n');
		fflush(stdout);
	}
	return false;
}

static inline void
settle(const claim *c)
{
	ok(c->tried > 0 && c->failed == 0, "%s", c->name);
	if (c->failed > 0)
		note("in %ld of %ld cases it does not hold", c->failed, c->tried);
	else
		note("%ld cases", c->tried);
}

/* --- memory --- */

/*
 * Every allocation is a malloc() of its own, so that the address sanitizer sees the end of each;
 * and it is filled with rubbish, so that nothing can rely on fresh memory being zero.
 */
typedef struct arena
{
	void **block;
	size_t count;
	size_t capacity;
	ec_memory memory;
} arena;

static inline void *
arena_must(void *p)
{
	if (p == NULL)
	{
		fputs("out of memory\n", stderr);
		abort();
	}
	return p;
}

static inline void *
arena_alloc(void *owner, size_t size)
{
	arena *a = owner;
	void *p = arena_must(malloc(size));

	memset(p, 0xA5, size);
	if (a->count == a->capacity)
	{
		a->capacity = a->capacity ? a->capacity * 2 : 256;
		a->block = arena_must(realloc(a->block, a->capacity * sizeof(void *)));
	}
	a->block[a->count++] = p;
	return p;
}

static inline const ec_memory *
arena_memory(arena *a)
{
	a->memory = (ec_memory){arena_alloc, NULL, a};
	return &a->memory;
}

/* Frees what was allocated; the arena can be used again. */
static inline void
arena_reset(arena *a)
{
	while (a->count > 0)
		free(a->block[--a->count]);
}

static inline void
arena_drop(arena *a)
{
	arena_reset(a);
	free(a->block);
	a->block = NULL;
	a->capacity = 0;
}

/* Memory that lives until the program ends. */
static arena main_arena;

static inline const ec_memory *
memory(void)
{
	return arena_memory(&main_arena);
}

/* --- random numbers: the same on every machine for the same seed --- */

static uint64_t random_state;

/* Of a fuzzer: bytes to take instead, each a number from 0 to n - 1, as long as there are any. */
static const uint8_t *random_bytes;
static size_t random_bytes_left;

/* The seed is the program's first argument, or a fixed one.  It is printed, to repeat a failure. */
static inline void
random_begin(int argc, char **argv)
{
	random_state = argc > 1 ? strtoull(argv[1], NULL, 0) : 20221007;
	note("seed %llu", (unsigned long long) random_state);
}

static inline uint64_t
random_bits(void)
{
	uint64_t z = (random_state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

/* From 0 to n - 1. */
static inline int
random_below(int n)
{
	if (random_bytes_left > 0 && n <= 256)
	{
		random_bytes_left--;
		return *random_bytes++ % n;
	}
	return (int) ((random_bits() >> 33) % (uint64_t) n);
}

static inline bool
one_in(int n)
{
	return random_below(n) == 0;
}

#define COUNT_OF(array) ((int) (sizeof(array) / sizeof((array)[0])))
#define PICK(array) ((array)[random_below(COUNT_OF(array))])

/* --- the end --- */

/* `return finish();` ends main(). */
static inline int
finish(void)
{
	arena_drop(&main_arena);
	printf("%d passed, %d failed\n", passed_count, failed_count);
	return passed_count > 0 && failed_count == 0 ? 0 : 1;
}

#endif /* HARNESS_H */
