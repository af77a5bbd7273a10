/* Expands a query into the text one engine gets; see sqlgen.h. */
#include "sqlgen.h"

#include <ctype.h>
#include <string.h>

struct expansion {
	struct arena *arena;
	struct query *query;
	struct fragments *fragments;
	enum engine engine;
	const size_t *choice;
	struct expanded *out;
};

static void put(struct expansion *x, const char *p, size_t n, struct place at)
{
	buf_add(&x->out->text, p, n);
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(x->arena, &x->out->from) = at;
}

static void put_blank(struct expansion *x, struct place at)
{
	if (x->out->text.len && x->out->text.data[x->out->text.len - 1] != ' ')
		put(x, " ", 1, at);
}

static size_t put_param(struct expansion *x, const char *p, struct place at)
{
	size_t n = ident_length(p + 1);
	char number[24];

	for (size_t i = 0; i < x->query->params.n; i++) {
		struct typed *param = &x->query->params.at[i];

		if (strlen(param->name) != n || strncmp(param->name, p + 1, n) != 0)
			continue;
		param->used = true;
		snprintf(number, sizeof(number), "%c%zu", x->engine == SQLITE ? '?' : '$', i + 1);
		put(x, number, strlen(number), at);
		return n + 1;
	}
	complain(at, ":%.*s is no parameter of %s (%s:%d)", (int)n, p + 1, x->query->name,
		x->query->at.file, x->query->at.line);
}

static void expand_text(struct expansion *x, const char *text, size_t length, struct place at);

/* `@sqlite{...}`: returns the bytes taken; p is at the brace. */
static size_t put_engine(struct expansion *x, const char *p, enum engine engine, struct place at)
{
	int depth = 0;
	bool quoted = false;
	size_t n = 0;

	do {
		if (p[n] == '\'')
			quoted = !quoted;
		else if (p[n] == '{' && !quoted)
			depth++;
		else if (p[n] == '}' && !quoted)
			depth--;
		if (!p[n])
			complain(at, "a text for one engine is not closed with }");
		n++;
	} while (depth);
	if (engine == x->engine)
		expand_text(x, p + 1, n - 2, at);
	return n;
}

static size_t put_named(struct expansion *x, const char *p, struct place at)
{
	size_t n = ident_length(p + 1);
	const char *name = arena_strn(x->arena, p + 1, n);

	if (strcmp(name, "sqlite") == 0 && p[1 + n] == '{')
		return 1 + n + put_engine(x, p + 1 + n, SQLITE, at);
	if (strcmp(name, "postgres") == 0 && p[1 + n] == '{')
		return 1 + n + put_engine(x, p + 1 + n, POSTGRES, at);
	for (size_t i = 0; i < x->query->variants.n; i++)
		if (strcmp(x->query->variants.at[i].name, name) == 0) {
			struct word *w = &x->query->variants.at[i].words.at[x->choice[i]];

			expand_text(x, w->text, strlen(w->text), w->at);
			return 1 + n;
		}
	for (size_t i = 0; i < x->fragments->list.n; i++) {
		struct fragment *f = &x->fragments->list.at[i];

		if (strcmp(f->name, name) != 0)
			continue;
		if (f->open)
			complain(at, "the fragment %s uses itself, directly or through others",
				name);
		f->open = true;
		expand_text(x, f->text, strlen(f->text), f->at);
		f->open = false;
		return 1 + n;
	}
	complain(at,
		"@%s is no fragment of this slice or one to its left, and no variants line of %s",
		name, x->query->name);
}

/* The length of the 'string' at p, quotes included. */
static size_t string_length(const char *p, size_t left, struct place at)
{
	for (size_t n = 1; n < left; n++) {
		if (p[n] != '\'')
			continue;
		if (n + 1 < left && p[n + 1] == '\'')
			n++;
		else
			return n + 1;
	}
	complain(at, "a string is not closed with '");
}

/* Copies what begins at p and returns its length. */
static size_t expand_one(struct expansion *x, const char *p, size_t left, struct place at)
{
	size_t n;

	if (*p == '\'') {
		n = string_length(p, left, at);
		put(x, p, n, at);
	} else if (ident_start(*p)) {
		n = ident_length(p);
		lint_word(at, p, n, p + n);
		put(x, p, n, at);
	} else if (isdigit((unsigned char)*p)) {
		for (n = 1; isalnum((unsigned char)p[n]); n++)
			;
		put(x, p, n, at);
	} else if (*p == ':' && ident_start(p[1])) {
		n = put_param(x, p, at);
	} else if (*p == '@' && ident_start(p[1])) {
		n = put_named(x, p, at);
	} else {
		lint_sign(at, p);
		n = 1;
		put(x, p, 1, at);
	}
	return n;
}

static void expand_text(struct expansion *x, const char *text, size_t length, struct place at)
{
	for (size_t i = 0; i < length;) {
		const char *p = text + i;
		size_t n;

		if (p[0] == '-' && p[1] == '-') {
			n = strcspn(p, "\n");
		} else if (isspace((unsigned char)*p)) {
			put_blank(x, at);
			n = 1;
		} else {
			n = expand_one(x, p, length - i, at);
		}
		for (size_t k = 0; k < n; k++)
			at.line += p[k] == '\n';
		i += n;
	}
	while (x->out->text.len && x->out->text.data[x->out->text.len - 1] == ' ')
		buf_cut(&x->out->text, x->out->text.len - 1);
	x->out->from.n = x->out->text.len;
}

void expand(struct arena *a, struct query *q, struct fragments *fragments, enum engine engine,
	const size_t *choice, struct expanded *out)
{
	struct expansion x = { a, q, fragments, engine, choice, out };

	*out = (struct expanded){ 0 };
	buf_init(&out->text, a, 256);
	expand_text(&x, q->body, strlen(q->body), q->body_at);
}

size_t combinations(const struct query *q)
{
	size_t n = 1;

	for (size_t i = 0; i < q->variants.n; i++)
		n *= q->variants.at[i].words.n;
	return n;
}

void choose(const struct query *q, size_t i, size_t *choice)
{
	for (size_t v = q->variants.n; v-- > 0;) {
		choice[v] = i % q->variants.at[v].words.n;
		i /= q->variants.at[v].words.n;
	}
}
