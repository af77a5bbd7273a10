#include "core/pdf.h"

#include "base/list.h"
#include "base/text.h"
#include "core/paper.h"

#define MM 2.834645669
#define PAGE_W (210 * MM)
#define PAGE_H (297 * MM)
#define EDGE (18 * MM)
#define TOP (18 * MM)
#define BOTTOM (PAGE_H - 20 * MM)
#define GAP 10.0 /* between cells */
#define PAD 3.0	 /* above and below a cell's text */
#define TICK 9.0
#define BAR 14.0 /* the room a bar takes */

static const struct {
	double size, above;
	bool bold;
	enum ink ink;
} styles[PDF_STYLES] = {
	[PDF_BODY] = { 10, 0, false, INK_TEXT },
	[PDF_TITLE] = { 18, 0, true, INK_DEEP },
	[PDF_HEADING] = { 14, 12, true, INK_DEEP },
	[PDF_SUBHEADING] = { 11.5, 8, true, INK_TEXT },
	[PDF_STRONG] = { 10, 0, true, INK_TEXT },
	[PDF_SMALL] = { 8.5, 0, false, INK_SOFT },
};

enum { MOST_CELLS = 24 };

struct placed { /* a cell measured in its row */
	const struct pdf_cell *cell;
	struct block *block;
	double x, w;   /* of the cell, from the left edge of the page */
	size_t next;   /* first line not yet drawn */
	double indent; /* of the text, from the start side */
	double down;   /* of the text, so that the first lines of a row stand on one line */
};

struct pdf {
	struct arena *arena;
	struct pdf_head head;
	struct paper *paper;
	double y;
	double held;		      /* height of rows kept with what comes */
	LIST(struct pdf_row) waiting; /* rows that keep with the next */
	struct pdf_row again;	      /* the head of the table; n 0: none */
	bool empty;		      /* nothing on this page yet */
};

static bool rtl(const struct pdf *d)
{
	return langs[d->head.lang].dir[0] == 'r';
}

static void page_head(struct pdf *d)
{
	const struct block_look look = { .lang = d->head.lang, .size = 8.5, .ink = INK_SOFT };
	struct block *b = block_new(d->paper, &look,
		d->head.subject ? d->head.subject : d->head.title, PAGE_W - 2 * EDGE);

	block_draw(d->paper, b, EDGE, 8 * MM, 0, 1);
	block_end(b);
	paper_fill(d->paper, EDGE, 14 * MM, PAGE_W - 2 * EDGE, 0.5, INK_LINE);
}

static void new_page(struct pdf *d)
{
	paper_page(d->paper);
	d->y = TOP;
	d->empty = true;
	if (paper_pages(d->paper) > 1)
		page_head(d);
}

struct pdf *pdf_new(struct arena *a, const struct pdf_head *head)
{
	struct pdf *d = ARENA_NEW(a, struct pdf);

	d->arena = a;
	d->head = *head;
	d->paper = paper_new(a, PAGE_W, PAGE_H, head->title, head->made);
	if (!d->paper)
		return NULL;
	new_page(d);
	return d;
}

/* ---- rows ---- */

static void place(struct pdf *d, const struct pdf_row *row, struct placed *out)
{
	double all = PAGE_W - 2 * EDGE - GAP * (double)(row->n - 1), at = EDGE, base = 0;
	int shares = 0;

	for (size_t i = 0; i < row->n; i++)
		shares += row->cells[i].width ? row->cells[i].width : 1;
	for (size_t i = 0; i < row->n; i++) {
		const struct pdf_cell *c = &row->cells[i];
		struct placed *p = &out[i];
		struct block_look look = { .lang = c->lang,
			.size = styles[c->style].size,
			.bold = styles[c->style].bold,
			.end = c->end,
			.left = c->left,
			.ink = styles[c->style].ink };
		double inner;

		*p = (struct placed){ .cell = c };
		p->w = all * (c->width ? c->width : 1) / shares;
		p->x = rtl(d) ? PAGE_W - at - p->w : at;
		p->indent = c->tick ? TICK + 5 : c->boxed ? PAD : 0;
		inner = p->w - p->indent - (c->boxed ? PAD : 0);
		p->block = block_new(d->paper, &look, c->text, inner > 1 ? inner : 1);
		at += p->w + GAP;
		if (!c->bar && block_baseline(p->block) > base)
			base = block_baseline(p->block);
	}
	for (size_t i = 0; i < row->n; i++)
		if (!out[i].cell->bar)
			out[i].down = base - block_baseline(out[i].block);
}

