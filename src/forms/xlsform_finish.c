#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "forms/expr.h"
#include "forms/xlsform_finish.h"

/* Puts drafts into document order. */
struct order {
	struct reader *r;
	int *first, *next, *last; /* children of a draft, by index */
	int *place;		  /* draft → node */
	struct form_node *out;
	size_t n;
};

static void link_children(struct order *o)
{
	struct reader *r = o->r;

	/* the meta of the form comes last, though it was made first */
	for (int pass = 0; pass < 2; pass++)
		for (int i = 1; i < (int)r->nodes.n; i++) {
			int p = r->nodes.at[i].parent;

			if ((i == r->meta) != (pass == 1))
				continue;
			if (o->last[p] >= 0)
				o->next[o->last[p]] = i;
			else
				o->first[p] = i;
			o->last[p] = i;
		}
}

/* Depth first without recursion: forms may be nested as deep as their author likes. */
static void number(struct order *o)
{
	int at = 0;

	while (at >= 0) {
		o->place[at] = (int)o->n;
		o->out[o->n++] = o->r->nodes.at[at].n;
		if (o->first[at] >= 0) {
			at = o->first[at];
			continue;
		}
		while (at >= 0 && o->next[at] < 0) {
			o->out[o->place[at]].end = (int)o->n;
			at = at == 0 ? -1 : o->r->nodes.at[at].parent;
		}
		if (at >= 0) {
			o->out[o->place[at]].end = (int)o->n;
			at = o->next[at];
		}
	}
}

static void connect(struct order *o, int draft)
{
	struct draft *d = &o->r->nodes.at[draft];
	struct form_node *n = &o->out[o->place[draft]];

	n->index = o->place[draft];
	if (draft > 0)
		n->parent = &o->out[o->place[d->parent]];
	if (o->first[draft] >= 0)
		n->first = &o->out[o->place[o->first[draft]]];
	if (o->next[draft] >= 0)
		n->next = &o->out[o->place[o->next[draft]]];
	if (d->other)
		n->other = &o->out[o->place[d->other]];
	if (d->count_node)
		n->count_node = &o->out[o->place[d->count_node]];
}

static const char *path_of(struct arena *a, const char *parent, const char *name)
{
	struct buf path;

	buf_init(&path, a, strlen(parent) + 1 + strlen(name));
	buf_str(&path, parent);
	buf_char(&path, '/');
	buf_str(&path, name);
	return path.data;
}

/* Paths, depths and enclosing repeats, parents first. */
static void inherit(struct reader *r, struct form_node *nodes, size_t n)
{
	nodes[0].path = arena_printf(r->arena, "/%s", nodes[0].name);
	for (size_t i = 1; i < n; i++) {
		struct form_node *x = &nodes[i];

		x->path = path_of(r->arena, x->parent->path, x->name);
		if (strlen(x->path) > FORM_PATH_MAX) {
			fail(r, x->place,
				MSG(_("The names around {1} are too long together."), S(x->name)),
				MSG(_("Shorten the names of the groups.")));
			x->path = nodes[0].path;
		}
		x->depth = x->parent->depth + 1;
		x->repeat = x->parent->kind == FORM_REPEAT ? x->parent : x->parent->repeat;
	}
}

/* Names within one group are given once. Walks the children of every node. */
static void check_siblings(struct reader *r, const struct form_node *nodes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct form_intern seen;

		if (!nodes[i].first)
			continue;
		form_intern_init(&seen, r->arena);
		for (const struct form_node *c = nodes[i].first; c; c = c->next) {
			bool is_new;

			form_intern(&seen, c->name, strlen(c->name), &is_new);
			if (!is_new && c->kind != FORM_META)
				fail(r, c->place,
					MSG(_("The name {1} occurs twice in its group."),
						S(c->name)),
					MSG(_("Rename one of them.")));
		}
	}
}

static void names_of(struct reader *r, struct form *f)
{
	const char **names = ARENA_ARRAY(r->arena, f->n_nodes + 1, const char *);
	const char **lists = ARENA_ARRAY(r->arena, f->n_lists + 1, const char *);

	for (size_t i = 1; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i];
		bool own = n->kind != FORM_META && n->type != FORM_ENTITY &&
			   n->type != FORM_ENTITY_LABEL;

		names[i] = own ? n->name : NULL;
	}
	f->node_names = form_names_new(r->arena, names, f->n_nodes);
	for (size_t i = 0; i < f->n_lists; i++)
		lists[i] = f->lists[i].name;
	f->list_names = form_names_new(r->arena, lists, f->n_lists);
}

