#include "core/audit_sql.h"
#include "core/may.h"
#include "core/may_probe_sql.h"
#include "core/may_sql.h"
#include "test/fixtures.h"

#include <stdio.h>

/* A small state: a ministry with a directorate that has an office; another ministry; a donor. */
enum { MINISTRY = 11, DIRECTORATE, OFFICE, OTHER, DONOR };
enum { FOCAL = 101, HEAD, CLERK, ADMIN, READER, DONOR_FOCAL, STRANGER };
enum { POST = 7 };

static void make_bodies(struct t *t, struct ctx *cx)
{
	for (int64_t body = MINISTRY; body <= DONOR; body++)
		t_bare_body(cx, body);
	for (int64_t account = FOCAL; account <= STRANGER; account++)
		t_bare_account(cx, account, OTHER);
	t_bare_post(cx, POST, OTHER);
	CHECK_ERR(OK, tree_set(cx, MINISTRY, DB_NULL));
	CHECK_ERR(OK, tree_set(cx, DIRECTORATE, MINISTRY));
	CHECK_ERR(OK, tree_set(cx, OFFICE, DIRECTORATE));
	CHECK_ERR(OK, tree_set(cx, OTHER, DB_NULL));
	CHECK_ERR(OK, tree_set(cx, DONOR, DB_NULL));
}

static void make_grants(struct t *t, struct ctx *cx)
{
	CHECK_ERR(OK, grant_add(cx, FOCAL, MAY_ENTER, DIRECTORATE, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, HEAD, MAY_APPROVE, MINISTRY, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, CLERK, MAY_TRAIN, OFFICE, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, ADMIN, MAY_ADMINISTER, DB_NULL, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, ADMIN, MAY_COORDINATE, DB_NULL, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, READER, MAY_READ, DB_NULL, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, DONOR_FOCAL, MAY_ENTER, DONOR, DB_NULL));
}

static struct ctx *state(struct t *t)
{
	struct ctx *cx = t_ctx(t);

	make_bodies(t, cx);
	make_grants(t, cx);
	return cx;
}

DBTEST(a_grant_holds_at_its_body_and_below)
{
	struct ctx *cx = state(t);

	t_as(cx, FOCAL, DIRECTORATE, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_ENTER, DIRECTORATE));
	CHECK(may_at(cx, MAY_ENTER, OFFICE));
	CHECK(!may_at(cx, MAY_ENTER, MINISTRY));
	CHECK(!may_at(cx, MAY_ENTER, OTHER));
	CHECK(!may_at(cx, MAY_ENTER, 999));
	CHECK(!may_at(cx, MAY_APPROVE, DIRECTORATE));
	CHECK_ERR(OK, may(cx, MAY_ENTER, OFFICE));
	CHECK_ERR(ERR_DENIED, may(cx, MAY_ENTER, MINISTRY));
	CHECK_HAS(t_problem(cx), "Your account may not do this.");
}

DBTEST(a_grant_everywhere_holds_everywhere_for_its_capability_alone)
{
	struct ctx *cx = state(t);

	t_as(cx, ADMIN, OTHER, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_ADMINISTER, OFFICE));
	CHECK(may_at(cx, MAY_ADMINISTER, 999));
	CHECK(!may_at(cx, MAY_ENTER, OFFICE));
	CHECK(may_at(cx, MAY_ADMINISTER, DB_NULL));
	CHECK(may_everywhere(cx, MAY_ADMINISTER));
	CHECK(!may_anywhere(cx, MAY_READ));
}

DBTEST(a_body_left_out_widens_no_right)
{
	struct ctx *cx = state(t);

	t_as(cx, FOCAL, DIRECTORATE, SHARE_GOVERNMENT);
	CHECK(!may_at(cx, MAY_ENTER, DB_NULL));
	CHECK(!may_at(cx, MAY_ENTER, 0));
	CHECK_ERR(ERR_DENIED, may(cx, MAY_ENTER, 0));
	CHECK_ERR(ERR_DENIED, may(cx, MAY_ENTER, DB_NULL));
	CHECK(!may_everywhere(cx, MAY_ENTER));
	CHECK(may_anywhere(cx, MAY_ENTER));
	CHECK(!may_anywhere(cx, MAY_APPROVE));
	t_as(cx, ADMIN, OTHER, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_DENIED, may(cx, MAY_ADMINISTER, 0));
	CHECK_ERR(OK, may(cx, MAY_ADMINISTER, DB_NULL));
}

