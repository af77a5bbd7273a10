/* Checking the answers of the last round on one page: confirm, mend, send. */
#include <string.h>

#include "assess/fill_check_pages.h"
#include "assess/fill_check_html.h"
#include "assess/form_words.h"
#include "assess/response_in.h"
#include "base/time.h"
#include "web/parts.h"

#define ITEMS_MOST 20

struct checking {
	struct response_by_id r;
	const struct form *model;
	size_t lang;
	struct prefill_offer offer;
	struct answers *ans; /* as shown */
	struct form_findings findings;
	struct prefilled *shown;
	size_t n;
};

static const char *address(const struct page *pg, int64_t response, const char *tail)
{
	return arena_printf(pg->cx->arena, "/responses/%lld%s", (long long)response, tail);
}

/* ---- what was posted ---- */

static const char *posted_word(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			return pg->rq->form[i].value;
	return NULL;
}

static struct prefill_typed typed_in(const struct page *pg)
{
	struct fill_posted *p = ARENA_ARRAY(pg->cx->arena, pg->rq->n_form, struct fill_posted);

	for (size_t i = 0; i < pg->rq->n_form; i++)
		p[i] = (struct fill_posted){ pg->rq->form[i].name, pg->rq->form[i].value };
	return (struct prefill_typed){ posted_word(pg, "seal"), p, pg->rq->n_form };
}

/* ---- loading ---- */

static enum err find(struct page *pg, struct checking *c)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	*c = (struct checking){ 0 };
	TRY(page_id(pg, "id", &id));
	TRY(response_get(cx, id, &c->r));
	if (!c->r.own)
		return ERR_MISSING;
	TRY(response_model(cx, &c->r, &c->model));
	c->lang = response_lang(cx, c->model);
	return OK;
}

/* What is shown: the open marks, or before anything was taken over, the offer. */
static enum err load(struct page *pg, struct checking *c, struct fill_check *v)
{
	struct ctx *cx = pg->cx;
	struct form_clock clock = response_clock(cx);
	const struct prefill_typed typed = typed_in(pg);
	struct prefill_list *marks;
	size_t n_marks;

	TRY(prefill_offer(cx, c->r.id, c->model, &c->offer));
	TRY(prefill_list_query(cx->db, cx->arena, c->r.id, &marks, &n_marks));
	v->offer = !n_marks && c->offer.n;
	v->foreign = c->offer.source && !c->offer.shared && !n_marks;
	if (v->offer) {
		c->ans = c->offer.ans;
		c->shown = c->offer.at;
		c->n = c->offer.n;
	} else {
		TRY(response_answers(cx, c->r.id, c->model, &c->ans));
		TRY(prefill_waiting(cx, c->r.id, c->ans, &c->shown, &c->n));
		v->more = (int64_t)c->offer.n;
	}
	v->left_out = v->offer ? (int64_t)c->offer.left_out : 0;
	v->n = (int64_t)c->n;
	v->seal = prefill_seal(cx->arena, c->ans);
	c->findings.arena = cx->arena;
	if (pg->posted)
		TRY(prefill_put_typed(cx, c->ans, &typed));
	return form_check(c->ans, &clock, c->lang, cx->arena, &c->findings) == ERR_FAULT ? ERR_FAULT
											 : OK;
}

/* ---- the answers in words ---- */

static const char *words(struct page *pg, struct checking *c, struct form_ref at)
{
	struct arena *a = pg->cx->arena;
	struct form_item it;
	const char *chosen;

	form_item(c->ans, at, c->lang, a, NULL, &it);
	chosen = form_item_chosen(&it, a);
	if (*chosen)
		return chosen;
	if (at.node->type == FORM_DATE)
		return date_words(a, pg->cx->lang, it.value);
	if (at.node->type == FORM_INTEGER || at.node->type == FORM_DECIMAL)
		return digits_text(a, pg->cx->lang, it.value);
	return it.value;
}

static const char *row_of(struct page *pg, struct checking *c, struct form_ref at)
{
	struct occurrence *occ = at.occ;
	struct form_ref repeat;

	if (!occ || !occ->parent)
		return NULL;
	repeat = (struct form_ref){ .node = occ->node, .occ = occ->parent };
	return msg_text(pg->cx->arena, pg->cx->lang,
		MSG("{1}: {2} of {3}", S(form_label(c->ans, repeat, c->lang, pg->cx->arena)),
			N((int64_t)occ->position + 1), N((int64_t)answers_count(repeat))));
}

static void put_answers(
	struct page *pg, struct checking *c, const struct fill_page *from, struct check_page *to)
{
	struct ctx *cx = pg->cx;
	const struct occurrence *last = NULL;

	to->answers = ARENA_ARRAY(cx->arena, c->n, struct check_answer);
	for (size_t i = 0; i < c->n; i++) {
		const struct prefilled *p = &c->shown[i];

		if (strcmp(p->page, from->page) != 0)
			continue;
		to->answers[to->n++] = (struct check_answer){
			.row = p->ref.occ != last ? row_of(pg, c, p->ref) : NULL,
			.label = form_label(c->ans, p->ref, c->lang, cx->arena),
			.value = words(pg, c, p->ref),
			.href = arena_printf(cx->arena, "%s#f-%s", to->href, p->path),
		};
		last = p->ref.occ;
	}
}

