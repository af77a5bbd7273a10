/* A form's version as it will be filled in, in each of its languages. Nothing typed here is kept.
 */
#include <string.h>

#include "assess/fill_page_html.h"
#include "assess/fill_pages.h"
#include "assess/fill_save.h"
#include "assess/fill_view.h"
#include "assess/form.h"
#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "assess/preview_head_html.h"
#include "assess/response_in.h"
#include "base/text.h"

struct preview {
	struct form_by_id form;
	struct form_version_by_number version;
	const struct form *model;
	size_t lang;
	const char *base;
	struct answers *ans;
	struct form_findings findings;
};

static enum err load(struct page *pg, struct preview *p)
{
	struct ctx *cx = pg->cx;
	struct form_clock clock = response_clock(cx);
	const char *chosen = page_param(pg, "form");
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	if (!text_to_int(page_segment(pg, "number"), &number))
		return ERR_MISSING;
	TRY(form_get(cx, id, &p->form));
	TRY(form_version_get(cx, id, number, &p->version));
	TRY(model_get(cx, p->version.file, &p->model));
	p->lang = response_lang(cx, p->model);
	for (size_t i = 0; chosen && i < p->model->n_langs; i++)
		if (strcmp(p->model->langs[i], chosen) == 0)
			p->lang = i;
	p->base = arena_printf(
		cx->arena, "/forms/%lld/versions/%lld/preview", (long long)id, (long long)number);
	p->ans = answers_new(cx->arena, p->model);
	p->findings = (struct form_findings){ .arena = cx->arena };
	if (form_begin(p->ans, &clock, p->lang) != OK)
		return ERR_FAULT;
	if (form_check(p->ans, &clock, p->lang, cx->arena, &p->findings) == ERR_FAULT)
		return ERR_FAULT;
	return OK;
}

static const char *address(
	const struct page *pg, const struct preview *p, const char *page, size_t lang)
{
	return arena_printf(pg->cx->arena, "%s/%s?form=%s", p->base, page,
		url_words(pg->cx->arena, p->model->langs[lang]));
}

static enum err show(struct page *pg, struct preview *p, const char *page)
{
	struct ctx *cx = pg->cx;
	struct preview_head h = { 0 };
	struct fill_view v = { 0 };
	struct fill_page *pages;
	enum lang l = form_lang_of(p->model, p->lang);
	size_t n, at = 0;

	if (!fill_page_of(p->ans, page, p->lang, cx->lang, cx->arena, &p->findings, FILL_SAY_WRONG,
		    &v.page))
		return ERR_MISSING;
	n = fill_pages(p->ans, p->lang, cx->lang, cx->arena, &p->findings, &pages);
	h.links = ARENA_ARRAY(cx->arena, n, struct preview_link);
	h.langs = ARENA_ARRAY(cx->arena, p->model->n_langs, struct preview_link);
	for (size_t i = 0; i < n; i++) {
		h.links[h.n_links++] =
			(struct preview_link){ address(pg, p, pages[i].address, p->lang),
				pages[i].title, strcmp(pages[i].address, page) == 0 };
		if (h.links[i].here)
			at = i;
	}
	for (size_t i = 0; i < p->model->n_langs; i++)
		h.langs[h.n_langs++] = (struct preview_link){ address(pg, p, page, i),
			p->model->langs[i], i == p->lang };
	v.number = (int64_t)at + 1;
	v.pages = (int64_t)n;
	v.title = "";
	v.lang = langs[l].bcp47;
	v.dir = langs[l].dir;
	v.action = address(pg, p, page, p->lang);
	v.before = at ? h.links[at - 1].href : NULL;
	v.overview = arena_printf(cx->arena, "/forms/%lld", (long long)p->form.id);
	v.next_word = v.last_word = _("Try these answers");
	pg->subject = SUBJECT_ASSESS;
	pg->title = tr(cx->lang, _("Preview"));
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, &p->form, title), v.overview);
	page_crumb(pg, pg->title, NULL);
	preview_head_html(pg->o, &h);
	fill_page_html(pg->o, &v);
	return OK;
}

enum err preview_page(struct page *pg)
{
	struct fill_page *pages;
	struct preview p;

	TRY(load(pg, &p));
	if (!fill_pages(p.ans, p.lang, pg->cx->lang, pg->cx->arena, &p.findings, &pages))
		return ERR_MISSING;
	return show(pg, &p, pages[0].address);
}

enum err preview_show_page(struct page *pg)
{
	struct preview p;

	TRY(load(pg, &p));
	return show(pg, &p, page_segment(pg, "page"));
}

enum err preview_post(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct form_clock clock = response_clock(cx);
	const char *page = page_segment(pg, "page"), *add = NULL, *remove = NULL;
	struct fill_posted *posted = ARENA_ARRAY(cx->arena, pg->rq->n_form, struct fill_posted);
	struct preview p;
	struct msg why;

	TRY(load(pg, &p));
	for (size_t i = 0; i < pg->rq->n_form; i++) {
		posted[i] = (struct fill_posted){ pg->rq->form[i].name, pg->rq->form[i].value };
		if (strcmp(posted[i].name, "add") == 0)
			add = posted[i].value;
		if (strcmp(posted[i].name, "remove") == 0)
			remove = posted[i].value;
	}
	if (fill_apply(p.ans, strcmp(page, "-") == 0 ? "" : page, posted, pg->rq->n_form, add,
		    remove, &why) != OK)
		return fill_refuse(cx, p.ans, posted, pg->rq->n_form, why);
	p.findings = (struct form_findings){ .arena = cx->arena };
	if (form_check(p.ans, &clock, p.lang, cx->arena, &p.findings) == ERR_FAULT)
		return ERR_FAULT;
	return show(pg, &p, page);
}
