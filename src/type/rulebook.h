/*
 * rulebook.h
 *		The type rulebook as a Datum: a digest, and the canonical JSON it is the digest of.
 *
 *		+------------------------------------------------------------------+
 *		| SHA-256 of the JSON               32 bytes                       |
 *		+------------------------------------------------------------------+
 *		| canonical JSON, which begins with '{'                            |
 *		+------------------------------------------------------------------+
 *
 * A byte below LEAST_CHARACTER in the place of the '{' would be the version of another form,
 * which export_control does not have yet; the digest stands first in any form.  The JSON names
 * facts, so that neither it nor the digest changes when the list of facts does.
 */
#ifndef EXPORT_CONTROL_RULEBOOK_H
#define EXPORT_CONTROL_RULEBOOK_H

#include "pg/binding.h"

#include "core/rulebook.h"

typedef struct Rulebook
{
	int32 vl_len_;
	uint8 digest[DIGEST_SIZE];
	char json[FLEXIBLE_ARRAY_MEMBER];
} Rulebook;

#define RULEBOOK_TEXT_LENGTH(r) (VARSIZE(r) - offsetof(Rulebook, json))

static inline Rulebook *
DatumGetRulebook(Datum d)
{
	Rulebook *rulebook = (Rulebook *) PG_DETOAST_DATUM(d);

	if (unlikely((unsigned char) rulebook->json[0] < LEAST_CHARACTER))
		refuse_newer_value("rulebook", rulebook->json[0]);
	return rulebook;
}

#define PG_GETARG_RULEBOOK(n) DatumGetRulebook(PG_GETARG_DATUM(n))

/* Only the digest, without detoasting the rest. */
extern void rulebook_digest_of(Datum rulebook, uint8 digest[DIGEST_SIZE]);

/* The core form of a value that is a rulebook already. */
extern ec_rulebook *open_rulebook(const Rulebook *rulebook, const ec_memory *mem);

#endif /* EXPORT_CONTROL_RULEBOOK_H */
