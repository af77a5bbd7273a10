#include <math.h>
#include <string.h>

#include "forms/expr_impl.h"

static double calculate(double a, enum op_code code, double b)
{
	switch (code) {
	case CODE_ADD:
		return a + b;
	case CODE_SUB:
		return a - b;
	case CODE_MUL:
		return a * b;
	case CODE_DIV:
		return a / b;
	default:
		return fmod(a, b);
	}
}

static bool same_spot(const struct spot *a, const struct spot *b)
{
	return a->node == b->node && a->occ == b->occ && a->list == b->list &&
	       a->choice == b->choice && a->column == b->column;
}

/* All of both sets, each once. */
static struct value unite(struct ev *ev, const struct value *a, const struct value *b)
{
	size_t na = a->kind == VAL_SET ? a->n : 0, nb = b->kind == VAL_SET ? b->n : 0;
	struct spot *all = ARENA_ARRAY(ev->arena, na + nb + 1, struct spot);
	struct value v = { .kind = VAL_SET, .many = all };

	for (size_t i = 0; i < na; i++)
		all[v.n++] = val_spots(a)[i];
	for (size_t i = 0; i < nb; i++) {
		const struct spot *s = &val_spots(b)[i];
		size_t k = 0;

		if (!ev_step(ev, 1 + (int64_t)(na / 4)))
			break;
		while (k < na && !same_spot(&all[k], s))
			k++;
		if (k == na)
			all[v.n++] = *s;
	}
	return v;
}

static struct value eval_logic(struct ev *ev, const struct op *op)
{
	bool stop = op->codes[1] == CODE_OR;

	for (int i = 0; i < op->n; i++) {
		struct value v = op_eval(ev, op->args[i]);

		if (val_to_bool(ev, &v) == stop)
			return val_bool(stop);
	}
	return val_bool(!stop);
}

static struct value eval_chain(struct ev *ev, const struct op *op)
{
	struct value left;

	if (op->codes[1] <= CODE_AND)
		return eval_logic(ev, op);
	left = op_eval(ev, op->args[0]);
	for (int i = 1; i < op->n; i++) {
		enum op_code code = op->codes[i];
		struct value right = op_eval(ev, op->args[i]);

		if (code == CODE_UNION)
			left = unite(ev, &left, &right);
		else if (code < CODE_ADD)
			left = val_compare(ev, &left, code, &right);
		else
			left = val_num(
				calculate(val_to_num(ev, &left), code, val_to_num(ev, &right)));
	}
	return left;
}

struct value op_eval(struct ev *ev, const struct op *op)
{
	struct value v;

	if (!ev_step(ev, 1))
		return val_str("");
	switch (op->kind) {
	case OP_NUM:
		return val_num(op->num);
	case OP_STR:
		return val_str(op->str);
	case OP_CHAIN:
		return eval_chain(ev, op);
	case OP_NEGATE:
		v = op_eval(ev, op->args[0]);
		return val_num(op->num * val_to_num(ev, &v));
	case OP_REF:
		return ref_eval(ev, op->node);
	case OP_PATH:
		return path_eval(ev, op);
	case OP_CALL:
		return op->fn->run(ev, op);
	default:
		return val_str("");
	}
}

struct value expr_eval(struct ev *ev, const struct expr *e)
{
	ev->at = ev->self;
	ev->position = ev->size = 1;
	return op_eval(ev, e->top);
}

const char *arg_str(struct ev *ev, const struct op *op, int i)
{
	struct value v = op_eval(ev, op->args[i]);

	return val_to_str(ev, &v);
}

double arg_num(struct ev *ev, const struct op *op, int i)
{
	struct value v = op_eval(ev, op->args[i]);

	return val_to_num(ev, &v);
}

bool arg_bool(struct ev *ev, const struct op *op, int i)
{
	struct value v = op_eval(ev, op->args[i]);

	return val_to_bool(ev, &v);
}
