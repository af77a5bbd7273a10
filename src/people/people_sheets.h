/* The lists of bodies, persons, posts and accounts as tables, for downloads and the export command.
 */
#ifndef PEOPLE_PEOPLE_SHEETS_H
#define PEOPLE_PEOPLE_SHEETS_H

#include "core/ctx.h"
#include "core/sheet.h"
#include "people/account_sql.h"
#include "people/body_sql.h"
#include "people/person_sql.h"
#include "people/post_sql.h"

#define SHEET_ROWS_MAX 100000

/* Everything the one who acts may see, as a sheet of w. */
enum err bodies_sheet(struct ctx *cx, struct workbook *w) MUST_USE;
enum err people_sheet(struct ctx *cx, struct workbook *w) MUST_USE;
enum err posts_sheet(struct ctx *cx, struct workbook *w) MUST_USE;

/* Rows already read: what a list page shows, filtered. Bodies come in the columns of the import. */
void bodies_rows_sheet(struct workbook *w, const struct body_list *rows, size_t n);
void people_rows_sheet(struct workbook *w, const struct person_list *rows, size_t n);
void posts_rows_sheet(struct workbook *w, const struct post_list *rows, size_t n);
void accounts_rows_sheet(struct workbook *w, const struct account_list *rows, size_t n);

#endif
