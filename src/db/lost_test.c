/* Connections that end while we hold them. */
#include "base/log.h"
#include "db/db.h"
#include "db/engine.h"
#include "db/setting_sql.h"
#include "test/harness.h"

/* Ends every other backend of this database, as an administrator or a failover does. */
static void end_backends(struct t *t)
{
	struct outcome o = { 0 };
	void *conn;

	log_set_level((enum log_level)(LOG_ERROR + 1));
	if (!CHECK_ERR(OK, engine_postgres.open(pool_url(t->pool), DB_WRITE, &conn)))
		return;
	CHECK_ERR(OK, engine_postgres.exec(conn,
			      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
			      " WHERE datname = current_database() AND pid <> pg_backend_pid()",
			      &o));
	engine_postgres.close(conn);
}

static bool postgres_only(struct t *t)
{
	if (pool_engine(t->pool) == DB_POSTGRES)
		return true;
	t_skip(t, "SQLite has no connections to lose");
	return false;
}

DBTEST(an_idle_connection_that_ended_is_replaced)
{
	struct db *db;

	if (!postgres_only(t))
		return;
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "a", "1", NULL));
	CHECK_ERR(OK, db_commit(db));
	end_backends(t);
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "a", "2", NULL));
	CHECK_ERR(OK, db_commit(db));
}

DBTEST(a_transaction_whose_connection_ended_may_be_tried_again)
{
	const char *value = NULL;
	struct db *db;

	if (!postgres_only(t))
		return;
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "a", "1", NULL));
	end_backends(t);
	CHECK_ERR(ERR_BUSY, setting_put_query(db, "b", "1", NULL));
	CHECK_ERR(ERR_BUSY, setting_put_query(db, "c", "1", NULL));
	CHECK_ERR(ERR_BUSY, db_commit(db));
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db));
	CHECK_ERR(ERR_MISSING, setting_get_query(db, t->arena, "a", &value));
	db_rollback(db);
}

DBTEST(a_commit_without_an_answer_is_a_fault)
{
	struct db *db;

	if (!postgres_only(t))
		return;
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, setting_put_query(db, "a", "1", NULL));
	end_backends(t);
	CHECK_ERR(ERR_FAULT, db_commit(db));
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db));
	db_rollback(db);
}

static enum err one_number(void *to, struct arena *a, const struct db_value *v)
{
	(void)a;
	*(int64_t *)to = v[0].num;
	return OK;
}

DBTEST(a_statement_is_prepared_once_per_connection)
{
	static const enum db_type types[] = { DB_INT };
	static const struct db_query prepared = {
		.name = "prepared",
		.sqlite = "SELECT 1",
		.postgres = "SELECT count(*) FROM pg_prepared_statements"
			    " WHERE statement LIKE 'SELECT value FROM setting%'",
		.columns = 1,
		.column_types = types,
	};
	const char *value;
	int64_t n = 0;
	struct db *db;

	if (!postgres_only(t))
		return;
	for (int i = 0; i < 3; i++) {
		CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
		for (int k = 0; k < 3; k++)
			CHECK_ERR(ERR_MISSING, setting_get_query(db, t->arena, "a", &value));
		CHECK_ERR(OK, db_run(db, t->arena, &prepared, NULL, one_number, &n, NULL));
		CHECK_INT(1, n);
		CHECK_ERR(OK, db_commit(db));
	}
}

TEST(a_store_that_cannot_be_opened_is_a_fault)
{
	struct pool *p;

	log_set_level((enum log_level)(LOG_ERROR + 1));
	CHECK_ERR(ERR_FAULT, pool_open("sqlite:/nowhere/at/all.db", 2, &p));
	CHECK_ERR(ERR_FAULT, pool_open("mysql://x", 2, &p));
	CHECK_ERR(ERR_FAULT, pool_open("sqlite:", 2, &p));
	CHECK(!p);
}
