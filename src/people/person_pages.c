#include "people/person_pages.h"

#include <string.h>

#include "base/text.h"
#include "core/may.h"
#include "people/body.h"
#include "people/body_views.h"
#include "people/people_sheets.h"
#include "people/person.h"
#include "people/person_form_html.h"
#include "people/person_list_html.h"
#include "people/person_show_html.h"
#include "people/person_views.h"
#include "web/download.h"

static int64_t reach(const struct page *pg)
{
	return (int64_t)pg->cx->who.reach;
}

static const char *const sorts[] = { "name", "name_down", "body", "body_down" };
static const char *const states[] = { "current", "ended", NULL };

static const char *state_word(const char *state)
{
	return strcmp(state, "current") == 0 ? _("Works here") : _("Has left");
}

static enum person_list_sort sort_of(const struct page *pg)
{
	static const enum person_list_sort by_name[LANG_COUNT][2] = {
		[LANG_AR] = { PERSON_LIST_SORT_NAME_AR, PERSON_LIST_SORT_NAME_AR_DOWN },
		[LANG_CKB] = { PERSON_LIST_SORT_NAME_CKB, PERSON_LIST_SORT_NAME_CKB_DOWN },
		[LANG_KMR] = { PERSON_LIST_SORT_NAME_CKB, PERSON_LIST_SORT_NAME_CKB_DOWN },
		[LANG_EN] = { PERSON_LIST_SORT_NAME_EN, PERSON_LIST_SORT_NAME_EN_DOWN },
	};
	size_t s = page_sort(pg, sorts, COUNT_OF(sorts), 0);

	if (s < 2)
		return by_name[pg->cx->lang][s];
	return s == 2 ? PERSON_LIST_SORT_BODY : PERSON_LIST_SORT_BODY_DOWN;
}

static enum err list_rows(struct page *pg, struct person_list_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	const char *state = param_word(pg, "state", states);
	int64_t under = param_id(pg, "under"), total;

	v->paging = page_paging(pg, download_kind(pg) ? SHEET_ROWS_MAX : 50);
	TRY(person_count_query(cx->db, cx->arena, q, under, state, cx->today, own_body(cx),
		reach(pg), cx->who.account, &total));
	paging_total(&v->paging, total);
	return person_list_query(cx->db, cx->arena, sort_of(pg), q, under, state, cx->today,
		own_body(cx), reach(pg), cx->who.account, v->paging.limit, v->paging.offset,
		&v->rows, &v->n);
}

enum err person_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct person_list_view v = { .pg = pg };

	TRY(list_rows(pg, &v));
	pg->title = tr(cx->lang, _("People"));
	if (download_kind(pg)) {
		struct workbook w;

		workbook_begin(&w, cx->arena, cx->lang, pg->title);
		people_rows_sheet(&w, v.rows, v.n);
		return download_workbook(pg, &w, "people");
	}
	v.states = choices_of(pg, _("Any state"), states, state_word);
	v.bodies = choices_of(pg, _("Any body"), NULL, NULL);
	TRY(body_choices(pg, &v.bodies));
	v.may_add = may_anywhere(cx, MAY_ADMINISTER);
	person_list_html(pg->o, &v);
	return OK;
}

static enum err find(struct page *pg, struct person_by_id *p)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	return person_by_id_query(
		cx->db, cx->arena, id, own_body(cx), reach(pg), cx->who.account, p);
}

static void crumbs(struct page *pg, const struct person_by_id *p, const char *last)
{
	page_crumb(pg, tr(pg->cx->lang, _("People")), "/people");
	if (p)
		page_crumb(pg, PICK(pg->cx->lang, p, name),
			last ? at_id(pg, "/people/", p->id, "") : NULL);
	if (last)
		page_crumb(pg, last, NULL);
}

enum err person_show_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct person_by_id p;
	struct person_show_view v = { .pg = pg, .p = &p };

	TRY(find(pg, &p));
	TRY(post_held_query(cx->db, cx->arena, p.id, &v.held, &v.n_held));
	v.may_edit = may_at(cx, MAY_ADMINISTER, p.body);
	v.may_hold = may_everywhere(cx, MAY_ADMINISTER);
	if (v.may_edit)
		TRY(account_of_person_query(cx->db, cx->arena, p.id, &v.account, &v.has_account));
	pg->title = PICK(cx->lang, &p, name);
	crumbs(pg, &p, NULL);
	person_show_html(pg->o, &v);
	return OK;
}

