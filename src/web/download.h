/* Tables as downloads: "/rounds.csv", "/rounds.xlsx" beside "/rounds". */
#ifndef WEB_DOWNLOAD_H
#define WEB_DOWNLOAD_H

#include "core/sheet.h"
#include "web/page.h"

/* What the address asks for: NULL a page, else "csv" or "xlsx". */
const char *download_kind(const struct page *pg);

/* Answers with the workbook as the address asks, named NAME-2026-11-24: its first sheet as CSV with
 * BOM, for people; all of it as XLSX. ERR_MISSING for an address that asks for neither. */
enum err download_workbook(struct page *pg, const struct workbook *w, const char *name) MUST_USE;

/* Answers with a document, named NAME-2026-11-24.pdf. */
enum err download_pdf(struct page *pg, struct bytes pdf, const char *name) MUST_USE;

#endif
