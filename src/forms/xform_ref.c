#include <ctype.h>
#include <string.h>

#include "forms/xform_in.h"
#include "forms/xlsform_in.h"

static bool is_inside(const struct form_node *n, const struct form_node *of)
{
	return n->index >= of->index && n->index < of->end;
}

/* The deepest node around both, neither of them itself. */
static const struct form_node *around(const struct form_node *a, const struct form_node *b)
{
	const struct form_node *x = a->parent;

	while (x && (!is_inside(b, x) || x == b))
		x = x->parent;
	return x;
}

static void up_and_down(struct buf *b, const struct form_node *at, int below,
	const struct form_node *from, const struct form_node *to)
{
	int steps = at->depth + below - from->depth;

	for (int i = 0; i < steps; i++)
		buf_str(b, i ? "/.." : "..");
	buf_str(b, to->path + strlen(from->path));
}

const char *ref_nodeset(struct writer *w, const struct form_node *at, const struct form_node *to)
{
	const struct form_node *from = around(at, to);
	struct buf b;

	if (!from || (from->kind != FORM_REPEAT && !from->repeat && !is_inside(at, to)))
		return to->path;
	buf_init(&b, w->arena, 0);
	up_and_down(&b, at, 0, from, to);
	return b.data;
}

/* One reference. In a repeat both share it is relative, so that it means the same occurrence. */
static void put_ref(struct writer *w, struct buf *b, const struct form_node *to, bool absolute,
	bool current, struct ref_style style)
{
	const struct form_node *from = style.at ? around(style.at, to) : NULL;

	buf_char(b, ' ');
	if (style.repeat && to != style.repeat && is_inside(to, style.repeat)) {
		buf_char(b, '.');
		buf_str(b, to->path + strlen(style.repeat->path));
	} else if (absolute || !from || (from->kind != FORM_REPEAT && !from->repeat)) {
		buf_str(b, to->path);
	} else {
		if (current)
			buf_str(b, "current()/");
		up_and_down(b, style.at, style.below, from, to);
	}
	buf_char(b, ' ');
	(void)w;
}

static bool name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

/*
 * What surrounds a place in an expression: brackets open, and the argument of the indexed-repeat()
 * call it stands in. Fed with one character after the other.
 */
struct around_place {
	int brackets, parens;
	int indexed; /* parens at which an indexed-repeat call opened, 0: none */
	int arg;
	char quote;
};

static void feed(struct around_place *p, const char *s, const char *from)
{
	static const char call[] = "indexed-repeat";

	if (p->quote) {
		if (*s == p->quote)
			p->quote = 0;
		return;
	}
	switch (*s) {
	case '\'':
	case '"':
		p->quote = *s;
		break;
	case '[':
		p->brackets++;
		break;
	case ']':
		p->brackets--;
		break;
	case '(':
		p->parens++;
		if (!p->indexed && s - from >= 14 && strncmp(s - 14, call, 14) == 0) {
			p->indexed = p->parens;
			p->arg = 0;
		}
		break;
	case ')':
		if (p->indexed == p->parens)
			p->indexed = 0;
		p->parens--;
		break;
	case ',':
		if (p->indexed && p->indexed == p->parens)
			p->arg++;
		break;
	default:
		break;
	}
}

/* The answers, the repeats of indexed-repeat(answer, repeat, index, repeat, index …) are whole
 * paths; only its indices are as seen from here. */
static bool is_absolute(const struct around_place *p)
{
	return p->indexed && (p->arg == 0 || p->arg % 2 == 1);
}

static void put_expr(
	struct writer *w, struct buf *b, const char *s, size_t len, struct ref_style style)
{
	const char *end = s + len, *from = s;
	struct around_place place = { 0 };
	bool in_instance = memmem(s, len, "instance(", 9) != NULL;

