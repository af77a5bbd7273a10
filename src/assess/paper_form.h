/*
 * A form on paper, blank, for those who write by hand: its questions numbered in order, choices as
 * boxes (rings where one is chosen, squares where several are), lines for words, repeats as so many
 * blank blocks, skip rules in words where they are simple. What paper cannot check is said to be
 * checked later.
 */
#ifndef ASSESS_PAPER_FORM_H
#define ASSESS_PAPER_FORM_H

#include "base/buf.h"
#include "base/i18n.h"
#include "forms/model.h"

enum { PAPER_BLOCKS_MAX = 5 };

struct paper_form {
	size_t lang;	    /* of the form's languages */
	size_t second;	    /* another one beside it; form->n_langs: none */
	int blocks;	    /* blank blocks of each repeat: 1 … PAPER_BLOCKS_MAX */
	const char *title;  /* in the first language */
	const char *body;   /* printed for a response: whose; NULL */
	const char *due_on; /* its deadline (ISO), NULL */
	const char *code;   /* ASCII for the QR code, NULL */
	const char *number; /* the same for hands: printed below it, or NULL */
	const char *mark;   /* at the foot, NULL */
};

/* Writes the document; *pages says how many. ERR_FAULT without the libraries. */
enum err paper_form_write(struct arena *a, const struct form *f, const struct paper_form *p,
	struct bytes *out, size_t *pages) MUST_USE;

/*
 * A question's or group's rule in words: `number` gives the printed number of each node, 0 for
 * none. Understands one comparison of an answer with a choice or number (=, !=, selected());
 * anything else becomes the sentence that Tansiq checks it. id NULL: there is no rule.
 */
struct msg paper_form_rule(struct arena *a, const struct form *f, const struct form_node *n,
	size_t lang, const int *number);

#endif
