#include <math.h>
#include <string.h>

#include "base/list.h"
#include "forms/expr_impl.h"
#include "forms/plan.h"

/* A set that grows, paid for in steps. */
struct spots {
	struct ev *ev;
	LIST(struct spot) all;
};

static void push(struct spots *s, struct spot spot)
{
	if (ev_step(s->ev, 1))
		*LIST_PUSH(s->ev->arena, &s->all) = spot;
}

/* The same, unless it is there already: several places may share a parent. */
static void push_once(struct spots *s, struct spot spot)
{
	for (size_t i = s->all.n; i-- > 0;) {
		const struct spot *x = &s->all.at[i];

		if (!ev_step(s->ev, 1))
			return;
		if (x->node == spot.node && x->occ == spot.occ && x->list == spot.list &&
			x->choice == spot.choice && x->column == spot.column)
			return;
	}
	push(s, spot);
}

static struct spot at_node(const struct form_node *n, struct occurrence *occ)
{
	return (struct spot){ .node = n, .occ = occ };
}

/* Adds every place of a node below an occurrence; `chain` are the repeats between, innermost first.
 */
static void below(struct spots *out, const struct form_node *node, struct occurrence *occ,
	const struct form_node **chain, int n)
{
	const struct series *series;

	if (n == 0) {
		push(out, at_node(node, occ));
		return;
	}
	series = plan_series(out->ev->form, chain[n - 1], occ);
	for (size_t i = 0; i < series->n && out->ev->steps >= 0; i++)
		below(out, node, series->at[i], chain, n - 1);
}

/* Every place of a node that is inside occ->node. */
static void all_below(struct spots *out, const struct form_node *node, struct occurrence *occ)
{
	const struct form_node *chain[PLAN_NESTING_MAX + 1];
	const struct form_node *r = node->kind == FORM_REPEAT ? node : node->repeat;
	int n = 0;

	for (; r && r != occ->node && n <= PLAN_NESTING_MAX; r = r->repeat)
		chain[n++] = r;
	below(out, node, occ, chain, n);
}

/* Keeps what is relevant. */
static struct value finish(struct ev *ev, struct spots *s)
{
	struct value v = { .kind = VAL_SET, .many = s->all.at };

	for (size_t i = 0; i < s->all.n; i++)
		if (spot_relevant(ev, &s->all.at[i]))
			s->all.at[v.n++] = s->all.at[i];
	return v;
}

struct value ref_eval(struct ev *ev, const struct form_node *node)
{
	struct occurrence *occ = ev->self.occ;
	struct spots all = { .ev = ev };

	while (occ->parent && !plan_inside(node, occ->node))
		occ = occ->parent;
	if (node->kind != FORM_REPEAT &&
		(node->repeat == occ->node || (!node->repeat && !occ->parent)))
		return (struct value){ .kind = VAL_SET, .n = 1, .one = at_node(node, occ) };
	all_below(&all, node, occ);
	return finish(ev, &all);
}

static bool name_is(const struct step *step, const char *name)
{
	return !step->name || strcmp(step->name, name) == 0;
}

/* Whether a node is an element of the record. */
static bool is_element(const struct form_node *n)
{
	return n->has_value || n->kind != FORM_QUESTION;
}

static void child_places(struct spots *out, const struct step *step, const struct form_node *n,
	struct occurrence *occ)
{
	if (!is_element(n) || !name_is(step, n->name))
		return;
	if (n->kind == FORM_REPEAT)
		all_below(out, n, occ);
	else
		push(out, at_node(n, occ));
}

/* A list of choices looks like <root><item><name/><label/>…</item>…</root>. */
static void list_children(struct spots *out, const struct step *step, const struct spot *from)
{
	struct spot s = *from;

	if (from->choice == CHOICE_DOCUMENT) {
		s.choice = CHOICE_ROOT;
		if (name_is(step, "root"))
			push(out, s);
		return;
	}
	if (from->choice == CHOICE_ROOT) {
		for (size_t i = 0; i < from->list->n_choices && name_is(step, "item"); i++) {
			s.choice = (int)i;
			push(out, s);
		}
		return;
	}
	if (from->column != COLUMN_NONE)
		return;
	s.column = step->column;
	if (step->name && s.column != COLUMN_UNKNOWN && s.column < (int)from->list->n_columns)
		push(out, s);
}

