/* The links of a release, for those who coordinate it: what stands, how often opened, the acts. */
#include <string.h>

#include "assess/release_links_html.h"
#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "base/text.h"
#include "base/time.h"
#include "core/identity.h"
#include "web/download.h"
#include "web/parts.h"

enum { DAYS_SHOWN = 14 };

static struct link_line line(struct ctx *cx, const struct link_list *r)
{
	return (struct link_line){ .row = r,
		.audience = edition_name(cx->lang, &NAMES(r, name), r->share),
		.address = arena_printf(
			cx->arena, "%s/r/%s", identity_url(cx->arena, cx->config), r->token),
		.made_by = PICK(cx->lang, r, maker),
		.revoked_by = PICK(cx->lang, r, revoker),
		.stands = link_stands(cx, r->state, r->ends_on),
		.newest = r->id == r->newest };
}

/* The openings of the last days, as bars; NULL when there never was one. */
static struct chart *chart_of(struct ctx *cx, const struct links_view *w)
{
	enum lang lang = cx->lang;
	struct chart *c;
	int64_t most = 0, sum = 0;

	if (!w->pages && !w->files)
		return NULL;
	c = chart_new(cx->arena, lang, "c1", tr(lang, _("Openings by day")), w->n_days);
	for (size_t i = 0; i < w->n_days; i++) {
		sum += w->by_day[i].pages;
		if (w->by_day[i].pages > most)
			most = w->by_day[i].pages;
	}
	for (size_t i = 0; i < w->n_days; i++)
		chart_bar(cx->arena, c, lang, date_words(cx->arena, lang, w->by_day[i].day),
			num_text(cx->arena, lang, w->by_day[i].pages), w->by_day[i].pages, most,
			false, NULL);
	c->first = tr(lang, _("Day"));
	c->second = tr(lang, _("Opened"));
	c->finding = msg_text(
		cx->arena, lang, MSGN("Opened {1} time.", "Opened {1} times.", sum, N(sum)));
	return c;
}

static enum err load(struct page *pg, struct release_view *v, struct links_view *w)
{
	struct ctx *cx = pg->cx;
	struct link_list *rows;
	struct link_days *days;
	struct link_langs *by_lang;
	struct link_line *lines;

	TRY(release_load(pg, v));
	if (!v->coordinates)
		return ERR_MISSING;
	*w = (struct links_view){ .v = v };
	TRY(link_list_query(cx->db, cx->arena, v->release->id, &rows, &w->n));
	TRY(link_days_query(cx->db, cx->arena, v->release->id,
		date_add(cx->arena, cx->today, 1 - DAYS_SHOWN), &days, &w->n_days));
	TRY(link_langs_query(cx->db, cx->arena, v->release->id, &by_lang, &w->n_langs));
	lines = ARENA_ARRAY(cx->arena, w->n, struct link_line);
	for (size_t i = 0; i < w->n; i++)
		lines[i] = line(cx, &rows[i]);
	for (size_t i = 0; i < w->n_langs; i++) {
		w->pages += by_lang[i].pages;
		w->files += by_lang[i].files;
	}
	w->lines = lines;
	w->by_day = days;
	w->by_lang = by_lang;
	w->days = chart_of(cx, w);
	return OK;
}

static void frame(struct page *pg, const struct release_view *v, const char *title, bool one)
{
	struct arena *a = pg->cx->arena;
	const char *at = arena_printf(a, "/releases/%lld", (long long)v->release->id);

	pg->subject = SUBJECT_DONORS;
	pg->title = title;
	page_crumb(pg, tr(pg->cx->lang, _("Releases")), "/releases");
	page_crumb(pg, v->title, at);
	if (one)
		page_crumb(pg, tr(pg->cx->lang, _("Links and openings")),
			arena_printf(a, "%s/links", at));
	page_crumb(pg, title, NULL);
}

enum err release_links_page(struct page *pg)
{
	struct release_view v;
	struct links_view w;

	TRY(load(pg, &v, &w));
	frame(pg, &v, tr(pg->cx->lang, _("Links and openings")), false);
	release_links_html(pg->o, pg, &w);
	return OK;
}

enum err release_links_file_page(struct page *pg)
{
	static const char *const heads[] = { _("Audience"), _("Link"), _("State"), _("Made"),
		_("Last day"), _("Revoked"), _("Reason"), _("Opened"), _("Downloads") };
	static const char *const states[] = { _("Opens"), _("Past its last day"), _("Revoked") };
	struct ctx *cx = pg->cx;
	struct release_view v;
	struct links_view w;
	struct workbook book;
	struct sheet *s;

