/* Reads the file of backup.c into an empty store of either engine. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/engine.h"
#include "db/tables.h"

#define SUM_LINE 67		/* "S " + 64 + "\n" */
#define LONGEST_LINE (1 << 16)	/* of those that begin with M, T or E */
#define LONGEST_VALUE (1 << 30) /* bytes of one value */

struct reader {
	FILE *f;
	struct arena *arena;
	long left; /* bytes before the S line */
};

static enum err damaged(const char *what)
{
	log_error("the backup is damaged or cut: %s", what);
	return ERR_INPUT;
}

/* ---- the file ---- */

/* Whether the file's last line is the sum of all before it; on OK the reader is at the beginning.
 */
static enum err verify(struct reader *r)
{
	struct sha256_state hash;
	unsigned char sum[32];
	char block[8192], line[SUM_LINE + 1] = "";
	long size, left;

	if (fseek(r->f, 0, SEEK_END) != 0 || (size = ftell(r->f)) < SUM_LINE)
		return damaged("it is too short");
	r->left = left = size - SUM_LINE;
	rewind(r->f);
	sha256_begin(&hash);
	while (left) {
		size_t want = left < (long)sizeof(block) ? (size_t)left : sizeof(block);
		size_t n = fread(block, 1, want, r->f);

		if (!n)
			return damaged("it cannot be read");
		sha256_more(&hash, block, n);
		left -= (long)n;
	}
	sha256_end(&hash, sum);
	if (fread(line, 1, SUM_LINE, r->f) != SUM_LINE || strncmp(line, "S ", 2) != 0 ||
		line[SUM_LINE - 1] != '\n' ||
		strncmp(line + 2, text_hex(r->arena, (struct bytes){ sum, 32 }), 64) != 0)
		return damaged("its sum is wrong");
	rewind(r->f);
	return OK;
}

static int next(struct reader *r)
{
	if (!r->left)
		return EOF;
	r->left--;
	return getc(r->f);
}

static void back(struct reader *r, int c)
{
	if (c == EOF)
		return;
	ungetc(c, r->f);
	r->left++;
}

/* The rest of a line, without its end. */
static enum err take_line(struct reader *r, char **line)
{
	struct buf b;
	int c;

	buf_init(&b, r->arena, 128);
	while ((c = next(r)) != '\n') {
		if (c == EOF || c == '\0' || b.len == LONGEST_LINE)
			return damaged("a line has no end");
		buf_char(&b, (char)c);
	}
	*line = b.data;
	return OK;
}

/* A decimal integer up to `end`. */
static enum err take_number(struct reader *r, int end, int64_t *n)
{
	char digits[32];
	size_t len = 0;
	char *stop;
	int c;

	while ((c = next(r)) != end) {
		if (len + 1 == sizeof(digits) || (c != '-' && (c < '0' || c > '9')))
			return damaged("a number is none");
		digits[len++] = (char)c;
	}
	digits[len] = '\0';
	errno = 0;
	*n = strtoll(digits, &stop, 10);
	return len && !*stop && errno == 0 ? OK : damaged("a number is none");
}

static enum err take_counted(struct reader *r, struct bytes *out)
{
	unsigned char *data;
	int64_t n;

	TRY(take_number(r, ':', &n));
	if (n < 0 || n > LONGEST_VALUE || n > r->left)
		return damaged("a value is longer than the file");
	data = arena_alloc(r->arena, (size_t)n + 1);
	if (fread(data, 1, (size_t)n, r->f) != (size_t)n)
		return damaged("it cannot be read");
	r->left -= (long)n;
	*out = (struct bytes){ data, (size_t)n };
	return OK;
}

static enum err take_value(struct reader *r, enum db_type type, struct db_value *v)
{
	int c = next(r);

	*v = (struct db_value){ .type = type };
	if (c == 'n') {
		v->num = DB_NULL;
		return OK;
	}
	if (c == 'i' && type == DB_INT)
		return take_number(r, ';', &v->num);
	if ((c == 'y' || c == 'f') && type == DB_BOOL) {
		v->num = c == 'y';
		return OK;
	}
	if (c == 't' && type == DB_TEXT) {
		TRY(take_counted(r, &v->bytes));
		v->text = (const char *)v->bytes.data;
		if (!text_utf8_valid(v->text, v->bytes.len))
			return damaged("a text is not UTF-8");
		return OK;
	}
	if (c == 'b' && type == DB_BYTES)
		return take_counted(r, &v->bytes);
	return damaged("a value is of another type than its column");
}

