/*
 * peer.c
 *		What classify() and license_required() answer, hard-coded in C: the measure of script/bench.
 *
 * This is what an engineer would write who knows that the question is always put for one legal
 * date, 2026-11-01, and always with headquarters in the destination and no end use stated.  Nothing
 * here is data: the thresholds and the country groups of that date are constants of the compiler.
 * One place is folded in further: with destination CN, every test of the destination is gone.
 *
 * c_license_required() answers for every chip, whatever is unknown about it.  c_classify() answers
 * where each test that it comes to is certain and is NULL elsewhere: what is missing, and what
 * follows from several possible classifications, is left out.  That is less work than classify()
 * does.
 *
 * Not part of the extension, and not installed with it.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "core/chip.h"
#include "core/country.h"

PG_MODULE_MAGIC;

/* ---- places, on 2026-11-01 ---- */

#define IN_D1 0x001
#define IN_D4 0x002
#define IN_D5 0x004
#define IN_A5_A6 0x008
#define IN_E1 0x010
#define IN_E2 0x020
#define IS_CN 0x040
#define IS_MO 0x080
#define IS_RU_BY 0x100
#define IS_AE 0x200
#define IS_CU_IR_KP 0x400
#define IS_SY 0x800
#define IS_US 0x1000

#define PLACE_CN (IN_D1 | IN_D4 | IN_D5 | IS_CN)

static uint16 place_flags[26 * 26];
static bool places_ready = false;

static int
place_index(const char *code)
{
	return (code[0] - 'A') * 26 + (code[1] - 'A');
}

static void
mark(const char *codes, uint16 flag)
{
	for (; *codes != '\0'; codes += codes[2] == '\0' ? 2 : 3)
		place_flags[place_index(codes)] |= flag;
}

/* "HK" follows "CN": its exports are controlled as those to China are. */
static void
follow(const char *territories, const char *state)
{
	for (; *territories != '\0'; territories += territories[2] == '\0' ? 2 : 3)
		place_flags[place_index(territories)] |= place_flags[place_index(state)];
}

static void
make_places(void)
{
	mark("AM AZ BY CN GE IQ KG KH KP KZ LA LY MD MM MN MO NI RU TJ TM UZ VE VN YE", IN_D1);
	mark("BH BY CN EG IL IQ IR JO KP KW LB LY MO OM PK QA RU SA SY VE YE", IN_D4);
	mark("AF BY CD CF CN CU ER HT IQ IR KP LB LY MM NI RU SD SO SS SY VE ZW", IN_D5);
	mark("AE AR AT AU BE BG CA CH CZ DE DK EE ES FI FR GB GR HR HU IE IN IS IT JP KR LT LU LV NL "
	     "NO NZ PL "
	     "PT RO SE SI SK TR",
	     IN_A5_A6);
	mark("AL CY IL MT MX SG TW ZA", IN_A5_A6);
	mark("IR KP SY", IN_E1);
	mark("CU", IN_E2);
	mark("CN", IS_CN);
	mark("MO", IS_MO);
	mark("RU BY", IS_RU_BY);
	mark("AE", IS_AE);
	mark("CU IR KP", IS_CU_IR_KP);
	mark("SY", IS_SY);
	mark("US", IS_US);
	follow("HK", "CN");
	follow("AI BM GG GI IM JE KY MS PN SH TC VG", "GB");
	follow("AS GU MP PR UM VI", "US");
	follow("AX", "FI");
	follow("BL GF GP MF MQ NC PF PM RE TF WF YT", "FR");
	follow("BQ", "NL");
	follow("BV SJ", "NO");
	follow("CC CX HM NF", "AU");
	follow("FO GL", "DK");
	follow("LI", "CH");
	follow("TK", "NZ");
	places_ready = true;
}

static inline uint16
place_of(ec_country country)
{
	if (!places_ready)
		make_places();
	return place_flags[((country >> 8) - 'A') * 26 + ((country & 0xFF) - 'A')];
}

