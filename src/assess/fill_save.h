/*
 * A page of a response as it was sent, and what is stored: joined where others saved meanwhile
 * (page_merge.h), and kept.
 */
#ifndef ASSESS_FILL_SAVE_H
#define ASSESS_FILL_SAVE_H

#include "assess/fill.h"
#include "assess/page_merge.h"
#include "assess/response.h"

/* What was sent. */
struct fill_sent {
	const char *page; /* as in page_json.h */
	const struct fill_posted *posted;
	size_t n;
	int64_t version; /* of the page as it was shown */
	const char
		*base; /* its text then (page_json.h), from the browser; NULL: nothing was there */
	const char *add, *remove; /* as in fill_apply */
};

struct fill_meeting {
	struct answers *ans;	/* as typed, with what others stored meanwhile; evaluate it */
	struct answers *stored; /* all as it is stored */
	struct page_text now;	/* the page as it is stored */
	const char *now_json;	/* the same with the form's defaults */
	struct page_merged merged;
	const char *sent; /* the page as it was typed, where others had saved; NULL else */
};

/*
 * Puts together what was sent and what is stored. ERR_INPUT for what does not belong to the page,
 * ERR_CONFLICT where both changed the same answer, or a removal meets an occurrence that another
 * changed: a problem says so, and *m holds as much as can be.
 */
enum err fill_meet(struct ctx *cx, int64_t response, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m) MUST_USE;

/*
 * The same for pages that are kept elsewhere: `page` gives one as it is stored, `answers` all of
 * them, evaluated.
 */
struct fill_store {
	const void *at;
	enum err (*page)(struct ctx *cx, const void *at, const char *page, struct page_text *out);
	enum err (*answers)(
		struct ctx *cx, const void *at, const struct form *model, struct answers **out);
};
enum err fill_meet_in(struct ctx *cx, const struct fill_store *store, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m) MUST_USE;

/* ERR_INPUT, with a sentence on each answer that is too long, by its label; else with `why`. */
enum err fill_refuse(struct ctx *cx, struct answers *ans, const struct fill_posted *posted,
	size_t n, struct msg why);

/* The same, and keeps it: response_page_save. m->now is what is stored then. */
enum err fill_save(struct ctx *cx, int64_t response, const struct form *model,
	const struct fill_sent *sent, struct fill_meeting *m) MUST_USE;

#endif
