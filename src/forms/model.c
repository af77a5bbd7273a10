#include "forms/model.h"

#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "forms/model_build.h"

/* FNV-1a, 64 bits: names are short and the tables small. */
static uint64_t name_hash(const char *s, size_t len)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return h ^ (h >> 29);
}

static bool same(const char *a, const char *b, size_t len)
{
	return a && strncmp(a, b, len) == 0 && a[len] == 0;
}

struct form_names *form_names_new(struct arena *a, const char *const *names, size_t n)
{
	struct form_names *t = ARENA_NEW(a, struct form_names);
	size_t size = 8;

	while (size < n * 2)
		size *= 2;
	t->mask = size - 1;
	t->bucket = ARENA_ARRAY(a, size, int);
	t->next = ARENA_ARRAY(a, n + 1, int);
	t->name = ARENA_ARRAY(a, n + 1, const char *);
	t->n = n;
	memset(t->bucket, 0xff, size * sizeof(int));
	for (size_t i = n; i-- > 0;) {
		size_t b;

		t->name[i] = names[i];
		t->next[i] = -1;
		if (!names[i])
			continue;
		b = name_hash(names[i], strlen(names[i])) & t->mask;
		t->next[i] = t->bucket[b];
		t->bucket[b] = (int)i;
	}
	return t;
}

int form_names_first(const struct form_names *t, const char *name, size_t len)
{
	int i = t ? t->bucket[name_hash(name, len) & t->mask] : -1;

	while (i >= 0 && !same(t->name[i], name, len))
		i = t->next[i];
	return i;
}

int form_names_next(const struct form_names *t, int i)
{
	const char *name = t->name[i];

	do
		i = t->next[i];
	while (i >= 0 && strcmp(t->name[i], name) != 0);
	return i;
}

void form_intern_init(struct form_intern *t, struct arena *a)
{
	memset(t, 0, sizeof(*t));
	t->arena = a;
	t->slots = 64;
	t->slot = ARENA_ARRAY(a, t->slots, int);
	memset(t->slot, 0xff, t->slots * sizeof(int));
}

static void intern_rehash(struct form_intern *t)
{
	t->slots *= 2;
	t->slot = ARENA_ARRAY(t->arena, t->slots, int);
	memset(t->slot, 0xff, t->slots * sizeof(int));
	for (size_t i = 0; i < t->n; i++) {
		size_t s = t->hash[i] & (t->slots - 1);

		while (t->slot[s] >= 0)
			s = (s + 1) & (t->slots - 1);
		t->slot[s] = (int)i;
	}
}

int form_intern_find(const struct form_intern *t, const char *name, size_t len)
{
	uint64_t h = name_hash(name, len);
	size_t s = h & (t->slots - 1);

	for (; t->slot[s] >= 0; s = (s + 1) & (t->slots - 1))
		if (t->hash[t->slot[s]] == h && same(t->name[t->slot[s]], name, len))
			break;
	return t->slot[s];
}

size_t form_intern(struct form_intern *t, const char *name, size_t len, bool *is_new)
{
	int at = form_intern_find(t, name, len);
	size_t room = t->room;
	size_t s;

	if (is_new)
		*is_new = at < 0;
	if (at >= 0)
		return (size_t)at;
	if ((t->n + 1) * 2 > t->slots)
		intern_rehash(t);
	t->name = list_grow(t->arena, t->name, t->n, &t->room, sizeof(*t->name));
	t->hash = list_grow(t->arena, t->hash, t->n, &room, sizeof(*t->hash));
	t->name[t->n] = arena_strn(t->arena, name, len);
	t->hash[t->n] = name_hash(name, len);
	s = t->hash[t->n] & (t->slots - 1);
	while (t->slot[s] >= 0)
		s = (s + 1) & (t->slots - 1);
	t->slot[s] = (int)t->n;
	return t->n++;
}

void form_problem_add(struct form_problems *p, struct form_place where, bool warning,
	struct msg reason, struct msg remedy)
{
	if (!warning)
		p->errors++;
	if (p->n >= FORM_PROBLEMS_MAX)
		return;
	p->at = list_grow(p->arena, p->at, p->n, &p->room, sizeof(*p->at));
	p->at[p->n++] = (struct form_problem){ .sheet = where.sheet,
		.cell = where.cell,
		.row = where.row,
		.reason = reason,
		.remedy = remedy,
		.warning = warning };
}

