/*
 * test_decide.c
 *		From the truth of rules to a determination: every stage, and what unknowns do at each.
 *
 * A small rulebook is written as one text, a rule after another, by rank within each kind:
 *
 *		C 3A090.a ?		a classification that may hold
 *		Q RS T			a requirement for the reason RS that holds
 *		X NAC RS,NS T	an exception that overcomes two reasons
 *		V case F		a review policy that does not hold
 *		P EMBARGO T		a prohibition
 *
 * T, F and ? are the rule's truth; T@3A090.a is true for that ECCN and its paragraphs, and false
 * for others; ?@ likewise.  Rules are named by kind and number: c1, q1, x1, v1, p1.
 */
#include "harness.h"

#include "core/decide.h"

#define MOST_RULES 8

typedef struct testing
{
	ec_truth truth;
	const char *only; /* NULL: whatever the ECCN */
} testing;

/* An oracle that reads the truth from the rule, and counts what it is asked. */
typedef struct reading
{
	ec_oracle oracle; /* first */
	long asked;
} reading;

static ec_truth
read_truth(ec_oracle *oracle, const ec_active_rule *rule, const char *eccn)
{
	reading *r = (reading *) oracle;
	const testing *test = rule->test;

	r->asked++;
	if (test->only != NULL && (eccn == NULL || !ec_eccn_contains(test->only, eccn)))
		return EC_FALSE;
	return test->truth;
}

typedef struct small_book
{
	ec_active active;
	ec_active_rule active_rule[EC_RULE_KINDS][MOST_RULES];
	ec_rule rule[EC_RULE_KINDS][MOST_RULES];
	testing test[EC_RULE_KINDS][MOST_RULES];
	const char *overcomes[EC_RULE_KINDS][MOST_RULES][4];
	char text[2000];
	char id[EC_RULE_KINDS][MOST_RULES][8];
} small_book;

static const char letters[] = "CQXVP";

static const char *
next_word(char **at)
{
	char *word = *at + strspn(*at, " \n");

	*at = word + strcspn(word, " \n");
	if (**at != '\0')
		*(*at)++ = '\0';
	return word;
}

static void
add_rule(small_book *book, ec_rule_kind kind, const char *finding, const char *overcome,
         ec_truth truth, const char *only)
{
	size_t n = book->active.count[kind]++;
	ec_rule *rule = &book->rule[kind][n];

	if (n >= MOST_RULES)
		abort();
	snprintf(book->id[kind][n], sizeof(book->id[kind][n]), "%c%zu", ec_lower(letters[kind]), n + 1);
	rule->id = book->id[kind][n];
	rule->kind = kind;
	rule->rank = (int32_t) n;
	rule->review = EC_NO_REVIEW;
	switch (kind)
	{
		case EC_CLASSIFICATION:
			rule->eccn = finding;
			break;
		case EC_EXCEPTION:
			rule->exception = finding;
			rule->overcomes = book->overcomes[kind][n];
			for (char *list = (char *) overcome; list != NULL;)
			{
				char *comma = strchr(list, ',');

				if (comma != NULL)
					*comma++ = '\0';
				book->overcomes[kind][n][rule->overcome_count++] = list;
				list = comma;
			}
			break;
		case EC_REVIEW:
			rule->review = strcmp(finding, "approval") == 0 ? EC_PRESUMPTION_OF_APPROVAL :
			    strcmp(finding, "case") == 0                ? EC_CASE_BY_CASE :
			    strcmp(finding, "presumption") == 0         ? EC_PRESUMPTION_OF_DENIAL :
			                                                  EC_POLICY_OF_DENIAL;
			break;
		default:
			rule->reason = finding;
	}
	book->test[kind][n] = (testing){truth, only};
	book->active_rule[kind][n] = (ec_active_rule){rule, &book->test[kind][n]};
	book->active.rule[kind] = book->active_rule[kind];
}

