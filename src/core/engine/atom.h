/*
 * atom.h
 *		Atoms: the tests of an item or a transaction that conditions are made of, each with an id.
 *
 * A membership and its negation are one atom.  So are all ways to write one bound of a number:
 * tpp >= 4800, 4800 <= tpp, and tpp < 4800, which is the negation.  Tests of places and of the ECCN
 * are not atoms: places are settled before a row comes, and the ECCN is what the rules find.
 */
#ifndef EC_ATOM_H
#define EC_ATOM_H

#include "core/evaluate.h"
#include "core/engine/numbering.h"
#include "core/engine/scratch.h"

typedef enum ec_atom_kind
{
	EC_ATOM_AT_LEAST, /* number >= limit */
	EC_ATOM_ABOVE,    /* number > limit */
	EC_ATOM_SUM,      /* number + number >= limit */
	EC_ATOM_FLAG,
	EC_ATOM_FORM,    /* form in a set of forms */
	EC_ATOM_MEANING, /* a name in a list, by what the names mean */
	EC_ATOM_UNRULED, /* the end use has consequences that no rule states */
	EC_ATOM_TEXT,    /* any other test of a text */
	EC_ATOM_NUMBER   /* any other comparison of numbers */
} ec_atom_kind;

typedef struct ec_atom
{
	uint8_t kind;   /* ec_atom_kind */
	uint8_t fact;   /* ec_fact */
	uint8_t forms;  /* bits of ec_form */
	uint8_t more;   /* ec_fact, of SUM */
	bool negated;   /* of SUM */
	uint32_t count; /* of MEANING */
	union
	{
		double limit;
		const uint64_t *meaning;
	};
	const ec_vocabulary *vocabulary; /* of MEANING and UNRULED */
	const ec_condition *condition;   /* of TEXT and NUMBER */
	const ec_node *node;
} ec_atom;

/* All atoms of a rulebook, by id. */
typedef struct ec_atoms
{
	ec_atom *atom;
	size_t count;
	size_t capacity;
	ec_numbering numbering;
	const ec_vocabulary *vocabulary; /* of the rulebook */
} ec_atoms;

/*
 * The id of the atom that a node of a condition is, or negates.  False when the node is not a test,
 * or tests a place or the ECCN.  The condition must outlive the atoms.
 */
extern bool ec_atom_id(ec_scratch *scratch, ec_atoms *atoms, const ec_condition *c,
                       const ec_node *node, uint32_t *id);

/* The id of the atom EC_ATOM_UNRULED. */
extern uint32_t ec_unruled_atom_id(ec_scratch *scratch, ec_atoms *atoms);

static inline ec_truth
ec_atom_truth(const ec_atom *a, const ec_facts *facts)
{
	switch ((ec_atom_kind) a->kind)
	{
		case EC_ATOM_AT_LEAST:
			return ec_at_least(ec_number_of(facts, (ec_fact) a->fact), a->limit);
		case EC_ATOM_ABOVE:
			return ec_above(ec_number_of(facts, (ec_fact) a->fact), a->limit);
		case EC_ATOM_SUM:
		{
			const ec_interval *x = &facts->number[a->fact];
			const ec_interval *y = &facts->number[a->more];
			ec_truth truth = ec_at_least((ec_interval){x->lo + y->lo, x->hi + y->hi}, a->limit);

			return a->negated ? ec_truth_not(truth) : truth;
		}
		case EC_ATOM_FLAG:
			return ec_flag_of(facts, (ec_fact) a->fact);
		case EC_ATOM_FORM:
			return ec_form_test(facts->form, a->forms);
		case EC_ATOM_MEANING:
			return ec_meaning_test(a->vocabulary, facts, (ec_fact) a->fact, a->meaning, a->count);
		case EC_ATOM_UNRULED:
			return ec_end_use_is_unruled(a->vocabulary, facts);
		case EC_ATOM_TEXT:
			return ec_text_test(facts, a->condition, a->node);
		case EC_ATOM_NUMBER:
			break;
	}
	return ec_number_test(facts, a->condition, a->node);
}

#endif /* EC_ATOM_H */
