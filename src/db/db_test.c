#include "db/db.h"

#include <pthread.h>
#include <stdio.h>

#include "base/log.h"
#include "db/db_test_sql.h"
#include "db/dialect.h"
#include "db/engine.h"
#include "test/harness.h"

static struct bytes none;

/* Begins, or gives NULL and fails the test. */
static struct db *begin(struct t *t, enum db_mode mode)
{
	struct db *db = NULL;

	CHECK_ERR(OK, db_begin(t->pool, mode, &db));
	return db;
}

/* Tests of refusals say nothing on standard error. */
static void hush(void)
{
	log_set_level((enum log_level)(LOG_ERROR + 1));
}

static void make_table(struct t *t)
{
	char *path = arena_printf(t->arena, "%s/src/db/db_test_schema.sql", t_root());
	const char *sql = t_file(t->arena, path, NULL);
	struct db *db = begin(t, DB_WRITE);

	hush();
	if (!CHECK(sql) || !db)
		return;
	if (db_engine(db) == DB_SQLITE)
		sql = dialect_sqlite(t->arena, sql);
	CHECK_ERR(OK, db_exec(db, sql));
	CHECK_ERR(OK, db_commit(db));
}

static enum err add(struct db *db, int64_t id)
{
	return thing_add_query(db, id, id, "x", none, true, DB_NULL, "x", NULL);
}

static int64_t count(struct t *t)
{
	struct db *db = begin(t, DB_READ);
	int64_t n = -1;

	CHECK_ERR(OK, thing_count_query(db, t->arena, &n));
	db_rollback(db);
	return n;
}

DBTEST(values_come_back_as_they_went)
{
	static const unsigned char raw[] = { 0, 255, '\\', 'x', '\'', 128, 0 };
	const char *text = "نص «ڕ» 'quoted' \\ ?1 $1 %\n\t𝒳";
	struct thing r;
	struct db *db;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, thing_add_query(db, 1, -INT64_MAX, text, (struct bytes){ raw, sizeof(raw) },
			      true, DB_NULL, "x", NULL));
	CHECK_ERR(OK, thing_add_query(db, 2, DB_NULL, NULL, none, false, 1, "x", NULL));
	CHECK_ERR(OK, thing_add_query(db, (INT64_C(1) << 53) - 1, 0, "", (struct bytes){ raw, 0 },
			      false, DB_NULL, "", NULL));
	CHECK_ERR(OK, thing_by_id_query(db, t->arena, 1, &r));
	CHECK_INT(-INT64_MAX, r.num);
	CHECK_STR(text, r.name);
	CHECK_INT(sizeof(raw), (int64_t)r.data.len);
	CHECK(memcmp(raw, r.data.data, sizeof(raw)) == 0);
	CHECK(r.ready);
	CHECK_ERR(OK, thing_by_id_query(db, t->arena, 2, &r));
	CHECK(r.num == DB_NULL && !r.name && !r.data.data && !r.ready);
	CHECK_ERR(OK, thing_by_id_query(db, t->arena, (INT64_C(1) << 53) - 1, &r));
	CHECK_STR("", r.name);
	CHECK(r.data.data && r.data.len == 0);
	CHECK_ERR(OK, db_commit(db));
}

