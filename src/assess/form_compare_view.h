/* What the page of two compared versions shows. */
#ifndef ASSESS_FORM_COMPARE_VIEW_H
#define ASSESS_FORM_COMPARE_VIEW_H

#include "assess/form_compare.h"
#include "assess/form_view_pages.h"

/* One change, with the words that changed marked. */
struct compare_line {
	const char *what;   /* translated */
	const char *detail; /* language, column or code of a choice, or NULL */
	struct text_parts was, now;
	bool code; /* an expression or a code: left to right */
};

/* A question, group or repeat. */
struct compare_item {
	const char *label, *name;
	bool added, removed, moved, changed;
	const char *was_in, *now_in; /* where it stood and stands, when it moved */
	const struct compare_line *lines;
	size_t n;
};

struct compare_view {
	const struct form_by_id *f;
	struct choices versions; /* values are their numbers */
	int64_t a, b;		 /* 0: there is only one version */
	const char *a_value, *b_value;
	const struct form_comparison *c;
	const struct compare_item *items;
	size_t n;
	struct paging paging;
};

extern const struct choice compare_shows[];
extern const size_t compare_shows_n;

#endif
