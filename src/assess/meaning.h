/*
 * Which question of a form means what. No code names a question: consolidation, releases and typed
 * needs all go through this table, which coordinators of the form's body (or administrators) set.
 *
 * A meaning is one word; `detail` tells several of one meaning apart:
 *	consent		a question outside repeats; detail: the answer that means yes
 *	body		a question outside repeats: the body that answers
 *	topic		in a repeat (or outside any): makes each occurrence a need
 *	topic_text	beside the topic, free text; detail: the topic it describes ("other")
 *	group, people, kind, priority, by, place	beside the topic, or outside repeats
 *	gap		a question outside repeats, a number 0 to 3; detail: the topic it rates
 *	rank		detail: a choice of the priority question, question: 3, 2 or 1
 *	sensitive	detail: a topic whose counts are suppressed earlier; question: the topic's
 */
#ifndef ASSESS_MEANING_H
#define ASSESS_MEANING_H

#include "core/ctx.h"
#include "forms/model.h"

struct meaning {
	const char *meaning;
	const char *detail; /* "" when the meaning has none */
	const char *question;
};

struct meanings {
	const struct meaning *at;
	size_t n;
};

/* The words above, NULL-ended; the word for the reader (a msgid); whether it takes a detail. */
extern const char *const meaning_words[];
const char *meaning_title(const char *word);
bool meaning_detailed(const char *word);
bool meaning_known(const char *word);

/* Whether a question has the type and the place a meaning asks; `topic` NULL: not chosen yet. */
bool meaning_fits(const char *word, const struct form_node *n, const struct form_node *topic);

/* What is set for a form, by meaning and detail. */
enum err meaning_list(struct ctx *cx, int64_t form, struct meanings *out) MUST_USE;

/* The question of a meaning (and detail, or ""), NULL if it is not set. */
const char *meaning_question(const struct meanings *m, const char *word, const char *detail);

/*
 * Checks a mapping against a model and keeps it in place of what was set. Each fault is a problem
 * on the field "WORD" or "WORD/DETAIL": no such question, wrong type, wrong place, a detail that is
 * no choice. Needs the right to coordinate or administer at the form's body.
 */
enum err meaning_set(struct ctx *cx, int64_t form, const struct form *model,
	const struct meaning *list, size_t n) MUST_USE;

/* The same from CSV with the heads meaning, detail, question (any order). */
enum err meaning_import(
	struct ctx *cx, int64_t form, const struct form *model, struct bytes csv) MUST_USE;

/* A guess for a form nobody has mapped yet, from types, lists and names; for the page's fields. */
struct meanings meaning_suggest(struct arena *a, const struct form *model);

#endif
