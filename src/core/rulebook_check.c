/*
 * rulebook_check.c
 *		Finding everything that makes a rulebook unfit to be used.
 *
 * All faults are reported, not the first: an editor mends a batch of rules in one pass.  But of a
 * row that overlaps many others, only the overlap with the nearest one, so that there are no more
 * faults than what is checked.
 */
#include "core/table.h"
#include "core/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

static void add_message(const ec_memory *mem, ec_messages *list, const char *format, va_list args)
    EC_PRINTF(3, 0);

static void
add_message(const ec_memory *mem, ec_messages *list, const char *format, va_list args)
{
	char message[1000];

	vsnprintf(message, sizeof(message), format, args);
	ec_drop_cut_characters(message);
	list->message = ec_grow(mem, list->message, list->count, &list->capacity, sizeof(char *));
	list->message[list->count++] = ec_copy_text(mem, message, strlen(message));
}

static void fault(ec_faults *faults, const char *format, ...) EC_PRINTF(2, 3);

static void
fault(ec_faults *faults, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_message(faults->mem, &faults->errors, format, args);
	va_end(args);
}

static void warn(ec_faults *faults, const char *format, ...) EC_PRINTF(2, 3);

static void
warn(ec_faults *faults, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_message(faults->mem, &faults->warnings, format, args);
	va_end(args);
}

static bool
blank(const char *text)
{
	if (text != NULL)
		for (; *text != '\0'; text++)
			if (!ec_is_space(*text))
				return false;
	return true;
}

/* The finding that a kind of rule is for, and no other, must be there. */
static void
check_finding(const ec_rule *rule, ec_faults *faults)
{
	const struct
	{
		const char *column;
		bool present;
		bool wanted;
	} finding[] = {
	    {"eccn", rule->eccn != NULL, rule->kind == EC_CLASSIFICATION},
	    {"reason", !blank(rule->reason),
	     rule->kind == EC_REQUIREMENT || rule->kind == EC_PROHIBITION},
	    {"exception", !blank(rule->exception), rule->kind == EC_EXCEPTION},
	    {"overcomes", rule->overcome_count > 0, rule->kind == EC_EXCEPTION},
	    {"review", rule->review != EC_NO_REVIEW, rule->kind == EC_REVIEW},
	};

	for (size_t i = 0; i < sizeof(finding) / sizeof(finding[0]); i++)
	{
		if (finding[i].wanted && !finding[i].present)
			fault(faults, "rule \"%s\": a rule of kind %s must state \"%s\"; write it", rule->id,
			      ec_rule_kind_name(rule->kind), finding[i].column);
		if (!finding[i].wanted && finding[i].present)
			fault(faults,
			      "rule \"%s\": a rule of kind %s must not state \"%s\"; set it to NULL or choose "
			      "another kind",
			      rule->id, ec_rule_kind_name(rule->kind), finding[i].column);
	}
}

/* The group whose name is nearest, or NULL.  Some at a time, so that it can be interrupted. */
static const char *
nearest_group(const ec_rulebook *book, const char *name, ec_faults *faults)
{
	const char *some[257]; /* the first one: the nearest of those before */
	const char *nearest = NULL;

	for (size_t g = 0; g < book->group_count;)
	{
		int count = 0;

		ec_check_interrupt(faults->mem);
		if (nearest != NULL)
			some[count++] = nearest;
		while (count < 257 && g < book->group_count)
			some[count++] = book->group[g++].name;
		nearest = ec_nearest(name, strlen(name), some, count);
	}
	return nearest;
}

