#include "people/body_pages.h"

#include <string.h>

#include "core/may.h"
#include "people/body_form_html.h"
#include "people/body_list_html.h"
#include "people/body_show_html.h"
#include "people/body_views.h"
#include "people/people_sheets.h"
#include "people/person.h"
#include "web/download.h"

static int64_t reach(const struct page *pg)
{
	return (int64_t)pg->cx->who.reach;
}

static void subject(struct page *pg, const char *title)
{
	pg->title = title;
	pg->subject = SUBJECT_NONE;
}

enum err body_choices(struct page *pg, struct choices *c)
{
	struct ctx *cx = pg->cx;
	struct body_names *rows;
	size_t n;

	TRY(body_names_query(cx->db, cx->arena, reach(pg), cx->who.account, cx->today, &rows, &n));
	for (size_t i = 0; i < n; i++)
		choice_add_id(pg, c, rows[i].id,
			arena_printf(cx->arena, "%s (\xe2\x81\xa6%s\xe2\x81\xa9)",
				PICK(cx->lang, &rows[i], name), rows[i].code));
	return OK;
}

/* ---- the list ---- */

static const char *const sorts[] = { "name", "name_down", "code", "code_down", "kind",
	"kind_down" };
static const char *const states[] = { "current", "ended", NULL };

static const char *state_word(const char *state)
{
	return strcmp(state, "current") == 0 ? _("Exists") : _("Ended");
}

static enum body_list_sort sort_of(const struct page *pg)
{
	static const enum body_list_sort by_name[LANG_COUNT][2] = {
		[LANG_AR] = { BODY_LIST_SORT_NAME_AR, BODY_LIST_SORT_NAME_AR_DOWN },
		[LANG_CKB] = { BODY_LIST_SORT_NAME_CKB, BODY_LIST_SORT_NAME_CKB_DOWN },
		[LANG_KMR] = { BODY_LIST_SORT_NAME_CKB, BODY_LIST_SORT_NAME_CKB_DOWN },
		[LANG_EN] = { BODY_LIST_SORT_NAME_EN, BODY_LIST_SORT_NAME_EN_DOWN },
	};
	static const enum body_list_sort other[] = { BODY_LIST_SORT_CODE, BODY_LIST_SORT_CODE_DOWN,
		BODY_LIST_SORT_KIND, BODY_LIST_SORT_KIND_DOWN };
	size_t s = page_sort(pg, sorts, COUNT_OF(sorts), 0);

	return s < 2 ? by_name[pg->cx->lang][s] : other[s - 2];
}

static enum err list_rows(struct page *pg, struct body_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	const char *kind = param_word(pg, "kind", body_kinds);
	const char *state = param_word(pg, "state", states);
	int64_t under = param_id(pg, "under"), total;

	v->paging = page_paging(pg, download_kind(pg) ? SHEET_ROWS_MAX : 50);
	TRY(body_count_query(cx->db, cx->arena, q, kind, under, state, cx->today, reach(pg),
		cx->who.account, &total));
	paging_total(&v->paging, total);
	return body_list_query(cx->db, cx->arena, sort_of(pg), q, kind, under, state, cx->today,
		reach(pg), cx->who.account, v->paging.limit, v->paging.offset, &v->rows, &v->n);
}

enum err body_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct body_list_view v = { .pg = pg };

	TRY(list_rows(pg, &v));
	if (download_kind(pg)) {
		struct workbook w;

		workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Bodies")));
		bodies_rows_sheet(&w, v.rows, v.n);
		return download_workbook(pg, &w, "bodies");
	}
	v.kinds = choices_of(pg, _("Any kind"), body_kinds, body_kind_word);
	v.states = choices_of(pg, _("Any state"), states, state_word);
	v.parents = choices_of(pg, _("Any body"), NULL, NULL);
	TRY(body_choices(pg, &v.parents));
	v.may_add = may_everywhere(cx, MAY_ADMINISTER);
	subject(pg, tr(cx->lang, _("Bodies")));
	body_list_html(pg->o, &v);
	return OK;
}

