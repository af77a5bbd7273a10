#include "assess/fill_pages.h"

#include <string.h>

#include "assess/fill_differ.h"
#include "assess/fill_overview_html.h"
#include "assess/fill_page_html.h"
#include "assess/fill_parts_pages.h"
#include "assess/fill_save.h"
#include "assess/fill_view.h"
#include "assess/form_words.h"
#include "assess/inquiry_pages.h"
#include "assess/paper_entry.h"
#include "assess/prefill.h"
#include "assess/response_in.h"
#include "base/time.h"
#include "core/flow_sql.h"

/* One response as these pages work on it. */
struct filling {
	struct response_by_id r;
	const struct form *model;
	size_t lang;
	struct answers *ans;
	struct form_findings findings;
	struct prefilled *open; /* answers of the last round that wait for confirmation */
	size_t n_open;
};

static enum err load(struct page *pg, struct filling *f)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	*f = (struct filling){ 0 };
	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &f->r));
	TRY(response_model(cx, &f->r, &f->model));
	f->lang = response_lang(cx, f->model);
	f->findings.arena = cx->arena;
	TRY(response_check(cx, id, f->model, &f->ans, &f->findings));
	return prefill_waiting(cx, id, f->ans, &f->open, &f->n_open);
}

static const char *address(const struct page *pg, int64_t response, const char *page)
{
	return arena_printf(pg->cx->arena, "/responses/%lld/fill/%s", (long long)response, page);
}

/* What was typed is evaluated, for the page to be shown with it. */
static enum err evaluate(struct page *pg, struct filling *f, struct answers *ans)
{
	struct form_clock clock = response_clock(pg->cx);

	f->ans = ans;
	f->findings = (struct form_findings){ .arena = pg->cx->arena };
	return form_check(ans, &clock, f->lang, pg->cx->arena, &f->findings) == ERR_FAULT
		       ? ERR_FAULT
		       : OK;
}

static void frame(struct page *pg, const struct filling *f, const char *here)
{
	struct ctx *cx = pg->cx;
	const char *title = PICK(cx->lang, &f->r, title);

	pg->subject = SUBJECT_ASSESS;
	pg->title = here ? here : title;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, title,
		here ? arena_printf(cx->arena, "/responses/%lld/fill", (long long)f->r.id) : NULL);
	if (here)
		page_crumb(pg, here, NULL);
}

static const char *form_language(const struct filling *f, const char **dir)
{
	enum lang l = form_lang_of(f->model, f->lang);

	*dir = langs[l].dir;
	return langs[l].bcp47;
}

static int64_t open_on(const struct filling *f, const char *page)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->n_open; i++)
		n += strcmp(f->open[i].page, page) == 0;
	return n;
}

/* ---- overview ---- */

/* Before anything is typed, the answers of the last round are offered. */
static enum err offer(struct page *pg, const struct filling *f, struct fill_overview *v)
{
	struct response_by_id other;
	int64_t before;

	v->open = (int64_t)f->n_open;
	if (f->n_open)
		v->check = arena_printf(pg->cx->arena, "/responses/%lld/check", (long long)f->r.id);
	if (!v->writable || strcmp(f->r.state, "asked") != 0)
		return OK;
	TRY(response_before(pg->cx, f->r.id, &before));
	if (!before)
		return OK;
	TRY(response_get(pg->cx, before, &other));
	v->source = PICK(pg->cx->lang, &other, title);
	v->check = arena_printf(pg->cx->arena, "/responses/%lld/check", (long long)f->r.id);
	return OK;
}

/* The page of the form an answer is on: an address. */
static const char *page_of(const struct form_node *n)
{
	while (n && n->depth > 1)
		n = n->parent;
	return n && (n->kind == FORM_GROUP || n->kind == FORM_REPEAT) ? n->name : "-";
}

static void problems(struct page *pg, struct filling *f, struct fill_overview *v)
{
	struct ctx *cx = pg->cx;

	v->problems = ARENA_ARRAY(cx->arena, f->findings.n, struct fill_problem);
	for (size_t i = 0; i < f->findings.n; i++) {
		const struct form_finding *x = &f->findings.at[i];
		struct fill_problem *p = &v->problems[v->n_problems++];
		p->text = form_finding_text(cx->arena, x, cx->lang);
		p->label = x->ref.node ? form_label(f->ans, x->ref, f->lang, cx->arena) : x->path;
		p->href = arena_printf(cx->arena, "%s?check=1#f-%s",
			address(pg, f->r.id, page_of(x->ref.node)), x->path);
	}
}

