/*
 * residual.c
 *		Compiling conditions and folding them.  See residual.h.
 *
 * Recursion is bounded: no condition is nested deeper than EC_CONDITION_MAX_DEPTH.
 */
#include "core/engine/residual.h"

#include "core/hash.h"

void
ec_compile_rule(ec_scratch *scratch, ec_atoms *atoms, ec_place_lists *lists, const ec_rule *rule,
                ec_compiled_rule *compiled)
{
	const ec_condition *c = rule->condition;

	compiled->rule = rule;
	compiled->id = ec_alloc(scratch->lasting, c->node_count * sizeof(uint32_t));
	for (int i = 0; i < c->node_count; i++)
	{
		const ec_node *node = &c->node[i];

		if (ec_is_place_test(node))
			compiled->id[i] = ec_place_list_id(scratch, lists, c, node);
		else
			ec_atom_id(scratch, atoms, c, node, &compiled->id[i]);
	}
}

static const ec_residual constants[3] = {
    [EC_FALSE] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_FALSE},
    [EC_UNKNOWN] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN},
    [EC_TRUE] = {.op = EC_RESIDUAL_CONSTANT, .constant = EC_TRUE},
};

/*
 * Which place could not be tested is kept, in `atom`, by its role.
 * Residuals that lack different places are not equal.
 */
static const ec_residual unknown_places[EC_ROLES] = {
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_DESTINATION},
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_HEADQUARTERS},
    {.op = EC_RESIDUAL_CONSTANT, .constant = EC_UNKNOWN, .atom = EC_ROLE_SHIPPED_FROM},
};

/* What one condition is folded with. */
typedef struct folding
{
	ec_scratch *scratch;
	const ec_compiled_rule *rule;
	const uint8_t *truths;
} folding;

static const ec_residual *fold(const folding *f, const ec_node *node, bool negated);

static const ec_residual *
keep(const folding *f, const ec_residual *residual)
{
	ec_residual *kept = ec_alloc(f->scratch->lasting, sizeof(ec_residual));

	*kept = *residual;
	return kept;
}

static uint32_t
id_of(const folding *f, const ec_node *node)
{
	return f->rule->id[node - f->rule->rule->condition->node];
}

static const ec_node *
operand_of(const folding *f, const ec_node *node, uint32_t i)
{
	const ec_condition *c = f->rule->rule->condition;

	return &c->node[ec_condition_links(c)[node->a + i]];
}

/* A test of a place is settled: what is left of it is a constant. */
static const ec_residual *
fold_place(const folding *f, const ec_node *node, bool negated)
{
	ec_truth truth = ec_truth_at_place(f->truths[id_of(f, node)], (ec_fact) node->fact);

	if (truth == EC_UNKNOWN)
		return &unknown_places[ec_role_of((ec_fact) node->fact)];
	return &constants[negated ? ec_truth_not(truth) : truth];
}

/*
 * An AND or OR.  What absorbs (false of an AND, true of an OR) is all that is left where any
 * operand is that; and a known operand that does not absorb leaves nothing.
 */
static const ec_residual *
fold_operands(const folding *f, const ec_node *node, bool negated)
{
	/* De Morgan: a negated AND is an OR of negated operands. */
	bool conjunctive = (node->op == EC_OP_AND) != negated;
	ec_truth absorbing = conjunctive ? EC_FALSE : EC_TRUE;
	ec_residual result = {.op = conjunctive ? EC_RESIDUAL_AND : EC_RESIDUAL_OR};
	const ec_residual **left;

	/* A place that settles it is looked for first, before any work is done on the rest. */
	for (uint32_t i = 0; i < node->count; i++)
	{
		const ec_node *operand = operand_of(f, node, i);

		if (ec_is_place_test(operand) && fold(f, operand, negated)->constant == absorbing)
			return &constants[absorbing];
	}
	left = ec_alloc(&f->scratch->memory, node->count * sizeof(ec_residual *));
	for (uint32_t i = 0; i < node->count; i++)
	{
		const ec_residual *child = fold(f, operand_of(f, node, i), negated);

		if (child->op == EC_RESIDUAL_CONSTANT && child->constant == absorbing)
			return child;
		if (child->op == EC_RESIDUAL_CONSTANT && child->constant != EC_UNKNOWN)
			continue;
		left[result.count++] = child;
		result.regards_eccn = result.regards_eccn || child->regards_eccn;
	}
	if (result.count == 0)
		return &constants[ec_truth_not(absorbing)];
	if (result.count == 1)
		return left[0];
	result.child = ec_alloc(f->scratch->lasting, result.count * sizeof(ec_residual *));
	memcpy(result.child, left, result.count * sizeof(ec_residual *));
	return keep(f, &result);
}

/* Any other test stays. */
static const ec_residual *
fold_test(const folding *f, const ec_node *node, bool negated)
{
	const ec_condition *c = f->rule->rule->condition;
	ec_bound_test bound;

	if (node->op == EC_OP_IN && node->fact == EC_ECCN)
		return keep(f,
		            &(ec_residual){
		                .op = EC_RESIDUAL_ECCN,
		                .negated = negated,
		                .regards_eccn = true,
		                .condition = c,
		                .node = node,
		            });
	/* The atom of tpp < 4800 is tpp >= 4800. */
	if (node->op != EC_OP_IN && node->op != EC_OP_FLAG && ec_bound_test_of(c, node, &bound) &&
	    bound.negated)
		negated = !negated;
	return keep(f,
	            &(ec_residual){
	                .op = EC_RESIDUAL_ATOM,
	                .negated = negated,
	                .atom = id_of(f, node),
	            });
}

/* What is left of a node of the condition, or of its negation. */
static const ec_residual *
fold(const folding *f, const ec_node *node, bool negated)
{
	switch ((ec_op) node->op)
	{
		case EC_OP_FALSE:
		case EC_OP_TRUE:
			return &constants[(node->op == EC_OP_TRUE) != negated ? EC_TRUE : EC_FALSE];
		case EC_OP_NOT:
			return fold(f, &f->rule->rule->condition->node[node->a], !negated);
		case EC_OP_AND:
		case EC_OP_OR:
			return fold_operands(f, node, negated);
		case EC_OP_IN:
			negated = negated != ((node->flags & EC_NODE_NEGATED) != 0);
			if (ec_is_place_test(node))
				return fold_place(f, node, negated);
			return fold_test(f, node, negated);
		default:
			return fold_test(f, node, negated);
	}
}

const ec_residual *
ec_fold(ec_scratch *scratch, const ec_compiled_rule *rule, const uint8_t *truths)
{
	const ec_condition *c = rule->rule->condition;

	return fold(&(folding){scratch, rule, truths}, &c->node[c->root], false);
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
