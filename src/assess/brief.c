#include "assess/brief.h"

#include <string.h>

#include "assess/form.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "assess/release.h"
#include "assess/round.h"

/* ---- the figures as they are ---- */

struct figures {
	struct ctx *cx;
	const struct form *model;
	struct meanings meanings;
	LIST(struct doc_table) tables;
};

static struct doc_cell cell(int64_t v)
{
	return (struct doc_cell){ .state = v == DB_NULL ? DOC_NONE : DOC_VALUE, .value = v };
}

static void add_topics(struct figures *f, const struct ranked *r, size_t n)
{
	struct arena *a = f->cx->arena;
	struct doc_table *t = LIST_PUSH(a, &f->tables);
	const char *question = meaning_question(&f->meanings, "topic", "");

	*t = (struct doc_table){ .key = "topics",
		.n_rows = n,
		.n_columns = 6,
		.rows = ARENA_ARRAY(a, n, struct doc_row) };
	for (size_t i = 0; i < n; i++) {
		struct doc_row *row = &t->rows[i];

		row->key = r[i].topic;
		row->label = words_of_choice(f->model, question, r[i].topic);
		row->cells = ARENA_ARRAY(a, 6, struct doc_cell);
		row->cells[0] = cell(r[i].bodies);
		row->cells[1] = cell(r[i].needs);
		row->cells[2] = cell(r[i].people);
		row->cells[3] = cell(r[i].priority);
		row->cells[4] = cell(r[i].gap);
		row->cells[5] = cell(r[i].score);
	}
}

static void add_matrix(
	struct figures *f, const char *key, const char *meaning, const struct cons_matrix *m)
{
	struct arena *a = f->cx->arena;
	struct doc_table *t = LIST_PUSH(a, &f->tables);
	const char *question = meaning_question(&f->meanings, meaning, "");

	*t = (struct doc_table){ .key = key,
		.n_rows = m->n_topics,
		.n_columns = m->n_others,
		.rows = ARENA_ARRAY(a, m->n_topics, struct doc_row),
		.columns = ARENA_ARRAY(a, m->n_others, struct doc_column) };
	for (size_t c = 0; c < m->n_others; c++)
		t->columns[c] = (struct doc_column){ .key = m->others[c],
			.kind = DOC_PEOPLE,
			.head = words_of_choice(f->model, question, m->others[c]) };
	for (size_t r = 0; r < m->n_topics; r++) {
		t->rows[r].key = m->topics[r];
		t->rows[r].cells = ARENA_ARRAY(a, m->n_others, struct doc_cell);
		for (size_t c = 0; c < m->n_others; c++)
			if (m->cells[r * m->n_others + c])
				t->rows[r].cells[c] = cell(m->cells[r * m->n_others + c]->people);
	}
}

enum err brief_internal(
	struct ctx *cx, int64_t round, const struct cons_filter *filter, struct doc *out)
{
	struct figures f = { .cx = cx };
	struct cons_matrix groups, places;
	struct cons_totals t;
	struct round_by_id r;
	struct ranked *ranks;
	size_t n;

	TRY(round_get(cx, round, &r));
	TRY(model_get(cx, r.form_file, &f.model));
	TRY(meaning_list(cx, r.form, &f.meanings));
	TRY(cons_totals(cx, round, filter, &t));
	TRY(cons_ranking(cx, round, false, filter, &ranks, &n));
	TRY(cons_matrix_of(cx, round, CONS_BY_GROUP, filter, &groups));
	TRY(cons_matrix_of(cx, round, CONS_BY_PLACE, filter, &places));
	add_topics(&f, ranks, n);
	add_matrix(&f, "groups", "group", &groups);
	add_matrix(&f, "places", "place", &places);
	*out = (struct doc){ .round = words_of_names(&NAMES(&r, title)),
		.publisher = words_of_names(&NAMES(&r, name)),
		.asked = t.asked,
		.answered = t.accepted,
		.sharing = t.consenting,
		.needs = t.needs,
		.people = t.people,
		.bodies = t.bodies,
		.tables = f.tables.at,
		.n_tables = f.tables.n };
	out->title = out->round;
	return OK;
}

enum err brief_partners(struct ctx *cx, int64_t round, struct doc *out)
{
	struct round_by_id r;
	const char *json;

	TRY(round_get(cx, round, &r));
	TRY(release_doc_build(cx, round, 1u << REL_TOPICS | 1u << REL_GROUPS | 1u << REL_PLACES, 0,
		&NAMES(&r, title), &json));
	return release_doc_read(cx->arena, json, out);
}
