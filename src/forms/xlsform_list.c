#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

/* The choices of one sheet, gathered by list before they are put side by side. */
struct gathered {
	struct form_list list;
	LIST(struct form_choice) choices;
	struct form_intern names; /* of the choices, to see duplicates */
};
struct gathered_lists {
	struct gathered *at;
	size_t n, room;
};

/* Which headings of a sheet of choices are further columns, and their names. */
struct extras {
	int *col;
	const char **name;
	size_t n;
};

static struct extras extras_of(struct reader *r, const struct table *t)
{
	struct extras x = { 0 };

	x.col = ARENA_ARRAY(r->arena, (size_t)t->n_headers + 1, int);
	x.name = ARENA_ARRAY(r->arena, (size_t)t->n_headers + 1, const char *);
	for (int c = 0; c < t->n_headers; c++) {
		const struct header *h = &t->headers[c];
		bool known = h->col == COL_NAME || h->col == COL_LIST_NAME || h->col >= COL_LABEL;

		if (!h->raw || known)
			continue;
		if (x.n == FORM_EXTRAS_MAX) {
			fail(r, (struct form_place){ t->name, NULL, 1 },
				MSG(_("The sheet has more than {1} columns."), N(FORM_EXTRAS_MAX)),
				MSG(_("Remove the columns the form does not need.")));
			break;
		}
		if (!is_xml_name(h->raw, strlen(h->raw))) {
			warn(r, (struct form_place){ t->name, xlsx_ref(r->arena, c, 1), 1 },
				MSG(_("The column {1} is left out: its name cannot stand in a "
				      "filter."),
					S(h->raw)),
				MSG(_("Use letters, digits, underscores, hyphens and points "
				      "only.")));
			continue;
		}
		x.col[x.n] = c;
		x.name[x.n++] = h->raw;
	}
	return x;
}

static const char *const *extra_values(
	struct reader *r, const struct table *t, size_t i, const struct extras *x)
{
	const char **v = ARENA_ARRAY(r->arena, x->n + 1, const char *);
	const struct xlsx_row *row = &t->sheet->rows[i];
	size_t at = 0;

	for (size_t k = 0; k < row->n && at < x->n; k++) {
		while (at < x->n && x->col[at] < row->cells[k].col)
			at++;
		if (at < x->n && x->col[at] == row->cells[k].col)
			v[at] = table_text(r, t, row->cells[k].text);
	}
	return v;
}

static void add_choice(struct reader *r, const struct row *row, struct gathered *g,
	const struct extras *x, size_t i)
{
	struct form_choice *c;
	bool is_new = true;

	if (!row->v[COL_NAME] && row->told[COL_NAME])
		return;
	if (!row->v[COL_NAME]) {
		fail(r, row_place(r, row, COL_LIST_NAME),
			MSG(_("A choice of the list {1} has no name."), S(g->list.name)),
			MSG(_("Give it a name in the column name.")));
		return;
	}
	form_intern(&g->names, row->v[COL_NAME], strlen(row->v[COL_NAME]), &is_new);
	if (!is_new && !r->duplicates)
		fail(r, row_place(r, row, COL_NAME),
			MSG(_("The name {1} occurs twice in the list {2}."), S(row->v[COL_NAME]),
				S(g->list.name)),
			MSG(_("Rename one of them, or set allow_choice_duplicates to yes.")));
	c = LIST_PUSH(r->arena, &g->choices);
	c->name = row->v[COL_NAME];
	c->place = row_place(r, row, COL_NAME);
	row_label(r, row, &c->label);
	c->extra = extra_values(r, row->table, i, x);
	if (c->label.media[MEDIA_BIG_IMAGE].plain || c->label.media[MEDIA_BIG_IMAGE].in) {
		if (!c->label.media[MEDIA_IMAGE].plain && !c->label.media[MEDIA_IMAGE].in)
			fail(r, row_place(r, row, COL_BIG_IMAGE),
				MSG(_("The choice {1} has a big image but no image."), S(c->name)),
				MSG(_("Give it an image too.")));
	}
}

static bool translated(const struct form_label *l)
{
	if (l->text.in)
		return true;
	for (int m = 0; m < MEDIA_COUNT; m++)
		if (l->media[m].plain || l->media[m].in)
			return true;
	return l->text.plain && has_ref(l->text.plain);
}

