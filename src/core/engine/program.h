/*
 * program.h
 *		A rulebook compiled for speed: everything that is known before the row is folded away.
 *
 *		engine: one rulebook
 *		  world: its rules as one scenario has them and one date of knowledge knew them
 *			epoch: a stretch of legal dates in which nothing changes
 *			  program: one destination and headquarters, and where it is shipped from
 *
 * A program is what is left of the rules when places and dates are settled: residuals (residual.h),
 * which only test the item and the transaction.  It answers by a decision tree (tree.h) that grows
 * as rows need it, and by shortcuts past that (shortcut.h) when many rows ask.
 *
 * Destinations that no rule in force tells apart share a program.  Programs that leave equal
 * residuals share their trees, whatever their places, dates and scenarios.  Nothing here is freed:
 * the owner of the memory drops the engine whole when it grows beyond what the owner allows.
 *
 * Out of memory, or interrupted.  An engine grows in many rooms, and any of them may be half-way
 * through a change when the allocator or the interrupt does not return.  To change things in an
 * order that is right at every moment would be a promise for every future line.  Instead, the
 * engine marks itself for as long as it waits for its owner.  If the owner does not return, the
 * mark stays, and ec_engine_is_whole() is false for ever.  The owner then drops the engine and asks
 * it nothing more.  So an engine is right or gone.
 */
#ifndef EC_PROGRAM_H
#define EC_PROGRAM_H

#include "core/engine/answer.h"
#include "core/evaluate.h"

typedef struct ec_engine ec_engine;
typedef struct ec_world ec_world;
typedef struct ec_program ec_program;

/* The rulebook must be in canonical order and must outlive the engine. */
extern ec_engine *ec_engine_new(const ec_memory *mem, const ec_rulebook *book);

/*
 * False: an allocation or an interrupt did not return while the engine changed.  It must be asked
 * nothing more.
 */
extern bool ec_engine_is_whole(const ec_engine *engine);

/* `scenario` is one of the rulebook's, never NULL. */
extern ec_world *ec_engine_world(ec_engine *engine, const ec_scenario *scenario, ec_day as_known);

/*
 * `headquarters` and `shipped_from` may be EC_NO_COUNTRY, unknown; `destination` is known.  The
 * facts of the rows that the program answers say the same of `shipped_from`.
 */
extern ec_program *ec_world_program(ec_world *world, ec_day as_of, ec_country destination,
                                    ec_country headquarters, ec_country shipped_from);

/*
 * The answer for one row.  `outcome_only`: the caller reads nothing but the outcome, which takes
 * fewer tests.  The answer lives as long as the engine.
 */
extern ec_answer *ec_program_answer(ec_program *program, const ec_facts *facts, bool outcome_only);

/* The answer to a question that lacks `missing` before any rule is asked. */
extern ec_answer *ec_engine_indeterminate(ec_engine *engine, ec_fact_set missing);

/* What names mean in the rulebook. */
extern const ec_vocabulary *ec_engine_vocabulary(const ec_engine *engine);

/*
 * For explanations: the rules in force, none folded away, and the means to evaluate their
 * conditions. NULL when the rulebook does not cover the date.
 */
extern const ec_active *ec_program_active(const ec_program *program);
extern ec_env ec_program_env(const ec_program *program, const ec_facts *facts,
                             ec_country destination, ec_country headquarters, const char *eccn);

#endif /* EC_PROGRAM_H */
