/*
 * Signing in, in three steps, so that no transaction waits for a password hash: signin_look reads
 * what is needed, signin_work hashes outside any transaction, signin_end judges, counts and signs
 * in. An unknown address gets the same answer in the same time as a wrong password; how often one
 * may try is in people/tries.h.
 */
#ifndef PEOPLE_SIGNIN_H
#define PEOPLE_SIGNIN_H

#include "core/ctx.h"

/* One try. The first group is the caller's, the rest belongs to the steps. */
struct signin {
	const char *email;	  /* as typed; NULL: none */
	const char *secret;	  /* the password, or the one-time code */
	const char *new_password; /* with a code; NULL: signs in with the password */
	const char *peer;	  /* network address, "" if unknown */
	const char *device;	  /* token of the browser, or NULL */

	const char *hash; /* what `secret` must match; NULL: nothing does */
	const char *new_hash;
	bool stopped; /* not to be worked at: there were too many wrong tries */
	bool worked, same;
};

/*
 * Reads, in any transaction. ERR_INPUT with a problem on new_password when that breaks the rules:
 * it says nothing about the code, and is not counted.
 */
enum err signin_look(struct ctx *cx, struct signin *s) MUST_USE;

/* Hashes; takes tens of milliseconds. ERR_BUSY when too many hashes run already. */
enum err signin_work(struct arena *a, struct signin *s) MUST_USE;

/*
 * Signs in, in a write transaction. It returns OK even when it refuses: *account is then 0 and a
 * problem says why. The caller must let the transaction commit, or the failure is not counted. With
 * a code the new password is set and the code is used. Where the account has a second factor
 * (factor_has), nobody is signed in yet: *account is whose password or code was right, and
 * signin_second goes on. ERR_FAULT when signin_work was left out.
 */
enum err signin_end(struct ctx *cx, const struct signin *s, int64_t *account) MUST_USE;

/*
 * The second step, in a write transaction, for an account whose first was right in this browser:
 * `typed` is a code of the application or a recovery code. OK and *passed false when it is refused,
 * with a problem on "code"; the caller must let the transaction commit, as with signin_end. Wrong
 * codes count with wrong passwords (people/tries.h), so that a right password gives no tries anew.
 */
struct second {
	int64_t account;
	const char *typed;
	const char *peer, *device;
};
enum err signin_second(struct ctx *cx, const struct second *s, bool *passed) MUST_USE;

/*
 * What comes with every finished sign-in: failures here are forgotten, browser and network
 * remembered, and the account is told when the browser is a new one. `how`: "code", "recovery" or
 * NULL.
 */
struct tries;
enum err signin_done(
	struct ctx *cx, int64_t account, const struct tries *t, const char *how) MUST_USE;

/* Signs in with one click, or (factor_has) stands for the password: only in a demonstration.
 * ERR_MISSING elsewhere. */
enum err signin_demo(struct ctx *cx, int64_t account) MUST_USE;

/* The code as stored: blanks and hyphens dropped, capitals, O as 0, I and L as 1. */
const char *code_normal(struct arena *a, const char *typed);

/* Who is signed in: web_hooks.who. ERR_MISSING for a disabled account. */
enum err people_who(struct ctx *cx, int64_t account) MUST_USE;

#endif
