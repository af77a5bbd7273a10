/* Which notices become mails, and the digest of the week: see people/mail_out.h. */
#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/may.h"
#include "core/setting.h"
#include "people/deputy.h"
#include "people/mail_out.h"
#include "people/mail_sql.h"
#include "people/notice.h"

#define AT_ONCE 100
#define EVERY 15
#define HOUR 3600
#define DIGEST_HOUR 7
#define HOUR_MS INT64_C(3600000)

enum err mail_cap(struct ctx *cx, int64_t *cap)
{
	const char *text;

	TRY(setting_get(cx, "mail.cap", MAIL_CAP, &text));
	return text_to_int(text, cap) ? OK : ERR_FAULT;
}

enum err mail_cap_set(struct ctx *cx, int64_t cap)
{
	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (cap < 1 || cap > 100000)
		return problem(cx, ERR_INPUT, "cap",
			MSG("Enter a number between {1} and {2}.", N(1), N(100000)));
	return setting_put(cx, "mail.cap", arena_printf(cx->arena, "%lld", (long long)cap));
}

/* How somebody who chose `way` (NULL: nothing) hears of a kind. */
static enum notice_way way_of(struct ctx *cx, const char *kind, const char *way)
{
	const struct notice_kind *k = notice_kind(cx->config, kind);

	for (int i = 0; way && i < WAY_COUNT; i++)
		if (strcmp(notice_ways[i], way) == 0)
			return (enum notice_way)i;
	return k ? notice_way_default(cx->config, k->group) : WAY_PRODUCT;
}

static const char *clock_now(struct ctx *cx)
{
	return time_text(cx->arena, time_now_ms());
}

/* ---- batches ---- */

static enum err name_batches(struct ctx *cx)
{
	struct batch_new *rows;
	size_t n;

	TRY(batch_new_query(cx->db, cx->arena, AT_ONCE, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(batch_insert_query(
			cx->db, id_new(), rows[i].batch, rows[i].kind, "told", cx->now, NULL));
	return OK;
}

/* Counts one batch; *found is false when none is left. */
static enum err count_batch(struct ctx *cx, bool *found)
{
	struct batch_uncounted b;
	struct batch_readers *rows;
	int64_t mails = 0, cap;
	size_t n;

	TRY(batch_uncounted_query(cx->db, cx->arena, &b, found));
	if (!*found)
		return OK;
	TRY(mail_cap(cx, &cap));
	TRY(batch_readers_query(cx->db, cx->arena, b.batch, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (way_of(cx, rows[i].kind, rows[i].way) == WAY_MAIL)
			mails += rows[i].n;
	return batch_counted_query(cx->db, b.id, mails > cap ? "held" : "released", mails, NULL);
}

/* ---- notices ---- */

static const struct spread_next *among(const struct spread_next *rows, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].id == id)
			return &rows[i];
	return NULL;
}

static enum err spread(struct ctx *cx, const struct spread_next *rows, size_t n)
{
	struct spread_readers *readers;
	size_t n_readers;

	TRY(spread_readers_query(cx->db, cx->arena, rows[n - 1].id, &readers, &n_readers));
	for (size_t i = 0; i < n_readers; i++) {
		const struct spread_readers *r = &readers[i];
		const struct spread_next *of = among(rows, n, r->notice);

		if (!of || (of->state && strcmp(of->state, "dropped") == 0) ||
			way_of(cx, r->kind, r->way) != WAY_MAIL)
			continue;
		TRY(mail_insert_unless_query(cx->db, id_new(),
			arena_printf(cx->arena, "notice:%lld:%lld", (long long)r->notice,
				(long long)r->account),
			r->account, clock_now(cx), cx->now, NULL));
	}
	for (size_t i = 0; i < n; i++)
		TRY(spread_done_query(cx->db, rows[i].id, NULL));
	return OK;
}

static enum err spread_step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct spread_next *rows;
	bool found;
	size_t n;

	run->again_in = EVERY;
	TRY(deputy_settle(cx));
	TRY(name_batches(cx));
	TRY(count_batch(cx, &found));
	if (found) {
		run->more = true;
		return OK;
	}
	TRY(spread_next_query(cx->db, cx->arena, AT_ONCE, &rows, &n));
	if (!n)
		return OK;
	run->done += (int64_t)n;
	run->more = n == AT_ONCE;
	return spread(cx, rows, n);
}

const struct job_kind mail_spread_job = { "mail.spread", _("Deciding on mails"), spread_step,
	true };

/* ---- the digest ---- */

/* The last Sunday 07:00 in the instance's zone, as its week; *next_in: seconds to the next one. */
static const char *week_of(struct ctx *cx, int64_t *next_in)
{
	int64_t ms, day, weekday, into, first, days;
	const char *thursday;

	if (!time_parse(cx->now, &ms))
		ms = time_now_ms();
	ms += (int64_t)cx->config->zone_minutes * 60000 - DIGEST_HOUR * HOUR_MS;
	day = ms / (24 * HOUR_MS);
	into = ms % (24 * HOUR_MS);
	weekday = (date_weekday(date_text(cx->arena, day)) + 1) % 7; /* 0 Sunday */
	*next_in = ((7 - weekday) * 24 * HOUR_MS - into) / 1000;
	day -= weekday;
	/* ISO 8601: the week of a Sunday is that of its Thursday, three days before. */
	thursday = date_text(cx->arena, day - 3);
	if (!date_parse(arena_printf(cx->arena, "%.4s-01-01", thursday), &first))
		first = day;
	days = day - 3 - first;
	return arena_printf(cx->arena, "%.4s-W%02d", thursday, (int)(days / 7) + 1);
}

/* The counts of a reader by group, of what they chose to hear of weekly or at once. */
static enum err digest_counts(struct ctx *cx, int64_t account, int64_t *total, const char **json)
{
	struct digest_unseen *rows;
	struct json_out o;
	struct buf b;
	size_t n;

