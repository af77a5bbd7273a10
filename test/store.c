/*
 * The stores of the DBTESTs. SQLite: a template is migrated once per process, and its bytes are
 * written into each test's folder. PostgreSQL: the cluster at TANSIQ_TEST_POSTGRES (test/pg starts
 * one) gets one migrated database per process, which is emptied before each test; deleting rows
 * takes a few milliseconds where copying a template database takes a tenth of a second. Tables a
 * test adds are named zz_….
 */
#include "test/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/engine.h"
#include "test/fixtures.h"

#define POOL 6

/* What was made for this process and goes away at its end. */
static struct arena *kept;
static const char *template_data;
static size_t template_size;
static char database[64];

/* The running test's second store. */
static struct pool *second;
static bool second_is_database;

static const char empty[] =
	"DO $$ DECLARE t TEXT; BEGIN SET LOCAL session_replication_role = replica;"
	" FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP"
	"  IF t LIKE 'zz~_%' ESCAPE '~' THEN EXECUTE format('DROP TABLE %I CASCADE', t);"
	"  ELSIF t <> 'migration' THEN EXECUTE format('DELETE FROM %I', t); END IF;"
	" END LOOP; END $$";

static const char *server(void)
{
	return getenv("TANSIQ_TEST_POSTGRES");
}

/* A statement outside a transaction, on the cluster's own database. */
static bool at_server(const char *sql)
{
	struct outcome o = { 0 };
	void *conn;
	bool ok;

	if (engine_postgres.open(server(), DB_WRITE, &conn) != OK)
		return false;
	ok = engine_postgres.exec(conn, sql, &o) == OK;
	engine_postgres.close(conn);
	return ok;
}

static void remove_all(void)
{
	char sql[128];

	arena_free(kept);
	kept = NULL;
	if (database[0]) {
		snprintf(sql, sizeof(sql), "DROP DATABASE %s WITH (FORCE)", database);
		at_server(sql);
	}
}

static void remove_at_end(void)
{
	static bool registered;

	if (!registered)
		atexit(remove_all);
	registered = true;
}

/* ---- SQLite ---- */

static const char *make_template(struct arena *a)
{
	char path[128];
	struct pool *p;

	if (template_data)
		return NULL;
	snprintf(path, sizeof(path), "/tmp/tansiq-template-%d.db", (int)getpid());
	unlink(path); /* of a process that crashed */
	if (pool_open(arena_printf(a, "sqlite:%s", path), 1, &p) != OK)
		return "the template cannot be made";
	enum err err = db_migrate(p, migrations, migration_count, NULL);
	pool_close(p);
	if (!kept)
		kept = arena_new(0);
	if (err == OK)
		template_data = t_file(kept, path, &template_size);
	unlink(path);
	remove_at_end();
	return template_data ? NULL : "the template cannot be migrated";
}

static const char *open_sqlite(struct t *t)
{
	const char *path = arena_printf(t->arena, "%s/store.db", t->dir);
	const char *why = make_template(t->arena);

	if (why)
		return why;
	FILE *f = fopen(path, "wb");
	if (!f)
		return "the template cannot be copied";
	bool ok = fwrite(template_data, 1, template_size, f) == template_size;
	ok = fclose(f) == 0 && ok;
	if (!ok || pool_open(arena_printf(t->arena, "sqlite:%s", path), POOL, &t->pool) != OK)
		return "the store cannot be opened";
	return NULL;
}

/* ---- PostgreSQL ---- */

/* The cluster's address with another database: "postgresql://user@host:port/NAME". */
static const char *database_url(struct arena *a)
{
	const char *end = strrchr(server(), '/');

	return arena_printf(a, "%.*s/%s", (int)(end - server()), server(), database);
}

static const char *make_database(struct arena *a)
{
	struct pool *p;
	enum err err;

	if (database[0])
		return NULL;
	snprintf(database, sizeof(database), "tansiq_test_%d", (int)getpid());
	if (!at_server(arena_printf(a, "CREATE DATABASE %s TEMPLATE template0", database))) {
		database[0] = '\0';
		return "the database cannot be made";
	}
	remove_at_end();
	if (pool_open(database_url(a), 1, &p) != OK)
		return "the database cannot be opened";
	err = db_migrate(p, migrations, migration_count, NULL);
	pool_close(p);
	return err == OK ? NULL : "the database cannot be migrated";
}

static const char *open_postgres(struct t *t)
{
	const char *why;
	struct db *db;

	if (!server())
		return "TANSIQ_TEST_POSTGRES is not set (test/pg starts a cluster)";
	why = make_database(t->arena);
	if (why)
		return why;
	if (pool_open(database_url(t->arena), POOL, &t->pool) != OK ||
		db_begin(t->pool, DB_WRITE, &db) != OK)
		return "the store cannot be opened";
	enum err err = db_exec(db, empty);
	if (err == OK)
		err = db_commit(db);
	else
		db_rollback(db);
	return err == OK ? NULL : "the store cannot be emptied";
}

const char *t_store_open(struct t *t)
{
	return strcmp(t->engine, "postgres") == 0 ? open_postgres(t) : open_sqlite(t);
}

struct pool *t_store_empty(struct t *t)
{
	const char *url = arena_printf(t->arena, "sqlite:%s/second.db", t->dir);

	if (second)
		return NULL;
	if (strcmp(t->engine, "postgres") == 0) {
		char *sql = arena_printf(
			t->arena, "CREATE DATABASE %s_second TEMPLATE template0", database);

		if (!at_server(sql))
			return NULL;
		url = arena_printf(t->arena, "%s_second", database_url(t->arena));
		second_is_database = true;
	}
	return pool_open(url, POOL, &second) == OK ? second : NULL;
}

void t_store_close(struct t *t)
{
	char sql[128];

	t_end();
	pool_close(t->pool);
	pool_close(second);
	t->pool = second = NULL;
	if (second_is_database) {
		snprintf(sql, sizeof(sql), "DROP DATABASE %s_second WITH (FORCE)", database);
		at_server(sql);
		second_is_database = false;
	}
}
