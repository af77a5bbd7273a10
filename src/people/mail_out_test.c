#include "people/mail_out.h"

#include <string.h>

#include "core/job_sql.h"
#include "core/setting.h"
#include "people/mail_batch.h"
#include "people/mail_sql.h"
#include "people/notice.h"
#include "test/people_fixtures.h"

static const struct notice_kind kinds[] = {
	{ "test.task", "{1} waits", NULL, "Deadlines", true },
	{ "test.news", "{1} is there", NULL, "News", false },
	{ NULL, NULL, NULL, NULL, false },
};

/* An instance with a mail server nobody listens at. */
static struct ctx *begin(struct t *t)
{
	struct ctx *cx = t_ctx(t);
	struct config *config = arena_copy(cx->arena, cx->config, sizeof(*config));

	config->notices = kinds;
	config->mail_url = "smtp://127.0.0.1:1";
	config->mail_from = "tansiq@tansiq.example";
	config->mail_plain = true;
	config->mail_per_minute = 60;
	cx->config = config;
	return cx;
}

static void tell(struct t *t, struct ctx *cx, int64_t account, const char *kind, int64_t n,
	const char *batch)
{
	CHECK_ERR(OK, notice_tell(cx, &(struct notice){ .kind = kind,
					      .once = arena_printf(cx->arena, "%s:%lld:%lld", kind,
						      (long long)account, (long long)n),
					      .account = account,
					      .path = "/",
					      .batch = batch }));
}

static void run(struct t *t, struct ctx *cx, const struct job_kind *kind)
{
	struct job_run r = { .cx = cx, .args = "{}" };

	do {
		r.more = false;
		if (!CHECK_ERR(OK, kind->step(&r)))
			return;
	} while (r.more);
}

static int64_t mails(struct t *t, struct ctx *cx, const char *state)
{
	struct mail_counts *rows;
	size_t n;

	CHECK_ERR(OK, mail_counts_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].state, state) == 0)
			return rows[i].n;
	return 0;
}

DBTEST(one_mail_speaks_for_all_that_waits_and_only_to_who_wants_it)
{
	struct ctx *cx = begin(t);
	int64_t moi = t_body(cx, "MOI"), a = t_account(cx, "focal.moi", moi, "focal");
	int64_t b = t_account(cx, "head.moi", moi, "head");

	tell(t, cx, a, "test.task", 1, NULL);
	tell(t, cx, a, "test.task", 2, NULL);
	tell(t, cx, a, "test.news", 3, NULL);
	tell(t, cx, b, "test.news", 4, NULL);
	run(t, cx, &mail_spread_job);
	run(t, cx, &mail_spread_job);
	CHECK_INT(1, mails(t, cx, "waiting"));
	t_signed_in(cx, b);
	CHECK_ERR(OK, notice_way_choose(cx, "News", WAY_MAIL));
	tell(t, cx, b, "test.news", 5, NULL);
	run(t, cx, &mail_spread_job);
	CHECK_INT(2, mails(t, cx, "waiting"));
}

DBTEST(too_many_mails_at_once_are_held_for_a_person)
{
	struct ctx *cx = begin(t);
	int64_t moi = t_body(cx, "MOI");
	struct batch_held *held;
	size_t n;

	CHECK_ERR(OK, mail_cap_set(cx, 2));
	for (int64_t i = 0; i < 3; i++)
		tell(t, cx,
			t_account(cx, arena_printf(cx->arena, "a%lld", (long long)i), moi, "focal"),
			"test.task", i, "round.asked:1:1");
	run(t, cx, &mail_spread_job);
	CHECK_INT(0, mails(t, cx, "waiting"));
	CHECK_ERR(OK, batch_held_query(cx->db, cx->arena, &held, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_INT(3, held[0].mails);
	CHECK_ERR(OK, mail_batch_release(cx, held[0].id));
	CHECK_ERR(ERR_CONFLICT, mail_batch_drop(cx, held[0].id));
	run(t, cx, &mail_spread_job);
	CHECK_INT(3, mails(t, cx, "waiting"));
}

DBTEST(an_address_that_takes_no_mail_gets_none)
{
	struct ctx *cx = begin(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	CHECK_ERR(ERR_INPUT, mail_bounce_mark(cx, "nobody@demo.example"));
	t_clear(cx);
	CHECK_ERR(OK, mail_bounce_mark(cx, "Focal.MOI@demo.example"));
	tell(t, cx, a, "test.task", 1, NULL);
	run(t, cx, &mail_spread_job);
	CHECK_INT(0, mails(t, cx, "waiting"));
	CHECK_ERR(OK, mail_bounce_clear(cx, a));
	tell(t, cx, a, "test.task", 2, NULL);
	run(t, cx, &mail_spread_job);
	CHECK_INT(1, mails(t, cx, "waiting"));
}

DBTEST(the_digest_comes_once_a_week_and_only_with_something_in_it)
{
	struct ctx *cx = begin(t);
	int64_t moi = t_body(cx, "MOI"), a = t_account(cx, "focal.moi", moi, "focal");

	t_account(cx, "head.moi", moi, "head");
	tell(t, cx, a, "test.news", 1, NULL);
	tell(t, cx, a, "test.task", 2, NULL);
	run(t, cx, &digest_job);
	run(t, cx, &digest_job);
	CHECK_INT(1, mails(t, cx, "waiting"));
	/* Sunday 29 November, a minute before and after seven in Baghdad. */
	cx->now = "2026-11-29T03:59:00.000Z";
	run(t, cx, &digest_job);
	CHECK_INT(1, mails(t, cx, "waiting"));
	cx->now = "2026-11-29T04:01:00.000Z";
	run(t, cx, &digest_job);
	CHECK_INT(2, mails(t, cx, "waiting"));
}

DBTEST(what_a_dead_sender_left_is_unknown_and_sent_again_by_a_person_alone)
{
	struct ctx *cx = begin(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	struct mail_trouble *rows;
	struct mail_next next;
	bool found;
	size_t n;

	tell(t, cx, a, "test.task", 1, NULL);
	run(t, cx, &mail_spread_job);
	CHECK_ERR(
		OK, mail_next_query(cx->db, cx->arena, "2099-01-01T00:00:00.000Z", &next, &found));
	CHECK(found);
	CHECK_ERR(OK, mail_take_query(cx->db, next.id, "x", "2026-11-24T06:10:00.000Z",
			      "2026-11-24T06:12:00.000Z", NULL));
	CHECK_ERR(OK, mail_lost_query(cx->db, "2026-11-24T06:11:00.000Z", NULL));
	CHECK_INT(1, mails(t, cx, "sending"));
	CHECK_ERR(OK, mail_lost_query(cx->db, "2026-11-24T06:12:00.000Z", NULL));
	CHECK_INT(1, mails(t, cx, "unknown"));
	CHECK_ERR(OK, mail_trouble_query(cx->db, cx->arena, 10, 0, &rows, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_ERR(OK, mail_again(cx, next.id));
	CHECK_INT(1, mails(t, cx, "waiting"));
}
