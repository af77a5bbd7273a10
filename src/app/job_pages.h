/* Pages of one's own jobs: work that is done in the background. */
#ifndef APP_JOB_PAGES_H
#define APP_JOB_PAGES_H

#include "core/job_sql.h"
#include "people/boxes_pages.h"

page_handler job_list_page, job_show_page, job_again_post;

struct job_view {
	const struct job_row *job;
	const char *word; /* of its kind, a msgid */
	const char *href; /* of its result, or NULL */
	const char *says; /* a result that is no address, or NULL */
};

struct job_list_view {
	const struct page *pg;
	struct job_view *jobs;
	size_t n;
	struct paging paging;
	struct choices states;
};

/* The word of a job's state, and its colour. */
const char *job_state_word(const char *state);
const char *job_state_class(const char *state);

#endif