/* A list of ${name} with commas between; false when it is none. */
static bool well_formed(const char *s)
{
	for (;;) {
		while (isspace((unsigned char)*s))
			s++;
		if (strncmp(s, "${", 2) != 0 || !(s = strchr(s, '}')))
			return false;
		s++;
		while (isspace((unsigned char)*s))
			s++;
		if (!*s)
			return true;
		if (*s++ != ',')
			return false;
	}
}

/* What redoes a node's value. */
static void triggers(struct reader *r, const struct form *f, struct form_node *n)
{
	const char *s = n->trigger, *name;
	LIST(const struct form_node *) found = { 0 };
	size_t len;
	bool saved;

	if (n->type == FORM_BACKGROUND_GEOPOINT && (!s || n->calculation.text))
		fail(r, n->place,
			s ? MSG(_("A background-geopoint has a calculation."))
			  : MSG(_("A background-geopoint has no trigger.")),
			s ? MSG(_("Clear the column calculation."))
			  : MSG(_("Name in the column trigger the question that sets it off.")));
	if (!s || n->kind != FORM_QUESTION)
		return;
	if (!well_formed(s)) {
		fail(r, n->place, MSG(_("The trigger {1} cannot be read."), S(s)),
			MSG(_("Write ${name}, or several with commas between.")));
		return;
	}
	while (next_ref(&s, &name, &len, &saved)) {
		const struct form_node *t = form_find(f, n, name, len);

		if (!t)
			fail(r, n->place,
				MSG(_("There is no question named {1}."),
					S(arena_strn(r->arena, name, len))),
				MSG(_("Mend the name in the column trigger.")));
		else if (!t->has_control || t->kind != FORM_QUESTION)
			fail(r, n->place,
				MSG(_("{1} is not shown, so it cannot be a trigger."), S(t->name)),
				MSG(_("Name a question a person answers.")));
		else
			*LIST_PUSH(r->arena, &found) = t;
	}
	n->triggers = found.at;
	n->n_triggers = found.n;
}

/* `select_one ${name}`: the choices are the answers given in a repeat. */
static void repeat_choices(struct reader *r, const struct form *f, struct form_node *n)
{
	const char *s = n->instance_id, *name;
	size_t len;
	bool saved;

	if (!has_ref(s) || !next_ref(&s, &name, &len, &saved))
		return;
	n->from_repeat = form_find(f, n, name, len);
	if (n->from_repeat && !n->from_repeat->repeat && n->from_repeat->kind != FORM_REPEAT)
		fail(r, n->place,
			MSG(_("{1} is in no repeat, so its answers are no choices."), S(name)),
			MSG(_("Name a question inside a repeat, or a list of choices.")));
}

/*
 * Whether a default is an expression, as the reference converter decides: arithmetic, a call, a
 * predicate or a reference; but in dates and places a hyphen is only a hyphen.
 */
static bool is_dynamic(const struct form_node *n)
{
	const char *s = n->initial.text;
	bool hyphen = n->type == FORM_DATE || n->type == FORM_DATETIME || n->type == FORM_TIME ||
		      n->type == FORM_GEOPOINT || n->type == FORM_GEOTRACE ||
		      n->type == FORM_GEOSHAPE;

	while (*s) {
		const char *begin = s;

		if (strchr("'\"", *s)) {
			s = strchr(s + 1, *s);
			if (!s)
				return false;
			s++;
		} else if (isdigit((unsigned char)*s) ||
			   (strchr("-.", *s) && isdigit((unsigned char)s[1]))) {
			for (s++; isdigit((unsigned char)*s) || strchr(".:-TZ+", *s ? *s : ' ');)
				s++;
		} else if (isalpha((unsigned char)*s) || *s == '_' || (unsigned char)*s >= 0x80) {
			while (isalnum((unsigned char)*s) || strchr("_-.:", *s ? *s : ' ') ||
				(unsigned char)*s >= 0x80)
				s++;
			if (s[-1] == ':' && s[0] == '/' && s[1] == '/')
				return false; /* an address */
			if (*s == '(' || *s == '[')
				return true;
			if (s - begin == 3 && begin > n->initial.text && begin[-1] == ' ' &&
				*s == ' ' &&
				(strncmp(begin, "mod", 3) == 0 || strncmp(begin, "div", 3) == 0))
				return true;
		} else if (*s == '-' && hyphen) {
			return false;
		} else if (strchr("*+-|", *s) || strncmp(s, "${", 2) == 0) {
			return true;
		} else {
			s++;
		}
	}
	return false;
}