/* The height of what is left of a cell. */
static double left_of(const struct placed *p)
{
	double text = block_top(p->block, block_lines(p->block)) - block_top(p->block, p->next);

	if (!p->cell->text || !*p->cell->text)
		text = 0;
	if (p->cell->bar)
		text += BAR;
	if (p->next == 0)
		text += p->down;
	if (p->next == 0 && text < p->cell->high)
		text = p->cell->high;
	return text + 2 * PAD;
}

static double row_left(const struct placed *cells, size_t n)
{
	double most = 0;

	for (size_t i = 0; i < n; i++)
		if (left_of(&cells[i]) > most)
			most = left_of(&cells[i]);
	return most;
}

static void draw_tick(struct pdf *d, const struct placed *p, double y)
{
	bool from_right = !p->cell->left && langs[p->cell->lang].dir[0] == 'r';
	double x = from_right ? p->x + p->w - TICK : p->x, top = y + PAD + 3;
	enum pdf_tick t = p->cell->tick;

	paper_box(d->paper, x, top, TICK, TICK, INK_LINE);
	if (t == PDF_EMPTY_RING || t == PDF_TICKED_RING)
		paper_box(d->paper, x + 1.5, top + 1.5, TICK - 3, TICK - 3, INK_LINE);
	if (t == PDF_TICKED_BOX || t == PDF_TICKED_RING)
		paper_fill(d->paper, x + 2.5, top + 2.5, TICK - 5, TICK - 5, INK_DEEP);
}

/* Draws as many lines of a cell as fit into `room`. */
static void draw_cell(struct pdf *d, struct placed *p, double room)
{
	bool from_right = !p->cell->left && langs[p->cell->lang].dir[0] == 'r';
	size_t lines = block_lines(p->block), to = p->next;
	double y = d->y + PAD, top = block_top(p->block, p->next);
	double x = from_right ? p->x + (p->cell->boxed ? PAD : 0) : p->x + p->indent;

	if (p->cell->tick && p->next == 0)
		draw_tick(d, p, d->y + p->down);
	if (p->cell->bar && p->next == 0) {
		double w = p->w * p->cell->bar / 1000;

		paper_fill(d->paper, rtl(d) ? p->x + p->w - w : p->x, y + 4, w, 8, INK_BAR);
		y += BAR;
		room -= BAR;
	}
	if (p->next == 0) {
		y += p->down;
		room -= p->down;
	}
	while (to < lines && block_top(p->block, to + 1) - top <= room - 2 * PAD + 0.01)
		to++;
	if (to > p->next && p->cell->text)
		block_draw(d->paper, p->block, x, y, p->next, to);
	p->next = p->cell->text && *p->cell->text ? to : lines;
}

static bool row_done(const struct placed *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].next < block_lines(cells[i].block))
			return false;
	return true;
}

/* Draws one part of a row, as high as `room` at most. */
static void draw_part(struct pdf *d, const struct pdf_row *row, struct placed *cells, double room)
{
	double height = row_left(cells, row->n);

	if (height > room)
		height = room;
	if (row->shaded)
		paper_fill(d->paper, EDGE - 4, d->y, PAGE_W - 2 * EDGE + 8, height, INK_SHADE);
	for (size_t i = 0; i < row->n; i++) {
		draw_cell(d, &cells[i], height);
		if (cells[i].cell->boxed)
			paper_box(d->paper, cells[i].x, d->y + 1, cells[i].w, height - 2, INK_LINE);
	}
	d->y += height;
	d->empty = false;
	if (row->rule)
		paper_fill(d->paper, EDGE, d->y - 0.5, PAGE_W - 2 * EDGE, 0.5, INK_LINE);
}

static void put(struct pdf *d, const struct pdf_row *row)
{
	struct placed cells[MOST_CELLS];

	place(d, row, cells);
	do
		draw_part(d, row, cells, BOTTOM - d->y);
	while (!row_done(cells, row->n) && (pdf_break(d), true));
	for (size_t i = 0; i < row->n; i++)
		block_end(cells[i].block);
}

static double height_of(struct pdf *d, const struct pdf_row *row)
{
	struct placed cells[MOST_CELLS];
	double height;

	place(d, row, cells);
	height = row_left(cells, row->n);
	for (size_t i = 0; i < row->n; i++)
		block_end(cells[i].block);
	return height + styles[row->cells[0].style].above;
}

/* Puts the rows that waited, and then this one, breaking the page before them if they do not fit.
 */