DBTEST(each_kind_of_query_answers)
{
	struct thing r;
	struct thing_list *list = NULL;
	int64_t id = 0, changed = -1;
	bool found = true;
	size_t n = 9;
	struct db *db;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, thing_list_query(db, t->arena, 0, 0, 0, &list, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(ERR_MISSING, thing_by_id_query(db, t->arena, 7, &r));
	CHECK_ERR(OK, thing_find_query(db, t->arena, 7, &r, &found));
	CHECK(!found && r.id == 0);
	CHECK_ERR(OK, add(db, 7));
	CHECK_ERR(OK, thing_find_query(db, t->arena, 7, &r, &found));
	CHECK(found && r.id == 7);
	CHECK_ERR(OK, thing_add_back_query(db, t->arena, 9, &id));
	CHECK_INT(9, id);
	CHECK_ERR(OK, thing_add_once_query(db, 9, &changed));
	CHECK_INT(0, changed);
	CHECK_ERR(OK, thing_add_once_query(db, 10, &changed));
	CHECK_INT(1, changed);
	CHECK_ERR(OK, thing_list_query(db, t->arena, THING_LIST_SORT_DOWN, THING_LIST_ONLY_ALL, 8,
			      &list, &n));
	CHECK_INT(2, (int64_t)n);
	CHECK_INT(10, list[0].id);
	CHECK_ERR(OK, thing_list_query(db, t->arena, THING_LIST_SORT_UP, THING_LIST_ONLY_NAMED, 0,
			      &list, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_INT(7, list[0].id);
	CHECK_STR("down", thing_list_sort_words[THING_LIST_SORT_DOWN]);
	CHECK_ERR(OK, thing_delete_all_query(db, &changed));
	CHECK_INT(3, changed);
	CHECK_ERR(OK, db_commit(db));
}

/* Runs one statement in a transaction of its own and gives the constraint it hit. */
#define HIT(statement)                                                                             \
	do {                                                                                       \
		db = begin(t, DB_WRITE);                                                           \
		CHECK_ERR(OK, add(db, 1));                                                         \
		CHECK_ERR(OK, test_job_add_query(db, 1, "mail", "a", NULL));                       \
		CHECK_ERR(OK, test_audit_seq_query(db, 1, 5, NULL));                               \
		CHECK_ERR(ERR_CONFLICT, statement);                                                \
		snprintf(name, sizeof(name), "%s", db_constraint(db));                             \
		db_rollback(db);                                                                   \
	} while (0)

DBTEST(a_violated_constraint_says_its_name)
{
	struct db *db;
	char name[64];

	make_table(t);
	HIT(test_job_add_query(db, 2, "mail", "a", NULL));
	CHECK_STR("job_once", name);
	HIT(test_job_add_query(db, 1, "mail", "b", NULL));
	CHECK_STR("job_pkey", name);
	HIT(test_audit_seq_query(db, 2, 5, NULL));
	CHECK_STR("audit_event_seq", name);
	HIT(thing_add_query(db, 2, INT64_MAX, "", none, true, DB_NULL, "x", NULL));
	CHECK_STR("zz_thing_small", name);
	HIT(thing_add_query(db, 2, 1, "", none, true, 77, "x", NULL));
	CHECK_STR("", name);
	HIT(thing_add_query(db, 2, 1, "", none, true, DB_NULL, NULL, NULL));
	CHECK_STR("", name);
}

DBTEST(after_a_failure_nothing_of_the_transaction_is_kept)
{
	struct db *db;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(db, 1));
	CHECK_ERR(ERR_CONFLICT, add(db, 1));
	CHECK_ERR(ERR_FAULT, add(db, 2));
	CHECK_ERR(ERR_CONFLICT, db_commit(db));
	CHECK_INT(0, count(t));
}

DBTEST(savepoints_undo_their_part)
{
	struct db *db;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(db, 1));
	CHECK_ERR(OK, db_savepoint(db));
	CHECK_ERR(OK, add(db, 2));
	CHECK_ERR(ERR_CONFLICT, add(db, 1));
	db_undo(db);
	CHECK_ERR(OK, db_savepoint(db));
	CHECK_ERR(OK, add(db, 3));
	CHECK_ERR(OK, db_savepoint(db));
	CHECK_ERR(OK, add(db, 4));
	db_undo(db);
	CHECK_ERR(OK, db_release(db));
	CHECK_ERR(OK, db_commit(db));
	CHECK_INT(2, count(t));

	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, db_savepoint(db));
	CHECK_ERR(ERR_FAULT, db_commit(db));
	db = begin(t, DB_WRITE);
	CHECK_ERR(ERR_FAULT, db_release(db));
	db_rollback(db);
}

