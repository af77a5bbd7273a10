#include "forms/sum.h"

#include <string.h>

#include "forms/expr_impl.h"

enum { DEEP = 16 }; /* calculates inside each other, and brackets */

static void count(struct arena *a, struct form_sum *s, const struct form_node *n, int64_t times)
{
	for (size_t i = 0; i < s->terms.n; i++)
		if (s->terms.at[i].node == n) {
			s->terms.at[i].times += times;
			return;
		}
	*LIST_PUSH(a, &s->terms) = (struct sum_term){ n, times };
}

static bool is_blank(const struct op *op)
{
	return op->kind == OP_STR && !*op->str;
}

/* The argument a call gives on for every number; NULL: it does more. */
static const struct op *passed_on(const struct op *op)
{
	if (op->kind != OP_CALL)
		return NULL;
	if (op->n == 1 && strcmp(op->fn->name, "number") == 0)
		return op->args[0];
	if (op->n == 2 && strcmp(op->fn->name, "coalesce") == 0 && op->args[1]->kind == OP_NUM &&
		op->args[1]->num == 0)
		return op->args[0];
	if (op->n == 3 && strcmp(op->fn->name, "if") == 0 && is_blank(op->args[2]))
		return op->args[1];
	return NULL;
}

/* Adds `times` what the expression comes to; false when it is no sum of questions. */
static bool add(struct arena *a, struct form_sum *s, const struct op *op, int64_t times, int deep)
{
	const struct expr *inner;

	if (deep > DEEP)
		return false;
	switch (op->kind) {
	case OP_NUM:
		return true;
	case OP_NEGATE:
		return add(a, s, op->args[0], -times, deep + 1);
	case OP_REF:
		inner = op->node->type == FORM_CALCULATE ? op->node->calculation.code : NULL;
		if (inner && add(a, s, inner->top, times, deep + 1))
			return true;
		count(a, s, op->node, times);
		return true;
	case OP_CHAIN:
		for (int i = 0; i < op->n; i++) {
			if (i && op->codes[i] != CODE_ADD && op->codes[i] != CODE_SUB)
				return false;
			if (!add(a, s, op->args[i], i && op->codes[i] == CODE_SUB ? -times : times,
				    deep + 1))
				return false;
		}
		return true;
	default:
		op = passed_on(op);
		return op && add(a, s, op, times, deep + 1);
	}
}

/* Keeps an equation if it ties two questions or more. */
static void keep(struct arena *a, const struct form_sum *s, struct form_sums *out)
{
	struct form_sum tidy = { 0 };

	for (size_t i = 0; i < s->terms.n; i++)
		if (s->terms.at[i].times)
			*LIST_PUSH(a, &tidy.terms) = s->terms.at[i];
	if (tidy.terms.n > 1)
		*LIST_PUSH(a, &out->list) = tidy;
}

/* The one condition of an "or" whose others only ask whether something was left out; else NULL. */
static const struct op *unless_left_out(const struct op *op)
{
	const struct op *one = NULL;

	for (int i = 0; i < op->n; i++) {
		const struct op *x = op->args[i];

		if (x->kind == OP_CHAIN && x->n == 2 && x->codes[1] == CODE_EQ &&
			(is_blank(x->args[0]) || is_blank(x->args[1])))
			continue;
		if (one)
			return NULL;
		one = x;
	}
	return one;
}

static void from_constraint(struct arena *a, const struct op *op, struct form_sums *out, int deep)
{
	struct form_sum s = { 0 };

	if (op->kind == OP_CHAIN && op->n > 1 && op->codes[1] == CODE_OR)
		op = unless_left_out(op);
	if (!op || op->kind != OP_CHAIN || op->n < 2 || deep > DEEP)
		return;
	if (op->codes[1] == CODE_AND)
		for (int i = 0; i < op->n; i++)
			from_constraint(a, op->args[i], out, deep + 1);
	if (op->n == 2 && op->codes[1] == CODE_EQ && add(a, &s, op->args[0], 1, 0) &&
		add(a, &s, op->args[1], -1, 0))
		keep(a, &s, out);
}

void form_sums(struct arena *a, const struct form_node *n, struct form_sums *out)
{
	struct form_sum s = { 0 };

	if (n->constraint.code)
		from_constraint(a, n->constraint.code->top, out, 0);
	if (!n->calculation.code)
		return;
	count(a, &s, n, -1);
	if (add(a, &s, n->calculation.code->top, 1, 0))
		keep(a, &s, out);
}
