/*
 * Words of a form in every language of the product: labels of questions and choices as its author
 * wrote them, for tables that outlive the form or are read in another language than it was filled
 * in.
 */
#ifndef ASSESS_FORM_WORDS_H
#define ASSESS_FORM_WORDS_H

#include "base/i18n.h"
#include "forms/model.h"
#include "people/names.h"

struct doc_words {
	const char *in[LANG_COUNT]; /* NULL where there is none */
	const char *message;	    /* a msgid instead of words from the form */
};

/* The words in the reader's language, along its chain; "" when there are none. */
const char *doc_text(enum lang lang, const struct doc_words *w);

struct doc_words words_of_names(const struct names *n);

/* A text of the form; only what its author wrote, without the form's own fallback. */
struct doc_words words_of_text(const struct form *f, const struct form_text *t);

/* The label of a choice of a question; its code where there is no such question or choice. */
struct doc_words words_of_choice(const struct form *f, const char *question, const char *choice);

/* The label of a question; its name where it has none. */
struct doc_words words_of_question(const struct form *f, const char *question);

/* A number stored × 10000, without places that are nought: "12", "8.1". */
const char *number_words(struct arena *a, enum lang lang, int64_t scaled);

/* Which of the product's languages a language of the form is (by its index); Arabic when it is
 * none. */
enum lang form_lang_of(const struct form *f, size_t lang);

/* A text as one component of an address (RFC 3986 §2.3). */
const char *url_words(struct arena *a, const char *text);

#endif
