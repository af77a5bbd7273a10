#include <stdlib.h>

#include "assess/form_sign.h"
#include "people/account.h"
#include "people/notice_sql.h"
#include "test/assess_fixtures.h"

static const struct form_sign_papers by_letter = { NULL, "٢/١١", "2026-11-23" };
static const struct form_sign_papers because = { "The sample is too small.", NULL, NULL };

struct written {
	struct t_needs w;
	int64_t mofa_head;
};

/* The needs form, written by MOFA with MOI. The coordinator acts. */
static void begin(struct ctx *cx, struct written *x)
{
	t_needs(cx, &x->w);
	t_system(cx);
	x->mofa_head = t_account(cx, "head.mofa", x->w.mofa, "head");
	t_signed_in(cx, x->w.coordinator);
	if (form_author_add(cx, x->w.form, x->w.moi.body) != OK)
		abort();
}

static int64_t unseen(struct ctx *cx)
{
	int64_t n = -1;

	return notice_unseen_query(cx->db, cx->arena, cx->who.account, 0, &n) == OK ? n : -1;
}

static enum err sign(struct ctx *cx, const struct written *x, int64_t account, int64_t body)
{
	t_clear(cx);
	t_signed_in(cx, account);
	return form_sign_act(cx, x->w.form, x->w.number, body, DB_NULL, "sign", &by_letter);
}

