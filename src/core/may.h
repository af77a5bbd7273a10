/*
 * The one permission function and the one visibility rule. Grants are capability × body; a grant at
 * a body holds for all bodies under it (table body_tree). What one may not see does not exist.
 */
#ifndef CORE_MAY_H
#define CORE_MAY_H

#include "core/ctx.h"

/*
 * Whether the one who acts has `cap` at `body`. DB_NULL is no body in particular: only a grant
 * everywhere holds there. 0 is a body somebody forgot: nobody but the system may anything at it.
 * False for one who must first change the password or set up a second
 * factor, and when the store fails.
 */
bool may_at(struct ctx *cx, enum capability cap, int64_t body);

/* Whether `cap` is granted everywhere, not only at some bodies. */
bool may_everywhere(struct ctx *cx, enum capability cap);

/*
 * Whether `cap` is granted at some body or everywhere: what opens a page, a link or a list. An act
 * asks may() for its body.
 */
bool may_anywhere(const struct ctx *cx, enum capability cap);

/*
 * OK, or ERR_DENIED with a sentence for the reader. An own right goes before one of deputising;
 * which it was stands in cx->who.deputy and is recorded with the act that follows.
 */
enum err may(struct ctx *cx, enum capability cap, int64_t body) MUST_USE;

/*
 * Makes an account the one who acts: sets cx->who account, body and reach and reads its grants.
 * `reach` follows from the kind of its body: SHARE_GOVERNMENT, SHARE_PARTNERS or SHARE_PUBLIC;
 * SHARE_BODY, which would open everything, is taken as SHARE_GOVERNMENT. Names and role are the
 * caller's to fill in.
 */
enum err may_load(struct ctx *cx, int64_t account, int64_t body, enum share reach) MUST_USE;

/*
 * Whether this reader sees a record of that body at that step of the ladder: the step is the
 * reader's reach or higher; or the body's own people, who are those with a grant, of any
 * capability, at the body or above it. A grant everywhere makes nobody one's own people: it opens
 * no record that stays in its body, unless the slice's own fragment says so. Sensitive records
 * count as SHARE_BODY, whatever their share says. The same rule in SQL is the fragment `seen` of
 * core/may.sql, put in as @seen: it takes :reach (cx->who.reach) and :account, and columns x.share
 * (SHARE_BODY for sensitive records) and x.body.
 */
bool sees(struct ctx *cx, enum share share, bool sensitive, int64_t body);

/*
 * Grants and takes away; the caller has checked that the one who acts may. post DB_NULL: by hand.
 * The same grant twice is one. grant_remove takes what was given by hand, ERR_MISSING if that is
 * nothing; grant_remove_post all that a post brought. body DB_NULL: everywhere.
 */
enum err grant_add(
	struct ctx *cx, int64_t account, enum capability cap, int64_t body, int64_t post) MUST_USE;
enum err grant_remove(struct ctx *cx, int64_t account, enum capability cap, int64_t body) MUST_USE;
enum err grant_remove_post(struct ctx *cx, int64_t account, int64_t post) MUST_USE;

/*
 * The same for one who deputises the holder of a post (people/deputy.h): the grant names the
 * deputising, and goes with it.
 */
enum err grant_add_deputy(struct ctx *cx, int64_t account, enum capability cap, int64_t body,
	int64_t post, int64_t deputy) MUST_USE;
enum err grant_remove_deputy(struct ctx *cx, int64_t account, int64_t deputy) MUST_USE;

/*
 * Notes that an act, by the id of its row in the audit log or in a history, was done by a deputy,
 * if the right that may() found last is held by deputising alone; else nothing.
 */
enum err act_for(struct ctx *cx, int64_t event) MUST_USE;

/*
 * The tree of scopes. Adds the body if it is new and sets its parent (DB_NULL: none), all below it
 * moving along; ERR_CONFLICT on "parent" if that would make a circle, ERR_MISSING if there is no
 * such parent.
 */
enum err tree_set(struct ctx *cx, int64_t body, int64_t parent) MUST_USE;

#endif
