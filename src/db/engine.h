/* What the files of src/db share with each other and with generated code; nobody else includes it.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "db/db.h"

/* The name of a unique constraint by how SQLite reports it: "table.column, table.column". */
struct db_unique {
	const char *columns;
	const char *name;
};

/* Generated from migrations/. */
extern const struct db_unique db_uniques[];
extern const size_t db_unique_count;

/*
 * Prepared statements of one connection, found by the address of their db_query. Nothing is ever
 * dropped: a program has a few hundred statements.
 */
struct statements {
	struct statement {
		const struct db_query *q;
		void *prepared;
	} * at;
	size_t n, room;
};

/* The slot of q; its `prepared` is NULL when it is new. */
struct statement *statement_slot(struct statements *s, const struct db_query *q);
void statements_free(struct statements *s);

#define CONSTRAINT_ROOM 64

/* How a run ends beside its code. */
struct outcome {
	char constraint[CONSTRAINT_ROOM]; /* after ERR_CONFLICT */
	bool lost;			  /* the connection is of no more use */
	bool full;			  /* the store found no room on its disk */
};

/*
 * An engine works on connections of its own kind. None of its functions is called for one
 * connection by two threads at once.
 */
struct engine {
	enum db_engine which;
	bool one_writer; /* writers take turns; they have a connection of their own */
	/* ERR_BUSY: not reachable now. ERR_FAULT: never will be; logged. */
	enum err (*open)(const char *url, enum db_mode mode, void **conn);
	void (*close)(void *conn);
	enum err (*begin)(void *conn, enum db_mode mode, struct outcome *o);
	enum err (*commit)(void *conn, struct outcome *o);
	void (*rollback)(void *conn, struct outcome *o);
	/* Statements without parameters or rows, several allowed. */
	enum err (*exec)(void *conn, const char *sql, struct outcome *o);
	/* As db_run. */
	enum err (*run)(void *conn, struct arena *a, const struct db_query *q,
		const struct db_value *params,
		enum err (*row)(void *to, struct arena *a, const struct db_value *values), void *to,
		int64_t *changed, struct outcome *o);
	/* Whether q can be prepared and has the columns it says; *why lives until the next call. */
	enum err (*prepare_check)(void *conn, const struct db_query *q, const char **why);
};

extern const struct engine engine_sqlite;
extern const struct engine engine_postgres;

/* Statements inside a transaction that no .sql file can hold: migrations, PRAGMA. */
enum err db_exec(struct db *db, const char *sql) MUST_USE;

/* How long db_begin waits, for tests of waiting. */
void pool_set_wait(struct pool *p, int ms);

/* The address without its password, in the arena. */
const char *url_without_password(struct arena *a, const char *url);

#endif
