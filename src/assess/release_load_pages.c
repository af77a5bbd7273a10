#include "assess/release_load_pages.h"

#include <string.h>

static enum err fill(
	struct page *pg, struct release_by_id *r, const char *base, struct release_view *v)
{
	struct ctx *cx = pg->cx;
	struct arena *a = cx->arena;
	struct doc *d = ARENA_NEW(a, struct doc);
	const char *json;

	*v = (struct release_view){ .release = r };
	TRY(release_document(cx, r, &json));
	TRY(release_doc_read(a, json, d));
	doc_view(a, cx->lang, d, pg->print, &v->doc);
	v->title = PICK(cx->lang, r, title);
	v->round = pick(cx->lang, r->round_ar, r->round_ckb, r->round_kmr, r->round_en);
	v->publisher = doc_text(cx->lang, &d->publisher);
	v->number = arena_printf(a, "TSQ-R-%04lld", (long long)(r->number > 0 ? r->number : 0));
	v->draft = strcmp(r->state, "draft") == 0;
	v->published = strcmp(r->state, "published") == 0;
	v->withdrawn = strcmp(r->state, "withdrawn") == 0;
	v->coordinates = release_coordinated(cx, r->body);
	v->xlsx = arena_printf(a, "%s/release.xlsx", base);
	v->json = arena_printf(a, "%s/release.json", base);
	v->csv = ARENA_ARRAY(a, d->n_tables, const char *);
	for (size_t i = 0; i < d->n_tables; i++)
		v->csv[i] = arena_printf(a, "%s/release.csv?table=%s", base, d->tables[i].key);
	if (r->token && v->coordinates)
		v->link = arena_printf(
			a, "%s/r/%s", cx->config->base_url ? cx->config->base_url : "", r->token);
	return OK;
}

enum err release_load(struct page *pg, struct release_view *v)
{
	struct release_by_id *r = ARENA_NEW(pg->cx->arena, struct release_by_id);
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(release_get(pg->cx, id, r));
	return fill(pg, r, arena_printf(pg->cx->arena, "/releases/%lld", (long long)id), v);
}

enum err release_load_link(struct page *pg, struct release_view *v)
{
	struct release_by_id *r = ARENA_NEW(pg->cx->arena, struct release_by_id);
	const char *token = page_segment(pg, "token");

	TRY(release_open(pg->cx, token, r));
	return fill(pg, r, arena_printf(pg->cx->arena, "/r/%s", token), v);
}
