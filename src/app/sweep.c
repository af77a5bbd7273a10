#include "app/sweep.h"

#include "base/time.h"
#include "people/account_sql.h"
#include "web/session_sql.h"

#define DAY_MS (24 * 3600 * 1000LL)

static const char *before(struct ctx *cx, int64_t ms)
{
	int64_t now = 0;

	(void)time_parse(cx->now, &now);
	return time_text(cx->arena, now - ms);
}

enum err sweep_plan(struct ctx *cx)
{
	return job_add(cx, "sweep", cx->today, "{}", NULL, NULL);
}

enum err sweep_step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	const char *tomorrow = date_add(cx->arena, cx->today, 1);

	TRY(once_delete_old_query(cx->db, before(cx, 7 * DAY_MS), NULL));
	TRY(session_delete_old_query(cx->db, before(cx, cx->config->session_idle * 60 * 1000LL),
		before(cx, cx->config->session_hours * 3600 * 1000LL), NULL));
	TRY(try_sweep_query(cx->db, before(cx, DAY_MS), NULL));
	return job_add(cx, "sweep", tomorrow, "{}",
		arena_printf(cx->arena, "%sT00:30:00.000Z", tomorrow), NULL);
}
