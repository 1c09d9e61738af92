/*
 * screening_id.h
 *		The ids of the log of screenings.
 */
#ifndef EXPORT_CONTROL_SCREENING_ID_H
#define EXPORT_CONTROL_SCREENING_ID_H

#include "postgres.h"

/* Draws the next id from `sequence`, which is screening_id, for an entry of this transaction. */
extern int64 draw_screening_id(Oid sequence);

#endif /* EXPORT_CONTROL_SCREENING_ID_H */
