/*
 * place.c
 *		Testing places.  See place.h.
 */
#include "core/engine/place.h"

/* Was the country a member of the group at that moment?  Members are in order of country. */
static bool
is_member(const ec_group *group, ec_country country, const ec_moment *when)
{
	size_t low = 0;
	size_t high = group->member_count;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;

		if (group->member[middle].country < country)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < group->member_count && group->member[low].country == country; low++)
		if (ec_period_contains(group->member[low].known, when->as_known) &&
		    ec_period_contains(group->member[low].in_force, when->as_of))
			return true;
	return false;
}

/*
 * A territory counts as itself and as the state that governs its controls (15 CFR 738.3(b)).  The
 * truth is unknown where the place is, and where no other member of the list contains the place and
 * the rulebook lacks a group.
 */
ec_truth
ec_place_truth(const void *moment, const ec_condition *c, const ec_node *in, ec_country place)
{
	const ec_moment *when = moment;
	ec_country governing = ec_rulebook_governing(when->book, place);
	ec_truth truth = EC_FALSE;

	if (place == EC_NO_COUNTRY)
		return EC_UNKNOWN;
	for (uint32_t i = 0; i < in->count; i++)
	{
		const ec_item *item = ec_condition_items(c) + in->a + i;
		const ec_group *group;

		if (item->kind == EC_ITEM_COUNTRY)
		{
			if (item->value == place || item->value == governing)
				return EC_TRUE;
			continue;
		}
		group = ec_rulebook_group(when->book, ec_condition_text(c, item->value));
		if (group == NULL)
			truth = EC_UNKNOWN;
		else if (is_member(group, place, when) ||
		         (governing != place && is_member(group, governing, when)))
			return EC_TRUE;
	}
	return truth;
}

uint32_t
ec_place_list_id(ec_scratch *scratch, ec_place_lists *lists, const ec_condition *c,
                 const ec_node *node)
{
	const ec_memory *mem = scratch->lasting;
	ec_text name;
	uint32_t id;
	bool added;

	ec_text_init(&name, ec_scratch_begin(scratch));
	ec_condition_write_items(c, node, &name);
	id = ec_id_of_name(mem, &lists->numbering, name.data, lists->count, &added);
	if (added)
	{
		lists->list =
		    ec_grow(mem, lists->list, lists->count, &lists->capacity, sizeof(ec_place_list));
		lists->list[lists->count++] = (ec_place_list){c, node};
	}
	return id;
}
