/*
 * chip_v1.c
 *		From the bytes of version 1 to a chip, and back.  See chip_v1.h.
 */
#include "core/chip_v1.h"

#define NUMBERS 10 /* facts 0 to 9 */

typedef struct rate_v1
{
	ec_interval rate;
	uint32_t bits;
	uint16_t name_offset;
	uint16_t name_length;
} rate_v1;

/* Offsets count from the database's size word, which stands before the bytes. */
typedef struct chip_v1
{
	int32_t size_word;
	uint8_t version;
	uint8_t form;
	uint8_t datacenter; /* ec_truth */
	uint8_t hbm;        /* ec_truth */
	ec_interval number[NUMBERS];
	uint16_t name_offset; /* 0 when unknown */
	uint16_t name_length;
	uint16_t vendor_offset;
	uint16_t vendor_length;
	uint32_t rate_count;
	uint32_t pad;
} chip_v1;

#define SIZE_WORD sizeof(int32_t)

/* Does a text lie within the value? */
static bool
is_inside(size_t length, uint16_t offset, uint16_t text_length)
{
	return offset >= sizeof(chip_v1) && (size_t) offset + text_length <= length + SIZE_WORD;
}

static ec_words
text_at(const char *bytes, uint16_t offset, uint16_t length)
{
	return (ec_words){bytes - SIZE_WORD + offset, length};
}

static bool
read_text(const char *bytes, size_t length, uint16_t offset, uint16_t text_length, ec_fact fact,
          ec_chip_builder *builder)
{
	if (offset == 0)
		return true;
	builder->text[fact] = text_at(bytes, offset, text_length).text;
	builder->text_length[fact] = text_length;
	return is_inside(length, offset, text_length);
}

/*
 * Version 1 let an item state any length from 1 to 1024 bits for any name that it did not know,
 * such as FP16 or fp16_sparse.  What today's literals refuse is read here as what counts for more,
 * in words that they accept.  A length below that of the format is the format's own.  A longer one,
 * or a sparse rate, keeps it under another name.  A length over 64 bits is no length: it counts as
 * 64, and as a lower bound.
 */
static void
tell_rate(ec_chip_builder *builder, ec_words name, uint32_t bits, ec_interval rate)
{
	bool sparse;
	int order = ec_format_find(name.text, name.length);
	int meant = ec_format_read(name.text, name.length, &sparse);
	ec_text text;

	if (bits > EC_CHIP_MAX_BITS)
	{
		bits = EC_CHIP_MAX_BITS;
		builder->flag[EC_RATES_COMPLETE] = EC_FALSE;
	}
	if (order == EC_NO_FORMAT && meant != EC_NO_FORMAT)
	{
		const ec_format *format = &ec_formats[meant];

		if (bits < format->bits.least)
		{
			order = meant;
			name = (ec_words){format->name, strlen(format->name)};
		}
		else if (sparse || bits > format->bits.most)
		{
			ec_text_init(&text, builder->mem);
			ec_text_printf(&text, "%s of %u bits", format->name, bits);
			name = (ec_words){text.data, text.length};
		}
	}
	ec_chip_tell_rate(builder, order, name, bits, rate);
}

bool
ec_chip_read_v1(const void *bytes, size_t length, ec_chip_builder *builder,
                ec_interval number[EC_FACT_END])
{
	const char *rates = (const char *) bytes + sizeof(chip_v1) - SIZE_WORD;
	chip_v1 chip;
	rate_v1 rate;

	if (length < sizeof(chip_v1) - SIZE_WORD)
		return false;
	memcpy((char *) &chip + SIZE_WORD, bytes, sizeof(chip_v1) - SIZE_WORD);
	if (chip.rate_count > EC_CHIP_MAX_RATES ||
	    length < sizeof(chip_v1) - SIZE_WORD + chip.rate_count * sizeof(rate_v1))
		return false;

	builder->form = (ec_form) chip.form;
	builder->flag[EC_DATACENTER] = (ec_truth) chip.datacenter;
	builder->flag[EC_HBM] = (ec_truth) chip.hbm;
	for (int f = 0; f < EC_FACT_END; f++)
		number[f] = f < NUMBERS ? chip.number[f] : EC_UNKNOWN_INTERVAL;
	memcpy(builder->number, number, sizeof(builder->number));
	if (!read_text(bytes, length, chip.name_offset, chip.name_length, EC_NAME, builder) ||
	    !read_text(bytes, length, chip.vendor_offset, chip.vendor_length, EC_VENDOR, builder))
		return false;
	for (uint32_t i = 0; i < chip.rate_count; i++)
	{
		memcpy(&rate, rates + i * sizeof(rate_v1), sizeof(rate_v1));
		if (!is_inside(length, rate.name_offset, rate.name_length))
			return false;
		tell_rate(builder, text_at(bytes, rate.name_offset, rate.name_length), rate.bits,
		          rate.rate);
	}
	return true;
}

