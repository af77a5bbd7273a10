#include "assess/remind.h"

#include <string.h>

#include "base/time.h"
#include "people/mail_batch.h"
#include "people/mail_out.h"
#include "people/mail_sql.h"
#include "people/notice.h"
#include "people/notice_sql.h"
#include "test/assess_fixtures.h"

static int64_t told(struct t *t, struct ctx *cx, int64_t account, const char *kind)
{
	int64_t n = -1;

	CHECK_ERR(OK, notice_count_query(cx->db, cx->arena, account, 0,
			      arena_printf(cx->arena, " %s ", kind), false, 0, &n));
	return n;
}

/* Runs the rules' job, on a day, as the worker does: step after step. */
static void run_on(
	struct t *t, struct ctx *cx, const struct job_kind *kind, const char *day, const char *args)
{
	const struct who who = cx->who;
	struct job_run run = { .cx = cx, .args = args };

	cx->today = day;
	cx->now = arena_printf(cx->arena, "%sT06:10:00.000Z", day);
	ctx_system(cx);
	do {
		run.more = false;
		if (!CHECK_ERR(OK, kind->step(&run)))
			break;
	} while (run.more);
	cx->who = who;
}

/* A round of two bodies due on 2026-12-04, asked on 2026-11-24. */
static int64_t begin(struct t *t, struct ctx *cx, struct t_needs *w)
{
	CHECK_ERR(OK, remind_job_add(cx));
	t_needs(cx, w);
	return t_round(cx, w, (int64_t[]){ w->moi.body, w->moen.body }, 2);
}

DBTEST(each_rule_speaks_once_on_its_day)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;

	begin(t, cx, &w);
	run_on(t, cx, &remind_job, "2026-11-26", "{}");
	CHECK_INT(0, told(t, cx, w.moi.focal, "remind.before"));
	run_on(t, cx, &remind_job, "2026-11-27", "{}");
	run_on(t, cx, &remind_job, "2026-11-27", "{}");
	run_on(t, cx, &remind_job, "2026-11-28", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.before"));
	run_on(t, cx, &remind_job, "2026-12-02", "{}");
	CHECK_INT(2, told(t, cx, w.moi.focal, "remind.before"));
	CHECK_INT(0, told(t, cx, w.moi.head, "remind.late"));
	run_on(t, cx, &remind_job, "2026-12-05", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.late"));
	run_on(t, cx, &remind_job, "2026-12-07", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.late"));
	CHECK_INT(1, told(t, cx, w.moi.head, "remind.late"));
	CHECK_INT(0, told(t, cx, w.coordinator, "remind.round_late"));
	run_on(t, cx, &remind_job, "2026-12-11", "{}");
	CHECK_INT(1, told(t, cx, w.coordinator, "remind.round_late"));
	CHECK_INT(0, told(t, cx, w.mod.focal, "remind.late"));
}

DBTEST(what_was_missed_is_made_up_for_but_not_by_two_rules_at_once)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;

	begin(t, cx, &w);
	run_on(t, cx, &remind_job, "2026-12-03", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.before"));
	run_on(t, cx, &remind_job, "2026-12-30", "{}");
	CHECK_INT(0, told(t, cx, w.moi.focal, "remind.late"));
	CHECK_INT(0, told(t, cx, w.moi.head, "remind.late"));
}

DBTEST(who_has_done_it_is_not_reminded)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round = begin(t, cx, &w), id = t_response(cx, round, w.moi.body);

	t_reach(cx, &w, id, &w.moi, "sent");
	run_on(t, cx, &remind_job, "2026-12-05", "{}");
	CHECK_INT(0, told(t, cx, w.moi.focal, "remind.late"));
	CHECK_INT(1, told(t, cx, w.moen.focal, "remind.late"));
	run_on(t, cx, &remind_job, "2026-12-07", "{}");
	CHECK_INT(1, told(t, cx, w.moi.head, "remind.late"));
}

DBTEST(a_body_asked_after_the_day_of_a_rule_is_passed_over)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round = begin(t, cx, &w);

	t_signed_in(cx, w.coordinator);
	cx->now = "2026-11-29T06:10:00.000Z";
	cx->today = "2026-11-29";
	CHECK_ERR(OK, round_ask(cx, round, w.mod.body));
	run_on(t, cx, &remind_job, "2026-11-29", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.before"));
	CHECK_INT(0, told(t, cx, w.mod.focal, "remind.before"));
	run_on(t, cx, &remind_job, "2026-12-02", "{}");
	CHECK_INT(1, told(t, cx, w.mod.focal, "remind.before"));
}

DBTEST(late_bodies_are_reminded_at_once_and_once_a_day)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	int64_t round = begin(t, cx, &w);
	const char *args = arena_printf(
		cx->arena, "{\"round\":%lld,\"day\":\"2026-12-06\"}", (long long)round);

	t_signed_in(cx, w.coordinator);
	CHECK_ERR(ERR_CONFLICT, remind_late(cx, round));
	CHECK_STR("Nobody is late in this round who was not reminded today.", t_problem(cx));
	t_clear(cx);
	cx->today = "2026-12-06";
	CHECK_ERR(OK, remind_late(cx, round));
	run_on(t, cx, &remind_late_job, "2026-12-06", args);
	run_on(t, cx, &remind_late_job, "2026-12-06", args);
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.by_hand"));
	CHECK_INT(1, told(t, cx, w.moen.focal, "remind.by_hand"));
	CHECK_ERR(ERR_CONFLICT, remind_late(cx, round));
	t_clear(cx);
	CHECK_ERR(ERR_CONFLICT, remind_body(cx, t_response(cx, round, w.moi.body)));
	t_signed_in(cx, w.moi.focal);
	t_clear(cx);
	CHECK_ERR(ERR_DENIED, remind_late(cx, round));
}

