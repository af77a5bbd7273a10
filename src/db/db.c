#include "db/db.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "db/engine.h"
#include "db/tables.h"

/* How long db_begin waits for a connection, and goes on trying to open one. */
#define WAIT_MS 10000

/*
 * A connection. `failed` is the code of the first statement that went wrong: PostgreSQL refuses
 * everything after it until a savepoint is undone, and so that both engines behave alike, so do we.
 */
struct db {
	struct pool *pool;
	void *conn;
	enum db_mode mode;
	enum err failed;
	int depth;
	bool discard;
	struct outcome outcome;
	struct db *next;
};

/* Connections of one kind: what is idle, last used first, and how many there are. */
struct shelf {
	struct db *idle;
	int open;
	int most;
	pthread_cond_t freed;
};

struct pool {
	const struct engine *engine;
	char *url;
	char *shown;
	int wait_ms;
	pthread_mutex_t lock;
	atomic_bool full;	 /* the last write found no room on the disk */
	struct shelf shelves[2]; /* by db_mode where writers take turns; else all in the first */
};

static struct shelf *shelf_of(struct pool *p, enum db_mode mode)
{
	return &p->shelves[p->engine->one_writer ? (int)mode : 0];
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void sleep_ms(int64_t ms)
{
	struct timespec ts = { .tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000 };

	nanosleep(&ts, NULL);
}

/* ---- the pool ---- */

static const struct engine *engine_of(const char *url)
{
	if (strncmp(url, "sqlite:", 7) == 0 && url[7])
		return &engine_sqlite;
	if (strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0)
		return &engine_postgres;
	return NULL;
}

const char *url_without_password(struct arena *a, const char *url)
{
	const char *host = strstr(url, "://");
	const char *user = host ? host + 3 : url;
	const char *at = strchr(user, '@');
	const char *slash = strpbrk(user, "/?");
	const char *colon = strchr(user, ':');
	const char *query = strstr(url, "password=");

	if (!host)
		return arena_str(a, url);
	if (at && colon && colon < at && (!slash || at < slash))
		url = arena_printf(a, "%.*s%s", (int)(colon - url), url, at);
	else if (query)
		url = arena_printf(
			a, "%.*s%s", (int)(query - url), url, query + strcspn(query, "&"));
	return arena_str(a, url);
}

static struct db *db_new(struct pool *p, void *conn)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db)
		abort();
	db->pool = p;
	db->conn = conn;
	return db;
}

static void shelf_init(struct shelf *s, int most)
{
	pthread_condattr_t attr;

	s->most = most;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->freed, &attr);
	pthread_condattr_destroy(&attr);
}

static struct pool *pool_new(const struct engine *engine, const char *url, int size)
{
	struct pool *p = calloc(1, sizeof(*p));
	struct arena *a = arena_new(0);

	if (!p)
		abort();
	p->engine = engine;
	p->wait_ms = WAIT_MS;
	p->url = strdup(url);
	p->shown = strdup(url_without_password(a, url));
	arena_free(a);
	if (!p->url || !p->shown)
		abort();
	pthread_mutex_init(&p->lock, NULL);
	if (size < 1)
		size = 1;
	shelf_init(&p->shelves[DB_READ], engine->one_writer && size > 1 ? size - 1 : size);
	shelf_init(&p->shelves[DB_WRITE], 1);
	return p;
}

enum err pool_open(const char *url, int size, struct pool **out)
{
	const struct engine *engine = engine_of(url);
	struct pool *p;
	struct db *db;
	enum err err;

	*out = NULL;
	if (!engine)
		return fault("the address of a store begins with sqlite: or postgresql://");
	p = pool_new(engine, url, size);
	err = db_begin(p, DB_WRITE, &db);
	if (err != OK) {
		log_error("cannot open the store %s", p->shown);
		pool_close(p);
		return ERR_FAULT;
	}
	db_rollback(db);
	*out = p;
	return OK;
}

void pool_close(struct pool *p)
{
	if (!p)
		return;
	for (int i = 0; i < 2; i++) {
		for (struct db *db = p->shelves[i].idle, *next; db; db = next) {
			next = db->next;
			p->engine->close(db->conn);
			free(db);
		}
		pthread_cond_destroy(&p->shelves[i].freed);
	}
	pthread_mutex_destroy(&p->lock);
	free(p->url);
	free(p->shown);
	free(p);
}

enum db_engine pool_engine(const struct pool *p)
{
	return p->engine->which;
}

void pool_no_room(struct pool *p)
{
	atomic_store(&p->full, true);
}

bool pool_full(const struct pool *p)
{
	return atomic_load(&p->full);
}

const char *pool_url(const struct pool *p)
{
	return p->shown;
}

/* An idle connection, or with *out NULL the right to open one; ERR_BUSY after `until`. */
static enum err take(struct pool *p, struct shelf *s, int64_t until, struct db **out)
{
	struct timespec ts = { .tv_sec = until / 1000, .tv_nsec = (until % 1000) * 1000000 };
	enum err err = OK;
	int waited = 0;

	pthread_mutex_lock(&p->lock);
	while (!s->idle && s->open >= s->most && !waited)
		waited = pthread_cond_timedwait(&s->freed, &p->lock, &ts);
	*out = s->idle;
	if (s->idle)
		s->idle = s->idle->next;
	else if (s->open < s->most)
		s->open++;
	else
		err = ERR_BUSY;
	pthread_mutex_unlock(&p->lock);
	return err;
}