/* ---- one ---- */

static enum err find(struct page *pg, struct body_by_id *b)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	return body_by_id_query(cx->db, cx->arena, id, reach(pg), cx->who.account, b);
}

static void crumbs(struct page *pg, const struct body_by_id *b, const char *last)
{
	const char *name = b ? PICK(pg->cx->lang, b, name) : NULL;

	page_crumb(pg, tr(pg->cx->lang, _("Bodies")), "/bodies");
	if (name)
		page_crumb(pg, name, last ? at_id(pg, "/bodies/", b->id, "") : NULL);
	if (last)
		page_crumb(pg, last, NULL);
}

enum err body_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct body_by_id b;
	struct body_show_view v = { .pg = pg, .b = &b };

	TRY(find(pg, &b));
	TRY(body_path_query(cx->db, cx->arena, b.id, &v.path, &v.n_path));
	TRY(body_under_query(
		cx->db, cx->arena, b.id, reach(pg), cx->who.account, &v.under, &v.n_under));
	TRY(post_of_body_query(cx->db, cx->arena, b.id, cx->today, reach(pg), cx->who.account,
		&v.posts, &v.n_posts));
	TRY(person_of_body_query(cx->db, cx->arena, b.id, own_body(cx), reach(pg), cx->who.account,
		cx->today, &v.people, &v.n_people));
	v.may_edit = may_at(cx, MAY_ADMINISTER, b.id);
	subject(pg, PICK(cx->lang, &b, name));
	crumbs(pg, &b, NULL);
	body_show_html(pg->o, &v);
	return OK;
}

/* ---- adding and changing ---- */

bool unconfirmed_shown(const struct page *pg, const char *stored, enum lang lang)
{
	const char **typed_ones;
	size_t n;

	if (!pg->posted)
		return body_unconfirmed(stored, lang);
	n = form_all(pg, "unconfirmed", &typed_ones);
	for (size_t i = 0; i < n; i++)
		if (strcmp(typed_ones[i], langs[lang].code) == 0)
			return true;
	return false;
}

static const char *share_word_of(const char *word)
{
	enum share s = SHARE_BODY;

	while (s < SHARE_PUBLIC && strcmp(share_words[s], word) != 0)
		s++;
	return share_word(s);
}

static enum err form(struct page *pg, struct body_form_view *v)
{
	v->pg = pg;
	v->names = NAMES(v->b, name);
	v->kinds = choices_of(pg, NULL, body_kinds, body_kind_word);
	v->types = choices_of(pg, _("Not given"), iati_types, iati_type_word);
	v->shares = choices_of(pg, NULL, share_words, share_word_of);
	v->parents = choices_of(pg, _("None: it stands by itself"), NULL, NULL);
	return body_choices(pg, &v->parents);
}

enum err body_new_page(struct page *pg)
{
	const struct body_by_id none = { .parent = param_id(pg, "under"),
		.successor = DB_NULL,
		.share = SHARE_PARTNERS,
		.kind = "directorate" };
	struct body_form_view v = {
		.b = &none, .action = "/bodies/new", .back = "/bodies", .version = "0"
	};

	TRY(form(pg, &v));
	subject(pg, tr(pg->cx->lang, _("Add a body")));
	crumbs(pg, NULL, pg->title);
	body_form_html(pg->o, &v);
	return OK;
}

enum err body_edit_page(struct page *pg)
{
	struct body_by_id b;
	struct body_form_view v = { .b = &b };

