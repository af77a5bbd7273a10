#include "assess/form_changes.h"

#include <string.h>

#include "base/buf.h"
#include "base/list.h"

struct changes {
	struct arena *arena;
	const struct form *was, *now;
	LIST(struct compare_change) list;
};

static const char *said(const char *s)
{
	return s ? s : "";
}

static void add(struct changes *c, enum compare_facet facet, const char *lang, const char *choice,
	const char *was, const char *now)
{
	if (strcmp(said(was), said(now)) != 0)
		*LIST_PUSH(c->arena, &c->list) =
			(struct compare_change){ facet, lang, choice, said(was), said(now) };
}

/* ---- texts, language by language ---- */

/* The language of a form with the same name or the same code in brackets; -1: none. */
static int lang_like(const struct form *f, const char *name)
{
	const char *code = strrchr(name, '(');

	for (size_t i = 0; i < f->n_langs; i++) {
		const char *other = strrchr(f->langs[i], '(');

		if (strcmp(f->langs[i], name) == 0 || (code && other && strcmp(code, other) == 0))
			return (int)i;
	}
	return -1;
}

/* What is written in one language, without falling back to another. */
static const char *written(const struct form_text *t, int lang)
{
	if (!t->in)
		return t->plain;
	return lang < 0 ? NULL : t->in[lang];
}

static void add_text(struct changes *c, enum compare_facet facet, const char *choice,
	const struct form_text *was, const struct form_text *now)
{
	if (!was->in && !now->in) {
		add(c, facet, NULL, choice, was->plain, now->plain);
		return;
	}
	for (size_t i = 0; i < c->now->n_langs; i++)
		add(c, facet, c->now->langs[i], choice,
			written(was, lang_like(c->was, c->now->langs[i])), written(now, (int)i));
	for (size_t i = 0; was->in && i < c->was->n_langs; i++)
		if (lang_like(c->now, c->was->langs[i]) < 0)
			add(c, facet, c->was->langs[i], choice, was->in[i], NULL);
}

/* ---- choices ---- */

static const struct form_choice *of_code(const struct form_list *l, const struct form_choice *x)
{
	return l && x->name ? form_choice(l, x->name, strlen(x->name)) : NULL;
}

static const char *first_label(const struct form *f, const struct form_choice *x)
{
	return form_text_in(f, &x->label.text, f->default_lang);
}

/* Of the choices that are gone, the one a new choice has the label of: it was given another code.
 */
static const struct form_choice *renamed(const struct changes *c, const struct form_list *was,
	const struct form_list *now, const struct form_choice *added)
{
	const char *label = first_label(c->now, added);

	for (size_t i = 0; *label && i < was->n_choices; i++)
		if (strcmp(first_label(c->was, &was->choices[i]), label) == 0 &&
			!of_code(now, &was->choices[i]))
			return &was->choices[i];
	return NULL;
}

static void add_columns(struct changes *c, const struct form_list *was, const struct form_choice *x,
	const struct form_list *now, const struct form_choice *y)
{
	for (size_t i = 0; i < now->n_columns; i++) {
		int k = form_column(was, now->columns[i], strlen(now->columns[i]));

		add(c, FACET_CHOICE_COLUMN, now->columns[i], y->name, k < 0 ? NULL : x->extra[k],
			y->extra[i]);
	}
	for (size_t i = 0; i < was->n_columns; i++)
		if (form_column(now, was->columns[i], strlen(was->columns[i])) < 0)
			add(c, FACET_CHOICE_COLUMN, was->columns[i], y->name, x->extra[i], NULL);
}

/* A choice that came, or was given another code; the older one of it, if it is not taken yet. */
static const struct form_choice *add_new(struct changes *c, const struct form_list *was,
	const struct form_list *now, const struct form_choice *y, const bool *found)
{
	const struct form_choice *x = was ? renamed(c, was, now, y) : NULL;

	if (x && !found[x - was->choices]) {
		add(c, FACET_CHOICE_RENAMED, NULL, y->name, x->name, y->name);
		return x;
	}
	*LIST_PUSH(c->arena, &c->list) = (struct compare_change){ FACET_CHOICE_ADDED, NULL, y->name,
		"", first_label(c->now, y) };
	return NULL;
}

/* Choices of the newer list: those that came, were given another code, or are said otherwise. */
static void add_kept_and_new(
	struct changes *c, const struct form_list *was, const struct form_list *now, bool *found)
{
	for (size_t i = 0; i < now->n_choices; i++) {
		const struct form_choice *y = &now->choices[i], *x = of_code(was, y);

		if (!x)
			x = add_new(c, was, now, y, found);
		if (!x || found[x - was->choices])
			continue;
		found[x - was->choices] = true;
		add_text(c, FACET_CHOICE_LABEL, y->name, &x->label.text, &y->label.text);
		add_columns(c, was, x, now, y);
	}
}

