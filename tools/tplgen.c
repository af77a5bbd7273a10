/*
 * tplgen: compiles a template to C.
 *
 *	tplgen NAME.html OUT.h OUT.c
 */
#include "tplgen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LITERAL_MAX 2000 /* bytes in one string literal; ISO C promises 4,095 */

void fail(const struct tpl *t, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: error: ", t->path, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

void put_literal(struct buf *b, const char *s, size_t n)
{
	buf_char(b, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n')
			buf_str(b, "\\n");
		else if (s[i] == '\t')
			buf_str(b, "\\t");
		else if (s[i] == '"' || s[i] == '\\' || s[i] == '?')
			buf_printf(b, "\\%c", s[i]);
		else
			buf_char(b, s[i]);
	}
	buf_char(b, '"');
}

void flush(struct tpl *t)
{
	if (t->blank && !t->skip_blank)
		buf_char(&t->literal, t->blank);
	t->blank = 0;
	t->skip_blank = false;
	for (size_t at = 0, n; at < t->literal.len; at += n) {
		n = t->literal.len - at;
		if (n > LITERAL_MAX)
			n = LITERAL_MAX;
		while (at + n < t->literal.len && (t->literal.data[at + n] & 0xC0) == 0x80)
			n--; /* not inside a character */
		buf_str(&t->code, "\tout_raw(o, ");
		put_literal(&t->code, t->literal.data + at, n);
		buf_printf(&t->code, ", %zu);\n", n);
	}
	buf_cut(&t->literal, 0);
}

void statement(struct tpl *t, int line, const char *format, ...)
{
	va_list args;

	buf_printf(&t->code, "#line %d ", line);
	put_literal(&t->code, t->path, strlen(t->path));
	buf_str(&t->code, "\n\t");
	va_start(args, format);
	buf_str(&t->code, arena_vprintf(t->a, format, args));
	va_end(args);
	buf_char(&t->code, '\n');
}

/* Where the expression that begins at s ends: at its }}, strings skipped. */
static const char *expression_end(struct tpl *t, const char *s)
{
	int line = t->line;

	for (; *s; s++) {
		if (*s == '}' && s[1] == '}')
			return s;
		if (*s == '{' && s[1] == '{')
			break;
		if (*s == '\n')
			t->line++;
		if (*s != '"' && *s != '\'')
			continue;
		for (char quote = *s++; *s && *s != quote && *s != '\n'; s++)
			if (*s == '\\' && s[1])
				s++;
		if (*s != '"' && *s != '\'')
			break;
	}
	fail(t, line, "{{ without }}");
}

/* Takes the lines of C at s, as many as one statement needs; returns what follows them. */
static const char *read_c(struct tpl *t, const char *s)
{
	int line = t->line;
	struct buf text;

	buf_init(&text, t->a, 0);
	do {
		const char *end = strchr(s, '\n');

		if (*s != '%' || !end)
			fail(t, line, "this statement has no end");
		s += 1 + (s[1] == ' ');
		if (text.len)
			buf_char(&text, '\n');
		while (text.len == 0 && (*s == ' ' || *s == '\t') && s < end)
			s++;
		buf_add(&text, s, (size_t)(end - s));
		while (text.len && strchr(" \t\r", text.data[text.len - 1]))
			buf_cut(&text, text.len - 1);
		s = end + 1;
		t->line++;
	} while (text.len && !c_complete(text.data));
	if (text.len)
		c_statement(t, text.data, line);
	return s;
}

static void read_template(struct tpl *t, const char *s)
{
	bool line_start = true;

	t->line = 1;
	while (*s) {
		if (line_start && *s == '%') {
			s = read_c(t, s);
		} else if (s[0] == '{' && s[1] == '{') {
			int line = t->line;
			const char *end = expression_end(t, s + 2);

			if (!t->in_function)
				fail(t, line, "an expression outside a function");
			expression(t, arena_strn(t->a, s + 2, (size_t)(end - s - 2)), line);
			s = end + 2;
			line_start = false;
		} else {
			line_start = *s == '\n';
			markup_char(t, *s++);
			t->line += line_start;
		}
	}
	if (t->in_function || t->head_seen)
		fail(t, t->line, "the file ends inside a function");
}

static char *read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	buf_init(&b, a, 1 << 16);
	while ((n = fread(buf_reserve(&b, 4096), 1, 4096, f)) > 0)
		b.len += n;
	fclose(f);
	if (b.len && b.data[b.len - 1] != '\n')
		buf_char(&b, '\n');
	buf_char(&b, 0);
	return b.data;
}

static int write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "wb");
	int bad = !f || fwrite(b->data, 1, b->len, f) != b->len;

	if (f && fclose(f) != 0)
		bad = 1;
	if (bad)
		perror(path);
	return bad;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(1 << 20);
	struct tpl t = { .a = a };
	const char *header;
	int bad;

	if (argc != 4) {
		fputs("usage: tplgen NAME.html OUT.h OUT.c\n", stderr);
		return 2;
	}
	t.path = argv[1];
	header = strrchr(argv[2], '/') ? strrchr(argv[2], '/') + 1 : argv[2];
	buf_init(&t.head, a, 0);
	buf_init(&t.code, a, 1 << 16);
	buf_init(&t.literal, a, 4096);
	buf_init(&t.m.name, a, 0);
	buf_init(&t.m.attr, a, 0);
	buf_init(&t.m.value, a, 0);
	buf_printf(&t.head, "/* Made by tools/tplgen from %s. */\n#pragma once\n\n", argv[1]);
	buf_str(&t.head, "#include \"web/html.h\"\n");
	buf_printf(&t.code, "/* Made by tools/tplgen from %s. */\n#include \"%s\"\n\n", argv[1],
		header);
	read_template(&t, read_file(a, argv[1]));
	bad = write_file(argv[2], &t.head) | write_file(argv[3], &t.code);
	arena_free(a);
	return bad;
}
