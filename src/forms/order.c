#include <string.h>

#include "base/list.h"
#include "forms/plan.h"

/*
 * The order of evaluation: depth first through what each node needs (its parent, and what its
 * relevance, calculation and count read), as R. Tarjan's of 1976, without recursion. Meeting a node
 * that is still being looked at closes a circle.
 */
enum colour { NEW, OPEN, DONE };

struct frame {
	int node;
	int next; /* 0 the parent, then its dependencies from 1 */
};

struct ordering {
	const struct form *form;
	const struct form_plan *plan;
	struct form_problems *problems;
	unsigned char *colour;
	struct frame *stack;
	int depth;
	int *order;
	int n;
};

/* Where the circle is written: the expression of the first node that closes it. */
static struct form_place place_of(const struct form_node *n)
{
	if (n->calculation.code)
		return n->calculation.place;
	if (n->relevant.code)
		return n->relevant.place;
	return n->repeat_count.code ? n->repeat_count.place : n->place;
}

/* From the frame that is `node` to the top: "a → b → a". */
static void report_circle(struct ordering *o, int node)
{
	const struct form_node *nodes = o->form->nodes;
	int first = o->depth - 1;
	struct buf b;

	while (first > 0 && o->stack[first].node != node)
		first--;
	buf_init(&b, o->form->arena, 64);
	for (int i = first; i < o->depth && b.len < 1000; i++) {
		buf_str(&b, nodes[o->stack[i].node].name);
		buf_str(&b, " → ");
	}
	buf_str(&b, nodes[node].name);
	form_problem_add(o->problems, place_of(&nodes[node]), false,
		MSG(_("These questions depend on each other in a circle: {1}."), S(b.data)),
		MSG(_("Change one of them so that it no longer refers to the next.")));
}

/* Whether this dependency decides the order. A question may read other occurrences of itself, and a
 * relevance may read the answer it decides about, as it was before. */
static bool counts(const struct form_dependency *d)
{
	if (d->on == d->node)
		return (d->uses & (USE_CALCULATION | USE_REPEAT_COUNT)) &&
		       !(d->wide && d->node->repeat);
	return d->uses & USE_ORDERED;
}

/* What the node on top needs next; -1 when there is nothing more. */
static int next_need(struct ordering *o, struct frame *f)
{
	const struct form_node *n = &o->form->nodes[f->node];
	const struct plan_node *p = &o->plan->nodes[f->node];

	if (f->next == 0) {
		f->next++;
		if (n->parent)
			return n->parent->index;
	}
	while (f->next <= p->n_of) {
		const struct form_dependency *d = &o->plan->by_node[p->first_of + f->next - 1];

		f->next++;
		if (counts(d))
			return d->on->index;
	}
	return -1;
}

static void enter(struct ordering *o, int node)
{
	o->colour[node] = OPEN;
	o->stack[o->depth++] = (struct frame){ node, 0 };
}

static void visit(struct ordering *o, int node)
{
	enter(o, node);
	while (o->depth) {
		struct frame *f = &o->stack[o->depth - 1];
		int need = next_need(o, f);

		if (need < 0) {
			o->colour[f->node] = DONE;
			o->order[o->n++] = f->node;
			o->depth--;
		} else if (o->colour[need] == NEW) {
			enter(o, need);
		} else if (o->colour[need] == OPEN) {
			report_circle(o, need);
		}
	}
}

void plan_order(const struct form *f, struct form_plan *plan, struct form_problems *problems)
{
	struct ordering o = { .form = f,
		.plan = plan,
		.problems = problems,
		.colour = ARENA_ARRAY(f->arena, f->n_nodes, unsigned char),
		.stack = ARENA_ARRAY(f->arena, f->n_nodes + 1, struct frame),
		.order = ARENA_ARRAY(f->arena, f->n_nodes, int) };

	for (size_t i = 0; i < f->n_nodes; i++)
		if (o.colour[i] == NEW)
			visit(&o, (int)i);
	plan->order = o.order;
}
