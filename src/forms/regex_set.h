/* Sets of characters for regular expressions: one literal, `.`, an escape, or a class in brackets.
 */
#ifndef FORMS_REGEX_SET_H
#define FORMS_REGEX_SET_H

#include "base/arena.h"
#include "base/i18n.h"

#include <stdbool.h>
#include <stdint.h>

struct char_range {
	uint32_t from, to;
	const char *kind; /* a named kind ("d", "L"), NULL: the range */
	bool inverse;	  /* the kind's opposite */
};

struct char_set {
	const struct char_range *ranges;
	size_t n;
	bool inverse;
};

/* Reads what stands at s; returns what follows it. *why is set when it cannot be read. */
const char *char_set_read(struct arena *a, const char *s, struct char_set *set, struct msg *why);

bool char_set_has(const struct char_set *set, uint32_t point);

/* Whether \w matches it: [A-Za-z0-9_], or a letter or digit of another script. */
bool char_is_word(uint32_t point);

#endif
