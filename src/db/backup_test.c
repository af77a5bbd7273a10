#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db_test_sql.h"
#include "db/engine.h"
#include "db/setting_sql.h"
#include "test/harness.h"
#include "test/store.h"

#define JOBS 1203 /* more than two pages */

static const char *path(struct t *t, const char *name)
{
	return arena_printf(t->arena, "%s/%s", t->dir, name);
}

static enum err fill_rows(struct arena *a, struct db *db)
{
	static const unsigned char raw[] = { 0, '\n', 255, ';' };

	TRY(setting_put_query(db, "lines", "one\ntwo; t3:abc\nS 00\n", NULL));
	TRY(setting_put_query(db, "empty", "", NULL));
	TRY(test_body_add_query(db, 2, "MOI", DB_NULL, "وزارة الداخلية", NULL));
	TRY(test_body_add_query(db, 1, "DIR", 2, NULL, NULL)); /* a child before its parent */
	TRY(test_file_head_query(db, "aa", NULL));
	TRY(test_file_add_query(db, "aa", (struct bytes){ raw, sizeof(raw) }, NULL));
	TRY(test_file_head_query(db, "bb", NULL));
	TRY(test_file_add_query(db, "bb", (struct bytes){ raw, 0 }, NULL));
	for (int i = 1; i <= JOBS; i++)
		TRY(test_job_add_query(db, i, "mail", arena_printf(a, "%d", i), NULL));
	return OK;
}

static void fill(struct t *t)
{
	struct db *db;

	log_set_level((enum log_level)(LOG_ERROR + 1));
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db));
	CHECK_ERR(OK, fill_rows(t->arena, db));
	CHECK_ERR(OK, db_commit(db));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A file's lines but the last, sorted: engines keep rows in orders of their own. */
static const char *sorted(struct t *t, const char *file)
{
	size_t len = 0, n = 0;
	char *text = t_file(t->arena, file, &len);
	char **lines = ARENA_ARRAY(t->arena, len + 1, char *);
	struct buf b;

	buf_init(&b, t->arena, len);
	if (!text || len < 67)
		return "";
	text[len - 67] = '\0';
	for (size_t i = 0; i < len - 67; i++)
		if (text[i] == '\0')
			text[i] = '0';
	for (char *p = strtok(text, "\n"); p; p = strtok(NULL, "\n"))
		lines[n++] = p;
	qsort(lines, n, sizeof(*lines), by_text);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\n", lines[i]);
	return b.data;
}

DBTEST(a_backup_restores_to_the_same_rows)
{
	struct pool *other = t_store_empty(t);
	const char *first;

	if (!CHECK(other))
		return;
	fill(t);
	CHECK_ERR(OK, db_backup_to(t->pool, path(t, "one")));
	CHECK(access(path(t, "one.part"), F_OK) != 0);
	CHECK_ERR(OK, db_restore_from(other, path(t, "one")));
	CHECK_ERR(OK, db_migrated(other, migrations, migration_count));
	CHECK_ERR(OK, db_backup_to(other, path(t, "two")));
	first = sorted(t, path(t, "one"));
	CHECK_HAS(first, "E 1203\n");
	CHECK_HAS(first, "وزارة الداخلية");
	CHECK(strcmp(first, sorted(t, path(t, "two"))) == 0);
	CHECK_ERR(ERR_CONFLICT, db_restore_from(other, path(t, "one")));
}

DBTEST(a_backup_restores_to_the_other_engine)
{
	struct pool *lite, *back = t_store_empty(t);

	if (!CHECK(back))
		return;
	fill(t);
	CHECK_ERR(OK, db_backup_to(t->pool, path(t, "one")));
	CHECK_ERR(OK, pool_open(arena_printf(t->arena, "sqlite:%s/third.db", t->dir), 2, &lite));
	CHECK_ERR(OK, db_restore_from(lite, path(t, "one")));
	CHECK_ERR(OK, db_backup_to(lite, path(t, "two")));
	CHECK_ERR(OK, db_restore_from(back, path(t, "two")));
	CHECK_ERR(OK, db_backup_to(back, path(t, "three")));
	CHECK(strcmp(sorted(t, path(t, "one")), sorted(t, path(t, "three"))) == 0);
	pool_close(lite);
}

/* Writes n bytes as a backup, with a sum that fits them if `sum`. */
static const char *damage(struct t *t, const char *data, size_t n, bool sum)
{
	const char *file = path(t, "damaged");
	FILE *f = fopen(file, "wb");

	CHECK(f != NULL);
	if (!f)
		return file;
	fwrite(data, 1, n, f);
	if (sum)
		fprintf(f, "S %s\n", sha256_hex(t->arena, data, n));
	fclose(f);
	return file;
}

