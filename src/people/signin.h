/*
 * Signing in. Failures are counted by e-mail address, whether or not there is such an account, and
 * by network address; five wrong tries stop an e-mail for a minute, each further one for twice as
 * long up to an hour. An unknown address gets the same answer in the same time as a wrong password.
 *
 * These functions return OK even when they refuse: *account is then 0 and a problem says why. The
 * caller must let the transaction commit, or the failure is not counted.
 */
#ifndef PEOPLE_SIGNIN_H
#define PEOPLE_SIGNIN_H

#include "core/ctx.h"

#define SIGNIN_FREE_TRIES 5	  /* per e-mail */
#define SIGNIN_FREE_TRIES_PEER 50 /* per network address, behind which a whole ministry may be */

enum err signin_password(struct ctx *cx, const char *email, const char *password, const char *peer,
	int64_t *account) MUST_USE;

/*
 * Signs in with a one-time code and sets a password. A wrong code counts against the code (five
 * tries) and the e-mail; a password that breaks the rules costs nothing. The code is then used.
 */
enum err signin_code(struct ctx *cx, const char *email, const char *code, const char *password,
	const char *peer, int64_t *account) MUST_USE;

/* Signs in with one click: only in a demonstration. ERR_MISSING elsewhere. */
enum err signin_demo(struct ctx *cx, int64_t account) MUST_USE;

/* The code as stored: blanks and hyphens dropped, capitals, O as 0, I and L as 1. */
const char *code_normal(struct arena *a, const char *typed);

/* Who is signed in: web_hooks.who. ERR_MISSING for a disabled account. */
enum err people_who(struct ctx *cx, int64_t account) MUST_USE;

#endif
