#include "assess/brief.h"

#include <stdio.h>
#include <stdlib.h>

#include "test/assess_fixtures.h"

/* Pages of a file, as poppler counts them. */
static int64_t pages_of(struct t *t, struct bytes pdf)
{
	const char *path = arena_printf(t->arena, "%s/brief.pdf", t->dir);
	FILE *f = fopen(path, "wb");
	char line[200];
	int64_t n = -1;

	if (!f)
		return -1;
	fwrite(pdf.data, 1, pdf.len, f);
	fclose(f);
	/* NOLINTNEXTLINE(cert-env33-c): every word of the command is this test's own */
	f = popen(arena_printf(t->arena, "pdfinfo %s", path), "r");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, "Pages:", 6) == 0)
			n = strtoll(line + 6, NULL, 10);
	if (f)
		pclose(f);
	return n;
}

static int64_t hidden_of(const struct doc *d)
{
	int64_t n = d->people_hidden;

	for (size_t t = 0; t < d->n_tables; t++)
		for (size_t r = 0; r < d->tables[t].n_rows; r++)
			for (size_t c = 0; c < d->tables[t].n_columns; c++)
				n += d->tables[t].rows[r].cells[c].state == DOC_HIDDEN;
	return n;
}

/* An accepted response, one of whose needs is about three people. */
static void few_people(struct t *t, struct ctx *cx, const struct t_needs *w, int64_t response)
{
	static const char *const acts[] = { "send", "approve", "accept" };
	const int64_t who[] = { w->moi.focal, w->moi.head, w->coordinator };
	struct page_text now;
	const char *at, *end;

	t_reach(cx, w, response, &w->moi, "draft");
	t_signed_in(cx, w->moi.focal);
	CHECK_ERR(OK, response_page_get(cx, response, "E", &now));
	at = strstr(now.answers, "\"n_people\":\"");
	end = at ? strchr(at + 12, '"') : NULL;
	if (!CHECK(end != NULL))
		return;
	CHECK_ERR(OK, response_page_save(cx, response, w->model, "E", now.version,
			      arena_printf(cx->arena, "%.*s\"n_people\":\"3%s",
				      (int)(at - now.answers), now.answers, end),
			      &now));
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		t_signed_in(cx, who[i]);
		CHECK_ERR(OK, t_act(cx, response, acts[i]));
	}
}

DBTEST(the_brief_has_four_pages_and_hides_only_from_partners)
{
	struct ctx *cx = t_ctx(t);
	struct cons_filter all = { 0 };
	struct t_needs w;
	struct bytes pdf;
	struct doc d;
	int64_t round;

	t_needs(cx, &w);
	round = t_round(cx, &w, &w.moi.body, 1);
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, brief_internal(cx, round, &all, &d));
	CHECK_ERR(OK, brief_pdf(cx, &d, true, "foot", &pdf));
	CHECK_INT(BRIEF_PAGES, pages_of(t, pdf));
	few_people(t, cx, &w, t_response(cx, round, w.moi.body));
	t_signed_in(cx, w.coordinator);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		cx->lang = (enum lang)lang;
		CHECK_ERR(OK, brief_internal(cx, round, &all, &d));
		CHECK_INT(0, hidden_of(&d));
		CHECK(d.tables[0].n_rows > 2);
		CHECK_ERR(OK, brief_pdf(cx, &d, true, "foot", &pdf));
		CHECK_INT(BRIEF_PAGES, pages_of(t, pdf));
	}
	CHECK_ERR(OK, brief_partners(cx, round, &d));
	CHECK(hidden_of(&d) > 0);
	CHECK_ERR(OK, brief_pdf(cx, &d, false, "foot", &pdf));
	CHECK_INT(BRIEF_PAGES, pages_of(t, pdf));
	t_signed_in(cx, w.donor);
	CHECK_ERR(ERR_MISSING, brief_internal(cx, round, &all, &d));
	CHECK_ERR(ERR_MISSING, brief_partners(cx, round, &d));
}

/* However many topics, and however long their names. */
DBTEST(the_brief_of_a_huge_form_has_four_pages)
{
	enum { ROWS = 100 };
	struct ctx *cx = t_ctx(t);
	const char *name = "";
	struct doc_table tables[3];
	struct doc d = { .tables = tables, .n_tables = 3, .people = INT64_MAX };
	struct bytes pdf;

	for (int i = 0; i < 40; i++)
		name = arena_printf(cx->arena, "%s الاحتياجات Needs%d", name, i);
	for (int k = 0; k < 3; k++) {
		struct doc_table *x = &tables[k];

		*x = (struct doc_table){ .key = k ? k == 1 ? "groups" : "places" : "topics",
			.n_rows = ROWS,
			.n_columns = 30,
			.rows = ARENA_ARRAY(cx->arena, ROWS, struct doc_row),
			.columns = ARENA_ARRAY(cx->arena, 30, struct doc_column) };
		for (int c = 0; c < 30; c++)
			x->columns[c].head.in[LANG_AR] = x->columns[c].head.in[LANG_EN] = name;
		for (int r = 0; r < ROWS; r++) {
			x->rows[r].key = arena_printf(cx->arena, "t%d", r);
			x->rows[r].label.in[LANG_AR] = x->rows[r].label.in[LANG_EN] = name;
			x->rows[r].cells = ARENA_ARRAY(cx->arena, 30, struct doc_cell);
			for (int c = 0; c < 30; c++)
				x->rows[r].cells[c] =
					(struct doc_cell){ DOC_VALUE, 2000000000 - r };
		}
	}
	d.round.in[LANG_AR] = d.publisher.in[LANG_AR] = name;
	CHECK_ERR(OK, brief_pdf(cx, &d, true, "foot", &pdf));
	CHECK_INT(BRIEF_PAGES, pages_of(t, pdf));
}