static small_book *
read_book(const char *text)
{
	small_book *book = ec_alloc(memory(), sizeof(small_book));
	char *at = book->text;

	for (int k = 0; k < EC_RULE_KINDS; k++)
		book->active.rule[k] = book->active_rule[k];
	if (strlen(text) >= sizeof(book->text))
		abort();
	strcpy(book->text, text);
	for (;;)
	{
		const char *kind = next_word(&at);
		const char *finding;
		const char *overcome = NULL;
		const char *truth;

		if (*kind == '\0')
			return book;
		finding = next_word(&at);
		if (*kind == 'X')
			overcome = next_word(&at);
		truth = next_word(&at);
		if (strchr(letters, *kind) == NULL || strchr("TF?", *truth) == NULL || *truth == '\0')
			abort();
		add_rule(book, (ec_rule_kind) (strchr(letters, *kind) - letters), finding, overcome,
		         *truth == 'T'     ? EC_TRUE :
		             *truth == 'F' ? EC_FALSE :
		                             EC_UNKNOWN,
		         truth[1] == '@' ? truth + 2 : NULL);
	}
}

static void
write_names(ec_text *out, const char *before, const ec_names *names, const char *after)
{
	if (names->count == 0)
		return;
	ec_text_add(out, before);
	for (size_t i = 0; i < names->count; i++)
		ec_text_printf(out, "%s%s", i > 0 ? "," : "", names->name[i]);
	ec_text_add(out, after);
}

/*
 * A decision as one text: outcome, ECCN, [reasons], {exceptions}, review policy, rules, what is
 * open (with the ECCN it is open for), and whether there are no rules for the item.  What is empty
 * is left out.
 */
static const char *
decision_text(const ec_memory *mem, const ec_decision *d)
{
	ec_text out;

	ec_text_init(&out, mem);
	ec_text_add(&out, ec_outcome_name(d->outcome));
	if (d->eccn != NULL)
		ec_text_printf(&out, " %s", d->eccn);
	write_names(&out, " [", &d->reasons, "]");
	write_names(&out, " {", &d->exceptions, "}");
	if (d->review != EC_NO_REVIEW)
		ec_text_printf(&out, " %s", ec_review_name(d->review));
	write_names(&out, " by ", &d->rules, "");
	for (size_t i = 0; i < d->open_count; i++)
		ec_text_printf(&out, "%s%s%s%s", i == 0 ? " open " : ",", d->open[i].rule->id,
		               d->open[i].eccn ? "@" : "", d->open[i].eccn ? d->open[i].eccn : "");
	if (d->missing & EC_FACT_BIT(EC_MISSING_RULES))
		ec_text_add(&out, " norules");
	return out.data;
}

static void
decide(const ec_memory *mem, const small_book *book, const char *eccn, bool outcome_only,
       ec_decision *d, long *asked)
{
	reading r = {.oracle = {.truth = read_truth}};

	*d = ec_decide(mem, &book->active, &r.oracle, eccn, outcome_only);
	*asked = r.asked;
}

