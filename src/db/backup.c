/*
 * A copy of the store in one file, the same for both engines, taken in one snapshot while the store
 * runs. The file:
 *
 *	tansiq-store 1
 *	M NUMBER NAME SHA256			each migration the store has, in order
 *	T TABLE COLUMN:TYPE COLUMN:TYPE ...	a table; types int text bytes bool
 *	R VALUE VALUE ...			its rows
 *	E ROWS					its end, with their number
 *	S SHA256				of everything before this line; the end of the file
 *
 * Each is a line. Values of R follow each other without blanks: n (NULL), i-12; (integer), y and f
 *(booleans), t5:hello (text) and b3:... (bytes), both with their length in bytes.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/engine.h"
#include "db/tables.h"

#define ROWS_AT_ONCE 500
#define BIG_ROWS_AT_ONCE 16 /* where a column holds bytes */

struct writer {
	FILE *f;
	struct sha256_state hash;
};

/* ---- writing ---- */

static void put(struct writer *w, const void *data, size_t n)
{
	sha256_more(&w->hash, data, n);
	(void)fwrite(data, 1, n, w->f); /* errors show in ferror at the end */
}

static void put_str(struct writer *w, const char *s)
{
	put(w, s, strlen(s));
}

static void put_counted(struct writer *w, char kind, const void *data, size_t n)
{
	char head[32];

	snprintf(head, sizeof(head), "%c%zu:", kind, n);
	put_str(w, head);
	put(w, data, n);
}

static void put_value(struct writer *w, const struct db_value *v)
{
	char number[32];

	switch (v->type) {
	case DB_INT:
		snprintf(number, sizeof(number), "i%lld;", (long long)v->num);
		put_str(w, v->num == DB_NULL ? "n" : number);
		break;
	case DB_BOOL:
		put_str(w, v->num == DB_NULL ? "n" : v->num ? "y" : "f");
		break;
	case DB_TEXT:
		if (v->text)
			put_counted(w, 't', v->text, strlen(v->text));
		else
			put_str(w, "n");
		break;
	case DB_BYTES:
		if (v->bytes.data)
			put_counted(w, 'b', v->bytes.data, v->bytes.len);
		else
			put_str(w, "n");
		break;
	}
}

/* ---- reading the store ---- */

static const enum db_type migration_types[] = { DB_INT, DB_TEXT, DB_TEXT };
static const struct db_query migration_rows = {
	.name = "backup migrations",
	.sqlite = "SELECT number, name, sha256 FROM migration ORDER BY number",
	.postgres = "SELECT number, name, sha256 FROM migration ORDER BY number",
	.columns = 3,
	.column_types = migration_types,
};

static enum err put_migration(void *to, struct arena *a, const struct db_value *v)
{
	put_str(to, arena_printf(a, "M %lld %s %s\n", (long long)v[0].num, v[1].text, v[2].text));
	return OK;
}

/* One page of rows. The first column is the row id (SQLite) or nothing (PostgreSQL). */
struct page {
	struct writer *w;
	const struct table *t;
	int64_t last;
	int64_t n;
};

static enum err put_row(void *to, struct arena *a, const struct db_value *v)
{
	struct page *p = to;

	(void)a;
	p->last = v[0].num;
	p->n++;
	put_str(p->w, "R");
	for (size_t i = 0; i < p->t->columns.n; i++) {
		struct db_value value = v[1 + i];

		value.type = p->t->columns.at[i].type;
		put_value(p->w, &value);
	}
	put_str(p->w, "\n");
	return OK;
}

/* A false boolean and a NULL one read alike: NULL ones are asked for as an integer. */
static const char *selected(struct arena *a, const struct table *t)
{
	struct buf b;

	buf_init(&b, a, 0);
	for (size_t i = 0; i < t->columns.n; i++) {
		const char *c = t->columns.at[i].name;

		if (t->columns.at[i].type == DB_BOOL)
			buf_printf(&b, ", CASE WHEN %s THEN 1 WHEN NOT %s THEN 0 END", c, c);
		else
			buf_printf(&b, ", %s", c);
	}
	return b.data;
}

static struct db_query *page_query(struct arena *a, struct db *db, const struct table *t, int rows)
{
	static const enum db_type number[] = { DB_INT };
	enum db_type *types = ARENA_ARRAY(a, 1 + t->columns.n, enum db_type);
	struct db_query *q = query_new(a, t->name,
		db_engine(db) == DB_SQLITE
			? arena_printf(a,
				  "SELECT rowid%s FROM %s WHERE rowid > ?1 ORDER BY rowid LIMIT %d",
				  selected(a, t), t->name, rows)
			: arena_printf(a, "FETCH %d FROM backup_%s", rows, t->name));

