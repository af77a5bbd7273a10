#include "people/deputy.h"

#include <string.h>

#include "core/audit.h"
#include "core/audit_sql.h"
#include "core/may.h"
#include "people/account_sql.h"
#include "people/deputy_sql.h"
#include "people/notice.h"
#include "people/person.h"
#include "people/post.h"
#include "people/post_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

/* A ministry with a focal point, and somebody who can deputise. */
struct office {
	int64_t body, focal, focal_person, other, other_person, post;
};

static int64_t person_of(struct t *t, struct ctx *cx, int64_t account)
{
	struct account_by_id a;

	CHECK_ERR(OK, account_by_id_query(cx->db, cx->arena, account, &a));
	return a.person;
}

static struct office office(struct t *t, struct ctx *cx)
{
	struct office o = { .body = t_body(cx, "MOI") };
	struct post_held *held;
	size_t n;

	o.focal = t_account(cx, "focal.moi", o.body, "focal");
	o.other = t_account(cx, "other.moi", o.body, NULL);
	o.focal_person = person_of(t, cx, o.focal);
	o.other_person = person_of(t, cx, o.other);
	CHECK_ERR(OK, post_held_query(cx->db, cx->arena, o.focal_person, &held, &n));
	o.post = n ? held[0].post : 0;
	return o;
}

/* The context of another moment, with the instance's day of Baghdad. */
static void at(struct ctx *cx, const char *now)
{
	const struct ctx *then = ctx_new(cx->arena, cx->pool, cx->db, cx->config, now);

	cx->now = then->now;
	cx->today = then->today;
	cx->day = then->day;
}

static enum err name(struct ctx *cx, const struct office *o, int64_t person, const char *starts,
	const char *ends, int64_t *id)
{
	const struct deputy_input in = {
		.post = o->post, .person = person, .starts = starts, .ends = ends
	};

	t_clear(cx);
	return deputy_add(cx, &in, id);
}

/* Whether the deputy may fill in at the body, after the day has been met. */
static bool enters(struct t *t, struct ctx *cx, const struct office *o)
{
	bool may;

	t_system(cx);
	CHECK_ERR(OK, deputy_settle(cx));
	t_signed_in(cx, o->other);
	may = may_at(cx, MAY_ENTER, o->body);
	t_system(cx);
	return may;
}

DBTEST(a_deputy_has_the_rights_from_the_first_to_the_last_day_in_baghdad)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t id;

	CHECK(!enters(t, cx, &o));
	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-11-26", "2026-11-28", &id));
	CHECK(!enters(t, cx, &o));
	at(cx, "2026-11-25T20:59:59.999Z"); /* 23:59 of the 25th there */
	CHECK(!enters(t, cx, &o));
	at(cx, "2026-11-25T21:00:00.000Z"); /* midnight: the 26th */
	CHECK(enters(t, cx, &o));
	at(cx, "2026-11-28T20:59:59.999Z"); /* the last moment of the 28th */
	CHECK(enters(t, cx, &o));
	at(cx, "2026-11-28T21:00:00.000Z");
	CHECK(!enters(t, cx, &o));
	t_signed_in(cx, o.focal);
	CHECK(may_at(cx, MAY_ENTER, o.body));
}

DBTEST(days_that_nobody_met_begin_and_end_deputising_all_the_same)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t id, next;

	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-11-26", "2026-11-28", &id));
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-12-10", "2026-12-10", &next));
	at(cx, "2026-12-09T09:00:00.000Z");
	CHECK(!enters(t, cx, &o));
	at(cx, "2026-12-10T09:00:00.000Z");
	CHECK(enters(t, cx, &o));
	/* A clock a few seconds behind takes nothing back; one that is days behind does. */
	at(cx, "2026-12-09T20:59:58.000Z");
	CHECK(enters(t, cx, &o));
	at(cx, "2026-12-05T09:00:00.000Z");
	CHECK(!enters(t, cx, &o));
}

DBTEST(what_is_named_or_ended_today_counts_at_once)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t id;

	CHECK(!enters(t, cx, &o));
	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, T_TODAY, "2026-12-28", &id));
	t_signed_in(cx, o.other);
	CHECK(may_at(cx, MAY_ENTER, o.body));
	CHECK(may_at(cx, MAY_READ, o.body));
	CHECK(!may_at(cx, MAY_APPROVE, o.body));
	t_signed_in(cx, t_account(cx, "stranger", o.body, NULL));
	CHECK_ERR(ERR_DENIED, deputy_end(cx, id, NULL));
	t_signed_in(cx, o.other);
	CHECK_ERR(OK, deputy_end(cx, id, "The holder is back."));
	t_signed_in(cx, o.other);
	CHECK(!may_at(cx, MAY_ENTER, o.body));
	t_signed_in(cx, o.focal);
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, deputy_end(cx, id, NULL));
	CHECK_HAS(t_problem(cx), "over already");
	/* The same days can be given again. */
	CHECK_ERR(OK, name(cx, &o, o.other_person, T_TODAY, "2026-12-28", &id));
}

