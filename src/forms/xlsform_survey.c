#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsform_walk.h"

int node_add(
	struct reader *r, int parent, enum form_kind kind, enum form_type type, const char *name)
{
	struct draft *d = LIST_PUSH(r->arena, &r->nodes);
	int at = (int)r->nodes.n - 1;

	d->parent = parent;
	d->list = -1;
	d->n.index = at;
	d->n.kind = kind;
	d->n.type = type;
	d->n.name = name;
	d->n.has_value =
		kind == FORM_QUESTION && type != FORM_EXTERNAL_CSV && type != FORM_EXTERNAL_XML;
	d->n.has_control = kind == FORM_GROUP || kind == FORM_REPEAT ||
			   (kind == FORM_QUESTION && type_facts(type)->tag);
	d->n.value_column = "name";
	d->n.label_column = "label";
	return at;
}

int walk_parent(const struct walk *w)
{
	return w->stack.n ? w->stack.at[w->stack.n - 1].node : w->root;
}

/* The words of a type with one blank between them, underscores kept. */
static const char *settled(struct arena *a, const char *s)
{
	struct buf b;

	buf_init(&b, a, strlen(s));
	for (; *s; s++)
		if (!isspace((unsigned char)*s))
			buf_char(&b, *s);
		else if (b.len && b.data[b.len - 1] != ' ')
			buf_char(&b, ' ');
	return b.data;
}

const char *walk_name(struct walk *w, const struct row *row)
{
	struct reader *r = w->r;
	const char *name = row->v[COL_NAME];

	if (!name && row->told[COL_NAME])
		return NULL;
	if (!name) {
		fail(r, row_place(r, row, COL_TYPE), MSG(_("The row has no name.")),
			MSG(_("Give it a name in the column name.")));
		return NULL;
	}
	if (!is_xml_name(name, strlen(name)) || strchr(name, ':')) {
		fail(r, row_place(r, row, COL_NAME), MSG(_("{1} cannot be a name."), S(name)),
			MSG(_("Begin with a letter or underscore; then letters, digits, "
			      "underscores, "
			      "hyphens and points.")));
		return NULL;
	}
	if (strcmp(name, "meta") == 0 && walk_parent(w) == 0) {
		fail(r, row_place(r, row, COL_NAME),
			MSG(_("The name {1} is kept for what a form says of itself."), S(name)),
			MSG(_("Choose another name.")));
		return NULL;
	}
	return name;
}

/* Replaces %(column)s by what the loop's choice has in that column, in one text. */
static const char *filled(struct walk *w, const char *s, size_t lang)
{
	const struct form_choice *c = w->choice;
	struct buf b;
	const char *open, *end;

	if (!s || !strstr(s, "%("))
		return s;
	buf_init(&b, w->r->arena, strlen(s));
	while ((open = strstr(s, "%(")) && (end = strstr(open, ")s"))) {
		size_t len = (size_t)(end - open - 2);
		const char *value = NULL;
		int col = form_column(w->loop_list, open + 2, len);

		if (len == 4 && strncmp(open + 2, "name", 4) == 0)
			value = c->name;
		else if (len == 5 && strncmp(open + 2, "label", 5) == 0)
			value = c->label.text.in ? c->label.text.in[lang] : c->label.text.plain;
		else if (col >= 0)
			value = c->extra[col];
		buf_add(&b, s, (size_t)(open - s));
		buf_str(&b, value ? value : "");
		s = end + 2;
	}
	buf_str(&b, s);
	return b.data;
}

/* The same in a whole row. */
static void fill_row(struct walk *w, struct row *row)
{
	size_t n_langs = w->r->n_lang_room;
	size_t usual = w->r->form->default_lang;

	for (int c = 0; c < COL_COUNT; c++) {
		const char ***in = c >= COL_FIRST_TEXT ? &row->in[c - COL_FIRST_TEXT] : NULL;

		if (in && row->v[c] && strstr(row->v[c], "%(label)s") && w->choice->label.text.in) {
			const char **each = ARENA_ARRAY(w->r->arena, n_langs, const char *);

			for (size_t l = 0; l < n_langs; l++)
				if (w->choice->label.text.in[l])
					each[l] = filled(w, row->v[c], l);
			row->v[c] = NULL;
			*in = each;
			continue;
		}
		row->v[c] = filled(w, row->v[c], usual);
		for (size_t l = 0; in && *in && l < n_langs; l++)
			(*in)[l] = filled(w, (*in)[l], l);
	}
}

/* ---- groups ---- */

/* What stands after "begin" or "end" and a blank or underscore: the kind, and for loops the list.
 */
