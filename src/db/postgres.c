/*
 * PostgreSQL 15 through libpq. Statements are prepared with the types of docs/sql.md; parameters go
 * and results come as text, but bytes go as they are. A connection that is lost, or that turns out
 * to lead to a server which is no longer the leader, is dropped; db_begin opens another.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/library.h"
#include "base/log.h"
#include "db/engine.h"

#define MOST_PARAMS 64

#define PQ_FUNCTIONS(X)                                                                            \
	X(PQclear)                                                                                 \
	X(PQcmdStatus)                                                                             \
	X(PQcmdTuples)                                                                             \
	X(PQconnectdbParams)                                                                       \
	X(PQconnectionNeedsPassword)                                                               \
	X(PQdescribePrepared)                                                                      \
	X(PQerrorMessage)                                                                          \
	X(PQexec)                                                                                  \
	X(PQexecPrepared)                                                                          \
	X(PQfinish)                                                                                \
	X(PQfname)                                                                                 \
	X(PQftype)                                                                                 \
	X(PQgetisnull)                                                                             \
	X(PQgetlength)                                                                             \
	X(PQgetvalue)                                                                              \
	X(PQnfields)                                                                               \
	X(PQntuples)                                                                               \
	X(PQprepare)                                                                               \
	X(PQresultErrorField)                                                                      \
	X(PQresultStatus)                                                                          \
	X(PQsetNoticeProcessor)                                                                    \
	X(PQstatus)
LIBRARY(pq, "libpq.so.5", PQ_FUNCTIONS)

/* OIDs of types, from the server's pg_type.dat; they never change. */
#define OID_BOOL 16
#define OID_BYTEA 17
#define OID_INT8 20
#define OID_INT2 21
#define OID_INT4 23
#define OID_TEXT 25
#define OID_VARCHAR 1043

struct connection {
	PGconn *pg;
	struct statements statements;
	char why[512];
};

/* ---- codes ---- */

/* The first line of a message, without its end. */
static const char *first_line(const char *message, char room[256])
{
	snprintf(room, 256, "%.*s", (int)strcspn(message, "\n"), message);
	return room;
}

static bool is_class(const char *state, const char *class)
{
	return strncmp(state, class, strlen(class)) == 0;
}

static void take_constraint(const PGresult *r, const char *state, struct outcome *o)
{
	const char *name = pq.PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME);
	bool named = strcmp(state, "23503") != 0 && strcmp(state, "23502") != 0;

	snprintf(o->constraint, sizeof(o->constraint), "%s", named && name ? name : "");
}

/* SQLSTATE (PostgreSQL documentation, appendix A) to ours. */
static enum err code(struct connection *c, const PGresult *r, const char *what, struct outcome *o)
{
	ExecStatusType status = pq.PQresultStatus(r);
	const char *state = pq.PQresultErrorField(r, PG_DIAG_SQLSTATE);
	char room[256];

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return OK;
	first_line(pq.PQerrorMessage(c->pg), room);
	if (pq.PQstatus(c->pg) == CONNECTION_BAD || !state || is_class(state, "08") ||
		is_class(state, "57P0") || strcmp(state, "25006") == 0 ||
		strcmp(state, "25P03") == 0) {
		o->lost = true;
		log_warn("%s: the connection is lost: %s", what, room);
		return ERR_BUSY;
	}
	if (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0 ||
		strcmp(state, "55P03") == 0)
		return ERR_BUSY;
	if (is_class(state, "23")) {
		take_constraint(r, state, o);
		return ERR_CONFLICT;
	}
	if (strcmp(state, "53100") == 0) {
		o->full = true;
		return fault(
			"%s: the disk of the store is full; nothing of this act was kept", what);
	}
	return fault("%s: %s (SQLSTATE %s)", what, room, state);
}

static enum err simple(struct connection *c, const char *sql, const char *what, struct outcome *o)
{
	PGresult *r = pq.PQexec(c->pg, sql);
	enum err err = code(c, r, what, o);

	pq.PQclear(r);
	return err;
}

/* ---- connections ---- */

static void quiet(void *arg, const char *message)
{
	char room[256];

	(void)arg;
	log_line(LOG_DEBUG, "%s", first_line(message, room));
}

static void conn_close(void *conn)
{
	struct connection *c = conn;

	pq.PQfinish(c->pg);
	statements_free(&c->statements);
	free(c);
}

/* Trying again does not help against these. */
static bool hopeless(const PGconn *pg)
{
	const char *message = pq.PQerrorMessage(pg);

	return pq.PQconnectionNeedsPassword(pg) || strstr(message, "authentication failed") ||
	       strstr(message, "does not exist") || strstr(message, "invalid ");
}

static enum err conn_open(const char *url, enum db_mode mode, void **conn)
{
	/* What the address says wins over what stands before it. */
	static const char *const keys[] = { "connect_timeout", "tcp_user_timeout",
		"application_name", "dbname", "client_encoding", NULL };
	const char *const values[] = { "5", "10000", "tansiq", url, "UTF8", NULL };
	struct connection *c;
	struct outcome o = { 0 };
	char room[256];
	enum err err;

