#include "assess/inquiry.h"

#include <string.h>

#include "assess/prefill.h"
#include "assess/tell.h"
#include "base/id.h"
#include "base/text.h"
#include "core/may.h"
#include "forms/answers.h"
#include "people/names.h"

static const struct flow_state states[] = {
	{ "none", _("None"), "none" },
	{ "open", _("Waits for the body"), "wait" },
	{ "answered", _("Answered"), "part" },
	{ "resolved", _("Resolved"), "ok" },
	{ "withdrawn", _("Withdrawn"), "lock" },
};

static const struct flow_step steps[] = {
	{ "none", "ask", _("Ask the body"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "open", "answer", _("Answer"), MAY_ENTER, "answered", FLOW_REASON },
	{ "answered", "answer", _("Answer"), MAY_ENTER, "answered", FLOW_REASON },
	{ "open", "ask", _("Ask further"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "answered", "ask", _("Ask further"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "open", "resolve", _("Resolve the question"), MAY_COORDINATE, "resolved", FLOW_NOTHING },
	{ "answered", "resolve", _("Resolve the question"), MAY_COORDINATE, "resolved",
		FLOW_NOTHING },
	{ "open", "withdraw", _("Withdraw the question"), MAY_COORDINATE, "withdrawn",
		FLOW_NOTHING },
	{ "resolved", "reopen", _("Open it again"), MAY_COORDINATE, "open", FLOW_REASON },
	{ "withdrawn", "reopen", _("Open it again"), MAY_COORDINATE, "open", FLOW_REASON },
};

const struct flow inquiry_flow = { .kind = "inquiry",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps) };

static int64_t where(const struct response_by_id *r, const struct flow_step *s)
{
	return s->who == MAY_COORDINATE ? r->round_body : r->body;
}

static bool round_is_open(const struct response_by_id *r)
{
	return strcmp(r->round_state, "open") == 0;
}

bool inquiry_may_ask(struct ctx *cx, const struct response_by_id *r)
{
	return round_is_open(r) && strcmp(r->state, "approved") == 0 &&
	       may_at(cx, MAY_COORDINATE, r->round_body);
}

size_t inquiry_acts(struct ctx *cx, const struct response_by_id *r, const char *state,
	const struct flow_step ***out)
{
	const struct flow_step **found =
		ARENA_ARRAY(cx->arena, COUNT_OF(steps), const struct flow_step *);
	size_t n = 0;

	for (size_t i = 0; round_is_open(r) && i < COUNT_OF(steps); i++)
		if (strcmp(steps[i].from, state) == 0 &&
			may_at(cx, steps[i].who, where(r, &steps[i])))
			found[n++] = &steps[i];
	*out = found;
	return n;
}

/* Words trimmed; a problem on `field` when there are none, or too many. */
static enum err check_words(struct ctx *cx, const char *words, const char *field, const char **out)
{
	*out = words ? text_trim(cx->arena, words) : "";
	if (!**out)
		return problem(cx, ERR_INPUT, field, MSG("Write what you want to say."));
	if (text_length(*out) > INQUIRY_WORDS)
		return problem(cx, ERR_INPUT, field,
			MSG("This is longer than {1} characters. Shorten it.", N(INQUIRY_WORDS)));
	return OK;
}

static enum err tell(struct ctx *cx, const struct response_by_id *r, int64_t id, int64_t version,
	const char *kind, enum capability who)
{
	const struct tell_response one = tell_of(r);

	return tell_one(cx, &one, kind, who, NULL, DB_NULL,
		arena_printf(cx->arena, "%lld:%lld", (long long)id, (long long)version), NULL);
}

static enum err check_round(struct ctx *cx, const struct response_by_id *r)
{
	if (round_is_open(r))
		return OK;
	if (r->closed_at)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This round was closed on {1}. What you typed is kept.",
				T(r->closed_at)));
	return problem(cx, ERR_CONFLICT, NULL, MSG("This round is not open."));
}

/* ---- asking ---- */

/* What is asked about: the answer as it stands. */
static enum err check_path(struct ctx *cx, const struct response_by_id *r, const struct form *model,
	const char *path, const char **answer)
{
	struct answers *ans;
	struct form_ref ref;

	*answer = "";
	if (!*path)
		return OK;
	TRY(response_answers(cx, r->id, model, &ans));
	ref = answers_at(ans, path);
	if (!ref.node || ref.node->kind != FORM_QUESTION || !ref.node->has_control)
		return problem(cx, ERR_INPUT, "path",
			MSG("Choose the answer you ask about, or the whole response."));
	*answer = answer_text(ref);
	return OK;
}

