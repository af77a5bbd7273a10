#include "assess/doc_view.h"

#include <string.h>

const char *doc_cell_text(
	struct arena *a, enum lang lang, enum doc_kind kind, const struct doc_cell *c)
{
	if (c->state == DOC_NONE)
		return "–";
	if (c->state == DOC_HIDDEN)
		return tr(lang, _("hidden"));
	if (kind == DOC_MEAN)
		return dec_text(a, lang, c->value, 2);
	if (kind == DOC_NUMBER)
		return number_words(a, lang, c->value);
	return num_text(a, lang, c->value);
}

static const struct doc_table *table(const struct doc *d, const char *key)
{
	for (size_t i = 0; i < d->n_tables; i++)
		if (strcmp(d->tables[i].key, key) == 0)
			return &d->tables[i];
	return NULL;
}

/* A chart of one column of the topics. */
static struct chart *topic_chart(struct doc_view *v, const struct doc_table *t, size_t column,
	const char *id, const char *title)
{
	struct chart *c = chart_new(v->arena, v->lang, id, title, t->n_rows);
	const char *top = "";
	int64_t most = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		const struct doc_cell *cell = &t->rows[i].cells[column];

		if (cell->state == DOC_VALUE && cell->value > most) {
			most = cell->value;
			top = doc_text(v->lang, &t->rows[i].label);
		}
	}
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct doc_cell *cell = &t->rows[i].cells[column];

		chart_bar(v->arena, c, v->lang, doc_text(v->lang, &t->rows[i].label),
			doc_cell_text(v->arena, v->lang, DOC_COUNT, cell), cell->value, most,
			cell->state != DOC_VALUE, NULL);
	}
	c->first = tr(v->lang, _("Topic"));
	c->second = doc_text(v->lang, &t->columns[column].head);
	c->finding = msg_text(v->arena, v->lang, MSG(_("The largest: {1}, {2}."), S(top), N(most)));
	c->print = v->print;
	return c;
}

bool doc_in_parts(const struct doc_table *t)
{
	return strcmp(t->key, "choices") == 0;
}

bool doc_open(const struct doc_view *v, const struct doc_table *t)
{
	return v->print || strcmp(t->key, "topics") == 0;
}

/* The rows of one question stand after each other. */
static void find_parts(struct doc_view *v, const struct doc_table *t)
{
	v->parts = ARENA_ARRAY(v->arena, t->n_rows, struct doc_part);
	for (size_t i = 0; i < t->n_rows; i++) {
		const char *title = doc_text(v->lang, &t->rows[i].part);

		if (!v->n_parts || strcmp(v->parts[v->n_parts - 1].title, title) != 0)
			v->parts[v->n_parts++] = (struct doc_part){ .title = title, .from = i };
		v->parts[v->n_parts - 1].to = i + 1;
	}
}

void doc_view(struct arena *a, enum lang lang, const struct doc *d, bool print, struct doc_view *v)
{
	const struct doc_table *t = table(d, "topics");

	*v = (struct doc_view){ .doc = d, .lang = lang, .arena = a, .print = print };
	for (size_t i = 0; i < d->n_tables; i++)
		if (doc_in_parts(&d->tables[i]))
			find_parts(v, &d->tables[i]);
	v->people_text = d->people_hidden ? tr(lang, _("hidden")) : num_text(a, lang, d->people);
	if (!t || t->n_columns < 3)
		return;
	v->people = topic_chart(v, t, 2, "c1", tr(lang, _("People by topic")));
	v->bodies = topic_chart(v, t, 0, "c2", tr(lang, _("Bodies by topic")));
	v->bodies->fill = "f2";
}

static void put_cell(
	struct workbook *w, struct sheet *s, enum doc_kind kind, const struct doc_cell *c)
{
	if (c->state == DOC_NONE)
		sheet_text(w, s, NULL);
	else if (c->state == DOC_HIDDEN)
		sheet_text(w, s, tr(w->lang, _("hidden")));
	else if (kind == DOC_MEAN)
		sheet_decimal(w, s, c->value, 2);
	else if (kind == DOC_NUMBER && c->value % 10000 != 0)
		sheet_decimal(w, s, c->value, 4);
	else
		sheet_int(w, s, kind == DOC_NUMBER ? c->value / 10000 : c->value);
}

static void put_table(const struct doc_table *t, struct workbook *w)
{
	struct sheet *s = workbook_sheet(w, tr(w->lang, t->title));
	bool parts = doc_in_parts(t);

	s->note =
		tr(w->lang, _("Numbers about too few people, and those that would give them away, "
			      "are hidden."));
	if (parts)
		sheet_head(w, s, tr(w->lang, _("Question")));
	sheet_head(w, s, doc_text(w->lang, &t->first));
	for (size_t i = 0; i < t->n_columns; i++)
		sheet_head(w, s, doc_text(w->lang, &t->columns[i].head));
	for (size_t r = 0; r < t->n_rows; r++) {
		if (parts)
			sheet_text(w, s, doc_text(w->lang, &t->rows[r].part));
		sheet_text(w, s, doc_text(w->lang, &t->rows[r].label));
		for (size_t c = 0; c < t->n_columns; c++)
			put_cell(w, s, t->columns[c].kind, &t->rows[r].cells[c]);
	}
}

void doc_sheets(const struct doc *d, const char *key, struct workbook *w)
{
	for (size_t i = 0; i < d->n_tables; i++)
		if (!key || strcmp(d->tables[i].key, key) == 0)
			put_table(&d->tables[i], w);
}
