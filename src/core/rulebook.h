/*
 * rulebook.h
 *		All rules, country groups and scenarios, and whom and what names mean, as one immutable
 *		value.
 *
 * A rulebook is filled by its reader, put in canonical order by ec_rulebook_sort(), and from then
 * on only read.  Its canonical JSON (ec_rulebook_write) is what its digest is taken of: equal
 * rulebooks have equal text, one array element a line so that a diff tool shows what changed.  What
 * export_control 0.1.0 did not know is left out where there is none of it, so that its rulebooks
 * keep their digests.
 */
#ifndef EC_RULEBOOK_H
#define EC_RULEBOOK_H

#include "core/condition.h"
#include "core/day.h"

#define EC_RULEBOOK_FORMAT 1

/* In the order they are applied. */
typedef enum ec_rule_kind
{
	EC_CLASSIFICATION,
	EC_REQUIREMENT,
	EC_EXCEPTION,
	EC_REVIEW,
	EC_PROHIBITION,
	EC_RULE_KINDS,
	EC_NO_RULE_KIND = EC_RULE_KINDS
} ec_rule_kind;

/* From the most to the least favourable. */
typedef enum ec_review
{
	EC_PRESUMPTION_OF_APPROVAL,
	EC_CASE_BY_CASE,
	EC_PRESUMPTION_OF_DENIAL,
	EC_POLICY_OF_DENIAL,
	EC_NO_REVIEW /* no policy stated */
} ec_review;

#define EC_REVIEWS EC_NO_REVIEW

extern const char *ec_rule_kind_name(ec_rule_kind kind);
extern ec_rule_kind ec_rule_kind_find(const char *name); /* EC_NO_RULE_KIND when unknown */
extern const char *ec_review_name(ec_review review);
extern ec_review ec_review_find(const char *name); /* EC_NO_REVIEW when unknown */

/* One version of one rule.  Texts that are absent are NULL. */
typedef struct ec_rule
{
	const char *id;
	ec_rule_kind kind;
	int32_t rank;
	const ec_condition *condition;
	const char *eccn; /* canonical */
	const char *reason;
	const char *exception;
	const char *const *overcomes;
	int overcome_count;
	ec_review review;
	ec_period in_force;
	ec_period known;
	bool not_applied; /* where it is unknown whether it holds: against the rule for unknowns */
	const char *title;
	const char *citation;
	const char *url;
	const char *note;
} ec_rule;

typedef struct ec_member
{
	ec_country country;
	ec_period in_force;
	ec_period known;
	const char *citation;
} ec_member;

typedef struct ec_group
{
	const char *name;
	const char *title;
	const char *citation;
	const char *url;
	const char *note;
	ec_member *member;
	size_t member_count;
	size_t member_capacity;
} ec_group;

typedef struct ec_governed
{
	ec_country country;
	ec_country by;
	const char *citation;
} ec_governed;

typedef struct ec_override
{
	const char *rule;
	ec_period in_force;
	const char *note;
} ec_override;

typedef struct ec_scenario
{
	const char *name;
	const char *description;
	const char *citation;
	ec_override *override;
	size_t override_count;
	size_t override_capacity;
} ec_scenario;

/* What something is called: its name, and other names for it. */
typedef struct ec_called
{
	const char *name;
	const char *const *aliases;
	int alias_count;
} ec_called;

/* Who is meant by a vendor's name. */
typedef struct ec_vendor
{
	ec_called called;    /* first */
	bool makes_circuits; /* otherwise boards or systems, of circuits that others make */
	const char *note;
} ec_vendor;

/* What is meant by the name of an end use. */
typedef struct ec_end_use
{
	ec_called called; /* first */
	const char *description;
	const char *citation;
	bool ordinary; /* no rule need speak of it */
} ec_end_use;

/* Some names, in order. */
typedef struct ec_name_list
{
	const char *const *name;
	int count;
} ec_name_list;

/*
 * A question and its right answer, by its source.  The core keeps the texts as they are; whoever
 * makes a rulebook puts those of the item, the shipment and the outcome into canonical form.  What
 * is not asked for is NULL.
 */
