#include "people/csv.h"

#include <string.h>

#include "base/text.h"

#define CELLS_MAX 64

struct reader {
	struct arena *arena;
	const char *at, *end;
	int64_t line;
	char comma;
};

static char separator(const char *s, const char *end)
{
	bool comma = false, semicolon = false;

	for (; s < end && *s != '\n'; s++) {
		comma = comma || *s == ',';
		semicolon = semicolon || *s == ';';
	}
	return semicolon && !comma ? ';' : ',';
}

/* The inside of a quoted cell; false when its end is missing or something follows it. */
static bool quoted(struct reader *r, struct buf *b)
{
	for (r->at++; r->at < r->end; r->at++) {
		if (*r->at == '\n')
			r->line++;
		if (*r->at != '"') {
			if (*r->at != '\r')
				buf_char(b, *r->at);
			continue;
		}
		if (r->at + 1 < r->end && r->at[1] == '"') {
			buf_char(b, '"');
			r->at++;
			continue;
		}
		r->at++;
		return r->at == r->end || *r->at == r->comma || *r->at == '\n' || *r->at == '\r';
	}
	return false;
}

static bool cell(struct reader *r, struct buf *b)
{
	if (r->at < r->end && *r->at == '"')
		return quoted(r, b);
	for (; r->at < r->end && *r->at != r->comma && *r->at != '\n'; r->at++)
		if (*r->at != '\r')
			buf_char(b, *r->at);
	return true;
}

/* One line of the file; *row has no cells when it was empty. */
static enum csv_fault row(struct reader *r, struct csv_row *out)
{
	LIST(const char *) cells = { 0 };
	bool any = false;

	out->line = r->line;
	for (;;) {
		struct buf b;
		buf_init(&b, r->arena, 32);
		if (!cell(r, &b))
			return CSV_QUOTE;
		if (cells.n == CELLS_MAX)
			return CSV_MANY;
		any = any || b.len > 0;
		*LIST_PUSH(r->arena, &cells) = b.data;
		while (r->at < r->end && *r->at == '\r')
			r->at++;
		if (r->at == r->end || *r->at != r->comma)
			break;
		r->at++;
	}
	if (r->at < r->end) {
		r->at++;
		r->line++;
	}
	out->cells = cells.at;
	out->n = any ? cells.n : 0;
	return CSV_OK;
}

enum csv_fault csv_read(
	struct arena *a, struct bytes text, size_t rows, struct csv *out, int64_t *line)
{
	const char *s = (const char *)text.data;
	struct reader r = { .arena = a, .at = s, .end = s + text.len, .line = 1 };

	*line = 1;
	*out = (struct csv){ 0 };
	if (text.len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		r.at += 3;
	if (!text_utf8_valid(r.at, (size_t)(r.end - r.at)))
		return CSV_ENCODING;
	r.comma = separator(r.at, r.end);
	while (r.at < r.end) {
		struct csv_row one = { 0 };
		*line = r.line;
		enum csv_fault f = row(&r, &one);
		if (f != CSV_OK)
			return f;
		if (one.n == 0)
			continue;
		if (out->rows.n == rows)
			return CSV_MANY;
		*LIST_PUSH(a, &out->rows) = one;
	}
	return CSV_OK;
}
