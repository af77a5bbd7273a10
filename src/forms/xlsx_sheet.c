#include <string.h>

#include "base/text.h"
#include "forms/xlsx_in.h"
#include "forms/xlsx_value.h"

/* The cells and rows of one sheet while it is read. */
struct grid {
	LIST(struct xlsx_cell) cells;
	LIST(struct xlsx_row) rows;
	LIST(size_t) first; /* of each row, in cells */
	int row, col;	    /* where the reader is */
};

const char *xlsx_ref(struct arena *a, int col, int row)
{
	char letters[8];
	int n = 0;

	for (int c = col + 1; c > 0 && n < 7; c = (c - 1) / 26)
		letters[n++] = (char)('A' + (c - 1) % 26);
	for (int i = 0; i < n / 2; i++) {
		char t = letters[i];

		letters[i] = letters[n - 1 - i];
		letters[n - 1 - i] = t;
	}
	letters[n] = 0;
	return arena_printf(a, "%s%d", letters, row);
}

/* Reads "C12" into column and row; false when it is none. */
static bool parse_ref(const char *s, int *col, int *row)
{
	int c = 0, n = 0;

	for (; *s >= 'A' && *s <= 'Z' && c < 100000; s++)
		c = c * 26 + (*s - 'A' + 1);
	for (; *s >= '0' && *s <= '9' && n < 100000000; s++)
		n = n * 10 + (*s - '0');
	*col = c - 1;
	*row = n;
	return !*s && c > 0 && n > 0;
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

/* What a cell's parts say, before they are put together. */
struct cell_parts {
	const char *type;
	int style;
	bool formula, in_value, has_inline;
	struct buf value;
};

static enum err finish_cell(struct reading *r, struct grid *g, struct cell_parts *c)
{
	const char *text = c->value.data;
	bool date =
		c->style >= 0 && (size_t)c->style < r->date_style.n && r->date_style.at[c->style];
	int kind = XLSX_TEXT;
	int64_t n;

	if (strcmp(c->type, "s") == 0) {
		if (!*text)
			return OK;
		if (!text_to_int(text, &n) || n < 0 || (size_t)n >= r->strings.n)
			return xl_malformed(r);
		text = r->strings.at[n];
	} else if (strcmp(c->type, "b") == 0) {
		kind = XLSX_BOOL;
		text = strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ? "TRUE" : "FALSE";
	} else if (strcmp(c->type, "e") == 0) {
		kind = XLSX_ERROR;
	} else if (strcmp(c->type, "d") == 0) {
		kind = XLSX_DATE;
	} else if (strcmp(c->type, "n") == 0 && *text) {
		kind = date ? XLSX_DATE : XLSX_NUMBER;
		text = date ? xlsx_date(r->arena, text, r->epoch1904) : xlsx_number(r->arena, text);
	} else if (strcmp(c->type, "str") == 0) {
		xl_unescape(&c->value);
		text = c->value.data;
	}
	if (!*text && c->formula)
		text = "="; /* never calculated, yet not empty */
	return *text ? add_cell(r, g, text, kind, c->formula) : OK;
}

/* Reads one <c>; the reader stands on it and ends at its end tag. */
static enum err read_cell(struct reading *r, struct grid *g)
{
	struct cell_parts c = { .style = xl_attr_int(r, "s", -1) };
	int depth = xmlTextReaderDepth(r->xml), got, col, row;
	const char *ref = xl_attr(r, "r");

	c.type = xl_attr(r, "t");
	if (!c.type)
		c.type = "n";
	g->col++;
	if (ref) {
		if (!parse_ref(ref, &col, &row))
			return xl_malformed(r);
		g->col = col;
		g->row = row;
	}
	if (xmlTextReaderIsEmptyElement(r->xml))
		return OK;
	buf_init(&c.value, r->arena, 24);
	while ((got = xl_step(r)) == 1) {
		if (xl_end(r) && xmlTextReaderDepth(r->xml) == depth)
			break;
		if (xl_named(r, "v"))
			c.in_value = xl_start(r) && !xmlTextReaderIsEmptyElement(r->xml);
		else if (xl_named(r, "f"))
			c.formula = true;
		else if (xl_start(r) && xl_named(r, "is"))
			TRY(xl_string(r, &c.value));
		else if (xl_text(r) && c.in_value)
			buf_str(&c.value, (const char *)xmlTextReaderConstValue(r->xml));
		if (c.value.len > XLSX_TEXT_MAX)
			return xl_refuse(r, ref,
				MSG(_("A cell holds more than 32,767 characters.")),
				MSG(_("Shorten the text.")));
	}
	if (got != 1)
		return xl_malformed(r);
	return finish_cell(r, g, &c);
}

static enum err on_sheet(struct reading *r, void *to)
{
	struct grid *g = to;

	if (!xl_start(r))
		return OK;
	if (xl_named(r, "row")) {
		g->row = xl_attr_int(r, "r", g->row + 1);
		g->col = -1;
		return OK;
	}
	return xl_named(r, "c") ? read_cell(r, g) : OK;
}

enum err xl_sheet(struct reading *r, const char *part, struct xlsx_sheet *out)
{
	struct grid g = { .row = 0, .col = -1 };

	TRY(xl_walk(r, part, on_sheet, &g));
	for (size_t k = 0; k < g.rows.n; k++)
		g.rows.at[k].cells = &g.cells.at[g.first.at[k]];
	*out = (struct xlsx_sheet){ out->name, g.rows.at, g.rows.n };
	return OK;
}
