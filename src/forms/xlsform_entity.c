#include <string.h>

#include "base/text.h"
#include "forms/xlsform_in.h"

/*
 * Entities (getodk.github.io/xforms-spec/entities): each row of the sheet entities declares one.
 * Where its record stands in the answers follows from the questions it takes values from: inside
 * the nearest repeat around them all, or in the form itself. One container holds one entity.
 */

static void read_one(struct reader *r, const struct row *row)
{
	struct entity_draft *d = LIST_PUSH(r->arena, &r->entity_list);
	const char *name = row->v[COL_LIST_NAME];

	d->place = row_place(r, row, COL_LIST_NAME);
	d->container = -1;
	d->e.dataset = name ? name : "";
	d->e.id = row_expr(r, row, COL_ENTITY_ID);
	d->e.create_if = row_expr(r, row, COL_CREATE_IF);
	d->e.update_if = row_expr(r, row, COL_UPDATE_IF);
	d->e.label = row_expr(r, row, COL_LABEL);
	d->e.updates = d->e.id.text != NULL;
	d->e.creates = !d->e.id.text || d->e.create_if.text;
	if (!name) {
		fail(r, d->place, MSG(_("An entity list has no name.")),
			MSG(_("Give it a name in the column list_name.")));
		return;
	}
	if (!is_xml_name(name, strlen(name)) || strncmp(name, "__", 2) == 0 || strchr(name, '.'))
		fail(r, d->place, MSG(_("{1} cannot be the name of an entity list."), S(name)),
			MSG(_("Begin with a letter or one underscore; no points.")));
	for (size_t i = 0; i + 1 < r->entity_list.n; i++)
		if (strcmp(r->entity_list.at[i].e.dataset, name) == 0)
			fail(r, d->place, MSG(_("The entity list {1} is declared twice."), S(name)),
				MSG(_("Remove one of the rows.")));
	if (!d->e.id.text && !d->e.label.text)
		fail(r, d->place, MSG(_("The entity list {1} has no label."), S(name)),
			MSG(_("Give it a label: it is needed to create entities.")));
	if (!d->e.id.text && d->e.update_if.text)
		fail(r, d->e.update_if.place, MSG(_("update_if needs an entity_id.")),
			MSG(_("Say in the column entity_id which entity is changed.")));
	if (d->e.id.text && d->e.create_if.text && !d->e.update_if.text)
		fail(r, d->e.create_if.place,
			MSG(_("create_if beside an entity_id needs an update_if.")),
			MSG(_("Say in the column update_if when the entity is changed.")));
}

static void check_columns(struct reader *r)
{
	const struct table *t = &r->entities;

	for (int c = 0; c < t->n_headers; c++)
		if (t->headers[c].raw && t->headers[c].col == COL_UNKNOWN)
			fail(r, (struct form_place){ t->name, xlsx_ref(r->arena, c, 1), 1 },
				MSG(_("The sheet entities has no column {1}."),
					S(t->headers[c].raw)),
				MSG(_("Remove it, or mend its name.")));
}

void entities_read(struct reader *r)
{
	if (!r->has_entities)
		return;
	check_columns(r);
	for (size_t i = r->entities.first; i < r->entities.sheet->n; i++) {
		struct row row;

		if (r->entity_list.n == FORM_ENTITIES_MAX) {
			fail(r, (struct form_place){ r->entities.name, NULL, 0 },
				MSG(_("There are more than {1} entity lists."),
					N(FORM_ENTITIES_MAX)),
				MSG(_("Shorten the sheet, or split the form.")));
			return;
		}
		table_row(r, &r->entities, i, &row);
		read_one(r, &row);
	}
}

/* ---- where they stand ---- */

/* One place an entity takes a value from. */
struct use {
	int entity;
	int container; /* the group, repeat or form the question stands in */
	int scope;     /* the nearest repeat around it, or the form: 0 */
	bool save_to;
	struct form_place place;
};
struct uses {
	struct use *at;
	size_t n, room;
};

static int scope_of(const struct reader *r, int node)
{
	while (node > 0 && r->nodes.at[node].n.kind != FORM_REPEAT)
		node = r->nodes.at[node].parent;
	return node < 0 ? 0 : node;
}

