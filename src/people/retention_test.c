#include "people/retention.h"

#include <string.h>

#include "app/retention.h"
#include "base/id.h"
#include "core/audit.h"
#include "core/file.h"
#include "core/file_sql.h"
#include "core/job_sql.h"
#include "people/account.h"
#include "people/mail_sql.h"
#include "people/notice.h"
#include "people/notice_sql.h"
#include "people/retention_sql.h"
#include "test/people_fixtures.h"

struct world {
	int64_t moi, admin, focal, person;
};

static void set_up(struct ctx *cx, struct world *w)
{
	w->moi = t_body(cx, "MOI");
	w->admin = t_account(cx, "admin", w->moi, "administrator");
	w->focal = t_account(cx, "focal", w->moi, "focal");
	t_signed_in(cx, w->focal);
	w->person = cx->who.person;
	t_system(cx);
}

static void tell(struct t *t, struct ctx *cx, const struct world *w, const char *at, int64_t n)
{
	const char *now = cx->now;

	cx->now = at;
	for (int64_t i = 0; i < n; i++)
		CHECK_ERR(OK, notice_tell(cx, &(struct notice){ .kind = "account.signin_new",
						      .once = arena_printf(cx->arena, "%s:%lld", at,
							      (long long)i),
						      .account = w->focal,
						      .path = "/account" }));
	cx->now = now;
}

static int64_t notices(struct ctx *cx, const struct world *w)
{
	int64_t n = -1;

	return notice_count_query(cx->db, cx->arena, w->focal, 0, NULL, false, 0, &n) == OK ? n
											    : -1;
}

/* The sweep of a day from where it stands to its end; how many records went. */
static int64_t sweep(struct t *t, struct ctx *cx, const char *day)
{
	int64_t n, all = 0;
	bool more = true;

	cx->today = day;
	while (more && CHECK_ERR(OK, retention_step(cx, &more, &n)))
		all += n;
	return all;
}

static const struct retention_input two_years = { .amount = 24,
	.unit = "month",
	.what = "act",
	.basis_en = "Order 7 of 2026",
	.confirmed = true };

DBTEST(the_programs_own_rule_holds_until_one_is_set)
{
	struct ctx *cx = t_ctx(t);
	struct retention_rule rule;
	struct world w;

	set_up(cx, &w);
	t_signed_in(cx, w.focal);
	CHECK_ERR(ERR_DENIED, retention_rule_set(cx, "notice", 0, &two_years));
	t_signed_in(cx, w.admin);
	CHECK_ERR(OK, retention_rule_get(cx, &notice_retention, &rule));
	CHECK(!rule.confirmed && !rule.keeps);
	CHECK_INT(24, rule.amount);
	CHECK_STR("", retention_stopped(&rule));
	CHECK_ERR(ERR_MISSING, retention_rule_set(cx, "nothing", 0, &two_years));
	CHECK_ERR(OK, retention_rule_set(cx, "notice", 0, &two_years));
	/* Sent from an older page. */
	CHECK_ERR(ERR_CONFLICT, retention_rule_set(cx, "notice", 0, &two_years));
	CHECK_ERR(OK, retention_rule_get(cx, &notice_retention, &rule));
	CHECK(rule.confirmed);
	CHECK_INT(1, rule.version);
	CHECK_ERR(OK, retention_rule_set(cx, "notice", 1,
			      &(struct retention_input){
				      .amount = 24, .unit = "month", .what = "keep" }));
	CHECK_ERR(OK, retention_rule_get(cx, &notice_retention, &rule));
	CHECK_STR("kept", retention_stopped(&rule));
}

DBTEST(a_rule_keeps_to_its_bounds_and_says_what_it_rests_on)
{
	struct ctx *cx = t_ctx(t);
	struct retention_input in = two_years;

	in.amount = 0;
	CHECK_ERR(ERR_INPUT, retention_rule_set(cx, "notice", 0, &in));
	CHECK_STR("amount", t_field(cx));
	t_clear(cx);
	in.amount = RETENTION_MOST + 1;
	CHECK_ERR(ERR_INPUT, retention_rule_set(cx, "notice", 0, &in));
	t_clear(cx);
	in.amount = 99;
	in.unit = "day";
	CHECK_ERR(ERR_INPUT, retention_rule_set(cx, "notice", 0, &in));
	CHECK_STR("amount", t_field(cx));
	in.amount = 100;
	CHECK_ERR(OK, retention_rule_set(cx, "notice", 0, &in));
	t_clear(cx);
	in.basis_en = NULL;
	CHECK_ERR(ERR_INPUT, retention_rule_set(cx, "notice", 1, &in));
	CHECK_STR("basis_ar", t_field(cx));
}

