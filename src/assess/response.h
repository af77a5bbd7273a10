/*
 * Responses: one body's answer to a round, exactly one per body and round, made when the body is
 * asked. Its path is response_flow: asked, draft, sent (to the head), approved (to the
 * coordinator), accepted (locked), and returned by either. Answers are kept a page of the form at a
 * time, each page with a version of its own, so two people of one body never overwrite each other
 * silently.
 *
 * Who sees what: the people of the body see their response at every step. A coordinator of the
 * round sees which step it is at, and its content once the head has approved it. Nobody else sees
 * that it exists.
 */
#ifndef ASSESS_RESPONSE_H
#define ASSESS_RESPONSE_H

#include "assess/response_sql.h"
#include "core/ctx.h"
#include "core/flow.h"
#include "forms/model.h"

struct answers;	      /* the form engine's: forms/answers.h */
struct form_findings; /* forms/check.h */

extern const struct flow response_flow;

/* The response if this reader may see that it exists, else ERR_MISSING. */
enum err response_get(struct ctx *cx, int64_t response, struct response_by_id *r) MUST_USE;

/* Whether this reader is of the body; may read the content now; may type into it now (state draft,
 * returned or asked, round open, right to enter). */
bool response_own(struct ctx *cx, const struct response_by_id *r);
bool response_readable(struct ctx *cx, const struct response_by_id *r);
bool response_writable(struct ctx *cx, const struct response_by_id *r);

/*
 * The response for one of the body's own who may type into it now. ERR_MISSING for others,
 * ERR_DENIED without the right to enter, ERR_CONFLICT with `closed` where nothing is typed any
 * more.
 */
enum err response_to_write(
	struct ctx *cx, int64_t response, struct msg closed, struct response_by_id *r) MUST_USE;

/* The acts this reader may take now, in the order of the flow; none when the round is closed. */
size_t response_acts(
	struct ctx *cx, const struct response_by_id *r, const struct flow_step ***steps);

/*
 * One act of response_flow. `version` is the record's version the reader saw (ERR_CONFLICT when it
 * changed meanwhile; DB_NULL: not checked). Sending again what is sent already, by the same act, is
 * OK and changes nothing.
 *	start	asked → draft
 *	send	the whole form is checked again: ERR_INPUT, a problem for every finding
 *	approve	needs letter_number and letter_date
 *	return	by the head or (from approved) the coordinator; needs a reason
 *	accept	writes the typed answers (answer.h) and locks
 *	undo	takes an acceptance back, with a reason
 * ERR_CONFLICT when the round is not open. What was typed is kept in every case.
 */
struct response_papers {
	const char *reason;
	const char *letter_number;
	const char *letter_date;
};
enum err response_act(struct ctx *cx, int64_t response, int64_t version, const char *act,
	const struct response_papers *papers) MUST_USE;

/* ---- what is typed ---- */

/*
 * A page is a group or repeat directly under the root, by name; "" holds the questions outside
 * groups. Its answers are one JSON object: page_json.h.
 */
struct page_text {
	const char *answers; /* "{}" before the first save */
	int64_t version;     /* 0 before the first save */
	const char *saved_at;
	const char *saved_by; /* name for the reader, NULL before the first save */
};

/* The stored page of a response the reader may read. */
enum err response_page_get(
	struct ctx *cx, int64_t response, const char *page, struct page_text *out) MUST_USE;

/*
 * Keeps a page as typed: half-filled and wrong answers too, but only questions of that page
 * (ERR_INPUT). `base` is the version the reader started from: when the stored page has moved on,
 * ERR_CONFLICT with the stored text in *out (unless it says the same as `json`, which is OK).
 * ERR_CONFLICT also when the round is closed or the response is sent; then *out holds what is
 * stored. Starts the response if it was only asked, and counts what is answered.
 */
enum err response_page_save(struct ctx *cx, int64_t response, const struct form *model,
	const char *page, int64_t base, const char *json, struct page_text *out) MUST_USE;

/*
 * The question that means the body that answers (meaning.h), outside repeats, where one of its
 * choices is the code of the response's body; NULL when there is none.
 */
enum err response_body_question(struct ctx *cx, const struct response_by_id *r,
	const struct form *model, const struct form_node **question) MUST_USE;

/*
 * All pages merged into one answer tree in cx->arena, evaluated; pages never saved hold the form's
 * defaults, and the body that answers. ERR_MISSING when this reader may not read the content now.
 */
enum err response_answers(
	struct ctx *cx, int64_t response, const struct form *model, struct answers **out) MUST_USE;

/* The same, and everything that is wrong with them. OK however much that is. */
enum err response_check(struct ctx *cx, int64_t response, const struct form *model,
	struct answers **ans, struct form_findings *findings) MUST_USE;

/* The language of the form (an index) nearest to the reader's. */
size_t response_lang(const struct ctx *cx, const struct form *model);

/* The model of the response's form version. */
enum err response_model(
	struct ctx *cx, const struct response_by_id *r, const struct form **model) MUST_USE;

#endif
