/*
 * SQLite 3.40: one file in WAL mode, every commit synced (synchronous=FULL). Writers take turns on
 * one connection; readers have query_only connections of their own and never wait for it.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "db/engine.h"
#include "db/memo.h"

#define BUSY_MS 500 /* for other processes; db_begin tries again */

struct connection {
	sqlite3 *sqlite;
	struct statements statements;
	sqlite3_stmt *begin, *commit, *rollback; /* of this connection's mode; NULL until used */
	sqlite3_stmt *state;			 /* tells one state of the store from another */
	struct memo memo;			 /* of a reader */
	char why[256];
};

/* ---- codes ---- */

static const char *unique_name(const char *columns)
{
	for (size_t i = 0; i < db_unique_count; i++)
		if (strcmp(db_uniques[i].columns, columns) == 0)
			return db_uniques[i].name;
	return "";
}

/* The constraint's name from SQLite's message; none for foreign keys and NOT NULL. */
static void take_constraint(sqlite3 *s, struct outcome *o)
{
	const char *message = sqlite3_errmsg(s);
	const char *after = strstr(message, "failed: ");
	const char *name = "";

	after = after ? after + 8 : "";
	switch (sqlite3_extended_errcode(s)) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		name = unique_name(after);
		break;
	case SQLITE_CONSTRAINT_CHECK:
		name = after;
		break;
	default:
		break;
	}
	snprintf(o->constraint, sizeof(o->constraint), "%s", name);
}

static enum err code(sqlite3 *s, int rc, const char *what, struct outcome *o)
{
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_CONSTRAINT:
		take_constraint(s, o);
		return ERR_CONFLICT;
	case SQLITE_FULL:
		o->full = true;
		return fault("%s: the disk is full; nothing of this act was kept", what);
	case SQLITE_IOERR:
		return fault(
			"%s: reading or writing the store failed (%s, code %d); is the disk full?",
			what, sqlite3_errmsg(s), sqlite3_extended_errcode(s));
	default:
		return fault(
			"%s: %s (code %d)", what, sqlite3_errmsg(s), sqlite3_extended_errcode(s));
	}
}

static enum err simple(struct connection *c, const char *sql, struct outcome *o)
{
	return code(c->sqlite, sqlite3_exec(c->sqlite, sql, NULL, NULL, NULL), sql, o);
}

/* A statement of no parameters, prepared once into *slot. */
static enum err again(struct connection *c, sqlite3_stmt **slot, const char *sql, struct outcome *o)
{
	int rc = SQLITE_OK;

	if (!*slot)
		rc = sqlite3_prepare_v3(c->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
	if (rc == SQLITE_OK) {
		enum err err = code(c->sqlite, sqlite3_step(*slot), sql, o);

		sqlite3_reset(*slot);
		return err;
	}
	return code(c->sqlite, rc, sql, o);
}

/* ---- connections ---- */

/* No connection is used by two threads at once, and nobody asks how much memory SQLite holds. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static void conn_close(void *conn)
{
	struct connection *c = conn;

	for (size_t i = 0; i < c->statements.room; i++)
		sqlite3_finalize(c->statements.at[i].prepared);
	statements_free(&c->statements);
	sqlite3_finalize(c->begin);
	sqlite3_finalize(c->commit);
	sqlite3_finalize(c->rollback);
	sqlite3_finalize(c->state);
	memo_free(&c->memo);
	sqlite3_close(c->sqlite);
	free(c);
}

/* The file exists with rights for its owner alone; SQLite's own files take them over. */
static void create_private(const char *file)
{
	int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
}

static enum err set_up(struct connection *c, enum db_mode mode)
{
	struct outcome o = { 0 };
	enum err err;