static bool control_word(
	const char *type, const char *word, enum form_kind *kind, bool *loop, const char **rest)
{
	static const struct {
		const char *word;
		enum form_kind kind;
		bool loop;
	} kinds[] = {
		{ "group", FORM_GROUP, false },
		{ "lgroup", FORM_REPEAT, false },
		{ "repeat", FORM_REPEAT, false },
		{ "looped group", FORM_REPEAT, false },
		{ "loop", FORM_GROUP, true },
	};
	size_t n = strlen(word);

	if (strncasecmp(type, word, n) != 0 || (type[n] != ' ' && type[n] != '_'))
		return false;
	type += n + 1;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		size_t len = strlen(kinds[i].word);

		if (strncasecmp(type, kinds[i].word, len) != 0 || (type[len] && type[len] != ' '))
			continue;
		*kind = kinds[i].kind;
		*loop = kinds[i].loop;
		*rest = type + len + (type[len] == ' ');
		return true;
	}
	return false;
}

/* Whether s is one ${name} and nothing else. */
static bool is_one_ref(const char *s)
{
	const char *rest = s, *name;
	size_t len;
	bool saved;

	return strncmp(s, "${", 2) == 0 && next_ref(&rest, &name, &len, &saved) && !*rest;
}

/* The count of a repeat: a reference as it is, anything else in a calculated node before it. */
static int count_node(struct walk *w, const struct row *row, const char *name)
{
	struct reader *r = w->r;
	struct form_expr e = row_expr(r, row, COL_REPEAT_COUNT);
	struct form_node *n;
	int at;

	if (!e.text || is_one_ref(e.text))
		return 0;
	at = node_add(r, walk_parent(w), FORM_QUESTION, FORM_CALCULATE,
		arena_printf(r->arena, "%s_count", name));
	n = &r->nodes.at[at].n;
	n->calculation = e;
	n->read_only.text = "true()";
	n->generated = true;
	n->place = e.place;
	return at;
}

static bool has_label(const struct form_label *l)
{
	return l->text.plain || l->text.in;
}

/* The label of a table-list moves into a note of its own, for the group is shown as a table. */
static void table_heading(struct walk *w, const struct row *row, int group)
{
	struct reader *r = w->r;
	struct form_node *g = &r->nodes.at[group].n, *n;
	int at;

	if (!has_label(&g->label) && !g->hint.plain && !g->hint.in)
		return;
	at = node_add(r, group, FORM_QUESTION, FORM_NOTE,
		arena_printf(r->arena, "generated_table_list_label_%d", row->number));
	n = &r->nodes.at[at].n;
	g = &r->nodes.at[group].n;
	n->label.text = g->label.text;
	n->hint = g->hint;
	n->generated = true;
	n->read_only.text = "true()";
	n->place = g->place;
	g->label.text = (struct form_text){ 0 };
	g->hint = (struct form_text){ 0 };
}

/* "table-list minimal" as "field-list minimal". */
static const char *as_field_list(struct arena *a, const char *appearance)
{
	const char *at = strstr(appearance, "table-list");

	return arena_printf(a, "%.*sfield-list%s", (int)(at - appearance), appearance, at + 10);
}

static void begin(struct walk *w, const struct row *row, enum form_kind kind)
{
	struct reader *r = w->r;
	const char *name = walk_name(w, row);
	struct open *o;
	struct form_node *n;
	int count = 0, at;

	if (!name)
		name = "?";
	else if (kind == FORM_REPEAT)
		count = count_node(w, row, name);
	at = node_add(r, walk_parent(w), kind, FORM_NO_TYPE, name);
	n = &r->nodes.at[at].n;
	walk_common(r, row, n);
	if (kind == FORM_REPEAT)
		n->repeat_count = row_expr(r, row, COL_REPEAT_COUNT);
	r->nodes.at[at].count_node = count;
	o = LIST_PUSH(r->arena, &w->stack);
	*o = (struct open){ .node = at, .kind = kind, .row = row->number, .place = n->place };
	if (kind == FORM_GROUP && n->appearance && strstr(n->appearance, "table-list")) {
		o->table = true;
		n->table_list = true;
		n->appearance = as_field_list(r->arena, n->appearance);
		table_heading(w, row, at);
	}
}

static void end(struct walk *w, const struct row *row, enum form_kind kind, bool loop)
{
	struct open *o = w->stack.n ? &w->stack.at[w->stack.n - 1] : NULL;

	if (row->v[COL_SAVE_TO])
		fail(w->r, row_place(w->r, row, COL_SAVE_TO),
			MSG(_("A group or repeat cannot be saved.")),
			MSG(_("Put save_to on its questions.")));
	if (!o || o->kind != kind || o->loop != loop) {
		fail(w->r, row_place(w->r, row, COL_TYPE),
			MSG(_("{1} closes nothing that is open here."), S(row->v[COL_TYPE])),
			MSG(_("Put it after the matching begin, or remove it.")));
		return;
	}
	w->stack.n--;
}

static void walk_rows(struct walk *w, size_t from, size_t to);