DBTEST(months_are_counted_in_the_zone_of_the_instance)
{
	struct ctx *cx = t_ctx(t);
	struct retention_rule rule = { .kind = &notice_retention, .amount = 1, .unit = "month" };
	struct retention_time time = retention_time_of(cx, &rule, "2026-03-31");

	CHECK_STR("2026-02-28", time.day);
	CHECK_STR("2026-02-27T21:00:00.000Z", time.at);
}

DBTEST(a_sweep_takes_what_is_older_once_a_day)
{
	struct ctx *cx = t_ctx(t);
	struct retention_run_lines *lines;
	struct retention_runs *runs;
	struct retention_count due;
	struct world w;
	size_t n;

	set_up(cx, &w);
	tell(t, cx, &w, "2024-11-23T20:59:59.000Z", 450);
	tell(t, cx, &w, "2024-11-23T21:00:00.000Z", 3);
	CHECK_ERR(OK, notice_due_query(cx->db, cx->arena, "2024-11-23T21:00:00.000Z", &due));
	CHECK_INT(450, due.due);
	CHECK_INT(450, sweep(t, cx, "2026-11-24"));
	CHECK_INT(3, notices(cx, &w));
	tell(t, cx, &w, "2024-11-01T00:00:00.000Z", 1);
	CHECK_INT(0, sweep(t, cx, "2026-11-24"));
	CHECK_INT(4, notices(cx, &w));
	CHECK_ERR(OK, retention_runs_query(cx->db, cx->arena, 10, 0, &runs, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_INT(450, runs[0].n);
	CHECK(runs[0].ended_at != NULL);
	CHECK_ERR(OK, retention_run_lines_query(cx->db, cx->arena, runs[0].id, &lines, &n));
	CHECK_INT(7, (int64_t)n);
	CHECK_INT(4, sweep(t, cx, "2026-11-25"));
	CHECK_INT(0, notices(cx, &w));
}

DBTEST(a_sweep_that_dies_in_a_step_counts_and_deletes_the_same)
{
	struct ctx *cx = t_ctx(t);
	struct retention_runs *runs;
	struct world w;
	int64_t one;
	bool more;
	size_t n;

	set_up(cx, &w);
	tell(t, cx, &w, "2024-01-01T00:00:00.000Z", 450);
	t_commit(cx);
	CHECK_ERR(OK, retention_step(cx, &more, &one));
	CHECK_INT(200, one);
	t_commit(cx);
	/* The next step is undone, as a kill would. */
	CHECK_ERR(OK, retention_step(cx, &more, &one));
	CHECK_INT(200, one);
	t_rollback(cx);
	CHECK_INT(250, notices(cx, &w));
	/* It goes on a day later, and both days have their report. */
	CHECK_INT(250, sweep(t, cx, "2026-11-25"));
	CHECK_INT(0, notices(cx, &w));
	CHECK_ERR(OK, retention_runs_query(cx->db, cx->arena, 10, 0, &runs, &n));
	if (!CHECK_INT(2, (int64_t)n))
		return;
	CHECK_STR("2026-11-24", runs[1].day);
	CHECK_INT(450, runs[1].n);
	CHECK_INT(0, runs[0].n);
	CHECK(runs[0].ended_at && runs[1].ended_at);
}

DBTEST(a_hold_stops_it_and_a_rule_that_keeps_too)
{
	struct ctx *cx = t_ctx(t);
	struct retention_runs *runs;
	struct world w;
	int64_t hold, again;
	size_t n;

	set_up(cx, &w);
	tell(t, cx, &w, "2024-01-01T00:00:00.000Z", 5);
	t_signed_in(cx, w.admin);
	CHECK_ERR(ERR_INPUT, retention_hold(cx, "person", 77, "A case in court", &hold));
	CHECK_STR("record", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, retention_hold(cx, "person", w.person, "", &hold));
	CHECK_STR("reason", t_field(cx));
	CHECK_ERR(OK, retention_hold(cx, "person", w.person, "A case in court", &hold));
	CHECK_ERR(ERR_CONFLICT, retention_hold(cx, "person", w.person, "A second one", &again));
	CHECK_INT(0, sweep(t, cx, "2026-11-24"));
	CHECK_ERR(OK, retention_runs_query(cx->db, cx->arena, 10, 0, &runs, &n));
	CHECK_INT(5, n ? runs[0].held : -1);
	t_signed_in(cx, w.focal);
	CHECK_ERR(ERR_DENIED, retention_unhold(cx, hold));
	t_signed_in(cx, w.admin);
	CHECK_ERR(OK, retention_unhold(cx, hold));
	CHECK_ERR(ERR_CONFLICT, retention_unhold(cx, hold));
	CHECK_ERR(OK, retention_rule_set(cx, "notice", 0,
			      &(struct retention_input){
				      .amount = 24, .unit = "month", .what = "keep" }));
	CHECK_INT(0, sweep(t, cx, "2026-11-25"));
	CHECK_ERR(OK, retention_rule_set(cx, "notice", 1, &two_years));
	CHECK_INT(5, sweep(t, cx, "2026-11-26"));
	CHECK_INT(0, notices(cx, &w));
}

DBTEST(mails_codes_and_ended_work_go_and_what_is_not_over_stays)
{
	struct ctx *cx = t_ctx(t);
	struct code_new code = { "X", "Y" };
	struct world w;
	int64_t old, young, mail = id_new();
	struct job_row row;

	set_up(cx, &w);
	cx->now = "2025-11-01T00:00:00.000Z";
	CHECK_ERR(OK, mail_insert_query(cx->db, mail, "a", w.focal, "test", DB_NULL, NULL, cx->now,
			      cx->now, NULL));
	CHECK_ERR(OK, account_code_make(cx, w.focal, &code));
	CHECK_ERR(OK, job_add(cx, "remind.late", "old", NULL, NULL, &old));
	CHECK_ERR(OK, job_add(cx, "remind.late", "waiting", NULL, NULL, &young));
	CHECK_ERR(OK, job_claim_query(cx->db, cx->arena, old, "l", cx->now, cx->now,
			      &(struct job_claim){ 0 }, &(bool){ false }));
	CHECK_ERR(OK, job_end_query(cx->db, old, "l", "done", 1, 1, NULL, cx->now, NULL));
	cx->now = T_NOW;
	/* The mail still waits to be sent: it stays. */
	CHECK_INT(2, sweep(t, cx, "2026-11-24"));
	CHECK_ERR(ERR_MISSING, job_by_id_query(cx->db, cx->arena, old, &row));
	CHECK_ERR(OK, job_by_id_query(cx->db, cx->arena, young, &row));
	CHECK_ERR(OK, mail_take_query(cx->db, mail, "l", cx->now, cx->now, NULL));
	CHECK_ERR(OK, mail_outcome_query(cx->db, mail, "l", "sent", "250", cx->now, NULL));
	CHECK_INT(1, sweep(t, cx, "2026-11-25"));
}

DBTEST(a_dropped_file_goes_from_the_disk_after_its_row_and_not_when_saved_again)
{
	struct ctx *cx = t_ctx(t);
	const struct bytes data = { (const unsigned char *)"evidence", 8 };
	const struct bytes other = { (const unsigned char *)"attached", 8 };
	struct bytes read;
	const char *sha;
	int64_t n, id;
	bool gone;

	CHECK_ERR(OK, file_save(cx, other, "text/plain", &sha));
	CHECK_ERR(OK, attach(cx, "body", 1, sha, "a.txt", &id));
	CHECK_ERR(OK, file_drop(cx, sha, &gone));
	CHECK(!gone);
	CHECK_ERR(OK, file_read(cx, sha, &read, NULL));
	CHECK_ERR(OK, file_save(cx, data, "text/plain", &sha));
	CHECK_ERR(OK, file_drop(cx, sha, &gone));
	CHECK(gone);
	CHECK_ERR(ERR_MISSING, file_read(cx, sha, &read, NULL));
	CHECK_ERR(OK, file_save(cx, data, "text/plain", &sha));
	CHECK_ERR(OK, file_sweep(cx, 10, &n));
	CHECK_INT(0, n);
	CHECK_ERR(OK, file_read(cx, sha, &read, NULL));
	CHECK_ERR(OK, file_drop(cx, sha, &gone));
	CHECK_ERR(OK, file_sweep(cx, 10, &n));
	CHECK_INT(db_engine(cx->db) == DB_SQLITE, n);
	CHECK_ERR(OK, file_sweep(cx, 10, &n));
	CHECK_INT(0, n);
}
