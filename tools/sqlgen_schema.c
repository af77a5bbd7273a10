/* The migrations: applied in memory, checked, embedded; see sqlgen.h. */
#include "sqlgen.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/dialect.h"

/* ---- what a migration may say ---- */

struct token {
	const char *p;
	size_t n;
	int line;
};

/* The next word or sign after t, skipping blanks and comments; n = 0 at the end. */
static struct token next_token(struct token t)
{
	const char *p = t.p + t.n;

	for (; isspace((unsigned char)*p) || strncmp(p, "--", 2) == 0; p++) {
		while (strncmp(p, "--", 2) == 0)
			p += strcspn(p, "\n");
		if (*p == '\n')
			t.line++;
		if (!*p)
			break;
	}
	t.p = p;
	t.n = *p ? 1 : 0;
	if (isalnum((unsigned char)*p) || *p == '_')
		for (; isalnum((unsigned char)p[t.n]) || p[t.n] == '_'; t.n++)
			;
	if (*p == '\'') {
		for (; p[t.n] && p[t.n] != '\''; t.n++)
			;
		t.n += p[t.n] == '\'';
	}
	return t;
}

static bool is(struct token t, const char *word)
{
	return strlen(word) == t.n && strncasecmp(t.p, word, t.n) == 0;
}

static void lint_migration(const char *path, const char *sql)
{
	struct token t = { sql, 0, 1 };
	struct token back[3] = { t, t, t };

	while ((t = next_token(t)).n) {
		struct place at = { path, t.line };

		if (isalpha((unsigned char)*t.p) || *t.p == '_')
			lint_word(at, t.p, t.n, t.p + t.n);
		else if (*t.p != '\'' && *t.p != ';')
			lint_sign(at, t.p);
		bool named = is(back[1], "CONSTRAINT");
		if (is(t, "UNIQUE") && !named && !is(back[0], "CREATE"))
			complain(at, "this UNIQUE has no name; write CONSTRAINT name UNIQUE (...)");
		if (is(t, "CHECK") && !named)
			complain(at, "this CHECK has no name; write CONSTRAINT name CHECK (...)");
		back[2] = back[1];
		back[1] = back[0];
		back[0] = t;
	}
}

static void apply(sqlite3 *db, struct arena *a, const char *path)
{
	const char *sql = read_text(a, path);
	const char *next;

	lint_migration(path, sql);
	sql = dialect_sqlite(a, sql);
	for (const char *p = sql; *p; p = next) {
		sqlite3_stmt *s = NULL;
		int rc = sqlite3_prepare_v2(db, p, -1, &s, &next);

		if (rc == SQLITE_OK && s && sqlite3_step(s) != SQLITE_DONE)
			rc = SQLITE_ERROR;
		if (rc != SQLITE_OK) {
			int offset = sqlite3_error_offset(db);
			struct place at = { path, 1 };
			const char *end = offset > 0 ? p + offset : p;

			for (const char *c = sql; c < end || isspace((unsigned char)*c); c++)
				at.line += *c == '\n';
			complain(at, "%s", sqlite3_errmsg(db));
		}
		sqlite3_finalize(s);
	}
}

/* Every column has one of the four types. */
static void check_types(sqlite3 *db, const char *last)
{
	static const char sql[] =
		"SELECT m.name, c.name, c.type FROM sqlite_schema m, pragma_table_info(m.name) c"
		" WHERE m.type = 'table' AND c.type NOT IN ('BIGINT','TEXT','BYTEA','BOOLEAN')"
		" AND NOT (c.type = 'INTEGER' AND c.pk = 1)";
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		complain((struct place){ last, 0 }, "%s", sqlite3_errmsg(db));
	if (sqlite3_step(s) == SQLITE_ROW)
		complain((struct place){ last, 0 },
			"column %s.%s has type \"%s\"; write BIGINT, TEXT, BYTEA or BOOLEAN",
			sqlite3_column_text(s, 0), sqlite3_column_text(s, 1),
			sqlite3_column_text(s, 2));
	sqlite3_finalize(s);
}

sqlite3 *schema_open(struct arena *a, size_t n, char **migrations)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		complain((struct place){ "sqlgen", 0 }, "SQLite cannot open a store in memory");
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
	for (size_t i = 0; i < n; i++)
		apply(db, a, migrations[i]);
	if (n)
		check_types(db, migrations[n - 1]);
	return db;
}

/* ---- names of unique constraints ---- */

/*
 * SQLite says which columns of a UNIQUE or PRIMARY KEY collided, not what the constraint is called.
 * So: "table.column, table.column" and the name, as PostgreSQL would say it.
 */
struct unique {
	const char *columns;
	const char *name;
};
struct uniques {
	LIST(struct unique) list;
};

static void add_unique(struct arena *a, struct uniques *u, const char *columns, const char *name)
{
	for (size_t i = 0; i < u->list.n; i++)
		if (strcmp(u->list.at[i].columns, columns) == 0)
			complain((struct place){ "migrations", 0 },
				"%s and %s are unique over the same columns (%s); keep one", name,
				u->list.at[i].name, columns);
	*LIST_PUSH(a, &u->list) = (struct unique){ columns, name };
}

/* Reads "(a, b)" from t on, or takes `column` if there is no list. */
static const char *take_columns(
	struct arena *a, const char *table, struct token t, struct token column)
{
	struct buf b;

