#include "core/sheet.h"

#include <stdint.h>
#include <string.h>

#include "db/db.h"

void workbook_begin(struct workbook *w, struct arena *a, enum lang lang, const char *title)
{
	*w = (struct workbook){ .arena = a, .lang = lang, .title = title };
}

struct sheet *workbook_sheet(struct workbook *w, const char *name)
{
	struct sheet *s = LIST_PUSH(w->arena, &w->sheets);

	s->name = name;
	return s;
}

void sheet_head(struct workbook *w, struct sheet *s, const char *head)
{
	*LIST_PUSH(w->arena, &s->heads) = head;
}

static void add(struct workbook *w, struct sheet *s, struct cell c)
{
	*LIST_PUSH(w->arena, &s->cells) = c;
}

void sheet_text(struct workbook *w, struct sheet *s, const char *text)
{
	add(w, s, (struct cell){ .kind = text && *text ? CELL_TEXT : CELL_EMPTY, .text = text });
}

void sheet_int(struct workbook *w, struct sheet *s, int64_t n)
{
	add(w, s, (struct cell){ .kind = n == DB_NULL ? CELL_EMPTY : CELL_INT, .num = n });
}

void sheet_decimal(struct workbook *w, struct sheet *s, int64_t scaled, int scale)
{
	add(w, s,
		(struct cell){ .kind = scaled == DB_NULL ? CELL_EMPTY : CELL_DECIMAL,
			.num = scaled,
			.scale = scale });
}

void sheet_date(struct workbook *w, struct sheet *s, const char *iso)
{
	add(w, s, (struct cell){ .kind = iso && *iso ? CELL_DATE : CELL_EMPTY, .text = iso });
}

/* One CSV cell: quoted where RFC 4180 asks for it, kept from being taken for a formula. */
static void csv_text(struct buf *out, const char *text)
{
	bool formula = strchr("=+-@\t\r", *text) != NULL && *text;

	if (!formula && !text[strcspn(text, ",\"\r\n")]) {
		buf_str(out, text);
		return;
	}
	buf_char(out, '"');
	if (formula)
		buf_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_char(out, '"');
		buf_char(out, *text);
	}
	buf_char(out, '"');
}

static void csv_decimal(struct buf *out, int64_t scaled, int scale)
{
	uint64_t n = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	uint64_t unit = 1;

	for (int i = 0; i < scale; i++)
		unit *= 10;
	if (scaled < 0)
		buf_char(out, '-');
	buf_printf(out, "%llu", (unsigned long long)(n / unit));
	if (scale > 0)
		buf_printf(out, ".%0*llu", scale, (unsigned long long)(n % unit));
}

static void csv_cell(struct buf *out, const struct cell *c)
{
	switch (c->kind) {
	case CELL_EMPTY:
		break;
	case CELL_TEXT:
		csv_text(out, c->text);
		break;
	case CELL_DATE:
		buf_str(out, c->text);
		break;
	case CELL_INT:
		buf_int(out, c->num);
		break;
	case CELL_DECIMAL:
		csv_decimal(out, c->num, c->scale);
		break;
	}
}

void workbook_csv(const struct workbook *w, struct buf *out, bool bom)
{
	const struct sheet *s = w->sheets.at;

	if (bom)
		buf_str(out, "\xEF\xBB\xBF");
	if (!w->sheets.n || !s->heads.n)
		return;
	for (size_t i = 0; i < s->heads.n; i++) {
		if (i)
			buf_char(out, ',');
		csv_text(out, s->heads.at[i]);
	}
	buf_str(out, "\r\n");
	for (size_t i = 0; i < s->cells.n; i++) {
		if (i % s->heads.n)
			buf_char(out, ',');
		csv_cell(out, &s->cells.at[i]);
		if ((i + 1) % s->heads.n == 0)
			buf_str(out, "\r\n");
	}
}