static void
check_groups_of(const ec_rulebook *book, const ec_rule *rule, ec_faults *faults)
{
	const ec_condition *c = rule->condition;
	const ec_item *items = ec_condition_items(c);

	for (int i = 0; i < c->item_count; i++)
	{
		const char *name;
		const char *nearest;

		if (items[i].kind != EC_ITEM_GROUP)
			continue;
		name = ec_condition_text(c, items[i].value);
		if (ec_rulebook_group(book, name) != NULL)
			continue;
		nearest = nearest_group(book, name, faults);
		if (nearest != NULL)
			fault(faults,
			      "rule \"%s\": its condition names the country group \"%s\", which does not "
			      "exist; perhaps you meant \"%s\"",
			      rule->id, name, nearest);
		else
			fault(faults,
			      "rule \"%s\": its condition names the country group \"%s\", which does not "
			      "exist; add it to country_group, or name another",
			      rule->id, name);
	}
}

/*
 * A vendor or an end use that a rule tests for must be one of the rulebook's, if it has any: no
 * item and no shipment is of another.
 */
static void
check_name_of(const ec_rulebook *book, const ec_rule *rule, ec_fact fact, const char *name,
              ec_faults *faults)
{
	const char *kind = fact == EC_VENDOR ? "vendor" : "end use";
	const char *nearest = ec_meaning_nearest(faults->mem, book, fact, name, strlen(name));
	ec_text quoted;

	ec_text_init(&quoted, faults->mem);
	for (const char *at = name; *at != '\0'; at++)
		ec_text_printf(&quoted, *at == '\'' ? "''" : "%c", *at);
	fault(faults,
	      "rule \"%s\": its condition names the %s \"%s\", which does not exist; %s%s%sadd it: "
	      "INSERT INTO export_control.%s VALUES ('%s'%s)",
	      rule->id, kind, name, nearest ? "perhaps you meant \"" : "", nearest ? nearest : "",
	      nearest ? "\", or " : "",
	      fact == EC_VENDOR ? "vendor (name)" : "end_use (name, description, citation)",
	      quoted.data ? quoted.data : "",
	      fact == EC_VENDOR ? "" : ", 'what it is', 'where it is written'");
}

static void
check_names_of(const ec_vocabulary *v, const ec_rule *rule, ec_faults *faults)
{
	const ec_condition *c = rule->condition;

	for (int n = 0; n < c->node_count; n++)
	{
		const ec_node *in = &c->node[n];
		ec_fact fact = (ec_fact) in->fact;

		if (in->op != EC_OP_IN || (fact != EC_VENDOR && fact != EC_END_USE) ||
		    !ec_has_meanings(v, fact))
			continue;
		for (uint32_t i = 0; i < in->count; i++)
		{
			const char *name = ec_condition_text(c, ec_condition_items(c)[in->a + i].value);
			uint64_t hash = ec_name_hash(name, strlen(name));
			const ec_meaning *entry =
			    ec_lexicon_find(fact == EC_VENDOR ? &v->vendor : &v->end_use, hash);

			ec_check_interrupt(faults->mem);
			if (entry->hash == EC_NO_NAME)
				check_name_of(v->book, rule, fact, name, faults);
			else if (entry->meaning == EC_NO_NAME)
				fault(faults,
				      "rule \"%s\": its condition names the vendor \"%s\", which makes no "
				      "circuits; name who makes them",
				      rule->id, name);
		}
	}
}

/*
 * An ECCN is reachable when some classification gives it, a paragraph of it, or what contains it.
 */
static bool
reachable(const ec_rulebook *book, const char *eccn, ec_faults *faults)
{
	for (size_t r = 0; r < book->rule_count; r++)
	{
		const char *given = book->rule[r].eccn;

		ec_check_interrupt(faults->mem);
		if (book->rule[r].kind != EC_CLASSIFICATION)
			break; /* rules are sorted by kind, classifications first */
		if (given != NULL && (ec_eccn_contains(given, eccn) || ec_eccn_contains(eccn, given)))
			return true;
	}
	return false;
}

