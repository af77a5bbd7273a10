/* What the page shows on which everything of the last round is confirmed at once, and sent. */
#ifndef ASSESS_FILL_CHECK_PAGES_H
#define ASSESS_FILL_CHECK_PAGES_H

#include "assess/fill.h"
#include "assess/prefill.h"
#include "web/page.h"

struct check_answer {
	const char *row; /* "Need: 2 of 3" where a row begins, NULL else */
	const char *label, *value;
	const char *href; /* to change it */
};

struct check_page {
	const char *address; /* "-" for "" */
	const char *title, *href;
	struct check_answer *answers;
	size_t n;
};

struct fill_check {
	const char *title, *body, *source; /* source: the title of the earlier round, NULL: none */
	const char *source_href, *overview;
	int64_t response, version;
	const char *due_on;
	bool writable;
	bool offer;   /* nothing is taken over yet */
	bool foreign; /* there is an earlier response, and its form shares no question */
	struct check_page *pages;
	size_t n_pages;
	int64_t n;		 /* answers shown */
	int64_t left_out;	 /* answers that do not fit any more */
	int64_t more;		 /* answers that may be taken over besides */
	struct fill_item *items; /* to be answered or mended before it is sent */
	size_t n_items;
	int64_t further; /* such as are not shown here */
	bool can_send;
	const char *seal;
	const char *lang, *dir; /* of the form */
};

page_handler fill_check_page, fill_check_post;

#endif
