/* A mapping from a CSV file with the heads meaning, detail, question. */
#include <string.h>

#include "assess/meaning.h"
#include "base/text.h"
#include "people/csv.h"

#define ROWS_MAX 500

enum { MEANING, DETAIL, QUESTION, COLUMNS };

/* Where each column is, or false. */
static bool columns_of(const struct csv_row *head, size_t at[COLUMNS])
{
	static const char *const names[COLUMNS] = { "meaning", "detail", "question" };

	for (size_t c = 0; c < COLUMNS; c++) {
		size_t i = 0;

		while (i < head->n && !text_same_nocase(head->cells[i], names[c]))
			i++;
		if (i == head->n)
			return false;
		at[c] = i;
	}
	return true;
}

static const char *cell(struct ctx *cx, const struct csv_row *row, size_t at)
{
	return at < row->n ? text_trim(cx->arena, row->cells[at]) : "";
}

enum err meaning_import(struct ctx *cx, int64_t form, const struct form *model, struct bytes text)
{
	struct csv csv;
	size_t at[COLUMNS], n = 0;
	struct meaning *list;
	int64_t line = 0;

	if (csv_read(cx->arena, text, ROWS_MAX, &csv, &line) != CSV_OK)
		return problem(cx, ERR_INPUT, "file",
			MSG("Line {1} of the file cannot be read as CSV.", N(line)));
	if (!csv.rows.n || !columns_of(&csv.rows.at[0], at))
		return problem(cx, ERR_INPUT, "file",
			MSG("The first line of the file must name the columns meaning, detail and "
			    "question."));
	list = ARENA_ARRAY(cx->arena, csv.rows.n, struct meaning);
	for (size_t i = 1; i < csv.rows.n; i++)
		list[n++] = (struct meaning){
			.meaning = cell(cx, &csv.rows.at[i], at[MEANING]),
			.detail = cell(cx, &csv.rows.at[i], at[DETAIL]),
			.question = cell(cx, &csv.rows.at[i], at[QUESTION]),
		};
	return meaning_set(cx, form, model, list, n);
}