static void
check_eccns_of(const ec_rulebook *book, const ec_rule *rule, ec_faults *faults)
{
	const ec_condition *c = rule->condition;
	const ec_item *items = ec_condition_items(c);

	for (int i = 0; i < c->item_count; i++)
		if (items[i].kind == EC_ITEM_ECCN &&
		    !reachable(book, ec_condition_text(c, items[i].value), faults))
			fault(faults,
			      "rule \"%s\": its condition tests for ECCN %s, which no classification rule "
			      "gives; add one, or correct the number",
			      rule->id, ec_condition_text(c, items[i].value));
}

/* Classification looks at the item only: who gets it, and what for, comes later. */
static void
check_classification(const ec_rule *rule, ec_faults *faults)
{
	ec_fact_set used = ec_condition_facts(rule->condition);

	for (int i = 0; i < EC_FACT_COUNT; i++)
	{
		ec_fact f = ec_fact_at(i);

		if ((used & EC_FACT_BIT(f)) && ec_fact_holder_of(f) != EC_HOLDER_ITEM &&
		    ec_fact_holder_of(f) != EC_HOLDER_METRIC)
			fault(faults,
			      "rule \"%s\": a classification must not depend on \"%s\"; test facts of the item "
			      "only",
			      rule->id, ec_fact_name(f));
	}
}

static void
check_overcomes(const ec_rulebook *book, const ec_rule *rule, ec_faults *faults)
{
	for (int i = 0; i < rule->overcome_count; i++)
	{
		bool found = false;

		for (size_t r = 0; r < book->rule_count && !found; r++)
		{
			ec_check_interrupt(faults->mem);
			found = book->rule[r].kind == EC_REQUIREMENT && book->rule[r].reason != NULL &&
			    strcmp(book->rule[r].reason, rule->overcomes[i]) == 0;
		}
		if (!found)
			fault(faults,
			      "rule \"%s\": it overcomes the reason \"%s\", for which no requirement asks a "
			      "license; correct the reason, or add the requirement",
			      rule->id, rule->overcomes[i]);
	}
}

/* What goes against the rule for unknowns is for what forbids, and needs a reason. */
static void
check_not_applied(const ec_rule *rule, ec_faults *faults)
{
	if (!rule->not_applied)
		return;
	if (rule->kind != EC_REQUIREMENT && rule->kind != EC_PROHIBITION)
		fault(faults,
		      "rule \"%s\": a rule of kind %s must not state \"when_unknown\"; set it to NULL",
		      rule->id, ec_rule_kind_name(rule->kind));
	if (rule->note == NULL || blank(rule->note))
		fault(faults,
		      "rule \"%s\": it is not applied where it is unknown, and its note does not say why; "
		      "write a note",
		      rule->id);
}

static void
period_text(ec_period period, char out[3 * EC_DAY_SIZE])
{
	char from[EC_DAY_SIZE] = "";
	char until[EC_DAY_SIZE] = "";

	if (period.from != EC_DAY_FIRST)
		ec_day_text(period.from, from);
	if (period.until != EC_DAY_LAST)
		ec_day_text(period.until, until);
	snprintf(out, 3 * EC_DAY_SIZE, "[%s,%s)", from, until);
}

static void
check_rules(const ec_rulebook *book, ec_faults *faults)
{
	const ec_vocabulary *vocabulary = ec_vocabulary_new(faults->mem, book);

	for (size_t r = 0; r < book->rule_count; r++)
	{
		const ec_rule *rule = &book->rule[r];

		ec_check_interrupt(faults->mem);
		if (blank(rule->id))
			fault(faults, "a rule has an empty id; give it one");
		if (blank(rule->title))
			fault(faults, "rule \"%s\": it has no title; say in a sentence what it does", rule->id);
		if (blank(rule->citation))
			fault(faults, "rule \"%s\": it has no citation; name its source", rule->id);
		check_finding(rule, faults);
		check_groups_of(book, rule, faults);
		check_eccns_of(book, rule, faults);
		check_names_of(vocabulary, rule, faults);
		if (rule->kind == EC_CLASSIFICATION)
			check_classification(rule, faults);
		if (rule->kind == EC_EXCEPTION)
			check_overcomes(book, rule, faults);
		check_not_applied(rule, faults);
		if (ec_period_is_empty(rule->known))
			fault(faults,
			      "rule \"%s\": its \"known\" is empty, so it can never apply; delete the row, or "
			      "say from when it was known",
			      rule->id);
	}
}