static void finish_list(struct reader *r, struct gathered *g, const struct extras *x)
{
	struct form_list *l = &g->list;
	const char **names = ARENA_ARRAY(r->arena, g->choices.n + 1, const char *);

	l->choices = g->choices.at;
	l->n_choices = g->choices.n;
	l->columns = x->name;
	l->n_columns = x->n;
	for (size_t i = 0; i < l->n_choices; i++) {
		names[i] = l->choices[i].name;
		l->translated = l->translated || translated(&l->choices[i].label);
	}
	l->names = form_names_new(r->arena, names, l->n_choices);
}

static struct gathered *list_of(struct reader *r, struct gathered_lists *all,
	struct form_intern *names, const struct row *row)
{
	const char *name = row->v[COL_LIST_NAME];
	bool is_new;
	size_t at = form_intern(names, name, strlen(name), &is_new);
	struct gathered *g;

	if (!is_new)
		return &all->at[at];
	g = LIST_PUSH(r->arena, all);
	g->list.index = (int)at;
	g->list.name = names->name[at];
	g->list.place = row_place(r, row, COL_LIST_NAME);
	form_intern_init(&g->names, r->arena);
	return g;
}

/* Reads one sheet of choices into lists in the order they are first met. */
static struct form_list *read_lists(
	struct reader *r, struct table *t, struct form_intern *names, size_t *n)
{
	struct extras x = extras_of(r, t);
	struct gathered_lists all = { 0 };
	struct form_list *out;

	for (size_t i = t->first; i < t->sheet->n; i++) {
		struct row row;

		table_row(r, t, i, &row);
		if (row.v[COL_LIST_NAME])
			add_choice(r, &row, list_of(r, &all, names, &row), &x, i);
	}
	out = ARENA_ARRAY(r->arena, all.n + 1, struct form_list);
	for (size_t i = 0; i < all.n; i++) {
		finish_list(r, &all.at[i], &x);
		out[i] = all.at[i].list;
	}
	*n = all.n;
	return out;
}

static void require_columns(struct reader *r, const struct table *t)
{
	if (t->first == t->sheet->n || (t->has[COL_NAME] && t->has[COL_LIST_NAME]))
		return;
	fail(r, (struct form_place){ t->name, NULL, 1 },
		MSG(_("The column {1} is missing."), S(t->has[COL_NAME] ? "list_name" : "name")),
		MSG(_("Put it into the first row of the sheet.")));
}

/* The choice "other", once, in the languages of the list. */
void lists_add_other(struct reader *r, int list)
{
	struct form_list *l = &r->lists.at[list];
	struct form_choice *c = ARENA_ARRAY(r->arena, l->n_choices + 1, struct form_choice);
	struct form_choice *o = &c[l->n_choices];
	const char **in = NULL, **names;

	if (l->other_added || form_choice(l, "other", 5))
		return;
	if (l->n_choices)
		memcpy(c, l->choices, l->n_choices * sizeof(*c));
	for (size_t i = 0; i < l->n_choices; i++)
		for (size_t k = 0; c[i].label.text.in && k < r->n_lang_room; k++)
			if (c[i].label.text.in[k]) {
				if (!in)
					in = ARENA_ARRAY(r->arena, r->n_lang_room, const char *);
				in[k] = "Other";
			}
	o->name = "other";
	o->label.text.in = in;
	o->label.text.plain = in ? NULL : "Other";
	o->extra = ARENA_ARRAY(r->arena, l->n_columns + 1, const char *);
	l->choices = c;
	l->n_choices++;
	l->other_added = true;
	names = ARENA_ARRAY(r->arena, l->n_choices, const char *);
	for (size_t i = 0; i < l->n_choices; i++)
		names[i] = c[i].name;
	l->names = form_names_new(r->arena, names, l->n_choices);
}

void lists_read(struct reader *r)
{
	form_intern_init(&r->list_names, r->arena);
	form_intern_init(&r->external_names, r->arena);
	form_intern_init(&r->osm_names, r->arena);
	if (r->has_choices) {
		require_columns(r, &r->choices);
		r->lists.at = read_lists(r, &r->choices, &r->list_names, &r->lists.n);
	}
	if (r->has_external) {
		require_columns(r, &r->external);
		r->external_lists.at =
			read_lists(r, &r->external, &r->external_names, &r->external_lists.n);
	}
	if (r->has_osm)
		r->osm_lists.at = read_lists(r, &r->osm, &r->osm_names, &r->osm_lists.n);
}