/* ---- the head ---- */

/* The M lines: how many migrations, each of which this program must have. */
static enum err take_migrations(struct reader *r, size_t *n)
{
	char *line;
	int c;

	TRY(take_line(r, &line));
	if (strcmp(line, "tansiq-store 1") != 0)
		return damaged("it does not begin as a backup of a store");
	for (*n = 0; (c = next(r)) == 'M'; ++*n) {
		const struct migration *m = *n < migration_count ? &migrations[*n] : NULL;

		TRY(take_line(r, &line));
		if (!m ||
			strcmp(line, arena_printf(r->arena, " %d %s %s", m->number, m->name,
					     sha256_hex(r->arena, m->sql, strlen(m->sql)))) != 0) {
			log_error("the backup is of another version of this program: migration%s",
				line);
			return ERR_INPUT;
		}
	}
	back(r, c);
	return *n ? OK : damaged("it has no migrations");
}

/* ---- rows ---- */

static bool same_columns(struct arena *a, const struct table *t, const char *line)
{
	static const char *const types[] = {
		[DB_INT] = "int", [DB_TEXT] = "text", [DB_BYTES] = "bytes", [DB_BOOL] = "bool"
	};
	struct buf b;

	buf_init(&b, a, 0);
	buf_printf(&b, " %s", t->name);
	for (size_t i = 0; i < t->columns.n; i++)
		buf_printf(&b, " %s:%s", t->columns.at[i].name, types[t->columns.at[i].type]);
	return strcmp(b.data, line) == 0;
}

static struct db_query *insert_query(struct arena *a, struct db *db, const struct table *t)
{
	enum db_type *types = ARENA_ARRAY(a, t->columns.n, enum db_type);
	struct db_query *q;
	struct buf b;

	buf_init(&b, a, 0);
	buf_printf(&b, "INSERT INTO %s (%s) VALUES (", t->name, table_columns(a, t));
	for (size_t i = 0; i < t->columns.n; i++) {
		types[i] = t->columns.at[i].type;
		buf_printf(&b, "%s%c%zu", i ? ", " : "", db_engine(db) == DB_SQLITE ? '?' : '$',
			i + 1);
	}
	buf_char(&b, ')');
	q = query_new(a, t->name, b.data);
	q->params = (int)t->columns.n;
	q->param_types = types;
	return q;
}

static enum err take_rows(struct reader *r, struct db *db, const struct table *t)
{
	struct db_value *row = ARENA_ARRAY(r->arena, t->columns.n, struct db_value);
	const struct db_query *q = insert_query(r->arena, db, t);
	int64_t rows = 0, said;
	int c;

	for (; (c = next(r)) == 'R'; rows++) {
		struct arena_mark mark = arena_mark(r->arena);

		for (size_t i = 0; i < t->columns.n; i++)
			TRY(take_value(r, t->columns.at[i].type, &row[i]));
		if (next(r) != '\n')
			return damaged("a row has no end");
		enum err err = db_run(db, NULL, q, row, NULL, NULL, NULL);
		if (err == ERR_CONFLICT)
			return damaged("a row breaks a rule of its table");
		TRY(err);
		arena_rewind(r->arena, mark);
	}
	if (c != 'E' || next(r) != ' ')
		return damaged("a table has no end");
	TRY(take_number(r, '\n', &said));
	return said == rows ? OK : damaged("a table has not as many rows as it says");
}

static enum err take_tables(struct reader *r, struct db *db, struct tables *tables)
{
	char *line;
	int c;