DBTEST(a_reader_keeps_its_snapshot)
{
	struct db *reader, *writer;
	int64_t n = -1;

	make_table(t);
	reader = begin(t, DB_READ);
	CHECK_ERR(OK, thing_count_query(reader, t->arena, &n));
	CHECK_INT(0, n);
	writer = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(writer, 1));
	CHECK_ERR(OK, thing_count_query(reader, t->arena, &n));
	CHECK_INT(0, n);
	CHECK_ERR(OK, db_commit(writer));
	CHECK_ERR(OK, thing_count_query(reader, t->arena, &n));
	CHECK_INT(0, n);
	CHECK_ERR(OK, db_commit(reader));
	CHECK_INT(1, count(t));
}

DBTEST(a_reader_cannot_write)
{
	struct db *db;

	make_table(t);
	db = begin(t, DB_READ);
	CHECK(add(db, 1) != OK);
	db_rollback(db);
	CHECK_INT(0, count(t));
}

/* What a domain function does: leaves at the first error, without cleaning up. */
static enum err two_steps(struct db *db)
{
	TRY(add(db, 1));
	TRY(add(db, 1));
	return add(db, 2);
}

DBTEST(an_early_return_leaves_nothing)
{
	struct db *db;

	make_table(t);
	for (int i = 0; i < 3; i++) {
		db = begin(t, DB_WRITE);
		CHECK_ERR(ERR_CONFLICT, two_steps(db));
		db_rollback(db);
	}
	CHECK_INT(0, count(t));
}

DBTEST(a_second_writer_waits_then_is_told_busy)
{
	struct db *first, *second = NULL;
	enum err err;

	make_table(t);
	pool_set_wait(t->pool, 60);
	first = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(first, 1));
	if (pool_engine(t->pool) == DB_SQLITE) {
		CHECK_ERR(ERR_BUSY, db_begin(t->pool, DB_WRITE, &second));
		CHECK_ERR(OK, db_commit(first));
		return;
	}
	/* PostgreSQL finds out when both have read what the other writes. */
	int64_t n;
	second = begin(t, DB_WRITE);
	CHECK_ERR(OK, thing_count_query(second, t->arena, &n));
	CHECK_ERR(OK, thing_count_query(first, t->arena, &n));
	CHECK_ERR(OK, add(second, 2));
	CHECK_ERR(OK, db_commit(first));
	err = add(second, 3);
	if (err == OK)
		CHECK_ERR(ERR_BUSY, db_commit(second));
	else
		db_rollback(second);
	CHECK_INT(1, count(t));
}

DBTEST(a_store_locked_by_another_process_is_busy)
{
	struct db *first, *second = NULL;
	struct pool *other = NULL;

	make_table(t);
	if (pool_engine(t->pool) != DB_SQLITE) {
		t_skip(t, "PostgreSQL has no lock on the whole store");
		return;
	}
	CHECK_ERR(OK, pool_open(pool_url(t->pool), 1, &other));
	pool_set_wait(other, 10);
	first = begin(t, DB_WRITE);
	CHECK_ERR(ERR_BUSY, db_begin(other, DB_WRITE, &second));
	db_rollback(first);
	CHECK_ERR(OK, db_begin(other, DB_WRITE, &second));
	db_rollback(second);
	pool_close(other);
}

/* ---- many at once ---- */

#define THREADS 4
#define TURNS 20

static enum err raise_once(struct pool *p)
{
	struct db *db;
	enum err err;

	TRY(db_begin(p, DB_WRITE, &db));
	err = thing_raise_query(db, 1, NULL);
	if (err == OK)
		return db_commit(db);
	db_rollback(db);
	return err;
}

