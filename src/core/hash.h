/*
 * hash.h
 *		Hashes, to find again what was made once.
 *
 * Whatever is found by its hash is compared before it is used.  So only time rests on how good the
 * hashes are.
 */
#ifndef EC_HASH_H
#define EC_HASH_H

#include <stdint.h>

static inline uint64_t
ec_hash_mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * 0x9E3779B97F4A7C15u;
	return h ^ (h >> 29);
}

static inline uint64_t
ec_hash_text(const char *text)
{
	uint64_t h = 1469598103934665603u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char) *text) * 1099511628211u;
	return h ^ (h >> 29);
}

#endif /* EC_HASH_H */