static enum err returned_reason(struct page *pg, const struct filling *f, const char **reason)
{
	struct flow_history *h;
	size_t n;

	*reason = NULL;
	if (strcmp(f->r.state, "returned") != 0)
		return OK;
	TRY(flow_history_query(pg->cx->db, pg->cx->arena, "response", f->r.id, &h, &n));
	for (size_t i = 0; i < n && !*reason; i++)
		if (strcmp(h[i].act, "return") == 0)
			*reason = h[i].reason;
	return OK;
}

/* What the coordinator asks and nobody has answered. */
static enum err asked_about(struct page *pg, const struct filling *f, struct fill_overview *v)
{
	struct ctx *cx = pg->cx;
	struct inquiry_threads all;

	TRY(inquiry_threads(cx, &f->r, f->ans, f->lang, &all));
	v->asked_about = ARENA_ARRAY(cx->arena, all.n + 1, struct fill_problem);
	for (size_t i = 0; i < all.n; i++) {
		const struct inquiry_thread *t = &all.at[i];
		struct form_ref at = answers_at(f->ans, t->path);
		bool here = *t->path && at.node && v->writable;

		if (strcmp(t->state, "open") == 0)
			v->asked_about[v->n_asked_about++] = (struct fill_problem){
				.href = arena_printf(cx->arena, "%s#q%s",
					here ? address(pg, f->r.id, page_of(at.node))
					     : arena_printf(cx->arena, "/responses/%lld/questions",
						       (long long)f->r.id),
					t->key),
				.label = t->label,
				.text = t->said[t->n - 1].reason
			};
	}
	return OK;
}

/* The page to go on with: the first on which something is missing or wrong. */
static const char *begin_at(const struct fill_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].page->missing || lines[i].page->wrong)
			return lines[i].href;
	return NULL;
}

enum err fill_overview_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct fill_overview v = { 0 };
	struct fill_page *pages;
	struct filling f;

	TRY(load(pg, &f));
	v.n_lines = fill_pages(f.ans, f.lang, cx->lang, cx->arena, &f.findings, &pages);
	v.lines = ARENA_ARRAY(cx->arena, v.n_lines, struct fill_line);
	for (size_t i = 0; i < v.n_lines; i++)
		v.lines[i] = (struct fill_line){ address(pg, f.r.id, pages[i].address), &pages[i],
			open_on(&f, pages[i].page) };
	v.title = PICK(cx->lang, &f.r, title);
	v.body = PICK(cx->lang, &f.r, name);
	v.response = f.r.id;
	v.version = f.r.version;
	v.due_on = f.r.due_on;
	v.days_left = date_between(cx->today, f.r.due_on);
	v.answered = (int64_t)f.findings.answered;
	v.asked = (int64_t)f.findings.asked;
	v.writable = response_writable(cx, &f.r);
	v.can_send = v.writable && f.findings.n == 0 && f.n_open == 0;
	v.lang = form_language(&f, &v.dir);
	v.n_intro = fill_notes(f.ans, f.lang, cx->arena, true, &v.intro);
	v.n_closing = fill_notes(f.ans, f.lang, cx->arena, false, &v.closing);
	problems(pg, &f, &v);
	v.go_on = v.writable ? begin_at(v.lines, v.n_lines) : NULL;
	TRY(offer(pg, &f, &v));
	TRY(returned_reason(pg, &f, &v.returned));
	TRY(asked_about(pg, &f, &v));
	TRY(paper_under_way(cx, f.r.id, &v.paper));
	frame(pg, &f, NULL);
	fill_overview_html(pg->o, pg, &v);
	return OK;
}

/* ---- a page ---- */

static enum err view(struct page *pg, struct filling *f, struct fill_view *v)
{
	struct ctx *cx = pg->cx;
	const char *page = page_segment(pg, "page");
	bool check = page_param(pg, "check") != NULL;
	struct fill_page *pages;
	struct page_text stored;
	size_t n, at = 0;

