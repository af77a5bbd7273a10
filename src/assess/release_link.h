/*
 * Links: how an edition is read without an account. One counts at a time, the last one made; it
 * may have a last day, be revoked with a reason, and be made new, which revokes the one before.
 * None is deleted: an ended one says so, and shows nothing else. Openings are counted per link,
 * day and language, and nothing more is kept: two by one reader are two.
 */
#ifndef ASSESS_RELEASE_LINK_H
#define ASSESS_RELEASE_LINK_H

#include "assess/release_link_sql.h"
#include "core/ctx.h"
#include "core/flow.h"

/* open → revoked. */
extern const struct flow link_flow;

enum link_stands { LINK_OPENS, LINK_PAST, LINK_REVOKED };

/* How a link stands today. */
enum link_stands link_stands(const struct ctx *cx, const char *state, const char *ends_on);

/* The link of an edition at its publication. */
enum err link_make(struct ctx *cx, int64_t edition) MUST_USE;

/* Whether an edition has a link that opens today. */
enum err link_opens(struct ctx *cx, int64_t edition, bool *opens) MUST_USE;

/* The link with its release, for those who coordinate it; ERR_MISSING for everybody else. */
enum err link_get(struct ctx *cx, int64_t id, struct link_by_id *l) MUST_USE;

/* The last day it opens (NULL: no end); ERR_INPUT on "ends_on" for a day that is over. */
enum err link_end(struct ctx *cx, int64_t id, int64_t version, const char *ends_on) MUST_USE;

/* Ends it at once; ERR_INPUT on "reason" without one. */
enum err link_revoke(struct ctx *cx, int64_t id, int64_t version, const char *reason) MUST_USE;

/*
 * A new link in its place. `id` must be the edition's newest; if it still opens, it is revoked with
 * the reason, which is then needed.
 */
enum err link_renew(struct ctx *cx, int64_t id, int64_t version, const char *reason) MUST_USE;

/* What a link leads to, however it stands. ERR_MISSING for an unknown one. */
enum err link_find(struct ctx *cx, const char *token, struct link_by_token *l) MUST_USE;

/* Counts an opening of the page (or of a file) in the reader's language. Needs a write
 * transaction. */
enum err link_opened(struct ctx *cx, int64_t link, bool file) MUST_USE;

#endif
