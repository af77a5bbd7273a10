/* What the templates of reviewing are given. */
#ifndef ASSESS_REVIEW_VIEW_PAGES_H
#define ASSESS_REVIEW_VIEW_PAGES_H

#include "assess/response_view_pages.h"
#include "assess/review.h"
#include "assess/round.h"

struct waiting_view {
	const struct round_by_id *r;
	struct waiting_row *rows;
	size_t n;
	struct paging paging;
};

struct verdict_view {
	const struct round_by_id *r;
	LIST(struct verdict_row) rows;
	int64_t done, left, waiting;
};

struct reasons_view {
	const struct round_by_id *r;
	struct reason_list *rows;
	size_t n;
	int64_t factor;
};

#endif
