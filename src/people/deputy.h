/*
 * Deputies: somebody who stands in for the holder of a post from one day to another. Within these
 * days of the instance's zone, the first and the last included, the deputy's account has what the
 * post brings; it goes on having what is its own, and the holder keeps everything. What is done by
 * that right alone is recorded as done for the holder (cx->who.deputy, table act_for).
 *
 * The rights are rows of role_grant that name the deputising, so that every rule and every list
 * finds them like any other. They are given and taken by deputy_settle, which runs before the first
 * request, and before each step that chooses readers of mail, of a new day: no job needs to have
 * run. The day that was settled is stored (table deputy_day); what is named or ended on that day
 * counts at once, in its own transaction.
 */
#ifndef PEOPLE_DEPUTY_H
#define PEOPLE_DEPUTY_H

#include "core/ctx.h"

#define DEPUTY_DAYS_MAX 366

struct deputy_input {
	int64_t post, person;
	const char *starts, *ends;		 /* ISO days; ends is the last one */
	const char *letter_number, *letter_date; /* NULL: no letter */
};

/*
 * Names a deputy; the holder, or who may give the post away. ERR_INPUT on person (none, the holder,
 * of a body that is neither the post's nor above or below it, without an active account), starts
 * (before today), ends (before starts, more than DEPUTY_DAYS_MAX days), letter_number, letter_date;
 * ERR_CONFLICT when the post is vacant or ended, when another one deputises on one of these days,
 * and for administrators, whose rights a deputy could keep. Both are told.
 */
enum err deputy_add(struct ctx *cx, const struct deputy_input *in, int64_t *id) MUST_USE;

/*
 * Ends it at once, before its first day too: the holder, the deputy, or who may give the post away.
 * ERR_CONFLICT when it is over. Both are told.
 */
enum err deputy_end(struct ctx *cx, int64_t id, const char *reason) MUST_USE;

/* Whether the one who acts may name deputies of a post (named_by) and end this one. */
struct post_by_id;
struct deputy_by_id;
bool deputy_may_name(struct ctx *cx, const struct post_by_id *p);
bool deputy_may_end(struct ctx *cx, const struct deputy_by_id *d);

/* "X for Y": how an act is shown that a deputy did. */
const char *deputy_words(struct ctx *cx, const char *who, const char *holder);

/* The states of a list: planned, now, over; and the word of one. */
extern const char *const deputy_states[];
const char *deputy_state(const char *today, const char *starts, const char *ends, bool ended);
const char *deputy_state_word(const char *state);

/* What goes with a holder or a person who leaves: ends all that are not over. For the domain of
 * posts and persons. */
enum err deputy_end_post(struct ctx *cx, int64_t post) MUST_USE;
enum err deputy_end_person(struct ctx *cx, int64_t person) MUST_USE;

/*
 * Gives and takes rights so that they are those of cx->today, in a write transaction; one query
 * when that has been done. A day one before the settled one changes nothing: it comes from a node
 * whose clock is behind.
 */
enum err deputy_settle(struct ctx *cx) MUST_USE;

#endif
