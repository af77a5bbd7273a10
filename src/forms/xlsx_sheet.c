#include <string.h>

#include "base/text.h"
#include "forms/xlsx_in.h"
#include "forms/xlsx_value.h"

/* What the parts of the cell being read say, before they are put together. */
struct cell_parts {
	int depth; /* of its element; 0: no cell is being read */
	char type[10];
	int style;
	bool formula, in_inline;
};

/* The cells and rows of one sheet while it is read. */
struct grid {
	LIST(struct xlsx_cell) cells;
	LIST(struct xlsx_row) rows;
	LIST(size_t) first; /* of each row, in cells */
	int row, col;	    /* where the reader is */
	struct cell_parts cell;
};

const char *xlsx_ref(struct arena *a, int col, int row)
{
	char letters[8];
	struct buf b;
	int n = 0;

	for (int c = col + 1; c > 0 && n < 7; c = (c - 1) / 26)
		letters[n++] = (char)('A' + (c - 1) % 26);
	for (int i = 0; i < n / 2; i++) {
		char t = letters[i];

		letters[i] = letters[n - 1 - i];
		letters[n - 1 - i] = t;
	}
	buf_init(&b, a, 12);
	buf_add(&b, letters, (size_t)n);
	buf_int(&b, row);
	return b.data;
}

/* Reads "C12" into column and row; false when it is none. */
static bool parse_ref(struct xl_view v, int *col, int *row)
{
	const char *s = v.at, *end = v.at + v.n;
	int c = 0, n = 0;

	for (; s < end && *s >= 'A' && *s <= 'Z' && c < 100000; s++)
		c = c * 26 + (*s - 'A' + 1);
	for (; s < end && *s >= '0' && *s <= '9' && n < 100000000; s++)
		n = n * 10 + (*s - '0');
	*col = c - 1;
	*row = n;
	return s == end && c > 0 && n > 0;
}

static enum err add_cell(
	struct reading *r, struct grid *g, const char *text, int kind, bool formula)
{
	struct xlsx_row *row;

	if (g->col >= XLSX_COLUMNS_MAX)
		return xl_refuse(r, NULL,
			MSG(_("The sheet has more than {1} columns."), N(XLSX_COLUMNS_MAX)),
			MSG(_("Remove the columns the form does not need.")));
	if (++r->cells > XLSX_CELLS_MAX)
		return xl_refuse(r, NULL,
			MSG(_("The workbook has more than {1} cells."), N(XLSX_CELLS_MAX)),
			MSG(_("Remove the sheets the form does not need.")));
	r->texts += strlen(text);
	if (r->texts > XLSX_TEXTS_MAX)
		return xl_refuse(r, NULL,
			MSG(_("The workbook holds more than {1} MiB of text."),
				N(XLSX_TEXTS_MAX >> 20)),
			MSG(_("Remove the sheets the form does not need.")));
	if (!g->rows.n || g->rows.at[g->rows.n - 1].number != g->row) {
		if (g->rows.n && g->rows.at[g->rows.n - 1].number > g->row)
			return xl_malformed(r);
		if (g->rows.n >= XLSX_ROWS_MAX)
			return xl_refuse(r, NULL,
				MSG(_("The sheet has more than {1} rows."), N(XLSX_ROWS_MAX)),
				MSG(_("Shorten the sheet, or split the form.")));
		row = LIST_PUSH(r->arena, &g->rows);
		row->number = g->row;
		*LIST_PUSH(r->arena, &g->first) = g->cells.n;
	}
	row = &g->rows.at[g->rows.n - 1];
	if (row->n && g->cells.at[g->cells.n - 1].col >= g->col)
		return xl_malformed(r);
	row->n++;
	*LIST_PUSH(r->arena, &g->cells) = (struct xlsx_cell){
		.text = text, .col = g->col, .kind = (unsigned char)kind, .formula = formula
	};
	return OK;
}

/* The text of the shared string a cell names by its number. */
static enum err shared(struct reading *r, const char **text)
{
	int64_t n;

