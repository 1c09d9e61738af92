/*
 * approval.c
 *		The setting export_control.four_eyes.  See approval.h.
 */
#include "rule/approval.h"

#include "fmgr.h"
#include "utils/guc.h"

#define FOUR_EYES "export_control.four_eyes"

static bool four_eyes_setting = false;
static bool four_eyes_configured = false; /* by the server, a database, a role or the connection */

static bool
note_source(bool *newval, void **extra, GucSource source)
{
	(void) newval;
	(void) extra;
	if (source > PGC_S_DEFAULT && source < PGC_S_INTERACTIVE)
		four_eyes_configured = true;
	return true;
}

/*
 * What stood under the setting's name when the session began, before the library came to define it.
 */
static bool
four_eyes_was_configured(void)
{
	const char *value;

	if (GetConfigOption(FOUR_EYES, true, false) == NULL)
		return false;
	value = GetConfigOptionResetString(FOUR_EYES);
	return value != NULL && value[0] != '\0';
}

/*
 * What users SET before the library is loaded, they SET without a right to, and PostgreSQL drops it
 * when the variable is defined.  But what they write into the connection's options takes the place
 * of what postgresql.conf or the database says, and after dropping it nothing is left.  Then the
 * setting is on: only who meant to turn it off could have done that.
 */
void
define_approval_settings(void)
{
	bool was_configured = four_eyes_was_configured();

	DefineCustomBoolVariable(
	    FOUR_EYES, "Whether a rulebook is published only after another person has approved it.",
	    "Only superusers, and whom they grant SET on it, can change this setting.",
	    &four_eyes_setting, false, PGC_SUSET, 0, note_source, NULL, NULL);
	if (was_configured && !four_eyes_configured)
		SetConfigOption(FOUR_EYES, "on", PGC_SUSET, PGC_S_OVERRIDE);
}

/*
 * four_eyes() → boolean: the setting.
 *
 * Not current_setting(): before this library is loaded into a session, that gives whatever anybody
 * has SET under the name.  Calling a function loads the library, and what was SET without the right
 * to is dropped then.
 */
PG_FUNCTION_INFO_V1(four_eyes);
Datum
four_eyes(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(four_eyes_setting);
}
