#include "app/job_pages.h"

#include <string.h>

#include "app/jobs_html.h"
#include "app/parts.h"
#include "web/download.h"

#define LOOK_AGAIN 2 /* seconds */

static const char *const states[] = { "waiting", "running", "done", "failed", NULL };

const char *job_state_word(const char *state)
{
	if (strcmp(state, "waiting") == 0)
		return _("Waiting");
	if (strcmp(state, "running") == 0)
		return _("Running");
	return strcmp(state, "done") == 0 ? _("Done") : _("Failed");
}

const char *job_state_class(const char *state)
{
	if (strcmp(state, "waiting") == 0)
		return "wait";
	if (strcmp(state, "running") == 0)
		return "part";
	return strcmp(state, "done") == 0 ? "ok" : "bad";
}

static const char *kind_word(struct ctx *cx, const char *kind)
{
	const struct job_kind *kinds;
	size_t n = job_kinds(cx->arena, &kinds);

	for (size_t i = 0; i < n; i++)
		if (strcmp(kinds[i].name, kind) == 0)
			return kinds[i].word;
	return kind;
}

static struct job_view view_of(struct ctx *cx, const struct job_row *job)
{
	bool address = job->result && page_local(job->result);

	return (struct job_view){ .job = job,
		.word = kind_word(cx, job->kind),
		.href = address ? job->result : NULL,
		.says = address ? NULL : job->result };
}

static enum err send_sheet(struct page *pg, const struct job_list_view *v)
{
	static const char *const heads[] = { _("Work"), _("State"), _("Progress"), _("In all"),
		_("Begun (UTC)"), _("Ended (UTC)"), _("Result") };
	enum lang lang = pg->cx->lang;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct job_row *j = v->jobs[i].job;

		sheet_text(&w, s, tr(lang, v->jobs[i].word));
		sheet_text(&w, s, tr(lang, job_state_word(j->state)));
		sheet_int(&w, s, j->done);
		sheet_int(&w, s, j->total);
		sheet_text(&w, s, j->created_at);
		sheet_text(&w, s, j->ended_at);
		sheet_text(&w, s, j->result);
	}
	return download_workbook(pg, &w, "jobs");
}

enum err job_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct job_list_view v = { .pg = pg,
		.paging = page_paging(pg, download_kind(pg) ? 10000 : 50) };
	const char *state = param_word(pg, "state", states);
	struct job_row *rows;
	int64_t total;

	pg->title = tr(cx->lang, _("Work in the background"));
	page_crumb(pg, tr(cx->lang, _("My account")), "/account");
	page_crumb(pg, pg->title, NULL);
	TRY(job_count_mine_query(cx->db, cx->arena, cx->who.account, state, &total));
	paging_total(&v.paging, total);
	TRY(job_list_mine_query(cx->db, cx->arena, cx->who.account, state, v.paging.limit,
		v.paging.offset, &rows, &v.n));
	v.jobs = ARENA_ARRAY(cx->arena, v.n + 1, struct job_view);
	for (size_t i = 0; i < v.n; i++)
		v.jobs[i] = view_of(cx, &rows[i]);
	if (download_kind(pg))
		return send_sheet(pg, &v);
	v.states = choices_of(pg, _("Any state"), states, job_state_word);
	job_list_html(pg->o, &v);
	return OK;
}

enum err job_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct job_row job;
	struct job_view v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(job_mine(cx, id, &job));
	v = view_of(cx, &job);
	pg->title = tr(cx->lang, v.word);
	page_crumb(pg, tr(cx->lang, _("Work in the background")), "/jobs");
	page_crumb(pg, pg->title, NULL);
	if (!job.ended_at)
		pg->refresh = LOOK_AGAIN;
	job_show_html(pg->o, &v);
	return OK;
}

enum err job_again_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(job_again_mine(pg->cx, id));
	return page_go(pg, at_id(pg, "/jobs/", id, ""), _("It is tried again."));
}