	buf_init(&b, a, 0);
	if (!is(t, "("))
		return arena_printf(a, "%s.%.*s", table, (int)column.n, column.p);
	for (t = next_token(t); t.n && !is(t, ")"); t = next_token(t))
		if (!is(t, ","))
			buf_printf(&b, "%s%s.%.*s", b.len ? ", " : "", table, (int)t.n, t.p);
	return b.data;
}

/* Walks the text of one CREATE TABLE. */
static void table_uniques(struct arena *a, struct uniques *u, const char *table, const char *sql)
{
	struct token t = { sql, 0, 1 };
	struct token column = { 0 };
	struct token name = { 0 };
	int depth = 0;

	while ((t = next_token(t)).n) {
		bool starts = depth == 1 && (is(t, "(") || is(t, ","));
		struct token key = next_token(t);

		if (is(t, "("))
			starts = depth == 0;
		depth += is(t, "(") - is(t, ")");
		if (starts && depth == 1) {
			column = key;
			name = (struct token){ 0 };
		}
		if (depth != 1)
			continue;
		if (is(t, "CONSTRAINT"))
			name = key;
		if (is(t, "UNIQUE"))
			add_unique(a, u, take_columns(a, table, key, column),
				arena_strn(a, name.p, name.n));
		if (is(t, "PRIMARY") && is(key, "KEY"))
			add_unique(a, u, take_columns(a, table, next_token(key), column),
				name.n ? arena_strn(a, name.p, name.n)
				       : arena_printf(a, "%s_pkey", table));
		if (is(t, "CHECK") || is(t, "REFERENCES"))
			name = (struct token){ 0 };
	}
}

/* CREATE UNIQUE INDEX: its columns, or "index 'name'" as SQLite says when one is an expression. */
static void index_unique(
	sqlite3 *db, struct arena *a, struct uniques *u, const char *table, const char *index)
{
	sqlite3_stmt *s = NULL;
	struct buf b;
	bool expression = false;

	buf_init(&b, a, 0);
	if (sqlite3_prepare_v2(db, "SELECT name FROM pragma_index_info(?)", -1, &s, NULL) !=
		SQLITE_OK)
		complain((struct place){ index, 0 }, "%s", sqlite3_errmsg(db));
	sqlite3_bind_text(s, 1, index, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *column = (const char *)sqlite3_column_text(s, 0);

		expression = expression || !column;
		buf_printf(&b, "%s%s.%s", b.len ? ", " : "", table, column ? column : "");
	}
	sqlite3_finalize(s);
	add_unique(a, u, expression ? arena_printf(a, "index '%s'", index) : b.data, index);
}

static void find_uniques(sqlite3 *db, struct arena *a, struct uniques *u)
{
	static const char sql[] =
		"SELECT type, tbl_name, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
		" AND (type = 'table' OR type = 'index' AND sql LIKE 'create unique%') ORDER BY "
		"rowid";
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		complain((struct place){ "migrations", 0 }, "%s", sqlite3_errmsg(db));
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(s, 0);
		const char *table = arena_str(a, (const char *)sqlite3_column_text(s, 1));
		const char *name = arena_str(a, (const char *)sqlite3_column_text(s, 2));

		if (*type == 'i')
			index_unique(db, a, u, table, name);
		else
			table_uniques(
				a, u, table, arena_str(a, (const char *)sqlite3_column_text(s, 3)));
	}
	sqlite3_finalize(s);
}

/* ---- migrations.c ---- */

/* "…/0007-name.sql": its name; *number becomes 7. Complains unless that is above what it was. */
static const char *migration_name(struct arena *a, const char *path, size_t *number)
{
	const char *base = strrchr(path, '/');
	size_t n;

	base = base ? base + 1 : path;
	n = strlen(base);
	if (n < 10 || strcmp(base + n - 4, ".sql") != 0 || strspn(base, "0123456789") != 4 ||
		base[4] != '-')
		complain((struct place){ path, 0 }, "a migration's file is named 0001-name.sql");
	if (strncmp(base, arena_printf(a, "%04zu", *number), 4) <= 0)
		complain((struct place){ path, 0 },
			"its number is not above that of the one before, %04zu", *number);
	*number = strtoul(base, NULL, 10);
	return arena_strn(a, base, n - 4);
}

void write_migrations(struct arena *a, FILE *o, sqlite3 *db, size_t n, char **migrations)
{
	struct uniques u = { 0 };
	size_t number = 0;

	find_uniques(db, a, &u);
	fputs("/* Written by sqlgen from migrations/. */\n#include \"db/engine.h\"\n\n", o);
	fputs("#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n", o);
	fputs("const struct migration migrations[] = {\n", o);
	for (size_t i = 0; i < n; i++) {
		const char *name = migration_name(a, migrations[i], &number);

		fprintf(o, "\t{ %zu, \"%s\",\n", number, name);
		write_string(o, read_text(a, migrations[i]), "\t\t");
		fputs(" },\n", o);
	}
	fprintf(o, "};\nconst size_t migration_count = %zu;\n\n", n);
	fputs("const struct db_unique db_uniques[] = {\n", o);
	for (size_t i = 0; i < u.list.n; i++)
		fprintf(o, "\t{ \"%s\", \"%s\" },\n", u.list.at[i].columns, u.list.at[i].name);
	fprintf(o, "};\nconst size_t db_unique_count = %zu;\n", u.list.n);
}
