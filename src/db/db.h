/*
 * The store: one face for SQLite and PostgreSQL. A pool hands out one connection per transaction;
 * `struct db` is such a connection while the transaction lasts. Statements are prepared once per
 * connection and kept. Queries are never written by hand in C: sqlgen makes them (docs/sql.md).
 *
 * Types: BIGINT int64_t, TEXT const char *, BYTEA struct bytes, BOOLEAN bool. NULL is DB_NULL for
 * integers, a NULL pointer for text and bytes, false for booleans.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define DB_NULL INT64_MIN

struct pool;
struct db;

enum db_engine { DB_SQLITE, DB_POSTGRES };
enum db_mode { DB_READ, DB_WRITE };

/*
 * Opens a store: "sqlite:FILE" or "postgresql://…". `size` is the most connections open at once;
 * further callers of db_begin wait. SQLite: WAL, synchronous=FULL, foreign keys on, busy handled by
 * db_begin. ERR_FAULT is logged, without the password of the address.
 */
enum err pool_open(const char *url, int size, struct pool **out) MUST_USE;
void pool_close(struct pool *p);
enum db_engine pool_engine(const struct pool *p);
const char *pool_url(const struct pool *p);
/* Whether the last write found no room on the disk, and none has been kept since. */
bool pool_full(const struct pool *p);
/* A file beside the store found no room: pool_full, until a write is kept. */
void pool_no_room(struct pool *p);

/*
 * Begins a transaction: DB_READ is one snapshot (SQLite deferred and query_only, PostgreSQL
 * REPEATABLE READ READ ONLY), DB_WRITE is BEGIN IMMEDIATE or SERIALIZABLE. A lost PostgreSQL
 * connection is opened again, a few times with back-off. ERR_BUSY when the store stays locked or
 * cannot be reached in time.
 */
enum err db_begin(struct pool *p, enum db_mode mode, struct db **out) MUST_USE;

/*
 * Ends it; the handle is given back either way. db_commit returns OK only when the store has the
 * data on disk; ERR_BUSY means nothing was kept and the whole act may be tried again; ERR_FAULT
 * that the outcome is not known or the disk is full (pool_full).
 */
enum err db_commit(struct db *db) MUST_USE;
void db_rollback(struct db *db);

enum db_engine db_engine(const struct db *db);

/* A point inside a transaction to undo to; every db_savepoint is ended by one of the other two. */
enum err db_savepoint(struct db *db) MUST_USE;
enum err db_release(struct db *db) MUST_USE;
void db_undo(struct db *db);

/*
 * After ERR_CONFLICT from a query: the name of the violated constraint as the migration gives it
 * (`CONSTRAINT response_once UNIQUE …`), the same on both engines; "" if unknown.
 */
const char *db_constraint(const struct db *db);

/* ---- what generated code calls; nothing else does ---- */

enum db_type { DB_INT, DB_TEXT, DB_BYTES, DB_BOOL };

struct db_value {
	enum db_type type;
	int64_t num;	    /* DB_INT, DB_BOOL; DB_NULL in a parameter is NULL */
	const char *text;   /* DB_TEXT */
	struct bytes bytes; /* DB_BYTES */
};

/* One statement of one .sql file: texts for both engines, and its shape. Static and constant. */
struct db_query {
	const char *name;
	const char *sqlite;
	const char *postgres;
	int params;
	const enum db_type *param_types;
	int columns;
	const enum db_type *column_types;
};

/*
 * Runs q. For each row calls `row(to, values)`, values living in `a`. Stops with the first error.
 * *changed (may be NULL) is the number of rows inserted, updated or deleted.
 * ERR_CONFLICT: a constraint; ERR_BUSY: locked or serialisation; ERR_FAULT: anything else, logged.
 */
enum err db_run(struct db *db, struct arena *a, const struct db_query *q,
	const struct db_value *params,
	enum err (*row)(void *to, struct arena *a, const struct db_value *values), void *to,
	int64_t *changed) MUST_USE;

/* Every generated query registers here, so that a test can prepare all of them on both engines. */
struct db_query_list {
	const struct db_query *const *at;
	size_t n;
};
enum err db_prepare_check(struct pool *p, const struct db_query *q, const char **why) MUST_USE;

/* ---- migrations (migrate.c) ---- */

struct migration {
	int number;
	const char *name; /* "0001-core" */
	const char *sql;
};

/*
 * Applies what is missing, each migration in a transaction of its own, recorded in table
 * `migration` with its SHA-256. *applied (may be NULL) counts them. ERR_CONFLICT when an applied
 * one has changed or the store is newer than this binary. For SQLite, BIGINT PRIMARY KEY becomes
 * INTEGER PRIMARY KEY (the row id).
 */
enum err db_migrate(struct pool *p, const struct migration *m, size_t n, int *applied) MUST_USE;

/* OK when the store is exactly at these migrations; ERR_CONFLICT otherwise. */
enum err db_migrated(struct pool *p, const struct migration *m, size_t n) MUST_USE;

/* The embedded migrations, in order (generated from migrations/ by sqlgen). */
extern const struct migration migrations[];
extern const size_t migration_count;

/*
 * A consistent copy of the whole store while it runs: every table in one snapshot, the same
 * portable file from both engines (its format: backup.c), written beside as FILE.part, synced and
 * renamed. db_restore_from reads it into a store of either engine that is empty (migrated or not)
 * and leaves it at this program's migrations: ERR_CONFLICT when the store holds rows, ERR_INPUT
 * when the file is damaged, cut or of an unknown version; then no row is kept, and the log says
 * why. Used by commands backup and restore.
 */
enum err db_backup_to(struct pool *p, const char *file) MUST_USE;
enum err db_restore_from(struct pool *p, const char *file) MUST_USE;

/*
 * Integrity of the store, one line per problem into b. SQLite: integrity_check and
 * foreign_key_check. PostgreSQL: constraints and indexes it holds for invalid, the collation, and
 * whether every row can be read.
 */
enum err db_check(struct pool *p, struct buf *b) MUST_USE;

#endif