	sqlite3_extended_result_codes(c->sqlite, 1);
	sqlite3_busy_timeout(c->sqlite, BUSY_MS);
	sqlite3_db_config(c->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
	sqlite3_db_config(c->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
	sqlite3_db_config(c->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (void *)0);
	sqlite3_db_config(c->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, (void *)0);
	if (mode == DB_WRITE) {
		err = simple(c, "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864", &o);
		if (err != OK)
			return err;
	}
	return simple(c,
		mode == DB_WRITE ? "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
				   "PRAGMA case_sensitive_like=ON; PRAGMA temp_store=MEMORY"
				 : "PRAGMA query_only=ON; PRAGMA case_sensitive_like=ON;"
				   "PRAGMA temp_store=MEMORY",
		&o);
}

static enum err conn_open(const char *url, enum db_mode mode, void **conn)
{
	static pthread_once_t configured = PTHREAD_ONCE_INIT;
	const char *file = url + strlen("sqlite:");
	struct connection *c = calloc(1, sizeof(*c));
	enum err err;
	int rc;

	if (!c)
		abort();
	pthread_once(&configured, configure);
	if (mode == DB_WRITE)
		create_private(file);
	rc = sqlite3_open_v2(file, &c->sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	err = rc == SQLITE_OK ? set_up(c, mode)
			      : fault("cannot open %s: %s", file, sqlite3_errmsg(c->sqlite));
	if (err != OK) {
		conn_close(c);
		return err;
	}
	*conn = c;
	return OK;
}

/* ---- statements ---- */

static enum err prepare(
	struct connection *c, const struct db_query *q, sqlite3_stmt **out, struct outcome *o)
{
	struct statement *slot = statement_slot(&c->statements, q);

	if (!slot->prepared)
		TRY(code(c->sqlite,
			sqlite3_prepare_v3(c->sqlite, q->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
				(sqlite3_stmt **)&slot->prepared, NULL),
			q->name, o));
	*out = slot->prepared;
	return OK;
}

static int bind(sqlite3_stmt *s, int i, enum db_type type, const struct db_value *v)
{
	switch (type) {
	case DB_INT:
		if (v->num == DB_NULL)
			return sqlite3_bind_null(s, i);
		return sqlite3_bind_int64(s, i, v->num);
	case DB_BOOL:
		if (v->num == DB_NULL)
			return sqlite3_bind_null(s, i);
		return sqlite3_bind_int(s, i, v->num != 0);
	case DB_TEXT:
		return sqlite3_bind_text(s, i, v->text, -1, SQLITE_STATIC);
	case DB_BYTES:
		if (!v->bytes.data)
			return sqlite3_bind_null(s, i);
		return sqlite3_bind_blob64(s, i, v->bytes.data, v->bytes.len, SQLITE_STATIC);
	}
	return SQLITE_MISUSE;
}

static int bind_all(sqlite3_stmt *s, const struct db_query *q, const struct db_value *params)
{
	int n = sqlite3_bind_parameter_count(s); /* the last one may not be in this variant */
	int rc = SQLITE_OK;

	for (int i = 0; i < n && i < q->params && rc == SQLITE_OK; i++)
		rc = bind(s, i + 1, q->param_types[i], &params[i]);
	return rc;
}

/*
 * Column i of the row. Through its value, looked up once: a page reads hundreds. That is allowed
 * where no two threads share a connection (sqlite.org/c3ref/value.html).
 */
static struct db_value column(sqlite3_stmt *s, int i, enum db_type type, struct arena *a)
{
	struct db_value v = { .type = type };
	sqlite3_value *value = sqlite3_column_value(s, i);
	bool null = sqlite3_value_type(value) == SQLITE_NULL;

	switch (type) {
	case DB_INT:
		v.num = null ? DB_NULL : sqlite3_value_int64(value);
		break;
	case DB_BOOL:
		v.num = !null && sqlite3_value_int64(value) != 0;
		break;
	case DB_TEXT:
		if (!null) {
			const char *text = (const char *)sqlite3_value_text(value);

			v.text = arena_strn(
				a, text ? text : "", text ? (size_t)sqlite3_value_bytes(value) : 0);
		}
		break;
	case DB_BYTES:
		if (!null) {
			const void *data = sqlite3_value_blob(value);

			v.bytes.len = (size_t)sqlite3_value_bytes(value);
			v.bytes.data = arena_copy(a, data ? data : "", v.bytes.len);
		}
		break;
	}
	return v;
}

static enum err rows(struct connection *c, sqlite3_stmt *s, struct arena *a,
	const struct db_query *q, memo_row *row, void *to, struct memo_ask *ask, struct outcome *o)
{
	struct db_value *values = a ? ARENA_ARRAY(a, (size_t)q->columns, struct db_value) : NULL;
	int rc;

	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		if (!row || !values)
			continue;
		for (int i = 0; i < q->columns; i++)
			values[i] = column(s, i, q->column_types[i], a);
		if (ask->keeping)
			memo_add(&c->memo, ask, values);
		TRY(row(to, a, values));
	}
	return code(c->sqlite, rc, q->name, o);
}

static enum err conn_run(void *conn, struct arena *a, const struct db_query *q,
	const struct db_value *params, memo_row *row, void *to, int64_t *changed, struct outcome *o)
{
	struct connection *c = conn;
	struct memo_ask ask = { 0 };
	sqlite3_stmt *s = NULL;
	enum err err;

	if (c->memo.on && row && a)
		ask = memo_find(&c->memo, q, params);
	if (ask.hit)
		return memo_give(ask.hit, a, row, to);
	TRY(prepare(c, q, &s, o));
	err = code(c->sqlite, bind_all(s, q, params), q->name, o);
	if (err == OK)
		err = rows(c, s, a, q, row, to, &ask, o);
	if (err == OK)
		memo_keep(&ask);
	if (err == OK && changed && !sqlite3_stmt_readonly(s))
		*changed = sqlite3_changes64(c->sqlite);
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
	return err;
}

static enum err conn_exec(void *conn, const char *sql, struct outcome *o)
{
	return simple(conn, sql, o);
}

static enum err conn_prepare_check(void *conn, const struct db_query *q, const char **why)
{
	struct connection *c = conn;
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->sqlite, q->sqlite, -1, &s, NULL);
	int columns = sqlite3_column_count(s);

	*why = c->why;
	if (rc != SQLITE_OK)
		snprintf(c->why, sizeof(c->why), "%s", sqlite3_errmsg(c->sqlite));
	else if (columns != q->columns)
		snprintf(c->why, sizeof(c->why), "%d columns, not %d", columns, q->columns);
	else
		*why = NULL;
	sqlite3_finalize(s);
	return *why ? ERR_CONFLICT : OK;
}

/* ---- transactions ---- */

/*
 * Fixes what this transaction reads, and says which state of the store that is: PRAGMA data_version
 * changes for a connection whenever another one has changed the file (sqlite.org/pragma.html), and
 * a reader itself never does.
 */
static enum err read_state(struct connection *c, struct outcome *o)
{
	int rc = SQLITE_OK;
	enum err err;

