/* Passwords and one-time codes of accounts. */
#include <string.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/tries.h"

#define PASSWORD_MAX 200

/* Words common passwords of twelve and more characters are made of; compared after folding. */
static const char *const common[] = { "password", "passw0rd", "qwerty", "qwertyuiop", "asdfgh",
	"zxcvbn", "iloveyou", "admin", "administrator", "welcome", "letmein", "baghdad", "iraq",
	"kurdistan", "tansiq", "ministry", "changeme", "secret", "monkey", "dragon", "football",
	"abc", "abcd", "abcdef", "test", "login", "user", "master", "google", "samsung", "mohammed",
	"mohammad", "muhammad", "ahmed", "allah", "bismillah", "habibi" };

/* Length of the longest common word, run of digits or run of one character that s begins with. */
static size_t dull(const char *s)
{
	size_t best = strspn(s, "0123456789 _.-!@#");
	size_t same = 1;

	for (size_t i = 0; i < COUNT_OF(common); i++) {
		size_t n = strlen(common[i]);
		if (n > best && strncmp(s, common[i], n) == 0)
			best = n;
	}
	while (s[same] == s[0])
		same++;
	return same >= 3 && same > best ? same : best;
}

/* Whether nothing but common words, digits and repetitions is in it. */
static bool is_common(struct arena *a, const char *password)
{
	const char *s = text_lower(a, text_ascii_digits(a, password));

	while (*s) {
		size_t n = dull(s);
		if (!n)
			return false;
		s += n;
	}
	return true;
}

enum err password_rules(struct ctx *cx, const char *field, const char *email, const char *password)
{
	size_t n = password ? text_length(password) : 0;

	if (n < PASSWORD_MIN)
		return problem(cx, ERR_INPUT, field,
			MSG("Choose a password of at least {1} characters; four words are good.",
				N(PASSWORD_MIN)));
	if (n > PASSWORD_MAX)
		return problem(cx, ERR_INPUT, field,
			MSG("Shorten the password to {1} characters.", N(PASSWORD_MAX)));
	if (email && text_same_nocase(email, password))
		return problem(cx, ERR_INPUT, field,
			MSG("The password may not be the e-mail address. Choose another one."));
	if (is_common(cx->arena, password))
		return problem(cx, ERR_INPUT, field,
			MSG("Many people use this password, so it is tried first. Choose another "
			    "one."));
	return OK;
}

enum err account_password_put(struct ctx *cx, int64_t id, const char *password)
{
	if (!cx->who.system)
		return ERR_DENIED;
	TRY(account_set_password_query(
		cx->db, id, password_hash(cx->arena, password), false, cx->now, NULL));
	return audit(cx, "account.password", "account", id, DB_NULL);
}

static enum err keys(
	struct ctx *cx, const struct password_new *p, const char *email, bool make, struct tries *t)
{
	return tries_of(cx, email, p->peer, p->device, false, make, t);
}

enum err password_look(struct ctx *cx, struct password_new *p)
{
	struct account_password a;
	struct tries t;
	int64_t minutes;

	p->worked = p->same = false;
	TRY(account_password_query(cx->db, cx->arena, cx->who.account, &a));
	TRY(keys(cx, p, a.email_key, false, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	p->stopped = minutes > 0;
	if (p->stopped)
		return OK;
	p->hash = a.password;
	return password_rules(cx, "new_password", a.email_key, p->fresh);
}

enum err password_work(struct arena *a, struct password_new *p)
{
	if (p->stopped)
		return OK;
	p->same = false;
	if (p->hash && p->old && !password_check_soon(p->hash, p->old, &p->same))
		return ERR_BUSY;
	if (p->same && !password_hash_soon(a, p->fresh, &p->fresh_hash))
		return ERR_BUSY;
	p->worked = true;
	return OK;
}

/* A wrong present password: counted. */
static enum err refuse(struct ctx *cx, const struct tries *t)
{
	problem(cx, ERR_INPUT, "old_password",
		MSG("This is not your present password. Type it again."));
	TRY(tries_failed(cx, t));
	return audit(cx, "account.refused", "account", cx->who.account, DB_NULL);
}

enum err password_change(struct ctx *cx, const struct password_new *p, bool *changed)
{
	struct account_password a;
	struct tries t;
	int64_t minutes;

	*changed = false;
	TRY(account_password_query(cx->db, cx->arena, cx->who.account, &a));
	TRY(keys(cx, p, a.email_key, true, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	if (minutes || p->stopped) {
		tries_say(cx, "old_password", minutes ? minutes : 1);
		return OK;
	}
	if (!p->worked)
		return fault("a password nobody looked at");
	if (!p->same || !a.password || strcmp(a.password, p->hash) != 0)
		return refuse(cx, &t);
	if (strcmp(p->old, p->fresh) == 0)
		return problem(cx, ERR_INPUT, "new_password",
			MSG("This is your present password. Choose another one."));
	TRY(tries_passed(cx, &t));
	TRY(account_set_password_query(
		cx->db, cx->who.account, p->fresh_hash, false, cx->now, NULL));
	TRY(code_close_query(cx->db, cx->who.account, cx->now, NULL));
	*changed = true;
	return audit(cx, "account.password", "account", cx->who.account,
		cx->who.body ? cx->who.body : DB_NULL);
}

enum err code_work(struct arena *a, struct code_new *c)
{
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char random[10];
	char typed[11];

	random_bytes(random, sizeof(random));
	for (size_t i = 0; i < 10; i++)
		typed[i] = crockford[random[i] % 32];
	typed[10] = '\0';
	if (!password_hash_soon(a, typed, &c->hash))
		return ERR_BUSY;
	c->shown = arena_printf(a, "%.5s-%s", typed, typed + 5);
	return OK;
}

enum err account_code_make(struct ctx *cx, int64_t id, const struct code_new *c)
{
	struct account_by_id a;
	int64_t now;

	if (!c || !c->hash)
		return fault("a code nobody hashed");
	TRY(account_may(cx, id, &a));
	if (strcmp(a.state, "active") != 0)
		return problem(
			cx, ERR_CONFLICT, NULL, MSG("This account is disabled. Enable it first."));
	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	TRY(code_close_query(cx->db, id, cx->now, NULL));
	TRY(code_add_query(cx->db, id_new(), id, c->hash,
		time_text(cx->arena, now + CODE_HOURS * INT64_C(3600000)), cx->who.account, cx->now,
		NULL));
	return audit(cx, "account.code", "account", id, a.body);
}

enum err account_code_withdraw(struct ctx *cx, int64_t id)
{
	struct account_by_id a;
	int64_t ended;

	TRY(account_may(cx, id, &a));
	TRY(code_close_query(cx->db, id, cx->now, &ended));
	if (!ended)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("No code of this account can be used any more."));
	return audit(cx, "account.code_end", "account", id, a.body);
}
