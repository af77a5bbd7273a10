/* Reads CSV (RFC 4180): quoted cells, doubled quotes, line breaks in cells, CRLF or LF, a BOM. */
#ifndef PEOPLE_CSV_H
#define PEOPLE_CSV_H

#include "base/buf.h"
#include "base/list.h"

struct csv_row {
	int64_t line; /* where it begins, from 1 */
	const char **cells;
	size_t n;
};
struct csv {
	LIST(struct csv_row) rows; /* without empty lines */
};

enum csv_fault { CSV_OK, CSV_ENCODING, CSV_QUOTE, CSV_MANY };

/*
 * Reads the whole text; at most `rows` rows of at most 64 cells. The separator is a comma, or a
 * semicolon when the first line has that and no comma. On a fault *line says where.
 */
enum csv_fault csv_read(
	struct arena *a, struct bytes text, size_t rows, struct csv *out, int64_t *line);

#endif
