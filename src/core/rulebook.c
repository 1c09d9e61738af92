/*
 * rulebook.c
 *		Order and canonical text of a rulebook.  Its faults are found in rulebook_check.c.
 */
#include "core/rulebook.h"

#include <stdlib.h>

static const char *const kind_names[EC_RULE_KINDS] = {
    "classification", "requirement", "exception", "review", "prohibition",
};

static const char *const review_names[EC_REVIEWS] = {
    "presumption_of_approval",
    "case_by_case",
    "presumption_of_denial",
    "policy_of_denial",
};

static int
find_name(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return count;
}

const char *
ec_rule_kind_name(ec_rule_kind kind)
{
	return kind_names[kind];
}

ec_rule_kind
ec_rule_kind_find(const char *name)
{
	return (ec_rule_kind) find_name(kind_names, EC_RULE_KINDS, name);
}

const char *
ec_review_name(ec_review review)
{
	return review == EC_NO_REVIEW ? NULL : review_names[review];
}

ec_review
ec_review_find(const char *name)
{
	return (ec_review) find_name(review_names, EC_REVIEWS, name);
}

ec_rulebook *
ec_rulebook_new(const ec_memory *mem)
{
	ec_rulebook *book = ec_alloc(mem, sizeof(ec_rulebook));

	book->mem = mem;
	book->covered = EC_ALWAYS;
	book->covered_known = EC_ALWAYS;
	book->sources_read = EC_DAY_LAST;
	return book;
}