static void
test_table(void)
{
	static const struct
	{
		const char *eccn; /* NULL: classify */
		const char *rules;
		const char *wanted;
	} cases[] = {
	    /* no rules */
	    {NULL, "", "indeterminate norules"},
	    {"3A090", "", "indeterminate 3A090 norules"},

	    /* classification: the lowest rank that holds */
	    {NULL, "C 3A090.a T", "no_license_required 3A090.a by c1"},
	    {NULL, "C 3A090.a F", "indeterminate norules"},
	    {NULL, "C 3A090.a T C EAR99 T", "no_license_required 3A090.a by c1"},
	    {NULL, "C 3A090.a F C EAR99 T", "no_license_required EAR99 by c2"},
	    {NULL, "C 3A090.a T C EAR99 ?", "no_license_required 3A090.a by c1"},
	    /* an unknown one leaves several; they all lead to the same outcome */
	    {NULL, "C 3A090.a ? C EAR99 T", "no_license_required by c1,c2"},
	    {NULL, "C 3A090.a ? C 3A090.b ? C EAR99 T Q AT T", "license_required [AT] by c1,q1,c2,c3"},
	    {NULL, "C EAR99 ? C EAR99 T", "no_license_required EAR99 by c1,c2"},
	    /* they do not, so the classification is what to find out */
	    {NULL, "C 3A090.a ? C EAR99 T Q RS T@3A090", "indeterminate [RS] by c1,q1,c2 open c1"},
	    {NULL, "C 3A090.a ? C 3A090.b ? C EAR99 T Q RS T@3A090",
	     "indeterminate [RS] by c1,q1,c2,c3 open c2,c1"},
	    /*
	     * a rule above the difference matters too, one that leads to the same as what is below does
	     * not
	     */
	    {NULL, "C 4A090 ? C 3A090.b ? C EAR99 T Q RS T@4A090",
	     "indeterminate [RS] by c1,q1,c2,c3 open c1"},
	    {NULL, "C 4A090 ? C 3A090.b ? C EAR99 T Q RS T@3A090",
	     "indeterminate [RS] by c1,c2,q1,c3 open c2,c1"},
	    /* nothing holds for certain: perhaps there is no rule for the item */
	    {NULL, "C 3A090.a ?", "indeterminate by c1 open c1"},
	    {NULL, "C 3A090.a ? C EAR99 ?", "indeterminate by c1,c2 open c2,c1"},
	    {NULL, "C 3A090.a ? Q RS ?", "indeterminate by c1,q1 open q1@3A090.a norules"},
	    /* several that are open each for itself: what is open in them */
	    {NULL, "C 3A090.a ? C EAR99 T Q RS ?",
	     "indeterminate by c1,q1,c2 open q1@3A090.a,q1@EAR99"},
	    {NULL, "C 3A090.a ? C EAR99 T P W ?", "indeterminate by c1,p1,c2 open p1@3A090.a,p1@EAR99"},

	    /* a given ECCN: no classification, but it must be one that the rules speak of */
	    {"3A090.a", "C 3A090.a F C EAR99 T", "no_license_required 3A090.a"},
	    {"3A090.a.1", "C 3A090.a F", "no_license_required 3A090.a.1"},
	    {"3A090", "C 3A090.a F", "no_license_required 3A090"},
	    {"3A090.b", "C 3A090.a T", "indeterminate 3A090.b norules"},
	    {"4A090", "C 3A090.a T Q RS F", "indeterminate 4A090 norules"},
	    {"4A090", "C 3A090.a T Q RS ?", "indeterminate 4A090 norules"},
	    {"4A090", "C 3A090.a T Q RS ?@3A090", "indeterminate 4A090 norules"},
	    /* otherwise, what stops it stands: nobody knows by which policy, and nothing clears it */
	    {"4A090", "C 3A090.a T Q RS T", "license_required 4A090 [RS] by q1 norules"},
	    {"4A090", "C 3A090.a T Q RS T V case T", "license_required 4A090 [RS] by q1 norules"},
	    {"4A090", "C 3A090.a T Q RS T X NAC RS T", "indeterminate 4A090 norules"},
	    {"4A090", "C 3A090.a T Q RS T X NAC RS ?",
	     "license_required 4A090 [RS] by q1 open x1@4A090 norules"},
	    {"4A090", "C 3A090.a T P EMBARGO T", "prohibited 4A090 [EMBARGO] by p1"},
	    {"4A090", "C 3A090.a T Q RS T P EMBARGO ?", "indeterminate 4A090 norules"},
	    {"3A090.a", "C 3A090.a ? Q RS T", "license_required 3A090.a [RS] by q1"},

	    /* requirements: every reason, once, in order of rank */
	    {"3A090", "C 3A090 F Q RS T", "license_required 3A090 [RS] by q1"},
	    {"3A090", "C 3A090 F Q RS F", "no_license_required 3A090"},
	    {"3A090", "C 3A090 F Q RS T Q NS T", "license_required 3A090 [RS,NS] by q1,q2"},
	    {"3A090", "C 3A090 F Q RS T Q NS F Q RS T", "license_required 3A090 [RS] by q1,q3"},
	    {"3A090", "C 3A090 F Q RS ?", "indeterminate 3A090 by q1 open q1@3A090"},
	    /* what may be required changes nothing when a licence is required anyway */
	    {"3A090", "C 3A090 F Q RS T Q NS ?", "license_required 3A090 [RS] by q1"},

	    /* exceptions: each reason must be overcome */
	    {"3A090", "C 3A090 F Q RS T X NAC RS T", "license_exception 3A090 [RS] {NAC} by q1,x1"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS F", "license_required 3A090 [RS] by q1"},
	    {"3A090", "C 3A090 F Q RS T X NAC NS T", "license_required 3A090 [RS] by q1"},
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS T", "license_required 3A090 [RS,NS] by q1,q2"},
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS,NS T",
	     "license_exception 3A090 [RS,NS] {NAC} by q1,q2,x1"},
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS T X LPP NS T",
	     "license_exception 3A090 [RS,NS] {NAC,LPP} by q1,q2,x1,x2"},
	    /* of several, the first */
	    {"3A090", "C 3A090 F Q RS T X NAC RS T X LPP RS T",
	     "license_exception 3A090 [RS] {NAC} by q1,x1"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS F X LPP RS T",
	     "license_exception 3A090 [RS] {LPP} by q1,x2"},
	    /* the same exception by two rules is one */
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS T X NAC NS T",
	     "license_exception 3A090 [RS,NS] {NAC} by q1,q2,x1,x2"},
	    /* without a requirement there is nothing to except */
	    {"3A090", "C 3A090 F X NAC RS T", "no_license_required 3A090"},
	    /* an unknown exception is not applied, but could open it */
	    {"3A090", "C 3A090 F Q RS T X NAC RS ?", "license_required 3A090 [RS] by q1 open x1@3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS ? X LPP RS T",
	     "license_exception 3A090 [RS] {LPP} by q1,x2"},
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS ? X LPP NS T",
	     "license_required 3A090 [RS,NS] by q1,q2 open x1@3A090"},
	    /* not when another reason stays in any case */
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS ?", "license_required 3A090 [RS,NS] by q1,q2"},
	    {"3A090", "C 3A090 F Q RS T Q NS T X NAC RS ? X LPP NS ?",
	     "license_required 3A090 [RS,NS] by q1,q2 open x1@3A090,x2@3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS ? X LPP NS ?",
	     "license_required 3A090 [RS] by q1 open x1@3A090"},
	    /* a requirement that may hold, and an exception that overcomes it anyway */
	    {"3A090", "C 3A090 F Q RS T Q NS ? X NAC RS,NS T",
	     "license_exception 3A090 [RS] {NAC} by q1,x1"},
	    {"3A090", "C 3A090 F Q RS T Q NS ? X NAC RS T",
	     "indeterminate 3A090 [RS] by q1,x1,q2 open q2@3A090"},
	    {"3A090", "C 3A090 F Q RS T Q NS ? X NAC RS T X LPP NS ?",
	     "indeterminate 3A090 [RS] by q1,x1,q2 open q2@3A090"},
	    /* needed or not: an exception is not the same as no licence required */
	    {"3A090", "C 3A090 F Q RS ? X NAC RS T", "indeterminate 3A090 by q1 open q1@3A090"},

	    /* review: the lowest rank that holds, when a licence is required */
	    {"3A090", "C 3A090 F Q RS T V case T", "license_required 3A090 [RS] case_by_case by q1,v1"},
	    {"3A090", "C 3A090 F Q RS T V case F V presumption T V approval T",
	     "license_required 3A090 [RS] presumption_of_denial by q1,v2"},
	    {"3A090", "C 3A090 F Q RS T V case F", "license_required 3A090 [RS] by q1"},
	    {"3A090", "C 3A090 F V case T", "no_license_required 3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS T V case T",
	     "license_exception 3A090 [RS] {NAC} by q1,x1"},
	    {"3A090", "C 3A090 F Q RS ? V case T", "indeterminate 3A090 by q1 open q1@3A090"},
	    /*
	     * an unknown one above it that says otherwise leaves it open; one that says the same does
	     * not
	     */
	    {"3A090", "C 3A090 F Q RS T V approval ? V case T",
	     "license_required 3A090 [RS] by q1 open v1@3A090"},
	    {"3A090", "C 3A090 F Q RS T V case ? V case T",
	     "license_required 3A090 [RS] case_by_case by q1,v2"},
	    {"3A090", "C 3A090 F Q RS T V case T V approval ?",
	     "license_required 3A090 [RS] case_by_case by q1,v1"},
	    {"3A090", "C 3A090 F Q RS T V case ?", "license_required 3A090 [RS] by q1 open v1@3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS ? V case ?",
	     "license_required 3A090 [RS] by q1 open x1@3A090,v1@3A090"},

	    /* prohibitions: nothing overcomes them, and nothing else is asked */
	    {"3A090", "C 3A090 F P EMBARGO T", "prohibited 3A090 [EMBARGO] by p1"},
	    {"3A090", "C 3A090 F P EMBARGO F", "no_license_required 3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS,EMBARGO T V case T P EMBARGO T P ENTITY T",
	     "prohibited 3A090 [EMBARGO,ENTITY] by p1,p2"},
	    {"3A090", "C 3A090 F P EMBARGO ? P ENTITY T", "prohibited 3A090 [ENTITY] by p2"},
	    {"3A090", "C 3A090 F P EMBARGO ?", "indeterminate 3A090 by p1 open p1@3A090"},
	    {"3A090", "C 3A090 F Q RS T P EMBARGO ?",
	     "indeterminate 3A090 [RS] by q1,p1 open p1@3A090"},
	    {"3A090", "C 3A090 F Q RS ? P EMBARGO ?",
	     "indeterminate 3A090 by q1,p1 open q1@3A090,p1@3A090"},
	    {"3A090", "C 3A090 F Q RS T X NAC RS T P EMBARGO ?",
	     "indeterminate 3A090 [RS] by q1,x1,p1 open p1@3A090"},
	    {NULL, "C 3A090 ? C EAR99 T P EMBARGO T", "prohibited [EMBARGO] by c1,p1,c2"},

	    /* of candidates, only what all of them share */
	    {NULL, "C 3A090 ? C 4A090 T Q RS T X NAC RS T",
	     "license_exception [RS] {NAC} by c1,q1,x1,c2"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T X NAC RS T@3A090 X LPP RS T",
	     "license_exception [RS] by c1,q1,x1,c2,x2"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T Q NS T X NAC RS T X LPP NS T@3A090 X HBM NS T",
	     "license_exception [RS,NS] by c1,q1,q2,x1,x2,c2,x3"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T V case T@3A090 V case T",
	     "license_required [RS] case_by_case by c1,q1,v1,c2,v2"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T V case T@3A090 V presumption T",
	     "license_required [RS] by c1,q1,v1,c2,v2"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T@3A090 Q NS T@4A090",
	     "license_required [RS,NS] by c1,q1,c2,q2"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T X NAC RS ?@3A090",
	     "license_required [RS] by c1,q1,c2 open x1@3A090"},
	    {NULL, "C 3A090 ? C 4A090 T Q RS T@3A090 V case T",
	     "indeterminate [RS] by c1,q1,v1,c2 open c1"},
	};

	for (int i = 0; i < COUNT_OF(cases); i++)
	{
		small_book *book = read_book(cases[i].rules);
		ec_decision d;
		long asked;
		char name[300];

		snprintf(name, sizeof(name), "%s: %s", cases[i].eccn ? cases[i].eccn : "classify",
		         cases[i].rules);
		decide(memory(), book, cases[i].eccn, false, &d, &asked);
		is_text(decision_text(memory(), &d), cases[i].wanted, name);
	}
}

