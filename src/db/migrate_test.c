#include "base/log.h"
#include "db/db.h"
#include "db/engine.h"
#include "test/harness.h"
#include "test/store.h"

static const struct migration three[] = {
	{ 1, "0001-a",
		"CREATE TABLE zz_a (id BIGINT PRIMARY KEY);\n-- note\nCREATE TABLE zz_b (x "
		"TEXT);" },
	{ 2, "0002-b", "ALTER TABLE zz_a ADD COLUMN note TEXT" },
	{ 3, "0003-c", "CREATE INDEX zz_a_note ON zz_a (note)" },
};

static struct pool *empty(struct t *t)
{
	struct pool *p = t_store_empty(t);

	log_set_level((enum log_level)(LOG_ERROR + 1));
	CHECK(p != NULL);
	return p;
}

static enum err run(struct pool *p, const char *sql)
{
	struct db *db;
	enum err err;

	TRY(db_begin(p, DB_WRITE, &db));
	err = db_exec(db, sql);
	if (err == OK)
		return db_commit(db);
	db_rollback(db);
	return err;
}

DBTEST(migrations_apply_once_and_in_order)
{
	struct pool *p = empty(t);
	int applied = -1;

	if (!p)
		return;
	CHECK_ERR(ERR_CONFLICT, db_migrated(p, three, 3));
	CHECK_ERR(OK, db_migrate(p, three, 2, &applied));
	CHECK_INT(2, applied);
	CHECK_ERR(ERR_CONFLICT, db_migrated(p, three, 3));
	CHECK_ERR(OK, db_migrate(p, three, 3, &applied));
	CHECK_INT(1, applied);
	CHECK_ERR(OK, db_migrate(p, three, 3, &applied));
	CHECK_INT(0, applied);
	CHECK_ERR(OK, db_migrated(p, three, 3));
	CHECK_ERR(OK, run(p, "INSERT INTO zz_a (id, note) VALUES (1, 'x')"));
}

DBTEST(a_changed_migration_is_refused)
{
	struct migration changed[3] = { three[0], three[1], three[2] };
	struct pool *p = empty(t);

	if (!p)
		return;
	CHECK_ERR(OK, db_migrate(p, three, 2, NULL));
	changed[0].sql = "CREATE TABLE zz_a (id BIGINT PRIMARY KEY)";
	CHECK_ERR(ERR_CONFLICT, db_migrate(p, changed, 3, NULL));
	CHECK_ERR(ERR_CONFLICT, db_migrated(p, changed, 2));
	CHECK_ERR(OK, db_migrated(p, three, 2));
}

DBTEST(a_store_newer_than_the_program_is_refused)
{
	struct pool *p = empty(t);

	if (!p)
		return;
	CHECK_ERR(OK, db_migrate(p, three, 3, NULL));
	CHECK_ERR(ERR_CONFLICT, db_migrate(p, three, 2, NULL));
	CHECK_ERR(ERR_CONFLICT, db_migrated(p, three, 2));
}

DBTEST(a_failing_migration_leaves_nothing_of_itself)
{
	struct migration bad[2] = { three[0],
		{ 2, "0002-bad",
			"CREATE TABLE zz_c (id BIGINT PRIMARY KEY); CREATE TABLE zz_a (x TEXT)" } };
	struct pool *p = empty(t);
	int applied = -1;

	if (!p)
		return;
	CHECK_ERR(ERR_FAULT, db_migrate(p, bad, 2, NULL));
	CHECK_ERR(OK, db_migrated(p, bad, 1));
	bad[1].sql = "CREATE TABLE zz_c (id BIGINT PRIMARY KEY)";
	CHECK_ERR(OK, db_migrate(p, bad, 2, &applied));
	CHECK_INT(1, applied);
}

DBTEST(the_embedded_migrations_are_applied)
{
	CHECK(migration_count > 0);
	CHECK_ERR(OK, db_migrated(t->pool, migrations, migration_count));
}