#define APPEND(book, array, type)                                                             \
	((array) = ec_grow((book)->mem, (array), array##_count, &array##_capacity, sizeof(type)), \
	 &(array)[array##_count++])

ec_rule *
ec_rulebook_add_rule(ec_rulebook *book)
{
	ec_rule *rule = APPEND(book, book->rule, ec_rule);

	rule->review = EC_NO_REVIEW;
	return rule;
}

ec_group *
ec_rulebook_add_group(ec_rulebook *book)
{
	return APPEND(book, book->group, ec_group);
}

ec_member *
ec_rulebook_add_member(ec_rulebook *book, ec_group *group)
{
	return APPEND(book, group->member, ec_member);
}

ec_governed *
ec_rulebook_add_governed(ec_rulebook *book)
{
	return APPEND(book, book->governed, ec_governed);
}

ec_scenario *
ec_rulebook_add_scenario(ec_rulebook *book)
{
	return APPEND(book, book->scenario, ec_scenario);
}

ec_override *
ec_rulebook_add_override(ec_rulebook *book, ec_scenario *scenario)
{
	return APPEND(book, scenario->override, ec_override);
}

ec_vendor *
ec_rulebook_add_vendor(ec_rulebook *book)
{
	ec_vendor *vendor = APPEND(book, book->vendor, ec_vendor);

	vendor->makes_circuits = true;
	return vendor;
}

ec_end_use *
ec_rulebook_add_end_use(ec_rulebook *book)
{
	return APPEND(book, book->end_use, ec_end_use);
}

ec_example *
ec_rulebook_add_example(ec_rulebook *book)
{
	ec_example *example = APPEND(book, book->example, ec_example);

	example->as_known = EC_DAY_LAST;
	return example;
}

/* --- canonical order --- */

static int
compare_days(ec_day a, ec_day b)
{
	return (a > b) - (a < b);
}

static int
compare_periods(ec_period a, ec_period b)
{
	int order = compare_days(a.from, b.from);

	return order != 0 ? order : compare_days(a.until, b.until);
}

static int
compare_rules(const void *va, const void *vb)
{
	const ec_rule *a = va;
	const ec_rule *b = vb;
	int order;

	if (a->kind != b->kind)
		return (int) a->kind - (int) b->kind;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	order = strcmp(a->id, b->id);
	if (order == 0)
		order = compare_periods(a->known, b->known);
	return order != 0 ? order : compare_periods(a->in_force, b->in_force);
}

static int
compare_groups(const void *a, const void *b)
{
	return strcmp(((const ec_group *) a)->name, ((const ec_group *) b)->name);
}

static int
compare_members(const void *va, const void *vb)
{
	const ec_member *a = va;
	const ec_member *b = vb;
	int order;

	if (a->country != b->country)
		return a->country < b->country ? -1 : 1;
	order = compare_periods(a->known, b->known);
	if (order == 0)
		order = compare_periods(a->in_force, b->in_force);
	return order != 0 ? order :
	                    strcmp(a->citation ? a->citation : "", b->citation ? b->citation : "");
}

static int
compare_governed(const void *a, const void *b)
{
	return (int) ((const ec_governed *) a)->country - (int) ((const ec_governed *) b)->country;
}

static int
compare_scenarios(const void *a, const void *b)
{
	return strcmp(((const ec_scenario *) a)->name, ((const ec_scenario *) b)->name);
}

static int
compare_overrides(const void *a, const void *b)
{
	return strcmp(((const ec_override *) a)->rule, ((const ec_override *) b)->rule);
}

static int
compare_called(const void *a, const void *b)
{
	return strcmp(((const ec_called *) a)->name, ((const ec_called *) b)->name);
}

static int
compare_examples(const void *a, const void *b)
{
	return strcmp(((const ec_example *) a)->id, ((const ec_example *) b)->id);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The reader's list stays as it is; a copy is sorted. */
static const char *const *
sorted_names(ec_rulebook *book, const char *const *names, int count)
{
	const char **sorted = ec_alloc(book->mem, (size_t) count * sizeof(char *));

	for (int i = 0; i < count; i++)
		sorted[i] = names[i];
	ec_sort(book->mem, sorted, (size_t) count, sizeof(char *), compare_names);
	return sorted;
}

static void
sort_aliases(ec_rulebook *book, ec_called *called)
{
	called->aliases = sorted_names(book, called->aliases, called->alias_count);
}

static void
sort_names(ec_rulebook *book, ec_name_list *list)
{
	list->name = sorted_names(book, list->name, list->count);
}

void
ec_rulebook_sort(ec_rulebook *book)
{
	for (size_t r = 0; r < book->rule_count; r++)
		book->rule[r].overcomes =
		    sorted_names(book, book->rule[r].overcomes, book->rule[r].overcome_count);
	ec_sort(book->mem, book->rule, book->rule_count, sizeof(ec_rule), compare_rules);
	ec_sort(book->mem, book->group, book->group_count, sizeof(ec_group), compare_groups);
	for (size_t g = 0; g < book->group_count; g++)
		ec_sort(book->mem, book->group[g].member, book->group[g].member_count, sizeof(ec_member),
		        compare_members);
	ec_sort(book->mem, book->governed, book->governed_count, sizeof(ec_governed), compare_governed);
	ec_sort(book->mem, book->scenario, book->scenario_count, sizeof(ec_scenario),
	        compare_scenarios);
	for (size_t s = 0; s < book->scenario_count; s++)
		ec_sort(book->mem, book->scenario[s].override, book->scenario[s].override_count,
		        sizeof(ec_override), compare_overrides);
	for (size_t i = 0; i < book->vendor_count; i++)
		sort_aliases(book, &book->vendor[i].called);
	ec_sort(book->mem, book->vendor, book->vendor_count, sizeof(ec_vendor), compare_called);
	for (size_t i = 0; i < book->end_use_count; i++)
		sort_aliases(book, &book->end_use[i].called);
	ec_sort(book->mem, book->end_use, book->end_use_count, sizeof(ec_end_use), compare_called);
	for (size_t e = 0; e < book->example_count; e++)
	{
		sort_names(book, &book->example[e].reasons);
		sort_names(book, &book->example[e].rules);
	}
	ec_sort(book->mem, book->example, book->example_count, sizeof(ec_example), compare_examples);
}

const ec_group *
ec_rulebook_group(const ec_rulebook *book, const char *name)
{
	ec_group key = {.name = name};

	return book->group_count == 0 ?
	    NULL :
	    bsearch(&key, book->group, book->group_count, sizeof(ec_group), compare_groups);
}

const ec_scenario *
ec_rulebook_scenario(const ec_rulebook *book, const char *name)
{
	ec_scenario key = {.name = name};

	return book->scenario_count == 0 ?
	    NULL :
	    bsearch(&key, book->scenario, book->scenario_count, sizeof(ec_scenario), compare_scenarios);
}

const ec_override *
ec_scenario_override(const ec_scenario *scenario, const char *rule)
{
	const ec_override key = {.rule = rule};

	return scenario->override_count == 0 ?
	    NULL :
	    bsearch(&key, scenario->override, scenario->override_count, sizeof(ec_override),
	            compare_overrides);
}

ec_country
ec_rulebook_governing(const ec_rulebook *book, ec_country country)
{
	ec_governed key = {.country = country};
	const ec_governed *found = book->governed_count == 0 ?
	    NULL :
	    bsearch(&key, book->governed, book->governed_count, sizeof(ec_governed), compare_governed);

	return found ? found->by : country;
}

/* --- canonical text --- */

static void
write_text(ec_text *out, const char *key, const char *value)
{
	if (value == NULL)
		return;
	ec_text_printf(out, ", \"%s\": ", key);
	ec_text_json_string(out, value, strlen(value));
}

static void
write_names(ec_text *out, const char *key, const char *const *names, int count)
{
	ec_text_printf(out, ", \"%s\": [", key);
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
			ec_text_add(out, ", ");
		ec_text_json_string(out, names[i], strlen(names[i]));
	}
	ec_text_add_char(out, ']');
}

static void
write_flag(ec_text *out, const char *key, bool value)
{
	ec_text_printf(out, ", \"%s\": %s", key, value ? "true" : "false");
}

static void
write_country(ec_text *out, const char *before, ec_country country)
{
	char code[3];

	ec_country_text(country, code);
	ec_text_printf(out, "%s\"%s\"", before, code);
}

static void
write_bound(ec_text *out, ec_day day)
{
	char text[EC_DAY_SIZE];

	if (day == EC_DAY_FIRST || day == EC_DAY_LAST)
	{
		ec_text_add(out, "null");
		return;
	}
	ec_day_text(day, text);
	ec_text_printf(out, "\"%s\"", text);
}

static void
write_period(ec_text *out, const char *key, ec_period period)
{
	ec_text_printf(out, ", \"%s\": [", key);
	if (!ec_period_is_empty(period))
	{
		write_bound(out, period.from);
		ec_text_add(out, ", ");
		write_bound(out, period.until);
	}
	ec_text_add_char(out, ']');
}

static void
write_rule(ec_text *out, const ec_rule *rule)
{
	ec_text condition;

	ec_text_add(out, "{\"id\": ");
	ec_text_json_string(out, rule->id, strlen(rule->id));
	ec_text_printf(out, ", \"kind\": \"%s\", \"rank\": %d", kind_names[rule->kind],
	               (int) rule->rank);
	ec_text_init(&condition, out->mem);
	ec_condition_write(rule->condition, &condition);
	write_text(out, "condition", condition.data);
	write_text(out, "eccn", rule->eccn);
	write_text(out, "reason", rule->reason);
	write_text(out, "exception", rule->exception);
	if (rule->overcome_count > 0)
		write_names(out, "overcomes", rule->overcomes, rule->overcome_count);
	write_text(out, "review", ec_review_name(rule->review));
	write_period(out, "in_force", rule->in_force);
	write_period(out, "known", rule->known);
	if (rule->not_applied)
		write_text(out, "when_unknown", "not_applied");
	write_text(out, "title", rule->title);
	write_text(out, "citation", rule->citation);
	write_text(out, "url", rule->url);
	write_text(out, "note", rule->note);
	ec_text_add_char(out, '}');
}

static void
write_group(ec_text *out, const ec_group *group)
{
	ec_text_add(out, "{\"name\": ");
	ec_text_json_string(out, group->name, strlen(group->name));
	write_text(out, "title", group->title);
	write_text(out, "citation", group->citation);
	write_text(out, "url", group->url);
	write_text(out, "note", group->note);
	ec_text_add(out, ", \"members\": [");
	for (size_t i = 0; i < group->member_count; i++)
	{
		const ec_member *member = &group->member[i];

		ec_text_add(out, i > 0 ? ",\n    " : "\n    ");
		write_country(out, "{\"country\": ", member->country);
		write_period(out, "in_force", member->in_force);
		write_period(out, "known", member->known);
		write_text(out, "citation", member->citation);
		ec_text_add_char(out, '}');
	}
	ec_text_add(out, "]}");
}

static void
write_scenario(ec_text *out, const ec_scenario *scenario)
{
	ec_text_add(out, "{\"name\": ");
	ec_text_json_string(out, scenario->name, strlen(scenario->name));
	write_text(out, "description", scenario->description);
	write_text(out, "citation", scenario->citation);
	ec_text_add(out, ", \"rules\": [");
	for (size_t i = 0; i < scenario->override_count; i++)
	{
		const ec_override *override = &scenario->override[i];

		ec_text_add(out, i > 0 ? ",\n    {\"rule\": " : "\n    {\"rule\": ");
		ec_text_json_string(out, override->rule, strlen(override->rule));
		write_period(out, "in_force", override->in_force);
		write_text(out, "note", override->note);
		ec_text_add_char(out, '}');
	}
	ec_text_add(out, "]}");
}

static void
write_called(ec_text *out, const ec_called *called)
{
	ec_text_add(out, "{\"name\": ");
	ec_text_json_string(out, called->name, strlen(called->name));
	write_names(out, "aliases", called->aliases, called->alias_count);
}

static void
write_vendors(const ec_rulebook *book, ec_text *out)
{
	for (size_t i = 0; i < book->vendor_count; i++)
	{
		const ec_vendor *vendor = &book->vendor[i];

		ec_check_interrupt(out->mem);
		ec_text_add(out, i > 0 ? ",\n  " : ",\n \"vendors\": [\n  ");
		write_called(out, &vendor->called);
		write_flag(out, "makes_circuits", vendor->makes_circuits);
		write_text(out, "note", vendor->note);
		ec_text_add(out, i + 1 < book->vendor_count ? "}" : "}]");
	}
}

static void
write_end_uses(const ec_rulebook *book, ec_text *out)
{
	for (size_t i = 0; i < book->end_use_count; i++)
	{
		const ec_end_use *use = &book->end_use[i];

		ec_check_interrupt(out->mem);
		ec_text_add(out, i > 0 ? ",\n  " : ",\n \"end_uses\": [\n  ");
		write_called(out, &use->called);
		write_text(out, "description", use->description);
		write_text(out, "citation", use->citation);
		write_flag(out, "ordinary", use->ordinary);
		ec_text_add(out, i + 1 < book->end_use_count ? "}" : "}]");
	}
}

static void
write_example(ec_text *out, const ec_example *example)
{
	ec_text_add(out, "{\"id\": ");
	ec_text_json_string(out, example->id, strlen(example->id));
	write_text(out, "title", example->title);
	write_text(out, "chip", example->chip);
	write_text(out, "eccn", example->eccn);
	write_country(out, ", \"destination\": ", example->destination);
	ec_text_add(out, ", \"as_of\": ");
	write_bound(out, example->as_of);
	if (example->as_known != EC_DAY_LAST)
	{
		ec_text_add(out, ", \"as_known\": ");
		write_bound(out, example->as_known);
	}
	write_text(out, "shipment", example->shipment);
	write_text(out, "scenario", example->scenario);
	write_text(out, "outcome", example->outcome);
	write_text(out, "classification", example->classification);
	if (example->reasons.count > 0)
		write_names(out, "reasons", example->reasons.name, example->reasons.count);
	write_text(out, "exception", example->exception);
	write_text(out, "review", example->review);
	write_names(out, "rules", example->rules.name, example->rules.count);
	write_text(out, "source", example->source);
	ec_text_add_char(out, '}');
}

static void
write_examples(const ec_rulebook *book, ec_text *out)
{
	for (size_t i = 0; i < book->example_count; i++)
	{
		ec_check_interrupt(out->mem);
		ec_text_add(out, i > 0 ? ",\n  " : ",\n \"examples\": [\n  ");
		write_example(out, &book->example[i]);
		ec_text_add(out, i + 1 < book->example_count ? "" : "]");
	}
}

void
ec_rulebook_write(const ec_rulebook *book, ec_text *out)
{
	ec_text_printf(out, "{\"format\": %d", EC_RULEBOOK_FORMAT);
	write_period(out, "covered", book->covered);
	write_period(out, "covered_known", book->covered_known);
	if (book->sources_read != EC_DAY_LAST)
	{
		ec_text_add(out, ", \"sources_read\": ");
		write_bound(out, book->sources_read);
	}
	ec_text_add(out, ",\n \"rules\": [");
	for (size_t i = 0; i < book->rule_count; i++)
	{
		ec_check_interrupt(out->mem);
		ec_text_add(out, i > 0 ? ",\n  " : "\n  ");
		write_rule(out, &book->rule[i]);
	}
	ec_text_add(out, "],\n \"scenarios\": [");
	for (size_t i = 0; i < book->scenario_count; i++)
	{
		ec_text_add(out, i > 0 ? ",\n  " : "\n  ");
		write_scenario(out, &book->scenario[i]);
	}
	ec_text_add(out, "],\n \"governed\": [");
	for (size_t i = 0; i < book->governed_count; i++)
	{
		const ec_governed *governed = &book->governed[i];

		ec_text_add(out, i > 0 ? ",\n  " : "\n  ");
		write_country(out, "{\"country\": ", governed->country);
		write_country(out, ", \"by\": ", governed->by);
		write_text(out, "citation", governed->citation);
		ec_text_add_char(out, '}');
	}
	ec_text_add(out, "],\n \"groups\": [");
	for (size_t i = 0; i < book->group_count; i++)
	{
		ec_text_add(out, i > 0 ? ",\n  " : "\n  ");
		write_group(out, &book->group[i]);
	}
	ec_text_add_char(out, ']');
	write_vendors(book, out);
	write_end_uses(book, out);
	write_examples(book, out);
	ec_text_add(out, "}\n");
}
