#include "app/instance.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "app/instance_sql.h"
#include "app/parts.h"
#include "app/sweep.h"
#include "base/log.h"
#include "core/audit.h"
#include "core/ctx.h"
#include "core/job.h"
#include "people/people.h"
#include "web/server.h"

#define SEQUENCE_EVERY_MS 500
#define CHECKPOINT_EVERY 600 /* turns of the sequencer */

struct instance {
	const struct config *config;
	struct pool *pool;
	struct server *server;
	struct job_workers *workers;
	pthread_t sequencer;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
	int port;
};

void instance_block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

void instance_wait(void)
{
	sigset_t set;
	int got;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	while (sigwait(&set, &got) != 0)
		;
}

/* Numbers what was committed since the last turn; signs the root now and then and whenever it grew
 * and time came. */
static enum err sequence(struct instance *in, struct arena *a, bool checkpoint, int64_t *done)
{
	struct db *db;
	struct ctx *cx;
	const char *text;
	enum err e;

	TRY(db_begin(in->pool, DB_WRITE, &db));
	cx = ctx_new(a, in->pool, db, in->config, NULL);
	cx->who.system = true;
	e = audit_sequence(cx, 1000, done);
	if (e == OK && checkpoint)
		e = audit_checkpoint(cx, &text);
	if (e == OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

/* Whether something is committed and not numbered; looked up without a write transaction. */
static bool waiting(struct instance *in, struct arena *a)
{
	struct db *db;
	int64_t n = 0;

	if (db_begin(in->pool, DB_READ, &db) != OK)
		return false;
	if (audit_unnumbered_query(db, a, &n) != OK)
		n = 0;
	db_rollback(db);
	return n > 0;
}

/* Whether to go on, after waiting a turn. */
static bool sequencer_sleeps(struct instance *in)
{
	struct timespec until;
	bool goes_on;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += SEQUENCE_EVERY_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&in->lock);
	while (!in->stopping && pthread_cond_timedwait(&in->wake, &in->lock, &until) == 0)
		;
	goes_on = !in->stopping;
	pthread_mutex_unlock(&in->lock);
	return goes_on;
}

static void *sequencer(void *what)
{
	struct instance *in = what;
	struct arena *a = arena_new(0);
	int64_t since = 0, turn = 0;

	log_set_request("audit");
	while (sequencer_sleeps(in)) {
		int64_t done = 0;
		bool checkpoint = since > 0 && ++turn >= CHECKPOINT_EVERY;

		if (!waiting(in, a) && !checkpoint)
			continue;
		if (sequence(in, a, checkpoint, &done) == OK) {
			since = checkpoint ? 0 : since + done;
			turn = checkpoint ? 0 : turn;
		}
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

/* Plans the daily tidying up. */
static enum err plan(const struct config *c, struct pool *pool)
{
	struct arena *a = arena_new(0);
	struct db *db;
	enum err e = db_begin(pool, DB_WRITE, &db);

	if (e == OK) {
		struct ctx *cx = ctx_new(a, pool, db, c, NULL);

		cx->who.system = true;
		e = sweep_plan(cx);
		if (e == OK)
			e = db_commit(db);
		else
			db_rollback(db);
	}
	arena_free(a);
	return e;
}

enum err instance_start(
	struct arena *a, const struct config *c, struct pool *pool, struct instance **out)
{
	struct instance *in = ARENA_NEW(a, struct instance);

	in->config = c;
	in->pool = pool;
	pthread_mutex_init(&in->lock, NULL);
	pthread_cond_init(&in->wake, NULL);
	TRY(plan(c, pool));
	TRY(server_start(c, pool, &web_hooks, &in->server, &in->port));
	if (job_start(pool, c, job_kinds, job_kind_count, 1, &in->workers) != OK) {
		server_stop(in->server);
		return ERR_FAULT;
	}
	if (pthread_create(&in->sequencer, NULL, sequencer, in) != 0) {
		job_stop(in->workers);
		server_stop(in->server);
		return fault("no thread for the audit sequencer");
	}
	*out = in;
	return OK;
}

int instance_port(const struct instance *in)
{
	return in->port;
}

void instance_stop(struct instance *in)
{
	server_stop(in->server);
	job_stop(in->workers);
	pthread_mutex_lock(&in->lock);
	in->stopping = true;
	pthread_cond_broadcast(&in->wake);
	pthread_mutex_unlock(&in->lock);
	pthread_join(in->sequencer, NULL);
}
