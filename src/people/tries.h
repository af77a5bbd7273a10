/*
 * Wrong tries at signing in, and how long they stop further ones. What is counted never names
 * anybody: keys are HMACs with a secret of the instance. An e-mail address is treated alike whether
 * or not it has an account.
 *
 * Counted by the place somebody tries from, so that nobody shuts somebody else out from elsewhere:
 *
 *	an e-mail at one place		5 free, then 1 minute, doubling, at most an hour
 *	one network address		50 free; one forgotten each minute
 *	an e-mail, all places together	50 free; one forgotten each ten minutes
 *
 * A browser that signed in to this e-mail within 180 days is a place of its own, to which only the
 * first rule applies. From a network address where that was so within 30 days the third does not
 * apply. Nor does it to one-time codes: 50 random bits for 72 hours are not guessed, and a stop
 * would keep out who has no browser yet. An IPv6 network counts as one address (/64).
 */
#ifndef PEOPLE_TRIES_H
#define PEOPLE_TRIES_H

#include "core/ctx.h"

#define TRIES_PLACE 5
#define TRIES_ADDRESS 50
#define TRIES_ACCOUNT 50
#define TRIES_MAX_KEYS 3

struct tries {
	const char *browser,
		*network; /* what is remembered after signing in; browser may be NULL */
	bool known;	  /* this browser signed in to this e-mail before */
	struct tries_key {
		const char *key;
		int64_t free;
		int64_t forget; /* milliseconds for one; 0: all after a day */
	} keys[TRIES_MAX_KEYS]; /* the first is the place */
	int n;
};

/*
 * The keys of a try: email as email_key gives it; peer the network address ("": unknown); device
 * the token of the browser, or NULL; `code`: with a one-time code. In a write transaction `make`
 * the instance's secret if there is none; in a read transaction nothing has been counted then.
 */
enum err tries_of(struct ctx *cx, const char *email, const char *peer, const char *device,
	bool code, bool make, struct tries *t) MUST_USE;

/* For how many minutes a try is refused; 0: it may be made. */
enum err tries_stopped(struct ctx *cx, const struct tries *t, int64_t *minutes) MUST_USE;

enum err tries_failed(struct ctx *cx, const struct tries *t) MUST_USE;

/* Says that a try is refused, and for how many minutes, on `field` (NULL: the whole). */
void tries_say(struct ctx *cx, const char *field, int64_t minutes);

/* Forgets the failures at this place, and remembers browser and network. */
enum err tries_passed(struct ctx *cx, const struct tries *t) MUST_USE;

/* Deletes what no longer counts; for a job. */
enum err tries_sweep(struct ctx *cx) MUST_USE;

#endif
