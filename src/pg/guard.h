/*
 * guard.h
 *		What must hold before C code looks into a value that no constraint vouches for.
 *
 * A row of the log that comes as an argument obeys nothing that the table demands: anybody may make
 * one, by jsonb_populate_record() or a row constructor, with a NULL wherever they like.  Tables,
 * enums and row types are their owner's to alter.  What was altered is an error with a hint here,
 * and no crash, and no internal error.
 *
 * Values of the extension's own types need no guard: their input functions make them, and nothing
 * else does.  Nor do the types of a kept query's columns: its text casts each column to the type
 * that its caller reads (kept_query.h).
 */
#ifndef EXPORT_CONTROL_GUARD_H
#define EXPORT_CONTROL_GUARD_H

#include "pg/binding.h"

#include "access/tupdesc.h"

/* A row type of the extension has the columns that it was made with, as many and none dropped. */
extern void require_columns(TupleDesc desc, int count);

/* A digest is there, and has its length.  `whose`: of what, as in "release 7".  Its bytes. */
extern const uint8 *require_digest(Datum digest, bool isnull, const char *whose);

/* The value of an enum type of the extension that has this label: it has one. */
extern Oid enum_value(Oid type, const char *label);

#endif /* EXPORT_CONTROL_GUARD_H */
