#include "core/sheet.h"

#include <stdio.h>
#include <string.h>

#include "forms/xlsx.h"
#include "test/harness.h"

static struct sheet *filled(struct workbook *w, struct arena *a)
{
	struct sheet *s;

	workbook_begin(w, a, LANG_AR, "T");
	s = workbook_sheet(w, "[A]");
	sheet_head(w, s, "text");
	sheet_head(w, s, "date");
	sheet_text(w, s, "=1+1");
	sheet_date(w, s, "2026-11-24");
	sheet_int(w, s, -5);
	sheet_date(w, s, "1900-02-28");
	sheet_decimal(w, s, 1325, 2);
	sheet_date(w, s, NULL);
	return s;
}

TEST(a_table_is_csv_that_no_spreadsheet_takes_for_formulas)
{
	struct workbook w;
	struct buf b;

	filled(&w, t->arena);
	buf_init(&b, t->arena, 0);
	workbook_csv(&w, &b, false);
	CHECK_STR("text,date\r\n\"'=1+1\",2026-11-24\r\n-5,1900-02-28\r\n13.25,\r\n", b.data);
}

TEST(dates_of_a_workbook_are_dates_and_old_ones_text)
{
	struct workbook w;
	struct xlsx_book book;
	struct form_problems problems = { .arena = t->arena };
	const struct xlsx_row *rows;
	struct bytes file;
	const char *path;

	filled(&w, t->arena);
	CHECK_ERR(OK, workbook_xlsx(&w, t->dir, &path));
	file.data = (const unsigned char *)t_file(t->arena, path, &file.len);
	if (!CHECK_ERR(OK, xlsx_read(t->arena, file, &problems, &book)))
		return;
	CHECK_STR(" A ", book.sheets[0].name);
	if (!CHECK_INT(5, (int64_t)book.sheets[0].n))
		return;
	rows = book.sheets[0].rows + 2;
	CHECK_STR("=1+1", rows[0].cells[0].text);
	CHECK_INT(XLSX_DATE, rows[0].cells[1].kind);
	CHECK_STR("2026-11-24", rows[0].cells[1].text);
	CHECK_STR("-5", rows[1].cells[0].text);
	CHECK_INT(XLSX_TEXT, rows[1].cells[1].kind);
	CHECK_STR("1900-02-28", rows[1].cells[1].text);
	CHECK_STR("13.25", rows[2].cells[0].text);
	CHECK_INT(1, (int64_t)rows[2].n);
}
