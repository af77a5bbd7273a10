/*
 * Typed answers: written when a response is accepted, removed when the acceptance is undone, so
 * that consolidation never reads documents again. Which question means what comes from the form's
 * mapping (meaning.h); without one there are answers, but no needs.
 */
#ifndef ASSESS_ANSWER_H
#define ASSESS_ANSWER_H

#include "core/ctx.h"

/*
 * Writes the rows of answer, need, need_group and need_place for a response, in place of what was
 * there, and its consent. Only relevant answers count. A select_multiple gives a row a choice;
 * numbers are scaled by 10000 (beyond four places or 2^49 only the text is kept); dates and text
 * are text.
 */
enum err answer_write(struct ctx *cx, int64_t response) MUST_USE;

/* Removes them all. */
enum err answer_clear(struct ctx *cx, int64_t response) MUST_USE;

#endif
