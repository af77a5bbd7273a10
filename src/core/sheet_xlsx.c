#include "core/sheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/library.h"
#include "base/log.h"
#include "base/time.h"

#define LXW_FUNCTIONS(X)                                                                           \
	X(format_set_bold)                                                                         \
	X(format_set_bottom)                                                                       \
	X(format_set_font_size)                                                                    \
	X(format_set_num_format)                                                                   \
	X(format_set_text_wrap)                                                                    \
	X(lxw_strerror)                                                                            \
	X(workbook_add_format)                                                                     \
	X(workbook_add_worksheet)                                                                  \
	X(workbook_close)                                                                          \
	X(workbook_get_worksheet_by_name)                                                          \
	X(workbook_new)                                                                            \
	X(worksheet_freeze_panes)                                                                  \
	X(worksheet_right_to_left)                                                                 \
	X(worksheet_set_column)                                                                    \
	X(worksheet_write_number)                                                                  \
	X(worksheet_write_string)
LIBRARY(lxw, "libxlsxwriter.so.4", LXW_FUNCTIONS)

struct looks {
	lxw_format *title, *head, *text, *num, *decimal, *date;
};

/* The first `most` characters of a tab's name, without what Excel refuses in one. */
static const char *tab_name(struct arena *a, const char *name, size_t most)
{
	struct buf b;
	size_t n = 0;

	buf_init(&b, a, 64);
	for (const char *p = name; *p && n < most; p++) {
		if (((unsigned char)*p & 0xC0) != 0x80)
			n++;
		if (n <= most) {
			if (strchr("[]:*?/\\'", *p))
				buf_char(&b, ' ');
			else
				buf_char(&b, *p);
		}
	}
	for (const char *p = name + b.len; ((unsigned char)*p & 0xC0) == 0x80; p++)
		buf_char(&b, *p);
	return b.len ? b.data : "-";
}

static double decimal(int64_t scaled, int scale)
{
	double d = (double)scaled;

	for (int i = 0; i < scale; i++)
		d /= 10;
	return d;
}

/* The number Excel has for a date: days since 1899-12-30, right from 1900-03-01 on; false for any
 * other text. */
static bool serial_date(const char *iso, double *serial)
{
	enum { EPOCH = 25569, FIRST = 61 };
	char day[11] = "";
	int64_t days;

	memcpy(day, iso, strnlen(iso, 10));
	if (!date_parse(day, &days) || days + EPOCH < FIRST)
		return false;
	*serial = (double)(days + EPOCH);
	return true;
}

static void write_cell(
	lxw_worksheet *ws, const struct looks *k, lxw_row_t r, lxw_col_t c, const struct cell *cell)
{
	double serial;

	switch (cell->kind) {
	case CELL_EMPTY:
		break;
	case CELL_TEXT:
		lxw.worksheet_write_string(ws, r, c, cell->text, k->text);
		break;
	case CELL_INT:
		lxw.worksheet_write_number(ws, r, c, (double)cell->num, k->num);
		break;
	case CELL_DECIMAL:
		lxw.worksheet_write_number(ws, r, c, decimal(cell->num, cell->scale), k->decimal);
		break;
	case CELL_DATE:
		if (serial_date(cell->text, &serial))
			lxw.worksheet_write_number(ws, r, c, serial, k->date);
		else
			lxw.worksheet_write_string(ws, r, c, cell->text, k->text);
		break;
	}
}

static void write_sheet(const struct workbook *w, lxw_workbook *wb, const struct looks *k,
	const struct sheet *s, size_t place)
{
	const char *name = tab_name(w->arena, s->name, 28);
	lxw_worksheet *ws;
	lxw_row_t r = 0;

	if (lxw.workbook_get_worksheet_by_name(wb, name))
		name = arena_printf(w->arena, "%s %zu", tab_name(w->arena, s->name, 24), place + 1);
	ws = lxw.workbook_add_worksheet(wb, name);
	if (!ws)
		return;
	if (strcmp(langs[w->lang].dir, "rtl") == 0)
		lxw.worksheet_right_to_left(ws);
	lxw.worksheet_set_column(ws, 0, 0, 34, NULL);
	if (s->heads.n > 1)
		lxw.worksheet_set_column(ws, 1, (lxw_col_t)(s->heads.n - 1), 18, NULL);
	lxw.worksheet_write_string(ws, r++, 0, w->title, k->title);
	if (w->mark)
		lxw.worksheet_write_string(ws, r++, 0, w->mark, NULL);
	if (s->note)
		lxw.worksheet_write_string(ws, r++, 0, s->note, NULL);
	r++;
	for (size_t i = 0; i < s->heads.n; i++)
		lxw.worksheet_write_string(ws, r, (lxw_col_t)i, s->heads.at[i], k->head);
	lxw.worksheet_freeze_panes(ws, r + 1, 0);
	assert(s->heads.n || !s->cells.n);
	for (size_t i = 0; i < s->cells.n; i++)
		write_cell(ws, k, r + 1 + (lxw_row_t)(i / s->heads.n), (lxw_col_t)(i % s->heads.n),
			&s->cells.at[i]);
}

enum err workbook_xlsx(const struct workbook *w, const char *dir, const char **path)
{
	char *name = arena_printf(w->arena, "%s/sheet-XXXXXX", dir);
	int fd = mkstemp(name);
	struct looks k;
	lxw_workbook *wb;
	lxw_error e;

	if (fd < 0)
		return fault("no temporary file in %s", dir);
	close(fd);
	if (!library_open(&lxw_library)) {
		(void)unlink(name);
		return fault("writing workbooks needs the library libxlsxwriter 4: install it");
	}
	wb = lxw.workbook_new(name);
	if (!wb)
		return fault("no workbook at %s", name);
	k.title = lxw.workbook_add_format(wb);
	lxw.format_set_bold(k.title);
	lxw.format_set_font_size(k.title, 14);
	k.head = lxw.workbook_add_format(wb);
	lxw.format_set_bold(k.head);
	lxw.format_set_text_wrap(k.head);
	lxw.format_set_bottom(k.head, LXW_BORDER_THIN);
	k.text = lxw.workbook_add_format(wb);
	lxw.format_set_text_wrap(k.text);
	k.num = lxw.workbook_add_format(wb);
	lxw.format_set_num_format(k.num, "#,##0");
	k.decimal = lxw.workbook_add_format(wb);
	lxw.format_set_num_format(k.decimal, "#,##0.0#");
	k.date = lxw.workbook_add_format(wb);
	lxw.format_set_num_format(k.date, "yyyy-mm-dd");
	for (size_t i = 0; i < w->sheets.n; i++)
		write_sheet(w, wb, &k, &w->sheets.at[i], i);
	e = lxw.workbook_close(wb);
	if (e != LXW_NO_ERROR) {
		(void)unlink(name);
		return fault("workbook not written: %s", lxw.lxw_strerror(e));
	}
	*path = name;
	return OK;
}
