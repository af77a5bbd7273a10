/*
 * bench-brief URL DATA: the brief of the demonstration's finished round (figures from the store,
 * words, drawing) against the bare drawing of its pages: the very rows it drew, recorded (pdf_row
 * is wrapped by the linker), drawn again with everything laid out in memory. Both give as many
 * pages. Prints processor time of each in µs, the best of several runs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/brief.h"
#include "base/list.h"
#include "bench/bench.h"
#include "bench/bench_sql.h"
#include "core/pdf.h"

enum { RUNS = 20 };

/* What is drawn, in its order: a row, or a space, or a new page. */
struct step {
	enum { STEP_ROW, STEP_SPACE, STEP_BREAK } kind;
	struct pdf_row row;
	double points;
};

struct recording {
	struct arena *a; /* NULL: nothing is recorded now */
	LIST(struct step) steps;
};

static struct recording record;

void __real_pdf_row(struct pdf *d, const struct pdf_row *row);
void __real_pdf_space(struct pdf *d, double points);
void __real_pdf_break(struct pdf *d);
void __wrap_pdf_row(struct pdf *d, const struct pdf_row *row);
void __wrap_pdf_space(struct pdf *d, double points);
void __wrap_pdf_break(struct pdf *d);

void __wrap_pdf_row(struct pdf *d, const struct pdf_row *row)
{
	if (record.a) {
		struct pdf_cell *cells = ARENA_ARRAY(record.a, row->n, struct pdf_cell);
		struct step *s = LIST_PUSH(record.a, &record.steps);

		*s = (struct step){ .kind = STEP_ROW, .row = *row };
		for (size_t i = 0; i < row->n; i++) {
			cells[i] = row->cells[i];
			cells[i].text = cells[i].text ? arena_str(record.a, cells[i].text) : NULL;
		}
		s->row.cells = cells;
	}
	__real_pdf_row(d, row);
}

void __wrap_pdf_space(struct pdf *d, double points)
{
	if (record.a)
		*LIST_PUSH(record.a, &record.steps) =
			(struct step){ .kind = STEP_SPACE, .points = points };
	__real_pdf_space(d, points);
}

void __wrap_pdf_break(struct pdf *d)
{
	if (record.a)
		*LIST_PUSH(record.a, &record.steps) = (struct step){ .kind = STEP_BREAK };
	__real_pdf_break(d);
}

struct work {
	const char *data;
	int64_t whole, bare; /* µs; 0: not yet */
	size_t pages, bytes;
};

static void best(int64_t *of, int64_t took)
{
	if (!*of || took < *of)
		*of = took;
}

static enum err whole(struct ctx *cx, int64_t round, struct bytes *out)
{
	static const struct cons_filter all;
	struct doc d;

	TRY(brief_internal(cx, round, &all, &d));
	return brief_pdf(cx, &d, true, "x", out);
}

static enum err bare(struct ctx *cx, size_t *pages, struct bytes *out)
{
	struct pdf *d = pdf_new(cx->arena, &(struct pdf_head){ .lang = LANG_AR,
						   .title = "x",
						   .subject = "x",
						   .mark = "x",
						   .made = cx->now });

	if (!d)
		return ERR_FAULT;
	for (size_t i = 0; i < record.steps.n; i++) {
		const struct step *s = &record.steps.at[i];

		if (s->kind == STEP_ROW)
			__real_pdf_row(d, &s->row);
		else if (s->kind == STEP_SPACE)
			__real_pdf_space(d, s->points);
		else
			__real_pdf_break(d);
	}
	*pages = pdf_pages(d);
	return pdf_end(d, out);
}

static enum err measure(struct ctx *cx, void *what)
{
	struct bench_source round;
	struct config config = *cx->config;
	struct work *w = what;
	struct bytes pdf;
	int64_t from;

	config.data = w->data;
	cx->config = &config;
	TRY(bench_source_query(cx->db, cx->arena, &round));
	record.a = cx->arena;
	TRY(whole(cx, round.id, &pdf));
	record.a = NULL;
	for (int i = 0; i < RUNS; i++) {
		from = bench_cpu_us();
		TRY(whole(cx, round.id, &pdf));
		best(&w->whole, bench_cpu_us() - from);
		w->bytes = pdf.len;
		from = bench_cpu_us();
		TRY(bare(cx, &w->pages, &pdf));
		best(&w->bare, bench_cpu_us() - from);
	}
	record = (struct recording){ 0 };
	return OK;
}

int main(int argc, char **argv)
{
	struct work w = { 0 };
	struct pool *pool;

	if (argc != 3) {
		fputs("usage: bench-brief URL DATA\n", stderr);
		return 2;
	}
	w.data = argv[2];
	pool = bench_store(argv[1]);
	bench_act(pool, DB_READ, measure, &w);
	pool_close(pool);
	if (w.pages != BRIEF_PAGES) {
		fputs("bench-brief: the bare pages are not those of the brief\n", stderr);
		return 1;
	}
	bench_say("brief_us", (double)w.whole);
	bench_say("bare_us", (double)w.bare);
	bench_say("bytes", (double)w.bytes);
	return 0;
}
