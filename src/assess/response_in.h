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
enum err response_count(
	struct ctx *cx, const struct response_by_id *r, const struct form *model) MUST_USE;

/* Answers nobody has typed into: the form's defaults, and the body that answers. Not evaluated
 * since. */
enum err response_begin(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	struct answers **out) MUST_USE;

/* As response_answers, for what has its own rule of who may read. */
enum err response_answers_of(struct ctx *cx, const struct response_by_id *r,
	const struct form *model, struct answers **out) MUST_USE;

/*
 * As response_page_get and response_page_save, for who may by another rule: a coordinator who
 * enters a paper on the body's behalf. The caller has checked who, and that the response takes
 * answers.
 */
enum err response_page_now(
	struct ctx *cx, int64_t response, const char *page, struct page_text *out) MUST_USE;
enum err response_page_put(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	const char *page, int64_t base, const char *json, struct page_text *out) MUST_USE;

/* Whether the response takes answers: not sent, its round open. */
bool response_open(const struct response_by_id *r);

/* OK while the response takes answers; else ERR_CONFLICT and why. */
enum err response_takes(struct ctx *cx, const struct response_by_id *r) MUST_USE;

/* One of the acts "paper…" of response_flow, which only a paper brings about. */
enum err response_paper_act(struct ctx *cx, const struct response_by_id *r, const char *act,
	const char *reason) MUST_USE;

/* The whole form checked again: ERR_INPUT with a problem for every finding. */
enum err response_complete(struct ctx *cx, const struct response_by_id *r) MUST_USE;

#endif
