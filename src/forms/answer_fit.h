/*
 * Whether a value is what its question asks: its type, its list of choices, and the filter on them.
 */
#ifndef FORMS_ANSWER_FIT_H
#define FORMS_ANSWER_FIT_H

#include "forms/answers.h"

struct ev;

/* Why a value does not fit. */
enum fit {
	FIT_OK,
	FIT_INTEGER, /* a whole number of at most 15 digits */
	FIT_DECIMAL,
	FIT_RANGE, /* beyond start or end, or between steps */
	FIT_DATE,
	FIT_TIME,
	FIT_DATETIME,
	FIT_PLACE,
	FIT_ONE_WORD, /* several choices where one is asked */
	FIT_UNKNOWN,  /* a choice that is not in the list */
	FIT_TWICE,    /* the same choice twice */
	FIT_RANKING,  /* a ranking that leaves choices out */
	FIT_OK_ONLY,
	FIT_FILE_NAME
};

enum fit answer_fit(
	struct arena *a, const struct form *f, const struct form_node *n, const char *value);

static inline bool answer_fits(
	struct arena *a, const struct form *f, const struct form_node *n, const char *value)
{
	return answer_fit(a, f, n, value) == FIT_OK;
}

/* Whether every choice in the value passes the question's choice_filter, or, for choices that are
 * answers of a repeat, is one of these answers. */
bool answer_offered(
	struct ev *ev, const struct form_node *n, struct occurrence *occ, const char *value);

/* Whether one choice of its list does. */
bool choice_offered(struct ev *ev, const struct form_node *n, int choice);

/* The answers of a repeat that are the choices of `n`, as places; how many. */
size_t repeat_choices(struct ev *ev, const struct form_node *n, const struct form_ref **out);

#endif
