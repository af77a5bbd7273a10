/*
 * The demonstration: bodies, invented people with accounts for every role, one closed round with
 * its release, one running round with late ministries. Everything is entered through the same
 * domain functions a user's acts go through, as the accounts that would do it, at the times they
 * would do it; the answers are the twelve invented responses of data/needs-responses.json.
 */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "base/arena.h"
#include "core/config.h"
#include "core/ctx.h"

/* The first day the demonstration can play on: its finished round is published before it. */
#define DEMO_FIRST_DAY "2026-10-25"

struct demo_account {
	const char *email;
	const char *role; /* "focal.moi": the part before the @ */
	const char *body; /* code */
	const char *post; /* kind of post */
	int64_t id;
};

struct demo {
	struct arena *arena;
	struct arena *scratch; /* reset after each act */
	struct pool *pool;
	const struct config *config;
	const char *password;
	const char *today; /* of the demonstration */
	const struct demo_account *accounts;
	size_t n_accounts;
	int64_t round_closed, round_running;
	const char *release_token;
};

/* Fills an empty, migrated store. ERR_CONFLICT when it is not empty. */
enum err demo_fill(struct demo *d) MUST_USE;

/* Steps of it, a file each. */
enum err demo_people(struct demo *d) MUST_USE; /* bodies, persons, posts, accounts */
enum err demo_draft(struct demo *d) MUST_USE;  /* the form's first draft, written together */
enum err demo_sign_offs(struct demo *d, int64_t form, int64_t number) MUST_USE; /* of a version */
enum err demo_rounds(struct demo *d) MUST_USE;	/* the form, both rounds */
enum err demo_notices(struct demo *d) MUST_USE; /* more time for one ministry */
enum err demo_release(struct demo *d) MUST_USE; /* the release of the closed one */

/* Evidence of a body in the running round, before it is sent, and what is taken over from the last.
 */
enum err demo_evidence(
	struct demo *d, int64_t round, const char *body, const char *role, const char *at) MUST_USE;

enum err demo_privacy(struct demo *d) MUST_USE;	 /* a rule confirmed, a record held */
enum err demo_review(struct demo *d) MUST_USE;	 /* ready reasons for returning */
enum err demo_own(struct demo *d) MUST_USE;	 /* classes of data, a person's own data */
enum err demo_deputies(struct demo *d) MUST_USE; /* who stands in for whom */
enum err demo_paper(struct demo *d) MUST_USE;	 /* two papers of the running round */
/* Everybody has seen the notices told so far. */
enum err demo_seen(struct demo *d, const char *at) MUST_USE;

/* One act: a write transaction as that account (NULL: the system) at that moment; `what` is passed
 * on. Logs what fails. */
enum err demo_act(struct demo *d, const char *role, const char *at,
	enum err (*act)(struct ctx *cx, void *what), void *what) MUST_USE;

/* "2026-11-18T08:30:00.000Z" of a date moved by days, and a time of day. */
const char *demo_at(struct demo *d, const char *date, int64_t days, const char *time);

#endif
