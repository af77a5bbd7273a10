/*
 * Editions: a release for several audiences. Each has its own choice of tables, its own step of
 * the ladder, its own links (release_link.h); all are published by one act, under one number, each
 * with its own document and SHA-256. The first is made with the draft; there is always one.
 */
#ifndef ASSESS_EDITION_H
#define ASSESS_EDITION_H

#include "assess/edition_sql.h"
#include "assess/release.h"

#define EDITIONS_MOST 8 /* of one release */

/* What an edition is made of. `share`: SHARE_GOVERNMENT, SHARE_PARTNERS or SHARE_PUBLIC. */
struct edition_in {
	struct names name; /* may be empty: then it is named by its step */
	unsigned tables;   /* bits of enum release_table */
	int64_t share;
};

/* The editions this reader may see, in order; ERR_MISSING when there is none. */
enum err edition_seen(struct ctx *cx, const struct release_by_id *r, struct edition_row **rows,
	size_t *n) MUST_USE;

/* One of them: `id`, or (0) the first. */
enum err edition_get(struct ctx *cx, const struct release_by_id *r, int64_t id,
	struct edition_row *out) MUST_USE;

/* The name of its audience for the reader. */
const char *edition_name(enum lang lang, const struct names *name, int64_t share);

/* The tables chosen, as bits, from the stored choice; and back. */
unsigned edition_tables(struct ctx *cx, const struct edition_row *e);
const char *edition_choice(struct ctx *cx, unsigned tables);

/*
 * Acts on a draft at `version` of the release; ERR_CONFLICT when it is none any more or no longer
 * there. ERR_INPUT on "tables" (none chosen), "share", name_*; a release keeps at least one and
 * takes at most EDITIONS_MOST.
 */
enum err edition_add(struct ctx *cx, int64_t release, int64_t version, const struct edition_in *in,
	int64_t *id) MUST_USE;
enum err edition_edit(
	struct ctx *cx, int64_t id, int64_t version, const struct edition_in *in) MUST_USE;
enum err edition_remove(struct ctx *cx, int64_t id, int64_t version) MUST_USE;

#endif
