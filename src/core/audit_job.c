/* The sequencer as a job that recurs; see core/audit.h. */
#include "base/time.h"
#include "core/audit.h"
#include "core/audit_sql.h"
#include "core/job.h"

#define AT_ONCE 500
#define EVERY 10
#define HOUR_MS 3600000

/* Signs when the tree has grown and the last signature is an hour old. */
static enum err sign(struct ctx *cx)
{
	struct audit_checkpoint_row last;
	int64_t size, now, at = 0;
	const char *text;
	bool found;

	TRY(audit_size_query(cx->db, cx->arena, &size));
	TRY(audit_checkpoint_last_query(cx->db, cx->arena, &last, &found));
	if (found && (last.size >= size || !time_parse(last.at, &at) ||
			     !time_parse(cx->now, &now) || now - at < HOUR_MS))
		return OK;
	return audit_checkpoint(cx, &text);
}

static enum err step(struct job_run *run)
{
	int64_t done;

	TRY(audit_sequence(run->cx, AT_ONCE, &done));
	run->done += done;
	run->more = done == AT_ONCE;
	run->again_in = EVERY;
	return run->more ? OK : sign(run->cx);
}

const struct job_kind audit_job = { "audit", _("Keeping the audit log"), step, true };

enum err audit_job_add(struct ctx *cx)
{
	return job_add(cx, audit_job.name, audit_job.name, NULL, NULL, NULL);
}