	(void)mode;
	if (!library_open(&pq_library))
		return fault("a store on PostgreSQL needs the library libpq 5: install it");
	c = calloc(1, sizeof(*c));
	if (!c)
		abort();
	c->pg = pq.PQconnectdbParams(keys, values, 1);
	if (pq.PQstatus(c->pg) == CONNECTION_OK) {
		pq.PQsetNoticeProcessor(c->pg, quiet, NULL);
		err = simple(c,
			"SET standard_conforming_strings = on; SET lock_timeout = '10s';"
			"SET idle_in_transaction_session_timeout = '60s';"
			"SELECT set_config('synchronous_commit', 'on', false)"
			" WHERE current_setting('synchronous_commit') = 'off'",
			"opening the store", &o);
	} else {
		err = hopeless(c->pg) ? ERR_FAULT : ERR_BUSY;
		log_line(err == ERR_BUSY ? LOG_WARN : LOG_ERROR, "PostgreSQL: %s",
			first_line(pq.PQerrorMessage(c->pg), room));
	}
	if (err != OK) {
		conn_close(c);
		return err;
	}
	*conn = c;
	return OK;
}

/* ---- statements ---- */

static Oid oid_of(enum db_type type)
{
	static const Oid oids[] = { [DB_INT] = OID_INT8,
		[DB_TEXT] = OID_TEXT,
		[DB_BYTES] = OID_BYTEA,
		[DB_BOOL] = OID_BOOL };

	return oids[type];
}

static enum err prepare_as(
	struct connection *c, const char *name, const struct db_query *q, struct outcome *o)
{
	Oid types[MOST_PARAMS];
	PGresult *r;
	enum err err;

	if (q->params > MOST_PARAMS)
		return fault("%s has more than %d parameters", q->name, MOST_PARAMS);
	for (int i = 0; i < q->params; i++)
		types[i] = oid_of(q->param_types[i]);
	r = pq.PQprepare(c->pg, name, q->postgres, q->params, types);
	err = code(c, r, q->name, o);
	pq.PQclear(r);
	return err;
}

/* A statement's name on its connection, from the address of its query. */
static void name_of(const struct db_query *q, char name[32])
{
	snprintf(name, 32, "q%p", (const void *)q);
}

static enum err prepare(
	struct connection *c, const struct db_query *q, const char *name, struct outcome *o)
{
	static char done;
	struct statement *slot = statement_slot(&c->statements, q);

	if (!slot->prepared) {
		TRY(prepare_as(c, name, q, o));
		slot->prepared = &done;
	}
	return OK;
}

struct bound {
	const char *values[MOST_PARAMS];
	int lengths[MOST_PARAMS];
	int formats[MOST_PARAMS];
	char numbers[MOST_PARAMS][24];
};

static void bind(struct bound *b, int i, enum db_type type, const struct db_value *v)
{
	b->values[i] = NULL;
	b->lengths[i] = 0;
	b->formats[i] = 0;
	switch (type) {
	case DB_INT:
		snprintf(b->numbers[i], sizeof(b->numbers[i]), "%lld", (long long)v->num);
		b->values[i] = v->num == DB_NULL ? NULL : b->numbers[i];
		break;
	case DB_BOOL:
		b->values[i] = v->num == DB_NULL ? NULL : v->num ? "t" : "f";
		break;
	case DB_TEXT:
		b->values[i] = v->text;
		break;
	case DB_BYTES:
		b->values[i] = (const char *)v->bytes.data;
		b->lengths[i] = (int)v->bytes.len;
		b->formats[i] = 1;
		break;
	}
}

static unsigned nibble(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10) & 15;
}

/* "\x0a1b…" as bytea_output = hex gives it. */
static struct bytes unhex(const char *text, size_t n, struct arena *a)
{
	size_t len = n >= 2 ? (n - 2) / 2 : 0;
	unsigned char *data = arena_alloc(a, len ? len : 1);

	for (size_t i = 0; i < len; i++)
		data[i] = (unsigned char)(nibble(text[2 + 2 * i]) << 4 | nibble(text[3 + 2 * i]));
	return (struct bytes){ data, len };
}

static struct db_value column(const PGresult *r, int row, int i, enum db_type type, struct arena *a)
{
	struct db_value v = { .type = type };
	bool null = pq.PQgetisnull(r, row, i);
	const char *text = pq.PQgetvalue(r, row, i);
	size_t n = (size_t)pq.PQgetlength(r, row, i);

	switch (type) {
	case DB_INT:
		v.num = null ? DB_NULL : strtoll(text, NULL, 10);
		break;
	case DB_BOOL:
		v.num = !null && *text == 't';
		break;
	case DB_TEXT:
		v.text = null ? NULL : arena_strn(a, text, n);
		break;
	case DB_BYTES:
		if (!null)
			v.bytes = unhex(text, n, a);
		break;
	}
	return v;
}

