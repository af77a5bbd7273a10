/*
 * Tables and documents as downloads: "/rounds.csv", "/rounds.xlsx" beside "/rounds". Each carries
 * the class of its set (core/sensitivity.h), which its route names: in the header
 * Tansiq-Sensitivity and in the file's name whatever it is, above the tables of an XLSX, in the
 * foot of a PDF. A CSV has no line of its own for it: programs read it.
 */
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

/* The foot of a document of this route in `lang`: its own mark (NULL: none) and the class. */
enum err download_foot(
	struct page *pg, enum lang lang, const char *own, const char **text) MUST_USE;

/*
 * The dispatcher's, after the handler: puts the class of the route's set into the file's name and
 * the header. A file whose route names no set is told as "unclassified", which a test refuses.
 */
enum err download_label(struct page *pg) MUST_USE;

#endif
