/* Drafting a release: title and tables. */
#include <string.h>

#include "assess/release_form_html.h"
#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "assess/round.h"
#include "base/text.h"
#include "web/parts.h"

static const struct field fields[] = { ID_OPT("round"), INT_OPT("version", 0, INT64_MAX),
	TEXT("name_ar", 0, 200), TEXT("name_ckb", 0, 200), TEXT("name_kmr", 0, 200),
	TEXT("name_en", 0, 200) };

struct choices release_table_choices(struct arena *a)
{
	struct choices c = { 0 };

	for (size_t i = 0; i < REL_TABLES; i++)
		*LIST_PUSH(a, &c) = (struct choice){ .value = release_table_keys[i],
			.word = release_table_words[i] };
	return c;
}

const char *release_tables_chosen(struct arena *a, unsigned tables)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (size_t i = 0; i < REL_TABLES; i++) {
		if (!(tables & 1u << i))
			continue;
		if (b.len)
			buf_char(&b, ' ');
		buf_str(&b, release_table_keys[i]);
	}
	return b.data;
}

unsigned release_tables_posted(const struct page *pg)
{
	const char **keys;
	size_t n = form_all(pg, "tables", &keys);
	unsigned tables = 0;

	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < REL_TABLES; i++)
			if (strcmp(keys[k], release_table_keys[i]) == 0)
				tables |= 1u << i;
	return tables;
}

static struct names title_posted(const struct values *v)
{
	return (struct names){ .ar = value_text(v, "name_ar"),
		.ckb = value_text(v, "name_ckb"),
		.kmr = value_text(v, "name_kmr"),
		.en = value_text(v, "name_en") };
}

static void frame(struct page *pg, const char *title)
{
	pg->subject = SUBJECT_DONORS;
	pg->title = title;
	page_crumb(pg, tr(pg->cx->lang, _("Releases")), "/releases");
	page_crumb(pg, title, NULL);
}

enum err release_new_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct choices tables = release_table_choices(cx->arena);
	const char *param = pg->posted ? typed(pg, "round", "") : page_param(pg, "round");
	struct round_by_id r;
	struct names title;
	int64_t round;

	if (!param || !text_to_int(param, &round))
		return ERR_MISSING;
	TRY(round_get(cx, round, &r));
	if (!release_coordinated(cx, r.body))
		return ERR_MISSING;
	title = NAMES(&r, title);
	frame(pg, tr(cx->lang, _("Prepare a release")));
	release_form_html(pg->o, pg, "/releases", _("Save and preview"), round, 0, &title, &tables,
		release_tables_chosen(cx->arena, (1u << REL_TABLES) - 1));
	return OK;
}

enum err release_new_post(struct page *pg)
{
	struct values *v;
	struct names title;
	int64_t id;

	TRY(FORM_READ(pg, fields, &v));
	title = title_posted(v);
	TRY(release_add(pg->cx, value_int(v, "round"), &title, release_tables_posted(pg), &id));
	return page_go(pg, arena_printf(pg->cx->arena, "/releases/%lld", (long long)id),
		_("Draft saved. Look at the preview, then publish."));
}

enum err release_edit_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct choices tables = release_table_choices(cx->arena);
	struct release_view v;
	struct names title;

	TRY(release_load(pg, &v));
	if (!v.coordinates || strcmp(v.release->state, "draft") != 0)
		return ERR_MISSING;
	title = NAMES(v.release, title);
	frame(pg, tr(cx->lang, _("Change a draft release")));
	release_form_html(pg->o, pg,
		arena_printf(cx->arena, "/releases/%lld/edit", (long long)v.release->id),
		_("Save and preview"), v.release->round, v.release->version, &title, &tables,
		release_tables_chosen(cx->arena, edition_tables(cx, v.edition)));
	return OK;
}

enum err release_edit_post(struct page *pg)
{
	struct values *v;
	struct names title;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	title = title_posted(v);
	TRY(release_edit(pg->cx, id, value_int(v, "version"), &title, release_tables_posted(pg)));
	return page_go(pg, arena_printf(pg->cx->arena, "/releases/%lld", (long long)id),
		_("Draft saved. Look at the preview, then publish."));
}
