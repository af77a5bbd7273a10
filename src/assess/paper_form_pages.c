/* The blank form on paper: of a version, and for one body's response. */
#include "assess/assess_pages.h"
#include "assess/form.h"
#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "assess/paper_form.h"
#include "assess/paper_form_html.h"
#include "assess/paper_form_pages.h"
#include "assess/response.h"
#include "base/text.h"
#include "web/download.h"

/* What the address chooses: ?form= a language, ?second= another, ?blocks= 1 to 5. */
static void chosen(const struct page *pg, const struct form *f, struct paper_form *p)
{
	const char *first = page_param(pg, "form"), *second = page_param(pg, "second");
	const char *blocks = page_param(pg, "blocks");
	int64_t n;

	p->lang = response_lang(pg->cx, f);
	p->second = f->n_langs;
	for (size_t i = 0; i < f->n_langs; i++) {
		if (first && strcmp(f->langs[i], first) == 0)
			p->lang = i;
		if (second && strcmp(f->langs[i], second) == 0)
			p->second = i;
	}
	if (p->second == p->lang)
		p->second = f->n_langs;
	p->blocks =
		blocks && text_to_int(blocks, &n) && n >= 1 && n <= PAPER_BLOCKS_MAX ? (int)n : 2;
}

static enum err send(struct page *pg, const struct form *f, struct paper_form *p)
{
	struct bytes file;
	size_t pages;

	TRY(download_foot(pg, form_lang_of(f, p->lang), NULL, &p->mark));
	TRY(paper_form_write(pg->cx->arena, f, p, &file, &pages));
	return download_pdf(pg, file, "blank-form");
}

struct asked {
	struct form_by_id f;
	struct form_version_by_number v;
	const struct form *model;
};

static enum err find(struct page *pg, struct asked *w)
{
	int64_t id, number;

	TRY(page_id(pg, "id", &id));
	if (!text_to_int(page_segment(pg, "number"), &number))
		return ERR_MISSING;
	TRY(form_get(pg->cx, id, &w->f));
	TRY(form_version_get(pg->cx, id, number, &w->v));
	return model_get(pg->cx, w->v.file, &w->model);
}

enum err form_paper_file_page(struct page *pg)
{
	struct paper_form p = { 0 };
	struct asked w;

	TRY(find(pg, &w));
	chosen(pg, w.model, &p);
	p.title = PICK(form_lang_of(w.model, p.lang), &w.f, title);
	return send(pg, w.model, &p);
}

static void choice(struct page *pg, struct choices *c, const char *value, const char *name)
{
	*LIST_PUSH(pg->cx->arena, c) = (struct choice){ .value = value, .name = name };
}

enum err form_paper_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct paper_form_view v = { .pg = pg };
	struct asked w;
	size_t first;

	TRY(find(pg, &w));
	first = response_lang(cx, w.model);
	v.title = PICK(cx->lang, &w.f, title);
	v.action = arena_printf(cx->arena, "/forms/%lld/versions/%lld/paper.pdf", (long long)w.f.id,
		(long long)w.v.number);
	choice(pg, &v.langs, w.model->langs[first], w.model->langs[first]);
	choice(pg, &v.seconds, "", tr(cx->lang, _("One language")));
	for (size_t i = 0; i < w.model->n_langs; i++) {
		if (i != first)
			choice(pg, &v.langs, w.model->langs[i], w.model->langs[i]);
		choice(pg, &v.seconds, w.model->langs[i], w.model->langs[i]);
	}
	for (int i = 1; i <= PAPER_BLOCKS_MAX; i++)
		choice(pg, &v.blocks, arena_printf(cx->arena, "%d", i),
			num_text(cx->arena, cx->lang, i));
	pg->title = tr(cx->lang, _("Blank form on paper"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, v.title, arena_printf(cx->arena, "/forms/%lld", (long long)w.f.id));
	page_crumb(pg, pg->title, NULL);
	paper_form_html(pg->o, &v);
	return OK;
}

enum err response_paper_form_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct paper_form p = { 0 };
	struct response_by_id r;
	const struct form *model;
	enum lang lang;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &r));
	TRY(response_model(cx, &r, &model));
	chosen(pg, model, &p);
	lang = form_lang_of(model, p.lang);
	p.title = PICK(lang, &r, title);
	p.body = PICK(lang, &r, name);
	p.due_on = r.due_on;
	p.code = arena_printf(cx->arena, "tansiq:round=%lld;body=%s;response=%lld",
		(long long)r.round, r.code, (long long)r.id);
	p.number = arena_printf(cx->arena, "%lld", (long long)r.id);
	return send(pg, model, &p);
}
