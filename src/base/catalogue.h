/*
 * The compiled catalogues: one hash table of all messages, made from po/ by tools/pogen at build
 * time. Known to i18n.c, its test and pogen only; everybody else uses i18n.h.
 */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

#define PLURAL_FORMS_MAX 6

struct catalogue_entry {
	uint32_t id;		    /* where in text the English message begins */
	uint32_t first[LANG_COUNT]; /* where the first form begins, 0: not translated */
	uint8_t forms[LANG_COUNT];  /* how many forms follow each other, each ended by NUL */
};

struct catalogue {
	const char *text;
	const struct catalogue_entry *entries;
	const uint16_t *slots; /* open addressing: entry + 1, or 0; a power of two of them */
	uint32_t mask;	       /* slots - 1 */
};

/* All messages of the product. */
extern const struct catalogue catalogue;

/* Up to eight bytes as a number, the same on every machine. */
static inline uint64_t catalogue_word(const char *s, size_t n)
{
	uint64_t word = 0;

	memcpy(&word, s, n);
	return le64toh(word);
}

/* Of the length and the first, middle and last eight bytes: each page looks up hundreds of
 * messages. */
static inline uint32_t catalogue_hash(const char *id)
{
	size_t n = strlen(id), some = n < 8 ? n : 8;
	uint64_t h = n;

	h = (h ^ catalogue_word(id, some)) * UINT64_C(0x9E3779B97F4A7C15);
	h = (h ^ h >> 29 ^ catalogue_word(id + (n - some) / 2, some)) *
	    UINT64_C(0x9E3779B97F4A7C15);
	h = (h ^ h >> 29 ^ catalogue_word(id + n - some, some)) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(h >> 32);
}

/* Number of plural forms of a language, in the order of CLDR: zero one two few many other. */
int plural_forms(enum lang lang);

/* Which of them n takes. */
int plural_form(enum lang lang, int64_t n);

/* msg_pattern and msg_translated on a given catalogue. */
const char *catalogue_pattern(const struct catalogue *c, enum lang lang, const struct msg *m);
bool catalogue_has(const struct catalogue *c, enum lang lang, const char *id);

#endif
