#include <string.h>

#include "forms/xform_in.h"
#include "forms/xlsform_in.h"

/*
 * The translations: <itext> holds a <translation> for each language, each with the same <text>s.
 * Texts get numbers instead of names: those of choices first, then five for each node.
 */

enum part { PART_LABEL, PART_HINT, PART_CONSTRAINT, PART_REQUIRED, PART_NO_APP, PARTS };
static const char *const part_names[PARTS] = { "label", "hint", "jr:constraintMsg",
	"jr:requiredMsg", "jr:noAppErrorString" };

enum shape { SHAPE_LONG, SHAPE_GUIDANCE, SHAPE_MEDIA, SHAPES = SHAPE_MEDIA + MEDIA_COUNT };
static const char *const shape_names[SHAPES] = { NULL, "guidance", "image", "big-image", "audio",
	"video" };
static const char *const prefixes[SHAPES] = { "", "", "jr://images/", "jr://images/", "jr://audio/",
	"jr://video/" };

/* One <text> in one language. */
struct entry {
	size_t id;
	const char *value[SHAPES];
	unsigned char order[SHAPES];
	int n;
};

struct language {
	bool met;
	int *at; /* by id: index + 1 in entries */
	LIST(struct entry) entries;
};

struct itext {
	struct writer *w;
	size_t n_ids;
	size_t *list_base; /* first id of each list's choices */
	size_t node_base;
	struct language *langs;
	LIST(size_t) order;    /* languages in the order met */
	unsigned char *shapes; /* by id: set of shapes in any language */
};

bool itext_message(const struct form_text *t)
{
	return t->in || (t->plain && ref_has_output(t->plain));
}

static bool has_media(const struct form_label *l)
{
	for (int m = 0; m < MEDIA_COUNT; m++)
		if (l->media[m].plain || l->media[m].in)
			return true;
	return false;
}

bool itext_label(const struct form_node *n)
{
	return n->label.text.in || has_media(&n->label);
}

bool itext_hint(const struct form_node *n)
{
	return n->hint.in || n->guidance.in || n->guidance.plain;
}

static void add(struct itext *t, size_t lang, size_t id, int shape, const char *value)
{
	struct language *l = &t->langs[lang];
	struct entry *e;

	if (!value)
		return;
	if (!l->met) {
		l->met = true;
		l->at = ARENA_ARRAY(t->w->arena, t->n_ids, int);
		*LIST_PUSH(t->w->arena, &t->order) = lang;
	}
	if (!l->at[id]) {
		e = LIST_PUSH(t->w->arena, &l->entries);
		e->id = id;
		l->at[id] = (int)l->entries.n;
	}
	e = &l->entries.at[l->at[id] - 1];
	if (!e->value[shape])
		e->order[e->n++] = (unsigned char)shape;
	e->value[shape] = value;
	t->shapes[id] |= (unsigned char)(1 << shape);
}

/* A text in its languages; one without a language counts as the default's when `plain`. */
static void add_text(struct itext *t, size_t id, int shape, const struct form_text *x, bool plain)
{
	const struct form *f = t->w->f;
	bool first = f->default_lang == f->n_langs - 1;

	if (!x->in) {
		if (plain)
			add(t, f->default_lang, id, shape, x->plain);
		return;
	}
	/* the default's slot stands last when no heading names it, but is written first */
	if (first)
		add(t, f->default_lang, id, shape, x->in[f->default_lang]);
	for (size_t l = 0; l < f->n_langs; l++)
		if (!first || l != f->default_lang)
			add(t, l, id, shape, x->in[l]);
}

static void add_media(struct itext *t, size_t id, const struct form_label *l)
{
	for (int m = 0; m < MEDIA_COUNT; m++)
		add_text(t, id, SHAPE_MEDIA + m, &l->media[m], true);
}

static void add_lists(struct itext *t)
{
	const struct form *f = t->w->f;

	for (size_t i = 0; i < f->n_lists; i++) {
		const struct form_list *l = &f->lists[i];

		for (size_t k = 0; l->translated && k < l->n_choices; k++) {
			add_text(t, t->list_base[i] + k, SHAPE_LONG, &l->choices[k].label.text,
				true);
			add_media(t, t->list_base[i] + k, &l->choices[k].label);
		}
	}
}

static void add_node(struct itext *t, const struct form_node *n)
{
	size_t id = t->node_base + (size_t)n->index * PARTS;
	bool guidance = n->guidance.in || n->guidance.plain;

	add_text(t, id + PART_CONSTRAINT, SHAPE_LONG, &n->constraint_message,
		itext_message(&n->constraint_message));
	add_text(t, id + PART_REQUIRED, SHAPE_LONG, &n->required_message,
		itext_message(&n->required_message));
	add_text(
		t, id + PART_NO_APP, SHAPE_LONG, &n->no_app_error, itext_message(&n->no_app_error));
	add_text(t, id + PART_LABEL, SHAPE_LONG, &n->label.text, has_media(&n->label));
	add_text(t, id + PART_HINT, SHAPE_LONG, &n->hint, guidance);
	add_text(t, id + PART_HINT, SHAPE_GUIDANCE, &n->guidance, true);
}

