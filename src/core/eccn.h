/*
 * eccn.h
 *		Export Control Classification Numbers with their paragraphs: 3A090, 3A090.a.1, EAR99.
 *
 * The canonical text is the value: category digit, product group A-E in upper case, three digits,
 * then paragraphs in lower case, each letters or a number.  Source of the form: 15 CFR 738.2(d).
 *
 * What is read is wider, since vendors write 5A992.z.2.b1, 3A991.p. and 5a992c:
 *
 *		[ "ECCN" [":"] ]  entry  { paragraph }  ["."]        entry: 3A090, or EAR99, EAR 99, EAR-99
 *		paragraph: ["."] letters or a number, or one of these in brackets
 *
 *	 - case does not matter;
 *	 - the period may be left out before a single letter, and between letters and a number;
 *	 - spaces may stand around periods and brackets, and between the entry and a letter;
 *	 - ( ) or [ ] may stand around all of it.
 *
 * What can be read in two ways is refused: 3A090aa, of which the letters may be one paragraph or
 * two; 3A0901; and two ECCNs, or a range of them.
 */
#ifndef EC_ECCN_H
#define EC_ECCN_H

#include "core/base.h"

#define EC_ECCN_MAX_LENGTH 40 /* canonical text, without the terminating NUL */

typedef struct ec_eccn
{
	char text[EC_ECCN_MAX_LENGTH + 1];
} ec_eccn;

/* Surrounding white space is ignored.  Fails with EC_INVALID_TEXT, and the position. */
extern bool ec_eccn_parse(const char *text, size_t length, ec_eccn *eccn, ec_error *error);

/* Natural order: .a.2 before .a.10; a paragraph after what contains it; EAR99 last. */
extern int ec_eccn_compare(const char *a, const char *b);

/* True when `inner` is `outer` or one of its paragraphs. */
extern bool ec_eccn_contains(const char *outer, const char *inner);

#endif /* EC_ECCN_H */
