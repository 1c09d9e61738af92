/*
 * test_rulebook.c
 *		Canonical order and text of rulebooks, and their faults.
 */
#include "harness.h"

#include "core/rulebook.h"

static ec_country
country(const char *code)
{
	return ec_country_make(code[0], code[1]);
}

static ec_day
day(const char *text)
{
	ec_day d;

	if (!ec_day_parse(text, strlen(text), &d))
		abort();
	return d;
}

static const ec_condition *
condition(const char *text)
{
	size_t size;
	ec_error error;
	const ec_condition *c = ec_condition_parse(text, strlen(text), memory(), &size, &error);

	if (c == NULL)
	{
		fprintf(stderr, "%s: %s\n", text, error.message);
		abort();
	}
	return c;
}

static ec_rule *
add_rule(ec_rulebook *book, ec_rule_kind kind, int rank, const char *id, const char *text)
{
	ec_rule *rule = ec_rulebook_add_rule(book);

	rule->kind = kind;
	rule->rank = rank;
	rule->id = id;
	rule->condition = condition(text);
	rule->in_force = EC_ALWAYS;
	rule->known = EC_ALWAYS;
	rule->title = "A title";
	rule->citation = "A citation";
	return rule;
}

static ec_group *
add_group(ec_rulebook *book, const char *name)
{
	ec_group *group = ec_rulebook_add_group(book);

	group->name = name;
	group->title = "A group";
	group->citation = "A citation";
	return group;
}

static ec_member *
add_member(ec_rulebook *book, ec_group *group, const char *code)
{
	ec_member *member = ec_rulebook_add_member(book, group);

	member->country = country(code);
	member->in_force = EC_ALWAYS;
	member->known = EC_ALWAYS;
	member->citation = "A citation";
	return member;
}

static ec_override *
add_override(ec_rulebook *book, ec_scenario *scenario, const char *rule)
{
	ec_override *override = ec_rulebook_add_override(book, scenario);

	override->rule = rule;
	override->in_force = EC_NEVER;
	return override;
}

/* Without faults, and with one of everything. */
static ec_rulebook *
small_book(void)
{
	static const char *const overcomes[] = {"RS", "NS"};
	ec_rulebook *book = ec_rulebook_new(memory());
	ec_rule *rule;
	ec_group *group;
	ec_governed *governed;
	ec_scenario *scenario;

	book->covered.from = day("2022-10-07");
	book->covered_known.from = day("2022-10-07");

	/* not in canonical order */
	rule = add_rule(book, EC_PROHIBITION, 10, "embargo", "destination in (E:1)");
	rule->reason = "EMBARGO";
	rule = add_rule(book, EC_REVIEW, 20, "review", "true");
	rule->review = EC_PRESUMPTION_OF_DENIAL;
	rule = add_rule(book, EC_REVIEW, 10, "review-a5", "headquarters in (NL)");
	rule->review = EC_PRESUMPTION_OF_APPROVAL;
	rule = add_rule(book, EC_EXCEPTION, 10, "nac", "not datacenter");
	rule->exception = "NAC";
	rule->overcomes = overcomes;
	rule->overcome_count = 2;
	rule = add_rule(book, EC_REQUIREMENT, 10, "rs", "destination in (D:5, MO) and eccn in (3A090)");
	rule->reason = "RS";
	rule->in_force.from = day("2023-11-17");
	rule->url = "https://example.org/?a=1&b=2";
	rule = add_rule(book, EC_REQUIREMENT, 10, "ns", "eccn in (3A090.a)");
	rule->reason = "NS";
	rule->known.until = day("2025-01-15");
	rule->in_force = EC_NEVER;
	rule = add_rule(book, EC_REQUIREMENT, 10, "ns", "eccn in (3A090.a) and not hbm");
	rule->reason = "NS";
	rule->known.from = day("2025-01-15");
	rule->note = "Of \"two\" lines,\nthe second";
	rule = add_rule(book, EC_CLASSIFICATION, 20, "other", "true");
	rule->eccn = "EAR99";
	rule = add_rule(book, EC_CLASSIFICATION, -5, "a1", "tpp >= 4800.0");
	rule->eccn = "3A090.a.1";

	group = add_group(book, "E:1");
	add_member(book, group, "IR");
	group = add_group(book, "D:5");
	group->url = "https://example.org/D5";
	group->note = "A note";
	add_member(book, group, "RU")->in_force.from = day("2022-02-24");
	add_member(book, group, "CN")->known.until = day("2024-01-01");
	add_member(book, group, "CN")->known.from = day("2024-01-01");

	governed = ec_rulebook_add_governed(book);
	governed->country = country("MO");
	governed->by = country("CN");
	governed->citation = "15 CFR 738.3(b)";
	governed = ec_rulebook_add_governed(book);
	governed->country = country("HK");
	governed->by = country("CN");
	governed->citation = "15 CFR 738.3(b)";

	scenario = ec_rulebook_add_scenario(book);
	scenario->name = "enforced";
	scenario->description = "What is enforced";
	scenario = ec_rulebook_add_scenario(book);
	scenario->name = "codified";
	scenario->description = "What is printed";
	scenario->citation = "15 CFR";
	add_override(book, scenario, "rs")->in_force = (ec_period){EC_DAY_FIRST, day("2025-05-15")};
	add_override(book, scenario, "nac")->note = "Never";
	return book;
}