static void
test_names(void)
{
	static const char *const names[] = {"no_license_required", "license_exception",
	                                    "license_required", "prohibited", "indeterminate"};

	for (int o = 0; o < EC_OUTCOMES; o++)
		is_text(ec_outcome_name((ec_outcome) o), names[o], names[o]);
}

/* --- against all that may turn out to be --- */

static small_book *
random_book(const ec_memory *mem)
{
	static const char *const eccns[] = {"3A090.a", "3A090.b", "4A090", "EAR99"};
	static const char *const reasons[] = {"RS", "NS", "AT"};
	static const char *const exceptions[] = {"NAC", "LPP", "HBM"};
	static const char *const policies[] = {"approval", "case", "presumption", "policy"};
	static const char *const groups[] = {"3A090", "3A090.a", "4A090", "EAR99"};
	static const int most[EC_RULE_KINDS] = {4, 4, 4, 3, 3};
	small_book *book = ec_alloc(mem, sizeof(small_book));

	for (int k = 0; k < EC_RULE_KINDS; k++)
	{
		int count = random_below(most[k]);

		book->active.rule[k] = book->active_rule[k];
		for (int i = 0; i < count; i++)
		{
			const char *only = k != EC_CLASSIFICATION && one_in(3) ? PICK(groups) : NULL;
			ec_truth truth = one_in(3) ? EC_UNKNOWN : one_in(2) ? EC_TRUE : EC_FALSE;
			const char *finding = k == EC_CLASSIFICATION ? PICK(eccns) :
			    k == EC_EXCEPTION                        ? PICK(exceptions) :
			    k == EC_REVIEW                           ? PICK(policies) :
			                                               PICK(reasons);
			char overcome[12] = "";

			if (k == EC_EXCEPTION)
			{
				strcat(overcome, PICK(reasons));
				if (one_in(2))
					strcat(strcat(overcome, ","), PICK(reasons));
			}
			if (k == EC_PROHIBITION && truth == EC_TRUE && one_in(2))
				truth = EC_FALSE;
			add_rule(book, (ec_rule_kind) k, finding, ec_copy_text(mem, overcome, strlen(overcome)),
			         truth, only);
		}
	}
	return book;
}