DBTEST(a_grant_is_of_an_account_at_a_body_by_a_post_that_are_there)
{
	struct ctx *cx = state(t);

	const struct {
		int64_t account, body, post;
	} bad[] = { { 999, OTHER, DB_NULL }, { FOCAL, 999, DB_NULL }, { FOCAL, OTHER, 999 } };

	t_commit(cx);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		CHECK_ERR(ERR_CONFLICT,
			grant_add(cx, bad[i].account, MAY_READ, bad[i].body, bad[i].post));
		t_rollback(cx);
	}
	CHECK_ERR(OK, grant_add(cx, FOCAL, MAY_READ, OTHER, DB_NULL));
}

DBTEST(nobody_may_nothing_and_the_system_may_everything)
{
	struct ctx *cx = state(t);

	CHECK(may_at(cx, MAY_ADMINISTER, OTHER));
	ctx_nobody(cx);
	for (enum capability cap = 0; cap < CAPABILITY_COUNT; cap++)
		CHECK(!may_anywhere(cx, cap));
	t_as(cx, STRANGER, OTHER, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_DENIED, may(cx, MAY_READ, OTHER));
}

DBTEST(one_who_must_change_the_password_may_nothing)
{
	struct ctx *cx = state(t);

	t_as(cx, HEAD, MINISTRY, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_APPROVE, MINISTRY));
	cx->who.must_change = true;
	CHECK(!may_at(cx, MAY_APPROVE, MINISTRY));
	CHECK(!may_anywhere(cx, MAY_APPROVE));
}

DBTEST(a_moved_body_takes_all_below_it_along)
{
	struct ctx *cx = state(t);

	CHECK_ERR(OK, tree_set(cx, DIRECTORATE, OTHER));
	t_as(cx, HEAD, MINISTRY, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_APPROVE, MINISTRY));
	CHECK(!may_at(cx, MAY_APPROVE, DIRECTORATE));
	CHECK(!may_at(cx, MAY_APPROVE, OFFICE));
	t_as(cx, FOCAL, DIRECTORATE, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_ENTER, OFFICE));
	CHECK_ERR(OK, grant_add(cx, STRANGER, MAY_ENTER, OTHER, DB_NULL));
	t_as(cx, STRANGER, OTHER, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_ENTER, OFFICE));
	CHECK_ERR(OK, tree_set(cx, DIRECTORATE, DB_NULL));
	CHECK(!may_at(cx, MAY_ENTER, OFFICE));
}

DBTEST(the_tree_has_no_circles_and_no_unknown_parents)
{
	struct ctx *cx = state(t);

	CHECK_ERR(ERR_CONFLICT, tree_set(cx, MINISTRY, OFFICE));
	CHECK_STR("parent", t_field(cx));
	CHECK_ERR(ERR_CONFLICT, tree_set(cx, MINISTRY, MINISTRY));
	CHECK_ERR(ERR_MISSING, tree_set(cx, MINISTRY, 999));
	t_as(cx, HEAD, MINISTRY, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_APPROVE, OFFICE));
}

DBTEST(grants_are_given_once_and_taken_by_how_they_came)
{
	struct ctx *cx = state(t);
	struct grant_list *rows;
	size_t n;

	for (int i = 0; i < 2; i++) {
		CHECK_ERR(OK, grant_add(cx, STRANGER, MAY_ENTER, OTHER, DB_NULL));
		CHECK_ERR(OK, grant_add(cx, STRANGER, MAY_ENTER, OTHER, POST));
		CHECK_ERR(OK, grant_add(cx, STRANGER, MAY_READ, DB_NULL, POST));
	}
	CHECK_ERR(OK, grant_list_query(cx->db, cx->arena, STRANGER, &rows, &n));
	CHECK_INT(3, (int64_t)n);
	CHECK_ERR(OK, grant_remove(cx, STRANGER, MAY_ENTER, OTHER));
	CHECK_ERR(ERR_MISSING, grant_remove(cx, STRANGER, MAY_ENTER, OTHER));
	CHECK_ERR(ERR_MISSING, grant_remove(cx, STRANGER, MAY_READ, DB_NULL));
	t_as(cx, STRANGER, OTHER, SHARE_GOVERNMENT);
	CHECK(may_at(cx, MAY_ENTER, OTHER));
	t_system(cx);
	CHECK_ERR(OK, grant_remove_post(cx, STRANGER, POST));
	CHECK_ERR(OK, grant_list_query(cx->db, cx->arena, STRANGER, &rows, &n));
	CHECK_INT(0, (int64_t)n);
}

