/* What the pages of keeping records show. */
#ifndef PEOPLE_RETENTION_VIEWS_H
#define PEOPLE_RETENTION_VIEWS_H

#include "people/boxes_pages.h"
#include "people/retention.h"
#include "people/retention_sql.h"

/* A kind with its rule, and (where asked for) what is due today. */
struct retention_line {
	const struct retention_kind *k;
	struct retention_rule rule;
	const char *stopped; /* as retention_stopped */
	const char *before;  /* the day */
	struct retention_due due;
};

struct retention_list_view {
	const struct page *pg;
	struct retention_line *lines;
	size_t n;
	int64_t due;
	const struct retention_fixed *fixed;
};

struct retention_rule_view {
	const struct page *pg;
	struct retention_rule rule;
	struct choices units, whats;
	const char *version;
	struct log_entry *history;
	size_t n_history;
};

struct retention_runs_view {
	const struct page *pg;
	struct retention_runs *rows;
	size_t n;
	struct paging paging;
};

struct retention_run_view {
	const struct page *pg;
	const struct retention_run_by_id *run;
	struct retention_run_lines *lines;
	size_t n;
};

struct retention_hold_line {
	const struct retention_holds *h;
	const char *word, *name, *href;
};

struct retention_holds_view {
	const struct page *pg;
	struct retention_hold_line *lines;
	size_t n;
	struct paging paging;
	struct choices states, kinds, choose;
};

/* The word of a kind by its stored name. */
const char *retention_word(const struct config *config, const char *kind);

/* The class of its tag in the design language. */
const char *retention_outcome_class(const char *outcome);

#endif
