/* Tables as downloads: "/rounds.csv", "/rounds.xlsx" beside "/rounds". */
#ifndef ASSESS_DOWNLOAD_H
#define ASSESS_DOWNLOAD_H

#include "core/sheet.h"
#include "web/page.h"

/* What the address asks for: NULL a page, else "csv" or "xlsx". */
const char *download_kind(const struct page *pg);

/* Answers with the workbook as CSV or XLSX, named NAME-2026-11-24.csv. */
enum err download_workbook(struct page *pg, const struct workbook *w, const char *name) MUST_USE;

#endif
