#include "people/mail_out.h"

#include <string.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/identity.h"
#include "core/mail.h"
#include "core/may.h"
#include "people/account_sql.h"
#include "people/mail_sql.h"
#include "people/notice.h"

#define LEASE_MS 120000
#define TRIES 5
#define MINUTE_MS 60000

/* Seconds to wait after the first, second … try. */
static const int64_t back_off[TRIES] = { 60, 300, 1800, 7200, 0 };

/* One mail in the hands of this thread. */
struct posting {
	struct arena *arena;
	struct pool *pool;
	const struct config *config;
	const char *clock; /* NULL: the machine's */
	const _Atomic(bool) *stop;
	const char *lease;
	struct mail_next mail;
	bool found;
};

static const char *clock_text(const struct posting *p, int64_t more)
{
	int64_t ms;

	if (!p->clock || !time_parse(p->clock, &ms))
		ms = time_now_ms();
	return time_text(p->arena, ms + more);
}

/* ---- in transactions ---- */

static enum err take(struct db *db, struct posting *p)
{
	int64_t n, changed;

	p->found = false;
	TRY(mail_lost_query(db, clock_text(p, 0), NULL));
	TRY(mail_recent_query(db, p->arena, clock_text(p, -MINUTE_MS), &n));
	if (n >= p->config->mail_per_minute)
		return OK;
	TRY(mail_next_query(db, p->arena, clock_text(p, 0), &p->mail, &p->found));
	if (!p->found)
		return OK;
	p->lease = random_token(p->arena, 15);
	TRY(mail_take_query(
		db, p->mail.id, p->lease, clock_text(p, 0), clock_text(p, LEASE_MS), &changed));
	return changed ? OK : ERR_BUSY;
}

static enum err keep(
	struct db *db, struct posting *p, enum mail_outcome outcome, const char *answer)
{
	static const char *const states[] = { [MAIL_SENT] = "sent",
		[MAIL_REFUSED] = "refused",
		[MAIL_BOUNCED] = "refused",
		[MAIL_LATER] = "waiting",
		[MAIL_UNKNOWN] = "unknown" };
	int64_t tries = p->mail.tries;
	bool over = outcome == MAIL_LATER && tries + 1 >= TRIES;

	if (outcome == MAIL_BOUNCED)
		TRY(bounce_put_query(db, p->mail.account, p->mail.email, answer, DB_NULL,
			clock_text(p, 0), NULL));
	return mail_outcome_query(db, p->mail.id, p->lease, over ? "failed" : states[outcome],
		answer, clock_text(p, outcome == MAIL_LATER && !over ? back_off[tries] * 1000 : 0),
		NULL);
}

/* ---- words ---- */

static void put_line(struct buf *b, struct arena *a, enum lang lang, struct msg m)
{
	buf_str(b, msg_text(a, lang, m));
	buf_str(b, "\n");
}

/* How many of each group, from the counts by kind. */
static void put_counts(struct buf *b, const struct posting *p, enum lang lang)
{
	const struct notice_kind *kinds = p->config->notices;
	struct json *j;
	const char *why;

	if (!p->mail.counts ||
		json_parse(p->arena, p->mail.counts, strlen(p->mail.counts), &j, &why) != OK)
		return;
	for (const struct notice_kind *k = kinds; k && k->name; k++) {
		int64_t n = 0;
		bool first = true;

		for (const struct notice_kind *o = kinds; o != k; o++)
			first = first && strcmp(o->group, k->group) != 0;
		for (const struct notice_kind *o = k; first && o->name; o++)
			if (strcmp(o->group, k->group) == 0)
				n += json_int(j, o->name, 0);
		if (n)
			put_line(b, p->arena, lang, MSG("{1}: {2}", S(tr(lang, k->group)), N(n)));
	}
}

static struct mail_message words(const struct posting *p)
{
	const struct mail_next *m = &p->mail;
	enum lang lang = lang_of(m->lang ? m->lang : "", identity_lang(p->config));
	const char *base = identity_url(p->arena, p->config);
	bool digest = strcmp(m->kind, "digest") == 0, test = strcmp(m->kind, "test") == 0;
	struct msg subject = test     ? MSG("A test mail from Tansiq")
			     : digest ? MSG("Your week in Tansiq")
				      : MSG("Something waits for you in Tansiq");
	struct buf b;

