/* Questions to a body, as pages show them: at the answer they are on, of one response, in a list.
 */
#ifndef ASSESS_INQUIRY_PAGES_H
#define ASSESS_INQUIRY_PAGES_H

#include "assess/fill.h"
#include "assess/inquiry.h"
#include "web/parts.h"

page_handler inquiry_page;	/* /responses/:id/questions, ?at=QUESTION */
page_handler inquiry_ask_post;	/* the same */
page_handler inquiry_act_post;	/* …/questions/:question */
page_handler inquiry_list_page; /* /questions */

/* One question with all that was said of it. */
struct inquiry_thread {
	int64_t id, response, version;
	const char *key;   /* the id as text */
	const char *path;  /* "": the response as a whole */
	const char *label; /* of the answer; NULL: the whole */
	const char *state;
	bool waits;   /* not resolved */
	bool changed; /* the answer is another one than when it was asked about */
	bool needs_change;
	bool placed; /* shown at its answer already */
	const struct log_entry *said;
	size_t n;
	bool answers, asks, resolves, withdraws, reopens; /* what this reader may do */
	/* on a page of the form: */
	const char *reply; /* name of the field of the answer, NULL: none */
	const char *typed, *error;
};

struct inquiry_threads {
	struct inquiry_thread *at;
	size_t n;
	int64_t open, answered; /* how many */
};

/* Those of a response; `ans` NULL: the reader may not read the answers now. */
enum err inquiry_threads(struct ctx *cx, const struct response_by_id *r, struct answers *ans,
	size_t lang, struct inquiry_threads *out) MUST_USE;

/* How many questions at an answer wait for somebody. */
size_t inquiry_waiting_at(const struct inquiry_threads *t, const char *path);

/* Puts the questions on a page of the form beside their fields, with room for an answer. */
enum err inquiry_on_page(struct page *pg, const struct response_by_id *r, struct answers *ans,
	size_t lang, struct fill_page *page) MUST_USE;

/* Sends the answers typed on a page of the form. */
enum err inquiry_replies(struct page *pg, const struct response_by_id *r) MUST_USE;

struct inquiry_view {
	const struct response_by_id *r;
	struct inquiry_threads threads;
	bool own, may_ask;
	struct choices questions;
	const char *chosen;
};

struct inquiry_row {
	const struct inquiry_rows *q;
	const char *label; /* of the answer */
};

struct inquiry_list_view {
	struct inquiry_row *rows;
	size_t n;
	struct paging paging;
	const char *round; /* the title of the round they are of; NULL: of all */
	bool filtered;
};

extern const struct choice inquiry_states[];
extern const size_t inquiry_states_n;

#endif
