#include "assess/response.h"

#include <string.h>

#include "assess/answer.h"
#include "assess/model_cache.h"
#include "assess/prefill.h"
#include "assess/response_in.h"
#include "assess/round_sql.h"
#include "assess/tell.h"
#include "base/id.h"
#include "core/letter.h"
#include "core/may.h"

enum err response_get(struct ctx *cx, int64_t response, struct response_by_id *r)
{
	TRY(response_by_id_query(cx->db, cx->arena, response, cx->who.system, cx->who.account, r));
	r->own = r->own || cx->who.system;
	return OK;
}

static bool is(const struct response_by_id *r, const char *state)
{
	return strcmp(r->state, state) == 0;
}

static bool round_is_open(const struct response_by_id *r)
{
	return strcmp(r->round_state, "open") == 0;
}

bool response_readable(struct ctx *cx, const struct response_by_id *r)
{
	if (r->own)
		return true;
	return (is(r, "approved") || is(r, "accepted")) &&
	       may_at(cx, MAY_COORDINATE, r->round_body);
}

bool response_writable(struct ctx *cx, const struct response_by_id *r)
{
	return r->own && round_is_open(r) &&
	       (is(r, "asked") || is(r, "draft") || is(r, "returned")) &&
	       may_at(cx, MAY_ENTER, r->body);
}

enum err response_to_write(
	struct ctx *cx, int64_t response, struct msg closed, struct response_by_id *r)
{
	TRY(response_get(cx, response, r));
	if (!r->own)
		return ERR_MISSING;
	TRY(may(cx, MAY_ENTER, r->body));
	if (!response_writable(cx, r))
		return problem(cx, ERR_CONFLICT, NULL, closed);
	return OK;
}

/* A coordinator acts at the body that runs the round, all others at the body that answers. */
static int64_t where(const struct response_by_id *r, const struct flow_step *s)
{
	return s->who == MAY_COORDINATE ? r->round_body : r->body;
}

size_t response_acts(
	struct ctx *cx, const struct response_by_id *r, const struct flow_step ***steps)
{
	const struct flow_step **found =
		ARENA_ARRAY(cx->arena, response_flow.n_steps, const struct flow_step *);
	size_t n = 0;

	for (size_t i = 0; round_is_open(r) && i < response_flow.n_steps; i++) {
		const struct flow_step *s = &response_flow.steps[i];

		if (is(r, s->from) && may_at(cx, s->who, where(r, s)))
			found[n++] = s;
	}
	*steps = found;
	return n;
}

enum err response_model(struct ctx *cx, const struct response_by_id *r, const struct form **model)
{
	return model_get(cx, r->form_file, model);
}

/* ---- acts ---- */

static const struct flow_step *step_of(const struct response_by_id *r, const char *act)
{
	for (size_t i = 0; i < response_flow.n_steps; i++) {
		const struct flow_step *s = &response_flow.steps[i];

		if (is(r, s->from) && strcmp(s->act, act) == 0)
			return s;
	}
	return NULL;
}

/*
 * No step leads on from here by that act. When the act is the very one that brought the response
 * here, it was sent twice: that is one act, and all is well.
 */
static enum err no_step(struct ctx *cx, const struct response_by_id *r, const char *act)
{
	struct response_last_act last;
	const struct flow_step *step;
	bool found;

	TRY(response_last_act_query(cx->db, cx->arena, r->id, &last, &found));
	if (found && strcmp(last.act, act) == 0 && last.account == cx->who.account &&
		is(r, last.state_to))
		return OK;
	return flow_go(cx, &response_flow, r->id, r->body, r->state, act,
		&(struct flow_papers){ 0 }, &step);
}

static enum err closed(struct ctx *cx, const struct response_by_id *r)
{
	if (r->closed_at)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This round was closed on {1}. What you typed is kept.",
				T(r->closed_at)));
	return problem(cx, ERR_CONFLICT, NULL, MSG("This round is not open."));
}

static enum err keep_letter(struct ctx *cx, const struct response_by_id *r,
	const struct response_papers *papers, int64_t *letter)
{
	struct letter l = { .number = papers->letter_number,
		.date = papers->letter_date,
		.from_body = r->body,
		.to_body = r->round_body };

	return letter_add(cx, &l, letter);
}

/* Whether a round's own figures count it; typing and sending leave the round's row alone. */
static bool counts_in_round(const char *state)
{
	return strcmp(state, "approved") == 0 || strcmp(state, "accepted") == 0;
}

static enum err set_state(struct ctx *cx, const struct response_by_id *r, const struct flow_step *s)
{
	const char *sent = r->sent_at, *approved = r->approved_at, *decided = NULL;
	int64_t changed;

	if (strcmp(s->act, "send") == 0)
		sent = cx->now;
	else if (strcmp(s->act, "approve") == 0)
		approved = cx->now;
	else if (strcmp(s->act, "accept") == 0)
		decided = cx->now;
	if (strcmp(s->to, "returned") == 0)
		sent = approved = NULL;
	TRY(response_set_state_query(
		cx->db, r->id, r->version, s->from, s->to, sent, approved, decided, &changed));
	if (!changed)
		return ERR_BUSY;
	return counts_in_round(s->from) || counts_in_round(s->to)
		       ? round_recount_query(cx->db, r->round, NULL)
		       : OK;
}

