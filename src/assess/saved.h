/*
 * Views of a form's consolidations kept under a name: a filter, opened on any round of the form.
 * A view is its owner's; shared, it is for all who coordinate for the body that ran the round it
 * was kept in, and each of them may rename or delete it.
 */
#ifndef ASSESS_SAVED_H
#define ASSESS_SAVED_H

#include "assess/round.h"
#include "assess/saved_sql.h"

#define SAVED_NAME_MOST 100

/*
 * Keeps a filter ("?topic=…"). ERR_INPUT on name (empty, too long, taken by another filter of this
 * person) and on the whole (no filter); the same again is one act.
 */
enum err saved_add(struct ctx *cx, const struct round_by_id *r, const char *name, bool shared,
	const char *query, int64_t *id) MUST_USE;

/* Renames, shares or takes back; ERR_MISSING for one this reader does not see. */
enum err saved_edit(struct ctx *cx, const struct round_by_id *r, int64_t id, int64_t version,
	const char *name, bool shared) MUST_USE;
enum err saved_remove(struct ctx *cx, const struct round_by_id *r, int64_t id) MUST_USE;

#endif