	TRY(find(pg, &b));
	TRY(must_administer(pg->cx, b.id));
	TRY(form(pg, &v));
	v.back = at_id(pg, "/bodies/", b.id, "");
	v.action = at_id(pg, "/bodies/", b.id, "/edit");
	/* Who has seen both texts saves over the stored one. */
	v.version =
		pg->stale ? id_text(pg, b.version) : typed(pg, "version", id_text(pg, b.version));
	subject(pg, tr(pg->cx->lang, _("Change this body")));
	crumbs(pg, &b, pg->title);
	body_form_html(pg->o, &v);
	return OK;
}

static const char *unconfirmed_posted(struct page *pg)
{
	struct buf b;

	buf_init(&b, pg->cx->arena, 16);
	for (int l = 0; l < LANG_COUNT; l++) {
		const char **all;
		size_t n = form_all(pg, "unconfirmed", &all);

		for (size_t i = 0; i < n; i++)
			if (strcmp(all[i], langs[l].code) == 0) {
				buf_printf(&b, "%s%s", b.len ? " " : "", langs[l].code);
				break;
			}
	}
	return b.len ? b.data : NULL;
}

static enum err read_form(struct page *pg, struct body_input *in, struct values **v)
{
	const struct field fields[] = { TEXT("code", 1, 40), NAME_FIELDS, WORD("kind", body_kinds),
		ID_OPT("parent"), WORD_OPT("iati_type", iati_types), WORD("share", share_words),
		DATE_OPT("starts"), TEXT("source", 0, 1000), LINES("note", 0, 2000),
		INT("version", 0, INT64_MAX) };

	enum err e = FORM_READ(pg, fields, v);

	const struct names name = posted_names(*v);

	TRY(names_also(pg->cx, e, &name));
	*in = (struct body_input){
		.code = value_text(*v, "code"),
		.kind = value_text(*v, "kind"),
		.parent = value_int(*v, "parent"),
		.iati_type = value_text(*v, "iati_type"),
		.name = name,
		.source = value_text(*v, "source"),
		.unconfirmed = unconfirmed_posted(pg),
		.note = value_text(*v, "note"),
		.starts = value_text(*v, "starts"),
	};
	for (size_t i = 0; share_words[i]; i++)
		if (strcmp(value_text(*v, "share"), share_words[i]) == 0)
			in->share = (enum share)i;
	return OK;
}

enum err body_new_post(struct page *pg)
{
	struct body_input in;
	struct values *v;
	int64_t id;

	TRY(read_form(pg, &in, &v));
	TRY(body_add(pg->cx, &in, &id));
	return page_go(pg, at_id(pg, "/bodies/", id, ""), _("The body is added."));
}

enum err body_edit_post(struct page *pg)
{
	struct body_input in;
	struct body_by_id b;
	struct values *v;

	TRY(find(pg, &b));
	TRY(must_administer(pg->cx, b.id));
	TRY(read_form(pg, &in, &v));
	TRY(stale(pg, v, b.version));
	TRY(body_edit(pg->cx, b.id, b.version, &in));
	return page_go(pg, at_id(pg, "/bodies/", b.id, ""), _("The change is saved."));
}

/* ---- the end ---- */

enum err body_end_page(struct page *pg)
{
	struct body_by_id b;
	struct body_form_view v = { .pg = pg, .b = &b };

	TRY(find(pg, &b));
	TRY(must_administer(pg->cx, b.id));
	v.parents = choices_of(pg, _("Nobody"), NULL, NULL);
	TRY(body_choices(pg, &v.parents));
	subject(pg, tr(pg->cx->lang, _("End this body")));
	crumbs(pg, &b, pg->title);
	body_end_html(pg->o, &v);
	return OK;
}

enum err body_end_post(struct page *pg)
{
	static const struct field fields[] = { DATE("ends"), ID_OPT("successor") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(body_end(pg->cx, id, value_text(v, "ends"), value_int(v, "successor")));
	return page_go(pg, at_id(pg, "/bodies/", id, ""), _("The end is saved."));
}

enum err body_unend_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(body_unend(pg->cx, id));
	return page_go(pg, at_id(pg, "/bodies/", id, ""), _("The end is taken back."));
}
