#include <math.h>
#include <string.h>

#include "base/text.h"
#include "forms/expr_func.h"

/* Text functions of XPath 1.0 §4.2 and ODK XForms, "String functions". */

struct value fn_string(struct ev *ev, const struct op *op)
{
	struct value v;

	if (!op->n)
		return val_str(spot_str(ev, &ev->at));
	v = op_eval(ev, op->args[0]);
	v = val_plain(ev, &v);
	return val_str(val_to_str(ev, &v));
}

/* Adds the values of an argument, each member of a set for itself. */
static void join(
	struct ev *ev, struct buf *b, const struct value *v, const char *between, bool *any)
{
	size_t n = v->kind == VAL_SET ? v->n : 1;

	for (size_t i = 0; i < n; i++) {
		const char *text =
			v->kind == VAL_SET ? spot_str(ev, &val_spots(v)[i]) : val_to_str(ev, v);

		if (!ev_step(ev, 1 + (int64_t)(strlen(text) / 64)) || b->len > FORM_VALUE_MAX)
			return;
		if (*any)
			buf_str(b, between);
		buf_str(b, text);
		*any = true;
	}
}

static struct value join_args(struct ev *ev, const struct op *op, int first, const char *between)
{
	struct buf b;
	bool any = false;

	buf_init(&b, ev->arena, 64);
	for (int i = first; i < op->n; i++) {
		struct value v = op_eval(ev, op->args[i]);

		join(ev, &b, &v, between, &any);
	}
	return val_str(b.data);
}

struct value fn_concat(struct ev *ev, const struct op *op)
{
	return join_args(ev, op, 0, "");
}

struct value fn_join(struct ev *ev, const struct op *op)
{
	return join_args(ev, op, 1, arg_str(ev, op, 0));
}

struct value fn_string_length(struct ev *ev, const struct op *op)
{
	const char *s = op->n ? arg_str(ev, op, 0) : spot_str(ev, &ev->at);

	ev_step(ev, (int64_t)(strlen(s) / 16));
	return val_num((double)text_length(s));
}

struct value fn_contains(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *part = arg_str(ev, op, 1);

	ev_step(ev, (int64_t)(strlen(s) / 16));
	return val_bool(strstr(s, part) != NULL);
}

struct value fn_starts_with(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *part = arg_str(ev, op, 1);

	return val_bool(strncmp(s, part, strlen(part)) == 0);
}

struct value fn_ends_with(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *part = arg_str(ev, op, 1);
	size_t n = strlen(s), m = strlen(part);

	return val_bool(m <= n && memcmp(s + n - m, part, m) == 0);
}

struct value fn_substring_before(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *at = strstr(s, arg_str(ev, op, 1));

	return val_str(at ? arena_strn(ev->arena, s, (size_t)(at - s)) : "");
}

struct value fn_substring_after(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *part = arg_str(ev, op, 1), *at = strstr(s, part);

	return val_str(at ? at + strlen(part) : "");
}

/* The characters of s whose number, from 0, is at least `from` and below `to`. */
static struct value slice(struct ev *ev, const char *s, double from, double to)
{
	const char *start = NULL, *end = s;
	double i = 0;

	ev_step(ev, (int64_t)(strlen(s) / 16));
	for (const char *at = s; *at;) {
		const char *next = at;

		text_next(&next);
		if (i >= from && i < to) {
			start = start ? start : at;
			end = next;
		}
		i++;
		at = next;
	}
	return val_str(start ? arena_strn(ev->arena, start, (size_t)(end - start)) : "");
}

/* substr(text, start[, end]): from 0, negative numbers count from the end. */
struct value fn_substr(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0);
	double n = (double)text_length(s);
	double from = arg_num(ev, op, 1), to = op->n > 2 ? arg_num(ev, op, 2) : n;

	if (from < 0)
		from += n;
	if (to < 0)
		to += n;
	return slice(ev, s, floor(from), floor(to));
}

/* substring(text, start[, length]): from 1, rounded (XPath 1.0 §4.2). */
struct value fn_substring(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0);
	double from = floor(arg_num(ev, op, 1) + 0.5);
	double to = op->n > 2 ? from + floor(arg_num(ev, op, 2) + 0.5) : INFINITY;

	return slice(ev, s, from - 1, to - 1);
}

struct value fn_normalize_space(struct ev *ev, const struct op *op)
{
	const char *s = op->n ? arg_str(ev, op, 0) : spot_str(ev, &ev->at), *word;
	struct buf b;
	size_t n;

	buf_init(&b, ev->arena, strlen(s));
	while ((word = word_next(&s, &n))) {
		if (b.len)
			buf_char(&b, ' ');
		buf_add(&b, word, n);
	}
	return val_str(b.data);
}

/* The character of `to` at the place `point` has in `from`: 0 drops it, `point` itself if absent.
 */
static uint32_t translated(uint32_t point, const char *from, const char *to)
{
	uint32_t p;

	while ((p = text_next(&from))) {
		uint32_t q = text_next(&to);

		if (p == point)
			return q;
	}
	return point;
}

struct value fn_translate(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0), *from = arg_str(ev, op, 1), *to = arg_str(ev, op, 2);
	int64_t cost = 1 + (int64_t)(strlen(from) / 8);
	struct buf b;
	uint32_t p;

	buf_init(&b, ev->arena, strlen(s));
	while ((p = text_next(&s)) && ev_step(ev, cost)) {
		p = translated(p, from, to);
		if (p)
			buf_utf8(&b, p);
	}
	return val_str(b.data);
}

struct value fn_regex(struct ev *ev, const struct op *op)
{
	const char *s = arg_str(ev, op, 0);
	const struct regex *r = op->regex;
	struct msg why;
	int64_t steps;
	bool matches;

	if (!r)
		r = regex_new(ev->arena, arg_str(ev, op, 1), &why);
	/* A state of the pattern is much less than a step. */
	steps = ev->steps > INT64_MAX / 8 ? INT64_MAX : ev->steps * 8;
	matches = r && regex_match(ev->arena, r, s, &steps);
	ev->steps = steps < 0 ? -1 : steps / 8;
	return val_bool(matches);
}

/* Whether a text of words joined by blanks has this one. */
struct value fn_selected(struct ev *ev, const struct op *op)
{
	const char *words = arg_str(ev, op, 0), *wanted = arg_str(ev, op, 1), *word;
	size_t n, m;

	wanted = word_next(&wanted, &m);
	while (wanted && (word = word_next(&words, &n)))
		if (n == m && memcmp(word, wanted, n) == 0)
			return val_bool(true);
	return val_bool(false);
}

/* The word at a place, from 0; '' beyond the end. */
struct value fn_selected_at(struct ev *ev, const struct op *op)
{
	const char *words = arg_str(ev, op, 0), *word;
	double at = floor(arg_num(ev, op, 1));
	int64_t i = 0;
	size_t n;

	while ((word = word_next(&words, &n)))
		if ((double)i++ == at)
			return val_str(arena_strn(ev->arena, word, n));
	return val_str("");
}

struct value fn_count_selected(struct ev *ev, const struct op *op)
{
	const char *words = arg_str(ev, op, 0);
	double count = 0;
	size_t n;

	while (word_next(&words, &n))
		count++;
	return val_num(count);
}
