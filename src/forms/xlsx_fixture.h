/* Workbooks for tests, made part by part, so that each can be wrong in one way. */
#ifndef FORMS_XLSX_FIXTURE_H
#define FORMS_XLSX_FIXTURE_H

#include "base/buf.h"
#include "test/harness.h"

/* One file of the archive; a NULL name ends the list. */
struct fixture_part {
	const char *name;
	const char *data;
	size_t len; /* 0: as long as the string */
};

/* A zip archive of the parts. */
struct bytes fixture_zip(struct t *t, const struct fixture_part *parts);

/*
 * A workbook with one sheet, "survey", whose <sheetData> holds `rows`. `more` (may be NULL) adds
 * parts, or replaces those of the same name: [Content_Types].xml, _rels/.rels, xl/workbook.xml,
 * xl/_rels/workbook.xml.rels, xl/sharedStrings.xml, xl/styles.xml, xl/worksheets/sheet1.xml.
 */
struct bytes fixture_xlsx(struct t *t, const char *rows, const struct fixture_part *more);

#endif
