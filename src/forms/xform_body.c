#include <string.h>

#include "forms/xform_in.h"
#include "forms/xlsform_in.h"

static void text_element(
	struct writer *w, const char *tag, const char *text, const struct form_node *at)
{
	x_open(w, tag);
	if (!text || !*text) {
		x_empty(w);
		return;
	}
	buf_char(w->b, '>');
	ref_text(w, "", text, at);
	buf_printf(w->b, "</%s>", tag);
}

static void itext_element(struct writer *w, const char *tag, const struct form_node *n)
{
	x_open(w, tag);
	x_attr(w, "ref", arena_printf(w->arena, "jr:itext('%s:%s')", n->path, tag));
	x_empty(w);
}

/* A question's label and hint; a group's label only where it has one. */
static void label(struct writer *w, const struct form_node *n)
{
	bool hint = n->hint.in || n->hint.plain || n->guidance.in || n->guidance.plain;

	if (itext_label(n))
		itext_element(w, "label", n);
	else if (n->kind != FORM_GROUP || n->label.text.plain)
		text_element(w, "label", n->label.text.plain, n);
	if (!hint || n->kind != FORM_QUESTION)
		return;
	if (itext_hint(n))
		itext_element(w, "hint", n);
	else
		text_element(w, "hint", n->hint.plain, n);
}

/* What is set when the question changes: values first, then places. */
static void triggered(struct writer *w, const struct form_node *n)
{
	for (int places = 0; places < 2; places++)
		for (int i = w->first_triggered[n->index]; i; i = w->triggered.at[i - 1].next) {
			const struct form_node *t = w->triggered.at[i - 1].node;

			if ((t->type == FORM_BACKGROUND_GEOPOINT) == (places == 1))
				setvalue_write(w, t, "xforms-value-changed");
		}
}

/* ---- choices ---- */

static void itemset(struct writer *w, const char *nodeset, const char *value, const char *label_ref)
{
	x_open(w, "itemset");
	x_attr(w, "nodeset", nodeset);
	x_more(w);
	x_open(w, "value");
	x_attr(w, "ref", value);
	x_empty(w);
	x_open(w, "label");
	x_attr(w, "ref", label_ref);
	x_empty(w);
	x_close(w, "itemset");
}

/* nodeset[filter], and in a random order when asked for. */
static const char *nodeset(struct writer *w, const struct form_node *n, const char *data)
{
	const struct form_node *repeat = n->from_repeat && n->from_repeat->kind == FORM_REPEAT
						 ? n->from_repeat
					 : n->from_repeat ? n->from_repeat->repeat
							  : NULL;
	struct ref_style at = { .at = n, .filter = true, .repeat = repeat };
	const char *filter = ref_expr(w, n->choice_filter.text, at);

	/* answers not given are no choices */
	if (!filter && repeat && n->from_repeat != repeat)
		filter = arena_printf(
			w->arena, ".%s != ''", n->from_repeat->path + strlen(repeat->path));
	if (filter)
		data = arena_printf(w->arena, "%s[%s]", data, filter);
	if (!n->randomize)
		return data;
	if (n->seed && has_ref(n->seed)) {
		const char *s = n->seed, *name;
		const struct form_node *seed;
		size_t len;
		bool saved;

		next_ref(&s, &name, &len, &saved);
		seed = form_find(w->f, n, name, len);
		return arena_printf(
			w->arena, "randomize(%s, %s)", data, seed ? ref_nodeset(w, n, seed) : "");
	}
	return n->seed ? arena_printf(w->arena, "randomize(%s, %s)", data, n->seed)
		       : arena_printf(w->arena, "randomize(%s)", data);
}

static void repeat_items(struct writer *w, const struct form_node *n)
{
	const struct form_node *to = n->from_repeat;
	const struct form_node *repeat = to->kind == FORM_REPEAT ? to : to->repeat;
	const char *value =
		to->kind == FORM_REPEAT ? "geometry" : to->path + strlen(repeat->path) + 1;

	itemset(w, nodeset(w, n, ref_nodeset(w, n, repeat)), value, value);
}

/* The choices of a list that search() replaces stand in the question. */
static void plain_items(struct writer *w, const struct form_list *l)
{
	for (size_t i = 0; i < l->n_choices; i++) {
		x_open(w, "item");
		x_more(w);
		if (l->translated) {
			x_open(w, "label");
			x_attr(w, "ref", arena_printf(w->arena, "jr:itext('%s-%zu')", l->name, i));
			x_empty(w);
		} else {
			x_leaf(w, "label", l->choices[i].label.text.plain);
		}
		x_leaf(w, "value", l->choices[i].name);
		x_close(w, "item");
	}
}

static void choices(struct writer *w, const struct form_node *n)
{
	bool translated = n->list && n->list->translated;

	if (n->search && n->list)
		plain_items(w, n->list);
	else if (n->from_repeat)
		repeat_items(w, n);
	else if (n->instance_id || n->list)
		itemset(w,
			nodeset(w, n,
				arena_printf(w->arena, "instance('%s')/root/item",
					n->instance_id ? n->instance_id : n->list->name)),
			n->value_column, translated ? "jr:itext(itextId)" : n->label_column);
}

