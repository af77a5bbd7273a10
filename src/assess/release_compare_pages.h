/* What the page of a comparison shows. */
#ifndef ASSESS_RELEASE_COMPARE_PAGES_H
#define ASSESS_RELEASE_COMPARE_PAGES_H

#include "assess/release_compare.h"
#include "assess/release_view.h"
#include "web/parts.h"

struct compare_view {
	const struct release_view *v;
	struct arena *arena;
	enum lang lang;
	const struct earlier *with; /* NULL: nothing to compare with */
	bool foreign;		    /* asked for one that cannot be compared */
	struct doc_diff diff;
	int64_t then, now; /* numbers; 0 of a draft */
	const char *then_at, *now_at;
	struct choices choices;
	const char *chosen, *edition; /* ids as text; edition NULL: not in the address */
	const char *self, *back, *csv, *xlsx;
};

/* A cell: the figure now, before, and by how much; `row` DIFF_ADDED, DIFF_GONE: one figure only. */
struct msg compare_cell(
	const struct compare_view *w, enum doc_kind kind, const struct diff_cell *c, enum diff row);

#endif