	while (s < end) {
		const char *next = s, *name;
		const struct form_node *to;
		size_t n;
		bool saved;

		if (strncmp(s, "${", 2) != 0 || !next_ref(&next, &name, &n, &saved) || next > end) {
			feed(&place, s, from);
			buf_char(b, *s++);
			continue;
		}
		to = form_find(w->f, style.at, name, n);
		s = next;
		if (!to)
			continue;
		if (saved) {
			buf_str(b, " instance('__last-saved')");
			buf_str(b, to->path);
			buf_char(b, ' ');
			continue;
		}
		put_ref(w, b, to, is_absolute(&place),
			style.filter || (in_instance && place.brackets > 0), style);
	}
}

const char *ref_expr(struct writer *w, const char *s, struct ref_style style)
{
	struct buf b;

	if (!s || !has_ref(s))
		return s;
	buf_init(&b, w->arena, strlen(s) + 64);
	put_expr(w, &b, s, strlen(s), style);
	return b.data;
}

/* The end of the path that begins with instance(…) at s; s itself when there is none. */
static const char *instance_end(const char *s)
{
	const char *at = s;
	int steps = 0;

	if (strncmp(at, "instance(", 9) != 0 || !(at = strchr(at, ')')))
		return s;
	for (at++; *at == '/' || *at == '[';) {
		if (*at == '[') {
			struct around_place p = { 0 };

			do
				feed(&p, at, at);
			while (*at++ && p.brackets > 0);
			if (p.brackets > 0)
				return s;
		} else {
			while (*at == '/')
				at++;
			if (!name_char(*at) && *at != '*')
				return s;
			while (name_char(*at) || *at == '*' || *at == ':')
				at++;
			steps++;
		}
	}
	return steps ? at : s;
}

/* The next piece of a text to be put as an output: true, with where it begins and ends. */
static bool next_output(const char *s, const char **begin, const char **end)
{
	const char *from = s;

	for (; *s; s++) {
		const char *rest = s, *name;
		size_t n;
		bool saved;

		if (*s == '$' && strncmp(s, "${", 2) == 0 && next_ref(&rest, &name, &n, &saved)) {
			*begin = s;
			*end = rest;
			return true;
		}
		if (*s != 'i' || (s > from && name_char(s[-1])))
			continue;
		rest = instance_end(s);
		if (rest > s) {
			*begin = s;
			*end = rest;
			return true;
		}
	}
	return false;
}

bool ref_has_output(const char *s)
{
	const char *begin, *end;

	return s && next_output(s, &begin, &end);
}

/*
 * The value of an output. The reference converter escapes the markup of an instance(…) path twice;
 * so is it here, since its documents are the measure.
 */
static void put_output(
	struct writer *w, struct buf *value, const char *s, size_t len, struct ref_style style)
{
	struct buf raw;

	buf_init(value, w->arena, 64);
	if (*s == '$') {
		put_expr(w, value, s, len, style);
		return;
	}
	buf_init(&raw, w->arena, 64);
	put_expr(w, &raw, s, len, style);
	for (const char *c = raw.data; *c; c++) {
		if (strchr("&<>", *c))
			x_escape(value, c, 1);
		else
			buf_char(value, *c);
	}
}

void ref_text(struct writer *w, const char *prefix, const char *s, const struct form_node *at)
{
	const char *begin, *end;
	struct ref_style style = { .at = at };
	struct buf value;
	bool only;

	if (!next_output(s, &begin, &end)) {
		buf_str(w->b, prefix);
		x_escape(w->b, s, strlen(s));
		return;
	}
	only = begin == s && !*end && !*prefix;
	if (!only)
		buf_char(w->b, ' ');
	buf_str(w->b, prefix);
	do {
		x_escape(w->b, s, (size_t)(begin - s));
		put_output(w, &value, begin, (size_t)(end - begin), style);
		buf_str(w->b, "<output");
		x_attr(w, "value", value.data);
		buf_str(w->b, "/>");
		s = end;
	} while (next_output(s, &begin, &end));
	x_escape(w->b, s, strlen(s));
	if (!only)
		buf_char(w->b, ' ');
}
