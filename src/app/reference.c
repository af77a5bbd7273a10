#include "app/reference.h"

#include <string.h>

#include "app/data.h"
#include "base/log.h"
#include "base/text.h"
#include "people/body.h"
#include "people/body_import.h"
#include "people/body_sql.h"
#include "people/csv.h"

#define ROWS_MOST 2000

enum column { CODE, KIND, PARENT, NAME_AR, NAME_CKB, NAME_KMR, NAME_EN, NOTE, COLUMNS };
static const char *const columns[COLUMNS] = { "code", "kind", "parent_code", "name_ar", "name_ckb",
	"name_kmr", "name_en", "note" };

struct list {
	struct csv csv;
	size_t place[COLUMNS];
};

static enum err read_list(struct arena *a, struct list *l)
{
	int64_t line;

	if (csv_read(a, data_file("organisations.csv"), ROWS_MOST, &l->csv, &line) != CSV_OK)
		return fault("organisations.csv cannot be read");
	for (int c = 0; c < COLUMNS; c++) {
		l->place[c] = SIZE_MAX;
		for (size_t i = 0; i < l->csv.rows.at[0].n; i++)
			if (strcmp(l->csv.rows.at[0].cells[i], columns[c]) == 0)
				l->place[c] = i;
	}
	return OK;
}

static const char *cell(const struct list *l, size_t row, enum column c)
{
	const struct csv_row *r = &l->csv.rows.at[row];
	const char *s = l->place[c] < r->n ? r->cells[l->place[c]] : "";

	return *s ? s : NULL;
}

/* The code of a row: "" where the file has none. */
static const char *code_of(const struct list *l, size_t row)
{
	const char *code = cell(l, row, CODE);

	return code ? code : "";
}

static enum err stored(struct ctx *cx, const char *code, bool *yes)
{
	struct body_by_code b;

	return body_by_code_query(cx->db, cx->arena, code, &b, yes);
}

enum err reference_read(struct ctx *cx, struct reference *out)
{
	struct list l = { 0 };

	TRY(read_list(cx->arena, &l));
	*out = (struct reference){ ARENA_ARRAY(cx->arena, l.csv.rows.n, struct reference_row), 0 };
	for (size_t i = 1; i < l.csv.rows.n; i++) {
		struct reference_row *r = &out->rows[out->n++];
		const char *note = cell(&l, i, NOTE);
		const char *closed = note ? note_closed_on(cx->arena, note) : NULL;

		*r = (struct reference_row){ .code = code_of(&l, i),
			.kind = cell(&l, i, KIND) ? cell(&l, i, KIND) : "",
			.parent = cell(&l, i, PARENT),
			.name_ar = cell(&l, i, NAME_AR),
			.name_ckb = cell(&l, i, NAME_CKB),
			.name_kmr = cell(&l, i, NAME_KMR),
			.name_en = cell(&l, i, NAME_EN),
			.ended = closed && strcmp(closed, cx->today) < 0 };
		TRY(stored(cx, r->code, &r->stored));
	}
	return OK;
}

/* ---- the chosen ones as a file ---- */

static size_t row_of(const struct list *l, const char *code)
{
	for (size_t i = 1; i < l->csv.rows.n; i++)
		if (strcmp(code_of(l, i), code) == 0)
			return i;
	return 0;
}

static void put_row(struct buf *b, const struct csv_row *r)
{
	for (size_t i = 0; i < r->n; i++) {
		buf_str(b, i ? ",\"" : "\"");
		for (const char *p = r->cells[i]; *p; p++) {
			if (*p == '"')
				buf_char(b, '"');
			buf_char(b, *p);
		}
		buf_char(b, '"');
	}
	buf_str(b, "\r\n");
}

/* Marks a code and what is above it, up to what is stored. */
static enum err mark(struct ctx *cx, const struct list *l, const char *code, bool *chosen)
{
	while (code) {
		size_t i = row_of(l, code);
		bool there;

		if (!i)
			return problem(cx, ERR_INPUT, "code",
				MSG("The reference list has no body with the code {1}.", S(code)));
		TRY(stored(cx, code, &there));
		if (there || chosen[i])
			return OK;
		chosen[i] = true;
		code = cell(l, i, PARENT);
	}
	return OK;
}

enum err reference_add(struct ctx *cx, const char *const *codes, size_t n, int64_t *added)
{
	struct import_report report;
	struct list l = { 0 };
	struct buf b;
	bool *chosen;

	*added = 0;
	TRY(must_administer(cx, DB_NULL));
	TRY(read_list(cx->arena, &l));
	chosen = ARENA_ARRAY(cx->arena, l.csv.rows.n, bool);
	for (size_t i = 0; i < n; i++)
		TRY(mark(cx, &l, codes[i], chosen));
	buf_init(&b, cx->arena, 0);
	put_row(&b, &l.csv.rows.at[0]);
	for (size_t i = 1; i < l.csv.rows.n; i++) {
		*added += chosen[i];
		if (chosen[i])
			put_row(&b, &l.csv.rows.at[i]);
	}
	return *added ? bodies_import(cx, (struct bytes){ (const unsigned char *)b.data, b.len },
				true, &report)
		      : OK;
}
