/*
 * Documents as PDF: A4 pages filled from the top by rows of cells, in the reading direction of the
 * document's language. A heading is a row of one cell, a bilingual text a row of two, each in its
 * own language and direction, a table many rows. A row too long for its page goes on on the next;
 * a table's head is said again there. Every page has the document's subject at its head, its mark
 * and "page N of M" at its foot. Nothing is written twice the same way here and on a page: callers
 * give translated texts.
 *
 *	struct pdf *d = pdf_new(a, &(struct pdf_head){ .lang = LANG_AR, .title = … });
 *	if (!d)
 *		return fault("no PDF");
 *	pdf_say(d, PDF_TITLE, LANG_AR, title);
 *	PDF_ROW(d, { .text = ar, .lang = LANG_AR }, { .text = en, .lang = LANG_EN });
 *	TRY(pdf_end(d, &bytes));
 */
#ifndef CORE_PDF_H
#define CORE_PDF_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/i18n.h"

struct pdf;

struct pdf_head {
	enum lang lang;	     /* direction, digits and words of head and foot */
	const char *title;   /* in the file's properties */
	const char *subject; /* at the head of every page but the first; NULL: the title */
	const char *mark;    /* at every foot (who may read it, "invented"), NULL: none */
	const char *made;    /* ISO time; for the file's properties */
};

enum pdf_style {
	PDF_BODY,
	PDF_TITLE,
	PDF_HEADING,
	PDF_SUBHEADING,
	PDF_STRONG,
	PDF_SMALL, /* soft and small: notes, hints */
	PDF_STYLES
};

enum pdf_tick { PDF_NO_TICK, PDF_EMPTY_BOX, PDF_TICKED_BOX, PDF_EMPTY_RING, PDF_TICKED_RING };

struct pdf_cell {
	const char *text; /* NULL: empty */
	enum lang lang;
	enum pdf_style style;
	int width;	    /* share of the row; 0: 1 */
	enum pdf_tick tick; /* a box (one of several) or ring-like box (one only) before the text */
	bool end;	    /* numbers: at the end side */
	bool left;	    /* left to right whatever the language: numbers of letters, hashes */
	int bar;	    /* a bar of so many thousandths of the cell, before the text; 0: none */
	double high;	    /* at least so many points; for signatures and writing by hand */
	bool boxed;	    /* with a frame */
};

struct pdf_row {
	const struct pdf_cell *cells;
	size_t n;
	bool rule;   /* a thin line below */
	bool shaded; /* heads of tables, totals */
	bool repeat; /* a table's head: said again on each page until pdf_table_end */
	bool keep;   /* stays with the next row */
};

/* Starts a document on its first page. NULL (logged) when the libraries are not installed. */
struct pdf *pdf_new(struct arena *a, const struct pdf_head *head);

void pdf_row(struct pdf *d, const struct pdf_row *row);

/* A row of these cells: PDF_ROW(d, { .text = "a" }, { .text = "b" }). */
#define PDF_ROW(d, ...)                                                                            \
	pdf_row((d), &(struct pdf_row){ .cells = (const struct pdf_cell[]){ __VA_ARGS__ },         \
			     .n = sizeof((const struct pdf_cell[]){ __VA_ARGS__ }) /               \
				  sizeof(struct pdf_cell) })

/* One text across the page. Headings keep with what follows and have room above. */
void pdf_say(struct pdf *d, enum pdf_style style, enum lang lang, const char *text);

/* Ends the table whose head was said again on each page. */
void pdf_table_end(struct pdf *d);

void pdf_space(struct pdf *d, double points);
void pdf_break(struct pdf *d); /* a new page, unless this one is empty */

/* n ruled lines for writing by hand, 9 mm apart. */
void pdf_lines(struct pdf *d, int n);

/* A QR code of an ASCII text, at the end side, `side` points wide; nothing if the text is too long.
 */
void pdf_code(struct pdf *d, const char *text, double side);

/* Pages begun so far. */
size_t pdf_pages(const struct pdf *d);

/* Puts the feet on the pages and gives the file, in the arena. The document is spent. */
enum err pdf_end(struct pdf *d, struct bytes *out) MUST_USE;

#endif
