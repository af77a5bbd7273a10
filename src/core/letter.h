/* Official letters: number exactly as written, date, from, to, scan with its hash. */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/ctx.h"

struct letter {
	const char *number; /* 1 to 60 characters, kept as typed, never reordered */
	const char *date;   /* ISO */
	int64_t from_body;  /* DB_NULL: not given */
	int64_t to_body;
	const char *subject; /* or NULL */
	const char *file;    /* SHA-256 of the scan, or NULL */
};

/*
 * Keeps a letter. ERR_INPUT on fields "letter_number" and "letter_date": missing, too long, not a
 * date, after today. The same number, date and from-body again is the same letter.
 */
enum err letter_add(struct ctx *cx, const struct letter *l, int64_t *id) MUST_USE;

#endif
