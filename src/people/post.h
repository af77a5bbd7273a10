/*
 * Posts: a role at a body, held by one person at a time. Obligations belong to the post, so the
 * next holder finds everything. Its kind says what its holder may do; taking it gives that to the
 * holder's account, leaving it takes it away.
 */
#ifndef PEOPLE_POST_H
#define PEOPLE_POST_H

#include "core/ctx.h"
#include "people/names.h"

/* The kinds, NULL-ended, as stored; and the word of one (a msgid). */
extern const char *const post_kinds[];
const char *post_kind_word(const char *kind);

struct post_grant {
	enum capability capability;
	bool everywhere; /* not only at the post's body */
};
/* What a kind brings; *n of them. */
const struct post_grant *post_kind_grants(const char *kind, size_t *n);

/* Whoever gives, takes or ends a post must administer all it reaches. */
enum err post_must_manage(struct ctx *cx, const char *kind, int64_t body) MUST_USE;
bool post_may_manage(struct ctx *cx, const char *kind, int64_t body);

/*
 * Adds a vacant post. `starts` NULL: today. Kinds that reach everywhere (coordinator,
 * administrator) may only be added by those who administer everything.
 */
enum err post_add(struct ctx *cx, int64_t body, const char *kind, const struct names *title,
	const char *starts, int64_t *id) MUST_USE;

/* Ends a post on a day (whoever holds it leaves on that day). */
enum err post_end(struct ctx *cx, int64_t id, const char *day) MUST_USE;

/*
 * Gives a vacant post to a person from a day on, not later than today. ERR_CONFLICT when somebody
 * holds it. The person need not be of the same body (an elbarlament officer seconded to a
 * ministry).
 */
enum err post_take(struct ctx *cx, int64_t id, int64_t person, const char *from) MUST_USE;

/* The holder leaves on a day, not later than today, and the deputies with the holder. ERR_CONFLICT
 * if it is vacant. */
enum err post_leave(struct ctx *cx, int64_t id, const char *day) MUST_USE;

/*
 * Leaves and takes in one act, on one day: nothing owed is without somebody. Who has no account yet
 * gets one by handover_with_account (people/handover.h); ERR_INPUT on person when theirs is
 * disabled, which post_hand_over_bare does not look at.
 */
enum err post_hand_over(struct ctx *cx, int64_t id, int64_t person, const char *day) MUST_USE;
enum err post_hand_over_bare(struct ctx *cx, int64_t id, int64_t person, const char *day) MUST_USE;

/* A day that has come: ERR_INPUT on `field` if it is none or after today. */
enum err day_check(struct ctx *cx, const char *field, const char *day) MUST_USE;

/* Gives an account what its person's posts bring: when it is made after they were taken. */
enum err post_grants_give(struct ctx *cx, int64_t account, int64_t person) MUST_USE;

#endif
