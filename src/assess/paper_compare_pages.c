/* Both entries of a paper side by side: each difference is decided on, then all is taken over. */
#include <string.h>

#include "assess/fill_parts_pages.h"
#include "assess/form_words.h"
#include "assess/paper_compare_html.h"
#include "assess/paper_pages.h"
#include "assess/paper_view_pages.h"
#include "assess/response_in.h"
#include "assess/response_view_pages.h"

/* ---- what is shown ---- */

static size_t words(struct page *pg, struct answers *ans, const char *path, size_t lang,
	const char *const **values)
{
	struct form_ref at = answers_at(ans, path);

	*values = NULL;
	return at.node ? answer_values(pg->cx, at, lang, values) : 0;
}

/* Where a value of one's own is typed: the question as the form shows it, in the answers in which
 * it is asked. */
static enum err input_of(struct page *pg, const struct paper_compare *c,
	const struct paper_difference *d, size_t lang, const struct fill_item **input)
{
	struct ctx *cx = pg->cx;
	struct answers *in[] = { c->final, c->second, c->first };
	struct form_clock clock = response_clock(cx);

	*input = NULL;
	for (size_t i = 0; i < COUNT_OF(in) && !*input; i++) {
		struct form_findings findings = { .arena = cx->arena };
		struct fill_page page;

		if (form_check(in[i], &clock, lang, cx->arena, &findings) == ERR_FAULT)
			return ERR_FAULT;
		if (fill_page_of(in[i], *d->page ? d->page : "-", lang, cx->lang, cx->arena,
			    &findings, FILL_SAY_WRONG, &page))
			*input = fill_item_named(&page, d->path);
	}
	return OK;
}

static const char *page_title(
	struct page *pg, struct answers *ans, const struct paper_difference *d, size_t lang)
{
	struct ctx *cx = pg->cx;
	struct form_findings none = { .arena = cx->arena };
	struct fill_page page;

	return fill_page_of(ans, *d->page ? d->page : "-", lang, cx->lang, cx->arena, &none,
		       FILL_SAY_WRONG, &page)
		       ? page.title
		       : "";
}

static enum err load_differences(
	struct page *pg, const struct paper_compare *c, struct paper_compare_view *v)
{
	struct ctx *cx = pg->cx;
	size_t lang = response_lang(cx, v->p->model);

	v->n = c->list.n;
	v->open = c->open;
	v->differences = ARENA_ARRAY(cx->arena, v->n + 1, struct paper_difference_view);
	for (size_t i = 0; i < v->n; i++) {
		const struct paper_difference *d = &c->list.at[i];
		struct paper_difference_view *x = &v->differences[i];

		x->d = d;
		x->number = (int64_t)i + 1;
		x->page = page_title(pg, c->final, d, lang);
		x->label = paper_label(cx, c->final, answers_at(c->final, d->path), lang);
		x->n_first = words(pg, c->first, d->path, lang, &x->first);
		x->n_second = words(pg, c->second, d->path, lang, &x->second);
		x->n_chosen = words(pg, c->final, d->path, lang, &x->chosen);
		if (v->deciding && !d->choice)
			TRY(input_of(pg, c, d, lang, &x->input));
	}
	return OK;
}

static enum err load_outcome(struct page *pg, struct paper_compare *c, struct paper_compare_view *v)
{
	struct ctx *cx = pg->cx;
	struct paper_outcome *o = ARENA_NEW(cx->arena, struct paper_outcome);
	size_t lang = response_lang(cx, v->p->model);

	if (!v->deciding || c->open)
		return OK;
	TRY(paper_settle(v->p, c));
	TRY(paper_outcome(cx, v->p, c, o));
	v->outcome = o;
	v->n_replaced = o->list.n;
	v->replaced = ARENA_ARRAY(cx->arena, o->list.n + 1, struct paper_replaced_view);
	for (size_t i = 0; i < o->list.n; i++) {
		struct paper_replaced *x = &o->list.at[i];
		struct paper_replaced_view *to = &v->replaced[i];

		to->label = paper_label(cx, o->now, x->now, lang);
		to->n_now = answer_values(cx, x->now, lang, &to->now);
		to->n_paper = x->paper.occ ? answer_values(cx, x->paper, lang, &to->paper) : 0;
	}
	return OK;
}

static bool compared(const struct paper *p)
{
	return strcmp(p->e.state, "compare") == 0 || strcmp(p->e.state, "taken") == 0;
}

