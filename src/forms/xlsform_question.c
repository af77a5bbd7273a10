#include <string.h>

#include "base/text.h"
#include "forms/xlsform_walk.h"

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

void walk_common(struct reader *r, const struct row *row, struct form_node *n)
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
	if (!dot || (strcmp(dot, ".csv") != 0 && strcmp(dot, ".xml") != 0 &&
			    strcmp(dot, ".geojson") != 0))
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
	at = node_add(r, walk_parent(w), FORM_QUESTION, type, name);
	walk_common(r, row, &r->nodes.at[at].n);
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
	return walk_name(w, row);
}

/* Old types that are a text or number with a rule of their own. */
static const struct {
	const char *name;
	enum form_type type;
	const char *constraint, *hint;
} ruled[] = {
	{ "phone number", FORM_TEXT, "regex(., '^\\d*$')", "Enter numbers only." },
	{ "percentage", FORM_INTEGER, "0 <= . and . <= 100", NULL },
	{ "number of days in last month", FORM_INTEGER, "0 <= . and . <= 31",
		"Enter a number 0-31." },
	{ "number of days in last six months", FORM_INTEGER, "0 <= . and . <= 183",
		"Enter a number 0-183." },
	{ "number of days in last year", FORM_INTEGER, "0 <= . and . <= 365",
		"Enter a number 0-365." },
};

/* Gives a question of such a type its rule and hint, unless the row has its own. */
static void put_rule(struct form_node *n, const char *type_name)
{
	for (size_t i = 0; i < COUNT_OF(ruled); i++) {
		if (strcasecmp(ruled[i].name, type_name) != 0)
			continue;
		if (!n->constraint.text)
			n->constraint = (struct form_expr){ .text = ruled[i].constraint,
				.place = n->place };
		if (!n->hint.plain && !n->hint.in)
			n->hint.plain = ruled[i].hint;
	}
}

static enum form_type ruled_type(const char *type_name)
{
	for (size_t i = 0; i < COUNT_OF(ruled); i++)
		if (strcasecmp(ruled[i].name, type_name) == 0)
			return ruled[i].type;
	return FORM_NO_TYPE;
}

void walk_question(struct walk *w, struct row *row)
{
	struct reader *r = w->r;
	const char *type_name = row->v[COL_TYPE], *list = NULL, *name;
	bool other = false, file = false;
	enum form_type type = type_by_name(type_name);
	int at;

	if (type == FORM_NO_TYPE)
		type = ruled_type(type_name);
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
	at = node_add(r, type == FORM_AUDIT ? r->meta : walk_parent(w), FORM_QUESTION, type, name);
	walk_common(r, row, &r->nodes.at[at].n);
	put_rule(&r->nodes.at[at].n, type_name);
	if (type == FORM_NOTE)
		r->nodes.at[at].n.read_only.text = "true()";
	if (type == FORM_OSM && list)
		osm_list(w, row, at, list);
	params_read(r, row, &r->nodes.at[at]);
}
