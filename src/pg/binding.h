/*
 * binding.h
 *		What the rooms of the SQL binding share: core memory out of palloc, core errors into
 *		ereport.
 */
#ifndef EXPORT_CONTROL_BINDING_H
#define EXPORT_CONTROL_BINDING_H

#include "pg/compat.h"

#include "core/base.h"

/*
 * Core memory in the current memory context; and how the core's work is cancelled, terminated and
 * timed out.
 */
extern const ec_memory current_memory;
extern void interrupt_core(void *owner);

/*
 * Reports a core error as SQL: softly where the caller asked for it (escontext), else as an ERROR.
 * `source` is the text that error->position counts in, or NULL.
 */
extern void report_core_error(const ec_error *error, const char *source, Node *escontext);

/*
 * For ereport(): suggests the one of the names that is nearest to `name`, or says what to do
 * otherwise.
 */
extern int hint_nearest(const char *const *names, int count, const char *name,
                        const char *otherwise);

/* The values of text-behind-a-version-byte wire formats, as jsonb has them. */
#define WIRE_VERSION 1
extern char *receive_versioned_text(StringInfo buffer, const char *type_name);
extern bytea *send_versioned_text(const char *text);

/*
 * Every stored value says of what version it is: a chip and a condition in their first byte; an
 * ECCN and the JSON of a rulebook begin with a character, and a version byte is less than any of
 * these.
 */
#define LEAST_CHARACTER 9

/* The error for a value that a newer library has stored. */
COMPAT_NORETURN extern void refuse_newer_value(const char *type_name, int version);

/* JSON text to jsonb, with a hint that says what the type expects. */
extern bool read_json(char *text, const char *hint, Node *escontext, Datum *jsonb);

/* SHA-256, of a rulebook or a seal. */
#define DIGEST_SIZE 32

/* A numeric's decimal text, for the core to read. */
extern char *numeric_text(Numeric number);

/*
 * The functions of a type's b-tree operator class but equality, from one that compares the two
 * arguments of a call: TYPE_lt, TYPE_le, TYPE_ge, TYPE_gt and TYPE_cmp.
 */
#define TYPE_ORDER(type, compare)                    \
	TYPE_COMPARISON(type##_lt, compare(fcinfo) < 0)  \
	TYPE_COMPARISON(type##_le, compare(fcinfo) <= 0) \
	TYPE_COMPARISON(type##_ge, compare(fcinfo) >= 0) \
	TYPE_COMPARISON(type##_gt, compare(fcinfo) > 0)  \
	PG_FUNCTION_INFO_V1(type##_cmp);                 \
	Datum type##_cmp(PG_FUNCTION_ARGS)               \
	{                                                \
		PG_RETURN_INT32(compare(fcinfo));            \
	}
#define TYPE_COMPARISON(name, result) \
	PG_FUNCTION_INFO_V1(name);        \
	Datum name(PG_FUNCTION_ARGS)      \
	{                                 \
		PG_RETURN_BOOL(result);       \
	}

/* Is the database of the library's version?  It is another's until ALTER EXTENSION UPDATE. */
extern bool extension_is_current(void);

/* Objects of the extension, by name. */
#define EXTENSION_SCHEMA "export_control"
extern Oid extension_type(const char *name);
extern Oid extension_relation(const char *name);
extern Oid extension_function(const char *name, int argument_count, const Oid *arguments);

#endif /* EXPORT_CONTROL_BINDING_H */
