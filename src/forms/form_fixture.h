/*
 * Forms for tests, written as text: sheets begin with "# name", cells are set apart by "|".
 *
 *	# survey
 *	type|name|label|relevant
 *	integer|age|Age|
 */
#ifndef FORMS_FORM_FIXTURE_H
#define FORMS_FORM_FIXTURE_H

#include "forms/check.h"
#include "forms/xlsform.h"
#include "test/harness.h"

/* The form, or NULL with the problems kept in *problems (may be NULL: then it must be right). */
const struct form *fixture_form(struct t *t, const char *text, struct form_problems *problems);

/* The needs form of the shared material, NULL (test skipped) when it is not there. */
const struct form *fixture_needs(struct t *t);

/* 24 November 2026 in Baghdad. */
extern const struct form_clock fixture_clock;

/* Empty answers, with `path`, `value` pairs up to NULL put in and everything evaluated. A path that
 * ends with [] adds an occurrence. */
struct answers *fixture_answers_of(struct t *t, const struct form *f, const char *const *pairs);
#define fixture_answers(t, f, ...)                                                                 \
	fixture_answers_of((t), (f), (const char *const[]){ __VA_ARGS__ })

/* The value of an expression over answers, as text, at a path ("": the root). NULL: not compiled.
 */
const char *fixture_eval(struct t *t, struct answers *ans, const char *path, const char *text);

/* The text of a problem with {1} … filled in, English. */
const char *fixture_words(struct t *t, struct msg m);

#endif