	buf_init(&b, p->arena, 512);
	if (test)
		put_line(&b, p->arena, lang, MSG("This installation can send mail."));
	else if (digest)
		put_line(&b, p->arena, lang,
			MSGN("{1} notice is not seen yet.", "{1} notices are not seen yet.", m->n,
				N(m->n)));
	else
		put_line(&b, p->arena, lang, MSG("A notice waits for you. Sign in to read it."));
	if (digest)
		put_counts(&b, p, lang);
	buf_printf(&b, "\n%s/notices\n\n", base);
	put_line(&b, p->arena, lang, MSG("Choose here when mails come, or stop them:"));
	buf_printf(&b, "%s/account/notices\n", base);
	return (struct mail_message){ .to = m->email,
		.subject = msg_text(p->arena, lang, subject),
		.text = b.data,
		.id = arena_printf(p->arena, "%lld", (long long)m->id),
		.at_ms = time_now_ms() };
}

/* ---- one mail ---- */

static enum err take_one(struct posting *p)
{
	struct db *db;
	enum err e;

	TRY(db_begin(p->pool, DB_WRITE, &db));
	e = take(db, p);
	if (e == OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

static enum err keep_one(struct posting *p, enum mail_outcome outcome, const char *answer)
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < 10 && e == ERR_BUSY; i++) {
		struct db *db;

		e = db_begin(p->pool, DB_WRITE, &db);
		if (e != OK)
			continue;
		e = keep(db, p, outcome, answer);
		if (e == OK)
			e = db_commit(db);
		else
			db_rollback(db);
	}
	return e;
}

static enum err send_one(struct posting *p)
{
	const char *answer = "the account is not active";
	enum mail_outcome outcome = MAIL_REFUSED;
	struct mail_message m;

	TRY(take_one(p));
	if (!p->found)
		return OK;
	if (strcmp(p->mail.account_state, "active") == 0) {
		m = words(p);
		outcome = mail_send(p->arena, p->config, &m, p->stop, &answer);
	}
	return keep_one(p, outcome, answer);
}

enum err mail_send_one(struct pool *pool, const struct config *config, const char *clock,
	const _Atomic(bool) *stop, bool *sent)
{
	struct posting p = {
		.arena = arena_new(0), .pool = pool, .config = config, .clock = clock, .stop = stop
	};
	enum err e = send_one(&p);

	*sent = p.found;
	arena_free(p.arena);
	return e;
}

/* ---- what administrators do ---- */

static const char *at_once(struct ctx *cx)
{
	return time_text(cx->arena, time_now_ms());
}

enum err mail_test(struct ctx *cx)
{
	int64_t id = id_new();

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	if (!cx->config->mail_url)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("No mail server is set. The operator sets it in the configuration "
			    "file."));
	TRY(mail_insert_query(cx->db, id, arena_printf(cx->arena, "test:%lld", (long long)id),
		cx->who.account, "test", DB_NULL, NULL, at_once(cx), cx->now, NULL));
	return audit(cx, "mail.test", "mail", id, DB_NULL);
}

enum err mail_again(struct ctx *cx, int64_t id)
{
	int64_t changed;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(mail_again_query(cx->db, id, at_once(cx), &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("This mail is being sent already, or there is no such mail."));
	return audit(cx, "mail.again", "mail", id, DB_NULL);
}

enum err mail_bounce_mark(struct ctx *cx, const char *email)
{
	struct account_by_email a;
	bool found;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(account_by_email_query(cx->db, cx->arena, text_lower(cx->arena, email), &a, &found));
	if (!found)
		return problem(
			cx, ERR_INPUT, "email", MSG("No account has the address {1}.", S(email)));
	TRY(bounce_mark_query(cx->db, a.id, cx->who.account, cx->now, NULL));
	return audit(cx, "mail.bounce", "account", a.id, DB_NULL);
}

enum err mail_bounce_clear(struct ctx *cx, int64_t account)
{
	int64_t changed;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(bounce_delete_query(cx->db, account, &changed));
	return changed ? audit(cx, "mail.unbounce", "account", account, DB_NULL) : ERR_MISSING;
}
