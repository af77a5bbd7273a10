/*
 * Paper: pages of laid-out text, rules and boxes, written as PDF. The only module that knows cairo
 * and pango; core/pdf.h makes documents with it. Lengths are points (1/72 inch), from
 * the upper left corner of a page. Text is UTF-8; shaping and order follow its language, and the
 * text of the file can be searched and copied.
 */
#ifndef CORE_PAPER_H
#define CORE_PAPER_H

#include "base/buf.h"
#include "base/i18n.h"

struct paper;
struct block; /* a text laid out to a width */

enum ink { INK_TEXT, INK_SOFT, INK_LINE, INK_SHADE, INK_DEEP, INK_BAR, INK_WHITE, INK_COUNT };

struct block_look {
	enum lang lang;
	double size;
	bool bold;
	bool end;  /* set to the end side of its own direction */
	bool left; /* read from left to right whatever the language: numbers of letters, hashes */
	enum ink ink;
};

/*
 * An empty document of pages w × h; `made` is an ISO time for its properties. NULL (logged) when
 * the libraries are not there. It lives in the arena and gives back what it holds when that ends.
 */
struct paper *paper_new(struct arena *a, double w, double h, const char *title, const char *made);

/* Begins a page and makes it the one drawn on; turns back to page i of those begun (from 0). */
void paper_page(struct paper *p);
void paper_turn(struct paper *p, size_t i);
size_t paper_pages(const struct paper *p);

/* Lays a text out; block_end must follow. Invalid UTF-8 is shown as replacement characters. */
struct block *block_new(
	struct paper *p, const struct block_look *look, const char *text, double width);
void block_end(struct block *b);

/* Lines of a block, and where line i begins from its top (i = the count: its height). */
size_t block_lines(const struct block *b);
double block_top(const struct block *b, size_t i);

/* How far below its top the first line stands, to set blocks of different fonts on one line. */
double block_baseline(const struct block *b);

/* Draws lines from ≤ i < to, the first of them at (x, y). */
void block_draw(struct paper *p, const struct block *b, double x, double y, size_t from, size_t to);

void paper_fill(struct paper *p, double x, double y, double w, double h, enum ink ink);
void paper_box(struct paper *p, double x, double y, double w, double h, enum ink ink);

/* A QR code (ISO/IEC 18004, level M) of a text, `side` wide with its quiet zone; false: too long.
 */
bool paper_code(struct paper *p, const char *text, double x, double y, double side);

/* Writes all pages; ERR_FAULT (logged) when cairo says so. The paper is spent. */
enum err paper_end(struct paper *p, struct bytes *out) MUST_USE;

#endif