static const char small_text[] =
    "{\"format\": 1, \"covered\": [\"2022-10-07\", null], \"covered_known\": [\"2022-10-07\", "
    "null],\n"
    " \"rules\": [\n"
    "  {\"id\": \"a1\", \"kind\": \"classification\", \"rank\": -5, \"condition\": \"tpp >= "
    "4800\", \"eccn\": \"3A090.a.1\", "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"other\", \"kind\": \"classification\", \"rank\": 20, \"condition\": \"true\", "
    "\"eccn\": \"EAR99\", "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"ns\", \"kind\": \"requirement\", \"rank\": 10, \"condition\": \"eccn in "
    "(3A090.a)\", \"reason\": \"NS\", "
    "\"in_force\": [], \"known\": [null, \"2025-01-15\"], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"ns\", \"kind\": \"requirement\", \"rank\": 10, \"condition\": \"eccn in "
    "(3A090.a) and not hbm\", \"reason\": \"NS\", "
    "\"in_force\": [null, null], \"known\": [\"2025-01-15\", null], \"title\": \"A title\", "
    "\"citation\": \"A citation\", "
    "\"note\": \"Of \\\"two\\\" lines,\\nthe second\"},\n"
    "  {\"id\": \"rs\", \"kind\": \"requirement\", \"rank\": 10, \"condition\": \"destination in "
    "(D:5, MO) and eccn in (3A090)\", \"reason\": \"RS\", "
    "\"in_force\": [\"2023-11-17\", null], \"known\": [null, null], \"title\": \"A title\", "
    "\"citation\": \"A citation\", "
    "\"url\": \"https://example.org/?a=1&b=2\"},\n"
    "  {\"id\": \"nac\", \"kind\": \"exception\", \"rank\": 10, \"condition\": \"not datacenter\", "
    "\"exception\": \"NAC\", \"overcomes\": [\"NS\", \"RS\"], "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"review-a5\", \"kind\": \"review\", \"rank\": 10, \"condition\": \"headquarters "
    "in (NL)\", \"review\": \"presumption_of_approval\", "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"review\", \"kind\": \"review\", \"rank\": 20, \"condition\": \"true\", "
    "\"review\": \"presumption_of_denial\", "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"},\n"
    "  {\"id\": \"embargo\", \"kind\": \"prohibition\", \"rank\": 10, \"condition\": \"destination "
    "in (E:1)\", \"reason\": \"EMBARGO\", "
    "\"in_force\": [null, null], \"known\": [null, null], \"title\": \"A title\", \"citation\": "
    "\"A citation\"}],\n"
    " \"scenarios\": [\n"
    "  {\"name\": \"codified\", \"description\": \"What is printed\", \"citation\": \"15 CFR\", "
    "\"rules\": [\n"
    "    {\"rule\": \"nac\", \"in_force\": [], \"note\": \"Never\"},\n"
    "    {\"rule\": \"rs\", \"in_force\": [null, \"2025-05-15\"]}]},\n"
    "  {\"name\": \"enforced\", \"description\": \"What is enforced\", \"rules\": []}],\n"
    " \"governed\": [\n"
    "  {\"country\": \"HK\", \"by\": \"CN\", \"citation\": \"15 CFR 738.3(b)\"},\n"
    "  {\"country\": \"MO\", \"by\": \"CN\", \"citation\": \"15 CFR 738.3(b)\"}],\n"
    " \"groups\": [\n"
    "  {\"name\": \"D:5\", \"title\": \"A group\", \"citation\": \"A citation\", \"url\": "
    "\"https://example.org/D5\", \"note\": \"A note\", \"members\": [\n"
    "    {\"country\": \"CN\", \"in_force\": [null, null], \"known\": [null, \"2024-01-01\"], "
    "\"citation\": \"A citation\"},\n"
    "    {\"country\": \"CN\", \"in_force\": [null, null], \"known\": [\"2024-01-01\", null], "
    "\"citation\": \"A citation\"},\n"
    "    {\"country\": \"RU\", \"in_force\": [\"2022-02-24\", null], \"known\": [null, null], "
    "\"citation\": \"A citation\"}]},\n"
    "  {\"name\": \"E:1\", \"title\": \"A group\", \"citation\": \"A citation\", \"members\": [\n"
    "    {\"country\": \"IR\", \"in_force\": [null, null], \"known\": [null, null], \"citation\": "
    "\"A citation\"}]}]}\n";

