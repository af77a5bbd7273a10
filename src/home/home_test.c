#include "home/home_sql.h"
#include "people/account.h"
#include "people/post.h"
#include "test/assess_fixtures.h"

DBTEST(home_shows_what_one_owes_and_what_others_hold)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct home_tasks *tasks;
	struct home_approvals *approvals;
	struct home_elsewhere *elsewhere;
	int64_t first, second;
	size_t n;

	t_needs(cx, &w);
	first = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body }, 2);
	second = t_round(cx, &w, &w.moi.body, 1);
	t_round_draft(cx, &w, &w.moi.body, 1);
	t_reach(cx, &w, t_response(cx, second, w.moi.body), &w.moi, "returned");

	CHECK_ERR(OK, home_tasks_query(cx->db, cx->arena, w.moi.focal, "enter", &tasks, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("returned", tasks[0].state);
	CHECK_STR("The totals do not agree.", tasks[0].reason);
	CHECK_STR("asked", tasks[1].state);
	CHECK_STR(NULL, tasks[1].reason);
	CHECK_ERR(OK, home_tasks_query(cx->db, cx->arena, w.moi.head, "enter", &tasks, &n));
	CHECK_INT(0, (int64_t)n);

	t_reach(cx, &w, t_response(cx, first, w.moi.body), &w.moi, "sent");
	CHECK_ERR(
		OK, home_approvals_query(cx->db, cx->arena, w.moi.head, "approve", &approvals, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_ERR(OK,
		home_approvals_query(cx->db, cx->arena, w.moen.head, "approve", &approvals, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(
		OK, home_elsewhere_query(cx->db, cx->arena, w.moi.focal, "enter", &elsewhere, &n));
	CHECK_INT(1, (int64_t)n);
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, round_close(cx, first));
	CHECK_ERR(
		OK, home_approvals_query(cx->db, cx->arena, w.moi.head, "approve", &approvals, &n));
	CHECK_INT(0, (int64_t)n);
}

DBTEST(home_counts_late_bodies_and_what_waits)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct home_rounds *rounds;
	struct home_vacant *vacant;
	int64_t round, approved;
	size_t n;

	t_needs(cx, &w);
	round = t_round(cx, &w, (int64_t[]){ w.moi.body, w.moen.body, w.mod.body }, 3);
	approved = t_response(cx, round, w.moi.body);
	t_reach(cx, &w, approved, &w.moi, "approved");
	CHECK_ERR(OK, home_rounds_query(
			      cx->db, cx->arena, true, w.coordinator, "2026-12-05", &rounds, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_INT(3, rounds[0].asked);
	CHECK_INT(1, rounds[0].done);
	CHECK_INT(1, rounds[0].waiting);
	CHECK_INT(2, rounds[0].late);
	CHECK_INT(approved, rounds[0].next);
	CHECK_ERR(OK, home_rounds_query(
			      cx->db, cx->arena, false, w.moi.focal, "2026-12-05", &rounds, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, home_vacant_query(cx->db, cx->arena, cx->today, w.coordinator, &vacant, &n));
	CHECK_INT(0, (int64_t)n);
}

DBTEST(home_counts_for_an_administrator_what_is_administered)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ"), post;
	int64_t all = t_account(cx, "all", moj, "administrator");
	int64_t local = t_account(cx, "local", moi, NULL);
	struct home_accounts accounts;
	struct home_vacant *vacant;
	size_t n;

	CHECK_ERR(OK, account_grant(cx, local, "administer", moi));
	CHECK_ERR(OK, post_add(cx, moj, "focal", &(struct names){ 0 }, cx->today, &post));
	CHECK_ERR(OK, home_accounts_query(cx->db, cx->arena, all, &accounts));
	CHECK_INT(2, accounts.active);
	CHECK_ERR(OK, home_vacant_query(cx->db, cx->arena, cx->today, all, &vacant, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_ERR(OK, home_accounts_query(cx->db, cx->arena, local, &accounts));
	CHECK_INT(1, accounts.active);
	CHECK_INT(1, accounts.never);
	CHECK_ERR(OK, home_vacant_query(cx->db, cx->arena, cx->today, local, &vacant, &n));
	CHECK_INT(0, (int64_t)n);
}
