#include <string.h>

#include "forms/instance.h"
#include "forms/xform_in.h"
#include "forms/xlsform_in.h"

/* ---- the primary instance ---- */

static const char *initial_value(struct writer *w, const struct form_node *n)
{
	const char *v = n->initial.text;

	if (!v || n->initial_dynamic)
		return NULL;
	if (n->type == FORM_IMAGE && strncmp(v, "jr://", 5) != 0)
		return arena_printf(w->arena, "jr://images/%s", v);
	return v;
}

static void put_attrs(struct writer *w, const struct form_attrs *a)
{
	for (size_t i = 0; i < a->n; i++)
		x_attr(w, a->at[i].name, a->at[i].value);
}

/*
 * How repeats are written: outside others a template and an occurrence of each; inside a template
 * only the templates of those directly in it; inside an occurrence only occurrences.
 */
enum copies { COPIES_BOTH, COPIES_TEMPLATE, COPIES_OCCURRENCE };

static void instance_node(struct writer *w, const struct form_node *n, enum copies copies);

static void instance_children(struct writer *w, const struct form_node *n, enum copies copies)
{
	for (const struct form_node *c = n->first; c; c = c->next)
		if (c->kind != FORM_QUESTION || c->has_value || c->type == FORM_ENTITY)
			instance_node(w, c, copies);
}

static void entity_attrs(struct writer *w, const struct form_entity *e)
{
	x_attr(w, "dataset", e->dataset);
	x_attr(w, "id", "");
	if (e->creates)
		x_attr(w, "create", "1");
	if (e->updates) {
		x_attr(w, "update", "1");
		x_attr(w, "baseVersion", "");
		x_attr(w, "trunkVersion", "");
		x_attr(w, "branchId", "");
	}
}

static bool has_children(const struct form_node *n)
{
	for (const struct form_node *c = n->first; c; c = c->next)
		if (c->kind != FORM_QUESTION || c->has_value || c->type == FORM_ENTITY)
			return true;
	return false;
}

static void instance_one(
	struct writer *w, const struct form_node *n, enum copies copies, bool template)
{
	const char *v = initial_value(w, n);

	if (n->kind == FORM_META && !n->first)
		return;
	x_open(w, n->name);
	put_attrs(w, &n->instance);
	if (template)
		x_attr(w, "jr:template", "");
	if (n->entity)
		entity_attrs(w, n->entity);
	if (has_children(n)) {
		x_more(w);
		instance_children(w, n, copies);
		x_close(w, n->name);
	} else if (v) {
		buf_char(w->b, '>');
		x_escape(w->b, v, strlen(v));
		buf_printf(w->b, "</%s>", n->name);
	} else {
		x_empty(w);
	}
}

static void instance_node(struct writer *w, const struct form_node *n, enum copies copies)
{
	if (n->kind != FORM_REPEAT) {
		instance_one(w, n, copies == COPIES_TEMPLATE ? COPIES_BOTH : copies, false);
		return;
	}
	if (copies != COPIES_OCCURRENCE)
		instance_one(w, n, COPIES_TEMPLATE, true);
	if (copies != COPIES_TEMPLATE)
		instance_one(w, n, COPIES_OCCURRENCE, false);
}

static void primary(struct writer *w)
{
	const struct form_node *root = &w->f->nodes[0];
	const struct form_settings *s = &w->f->settings;

	x_open(w, "instance");
	x_more(w);
	x_open(w, root->name);
	x_attr(w, "id", s->id);
	x_attr(w, "version", s->version);
	x_attr(w, "xmlns", s->instance_xmlns);
	x_attr(w, "odk:prefix", s->prefix);
	x_attr(w, "odk:delimiter", s->delimiter);
	put_attrs(w, &s->attributes);
	if (has_children(root)) {
		x_more(w);
		instance_children(w, root, COPIES_BOTH);
		x_close(w, root->name);
	} else {
		x_empty(w);
	}
	x_close(w, "instance");
}

/* ---- secondary instances ---- */

static void item(struct writer *w, const struct form_list *l, size_t i)
{
	const struct form_choice *c = &l->choices[i];

	x_open(w, "item");
	x_more(w);
	if (l->translated)
		x_leaf(w, "itextId", arena_printf(w->arena, "%s-%zu", l->name, i));
	x_leaf(w, "name", c->name);
	if (!l->translated && c->label.text.plain)
		x_leaf(w, "label", c->label.text.plain);
	for (size_t k = 0; k < l->n_columns; k++)
		if (c->extra[k])
			x_leaf(w, l->columns[k], c->extra[k]);
	x_close(w, "item");
}

