#include "people/factor.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "base/totp.h"
#include "core/audit.h"
#include "core/may.h"
#include "core/seal.h"
#include "core/setting.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/factor_sql.h"
#include "people/notice.h"
#include "people/signin.h"
#include "people/tries.h"

#define SECRET 20 /* RFC 4226 section 4, R6: 160 bits */
#define RECOVERY_LENGTH 16

enum err factor_has(struct ctx *cx, int64_t account, bool *has)
{
	int64_t n;

	TRY(factor_count_query(cx->db, cx->arena, account, &n));
	*has = n > 0;
	return OK;
}

enum err factor_state(struct ctx *cx, struct factor_state *s)
{
	struct account_by_id a;
	struct factor_by_account f;
	struct bytes secret;
	bool found;

	*s = (struct factor_state){ 0 };
	TRY(factor_by_account_query(cx->db, cx->arena, cx->who.account, &f, &found));
	if (!found)
		return OK;
	s->confirmed_at = f.confirmed_at;
	if (f.confirmed_at)
		return recovery_left_query(cx->db, cx->arena, cx->who.account, &s->recovery_left);
	TRY(account_by_id_query(cx->db, cx->arena, cx->who.account, &a));
	TRY(unseal(cx, cx->who.account, f.sealed, &secret));
	s->secret = totp_text(cx->arena, secret);
	s->address = totp_address(cx->arena, "Tansiq", a.email, secret);
	return OK;
}

enum err factor_begin(struct ctx *cx)
{
	unsigned char secret[SECRET];
	const char *sealed;
	int64_t n;

	random_bytes(secret, SECRET);
	TRY(seal(cx, cx->who.account, (struct bytes){ secret, SECRET }, &sealed));
	TRY(factor_put_query(cx->db, cx->who.account, sealed, 0, cx->now, &n));
	if (!n)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("You sign in by two factors already. To move to another telephone, "
			    "remove the second factor first."));
	return OK;
}

/* The step whose code was typed: this one, the one before or after; -1: none, or used. */
static enum err step_of(struct ctx *cx, int64_t account, const struct factor_by_account *f,
	const char *typed, int64_t *step)
{
	struct bytes secret;
	char code[9];
	int64_t now;

	*step = -1;
	if (strlen(typed) != TOTP_DIGITS)
		return OK;
	TRY(unseal(cx, account, f->sealed, &secret));
	if (!time_parse(cx->now, &now))
		return ERR_FAULT;
	for (int64_t s = totp_step(now) - 1; s <= totp_step(now) + 1; s++) {
		if (!totp_code(secret, s, TOTP_DIGITS, code))
			return ERR_FAULT;
		if (same_secret(code, typed, TOTP_DIGITS) && s > f->step)
			*step = s;
	}
	return OK;
}

static const char *recovery_hash(struct ctx *cx, const char *normal)
{
	return sha256_hex(cx->arena, normal, strlen(normal));
}

/* Ten new recovery codes: 16 characters of Crockford's base32, in fours. */
static enum err make_recovery(struct ctx *cx, const char *codes[RECOVERY_CODES])
{
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char random[RECOVERY_LENGTH];
	char code[RECOVERY_LENGTH + 1] = "";

	TRY(recovery_delete_query(cx->db, cx->who.account, NULL));
	for (int i = 0; i < RECOVERY_CODES; i++) {
		random_bytes(random, sizeof(random));
		for (int k = 0; k < RECOVERY_LENGTH; k++)
			code[k] = crockford[random[k] % 32];
		codes[i] = arena_printf(
			cx->arena, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
		TRY(recovery_add_query(cx->db, cx->who.account, recovery_hash(cx, code), NULL));
	}
	return OK;
}

enum err factor_confirm(struct ctx *cx, const char *code, const char *codes[RECOVERY_CODES])
{
	struct factor_by_account f;
	int64_t account = cx->who.account, step, n;
	bool found;

	TRY(factor_by_account_query(cx->db, cx->arena, account, &f, &found));
	if (!found || f.confirmed_at)
		return problem(cx, ERR_CONFLICT, NULL,
			found ? MSG("You sign in by two factors already. Make new recovery codes "
				    "if you have not seen yours.")
			      : MSG("Nothing was begun here. Begin setting it up."));
	TRY(step_of(cx, account, &f, code_normal(cx->arena, code ? code : ""), &step));
	if (step < 0)
		return problem(cx, ERR_INPUT, "code",
			MSG("This is not the code of this moment. Look at the application, and "
			    "at the clock of the telephone, and type the six digits."));
	TRY(factor_use_query(cx->db, account, step, &n));
	TRY(factor_set_confirmed_query(cx->db, account, cx->now, &n));
	TRY(make_recovery(cx, codes));
	cx->who.must_enrol = false;
	return audit(
		cx, "account.factor", "account", account, cx->who.body ? cx->who.body : DB_NULL);
}

enum err factor_take(struct ctx *cx, int64_t account, const char *typed, enum factor_kind *kind)
{
	const char *code = code_normal(cx->arena, typed ? typed : "");
	struct factor_by_account f;
	int64_t step, n;
	bool found;