static void put_items(struct page *pg, struct fill_check *v, const struct fill_item *items,
	size_t n, const char *row)
{
	struct arena *a = pg->cx->arena;

	for (size_t i = 0; i < n; i++) {
		const struct fill_item *x = &items[i];
		const char *here =
			x->kind == FILL_ROUND
				? msg_text(a, pg->cx->lang,
					  MSG("{1}: {2} of {3}", S(x->label),
						  N((int64_t)x->position), N((int64_t)x->count)))
				: row;

		put_items(pg, v, x->items, x->n_items, here);
		if (!x->error || !x->id || x->kind == FILL_NOT_HERE)
			continue;
		if (v->n_items == ITEMS_MOST) {
			v->further++;
			continue;
		}
		v->items[v->n_items] = *x;
		if (row)
			v->items[v->n_items].label = arena_printf(a, "%s. %s", row, x->label);
		v->n_items++;
	}
}

static void put_pages(struct page *pg, struct checking *c, struct fill_check *v)
{
	struct ctx *cx = pg->cx;
	struct fill_page *pages;
	size_t n = fill_pages(c->ans, c->lang, cx->lang, cx->arena, &c->findings, &pages);

	v->pages = ARENA_ARRAY(cx->arena, n, struct check_page);
	v->items = ARENA_ARRAY(cx->arena, ITEMS_MOST, struct fill_item);
	for (size_t i = 0; i < n; i++) {
		struct check_page *to = &v->pages[v->n_pages];
		struct fill_page items;

		*to = (struct check_page){ .address = pages[i].address,
			.title = pages[i].title,
			.href = address(pg, c->r.id,
				arena_printf(cx->arena, "/fill/%s", pages[i].address)) };
		put_answers(pg, c, &pages[i], to);
		v->n_pages += to->n > 0;
		if (fill_page_of(c->ans, pages[i].address, c->lang, cx->lang, cx->arena,
			    &c->findings, FILL_SAY_ALL, &items))
			put_items(pg, v, items.items, items.n_items, NULL);
	}
}

static enum err name_source(struct page *pg, struct checking *c, struct fill_check *v)
{
	struct response_by_id other;

	if (!c->offer.source)
		return OK;
	TRY(response_get(pg->cx, c->offer.source, &other));
	v->source = PICK(pg->cx->lang, &other, title);
	v->source_href = address(pg, other.id, "");
	return OK;
}

enum err fill_check_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct fill_check v = { 0 };
	struct checking c;
	enum lang l;

	TRY(find(pg, &c));
	TRY(load(pg, &c, &v));
	put_pages(pg, &c, &v);
	TRY(name_source(pg, &c, &v));
	l = form_lang_of(c.model, c.lang);
	v.lang = langs[l].bcp47;
	v.dir = langs[l].dir;
	v.title = PICK(cx->lang, &c.r, title);
	v.body = PICK(cx->lang, &c.r, name);
	v.response = c.r.id;
	v.version = c.r.version;
	v.due_on = c.r.due_on;
	v.overview = address(pg, c.r.id, "/fill");
	v.writable = response_writable(cx, &c.r);
	v.can_send =
		v.writable && !v.offer && !c.n && !c.findings.n && strcmp(c.r.state, "asked") != 0;
	pg->subject = SUBJECT_ASSESS;
	pg->title = tr(cx->lang, _("Check and send"));
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, v.title, v.overview);
	page_crumb(pg, pg->title, NULL);
	fill_check_html(pg->o, &v);
	return OK;
}

/* ---- acts ---- */

/* "-" in an address is the page "". */
static const char *page_named(const char *word)
{
	return strcmp(word, "-") == 0 ? "" : word;
}

static enum err act(struct page *pg, struct checking *c, const char **notice)
{
	struct ctx *cx = pg->cx;
	const char *word = posted_word(pg, "act"), *mode = posted_word(pg, "mode");
	const char *one = posted_word(pg, "page_confirm"), *drop = posted_word(pg, "page_drop");
	struct prefill_typed typed = typed_in(pg);
	struct prefill_typed unseen = { NULL, typed.posted, typed.n };

	*notice = NULL;
	if (drop)
		return prefill_drop(cx, c->r.id, c->model, page_named(drop));
	if (one)
		return prefill_confirm(cx, c->r.id, c->model, page_named(one), NULL, 0, &typed);
	if (word && strcmp(word, "drop") == 0)
		return prefill_drop(cx, c->r.id, c->model, NULL);
	if (word && strcmp(word, "take") == 0)
		return prefill_take(cx, c->r.id, c->model, false, &unseen);
	if (word && strcmp(word, "confirm") == 0) {
		*notice = _("Confirmed. Everything you typed is kept.");
		if (mode && strcmp(mode, "offer") == 0)
			return prefill_take(cx, c->r.id, c->model, true, &typed);
		return prefill_confirm(cx, c->r.id, c->model, NULL, NULL, 0, &typed);
	}
	/* Only what was typed; no mark is named. */
	return prefill_confirm(
		cx, c->r.id, c->model, NULL, (const char *const[]){ NULL }, 0, &unseen);
}

enum err fill_check_post(struct page *pg)
{
	struct checking c;
	const char *notice;

	TRY(find(pg, &c));
	TRY(act(pg, &c, &notice));
	return page_go(pg, address(pg, c.r.id, "/check"), notice);
}
