#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

/* A group, repeat or loop whose end has not been met. */
struct open {
	int node;
	enum form_kind kind;
	bool loop;
	int row;
	struct form_place place;
	bool table;		/* a table-list */
	const char *table_name; /* of the list its questions share */
};

/* A walk through some rows of the survey. */
struct walk {
	struct reader *r;
	LIST(struct open) stack;
	int root;			  /* node the rows belong to */
	const struct form_choice *choice; /* inside a loop: what it stands at */
	const struct form_list *loop_list;
};

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

static int parent_of(const struct walk *w)
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

/* yes and no as expressions, in the columns that take one. */
static struct form_expr truth(struct form_expr e)
{
	static const char *const yes[] = { "yes", "Yes", "YES", "true", "True", "TRUE" };
	static const char *const no[] = { "no", "No", "NO", "false", "False", "FALSE" };

	for (size_t i = 0; e.text && i < COUNT_OF(yes); i++) {
		if (strcmp(e.text, yes[i]) == 0)
			e.text = "true()";
		else if (strcmp(e.text, no[i]) == 0)
			e.text = "false()";
	}
	return e;
}

static void put_attrs(struct form_attrs *to, const struct form_attr *at, size_t n)
{
	to->at = at;
	to->n = n;
}

/* What any row may say, whatever its type. */
static void common(struct reader *r, const struct row *row, struct form_node *n)
{
	n->place = row_place(r, row, COL_NAME);
	n->type_name = row->v[COL_TYPE];
	row_label(r, row, &n->label);
	if (row->v[COL_MEDIA] && !n->label.text.plain && !n->label.text.in)
		n->label.text.plain = "";
	n->hint = row_text(r, row, COL_HINT);
	n->guidance = row_text(r, row, COL_GUIDANCE);
	n->constraint_message = row_text(r, row, COL_CONSTRAINT_MESSAGE);
	n->required_message = row_text(r, row, COL_REQUIRED_MESSAGE);
	n->no_app_error = row_text(r, row, COL_NO_APP);
	n->relevant = truth(row_expr(r, row, COL_RELEVANT));
	n->constraint = truth(row_expr(r, row, COL_CONSTRAINT));
	n->calculation = truth(row_expr(r, row, COL_CALCULATION));
	n->required = truth(row_expr(r, row, COL_REQUIRED));
	n->read_only = truth(row_expr(r, row, COL_READ_ONLY));
	n->initial = row_expr(r, row, COL_DEFAULT);
	n->choice_filter = row_expr(r, row, COL_CHOICE_FILTER);
	n->trigger = row->v[COL_TRIGGER];
	n->appearance = row->v[COL_APPEARANCE];
	n->intent = row->v[COL_INTENT];
	n->query = row->v[COL_QUERY];
	n->autoplay = row->v[COL_AUTOPLAY];
	n->save_to = row->v[COL_SAVE_TO];
	put_attrs(&n->bind, row->bind.at, row->bind.n);
	put_attrs(&n->body, row->body.at, row->body.n);
	put_attrs(&n->instance, row->instance.at, row->instance.n);
}