/* The outcome when nothing is unknown (an exception that is unknown is not applied). */
static ec_outcome
certain_outcome(const small_book *book, const char *eccn)
{
	const ec_active *a = &book->active;
	bool required = false;
	bool given = eccn != NULL;
	bool spoken_of = false;

	for (size_t i = 0; i < a->count[EC_CLASSIFICATION]; i++)
	{
		const char *gives = book->rule[EC_CLASSIFICATION][i].eccn;

		spoken_of = spoken_of ||
		    (given && (ec_eccn_contains(gives, eccn) || ec_eccn_contains(eccn, gives)));
		if (!given && eccn == NULL && book->test[EC_CLASSIFICATION][i].truth == EC_TRUE)
			eccn = gives;
	}
	if (eccn == NULL)
		return EC_INDETERMINATE;

#define APPLIES(kind, i)                     \
	(book->test[kind][i].truth == EC_TRUE && \
	 (book->test[kind][i].only == NULL || ec_eccn_contains(book->test[kind][i].only, eccn)))

	for (size_t i = 0; i < a->count[EC_PROHIBITION]; i++)
		if (APPLIES(EC_PROHIBITION, i))
			return EC_PROHIBITED;
	for (size_t i = 0; i < a->count[EC_REQUIREMENT]; i++)
	{
		bool overcome = false;

		if (!APPLIES(EC_REQUIREMENT, i))
			continue;
		required = true;
		for (size_t k = 0; k < a->count[EC_EXCEPTION]; k++)
			if (APPLIES(EC_EXCEPTION, k))
				for (int n = 0; n < book->rule[EC_EXCEPTION][k].overcome_count; n++)
					overcome = overcome ||
					    strcmp(book->rule[EC_EXCEPTION][k].overcomes[n],
					           book->rule[EC_REQUIREMENT][i].reason) == 0;
		if (!overcome)
			return EC_LICENSE_REQUIRED;
	}
	if (given && !spoken_of)
		return EC_INDETERMINATE; /* rules that are not loaded may ask for more */
	return required ? EC_LICENSE_EXCEPTION : EC_NO_LICENSE_REQUIRED;
}