DBTEST(a_draft_is_seen_by_those_who_write_it_and_nobody_else)
{
	struct ctx *cx = t_ctx(t);
	struct written x;
	struct form_by_id f;
	struct form_version_by_number v;
	struct form_versions *rows;
	size_t n;

	begin(cx, &x);
	CHECK_ERR(OK, form_version_act(cx, x.w.form, x.w.number, "redraft"));
	t_signed_in(cx, x.w.moi.focal);
	CHECK_ERR(OK, form_version_get(cx, x.w.form, x.w.number, &v));
	CHECK_ERR(OK, form_versions_seen(cx, x.w.form, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK(form_is_written(cx, x.w.form));
	t_signed_in(cx, x.w.moen.focal);
	CHECK_ERR(ERR_MISSING, form_get(cx, x.w.form, &f));
	CHECK_ERR(ERR_MISSING, form_version_get(cx, x.w.form, x.w.number, &v));
	CHECK(!form_is_written(cx, x.w.form));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(OK, form_version_act(cx, x.w.form, x.w.number, "ready"));
	CHECK_ERR(OK, form_get(cx, x.w.form, &f));
	CHECK_ERR(OK,
		form_edit(cx, f.id, f.version, &(struct names){ .en = f.title_en }, SHARE_BODY));
	t_signed_in(cx, x.w.moi.focal);
	CHECK_ERR(OK, form_get(cx, x.w.form, &f));
	t_signed_in(cx, x.w.moen.focal);
	CHECK_ERR(ERR_MISSING, form_get(cx, x.w.form, &f));
}

DBTEST(authors_are_named_once_taken_out_and_stay_in_the_history)
{
	struct ctx *cx = t_ctx(t);
	struct written x;
	struct form_authors *rows;
	struct form_author_history *past;
	size_t n;

	begin(cx, &x);
	CHECK_ERR(ERR_CONFLICT, form_author_add(cx, x.w.form, x.w.moi.body));
	CHECK_STR("body", t_field(cx));
	CHECK_ERR(ERR_INPUT, form_author_add(cx, x.w.form, x.w.mofa));
	CHECK_ERR(ERR_INPUT, form_author_add(cx, x.w.form, 4711));
	CHECK_ERR(OK, form_authors(cx, x.w.form, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_INT(x.w.mofa, rows[0].id);
	CHECK(rows[0].owner && rows[0].writes && rows[0].signs);
	CHECK(!rows[1].owner && !rows[1].writes && !rows[1].signs);
	CHECK_ERR(OK, form_author_remove(cx, x.w.form, x.w.moi.body));
	CHECK_ERR(ERR_CONFLICT, form_author_remove(cx, x.w.form, x.w.moi.body));
	CHECK_ERR(OK, form_author_add(cx, x.w.form, x.w.moi.body));
	CHECK_ERR(OK, form_author_history_query(cx->db, cx->arena, x.w.form, &past, &n));
	CHECK_INT(2, (int64_t)n);
	t_signed_in(cx, x.w.moi.focal);
	CHECK_INT(2, unseen(cx));
	CHECK_ERR(ERR_DENIED, form_author_add(cx, x.w.form, x.w.moen.body));
}

DBTEST(an_author_adds_a_version_of_that_form_and_no_other)
{
	struct ctx *cx = t_ctx(t);
	struct written x;
	struct form_uploaded up;
	int64_t body;

	begin(cx, &x);
	t_signed_in(cx, x.w.moi.focal);
	CHECK_ERR(OK, form_writes_for(cx, x.w.form, &body));
	CHECK_INT(x.w.moi.body, body);
	CHECK_ERR(OK, form_upload_to(cx, x.w.form, t_data(cx, "needs-assessment-draft.xlsx"),
			      "b.xlsx", &up));
	CHECK_INT(2, up.number);
	CHECK_ERR(OK, form_upload_to(cx, x.w.form, t_data(cx, "needs-assessment-draft.xlsx"),
			      "b.xlsx", &up));
	CHECK(up.same);
	t_signed_in(cx, x.w.coordinator);
	CHECK_INT(1, unseen(cx));
	t_clear(cx);
	t_signed_in(cx, x.w.moen.focal);
	CHECK_ERR(ERR_MISSING, form_upload_to(cx, x.w.form, t_workbook(cx), "c.xlsx", &up));
}

DBTEST(a_round_opens_once_every_body_that_writes_the_form_has_signed)
{
	struct ctx *cx = t_ctx(t);
	struct written x;
	int64_t round;

	begin(cx, &x);
	round = t_round_draft(cx, &x.w, &x.w.moen.body, 1);
	CHECK_ERR(ERR_CONFLICT, round_open(cx, round));
	CHECK_INT(2, (int64_t)cx->problems.n);
	CHECK_STR("form_version", t_field(cx));
	CHECK_HAS(t_problem(cx), "Body MOFA");
	t_clear(cx);
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	CHECK_ERR(OK, sign(cx, &x, x.w.moi.head, x.w.moi.body));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(ERR_CONFLICT, round_open(cx, round));
	CHECK_INT(1, (int64_t)cx->problems.n);
	CHECK_ERR(OK, sign(cx, &x, x.mofa_head, x.w.mofa));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(OK, round_open(cx, round));
}

DBTEST(nobody_signs_for_another_body_whatever_the_rights)
{
	struct ctx *cx = t_ctx(t);
	struct written x;

	begin(cx, &x);
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	CHECK_ERR(ERR_DENIED, sign(cx, &x, x.w.coordinator, x.w.moi.body));
	CHECK_ERR(ERR_DENIED, sign(cx, &x, x.w.moi.head, x.w.mofa));
	CHECK_ERR(ERR_DENIED, sign(cx, &x, x.w.moi.focal, x.w.moi.body));
	CHECK_ERR(ERR_MISSING, sign(cx, &x, x.w.moen.head, x.w.moi.body));
	CHECK_ERR(OK, sign(cx, &x, x.w.coordinator, x.w.mofa));
	CHECK_ERR(OK, sign(cx, &x, x.w.moi.head, x.w.moi.body));
}

DBTEST(a_sign_off_goes_its_way)
{
	static const struct {
		const char *act;
		enum err want;
		const char *state;
	} path[] = {
		{ "withdraw", ERR_CONFLICT, "asked" },
		{ "object", OK, "objected" },
		{ "sign", ERR_CONFLICT, "objected" },
		{ "withdraw", OK, "asked" },
		{ "sign", OK, "signed" },
		{ "sign", ERR_CONFLICT, "signed" },
		{ "object", ERR_CONFLICT, "signed" },
		{ "withdraw", OK, "asked" },
		{ "burn", ERR_MISSING, "asked" },
	};
	struct ctx *cx = t_ctx(t);
	struct written x;
	struct form_signs *rows;
	size_t n;

	begin(cx, &x);
	CHECK_STR(NULL, flow_wrong(&form_sign_flow));
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	t_signed_in(cx, x.w.moi.head);
	for (size_t i = 0; i < COUNT_OF(path); i++) {
		struct form_sign_papers p = { "A reason.", "9/1", "2026-11-20" };

		CHECK_ERR(path[i].want, form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body,
						DB_NULL, path[i].act, &p));
		CHECK_ERR(OK, form_signs(cx, x.w.version, &rows, &n));
		if (CHECK_INT(2, (int64_t)n))
			CHECK_STR(path[i].state, rows[1].state);
	}
	CHECK_STR(NULL, rows[1].letter_number);
}

DBTEST(signing_needs_a_letter_and_objecting_a_reason_and_both_the_version_seen)
{
	struct ctx *cx = t_ctx(t);
	struct written x;

	begin(cx, &x);
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	t_signed_in(cx, x.w.moi.head);
	CHECK_ERR(ERR_INPUT,
		form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, DB_NULL, "sign", &because));
	CHECK_STR("letter_number", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, DB_NULL,
				     "object", &by_letter));
	CHECK_STR("reason", t_field(cx));
	CHECK_ERR(ERR_CONFLICT,
		form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, 7, "object", &because));
	CHECK_ERR(OK, form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, 1, "object", &because));
}

