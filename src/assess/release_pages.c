#include "assess/release_pages.h"

#include <string.h>

#include "assess/release_list_html.h"
#include "assess/release_load_pages.h"
#include "assess/release_publish_html.h"
#include "assess/release_reason_html.h"
#include "assess/release_show_html.h"
#include "core/may.h"
#include "web/download.h"
#include "web/parts.h"

static void crumbs(struct page *pg, const char *here)
{
	pg->subject = SUBJECT_DONORS;
	pg->title = here;
	page_crumb(pg, tr(pg->cx->lang, _("Releases")), here ? "/releases" : NULL);
	if (here)
		page_crumb(pg, here, NULL);
}

static const char *const sorts[] = { "number", "number_up", "title" };

/* The rows a reader sees: search, state and sort from the address. */
static enum err rows(struct page *pg, const struct paging *p, struct release_list **r, size_t *n)
{
	struct ctx *cx = pg->cx;
	const char *state = page_param(pg, "state");
	const char *sort = page_param(pg, "sort");
	enum release_list_sort by = RELEASE_LIST_SORT_NUMBER;

	for (size_t i = 0; sort && i < COUNT_OF(sorts); i++)
		if (strcmp(sort, sorts[i]) == 0)
			by = (enum release_list_sort)i;
	return release_list_query(cx->db, cx->arena, by, page_search(pg, "q"), 0,
		state ? state : "", (int64_t)cx->who.reach, cx->who.account, p->limit, p->offset, r,
		n);
}

enum err release_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct paging p = page_paging(pg, 25);
	struct choices states = { 0 };
	const char *state = page_param(pg, "state");
	struct release_list *r;
	size_t n;
	int64_t total;

	*LIST_PUSH(cx->arena, &states) = (struct choice){ .value = "", .word = _("Any state") };
	for (size_t i = 0; i < release_flow.n_states; i++)
		*LIST_PUSH(cx->arena, &states) =
			(struct choice){ .value = release_flow.states[i].name,
				.word = release_flow.states[i].word };
	TRY(release_count_query(cx->db, cx->arena, page_search(pg, "q"), 0, state ? state : "",
		(int64_t)cx->who.reach, cx->who.account, &total));
	TRY(rows(pg, &p, &r, &n));
	paging_total(&p, total);
	crumbs(pg, NULL);
	pg->title = tr(cx->lang, _("Releases"));
	release_list_html(pg->o, pg, r, n, p, &states, may_anywhere(cx, MAY_COORDINATE));
	return OK;
}

static enum err list_book(struct page *pg, struct workbook *w)
{
	static const char *const heads[] = { _("Number"), _("Title"), _("State"), _("Frozen"),
		"SHA-256" };
	struct paging all = { .limit = 100000 };
	struct ctx *cx = pg->cx;
	struct release_list *r;
	struct sheet *s;
	size_t n;

	TRY(rows(pg, &all, &r, &n));
	workbook_begin(w, cx->arena, cx->lang, tr(cx->lang, _("Releases")));
	s = workbook_sheet(w, tr(cx->lang, _("Releases")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		sheet_int(w, s, r[i].number);
		sheet_text(w, s, PICK(cx->lang, &r[i], title));
		sheet_text(w, s, tr(cx->lang, flow_state(&release_flow, r[i].state)->word));
		sheet_text(w, s, r[i].published_at);
		sheet_text(w, s, r[i].sha256);
	}
	return OK;
}

enum err release_list_file_page(struct page *pg)
{
	struct workbook w;

	TRY(list_book(pg, &w));
	return download_workbook(pg, &w, "releases");
}

enum err release_show_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	crumbs(pg, v.title);
	release_show_html(pg->o, pg, &v);
	return OK;
}

/* A release one may act on; for others the page does not exist. */
static enum err load_to_act(struct page *pg, struct release_view *v)
{
	TRY(release_load(pg, v));
	return v->coordinates ? OK : ERR_MISSING;
}

enum err release_publish_page(struct page *pg)
{
	struct release_view v;

	TRY(load_to_act(pg, &v));
	crumbs(pg, tr(pg->cx->lang, _("Publish a release")));
	release_publish_html(pg->o, &v);
	return OK;
}

static const struct field act_fields[] = { INT("version", 1, INT64_MAX), TEXT("act", 0, 20),
	LINES("reason", 0, 2000) };

enum err release_publish_post(struct page *pg)
{
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, act_fields, &v));
	TRY(release_publish(pg->cx, id, value_int(v, "version")));
	return page_go(pg, arena_printf(pg->cx->arena, "/releases/%lld", (long long)id),
		_("Published. Donors can open it by its link."));
}

enum err release_withdraw_page(struct page *pg)
{
	struct release_view v;

	TRY(load_to_act(pg, &v));
	crumbs(pg, tr(pg->cx->lang, _("Withdraw a release")));
	release_reason_html(pg->o, pg, &v, "withdraw", _("Withdraw this release?"),
		_("Its page will say so at once, with your reason, and show no figures any more. "
		  "The document "
		  "is kept."),
		_("Withdraw"));
	return OK;
}

enum err release_restore_page(struct page *pg)
{
	struct release_view v;

	TRY(load_to_act(pg, &v));
	crumbs(pg, tr(pg->cx->lang, _("Publish a release again")));
	release_reason_html(pg->o, pg, &v, "restore", _("Publish this release again?"),
		_("The same link shows the same figures again. The reason is kept in its history."),
		_("Publish again"));
	return OK;
}

enum err release_act_post(struct page *pg)
{
	struct values *v;
	const char *act;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, act_fields, &v));
	act = value_text(v, "act");
	TRY(release_act(
		pg->cx, id, value_int(v, "version"), act ? act : "", value_text(v, "reason")));
	if (act && strcmp(act, "discard") == 0)
		return page_go(pg, "/releases", _("Draft discarded."));
	return page_go(pg, arena_printf(pg->cx->arena, "/releases/%lld", (long long)id),
		act && strcmp(act, "withdraw") == 0 ? _("Withdrawn. Its page says so now.")
						    : _("Published again."));
}

enum err release_act_again_page(struct page *pg)
{
	const char *act = typed(pg, "act", "");

	if (strcmp(act, "withdraw") == 0)
		return release_withdraw_page(pg);
	if (strcmp(act, "restore") == 0)
		return release_restore_page(pg);
	return release_show_page(pg);
}
