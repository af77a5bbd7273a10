/*
 * Tables as files: every list that is a page is also CSV and XLSX, from one description. CSV is RFC
 * 4180, UTF-8 with BOM (for people); cells that a spreadsheet would take for a formula (first
 * character = + - @ tab CR) get an apostrophe put before, numbers excepted. XLSX sheets run right
 * to left in Arabic-script languages. sheet_xlsx.c is the only file that knows libxlsxwriter.
 */
#ifndef CORE_SHEET_H
#define CORE_SHEET_H

#include "base/buf.h"
#include "base/i18n.h"
#include "base/list.h"

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_INT, CELL_DECIMAL, CELL_DATE };

struct cell {
	enum cell_kind kind;
	const char *text; /* CELL_TEXT; CELL_DATE as ISO */
	int64_t num;	  /* CELL_INT; CELL_DECIMAL scaled */
	int scale;
};

struct sheet {
	const char *name; /* of the tab; cut to 31 characters */
	const char *note; /* a line above the table (source, suppression, sensitivity), or NULL */
	LIST(const char *) heads;
	LIST(struct cell) cells; /* row after row, heads.n each */
};

struct workbook {
	struct arena *arena;
	enum lang lang;
	const char *title;
	const char *mark; /* above each table of an XLSX: who may read it; NULL: none */
	LIST(struct sheet) sheets;
};

void workbook_begin(struct workbook *w, struct arena *a, enum lang lang, const char *title);
struct sheet *workbook_sheet(struct workbook *w, const char *name);
void sheet_head(struct workbook *w, struct sheet *s, const char *head);
void sheet_text(struct workbook *w, struct sheet *s, const char *text); /* NULL: empty */
void sheet_int(struct workbook *w, struct sheet *s, int64_t n);		/* DB_NULL: empty */
void sheet_decimal(struct workbook *w, struct sheet *s, int64_t scaled, int scale);
void sheet_date(struct workbook *w, struct sheet *s, const char *iso);

/* The first sheet as CSV; `bom` for people, without for programs. */
void workbook_csv(const struct workbook *w, struct buf *out, bool bom);

/* All sheets as XLSX into a new temporary file in `dir`, whose path is given; the caller removes
 * it. */
enum err workbook_xlsx(const struct workbook *w, const char *dir, const char **path) MUST_USE;

#endif