	*kind = FACTOR_WRONG;
	TRY(factor_by_account_query(cx->db, cx->arena, account, &f, &found));
	if (!found || !f.confirmed_at)
		return OK;
	if (strlen(code) == RECOVERY_LENGTH) {
		TRY(recovery_use_query(cx->db, account, recovery_hash(cx, code), cx->now, &n));
		if (!n)
			return OK;
		*kind = FACTOR_RECOVERY;
		return audit(cx, "account.recovery_used", "account", account, DB_NULL);
	}
	TRY(step_of(cx, account, &f, code, &step));
	if (step < 0)
		return OK;
	TRY(factor_use_query(cx->db, account, step, &n));
	if (n)
		*kind = FACTOR_CODE;
	return OK;
}

void factor_say_wrong(struct ctx *cx)
{
	problem(cx, ERR_INPUT, "code",
		MSG("This code does not count now. Wait for the next one in the application, or "
		    "use a recovery code that you have not used before."));
}

/* ---- password and code, by the person ---- */

static enum err keys(struct ctx *cx, const struct factor_act *f, bool make,
	struct account_password *a, struct tries *t)
{
	TRY(account_password_query(cx->db, cx->arena, cx->who.account, a));
	return tries_of(cx, a->email_key, f->peer, f->device, false, make, t);
}

enum err factor_look(struct ctx *cx, struct factor_act *f)
{
	struct account_password a;
	struct tries t;
	int64_t minutes;

	f->worked = f->same = false;
	TRY(keys(cx, f, false, &a, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	f->stopped = minutes > 0;
	f->hash = a.password;
	return OK;
}

enum err factor_work(struct factor_act *f)
{
	if (f->stopped)
		return OK;
	if (f->hash && f->password && !password_check_soon(f->hash, f->password, &f->same))
		return ERR_BUSY;
	f->worked = true;
	return OK;
}

/* Whether password and code are right; if not, that is counted and said. */
static enum err pass(struct ctx *cx, const struct factor_act *f, bool *ok)
{
	struct account_password a;
	enum factor_kind kind = FACTOR_WRONG;
	struct tries t;
	int64_t minutes;

	*ok = false;
	TRY(keys(cx, f, true, &a, &t));
	TRY(tries_stopped(cx, &t, &minutes));
	if (minutes || f->stopped) {
		tries_say(cx, "code", minutes ? minutes : 1);
		return OK;
	}
	if (!f->worked)
		return fault("a password nobody looked at");
	if (!f->same || !a.password || strcmp(a.password, f->hash) != 0)
		problem(cx, ERR_INPUT, "old_password",
			MSG("This is not your present password. Type it again."));
	else
		TRY(factor_take(cx, cx->who.account, f->code, &kind));
	if (kind != FACTOR_WRONG) {
		*ok = true;
		return tries_passed(cx, &t);
	}
	if (!cx->problems.n)
		factor_say_wrong(cx);
	TRY(tries_failed(cx, &t));
	return audit(cx, "account.refused", "account", cx->who.account, DB_NULL);
}

enum err factor_remake(
	struct ctx *cx, const struct factor_act *f, const char *codes[RECOVERY_CODES], bool *done)
{
	TRY(pass(cx, f, done));
	if (!*done)
		return OK;
	TRY(make_recovery(cx, codes));
	return audit(cx, "account.recovery", "account", cx->who.account, DB_NULL);
}

static enum err drop(struct ctx *cx, int64_t account)
{
	TRY(recovery_delete_query(cx->db, account, NULL));
	return factor_delete_query(cx->db, account, NULL);
}

enum err factor_remove(struct ctx *cx, const struct factor_act *f, bool *done)
{
	TRY(pass(cx, f, done));
	if (!*done)
		return OK;
	TRY(drop(cx, cx->who.account));
	return audit(cx, "account.factor_remove", "account", cx->who.account, DB_NULL);
}

/* ---- administrators ---- */

enum err factor_remove_for(struct ctx *cx, int64_t account, const char *reason)
{
	struct account_by_id a;
	bool has;

	TRY(account_may(cx, account, &a));
	TRY(factor_has(cx, account, &has));
	if (!has)
		return problem(
			cx, ERR_CONFLICT, NULL, MSG("This account has no second factor any more."));
	if (!reason || !*text_trim(cx->arena, reason))
		return problem(cx, ERR_INPUT, "reason",
			MSG("Write the reason. It is kept in the audit log."));
	TRY(drop(cx, account));
	TRY(notice_tell(cx, &(struct notice){ .kind = "account.factor_removed",
				    .once = arena_printf(cx->arena, "factor:%lld:%s",
					    (long long)account, cx->now),
				    .account = account,
				    .path = "/account/second",
				    .date = cx->today }));
	return audit(
		cx, "account.factor_remove", "account", account, a.body, FACT_P("reason", reason));
}

unsigned factor_required_of(const char *setting)
{
	unsigned set = 0;

	for (unsigned c = 0; setting && c < CAPABILITY_COUNT; c++) {
		size_t n = strlen(capability_names[c]);
		const char *s = setting;

		while ((s = strstr(s, capability_names[c]))) {
			if ((s == setting || s[-1] == ' ') && (s[n] == ' ' || !s[n]))
				set |= 1U << c;
			s += n;
		}
	}
	return set;
}

enum err factor_require(struct ctx *cx, unsigned capabilities)
{
	struct buf b;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	buf_init(&b, cx->arena, 64);
	for (unsigned c = 0; c < CAPABILITY_COUNT; c++)
		if (capabilities & 1U << c)
			buf_printf(&b, "%s%s", b.len ? " " : "", capability_names[c]);
	return setting_put(cx, FACTOR_SETTING, b.data);
}