static const char *
book_text(const ec_rulebook *book)
{
	ec_text text;

	ec_text_init(&text, memory());
	ec_rulebook_write(book, &text);
	return text.data;
}

static void
shuffle(void *array, size_t count, size_t size)
{
	char *items = array;
	char spare[512];

	for (size_t i = count; i > 1; i--)
	{
		char *other = items + (size_t) random_below((int) i) * size;
		char *last = items + (i - 1) * size;

		memcpy(spare, last, size);
		memmove(last, other, size);
		memcpy(other, spare, size);
	}
}

static void
test_text(void)
{
	ec_rulebook *book = small_book();
	ec_rulebook *empty = ec_rulebook_new(memory());
	claim canonical = CLAIM("whatever the order in which it is told, a rulebook has one text");

	ec_rulebook_sort(book);
	is_text(book_text(book), small_text, "the canonical text");
	ec_rulebook_sort(book);
	is_text(book_text(book), small_text, "sorting what is sorted changes nothing");

	ec_rulebook_sort(empty);
	is_text(book_text(empty),
	        "{\"format\": 1, \"covered\": [null, null], \"covered_known\": [null, null],\n "
	        "\"rules\": [],\n"
	        " \"scenarios\": [],\n \"governed\": [],\n \"groups\": []}\n",
	        "an empty rulebook has a text too");
	empty->covered = EC_NEVER;
	empty->covered_known = (ec_period){day("2024-01-01"), day("2025-01-01")};
	is_text(book_text(empty),
	        "{\"format\": 1, \"covered\": [], \"covered_known\": [\"2024-01-01\", "
	        "\"2025-01-01\"],\n \"rules\": [],\n"
	        " \"scenarios\": [],\n \"governed\": [],\n \"groups\": []}\n",
	        "its periods are written");

	for (int i = 0; i < 500; i++)
	{
		shuffle(book->rule, book->rule_count, sizeof(ec_rule));
		shuffle(book->group, book->group_count, sizeof(ec_group));
		for (size_t g = 0; g < book->group_count; g++)
			shuffle(book->group[g].member, book->group[g].member_count, sizeof(ec_member));
		shuffle(book->governed, book->governed_count, sizeof(ec_governed));
		shuffle(book->scenario, book->scenario_count, sizeof(ec_scenario));
		for (size_t s = 0; s < book->scenario_count; s++)
			shuffle(book->scenario[s].override, book->scenario[s].override_count,
			        sizeof(ec_override));
		ec_rulebook_sort(book);
		holds(&canonical, strcmp(book_text(book), small_text) == 0, "%s", book_text(book));
	}
	settle(&canonical);

	/* what differs in one thing has another text: whatever is not written cannot be told apart */
	{
		const char *texts[12];
		int n = 0;
		bool differ = true;

		texts[n++] = small_text;
		for (int i = 0; i < 11; i++)
		{
			ec_rulebook *other = small_book();

			ec_rulebook_sort(other);
			switch (i)
			{
				case 0:
					other->rule[0].rank++;
					break;
				case 1:
					other->rule[0].eccn = "3A090.a";
					break;
				case 2:
					other->rule[2].reason = "NP";
					break;
				case 3:
					other->rule[5].overcome_count--;
					break;
				case 4:
					other->rule[6].review = EC_CASE_BY_CASE;
					break;
				case 5:
					other->rule[0].condition = condition("tpp >= 4801");
					break;
				case 6:
					other->group[0].member[0].in_force.from = 0;
					break;
				case 7:
					other->governed[0].by = country("US");
					break;
				case 8:
					other->scenario[0].override[0].in_force = EC_ALWAYS;
					break;
				case 9:
					other->covered.until = 10000;
					break;
				default:
					other->rule[5].exception = "ACA";
			}
			texts[n++] = book_text(other);
		}
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++)
				if (strcmp(texts[i], texts[j]) == 0)
				{
					note("%d and %d", i, j);
					differ = false;
				}
		ok(differ, "rulebooks that differ have different texts");
	}
}

