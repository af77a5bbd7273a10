#include "assess/form_compare.h"

#include <string.h>

#include "base/list.h"
#include "assess/form_changes.h"

/* The work: which node of one form is which of the other, by index; -1: none. */
struct pairing {
	struct arena *arena;
	const struct form *a, *b;
	int *to_a, *to_b;
};

/* Whether a person wrote this row of the workbook and could look for it. */
static bool told(const struct form_node *n)
{
	for (const struct form_node *p = n; p; p = p->parent)
		if (p->kind == FORM_META)
			return false;
	return n->parent && n->name && !n->generated && !form_is_scaffold(n);
}

static bool comparable(const struct form_node *a, const struct form_node *b)
{
	return (a->kind == FORM_QUESTION) == (b->kind == FORM_QUESTION);
}

static void pair(struct pairing *p, const struct form_node *a, const struct form_node *b)
{
	p->to_a[b->index] = a->index;
	p->to_b[a->index] = b->index;
}

/* The path below the root, the same whatever the root is called. */
static const char *below_root(const char *path)
{
	const char *slash = *path ? strchr(path + 1, '/') : NULL;

	return slash ? slash : "";
}

static void pair_by_place(struct pairing *p)
{
	for (size_t i = 1; i < p->b->n_nodes; i++) {
		const struct form_node *b = &p->b->nodes[i], *a;

		if (!told(b) || !form_count(p->a, b->name, strlen(b->name)))
			continue;
		a = form_at(p->a,
			arena_printf(p->arena, "%s%s", p->a->nodes[0].path, below_root(b->path)));
		if (a && told(a) && comparable(a, b) && p->to_b[a->index] < 0)
			pair(p, a, b);
	}
}

/* The first node of a that has the name, is of the kind, and is not taken. */
static const struct form_node *free_named(const struct pairing *p, const struct form_node *b)
{
	for (size_t i = 1; i < p->a->n_nodes; i++) {
		const struct form_node *a = &p->a->nodes[i];

		if (p->to_b[i] < 0 && a->name && strcmp(a->name, b->name) == 0 &&
			comparable(a, b) && told(a))
			return a;
	}
	return NULL;
}

static void pair_by_name(struct pairing *p)
{
	for (size_t i = 1; i < p->b->n_nodes; i++) {
		const struct form_node *b = &p->b->nodes[i], *a;

		if (p->to_a[i] >= 0 || !told(b) || !form_count(p->a, b->name, strlen(b->name)))
			continue;
		a = free_named(p, b);
		if (a)
			pair(p, a, b);
	}
}

/* ---- what moved ---- */

/*
 * Of numbers, marks those of a longest increasing subsequence (patience sorting, O(n log n)):
 * the neighbours that kept their order. The rest moved.
 */
static void mark_increasing(struct arena *a, const int *v, size_t n, bool *kept)
{
	size_t *top = ARENA_ARRAY(a, n + 1, size_t), *before = ARENA_ARRAY(a, n + 1, size_t);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		size_t lo = 0, hi = len;

		while (lo < hi) {
			size_t mid = (lo + hi) / 2;

			if (v[top[mid]] < v[i])
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo ? top[lo - 1] : n;
		top[lo] = i;
		len = lo == len ? len + 1 : len;
	}
	for (size_t i = len ? top[len - 1] : n; i < n; i = before[i])
		kept[i] = true;
}

/* Children of one node of b whose pairs are children of its pair: those out of order moved. */
static void mark_children(const struct pairing *p, const struct form_node *parent, bool *moved)
{
	size_t n = 0, most = (size_t)(parent->end - parent->index);
	int *order = ARENA_ARRAY(p->arena, most, int), *which = ARENA_ARRAY(p->arena, most, int);
	bool *kept = ARENA_ARRAY(p->arena, most, bool);

	for (const struct form_node *c = parent->first; c; c = c->next) {
		int a = p->to_a[c->index];

		if (a < 0)
			continue;
		if (p->a->nodes[a].parent->index != p->to_a[parent->index]) {
			moved[c->index] = true;
			continue;
		}
		which[n] = c->index;
		order[n++] = a;
	}
	mark_increasing(p->arena, order, n, kept);
	for (size_t i = 0; i < n; i++)
		moved[which[i]] = !kept[i];
}

/* ---- the rows ---- */

static void push(struct form_comparison *c, struct compare_row row)
{
	const struct form_node *n = row.b ? row.b : row.a;

	c->rows[c->n++] = row;
	c->added += !row.a;
	c->removed += !row.b;
	c->moved += row.moved;
	c->changed += row.a && row.b && row.n;
	c->same += row.a && row.b && !row.moved && !row.n;
	c->shared += row.a && row.b && n->kind == FORM_QUESTION;
}

/* What of a follows node `i` and is gone. */
static void push_removed(
	const struct pairing *p, int i, struct change_lists *lists, struct form_comparison *c)
{
	for (size_t k = (size_t)i + 1; k < p->a->n_nodes && p->to_b[k] < 0; k++) {
		struct compare_row row = { .a = &p->a->nodes[k] };

		if (!told(row.a))
			continue;
		changes_between(p->arena, p->a, row.a, p->b, NULL, lists, &row);
		push(c, row);
	}
}

void form_compare(
	struct arena *a, const struct form *was, const struct form *now, struct form_comparison *c)
{
	struct pairing p = { a, was, now, ARENA_ARRAY(a, now->n_nodes, int),
		ARENA_ARRAY(a, was->n_nodes, int) };
	bool *moved = ARENA_ARRAY(a, now->n_nodes, bool);
	struct change_lists lists = { 0 };

	memset(p.to_a, -1, now->n_nodes * sizeof(int));
	memset(p.to_b, -1, was->n_nodes * sizeof(int));
	pair(&p, &was->nodes[0], &now->nodes[0]);
	pair_by_place(&p);
	pair_by_name(&p);
	for (size_t i = 0; i < now->n_nodes; i++)
		if (now->nodes[i].first)
			mark_children(&p, &now->nodes[i], moved);
	*c = (struct form_comparison){ .rows = ARENA_ARRAY(a, was->n_nodes + now->n_nodes,
					       struct compare_row) };
	lists.of = ARENA_ARRAY(a, now->n_lists + 1, struct change_list);
	push_removed(&p, 0, &lists, c);
	for (size_t i = 1; i < now->n_nodes; i++) {
		const struct form_node *b = &now->nodes[i];
		struct compare_row row = { .b = b };

		if (!told(b))
			continue;
		if (p.to_a[i] >= 0) {
			row.a = &was->nodes[p.to_a[i]];
			row.moved = moved[i];
		}
		changes_between(a, was, row.a, now, b, &lists, &row);
		push(c, row);
		if (row.a)
			push_removed(&p, row.a->index, &lists, c);
	}
}
