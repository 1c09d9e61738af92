/*
 * fuzz_eccn.c
 *		Any bytes are an ECCN or an error; an ECCN's text is its own canonical text, and the
 *		order of two agrees with what one contains of the other.
 *
 * With clang and its libFuzzer:
 *
 *		make fuzz
 *		build/fuzz/fuzz_eccn -max_total_time=60 -max_len=100
 *
 * The input is cut in two at its first line feed.  See fuzz_condition.c for what else there is to
 * know.
 */
#include "core/eccn.h"

#include "fuzz.h"

/* Without a terminator, so that the sanitizer sees it when reading goes too far. */
static bool
parse(const uint8_t *data, size_t length, ec_eccn *eccn)
{
	char *exact = malloc(length ? length : 1);
	ec_error error;
	bool read;

	if (exact == NULL)
		abort();
	if (length > 0)
		memcpy(exact, data, length);
	read = ec_eccn_parse(exact, length, eccn, &error);
	free(exact);
	if (read)
	{
		ec_eccn again;

		insist(ec_eccn_parse(eccn->text, strlen(eccn->text), &again, &error),
		       "a canonical text is refused");
		insist(strcmp(eccn->text, again.text) == 0, "a canonical text is read as something else");
	}
	else
		insist(error.code == EC_INVALID_TEXT && error.message[0] != '\0' && error.hint[0] != '\0',
		       "an error says nothing");
	return read;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	const uint8_t *cut = length > 0 ? memchr(data, '\n', length) : NULL;
	size_t first = cut ? (size_t) (cut - data) : length;
	ec_eccn a;
	ec_eccn b;

	if (!parse(data, first, &a) || cut == NULL || !parse(cut + 1, length - first - 1, &b))
		return 0;
	insist(ec_eccn_compare(a.text, a.text) == 0 && ec_eccn_contains(a.text, a.text),
	       "an ECCN is not itself");
	insist(ec_eccn_compare(a.text, b.text) == -ec_eccn_compare(b.text, a.text),
	       "the order is not antisymmetric");
	insist((ec_eccn_compare(a.text, b.text) == 0) == (strcmp(a.text, b.text) == 0),
	       "two ECCNs are one");
	if (ec_eccn_contains(a.text, b.text))
		insist(ec_eccn_compare(a.text, b.text) <= 0, "a paragraph comes before what contains it");
	return 0;
}