	if (!fill_page_of(f->ans, page, f->lang, cx->lang, cx->arena, &f->findings,
		    check ? FILL_SAY_ALL : FILL_SAY_WRONG, &v->page) ||
		!v->page.relevant)
		return ERR_MISSING;
	n = fill_pages(f->ans, f->lang, cx->lang, cx->arena, &f->findings, &pages);
	while (at < n && strcmp(pages[at].address, page) != 0)
		at++;
	TRY(response_page_get(cx, f->r.id, v->page.page, &stored));
	v->number = (int64_t)at + 1;
	v->pages = (int64_t)n;
	v->last = at + 1 >= n;
	v->title = PICK(cx->lang, &f->r, title);
	v->lang = form_language(f, &v->dir);
	v->action = address(pg, f->r.id, page);
	v->save = arena_printf(cx->arena, "%s/save", v->action);
	v->overview = arena_printf(cx->arena, "/responses/%lld/fill", (long long)f->r.id);
	v->before = at > 0 && at <= n ? address(pg, f->r.id, pages[at - 1].address) : NULL;
	v->evidence = arena_printf(cx->arena, "/responses/%lld/evidence", (long long)f->r.id);
	v->next_word = _("Save and continue");
	v->last_word = _("Save and check");
	v->version = stored.version;
	v->saved_at = stored.saved_at;
	if (v->page.wrong)
		v->saved_wrong = msg_text(cx->arena, cx->lang,
			MSGN("Saved, with {1} error", "Saved, with {1} errors",
				(int64_t)v->page.wrong, N((int64_t)v->page.wrong)));
	v->base = page_json_write(cx->arena, f->ans, v->page.page);
	v->locked = !response_writable(cx, &f->r);
	v->open = v->locked ? 0 : open_on(f, v->page.page);
	for (size_t i = 0; v->open && i < f->n_open; i++)
		if (strcmp(f->open[i].page, v->page.page) == 0)
			fill_mark(cx->arena, &v->page, f->open[i].path,
				tr(cx->lang, _("From last round, not confirmed")), true);
	return inquiry_on_page(pg, &f->r, f->ans, f->lang, &v->page);
}

/* Shown again after a refusal: with what was typed, beside what is stored. */
static enum err meet_again(struct page *pg, struct filling *f, struct fill_meeting *m)
{
	struct fill_sent s = fill_sent_of(pg);
	size_t told = pg->cx->problems.n;
	enum err e = fill_meet(pg->cx, f->r.id, f->model, &s, m);

	if (e != OK && e != ERR_INPUT && e != ERR_CONFLICT)
		return e;
	pg->cx->problems.n = told; /* it has been said already */
	return evaluate(pg, f, m->ans);
}

static void differences(
	struct page *pg, struct filling *f, const struct fill_meeting *m, struct fill_view *v)
{
	bool all = v->locked;

	v->base = m->now_json;
	v->n_differences =
		fill_differ(m->stored, f->ans, all ? m->merged.mine.at : m->merged.both.at,
			all ? m->merged.mine.n : m->merged.both.n, &v->page, f->lang,
			tr(pg->cx->lang, _("Not answered")), pg->cx->arena, &v->differences);
	v->stale = !v->locked && v->n_differences;
}

/* Until the page is saved, the body that answers is Tansiq's own suggestion. */
static enum err mark_body(struct page *pg, struct filling *f, struct fill_view *v)
{
	const struct form_node *n;

	if (v->version || pg->posted)
		return OK;
	TRY(response_body_question(pg->cx, &f->r, f->model, &n));
	if (n && strcmp(answer_text(answers_at(f->ans, n->name)), f->r.code) == 0)
		fill_mark(pg->cx->arena, &v->page, n->name,
			tr(pg->cx->lang, _("Filled in by Tansiq from your account. Change it if it "
					   "is wrong.")),
			false);
	return OK;
}

enum err fill_show_page(struct page *pg)
{
	struct fill_view v = { 0 };
	struct fill_meeting m = { 0 };
	struct filling f;

