/*
 * approval.c
 *		The setting export_control.four_eyes.  See approval.h.
 */
#include "approval.h"

#include "fmgr.h"
#include "utils/guc.h"

static bool four_eyes_setting = false;

void
define_approval_settings(void)
{
	DefineCustomBoolVariable("export_control.four_eyes",
							 "Whether a rulebook is published only after another person has approved it.",
							 "Only superusers, and whom they grant SET on it, can change this setting.",
							 &four_eyes_setting, false, PGC_SUSET, 0, NULL, NULL, NULL);
}

/*
 * four_eyes() → boolean: the setting.
 *
 * Not current_setting(): before this library is loaded into a session, that gives whatever anybody has
 * SET under the name.  Calling a function loads the library, and what was SET without the right to is
 * dropped then.
 */
PG_FUNCTION_INFO_V1(four_eyes);
Datum
four_eyes(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(four_eyes_setting);
}