typedef struct ec_example
{
	const char *id;
	const char *title;
	const char *chip; /* the item: its facts */
	const char *eccn; /* or its ECCN */
	ec_country destination;
	ec_day as_of;
	ec_day as_known; /* EC_DAY_LAST: all that the rulebook knows */
	const char *shipment;
	const char *scenario;
	const char *outcome;
	const char *classification;
	ec_name_list reasons;
	const char *exception;
	const char *review;
	ec_name_list rules; /* ids of those on which the answer turns */
	const char *source;
} ec_example;

typedef struct ec_rulebook
{
	const ec_memory *mem;
	ec_period covered;       /* legal dates that the rules speak for */
	ec_period covered_known; /* dates of knowledge that they speak for */
	ec_day sources_read;     /* no source is newer; EC_DAY_LAST: that is not told */
	ec_rule *rule;
	size_t rule_count;
	size_t rule_capacity;
	ec_group *group;
	size_t group_count;
	size_t group_capacity;
	ec_governed *governed;
	size_t governed_count;
	size_t governed_capacity;
	ec_scenario *scenario;
	size_t scenario_count;
	size_t scenario_capacity;
	ec_vendor *vendor; /* none: vendors are compared as they are written */
	size_t vendor_count;
	size_t vendor_capacity;
	ec_end_use *end_use; /* and so are end uses */
	size_t end_use_count;
	size_t end_use_capacity;
	ec_example *example;
	size_t example_count;
	size_t example_capacity;
} ec_rulebook;

extern ec_rulebook *ec_rulebook_new(const ec_memory *mem);

/* Each returns the new, zeroed element to be filled in. */
extern ec_rule *ec_rulebook_add_rule(ec_rulebook *book);
extern ec_group *ec_rulebook_add_group(ec_rulebook *book);
extern ec_member *ec_rulebook_add_member(ec_rulebook *book, ec_group *group);
extern ec_governed *ec_rulebook_add_governed(ec_rulebook *book);
extern ec_scenario *ec_rulebook_add_scenario(ec_rulebook *book);
extern ec_override *ec_rulebook_add_override(ec_rulebook *book, ec_scenario *scenario);
extern ec_vendor *ec_rulebook_add_vendor(ec_rulebook *book);
extern ec_end_use *ec_rulebook_add_end_use(ec_rulebook *book);
extern ec_example *ec_rulebook_add_example(ec_rulebook *book);

extern void ec_rulebook_sort(ec_rulebook *book);
extern void ec_rulebook_write(const ec_rulebook *book, ec_text *out);

/*
 * Reads a rulebook from JSON text, into canonical order.  What it keeps is in `mem`; what only the
 * reading needs is in `scratch`.  False, with an error that names the place, when the JSON is not a
 * rulebook.
 */
extern bool ec_rulebook_read(const char *json, size_t length, const ec_memory *mem,
                             const ec_memory *scratch, ec_rulebook **book, ec_error *error);

/* The group or scenario of that name, or NULL; only after ec_rulebook_sort(). */
extern const ec_group *ec_rulebook_group(const ec_rulebook *book, const char *name);
extern const ec_scenario *ec_rulebook_scenario(const ec_rulebook *book, const char *name);

/* What a scenario says of the rules of that id, or NULL; only after ec_rulebook_sort(). */
extern const ec_override *ec_scenario_override(const ec_scenario *scenario, const char *rule);

/* What governs a country's controls: another one, or itself. */
extern ec_country ec_rulebook_governing(const ec_rulebook *book, ec_country country);

/*
 * Everything that makes the rulebook unfit to be used, one message a fault, each saying where and
 * what to write instead; and, apart from them, what is only worth a warning.
 */
typedef struct ec_messages
{
	char **message;
	size_t count;
	size_t capacity;
} ec_messages;

typedef struct ec_faults
{
	const ec_memory *mem;
	ec_messages errors;
	ec_messages warnings;
} ec_faults;

/* Returns the number of errors. */
extern size_t ec_rulebook_faults(const ec_rulebook *book, ec_faults *faults);

#endif /* EC_RULEBOOK_H */