/* ---- what the item is ---- */

typedef enum Entry
{
	ENTRY_A, /* 3A090.a, 4A090.a */
	ENTRY_B, /* 3A090.b, 4A090.b */
	ENTRY_C, /* 3A090.c */
	ENTRY_P, /* 3A991.p, 4A994.l */
	ENTRY_EAR99
} Entry;

static inline ec_truth
both(ec_truth a, ec_truth b)
{
	return a < b ? a : b;
}

static inline ec_truth
either(ec_truth a, ec_truth b)
{
	return a > b ? a : b;
}

static inline ec_truth
is_a(const ec_facts *chip)
{
	ec_interval tpp = chip->number[EC_TPP];

	if (tpp.lo >= 4800)
		return EC_TRUE;
	return either(ec_at_least(tpp, 4800),
	              both(both(ec_flag_of(chip, EC_DATACENTER), ec_at_least(tpp, 1600)),
	                   ec_at_least(chip->number[EC_PERFORMANCE_DENSITY], 5.92)));
}

static inline ec_truth
is_b(const ec_facts *chip)
{
	ec_interval tpp = chip->number[EC_TPP];
	ec_interval density = chip->number[EC_PERFORMANCE_DENSITY];
	ec_truth below;

	if (ec_flag_of(chip, EC_DATACENTER) == EC_FALSE || tpp.hi < 1600)
		return EC_FALSE;
	below = (ec_truth) (EC_TRUE - ec_at_least(density, 5.92));
	return both(ec_flag_of(chip, EC_DATACENTER),
	            either(both(both(ec_at_least(tpp, 2400),
	                             (ec_truth) (EC_TRUE - ec_at_least(tpp, 4800))),
	                        both(ec_at_least(density, 1.6), below)),
	                   both(ec_at_least(tpp, 1600), both(ec_at_least(density, 3.2), below))));
}

static inline ec_truth
is_p(const ec_facts *chip)
{
	return either(ec_at_least(chip->number[EC_TOPS], 8),
	              ec_at_least(chip->number[EC_INTERCONNECT_BANDWIDTH], 150));
}

static inline ec_truth
is_c(const ec_facts *chip)
{
	return ec_above(chip->number[EC_MEMORY_BANDWIDTH_DENSITY], 2);
}

/* ---- what follows ---- */

static inline bool
vendor_is(const ec_facts *chip, const char *name, size_t length)
{
	ec_words vendor = chip->text[EC_VENDOR];

	return vendor.text != NULL && vendor.length == length && memcmp(vendor.text, name, length) == 0;
}

static inline bool
is_controlled(uint16 place)
{
	return (place & (IN_D1 | IN_D4 | IN_D5 | IS_MO)) != 0 && (place & IN_A5_A6) == 0;
}

static inline bool
needs_rs(Entry entry, uint16 place)
{
	if (entry == ENTRY_C)
		return (place & (IN_D5 | IS_MO)) != 0;
	return entry <= ENTRY_B && (is_controlled(place) || (place & IS_AE) != 0);
}

/* Is it caught by the letter to its vendor? */
static inline ec_truth
is_informed(const ec_facts *chip, uint16 place)
{
	ec_interval memory = chip->number[EC_MEMORY_BANDWIDTH];
	ec_interval link = chip->number[EC_INTERCONNECT_BANDWIDTH];
	ec_interval sum = {memory.lo + link.lo, memory.hi + link.hi};
	ec_truth caught;

	if ((place & (IN_D5 | IS_MO)) == 0 || (place & IS_US) != 0 || chip->form == EC_FORM_HBM)
		return EC_FALSE;
	if (chip->text[EC_VENDOR].text != NULL && !vendor_is(chip, "NVIDIA", 6) &&
	    !vendor_is(chip, "AMD", 3))
		return EC_FALSE;
	caught =
	    either(either(ec_at_least(memory, 1400), ec_at_least(link, 1100)), ec_at_least(sum, 1700));
	return chip->text[EC_VENDOR].text == NULL ? both(caught, EC_UNKNOWN) : caught;
}

