/*
 * Questions to a body on one of its answers. Who coordinates the round asks while the response
 * waits for review; who enters for the body answers, at any step; the coordinator asks further,
 * resolves, withdraws, opens again. A question that needs a change returns the response, with the
 * question as the reason. Seen by those who may see that the response exists, and nobody else. A
 * question that is not resolved is a finding: several responses are not accepted together over it.
 */
#ifndef ASSESS_INQUIRY_H
#define ASSESS_INQUIRY_H

#include "assess/inquiry_sql.h"
#include "assess/response.h"

extern const struct flow inquiry_flow; /* none, open, answered, resolved, withdrawn */

#define INQUIRY_WORDS 2000 /* characters of a text, at most */

struct inquiry_input {
	const char *path; /* of a question as it stands in the answers; "" the whole */
	const char *text;
	bool needs_change;
	int64_t version; /* of the response as its reader saw it; DB_NULL: not checked */
};

/*
 * Asks. ERR_INPUT on "text" (none, too long) and "path" (no such question); ERR_CONFLICT when the
 * response does not wait for review, or (needs_change) was changed meanwhile. The same person
 * asking the same again, unanswered, is one question.
 */
enum err inquiry_ask(struct ctx *cx, int64_t response, const struct form *model,
	const struct inquiry_input *in, int64_t *id) MUST_USE;

/*
 * One act of inquiry_flow: answer (the body), ask, resolve, withdraw, reopen (the coordinator).
 * answer, ask and reopen need words: ERR_INPUT on "words". resolve and withdraw carry the version
 * their reader saw: ERR_CONFLICT when something was said meanwhile. ERR_CONFLICT while the round is
 * not open. What the same person said last, said again, changes nothing.
 */
enum err inquiry_act(
	struct ctx *cx, int64_t id, int64_t version, const char *act, const char *words) MUST_USE;

/* Whether this reader may ask now. */
bool inquiry_may_ask(struct ctx *cx, const struct response_by_id *r);

/* The acts this reader may take on a question in that state now. */
size_t inquiry_acts(struct ctx *cx, const struct response_by_id *r, const char *state,
	const struct flow_step ***steps);

/* For fill_save.c: an occurrence is removed; questions on it are on the whole from now on. */
enum err inquiry_row_removed(struct ctx *cx, int64_t response, const char *place) MUST_USE;

#endif
