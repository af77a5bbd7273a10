#include "assess/form_comment.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"

static const struct flow_state states[] = {
	{ "open", _("Open"), "wait" },
	{ "resolved", _("Resolved"), "ok" },
};

static const struct flow_step steps[] = {
	{ "open", "resolve", _("Mark as resolved"), MAY_ENTER, "resolved", FLOW_NOTHING },
	{ "open", "resolve", _("Mark as resolved"), MAY_APPROVE, "resolved", FLOW_NOTHING },
	{ "open", "resolve", _("Mark as resolved"), MAY_COORDINATE, "resolved", FLOW_NOTHING },
	{ "resolved", "reopen", _("Open it again"), MAY_ENTER, "open", FLOW_NOTHING },
	{ "resolved", "reopen", _("Open it again"), MAY_APPROVE, "open", FLOW_NOTHING },
	{ "resolved", "reopen", _("Open it again"), MAY_COORDINATE, "open", FLOW_NOTHING },
};

const struct flow form_comment_flow = {
	.kind = "form_comment",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps),
};

enum err comment_get(struct ctx *cx, int64_t form, int64_t id, struct form_comment_row *c)
{
	if (!form_is_written(cx, form))
		return ERR_MISSING;
	return form_comment_one_query(cx->db, cx->arena, form, id, c);
}

/* ---- writing ---- */

static enum err check_text(struct ctx *cx, const char *text)
{
	if (!text || !*text_trim(cx->arena, text))
		return problem(cx, ERR_INPUT, "text", MSG("Write the comment."));
	if (text_length(text) > COMMENT_LENGTH)
		return problem(cx, ERR_INPUT, "text",
			MSG("The comment is longer than {1} characters. Shorten it.",
				N(COMMENT_LENGTH)));
	return OK;
}

static enum err check_question(struct ctx *cx, int64_t form_version, const char *question)
{
	struct form_comment_asked row;
	bool found;

	if (!*question)
		return OK;
	TRY(form_comment_asked_query(cx->db, cx->arena, form_version, question, &row, &found));
	return found ? OK
		     : problem(cx, ERR_INPUT, "question",
			       MSG("This version asks no question of that name. Choose one."));
}

/* Where an answer goes: under the comment that begins the thread. */
static enum err thread_of(
	struct ctx *cx, int64_t form, int64_t parent, struct form_comment_row *root)
{
	TRY(form_comment_one_query(cx->db, cx->arena, form, parent, root));
	if (root->parent == DB_NULL)
		return OK;
	return form_comment_one_query(cx->db, cx->arena, form, root->parent, root);
}

static enum err tell(
	struct ctx *cx, int64_t form, int64_t body, int64_t id, const struct form_comment_row *root)
{
	const char *path = arena_printf(cx->arena, "/forms/%lld/comments/%lld", (long long)form,
		(long long)(root->id ? root->id : id));
	const char *once = arena_printf(cx->arena, "form.comment:%lld", (long long)id);
	struct notice n = { .kind = "form.comment", .path = path };
	struct form_by_id f;

	TRY(form_tell(cx, form, body, once, &n));
	if (!root->id || root->body != body || root->account == cx->who.account)
		return OK;
	TRY(form_get(cx, form, &f));
	n.once = once;
	n.account = root->account;
	n.title[LANG_AR] = f.title_ar;
	n.title[LANG_CKB] = f.title_ckb;
	n.title[LANG_KMR] = f.title_kmr;
	n.title[LANG_EN] = f.title_en;
	return notice_tell(cx, &n);
}

enum err comment_add(struct ctx *cx, int64_t form, const struct comment_input *in, int64_t *id)
{
	const char *question = in->question ? in->question : "";
	struct form_version_by_number v;
	struct form_comment_row root = { 0 };
	int64_t body;
	enum err wrong;

	TRY(form_writes_for(cx, form, &body));
	TRY(form_version_get(cx, form, in->number, &v));
	wrong = check_text(cx, in->text);
	if (in->parent != DB_NULL) {
		TRY(thread_of(cx, form, in->parent, &root));
		question = root.question;
	} else {
		enum err e = check_question(cx, v.id, question);

		wrong = e == OK ? wrong : e;
	}
	TRY(wrong);
	*id = id_new();
	TRY(form_comment_insert_query(cx->db, *id, form, in->number, question,
		root.id ? root.id : DB_NULL, body, cx->who.account, in->text,
		text_fold(cx->arena, in->text), cx->now, NULL));
	TRY(tell(cx, form, body, *id, &root));
	return audit(cx, root.id ? "form_comment.answer" : "form_comment.add", "form", form, body,
		FACT("question", *question ? question : NULL), FACT_N("comment", *id));
}

/* ---- its author's ---- */

bool comment_editable(const struct ctx *cx, const struct form_comment_row *c)
{
	int64_t written, now;

	return c->account == cx->who.account && cx->who.account && !c->withdrawn_at &&
	       time_parse(c->created_at, &written) && time_parse(cx->now, &now) &&
	       now - written < (int64_t)COMMENT_EDIT_MINUTES * 60 * 1000;
}

static enum err own(struct ctx *cx, int64_t form, int64_t id, struct form_comment_row *c)
{
	TRY(comment_get(cx, form, id, c));
	if (c->account == cx->who.account)
		return OK;
	return problem(
		cx, ERR_DENIED, NULL, MSG("Only its author changes or withdraws a comment."));
}

enum err comment_edit(struct ctx *cx, int64_t form, int64_t id, int64_t version, const char *text)
{
	struct form_comment_row c;
	int64_t changed;

	TRY(own(cx, form, id, &c));
	if (!comment_editable(cx, &c))
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("A comment can be changed for {1} minutes, and not once it is "
			    "withdrawn. Answer it instead.",
				N(COMMENT_EDIT_MINUTES)));
	TRY(check_text(cx, text));
	TRY(form_comment_set_text_query(
		cx->db, id, version, text, text_fold(cx->arena, text), cx->now, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This comment was changed meanwhile. What you typed is kept below."));
	return audit(cx, "form_comment.edit", "form", form, c.body, FACT_N("comment", id));
}

enum err comment_withdraw(struct ctx *cx, int64_t form, int64_t id, bool withdrawn)
{
	struct form_comment_row c;

	TRY(own(cx, form, id, &c));
	if (withdrawn == (c.withdrawn_at != NULL))
		return OK;
	TRY(form_comment_set_withdrawn_query(cx->db, id, withdrawn ? cx->now : NULL, NULL));
	return audit(cx, withdrawn ? "form_comment.withdraw" : "form_comment.restore", "form", form,
		c.body, FACT_N("comment", id));
}

/* ---- everybody's ---- */

enum err comment_act(struct ctx *cx, int64_t form, int64_t id, const char *act)
{
	const struct flow_step *step;
	struct form_comment_row c;
	int64_t body, changed;

	TRY(form_writes_for(cx, form, &body));
	TRY(comment_get(cx, form, id, &c));
	if (c.parent != DB_NULL)
		return ERR_MISSING;
	TRY(flow_go(cx, &form_comment_flow, id, body, c.state, act, NULL, &step));
	TRY(form_comment_set_state_query(cx->db, id, step->from, step->to, &changed));
	return changed ? OK : ERR_BUSY;
}
