/*
 * fact.c
 *		The list of facts.  See fact.h.
 */
#include "fact.h"

static const struct
{
	const char *name;
	ec_fact_kind kind;
}			facts[EC_FACT_COUNT] = {
	[EC_TPP] = {"tpp", EC_KIND_NUMBER},
	[EC_PERFORMANCE_DENSITY] = {"performance_density", EC_KIND_NUMBER},
	[EC_TOPS] = {"tops", EC_KIND_NUMBER},
	[EC_MEMORY_BANDWIDTH] = {"memory_bandwidth", EC_KIND_NUMBER},
	[EC_INTERCONNECT_BANDWIDTH] = {"interconnect_bandwidth", EC_KIND_NUMBER},
	[EC_TRANSISTORS] = {"transistors", EC_KIND_NUMBER},
	[EC_DIE_AREA] = {"die_area", EC_KIND_NUMBER},
	[EC_PACKAGE_AREA] = {"package_area", EC_KIND_NUMBER},
	[EC_MEMORY_BANDWIDTH_DENSITY] = {"memory_bandwidth_density", EC_KIND_NUMBER},
	[EC_DECLARED_TPP] = {"declared_tpp", EC_KIND_NUMBER},
	[EC_CONSIGNEE_TPP] = {"consignee_tpp", EC_KIND_NUMBER},
	[EC_DATACENTER] = {"datacenter", EC_KIND_BOOLEAN},
	[EC_HBM] = {"hbm", EC_KIND_BOOLEAN},
	[EC_NAME] = {"name", EC_KIND_TEXT},
	[EC_VENDOR] = {"vendor", EC_KIND_TEXT},
	[EC_FORM] = {"form", EC_KIND_TEXT},
	[EC_END_USE] = {"end_use", EC_KIND_TEXT},
	[EC_DESTINATION] = {"destination", EC_KIND_COUNTRY},
	[EC_HEADQUARTERS] = {"headquarters", EC_KIND_COUNTRY},
	[EC_ECCN] = {"eccn", EC_KIND_ECCN},
	[EC_RATES] = {"rates", EC_KIND_NONE},
	[EC_MISSING_CHIP] = {"chip", EC_KIND_NONE},
	[EC_MISSING_AS_OF] = {"as_of", EC_KIND_NONE},
	[EC_MISSING_RULES] = {"rules", EC_KIND_NONE},
};

static const char *const forms[EC_FORM_COUNT] = {"ic", "computer", "hbm"};

const char *
ec_fact_name(ec_fact fact)
{
	return facts[fact].name;
}

ec_fact_kind
ec_fact_kind_of(ec_fact fact)
{
	return facts[fact].kind;
}

static bool
same_word(const char *word, size_t length, const char *name)
{
	if (strlen(name) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (ec_lower(word[i]) != name[i])
			return false;
	return true;
}

ec_fact
ec_fact_find(const char *name, size_t length)
{
	for (int f = 0; f < EC_FACT_COUNT; f++)
		if (facts[f].kind != EC_KIND_NONE && same_word(name, length, facts[f].name))
			return (ec_fact) f;
	return EC_FACT_COUNT;
}

const char *
ec_fact_nearest(const char *name, size_t length)
{
	const char *names[EC_FACT_COUNT];
	int			count = 0;

	for (int f = 0; f < EC_FACT_COUNT; f++)
		if (facts[f].kind != EC_KIND_NONE)
			names[count++] = facts[f].name;
	return ec_nearest(name, length, names, count);
}

const char *
ec_form_name(ec_form form)
{
	return forms[form];
}

ec_form
ec_form_find(const char *name, size_t length)
{
	for (int f = 0; f < EC_FORM_COUNT; f++)
		if (strlen(forms[f]) == length && memcmp(forms[f], name, length) == 0)
			return (ec_form) f;
	return EC_FORM_COUNT;
}