typedef struct version
{
	const char *id;
	ec_period known;
} version;

static int
compare_versions(const void *va, const void *vb)
{
	const version *a = va;
	const version *b = vb;
	int order = strcmp(a->id, b->id);

	if (order != 0)
		return order;
	return (a->known.from > b->known.from) - (a->known.from < b->known.from);
}

static void
overlapping_versions(const version *first, const version *second, ec_faults *faults)
{
	char first_period[3 * EC_DAY_SIZE];
	char second_period[3 * EC_DAY_SIZE];
	char until[EC_DAY_SIZE];

	period_text(first->known, first_period);
	period_text(second->known, second_period);
	if (second->known.from == EC_DAY_FIRST)
	{
		fault(faults,
		      "rule \"%s\": its versions known %s and %s overlap; say since when the second was "
		      "known and end the first then, or give the second another id",
		      second->id, first_period, second_period);
		return;
	}
	ec_day_text(second->known.from, until);
	fault(faults,
	      "rule \"%s\": its versions known %s and %s overlap; end the first at %s, when the second "
	      "became known, or give the second another id",
	      second->id, first_period, second_period, until);
}

static void
check_versions(const ec_rulebook *book, ec_faults *faults)
{
	version *versions = ec_alloc(faults->mem, (book->rule_count + 1) * sizeof(version));

	for (size_t r = 0; r < book->rule_count; r++)
		versions[r] = (version){book->rule[r].id, book->rule[r].known};
	ec_sort(faults->mem, versions, book->rule_count, sizeof(version), compare_versions);
	for (size_t r = 1; r < book->rule_count; r++)
		for (size_t q = r; q-- > 0 && strcmp(versions[q].id, versions[r].id) == 0;)
		{
			ec_check_interrupt(faults->mem);
			if (!ec_periods_overlap(versions[q].known, versions[r].known))
				continue;
			overlapping_versions(&versions[q], &versions[r], faults);
			break;
		}
}

static void
check_groups(const ec_rulebook *book, ec_faults *faults)
{
	for (size_t g = 0; g < book->group_count; g++)
	{
		const ec_group *group = &book->group[g];

		if (!ec_group_name_is_valid(group->name, strlen(group->name)))
			fault(faults,
			      "country group \"%s\": the name cannot be written in a condition; use a letter, "
			      "then letters, digits, \"_\" or \":\", and not two letters alone",
			      group->name);
		if (g > 0 && strcmp(book->group[g - 1].name, group->name) == 0)
			fault(faults, "country group \"%s\" is there twice; keep one", group->name);
		if (blank(group->citation))
			fault(faults, "country group \"%s\" has no citation; name its source", group->name);
		for (size_t m = 0; m < group->member_count; m++)
		{
			char code[3];

			ec_country_text(group->member[m].country, code);
			if (blank(group->member[m].citation))
				fault(faults,
				      "country group \"%s\": its member %s has no citation; name its source",
				      group->name, code);
			for (size_t n = m + 1;
			     n < group->member_count && group->member[n].country == group->member[m].country;
			     n++)
			{
				ec_check_interrupt(faults->mem);
				if (!ec_periods_overlap(group->member[m].known, group->member[n].known) ||
				    !ec_periods_overlap(group->member[m].in_force, group->member[n].in_force))
					continue;
				fault(faults,
				      "country group \"%s\": two rows for %s overlap in both "
				      "\"in_force\" and \"known\"; end one where the other begins",
				      group->name, code);
				break;
			}
		}
	}
}