/* Gives a connection back, or with NULL the right to have one. */
static void give(struct pool *p, struct shelf *s, struct db *db)
{
	pthread_mutex_lock(&p->lock);
	if (db) {
		db->next = s->idle;
		s->idle = db;
	} else {
		s->open--;
	}
	pthread_cond_signal(&s->freed);
	pthread_mutex_unlock(&p->lock);
}

static void drop(struct db *db)
{
	db->pool->engine->close(db->conn);
	free(db);
}

static void finish(struct db *db)
{
	struct pool *p = db->pool;
	struct shelf *s = shelf_of(p, db->mode);

	if (db->outcome.full)
		atomic_store(&p->full, true);
	if (db->outcome.lost || db->discard) {
		drop(db);
		db = NULL;
	}
	give(p, s, db);
}

/* ---- transactions ---- */

/* One attempt to have a connection in a transaction. A connection found dead is dropped. */
static enum err begin_once(struct pool *p, enum db_mode mode, struct db **db)
{
	void *conn;
	enum err err;

	if (!*db) {
		TRY(p->engine->open(p->url, mode, &conn));
		*db = db_new(p, conn);
	}
	(*db)->mode = mode;
	(*db)->failed = OK;
	(*db)->depth = 0;
	(*db)->outcome = (struct outcome){ 0 };
	err = p->engine->begin((*db)->conn, mode, &(*db)->outcome);
	if (err != OK && (*db)->outcome.lost) {
		drop(*db);
		*db = NULL;
	}
	return err;
}

enum err db_begin(struct pool *p, enum db_mode mode, struct db **out)
{
	struct shelf *s = shelf_of(p, mode);
	int64_t until = now_ms() + p->wait_ms;
	int64_t pause = 20;
	struct db *db;
	enum err err;

	*out = NULL;
	TRY(take(p, s, until, &db));
	bool was_idle = db != NULL;
	while ((err = begin_once(p, mode, &db)) == ERR_BUSY && now_ms() + pause < until) {
		if (was_idle && !db) { /* it died while idle: a new one at once */
			was_idle = false;
			continue;
		}
		sleep_ms(pause);
		pause = pause < 1000 ? pause * 2 : pause;
	}
	if (err != OK) {
		give(p, s, db);
		return err;
	}
	*out = db;
	return OK;
}

enum err db_commit(struct db *db)
{
	enum err err = db->failed;

	if (err == OK && db->depth)
		err = fault("a commit with %d savepoints open", db->depth);
	if (err == OK)
		err = db->pool->engine->commit(db->conn, &db->outcome);
	else
		db->pool->engine->rollback(db->conn, &db->outcome);
	if (err == OK && db->mode == DB_WRITE)
		atomic_store(&db->pool->full, false);
	finish(db);
	return err;
}

void db_rollback(struct db *db)
{
	if (!db->outcome.lost)
		db->pool->engine->rollback(db->conn, &db->outcome);
	finish(db);
}

enum db_engine db_engine(const struct db *db)
{
	return db->pool->engine->which;
}

const char *db_constraint(const struct db *db)
{
	return db->outcome.constraint;
}

void db_discard(struct db *db)
{
	db->discard = true;
}

void pool_set_wait(struct pool *p, int ms)
{
	p->wait_ms = ms;
}

/* ---- statements ---- */

static enum err refuse(const struct db *db, const char *name)
{
	if (db->outcome.lost)
		return ERR_BUSY;
	return fault(
		"%s: an earlier statement of this transaction failed outside a savepoint", name);
}

enum err db_exec(struct db *db, const char *sql)
{
	if (db->failed != OK)
		return refuse(db, "a statement");
	db->failed = db->pool->engine->exec(db->conn, sql, &db->outcome);
	return db->failed;
}

enum err db_run(struct db *db, struct arena *a, const struct db_query *q,
	const struct db_value *params,
	enum err (*row)(void *to, struct arena *a, const struct db_value *values), void *to,
	int64_t *changed)
{
	if (changed)
		*changed = 0;
	if (db->failed != OK)
		return refuse(db, q->name);
	db->failed = db->pool->engine->run(db->conn, a, q, params, row, to, changed, &db->outcome);
	return db->failed;
}

enum err db_savepoint(struct db *db)
{
	char sql[32];

	snprintf(sql, sizeof(sql), "SAVEPOINT s%d", db->depth + 1);
	TRY(db_exec(db, sql));
	db->depth++;
	return OK;
}

enum err db_release(struct db *db)
{
	char sql[48];

	if (db->depth < 1)
		return fault("a savepoint released that was not set");
	snprintf(sql, sizeof(sql), "RELEASE SAVEPOINT s%d", db->depth);
	TRY(db_exec(db, sql));
	db->depth--;
	return OK;
}

void db_undo(struct db *db)
{
	char sql[96];

	if (db->depth < 1 || db->outcome.lost)
		return;
	snprintf(sql, sizeof(sql), "ROLLBACK TO SAVEPOINT s%d; RELEASE SAVEPOINT s%d", db->depth,
		db->depth);
	db->depth--;
	db->failed = OK;
	db->failed = db->pool->engine->exec(db->conn, sql, &db->outcome);
}

enum err db_prepare_check(struct pool *p, const struct db_query *q, const char **why)
{
	struct db *db;
	enum err err;

	*why = "the store cannot be reached";
	TRY(db_begin(p, DB_WRITE, &db));
	err = p->engine->prepare_check(db->conn, q, why);
	db_rollback(db);
	return err;
}
