/*
 * engine_cache.c
 *		Compiled rulebooks of this session.  See engine_cache.h.
 */
#include "ask/engine_cache.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "pg/guard.h"
#include "pg/kept_query.h"

#define DEFAULT_CACHE_MEMORY (32 * 1024) /* kB */
#define LEAST_CACHE_MEMORY 1024

char *default_scenario = NULL;
uint32 scenario_setting = 0;
uint64 engine_generation = 1;
bool engines_due = false;
Size row_growth = 0;

static int cache_memory = DEFAULT_CACHE_MEMORY; /* export_control.cache_memory, kB */
static Size engine_growth = 0; /* of all engines together, beyond their rulebooks */

static Engine *engines[MAX_ENGINES];
static int engine_count = 0;
static uint64 use_clock = 0;

static void
scenario_set(const char *value, void *extra)
{
	(void) value;
	(void) extra;
	scenario_setting++;
}

static void
cache_memory_set(int value, void *extra)
{
	(void) value;
	(void) extra;
	engines_due = true;
}

static Size
memory_bound(void)
{
	return (Size) cache_memory * 1024;
}

void
define_engine_settings(void)
{
	DefineCustomStringVariable("export_control.scenario",
	                           "The scenario that determinations are made in unless one is named.",
	                           "A row of the table export_control.scenario, as published.",
	                           &default_scenario, "enforced", PGC_USERSET, 0, NULL, scenario_set,
	                           NULL);
	DefineCustomIntVariable("export_control.cache_memory",
	                        "How much memory a session may use for compiled rules, "
	                        "and as much for the rulebooks themselves.",
	                        "When it is exceeded, compiled rules are dropped and made again as "
	                        "needed. A single rulebook or question that needs more is an error.",
	                        &cache_memory, DEFAULT_CACHE_MEMORY, LEAST_CACHE_MEMORY, MAX_KILOBYTES,
	                        PGC_USERSET, GUC_UNIT_KB, NULL, cache_memory_set, NULL);
}

/* Is there room for so much more? */
static void
check_room(const Engine *engine, Size size)
{
	Size taken = engine->base > 0 ? row_growth : engine->bytes;

	if (likely(size <= memory_bound() && taken <= memory_bound() - size))
		return;
	ereport(ERROR,
	        (errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
	         errmsg("the rules of one %s take more memory than export_control.cache_memory allows",
	                engine->base > 0 ? "question" : "rulebook"),
	         errdetail("It is set to %d kB.", cache_memory),
	         errhint("Raise export_control.cache_memory, or use a rulebook of fewer rules.")));
}

static void *
engine_alloc(void *owner, size_t size)
{
	Engine *engine = owner;
	bool due = engines_due;
	void *p;

	/* An error leaves the engine in doubt. */
	engines_due = true;
	check_room(engine, size);
	p = MemoryContextAllocExtended(engine->context, size, MCXT_ALLOC_HUGE);
	engine->bytes += size;
	/* What an engine is made of is its base, and counts only from then on. */
	if (engine->base > 0)
	{
		engine_growth += size;
		row_growth += size;
	}
	engines_due = due || engine_growth > memory_bound();
	return p;
}

static void
engine_interrupt(void *owner)
{
	if (!INTERRUPTS_PENDING_CONDITION())
		return;
	engines_due = true;
	interrupt_core(owner);
}

static void
drop_engine(int index)
{
	Engine *engine = engines[index];

	engines[index] = engines[--engine_count];
	engine_growth -= engine->bytes - engine->base;
	engine_generation++;
	MemoryContextDelete(engine->context); /* the Engine itself lives there */
}

void
drop_due_engines(void)
{
	bool all = engine_growth > memory_bound();

	for (int i = engine_count; i-- > 0;)
		if (all || !ec_engine_is_whole(engines[i]->engine))
			drop_engine(i);
	engines_due = false;
}

/* Drops those used longest ago, until there is room for a new one, whose base is known. */
static void
make_room(const Engine *fresh)
{
	for (;;)
	{
		Size bases = fresh->base;
		int oldest = 0;

		for (int i = 0; i < engine_count; i++)
		{
			bases += engines[i]->base;
			if (engines[i]->used < engines[oldest]->used)
				oldest = i;
		}
		if (engine_count == 0 || (engine_count < MAX_ENGINES && bases <= memory_bound()))
			return;
		drop_engine(oldest);
	}
}

static Engine *
find_engine(const uint8 digest[DIGEST_SIZE])
{
	for (int i = 0; i < engine_count; i++)
		if (memcmp(engines[i]->digest, digest, DIGEST_SIZE) == 0)
		{
			engines[i]->used = ++use_clock;
			return engines[i];
		}
	return NULL;
}

