#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "forms/expr_impl.h"
#include "forms/plan.h"

/* Work allowed for finding what all expressions of a form read. */
#define READS_MAX 50000000

struct collect {
	const struct form *form;
	struct form_plan *plan;
	struct arena *scratch;
	int64_t budget;
	LIST(struct form_dependency) found;
	const struct form_node *node; /* whose expression is being looked at */
	unsigned use;
	size_t first; /* of this node in `found` */
};

static void note(void *user, const struct form_node *on, bool wide)
{
	struct collect *c = user;

	for (size_t i = c->first; i < c->found.n && i < c->first + 64; i++) {
		struct form_dependency *d = &c->found.at[i];

		if (d->on == on) {
			d->uses |= c->use;
			d->wide = d->wide || wide;
			return;
		}
	}
	c->budget--;
	if (c->budget >= 0)
		*LIST_PUSH(c->scratch, &c->found) =
			(struct form_dependency){ c->node, on, c->use, wide };
}

static void read_expr(struct collect *c, enum expr_use use, const struct form_expr *e)
{
	struct reads r = { .form = c->form,
		.at = c->node,
		.filter = use == USE_CHOICE_FILTER,
		.arena = c->scratch,
		.budget = &c->budget,
		.found = note,
		.user = c };

	if (!e->code)
		return;
	c->use = use;
	c->plan->nodes[c->node->index].uses |= use;
	expr_reads(&r, e->code);
}

/* A text with ${x} in it. */
static void read_text(struct collect *c, const char *s)
{
	while (s && (s = strstr(s, "${"))) {
		const char *end = strchr(s, '}');
		const struct form_node *on =
			end ? form_find(c->form, c->node, s + 2, (size_t)(end - s) - 2) : NULL;

		if (on)
			note(c, on, false);
		s += 2;
	}
}

static void read_form_text(struct collect *c, const struct form_text *t)
{
	read_text(c, t->plain);
	for (size_t i = 0; t->in && i < c->form->n_langs; i++)
		read_text(c, t->in[i]);
}

static void read_texts(struct collect *c)
{
	const struct form_node *n = c->node;
	size_t before = c->found.n;

	c->use = USE_LABEL;
	read_form_text(c, &n->label.text);
	read_form_text(c, &n->hint);
	read_form_text(c, &n->guidance);
	read_form_text(c, &n->constraint_message);
	read_form_text(c, &n->required_message);
	for (size_t i = 0; n->list && i < n->list->n_choices; i++)
		read_form_text(c, &n->list->choices[i].label.text);
	if (c->found.n > before)
		c->plan->nodes[n->index].uses |= USE_LABEL;
}

static void read_calculation(struct collect *c)
{
	const struct form_node *n = c->node;

	if (!n->calculation.code)
		return;
	c->plan->nodes[n->index].traits = n->calculation.code->traits;
	if (!n->n_triggers) {
		read_expr(c, USE_CALCULATION, &n->calculation);
		return;
	}
	/* Done when a trigger changes, whatever else it reads. */
	c->plan->nodes[n->index].uses |= USE_CALCULATION;
	c->use = USE_CALCULATION;
	for (size_t i = 0; i < n->n_triggers; i++)
		note(c, n->triggers[i], false);
}

static void read_node(struct collect *c, const struct form_node *n)
{
	c->node = n;
	c->first = c->found.n;
	read_expr(c, USE_RELEVANT, &n->relevant);
	read_calculation(c);
	read_expr(c, USE_REPEAT_COUNT, &n->repeat_count);
	read_expr(c, USE_CONSTRAINT, &n->constraint);
	read_expr(c, USE_REQUIRED, &n->required);
	read_expr(c, USE_READ_ONLY, &n->read_only);
	read_expr(c, USE_CHOICE_FILTER, &n->choice_filter);
	read_expr(c, USE_INITIAL, &n->initial);
	if (n->from_repeat) {
		c->use = USE_CHOICE_FILTER;
		c->plan->nodes[n->index].uses |= USE_CHOICE_FILTER;
		c->plan->nodes[n->index].choices = n->from_repeat->index;
		note(c, n->from_repeat, true);
	}
	read_texts(c);
}

static int by_node(const void *a, const void *b)
{
	const struct form_dependency *x = a, *y = b;

	if (x->node != y->node)
		return x->node->index < y->node->index ? -1 : 1;
	return (x->on->index > y->on->index) - (x->on->index < y->on->index);
}

static int by_on(const void *a, const void *b)
{
	const struct form_dependency *x = a, *y = b;

	if (x->on != y->on)
		return x->on->index < y->on->index ? -1 : 1;
	return (x->node->index > y->node->index) - (x->node->index < y->node->index);
}

/* Sorts by node and makes one of those that say the same. */
static size_t merge(struct form_dependency *d, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(d, n, sizeof(*d), by_node);
	for (size_t i = 0; i < n; i++) {
		if (kept && by_node(&d[kept - 1], &d[i]) == 0) {
			d[kept - 1].uses |= d[i].uses;
			d[kept - 1].wide = d[kept - 1].wide || d[i].wide;
		} else {
			d[kept++] = d[i];
		}
	}
	return kept;
}

static void index_both(struct form_plan *plan, const struct form_dependency *of,
	const struct form_dependency *on, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		struct plan_node *p = &plan->nodes[of[i].node->index];
		struct plan_node *q = &plan->nodes[on[i].on->index];

		p->first_of = (int)i;
		p->n_of++;
		q->first_on = (int)i;
		q->n_on++;
	}
}

void plan_depend(const struct form *f, struct form_plan *plan, struct form_problems *problems)
{
	struct arena *scratch = arena_new(65536);
	struct collect c = { .form = f, .plan = plan, .scratch = scratch, .budget = READS_MAX };
	struct form_dependency *of, *on;
	size_t n;

	for (size_t i = 0; i < f->n_nodes; i++)
		read_node(&c, &f->nodes[i]);
	if (c.budget < 0)
		form_problem_add(problems, (struct form_place){ .sheet = "survey" }, false,
			MSG(_("The paths in the expressions of this form are too many to follow.")),
			MSG(_("Name questions as ${name} instead of by paths with * or //.")));
	n = merge(c.found.at, c.found.n);
	of = arena_copy(f->arena, n ? c.found.at : (void *)&n, n * sizeof(*of));
	on = arena_copy(f->arena, of, n * sizeof(*on));
	if (n)
		qsort(on, n, sizeof(*on), by_on);
	index_both(plan, of, on, n);
	plan->by_node = of;
	plan->by_on = on;
	plan->n_dependencies = n;
	arena_free(scratch);
}
