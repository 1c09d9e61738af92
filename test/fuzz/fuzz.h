/*
 * fuzz.h
 *		What every fuzzer shares: memory that is given back after each input, and what must hold.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base.h"

/* Every allocation is one of its own, so that the sanitizer sees its end, and full of rubbish. */
static void *fuzz_kept[1 << 18];
static size_t fuzz_kept_count;
static int fuzz_rubbish = 0xA5;

static inline void *
fuzz_keep(void *owner, size_t size)
{
	void *p = malloc(size);

	(void) owner;
	if (p == NULL || fuzz_kept_count == sizeof(fuzz_kept) / sizeof(fuzz_kept[0]))
		abort();
	memset(p, fuzz_rubbish, size);
	return fuzz_kept[fuzz_kept_count++] = p;
}

static const ec_memory fuzz_memory = {.alloc = fuzz_keep};

static inline void
fuzz_forget(void)
{
	while (fuzz_kept_count > 0)
		free(fuzz_kept[--fuzz_kept_count]);
}

static inline void
insist(int held, const char *what)
{
	if (held)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);
extern size_t LLVMFuzzerMutate(uint8_t *data, size_t length, size_t most);

#endif /* FUZZ_H */
