/*
 * Bodies without a focal point or a head whom somebody could reach, as the coordinator sees them:
 * the post was never made, is vacant, or its holder has no active account. Of one round, or of all
 * ministries and what running rounds and drafts ask.
 */
#ifndef ASSESS_UNHELD_H
#define ASSESS_UNHELD_H

#include "assess/open_work_sql.h"
#include "core/ctx.h"

/* What is missing, as a sentence. */
struct msg unheld_why(const struct unheld_list *u);

/* The first of a round (DB_NULL: of all) for a note on another page. */
#define UNHELD_NAMED 12
struct unheld_note {
	const char *href;
	const struct unheld_list *rows;
	size_t n;
	int64_t total;
};
enum err unheld_note(struct ctx *cx, int64_t round, struct unheld_note *note) MUST_USE;

#endif
