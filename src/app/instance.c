#include "app/instance.h"

#include <signal.h>

#include "app/parts.h"
#include "app/sweep.h"
#include "assess/remind.h"
#include "core/audit.h"
#include "core/ctx.h"
#include "core/identity.h"
#include "core/job.h"
#include "people/mail_out.h"
#include "people/retention.h"
#include "web/server.h"

struct instance {
	struct server *server;
	struct job_workers *workers;
	struct mailer *mailer;
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

/* Makes sure that the jobs which come again by themselves are there. */
static enum err plan(const struct config *c, struct pool *pool)
{
	struct arena *a = arena_new(0);
	struct db *db;
	enum err e = db_begin(pool, DB_WRITE, &db);

	if (e == OK) {
		struct ctx *cx = ctx_new(a, pool, db, c, NULL);

		ctx_system(cx);
		e = identity_refresh(cx, true);
		if (e == OK)
			e = sweep_job_add(cx);
		if (e == OK)
			e = audit_job_add(cx);
		if (e == OK)
			e = remind_job_add(cx);
		if (e == OK)
			e = mail_jobs_add(cx);
		if (e == OK)
			e = retention_job_add(cx);
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
	const struct job_kind *kinds;
	size_t n = job_kinds(a, &kinds);

	TRY(plan(c, pool));
	TRY(server_start(c, pool, &web_hooks, &in->server, &in->port));
	if (job_start(pool, c, kinds, n, 1, &in->workers) != OK) {
		server_stop(in->server);
		return ERR_FAULT;
	}
	if (mailer_start(pool, c, &in->mailer) != OK) {
		server_stop(in->server);
		job_stop(in->workers);
		return ERR_FAULT;
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
	mailer_stop(in->mailer);
	job_stop(in->workers);
}
