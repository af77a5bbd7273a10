#include "db/tables.h"

#include <string.h>

#include "base/log.h"

static const enum db_type texts[] = { DB_TEXT, DB_TEXT, DB_TEXT };

static const struct db_query columns_of_all = {
	.name = "tables",
	.sqlite = "SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN "
		  "pragma_table_info(m.name) c"
		  " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~'"
		  " AND m.name <> 'migration' ORDER BY m.name, c.cid",
	.postgres =
		"SELECT c.relname, a.attname, t.typname FROM pg_class c"
		" JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid"
		" WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
		" AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'migration'"
		" ORDER BY c.relname COLLATE \"C\", a.attnum",
	.columns = 3,
	.column_types = texts,
};

static bool plain_name(const char *s)
{
	return *s && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(s);
}

static bool type_of(const char *s, enum db_type *type)
{
	static const struct {
		const char *name;
		enum db_type type;
	} types[] = { { "BIGINT", DB_INT }, { "INTEGER", DB_INT }, { "int8", DB_INT },
		{ "TEXT", DB_TEXT }, { "text", DB_TEXT }, { "BYTEA", DB_BYTES },
		{ "bytea", DB_BYTES }, { "BOOLEAN", DB_BOOL }, { "bool", DB_BOOL } };

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(types[i].name, s) == 0) {
			*type = types[i].type;
			return true;
		}
	return false;
}

static enum err add_column(void *to, struct arena *a, const struct db_value *v)
{
	struct tables *tables = to;
	struct table *t = tables->list.n ? &tables->list.at[tables->list.n - 1] : NULL;
	struct column c = { .name = v[1].text };

	if (!plain_name(v[0].text) || !plain_name(c.name) || !type_of(v[2].text, &c.type))
		return fault("table %s, column %s, type %s is not of this program", v[0].text,
			v[1].text, v[2].text);
	if (!t || strcmp(t->name, v[0].text) != 0) {
		t = LIST_PUSH(a, &tables->list);
		t->name = v[0].text;
	}
	*LIST_PUSH(a, &t->columns) = c;
	return OK;
}

enum err tables_list(struct db *db, struct arena *a, struct tables *out)
{
	*out = (struct tables){ .arena = a };
	return db_run(db, a, &columns_of_all, NULL, add_column, out, NULL);
}

const char *table_columns(struct arena *a, const struct table *t)
{
	struct buf b;

	buf_init(&b, a, 0);
	for (size_t i = 0; i < t->columns.n; i++) {
		if (i)
			buf_str(&b, ", ");
		buf_str(&b, t->columns.at[i].name);
	}
	return b.data;
}

struct db_query *query_new(struct arena *a, const char *name, const char *sql)
{
	struct db_query *q = ARENA_NEW(a, struct db_query);

	q->name = arena_str(a, name);
	q->sqlite = q->postgres = arena_str(a, sql);
	return q;
}

enum err row_number(void *to, struct arena *a, const struct db_value *v)
{
	(void)a;
	*(int64_t *)to = v[0].num;
	return OK;
}
