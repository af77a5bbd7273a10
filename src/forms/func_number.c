#include <math.h>
#include <string.h>

#include "forms/expr_func.h"

/* Numbers, truth and choice: XPath 1.0 §4.3 and §4.4; ODK XForms, "Math", "Utility functions". */

struct value fn_number(struct ev *ev, const struct op *op)
{
	if (op->n)
		return val_num(arg_num(ev, op, 0));
	return val_num(num_read_wide(spot_str(ev, &ev->at), ev->clock->zone));
}

struct value fn_int(struct ev *ev, const struct op *op)
{
	return val_num(trunc(arg_num(ev, op, 0)));
}

/* round(x): to the nearest, halves up (XPath 1.0 §4.4). round(x, places): halves away from zero. */
struct value fn_round(struct ev *ev, const struct op *op)
{
	double n = arg_num(ev, op, 0), places;

	if (op->n == 1)
		return val_num(floor(n + 0.5));
	places = arg_num(ev, op, 1);
	return val_num(isnan(places) || fabs(places) > 30 ? n : num_round(n, (int)places));
}

struct value fn_floor(struct ev *ev, const struct op *op)
{
	return val_num(floor(arg_num(ev, op, 0)));
}

struct value fn_ceiling(struct ev *ev, const struct op *op)
{
	return val_num(ceil(arg_num(ev, op, 0)));
}

struct value fn_abs(struct ev *ev, const struct op *op)
{
	return val_num(fabs(arg_num(ev, op, 0)));
}

struct value fn_pow(struct ev *ev, const struct op *op)
{
	return val_num(pow(arg_num(ev, op, 0), arg_num(ev, op, 1)));
}

struct value fn_atan2(struct ev *ev, const struct op *op)
{
	return val_num(atan2(arg_num(ev, op, 0), arg_num(ev, op, 1)));
}

struct value fn_pi(struct ev *ev, const struct op *op)
{
	(void)ev;
	(void)op;
	return val_num(3.14159265358979323846);
}

/* The functions of one number, by name. */
struct value fn_math(struct ev *ev, const struct op *op)
{
	static const struct {
		const char *name;
		double (*run)(double);
	} runs[] = { { "sqrt", sqrt }, { "exp", exp }, { "exp10", exp10 }, { "log", log },
		{ "log10", log10 }, { "sin", sin }, { "cos", cos }, { "tan", tan },
		{ "asin", asin }, { "acos", acos }, { "atan", atan } };
	double n = arg_num(ev, op, 0);

	for (size_t i = 0; i < COUNT_OF(runs); i++)
		if (strcmp(runs[i].name, op->fn->name) == 0)
			return val_num(runs[i].run(n));
	return val_num(NAN);
}

/* What sum, min and max make of the numbers of all arguments; what is none is left out. */
enum fold { FOLD_SUM, FOLD_MIN, FOLD_MAX };
static struct value fold(struct ev *ev, const struct op *op, enum fold how)
{
	double result = how == FOLD_SUM ? 0 : NAN;

	for (int i = 0; i < op->n; i++) {
		struct value v = op_eval(ev, op->args[i]);
		size_t n = v.kind == VAL_SET ? v.n : 1;

		for (size_t k = 0; k < n && ev_step(ev, 1); k++) {
			double x = v.kind == VAL_SET
					   ? num_read_wide(spot_str(ev, &val_spots(&v)[k]),
						     ev->clock->zone)
					   : val_to_num(ev, &v);

			if (isnan(x))
				continue;
			if (how == FOLD_SUM)
				result += x;
			else if (isnan(result) || (how == FOLD_MIN ? x < result : x > result))
				result = x;
		}
	}
	return val_num(result);
}

struct value fn_sum(struct ev *ev, const struct op *op)
{
	return fold(ev, op, FOLD_SUM);
}

struct value fn_min(struct ev *ev, const struct op *op)
{
	return fold(ev, op, FOLD_MIN);
}

struct value fn_max(struct ev *ev, const struct op *op)
{
	return fold(ev, op, FOLD_MAX);
}

struct value fn_boolean(struct ev *ev, const struct op *op)
{
	return val_bool(arg_bool(ev, op, 0));
}

struct value fn_not(struct ev *ev, const struct op *op)
{
	return val_bool(!arg_bool(ev, op, 0));
}

struct value fn_true(struct ev *ev, const struct op *op)
{
	(void)ev;
	(void)op;
	return val_bool(true);
}

struct value fn_false(struct ev *ev, const struct op *op)
{
	(void)ev;
	(void)op;
	return val_bool(false);
}

struct value fn_boolean_from_string(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0);

	return val_bool(strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

struct value fn_if(struct ev *ev, const struct op *op)
{
	return op_eval(ev, op->args[arg_bool(ev, op, 0) ? 1 : 2]);
}

/* The first argument that is not ''. */
struct value fn_coalesce(struct ev *ev, const struct op *op)
{
	for (int i = 0; i < op->n; i++) {
		struct value v = op_eval(ev, op->args[i]);
		const char *s = val_to_str(ev, &v);

		if (*s && !(v.kind == VAL_NUM && isnan(v.num)))
			return v;
	}
	return val_str("");
}

/* The value the question has already, else the argument. */
struct value fn_once(struct ev *ev, const struct op *op)
{
	const char *own = spot_str(ev, &ev->self);

	return *own ? val_str(own) : op_eval(ev, op->args[0]);
}

/* checklist(least, most, …): how many hold is within bounds; -1 is no bound. weighted-checklist
 * takes a weight after each. */
struct value fn_checklist(struct ev *ev, const struct op *op)
{
	bool weighted = op->fn->name[0] == 'w';
	double least = arg_num(ev, op, 0), most = arg_num(ev, op, 1), sum = 0;

	for (int i = 2; i < op->n; i += weighted ? 2 : 1)
		if (arg_bool(ev, op, i))
			sum += !weighted ? 1 : i + 1 < op->n ? arg_num(ev, op, i + 1) : 0;
	return val_bool((least < 0 || sum >= least) && (most < 0 || sum <= most));
}

/* SplitMix64 (S. Vigna): the state goes on by a constant, what comes out is mixed. */
static uint64_t chance(struct ev *ev)
{
	uint64_t z = ev->chance += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

struct value fn_random(struct ev *ev, const struct op *op)
{
	(void)op;
	if (!ev->chance)
		return val_str("");
	return val_num((double)(chance(ev) >> 11) / 9007199254740992.0);
}

/* uuid(): version 4 (RFC 9562 §5.4); uuid(n): n characters that mean nothing. */
struct value fn_uuid(struct ev *ev, const struct op *op)
{
	static const char hex[] = "0123456789abcdef";
	double wanted = op->n ? arg_num(ev, op, 0) : 36;
	struct buf b;

	if (!ev->chance || !(wanted >= 1))
		return val_str("");
	buf_init(&b, ev->arena, 40);
	for (int i = 0; i < (wanted > 200 ? 200 : (int)wanted); i++) {
		uint64_t n = chance(ev) & 15;

		if (!op->n && (i == 8 || i == 13 || i == 18 || i == 23))
			buf_char(&b, '-');
		else if (!op->n && i == 14)
			buf_char(&b, '4');
		else
			buf_char(&b, hex[!op->n && i == 19 ? (n & 3) | 8 : n]);
	}
	return val_str(b.data);
}

/* What cannot be known here: the answer that was sent stands. */
struct value fn_away(struct ev *ev, const struct op *op)
{
	(void)op;
	return val_str(ev->self.node ? spot_str(ev, &ev->self) : "");
}
