#include "people/handover.h"

#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/deputy.h"
#include "people/handover_sql.h"
#include "people/notice.h"
#include "people/person.h"
#include "people/post.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static int64_t person_of(struct ctx *cx, int64_t account)
{
	struct account_by_id a = { 0 };

	return account_by_id_query(cx->db, cx->arena, account, &a) == OK ? a.person : 0;
}

static int64_t post_of(struct ctx *cx, int64_t person)
{
	struct post_held *held;
	size_t n = 0;

	return post_held_query(cx->db, cx->arena, person, &held, &n) == OK && n ? held[0].post : 0;
}

DBTEST(handing_over_to_somebody_without_an_account_is_said_and_changes_nothing)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), focal = t_account(cx, "focal.moi", moi, "focal"), account;
	int64_t next = t_person(cx, "Next", moi), post = post_of(cx, person_of(cx, focal));
	struct code_new code;

	CHECK_ERR(ERR_INPUT, handover_with_account(cx, post, next, T_TODAY, "", NULL, &account));
	CHECK_STR("email", t_field(cx));
	CHECK_HAS(t_problem(cx), "has no account yet");
	CHECK_INT(post, post_of(cx, person_of(cx, focal)));
	t_signed_in(cx, focal);
	CHECK(may_at(cx, MAY_ENTER, moi));
	t_system(cx);
	t_clear(cx);
	CHECK_ERR(OK, code_work(cx->arena, &code));
	CHECK_ERR(OK, handover_with_account(
			      cx, post, next, T_TODAY, "next@demo.example", &code, &account));
	CHECK(account > 0);
	CHECK_INT(post, post_of(cx, next));
	t_signed_in(cx, account);
	CHECK(may_at(cx, MAY_ENTER, moi));
	t_signed_in(cx, focal);
	CHECK(!may_at(cx, MAY_ENTER, moi));
}

DBTEST(a_disabled_account_takes_no_post_over)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), focal = t_account(cx, "focal.moi", moi, "focal"), made;
	int64_t other = t_account(cx, "other", moi, NULL);
	int64_t post = post_of(cx, person_of(cx, focal));

	CHECK_ERR(OK, account_disable(cx, other));
	CHECK_ERR(ERR_INPUT,
		handover_with_account(cx, post, person_of(cx, other), T_TODAY, NULL, NULL, &made));
	CHECK_STR("person", t_field(cx));
	CHECK_HAS(t_problem(cx), "is disabled");
	CHECK_ERR(OK, account_enable(cx, other));
	CHECK_ERR(OK,
		handover_with_account(cx, post, person_of(cx, other), T_TODAY, NULL, NULL, &made));
	CHECK_INT(0, made);
}

/* How many posts somebody has to read the handover of. */
static size_t unread(struct ctx *cx, int64_t person)
{
	struct handover_unread *rows;
	size_t n = 99;

	return handover_unread_query(cx->db, cx->arena, person, &rows, &n) == OK ? n : 99;
}

DBTEST(a_new_holder_is_shown_what_is_open_until_it_is_marked_as_read)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), focal = t_account(cx, "focal.moi", moi, "focal");
	int64_t other = t_account(cx, "other", moi, NULL), first = person_of(cx, focal);
	int64_t next = person_of(cx, other), post = post_of(cx, first);

	CHECK_INT(0, (int64_t)unread(cx, first)); /* nobody held it before */
	CHECK_ERR(OK, post_hand_over(cx, post, next, T_TODAY));
	CHECK_INT(1, (int64_t)unread(cx, next));
	t_signed_in(cx, focal);
	CHECK_ERR(ERR_MISSING, handover_read(cx, post));
	t_signed_in(cx, other);
	CHECK_ERR(OK, handover_read(cx, post));
	CHECK_ERR(OK, handover_read(cx, post));
	CHECK_INT(0, (int64_t)unread(cx, next));
	t_system(cx);
	CHECK_ERR(OK, post_hand_over(cx, post, first, T_TODAY));
	CHECK_INT(1, (int64_t)unread(cx, first));
}

DBTEST(what_is_open_is_seen_by_holder_deputy_and_administrator_alone)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), focal = t_account(cx, "focal.moi", moi, "focal"), id;
	int64_t other = t_account(cx, "other", moi, NULL), post = post_of(cx, person_of(cx, focal));
	const struct deputy_input in = {
		.post = post, .person = person_of(cx, other), .starts = T_TODAY, .ends = T_TODAY
	};
	const struct {
		int64_t account;
		enum err seen;
	} readers[] = {
		{ focal, OK },
		{ other, ERR_MISSING },
		{ t_account(cx, "head.moi", moi, "head"), ERR_MISSING },
		{ t_account(cx, "coordinator", t_body(cx, "MOFA"), "coordinator"), ERR_MISSING },
		{ t_account(cx, "admin", t_body(cx, "MOFA"), "administrator"), OK },
	};
	struct post_by_id p;
	struct work_post work;

	for (size_t i = 0; i < COUNT_OF(readers); i++) {
		t_signed_in(cx, readers[i].account);
		CHECK_ERR(readers[i].seen, handover_get(cx, post, &p, &work));
	}
	t_signed_in(cx, focal);
	CHECK_ERR(OK, deputy_add(cx, &in, &id));
	t_signed_in(cx, other);
	CHECK_ERR(OK, handover_get(cx, post, &p, &work));
	CHECK(work.own);
}

DBTEST(notices_the_holder_has_not_seen_are_open)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), focal = t_account(cx, "focal.moi", moi, "focal"), open;
	const struct notice told = { .kind = "round.asked",
		.once = "once",
		.capability = MAY_ENTER,
		.body = moi,
		.path = "/",
		.date = "2026-12-20" };
	const struct notice head = { .kind = "response.sent",
		.once = "twice",
		.capability = MAY_APPROVE,
		.body = moi,
		.path = "/" };
	int64_t post = post_of(cx, person_of(cx, focal));
	struct work_panel *panels;
	struct work_post work;
	struct post_by_id p;
	size_t n;

	t_signed_in(cx, focal);
	CHECK_ERR(OK, handover_get(cx, post, &p, &work));
	CHECK_ERR(OK, handover_panels(cx, &work, &panels, &n, &open));
	CHECK_INT(0, open);
	CHECK_ERR(OK, notice_tell(cx, &told));
	CHECK_ERR(OK, notice_tell(cx, &head));
	CHECK_ERR(OK, handover_panels(cx, &work, &panels, &n, &open));
	CHECK_INT(1, open);
	CHECK_STR("Notices not seen", panels[0].word);
	CHECK_ERR(OK, notice_see(cx, 0));
	CHECK_ERR(OK, handover_panels(cx, &work, &panels, &n, &open));
	CHECK_INT(0, open);
}