/*
 * An outcome is what it is in every world that the unknowns leave possible; when these differ it is
 * indeterminate.
 */
static ec_outcome
possible_outcome(small_book *book, const char *eccn)
{
	static const ec_rule_kind kinds[] = {EC_CLASSIFICATION, EC_REQUIREMENT, EC_PROHIBITION};
	testing *unknown[3 * MOST_RULES];
	int count = 0;
	ec_outcome outcome = EC_OUTCOMES;

	for (int k = 0; k < COUNT_OF(kinds); k++)
		for (size_t i = 0; i < book->active.count[kinds[k]]; i++)
			if (book->test[kinds[k]][i].truth == EC_UNKNOWN)
				unknown[count++] = &book->test[kinds[k]][i];
	for (int world = 0; world < 1 << count; world++)
	{
		ec_outcome here;

		for (int u = 0; u < count; u++)
			unknown[u]->truth = world >> u & 1 ? EC_TRUE : EC_FALSE;
		here = certain_outcome(book, eccn);
		if (outcome == EC_OUTCOMES)
			outcome = here;
		else if (here != outcome)
			outcome = EC_INDETERMINATE;
	}
	for (int u = 0; u < count; u++)
		unknown[u]->truth = EC_UNKNOWN;
	return outcome;
}

static bool
is_open(const ec_decision *d, const ec_rule *rule)
{
	for (size_t i = 0; i < d->open_count; i++)
		if (d->open[i].rule == rule)
			return true;
	return false;
}

