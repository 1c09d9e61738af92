/*
 * residual.c
 *		Compiling conditions and folding them.  See residual.h.
 *
 * Recursion is bounded: no condition is nested deeper than EC_CONDITION_MAX_DEPTH.
 */
#include "core/engine/residual.h"

#include "core/hash.h"

void
ec_compile_rule(const ec_memory *mem, ec_scratch *scratch, ec_atoms *atoms, ec_place_lists *lists,
                const ec_rule *rule, ec_compiled_rule *compiled)
{
	const ec_condition *c = rule->condition;

	compiled->rule = rule;
	compiled->number = ec_alloc(mem, c->node_count * sizeof(uint32_t));
	for (int i = 0; i < c->node_count; i++)
	{
		const ec_node *node = &c->node[i];

		if (ec_is_place_test(node))
			compiled->number[i] = ec_place_list_number(mem, scratch, lists, c, node);
		else
			ec_atom_number(mem, scratch, atoms, c, node, &compiled->number[i]);
	}
}

static const ec_residual constants[3] = {
    [EC_FALSE] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_FALSE},
    [EC_UNKNOWN] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN},
    [EC_TRUE] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_TRUE},
};

/*
 * Which place could not be tested is kept apart, by `atom`: what is missing is not the same thing.
 */
static const ec_residual unknown_places[EC_ROLES] = {
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_DESTINATION},
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_HEADQUARTERS},
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_SHIPPED_FROM},
};

/* What one condition is folded with. */
typedef struct folding
{
	const ec_memory *mem;
	ec_scratch *scratch;
	const ec_compiled_rule *rule;
	const uint8_t *truths;
} folding;

static const ec_residual *
fold(const folding *f, const ec_node *node, bool negated)
{
	const ec_condition *c = f->rule->rule->condition;
	uint32_t number = f->rule->number[node - c->node];
	ec_residual result = {0};
	ec_residual *kept;
	const ec_residual **children;
	ec_bound_test bound;

	switch ((ec_op) node->op)
	{
		case EC_OP_FALSE:
		case EC_OP_TRUE:
			return &constants[(node->op == EC_OP_TRUE) != negated ? EC_TRUE : EC_FALSE];
		case EC_OP_NOT:
			return fold(f, &c->node[node->a], !negated);
		case EC_OP_AND:
		case EC_OP_OR:
		{
			/* De Morgan: a negated AND is an OR of negated operands. */
			bool conjunctive = (node->op == EC_OP_AND) != negated;
			ec_truth absorbing = conjunctive ? EC_FALSE : EC_TRUE;

			/* A place that settles it is looked for first, before work is done on the rest. */
			for (uint32_t i = 0; i < node->count; i++)
			{
				const ec_node *link = &c->node[ec_condition_links(c)[node->a + i]];

				if (ec_is_place_test(link) && fold(f, link, negated)->constant == absorbing)
					return &constants[absorbing];
			}
			result.op = conjunctive ? EC_RESIDUAL_AND : EC_RESIDUAL_OR;
			result.child = ec_alloc(&f->scratch->memory, node->count * sizeof(ec_residual *));
			for (uint32_t i = 0; i < node->count; i++)
			{
				const ec_residual *child =
				    fold(f, &c->node[ec_condition_links(c)[node->a + i]], negated);

				if (child->op == EC_RESIDUAL_CONSTANT && child->constant == absorbing)
					return child;
				if (child->op == EC_RESIDUAL_CONSTANT && child->constant != EC_UNKNOWN)
					continue;
				result.child[result.count++] = child;
				result.regards_eccn = result.regards_eccn || child->regards_eccn;
			}
			if (result.count == 0)
				return &constants[conjunctive ? EC_TRUE : EC_FALSE];
			if (result.count == 1)
				return result.child[0];
			children = ec_alloc(f->mem, result.count * sizeof(ec_residual *));
			memcpy(children, result.child, result.count * sizeof(ec_residual *));
			result.child = children;
			break;
		}
		case EC_OP_IN:
			if (node->flags & EC_NODE_NEGATED)
				negated = !negated;
			if (ec_is_place_test(node))
			{
				ec_truth truth = ec_truth_at_place(f->truths[number], (ec_fact) node->fact);

				if (truth == EC_UNKNOWN)
					return &unknown_places[ec_role_of((ec_fact) node->fact)];
				return &constants[negated ? ec_truth_not(truth) : truth];
			}
			if (node->fact == EC_ECCN)
			{
				result.op = EC_RESIDUAL_ECCN;
				result.regards_eccn = true;
				result.condition = c;
				result.node = node;
			}
			else
			{
				result.op = EC_RESIDUAL_ATOM;
				result.atom = number;
			}
			result.negated = negated;
			break;
		default:
			result.op = EC_RESIDUAL_ATOM;
			result.atom = number;
			result.negated = negated;
			if (node->op != EC_OP_FLAG && ec_bound_test_of(c, node, &bound) && bound.negated)
				result.negated = !negated;
	}
	kept = ec_alloc(f->mem, sizeof(ec_residual));
	*kept = result;
	return kept;
}

const ec_residual *
ec_fold(const ec_memory *mem, ec_scratch *scratch, const ec_compiled_rule *rule,
        const uint8_t *truths)
{
	folding f = {mem, scratch, rule, truths};

	return fold(&f, &rule->rule->condition->node[rule->rule->condition->root], false);
}

uint64_t
ec_residual_hash(uint64_t h, const ec_residual *r)
{
	h = ec_hash_mix(h,
	                (uint64_t) r->op | (uint64_t) r->negated << 8 | (uint64_t) r->constant << 16 |
	                    (uint64_t) r->count << 32);
	h = ec_hash_mix(h, r->op == EC_RESIDUAL_ATOM ? r->atom : (uintptr_t) r->node);
	for (uint32_t i = 0; i < r->count; i++)
		h = ec_residual_hash(h, r->child[i]);
	return h;
}

bool
ec_residual_equal(const ec_residual *a, const ec_residual *b)
{
	if (a == b)
		return true;
	if (a->op != b->op || a->negated != b->negated || a->constant != b->constant ||
	    a->atom != b->atom || a->node != b->node || a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!ec_residual_equal(a->child[i], b->child[i]))
			return false;
	return true;
}
