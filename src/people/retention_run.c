/* The daily sweep: see people/retention.h. */
#include <string.h>

#include "base/id.h"
#include "core/audit.h"
#include "core/config.h"
#include "core/file.h"
#include "people/retention.h"
#include "people/retention_sql.h"

#define AT_ONCE 200
#define EVERY 3600

const char *retention_outcome_word(const char *outcome)
{
	static const char *const words[][2] = { { "sweeping", _("Being swept") },
		{ "swept", _("Swept") }, { "kept", _("Kept by its rule") },
		{ "waiting", _("Waits for a confirmed rule") } };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i][0], outcome) == 0)
			return words[i][1];
	return outcome;
}

/* The sweep to go on with: an earlier one that is not finished, else today's; none when that is
 * done. */
static enum err open_run(struct ctx *cx, struct retention_run_open *run, bool *found)
{
	int64_t added;

	TRY(retention_run_open_query(cx->db, cx->arena, run, found));
	if (*found)
		return OK;
	TRY(retention_run_insert_query(cx->db, id_new(), cx->today, cx->now, &added));
	if (!added)
		return OK;
	return retention_run_open_query(cx->db, cx->arena, run, found);
}

/* The first kind that this sweep is not through with; NULL: none. */
static enum err next_kind(
	struct ctx *cx, int64_t run, const struct retention_kind **kind, int64_t *so_far)
{
	struct retention_run_lines *lines;
	size_t n;

	*kind = NULL;
	TRY(retention_run_lines_query(cx->db, cx->arena, run, &lines, &n));
	for (const struct retention_kind *const *p = cx->config->retention->kinds; *p; p++) {
		const struct retention_kind *k = *p;
		size_t i = 0;

		while (i < n && strcmp(lines[i].kind, k->name) != 0)
			i++;
		if (i < n && strcmp(lines[i].outcome, "sweeping") != 0)
			continue;
		*kind = k;
		*so_far = i < n ? lines[i].n : 0;
		return OK;
	}
	return OK;
}

static enum err sweep_kind(struct ctx *cx, const struct retention_run_open *run,
	const struct retention_kind *k, int64_t so_far, int64_t *swept)
{
	struct retention_due due = { 0 };
	struct retention_rule rule;
	struct retention_time t;
	const char *outcome;

	*swept = 0;
	TRY(retention_rule_get(cx, k, &rule));
	t = retention_time_of(cx, &rule, run->day);
	outcome = retention_stopped(&rule);
	if (!*outcome) {
		TRY(k->step(cx, &t, AT_ONCE, swept));
		outcome = *swept < AT_ONCE ? "swept" : "sweeping";
	}
	if (strcmp(outcome, "swept") == 0)
		TRY(k->count(cx, &t, &due));
	TRY(retention_line_put_query(
		cx->db, run->id, k->name, outcome, t.day, so_far + *swept, due.held, NULL));
	if (strcmp(outcome, "sweeping") == 0 || !(so_far + *swept))
		return OK;
	return audit(cx, "retention.sweep", "retention_run", run->id, DB_NULL,
		FACT("kind", k->name), FACT_N("n", so_far + *swept), FACT("before", t.day));
}

enum err retention_step(struct ctx *cx, bool *more, int64_t *swept)
{
	const struct retention_kind *k;
	struct retention_run_open run;
	int64_t files, so_far = 0;
	bool found = false;

	*more = false;
	*swept = 0;
	if (!cx->config->retention)
		return OK;
	TRY(file_sweep(cx, AT_ONCE, &files));
	TRY(open_run(cx, &run, &found));
	if (!found)
		return OK;
	*more = true;
	TRY(next_kind(cx, run.id, &k, &so_far));
	if (!k)
		return retention_run_end_query(cx->db, run.id, cx->now, NULL);
	return sweep_kind(cx, &run, k, so_far, swept);
}

static enum err step(struct job_run *run)
{
	int64_t swept;

	TRY(retention_step(run->cx, &run->more, &swept));
	run->done += swept;
	run->again_in = EVERY;
	return OK;
}

const struct job_kind retention_job = { "retention", _("Sweeping what is kept long enough"), step,
	true };

enum err retention_job_add(struct ctx *cx)
{
	return job_add(cx, retention_job.name, retention_job.name, NULL, NULL, NULL);
}
