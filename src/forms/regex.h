/*
 * Regular expressions for regex(): those of XPath and Java that questionnaires use. A pattern
 * becomes a small program that walks all its possibilities at once (R. Cox, "Regular Expression
 * Matching: the Virtual Machine Approach"), so the work is at most characters × instructions,
 * whatever the pattern; nothing backtracks, and nothing depends on a locale.
 *
 * Understood: literals, `.`, classes [a-z] and [^…], \d \w \s \D \W \S, \p{L} \p{Lu} \p{Ll} \p{N}
 * \p{Nd} \p{P} \p{IsArabic} and \P{…}, \t \n \r \uXXXX, groups, |, ? * + {n} {n,} {n,m} also lazy,
 * ^ $ \b \B. Not understood, and refused: references back, looking ahead or behind.
 */
#ifndef FORMS_REGEX_H
#define FORMS_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/i18n.h"

#define REGEX_SIZE_MAX 5000 /* instructions */

struct regex;

/* Compiles a pattern in the arena. NULL, with *why a sentence, when it cannot be. */
const struct regex *regex_new(struct arena *a, const char *pattern, struct msg *why);

/*
 * Whether the whole text matches. Takes what it needs from *steps and gives up, with false, when
 * that falls below 0. Uses the arena for its two lists.
 */
bool regex_match(struct arena *a, const struct regex *r, const char *text, int64_t *steps);

#endif