/* The bodies one administers, for a choice. */
static enum err my_bodies(struct page *pg, struct choices *c)
{
	struct choices all = { 0 };
	int64_t id;

	*c = choices_of(pg, _("Choose a body"), NULL, NULL);
	TRY(body_choices(pg, &all));
	for (size_t i = 0; i < all.n; i++)
		if (text_to_int(all.at[i].value, &id) && may_at(pg->cx, MAY_ADMINISTER, id))
			*LIST_PUSH(pg->cx->arena, c) = all.at[i];
	return OK;
}

enum err person_new_page(struct page *pg)
{
	const struct person_by_id none = { .body = param_id(pg, "body") };
	struct person_form_view v = {
		.pg = pg, .p = &none, .action = "/people/new", .back = "/people", .version = "0"
	};

	TRY(my_bodies(pg, &v.bodies));
	pg->title = tr(pg->cx->lang, _("Add a person"));
	crumbs(pg, NULL, pg->title);
	person_form_html(pg->o, &v);
	return OK;
}

enum err person_edit_page(struct page *pg)
{
	struct person_by_id p;
	struct person_form_view v = { .pg = pg, .p = &p };

	TRY(find(pg, &p));
	TRY(must_administer(pg->cx, p.body));
	TRY(my_bodies(pg, &v.bodies));
	v.names = NAMES(&p, name);
	v.action = at_id(pg, "/people/", p.id, "/edit");
	v.back = at_id(pg, "/people/", p.id, "");
	v.version =
		pg->stale ? id_text(pg, p.version) : typed(pg, "version", id_text(pg, p.version));
	pg->title = tr(pg->cx->lang, _("Change this person"));
	crumbs(pg, &p, pg->title);
	person_form_html(pg->o, &v);
	return OK;
}

static enum err read_form(struct page *pg, struct person_input *in, struct values **v)
{
	static const struct field fields[] = { NAME_FIELDS, ID("body"), EMAIL("email", 0),
		TEXT("phone", 0, 40), TEXT("staff_number", 0, 40), INT("version", 0, INT64_MAX) };

	enum err e = FORM_READ(pg, fields, v);

	const struct names name = posted_names(*v);

	TRY(names_also(pg->cx, e, &name));
	*in = (struct person_input){
		.body = value_int(*v, "body"),
		.name = name,
		.email = value_text(*v, "email"),
		.phone = value_text(*v, "phone"),
		.staff_number = value_text(*v, "staff_number"),
	};
	return OK;
}

enum err person_new_post(struct page *pg)
{
	struct person_input in;
	struct values *v;
	int64_t id;

	TRY(read_form(pg, &in, &v));
	TRY(person_add(pg->cx, &in, &id));
	return page_go(pg, at_id(pg, "/people/", id, ""), _("The person is added."));
}

enum err person_edit_post(struct page *pg)
{
	struct person_input in;
	struct person_by_id p;
	struct values *v;

	TRY(find(pg, &p));
	TRY(must_administer(pg->cx, p.body));
	TRY(read_form(pg, &in, &v));
	TRY(stale(pg, v, p.version));
	TRY(person_edit(pg->cx, p.id, p.version, &in));
	return page_go(pg, at_id(pg, "/people/", p.id, ""), _("The change is saved."));
}

enum err person_end_post(struct page *pg)
{
	static const struct field fields[] = { DATE("day") };
	struct values *v;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(FORM_READ(pg, fields, &v));
	TRY(person_end(pg->cx, id, value_text(v, "day")));
	return page_go(pg, at_id(pg, "/people/", id, ""),
		_("Posts and account have ended. The record stays."));
}

enum err person_unend_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(person_unend(pg->cx, id));
	return page_go(pg, at_id(pg, "/people/", id, ""),
		_("The leaving is taken back. Posts and account are given anew where due."));
}