static void
test_lookup(void)
{
	ec_rulebook *book = small_book();
	ec_rulebook *empty = ec_rulebook_new(memory());

	ec_rulebook_sort(book);
	ok(ec_rulebook_group(book, "D:5") == &book->group[0] &&
	       ec_rulebook_group(book, "E:1") == &book->group[1],
	   "groups are found by name");
	ok(ec_rulebook_group(book, "d:5") == NULL && ec_rulebook_group(book, "D:6") == NULL,
	   "and no others");
	ok(ec_rulebook_scenario(book, "enforced") == &book->scenario[1], "a scenario is found by name");
	ok(ec_rulebook_scenario(book, "other") == NULL, "and no other");
	ok(ec_rulebook_governing(book, country("HK")) == country("CN") &&
	       ec_rulebook_governing(book, country("MO")) == country("CN"),
	   "Hong Kong and Macau are governed by China");
	ok(ec_rulebook_governing(book, country("CN")) == country("CN") &&
	       ec_rulebook_governing(book, country("NL")) == country("NL"),
	   "and the others by themselves");
	ok(ec_rulebook_group(empty, "D:5") == NULL && ec_rulebook_scenario(empty, "enforced") == NULL &&
	       ec_rulebook_governing(empty, country("HK")) == country("HK"),
	   "nothing is found in an empty rulebook");

	for (int k = 0; k < EC_RULE_KINDS; k++)
		ok(ec_rule_kind_find(ec_rule_kind_name((ec_rule_kind) k)) == (ec_rule_kind) k,
		   "kind %s is found", ec_rule_kind_name((ec_rule_kind) k));
	for (int r = 0; r < EC_REVIEWS; r++)
		ok(ec_review_find(ec_review_name((ec_review) r)) == (ec_review) r,
		   "review policy %s is found", ec_review_name((ec_review) r));
	ok(ec_rule_kind_find("rule") == EC_RULE_KINDS && ec_review_find("denial") == EC_NO_REVIEW,
	   "other names are not");
	ok(ec_review_name(EC_NO_REVIEW) == NULL, "no review policy has no name");
}

/* --- faults --- */

static ec_rule *
rule_of(ec_rulebook *book, const char *id)
{
	for (size_t r = 0; r < book->rule_count; r++)
		if (strcmp(book->rule[r].id, id) == 0)
			return &book->rule[r];
	abort();
}