DBTEST(named_when_another_node_has_met_the_next_day_it_counts_from_then)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t id;

	at(cx, "2026-11-25T09:00:00.000Z");
	CHECK(!enters(t, cx, &o));
	at(cx, "2026-11-24T20:59:59.000Z");
	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-11-25", "2026-11-26", &id));
	at(cx, "2026-11-25T09:00:00.000Z");
	CHECK(enters(t, cx, &o));
}

DBTEST(who_cannot_deputise_is_said_with_the_reason)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t moj = t_body(cx, "MOJ"), id;
	int64_t was = t_body_under(cx, "MOI_WAS", "directorate", o.body);
	const struct {
		int64_t person;
		const char *starts, *ends;
		enum err err;
		const char *field, *says;
	} cases[] = {
		{ o.focal_person, T_TODAY, T_TODAY, ERR_INPUT, "person", "holds this post" },
		{ t_person(cx, "No account", o.body), T_TODAY, T_TODAY, ERR_INPUT, "person",
			"has no account to sign in with" },
		{ person_of(t, cx, t_account(cx, "moj", moj, NULL)), T_TODAY, T_TODAY, ERR_INPUT,
			"person", "another body" },
		{ 17, T_TODAY, T_TODAY, ERR_INPUT, "person", "Choose the person" },
		{ o.other_person, "2026-11-23", T_TODAY, ERR_INPUT, "starts", "not before today" },
		{ o.other_person, "tomorrow", T_TODAY, ERR_INPUT, "starts", "Enter a date" },
		{ o.other_person, T_TODAY, NULL, ERR_INPUT, "ends", "Enter a date" },
		{ o.other_person, "2026-12-02", "2026-12-01", ERR_INPUT, "ends",
			"before the first" },
		{ o.other_person, T_TODAY, "2027-11-25", ERR_INPUT, "ends", "366 days at most" },
	};

	t_signed_in(cx, o.focal);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CHECK_ERR(cases[i].err,
			name(cx, &o, cases[i].person, cases[i].starts, cases[i].ends, &id));
		CHECK_STR(cases[i].field, t_field(cx));
		CHECK_HAS(t_problem(cx), cases[i].says);
	}
	CHECK_ERR(OK, name(cx, &o, o.other_person, T_TODAY, "2027-11-24", &id));
	CHECK_ERR(OK, deputy_end(cx, id, NULL));
	CHECK_ERR(OK, name(cx, &o, person_of(t, cx, t_account(cx, "was", was, NULL)), T_TODAY,
			      T_TODAY, &id));
	t_signed_in(cx, o.other);
	CHECK_ERR(ERR_DENIED, name(cx, &o, o.other_person, "2026-12-01", "2026-12-02", &id));
}

DBTEST(two_deputies_of_one_post_never_share_a_day)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	int64_t second = person_of(t, cx, t_account(cx, "second.moi", o.body, NULL)), id;

	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-12-05", "2026-12-10", &id));
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, second, "2026-12-10", "2026-12-12", &id));
	CHECK_STR("starts", t_field(cx));
	CHECK_HAS(t_problem(cx), "deputises at this post");
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, second, "2026-12-01", "2026-12-05", &id));
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, second, "2026-12-06", "2026-12-07", &id));
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, o.other_person, "2026-12-01", "2026-12-31", &id));
	CHECK_ERR(OK, name(cx, &o, second, "2026-12-11", "2026-12-12", &id));
	CHECK_ERR(OK, name(cx, &o, second, "2026-12-01", "2026-12-04", &id));
}

