#include "assess/consolidation.h"

#include <stdlib.h>
#include <string.h>

bool cons_filtered(const struct cons_filter *f)
{
	return f && (f->topic || f->group || f->place || f->kind || f->priority || f->body_kind ||
			    f->consent);
}

enum err cons_totals(
	struct ctx *cx, int64_t round, const struct cons_filter *filter, struct cons_totals *t)
{
	if (cons_filtered(filter))
		return narrow_totals_query(cx->db, cx->arena, round, CONS_NARROW(filter), t);
	return cons_totals_query(cx->db, cx->arena, round, false, t);
}

int64_t cons_mean(int64_t sum, int64_t n)
{
	return n ? (sum * 200 + n) / (2 * n) : DB_NULL;
}

int64_t cons_score(int64_t people, int64_t priority, int64_t gap)
{
	int64_t p = priority == DB_NULL ? 200 : priority;
	int64_t g = gap == DB_NULL ? 150 : gap;

	return (people * p * g + 5000) / 10000;
}

static int by_score(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	return strcmp(x->topic, y->topic);
}

enum err cons_ranking(struct ctx *cx, int64_t round, bool consented,
	const struct cons_filter *filter, struct ranked **rows, size_t *n)
{
	struct cons_topics *t;

	if (cons_filtered(filter))
		TRY(narrow_topics_query(cx->db, cx->arena, round, CONS_NARROW(filter), &t, n));
	else
		TRY(cons_topics_query(
			cx->db, cx->arena, round, consented, NULL, NULL, NULL, &t, n));
	*rows = ARENA_ARRAY(cx->arena, *n, struct ranked);
	for (size_t i = 0; i < *n; i++) {
		struct ranked *r = &(*rows)[i];

		r->topic = t[i].topic;
		r->needs = t[i].needs;
		r->bodies = t[i].bodies;
		r->people = t[i].people;
		r->priority = cons_mean(t[i].priority_sum, t[i].priority_n);
		r->gap = cons_mean(t[i].gap_sum, t[i].gap_n);
		r->score = cons_score(r->people, r->priority, r->gap);
	}
	qsort(*rows, *n, sizeof(**rows), by_score);
	return OK;
}

/* One grouped row, the same for both matrices. */
struct pair_row {
	const char *topic, *other;
	struct cons_cell cell;
};

/* The place of a name in a list, added at its end when new. */
static size_t place_of(const char **names, size_t *n, const char *name)
{
	size_t i = 0;

	while (i < *n && strcmp(names[i], name) != 0)
		i++;
	if (i == *n)
		names[(*n)++] = name;
	return i;
}

static void fill(struct ctx *cx, const struct pair_row *rows, size_t n, struct cons_matrix *m)
{
	size_t *at = ARENA_ARRAY(cx->arena, 2 * n, size_t);

	*m = (struct cons_matrix){ .topics = ARENA_ARRAY(cx->arena, n, const char *),
		.others = ARENA_ARRAY(cx->arena, n, const char *) };
	for (size_t i = 0; i < n; i++) {
		at[2 * i] = place_of(m->topics, &m->n_topics, rows[i].topic);
		at[2 * i + 1] = place_of(m->others, &m->n_others, rows[i].other);
	}
	m->cells = ARENA_ARRAY(cx->arena, m->n_topics * m->n_others, struct cons_cell *);
	for (size_t i = 0; i < n; i++)
		m->cells[at[2 * i] * m->n_others + at[2 * i + 1]] =
			arena_copy(cx->arena, &rows[i].cell, sizeof(rows[i].cell));
}

static enum err pairs_by_group(struct ctx *cx, int64_t round, bool consented, const char *within,
	const struct cons_filter *f, struct pair_row **rows, size_t *n)
{
	struct cons_topic_groups *g;

	if (f)
		TRY(narrow_topic_groups_query(cx->db, cx->arena, round, CONS_NARROW(f), &g, n));
	else
		TRY(cons_topic_groups_query(cx->db, cx->arena, round, consented, within, &g, n));
	*rows = ARENA_ARRAY(cx->arena, *n, struct pair_row);
	for (size_t i = 0; i < *n; i++)
		(*rows)[i] = (struct pair_row){ g[i].topic, g[i].other,
			{ g[i].needs, g[i].bodies, g[i].people, DB_NULL } };
	return OK;
}

static enum err pairs_by_place(struct ctx *cx, int64_t round, bool consented, const char *within,
	const struct cons_filter *f, struct pair_row **rows, size_t *n)
{
	struct cons_topic_places *p;

	if (f)
		TRY(narrow_topic_places_query(cx->db, cx->arena, round, CONS_NARROW(f), &p, n));
	else
		TRY(cons_topic_places_query(cx->db, cx->arena, round, consented, within, &p, n));
	*rows = ARENA_ARRAY(cx->arena, *n, struct pair_row);
	for (size_t i = 0; i < *n; i++)
		(*rows)[i] = (struct pair_row){ p[i].topic, p[i].other,
			{ p[i].needs, p[i].bodies, p[i].people, DB_NULL } };
	return OK;
}

enum err cons_matrix(struct ctx *cx, int64_t round, bool consented, enum cons_by by,
	const char *within, struct cons_matrix *m)
{
	struct pair_row *rows;
	size_t n;

	if (by == CONS_BY_GROUP)
		TRY(pairs_by_group(cx, round, consented, within, NULL, &rows, &n));
	else
		TRY(pairs_by_place(cx, round, consented, within, NULL, &rows, &n));
	fill(cx, rows, n, m);
	return OK;
}

enum err cons_matrix_of(struct ctx *cx, int64_t round, enum cons_by by,
	const struct cons_filter *filter, struct cons_matrix *m)
{
	const struct cons_filter *f = cons_filtered(filter) ? filter : NULL;
	struct pair_row *rows;
	size_t n;

	if (by == CONS_BY_GROUP)
		TRY(pairs_by_group(cx, round, false, NULL, f, &rows, &n));
	else
		TRY(pairs_by_place(cx, round, false, NULL, f, &rows, &n));
	fill(cx, rows, n, m);
	return OK;
}

enum err cons_topic(struct ctx *cx, int64_t round, bool consented, const char *topic,
	struct cons_cells **rows, size_t *n)
{
	return cons_cells_query(cx->db, cx->arena, round, consented, topic, rows, n);
}
