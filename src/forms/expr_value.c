#include <math.h>
#include <string.h>

#include "forms/expr_impl.h"
#include "forms/plan.h"

static const char *choice_str(struct ev *ev, const struct spot *s)
{
	const struct form_choice *c;

	if (s->choice < 0)
		return "";
	c = &s->list->choices[s->choice];
	if (s->column == COLUMN_NAME)
		return c->name ? c->name : "";
	if (s->column == COLUMN_LABEL)
		return form_text_in(ev->form, &c->label.text, ev->lang);
	if (s->column < 0)
		return "";
	return c->extra && c->extra[s->column] ? c->extra[s->column] : "";
}

bool spot_relevant(struct ev *ev, const struct spot *s)
{
	if (s->list || !s->node)
		return true;
	if (s->occ->node == s->node)
		return s->occ->relevant;
	return plan_answer(ev->form, s->node, s->occ)->relevant;
}

const char *spot_str(struct ev *ev, const struct spot *s)
{
	const struct answer *a;

	if (s->list)
		return choice_str(ev, s);
	if (!s->node || s->occ->node == s->node)
		return "";
	a = plan_answer(ev->form, s->node, s->occ);
	return a->relevant ? a->value : "";
}

struct value val_plain(struct ev *ev, const struct value *v)
{
	const struct spot *s;
	const char *text;
	double n;

	if (v->kind != VAL_SET)
		return *v;
	if (!v->n)
		return val_str("");
	s = val_spots(v);
	text = spot_str(ev, s);
	if (!*text || s->list || !plan_is_number(s->node))
		return val_str(text);
	n = num_read(text, strlen(text));
	return isnan(n) ? val_str(text) : val_num(n);
}

const char *val_to_str(struct ev *ev, const struct value *v)
{
	switch (v->kind) {
	case VAL_STR:
		return v->str;
	case VAL_NUM:
		return num_to_str(ev->arena, v->num);
	case VAL_BOOL:
		return v->boolean ? "true" : "false";
	default:
		return v->n ? spot_str(ev, val_spots(v)) : "";
	}
}

double val_to_num(struct ev *ev, const struct value *v)
{
	switch (v->kind) {
	case VAL_STR:
		return num_read_wide(v->str, ev->clock->zone);
	case VAL_NUM:
		return v->num;
	case VAL_BOOL:
		return v->boolean;
	default:
		return v->n ? num_read_wide(spot_str(ev, val_spots(v)), ev->clock->zone) : NAN;
	}
}

bool val_to_bool(struct ev *ev, const struct value *v)
{
	struct value plain;

	switch (v->kind) {
	case VAL_STR:
		return *v->str;
	case VAL_NUM:
		return !isnan(v->num) && v->num != 0;
	case VAL_BOOL:
		return v->boolean;
	default:
		/* A place with a value is as true as its value; a place without one, as it is
		 * there.
		 */
		if (v->n != 1 || (!val_spots(v)->list &&
					 (!val_spots(v)->node || !val_spots(v)->node->has_value)))
			return v->n > 0;
		plain = val_plain(ev, v);
		return val_to_bool(ev, &plain);
	}
}

static bool compare_numbers(double a, enum op_code code, double b)
{
	switch (code) {
	case CODE_EQ:
		return a == b;
	case CODE_NE:
		return a != b;
	case CODE_LT:
		return a < b;
	case CODE_LE:
		return a <= b;
	case CODE_GT:
		return a > b;
	default:
		return a >= b;
	}
}

/* Two values that are no sets (XPath 1.0 §3.4, its last paragraphs). */
static bool compare_plain(
	struct ev *ev, const struct value *a, enum op_code code, const struct value *b)
{
	bool equality = code == CODE_EQ || code == CODE_NE;

	if (equality && (a->kind == VAL_BOOL || b->kind == VAL_BOOL))
		return (val_to_bool(ev, a) == val_to_bool(ev, b)) == (code == CODE_EQ);
	if (!equality || a->kind == VAL_NUM || b->kind == VAL_NUM)
		return compare_numbers(val_to_num(ev, a), code, val_to_num(ev, b));
	return (strcmp(a->str, b->str) == 0) == (code == CODE_EQ);
}

/* Sets of several hold if one of them does. */
static bool compare_sets(
	struct ev *ev, const struct value *a, enum op_code code, const struct value *b)
{
	size_t na = a->kind == VAL_SET ? a->n : 1, nb = b->kind == VAL_SET ? b->n : 1;

	for (size_t i = 0; i < na; i++)
		for (size_t j = 0; j < nb; j++) {
			struct value x = *a, y = *b;

			if (!ev_step(ev, 1))
				return false;
			if (a->kind == VAL_SET)
				x = (struct value){
					.kind = VAL_SET, .n = 1, .one = val_spots(a)[i]
				};
			if (b->kind == VAL_SET)
				y = (struct value){
					.kind = VAL_SET, .n = 1, .one = val_spots(b)[j]
				};
			x = val_plain(ev, &x);
			y = val_plain(ev, &y);
			if (compare_plain(ev, &x, code, &y))
				return true;
		}
	return false;
}

struct value val_compare(
	struct ev *ev, const struct value *a, enum op_code code, const struct value *b)
{
	struct value x, y;

	if ((a->kind == VAL_SET && a->n > 1) || (b->kind == VAL_SET && b->n > 1)) {
		/* An empty set beside one of several still reads as ''. */
		x = a->kind == VAL_SET && !a->n ? val_str("") : *a;
		y = b->kind == VAL_SET && !b->n ? val_str("") : *b;
		return val_bool(compare_sets(ev, &x, code, &y));
	}
	x = val_plain(ev, a);
	y = val_plain(ev, b);
	return val_bool(compare_plain(ev, &x, code, &y));
}