/* The name of a row, checked; NULL after a problem. */
static const char *checked_name(struct walk *w, const struct row *row)
{
	struct reader *r = w->r;
	const char *name = row->v[COL_NAME];

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
	if (strcmp(name, "meta") == 0 && parent_of(w) == 0) {
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
	at = node_add(r, parent_of(w), FORM_QUESTION, FORM_CALCULATE,
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
	const char *name = checked_name(w, row);
	struct open *o;
	struct form_node *n;
	int count = 0, at;

	if (!name)
		name = "?";
	else if (kind == FORM_REPEAT)
		count = count_node(w, row, name);
	at = node_add(r, parent_of(w), kind, FORM_NO_TYPE, name);
	n = &r->nodes.at[at].n;
	common(r, row, n);
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
	group = parent_of(w);
	w->stack.n--;
	for (size_t i = 0; i < r->lists.at[list].n_choices; i++) {
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

/* ---- questions ---- */

/* Splits "select_one list or_other": the command's type, its list and whether there is an other. */
static enum form_type select_type(
	struct arena *a, const char *type, const char **list, bool *other, bool *file)
{
	static const char *const others[] = { " or specify other", " or_other", " or other" };
	size_t n = strlen(type);
	enum form_type t;
	const char *last;

	*other = false;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		size_t m = strlen(others[i]);

		if (n > m && strcasecmp(type + n - m, others[i]) == 0) {
			n -= m;
			*other = true;
			break;
		}
	}
	type = arena_strn(a, type, n);
	last = strrchr(type, ' ');
	if (!last)
		return FORM_NO_TYPE;
	*list = last + 1;
	type = arena_strn(a, type, (size_t)(last - type));
	t = type_of_select(type);
	*file = n > 4 && strstr(type, "file") != NULL;
	return t;
}

static const char *base_name(struct arena *a, const char *file)
{
	const char *dot = strrchr(file, '.');

	return dot ? arena_strn(a, file, (size_t)(dot - file)) : file;
}

static void from_file(
	struct reader *r, const struct row *row, struct form_node *n, const char *file)
{
	const char *dot = strrchr(file, '.');

	n->file = file;
	n->instance_id = base_name(r->arena, file);
	if (dot && strcmp(dot, ".geojson") == 0) {
		n->value_column = "id";
		n->label_column = "title";
	}
	if (!dot || (strcmp(dot, ".csv") && strcmp(dot, ".xml") && strcmp(dot, ".geojson")))
		fail(r, row_place(r, row, COL_TYPE),
			MSG(_("{1} is no file choices can be read from."), S(file)),
			MSG(_("Name a file that ends in .csv, .xml or .geojson.")));
}

static void missing_sheet(struct reader *r, const struct row *row, const char *sheet)
{
	const char *alike = table_alike(r, sheet);

	if (alike)
		fail(r, row_place(r, row, COL_TYPE),
			MSG(_("There is no sheet {1}, but one named {2}."), S(sheet), S(alike)),
			MSG(_("Rename that sheet to {1}."), S(sheet)));
	else
		fail(r, row_place(r, row, COL_TYPE), MSG(_("There is no sheet {1}."), S(sheet)),
			MSG(_("Add it with the columns list_name, name and label.")));
}

static void missing_list(
	struct reader *r, const struct row *row, const char *list, const char *sheet)
{
	fail(r, row_place(r, row, COL_TYPE),
		MSG(_("There is no list of choices named {1}."), S(list)),
		MSG(_("Add it to the sheet {1}, or mend the name."), S(sheet)));
}

/* In a table-list: the heading of the table before the first question, and how the rest look. */
static void in_table(struct walk *w, const struct row *row, enum form_type type, int list)
{
	struct reader *r = w->r;
	struct open *o = w->stack.n ? &w->stack.at[w->stack.n - 1] : NULL;
	const char *name = r->lists.at[list].name;
	int at;

	if (!o || !o->table)
		return;
	if (!o->table_name) {
		o->table_name = name;
		at = node_add(r, o->node, FORM_QUESTION, type,
			arena_printf(
				r->arena, "reserved_name_for_field_list_labels_%d", row->number));
		r->nodes.at[at].list = list;
		r->nodes.at[at].n.appearance = "label";
		r->nodes.at[at].n.label.text.plain = " "; /* required, but not to be seen */
		r->nodes.at[at].n.generated = true;
		r->nodes.at[at].n.instance_id = name;
		r->nodes.at[at].n.place = row_place(r, row, COL_TYPE);
	} else if (strcmp(o->table_name, name) != 0) {
		fail(r, row_place(r, row, COL_TYPE),
			MSG(_("The table uses the list {1}, this row the list {2}."),
				S(o->table_name), S(name)),
			MSG(_("Use one list in the whole table-list.")));
	}
}

/* The text after a select with or_other. */
static void add_other(struct walk *w, int select)
{
	struct reader *r = w->r;
	const char *name = r->nodes.at[select].n.name;
	int at = node_add(r, r->nodes.at[select].parent, FORM_QUESTION, FORM_TEXT,
		arena_printf(r->arena, "%s_other", name));
	struct form_node *n = &r->nodes.at[at].n;

	n->label.text.plain = "Specify other.";
	n->relevant.text = arena_printf(r->arena, "selected(../%s, 'other')", name);
	n->generated = true;
	n->place = r->nodes.at[select].n.place;
	r->nodes.at[select].other = at;
}

/* Finds the list of a select; false after a problem. */
static bool find_list(struct walk *w, const struct row *row, struct draft *d, const char *list)
{
	struct reader *r = w->r;
	bool external = d->n.type == FORM_SELECT_EXTERNAL;
	const struct form_intern *names = external ? &r->external_names : &r->list_names;
	const char *sheet = external ? "external_choices" : "choices";

	if (external ? !r->has_external : !r->has_choices) {
		missing_sheet(r, row, sheet);
		return false;
	}
	d->list = form_intern_find(names, list, strlen(list));
	if (d->list < 0)
		missing_list(r, row, list, sheet);
	return d->list >= 0;
}

static void select_list(struct walk *w, const struct row *row, int at, const char *list, bool file)
{
	struct reader *r = w->r;
	struct draft *d = &r->nodes.at[at];

	if (file) {
		from_file(r, row, &d->n, list);
		return;
	}
	if (has_ref(list)) {
		d->n.instance_id = list; /* resolved with the references */
		return;
	}
	if (d->n.type == FORM_SELECT_EXTERNAL && !d->n.choice_filter.text) {
		warn(r, row_place(r, row, COL_TYPE),
			MSG(_("select_one_external without a choice_filter is read as "
			      "select_one.")),
			MSG(_("Use select_one with the sheet choices.")));
		d->n.type = FORM_SELECT_ONE;
	}
	if (!find_list(w, row, d, list)) {
		d->list = -1;
		return;
	}
	d->n.instance_id = d->n.type == FORM_SELECT_EXTERNAL ? list : r->lists.at[d->list].name;
}

static void select_question(struct walk *w, const struct row *row, const char *name,
	enum form_type type, const char *list, bool other, bool file)
{
	struct reader *r = w->r;
	int at, known = form_intern_find(&r->list_names, list, strlen(list));
	bool table = w->stack.n && w->stack.at[w->stack.n - 1].table;

	if (!file && known >= 0 && type != FORM_SELECT_EXTERNAL)
		in_table(w, row, type, known);
	at = node_add(r, parent_of(w), FORM_QUESTION, type, name);
	common(r, row, &r->nodes.at[at].n);
	select_list(w, row, at, list, file);
	if (table)
		r->nodes.at[at].n.appearance = "list-nolabel";
	params_read(r, row, &r->nodes.at[at]);
	if (!other)
		return;
	if (row->v[COL_CHOICE_FILTER])
		fail(r, row_place(r, row, COL_CHOICE_FILTER),
			MSG(_("A question with or_other cannot have a choice_filter.")),
			MSG(_("Add the choice other to the list yourself, and a text after it.")));
	r->nodes.at[at].n.or_other = true;
	if (r->nodes.at[at].list >= 0)
		lists_add_other(r, r->nodes.at[at].list);
	add_other(w, at);
}

static void osm_list(struct walk *w, const struct row *row, int at, const char *list)
{
	struct reader *r = w->r;

	if (!*list)
		return;
	r->nodes.at[at].list = form_intern_find(&r->osm_names, list, strlen(list));
	if (r->nodes.at[at].list < 0)
		missing_list(r, row, list, "osm");
}

/* Audits, and rows without a name that may go without. */
static const char *question_name(struct walk *w, struct row *row, enum form_type type)
{
	if (type == FORM_AUDIT) {
		if (row->v[COL_NAME] && strcmp(row->v[COL_NAME], "audit") != 0)
			fail(w->r, row_place(w->r, row, COL_NAME),
				MSG(_("An audit is always named audit.")),
				MSG(_("Leave the name blank.")));
		return "audit";
	}
	if (type == FORM_NOTE && !row->v[COL_NAME])
		return arena_printf(w->r->arena, "generated_note_name_%d", row->number);
	return checked_name(w, row);
}

static void question(struct walk *w, struct row *row)
{
	struct reader *r = w->r;
	const char *type_name = row->v[COL_TYPE], *list = NULL, *name;
	bool other = false, file = false;
	enum form_type type = type_by_name(type_name);
	int at;

	if (type == FORM_NO_TYPE && strncasecmp(type_name, "osm ", 4) == 0) {
		type = FORM_OSM;
		list = type_name + 4;
	}
	if (type == FORM_NO_TYPE) {
		type = select_type(r->arena, type_name, &list, &other, &file);
		if (type == FORM_NO_TYPE) {
			fail(r, row_place(r, row, COL_TYPE),
				MSG(_("There is no type {1}."), S(type_name)),
				MSG(_("Use a type of XLSForm: text, integer, date, select_one list "
				      "…")));
			return;
		}
		name = question_name(w, row, type);
		if (name)
			select_question(w, row, name, type, list, other, file);
		return;
	}
	name = question_name(w, row, type);
	if (!name)
		return;
	at = node_add(r, type == FORM_AUDIT ? r->meta : parent_of(w), FORM_QUESTION, type, name);
	common(r, row, &r->nodes.at[at].n);
	if (type == FORM_NOTE)
		r->nodes.at[at].n.read_only.text = "true()";
	if (type == FORM_OSM && list)
		osm_list(w, row, at, list);
	params_read(r, row, &r->nodes.at[at]);
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
		if (row.v[COL_NAME] || row.v[COL_LABEL])
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
		question(w, &row);
	else if (is_loop)
		return loop(w, &row, i, to, rest);
	else
		begin(w, &row, kind);
	return i;
}

static void walk_rows(struct walk *w, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		i = one_row(w, i, to);
	while (w->stack.n) {
		struct open *o = &w->stack.at[--w->stack.n];

		fail(w->r, o->place,
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
