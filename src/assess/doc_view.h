/* A release's document as page and as files: the same cells, put into the reader's words once. */
#ifndef ASSESS_DOC_VIEW_H
#define ASSESS_DOC_VIEW_H

#include "assess/chart.h"
#include "assess/release_doc.h"
#include "core/sheet.h"

/* Rows that belong together: the answers to one question. */
struct doc_part {
	const char *title;
	size_t from, to; /* rows of the table, `to` not among them */
};

struct doc_view {
	const struct doc *doc;
	enum lang lang;
	struct arena *arena;
	struct chart *people, *bodies; /* of the topics, NULL when that table is not published */
	const char *people_text;       /* of the whole release, or the word for hidden */
	bool print;
	struct doc_part *parts; /* of the table "choices" */
	size_t n_parts;
};

/* Whether the table is shown in parts; whether it is open from the start. */
bool doc_in_parts(const struct doc_table *t);
bool doc_open(const struct doc_view *v, const struct doc_table *t);

/* Prepares the charts and the totals. */
void doc_view(struct arena *a, enum lang lang, const struct doc *d, bool print, struct doc_view *v);

/* A cell in words: a number in the reader's digits, "hidden", or "–". */
const char *doc_cell_text(
	struct arena *a, enum lang lang, enum doc_kind kind, const struct doc_cell *c);

/* One table, or (key NULL) every table, as sheets. Hidden cells hold the word, never a number. */
void doc_sheets(const struct doc *d, const char *key, struct workbook *w);

#endif