/* NAC or ACA, which overcome RS. */
static inline ec_truth
is_excepted(const ec_facts *chip, Entry entry)
{
	if (entry == ENTRY_B)
		return ec_flag_of(chip, EC_DATACENTER);
	if (entry == ENTRY_A)
		return both((ec_truth) (EC_TRUE - ec_flag_of(chip, EC_DATACENTER)),
		            ec_at_least(chip->number[EC_TPP], 4800));
	return EC_FALSE;
}

static inline bool
is_embargoed(Entry entry, uint16 place)
{
	(void) entry; /* what AT catches in E:1, the embargo catches too */
	return (place & (IN_E1 | IN_E2 | IS_RU_BY)) != 0;
}

/* ---- license_required ---- */

typedef enum Outcome
{
	NONE_REQUIRED,
	EXCEPTED,
	REQUIRED,
	UNDECIDED
} Outcome;

static inline Outcome
judge(const ec_facts *chip, Entry entry, uint16 place, ec_truth informed)
{
	bool rs = needs_rs(entry, place);

	if (informed == EC_TRUE || is_embargoed(entry, place) ||
	    (rs && is_excepted(chip, entry) != EC_TRUE))
		return REQUIRED;
	if (informed == EC_UNKNOWN)
		return UNDECIDED;
	return rs ? EXCEPTED : NONE_REQUIRED;
}

static inline Outcome
decide(const ec_facts *chip, uint16 place)
{
	ec_truth informed = is_informed(chip, place);
	Outcome found = UNDECIDED;
	bool first = true;

	/* Each entry that it may be has its say, down to the first that it certainly is. */
#define CANDIDATE(entry, truth)                                 \
	do                                                          \
	{                                                           \
		ec_truth holds = (truth);                               \
		if (holds != EC_FALSE)                                  \
		{                                                       \
			Outcome each = judge(chip, entry, place, informed); \
			found = first || found == each ? each : UNDECIDED;  \
			first = false;                                      \
			if (holds == EC_TRUE || found == UNDECIDED)         \
				return found;                                   \
		}                                                       \
	} while (0)

	if (chip->form == EC_FORM_HBM)
		CANDIDATE(ENTRY_C, is_c(chip));
	else
	{
		CANDIDATE(ENTRY_A, is_a(chip));
		CANDIDATE(ENTRY_B, is_b(chip));
		CANDIDATE(ENTRY_P, is_p(chip));
	}
	CANDIDATE(ENTRY_EAR99, EC_TRUE);
	return found;
}

/* What the first argument tells, laid out. */
static inline void
read_chip(FunctionCallInfo fcinfo, ec_facts *facts)
{
	ec_chip_read((const ec_chip *) VARDATA_ANY(PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0))), facts);
}

static inline Datum
answer(FunctionCallInfo fcinfo, uint16 place)
{
	ec_facts facts;
	Outcome found;

	read_chip(fcinfo, &facts);
	found = decide(&facts, place);
	if (found == UNDECIDED)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(found == REQUIRED);
}

PG_FUNCTION_INFO_V1(c_license_required_cn);
Datum
c_license_required_cn(PG_FUNCTION_ARGS)
{
	return answer(fcinfo, PLACE_CN);
}

PG_FUNCTION_INFO_V1(c_license_required);
Datum
c_license_required(PG_FUNCTION_ARGS)
{
	return answer(fcinfo, place_of(DatumGetUInt16(PG_GETARG_DATUM(1))));
}

/* ---- classify ---- */

static const char *const outcome_label[] = {"no_license_required", "license_exception",
                                            "license_required"};
static const char *const review_label[] = {"presumption_of_approval", "case_by_case",
                                           "presumption_of_denial", "policy_of_denial"};

