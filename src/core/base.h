/*
 * base.h
 *		What every room of the core shares: memory, errors as values, text building.
 *
 * The core is plain C11.  It knows no PostgreSQL header and keeps no global state, so it can be
 * unit-tested, fuzzed and sanitised without a server.  The SQL binding hands it an allocator and
 * turns its errors into ereport() or ereturn().
 */
#ifndef EC_BASE_H
#define EC_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Memory, and leave to go on.  `alloc` never returns NULL: it succeeds, or it does not return (the
 * binding raises an error; a test program aborts or jumps).  Nothing is freed one by one: the owner
 * of the allocator drops all of it (in the server, a memory context).
 *
 * `interrupt` is called now and then by everything that may take long, and by every ec_alloc().  It
 * does not return when somebody cancels the work, or its time is over.  So the core treats an
 * interrupt as it treats running out of memory.  NULL: the work is never interrupted.
 */
typedef struct ec_memory
{
	void *(*alloc)(void *owner, size_t size);
	void (*interrupt)(void *owner);
	void *owner;
} ec_memory;

extern void *ec_alloc(const ec_memory *mem, size_t size); /* zeroed */
extern char *ec_copy_text(const ec_memory *mem, const char *text, size_t length);

/* Every loop over rules calls this, and every loop over anything of which there may be as many. */
static inline void
ec_check_interrupt(const ec_memory *mem)
{
	if (mem->interrupt != NULL)
		mem->interrupt(mem->owner);
}

/*
 * A dynamic array with room for one more: itself, or a copy of doubled capacity in fresh memory,
 * for arenas without free().  When the allocation does not return, the array is as it was.
 */
extern void *ec_grow(const ec_memory *mem, void *old, size_t used, size_t *capacity, size_t item);

/*
 * Sorts an array; equal items keep their order.  Unlike qsort() it can be interrupted, holds no
 * memory but what `mem` gives, and takes n log n steps whatever the items are.
 */
extern void ec_sort(const ec_memory *mem, void *array, size_t count, size_t item,
                    int (*compare)(const void *a, const void *b));

/*
 * Errors.  A function that can fail returns false (or NULL) and fills its ec_error.  The code says
 * which SQLSTATE the binding raises.
 */
typedef enum ec_error_code
{
	EC_OK = 0,
	EC_INVALID_TEXT,   /* 22P02 invalid_text_representation */
	EC_OUT_OF_RANGE,   /* 22003 numeric_value_out_of_range */
	EC_INVALID_BINARY, /* 22P03 invalid_binary_representation */
	EC_INVALID_VALUE,  /* 22023 invalid_parameter_value */
	EC_TOO_NEW,        /* 0A000 feature_not_supported */
	EC_TOO_LONG,       /* 54000 program_limit_exceeded */
	EC_TOO_DEEP,       /* 54001 statement_too_complex */
	EC_DAMAGED         /* XX001 data_corrupted */
} ec_error_code;

#define EC_MESSAGE_SIZE 320 /* room for a sentence that quotes a few inputs */
#define EC_DETAIL_SIZE 1000 /* room to list all facts */

typedef struct ec_error
{
	ec_error_code code;
	int position;                  /* 1-based character in the input, or 0 when there is none */
	char message[EC_MESSAGE_SIZE]; /* what is wrong */
	char detail[EC_DETAIL_SIZE];   /* why; may be empty */
	char hint[EC_DETAIL_SIZE];     /* what to do; may be empty */
} ec_error;

#if defined(__GNUC__)
#define EC_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define EC_NOINLINE __attribute__((noinline))
#define EC_INLINE static inline __attribute__((always_inline))
#define EC_PREFETCH(address) __builtin_prefetch(address)
#if defined(__clang__)
#define EC_UNROLL _Pragma("unroll")
#else
#define EC_UNROLL _Pragma("GCC unroll 64")
#endif
#else
#define EC_PRINTF(f, a)
#define EC_NOINLINE
#define EC_INLINE static inline
#define EC_PREFETCH(address) ((void) (address))
#define EC_UNROLL
#endif

/*
 * EC_NOINLINE: a function that is not made part of a caller, which would have to save registers for
 * it in every row.  EC_INLINE: a function that every row calls, and that is made part of its caller
 * however many callers it has.  EC_PREFETCH: fetches memory that is wanted soon; any address may be
 * given.  EC_UNROLL: a loop over a constant number of facts, where a constant tells which count.
 */

#define EC_CACHE_LINE 64 /* bytes that the processor fetches at once */

/* Of a long input, a message quotes the beginning: for "%.*s". */
#define EC_QUOTED_LENGTH 60

static inline int
ec_quoted(size_t length)
{
	return length > EC_QUOTED_LENGTH ? EC_QUOTED_LENGTH : (int) length;
}

/*
 * Drops from UTF-8 text the characters of which a length limit has cut off a part, so that every
 * message is valid text.
 */
extern void ec_drop_cut_characters(char *text);

/* Each returns false, so that a failing function can `return ec_fail(...)`. */
extern bool ec_fail(ec_error *error, ec_error_code code, const char *format, ...) EC_PRINTF(3, 4);
extern bool ec_detail(ec_error *error, const char *format, ...) EC_PRINTF(2, 3);
extern bool ec_hint(ec_error *error, const char *format, ...) EC_PRINTF(2, 3);

/* A growing, always NUL-terminated text. */
typedef struct ec_text
{
	const ec_memory *mem;
	char *data;
	size_t length;
	size_t capacity;
} ec_text;

extern void ec_text_init(ec_text *text, const ec_memory *mem);
extern void ec_text_add(ec_text *text, const char *piece);
extern void ec_text_add_n(ec_text *text, const char *piece, size_t length);
extern void ec_text_add_char(ec_text *text, char c);
extern void ec_text_printf(ec_text *text, const char *format, ...) EC_PRINTF(2, 3);
extern void ec_text_json_string(ec_text *text, const char *value, size_t length);
extern void ec_text_number(ec_text *text, double value);

/* Back to the first `length` bytes. */
extern void ec_text_cut(ec_text *text, size_t length);

/*
 * The shortest decimal that reads back as the same double; `out` needs EC_NUMBER_SIZE bytes.
 * No locale is consulted beyond LC_NUMERIC, which must be "C" (as it always is in a server
 * process).
 */
#define EC_NUMBER_SIZE 32
extern void ec_number_text(double value, char out[EC_NUMBER_SIZE]);

/*
 * The name in `names` that is nearest to `word` by edit distance; NULL when none is near enough to
 * be suggested.  Every "did you mean" hint uses it.
 */
extern const char *ec_nearest(const char *word, size_t length, const char *const *names, int count);

/* ASCII only, so that no locale can change what the core accepts. */
static inline char
ec_upper(char c)
{
	return (c >= 'a' && c <= 'z') ? (char) (c - 'a' + 'A') : c;
}

static inline char
ec_lower(char c)
{
	return (c >= 'A' && c <= 'Z') ? (char) (c - 'A' + 'a') : c;
}

static inline bool
ec_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
ec_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ec_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/*
 * Characters before byte `offset` of UTF-8 (or any single-byte) text, plus one: a 1-based position.
 */
extern int ec_character_position(const char *text, size_t offset);

/*
 * Three-valued logic.  The order false < unknown < true makes `and` a minimum and `or` a maximum.
 */
typedef enum ec_truth
{
	EC_FALSE = 0,
	EC_UNKNOWN = 1,
	EC_TRUE = 2
} ec_truth;

static inline ec_truth
ec_truth_not(ec_truth t)
{
	return (ec_truth) (EC_TRUE - t);
}

#endif /* EC_BASE_H */
