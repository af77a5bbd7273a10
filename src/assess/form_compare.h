/*
 * Two versions of a form compared question by question. Pure: takes two models, gives rows; knows
 * no store and no page. Questions, groups and repeats are matched by name: first those at the same
 * place (the same path below the root), then the rest wherever they stand. A question that became
 * a group is one removed and one added. What a form makes by itself (meta, generated fields) is
 * left out.
 */
#ifndef ASSESS_FORM_COMPARE_H
#define ASSESS_FORM_COMPARE_H

#include "forms/model.h"

/* What of a question changed. */
enum compare_facet {
	FACET_LABEL,
	FACET_HINT,
	FACET_GUIDANCE,
	FACET_TYPE,
	FACET_RELEVANT,
	FACET_CONSTRAINT,
	FACET_MESSAGE,
	FACET_REQUIRED,
	FACET_REQUIRED_MESSAGE,
	FACET_READ_ONLY,
	FACET_CALCULATION,
	FACET_DEFAULT,
	FACET_APPEARANCE,
	FACET_PARAMETERS,
	FACET_COUNT_EXPR, /* how often a repeat occurs */
	FACET_FILTER,
	FACET_CHOICE_ADDED,
	FACET_CHOICE_REMOVED,
	FACET_CHOICE_RENAMED, /* another code with the same label: was and now are codes */
	FACET_CHOICE_LABEL,
	FACET_CHOICE_COLUMN, /* a further column of the list, which filters read */
	FACET_KINDS
};

struct compare_change {
	enum compare_facet facet;
	const char *lang;      /* language of the form as written, or name of the column; NULL */
	const char *choice;    /* code of the choice, NULL for the question itself */
	const char *was, *now; /* "" where there is none */
};

/* A question, group or repeat: a NULL was added, b NULL removed; then the changes are all it has.
 * Both stay in their models. */
struct compare_row {
	const struct form_node *a, *b;
	bool moved; /* under another group, or in another order among its kept neighbours */
	const struct compare_change *changes;
	size_t n;
};

struct form_comparison {
	struct compare_row *rows; /* in the order of b, what was removed after what it followed */
	size_t n;
	size_t added, removed, moved, changed, same; /* moved and changed may be one row */
	size_t shared; /* questions (not groups) that both have; 0: nothing in common */
};

void form_compare(
	struct arena *a, const struct form *was, const struct form *now, struct form_comparison *c);

/* A piece of a text: the same in both, or not. Pieces joined give the text. */
struct text_part {
	const char *text;
	bool changed;
};
struct text_parts {
	struct text_part *at;
	size_t n;
};

/*
 * Two texts word by word: words outside a longest common subsequence are changed. Texts of more
 * words than 400 × 400 between their common beginning and end are marked there as a whole.
 */
void text_compare(struct arena *a, const char *was, const char *now, struct text_parts *was_parts,
	struct text_parts *now_parts);

#endif
