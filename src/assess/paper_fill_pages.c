/* Typing a paper: the pages of the form, kept apart from the response. */
#include <string.h>

#include "assess/fill_differ.h"
#include "assess/fill_page_html.h"
#include "assess/fill_parts_pages.h"
#include "assess/form_words.h"
#include "assess/paper_pages.h"
#include "assess/paper_scans_html.h"
#include "assess/paper_view_pages.h"
#include "assess/response_in.h"

struct typing {
	struct paper p;
	int pass;  /* of the address */
	bool seen; /* this reader may see what is typed in it */
	bool open; /* and type in it now */
	size_t lang;
	struct answers *ans;
	struct form_findings findings;
};

static enum err evaluate(struct page *pg, struct typing *y, struct answers *ans)
{
	struct form_clock clock = response_clock(pg->cx);

	y->ans = ans;
	y->findings = (struct form_findings){ .arena = pg->cx->arena };
	return form_check(ans, &clock, y->lang, pg->cx->arena, &y->findings) == ERR_FAULT
		       ? ERR_FAULT
		       : OK;
}

static enum err load(struct page *pg, struct typing *y)
{
	const char *entry = page_segment(pg, "entry");
	int64_t wait = 0;

	*y = (struct typing){ 0 };
	TRY(paper_of(pg, &y->p, true));
	y->pass = strcmp(entry, "1") == 0 ? 1 : strcmp(entry, "2") == 0 ? 2 : 0;
	if (!y->pass)
		return ERR_MISSING;
	y->lang = response_lang(pg->cx, y->p.model);
	TRY(paper_pass_seen(pg->cx, &y->p, y->pass, &y->seen));
	if (y->pass == 2)
		TRY(paper_wait(pg->cx, &y->p, &wait));
	y->open = y->p.types && paper_pass(&y->p.e) == y->pass && !wait;
	return OK;
}

static const char *address(const struct page *pg, const struct typing *y, const char *page)
{
	return paper_address(
		pg, y->p.e.id, arena_printf(pg->cx->arena, "/fill/%d/%s", y->pass, page));
}

/* ---- what is kept, for fill_meet_in ---- */

static enum err page_kept(struct ctx *cx, const void *at, const char *page, struct page_text *out)
{
	const struct typing *y = at;

	return paper_page_now(cx, y->p.e.id, y->pass, page, out);
}

static enum err all_kept(
	struct ctx *cx, const void *at, const struct form *model, struct answers **out)
{
	const struct typing *y = at;

	(void)model;
	return paper_answers(cx, &y->p, y->pass, out);
}

static enum err meet(struct page *pg, const struct typing *y, struct fill_meeting *m)
{
	const struct fill_store store = { y, page_kept, all_kept };
	struct fill_sent s = fill_sent_of(pg);

	return fill_meet_in(pg->cx, &store, y->p.model, &s, m);
}

/* ---- the page ---- */

static enum err view(struct page *pg, struct typing *y, struct fill_view *v)
{
	struct ctx *cx = pg->cx;
	const char *page = page_segment(pg, "page");
	enum lang lang = form_lang_of(y->p.model, y->lang);
	struct fill_page *pages;
	struct page_text kept = { 0 };
	size_t n, at = 0;

	if (!fill_page_of(y->ans, page, y->lang, cx->lang, cx->arena, &y->findings, FILL_SAY_WRONG,
		    &v->page) ||
		!v->page.relevant)
		return ERR_MISSING;
	n = fill_pages(y->ans, y->lang, cx->lang, cx->arena, &y->findings, &pages);
	while (at < n && strcmp(pages[at].address, page) != 0)
		at++;
	if (y->seen)
		TRY(paper_page_now(cx, y->p.e.id, y->pass, v->page.page, &kept));
	v->number = (int64_t)at + 1;
	v->pages = (int64_t)n;
	v->last = at + 1 >= n;
	v->title = PICK(cx->lang, &y->p.r, title);
	v->lang = langs[lang].bcp47;
	v->dir = langs[lang].dir;
	v->action = address(pg, y, page);
	v->save = arena_printf(cx->arena, "%s/save", v->action);
	v->overview = paper_address(pg, y->p.e.id, "");
	v->before = at > 0 && at <= n ? address(pg, y, pages[at - 1].address) : NULL;
	v->next_word = _("Save and continue");
	v->last_word = _("Save, and back to the paper");
	v->version = kept.version;
	v->saved_at = kept.saved_at;
	v->base = page_json_write(cx->arena, y->ans, v->page.page);
	v->locked = !y->open;
	return OK;
}