static uint16_t
place_text(char *chip, size_t *end, ec_words words)
{
	size_t offset = *end;

	memcpy(chip + offset, words.text, words.length);
	*end += words.length;
	return (uint16_t) offset;
}

/* The metrics by the formulas that version 1 had, where those of today are others. */
static void
compute_as_v1(const ec_facts *facts, ec_interval *number)
{
	ec_interval declared = number[EC_DECLARED_TPP];
	ec_interval tpp = {0, 0};
	ec_interval tops = {0, 0};
	ec_chip_rate rate;

	if ((facts->known >> EC_RATES & 1) == 0)
	{
		tpp = declared;
		tops = EC_UNKNOWN_INTERVAL;
	}
	ec_chip_begin_rates(facts->chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		tops = (ec_interval){fmax(tops.lo, rate.rate.lo), fmax(tops.hi, rate.rate.hi)};
		tpp.lo = fmax(tpp.lo, ec_decimal_product(rate.rate.lo, rate.bits.most));
		tpp.hi = fmax(tpp.hi, ec_decimal_product(rate.rate.hi, rate.bits.most));
	}
	if (!ec_is_unknown(declared))
		tpp = (ec_interval){fmax(tpp.lo, declared.lo), fmax(tpp.hi, declared.hi)};
	number[EC_TPP] = tpp;
	number[EC_TOPS] = tops;
	if (number[EC_DIE_AREA].hi > 0.0)
		number[EC_PERFORMANCE_DENSITY] = ec_quotient(tpp, number[EC_DIE_AREA]);
}

void *
ec_chip_write_v1(const ec_chip *chip, const ec_memory *mem, size_t *size)
{
	ec_facts facts;
	ec_chip_rate rate;
	chip_v1 head = {.version = EC_CHIP_VERSION_1};
	size_t texts;
	size_t end = sizeof(chip_v1);
	char *v1;

	ec_chip_read(chip, &facts);
	compute_as_v1(&facts, facts.number);
	texts = facts.text[EC_NAME].length + facts.text[EC_VENDOR].length;
	ec_chip_begin_rates(chip, &rate);
	while (ec_chip_next_rate(&rate))
	{
		end += sizeof(rate_v1);
		texts += rate.name.length;
		head.rate_count++;
	}
	v1 = ec_alloc(mem, end + texts);

	head.form = (uint8_t) facts.form;
	head.datacenter = (uint8_t) ec_item_flag(&facts, EC_DATACENTER);
	head.hbm = (uint8_t) ec_item_flag(&facts, EC_HBM);
	memcpy(head.number, facts.number, sizeof(head.number));
	if (facts.text[EC_NAME].text != NULL)
	{
		head.name_length = (uint16_t) facts.text[EC_NAME].length;
		head.name_offset = place_text(v1, &end, facts.text[EC_NAME]);
	}
	if (facts.text[EC_VENDOR].text != NULL)
	{
		head.vendor_length = (uint16_t) facts.text[EC_VENDOR].length;
		head.vendor_offset = place_text(v1, &end, facts.text[EC_VENDOR]);
	}
	memcpy(v1, &head, sizeof(head));
	ec_chip_begin_rates(chip, &rate);
	for (size_t at = sizeof(chip_v1); ec_chip_next_rate(&rate); at += sizeof(rate_v1))
	{
		rate_v1 each = {.rate = rate.rate, .bits = rate.bits.most};

		each.name_length = (uint16_t) rate.name.length;
		each.name_offset = place_text(v1, &end, rate.name);
		memcpy(v1 + at, &each, sizeof(each));
	}
	*size = end - SIZE_WORD;
	memmove(v1, v1 + SIZE_WORD, *size);
	return v1;
}