enum err paper_compare_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct paper_compare_view v = { 0 };
	struct paper_compare c;
	struct paper p;
	enum lang lang;

	TRY(paper_of(pg, &p, true));
	if (!compared(&p))
		return pg->posted ? paper_show_page(pg) : ERR_MISSING;
	TRY(paper_compare(cx, &p, &c));
	v.p = &p;
	v.title = PICK(cx->lang, &p.r, title);
	v.body = PICK(cx->lang, &p.r, name);
	lang = form_lang_of(p.model, response_lang(cx, p.model));
	v.lang = langs[lang].bcp47;
	v.dir = langs[lang].dir;
	v.takes = response_open(&p.r);
	v.deciding = p.types && strcmp(p.e.state, "compare") == 0;
	TRY(load_differences(pg, &c, &v));
	TRY(load_outcome(pg, &c, &v));
	TRY(paper_scans(pg, &p, &v.scans));
	paper_frame(pg, &p, tr(cx->lang, _("Compare the two entries")));
	paper_compare_html(pg->o, pg, &v);
	return OK;
}

/* ---- acts ---- */

/* A value typed in the question's own input, as the form settles it. */
static enum err typed_value(
	struct page *pg, const struct paper *p, const char *path, const char **value)
{
	struct fill_sent s = fill_sent_of(pg);
	const struct fill_long *longs;
	struct answers *ans;
	struct form_ref at;
	struct msg why;

	*value = NULL;
	if (fill_too_long(pg->cx->arena, s.posted, s.n, &longs))
		return problem(pg->cx, ERR_INPUT, path, fill_long_text(&longs[0]));
	for (size_t pass = 1; pass <= 2 && !*value; pass++) {
		TRY(paper_answers(pg->cx, p, (int)pass, &ans));
		at = answers_at(ans, path);
		if (!at.node)
			continue;
		if (fill_apply(ans, paper_page_of(at.node), s.posted, s.n, NULL, NULL, &why) != OK)
			return problem(pg->cx, ERR_INPUT, path, why);
		*value = answer_text(at);
	}
	return *value ? OK : ERR_MISSING;
}

/* The next difference that is open after this one, else the first, else the end of the page. */
static enum err next_open(struct page *pg, const struct paper *p, const char *path, const char **to)
{
	struct paper_compare c;
	size_t found = SIZE_MAX, here = 0;

	TRY(paper_compare(pg->cx, p, &c));
	while (here < c.list.n && strcmp(c.list.at[here].path, path) != 0)
		here++;
	for (size_t i = 0; i < c.list.n; i++)
		if (!c.list.at[i].choice && (found == SIZE_MAX || (found < here && i > here)))
			found = i;
	*to = found == SIZE_MAX ? "/compare#take"
				: arena_printf(pg->cx->arena, "/compare#d%zu", found + 1);
	return OK;
}

enum err paper_choose_post(struct page *pg)
{
	static const char *const words[] = { "0", "1", "2", "3", NULL };
	static const struct field fields[] = { TEXT("path", 1, 300), WORD("choice", words),
		INT("version", 0, INT32_MAX) };
	struct paper_choice choice;
	const char *to = "/compare";
	struct values *v;
	struct paper p;

	TRY(paper_of(pg, &p, true));
	TRY(FORM_READ(pg, fields, &v));
	choice = (struct paper_choice){ .path = value_text(v, "path"),
		.choice = value_text(v, "choice")[0] - '0',
		.version = value_int(v, "version") };
	if (choice.choice == 3 && compared(&p))
		TRY(typed_value(pg, &p, choice.path, &choice.value));
	TRY(paper_choose(pg->cx, p.e.id, &choice));
	TRY(next_open(pg, &p, choice.path, &to));
	return page_go(pg, paper_address(pg, p.e.id, to), NULL);
}

enum err paper_take_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 0, INT32_MAX), TEXT("seen", 1, 64),
		FLAG("replace") };
	struct values *v;
	struct paper p;

	TRY(paper_of(pg, &p, true));
	TRY(FORM_READ(pg, fields, &v));
	TRY(paper_take(pg->cx, p.e.id, value_int(v, "version"), value_text(v, "seen"),
		value_flag(v, "replace")));
	return page_go(pg, paper_address(pg, p.e.id, ""),
		_("Taken over. The answers of the paper are the response's now."));
}
