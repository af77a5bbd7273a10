/*
 * The workbook reader: the bytes of an .xlsx file (ECMA-376, Office Open XML spreadsheets) as
 * sheets of rows of cells, in an arena. It reads what a person sees: the text, number, date or
 * truth value of each cell that is not empty; it knows nothing of questionnaires.
 *
 * The bytes are hostile. Refused, with a problem that says so: what is no workbook, what is cut
 * off, encrypted or has macros; parts with a DTD (so no entities); more than the caps below.
 * Nothing is read beyond the caps, whatever the file says of its sizes.
 */
#ifndef FORMS_XLSX_H
#define FORMS_XLSX_H

#include "base/buf.h"
#include "forms/model.h"

#define XLSX_PARTS_MAX 2000	      /* files in the archive */
#define XLSX_UNPACKED_MAX (96u << 20) /* bytes, all parts read together */
#define XLSX_SHEETS_MAX 100
#define XLSX_ROWS_MAX 100000   /* rows that hold something, in one sheet */
#define XLSX_COLUMNS_MAX 16384 /* the limit of the format itself */
#define XLSX_CELLS_MAX 1000000 /* cells that hold something, all sheets together */
#define XLSX_TEXTS_MAX                                                                             \
	(48u << 20)		    /* bytes of all cells together, shared texts counted each time \
				     */
#define XLSX_TEXT_MAX (4UL * 32767) /* bytes of one cell: the format allows 32,767 characters */

enum xlsx_kind {
	XLSX_TEXT,
	XLSX_NUMBER, /* whole numbers without a point, others as the shortest text that means them
		      */
	XLSX_BOOL,   /* TRUE or FALSE */
	XLSX_DATE,   /* a number shown as date or time: 2026-11-24, 2026-11-24T10:30:00, 10:30:00 */
	XLSX_ERROR   /* #REF! and the like */
};

struct xlsx_cell {
	const char *text; /* never NULL nor "" (but it may be blanks), UTF-8 */
	int col;	  /* from 0 */
	unsigned char kind;
	bool formula; /* the text is only the last result of a formula */
};

struct xlsx_row {
	int number; /* from 1, as shown; empty rows are left out */
	const struct xlsx_cell *cells;
	size_t n;
};

struct xlsx_sheet {
	const char *name;
	const struct xlsx_row *rows;
	size_t n;
};

struct xlsx_book {
	const struct xlsx_sheet *sheets; /* in the order of the tabs */
	size_t n;
};

/* Reads a workbook. ERR_INPUT, with at least one problem that is no warning, when refused. */
enum err xlsx_read(struct arena *a, struct bytes file, struct form_problems *problems,
	struct xlsx_book *out) MUST_USE;

/* "C12" for column 2 of row 12. */
const char *xlsx_ref(struct arena *a, int col, int row);

#endif
