/*
 * The tour of the demonstration: five steps through one round, each as the role whose work it is.
 * A step says in a sentence what to do; its button signs in as that role and opens the page. Which
 * step one is at stands in a cookie, so the tour can be left and resumed; without it, or in an
 * instance that is no demonstration, no page shows a strip.
 */
#ifndef APP_TOUR_H
#define APP_TOUR_H

#include "web/page.h"

enum { TOUR_STEPS = 5 };

struct tour_step {
	const char *title; /* msgids */
	const char *role;
	const char *task;
	const char *kind;	    /* of the post whose holder does it */
	const char *first, *second; /* states of the response it is about; NULL: none */
};
extern const struct tour_step tour_steps[TOUR_STEPS];

/* Where a step plays: the account that signs in and the page it opens. */
struct tour_stop {
	int64_t account;
	const char *href;
};

/*
 * The stop of step 1 … TOUR_STEPS as the store is now. When what the step is about has been done
 * already, the home page of the role. ERR_MISSING for another number, or without such an account.
 */
enum err tour_stop(struct ctx *cx, int64_t step, struct tour_stop *out) MUST_USE;

/* What its templates show. */
struct tour_view {
	const struct page *pg;
	int64_t at; /* the step one is at; 0: not begun */
};

/* The strip on top of each page while the tour goes on; nothing elsewhere. */
void tour_strip(struct page *pg, struct out *o);

page_handler tour_page, tour_go_post, tour_leave_post;

#endif
