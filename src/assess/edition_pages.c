/* The editions of a draft release: added, changed, removed. */
#include <string.h>

#include "assess/edition_form_html.h"
#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "people/body.h"

/* From the second step of the ladder on: a release is never for one body alone. */
static const char *const *const shares = &share_words[SHARE_GOVERNMENT];

static const struct field fields[] = { INT("version", 1, INT64_MAX), TEXT("name_ar", 0, 200),
	TEXT("name_ckb", 0, 200), TEXT("name_kmr", 0, 200), TEXT("name_en", 0, 200),
	TEXT("share", 0, 20) };

static struct choices share_choices(struct ctx *cx)
{
	static const struct names none;
	struct choices c = { 0 };

	for (int64_t s = SHARE_GOVERNMENT; s <= SHARE_PUBLIC; s++)
		*LIST_PUSH(cx->arena, &c) = (struct choice){ .value = share_words[s],
			.name = edition_name(cx->lang, &none, s) };
	return c;
}

static enum err read_form(struct page *pg, struct edition_in *in, int64_t *version)
{
	struct values *v;
	const char *share;

	TRY(FORM_READ(pg, fields, &v));
	*version = value_int(v, "version");
	*in = (struct edition_in){ .name = { .ar = value_text(v, "name_ar"),
					   .ckb = value_text(v, "name_ckb"),
					   .kmr = value_text(v, "name_kmr"),
					   .en = value_text(v, "name_en") },
		.tables = release_tables_posted(pg),
		.share = SHARE_BODY };
	share = value_text(v, "share");
	for (int64_t s = 0; share && shares[s]; s++)
		if (strcmp(share, shares[s]) == 0)
			in->share = SHARE_GOVERNMENT + s;
	return OK;
}

/* A draft one coordinates; for everybody else the page does not exist. */
static enum err load_draft(struct page *pg, struct release_view *v)
{
	TRY(release_load(pg, v));
	return v->coordinates && v->draft ? OK : ERR_MISSING;
}

static void show(struct page *pg, const struct release_view *v, const struct edition_row *e,
	const char *title)
{
	struct ctx *cx = pg->cx;
	struct arena *a = cx->arena;
	struct choices steps = share_choices(cx), tables = release_table_choices(a);
	struct names name = e ? NAMES(e, name) : (struct names){ 0 };
	const char *base = arena_printf(a, "/releases/%lld", (long long)v->release->id);
	const char *action = arena_printf(a, "%s/editions", base), *remove = NULL;

	if (e) {
		action = arena_printf(a, "%s/editions/%lld", base, (long long)e->id);
		if (v->n_editions > 1)
			remove = arena_printf(a, "%s/remove", action);
	}
	pg->subject = SUBJECT_DONORS;
	pg->title = title;
	page_crumb(pg, tr(cx->lang, _("Releases")), "/releases");
	page_crumb(pg, v->title, base);
	page_crumb(pg, title, NULL);
	edition_form_html(pg->o, pg, action, v->release->version, &name, &steps,
		share_words[e ? e->share : SHARE_PUBLIC], &tables,
		release_tables_chosen(a, e ? edition_tables(cx, e) : 1u << REL_TOPICS), remove);
}

enum err edition_new_page(struct page *pg)
{
	struct release_view v;

	TRY(load_draft(pg, &v));
	show(pg, &v, NULL, tr(pg->cx->lang, _("Add an edition")));
	return OK;
}

enum err edition_edit_page(struct page *pg)
{
	struct release_view v;
	int64_t id;

	TRY(load_draft(pg, &v));
	TRY(page_id(pg, "edition", &id));
	for (size_t i = 0; i < v.n_editions; i++)
		if (v.editions[i].id == id) {
			show(pg, &v, &v.editions[i], tr(pg->cx->lang, _("Change an edition")));
			return OK;
		}
	return ERR_MISSING;
}

static enum err back(struct page *pg, int64_t release, int64_t edition, const char *notice)
{
	struct arena *a = pg->cx->arena;

	return page_go(pg,
		edition ? arena_printf(a, "/releases/%lld?edition=%lld", (long long)release,
				  (long long)edition)
			: arena_printf(a, "/releases/%lld", (long long)release),
		notice);
}

/* The edition of the address, of its release. */
static enum err named(struct page *pg, int64_t *release, int64_t *edition)
{
	struct release_by_id r;
	struct edition_row e;

	TRY(page_id(pg, "id", release));
	TRY(page_id(pg, "edition", edition));
	TRY(release_get(pg->cx, *release, &r));
	return edition_get(pg->cx, &r, *edition, &e);
}

enum err edition_new_post(struct page *pg)
{
	struct edition_in in;
	int64_t release, version, id;

	TRY(page_id(pg, "id", &release));
	TRY(read_form(pg, &in, &version));
	TRY(edition_add(pg->cx, release, version, &in, &id));
	return back(pg, release, id, _("Edition saved. Look at the preview, then publish."));
}

enum err edition_edit_post(struct page *pg)
{
	struct edition_in in;
	int64_t release, version, id;

	TRY(named(pg, &release, &id));
	TRY(read_form(pg, &in, &version));
	TRY(edition_edit(pg->cx, id, version, &in));
	return back(pg, release, id, _("Edition saved. Look at the preview, then publish."));
}

enum err edition_remove_post(struct page *pg)
{
	static const struct field only[] = { INT("version", 1, INT64_MAX) };
	struct values *v;
	int64_t release, id;

	TRY(named(pg, &release, &id));
	TRY(FORM_READ(pg, only, &v));
	TRY(edition_remove(pg->cx, id, value_int(v, "version")));
	return back(pg, release, 0, _("The edition is removed."));
}