static const char *const entry_eccn[2][5] = {
    {"3A090.a", "3A090.b", "3A090.c", "3A991.p", "EAR99"},
    {"4A090.a", "4A090.b", NULL, "4A994.l", "EAR99"},
};
static const char *const entry_rule[2][5] = {
    {"3A090.a/2023", "3A090.b/2023", "3A090.c/2024", "3A991.p", "EAR99"},
    {"4A090.a/2023", "4A090.b/2024", NULL, "4A994.l", "EAR99"},
};

/* The requirements, in the order of their rank. */
enum
{
	RS_A,
	RS_A_UAE,
	RS_B,
	RS_C,
	LETTER_NVIDIA,
	LETTER_AMD,
	AT,
	EMBARGO,
	RUSSIA_CCL,
	RUSSIA_EAR99,
	REQUIREMENTS
};
static const char *const requirement_rule[] = {
    "RS.a/2023",          "RS.a.uae/2026",   "RS.b/2026", "RS.c/2024",
    "LETTER.nvidia/2025", "LETTER.amd/2025", "AT",        "EMBARGO",
    "RUSSIA.ccl",         "RUSSIA.ear99",
};
static const char *const requirement_reason[] = {
    "RS", "RS", "RS", "RS", "IS-INFORMED", "IS-INFORMED", "AT", "EMBARGO", "RUSSIA", "RUSSIA",
};

enum
{
	NO_REVIEW,
	EMBARGO_REVIEW,
	RUSSIA_REVIEW,
	CBC,
	D5,
	APPROVAL,
	APPROVAL_B,
	HBM_DENIAL,
	ASSURED_NVIDIA,
	ASSURED_AMD,
	SYRIA
};
static const char *const review_rule[] = {
    NULL,
    "REVIEW.embargo",
    "REVIEW.russia",
    "REVIEW.cbc/2026",
    "REVIEW.d5/2023",
    "REVIEW.approval/2023",
    "REVIEW.approval.b/2025",
    "REVIEW.hbm.denial/2024",
    "REVIEW.assurance.nvidia/2025",
    "REVIEW.assurance.amd/2025",
    "REVIEW.syria/2025",
};
static const int8 review_policy[] = {-1, 3, 3, 1, 2, 0, 0, 2, 0, 0, 1};

/* Everything a determination is made of, in one number. */
typedef union Key
{
	struct
	{
		uint16 requirements;
		uint8 computer : 1;
		uint8 entry : 7;
		uint8 nac : 1;
		uint8 aca : 1;
		uint8 review : 6;
	};
	uint32 all;
} Key;

#define KEPT_ARRAYS 1024

/* Constants of the calling expression, made once: the arrays are those that a row has needed. */
typedef struct Constants
{
	TupleDesc desc;
	Datum outcome[3];
	Datum review[4];
	Datum eccn[2][5];
	Datum nac;
	Datum aca;
	Datum nothing;
	struct
	{
		uint32 key;
		bool used;
		Datum reasons;
		Datum rules;
	} array[KEPT_ARRAYS];
} Constants;

static Datum
label(Oid type, const char *name)
{
	return ObjectIdGetDatum(GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
	                                        ObjectIdGetDatum(type), CStringGetDatum(name)));
}

static Constants *
constants_of(FunctionCallInfo fcinfo)
{
	Constants *k = fcinfo->flinfo->fn_extra;
	MemoryContext caller;
	TupleDesc desc;

	if (k != NULL)
		return k;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	k = palloc0(sizeof(Constants));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	k->desc = BlessTupleDesc(CreateTupleDescCopy(desc));
	for (int i = 0; i < 3; i++)
		k->outcome[i] = label(TupleDescAttr(desc, 0)->atttypid, outcome_label[i]);
	for (int i = 0; i < 4; i++)
		k->review[i] = label(TupleDescAttr(desc, 4)->atttypid, review_label[i]);
	for (int i = 0; i < 10; i++)
		if (entry_eccn[i / 5][i % 5] != NULL)
			k->eccn[i / 5][i % 5] = CStringGetTextDatum(entry_eccn[i / 5][i % 5]);
	k->nac = CStringGetTextDatum("NAC");
	k->aca = CStringGetTextDatum("ACA");
	k->nothing = PointerGetDatum(construct_empty_array(TEXTOID));
	MemoryContextSwitchTo(caller);
	fcinfo->flinfo->fn_extra = k;
	return k;
}