DBTEST(an_act_by_the_right_of_another_is_recorded_so_and_one_by_an_own_right_is_not)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	struct audit_row *rows;
	int64_t id;
	size_t n;

	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, T_TODAY, T_TODAY, &id));
	t_signed_in(cx, o.other);
	CHECK_ERR(OK, may(cx, MAY_ENTER, o.body));
	CHECK_INT(id, cx->who.deputy);
	CHECK_ERR(OK, audit(cx, "thing.send", "thing", 7, o.body));
	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, may(cx, MAY_ENTER, o.body));
	CHECK_INT(0, cx->who.deputy);
	CHECK_ERR(OK, audit(cx, "thing.send", "thing", 7, o.body));
	t_system(cx);
	CHECK_ERR(OK, grant_add(cx, o.other, MAY_ENTER, o.body, DB_NULL));
	t_signed_in(cx, o.other);
	CHECK_ERR(OK, may(cx, MAY_ENTER, o.body));
	CHECK_INT(0, cx->who.deputy);
	CHECK_ERR(OK, audit_of_record_query(cx->db, cx->arena, "thing", 7, 9, &rows, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK(!strstr(rows[0].leaf_text, "as_deputy"));
	CHECK_HAS(rows[1].leaf_text, "\"as_deputy\":");
}

DBTEST(deputising_ends_with_the_holder_and_with_the_deputy)
{
	struct ctx *cx = t_ctx(t);
	struct office o = office(t, cx);
	struct deputy_row *rows;
	int64_t id;
	size_t n;

	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, T_TODAY, "2026-12-31", &id));
	t_system(cx);
	CHECK_ERR(OK, post_hand_over(cx, o.post, o.other_person, T_TODAY));
	CHECK_ERR(OK, deputy_of_post_query(cx->db, cx->arena, o.post, 0, DB_NULL, 0, &rows, &n));
	CHECK(n == 1 && rows[0].ended_at);
	t_signed_in(cx, o.other);
	CHECK_ERR(OK, may(cx, MAY_ENTER, o.body));
	CHECK_INT(0, cx->who.deputy);
	CHECK_ERR(OK, name(cx, &o, o.focal_person, T_TODAY, "2026-12-31", &id));
	t_system(cx);
	CHECK_ERR(OK, person_end(cx, o.focal_person, T_TODAY));
	CHECK_ERR(OK, deputy_of_post_query(cx->db, cx->arena, o.post, 0, DB_NULL, 0, &rows, &n));
	CHECK(n == 2 && rows[0].ended_at && rows[1].ended_at);
	CHECK_ERR(OK, post_leave(cx, o.post, T_TODAY));
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, o.other_person, T_TODAY, T_TODAY, &id));
	CHECK_HAS(t_problem(cx), "Nobody holds this post");
}

DBTEST(an_administrator_has_no_deputy)
{
	struct ctx *cx = t_ctx(t);
	struct office o = office(t, cx);
	int64_t admin = t_account(cx, "admin", o.body, "administrator"), id;
	struct post_held *held;
	size_t n;

	CHECK_ERR(OK, post_held_query(cx->db, cx->arena, person_of(t, cx, admin), &held, &n));
	o.post = held[0].post;
	t_signed_in(cx, admin);
	CHECK_ERR(ERR_CONFLICT, name(cx, &o, o.other_person, T_TODAY, T_TODAY, &id));
	CHECK_HAS(t_problem(cx), "second post of administrator");
}

/* How many notices of that kind an account can read. */
static int64_t unseen(struct t *t, struct ctx *cx, int64_t account)
{
	int64_t n;

	t_signed_in(cx, account);
	CHECK_ERR(OK, notice_count_unseen(cx, &n));
	return n;
}

DBTEST(both_are_told_and_the_deputy_hears_what_the_holder_hears)
{
	struct ctx *cx = t_ctx(t);
	const struct office o = office(t, cx);
	const struct notice told = { .kind = "round.asked",
		.once = "once",
		.capability = MAY_ENTER,
		.body = o.body,
		.path = "/",
		.date = "2026-12-20" };
	int64_t id;

	t_signed_in(cx, o.focal);
	CHECK_ERR(OK, name(cx, &o, o.other_person, "2026-11-26", "2026-11-27", &id));
	CHECK_INT(1, unseen(t, cx, o.focal));
	CHECK_INT(1, unseen(t, cx, o.other));
	t_system(cx);
	CHECK_ERR(OK, notice_tell(cx, &told));
	CHECK_INT(2, unseen(t, cx, o.focal));
	CHECK_INT(1, unseen(t, cx, o.other));
	at(cx, "2026-11-26T06:00:00.000Z");
	CHECK(enters(t, cx, &o));
	CHECK_INT(2, unseen(t, cx, o.other));
	at(cx, "2026-11-28T06:00:00.000Z");
	CHECK(!enters(t, cx, &o));
	CHECK_INT(1, unseen(t, cx, o.other));
}
