#include "web/session.h"

#include <string.h>

#include "base/crypto.h"
#include "base/time.h"
#include "web/session_load.h"
#include "web/session_sql.h"

enum { TOUCH_MS = 60 * 1000, ONCE_HOURS = 48, DEVICE_SECONDS = 180 * 24 * 3600 };

/* The moment `ms` before now, as text. */
static const char *ago(struct ctx *cx, int64_t ms)
{
	int64_t now;

	return time_parse(cx->now, &now) ? time_text(cx->arena, now - ms) : cx->now;
}

static const char *idle_limit(struct ctx *cx)
{
	return ago(cx, (int64_t)cx->config->session_idle * 60000);
}

static const char *life_limit(struct ctx *cx)
{
	return ago(cx, (int64_t)cx->config->session_hours * 3600000);
}

enum err session_load(struct ctx *cx, struct visit *v, const struct web_hooks *hooks)
{
	struct session_find s;
	bool found;
	enum err e;

	if (!v->hash)
		return OK;
	TRY(session_find_query(cx->db, cx->arena, v->hash, &s, &found));
	v->ended = true;
	if (!found || strcmp(s.seen_at, idle_limit(cx)) < 0 ||
		strcmp(s.created_at, life_limit(cx)) < 0)
		return OK;
	e = hooks->who ? hooks->who(cx, s.account) : ERR_MISSING;
	if (e == ERR_MISSING)
		return OK;
	TRY(e);
	v->ended = false;
	v->account = s.account;
	v->touch = strcmp(s.seen_at, ago(cx, TOUCH_MS)) < 0;
	return OK;
}

enum err session_touch(struct ctx *cx, const struct visit *v)
{
	return session_touch_query(cx->db, v->hash, cx->now, ago(cx, TOUCH_MS), NULL);
}

enum err session_begin(struct page *pg, int64_t account)
{
	struct visit *v = pg->visit;
	struct arena *a = pg->cx->arena;

	if (v->hash)
		TRY(session_delete_query(pg->cx->db, v->hash, NULL));
	v->session = random_token(a, 32);
	v->hash = sha256_hex(a, v->session, strlen(v->session));
	v->account = account;
	v->ended = false;
	visit_secret(v, a, true);
	visit_cookie(v, a, visit_cookie_name(v, a, "session"), v->session, 0);
	return session_add_query(pg->cx->db, v->hash, account, pg->cx->now, v->agent, NULL);
}

const char *session_device(struct page *pg)
{
	if (!pg->visit->device)
		pg->visit->device = random_token(pg->cx->arena, 32);
	return pg->visit->device;
}

void session_device_keep(struct page *pg)
{
	struct visit *v = pg->visit;
	struct arena *a = pg->cx->arena;

	visit_cookie(v, a, visit_cookie_name(v, a, "device"), session_device(pg), DEVICE_SECONDS);
}

enum err session_end(struct page *pg)
{
	struct visit *v = pg->visit;

	if (!v->hash)
		return OK;
	TRY(session_delete_query(pg->cx->db, v->hash, NULL));
	visit_cookie(v, pg->cx->arena, visit_cookie_name(v, pg->cx->arena, "session"), "", -1);
	v->session = v->hash = NULL;
	v->account = 0;
	visit_secret(v, pg->cx->arena, true);
	return OK;
}

enum err session_end_all(struct ctx *cx, int64_t account, const char *keep_token_hash)
{
	TRY(half_delete_all_query(cx->db, account, NULL));
	return session_delete_all_query(
		cx->db, account, keep_token_hash ? keep_token_hash : "", NULL);
}

enum err session_end_one(struct ctx *cx, int64_t account, const char *token_hash)
{
	return session_delete_one_query(cx->db, account, token_hash, NULL);
}

const char *session_hash(const struct page *pg)
{
	return pg->visit->account ? pg->visit->hash : NULL;
}

enum err session_purge(struct ctx *cx)
{
	TRY(half_delete_old_query(cx->db, cx->now, NULL));
	TRY(session_delete_old_query(cx->db, idle_limit(cx), life_limit(cx), NULL));
	return once_delete_old_query(cx->db, ago(cx, (int64_t)ONCE_HOURS * 3600000), NULL);
}
