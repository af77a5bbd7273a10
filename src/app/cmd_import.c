/* import KIND FILE, with a verdict per row; export KIND. The kinds are a table: each later subject
 * adds its own. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli.h"
#include "app/read_file.h"
#include "core/sheet.h"
#include "people/body_import.h"
#include "people/people_sheets.h"
#include "people/person_import.h"

static const struct option options[] = {
	STORE_OPTIONS,
	{ "--dry-run", NULL, "only say what would happen" },
	{ "--output", "FILE", "where to write (default: standard output)" },
};

struct import_work {
	struct bytes file;
	bool apply;
};

/* On a terminal only: a pipe gets nothing of it. */
static void tell(void *nothing, int64_t done, int64_t total)
{
	(void)nothing;
	if (done % 100 == 0 || done == total)
		fprintf(stderr, "\r%lld / %lld%s", (long long)done, (long long)total,
			done == total ? "\n" : "");
}

static void print_counts(const int64_t *count, bool applied)
{
	for (size_t v = 0; v < VERDICT_COUNT; v++)
		printf("%s%lld %s", v ? ", " : "", (long long)count[v], import_verdicts[v]);
	puts(applied ? "" : " (nothing was changed)");
}

static enum err import_bodies(struct ctx *cx, void *what)
{
	struct import_work *w = what;
	struct import_report report = { 0 };
	const struct import_ear ear = { tell, NULL };
	enum err e = bodies_import_told(
		cx, w->file, w->apply, isatty(STDERR_FILENO) ? &ear : NULL, &report);

	for (size_t i = 0; i < report.rows.n; i++) {
		const struct import_row *r = &report.rows.at[i];

		if (r->verdict != VERDICT_SAME)
			fprintf(r->verdict == VERDICT_REFUSED ? stderr : stdout,
				"%lld\t%s\t%s\t%s\n", (long long)r->line,
				import_verdicts[r->verdict], r->code ? r->code : "",
				r->why ? r->why : "");
	}
	print_counts(report.count, w->apply && e == OK);
	if (e == OK && report.count[VERDICT_REFUSED])
		return ERR_INPUT;
	return e;
}

static enum err import_people(struct ctx *cx, void *what)
{
	struct import_work *w = what;
	struct person_report report = { 0 };
	enum err e = people_import(cx, w->file, w->apply, &report);

	for (size_t i = 0; i < report.rows.n; i++) {
		const struct person_row *r = &report.rows.at[i];

		if (r->verdict != VERDICT_SAME)
			fprintf(r->verdict == VERDICT_REFUSED ? stderr : stdout,
				"%lld\t%s\t%s\t%s\n", (long long)r->line,
				import_verdicts[r->verdict], r->body_code ? r->body_code : "",
				r->why ? r->why : "");
	}
	print_counts(report.count, w->apply && e == OK);
	return e == OK && report.count[VERDICT_REFUSED] ? ERR_INPUT : e;
}

static const struct {
	const char *kind;
	enum err (*run)(struct ctx *cx, void *what);
} imports[] = {
	{ "bodies", import_bodies },
	{ "people", import_people },
};

static const struct {
	const char *kind;
	enum err (*fill)(struct ctx *cx, struct workbook *w);
} exports[] = {
	{ "bodies", bodies_sheet },
	{ "people", people_sheet },
	{ "posts", posts_sheet },
};

int cmd_import(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct import_work w;
	struct pool *pool;
	size_t kind = 0;
	int code;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || g.n_rest != 2)
		return EXIT_MISUSE;
	while (kind < COUNT_OF(imports) && strcmp(imports[kind].kind, g.rest[0]) != 0)
		kind++;
	if (kind == COUNT_OF(imports)) {
		fprintf(stderr, "tansiq: no kind \"%s\" to import; there are: bodies people\n",
			g.rest[0]);
		return EXIT_MISUSE;
	}
	w.apply = !cli_flag(&g, "--dry-run");
	if (!read_file(a, g.rest[1], IMPORT_BYTES_MAX, &w.file) || !cli_config(a, &g, &c))
		return EXIT_REFUSED;
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	code = cli_act(a, &c, pool, imports[kind].run, &w);
	pool_close(pool);
	return code;
}

struct export_work {
	size_t kind;
	struct workbook book;
};

static enum err export_kind(struct ctx *cx, void *what)
{
	struct export_work *w = what;

	workbook_begin(&w->book, cx->arena, cx->lang, exports[w->kind].kind);
	return exports[w->kind].fill(cx, &w->book);
}

static int write_out(const char *path, const struct buf *b)
{
	if (cli_write(path, b->data, b->len))
		return EXIT_DONE;
	fprintf(stderr, "tansiq: %s was not written\n", path ? path : "standard output");
	return EXIT_REFUSED;
}

int cmd_export(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct export_work w = { 0 };
	struct pool *pool;
	struct buf b;
	int code;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || g.n_rest != 1)
		return EXIT_MISUSE;
	while (w.kind < COUNT_OF(exports) && strcmp(exports[w.kind].kind, g.rest[0]) != 0)
		w.kind++;
	if (w.kind == COUNT_OF(exports)) {
		fprintf(stderr,
			"tansiq: no kind \"%s\" to export; there are: bodies people posts\n",
			g.rest[0]);
		return EXIT_MISUSE;
	}
	if (!cli_config(a, &g, &c))
		return EXIT_REFUSED;
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	code = cli_act(a, &c, pool, export_kind, &w);
	pool_close(pool);
	if (code != EXIT_DONE)
		return code;
	buf_init(&b, a, 0);
	workbook_csv(&w.book, &b, false);
	return write_out(cli_option(&g, "--output", NULL), &b);
}