static bool inside(const struct reader *r, int node, int of)
{
	while (node >= 0 && node != of)
		node = r->nodes.at[node].parent;
	return node == of;
}

static int common_container(const struct reader *r, int a, int b)
{
	while (a > 0 && !inside(r, b, a))
		a = r->nodes.at[a].parent;
	return a;
}

static int entity_named(const struct reader *r, const char *name, size_t len)
{
	for (size_t i = 0; i < r->entity_list.n; i++)
		if (strncmp(r->entity_list.at[i].e.dataset, name, len) == 0 &&
			!r->entity_list.at[i].e.dataset[len])
			return (int)i;
	return -1;
}

/* Splits "list#property"; returns the entity, -1 after a problem. */
static int entity_of_save(struct reader *r, struct form_node *n)
{
	const char *hash = strchr(n->save_to, '#');
	int e = 0;

	if (!r->entity_list.n) {
		fail(r, n->place, MSG(_("save_to is used, but no entity list is declared.")),
			MSG(_("Add the sheet entities with list_name and label.")));
		return -1;
	}
	if (hash) {
		e = entity_named(r, n->save_to, (size_t)(hash - n->save_to));
		if (e < 0)
			fail(r, n->place, MSG(_("There is no entity list for {1}."), S(n->save_to)),
				MSG(_("Declare it on the sheet entities, or mend the name.")));
		n->save_to = hash + 1;
	} else if (r->entity_list.n > 1) {
		fail(r, n->place,
			MSG(_("{1} does not say which entity list it belongs to."), S(n->save_to)),
			MSG(_("Write list_name#property.")));
		return -1;
	}
	return e;
}

/* Property names (ODK Entities): as XML names; not name, label or with two underscores first. */
static void check_property(struct reader *r, const struct form_node *n)
{
	const char *p = n->save_to;

	if (!is_xml_name(p, strlen(p)) || strncmp(p, "__", 2) == 0 || strcasecmp(p, "name") == 0 ||
		strcasecmp(p, "label") == 0)
		fail(r, n->place, MSG(_("{1} cannot be a property of an entity."), S(p)),
			MSG(_("Choose another name: not name or label, no two underscores "
			      "first.")));
}

/* The questions whose answers are saved, each property of an entity once. */
static void saves(struct reader *r, struct uses *list)
{
	struct form_intern seen;

	form_intern_init(&seen, r->arena);
	for (size_t i = 0; i < r->nodes.n; i++) {
		struct draft *d = &r->nodes.at[i];
		const char *key;
		bool is_new;
		int e;

		if (!d->n.save_to)
			continue;
		if (d->n.kind != FORM_QUESTION) {
			fail(r, d->n.place, MSG(_("A group or repeat cannot be saved.")),
				MSG(_("Put save_to on its questions.")));
			continue;
		}
		e = entity_of_save(r, &d->n);
		if (e < 0)
			continue;
		check_property(r, &d->n);
		key = arena_printf(r->arena, "%d#%s", e, d->n.save_to);
		form_intern(&seen, key, strlen(key), &is_new);
		if (!is_new)
			fail(r, d->n.place,
				MSG(_("The property {1} is saved twice."), S(d->n.save_to)),
				MSG(_("Remove one of them.")));
		*LIST_PUSH(r->arena, list) = (struct use){ .entity = e,
			.container = d->parent,
			.scope = scope_of(r, d->parent),
			.save_to = true,
			.place = d->n.place };
	}
}

/* The questions an entity's own expressions name. */
static void variables(struct reader *r, struct uses *list, const struct form_names *names, int e)
{
	const struct form_entity *x = &r->entity_list.at[e].e;
	const struct form_expr *const each[] = { &x->id, &x->create_if, &x->update_if, &x->label };

	for (size_t i = 0; i < COUNT_OF(each); i++) {
		const char *s = each[i]->text, *name;
		size_t len;
		bool saved;

		while (s && next_ref(&s, &name, &len, &saved)) {
			int at = form_names_first(names, name, len);

			if (at < 0 || saved)
				continue; /* refs_check says so */
			*LIST_PUSH(r->arena, list) = (struct use){ .entity = e,
				.container = r->nodes.at[at].parent,
				.scope = scope_of(r, r->nodes.at[at].parent),
				.place = each[i]->place };
		}
	}
}

