/*
 * Accounts: who may sign in. One per person. The password is only known to its owner: an
 * administrator makes a one-time code, with which the person sets one. What an account may is in
 * grants: brought by posts, or given by hand. Administrators act on accounts whose rights lie
 * within their own.
 */
#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include "core/ctx.h"

struct account_by_id;

#define CODE_HOURS 72
#define PASSWORD_MIN 12

/* OK if the one who acts may manage this account: administers its person's body and all it may. */
enum err account_may(struct ctx *cx, int64_t account, struct account_by_id *a) MUST_USE;

/*
 * Adds an account without a password. ERR_INPUT on email or person, ERR_CONFLICT when the address
 * or the person has one. What the person's posts bring is given to it.
 */
enum err account_add(struct ctx *cx, const char *email, int64_t person, int64_t *id) MUST_USE;

/* Its sessions end at their next use. ERR_CONFLICT for the last administrator, or if it is so. */
enum err account_disable(struct ctx *cx, int64_t id) MUST_USE;
enum err account_enable(struct ctx *cx, int64_t id) MUST_USE;

/* Gives a capability by hand at a body (DB_NULL: everywhere), and takes it away. */
enum err account_grant(struct ctx *cx, int64_t id, const char *capability, int64_t body) MUST_USE;
enum err account_ungrant(struct ctx *cx, int64_t id, const char *capability, int64_t body) MUST_USE;
const char *capability_word(const char *capability);

/*
 * A new one-time code: ten characters of Crockford's base32 (50 bits), in two groups of five.
 * code_work makes and hashes it outside a transaction (ERR_BUSY: too many hashes run);
 * account_code_make then gives it to an account. Earlier ones end. Valid once, for 72 hours.
 */
struct code_new {
	const char *shown, *hash;
};
enum err code_work(struct arena *a, struct code_new *c) MUST_USE;
enum err account_code_make(struct ctx *cx, int64_t id, const struct code_new *c) MUST_USE;

/* Ends the code of an account that was not used yet. ERR_CONFLICT when there is none. */
enum err account_code_withdraw(struct ctx *cx, int64_t id) MUST_USE;

/*
 * Sets the password of an account outside the rules of who may: for a fresh demonstration and
 * tests, by a system context only.
 */
enum err account_password_put(struct ctx *cx, int64_t id, const char *password) MUST_USE;

/* The password one has in mind: ERR_INPUT on `field` unless 12 to 200 characters, not the e-mail,
 * not common. */
enum err password_rules(
	struct ctx *cx, const char *field, const char *email, const char *password) MUST_USE;

/*
 * Changing one's own password, in three steps as signing in (signin.h): look reads (any
 * transaction; ERR_INPUT on new_password), work hashes (none; ERR_BUSY), change does it, in a write
 * transaction. A wrong present password is counted as a wrong try at signing in is (tries.h), so
 * that who finds a browser open cannot guess it either: change then returns OK with *changed false
 * and a problem on old_password, and the caller must let the transaction commit. ERR_INPUT on
 * new_password; ERR_FAULT when the work was left out.
 */
struct password_new {
	const char *old, *fresh; /* as typed; NULL: not sent */
	const char *peer;	 /* network address, NULL: unknown */
	const char *device;	 /* token of the browser, or NULL */
	/* the steps' own */
	const char *hash, *fresh_hash;
	bool stopped; /* not to be worked at: there were too many wrong tries */
	bool worked, same;
};
enum err password_look(struct ctx *cx, struct password_new *p) MUST_USE;
enum err password_work(struct arena *a, struct password_new *p) MUST_USE;
enum err password_change(struct ctx *cx, const struct password_new *p, bool *changed) MUST_USE;

/* The language one reads in: a code, or NULL for none chosen. */
enum err account_set_language(struct ctx *cx, const char *lang) MUST_USE;

/* ERR_CONFLICT when nobody active would administer everything any more. */
enum err administrator_left(struct ctx *cx) MUST_USE;

/* The word of an account's state. */
const char *account_state_word(const char *state);

/* What identifies an e-mail address: trimmed, ASCII lower case. */
const char *email_key(struct arena *a, const char *email);

#endif
