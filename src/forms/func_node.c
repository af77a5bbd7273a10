#include <math.h>
#include <string.h>

#include "forms/expr_func.h"
#include "forms/plan.h"

/* Places: XPath 1.0 §4.1; ODK XForms, "Node set functions", "Select functions". */

/* The set an argument is, or none. */
static struct value arg_set(struct ev *ev, const struct op *op, int i)
{
	struct value v = op_eval(ev, op->args[i]);

	return v.kind == VAL_SET ? v : (struct value){ .kind = VAL_SET };
}

struct value fn_count(struct ev *ev, const struct op *op)
{
	struct value v = arg_set(ev, op, 0);
	double n = 0;

	for (size_t i = 0; i < v.n; i++)
		n += spot_relevant(ev, &val_spots(&v)[i]);
	return val_num(n);
}

struct value fn_count_non_empty(struct ev *ev, const struct op *op)
{
	struct value v = arg_set(ev, op, 0);
	double n = 0;

	for (size_t i = 0; i < v.n; i++)
		n += *spot_str(ev, &val_spots(&v)[i]) != 0;
	return val_num(n);
}

/* position(): within a predicate; position(place): which occurrence of its repeat it is, from 1. */
struct value fn_position(struct ev *ev, const struct op *op)
{
	struct value v;
	const struct spot *s;

	if (!op->n)
		return val_num((double)ev->position);
	v = op_eval(ev, op->args[0]);
	if (v.kind != VAL_SET || !v.n)
		return val_num(NAN);
	s = val_spots(&v);
	if (s->list)
		return val_num(s->choice + 1);
	return val_num(s->node && s->occ->node == s->node ? (double)s->occ->position + 1 : 1);
}

struct value fn_last(struct ev *ev, const struct op *op)
{
	(void)op;
	return val_num((double)ev->size);
}

struct value fn_current(struct ev *ev, const struct op *op)
{
	(void)op;
	return (struct value){ .kind = VAL_SET, .n = 1, .one = ev->self };
}

/* instance('list'): its document; nothing for lists that are files. */
struct value fn_instance(struct ev *ev, const struct op *op)
{
	const struct form_list *l = form_list(ev->form, arg_str(ev, op, 0));

	if (!l)
		return (struct value){ .kind = VAL_SET };
	return (struct value){ .kind = VAL_SET,
		.n = 1,
		.one = { .list = l, .choice = CHOICE_DOCUMENT, .column = COLUMN_NONE } };
}

/* Which occurrence of a repeat the arguments of indexed-repeat ask for; 0: they do not. */
static double index_asked(struct ev *ev, const struct op *op, const struct form_node *repeat)
{
	for (int i = 1; i + 1 < op->n; i += 2)
		if (op->args[i]->kind == OP_REF && op->args[i]->node == repeat) {
			double n = arg_num(ev, op, i + 1);

			return isnan(n) || n < 1 ? -1 : n;
		}
	return 0;
}

/* The occurrence of `repeat` around the question whose expression this is, NULL: none. */
static struct occurrence *own_occurrence(struct ev *ev, const struct form_node *repeat)
{
	struct occurrence *occ = ev->self.occ;

	while (occ && occ->node != repeat)
		occ = occ->parent;
	return occ;
}

/* indexed-repeat(${question}, ${repeat}, index[, ${repeat}, index …]): the question in that
 * occurrence; where no index is said, in the own one, else the first. */
struct value fn_indexed_repeat(struct ev *ev, const struct op *op)
{
	const struct form_node *node = op->args[0]->kind == OP_REF ? op->args[0]->node : NULL;
	const struct form_node *chain[PLAN_NESTING_MAX + 1];
	struct occurrence *occ = ev->ans->root;
	int n = 0;

	if (!node)
		return val_str("");
	for (const struct form_node *r = node->repeat; r && n <= PLAN_NESTING_MAX; r = r->repeat)
		chain[n++] = r;
	while (n--) {
		const struct series *s = plan_series(ev->form, chain[n], occ);
		double asked = index_asked(ev, op, chain[n]);
		struct occurrence *own = own_occurrence(ev, chain[n]);

		if (!asked && own && own->parent == occ) {
			occ = own;
			continue;
		}
		asked = asked ? asked : 1;
		if (asked < 1 || asked > (double)s->n)
			return val_str("");
		occ = s->at[(size_t)asked - 1];
	}
	if (node->kind == FORM_REPEAT)
		return val_str("");
	return (struct value){ .kind = VAL_SET, .n = 1, .one = { .node = node, .occ = occ } };
}

/* jr:choice-name(value, 'question'): the label of a choice of that question. */
struct value fn_choice_name(struct ev *ev, const struct op *op)
{
	const char *value = arg_str(ev, op, 0);
	const struct form_choice *c = NULL;

	if (op->node && op->node->list)
		c = form_choice(op->node->list, value, strlen(value));
	return val_str(c ? form_text_in(ev->form, &c->label.text, ev->lang) : value);
}

/* randomize(set[, seed]): the order is for who shows the choices; the set is the same. */
struct value fn_randomize(struct ev *ev, const struct op *op)
{
	return op_eval(ev, op->args[0]);
}

struct value fn_name(struct ev *ev, const struct op *op)
{
	struct value v = op->n ? arg_set(ev, op, 0)
			       : (struct value){ .kind = VAL_SET, .n = 1, .one = ev->at };
	const struct spot *s = v.n ? val_spots(&v) : NULL;

	return val_str(s && !s->list && s->node ? s->node->name : "");
}

struct value fn_namespace_uri(struct ev *ev, const struct op *op)
{
	(void)ev;
	(void)op;
	return val_str("");
}