/* Spoils a sound rulebook in one way; false when there is no such way. */
static bool
spoil(ec_rulebook *book, int way, const char **wanted)
{
	static const char *const wrong_reason[] = {"MT"};
	ec_rule *rule;
	ec_group *group;
	ec_governed *governed;
	ec_scenario *scenario;

	switch (way)
	{
		case 0:
			book->covered = EC_NEVER;
			*wanted = "the covered period is empty; say from which date the rules are complete";
			return true;
		case 1:
			book->covered_known = EC_NEVER;
			*wanted = "the covered period is empty; say from which date the rules are complete";
			return true;
		case 2:
			rule_of(book, "a1")->id = "  ";
			*wanted = "a rule has an empty id; give it one";
			return true;
		case 3:
			rule_of(book, "a1")->title = NULL;
			*wanted = "rule \"a1\": it has no title; say in a sentence what it does";
			return true;
		case 4:
			rule_of(book, "a1")->title = " \t\n";
			*wanted = "rule \"a1\": it has no title; say in a sentence what it does";
			return true;
		case 5:
			rule_of(book, "a1")->citation = "";
			*wanted = "rule \"a1\": it has no citation; name its source";
			return true;
		case 6:
			rule_of(book, "a1")->known = EC_NEVER;
			*wanted = "rule \"a1\": its \"known\" is empty, so it can never apply; delete the row, "
			          "or say from when it was known";
			return true;

			/* each kind of rule states what it finds, and nothing else */
		case 7:
			rule_of(book, "a1")->eccn = NULL;
			*wanted = "rule \"a1\": a rule of kind classification must state \"eccn\"; write it\n"
			          "rule \"ns\": its condition tests for ECCN 3A090.a, which no classification "
			          "rule gives; add one, or correct the number\n"
			          "rule \"ns\": its condition tests for ECCN 3A090.a, which no classification "
			          "rule gives; add one, or correct the number\n"
			          "rule \"rs\": its condition tests for ECCN 3A090, which no classification "
			          "rule gives; add one, or correct the number";
			return true;
		case 8:
			rule_of(book, "rs")->reason = " ";
			*wanted = "rule \"rs\": a rule of kind requirement must state \"reason\"; write it\n"
			          "rule \"nac\": it overcomes the reason \"RS\", for which no requirement asks "
			          "a license; correct the reason, or add the requirement";
			return true;
		case 9:
			rule_of(book, "embargo")->reason = NULL;
			*wanted =
			    "rule \"embargo\": a rule of kind prohibition must state \"reason\"; write it";
			return true;
		case 10:
			rule_of(book, "nac")->exception = NULL;
			*wanted = "rule \"nac\": a rule of kind exception must state \"exception\"; write it";
			return true;
		case 11:
			rule_of(book, "nac")->overcome_count = 0;
			*wanted = "rule \"nac\": a rule of kind exception must state \"overcomes\"; write it";
			return true;
		case 12:
			rule_of(book, "review")->review = EC_NO_REVIEW;
			*wanted = "rule \"review\": a rule of kind review must state \"review\"; write it";
			return true;
		case 13:
			rule_of(book, "rs")->eccn = "3A090";
			*wanted = "rule \"rs\": a rule of kind requirement must not state \"eccn\"; set it to "
			          "NULL or choose another kind";
			return true;
		case 14:
			rule_of(book, "a1")->reason = "RS";
			*wanted = "rule \"a1\": a rule of kind classification must not state \"reason\"; set "
			          "it to NULL or choose another kind";
			return true;
		case 15:
			rule_of(book, "rs")->exception = "NAC";
			*wanted = "rule \"rs\": a rule of kind requirement must not state \"exception\"; set "
			          "it to NULL or choose another kind";
			return true;
		case 16:
			rule_of(book, "rs")->overcomes = wrong_reason;
			rule_of(book, "rs")->overcome_count = 1;
			*wanted = "rule \"rs\": a rule of kind requirement must not state \"overcomes\"; set "
			          "it to NULL or choose another kind";
			return true;
		case 17:
			rule_of(book, "embargo")->review = EC_POLICY_OF_DENIAL;
			*wanted = "rule \"embargo\": a rule of kind prohibition must not state \"review\"; set "
			          "it to NULL or choose another kind";
			return true;

			/* what conditions name */
		case 18:
			rule_of(book, "rs")->condition = condition("destination in (D:55)");
			*wanted = "rule \"rs\": its condition names the country group \"D:55\", which does not "
			          "exist; perhaps you meant \"D:5\"";
			return true;
		case 19:
			rule_of(book, "rs")->condition = condition("destination in (tier_two)");
			*wanted = "rule \"rs\": its condition names the country group \"tier_two\", which does "
			          "not exist; add it to country_group, or name another";
			return true;
		case 20:
			rule_of(book, "rs")->condition = condition("eccn in (3A090.a, 4A090)");
			*wanted = "rule \"rs\": its condition tests for ECCN 4A090, which no classification "
			          "rule gives; add one, or correct the number";
			return true;
		case 21:
			rule_of(book, "rs")->condition = condition("eccn in (3A090.a.10)");
			*wanted = "rule \"rs\": its condition tests for ECCN 3A090.a.10, which no "
			          "classification rule gives; add one, or correct the number";
			return true;
		case 22:
			rule_of(book, "a1")->condition = condition("eccn in (EAR99)");
			*wanted = "rule \"a1\": a classification must not depend on \"eccn\"; test facts of "
			          "the item only";
			return true;
		case 23:
			rule_of(book, "a1")->condition = condition("hbm or destination = CN");
			*wanted = "rule \"a1\": a classification must not depend on \"destination\"; test "
			          "facts of the item only";
			return true;
		case 24:
			rule_of(book, "a1")->condition = condition("headquarters = CN");
			*wanted = "rule \"a1\": a classification must not depend on \"headquarters\"; test "
			          "facts of the item only";
			return true;
		case 25:
			rule_of(book, "a1")->condition = condition("end_use = 'military'");
			*wanted = "rule \"a1\": a classification must not depend on \"end_use\"; test facts of "
			          "the item only";
			return true;
		case 26:
			rule_of(book, "a1")->condition = condition("tpp + consignee_tpp > 5");
			*wanted = "rule \"a1\": a classification must not depend on \"consignee_tpp\"; test "
			          "facts of the item only";
			return true;
		case 27:
			rule_of(book, "nac")->overcomes = wrong_reason;
			rule_of(book, "nac")->overcome_count = 1;
			*wanted = "rule \"nac\": it overcomes the reason \"MT\", for which no requirement asks "
			          "a license; correct the reason, or add the requirement";
			return true;

			/* versions */
		case 28:
			rule_of(book, "ns")->known = EC_ALWAYS;
			*wanted = "rule \"ns\": its versions known [,) and [2025-01-15,) overlap; end the "
			          "first at 2025-01-15, when the second became known, "
			          "or give the second another id";
			return true;
		case 29:
			rule = add_rule(book, EC_CLASSIFICATION, 5, "a1", "tpp >= 5");
			rule->eccn = "3A090.a";
			*wanted = "rule \"a1\": its versions known [,) and [,) overlap; say since when the "
			          "second was known and end the first then, "
			          "or give the second another id";
			return true;
		case 30:
			/* every pair is told: the first overlaps both, which do not overlap each other */
			rule_of(book, "a1")->known = (ec_period){day("2024-01-01"), day("2024-12-31")};
			for (int i = 0; i < 2; i++)
			{
				rule = add_rule(book, EC_CLASSIFICATION, 5 + i, "a1", "tpp >= 5");
				rule->eccn = "3A090.a";
				rule->known = i == 0 ? (ec_period){day("2024-02-01"), day("2024-03-01")} :
				                       (ec_period){day("2024-05-01"), day("2024-06-01")};
			}
			*wanted = "rule \"a1\": its versions known [2024-01-01,2024-12-31) and "
			          "[2024-02-01,2024-03-01) overlap; end the first at 2024-02-01, "
			          "when the second became known, or give the second another id\n"
			          "rule \"a1\": its versions known [2024-01-01,2024-12-31) and "
			          "[2024-05-01,2024-06-01) overlap; end the first at 2024-05-01, "
			          "when the second became known, or give the second another id";
			return true;

			/* groups */
		case 31:
			add_group(book, "no group");
			*wanted = "country group \"no group\": the name cannot be written in a condition; use "
			          "a letter, then letters, digits, \"_\" or \":\", and not two letters alone";
			return true;
		case 32:
			add_group(book, "CN");
			*wanted = "country group \"CN\": the name cannot be written in a condition; use a "
			          "letter, then letters, digits, \"_\" or \":\", and not two letters alone";
			return true;
		case 33:
			add_group(book, "D:5");
			*wanted = "country group \"D:5\" is there twice; keep one";
			return true;
		case 34:
			book->group[0].citation = NULL;
			*wanted = "country group \"E:1\" has no citation; name its source";
			return true;
		case 35:
			book->group[0].member[0].citation = " ";
			*wanted = "country group \"E:1\": its member IR has no citation; name its source";
			return true;
		case 36:
			add_member(book, &book->group[0], "IR");
			*wanted = "country group \"E:1\": two rows for IR overlap in both \"in_force\" and "
			          "\"known\"; end one where the other begins";
			return true;
		case 37:
			/* the second and the third row of one country */
			add_member(book, &book->group[1], "CN")->known.from = day("2024-06-01");
			*wanted = "country group \"D:5\": two rows for CN overlap in both \"in_force\" and "
			          "\"known\"; end one where the other begins";
			return true;

			/* territories */
		case 38:
			book->governed[0].by = country("HK");
			*wanted = "country MO is governed by HK, which is itself governed; name the state at "
			          "the end of the chain";
			return true;
		case 39:
			governed = ec_rulebook_add_governed(book);
			governed->country = country("NL");
			governed->by = country("NL");
			governed->citation = "A citation";
			*wanted = "country NL is governed by NL, which is itself governed; name the state at "
			          "the end of the chain";
			return true;
		case 40:
			book->governed[0].citation = NULL;
			*wanted = "country MO is governed by CN without a citation; name the source";
			return true;

			/* scenarios */
		case 41:
			book->scenario[0].name = "enforce";
			*wanted = "there is no scenario \"enforced\", which is the default; add it";
			return true;
		case 42:
			scenario = ec_rulebook_add_scenario(book);
			scenario->name = "enforced";
			scenario->description = "Again";
			*wanted = "scenario \"enforced\" is there twice; keep one";
			return true;
		case 43:
			add_override(book, &book->scenario[0], "no_rule");
			*wanted = "scenario \"enforced\": it overrides the rule \"no_rule\", which does not "
			          "exist; correct the id";
			return true;
		case 44:
			add_override(book, &book->scenario[1], "nac");
			*wanted = "scenario \"codified\": it overrides the rule \"nac\" twice; keep one";
			return true;

			/* several at once are all told */
		case 45:
			rule_of(book, "rs")->title = NULL;
			rule_of(book, "embargo")->citation = NULL;
			book->group[1].citation = NULL;
			*wanted = "rule \"rs\": it has no title; say in a sentence what it does\n"
			          "rule \"embargo\": it has no citation; name its source\n"
			          "country group \"D:5\" has no citation; name its source";
			return true;

			/* a territory has one governor: with two, the rulebook has no canonical order */
		case 46:
			governed = ec_rulebook_add_governed(book);
			governed->country = country("HK");
			governed->by = country("GB");
			governed->citation = "A citation";
			*wanted = "country HK";
			return true;

			/* not faults */
		case 47:
			add_member(book, &book->group[0], "IR")->in_force = EC_NEVER;
			group = add_group(book, "tier_2");
			add_member(book, group, "IR");
			rule_of(book, "rs")->condition = condition(
			    "eccn in (3A090, 3A090.a, 3A090.a.1, 3A090.a.1.b) and destination in (tier_2)");
			rule_of(book, "embargo")->in_force = EC_NEVER;
			*wanted = "";
			return true;
		default:
			return false;
	}
}

