/*
 * The second factor of signing in: a code of six digits from an authenticator application (RFC
 * 6238, base/totp.h), or one of ten recovery codes. A code is taken one step (30 seconds) early or
 * late, and once: the step of the last one is kept and only a later one counts (RFC 6238 section
 * 5.2). The secret is kept sealed (core/seal.h), recovery codes (80 random bits) as SHA-256.
 *
 * Time is cx->now: on a demonstration with a fixed clock (--now), codes are those of that moment.
 */
#ifndef PEOPLE_FACTOR_H
#define PEOPLE_FACTOR_H

#include "core/ctx.h"

#define RECOVERY_CODES 10

/* Whether an account signs in by two factors. */
enum err factor_has(struct ctx *cx, int64_t account, bool *has) MUST_USE;

/* How the one who acts stands: for the page of it. */
struct factor_state {
	const char *confirmed_at; /* NULL: not in use */
	int64_t recovery_left;
	const char *secret;  /* of one begun and not confirmed: base32, else NULL */
	const char *address; /* the same for a QR code */
};
enum err factor_state(struct ctx *cx, struct factor_state *s) MUST_USE;

/* Makes a secret for the one who acts; an unconfirmed one is replaced. ERR_CONFLICT if in use. */
enum err factor_begin(struct ctx *cx) MUST_USE;

/*
 * Takes it into use with the first code of the application: ERR_INPUT on "code" if that is wrong,
 * ERR_CONFLICT if nothing was begun. `codes` are the recovery codes, shown this once.
 */
enum err factor_confirm(
	struct ctx *cx, const char *code, const char *codes[RECOVERY_CODES]) MUST_USE;

/* Whether what was typed is the account's code of this time, or a recovery code: used up by it. */
enum factor_kind { FACTOR_WRONG, FACTOR_CODE, FACTOR_RECOVERY };
enum err factor_take(
	struct ctx *cx, int64_t account, const char *typed, enum factor_kind *kind) MUST_USE;

/* Says on "code" that it was wrong. */
void factor_say_wrong(struct ctx *cx);

/*
 * What one does about one's own second factor with the password and a code: new recovery codes, or
 * its removal; in three steps as signing in (people/signin.h), with wrong ones counted the same.
 * *done false: refused, with problems; the caller must let the transaction commit.
 */
struct factor_act {
	const char *password, *code; /* as typed */
	const char *peer, *device;
	const char *hash; /* the steps' own */
	bool stopped, worked, same;
};
enum err factor_look(struct ctx *cx, struct factor_act *f) MUST_USE;
enum err factor_work(struct factor_act *f) MUST_USE;
enum err factor_remake(struct ctx *cx, const struct factor_act *f,
	const char *codes[RECOVERY_CODES], bool *done) MUST_USE;
enum err factor_remove(struct ctx *cx, const struct factor_act *f, bool *done) MUST_USE;

/* An administrator takes it away from an account, with a reason: a lost telephone. The account is
 * told. ERR_INPUT on "reason", ERR_CONFLICT if there is none. */
enum err factor_remove_for(struct ctx *cx, int64_t account, const char *reason) MUST_USE;

/*
 * Which capabilities ask for a second factor: a bit each (1 << MAY_ADMINISTER). Kept as a setting
 * by who administers everything; none unless said. Who has one and no second factor is led to set
 * it up and may do nothing else until then.
 */
#define FACTOR_SETTING "factor.required"
unsigned factor_required_of(const char *setting);
enum err factor_require(struct ctx *cx, unsigned capabilities) MUST_USE;

#endif
