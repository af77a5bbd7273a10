/*
 * A later deadline for one body: asked for by the body, granted or refused by the coordinator; or
 * given without being asked. Each is a record with a path of its own (extension_flow); the
 * response's due_on is what counts. Who sees the response sees its extensions.
 */
#ifndef ASSESS_EXTEND_H
#define ASSESS_EXTEND_H

#include "assess/extend_sql.h"
#include "core/flow.h"

extern const struct flow extension_flow; /* none, asked, granted, refused, withdrawn, taken_back */

/*
 * Asks for the deadline due_on, as who may enter at the body; or gives it, as the coordinator of
 * the round. Both with a reason. ERR_INPUT on due_on (no date, not later than what is there, past,
 * more than a year away), reason; ERR_CONFLICT when nothing is owed any more, or a request waits.
 * Giving answers a request that waits.
 */
enum err extension_ask(
	struct ctx *cx, int64_t response, const char *due_on, const char *reason) MUST_USE;
enum err extension_give(
	struct ctx *cx, int64_t response, const char *due_on, const char *reason) MUST_USE;

/*
 * grant (due_on NULL: as asked for), refuse (reason), withdraw, take_back (reason; ERR_CONFLICT
 * when the deadline was moved since). `version` as the reader saw it.
 */
enum err extension_act(struct ctx *cx, int64_t id, int64_t version, const char *act,
	const char *due_on, const char *reason) MUST_USE;

/* The acts the reader may take on an extension now. */
size_t extension_acts(struct ctx *cx, const struct extensions_of *e, int64_t body,
	int64_t round_body, const struct flow_step ***steps);

#endif