DBTEST(rules_are_changed_by_administrators_of_everything)
{
	struct ctx *cx = t_ctx(t);
	struct reminder_rules *rows;
	struct t_needs w;
	int64_t id;
	size_t n;

	CHECK_ERR(OK, remind_job_add(cx));
	CHECK_ERR(OK, remind_job_add(cx));
	t_needs(cx, &w);
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(ERR_DENIED, reminder_rule_add(cx, -1, "enter", &id));
	t_system(cx);
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, reminder_rule_add(cx, 61, "enter", &id));
	CHECK_STR("days", t_field(cx));
	t_clear(cx);
	CHECK_ERR(OK, reminder_rule_add(cx, -1, "enter", &id));
	CHECK_ERR(OK, reminder_rule_set(cx, id, 1, 0, "approve", false));
	CHECK_ERR(ERR_CONFLICT, reminder_rule_set(cx, id, 1, 0, "approve", true));
	CHECK_ERR(OK, reminder_rules_query(cx->db, cx->arena, &rows, &n));
	CHECK_INT(6, (int64_t)n);
}

/* The one batch that is held now; 0: none. */
static int64_t held_now(struct t *t, struct ctx *cx, const char *kind)
{
	struct batch_held *held;
	size_t n;

	CHECK_ERR(OK, batch_held_query(cx->db, cx->arena, &held, &n));
	if (!n || !CHECK_INT(1, (int64_t)n))
		return 0;
	CHECK_INT(2, held[0].mails);
	CHECK_STR(kind, held[0].notice_kind);
	return held[0].id;
}

DBTEST(a_rule_that_would_send_too_many_mails_is_held_for_a_person_and_tells_all)
{
	struct ctx *cx = t_ctx(t);
	struct config *config = arena_copy(cx->arena, cx->config, sizeof(*config));
	struct t_needs w;

	config->mail_url = "smtp://127.0.0.1:1";
	cx->config = config;
	CHECK_ERR(OK, mail_cap_set(cx, 1));
	begin(t, cx, &w);
	run_on(t, cx, &mail_spread_job, "2026-11-24", "{}");
	t_system(cx);
	CHECK_ERR(OK, mail_batch_drop(cx, held_now(t, cx, "round.asked")));
	run_on(t, cx, &remind_job, "2026-11-27", "{}");
	run_on(t, cx, &mail_spread_job, "2026-11-27", "{}");
	CHECK_INT(1, told(t, cx, w.moi.focal, "remind.before"));
	CHECK_INT(1, told(t, cx, w.moen.focal, "remind.before"));
	CHECK_ERR(OK, mail_batch_release(cx, held_now(t, cx, "remind.before")));
	run_on(t, cx, &mail_spread_job, "2026-11-27", "{}");
	CHECK_INT(0, held_now(t, cx, NULL));
}
