#include "app/sweep.h"

#include "base/time.h"
#include "people/account_sql.h"
#include "web/session.h"

#define EVERY 3600
#define DAY_MS (24 * 3600LL * 1000)

static enum err step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	int64_t now = 0;

	(void)time_parse(cx->now, &now);
	run->again_in = EVERY;
	TRY(try_sweep_query(cx->db, time_text(cx->arena, now - DAY_MS), NULL));
	return session_purge(cx);
}

const struct job_kind sweep_job = { "sweep", _("Tidying up"), step };

enum err sweep_job_add(struct ctx *cx)
{
	return job_add(cx, sweep_job.name, sweep_job.name, NULL, NULL, NULL);
}