DBTEST(grants_leave_a_trace_in_the_audit)
{
	struct ctx *cx = state(t);
	struct audit_row *rows;
	size_t n;

	CHECK_ERR(OK, grant_add(cx, FOCAL, MAY_ENTER, OTHER, POST));
	CHECK_ERR(OK, grant_add(cx, FOCAL, MAY_ENTER, OTHER, POST));
	CHECK_ERR(OK, grant_remove_post(cx, FOCAL, POST));
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "account", FOCAL, 9, &rows, &n));
	if (!CHECK_INT(3, (int64_t)n))
		return;
	CHECK_STR("grant.remove", rows[0].act);
	CHECK_STR("grant.add", rows[1].act);
	CHECK_INT(OTHER, rows[1].body);
}

/* ---- who sees what ---- */

static const struct {
	int64_t account;
	enum share reach;
	const char *seen; /* per body below, per step: B G P U, in capitals where seen */
} readers[] = {
	/*                              ministry directorate office other none */
	{ 0, SHARE_PUBLIC, "bgpU bgpU bgpU bgpU bgpU" },
	{ STRANGER, SHARE_GOVERNMENT, "bGPU bGPU bGPU bGPU bGPU" },
	{ FOCAL, SHARE_GOVERNMENT, "bGPU BGPU BGPU bGPU bGPU" },
	{ HEAD, SHARE_GOVERNMENT, "BGPU BGPU BGPU bGPU bGPU" },
	{ CLERK, SHARE_GOVERNMENT, "bGPU bGPU BGPU bGPU bGPU" },
	{ ADMIN, SHARE_GOVERNMENT, "bGPU bGPU bGPU bGPU bGPU" },
	{ READER, SHARE_GOVERNMENT, "bGPU bGPU bGPU bGPU bGPU" },
	{ DONOR_FOCAL, SHARE_PARTNERS, "bgPU bgPU bgPU bgPU bgPU" },
	{ FOCAL, SHARE_PARTNERS, "bgPU BGPU BGPU bgPU bgPU" },
};

DBTEST(the_function_and_the_fragment_show_the_same)
{
	static const int64_t bodies[] = { MINISTRY, DIRECTORATE, OFFICE, OTHER, DB_NULL };
	struct ctx *cx = state(t);

	for (size_t r = 0; r < COUNT_OF(readers); r++) {
		t_as(cx, readers[r].account, DB_NULL, readers[r].reach);
		for (size_t i = 0; i < COUNT_OF(bodies) * 4; i++) {
			char c = readers[r].seen[i / 4 * 5 + i % 4];
			int64_t body = bodies[i / 4], n;
			enum share share = (enum share)(i % 4);
			bool want = c < 'a';
			bool own = readers[r].seen[i / 4 * 5] < 'a';

			if (!CHECK_INT(want, sees(cx, share, false, body)))
				printf("  reader %zu, case %zu\n", r, i);
			CHECK_ERR(OK, may_probe_query(cx->db, cx->arena, (int64_t)share, body,
					      (int64_t)cx->who.reach, cx->who.account, &n));
			if (!CHECK_INT(want, n))
				printf("  reader %zu, case %zu in the fragment\n", r, i);
			CHECK_INT(own, sees(cx, share, true, body));
		}
	}
}

DBTEST(the_system_sees_all_and_an_account_never_reaches_the_lowest_step)
{
	struct ctx *cx = state(t);

	CHECK(sees(cx, SHARE_BODY, true, OTHER));
	CHECK(sees(cx, SHARE_BODY, false, DB_NULL));
	t_as(cx, STRANGER, OTHER, SHARE_BODY);
	CHECK_INT(SHARE_GOVERNMENT, cx->who.reach);
	CHECK(!sees(cx, SHARE_BODY, false, OTHER));
}