static void
test_random(void)
{
	static const char *const given[] = {"3A090", "3A090.a", "3A090.a.1", "4A090", "EAR99", "5A992"};
	claim outcome = CLAIM(
	    "an outcome is that of every world that the unknowns leave possible, or indeterminate");
	claim shorter = CLAIM("asked for the outcome only, it is the same, with no more questions");
	claim open = CLAIM("what is indeterminate says why");
	claim openable = CLAIM("an exception is open when, and only when, the unknown ones could all "
	                       "be needed to overcome the rest");
	claim settles =
	    CLAIM("when all that is open turns out to be false, the outcome is another or clearer one");
	int seen[EC_OUTCOMES] = {0};
	arena each = {0};

	for (int i = 0; i < 40000; i++)
	{
		const ec_memory *mem = arena_memory(&each);
		small_book *book = random_book(mem);
		const char *eccn = one_in(2) ? NULL : PICK(given);
		ec_decision d;
		ec_decision brief;
		long asked;
		long asked_briefly;
		ec_outcome wanted = possible_outcome(book, eccn);

		decide(mem, book, eccn, false, &d, &asked);
		seen[d.outcome]++;
		if (!holds(&outcome, d.outcome == wanted, "%s, not %s", decision_text(mem, &d),
		           ec_outcome_name(wanted)))
			for (int k = 0; k < EC_RULE_KINDS; k++)
				for (size_t n = 0; n < book->active.count[k] && outcome.failed < 4; n++)
					note("%s %s %d %s", book->id[k][n],
					     book->rule[k][n].eccn       ? book->rule[k][n].eccn :
					         book->rule[k][n].reason ? book->rule[k][n].reason :
					                                   "",
					     book->test[k][n].truth,
					     book->test[k][n].only ? book->test[k][n].only : "");

		decide(mem, book, eccn, true, &brief, &asked_briefly);
		holds(&shorter,
		      brief.outcome == d.outcome && asked_briefly <= asked && brief.open_count == 0,
		      "%s against %s", decision_text(mem, &d), decision_text(mem, &brief));

		if (d.outcome == EC_INDETERMINATE)
			holds(&open, d.open_count > 0 || d.missing != 0, "%s", decision_text(mem, &d));
		else if (d.outcome != EC_LICENSE_REQUIRED)
			holds(&open, d.open_count == 0 && d.missing == 0, "%s", decision_text(mem, &d));

		/* one ECCN, a licence required: would it be, if every unknown exception held? */
		if (eccn != NULL && d.outcome == EC_LICENSE_REQUIRED)
		{
			bool listed = false;
			bool was_unknown[MOST_RULES] = {false};
			ec_outcome then;

			for (size_t x = 0; x < book->active.count[EC_EXCEPTION]; x++)
			{
				testing *test = &book->test[EC_EXCEPTION][x];

				listed = listed || is_open(&d, &book->rule[EC_EXCEPTION][x]);
				was_unknown[x] = test->truth == EC_UNKNOWN;
				if (was_unknown[x])
					test->truth = EC_TRUE;
			}
			then = possible_outcome(book, eccn);
			for (size_t x = 0; x < book->active.count[EC_EXCEPTION]; x++)
				if (was_unknown[x])
					book->test[EC_EXCEPTION][x].truth = EC_UNKNOWN;
			holds(&openable, listed == (then != EC_LICENSE_REQUIRED), "%s would be %s",
			      decision_text(mem, &d), ec_outcome_name(then));
		}

		/*
		 * finding out what is open is progress: fewer rules are unknown, and what was open is not
		 * any more
		 */
		if (d.open_count > 0)
		{
			ec_decision then;

			for (int k = 0; k < EC_RULE_KINDS; k++)
				for (size_t n = 0; n < book->active.count[k]; n++)
					if (is_open(&d, &book->rule[k][n]))
						book->test[k][n].truth = EC_FALSE;
			decide(mem, book, eccn, false, &then, &asked);
			for (size_t n = 0; n < d.open_count; n++)
				holds(&settles, !is_open(&then, d.open[n].rule), "%s, then %s",
				      decision_text(mem, &d), decision_text(mem, &then));
		}

		arena_reset(&each);
	}
	settle(&outcome);
	settle(&shorter);
	settle(&open);
	settle(&openable);
	settle(&settles);
	for (int o = 0; o < EC_OUTCOMES; o++)
		ok(seen[o] > 200, "random rulebooks lead to %s", ec_outcome_name((ec_outcome) o));
	arena_drop(&each);
}

int
main(int argc, char **argv)
{
	random_begin(argc, argv);
	test_names();
	test_table();
	test_random();
	return finish();
}
