#include "app/sweep.h"

#include "app/own.h"
#include "people/tries.h"
#include "web/session.h"

#define EVERY 3600

static enum err step(struct job_run *run)
{
	struct ctx *cx = run->cx;

	run->again_in = EVERY;
	TRY(tries_sweep(cx));
	TRY(own_sweep(cx));
	return session_purge(cx);
}

const struct job_kind sweep_job = { "sweep", _("Tidying up"), step, true };

enum err sweep_job_add(struct ctx *cx)
{
	return job_add(cx, sweep_job.name, sweep_job.name, NULL, NULL, NULL);
}
