/*
 * Migrations. The table `migration` is this file's own and older than every migration, so its few
 * statements stand here and not in a .sql file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/time.h"
#include "db/db.h"
#include "db/dialect.h"
#include "db/engine.h"

#define TRIES 5

static const char create[] = "CREATE TABLE IF NOT EXISTS migration ("
			     "number BIGINT PRIMARY KEY, name TEXT NOT NULL,"
			     "sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)";

static const enum db_type row_types[] = { DB_INT, DB_TEXT, DB_TEXT, DB_TEXT };

static const struct db_query exists = {
	.name = "migration_exists",
	.sqlite = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
	.postgres = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
		    " AND tablename = 'migration'",
	.columns = 1,
	.column_types = row_types,
};

static const struct db_query all = {
	.name = "migration_all",
	.sqlite = "SELECT number, name, sha256 FROM migration ORDER BY number",
	.postgres = "SELECT number, name, sha256 FROM migration ORDER BY number",
	.columns = 3,
	.column_types = row_types,
};

static const struct db_query add = {
	.name = "migration_add",
	.sqlite = "INSERT INTO migration (number, name, sha256, applied_at) VALUES (?1,?2,?3,?4)",
	.postgres = "INSERT INTO migration (number, name, sha256, applied_at) VALUES ($1,$2,$3,$4)",
	.params = 4,
	.param_types = row_types,
};

/* What the store says it has, held against what the program has. */
struct state {
	const struct migration *m;
	size_t n;
	size_t applied;
};

static enum err compare(void *to, struct arena *a, const struct db_value *v)
{
	struct state *s = to;
	const struct migration *m = &s->m[s->applied];

	if (s->applied == s->n || v[0].num != m->number) {
		log_error("the store has migration %s, which this program does not know; "
			  "use the newer program",
			v[1].text);
		return ERR_CONFLICT;
	}
	if (strcmp(v[2].text, sha256_hex(a, m->sql, strlen(m->sql))) != 0) {
		log_error("migration %s has changed since the store applied it", m->name);
		return ERR_CONFLICT;
	}
	s->applied++;
	return OK;
}

static enum err one_number(void *to, struct arena *a, const struct db_value *v)
{
	(void)a;
	*(int64_t *)to = v[0].num;
	return OK;
}

static enum err apply(struct db *db, struct arena *a, const struct migration *m)
{
	const char *sql =
		db_engine(db) == DB_SQLITE ? dialect_sqlite(a, m->sql) : arena_str(a, m->sql);
	const struct db_value row[] = {
		{ .type = DB_INT, .num = m->number },
		{ .type = DB_TEXT, .text = m->name },
		{ .type = DB_TEXT, .text = sha256_hex(a, m->sql, strlen(m->sql)) },
		{ .type = DB_TEXT, .text = time_text(a, time_now_ms()) },
	};

	TRY(db_exec(db, sql));
	return db_run(db, NULL, &add, row, NULL, NULL, NULL);
}

/* Applies the next one missing, if any, in the transaction it is given. */
static enum err step(struct db *db, struct arena *a, struct state *s, bool *more)
{
	*more = false;
	s->applied = 0;
	/* A second node waits here. PostgreSQL takes its snapshot only after LOCK. */
	if (db_engine(db) == DB_POSTGRES)
		TRY(db_exec(db, "LOCK TABLE migration IN EXCLUSIVE MODE"));
	TRY(db_run(db, a, &all, NULL, compare, s, NULL));
	if (s->applied == s->n)
		return OK;
	*more = true;
	return apply(db, a, &s->m[s->applied]);
}

static enum err create_table(struct pool *p)
{
	struct arena *a = arena_new(0);
	struct db *db;
	enum err err = db_begin(p, DB_WRITE, &db);

	if (err == OK) {
		err = db_exec(db, pool_engine(p) == DB_SQLITE ? dialect_sqlite(a, create) : create);
		if (err == OK)
			err = db_commit(db);
		else
			db_rollback(db);
	}
	arena_free(a);
	return err;
}

/* One transaction: one migration, or none when all are there. */
static enum err transaction(struct pool *p, struct state *s, bool *more)
{
	struct arena *a = arena_new(0);
	struct db *db;
	enum err err = db_begin(p, DB_WRITE, &db);

	if (err == OK) {
		err = step(db, a, s, more);
		if (err != OK && *more)
			log_error("migration %s failed", s->m[s->applied].name);
		if (err == OK && *more)
			err = db_commit(db);
		else
			db_rollback(db);
	}
	arena_free(a);
	return err;
}

enum err db_migrate(struct pool *p, const struct migration *m, size_t n, int *applied)
{
	struct state s = { .m = m, .n = n };
	bool more = true;
	int tries = 0, count = 0;
	enum err err = ERR_BUSY;

	/* Two nodes creating the table at once: one may see a conflict, and finds it next time. */
	for (int i = 0; i < TRIES && err != OK; i++)
		err = create_table(p);
	TRY(err);
	while (more) {
		err = transaction(p, &s, &more);
		if (err == ERR_BUSY && tries++ < TRIES) {
			more = true;
			continue;
		}
		TRY(err);
		count += more;
	}
	if (applied)
		*applied = count;
	return OK;
}

enum err db_migrated(struct pool *p, const struct migration *m, size_t n)
{
	struct arena *a = arena_new(0);
	struct state s = { .m = m, .n = n };
	int64_t there = 0;
	struct db *db;
	enum err err = db_begin(p, DB_READ, &db);

	if (err == OK) {
		err = db_run(db, a, &exists, NULL, one_number, &there, NULL);
		if (err == OK && there)
			err = db_run(db, a, &all, NULL, compare, &s, NULL);
		db_rollback(db);
	}
	arena_free(a);
	if (err == OK && s.applied != n) {
		log_error("the store has %zu of %zu migrations; run: tansiq migrate", s.applied, n);
		return ERR_CONFLICT;
	}
	return err;
}
