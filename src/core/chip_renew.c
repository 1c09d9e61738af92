/*
 * chip_renew.c
 *		From the bytes of a chip to those of another.  See chip_renew.h.
 */
#include "core/chip_renew.h"

#include "core/chip_v1.h"

/* Tells the builder what a value of this version holds.  What it does not have stays unknown. */
static void
tell_all(const ec_chip *chip, ec_chip_builder *builder)
{
	ec_facts facts;
	ec_chip_rate rate;

	ec_chip_read(chip, &facts);
	builder->form = (ec_form) facts.form;
	for (int f = 0; f < EC_FACT_END; f++)
	{
		if (EC_ITEM_NUMBERS >> f & 1)
			builder->number[f] = facts.number[f];
		if (EC_ITEM_BOOLEANS >> f & 1)
			builder->flag[f] = ec_item_flag(&facts, (ec_fact) f);
		if (EC_ITEM_TEXTS >> f & 1)
		{
			builder->text[f] = facts.text[f].text;
			builder->text_length[f] = facts.text[f].length;
		}
	}
	ec_chip_begin_rates(chip, &rate);
	while (ec_chip_next_rate(&rate))
		ec_chip_tell_rate(builder,
		                  rate.stated ? EC_NO_FORMAT :
		                                ec_format_find(rate.name.text, rate.name.length),
		                  rate.name, rate.bits.most, rate.rate);
}

ec_chip *
ec_chip_stating(const ec_chip *chip, const ec_eccn *eccn, const ec_memory *mem, size_t *size)
{
	ec_chip_builder builder;

	ec_chip_begin(&builder, mem);
	tell_all(chip, &builder);
	builder.text[EC_STATED_ECCN] = eccn->text;
	builder.text_length[EC_STATED_ECCN] = strlen(eccn->text);
	return ec_chip_finish(&builder, size);
}

ec_chip *
ec_chip_renew(const void *old, size_t length, const ec_memory *mem, size_t *size, ec_error *error)
{
	const ec_chip *chip = old;
	ec_chip_builder builder;
	ec_interval number[EC_FACT_END];

	ec_chip_begin(&builder, mem);
	if (length > 0 && chip->version == EC_CHIP_VERSION_1 &&
	    ec_chip_read_v1(old, length, &builder, number))
	{
		if (EC_CHIP_EDITION == EC_CHIP_EDITION_1)
			return ec_chip_lay_out(&builder, number, size);
		return ec_chip_finish(&builder, size);
	}
	if (length >= sizeof(ec_chip) && chip->version == EC_CHIP_VERSION &&
	    chip->edition < EC_CHIP_EDITION && !ec_chip_has_new_facts(chip))
	{
		tell_all(chip, &builder);
		return ec_chip_finish(&builder, size);
	}
	if (length > 0 && chip->version >= EC_CHIP_VERSION)
	{
		ec_fail(error, EC_TOO_NEW, "a newer version of export_control has stored this chip");
		ec_detail(error,
		          "It has version %d of the format, edition %d, or facts that this library "
		          "does not know.",
		          chip->version, length > 1 ? chip->edition : 0);
		ec_hint(error, "Install the newer library again.");
	}
	else
	{
		ec_fail(error, EC_INVALID_BINARY, "the bytes of a stored chip are damaged");
		ec_hint(error, "Restore the row from a backup.");
	}
	return NULL;
}