static void add_choices(struct changes *c, const struct form_list *was, const struct form_list *now)
{
	bool *found = ARENA_ARRAY(c->arena, was ? was->n_choices + 1 : 1, bool);

	if (now)
		add_kept_and_new(c, was, now, found);
	for (size_t i = 0; was && i < was->n_choices; i++)
		if (!found[i] && !of_code(now, &was->choices[i]))
			*LIST_PUSH(c->arena,
				&c->list) = (struct compare_change){ FACET_CHOICE_REMOVED, NULL,
				was->choices[i].name, first_label(c->was, &was->choices[i]), "" };
}

/* The same for every question that shares the two lists, found once. */
static void add_list(struct changes *c, const struct form_list *was, const struct form_list *now,
	struct change_lists *lists)
{
	struct change_list *known = now ? &lists->of[now->index] : NULL;

	if (!known || !known->at || known->was != was) {
		struct changes own = { c->arena, c->was, c->now, { 0 } };

		add_choices(&own, was, now);
		*LIST_PUSH(c->arena, &own.list) = (struct compare_change){ 0 };
		own.list.n--;
		if (!known)
			known = ARENA_NEW(c->arena, struct change_list);
		*known = (struct change_list){ was, own.list.at, own.list.n };
	}
	for (size_t i = 0; i < known->n; i++)
		*LIST_PUSH(c->arena, &c->list) = known->at[i];
}

/* ---- one question ---- */

static const char *parameters(struct arena *a, const struct form_node *n)
{
	struct buf b;

	buf_init(&b, a, 32);
	for (size_t i = 0; i < n->n_params; i++)
		buf_printf(&b, i ? " %s=%s" : "%s=%s", n->params[i].name, said(n->params[i].value));
	return b.data ? b.data : "";
}

static const char *type_of(const struct form_node *n)
{
	if (n->kind == FORM_GROUP || n->kind == FORM_REPEAT)
		return n->kind == FORM_GROUP ? "group" : "repeat";
	return n->type_name;
}

static void add_expressions(struct changes *c, const struct form_node *a, const struct form_node *b)
{
	add(c, FACET_RELEVANT, NULL, NULL, a->relevant.text, b->relevant.text);
	add(c, FACET_CONSTRAINT, NULL, NULL, a->constraint.text, b->constraint.text);
	add(c, FACET_REQUIRED, NULL, NULL, a->required.text, b->required.text);
	add(c, FACET_READ_ONLY, NULL, NULL, a->read_only.text, b->read_only.text);
	add(c, FACET_CALCULATION, NULL, NULL, a->calculation.text, b->calculation.text);
	add(c, FACET_DEFAULT, NULL, NULL, a->initial.text, b->initial.text);
	add(c, FACET_FILTER, NULL, NULL, a->choice_filter.text, b->choice_filter.text);
	add(c, FACET_COUNT_EXPR, NULL, NULL, a->repeat_count.text, b->repeat_count.text);
}

void changes_between(struct arena *arena, const struct form *was, const struct form_node *a,
	const struct form *now, const struct form_node *b, struct change_lists *lists,
	struct compare_row *row)
{
	static const struct form_node nothing;
	struct changes c = { arena, was, now, { 0 } };

	a = a ? a : &nothing;
	b = b ? b : &nothing;
	add_text(&c, FACET_LABEL, NULL, &form_heading(a)->label.text, &form_heading(b)->label.text);
	add_text(&c, FACET_HINT, NULL, &a->hint, &b->hint);
	add_text(&c, FACET_GUIDANCE, NULL, &a->guidance, &b->guidance);
	add(&c, FACET_TYPE, NULL, NULL, type_of(a), type_of(b));
	add_expressions(&c, a, b);
	add_text(&c, FACET_MESSAGE, NULL, &a->constraint_message, &b->constraint_message);
	add_text(&c, FACET_REQUIRED_MESSAGE, NULL, &a->required_message, &b->required_message);
	add(&c, FACET_APPEARANCE, NULL, NULL, a->appearance, b->appearance);
	add(&c, FACET_PARAMETERS, NULL, NULL, parameters(arena, a), parameters(arena, b));
	if (a->list || b->list)
		add_list(&c, a->list, b->list, lists);
	row->changes = c.list.at;
	row->n = c.list.n;
}