static void children(struct spots *out, const struct step *step, const struct spot *from)
{
	const struct form_node *n;

	if (from->list) {
		list_children(out, step, from);
		return;
	}
	if (!from->node) {
		if (name_is(step, out->ev->form->nodes[0].name))
			push(out, at_node(&out->ev->form->nodes[0], out->ev->ans->root));
		return;
	}
	if (from->node->kind == FORM_REPEAT && from->occ->node != from->node)
		return;
	for (n = from->node->first; n; n = n->next)
		child_places(out, step, n, from->occ);
}

static void descendants(struct spots *out, const struct step *step, const struct spot *from)
{
	const struct form *f = out->ev->form;
	const struct form_node *node = from->node ? from->node : &f->nodes[0];
	struct occurrence *occ = from->node ? from->occ : out->ev->ans->root;

	if (from->list) {
		for (size_t i = 0; i < from->list->n_choices && from->choice < 0; i++)
			if (name_is(step, "item"))
				push(out, (struct spot){ .list = from->list,
						  .choice = (int)i,
						  .column = COLUMN_NONE });
		return;
	}
	if (!from->node && name_is(step, node->name))
		push(out, at_node(node, occ));
	for (int i = node->index + 1; i < node->end; i++)
		if (is_element(&f->nodes[i]) && name_is(step, f->nodes[i].name))
			all_below(out, &f->nodes[i], occ);
}

static void parent(struct spots *out, const struct spot *from)
{
	struct spot s = *from;

	if (from->list) {
		if (from->column != COLUMN_NONE)
			s.column = COLUMN_NONE;
		else
			s.choice = from->choice >= 0 ? CHOICE_ROOT : CHOICE_DOCUMENT;
		push_once(out, s);
	} else if (from->node) {
		if (from->node->kind == FORM_REPEAT && from->occ->node == from->node)
			s.occ = from->occ->parent;
		s.node = from->node->parent;
		push_once(out, s.node ? s : (struct spot){ .list = NULL });
	}
}

/* Evaluates predicates on a set in place (XPath 1.0 §2.4); false when the budget is spent. */
bool set_tests(struct ev *ev, struct spot *at, size_t *n, const struct op **tests, int n_tests)
{
	const struct spot before = ev->at;
	const size_t position = ev->position, size = ev->size;

	for (int t = 0; t < n_tests; t++) {
		size_t kept = 0;

		for (size_t i = 0; i < *n && ev->steps >= 0; i++) {
			struct value v;
			bool keep;

			ev->at = at[i];
			ev->position = i + 1;
			ev->size = *n;
			v = op_eval(ev, tests[t]);
			keep = v.kind == VAL_NUM ? v.num == (double)(i + 1) : val_to_bool(ev, &v);
			if (keep)
				at[kept++] = at[i];
		}
		*n = kept;
	}
	ev->at = before;
	ev->position = position;
	ev->size = size;
	return ev->steps >= 0;
}

static void take_step(struct spots *out, const struct step *step, const struct spot *from)
{
	size_t first = out->all.n, n;

	switch (step->axis) {
	case AXIS_CHILD:
		children(out, step, from);
		break;
	case AXIS_DESCENDANT:
		descendants(out, step, from);
		break;
	case AXIS_PARENT:
		parent(out, from);
		break;
	case AXIS_SELF:
		push(out, *from);
		break;
	default: /* the record has no attributes an expression may ask for */
		return;
	}
	n = out->all.n - first;
	if (step->n_tests && n &&
		set_tests(out->ev, out->all.at + first, &n, step->tests, step->n_tests))
		out->all.n = first + n;
}

/* What the path starts from; false: a value that is no set. */
static bool begin(struct ev *ev, const struct op *op, struct spots *out, struct value *value)
{
	if (op->start == START_CONTEXT) {
		push(out, ev->at);
		return true;
	}
	if (op->start == START_ROOT) {
		push(out, (struct spot){ .list = NULL });
		return true;
	}
	*value = op_eval(ev, op->args[0]);
	if (value->kind != VAL_SET)
		return false;
	for (size_t i = 0; i < value->n; i++)
		push(out, val_spots(value)[i]);
	set_tests(ev, out->all.at, &out->all.n, op->tests, op->n_tests);
	return true;
}

struct value path_eval(struct ev *ev, const struct op *op)
{
	struct spots now = { .ev = ev };
	struct value value;

	if (!begin(ev, op, &now, &value))
		return op->n_steps ? val_str("") : value;
	for (int i = 0; i < op->n_steps && ev->steps >= 0; i++) {
		struct spots then = { .ev = ev };

		for (size_t k = 0; k < now.all.n && ev->steps >= 0; k++)
			take_step(&then, &op->steps[i], &now.all.at[k]);
		now = then;
	}
	return finish(ev, &now);
}