static void check_question(struct reader *r, struct form_node *n)
{
	bool label = n->label.text.plain || n->label.text.in, hint = n->hint.plain || n->hint.in;

	for (int m = 0; m < MEDIA_COUNT; m++)
		label = label || n->label.media[m].plain || n->label.media[m].in;
	if (n->label.media[MEDIA_BIG_IMAGE].plain || n->label.media[MEDIA_BIG_IMAGE].in)
		if (!n->label.media[MEDIA_IMAGE].plain && !n->label.media[MEDIA_IMAGE].in)
			fail(r, n->place, MSG(_("{1} has a big image but no image."), S(n->name)),
				MSG(_("Give it an image too.")));
	if (n->kind != FORM_QUESTION)
		return;
	if (n->type == FORM_CALCULATE && !n->calculation.text && !n->initial_dynamic)
		fail(r, n->place, MSG(_("{1} has no calculation."), S(n->name)),
			MSG(_("Write it into the column calculation.")));
	if (label || hint || !type_facts(n->type)->tag)
		return;
	if (n->calculation.text || n->trigger || (n->initial_dynamic && !n->guidance.plain)) {
		n->has_control = false;
		return;
	}
	fail(r, n->place, MSG(_("{1} has no label or hint."), S(n->name)),
		MSG(_("Give it a label.")));
}

/* A list is used by search() or by ordinary questions, not by both. */
static void check_search(struct reader *r, struct form *f)
{
	const struct form_node **by =
		ARENA_ARRAY(r->arena, f->n_lists + 1, const struct form_node *);

	for (size_t i = 0; i < f->n_nodes; i++) {
		const struct form_node *n = &f->nodes[i], *o;

		if (!n->list || n->type == FORM_OSM || n->type == FORM_SELECT_EXTERNAL)
			continue;
		o = by[n->list->index];
		if (o && o->search != n->search)
			fail(r, n->place,
				MSG(_("The list {1} is used with search() and without."),
					S(n->list->name)),
				MSG(_("Use different lists.")));
		by[n->list->index] = n;
	}
}

static void finish_node(struct reader *r, struct form *f, struct form_node *n, int list)
{
	if (list >= 0)
		n->list = n->type == FORM_OSM		    ? &f->osm_lists[list]
			  : n->type == FORM_SELECT_EXTERNAL ? &f->external_lists[list]
							    : &f->lists[list];
	n->search = n->list && n->appearance && strstr(n->appearance, "search(");
	if (n->initial.text)
		n->initial_dynamic = is_dynamic(n);
	check_question(r, n);
}

void form_finish(struct reader *r)
{
	struct form *f = r->form;
	size_t n = r->nodes.n;
	struct order o = { .r = r };
	struct form_entity *e = ARENA_ARRAY(r->arena, r->entity_list.n + 1, struct form_entity);

	o.first = ARENA_ARRAY(r->arena, n, int);
	o.next = ARENA_ARRAY(r->arena, n, int);
	o.last = ARENA_ARRAY(r->arena, n, int);
	o.place = ARENA_ARRAY(r->arena, n, int);
	o.out = ARENA_ARRAY(r->arena, n, struct form_node);
	memset(o.first, 0xff, n * sizeof(int));
	memset(o.next, 0xff, n * sizeof(int));
	memset(o.last, 0xff, n * sizeof(int));
	link_children(&o);
	number(&o);
	f->nodes = o.out;
	f->n_nodes = o.n;
	for (size_t i = 0; i < n; i++)
		connect(&o, (int)i);
	inherit(r, o.out, o.n);
	names_of(r, f);
	check_siblings(r, o.out, o.n);
	for (size_t i = 0; i < n; i++) {
		struct form_node *x = &o.out[o.place[i]];

		finish_node(r, f, x, r->nodes.at[i].list);
		if (r->nodes.at[i].entity)
			x->entity = &e[r->nodes.at[i].entity - 1];
	}
	for (size_t i = 0; i < n; i++) {
		triggers(r, f, &o.out[i]);
		repeat_choices(r, f, &o.out[i]);
	}
	for (size_t i = 0; i < r->entity_list.n; i++) {
		struct entity_draft *d = &r->entity_list.at[i];

		d->e.node = &o.out[o.place[d->node]];
		d->e.repeat = d->e.node->repeat;
		e[i] = d->e;
	}
	f->entities = e;
	f->n_entities = r->entity_list.n;
	check_search(r, f);
	refs_check(r);
	if (!r->problems->errors)
		form_compile(f, o.out, e, r->problems);
}