	for (size_t i = 0; i < t->columns.n; i++)
		types[1 + i] = t->columns.at[i].type == DB_BOOL ? DB_INT : t->columns.at[i].type;
	q->columns = 1 + (int)t->columns.n;
	q->column_types = types;
	q->params = db_engine(db) == DB_SQLITE ? 1 : 0;
	q->param_types = number;
	return q;
}

static enum err put_rows(struct writer *w, struct db *db, struct arena *a, const struct table *t)
{
	int rows = ROWS_AT_ONCE;
	struct page p = { .w = w, .t = t, .last = INT64_MIN + 1 };
	int64_t total = 0;

	for (size_t i = 0; i < t->columns.n; i++)
		if (t->columns.at[i].type == DB_BYTES)
			rows = BIG_ROWS_AT_ONCE;
	const struct db_query *q = page_query(a, db, t, rows);
	if (db_engine(db) == DB_POSTGRES)
		TRY(db_exec(db,
			arena_printf(a, "DECLARE backup_%s NO SCROLL CURSOR FOR SELECT 0%s FROM %s",
				t->name, selected(a, t), t->name)));
	do {
		struct arena_mark mark = arena_mark(a);
		struct db_value after = { .type = DB_INT, .num = p.last };

		p.n = 0;
		TRY(db_run(db, a, q, &after, put_row, &p, NULL));
		total += p.n;
		arena_rewind(a, mark);
	} while (p.n == rows);
	if (db_engine(db) == DB_POSTGRES)
		TRY(db_exec(db, arena_printf(a, "CLOSE backup_%s", t->name)));
	put_str(w, arena_printf(a, "E %lld\n", (long long)total));
	return OK;
}

static enum err put_store(struct writer *w, struct db *db, struct arena *a)
{
	static const char *const types[] = {
		[DB_INT] = "int", [DB_TEXT] = "text", [DB_BYTES] = "bytes", [DB_BOOL] = "bool"
	};
	struct tables tables;

	put_str(w, "tansiq-store 1\n");
	TRY(db_run(db, a, &migration_rows, NULL, put_migration, w, NULL));
	TRY(tables_list(db, a, &tables));
	for (size_t i = 0; i < tables.list.n; i++) {
		const struct table *t = &tables.list.at[i];

		put_str(w, arena_printf(a, "T %s", t->name));
		for (size_t c = 0; c < t->columns.n; c++)
			put_str(w, arena_printf(a, " %s:%s", t->columns.at[c].name,
					   types[t->columns.at[c].type]));
		put_str(w, "\n");
		TRY(put_rows(w, db, a, t));
	}
	return OK;
}

/* ---- the file ---- */

static enum err put_sum(struct writer *w, struct arena *a)
{
	unsigned char sum[32];

	sha256_end(&w->hash, sum);
	fprintf(w->f, "S %s\n", text_hex(a, (struct bytes){ sum, sizeof(sum) }));
	if (fflush(w->f) != 0 || ferror(w->f) || fsync(fileno(w->f)) != 0)
		return fault("the backup could not be written: %s", strerror(errno));
	return OK;
}

static enum err write_file(struct pool *p, struct arena *a, const char *part)
{
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct writer w = { .f = fd >= 0 ? fdopen(fd, "wb") : NULL };
	struct db *db;
	enum err err;

	if (!w.f)
		return fault("%s: %s", part, strerror(errno));
	sha256_begin(&w.hash);
	err = db_begin(p, DB_READ, &db);
	if (err == OK) {
		err = put_store(&w, db, a);
		db_discard(db);
		db_rollback(db);
	}
	if (err == OK)
		err = put_sum(&w, a);
	if (fclose(w.f) != 0 && err == OK)
		err = fault("%s: %s", part, strerror(errno));
	return err;
}

/* The rename is on disk when its folder is. */
static enum err sync_folder(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *dir = slash ? arena_strn(a, file, (size_t)(slash - file) + 1) : ".";
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd >= 0 ? fsync(fd) : -1;

	if (fd >= 0)
		close(fd);
	return rc == 0 ? OK : fault("%s: %s", dir, strerror(errno));
}

enum err db_backup_to(struct pool *p, const char *file)
{
	struct arena *a = arena_new(0);
	const char *part = arena_printf(a, "%s.part", file);
	enum err err = write_file(p, a, part);

	if (err == OK && rename(part, file) != 0)
		err = fault("%s: %s", file, strerror(errno));
	if (err == OK)
		err = sync_folder(a, file);
	else
		unlink(part);
	arena_free(a);
	return err;
}