static void
check_governed(const ec_rulebook *book, ec_faults *faults)
{
	for (size_t i = 0; i < book->governed_count; i++)
	{
		const ec_governed *governed = &book->governed[i];
		char code[3];
		char by[3];

		ec_country_text(governed->country, code);
		ec_country_text(governed->by, by);
		if (i > 0 && book->governed[i - 1].country == governed->country)
			fault(faults, "country %s is governed twice; keep one", code);
		if (ec_rulebook_governing(book, governed->by) != governed->by ||
		    governed->by == governed->country)
			fault(faults,
			      "country %s is governed by %s, which is itself governed; name the state at the "
			      "end of the chain",
			      code, by);
		if (blank(governed->citation))
			fault(faults, "country %s is governed by %s without a citation; name the source", code,
			      by);
	}
}

static void
check_scenarios(const ec_rulebook *book, ec_faults *faults)
{
	if (ec_rulebook_scenario(book, "enforced") == NULL)
		fault(faults, "there is no scenario \"enforced\", which is the default; add it");
	for (size_t s = 0; s < book->scenario_count; s++)
	{
		const ec_scenario *scenario = &book->scenario[s];

		if (s > 0 && strcmp(book->scenario[s - 1].name, scenario->name) == 0)
			fault(faults, "scenario \"%s\" is there twice; keep one", scenario->name);
		for (size_t o = 0; o < scenario->override_count; o++)
		{
			bool found = false;

			for (size_t r = 0; r < book->rule_count && !found; r++)
			{
				ec_check_interrupt(faults->mem);
				found = strcmp(book->rule[r].id, scenario->override[o].rule) == 0;
			}
			if (!found)
				fault(faults,
				      "scenario \"%s\": it overrides the rule \"%s\", which does not exist; "
				      "correct the id",
				      scenario->name, scenario->override[o].rule);
			if (o > 0 && strcmp(scenario->override[o - 1].rule, scenario->override[o].rule) == 0)
				fault(faults, "scenario \"%s\": it overrides the rule \"%s\" twice; keep one",
				      scenario->name, scenario->override[o].rule);
		}
	}
}

/* One name of a row, by its hash. */
typedef struct claim
{
	uint64_t hash;
	const ec_called *row;
	const char *name;
} claim;

static bool
claims_hash(const void *item, const void *hash)
{
	return ((const claim *) item)->hash == *(const uint64_t *) hash;
}

/* Each name has one meaning.  `kind`: "vendor", "end use". */
static void
check_called(const char *kind, const ec_called *row, ec_table *claims, ec_faults *faults)
{
	for (int i = 0; i <= row->alias_count; i++)
	{
		const char *name = i == 0 ? row->name : row->aliases[i - 1];
		uint64_t hash = ec_name_hash(name, strlen(name));
		const claim *other = ec_table_find(claims, hash, claims_hash, &hash);
		claim *fresh;

		if (hash == EC_NO_NAME)
			fault(faults, "%s \"%s\": %s is blank; write it, or delete it", kind, row->name,
			      i == 0 ? "its name" : "an alias");
		else if (other != NULL && other->row != row)
			fault(faults,
			      "%s \"%s\": its name \"%s\" is also that of \"%s\" (\"%s\"); leave it to one of "
			      "them",
			      kind, row->name, name, other->row->name, other->name);
		if (hash == EC_NO_NAME || other != NULL)
			continue;
		fresh = ec_alloc(faults->mem, sizeof(claim));
		*fresh = (claim){hash, row, name};
		ec_table_add(faults->mem, claims, hash, fresh);
	}
}