static enum err put(struct ctx *cx, const struct response_by_id *r, const struct inquiry_input *in,
	const char *text, const char *answer, int64_t *id)
{
	const struct flow_papers papers = { .reason = text };
	const struct flow_step *step;

	*id = id_new();
	TRY(inquiry_insert_query(cx->db, *id, r->id, in->path, text, answer, in->needs_change,
		text_fold(cx->arena,
			arena_printf(cx->arena, "%s %s %s %s %s", text,
				r->name_ar ? r->name_ar : "", r->name_ckb ? r->name_ckb : "",
				r->name_en ? r->name_en : "", r->code)),
		cx->who.account, cx->now, NULL));
	TRY(flow_go(cx, &inquiry_flow, *id, r->round_body, "none", "ask", &papers, &step));
	if (!in->needs_change)
		return tell(cx, r, *id, 1, "inquiry.asked", MAY_ENTER);
	/* The notice of the return is enough. */
	return response_act(
		cx, r->id, in->version, "return", &(struct response_papers){ .reason = text });
}

enum err inquiry_ask(struct ctx *cx, int64_t response, const struct form *model,
	const struct inquiry_input *in, int64_t *id)
{
	const char *text, *answer = "";
	struct inquiry_same same;
	struct response_by_id r;
	bool found;
	enum err bad;

	TRY(response_get(cx, response, &r));
	TRY(may(cx, MAY_COORDINATE, r.round_body));
	bad = check_words(cx, in->text, "text", &text);
	if (bad == OK) {
		TRY(inquiry_same_query(cx->db, cx->arena, response, in->path, text, cx->who.account,
			&same, &found));
		if (found) {
			*id = same.id;
			return OK;
		}
	}
	TRY(check_round(cx, &r));
	if (!inquiry_may_ask(cx, &r))
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("A question is asked while the response waits for your review. It is "
			    "at another step now."));
	TRY(check_path(cx, &r, model, in->path, &answer));
	TRY(bad);
	return put(cx, &r, in, text, answer, id);
}

/* ---- what follows ---- */

static const struct flow_step *step_of(const char *state, const char *act)
{
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		if (strcmp(steps[i].from, state) == 0 && strcmp(steps[i].act, act) == 0)
			return &steps[i];
	return NULL;
}

/* Whether it is what this person said last: then it was sent twice. */
static enum err said_last(
	struct ctx *cx, int64_t id, const char *act, const char *words, bool *same)
{
	struct inquiry_last last;
	bool found;

	TRY(inquiry_last_query(cx->db, cx->arena, id, &last, &found));
	*same = found && last.account == cx->who.account && strcmp(last.act, act) == 0 &&
		same_text(last.reason, words);
	return OK;
}

static enum err tell_act_on(struct ctx *cx, const struct response_by_id *r,
	const struct inquiry_by_id *q, const char *act)
{
	static const struct {
		const char *act, *kind;
		enum capability who;
	} told[] = {
		{ "answer", "inquiry.answered", MAY_COORDINATE },
		{ "ask", "inquiry.asked", MAY_ENTER },
		{ "reopen", "inquiry.asked", MAY_ENTER },
		{ "resolve", "inquiry.resolved", MAY_ENTER },
		{ "withdraw", "inquiry.withdrawn", MAY_ENTER },
	};

	for (size_t i = 0; i < COUNT_OF(told); i++)
		if (strcmp(told[i].act, act) == 0)
			return tell(cx, r, q->id, q->version + 1, told[i].kind, told[i].who);
	return OK;
}

enum err inquiry_act(
	struct ctx *cx, int64_t id, int64_t version, const char *act, const char *words)
{
	struct flow_papers papers = { 0 };
	const struct flow_step *step;
	struct inquiry_by_id q;
	struct response_by_id r;
	int64_t changed;
	bool same;

	TRY(inquiry_by_id_query(cx->db, cx->arena, id, &q));
	TRY(response_get(cx, q.response, &r));
	step = step_of(q.state, act);
	if (step)
		TRY(may(cx, step->who, where(&r, step)));
	if (!step || (step->needs & FLOW_REASON))
		papers.reason = words ? text_trim(cx->arena, words) : NULL;
	TRY(said_last(cx, id, act, papers.reason, &same));
	if (same)
		return OK;
	TRY(check_round(cx, &r));
	if (!step)
		return flow_go(cx, &inquiry_flow, id, r.body, q.state, act, &papers, &step);
	if (step->needs & FLOW_REASON)
		TRY(check_words(cx, words, "words", &papers.reason));
	else if (version != q.version)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Something was said on this question meanwhile. Read it, then decide "
			    "again."));
	TRY(flow_go(cx, &inquiry_flow, id, where(&r, step), q.state, act, &papers, &step));
	TRY(inquiry_set_state_query(cx->db, id, q.version, q.state, step->to, cx->now, &changed));
	if (!changed)
		return ERR_BUSY;
	return tell_act_on(cx, &r, &q, act);
}

enum err inquiry_row_removed(struct ctx *cx, int64_t response, const char *place)
{
	struct inquiry_of *rows;
	size_t n;

	TRY(inquiry_of_query(cx->db, cx->arena, response, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char *to = path_without(cx->arena, rows[i].path, place);

		if (!to || strcmp(to, rows[i].path) != 0)
			TRY(inquiry_move_query(cx->db, rows[i].id, to ? to : "", NULL));
	}
	return OK;
}
