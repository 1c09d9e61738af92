/*
 * atom.c
 *		From nodes of conditions to numbered atoms.  See atom.h.
 */
#include "core/engine/atom.h"

/*
 * A comparison of the sum of two numeric facts with a constant, such as a total bandwidth.  They
 * are not negative and their lower bounds are finite, so the sum is that of the bounds.
 */
static void
read_sum(const ec_condition *c, const ec_node *node, ec_atom *a)
{
	bool swapped = c->node[node->a].op == EC_OP_NUMBER;
	const ec_node *sum = &c->node[swapped ? node->b : node->a];
	const ec_node *number = &c->node[swapped ? node->a : node->b];
	bool greater = (node->op == EC_OP_GE || node->op == EC_OP_GT) != swapped;
	bool or_equal = node->op == EC_OP_GE || node->op == EC_OP_LE;

	if (node->op == EC_OP_EQ || node->op == EC_OP_NE || sum->op != EC_OP_ADD ||
	    number->op != EC_OP_NUMBER || c->node[sum->a].op != EC_OP_FACT ||
	    c->node[sum->b].op != EC_OP_FACT)
		return;
	a->kind = EC_ATOM_SUM;
	a->fact = c->node[sum->a].fact;
	a->more = c->node[sum->b].fact;
	/* x < y is the negation of x >= y */
	a->negated = !greater;
	a->limit = ec_condition_threshold(number->number, greater != or_equal);
}

/* A test of a form or a text. */
static void
read_membership(const ec_memory *mem, const ec_vocabulary *v, const ec_condition *c,
                const ec_node *node, ec_atom *a)
{
	const ec_item *items = ec_condition_items(c) + node->a;

	a->kind = EC_ATOM_TEXT;
	if (node->fact == EC_FORM)
	{
		a->kind = EC_ATOM_FORM;
		for (uint32_t i = 0; i < node->count; i++)
			a->forms |= (uint8_t) (1 << items[i].value);
	}
	else if (ec_has_meanings(v, (ec_fact) node->fact))
	{
		uint64_t *meaning = ec_alloc(mem, node->count * sizeof(uint64_t));

		for (uint32_t i = 0; i < node->count; i++)
		{
			const char *item = ec_condition_text(c, items[i].value);

			meaning[i] = ec_meaning_of(v, (ec_fact) node->fact, ec_name_hash(item, strlen(item)));
		}
		a->kind = EC_ATOM_MEANING;
		a->vocabulary = v;
		a->meaning = meaning;
		a->count = node->count;
	}
}

/* The atom that the node is, and its canonical text; false when it is none. */
static bool
read_atom(const ec_memory *mem, const ec_vocabulary *v, const ec_condition *c, const ec_node *node,
          ec_atom *a, ec_text *name)
{
	ec_bound_test bound;

	*a = (ec_atom){.fact = node->fact, .condition = c, .node = node};
	switch ((ec_op) node->op)
	{
		case EC_OP_FLAG:
			a->kind = EC_ATOM_FLAG;
			ec_text_add(name, ec_fact_name((ec_fact) node->fact));
			return true;
		case EC_OP_IN:
			if (node->fact == EC_ECCN || (EC_PLACE_FACTS >> node->fact & 1))
				return false;
			read_membership(mem, v, c, node, a);
			ec_text_add(name, ec_fact_name((ec_fact) node->fact));
			/* without its "not": a membership and its negation are one atom */
			ec_condition_write_items(c, node, name);
			return true;
		case EC_OP_LT:
		case EC_OP_LE:
		case EC_OP_EQ:
		case EC_OP_NE:
		case EC_OP_GE:
		case EC_OP_GT:
			if (ec_bound_test_of(c, node, &bound))
			{
				a->kind = bound.strict ? EC_ATOM_ABOVE : EC_ATOM_AT_LEAST;
				a->fact = (uint8_t) bound.fact;
				a->limit = bound.limit;
				ec_text_printf(name, "%s%s%a", ec_fact_name(bound.fact),
				               bound.strict ? ">" : ">=", bound.limit);
			}
			else
			{
				a->kind = EC_ATOM_NUMBER;
				read_sum(c, node, a);
				ec_condition_write_node(c, (uint32_t) (node - c->node), name);
			}
			return true;
		default:
			return false;
	}
}

/* The id of the atom of this name, which is added if it is new. */
static uint32_t
enter_atom(const ec_memory *mem, ec_atoms *atoms, const ec_atom *a, const char *name)
{
	bool added;
	uint32_t id = ec_id_of_name(mem, &atoms->numbering, name, atoms->count, &added);

	if (added)
	{
		atoms->atom = ec_grow(mem, atoms->atom, atoms->count, &atoms->capacity, sizeof(ec_atom));
		atoms->atom[atoms->count++] = *a;
	}
	return id;
}

bool
ec_atom_id(ec_scratch *scratch, ec_atoms *atoms, const ec_condition *c, const ec_node *node,
           uint32_t *id)
{
	const ec_memory *mem = scratch->lasting;
	ec_atom a;
	ec_text name;

	ec_text_init(&name, ec_scratch_begin(scratch));
	if (!read_atom(mem, atoms->vocabulary, c, node, &a, &name))
		return false;
	*id = enter_atom(mem, atoms, &a, name.data);
	return true;
}

uint32_t
ec_unruled_atom_id(ec_scratch *scratch, ec_atoms *atoms)
{
	ec_atom a = {.kind = EC_ATOM_UNRULED, .fact = EC_END_USE, .vocabulary = atoms->vocabulary};

	return enter_atom(scratch->lasting, atoms, &a, "end use is unruled");
}