	TRY(digest_unseen_query(cx->db, cx->arena, account, notice_recent(cx), &rows, &n));
	buf_init(&b, cx->arena, 256);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	*total = 0;
	for (size_t i = 0; i < n; i++) {
		const struct notice_kind *k = notice_kind(cx->config, rows[i].kind);
		enum notice_way way;

		if (!k)
			continue;
		TRY(notice_way_of(cx, account, k->group, &way));
		if (way != WAY_DIGEST)
			continue;
		*total += rows[i].n;
		json_put_int(&o, rows[i].kind, rows[i].n);
	}
	json_close(&o, '}');
	*json = b.data;
	return OK;
}

static enum err digest_step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	struct digest_next *rows;
	const char *week;
	int64_t next_in;
	size_t n;

	TRY(deputy_settle(cx));
	week = week_of(cx, &next_in);
	run->again_in = next_in < HOUR ? next_in + 1 : HOUR;
	TRY(digest_next_query(cx->db, cx->arena, week, AT_ONCE, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const char *counts;
		int64_t total;

		TRY(digest_counts(cx, rows[i].id, &total, &counts));
		TRY(digest_insert_query(cx->db, rows[i].id, week, total, cx->now, NULL));
		if (total)
			TRY(mail_insert_query(cx->db, id_new(),
				arena_printf(
					cx->arena, "digest:%s:%lld", week, (long long)rows[i].id),
				rows[i].id, "digest", total, counts, clock_now(cx), cx->now, NULL));
	}
	run->done += (int64_t)n;
	run->more = n == AT_ONCE;
	return OK;
}

const struct job_kind digest_job = { "mail.digest", _("The mail of the week"), digest_step, true };

enum err mail_jobs_add(struct ctx *cx)
{
	if (!cx->config->mail_url)
		return OK;
	TRY(job_add(cx, mail_spread_job.name, mail_spread_job.name, NULL, NULL, NULL));
	int64_t ms, next_in;

	/* The first one on the next Sunday. */
	(void)week_of(cx, &next_in);
	if (!time_parse(cx->now, &ms))
		ms = time_now_ms();
	return job_add(cx, digest_job.name, digest_job.name, NULL,
		time_text(cx->arena, ms + next_in * 1000), NULL);
}
