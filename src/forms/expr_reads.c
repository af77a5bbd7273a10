#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "forms/expr_impl.h"

/*
 * What an expression reads, by walking its paths over the form instead of over answers. A set of
 * nodes stands for every place they may have.
 */
struct node_set {
	LIST(const struct form_node *) all;
	bool document; /* what is above the root, too */
};

struct walk {
	const struct reads *r;
	const struct node_set *at; /* what `.` is */
};

static struct node_set walk_op(struct walk *w, const struct op *op, bool wide);

static bool pay(struct walk *w, size_t n)
{
	*w->r->budget -= (int64_t)n + 1;
	return *w->r->budget >= 0;
}

static void add(struct walk *w, struct node_set *set, const struct form_node *n)
{
	if (!pay(w, 0))
		return;
	/* Sets come in document order for the most part, so a repeated node is the last one. */
	if (set->all.n && set->all.at[set->all.n - 1] == n)
		return;
	*LIST_PUSH(w->r->arena, &set->all) = n;
}

static int by_index(const void *a, const void *b)
{
	const struct form_node *const *x = a, *const *y = b;

	return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

/* In document order, each node once. */
static void tidy(struct node_set *set)
{
	size_t n = 0;

	if (set->all.n > 1)
		qsort(set->all.at, set->all.n, sizeof(*set->all.at), by_index);
	for (size_t i = 0; i < set->all.n; i++)
		if (!n || set->all.at[n - 1] != set->all.at[i])
			set->all.at[n++] = set->all.at[i];
	set->all.n = n;
}

static bool name_is(const struct step *step, const struct form_node *n)
{
	return !step->name || strcmp(step->name, n->name) == 0;
}

static void step_from(
	struct walk *w, struct node_set *out, const struct step *step, const struct form_node *n)
{
	const struct form *f = w->r->form;

	switch (step->axis) {
	case AXIS_SELF:
		add(w, out, n);
		break;
	case AXIS_PARENT:
		if (n->parent)
			add(w, out, n->parent);
		else
			out->document = true;
		break;
	case AXIS_CHILD:
		for (const struct form_node *c = n->first; c && pay(w, 0); c = c->next)
			if (name_is(step, c))
				add(w, out, c);
		break;
	case AXIS_DESCENDANT:
		for (int i = n->index + 1; i < n->end && pay(w, 0); i++)
			if (name_is(step, &f->nodes[i]))
				add(w, out, &f->nodes[i]);
		break;
	default:
		break;
	}
}

static void step_from_document(struct walk *w, struct node_set *out, const struct step *step)
{
	const struct form_node *root = &w->r->form->nodes[0];

	if (step->axis == AXIS_SELF)
		out->document = true;
	if (step->axis != AXIS_CHILD && step->axis != AXIS_DESCENDANT)
		return;
	if (name_is(step, root))
		add(w, out, root);
	if (step->axis == AXIS_DESCENDANT)
		step_from(w, out, step, root);
}

/* Predicates read with the set they filter as their context. */
static void walk_tests(
	struct walk *w, const struct node_set *set, const struct op **tests, int n_tests)
{
	struct walk inside = { .r = w->r, .at = set };

	for (int i = 0; i < n_tests; i++)
		walk_op(&inside, tests[i], true);
}

static struct node_set walk_path(struct walk *w, const struct op *op)
{
	struct node_set set = { .document = op->start == START_ROOT };

	if (op->start == START_CONTEXT)
		for (size_t i = 0; i < w->at->all.n; i++)
			add(w, &set, w->at->all.at[i]);
	if (op->start == START_EXPR)
		set = walk_op(w, op->args[0], true);
	walk_tests(w, &set, op->tests, op->n_tests);
	for (int i = 0; i < op->n_steps && *w->r->budget >= 0; i++) {
		struct node_set next = { .document = false };

		if (set.document)
			step_from_document(w, &next, &op->steps[i]);
		for (size_t k = 0; k < set.all.n; k++)
			step_from(w, &next, &op->steps[i], set.all.at[k]);
		tidy(&next);
		walk_tests(w, &next, op->steps[i].tests, op->steps[i].n_tests);
		set = next;
	}
	for (size_t i = 0; i < set.all.n; i++)
		w->r->found(w->r->user, set.all.at[i], true);
	return set;
}

/* The functions whose value is one of their arguments. */
static bool passes_on(const struct fn *fn)
{
	static const char *const names[] = { "if", "coalesce", "once", "randomize" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(fn->name, names[i]) == 0)
			return true;
	return false;
}

static void unite(struct walk *w, struct node_set *set, const struct node_set *more)
{
	set->document = set->document || more->document;
	for (size_t i = 0; i < more->all.n; i++)
		add(w, set, more->all.at[i]);
	tidy(set);
}

static struct node_set walk_call(struct walk *w, const struct op *op, bool wide)
{
	bool indexed = strcmp(op->fn->name, "indexed-repeat") == 0;
	struct node_set set = { .document = false };

	if (strcmp(op->fn->name, "current") == 0 && w->r->at)
		add(w, &set, w->r->at);
	for (int i = 0; i < op->n; i++) {
		struct node_set arg = walk_op(w, op->args[i], wide || (indexed && i == 0));

		if (passes_on(op->fn))
			unite(w, &set, &arg);
	}
	return set;
}

static struct node_set walk_op(struct walk *w, const struct op *op, bool wide)
{
	struct node_set set = { .document = false };

	if (!pay(w, 0))
		return set;
	switch (op->kind) {
	case OP_REF:
		add(w, &set, op->node);
		w->r->found(w->r->user, op->node, wide && op->node->repeat != NULL);
		break;
	case OP_PATH:
		set = walk_path(w, op);
		break;
	case OP_CALL:
		set = walk_call(w, op, wide);
		break;
	case OP_NEGATE:
		walk_op(w, op->args[0], wide);
		break;
	case OP_CHAIN:
		for (int i = 0; i < op->n; i++) {
			struct node_set arg = walk_op(w, op->args[i], wide);

			if (op->codes[1] == CODE_UNION)
				unite(w, &set, &arg);
		}
		break;
	default:
		break;
	}
	return set;
}

bool expr_reads(const struct reads *r, const struct expr *e)
{
	struct node_set at = { .document = false };
	struct walk w = { .r = r, .at = &at };

	if (!r->filter && r->at)
		add(&w, &at, r->at);
	walk_op(&w, e->top, false);
	return *r->budget >= 0;
}
