/*
 * name.h
 *		Names as people write them: when two of them are one name.
 *
 * The canonical form of a name keeps what tells names apart, and drops what people write in many
 * ways:
 *
 *		NVIDIA Corporation, nvidia, "NVIDIA ", Nvidia Corp.        nvidia
 *		super computer, Super-Computer, SUPERCOMPUTER              supercomputer
 *		SK hynix Inc., SK-hynix                                    skhynix
 *		Société Générale S.A.                                      societegenerale
 *		H100 SXM5 80GB, h100-sxm5-80gb                             h100sxm5 80gb
 *
 * - Letters are folded: to lower case, and to the letter without its accent, in Latin, Greek and
 *   Cyrillic; letters and signs of full width, to ASCII.
 * - Spaces and punctuation are dropped, marks such as (TM) too.  Only between two digits is there
 *   one space, or a point, left of them: a 2.5 is no 25.
 * - Legal forms at the end are dropped, such as Inc or Co., Ltd.  The first word always stays.
 * - A name of nothing but punctuation stays as it is, without its blanks.  Only a name of nothing
 *   but blanks is no name, and its canonical form is empty.
 *
 * Text that is not UTF-8 as a whole is read byte by byte: a byte beyond ASCII is a letter.  So
 * every encoding of a server will do, and bytes that are not valid do no harm.
 *
 * Hashes of canonical forms stand in stored chips.  A change of the canonical form or of the hash
 * is therefore a change of the formulas of chip.h, too (EC_FORMULA_CHANGES).
 */
#ifndef EC_NAME_H
#define EC_NAME_H

#include "core/base.h"

#define EC_NO_NAME ((uint64_t) 0) /* the hash of no name; no name has it */

/*
 * Writes the canonical form into `out`, which has room for `length` bytes, and returns its length.
 * 0: it is no name.  Of a canonical form of valid text, the canonical form is the same.
 */
extern size_t ec_name_canonical(const char *text, size_t length, char *out);

/* The same of text in an encoding that is not UTF-8, though its bytes may look so. */
extern size_t ec_name_canonical_bytes(const char *text, size_t length, char *out);

/* The hash of the canonical form.  It takes no memory, however long the name is. */
extern uint64_t ec_name_hash(const char *text, size_t length);

/* Have they the same canonical form? */
extern bool ec_name_equal(const ec_memory *mem, const char *a, const char *b);

/*
 * The name among `names` that is nearest, by the edit distance of canonical forms; NULL when none
 * is near enough to be suggested.
 */
extern const char *ec_name_nearest(const ec_memory *mem, const char *text, size_t length,
                                   const char *const *names, int count);

/*
 * How near a name is to what was asked for, from 0 to 1: in which part of the one the other is
 * found, three letters at a time.  It counts most how much of what was asked is in the name, so
 * that "rtx 4090" finds the GeForce RTX 4090.
 */
extern double ec_name_similarity(const ec_memory *mem, const char *asked, size_t asked_length,
                                 const char *name, size_t name_length);

#endif /* EC_NAME_H */
