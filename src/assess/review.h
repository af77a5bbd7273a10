/*
 * Reviewing at speed: ready reasons for returning a response, the limit from which a number's leap
 * since last round is marked, and accepting several responses together. All belong to the body that
 * runs the round; only who coordinates there may use or change them.
 */
#ifndef ASSESS_REVIEW_H
#define ASSESS_REVIEW_H

#include "assess/review_sql.h"
#include "core/ctx.h"
#include "people/names.h"

/* A number this many times the other is a leap: 3 until a coordinator of the body says otherwise.
 */
#define REVIEW_FACTOR 3
enum err review_factor(struct ctx *cx, int64_t body, int64_t *factor) MUST_USE;
/* 2 to 100; ERR_INPUT on factor. */
enum err review_factor_set(struct ctx *cx, int64_t body, int64_t factor) MUST_USE;

/*
 * Ready reasons. At least one language (ERR_INPUT on name_*, as names have it); a change carries
 * the version it started from; one taken away is kept, and can be put back. The same twice is one
 * act. ERR_MISSING for one of another body.
 */
enum err reason_add(struct ctx *cx, int64_t body, const struct names *text, int64_t *id) MUST_USE;
enum err reason_edit(struct ctx *cx, int64_t body, int64_t id, int64_t version,
	const struct names *text) MUST_USE;
enum err reason_end(struct ctx *cx, int64_t body, int64_t id, bool end) MUST_USE;

/*
 * Accepts each of these responses of a round, each as an act of its own with the version its reader
 * saw. What cannot be accepted (changed meanwhile, returned, of another round, with a question to
 * the body that is not resolved) is left as it is and hinders no other. Accepting again what this
 * person accepted changes nothing.
 */
struct review_one {
	int64_t response, version;
};
#define REVIEW_TOGETHER 50 /* at most */
enum err review_accept(
	struct ctx *cx, int64_t round, const struct review_one *list, size_t n) MUST_USE;

#endif
