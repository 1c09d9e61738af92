/*
 * interval.c
 *		Intervals as text.  See interval.h.
 */
#include "core/interval.h"

void
ec_text_interval(ec_text *out, ec_interval x)
{
	if (ec_is_point(x))
	{
		ec_text_number(out, x.lo);
		return;
	}
	ec_text_add_char(out, '[');
	ec_text_number(out, x.lo);
	ec_text_add(out, ", ");
	ec_text_number(out, x.hi);
	ec_text_add_char(out, ']');
}