	TRY(load(pg, &f));
	if (!f.r.own)
		return ERR_MISSING;
	if (pg->posted)
		TRY(meet_again(pg, &f, &m));
	TRY(view(pg, &f, &v));
	if (pg->posted)
		differences(pg, &f, &m, &v);
	TRY(mark_body(pg, &f, &v));
	if (pg->posted)
		fill_put_back_all(pg, &v.page);
	fill_tell(pg, &v.page);
	frame(pg, &f, v.page.title);
	fill_page_html(pg->o, &v);
	return OK;
}

enum err fill_told(struct page *pg, struct told_list *out)
{
	struct fill_view v = { 0 };
	struct fill_meeting m = { 0 };
	struct filling f;
	const char **names;
	size_t n;

	TRY(load(pg, &f));
	if (!f.r.own)
		return ERR_MISSING;
	TRY(meet_again(pg, &f, &m));
	TRY(view(pg, &f, &v));
	n = fill_changed(m.stored, &v.page, pg->cx->arena, &names);
	n = fill_differ(m.stored, f.ans, names, n, &v.page, f.lang,
		tr(pg->cx->lang, _("Not answered")), pg->cx->arena, &v.differences);
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(pg->cx->arena, &out->list) =
			(struct told){ v.differences[i].label, v.differences[i].typed };
	return OK;
}

/* Confirms what was ticked, or (go=confirm) all the page shows. */
static enum err confirm(struct page *pg, struct filling *f, const struct fill_sent *s)
{
	const char *go = fill_posted_word(pg, "go"), **paths;
	size_t n = form_all(pg, "confirmed", &paths);

	if (go && strcmp(go, "confirm") == 0)
		return prefill_confirm(pg->cx, f->r.id, f->model, s->page, NULL, 0, NULL);
	return n ? prefill_confirm(pg->cx, f->r.id, f->model, s->page, paths, n, NULL) : OK;
}

/* Applies and keeps. */
static enum err keep(struct page *pg, struct filling *f, struct fill_meeting *m)
{
	struct fill_sent s = fill_sent_of(pg);

	TRY(load(pg, f));
	if (!f->r.own)
		return ERR_MISSING;
	TRY(fill_save(pg->cx, f->r.id, f->model, &s, m));
	TRY(confirm(pg, f, &s));
	TRY(evaluate(pg, f, m->ans));
	return prefill_waiting(pg->cx, f->r.id, f->ans, &f->open, &f->n_open);
}

/* Where to go after a page: on, unless something on it is wrong; back to it after adding or
 * removing. */
static const char *onward(struct page *pg, struct filling *f)
{
	struct ctx *cx = pg->cx;
	const char *page = page_segment(pg, "page");
	const char *add = fill_posted_word(pg, "add"), *remove = fill_posted_word(pg, "remove");
	struct fill_page *pages;
	size_t n = fill_pages(f->ans, f->lang, cx->lang, cx->arena, &f->findings, &pages), at = 0;

	while (at < n && strcmp(pages[at].address, page) != 0)
		at++;
	if (add)
		return arena_printf(cx->arena, "%s#f-%s-%zu", address(pg, f->r.id, page), add,
			answers_count(answers_at(f->ans, add)));
	if (remove)
		return address(pg, f->r.id, page);
	if (at < n && pages[at].wrong)
		return arena_printf(cx->arena, "%s?check=1", address(pg, f->r.id, page));
	if (at + 1 < n)
		return address(pg, f->r.id, pages[at + 1].address);
	return arena_printf(cx->arena, "/responses/%lld/fill", (long long)f->r.id);
}

enum err fill_post(struct page *pg)
{
	struct fill_meeting m;
	struct filling f;

	TRY(keep(pg, &f, &m));
	TRY(inquiry_replies(pg, &f.r));
	return page_go(pg, onward(pg, &f), NULL);
}

enum err fill_save_post(struct page *pg)
{
	struct fill_meeting m;
	struct fill_view v = { 0 };
	struct filling f;

	TRY(keep(pg, &f, &m));
	TRY(view(pg, &f, &v));
	v.sent_version = fill_sent_of(pg).version;
	v.sent_base = m.sent;
	fill_group_html(pg->o, &v);
	return OK;
}
