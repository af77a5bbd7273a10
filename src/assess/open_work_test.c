#include "assess/open_work.h"

#include "assess/open_work_sql.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/deputy.h"
#include "people/post.h"
#include "test/assess_fixtures.h"
#include "test/harness.h"

static int64_t post_of(struct ctx *cx, int64_t account)
{
	struct account_by_id a;
	struct post_held *held;
	size_t n = 0;

	return account_by_id_query(cx->db, cx->arena, account, &a) == OK &&
			       post_held_query(cx->db, cx->arena, a.person, &held, &n) == OK && n
		       ? held[0].post
		       : 0;
}

/* The panels of an account's post, as it sees them. */
static size_t panels_of(struct ctx *cx, int64_t account, struct work_panel **panels)
{
	struct work_post work;
	struct post_by_id p;
	int64_t open;
	size_t n = 0;

	t_signed_in(cx, account);
	return handover_get(cx, post_of(cx, account), &p, &work) == OK &&
			       handover_panels(cx, &work, panels, &n, &open) == OK
		       ? n
		       : 0;
}

DBTEST(the_next_holder_finds_what_is_owed_and_what_waits)
{
	struct ctx *cx = t_ctx(t);
	struct work_panel *panels;
	struct t_needs w;
	int64_t round, response;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	response = t_response(cx, round, w.moi.body);
	if (!CHECK(panels_of(cx, w.moi.focal, &panels) >= 1))
		return;
	CHECK_STR("Responses owed", panels[0].word);
	CHECK_INT(1, (int64_t)panels[0].lines.n);
	CHECK(panels[0].lines.at[0].tag.id != NULL);
	t_reach(cx, &w, response, &w.moi, "sent");
	if (!CHECK(panels_of(cx, w.moi.head, &panels) >= 1))
		return;
	CHECK_STR("Waiting for approval", panels[0].word);
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, response, "return"));
	if (!CHECK(panels_of(cx, w.moi.focal, &panels) >= 1))
		return;
	CHECK_STR("Responses owed", panels[0].word);
	CHECK(panels[0].lines.at[0].words != NULL);
	if (!CHECK(panels_of(cx, w.coordinator, &panels) >= 1))
		return;
	CHECK_STR("Running rounds", panels[0].word);
}

DBTEST(a_deputy_sends_the_response_and_history_says_for_whom)
{
	struct ctx *cx = t_ctx(t);
	int64_t round, response, id, other;
	struct account_by_id a;
	struct act_row *acts;
	struct t_needs w;
	size_t n;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body }, 1);
	response = t_response(cx, round, w.moi.body);
	other = t_account(cx, "other.moi", w.moi.body, NULL);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, t_act(cx, response, "start"));
	t_fill(cx, &w, response, "MOI");
	t_system(cx);
	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, other, &a));
	const struct deputy_input in = { .post = post_of(cx, w.moi.focal),
		.person = a.person,
		.starts = T_TODAY,
		.ends = "2026-11-30" };
	t_signed_in(cx, other);
	CHECK(t_act(cx, response, "send") != OK);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, deputy_add(cx, &in, &id));
	t_signed_in(cx, other);
	CHECK_ERR(OK, t_act(cx, response, "send"));
	CHECK_ERR(OK, response_history_query(cx->db, cx->arena, response, &acts, &n));
	if (!CHECK(n > 0))
		return;
	CHECK_STR("other.moi", acts[0].name_en);
	CHECK(acts[0].for_en != NULL);
	CHECK(acts[n - 1].for_en == NULL);
}

/* How many posts of a round nobody can be reached at. */
static int64_t missing(struct ctx *cx, int64_t round, const char *kind)
{
	int64_t n;

	return unheld_count_query(cx->db, cx->arena, round, kind, "%", cx->today, &n) == OK ? n
											    : 99;
}

DBTEST(bodies_nobody_can_be_reached_at_are_listed_with_the_reason)
{
	struct ctx *cx = t_ctx(t);
	struct unheld_list *rows;
	struct t_needs w;
	int64_t round, bare;
	size_t n;

	t_needs(cx, &w);
	bare = t_body(cx, "BARE");
	round = t_round_draft(cx, &w, (int64_t[]){ w.moi.body, w.moen.body, bare }, 3);
	CHECK_INT(1, missing(cx, round, "focal"));
	CHECK_INT(2, missing(cx, round, NULL));
	t_system(cx);
	CHECK_ERR(OK, post_leave(cx, post_of(cx, w.moi.focal), T_TODAY));
	CHECK_ERR(OK, account_disable(cx, w.moen.focal));
	CHECK_INT(3, missing(cx, round, "focal"));
	CHECK_ERR(OK, unheld_list_query(
			      cx->db, cx->arena, round, "focal", "%", cx->today, 10, 0, &rows, &n));
	if (!CHECK_INT(3, (int64_t)n))
		return;
	CHECK(rows[0].id == bare && rows[0].post == DB_NULL);
	CHECK(rows[1].id == w.moen.body && rows[1].holder != DB_NULL);
	CHECK(rows[2].id == w.moi.body && rows[2].post != DB_NULL && rows[2].holder == DB_NULL);
	CHECK_ERR(OK, account_enable(cx, w.moen.focal));
	CHECK_INT(2, missing(cx, round, "focal"));
}
