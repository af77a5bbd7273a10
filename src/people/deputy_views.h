/* What the pages of deputies and handovers show. */
#ifndef PEOPLE_DEPUTY_VIEWS_H
#define PEOPLE_DEPUTY_VIEWS_H

#include "people/account_sql.h"
#include "people/boxes_pages.h"
#include "people/deputy.h"
#include "people/deputy_sql.h"
#include "people/handover.h"
#include "people/handover_sql.h"
#include "people/post.h"
#include "people/post_sql.h"

struct deputy_list_view {
	const struct page *pg;
	struct deputy_row *rows;
	size_t n;
	struct paging paging;
	struct choices kinds, bodies, states;
};

struct deputy_post_view {
	const struct page *pg;
	const struct post_by_id *p;
	struct deputy_row *rows;
	bool *may_end; /* of each */
	size_t n;
	struct choices people;
	bool may_name;
};

struct handover_view {
	const struct page *pg;
	const struct post_by_id *p;
	const struct work_panel *panels;
	size_t n;
	int64_t open;
	struct handover_before before;
	bool has_before;
	bool mine;	 /* the reader holds the post */
	bool may_manage; /* and may hand it over */
	struct deputy_row *deputies;
	size_t n_deputies;
};

struct hand_over_view {
	const struct page *pg;
	const struct post_by_id *p;
	struct choices people;
	int64_t open;
};

/* How a deputising stands today. */
const char *deputy_state_of(const struct page *pg, const struct deputy_row *d);

#endif