static void
test_faults(void)
{
	const char *wanted;
	ec_rulebook *book = small_book();
	ec_faults none = {.mem = memory()};

	ec_rulebook_sort(book);
	is_integer((long long) ec_rulebook_faults(book, &none), 0, "a sound rulebook has no faults");

	for (int way = 0; spoil(book = small_book(), way, &wanted); way++)
	{
		ec_faults faults = {.mem = memory()};
		ec_text text;
		char name[40];

		ec_rulebook_sort(book);
		ok(ec_rulebook_faults(book, &faults) == faults.errors.count, "faults of way %d are counted",
		   way);
		ec_text_init(&text, memory());
		for (size_t i = 0; i < faults.errors.count; i++)
			ec_text_printf(&text, "%s%s", i > 0 ? "\n" : "", faults.errors.message[i]);
		if (strcmp(wanted, "country HK") == 0)
			ok(faults.errors.count == 1 && strstr(faults.errors.message[0], wanted) != NULL,
			   "a country governed twice is a fault");
		else
		{
			snprintf(name, sizeof(name), "way %d to spoil a rulebook", way);
			is_text(text.data, wanted, name);
		}
	}

	{
		ec_rulebook *empty = ec_rulebook_new(memory());
		ec_faults faults = {.mem = memory()};

		ec_rulebook_sort(empty);
		ok(ec_rulebook_faults(empty, &faults) == 1 &&
		       strcmp(faults.errors.message[0],
		              "there is no scenario \"enforced\", which is the default; add it") == 0,
		   "an empty rulebook lacks the default scenario only");
	}
	{
		/* many faults of any length */
		ec_rulebook *many = small_book();
		ec_faults faults = {.mem = memory()};
		char *long_id = ec_alloc(memory(), 3001);

		memset(long_id, 'x', 3000);
		for (int i = 0; i < 100; i++)
			add_rule(many, EC_PROHIBITION, i, long_id, "true")->known = (ec_period){i, i + 1};
		ec_rulebook_sort(many);
		is_integer((long long) ec_rulebook_faults(many, &faults), 100,
		           "a hundred faults are a hundred");
		ok(strlen(faults.errors.message[0]) < 1000, "a fault is cut to a readable length");
	}
}