static enum err take_step(struct ctx *cx, const struct response_by_id *r,
	const struct flow_step *step, const struct response_papers *papers)
{
	struct flow_papers with = { .reason = papers->reason };

	TRY(may(cx, step->who, where(r, step)));
	if (strcmp(step->act, "send") == 0)
		TRY(response_complete(cx, r));
	if (step->needs & FLOW_LETTER)
		TRY(keep_letter(cx, r, papers, &with.letter));
	TRY(flow_go(cx, &response_flow, r->id, where(r, step), r->state, step->act, &with, &step));
	TRY(set_state(cx, r, step));
	TRY(tell_act(cx, r, step->act));
	if (strcmp(step->act, "accept") == 0)
		return answer_write(cx, r->id);
	if (strcmp(step->act, "undo") == 0)
		return answer_clear(cx, r->id);
	return OK;
}

enum err response_act(struct ctx *cx, int64_t response, int64_t version, const char *act,
	const struct response_papers *papers)
{
	static const struct response_papers none;
	const struct flow_step *step;
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	if (strncmp(act, "paper", 5) == 0)
		return ERR_MISSING;
	step = step_of(&r, act);
	if (!step)
		return no_step(cx, &r, act);
	if (!round_is_open(&r))
		return closed(cx, &r);
	if (version != DB_NULL && version != r.version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this response meanwhile. Look at what is there, "
			    "then decide again."));
	return take_step(cx, &r, step, papers ? papers : &none);
}

enum err response_paper_act(
	struct ctx *cx, const struct response_by_id *r, const char *act, const char *reason)
{
	const struct flow_step *step = step_of(r, act);

	return step ? take_step(cx, r, step, &(struct response_papers){ .reason = reason })
		    : no_step(cx, r, act);
}

/* ---- pages ---- */

enum err response_page_now(
	struct ctx *cx, int64_t response, const char *page, struct page_text *out)
{
	struct response_page_row row;
	bool found;

	*out = (struct page_text){ .answers = "{}" };
	TRY(response_page_row_query(cx->db, cx->arena, response, page, &row, &found));
	if (found)
		*out = (struct page_text){ .answers = row.answers,
			.version = row.version,
			.saved_at = row.saved_at,
			.saved_by = PICK(cx->lang, &row, name) };
	return OK;
}

enum err response_page_get(
	struct ctx *cx, int64_t response, const char *page, struct page_text *out)
{
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	if (!response_readable(cx, &r))
		return ERR_MISSING;
	return response_page_now(cx, response, page, out);
}

bool response_open(const struct response_by_id *r)
{
	return round_is_open(r) && (is(r, "asked") || is(r, "draft") || is(r, "returned"));
}

enum err response_takes(struct ctx *cx, const struct response_by_id *r)
{
	if (!round_is_open(r))
		return closed(cx, r);
	if (!response_open(r))
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This response has been sent, so it is not changed any more. What "
			    "you typed is kept on this page."));
	return OK;
}

/* Why nothing can be typed now; OK if it can. */
static enum err check_writable(struct ctx *cx, const struct response_by_id *r)
{
	if (!r->own)
		return ERR_MISSING;
	TRY(may(cx, MAY_ENTER, r->body));
	return response_takes(cx, r);
}

static enum err store_page(struct ctx *cx, const struct response_by_id *r, const char *page,
	const char *answers, struct page_text *now)
{
	int64_t changed = 1;

	if (now->version)
		TRY(response_page_update_query(cx->db, r->id, page, now->version, answers, cx->now,
			cx->who.account, &changed));
	else
		TRY(conflict(cx, response_page_insert_query(cx->db, id_new(), r->id, page, answers,
					 cx->now, cx->who.account, NULL)));
	if (!changed)
		return ERR_BUSY;
	now->answers = answers;
	now->version++;
	now->saved_at = cx->now;
	now->saved_by = cx->who.name;
	return OK;
}

enum err response_page_put(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	const char *page, int64_t base, const char *json, struct page_text *out)
{
	const char *canonical;

	TRY(response_page_now(cx, r->id, page, out));
	TRY(page_canonical(cx, model, page, json, &canonical));
	if (out->version && strcmp(out->answers, canonical) == 0)
		return OK;
	if (out->version != base)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("{1} saved this page at {2}. Your text is kept below, beside what is "
			    "there.",
				S(out->saved_by ? out->saved_by : ""),
				T(out->saved_at ? out->saved_at : cx->now)));
	TRY(store_page(cx, r, page, canonical, out));
	TRY(prefill_saved(cx, r->id, model, page, canonical));
	if (is(r, "asked"))
		TRY(take_step(cx, r, step_of(r, "start"), &(struct response_papers){ 0 }));
	return response_count(cx, r, model);
}

enum err response_page_save(struct ctx *cx, int64_t response, const struct form *model,
	const char *page, int64_t base, const char *json, struct page_text *out)
{
	struct response_by_id r;

	TRY(response_get(cx, response, &r));
	TRY(response_page_now(cx, response, page, out));
	TRY(check_writable(cx, &r));
	return response_page_put(cx, &r, model, page, base, json, out);
}
