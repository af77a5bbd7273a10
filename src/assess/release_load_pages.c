#include "assess/release_load_pages.h"

#include <string.h>

#include "assess/release_compare.h"
#include "assess/release_ended_html.h"
#include "base/text.h"
#include "core/identity.h"

static const char *address(struct arena *a, const char *base, const char *file, const char *more)
{
	return arena_printf(a, "%s/%s%s%s", base, file, *more ? "?" : "", more);
}

/* Addresses of the files; `edition` is "edition=ID", or "" behind a link. */
static void files(struct arena *a, const char *base, const char *edition, struct release_view *v)
{
	const struct doc *d = v->doc.doc;

	v->xlsx = address(a, base, "release.xlsx", edition);
	v->json = address(a, base, "release.json", edition);
	v->csv = ARENA_ARRAY(a, d->n_tables, const char *);
	for (size_t i = 0; i < d->n_tables; i++)
		v->csv[i] = address(a, base, "release.csv",
			arena_printf(
				a, "%s%stable=%s", edition, *edition ? "&" : "", d->tables[i].key));
}

/* What is said of a release whether its figures are shown or not. */
static void fill_head(struct ctx *cx, struct release_view *v)
{
	const struct release_by_id *r = v->release;

	v->title = PICK(cx->lang, r, title);
	v->round = pick(cx->lang, r->round_ar, r->round_ckb, r->round_kmr, r->round_en);
	v->audience = edition_name(cx->lang, &NAMES(v->edition, name), v->edition->share);
	v->number =
		arena_printf(cx->arena, "TSQ-R-%04lld", (long long)(r->number > 0 ? r->number : 0));
	v->draft = strcmp(r->state, "draft") == 0;
	v->published = strcmp(r->state, "published") == 0;
	v->withdrawn = strcmp(r->state, "withdrawn") == 0;
	v->coordinates = release_coordinated(cx, r->body);
	v->closed = v->withdrawn && !v->coordinates;
}

/* All of a release; of a withdrawn one only that it was, for those who cannot publish it again. */
static enum err fill(struct page *pg, const char *base, const char *edition, struct release_view *v)
{
	struct ctx *cx = pg->cx;
	struct doc *d = ARENA_NEW(cx->arena, struct doc);
	const char *json;

	fill_head(cx, v);
	if (v->closed)
		return OK;
	TRY(release_document(cx, v->release, v->edition, &json));
	TRY(release_doc_read(cx->arena, json, d));
	doc_view(cx->arena, cx->lang, d, pg->print, &v->doc);
	v->publisher = doc_text(cx->lang, &d->publisher);
	files(cx->arena, base, edition, v);
	return OK;
}

/* The address of the comparison, where there is an earlier one for this audience. */
static enum err find_earlier(struct ctx *cx, const char *base, bool link, struct release_view *v)
{
	struct earlier *all;
	size_t n;

	if (v->closed)
		return OK;
	TRY(release_earlier(cx, v->release, v->edition, link, &all, &n));
	if (earlier_last(v->release, all, n))
		v->compare = link ? arena_printf(cx->arena, "%s/compare", base)
				  : arena_printf(cx->arena, "%s/compare?edition=%lld", base,
					    (long long)v->edition->id);
	return OK;
}

/* The address of the link that opens, for those who give it on. */
static enum err show_link(struct ctx *cx, struct release_view *v)
{
	struct link_newest l;
	bool found;

	if (!v->coordinates)
		return OK;
	TRY(link_newest_query(cx->db, cx->arena, v->edition->id, &l, &found));
	if (found && link_stands(cx, l.state, l.ends_on) == LINK_OPENS)
		v->link = arena_printf(
			cx->arena, "%s/r/%s", identity_url(cx->arena, cx->config), l.token);
	return OK;
}

enum err release_load(struct page *pg, struct release_view *v)
{
	struct ctx *cx = pg->cx;
	struct release_by_id *r = ARENA_NEW(cx->arena, struct release_by_id);
	struct edition_row *e = ARENA_NEW(cx->arena, struct edition_row), *all;
	const char *param = page_param(pg, "edition");
	const char *base;
	int64_t id, edition = 0;

	*v = (struct release_view){ .release = r, .edition = e };
	TRY(page_id(pg, "id", &id));
	TRY(release_get(cx, id, r));
	if (param && !text_to_int(param, &edition))
		return ERR_MISSING;
	TRY(edition_seen(cx, r, &all, &v->n_editions));
	TRY(edition_get(cx, r, edition, e));
	v->editions = all;
	base = arena_printf(cx->arena, "/releases/%lld", (long long)id);
	TRY(fill(pg, base, edition ? arena_printf(cx->arena, "edition=%lld", (long long)e->id) : "",
		v));
	TRY(find_earlier(cx, base, false, v));
	return show_link(cx, v);
}

/* A link that no longer opens says whom to ask, and nothing of the release. */
static enum err say_ended(struct page *pg, const struct link_by_token *l)
{
	struct ctx *cx = pg->cx;

	pg->bare = true;
	pg->status = 410;
	pg->title = tr(cx->lang, _("This link has ended"));
	release_ended_html(pg->o, PICK(cx->lang, l, name));
	return OK;
}

enum err release_load_link(struct page *pg, struct release_view *v, bool file, bool *ended)
{
	struct ctx *cx = pg->cx;
	struct release_by_id *r = ARENA_NEW(cx->arena, struct release_by_id);
	struct edition_row *e = ARENA_NEW(cx->arena, struct edition_row);
	const char *token = page_segment(pg, "token");
	const char *base = arena_printf(cx->arena, "/r/%s", token);
	struct link_by_token l;

	*v = (struct release_view){ .release = r, .edition = e };
	TRY(link_find(cx, token, &l));
	*ended = link_stands(cx, l.state, l.ends_on) != LINK_OPENS;
	if (*ended)
		return say_ended(pg, &l);
	TRY(release_by_id_query(cx->db, cx->arena, l.release, r));
	TRY(edition_by_id_query(cx->db, cx->arena, l.edition, e));
	if (!pg->rq->unread && strcmp(r->state, "published") == 0)
		TRY(link_opened(cx, l.id, file));
	TRY(fill(pg, base, "", v));
	return find_earlier(cx, base, true, v);
}