	if (!text_to_int(*text, &n) || n < 0 || (size_t)n >= r->strings.n)
		return xl_malformed(r);
	*text = r->strings.at[n];
	return OK;
}

static enum err finish_cell(struct reading *r, struct grid *g)
{
	const struct cell_parts *c = &g->cell;
	const char *text = r->text.data;
	bool date =
		c->style >= 0 && (size_t)c->style < r->date_style.n && r->date_style.at[c->style];
	int kind = XLSX_TEXT;

	if (!*text) {
		/* never calculated, yet not empty */
		return c->formula ? add_cell(r, g, "=", kind, true) : OK;
	} else if (xl_same(c->type, "s")) {
		TRY(shared(r, &text));
	} else if (xl_same(c->type, "b")) {
		kind = XLSX_BOOL;
		text = xl_same(text, "1") || xl_same(text, "true") ? "TRUE" : "FALSE";
	} else if (xl_same(c->type, "n")) {
		kind = date ? XLSX_DATE : XLSX_NUMBER;
		text = date ? xlsx_date(r->arena, text, r->epoch1904) : xlsx_number(r->arena, text);
	} else {
		if (xl_same(c->type, "e"))
			kind = XLSX_ERROR;
		else if (xl_same(c->type, "d"))
			kind = XLSX_DATE;
		else if (xl_same(c->type, "str"))
			xl_unescape(&r->text);
		text = arena_strn(r->arena, r->text.data, r->text.len);
	}
	return *text ? add_cell(r, g, text, kind, c->formula) : OK;
}

static enum err start_cell(struct reading *r, struct grid *g)
{
	struct xl_view ref = xl_view(r, "r"), type = xl_view(r, "t");

	g->cell = (struct cell_parts){ .depth = r->depth, .style = xl_attr_int(r, "s", -1) };
	if (!type.at)
		type = (struct xl_view){ "n", 1 };
	if (type.n < sizeof(g->cell.type))
		memcpy(g->cell.type, type.at, type.n);
	g->col++;
	if (ref.at && !parse_ref(ref, &g->col, &g->row))
		return xl_malformed(r);
	r->col = g->col;
	r->row = g->row;
	buf_cut(&r->text, 0);
	return OK;
}

static enum err on_start(struct reading *r, void *to, const char *name)
{
	struct grid *g = to;

	if (g->cell.in_inline) {
		xl_string_start(r, name);
	} else if (g->cell.depth) {
		if (xl_same(name, "v"))
			r->keep = true;
		else if (xl_same(name, "f"))
			g->cell.formula = true;
		else if (xl_same(name, "is"))
			g->cell.in_inline = true;
	} else if (xl_same(name, "c")) {
		return start_cell(r, g);
	} else if (xl_same(name, "row")) {
		g->row = xl_attr_int(r, "r", g->row + 1);
		g->col = -1;
	}
	return OK;
}

static enum err on_end(struct reading *r, void *to, const char *name)
{
	struct grid *g = to;

	if (!g->cell.depth)
		return OK;
	if (r->depth == g->cell.depth) {
		g->cell.depth = 0;
		r->col = -1;
		r->keep = false;
		return finish_cell(r, g);
	}
	if (g->cell.in_inline && xl_same(name, "is")) {
		g->cell.in_inline = false;
		xl_unescape(&r->text);
	} else if (g->cell.in_inline) {
		xl_string_end(r, name);
	} else if (xl_same(name, "v")) {
		r->keep = false;
	}
	return OK;
}

static const struct xl_events sheet_events = { on_start, on_end };

enum err xl_sheet(struct reading *r, const char *part, struct xlsx_sheet *out)
{
	struct grid g = { .row = 0, .col = -1 };

	TRY(xl_walk(r, part, &sheet_events, &g));
	for (size_t k = 0; k < g.rows.n; k++)
		g.rows.at[k].cells = &g.cells.at[g.first.at[k]];
	*out = (struct xlsx_sheet){ out->name, g.rows.at, g.rows.n };
	return OK;
}
