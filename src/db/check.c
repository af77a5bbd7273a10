/* Whether the store is whole. */
#include "base/log.h"
#include "db/engine.h"
#include "db/tables.h"

static const enum db_type texts[] = { DB_TEXT, DB_TEXT };

static enum err add_line(void *to, struct arena *a, const struct db_value *v)
{
	(void)a;
	buf_printf(to, "store: %s: %s\n", v[0].text ? v[0].text : "", v[1].text ? v[1].text : "");
	return OK;
}

/* Pages, indexes, NOT NULL and CHECK; then references. */
static enum err check_sqlite(struct db *db, struct arena *a, struct buf *b)
{
	static const struct db_query whole = {
		.name = "integrity_check",
		.sqlite = "SELECT 'integrity', integrity_check FROM pragma_integrity_check"
			  " WHERE integrity_check <> 'ok'",
		.postgres = "",
		.columns = 2,
		.column_types = texts,
	};
	static const struct db_query references = {
		.name = "foreign_key_check",
		.sqlite = "SELECT \"table\" || ' row ' || coalesce(rowid, '?'),"
			  " 'refers to a row of ' || parent || ' that is not there'"
			  " FROM pragma_foreign_key_check",
		.postgres = "",
		.columns = 2,
		.column_types = texts,
	};

	TRY(db_run(db, a, &whole, NULL, add_line, b, NULL));
	return db_run(db, a, &references, NULL, add_line, b, NULL);
}

/* PostgreSQL keeps references itself; what can be seen is marks of its own, and that every row can
 * be read. */
static enum err check_postgres(struct db *db, struct arena *a, struct buf *b)
{
	static const struct db_query marks = {
		.name = "check marks",
		.sqlite = "",
		.postgres =
			"SELECT conname::text, 'this constraint is not valid' FROM pg_constraint"
			" WHERE NOT convalidated AND connamespace = current_schema()::regnamespace"
			" UNION ALL SELECT indexrelid::regclass::text, 'this index is not valid'"
			" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
			" WHERE NOT indisvalid AND c.relnamespace = current_schema()::regnamespace"
			" UNION ALL SELECT datname::text, 'make the database with LC_COLLATE C, "
			"not ' || datcollate FROM pg_database WHERE datname = current_database()"
			" AND datcollate NOT IN ('C', 'POSIX')",
		.columns = 2,
		.column_types = texts,
	};
	static const enum db_type number[] = { DB_INT };
	struct tables tables;

	TRY(db_run(db, a, &marks, NULL, add_line, b, NULL));
	TRY(tables_list(db, a, &tables));
	for (size_t i = 0; i < tables.list.n; i++) {
		const char *name = tables.list.at[i].name;
		struct db_query *q = query_new(a, name,
			arena_printf(
				a, "SELECT count(*) FROM (SELECT * FROM %s OFFSET 0) t", name));
		int64_t n;

		q->columns = 1;
		q->column_types = number;
		TRY(db_run(db, a, q, NULL, row_number, &n, NULL));
	}
	return OK;
}

enum err db_check(struct pool *p, struct buf *b)
{
	struct arena *a = arena_new(0);
	struct db *db;
	enum err err = db_begin(p, DB_READ, &db);

	if (err == OK) {
		err = pool_engine(p) == DB_SQLITE ? check_sqlite(db, a, b)
						  : check_postgres(db, a, b);
		db_discard(db);
		db_rollback(db);
	}
	arena_free(a);
	return err;
}
