/*
 * module.c
 *		The module's entry.  The only file that may know every floor.
 */
#include "pg/compat.h"

#include "utils/guc.h"

#include "ask/engine_cache.h"
#include "rule/approval.h"

COMPAT_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	define_engine_settings();
	define_approval_settings();
	MarkGUCPrefixReserved("export_control");
}
