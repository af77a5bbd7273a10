#include "people/post.h"

#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/person.h"
#include "people/person_sql.h"
#include "people/post_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

static const struct names untitled = { 0 };

DBTEST(a_post_gives_its_holder_what_its_kind_says)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ"), mofa = t_body(cx, "MOFA");

	t_signed_in(cx, t_account(cx, "focal.moi", moi, "focal"));
	CHECK(may_at(cx, MAY_ENTER, moi));
	CHECK(may_at(cx, MAY_READ, moi));
	CHECK(!may_at(cx, MAY_APPROVE, moi));
	CHECK(!may_at(cx, MAY_ENTER, moj));
	t_signed_in(cx, t_account(cx, "head.moi", moi, "head"));
	CHECK(may_at(cx, MAY_APPROVE, moi));
	CHECK(!may_at(cx, MAY_ENTER, moi));
	t_signed_in(cx, t_account(cx, "coordinator", mofa, "coordinator"));
	CHECK(may_everywhere(cx, MAY_COORDINATE));
	CHECK(may_at(cx, MAY_COORDINATE, moj));
	CHECK(!may_at(cx, MAY_READ, moj));
	CHECK(may_at(cx, MAY_READ, mofa));
	t_signed_in(cx, t_account(cx, "admin", mofa, "administrator"));
	CHECK(may_everywhere(cx, MAY_ADMINISTER));
}

DBTEST(handing_over_moves_the_rights)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), post, first, second, next;
	struct post_history *rows;
	size_t n;

	first = t_account(cx, "first", moi, NULL);
	second = t_account(cx, "second", moi, NULL);
	struct account_by_id a, b;
	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, first, &a));
	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, second, &b));
	CHECK_ERR(OK, post_add(cx, moi, "focal", &untitled, "2026-01-01", &post));
	CHECK_ERR(OK, post_take(cx, post, a.person, "2026-02-01"));
	next = b.person;
	CHECK_ERR(ERR_CONFLICT, post_take(cx, post, next, "2026-03-01"));
	CHECK_HAS(t_problem(cx), "Hand it over instead");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, post_hand_over(cx, post, next, "2026-01-15"));
	CHECK_HAS(t_problem(cx), "held since");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, post_hand_over(cx, post, next, "2026-11-25"));
	CHECK_HAS(t_problem(cx), "not after today");
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, post_hand_over(cx, post, a.person, "2026-03-01"));
	CHECK_ERR(OK, post_hand_over(cx, post, next, "2026-03-01"));
	t_signed_in(cx, first);
	CHECK(!may_at(cx, MAY_ENTER, moi));
	t_signed_in(cx, second);
	CHECK(may_at(cx, MAY_ENTER, moi));
	t_system(cx);
	CHECK_ERR(OK, post_history_query(cx->db, cx->arena, post, 0, cx->who.account, &rows, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_STR("2026-03-01", rows[1].ends);
	CHECK(rows[0].ends == NULL);
	CHECK_ERR(OK, post_leave(cx, post, T_TODAY));
	t_signed_in(cx, second);
	CHECK(!may_at(cx, MAY_ENTER, moi));
}

DBTEST(an_ended_post_is_left_and_cannot_be_taken)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), post, person = t_person(cx, "Hiba", moi);

	CHECK_ERR(OK, post_add(cx, moi, "head", &untitled, "2026-01-01", &post));
	CHECK_ERR(OK, post_take(cx, post, person, "2026-01-01"));
	CHECK_ERR(OK, post_end(cx, post, "2026-06-30"));
	CHECK_ERR(ERR_CONFLICT, post_take(cx, post, person, "2026-07-01"));
	CHECK_ERR(ERR_CONFLICT, post_leave(cx, post, "2026-07-01"));
	CHECK_ERR(ERR_CONFLICT, post_end(cx, post, "2026-07-01"));
}

DBTEST(a_local_administrator_cannot_make_posts_that_reach_everywhere)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), post;
	int64_t local = t_account(cx, "local", moi, NULL);

	CHECK_ERR(OK, grant_add(cx, local, MAY_ADMINISTER, moi, DB_NULL));
	t_signed_in(cx, local);
	CHECK_ERR(OK, post_add(cx, moi, "focal", &untitled, NULL, &post));
	CHECK_ERR(ERR_DENIED, post_add(cx, moi, "coordinator", &untitled, NULL, &post));
	CHECK_ERR(ERR_DENIED, post_add(cx, moi, "administrator", &untitled, NULL, &post));
	t_signed_in(cx, t_account(cx, "focal.moi", moi, "focal"));
	CHECK_ERR(ERR_DENIED, post_add(cx, moi, "focal", &untitled, NULL, &post));
}