	TRY(load(pg, &v, &w));
	workbook_begin(&book, cx->arena, cx->lang, v.title);
	s = workbook_sheet(&book, tr(cx->lang, _("Links and openings")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&book, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < w.n; i++) {
		const struct link_list *r = w.lines[i].row;

		sheet_text(&book, s, w.lines[i].audience);
		sheet_text(&book, s, w.lines[i].address);
		sheet_text(&book, s, tr(cx->lang, states[w.lines[i].stands]));
		sheet_text(&book, s, r->made_at);
		sheet_text(&book, s, r->ends_on);
		sheet_text(&book, s, r->revoked_at);
		sheet_text(&book, s, r->reason);
		sheet_int(&book, s, r->pages);
		sheet_int(&book, s, r->files);
	}
	return download_workbook(pg, &book, "links");
}

enum err release_opened_file_page(struct page *pg)
{
	static const char *const heads[] = { _("Day"), _("Audience"), _("Link made"), _("Language"),
		_("Opened"), _("Downloads") };
	struct ctx *cx = pg->cx;
	struct link_openings *rows;
	struct release_view v;
	struct workbook w;
	struct sheet *s;
	size_t n;

	TRY(release_load(pg, &v));
	if (!v.coordinates)
		return ERR_MISSING;
	TRY(link_openings_query(cx->db, cx->arena, v.release->id, &rows, &n));
	workbook_begin(&w, cx->arena, cx->lang, v.title);
	s = workbook_sheet(&w, tr(cx->lang, _("How often it was opened")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < n; i++) {
		sheet_text(&w, s, rows[i].day);
		sheet_text(&w, s, edition_name(cx->lang, &NAMES(&rows[i], name), rows[i].share));
		sheet_text(&w, s, rows[i].made_at);
		sheet_text(&w, s, rows[i].lang);
		sheet_int(&w, s, rows[i].pages);
		sheet_int(&w, s, rows[i].files);
	}
	return download_workbook(pg, &w, "openings");
}

/* ---- one link ---- */

static enum err load_one(struct page *pg, struct release_view *v, struct links_view *w)
{
	int64_t link;

	TRY(page_id(pg, "link", &link));
	TRY(load(pg, v, w));
	for (size_t i = 0; i < w->n; i++)
		if (w->lines[i].row->id == link) {
			w->lines += i;
			return OK;
		}
	return ERR_MISSING;
}

enum err release_link_one_page(struct page *pg)
{
	struct release_view v;
	struct links_view w;

	TRY(load_one(pg, &v, &w));
	frame(pg, &v, tr(pg->cx->lang, _("A link")), true);
	release_link_html(pg->o, pg, &w);
	return OK;
}

/* The link of the address and of its release. */
static enum err link_named(struct page *pg, int64_t *release, int64_t *link)
{
	struct link_by_id l;

	TRY(page_id(pg, "id", release));
	TRY(page_id(pg, "link", link));
	TRY(link_get(pg->cx, *link, &l));
	return l.release == *release ? OK : ERR_MISSING;
}

static enum err back(struct page *pg, int64_t release, const char *notice)
{
	return page_go(pg, arena_printf(pg->cx->arena, "/releases/%lld/links", (long long)release),
		notice);
}

enum err release_link_end_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 1, INT64_MAX), DATE_OPT("ends_on") };
	struct values *v;
	int64_t release, link;

	TRY(link_named(pg, &release, &link));
	TRY(FORM_READ(pg, fields, &v));
	TRY(link_end(pg->cx, link, value_int(v, "version"), value_text(v, "ends_on")));
	return back(pg, release, _("The last day is saved."));
}

enum err release_link_revoke_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 1, INT64_MAX),
		LINES("reason", 0, 2000) };
	struct values *v;
	int64_t release, link;

	TRY(link_named(pg, &release, &link));
	TRY(FORM_READ(pg, fields, &v));
	TRY(link_revoke(pg->cx, link, value_int(v, "version"), value_text(v, "reason")));
	return back(pg, release, _("The link is revoked. It shows nothing any more."));
}

enum err release_link_renew_post(struct page *pg)
{
	static const struct field fields[] = { INT("version", 1, INT64_MAX),
		LINES("why", 0, 2000) };
	struct values *v;
	int64_t release, link;

	TRY(link_named(pg, &release, &link));
	TRY(FORM_READ(pg, fields, &v));
	TRY(link_renew(pg->cx, link, value_int(v, "version"), value_text(v, "why")));
	return back(pg, release, _("There is a new link. Give it to those who should read on."));
}