static void tags(struct writer *w, const struct form_list *l)
{
	for (size_t i = 0; i < l->n_choices; i++) {
		x_open(w, "tag");
		x_attr(w, "key", l->choices[i].name);
		x_more(w);
		x_leaf(w, "label", l->choices[i].label.text.plain);
		x_close(w, "tag");
	}
}

/* ---- controls ---- */

static const char *param(const struct form_node *n, const char *name, const char *other)
{
	const char *v = form_param(n, name);

	return v ? v : other;
}

static void control_attrs(struct writer *w, const struct form_node *n)
{
	struct ref_style at = { .at = n };
	const char *app = form_param(n, "app");
	const char *incremental = form_param(n, "incremental");

	x_attr(w, "mediatype", type_facts(n->type)->media_type);
	x_attr(w, "appearance", ref_expr(w, n->appearance, at));
	x_attr(w, "autoplay", n->autoplay);
	x_attr(w, "rows", form_param(n, "rows"));
	x_attr(w, "accuracyThreshold", form_param(n, "capture-accuracy"));
	x_attr(w, "unacceptableAccuracyThreshold", form_param(n, "warning-accuracy"));
	if (incremental && is_yes(incremental))
		x_attr(w, "incremental", "true");
	if (app && n->type == FORM_IMAGE &&
		(!n->appearance || strcmp(n->appearance, "annotate") == 0))
		x_attr(w, "intent", app);
	else
		x_attr(w, "intent", ref_expr(w, n->intent, at));
	if (n->type == FORM_RANGE) {
		x_attr(w, "start", param(n, "start", "1"));
		x_attr(w, "end", param(n, "end", "10"));
		x_attr(w, "step", param(n, "step", "1"));
		x_attr(w, "odk:tick-interval", form_param(n, "tick_interval"));
		x_attr(w, "odk:placeholder", form_param(n, "placeholder"));
	}
	if (n->type == FORM_SELECT_EXTERNAL) {
		struct ref_style filter = { .at = n, .filter = true };

		x_attr(w, "query",
			arena_printf(w->arena, "instance('%s')/root/item[%s]", n->instance_id,
				ref_expr(w, n->choice_filter.text, filter)));
	}
	for (size_t i = 0; i < n->body.n; i++)
		x_attr(w, n->body.at[i].name, ref_expr(w, n->body.at[i].value, at));
}

static void question(struct writer *w, const struct form_node *n)
{
	const char *tag = type_facts(n->type)->tag;

	if (!n->has_control)
		return;
	x_open(w, tag);
	x_attr(w, "ref", n->path);
	control_attrs(w, n);
	x_more(w);
	label(w, n);
	if (n->type == FORM_OSM && n->list)
		tags(w, n->list);
	else if (n->type != FORM_SELECT_EXTERNAL)
		choices(w, n);
	triggered(w, n);
	x_close(w, tag);
}

static void children(struct writer *w, const struct form_node *n);

/* Defaults that are computed again for every new occurrence, deeper repeats left out. */
static void repeat_defaults(struct writer *w, const struct form_node *repeat)
{
	for (int i = repeat->index + 1; i < repeat->end; i++) {
		const struct form_node *n = &w->f->nodes[i];

		if (n->repeat == repeat &&
			(n->initial_dynamic || (n->type == FORM_ENTITY && n->entity->creates &&
						       !n->entity->updates)))
			setvalue_write(w, n, "odk-new-repeat");
	}
}

static void repeat(struct writer *w, const struct form_node *n)
{
	struct ref_style at = { .at = n };
	const char *count = n->repeat_count.text;

	if (n->count_node)
		count = arena_printf(w->arena, "${%s}", n->count_node->name);
	x_open(w, "group");
	x_attr(w, "ref", n->path);
	x_attr(w, "intent", ref_expr(w, n->intent, at));
	x_more(w);
	label(w, n);
	x_open(w, "repeat");
	x_attr(w, "nodeset", n->path);
	x_attr(w, "appearance", n->appearance);
	x_attr(w, "jr:count", ref_expr(w, count, at));
	for (size_t i = 0; i < n->body.n; i++)
		x_attr(w, n->body.at[i].name, ref_expr(w, n->body.at[i].value, at));
	x_more(w);
	children(w, n);
	repeat_defaults(w, n);
	x_close(w, "repeat");
	x_close(w, "group");
}

static void group(struct writer *w, const struct form_node *n)
{
	struct ref_style at = { .at = n };

	x_open(w, "group");
	x_attr(w, "ref", n->path);
	x_attr(w, "appearance", n->appearance);
	x_attr(w, "intent", ref_expr(w, n->intent, at));
	for (size_t i = 0; i < n->body.n; i++)
		x_attr(w, n->body.at[i].name, ref_expr(w, n->body.at[i].value, at));
	x_more(w);
	label(w, n);
	children(w, n);
	x_close(w, "group");
}

static void children(struct writer *w, const struct form_node *n)
{
	for (const struct form_node *c = n->first; c; c = c->next) {
		if (c->kind == FORM_GROUP)
			group(w, c);
		else if (c->kind == FORM_REPEAT)
			repeat(w, c);
		else if (c->kind == FORM_QUESTION)
			question(w, c);
	}
}

void body_write(struct writer *w)
{
	x_open(w, "h:body");
	x_attr(w, "class", w->f->settings.style);
	x_more(w);
	children(w, &w->f->nodes[0]);
	x_close(w, "h:body");
}