DBTEST(an_account_made_later_gets_what_its_posts_bring)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), post, account, person = t_person(cx, "Hiba", moi);

	CHECK_ERR(OK, post_add(cx, moi, "focal", &untitled, NULL, &post));
	CHECK_ERR(OK, post_take(cx, post, person, T_TODAY));
	CHECK_ERR(OK, account_add(cx, "hiba@demo.example", person, &account));
	t_signed_in(cx, account);
	CHECK(may_at(cx, MAY_ENTER, moi));
}

DBTEST(contacts_are_seen_by_the_own_body_and_administrators_only)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ"), id = t_person(cx, "Hiba", moi);
	int64_t was = t_body_under(cx, "MOI_WAS", "directorate", moi);
	int64_t giz = t_body_under(cx, "GIZ", "donor", DB_NULL);
	const struct {
		int64_t account;
		enum err seen;
		bool contact;
	} readers[] = {
		{ t_account(cx, "focal.moi", moi, "focal"), OK, true },
		{ t_account(cx, "was", was, "focal"), OK, false },
		{ t_account(cx, "focal.moj", moj, "focal"), OK, false },
		{ t_account(cx, "coordinator", moj, "coordinator"), OK, false },
		{ t_account(cx, "admin", moj, "administrator"), OK, true },
		{ t_account(cx, "donor", giz, "donor"), ERR_MISSING, false },
	};
	struct person_by_id p;

	for (size_t i = 0; i < COUNT_OF(readers); i++) {
		t_signed_in(cx, readers[i].account);
		CHECK_ERR(readers[i].seen, person_by_id_query(cx->db, cx->arena, id, own_body(cx),
						   (int64_t)cx->who.reach, cx->who.account, &p));
		if (readers[i].seen != OK)
			continue;
		CHECK_INT(readers[i].contact, p.contact);
		CHECK_INT(readers[i].contact, p.phone != NULL);
	}
}

DBTEST(a_person_who_leaves_leaves_posts_and_account)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), account = t_account(cx, "focal.moi", moi, "focal");
	struct account_by_id a;
	struct post_held *held;
	size_t n;

	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, account, &a));
	CHECK_ERR(ERR_INPUT, person_end(cx, a.person, "2026-12-01"));
	CHECK_ERR(OK, person_end(cx, a.person, T_TODAY));
	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, account, &a));
	CHECK_STR("disabled", a.state);
	CHECK_ERR(OK, post_held_query(cx->db, cx->arena, a.person, &held, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(ERR_CONFLICT, account_enable(cx, account));
	CHECK_ERR(OK, person_unend(cx, a.person));
	CHECK_ERR(OK, account_enable(cx, account));
}

DBTEST(persons_need_a_name_a_body_and_a_real_address)
{
	struct ctx *cx = t_ctx(t);
	struct person_input in = { .body = t_body(cx, "MOI"), .email = "not an address" };
	int64_t id;

	CHECK_ERR(ERR_INPUT, person_add(cx, &in, &id));
	CHECK_INT(2, (int64_t)cx->problems.n);
	in.body = DB_NULL;
	CHECK_ERR(ERR_INPUT, person_add(cx, &in, &id));
	in = (struct person_input){ .body = t_body(cx, "MOI"), .name = { .ckb = "هیوا" } };
	CHECK_ERR(OK, person_add(cx, &in, &id));
	in.name.ckb = "هیوا ئەحمەد";
	CHECK_ERR(OK, person_edit(cx, id, 1, &in));
	CHECK_ERR(ERR_CONFLICT, person_edit(cx, id, 1, &in));
	t_signed_in(cx, t_account(cx, "focal.moi", in.body, "focal"));
	CHECK_ERR(ERR_DENIED, person_edit(cx, id, 2, &in));
	CHECK_ERR(ERR_DENIED, person_add(cx, &in, &id));
}

TEST(addresses_of_mail_are_told_from_other_text)
{
	CHECK(email_ok("a.b@demo.example"));
	CHECK(!email_ok("a@b"));
	CHECK(!email_ok("@demo.example"));
	CHECK(!email_ok("a@@demo.example"));
	CHECK(!email_ok("a b@demo.example"));
	CHECK(!email_ok("a@demo.example."));
	CHECK(!email_ok("a@demo.example\n"));
	CHECK(!email_ok("<a@demo.example>"));
}
