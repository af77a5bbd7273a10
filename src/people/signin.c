#include "people/signin.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "core/audit.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/factor.h"
#include "people/tries.h"

/* What is stored for one who tries: the account if it is active, and the hash to match, if any. */
struct stored {
	struct account_by_email account;
	bool found;
	const char *hash;
};

static enum err load(struct ctx *cx, const struct signin *s, struct stored *st)
{
	struct code_open c;
	bool open = false;

	TRY(account_by_email_query(cx->db, cx->arena,
		email_key(cx->arena, s->email ? s->email : ""), &st->account, &st->found));
	st->found = st->found && strcmp(st->account.state, "active") == 0;
	st->hash = NULL;
	if (!st->found)
		return OK;
	if (!s->new_password) {
		st->hash = st->account.password;
		return OK;
	}
	TRY(code_open_query(cx->db, cx->arena, st->account.id, &c, &open));
	if (open && strcmp(c.expires_at, cx->now) > 0)
		st->hash = c.code_hash;
	return OK;
}

static enum err keys(struct ctx *cx, const struct signin *s, bool make, struct tries *t)
{
	return tries_of(cx, email_key(cx->arena, s->email ? s->email : ""), s->peer, s->device,
		s->new_password != NULL, make, t);
}

enum err signin_look(struct ctx *cx, struct signin *s)
{
	struct stored st;
	struct tries t;
	int64_t minutes;

	s->worked = s->same = false;
	TRY(keys(cx, s, false, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	s->stopped = minutes > 0;
	if (s->stopped)
		return OK;
	if (s->new_password)
		TRY(password_rules(cx, "new_password",
			email_key(cx->arena, s->email ? s->email : ""), s->new_password));
	TRY(load(cx, s, &st));
	s->hash = st.hash;
	return OK;
}

enum err signin_work(struct arena *a, struct signin *s)
{
	/* Argon2id of a random secret nobody kept, with the parameters of base/crypto.c. */
	static const char nothing[] = "$argon2id$v=19$m=19456,t=2,p=1$mCKCN63P6O9t6OhGqzRq3w$"
				      "q1x8P0p9W1p2m8w0n1cPq8Qx4bq1n4nJb0n4O8o5r2I";
	const char *secret = s->secret ? s->secret : "";
	bool same;

	if (s->stopped)
		return OK;
	if (s->new_password)
		secret = code_normal(a, secret);
	if (!password_check_soon(s->hash ? s->hash : nothing, secret, &same))
		return ERR_BUSY;
	s->same = same && s->hash;
	if (s->same && s->new_password && !password_hash_soon(a, s->new_password, &s->new_hash))
		return ERR_BUSY;
	s->worked = true;
	return OK;
}

static enum err refuse(
	struct ctx *cx, const struct signin *s, const struct stored *st, const struct tries *t)
{
	problem(cx, ERR_INPUT, NULL,
		s->new_password
			? MSG("E-mail and code do not belong together, or the code has run out. "
			      "Check "
			      "both, or ask your administrator for a new code.")
			: MSG("E-mail and password do not belong together. Check both, or ask your "
			      "administrator for a code."));
	TRY(tries_failed(cx, t));
	if (!st->found)
		return OK;
	return audit(cx, "account.refused", "account", st->account.id, DB_NULL);
}

enum err signin_end(struct ctx *cx, const struct signin *s, int64_t *account)
{
	struct stored st;
	struct tries t;
	int64_t minutes;
	bool half;

	*account = 0;
	TRY(keys(cx, s, true, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	/* Stopped when it was looked at: the hash was not worked out, even if time has run out
	 * since. */
	if (minutes || s->stopped) {
		tries_say(cx, NULL, minutes ? minutes : 1);
		return OK;
	}
	if (!s->worked)
		return fault("a sign-in whose password nobody looked at");
	TRY(load(cx, s, &st));
	/* What matched must still be what is stored. */
	if (!s->same || !st.hash || strcmp(st.hash, s->hash) != 0)
		return refuse(cx, s, &st, &t);
	*account = st.account.id;
	if (s->new_password) {
		TRY(code_close_query(cx->db, *account, cx->now, NULL));
		TRY(account_set_password_query(
			cx->db, *account, s->new_hash, false, cx->now, NULL));
		cx->who.account = *account;
		TRY(audit(cx, "account.code_used", "account", *account, DB_NULL));
		cx->who.account = 0;
	}
	TRY(factor_has(cx, *account, &half));
	return half ? OK : signin_done(cx, *account, &t, s->new_password ? "one-time" : NULL);
}

const char *code_normal(struct arena *a, const char *typed)
{
	struct buf b;

	buf_init(&b, a, 16);
	for (const char *p = text_ascii_digits(a, typed); *p; p++) {
		char c = *p;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == 'O')
			c = '0';
		else if (c == 'I' || c == 'L')
			c = '1';
		if (c != ' ' && c != '-')
			buf_char(&b, c);
	}
	return b.data;
}

enum err signin_demo(struct ctx *cx, int64_t account)
{
	struct account_by_id a;
	bool half;

	if (!cx->config->demo)
		return ERR_MISSING;
	TRY(account_by_id_query(cx->db, cx->arena, account, &a));
	if (strcmp(a.state, "active") != 0)
		return ERR_MISSING;
	TRY(factor_has(cx, account, &half));
	if (half)
		return OK;
	TRY(account_signed_in_query(cx->db, account, cx->now, NULL));
	cx->who.account = account;
	return audit(cx, "account.signin", "account", account, a.body, FACT("by", "demo"));
}
