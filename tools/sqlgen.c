/*
 * sqlgen: the commands.
 *
 *	sqlgen query SLICE FILE.sql OUT.h OUT.c MIGRATION... -- FRAGMENT-FILE...
 *	sqlgen migrations OUT.c MIGRATION...
 *	sqlgen lists OUT.c SLICE_NOUN...
 */
#include "sqlgen.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void complain(struct place at, const char *format, ...)
{
	va_list args;

	if (at.line)
		fprintf(stderr, "%s:%d: ", at.file, at.line);
	else
		fprintf(stderr, "%s: ", at.file);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

const char *read_text(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;

	buf_init(&b, a, 8192);
	if (!f)
		complain((struct place){ path, 0 }, "cannot be read");
	for (size_t n = 1; n;) {
		char *room = buf_reserve(&b, 8192);

		n = fread(room, 1, 8192, f);
		b.len += n;
	}
	fclose(f);
	b.data[b.len] = '\0';
	if (strlen(b.data) != b.len)
		complain((struct place){ path, 0 }, "holds a NUL byte");
	return b.data;
}

static FILE *create(const char *path)
{
	FILE *o = fopen(path, "w");

	if (!o)
		complain((struct place){ path, 0 }, "cannot be written");
	return o;
}

static void finish(FILE *o, const char *path)
{
	if (ferror(o) || fclose(o) != 0)
		complain((struct place){ path, 0 }, "cannot be written");
}

/* ---- what SQLite says of a query ---- */

static enum type type_of_schema(const char *declared)
{
	if (strcasecmp(declared, "BIGINT") == 0 || strcasecmp(declared, "INTEGER") == 0)
		return TYPE_INT;
	if (strcasecmp(declared, "TEXT") == 0)
		return TYPE_TEXT;
	if (strcasecmp(declared, "BYTEA") == 0)
		return TYPE_BYTES;
	if (strcasecmp(declared, "BOOLEAN") == 0)
		return TYPE_BOOL;
	return TYPE_NONE;
}

static const char *type_word(enum type t)
{
	static const char *const words[] = { "none", "int", "text", "bytes", "bool" };

	return words[t];
}

/* One result column: its type from the schema, or from a `-- column` line. */
static struct typed describe(struct arena *a, struct query *q, sqlite3_stmt *s, int i)
{
	const char *name = sqlite3_column_name(s, i);
	const char *declared = sqlite3_column_decltype(s, i);
	struct typed c = { .name = arena_str(a, name), .at = q->at };

	if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] || !*name)
		complain(q->at,
			"column %d of %s is called \"%s\"; give it a lower-case name: ... AS name",
			i + 1, q->name, name);
	if (c_keyword(name))
		complain(q->at, "column %s of %s is a word of C; give it another name: ... AS name",
			name, q->name);
	c.type = declared ? type_of_schema(declared) : TYPE_NONE;
	for (size_t k = 0; k < q->declared.n; k++) {
		struct typed *d = &q->declared.at[k];

		if (strcmp(d->name, name) != 0)
			continue;
		if (c.type != TYPE_NONE && c.type != d->type)
			complain(d->at, "the schema says column %s is %s, not %s", name,
				type_word(c.type), type_word(d->type));
		c.type = d->type;
		d->used = true;
	}
	if (c.type == TYPE_NONE)
		complain(q->at,
			"column %s of %s is an expression; add a line: -- column %s int (or text, "
			"bytes, bool)",
			name, q->name, name);
	return c;
}

static void read_columns(struct arena *a, struct query *q, sqlite3_stmt *s)
{
	q->columns.n = 0;
	for (int i = 0; i < sqlite3_column_count(s); i++) {
		struct typed c = describe(a, q, s, i);

		for (size_t k = 0; k < q->columns.n; k++)
			if (strcmp(q->columns.at[k].name, c.name) == 0)
				complain(q->at,
					"%s has two columns called %s; rename one: ... AS name",
					q->name, c.name);
		*LIST_PUSH(a, &q->columns) = c;
	}
	if (q->kind == KIND_EXEC && q->columns.n)
		complain(q->at, "%s gives rows; its kind is one, maybe, many or value", q->name);
	if (q->kind != KIND_EXEC && !q->columns.n)
		complain(q->at, "%s gives no rows; its kind is exec", q->name);
	if (q->kind == KIND_VALUE && q->columns.n != 1)
		complain(q->at, "a value is one column; %s gives %zu", q->name, q->columns.n);
}

