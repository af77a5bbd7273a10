#include "people/signin.h"

#include <string.h>

#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "people/account.h"
#include "people/account_sql.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)

static const char *try_key(struct ctx *cx, const char *kind, const char *of)
{
	const char *s = arena_printf(cx->arena, "%s:%s", kind, of);

	return sha256_hex(cx->arena, s, strlen(s));
}

/* How long a key is stopped after so many failures: 1 minute, doubling, at most an hour. */
static int64_t stop_for(int64_t failures, int64_t free_tries)
{
	int64_t over = failures - free_tries;

	if (over < 0)
		return 0;
	return over >= 6 ? HOUR : MINUTE << over;
}

/* Whether a key is stopped now; then a problem says for how long. */
static enum err stopped(struct ctx *cx, const char *key, bool *is)
{
	struct try_by_key t;
	bool found;
	int64_t until, now;

	*is = false;
	TRY(try_by_key_query(cx->db, cx->arena, key, &t, &found));
	if (!found || !t.locked_until || strcmp(t.locked_until, cx->now) <= 0)
		return OK;
	if (!time_parse(t.locked_until, &until) || !time_parse(cx->now, &now))
		return ERR_FAULT;
	*is = true;
	int64_t minutes = (until - now + MINUTE - 1) / MINUTE;
	problem(cx, ERR_INPUT, NULL,
		MSGN("Too many wrong tries. Try again in {1} minute.",
			"Too many wrong tries. Try again in {1} minutes.", minutes, N(minutes)));
	return OK;
}

/* A day without failures forgets those of an e-mail; each minute one of a network address. */
static int64_t remembered(int64_t failures, int64_t passed, bool peer)
{
	if (!peer)
		return passed < 24 * HOUR ? failures : 0;
	return passed / MINUTE < failures ? failures - passed / MINUTE : 0;
}

static enum err count_failure(struct ctx *cx, const char *key, bool peer)
{
	struct try_by_key t;
	bool found;
	int64_t now, at = 0;

	TRY(try_by_key_query(cx->db, cx->arena, key, &t, &found));
	if (!time_parse(cx->now, &now) || (found && !time_parse(t.at, &at)))
		return ERR_FAULT;
	int64_t failures = found ? remembered(t.failures, now - at, peer) + 1 : 1;
	int64_t stop = stop_for(failures, peer ? SIGNIN_FREE_TRIES_PEER : SIGNIN_FREE_TRIES);
	TRY(try_put_query(cx->db, key, failures, stop ? time_text(cx->arena, now + stop) : NULL,
		cx->now, NULL));
	return try_sweep_query(cx->db, time_text(cx->arena, now - 24 * HOUR), NULL);
}

struct attempt {
	const char *email; /* its key */
	const char *by_email, *by_peer;
	struct account_by_email account;
	bool found; /* and active */
};

static enum err begin(
	struct ctx *cx, const char *email, const char *peer, struct attempt *t, bool *stop)
{
	t->email = email_key(cx->arena, email ? email : "");
	t->by_email = try_key(cx, "email", t->email);
	t->by_peer = try_key(cx, "address", peer ? peer : "");
	TRY(stopped(cx, t->by_email, stop));
	if (!*stop && peer && *peer)
		TRY(stopped(cx, t->by_peer, stop));
	if (*stop)
		return OK;
	TRY(account_by_email_query(cx->db, cx->arena, t->email, &t->account, &t->found));
	t->found = t->found && strcmp(t->account.state, "active") == 0;
	return OK;
}

/* Checks a secret against a hash, or against nothing for as long. */
static bool check(const char *hash, const char *secret)
{
	/* Argon2id of a random secret nobody kept, with the parameters of base/crypto.c. */
	static const char nothing[] = "$argon2id$v=19$m=19456,t=2,p=1$mCKCN63P6O9t6OhGqzRq3w$"
				      "q1x8P0p9W1p2m8w0n1cPq8Qx4bq1n4nJb0n4O8o5r2I";

	return password_check(hash ? hash : nothing, secret ? secret : "") && hash;
}

static enum err failed(struct ctx *cx, const struct attempt *t, struct msg why)
{
	problem(cx, ERR_INPUT, NULL, why);
	TRY(count_failure(cx, t->by_email, false));
	TRY(count_failure(cx, t->by_peer, true));
	if (!t->found)
		return OK;
	return audit(cx, "account.refused", "account", t->account.id, DB_NULL);
}

static enum err entered(struct ctx *cx, const struct attempt *t, int64_t *account)
{
	TRY(try_forget_query(cx->db, t->by_email, NULL));
	TRY(account_signed_in_query(cx->db, t->account.id, cx->now, NULL));
	*account = t->account.id;
	cx->who.account = t->account.id;
	return OK;
}

enum err signin_password(
	struct ctx *cx, const char *email, const char *password, const char *peer, int64_t *account)
{
	struct attempt t = { 0 };
	bool stop;

	*account = 0;
	TRY(begin(cx, email, peer, &t, &stop));
	if (stop)
		return OK;
	if (!check(t.found ? t.account.password : NULL, password))
		return failed(cx, &t,
			MSG("E-mail and password do not belong together. Check both, or ask your "
			    "administrator for a code."));
	TRY(entered(cx, &t, account));
	return audit(cx, "account.signin", "account", *account, DB_NULL);
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

static enum err code_matches(struct ctx *cx, const struct attempt *t, const char *code, bool *yes)
{
	struct code_open c = { 0 };
	bool open = false;

	if (t->found)
		TRY(code_open_query(cx->db, cx->arena, t->account.id, &c, &open));
	open = open && c.tries < CODE_TRIES && strcmp(c.expires_at, cx->now) > 0;
	*yes = check(open ? c.code_hash : NULL, code_normal(cx->arena, code ? code : ""));
	if (!*yes && open)
		return code_tried_query(cx->db, c.id, NULL);
	return OK;
}

enum err signin_code(struct ctx *cx, const char *email, const char *code, const char *password,
	const char *peer, int64_t *account)
{
	struct attempt t = { 0 };
	bool stop, yes;

	*account = 0;
	TRY(begin(cx, email, peer, &t, &stop));
	if (stop)
		return OK;
	/* A password that breaks the rules says nothing about the code: it is looked at first. */
	enum err e = password_rules(cx, "new_password", t.email, password);
	if (e != OK)
		return e == ERR_INPUT ? OK : e;
	TRY(code_matches(cx, &t, code, &yes));
	if (!yes)
		return failed(cx, &t,
			MSG("E-mail and code do not belong together, or the code has run out. "
			    "Check "
			    "both, or ask your administrator for a new code."));
	TRY(code_close_query(cx->db, t.account.id, cx->now, NULL));
	TRY(account_set_password_query(
		cx->db, t.account.id, password_hash(cx->arena, password), false, cx->now, NULL));
	TRY(entered(cx, &t, account));
	return audit(cx, "account.code_used", "account", *account, DB_NULL);
}

enum err signin_demo(struct ctx *cx, int64_t account)
{
	struct account_by_id a;

	if (!cx->config->demo)
		return ERR_MISSING;
	TRY(account_by_id_query(cx->db, cx->arena, account, &a));
	if (strcmp(a.state, "active") != 0)
		return ERR_MISSING;
	TRY(account_signed_in_query(cx->db, account, cx->now, NULL));
	cx->who.account = account;
	return audit(cx, "account.signin", "account", account, a.body, FACT("by", "demo"));
}