static void gather(struct itext *t)
{
	const struct form *f = t->w->f;

	t->list_base = ARENA_ARRAY(t->w->arena, f->n_lists + 1, size_t);
	for (size_t i = 0; i < f->n_lists; i++) {
		t->list_base[i] = t->node_base;
		t->node_base += f->lists[i].n_choices;
	}
	t->n_ids = t->node_base + f->n_nodes * PARTS;
	t->langs = ARENA_ARRAY(t->w->arena, f->n_langs, struct language);
	t->shapes = ARENA_ARRAY(t->w->arena, t->n_ids, unsigned char);
	add_lists(t);
	for (size_t i = 0; i < f->n_nodes; i++)
		add_node(t, &f->nodes[i]);
	for (size_t i = 0; i < f->n_nodes; i++)
		add_media(t, t->node_base + i * PARTS + PART_LABEL, &f->nodes[i].label);
}

static const struct form_node *node_of(const struct itext *t, size_t id)
{
	return id < t->node_base ? NULL : &t->w->f->nodes[(id - t->node_base) / PARTS];
}

static const char *name_of(const struct itext *t, size_t id)
{
	const struct form *f = t->w->f;
	const struct form_node *n = node_of(t, id);
	size_t i = f->n_lists;

	if (n)
		return arena_printf(
			t->w->arena, "%s:%s", n->path, part_names[(id - t->node_base) % PARTS]);
	while (i > 0 && t->list_base[i - 1] > id)
		i--;
	return arena_printf(t->w->arena, "%s-%zu", f->lists[i - 1].name, id - t->list_base[i - 1]);
}

static void write_value(struct itext *t, size_t id, int shape, const char *value)
{
	struct writer *w = t->w;

	/* a picture missing in one language is left out there; a text is a hyphen */
	if (!value && shape >= SHAPE_MEDIA)
		return;
	x_open(w, "value");
	x_attr(w, "form", shape_names[shape]);
	buf_char(w->b, '>');
	ref_text(w, value ? prefixes[shape] : "", value ? value : "-", node_of(t, id));
	buf_str(w->b, "</value>");
}

/* One <text>: what there is in its order, then what only other languages have. */
static void write_text(struct itext *t, size_t id, const struct entry *e)
{
	struct writer *w = t->w;

	x_open(w, "text");
	x_attr(w, "id", name_of(t, id));
	x_more(w);
	for (int i = 0; e && i < e->n; i++)
		write_value(t, id, e->order[i], e->value[e->order[i]]);
	for (int s = 0; s < SHAPES; s++)
		if ((t->shapes[id] & (1 << s)) && (!e || !e->value[s]))
			write_value(t, id, s, NULL);
	x_close(w, "text");
}

/* All ids in the order they appear going through the languages in turn. */
static size_t *all_ids(struct itext *t, size_t *n)
{
	size_t *ids = ARENA_ARRAY(t->w->arena, t->n_ids + 1, size_t);
	bool *seen = ARENA_ARRAY(t->w->arena, t->n_ids + 1, bool);

	*n = 0;
	for (size_t i = 0; i < t->order.n; i++) {
		const struct language *l = &t->langs[t->order.at[i]];

		for (size_t k = 0; k < l->entries.n; k++)
			if (!seen[l->entries.at[k].id]) {
				seen[l->entries.at[k].id] = true;
				ids[(*n)++] = l->entries.at[k].id;
			}
	}
	return ids;
}

void itext_write(struct writer *w)
{
	struct itext t = { .w = w };
	size_t n, *ids;

	gather(&t);
	if (!t.order.n)
		return;
	ids = all_ids(&t, &n);
	x_open(w, "itext");
	x_more(w);
	for (size_t i = 0; i < t.order.n; i++) {
		size_t lang = t.order.at[i];
		const struct language *l = &t.langs[lang];
		const char *name = w->f->langs[lang];

		x_open(w, "translation");
		x_attr(w, "lang", name);
		if (strcmp(name, w->f->settings.default_language) == 0)
			x_attr(w, "default", "true()");
		x_more(w);
		for (size_t k = 0; k < l->entries.n; k++)
			write_text(&t, l->entries.at[k].id, &l->entries.at[k]);
		for (size_t k = 0; k < n; k++)
			if (!l->at[ids[k]])
				write_text(&t, ids[k], NULL);
		x_close(w, "translation");
	}
	x_close(w, "itext");
}