/* Prepares one text; complains at the line of the file that is wrong. */
static void prepare(struct arena *a, sqlite3 *db, struct query *q, struct fragments *fragments,
	const size_t *choice)
{
	struct expanded x;
	sqlite3_stmt *s = NULL;
	const char *tail = NULL;

	expand(a, q, fragments, POSTGRES, choice, &x);
	expand(a, q, fragments, SQLITE, choice, &x);
	if (sqlite3_prepare_v2(db, x.text.data, -1, &s, &tail) != SQLITE_OK) {
		int offset = sqlite3_error_offset(db);
		bool known = offset >= 0 && (size_t)offset < x.from.n;

		complain(known ? x.from.at[offset] : q->body_at, "%s (in %s)", sqlite3_errmsg(db),
			q->name);
	}
	if (!s || *tail)
		complain(q->body_at, "%s is not one statement", q->name);
	read_columns(a, q, s);
	sqlite3_finalize(s);
}

static void check_query(struct arena *a, sqlite3 *db, struct query *q, struct fragments *fragments)
{
	size_t choice[MOST_VARIANTS] = { 0 };

	for (size_t i = 0; i < q->variants.n; i++)
		for (size_t k = 0; k < q->params.n; k++)
			if (strcmp(q->variants.at[i].name, q->params.at[k].name) == 0)
				complain(q->at, "%s is both a parameter and a variants line",
					q->params.at[k].name);
	for (size_t i = 0; i < combinations(q); i++) {
		choose(q, i, choice);
		prepare(a, db, q, fragments, choice);
	}
	for (size_t i = 0; i < q->params.n; i++)
		if (!q->params.at[i].used)
			complain(q->at, "%s does not use its parameter %s", q->name,
				q->params.at[i].name);
	for (size_t i = 0; i < q->declared.n; i++)
		if (!q->declared.at[i].used)
			complain(q->declared.at[i].at, "%s has no column %s", q->name,
				q->declared.at[i].name);
}

/* Queries of a file that name the same row share its struct, and must have the same columns. */
static void share_rows(struct file *file)
{
	for (size_t i = 0; i < file->queries.n; i++)
		for (size_t k = 0; k < i; k++) {
			struct query *q = &file->queries.at[i], *before = &file->queries.at[k];
			bool rows = q->kind < KIND_EXEC && before->kind < KIND_EXEC;

			if (!rows || strcmp(q->row, before->row) != 0)
				continue;
			q->shares_row = true;
			bool same = q->columns.n == before->columns.n;
			for (size_t c = 0; same && c < q->columns.n; c++)
				same = q->columns.at[c].type == before->columns.at[c].type &&
				       strcmp(q->columns.at[c].name, before->columns.at[c].name) ==
					       0;
			if (!same)
				complain(q->at, "%s and %s share the row %s but not its columns",
					before->name, q->name, q->row);
		}
}

/* ---- commands ---- */

static const char *noun_of(struct arena *a, const char *path)
{
	const char *base = strrchr(path, '/');

	base = base ? base + 1 : path;
	return arena_strn(a, base, strcspn(base, "."));
}

static void command_query(struct arena *a, int argc, char **argv)
{
	const char *slice = argv[0], *path = argv[1];
	struct file file = { .path = path };
	struct fragments fragments = { 0 };
	size_t n = 0;

	while (4 + (int)n < argc && strcmp(argv[4 + n], "--") != 0)
		n++;
	read_sql(a, path, &fragments, &file);
	for (int i = 5 + (int)n; i < argc; i++)
		if (strcmp(argv[i], path) != 0)
			read_sql(a, argv[i], &fragments, NULL);
	sqlite3 *db = schema_open(a, n, argv + 4);
	for (size_t i = 0; i < file.queries.n; i++)
		check_query(a, db, &file.queries.at[i], &fragments);
	sqlite3_close(db);
	share_rows(&file);

	const char *noun = noun_of(a, path);
	FILE *o = create(argv[2]);
	write_header(o, slice, noun, &file);
	finish(o, argv[2]);
	o = create(argv[3]);
	write_source(a, o, slice, noun, &file, &fragments);
	finish(o, argv[3]);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(1 << 16);

	if (argc >= 6 && strcmp(argv[1], "query") == 0) {
		command_query(a, argc - 2, argv + 2);
	} else if (argc >= 3 && strcmp(argv[1], "migrations") == 0) {
		sqlite3 *db = schema_open(a, (size_t)argc - 3, argv + 3);
		FILE *o = create(argv[2]);

		write_migrations(a, o, db, (size_t)argc - 3, argv + 3);
		finish(o, argv[2]);
		sqlite3_close(db);
	} else if (argc >= 3 && strcmp(argv[1], "lists") == 0) {
		FILE *o = create(argv[2]);

		write_lists(o, (size_t)argc - 3, argv + 3);
		finish(o, argv[2]);
	} else {
		fputs("use: sqlgen query|migrations|lists ... (docs/sql.md)\n", stderr);
		arena_free(a);
		return 2;
	}
	arena_free(a);
	return 0;
}
