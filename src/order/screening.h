/*
 * screening.h
 *		An entry of the log of screenings: judging its facts, and writing it.
 */
#ifndef EXPORT_CONTROL_SCREENING_H
#define EXPORT_CONTROL_SCREENING_H

#include "ask/classify.h"

/* The columns of the table screening, in order. */
typedef enum ScreeningColumn
{
	SCREENING_ID,
	SCREENING_AT,
	SCREENING_BY,
	SCREENING_ORDER_TABLE,
	SCREENING_RELATION,
	SCREENING_ROW_KEY,
	SCREENING_ACTION,
	SCREENING_RESCREENS,
	SCREENING_PRODUCT,
	SCREENING_VENDOR,
	SCREENING_CHIP,
	SCREENING_ECCN,
	SCREENING_DESTINATION,
	SCREENING_AS_OF,
	SCREENING_AS_KNOWN,
	SCREENING_HEADQUARTERS,
	SCREENING_END_USE,
	SCREENING_END_USER,
	SCREENING_CONSIGNEE,
	SCREENING_SHIPMENT,
	SCREENING_SCENARIO,
	SCREENING_QUANTITY,
	SCREENING_VALUE,
	SCREENING_LICENSE,
	SCREENING_LICENSE_AMOUNT,
	SCREENING_LICENSE_FAULT,
	SCREENING_NOT_UNDERSTOOD,
	SCREENING_RELEASE,
	SCREENING_DIGEST,
	SCREENING_DETERMINATION,
	SCREENING_CONSIGNEE_TPP, /* only in entries of 0.1.0 */
	SCREENING_COLUMNS
} ScreeningColumn;

typedef struct Screening
{
	Datum value[SCREENING_COLUMNS];
	bool null[SCREENING_COLUMNS];
} Screening;

extern void clear_screening(Screening *entry); /* all NULL */
extern void set_screening(Screening *entry, ScreeningColumn column, Datum value);

/* Pushes a snapshot that shows all that has been committed by now, at every isolation level. */
extern void push_newest_snapshot(void);

/* What judging entries one after another keeps from one to the next. */
typedef struct Judge Judge;

extern Judge *make_judge(MemoryContext context);

/*
 * Judges the facts of an entry, from product to shipment, and fills in its determination, and
 * the digest of the rulebook that decided.  A headquarters of NULL is unknown.  `rulebook` 0: the
 * current release's, and then the release is filled in, too.
 */
extern void judge_screening(Judge *judge, Screening *entry, Datum rulebook, Question *question,
                            ec_answer **answer);

/*
 * Writes an entry, and fills in its id, when and by whom, and the action: a label of
 * screening_action.
 */
extern void write_screening(Screening *entry, const char *action);

#endif /* EXPORT_CONTROL_SCREENING_H */
