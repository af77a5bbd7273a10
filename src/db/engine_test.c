/* How each engine is set up. */
#include "db/engine.h"
#include "test/harness.h"

static enum err keep_text(void *to, struct arena *a, const struct db_value *v)
{
	*(const char **)to = arena_str(a, v[0].text);
	return OK;
}

/* Reads PRAGMA NAME on a connection of the given kind. */
static const char *pragma(struct t *t, const struct db_query *q, enum db_mode mode)
{
	const char *value = "";
	struct db *db;

	CHECK_ERR(OK, db_begin(t->pool, mode, &db));
	CHECK_ERR(OK, db_run(db, t->arena, q, NULL, keep_text, &value, NULL));
	db_rollback(db);
	return value;
}

DBTEST(sqlite_is_set_up_to_keep_what_it_acknowledged)
{
	static const enum db_type types[] = { DB_TEXT };
	static const struct db_query synchronous = { "", "PRAGMA synchronous", "", 0, NULL, 1,
		types };
	static const struct db_query journal = { "", "PRAGMA journal_mode", "", 0, NULL, 1, types };
	static const struct db_query keys = { "", "PRAGMA foreign_keys", "", 0, NULL, 1, types };
	static const struct db_query only = { "", "PRAGMA query_only", "", 0, NULL, 1, types };

	if (pool_engine(t->pool) != DB_SQLITE) {
		t_skip(t, "PostgreSQL is set up by its own tests");
		return;
	}
	CHECK_STR("2", pragma(t, &synchronous, DB_WRITE));
	CHECK_STR("wal", pragma(t, &journal, DB_WRITE));
	CHECK_STR("1", pragma(t, &keys, DB_WRITE));
	CHECK_STR("0", pragma(t, &only, DB_WRITE));
	CHECK_STR("1", pragma(t, &only, DB_READ));
}

DBTEST(postgres_waits_for_the_disk_even_if_told_not_to)
{
	static const enum db_type types[] = { DB_TEXT };
	static const struct db_query commit = { "", "",
		"SELECT current_setting('synchronous_commit')", 0, NULL, 1, types };
	struct pool *p;
	struct db *db;
	const char *value = "";

	if (pool_engine(t->pool) != DB_POSTGRES) {
		t_skip(t, "SQLite has no such setting");
		return;
	}
	CHECK_ERR(OK, pool_open(arena_printf(t->arena, "%s?options=-csynchronous_commit%%3Doff",
					pool_url(t->pool)),
			      1, &p));
	CHECK_ERR(OK, db_begin(p, DB_READ, &db));
	CHECK_ERR(OK, db_run(db, t->arena, &commit, NULL, keep_text, &value, NULL));
	CHECK_STR("on", value);
	db_rollback(db);
	pool_close(p);
}

TEST(an_address_is_shown_without_its_password)
{
	CHECK_STR("postgresql://u@h:1/d", url_without_password(t->arena, "postgresql://u:p@h:1/d"));
	CHECK_STR("postgresql://u@h/d", url_without_password(t->arena, "postgresql://u@h/d"));
	CHECK_STR("postgresql://h:5432/d", url_without_password(t->arena, "postgresql://h:5432/d"));
	CHECK_STR("postgresql://h/d?user=u&&a=b",
		url_without_password(t->arena, "postgresql://h/d?user=u&password=x&a=b"));
	CHECK_STR("sqlite:/a:b@c", url_without_password(t->arena, "sqlite:/a:b@c"));
}
