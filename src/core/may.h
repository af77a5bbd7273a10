/*
 * The one permission function and the one visibility rule. Grants are capability × body; a grant at
 * a body holds for all bodies under it (table body_tree). What one may not see does not exist.
 */
#ifndef CORE_MAY_H
#define CORE_MAY_H

#include "core/ctx.h"

/* Whether the one who acts has `cap` at `body` (DB_NULL or 0: anywhere at all). */
bool may_at(struct ctx *cx, enum capability cap, int64_t body);

/* OK, or ERR_DENIED with a sentence for the reader. */
enum err may(struct ctx *cx, enum capability cap, int64_t body) MUST_USE;

/* Fills cx->who.grants and reach for an account: from role_grant and the kind of its body. */
enum err may_load(struct ctx *cx, int64_t account, int64_t body, enum share reach) MUST_USE;

/*
 * Whether this reader sees a record of that body at that step of the ladder. Sensitive records stay
 *on SHARE_BODY. The same rule as SQL fragment @seen, which takes :reach, :account and columns
 *x.share, x.body:
 *	-- fragment seen	(see core/may.sql)
 */
bool sees(struct ctx *cx, enum share share, bool sensitive, int64_t body);

/* Grants and takes away; the caller has checked that the one who acts may. post DB_NULL: by hand.
 */
enum err grant_add(
	struct ctx *cx, int64_t account, enum capability cap, int64_t body, int64_t post) MUST_USE;
enum err grant_remove(struct ctx *cx, int64_t account, enum capability cap, int64_t body) MUST_USE;
enum err grant_remove_post(struct ctx *cx, int64_t account, int64_t post) MUST_USE;

/* The tree of scopes. Sets the parent (DB_NULL: none); ERR_CONFLICT if that would make a circle. */
enum err tree_set(struct ctx *cx, int64_t body, int64_t parent) MUST_USE;

#endif