static void differences(
	struct page *pg, struct typing *y, const struct fill_meeting *m, struct fill_view *v)
{
	bool all = v->locked;

	v->base = m->now_json;
	v->n_differences =
		fill_differ(m->stored, y->ans, all ? m->merged.mine.at : m->merged.both.at,
			all ? m->merged.mine.n : m->merged.both.n, &v->page, y->lang,
			tr(pg->cx->lang, _("Not answered")), pg->cx->arena, &v->differences);
	v->stale = !v->locked && v->n_differences;
}

/* Shown again after a refusal. Who may not see what is kept meets what was typed alone. */
static enum err again(struct page *pg, struct typing *y, struct fill_meeting *m)
{
	struct ctx *cx = pg->cx;
	size_t told = cx->problems.n;
	struct fill_sent s = fill_sent_of(pg);
	struct msg why;
	enum err e;

	if (!y->seen) {
		TRY(response_begin(cx, &y->p.r, y->p.model, &m->ans));
		e = fill_apply(m->ans, s.page, s.posted, s.n, NULL, NULL, &why);
		return e == ERR_FAULT ? e : evaluate(pg, y, m->ans);
	}
	e = meet(pg, y, m);
	if (e != OK && e != ERR_INPUT && e != ERR_CONFLICT)
		return e;
	cx->problems.n = told; /* it has been said already */
	return evaluate(pg, y, m->ans);
}

enum err paper_fill_page(struct page *pg)
{
	struct paper_scans_view scans;
	struct fill_meeting m = { 0 };
	struct fill_view v = { 0 };
	struct answers *ans;
	struct typing y;

	TRY(load(pg, &y));
	if (!y.seen && !pg->posted)
		return ERR_MISSING;
	if (pg->posted) {
		TRY(again(pg, &y, &m));
	} else {
		TRY(paper_answers(pg->cx, &y.p, y.pass, &ans));
		TRY(evaluate(pg, &y, ans));
	}
	TRY(view(pg, &y, &v));
	if (pg->posted && m.stored)
		differences(pg, &y, &m, &v);
	if (pg->posted)
		fill_put_back_all(pg, &v.page);
	fill_tell(pg, &v.page);
	TRY(paper_scans(pg, &y.p, &scans));
	paper_frame(pg, &y.p, v.page.title);
	paper_head_html(pg->o, pg, &(struct paper_head){ y.pass, &scans });
	fill_page_html(pg->o, &v);
	return OK;
}

/* ---- keeping ---- */

static enum err keep(struct page *pg, struct typing *y, struct fill_meeting *m)
{
	struct fill_sent s = fill_sent_of(pg);
	struct page_text now;

	TRY(load(pg, y));
	if (!y->open) /* says why */
		return paper_page_save(pg->cx, &y->p, y->pass, s.page, 0, "{}", &now);
	TRY(meet(pg, y, m));
	TRY(paper_page_save(pg->cx, &y->p, y->pass, s.page, m->now.version,
		page_json_write(pg->cx->arena, m->ans, s.page), &m->now));
	return evaluate(pg, y, m->ans);
}

/* On to the next page; back to it after adding or removing. What is wrong on the paper is typed as
 * it is. */
static const char *onward(struct page *pg, struct typing *y)
{
	struct ctx *cx = pg->cx;
	const char *page = page_segment(pg, "page");
	struct fill_sent s = fill_sent_of(pg);
	struct fill_page *pages;
	size_t n = fill_pages(y->ans, y->lang, cx->lang, cx->arena, &y->findings, &pages), at = 0;

	while (at < n && strcmp(pages[at].address, page) != 0)
		at++;
	if (s.add)
		return arena_printf(cx->arena, "%s#f-%s-%zu", address(pg, y, page), s.add,
			answers_count(answers_at(y->ans, s.add)));
	if (s.remove)
		return address(pg, y, page);
	return at + 1 < n ? address(pg, y, pages[at + 1].address)
			  : paper_address(pg, y->p.e.id, "");
}

enum err paper_fill_post(struct page *pg)
{
	struct fill_meeting m = { 0 };
	struct typing y;

	TRY(keep(pg, &y, &m));
	return page_go(pg, onward(pg, &y), NULL);
}

enum err paper_fill_save_post(struct page *pg)
{
	struct fill_meeting m = { 0 };
	struct fill_view v = { 0 };
	struct typing y;

	TRY(keep(pg, &y, &m));
	TRY(view(pg, &y, &v));
	v.sent_version = fill_sent_of(pg).version;
	v.sent_base = m.sent;
	fill_group_html(pg->o, &v);
	return OK;
}
