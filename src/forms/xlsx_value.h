/* Values of cells as text: numbers, and the numbers that a cell's style shows as dates. */
#ifndef FORMS_XLSX_VALUE_H
#define FORMS_XLSX_VALUE_H

#include <stdbool.h>

#include "base/arena.h"

/* Whether a number format shows dates or times: its built-in number (ECMA-376 part 1, 18.8.30), and
 * its code when it is one of the workbook's own. */
bool xlsx_is_date_format(int id, const char *code);

/* The text of a number as the cell stores it: whole numbers in digits, others the shortest text
 * that reads back as the same double. What is no number comes back as it is. */
const char *xlsx_number(struct arena *a, const char *raw);

/* The text of a serial date in ISO 8601: a date, a date with time, or below 1 a time. `epoch1904`
 * is the workbook's setting. Falls back to xlsx_number beyond the year 9999. */
const char *xlsx_date(struct arena *a, const char *raw, bool epoch1904);

#endif
