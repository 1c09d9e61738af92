/*
 * format.c
 *		See format.h.
 *
 *		name --letters and digits, in lower case--> without the words that say nothing --> spelling
 */
#include "core/format.h"

#define ENTRY(number, name, least, most) {number, #name, {least, most}},
const ec_format ec_formats[EC_FORMAT_COUNT] = {EC_FORMAT_LIST(ENTRY)};

#define COMMA_NAME(number, name, ...) ", " #name
static const char names[] = EC_FORMAT_LIST(COMMA_NAME);

#define SPELLINGS_MOST 11 /* of one format */

/* Of each format, in the same order, what else it is called. */
static const char *const spellings[EC_FORMAT_COUNT][SPELLINGS_MOST] = {
    {"float64", "f64", "double", "fp64double"},
    {"float32", "f32", "single", "float", "fp32single"},
    {"tensorfloat32", "tensorfloat", "float32tf32"},
    {"bfloat16", "bfloat", "brainfloat16"},
    {"float16", "f16", "half", "fp16half"},
    {"float8", "f8", "e4m3", "e5m2", "fp8e4m3", "fp8e5m2", "e4m3fp8", "e5m2fp8", "mxfp8", "hf8",
     "bf8"},
    {"float6", "f6", "e3m2", "e2m3", "fp6e3m2", "fp6e2m3", "mxfp6"},
    {"float4", "f4", "e2m1", "fp4e2m1", "mxfp4", "nvfp4"},
    {"i32", "s32"},
    {"i16", "s16"},
    {"i8", "s8", "mxint8"},
    {"i4", "s4"},
};

/* Words beside the name of a format that leave it what it is, the longer ones first. */
static const char *const empty_words[] = {
    "tensorcores", "tensorcore", "matrixcores", "matrixcore", "tflops",
    "tensor",      "matrix",     "dense",       "peak",       "tops",
};

static const char *const sparse_words[] = {"sparse", "sparsity", "24", "structured"};

const char *
ec_format_names(void)
{
	return names + strlen(", ");
}

int
ec_format_find(const char *name, size_t length)
{
	int f = 0;

	while (f < EC_FORMAT_COUNT &&
	       (strlen(ec_formats[f].name) != length || memcmp(ec_formats[f].name, name, length) != 0))
		f++;
	return f;
}

/* Takes a word out of the text, if it begins or ends with it. */
static bool
strip_word(char *text, const char *word)
{
	size_t length = strlen(text);
	size_t size = strlen(word);

	if (length <= size)
		return false;
	if (memcmp(text + length - size, word, size) == 0)
	{
		text[length - size] = '\0';
		return true;
	}
	if (memcmp(text, word, size) != 0 || strncmp(text, "tensorfloat", 11) == 0)
		return false;
	memmove(text, text + size, length - size + 1);
	return true;
}

static int
find_spelling(const char *text)
{
	for (int f = 0; f < EC_FORMAT_COUNT; f++)
	{
		if (strcmp(ec_formats[f].name, text) == 0)
			return f;
		for (int s = 0; s < SPELLINGS_MOST && spellings[f][s] != NULL; s++)
			if (strcmp(spellings[f][s], text) == 0)
				return f;
	}
	return EC_NO_FORMAT;
}

int
ec_format_read(const char *name, size_t length, bool *sparse)
{
	char text[EC_FORMAT_NAME_MOST + 1];
	size_t size = 0;
	int found;
	bool stripped = true;

	*sparse = false;
	if (length > EC_FORMAT_NAME_MOST)
		return EC_NO_FORMAT;
	for (size_t i = 0; i < length; i++)
		if (ec_is_letter(name[i]) || ec_is_digit(name[i]))
			text[size++] = ec_lower(name[i]);
		else if (strchr(" \t_-.:()/", name[i]) == NULL || name[i] == '\0')
			return EC_NO_FORMAT; /* of another alphabet, or cut short */
	text[size] = '\0';
	for (found = find_spelling(text); found == EC_NO_FORMAT && stripped;
	     found = find_spelling(text))
	{
		stripped = false;
		for (size_t w = 0; w < sizeof(empty_words) / sizeof(empty_words[0]); w++)
			stripped |= strip_word(text, empty_words[w]);
		for (size_t w = 0; w < sizeof(sparse_words) / sizeof(sparse_words[0]); w++)
			if (strip_word(text, sparse_words[w]))
				stripped = *sparse = true;
		stripped |= *sparse && strip_word(text, "with");
	}
	return found;
}

const char *
ec_format_nearest(const char *name, size_t length)
{
	const char *known[EC_FORMAT_COUNT];

	for (int f = 0; f < EC_FORMAT_COUNT; f++)
		known[f] = ec_formats[f].name;
	return ec_nearest(name, length, known, EC_FORMAT_COUNT);
}
