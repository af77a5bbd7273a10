/*
 * Releases: a frozen, numbered, hashed publication of a round's consolidation. Drafted (which
 * tables, under which title), seen as a donor will see it, published, withdrawn with a reason,
 * restored with a reason; never deleted, save a draft, which is discarded. What is published is a
 * document of fixed tables (release_doc.h), suppressed before it is written, so that page, CSV and
 * XLSX cannot differ.
 */
#ifndef ASSESS_RELEASE_H
#define ASSESS_RELEASE_H

#include "assess/release_sql.h"
#include "core/ctx.h"
#include "core/flow.h"
#include "people/names.h"

/* draft → published ⇄ withdrawn; draft → discarded. */
extern const struct flow release_flow;

/* Which tables: bits, by the keys of release_table_keys. */
enum release_table {
	REL_TOPICS,
	REL_GROUPS,
	REL_GROUP_BODIES,
	REL_PLACES,
	REL_PLACE_BODIES,
	REL_CHOICES,
	REL_NUMBERS,
	REL_TABLES
};
extern const char *const release_table_keys[REL_TABLES];
extern const char *const release_table_words[REL_TABLES]; /* msgids */

/* The release if this reader may see it: coordinators of its body all, others the published ones
 * within their reach, and that one of these was withdrawn and why. */
enum err release_get(struct ctx *cx, int64_t id, struct release_by_id *r) MUST_USE;

/* Whether this reader may draft and publish for the body that runs the round. */
bool release_coordinated(struct ctx *cx, int64_t body);

/* Makes a draft with one edition, for partners, with these tables. ERR_INPUT on name_* and "tables"
 * (none chosen); ERR_MISSING for a round one does not coordinate. */
enum err release_add(struct ctx *cx, int64_t round, const struct names *title, unsigned tables,
	int64_t *id) MUST_USE;

/* Changes the title of a draft, and the tables of its first edition; ERR_CONFLICT when it is no
 * draft any more or no longer at `version`. */
enum err release_edit(struct ctx *cx, int64_t id, int64_t version, const struct names *title,
	unsigned tables) MUST_USE;

/* The document of an edition: the frozen one, or for a draft what would be published now.
 * ERR_MISSING for a withdrawn one, unless one may publish it again. */
struct edition_row;
enum err release_document(struct ctx *cx, const struct release_by_id *r,
	const struct edition_row *edition, const char **doc) MUST_USE;

/*
 * Freezes the documents of all editions, gives the number and each its link. ERR_CONFLICT when the
 * round is not closed, when no body agreed to sharing, or when the draft is no longer at `version`.
 * Sent again for a release that is published: OK, nothing changes.
 */
enum err release_publish(struct ctx *cx, int64_t id, int64_t version) MUST_USE;

/* "withdraw", "restore" (both need a reason) and "discard". */
enum err release_act(
	struct ctx *cx, int64_t id, int64_t version, const char *act, const char *reason) MUST_USE;

/* The problem that somebody else changed the release meanwhile; gives ERR_CONFLICT. */
enum err release_changed(struct ctx *cx);

#endif
