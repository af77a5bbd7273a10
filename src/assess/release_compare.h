/*
 * Two releases of the same form and publisher compared line by line: their documents, by the keys
 * of table, row and column. Where either figure is hidden no difference is given. Pure but for
 * release_before, which finds what there is to compare with.
 */
#ifndef ASSESS_RELEASE_COMPARE_H
#define ASSESS_RELEASE_COMPARE_H

#include "assess/edition.h"
#include "assess/release_doc.h"

enum diff { DIFF_SAME, DIFF_CHANGED, DIFF_ADDED, DIFF_GONE, DIFF_HIDDEN };
extern const char *const diff_words[]; /* msgids */

struct diff_cell {
	enum diff what;
	struct doc_cell then, now;
	int64_t by; /* now less then; only for DIFF_CHANGED of two values */
};
struct diff_row {
	enum diff what; /* DIFF_ADDED, DIFF_GONE of the whole line; DIFF_CHANGED: some cell differs;
			   DIFF_SAME */
	struct doc_words label, part;
	struct diff_cell *cells; /* one per column */
};
struct diff_table {
	const char *key, *title;
	enum diff what; /* DIFF_ADDED, DIFF_GONE: in one of the two only; else DIFF_CHANGED or
			   DIFF_SAME */
	struct doc_words first;
	struct doc_column *columns; /* of both, those of now first */
	size_t n_columns;
	struct diff_row *rows; /* of both, those of now first */
	size_t n_rows, differing;
};
struct doc_diff {
	const struct doc *then, *now;
	struct diff_table *tables;
	size_t n_tables;
	struct diff_cell needs, people, bodies, sharing; /* of the whole */
};

void doc_compare(
	struct arena *a, const struct doc *then, const struct doc *now, struct doc_diff *out);

/* A release to compare with, and the edition of it for the same audience. */
struct earlier {
	struct release_others release;
	struct edition_row edition;
};

/*
 * The other releases of the same form and body with an edition for the audience of `e`, newest
 * first. Behind a link (`link`): published ones whose own link opens today; else those this reader
 * may see.
 */
enum err release_earlier(struct ctx *cx, const struct release_by_id *r, const struct edition_row *e,
	bool link, struct earlier **out, size_t *n) MUST_USE;

/* The one published last before `r` (for a draft: the newest); NULL when there is none. */
const struct earlier *earlier_last(
	const struct release_by_id *r, const struct earlier *all, size_t n);

#endif
