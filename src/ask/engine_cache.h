/*
 * engine_cache.h
 *		Compiled rulebooks of this session, found by digest; and which rulebook a statement uses.
 *
 * An engine is cached by the digest of its rulebook, so there is nothing to invalidate: another
 * release has another digest.  Which release is current is looked up once per statement, under the
 * statement's own snapshot.
 *
 * Memory: engines grow as rows need them.  export_control.cache_memory bounds three things:
 *
 * - What they have grown by together, beyond the rulebooks themselves.  When it is more, all are
 *   dropped before the next row, and made again as needed.
 * - What one row may make them grow by, and what one rulebook may take by itself.  More is an
 *   error, so that nobody's rulebook takes the memory of the server.
 * - What the rulebooks take together.  When it would be more, or there would be more than
 *   MAX_ENGINES, the least recently used ones are dropped.
 *
 * Errors: an engine that an error, a cancel or a time-out has left half changed knows that of
 * itself (core/engine/program.h).  Each of these comes out of one of the two functions that an
 * engine calls.  So these functions make the next row look at all engines, before it asks any, and
 * drop those that are not whole.
 */
#ifndef EXPORT_CONTROL_ENGINE_CACHE_H
#define EXPORT_CONTROL_ENGINE_CACHE_H

#include "type/rulebook.h"

#include "core/engine/program.h"

#define MAX_ENGINES 8

typedef struct Engine
{
	uint8 digest[DIGEST_SIZE];
	MemoryContext context;
	ec_memory memory; /* allocates in context, counts in bytes and keeps within bounds */
	Size bytes;       /* allocated so far */
	Size base;        /* of these, for the rulebook itself */
	uint64 used;      /* when, for eviction */
	ec_rulebook *book;
	ec_engine *engine;
	const ec_chip *eccn_chip; /* it states an ECCN, and nothing else */
} Engine;

extern char *default_scenario;  /* export_control.scenario */
extern uint32 scenario_setting; /* changes whenever that is set */

extern void define_engine_settings(void);

/* Changes whenever an Engine is dropped: pointers into engines are good while it stays the same. */
extern uint64 engine_generation;

/*
 * The current release's id and digest under the active snapshot; an error when nothing is
 * published.
 */
extern int64 current_release(uint8 digest[DIGEST_SIZE]);

/* The rulebook of a release, by its digest (a bytea); false when there is none. */
extern bool rulebook_of_digest(Datum digest, Datum *rulebook);

extern Datum digest_datum(const uint8 digest[DIGEST_SIZE]);

/* The engine of the release with this digest, or of the given rulebook. */
extern Engine *engine_of_release(const uint8 digest[DIGEST_SIZE]);
extern Engine *engine_of_rulebook(Datum rulebook, const uint8 digest[DIGEST_SIZE]);

extern bool engines_due; /* something is to be dropped, or may be */
extern Size row_growth;  /* of all engines, for the row */
extern void drop_due_engines(void);

/* To be called before each row, when nothing uses what the last one found. */
static inline void
begin_row(void)
{
	if (unlikely(engines_due))
		drop_due_engines();
	row_growth = 0;
}

#endif /* EXPORT_CONTROL_ENGINE_CACHE_H */
