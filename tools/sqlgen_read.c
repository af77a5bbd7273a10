/* Reads .sql files and expands their queries; see sqlgen.h. */
#include "sqlgen.h"

#include <ctype.h>
#include <string.h>

/* ---- lines and words ---- */

struct lines {
	struct arena *arena;
	const char *next;
	struct place at;
	const char *line; /* the current one, without its end */
};

static bool next_line(struct lines *l)
{
	const char *end;

	if (!*l->next)
		return false;
	end = strchr(l->next, '\n');
	size_t n = end ? (size_t)(end - l->next) : strlen(l->next);
	l->line = arena_strn(l->arena, l->next, n);
	l->next += end ? n + 1 : n;
	l->at.line++;
	return true;
}

bool ident_start(char c)
{
	return isalpha((unsigned char)c) || c == '_';
}

size_t ident_length(const char *p)
{
	size_t n = 0;

	if (!ident_start(*p))
		return 0;
	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	return n;
}

static const char *skip(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/* Takes an identifier at *p, which must be lower case and no word of C. */
static const char *take_name(struct lines *l, const char **p, const char *what)
{
	size_t n = ident_length(*p);
	const char *name = arena_strn(l->arena, *p, n);

	if (!n)
		complain(l->at, "a name of a %s is missing before \"%s\"", what, *p);
	for (size_t i = 0; i < n; i++)
		if (isupper((unsigned char)name[i]))
			complain(l->at, "%s: names are lower case", name);
	if (c_keyword(name))
		complain(l->at, "%s cannot be the name of a %s in C; choose another", name, what);
	*p = skip(*p + n);
	return name;
}

static enum type take_type(struct lines *l, const char **p)
{
	static const char *const names[] = { [TYPE_INT] = "int",
		[TYPE_TEXT] = "text",
		[TYPE_BYTES] = "bytes",
		[TYPE_BOOL] = "bool" };
	size_t n = ident_length(*p);

	for (size_t i = TYPE_INT; i < COUNT_OF(names); i++)
		if (strlen(names[i]) == n && strncmp(names[i], *p, n) == 0) {
			*p = skip(*p + n);
			return (enum type)i;
		}
	complain(l->at, "a type is int, text, bytes or bool, not \"%s\"", *p);
}

static bool take(const char **p, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*p, text, n) != 0)
		return false;
	*p = skip(*p + n);
	return true;
}

/* ---- a file ---- */

static bool begins_fragment(const char *line)
{
	return strncmp(line, "-- fragment ", 12) == 0;
}

/* `-- name(`: the shape of a signature; what follows must then be right. */
static bool begins_query(const char *line)
{
	if (strncmp(line, "-- ", 3) != 0)
		return false;
	size_t n = ident_length(line + 3);
	return n && line[3 + n] == '(' && strstr(line, "->");
}

static enum kind take_kind(struct lines *l, const char *p)
{
	static const char *const names[] = { [KIND_ONE] = "one",
		[KIND_MAYBE] = "maybe",
		[KIND_MANY] = "many",
		[KIND_EXEC] = "exec",
		[KIND_VALUE] = "value" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strncmp(p, names[i], strlen(names[i])) == 0 && !*skip(p + strlen(names[i])))
			return (enum kind)i;
	complain(l->at, "a signature ends with -> one, maybe, many, exec or value, not \"%s\"", p);
}

static void read_params(struct lines *l, const char **p, struct query *q)
{
	while (!take(p, ")")) {
		struct typed param = { .at = l->at };

		if (q->params.n && !take(p, ","))
			complain(l->at, "a comma is missing before \"%s\"", *p);
		param.name = take_name(l, p, "parameter");
		param.type = take_type(l, p);
		for (size_t i = 0; i < q->params.n; i++)
			if (strcmp(q->params.at[i].name, param.name) == 0)
				complain(l->at, "the parameter %s is there twice", param.name);
		if (q->params.n == MOST_PARAMS)
			complain(l->at, "more than %d parameters", MOST_PARAMS);
		*LIST_PUSH(l->arena, &q->params) = param;
	}
}

/* `name = text | name = text`; a single | divides, || is SQL's. */
static void read_words(struct lines *l, const char *p, struct variants *v)
{
	while (*p) {
		struct word w = { .at = l->at };
		const char *end;

		w.name = take_name(l, &p, "variant");
		if (!take(&p, "="))
			complain(l->at, "a variant is written: name = text");
		for (end = p; *end && !(end[0] == '|' && end[1] != '|' && end[-1] != '|'); end++)
			;
		size_t n = (size_t)(end - p);
		while (n && isspace((unsigned char)p[n - 1]))
			n--;
		if (!n)
			complain(l->at, "the variant %s has no text", w.name);
		w.text = arena_strn(l->arena, p, n);
		for (size_t i = 0; i < v->words.n; i++)
			if (strcmp(v->words.at[i].name, w.name) == 0)
				complain(l->at, "the variant %s is there twice", w.name);
		*LIST_PUSH(l->arena, &v->words) = w;
		p = *end ? skip(end + 1) : end;
	}
}