static void *raise_many(void *pool)
{
	intptr_t done = 0;

	for (int i = 0; i < TURNS; i++) {
		enum err err = ERR_BUSY;

		for (int tries = 0; err == ERR_BUSY && tries < 1000; tries++)
			err = raise_once(pool);
		done += err == OK;
	}
	return (void *)done;
}

DBTEST(no_writer_is_lost_among_many)
{
	pthread_t threads[THREADS];
	struct thing r = { 0 };
	struct db *db;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(db, 1));
	CHECK_ERR(OK, db_commit(db));
	for (size_t i = 0; i < THREADS; i++)
		CHECK_INT(0, pthread_create(&threads[i], NULL, raise_many, t->pool));
	for (size_t i = 0; i < THREADS; i++) {
		void *done;

		pthread_join(threads[i], &done);
		CHECK_INT(TURNS, (int64_t)(intptr_t)done);
	}
	db = begin(t, DB_READ);
	CHECK_ERR(OK, thing_by_id_query(db, t->arena, 1, &r));
	db_rollback(db);
	CHECK_INT(1 + THREADS * TURNS, r.num);
}

DBTEST(the_pool_has_an_end)
{
	struct db *db[16] = { NULL };
	size_t n = 0;

	pool_set_wait(t->pool, 30);
	while (n < 16 && db_begin(t->pool, DB_READ, &db[n]) == OK)
		n++;
	CHECK(n >= 2 && n < 16);
	while (n)
		db_rollback(db[--n]);
	CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db[0]));
	db_rollback(db[0]);
}

DBTEST(a_full_disk_is_a_fault_and_harms_nothing)
{
	struct db *db;
	enum err err = OK;
	int64_t id;

	make_table(t);
	if (pool_engine(t->pool) != DB_SQLITE) {
		t_skip(t, "the size of PostgreSQL's disk cannot be set here");
		return;
	}
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, add(db, 1));
	CHECK_ERR(OK, db_commit(db));
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, db_exec(db, "PRAGMA max_page_count = 1"));
	for (id = 2; id < 100000 && err == OK; id++)
		err = add(db, id);
	CHECK_ERR(ERR_FAULT, err);
	CHECK_ERR(ERR_FAULT, db_commit(db));
	CHECK_INT(1, count(t));
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, db_exec(db, "PRAGMA max_page_count = 1073741823"));
	CHECK_ERR(OK, add(db, 2));
	CHECK_ERR(OK, db_commit(db));
	CHECK_INT(2, count(t));
}

static enum err named(struct db *db, int64_t id, const char *name)
{
	return thing_add_query(db, id, 0, name, none, true, DB_NULL, "x", NULL);
}

DBTEST(like_and_order_are_the_same_everywhere)
{
	static const int64_t order[] = { 2, 3, 5, 1, 4 };
	struct thing_names *rows = NULL;
	struct db *db;
	int64_t n = -1;
	size_t count = 0;

	make_table(t);
	db = begin(t, DB_WRITE);
	CHECK_ERR(OK, named(db, 1, "ب"));
	CHECK_ERR(OK, named(db, 2, "Zakho"));
	CHECK_ERR(OK, named(db, 3, "a_b"));
	CHECK_ERR(OK, named(db, 4, NULL));
	CHECK_ERR(OK, named(db, 5, "axb"));
	CHECK_ERR(OK, thing_like_query(db, t->arena, "zak%", &n));
	CHECK_INT(0, n);
	CHECK_ERR(OK, thing_like_query(db, t->arena, "Zak%", &n));
	CHECK_INT(1, n);
	CHECK_ERR(OK, thing_like_query(db, t->arena, "a\\_b", &n));
	CHECK_INT(1, n);
	CHECK_ERR(OK, thing_names_query(db, t->arena, &rows, &count));
	CHECK_INT(5, (int64_t)count);
	for (size_t i = 0; i < count; i++)
		CHECK_INT(order[i], rows[i].id);
	CHECK_ERR(OK, db_commit(db));
}
