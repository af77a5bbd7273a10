/*
 * What people are told of rounds, responses and releases, in the transaction of the act. Each
 * function tells those whose turn it is now, or who should know; all kinds are rows of the table of
 * kinds (app/notices.c). What is told twice for one step of a record is one notice.
 */
#ifndef ASSESS_TELL_H
#define ASSESS_TELL_H

#include "assess/release_sql.h"
#include "assess/response_sql.h"
#include "assess/round_sql.h"
#include "core/ctx.h"

/* A response of a body to a round, from either record. */
struct tell_response {
	int64_t id, body, round, round_body, version;
	const char *title[LANG_COUNT]; /* of the round */
};
struct tell_response tell_of(const struct response_by_id *r);

/* One notice of a kind on a response: to those who may `who` at its body (at the round's body for
 * MAY_COORDINATE). `key` makes it once with the kind and the response. */
enum err tell_one(struct ctx *cx, const struct tell_response *r, const char *kind,
	enum capability who, const char *date, int64_t n, const char *key,
	const char *batch) MUST_USE;

/* A body is asked, or all of a round just opened. */
enum err tell_asked(struct ctx *cx, const struct round_by_id *r, int64_t response, int64_t body,
	const char *due_on) MUST_USE;

/* An act of response_flow was done on r (as it was before). */
enum err tell_act(struct ctx *cx, const struct response_by_id *r, const char *act) MUST_USE;

/* To the focal points of all bodies asked, or of one: closed, open again, the deadline moved. */
enum err tell_round(
	struct ctx *cx, const struct round_by_id *r, const char *kind, const char *date) MUST_USE;
enum err tell_unasked(struct ctx *cx, const struct round_by_id *r, int64_t body) MUST_USE;

/* To partners who may see it: published, withdrawn, published again. */
enum err tell_release(struct ctx *cx, const struct release_by_id *r, const char *kind) MUST_USE;

#endif