/* A chip that states an ECCN, and nothing else.  Which one it is, each row says. */
static const ec_chip *
make_eccn_chip(const ec_memory *mem)
{
	ec_chip_builder builder;
	ec_error error;
	size_t size;

	ec_chip_begin(&builder, mem);
	if (!ec_chip_set_text(&builder, EC_STATED_ECCN, "EAR99", strlen("EAR99"), &error))
		elog(ERROR, "%s", error.message);
	return ec_chip_finish(&builder, &size);
}

static Engine *
compile_engine(const Rulebook *rulebook)
{
	/* Blocks that double without end would hold as much again as is used. */
	MemoryContext context =
	    AllocSetContextCreate(CurrentMemoryContext, "export_control rulebook",
	                          ALLOCSET_DEFAULT_MINSIZE, ALLOCSET_DEFAULT_INITSIZE, 128 * 1024);
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "export_control compile",
	                                              ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller;
	Engine *engine = MemoryContextAllocZero(context, sizeof(Engine));

	memcpy(engine->digest, rulebook->digest, DIGEST_SIZE);
	engine->context = context;
	engine->memory = (ec_memory){engine_alloc, engine_interrupt, engine};

	/* An error leaves nothing behind: the contexts die with their parent, the caller's. */
	caller = MemoryContextSwitchTo(scratch);
	engine->book = open_rulebook(rulebook, &engine->memory);
	engine->engine = ec_engine_new(&engine->memory, engine->book);
	engine->eccn_chip = make_eccn_chip(&engine->memory);
	engine->base = engine->bytes;
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);

	make_room(engine);
	MemoryContextSetParent(context, TopMemoryContext);
	engine->used = ++use_clock;
	engines[engine_count++] = engine;
	return engine;
}

Engine *
engine_of_rulebook(Datum rulebook, const uint8 digest[DIGEST_SIZE])
{
	Engine *engine = find_engine(digest);

	return engine ? engine : compile_engine(DatumGetRulebook(rulebook));
}

int64
current_release(uint8 digest[DIGEST_SIZE])
{
	/* It sees what the calling statement sees, and nothing newer. */
	static KeptQuery query = {.text =
	                              "SELECT r.id::pg_catalog.int8, r.digest::pg_catalog.bytea"
	                              " FROM export_control.release AS r ORDER BY r.id DESC LIMIT 1"};
	QueryColumn found[2];
	int64 id;

	if (run_kept_query(&query, NULL, 0, found, lengthof(found)) == 0)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("no rulebook has been published"),
		         errhint("Publish the tables' rules with SELECT export_control.publish('...'), or "
		                 "pass a rulebook.")));
	id = DatumGetInt64(found[0].value);
	memcpy(digest,
	       require_digest(found[1].value, found[1].null, psprintf("release " INT64_FORMAT, id)),
	       DIGEST_SIZE);
	return id;
}

bool
rulebook_of_digest(Datum digest, Datum *rulebook)
{
	static KeptQuery query = {
	    .text = "SELECT r.rulebook::export_control.rulebook FROM export_control.release AS r"
	            " WHERE r.digest OPERATOR(pg_catalog.=) $1 ORDER BY r.id DESC LIMIT 1"};
	QueryArgument argument = {BYTEAOID, digest, false};
	QueryColumn found;

	run_kept_query(&query, &argument, 1, &found, 1);
	*rulebook = found.value;
	return !found.null;
}

Datum
digest_datum(const uint8 digest[DIGEST_SIZE])
{
	bytea *value = palloc(VARHDRSZ + DIGEST_SIZE);

	SET_VARSIZE(value, VARHDRSZ + DIGEST_SIZE);
	memcpy(VARDATA(value), digest, DIGEST_SIZE);
	return PointerGetDatum(value);
}

Engine *
engine_of_release(const uint8 digest[DIGEST_SIZE])
{
	Engine *engine = find_engine(digest);
	Datum rulebook;

	if (engine != NULL)
		return engine;
	if (!rulebook_of_digest(digest_datum(digest), &rulebook))
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("the rulebook of the current release is missing"),
		         errhint("Restore the table export_control.release, or publish again.")));
	return compile_engine((const Rulebook *) DatumGetPointer(rulebook));
}

/*
 * engine_cache() → setof record: what this session has compiled.  For operators, and for the tests
 * of the memory bound.
 */
PG_FUNCTION_INFO_V1(engine_cache);
Datum
engine_cache(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < engine_count; i++)
	{
		Datum values[3];
		bool nulls[3] = {false};

		values[0] = digest_datum(engines[i]->digest);
		values[1] = Int64GetDatum((int64) engines[i]->base);
		values[2] = Int64GetDatum((int64) (engines[i]->bytes - engines[i]->base));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
