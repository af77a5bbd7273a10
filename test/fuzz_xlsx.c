/*
 * Fuzz target of form workbooks. The first byte chooses: 'z' the rest is an .xlsx file; else the
 * rest is sheets as text, "# name" and rows of cells set apart by "|". Whatever comes, it is a form
 * or there is a reason why not; and a form can be written as an XForm.
 *
 * Sources: forms/instance.c forms/model.c forms/type.c forms/xform.c forms/xform_body.c
 * Sources: forms/xform_itext.c forms/xform_model.c forms/xform_ref.c forms/xform_xml.c
 * Sources: forms/xlsform.c forms/xlsform_entity.c forms/xlsform_finish.c forms/xlsform_list.c
 * Sources: forms/xlsform_param.c forms/xlsform_question.c forms/xlsform_ref.c
 * Sources: forms/xlsform_survey.c forms/xlsform_table.c forms/xlsx.c forms/xlsx_part.c
 * Sources: forms/xlsx_sheet.c forms/xlsx_value.c forms/xlsx_xml.c
 * Sources: forms/answer_fit.c forms/answers.c forms/answers_path.c forms/begin.c forms/depend.c
 * Sources: forms/expr_bind.c forms/expr_eval.c forms/expr_func.c forms/expr_lex.c
 * Sources: forms/expr_parse.c forms/expr_path.c forms/expr_reads.c forms/expr_value.c
 * Sources: forms/func_node.c forms/func_number.c forms/func_text.c forms/func_time.c forms/number.c
 * Sources: forms/order.c forms/plan.c forms/regex.c forms/regex_set.c forms/update.c
 * Sources: base/arena.c base/buf.c base/list.c base/text.c base/text_code.c base/text_fold.c
 * Sources: base/time.c
 * Libraries: -I/usr/include/libxml2 -lzip -lxml2 -lm
 */
#include <assert.h>
#include <string.h>

#include "base/list.h"
#include "forms/xform.h"
#include "forms/xlsform.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

static struct xlsx_row read_row(struct arena *a, const char *line, size_t len, int number)
{
	LIST(struct xlsx_cell) cells = { 0 };
	const char *end = line + len;

	for (int col = 0; line <= end; col++) {
		const char *stop = memchr(line, '|', (size_t)(end - line));
		size_t n = (size_t)((stop ? stop : end) - line);

		if (n)
			*LIST_PUSH(a, &cells) =
				(struct xlsx_cell){ .text = arena_strn(a, line, n), .col = col };
		line += n + 1;
	}
	return (struct xlsx_row){ number, cells.at, cells.n };
}

static struct xlsx_book read_text(struct arena *a, const char *text)
{
	LIST(struct xlsx_sheet) sheets = { 0 };
	LIST(struct xlsx_row) rows = { 0 };

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (*text == '#' && len > 2) {
			memset(&rows, 0, sizeof(rows));
			LIST_PUSH(a, &sheets)->name = arena_strn(a, text + 2, len - 2);
		} else if (len) {
			struct xlsx_row row = read_row(a, text, len, (int)rows.n + 1);

			if (row.n)
				*LIST_PUSH(a, &rows) = row;
		}
		if (sheets.n) {
			sheets.at[sheets.n - 1].rows = rows.at;
			sheets.at[sheets.n - 1].n = rows.n;
		}
		text += len + (text[len] == '\n');
	}
	return (struct xlsx_book){ sheets.at, sheets.n };
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct arena *a = arena_new(0);
	struct form_problems p = { .arena = a };
	struct xlsx_book book = { 0 };
	const struct form *f = NULL;
	enum err e = OK;
	struct buf out;

	if (n && data[0] == 'z')
		e = xlsx_read(a, (struct bytes){ data + 1, n - 1 }, &p, &book);
	else if (n)
		book = read_text(a, arena_strn(a, (const char *)data, n));
	if (e == OK)
		e = xlsform_read(a, &book, "fuzz", NULL, &p, &f);
	assert((e == OK) == (f != NULL));
	assert(e == OK || p.errors > 0);
	buf_init(&out, a, 0);
	if (f)
		xform_write(a, f, &out);
	arena_free(a);
	return 0;
}