	while ((c = next(r)) == 'T') {
		struct table *t = NULL;

		TRY(take_line(r, &line));
		for (size_t i = 0; i < tables->list.n; i++)
			if (same_columns(r->arena, &tables->list.at[i], line))
				t = &tables->list.at[i];
		if (!t || t->seen)
			return damaged("a table is not one of the store's");
		t->seen = true;
		TRY(take_rows(r, db, t));
	}
	if (c != EOF)
		return damaged("something stands between the tables");
	for (size_t i = 0; i < tables->list.n; i++)
		if (!tables->list.at[i].seen)
			return damaged("a table is missing");
	return OK;
}

/* ---- the store ---- */

static enum err check_empty(struct db *db, struct arena *a, const struct tables *tables)
{
	static const enum db_type number[] = { DB_INT };

	for (size_t i = 0; i < tables->list.n; i++) {
		const char *name = tables->list.at[i].name;
		struct db_query *q = query_new(a, name,
			arena_printf(a, "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) t", name));
		int64_t n = 0;

		q->columns = 1;
		q->column_types = number;
		TRY(db_run(db, a, q, NULL, row_number, &n, NULL));
		if (n) {
			log_error("the store is not empty: table %s has rows", name);
			return ERR_CONFLICT;
		}
	}
	return OK;
}

/* Foreign keys of PostgreSQL, taken off before the rows and put back, and so checked, after them.
 */
struct keys {
	struct buf off, on;
};

static enum err add_key(void *to, struct arena *a, const struct db_value *v)
{
	struct keys *k = to;

	(void)a;
	buf_printf(&k->off, "ALTER TABLE %s DROP CONSTRAINT %s;", v[0].text, v[1].text);
	buf_printf(&k->on, "ALTER TABLE %s ADD CONSTRAINT %s %s;", v[0].text, v[1].text, v[2].text);
	return OK;
}

static enum err keys_off(struct db *db, struct arena *a, struct keys *k)
{
	static const enum db_type texts[] = { DB_TEXT, DB_TEXT, DB_TEXT };
	static const struct db_query foreign = {
		.name = "restore foreign keys",
		.sqlite = "SELECT '', '', '' WHERE FALSE",
		.postgres = "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
			    " FROM pg_constraint WHERE contype = 'f'"
			    " AND connamespace = current_schema()::regnamespace",
		.columns = 3,
		.column_types = texts,
	};

	buf_init(&k->off, a, 0);
	buf_init(&k->on, a, 0);
	if (db_engine(db) == DB_SQLITE)
		return db_exec(db, "PRAGMA defer_foreign_keys = ON");
	TRY(db_run(db, a, &foreign, NULL, add_key, k, NULL));
	return k->off.len ? db_exec(db, k->off.data) : OK;
}

static enum err fill(struct reader *r, struct db *db)
{
	struct tables tables;
	struct keys keys;

	TRY(tables_list(db, r->arena, &tables));
	TRY(check_empty(db, r->arena, &tables));
	TRY(keys_off(db, r->arena, &keys));
	TRY(take_tables(r, db, &tables));
	if (keys.on.len && db_exec(db, keys.on.data) != OK)
		return damaged("a row refers to one that is not there");
	return OK;
}

static enum err transaction(struct reader *r, struct pool *p)
{
	struct db *db;
	enum err err;

	TRY(db_begin(p, DB_WRITE, &db));
	err = fill(r, db);
	db_discard(db);
	if (err != OK) {
		db_rollback(db);
		return err;
	}
	err = db_commit(db);
	return err == ERR_CONFLICT ? damaged("a row refers to one that is not there") : err;
}

static enum err restore(struct reader *r, struct pool *p)
{
	size_t n;

	TRY(verify(r));
	TRY(take_migrations(r, &n));
	if (db_migrate(p, migrations, n, NULL) != OK) {
		log_error("the store is not empty: it is newer than the backup");
		return ERR_CONFLICT;
	}
	TRY(transaction(r, p));
	return db_migrate(p, migrations, migration_count, NULL);
}

enum err db_restore_from(struct pool *p, const char *file)
{
	struct reader r = { .f = fopen(file, "rbe"), .arena = arena_new(0) };
	enum err err;

	if (r.f) {
		err = restore(&r, p);
		fclose(r.f);
	} else {
		log_error("%s: %s", file, strerror(errno));
		err = ERR_INPUT;
	}
	arena_free(r.arena);
	return err;
}