static void
make_arrays(FunctionCallInfo fcinfo, Constants *k, int slot, Key key)
{
	MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	Datum reason[REQUIREMENTS];
	Datum rule[REQUIREMENTS + 3];
	const char *last = NULL;
	int reasons = 0;
	int rules = 0;

	rule[rules++] = CStringGetTextDatum(entry_rule[key.computer][key.entry]);
	for (int i = 0; i < REQUIREMENTS; i++)
		if (key.requirements & (1 << i))
		{
			if (last == NULL || strcmp(last, requirement_reason[i]) != 0)
				reason[reasons++] = CStringGetTextDatum(requirement_reason[i]);
			last = requirement_reason[i];
			rule[rules++] = CStringGetTextDatum(requirement_rule[i]);
		}
	if (key.nac || key.aca)
		rule[rules++] = CStringGetTextDatum(key.nac ? "NAC/2024" : "ACA/2025");
	if (key.review != NO_REVIEW)
		rule[rules++] = CStringGetTextDatum(review_rule[key.review]);
	k->array[slot].reasons =
	    PointerGetDatum(construct_array(reason, reasons, TEXTOID, -1, false, TYPALIGN_INT));
	k->array[slot].rules =
	    PointerGetDatum(construct_array(rule, rules, TEXTOID, -1, false, TYPALIGN_INT));
	k->array[slot].key = key.all;
	k->array[slot].used = true;
	MemoryContextSwitchTo(caller);
}

/* The review policy's rule, or -1 when a test that it comes to is uncertain. */
static inline int
find_review(const ec_facts *chip, Entry entry, uint16 place)
{
	if (place & IS_CU_IR_KP)
		return EMBARGO_REVIEW;
	if (place & IS_RU_BY)
		return RUSSIA_REVIEW;
	if (entry <= ENTRY_B)
	{
		if (place & (IS_CN | IS_MO))
		{
			ec_truth tpp = ec_at_least(chip->number[EC_TPP], 21000);
			ec_truth memory = ec_at_least(chip->number[EC_MEMORY_BANDWIDTH], 6500);

			if (tpp == EC_FALSE && memory == EC_FALSE)
				return CBC;
			if (tpp != EC_TRUE && memory != EC_TRUE)
				return -1;
		}
		if (place & (IN_D5 | IS_MO))
			return D5;
		if ((place & (IN_D1 | IN_D4)) && !(place & IN_A5_A6))
			return APPROVAL;
		if (entry == ENTRY_B)
			return APPROVAL_B;
	}
	else if (entry == ENTRY_C)
		return HBM_DENIAL;
	else if (place & (IS_CN | IS_MO))
	{
		if (vendor_is(chip, "NVIDIA", 6))
			return ASSURED_NVIDIA;
		if (vendor_is(chip, "AMD", 3))
			return ASSURED_AMD;
	}
	return place & IS_SY ? SYRIA : NO_REVIEW;
}