static void secondary(struct writer *w)
{
	struct form_instances all = { 0 };

	form_instances(w->arena, w->f, NULL, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct form_instance *x = &all.at[i];

		x_open(w, "instance");
		x_attr(w, "id", x->id);
		x_attr(w, "src", x->src);
		if (!x->list) {
			x_empty(w);
			continue;
		}
		x_more(w);
		x_open(w, "root");
		x_more(w);
		for (size_t k = 0; k < x->list->n_choices; k++)
			item(w, x->list, k);
		x_close(w, "root");
		x_close(w, "instance");
	}
}

/* ---- binds ---- */

/* The attributes of a bind, each name once: what is put later wins. */
struct attrs {
	struct form_attr at[48];
	size_t n;
};

static void put(struct attrs *a, const char *name, const char *value)
{
	if (!value)
		return;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->at[i].name, name) == 0) {
			a->at[i].value = value;
			return;
		}
	if (a->n < COUNT_OF(a->at))
		a->at[a->n++] = (struct form_attr){ name, value };
}

static void put_message(struct writer *w, struct attrs *a, const struct form_node *n,
	const char *name, const struct form_text *t)
{
	if (itext_message(t))
		put(a, name, arena_printf(w->arena, "jr:itext('%s:%s')", n->path, name));
	else
		put(a, name, t->plain);
}

static const char *data_type(const struct form_node *n)
{
	static const char *const keys[] = { "start", "end", "step" };

	for (size_t i = 0; n->type == FORM_RANGE && i < COUNT_OF(keys); i++) {
		const char *v = form_param(n, keys[i]);

		if (v && strchr(v, '.'))
			return "decimal";
	}
	return type_facts(n->type)->bind;
}

static void put_params(struct writer *w, struct attrs *a, const struct form_node *n)
{
	for (size_t i = 0; i < n->n_params; i++) {
		const char *name = n->params[i].name, *v = n->params[i].value;

		if (n->type == FORM_AUDIT ||
			(n->type == FORM_AUDIO && strcmp(name, "quality") == 0) ||
			strcmp(name, "allow-mock-accuracy") == 0)
			put(a, arena_printf(w->arena, "odk:%s", name), v);
		else if (strcmp(name, "max-pixels") == 0)
			put(a, "orx:max-pixels", v);
	}
}

static void bind(struct writer *w, const struct form_node *n)
{
	const struct type_facts *facts = type_facts(n->type);
	struct ref_style at = { .at = n };
	struct attrs a = { .n = 0 };

	put(&a, "type", n->kind == FORM_QUESTION ? data_type(n) : NULL);
	put(&a, "jr:preload", facts->preload);
	put(&a, "jr:preloadParams", facts->params);
	put(&a, "readonly", ref_expr(w, n->read_only.text, at));
	put(&a, "relevant", ref_expr(w, n->relevant.text, at));
	put(&a, "required", ref_expr(w, n->required.text, at));
	put(&a, "constraint", ref_expr(w, n->constraint.text, at));
	if (!n->trigger || n->kind != FORM_QUESTION)
		put(&a, "calculate", ref_expr(w, n->calculation.text, at));
	put_message(w, &a, n, "jr:constraintMsg", &n->constraint_message);
	put_message(w, &a, n, "jr:requiredMsg", &n->required_message);
	put_message(w, &a, n, "jr:noAppErrorString", &n->no_app_error);
	put(&a, "entities:saveto", n->save_to);
	put_params(w, &a, n);
	for (size_t i = 0; i < n->bind.n; i++)
		put(&a, n->bind.at[i].name, ref_expr(w, n->bind.at[i].value, at));
	if (!a.n)
		return;
	x_open(w, "bind");
	x_attr(w, "nodeset", n->path);
	for (size_t i = 0; i < a.n; i++)
		x_attr(w, a.at[i].name, a.at[i].value);
	x_empty(w);
}

static void entity_bind(
	struct writer *w, const struct form_node *n, const char *attr, const char *calculate)
{
	x_open(w, "bind");
	x_attr(w, "nodeset", arena_printf(w->arena, "%s/@%s", n->path, attr));
	x_attr(w, "calculate", calculate);
	x_attr(w, "readonly", "true()");
	x_attr(w, "type", "string");
	x_empty(w);
}