static enum err rows(const PGresult *r, struct arena *a, const struct db_query *q,
	enum err (*row)(void *to, struct arena *a, const struct db_value *values), void *to)
{
	struct db_value *values = ARENA_ARRAY(a, (size_t)q->columns, struct db_value);

	for (int n = 0; n < pq.PQntuples(r); n++) {
		for (int i = 0; i < q->columns; i++)
			values[i] = column(r, n, i, q->column_types[i], a);
		TRY(row(to, a, values));
	}
	return OK;
}

static enum err conn_run(void *conn, struct arena *a, const struct db_query *q,
	const struct db_value *params,
	enum err (*row)(void *to, struct arena *a, const struct db_value *values), void *to,
	int64_t *changed, struct outcome *o)
{
	struct connection *c = conn;
	struct bound b;
	char name[32];
	PGresult *r;
	enum err err;

	name_of(q, name);
	TRY(prepare(c, q, name, o));
	for (int i = 0; i < q->params; i++) {
		if (q->param_types[i] == DB_BYTES && params[i].bytes.len > INT32_MAX / 2)
			return fault("%s: a value of more than a gigabyte", q->name);
		bind(&b, i, q->param_types[i], &params[i]);
	}
	r = pq.PQexecPrepared(c->pg, name, q->params, b.values, b.lengths, b.formats, 0);
	err = code(c, r, q->name, o);
	if (err == OK && row)
		err = rows(r, a, q, row, to);
	if (err == OK && changed && strncmp(pq.PQcmdStatus(r), "SELECT", 6) != 0)
		*changed = strtoll(pq.PQcmdTuples(r), NULL, 10);
	pq.PQclear(r);
	return err;
}

static enum err conn_exec(void *conn, const char *sql, struct outcome *o)
{
	return simple(conn, sql, "a statement", o);
}

static bool type_fits(enum db_type type, Oid oid)
{
	switch (type) {
	case DB_INT:
		return oid == OID_INT8 || oid == OID_INT4 || oid == OID_INT2;
	case DB_TEXT:
		return oid == OID_TEXT || oid == OID_VARCHAR;
	case DB_BYTES:
		return oid == OID_BYTEA;
	case DB_BOOL:
		return oid == OID_BOOL;
	}
	return false;
}

static enum err conn_prepare_check(void *conn, const struct db_query *q, const char **why)
{
	struct connection *c = conn;
	struct outcome o = { 0 };
	PGresult *r;

	*why = c->why;
	r = pq.PQprepare(c->pg, "", "SELECT 1", 0, NULL);
	pq.PQclear(r);
	if (prepare_as(c, "", q, &o) != OK) {
		snprintf(c->why, sizeof(c->why), "%s", pq.PQerrorMessage(c->pg));
		return ERR_CONFLICT;
	}
	r = pq.PQdescribePrepared(c->pg, "");
	if (pq.PQnfields(r) != q->columns)
		snprintf(c->why, sizeof(c->why), "%d columns, not %d", pq.PQnfields(r), q->columns);
	else
		*why = NULL;
	for (int i = 0; !*why && i < q->columns; i++)
		if (!type_fits(q->column_types[i], pq.PQftype(r, i))) {
			snprintf(c->why, sizeof(c->why),
				"column %s has type %u here; write CAST(... AS BIGINT) or the like",
				pq.PQfname(r, i), pq.PQftype(r, i));
			*why = c->why;
		}
	pq.PQclear(r);
	return *why ? ERR_CONFLICT : OK;
}

/* ---- transactions ---- */

static enum err conn_begin(void *conn, enum db_mode mode, struct outcome *o)
{
	return simple(conn,
		mode == DB_WRITE ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
				 : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
		"beginning a transaction", o);
}

static void conn_rollback(void *conn, struct outcome *o)
{
	if (simple(conn, "ROLLBACK", "rolling back", o) != OK)
		o->lost = true;
}

static enum err conn_commit(void *conn, struct outcome *o)
{
	struct connection *c = conn;
	PGresult *r = pq.PQexec(c->pg, "COMMIT");
	enum err err = code(c, r, "COMMIT", o);

	if (err == OK && strcmp(pq.PQcmdStatus(r), "COMMIT") != 0)
		err = fault("the transaction was over before its commit");
	else if (o->lost)
		err = fault("the connection was lost during a commit; whether it was kept is not "
			    "known");
	pq.PQclear(r);
	return err;
}

const struct engine engine_postgres = {
	.which = DB_POSTGRES,
	.open = conn_open,
	.close = conn_close,
	.begin = conn_begin,
	.commit = conn_commit,
	.rollback = conn_rollback,
	.exec = conn_exec,
	.run = conn_run,
	.prepare_check = conn_prepare_check,
};
