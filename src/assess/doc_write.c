#include "assess/doc_write.h"

#include <string.h>

#include "base/json.h"
#include "base/log.h"

static const char *const kinds[] = { "count", "people", "mean", "score", "number" };

static void put_words(struct json_out *o, const char *key, const struct doc_words *w)
{
	json_open(o, key, '{');
	if (w->message)
		json_put_str(o, "message", w->message);
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (w->in[l])
			json_put_str(o, langs[l].code, w->in[l]);
	json_close(o, '}');
}

static void put_cell(struct json_out *o, const struct doc_cell *c)
{
	if (c->state == DOC_VALUE)
		json_put_int(o, NULL, c->value);
	else
		json_put_str(o, NULL, c->state == DOC_HIDDEN ? "h" : NULL);
}

static void put_table(struct json_out *o, const struct doc_table *t)
{
	json_open(o, NULL, '{');
	json_put_str(o, "key", t->key);
	json_put_str(o, "title", t->title);
	put_words(o, "first", &t->first);
	json_open(o, "columns", '[');
	for (size_t i = 0; i < t->n_columns; i++) {
		json_open(o, NULL, '{');
		json_put_str(o, "key", t->columns[i].key);
		json_put_str(o, "kind", kinds[t->columns[i].kind]);
		put_words(o, "head", &t->columns[i].head);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_open(o, "rows", '[');
	for (size_t i = 0; i < t->n_rows; i++) {
		json_open(o, NULL, '{');
		json_put_str(o, "key", t->rows[i].key);
		put_words(o, "label", &t->rows[i].label);
		put_words(o, "part", &t->rows[i].part);
		json_open(o, "cells", '[');
		for (size_t c = 0; c < t->n_columns; c++)
			put_cell(o, &t->rows[i].cells[c]);
		json_close(o, ']');
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

const char *doc_write(struct arena *a, const struct doc *d)
{
	struct buf b;
	struct json_out o;

	buf_init(&b, a, 8192);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	json_put_int(&o, "format", 1);
	json_put_int(&o, "number", d->number);
	json_put_str(&o, "frozen_at", d->frozen_at);
	put_words(&o, "title", &d->title);
	put_words(&o, "round", &d->round);
	put_words(&o, "publisher", &d->publisher);
	json_put_int(&o, "asked", d->asked);
	json_put_int(&o, "answered", d->answered);
	json_put_int(&o, "sharing", d->sharing);
	json_put_int(&o, "needs", d->needs);
	json_put_int(&o, "bodies", d->bodies);
	if (d->people_hidden)
		json_put_str(&o, "people", "h");
	else
		json_put_int(&o, "people", d->people);
	if (d->hidden_more)
		json_put_int(&o, "hidden_more", d->hidden_more);
	json_open(&o, "tables", '[');
	for (size_t i = 0; i < d->n_tables; i++)
		put_table(&o, &d->tables[i]);
	json_close(&o, ']');
	json_close(&o, '}');
	return b.data;
}

static struct doc_words read_words(const struct json *j)
{
	struct doc_words w = { .message = json_str(j, "message", NULL) };

	for (enum lang l = 0; l < LANG_COUNT; l++)
		w.in[l] = json_str(j, langs[l].code, NULL);
	return w;
}

static enum doc_kind read_kind(const char *word)
{
	for (size_t i = 0; word && i < COUNT_OF(kinds); i++)
		if (strcmp(word, kinds[i]) == 0)
			return (enum doc_kind)i;
	return DOC_COUNT;
}

static size_t children(const struct json *j)
{
	return j && j->kind == JSON_ARRAY ? j->n : 0;
}

static struct doc_row read_row(struct arena *a, const struct json *j, size_t columns)
{
	const struct json *cells = json_get(j, "cells");
	struct doc_row r = { .key = json_str(j, "key", ""),
		.label = read_words(json_get(j, "label")),
		.part = read_words(json_get(j, "part")),
		.cells = ARENA_ARRAY(a, columns, struct doc_cell) };

	for (size_t i = 0; i < columns && i < children(cells); i++) {
		if (cells->at[i].kind == JSON_INT)
			r.cells[i] = (struct doc_cell){ DOC_VALUE, cells->at[i].num };
		else if (cells->at[i].kind == JSON_STR)
			r.cells[i] = (struct doc_cell){ DOC_HIDDEN, 0 };
	}
	return r;
}

static struct doc_table read_table(struct arena *a, const struct json *j)
{
	const struct json *columns = json_get(j, "columns"), *rows = json_get(j, "rows");
	struct doc_table t = { .key = json_str(j, "key", ""),
		.title = json_str(j, "title", ""),
		.first = read_words(json_get(j, "first")),
		.n_columns = children(columns),
		.n_rows = children(rows) };

	t.columns = ARENA_ARRAY(a, t.n_columns, struct doc_column);
	t.rows = ARENA_ARRAY(a, t.n_rows, struct doc_row);
	for (size_t i = 0; i < t.n_columns; i++)
		t.columns[i] = (struct doc_column){ .key = json_str(&columns->at[i], "key", ""),
			.kind = read_kind(json_str(&columns->at[i], "kind", NULL)),
			.head = read_words(json_get(&columns->at[i], "head")) };
	for (size_t i = 0; i < t.n_rows; i++)
		t.rows[i] = read_row(a, &rows->at[i], t.n_columns);
	return t;
}

enum err release_doc_read(struct arena *a, const char *json, struct doc *d)
{
	const struct json *people, *tables;
	struct json *j;
	const char *why;

	if (json_parse(a, json, strlen(json), &j, &why) != OK || json_int(j, "format", 0) != 1)
		return fault("a release's document cannot be read");
	people = json_get(j, "people");
	tables = json_get(j, "tables");
	*d = (struct doc){ .number = json_int(j, "number", 0),
		.frozen_at = json_str(j, "frozen_at", NULL),
		.title = read_words(json_get(j, "title")),
		.round = read_words(json_get(j, "round")),
		.publisher = read_words(json_get(j, "publisher")),
		.asked = json_int(j, "asked", 0),
		.answered = json_int(j, "answered", 0),
		.sharing = json_int(j, "sharing", 0),
		.needs = json_int(j, "needs", 0),
		.bodies = json_int(j, "bodies", 0),
		.people = json_int(j, "people", 0),
		.hidden_more = json_int(j, "hidden_more", 0),
		.people_hidden = people && people->kind == JSON_STR,
		.n_tables = children(tables) };
	d->tables = ARENA_ARRAY(a, d->n_tables, struct doc_table);
	for (size_t i = 0; i < d->n_tables; i++)
		d->tables[i] = read_table(a, &tables->at[i]);
	return OK;
}