DBTEST(nothing_is_withdrawn_while_a_round_is_open_and_a_closed_one_needs_it_again)
{
	struct ctx *cx = t_ctx(t);
	struct written x;
	int64_t round;

	begin(cx, &x);
	CHECK_ERR(OK, form_sign_ask(cx, x.w.form, x.w.number));
	CHECK_ERR(OK, sign(cx, &x, x.w.moi.head, x.w.moi.body));
	CHECK_ERR(OK, sign(cx, &x, x.mofa_head, x.w.mofa));
	round = t_round(cx, &x.w, &x.w.moen.body, 1);
	t_signed_in(cx, x.w.moi.head);
	CHECK_ERR(ERR_CONFLICT, form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, DB_NULL,
					"withdraw", &because));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(OK, round_close(cx, round));
	t_signed_in(cx, x.w.moi.head);
	CHECK_ERR(OK, form_sign_act(cx, x.w.form, x.w.number, x.w.moi.body, DB_NULL, "withdraw",
			      &because));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(ERR_CONFLICT, round_reopen(cx, round, "More time"));
	CHECK_ERR(OK, sign(cx, &x, x.w.moi.head, x.w.moi.body));
	t_signed_in(cx, x.w.coordinator);
	CHECK_ERR(OK, round_reopen(cx, round, "More time"));
}

DBTEST(a_form_written_alone_and_a_retired_version_are_not_asked_about)
{
	struct ctx *cx = t_ctx(t);
	struct written x;

	begin(cx, &x);
	CHECK_ERR(OK, form_author_remove(cx, x.w.form, x.w.moi.body));
	CHECK_ERR(ERR_CONFLICT, form_sign_ask(cx, x.w.form, x.w.number));
	CHECK_ERR(OK, form_sign_complete(cx, x.w.version, x.w.number));
	CHECK_ERR(OK, form_author_add(cx, x.w.form, x.w.moi.body));
	CHECK_ERR(OK, form_version_act(cx, x.w.form, x.w.number, "retire"));
	CHECK_ERR(ERR_CONFLICT, form_sign_ask(cx, x.w.form, x.w.number));
	t_signed_in(cx, x.w.moi.head);
	CHECK_ERR(ERR_DENIED, form_sign_ask(cx, x.w.form, x.w.number));
}