static void read_variants(struct lines *l, const char *p, struct query *q)
{
	struct variants v = { 0 };

	v.name = take_name(l, &p, "list of variants");
	if (!take(&p, ":"))
		complain(l->at, "variants are written: -- variants %s: name = text | name = text",
			v.name);
	if (q->variants.n == MOST_VARIANTS)
		complain(l->at, "at most %d lines of variants", MOST_VARIANTS);
	read_words(l, p, &v);
	*LIST_PUSH(l->arena, &q->variants) = v;
}

/* A comment line between the signature and the statement. */
static void read_note(struct lines *l, struct query *q, struct buf *about)
{
	const char *p = skip(l->line + 2);

	if (take(&p, "column ")) {
		struct typed c = { .at = l->at };

		c.name = take_name(l, &p, "column");
		c.type = take_type(l, &p);
		*LIST_PUSH(l->arena, &q->declared) = c;
	} else if (take(&p, "variants ")) {
		read_variants(l, p, q);
	} else if (*p == '|') {
		if (!q->variants.n)
			complain(l->at, "a line beginning with | goes on with -- variants");
		read_words(l, skip(p + 1), &q->variants.at[q->variants.n - 1]);
	} else if (take(&p, "row ")) {
		q->row = take_name(l, &p, "row");
	} else {
		if (about->len)
			buf_char(about, '\n');
		buf_str(about, p);
	}
}

/* The lines up to the next signature or fragment. */
static const char *read_body(struct lines *l, bool *more)
{
	struct buf body;

	buf_init(&body, l->arena, 0);
	do {
		buf_str(&body, l->line);
		buf_char(&body, '\n');
		*more = next_line(l);
	} while (*more && !begins_query(l->line) && !begins_fragment(l->line));
	return body.data;
}

static bool blank(const char *line)
{
	return !*skip(line);
}

static void read_query(struct lines *l, struct file *file, bool *more)
{
	struct query q = { .at = l->at };
	const char *p = l->line + 3;
	struct buf about;

	q.name = q.row = take_name(l, &p, "query");
	take(&p, "(");
	read_params(l, &p, &q);
	if (!take(&p, "->"))
		complain(l->at, "a signature is written: -- name(param type, ...) -> kind");
	q.kind = take_kind(l, p);
	for (size_t i = 0; file && i < file->queries.n; i++)
		if (strcmp(file->queries.at[i].name, q.name) == 0)
			complain(l->at, "the query %s is there already, on line %d", q.name,
				file->queries.at[i].at.line);
	buf_init(&about, l->arena, 0);
	while ((*more = next_line(l)) && (strncmp(l->line, "--", 2) == 0 || blank(l->line))) {
		if (begins_query(l->line) || begins_fragment(l->line))
			complain(q.at, "the query %s has no statement", q.name);
		if (!blank(l->line))
			read_note(l, &q, &about);
	}
	if (!*more)
		complain(q.at, "the query %s has no statement", q.name);
	q.about = about.data;
	q.body_at = l->at;
	q.body = read_body(l, more);
	if (file)
		*LIST_PUSH(l->arena, &file->queries) = q;
}

/* `a OR b` put after an AND would let in what it should not. */
static void check_fragment(const struct fragment *f)
{
	struct place at = f->at;
	bool quoted = false;
	int depth = 0;

	for (const char *p = f->text; *p; p++) {
		size_t n = quoted ? 0 : ident_length(p);

		if (!quoted && strncmp(p, "--", 2) == 0)
			p += strcspn(p, "\n");
		at.line += *p == '\n';
		quoted ^= *p == '\'';
		depth += quoted ? 0 : (*p == '(') - (*p == ')');
		if (n == 2 && depth == 0 && (*p | 32) == 'o' && (p[1] | 32) == 'r')
			complain(at, "put parentheses around the fragment %s, for its OR", f->name);
		p += n ? n - 1 : 0;
		if (!*p)
			return;
	}
}

static void read_fragment(struct lines *l, struct fragments *fragments, bool *more)
{
	struct fragment f = { 0 };
	const char *p = skip(l->line + 12);

	f.name = take_name(l, &p, "fragment");
	for (size_t i = 0; i < fragments->list.n; i++)
		if (strcmp(fragments->list.at[i].name, f.name) == 0)
			complain(l->at, "the fragment %s is there already, in %s:%d", f.name,
				fragments->list.at[i].at.file, fragments->list.at[i].at.line);
	struct place at = l->at;
	while ((*more = next_line(l)) && (strncmp(l->line, "--", 2) == 0 || blank(l->line)))
		if (begins_query(l->line) || begins_fragment(l->line))
			complain(at, "the fragment %s has no text", f.name);
	if (!*more)
		complain(at, "the fragment %s has no text", f.name);
	f.at = l->at;
	f.text = read_body(l, more);
	check_fragment(&f);
	*LIST_PUSH(l->arena, &fragments->list) = f;
}

void read_sql(struct arena *a, const char *path, struct fragments *fragments, struct file *file)
{
	struct lines l = { .arena = a, .next = read_text(a, path), .at = { .file = path } };
	bool more = next_line(&l);

	while (more) {
		if (begins_fragment(l.line)) {
			read_fragment(&l, fragments, &more);
		} else if (begins_query(l.line)) {
			read_query(&l, file, &more);
		} else {
			if (!blank(l.line) && strncmp(l.line, "--", 2) != 0)
				complain(l.at, "a statement begins with its signature: "
					       "-- name(param type, ...) -> kind");
			more = next_line(&l);
		}
	}
}
