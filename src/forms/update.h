/*
 * Keeping what the rules say up to date: which answers have to be evaluated again after a change,
 * and doing it, each expression once, in the order of the plan.
 */
#ifndef FORMS_UPDATE_H
#define FORMS_UPDATE_H

#include "forms/answers.h"
#include "forms/plan.h"

/* Steps one update may take; then it gives up (some tens of milliseconds). */
#define FORM_STEPS_MAX 5000000

/* Further bits of answer->stale, after those of enum expr_use that are evaluated. */
enum stale {
	STALE_USES = USE_RELEVANT | USE_CALCULATION | USE_REPEAT_COUNT | USE_CONSTRAINT |
		     USE_REQUIRED | USE_READ_ONLY | USE_CHOICE_FILTER,
	STALE_VALUE = 128,  /* whether the value fits its type */
	STALE_PARENT = 256, /* whether what it is in is relevant */
	STALE_ORDERED = USE_ORDERED | STALE_PARENT,
	STALE_CHECKS = (STALE_USES & ~USE_ORDERED) | STALE_VALUE
};

/* Bits of answers->waiting. */
enum { WAITING_ORDERED = 1, WAITING_CHECKS = 2 };

/* Notes that an answer has to be looked at again. */
void update_mark(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, unsigned stale);

/* Notes that what is read at a place changed: marks all that reads it. */
void update_changed(struct answers *ans, const struct form_node *n, struct occurrence *occ);

/* Notes that occurrences of a repeat came or went. */
void update_shape(struct answers *ans, const struct form_node *repeat, struct occurrence *occ);

/* The bits for evaluating all of a node. */
unsigned update_everything(const struct form_node *n);

/* Adds occurrences to a repeat until there are `wanted`, or as many as allowed. */
void answers_fill(struct answers *ans, struct form_ref repeat, size_t wanted);

/* Puts a settled value without asking whether the place takes one. */
void answer_put(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, const char *value);

/* The context of an evaluation of a node's expressions, by the clock of the last update. */
struct ev;
struct ev update_context(
	struct answers *ans, const struct form_node *n, struct occurrence *occ, int64_t steps);

/* What a computed value is as the answer of a question; "" for what is none (NaN). */
struct value;
const char *answer_calculated(struct ev *ev, const struct form_node *n, const struct value *v);

/* Lists the occurrences of each scope again, if any came or went. */
void answers_list(struct answers *ans);

/* Settles a text by the type of its question: see answers_set. */
const char *answer_settle(struct arena *a, const struct form_node *n, const char *text);

/* Whether what is sent for this node stands, rather than what is calculated. */
bool answer_is_taken(const struct form *f, const struct form_node *n);

#endif
