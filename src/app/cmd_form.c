#include "app/cmd_form.h"

#include <stdio.h>
#include <string.h>

#include "app/cli.h"
#include "base/err.h"
#include "forms/xform.h"
#include "forms/xlsform.h"

enum { DONE, REFUSED, MISUSE };

#define FILE_MAX (64u << 20)

struct request {
	bool convert;
	const char *in, *out, *name;
};

static int usage(FILE *to)
{
	fputs("usage: tansiq form check FILE.xlsx\n"
	      "       tansiq form convert FILE.xlsx [-o FILE.xml] [--name NAME]\n",
		to);
	return to == stdout ? DONE : MISUSE;
}

static bool option(int argc, char **argv, int *i, const char *name, const char **value)
{
	size_t n = strlen(name);

	if (strcmp(argv[*i], name) == 0 && *i + 1 < argc) {
		*value = argv[++*i];
		return true;
	}
	if (n > 2 && strncmp(argv[*i], name, n) == 0 && argv[*i][n] == '=') {
		*value = argv[*i] + n + 1;
		return true;
	}
	return false;
}

static bool read_arguments(int argc, char **argv, struct request *q)
{
	if (argc < 3 || (strcmp(argv[1], "check") != 0 && strcmp(argv[1], "convert") != 0))
		return false;
	q->convert = strcmp(argv[1], "convert") == 0;
	for (int i = 2; i < argc; i++) {
		if (q->convert && (option(argc, argv, &i, "-o", &q->out) ||
					  option(argc, argv, &i, "--output", &q->out)))
			continue;
		if (option(argc, argv, &i, "--name", &q->name))
			continue;
		if ((argv[i][0] == '-' && argv[i][1]) || q->in)
			return false;
		q->in = argv[i];
	}
	return q->in != NULL;
}

static bool read_file(struct arena *a, const char *path, struct bytes *out)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	size_t got;

	if (!f)
		return false;
	buf_init(&b, a, 1 << 16);
	do {
		got = fread(buf_reserve(&b, 1 << 16), 1, 1 << 16, f);
		buf_took(&b, got);
	} while (got > 0 && b.len <= FILE_MAX);
	out->data = (const unsigned char *)b.data;
	out->len = b.len;
	got = (size_t)ferror(f);
	fclose(f);
	return !got && b.len <= FILE_MAX;
}

/*
 * Room for the form, which is about fifteen times the workbook: what is not filled costs nothing,
 * growing would.
 */
static size_t xml_room(size_t packed)
{
	size_t n = packed * 20;

	return n < 1 << 16 ? 1 << 16 : n > 16 << 20 ? 16 << 20 : n;
}

/* The file's name without folders and .xlsx: what a form is called that does not say. */
static const char *stem(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot > name ? arena_strn(a, name, (size_t)(dot - name)) : name;
}

static const char *plain(struct arena *a, struct msg m)
{
	char *s = arena_str(a, msg_text(a, LANG_EN, m)), *to = s;

	/* the marks that isolate names in running text are noise in a terminal */
	for (const char *p = s; *p;) {
		if (strncmp(p, "\xe2\x81\xa8", 3) == 0 || strncmp(p, "\xe2\x81\xa9", 3) == 0)
			p += 3;
		else
			*to++ = *p++;
	}
	*to = 0;
	return s;
}

static void print_problems(struct arena *a, const struct form_problems *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct form_problem *x = &p->at[i];

		if (x->sheet)
			fprintf(stderr, "%s%s%s: ", x->sheet, x->cell ? "!" : "",
				x->cell ? x->cell : "");
		if (x->warning)
			fputs("(warning) ", stderr);
		fprintf(stderr, "%s%s%s\n", plain(a, x->reason), x->remedy.id ? " " : "",
			x->remedy.id ? plain(a, x->remedy) : "");
	}
}

int cmd_form_arena(struct arena *a, int argc, char **argv)
{
	struct request q = { 0 };
	struct form_problems problems = { .arena = a };
	const struct form *f;
	struct bytes file;
	struct buf xml;
	enum err e;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0)
			return usage(stdout);
	if (!read_arguments(argc, argv, &q))
		return usage(stderr);
	if (!read_file(a, q.in, &file)) {
		fprintf(stderr, "%s: cannot be read, or larger than 64 MiB.\n", q.in);
		return REFUSED;
	}
	e = xlsform_read_file(a, file, stem(a, q.in), q.name, &problems, &f);
	print_problems(a, &problems);
	if (e != OK)
		return REFUSED;
	if (!q.convert)
		return DONE;
	buf_init(&xml, a, xml_room(file.len));
	xform_write(a, f, &xml);
	if (cli_write(q.out, xml.data, xml.len))
		return DONE;
	fprintf(stderr, "%s: cannot be written.\n", q.out ? q.out : "standard output");
	return REFUSED;
}