/* The deepest scope of an entity's uses; a problem when another is not around it. */
static int scope_for(struct reader *r, const struct uses *list, int e, int *lowest)
{
	int scope = 0;
	bool any = false;

	*lowest = -1;
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].entity == e && inside(r, list->at[i].scope, scope))
			scope = list->at[i].scope;
	for (size_t i = 0; i < list->n; i++) {
		const struct use *u = &list->at[i];

		if (u->entity != e)
			continue;
		if (!inside(r, scope, u->scope) || (u->save_to && u->scope != scope)) {
			fail(r, u->place,
				MSG(_("The entity list {1} takes values from different repeats."),
					S(r->entity_list.at[e].e.dataset)),
				MSG(_("Bring the value there with a calculate question.")));
			return -1;
		}
		if (u->scope != scope)
			continue;
		*lowest = any ? common_container(r, *lowest, u->container) : u->container;
		any = true;
	}
	if (!any)
		*lowest = scope;
	return scope;
}

static bool taken(const struct reader *r, int container)
{
	for (size_t i = 0; i < r->entity_list.n; i++)
		if (r->entity_list.at[i].container == container)
			return true;
	return false;
}

/* Whether an entity placed before stands further inside. */
static bool holds(const struct reader *r, int container)
{
	for (size_t i = 0; i < r->entity_list.n; i++)
		if (r->entity_list.at[i].container >= 0 &&
			inside(r, r->entity_list.at[i].container, container))
			return true;
	return false;
}

/*
 * One entity alone stands in the scope itself; several each in the nearest free container around
 * all they take values from, or in the scope; only the scope may lie around another's place.
 */
static void place_entity(struct reader *r, int e, int scope, int lowest)
{
	int at = r->entity_list.n == 1 ? scope : lowest;

	while (at != scope && (taken(r, at) || holds(r, at)))
		at = r->nodes.at[at].parent;
	if (!taken(r, at)) {
		r->entity_list.at[e].container = at;
		return;
	}
	fail(r, r->entity_list.at[e].place,
		MSG(_("The entity list {1} has no place of its own: another entity stands there."),
			S(r->entity_list.at[e].e.dataset)),
		MSG(_("Put the questions it takes values from into a group of their own.")));
}

static void add_nodes(struct reader *r, int e)
{
	struct entity_draft *d = &r->entity_list.at[e];
	int meta = d->container > 0 ? node_add(r, d->container, FORM_META, FORM_NO_TYPE, "meta")
				    : r->meta;
	int at = node_add(r, meta, FORM_QUESTION, FORM_ENTITY, "entity"), label;

	r->nodes.at[at].entity = e + 1;
	r->nodes.at[at].n.has_value = false;
	r->nodes.at[at].n.generated = true;
	d->node = at;
	if (!d->e.label.text)
		return;
	label = node_add(r, at, FORM_QUESTION, FORM_ENTITY_LABEL, "label");
	r->nodes.at[label].n.calculation = d->e.label;
	r->nodes.at[label].n.read_only.text = "true()";
	r->nodes.at[label].n.generated = true;
	r->nodes.at[label].n.place = d->place;
}

void entities_bind(struct reader *r)
{
	struct uses list = { 0 };
	const char **names = ARENA_ARRAY(r->arena, r->nodes.n + 1, const char *);
	struct form_names *table;

	for (size_t i = 1; i < r->nodes.n; i++)
		names[i] = r->nodes.at[i].n.name;
	saves(r, &list);
	if (!r->entity_list.n)
		return;
	table = form_names_new(r->arena, names, r->nodes.n);
	for (size_t e = 0; e < r->entity_list.n; e++)
		variables(r, &list, table, (int)e);
	for (size_t e = 0; e < r->entity_list.n; e++) {
		int lowest, scope = scope_for(r, &list, (int)e, &lowest);

		if (scope >= 0)
			place_entity(r, (int)e, scope, lowest);
	}
	for (size_t e = 0; e < r->entity_list.n; e++)
		if (r->entity_list.at[e].container >= 0)
			add_nodes(r, (int)e);
}