const char *form_text_in(const struct form *f, const struct form_text *t, size_t lang)
{
	if (!t->in)
		return t->plain ? t->plain : "";
	if (lang < f->n_langs && t->in[lang])
		return t->in[lang];
	if (t->in[f->default_lang])
		return t->in[f->default_lang];
	for (size_t i = 0; i < f->n_langs; i++)
		if (t->in[i])
			return t->in[i];
	return "";
}

bool form_text_any(const struct form *f, const struct form_text *t)
{
	if (!t->in)
		return t->plain != NULL;
	for (size_t i = 0; i < f->n_langs; i++)
		if (t->in[i])
			return true;
	return false;
}

size_t form_lang(const struct form *f, const char *code)
{
	size_t len = strlen(code);

	for (size_t i = 0; i < f->n_langs; i++) {
		const char *open = strrchr(f->langs[i], '(');

		if (text_same_nocase(f->langs[i], code))
			return i;
		if (open && strncasecmp(open + 1, code, len) == 0 && open[1 + len] == ')')
			return i;
	}
	return f->default_lang;
}

/* The depth of the deepest node around both. */
static int shared_depth(const struct form_node *a, const struct form_node *b)
{
	while (a && !(b->index >= a->index && b->index < a->end))
		a = a->parent;
	return a ? a->depth : -1;
}

const struct form_node *form_find(
	const struct form *f, const struct form_node *at, const char *name, size_t len)
{
	int i = form_names_first(f->node_names, name, len);
	const struct form_node *best = NULL;
	int depth = -1;

	for (; i >= 0; i = form_names_next(f->node_names, i)) {
		int d = at ? shared_depth(at, &f->nodes[i]) : 0;

		if (!best || d > depth) {
			best = &f->nodes[i];
			depth = d;
		}
	}
	return best;
}

size_t form_count(const struct form *f, const char *name, size_t len)
{
	size_t n = 0;

	for (int i = form_names_first(f->node_names, name, len); i >= 0;
		i = form_names_next(f->node_names, i))
		n++;
	return n;
}

const struct form_node *form_at(const struct form *f, const char *path)
{
	const char *name = strrchr(path, '/');
	int i = name ? form_names_first(f->node_names, name + 1, strlen(name + 1)) : -1;

	for (; i >= 0; i = form_names_next(f->node_names, i))
		if (strcmp(f->nodes[i].path, path) == 0)
			return &f->nodes[i];
	return NULL;
}

const struct form_list *form_list(const struct form *f, const char *name)
{
	int i = form_names_first(f->list_names, name, strlen(name));

	return i >= 0 ? &f->lists[i] : NULL;
}

const struct form_choice *form_choice(const struct form_list *l, const char *name, size_t len)
{
	int i = form_names_first(l->names, name, len);

	return i >= 0 ? &l->choices[i] : NULL;
}

int form_column(const struct form_list *l, const char *name, size_t len)
{
	for (size_t i = 0; i < l->n_columns; i++)
		if (same(l->columns[i], name, len))
			return (int)i;
	return -1;
}

const char *form_param(const struct form_node *n, const char *name)
{
	for (size_t i = 0; i < n->n_params; i++)
		if (strcmp(n->params[i].name, name) == 0)
			return n->params[i].value;
	return NULL;
}

bool form_is_scaffold(const struct form_node *n)
{
	static const char heading[] = "generated_table_list_label_";
	static const char labels[] = "reserved_name_for_field_list_labels_";

	return n->generated && (strncmp(n->name, heading, sizeof(heading) - 1) == 0 ||
				       strncmp(n->name, labels, sizeof(labels) - 1) == 0);
}

const struct form_node *form_heading(const struct form_node *group)
{
	const struct form_node *first = group->first;

	return group->kind == FORM_GROUP && first && first->type == FORM_NOTE &&
			       form_is_scaffold(first)
		       ? first
		       : group;
}