static void
check_vocabulary(const ec_rulebook *book, ec_faults *faults)
{
	ec_table vendors = {0};
	ec_table end_uses = {0};

	for (size_t i = 0; i < book->vendor_count; i++)
	{
		ec_check_interrupt(faults->mem);
		check_called("vendor", &book->vendor[i].called, &vendors, faults);
	}
	for (size_t i = 0; i < book->end_use_count; i++)
	{
		const ec_end_use *use = &book->end_use[i];

		ec_check_interrupt(faults->mem);
		check_called("end use", &use->called, &end_uses, faults);
		if (blank(use->description))
			fault(faults, "end use \"%s\" has no description; say what it is", use->called.name);
		if (blank(use->citation))
			fault(faults, "end use \"%s\" has no citation; name its source", use->called.name);
	}
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The ids of all rules, in order, each once. */
static const char **
rule_ids(const ec_rulebook *book, const ec_memory *mem, size_t *count)
{
	const char **ids = ec_alloc(mem, (book->rule_count + 1) * sizeof(char *));
	size_t kept = 0;

	for (size_t r = 0; r < book->rule_count; r++)
		ids[r] = book->rule[r].id;
	ec_sort(mem, ids, book->rule_count, sizeof(char *), compare_texts);
	for (size_t r = 0; r < book->rule_count; r++)
		if (kept == 0 || strcmp(ids[kept - 1], ids[r]) != 0)
			ids[kept++] = ids[r];
	*count = kept;
	return ids;
}

static void
check_example(const ec_rulebook *book, const ec_example *example, ec_faults *faults)
{
	if (blank(example->id))
		fault(faults, "an example has an empty id; give it one");
	if (blank(example->title))
		fault(faults, "example \"%s\" has no title; say in a sentence what it shows", example->id);
	if (blank(example->source))
		fault(faults, "example \"%s\" has no source; name where its answer is written",
		      example->id);
	if ((example->chip == NULL) == (example->eccn == NULL))
		fault(faults, "example \"%s\" must ask of a chip or of an ECCN; state one of them",
		      example->id);
	if (ec_rulebook_scenario(book, example->scenario) == NULL)
		fault(faults,
		      "example \"%s\" is of the scenario \"%s\", which does not exist; name another",
		      example->id, example->scenario);
	if (example->rules.count == 0)
		fault(faults, "example \"%s\" names no rule; name those on which its answer turns",
		      example->id);
}

/* Every rule is to have an example that turns on it. */
static void
check_examples(const ec_rulebook *book, ec_faults *faults)
{
	size_t count;
	const char **ids = rule_ids(book, faults->mem, &count);
	bool *shown = ec_alloc(faults->mem, count + 1);

	for (size_t e = 0; e < book->example_count; e++)
	{
		const ec_example *example = &book->example[e];

		ec_check_interrupt(faults->mem);
		check_example(book, example, faults);
		if (e > 0 && strcmp(book->example[e - 1].id, example->id) == 0)
			fault(faults, "example \"%s\" is there twice; keep one", example->id);
		for (int i = 0; i < example->rules.count; i++)
		{
			const char **found =
			    bsearch(&example->rules.name[i], ids, count, sizeof(char *), compare_texts);

			if (found != NULL)
				shown[found - ids] = true;
			else
				warn(faults,
				     "example \"%s\" turns on the rule \"%s\", which does not exist; correct "
				     "the id",
				     example->id, example->rules.name[i]);
		}
	}
	for (size_t i = 0; i < count; i++)
		if (!shown[i])
			warn(faults,
			     "rule \"%s\": no example turns on it; add one to rule_example, whose answer "
			     "comes from the rule's source",
			     ids[i]);
}

size_t
ec_rulebook_faults(const ec_rulebook *book, ec_faults *faults)
{
	if (ec_period_is_empty(book->covered) || ec_period_is_empty(book->covered_known))
		fault(faults, "the covered period is empty; say from which date the rules are complete");
	check_rules(book, faults);
	check_versions(book, faults);
	check_groups(book, faults);
	check_governed(book, faults);
	check_scenarios(book, faults);
	check_vocabulary(book, faults);
	check_examples(book, faults);
	return faults->errors.count;
}