static void entity_binds(struct writer *w, const struct form_node *n)
{
	static const struct {
		const char *attr, *column;
	} versions[] = { { "baseVersion", "__version" }, { "trunkVersion", "__trunkVersion" },
		{ "branchId", "__branchId" } };
	const struct form_entity *e = n->entity;
	struct ref_style at = { .at = n, .below = 1 };
	struct ref_style inside = { .at = n, .below = 1, .filter = true };

	if (e->create_if.text)
		entity_bind(w, n, "create", ref_expr(w, e->create_if.text, at));
	if (e->update_if.text)
		entity_bind(w, n, "update", ref_expr(w, e->update_if.text, at));
	for (size_t i = 0; e->updates && i < COUNT_OF(versions); i++)
		entity_bind(w, n, versions[i].attr,
			arena_printf(w->arena, "instance('%s')/root/item[name=%s]/%s", e->dataset,
				ref_expr(w, e->id.text, inside), versions[i].column));
	entity_bind(w, n, "id", ref_expr(w, e->id.text, at));
	if (e->creates && !e->updates)
		setvalue_write(w, n, "odk-instance-first-load");
}

void setvalue_write(struct writer *w, const struct form_node *n, const char *event)
{
	struct ref_style at = { .at = n };
	bool changed = strcmp(event, "xforms-value-changed") == 0;
	const char *value = changed ? n->calculation.text : n->initial.text;

	if (changed && n->type == FORM_BACKGROUND_GEOPOINT) {
		x_open(w, "odk:setgeopoint");
		x_attr(w, "ref", n->path);
		x_attr(w, "event", event);
		x_empty(w);
		return;
	}
	x_open(w, "setvalue");
	if (n->type == FORM_ENTITY) {
		x_attr(w, "ref", arena_printf(w->arena, "%s/@id", n->path));
		value = "uuid()";
	} else {
		x_attr(w, "ref", n->path);
	}
	x_attr(w, "event", event);
	x_attr(w, "value", ref_expr(w, value, at));
	x_empty(w);
}

static void actions(struct writer *w, const struct form_node *n)
{
	if (n->initial_dynamic)
		setvalue_write(w, n, "odk-instance-first-load");
	if (n->type == FORM_START_GEOPOINT) {
		x_open(w, "odk:setgeopoint");
		x_attr(w, "ref", n->path);
		x_attr(w, "event", "odk-instance-first-load");
		x_empty(w);
	} else if (n->type == FORM_BACKGROUND_AUDIO) {
		x_open(w, "odk:recordaudio");
		x_attr(w, "ref", n->path);
		x_attr(w, "event", "odk-instance-load");
		x_attr(w, "odk:quality", form_param(n, "quality"));
		x_empty(w);
	}
}

static void submission(struct writer *w)
{
	const struct form_settings *s = &w->f->settings;
	bool editable = is_yes(s->client_editable);

	if (!s->submission_url && !s->public_key && !s->auto_send && !s->auto_delete && !editable)
		return;
	x_open(w, "submission");
	if (s->submission_url) {
		x_attr(w, "action", s->submission_url);
		x_attr(w, "method", "post");
	}
	x_attr(w, "base64RsaPublicKey", s->public_key);
	x_attr(w, "orx:auto-send", s->auto_send);
	x_attr(w, "orx:auto-delete", s->auto_delete);
	x_attr(w, "odk:client-editable", editable ? "true" : NULL);
	x_empty(w);
}

/* The version of the entities specification the form needs. */
static const char *entities_version(const struct form *f)
{
	for (size_t i = 0; i < f->n_entities; i++)
		if (f->n_entities > 1 || f->entities[i].repeat)
			return "2025.1.0";
	return "2024.1.0";
}

void model_write(struct writer *w)
{
	x_open(w, "model");
	x_attr(w, "odk:xforms-version", "1.0.0");
	if (w->f->n_entities)
		x_attr(w, "entities:entities-version", entities_version(w->f));
	x_more(w);
	submission(w);
	itext_write(w);
	primary(w);
	secondary(w);
	for (size_t i = 1; i < w->f->n_nodes; i++) {
		const struct form_node *n = &w->f->nodes[i];

		if (n->type == FORM_ENTITY)
			entity_binds(w, n);
		else if (n->has_value || n->kind != FORM_QUESTION)
			bind(w, n);
		actions(w, n);
	}
	x_close(w, "model");
}
