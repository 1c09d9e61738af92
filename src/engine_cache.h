/*
 * engine_cache.h
 *		Compiled rulebooks of this session, found by digest; and which rulebook a statement uses.
 *
 * An engine is cached by the digest of its rulebook, so there is nothing to invalidate: another
 * release has another digest.  Which release is current is looked up once per statement, under the
 * statement's own snapshot.
 *
 * Memory: engines grow as rows need them.  When together they have grown by more than
 * export_control.cache_memory beyond their rulebooks themselves, all are dropped and made again as
 * needed; likewise the least recently used one when there would be more than MAX_ENGINES.
 */
#ifndef EXPORT_CONTROL_ENGINE_CACHE_H
#define EXPORT_CONTROL_ENGINE_CACHE_H

#include "rulebook.h"

#include "core/program.h"

#define MAX_ENGINES 8

typedef struct Engine
{
	uint8		digest[DIGEST_SIZE];
	MemoryContext context;
	ec_memory	memory;			/* allocates in context and counts in bytes */
	Size		bytes;			/* allocated so far */
	Size		base;			/* of these, for the rulebook itself */
	uint64		used;			/* when, for eviction */
	ec_rulebook *book;
	ec_engine  *engine;
	const ec_chip *unknown_chip;	/* of whom nothing is known */
} Engine;

extern char *default_scenario;	/* export_control.scenario */
extern uint32 scenario_setting; /* changes whenever that is set */

extern void define_engine_settings(void);

/* Changes whenever an Engine is dropped: pointers into engines are good while it stays the same. */
extern uint64 engine_generation;

/* The current release's id and digest under the active snapshot; an error when nothing is published. */
extern int64 current_release(uint8 digest[DIGEST_SIZE]);

/* The rulebook of a release, by its digest (a bytea); false when there is none. */
extern bool rulebook_of_digest(Datum digest, Datum *rulebook);

extern Datum digest_datum(const uint8 digest[DIGEST_SIZE]);

/* The engine of the release with this digest, or of the given rulebook. */
extern Engine *engine_of_release(const uint8 digest[DIGEST_SIZE]);
extern Engine *engine_of_rulebook(Datum rulebook, const uint8 digest[DIGEST_SIZE]);

extern Size engine_growth;		/* of all engines together, beyond their rulebooks */
extern int	engine_cache_memory;	/* export_control.cache_memory, kB */
extern void drop_engines(void);

/* Drops every engine if they have grown beyond the limit.  To be called between rows. */
static inline void
bound_engine_memory(void)
{
	if (unlikely(engine_growth > (Size) engine_cache_memory * 1024))
		drop_engines();
}

#endif							/* EXPORT_CONTROL_ENGINE_CACHE_H */
