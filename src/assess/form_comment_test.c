#include <stdlib.h>

#include "assess/form_comment.h"
#include "people/notice_sql.h"
#include "test/assess_fixtures.h"

/* The needs form, written by MOFA with MOI, whose focal point acts. */
static void begin(struct ctx *cx, struct t_needs *w)
{
	t_needs(cx, w);
	if (form_author_add(cx, w->form, w->moi.body) != OK)
		abort();
	t_signed_in(cx, w->moi.focal);
}

static enum err add(struct ctx *cx, const struct t_needs *w, const char *question, int64_t parent,
	const char *text, int64_t *id)
{
	return comment_add(
		cx, w->form, &(struct comment_input){ w->number, question, parent, text }, id);
}

static int64_t count(struct ctx *cx, const struct t_needs *w, const char *q, const char *state,
	bool mine, const char *question, bool gone)
{
	int64_t n = -1;

	return form_comments_count_query(cx->db, cx->arena, w->form, q, state, mine, question, gone,
		       cx->who.account, &n) == OK
		       ? n
		       : -1;
}

DBTEST(a_comment_belongs_to_a_question_and_answers_to_the_comment)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_comment_row *rows, c;
	int64_t id, answer, again;
	size_t n;

	begin(cx, &w);
	CHECK_ERR(OK, add(cx, &w, "n_people", DB_NULL, "Staff, or anybody?", &id));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, add(cx, &w, NULL, id, "Anybody.", &answer));
	CHECK_ERR(OK, add(cx, &w, "org", answer, "Staff of the body.", &again));
	CHECK_ERR(OK, form_comment_answers_query(cx->db, cx->arena, id, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("n_people", rows[1].question);
	CHECK_STR("Body MOFA", rows[1].body_en);
	CHECK_ERR(OK, comment_get(cx, w.form, id, &c));
	CHECK_INT(2, c.answers);
	CHECK_STR("Body MOI", c.body_en);
}

DBTEST(what_cannot_be_a_comment_is_refused)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t id;

	begin(cx, &w);
	CHECK_ERR(ERR_INPUT, add(cx, &w, "n_people", DB_NULL, "  ", &id));
	CHECK_STR("text", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, add(cx, &w, "no_such", DB_NULL, "x", &id));
	CHECK_STR("question", t_field(cx));
	CHECK_ERR(ERR_MISSING, add(cx, &w, NULL, 4711, "x", &id));
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(ERR_MISSING, add(cx, &w, NULL, DB_NULL, "x", &id));
}

DBTEST(its_author_changes_a_comment_for_a_quarter_of_an_hour)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_comment_row c;
	int64_t id;

	begin(cx, &w);
	CHECK_ERR(OK, add(cx, &w, "org", DB_NULL, "One", &id));
	cx->now = "2026-11-24T06:24:59.000Z";
	CHECK_ERR(OK, comment_edit(cx, w.form, id, 1, "Two"));
	CHECK_ERR(ERR_CONFLICT, comment_edit(cx, w.form, id, 1, "Three"));
	CHECK_ERR(ERR_INPUT, comment_edit(cx, w.form, id, 2, ""));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(ERR_DENIED, comment_edit(cx, w.form, id, 2, "Three"));
	t_signed_in(cx, w.moi.focal);
	cx->now = "2026-11-24T06:25:00.000Z";
	CHECK_ERR(ERR_CONFLICT, comment_edit(cx, w.form, id, 2, "Three"));
	CHECK_ERR(OK, comment_get(cx, w.form, id, &c));
	CHECK_STR("Two", c.text);
	CHECK(c.edited_at);
}

