#include "web/form_parse.h"

#include <string.h>

#include "base/text.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* In place: \r\n and lone \r become \n. */
static void unify_lines(char *s)
{
	char *to = s;

	for (const char *from = s; *from; from++) {
		if (*from == '\r') {
			if (from[1] == '\n')
				from++;
			*to++ = '\n';
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

const char *form_decode(struct arena *a, const char *s, size_t n, bool plus)
{
	char *to = arena_alloc(a, n + 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;

		if (s[i] == '%' && n - i > 2) {
			high = hex_digit(s[i + 1]);
			low = hex_digit(s[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			to[len++] = (char)(unsigned char)(high * 16 + low);
			i += 2;
		} else {
			to[len++] = (char)(plus && s[i] == '+' ? ' ' : s[i]);
		}
	}
	return text_utf8_valid(to, len) ? to : NULL;
}

static enum err add_pair(
	struct arena *a, struct form_parts *out, const char *name, const char *value)
{
	if (out->pairs.n >= FORM_MAX_PAIRS || !name || !value || strlen(name) > FORM_MAX_NAME)
		return ERR_INPUT;
	*LIST_PUSH(a, &out->pairs) = (struct pair){ .name = name, .value = value };
	return OK;
}

enum err form_parse_urlencoded(struct arena *a, struct bytes text, struct form_parts *out)
{
	const char *s = (const char *)text.data;
	size_t at = 0;

	while (at < text.len) {
		const char *start = s + at;
		const char *end = memchr(start, '&', text.len - at);
		size_t len = end ? (size_t)(end - start) : text.len - at;
		const char *equals = memchr(start, '=', len);
		size_t name_len = equals ? (size_t)(equals - start) : len;

		at += len + 1;
		if (!len)
			continue;
		char *value = arena_str(a, form_decode(a, start + name_len + (equals ? 1 : 0),
						   len - name_len - (equals ? 1 : 0), true));
		if (value)
			unify_lines(value);
		TRY(add_pair(a, out, form_decode(a, start, name_len, true), value));
	}
	return OK;
}

/* ---- multipart ---- */

/* Where the n bytes of `needle` begin in the hay, or NULL. */
static const char *find(const char *hay, size_t len, const char *needle, size_t n)
{
	return len < n ? NULL : memmem(hay, len, needle, n);
}

/*
 * The value of a parameter (`name`, `filename`, `boundary`) of a header's value, quoted or not.
 * NULL if it is not there. Browsers write a quote, CR and LF as %22, %0D and %0A (WHATWG HTML,
 * multipart/form-data), and nothing else escaped.
 */
static const char *parameter(struct arena *a, const char *s, size_t n, const char *want)
{
	size_t want_len = strlen(want), i = 0;

	while (i < n) {
		const char *semi = memchr(s + i, ';', n - i);

		if (!semi)
			return NULL;
		i = (size_t)(semi - s) + 1;
		while (i < n && (s[i] == ' ' || s[i] == '\t'))
			i++;
		size_t name = i;
		while (i < n && s[i] != '=' && s[i] != ';')
			i++;
		size_t name_len = i - name;
		if (i >= n || s[i] == ';')
			continue;
		i++;
		size_t from = i, to;
		if (i < n && s[i] == '"') {
			const char *close = memchr(s + i + 1, '"', n - i - 1);

			if (!close)
				return NULL;
			from = i + 1;
			to = (size_t)(close - s);
			i = to + 1;
		} else {
			while (i < n && s[i] != ';')
				i++;
			to = i;
		}
		if (name_len == want_len && strncasecmp(s + name, want, want_len) == 0)
			return arena_strn(a, s + from, to - from);
	}
	return NULL;
}

/* %22 %0D %0A of a part's name made what they stand for. NULL: no valid text. */
static const char *part_name(struct arena *a, const char *s)
{
	struct buf b;

	if (!s || !text_utf8_valid(s, strlen(s)))
		return NULL;
	buf_init(&b, a, strlen(s));
	for (; *s; s++) {
		if (strncmp(s, "%22", 3) == 0)
			buf_char(&b, '"'), s += 2;
		else if (strncmp(s, "%0D%0A", 6) == 0)
			buf_char(&b, '\n'), s += 5;
		else
			buf_char(&b, *s);
	}
	return b.data;
}

/* A file's name as it may be kept: no folders, no control characters, at most FORM_MAX_FILE_NAME
 * bytes.
 */
static const char *file_name(struct arena *a, const char *s)
{
	const char *slash = strrchr(s, '/');
	struct buf b;

	if (slash)
		s = slash + 1;
	slash = strrchr(s, '\\');
	if (slash)
		s = slash + 1;
	buf_init(&b, a, 64);
	while (*s) {
		uint32_t point = text_next(&s);
		bool control = point < 0x20 || (point >= 0x7f && point < 0xa0) ||
			       (point >= 0x202a && point <= 0x202e) ||
			       (point >= 0x2066 && point <= 0x2069);

		if (control)
			continue;
		if (b.len + 4 > FORM_MAX_FILE_NAME)
			break;
		buf_utf8(&b, point);
	}
	return b.len ? b.data : "file";
}

/* The value of a header of a part's head, NULL if it has none; *len is its length. */
static const char *part_header(const char *head, size_t n, const char *want, size_t *len)
{
	size_t want_len = strlen(want);

	for (size_t at = 0; at < n;) {
		const char *end = find(head + at, n - at, "\r\n", 2);
		size_t line = end ? (size_t)(end - head) - at : n - at;

		if (line > want_len && head[at + want_len] == ':' &&
			strncasecmp(head + at, want, want_len) == 0) {
			*len = line - want_len - 1;
			return head + at + want_len + 1;
		}
		at += line + 2;
	}
	return NULL;
}

static enum err add_part(struct arena *a, struct form_parts *out, const char *head, size_t head_len,
	const char *data, size_t len)
{
	size_t n = 0;
	const char *disposition = part_header(head, head_len, "content-disposition", &n);
	const char *name, *file;

	if (!disposition)
		return ERR_INPUT;
	name = part_name(a, parameter(a, disposition, n, "name"));
	if (!name || strlen(name) > FORM_MAX_NAME)
		return ERR_INPUT;
	file = parameter(a, disposition, n, "filename");
	if (!file) {
		char *value = arena_strn(a, data, len);

		if (!text_utf8_valid(data, len))
			return ERR_INPUT;
		unify_lines(value);
		return add_pair(a, out, name, value);
	}
	if (!*file && !len)
		return OK;
	file = part_name(a, file);
	if (!file || out->files.n >= FORM_MAX_FILES)
		return ERR_INPUT;
	*LIST_PUSH(a, &out->files) = (struct form_file){ .field = name,
		.name = file_name(a, file),
		.data = { (const unsigned char *)data, len },
		.after = out->pairs.n };
	return OK;
}

/* "\r\n--boundary" as it stands between parts; NULL if the type is no multipart form with one. */
static const char *delimiter_of(struct arena *a, const char *content_type)
{
	static const char type[] = "multipart/form-data";
	const char *boundary;

	if (strncasecmp(content_type, type, sizeof(type) - 1) != 0)
		return NULL;
	boundary = parameter(a, content_type, strlen(content_type), "boundary");
	if (!boundary || !*boundary || strlen(boundary) > 70)
		return NULL;
	return arena_printf(a, "\r\n--%s", boundary);
}

/* After the first delimiter, which may stand at the very start, without its line break; or NULL. */
static const char *after_first(struct bytes body, const char *delimiter)
{
	const char *s = (const char *)body.data;
	size_t n = strlen(delimiter);

	if (body.len >= n - 2 && memcmp(s, delimiter + 2, n - 2) == 0)
		return s + n - 2;
	s = find(s, body.len, delimiter, n);
	return s ? s + n : NULL;
}

/* Reads the part that begins behind a delimiter; *s is then behind the next one. */
static enum err next_part(struct arena *a, const char **s, const char *end, const char *delimiter,
	struct form_parts *out)
{
	const char *head, *blank, *next;
	size_t n = strlen(delimiter);

	while (*s < end && (**s == ' ' || **s == '\t'))
		(*s)++;
	if (end - *s < 2 || memcmp(*s, "\r\n", 2) != 0)
		return ERR_INPUT;
	head = *s + 2;
	blank = find(head, (size_t)(end - head), "\r\n\r\n", 4);
	if (!blank || blank - head > 4096)
		return ERR_INPUT;
	next = find(blank + 2, (size_t)(end - blank - 2), delimiter, n);
	if (!next)
		return ERR_INPUT;
	*s = next + n;
	/* An empty part: its delimiter's line break is the blank line's second. */
	return add_part(a, out, head, (size_t)(blank - head), blank + 4,
		next > blank + 4 ? (size_t)(next - blank - 4) : 0);
}

enum err form_parse_multipart(
	struct arena *a, const char *content_type, struct bytes body, struct form_parts *out)
{
	const char *delimiter = delimiter_of(a, content_type);
	const char *s, *end = (const char *)body.data + body.len;

	if (!delimiter || !body.len)
		return ERR_INPUT;
	s = after_first(body, delimiter);
	while (s) {
		if (end - s >= 2 && memcmp(s, "--", 2) == 0)
			return OK;
		TRY(next_part(a, &s, end, delimiter, out));
	}
	return ERR_INPUT;
}

enum err form_parse_first(
	struct arena *a, const char *content_type, struct bytes begun, struct pair *first)
{
	const char *delimiter = delimiter_of(a, content_type);
	struct form_parts parts = { 0 };
	const char *s;

	if (!delimiter || !begun.len)
		return ERR_INPUT;
	s = after_first(begun, delimiter);
	if (!s)
		return ERR_INPUT;
	TRY(next_part(a, &s, (const char *)begun.data + begun.len, delimiter, &parts));
	if (!parts.pairs.n)
		return ERR_INPUT;
	*first = parts.pairs.at[0];
	return OK;
}
