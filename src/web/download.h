/* A workbook (core/sheet.h) as the answer of a page, instead of HTML. */
#ifndef WEB_DOWNLOAD_H
#define WEB_DOWNLOAD_H

#include "core/sheet.h"
#include "web/page.h"

/* Its first sheet as CSV with BOM, for people; all of it as XLSX. `name` is the file's, with its
 * ending. */
enum err page_csv(struct page *pg, const struct workbook *w, const char *name) MUST_USE;
enum err page_xlsx(struct page *pg, const struct workbook *w, const char *name) MUST_USE;

#endif