DBTEST(a_withdrawn_comment_leaves_a_trace_and_comes_back)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_comment_row c;
	int64_t id;

	begin(cx, &w);
	CHECK_ERR(OK, add(cx, &w, "org", DB_NULL, "One", &id));
	CHECK_ERR(OK, comment_withdraw(cx, w.form, id, true));
	CHECK_ERR(OK, comment_withdraw(cx, w.form, id, true));
	CHECK_ERR(ERR_CONFLICT, comment_edit(cx, w.form, id, 2, "Two"));
	CHECK_INT(0, count(cx, &w, "%", "open", false, NULL, false));
	CHECK_INT(1, count(cx, &w, "%", NULL, false, NULL, false));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(ERR_DENIED, comment_withdraw(cx, w.form, id, false));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, comment_withdraw(cx, w.form, id, false));
	CHECK_ERR(OK, comment_get(cx, w.form, id, &c));
	CHECK(!c.withdrawn_at);
	CHECK_INT(1, count(cx, &w, "%", "open", false, NULL, false));
}

DBTEST(everybody_who_writes_resolves_a_thread_and_opens_it_again)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t id, answer;

	begin(cx, &w);
	CHECK_STR(NULL, flow_wrong(&form_comment_flow));
	CHECK_ERR(OK, add(cx, &w, "org", DB_NULL, "One", &id));
	CHECK_ERR(OK, add(cx, &w, NULL, id, "Two", &answer));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, comment_act(cx, w.form, id, "resolve"));
	CHECK_ERR(ERR_CONFLICT, comment_act(cx, w.form, id, "resolve"));
	CHECK_ERR(ERR_MISSING, comment_act(cx, w.form, answer, "resolve"));
	CHECK_ERR(ERR_MISSING, comment_act(cx, w.form, id, "burn"));
	CHECK_INT(1, count(cx, &w, "%", "resolved", false, NULL, false));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, comment_act(cx, w.form, id, "reopen"));
	t_signed_in(cx, w.moen.head);
	CHECK_ERR(ERR_MISSING, comment_act(cx, w.form, id, "resolve"));
}

DBTEST(comments_go_with_their_question_and_stand_apart_without_it)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_uploaded up;
	struct form_comment_row *rows;
	int64_t id;
	size_t n;

	begin(cx, &w);
	CHECK_ERR(OK, add(cx, &w, "climate_ex", DB_NULL, "Is this needed?", &id));
	CHECK_ERR(OK, add(cx, &w, "n_people", DB_NULL, "Of which kind?", &id));
	CHECK_ERR(OK, add(cx, &w, "", DB_NULL, "Too long as a whole.", &id));
	CHECK_INT(0, count(cx, &w, "%", NULL, false, NULL, true));
	CHECK_ERR(OK, form_upload_to(cx, w.form, t_data(cx, "needs-assessment-draft.xlsx"),
			      "b.xlsx", &up));
	CHECK_INT(1, count(cx, &w, "%", NULL, false, NULL, true));
	CHECK_INT(2, count(cx, &w, "%", NULL, false, NULL, false));
	CHECK_INT(1, count(cx, &w, "%", NULL, false, "n_people", false));
	CHECK_INT(1, count(cx, &w, "%as a whole%", NULL, false, NULL, false));
	CHECK_ERR(OK, form_comments_query(cx->db, cx->arena, FORM_COMMENTS_SORT_QUESTION, w.form,
			      "%", NULL, true, NULL, false, cx->who.account, 10, 0, &rows, &n));
	if (CHECK_INT(2, (int64_t)n))
		CHECK_STR("", rows[0].question);
	t_signed_in(cx, w.coordinator);
	CHECK_INT(0, count(cx, &w, "%", NULL, true, NULL, false));
}

DBTEST(comments_are_told_to_the_other_bodies_and_to_whom_one_answers)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t id, answer, n;

	begin(cx, &w);
	CHECK_ERR(OK, add(cx, &w, "org", DB_NULL, "One", &id));
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, cx->who.account, 0, &n));
	CHECK_INT(1, n);
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, add(cx, &w, NULL, id, "Two", &answer));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, cx->who.account, 0, &n));
	CHECK_INT(2, n);
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, cx->who.account, 0, &n));
	CHECK_INT(2, n);
}