/* The index of the row that ends the loop begun at row `from`. */
static size_t loop_end(struct reader *r, size_t from, size_t to)
{
	const struct table *t = &r->survey;
	int depth = 0;

	for (size_t i = from; i < to; i++) {
		enum form_kind kind;
		const char *rest;
		struct row row;
		bool loop;

		table_row(r, t, i, &row);
		if (!row.v[COL_TYPE])
			continue;
		row.v[COL_TYPE] = settled(r->arena, row.v[COL_TYPE]);
		if (control_word(row.v[COL_TYPE], "begin", &kind, &loop, &rest))
			depth += loop;
		else if (control_word(row.v[COL_TYPE], "end", &kind, &loop, &rest) && loop &&
			 --depth == 0)
			return i;
	}
	return to;
}

/* A loop is a group that holds a copy of its rows for every choice of a list. */
static size_t loop(struct walk *w, const struct row *row, size_t from, size_t to, const char *rest)
{
	struct reader *r = w->r;
	size_t last = loop_end(r, from, to);
	int list, group;
	struct form_place at = row_place(r, row, COL_TYPE);

	if (strncasecmp(rest, "over ", 5) == 0)
		rest += 5;
	list = form_intern_find(&r->list_names, rest, strlen(rest));
	if (list < 0 || last == to || w->choice) {
		if (list < 0)
			fail(r, at, MSG(_("There is no list of choices named {1}."), S(rest)),
				MSG(_("Add it to the sheet choices, or mend the name.")));
		else if (last == to)
			fail(r, at, MSG(_("The loop is never closed.")),
				MSG(_("Add a row end loop.")));
		else
			fail(r, at, MSG(_("A loop cannot stand inside a loop.")),
				MSG(_("Use a repeat inside it.")));
		return last;
	}
	begin(w, row, FORM_GROUP);
	group = walk_parent(w);
	w->stack.n--;
	for (size_t i = 0; i < r->lists.at[list].n_choices && !r->too_large; i++) {
		const struct form_list *l = &r->lists.at[list];
		struct walk inner = { .r = r, .choice = &l->choices[i], .loop_list = l };
		struct form_node *n;

		inner.root = node_add(r, group, FORM_GROUP, FORM_NO_TYPE, l->choices[i].name);
		n = &r->nodes.at[inner.root].n;
		n->label = l->choices[i].label;
		n->generated = true;
		n->place = l->choices[i].place;
		walk_rows(&inner, from + 1, last);
	}
	return last;
}

/* One row of the survey; returns the index of the last row it took. */
static size_t one_row(struct walk *w, size_t i, size_t to)
{
	struct reader *r = w->r;
	enum form_kind kind;
	const char *rest;
	struct row row;
	bool is_loop;

	table_row(r, &r->survey, i, &row);
	if (is_yes(row.v[COL_DISABLED]))
		return i;
	if (!row.v[COL_TYPE]) {
		if (!row.told[COL_TYPE] && (row.v[COL_NAME] || row.v[COL_LABEL]))
			fail(r, row_place(r, &row, row.v[COL_NAME] ? COL_NAME : COL_LABEL),
				MSG(_("The row has no type.")),
				MSG(_("Give it a type, or clear the row.")));
		return i;
	}
	row.v[COL_TYPE] = settled(r->arena, row.v[COL_TYPE]);
	if (w->choice && !w->stack.n) /* rows inside a group of the loop stay as they are */
		fill_row(w, &row);
	if (control_word(row.v[COL_TYPE], "end", &kind, &is_loop, &rest))
		end(w, &row, kind, is_loop);
	else if (!control_word(row.v[COL_TYPE], "begin", &kind, &is_loop, &rest))
		walk_question(w, &row);
	else if (is_loop)
		return loop(w, &row, i, to, rest);
	else
		begin(w, &row, kind);
	return i;
}

/* Says once what is too much; the walk ends there. */
static void too_large(struct walk *w)
{
	struct form_place at = { w->r->survey.name, NULL, 0 };

	if (w->r->too_large)
		return;
	w->r->too_large = true;
	if (w->stack.n > FORM_DEPTH_MAX)
		fail(w->r, at, MSG(_("Groups are nested more than {1} deep."), N(FORM_DEPTH_MAX)),
			MSG(_("Take some of the groups out of others.")));
	else
		fail(w->r, at,
			MSG(_("The form has more than {1} questions and groups."),
				N(FORM_NODES_MAX)),
			MSG(_("Shorten the sheet, or split the form.")));
}

static void walk_rows(struct walk *w, size_t from, size_t to)
{
	struct reader *r = w->r;

	for (size_t i = from; i < to; i++) {
		if (r->nodes.n > FORM_NODES_MAX || w->stack.n > FORM_DEPTH_MAX) {
			too_large(w);
			return;
		}
		i = one_row(w, i, to);
	}
	while (w->stack.n) {
		struct open *o = &w->stack.at[--w->stack.n];

		fail(r, o->place,
			o->kind == FORM_REPEAT ? MSG(_("The repeat is never closed."))
					       : MSG(_("The group is never closed.")),
			o->kind == FORM_REPEAT ? MSG(_("Add a row end_repeat."))
					       : MSG(_("Add a row end_group.")));
	}
}

void survey_read(struct reader *r)
{
	struct walk w = { .r = r };

	walk_rows(&w, r->survey.first, r->survey.sheet->n);
}
