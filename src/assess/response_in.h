/* What the files of responses share; for them only. */
#ifndef ASSESS_RESPONSE_IN_H
#define ASSESS_RESPONSE_IN_H

#include "assess/response.h"

/* The clock a form is evaluated by, and the language of the form nearest the reader's. */
struct form_clock response_clock(const struct ctx *cx);

/* The canonical text of a page; ERR_INPUT (on the whole, and logged) when it is no such thing. */
enum err page_canonical(struct ctx *cx, const struct form *model, const char *page,
	const char *json, const char **canonical) MUST_USE;

/* Counts what is answered of what is asked, and keeps it. */
enum err response_count(struct ctx *cx, int64_t response, const struct form *model) MUST_USE;

/* The whole form checked again: ERR_INPUT with a problem for every finding. */
enum err response_complete(struct ctx *cx, const struct response_by_id *r) MUST_USE;

#endif