static inline Datum
determination(FunctionCallInfo fcinfo, uint16 place)
{
	ec_facts facts;
	const ec_facts *chip = &facts;
	Constants *k = constants_of(fcinfo);
	Key key = {.all = 0};
	Entry entry;
	ec_truth truth;
	Outcome outcome = NONE_REQUIRED;
	Datum values[7];
	bool nulls[7] = {false};
	bool rs;
	int slot;

	read_chip(fcinfo, &facts);
	if (chip->form == EC_FORM_HBM)
	{
		if ((truth = is_c(chip)) == EC_UNKNOWN)
			PG_RETURN_NULL();
		entry = truth == EC_TRUE ? ENTRY_C : ENTRY_EAR99;
	}
	else
	{
		if ((truth = is_a(chip)) == EC_TRUE)
			entry = ENTRY_A;
		else if (truth == EC_UNKNOWN)
			PG_RETURN_NULL();
		else if ((truth = is_b(chip)) == EC_TRUE)
			entry = ENTRY_B;
		else if (truth == EC_UNKNOWN)
			PG_RETURN_NULL();
		else if ((truth = is_p(chip)) == EC_UNKNOWN)
			PG_RETURN_NULL();
		else
			entry = truth == EC_TRUE ? ENTRY_P : ENTRY_EAR99;
	}
	key.computer = chip->form == EC_FORM_COMPUTER;
	key.entry = entry;

	rs = needs_rs(entry, place);
	if (entry == ENTRY_A && is_controlled(place))
		key.requirements |= 1 << RS_A;
	if (entry == ENTRY_A && (place & IS_AE))
		key.requirements |= 1 << RS_A_UAE;
	if (entry == ENTRY_B && rs)
		key.requirements |= 1 << RS_B;
	if (entry == ENTRY_C && rs)
		key.requirements |= 1 << RS_C;
	truth = is_informed(chip, place);
	if (truth == EC_UNKNOWN)
		PG_RETURN_NULL();
	if (truth == EC_TRUE)
		key.requirements |= vendor_is(chip, "AMD", 3) ? 1 << LETTER_AMD : 1 << LETTER_NVIDIA;
	if ((place & IN_E1) && entry != ENTRY_EAR99)
		key.requirements |= 1 << AT;
	if (place & (IN_E1 | IN_E2))
		key.requirements |= 1 << EMBARGO;
	if (place & IS_RU_BY)
		key.requirements |= entry == ENTRY_EAR99 ? 1 << RUSSIA_EAR99 : 1 << RUSSIA_CCL;

	if (key.requirements != 0)
	{
		truth = rs ? is_excepted(chip, entry) : EC_FALSE;
		if (truth == EC_UNKNOWN)
			PG_RETURN_NULL();
		if (truth == EC_TRUE &&
		    (key.requirements & ~(1 << RS_A | 1 << RS_A_UAE | 1 << RS_B | 1 << RS_C)) == 0)
		{
			outcome = EXCEPTED;
			key.nac = (place & (IN_D5 | IS_MO)) != 0;
			key.aca = !key.nac;
		}
		else
		{
			int review = find_review(chip, entry, place);

			if (review < 0)
				PG_RETURN_NULL();
			outcome = REQUIRED;
			key.review = review;
		}
	}

	slot = (key.all * 2654435761u) >> 22;
	if (!k->array[slot].used || k->array[slot].key != key.all)
		make_arrays(fcinfo, k, slot, key);
	values[0] = k->outcome[outcome];
	values[1] = k->eccn[key.computer][entry];
	values[2] = k->array[slot].reasons;
	values[3] = key.nac ? k->nac : k->aca;
	nulls[3] = outcome != EXCEPTED;
	nulls[4] = review_policy[key.review] < 0;
	values[4] = nulls[4] ? (Datum) 0 : k->review[review_policy[key.review]];
	values[5] = k->array[slot].rules;
	values[6] = k->nothing;
	return HeapTupleGetDatum(heap_form_tuple(k->desc, values, nulls));
}

PG_FUNCTION_INFO_V1(c_classify_cn);
Datum
c_classify_cn(PG_FUNCTION_ARGS)
{
	return determination(fcinfo, PLACE_CN);
}

PG_FUNCTION_INFO_V1(c_classify);
Datum
c_classify(PG_FUNCTION_ARGS)
{
	return determination(fcinfo, place_of(DatumGetUInt16(PG_GETARG_DATUM(1))));
}

/*
 * Takes any values and looks at none: so that a query must compute what it measures, at the price
 * of one call that is the same for every peer.
 */
PG_FUNCTION_INFO_V1(bench_take);
Datum
bench_take(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(true);
}