static bool
reads(const char *text, size_t length, ec_rulebook **book, ec_error *error)
{
	memset(error, 0, sizeof(*error));
	return ec_rulebook_read(text, length, memory(), memory(), book, error);
}

static void
test_reading(void)
{
	ec_rulebook *book;
	ec_error error;
	size_t length = strlen(small_text);
	claim cut = CLAIM("a text that is cut off anywhere is refused, and the hint says what to do");
	claim bent = CLAIM("a text with other bytes in it is refused, or is a rulebook that is written "
	                   "as it was read");
	claim escapes = CLAIM("every character that a text can hold comes back as it was");

	ok(reads(small_text, length, &book, &error), "the canonical text is read");
	is_text(book_text(book), small_text, "and written as it was");

	for (size_t n = 0; n < length - 1; n++)
	{
		/* Of its exact length, so that a reader that goes on is caught. */
		char *copy = malloc(n ? n : 1);
		bool read;

		memcpy(copy, small_text, n);
		read = reads(copy, n, &book, &error);
		holds(&cut, !read && error.code != EC_OK && error.hint[0] != '\0', "%zu bytes", n);
		free(copy);
	}
	settle(&cut);
	ok(!reads(small_text, length / 2, &book, &error) && error.code == EC_DAMAGED,
	   "it is damaged, not misspelt");

	for (int i = 0; i < 20000; i++)
	{
		static const char *const pieces[] = {"\"", "\\", "\\u0000", "{",    "}",    "[", "]",
		                                     ",",  ":",  "null",    "-1e9", "\xff", "1", " "};
		char *copy = malloc(length);

		memcpy(copy, small_text, length);
		for (int k = 1 + random_below(3); k > 0; k--)
		{
			const char *piece = PICK(pieces);
			size_t at = (size_t) random_below((int) length);
			size_t size = strlen(piece) < length - at ? strlen(piece) : length - at;

			memcpy(copy + at, piece, size);
		}
		if (reads(copy, length, &book, &error))
		{
			ec_rulebook *again;
			const char *text = book_text(book);

			holds(&bent,
			      reads(text, strlen(text), &again, &error) && strcmp(book_text(again), text) == 0,
			      "%.*s", (int) length, copy);
		}
		else
			holds(&bent, error.message[0] != '\0' && error.hint[0] != '\0', "no error: %.*s",
			      (int) length, copy);
		free(copy);
	}
	settle(&bent);

	for (int c = 1; c < 256; c++)
	{
		ec_rulebook *one = small_book();
		char title[4] = {'a', (char) c, 'b', '\0'};
		const char *text;

		one->rule[0].title = title;
		ec_rulebook_sort(one);
		text = book_text(one);
		holds(&escapes,
		      reads(text, strlen(text), &book, &error) && strcmp(book_text(book), text) == 0,
		      "character %d", c);
	}
	settle(&escapes);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_text();
	test_reading();
	test_lookup();
	test_faults();
	return finish();
}
