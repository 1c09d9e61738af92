/*
 * doubt.h
 *		What an order states and screening does not understand.
 *
 * An order with a doubt never passes, whatever else is known of it.  The log keeps its doubts, as a
 * JSON object:
 *
 *		{"destination": {"read": "UK", "fault": "ISO 3166-1 does not assign ...", "hint": "..."}}
 */
#ifndef EXPORT_CONTROL_DOUBT_H
#define EXPORT_CONTROL_DOUBT_H

#include "pg/binding.h"

#include "utils/jsonb.h"

#include "core/fact.h"

typedef struct Doubt
{
	const char *about; /* an argument of screen_order() */
	const char *read;
	const char *fault;
	const char *hint; /* NULL: none */
} Doubt;

#define MOST_DOUBTS 24 /* there are fewer arguments that name a column */

typedef struct Doubts
{
	int count;
	Doubt doubt[MOST_DOUBTS];
} Doubts;

/* Of a long text, the beginning is kept. */
extern void add_doubt(Doubts *doubts, const char *about, const char *read, const char *fault,
                      const char *hint);

/* For a person: destination "UK" is not understood: ... */
extern const char *doubt_words(const Doubt *doubt);

extern Datum doubts_json(const Doubts *doubts);

/* The facts that are unknown because of the doubts of an entry. */
extern ec_fact_set doubted_facts(Jsonb *doubts);

#endif /* EXPORT_CONTROL_DOUBT_H */