static bool nothing_kept(struct t *t, struct pool *p)
{
	const char *value;
	struct db *db;
	bool ok;

	if (db_migrate(p, migrations, migration_count, NULL) != OK ||
		db_begin(p, DB_READ, &db) != OK)
		return false;
	ok = setting_get_query(db, t->arena, "empty", &value) == ERR_MISSING;
	db_rollback(db);
	return ok;
}

DBTEST(a_damaged_backup_is_refused_and_leaves_nothing)
{
	struct pool *other = t_store_empty(t);
	size_t n = 0;
	char *data;

	if (!CHECK(other))
		return;
	fill(t);
	CHECK_ERR(OK, db_backup_to(t->pool, path(t, "one")));
	data = t_file(t->arena, path(t, "one"), &n);
	if (!CHECK(data))
		return;
	for (size_t cut = 0; cut < n; cut += n / 7)
		CHECK_ERR(ERR_INPUT, db_restore_from(other, damage(t, data, cut, false)));
	CHECK_ERR(ERR_INPUT, db_restore_from(other, damage(t, data, n - 1, false)));
	for (size_t i = 3; i < n; i += n / 7) {
		data[i] = (char)(data[i] ^ 1);
		CHECK_ERR(ERR_INPUT, db_restore_from(other, damage(t, data, n, false)));
		data[i] = (char)(data[i] ^ 1);
	}
	CHECK_ERR(ERR_INPUT, db_restore_from(other, path(t, "not there")));
	CHECK(nothing_kept(t, other));
	CHECK_ERR(OK, db_restore_from(other, damage(t, data, n, false)));
}

/* The backup with `from` replaced by `to`, equally long, and a right sum. */
static enum err altered(struct t *t, struct pool *p, const char *from, const char *to)
{
	size_t n = 0;
	char *data = t_file(t->arena, path(t, "one"), &n);
	char *hit = data ? memmem(data, n, from, strlen(from)) : NULL;

	CHECK(hit != NULL);
	if (!hit)
		return OK;
	memcpy(hit, to, strlen(from));
	return db_restore_from(p, damage(t, data, n - 67, true));
}

DBTEST(a_forged_backup_is_refused_and_leaves_nothing)
{
	struct pool *other = t_store_empty(t);

	if (!CHECK(other))
		return;
	fill(t);
	CHECK_ERR(OK, db_backup_to(t->pool, path(t, "one")));
	CHECK_ERR(ERR_INPUT, altered(t, other, "store 1", "store 2"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "M 1 0001", "M 1 0009"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "T setting ", "T settong "));
	CHECK_ERR(ERR_INPUT, altered(t, other, "key:text", "key:bool"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "E 1203", "E 1202"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "t5:empty", "t9:empty"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "t5:empty", "t-:empty"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "t5:emp", "t5:\xff\xfe\xfd"));
	CHECK_ERR(ERR_INPUT, altered(t, other, "i2;n", "i3;n"));     /* hangs in the air? */
	CHECK_ERR(ERR_INPUT, altered(t, other, "t3:MOI", "t3:DIR")); /* a code twice */
	CHECK_ERR(ERR_INPUT, altered(t, other, "t8:ministry", "i87654321;")); /* another type */
	CHECK(nothing_kept(t, other));
}

DBTEST(a_backup_to_nowhere_is_a_fault)
{
	fill(t);
	CHECK_ERR(ERR_FAULT, db_backup_to(t->pool, path(t, "no/such/folder")));
}

DBTEST(a_sound_store_checks_clean)
{
	struct buf b;

	fill(t);
	buf_init(&b, t->arena, 0);
	CHECK_ERR(OK, db_check(t->pool, &b));
	CHECK_STR("", b.data);
}

DBTEST(a_row_that_refers_to_nothing_is_found)
{
	struct outcome o = { 0 };
	struct buf b;
	void *conn;

	if (pool_engine(t->pool) != DB_SQLITE) {
		t_skip(t, "PostgreSQL never lets one in");
		return;
	}
	fill(t);
	CHECK_ERR(OK, engine_sqlite.open(pool_url(t->pool), DB_WRITE, &conn));
	CHECK_ERR(OK, engine_sqlite.exec(conn,
			      "PRAGMA foreign_keys = OFF; DELETE FROM body WHERE id = 2", &o));
	engine_sqlite.close(conn);
	buf_init(&b, t->arena, 0);
	CHECK_ERR(OK, db_check(t->pool, &b));
	CHECK_HAS(b.data, "body row 1: refers to a row of body that is not there");
}