	if (!c->state)
		rc = sqlite3_prepare_v3(c->sqlite, "PRAGMA data_version", -1,
			SQLITE_PREPARE_PERSISTENT, &c->state, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(c->state);
	err = code(c->sqlite, rc, "PRAGMA data_version", o);
	if (rc == SQLITE_ROW)
		memo_begin(&c->memo, sqlite3_column_int64(c->state, 0));
	sqlite3_reset(c->state);
	return err;
}

static enum err conn_begin(void *conn, enum db_mode mode, struct outcome *o)
{
	struct connection *c = conn;
	enum err err;

	if (mode == DB_WRITE)
		return again(c, &c->begin, "BEGIN IMMEDIATE", o);
	TRY(again(c, &c->begin, "BEGIN", o));
	err = read_state(c, o);
	if (err != OK && again(c, &c->rollback, "ROLLBACK", o) != OK)
		o->lost = true;
	return err;
}

static void conn_rollback(void *conn, struct outcome *o)
{
	struct connection *c = conn;

	memo_end(&c->memo);
	if (sqlite3_get_autocommit(c->sqlite))
		return; /* SQLite rolled back by itself, as after a full disk */
	if (again(c, &c->rollback, "ROLLBACK", o) != OK)
		o->lost = true;
}

static enum err conn_commit(void *conn, struct outcome *o)
{
	struct connection *c = conn;
	enum err err;

	memo_end(&c->memo);
	if (sqlite3_get_autocommit(c->sqlite))
		return fault("the transaction was over before its commit");
	err = again(c, &c->commit, "COMMIT", o);
	if (err != OK)
		conn_rollback(c, o);
	return err;
}

const struct engine engine_sqlite = {
	.which = DB_SQLITE,
	.one_writer = true,
	.open = conn_open,
	.close = conn_close,
	.begin = conn_begin,
	.commit = conn_commit,
	.rollback = conn_rollback,
	.exec = conn_exec,
	.run = conn_run,
	.prepare_check = conn_prepare_check,
};