static void put_kept(struct pdf *d, const struct pdf_row *row)
{
	double need = d->held + (row ? height_of(d, row) : 0), page = BOTTOM - TOP;

	if (d->y + need > BOTTOM && (need <= page / 2 || d->y > TOP + page * 3 / 4))
		pdf_break(d);
	for (size_t i = 0; i < d->waiting.n; i++) {
		if (!d->empty)
			d->y += styles[d->waiting.at[i].cells[0].style].above;
		put(d, &d->waiting.at[i]);
	}
	d->waiting.n = 0;
	d->held = 0;
	if (row)
		put(d, row);
}

static struct pdf_row copy_row(struct pdf *d, const struct pdf_row *row)
{
	struct pdf_row r = *row;
	struct pdf_cell *cells = ARENA_ARRAY(d->arena, row->n, struct pdf_cell);

	for (size_t i = 0; i < row->n; i++)
		cells[i] = row->cells[i];
	r.cells = cells;
	return r;
}

void pdf_row(struct pdf *d, const struct pdf_row *row)
{
	if (row->n == 0 || row->n > MOST_CELLS)
		return;
	if (row->repeat)
		d->again = copy_row(d, row);
	if (row->keep || row->repeat) {
		*LIST_PUSH(d->arena, &d->waiting) = copy_row(d, row);
		d->held += height_of(d, row);
	} else {
		put_kept(d, row);
	}
}

void pdf_say(struct pdf *d, enum pdf_style style, enum lang lang, const char *text)
{
	const struct pdf_cell cell = { .text = text, .lang = lang, .style = style };

	pdf_row(d, &(struct pdf_row){ .cells = &cell,
			   .n = 1,
			   .keep = style == PDF_HEADING || style == PDF_SUBHEADING });
}

void pdf_table_end(struct pdf *d)
{
	put_kept(d, NULL);
	d->again.n = 0;
	d->y += PAD;
}

void pdf_space(struct pdf *d, double points)
{
	put_kept(d, NULL);
	if (!d->empty)
		d->y += points;
}

void pdf_break(struct pdf *d)
{
	if (d->empty)
		return;
	new_page(d);
	if (d->again.n && !d->waiting.n && height_of(d, &d->again) < (BOTTOM - TOP) / 2) {
		struct pdf_row head = d->again;

		d->again.n = 0; /* or putting it would say it again */
		put(d, &head);
		d->again = head;
	}
}

void pdf_lines(struct pdf *d, int n)
{
	put_kept(d, NULL);
	for (int i = 0; i < n; i++) {
		if (d->y + 9 * MM > BOTTOM)
			pdf_break(d);
		d->y += 9 * MM;
		paper_fill(d->paper, EDGE, d->y, PAGE_W - 2 * EDGE, 0.5, INK_LINE);
		d->empty = false;
	}
}

void pdf_code(struct pdf *d, const char *text, double side)
{
	put_kept(d, NULL);
	if (d->y + side > BOTTOM)
		pdf_break(d);
	if (paper_code(d->paper, text, rtl(d) ? EDGE : PAGE_W - EDGE - side, d->y, side)) {
		d->y += side;
		d->empty = false;
	}
}

size_t pdf_pages(const struct pdf *d)
{
	return paper_pages(d->paper);
}

/* ---- feet ---- */

static void foot(struct pdf *d, size_t i, size_t of)
{
	const struct block_look mark = { .lang = d->head.lang, .size = 8.5, .ink = INK_SOFT };
	struct block_look number = mark;
	double y = PAGE_H - 14 * MM, half = (PAGE_W - 2 * EDGE) / 4;
	struct block *b;

	number.end = true;
	paper_fill(d->paper, EDGE, y - 4, PAGE_W - 2 * EDGE, 0.5, INK_LINE);
	b = block_new(d->paper, &mark, d->head.mark, 3 * half - GAP);
	block_draw(d->paper, b, rtl(d) ? EDGE + half + GAP : EDGE, y, 0,
		block_lines(b) < 2 ? block_lines(b) : 2);
	block_end(b);
	b = block_new(d->paper, &number,
		msg_text(d->arena, d->head.lang,
			MSG("Page {1} of {2}", N((int64_t)i + 1), N((int64_t)of))),
		half);
	block_draw(d->paper, b, rtl(d) ? EDGE : EDGE + 3 * half, y, 0, 1);
	block_end(b);
}

enum err pdf_end(struct pdf *d, struct bytes *out)
{
	put_kept(d, NULL);
	for (size_t i = 0; i < paper_pages(d->paper); i++) {
		paper_turn(d->paper, i);
		foot(d, i, paper_pages(d->paper));
	}
	return paper_end(d->paper, out);
}
