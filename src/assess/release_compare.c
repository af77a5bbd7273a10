#include "assess/release_compare.h"

#include <string.h>

#include "assess/release_link.h"

const char *const diff_words[] = { _("the same"), _("changed"), _("new"), _("gone"),
	_("hidden in one of the two") };

static struct diff_cell cell_of(const struct doc_cell *then, const struct doc_cell *now)
{
	static const struct doc_cell none = { .state = DOC_NONE };
	struct diff_cell d = { .then = then ? *then : none, .now = now ? *now : none };

	if (d.then.state == DOC_NONE && d.now.state == DOC_NONE)
		d.what = DIFF_SAME;
	else if (d.then.state == DOC_NONE)
		d.what = DIFF_ADDED;
	else if (d.now.state == DOC_NONE)
		d.what = DIFF_GONE;
	else if (d.then.state == DOC_HIDDEN && d.now.state == DOC_HIDDEN)
		d.what = DIFF_SAME;
	else if (d.then.state == DOC_HIDDEN || d.now.state == DOC_HIDDEN)
		d.what = DIFF_HIDDEN;
	else if (d.then.value != d.now.value)
		d.what = DIFF_CHANGED;
	if (d.what == DIFF_CHANGED)
		d.by = d.now.value - d.then.value;
	return d;
}

static const struct doc_table *table_of(const struct doc *d, const char *key)
{
	for (size_t i = 0; i < d->n_tables; i++)
		if (strcmp(d->tables[i].key, key) == 0)
			return &d->tables[i];
	return NULL;
}

static const struct doc_row *row_of(const struct doc_table *t, const char *key)
{
	for (size_t i = 0; t && i < t->n_rows; i++)
		if (strcmp(t->rows[i].key, key) == 0)
			return &t->rows[i];
	return NULL;
}

static size_t column_of(const struct doc_table *t, const char *key)
{
	for (size_t i = 0; t && i < t->n_columns; i++)
		if (strcmp(t->columns[i].key, key) == 0)
			return i;
	return SIZE_MAX;
}

static const struct doc_cell *at(
	const struct doc_table *t, const struct doc_row *r, const char *key)
{
	size_t c = r ? column_of(t, key) : SIZE_MAX;

	return c == SIZE_MAX ? NULL : &r->cells[c];
}

static void add_columns(
	struct diff_table *d, const struct doc_table *t, const struct doc_table * not )
{
	for (size_t i = 0; t && i < t->n_columns; i++)
		if (column_of(not, t->columns[i].key) == SIZE_MAX)
			d->columns[d->n_columns++] = t->columns[i];
}

static void add_row(struct arena *a, struct diff_table *d, const struct doc_table *then,
	const struct doc_table *now, const char *key)
{
	const struct doc_row *x = row_of(then, key), *y = row_of(now, key);
	struct diff_row *r = &d->rows[d->n_rows++];

	*r = (struct diff_row){ .label = y ? y->label : x->label,
		.part = y ? y->part : x->part,
		.cells = ARENA_ARRAY(a, d->n_columns, struct diff_cell) };
	r->what = !x ? DIFF_ADDED : y ? DIFF_SAME : DIFF_GONE;
	for (size_t i = 0; i < d->n_columns; i++) {
		r->cells[i] =
			cell_of(at(then, x, d->columns[i].key), at(now, y, d->columns[i].key));
		if (r->what == DIFF_SAME && r->cells[i].what != DIFF_SAME)
			r->what = DIFF_CHANGED;
	}
	d->differing += r->what != DIFF_SAME;
}

static struct diff_table table_diff(
	struct arena *a, const struct doc_table *then, const struct doc_table *now)
{
	const struct doc_table *t = now ? now : then;
	size_t columns = (then ? then->n_columns : 0) + (now ? now->n_columns : 0);
	size_t rows = (then ? then->n_rows : 0) + (now ? now->n_rows : 0);
	struct diff_table d = { .key = t->key,
		.title = t->title,
		.first = t->first,
		.columns = ARENA_ARRAY(a, columns, struct doc_column),
		.rows = ARENA_ARRAY(a, rows, struct diff_row) };

	add_columns(&d, now, NULL);
	add_columns(&d, then, now);
	for (size_t i = 0; now && i < now->n_rows; i++)
		add_row(a, &d, then, now, now->rows[i].key);
	for (size_t i = 0; then && i < then->n_rows; i++)
		if (!row_of(now, then->rows[i].key))
			add_row(a, &d, then, now, then->rows[i].key);
	d.what = !then ? DIFF_ADDED : !now ? DIFF_GONE : d.differing ? DIFF_CHANGED : DIFF_SAME;
	return d;
}

static struct diff_cell whole(int64_t then, int64_t now, bool hid_then, bool hid_now)
{
	struct doc_cell x = { hid_then ? DOC_HIDDEN : DOC_VALUE, hid_then ? 0 : then };
	struct doc_cell y = { hid_now ? DOC_HIDDEN : DOC_VALUE, hid_now ? 0 : now };

	return cell_of(&x, &y);
}

void doc_compare(
	struct arena *a, const struct doc *then, const struct doc *now, struct doc_diff *out)
{
	*out = (struct doc_diff){ .then = then,
		.now = now,
		.tables = ARENA_ARRAY(a, then->n_tables + now->n_tables, struct diff_table),
		.needs = whole(then->needs, now->needs, false, false),
		.people = whole(then->people, now->people, then->people_hidden, now->people_hidden),
		.bodies = whole(then->bodies, now->bodies, false, false),
		.sharing = whole(then->sharing, now->sharing, false, false) };
	for (size_t i = 0; i < now->n_tables; i++)
		out->tables[out->n_tables++] =
			table_diff(a, table_of(then, now->tables[i].key), &now->tables[i]);
	for (size_t i = 0; i < then->n_tables; i++)
		if (!table_of(now, then->tables[i].key))
			out->tables[out->n_tables++] = table_diff(a, &then->tables[i], NULL);
}

/* ---- what there is to compare with ---- */

/* The edition for an audience at `share`: the one whose step is nearest above. */
static const struct edition_row *for_audience(
	const struct edition_row *rows, size_t n, int64_t share)
{
	const struct edition_row *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (rows[i].share >= share && (!best || rows[i].share < best->share))
			best = &rows[i];
	return best;
}

enum err release_earlier(struct ctx *cx, const struct release_by_id *r, const struct edition_row *e,
	bool link, struct earlier **out, size_t *n)
{
	bool all = !link && release_coordinated(cx, r->body);
	struct release_others *o;
	size_t others;

	*n = 0;
	TRY(release_others_query(cx->db, cx->arena, r->id, &o, &others));
	*out = ARENA_ARRAY(cx->arena, others, struct earlier);
	for (size_t i = 0; i < others; i++) {
		const struct edition_row *best;
		struct edition_row *rows;
		bool opens = true;
		size_t k;

		if (!all && strcmp(o[i].state, "published") != 0)
			continue;
		TRY(edition_list_query(cx->db, cx->arena, o[i].id, &rows, &k));
		best = for_audience(rows, k, e->share);
		if (best && link)
			TRY(link_opens(cx, best->id, &opens));
		if (best && opens)
			(*out)[(*n)++] = (struct earlier){ o[i], *best };
	}
	return OK;
}

const struct earlier *earlier_last(
	const struct release_by_id *r, const struct earlier *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r->number == DB_NULL || all[i].release.number < r->number)
			return &all[i];
	return NULL;
}
